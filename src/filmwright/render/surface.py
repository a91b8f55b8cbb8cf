"""What both styles ask of a sample: pixel depth, normals, contact shade, smooth noise."""

# The kernels are plain scalar loops, as numba wants them: long, flat, without sets or nested helpers.

# numba: plain scalars, one loop, no sets

import math

import numpy as np
from numpy.typing import NDArray

from filmwright.render.jit import njit
from filmwright.render.raster import Geometry, Samples

__all__ = ["ambient", "meet", "normal_at", "pixels_of", "ramp", "same_surface", "value_noise"]

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
I32 = NDArray[np.int32]


def pixels_of(samples: Samples, geometry: Geometry) -> tuple[F32, I32]:
    """1/depth (h, w) float32 and object ids (h, w) int32 of the pixels, from 2 by 2 samples.

    A pixel shows its nearest sample; its 1/depth is the mean over the samples of the same object.
    """
    height, width = samples.triangle.shape[0] // 2, samples.triangle.shape[1] // 2
    inverse = np.zeros((height, width), np.float32)
    ids = np.zeros((height, width), np.int32)
    _pixels(samples.triangle, samples.inverse_depth, geometry.object_id, inverse, ids)
    return inverse, ids


def ambient(inverse_depth: F32, focal_px: float, origin: tuple[int, int], unit: float, reach: float = 0.38) -> F32:
    """Open sky share of each 2 by 2 block of pixels, 0..1 (h/2, w/2) float32.

    Screen space: how many neighbours within `reach` metres stand before the tangent plane. `origin`
    is the window's corner, so that the sampling pattern stays fixed to the frame; neighbours are looked
    for at most 44 `unit` away (see `unit_of`).
    """
    half_h, half_w = (inverse_depth.shape[0] + 1) // 2, (inverse_depth.shape[1] + 1) // 2
    raw = np.ones((half_h, half_w), np.float32)
    _occlusion(inverse_depth, focal_px, reach, 44.0 * unit, _spirals(), origin[0] // 2, origin[1] // 2, raw)
    smooth = np.empty_like(raw)
    _smooth(raw, inverse_depth, smooth)
    return smooth


_TAPS = 8


def _spirals() -> F64:
    """Unit offsets (16, 8, 3): x, y and radius of a golden-angle spiral, turned for 4 by 4 pixels."""
    out = np.empty((16, _TAPS, 3))
    for p in range(16):
        turn = ((p * 7) % 16) / 16 * 2.399963
        for s in range(_TAPS):
            angle, radius = s * 2.399963 + turn, (s + 0.6) / _TAPS
            out[p, s] = (math.cos(angle) * radius, math.sin(angle) * radius, radius)
    return out


@njit
def _pixels(triangle: I32, near: F32, object_id: I32, inverse: F32, ids: I32) -> None:
    for y in range(ids.shape[0]):
        for x in range(ids.shape[1]):
            best, who = np.float32(0.0), -1
            for s in range(4):
                yy, xx = 2 * y + (s >> 1), 2 * x + (s & 1)
                if near[yy, xx] > best:
                    best, who = near[yy, xx], triangle[yy, xx]
            if who < 0:
                continue
            mine, total, count = object_id[who], 0.0, 0
            for s in range(4):
                yy, xx = 2 * y + (s >> 1), 2 * x + (s & 1)
                t = triangle[yy, xx]
                if t >= 0 and object_id[t] == mine and near[yy, xx] > 0.97 * best:
                    total += near[yy, xx]
                    count += 1
            inverse[y, x] = total / count
            ids[y, x] = mine


@njit
def _slope(before: float, here: float, after: float) -> float:
    """The flatter of the two one-sided differences: the one that stays on the surface."""
    a, b = here - before, after - here
    if before <= 0:
        return b if after > 0 else 0.0
    if after <= 0:
        return a
    return a if abs(a) < abs(b) else b


@njit
def _occlusion(inverse: F32, focal: float, reach: float, most: float, spirals: F64, ox: int, oy: int, out: F32) -> None:
    height, width = inverse.shape
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            px, py = 2 * x, 2 * y
            here = inverse[py, px]
            if here < 0.012:
                continue
            depth = 1.0 / here
            radius = min(most, reach * focal * here)
            if radius < 1.5:
                continue
            gx = _slope(inverse[py, max(px - 1, 0)], here, inverse[py, min(px + 1, width - 1)])
            gy = _slope(inverse[max(py - 1, 0), px], here, inverse[min(py + 1, height - 1), px])
            pattern = ((y + oy) & 3) * 4 + ((x + ox) & 3)
            hidden = 0.0
            for s in range(_TAPS):
                dx, dy = spirals[pattern, s, 0] * radius, spirals[pattern, s, 1] * radius
                sx, sy = int(px + dx + 0.5), int(py + dy + 0.5)
                if sx < 0 or sy < 0 or sx >= width or sy >= height:
                    continue
                there = inverse[sy, sx]
                plane = here + gx * (sx - px) + gy * (sy - py)
                if there <= plane or plane <= 0:
                    continue
                before = 1.0 / plane - 1.0 / there
                if before > 0.012 + 0.002 * depth and before < 1.5 * reach:
                    hidden += min(1.0, before / (0.35 * reach)) * (1.0 - before / (1.5 * reach))
            out[y, x] = max(0.0, 1.0 - 1.5 * hidden / _TAPS)


@njit
def _smooth(raw: F32, inverse: F32, out: F32) -> None:
    """Mean over 5 by 5 blocks at about the same depth, as two passes of 5."""
    height, width = raw.shape
    between = np.empty_like(raw)
    for y in range(height):
        for x in range(width):
            here = inverse[2 * y, 2 * x]
            total, count = np.float32(0.0), np.float32(0.0)
            for d in range(max(-2, -x), min(2, width - 1 - x) + 1):
                if abs(inverse[2 * y, 2 * (x + d)] - here) < 0.05 * here:
                    total += raw[y, x + d]
                    count += np.float32(1.0)
            between[y, x] = total / count if count > 0 else raw[y, x]
    for y in range(height):
        for x in range(width):
            here = inverse[2 * y, 2 * x]
            total, count = np.float32(0.0), np.float32(0.0)
            for d in range(max(-2, -y), min(2, height - 1 - y) + 1):
                if abs(inverse[2 * (y + d), 2 * x] - here) < 0.05 * here:
                    total += between[y + d, x]
                    count += np.float32(1.0)
            out[y, x] = total / count if count > 0 else between[y, x]


@njit
def normal_at(setup: F64, vertices_n: F32, faces: I32, t: int, px: float, py: float) -> tuple[float, float, float]:
    """The shading normal of triangle `t` at a sample position, not turned to the viewer."""
    a = max(0.0, setup[t, 0] * px + setup[t, 1] * py + setup[t, 2])
    b = max(0.0, setup[t, 3] * px + setup[t, 4] * py + setup[t, 5])
    c = max(0.0, setup[t, 6] * px + setup[t, 7] * py + setup[t, 8])
    i, j, k = faces[t, 0], faces[t, 1], faces[t, 2]
    x = a * vertices_n[i, 0] + b * vertices_n[j, 0] + c * vertices_n[k, 0]
    y = a * vertices_n[i, 1] + b * vertices_n[j, 1] + c * vertices_n[k, 1]
    z = a * vertices_n[i, 2] + b * vertices_n[j, 2] + c * vertices_n[k, 2]
    length = math.sqrt(x * x + y * y + z * z)
    if length < 1e-30:
        return 0.0, 1.0, 0.0
    return x / length, y / length, z / length


@njit
def meet(
    setup: F64, normals: F32, faces: I32, facing: F32, lens: F64, t: int, px: float, py: float, near: float
) -> tuple[float, float, float, float, float, float]:
    """Where the ray of a sample meets triangle `t`, in the world, and its normal on the viewer's side."""
    nx, ny, nz = normal_at(setup, normals, faces, t, px, py)
    right = (0.5 * px - lens[13]) / lens[12] / near
    up = -(0.5 * py - lens[14]) / lens[12] / near
    ahead = 1.0 / near
    vx = right * lens[3] + up * lens[6] + ahead * lens[9]
    vy = right * lens[4] + up * lens[7] + ahead * lens[10]
    vz = right * lens[5] + up * lens[8] + ahead * lens[11]
    if facing[t, 0] * vx + facing[t, 1] * vy + facing[t, 2] * vz > 0:  # seen from behind
        nx, ny, nz = -nx, -ny, -nz
    return lens[0] + vx, lens[1] + vy, lens[2] + vz, nx, ny, nz


@njit
def same_surface(s: int, t: int, near_s: float, near_t: float, object_id: I32, material: I32, facing: F32) -> bool:
    """Whether two samples of a pixel may be shaded as one."""
    if s == t:
        return True
    if s < 0 or t < 0 or object_id[s] != object_id[t] or material[s] != material[t]:
        return False
    if abs(near_s - near_t) > 0.02 * near_s:
        return False
    along: float = facing[s, 0] * facing[t, 0] + facing[s, 1] * facing[t, 1] + facing[s, 2] * facing[t, 2]
    return along > 0.9


@njit
def ramp(low: float, high: float, x: float) -> float:
    """Smooth step from 0 at `low` to 1 at `high`."""
    t = min(1.0, max(0.0, (x - low) / (high - low)))
    return t * t * (3.0 - 2.0 * t)


@njit
def _lattice(x: int, y: int, z: int) -> float:
    """A number in -1..1 for a lattice point: two rounds of an integer mix (after Wang)."""
    h = (x * 73856093) ^ (y * 19349663) ^ (z * 83492791)
    h &= 0xFFFFFFFF
    h = ((h ^ (h >> 16)) * 0x45D9F3B) & 0xFFFFFFFF
    h = ((h ^ (h >> 16)) * 0x45D9F3B) & 0xFFFFFFFF
    h ^= h >> 16
    return (h & 0xFFFF) / 32767.5 - 1.0


@njit
def value_noise(x: float, y: float, z: float, seed: int) -> float:
    """Smooth noise in -1..1 with features one unit wide, fixed in space."""
    ix, iy, iz = math.floor(x), math.floor(y), math.floor(z)
    fx, fy, fz = x - ix, y - iy, z - iz
    fx, fy, fz = fx * fx * (3 - 2 * fx), fy * fy * (3 - 2 * fy), fz * fz * (3 - 2 * fz)
    ix += seed * 131
    total = 0.0
    for corner in range(8):
        cx, cy, cz = corner & 1, (corner >> 1) & 1, corner >> 2
        weight = (fx if cx else 1 - fx) * (fy if cy else 1 - fy) * (fz if cz else 1 - fz)
        total += weight * _lattice(ix + cx, iy + cy, iz + cz)
    return total
