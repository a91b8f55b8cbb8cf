r"""Rich text (`.rtf`): read, with its styles, indents, emphasis, code pages and comments.

Written from the RTF 1.9.1 specification. Pictures, fields' instructions, headers, footers and everything under an
unknown `\*` destination are skipped.
"""

import codecs
import re
from dataclasses import dataclass, field, replace

from filmwright.errors import ScriptError
from filmwright.formats.draft import Draft, Warned
from filmwright.formats.fountain_inline import Style
from filmwright.formats.styled import Run
from filmwright.formats.word_processor import WordParagraph, as_draft

__all__ = ["read"]

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])|"
    rb"(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\"
)
_MAX_DEPTH = 500
_SKIPPED = frozenset(
    """pict object colortbl filetbl listtable listoverridetable rsidtbl generator info themedata colorschememapping
    datastore latentstyles xmlnstbl fldinst header headerl headerr headerf footer footerl footerr footerf pgptbl revtbl
    mmathPr bkmkstart bkmkend nonshppict shpinst do atrfstart atrfend atnid atnauthor atnref atndate atntime atnparent
    listtext pntext pnseclvl ftnsep ftnsepc""".split()  # noqa: SIM905  (a list of words reads better)
)
_SIGNS = {
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "tab": "\t",
    "line": "\n",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "lbr": "\n",
}
# the `fcharset` of the font table, by code page
_CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    255: "cp437",
}
_ALIGN = {"ql": "left", "qj": "left", "qc": "center", "qr": "right"}
_EMPHASIS: dict[str, Style] = {"b": "bold", "i": "italic", "ul": "underline"}
_EMPTY = WordParagraph(())
"""A paragraph as it stands before anything is said of it."""


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits and changes; restored at its end."""

    look: WordParagraph = _EMPTY
    styles: frozenset[Style] = frozenset()
    capitals: bool = False
    hidden: bool = False
    skipped: bool = False
    table: str = ""  # `fonts`, `styles` or `note` while the words belong there
    codec: str = "cp1252"
    after_u: int = 1  # how many signs stand in for one `\\u`


@dataclass(slots=True)
class _StyleRow:
    """One row of the style sheet while it is read."""

    key: str = "0"
    name: str = ""
    state: _State = field(default_factory=_State)


def read(data: bytes, name: str) -> Draft:
    """Read a rich text file.

    Raises:
        ScriptError: nested too deep, or cut off before its text.
    """
    reader = _Reader(name)
    reader.run(data)
    warnings: tuple[Warned, ...] = ()
    if reader.stack:
        warnings = (Warned(0, f"`{name}` breaks off before its end: what there is was read."),)
    return as_draft(tuple(reader.out), warnings=warnings)


class _Reader:
    """Walks over the file once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.out: list[WordParagraph] = []
        self.stack: list[_State] = []
        self.state = _State()
        self.codec = "cp1252"
        self.fonts: dict[str, str] = {}
        self.font = ""
        self.sheet: dict[str, _StyleRow] = {}
        self.sheet_depth = -1
        self.row = _StyleRow()
        self.runs: list[Run] = []
        self.notes: list[str] = []
        self.note: list[str] = []
        self.raw = b""
        self.skip = 0
        self.starred = False
        self.high = 0
        self.page = False
        self.line = 1

    # -- tokens

    def run(self, data: bytes) -> None:
        at = 0
        while at < len(data):
            match = _TOKEN.match(data, at)
            if match is None:
                break
            at = match.end()
            if match.lastgroup == "hex":
                self._byte(bytes([int(match["hex"], 16)]))
            elif match["text"] is not None:
                self._text(match["text"])
            elif match["brace"] is not None:
                self._brace(match["brace"])
            elif match["sign"] is not None:
                self._sign(match["sign"])
            elif match["word"] is not None:
                number = int(match["number"]) if match["number"] is not None else None
                word = match["word"].decode("ascii")
                if word == "bin" and number:
                    at += max(number, 0)
                else:
                    self._word(word, number)
            else:
                self.line += match[0].count(b"\n")
        self._flush()
        if self.runs:
            self._paragraph()

    def _brace(self, sign: bytes) -> None:
        self._flush()
        self.skip = 0
        if sign == b"{":
            if len(self.stack) >= _MAX_DEPTH:
                raise ScriptError(f"`{self.name}` nests its groups more than {_MAX_DEPTH} deep: save it again.")
            self.stack.append(self.state)
            if self.state.table == "styles" and len(self.stack) == self.sheet_depth + 1:
                self.row = _StyleRow(state=_State(table="styles"))
            return
        if self.stack:
            self._close(self.stack.pop())

    def _close(self, outer: _State) -> None:
        inner = self.state
        if inner.table == "styles" and len(self.stack) == self.sheet_depth:
            self.row.state = inner
            self.row.name = self.row.name.strip().rstrip(";").strip()
            self.sheet[self.row.key] = self.row
        if inner.table == "note" and outer.table != "note":
            text = "".join(self.note).strip()
            self.notes.extend([text] if text else [])
            self.note = []
        self.state = outer

    # -- words of control

    def _word(self, word: str, number: int | None) -> None:
        if self._destination(word):
            return
        if self.state.skipped:
            return
        if word == "u" and number is not None:
            self._unicode(number)
            return
        self._flush()
        if word in _SIGNS:
            self._put(_SIGNS[word])
        elif word in ("par", "sect", "cell", "row", "nestcell", "nestrow"):
            self._end(word)
        elif word in ("page", "pagebb"):
            self._page(word)
        elif not self._about_text(word, number):
            self._about_paragraph(word, number)

    def _destination(self, word: str) -> bool:
        starred, self.starred = self.starred, False
        if word in ("fonttbl", "stylesheet"):
            self.state = replace(self.state, table="fonts" if word == "fonttbl" else "styles", skipped=False)
            self.sheet_depth = len(self.stack) if word == "stylesheet" else self.sheet_depth
        elif word in ("annotation", "footnote"):
            self.state = replace(self.state, table="note", skipped=False)
        elif word in _SKIPPED or (starred and word not in ("shppict", "cs", "ts", "s")):
            self.state = replace(self.state, skipped=True)
        else:
            return False
        return True

    def _about_text(self, word: str, number: int | None) -> bool:
        """Marks of the words that follow; whether the control word was one."""
        on = number != 0
        state = self.state
        if word in _EMPHASIS or word in ("ulw", "uldb", "uld"):
            style = _EMPHASIS.get(word, "underline")
            state = replace(state, styles=state.styles | {style} if on else state.styles - {style})
        elif word == "ulnone":
            state = replace(state, styles=state.styles - {"underline"})
        elif word == "plain":
            state = replace(state, styles=frozenset(), capitals=False, hidden=False)
        elif word == "caps":
            state = replace(state, capitals=on)
        elif word in ("v", "deleted"):
            state = replace(state, hidden=on)
        elif word in ("f", "af") and number is not None:
            self._font(word, str(number))
            return True
        elif word == "uc" and number is not None:
            state = replace(state, after_u=max(0, min(number, 8)))
        elif word in ("ansicpg", "fcharset", "mac", "pc"):
            self._code_page(word, number)
            return True
        else:
            return False
        self.state = state
        return True

    def _font(self, word: str, key: str) -> None:
        if word == "af":
            return
        self.font = key
        if self.state.table != "fonts":
            self.state = replace(self.state, codec=self.fonts.get(key, self.codec))

    def _code_page(self, word: str, number: int | None) -> None:
        if word == "fcharset" and number is not None:
            self.fonts[self.font] = _CHARSETS.get(number, self.codec)
            return
        wanted = {"mac": "mac_roman", "pc": "cp437"}.get(word, f"cp{number}" if number != 65001 else "utf-8")
        try:
            codecs.lookup(wanted)
        except LookupError:
            return
        self.codec = wanted
        self.state = replace(self.state, codec=wanted)

    def _about_paragraph(self, word: str, number: int | None) -> None:
        look = self.state.look
        points = max(-1000.0, min((number or 0) / 20, 1000.0))
        if word == "pard":
            look = _EMPTY
        elif word == "s":
            self._style(str(number or 0))
            return
        elif word in _ALIGN:
            look = replace(look, align=_ALIGN[word])
        elif word in ("li", "lin"):
            look = replace(look, left=points)
        elif word in ("ri", "rin"):
            look = replace(look, right=points)
        elif word == "fi":
            look = replace(look, first=points)
        elif word == "sb":
            look = replace(look, before=points)
        self.state = replace(self.state, look=look)

    def _style(self, key: str) -> None:
        if self.state.table == "styles":
            self.row.key = key
            return
        row = self.sheet.get(key)
        # a writer repeats what the style says, so only the name is taken from the sheet
        self.state = replace(self.state, look=replace(self.state.look, style=row.name if row is not None else ""))

    def _page(self, word: str) -> None:
        if word == "page" and self.runs:
            self._paragraph()
        self.page = True

    # -- words

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self.starred = True
            return
        self._flush()
        if self.state.skipped:
            return
        if sign in (b"\n", b"\r"):
            self._end("par")
            return
        shown = {b"~": "\xa0", b"_": "-", b"-": ""}.get(sign)
        if shown is None and sign in b"\\{}":
            shown = sign.decode("ascii")
        if shown:
            self._taken(shown)

    def _unicode(self, number: int) -> None:
        self._flush()
        value = number & 0xFFFF if number < 0 else number
        self.skip = self.state.after_u
        if 0xD800 <= value < 0xDC00:
            self.high = value
            return
        if 0xDC00 <= value < 0xE000:
            value = 0x10000 + ((self.high - 0xD800) << 10) + (value - 0xDC00) if self.high else 0xFFFD
        self.high = 0
        if 0 < value <= 0x10FFFF and not 0xD800 <= value < 0xE000:
            self._put(chr(value))

    def _byte(self, byte: bytes) -> None:
        if self.state.skipped:
            return
        if self.skip:
            self.skip -= 1
            return
        self.raw += byte

    def _text(self, text: bytes) -> None:
        self.starred = False
        if self.state.skipped:
            return
        gone = min(self.skip, len(text))
        self.skip -= gone
        rest = text[gone:]
        if self.raw and rest:  # the second half of a sign of two bytes may be a plain letter
            try:
                self.raw.decode(self.state.codec)
            except UnicodeDecodeError:
                self.raw, rest = self.raw + rest[:1], rest[1:]
        self._flush()
        if rest:
            self._put(rest.decode(self.state.codec, "replace"))

    def _flush(self) -> None:
        if self.raw:
            raw, self.raw = self.raw, b""
            self._put(raw.decode(self.state.codec, "replace"))

    def _taken(self, text: str) -> None:
        r"""A sign that may stand in for a `\u`."""
        if self.skip:
            self.skip -= 1
        else:
            self._put(text)

    def _put(self, text: str) -> None:
        state = self.state
        if state.skipped or state.hidden or not text:
            return
        match state.table:
            case "styles":
                self.row.name += text
            case "note":
                self.note.append(text)
            case "":
                self.runs.append(Run(text.upper() if state.capitals else text, state.styles))
            case _:
                pass

    def _end(self, word: str) -> None:
        if self.state.table == "note":
            self.note.append("\n")
        elif not self.state.table and (word in ("par", "sect") or self.runs):
            self._paragraph()

    def _paragraph(self) -> None:
        look = self.state.look
        self.out.append(
            replace(
                look,
                runs=tuple(self.runs),
                new_page=self.page or look.new_page,
                notes=tuple(self.notes),
                place=f"line {self.line}",
            )
        )
        self.runs, self.notes, self.page = [], [], False
