"""Keeping people apart: no two of the cast alike in hair, top and build.

Two figures can be told apart when hair or top colour differ by CIEDE2000 12 or more, or their builds do.
Colours change under light, so the wanted distance is larger than the one that is asked for.
"""

from collections.abc import Sequence
from dataclasses import replace

from filmwright.departments.look.rules.colours import apart, draw, farthest
from filmwright.departments.look.rules.lists import appearance, colours
from filmwright.departments.look.rules.people import Person, hair_names
from filmwright.model.figure import FigureLook

__all__ = ["ENOUGH", "WANTED", "alike", "spread"]

ENOUGH = 12.0
WANTED = 22.0
_MARGIN = 6.0
_COVERING = ("hood", "helmet", "headscarf", "beanie")
_BUILDS = ("slim", "average", "stocky", "heavy", "slight")


def alike(one: FigureLook, two: FigureLook, enough: float = ENOUGH) -> bool:
    """Whether two figures could be taken for each other."""
    if one.build != two.build:
        return False
    hairless = any(look.hair == "bald" or look.hat in _COVERING for look in (one, two))
    hair = 0.0 if hairless else apart(one.hair_colour, two.hair_colour)
    return max(hair, apart(one.top_colour, two.top_colour)) < enough


def spread(people: Sequence[tuple[str, Person]]) -> tuple[Person, ...]:
    """Change what the script leaves free until everybody differs from all before them.

    `people` are (id, figure) in order of appearance; what the script says is never touched.
    """
    done: list[Person] = []
    for seed, person in people:
        done.append(_told_apart(seed, person, [p.look for p in done]))
    return tuple(done)


def _told_apart(seed: str, person: Person, others: Sequence[FigureLook]) -> Person:
    changed = person
    if "top_colour" in person.free and others:
        changed = _new_top(seed, person, [o.top_colour for o in others])
    if _crowded(changed.look, others) and "hair_colour" in person.free:
        changed = _new_hair(seed, changed, others)
    if _crowded(changed.look, others) and "build" in person.free:
        changed = _new_build(seed, changed, others)
    if _crowded(changed.look, others):
        changed = _any_shade(changed, others)
    return changed


def _crowded(look: FigureLook, others: Sequence[FigureLook], enough: float = ENOUGH + _MARGIN) -> bool:
    return any(alike(look, other, enough) for other in others)


def _new_top(seed: str, person: Person, taken: Sequence[str]) -> Person:
    """A colour of clothes far from those of all before; the search starts at a place of its own."""
    names = appearance().silent["colours"]
    start = draw(seed, "top colour", len(names))
    choices = [colours().paint[names[(start + i) % len(names)]] for i in range(len(names))]
    colour = farthest(choices, taken, enough=WANTED)
    look = person.look
    update: dict[str, object] = {"top_colour": colour}
    if look.bottom == "dress" or look.top in ("suit", "uniform", "scrubs"):
        update["bottom_colour"] = colour
    return replace(person, look=look.model_copy(update=update))


def _new_hair(seed: str, person: Person, others: Sequence[FigureLook]) -> Person:
    """Another colour of hair that suits the age."""
    look = person.look
    if look.hair == "bald":
        return person
    names = hair_names(look.age, look.skin)
    start = draw(seed, "hair colour", len(names))
    near = [o.hair_colour for o in others if o.build == look.build and apart(o.top_colour, look.top_colour) < WANTED]
    choices = [colours().hair[names[(start + i) % len(names)]] for i in range(len(names))]
    return replace(person, look=look.model_copy(update={"hair_colour": farthest(choices, near, enough=WANTED)}))


def _new_build(seed: str, person: Person, others: Sequence[FigureLook]) -> Person:
    start = draw(seed, "build", len(_BUILDS))
    for i in range(len(_BUILDS)):
        look = person.look.model_copy(update={"build": _BUILDS[(start + i) % len(_BUILDS)]})
        if not _crowded(look, others):
            return replace(person, look=look)
    return person


def _any_shade(person: Person, others: Sequence[FigureLook]) -> Person:
    """The last means, for large casts: any colour of clothes, if clothes are free at all."""
    if "top_colour" not in person.free:
        return person
    rivals = [o for o in others if alike(person.look, o, ENOUGH + _MARGIN)] or list(others)
    taken = [o.top_colour for o in others if o.build == person.look.build] or [o.top_colour for o in rivals]
    colour = farthest(tuple(colours().paint.values()), taken)
    return replace(person, look=person.look.model_copy(update={"top_colour": colour}))
