"""Word (`.docx`, `.docm`): read, with styles, indents and comments; tracked changes as if accepted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from filmwright.errors import ScriptError
from filmwright.formats.draft import Draft, LeftOut, Warned
from filmwright.formats.fountain_inline import Style
from filmwright.formats.styled import Run
from filmwright.formats.word_processor import WordParagraph, as_draft
from filmwright.formats.xml_safe import Node, parse_xml
from filmwright.formats.zip_safe import Archive, open_zip

__all__ = ["read"]

_OFF = frozenset({"0", "false", "none", "off"})
_SKIPPED = frozenset({"del", "moveFrom", "drawing", "pict", "object", "instrText", "delText", "rPr", "pPr", "Fallback"})
_ALIGN = {"center": "center", "right": "right", "end": "right"}
_MAX_STYLES = 20
_STYLES = re.compile(r"word/styles\d*\.xml$")
_COMMENTS = re.compile(r"word/comments\d*\.xml$")


@dataclass(frozen=True, slots=True)
class _Look:
    """How a style or a paragraph looks; None is inherited. Lengths in points."""

    left: float | None = None
    right: float | None = None
    first: float | None = None
    before: float | None = None
    align: str | None = None
    new_page: bool | None = None
    marks: tuple[tuple[str, bool], ...] = ()

    def over(self, base: "_Look") -> "_Look":
        """This look where it says something, the other elsewhere."""
        given = {
            name: value
            for name in ("left", "right", "first", "before", "align", "new_page")
            if (value := getattr(self, name)) is not None
        }
        return replace(base, **given, marks=tuple((dict(base.marks) | dict(self.marks)).items()))


@dataclass(slots=True)
class _Document:
    """The parts of the file that reading needs."""

    names: dict[str, str] = field(default_factory=dict[str, str])
    looks: dict[str, _Look] = field(default_factory=dict[str, _Look])
    default: _Look = field(default_factory=_Look)
    default_style: str = ""
    comments: dict[str, str] = field(default_factory=dict[str, str])
    left_out: list[LeftOut] = field(default_factory=list[LeftOut])
    rows: int = 0


def read(data: bytes, name: str) -> Draft:
    """Read a Word document.

    Raises:
        ScriptError: damaged, locked, or without a text.
    """
    archive = open_zip(data, name)
    root = parse_xml(archive.read(_main_part(archive, name)), name)
    body = root.first("body")
    if body is None:
        raise ScriptError(f"`{name}` is a Word document without a text: save it again.")
    document = _document(archive, name)
    macros = any(n.lower().endswith("vbaproject.bin") for n in archive.names)
    warnings = (Warned(0, f"`{name}` has macros: they were ignored, only its words were read."),) if macros else ()
    found = tuple(_paragraphs(body, document))
    return as_draft(found, warnings=warnings, left_out=tuple(document.left_out))


def _main_part(archive: Archive, name: str) -> str:
    """Where the text stands: nearly always `word/document.xml`; the package says so itself."""
    if "_rels/.rels" in archive.names:
        for link in parse_xml(archive.read("_rels/.rels"), name).children("Relationship"):
            target = link.get("Target").lstrip("/")
            if link.get("Type").endswith("/officeDocument") and target in archive.names:
                return target
    return "word/document.xml"


# --- styles and comments ------------------------------------------------------------------------------


def _document(archive: Archive, name: str) -> _Document:
    out = _Document()
    styles = next((n for n in archive.names if _STYLES.match(n)), None)
    if styles is not None:
        _read_styles(parse_xml(archive.read(styles), name), out)
    comments = next((n for n in archive.names if _COMMENTS.match(n)), None)
    if comments is not None:
        for comment in parse_xml(archive.read(comments), name).children("comment"):
            out.comments[comment.get("id")] = "\n".join(_plain(p) for p in comment.children("p")).strip()
    return out


def _read_styles(root: Node, out: _Document) -> None:
    defaults = root.first("docDefaults")
    if defaults is not None:
        out.default = _look(defaults.first("pPrDefault", "pPr"), defaults.first("rPrDefault", "rPr"))
    held = {s.get("styleId"): s for s in root.children("style") if s.get("type") == "paragraph"}
    for key, style in held.items():
        named = style.first("name")
        out.names[key] = named.get("val") if named is not None else key
        out.looks[key] = _inherited(key, held)
        if style.get("default") in ("1", "true"):
            out.default_style = key


def _inherited(key: str, held: dict[str, Node]) -> _Look:
    """The look of a style over those that it is based on."""
    chain: list[_Look] = []
    while key in held and len(chain) < _MAX_STYLES:
        style = held[key]
        chain.append(_look(style.first("pPr"), style.first("rPr")))
        base = style.first("basedOn")
        key = base.get("val") if base is not None else ""
    look = _Look()
    for item in reversed(chain):
        look = item.over(look)
    return look


def _look(paragraph: Node | None, run: Node | None) -> _Look:
    marks = tuple(sorted(_marks(run).items()))
    if paragraph is None:
        return _Look(marks=marks)
    indent, spacing, align = paragraph.first("ind"), paragraph.first("spacing"), paragraph.first("jc")
    first = _points(indent, "firstLine")
    hanging = _points(indent, "hanging")
    page = paragraph.first("pageBreakBefore")
    return _Look(
        left=_points(indent, "left", "start"),
        right=_points(indent, "right", "end"),
        first=first if first is not None else -hanging if hanging is not None else None,
        before=_points(spacing, "before"),
        align=_ALIGN.get(align.get("val"), "left") if align is not None else None,
        new_page=page.get("val", "1") not in _OFF if page is not None else None,
        marks=marks,
    )


def _points(node: Node | None, *names: str) -> float | None:
    """A length that the file gives in twentieths of a point."""
    for name in names:
        value = node.get(name) if node is not None else ""
        if value.lstrip("-").isdigit():
            return max(-1000.0, min(int(value) / 20, 1000.0))
    return None


def _marks(node: Node | None) -> dict[str, bool]:
    """Marks of a run that are switched on or off: b, i, u, caps, vanish."""
    out: dict[str, bool] = {}
    for item in node.children("b", "i", "u", "caps", "vanish") if node is not None else ():
        out[item.tag] = item.get("val", "1").lower() not in _OFF
    return out


def _plain(node: Node) -> str:
    return "".join(t.text() for t in node.walk("t"))


# --- body ---------------------------------------------------------------------------------------------


def _paragraphs(node: Node, document: _Document, row: int = 0) -> Iterator[WordParagraph]:
    for item in node.children():
        if item.tag == "p":
            yield from (replace(found, row=row) for found in _paragraph(item, document))
        elif item.tag == "tr" and sum(1 for _ in item.children("tc")) > 1:
            document.rows += 1
            yield from _paragraphs(item, document, document.rows)
        elif item.tag not in _SKIPPED:
            yield from _paragraphs(item, document, row)  # tables, content controls, accepted insertions


def _paragraph(node: Node, document: _Document) -> Iterator[WordParagraph]:
    held = node.first("pPr")
    style_node = held.first("pStyle") if held is not None else None
    key = style_node.get("val") if style_node is not None else document.default_style
    base = document.looks.get(key, _Look()).over(document.default)
    look = _look(held, None).over(base)
    out = _Words(document, dict(look.marks), dict(base.marks), [[]])
    out.take(node)
    place = f"line {node.line}"
    for index, runs in enumerate(out.pages):
        if index and not any(r.text.strip() for r in runs) and len(out.pages) > 1:
            yield WordParagraph((), new_page=True, place=place)
            continue
        yield WordParagraph(
            runs=tuple(runs),
            style=document.names.get(key, key),
            left=look.left or 0.0,
            first=look.first or 0.0,
            right=look.right or 0.0,
            before=look.before or 0.0,
            align=look.align or "left",
            new_page=bool(look.new_page) if index == 0 else True,
            notes=tuple(out.notes) if index == 0 else (),
            place=place,
        )
    document.left_out.extend(LeftOut("a text box", words, place) for words in out.boxes)


@dataclass(slots=True)
class _Words:
    """The runs of one paragraph, a list for each page that it begins."""

    document: _Document
    marks: dict[str, bool]
    usual: dict[str, bool]
    pages: list[list[Run]]
    notes: list[str] = field(default_factory=list[str])
    boxes: list[str] = field(default_factory=list[str])

    def take(self, node: Node) -> None:
        """Everything inside a node, in order."""
        for item in node.children():
            if item.tag == "r":
                self._run(item)
            elif item.tag in ("drawing", "pict", "object", "AlternateContent"):
                self._box(item)
            elif item.tag not in _SKIPPED:
                self.take(item)

    def _box(self, node: Node) -> None:
        words = "\n".join(_plain(p) for p in node.walk("p")).strip()
        if words and words not in self.boxes:
            self.boxes.append(words)

    def _run(self, node: Node) -> None:
        marks = self.marks | _marks(node.first("rPr"))
        styles = self._styles(marks)
        for item in node.children():
            match item.tag:
                case "t":
                    text = item.text()
                    if not marks.get("vanish"):
                        self._put(text.upper() if marks.get("caps") else text, styles)
                case "tab" | "ptab":
                    self._put("\t", styles)
                case "cr":
                    self._put("\n", styles)
                case "br":
                    self._break(item, styles)
                case "noBreakHyphen":
                    self._put("-", styles)
                case "commentReference":
                    note = self.document.comments.get(item.get("id"), "")
                    self.notes.extend([note] if note else [])
                case "drawing" | "pict" | "object" | "AlternateContent":
                    self._box(item)
                case _:
                    pass

    def _break(self, item: Node, styles: frozenset[Style]) -> None:
        if item.get("type") == "page":
            self.pages.append([])
        else:
            self._put("\n", styles)

    def _put(self, text: str, styles: frozenset[Style]) -> None:
        self.pages[-1].append(Run(text, styles))

    def _styles(self, marks: dict[str, bool]) -> frozenset[Style]:
        """Emphasis is what differs from the paragraph's own style."""
        named: tuple[tuple[str, Style], ...] = (("b", "bold"), ("i", "italic"), ("u", "underline"))
        return frozenset(style for key, style in named if marks.get(key) and not self.usual.get(key))
