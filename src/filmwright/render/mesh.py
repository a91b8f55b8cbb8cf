"""Triangles, ready for the rasteriser."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "FIGURE_PARTS",
    "FIGURE_STRIDE",
    "FIRST_FIGURE_ID",
    "Material",
    "Mesh",
    "figure_object_id",
    "join",
]

FIRST_FIGURE_ID = 1000
"""Object ids: 0 nothing, 1..999 set and props, 1000 + 16*k .. the parts of figure k (see figure/)."""


@dataclass(frozen=True, slots=True)
class Material:
    """How a surface answers light.

    `albedo` is linear RGB, 0..1. `emission` multiplies albedo as light given off (0 none, 1 a lit
    lamp shade). `kind` is what it is: skin, hair, cloth, wood, wall, glass, metal, leaf, ground, paint,
    eye, lip ... (used by the drawing style to choose line and wash).
    """

    albedo: tuple[float, float, float]
    kind: str = "paint"
    emission: float = 0.0


@dataclass(frozen=True, slots=True)
class Mesh:
    """A triangle soup with shared vertices, in world space (metres, right-handed, y up).

    vertices (n, 3) float32; normals (n, 3) float32, unit length; faces (m, 3) int32, counter-clockwise
    seen from outside; material (m,) int32 index into `materials`; object_id (m,) int32.
    """

    vertices: NDArray[np.float32]
    normals: NDArray[np.float32]
    faces: NDArray[np.int32]
    material: NDArray[np.int32]
    object_id: NDArray[np.int32]
    materials: tuple[Material, ...]


def join(meshes: Sequence[Mesh]) -> Mesh:
    """All meshes as one; materials are concatenated, object ids kept."""
    if not meshes:
        empty3 = np.zeros((0, 3), np.float32)
        none = np.zeros(0, np.int32)
        return Mesh(empty3, empty3, np.zeros((0, 3), np.int32), none, none, ())
    vertex_base = np.cumsum([0] + [len(m.vertices) for m in meshes[:-1]]).astype(np.int32)
    material_base = np.cumsum([0] + [len(m.materials) for m in meshes[:-1]]).astype(np.int32)
    return Mesh(
        np.concatenate([m.vertices for m in meshes]).astype(np.float32),
        np.concatenate([m.normals for m in meshes]).astype(np.float32),
        np.concatenate([m.faces + b for m, b in zip(meshes, vertex_base, strict=True)]).astype(np.int32),
        np.concatenate([m.material + b for m, b in zip(meshes, material_base, strict=True)]).astype(np.int32),
        np.concatenate([m.object_id for m in meshes]).astype(np.int32),
        tuple(x for m in meshes for x in m.materials),
    )


FIGURE_STRIDE = 16
"""Each figure owns this many object ids, starting at FIRST_FIGURE_ID."""

FIGURE_PARTS = ("top", "bottom", "face", "hair", "skin", "shoes", "held", "eyes", "mouth")
"""Offset inside a figure's block of ids. `face` is the front of the head from hairline to chin with
nose and ears; eyes and mouth parts count as face when visibility is measured."""


def figure_object_id(index: int, part: str) -> int:
    """Object id of one part of the figure with this index in the shot (0, 1, 2 ...)."""
    return FIRST_FIGURE_ID + FIGURE_STRIDE * index + FIGURE_PARTS.index(part)
