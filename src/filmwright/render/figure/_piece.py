"""Parts of a person under construction: tubes, bands, ribbons and sheets of cloth that lie on a field."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from filmwright.render.anatomy.field import cast
from filmwright.render.anatomy.piece import Bench, Piece, Tint, grid_faces, inside_out, smooth_normals, sweep
from filmwright.render.anatomy.shapes import Shapes
from filmwright.render.figure._skeleton import TREE

__all__ = ["FigureShapes", "band", "loft", "mirror", "ribbon", "rigid", "solid", "tube"]

Array = NDArray[np.float64]
Ints = NDArray[np.int32]

_BENCH = Bench(TREE)
rigid, solid, mirror = _BENCH.rigid, _BENCH.solid, _BENCH.mirror


class FigureShapes(Shapes):
    """Implicit shapes by name of a person's bone."""

    bones = TREE.index


def tube(
    path: Array, radius: Array, tint: Tint, part: str, bone: str, *, up: Sequence[float] = (0, 1, 0), flat: float = 1.0
) -> Piece:
    """A tapering tube along a path, rigid to one bone; `flat` squeezes it along `up`."""
    normals = np.broadcast_to(np.asarray(up, np.float64), path.shape)
    v, f = sweep(path, normals, radius, radius * flat)
    return rigid(v, f[:, ::-1] if inside_out(v, f) else f, tint, part, bone)


def band(
    field: Array,
    centre: Array,
    axis: Array,
    height: float,
    thick: float,
    tint: Tint,
    part: str,
    *,
    count: int = 40,
    reach: float = 0.5,
    softness: float = 0.02,
    start: Array | None = None,
    fallback: float = 0.05,
) -> Piece:
    """A closed band of cloth that lies on a field around an axis: belt, cuff, hem, ribbing.

    Rays run towards the axis from `reach` away. `start` is the direction of the first one.
    """
    axis = axis / np.linalg.norm(axis)
    s = np.array([0.0, 0.0, 1.0]) if start is None else start
    u = s - axis * np.dot(s, axis)
    u /= np.linalg.norm(u)
    w = np.cross(axis, u)
    a = np.arange(count) * 2 * np.pi / count
    out = np.cos(a)[:, None] * u + np.sin(a)[:, None] * w
    rings = []
    for dy, lift in ((-0.5, -0.002), (-0.5, thick), (0.5, thick), (0.5, -0.002)):
        mid = centre + axis * height * dy * 0.9
        t = cast(field, mid + out * reach, -out, reach)
        r = np.where(t < 0, fallback, reach - t)
        rings.append(centre + axis * height * dy + out * (r + lift)[:, None])
    v = np.concatenate(rings)
    f = grid_faces(4, count, around=True)
    if inside_out(v - centre, f):
        f = f[:, ::-1].copy()
    which, share = _BENCH.weighed(field, v, softness)
    return Piece(v, smooth_normals(v, f), f, which, share, tint, part)


def ribbon(
    field: Array,
    path: Array,
    across: Array,
    widths: Sequence[Array],
    thick: float,
    tint: Tint,
    part: str,
    *,
    direction: Array,
    softness: float = 0.02,
) -> Piece:
    """A strip lying on a field: lapel, placket, pocket, tie.

    `path` (n, 3) is moved along `direction` onto the surface; the strip runs from `widths[0]` to
    `widths[1]` along `across` (n, 3) or (3,), and stands `thick` metres above the cloth.
    """
    n = len(path)
    across = np.broadcast_to(across, path.shape)
    steps = 4
    rows = []
    for j in range(steps + 1):
        t = j / steps
        p = path + across * ((1 - t) * widths[0] + t * widths[1])[:, None]
        rows.append(p)
    flat = np.concatenate(rows)
    away = direction / np.linalg.norm(direction)
    d = cast(field, flat - away * 0.6, np.broadcast_to(away, flat.shape).copy(), 1.2)
    d = np.where(d < 0, 0.6, d)
    top = flat + away * (d - 0.6 - thick)[:, None]
    grid = top.reshape(steps + 1, n, 3)
    low = grid + away * (thick + 0.004)
    ring = np.concatenate([low[:1], grid, low[-1:]])
    v = ring.reshape(-1, 3)
    f = grid_faces(steps + 3, n)
    nrm = smooth_normals(v, f)
    if float((nrm @ away).mean()) > 0:
        f = f[:, ::-1].copy()
    which, share = _BENCH.weighed(field, v, softness)
    return Piece(v, smooth_normals(v, f), f, which, share, tint, part)


def loft(
    rings: Sequence[Array], field: Array, tint: Tint, part: str, *, softness: float, closed: bool, wrap: bool
) -> Piece:
    """A sheet through rings of equal length (rows of points), weighed by a field.

    `closed` joins the ends of each ring; `wrap` joins the last ring to the first, and closes the ends
    of open rings, so that the sheet has thickness.
    """
    cols = len(rings[0])
    v = np.concatenate(rings)
    f = grid_faces(len(rings), cols, around=closed, along=wrap)
    if wrap and not closed:
        n = len(rings)
        for column, flip in ((0, True), (cols - 1, False)):
            idx = np.arange(n) * cols + column
            fan = np.stack([np.full(n - 2, idx[0]), idx[1:-1], idx[2:]], 1)
            f = np.concatenate([f, fan[:, ::-1] if flip else fan]).astype(np.int32)
    if inside_out(v - v.mean(0), f):
        f = f[:, ::-1].copy()
    which, share = _BENCH.weighed(field, v, softness)
    return Piece(v, smooth_normals(v, f), f, which, share, tint, part)
