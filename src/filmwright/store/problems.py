"""What the operating system complains about, said in one sentence that helps."""

import errno
from pathlib import Path

from filmwright.errors import LibraryError

__all__ = ["disk_is_full", "library_forbidden", "library_full", "os_problem"]

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def disk_is_full(error: OSError) -> bool:
    """Whether this error means that a disk or a quota has no more space."""
    return error.errno in _FULL


def library_full(path: Path) -> LibraryError:
    """The sentence for a disk without space."""
    return LibraryError(
        f"The disk of the library `{path}` is full: make space and give the same command again; "
        "everything made so far is kept."
    )


def library_forbidden(path: Path) -> LibraryError:
    """The sentence for a folder without write access."""
    return LibraryError(
        f"The library `{path}` cannot be written: make the folder writable, or choose another one with `--library`."
    )


def os_problem(error: OSError, path: Path) -> LibraryError:
    """The sentence for an error of the operating system under the folder `path`."""
    if disk_is_full(error):
        return library_full(path)
    if error.errno in _FORBIDDEN:
        return library_forbidden(path)
    if error.errno in {errno.ENOTDIR, errno.EEXIST, errno.ENOENT}:
        return LibraryError(
            f"The library `{path}` is not a folder that can be made: choose another one with `--library`."
        )
    return LibraryError(
        f"The library `{path}` cannot be used ({error.strerror}): check the disk, or choose another one "
        "with `--library`."
    )
