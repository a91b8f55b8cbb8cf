"""One run at a time in a library: a lock that the kernel lets go when its process dies."""

import os
from pathlib import Path

from filmwright.errors import LibraryError
from filmwright.store.problems import os_problem

try:
    import fcntl
except ImportError:  # Windows has no flock; `msvcrt` locks a byte instead
    fcntl = None  # type: ignore[assignment]  # no such module on Windows

__all__ = ["lock_file"]


def lock_file(file: Path) -> int:
    """Take the lock and return its handle, to be closed; raises LibraryError when a run has it."""
    try:
        handle = os.open(file, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise os_problem(error, file.parent) from error
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


def _take(handle: int) -> None:
    if fcntl is not None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    else:
        import msvcrt  # noqa: PLC0415  (only there)

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # pyright: ignore[reportAttributeAccessIssue]
