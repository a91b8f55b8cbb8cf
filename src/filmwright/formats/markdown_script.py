"""Scripts written in Markdown: `## INT. KITCHEN - DAY`, `**ANNA** *(aside)*`, block quotes, lists, front matter.

Headings with INT or EXT are scenes; where there are none, the headings right above the speeches are. Code and tables
are left out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from filmwright.formats.draft import Draft, LeftOut, Paragraph, Warned
from filmwright.formats.extensions import extension_meaning
from filmwright.formats.fountain_headings import is_capitals, is_known_transition, read_heading
from filmwright.formats.fountain_inline import Styled, read_emphasis
from filmwright.formats.layout import split_cue
from filmwright.formats.text_blocks import Block, TextLine, blocks_of, lines_of
from filmwright.model.screenplay import ElementKind

__all__ = ["markdown_reason", "read_markdown"]

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_BOLD_CUE = re.compile(
    r"^(?:[-*+]\s+)?(?P<mark>\*\*|__)(?P<name>[^*_]{1,60}?)(?P<inside>:)?(?P<close>(?P=mark))"
    r"(?P<side>\s*(?:\([^)]*\)|\*\([^)]*\)\*|_\([^)]*\)_|\*[^*]+\*|_[^_]+_))*\s*(?P<outside>[:.])?\s*(?P<speech>.*)$"
)
_SIDE = re.compile(r"\(([^)]*)\)|[*_]([^*_()]+)[*_]")
_DIRECTION = re.compile(r"^(?:\*\([^)]*\)\*|_\([^)]*\)_|\([^)]*\))$")
_LEADING = re.compile(r"^(?:\*\([^)]*\)\*|_\([^)]*\)_|\([^)]*\))\s*")
_FENCE = re.compile(r"^(`{3,}|~{3,})")
_RULE = re.compile(r"^(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_QUOTE = re.compile(r"^>\s?")
_ITEM = re.compile(r"^(?:[-*+]|\d{1,3}[.)])\s+(?=\S)")
_TABLE = re.compile(r"^\|.*\|$")
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\([^)]*\)")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_ENTRY = re.compile(r"^([^\s:#][^:]{0,40}):\s*(.*)$")


def markdown_reason(text: str) -> str | None:
    """Why a text is a Markdown script, in words; None when it is none."""
    scenes = 0
    names: Counter[str] = Counter()
    for line in lines_of(text):
        heading = _HEADING.match(line.text)
        scenes += heading is not None and read_heading(_plain(heading[2])) is not None
        cue = _cue(_QUOTE.sub("", line.text))
        if cue is not None:
            names[cue.name] += 1
    said = sum(names.values())
    if scenes:
        return f"it has {scenes} headings such as `## INT. ...`"
    if said >= 3 and max(names.values()) >= 2:
        return f"{said} speeches stand under names in bold ({', '.join(sorted(names)[:3])})"
    return None


def read_markdown(text: str, *, encoding: str = "utf-8") -> Draft:
    """Read a script in Markdown."""
    reader = _Reader()
    lines = reader.front_matter(lines_of(_without_comments(text, reader)))
    reader.scene_level = _scene_level(lines)
    for block in _blocks(reader.without_code(lines)):
        reader.block(block)
    return Draft(
        paragraphs=tuple(reader.out),
        title=tuple(reader.title),
        left_out=tuple(reader.left_out),
        warnings=tuple(reader.warnings),
        encoding=encoding,
    )


def _without_comments(text: str, reader: "_Reader") -> str:
    """Text with its comments taken out; their line ends stay, so that lines keep their numbers."""

    def cut(match: re.Match[str]) -> str:
        line = text.count("\n", 0, match.start()) + 1
        reader.left_out.append(LeftOut("comment", match[1].strip(), f"line {line}"))
        return "\n" * match[0].count("\n")

    return _COMMENT.sub(cut, text)


def _blocks(lines: Sequence[TextLine]) -> Iterator[Block]:
    """Blocks; a heading is one of its own even with no empty line round it."""
    for block in blocks_of(lines):
        run: list[TextLine] = []
        for line in block.lines:
            if not _HEADING.match(line.text):
                run.append(line)
                continue
            if run:
                yield Block(tuple(run))
            yield Block((line,))
            run = []
        if run:
            yield Block(tuple(run))


def _scene_level(lines: Sequence[TextLine]) -> int | None:
    """The level of the headings that speeches stand under, when no heading says INT or EXT."""
    level = 0
    under: Counter[int] = Counter()
    for line in lines:
        heading = _HEADING.match(line.text)
        if heading is not None:
            if read_heading(_plain(heading[2])) is not None:
                return None
            level = len(heading[1])
        elif _cue(_QUOTE.sub("", line.text)) is not None:
            under[level] += 1
    return max(under, key=lambda each: (under[each], each)) if under else None


@dataclass(frozen=True, slots=True)
class _Cue:
    name: str
    extensions: tuple[str, ...]
    sides: tuple[str, ...]
    speech: str


def _cue(text: str) -> _Cue | None:
    """Take apart `**ANNA**`, `**Anna:** Hello.` or `**ANNA (V.O.)** *(aside)*: Hello.`."""
    match = _BOLD_CUE.match(text.strip())
    if match is None:
        return None
    whole = match["name"].strip()
    name, inside = split_cue(whole)
    speech = match["speech"].strip()
    marked = match["inside"] or match["outside"] == ":" or is_capitals(name)
    if not marked or read_heading(whole) is not None or name[-1:] in ".!?" or len(name.split()) > 5:
        return None
    if speech and not (match["inside"] or match["outside"]):
        return None  # `**ANNA** opens the door` is action
    found = text.strip()[match.end("close") :]
    found = found[: len(found) - len(match["speech"])] if match["speech"] else found
    sided = [(a.strip(), b.strip()) for a, b in _SIDE.findall(found)]
    if not speech and match["inside"] and any(b for _, b in sided):
        return _Cue(name, inside, (), found.strip(" :."))  # `**MAYOR:** *Which tune?*` says it in italics
    brackets = [*inside, *(a or b for a, b in sided)]
    extensions = tuple(b for b in brackets if extension_meaning(b) is not None)
    sides = tuple(b for b in brackets if extension_meaning(b) is None and b)
    return _Cue(name, extensions, sides, speech)


def _plain(text: str) -> str:
    return read_emphasis(_LINK.sub(r"\1", text)).text.strip()


@dataclass(slots=True)
class _Reader:
    scene_level: int | None = None
    out: list[Paragraph] = field(default_factory=list[Paragraph])
    title: list[tuple[str, tuple[str, ...]]] = field(default_factory=list[tuple[str, tuple[str, ...]]])
    left_out: list[LeftOut] = field(default_factory=list[LeftOut])
    warnings: list[Warned] = field(default_factory=list[Warned])
    waiting: bool = False  # a name without its speech came before
    quoting: bool = False  # the speech that was written last stands in a block quote

    # -- what is not the script

    def front_matter(self, lines: Sequence[TextLine]) -> list[TextLine]:
        """Lines after the front matter; its entries are the title page."""
        first = next((i for i, line in enumerate(lines) if line.text), len(lines))
        if first >= len(lines) or lines[first].text != "---":
            return list(lines)
        last = next((i for i in range(first + 1, len(lines)) if lines[i].text in ("---", "...")), None)
        if last is None:
            return list(lines)
        for line in lines[first + 1 : last]:
            entry = _ENTRY.match(line.text)
            if entry is not None and not line.indent:
                value = entry[2].strip().strip("\"'")
                self.title.append((entry[1].strip().capitalize(), (value,) if value else ()))
            elif self.title and line.text:
                key, values = self.title[-1]
                self.title[-1] = (key, (*values, line.text.lstrip("- ").strip("\"'")))
        return list(lines[last + 1 :])

    def without_code(self, lines: Sequence[TextLine]) -> list[TextLine]:
        """Lines without code and tables."""
        out: list[TextLine] = []
        fence = ""
        code: list[TextLine] = []
        for line in lines:
            mark = _FENCE.match(line.text)
            if fence:
                code.append(line)
                if mark is not None and line.text.startswith(fence):
                    self._leave("code", code)
                    fence, code = "", []
                    out.append(replace(line, text=""))
            elif mark is not None:
                fence, code = mark[1], [line]
            elif _TABLE.match(line.text):
                self._leave("table", [line])
            else:
                out.append(line)
        if fence:
            out += code  # never closed: it is read as text
        return out

    def _leave(self, what: str, lines: Sequence[TextLine]) -> None:
        text = "\n".join(line.text for line in lines)
        self.left_out.append(LeftOut(what, text, f"line {lines[0].number}"))

    # -- blocks

    def block(self, block: Block) -> None:
        """Read one block."""
        first = block.lines[0].text
        heading = _HEADING.match(first)
        if heading is not None:
            self._heading(len(heading[1]), heading[2], block.place)
        elif _RULE.match(first) and len(block.lines) == 1:
            self.left_out.append(LeftOut("line across the page", first, block.place))
            self.waiting = False
        else:
            self._lines(block)

    def _heading(self, level: int, text: str, place: str) -> None:
        plain = _plain(text)
        parts = read_heading(plain)
        self.waiting = False
        if parts is not None or level == self.scene_level:
            sure = (
                (0.98, "a heading with INT or EXT") if parts is not None else (0.85, "a heading right above speeches")
            )
            number = parts.number if parts is not None else None
            words = parts.text if parts is not None else plain
            item = Paragraph("heading", words, scene_number=number, confidence=sure[0], reason=sure[1], place=place)
            self.out.append(item)
        elif any(key == "Title" and " ".join(values) == plain for key, values in self.title):
            self.left_out.append(LeftOut("title again", plain, place))
        elif level == 1 and not self.out and not any(key == "Title" for key, _ in self.title):
            self.title.insert(0, ("Title", (plain,)))
        else:
            item = Paragraph(
                "section", plain, level=level, confidence=0.95, reason="a heading over scenes", place=place
            )
            self.out.append(item)

    def _lines(self, block: Block) -> None:
        quoted = block.lines[0].text.startswith(">")
        run: list[TextLine] = []
        for line in block.lines:
            stripped = replace(line, text=_QUOTE.sub("", line.text).strip() if quoted else line.text)
            cue = _cue(stripped.text) or self._capitals(stripped, block)
            if cue is None and stripped.text:
                item = bool(_ITEM.match(stripped.text))
                if item:
                    self._words(run, quoted=quoted)
                    run = []
                run.append(replace(stripped, text=_ITEM.sub("", stripped.text)))
                continue
            self._words(run, quoted=quoted)
            run = []
            if cue is not None:
                self._say(cue, f"line {line.number}")
        self._words(run, quoted=quoted)

    def _capitals(self, line: TextLine, block: Block) -> _Cue | None:
        """A name in capitals without any mark, with words right under it."""
        text = line.text
        under = line.number == block.lines[0].number and len(block.lines) > 1
        name, extensions = split_cue(text)
        if not under or not is_capitals(name) or len(name.split()) > 4 or name[-1] in ".!?…":
            return None
        return None if is_known_transition(text) or read_heading(text) else _Cue(name, extensions, (), "")

    def _say(self, cue: _Cue, place: str) -> None:
        reason = "a name in bold"
        item = Paragraph("character", cue.name, extensions=cue.extensions, confidence=0.95, reason=reason, place=place)
        self.out.append(item)
        for side in cue.sides:
            self._put("parenthetical", side, 0.95, "brackets beside a name", place)
        self.waiting, self.quoting = not cue.speech, False
        if cue.speech:
            self._speech(cue.speech, place)

    def _speech(self, text: str, place: str) -> None:
        """What is said; brackets before it are a direction."""
        leading = _LEADING.match(text)
        while leading is not None:
            self._put("parenthetical", leading[0].strip(" *_()"), 0.95, "brackets before a speech", place)
            text = text[leading.end() :]
            leading = _LEADING.match(text)
        if text.strip():
            self._put("dialogue", text, 0.93, "after a name in bold", place)

    def _words(self, lines: Sequence[TextLine], *, quoted: bool) -> None:
        if not lines:
            return
        place = f"line {lines[0].number}"
        text = "\n".join(line.text for line in lines) if quoted else " ".join(line.text for line in lines)
        speaking = bool(self.out) and self.out[-1].kind in ("character", "parenthetical", "dialogue")
        if speaking and (self.waiting or (quoted and self.quoting)):
            self.quoting = quoted
            while lines and _DIRECTION.match(lines[0].text):
                self._put("parenthetical", lines[0].text.strip(" *_()"), 0.95, "brackets under a name", place)
                lines = lines[1:]
            if lines:
                self.waiting = False
                self._speech(("\n" if quoted else " ").join(line.text for line in lines), place)
            return
        self.waiting = self.quoting = False
        if is_known_transition(text) or (is_capitals(text) and text.endswith("TO:")):
            self._put("transition", text, 0.95, "a transition in capitals", place)
        else:
            self._put("action", text, 0.9, "words under no name", place)

    def _put(self, kind: ElementKind, text: str, confidence: float, reason: str, place: str) -> None:
        for match in _PICTURE.finditer(text):
            self.left_out.append(LeftOut("picture", match[0], place))
        styled: Styled = read_emphasis(_LINK.sub(r"\1", _PICTURE.sub("", text)).strip())
        if kind == "action" and styled.ranges and styled.ranges[0][:2] == (0, len(styled.text)):
            styled = Styled(styled.text)  # a direction all in italics
        if styled.text:
            self.out.append(
                Paragraph(kind, styled.text, emphasis=styled.ranges, confidence=confidence, reason=reason, place=place)
            )
