"""Zip files from strangers: only the members asked for are read, into memory, never more than they may hold.

Nothing is written to disk, so names with `..` or `/` at their head reach nothing.
"""

import lzma
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from filmwright.errors import ScriptError

__all__ = ["MAX_MEMBER", "MAX_MEMBERS", "Archive", "is_zip", "open_zip", "zip_names"]

MAX_MEMBER = 24_000_000
"""How many bytes one member may unpack to: ten times the largest script."""
MAX_MEMBERS = 4_000
"""How many members an archive may list."""
_MAX_DIRECTORY = 1_000_000
_MAX_RATIO = 400
_CHUNK = 1 << 16
_HEAD = b"PK\x03\x04"
_END = b"PK\x05\x06"
_ENCRYPTED = 0x1
_BROKEN = (  # what the standard library raises over damaged archives
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    ValueError,
    NotImplementedError,  # a compression that zipfile does not know
    RuntimeError,
)


def is_zip(data: bytes) -> bool:
    """Whether bytes begin like a zip file."""
    return data.startswith(_HEAD)


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip file opened for reading; `names` in the order of the file."""

    file: zipfile.ZipFile
    name: str
    names: tuple[str, ...]

    def read(self, member: str) -> bytes:
        """The bytes of a member.

        Raises:
            ScriptError: not there, locked with a password, damaged, a link, or too large to be honest.
        """
        try:
            info = self.file.getinfo(member)
        except KeyError:
            raise ScriptError(f"`{self.name}` has no `{member}` in it: save it again from its program.") from None
        self._refuse(info)
        try:
            return self._unpack(info)
        except _BROKEN as error:
            raise ScriptError(f"`{self.name}` is damaged: `{member}` in it cannot be unpacked ({error}).") from None

    def _refuse(self, info: zipfile.ZipInfo) -> None:
        if info.flag_bits & _ENCRYPTED:
            raise ScriptError(f"`{self.name}` is locked with a password: save it without one.")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise ScriptError(f"`{self.name}` holds a link in place of `{info.filename}`: save it again.")
        if info.file_size > MAX_MEMBER or info.file_size > _MAX_RATIO * max(info.compress_size, 1) + _CHUNK:
            raise _bomb(self.name, info.filename)

    def _unpack(self, info: zipfile.ZipInfo) -> bytes:
        """Bytes up to the limit, whatever the header says of their number."""
        parts: list[bytes] = []
        total = 0
        with self.file.open(info) as member:
            while part := member.read(_CHUNK):
                total += len(part)
                if total > MAX_MEMBER:
                    raise _bomb(self.name, info.filename)
                parts.append(part)
        return b"".join(parts)


def _bomb(name: str, member: str) -> ScriptError:
    return ScriptError(f"`{name}` would unpack to far more than a script (`{member}`), so it is not read.")


def open_zip(data: bytes, name: str) -> Archive:
    """Open the bytes of a zip file.

    Raises:
        ScriptError: cut short, damaged, or with more members than any script has.
    """
    if _directory_size(data) > _MAX_DIRECTORY:
        raise ScriptError(f"`{name}` lists more files than any script has, so it is not read.")
    try:
        file = zipfile.ZipFile(BytesIO(data))
    except _BROKEN:
        raise ScriptError(f"`{name}` is damaged or was cut short: save or download it again.") from None
    names = tuple(info.filename for info in file.infolist())
    if len(names) > MAX_MEMBERS:
        raise ScriptError(f"`{name}` lists more than {MAX_MEMBERS:,} files, more than any script has.")
    return Archive(file, name, names)


def _directory_size(data: bytes) -> int:
    """What the archive says its directory has, in bytes, before anybody reads the directory."""
    at = data.rfind(_END, max(0, len(data) - 66_000))
    return int.from_bytes(data[at + 12 : at + 16], "little") if at >= 0 else 0


def zip_names(data: bytes) -> frozenset[str] | None:
    """The names inside a zip; None when it is none, or one that cannot be opened."""
    if not is_zip(data):
        return None
    try:
        return frozenset(open_zip(data, "it").names)
    except ScriptError:
        return None
