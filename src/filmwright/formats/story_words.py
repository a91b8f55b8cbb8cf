"""The words of stories, by language: verbs of saying, pronouns, places, times."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from filmwright.formats.fountain_headings import fold
from filmwright.packaged import packaged_table

__all__ = ["StoryWords", "chapter_words", "folded", "story_words"]


@dataclass(frozen=True, slots=True)
class StoryWords:
    """The lists of one language; all folded but the pronouns (`él` is no `el`), `narrator` and `unknown`.

    `titles` give the sex (`he`, `she` or nothing) and the role of who bears them (`father`: `priest`); `called` are
    verbs before a nickname, `presents` the words before a name in `This was Nora.`, `at_place` prepositions before
    places, `with_` others that no person of a tale stands behind; `written` verbs of signs;
    `moves` verbs of going, `toward` the words before their goal, `home` and `out` goals that need none; `skips` long
    times and `following` the words before them; `remembers` and
    `pasts` verbs that no ending tells, `pluperfect` words of what is past; `no_place` capitals behind `in` that are no
    place; `drops`: verbs may lack their subject.
    """

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
    never: frozenset[str]
    titles: Mapping[str, tuple[str, str]]
    called: frozenset[str]
    presents: tuple[list[str], ...]
    indefinite: frozenset[str]
    at_place: frozenset[str]
    with_: frozenset[str]
    written: frozenset[str]
    moves: frozenset[str]
    toward: frozenset[str]
    home: frozenset[str]
    out: frozenset[str]
    remembers: tuple[tuple[str, ...], ...]
    pluperfect: frozenset[str]
    pasts: frozenset[str]
    voices: frozenset[str]
    skips: frozenset[str]
    no_place: frozenset[str]
    following: frozenset[str]
    drops: bool

    def sex_of(self, word: str) -> str:
        """`he` for a word such as `priest`, `she` for `widow`, empty when the word does not say; folded."""
        return "he" if word in self.male else "she" if word in self.female else ""


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


def _title(entry: str) -> tuple[str, tuple[str, str]]:
    """`father:he:priest` taken apart."""
    title, sex, role = (*entry.split(":"), "")[:3]
    return fold(title), (sex, fold(role))


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
        never=some("never"),
        titles=dict(_title(entry) for entry in str(data["titles"]).split()),
        called=some("called"),
        presents=tuple(
            [fold(part) for part in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", str(phrase))]
            for phrase in exactly("presents")
        ),
        indefinite=some("indefinite"),
        at_place=some("at_place"),
        with_=some("with"),
        written=some("written"),
        moves=some("moves"),
        toward=some("toward"),
        home=some("home"),
        out=some("out"),
        remembers=tuple(tuple(fold(phrase).split()) for phrase in exactly("remembers")),
        pluperfect=some("pluperfect"),
        pasts=some("pasts"),
        voices=some("voices"),
        skips=some("skips"),
        no_place=some("no_place"),
        following=some("following"),
        drops=language in ("es", "it", "pt"),
        later=tuple(sorted((fold(str(w)) for w in later), key=lambda w: (-len(w), w))),
    )
