"""The screenplay: what the writer wrote, in order, each piece with the span of source it came from."""

from typing import ClassVar, Literal

from filmwright.model.document import BlobRef, Document, Model

__all__ = [
    "ArcBeat",
    "Element",
    "ElementKind",
    "Emphasis",
    "EmphasisStyle",
    "LeftOutText",
    "Scene",
    "SceneFacts",
    "Screenplay",
    "ScriptNote",
    "Span",
    "Speech",
    "TitleEntry",
    "speeches",
]

ElementKind = Literal[
    "heading",
    "action",
    "character",
    "parenthetical",
    "dialogue",
    "lyrics",
    "transition",
    "centered",
    "section",
    "synopsis",
    "note",
    "boneyard",
    "page_break",
]

EmphasisStyle = Literal["bold", "italic", "underline"]


class Span(Model):
    """Half-open range of characters [start, end)."""

    start: int
    end: int


class Emphasis(Model):
    """A styled range of `Element.text`; the marks themselves are inside the range's source only."""

    start: int
    end: int
    style: EmphasisStyle


class Element(Model):
    """One paragraph of the script.

    `text` is what a reader reads: marks of forcing, emphasis, notes and boneyard taken out, line breaks
    kept, case and spelling untouched. `span` is where it stands, counted from the start of its scene
    (from the start of the source for the preamble), so that an edit in scene 1 leaves scene 2 equal.
    `confidence` is 1 when the file says itself what this is; below 1 it was guessed, and `reason` names the rule.
    """

    kind: ElementKind
    text: str
    span: Span
    forced: bool = False
    confidence: float = 1.0
    reason: str = ""
    emphasis: tuple[Emphasis, ...] = ()
    notes: tuple[str, ...] = ()
    # cues
    name: str | None = None
    extensions: tuple[str, ...] = ()
    dual: Literal["left", "right"] | None = None
    # sections
    level: int | None = None

    @property
    def guessed(self) -> bool:
        """Whether the reader had to guess what this is."""
        return self.confidence < 1.0


class Speech(Model):
    """A cue with what is said under it. `element` indices are positions in `Scene.elements`."""

    speaker: str
    extensions: tuple[str, ...]
    dual: Literal["left", "right"] | None
    cue: int
    parts: tuple[int, ...]
    text: str


class ArcBeat(Model):
    """What a scene means for one character, as Final Draft keeps it."""

    character: str
    text: str


class SceneFacts(Model):
    """What script software keeps beside a scene heading.

    `length_eighths` is the printed length in eighths of a page, `page` the page it begins on, `synopsis` the one-line
    summary, `color` the index card's colour as `#RRGGBB`, `revision` the mark of the draft that changed it last.
    """

    synopsis: str = ""
    color: str = ""
    page: str = ""
    length_eighths: int | None = None
    revision: str = ""
    arc_beats: tuple[ArcBeat, ...] = ()


class Scene(Model):
    """One scene. `scene_id` (s001) is identity, given once; `scene_number` is what the script prints."""

    scene_id: str
    ordinal: int
    heading: Element
    scene_number: str | None = None
    int_ext: Literal["INT", "EXT", "INT/EXT"] | None = None
    place: str
    time_of_day: str | None = None
    act: int = 1
    facts: SceneFacts = SceneFacts()
    elements: tuple[Element, ...] = ()

    @property
    def slugline(self) -> str:
        """The heading as written, without its scene number."""
        return self.heading.text


class TitleEntry(Model):
    """One entry of the title page, with its lines."""

    key: str
    values: tuple[str, ...]


class ScriptNote(Model):
    """Something the reader of the script should know about how it was read."""

    line: int
    message: str


class LeftOutText(Model):
    """Words of the file that are not part of the script, and why: a page number, `(MORE)`, a header."""

    what: str
    text: str
    place: str = ""


class Screenplay(Document):
    """A whole script.

    `source` is the file as it was given, in its `format`. Spans count characters of its Fountain text, which is the
    file itself when that was Fountain; `scene_spans[i]` is where `scenes[i]` stands in that text.
    """

    schema_label: ClassVar[str] = "screenplay/1"

    source: BlobRef
    format: str = "fountain"
    encoding: str = "utf-8"
    language: str = "en"
    title_page: tuple[TitleEntry, ...] = ()
    preamble: tuple[Element, ...] = ()
    scenes: tuple[Scene, ...] = ()
    scene_spans: tuple[Span, ...] = ()
    warnings: tuple[ScriptNote, ...] = ()
    left_out: tuple[LeftOutText, ...] = ()

    def title_value(self, key: str) -> str | None:
        """All lines of one title page entry, joined; the key in any case."""
        for entry in self.title_page:
            if entry.key.casefold() == key.casefold():
                return "\n".join(entry.values).strip() or None
        return None


def speeches(scene: Scene) -> tuple[Speech, ...]:
    """The speeches of a scene in order: a cue, then its parentheticals, dialogue and lyrics."""
    groups: list[tuple[int, list[int]]] = []
    open_group = False
    for index, element in enumerate(scene.elements):
        if element.kind == "character":
            groups.append((index, []))
            open_group = True
        elif element.kind in ("parenthetical", "dialogue", "lyrics") and open_group:
            groups[-1][1].append(index)
        elif element.kind not in ("note", "boneyard"):
            open_group = False
    return tuple(_speech(scene, cue, parts) for cue, parts in groups)


def _speech(scene: Scene, cue: int, parts: list[int]) -> Speech:
    element = scene.elements[cue]
    said = " ".join(scene.elements[i].text for i in parts if scene.elements[i].kind != "parenthetical")
    return Speech(
        speaker=element.name or element.text,
        extensions=element.extensions,
        dual=element.dual,
        cue=cue,
        parts=tuple(parts),
        text=" ".join(said.split()),
    )
