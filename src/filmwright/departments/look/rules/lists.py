"""The word lists of the look, read once from `words/*.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from filmwright.formats.fountain_headings import fold
from filmwright.packaged import packaged_table

__all__ = [
    "Appearance",
    "Colours",
    "Places",
    "Table",
    "appearance",
    "colours",
    "features",
    "garments",
    "genres",
    "hair_nouns",
    "load_words",
    "look_up",
    "moods",
    "place_kinds",
    "places",
    "presets",
    "table",
    "wordlist",
]

Table = Mapping[str, str]
_ENDINGS = ("s", "es", "e", "er", "en", "em", "n")
_VOWELS = (("a", "o"), ("as", "o"), ("os", "o"), ("i", "o"), ("e", "a"), ("es", ""))
_COMPOUND = 4  # the shortest word that may end a compound


def load_words(name: str) -> dict[str, Any]:  # TOML arrives as anything; each reader below gives it a type
    """A file of words as it is."""
    return packaged_table("filmwright.departments.look", f"words/{name}.toml")


def table(text: str) -> dict[str, str]:
    """`word=value` pairs, words folded."""
    return {fold(word): value for word, _, value in (pair.partition("=") for pair in text.split())}


def wordlist(text: str) -> frozenset[str]:
    """Words, folded."""
    return frozenset(fold(word) for word in text.split())


def look_up(known: Mapping[str, str], word: str, *, compound: bool = False) -> str | None:
    """The value of a word or of the word it is a form of (`rote`, `negras`); of its tail when `compound`."""
    if word in known:
        return known[word]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2 and word[: -len(ending)] in known:
            return known[word[: -len(ending)]]
    for ending, vowel in _VOWELS:
        if word.endswith(ending) and word[: -len(ending)] + vowel in known:
            return known[word[: -len(ending)] + vowel]
    if compound:
        for at in range(2, len(word) - _COMPOUND + 1):
            if word[at:] in known:
                return known[word[at:]]
    return None


@dataclass(frozen=True, slots=True)
class Colours:
    """Colour words: names to hex, and other words to names."""

    paint: Table
    paint_words: Table
    stuffs: Table
    hair: Table
    hair_words: Table
    skins: tuple[str, ...]
    skin_words: Mapping[str, int]
    eyes: Table


@cache
def colours() -> Colours:
    """The colour words."""
    data = load_words("colours")
    paint = {k: str(v) for k, v in data["paint"].items() if isinstance(v, str)}
    hair = {k: str(v) for k, v in data["hair"].items() if isinstance(v, str)}
    return Colours(
        paint=paint,
        paint_words={**table(data["paint"]["also"]["words"]), **{k: k for k in paint}},
        stuffs=table(data["paint"]["also"]["stuff"]),
        hair=hair,
        hair_words={**table(data["hair"]["also"]["words"]), **{k: k for k in hair}},
        skins=tuple(data["skin"]["tones"]),
        skin_words={k: int(v) for k, v in table(data["skin"]["words"]).items()},
        eyes=table(data["eyes"]["words"]),
    )


@dataclass(frozen=True, slots=True)
class Appearance:
    """What people look like, and the small words that tie it to them."""

    build: Table
    height: Mapping[str, float]
    hair_styles: Table
    heads: frozenset[str]
    done: Table
    beard: Table
    glasses: frozenset[str]
    layers: tuple[str, ...]
    pairs: Table
    grammar: Mapping[str, frozenset[str]]
    costume: Table
    costume_hats: Table
    silent: Mapping[str, tuple[str, ...]]


@cache
def appearance() -> Appearance:
    """The words for people."""
    data = load_words("appearance")
    return Appearance(
        build=table(data["build"]["words"]),
        height={k: float(v) for k, v in table(data["height"]["words"]).items()},
        hair_styles=table(data["hair"]["styles"]),
        done=table(data["hair"]["done"]),
        heads=wordlist(data["hair"]["heads"]),
        beard=table(data["beard"]["words"]),
        glasses=wordlist(data["glasses"]["words"]),
        layers=tuple(data["garment"]["more"]["layers"].split()),
        pairs=table(data["garment"]["more"]["pairs"]),
        grammar={k: wordlist(v) for k, v in data["grammar"].items()},
        costume=table(data["costume"]["words"]),
        costume_hats=table(data["costume"]["hats"]),
        silent={k: tuple(str(v).split()) for k, v in data["silent"].items()},
    )


@dataclass(frozen=True, slots=True)
class Places:
    """Place words with their sets, and what the action says of places."""

    cut: frozenset[str]
    articles: frozenset[str]
    moving: frozenset[str]
    aside: frozenset[str]
    outdoors: frozenset[str]
    verbs: frozenset[str]
    determiners: frozenset[str]
    wealth: Mapping[str, frozenset[str]]
    era: Mapping[str, frozenset[str]]
    weather: Mapping[str, frozenset[str]]
    similes: frozenset[str]
    no: frozenset[str]


@cache
def places() -> Places:
    """The words for places."""
    data = load_words("places")
    weather = {k: wordlist(v) for k, v in data["weather"].items() if k not in ("similes", "no")}
    return Places(
        cut=wordlist(data["grammar"]["cut"]),
        articles=wordlist(data["grammar"]["articles"]),
        moving=wordlist(data["grammar"]["moving"]),
        aside=wordlist(data["grammar"]["aside"]),
        outdoors=wordlist(data["grammar"]["outdoors"]),
        verbs=wordlist(data["feature"]["grammar"]["verbs"]),
        determiners=wordlist(data["feature"]["grammar"]["determiners"]),
        wealth={k: wordlist(v) for k, v in data["wealth"].items()},
        era={k: wordlist(v) for k, v in data["era"].items()},
        weather=weather,
        similes=wordlist(data["weather"]["similes"]),
        no=wordlist(data["weather"]["no"]),
    )


def _spoken(lists: Mapping[str, Any], language: str) -> list[Any]:
    """English, which every script may use, then the script's own language, which wins."""
    return [lists[code] for code in dict.fromkeys(("en", language)) if code in lists]


@cache
def garments(language: str) -> Table:
    """Words for clothes in a language, each as `slot:value` and perhaps `:colour`."""
    lists = {k: v for k, v in load_words("appearance")["garment"].items() if k != "more"}
    return {k: v for text in _spoken(lists, language) for k, v in table(text).items()}


@cache
def hair_nouns(language: str) -> Table:
    """Words for hair in a language: a style, or `-`."""
    nouns = load_words("appearance")["hair"]["nouns"]
    return {k: v for text in _spoken(nouns, language) for k, v in table(text).items()}


@cache
def place_kinds(language: str) -> Mapping[str, tuple[str, str]]:
    """Place words in a language and the sets they mean, inside and outside."""
    lists = load_words("places")["kind"]
    chosen = [*(lists[code] for code in ("ru", "ja", "zh")), *_spoken(lists, language)]  # other alphabets never clash
    out: dict[str, tuple[str, str]] = {}
    for group in chosen:
        for word, kinds in group.items():
            inside, _, outside = str(kinds).partition(" ")
            out[fold(word.replace("_", " "))] = (inside, outside)
    return out


@cache
def features(language: str) -> Table:
    """Words for things in a language and the features of a set that they are."""
    lists = {k: v for k, v in load_words("places")["feature"].items() if k != "grammar"}
    return {k: v for text in _spoken(lists, language) for k, v in table(text).items()}


@cache
def presets() -> Mapping[str, Mapping[str, Any]]:
    """Style presets by name, as written in `words/styles.toml`."""
    return load_words("styles")


@cache
def genres() -> Mapping[str, Mapping[str, int]]:
    """Words that speak for each genre, with their weights."""
    return {name: {k: int(v) for k, v in table(text).items()} for name, text in load_words("genres").items()}


@cache
def moods() -> Mapping[str, frozenset[str]]:
    """Words that colour an act."""
    return {name: wordlist(text) for name, text in load_words("moods").items()}
