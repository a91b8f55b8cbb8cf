"""A screenplay as a PDF in the layout of the industry, line for line as `pagination` sets it.

Courier Prime 12 point, title page, page numbers from the second page on, scene numbers in both margins, bookmarks for
the scenes. Fonts are embedded; text can be selected and searched in reading order. A letter that no font has is
reported by name, never drawn as a box.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from filmwright.errors import UserError
from filmwright.fonts import missing
from filmwright.formats.line_breaks import columns
from filmwright.formats.pagination import LETTER, Page, PageLine, Pagination, Paper, paginate
from filmwright.formats.title_page import title_lines
from filmwright.formats.typeset import typeset_packaged
from filmwright.model.screenplay import Screenplay
from filmwright.packaged import packaged_table

__all__ = ["undrawable", "write"]

_POINTS = 7.2  # one column: ten letters to the inch
_LEADING = 12.0  # one row: six lines to the inch
_LEFT = 108.0  # the left margin, an inch and a half
_TOP = 72.0
_NUMBER_LEFT = 57.6  # scene number, eight tenths of an inch from the edge
_NUMBER_RIGHT = _LEFT + 61 * _POINTS
_PAGE_NUMBER = _LEFT + 60 * _POINTS  # right edge of the page number, half an inch from the top
_FACE = "Courier Prime"
_OTHER_FACE = "DejaVu Sans Mono"

Row = list[object]
"""What the sheet draws: left edge, top edge, pieces of text as [words, style letters], and a bookmark or None."""


def write(screenplay: Screenplay, paper: Paper = LETTER, *, notes: bool = False, font: Path | None = None) -> bytes:
    """The screenplay as a PDF; the same screenplay gives the same bytes.

    Args:
        screenplay: the script.
        paper: US Letter or A4.
        notes: whether the writer's notes are printed, in italics.
        font: a font file for letters that Courier Prime and DejaVu Sans Mono do not have.

    Raises:
        UserError: a letter that no font can draw, with its name and where it stands; or the font cannot be read.
    """
    script = paginate(screenplay, paper, notes=notes)
    title = title_lines(screenplay, paper)
    faces = [_FACE, _OTHER_FACE]
    if font is not None:
        faces.append(_family(font))
    _check(script, title, font)
    pages = [[_row(line) for line in title]] if title else []
    pages += [_sheet(page) for page in script.pages]
    data = {
        "title": screenplay.title_value("title") or "",
        "author": screenplay.title_value("author") or screenplay.title_value("authors") or "",
        "language": screenplay.language,
        "width": paper.width,
        "height": paper.height,
        "faces": faces,
        "pages": pages,
    }
    return typeset_packaged("screenplay_pdf.typ", data, font=font)


def _sheet(page: Page) -> list[Row]:
    rows: list[Row] = []
    if page.number > 1:
        number = f"{page.number}."
        rows.append([_PAGE_NUMBER - len(number) * _POINTS, _TOP / 2, [[number, ""]], None])
    for line in page.lines:
        if line.scene_number:
            left = min(_NUMBER_LEFT, _LEFT - (columns(line.scene_number) + 1) * _POINTS)
            rows.append([max(0.0, left), _top(line), [[line.scene_number, ""]], None])
        rows.append(_row(line))
        if line.scene_number:
            rows.append([_NUMBER_RIGHT, _top(line), [[line.scene_number, ""]], None])
    return rows


def _top(line: PageLine) -> float:
    return _TOP + line.row * _LEADING


def _row(line: PageLine) -> Row:
    bookmark = line.text if line.kind == "heading" else None
    return [round(_LEFT + line.column * _POINTS, 2), _top(line), _styled(line), bookmark]


def _styled(line: PageLine) -> list[list[str]]:
    """The line in pieces of one style: `b`, `i`, `u` and their combinations."""
    song: tuple[tuple[int, int, str], ...] = ((0, len(line.text), "italic"),) if line.kind == "lyrics" else ()
    ranges = (*line.emphasis, *song)
    edges = sorted({0, len(line.text), *(edge for a, b, _ in ranges for edge in (a, b))})
    pieces: list[list[str]] = []
    for start, end in pairwise(edges):
        style = "".join(sorted({s[0] for a, b, s in ranges if a <= start and end <= b}))
        pieces.append([line.text[start:end], style])
    return pieces


# --- letters and fonts --------------------------------------------------------------------------------


def undrawable(text: str, font: Path | None = None) -> tuple[str, ...]:
    """Letters of a text that no font of the sheet has, each once, in order of appearance."""
    ranges = _other_ranges()
    left = [c for c in missing(text, "courier") if not any(a <= ord(c) <= b for a, b in ranges)]
    if font is None or not left:
        return tuple(left)
    return tuple(c for c in left if not _draws(font, c))


@cache
def _other_ranges() -> tuple[tuple[int, int], ...]:
    table = packaged_table("filmwright.fonts", "dejavu_mono.toml")
    return tuple((first, last) for first, last in table["ranges"])


def _draws(font: Path, sign: str) -> bool:
    """Whether a font file has a letter: it looks other than what the font draws for no letter at all."""
    return _drawn(font, sign) not in (_drawn(font, "\ufdd0"), _drawn(font, " "))


def _drawn(font: Path, sign: str) -> bytes:
    page = Image.new("L", (64, 64))
    ImageDraw.Draw(page).text((8, 8), sign, 255, _load(font))
    return page.tobytes()


def _load(font: Path) -> ImageFont.FreeTypeFont:
    try:
        return ImageFont.truetype(str(font), 24, layout_engine=ImageFont.Layout.BASIC)
    except OSError:
        raise UserError(f"`{font}` is not a font that can be read: give a `.ttf` or `.otf` file.") from None


def _family(font: Path) -> str:
    name, _ = _load(font).getname()
    if not name:
        raise UserError(f"`{font}` does not say its family name: give another font file.")
    return name


def _check(script: Pagination, title: Sequence[PageLine], font: Path | None) -> None:
    lines: Iterable[tuple[str, str]] = (
        *((line.text, "the title page") for line in title),
        *((line.text, f"page {page.number}") for page in script.pages for line in page.lines),
    )
    found = undrawable("".join(dict.fromkeys("".join(text for text, _ in lines))), font)
    if not found:
        return
    where = next(place for text, place in lines if found[0] in text)
    shown = ", ".join(f"`{c}` ({unicodedata.name(c, f'U+{ord(c):04X}')})" for c in found[:3])
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    raise UserError(
        f"No font here can draw {shown}{more}, first on {where}: give a font file that has them with `--font`, "
        "or export to `text`, `fountain` or `fdx`."
    )
