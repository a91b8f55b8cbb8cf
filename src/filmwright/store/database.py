"""What SQLite complains about, said in one sentence that helps."""

import errno
import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import exc

from filmwright.errors import LibraryError
from filmwright.store.problems import library_forbidden, library_full, os_problem

__all__ = ["library_problems"]


def _database_problem(error: exc.DBAPIError, path: Path) -> LibraryError | None:
    """The sentence for an error of SQLite, or None when it is a mistake of ours."""
    name = getattr(error.orig, "sqlite_errorname", "") if isinstance(error.orig, sqlite3.Error) else ""
    if name == "SQLITE_FULL":
        return library_full(path)
    if name.startswith("SQLITE_IOERR"):
        return os_problem(OSError(errno.EIO, os.strerror(errno.EIO)), path)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return library_forbidden(path)
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
