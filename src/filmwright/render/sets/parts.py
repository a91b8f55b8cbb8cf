"""Solid shapes from which everything on a set is put together.

Each function returns a `Solid` in its own space: metres, y up, triangles counter-clockwise seen from
outside. Boxes and prisms have flat normals, turned shapes are smooth round their axis.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from filmwright.render.sets.dice import value_noise

__all__ = [
    "Solid",
    "ball",
    "blob",
    "box",
    "cone",
    "cylinder",
    "extrude",
    "flat_shaded",
    "lathe",
    "quad",
    "ribbon",
    "smooth_shaded",
    "smooth_shaded_welded",
    "splat",
    "terrain",
    "tube",
    "volume",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Solid:
    """vertices (n, 3) and unit normals (n, 3) float64, faces (m, 3) int32."""

    vertices: Floats
    normals: Floats
    faces: Ints


def volume(solid: Solid) -> float:
    """Signed volume in cubic metres; positive when a closed solid is wound outward."""
    a, b, c = (solid.vertices[solid.faces[:, i]] for i in range(3))
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6)


def _cross(a: Floats, b: Floats) -> Floats:
    result: Floats = np.cross(a, b)
    return result


def _unit(v: Floats) -> Floats:
    length = np.linalg.norm(v, axis=-1, keepdims=True)
    result: Floats = v / np.maximum(length, 1e-12)
    return result


def flat_shaded(vertices: Floats, faces: Ints) -> Solid:
    """Each triangle with its own three vertices and its own normal."""
    tri = vertices[faces]
    normal = _unit(_cross(tri[:, 1] - tri[:, 0], tri[:, 2] - tri[:, 0]))
    n = len(faces)
    return Solid(tri.reshape(-1, 3), np.repeat(normal, 3, axis=0), np.arange(3 * n, dtype=np.int32).reshape(n, 3))


def smooth_shaded(vertices: Floats, faces: Ints) -> Solid:
    """Vertex normals as area-weighted means of the faces round them."""
    tri = vertices[faces]
    area = np.cross(tri[:, 1] - tri[:, 0], tri[:, 2] - tri[:, 0])
    sums = [np.bincount(faces.ravel(), np.repeat(area[:, i], 3), len(vertices)) for i in range(3)]
    normals = np.stack(sums, axis=1).astype(np.float64)
    return Solid(vertices, _unit(normals), faces)


_CUBE_CORNERS = np.array([(x, y, z) for x in (-0.5, 0.5) for y in (-0.5, 0.5) for z in (-0.5, 0.5)], np.float64)
_CUBE_SIDES = np.array([(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)], np.int32)
_CUBE_NORMALS = np.array([(-1, 0, 0), (1, 0, 0), (0, -1, 0), (0, 1, 0), (0, 0, -1), (0, 0, 1)], np.float64)
CUBE = Solid(
    _CUBE_CORNERS[_CUBE_SIDES.ravel()],
    np.repeat(_CUBE_NORMALS, 4, axis=0),
    np.array([(4 * i, 4 * i + a, 4 * i + a + 1) for i in range(6) for a in (1, 2)], np.int32),
)
"""A cube of one metre round the origin: 24 vertices, 12 triangles."""


def box(width: float, height: float, depth: float) -> Solid:
    """A box standing on y = 0, centred in x and z."""
    size = np.array((width, height, depth))
    return Solid(CUBE.vertices * size + (0, height / 2, 0), CUBE.normals, CUBE.faces)


def quad(a: Sequence[float], b: Sequence[float], c: Sequence[float], d: Sequence[float]) -> Solid:
    """One four-sided face, visible from the side where a, b, c, d run counter-clockwise."""
    points = np.array((a, b, c, d), np.float64)
    return Solid(
        points,
        np.repeat(_unit(_cross(points[1] - points[0], points[3] - points[0]))[None], 4, axis=0),
        np.array(((0, 1, 2), (0, 2, 3)), np.int32),
    )


@lru_cache(maxsize=256)
def lathe(profile: tuple[tuple[float, float], ...], sides: int = 12, *, smooth: bool = False) -> Solid:
    """A shape turned round the y axis from (radius, height) points, going up; closed at both ends.

    With `smooth` the normals also run smoothly along the profile; otherwise its corners are sharp.
    """
    pts = [*profile]
    if pts[0][0] > 0:
        pts = [(0.0, pts[0][1]), *pts]
    if pts[-1][0] > 0:
        pts = [*pts, (0.0, pts[-1][1])]
    turn = np.arange(sides) * (2 * math.pi / sides)
    c, s = np.cos(turn), np.sin(turn)
    if smooth:
        return _smooth_lathe(pts, sides, c, s)
    vertices: list[Floats] = []
    normals: list[Floats] = []
    faces: list[Ints] = []
    base = 0
    for (r0, y0), (r1, y1) in pairwise(pts):
        ring = np.concatenate([np.stack([r * c, np.full(sides, y), r * s], 1) for r, y in ((r0, y0), (r1, y1))])
        slope = np.array((y1 - y0, r0 - r1)) / max(math.hypot(y1 - y0, r0 - r1), 1e-12)
        normal = np.stack([slope[0] * c, np.full(sides, slope[1]), slope[0] * s], 1)
        vertices.append(ring)
        normals.append(np.concatenate([normal, normal]))
        faces.append(_not_degenerate(ring, _bands(2, sides)) + base)
        base += 2 * sides
    return Solid(np.concatenate(vertices), np.concatenate(normals), np.concatenate(faces).astype(np.int32))


@lru_cache(maxsize=128)
def _bands(rings: int, sides: int) -> Ints:
    """Triangles between neighbouring rings of equal length, closed round."""
    i = np.arange(sides)
    j = (i + 1) % sides
    out = []
    for k in range(rings - 1):
        low, high = k * sides, (k + 1) * sides
        out.append(np.stack([low + i, high + i, high + j], 1))
        out.append(np.stack([low + i, high + j, low + j], 1))
    return np.concatenate(out).astype(np.int32)


@lru_cache(maxsize=128)
def _tube_faces(rings: int, sides: int) -> Ints:
    """Bands of a tube whose first and last rings are single points: half of the end bands are empty."""
    faces = _bands(rings, sides)
    keep = np.ones(len(faces), np.bool_)
    keep[sides : 2 * sides] = False
    keep[len(faces) - 2 * sides : len(faces) - sides] = False
    kept: Ints = faces[keep]
    return kept


def _not_degenerate(points: Floats, faces: Ints) -> Ints:
    tri = points[faces]
    area = np.linalg.norm(np.cross(tri[:, 1] - tri[:, 0], tri[:, 2] - tri[:, 0]), axis=1)
    kept: Ints = faces[area > 1e-12]
    return kept


def _smooth_lathe(profile: list[tuple[float, float]], sides: int, c: Floats, s: Floats) -> Solid:
    rings = [np.stack([r * c, np.full(sides, y), r * s], 1) for r, y in profile]
    points = np.concatenate(rings)
    faces = _not_degenerate(points, _bands(len(rings), sides))
    normals = smooth_shaded(points, faces).normals.copy()
    # poles are rings of equal points: without this each would get the normal of its slice alone
    for end, up in ((0, -1.0), (len(rings) - 1, 1.0)):
        normals[end * sides : (end + 1) * sides] = (0.0, up, 0.0)
    return Solid(points, normals, faces)


@lru_cache(maxsize=256)
def cylinder(radius: float, height: float, top: float | None = None, sides: int = 12) -> Solid:
    """A cylinder on y = 0, or the stump of a cone when `top` (its upper radius) is given."""
    return lathe(((radius, 0.0), (radius if top is None else top, height)), sides)


def cone(radius: float, height: float, sides: int = 12) -> Solid:
    """A cone on y = 0."""
    return cylinder(radius, height, 0.0, sides)


@lru_cache(maxsize=256)
def ball(sides: int = 12, rings: int = 7) -> Solid:
    """A ball of radius 1 round the origin; scale it for an ellipsoid."""
    angle = [math.pi * i / rings - math.pi / 2 for i in range(rings + 1)]
    profile = tuple((max(math.cos(a), 0.0) if 0 < i < rings else 0.0, math.sin(a)) for i, a in enumerate(angle))
    solid = lathe(profile, sides, smooth=True)
    return Solid(solid.vertices, _unit(solid.vertices), solid.faces)


@lru_cache(maxsize=512)
def blob(seed: int, rough: float = 0.25, cells: float = 2.2, sides: int = 12, rings: int = 7) -> Solid:
    """A lumpy ball of radius about 1: a tree crown, a bush, a stone. `cells` is lumps per radius."""
    ball_ = ball(sides, rings)
    points = ball_.vertices * (1 + rough * value_noise(ball_.vertices * cells + 7.0, seed))[:, None]
    return smooth_shaded_welded(points, ball_.faces)


def smooth_shaded_welded(points: Floats, faces: Ints) -> Solid:
    """Smooth normals where equal points share one normal."""
    _, index = np.unique(np.round(points, 6), axis=0, return_inverse=True)
    index = index.reshape(-1)
    welded = smooth_shaded(points, faces)
    tri = points[faces]
    area = np.cross(tri[:, 1] - tri[:, 0], tri[:, 2] - tri[:, 0])
    shared: Floats = np.stack(
        [np.bincount(index[faces.ravel()], np.repeat(area[:, i], 3), index.max() + 1) for i in range(3)],
        axis=1,
    ).astype(np.float64)
    return Solid(points, _unit(shared)[index], welded.faces)


def _ear_clip(outline: Floats) -> list[tuple[int, int, int]]:
    """Triangles of a simple polygon (n, 2) that runs counter-clockwise."""
    left = list(range(len(outline)))
    out: list[tuple[int, int, int]] = []
    while len(left) > 3:
        ear = next((k for k in range(len(left)) if _is_ear(outline, left, k)), 0)
        out.append((left[ear - 1], left[ear], left[(ear + 1) % len(left)]))
        del left[ear]
    out.append((left[0], left[1], left[2]))
    return out


def _is_ear(outline: Floats, left: list[int], k: int) -> bool:
    a, b, c = outline[left[k - 1]], outline[left[k]], outline[left[(k + 1) % len(left)]]

    def side(p: Floats, q: Floats, r: Floats) -> float:
        return float((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))

    if side(a, b, c) <= 1e-12:
        return False
    corner = {left[k - 1], left[k], left[(k + 1) % len(left)]}
    others = (outline[i] for i in left if i not in corner)
    return not any(side(a, b, p) >= 0 and side(b, c, p) >= 0 and side(c, a, p) >= 0 for p in others)


@lru_cache(maxsize=256)
def extrude(outline: tuple[tuple[float, float], ...], depth: float) -> Solid:
    """A prism: an outline in x, y (counter-clockwise, may have hollows) from z = -depth/2 to +depth/2."""
    flat = np.array(outline, np.float64)
    n = len(flat)
    front = np.column_stack([flat, np.full(n, depth / 2)])
    back = np.column_stack([flat, np.full(n, -depth / 2)])
    caps = np.array(_ear_clip(flat), np.int32)
    i = np.arange(n)
    j = (i + 1) % n
    sides = np.concatenate([np.stack([n + i, n + j, j], 1), np.stack([n + i, j, i], 1)]).astype(np.int32)
    faces = np.concatenate([caps, caps[:, ::-1] + n, sides]).astype(np.int32)
    return flat_shaded(np.concatenate([front, back]), faces)


@lru_cache(maxsize=64)
def splat(seed: int) -> Solid:
    """A flat shape with an uneven rim, radius about 1, facing +z, 1 thick: a stain, an island on a map."""
    turn = np.linspace(0, 2 * math.pi, 17)[:-1]
    rim = np.stack([np.cos(turn), np.sin(turn), np.zeros(16)], 1)
    far = 1 + 0.35 * value_noise(rim * 1.7 + 5.0, seed)
    return extrude(tuple((float(x), float(y)) for x, y in (rim * far[:, None])[:, :2]), 1.0)


def tube(path: Sequence[Sequence[float]], radius: float | Sequence[float], sides: int = 8) -> Solid:
    """A round tube along a path of points, closed at both ends; `radius` may be one per point."""
    points = np.array(path, np.float64)
    n = len(points)
    radii = np.broadcast_to(np.asarray(radius, np.float64), (n,))
    heading: Floats = np.gradient(points, axis=0)
    ahead = _unit(heading)
    first, second = _carried_frame(ahead)
    turn = np.arange(sides) * (2 * math.pi / sides)
    circle = np.cos(turn)[None, :, None] * first[:, None] - np.sin(turn)[None, :, None] * second[:, None]
    rings = points[:, None] + radii[:, None, None] * circle
    stacked = np.concatenate([np.repeat(points[:1], sides, 0), rings.reshape(-1, 3), np.repeat(points[-1:], sides, 0)])
    solid = smooth_shaded(stacked, _tube_faces(n + 2, sides))
    return Solid(stacked, solid.normals, solid.faces)


def _carried_frame(ahead: Floats) -> tuple[Floats, Floats]:
    """Two axes across each direction (n, 3), carried along so that the tube does not twist."""
    x, y, z = ahead[0].tolist()
    across = (-z, 0.0, x) if math.hypot(x, z) > 1e-3 else (1.0, 0.0, 0.0)
    first, second = [], []
    for x, y, z in ahead.tolist():
        dot = across[0] * x + across[1] * y + across[2] * z
        ax, ay, az = across[0] - dot * x, across[1] - dot * y, across[2] - dot * z
        length = math.sqrt(ax * ax + ay * ay + az * az) or 1.0
        across = (ax / length, ay / length, az / length)
        first.append(across)
        second.append((y * across[2] - z * across[1], z * across[0] - x * across[2], x * across[1] - y * across[0]))
    return np.array(first), np.array(second)


def ribbon(path: Sequence[Sequence[float]], height: float, thickness: float) -> Solid:
    """A standing strip, like a curtain or a flag: (x, z) points, from y = 0 up to `height`."""
    points = np.array(path, np.float64)
    ahead = _unit(np.gradient(points, axis=0))
    side = np.stack([-ahead[:, 1], ahead[:, 0]], 1) * (thickness / 2)
    outline = np.concatenate([points + side, (points - side)[::-1]])
    n = len(points)
    m = 2 * n
    low = np.column_stack([outline[:, 0], np.zeros(m), outline[:, 1]])
    high = low + np.array((0.0, height, 0.0))
    i = np.arange(m)
    j = (i + 1) % m
    walls = np.concatenate([np.stack([i, j, m + j], 1), np.stack([i, m + j, m + i], 1)])
    k = np.arange(n - 1)
    lid = np.concatenate([np.stack([k, k + 1, m - 2 - k], 1), np.stack([k, m - 2 - k, m - 1 - k], 1)])
    faces = np.concatenate([walls, lid + m, lid[:, ::-1]]).astype(np.int32)
    solid = flat_shaded(np.concatenate([low, high]), faces)
    if volume(solid) < 0:
        solid = flat_shaded(np.concatenate([low, high]), faces[:, ::-1])
    return solid


def terrain(points: Floats) -> Solid:
    """Ground from a grid of points (rows, columns, 3), seen from above; smooth."""
    rows, columns = points.shape[:2]
    i = np.arange(rows * columns).reshape(rows, columns)
    a, b, c, d = i[:-1, :-1].ravel(), i[1:, :-1].ravel(), i[1:, 1:].ravel(), i[:-1, 1:].ravel()
    faces = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)]).astype(np.int32)
    flat = points.reshape(-1, 3)
    keep = _not_degenerate(flat, faces)
    tri = flat[keep]
    up = np.cross(tri[:, 1] - tri[:, 0], tri[:, 2] - tri[:, 0])[:, 1]
    keep = np.where((up < 0)[:, None], keep[:, ::-1], keep).astype(np.int32)
    return smooth_shaded_welded(flat, keep)
