"""Parts of an animal under construction, on the bones of animals (see `render/figure/_piece.py`)."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from filmwright.render.animal._rig import BONE, BONES
from filmwright.render.figure._field import polygonise, weigh
from filmwright.render.figure._piece import Piece, Tint, smooth_normals, span, sweep
from filmwright.render.figure._shapes import Shapes

__all__ = ["AnimalShapes", "ball", "bound", "disc", "flip", "rigid", "solid", "tube"]

Array = NDArray[np.float64]
Ints = NDArray[np.int32]


class AnimalShapes(Shapes):
    """Implicit shapes by name of an animal's bone."""

    def _row(self, kind: int, op: float, k: float, bone: str | None) -> Array:
        row = super()._row(kind, op, k, None)
        row[3] = -1 if bone is None else BONE[bone]
        return row

    def copy(self) -> "AnimalShapes":
        """The same shapes, to go on from."""
        return AnimalShapes(self._rows)


def bound(count: int, bone: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Bones and weights of vertices that all follow one bone."""
    which = np.zeros((count, 4), np.int32)
    which[:, 0] = BONE[bone]
    share = np.zeros((count, 4), np.float32)
    share[:, 0] = 1.0
    return which, share


def rigid(vertices: Array, faces: Ints, tint: Tint, part: str, bone: str) -> Piece:
    """A piece that follows one bone."""
    which, share = bound(len(vertices), bone)
    return Piece(vertices, smooth_normals(vertices, faces), faces, which, share, tint, part)


def solid(
    field: Array,
    box: tuple[Sequence[float] | Array, Sequence[float] | Array],
    step: float,
    tint: Tint,
    part: str,
    *,
    softness: float = 0.02,
    bone: str | None = None,
) -> Piece:
    """Polygonise a field inside `box`; weights by nearness to its shapes, or all to one bone."""
    xs, ys, zs = (span(float(box[0][i]), float(box[1][i]), step) for i in range(3))
    v, n, f = polygonise(field, xs, ys, zs)
    which, share = bound(len(v), bone) if bone else weigh(field, v, softness, len(BONES))
    return Piece(v, n, f, which, share, tint, part)


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
        which, share = bound(len(v), bone)
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


_SWAP = np.array(
    [BONE["r_" + b[2:] if b.startswith("l_") else "l_" + b[2:] if b.startswith("r_") else b] for b in BONES],
    np.int32,
)


def flip(piece: Piece) -> Piece:
    """The same piece on the other side of the body."""
    mirror = np.array([-1.0, 1.0, 1.0])
    return replace(
        piece,
        vertices=piece.vertices * mirror,
        normals=piece.normals * mirror,
        faces=piece.faces[:, ::-1].copy(),
        which=_SWAP[piece.which],
    )
