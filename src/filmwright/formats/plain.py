"""Plain text that is not Fountain: which kind it is, and the reader for it.

Fountain is the default. A text is something else only when it has no scene heading that stands free at the margin
and its paragraphs speak clearly for columns, a stage play, Markdown or a story; a warning says which and why.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from filmwright.formats.draft import Draft, Warned
from filmwright.formats.fountain_headings import read_heading
from filmwright.formats.layout import LaidLine, LaidOut, classify
from filmwright.formats.layout_rows import CHARACTER
from filmwright.formats.markdown_script import markdown_reason, read_markdown
from filmwright.formats.prose_story import read_story, story_reason
from filmwright.formats.stage_play import play_reason, read_play
from filmwright.formats.text_blocks import TextLine, lines_of

__all__ = ["Sort", "read_columns", "read_text", "sort_of"]

SortName = Literal["fountain", "columns", "stage play", "markdown", "prose"]
_CELL = re.compile(r"\S+(?: {1,2}\S+)*")
_FOUNTAIN_MARK = re.compile(r"^(?:\.[^\W_]|@\S|>\s*\S|#{1,6}\s*\S|={1,3}|~\S|\[\[|/\*)|\^\s*$|#[\w.-]+#\s*$")
_PAGE_NUMBER = re.compile(r"^(\d{1,4})\.?$")
_LINE = 12.0  # points from one line to the next
_LONGEST = 96  # a line that a typewriter could have written
_SAMPLE = 400_000  # characters that are looked at to tell the kind: half a novel
_MOST = 4_000_000  # characters of the longest text that is guessed at; the longest novels have 3.5 million


@dataclass(frozen=True, slots=True)
class Sort:
    """What a text is, and why, in words that follow `because`."""

    name: SortName
    reason: str = ""


def read_text(text: str, *, encoding: str = "utf-8") -> tuple[Sort, Draft] | None:
    """Read a text that is not Fountain; None when it is Fountain."""
    sort = sort_of(text) if len(text) <= _MOST else Sort("fountain")
    if sort.name == "fountain":
        return None
    draft = _READERS[sort.name](text, encoding)
    note = Warned(0, f"Read as {_TITLES[sort.name]}, because {sort.reason}.")
    return sort, replace(draft, warnings=(note, *draft.warnings))


def sort_of(text: str) -> Sort:
    """What kind of text this is."""
    text = text[:_SAMPLE]
    lines = lines_of(text)
    headings = [
        line
        for at, line in enumerate(lines)
        if line.text and _heads(line.text, fresh=at == 0 or not lines[at - 1].text)
    ]
    marks = sum(bool(_FOUNTAIN_MARK.search(line.text)) for line in lines if line.text)
    if headings:
        reason = _columns_reason(lines, marks)
        return Sort("columns", reason) if reason else Sort("fountain")
    markdown = markdown_reason(text)
    if markdown is not None:
        return Sort("markdown", markdown)
    play = play_reason(text)
    if play is not None:
        return Sort("stage play", play)
    story = story_reason(text)
    return Sort("prose", story) if story is not None else Sort("fountain")


def _heads(text: str, *, fresh: bool) -> bool:
    """A scene heading of Fountain: it opens like one, maybe in bold, or is forced with a full stop."""
    plain = text.strip("*_ ")
    return read_heading(plain) is not None or (fresh and plain[:1] == "." and plain[1:2].isalnum())


# --- columns --------------------------------------------------------------------------------------------


def _columns_reason(lines: Sequence[TextLine], marks: int) -> str | None:
    """Why lines are set in columns and broken by hand, as typewriters and exports do."""
    if marks or any(line.indent + len(line.text) > _LONGEST for line in lines):
        return None
    words = [line for line in lines if line.text]
    deep = sum(line.indent >= 6 for line in words)
    if len(words) < 8 or deep * 5 < len(words):
        return None
    laid = _classified(lines)
    cues = sum(p.kind == "character" for p in laid.paragraphs)
    wrapped = _wrapped(lines)
    if not laid.columned or cues < 3 or (wrapped * 12 < len(words) and not laid.left_out):
        return None
    return f"{cues} names stand in a column over speeches that are broken by hand"


def _wrapped(lines: Sequence[TextLine]) -> int:
    """Lines that go on in small letters on the next line, at the same edge."""
    return sum(
        one.indent == two.indent and bool(two.text) and two.text[:1].islower()
        for one, two in pairwise(lines)
        if one.text
    )


def _classified(lines: Sequence[TextLine]) -> LaidOut:
    return classify(_laid(lines))


def _laid(lines: Sequence[TextLine]) -> list[LaidLine]:
    """Every run of words with its place: a column is a character of Courier wide, a line 12 points high."""
    turns = _page_starts(lines)
    out: list[LaidLine] = []
    page = 1
    for line in lines:
        page += line.number in turns or line.feed
        for match in _CELL.finditer(line.text):
            left = (line.indent + match.start()) * CHARACTER
            out.append(LaidLine(match[0], left, line.number * _LINE, page, place=f"line {line.number}"))
    return out


def _page_starts(lines: Sequence[TextLine]) -> frozenset[int]:
    """Lines that hold a page number alone, far to the right, each one more than the last: pages begin there."""
    found: list[tuple[int, int]] = []
    for line in lines:
        match = _PAGE_NUMBER.match(line.text)
        if match is not None and line.indent >= 30:
            found.append((line.number, int(match[1])))
    steps = sum(two[1] - one[1] == 1 for one, two in pairwise(found))
    return frozenset(number for number, _ in found) if found and steps >= len(found) - 1 else frozenset()


def read_columns(text: str, encoding: str = "utf-8") -> Draft:
    """Read a text whose columns say what is what; a form feed or a page number does not end a speech."""
    laid = _classified(lines_of(text))
    return Draft(paragraphs=laid.paragraphs, title=laid.title, left_out=laid.left_out, encoding=encoding)


def _play(text: str, encoding: str) -> Draft:
    return read_play(text, encoding=encoding)


def _markdown(text: str, encoding: str) -> Draft:
    return read_markdown(text, encoding=encoding)


def _story(text: str, encoding: str) -> Draft:
    return read_story(text, encoding=encoding)


_READERS = {"columns": read_columns, "stage play": _play, "markdown": _markdown, "prose": _story}
_TITLES: dict[SortName, str] = {
    "columns": "a script in columns",
    "stage play": "a stage play",
    "markdown": "a Markdown script",
    "prose": "a story",
}
