"""Where text may be broken: into lines of so many columns, and between sentences.

A column is one letter of a typewriter. Wide letters (Chinese, Japanese, Korean) take two, combining marks none.
"""

import re
import unicodedata
from functools import lru_cache

__all__ = ["columns", "sentence_starts", "wrap"]

_NO_START = "、。，．！？…‥」』）】〉》〕：；ー々・"  # never begins a line (JIS X 4051, "kinsoku")
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_DASHES = "\\-\u2010\u2012\u2013\u2014"
_HYPHEN = r"(?<=\w)[-\u2010](?=\w)"  # inside a word
_TOKEN = re.compile(
    rf"[ \t]+|[{_CJK}][{_NO_START}]*|(?:[^\s{_DASHES}{_CJK}]|{_HYPHEN})+[{_DASHES}{_NO_START}]*"
    rf"|[{_DASHES}]+|[^\S \t]+|."
)
_SENTENCE = re.compile(r"(?:[.!?…]+[\"'”’»)\]]*|[。！？]+[」』）]*)(?=\s|$|[\u2e80-\u9fff])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'“‘«])(?:mr|mrs|ms|dr|st|sr|sra|jr|prof|capt|lt|sgt|col|gen|rev|no|vs|etc|mme|mlle|m|hr|fr|nr|bzw|"
    r"d|dña|int|ext|[^\W\d_])\.$",
    re.IGNORECASE,
)


def columns(text: str) -> int:
    """How many columns a text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


@lru_cache(maxsize=4096)
def _width(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """The lines of a text in `width` columns, as half-open ranges of it without the blanks at their ends.

    Lines break at spaces, after dashes and between wide letters; a word longer than a line is cut. A hyphen inside a
    word is no dash: `one-booted` stays whole. Line ends in the text stay. There is always at least one line.
    """
    out: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        _wrap_line(line, start, width, out)
        start += len(line) + 1
    return out


def _wrap_line(line: str, offset: int, width: int, out: list[tuple[int, int]]) -> None:
    if columns(line) <= width:
        out.append((offset, offset + len(line.rstrip())))
        return
    first = end = used = 0  # the line being filled: where it begins, where its words end, its columns
    for token in _tokens(line, width):
        at, text = token
        size = columns(text)
        blank = not text.strip()
        if used + size > width and not blank and used:
            if end > first:
                out.append((offset + first, offset + end))
            first = end = at  # without the blanks before, which may be an indent too deep for the line
            used = 0
        if blank and end == first and first:
            first = end = at + len(text)  # a blank at a break is dropped
            continue
        used += size
        if not blank:
            end = at + len(text)
    if end > first or not out:
        out.append((offset + first, offset + end))


def _tokens(line: str, width: int) -> list[tuple[int, str]]:
    """Unbreakable pieces and blanks; pieces longer than a line are cut."""
    out: list[tuple[int, str]] = []
    for match in _TOKEN.finditer(line):
        at, text = match.start(), match[0]
        while columns(text) > width and text.strip():
            cut = _fitting(text, width)
            out.append((at, text[:cut]))
            at, text = at + cut, text[cut:]
        if text:
            out.append((at, text))
    return out


def _fitting(text: str, width: int) -> int:
    """How many letters of a text fit into so many columns; at least one."""
    used = 0
    for at, sign in enumerate(text):
        used += _width(sign)
        if used > width and at:
            return at
    return len(text)


def sentence_starts(text: str) -> list[int]:
    """Where the second and every later sentence of a text begins; a new line of it begins a sentence too."""
    found: set[int] = set()
    for match in _SENTENCE.finditer(text):
        if not _ABBREVIATION.search(text[max(0, match.start() - 8) : match.end()]):
            found.add(match.end())
    found.update(at for at, sign in enumerate(text) if sign == "\n")
    starts = {at + len(text[at:]) - len(text[at:].lstrip()) for at in found if text[at:].strip()}
    return sorted(starts - {0})
