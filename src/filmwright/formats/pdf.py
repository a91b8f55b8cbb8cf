"""PDF screenplays: the words of each page with their places, then `layout.classify`.

PDFium reads first; when more than one sign in twenty comes out as a control or private-use character, the fonts need
the slower pdfminer. A PDF of pictures is refused: reading letters off pictures is another program's work.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from filmwright.errors import ScriptError
from filmwright.formats.draft import Draft, LeftOut, Paragraph, Warned
from filmwright.formats.fountain_draft import fountain_draft
from filmwright.formats.fountain_headings import fold
from filmwright.formats.fountain_inline import Style
from filmwright.formats.layout import LaidLine, classify, flat_text
from filmwright.formats.pdf_engines import Page, Word, miner_text, pdfium_text
from filmwright.formats.plain import read_text

__all__ = ["laid_lines", "read"]

_ODD = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]|\(cid:\d+\)")
_ODD_SHARE = 0.05
_STREAM = re.compile(rb"stream\r?\n")
_HEAD = 600  # bytes before a stream that hold what is said about it
_UNPACKED = 30_000_000
_PACKED = _UNPACKED // 1040  # bytes; less cannot unpack to more
_LETTERS_PER_PAGE = 12
_TAIL = 4096
_LIGATURES = {ord(c): unicodedata.normalize("NFKC", c) for c in "ﬀﬁﬂﬃﬄﬅﬆ"}


def read(data: bytes, name: str) -> Draft:
    """Read a PDF screenplay.

    Raises:
        ScriptError: damaged, cut off, locked, without text, or not laid out as a script.
    """
    _check_whole(data, name)
    _check_size(data, name)
    text = pdfium_text(data, name)
    bookmarks = text.bookmarks
    if _odd_share(text.pages) > _ODD_SHARE:
        text = miner_text(data, name)
        if _odd_share(text.pages) > _ODD_SHARE:
            raise ScriptError(
                f"The letters of `{name}` cannot be read: its fonts do not say which letters they hold. Export the "
                "script again from the program that wrote it, or run the PDF through OCR."
            )
    _check_text(text.pages, name)
    lines, slanted = laid_lines(text.pages)
    draft = _drafted(_listed(lines, bookmarks))
    return replace(
        draft,
        left_out=(*slanted, *draft.left_out),
        warnings=(*_warnings(text.pages), *draft.warnings),
    )


def _drafted(lines: Sequence[LaidLine]) -> Draft:
    """Columns when the document has them; else its plain text, read as what it is: a play, a story, Fountain."""
    laid = classify(lines)
    if laid.columned or not lines:
        return Draft(laid.paragraphs, laid.title, laid.left_out)
    text, added = flat_text(lines)
    other = read_text(text)
    if other is not None:
        return replace(other[1], left_out=(*added, *other[1].left_out))
    plain = fountain_draft(text)
    if any(item.kind == "character" for item in plain.paragraphs):
        guessed = tuple(_guessed(item) for item in plain.paragraphs)
        return replace(plain, paragraphs=guessed, left_out=added)
    return Draft(laid.paragraphs, laid.title, laid.left_out)


def _guessed(item: Paragraph) -> Paragraph:
    """A paragraph that was read as plain text: no column says what it is."""
    reason = item.reason or "by its words alone: the document has no columns"
    return replace(item, confidence=min(item.confidence, 0.85), reason=reason, place="")


def _check_whole(data: bytes, name: str) -> None:
    tail = data[-_TAIL:]
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise ScriptError(f"`{name}` is a PDF that is cut off: its end is missing. Copy or download it again.")


def _check_size(data: bytes, name: str) -> None:
    """Refuse a text stream that grows a hundredfold beyond any page when it is unpacked."""
    for match in _STREAM.finditer(data):
        end = data.find(b"endstream", match.end())
        head = data[max(0, match.start() - _HEAD) : match.start()].rpartition(b" obj")[2]
        packed = data[match.end() : end if end >= 0 else len(data)]
        if len(packed) < _PACKED or b"FlateDecode" not in head or b"/Image" in head or b"FontFile" in head:
            continue
        try:
            unpacked = zlib.decompressobj().decompress(packed, _UNPACKED + 1)
        except zlib.error:
            continue
        if len(unpacked) > _UNPACKED:
            raise ScriptError(f"`{name}` unpacks to more than {_UNPACKED // 1_000_000} MB on one page: no script does.")


def _odd_share(pages: Sequence[Page]) -> float:
    """How much of the text is no text: control and private-use characters."""
    odd = total = 0
    for page in pages:
        for word in page.words:
            odd += len(_ODD.findall(word.text))
            total += len(word.text)
    return odd / total if total else 0.0


def _check_text(pages: Sequence[Page], name: str) -> None:
    letters = sum(len(word.text) for page in pages for word in page.words)
    pictured = any(page.pictures for page in pages)
    if letters == 0 or (pictured and letters < _LETTERS_PER_PAGE * len(pages)):
        raise ScriptError(
            f"`{name}` holds pictures of pages, not text ({letters} letters on {len(pages)} pages): make a PDF with "
            "text first, by exporting it from the program that wrote it, or with an OCR program such as OCRmyPDF."
        )


def _warnings(pages: Sequence[Page]) -> Iterable[Warned]:
    bare = [page.number for page in pages if not page.words and page.pictures]
    if bare:
        listed = ", ".join(str(number) for number in bare[:8]) + (" ..." if len(bare) > 8 else "")
        many = "Pages" if len(bare) > 1 else "Page"
        verb = "hold" if len(bare) > 1 else "holds"
        yield Warned(0, f"{many} {listed} {verb} a picture and no text: nothing of it was read.")


def _listed(lines: Sequence[LaidLine], bookmarks: Sequence[tuple[int, str]]) -> list[LaidLine]:
    """Lines that the bookmarks of the document name are headings; of a long one, its first line."""
    titles: dict[int, list[str]] = {}
    for page, title in bookmarks:
        titles.setdefault(page, []).append(_bare(title))
    return [replace(line, heading=True) if _named(line, titles.get(line.page, ())) else line for line in lines]


def _named(line: LaidLine, titles: Sequence[str]) -> bool:
    words = _bare(line.text)
    return any(_same(words, title) for title in titles)


def _same(words: str, title: str) -> bool:
    """A line and a bookmark: equal, the line a beginning of it, or the line with a scene number before it."""
    numbered = words.endswith(title) and len(words) - len(title) <= 6
    return bool(title) and (words == title or numbered or (len(words) >= 12 and title.startswith(words)))


def _bare(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())


# --- words to lines -------------------------------------------------------------------------------------


def laid_lines(pages: Sequence[Page]) -> tuple[list[LaidLine], list[LeftOut]]:
    """The lines of all pages with their places; slanted words (watermarks) are left out."""
    lines: list[LaidLine] = []
    left_out: list[LeftOut] = []
    for page in pages:
        slanted = [word for word in page.words if word.slanted]
        if slanted:
            left_out.append(LeftOut("slanted text", " ".join(w.text for w in slanted), f"page {page.number}"))
        for row in _rows([word for word in page.words if not word.slanted]):
            lines += _cells(row, page.number)
    return lines, left_out


def _rows(words: Sequence[Word]) -> Iterable[list[Word]]:
    """Words by the line they stand on, from left to right; a word drawn twice counts once."""
    row: list[Word] = []
    for word in sorted(words, key=lambda each: each.base):
        if row and word.base - row[0].base > max(2.5, word.size * 0.3):
            yield _once(row)
            row = []
        row.append(word)
    if row:
        yield _once(row)


def _once(row: list[Word]) -> list[Word]:
    out: list[Word] = []
    for word in sorted(row, key=lambda each: each.left):
        twice = next((w for w in out[-3:] if w.text == word.text and abs(w.left - word.left) < 1.5), None)
        if twice is None:
            out.append(word)
    return out


def _cells(row: Sequence[Word], page: int) -> Iterable[LaidLine]:
    """A row cut where the space is wide: margin numbers, two speeches side by side."""
    start = 0
    for at in range(1, len(row) + 1):
        if at == len(row) or row[at].left - row[at - 1].right > max(17.0, _width(row[at - 1]) * 2.6):
            yield _cell(row[start:at], page)
            start = at


def _width(word: Word) -> float:
    return (word.right - word.left) / max(len(word.text), 1)


@dataclass(slots=True)
class _Run:
    """A style that has begun and not ended."""

    start: int
    end: int
    style: Style


def _cell(words: Sequence[Word], page: int) -> LaidLine:
    text = ""
    runs: list[_Run] = []
    for index, word in enumerate(words):
        if index:
            gap = word.left - words[index - 1].right
            width = min(_width(words[index - 1]), 9.0)
            text += "" if gap < width * 0.2 else "  " if gap > width * 1.7 else " "
        start = len(text)
        text += unicodedata.normalize("NFC", word.text).translate(_LIGATURES)
        for style, on in (("bold", word.bold), ("italic", word.italic)):
            if on:
                _extend(runs, start, len(text), "bold" if style == "bold" else "italic", text)
    bold = all(word.bold for word in words)
    kept = [run for run in runs if not (bold and run.style == "bold")]
    styles: tuple[tuple[int, int, Style], ...] = tuple((run.start, run.end, run.style) for run in kept)
    return LaidLine(
        text,
        round(words[0].left, 1),
        round(words[0].base, 1),
        page,
        round(words[-1].right, 1),
        bold=bold,
        styles=styles,
    )


def _extend(runs: list[_Run], start: int, end: int, style: Style, text: str) -> None:
    for run in reversed(runs):
        if run.style == style:
            if not text[run.end : start].strip():
                run.end = end
                return
            break
    runs.append(_Run(start, end, style))
