"""Which format a file is by how it begins, or by the names inside its zip."""

import re

__all__ = ["is_celtx", "is_docx", "is_fdx", "is_highland", "is_odt", "is_open_screenplay", "is_trelby", "locked_office"]

_FDX = re.compile(rb"<FinalDraft[\s>]")
_OSF = re.compile(rb"<document[^>]*Open Screenplay Format", re.IGNORECASE)
_TRELBY = re.compile(rb"\A(?:\xef\xbb\xbf)?#Version \d")
_CELTX = re.compile(r"(?:^|/)script[^/]*\.html?$", re.IGNORECASE)
_HIGHLAND = re.compile(r"(?:^|/)(?:text|document)\.(?:md|fountain|txt)$", re.IGNORECASE)
_HEAD = 4000
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def _head(data: bytes) -> bytes:
    """The first bytes, readable in UTF-16 too."""
    return data[:_HEAD].replace(b"\0", b"")


def is_fdx(data: bytes) -> bool:
    """Final Draft."""
    return _FDX.search(_head(data)) is not None


def is_open_screenplay(data: bytes) -> bool:
    """Open Screenplay Format as a bare XML file."""
    return _OSF.search(_head(data)) is not None


def is_trelby(data: bytes) -> bool:
    """Trelby."""
    return _TRELBY.match(data) is not None


def is_docx(names: frozenset[str]) -> bool:
    """Word, with or without macros."""
    return "[Content_Types].xml" in names and any(n.startswith("word/") for n in names)


def is_odt(names: frozenset[str]) -> bool:
    """OpenDocument text."""
    return "content.xml" in names and "mimetype" in names


def is_celtx(names: frozenset[str]) -> bool:
    """A Celtx desktop project."""
    return any(_CELTX.search(n) for n in names)


def is_highland(names: frozenset[str]) -> bool:
    """A Highland document or a text bundle: Markdown or Fountain in a zip."""
    return any(_HIGHLAND.search(n) for n in names)


def locked_office(data: bytes) -> bool:
    """Whether an old-style office container holds a document locked with a password."""
    return _LOCKED in data
