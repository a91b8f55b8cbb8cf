"""Trelby (`.trelby`), versions 1 to 3: read. Lines of text with two signs before each: how it ends, and what it is."""

import re
from collections.abc import Sequence
from itertools import groupby

from filmwright.formats.decode import decode
from filmwright.formats.draft import Draft, Paragraph, Warned
from filmwright.formats.fountain_headings import read_heading
from filmwright.formats.styled import as_meant, made_whole
from filmwright.formats.title_entries import Title, TitleLine, title_entries
from filmwright.model.screenplay import ElementKind

__all__ = ["read"]

_KINDS: dict[str, ElementKind] = {
    "\\": "heading",
    ".": "action",
    "_": "character",
    ":": "dialogue",
    "(": "parenthetical",
    "/": "transition",
    "=": "action",  # a shot: the picture's order stands in the action
    "%": "note",
    "@": "section",  # an act break
}
_BREAKS = {">": " ", "&": "", "|": "\n", ".": ""}
_ESCAPE = re.compile(r"\\(n|\\)")


def read(data: bytes, name: str) -> Draft:
    """Read a Trelby script."""
    decoded = decode(data, name)
    lines = decoded.text.split("\n")
    start = _script_start(lines)
    blocks: list[Paragraph] = []
    warnings: list[Warned] = []
    words, at = "", start
    for number, line in enumerate(lines[start:], start=start + 1):
        if len(line) < 2:
            continue
        ends, sign = line[0], line[1]
        if not words:
            at = number
        if ends not in _BREAKS or sign not in _KINDS:
            warnings.append(
                Warned(number, f"Line {number} is marked `{line[:2]}`, which is not known: read as action.")
            )
        words += line[2:].rstrip("\r") + _BREAKS.get(ends, " ")
        if ends == ".":
            blocks.extend(_block(words, sign, at))
            words = ""
    if words.strip():
        blocks.extend(_block(words, lines[-1][1:2], at))
    return Draft(tuple(blocks), _title(lines[:start]), warnings=tuple(warnings), encoding=decoded.encoding)


def _script_start(lines: Sequence[str]) -> int:
    """The first line of the script: after `#Start-Script`, or after the last line of settings at the top."""
    for index, line in enumerate(lines):
        if line.startswith("#Start-Script"):
            return index + 1
    section, index = False, 0
    while index < len(lines):
        line = lines[index].lstrip("\ufeff")
        if line.startswith("#Begin-"):
            section = True
        elif line.startswith("#End-"):
            section = False
        elif not section and line.strip() and not line.startswith("#"):
            break
        index += 1
    return index


def _block(words: str, sign: str, line: int) -> list[Paragraph]:
    """One element. Its first line says what it is; words keep the writer's own line ends."""
    kind = _KINDS.get(sign, "action")
    text = words.strip()
    if not text:
        return []
    place = f"line {line}"
    if kind == "heading":
        text = text if read_heading(text) is None else text.upper()  # Trelby shows headings in capitals
    if kind == "character":
        text = text.upper()
    found = Paragraph(kind, text, level=1 if kind == "section" else None, place=place)
    return [made_whole(as_meant(found) if sign == "." else found)]


def _title(lines: Sequence[str]) -> Title:
    """The strings of the first title page, from top to bottom."""
    strings: list[tuple[float, TitleLine]] = []
    for line in lines:
        if line.startswith("#Title-Page") and strings:
            break
        if not line.startswith("#Title-String "):
            continue
        parts = line.removeprefix("#Title-String ").split(",", 6)
        if len(parts) < 7:
            continue
        text = _ESCAPE.sub(lambda m: "\n" if m[1] == "n" else "\\", parts[6].rstrip("\r"))
        strings.append((_number(parts[1]), TitleLine(text, "c" in parts[3])))
    ordered = sorted(strings, key=lambda item: item[0])
    spaced: list[TitleLine] = []
    for _, group in groupby(ordered, key=lambda item: item[0]):
        spaced += [*(line for _, line in group), TitleLine("")]
    return title_entries(spaced)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
