"""The two libraries that read PDFs, behind one shape: pages of words with their places."""

import ctypes
import logging
import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from filmwright.errors import ScriptError

__all__ = ["MAX_PAGES", "Page", "PdfText", "Word", "miner_text", "pdfium_text"]

MAX_PAGES = 1000
"""The longest script in pages."""
_MAX_BOOKMARKS = 5000
_MAX_SIGNS = 60_000  # on one page; a full page of small print has 6,000
# PDFium writes the hyphen at the end of a line as one of two signs of its own, and the next line right behind it
_WORD = re.compile(r"[^\s\x00\x02\u200b\ufffe]+[\x02\ufffe]?")
_SOFT_ENDS = str.maketrans({"\ufffe": "-", "\x02": "-", "\xad": "-"})
_ITALIC_FLAG = 1 << 6  # PDF 32000, table 123
_BOLD_FLAG = 1 << 18


@dataclass(frozen=True, slots=True)
class Word:
    """Signs without a blank between them: left and right edge and baseline in points, from the page's top left."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    slanted: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number from 1, its words, and whether it holds pictures."""

    number: int
    words: tuple[Word, ...]
    pictures: bool = False


@dataclass(frozen=True, slots=True)
class PdfText:
    """The words of a document, the library that read them, and its bookmarks as (page, title)."""

    pages: tuple[Page, ...]
    engine: str
    bookmarks: tuple[tuple[int, str], ...] = ()


# --- PDFium ---------------------------------------------------------------------------------------------


def pdfium_text(data: bytes, name: str) -> PdfText:
    """The words of a PDF as PDFium reads them.

    Raises:
        ScriptError: locked, damaged, or too long.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _refused(error, name) from None
    try:
        count = len(document)
        if count == 0:
            raise ScriptError(f"`{name}` has no page: export the script again.")
        if count > MAX_PAGES:
            raise ScriptError(f"`{name}` has {count} pages; a script has at most {MAX_PAGES}: give the script alone.")
        pages = tuple(_page(document, index, name) for index in range(count))
        return PdfText(pages, "pdfium", tuple(_bookmarks(document)))
    finally:
        document.close()


def _bookmarks(document: pdfium.PdfDocument) -> Iterator[tuple[int, str]]:
    for count, mark in enumerate(document.get_toc(max_depth=4)):
        target = mark.get_dest()
        page = target.get_index() if target is not None else None
        if page is not None:
            yield page + 1, mark.get_title()
        if count >= _MAX_BOOKMARKS:
            return


def _refused(error: pdfium.PdfiumError, name: str) -> ScriptError:
    if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
        return ScriptError(f"`{name}` is locked with a password: save a copy without one and give that.")
    return ScriptError(f"`{name}` is a damaged PDF: export or download it again.")


def _page(document: pdfium.PdfDocument, index: int, name: str) -> Page:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        raise ScriptError(f"Page {index + 1} of `{name}` is damaged: export or download the PDF again.") from None
    text = page.get_textpage()
    try:
        count = text.count_chars()
        if count > _MAX_SIGNS:
            raise ScriptError(f"Page {index + 1} of `{name}` holds {count:,} signs: that is no page of a script.")
        words = tuple(_words(page, text, count))
        return Page(index + 1, words, pictures=not words and _has_pictures(page))
    finally:
        text.close()
        page.close()


def _has_pictures(page: pdfium.PdfPage) -> bool:
    return next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4)), None) is not None


def _signs(text: pdfium.PdfTextPage, count: int) -> str:
    """The signs of a page, one per index of PDFium."""
    whole = text.get_text_range() if count else ""
    if len(whole) == count:
        return whole
    codes = (raw.FPDFText_GetUnicode(text.raw, at) for at in range(count))
    return "".join(chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)


def _words(page: pdfium.PdfPage, text: pdfium.PdfTextPage, count: int) -> Iterator[Word]:
    turn = page.get_rotation()
    low_x, low_y, high_x, high_y = page.get_cropbox() or (0.0, 0.0, *page.get_size())
    width, height = high_x - low_x, high_y - low_y
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    fonts = _Fonts(text)
    handle = text.raw
    for match in _WORD.finditer(_signs(text, count)):
        first, last = match.start(), match.end() - 1
        raw.FPDFText_GetLooseCharBox(handle, first, box)
        one = (box.left - low_x, box.bottom - low_y, box.right - low_x, box.top - low_y)
        if last != first:
            raw.FPDFText_GetLooseCharBox(handle, last, box)
        two = (box.left - low_x, box.bottom - low_y, box.right - low_x, box.top - low_y)
        raw.FPDFText_GetCharOrigin(handle, first, x, y)
        left, right, base = _turned(turn, one, two, (x.value - low_x, y.value - low_y), (width, height))
        angle = raw.FPDFText_GetCharAngle(handle, first) * 57.29578
        bold, italic = fonts.style(first)
        yield Word(
            match[0].translate(_SOFT_ENDS),
            left,
            right,
            base,
            size=abs(one[3] - one[1]) if turn in (0, 180) else abs(one[2] - one[0]),
            bold=bold,
            italic=italic,
            slanted=min(angle % 90, 90 - angle % 90) > 3,
        )


_Box = tuple[float, float, float, float]


def _turned(
    turn: int, one: _Box, two: _Box, origin: tuple[float, float], page: tuple[float, float]
) -> tuple[float, float, float]:
    """Left, right and baseline as seen on the page turned clockwise by `turn` degrees."""
    width, height = page
    if turn == 90:
        return one[1], two[3], origin[0]
    if turn == 180:
        return width - one[2], width - two[0], origin[1]
    if turn == 270:
        return height - one[3], height - two[1], width - origin[0]
    return one[0], two[2], height - origin[1]


class _Fonts:
    """Weight and slant of the font of a sign."""

    def __init__(self, text: pdfium.PdfTextPage) -> None:
        self._handle = text.raw
        self._buffer = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()

    def style(self, at: int) -> tuple[bool, bool]:
        """Bold, italic."""
        length = raw.FPDFText_GetFontInfo(self._handle, at, self._buffer, 128, self._flags)
        name = self._buffer.value.lower() if 0 < length <= 128 else b""
        flags = self._flags.value
        return _is_bold(name, flags), b"italic" in name or b"oblique" in name or bool(flags & _ITALIC_FLAG)


def _is_bold(name: bytes, flags: int) -> bool:
    return b"bold" in name or b"black" in name or bool(flags & _BOLD_FLAG)


_MISTAKES = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, RecursionError, TypeError, ValueError,
    struct.error, zlib.error,
)  # fmt: skip
"""What pdfminer lets through when a file is wrong."""


# --- pdfminer -------------------------------------------------------------------------------------------


def miner_text(data: bytes, name: str) -> PdfText:
    """The words of a PDF as pdfminer reads them: slow, but it knows the character maps of East Asian fonts.

    Raises:
        ScriptError: locked or damaged.
    """
    from pdfminer.high_level import extract_pages
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException

    logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # it complains on standard error otherwise
    try:
        pages = tuple(
            Page(number, tuple(_miner_words(page, page.height)))
            for number, page in enumerate(extract_pages(BytesIO(data), laparams=None), start=1)
        )
    except (PDFException, PSException, *_MISTAKES) as error:
        raise ScriptError(f"`{name}` is a damaged PDF: export or download it again.") from error
    return PdfText(pages, "pdfminer")


def _chars(item: Any) -> Iterator[Any]:  # the layout tree of pdfminer: characters may lie inside figures
    from pdfminer.layout import LTChar, LTContainer

    if isinstance(item, LTChar):
        yield item
    elif isinstance(item, LTContainer):
        for inner in item:
            yield from _chars(inner)


def _miner_words(page: Any, height: float) -> Iterable[Word]:
    """Signs of one line that follow each other without a space, as words."""
    run: list[Any] = []
    for sign in _chars(page):
        if not sign.get_text().strip():
            yield from _word(run, height)
            run = []
            continue
        if run and not _follows(run[-1], sign):
            yield from _word(run, height)
            run = []
        run.append(sign)
    yield from _word(run, height)


def _follows(one: Any, two: Any) -> bool:
    return bool(abs(one.y0 - two.y0) < 2 and -one.size * 0.3 < two.x0 - one.x1 < one.size * 0.2)


def _word(run: Sequence[Any], height: float) -> Iterator[Word]:
    if not run:
        return
    first = run[0]
    font = str(first.fontname).lower().encode()
    a, b, _, d, _, _ = first.matrix
    yield Word(
        "".join(sign.get_text() for sign in run).translate(_SOFT_ENDS),
        first.x0,
        run[-1].x1,
        height - first.y0,
        size=first.size,
        bold=_is_bold(font, 0),
        italic=b"italic" in font or b"oblique" in font,
        slanted=abs(b) > 0.1 * max(abs(a), abs(d)) and abs(a) > 0.1 * abs(b),
    )
