"""Cast shadows: two depth maps seen from the key, one round the people in view, one round the rest.

The maps are fitted to what a small first look through the camera sees (sample distribution shadow
maps: Lauritzen, Salvi and Lefohn, 2011), so that the shadow on a face in close-up has texels of a
fraction of a millimetre. The fit depends on the whole frame and never on the window that is drawn.
"""

# ruff: noqa: PLW3301  (numba wants flat scalar loops)

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filmwright.render.camera import Camera
from filmwright.render.jit import njit
from filmwright.render.light import Light
from filmwright.render.mesh import FIRST_FIGURE_ID
from filmwright.render.raster import (
    CEILING,
    FLOOR,
    GLASS,
    GROUND,
    SKY,
    WALL,
    WATER,
    WINDOW,
    Geometry,
    depth_of,
    rasterise,
    scaled,
    seen_ids,
)

__all__ = ["Shadows", "cast_shadows", "lit_at"]

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
I32 = NDArray[np.int32]
Bool = NDArray[np.bool_]

_LARGEST = 1536
_REACH = 60.0
"""Metres from the camera; what is farther away gets no cast shadow."""


@dataclass(frozen=True, slots=True)
class Shadows:
    """Height maps along the key.

    `near` and `far` (n, n) float32 hold the highest caster of a texel in metres along the key;
    `near_frame` and `far_frame` (13,) float64 are right, up and key axes, origin on right and up in
    metres, texels per metre and size; `near_bounds` and `far_bounds` (n/8, n/8, 2) float32 the lowest
    and highest value within reach of a block of 8 texels.
    """

    near: F32
    near_frame: F64
    near_bounds: F32
    far: F32
    far_frame: F64
    far_bounds: F32


def cast_shadows(geometry: Geometry, camera: Camera, light: Light) -> Shadows:
    """Shadow maps for one view. The same mesh, camera and light give the same maps."""
    look = scaled(camera, 160 / camera.width)
    samples = rasterise(geometry, look, scale=1)
    ids = seen_ids(geometry, samples.triangle)
    depth = depth_of(samples.inverse_depth)
    axes = _axes(light.direction)
    casting = _casters(geometry, open_set=light.open_set)
    seen = (ids > 0) & (depth < _REACH)
    people = seen & (ids >= FIRST_FIGURE_ID)
    far_frame = _fit(axes, look, camera, depth, seen if seen.any() else people, 1.6)
    near_frame = _fit(axes, look, camera, depth, people if people.any() else seen, 0.8)
    near, far = _map(geometry, casting, near_frame), _map(geometry, casting, far_frame)
    return Shadows(near, near_frame, _bounds(near), far, far_frame, _bounds(far))


def _axes(direction: tuple[float, float, float]) -> F64:
    """Rows right, up and key of the light's view."""
    key = np.asarray(direction, np.float64)
    key = key / math.sqrt(float((key * key).sum()))
    right = np.cross((0.0, 1.0, 0.0), key)
    length = math.sqrt(float((right * right).sum()))
    right = np.array((1.0, 0.0, 0.0)) if length < 1e-6 else right / length
    return np.array((right, np.cross(key, right), key))


def _casters(geometry: Geometry, *, open_set: bool) -> Bool:
    """Triangles that throw a shadow. Skies, glass and the ground do not; in an open set neither do walls."""
    never = [SKY, GLASS, WINDOW, WATER, GROUND, FLOOR] + ([WALL, CEILING] if open_set else [])
    throws = ~np.isin(geometry.kind, never) & (geometry.emission < 0.3)
    return np.ascontiguousarray(throws[geometry.material])


def _fit(axes: F64, look: Camera, camera: Camera, depth: F32, seen: Bool, coarseness: float) -> F64:
    """The frame of a map that covers the samples seen, with texels of about `coarseness` pixels."""
    rows, columns = np.nonzero(seen)
    frame = np.zeros(13)
    frame[:9] = axes.ravel()
    if len(rows) == 0:
        frame[11], frame[12] = 1.0, 8.0
        return frame
    z = depth[rows, columns].astype(np.float64)
    x = (columns + 0.5 - look.width / 2) / look.focal_px * z
    y = -(rows + 0.5 - look.height / 2) / look.focal_px * z
    basis = camera.basis()
    world = np.asarray(camera.eye) + x[:, None] * basis[0] + y[:, None] * basis[1] + z[:, None] * basis[2]
    across = (world[:, :, None] * axes[:2].T[None]).sum(axis=1)
    low, high = across.min(axis=0), across.max(axis=0)
    size = float((high - low).max()) * 1.08 + 0.12
    size = 2.0 ** (math.ceil(math.log2(size) * 4) / 4)  # few sizes, so that clips do not swim
    texel = coarseness * float(np.median(z)) / camera.focal_px
    count = int(min(_LARGEST, max(256, 64 * math.ceil(size / texel / 64))))
    step = size / count
    centre = np.round((low + high) / 2 / (8 * step)) * 8 * step
    frame[9], frame[10] = centre[0] - size / 2, centre[1] - size / 2
    frame[11], frame[12] = count / size, float(count)
    return frame


def _map(geometry: Geometry, casting: Bool, frame: F64) -> F32:
    heights = np.full((int(frame[12]), int(frame[12])), -1e9, np.float32)
    _draw(geometry.vertices, geometry.faces, casting, frame, heights)
    return heights


def _bounds(heights: F32) -> F32:
    """Lowest and highest of every block of 8 texels and its neighbours."""
    rows = heights.shape[0] // 8
    own, out = np.empty((rows, rows, 2), np.float32), np.empty((rows, rows, 2), np.float32)
    _block_bounds(heights, own)
    _wider_bounds(own, out)
    return out


@njit
def _block_bounds(heights: F32, out: F32) -> None:
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            low = high = heights[8 * y, 8 * x]
            for v in range(8 * y, 8 * y + 8):
                for u in range(8 * x, 8 * x + 8):
                    h = heights[v, u]
                    low, high = min(low, h), max(high, h)
            out[y, x, 0], out[y, x, 1] = low, high


@njit
def _wider_bounds(own: F32, out: F32) -> None:
    rows = own.shape[0]
    for y in range(rows):
        for x in range(rows):
            low, high = own[y, x, 0], own[y, x, 1]
            for v in range(max(0, y - 1), min(rows, y + 2)):
                for u in range(max(0, x - 1), min(rows, x + 2)):
                    low, high = min(low, own[v, u, 0]), max(high, own[v, u, 1])
            out[y, x, 0], out[y, x, 1] = low, high


@njit
def _draw(vertices: F32, faces: I32, casting: Bool, frame: F64, heights: F32) -> None:
    n = heights.shape[0]
    count = vertices.shape[0]
    place = np.empty((count, 3), np.float64)
    for i in range(count):
        x, y, z = float(vertices[i, 0]), float(vertices[i, 1]), float(vertices[i, 2])
        place[i, 0] = (frame[0] * x + frame[1] * y + frame[2] * z - frame[9]) * frame[11]
        place[i, 1] = (frame[3] * x + frame[4] * y + frame[5] * z - frame[10]) * frame[11]
        place[i, 2] = frame[6] * x + frame[7] * y + frame[8] * z
    for t in range(faces.shape[0]):
        if not casting[t]:
            continue
        i, j, k = faces[t, 0], faces[t, 1], faces[t, 2]
        ax, ay = place[i, 0], place[i, 1]
        bx, by = place[j, 0], place[j, 1]
        cx, cy = place[k, 0], place[k, 1]
        left, right = max(0.0, min(ax, min(bx, cx))), min(float(n), max(ax, max(bx, cx)))
        top, bottom = max(0.0, min(ay, min(by, cy))), min(float(n), max(ay, max(by, cy)))
        area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        if left > right or top > bottom or abs(area) < 1e-12:
            continue
        inverse = 1.0 / area
        first, last = math.ceil(left - 0.5), math.floor(right - 0.5)
        da = (by - cy) * inverse
        db = (cy - ay) * inverse
        for v in range(math.ceil(top - 0.5), min(n - 1, math.floor(bottom - 0.5)) + 1):
            py = v + 0.5
            ra = ((cx - bx) * (py - by) + (by - cy) * (0.0 - bx)) * inverse
            rb = ((ax - cx) * (py - cy) + (cy - ay) * (0.0 - cx)) * inverse
            for u in range(first, min(n - 1, last) + 1):
                px = u + 0.5
                wa, wb = da * px + ra, db * px + rb
                wc = 1.0 - wa - wb
                if wa < 0 or wb < 0 or wc < 0:
                    continue
                h = np.float32(wa * place[i, 2] + wb * place[j, 2] + wc * place[k, 2])
                heights[v, u] = max(heights[v, u], h)


@njit
def _share(
    heights: F32, frame: F64, bounds: F32, x: float, y: float, z: float, bias: float, forgive: float, reach: float
) -> float:
    """Share of light that reaches a point, 5 by 5 texels with bilinear rims; -1 outside the map."""
    n = heights.shape[0]
    u = (frame[0] * x + frame[1] * y + frame[2] * z - frame[9]) * frame[11] - 0.5
    v = (frame[3] * x + frame[4] * y + frame[5] * z - frame[10]) * frame[11] - 0.5
    if u < 3 or v < 3 or u > n - 4 or v > n - 4:
        return -1.0
    h = frame[6] * x + frame[7] * y + frame[8] * z + bias + 1.5 / frame[11]
    high, top = h + forgive, h + reach
    iu, iv = int(u), int(v)
    if bounds[iv >> 3, iu >> 3, 1] <= h:
        return 1.0
    if bounds[iv >> 3, iu >> 3, 0] > high and bounds[iv >> 3, iu >> 3, 1] < top:
        return 0.0
    fu, fv = u - iu, v - iv
    total = 0.0
    for dv in range(-2, 4):
        wv = 1.0 - fv if dv == -2 else (fv if dv == 3 else 1.0)
        row = 0.0
        for du in range(-2, 4):
            m = heights[iv + dv, iu + du]
            if m <= h or m < high or m > top:
                row += 1.0 - fu if du == -2 else (fu if du == 3 else 1.0)
        total += wv * row
    return total / 25.0


@njit
def lit_at(
    near: F32, near_frame: F64, near_bounds: F32, far: F32, far_frame: F64, far_bounds: F32,
    x: float, y: float, z: float, nx: float, ny: float, nz: float, bias: float, forgive: float, reach: float,
) -> float:  # fmt: skip
    """Share of the key that reaches a point with this normal, 0..1.

    Casters nearer than `forgive` metres along the key are let through: a face is not striped by its
    own nose and lashes. So are casters farther than `reach`: a tree or a beam does not put out the
    light on the people of a scene. The point is lifted along its normal by two texels against acne.
    """
    lift = 2.0 / near_frame[11]
    share = _share(near, near_frame, near_bounds, x + nx * lift, y + ny * lift, z + nz * lift, bias, forgive, reach)
    if share >= 0:
        return share
    lift = 2.0 / far_frame[11]
    share = _share(far, far_frame, far_bounds, x + nx * lift, y + ny * lift, z + nz * lift, bias, forgive, reach)
    return 1.0 if share < 0 else share
