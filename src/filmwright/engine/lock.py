"""One run at a time in a library: a lock that the kernel lets go when its process dies."""

import os
import sys
from pathlib import Path

from filmwright.errors import LibraryError
from filmwright.store.problems import os_problem

if sys.platform == "win32":  # it has no flock; `msvcrt` locks a byte instead
    import msvcrt
else:
    import fcntl

__all__ = ["lock_file", "try_lock"]


def lock_file(file: Path) -> int:
    """Take the lock and return its handle, to be closed; raises LibraryError when a run has it."""
    handle = _open(file)
    try:
        _take(handle)
    except OSError:
        owner = os.read(handle, 32).decode("ascii", "replace").strip()
        os.close(handle)
        raise LibraryError(
            f"Process {owner or 'of somebody else'} is making things in the library `{file.parent}`: wait until "
            "it is done, or use another library with `--library`."
        ) from None
    os.ftruncate(handle, 0)
    os.write(handle, str(os.getpid()).encode())
    return handle


def try_lock(file: Path) -> int | None:
    """Take a lock if it is free: its handle, to be closed, or None; raises LibraryError when it cannot be opened."""
    handle = _open(file)
    try:
        _take(handle)
    except OSError:
        os.close(handle)
        return None
    return handle


def _open(file: Path) -> int:
    try:
        return os.open(file, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise os_problem(error, file.parent) from error


def _take(handle: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
