"""Fountain, first pass: lines with notes and boneyard taken out of sight.

A logical line is what a reader sees as one line. A note or boneyard that spans lines is one stretch of
hidden source inside the logical line where it begins. Every pass is linear in the length of the source.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Literal, NamedTuple

__all__ = ["Hidden", "Line", "Source", "split_lines"]

# CR, LF and CRLF end a line, a form feed ends a page; nothing else does (U+2028 is text)
_BREAK = re.compile(r"\r\n|\n|\r|\f")
_BONE = re.compile(r"/\*|\*/")
_NOTE = re.compile(r"\[\[|\]\]")
# a line with nothing, or a single blank, in it; two blanks keep a note open
_EMPTY_LINE = re.compile(r"(?:\r\n|\n|\r(?!\n))[ \t]?(?=[\r\n])")


class Hidden(NamedTuple):
    """A note or boneyard: its source range, marks included."""

    start: int
    end: int
    kind: Literal["note", "boneyard"]


class Line(NamedTuple):
    """One logical line: where it stands (without its end), what is seen of it, and what is hidden in it."""

    number: int
    start: int
    end: int
    text: str
    hidden: tuple[Hidden, ...] = ()
    feed: bool = False

    @property
    def blank(self) -> bool:
        """Nothing in it at all."""
        return not self.hidden and not self.feed and not self.text.strip()

    @property
    def only_hidden(self) -> bool:
        """Notes or boneyard and nothing to see."""
        return bool(self.hidden) and not self.text.strip()


@dataclass(frozen=True, slots=True)
class Source:
    """The source in lines; `warnings` are (line number, message)."""

    text: str
    lines: tuple[Line, ...]
    warnings: tuple[tuple[int, str], ...]


def split_lines(text: str) -> Source:
    """Split a source into logical lines and find everything hidden in it."""
    breaks = [(m.start(), m.end()) for m in _BREAK.finditer(text)]
    ends = [end for _, end in breaks]
    bones, open_bones = _boneyard(text)
    notes, open_notes = _notes(text, bones)
    hidden = _outermost(bones, notes)
    warnings = [
        (bisect_right(ends, at) + 1, "A boneyard is opened with `/*` and never closed: it is read as text.")
        for at in open_bones
    ]
    warnings += [
        (bisect_right(ends, at) + 1, "A note is opened with `[[` and never closed: it is read as text.")
        for at in open_notes
    ]
    return Source(text, tuple(_lines(text, breaks, hidden)), tuple(sorted(warnings)))


def _boneyard(text: str) -> tuple[list[Hidden], list[int]]:
    """Pair `/*` with `*/` like brackets, so that one forgotten end cannot swallow the film."""
    stack: list[int] = []
    pairs: list[Hidden] = []
    for match in _BONE.finditer(text):
        if match[0] == "/*":
            stack.append(match.start())
        elif stack:
            pairs.append(Hidden(stack.pop(), match.end(), "boneyard"))
    return _outermost(pairs, []), stack


def _notes(text: str, bones: list[Hidden]) -> tuple[list[Hidden], list[int]]:
    """Pair each `[[` with the next `]]`; an empty line between them means that the end was forgotten."""
    starts = [b.start for b in bones]
    opens: list[int] = []
    closes: list[int] = []
    for match in _NOTE.finditer(text):
        near = bisect_right(starts, match.start()) - 1
        if near >= 0 and bones[near].end > match.start():
            continue
        (opens if match[0] == "[[" else closes).append(match.start())
    empty = [m.start() for m in _EMPTY_LINE.finditer(text)] if opens else []
    found: list[Hidden] = []
    forgotten: list[int] = []
    reached = 0
    for at in opens:
        if at < reached:
            continue
        close_at = bisect_left(closes, at)
        gap_at = bisect_left(empty, at)
        close = closes[close_at] if close_at < len(closes) else None
        if close is None or (gap_at < len(empty) and empty[gap_at] < close):
            forgotten.append(at)
            continue
        reached = close + 2
        found.append(Hidden(at, reached, "note"))
    return found, forgotten


def _outermost(one: list[Hidden], two: list[Hidden]) -> list[Hidden]:
    """Ranges in order, without those that lie inside another."""
    out: list[Hidden] = []
    for item in sorted([*one, *two], key=lambda h: (h.start, -h.end)):
        if not out or item.start >= out[-1].end:
            out.append(item)
    return out


def _lines(text: str, breaks: list[tuple[int, int]], hidden: list[Hidden]) -> list[Line]:
    out: list[Line] = []
    start, number, begin = 0, 1, 0
    at = 0
    for count, (stop, after) in enumerate([*breaks, (len(text), len(text))], start=1):
        while at < len(hidden) and hidden[at].start < stop and hidden[at].end <= stop:
            at += 1
        if at < len(hidden) and hidden[at].start < stop < hidden[at].end:
            continue  # this line end is inside something hidden
        out.append(_line(text, number, start, stop, tuple(hidden[begin:at])))
        begin = at
        if text[stop:after] == "\f":
            out.append(Line(number, stop, after, "", (), feed=True))
        start, number = after, count + 1
    return out


def _line(text: str, number: int, start: int, stop: int, hidden: tuple[Hidden, ...]) -> Line:
    if not hidden:
        return Line(number, start, stop, text[start:stop])
    seen = text[start : hidden[0].start]  # blanks at the head of the line are the writer's
    at = hidden[0].end
    for item in hidden[1:]:
        seen = _append(seen, text[at : item.start])
        at = item.end
    return Line(number, start, stop, _append(seen, text[at:stop]), hidden)


def _append(seen: str, more: str) -> str:
    """Join around a hidden stretch without leaving two spaces where it stood."""
    if more[:1] == " " and (not seen or seen[-1] == " "):
        return seen + more[1:]
    return seen + more
