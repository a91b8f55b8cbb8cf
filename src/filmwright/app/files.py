"""Files that a person asked for by name: written whole or not at all, and never over something unasked."""

import os
import tempfile
from pathlib import Path

from filmwright.errors import UserError

__all__ = ["replace_file", "write_file"]


def write_file(path: Path, data: bytes, *, force: bool = False, script: Path | None = None) -> Path:
    """Write a file beside its place and move it there; returns where it lies.

    Raises UserError when something lies there already and `force` is off, when it is the `script` itself, or when the
    folder cannot be written.
    """
    if path.is_dir():
        raise UserError(f"`{path}` is a folder: give a file name with `-o`.")
    if script is not None and path.exists() and script.exists() and path.samefile(script):
        raise UserError(f"`{path}` is the script itself: give another name with `-o`.")
    if path.exists() and not force:
        raise UserError(f"`{path}` exists already: give another name with `-o`, or `--force` to replace it.")
    try:
        replace_file(path, data)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UserError(f"`{path}` cannot be written ({reason}): choose another place with `-o`.") from error
    return path


def replace_file(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it there, over what lies there; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".writing-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)  # there only when something went wrong
