"""What words say of people: titles, roles, animals, numbers, names. Data in `words/`, looked up here."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from filmwright.formats.fountain_headings import fold as _fold
from filmwright.model.cast import Sex
from filmwright.packaged import packaged_table

__all__ = ["Generic", "Lexicon", "Title", "fold", "lexicon"]


@lru_cache(maxsize=32768)
def fold(word: str) -> str:
    """A word without case and accents; remembered, because a script says the same words again and again."""
    return _fold(word)


_SEXES: dict[str, Sex] = {"f": "female", "m": "male", "-": "unknown"}


@dataclass(frozen=True, slots=True)
class Title:
    """A title before a name: the sex it says, and the word that can stand for its bearer."""

    sex: Sex
    role: str


@dataclass(frozen=True, slots=True)
class Generic:
    """A word such as `girl`: whom in the cast it fits."""

    sex: Sex
    youngest: int
    oldest: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every list in `words/people.toml` and `words/names.toml`, folded for look-up."""

    titles: Mapping[str, Title]
    qualifiers: Mapping[str, int]
    roles: Mapping[str, Sex]
    role_ages: Mapping[str, int]
    generics: Mapping[str, Mapping[str, Generic]]
    animals: frozenset[str]
    things: frozenset[str]
    groups: frozenset[str]
    collectives: frozenset[str]
    crowds: Mapping[str, int]
    numbers: Mapping[str, int]
    ordinals: frozenset[str]
    never: frozenset[str]
    verbs: frozenset[str]
    things_do: frozenset[str]
    decades: Mapping[str, int]
    counts: Mapping[str, int]
    age_words: Mapping[str, int]
    age_shifts: Mapping[str, int]
    pronouns: Mapping[str, Mapping[str, Sex]]
    articles: Mapping[str, Mapping[str, Sex]]
    articles_any: frozenset[str]
    prepositions: frozenset[str]
    nobody: frozenset[str]
    anybody: frozenset[str]
    objects: frozenset[str]
    after_object: frozenset[str]
    stopped_titles: frozenset[str]
    technical: frozenset[str]
    names: Mapping[str, Sex]
    endings: tuple[tuple[str, Sex], ...]
    kin: frozenset[str]
    kin_own: frozenset[str]
    kin_also: Mapping[str, tuple[str, ...]]
    called: tuple[str, ...]
    friends: tuple[str, ...]
    stage: frozenset[str]
    breeds: Mapping[str, str]

    def role_of(self, word: str, *, many: bool = False) -> str | None:
        """The role word that a word is a form of; None when it is none. `many`: a number stands before it."""
        for form in _after_number(word) if many else _singulars(word):
            if form in self.roles:
                return form
        return None

    def animal_of(self, word: str) -> str | None:
        """The animal that a (perhaps plural) word names; None when it names none."""
        for form in _singulars(word):
            if form in self.animals:
                return form
        return None


def _singulars(word: str) -> tuple[str, ...]:
    """A word and the singulars it may be the plural of."""
    forms = [word]
    irregular = {"men": "man", "women": "woman", "children": "child", "people": "person", "policemen": "policeman",
                 "geese": "goose", "mice": "mouse", "oxen": "ox", "sheep": "sheep", "deer": "deer"}  # fmt: skip
    if word in irregular:
        return (word, irregular[word])
    if word.endswith("men"):
        forms.append(word[:-3] + "man")
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith("ves"):
        forms += [word[:-3] + "f", word[:-3] + "fe"]
    forms += [word[: -len(end)] for end in ("s", "es", "en", "n") if word.endswith(end) and len(word) > 4]
    return tuple(forms)


def _after_number(word: str) -> tuple[str, ...]:
    """Singulars of a word that a number makes a plural: German and Italian ones too."""
    endings = ("en", "n", "e", "nen", "er", "i")
    stems = [word[: -len(end)] for end in endings if word.endswith(end) and len(word) > 4]
    return (*_singulars(word), *stems, *(stem + vowel for stem in stems for vowel in "oae"))


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(w) for w in text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(fold(p).split()) for p in text.split("|") if p.strip()))


def _exact(lists: Mapping[str, str]) -> dict[str, Sex]:
    """Small words by sex with their accents, because `él` is somebody and `el` is not."""
    return {word.casefold(): _SEXES[sex] for sex in ("f", "m") for word in lists[sex].split()}


def _by_sex(lists: Mapping[str, str]) -> dict[str, Sex]:
    return {fold(word): _SEXES[sex] for sex in ("f", "m") for word in lists[sex].split()}


def _numbers(text: str) -> dict[str, int]:
    """`word=number` pairs."""
    return {fold(word): int(number) for word, _, number in (pair.partition("=") for pair in text.split())}


def _title(value: str) -> Title:
    sex, _, role = value.partition(" ")
    return Title(_SEXES[sex], role)


def _generic(value: str) -> Generic:
    sex, young, old = value.split()
    return Generic(_SEXES[sex], int(young), int(old))


def _third_person(verbs: frozenset[str]) -> frozenset[str]:
    """Verbs and their English third persons: `wash` gives `washes`, `try` gives `tries`."""
    out = set(verbs)
    for verb in verbs:
        if verb.endswith(("s", "sh", "ch", "x", "z")):
            out.add(verb + "es")
        elif verb.endswith("y") and verb[-2] not in "aeiou":
            out.add(verb[:-1] + "ies")
        else:
            out.add(verb + "s")
    return frozenset(out)


def _load(name: str) -> dict[str, Any]:  # TOML arrives as anything; `lexicon` gives it types
    return packaged_table("filmwright.departments.screenplay", f"words/{name}.toml")


@cache
def lexicon() -> Lexicon:
    """The words, read once."""
    data, names = _load("people"), _load("names")
    small: Mapping[str, str] = data["small"]
    roles: dict[str, Sex] = dict.fromkeys(_words(data["role"]["any"]), "unknown")
    roles |= _by_sex(data["role"])
    endings: list[tuple[str, Sex]] = [
        (e, _SEXES[s]) for s, key in (("f", "endings_f"), ("m", "endings_m")) for e in names[key].split()
    ]
    return Lexicon(
        titles={fold(k): _title(v) for k, v in data["title"].items()},
        qualifiers={fold(k): int(v) for k, v in data["qualifier"].items()},
        roles=roles,
        role_ages=_numbers(data["role"]["age"]["words"]),
        generics={code: {fold(k): _generic(v) for k, v in group.items()} for code, group in data["generic"].items()},
        animals=_words(data["animal"]["words"]),
        things=_words(data["thing"]["words"]),
        groups=_words(data["group"]["words"]),
        collectives=frozenset(_numbers(data["group"]["collective"])),
        crowds=_numbers(data["group"]["collective"]),
        numbers={fold(k): int(v) for k, v in data["number"].items()},
        ordinals=_words(data["ordinal"]["words"]),
        never=_words(data["never"]["words"]),
        verbs=_third_person(_words(data["verb"]["animate"])),
        things_do=_third_person(_words(data["verb"]["things_too"])),
        decades=_numbers(data["age"]["decade"]),
        counts=_numbers(data["age"]["number"]),
        age_words=_numbers(data["age"]["word"]),
        age_shifts=_numbers(data["age"]["shift"]),
        pronouns={code: _exact(lists) for code, lists in data["pronoun"].items()},
        articles={code: _by_sex(lists) for code, lists in data["article"].items()},
        articles_any=_words(small["articles"]),
        prepositions=_words(small["prepositions"]),
        nobody=_words(small["nobody"]),
        anybody=_words(small["anybody"]),
        objects=frozenset(small["objects"].split()),
        after_object=_words(small["after_object"]),
        stopped_titles=_words(small["stopped_titles"]),
        technical=_words(small["technical"]),
        names=_by_sex(names),
        endings=tuple(sorted(endings, key=lambda e: (-len(e[0]), e[0]))),
        kin=_words(data["kin"]["words"]),
        kin_own=_words(data["kin"]["own"]),
        kin_also={word: tuple(line.split()) for word, line in data["kin"]["also"].items()},
        called=_phrases(data["called"]["after"]),
        friends=_phrases(data["called"]["friends"]),
        stage=_words(data["called"]["stage"]),
        breeds={fold(w): animal for animal, line in data["breed"].items() for w in (animal, *line.split())},
    )
