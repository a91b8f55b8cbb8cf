"""Parts of an animal under construction: tubes, balls and sheets on the bones of animals."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from filmwright.render.anatomy.piece import Bench, Piece, Tint, sweep
from filmwright.render.anatomy.shapes import Shapes
from filmwright.render.animal._rig import TREE

__all__ = ["AnimalShapes", "ball", "disc", "flip", "rigid", "solid", "tube"]

Array = NDArray[np.float64]
Ints = NDArray[np.int32]

_BENCH = Bench(TREE)
rigid, solid, flip = _BENCH.rigid, _BENCH.solid, _BENCH.mirror


class AnimalShapes(Shapes):
    """Implicit shapes by name of an animal's bone."""

    bones = TREE.index


def tube(path: Array, radius: Array, tint: Tint, part: str, bone: str, *, sides: int = 8, flat: float = 1.0) -> Piece:
    """A tapering tube along a path (n, 3), rigid to one bone; `flat` squeezes it across its plane."""
    up = np.broadcast_to(np.array([0.31, 0.95, 0.05]), path.shape)
    v, f = sweep(path, up, radius, radius * flat, sides)
    return rigid(v, _outward(v, f), tint, part, bone)


def _outward(v: Array, f: Ints) -> Ints:
    """Faces turned so that the enclosed volume is positive."""
    a, b, c = (v[f[:, i]] - v.mean(0) for i in range(3))
    return f[:, ::-1].copy() if float(np.einsum("ij,ij->", a, np.cross(b, c))) < 0 else f


def ball(
    centre: Array, radius: float, axis: Array, cuts: Sequence[tuple[float, Tint]], part: str, bone: str
) -> list[Piece]:
    """A ball in caps round `axis`: each cut gives the angle in degrees at which its tint ends, the last one 180."""
    a = axis / np.linalg.norm(axis)
    u = np.cross(a, np.array([0.0, 1.0, 0.0]) if abs(a[1]) < 0.9 else np.array([1.0, 0.0, 0.0]))
    u /= np.linalg.norm(u)
    w = np.cross(a, u)
    out: list[Piece] = []
    start = 0.0
    for end, tint in cuts:
        rings = np.radians(np.linspace(start, end, 3 + int((end - start) / 22)))
        t = np.arange(16) * 2 * np.pi / 16
        around = np.cos(t)[:, None] * u + np.sin(t)[:, None] * w
        d = np.cos(rings)[:, None, None] * a + np.sin(rings)[:, None, None] * around[None]
        v = (centre + radius * d).reshape(-1, 3)
        f = _lattice(len(rings), 16)
        which, share = _BENCH.bound(len(v), bone)
        out.append(Piece(v, d.reshape(-1, 3), _facing_out(v, f, centre), which, share, tint, part))
        start = end
    return out


def _facing_out(v: Array, f: Ints, centre: Array) -> Ints:
    a, b, c = (v[f[:, i]] for i in range(3))
    out = np.einsum("ij,ij->", np.cross(b - a, c - a), (a + b + c) / 3 - centre)
    return f[:, ::-1].copy() if float(out) < 0 else f


def _lattice(rows: int, cols: int) -> Ints:
    """Triangles of rings closed around."""
    i, j = np.meshgrid(np.arange(rows - 1), np.arange(cols), indexing="ij")
    a, b = i * cols + j, i * cols + (j + 1) % cols
    c, d = b + cols, a + cols
    return np.stack([np.stack([a, b, c], -1), np.stack([a, c, d], -1)], 2).reshape(-1, 3).astype(np.int32)


def disc(outline: Array, thick: float, normal: Array, tint: Tint, part: str, bone: str) -> Piece:
    """A flat sheet with an outline (n, 3) and some thickness, fanned from its middle."""
    n = len(outline)
    up = normal / np.linalg.norm(normal) * thick / 2
    mid = outline.mean(0)
    v = np.concatenate([outline + up, outline - up, [mid + up, mid - up]])
    j = np.arange(n)
    k = (j + 1) % n
    f = np.concatenate(
        [
            np.stack([np.full(n, 2 * n), j, k], 1),
            np.stack([np.full(n, 2 * n + 1), n + k, n + j], 1),
            np.stack([j, n + j, n + k], 1),
            np.stack([j, n + k, k], 1),
        ]
    ).astype(np.int32)
    return rigid(v, _outward(v, f), tint, part, bone)
