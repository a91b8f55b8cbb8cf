"""Fountain, the plain-text screenplay format: read without loss, write back byte for byte.

`read` gives every paragraph with the range of source it came from; `write` gives the source back;
`replace` changes one range and nothing else. Syntax: https://fountain.io/syntax. Beyond it: cues in any
alphabet, headings in ten languages, headings in bold or without empty lines round them, and well-known
transitions without `TO:`, the last two marked as guesses.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from dataclasses import replace as _with
from itertools import pairwise

from filmwright.formats.draft import Warned
from filmwright.formats.fountain_headings import (
    HeadingParts,
    is_capitals,
    is_known_transition,
    is_title_key,
    read_heading,
    split_heading,
)
from filmwright.formats.fountain_inline import Style, read_emphasis
from filmwright.formats.fountain_lines import Hidden, Line, split_lines
from filmwright.model.screenplay import ElementKind, SceneFacts

__all__ = ["ParsedFountain", "Piece", "TitlePiece", "Warned", "read", "replace", "write"]

_BRACKETS = re.compile(r"^(?P<name>[^(（]*+)(?P<ext>(?:[(（][^)）]*+[)）]?+\s*+)*+)$")
_EXTENSION = re.compile(r"[(（]([^)）]*)[)）]?")
_TITLE_LINE = re.compile(r"^(?P<key>[^\s:：][^:：]{0,60}?)\s*[:：]\s*(?P<value>.*)$")
_PAGE_BREAK = re.compile(r"^\s*={3,}\s*$")
_SECTION = re.compile(r"^(#{1,6})\s*(\S.*)$")
_DOTTED = re.compile(r"^[^\W\d_]{2,12}[./]")
_MAX_SUGGESTIONS = 12
_EMPTY = " \t\u3000\ufeff\xa0\x0b\x1c\x1d\x1e\x85"


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph of the script; fields as in `model.screenplay.Element`, ranges absolute.

    `place` says where it stood in the file when that was no Fountain: `page 3`.
    """

    kind: ElementKind
    start: int
    end: int
    line: int
    text: str
    forced: bool = False
    confidence: float = 1.0
    reason: str = ""
    emphasis: tuple[tuple[int, int, Style], ...] = ()
    notes: tuple[str, ...] = ()
    name: str | None = None
    extensions: tuple[str, ...] = ()
    dual: bool = False
    level: int | None = None
    heading: HeadingParts | None = None
    facts: SceneFacts | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class TitlePiece:
    """One entry of the title page."""

    key: str
    values: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParsedFountain:
    """A script in pieces. Between two pieces there is nothing but blanks."""

    source: str
    title: tuple[TitlePiece, ...] = ()
    pieces: tuple[Piece, ...] = ()
    warnings: tuple[Warned, ...] = ()


def read(text: str) -> ParsedFountain:
    """Read a script. Any text is readable; what cannot be meant is in `warnings`."""
    source = split_lines(text)
    reader = _Reader(text, source.lines)
    title, first = _title_page(source.lines)
    reader.at = first
    reader.run()
    warnings = [Warned(line, message) for line, message in source.warnings] + reader.warnings
    ordered = tuple(sorted(set(warnings), key=lambda w: (w.line, w.message)))
    return ParsedFountain(text, title, tuple(reader.pieces), ordered)


def write(parsed: ParsedFountain) -> str:
    """The source, put together again from the pieces and the blanks between them."""
    ranges = sorted([(t.start, t.end) for t in parsed.title] + [(p.start, p.end) for p in parsed.pieces])
    edges = [0, *(edge for pair in ranges for edge in pair), len(parsed.source)]
    return "".join(parsed.source[a:b] for a, b in pairwise(edges))


def replace(source: str, span: tuple[int, int], text: str) -> str:
    """Rewrite one range of a source; every other character stays what it was."""
    start, end = span
    if not 0 <= start <= end <= len(source):
        raise ValueError(f"the range {start}..{end} lies outside the source of {len(source)} characters")
    return source[:start] + text + source[end:]


# --- title page ---------------------------------------------------------------------------------------


def _title_page(lines: Sequence[Line]) -> tuple[tuple[TitlePiece, ...], int]:
    """The title page and the index of the line after it; nothing and 0 when there is none."""
    first = 0
    while first < len(lines) and not lines[first].text.strip("\ufeff \t"):
        if lines[first].only_hidden or lines[first].feed:
            return (), 0
        first += 1
    last = first
    while last < len(lines) and not lines[last].blank and not lines[last].feed:
        last += 1
    entries, count = _title_entries(lines[first:last])
    return (entries, first + count) if entries else ((), 0)


def _title_entries(block: Sequence[Line]) -> tuple[tuple[TitlePiece, ...], int]:
    """The entries of a first block and how many lines they have: up to a line that is neither key nor indented."""
    entries: list[tuple[str, list[str], int, int]] = []
    count = len(block)
    for index, line in enumerate(block):
        text = line.text.lstrip("\ufeff") if index == 0 else line.text
        indented = text[:1] in (" ", "\t", "\u3000")
        match = None if indented else _TITLE_LINE.match(text.rstrip())
        if match is None:
            if not (indented or line.only_hidden) or not entries:
                count = index
                break
            key, values, start, _ = entries[-1]
            entries[-1] = (key, [*values, *_title_value(text)], start, line.end)
            continue
        start = line.start + (len(line.text) - len(text))
        entries.append((match["key"].strip(), _title_value(match["value"]), start, line.end))
    whole = count == len(block)
    if not entries or not _is_title(block[0].text.lstrip("\ufeff"), entries, whole=whole):
        return (), 0
    return tuple(TitlePiece(key, tuple(values), start, end) for key, values, start, end in entries), count


def _title_value(text: str) -> list[str]:
    value = read_emphasis(text.strip()).text.strip()
    return [value] if value else []


def _is_title(first: str, entries: Sequence[tuple[str, list[str], int, int]], *, whole: bool) -> bool:
    """Whether a first block of `key: value` lines is a title page and not a transition or a sentence.

    A block that goes on in other lines (not `whole`) is one when at least two of its keys are known.
    """
    if is_known_transition(first) or read_heading(first.strip()) or first[:1] in "!@.>~=#[/":
        return False
    known = sum(is_title_key(key) for key, _, _, _ in entries)
    if not whole:
        return known >= 2
    if known:
        return True
    short = all(len(key.split()) <= 3 for key, _, _, _ in entries)
    return short and len(entries) >= 2 and any(values for _, values, _, _ in entries)


# --- body ---------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    """Walks over the lines once. `fresh` means: an empty line, or something that ends itself, came before."""

    source: str
    lines: Sequence[Line]
    at: int = 0
    fresh: bool = True
    pieces: list[Piece] = field(default_factory=list[Piece])
    warnings: list[Warned] = field(default_factory=list[Warned])
    suggested: set[str] = field(default_factory=set[str])

    def run(self) -> None:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.feed:
                self._add("page_break", [line], "")
            elif not line.hidden and not line.text.strip(_EMPTY):
                self.fresh = True
                self.at += 1
            elif line.only_hidden:
                self._hidden(line)
            elif not self._own_line(line) and not (self.fresh and self._after_blank(line)):
                self._action()

    # -- helpers

    def _add(self, kind: ElementKind, lines: Sequence[Line], text: str, **fields: object) -> Piece:
        """Append a piece made of whole lines and step over them."""
        styled = read_emphasis(text)
        notes = tuple(_hidden_words(self.source, h) for line in lines for h in line.hidden if h.kind == "note")
        start, end = self._tight(lines[0].start, lines[-1].end)
        piece = Piece(
            kind=kind,
            start=start,
            end=end,
            line=lines[0].number,
            text=styled.text,
            emphasis=styled.ranges,
            notes=notes,
            **fields,  # type: ignore[arg-type]  # keyword arguments of Piece, all written in this module
        )
        self.pieces.append(piece)
        self.at += len(lines)
        self.fresh = True
        return piece

    def _tight(self, start: int, end: int) -> tuple[int, int]:
        """A range without the blanks around it; a range of blanks only stays."""
        inner = self.source[start:end]
        left = len(inner) - len(inner.lstrip(_EMPTY))
        right = len(inner) - len(inner.rstrip(" \t"))
        return (start, end) if left + right >= len(inner) else (start + left, end - right)

    def _warn(self, line: Line, message: str) -> None:
        self.warnings.append(Warned(line.number, message))

    def _next_is_text(self, index: int) -> bool:
        """Whether the next line that is not hidden holds words."""
        while index < len(self.lines) and self.lines[index].only_hidden:
            index += 1
        return index < len(self.lines) and not self.lines[index].feed and bool(self.lines[index].text.strip())

    def _hidden(self, line: Line) -> None:
        """Notes and boneyard that stand alone."""
        for item in line.hidden:
            inner = _hidden_words(self.source, item)
            self.pieces.append(Piece(item.kind, item.start, item.end, line.number, inner))
        self.at += 1

    # -- lines that say themselves what they are

    def _own_line(self, line: Line) -> bool:
        text = line.text.strip(_EMPTY)
        head = text[0]
        if head == "=":
            return self._synopsis(line, text)
        if head == "#":
            return self._section(line, text)
        if head == ">":
            return self._pointed(line, text)
        if head == "~" and text[1:].strip():
            return self._lyrics()
        return False

    def _synopsis(self, line: Line, text: str) -> bool:
        if _PAGE_BREAK.match(text):
            self._add("page_break", [line], "")
            return True
        if not text[1:].strip() or text[1] == "=":
            return False
        self._add("synopsis", [line], text[1:].strip())
        return True

    def _section(self, line: Line, text: str) -> bool:
        match = _SECTION.match(text)
        if match is None:
            return False
        self._add("section", [line], match[2].strip(), level=len(match[1]))
        return True

    def _pointed(self, line: Line, text: str) -> bool:
        inner = text[1:].strip()
        if inner.endswith("<") and inner[:-1].strip():
            self._add("centered", [line], inner[:-1].strip())
            return True
        if not inner or inner == "<":
            return False
        self._add("transition", [line], inner, forced=True)
        return True

    def _lyrics(self) -> bool:
        run = [self.lines[self.at]]
        for line in self.lines[self.at + 1 :]:
            if line.feed or not line.text.strip().startswith("~"):
                break
            run.append(line)
        self._add("lyrics", run, "\n".join(line.text.strip()[1:].strip() for line in run))
        self.fresh = False
        return True

    # -- lines that need an empty line before them

    def _after_blank(self, line: Line) -> bool:
        text = line.text.strip(_EMPTY)
        if text[0] == "!":
            return False
        return self._heading(line, text) or self._transition(line, text) or self._cue(line, text)

    def _heading(self, line: Line, text: str) -> bool:
        plain = read_emphasis(text).text  # headings are often written in bold
        forced = plain[:1] == "." and plain[1:2].isalnum()
        parts = split_heading(plain[1:].strip()) if forced else read_heading(plain)
        if parts is None or not parts.text:
            return False
        crowded = self.at > 0 and not forced and bool(self.lines[self.at - 1].text.strip())
        crowded = crowded and bool(self.pieces) and self.pieces[-1].kind in ("action", "centered")
        if crowded:
            self._warn(line, "No empty line before this scene heading: it is read as a heading all the same.")
        elif self._next_is_text(self.at + 1):
            self._warn(line, "No empty line after this scene heading: it is read as a heading all the same.")
        sure: dict[str, object] = {"confidence": 0.8, "reason": "a heading without an empty line"} if crowded else {}
        self._add("heading", [line], parts.text, forced=forced, heading=parts, **sure)
        return True

    def _transition(self, line: Line, text: str) -> bool:
        if not is_capitals(text) and not is_known_transition(text):
            return False
        if text.endswith(":") and line.text.endswith((" ", "\t")):
            return False  # the syntax: a blank after the colon says that this is none
        known = is_known_transition(text)
        if not known and not text.endswith("TO:"):
            return False
        followed = self._next_is_text(self.at + 1)
        if followed and known and not text.endswith((":", ".")):
            return False  # `CUT` with words under it may be somebody's name
        guessed = followed or not text.endswith("TO:")
        sure: dict[str, object] = {"confidence": 0.9, "reason": "a well-known transition"} if guessed else {}
        self._add("transition", [line], text, **sure)
        return True

    def _cue(self, line: Line, text: str) -> bool:
        forced = text[0] == "@" and len(text.strip("@ ^")) > 0
        body = text[1:].strip() if forced else text
        dual = body.endswith("^")
        body = body.rstrip("^ \t")
        match = _BRACKETS.match(body)
        name, tail = (match["name"].strip(), match["ext"]) if match else (body, "")
        if not forced and not self._is_cue(line, name):
            return False
        extensions = tuple(e.strip() for e in _EXTENSION.findall(tail) if e.strip())
        if not name:
            return False
        if not self._next_is_text(self.at + 1):
            self._warn(line, f"`{name}` is marked as a speaker, but nothing is said under it.")
        cue = self._add("character", [line], body, forced=forced, extensions=extensions, dual=dual)
        self.pieces[-1] = _with(cue, name=" ".join(read_emphasis(name).text.split()))
        self._speech()
        return True

    def _is_cue(self, line: Line, name: str) -> bool:
        """Capitals, words under it, and nothing that makes it a sentence or a list."""
        if not self._next_is_text(self.at + 1):
            return False
        if not is_capitals(name):
            self._suggest(line, name)
            return False
        words = name.split()
        if len(words) > 10 or name[0] in "-–—•*" or name.endswith(":") or "^" in name:
            return False
        return not (len(words) >= 4 and name[-1] in ".!?…")

    def _suggest(self, line: Line, name: str) -> None:
        """A short line without case before a speech is perhaps a name: say how to say so."""
        caseless = len(name) <= 12 and name.upper() == name.lower() and any(c.isalpha() for c in name)
        alone = not self._next_is_text(self.at + 2) or len(name) <= 6
        if caseless and alone and name not in self.suggested and len(self.suggested) < _MAX_SUGGESTIONS:
            self.suggested.add(name)
            self._warn(line, f"Is `{name}` a speaker? Letters without capitals need a mark: write `@{name}`.")

    # -- speech

    def _speech(self) -> None:
        """What stands under a cue: runs of parenthetical, lyrics and dialogue lines."""
        run: list[Line] = []
        kind: ElementKind = "dialogue"
        for line in self._speech_lines():
            now = self._speech_kind(line, kind, run)
            if run and (now != kind or (now == "parenthetical" and _closed(run))):
                self._say(kind, run)
                run = []
            kind = now
            run.append(line)
        if run:
            self._say(kind, run)
        self.fresh = False

    def _speech_lines(self) -> Sequence[Line]:
        """The lines of a speech: up to an empty line; a line of two blanks is a pause, not an end."""
        last = self.at
        index = self.at
        while index < len(self.lines):
            line = self.lines[index]
            if line.feed or _PAGE_BREAK.match(line.text):
                break
            if line.text.strip():
                last = index + 1
            elif line.blank and len(line.text) < 2:
                break
            index += 1
        return self.lines[self.at : last]

    def _speech_kind(self, line: Line, before: ElementKind, run: Sequence[Line]) -> ElementKind:
        text = line.text.strip()
        if not text:
            return before if run and before != "parenthetical" else "dialogue"
        if before == "parenthetical" and run and not _closed(run):
            return "parenthetical"
        if text[0] in "(（" and (text[-1] in ")）" or self._closes_later(line)):
            return "parenthetical"
        if text[0] == "~" and text[1:].strip():
            return "lyrics"
        return "dialogue"

    def _closes_later(self, line: Line) -> bool:
        """A bracket opened at the head of a line and closed at the end of one of the next three."""
        text = line.text.strip()
        if ")" in text or "）" in text:
            return False
        index = bisect_line(self.lines, line)
        for later in self.lines[index + 1 : index + 4]:
            seen = later.text.strip()
            if not seen or later.feed:
                return False
            if seen[-1] in ")）":
                return "(" not in seen and "（" not in seen
        return False

    def _say(self, kind: ElementKind, run: Sequence[Line]) -> None:
        shown = [line.text.strip() for line in run if line.text.strip() or not line.hidden]
        if kind == "lyrics":
            shown = [text[1:].strip() if text.startswith("~") else text for text in shown]
        self._add(kind, run, "\n".join(shown))

    # -- everything else

    def _action(self) -> None:
        first = self.lines[self.at]
        run = [first]
        for index in range(self.at + 1, len(self.lines)):
            line = self.lines[index]
            if line.feed or line.blank or not self._continues(index):
                break
            run.append(line)
        while run[-1].only_hidden:
            run.pop()
        forced = first.text.lstrip(_EMPTY).startswith("!")
        shown = [_action_line(line.text) for line in run if not line.only_hidden]
        self._add("action", run, "\n".join(shown), forced=forced)
        self.fresh = self.at < len(self.lines) and _crowded_heading(self.lines[self.at].text)

    def _continues(self, index: int) -> bool:
        line = self.lines[index]
        if line.only_hidden:
            return True  # those at the end are handed back
        text = line.text.strip()
        if text[0] == "=":
            return not _PAGE_BREAK.match(text) and not text[1:].strip()
        if text[0] == "#":
            return _SECTION.match(text) is None
        if text[0] == "~" and text[1:].strip():
            return False
        return (text[0] != ">" or len(text) < 2) and not _crowded_heading(text)


def _hidden_words(source: str, item: Hidden) -> str:
    """What stands inside a note or a boneyard, with plain line ends."""
    return source[item.start + 2 : item.end - 2].strip().replace("\r\n", "\n").replace("\r", "\n")


def bisect_line(lines: Sequence[Line], line: Line) -> int:
    """Where a line stands in its source; lines are ordered by their start."""
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        if lines[middle].start < line.start:
            low = middle + 1
        else:
            high = middle
    return low


def _crowded_heading(text: str) -> bool:
    """A heading with no empty line before it: taken when it is in capitals and `INT.` has its full stop."""
    line = text.strip()
    return bool(_DOTTED.match(line)) and is_capitals(line) and read_heading(line) is not None


def _closed(run: Sequence[Line]) -> bool:
    return run[-1].text.strip()[-1:] in (")", "）")


def _action_line(text: str) -> str:
    """A line of action: indentation kept, the mark of forcing and blanks at the end taken away."""
    shown = text.lstrip("\ufeff").rstrip()
    body = shown.lstrip()
    if body.startswith("!"):
        return shown[: len(shown) - len(body)] + body[1:].lstrip()
    return shown
