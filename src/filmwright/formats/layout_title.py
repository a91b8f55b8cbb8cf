"""The title page: found before the script, read as keys and values."""

import re
from collections.abc import Sequence
from dataclasses import replace

from filmwright.formats.fountain_headings import fold, is_known_transition, read_heading
from filmwright.formats.layout_rows import Row, layout_words

__all__ = ["read_title", "split_title"]

_LETTERS = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_DATE = re.compile(r"\b(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|(?:19|20)\d\d)\b")
_CONTACT = re.compile(
    r"@|www\.|https?:|\+?\d[\d ()/.-]{6,}\d|\b\d{5}\b|\b(?:tel|phone|e-?mail|agent|c/o)\b", re.IGNORECASE
)
_MAX_ROWS = 40

Title = tuple[tuple[str, tuple[str, ...]], ...]


def split_title(rows: Sequence[Row]) -> tuple[Title, list[Row]]:
    """The title page and the rows after it; nothing when there is none."""
    count = _title_rows(rows)
    if count == 0:
        return (), list(rows)
    title = read_title(rows[:count])
    rest = list(rows[count:])
    if rest:
        rest[0] = replace(rest[0], gap=None)
    return title, rest


def _title_rows(rows: Sequence[Row]) -> int:
    """How many rows the title page has: those before the first heading, when they look like one."""
    stop = 0
    while stop < len(rows) and not _script_begins(rows, stop):
        stop += 1
        if stop > _MAX_ROWS:
            break
    page_end = next((i for i, row in enumerate(rows) if row.line.page != rows[0].line.page), len(rows))
    if stop >= page_end and page_end < len(rows):
        stop = page_end
    elif stop > _MAX_ROWS or stop >= len(rows):
        return 0
    stop = _back_to_gap(rows, stop)
    return stop if stop and _looks_like_title(rows[:stop], full_page=stop == page_end) else 0


def _script_begins(rows: Sequence[Row], at: int) -> bool:
    text = rows[at].line.text.strip()
    return (
        read_heading(text) is not None
        or rows[at].number is not None
        or (is_known_transition(text) and at > 0)
        or (is_known_transition(text) and text.endswith(":"))
    )


def _back_to_gap(rows: Sequence[Row], stop: int) -> int:
    """Up to the widest space: what stands right above the first heading belongs to the script."""
    if stop >= len(rows) or rows[stop].gap is None:
        return stop
    widest = max(range(1, stop + 1), key=lambda i: (rows[i].gap or 0, i)) if stop else 0
    return widest if stop and (rows[widest].gap is None or (rows[widest].gap or 0) >= 2.5) else 0


def _looks_like_title(rows: Sequence[Row], *, full_page: bool) -> bool:
    words = layout_words()
    credited = any(_bare(row) in words.credit for row in rows)
    left = min(row.line.left for row in rows)
    moved = sum(row.line.centered or row.line.left > left + 40 for row in rows)
    mid = sum(row.line.centered or row.line.left > 150 for row in rows)
    long = sum(len(row.line.text) > 60 for row in rows)
    if full_page:
        return credited or (long * 4 < len(rows) and (mid * 2 >= len(rows) or moved * 2 >= len(rows)))
    return (credited and long * 4 < len(rows)) or (mid == len(rows) and len(rows) <= 6 and long == 0)


def _bare(row: Row) -> str:
    return _LETTERS.sub("", fold(row.line.text.strip()))


def read_title(rows: Sequence[Row]) -> Title:
    """Keys as title pages of Fountain have them; every line of the page is the value of one."""
    keys: list[tuple[str, list[str]]] = []
    key = "Title"
    for index, row in enumerate(rows):
        text = row.line.text.strip()
        gap = row.gap is None or row.gap > 1.6
        key = _key(text, _bare(row), key, gap=gap, first=index == 0)
        if keys and keys[-1][0] == key:
            keys[-1][1].append(text)
        elif key in dict(keys):
            dict(keys)[key].append(text)
        else:
            keys.append((key, [text]))
    return tuple((name, tuple(values)) for name, values in keys)


def _key(text: str, bare: str, before: str, *, gap: bool, first: bool) -> str:
    if first:
        return "Title"
    said = _said(text, bare, before)
    if said or before == "Credit":
        return said or "Author"
    if before == "Contact" or _CONTACT.search(text):
        return "Contact"
    return "Contact" if gap and before != "Title" else before


def _said(text: str, bare: str, before: str) -> str:
    """The key that a line's own words name, or nothing."""
    words = layout_words()
    if bare in words.credit:
        return "Credit" if before in ("Title", "Credit") else "Notes"
    if bare.startswith(words.source):
        return "Source"
    if any(bare.startswith(w) or w in fold(text) for w in words.rights):
        return "Copyright"
    if any(w in bare.split() for w in words.draft) or _DATE.search(text):
        return "Draft date"
    return ""
