"""Implicit shapes as rows of numbers: evaluate, polygonise, cast rays, weigh bones.

A field is an array (n, WIDTH) of primitives combined in order. Columns of a row:
0 kind, 1 operation (0 join, 1 cut away, 2 keep common), 2 blend radius in metres, 3 bone (-1 none),
then by kind (points and lengths in metres):
CONE      4-6 a, 7-9 b, 10 radius at a, 11 radius at b, 12-14 unit axis of stretch, 15 stretch, 16 cap at b,
          17 cap at a
ELLIPSOID 4-6 centre, 7-9 radii, 10-18 rotation rows (world to local)
HALF      4-6 unit normal, 7 offset (inside where n.p < offset)
BOX       4-6 centre, 7-9 half sizes, 10-18 rotation rows, 19 rounding
DISC      4-6 centre, 7 radius x, 8 half height, 9 radius z, 10-18 rotation rows, 19 rounding
RIPPLE    4-6 centre, 7-9 axis, 10 amplitude, 11 frequency, 12 falloff radius, 13 mode, 14 seed phase
Formulas of the distance functions: Inigo Quilez, "distance functions" and "smooth minimum".
"""

import math

import numpy as np
from numpy.typing import NDArray

from filmwright.render.jit import njit

__all__ = ["WIDTH", "cast", "gradient", "polygonise", "values", "weigh"]

WIDTH = 20
Array = NDArray[np.float64]
Ints = NDArray[np.int32]


@njit
def _cone(q: Array, x: float, y: float, z: float) -> float:
    px, py, pz = x - q[4], y - q[5], z - q[6]
    bx, by, bz = q[7] - q[4], q[8] - q[5], q[9] - q[6]
    f = q[15]
    if f != 1.0:
        g = 1.0 / f - 1.0
        d = g * (px * q[12] + py * q[13] + pz * q[14])
        px, py, pz = px + d * q[12], py + d * q[13], pz + d * q[14]
        d = g * (bx * q[12] + by * q[13] + bz * q[14])
        bx, by, bz = bx + d * q[12], by + d * q[13], bz + d * q[14]
    l2 = bx * bx + by * by + bz * bz + 1e-12
    t = (px * bx + py * by + pz * bz) / l2
    l = math.sqrt(l2)
    c = min(max(t, 0.0), 1.0)
    r = q[10] + (q[11] - q[10]) * c
    dx, dy, dz = px - c * bx, py - c * by, pz - c * bz
    d = math.sqrt(dx * dx + dy * dy + dz * dz) - r
    if q[16] > 0.0:
        d = max(d, (t - 1.0) * l)
    if q[17] > 0.0:
        d = max(d, -t * l)
    return float(d * min(f, 1.0))


@njit
def _ball(q: Array, x: float, y: float, z: float) -> float:
    ax, ay, az = x / q[7], y / q[8], z / q[9]
    k0 = math.sqrt(ax * ax + ay * ay + az * az)
    ax, ay, az = ax / q[7], ay / q[8], az / q[9]
    k1 = math.sqrt(ax * ax + ay * ay + az * az)
    if k1 < 1e-6:
        return float(-min(q[7], q[8], q[9]))
    return k0 * (k0 - 1.0) / k1


@njit
def _box(q: Array, x: float, y: float, z: float) -> float:
    ax, ay, az = abs(x) - q[7] + q[19], abs(y) - q[8] + q[19], abs(z) - q[9] + q[19]
    ox, oy, oz = max(ax, 0.0), max(ay, 0.0), max(az, 0.0)
    return float(math.sqrt(ox * ox + oy * oy + oz * oz) + min(max(ax, ay, az), 0.0) - q[19])


@njit
def _disc(q: Array, x: float, y: float, z: float) -> float:
    m = math.sqrt((x / q[7]) ** 2 + (z / q[9]) ** 2)
    ax = (m - 1.0) * min(q[7], q[9]) + q[19]
    ay = abs(y) - q[8] + q[19]
    ox, oy = max(ax, 0.0), max(ay, 0.0)
    return float(math.sqrt(ox * ox + oy * oy) + min(max(ax, ay), 0.0) - q[19])


@njit
def _one(q: Array, x: float, y: float, z: float) -> float:
    """Distance to one primitive, negative inside."""
    kind = int(q[0])
    if kind == 0:
        return _cone(q, x, y, z)
    if kind == 2:
        return float(q[4] * x + q[5] * y + q[6] * z - q[7])
    px, py, pz = x - q[4], y - q[5], z - q[6]
    lx = q[10] * px + q[11] * py + q[12] * pz
    ly = q[13] * px + q[14] * py + q[15] * pz
    lz = q[16] * px + q[17] * py + q[18] * pz
    if kind == 1:
        return _ball(q, lx, ly, lz)
    if kind == 3:
        return _box(q, lx, ly, lz)
    return _disc(q, lx, ly, lz)


@njit
def _ripple(q: Array, x: float, y: float, z: float) -> float:
    px, py, pz = x - q[4], y - q[5], z - q[6]
    fall = 1.0
    if q[12] > 0.0:
        fall = math.exp(-(px * px + py * py + pz * pz) / (q[12] * q[12]))
        if fall < 1e-3:
            return 0.0
    mode = int(q[13])
    if mode == 0:  # folds across the axis
        t = px * q[7] + py * q[8] + pz * q[9]
        side = px * q[8] - py * q[7] + 0.6 * pz
        s = math.sin(q[11] * (t + 0.25 * side) + q[14] + 1.7 * math.sin(9.0 * side + q[14]))
        return float(q[10] * fall * s)
    if mode == 1:  # strands radiating from the axis
        h = px * q[7] + py * q[8] + pz * q[9]
        # a fixed frame across the axis
        ux, uy, uz = q[8], -q[7], 0.0
        n = math.sqrt(ux * ux + uy * uy) + 1e-9
        ux, uy = ux / n, uy / n
        if n < 1e-3:
            ux, uy = 1.0, 0.0
        vx, vy, vz = q[8] * uz - q[9] * uy, q[9] * ux - q[7] * uz, q[7] * uy - q[8] * ux
        a = math.atan2(px * vx + py * vy + pz * vz, px * ux + py * uy + pz * uz)
        s = math.sin(q[11] * a + 2.0 * math.sin(3.0 * a + q[14]) + 14.0 * h)
        return float(q[10] * fall * (abs(s) * -1.0 + 0.5))
    # curls: a bubbly pattern
    f = q[11]
    s = math.sin(f * px + q[14]) * math.sin(f * py + 1.3) * math.sin(f * pz + 0.7)
    s2 = math.sin(1.9 * f * px + 2.0 * math.sin(f * py)) * math.sin(1.7 * f * pz + 1.1 + 1.5 * f * py)
    return float(-q[10] * fall * (abs(s) + 0.5 * s2))


@njit
def _at(field: Array, x: float, y: float, z: float) -> float:
    d = 9.0
    for i in range(field.shape[0]):
        q = field[i]
        if q[0] == 5.0:
            d += _ripple(q, x, y, z)
            continue
        e = _one(q, x, y, z)
        k = q[2]
        if q[1] == 0.0:
            if k > 1e-6:
                h = max(k - abs(d - e), 0.0) / k
                d = min(d, e) - h * h * k * 0.25
            else:
                d = min(d, e)
        else:
            if q[1] == 1.0:
                e = -e
            if k > 1e-6:
                h = max(k - abs(d - e), 0.0) / k
                d = max(d, e) + h * h * k * 0.25
            else:
                d = max(d, e)
    return d


@njit
def values(field: Array, points: Array) -> Array:
    """Signed distance-like value at each point (n, 3): negative inside."""
    out = np.empty(points.shape[0])
    for i in range(points.shape[0]):
        out[i] = _at(field, points[i, 0], points[i, 1], points[i, 2])
    return out


@njit
def gradient(field: Array, points: Array) -> Array:
    """Unit outward normals (n, 3) of the field at points, by central differences of 1 mm."""
    out = np.empty_like(points)
    e = 1e-3
    for i in range(points.shape[0]):
        x, y, z = points[i, 0], points[i, 1], points[i, 2]
        gx = _at(field, x + e, y, z) - _at(field, x - e, y, z)
        gy = _at(field, x, y + e, z) - _at(field, x, y - e, z)
        gz = _at(field, x, y, z + e) - _at(field, x, y, z - e)
        n = math.sqrt(gx * gx + gy * gy + gz * gz) + 1e-12
        out[i, 0], out[i, 1], out[i, 2] = gx / n, gy / n, gz / n
    return out


@njit
def _grid(field: Array, xs: Array, ys: Array, zs: Array) -> NDArray[np.float32]:
    nx, ny, nz = xs.size, ys.size, zs.size
    vol = np.empty((nx, ny, nz), np.float32)
    b = 5
    for i0 in range(0, nx, b):
        i1 = min(i0 + b, nx)
        for j0 in range(0, ny, b):
            j1 = min(j0 + b, ny)
            for k0 in range(0, nz, b):
                k1 = min(k0 + b, nz)
                hx = 0.5 * (xs[i1 - 1] - xs[i0])
                hy = 0.5 * (ys[j1 - 1] - ys[j0])
                hz = 0.5 * (zs[k1 - 1] - zs[k0])
                d = _at(field, xs[i0] + hx, ys[j0] + hy, zs[k0] + hz)
                # distances are lower bounds far out but ellipsoids may overshoot: a wide margin
                far = abs(d) > 1.6 * math.sqrt(hx * hx + hy * hy + hz * hz) + 0.012
                for i in range(i0, i1):
                    for j in range(j0, j1):
                        for k in range(k0, k1):
                            vol[i, j, k] = d if far else _at(field, xs[i], ys[j], zs[k])
    return vol


@njit
def _cells(vol: NDArray[np.float32]) -> tuple[Ints, int]:
    """Number the cells that the surface crosses: (nx, ny, nz) int32, -1 elsewhere, and their count."""
    nx, ny, nz = vol.shape
    index = np.full((nx, ny, nz), -1, np.int32)
    count = 0
    for i in range(nx - 1):
        for j in range(ny - 1):
            for k in range(nz - 1):
                s = 0
                for c in range(8):
                    if vol[i + (c & 1), j + ((c >> 1) & 1), k + (c >> 2)] < 0.0:
                        s += 1
                if 0 < s < 8:
                    index[i, j, k] = count
                    count += 1
    return index, count


@njit
def _middle(vol: NDArray[np.float32], i: int, j: int, k: int) -> tuple[float, float, float]:
    """Mean of the points where the surface cuts the edges of a cell, in cell units."""
    sx = sy = sz = 0.0
    m = 0
    for c in range(8):
        a0, a1, a2 = c & 1, (c >> 1) & 1, c >> 2
        va = vol[i + a0, j + a1, k + a2]
        for axis in range(3):
            b0 = 1 if axis == 0 else a0
            b1 = 1 if axis == 1 else a1
            b2 = 1 if axis == 2 else a2
            if b0 == a0 and b1 == a1 and b2 == a2:
                continue
            vb = vol[i + b0, j + b1, k + b2]
            if (va < 0.0) != (vb < 0.0):
                t = va / (va - vb)
                sx += a0 + t * (b0 - a0)
                sy += a1 + t * (b1 - a1)
                sz += a2 + t * (b2 - a2)
                m += 1
    return sx / m, sy / m, sz / m


@njit
def _place(field: Array, vol: NDArray[np.float32], index: Ints, count: int, xs: Array, ys: Array, zs: Array) -> Array:
    """One vertex per crossed cell: the mean of its crossings, brought to the surface by two steps of Newton."""
    verts = np.empty((count, 3))
    nx, ny, nz = vol.shape
    e = 5e-4
    for i in range(nx - 1):
        for j in range(ny - 1):
            for k in range(nz - 1):
                n = index[i, j, k]
                if n < 0:
                    continue
                u, v, w = _middle(vol, i, j, k)
                x = xs[i] + (xs[i + 1] - xs[i]) * u
                y = ys[j] + (ys[j + 1] - ys[j]) * v
                z = zs[k] + (zs[k + 1] - zs[k]) * w
                for _ in range(2):
                    d = _at(field, x, y, z)
                    gx = (_at(field, x + e, y, z) - _at(field, x - e, y, z)) / (2 * e)
                    gy = (_at(field, x, y + e, z) - _at(field, x, y - e, z)) / (2 * e)
                    gz = (_at(field, x, y, z + e) - _at(field, x, y, z - e)) / (2 * e)
                    g2 = max(gx * gx + gy * gy + gz * gz, 0.2)
                    x = min(max(x - d * gx / g2, xs[i]), xs[i + 1])
                    y = min(max(y - d * gy / g2, ys[j]), ys[j + 1])
                    z = min(max(z - d * gz / g2, zs[k]), zs[k + 1])
                verts[n, 0], verts[n, 1], verts[n, 2] = x, y, z
    return verts


@njit
def _quads(vol: NDArray[np.float32], index: Ints, verts: Array) -> Ints:
    """Two triangles round every crossed edge, split along the shorter diagonal, seen from outside."""
    nx, ny, nz = vol.shape
    faces = np.empty((verts.shape[0] * 6, 3), np.int32)
    m = 0
    for i in range(1, nx - 1):
        for j in range(1, ny - 1):
            for k in range(1, nz - 1):
                inside = vol[i, j, k] < 0.0
                for axis in range(3):
                    # the neighbour along this axis, and the steps back along the two others, in cyclic order
                    di, dj, dk = int(axis == 0), int(axis == 1), int(axis == 2)
                    if inside == (vol[i + di, j + dj, k + dk] < 0.0):
                        continue
                    a = index[i - dj - dk, j - dk - di, k - di - dj]
                    b = index[i - dj, j - dk, k - di]
                    c = index[i, j, k]
                    d = index[i - dk, j - di, k - dj]
                    if a < 0 or b < 0 or c < 0 or d < 0:
                        continue
                    if not inside:
                        b, d = d, b
                    ac = bd = 0.0
                    for t in range(3):
                        ac += (verts[a, t] - verts[c, t]) ** 2
                        bd += (verts[b, t] - verts[d, t]) ** 2
                    short = ac <= bd
                    faces[m, 0], faces[m, 1], faces[m, 2] = a, b, c if short else d
                    faces[m + 1, 0], faces[m + 1, 1], faces[m + 1, 2] = a if short else b, c, d
                    m += 2
    return faces[:m].copy()


def polygonise(field: Array, xs: Array, ys: Array, zs: Array) -> tuple[Array, Array, Ints]:
    """Surface nets on a rectilinear grid: vertices (n, 3), unit normals (n, 3), faces (m, 3) seen from outside.

    The surface must not touch the border of the grid. Cells may differ in size along each axis.
    """
    vol = _grid(field, xs, ys, zs)
    index, count = _cells(vol)
    verts = _place(field, vol, index, count, xs, ys, zs)
    return verts, gradient(field, verts), _quads(vol, index, verts)


@njit
def cast(field: Array, origins: Array, directions: Array, reach: float) -> Array:
    """Distance along each ray to the first surface (sphere tracing); -1 where nothing is hit within `reach`."""
    out = np.empty(origins.shape[0])
    for i in range(origins.shape[0]):
        t = 0.0
        hit = -1.0
        for _ in range(200):
            d = _at(
                field,
                origins[i, 0] + t * directions[i, 0],
                origins[i, 1] + t * directions[i, 1],
                origins[i, 2] + t * directions[i, 2],
            )
            if d < 1e-4:
                hit = t
                break
            t += 0.7 * d
            if t > reach:
                break
        out[i] = hit
    return out


@njit
def _nearest(field: Array, x: float, y: float, z: float, best: Array) -> float:
    """Write each bone's distance to `best`; returns the least."""
    best[:] = 9.0
    low = 9.0
    for j in range(field.shape[0]):
        q = field[j]
        b = int(q[3])
        if b < 0 or q[1] != 0.0 or q[0] == 5.0:
            continue
        d = _one(q, x, y, z)
        best[b] = min(best[b], d)
        low = min(low, d)
    return low


@njit
def weigh(field: Array, points: Array, softness: float, bones: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Four bones and weights for each point, from the soft minimum of distances to the bones' shapes.

    `softness` in metres says how far a joint spreads. Weights are sorted, largest first, and sum to 1.
    """
    n = points.shape[0]
    which = np.zeros((n, 4), np.int32)
    share = np.zeros((n, 4), np.float32)
    best = np.empty(bones)
    for i in range(n):
        low = _nearest(field, points[i, 0], points[i, 1], points[i, 2], best)
        total = 0.0
        for s in range(4):
            pick = np.argmin(best)
            w = math.exp(-(best[pick] - low) / softness)
            best[pick] = 1e9
            which[i, s] = pick
            share[i, s] = w if w > 0.01 else 0.0
            total += share[i, s]
        for s in range(4):
            share[i, s] /= total
    return which, share
