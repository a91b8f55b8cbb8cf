"""Animals in front of the camera: what they do instead of what a person would do, and who must be seen with them."""

from collections.abc import Sequence
from dataclasses import dataclass

from filmwright.departments.picture.motion import flight_height
from filmwright.model.figure import Pose
from filmwright.model.shots import Performance, ShotSize
from filmwright.model.staging import BlockedPerson
from filmwright.render.animal import FLYERS, AnimalBody
from filmwright.render.bodies import Body

__all__ = ["Seeable", "animal_pose", "insisted_on"]

_TIGHT: tuple[ShotSize, ...] = ("ECU", "CU", "MCU", "MS")
"""Sizes at which a person and an animal on the floor cannot both have their heads in the frame."""

_APART = 0.42
"""Metres between the heights of two heads from which a tight frame holds only one of them."""

_SMALL = 0.11
"""Metres of head below which an animal is too small to be insisted on beside people."""

_CALLS = 0.75
"""How far the jaw of an animal is open that barks, howls or crows."""

_SEATED, _STANDING = 1.2, 1.58
"""Metres of a person's eyes above the floor."""

_PERSON_HEAD = 0.23


@dataclass(frozen=True, slots=True)
class Seeable:
    """Somebody in a shot, as far as framing people and animals together cares: heights in metres."""

    who: str
    eyes: float
    head: float
    animal: bool
    face: bool
    speaking: bool

    @classmethod
    def of(cls, performance: Performance, blocked: BlockedPerson, body: Body) -> "Seeable":
        """Take the heights from the body of an animal, from the posture of a person."""
        if isinstance(body, AnimalBody):
            eyes = float(body.rest.marks["l_eye"][1])
            if blocked.posture == "lie":
                eyes *= 0.6
            head = body.rest.head
        else:
            eyes = _SEATED if blocked.posture in ("sit", "kneel", "crouch", "lie") else _STANDING
            head = _PERSON_HEAD
        return cls(
            performance.character_ref_id,
            eyes,
            head,
            isinstance(body, AnimalBody),
            performance.visibility == "face",
            performance.speaking,
        )


def insisted_on(size: ShotSize, subject: str | None, seen: Sequence[Seeable]) -> tuple[str | None, frozenset[str]]:
    """Whom the size of a shot is about, and who need not be wholly in the frame.

    Without animals beside others nothing changes. In a tight frame the subject stays and whoever's head is on quite
    another level is seen as far as the frame goes; in a wide one the size is that of a person, and only animals that
    are large enough to be made out are insisted on.
    """
    if len(seen) < 2 or not any(s.animal for s in seen):
        return subject, frozenset()
    faces = [s for s in seen if s.face] or list(seen)
    main = next((s for s in faces if s.who == subject), None) or next((s for s in faces if s.speaking), faces[0])
    if size not in _TIGHT:
        people = [s for s in faces if not s.animal]
        if people and main.animal:
            main = next((s for s in people if s.speaking), people[0])
        elif main.animal:
            main = max(faces, key=lambda s: (s.head, s.who))
        loose = {s.who for s in seen if s.animal and s is not main and s.head < _SMALL * main.head / _PERSON_HEAD}
        return main.who, frozenset(loose)
    loose = {s.who for s in seen if (s.animal or main.animal) and s is not main and abs(s.eyes - main.eyes) > _APART}
    return main.who, frozenset(loose)


def animal_pose(at: Pose, blocked: BlockedPerson, performance: Performance, body: AnimalBody, *, drives: bool) -> Pose:
    """The pose of an animal: nothing in the hands, no chairs but in vehicles, birds on the wing when they go."""
    posture = at.posture
    if blocked.path and body.look.species in FLYERS:
        posture = "fly"
    elif posture == "lean":
        posture = "stand"
    height = at.seat_height
    if posture == "fly":
        height = flight_height(0.55, enters=performance.enters, exits=performance.exits)
    ground = at.ground
    if blocked.group is not None and drives:  # on the seat of a car
        ground, posture = at.ground + (blocked.seat_height or 0.4), "sit"
    return at.model_copy(
        update={
            "posture": posture,
            "seat_height": height,
            "ground": round(ground, 4),
            "held": None,
            "gesture": "rest",
            "table_height": None,
            "torso": 0.0,
            "lean": 0.0,
            "phase": _PHASE.get(posture, 0.0),
            "mouth_open": 0.55 if performance.speaking else _CALLS if performance.gesture == "call_out" else 0.0,
        }
    )


_PHASE: dict[str, float] = {"walk": 0.12, "run": 0.30, "fly": 0.16}
"""The point of a gait at which it is drawn in a still."""
