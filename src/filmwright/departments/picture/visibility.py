"""A look through the lens at low resolution: who is seen, what stands before them, what crowds the lens."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filmwright.render.camera import Camera
from filmwright.render.mesh import FIGURE_PARTS, FIGURE_STRIDE, FIRST_FIGURE_ID
from filmwright.render.raster import Geometry, look_through

__all__ = ["FACE_PARTS", "Look", "face_mask", "look", "share_seen"]

I32 = NDArray[np.int32]
F32 = NDArray[np.float32]
Mask = NDArray[np.bool_]

FACE_PARTS = tuple(FIGURE_PARTS.index(p) for p in ("face", "eyes", "mouth"))
"""Parts that count as face."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a look found.

    `faces` is the share of each face that is seen (0 when it turns away); `pixels` how many that is; `before` counts
    pixels of other objects before faces, by object id; `crowding` is the share of the picture taken by each set object
    much nearer than the people, `bodies` the share of each whole person that is seen, `people` of the picture that
    each takes, by index.
    """

    faces: tuple[float, ...]
    pixels: tuple[int, ...]
    before: dict[int, int]
    crowding: dict[int, float]
    bodies: tuple[float, ...]
    people: dict[int, float]


def face_mask(ids: I32, index: int) -> Mask:
    """Pixels of the face of one figure."""
    part = ids - (FIRST_FIGURE_ID + FIGURE_STRIDE * index)
    mask: Mask = np.isin(part, np.array(FACE_PARTS, np.int32))
    return mask


def share_seen(ids: I32, alone: I32, index: int) -> tuple[float, int]:
    """Share of a face that is seen in `ids`, and its pixels when nothing else is there."""
    whole = face_mask(alone, index)
    count = int(whole.sum())
    if count == 0:
        return 0.0, 0
    return float((face_mask(ids, index) & whole).sum()) / count, count


def look(
    everything: Geometry, people: Sequence[tuple[int, Geometry]], camera: Camera, *, near: float, width: int = 320
) -> Look:
    """Look through the lens. `people` are (index, figure alone); set objects nearer than `near` metres crowd."""
    scale = width / camera.width
    ids, depth = look_through(everything, camera, scale)
    faces: list[float] = []
    pixels: list[int] = []
    bodies: list[float] = []
    before: dict[int, int] = {}
    for index, alone in people:
        only, _ = look_through(alone, camera, scale)
        share, count = share_seen(ids, only, index)
        faces.append(share)
        bodies.append(float((_own(ids, index) & (only > 0)).sum()) / max(1, int((only > 0).sum())))
        pixels.append(count)
        hidden = face_mask(only, index) & ~_own(ids, index)
        for found, times in zip(*np.unique(ids[hidden], return_counts=True), strict=True):
            before[int(found)] = before.get(int(found), 0) + int(times)
    return Look(tuple(faces), tuple(pixels), before, _crowding(ids, depth, near), tuple(bodies), _people(ids))


def _own(ids: I32, index: int) -> Mask:
    first = FIRST_FIGURE_ID + FIGURE_STRIDE * index
    mask: Mask = (ids >= first) & (ids < first + FIGURE_STRIDE)
    return mask


def _crowding(ids: I32, depth: F32, near: float) -> dict[int, float]:
    close = (ids > 0) & (ids < FIRST_FIGURE_ID) & (depth < near)
    found, times = np.unique(ids[close], return_counts=True)
    return {int(i): float(n) / ids.size for i, n in zip(found, times, strict=True)}


def _people(ids: I32) -> dict[int, float]:
    own = ids[ids >= FIRST_FIGURE_ID]
    found, times = np.unique((own - FIRST_FIGURE_ID) // FIGURE_STRIDE, return_counts=True)
    return {int(i): float(n) / ids.size for i, n in zip(found, times, strict=True)}
