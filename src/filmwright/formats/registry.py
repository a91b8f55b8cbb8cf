"""The door to every script format: which one is this, and read it.

To add a format, write one module with a `read(text) -> ParsedFountain`-like function and name it in
`_FORMATS`; what cannot be read yet is refused by name.
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from filmwright.errors import ScriptError
from filmwright.formats.decode import MAX_BYTES, decode
from filmwright.formats.fountain import ParsedFountain, read

__all__ = ["ReadScript", "read_script"]

_READS = "this version reads Fountain (`.fountain`, `.spmd`) and plain text laid out like it (`.txt`)"
_HEADS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
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
    ".docx": "a Word document",
    ".odt": "an OpenDocument text",
    ".celtx": "a Celtx project",
    ".fadein": "a Fade In script",
    ".highland": "a Highland document",
}
_XML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(?:\?xml|!DOCTYPE|FinalDraft|html)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadScript:
    """A script that was read: its format, its encoding, its pieces."""

    format: str
    encoding: str
    parsed: ParsedFountain


def read_script(data: bytes, name: str = "script.fountain") -> ReadScript:
    """Read the bytes of a script in whatever format they are.

    Args:
        data: the whole file.
        name: its file name, used to tell formats apart and in messages.

    Raises:
        ScriptError: not a script, or a format that is not read yet; one sentence that says which.
    """
    other = _other_format(data, name)
    if other is not None and len(data) <= MAX_BYTES:
        raise ScriptError(f"`{name}` is {other}; {_READS}: export it as Fountain first.")
    decoded = decode(data, name)
    return ReadScript("fountain", decoded.encoding, read(decoded.text))


def _other_format(data: bytes, name: str) -> str | None:
    """What the file is by its first bytes, when that is not text."""
    suffix = PurePosixPath(name).suffix.lower()
    if data.startswith(b"PK\x03\x04"):
        return _ZIPPED.get(suffix, "a zip archive")
    for head, what in _HEADS:
        if data.startswith(head):
            return what
    if data[4:8] == b"ftyp":
        return "a video file"
    if _XML.match(data[:400]):
        return "a Final Draft file (FDX)" if b"<FinalDraft" in data[:2000] else "an XML or HTML file"
    return None
