"""A script as a format's reader found it, before anybody asks for scenes: paragraphs, guesses, leavings.

Every reader of a foreign format (`fdx`, `pdf`, `docx`...) gives a `Draft`; `fountain_write.as_fountain` turns it
into Fountain text and pieces, and from there on all formats are alike.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from filmwright.formats.fountain_inline import Style
from filmwright.model.screenplay import ElementKind, SceneFacts

__all__ = ["Draft", "LeftOut", "Paragraph", "Warned", "paragraph"]

_BLANKS = re.compile(r"[ \t\xa0]*\n\s*")
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")


@dataclass(frozen=True, slots=True)
class Warned:
    """What the person who gave the script should know; `line` counts from 1, 0 when it concerns all of it."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, as `model.screenplay.Element` has it.

    `text` holds plain words without marks, lines joined by line ends, no empty line inside. For cues `text` is the
    name alone and `extensions` its brackets. `dual` marks both cues of two speeches side by side. For headings
    `scene_number` and `facts` say what the file keeps beside them. `confidence` is 1 when the file says itself what
    this is, else how sure the reader is (0 to 1), and `reason` names the rule that guessed. `place` is where in the
    file it stands, for people: `page 3`, `line 120`. `verbatim` says that blanks at the head of lines and empty lines
    are the writer's, not the layout's.
    """

    kind: ElementKind
    text: str
    emphasis: tuple[tuple[int, int, Style], ...] = ()
    notes: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()
    dual: str | None = None
    level: int | None = None
    scene_number: str | None = None
    facts: SceneFacts | None = None
    confidence: float = 1.0
    reason: str = ""
    place: str = ""
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the file that are not part of the script, and why: page numbers, `(MORE)`, headers."""

    what: str
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader found. `title` is the title page: (key, lines) in order."""

    paragraphs: tuple[Paragraph, ...] = ()
    title: tuple[tuple[str, tuple[str, ...]], ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[Warned, ...] = ()
    encoding: str = "utf-8"


def paragraph(given: Paragraph) -> Paragraph:
    """The same paragraph with plain line ends, no empty line inside and no blanks round it."""
    if given.verbatim:
        return given
    text = _LINE_ENDS.sub("\n", given.text)
    if text == given.text and text == text.strip() and "\n" not in text:
        return given
    plain = _BLANKS.sub("\n", text).strip()
    return given if plain == given.text else replace(given, text=plain, emphasis=_moved(given, plain))


def _moved(given: Paragraph, plain: str) -> tuple[tuple[int, int, Style], ...]:
    """Styled ranges in the cleaned text: positions counted by the letters before them."""
    if not given.emphasis:
        return ()
    seen = _letter_places(given.text)
    now = [at for at, sign in enumerate(plain) if not sign.isspace()]
    out: list[tuple[int, int, Style]] = []
    for start, end, style in given.emphasis:
        first, last = seen[start], seen[end]  # letters before either edge
        if last > first:
            out.append((now[first], now[last - 1] + 1, style))
    return tuple(out)


def _letter_places(text: str) -> Sequence[int]:
    counts = [0]
    for sign in text:
        counts.append(counts[-1] + (not sign.isspace()))
    return counts
