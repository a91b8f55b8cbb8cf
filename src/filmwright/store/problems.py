"""What the operating system and SQLite complain about, said in one sentence that helps."""

import errno
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import exc

from filmwright.errors import LibraryError

__all__ = ["disk_is_full", "library_problems", "os_problem"]

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def disk_is_full(error: OSError) -> bool:
    """Whether this error means that a disk or a quota has no more space."""
    return error.errno in _FULL


def _full(path: Path) -> LibraryError:
    return LibraryError(
        f"The disk of the library `{path}` is full: make space and give the same command again; "
        "everything made so far is kept."
    )


def _forbidden(path: Path) -> LibraryError:
    return LibraryError(
        f"The library `{path}` cannot be written: make the folder writable, or choose another one with `--library`."
    )


def os_problem(error: OSError, path: Path) -> LibraryError:
    """The sentence for an error of the operating system under the folder `path`."""
    if disk_is_full(error):
        return _full(path)
    if error.errno in _FORBIDDEN:
        return _forbidden(path)
    if error.errno in {errno.ENOTDIR, errno.EEXIST, errno.ENOENT}:
        return LibraryError(
            f"The library `{path}` is not a folder that can be made: choose another one with `--library`."
        )
    return LibraryError(
        f"The library `{path}` cannot be used ({error.strerror}): check the disk, or choose another one "
        "with `--library`."
    )


def _database_problem(error: exc.DBAPIError, path: Path) -> LibraryError | None:
    """The sentence for an error of SQLite, or None when it is a mistake of ours."""
    name = getattr(error.orig, "sqlite_errorname", "") if isinstance(error.orig, sqlite3.Error) else ""
    if name == "SQLITE_FULL" or name.startswith("SQLITE_IOERR"):
        return _full(path)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return _forbidden(path)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return LibraryError(
            f"The database of the library `{path}` is damaged: put back a copy of `library.db`, or start "
            "a new library with `--library`."
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LibraryError(
            f"Another program holds the library `{path}`: wait until it is done and give the same command again."
        )
    return None


@contextmanager
def library_problems(path: Path) -> Generator[None]:
    """Turn a full disk, a folder without write access or a damaged database into a LibraryError."""
    try:
        yield
    except exc.DBAPIError as error:
        known = _database_problem(error, path)
        if known is None:
            raise
        raise known from error
    except OSError as error:
        raise os_problem(error, path) from error
