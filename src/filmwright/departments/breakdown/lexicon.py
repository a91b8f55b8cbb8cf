"""The words of the breakdown in one language, with all their forms."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from filmwright.model.breakdown import Category
from filmwright.packaged import packaged_table

__all__ = ["LANGUAGES", "Lexicon", "Noun", "lexicon"]

LANGUAGES = ("en", "es", "fr", "de")
Head = Literal["last", "first", "capital"]
_NOUNS: tuple[Category, ...] = (
    "props", "wardrobe", "makeup", "vehicles", "animals", "weapons", "extras", "music", "sound", "effects",
)  # fmt: skip
_GERMAN_ENDINGS = ("e", "n", "en", "er", "s", "es")
_SHORTEST_BASE = 4  # letters of a German word that may end a compound (`uhr` too, see below)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun by the form it was found in: its dictionary form, the departments that want it, and its number."""

    lemma: str
    categories: tuple[Category, ...]
    plural: bool


@dataclass(frozen=True)
class Lexicon:
    """One language. Words are lower case; phrases are tuples of words.

    `reach` says for a first word how many words the longest phrase that begins with it has.
    """

    language: str
    head: Head
    determiners: frozenset[str]
    possessives: frozenset[str]
    numbers: frozenset[str]
    negations: frozenset[str]
    likenesses: frozenset[str]
    pictures: frozenset[str]
    of: frozenset[str]
    plurals: frozenset[str]
    carried: frozenset[str]
    hands: frozenset[str]
    breaks: frozenset[str]
    adjectives: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    ambiguous: frozenset[str]
    collectives: frozenset[str]
    handle: frozenset[str]
    particles: frozenset[str]
    never: frozenset[str]
    persons: frozenset[str]
    nouns: dict[tuple[str, ...], Noun]
    states: frozenset[tuple[str, ...]]
    verbs: dict[tuple[str, ...], tuple[Category, ...]]
    only_things: frozenset[str]
    reach: dict[str, int]

    def noun(self, words: tuple[str, ...]) -> Noun | None:
        """The noun that a form belongs to; in German a compound is of the kind of its last part."""
        found = self.nouns.get(words)
        if found is not None or self.head != "capital" or len(words) != 1:
            return found
        word = words[0]
        if word in self.never:
            return None
        for at in range(2, len(word) - 2):
            base = self.nouns.get((word[at:],))
            if base is not None and (len(word) - at >= _SHORTEST_BASE or word[at:] in ("uhr", "hut", "rad")):
                return Noun(word, base.categories, base.plural)
        return None

    def is_plural(self, word: str) -> bool:
        """Whether a word that is in no list looks like a plural."""
        return word in self.plurals or (word.endswith("s") and not word.endswith("ss"))

    def is_determiner(self, word: str) -> bool:
        """Whether a word begins a noun phrase: an article, a possessive, a number, `Rae's`."""
        return (
            word in self.determiners
            or word in self.possessives
            or word in self.numbers
            or word.isdigit()
            or word.endswith(("'s", "s'"))
        )


def lexicon(language: str) -> Lexicon:
    """The words of one of `LANGUAGES`."""
    return _load(language)


@cache
def _load(language: str) -> Lexicon:
    table: dict[str, str] = packaged_table("filmwright.departments.breakdown", f"words/{language}.toml")
    nouns = _nouns(table, language)
    verbs = _verbs(table)
    handle = _handle(table)
    sets = {name: frozenset(_rows(table.get(name, ""))) for name in table}
    never: set[str] = set()
    for row in _rows(table["never"]):
        for form, _ in _forms(row.split("|"), language):
            never.add(form)
    states = frozenset(tuple(row.split()) for row in _rows(table["makeup_states"]))
    verb_like = {n.lemma for n in nouns.values() if n.lemma in handle or (n.lemma,) in verbs}
    return Lexicon(
        language=language,
        head=cast("Head", table["head"]),
        determiners=sets["determiners"],
        possessives=sets["possessives"],
        numbers=sets["numbers"],
        negations=sets["negations"],
        likenesses=sets["likenesses"],
        pictures=sets["pictures"] | {f"{w}s" for w in sets["pictures"]},
        of=sets["of"],
        plurals=sets.get("plurals", frozenset()),
        carried=sets["carried"],
        hands=sets["hands"],
        breaks=sets["breaks"],
        adjectives=sets["adjectives"],
        female=sets["pronouns_female"],
        male=sets["pronouns_male"],
        ambiguous=sets["ambiguous"] | verb_like if table["head"] != "capital" else frozenset(),
        collectives=sets["collectives"],
        handle=handle,
        particles=sets.get("particles", frozenset()),
        never=frozenset(never),
        persons=sets["persons"],
        nouns=nouns,
        states=states,
        verbs=verbs,
        only_things=_only_things(table),
        reach=_reach((*nouns, *verbs, *states)),
    )


def _reach(phrases: Iterable[tuple[str, ...]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for words in phrases:
        found[words[0]] = max(len(words), found.get(words[0], 0))
    return found


def _rows(text: str) -> Iterator[str]:
    return (row.strip() for row in text.split(",") if row.strip())


def _nouns(table: dict[str, str], language: str) -> dict[tuple[str, ...], Noun]:
    found: dict[tuple[str, ...], Noun] = {}
    for category in _NOUNS:
        for row in _rows(table[category]):
            lemma = row.split("|")[0]
            for form, plural in _forms(row.split("|"), language):
                words = tuple(form.split())
                old = found.get(words)
                if old is None:
                    found[words] = Noun(lemma, (category,), plural)
                elif old.lemma == lemma and category not in old.categories:
                    found[words] = Noun(lemma, (*old.categories, category), old.plural and plural)
    return found


def _forms(row: list[str], language: str) -> Iterator[tuple[str, bool]]:
    """The forms of a noun with whether each is a plural; the first given form is the dictionary's."""
    yield row[0], row[0] in row[1:]
    if len(row) > 1:
        yield from ((form, True) for form in row[1:])
        return
    words = row[0].split()
    at = len(words) - 1 if language == "en" and "of" not in words else 0
    for plural in _plurals(words[at], language):
        yield " ".join([*words[:at], plural, *words[at + 1 :]]), language != "de"


def _plurals(word: str, language: str) -> tuple[str, ...]:
    match language:
        case "de":
            return tuple(word + ending for ending in _GERMAN_ENDINGS)
        case "es":
            if word.endswith("z"):
                return (f"{word[:-1]}ces",)
            return (f"{word}s",) if word[-1] in "aeiouáéó" else (f"{word}es",)
        case "fr":
            return () if word[-1] in "sxz" else (f"{word}s",)
        case _:
            if re.search(r"[^aeiou]y$", word):
                return (f"{word[:-1]}ies",)
            return (f"{word}es",) if word.endswith(("s", "x", "z", "ch", "sh")) else (f"{word}s",)


# --- verbs --------------------------------------------------------------------------------------------


def _handle(table: dict[str, str]) -> frozenset[str]:
    if "handle_forms" in table:
        return frozenset(_rows(table["handle_forms"]))
    return frozenset(form for verb in _rows(table["handle"]) for form in _english_verb(verb))


def _verbs(table: dict[str, str]) -> dict[tuple[str, ...], tuple[Category, ...]]:
    found: dict[tuple[str, ...], tuple[Category, ...]] = {}
    kinds: tuple[Category, ...] = ("music", "sound", "effects")
    for kind in kinds:
        for row in _rows(table.get(f"{kind}_verbs_forms", "")):
            _note(found, tuple(row.split()), kind)
        for row in _rows(table.get(f"{kind}_verbs", "")):
            verb, *rest = row.split()
            for form in _english_verb(verb):
                _note(found, (form, *rest), kind)
    return found


def _note(found: dict[tuple[str, ...], tuple[Category, ...]], words: tuple[str, ...], kind: Category) -> None:
    if kind not in found.get(words, ()):
        found[words] = (*found.get(words, ()), kind)


def _only_things(table: dict[str, str]) -> frozenset[str]:
    rows = [*_rows(table.get("sound_subjects_only", "")), *_rows(table.get("effects_people_not", ""))]
    if "handle" in table:
        return frozenset(form for verb in rows for form in _english_verb(verb))
    return frozenset(rows)


def _english_verb(verb: str) -> tuple[str, ...]:
    """Present forms of an English verb: take, takes, taking."""
    if re.search(r"[^aeiou]y$", verb):
        third = f"{verb[:-1]}ies"
    else:
        third = f"{verb}es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{verb}s"
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")):
        running = f"{verb[:-1]}ing"
    elif re.search(r"^[^aeiou]*[aeiou][^aeiouwxy]$", verb):
        running = f"{verb}{verb[-1]}ing"
    else:
        running = f"{verb}ing"
    return verb, third, running
