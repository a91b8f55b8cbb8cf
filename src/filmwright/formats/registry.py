"""The door to every script format: which one is this, and read it.

To add a format, write one module with `read(data: bytes, name: str) -> Draft` and name it in `FORMATS`; the module is
imported when the first file of its kind comes.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePosixPath
from typing import Protocol, cast

from filmwright.errors import ScriptError
from filmwright.formats.decode import MAX_BYTES, MAX_LINE, decode
from filmwright.formats.draft import Draft, LeftOut
from filmwright.formats.fountain import ParsedFountain, read
from filmwright.formats.fountain_write import as_fountain
from filmwright.formats.plain import read_text
from filmwright.formats.sniff import (
    is_celtx,
    is_docx,
    is_fdx,
    is_highland,
    is_odt,
    is_open_screenplay,
    is_trelby,
    locked_office,
)
from filmwright.formats.zip_safe import is_zip, open_zip, zip_names

__all__ = ["FORMATS", "Format", "ReadScript", "read_script"]


class Reader(Protocol):
    """What the module of a format has."""

    def read(self, data: bytes, name: str) -> Draft:
        """Read the bytes of a file as a draft; raises ScriptError in one sentence."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read: its name, what people call it, its file endings, how its files begin, its module.

    `begins` answers for the first bytes; `holds` for the names inside a zip. A format with neither is plain text,
    told apart by how the text is laid out.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    module: str
    begins: Callable[[bytes], bool] | None = None
    holds: Callable[[frozenset[str]], bool] | None = None


FORMATS: tuple[Format, ...] = (
    Format("fdx", "Final Draft", (".fdx",), "fdx", begins=is_fdx),
    Format("celtx", "Celtx", (".celtx",), "celtx", holds=is_celtx),
    Format(
        "fadein", "Fade In", (".fadein", ".osf"), "fadein", is_open_screenplay, lambda names: "document.xml" in names
    ),
    Format("trelby", "Trelby", (".trelby",), "trelby", begins=is_trelby),
    Format("docx", "Word", (".docx", ".docm"), "docx", holds=is_docx),
    Format("odt", "OpenDocument", (".odt",), "odt", holds=is_odt),
    Format("highland", "Highland", (".highland", ".textpack"), "highland", holds=is_highland),
    Format("rtf", "RTF", (".rtf",), "rtf", begins=lambda data: data.startswith(b"{\\rtf")),
    Format("pdf", "PDF", (".pdf",), "pdf", begins=lambda data: data[:1024].lstrip().startswith(b"%PDF")),
)
"""Every format beside Fountain, in the order in which they are tried. Filled below, one line each."""

_OLE = b"\xd0\xcf\x11\xe0"
_KNOWN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\xffWPC", "a WordPerfect document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"RIFF", "a sound or video file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
# closed formats of other writing programs, told by their ending when they are no text
_BINARY = {
    ".fdr": "a Final Draft file from before version 8",
    ".mmsw": "a Movie Magic Screenwriter file",
    ".scw": "a Movie Magic Screenwriter file",
    ".wdz": "a WriterDuet file",
    ".msd": "a Montage file",
}
_FOUNTAIN = (".fountain", ".spmd")
_XML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(?:\?xml|!DOCTYPE|FinalDraft|html)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadScript:
    """A script that was read: its format, its encoding, its pieces, and what was left out as no part of it."""

    format: str
    encoding: str
    parsed: ParsedFountain
    left_out: tuple[LeftOut, ...] = ()


def read_script(data: bytes, name: str = "script.fountain") -> ReadScript:
    """Read the bytes of a script in whatever format they are.

    Args:
        data: the whole file.
        name: its file name, used to tell formats apart and in messages.

    Raises:
        ScriptError: not a script, or a format that is not read; one sentence that says which.
    """
    if len(data) <= MAX_BYTES:
        found = _format_of(data)
        if found is not None:
            return _foreign(found, data, name)
        other = _other_format(data, name)
        if other is not None:
            raise ScriptError(f"`{name}` is {other}, which is not read; {_reads()}: export it as one of these first.")
    decoded = decode(data, name)
    laid_out = None if name.lower().endswith(_FOUNTAIN) else read_text(decoded.text, encoding=decoded.encoding)
    if laid_out is not None:
        sort, draft = laid_out
        return ReadScript(sort.name, draft.encoding, as_fountain(draft), draft.left_out)
    return ReadScript("fountain", decoded.encoding, read(decoded.text))


def _foreign(kind: Format, data: bytes, name: str) -> ReadScript:
    module = cast("Reader", import_module(f"filmwright.formats.{kind.module}"))
    draft = module.read(data, name)
    longest = max((len(p.text) for p in draft.paragraphs), default=0)
    if longest > MAX_LINE:
        raise ScriptError(
            f"`{name}` holds a paragraph of {longest:,} characters; one of a script has at most {MAX_LINE:,}: "
            "check that its line ends were not lost."
        )
    return ReadScript(kind.name, draft.encoding, as_fountain(draft), draft.left_out)


def _format_of(data: bytes) -> Format | None:
    names = zip_names(data)
    for kind in FORMATS:
        if kind.begins is not None and kind.begins(data):
            return kind
        if kind.holds is not None and names is not None and kind.holds(names):
            return kind
    return None


def _reads() -> str:
    """The formats that are read, for a message."""
    return "Filmwright reads Fountain, plain text" + "".join(f", {kind.title}" for kind in FORMATS)


def _other_format(data: bytes, name: str) -> str | None:
    """What the file is by its first bytes, when that is not text; raises for one that is damaged or locked."""
    if is_zip(data):
        names = open_zip(data, name).names
        return "a Pages document" if any(n.endswith(".iwa") for n in names) else "a zip archive without a script in it"
    if data.startswith(_OLE):
        if locked_office(data):
            raise ScriptError(f"`{name}` is locked with a password: open it, take the password off, and save it again.")
        return "an old Word document (`.doc`)"
    for head, what in _KNOWN:
        if data.startswith(head):
            return what
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _BINARY and b"\0" in data[:4000]:
        return _BINARY[suffix]
    if data[4:8] == b"ftyp":
        return "a video file"
    return "an XML or HTML file" if _XML.match(data[:400]) else None
