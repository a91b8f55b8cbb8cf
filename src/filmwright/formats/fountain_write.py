"""Write Fountain: a draft from any format as Fountain text, with its pieces already found.

The text reads back as the same paragraphs. Marks that force a kind (`.` `@` `!` `>`) are written only where a
reader of Fountain would take the line for something else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from filmwright.formats.draft import Draft, Paragraph, Warned, paragraph
from filmwright.formats.fountain import ParsedFountain, Piece, TitlePiece, read
from filmwright.formats.fountain_headings import is_capitals, read_heading, split_heading
from filmwright.formats.fountain_inline import Style

__all__ = ["as_fountain"]

_SPECIAL = frozenset(".!@>~=#[/*_({")
_TO_ESCAPE = re.compile(r"[*_\\](?=[*_\\]|\S)|(?<=\S)[*_\\]")
_NOTE_END = re.compile(r"\]\]")
_GAP = re.compile(r"\n(?=\n)")
_MARKS: dict[Style, str] = {"bold": "**", "italic": "*", "underline": "_"}
_SPEECH = ("parenthetical", "dialogue", "lyrics")


@dataclass(slots=True)
class _Writer:
    """The text so far and what stands in it."""

    parts: list[str] = field(default_factory=list[str])
    length: int = 0
    line: int = 1
    pieces: list[Piece] = field(default_factory=list[Piece])
    title: list[TitlePiece] = field(default_factory=list[TitlePiece])

    def put(self, text: str) -> tuple[int, int, int]:
        """Append text; where it starts and ends, and its line."""
        start, line = self.length, self.line
        self.parts.append(text)
        self.length += len(text)
        self.line += text.count("\n")
        return start, self.length, line


def as_fountain(draft: Draft) -> ParsedFountain:
    """A draft as Fountain text in pieces.

    Kinds, words, names, extensions, notes and numbers are those of the draft; reading the text again gives the same.
    (Emphasis of part of a word cannot be written in Fountain: it is kept in the pieces only.)
    """
    writer = _Writer()
    _write_title(writer, draft)
    body = [paragraph(p) for p in draft.paragraphs]
    kept = [p for p in body if p.text or p.kind == "page_break" or (p.notes and p.kind in _SPEECH)]
    items = [line for item in _merged(iter(kept)) for line in _lines_apart(item)]
    speaking = False
    for at, item in enumerate(items):
        if at or writer.title:
            goes_on = speaking and item.kind in _SPEECH
            writer.put("\n" if goes_on else "\n\n")
        speaking = item.kind == "character" or (speaking and item.kind in _SPEECH)
        answered = at + 1 < len(items) and items[at + 1].kind in _SPEECH
        _write(writer, item, alone=not answered, first=not at and not writer.title)
    writer.put("\n")
    source = "".join(writer.parts)
    return ParsedFountain(source, tuple(writer.title), tuple(writer.pieces), _warnings(draft, writer))


def _warnings(draft: Draft, writer: _Writer) -> tuple[Warned, ...]:
    lonely = [
        Warned(0, f"`{p.name}` is marked as a speaker, but nothing is said under it.")
        for p, after in zip(writer.pieces, [*writer.pieces[1:], None], strict=False)
        if p.kind == "character" and (after is None or after.kind not in _SPEECH)
    ]
    return (*draft.warnings, *lonely)


def _merged(paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """Speech that stands under no cue becomes action; two runs of one speech that would read as one become one."""
    before: Paragraph | None = None
    in_speech = False
    for item in paragraphs:
        now = item
        spoken = before is not None and before.kind in (*_SPEECH, "character")
        in_speech = now.kind == "character" or (in_speech and now.kind in _SPEECH)
        if now.kind in _SPEECH and not spoken and now.kind != "lyrics":
            now = replace(now, kind="action", confidence=min(now.confidence, 0.7), reason="speech under no name")
        if before is not None and in_speech and before.kind == now.kind and now.kind in ("dialogue", "lyrics"):
            before = _joined(before, now)
            continue
        if before is not None:
            yield before
        before = now
    if before is not None:
        yield before


def _joined(first: Paragraph, second: Paragraph) -> Paragraph:
    shift = len(first.text) + 1
    moved = tuple((a + shift, b + shift, style) for a, b, style in second.emphasis)
    return replace(
        first,
        text=f"{first.text}\n{second.text}",
        emphasis=(*first.emphasis, *moved),
        notes=(*first.notes, *second.notes),
        confidence=min(first.confidence, second.confidence),
    )


def _lines_apart(item: Paragraph) -> Iterator[Paragraph]:
    """Centred lines stand one by one in Fountain."""
    lines = item.text.split("\n")
    if item.kind != "centered" or len(lines) == 1:
        yield item
        return
    at = 0
    for index, line in enumerate(lines):
        inside = tuple((a - at, b - at, s) for a, b, s in item.emphasis if at <= a and b <= at + len(line))
        yield replace(item, text=line, emphasis=inside, notes=item.notes if not index else ())
        at += len(line) + 1


def _write_title(writer: _Writer, draft: Draft) -> None:
    for at, (key, values) in enumerate(draft.title):
        if at:
            writer.put("\n")
        shown = [" ".join(v.strip().split("\n")) for v in values if v.strip()]
        name = " ".join(key.replace(":", " ").split())
        block = f"{name}: {shown[0]}" if len(shown) == 1 else "\n    ".join([f"{name}:", *shown])
        start, end, _ = writer.put(block)
        writer.title.append(TitlePiece(name, tuple(shown), start, end))


def _write(writer: _Writer, item: Paragraph, *, alone: bool, first: bool) -> None:
    """Put one paragraph; `alone` says that no speech follows it, `first` that nothing stands before it."""
    text = _styled(item)
    shown, forced = _shape(item, text)
    mark = (
        "@"
        if item.kind == "character" and alone
        else "!"
        if first and item.kind == "action" and ":" in item.text
        else ""
    )
    if mark and not forced:  # a name over no speech, and words at the head of a file, would read as something else
        shown, forced = mark + shown, True
    for note in item.notes:
        shown += f" [[{_note(note)}]]"
    start, end, line = writer.put(shown)
    parts = split_heading(item.text) if item.kind == "heading" else None
    if parts is not None and item.scene_number:
        parts = replace(parts, number=item.scene_number)
    writer.pieces.append(
        Piece(
            kind=item.kind,
            start=start,
            end=end,
            line=line,
            text=_cue_text(item) if item.kind == "character" else parts.text if parts else item.text,
            forced=forced,
            confidence=item.confidence,
            reason=item.reason,
            emphasis=item.emphasis,
            notes=item.notes,
            name=item.text if item.kind == "character" else None,
            extensions=item.extensions,
            dual=item.dual == "right",
            level=item.level,
            heading=parts,
            facts=item.facts,
            place=item.place,
        )
    )


# --- one shape per kind: the words as Fountain writes them, and whether a mark forces the kind ---------


def _heading(item: Paragraph, text: str) -> tuple[str, bool]:
    line = text.replace("\n", " ").strip()
    number = f" #{item.scene_number}#" if item.scene_number and "#" not in line else ""
    forced = read_heading(line) is None
    return (f".{line}{number}" if forced else f"{line}{number}"), forced


def _cue_text(item: Paragraph) -> str:
    return " ".join([item.text, *(f"({e})" for e in item.extensions)])


def _character(item: Paragraph, text: str) -> tuple[str, bool]:
    line = " ".join([" ".join(text.split()), *(f"({e})" for e in item.extensions)])
    dual = " ^" if item.dual == "right" else ""
    forced = not _reads_as(f"{line}{dual}\nX.", "character", item.text)
    return (f"@{line}{dual}" if forced else f"{line}{dual}"), forced


def _transition(item: Paragraph, text: str) -> tuple[str, bool]:
    line = " ".join(text.split())
    forced = not _reads_as(line, "transition", item.text)
    return (f"> {line}" if forced else line), forced


def _action(item: Paragraph, text: str) -> tuple[str, bool]:
    lines = item.text.split("\n")
    odd = any(line[:1] in _SPECIAL or is_capitals(line) or read_heading(line) is not None for line in lines)
    odd = odd or len(lines) > 1
    forced = odd and not _reads_as(text, "action", item.text)
    if not forced:
        return text, False
    return "\n".join(f"!{line}" for line in text.split("\n")), True


def _shape(item: Paragraph, text: str) -> tuple[str, bool]:  # noqa: C901, PLR0911, PLR0912  (one line per kind)
    match item.kind:
        case "heading":
            return _heading(item, text)
        case "character":
            return _character(item, text)
        case "transition":
            return _transition(item, text)
        case "action":
            return _action(item, text)
        case "parenthetical":
            return (text if text.startswith(("(", "（")) else f"({text})"), False
        case "lyrics":
            return "\n".join(f"~{line}" for line in text.split("\n")), False
        case "centered":
            return "\n".join(f"> {line} <" for line in text.split("\n")), False
        case "section":
            return f"{'#' * (item.level or 1)} {' '.join(text.split())}", False
        case "synopsis":
            return f"= {' '.join(text.split())}", False
        case "note":
            return f"[[{_note(item.text)}]]", False
        case "boneyard":
            return f"/* {item.text.replace('*/', '* /')} */", False
        case "page_break":
            return "===", False
        case _:
            return _GAP.sub("\n  ", text), False


def _note(text: str) -> str:
    """The words of a note, such that it ends where it ends: two blanks keep it open over an empty line."""
    return _GAP.sub("\n  ", _NOTE_END.sub("]", text))


def _reads_as(block: str, kind: str, text: str) -> bool:
    """Whether a reader of Fountain takes this block for what it is."""
    found = read(f"!.\n\n{block}\n\n").pieces[1:]
    if kind == "character":
        return len(found) == 2 and found[0].kind == kind and found[0].name == text
    return len(found) == 1 and found[0].kind == kind and found[0].text == text


# --- emphasis ----------------------------------------------------------------------------------------


def _styled(item: Paragraph) -> str:
    """The words with their marks; a range over several lines is marked on each."""
    if not item.emphasis:
        return _TO_ESCAPE.sub(r"\\\g<0>", item.text)
    marks: dict[int, list[str]] = {}
    for start, end, style in _by_line(item.text, item.emphasis):
        marks.setdefault(start, []).append(_MARKS[style])
        marks.setdefault(end, []).insert(0, _MARKS[style])
    out: list[str] = []
    for at in range(len(item.text) + 1):
        out.extend(marks.get(at, ()))
        if at < len(item.text):
            out.append("\\" + item.text[at] if item.text[at] in "*_\\" else item.text[at])
    return "".join(out)


def _by_line(text: str, ranges: Sequence[tuple[int, int, Style]]) -> Iterator[tuple[int, int, Style]]:
    """Ranges cut at line ends and trimmed of blanks; those that begin or end inside a word are left out."""
    for start, end, style in ranges:
        at = start
        for line in text[start:end].split("\n"):
            first = at + len(line) - len(line.lstrip())
            last = at + len(line.rstrip())
            at += len(line) + 1
            before, after = text[first - 1 : first], text[last : last + 1]
            if last > first and not before.isalnum() and not after.isalnum():
                yield first, last, style
