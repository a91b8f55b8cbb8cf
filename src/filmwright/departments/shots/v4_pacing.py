"""V4: how long each shot lasts.

A length is a function of the shot's own words, its kind, its size and its place in the scene: no random draw, and no
scaling to the lengths of other shots, so that one changed line changes one length. Lengths are drawn apart until they
spread as films do (roughly log-normal: many short shots, a few that hold; Salt, Film Style and Technology; Cutting et
al. 2010 on how Hollywood shot lengths are distributed).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from filmwright.departments.shots.segment import Segment
from filmwright.departments.shots.speech import speech_seconds
from filmwright.departments.shots.v2_sizes import Sizing
from filmwright.model.shots import ShotOptions
from filmwright.model.time import Rate, frames_of_seconds, seconds_of_frames

__all__ = [
    "LONGEST_SECONDS",
    "MIN_FRAMES",
    "Timing",
    "curve_of",
    "longest_speech",
    "most_words",
    "scene_target_seconds",
    "tempo_for",
    "time_shot",
]

MIN_FRAMES = 18
"""No shot is shorter: under three quarters of a second a picture is a flash."""
LONGEST_SECONDS = 20.0
"""The longest silent shot that a function of words gives; longer takes are a director's choice."""

Curve = Literal["slow_burn", "moderate", "rapid", "action", "montage"]

_CURVES: dict[str, float] = {"slow_burn": 1.15, "moderate": 1.0, "rapid": 0.78, "action": 0.66, "montage": 0.6}
_HANDS = {"slow_burn": 1.3, "measured": 1.12, "brisk": 0.84, "action": 0.7}
"""How a director's preset stretches or tightens what the content asks for."""
_HELD: dict[str, Curve] = {"moderate": "moderate", "rapid": "rapid", "montage": "montage"}
"""Presets that hold one curve for every shot."""
_SIZE_TIME = {"EWS": 1.3, "WS": 1.18, "MLS": 1.06, "MS": 1.0, "MCU": 0.94, "CU": 0.86, "ECU": 0.75}
_SECONDS_OF = {
    "insert": 1.2,
    "detail": 1.05,
    "text": 1.8,
    "place": 1.9,
    "opening": 2.4,
    "pov": 1.5,
    "group": 2.2,
}
_MEASURED = frozenset({"reaction", "establishing", "text"})
"""Kinds of shot whose length is said outright."""
_MIDDLE, _SPREAD = 2.5, 1.85
"""Seconds that stay as they are, and the power that draws lengths apart around them."""
_ROOM: dict[str, float] = {"slow_burn": 0.75, "moderate": 0.6, "rapid": 0.55, "action": 0.5, "montage": 0.5}
_BREATH = 0.5
"""Seconds that a line must have beside its words: 6 frames before and 6 after at 24 frames a second."""
_ANSWER: dict[str, float] = {"slow_burn": 0.4, "moderate": 0.3, "rapid": 0.2, "action": 0.2, "montage": 0.2}
"""Seconds between a speech and its answer in one shot."""
_ACTED = 0.7  # seconds more, where somebody acts between them
_VOICES_DIFFER = 1.08  # a slow voice takes this much longer than the average one
_WORDS_A_SECOND = 3.0  # words of action that a second of a shot holds at most


@dataclass(frozen=True, slots=True)
class Timing:
    """Length in frames, what of it is speech (seconds), the curve and the reason."""

    frames: int
    seconds: float
    speech: float
    curve: Curve
    rule: str
    words: str
    turns: tuple[tuple[int, int], ...] = ()  # first frame and room of each speech of a shot that holds over several


def curve_of(segment: Segment, chosen: str) -> Curve:
    """The pacing curve of a shot: what the film holds throughout, else by what happens in the shot itself."""
    held = _HELD.get(chosen)
    if held is not None:
        return held
    if segment.mode == "montage":
        return "montage"
    if any(a.classes & {"fight", "run"} for a in segment.acts) or segment.feeling.disaster:
        return "action"
    if segment.feeling.intensity >= 0.6:
        return "rapid"
    return "slow_burn" if segment.position < 0.12 and segment.said is None else "moderate"


def hand_of(options: ShotOptions) -> float:
    """How much longer or shorter than the content asks for the director holds a shot; speech is never stretched."""
    return _HANDS.get(options.pacing, 1.0) / max(0.25, options.tempo)


def longest_speech(options: ShotOptions) -> float:
    """Seconds of speech that one shot may hold before the speech is divided."""
    if options.max_seconds is None:
        return options.max_speech_seconds
    return max(1.0, min(options.max_speech_seconds, 0.75 * options.max_seconds - 0.5))


def most_words(options: ShotOptions, usual: int) -> int:
    """Words of action that one shot may hold, so that it fits into the video maker's longest clip."""
    if options.max_seconds is None:
        return usual
    return max(8, min(usual, int(options.max_seconds * _WORDS_A_SECOND)))


def time_shot(segment: Segment, sizing: Sizing, *, language: str, rate: Rate, options: ShotOptions) -> Timing:
    """The length of one shot."""
    curve, hand = curve_of(segment, options.pacing), hand_of(options)
    if segment.said is not None:
        return _limited(_spoken(segment, language, rate, curve, hand), rate, options)
    seconds, rule, words = _silent(segment, sizing)
    if segment.coverage not in _MEASURED:
        seconds = _apart(seconds)
    seconds *= _CURVES[curve] * hand * (1.08 - 0.16 * segment.position)
    frames = max(MIN_FRAMES, frames_of_seconds(max(_least(segment), seconds), rate))
    return _limited(_timing(frames, rate, 0.0, curve, rule, words), rate, options)


def _timing(frames: int, rate: Rate, speech: float, curve: Curve, rule: str, words: str) -> Timing:
    return Timing(frames, round(seconds_of_frames(frames, rate), 3), round(speech, 3), curve, rule, words)


def _limited(timing: Timing, rate: Rate, options: ShotOptions) -> Timing:
    """Within the video maker's limits; a line is never cut off for them."""
    least = frames_of_seconds(options.min_seconds, rate)
    most = frames_of_seconds(options.max_seconds, rate) if options.max_seconds is not None else None
    if most is not None and timing.speech:
        most = max(most, frames_of_seconds(timing.speech + _BREATH, rate))
    if most is not None and timing.frames > most:
        rule, frames = "the longest clip of the video maker", most
    elif timing.frames < least:
        rule, frames = "the shortest clip of the video maker", least
    else:
        return timing
    seconds = round(seconds_of_frames(frames, rate), 3)
    return replace(timing, frames=frames, seconds=seconds, rule=rule, words=f"instead of {timing.seconds:.2f} s")


def _least(segment: Segment) -> float:
    """Seconds that a shot needs to be understood: words in the picture must be read."""
    words = len(segment.text.split())
    if segment.trigger in {"insert", "text_on_screen"} and not segment.figures:
        return 1.0 + 0.12 * min(words, 30)
    return 0.75 + 0.035 * min(words, 30)


def _apart(seconds: float) -> float:
    """Draw lengths apart around the middle: films have many short shots and few long ones."""
    return min(LONGEST_SECONDS, _MIDDLE * math.pow(seconds / _MIDDLE, _SPREAD))


def _in_turn(segment: Segment, language: str, rate: Rate, curve: Curve) -> tuple[tuple[tuple[int, int], ...], float]:
    """First frame and room of each speech of a shot that holds over answers, and seconds until the last has ended."""
    turns: list[tuple[int, int]] = []
    at = first = frames_of_seconds(_BREATH / 2, rate)
    for number, speech in enumerate(segment.spoken()):
        if number:
            at += frames_of_seconds(_ANSWER[curve] + _ACTED * speech.acted, rate)
        room = max(1, frames_of_seconds(_VOICES_DIFFER * speech_seconds(speech.text, language), rate))
        turns.append((at, room))
        at += room
    return tuple(turns), seconds_of_frames(at - first, rate)


def _spoken(segment: Segment, language: str, rate: Rate, curve: Curve, hand: float) -> Timing:
    if segment.answers:
        return _exchanged(segment, language, rate, curve, hand)
    said = max(speech_seconds(text, language) for text in (str(segment.said), segment.dual_said or ""))
    room = _ROOM[curve] + min(0.5, 0.06 * said)  # a longer line needs a longer breath
    if segment.part < segment.parts - 1:
        room = _BREATH
    if segment.turn == 0 and segment.part == 0:
        room += 0.3
    acting = 0.55 * _action_seconds(segment)
    frames = max(MIN_FRAMES, frames_of_seconds(said + max(_BREATH, room * hand) + acting * hand, rate))
    words = f"{len(str(segment.said).split())} words, {said:.2f} s"
    rule = "the speech, the acts around it and room to breathe" if acting else "the speech and room to breathe"
    return _timing(frames, rate, said, curve, rule, words)


def _exchanged(segment: Segment, language: str, rate: Rate, curve: Curve, hand: float) -> Timing:
    """The length of a shot that holds over several speeches."""
    turns, said = _in_turn(segment, language, rate, curve)
    acting = 0.4 * _action_seconds(segment)  # much of it is played while the other speaks
    room = max(_BREATH, _ROOM[curve] * hand) + (0.3 if segment.turn == 0 else 0.0)
    frames = frames_of_seconds(said + room + acting * hand, rate)
    words = f"{len(turns)} speeches, {said:.2f} s"
    return replace(_timing(frames, rate, said, curve, "the exchange and room to breathe", words), turns=turns)


def _silent(segment: Segment, sizing: Sizing) -> tuple[float, str, str]:
    words = len(segment.text.split())
    if segment.coverage == "reaction":
        return 0.9 + 0.25 * (segment.turn % 4) + 0.5 * segment.position, "a look as long as a breath", ""
    if segment.coverage == "establishing":
        return (3.1 if sizing.size == "EWS" else 2.4), "time to see where we are", ""
    base = _SECONDS_OF.get(segment.coverage, 0.7)
    seconds = base + _action_seconds(segment) + 0.055 * words
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
_FAR = frozenset({"across", "along", "through", "over", "around", "down", "up", "past", "toward", "towards"})
"""Words of distance: who crosses a room takes longer than who steps aside."""


def _action_seconds(segment: Segment) -> float:
    """Seconds that the acts take: each clause once, longer where somebody covers a distance."""
    total = 0.0
    counted: set[int] = set()
    for act in segment.acts:
        if act.clause.kind in {"rel", "inf"} or act.negated or id(act.clause) in counted:
            continue
        counted.add(id(act.clause))  # what several do together takes once
        total += next((seconds for names, seconds in _VERB_TIME if act.classes & names), 0.6)
        if act.classes & {"walk", "run", "vehicle"} and _FAR & {*act.particles, *(p for p, _ in act.preps)}:
            total += 0.5
    return total


def scene_target_seconds(words: int, spoken: float, eighths: Fraction | None = None) -> float:
    """How long a scene should run by the rule of a page a minute, moderated by its speech."""
    pages = eighths / 8 if eighths is not None else Fraction(words, 190)
    return round(max(3.0, float(pages) * 60.0 * 0.6 + spoken * 0.5), 2)


def tempo_for(target_seconds: float, lengths: Iterable[tuple[float, float]]) -> float:
    """The tempo at which shots come to a target: `lengths` are (seconds, seconds of speech) at tempo 1.

    Speech keeps its length; the tempo stays between half and double, so a target out of reach is come near to.
    """
    pairs = list(lengths)
    spoken = sum(speech for _, speech in pairs)
    rest = sum(seconds for seconds, _ in pairs) - spoken
    wanted = target_seconds - spoken
    if rest <= 0:
        return 1.0
    return round(min(2.0, max(0.5, rest / wanted if wanted > 0 else 2.0)), 3)
