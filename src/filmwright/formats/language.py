"""Which language a script is written in: by its letters first, by its small words where letters are shared."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from filmwright.packaged import packaged_table

__all__ = ["Detected", "detect"]

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 200_000
_MIN_WORDS = 12
# ranges of letters that say the language by themselves
_ALPHABETS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("kana", re.compile(r"[\u3040-\u30ff]")),
    ("hangul", re.compile(r"[\u1100-\u11ff\uac00-\ud7af]")),
    ("han", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("cyrillic", re.compile(r"[\u0400-\u04ff]")),
    ("greek", re.compile(r"[\u0370-\u03ff]")),
    ("hebrew", re.compile(r"[\u0590-\u05ff]")),
    ("arabic", re.compile(r"[\u0600-\u06ff]")),
    ("devanagari", re.compile(r"[\u0900-\u097f]")),
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f]")),
)
_BY_ALPHABET = {"hangul": "ko", "greek": "el", "hebrew": "he", "arabic": "ar", "devanagari": "hi"}
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")


@dataclass(frozen=True, slots=True)
class Detected:
    """A language code (ISO 639-1) and how sure: 0 is a default, 1 is beyond doubt."""

    code: str
    confidence: float


@cache
def _small_words() -> dict[str, frozenset[str]]:
    table = packaged_table("filmwright.formats", "words/languages.toml")
    return {code: frozenset(str(words).split()) for code, words in table.items()}


def detect(text: str) -> Detected:
    """The language of a text; English with confidence 0 when the text says nothing."""
    sample = text[:_SAMPLE]
    counts = {name: len(pattern.findall(sample)) for name, pattern in _ALPHABETS}
    letters = sum(counts.values())
    if not letters:
        return Detected("en", 0.0)
    if counts["kana"] * 8 > counts["han"] and counts["kana"] * 5 > letters - counts["han"]:
        return Detected("ja", _share(counts["kana"] + counts["han"], letters))
    # a sign of Chinese says as much as two or three letters
    top = max(counts, key=lambda name: (counts[name] * (3 if name == "han" else 1), name))
    if top == "han":
        return Detected("zh", _share(counts["han"] * 3, letters + counts["han"] * 2))
    if top == "cyrillic":
        ukrainian = len(_UKRAINIAN.findall(sample)) * 40 > counts["cyrillic"]
        return Detected("uk" if ukrainian else "ru", _share(counts["cyrillic"], letters))
    if top in _BY_ALPHABET:
        return Detected(_BY_ALPHABET[top], _share(counts[top], letters))
    return _latin(sample)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3)


def _latin(sample: str) -> Detected:
    """The language whose small words are met most; ties go to the first in the file."""
    words = Counter(_WORD.findall(sample.lower()))
    total = sum(words.values())
    if total < _MIN_WORDS:
        return Detected("en", 0.0)
    scores = {code: sum(words[w] for w in small) for code, small in _small_words().items()}
    order = sorted(scores, key=lambda code: -scores[code])
    best, second = order[0], order[1]
    if scores[best] * 20 < total:
        return Detected("en", 0.0)
    return Detected(best, round(1 - scores[second] / scores[best], 3))
