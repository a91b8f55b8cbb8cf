"""Final Draft (`.fdx`), read: every run of words, numbers, eighths, colours, beats, notes, dual dialogue, title page.

The latest text is what is read; which draft changed a scene last is kept in `SceneFacts.revision`. What Final Draft
prints in capitals (an element or a run in `AllCaps`) is read in capitals: they are what the writer saw.
Facts of the format: files of Final Draft 8 to 13 and of four other programs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from filmwright.errors import ScriptError
from filmwright.formats.draft import Draft, LeftOut, Paragraph
from filmwright.formats.fountain_inline import Style
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
from filmwright.formats.title_entries import Title, TitleLine, title_entries
from filmwright.formats.xml_safe import Node, parse_xml, xml_encoding
from filmwright.model.screenplay import ArcBeat, ElementKind, SceneFacts

__all__ = ["BONEYARD", "eighths", "read"]

BONEYARD = "Boneyard"
"""The name of a note that keeps words which the writer struck out."""

_EDGE = re.compile(r"^\n[ \t]{2,}|\n[ \t]{2,}$")
_LENGTH = re.compile(r"^(?:(\d+)(?:\s+|$))?(?:(\d+)\s*/\s*8)?$")
_STYLES: dict[str, Style] = {"bold": "bold", "italic": "italic", "underline": "underline"}


@dataclass(frozen=True, slots=True)
class _Look:
    """What the file says of one element type: its own styles, and how it is paginated."""

    capitals: bool = False
    styles: frozenset[Style] = frozenset()
    paginates_as: str = ""


@dataclass(slots=True)
class _Reading:
    """The file being read: looks of its types, names of its revisions, notes by paragraph, and what is left out."""

    looks: dict[str, _Look]
    revisions: dict[int, str]
    anchored: dict[int, list[str]]
    left_out: list[LeftOut] = field(default_factory=list[LeftOut])


def read(data: bytes, name: str) -> Draft:
    """Read a Final Draft file.

    Raises:
        ScriptError: cut off, damaged, or with nothing in it.
    """
    root = parse_xml(data, name)
    content = root.first("Content")
    if root.tag != "FinalDraft" or content is None:
        raise ScriptError(f"`{name}` is XML, but holds no Final Draft script: export it again as `.fdx`.")
    reading = _Reading(_looks(root), _revisions(root), _anchored(root, content))
    paragraphs = _with_revisions(list(_all(content, reading)), reading)
    return Draft(
        paragraphs=(*_loose_notes(root), *paragraphs),
        title=_title(root),
        left_out=tuple(reading.left_out),
        encoding=xml_encoding(data),
    )


# --- what the file says about itself ------------------------------------------------------------------


def _looks(root: Node) -> dict[str, _Look]:
    out: dict[str, _Look] = {}
    for settings in root.children("ElementSettings"):
        font, behaviour = settings.first("FontSpec"), settings.first("Behavior")
        style = font.get("Style") if font is not None else ""
        paginates = behaviour.get("PaginateAs") if behaviour is not None else ""
        out[settings.get("Type").casefold()] = _Look("AllCaps" in style, _styles(style), paginates)
    return out


def _styles(style: str) -> frozenset[Style]:
    return frozenset(_STYLES[part] for part in style.casefold().split("+") if part in _STYLES)


def _revisions(root: Node) -> dict[int, str]:
    """The names of revisions by number."""
    out: dict[int, str] = {}
    for revision in root.walk("Revision"):
        number = revision.get("ID") or revision.get("Number")
        if number.isdigit():
            out[int(number)] = revision.get("Name")
    return out


def _anchored(root: Node, content: Node) -> dict[int, list[str]]:
    """Notes that newer files keep apart from the text, by the index of the paragraph in which they begin.

    Their `Range` counts UTF-16 units from the start: the words of each paragraph, two for a block that stands inside
    one (dual dialogue, an omitted scene), and one for the end of each.
    """
    held = root.first("ScriptNotes")
    if held is None:
        return {}
    starts: list[int] = []
    at = 0
    for item in content.children("Paragraph"):
        starts.append(at)
        words = sum(len(t.text().encode("utf-16-le")) // 2 for t in item.children("Text"))
        at += words + 2 * sum(1 for _ in item.children("DualDialogue", "OmittedScene")) + 1
    out: dict[int, list[str]] = {}
    for note in held.children("ScriptNote"):
        first = note.get("Range").partition(",")[0].strip()
        index = sum(start <= int(first) for start in starts) - 1 if first.isdigit() else 0
        out.setdefault(max(index, 0), []).append(_note_text(note))
    return out


# --- paragraphs ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Read:
    """A paragraph and the number of the last draft that touched it."""

    paragraph: Paragraph
    revision: int = 0


def _all(content: Node, reading: _Reading) -> Iterator[_Read]:
    index = -1
    for item in content.children("Paragraph", "DualDialogue"):
        index += item.tag == "Paragraph"
        notes = tuple(reading.anchored.get(index, ())) if item.tag == "Paragraph" else ()
        yield from _paragraph(item, reading, notes)


def _paragraph(node: Node, reading: _Reading, anchored: tuple[str, ...] = ()) -> Iterator[_Read]:
    omitted = node.first("OmittedScene")
    dual = node if node.tag == "DualDialogue" else node.first("DualDialogue")
    if omitted is not None:
        _leave_out(node, omitted, reading)
    elif dual is not None:
        yield from _new_page(node)
        yield from _dual(dual, (*anchored, *_notes(node)), reading)
    else:
        yield from _plain(node, reading, anchored)


def _leave_out(node: Node, omitted: Node, reading: _Reading) -> None:
    number = node.get("Number")
    words = "\n".join(t for p in omitted.walk("Paragraph") if (t := _runs_text(p).strip()))
    reading.left_out.append(LeftOut(f"omitted scene {number}".strip(), words, f"line {node.line}"))


def _dual(dual: Node, notes: tuple[str, ...], reading: _Reading) -> Iterator[_Read]:
    """Two speeches side by side."""
    inner = [found for item in dual.children("Paragraph") for found in _paragraph(item, reading)]
    sides = marked_duals(found.paragraph for found in inner)
    for at, (found, item) in enumerate(zip(inner, sides, strict=True)):
        whole = replace(item, notes=(*notes, *item.notes)) if at == 0 and notes else item
        yield _Read(whole, found.revision)


def _new_page(node: Node) -> Iterator[_Read]:
    """The page break before a paragraph that starts a page."""
    if node.get("StartsNewPage").casefold() == "yes":
        yield _Read(Paragraph("page_break", "", place=f"line {node.line}"))


def _plain(node: Node, reading: _Reading, anchored: tuple[str, ...]) -> Iterator[_Read]:
    place = f"line {node.line}"
    yield from _new_page(node)
    style = node.get("Type", "Action")
    look = reading.looks.get(style.casefold(), _Look())
    runs, revision = _runs(node, look)
    text, emphasis = joined(runs)
    notes = (*anchored, *_notes(node))
    struck = _struck(node)
    kind, confidence, reason = _kind(style, look, text)
    if kind == "action" and node.get("Alignment") == "Center":
        kind = "centered"
    if not text.strip():
        yield from (_Read(item) for item in _wordless(kind, notes, struck, place))
        return
    if kind == "heading" and text.strip().casefold() in ("omitted", "omit"):
        reading.left_out.append(LeftOut(f"omitted scene {node.get('Number')}".strip(), text.strip(), place))
        return
    if node.get("Number") and kind != "heading":
        reading.left_out.append(LeftOut("a number beside a paragraph", node.get("Number"), place))
    item = Paragraph(
        kind=kind,
        text=text,
        emphasis=emphasis,
        notes=notes,
        level=section_level(style) if kind == "section" else None,
        scene_number=(node.get("Number") or None) if kind == "heading" else None,
        facts=_facts(node) if kind == "heading" else None,
        confidence=confidence,
        reason=reason,
        place=place,
        verbatim=True,
    )
    item = _trimmed(item)
    yield _Read(made_whole(as_meant(item) if style == "Action" else item), revision)


def _kind(style: str, look: _Look, text: str) -> tuple[ElementKind, float, str]:
    known = kind_of_style(style)
    if known is not None:
        return known, 1.0, ""
    like = kind_of_style(look.paginates_as) if look.paginates_as else None
    if like is not None:
        return like, 0.9, f"the element `{style}` is paginated as {look.paginates_as}"
    return guessed(text.strip(), style)


def _wordless(kind: ElementKind, notes: tuple[str, ...], struck: tuple[str, ...], place: str) -> Iterator[Paragraph]:
    """A paragraph without words: its notes stand alone, unless it is part of a speech."""
    if notes and kind in ("dialogue", "lyrics"):
        yield Paragraph(kind, "", notes=notes, place=place, verbatim=True)
    else:
        yield from (Paragraph("note", note, place=place, verbatim=True) for note in notes if note.strip())
    yield from (Paragraph("boneyard", words, place=place, verbatim=True) for words in struck)


def _trimmed(item: Paragraph) -> Paragraph:
    """Without blanks at the end, nor at the head where indentation means nothing."""
    text = item.text.rstrip()
    start = 0 if item.kind == "action" else len(text) - len(text.lstrip())
    while item.kind == "action" and text[start : start + 1] == "\n":
        start += 1
    if not start and text == item.text:
        return item
    moved = tuple((max(a - start, 0), b - start, s) for a, b, s in item.emphasis if b > start)
    return replace(item, text=text[start:], emphasis=moved)


# --- inside a paragraph -------------------------------------------------------------------------------


def _runs(node: Node, look: _Look) -> tuple[list[Run], int]:
    """The runs of a paragraph and the latest revision among them."""
    runs: list[Run] = []
    revision = 0
    for item in node.children("Text"):
        style = item.get("Style")
        words = _EDGE.sub("", item.text())
        capitals = look.capitals or "AllCaps" in style
        runs.append(Run(words.upper() if capitals else words, _styles(style) - look.styles))
        mark = item.get("RevisionID")
        if words.strip() and mark.isdigit():
            revision = max(revision, int(mark))
    return runs, revision


def _runs_text(node: Node) -> str:
    return "".join(item.text() for item in node.children("Text"))


def _notes(node: Node) -> tuple[str, ...]:
    return tuple(_note_text(note) for note in node.children("ScriptNote") if note.get("Name") != BONEYARD)


def _struck(node: Node) -> tuple[str, ...]:
    return tuple(_lines_of(note) for note in node.children("ScriptNote") if note.get("Name") == BONEYARD)


def _note_text(note: Node) -> str:
    """What a note says, with its name before it; a note without words says its type."""
    words, name = _lines_of(note).strip(), note.get("Name").strip()
    if name and words:
        return f"{name}: {words}"
    return words or name or note.get("Type")


def _lines_of(node: Node) -> str:
    """The words of the paragraphs inside an element, one line each; its own words when it has none."""
    inner = list(node.children("Paragraph"))
    if not inner:
        return node.text().strip()
    return "\n".join(_runs_text(item) for item in inner).strip("\n")


def _facts(node: Node) -> SceneFacts:
    held = node.first("SceneProperties")
    if held is None:
        return SceneFacts()
    beats = held.first("SceneArcBeats")
    return SceneFacts(
        synopsis=_synopsis(held),
        color=_color(held.get("Color")),
        page=held.get("Page"),
        length_eighths=eighths(held.get("Length")),
        arc_beats=tuple(
            ArcBeat(character=beat.get("Name"), text=_lines_of(beat))
            for beat in (beats.children("CharacterArcBeat") if beats is not None else ())
        ),
    )


def _synopsis(held: Node) -> str:
    summary = held.first("Summary")
    lines = _lines_of(summary).split("\n") if summary is not None else []
    return "\n".join(line.strip() for line in [held.get("Title"), *lines] if line.strip())


def _color(color: str) -> str:
    """`#RRRRGGGGBBBB`, sixteen bits each, as `#RRGGBB`."""
    if re.fullmatch(r"#[0-9A-Fa-f]{12}", color):
        return f"#{color[1:3]}{color[5:7]}{color[9:11]}".upper()
    return color.upper() if re.fullmatch(r"#[0-9A-Fa-f]{6}", color) else ""


def eighths(length: str) -> int | None:
    """A length in eighths of a page: `1 1/8` is 9, `3/8` is 3, `2` is 16; None when it says nothing."""
    match = _LENGTH.match(length.strip())
    if match is None or not (match[1] or match[2]):
        return None
    return 8 * int(match[1] or 0) + int(match[2] or 0)


# --- whole file ---------------------------------------------------------------------------------------


def _with_revisions(found: Sequence[_Read], reading: _Reading) -> tuple[Paragraph, ...]:
    """Headings with the latest draft that changed their scene."""
    out: list[Paragraph] = []
    latest = 0
    for item in reversed(found):
        latest = max(latest, item.revision)
        shown = item.paragraph
        if shown.kind == "heading":
            if latest:
                mark = reading.revisions.get(latest) or str(latest)
                shown = replace(shown, facts=(shown.facts or SceneFacts()).model_copy(update={"revision": mark}))
            latest = 0
        out.append(shown)
    return tuple(reversed(out))


def _loose_notes(root: Node) -> Iterator[Paragraph]:
    """Notes on the title page, and notes on nothing in particular: they stand before the script."""
    for held in root.children("TitlePage", "UnanchoredScriptNotes"):
        for note in held.walk("ScriptNote"):
            words = _note_text(note)
            if words.strip():
                yield Paragraph("note", words, place=f"line {note.line}", verbatim=True)


def _title(root: Node) -> Title:
    content = root.first("TitlePage", "Content")
    if content is None:
        return ()
    lines: list[TitleLine] = []
    for item in content.children("Paragraph"):
        text, _ = joined(_runs(item, _Look())[0])
        middle = item.get("Alignment") == "Center"
        lines.append(TitleLine(text, middle, item.get("Bookmark")))
    return title_entries(lines)
