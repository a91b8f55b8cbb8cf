"""What changes from frame to frame: mouths with the words, eyes that blink, people who walk, the camera's way."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import numpy as np

from filmwright.departments.picture.performance import stable_number
from filmwright.departments.picture.space import Ground, apart, heading, turn
from filmwright.model.figure import MouthShape, Pose
from filmwright.model.media import Line
from filmwright.model.shots import Movement
from filmwright.model.staging import StagedPerson
from filmwright.model.time import SAMPLE_RATE
from filmwright.render.move import Move

__all__ = [
    "CLOSED",
    "FLIGHT_HEIGHT",
    "FaceState",
    "Spoken",
    "blinks",
    "calls",
    "change_at",
    "flight_height",
    "mouth_at",
    "mouth_states",
    "move_of",
    "walk_pose",
]

FLIGHT_HEIGHT = 1.3
"""Metres above the ground at which a bird flies through a shot."""

_BLINK = (0.55, 1.0, 1.0, 0.45)
"""How far the lids are closed in the frames of one blink."""

_CALL = (0.5, 1.0, 1.0, 0.5)
"""How far a jaw is open in the frames of one bark."""

_SHAPES: dict[str, MouthShape] = {
    "rest": "rest", "A": "A", "E": "E", "I": "I", "O": "O", "U": "U", "M": "M", "F": "F",
}  # fmt: skip

_MOVES: dict[Movement, Move] = {
    "static": "static", "push_in": "push_in", "pull_out": "pull_out", "pan_left": "pan_left",
    "pan_right": "pan_right", "tilt_up": "tilt_up", "tilt_down": "tilt_down", "track_left": "truck_left",
    "track_right": "truck_right", "crane_up": "crane_up", "crane_down": "crane_down", "handheld": "handheld",
    "arc_left": "arc_left", "arc_right": "arc_right", "zoom_in": "zoom_in", "zoom_out": "zoom_out",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FaceState:
    """One drawing of somebody who stays: mouth shape, opening in steps of a quarter, lids.

    `change` is how far they are from the pose in which the shot begins (0) to the one in which it ends (1).
    """

    shape: MouthShape
    opening: float
    lids: float
    change: float = 1.0


CLOSED = FaceState("rest", 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line with the sample of the shot's body at which it begins."""

    line: Line
    start_sample: int


def move_of(movement: Movement, people: Sequence[StagedPerson], right: Ground) -> Move:
    """The renderer's move for a movement; `tracking` goes the way its people walk on screen."""
    if movement != "tracking":
        return _MOVES[movement]
    for p in people:
        if len(p.path) > 1:
            (x0, z0), (x1, z1) = p.path[0], p.path[-1]
            across = (x1 - x0) * right[0] + (z1 - z0) * right[1]
            return "truck_right" if across >= 0 else "truck_left"
    return "truck_right"


def blinks(shot_id: str, who: str, frames: int, fps: Fraction) -> tuple[float, ...]:
    """How far somebody's lids are closed at each frame: a blink every two to five seconds."""
    rng = np.random.default_rng(stable_number(f"{shot_id}/{who}/blink"))
    lids = [0.0] * frames
    at = int(rng.uniform(0.7, 2.6) * fps)
    while at < frames:
        for i, closed in enumerate(_BLINK):
            if at + i < frames:
                lids[at + i] = closed
        at += int(rng.uniform(2.0, 5.0) * fps)
    return tuple(lids)


def calls(shot_id: str, who: str, frames: int, fps: Fraction) -> tuple[tuple[MouthShape, float], ...]:
    """The mouth of an animal that barks or crows, at each frame: again and again, half a second to a second apart."""
    rng = np.random.default_rng(stable_number(f"{shot_id}/{who}/call"))
    opening = [0.0] * frames
    at = int(rng.uniform(0.1, 0.4) * fps)
    while at < frames:
        for i, wide in enumerate(_CALL):
            if at + i < frames:
                opening[at + i] = wide
        at += int(rng.uniform(0.45, 1.1) * fps)
    return tuple(("A" if wide > 0 else "rest", wide) for wide in opening)


def change_at(person: StagedPerson, seconds: float, length: float) -> float:
    """How far somebody has come in the change that a shot of `length` seconds shows, 0..1, slow at both ends.

    An arm is up in half a second, a turn takes a little longer, who sits down or rises takes a second; short shots
    hurry so that the change is done when two thirds of them are over.
    """
    if person.before is None:
        return 1.0
    begins = min(0.35, 0.12 * length)
    takes = min(_takes(person.before, person.pose), 0.66 * length - begins)
    share = min(1.0, max(0.0, (seconds - begins) / max(0.1, takes)))
    eased = share * share * (3.0 - 2.0 * share)
    return round(person.change_from + (1.0 - person.change_from) * eased, 3)


def _takes(before: Pose, after: Pose) -> float:
    if before.posture != after.posture:
        return 1.5 if "lie" in (before.posture, after.posture) else 1.05
    turned = abs(turn(before.heading, after.heading))
    return 0.5 + turned / 240.0 if turned > 1.0 else 0.55


def mouth_at(spoken: Sequence[Spoken], sample: int) -> tuple[MouthShape, float]:
    """Shape and opening (in quarters) of a mouth at a sample of the shot."""
    for s in spoken:
        local = sample - s.start_sample
        if not 0 <= local < s.line.samples:
            continue
        shape, opening = "rest", 0.0
        for mouth in s.line.mouths:
            if mouth.sample > local:
                break
            shape, opening = mouth.shape, mouth.open
        return _shape(shape), _quarter(opening, shape)
    return "rest", 0.0


def mouth_states(
    spoken: Sequence[Spoken], frames: int, fps: Fraction, handle_in: int
) -> tuple[tuple[MouthShape, float], ...]:
    """The mouth at the middle of each frame of a clip that begins `handle_in` frames before the shot."""
    return tuple(mouth_at(spoken, int(Fraction(2 * (i - handle_in) + 1, 2) * SAMPLE_RATE / fps)) for i in range(frames))


def _shape(word: str) -> MouthShape:
    return _SHAPES.get(word, "rest")


def _quarter(opening: float, shape: str) -> float:
    if shape in ("rest", "M"):
        return 0.0
    return min(1.0, max(0.25, round(4 * opening) / 4))


def walk_pose(person: StagedPerson, seconds: float, stride: float, length: float) -> Pose:
    """Somebody on their way: where and at which point of the step, `seconds` into a shot of `length` seconds.

    They start where the path starts and keep one speed, at most a brisk one; when they arrive they stand.
    """
    path = person.path
    way = sum(apart(a, b) for a, b in pairwise(path))
    flying = person.pose.posture == "fly"
    running = flying or person.pose.posture == "run"
    least = 2.2 if running else 0.75
    most = 4.5 if running else 1.65
    speed = min(most, max(least, way / max(0.8, length - 0.3)))
    gone = min(way, max(0.0, seconds) * speed)
    ground, facing = _on_path(path, gone)
    arrived = gone >= way - 1e-6 and not (flying and person.exits)
    going = person.pose.posture if running else "walk"
    height = flight_height(min(1.0, gone / max(way, 1e-6)), enters=person.enters, exits=person.exits)
    return person.pose.model_copy(
        update={
            "x": round(ground[0], 4),
            "z": round(ground[1], 4),
            "heading": round(facing % 360.0, 2),
            "posture": "stand" if arrived else going,
            "seat_height": height if flying else person.pose.seat_height,
            "phase": 0.0 if arrived else round(math.fmod(gone / stride, 1.0), 4),
        }
    )


def flight_height(share: float, *, enters: bool, exits: bool) -> float:
    """Metres above the ground of a bird that has come a share of its way: who enters lands, who leaves takes off."""
    if enters == exits:
        return FLIGHT_HEIGHT
    k = min(1.0, (share if exits else 1.0 - share) / 0.6)
    return round(FLIGHT_HEIGHT * k * k * (3.0 - 2.0 * k), 4)


def _on_path(path: Sequence[Ground], gone: float) -> tuple[Ground, float]:
    for a, b in pairwise(path):
        length = apart(a, b)
        if gone <= length and length > 0:
            k = gone / length
            return (a[0] + k * (b[0] - a[0]), a[1] + k * (b[1] - a[1])), heading(a, b)
        gone -= length
    return path[-1], heading(path[-2], path[-1])
