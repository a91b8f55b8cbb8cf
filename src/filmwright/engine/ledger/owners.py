"""Who is at work on paid entries, and whether they still live.

An owner is a process. A claim on an entry holds while its owner lives, so that a second process neither waits for a
dead one nor repeats what a living one does.
"""

import contextlib
import os
import uuid
from pathlib import Path
from typing import Protocol

from filmwright.engine.lock import try_lock

__all__ = ["FolderOwners", "OneProcess", "Owners"]


class Owners(Protocol):
    """The processes that may hold claims in one library."""

    @property
    def me(self) -> str:
        """The name of this process; never empty, never used twice."""
        ...

    def is_alive(self, owner: str) -> bool:
        """Whether the process of this name still lives."""
        ...

    def close(self) -> None:
        """Leave: claims that were not let go of are free from now on."""
        ...


class OneProcess:
    """For a library in memory, which dies with its process."""

    me = "here"

    def is_alive(self, owner: str) -> bool:
        """Whoever could ask is alive."""
        return owner == self.me

    def close(self) -> None:
        """Nothing to leave."""


class FolderOwners:
    """One file per process, locked while it lives: the kernel lets go of the lock however it dies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.me, self._handle = self._enter()
        self._sweep()

    def is_alive(self, owner: str) -> bool:
        """Whether somebody holds the lock of this owner."""
        if owner == self.me:
            return self._handle is not None
        file = self._file(owner)
        if not file.exists():
            return False
        handle = try_lock(file)
        if handle is None:
            return True
        os.close(handle)
        return False

    def close(self) -> None:
        """Let go of our lock and remove the file."""
        if self._handle is not None:
            self._file(self.me).unlink(missing_ok=True)
            os.close(self._handle)
            self._handle = None

    def _enter(self) -> tuple[str, int | None]:
        while True:
            name = uuid.uuid4().hex
            handle = try_lock(self._file(name))
            if handle is not None and self._file(name).exists():  # nobody swept it between making and locking
                return name, handle
            if handle is not None:
                os.close(handle)

    def _file(self, owner: str) -> Path:
        return self._folder / f"{owner}.lock"

    def _sweep(self) -> None:
        """Remove the files of the dead."""
        for file in self._folder.glob("*.lock"):
            if not self.is_alive(file.stem):
                with contextlib.suppress(OSError):
                    file.unlink()
