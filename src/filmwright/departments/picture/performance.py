"""From what the shot list says that somebody does to the pose of a body."""

import hashlib
import math
from typing import get_args

from filmwright.departments.picture.space import Ground, along, direction, heading, turn
from filmwright.model.figure import Expression, Gesture, Pose, Posture
from filmwright.model.shots import Performance, ShotSize
from filmwright.model.staging import BlockedPerson, Stance

__all__ = ["before_pose", "expression_of", "gaze_point", "gesture_of", "pose_of", "stable_number"]

Point = tuple[float, float, float]

_STEP = 0.12
"""Phase of a walk in which the legs are apart: how a walk is drawn."""

_GESTURES: frozenset[str] = frozenset(get_args(Gesture))
_POSTURES: frozenset[str] = frozenset(get_args(Posture))
_EXPRESSIONS: frozenset[str] = frozenset(get_args(Expression))

_ALSO: dict[str, Gesture] = {
    "phone": "phone_to_ear",
    "call": "phone_to_ear",
    "cross_arms": "arms_crossed",
    "crossed_arms": "arms_crossed",
    "arms_folded": "arms_crossed",
    "hold": "hold_object",
    "holds": "hold_object",
    "hold_prop": "hold_object",
    "hands_hips": "hands_on_hips",
    "open_hands": "talk_open",
    "talk": "talk_open",
    "speak": "talk_one",
    "pour": "reach",
    "take": "reach",
    "give": "reach",
    "open": "reach",
    "touch": "reach",
    "knock": "reach",
    "grab": "reach",
    "shoot": "aim",
    "gun": "aim",
    "think": "hand_to_chin",
    "pray": "hands_folded",
    "eat": "drink",
    "sip": "drink",
    "smoke": "drink",
    "cook": "hold_both",
    "wipe": "reach",
    "carries": "carry",
    "pull": "push",
    "fight": "fist",
    "punch": "fist",
    "surrender": "hands_up",
    "cry": "cover_face",
    "embrace": "hug",
    "hand_to_mouth": "hand_to_chin",
    "asleep": "rest",
    "hide_face": "cover_face",
}
"""Words of the shot list for gestures that the figure knows under another name."""

_ACTS: frozenset[Gesture] = frozenset(
    (
        "point", "reach", "aim", "wave", "cover_face", "hand_to_chin", "hand_on_heart", "drink", "hug", "hands_up",
        "shrug", "fist", "salute", "push", "clasp_head", "phone_to_ear",
    )
)  # fmt: skip
"""Gestures that are an act with a beginning, which a clip shows; the others are ways to hold the arms."""

_LARGE = frozenset(
    ("bag", "suitcase", "box", "bucket", "crate", "backpack", "sack", "basket", "case", "trunk", "guitar", "maleta")
)
"""Things that hang from the hand, and that who sits down puts away."""

_PAGES = frozenset(("letter", "book", "map", "newspaper", "note", "notebook", "ledger", "photograph", "carta", "brief"))
_PHONES = frozenset(("phone", "telephone", "cellphone", "mobile", "receiver", "teléfono", "móvil", "telefon", "handy"))


def gesture_of(word: str) -> Gesture:
    """The figure's gesture for a word of the shot list; at rest when nothing fits."""
    key = word.strip().lower().replace(" ", "_").replace("-", "_")
    if key in _GESTURES:
        return _gesture(key)
    return _ALSO.get(key, "rest")


def expression_of(word: str) -> Expression:
    """The figure's expression for a word of the shot list; neutral when nothing fits."""
    for known in get_args(Expression):
        if known == word.strip().lower():
            return _expression(known)
    return "neutral"


def gaze_point(
    performance: Performance,
    person: BlockedPerson,
    eyes: Point,
    others: dict[str, Point],
    *,
    camera: Point | None = None,
    prop: Point | None = None,
) -> Point | None:
    """The point in the world that somebody looks at; None looks straight ahead.

    `others` are the eyes of everybody in the scene, on screen or off; `prop` is where the thing in their
    hands or before them is.
    """
    goal = performance.looks_at
    ahead = direction(person.heading)
    if goal in others and goal != performance.character_ref_id:
        return others[goal]
    if not goal:
        return None
    if goal == "away":
        aside = direction(person.heading + 50.0)
        return _before(eyes, aside, 3.0, -0.1)
    if goal in ("camera_left", "camera_right") and camera is not None:
        facing = heading((eyes[0], eyes[2]), (camera[0], camera[2]))
        # seen from the camera its own left is clockwise from the way back to it
        return _before(eyes, direction(facing + (38.0 if goal == "camera_left" else -38.0)), 3.0, 0.0)
    return prop if prop is not None and goal != "down" else _before(eyes, ahead, 0.55, -0.42)


def pose_of(
    performance: Performance,
    person: BlockedPerson,
    *,
    gaze: Point | None = None,
    held: str | None = None,
    variation: int = 0,
) -> Pose:
    """The still moment of a performance. Speakers use their hands a little, each in their own way.

    `variation` differs from shot to shot, so that a face that comes back does not come back frozen.
    """
    number = stable_number(performance.character_ref_id)
    posture = _posture(person, performance)
    if held is not None and posture not in ("stand", "walk", "run") and held.split()[-1] in _LARGE:
        held = None
    gesture = _with_prop(gesture_of(performance.gesture), held)
    if person.drives and gesture in ("rest", "talk_one", "talk_open", "drive"):
        gesture = "drive"
    elif gesture == "rest":
        gesture = _idle(performance, person, number)
    body_turn = _towards(gaze, person)
    pose = Pose(
        x=person.ground[0],
        z=person.ground[1],
        ground=person.floor,
        heading=person.heading,
        posture=posture,
        phase=_STEP if posture in ("walk", "run") else 0.0,
        seat_height=_between(person.seat_height or 0.46, 0.0, 1.3),
        table_height=_table(person.table_height),
        gesture=gesture,
        amount=round(0.75 + 0.25 * _between(performance.intensity, 0.0, 1.0), 3),
        hand="left" if number % 7 == 0 else "right",
        held=held,
        gaze=gaze,
        expression=expression_of(performance.expression),
        intensity=round(_between(0.45 + 0.55 * performance.intensity, 0.0, 1.0), 3),
        mouth_open=0.28 if performance.speaking else 0.0,
        mouth_shape="E" if performance.speaking else "rest",
        lean=_lean(performance, posture),
        torso=body_turn,
        variation=(number + variation) % 97,
    )
    return _on_the_path(pose, person)


def before_pose(pose: Pose, person: BlockedPerson, performance: Performance, *, size: ShotSize) -> Pose | None:
    """The pose in which a shot begins that shows somebody change or make a gesture; None when they only stay.

    A change of posture is played from the medium shot on: closer, the head would begin outside the frame.
    """
    if person.path:
        return None
    stance = person.before
    if stance is not None and size in ("MS", "MLS", "WS", "EWS"):
        return _pose_of_stance(pose, stance)
    explicit = gesture_of(performance.gesture) == pose.gesture
    if explicit and pose.gesture in _ACTS:
        return pose.model_copy(update={"amount": 0.06})
    return None


def _pose_of_stance(pose: Pose, stance: Stance) -> Pose:
    ahead, left = direction(pose.heading), direction(pose.heading + 90.0)
    return pose.model_copy(
        update={
            "x": round(pose.x + stance.ahead * ahead[0] + stance.aside * left[0], 4),
            "z": round(pose.z + stance.ahead * ahead[1] + stance.aside * left[1], 4),
            "heading": round((pose.heading + stance.turned) % 360.0, 2),
            "posture": _as_posture(stance.posture),
            "seat_height": _between(stance.seat_height or 0.46, 0.0, 1.3),
            "table_height": _table(stance.table_height) if stance.posture == "sit" else None,
            "gesture": "rest",
            "torso": 0.0,
            "lean": 0.0,
        }
    )


def stable_number(text: str) -> int:
    """A number for a name, the same in every process."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")


def _posture(person: BlockedPerson, performance: Performance) -> Posture:
    if person.path and performance.posture not in ("walk", "run"):
        return "walk"
    if not person.path and person.posture in ("walk", "run"):
        return "stand"
    for known in get_args(Posture):
        if known == person.posture:
            return _as_posture(known)
    return "stand"


def _with_prop(gesture: Gesture, held: str | None) -> Gesture:
    if held is None:
        return gesture
    last = held.split()[-1]
    if last in _LARGE:
        return "carry"
    if gesture not in ("rest", "reach"):
        return gesture
    if last in _PHONES:
        return "phone_to_ear" if gesture == "rest" else "hold_object"
    return "read" if last in _PAGES else "hold_object"


def _idle(performance: Performance, person: BlockedPerson, number: int) -> Gesture:
    """What hands do when the script does not say."""
    if person.path or performance.posture in ("walk", "run", "lie", "kneel", "crouch"):
        return "rest"
    if performance.speaking:
        return "talk_one" if number % 2 else "talk_open"
    if person.table_height is not None and number % 3:
        return "hands_on_table"
    if performance.expression in ("angry", "determined") and number % 2 and person.seat_height is None:
        return "arms_crossed"
    return "rest"


def _lean(performance: Performance, posture: Posture) -> float:
    if posture == "sit" and performance.speaking:
        return round(3.0 + 5.0 * performance.intensity, 2)
    return 0.0


def _towards(gaze: Point | None, person: BlockedPerson) -> float:
    """Turn of the chest towards what is looked at, as far as the neck does not do it; left is positive."""
    if gaze is None or person.path:
        return 0.0
    off = turn(person.heading, heading(person.ground, (gaze[0], gaze[2])))
    # the figure's left is clockwise seen from above, which is a growing heading
    share = math.copysign(max(0.0, abs(off) - 25.0) * 0.5, off)
    return round(_between(share, -35.0, 35.0), 2)


def _on_the_path(pose: Pose, person: BlockedPerson) -> Pose:
    """Who walks is drawn a little after the middle of the way."""
    if not person.path:
        return pose
    start, end = person.path[0], person.path[-1]
    here = (start[0] + 0.55 * (end[0] - start[0]), start[1] + 0.55 * (end[1] - start[1]))
    facing = heading(start, end) % 360.0
    return pose.model_copy(
        update={"x": round(here[0], 4), "z": round(here[1], 4), "heading": round(facing, 2), "torso": 0.0}
    )


def _table(height: float | None) -> float | None:
    return None if height is None else _between(height, 0.3, 1.4)


def _before(eyes: Point, way: Ground, metres: float, rise: float) -> Point:
    x, z = along((eyes[0], eyes[2]), way, metres)
    return (round(x, 4), round(eyes[1] + rise, 4), round(z, 4))


def _between(value: float, low: float, high: float) -> float:
    return min(high, max(low, value))


def _gesture(word: str) -> Gesture:
    return next(g for g in get_args(Gesture) if g == word)


def _expression(word: str) -> Expression:
    return next(e for e in get_args(Expression) if e == word)


def _as_posture(word: str) -> Posture:
    return next(p for p in get_args(Posture) if p == word)
