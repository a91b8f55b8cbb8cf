"""Fade In (`.fadein`) and Open Screenplay Format (`.osf`, `.xml`), versions 1.2 to 5: read.

A `.fadein` file is a zip with one `document.xml`. Paragraphs name their style (`basestyle`, `basestylename` or
`baseStyleName`); `dualdialogue` stands on the first of two speakers; version 1.2 keeps emphasis as marks in the words
and the title page as attributes of `<info>`.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from filmwright.errors import ScriptError
from filmwright.formats.draft import Draft, Paragraph
from filmwright.formats.fountain_headings import fold
from filmwright.formats.fountain_inline import Style
from filmwright.formats.styled import Run, as_meant, guessed, joined, kind_of_style, made_whole, section_level
from filmwright.formats.title_entries import Title, TitleLine, title_entries
from filmwright.formats.xml_safe import Node, parse_xml, xml_encoding
from filmwright.formats.zip_safe import is_zip, open_zip
from filmwright.model.screenplay import ElementKind, SceneFacts

__all__ = ["read"]

_ON = frozenset({"1", "true", "yes"})
_MARK = re.compile(r"<(/?)(b|i|u|br|font|size|color|bgcolor|strike)\b[^<>]*>", re.IGNORECASE)
_MARKED: dict[str, Style] = {"b": "bold", "i": "italic", "u": "underline"}
_EMPHASIS: tuple[Style, ...] = ("bold", "italic", "underline")
_KEYS = {"title": "Title", "author": "Author", "copyright": "Copyright", "draft": "Draft date", "contact": "Contact"}
_INFO = (
    ("title", "Title"),
    ("written_by", "Author"),
    ("drafts", "Draft date"),
    ("copyright", "Copyright"),
    ("contact", "Contact"),
)
_OLD = 20
_SPEECH = ("parenthetical", "dialogue", "lyrics")


@dataclass(frozen=True, slots=True)
class _Style:
    """What the file says of one style."""

    base: str = ""
    capitals: bool = False
    emphasis: frozenset[Style] = frozenset()
    align: str = ""


def read(data: bytes, name: str) -> Draft:
    """Read a Fade In file, or its bare XML.

    Raises:
        ScriptError: cut off, damaged, locked, or with nothing in it.
    """
    xml = open_zip(data, name).read("document.xml") if is_zip(data) else data
    root = parse_xml(xml, name)
    held = root.first("paragraphs")
    if root.tag != "document" or held is None:
        raise ScriptError(f"`{name}` is XML, but holds no screenplay: save it again from Fade In.")
    version = root.get("version")
    marked = version.isdigit() and int(version) < _OLD
    styles = _styles(root)
    found = [item for node in held.children("para") for item in _paragraph(node, styles, marked=marked)]
    return Draft(paragraphs=_with_duals(found), title=_title(root, marked=marked), encoding=xml_encoding(xml))


def _attributes(node: Node | None) -> dict[str, str]:
    """Attributes by names in small letters; versions differ in their case."""
    return {key.lower(): value for key, value in node.attributes.items()} if node is not None else {}


def _base(held: dict[str, str]) -> str:
    return held.get("basestyle") or held.get("basestylename") or held.get("name") or held.get("label") or "Action"


def _flags(held: dict[str, str]) -> frozenset[Style]:
    return frozenset(style for style in _EMPHASIS if held.get(style, "").lower() in _ON)


def _styles(root: Node) -> dict[str, _Style]:
    out: dict[str, _Style] = {}
    held = root.first("styles")
    for node in held.children("style") if held is not None else ():
        look = _attributes(node)
        base = look.get("basestyle") or look.get("basestylename") or ""
        capitals = look.get("allcaps", "").lower() in _ON
        out[look.get("name", "").casefold()] = _Style(base, capitals, _flags(look), look.get("align", ""))
    return out


def _kind(style: str, styles: dict[str, _Style], text: str) -> tuple[ElementKind, float, str]:
    """The kind of a style by its name, else by the style it is made from."""
    name, seen = style, 0
    while name and seen < 8:
        kind = kind_of_style(name)
        if kind is not None:
            sure = seen == 0
            return kind, 1.0 if sure else 0.9, "" if sure else f"the style `{style}` is made from {name}"
        name = styles.get(name.casefold(), _Style()).base
        seen += 1
    return guessed(text, style)


@dataclass(frozen=True, slots=True)
class _Read:
    """A paragraph, and whether its speaker begins a pair."""

    paragraph: Paragraph
    pair: bool = False


def _paragraph(node: Node, styles: dict[str, _Style], *, marked: bool) -> Iterator[_Read]:
    own, held = _attributes(node), _attributes(node.first("style"))
    style = _base(held)
    look = styles.get(style.casefold(), _Style())
    place = f"line {node.line}"
    if held.get("pagebreakbefore", "").lower() in _ON:
        yield _Read(Paragraph("page_break", "", place=place))
    runs = list(_runs(node, look, marked=marked))
    text, emphasis = joined(runs)
    note = own.get("note", "").strip()
    if not text.strip():
        if note:
            yield _Read(Paragraph("note", note, place=place))
        return
    kind, confidence, reason = _kind(style, styles, text.strip())
    if kind == "action" and (held.get("align") or look.align) == "center":
        kind = "centered"
    item = Paragraph(
        kind=kind,
        text=text,
        emphasis=emphasis,
        notes=(note,) if note else (),
        level=section_level(style) if kind == "section" else None,
        scene_number=(own.get("scene_number") or held.get("number") or None) if kind == "heading" else None,
        facts=_facts(own) if kind == "heading" else None,
        confidence=confidence,
        reason=reason,
        place=place,
    )
    yield _Read(made_whole(as_meant(item)), held.get("dualdialogue", own.get("dualdialogue", "")).lower() in _ON)


def _facts(own: dict[str, str]) -> SceneFacts:
    color = own.get("color", "")
    return SceneFacts(
        synopsis="\n".join(t for t in (own.get("title", "").strip(), own.get("synopsis", "").strip()) if t),
        color=color.upper() if re.fullmatch(r"#[0-9A-Fa-f]{6}", color) else "",
        page=own.get("page_number", ""),
    )


def _runs(node: Node, look: _Style, *, marked: bool) -> Iterator[Run]:
    for item in node.children("text"):
        held = _attributes(item)
        styles = _flags(held) - look.emphasis
        capitals = look.capitals or held.get("allcaps", "").lower() in _ON
        words = item.text()
        for run in _unmarked(words) if marked else (Run(words),):
            yield Run(run.text.upper() if capitals else run.text, run.styles | styles)


def _unmarked(words: str) -> Iterator[Run]:
    """Version 1.2: `<b>`, `<i>`, `<u>` and `<br>` written in the words."""
    styles: set[Style] = set()
    at = 0
    for match in _MARK.finditer(words):
        yield Run(html.unescape(words[at : match.start()]), frozenset(styles))
        at = match.end()
        mark = match[2].lower()
        if mark == "br":
            yield Run("\n", frozenset(styles))
        elif mark in _MARKED:
            (styles.discard if match[1] else styles.add)(_MARKED[mark])
    yield Run(html.unescape(words[at:]), frozenset(styles))


def _with_duals(found: Sequence[_Read]) -> tuple[Paragraph, ...]:
    """The marked speaker is the left one; the next speaker, right after that speech, the right one."""
    out = [item.paragraph for item in found]
    for at, item in enumerate(found):
        if not (item.pair and item.paragraph.kind == "character"):
            continue
        after = at + 1
        while after < len(out) and out[after].kind in _SPEECH:
            after += 1
        if after < len(out) and out[after].kind == "character":
            out[at] = replace(out[at], dual="left")
            out[after] = replace(out[after], dual="right")
    return tuple(out)


def _title(root: Node, *, marked: bool) -> Title:
    held = root.first("titlepage")
    if held is None:
        info = _attributes(root.first("info"))
        return tuple((key, tuple(info[name].split("\n"))) for name, key in _INFO if info.get(name, "").strip())
    lines: list[TitleLine] = []
    for node in held.children("para"):
        text, _ = joined(_runs(node, _Style(), marked=marked))
        key = _attributes(node).get("bookmark", "")
        middle = _attributes(node.first("style")).get("align") == "center"
        lines.append(TitleLine(text, middle, _KEYS.get(fold(key), key) if text.strip() else ""))
    return title_entries(lines)
