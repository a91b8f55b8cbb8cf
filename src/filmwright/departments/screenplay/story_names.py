"""The people of a story told in prose: names that nobody writes in capitals, and the roles that mean them."""

from itertools import pairwise

from filmwright.departments.screenplay.extras import Extra
from filmwright.departments.screenplay.mentions import Mentions
from filmwright.departments.screenplay.naming import Form, read_name
from filmwright.departments.screenplay.people_words import fold, lexicon
from filmwright.departments.screenplay.plain_names import told_words
from filmwright.departments.screenplay.texts import WORD
from filmwright.formats.story_people import StoryPeople, StoryPerson
from filmwright.formats.story_words import StoryWords, story_words
from filmwright.model.cast import Member
from filmwright.model.screenplay import Screenplay

__all__ = [
    "generic_names",
    "only_remembered",
    "story_people",
    "teller_of",
    "with_roles",
    "with_story_names",
    "without_families",
]
_FAMILY = frozenset({"des", "les", "los", "las", "die"})


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
    known = {form.name.core[-1] for form in forms if form.name.core}
    out = list(forms)
    for person in people:
        core = person.cores[0]
        place = next((places[word] for word in core if word in places), None)
        if place is None or core[-1] in known:
            continue
        out.append(Form(read_name(person.name), first=place))
    return out


def with_roles(members: list[Member], people: tuple[StoryPerson, ...]) -> list[Member]:
    """Members with the roles and nicknames that mean them, where no other member has the word."""
    taken = {fold(text) for m in members for text in (m.name, *m.aliases)}
    by_last: dict[str, list[StoryPerson]] = {}
    for known in people:
        by_last.setdefault(known.cores[0][-1], []).append(known)
    out: list[Member] = []
    for member in members:
        last = [fold(word) for word in WORD.findall(member.name)][-1:]
        person = next((p for word in last for p in by_last.get(word, ()) if _is(member, p)), None)
        more = _words_for(person) if person is not None else []
        fresh = tuple(word for word in dict.fromkeys(more) if fold(word) not in taken)
        taken.update(map(fold, fresh))
        out.append(member.model_copy(update={"aliases": (*member.aliases, *fresh)}) if fresh else member)
    return out


def without_families(members: list[Member], screenplay: Screenplay) -> list[Member]:
    """Members without a surname that the story only gives to the house: `la ferme des Morel`."""
    if screenplay.format != "prose":
        return members
    family: set[str] = set()
    own: set[str] = set()
    for scene in screenplay.scenes:
        for element in scene.elements:
            words = WORD.findall(element.text) if element.kind == "action" else []
            for before, word in pairwise(("", *words)):
                if word[:1].isupper() and not before[:1].isupper():
                    (family if fold(before) in _FAMILY else own).add(fold(word))
    return [
        m.model_copy(update={"aliases": tuple(a for a in m.aliases if fold(a) not in family - own)}) for m in members
    ]


def only_remembered(members: list[Member], mentions: Mentions, screenplay: Screenplay) -> frozenset[str]:
    """The people of a story who never speak and of whom it only tells what was or would have been."""
    if screenplay.format != "prose":
        return frozenset()
    words = story_words(screenplay.language)
    told: dict[int, list[bool]] = {}
    for sentence in mentions.sentences:
        past = _remembers(sentence.words, words)
        for person, _ in sentence.people:
            told.setdefault(person, []).append(past)
    return frozenset(
        member.character_id for n, member in enumerate(members) if not member.speaks and told.get(n) and all(told[n])
    )


def _remembers(said: tuple[str, ...], words: StoryWords) -> bool:
    """`It had been shut up since old Mrs. Pryce died`, `Had Solomon been there`, `my mother, who used to say`."""
    if any(said[at : at + len(phrase)] == phrase for phrase in words.remembers for at in range(len(said))):
        return True
    return any(
        word in words.pluperfect and after not in words.articles and after not in words.near and not after.isdigit()
        for word, after in pairwise((*said, ""))
    )


def generic_names(extras: list[Extra], members: list[Member], screenplay: Screenplay) -> dict[int, list[str]]:
    """`La vieille femme` in a story with one woman: who is always `the` woman is the only one whom it fits."""
    if screenplay.format != "prose":
        return {}
    taken = {fold(text) for m in members for text in (m.name, *m.aliases)}
    out: dict[int, list[str]] = {}
    for extra in extras:
        role = lexicon().role_of(fold(extra.head)) if extra.definite and extra.kind == "person" else None
        sex = lexicon().roles.get(role, "unknown") if role is not None else "unknown"
        scenes = {screenplay.scenes[s.scene].scene_id for s in extra.where}
        fits = [n for n, m in enumerate(members) if m.kind == "person" and m.sex == sex and scenes <= set(m.scenes)]
        if sex != "unknown" and len(fits) == 1 and fold(extra.head) not in taken:
            names = [extra.name, extra.head] if extra.name != extra.head else [extra.head]
            out.setdefault(fits[0], []).extend(names)
            taken.update(map(fold, names))
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
            tagged = element.kind == "dialogue" and after.kind == "parenthetical"
            if cue is not None and tagged and after.text.startswith("I "):
                return cue
    return None
