"""The cast: cues and introductions put together into people, by grammar and in order of appearance."""

import re
from collections.abc import Iterable

from filmwright.departments.screenplay.ages import bracket_age
from filmwright.departments.screenplay.capitals import Run
from filmwright.departments.screenplay.described import (
    age_of,
    count_of,
    description_of,
    kind_of,
    plain_introduction,
    sex_of,
)
from filmwright.departments.screenplay.forms import find_forms
from filmwright.departments.screenplay.introductions import kinships
from filmwright.departments.screenplay.links import linked
from filmwright.departments.screenplay.mentions import Mentions, sex_by_pronouns
from filmwright.departments.screenplay.naming import Form, Name, Person, merge, without_nicks
from filmwright.departments.screenplay.people_words import fold, lexicon
from filmwright.departments.screenplay.story_names import (
    generic_names,
    only_remembered,
    story_people,
    with_roles,
    with_story_names,
    without_families,
)
from filmwright.departments.screenplay.texts import apposition
from filmwright.departments.screenplay.unnamed import (
    extras_of,
    free_id,
    names_of_nameless,
    unnamed,
    with_narrator,
    with_quantified,
)
from filmwright.engine.step import step
from filmwright.formats.fountain_prose import ascii_id, name_case
from filmwright.model.cast import Cast, Member, Relation, Sex
from filmwright.model.screenplay import Screenplay

__all__ = ["cast", "read_cast"]


@step("screenplay.cast", version=4, inline=True)
def cast(screenplay: Screenplay) -> Cast:
    """Find the people of a script: every name they go by, their age and sex where the script says them.

    Capitals alone make nobody: a sound, a prop or a camera word is left out unless it speaks.
    """
    return read_cast(screenplay)


def read_cast(screenplay: Screenplay) -> Cast:
    """The cast of a screenplay, by order of appearance."""
    people_told = story_people(screenplay)
    forms = with_story_names(find_forms(screenplay), people_told, screenplay)
    people = merge(*linked(forms, screenplay))
    aliases = _aliases(people)
    mentions = Mentions.of(screenplay, aliases)
    pronouns = sex_by_pronouns(mentions, screenplay.language)
    ids = _ids(people)
    members = [
        _member(person, ids[n], aliases[n], pronouns.get(n), mentions, n, screenplay) for n, person in enumerate(people)
    ]
    own = [_from_group(member, person, members, people) for member, person in zip(members, people, strict=True)]
    known = _with_relations(_with_members(own, people), mentions)
    named = _with_generics(known, screenplay.language)
    named = with_narrator(without_families(with_roles(named, people_told), screenplay), screenplay)
    extras = extras_of(named, mentions, screenplay)
    given = names_of_nameless(extras, named, screenplay)
    for number, names in generic_names(extras, named, screenplay).items():
        given.setdefault(number, []).extend(names)
    named = [
        m.model_copy(update={"aliases": (*m.aliases, *given[n])}) if n in given else m for n, m in enumerate(named)
    ]
    extras = [extra for extra in extras if all(extra.name not in names for names in given.values())]
    past = only_remembered(named, mentions, screenplay)
    everybody = [m for m in (*named, *unnamed(extras, named, screenplay)) if m.character_id not in past]
    whole = [_without(m, past) for m in everybody] if past else everybody
    return Cast(members=tuple(with_quantified(whole, screenplay)))


def _without(member: Member, gone: frozenset[str]) -> Member:
    """A member whose relations and parts leave those out who are not in the cast."""
    kept = tuple(r for r in member.relations if r.to not in gone)
    return member.model_copy(update={"relations": kept, "members": tuple(m for m in member.members if m not in gone)})


def _with_members(members: list[Member], people: list[Person]) -> list[Member]:
    """Groups with the ids of those in them whom the script names."""
    ids = {form.name.key: m.character_id for m, p in zip(members, people, strict=True) for form in p.forms}
    out: list[Member] = []
    for member, person in zip(members, people, strict=True):
        inside = [ids[name.key] for form in person.forms for name in form.members if name.key in ids]
        inside += [] if inside else _counted(person, members, people)
        whole = tuple(dict.fromkeys(i for i in inside if i != member.character_id))
        out.append(member.model_copy(update={"members": whole}) if whole else member)
    return out


def _counted(group: Person, members: list[Member], people: list[Person]) -> list[str]:
    """`FIRST BOATMAN` and `SECOND BOATMAN` are the `TWO BOATMEN`; one of them alone does not stand for both."""
    name = group.main.name
    role = lexicon().role_of(name.core[-1], many=True) if name.is_group and name.core else None
    if role is None:
        return []
    found = [
        member.character_id
        for member, person in zip(members, people, strict=True)
        if person.main.name.ordinals and not person.main.name.is_group
        and lexicon().role_of(person.main.name.core[-1]) == role
    ]  # fmt: skip
    return found if len(found) >= count_of(group) else []


def _with_relations(members: list[Member], mentions: Mentions) -> list[Member]:
    """Members with what they are to others."""
    found: dict[int, list[Relation]] = {}
    for kin in kinships(mentions):
        for word in (kin.word, *lexicon().kin_also.get(kin.word, ())):
            found.setdefault(kin.bearer, []).append(Relation(to=members[kin.owner].character_id, word=word))
    return [m.model_copy(update={"relations": tuple(found[n])}) if n in found else m for n, m in enumerate(members)]


def _from_group(member: Member, person: Person, members: list[Member], people: list[Person]) -> Member:
    """`FIRST MOVER`, never described, is described with `TWO MOVERS in brown overalls`."""
    name = person.main.name
    if not name.ordinals or not name.is_role or member.description:
        return member
    role = lexicon().role_of(name.core[-1])
    for other, group in zip(members, people, strict=True):
        head = group.main.name.core[-1]
        if other.kind == "group" and role is not None and lexicon().role_of(head, many=True) == role:
            said = {"introduction": other.introduction, "description": other.description}
            return member.model_copy(update=said)
    return member


def _aliases(people: list[Person]) -> list[tuple[str, ...]]:
    """Every word that means each person, in order, none of which means anybody else."""
    wanted = [list(_own_names(person)) for person in people]
    strong: dict[str, set[int]] = {}
    weak: dict[str, set[int]] = {}
    for index, names in enumerate(wanted):
        for text, is_form in names:
            (strong if is_form else weak).setdefault(fold(text), set()).add(index)
    out: list[tuple[str, ...]] = []
    for index, names in enumerate(wanted):
        kept: list[str] = []
        seen: set[str] = set()
        for text, is_form in names:
            key = fold(text)
            owners = strong.get(key, set()) if is_form or key in strong else weak[key]
            if owners == {index} and key not in seen:
                seen.add(key)
                kept.append(text)
        out.append(tuple(kept))
    return out


def _own_names(person: Person) -> Iterable[tuple[str, bool]]:
    """Names that could mean a person: first those the script uses, then those that follow from them."""
    for form in person.forms:
        yield _shown(form.name), True
        if not form.name.is_role and any(run.before in lexicon().articles_any for _, run in form.intros):
            yield " ".join(form.name.core), True  # a common noun: `the pathologist`
    for form in person.forms:
        yield from ((text, False) for text in _name_parts(form.name))
        yield from ((text, False) for text in _role_words(form))


def _name_parts(name: Name) -> Iterable[str]:
    """First name, surname, title with surname, the name without title or qualifier."""
    if name.is_role:
        return
    spelled = name_case(without_nicks(name.text)).split()[-len(name.core) :]
    if len(name.core) > 1:
        yield spelled[0]
        yield spelled[-1]
        for title in name.titles:
            stop = "." if len(title) <= 3 else ""
            yield f"{title.capitalize()}{stop} {spelled[-1]}"
    if name.qualifiers or name.titles or name.nicks:
        yield " ".join(spelled)


def _role_words(form: Form) -> Iterable[str]:
    """Words that can stand for somebody: of the title, of the introduction, of the role itself."""
    words, name = lexicon(), form.name
    yield from (words.titles[title].role for title in name.titles if words.titles[title].role)
    for role in form.roles:
        if role not in words.anybody:
            yield role
            if role in words.breeds:
                yield words.breeds[role]
    if name.is_role and (len(name.core) > 1 or name.qualifiers):
        yield from name.core[-1:]
        yield from (word for word in name.core[:-1] if words.role_of(word))
    if not name.is_role:
        for _, run in form.intros:
            yield from _described_as(run)
    if name.is_group and name.number > 1:
        yield " ".join(name.core)


def _described_as(run: Run) -> Iterable[str]:
    """The role or the animal that an introduction names; a terrier is also a dog."""
    words = lexicon()
    said = _said_role(run)
    if said is not None and said not in words.anybody:
        yield said
    breed = apposition(run.rest, words.breeds)
    if breed is not None:
        yield from (breed, words.breeds[breed])


def _said_role(run: Run) -> str | None:
    """What somebody is, by the words after the name: "a wine merchant", "ship's doctor", "(30s, nurse)"."""
    words = lexicon()
    if run.comma or run.bracket is not None:
        role = apposition(run.rest, [*words.roles, *words.animals, *words.things])
        if role is not None:
            return role
        first = re.split(r"[,.;:—–]", run.rest.lstrip(", "), maxsplit=1)[0].split()
        if 0 < len(first) <= 3 and words.role_of(fold(first[-1])) and all(w[:1].islower() for w in first):
            return fold(first[-1])
    for part in re.split(r"[,/]", run.bracket or ""):
        said = part.split()
        if (
            said
            and len(said) <= 3
            and bracket_age(part) is None
            and words.role_of(fold(said[-1]))
            and said[-1].islower()
        ):
            return fold(said[-1])
    return None


def _shown(name: Name) -> str:
    return name_case(name.text)


def _ids(people: list[Person]) -> list[str]:
    """Stable identifiers, unique in the cast."""
    used: set[str] = set()
    return [free_id(ascii_id(person.main.name.text) or "character", used) for person in people]


def _member(
    person: Person,
    identity: str,
    aliases: tuple[str, ...],
    pronoun: tuple[Sex, str] | None,
    mentions: Mentions,
    index: int,
    screenplay: Screenplay,
) -> Member:
    intro = person.intro
    introduction = intro.sentence if intro is not None else mentions.first_sentence(index)
    described = intro or plain_introduction(introduction, (_shown(person.main.name), *aliases))
    description = description_of(described) if described is not None else ""
    kind = kind_of(person, description)
    sex, why_sex = sex_of(person, described, pronoun, screenplay.language, kind)
    age, why_age = age_of(person, described, description)
    shown = _shown(person.main.name)
    seen = sorted(set(person.cues) | mentions.scenes(index) | {person.first[0]})
    scenes = tuple(screenplay.scenes[n].scene_id for n in seen)
    reasons = [f"sex: {why_sex}" if why_sex else "", f"age: {why_age}" if why_age else "", person.reason]
    return Member(
        character_id=identity,
        name=shown,
        aliases=tuple(a for a in aliases if fold(a) != fold(shown)),
        sex=sex,
        age=age,
        kind=kind,
        count=count_of(person) if kind == "group" else 1,
        role=all(form.name.is_role for form in person.forms),
        speaks=bool(person.cues),
        introduction=introduction,
        description=description,
        first_scene=scenes[0],
        scenes=scenes,
        reason="; ".join(r for r in reasons if r),
    )


def _with_generics(members: list[Member], language: str) -> list[Member]:
    """Add `girl`, `boy` and the like to the only one in the cast whom they fit."""
    extra: dict[int, list[str]] = {}
    taken = {fold(text) for m in members for text in (m.name, *m.aliases)}
    for word, generic in lexicon().generics.get(language, {}).items():
        fits = [
            i
            for i, m in enumerate(members)
            if m.kind == "person"
            and generic.sex in ("unknown", m.sex)
            and m.age is not None
            and generic.youngest <= m.age <= generic.oldest
        ]
        if len(fits) == 1 and word not in taken:
            extra.setdefault(fits[0], []).append(word)
    return [
        m.model_copy(update={"aliases": (*m.aliases, *extra[i])}) if i in extra else m for i, m in enumerate(members)
    ]
