"""OpenDocument text (`.odt`): read, with styles, indents and comments; tracked changes as if accepted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from filmwright.errors import ScriptError
from filmwright.formats.draft import Draft
from filmwright.formats.fountain_inline import Style
from filmwright.formats.styled import Run
from filmwright.formats.word_processor import WordParagraph, as_draft
from filmwright.formats.xml_safe import Node, parse_xml
from filmwright.formats.zip_safe import open_zip

__all__ = ["read"]

_LENGTH = re.compile(r"^(-?[\d.]+)(in|cm|mm|pt|pc|px)$")
_POINTS = {"in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "pt": 1.0, "pc": 12.0, "px": 0.75}
_ALIGN = {"center": "center", "end": "right", "right": "right"}
_SKIPPED = frozenset({"tracked-changes", "frame", "sequence-decls", "forms", "table-of-content"})
_SPACE = re.compile(r"[ \t\r\n]+")
_HEX = re.compile(r"_([0-9a-f]{2,4})_")
_MAX_STYLES = 20


@dataclass(frozen=True, slots=True)
class _Style:
    """One style as the file gives it."""

    name: str
    parent: str
    paragraph: dict[str, str]
    text: dict[str, str]
    automatic: bool


def read(data: bytes, name: str) -> Draft:
    """Read an OpenDocument text.

    Raises:
        ScriptError: damaged, locked, or without a text.
    """
    archive = open_zip(data, name)
    if "META-INF/manifest.xml" in archive.names:
        manifest = parse_xml(archive.read("META-INF/manifest.xml"), name)
        if next(manifest.walk("encryption-data"), None) is not None:
            raise ScriptError(f"`{name}` is locked with a password: save it without one.")
    content = parse_xml(archive.read("content.xml"), name)
    text = content.first("body", "text")
    if text is None:
        raise ScriptError(f"`{name}` is an OpenDocument file, but not a text: save the script as `.odt`.")
    styles: dict[str, _Style] = {}
    if "styles.xml" in archive.names:
        styles |= _styles(parse_xml(archive.read("styles.xml"), name))
    styles |= _styles(content)
    return as_draft(tuple(_paragraphs(text, styles)))


def _styles(root: Node) -> dict[str, _Style]:
    out: dict[str, _Style] = {}
    for group in root.children("styles", "automatic-styles"):
        for node in group.children("style"):
            paragraph, text = node.first("paragraph-properties"), node.first("text-properties")
            shown = node.get("display-name") or _HEX.sub(lambda m: chr(int(m[1], 16)), node.get("name"))
            out[node.get("name")] = _Style(
                shown,
                node.get("parent-style-name"),
                paragraph.attributes if paragraph is not None else {},
                text.attributes if text is not None else {},
                group.tag == "automatic-styles",
            )
    return out


@dataclass(frozen=True, slots=True)
class _Look:
    """A style with everything that it inherits; `name` is that of the first style which people named."""

    name: str = ""
    paragraph: dict[str, str] = field(default_factory=dict[str, str])
    text: dict[str, str] = field(default_factory=dict[str, str])
    named_text: dict[str, str] = field(default_factory=dict[str, str])


def _look(key: str, styles: dict[str, _Style]) -> _Look:
    chain: list[_Style] = []
    while key in styles and len(chain) < _MAX_STYLES:
        chain.append(styles[key])
        key = styles[key].parent
    paragraph: dict[str, str] = {}
    text: dict[str, str] = {}
    named_text: dict[str, str] = {}
    for style in reversed(chain):
        paragraph |= style.paragraph
        text |= style.text
        if not style.automatic:
            named_text |= style.text
    named = next((style.name for style in chain if not style.automatic), key)
    return _Look(named, paragraph, text, named_text)


def _points(value: str) -> float:
    match = _LENGTH.match(value)
    return max(-1000.0, min(float(match[1]) * _POINTS[match[2]], 1000.0)) if match else 0.0


def _emphasis(text: dict[str, str]) -> frozenset[Style]:
    out: set[Style] = set()
    if text.get("font-weight") in ("bold", "700", "800", "900"):
        out.add("bold")
    if text.get("font-style") in ("italic", "oblique"):
        out.add("italic")
    if text.get("text-underline-style", "none") != "none":
        out.add("underline")
    return frozenset(out)


def _paragraphs(node: Node, styles: dict[str, _Style]) -> Iterator[WordParagraph]:
    for item in node.children():
        if item.tag in ("p", "h"):
            yield _paragraph(item, styles)
        elif item.tag not in _SKIPPED:
            yield from _paragraphs(item, styles)


def _paragraph(node: Node, styles: dict[str, _Style]) -> WordParagraph:
    look = _look(node.get("style-name"), styles)
    words = _Words(styles, _emphasis(look.named_text))
    words.take(node, look.text)
    style = f"Heading {node.get('outline-level')}" if node.tag == "h" and not look.name else look.name
    return WordParagraph(
        runs=tuple(words.trimmed()),
        style=style,
        left=_points(look.paragraph.get("margin-left", "")),
        first=_points(look.paragraph.get("text-indent", "")),
        right=_points(look.paragraph.get("margin-right", "")),
        before=_points(look.paragraph.get("margin-top", "")),
        align=_ALIGN.get(look.paragraph.get("text-align", ""), "left"),
        new_page=look.paragraph.get("break-before") == "page",
        notes=tuple(words.notes),
        place=f"line {node.line}",
    )


@dataclass(slots=True)
class _Words:
    """The runs of a paragraph."""

    styles: dict[str, _Style]
    usual: frozenset[Style]
    runs: list[Run] = field(default_factory=list[Run])
    notes: list[str] = field(default_factory=list[str])

    def take(self, node: Node, look: dict[str, str]) -> None:
        """Everything inside a node, in order; blanks of the XML are one blank."""
        shown = _emphasis(look) - self.usual
        for item in node.parts:
            if isinstance(item, str):
                text = _SPACE.sub(" ", item)
                self._put(text.upper() if look.get("text-transform") == "uppercase" else text, shown)
            elif item.tag in ("annotation", "note"):
                note = "\n".join(p.text() for p in item.walk("p")).strip()
                self.notes.extend([note] if note else [])
            elif item.tag == "s":
                count = item.get("c", "1")
                self._put(" " * (min(int(count), 500) if count.isdigit() else 1), shown)
            elif item.tag == "tab":
                self._put("\t", shown)
            elif item.tag == "line-break":
                self._put("\n", shown)
            elif item.tag not in ("frame", "annotation-end", "change", "change-start", "change-end"):
                self.take(item, look | _look(item.get("style-name"), self.styles).text)

    def _put(self, text: str, styles: frozenset[Style]) -> None:
        if text == " " and self.runs and self.runs[-1].text.endswith(" "):
            return
        self.runs.append(Run(text, styles))

    def trimmed(self) -> list[Run]:
        """Without a blank of the XML at the head."""
        if self.runs and self.runs[0].text.startswith(" ") and not self.runs[0].text.strip():
            return self.runs[1:] if len(self.runs[0].text) == 1 else self.runs
        return self.runs
