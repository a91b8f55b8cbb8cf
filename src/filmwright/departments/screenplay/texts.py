"""What the parts of the cast share: words, appositions, and how words are written elsewhere in the script."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from filmwright.departments.screenplay.people_words import fold
from filmwright.model.screenplay import Screenplay

__all__ = ["BRACKETS", "WORD", "Reuse", "apposition", "looks_finite"]

WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
BRACKETS = re.compile(r"\([^()]*\)")
_GENITIVE = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True)
class Reuse:
    """How often each word stands in the action with a capital letter only, and in small letters."""

    capitalised: dict[str, int]
    small: frozenset[str]
    places: frozenset[str]
    shouted: frozenset[str]  # written in capitals more than once

    @classmethod
    def of(cls, screenplay: Screenplay) -> "Reuse":
        """Count the words of a screenplay's action and dialogue."""
        words: Counter[str] = Counter()
        for scene in screenplay.scenes:
            for element in scene.elements:
                if element.kind in ("action", "dialogue"):
                    words.update(WORD.findall(element.text))
        capitalised: dict[str, int] = {}
        small: set[str] = set()
        for word, count in words.items():
            if word[0].islower():
                small.add(fold(word))
            elif len(word) > 1 and not word.isupper():
                key = fold(_GENITIVE.sub("", word))
                capitalised[key] = capitalised.get(key, 0) + count
        places = {fold(w) for scene in screenplay.scenes for w in WORD.findall(scene.place)}
        shouted = {fold(_GENITIVE.sub("", w)) for w, count in words.items() if count > 1 and len(w) > 1 and w.isupper()}
        return cls(capitalised, frozenset(small), frozenset(places), frozenset(shouted))

    def is_name(self, word: str) -> bool:
        """Written as a name elsewhere, and never as a common word."""
        return self.capitalised.get(word, 0) >= 1 and word not in self.small


def apposition(description: str, wanted: Iterable[str]) -> str | None:
    """The wanted word that a description opens with: `a scruffy little dog` but not `a man with a dog`."""
    match = re.match(r"^(?:an?|the|un[ae]?|une?|eine?|um|uma)\s+(.+)", description, re.IGNORECASE)
    if match is None:
        return None
    head = re.split(r"\b(?:with|in|of|who|whose|from|on|at|con|de|en|mit|avec)\b|[.;:]", match[1])[0]
    found = [fold(w) for w in WORD.findall(head)[:6]]
    keep = set(wanted)
    return next((w for w in found if w in keep), None)


def looks_finite(word: str) -> bool:
    """Whether a word may be an English verb in the third person: it ends in a single s."""
    return word.endswith("s") and not word.endswith("ss") and len(word) > 3
