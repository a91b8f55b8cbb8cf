"""Printed lines put together to rows, and what a page adds to a script taken out: numbers, headers, `(MORE)`."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from filmwright.formats.draft import LeftOut
from filmwright.formats.fountain_headings import fold, is_capitals, is_known_transition, read_heading
from filmwright.formats.fountain_inline import Style
from filmwright.packaged import packaged_table

__all__ = [
    "CHARACTER",
    "LaidLine",
    "LayoutWords",
    "Row",
    "glue",
    "is_page_number",
    "known_words",
    "layout_words",
    "pitch_of",
    "rows_of",
    "shown_capitals",
    "without_furniture",
]

CHARACTER = 7.2
"""Points that one character of 12-point Courier is wide: ten to the inch."""
_LINE = 12.0
_SCENE_NUMBER = re.compile(r"^(?:[A-Z]{1,3}-?)?\d{1,4}(?:[-.]?[A-Z]{1,3})?(?:\.\d{1,3})?[.)]?$")
_NUMBERED = re.compile(r"^(\S{1,9})\s{2,}(\S.*)$")
_HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_STARS = re.compile(r"^\*+$")
_PAGE_NUMBER = re.compile(
    r"^[^\w]*(?:(?P<word>[^\W\d]+)[.:]?\s*)?(?P<number>\d{1,4})[A-Z]?(?:\s*(?:/|of|von|de|из|di)\s*\d{1,4})?[^\w]*$"
)
_ROMAN_PAGE = re.compile(r"^[^\w]*[ivxl]{1,6}[^\w]*$")
_BARE = re.compile(r"^[\W\d_]+|[\W\d_]+$")


@dataclass(frozen=True, slots=True)
class LaidLine:
    """One printed line, or a whole paragraph, and where it stands.

    Lengths are points (1/72 inch): `left` and `right` from the page's left edge, `top` from the top of the page
    downwards. `page` counts from 1. Two lines of one page with the same `top` are one row: a scene number in the
    margin, two speeches side by side. `whole` says that this is a complete paragraph, which no other line continues.
    `heading` says that the document itself lists it as one (bookmarks, a style). `bold` and `centered` are about all
    of it, `styles` about ranges of `text`. `place` is where in the file it stands, for people; empty means the page.
    """

    text: str
    left: float
    top: float
    page: int = 1
    right: float | None = None
    bold: bool = False
    centered: bool = False
    whole: bool = False
    heading: bool = False
    styles: tuple[tuple[int, int, Style], ...] = ()
    notes: tuple[str, ...] = ()
    place: str = ""

    @property
    def end(self) -> float:
        """The right edge, counted in characters of Courier when it is not known."""
        return self.right if self.right is not None else self.left + CHARACTER * len(self.text)

    @property
    def where(self) -> str:
        """The place, for people."""
        return self.place or f"page {self.page}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a page: its words, the lines beside them, and how far below the row before it stands.

    `gap` is that distance in lines (1 is the next line), None at the top of a page. `number` is a scene number
    printed in the margin. `cells` are the lines of the row from left to right; `line` is the first of them, or all
    of them in one when they belong together.
    """

    line: LaidLine
    cells: tuple[LaidLine, ...]
    gap: float | None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class LayoutWords:
    """The lists of `words/layout.toml`, folded."""

    continued: frozenset[str]
    more: frozenset[str]
    scene_continued: frozenset[str]
    page: frozenset[str]
    credit: frozenset[str]
    source: tuple[str, ...]
    draft: frozenset[str]
    rights: tuple[str, ...]


@cache
def layout_words() -> LayoutWords:
    """The words that pages and title pages are made of."""
    data = packaged_table("filmwright.formats", "words/layout.toml")
    title = data["title"]
    return LayoutWords(
        continued=frozenset(fold(w) for w in data["continued"]),
        more=frozenset(fold(w) for w in data["more"]),
        scene_continued=frozenset(fold(w) for w in data["scene_continued"]),
        page=frozenset(fold(w) for w in data["page"]),
        credit=frozenset(fold(w) for w in title["credit"]),
        source=tuple(fold(w) for w in title["source"]),
        draft=frozenset(fold(w) for w in title["draft"]),
        rights=tuple(fold(w) for w in title["rights"]),
    )


def shown_capitals(text: str) -> bool:
    """Capitals, or letters that have none: what a cue or a heading is written in."""
    return is_capitals(text) or (text.upper() == text.lower() and any(c.isalpha() for c in text))


# --- words that a line end cuts -------------------------------------------------------------------------


def known_words(texts: Iterable[str]) -> frozenset[str]:
    """The words of a document, folded, as far as no line end cuts them."""
    return frozenset(word for text in texts for word in _HYPHENED.findall(fold(text).rstrip("-")))


def glue(before: str, after: str, known: frozenset[str]) -> str | None:
    """Two lines as one when the first ends inside a word; the hyphen stays unless the word is known without it."""
    head = before.rstrip()
    if not head.endswith("-") or not after[:1].islower() or not head[-2:-1].isalpha():
        return None
    first = _HYPHENED.findall(fold(head[:-1]))
    second = _HYPHENED.findall(fold(after))
    if not first or not second:
        return None
    whole = first[-1] + second[0] in known and f"{first[-1]}-{second[0]}" not in known
    return (head[:-1] if whole else head) + after


# --- rows ---------------------------------------------------------------------------------------------


def pitch_of(lines: Sequence[LaidLine]) -> float:
    """The distance of two lines of one paragraph: the smallest distance that is common in the document."""
    steps: Counter[float] = Counter()
    before: LaidLine | None = None
    for line in sorted(lines, key=lambda each: (each.page, each.top)):
        if before is not None and before.page == line.page and 5 < line.top - before.top < 60:
            steps[round((line.top - before.top) * 2) / 2] += 1
        before = line
    total = sum(steps.values())
    common = [step for step in steps if steps[step] * 8 >= total]
    return min(common) if common else (min(steps) if steps else _LINE)


def rows_of(lines: Sequence[LaidLine], pitch: float) -> tuple[list[Row], list[LeftOut]]:
    """Lines as rows from top to bottom; scene numbers and revision marks of the margins taken out of the words."""
    rows: list[Row] = []
    left_out: list[LeftOut] = []
    before: LaidLine | None = None
    for cells in _same_height(lines, pitch):
        kept, marks = _without_stars(cells)
        left_out += marks
        if not kept:
            continue
        number, main = _without_number(kept)
        gap = None
        if before is not None and before.page == kept[0].page:
            gap = (kept[0].top - before.top) / pitch
        before = kept[0]
        rows.append(Row(_as_one(main), main, gap, number))
    return rows, left_out


def _same_height(lines: Sequence[LaidLine], pitch: float) -> Iterator[tuple[LaidLine, ...]]:
    """Lines of one page whose tops differ by less than a third of a line, from left to right."""
    group: list[LaidLine] = []
    for line in sorted((each for each in lines if each.text.strip()), key=lambda each: (each.page, each.top)):
        if group and (line.page != group[0].page or line.top - group[0].top > pitch * 0.35):
            yield tuple(sorted(group, key=lambda each: each.left))
            group = []
        group.append(line)
    if group:
        yield tuple(sorted(group, key=lambda each: each.left))


def _without_stars(cells: tuple[LaidLine, ...]) -> tuple[tuple[LaidLine, ...], list[LeftOut]]:
    """Asterisks in the right margin mark what a revision changed."""
    kept = list(cells)
    marks: list[LeftOut] = []
    while kept and _STARS.match(kept[-1].text.strip()) and (len(kept) > 1 or kept[-1].left > 430):
        marks.append(LeftOut("revision mark", kept[-1].text.strip(), kept[-1].where))
        kept.pop()
    return tuple(kept), marks


def _without_number(cells: tuple[LaidLine, ...]) -> tuple[str | None, tuple[LaidLine, ...]]:
    """A scene number to the left of a row, to the right, or both."""
    kept = [*_cut_number(cells[0]), *cells[1:]]
    left = kept[0].text.strip() if _is_number(kept[0], kept[1:2]) else None
    if left is not None:
        kept.pop(0)
    right = kept[-1].text.strip() if len(kept) > 1 and _is_number(kept[-1], kept[-2:-1]) else None
    if right is None or left not in (None, right):
        return left.rstrip(".)") if left else None, tuple(kept)
    kept.pop()
    return (right if left else right.rstrip(".)")), tuple(kept)


def _cut_number(line: LaidLine) -> list[LaidLine]:
    """`12-A.  44 RAIN STREET`: a number right before the words is a cell of its own."""
    match = _NUMBERED.match(line.text)
    if match is None or not _SCENE_NUMBER.match(match[1]) or not _heads(match[2]):
        return [line]
    cut = match.start(2)
    middle = line.left + (line.end - line.left) * cut / len(line.text)
    styles = tuple((max(a - cut, 0), b - cut, style) for a, b, style in line.styles if b > cut)
    rest = replace(line, text=match[2], left=middle, styles=styles)
    return [replace(line, text=match[1], right=middle, styles=()), rest]


def _is_number(cell: LaidLine, beside: Sequence[LaidLine]) -> bool:
    return bool(beside) and bool(_SCENE_NUMBER.match(cell.text.strip())) and _heads(beside[0].text)


def _heads(text: str) -> bool:
    return read_heading(text.strip()) is not None or shown_capitals(text)


def _as_one(cells: Sequence[LaidLine]) -> LaidLine:
    """Several lines of a row as one line of words."""
    first = cells[0]
    if len(cells) == 1:
        return first
    text = first.text
    styles = list(first.styles)
    for cell in cells[1:]:
        styles += [(a + len(text) + 1, b + len(text) + 1, style) for a, b, style in cell.styles]
        text = f"{text} {cell.text}"
    notes = tuple(note for cell in cells for note in cell.notes)
    bold = all(cell.bold for cell in cells)
    return replace(first, text=text, right=max(c.end for c in cells), styles=tuple(styles), notes=notes, bold=bold)


# --- furniture ----------------------------------------------------------------------------------------


def without_furniture(rows: Sequence[Row]) -> tuple[list[Row], list[LeftOut]]:
    """Rows without page numbers, repeated headers and footers, `(MORE)` and `CONTINUED`; and these."""
    pages = _pages(rows)
    repeated = _repeated(pages)
    kept: list[Row] = []
    left_out: list[LeftOut] = []
    for page in pages:
        what = _furniture(page, repeated)
        top = True
        for index, row in enumerate(page):
            if index in what:
                left_out.append(LeftOut(what[index], row.line.text.strip(), row.line.where))
            else:
                kept.append(replace(row, gap=None) if top else _regapped(row, page, index, what))
                top = False
    return kept, left_out


def _regapped(row: Row, page: Sequence[Row], index: int, what: dict[int, str]) -> Row:
    """A row below one that was taken out stands as far below the last that was kept."""
    gap = row.gap or 0.0
    while index - 1 in what and (page[index - 1].gap is not None):
        index -= 1
        gap += page[index].gap or 0.0
    return row if gap == row.gap else replace(row, gap=gap)


def _pages(rows: Sequence[Row]) -> list[list[Row]]:
    pages: list[list[Row]] = []
    for row in rows:
        if not pages or pages[-1][0].line.page != row.line.page:
            pages.append([])
        pages[-1].append(row)
    return pages


def _key(row: Row) -> tuple[str, int]:
    """Letters and the height on the page: what makes two headers the same, whatever their numbers."""
    letters = "".join(c for c in fold(row.line.text) if c.isalpha())
    return letters, round(row.line.top / 6)


def _repeated(pages: Sequence[Sequence[Row]]) -> frozenset[tuple[str, int]]:
    """Rows that stand first or last on several pages at the same height, apart from the text."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_key(row) for _, row in _edges(page) if _stands_apart(row, page)})
    least = 2 if len(pages) < 5 else max(3, len(pages) // 5)
    return frozenset(key for key, count in seen.items() if count >= least and key[0])


def _edges(page: Sequence[Row]) -> Iterator[tuple[int, Row]]:
    """The first and last three rows of a page."""
    for index, row in enumerate(page):
        if index < 3 or index >= len(page) - 3:
            yield index, row


def _stands_apart(row: Row, page: Sequence[Row]) -> bool:
    """Nothing that a script itself would have at the edge of many pages."""
    text = row.line.text.strip()
    return not (is_known_transition(text) or read_heading(text) or text.endswith("TO:")) and len(page) > 3


def _furniture(page: Sequence[Row], repeated: frozenset[tuple[str, int]]) -> dict[int, str]:
    """What the page added, by index of its row, from its edges inwards."""
    found: dict[int, str] = {}
    for order in (range(len(page)), range(len(page) - 1, -1, -1)):
        for step, index in enumerate(order):
            what = _what(page[index], page, index, repeated)
            if what is None or step >= 6:
                break
            found[index] = what
    return found


def _what(row: Row, page: Sequence[Row], index: int, repeated: frozenset[tuple[str, int]]) -> str | None:
    text = row.line.text.strip()
    bare = _BARE.sub("", fold(text))
    words = layout_words()
    upper = index < len(page) / 2
    if is_page_number(text) and _loose(page, index, upper=upper):
        return "page number"
    bracketed = text[:1] in "(（[" and text[-1:] in ")）]"
    if bracketed and bare in words.more and not upper:
        return "(MORE)"
    if (
        bare in words.scene_continued
        and (bracketed or text.rstrip(" 0123456789()").endswith(":"))
        and _outer(text, row)
    ):
        return "CONTINUED"
    if _key(row) in repeated and _loose(page, index, upper=upper):
        return "header" if upper else "footer"
    return None


def _outer(text: str, row: Row) -> bool:
    """`CONTINUED:` at an edge, `(CONTINUED)` at the right: not a bracket under a name."""
    return not text.startswith("(") or row.line.left > 300 or text.isupper()


def _loose(page: Sequence[Row], index: int, *, upper: bool) -> bool:
    """Whether more than a line's space lies between this row and the text of the page."""
    if upper:
        return index + 1 >= len(page) or (page[index + 1].gap or 0) > 1.3
    return (page[index].gap or 9) > 1.3


def is_page_number(text: str) -> bool:
    """`12.`, `- 12 -`, `Page 12 of 120`, `xii`."""
    match = _PAGE_NUMBER.match(text.strip())
    if match is None:
        return bool(_ROMAN_PAGE.match(text.strip()))
    return match["word"] is None or fold(match["word"]) in layout_words().page
