"""What all formats with named styles share: runs of styled words, names of styles, paragraphs made whole."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import get_args

from filmwright.formats.draft import Paragraph
from filmwright.formats.extensions import split_cue
from filmwright.formats.fountain_headings import fold, is_capitals, is_known_transition, read_heading
from filmwright.formats.fountain_inline import Style
from filmwright.model.screenplay import ElementKind
from filmwright.packaged import packaged_table

__all__ = ["Run", "as_meant", "guessed", "joined", "kind_of_style", "made_whole", "marked_duals", "section_level"]

_LOOSE = re.compile(r"[\s_\-'’.]+")
_NUMBER = re.compile(r"\s*\(?\d+\)?\s*$|\s+char$")
_LEVEL = re.compile(r"\b([1-6])\b")
_ONE_LINE = str.maketrans(dict.fromkeys("\n\r\x0b\x0c\x85\u2028\u2029", " "))
_STYLES: tuple[Style, ...] = get_args(Style)
_KINDS: tuple[ElementKind, ...] = (
    "heading",
    "action",
    "character",
    "parenthetical",
    "dialogue",
    "lyrics",
    "transition",
    "section",
    "centered",
    "synopsis",
    "note",
)


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style."""

    text: str
    styles: frozenset[Style] = frozenset()


def joined(runs: Iterable[Run]) -> tuple[str, tuple[tuple[int, int, Style], ...]]:
    """The words of runs and their styled ranges: cut at line ends, without blanks at their edges."""
    words: list[str] = []
    open_at: dict[Style, int] = {}
    ranges: list[tuple[int, int, Style]] = []
    at = 0
    for run in runs:
        if not run.text:
            continue
        for style in _STYLES:
            if style in run.styles:
                open_at.setdefault(style, at)
            elif style in open_at:
                ranges.append((open_at.pop(style), at, style))
        words.append(run.text)
        at += len(run.text)
    ranges.extend((start, at, style) for style, start in open_at.items())
    text = "".join(words)
    cut = [piece for start, end, style in ranges for piece in _lines_of(text, start, end, style)]
    return text, tuple(sorted(cut))


def _lines_of(text: str, start: int, end: int, style: Style) -> list[tuple[int, int, Style]]:
    """One range per line, trimmed."""
    out: list[tuple[int, int, Style]] = []
    at = start
    for line in text[start:end].split("\n"):
        first = at + len(line) - len(line.lstrip())
        last = at + len(line.rstrip())
        if last > first:
            out.append((first, last, style))
        at += len(line) + 1
    return out


@cache
def _styles() -> dict[str, ElementKind]:
    data = packaged_table("filmwright.formats", "words/styles.toml")
    kinds: dict[str, ElementKind] = {}
    for kind in _KINDS:
        for name in data[kind]:
            kinds.setdefault(_key(name), kind)
    return kinds


def _key(name: str) -> str:
    return _LOOSE.sub("", fold(name))


@cache
def kind_of_style(name: str) -> ElementKind | None:
    """The kind that a style's name says, in any of ten languages; None when it says none."""
    known = _styles().get(_key(name))
    return known or _styles().get(_key(_NUMBER.sub("", name.strip())))


def section_level(name: str) -> int:
    """The level that a style's name carries (`Outline 2`), else 1; a sequence stands under an act."""
    match = _LEVEL.search(name)
    if match is not None:
        return int(match[1])
    return 2 if "sequence" in name.casefold() else 1


def guessed(text: str, style: str) -> tuple[ElementKind, float, str]:
    """The kind of words whose style has an unknown name: (kind, confidence, reason)."""
    if read_heading(text) is not None:
        return "heading", 0.8, f"style `{style}` is not known, but the words are a scene heading"
    if is_known_transition(text.upper()) or text.endswith("TO:"):
        return "transition", 0.7, f"style `{style}` is not known, but the words are a transition"
    return "action", 0.6, f"style `{style}` is not known"


def as_meant(given: Paragraph) -> Paragraph:
    """Action that is nothing but a well-known transition is one: `FADE IN:` is set like action by custom."""
    text = given.text.strip()
    if given.kind != "action" or not is_capitals(text) or not (text.endswith("TO:") or is_known_transition(text)):
        return given
    if len(text.split()) < 2 and text[-1] not in ":.":
        return given
    return replace(given, kind="transition", confidence=min(given.confidence, 0.9), reason="a well-known transition")


def made_whole(given: Paragraph) -> Paragraph:
    """A paragraph as its kind wants it: a cue is name and extensions, a parenthetical has its brackets."""
    match given.kind:
        case "character":
            name, extensions = split_cue(given.text.rstrip("^ "))
            return replace(given, text=name, extensions=extensions, emphasis=_clipped(given, name))
        case "parenthetical" if given.text:
            return _bracketed(given)
        case "heading" | "transition" | "section" | "synopsis":
            return replace(given, text=given.text.translate(_ONE_LINE))
        case _:
            return given


def _clipped(given: Paragraph, name: str) -> tuple[tuple[int, int, Style], ...]:
    if not given.text.startswith(name):
        return ()
    return tuple((a, min(b, len(name)), s) for a, b, s in given.emphasis if a < len(name))


def _bracketed(given: Paragraph) -> Paragraph:
    text = given.text.strip()
    emphasis = given.emphasis if text == given.text else ()
    if not text or text[0] in "(（":
        return replace(given, text=text, emphasis=emphasis)
    closed = "" if text[-1] in ")）" else ")"
    return replace(given, text=f"({text}{closed}", emphasis=tuple((a + 1, b + 1, s) for a, b, s in emphasis))


def marked_duals(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """Speeches that stand side by side: the first cue is the left one, those after it the right ones."""
    out: list[Paragraph] = []
    seen = False
    for item in paragraphs:
        if item.kind == "character":
            out.append(replace(item, dual="right" if seen else "left"))
            seen = True
        else:
            out.append(item)
    return tuple(out) if sum(p.kind == "character" for p in out) > 1 else tuple(replace(p, dual=None) for p in out)
