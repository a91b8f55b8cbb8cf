"""Directions of stage plays: which of them tell what happens, and which say that a speaker is not on the stage.

`[She takes the photograph from the wall.]` inside a speech is action; `[Languidly.]` and `(reading)` are manner.
`ALFRED (from below)`, `A VOICE WITHOUT` and `STIMME DES DOKTORS` are heard, not seen.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from filmwright.formats.story_words import folded, story_words
from filmwright.packaged import packaged_table

__all__ = ["is_heard_only", "tells", "tells_of"]

_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_PARTICIPLE = re.compile(r"(?:ing|ly|ed|ant|ent|ando|endo|end|amente|emente|ment)$")
_VERB = re.compile(r"[a-z](?:[^s]s|[xzo]es|shes|ches|sses)$")


@dataclass(frozen=True, slots=True)
class _Words:
    away: tuple[str, ...]
    out_of: frozenset[str]
    voices: frozenset[str]


@cache
def _words() -> _Words:
    data = packaged_table("filmwright.formats", "words/stage.toml")["heard"]
    return _Words(
        away=tuple(sorted((folded(w) for w in data["away"]), key=lambda w: (-len(w), w))),
        out_of=frozenset(folded(w) for w in data["out_of"]),
        voices=frozenset(folded(w) for w in data["voices"]),
    )


def _said(text: str) -> list[str]:
    return _WORDS.findall(text)


def is_heard_only(name: str, side: str, language: str) -> bool:
    """Whether a speaker is only heard: a voice by name, or one who speaks from a place off the stage."""
    words = _words()
    named = [folded(w) for w in _said(name)]
    if len(named) > 1 and any(w in words.voices for w in named):
        return True
    low = folded(side).strip(" .")
    if any(low == phrase or low.startswith(f"{phrase}," if " " not in phrase else phrase) for phrase in words.away):
        return True
    said = [folded(w) for w in _said(side)]
    places = story_words(language)
    opens = next((at for at, w in enumerate(said[:2]) if w in words.out_of), None)
    if opens is None or (opens and len(said) > 6):
        return False
    return any(w in places.inside or w in places.outside for w in said[opens + 1 : opens + 5])


def tells(direction: str, people: Collection[str], language: str) -> bool:
    """Whether a direction inside a speech is a sentence that says what happens; `people` are folded names."""
    return tells_of(direction, people, language) or _acts(direction, language)


def tells_of(direction: str, people: Collection[str], language: str) -> bool:
    """Whether a direction names who does it: `[DAVID throws her the scissors.]`, `[The men pull.]`."""
    said = _said(direction)
    if len(said) < 2 or not direction[:1].isupper() or _is_manner(said, language):
        return False
    first = folded(said[0])
    known = story_words(language)
    if first in known.articles:
        return len(said) > 2 and not direction.rstrip().endswith(",")
    return any(first == folded(_said(name)[0]) or folded(direction).startswith(name) for name in people if _said(name))


def _acts(direction: str, language: str) -> bool:
    """A direction that opens with `he` or `she`, or in English with a verb: `[Takes one and eats it.]`."""
    said = _said(direction)
    if not said or not direction[:1].isupper() or _is_manner(said, language):
        return False
    known = story_words(language)
    if said[0].casefold() in known.he | known.she | known.they:
        return len(said) > 1
    return language == "en" and bool(_VERB.search(said[0].casefold())) and folded(said[0]) not in known.small


def _is_manner(said: list[str], language: str) -> bool:
    """`Languidly`, `Reading`, `To Helgi`, `In a whisper`, `Aside`: how words are said."""
    first = folded(said[0])
    known = story_words(language)
    return bool(_PARTICIPLE.search(first)) or (first in known.near and first not in known.articles)
