"""A library on disk: bytes by content, and the records of what was made.

Import `Store` from here; it opens both and clears away what dead processes left behind. The database
is loaded only when a library is opened, so that worker processes, which only need blobs, stay small.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from filmwright.store.blobs import Blobs, CorruptBlob, FolderBlobs, LostBlob, MissingBlob, Stamp
from filmwright.store.problems import os_problem
from filmwright.store.rows import Draft, EventRow, Pick, Project, Result, Take

if TYPE_CHECKING:
    from filmwright.store.records import Records

__all__ = [
    "Blobs",
    "CorruptBlob",
    "Draft",
    "EventRow",
    "FolderBlobs",
    "LostBlob",
    "MissingBlob",
    "Pick",
    "Project",
    "Result",
    "Stamp",
    "Store",
    "Take",
]


@dataclass(frozen=True, slots=True)
class Store:
    """The blobs and the records of one library; `home` is its `.filmwright` folder, None in memory."""

    blobs: Blobs
    records: "Records"
    home: Path | None

    @classmethod
    def open(cls, library: Path | str) -> Self:
        """Open the library folder, making it when it is new.

        Raises LibraryError, in one sentence, when it cannot be written, its disk is full, or a newer
        version of Filmwright wrote it.
        """
        from filmwright.store.records import Records  # noqa: PLC0415  (see above)

        home = Path(library).absolute() / ".filmwright"
        records = Records.open(home / "library.db")
        blobs = FolderBlobs(home / "blobs")
        try:
            blobs.root.mkdir(parents=True, exist_ok=True)
            blobs.sweep()
        except OSError as error:
            raise os_problem(error, home) from error
        return cls(blobs, records, home)

    def close(self) -> None:
        """Let go of the files."""
        self.records.close()
