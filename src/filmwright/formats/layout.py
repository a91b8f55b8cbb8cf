"""Scripts that show what is what only by where the words stand: printed pages, columns of plain text, indents.

`classify` takes the lines of a document and says what each paragraph is. It learns the document's own columns
(`layout_columns`), takes out what the pages added (`layout_rows`), reads the title page (`layout_title`), and joins
what page ends cut apart. Every paragraph carries how sure this is and which rule decided.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from filmwright.formats.draft import LeftOut, Paragraph
from filmwright.formats.fountain_headings import fold, is_capitals, is_known_transition, read_heading, split_heading
from filmwright.formats.fountain_inline import Style
from filmwright.formats.layout_columns import CLOSE, Columns, column_name, learn
from filmwright.formats.layout_rows import (
    CHARACTER,
    LaidLine,
    Row,
    glue,
    known_words,
    layout_words,
    pitch_of,
    rows_of,
    shown_capitals,
    without_furniture,
)
from filmwright.formats.layout_title import split_title
from filmwright.model.screenplay import ElementKind

__all__ = ["LaidLine", "LaidOut", "classify", "flat_text", "split_cue"]

_BRACKETS = re.compile(r"^(?P<name>[^(（]*+)(?P<ext>(?:[(（][^)）]*+[)）]?+\s*+)*+)$")
_EXTENSION = re.compile(r"[(（]([^)）]*)[)）]?")
_SPEECH: tuple[ElementKind, ...] = ("character", "parenthetical", "dialogue")
_SENTENCE_END = re.compile(r"[.!?…:;。！？\"”’»)\]-]$")


class LaidOut(NamedTuple):
    """What `classify` found. `columned` is false when the document sets names and action at the same edge."""

    paragraphs: tuple[Paragraph, ...]
    left_out: tuple[LeftOut, ...]
    title: tuple[tuple[str, tuple[str, ...]], ...] = ()
    columned: bool = True


def classify(lines: Sequence[LaidLine]) -> LaidOut:
    """What every paragraph of a document is, by where its lines stand.

    Args:
        lines: the printed lines in any order within a page; see `LaidLine` for units.
    """
    if not lines:
        return LaidOut((), (), (), columned=False)
    rows, marks = rows_of(lines, pitch_of(lines))
    body, added = without_furniture(rows)
    title, body = split_title(body)
    columns = learn(body)
    reader = _Reader(columns, _heading_style(body, columns))
    reader.run(body)
    joined, repeats = _joined_pages(reader.blocks)
    known = known_words(row.line.text for row in body)
    paragraphs = tuple(_paragraph(block, columns, known) for block in joined)
    columned = columns.found > 0 or any(p.dual for p in paragraphs)
    return LaidOut(paragraphs, (*marks, *added, *repeats), title, columned=columned)


def flat_text(lines: Sequence[LaidLine]) -> tuple[str, tuple[LeftOut, ...]]:
    """The lines as plain text, without what the pages added: for documents without columns.

    A wider space becomes an empty line, a first line that stands further in keeps its indent, words that a line end
    cuts are one again.
    """
    rows, marks = rows_of(lines, pitch_of(lines))
    body, added = without_furniture(rows)
    if not body:
        return "", (*marks, *added)
    base = learn(body).base
    known = known_words(row.line.text for row in body)
    out: list[str] = []
    for row in body:
        text = row.line.text.strip()
        if out and out[-1]:
            broken = row.gap is None and not _SENTENCE_END.search(out[-1])
            glued = glue(out[-1], text, known)
            if glued is not None and (row.gap is None or row.gap <= CLOSE):
                out[-1] = glued
                continue
            if (row.gap or 9) > CLOSE and not broken:
                out.append("")
        indent = round((row.line.left - base) / CHARACTER)
        out.append(" " * (indent if 2 <= indent <= 8 else 0) + text)
    return "\n".join(out) + "\n", (*marks, *added)


def split_cue(text: str) -> tuple[str, tuple[str, ...]]:
    """A cue line as name and the brackets after it."""
    line = " ".join(text.split()).rstrip(":： ")
    match = _BRACKETS.match(line)
    if match is None or not match["name"].strip():
        return line, ()
    return match["name"].strip(), tuple(e.strip() for e in _EXTENSION.findall(match["ext"]) if e.strip())


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows of one paragraph, what it is, and why."""

    kind: ElementKind
    lines: tuple[LaidLine, ...]
    confidence: float
    reason: str
    number: str | None = None
    dual: str | None = None
    opens: bool = True  # a gap stands before it, or it is the first of its page
    name: str = ""
    extensions: tuple[str, ...] = ()


def _longer(block: _Block, row: Row, confidence: float) -> _Block:
    """A block with one more line."""
    longer = replace(
        block,
        lines=(*block.lines, row.line),
        number=block.number or row.number,
        confidence=min(block.confidence, confidence),
    )
    if block.kind != "character":
        return longer
    name, extensions = split_cue(" ".join(line.text.strip() for line in longer.lines))
    return replace(longer, name=name, extensions=extensions)


class _Guess(NamedTuple):
    kind: ElementKind
    confidence: float
    reason: str


# --- headings by weight and space -----------------------------------------------------------------------


class _HeadingStyle(NamedTuple):
    """How this document sets its scene headings: bold, with more space above, in capitals, listed by bookmarks."""

    bold: bool
    space: float | None
    capitals: bool = True
    listed: bool = False


def _heading_style(rows: Sequence[Row], columns: Columns) -> _HeadingStyle:
    known = [row for row in rows if read_heading(row.line.text) is not None and not columns.indented(row.line.left)]
    others = [row for row in rows if not columns.indented(row.line.left) and (row.gap or 0) > CLOSE]
    bold = len(known) >= 2 and sum(row.line.bold for row in known) * 10 >= len(known) * 8
    plain = not any(
        row.line.bold for row in others if read_heading(row.line.text) is None and not shown_capitals(row.line.text)
    )
    spaces = sorted(row.gap for row in known if row.gap is not None)
    usual = sorted(row.gap for row in others if row.gap is not None and read_heading(row.line.text) is None)
    space = None
    if len(spaces) >= 2 and usual and spaces[len(spaces) // 4] > usual[len(usual) // 2] + 0.4:
        space = spaces[len(spaces) // 4] - 0.2
    capitals = sum(shown_capitals(row.line.text) for row in known) * 10 >= len(known) * 7
    listed = len(known) > 0 and sum(row.line.heading for row in known) * 10 >= len(known) * 6
    return _HeadingStyle(bold=bold and plain, space=space, capitals=capitals, listed=listed)


# --- one row after another ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    columns: Columns
    style: _HeadingStyle
    blocks: list[_Block] = field(default_factory=list[_Block])
    rows: Sequence[Row] = ()

    def run(self, rows: Sequence[Row]) -> None:
        """Walk over the rows once; blocks of two speeches side by side are taken whole."""
        self.rows = rows
        at = 0
        while at < len(rows):
            wide = self._dual(at)
            if wide:
                at += wide
                continue
            self._row(at)
            at += 1

    def _row(self, at: int) -> None:
        row = self.rows[at]
        starts = row.gap is None or row.gap > CLOSE
        guess = self._guess(at, starts=starts)
        last = self.blocks[-1] if self.blocks else None
        if (
            last is not None
            and not starts
            and not self._whole(at)
            and last.dual is None
            and self._goes_on(last, row, guess)
        ):
            self.blocks[-1] = _longer(last, row, guess.confidence)
            return
        name, extensions = split_cue(row.line.text) if guess.kind == "character" else ("", ())
        self.blocks.append(
            _Block(guess.kind, (row.line,), guess.confidence, guess.reason, row.number, None, starts, name, extensions)
        )

    def _whole(self, at: int) -> bool:
        return self.rows[at].line.whole or (at > 0 and self.rows[at - 1].line.whole)

    def _goes_on(self, last: _Block, row: Row, guess: _Guess) -> bool:
        """Whether a row is the next line of the paragraph before it."""
        if guess.kind != last.kind or guess.kind in ("transition", "centered"):
            return False
        if guess.kind == "character":
            return abs(row.line.left - last.lines[-1].left) < 2
        if guess.kind == "parenthetical":
            return not last.lines[-1].text.rstrip().endswith((")", "）"))
        return abs(row.line.left - last.lines[-1].left) < 24 or guess.kind == "dialogue"

    def _guess(self, at: int, *, starts: bool) -> _Guess:
        row = self.rows[at]
        text = row.line.text.strip()
        before = self.blocks[-1].kind if self.blocks else None
        indented = self.columns.indented(row.line.left)
        if self._is_heading(row, text, indented=indented, starts=starts):
            return _Guess("heading", 0.98, "opens like a scene heading")
        if before == "heading" and not starts and not indented and self._heading_goes_on(row, text):
            return _Guess("heading", 0.9, "second line of a scene heading")
        transition = self._transition(at, text, starts=starts)
        if transition is not None:
            return transition
        if indented or (self.columns.found == 0 and row.line.centered):
            return self._indented(at, text, before, starts=starts)
        forced = self._forced_heading(at, text, starts=starts)
        return forced or _Guess("action", 0.95, "starts at the left margin")

    def _is_heading(self, row: Row, text: str, *, indented: bool, starts: bool) -> bool:
        if read_heading(text) is None or (self.style.listed and not row.line.heading):
            return False
        if indented and row.line.left >= self.columns.speech - 8 and not starts:
            return False
        if self.style.capitals and not shown_capitals(text) and text[-1] in ".!?" and len(text.split()) > 5:
            return False
        return starts or row.number is not None or shown_capitals(text) or not indented

    def _heading_goes_on(self, row: Row, text: str) -> bool:
        first = self.blocks[-1].lines[-1]
        return shown_capitals(text) and shown_capitals(first.text) and row.line.left > first.left - 2

    def _transition(self, at: int, text: str, *, starts: bool) -> _Guess | None:
        row = self.rows[at]
        if not starts or len(text) > 40:
            return None
        if not (is_known_transition(text) or (is_capitals(text) and text.endswith("TO:"))):
            return self._far_right(at, text)
        aside = row.line.left > self.columns.cue_high + 20 or row.line.end > self.columns.right - 18
        if not aside and self.columns.in_cue_column(row.line.left, row.line.end) and self._speech_below(at):
            return None
        if aside or text.endswith(":"):
            return _Guess("transition", 0.98, "a transition in capitals" + (" at the right" if aside else ""))
        return None if self.columns.indented(row.line.left) else _Guess("transition", 0.9, "a well-known transition")

    def _far_right(self, at: int, text: str) -> _Guess | None:
        """Capitals (or words with a colon) alone at the right margin, far beyond the names: a transition."""
        row, columns = self.rows[at], self.columns
        far = row.line.left > max(columns.cue_high + 40, (columns.base + columns.right) / 2)
        alone = at + 1 >= len(self.rows) or (self.rows[at + 1].gap or 9) > CLOSE
        if far and alone and (is_capitals(text) or text.endswith(":")) and columns.found:
            return _Guess("transition", 0.8, "alone at the right margin")
        return None

    # -- rows further in than the action

    def _indented(self, at: int, text: str, before: ElementKind | None, *, starts: bool) -> _Guess:
        row = self.rows[at]
        spoken = before in _SPEECH and not starts
        if spoken and (text[:1] in "(（" or self._open_bracket(before)):
            return _Guess("parenthetical", 0.97, "brackets inside a speech")
        cue = self._cue(at, text, starts=starts)
        if cue is not None:
            return cue
        if spoken:
            return _Guess("dialogue", 0.97, "under a name, further in than the action")
        return self._apart(row, text, before)

    def _open_bracket(self, before: ElementKind | None) -> bool:
        return before == "parenthetical" and not self.blocks[-1].lines[-1].text.rstrip().endswith((")", "）"))

    def _cue(self, at: int, text: str, *, starts: bool) -> _Guess | None:
        row, columns = self.rows[at], self.columns
        follows = self._speech_below(at)
        here = columns.in_cue_column(row.line.left, row.line.end)
        name = column_name(text)
        if name is not None and here and (starts or row.line.left > columns.speech + 12):
            if follows:
                return _Guess("character", 0.97, "a name in capitals above a speech")
            alone = not self._is_centered(row) and (at + 1 >= len(self.rows) or self.rows[at + 1].gap is None)
            return _Guess("character", 0.8, "a name in the column of the names") if alone else None
        if not starts or not follows or len(text) > 44:
            return None
        if name is not None and not columns.flush and row.line.left >= columns.speech - 4:
            return _Guess("character", 0.85, "capitals right above a speech")
        tight = here and not columns.in_speech_column(row.line.left) and len(text.split()) <= 4
        below = self.rows[at + 1].line
        said = columns.in_speech_column(below.left) or below.text.lstrip()[:1] in "(（"
        if tight and text[-1] not in ".!?…,;" and said:
            return _Guess("character", 0.75, "stands in the column of the names, above a speech")
        return None

    def _speech_below(self, at: int) -> bool:
        if at + 1 >= len(self.rows):
            return False
        below = self.rows[at + 1]
        if below.gap is None:
            return False
        return (
            below.gap <= CLOSE
            and self.columns.indented(below.line.left)
            and not below.line.left > self.rows[at].line.left + 90
        )

    def _apart(self, row: Row, text: str, before: ElementKind | None) -> _Guess:
        if before in ("dialogue", "parenthetical") and self.columns.in_speech_column(row.line.left):
            bracket = text[:1] in "(（" and text[-1:] in ")）"
            kind: ElementKind = "parenthetical" if bracket else "dialogue"
            return _Guess(kind, 0.75, "goes on in the column of the speeches")
        if text[:1] in "(（" and before in _SPEECH and abs(row.line.left - self.columns.parenthesis) <= 8:
            return _Guess("parenthetical", 0.75, "brackets in their column")
        if self._is_centered(row):
            return _Guess("centered", 0.9, "stands in the middle of the page")
        return _Guess("action", 0.6, "further in than the action, under no name")

    def _is_centered(self, row: Row) -> bool:
        middle = (self.columns.base + self.columns.right) / 2
        here = (row.line.left + row.line.end) / 2
        return row.line.centered or abs(here - middle) < 14 or abs(here - self.columns.middle) < 6

    # -- headings without INT or EXT

    def _forced_heading(self, at: int, text: str, *, starts: bool) -> _Guess | None:
        """A heading that only its look shows; capitals that might be one are doubtful action."""
        row = self.rows[at]
        if starts and row.line.heading:
            return _Guess("heading", 0.97, "the document lists it as a heading")
        if not starts or len(text) > 70 or not any(c.isalpha() for c in text):
            return None
        alone = row.line.whole or at + 1 >= len(self.rows) or (self.rows[at + 1].gap or 9) > CLOSE
        if not alone or text[-1] in ".!?…," or text.endswith("TO:"):
            return None
        guess = self._by_look(at, text)
        if guess is None and is_capitals(text):
            why = "capitals alone at the left margin: a shot, or a scene without INT. or EXT."
            return _Guess("action", 0.7, why)
        return guess

    def _by_look(self, at: int, text: str) -> _Guess | None:
        """A number in the margin, bold type, a time of day, more space above: what scene headings have."""
        row, style = self.rows[at], self.style
        if row.number is not None:
            return _Guess("heading", 0.95, "a scene number stands beside it")
        if style.bold and row.line.bold and (shown_capitals(text) or not text.endswith(".")):
            return _Guess("heading", 0.85, "set in bold like the scene headings")
        if is_capitals(text) and split_heading(text).time_of_day is not None and re.search(r"[-–—,.]", text):
            return _Guess("heading", 0.8, "capitals that end with a time of day")
        spaced = style.space is not None and row.gap is not None and row.gap >= style.space
        if spaced and not style.listed and shown_capitals(text) and self._action_below(at):
            return _Guess("heading", 0.75, "capitals with the space of a scene heading above")
        return None

    def _action_below(self, at: int) -> bool:
        """Whether a paragraph at the left margin comes next, with the usual space."""
        if at + 1 >= len(self.rows):
            return False
        below = self.rows[at + 1]
        return not self.columns.indented(below.line.left) and (below.gap is None or below.gap < (self.style.space or 9))

    # -- two speeches side by side

    def _dual(self, at: int) -> int:
        """How many rows from here hold two speeches side by side; they are taken when there are any."""
        cells = self.rows[at].cells
        if len(cells) != 2 or cells[1].left - cells[0].end < 20:
            return 0
        if not all(self._dual_name(cell, at) for cell in cells):
            return 0
        if at + 1 >= len(self.rows) or (self.rows[at + 1].gap or 9) > CLOSE:
            return 0
        split = self._split(at)
        left: list[LaidLine] = []
        right: list[LaidLine] = []
        count = 0
        for index in range(at, len(self.rows)):
            row = self.rows[index]
            if index > at and (
                (row.gap or 9) > CLOSE or any(c.left < split - 4 < split + 4 < c.end for c in row.cells)
            ):
                break
            for cell in row.cells:
                (left if cell.left < split - 4 else right).append(cell)
            count += 1
        if not left or not right:
            return 0
        self._side(left, "left")
        self._side(right, "right")
        return count

    def _dual_name(self, cell: LaidLine, at: int) -> bool:
        """Whether a cell can be a name: capitals, or a few words that stand further in than the words below."""
        if column_name(cell.text) is not None:
            return True
        short = len(cell.text) <= 30 and cell.text.rstrip()[-1] not in ".!?…,;:"
        below = self.rows[at + 1].cells if at + 1 < len(self.rows) else ()
        return short and any(0 < cell.left - other.left < 120 for other in below)

    def _split(self, at: int) -> float:
        """Where the right column starts: its leftmost line over the rows that have two cells."""
        edge = self.rows[at].cells[1].left
        for index in range(at + 1, len(self.rows)):
            row = self.rows[index]
            if (row.gap or 9) > CLOSE:
                break
            if len(row.cells) == 2:
                edge = min(edge, row.cells[1].left)
        return edge

    def _side(self, lines: Sequence[LaidLine], side: str) -> None:
        name, extensions = split_cue(lines[0].text)
        reason = "two speeches side by side"
        self.blocks.append(_Block("character", (lines[0],), 0.95, reason, dual=side, name=name, extensions=extensions))
        for line in lines[1:]:
            last = self.blocks[-1]
            open_bracket = last.kind == "parenthetical" and not last.lines[-1].text.rstrip().endswith((")", "）"))
            bracket = open_bracket or line.text.lstrip()[:1] in "(（"
            kind: ElementKind = "parenthetical" if bracket else "dialogue"
            if last.kind == kind and (kind == "dialogue" or open_bracket):
                self.blocks[-1] = replace(last, lines=(*last.lines, line))
            else:
                self.blocks.append(_Block(kind, (line,), 0.95, reason, dual=side, opens=False))


# --- what page ends cut apart ---------------------------------------------------------------------------


def _joined_pages(blocks: Sequence[_Block]) -> tuple[list[_Block], list[LeftOut]]:
    """Speeches and paragraphs that go on over a page are one again; names repeated there are left out."""
    out: list[_Block] = []
    left_out: list[LeftOut] = []
    speaker = ""
    for block in blocks:
        turned = bool(out) and block.lines[0].page != out[-1].lines[-1].page
        if block.kind == "character":
            again = turned and out[-1].kind in ("dialogue", "parenthetical") and fold(block.name) == speaker
            if again and any(_continued(e) for e in block.extensions):
                left_out.append(
                    LeftOut("name repeated over the page", block.lines[0].text.strip(), block.lines[0].where)
                )
                continue
            speaker = fold(block.name)
        if turned and _runs_over(out[-1], block):
            out[-1] = replace(out[-1], lines=(*out[-1].lines, *block.lines))
        else:
            out.append(block)
    return out, left_out


def _continued(extension: str) -> bool:
    return fold(extension).strip(". ") in layout_words().continued


def _runs_over(last: _Block, block: _Block) -> bool:
    """Whether a paragraph at the top of a page is the rest of the one before the page end."""
    if last.kind != block.kind or last.lines[-1].whole or block.lines[0].whole:
        return False
    if block.kind == "dialogue":
        return last.dual is None
    if block.kind != "action":
        return False
    ended = bool(_SENTENCE_END.search(last.lines[-1].text.rstrip()))
    return not ended or block.lines[0].text.lstrip()[:1].islower()


# --- paragraphs -----------------------------------------------------------------------------------------


def _paragraph(block: _Block, columns: Columns, known: frozenset[str]) -> Paragraph:
    where = block.lines[0].where
    notes = tuple(note for line in block.lines for note in line.notes)
    if block.kind == "character":
        return Paragraph(
            "character",
            block.name,
            notes=notes,
            extensions=block.extensions,
            dual=block.dual,
            confidence=block.confidence,
            reason=block.reason,
            place=where,
        )
    text, styles = _text_of(block, columns, known)
    if block.kind == "heading":
        styles = ()
    return Paragraph(
        block.kind,
        text,
        emphasis=styles,
        notes=notes,
        scene_number=block.number,
        confidence=block.confidence,
        reason=block.reason,
        place=where,
    )


def _text_of(block: _Block, columns: Columns, known: frozenset[str]) -> tuple[str, tuple[tuple[int, int, Style], ...]]:
    """The words of a block: lines joined by a blank, or by a line end where the writer ended the line."""
    text = ""
    styles: list[tuple[int, int, Style]] = []
    edge = _edge(block, columns)
    for index, line in enumerate(block.lines):
        plain = line.text.strip()
        glued = glue(text, plain, known) if index else None
        if glued is not None:
            text = glued[: len(glued) - len(plain)]
        elif index:
            text += _between(block.lines[index - 1], plain, edge, block.kind)
        shift = len(text) - (len(line.text) - len(line.text.lstrip()))
        top = len(text) + len(plain)
        for start, end, style in line.styles:
            styles.append((max(start + shift, len(text)), min(end + shift, top), style))
        text += plain
    return text, tuple(_merged([(a, b, style) for a, b, style in styles if b > a], text))


def _edge(block: _Block, columns: Columns) -> float:
    """How far to the right lines of this block may reach."""
    if block.kind == "action":
        return columns.right
    own = max(line.end for line in block.lines)
    return max(own, columns.speech_right) if block.kind == "dialogue" and block.dual is None else own


def _between(line: LaidLine, after: str, edge: float, kind: ElementKind) -> str:
    """A line end where the next word would have found room on the line, else a blank."""
    width = (line.end - line.left) / max(len(line.text.strip()), 1)
    room = edge - line.end - width * (len(after.split(maxsplit=1)[0]) + 1)
    if room > width * 2 and kind in ("action", "dialogue"):
        return "\n"
    caseless = (
        line.text.strip()[-1:].upper() == line.text.strip()[-1:].lower() and ord(line.text.strip()[-1:] or " ") > 0x2E80
    )
    return "" if caseless else " "


def _merged(styles: Sequence[tuple[int, int, Style]], text: str) -> list[tuple[int, int, Style]]:
    """Ranges of one style with only blanks between them as one range."""
    out: list[tuple[int, int, Style]] = []
    for start, end, style in sorted(styles, key=lambda each: (each[2], each[0])):
        if out and out[-1][2] == style and not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], end, style)
        else:
            out.append((start, end, style))
    return sorted(out)
