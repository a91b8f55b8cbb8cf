"""Final Draft (`.fdx`), written: what `fdx.read` reads back as an equal screenplay.

Fountain knows parts of a script that Final Draft has no element for. They are written so that both programs make sense
of them: sections as `New Act` or `Outline 2`, synopses as `Outline Body`, notes as script notes, struck-out words as
a script note called `Boneyard`, a page break as a paragraph that starts a page, title page keys as bookmarks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from filmwright.formats.draft import Paragraph
from filmwright.formats.fdx import BONEYARD
from filmwright.formats.fountain_headings import fold, is_act_title
from filmwright.formats.styled import as_meant
from filmwright.model.screenplay import Element, ElementKind, Scene, SceneFacts, Screenplay

__all__ = ["write"]

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TYPES: dict[ElementKind, str] = {
    "heading": "Scene Heading",
    "action": "Action",
    "character": "Character",
    "parenthetical": "Parenthetical",
    "dialogue": "Dialogue",
    "lyrics": "Lyrics",
    "transition": "Transition",
    "centered": "Action",
    "synopsis": "Outline Body",
}
_SPEECH = ("parenthetical", "dialogue", "lyrics")
_IN_THE_MIDDLE = frozenset({"title", "credit", "author", "authors", "source", "episode", "series"})


@dataclass(frozen=True, slots=True)
class _Spec:
    """How Final Draft sets an element: inches from the left, points before, and whether in capitals by custom."""

    name: str
    left: float
    right: float
    before: int
    after: str
    align: str = "Left"
    capitals: bool = False


# the industry layout on US letter, as every Final Draft screenplay template has it
_SPECS = (
    _Spec("General", 1.5, 7.5, 0, "General"),
    _Spec("Scene Heading", 1.5, 7.5, 24, "Action", capitals=True),
    _Spec("Action", 1.5, 7.5, 12, "Action"),
    _Spec("Character", 3.5, 7.25, 12, "Dialogue", capitals=True),
    _Spec("Parenthetical", 3.0, 5.5, 0, "Dialogue"),
    _Spec("Dialogue", 2.5, 6.0, 0, "Action"),
    _Spec("Transition", 5.5, 7.1, 12, "Scene Heading", align="Right", capitals=True),
    _Spec("Shot", 1.5, 7.5, 24, "Action", capitals=True),
    _Spec("Lyrics", 2.5, 6.0, 0, "Action"),
    _Spec("New Act", 1.5, 7.5, 0, "Scene Heading", align="Center"),
)


@dataclass(slots=True)
class _Writer:
    """The lines so far; `page_break` waits for the paragraph that starts the page."""

    revisions: dict[str, int]
    out: list[str] = field(default_factory=list[str])
    page_break: bool = False

    def put(self, depth: int, line: str) -> None:
        self.out.append("  " * depth + line)


def write(screenplay: Screenplay) -> bytes:
    """A screenplay as a Final Draft file (version 5 of the format, which Final Draft 11 and later open)."""
    marks = dict.fromkeys(s.facts.revision for s in screenplay.scenes if s.facts.revision)
    writer = _Writer({mark: number for number, mark in enumerate(marks, start=1)})
    writer.put(0, '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>')
    writer.put(0, '<FinalDraft DocumentType="Script" Template="No" Version="5">')
    writer.put(1, "<Content>")
    _write_elements(writer, screenplay.preamble)
    for scene in screenplay.scenes:
        _write_scene(writer, scene)
    if writer.page_break:
        _empty(writer)
    writer.put(1, "</Content>")
    _write_settings(writer, screenplay)
    _write_title(writer, screenplay)
    _write_revisions(writer)
    writer.put(0, "</FinalDraft>")
    return ("\n".join(writer.out) + "\n").encode()


# --- words --------------------------------------------------------------------------------------------


def _words(text: str) -> str:
    plain = _NOT_XML.sub("", text)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _value(text: str) -> str:
    return _words(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def _runs(element: Element, revision: int = 0) -> Iterator[str]:
    """The words of an element, one `<Text>` per style."""
    text = element.text
    edges = sorted({0, len(text), *(e for m in element.emphasis for e in (m.start, m.end) if 0 < e < len(text))})
    mark = f' RevisionID="{revision}"' if revision else ""
    if len(edges) < 2:
        yield f"<Text{mark}></Text>"
    for start, end in pairwise(edges):
        held = {m.style for m in element.emphasis if m.start <= start and end <= m.end}
        style = "+".join(s.capitalize() for s in ("bold", "italic", "underline") if s in held)
        shown = f' Style="{style}"' if style else ""
        yield f"<Text{mark}{shown}>{_words(text[start:end])}</Text>"


def _note(text: str, name: str = "") -> list[str]:
    lines = [f"<Paragraph><Text>{_words(line)}</Text></Paragraph>" for line in text.split("\n")]
    return [
        f'<ScriptNote Color="#FFFFFFFF0000" Name="{_value(name)}" Type="Note">',
        *("  " + x for x in lines),
        "</ScriptNote>",
    ]


# --- body ---------------------------------------------------------------------------------------------


def _write_scene(writer: _Writer, scene: Scene) -> None:
    number = {"Number": scene.scene_number} if scene.scene_number else {}
    _open(writer, 2, "Scene Heading", number)
    for line in _properties(scene.facts):
        writer.put(3, line)
    _inside(writer, 3, scene.heading, writer.revisions.get(scene.facts.revision, 0))
    writer.put(2, "</Paragraph>")
    _write_elements(writer, scene.elements)


def _properties(facts: SceneFacts) -> Iterator[str]:
    title, *summary = facts.synopsis.split("\n")
    held = {
        "Color": _long_color(facts.color),
        "Length": _length(facts.length_eighths),
        "Page": facts.page,
        "Title": title,
    }
    shown = "".join(f' {key}="{_value(value)}"' for key, value in held.items() if value or key == "Title")
    if not (facts.arc_beats or summary):
        if any(held.values()):
            yield f"<SceneProperties{shown}/>"
        return
    yield f"<SceneProperties{shown}>"
    if summary:
        yield "  <Summary>"
        yield from (f"    <Paragraph><Text>{_words(line)}</Text></Paragraph>" for line in summary)
        yield "  </Summary>"
    yield "  <SceneArcBeats>"
    for beat in facts.arc_beats:
        yield f'    <CharacterArcBeat Name="{_value(beat.character)}">'
        yield from (f"      <Paragraph><Text>{_words(line)}</Text></Paragraph>" for line in beat.text.split("\n"))
        yield "    </CharacterArcBeat>"
    yield "  </SceneArcBeats>"
    yield "</SceneProperties>"


def _long_color(color: str) -> str:
    """`#RRGGBB` as Final Draft writes it, sixteen bits a channel."""
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", color):
        return ""
    return "#" + "".join(color[at : at + 2] * 2 for at in (1, 3, 5)).upper()


def _length(eighths: int | None) -> str:
    if eighths is None:
        return ""
    whole, rest = divmod(eighths, 8)
    return " ".join([*([str(whole)] if whole or not rest else []), *([f"{rest}/8"] if rest else [])])


def _write_elements(writer: _Writer, elements: Sequence[Element]) -> None:
    at = 0
    while at < len(elements):
        end = _dual_end(elements, at)
        if end > at:
            _write_dual(writer, elements[at:end])
            at = end
        else:
            _write_element(writer, elements[at])
            at += 1


def _dual_end(elements: Sequence[Element], first: int) -> int:
    """Where a group of speeches side by side ends that begins at `first`; `first` when none begins there."""
    if elements[first].dual != "left":
        return first
    end, seen = first, False
    for at in range(first + 1, len(elements)):
        element = elements[at]
        right = element.kind == "character" and element.dual == "right"
        if not right and element.kind not in (*_SPEECH, "note", "boneyard"):
            break
        seen = seen or right
        if right or element.kind in _SPEECH:
            end = at + 1
    return end if seen else first


def _write_dual(writer: _Writer, group: Sequence[Element]) -> None:
    _open(writer, 2, "General", {})
    writer.put(3, "<DualDialogue>")
    for element in group:
        _write_element(writer, element, depth=4)
    writer.put(3, "</DualDialogue>")
    writer.put(2, "</Paragraph>")


def _write_element(writer: _Writer, element: Element, depth: int = 2) -> None:
    match element.kind:
        case "page_break":
            if writer.page_break:
                _empty(writer)
            writer.page_break = True
        case "note" | "boneyard":
            _open(writer, depth, "General", {})
            for line in _note(element.text, BONEYARD if element.kind == "boneyard" else ""):
                writer.put(depth + 1, line)
            writer.put(depth + 1, "<Text></Text>")
            writer.put(depth, "</Paragraph>")
        case _:
            style = _section(element) if element.kind == "section" else _type(element)
            _open(writer, depth, style, {"Alignment": "Center"} if element.kind == "centered" else {})
            _inside(writer, depth + 1, element)
            writer.put(depth, "</Paragraph>")


def _type(element: Element) -> str:
    """The element's type. Action that would be taken for a transition is `General`, which is never."""
    if element.kind == "action" and as_meant(Paragraph("action", element.text)).kind != "action":
        return "General"
    return _TYPES[element.kind]


def _section(element: Element) -> str:
    level = element.level or 1
    return "New Act" if level == 1 and is_act_title(element.text) else f"Outline {level}"


def _open(writer: _Writer, depth: int, style: str, extra: dict[str, str]) -> None:
    held = {**extra, **({"StartsNewPage": "Yes"} if writer.page_break else {}), "Type": style}
    writer.page_break = False
    writer.put(depth, "<Paragraph" + "".join(f' {k}="{_value(v)}"' for k, v in sorted(held.items())) + ">")


def _inside(writer: _Writer, depth: int, element: Element, revision: int = 0) -> None:
    for note in element.notes:
        for line in _note(note):
            writer.put(depth, line)
    for run in _runs(element, revision):
        writer.put(depth, run)


def _empty(writer: _Writer) -> None:
    _open(writer, 2, "Action", {})
    writer.put(3, "<Text></Text>")
    writer.put(2, "</Paragraph>")


# --- what stands around the body ----------------------------------------------------------------------


def _write_settings(writer: _Writer, screenplay: Screenplay) -> None:
    """How each element is set. An element is in capitals where the script already writes it so."""
    small = _with_small_letters(screenplay)
    for spec in _SPECS:
        style = "AllCaps" if spec.capitals and spec.name not in small else ""
        writer.put(1, f'<ElementSettings Type="{spec.name}">')
        writer.put(
            2,
            '<FontSpec AdornmentStyle="0" Background="#FFFFFFFFFFFF" Color="#000000000000" Font="Courier Final Draft" '
            f'RevisionID="0" Size="12" Style="{style}"/>',
        )
        writer.put(
            2,
            f'<ParagraphSpec Alignment="{spec.align}" FirstIndent="0.00" Leading="Regular" '
            f'LeftIndent="{spec.left:.2f}" RightIndent="{spec.right:.2f}" SpaceBefore="{spec.before}" '
            'Spacing="1" StartsNewPage="No"/>',
        )
        writer.put(2, f'<Behavior PaginateAs="{spec.name}" ReturnKey="{spec.after}" Shortcut=""/>')
        writer.put(1, "</ElementSettings>")


def _with_small_letters(screenplay: Screenplay) -> frozenset[str]:
    elements = [*screenplay.preamble, *(e for s in screenplay.scenes for e in (s.heading, *s.elements))]
    return frozenset(_TYPES[e.kind] for e in elements if e.kind in _TYPES and e.text != e.text.upper())


def _write_title(writer: _Writer, screenplay: Screenplay) -> None:
    if not screenplay.title_page:
        return
    writer.put(1, "<TitlePage>")
    writer.put(2, "<Content>")
    for _ in range(14):
        writer.put(3, '<Paragraph Alignment="Center"><Text></Text></Paragraph>')
    below = False
    for entry in screenplay.title_page:
        middle = fold(entry.key) in _IN_THE_MIDDLE
        for _ in range(1 if middle or below else 20):
            writer.put(3, "<Paragraph><Text></Text></Paragraph>")
        below = below or not middle
        align = "Center" if middle else "Left"
        words = _words("\n".join(entry.values))
        writer.put(3, f'<Paragraph Alignment="{align}" Bookmark="{_value(entry.key)}"><Text>{words}</Text></Paragraph>')
    writer.put(2, "</Content>")
    writer.put(1, "</TitlePage>")


def _write_revisions(writer: _Writer) -> None:
    if not writer.revisions:
        return
    shown = 'Location="7.75" RevisionMode="No" RevisionsShown="Active" ShowAllMarks="No" ShowAllSets="No"'
    writer.put(1, f'<Revisions ActiveSet="{max(writer.revisions.values())}" {shown}>')
    for mark, number in writer.revisions.items():
        look = f'Color="#000000000000" FullRevision="No" ID="{number}" Mark="*"'
        writer.put(2, f'<Revision {look} Name="{_value(mark)}" Style=""/>')
    writer.put(1, "</Revisions>")
