"""Where the scenes of a story change inside a chapter: somebody goes elsewhere, time is passed over.

`He ran up the tower stair.`, `When Della reached home`, `The corridor was dark. I walked down it.` and a paragraph
that ends `out the door and down to the street` when the next goes on with the same person.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from filmwright.formats.fountain_prose import sentences
from filmwright.formats.story_words import StoryWords, folded

__all__ = ["Change", "Changes"]

_WORD = re.compile(r"[^\W\d_]+(?:['’](?=\w)[^\W\d_]+)*")
_NEAR_START = 3  # words before the subject of a paragraph that moves
_TO_VERB = 3  # words from the subject to its verb
_TO_PLACE = 6  # words from the verb to the preposition


class Change(NamedTuple):
    """A place that somebody comes to: its words, and whether it is inside; no words for home."""

    place: str
    inside: bool | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Finds changes of place; `somebody` tells whether a word (with the one before it) means a person."""

    words: StoryWords
    somebody: Callable[[str, str], str]
    place_after: Callable[[Sequence[str]], tuple[str, bool] | None]

    def opening(self, text: str) -> Change | None:
        """Where a paragraph says at its beginning that somebody comes to."""
        spans = sentences(text)
        if not spans:
            return None
        first = _WORD.findall(text[spans[0][0] : spans[0][1]])
        return self._goes(first) or self._described(first, text[spans[0][1] :])

    def _goes(self, said: Sequence[str]) -> Change | None:
        """`He ran up the tower stair`, `When Della reached home`."""
        for at in range(min(_NEAR_START, len(said))):
            if not self._subject(said, at):
                continue
            for verb in range(at + 1, min(at + 1 + _TO_VERB, len(said))):
                if folded(said[verb]) in self.words.moves:
                    return self._goal(said[verb + 1 :])
            return None
        return None

    def _goal(self, rest: Sequence[str]) -> Change | None:
        """The place after a verb of motion."""
        if rest and folded(rest[0]) in self.words.home:
            return Change("", None)
        for at, word in enumerate(rest[:_TO_PLACE]):
            if folded(word) in self.words.toward:
                found = self.place_after(rest[at + 1 : at + 6])
                if found is not None:
                    return Change(*found)
        return None

    def _subject(self, said: Sequence[str], at: int) -> bool:
        word = said[at].casefold()
        pronouns = self.words.he | self.words.she | self.words.they | {self.words.i}
        return word in pronouns or bool(self.somebody(said[at], said[at - 1] if at else ""))

    def _described(self, first: Sequence[str], rest: str) -> Change | None:
        """`The corridor was dark. I walked down it`: a place as the subject, and somebody moving in it."""
        if not first or folded(first[0]) not in self.words.articles:
            return None
        found = self.place_after(first[:4])
        if found is None:
            return None
        for start, end in sentences(rest)[:2]:
            said = _WORD.findall(rest[start:end])
            moving = any(folded(w) in self.words.moves for w in said[1:3])
            if said and self._subject(said, 0) and moving:
                return Change(*found)
        return None

    def leaving(self, text: str) -> Change | None:
        """Where the last sentence of a paragraph takes somebody: out, and then to another place."""
        spans = sentences(text)
        if not spans:
            return None
        said = _WORD.findall(text[spans[-1][0] : spans[-1][1]])
        out = next((at for at, word in enumerate(said) if folded(word) in self.words.out), None)
        if out is None or not any(self._subject(said, at) for at in range(max(0, out - 4), out)):
            return None
        for at in range(len(said) - 1, out - 1, -1):
            if folded(said[at]) in self.words.toward:
                found = self.place_after(said[at + 1 : at + 6])
                return Change(*found) if found is not None else None
        return None

    def goes_on(self, before: str, text: str) -> bool:
        """Whether a paragraph's first sentence is about the last person of the one before."""
        last = self._last_person(before)
        spans = sentences(text)
        first = _WORD.findall(text[spans[0][0] : spans[0][1]]) if spans else []
        return bool(last) and any(self._name(first, at) == last for at in range(min(_NEAR_START, len(first))))

    def _last_person(self, text: str) -> str:
        said = _WORD.findall(text[-240:])
        return next((name for at in range(len(said) - 1, -1, -1) if (name := self._name(said, at))), "")

    def _name(self, said: Sequence[str], at: int) -> str:
        word = said[at].casefold()
        for pronoun, group in (("he", self.words.he), ("she", self.words.she), ("i", {self.words.i})):
            if word in group:
                return pronoun
        return self.somebody(said[at], said[at - 1] if at else "")
