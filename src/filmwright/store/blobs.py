"""Bytes by their content: written once, atomically, and checked whenever they are read.

A blob lives at `<root>/ab/cdef...`, named by the SHA-256 of its bytes. Writing goes through a
temporary file in the same file system, fsync, rename and fsync of the folder, so that a name never
stands for half a file. `filmwright doctor` shows how many there are.
"""

import contextlib
import hashlib
import os
import shutil
import sys
import tempfile
import time
import weakref
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from filmwright.errors import StoreError
from filmwright.ref import Ref
from filmwright.store.crash import crash_point
from filmwright.store.problems import os_problem

if sys.platform != "win32":  # there, leftovers are recognised by their age instead
    import fcntl

__all__ = ["Blobs", "CorruptBlob", "FolderBlobs", "LostBlob", "MissingBlob", "Stamp"]

_CHUNK = 1 << 20
_LEFTOVER_SECONDS = 24 * 3600.0


class LostBlob(StoreError):  # noqa: N818  (it names what is the matter, as the tree in `errors` does)
    """The bytes of `ref` cannot be had; what was made from a recipe can be made again."""

    def __init__(self, ref: Ref, message: str) -> None:
        super().__init__(message)
        self.ref = ref


class MissingBlob(LostBlob):
    """No bytes have this address."""


class CorruptBlob(LostBlob):
    """The bytes at this address had another hash; the file was put aside."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a stored file looked like when its hash was last known to be right."""

    size: int
    mtime_ns: int


class Blobs(Protocol):
    """Bytes by content."""

    def put(self, data: bytes, media_type: str = ...) -> Ref:
        """Store `data`; the same bytes twice are written once."""
        ...

    def put_file(self, path: Path, media_type: str = ...) -> Ref:
        """Store the bytes of a file; a file inside `scratch()` is moved, any other is copied."""
        ...

    def get(self, ref: Ref) -> bytes:
        """All bytes, their hash checked; raises MissingBlob or CorruptBlob."""
        ...

    def has(self, ref: Ref) -> bool:
        """Whether bytes stand under this address (without reading them)."""
        ...

    def path(self, ref: Ref) -> Path:
        """A file to read (never to write) with these bytes, checked once per process; may be mapped."""
        ...

    def open(self, ref: Ref) -> BinaryIO:
        """The checked bytes as an open file, for streaming or `mmap`."""
        ...

    def stamp(self, ref: Ref) -> Stamp:
        """Size and time of the stored file, to notice later that it was touched."""
        ...

    def check(self, ref: Ref, stamp: Stamp | None) -> Stamp | None:
        """The stamp under which the bytes are right, or None when they are missing or corrupt.

        A file that still looks like `stamp` is believed; any other is read and hashed.
        """
        ...

    def scratch(self, suffix: str = ...) -> contextlib.AbstractContextManager[Path]:
        """A path for a big file that is being made; `put_file` moves it in, otherwise it is removed."""
        ...


class FolderBlobs:
    """Blobs in a local folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._temporary: Path | None = None
        self._checked: dict[str, Stamp] = {}

    def put(self, data: bytes, media_type: str = "application/octet-stream") -> Ref:
        """Store `data` and return its address; raises LibraryError when the disk is full or read-only."""
        ref = Ref.of(data, media_type)
        try:
            if not self._holds(ref, len(data)):
                with self._temporary_file() as temporary:
                    self._write(temporary, data)
                    crash_point("blob.temp_written")
                    self._place(temporary, self._file(ref))
        except OSError as error:
            raise os_problem(error, self.root) from error
        return ref

    def put_file(self, path: Path, media_type: str = "application/octet-stream") -> Ref:
        """Store the bytes of `path`; a path from `scratch` is moved, any other file is copied."""
        try:
            ref = Ref(_hash_file(path), media_type)
            if not self._holds(ref, path.stat().st_size):
                with self._own(path) as temporary:
                    _sync_file(temporary)
                    crash_point("blob.temp_written")
                    self._place(temporary, self._file(ref))
        except OSError as error:
            raise os_problem(error, self.root) from error
        return ref

    def get(self, ref: Ref) -> bytes:
        """All bytes of `ref`, their hash checked on every read."""
        try:
            data = self._file(ref).read_bytes()
        except FileNotFoundError:
            raise self._missing(ref) from None
        if hashlib.sha256(data).hexdigest() != ref.sha256:
            raise self._corrupt(ref)
        return data

    def has(self, ref: Ref) -> bool:
        """Whether a file stands under this address."""
        return self._file(ref).is_file()

    def path(self, ref: Ref) -> Path:
        """The file of `ref`, hashed the first time this process sees it as it is now."""
        try:
            stamp = self.stamp(ref)
        except FileNotFoundError:
            raise self._missing(ref) from None
        if self._checked.get(ref.sha256) != stamp:
            if _hash_file(self._file(ref)) != ref.sha256:
                raise self._corrupt(ref)
            self._checked[ref.sha256] = stamp
        return self._file(ref)

    def open(self, ref: Ref) -> BinaryIO:
        """The checked file of `ref`, open for reading."""
        return self.path(ref).open("rb")

    def stamp(self, ref: Ref) -> Stamp:
        """Size and modification time of the file of `ref`; raises FileNotFoundError."""
        status = self._file(ref).stat()
        return Stamp(status.st_size, status.st_mtime_ns)

    def check(self, ref: Ref, stamp: Stamp | None) -> Stamp | None:
        """See `Blobs.check`; a corrupt file is put aside."""
        try:
            now = self.stamp(ref)
        except FileNotFoundError:
            return None
        if now == stamp:
            return now
        if _hash_file(self._file(ref)) == ref.sha256:
            return now
        self._quarantine(ref)
        return None

    @contextlib.contextmanager
    def scratch(self, suffix: str = "") -> Generator[Path]:
        """A fresh path for a file in the making; removed at the end unless `put_file` moved it."""
        with self._temporary_file(suffix) as path:
            yield path

    def sweep(self) -> int:
        """Remove what dead processes left half-written; returns how many folders went."""
        gone = 0
        for folder in sorted(self._tmp.glob("*")) if self._tmp.is_dir() else ():
            if folder != self._temporary and _is_abandoned(folder):
                shutil.rmtree(folder, ignore_errors=True)
                gone += 1
        return gone

    @property
    def quarantine(self) -> Path:
        """Where corrupt files are put aside."""
        return self.root.parent / "quarantine"

    @property
    def _tmp(self) -> Path:
        return self.root / "tmp"

    def _file(self, ref: Ref) -> Path:
        return self.root / ref.sha256[:2] / ref.sha256[2:]

    def _holds(self, ref: Ref, size: int) -> bool:
        """Whether the right bytes are there already; wrong ones are put aside."""
        file = self._file(ref)
        try:
            right = file.stat().st_size == size and _hash_file(file) == ref.sha256
        except FileNotFoundError:
            return False
        if not right:
            self._quarantine(ref)
        return right

    def _write(self, temporary: Path, data: bytes) -> None:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    @contextlib.contextmanager
    def _own(self, path: Path) -> Generator[Path]:
        """The file itself when it is a scratch file of ours, otherwise a copy of it."""
        if self._temporary is not None and path.parent == self._temporary:
            yield path
            return
        with self._temporary_file() as copy, path.open("rb") as source:
            with copy.open("wb") as target:
                shutil.copyfileobj(source, target, _CHUNK)
            yield copy

    def _place(self, temporary: Path, final: Path) -> None:
        """Give the finished file its name, durably."""
        if not final.parent.is_dir():
            final.parent.mkdir(parents=True, exist_ok=True)
            _sync_folder(self.root)
        crash_point("blob.before_rename")
        temporary.replace(final)
        _sync_folder(final.parent)
        crash_point("blob.renamed")

    @contextlib.contextmanager
    def _temporary_file(self, suffix: str = "") -> Generator[Path]:
        """A new file in this process's own temporary folder; removed at the end if it is still there."""
        path = self._new_temporary(suffix)
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    def _new_temporary(self, suffix: str) -> Path:
        try:
            if self._temporary is None or not self._temporary.is_dir():
                self._tmp.mkdir(parents=True, exist_ok=True)
                self._temporary = _own_folder(self, self._tmp)
            handle, name = tempfile.mkstemp(suffix=suffix, dir=self._temporary)
        except OSError as error:
            raise os_problem(error, self.root) from error
        os.close(handle)
        return Path(name)

    def _quarantine(self, ref: Ref) -> Path:
        self.quarantine.mkdir(parents=True, exist_ok=True)
        taken = len(list(self.quarantine.glob(f"{ref.sha256}-*")))
        aside = self.quarantine / f"{ref.sha256}-{taken + 1}"
        with contextlib.suppress(FileNotFoundError):
            self._file(ref).replace(aside)
        return aside

    def _missing(self, ref: Ref) -> MissingBlob:
        return MissingBlob(
            ref, f"The store has no bytes for `{ref}`: give the same command again and they are made anew."
        )

    def _corrupt(self, ref: Ref) -> CorruptBlob:
        aside = self._quarantine(ref)
        return CorruptBlob(
            ref,
            f"The stored bytes of `{ref}` are damaged and were put aside as `{aside}`: give the same command "
            "again and they are made anew.",
        )


def _hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    """Make a rename inside `path` survive a power cut (folders cannot be opened on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _own_folder(owner: FolderBlobs, parent: Path) -> Path:
    """A fresh folder with a lock that the kernel lets go when this process dies."""
    while True:
        folder = Path(tempfile.mkdtemp(dir=parent))
        handle = os.open(folder / "lock", os.O_CREAT | os.O_RDWR, 0o600)
        if sys.platform != "win32":
            fcntl.flock(handle, fcntl.LOCK_EX)
        if (folder / "lock").exists():  # nobody swept it between making and locking
            weakref.finalize(owner, _release, folder, handle)
            return folder
        os.close(handle)


def _release(folder: Path, handle: int) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    os.close(handle)


def _is_abandoned(folder: Path) -> bool:
    """Whether no living process owns this temporary folder."""
    try:
        handle = os.open(folder / "lock", os.O_RDWR)
    except FileNotFoundError:
        return _is_old(folder)
    except OSError:
        return False
    try:
        if sys.platform == "win32":
            return _is_old(folder)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def _is_old(folder: Path) -> bool:
    try:
        return time.time() - folder.stat().st_mtime > _LEFTOVER_SECONDS
    except FileNotFoundError:
        return False
