"""Fountain emphasis: `*italic*`, `**bold**`, `***both***`, `_underline_`, read at word borders only.

`2*3*4` and `snake_case_name` are text. A backslash makes a mark plain. Emphasis ends with its line.
One slot per style and one look at each mark: linear, whatever the balance of the marks.
"""

import re
from dataclasses import dataclass, field

from filmwright.model.screenplay import EmphasisStyle

__all__ = ["Style", "Styled", "read_emphasis"]

Style = EmphasisStyle
_MARK = re.compile(r"\\[*_\\]|\*+|_")
_HAS_MARK = re.compile(r"[*_]")


@dataclass(frozen=True, slots=True)
class Styled:
    """Text without its marks, and the styled ranges in it as (start, end, style)."""

    text: str
    ranges: tuple[tuple[int, int, Style], ...] = ()


@dataclass(slots=True)
class _Token:
    """A mark in a line, and how many of its signs have found their partner."""

    start: int
    end: int
    literal: str
    used: int = 0


@dataclass(slots=True)
class _Slots:
    """Which mark opened each style."""

    open: dict[Style, _Token] = field(default_factory=dict[Style, _Token])
    pairs: list[tuple[_Token, _Token, Style]] = field(default_factory=list[tuple[_Token, _Token, Style]])


def read_emphasis(text: str) -> Styled:
    """Take the marks of emphasis out of a text of one or more lines."""
    if not _HAS_MARK.search(text):
        return Styled(text)
    out: list[str] = []
    ranges: list[tuple[int, int, Style]] = []
    offset = 0
    for line in text.split("\n"):
        plain, found = _line(line)
        out.append(plain)
        for a, b, style in found:
            ranges.append((a + offset, b + offset, style))  # keeps the literal type
        offset += len(plain) + 1
    return Styled("\n".join(out), tuple(sorted(ranges)))


def _line(line: str) -> tuple[str, list[tuple[int, int, Style]]]:
    tokens: list[_Token] = []
    slots = _Slots()
    for match in _MARK.finditer(line):
        mark = match[0]
        if mark[0] == "\\":
            tokens.append(_Token(match.start(), match.end(), mark[1] if mark[1] != "\\" else mark))
            continue
        token = _Token(match.start(), match.end(), mark)
        tokens.append(token)
        if len(mark) <= 3:
            _pair(line, token, slots)
    return _render(line, tokens, slots.pairs)


def _pair(line: str, token: _Token, slots: _Slots) -> None:
    before = line[token.start - 1] if token.start else " "
    after = line[token.end] if token.end < len(line) else " "
    can_open = not after.isspace() and not before.isalnum()
    can_close = not before.isspace() and not after.isalnum()
    left = len(token.literal)
    if can_close:
        left -= _close(token, slots, left)
    if left and can_open and left == len(token.literal):
        for style in _styles(token.literal):
            slots.open[style] = token


def _styles(mark: str) -> tuple[Style, ...]:
    if mark == "_":
        return ("underline",)
    return _BY_LENGTH[len(mark)]


_BY_LENGTH: dict[int, tuple[Style, ...]] = {1: ("italic",), 2: ("bold",), 3: ("bold", "italic")}
_WIDTH: dict[Style, int] = {"italic": 1, "bold": 2, "underline": 1}


def _close(token: _Token, slots: _Slots, left: int) -> int:
    """Close what this mark can close, the youngest first; the number of signs used."""
    spent = 0
    wanted: tuple[Style, ...] = ("underline",) if token.literal == "_" else ("bold", "italic")
    ready: list[Style] = [s for s in wanted if s in slots.open]
    for style in sorted(ready, key=lambda style: -slots.open[style].start):
        if _WIDTH[style] > left - spent:
            continue
        opener = slots.open.pop(style)
        if opener.end == token.start:
            continue
        slots.pairs.append((opener, token, style))
        opener.used += _WIDTH[style]
        token.used += _WIDTH[style]
        spent += _WIDTH[style]
    return spent


def _render(
    line: str, tokens: list[_Token], pairs: list[tuple[_Token, _Token, Style]]
) -> tuple[str, list[tuple[int, int, Style]]]:
    """The line without used marks; a mark half used keeps its other half."""
    out: list[str] = []
    length, at = 0, 0
    place: dict[int, tuple[int, int]] = {}
    for token in tokens:
        before = line[at : token.start]
        literal = token.literal[token.used :] if token.used else token.literal
        length += len(before)
        place[token.start] = (length, length + len(literal))
        out += [before, literal]
        length += len(literal)
        at = token.end
    out.append(line[at:])
    ranges: list[tuple[int, int, Style]] = [(place[o.start][1], place[c.start][0], s) for o, c, s in pairs]
    return "".join(out), [r for r in ranges if r[1] > r[0]]
