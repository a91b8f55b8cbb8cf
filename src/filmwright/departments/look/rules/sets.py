"""A set for every place: kind, size, features, and colours that tell places apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast, get_args

from filmwright.departments.look.rules.colours import draw, farthest, shifted
from filmwright.departments.look.rules.kinds import action_of, features_of, kind_of, wealth_of
from filmwright.departments.look.rules.places import Place
from filmwright.model.set_design import Era, Palette, SetDesign, SetKind, TimeOfDay, Wealth, default_design, default_palettes
from filmwright.model.set_design import Weather as SetWeather

from filmwright.departments.look.rules.hours import Hour

__all__ = ["Built", "WALLS_APART", "design_places", "light_of"]

WALLS_APART = 12.0
_LIGHT: dict[str, TimeOfDay] = {"dawn": "dawn", "sunset": "dusk", "dusk": "dusk", "evening": "dusk", "night": "night"}
_TURNS = ((0.0, 0.0), (0.0, 0.1), (0.0, -0.12), (40.0, 0.0), (-40.0, 0.0), (120.0, 0.02), (-110.0, 0.0), (160.0, -0.1),
          (75.0, -0.14), (-75.0, 0.1), (200.0, 0.08), (0.0, -0.24))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Built:
    """The set of a place and why it is that set."""

    design: SetDesign
    reason: str


def light_of(time_of_day: str) -> TimeOfDay:
    """The light of a set for a time of day."""
    return _LIGHT.get(time_of_day, "day")


def design_places(found: Sequence[Place], hours: dict[str, Hour], era: str) -> tuple[Built, ...]:
    """A set for each place; walls differ by CIEDE2000 12 from those of the places before where they can."""
    walls: dict[bool, list[str]] = {True: [], False: []}
    out: list[Built] = []
    for place in found:
        lines = action_of(place.scenes)
        kind, word = kind_of(place.parts, place.scenes, inside=place.inside)
        wealth, why = wealth_of(lines, place.parts)
        first = hours[place.scenes[0].scene_id]
        palette = _palette(place.setting_ref_id, kind, walls[place.inside])
        walls[place.inside].append(palette.wall)
        design = default_design(
            kind,
            seed=draw(place.setting_ref_id, "set", 1000),
            features=features_of(lines),
            wealth=_member(wealth, get_args(Wealth)),
            era=_member(era, get_args(Era)),
            weather=_set_weather(first.weather),
            time_of_day=light_of(first.time_of_day),
            palette=palette,
        )
        out.append(Built(design, f"{kind} by {word}" + (f"; {wealth} by `{why}`" if why else "")))
    return tuple(out)


def _member(value: str, allowed: tuple[str, ...]):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """A value of a closed list; the document checks it again."""
    assert value in allowed
    return cast("Wealth", value)


def _set_weather(weather: str) -> SetWeather:
    known: dict[str, SetWeather] = {"overcast": "cloudy", "rain": "rain", "snow": "snow", "fog": "fog", "storm": "storm"}
    return known.get(weather, "clear")


def _palette(seed: str, kind: SetKind, taken: Sequence[str]) -> Palette:
    """The palette of the kind that differs enough from those before; turned in hue when none does."""
    choices = default_palettes(kind)
    start = draw(seed, "palette", len(choices))
    ordered = [choices[(start + i) % len(choices)] for i in range(len(choices))]
    variants = {(p.wall if turn == (0.0, 0.0) else shifted(p.wall, hue=turn[0], lightness=turn[1])): (p, turn)
                for turn in _TURNS for p in ordered}  # fmt: skip
    wall = farthest(tuple(variants), taken, enough=WALLS_APART)
    palette, turn = variants[wall]
    if turn == (0.0, 0.0):
        return palette
    return palette.model_copy(
        update={"wall": wall, "trim": shifted(palette.trim, lightness=turn[1] / 2), "accent": shifted(palette.accent, hue=turn[0])}
    )
