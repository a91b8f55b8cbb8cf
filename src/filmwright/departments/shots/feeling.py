"""What the words feel: intensity, polarity, disaster, and the face they call for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from filmwright.packaged import packaged_words

__all__ = ["Feeling", "expression_of", "feel"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_EXPRESSIONS = ("angry", "afraid", "sad", "happy", "surprised", "disgusted", "determined", "tired")


@dataclass(frozen=True, slots=True)
class Feeling:
    """Intensity 0 to 1, polarity -1 to 1, whether disaster strikes, and the words that said so."""

    intensity: float
    polarity: float
    disaster: bool
    words: str


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, frozenset[str]]]:
    return packaged_words("filmwright.departments.shots", "data/feeling.toml")


def _table(language: str) -> dict[str, frozenset[str]]:
    tables = _tables()
    return tables.get(language.split("-", maxsplit=1)[0].lower(), tables["en"])


def feel(text: str, language: str, *, spoken: bool, position: float) -> Feeling:
    """The feeling of a piece of text. `position` (0 to 1) in the scene lifts it: scenes rise to their end."""
    table = _table(language)
    words = _WORD.findall(text)
    lowered = [w.lower().replace("’", "'") for w in words]
    strong = [w for w in lowered if w in table["strong"]]
    up = sum(w in table["up"] for w in lowered)
    down = sum(w in table["down"] for w in lowered)
    disaster = [] if spoken else [w for w in lowered if w in table["disaster"]]
    shouted = sum(1 for w in words if len(w) > 2 and w.isupper()) if spoken else 0
    heat = 0.12 * min(3, len(strong)) + 0.10 * min(2, text.count("!")) + 0.06 * min(2, shouted)
    heat += 0.25 * bool(disaster) + (0.05 if "..." in text or "…" in text or "--" in text or "—" in text else 0.0)
    intensity = min(1.0, 0.22 + 0.2 * position + heat)
    polarity = (up - down) / (up + down) if up + down else 0.0
    fired = [*dict.fromkeys(disaster + strong)]
    return Feeling(
        round(intensity, 3), round(polarity * min(1.0, 0.4 + 0.2 * (up + down)), 3), bool(disaster), " ".join(fired[:4])
    )


def expression_of(texts: Iterable[str], language: str, feeling: Feeling, *, speaking: bool) -> tuple[str, str]:
    """The face that these words call for, and the word that did."""
    table = _table(language)
    for text in texts:
        for word in _WORD.findall(text):
            lower = word.lower().replace("’", "'")
            for name in _EXPRESSIONS:
                if lower in table[name]:
                    return name, lower
    if speaking and feeling.intensity > 0.62:
        return ("angry" if feeling.polarity <= 0 else "happy"), feeling.words
    if feeling.polarity > 0.45:
        return "happy", ""
    if feeling.polarity < -0.55:
        return "sad", ""
    return "neutral", ""
