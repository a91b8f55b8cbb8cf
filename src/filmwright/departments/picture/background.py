"""The other members of a group: placed round the one who stands for it, where they hide nobody's face.

The shot list names a group once ("TWO MOVERS"), and one figure is staged and framed for it. When the camera
stands, the others are set beside and behind that figure as far as the picture and the floor have room for them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from filmwright.departments.picture.space import Ground, apart, clear, inside
from filmwright.model.shots import ShotSize
from filmwright.model.staging import StagedPerson
from filmwright.ref import Ref
from filmwright.render.camera import Camera
from filmwright.render.sets.stage import Seat, StageSet

__all__ = ["Onstage", "companions", "lead_of"]

_SIZES: tuple[ShotSize, ...] = ("MS", "MLS", "WS", "EWS")
_MOST = 5
_MOST_WALKING = 2
_PLACES = (
    (0.66, 0.15), (-0.66, 0.15), (0.4, 0.8), (-0.4, 0.8), (1.15, 0.45), (-1.15, 0.45), (1.0, 1.2), (-1.0, 1.2),
    (0.1, 1.5), (1.75, 0.8), (-1.75, 0.8), (1.6, 1.7), (-1.6, 1.7),
)  # fmt: skip
"""Metres to the right of the one who stands for the group and behind, seen from the camera; nearest first."""


@dataclass(frozen=True, slots=True)
class Onstage:
    """Somebody already placed: where, where the head is, and whether the picture needs the face."""

    ground: Ground
    head: tuple[float, float, float]
    face: bool


def lead_of(character_ref_id: str) -> str:
    """The id of the group that a companion (`movers.1`) belongs to; anybody else's own id."""
    return character_ref_id.partition(".")[0]


def companions(
    lead: StagedPerson,
    bodies: Sequence[tuple[str, Ref]],
    onstage: Sequence[Onstage],
    camera: Camera,
    stage: StageSet,
    *,
    size: ShotSize,
    first_index: int,
) -> tuple[StagedPerson, ...]:
    """Stage the others of a group.

    Args:
        lead: the figure that stands for the group.
        bodies: id and built body of each of the others.
        onstage: everybody placed so far, the lead among them.
        camera: the camera of the shot.
        stage: the set.
        size: closer than the medium shot, the others stay out of the picture.
        first_index: the first free figure index.
    """
    if size not in _SIZES or lead.visibility != "face" or lead.pose.posture == "lie":
        return ()
    placed = list(onstage)
    out: list[StagedPerson] = []
    for who, body in bodies[: _MOST_WALKING if lead.path else _MOST]:
        staged = _placed(lead, who, body, placed, camera, stage, first_index + len(out))
        if staged is None:
            break
        out.append(staged)
        placed.append(Onstage((staged.pose.x, staged.pose.z), _head(staged, lead, onstage), face=False))
    return tuple(out)


def _placed(
    lead: StagedPerson,
    who: str,
    body: Ref,
    placed: Sequence[Onstage],
    camera: Camera,
    stage: StageSet,
    index: int,
) -> StagedPerson | None:
    here = (lead.pose.x, lead.pose.z)
    if lead.pose.posture == "sit":
        for seat in sorted(stage.seats, key=lambda s: round(apart(_ground(s), here), 3)):
            spot = _ground(seat)
            if apart(spot, here) > 3.5:
                break
            if all(apart(spot, p.ground) > 0.4 for p in placed) and _harmless(spot, placed, camera):
                return _person(lead, who, body, index, spot, seat)
        return None
    for spot in _spots(here, camera):
        free = inside(spot, stage.bounds) == spot and clear(spot, stage.obstacles, [p.ground for p in placed], gap=0.5)
        if free and _harmless(spot, placed, camera):
            return _person(lead, who, body, index, spot, None)
    return None


def _spots(here: Ground, camera: Camera) -> list[Ground]:
    away = (here[0] - camera.eye[0], here[1] - camera.eye[2])
    length = max(1e-6, math.hypot(*away))
    ahead = (away[0] / length, away[1] / length)
    right = (-ahead[1], ahead[0])
    return [
        (
            round(here[0] + x * right[0] + z * ahead[0], 4),
            round(here[1] + x * right[1] + z * ahead[1], 4),
        )
        for x, z in _PLACES
    ]


def _harmless(spot: Ground, placed: Sequence[Onstage], camera: Camera) -> bool:
    """In the picture, and before nobody's face: farther off than it, or well beside it."""
    height = max(p.head[1] for p in placed)
    x, _, depth = (float(v) for v in camera.project(np.array([(spot[0], height, spot[1])]))[0])
    if depth < 0.9 or not 0.03 * camera.width < x < 0.97 * camera.width:
        return False
    for other in placed:
        if not other.face:
            continue
        ox, _, far = (float(v) for v in camera.project(np.array([other.head]))[0])
        beside = abs(x - ox) / camera.focal_px > 0.34 / depth + 0.13 / max(far, 0.1)
        if depth < far + 0.1 and not beside:
            return False
    return True


def _person(lead: StagedPerson, who: str, body: Ref, index: int, spot: Ground, seat: Seat | None) -> StagedPerson:
    dx, dz = spot[0] - lead.pose.x, spot[1] - lead.pose.z
    update: dict[str, object] = {
        "x": spot[0],
        "z": spot[1],
        "held": None,
        "hand": "left" if lead.pose.hand == "right" else "right",
        "variation": (lead.pose.variation + 31 * index) % 97,
        "phase": round((lead.pose.phase + 0.37 * index) % 1.0, 4),
        "table_height": None,
    }
    if seat is not None:
        update |= {"heading": round(seat.heading, 2), "seat_height": seat.height, "ground": round(seat.position[1], 4)}
    pose = lead.pose.model_copy(update=update)
    before = lead.before
    gesturing = before is not None and before.posture == pose.posture and seat is None
    return StagedPerson(
        character_ref_id=who,
        index=index,
        body=body,
        pose=pose,
        visibility="extra",
        path=tuple((round(x + dx, 4), round(z + dz, 4)) for x, z in lead.path),
        before=pose.model_copy(update={"amount": before.amount}) if gesturing and before is not None else None,
        enters=lead.enters,
        exits=lead.exits,
    )


def _head(staged: StagedPerson, lead: StagedPerson, onstage: Sequence[Onstage]) -> tuple[float, float, float]:
    """About where the head of a companion is: as high as that of the one who stands for the group."""
    here = (lead.pose.x, lead.pose.z)
    height = min(onstage, key=lambda p: round(apart(p.ground, here), 3)).head[1]
    return (staged.pose.x, height, staged.pose.z)


def _ground(seat: Seat) -> Ground:
    return (seat.position[0], seat.position[2])
