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


_TOLD = {
    "es": (
        re.compile(r"\w{2,}(?:ó|aron|ieron|aba|aban|ía|ían)"),
        "dijo fue hizo tuvo vino puso pudo quiso supo dio vio era iba había estaba es está va dice ve da",
    ),
    "fr": (re.compile(r"\w{2,}(?:ait|aient|èrent|irent|urent|[^e]a|it|ut)"), "fit eut fut est a va dit vint tint"),
    "it": (
        re.compile(r"\w{2,}(?:ò|ì|[aei]va|[aei]vano|[aei]rono)"),
        "disse fece prese vide mise rispose venne stette volle chiese corse rise pianse aprì scese era è ha va dice",
    ),
    "pt": (
        re.compile(r"\w{2,}(?:ou|eu|iu|ava|avam|ia|iam|aram|eram|iram)"),
        "disse fez veio foi deu pôs quis era tinha está é vai diz",
    ),
    "de": (
        re.compile(r"(?!nicht|erst|jetzt|selbst|sonst|fast|statt|dort|mit)\w{2,}te?"),
        (
            "kam ging sah stand saß lag nahm gab sprach rief hielt lief trat zog warf schlug fiel ließ schrie sprang "
            "war hatte ist hat blieb stieg griff trank aß las schrieb sang bat fand schwieg begann"
        ),
    ),
}
"""How verbs of the third person end in what other languages tell, and those that end in no such way."""


def looks_finite(word: str, language: str = "en") -> bool:
    """Whether a word may be a verb in the third person: in English it ends in a single s, abroad as verbs that tell."""
    if language not in _TOLD:
        return word.endswith("s") and not word.endswith("ss") and len(word) > 3
    shape, irregular = _TOLD[language]
    return shape.fullmatch(word) is not None or word in irregular.split()
