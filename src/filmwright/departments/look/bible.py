"""The visual bible by rules: places, people, style, from the script and its cast."""

from collections.abc import Iterable, Sequence
from operator import itemgetter

from filmwright.departments.look.rules.animals import (
    Beast,
    animal_of,
    is_animal,
    portrait_of,
    summary_of,
    tell_apart,
    wears,
)
from filmwright.departments.look.rules.appearance import Seen
from filmwright.departments.look.rules.hours import Hour, hours_of
from filmwright.departments.look.rules.kinds import action_of, era_of
from filmwright.departments.look.rules.people import Described, Person, describe, figure_of
from filmwright.departments.look.rules.places import Place, merge_places, seniority
from filmwright.departments.look.rules.prompts import (
    article,
    clothes,
    physical_summary,
    place_prompt,
    portrait_prompt,
    signature,
)
from filmwright.departments.look.rules.sets import Built, design_places
from filmwright.departments.look.rules.spread import spread
from filmwright.departments.look.rules.styles import choose_style, cinematography, color_script, genre_of, style_bible
from filmwright.engine.step import step
from filmwright.formats.fountain_prose import NameIndex, sentences
from filmwright.model.bible import (
    CharacterLook,
    CharacterVisualNote,
    LocationDesign,
    StyleBible,
    TimeVariant,
    VisualBible,
)
from filmwright.model.cast import Cast, Member
from filmwright.model.figure import FigureLook
from filmwright.model.screenplay import Screenplay

__all__ = ["bible", "read_bible"]

_LARGEST_GROUP = 6
"""How many people a crowd is drawn with at most."""

_LIGHTS = {
    "dawn": "pale light from low in the east", "morning": "fresh, slanting light", "day": "even daylight",
    "noon": "light from straight above, short shadows", "afternoon": "full, slightly warm light",
    "sunset": "low golden light and long shadows", "dusk": "blue light, first lamps",
    "evening": "failing light, lamps on",
    "night": "darkness, lamps and moonlight",
}  # fmt: skip
_SKIES = {
    "rain": "rain", "snow": "falling snow", "fog": "fog that hides the distance", "storm": "a storm",
    "overcast": "a closed grey sky",
}  # fmt: skip
_MOODS = {
    "dawn": "quiet", "morning": "fresh", "noon": "exposed", "sunset": "golden", "dusk": "wistful",
    "evening": "intimate", "night": "nocturnal", "rain": "rain-soaked", "snow": "hushed", "fog": "uncertain",
    "storm": "violent", "overcast": "subdued", "shabby": "worn", "rich": "polished",
    "historic": "old-world", "future": "engineered",
}  # fmt: skip


@step("look.bible", version=3, inline=True)
def bible(screenplay: Screenplay, cast: Cast, style: str = "auto", aspect: str = "16:9") -> VisualBible:
    """Decide how the film looks: one design per unique place, one look per character, one style.

    What the script says is kept; where it is silent a choice is made that is always the same, and
    different people and places are kept apart. `style` is a preset or `auto`.
    """
    return read_bible(screenplay, cast, style=style, aspect=aspect)


def read_bible(screenplay: Screenplay, cast: Cast, *, style: str = "auto", aspect: str = "16:9") -> VisualBible:
    """The visual bible of a screenplay.

    Raises:
        UserError: no style of that name.
    """
    genre, words = genre_of(screenplay)
    preset, _ = choose_style(style, genre)
    hand = style_bible(preset)
    return VisualBible(
        style_bible=hand,
        color_script=color_script(screenplay, preset),
        location_designs=_locations(screenplay, cast, hand),
        character_visual_notes=_characters(screenplay, cast, hand),
        cinematography_approach=cinematography(preset, aspect),
        genre=f"{genre} ({words})" if words else genre,
    )


# --- places -------------------------------------------------------------------------------------------


def _locations(screenplay: Screenplay, cast: Cast, hand: StyleBible) -> tuple[LocationDesign, ...]:
    hours = hours_of(screenplay.scenes)
    era, _ = era_of(action_of(screenplay.scenes))
    found = merge_places(screenplay.scenes)
    sets = design_places(found, hours, era, screenplay.language)
    names = NameIndex([(m.name, *m.aliases) for m in cast.members])
    return tuple(_location(place, built, hours, names, hand) for place, built in zip(found, sets, strict=True))


def _location(place: Place, built: Built, hours: dict[str, Hour], names: NameIndex, hand: StyleBible) -> LocationDesign:
    design = built.design
    own = {scene.scene_id: hours[scene.scene_id] for scene in place.scenes}
    first = hours[place.scenes[0].scene_id]
    palette = design.palette
    return LocationDesign(
        setting_ref_id=place.setting_ref_id,
        location_name=place.name,
        headings=tuple(place.headings),
        scenes=tuple(own),
        visual_description=_description(place, design.kind.replace("_", " "), names),
        time_variants={hour.key: _variant(hour, place.name, palette.wall, hand) for hour in own.values()},
        scene_variants={scene: hour.key for scene, hour in own.items()},
        color_sub_palette=(palette.wall, palette.floor, palette.trim, palette.accent, palette.furniture),
        mood_keywords=_keywords(own.values(), design.wealth, design.era),
        t2i_base_prompt=place_prompt(place.name, design, first.time_of_day, first.weather, hand),
        set_design=design,
        reason=built.reason,
    )


def _description(place: Place, kind: str, names: NameIndex) -> str:
    """What the place is, and the script's own sentences that describe it before anybody acts."""
    side = "interior" if place.inside else "exterior"
    what = "place" if kind.startswith("generic") else kind
    opening: list[str] = []
    for scene in place.scenes[:2]:
        text = next((e.text for e in scene.elements if e.kind == "action"), "")
        for start, end in sentences(text)[:3]:
            if names.find(text[start:end]) or len(opening) == 3 or "[[" in text[start:end]:
                break
            opening.append(" ".join(text[start:end].split()))
    return " ".join([f"{place.name}: {what}, {side}.", *dict.fromkeys(opening)])


def _variant(hour: Hour, name: str, wall: str, hand: StyleBible) -> TimeVariant:
    light = _LIGHTS[hour.time_of_day]
    sky = f" and {_SKIES[hour.weather]}" if hour.weather != "clear" else ""
    return TimeVariant(
        time_of_day=hour.time_of_day,
        weather=hour.weather,
        light=light + sky,
        description=f"{name} at {hour.time_of_day}: {light}{sky}.",
        color_sub_palette=(wall, *hand.color_palette[:2]),
    )


def _keywords(hours: Iterable[Hour], wealth: str, era: str) -> tuple[str, ...]:
    asked = [name for hour in hours for name in (hour.weather, hour.time_of_day)] + [wealth, era]
    kept = list(dict.fromkeys(_MOODS[name] for name in asked if name in _MOODS))
    return tuple(kept[:4]) or ("everyday",)


# --- people -------------------------------------------------------------------------------------------


def _characters(screenplay: Screenplay, cast: Cast, hand: StyleBible) -> tuple[CharacterVisualNote, ...]:
    """Everybody who has a body: people, groups and animals; machines have no figure. In the order of the cast."""
    notes = {n.character_ref_id: n for n in (*_people(screenplay, cast, hand), *_animals(screenplay, cast, hand))}
    return tuple(notes[m.character_id] for m in cast.members if m.character_id in notes)


def _people(screenplay: Screenplay, cast: Cast, hand: StyleBible) -> tuple[CharacterVisualNote, ...]:
    """People and groups of people, told apart by hair and clothes."""
    wanted = [m.kind in ("person", "group") and not is_animal(m) for m in cast.members]
    members = [m for m, own in zip(cast.members, wanted, strict=True) if own]
    described = describe(screenplay, cast.members)
    own = [d for d, dressed in zip(described, wanted, strict=True) if dressed]
    firsts = [(m.character_id, figure_of(m, d.outfits[0].seen)) for m, d in zip(members, own, strict=True)]
    order = seniority([_present(m) for m in members])
    told_apart = spread([firsts[i] for i in order])
    people = [person for _, person in sorted(zip(order, told_apart, strict=True), key=itemgetter(0))]
    return tuple(
        _note(member, found, person, screenplay, hand)
        for member, found, person in zip(members, own, people, strict=True)
    )


def _animals(screenplay: Screenplay, cast: Cast, hand: StyleBible) -> tuple[CharacterVisualNote, ...]:
    """Animals and groups of animals, told apart by their coats."""
    members = [m for m in cast.members if is_animal(m)]
    order = seniority([_present(m) for m in members])
    beasts = tell_apart([(members[i].character_id, animal_of(members[i])) for i in order])
    found = [beast for _, beast in sorted(zip(order, beasts, strict=True), key=itemgetter(0))]
    return tuple(_animal_note(m, beast, screenplay, hand) for m, beast in zip(members, found, strict=True))


def _animal_note(member: Member, beast: Beast, screenplay: Screenplay, hand: StyleBible) -> CharacterVisualNote:
    look = beast.look
    others = range(1, min(member.count, _LARGEST_GROUP)) if member.kind == "group" else ()
    wears_what = wears(look)
    return CharacterVisualNote(
        character_ref_id=member.character_id,
        character_name=member.name,
        physical_summary=summary_of(member, look),
        wardrobe_evolution=f"Has {article(wears_what)} throughout.",
        signature_visual_identifier=wears_what,
        t2i_portrait_prompt=portrait_of(member, look, hand),
        looks=(
            CharacterLook(
                look_id=member.character_id,
                from_scene=screenplay.scenes[0].scene_id,
                to_scene=screenplay.scenes[-1].scene_id,
                wardrobe=wears_what,
                figure=look,
                companions=tuple(animal_of(member, f"{member.character_id}.{n}").look for n in others),
            ),
        ),
        reason="; ".join(beast.reasons),
    )


def _present(member: Member) -> tuple[str, ...]:
    """The scenes of somebody from the first appearance on; earlier ones only speak of them."""
    return member.scenes[member.scenes.index(member.first_scene) :] if member.first_scene in member.scenes else ()


def _note(
    member: Member, found: Described, person: Person, screenplay: Screenplay, hand: StyleBible
) -> CharacterVisualNote:
    looks = _looks(member, found, person, screenplay)
    first = person.look
    return CharacterVisualNote(
        character_ref_id=member.character_id,
        character_name=member.name,
        physical_summary=physical_summary(member, first),
        wardrobe_evolution=_evolution(looks),
        signature_visual_identifier=signature(first, found.outfits[0].seen),
        t2i_portrait_prompt=portrait_prompt(member, first, hand),
        looks=looks,
        reason="; ".join(person.reasons),
    )


def _looks(member: Member, found: Described, person: Person, screenplay: Screenplay) -> tuple[CharacterLook, ...]:
    """One look per outfit, each until the next."""
    scenes = screenplay.scenes
    starts = [0, *(outfit.from_scene for outfit in found.outfits[1:])]
    ends = [start - 1 for start in starts[1:]] + [len(scenes) - 1]
    figures = [person.look, *(_changed(member, person.look, outfit.seen) for outfit in found.outfits[1:])]
    return tuple(
        CharacterLook(
            look_id=member.character_id if number == 0 else f"{member.character_id}_look_{number + 1}",
            from_scene=scenes[start].scene_id,
            to_scene=scenes[end].scene_id,
            wardrobe=clothes(figure),
            figure=figure,
            companions=_companions(member, found.outfits[number].seen, figure),
        )
        for number, (start, end, figure) in enumerate(zip(starts, ends, figures, strict=True))
        if end >= start
    )


def _companions(member: Member, seen: Seen, lead: FigureLook) -> tuple[FigureLook, ...]:
    """The other members of a group: people of their own, in clothes of the same sort."""
    if member.kind != "group":
        return ()
    others = range(1, min(member.count, _LARGEST_GROUP))
    figures = [
        figure_of(member.model_copy(update={"character_id": f"{member.character_id}.{n}"}), seen) for n in others
    ]
    uniform = lead.top in ("uniform", "scrubs", "labcoat", "apron", "vest")
    worn = {"top": lead.top, "top_colour": lead.top_colour, "bottom": lead.bottom, "bottom_colour": lead.bottom_colour}
    return tuple(f.look.model_copy(update=worn) if uniform else f.look for f in figures)


def _changed(member: Member, look: FigureLook, seen: Seen) -> FigureLook:
    """The same body in other clothes."""
    dressed = figure_of(member, seen).look
    worn = ("top", "top_colour", "inner_colour", "bottom", "bottom_colour", "hat", "hat_colour", "shoes", "shoe_colour")
    return look.model_copy(update={name: getattr(dressed, name) for name in worn})


def _evolution(looks: Sequence[CharacterLook]) -> str:
    if len(looks) == 1:
        return f"Wears {looks[0].wardrobe} throughout."
    return " ".join(f"From {look.from_scene} wears {look.wardrobe}." for look in looks)
