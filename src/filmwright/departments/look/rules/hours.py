"""Time of day and weather of each scene: from its heading, its action, and the scene before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from filmwright.departments.look.rules.lists import places
from filmwright.formats.fountain_headings import fold, time_class
from filmwright.model.screenplay import Scene

__all__ = ["Hour", "Weather", "hours_of"]

Weather = Literal["clear", "rain", "snow", "fog", "storm", "overcast"]
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_ORDER: tuple[Weather, ...] = ("storm", "snow", "rain", "fog", "overcast")
_SUNSET = ("sunset", "sundown", "golden", "ocaso", "sonnenuntergang", "tramonto", "coucher", "закат", "日落", "夕暮れ")


@dataclass(frozen=True, slots=True)
class Hour:
    """The light of one scene. `time_of_day`: dawn morning day noon afternoon sunset dusk evening night."""

    time_of_day: str
    weather: Weather
    reason: str

    @property
    def key(self) -> str:
        """The name of the time variant: `night`, `night rain`."""
        return self.time_of_day if self.weather == "clear" else f"{self.time_of_day} {self.weather}"


def hours_of(scenes: Sequence[Scene]) -> dict[str, Hour]:
    """The hour of every scene by its id; `CONTINUOUS` and `LATER` keep the light of the scene before."""
    out: dict[str, Hour] = {}
    before: Hour | None = None
    for scene in scenes:
        before = out[scene.scene_id] = _hour(scene, before)
    return out


def _hour(scene: Scene, before: Hour | None) -> Hour:
    kind = time_class(scene.time_of_day)
    goes_on = kind in ("same", None) and before is not None
    if kind in (None, "same"):
        time = before.time_of_day if before is not None else "day"
    elif kind == "dusk" and any(w in fold(scene.time_of_day or "") for w in _SUNSET):
        time = "sunset"
    else:
        time = kind
    weather, word = _weather(scene)
    if weather == "clear" and before is not None and _same_sky(scene, before, time, goes_on=goes_on):
        weather, word = before.weather, "the scene before"
    heading = f"heading `{scene.time_of_day}`" if scene.time_of_day else "no time in the heading"
    return Hour(time, weather, f"{heading}; weather from {word}" if word else heading)


def _same_sky(scene: Scene, before: Hour, time: str, *, goes_on: bool) -> bool:
    """Rain goes on when the next scene follows at once."""
    return goes_on and before.weather != "clear" and time == before.time_of_day and scene.int_ext is not None


def _weather(scene: Scene) -> tuple[Weather, str]:
    """The strongest weather that heading and action speak of; figures of speech and endings left out."""
    texts = [scene.slugline, *(e.text for e in scene.elements if e.kind == "action")]
    found: dict[Weather, str] = {}
    known = places()
    for text in texts:
        words = [fold(w) for w in _WORD.findall(text)]
        for at, word in enumerate(words):
            for weather in _ORDER:
                if word not in known.weather[weather] or weather in found:
                    continue
                near = [*words[max(0, at - 3) : at], *words[at + 1 : at + 2]]
                if not any(w in known.similes or w in known.no for w in near):
                    found[weather] = f"`{word}`"
    for weather in _ORDER:
        if weather in found:
            return weather, found[weather]
    return "clear", ""
