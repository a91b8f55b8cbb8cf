"""The breakdown of a script, from the screenplay, its cast and its shots."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from filmwright.departments.breakdown.items import NamedPerson, People, find_items
from filmwright.departments.breakdown.lexicon import LANGUAGES, Lexicon, lexicon
from filmwright.departments.breakdown.light import Light, lights
from filmwright.departments.breakdown.synopsis import synopsis
from filmwright.engine.step import step
from filmwright.formats.pagination import PAPERS, ScenePlace, paginate
from filmwright.model.breakdown import (
    Breakdown,
    BreakdownItem,
    BreakdownLocation,
    BreakdownScene,
    CastNumber,
    PaperName,
    RecurringProp,
)
from filmwright.model.cast import Cast, Member
from filmwright.model.screenplay import Scene, Screenplay, speeches
from filmwright.model.shots import SceneShots, ShotList

__all__ = ["break_down"]

_USED = ("props", "weapons")
_SAME = ("props", "weapons", "vehicles")


@step("breakdown.break_down", version=1, inline=True)
def break_down(
    screenplay: Screenplay,
    cast: Cast,
    shot_list: ShotList,
    *,
    title: str = "",
    paper: PaperName = "letter",
) -> Breakdown:
    """Break a script down: per scene its length, its people, and what it needs.

    Who is in a scene comes from the shots and the speeches; things come from the words of the action, in the languages
    that have lists (`lexicon.LANGUAGES`). Nothing is invented: every item carries the sentence that asks for it.
    """
    words = lexicon(screenplay.language) if screenplay.language in LANGUAGES else None
    pages = paginate(screenplay, PAPERS[paper])
    in_scene = {s.scene_id: _people_in(s, cast, _shots(shot_list, s.scene_id)) for s in screenplay.scenes}
    numbers = _numbers(cast, in_scene)
    people = People(_named(member) for member in cast.members)
    scenes = tuple(
        _scene(scene, place, light, cast, in_scene[scene.scene_id], numbers, words, people)
        for scene, place, light in zip(screenplay.scenes, pages.scenes, lights(screenplay.scenes), strict=True)
    )
    scenes = _settled(scenes)
    return Breakdown(
        title=title,
        language=screenplay.language,
        paper=paper,
        pages=len(pages.pages),
        eighths=sum(scene.eighths for scene in scenes),
        cast=tuple(_cast(cast, numbers, in_scene)),
        scenes=scenes,
        locations=_locations(scenes),
        recurring_props=_recurring(scenes),
    )


# --- people -------------------------------------------------------------------------------------------


def _shots(shot_list: ShotList, scene_id: str) -> SceneShots | None:
    return next((scene for scene in shot_list.scenes if scene.scene_id == scene_id), None)


def _people_in(scene: Scene, cast: Cast, shots: SceneShots | None) -> tuple[str, ...]:
    """Ids of everybody who is seen or heard in a scene, in the order of the shots."""
    by_name = {name.casefold(): m.character_id for m in reversed(cast.members) for name in (m.name, *m.aliases)}
    found: dict[str, None] = {}
    for shot in shots.shots if shots else ():
        for performance in shot.performances:
            found.setdefault(performance.character_ref_id)
        for who in shot.character_ref_ids:
            found.setdefault(who)
    heard = (by_name.get(speech.speaker.casefold()) for speech in speeches(scene))
    found.update(dict.fromkeys(who for who in heard if who is not None))
    if shots is None:  # in the order of the cast
        found = {m.character_id: None for m in cast.members if m.character_id in found or scene.scene_id in m.scenes}
    known = {m.character_id for m in cast.members}
    return tuple(who for who in found if who in known)


def _is_cast(member: Member) -> bool:
    """People have numbers; animals, things and silent groups are on lists of their own."""
    return member.kind == "person" or (member.speaks and member.kind in ("group", "thing"))


def _numbers(cast: Cast, in_scene: Mapping[str, Sequence[str]]) -> dict[str, int]:
    members = {m.character_id: m for m in cast.members}
    order = dict.fromkeys(who for people in in_scene.values() for who in people if _is_cast(members[who]))
    return {who: at + 1 for at, who in enumerate(order)}


def _cast(cast: Cast, numbers: Mapping[str, int], in_scene: Mapping[str, Sequence[str]]) -> Iterator[CastNumber]:
    members = {m.character_id: m for m in cast.members}
    for who, number in numbers.items():
        yield CastNumber(
            number=number,
            character_id=who,
            name=members[who].name,
            speaks=members[who].speaks,
            scenes=tuple(scene for scene, people in in_scene.items() if who in people),
        )


def _named(member: Member) -> NamedPerson:
    names = dict.fromkeys(tuple(name.lower().split()) for name in (member.name, *member.aliases) if name.strip())
    female = {"female": True, "male": False}.get(member.sex)
    return NamedPerson(member.character_id, tuple(names), female)


# --- scenes -------------------------------------------------------------------------------------------


def _scene(
    scene: Scene,
    place: ScenePlace,
    light: Light,
    cast: Cast,
    here: Sequence[str],
    numbers: Mapping[str, int],
    words: Lexicon | None,
    people: People,
) -> BreakdownScene:
    line, by = synopsis(scene, people, words.handle if words else frozenset())
    return BreakdownScene(
        scene_id=scene.scene_id,
        number=scene.scene_number or str(scene.ordinal),
        int_ext=scene.int_ext or "",
        place=scene.place,
        time_of_day=scene.time_of_day or "",
        light=light,
        page=place.page,
        eighths=place.eighths,
        synopsis=line,
        synopsis_by=by,
        cast=tuple(sorted(numbers[who] for who in here if who in numbers)),
        items=_with_groups(tuple(_groups(scene, cast, here, words)), find_items(scene, words, people) if words else ()),
    )


def _groups(scene: Scene, cast: Cast, here: Sequence[str], words: Lexicon | None) -> Iterator[BreakdownItem]:
    """Silent groups are extras, animals of the cast are animals."""
    for member in cast.members:
        if member.character_id not in here or _is_cast(member) or member.kind == "thing":
            continue
        noun = words.noun((_last_word(member.name),)) if words else None
        animals = member.kind == "animal" or (noun is not None and "animals" in noun.categories)
        introduced = next((e.text for e in scene.elements if member.name in e.text), member.name)
        yield BreakdownItem(
            category="animals" if animals else "extras",
            name=member.name,
            detail=f"{member.name} ({member.count})" if member.count > 1 else member.name,
            words=member.introduction or introduced,
        )


def _with_groups(groups: Sequence[BreakdownItem], items: Sequence[BreakdownItem]) -> tuple[BreakdownItem, ...]:
    """Groups and animals of the cast with everything else, none of them twice."""
    named = {word for group in groups for word in (_last_word(group.name), _last_word(group.name).removesuffix("s"))}
    rest = (i for i in items if i.category not in ("extras", "animals") or _last_word(i.detail) not in named)
    return (*groups, *rest)


def _last_word(text: str) -> str:
    return text.casefold().split()[-1] if text.split() else ""


def _settled(scenes: Sequence[BreakdownScene]) -> tuple[BreakdownScene, ...]:
    """A thing that somebody handles in any scene is a prop in all; other things are set dressing."""
    same = _renamed(scenes)
    used = {item.name for scene in same for item in scene.items if item.category in _USED and item.handled}
    return tuple(
        scene.model_copy(update={"items": tuple(_placed(item, used) for item in scene.items)}) for scene in same
    )


def _renamed(scenes: Sequence[BreakdownScene]) -> tuple[BreakdownScene, ...]:
    """The jar is the jam jar, once a scene has shown a jam jar and while no other jar has come up."""
    compounds: dict[tuple[str, str], set[str]] = {}
    out: list[BreakdownScene] = []
    for scene in scenes:
        for item in scene.items:
            if item.category in _SAME and " " in item.name:
                compounds.setdefault((item.category, _last_word(item.name)), set()).add(item.name)
        items: dict[tuple[str, str], BreakdownItem] = {}
        for item in scene.items:
            known = compounds.get((item.category, item.name), set())
            name = min(known) if len(known) == 1 else item.name
            first = items.get((item.category, name))
            items[item.category, name] = _merged(first, item.model_copy(update={"name": name}))
        out.append(scene.model_copy(update={"items": tuple(items.values())}))
    return tuple(out)


def _merged(first: BreakdownItem | None, second: BreakdownItem) -> BreakdownItem:
    if first is None:
        return second
    detail = max(first.detail, second.detail, key=len)
    by = tuple(dict.fromkeys((*first.by, *second.by)))
    return first.model_copy(update={"detail": detail, "by": by, "handled": first.handled + second.handled})


def _placed(item: BreakdownItem, used: set[str]) -> BreakdownItem:
    if item.category != "props" or item.name in used:
        return item
    return item.model_copy(update={"category": "set_dressing"})


def _recurring(scenes: Sequence[BreakdownScene]) -> tuple[RecurringProp, ...]:
    """Props in two or more scenes, or handled twice."""
    where: dict[str, dict[str, None]] = {}
    details: dict[str, dict[str, None]] = {}
    hands: dict[str, int] = {}
    for scene in scenes:
        for item in scene.items:
            if item.category in _USED:
                where.setdefault(item.name, {}).setdefault(scene.scene_id)
                details.setdefault(item.name, {}).setdefault(item.detail)
                hands[item.name] = hands.get(item.name, 0) + item.handled
    return tuple(
        RecurringProp(
            asset_id=f"prop_{_id(name)}",
            name=name,
            details=tuple(d for d in details[name] if d.casefold() != name) or (name,),
            scenes=tuple(found),
            handled=hands[name],
        )
        for name, found in where.items()
        if hands[name] and (len(found) >= 2 or hands[name] >= 2)
    )


def _id(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"\W+", "_", plain).strip("_").lower() or "unnamed"


def _locations(scenes: Sequence[BreakdownScene]) -> tuple[BreakdownLocation, ...]:
    found: dict[str, list[BreakdownScene]] = {}
    for scene in scenes:
        found.setdefault(scene.place.casefold(), []).append(scene)
    return tuple(
        BreakdownLocation(
            place=same[0].place,
            int_ext=tuple(dict.fromkeys(s.int_ext for s in same if s.int_ext)),
            scenes=tuple(s.scene_id for s in same),
            eighths=sum(s.eighths for s in same),
        )
        for same in found.values()
    )
