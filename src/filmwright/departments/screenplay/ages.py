"""How old somebody is, from the words of their introduction."""

import re

from filmwright.departments.screenplay.people_words import fold, lexicon

__all__ = ["bracket_age", "described_age", "is_age_bracket"]

_DECADE = re.compile(r"\b(\d)0\s*['’]?s\b")
_NUMBER = re.compile(r"(?<!\d)(\d{1,3})(?!\d)")
_MONTHS = re.compile(r"\b(\d+)\s*(?:months|meses|mois|monate|mesi)\b")
_UNIT = re.compile(
    r"\b(\d{1,3})(?:-year-old|\s+years?(?:\s+old)?|\s+anos|\s+ans|\s+jahren?|\s+anni|\s+лет)\b"
    r"|\b(?:um die|mitte|anfang|ende|aged?|unos|age of|de|environ)\s+(\d{2})\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SAID = re.compile(
    r"\b(?:about|of|aged?|is|barely|almost|nearly|over|under|maybe|perhaps|not yet|just|past)\s+([a-z]+(?:-[a-z]+)?)\b"
)
_COMMAS = re.compile(r"(?:^|,)\s*(\d{1,2})\s*(?:,|$|\.)")
_DIGITS = "〇一二三四五六七八九"
_CHINESE = re.compile(r"([一二三四五六七八九]?十?[一二三四五六七八九]?)(?:岁|歳|才)")
_OLDEST = 110


def is_age_bracket(text: str) -> bool:
    """Whether a bracket after a name says an age: `(30s)`, `(42)`, `(early forties)`, `(teens)`."""
    return bracket_age(text) is not None


def bracket_age(text: str) -> int | None:
    """Years said by a bracket; `60s` is 65, `early 60s` 62, `late 60s` 68; None when it says none."""
    folded = fold(text).strip(" ()")
    if not folded or folded in lexicon().technical:
        return None
    if _MONTHS.search(folded):
        return 1
    years = _decade(folded) or _chinese(folded)
    if years is None:
        match = _NUMBER.search(folded)
        years = int(match[1]) if match else None
    if years is None:
        years = _in_words(folded)
    return years if years is not None and 0 < years <= _OLDEST else None


def _chinese(folded: str) -> int | None:
    """`六十八岁` is 68: figures of Chinese and Japanese before the sign for years."""
    match = _CHINESE.search(folded)
    if match is None:
        return None
    tens, ten, ones = match[1].rpartition("十")
    value = (_DIGITS.find(tens) if tens else 1) * 10 if ten else 0
    return value + (_DIGITS.find(ones) if ones else 0) or None


def _decade(folded: str) -> int | None:
    match = _DECADE.search(folded)
    if match:
        return int(match[1]) * 10 + 5 + _shift(folded)
    known = lexicon().decades
    for word in _WORD.findall(folded):
        if word in known:
            return known[word] + (_shift(folded) if known[word] >= 20 else 0)
    return None


def _shift(folded: str) -> int:
    shifts = lexicon().age_shifts
    found = [shifts[w] for w in re.findall(r"[^\W\d_]+", folded) if w in shifts]
    return found[0] if found else 0


def _in_words(folded: str) -> int | None:
    """`forty`, `thirty-five`, `elderly`."""
    known = lexicon()
    for word in _WORD.findall(folded):
        years = _number_word(word)
        if years is not None:
            return years
        if word in known.age_words:
            return known.age_words[word]
    return None


def _number_word(word: str) -> int | None:
    counts = lexicon().counts
    if word in counts:
        return counts[word]
    tens, _, ones = word.partition("-")
    if ones and counts.get(tens, 0) >= 20 and 0 < counts.get(ones, 0) < 10:
        return counts[tens] + counts[ones]
    return counts.get(tens) if ones in ("ish", "something") else None


def described_age(text: str) -> tuple[int, str] | None:
    """Years said by a description, with the words that say it.

    `in her forties`, `a man of fifty`, `nine-year-old`, `about nineteen`, `60s,`, `de unos 40 años`.
    """
    folded = fold(text)
    match = _UNIT.search(folded)
    if match:
        return int(match[1] or match[2]), match[0]
    return _said_decade(folded) or _said_number(folded) or _said_word(folded)


def _said_decade(folded: str) -> tuple[int, str] | None:
    decade = _decade(folded)
    if decade is None:
        return None
    match = _DECADE.search(folded)
    return decade, match[0] if match else next(w for w in _WORD.findall(folded) if w in lexicon().decades)


def _said_number(folded: str) -> tuple[int, str] | None:
    for match in _SAID.finditer(folded):
        years = _number_word(match[1])
        if years is not None and years >= 7:
            return years, match[0]
    aged = _COMMAS.search(folded)
    return (int(aged[1]), aged[1]) if aged else None


def _said_word(folded: str) -> tuple[int, str] | None:
    words = lexicon().age_words
    for word in _WORD.findall(folded):
        if word in words:
            return words[word], word
        tens, _, rest = word.partition("-")
        years = _number_word(tens) if rest.startswith("year-old") else None
        if years is not None:
            return years, word
    return None
