"""Where a document sets its names, speeches, directions and action: learned from the document itself.

Margins differ from program to program and from paper to paper; what stays is that a name in capitals stands further
in than the action, directly above the speech. These pairs are collected first, then every row is measured by them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from filmwright.formats.fountain_headings import is_known_transition, read_heading
from filmwright.formats.layout_rows import Row, shown_capitals

__all__ = ["CLOSE", "Columns", "column_name", "learn"]

CLOSE = 1.45
"""Rows at most this many lines apart belong together."""
_INDENT = 16.0  # points further in than the action that count as another column
_NEAR = 6.0  # points by which rows of one column may differ
_NAME = re.compile(r"^(?P<name>[^(（]*)")
_MAX_NAME = 44


@dataclass(frozen=True, slots=True)
class Columns:
    """Left edges in points. `cue_low..cue_high` holds the names, unless `cues_centered` about `middle`.

    `found` counts the names over speeches that were seen: with none, the document has no columns. `flush` says that
    nearly all names start at one edge.
    """

    base: float
    speech: float
    parenthesis: float
    cue_low: float
    cue_high: float
    middle: float
    right: float
    speech_right: float
    found: int
    cues_centered: bool = False
    flush: bool = False

    def indented(self, left: float) -> bool:
        """Whether a left edge stands clearly further in than the action."""
        return left > self.base + min(_INDENT, (self.speech - self.base) * 0.6)

    def in_cue_column(self, left: float, right: float) -> bool:
        """Whether a row stands where names do."""
        if self.cues_centered and abs((left + right) / 2 - self.middle) < 8:
            return True
        return self.cue_low - _NEAR <= left <= self.cue_high + _NEAR

    def in_speech_column(self, left: float) -> bool:
        """Whether a row stands where speeches do."""
        return abs(left - self.speech) <= _NEAR


def column_name(text: str) -> str | None:
    """The name in a row that could be a cue: short, capitals (or letters without case), no sentence."""
    name = _match_name(text)
    if not name or len(name) > _MAX_NAME or not shown_capitals(name) or len(name.split()) > 7:
        return None
    if name[-1] in "!?…:," or (name[-1] == "." and len(name.split()) > 2) or name[0] in "-–—•*":
        return None
    return None if read_heading(text) is not None else name


def _match_name(text: str) -> str:
    match = _NAME.match(text.strip())
    return match["name"].strip() if match else ""


def learn(rows: Sequence[Row]) -> Columns:
    """The columns of a document."""
    lefts = [row.line.left for row in rows]
    base = _base(rows, lefts)
    right = _high(row.line.end for row in rows)
    pairs = [
        (above, below)
        for above, below in pairwise(rows)
        if len(above.cells) == len(below.cells) == 1 and _pair(above, below, base)
    ]
    if not pairs:
        return Columns(base, base + 72, base + 100, base + 118, base + 230, (base + right) / 2, right, right, 0)
    speech = _common([below.line.left for _, below in pairs if not _bracketed(below)] or [pairs[0][1].line.left])
    brackets = [row.line.left for row in rows if _bracketed(row) and row.line.left > base + _INDENT]
    cues = sorted(above.line.left for above, _ in pairs)
    low, high = cues[len(cues) // 20], cues[(len(cues) * 19) // 20]
    usual = _common(cues)
    flush = len(cues) >= 4 and sum(abs(left - usual) <= 3 for left in cues) * 10 >= len(cues) * 7
    if flush:
        low = high = usual
    middles = sorted((above.line.left + above.line.end) / 2 for above, _ in pairs)
    middle = middles[len(middles) // 2]
    centered = high - low > 2 * (middles[(len(cues) * 9) // 10] - middles[len(cues) // 10]) + 4
    said = [below.line.end for _, below in pairs]
    return Columns(
        base=base,
        speech=speech,
        parenthesis=_common(brackets) if brackets else speech + 28,
        cue_low=low,
        cue_high=high,
        middle=middle if centered and not flush else (base + right) / 2,
        right=right,
        speech_right=_high([row.line.end for row in rows if abs(row.line.left - speech) <= _NEAR] or said),
        found=len(pairs),
        cues_centered=centered and not flush,
        flush=flush,
    )


def _base(rows: Sequence[Row], lefts: Sequence[float]) -> float:
    """Where action starts: the left edge of the scene headings, else the smallest one that 3 % of the rows have."""
    headings = [row.line.left for row in rows if not row.line.centered and read_heading(row.line.text) is not None]
    edges = Counter(round(left) for left in lefts)
    merged = {edge: sum(edges[edge + d] for d in (-2, -1, 0, 1, 2)) for edge in edges}
    common = [edge for edge in edges if merged[edge] * 100 >= 3 * len(lefts)]
    smallest = float(min(common or edges or [72]))
    if len(headings) < 2:
        return smallest
    usual = _common(headings)
    before = sum(left < usual - _NEAR for left in lefts)
    return smallest if before * 10 >= len(lefts) else usual


def _pair(above: Row, below: Row, base: float) -> bool:
    """A name over a speech, both further in than the action."""
    if below.gap is None or below.gap > CLOSE or above.line.left < base + _INDENT or below.line.left < base + _INDENT:
        return False
    name = column_name(above.line.text)
    if name is None or is_known_transition(above.line.text) or above.line.text.strip().endswith("TO:"):
        return False
    cased = name.upper() != name.lower()
    further = above.line.left > below.line.left + 8
    return (
        further if not cased else (above.line.left > below.line.left - 4 and (above.gap or 9) > CLOSE - 0.2) or further
    )


def _bracketed(row: Row) -> bool:
    return row.line.text.lstrip()[:1] in "(（"


def _common(values: Iterable[float]) -> float:
    """The commonest value, to a point; the smallest of equals."""
    edges = Counter(round(v) for v in values)
    return float(min(edges, key=lambda edge: (-edges[edge], edge)))


def _high(values: Iterable[float]) -> float:
    """The value that all but one in a hundred stay under."""
    ordered = sorted(values)
    return ordered[(len(ordered) * 99) // 100] if ordered else 540.0
