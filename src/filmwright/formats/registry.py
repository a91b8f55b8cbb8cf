"""The door to every script format: which one is this, and read it.

To add a format, write one module with `read(data: bytes, name: str) -> Draft` and name it in `FORMATS`; the module is
imported when the first file of its kind comes.
"""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from pathlib import PurePosixPath
from typing import Protocol, cast

from filmwright.errors import ScriptError
from filmwright.formats.decode import MAX_BYTES, decode
from filmwright.formats.draft import Draft, LeftOut
from filmwright.formats.fountain import ParsedFountain, read
from filmwright.formats.fountain_write import as_fountain

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
    Format("pdf", "PDF", (".pdf",), "pdf", begins=lambda data: data[:1024].lstrip().startswith(b"%PDF")),
)
"""Every format beside Fountain, in the order in which they are tried. Filled below, one line each."""

_KNOWN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"\xd0\xcf\x11\xe0", "an old Word document (`.doc`)"),
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
_ZIPPED = {
    ".docx": "a damaged Word document",
    ".odt": "an OpenDocument text",
    ".celtx": "a damaged Celtx project",
    ".fadein": "a damaged Fade In script",
    ".highland": "a damaged Highland document",
}
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
    return ReadScript("fountain", decoded.encoding, read(decoded.text))


def _foreign(kind: Format, data: bytes, name: str) -> ReadScript:
    module = cast("Reader", import_module(f"filmwright.formats.{kind.module}"))
    draft = module.read(data, name)
    return ReadScript(kind.name, draft.encoding, as_fountain(draft), draft.left_out)


def _format_of(data: bytes) -> Format | None:
    names = _zip_names(data)
    for kind in FORMATS:
        if kind.begins is not None and kind.begins(data):
            return kind
        if kind.holds is not None and names is not None and kind.holds(names):
            return kind
    return None


def _zip_names(data: bytes) -> frozenset[str] | None:
    """The names inside a zip; None when it is none, or a broken one."""
    if not data.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return frozenset(info.filename for info in archive.infolist()[:2000])
    except (zipfile.BadZipFile, OSError, ValueError):
        return None


def _reads() -> str:
    """The formats that are read, for a message."""
    return "Filmwright reads Fountain, plain text" + "".join(f", {kind.title}" for kind in FORMATS)


def _other_format(data: bytes, name: str) -> str | None:
    """What the file is by its first bytes, when that is not text."""
    if data.startswith(b"PK\x03\x04"):
        return _ZIPPED.get(PurePosixPath(name).suffix.lower(), "a zip archive without a script in it")
    for head, what in _KNOWN:
        if data.startswith(head):
            return what
    if data[4:8] == b"ftyp":
        return "a video file"
    return "an XML or HTML file" if _XML.match(data[:400]) else None
