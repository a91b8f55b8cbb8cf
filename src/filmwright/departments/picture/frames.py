"""The still of a shot: picture, exact depth, masks, pose, and what the id buffer says of each person."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filmwright.departments.picture.camera import head_ratio
from filmwright.departments.picture.visibility import face_mask, share_seen
from filmwright.departments.picture.world import World, head_of
from filmwright.model.document import canonical_json
from filmwright.model.media import SeenFigure
from filmwright.model.staging import StagedPerson
from filmwright.render.figure import PosedFigure
from filmwright.render.mesh import FIGURE_PARTS, FIGURE_STRIDE, FIRST_FIGURE_ID
from filmwright.render.picture import Picture, Style, render
from filmwright.render.raster import look_through

__all__ = ["draw", "mask_of", "pose_json", "seen_of"]

I32 = NDArray[np.int32]
U8 = NDArray[np.uint8]

_LUMA = np.array((0.2126, 0.7152, 0.0722))


@dataclass(frozen=True, slots=True)
class _Measured:
    """A picture with the world that it shows."""

    world: World
    picture: Picture


def draw(world: World, style: Style) -> Picture:
    """The still, whole."""
    return render(world.mesh, world.camera, world.light, style=style, seed=world.setup.seed)


def mask_of(picture: Picture, people: int) -> U8:
    """1 + the index of the person at each pixel, 0 elsewhere, (h, w) uint8."""
    index = (picture.ids - FIRST_FIGURE_ID) // FIGURE_STRIDE
    mask: U8 = np.where((picture.ids >= FIRST_FIGURE_ID) & (index < people), index + 1, 0).astype(np.uint8)
    return mask


def pose_json(world: World, picture: Picture) -> bytes:
    """Joints of each person in pixels, with whether they are seen (not hidden by more than 12 cm)."""
    out: list[dict[str, object]] = []
    for person, figure in zip(world.setup.people, world.figures, strict=True):
        names = sorted(figure.joints)
        spots = world.camera.project(np.array([figure.joints[n] for n in names]))
        joints = {
            name: {"x": round(float(x), 1), "y": round(float(y), 1), "seen": _joint_seen(picture, x, y, depth)}
            for name, (x, y, depth) in zip(names, spots, strict=True)
            if depth > 0
        }
        out.append({"character_ref_id": person.character_ref_id, "index": person.index, "joints": joints})
    return canonical_json({"width": world.setup.width, "height": world.setup.height, "people": out})


def _joint_seen(picture: Picture, x: float, y: float, depth: float) -> bool:
    h, w = picture.depth.shape
    if not (0 <= x < w and 0 <= y < h):
        return False
    return bool(float(picture.depth[int(y), int(x)]) > depth - 0.12)


def seen_of(world: World, picture: Picture) -> tuple[SeenFigure, ...]:
    """Measure every person in the picture."""
    measured = _Measured(world, picture)
    return tuple(_seen(p, f, measured) for p, f in zip(world.setup.people, world.figures, strict=True))


def _seen(person: StagedPerson, figure: PosedFigure, measured: _Measured) -> SeenFigure:
    world, picture = measured.world, measured.picture
    head = head_of(figure, person.pose)
    scale = 0.5
    alone, _ = look_through(figure.mesh, world.camera, scale)
    together, _ = look_through(world.mesh, world.camera, scale)
    share, _ = share_seen(together, alone, person.index)
    right = world.camera.basis()[0]
    return SeenFigure(
        character_ref_id=person.character_ref_id,
        index=person.index,
        visibility=person.visibility,
        head_ratio=round(head_ratio(world.camera, head), 4),
        face_visible=round(share, 4),
        head_cut=_cut(figure, world),
        face_luma=_face_luma(picture, person.index),
        gaze_x=round(float(np.dot(right, figure.head.forward)), 4),
        box=_box(picture.ids, person.index),
        mouth=_mouth(figure, world),
    )


def _cut(figure: PosedFigure, world: World) -> bool:
    spots = world.camera.project(np.array([figure.joints["crown"], figure.joints["chin"]]))
    if (spots[:, 2] <= 0).any():
        return True
    inside = (spots[:, 1] >= 0) & (spots[:, 1] <= world.setup.height)
    inside &= (spots[:, 0] >= 0) & (spots[:, 0] <= world.setup.width)
    return not bool(inside.all())


def _face_luma(picture: Picture, index: int) -> float:
    face = face_mask(picture.ids, index)
    if not face.any():
        return 0.0
    return round(float((picture.rgb[face].astype(np.float64) @ _LUMA).mean()), 2)


def _box(ids: I32, index: int) -> tuple[int, int, int, int]:
    own = (ids - FIRST_FIGURE_ID) // FIGURE_STRIDE == index
    own &= ids >= FIRST_FIGURE_ID
    if not own.any():
        return (0, 0, 0, 0)
    rows, columns = np.flatnonzero(own.any(axis=1)), np.flatnonzero(own.any(axis=0))
    return (int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)


def _mouth(figure: PosedFigure, world: World) -> tuple[int, int, int, int] | None:
    """Box round the lips in pixels, None when they are out of frame or turned away."""
    part = FIGURE_PARTS.index("mouth")
    lips = (figure.mesh.object_id - FIRST_FIGURE_ID) % FIGURE_STRIDE == part
    if not lips.any() or float(np.dot(np.subtract(world.camera.eye, figure.head.centre), figure.head.forward)) <= 0:
        return None
    spots = world.camera.project(figure.mesh.vertices[np.unique(figure.mesh.faces[lips])])
    if (spots[:, 2] <= 0.05).any():
        return None
    x0, y0 = np.floor(spots[:, :2].min(axis=0)).astype(int)
    x1, y1 = np.ceil(spots[:, :2].max(axis=0)).astype(int)
    x0, y0, x1, y1 = max(0, x0), max(0, y0), min(world.setup.width, x1), min(world.setup.height, y1)
    return (int(x0), int(y0), int(x1), int(y1)) if x0 < x1 and y0 < y1 else None
