"""Whether a scene plays by day or by night, from the time in its heading."""

from collections.abc import Sequence
from typing import Literal

from filmwright.formats.fountain_headings import time_class
from filmwright.model.screenplay import Scene

__all__ = ["Light", "lights"]

Light = Literal["day", "night", "unknown"]
_DARK = ("night", "evening", "dusk", "dawn")  # what a schedule counts as night
_GOES_ON = "same"


def lights(scenes: Sequence[Scene]) -> tuple[Light, ...]:
    """Day or night for every scene; `CONTINUOUS` and `LATER` take the light of the scene before."""
    out: list[Light] = []
    for scene in scenes:
        time = time_class(scene.time_of_day)
        before: Light = out[-1] if out else "unknown"
        out.append(before if time == _GOES_ON else "unknown" if time is None else "night" if time in _DARK else "day")
    return tuple(out)
