"""The project folder: views of what the library holds.

Deleting them loses nothing; they are written again from the library. A file is written whole (beside its place, then
moved there) and only when what it shows has changed or somebody touched it.
"""

import contextlib
import json
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from filmwright.app.files import replace_file
from filmwright.errors import LibraryError
from filmwright.ref import Ref
from filmwright.store import Blobs

__all__ = ["Views"]

_INDEX = ".views.json"


@dataclass
class Views:
    """Collects what a project folder should hold, then makes it so."""

    folder: Path
    blobs: Blobs
    wanted: dict[str, Ref | bytes] = field(default_factory=dict)

    def add(self, path: str, content: Ref | bytes) -> None:
        """`path` (relative, with `/`) shows these bytes."""
        self.wanted[path] = content

    def write(self, *, prune: bool) -> int:
        """Bring the folder up to date; returns how many files were written.

        With `prune`, files of ours that are not wanted any more are removed; files that somebody else put there
        always stay.

        Raises LibraryError when the folder cannot be written.
        """
        with _problems(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            index = _read_index(self.folder / _INDEX)
            written = 0
            fresh: dict[str, list[object]] = {}
            for path, content in sorted(self.wanted.items()):
                name = str(content) if isinstance(content, Ref) else str(Ref.of(content))
                if not _is_current(self.folder / path, name, index.get(path)):
                    data = self.blobs.get(content) if isinstance(content, Ref) else content
                    replace_file(self.folder / path, data)
                    written += 1
                fresh[path] = [name, *_stamp(self.folder / path)]
            gone = set(index) - set(fresh)
            if prune:
                self._remove(gone)
            else:
                fresh.update((path, index[path]) for path in gone)
            if fresh != index:
                replace_file(self.folder / _INDEX, json.dumps(fresh, ensure_ascii=False, sort_keys=True).encode())
            return written

    def _remove(self, gone: set[str]) -> None:
        for path in sorted(gone):
            place = self.folder / path
            place.unlink(missing_ok=True)
            with contextlib.suppress(OSError):  # not empty: something else is there
                place.parent.rmdir()


def _is_current(place: Path, name: str, known: list[object] | None) -> bool:
    return known is not None and known[0] == name and place.is_file() and known[1:] == _stamp(place)


def _stamp(place: Path) -> list[object]:
    info = place.stat()
    return [info.st_size, info.st_mtime_ns]


def _read_index(path: Path) -> Mapping[str, list[object]]:
    """What we wrote last time; an unreadable index only means that everything is written again."""
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


@contextlib.contextmanager
def _problems(folder: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise LibraryError(
            f"`{folder}` cannot be written ({reason}): make space or change its permissions; "
            "everything made is kept in the library, the same command goes on."
        ) from error
