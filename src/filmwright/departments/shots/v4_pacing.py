"""V4: how long each shot lasts.

A length is a function of the shot's own words, its kind and its place in the scene: no random draw, and no
scaling to the lengths of other shots, so that one changed line changes one length.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

from filmwright.departments.shots.segment import Segment
from filmwright.departments.shots.speech import speech_seconds
from filmwright.departments.shots.v2_sizes import Sizing
from filmwright.model.time import Rate, frames_of_seconds, seconds_of_frames

__all__ = ["MIN_FRAMES", "Timing", "curve_of", "scene_target_seconds", "time_shot"]

MIN_FRAMES = 18

_CURVES = {"slow_burn": 1.12, "moderate": 1.0, "rapid": 0.78, "action": 0.66, "montage": 0.6}
_SIZE_TIME = {"EWS": 1.3, "WS": 1.15, "MLS": 1.05, "MS": 1.0, "MCU": 0.95, "CU": 0.88, "ECU": 0.75}
_SECONDS_OF = {
    "establishing": 2.6,
    "reaction": 1.3,
    "insert": 1.3,
    "detail": 1.2,
    "text": 1.8,
    "place": 2.0,
    "opening": 2.4,
    "pov": 1.6,
    "group": 2.2,
}


@dataclass(frozen=True, slots=True)
class Timing:
    """Length in frames, what of it is speech, the curve and the reason."""

    frames: int
    seconds: float
    speech: float
    curve: str
    rule: str
    words: str


def curve_of(segment: Segment, chosen: str) -> str:
    """The pacing curve of a shot: what the film chose, else by what happens in the shot itself."""
    if chosen != "auto":
        return chosen
    if segment.mode == "montage":
        return "montage"
    if any(a.classes & {"fight", "run"} for a in segment.acts) or segment.feeling.disaster:
        return "action"
    if segment.feeling.intensity >= 0.6:
        return "rapid"
    return "slow_burn" if segment.position < 0.12 and segment.said is None else "moderate"


def time_shot(segment: Segment, sizing: Sizing, *, language: str, rate: Rate, pacing: str) -> Timing:
    """The length of one shot."""
    curve = curve_of(segment, pacing)
    if segment.said is not None:
        return _spoken(segment, language, rate, curve)
    seconds, rule, words = _silent(segment, sizing)
    seconds = (
        max(_least(segment), seconds if segment.coverage in _MEASURED else _spread(seconds))
        * _CURVES[curve]
        * (1.08 - 0.16 * segment.position)
    )
    frames = max(MIN_FRAMES, frames_of_seconds(seconds, rate))
    return Timing(frames, round(seconds_of_frames(frames, rate), 3), 0.0, curve, rule, words)


_MEASURED = frozenset({"reaction", "establishing", "text"})
"""Kinds of shot whose length is said outright."""


def _least(segment: Segment) -> float:
    """Seconds that a shot needs to be understood: words in the picture must be read."""
    words = len(segment.text.split())
    if segment.trigger in {"insert", "text_on_screen"} and not segment.figures:
        return 1.3 + 0.12 * min(words, 30)
    return 0.75 + 0.05 * min(words, 30)


def _spread(seconds: float) -> float:
    """Draw lengths apart around 2.5 s: films have many short shots and few long ones (roughly log-normal)."""
    return min(13.0, 2.5 * math.pow(seconds / 2.5, 1.8))


def _spoken(segment: Segment, language: str, rate: Rate, curve: str) -> Timing:
    said = speech_seconds(str(segment.said), language)
    room = {"slow_burn": 0.7, "moderate": 0.6, "rapid": 0.55, "action": 0.5, "montage": 0.5}[curve]
    room += min(0.5, 0.06 * said)  # a longer line needs a longer breath
    if segment.part < segment.parts - 1:
        room = 0.5
    if segment.turn == 0 and segment.part == 0:
        room += 0.3
    acting = 0.5 * _action_seconds(segment)
    frames = max(MIN_FRAMES, frames_of_seconds(said + room + acting, rate))
    words = f"{len(str(segment.said).split())} words, {said:.2f} s"
    return Timing(
        frames,
        round(seconds_of_frames(frames, rate), 3),
        round(said, 3),
        curve,
        "the speech and room to breathe",
        words,
    )


def _silent(segment: Segment, sizing: Sizing) -> tuple[float, str, str]:
    words = len(segment.text.split())
    if segment.coverage == "reaction":
        return 0.9 + 0.25 * (segment.turn % 4) + 0.5 * segment.position, "a look as long as a breath", ""
    if segment.coverage == "establishing":
        return (2.9 if sizing.size == "EWS" else 2.4), "time to see where we are", ""
    base = _SECONDS_OF.get(segment.coverage, 0.9)
    seconds = base + _action_seconds(segment) + 0.06 * words
    if segment.coverage == "text":
        seconds = 1.4 + 0.32 * words
    if segment.trigger == "text_on_screen":
        seconds = max(seconds, 1.0 + 0.3 * words)
    seconds *= _SIZE_TIME[sizing.size]
    verbs = " ".join(a.verb for a in segment.acts[:4])
    return seconds, "the actions, the words and the size", verbs or f"{words} words"


_VERB_TIME = (
    ({"walk", "vehicle"}, 1.3),
    ({"enter", "exit"}, 1.1),
    ({"run"}, 0.9),
    ({"fight", "fall"}, 0.6),
    ({"sit", "stand", "kneel", "lie", "crouch"}, 0.8),
    ({"look", "see", "turn"}, 0.55),
    ({"use"}, 1.0),
    ({"take", "put", "give", "open"}, 0.75),
    ({"gesture"}, 0.6),
)


def _action_seconds(segment: Segment) -> float:
    total = 0.0
    counted: set[int] = set()
    for act in segment.acts:
        if act.clause.kind in {"rel", "inf"} or id(act.clause) in counted:
            continue
        counted.add(id(act.clause))  # what several do together takes once
        total += next((seconds for names, seconds in _VERB_TIME if act.classes & names), 0.6)
    return total


def scene_target_seconds(words: int, spoken: float, eighths: Fraction | None = None) -> float:
    """How long a scene should run by the rule of a page a minute, moderated by its speech."""
    pages = eighths / 8 if eighths is not None else Fraction(words, 190)
    return round(max(3.0, float(pages) * 60.0 * 0.6 + spoken * 0.5), 2)
