"""What the script says of somebody: description, kind, number, sex and age, each with the words that say it."""

import re
from collections.abc import Iterable
from typing import Literal

from filmwright.departments.screenplay.ages import bracket_age, described_age
from filmwright.departments.screenplay.capitals import Run, capital_runs
from filmwright.departments.screenplay.naming import Person
from filmwright.departments.screenplay.people_words import fold, lexicon
from filmwright.departments.screenplay.texts import apposition
from filmwright.model.cast import Sex

__all__ = ["Kind", "age_of", "count_of", "description_of", "kind_of", "plain_introduction", "sex_of"]

Kind = Literal["person", "group", "animal", "thing"]
_BEARD = re.compile(
    r"\b(?:beard|bearded|moustache|mustache|goatee|barba|bigote|bart|schnurrbart|moustachu|barbu|baffi)\b"
)


def description_of(run: Run) -> str:
    """What is said right after the name: the rest of the bracket, then the rest of the sentence."""
    parts = [p.strip() for p in re.split(r"[,，、]", run.bracket or "")]
    said = [p for p in parts if p and bracket_age(p) is None and not p.isupper()]
    return ", ".join([*said, run.rest])


def plain_introduction(sentence: str, names: Iterable[str]) -> Run | None:
    """An introduction without capitals, as in `Northcote, 63, portly, enters` or `A nurse in blue leans in`."""
    for name in sorted(names, key=len, reverse=True):
        if name.upper() == name.lower():
            return _caseless_introduction(sentence, name)
        match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence, re.IGNORECASE)
        if match is not None:
            marked = sentence[: match.start()] + name.upper() + sentence[match.end() :]
            runs = [r for r in capital_runs(marked) if r.start <= match.start() < r.end]
            return runs[0] if runs else None
    return None


def count_of(person: Person) -> int:
    """How many a group is: the number in its name, else a guess by the word."""
    words = lexicon()
    before = [words.numbers.get(run.before, 1) for form in person.forms for _, run in form.intros]
    said = max(*(form.name.number for form in person.forms), *before, 1)
    return said if said > 1 else words.crowds.get(person.main.name.core[-1], 3)


def kind_of(person: Person, description: str) -> Kind:
    """Whether somebody is a person, a group, an animal or a thing, by name and description."""
    words = lexicon()
    name = person.main.name
    if name.is_group:
        return "group"
    head = name.core[-1]
    if name.is_role and words.animal_of(head) and not words.role_of(head):
        return "animal"
    if name.is_role and head in words.things and not words.role_of(head):
        return "thing"
    said = any(words.animal_of(role) and not words.role_of(role) for form in person.forms for role in form.roles)
    if not words.role_of(head) and (said or apposition(description, words.animals)):
        return "animal"
    return "person"


def sex_of(
    person: Person, intro: Run | None, pronoun: tuple[Sex, str] | None, language: str, kind: Kind
) -> tuple[Sex, str]:
    """The sex and the words that say it; titles first, endings of names last."""
    if kind in ("group", "thing"):
        return "unknown", ""
    strong = pronoun is not None and pronoun[1].endswith("!")
    said = (
        _sex_by_title(person)
        or _sex_by_role(person)
        or _sex_by_article(person, intro, language)
        or (pronoun if strong else None)
        or _sex_by_description(intro)
        or _sex_by_given_name(person)
        or pronoun
        or _sex_by_ending(person, language)
    )
    if said is None:
        return "unknown", ""
    return said[0], said[1].rstrip("!")


def _sex_by_title(person: Person) -> tuple[Sex, str] | None:
    titles = lexicon().titles
    for form in person.forms:
        for title in form.name.titles:
            if titles[title].sex != "unknown":
                return titles[title].sex, f"title `{title}`"
    return None


def _sex_by_role(person: Person) -> tuple[Sex, str] | None:
    words = lexicon()
    for form in person.forms:
        for word in (*form.roles, *(reversed(form.name.core) if form.name.is_role else ())):
            role = words.role_of(word)
            if role and words.roles[role] != "unknown":
                return words.roles[role], f"role `{word}`"
    return None


def _sex_by_article(person: Person, intro: Run | None, language: str) -> tuple[Sex, str] | None:
    articles = lexicon().articles.get(language, {})
    if intro is not None and person.main.name.is_role and intro.before in articles:
        return articles[intro.before], f"article `{intro.before}`"
    return None


def _sex_by_description(intro: Run | None) -> tuple[Sex, str] | None:
    if intro is None:
        return None
    roles: dict[str, Sex] = {word: sex for word, sex in lexicon().roles.items() if sex != "unknown"}
    word = apposition(intro.rest, roles)
    if word is not None:
        return roles[word], f"description `{word}`"
    beard = _BEARD.search(fold(intro.rest))
    return ("male", f"description `{beard[0]}`") if beard else None


def _sex_by_given_name(person: Person) -> tuple[Sex, str] | None:
    names = lexicon().names
    for form in person.forms:
        if form.name.is_role:
            continue
        first = form.name.core[0]
        for part in (first, *first.split("-")):
            if part in names:
                return names[part], f"given name `{part}`"
    return None


def _sex_by_ending(person: Person, language: str) -> tuple[Sex, str] | None:
    name = person.main.name
    if (
        name.is_role
        or (len(name.core) == 1 and name.titles)
        or language not in ("en", "es", "it", "pt", "ru", "de", "fr")
    ):
        return None
    first = name.core[0]
    for ending, sex in lexicon().endings:
        if len(first) > len(ending) + 1 and first.endswith(ending):
            return sex, f"name ends in `{ending}`"
    return None


def age_of(person: Person, intro: Run | None, description: str) -> tuple[int | None, str]:
    """The age and the words that say it: brackets, description, qualifier, role."""
    runs = [run for form in person.forms for _, run in form.intros] + ([intro] if intro is not None else [])
    for run in runs:
        years = bracket_age(run.bracket) if run.bracket is not None else None
        if years is not None:
            return years, f"`({run.bracket})`"
    said = described_age(description) if description else None
    if said is not None:
        return said[0], f"`{said[1]}`"
    return _age_by_name(person) or _age_by_words(intro, description) or (None, "")


def _age_by_name(person: Person) -> tuple[int, str] | None:
    """`OLD TEODOR`, `BOY`."""
    words = lexicon()
    for form in person.forms:
        for word in (*form.name.qualifiers, *form.name.core):
            if words.qualifiers.get(word):
                return words.qualifiers[word], f"`{word}`"
            role = words.role_of(word)
            if role is not None and role in words.role_ages and form.name.is_role:
                return words.role_ages[role], f"role `{word}`"
    return None


def _age_by_words(intro: Run | None, description: str) -> tuple[int, str] | None:
    """`a boy with a kite`, `the old KATE`."""
    words = lexicon()
    word = apposition(description, words.role_ages)
    if word is not None:
        return words.role_ages[word], f"description `{word}`"
    if intro is not None and words.qualifiers.get(intro.before):
        return words.qualifiers[intro.before], f"`{intro.before}`"
    return None


def _caseless_introduction(sentence: str, name: str) -> Run | None:
    """`老秦（六十八岁，瘦高）`: a name without case, introduced with brackets."""
    at = sentence.find(name)
    if at < 0:
        return None
    end = at + len(name)
    match = re.match(r"\s*[(（]([^()（）]{1,60})[)）]", sentence[end:])
    rest = sentence[end + (match.end() if match else 0) :]
    return Run(
        text=name,
        start=at,
        end=end,
        sentence=sentence,
        before="",
        bracket=match[1] if match else None,
        comma=True,
        verb="",
        rest=rest.strip(" ,，"),
        rest_start=end,
        possessive=False,
        colon=False,
    )
