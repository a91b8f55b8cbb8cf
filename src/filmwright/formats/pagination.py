"""The page of a screenplay: which words stand on which line of which page, and how long each scene is.

Courier 12 point is ten letters and six lines to the inch. On US Letter with an inch above and below that is 54 lines;
on A4, 58. The left margin is an inch and a half for the binding; action runs sixty letters to the right margin.

Rules and where they come from:

* Columns: action from 1.5", dialogue from 2.5" (35 letters), parentheticals from 3.1", names from 3.7", transitions
  against the right margin (Cole and Haag, *The Complete Guide to Standard Script Formats*).
* A page never ends with a scene heading or with a name, and never begins with a transition; a paragraph breaks only
  between sentences with two lines on either side; a speech that breaks ends with `(MORE)` and goes on under the name
  with `(CONT'D)` (the same book; scriptwritingsecrets.com, "Page Break Rules").
* Where the next sentence end would leave more than a third of the page white, a paragraph breaks between lines after
  all, still two lines on either side (the rule of German production offices).
* Scenes are measured in eighths of a page, about an inch each, never less than one (Gates, *Scheduling and Budgeting
  Your Film*). Halves stay four eighths: `1 4/8`.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from filmwright.formats.fountain_inline import Style
from filmwright.formats.line_breaks import columns, sentence_starts, wrap
from filmwright.model.breakdown import PaperName
from filmwright.model.screenplay import Element, Scene, Screenplay

__all__ = [
    "A4",
    "LETTER",
    "PAPERS",
    "ElementPlace",
    "Page",
    "PageLine",
    "Pagination",
    "Paper",
    "ScenePlace",
    "eighths_text",
    "paginate",
]

LineKind = Literal[
    "heading", "action", "character", "parenthetical", "dialogue", "lyrics", "transition", "centered", "note",
    "more", "continued",
]  # fmt: skip
Where = tuple[int, int]
"""Scene (from 0; -1 before the first) and element in it (-1 is the heading)."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet: width and height in points (1/72 inch), and how many lines its text has."""

    name: PaperName
    width: float
    height: float
    rows: int


LETTER = Paper("letter", 612.0, 792.0, 54)
A4 = Paper("a4", 595.28, 841.89, 58)
PAPERS = {"letter": LETTER, "a4": A4}


@dataclass(frozen=True, slots=True)
class PageLine:
    """One printed line: its row from the top of the text (0), its column from the left margin (0), its words.

    `emphasis` counts in `text`. `where` is the element it comes from. Kinds `more` and `continued` are put there by
    the page break and are nobody's words. `scene_number` stands on the first line of a numbered heading.
    """

    row: int
    column: int
    text: str
    kind: LineKind
    where: Where
    emphasis: tuple[tuple[int, int, Style], ...] = ()
    scene_number: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number, its lines in reading order, and how many rows are used from the top."""

    number: int
    lines: tuple[PageLine, ...]
    used: int


@dataclass(frozen=True, slots=True)
class ElementPlace:
    """Where an element begins and ends, and how many lines it has."""

    page: int
    row: int
    last_page: int
    last_row: int
    lines: int


@dataclass(frozen=True, slots=True)
class ScenePlace:
    """Where a scene begins and its length, in lines and in eighths of a page (at least one)."""

    scene_id: str
    page: int
    row: int
    lines: int
    eighths: int


@dataclass(frozen=True, slots=True)
class Pagination:
    """A screenplay on paper."""

    paper: Paper
    pages: tuple[Page, ...]
    scenes: tuple[ScenePlace, ...]
    places: dict[Where, ElementPlace] = field(repr=False)


def paginate(screenplay: Screenplay, paper: Paper = LETTER, *, notes: bool = False) -> Pagination:
    """Lay a screenplay out on pages; with `notes`, the writer's notes are printed too."""
    blocks = _blocks(screenplay, notes=notes)
    press = _Press(paper.rows, tuple(piece for block in blocks for piece in _tamed(block)))
    press.run()
    pages = tuple(Page(at + 1, tuple(s.lines), s.used) for at, s in enumerate(press.sheets))
    return Pagination(paper, pages, _scene_places(screenplay, press, paper.rows), _element_places(pages))


def eighths_text(eighths: int) -> str:
    """A length as schedules write it: `3/8`, `1`, `2 4/8`."""
    whole, rest = divmod(eighths, 8)
    if not rest:
        return str(whole)
    return f"{whole} {rest}/8" if whole else f"{rest}/8"


# --- the columns --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Column:
    indent: int
    width: int
    align: Literal["left", "right", "center"] = "left"
    hang: int = 0


_FULL = _Column(0, 60)
_COLUMNS: dict[LineKind, _Column] = {
    "heading": _FULL,
    "action": _FULL,
    "note": _FULL,
    "centered": _Column(0, 60, "center"),
    "transition": _Column(0, 60, "right"),
    "character": _Column(22, 38),
    "more": _Column(22, 38),
    "continued": _Column(22, 38),
    "parenthetical": _Column(16, 25, hang=1),
    "dialogue": _Column(10, 35),
    "lyrics": _Column(10, 35),
}
_DUAL: dict[LineKind, _Column] = {
    "character": _Column(9, 19),
    "parenthetical": _Column(3, 23, hang=1),
    "dialogue": _Column(0, 28),
    "lyrics": _Column(0, 28),
}
_DUAL_RIGHT = 31
_GAPS = {"heading": 2}  # empty lines before a scene heading; one before everything else
_SPOKEN = ("parenthetical", "dialogue", "lyrics")
_LONG = 12_000  # letters: four pages without a break
_PIECE = 40  # lines


# --- paragraphs and blocks ----------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _ranges(text: str, width: int) -> tuple[tuple[int, int], ...]:
    return tuple(wrap(text, width))


@dataclass(frozen=True, slots=True)
class _Para:
    """Words to be set in a column."""

    kind: LineKind
    text: str
    where: Where
    column: _Column
    emphasis: tuple[tuple[int, int, Style], ...] = ()
    scene_number: str | None = None

    def ranges(self) -> tuple[tuple[int, int], ...]:
        return _ranges(self.text, self.column.width - self.column.hang)

    def rows(self) -> int:
        return len(self.ranges())

    def set(self, row: int) -> Iterator[PageLine]:
        """The lines of the paragraph, the first at `row`."""
        for at, (start, end) in enumerate(self.ranges()):
            text = self.text[start:end]
            lead = len(text) - len(text.lstrip(" "))
            ranges: tuple[tuple[int, int, Style], ...] = tuple(
                (max(a, start) - start, min(b, end) - start, style)
                for a, b, style in self.emphasis
                if max(a, start) < min(b, end)
            )
            moved: tuple[tuple[int, int, Style], ...] = tuple(
                (max(0, a - lead), b - lead, style) for a, b, style in ranges if b > lead
            )
            column = self._start(text) + lead + (self.column.hang if at else 0)
            number = self.scene_number if at == 0 else None
            yield PageLine(row + at, column, text[lead:], self.kind, self.where, moved, number)

    def _start(self, text: str) -> int:
        room = self.column.width - columns(text)
        shift = {"left": 0, "right": room, "center": room // 2}[self.column.align]
        return self.column.indent + max(0, shift)

    def split(self, offset: int) -> tuple["_Para", "_Para"]:
        head = self.text[:offset].rstrip()
        tail = self.text[offset:].lstrip()
        shift = len(self.text) - len(tail)
        before = tuple((a, min(b, len(head)), s) for a, b, s in self.emphasis if a < len(head))
        after = tuple((max(0, a - shift), b - shift, s) for a, b, s in self.emphasis if b > shift)
        return replace(self, text=head, emphasis=before), replace(self, text=tail, emphasis=after, scene_number=None)


BlockKind = Literal["heading", "shot", "action", "speech", "dual", "transition", "break"]


@dataclass(frozen=True, slots=True)
class _Block:
    """Paragraphs that stand without empty lines between them; of a dual block, `right` is the second column."""

    kind: BlockKind
    paras: tuple[_Para, ...] = ()
    right: tuple[_Para, ...] = ()
    gap: int = 1

    @property
    def height(self) -> int:
        return max(sum(p.rows() for p in self.paras), sum(p.rows() for p in self.right))

    def lines(self, row: int) -> Iterator[PageLine]:
        for paras in (self.paras, self.right):
            at = row
            for para in paras:
                yield from para.set(at)
                at += para.rows()


def _blocks(screenplay: Screenplay, *, notes: bool) -> Iterator[_Block]:
    yield from _element_blocks(screenplay.preamble, -1, notes=notes)
    for at, scene in enumerate(screenplay.scenes):
        yield _heading(scene, at)
        if notes:
            yield from (_note(text, (at, -1)) for text in scene.heading.notes)
        yield from _element_blocks(scene.elements, at, notes=notes)


def _heading(scene: Scene, at: int) -> _Block:
    para = _para("heading", scene.heading, (at, -1), _FULL)
    return _Block("heading", (replace(para, scene_number=scene.scene_number),), gap=_GAPS["heading"])


def _para(kind: LineKind, element: Element, where: Where, column: _Column) -> _Para:
    text = element.text.expandtabs(4) if "\t" in element.text and not element.emphasis else element.text
    return _Para(kind, text, where, column, tuple((e.start, e.end, e.style) for e in element.emphasis))


def _note(text: str, where: Where) -> _Block:
    return _Block("action", (_Para("note", f"[{text}]", where, _FULL, ((0, len(text) + 2, "italic"),)),))


def _element_blocks(elements: Sequence[Element], scene: int, *, notes: bool) -> Iterator[_Block]:
    at = 0
    while at < len(elements):
        element = elements[at]
        if element.kind == "character":
            speech, after = _speech(elements, at, scene, _COLUMNS)
            second = _dual_after(elements, at, after)
            if second is not None:
                left, _ = _speech(elements, at, scene, _DUAL)
                right, after = _speech(elements, second, scene, _DUAL)
                yield _Block("dual", left, tuple(_moved_right(p) for p in right))
            else:
                yield _Block("speech", speech)
            if notes:
                yield from (_note(n, (scene, i)) for i in range(at, after) for n in _all_notes(elements[i]))
            at = after
            continue
        block = _single(element, (scene, at))
        if block is not None:
            yield block
        if notes:
            yield from (_note(n, (scene, at)) for n in _all_notes(element))
        at += 1


def _all_notes(element: Element) -> tuple[str, ...]:
    return (element.text,) if element.kind == "note" and element.text else element.notes


def _moved_right(para: _Para) -> _Para:
    return replace(para, column=replace(para.column, indent=para.column.indent + _DUAL_RIGHT))


def _dual_after(elements: Sequence[Element], first: int, after: int) -> int | None:
    """The cue of the speech on the right, when the one at `first` stands on the left."""
    if elements[first].dual != "left":
        return None
    while after < len(elements) and elements[after].kind in ("note", "boneyard"):
        after += 1
    found = after < len(elements) and elements[after].kind == "character" and elements[after].dual == "right"
    return after if found else None


def _speech(
    elements: Sequence[Element], first: int, scene: int, layout: dict[LineKind, _Column]
) -> tuple[tuple[_Para, ...], int]:
    """The paragraphs of a speech and the index of what follows it."""
    paras = [_para("character", elements[first], (scene, first), layout["character"])]
    at = first + 1
    while at < len(elements) and elements[at].kind in (*_SPOKEN, "note", "boneyard"):
        kind = elements[at].kind
        if kind in ("parenthetical", "dialogue", "lyrics") and elements[at].text.strip():
            paras.append(_para(kind, elements[at], (scene, at), layout[kind]))
        elif kind in ("note", "boneyard") and not _spoken_follows(elements, at):
            break
        at += 1
    return tuple(paras), at


def _spoken_follows(elements: Sequence[Element], at: int) -> bool:
    while at < len(elements) and elements[at].kind in ("note", "boneyard"):
        at += 1
    return at < len(elements) and elements[at].kind in _SPOKEN


def _single(element: Element, where: Where) -> _Block | None:
    """The block of an element that stands for itself; None for what is not printed."""
    match element.kind:
        case "page_break":
            return _Block("break")
        case "section" | "synopsis" | "note" | "boneyard":
            return None
        case "transition":
            # `FADE IN:` comes from nowhere: it stands at the left
            column = _FULL if where[0] < 0 else _COLUMNS["transition"]
            return _Block("transition", (_para("transition", element, where, column),))
        case "heading" | "character":
            return None
        case kind:
            if not element.text.strip():
                return None
            block = _Block("action", (_para(kind, element, where, _COLUMNS[kind]),))
            return replace(block, kind="shot") if _is_shot(element) else block


def _is_shot(element: Element) -> bool:
    """A line of capitals such as `INSERT - THE LEDGER`: it belongs to what follows."""
    text = element.text
    capitals = any(c.isalpha() for c in text) and not any(c.islower() for c in text)
    return element.kind == "action" and capitals and "\n" not in text and len(text) < 60 and text[-1] not in ".!?…"


def _tamed(block: _Block) -> Iterator[_Block]:
    """A block; one of many pages in pieces of forty lines, so that breaking it stays linear in its length."""
    if sum(len(p.text) for p in (*block.paras, *block.right)) < _LONG:
        yield block
        return
    if block.kind == "dual":
        left, right = (tuple(piece for para in side for piece in _chopped(para)) for side in (block.paras, block.right))
        yield replace(block, paras=left, right=right)
        return
    pieces = [piece for para in block.paras for piece in _chopped(para)]
    first = 2 if block.kind == "speech" else 1
    yield replace(block, paras=tuple(pieces[:first]))
    yield from (_Block("action", (piece,), gap=0) for piece in pieces[first:])


def _chopped(para: _Para) -> Iterator[_Para]:
    """A paragraph in pieces of forty of its lines."""
    ranges = para.ranges()
    cuts = [ranges[at][0] for at in range(0, len(ranges), _PIECE)]
    emphasis: list[list[tuple[int, int, Style]]] = [[] for _ in cuts]
    for start, end, style in para.emphasis:
        for at in range(bisect_right(cuts, start) - 1, bisect_right(cuts, max(start, end - 1))):
            emphasis[at].append((max(0, start - cuts[at]), end - cuts[at], style))
    for at, start in enumerate(cuts):
        stop = cuts[at + 1] if at + 1 < len(cuts) else len(para.text)
        text = para.text[start:stop].rstrip()
        styled = tuple((a, min(b, len(text)), s) for a, b, s in emphasis[at] if a < len(text))
        yield replace(para, text=text, emphasis=styled, scene_number=para.scene_number if at == 0 else None)


# --- the press ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Sheet:
    lines: list[PageLine] = field(default_factory=list[PageLine])
    used: int = 0
    forced: bool = False  # ended by a page break of the writer's


@dataclass(slots=True)
class _Press:
    """Puts blocks on sheets, one after the other."""

    rows: int
    blocks: tuple[_Block, ...]
    sheets: list[_Sheet] = field(default_factory=lambda: [_Sheet()])

    def run(self) -> None:
        rest: _Block | None = None
        at = 0
        while at < len(self.blocks):
            block = rest or self.blocks[at]
            rest = self._place(block, at)
            at += rest is None

    def _place(self, block: _Block, at: int) -> _Block | None:
        """Put as much of a block on this sheet as belongs there; the rest of it, or None."""
        sheet = self.sheets[-1]
        if block.kind == "break":
            if sheet.used:
                sheet.forced = True
                self.sheets.append(_Sheet())
            return None
        room = self.rows - sheet.used - (block.gap if sheet.used else 0)
        if self._whole(block, at, room):
            self._put(block)
            return None
        halves = _split(block, room, self.rows)
        if halves is not None:
            self._put(halves[0])
            self.sheets.append(_Sheet())
            return halves[1]
        if sheet.used:
            self.sheets.append(_Sheet())
            return block
        if block.height <= room:  # its company does not fit on any page
            self._put(block)
            return None
        head, tail = _cut(block, room)
        self._put(head)
        self.sheets.append(_Sheet())
        return tail

    def _put(self, block: _Block) -> None:
        sheet = self.sheets[-1]
        row = sheet.used + (block.gap if sheet.used else 0)
        sheet.lines.extend(block.lines(row))
        sheet.used = row + block.height

    def _whole(self, block: _Block, at: int, room: int) -> bool:
        """Whether a block fits with what must stand with it: a heading's first lines, the transition after it.

        Only when another heading follows at the top of the next page may a heading end a page.
        """
        left = room - block.height
        if left < 0:
            return False
        if at + 1 >= len(self.blocks):
            return True
        following = self.blocks[at + 1]
        if block.kind in ("heading", "shot") and following.kind != block.kind:
            return self._starts(following, at + 1, left - following.gap)
        if following.kind == "transition":
            return following.height + following.gap <= left
        return True

    def _starts(self, block: _Block, at: int, room: int) -> bool:
        if block.kind in ("break", "heading"):
            return True
        if room <= 0:
            return False
        return self._whole(block, at, room) or _split(block, room, self.rows) is not None


def _split(block: _Block, room: int, page: int) -> tuple[_Block, _Block] | None:
    """Two blocks of which the first fits into `room` rows, broken as the rules allow; None when they do not."""
    if room < 2:
        return None
    forced = room > page // 3 or block.height > page
    if block.kind == "action":
        return _split_action(block, room, forced=forced)
    if block.kind == "speech":
        return _split_speech(block, room, forced=forced)
    return None


def _offsets(para: _Para, room: int, *, forced: bool) -> Iterator[int]:
    """Where a paragraph may break so that its first part has at most `room` lines: best first."""
    ranges = para.ranges()
    limit = ranges[room][0] if room < len(ranges) else len(para.text)
    yield from (s for s in reversed(sentence_starts(para.text)) if s <= limit)
    if forced:
        yield from (start for start, _ in reversed(ranges[1:]) if start <= limit)


def _split_action(block: _Block, room: int, *, forced: bool) -> tuple[_Block, _Block] | None:
    para = block.paras[0]
    for offset in _offsets(para, room, forced=forced):
        head, tail = para.split(offset)
        if 2 <= head.rows() <= room and tail.rows() >= 2:
            return replace(block, paras=(head,)), replace(block, paras=(tail,))
    return None


def _split_speech(block: _Block, room: int, *, forced: bool) -> tuple[_Block, _Block] | None:
    cue, *parts = block.paras
    room -= cue.rows() + 1  # the name above and `(MORE)` below
    for head, tail in _speech_breaks(parts, room, forced=forced):
        said = sum(p.rows() for p in head)
        spoken = sum(p.rows() for p in head if p.kind != "parenthetical")
        if said <= room and spoken >= 2 and sum(p.rows() for p in tail) >= 2:
            more = _Para("more", "(MORE)", cue.where, _COLUMNS["more"])
            again = replace(_continued(cue), emphasis=())
            return replace(block, paras=(cue, *head, more)), replace(block, paras=(again, *tail))
    return None


def _speech_breaks(
    parts: Sequence[_Para], room: int, *, forced: bool
) -> Iterator[tuple[tuple[_Para, ...], tuple[_Para, ...]]]:
    """Ways to break a speech, the latest first: before a parenthetical or a paragraph, or between sentences."""
    before = [0]
    for part in parts:
        before.append(before[-1] + part.rows())
    for at in reversed(range(len(parts))):
        if before[at] > room:
            continue
        part = parts[at]
        if part.kind != "parenthetical":
            for offset in _offsets(part, room - before[at], forced=forced):
                head, tail = part.split(offset)
                yield (*parts[:at], head), (tail, *parts[at + 1 :])
        if at and parts[at - 1].kind != "parenthetical":
            yield tuple(parts[:at]), tuple(parts[at:])


def _continued(cue: _Para) -> _Para:
    done = "CONT" in cue.text.upper().rpartition("(")[2] if cue.text.endswith(")") else False
    return replace(cue, kind="continued", text=cue.text if done else f"{cue.text} (CONT'D)")


def _cut(block: _Block, room: int) -> tuple[_Block, _Block]:
    """A block longer than any page, cut after so many rows."""
    left = _cut_paras(block.paras, room)
    right = _cut_paras(block.right, room)
    return replace(block, paras=left[0], right=right[0]), replace(block, paras=left[1], right=right[1])


def _cut_paras(paras: Sequence[_Para], room: int) -> tuple[tuple[_Para, ...], tuple[_Para, ...]]:
    used = 0
    for at, para in enumerate(paras):
        ranges = para.ranges()
        if used + len(ranges) > room:
            if used == room:
                return tuple(paras[:at]), tuple(paras[at:])
            head, tail = para.split(ranges[room - used][0])
            return (*paras[:at], head), (tail, *paras[at + 1 :])
        used += len(ranges)
    return tuple(paras), ()


# --- what stands where --------------------------------------------------------------------------------


def _element_places(pages: Sequence[Page]) -> dict[Where, ElementPlace]:
    found: dict[Where, ElementPlace] = {}
    for page in pages:
        for line in page.lines:
            if line.kind in ("more", "continued", "note"):
                continue
            old = found.get(line.where)
            if old is None:
                found[line.where] = ElementPlace(page.number, line.row, page.number, line.row, 1)
            else:
                found[line.where] = replace(old, last_page=page.number, last_row=line.row, lines=old.lines + 1)
    return found


def _scene_places(screenplay: Screenplay, press: _Press, rows: int) -> tuple[ScenePlace, ...]:
    """Scenes with their lengths.

    A scene reaches to the next heading, empty lines included; white left at the foot of a page by the rules of
    breaking counts, white left by the writer's own page break or by the end does not. What stands before the first
    heading (`FADE IN:`) counts for the first scene.
    """
    last = len(press.sheets) - 1
    ends = [s.used if s.forced or at == last else rows for at, s in enumerate(press.sheets)]
    starts: dict[int, tuple[int, int]] = {}
    for page, sheet in enumerate(press.sheets):
        for line in sheet.lines:
            if line.kind == "heading":
                starts.setdefault(line.where[0], (page, line.row))
    firsts = [starts[at] for at in range(len(screenplay.scenes))]
    before = [0]
    for end in ends:
        before.append(before[-1] + end)
    edges = [before[page] + row for page, row in firsts]
    edges = [0, *edges[1:], before[-1]] if edges else []
    return tuple(
        ScenePlace(scene.scene_id, page + 1, row, edges[at + 1] - edges[at], _eighths(edges[at + 1] - edges[at], rows))
        for at, (scene, (page, row)) in enumerate(zip(screenplay.scenes, firsts, strict=True))
    )


def _eighths(lines: int, rows: int) -> int:
    """Lines as eighths of a page: to the nearest, at least one."""
    return max(1, (lines * 16 + rows) // (2 * rows))
