"""Celtx desktop (`.celtx`): a zip with the script as HTML, one `<p class=...>` for each paragraph, read."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from filmwright.errors import ScriptError
from filmwright.formats.decode import decode
from filmwright.formats.draft import Draft, LeftOut, Paragraph
from filmwright.formats.fountain_inline import Style
from filmwright.formats.styled import Run, as_meant, guessed, joined, kind_of_style, made_whole
from filmwright.formats.title_entries import Title
from filmwright.formats.zip_safe import open_zip
from filmwright.model.screenplay import ElementKind

__all__ = ["read"]

_SCRIPT = re.compile(r"(?:^|/)script[^/]*\.html?$", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:]*)((?:\s[^<>]*)?)>")
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_STYLES: dict[str, Style] = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
}
_META = (
    ("Title", "dc.title"),
    ("Credit", "cx.byline"),
    ("Author", "author"),
    ("Source", "dc.source"),
    ("Copyright", "dc.rights"),
    ("Contact", "cx.contact"),
)
_TITLE = re.compile(r"<title>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_NO_TITLES = frozenset({"screenplay", "script", "film", ""})
_CAPITALS = frozenset({"heading", "character", "transition"})


@dataclass(slots=True)
class _Open:
    """The paragraph that is being read."""

    style: str
    attributes: dict[str, str]
    line: int
    runs: list[Run] = field(default_factory=list[Run])
    styles: list[Style] = field(default_factory=list[Style])
    notes: list[str] = field(default_factory=list[str])


def read(data: bytes, name: str) -> Draft:
    """Read a Celtx project: its first script.

    Raises:
        ScriptError: damaged, locked, or without a script.
    """
    archive = open_zip(data, name)
    scripts = [n for n in archive.names if _SCRIPT.search(n)]
    if not scripts:
        raise ScriptError(f"`{name}` is a Celtx project without a script: save the script again.")
    decoded = decode(archive.read(scripts[0]), name)
    text = _without_comments(decoded.text)
    body = max(text.lower().find("<body"), 0)
    others = tuple(LeftOut("another script in the project", other) for other in scripts[1:])
    meta = _meta(text[:body])
    numbered = meta.get("cx.scenenumbering", "none") not in ("none", "")  # numbers are kept, but not always shown
    paragraphs = tuple(item for block in _blocks(text, body) for item in _paragraph(block, numbered=numbered))
    return Draft(paragraphs, _title(text[:body], meta), left_out=others, encoding=decoded.encoding)


def _without_comments(text: str) -> str:
    """HTML without `<!-- -->`; one that is never closed is kept as it stands."""
    out: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        out.append(text[at:start] + "\n" * text.count("\n", start, end))
        at = end + 3
    return "".join([*out, text[at:]])


def _blocks(text: str, body: int) -> Iterator[_Open]:
    """The paragraphs of the HTML."""
    at = body
    line, counted = text.count("\n", 0, body) + 1, body
    block: _Open | None = None
    for match in _TAG.finditer(text, body):
        if block is not None:
            _words(block, text[at : match.start()])
        at = match.end()
        tag = match[2].lower()
        if tag == "p":
            if block is not None:
                yield block
            line += text.count("\n", counted, match.start())
            counted = match.start()
            held = _attributes(match[3])
            block = None if match[1] else _Open(held.get("class", ""), held, line)
        elif block is not None:
            _inside(block, tag, closing=bool(match[1]), attributes=match[3])
    if block is not None:
        yield block


def _attributes(text: str) -> dict[str, str]:
    return {m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(text)}


def _inside(block: _Open, tag: str, *, closing: bool, attributes: str) -> None:
    style = _STYLES.get(tag)
    if tag == "br":
        block.runs.append(Run("\n", frozenset(block.styles)))
    elif tag == "span" and not closing:
        note = _attributes(attributes).get("text", "")
        if note.strip():
            block.notes.append(note.strip())
    elif style is not None and not closing:
        block.styles.append(style)
    elif style is not None and style in block.styles:
        block.styles.remove(style)


def _words(block: _Open, text: str) -> None:
    """Words between tags; line ends of the HTML are blanks."""
    plain = html.unescape(_SPACE.sub(" ", text)).replace("\xa0", " ")
    if plain:
        block.runs.append(Run(plain, frozenset(block.styles)))


def _paragraph(block: _Open, *, numbered: bool) -> Iterator[Paragraph]:
    text, emphasis = joined(block.runs)
    place = f"line {block.line}"
    plain = text.strip()
    if not plain:
        yield from (Paragraph("note", note, place=place) for note in block.notes)
        return
    kind, confidence, reason = _kind(block.style, plain)
    if kind in _CAPITALS:
        text = text.upper() if len(text.upper()) == len(text) else text  # Celtx shows these in capitals
    item = Paragraph(
        kind,
        text,
        emphasis,
        tuple(block.notes),
        scene_number=(block.attributes.get("scenestr") or None) if numbered and kind == "heading" else None,
        confidence=confidence,
        reason=reason,
        place=place,
    )
    yield made_whole(as_meant(item))


def _kind(style: str, text: str) -> tuple[ElementKind, float, str]:
    """The kind of a class; Celtx reads a paragraph without a class as action."""
    first = style.split(maxsplit=1)[0] if style.split() else ""
    if not first:
        return ("action", 0.9, "a paragraph without a class") if not text.endswith("TO:") else guessed(text, "")
    kind = kind_of_style(first)
    return (kind, 1.0, "") if kind is not None else guessed(text, first)


def _meta(head: str) -> dict[str, str]:
    """What the head of the HTML says about the script."""
    out: dict[str, str] = {}
    for match in _TAG.finditer(head):
        if match[2].lower() == "meta":
            held = _attributes(match[3])
            out[held.get("name", "").lower()] = held.get("content", "").strip()
    return out


def _title(head: str, meta: dict[str, str]) -> Title:
    """The title page; none when the head names neither title nor author."""
    named = _TITLE.search(head)
    shown = html.unescape(named[1]).strip() if named else ""
    held = {"dc.title": shown} | meta if shown.casefold() not in _NO_TITLES else meta
    lines = {key: tuple(v.strip() for v in held.get(name, "").split("\n") if v.strip()) for key, name in _META}
    if not (lines["Title"] or lines["Author"]):
        return ()
    return tuple((key, values) for key, values in lines.items() if values)
