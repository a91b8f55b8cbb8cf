"""The words of stories, by language: verbs of saying, pronouns, places, times."""

from dataclasses import dataclass
from functools import cache, lru_cache

from filmwright.formats.fountain_headings import fold
from filmwright.packaged import packaged_table

__all__ = ["StoryWords", "chapter_words", "folded", "story_words"]


@dataclass(frozen=True, slots=True)
class StoryWords:
    """The lists of one language; all folded but the pronouns (`él` is no `el`), `narrator` and `unknown`."""

    narrator: str
    unknown: str
    i: str
    said: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    they: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    articles: frozenset[str]
    adjectives: frozenset[str]
    inside: frozenset[str]
    outside: frozenset[str]
    near: frozenset[str]
    times: tuple[tuple[str, str], ...]
    later: tuple[str, ...]
    small: frozenset[str]


_LONGEST_WORD = 32


def folded(text: str) -> str:
    """Text without case and accents; words are remembered, because stories repeat them."""
    return _folded_word(text) if len(text) <= _LONGEST_WORD else fold(text)


@lru_cache(maxsize=1 << 16)
def _folded_word(word: str) -> str:
    return fold(word)


@cache
def _data() -> dict[str, dict[str, object]]:
    return packaged_table("filmwright.formats", "words/story.toml")


@cache
def chapter_words() -> frozenset[str]:
    """Words that open the heading of a part, in any language."""
    words = _data()["chapters"]["words"]
    return frozenset(fold(str(word)) for word in words) if isinstance(words, list) else frozenset()


@cache
def story_words(language: str) -> StoryWords:
    """The words of a language; those of English when it has none."""
    data = _data().get(language) or _data()["en"]

    def some(key: str) -> frozenset[str]:
        value = data[key]
        return frozenset(fold(str(w)) for w in (value if isinstance(value, list) else str(value).split()))

    def exactly(key: str) -> list[str]:
        value = data[key]
        return [str(w) for w in value] if isinstance(value, list) else []

    small = packaged_table("filmwright.formats", "words/languages.toml")
    times, later = data["times"], data["later"]
    assert isinstance(times, list)
    assert isinstance(later, list)
    return StoryWords(
        narrator=str(data["narrator"]),
        unknown=str(data["unknown"]),
        i=fold(str(data["i"])),
        said=some("said"),
        he=frozenset(exactly("he")),
        she=frozenset(exactly("she")),
        they=frozenset(exactly("they")),
        male=some("male"),
        female=some("female"),
        articles=some("articles"),
        adjectives=some("adjectives"),
        inside=some("inside"),
        outside=some("outside"),
        near=some("near"),
        times=tuple(sorted(((fold(a), str(b)) for a, b in times), key=lambda pair: (-len(pair[0]), pair[0]))),
        small=frozenset(fold(w) for w in str(small.get(language, "")).split()) | some("never"),
        later=tuple(sorted((fold(str(w)) for w in later), key=lambda w: (-len(w), w))),
    )
