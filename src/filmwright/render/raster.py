"""The z-buffer: which triangle is seen at which sample, and how far away it is.

Triangles are rasterised with homogeneous edge functions (Olano and Greer, "Triangle Scan Conversion
using 2D Homogeneous Coordinates", 1997), so a floor that reaches behind the camera needs no clipped
copies: the edge functions and the plane of 1/z are exact everywhere, and only the box of pixels to
visit is found by clipping at the near plane. 1/z is linear on the screen, which makes depth exact.

Every value is computed from absolute pixel coordinates, so a window of the frame gives the same
samples as the whole frame.
"""

# ruff: noqa: FBT001  (numba wants flat scalar loops)

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from filmwright.render.camera import Camera
from filmwright.render.jit import njit
from filmwright.render.mesh import Mesh

__all__ = ["FAR", "NEAR", "Geometry", "Samples", "Window", "full_window", "look_through", "prepare", "rasterise"]

NEAR = 0.05
"""Metres; nothing nearer to the lens is drawn."""

FAR = 1000.0
"""Depth in metres where nothing is seen."""

Window = tuple[int, int, int, int]
"""x0, y0, x1, y1 in pixels of the frame, right and bottom excluded."""

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
I32 = NDArray[np.int32]

KINDS = (
    "paint", "skin", "hair", "eye", "lip", "cloth", "leather", "metal", "glass", "wood", "leaf",
    "wall", "ceiling", "floor", "ground", "sky", "water", "window", "lamp", "paper",
)  # fmt: skip
KIND_CODE = {name: code for code, name in enumerate(KINDS)}
SKIN, HAIR, EYE, LIP, CLOTH, METAL, GLASS, LEAF = (
    KIND_CODE[k] for k in ("skin", "hair", "eye", "lip", "cloth", "metal", "glass", "leaf")
)
WALL, CEILING, FLOOR, GROUND, SKY, WATER, WINDOW = (
    KIND_CODE[k] for k in ("wall", "ceiling", "floor", "ground", "sky", "water", "window")
)


@dataclass(frozen=True, slots=True)
class Geometry:
    """A mesh as the kernels read it: contiguous arrays of fixed types.

    vertices, normals (n, 3) float32; faces (m, 3) int32; facing (m, 3) float32 unit normals of the
    triangles; material, object_id (m,) int32; albedo (k, 3) float32 linear; emission (k,) float32;
    kind (k,) int32 index into `KINDS` (unknown words count as paint).
    """

    vertices: F32
    normals: F32
    faces: I32
    facing: F32
    material: I32
    object_id: I32
    albedo: F32
    emission: F32
    kind: I32


@dataclass(frozen=True, slots=True)
class Samples:
    """What each sample sees. `triangle` is -1 and `inverse_depth` 0 where nothing is seen.

    triangle (H, W) int32, inverse_depth (H, W) float32 in 1/m, both at `scale` samples per pixel and
    side; setup (m, 12) float64: three edge functions and the plane of 1/z, each a, b, c of
    a*x + b*y + c in sample coordinates of the whole frame; window in pixels.
    """

    triangle: I32
    inverse_depth: F32
    setup: F64
    window: Window
    scale: int


def prepare(mesh: Mesh) -> Geometry:
    """The arrays of a mesh for the kernels. ValueError when a triangle names what is not there."""
    materials = mesh.materials
    vertices = np.ascontiguousarray(mesh.vertices, np.float32).reshape(-1, 3)
    faces = np.ascontiguousarray(mesh.faces, np.int32).reshape(-1, 3)
    if len(mesh.normals) != len(vertices) or not (len(mesh.material) == len(mesh.object_id) == len(faces)):
        raise ValueError("A mesh needs one normal per vertex, and one material and object id per triangle.")
    if not _within(faces, len(vertices)) or not _within(mesh.material, len(materials)):
        raise ValueError("A triangle of the mesh names a vertex or material that the mesh does not have.")
    return Geometry(
        vertices,
        np.ascontiguousarray(mesh.normals, np.float32).reshape(-1, 3),
        faces,
        _facing(vertices, faces),
        np.ascontiguousarray(mesh.material, np.int32),
        np.ascontiguousarray(mesh.object_id, np.int32),
        np.array([m.albedo for m in materials], np.float32).reshape(-1, 3),
        np.array([m.emission for m in materials], np.float32),
        np.array([KIND_CODE.get(m.kind, 0) for m in materials], np.int32),
    )


def _within(values: I32, count: int) -> bool:
    return values.size == 0 or (int(values.min()) >= 0 and int(values.max()) < count)


def part_of(geometry: Geometry, keep: NDArray[np.bool_]) -> Geometry:
    """Only some of the triangles; vertices and materials are shared."""
    return replace(
        geometry,
        faces=np.ascontiguousarray(geometry.faces[keep]),
        facing=np.ascontiguousarray(geometry.facing[keep]),
        material=np.ascontiguousarray(geometry.material[keep]),
        object_id=np.ascontiguousarray(geometry.object_id[keep]),
    )


def full_window(camera: Camera) -> Window:
    """The whole frame."""
    return (0, 0, camera.width, camera.height)


def rasterise(
    geometry: Geometry, camera: Camera, *, window: Window | None = None, scale: int = 2, cull: bool = False
) -> Samples:
    """Find the nearest triangle of every sample inside the window.

    `scale` samples per pixel and side; `cull` leaves out triangles seen from behind (right for closed
    bodies only).
    """
    window = window or full_window(camera)
    x0, y0, x1, y1 = (scale * v for v in window)
    local = _to_camera(geometry.vertices, camera.basis(), np.asarray(camera.eye, np.float64))
    setup = np.empty((len(geometry.faces), 12), np.float64)
    boxes = np.empty((len(geometry.faces), 4), np.int32)
    centre_x, centre_y = camera.width * scale / 2, camera.height * scale / 2
    _set_up(local, geometry.faces, camera.focal_px * scale, centre_x, centre_y, x0, y0, x1, y1, cull, setup, boxes)
    triangle = np.full((y1 - y0, x1 - x0), -1, np.int32)
    inverse_depth = np.zeros((y1 - y0, x1 - x0), np.float32)
    _fill(setup, boxes, x0, y0, triangle, inverse_depth)
    return Samples(triangle, inverse_depth, setup, window, scale)


def scaled(camera: Camera, scale: float) -> Camera:
    """The same view with fewer (or more) pixels; at least 8 on a side."""
    width = max(8, round(camera.width * scale))
    height = max(8, round(camera.height * scale))
    return Camera(camera.eye, camera.target, camera.lens_mm, width, height, camera.roll, camera.sensor_mm)


def look_through(mesh: Mesh | Geometry, camera: Camera, scale: float = 0.25) -> tuple[I32, F32]:
    """What the camera sees, quickly and small: object ids (0 nothing) and depth in metres (FAR nothing).

    Both arrays have the camera's size times `scale`. For visibility checks: how much of a face is
    seen, how large a head is, what stands in the way.
    """
    geometry = mesh if isinstance(mesh, Geometry) else prepare(mesh)
    samples = rasterise(geometry, scaled(camera, scale), scale=1)
    return seen_ids(geometry, samples.triangle), depth_of(samples.inverse_depth)


def seen_ids(geometry: Geometry, triangle: I32) -> I32:
    """Object ids of a buffer of triangle numbers, 0 where nothing is seen."""
    lookup = np.append(geometry.object_id, np.int32(0)).astype(np.int32)
    return lookup[triangle]  # -1 reads the last entry


def depth_of(inverse_depth: F32) -> F32:
    """Metres along the view; FAR where nothing is seen."""
    return (1.0 / np.maximum(inverse_depth, np.float32(1 / FAR))).astype(np.float32)


@njit
def _facing(vertices: F32, faces: I32) -> F32:
    out = np.zeros((faces.shape[0], 3), np.float32)
    for t in range(faces.shape[0]):
        i, j, k = faces[t, 0], faces[t, 1], faces[t, 2]
        ax = float(vertices[j, 0]) - vertices[i, 0]
        ay = float(vertices[j, 1]) - vertices[i, 1]
        az = float(vertices[j, 2]) - vertices[i, 2]
        bx = float(vertices[k, 0]) - vertices[i, 0]
        by = float(vertices[k, 1]) - vertices[i, 1]
        bz = float(vertices[k, 2]) - vertices[i, 2]
        x, y, z = ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx
        length = math.sqrt(x * x + y * y + z * z)
        if length > 1e-20:
            out[t, 0], out[t, 1], out[t, 2] = x / length, y / length, z / length
    return out


@njit
def _to_camera(vertices: F32, basis: F64, eye: F64) -> F64:
    out = np.empty((vertices.shape[0], 3), np.float64)
    for i in range(vertices.shape[0]):
        x, y, z = vertices[i, 0] - eye[0], vertices[i, 1] - eye[1], vertices[i, 2] - eye[2]
        for r in range(3):
            out[i, r] = basis[r, 0] * x + basis[r, 1] * y + basis[r, 2] * z
    return out


@njit
def _box(local: F64, i: int, j: int, k: int, focal: float) -> tuple[float, float, float, float]:
    """Box of the part of a triangle in front of the near plane, relative to the picture's centre."""
    left, top, right, bottom = 1e30, 1e30, -1e30, -1e30
    corner = (i, j, k)
    for a in range(3):
        p, q = corner[a], corner[(a + 1) % 3]
        zp, zq = local[p, 2], local[q, 2]
        if zp >= NEAR:
            x, y = focal * local[p, 0] / zp, -focal * local[p, 1] / zp
            left, right, top, bottom = min(left, x), max(right, x), min(top, y), max(bottom, y)
        if (zp >= NEAR) != (zq >= NEAR):
            s = (NEAR - zp) / (zq - zp)
            x = focal * (local[p, 0] + s * (local[q, 0] - local[p, 0])) / NEAR
            y = -focal * (local[p, 1] + s * (local[q, 1] - local[p, 1])) / NEAR
            left, right, top, bottom = min(left, x), max(right, x), min(top, y), max(bottom, y)
    return left, top, right, bottom


@njit
def _set_up(
    local: F64, faces: I32, focal: float, centre_x: float, centre_y: float,
    x0: int, y0: int, x1: int, y1: int, cull: bool, setup: F64, boxes: I32,
) -> None:  # fmt: skip
    for t in range(faces.shape[0]):
        boxes[t, 0], boxes[t, 1], boxes[t, 2], boxes[t, 3] = 0, 0, 0, 0
        i, j, k = faces[t, 0], faces[t, 1], faces[t, 2]
        if local[i, 2] < NEAR and local[j, 2] < NEAR and local[k, 2] < NEAR:
            continue
        left, top, right, bottom = _box(local, i, j, k, focal)
        left = max(left + centre_x, float(x0))
        right = min(right + centre_x, float(x1))
        top = max(top + centre_y, float(y0))
        bottom = min(bottom + centre_y, float(y1))
        first_x, last_x = math.ceil(left - 0.5), math.floor(right - 0.5)
        first_y, last_y = math.ceil(top - 0.5), math.floor(bottom - 0.5)
        if first_x > last_x or first_y > last_y:
            continue
        ax, ay, az = local[i, 0], local[i, 1], local[i, 2]
        bx, by, bz = local[j, 0], local[j, 1], local[j, 2]
        cx, cy, cz = local[k, 0], local[k, 1], local[k, 2]
        e0x, e0y, e0z = by * cz - bz * cy, bz * cx - bx * cz, bx * cy - by * cx
        e1x, e1y, e1z = cy * az - cz * ay, cz * ax - cx * az, cx * ay - cy * ax
        e2x, e2y, e2z = ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx
        volume = ax * e0x + ay * e0y + az * e0z
        if abs(volume) < 1e-16 or (cull and volume < 0):
            continue
        sign = 1.0 if volume > 0 else -1.0
        inverse = 1.0 / volume
        total = (0.0, 0.0, 0.0)
        for e in range(3):
            if e == 0:
                x, y, z = e0x, e0y, e0z
            elif e == 1:
                x, y, z = e1x, e1y, e1z
            else:
                x, y, z = e2x, e2y, e2z
            a, b = sign * x / focal, -sign * y / focal
            c = sign * z - a * centre_x - b * centre_y
            setup[t, 3 * e], setup[t, 3 * e + 1], setup[t, 3 * e + 2] = a, b, c
            total = (total[0] + a, total[1] + b, total[2] + c)
        scale = abs(inverse)
        setup[t, 9], setup[t, 10], setup[t, 11] = total[0] * scale, total[1] * scale, total[2] * scale
        boxes[t, 0], boxes[t, 1], boxes[t, 2], boxes[t, 3] = first_x, first_y, last_x + 1, last_y + 1


@njit
def _span(a: float, r: float, low: float, high: float) -> tuple[float, float]:
    """Narrow the x range in which a*x + r >= 0."""
    if a > 0:
        return max(low, -r / a), high
    if a < 0:
        return low, min(high, -r / a)
    return (low, high) if r >= 0 else (1.0, 0.0)


@njit
def _fill(setup: F64, boxes: I32, x0: int, y0: int, triangle: I32, inverse_depth: F32) -> None:
    limit = 1.0 / NEAR
    for t in range(setup.shape[0]):
        first_x, last_x = boxes[t, 0], boxes[t, 2]
        if first_x >= last_x:
            continue
        a0, a1, a2, az = setup[t, 0], setup[t, 3], setup[t, 6], setup[t, 9]
        wide = last_x - first_x > 12
        for y in range(boxes[t, 1], boxes[t, 3]):
            py = y + 0.5
            r0 = setup[t, 1] * py + setup[t, 2]
            r1 = setup[t, 4] * py + setup[t, 5]
            r2 = setup[t, 7] * py + setup[t, 8]
            rz = setup[t, 10] * py + setup[t, 11]
            begin, end = first_x, last_x
            if wide:
                low, high = _span(a0, r0, float(first_x), float(last_x))
                low, high = _span(a1, r1, low, high)
                low, high = _span(a2, r2, low, high)
                if low > high:
                    continue
                begin, end = max(first_x, int(low) - 2), min(last_x, int(high) + 2)
            for x in range(begin, end):
                px = x + 0.5
                if a0 * px + r0 < 0 or a1 * px + r1 < 0 or a2 * px + r2 < 0:
                    continue
                near = np.float32(az * px + rz)
                if near > inverse_depth[y - y0, x - x0] and near <= limit:
                    inverse_depth[y - y0, x - x0] = near
                    triangle[y - y0, x - x0] = t
