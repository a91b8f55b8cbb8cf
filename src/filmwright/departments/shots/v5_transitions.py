"""V5: how each shot goes over into the next: a cut, unless the script orders otherwise or time jumps."""

from dataclasses import dataclass

from filmwright.departments.shots.directions import ordered_transition
from filmwright.departments.shots.grammar.lexicon import lexicon
from filmwright.model.screenplay import Scene
from filmwright.model.shots import SceneSetting

__all__ = ["Join", "last_join"]

_CROSSFADE = {"dissolve": 0.75, "fade_out": 1.0, "fade_in": 1.0, "fade_black": 1.0}
"""Seconds; a dissolve of 18 frames at 24 fps (12 to 24 is the custom)."""


@dataclass(frozen=True, slots=True)
class Join:
    """A transition, its length in seconds, and why."""

    name: str
    seconds: float
    rule: str
    words: str = ""


CUT = Join("cut", 0.0, "shots are cut")


def last_join(scene: Scene, setting: SceneSetting) -> Join:
    """The join from the last shot of a scene into the next scene."""
    for element in reversed(scene.elements):
        if element.kind in {"section", "synopsis", "note", "boneyard", "page_break"}:
            continue
        if element.kind == "transition":
            name = ordered_transition(element.text)
            if name is not None and name != "fade_in":
                return Join(name, _CROSSFADE.get(name, 0.0), "the script orders it", element.text)
        break
    if setting.is_last_scene or setting.next_slugline is None:
        return CUT
    # the fade at the end of an act is made in the cut
    jump = None if setting.next_act not in {None, scene.act} else _time_jump(setting)
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
