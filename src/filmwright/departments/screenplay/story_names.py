"""The people of a story told in prose: names that nobody writes in capitals, and the roles that mean them."""

from itertools import pairwise

from filmwright.departments.screenplay.naming import Form, read_name
from filmwright.departments.screenplay.people_words import fold, lexicon
from filmwright.departments.screenplay.plain_names import told_words
from filmwright.departments.screenplay.texts import WORD
from filmwright.formats.story_people import StoryPeople, StoryPerson
from filmwright.formats.story_words import story_words
from filmwright.model.cast import Member
from filmwright.model.screenplay import Screenplay

__all__ = ["story_people", "teller_of", "with_roles", "with_story_names"]


def story_people(screenplay: Screenplay) -> tuple[StoryPerson, ...]:
    """The people whom a story names, with the roles that mean them; empty when it is no story."""
    if screenplay.format != "prose":
        return ()
    elements = [element for scene in screenplay.scenes for element in scene.elements]
    told = [e.text for e in elements if e.kind == "action"]
    said = [e.text for e in elements if e.kind == "dialogue"]
    cues = dict.fromkeys(e.name or e.text for e in elements if e.kind == "character")
    words = story_words(screenplay.language)
    tags = [WORD.findall(e.text) for e in elements if e.kind == "parenthetical"]
    roles = dict.fromkeys(b.upper() for tag in tags for a, b in pairwise(tag) if fold(a) in words.articles)
    people = StoryPeople.learn(told, said, [*cues, *roles], words)
    return tuple(p for p in people.people if all(people.by_role(role) is p for role in p.roles))


def with_story_names(forms: list[Form], people: tuple[StoryPerson, ...], screenplay: Screenplay) -> list[Form]:
    """The forms with those of a story's people who never speak, and with other names of those who do."""
    if not people:
        return forms
    places = told_words(screenplay)
    known = {form.name.core for form in forms}
    out = list(forms)
    for person in people:
        core = person.cores[0]
        place = next((places[word] for word in core if word in places), None)
        if place is None or any(core == k or core[-1:] == k[-1:] for k in known):
            continue
        out.append(Form(read_name(person.name), first=place))
    return out


def with_roles(members: list[Member], people: tuple[StoryPerson, ...]) -> list[Member]:
    """Members with the roles and nicknames that mean them, where no other member has the word."""
    taken = {fold(text) for m in members for text in (m.name, *m.aliases)}
    out: list[Member] = []
    for member in members:
        person = next((p for p in people if _is(member, p)), None)
        more = _words_for(person) if person is not None else []
        fresh = tuple(word for word in dict.fromkeys(more) if fold(word) not in taken)
        taken.update(map(fold, fresh))
        out.append(member.model_copy(update={"aliases": (*member.aliases, *fresh)}) if fresh else member)
    return out


def _words_for(person: StoryPerson) -> list[str]:
    """Nicknames, and what somebody is, where a word says what somebody can be."""
    nicknames = [" ".join(core).title() for core in person.cores[1:] if not set(core) & set(person.cores[0])]
    words = lexicon()
    return [*nicknames, *(role for role in person.roles if words.role_of(role) or role in person.said_roles)]


def _is(member: Member, person: StoryPerson) -> bool:
    words = tuple(fold(word) for word in WORD.findall(member.name))
    core = person.cores[0]
    return words[-len(core) :] == core


def teller_of(screenplay: Screenplay) -> str | None:
    """The name of whoever tells a story as `I`: a cue over `I said`; None when none is found."""
    if screenplay.format != "prose":
        return None
    for scene in screenplay.scenes:
        cue: str | None = None
        for element, after in pairwise((*scene.elements, *scene.elements[-1:])):
            if element.kind == "character":
                cue = element.name or element.text
            tagged = element.kind == "dialogue" and after.kind in ("parenthetical", "action")
            if cue is not None and tagged and after.text.startswith("I "):
                return cue
    return None
