"""The title page of a screenplay: what is printed where.

Title, credit, author and source stand in the middle, a third of the way down; contact, dates and everything else stand
at the foot on the left, as on the title pages of submitted scripts. Entries keep their words; labels are printed only
where the words alone would not say what they are.
"""

from collections.abc import Iterator, Sequence

from filmwright.formats.line_breaks import columns, wrap
from filmwright.formats.pagination import LETTER, LineKind, PageLine, Paper
from filmwright.model.screenplay import Screenplay

__all__ = ["has_title_page", "title_lines"]

_WIDTH = 60
_MIDDLE = ("title", "credit", "author", "authors", "source")
_PLAIN = ("contact", "copyright", "date", "draft date", "draft", "revision", "contact info")
_FIRST_ROW = 16
_SPACE = {"title": 1, "credit": 2, "source": 2}  # empty rows above; the author stands right under the credit
_NOWHERE = (-1, -1)


def has_title_page(screenplay: Screenplay) -> bool:
    """Whether there is anything to print on a title page."""
    return any("".join(entry.values).strip() for entry in screenplay.title_page)


def title_lines(screenplay: Screenplay, paper: Paper = LETTER) -> tuple[PageLine, ...]:
    """The lines of the title page, in the rows and columns of the other pages; none without one."""
    if not has_title_page(screenplay):
        return ()
    middle = list(_rows(_middle(screenplay), _FIRST_ROW, centered=True))
    used = middle[-1].row + 3 if middle else 0
    foot = [row for block in _foot(screenplay) for row in (*block, "")][:-1]
    at = max(used, paper.rows - len(foot))
    return (*middle, *_rows(foot, at, centered=False))


def _middle(screenplay: Screenplay) -> list[str]:
    rows: list[str] = []
    for entry in screenplay.title_page:
        if entry.key.casefold() in _MIDDLE and any(entry.values):
            if rows:
                rows += [""] * _SPACE.get(entry.key.casefold(), 0)
            rows += [row for value in entry.values for row in _wrapped(value)]
    return rows


def _foot(screenplay: Screenplay) -> Iterator[list[str]]:
    for entry in screenplay.title_page:
        key = entry.key.casefold()
        if key in _MIDDLE or not any(entry.values):
            continue
        values = list(entry.values)
        if key not in _PLAIN:
            values[0] = f"{entry.key}: {values[0]}"
        yield [row for value in values for row in _wrapped(value)]


def _wrapped(text: str) -> list[str]:
    return [text[a:b].strip() for a, b in wrap(text, _WIDTH)]


def _rows(rows: Sequence[str], first: int, *, centered: bool) -> Iterator[PageLine]:
    kind: LineKind = "centered" if centered else "action"
    for at, text in enumerate(rows):
        if text:
            column = (_WIDTH - columns(text)) // 2 if centered else 0
            yield PageLine(first + at, column, text, kind, _NOWHERE)
