"""How long words take to say, and where a long speech may be divided."""

import itertools
import re
from functools import lru_cache

from filmwright.departments.shots.grammar.tokens import sentence_spans

__all__ = ["divide_speech", "speech_seconds"]

_VOWELS = re.compile(r"[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýœ]+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CASELESS = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_LONG_PAUSE = re.compile(r"[.!?…。！？]+|--+|[—–]")
_SHORT_PAUSE = re.compile(r"[,;:，、；：]")

_SYLLABLES_PER_SECOND = {"en": 4.3, "es": 5.4, "fr": 5.2, "de": 4.6, "it": 5.4, "pt": 5.2}
"""Calm reading, near 165 words a minute in English (Pellegrino et al. 2011 give the order of the languages)."""
_CHARACTERS_PER_SECOND = 4.4  # Chinese, Japanese and Korean syllables


@lru_cache(maxsize=8192)
def _syllables(word: str) -> int:
    lower = word.lower()
    if lower.isdigit():
        return min(6, 2 * len(lower))
    groups = len(_VOWELS.findall(lower))
    if lower.endswith("e") and not lower.endswith(("le", "ee")) and groups > 1:
        groups -= 1
    return max(1, groups)


def speech_seconds(text: str, language: str = "en") -> float:
    """Seconds that these words take to say aloud, with the pauses inside them."""
    caseless = len(_CASELESS.findall(text))
    rest = _CASELESS.sub(" ", text) if caseless else text
    syllables = sum(_syllables(w) for w in _WORD.findall(rest))
    rate = _SYLLABLES_PER_SECOND.get(language.split("-", maxsplit=1)[0].lower(), 4.6)
    pauses = 0.28 * max(0, len(_LONG_PAUSE.findall(text)) - 1) + 0.14 * len(_SHORT_PAUSE.findall(text))
    return syllables / rate + caseless / _CHARACTERS_PER_SECOND + pauses


_CLAUSE_END = re.compile(r"[,;:—–]+(?=\s)|--+(?=\s)|[，、；：]")
_SPACE = re.compile(r"\s+")


def _cuts(text: str) -> list[tuple[int, int]]:
    """Places where a speech may be divided, with how bad each is (0 sentence end, 1 clause end, 3 between words)."""
    found: dict[int, int] = {m.end(): 3 for m in _SPACE.finditer(text)}
    for match in _CLAUSE_END.finditer(text):
        end = match.end()
        space = _SPACE.match(text, end)
        found[space.end() if space else end] = 1
    for start, _ in sentence_spans(text)[1:]:
        found[start] = 0
    return sorted((at, cost) for at, cost in found.items() if 0 < at < len(text))


def divide_speech(text: str, limit: float, language: str = "en") -> list[tuple[int, int]]:
    """Ranges of `text`, each at most about `limit` seconds, divided at sentence or clause ends where possible."""
    total = speech_seconds(text, language)
    if total <= limit or not text.strip():
        return [(0, len(text))]
    parts = int(total / (limit * 0.8)) + 1
    share = len(text) / parts
    cuts = _cuts(text)
    bounds = [0]
    for part in range(1, parts):
        wanted = part * share
        near = [
            (abs(at - wanted) / share + 0.35 * cost, at)
            for at, cost in cuts
            if at > bounds[-1] and abs(at - wanted) < share
        ]
        if near:
            bounds.append(min(near)[1])
    bounds.append(len(text))
    return [(a, b) for a, b in itertools.pairwise(bounds) if text[a:b].strip()]
