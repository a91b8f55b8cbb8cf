"""Every step that Filmwright has, by department."""

from typing import Any

from filmwright.departments import breakdown, cut, look, picture, screenplay, shots, sound
from filmwright.engine.step import Step

__all__ = ["CATALOGUE"]

CATALOGUE: dict[str, tuple[Step[..., Any], ...]] = {
    "screenplay": screenplay.STEPS,
    "look": look.STEPS,
    "shots": shots.STEPS,
    "picture": picture.STEPS,
    "sound": sound.STEPS,
    "cut": cut.STEPS,
    "breakdown": breakdown.STEPS,
}
