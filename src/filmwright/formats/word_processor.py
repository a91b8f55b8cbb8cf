"""Scripts from word processors: paragraphs with styles and indents, read as a draft.

Named styles (`Scene Heading`, `Dialogue`) win. Without them the layout decides: how far in a paragraph stands, whether
it is centred, at the right, bold. A document without either is read as typed text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from filmwright.formats.draft import Draft, LeftOut, Paragraph, Warned
from filmwright.formats.fountain_draft import fountain_draft
from filmwright.formats.fountain_headings import fold, read_heading
from filmwright.formats.fountain_inline import Style
from filmwright.formats.layout import LaidLine, classify
from filmwright.formats.plain import read_text
from filmwright.formats.styled import (
    Run,
    as_meant,
    guessed,
    joined,
    kind_of_style,
    made_whole,
    marked_duals,
    section_level,
)
from filmwright.formats.title_entries import TitleLine, title_entries
from filmwright.model.screenplay import ElementKind

__all__ = ["WordParagraph", "as_draft"]

_LINE = 12.0  # points
_CHARACTER = 7.2
_PAGE_LEFT = 108.0  # one and a half inch, where the text of a page begins
_WIDTH = 432.0  # six inches of text
_TITLES = frozenset(
    """title subtitle author byline titel untertitel titre sous-titre titulo subtitulo titolo autor название 标题 表題
    제목""".split()  # noqa: SIM905  (a list of words reads better)
)
_PLAIN_STYLES = frozenset(
    {"", "normal", "default", "standard", "body", "bodytext", "body text", "default style", "text body", "no spacing"}
    | {"list paragraph", "default paragraph style"}
)
_HEADINGS = ("heading", "uberschrift", "titre", "titulo", "titolo", "заголовок", "标题", "見出し", "제목")
_SPEECH: tuple[ElementKind, ...] = ("character", "parenthetical", "dialogue", "lyrics")
_CORE: tuple[ElementKind, ...] = ("heading", "character", "dialogue")


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph of a document.

    `style` is the name that people see; `left`, `first` and `before` are points: the indent, how much further the
    first line stands in, the space above. `align` is left, center or right. `row` tells the rows of tables with
    several cells apart, 0 outside of them.
    """

    runs: tuple[Run, ...]
    style: str = ""
    left: float = 0.0
    first: float = 0.0
    right: float = 0.0
    before: float = 0.0
    align: str = "left"
    new_page: bool = False
    notes: tuple[str, ...] = ()
    place: str = ""
    row: int = 0

    @property
    def words(self) -> str:
        """The words, plain."""
        return "".join(run.text for run in self.runs).strip()


def as_draft(
    paragraphs: Sequence[WordParagraph], *, warnings: tuple[Warned, ...] = (), left_out: tuple[LeftOut, ...] = ()
) -> Draft:
    """The paragraphs of a document as a draft of a script."""
    kinds: list[ElementKind | None] = [
        kind_of_style(p.style) if fold(p.style) not in _PLAIN_STYLES else None for p in paragraphs
    ]
    named = {kind for kind, p in zip(kinds, paragraphs, strict=True) if p.words}
    styled = sum(kind in named for kind in _CORE) >= 2
    draft = _by_styles(paragraphs, kinds) if styled else _by_layout(paragraphs)
    return replace(draft, warnings=(*warnings, *draft.warnings), left_out=(*left_out, *draft.left_out))


# --- styles -------------------------------------------------------------------------------------------


def _by_styles(paragraphs: Sequence[WordParagraph], kinds: Sequence[ElementKind | None]) -> Draft:
    first = next(i for i, kind in enumerate(kinds) if kind is not None and paragraphs[i].words)
    if not _is_title(paragraphs[:first]):
        first = 0
    title = title_entries([TitleLine(p.words, p.align == "center", _title_key(p)) for p in paragraphs[:first]])
    out: list[Paragraph] = []
    rows: list[int] = []
    for item, kind in zip(paragraphs[first:], kinds[first:], strict=True):
        found = _styled(item, kind, after=out[-1].kind if out else None)
        out += found
        rows += [item.row] * len(found)
    return Draft(_side_by_side(out, rows), title)


def _side_by_side(paragraphs: Sequence[Paragraph], rows: Sequence[int]) -> tuple[Paragraph, ...]:
    """Speeches in the cells of one row of a table stand side by side."""
    out: list[Paragraph] = []
    for row, group in groupby(zip(rows, paragraphs, strict=True), key=lambda pair: pair[0]):
        items = [item for _, item in group]
        spoken = all(item.kind in _SPEECH for item in items) and items[0].kind == "character"
        out.extend(marked_duals(items) if row and spoken else items)
    return tuple(out)


def _is_title(paragraphs: Sequence[WordParagraph]) -> bool:
    """Whether what stands before the first styled paragraph is a title page: mostly in the middle, or named so."""
    shown = [p for p in paragraphs if p.words]
    middle = sum(p.align == "center" or fold(p.style) in _TITLES for p in shown)
    return bool(shown) and len(shown) <= 30 and middle * 3 >= len(shown)


def _title_key(item: WordParagraph) -> str:
    style = fold(item.style)
    if not item.words:
        return ""
    return "Title" if style in ("title", "titel", "titre", "titulo", "titolo") else ""


def _styled(item: WordParagraph, kind: ElementKind | None, after: ElementKind | None) -> list[Paragraph]:
    out: list[Paragraph] = []
    if item.new_page and after is not None:
        out.append(Paragraph("page_break", "", place=item.place))
    text, emphasis = joined(item.runs)
    if not text.strip():
        return [*out, *(Paragraph("note", note, place=item.place) for note in item.notes)]
    sure, reason = 1.0, ""
    if kind is None:
        kind, sure, reason = _unstyled(item, text.strip(), after)
    if kind == "action" and item.align == "center":
        kind = "centered"
    level = section_level(item.style) if kind == "section" else None
    found = Paragraph(kind, text, emphasis, item.notes, level=level, confidence=sure, reason=reason, place=item.place)
    return [*out, made_whole(as_meant(found))]


def _unstyled(item: WordParagraph, text: str, after: ElementKind | None) -> tuple[ElementKind, float, str]:
    """A paragraph in no script style, between others that are in one."""
    folded = fold(item.style)
    if folded.startswith(
        ("heading", "uberschrift", "titre", "titulo", "titolo", "заголовок", "标题", "見出し", "제목")
    ):
        if read_heading(text) is not None:
            return "heading", 0.9, f"style `{item.style}`, and the words are a scene heading"
        return "section", 0.8, f"style `{item.style}`"
    if after == "character":
        return "dialogue", 0.8, "under a name"
    return guessed(text, item.style or "none")


# --- layout -------------------------------------------------------------------------------------------


def _by_layout(paragraphs: Sequence[WordParagraph]) -> Draft:
    laid = classify(_lines(paragraphs))
    first = next((i for i, p in enumerate(paragraphs) if read_heading(p.words) is not None), 0)
    if not laid.columned and not _indented(paragraphs[first:]):
        typed = _as_typed(paragraphs[first:] if laid.title else paragraphs)
        return replace(typed, title=typed.title or laid.title)
    return Draft(tuple(_with_number(p) for p in laid.paragraphs), laid.title, laid.left_out)


def _with_number(item: Paragraph) -> Paragraph:
    return made_whole(item) if item.kind == "heading" else item


def _indented(paragraphs: Sequence[WordParagraph]) -> bool:
    shown = [p for p in paragraphs if p.words]
    return sum(p.align != "left" or p.left > 2 * _CHARACTER for p in shown) * 8 > len(shown)


def _lines(paragraphs: Sequence[WordParagraph]) -> list[LaidLine]:
    """Each paragraph as one laid line, a page for each page break."""
    out: list[LaidLine] = []
    page, top = 1, 72.0
    for item in paragraphs:
        if item.new_page and out:
            page, top = page + 1, 72.0
        text, styles = joined(item.runs)
        if not text.strip():
            top += _LINE
            continue
        lead = len(text) - len(text.lstrip(" \t\n"))
        plain = text.strip()
        shift = sum(36.0 if sign == "\t" else _CHARACTER for sign in text[:lead] if sign != "\n")
        moved = _shifted(styles, lead, len(plain))
        top += max(item.before, _LINE if item.align == "right" else 0.0)  # what stands at the right stands alone
        out.append(_line(item, plain, moved, page=page, top=top, shift=shift))
        top += _LINE * (1 + plain.count("\n") + max(len(plain) - 1, 0) // 60)
    return out


def _shifted(styles: tuple[tuple[int, int, Style], ...], lead: int, length: int) -> tuple[tuple[int, int, Style], ...]:
    """Ranges counted from after the blanks at the head."""
    return tuple((max(a - lead, 0), min(b - lead, length), s) for a, b, s in styles if b > lead)


def _line(
    item: WordParagraph, plain: str, styles: tuple[tuple[int, int, Style], ...], *, page: int, top: float, shift: float
) -> LaidLine:
    width = _CHARACTER * max(len(line) for line in plain.split("\n"))
    left = _PAGE_LEFT + item.left + max(item.first, -item.left) + shift
    if item.align == "center":
        left = _PAGE_LEFT + (_WIDTH + item.left - item.right - width) / 2
    elif item.align == "right":
        left = _PAGE_LEFT + _WIDTH - item.right - width
    bold = any(a == 0 and b == len(plain) and s == "bold" for a, b, s in styles)
    return LaidLine(
        plain,
        left,
        top,
        page,
        right=min(left + width, _PAGE_LEFT + _WIDTH),
        bold=bold,
        centered=item.align == "center",
        whole=True,
        styles=styles,
        notes=item.notes,
        place=item.place,
    )


# --- typed text ---------------------------------------------------------------------------------------


def _as_typed(paragraphs: Sequence[WordParagraph]) -> Draft:
    """A document without styles and without indents: what was typed, as text."""
    lines: list[str] = []
    blanks = any(not p.words for p in paragraphs)
    for item in paragraphs:
        if lines and not blanks:
            lines.append("")
        notes = "".join(f" [[{note}]]" for note in item.notes)
        lines.append("".join(run.text for run in item.runs) + notes)
    text = "\n".join(lines)
    other = read_text(text)
    return other[1] if other is not None else fountain_draft(text)
