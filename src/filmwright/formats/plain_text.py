"""A screenplay as plain text in the columns of the printed page, without page furniture.

One long page: no page numbers, no `(MORE)`. A page break of the writer's is a form feed. Reading the text again gives
the same scenes, cues and words.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from filmwright.formats.line_breaks import columns
from filmwright.formats.pagination import LETTER, PageLine, paginate
from filmwright.formats.title_page import title_lines
from filmwright.model.screenplay import Screenplay

__all__ = ["LEFT_MARGIN", "write"]

LEFT_MARGIN = 10
"""Empty columns at the left, so that scene numbers have a place."""
_ENDLESS = 10**9
_NUMBER = 3
_RIGHT_NUMBER = LEFT_MARGIN + 62


def write(screenplay: Screenplay, *, notes: bool = False) -> bytes:
    """The text in UTF-8 with line feeds; title page, then the script."""
    paper = replace(LETTER, rows=_ENDLESS)
    pages = [_page(page.lines) for page in paginate(screenplay, paper, notes=notes).pages]
    title = _page(title_lines(screenplay))
    return ("\n\f\n".join(text for text in [title, *pages] if text) + "\n").encode()


def _page(lines: tuple[PageLine, ...]) -> str:
    rows: list[str] = []
    for row, group in groupby(sorted(lines, key=lambda line: (line.row, line.column)), key=lambda line: line.row):
        rows.extend("" for _ in range(row - len(rows)))
        rows.append(_row(group))
    return "\n".join(rows)


def _row(lines: Iterator[PageLine]) -> str:
    out = ""
    for line in lines:
        if line.scene_number:
            out = _padded(out, _NUMBER) + line.scene_number
        out = _padded(out, LEFT_MARGIN + line.column) + line.text
        if line.scene_number:
            out = _padded(out, _RIGHT_NUMBER) + line.scene_number
    return out


def _padded(text: str, column: int) -> str:
    """The text filled with blanks up to a column; one blank when it is already longer."""
    if not text:
        return " " * column
    return text + " " * max(1, column - columns(text))
