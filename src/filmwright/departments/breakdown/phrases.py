"""Sentences as tokens, and the noun phrases in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from filmwright.departments.breakdown.lexicon import Lexicon
from filmwright.formats.line_breaks import sentence_starts

__all__ = ["Phrase", "Token", "phrase_at", "sentences", "tokens"]

_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*['’]?|\d+|[.,;:!?…()\"“”«»—–-]")
_ELISION = re.compile(r"^([ldcjmtnsq]|qu|jusqu|lorsqu)['’](?=\w)", re.IGNORECASE)
_MOST_MODIFIERS = 4
_PHRASE_END = frozenset('.,;:!?…()"“”«»—–-')


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark: as written, in lower case with plain apostrophes, and where it stands in its sentence."""

    text: str
    word: str
    start: int
    end: int

    @property
    def mark(self) -> bool:
        """Whether it is punctuation."""
        return self.text in _PHRASE_END


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens [start, end), its noun [noun, end_of_noun), and whether an article or the like opens it."""

    start: int
    noun: int
    end_of_noun: int
    end: int
    determined: bool


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, as they stand."""
    edges = [0, *sentence_starts(text), len(text)]
    for at, start in enumerate(edges[:-1]):
        sentence = text[start : edges[at + 1]].strip()
        if sentence:
            yield sentence


def tokens(sentence: str) -> tuple[Token, ...]:
    """The words and marks of a sentence; French elisions (`l'homme`) are two words."""
    out: list[Token] = []
    for match in _TOKEN.finditer(sentence):
        text, start = match[0], match.start()
        elided = _ELISION.match(text)
        if elided:
            out.append(_token(elided[0], start))
            text, start = text[elided.end() :], start + elided.end()
        if len(text) > 1 and text[-1] in "'’" and text[-2] not in "sS":
            text = text[:-1]
        out.append(_token(text, start))
    return tuple(out)


def _token(text: str, start: int) -> Token:
    return Token(text, text.lower().replace("’", "'"), start, start + len(text))


def phrase_at(words: tuple[Token, ...], noun: int, end: int, lexicon: Lexicon) -> Phrase:
    """The noun phrase round the noun at [noun, end): its article and adjectives."""
    start = noun
    while noun - start < _MOST_MODIFIERS and start > 0 and _modifies(words[start - 1], lexicon):
        start -= 1
    first = start
    while first > 0 and lexicon.is_determiner(words[first - 1].word):
        first -= 1
    if first == start and not _all_adjectives(words[start:noun], lexicon):
        first = start = noun  # words before a noun without an article may be anything
    last = end
    of = lexicon.head == "first" and last + 1 < len(words) and words[last].word in lexicon.of
    if of and not words[last + 1].mark and not lexicon.is_determiner(words[last + 1].word):
        last += 2  # `ramo de laurel`
    return Phrase(first, noun, end, last, first < noun and lexicon.is_determiner(words[first].word))


def _modifies(token: Token, lexicon: Lexicon) -> bool:
    word = token.word
    if token.mark or word in lexicon.breaks or lexicon.is_determiner(word):
        return False
    if lexicon.head == "first":
        return word in lexicon.adjectives
    if lexicon.head == "capital":
        return token.text[:1].islower()
    return word not in lexicon.handle or word in lexicon.adjectives


def _all_adjectives(found: tuple[Token, ...], lexicon: Lexicon) -> bool:
    return all(t.word in lexicon.adjectives for t in found)
