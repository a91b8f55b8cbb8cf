"""V5: how each shot goes over into the next, in picture and in sound.

A cut, unless the script orders otherwise, a memory begins or ends, or time jumps between scenes. Sound may part from
the picture: an L-cut lets a line ring on over the listener's face, a J-cut lets us hear a place or an answer before we
see it (Murch, In the Blink of an Eye; Dmytryk, On Film Editing). Nothing here looks at the words of a speech.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from filmwright.departments.shots.directions import ordered_transition
from filmwright.departments.shots.grammar.lexicon import lexicon
from filmwright.departments.shots.segment import Segment
from filmwright.model.screenplay import Scene
from filmwright.model.shots import SceneSetting

__all__ = ["CUT", "Join", "Overlap", "joins_of", "overlaps_of"]

_CROSSFADE = {"dissolve": 0.75, "fade_out": 1.0, "fade_in": 1.0, "fade_black": 1.0}
"""Seconds; a dissolve of 18 frames at 24 fps (12 to 24 is the custom)."""
_PASSED_OVER = frozenset({"section", "synopsis", "note", "boneyard", "page_break"})
_LINGERS = 1 / 3
"""Seconds that a line rings on over the face that hears it, and that an answer is heard early (8 frames at 24)."""
_BRIDGE = 1 / 2
"""Seconds that a place is heard before it is seen (12 frames at 24)."""


@dataclass(frozen=True, slots=True)
class Join:
    """A transition, its length in seconds, and why."""

    name: str
    seconds: float
    rule: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Overlap:
    """How long a shot is heard before its first frame and after its last one, in seconds, and why."""

    lead: float = 0.0
    lag: float = 0.0
    lead_rule: str = ""
    lag_rule: str = ""


CUT = Join("cut", 0.0, "shots are cut")


def joins_of(scene: Scene, setting: SceneSetting, segments: Sequence[Segment]) -> list[Join]:
    """The join after each segment of a scene."""
    joins = [CUT for _ in segments]
    for at, (segment, following) in enumerate(pairwise(segments)):
        if (segment.mode == "flashback") != (following.mode == "flashback"):
            rule = "a memory begins" if following.mode == "flashback" else "a memory ends"
            joins[at] = Join("dissolve", _CROSSFADE["dissolve"], rule)
    for element_at, element in enumerate(scene.elements):
        if element.kind == "transition":
            ordered = _ordered(element.text)
            before = [n for n, s in enumerate(segments) if s.spans and s.spans[-1][0] < element_at]
            if ordered is not None and before and before[-1] < len(segments) - 1:
                joins[before[-1]] = ordered
    if joins:
        joins[-1] = _last(scene, setting)
    return joins


def _ordered(text: str) -> Join | None:
    name = ordered_transition(text)
    if name is None or name == "fade_in":
        return None
    return Join(name, _CROSSFADE.get(name, 0.0), "the script orders it", text)


def _last(scene: Scene, setting: SceneSetting) -> Join:
    """The join from the last shot of a scene into the next scene."""
    ending = next((e for e in reversed(scene.elements) if e.kind not in _PASSED_OVER), None)
    ordered = _ordered(ending.text) if ending is not None and ending.kind == "transition" else None
    if ordered is not None:
        return ordered
    if setting.is_last_scene or setting.next_slugline is None:
        return CUT
    if setting.next_act not in {None, scene.act}:
        return Join("cut", 0.0, "an act ends: the film fades between acts")
    jump = _time_jump(setting)
    if jump is not None:
        return Join("dissolve", _CROSSFADE["dissolve"], "time passes between the scenes", jump)
    return CUT


def _time_jump(setting: SceneSetting) -> str | None:
    later = lexicon(setting.language).later | lexicon("en").later
    words = (setting.next_slugline or "").lower().replace("-", " ").replace(".", " ").split()
    return next((w for w in words if w in later - {"morning", "days", "dawn", "next"}), None) or _phrase(words)


def _phrase(words: list[str]) -> str | None:
    text = " ".join(words)
    for phrase in ("next day", "next morning", "days later", "the following", "al día siguiente", "am nächsten"):
        if phrase in text:
            return phrase
    return None


def overlaps_of(setting: SceneSetting, segments: Sequence[Segment], joins: Sequence[Join]) -> list[Overlap]:
    """Where sound parts from picture: what each segment is heard before and after its picture."""
    leads: list[tuple[float, str]] = [(0.0, "") for _ in segments]
    lags: list[tuple[float, str]] = [(0.0, "") for _ in segments]
    for at, (segment, following) in enumerate(pairwise(segments)):
        if joins[at].name != "cut":
            continue
        if segment.said is not None and not segment.offscreen and following.coverage == "reaction":
            lags[at] = (_LINGERS, "the line rings on over the listener's face")
        hears = segment.coverage == "reaction" or segment.trigger == "look"
        if hears and following.said is not None and following.subject not in segment.people():
            leads[at + 1] = (_LINGERS, "the answer is heard over the face that waits for it")
    first = segments[0] if segments else None
    if first is not None and first.coverage in {"establishing", "opening"} and not setting.is_first_scene:
        leads[0] = (_BRIDGE, "the place is heard before it is seen")
    return [Overlap(lead, lag, why, because) for (lead, why), (lag, because) in zip(leads, lags, strict=True)]
