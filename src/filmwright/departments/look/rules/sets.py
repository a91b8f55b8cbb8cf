"""A set for every place: kind, size, features, and colours that tell places apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from filmwright.departments.look.rules.colours import draw, farthest, shifted
from filmwright.departments.look.rules.hours import Hour
from filmwright.departments.look.rules.kinds import action_of, features_of, kind_of, openings_of, wealth_of
from filmwright.departments.look.rules.places import Place, seniority
from filmwright.model.set_design import (
    INTERIORS,
    Era,
    Palette,
    SetDesign,
    SetKind,
    TimeOfDay,
    default_design,
    default_palettes,
)
from filmwright.model.set_design import Weather as SetWeather

__all__ = ["WALLS_APART", "Built", "design_places", "light_of"]

WALLS_APART = 12.0
_LIGHT: dict[str, TimeOfDay] = {"dawn": "dawn", "sunset": "dusk", "dusk": "dusk", "evening": "dusk", "night": "night"}
# hue and lightness of a wall, from the palette itself to ever further from it
_TURNS = (
    (0.0, 0.0),
    (0.0, 0.1),
    (0.0, -0.12),
    *((float(hue), light) for light in (0.0, -0.14, 0.1, -0.26) for hue in (40, -40, 120, -110, 160, 75, -75, 200)),
    (0.0, -0.3),
)


@dataclass(frozen=True, slots=True)
class Built:
    """The set of a place and why it is that set."""

    design: SetDesign
    reason: str


def light_of(time_of_day: str) -> TimeOfDay:
    """The light of a set for a time of day."""
    return _LIGHT.get(time_of_day, "day")


def design_places(found: Sequence[Place], hours: dict[str, Hour], era: Era, language: str) -> tuple[Built, ...]:
    """A set for each place; walls differ by CIEDE2000 12 from those of the places before where they can."""
    kinds = _kinds(found, language)
    palettes = _palettes(found, [kind for kind, _ in kinds])
    out: list[Built] = []
    for place, (kind, word), palette in zip(found, kinds, palettes, strict=True):
        wealth, why = wealth_of(openings_of(place.scenes), place.parts)
        first = hours[place.scenes[0].scene_id]
        design = default_design(
            kind,
            seed=draw(place.setting_ref_id, "set", 1000),
            features=features_of(action_of(place.scenes), language),
            wealth=wealth,
            era=era,
            weather=_set_weather(first.weather),
            time_of_day=light_of(first.time_of_day),
            palette=palette,
        )
        out.append(Built(design, f"{kind} by {word}" + (f"; {wealth} by `{why}`" if why else "")))
    return tuple(out)


def _kinds(found: Sequence[Place], language: str) -> list[tuple[SetKind, str]]:
    """What sort of place each is, with the word that says so; a silent heading goes by the place before."""
    out: list[tuple[SetKind, str]] = []
    for place in found:
        last = out[-1][0] if out and (out[-1][0] in INTERIORS) == place.inside else None
        out.append(kind_of(place.parts, place.scenes, inside=place.inside, language=language, before=last))
    return out


def _palettes(found: Sequence[Place], kinds: Sequence[SetKind]) -> list[Palette]:
    """Colours for each; who was in the project first chooses first."""
    walls: dict[bool, list[str]] = {True: [], False: []}
    chosen: dict[int, Palette] = {}
    for i in seniority([[scene.scene_id for scene in place.scenes] for place in found]):
        chosen[i] = _palette(found[i].setting_ref_id, kinds[i], walls[found[i].inside])
        walls[found[i].inside].append(chosen[i].wall)
    return [chosen[i] for i in range(len(found))]


def _set_weather(weather: str) -> SetWeather:
    known: dict[str, SetWeather] = {
        "overcast": "cloudy",
        "rain": "rain",
        "snow": "snow",
        "fog": "fog",
        "storm": "storm",
    }
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
        update={
            "wall": wall,
            "trim": shifted(palette.trim, lightness=turn[1] / 2),
            "accent": shifted(palette.accent, hue=turn[0]),
        }
    )
