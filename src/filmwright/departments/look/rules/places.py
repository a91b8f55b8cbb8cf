"""Headings to places: which headings mean the same place, and what each place is called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from filmwright.departments.look.rules.lists import places
from filmwright.formats.fountain_headings import fold
from filmwright.formats.fountain_prose import ascii_id, name_case
from filmwright.model.revision import ordinal_of
from filmwright.model.screenplay import Scene

__all__ = ["Place", "key_of", "merge_places", "parts_of", "seniority", "setting_ref_id"]

_PARTS = re.compile(r"\s+[-–—]+\s+|\s*[–—/,;(（]\s*|\s+-|-\s+")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")

Key = tuple[str, ...]


@dataclass(slots=True)
class Place:
    """One unique place: its name parts from large to small, inside or outside, and where it is used."""

    setting_ref_id: str
    parts: tuple[str, ...]
    key: Key
    inside: bool
    vehicle_view: bool = False
    headings: list[str] = field(default_factory=list[str])
    scenes: list[Scene] = field(default_factory=list[Scene])

    @property
    def name(self) -> str:
        """The name as one says it: `Joe's Bar, Back Room`."""
        return ", ".join(name_case(part) for part in self.parts)


def parts_of(place: str) -> tuple[str, ...]:
    """The parts of a place as written, without what only says how the scene is (`MOVING`, `FLASHBACK`)."""
    words = places()
    kept: list[str] = []
    for part in _PARTS.split(place):
        found = [fold(w) for w in _WORD.findall(part)]
        clean = part.strip(" .:)）")
        while found and found[-1] in words.moving | words.aside:
            clean = re.sub(r"\s*\S+\s*$", "", clean)
            found.pop()
        if found and clean:
            kept.append(_without_article(clean))
    return tuple(kept) or (place.strip(),)


def _without_article(part: str) -> str:
    head, _, rest = part.partition(" ")
    return rest.strip() if rest and fold(head) in places().articles else part


def key_of(place: str) -> Key:
    """Equal for spellings of one place: no articles, accents, apostrophes, order or case."""
    return tuple(sorted(ascii_id(part) for part in parts_of(place)))


def setting_ref_id(place: str, *, inside: bool) -> str:
    """The identity of a place: `int_joes_bar_back_room`. A pure function of a heading's place."""
    base = "_".join(ascii_id(part) for part in parts_of(place)) or "place"
    return f"{'int' if inside else 'ext'}_{base}"


def merge_places(scenes: Sequence[Scene]) -> tuple[Place, ...]:
    """Every unique place in order of appearance, with the scenes it serves.

    Inside and outside of one place are two settings. A heading that does not say which is where it was
    before, else where the scene before was. A short name (`WARD C`) means the only longer place that
    ends in it (`HOSPITAL - WARD C`) when that was seen first.
    """
    found: dict[tuple[Key, bool], Place] = {}
    inside = True
    for scene in scenes:
        key = key_of(scene.place)
        inside = _inside(scene, key, found, before=inside)
        full = _longer(key, found, inside=inside) or key
        place = found.get((full, inside))
        if place is None:
            identity = setting_ref_id(scene.place, inside=inside)
            place = found[(full, inside)] = Place(_unused(identity, found), parts_of(scene.place), key, inside)
        place.vehicle_view = place.vehicle_view or scene.int_ext == "INT/EXT"
        place.scenes.append(scene)
        if scene.slugline not in place.headings:
            place.headings.append(scene.slugline)
    return tuple(found.values())


def seniority(scenes: Sequence[Sequence[str]]) -> list[int]:
    """Indices with those first whose scenes (ids) were in the project first; in a first draft all stay as they are.

    Who and what was there before keeps its colours: somebody new in a later draft is told apart from them.
    """
    return sorted(range(len(scenes)), key=lambda i: min((ordinal_of(scene) for scene in scenes[i]), default=0))


def _inside(scene: Scene, key: Key, found: dict[tuple[Key, bool], Place], *, before: bool) -> bool:
    """Inside or outside: as the heading says, else as known, else by the word, else as before."""
    if scene.int_ext in ("INT", "EXT"):
        return scene.int_ext == "INT"
    known = [where for where in (True, False) if (key, where) in found]
    if known:
        return known[0]
    last = [fold(w) for w in _WORD.findall(parts_of(scene.place)[-1])]
    open_air = any(word in places().outdoors for word in last)
    return not open_air and (scene.int_ext == "INT/EXT" or before)


def _longer(key: Key, found: dict[tuple[Key, bool], Place], *, inside: bool) -> Key | None:
    """The only earlier place that a short name can stand for."""
    if len(key) != 1 or (key, inside) in found:
        return None
    longer = [k for k, where in found if where == inside and len(k) > 1 and key[0] in k]
    return longer[0] if len(longer) == 1 and ascii_id(found[(longer[0], inside)].parts[-1]) == key[0] else None


def _unused(identity: str, found: dict[tuple[Key, bool], Place]) -> str:
    used = {place.setting_ref_id for place in found.values()}
    candidate, count = identity, 2
    while candidate in used:
        candidate, count = f"{identity}_{count}", count + 1
    return candidate
