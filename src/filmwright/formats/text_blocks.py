"""Plain text in blocks: lines between empty lines, with what a library put round a book taken off."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from filmwright.formats.draft import LeftOut

__all__ = ["Block", "TextLine", "blocks_of", "join_lines", "lines_of", "plain_words", "title_entry", "without_wrapping"]

_START = re.compile(r"^\W*\*{3}\s*START OF (?:THE|THIS) .*\*{3}|^\*END\*?\s*THE SMALL PRINT", re.IGNORECASE)
_END = re.compile(r"^\W*\*{3}\s*END OF (?:THE|THIS) .*|^End of (?:the |this )?Project Gutenberg.*", re.IGNORECASE)
_CREDITS = re.compile(
    r"^(?:produced by|transcribed|e-?text prepared|this e?-?text|\[?transcriber|credits?:|html version)", re.IGNORECASE
)
_ILLUSTRATION = re.compile(r"^\[Illustration.*\]?$", re.IGNORECASE)
_BY = re.compile(r"^(by|von|par|de|por|di|автор)\s+(?=\S)", re.IGNORECASE)
_UNDERLINE = re.compile(r"(?<!\w)_(?=\S)|(?<=\S)_(?!\w)")
_BREAK = re.compile(r"\r\n|\n|\r|(?<=[^\n\r])(?=\f)")
_TAB = 8


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line: its number from 1, its words, how many blanks stand before them, whether a new page begins with it."""

    number: int
    text: str
    indent: int
    feed: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Lines between two empty lines; `gap` counts the empty lines before it."""

    lines: tuple[TextLine, ...]
    gap: int = 1

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return f"line {self.lines[0].number}"

    @property
    def words(self) -> str:
        """All its words in one line."""
        return " ".join(line.text for line in self.lines)


def lines_of(text: str) -> list[TextLine]:
    """The lines of a text, tabs read as blanks."""
    out: list[TextLine] = []
    for number, raw in enumerate(_BREAK.split(text.lstrip("\ufeff")), start=1):
        line = raw.lstrip("\f").expandtabs(_TAB).rstrip()
        words = line.strip(" \u3000\xa0")
        indent = len(line) - len(line.lstrip(" \u3000\xa0"))
        out.append(TextLine(number, words, indent, feed=raw.startswith("\f")))
    return out


def without_wrapping(lines: Sequence[TextLine]) -> tuple[list[TextLine], list[LeftOut]]:
    """Lines without the header and licence that public libraries put round a book."""
    first = next((i + 1 for i, line in enumerate(lines) if _START.match(line.text)), 0)
    last = next((i for i in range(first, len(lines)) if _END.match(lines[i].text)), len(lines))
    left_out = [
        LeftOut(what, "\n".join(line.text for line in part).strip(), f"line {part[0].number}")
        for what, part in (("library header", lines[:first]), ("licence", lines[last:]))
        if any(line.text for line in part)
    ]
    kept: list[TextLine] = []
    for block in blocks_of(lines[first:last]):
        credit = first > 0 and _CREDITS.match(block.words) and len(kept) < 12
        if credit or _ILLUSTRATION.match(block.words):
            left_out.append(LeftOut("library note" if credit else "picture", block.words, block.place))
            continue
        kept += [TextLine(block.lines[0].number - 1, "", 0)] * max(block.gap, 1) + list(block.lines)
    return kept, left_out


def blocks_of(lines: Sequence[TextLine]) -> Iterator[Block]:
    """Runs of lines with words in them."""
    run: list[TextLine] = []
    gap = 0
    for line in lines:
        if line.text:
            run.append(line)
            continue
        if run:
            yield Block(tuple(run), gap)
            run, gap = [], 0
        gap += 1
    if run:
        yield Block(tuple(run), gap)


def plain_words(text: str) -> str:
    """Words without the underscores that stand for italics."""
    return _UNDERLINE.sub("", text) if "_" in text else text


def join_lines(lines: Sequence[str]) -> str:
    """Lines of one paragraph as one line; lines of verse stay apart.

    Verse: every line is short and begins with a capital; two lines are verse when the first ends with a stop.
    """
    kept = [plain_words(line.strip()) for line in lines if line.strip()]
    verse = len(kept) > 1 and all(line.lstrip("\"“«„'‘([")[:1].isupper() for line in kept)
    verse = verse and max(map(len, kept)) < 62 and (len(kept) > 2 or (len(kept[0]) > 20 and kept[0][-1] in ",.;:!?—-"))
    return ("\n" if verse else " ").join(kept)


def title_entry(title: list[tuple[str, tuple[str, ...]]], lines: Sequence[str]) -> None:
    """Add one block of a title page: the first is the title, a line with `by` opens the author, the rest are notes."""
    for at, line in enumerate(lines):
        by = _BY.match(line) if title else None
        if by is not None:
            title += [("Credit", (by[1],)), ("Author", (line[by.end() :], *lines[at + 1 :]))]
            return
        key = "Title" if not title or (at and title[-1][0] == "Title") else "Notes"
        if title and title[-1][0] == key:
            title[-1] = (key, (*title[-1][1], line))
        else:
            title.append((key, (line,)))
