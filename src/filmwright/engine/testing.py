"""Doubles that keep the real contracts: blobs and records in memory, and a runner without processes.

For tests of other rooms::

    store = memory_store()
    outcome = inline_runner(store).run(build)

A provider that costs money, with a bill of its own, is in `filmwright.engine.fake_shop`.
"""

import contextlib
import hashlib
import queue
import shutil
import tempfile
import weakref
from collections import deque
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from filmwright.engine.body import Here
from filmwright.engine.runner import OnEvent, Runner
from filmwright.engine.work import Message, Task, Work
from filmwright.ref import Ref
from filmwright.store import Blobs, CorruptBlob, MissingBlob, Stamp, Store
from filmwright.store.records import Records

if TYPE_CHECKING:
    from filmwright.engine.paying import Paying

__all__ = ["InlineExecutor", "MemoryBlobs", "ThreadsExecutor", "inline_runner", "memory_store"]


class MemoryBlobs:
    """Blobs in a dictionary; files for `path` and `scratch` live in a temporary folder."""

    def __init__(self) -> None:
        self._data: dict[str, bytes] = {}
        self._made_folder: Path | None = None
        self._names = 0

    @property
    def _folder(self) -> Path:
        """Made when a file is first asked for, removed with this object."""
        if self._made_folder is None:
            self._made_folder = Path(tempfile.mkdtemp(prefix="filmwright-memory-"))
            weakref.finalize(self, shutil.rmtree, self._made_folder, ignore_errors=True)
        return self._made_folder

    def put(self, data: bytes, media_type: str = "application/octet-stream") -> Ref:
        """Store `data`; the same bytes twice are kept once."""
        ref = Ref.of(data, media_type)
        self._data[ref.sha256] = bytes(data)
        return ref

    def put_file(self, path: Path, media_type: str = "application/octet-stream") -> Ref:
        """Store the bytes of a file."""
        ref = self.put(path.read_bytes(), media_type)
        if path.parent == self._made_folder:
            path.unlink()
        return ref

    def get(self, ref: Ref) -> bytes:
        """The bytes, their hash checked; raises MissingBlob or CorruptBlob."""
        if ref.sha256 not in self._data:
            raise MissingBlob(ref, f"The store has no bytes for `{ref}`.")
        data = self._data[ref.sha256]
        if hashlib.sha256(data).hexdigest() != ref.sha256:
            del self._data[ref.sha256]
            raise CorruptBlob(ref, f"The stored bytes of `{ref}` are damaged and were put aside.")
        return data

    def has(self, ref: Ref) -> bool:
        """Whether there are bytes under this address."""
        return ref.sha256 in self._data

    def path(self, ref: Ref) -> Path:
        """A file with these bytes, for libraries that read files."""
        file = self._folder / ref.sha256
        data = self.get(ref)
        if not file.exists():
            file.write_bytes(data)
        return file

    def open(self, ref: Ref) -> BinaryIO:
        """The bytes as an open file."""
        return self.path(ref).open("rb")

    def stamp(self, ref: Ref) -> Stamp:
        """Size of the bytes; raises FileNotFoundError."""
        if ref.sha256 not in self._data:
            raise FileNotFoundError(ref.sha256)
        return Stamp(len(self._data[ref.sha256]), 0)

    def check(self, ref: Ref, stamp: Stamp | None) -> Stamp | None:
        """The stamp when the bytes are right; memory is cheap to hash, so they always are read."""
        del stamp
        try:
            self.get(ref)
        except (MissingBlob, CorruptBlob):
            return None
        return self.stamp(ref)

    @contextlib.contextmanager
    def scratch(self, suffix: str = "") -> Generator[Path]:
        """A fresh path for a file in the making."""
        self._names += 1
        path = self._folder / f"scratch-{self._names}{suffix}"
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    def damage(self, ref: Ref, data: bytes = b"damaged") -> None:
        """For tests: put other bytes under an address."""
        self._data[ref.sha256] = data


@dataclass
class InlineExecutor:
    """Runs one task after the other in the calling thread, in the order of the graph."""

    store: Store
    paying: "Paying | None" = None
    _tasks: deque[Task] = field(default_factory=deque)
    _messages: deque[Message] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self._work = Work(self.store, Here(self.store.blobs), self._messages.append, self.paying)

    def submit(self, tasks: list[Task]) -> None:
        """Queue tasks."""
        self._tasks.extend(tasks)

    def next(self, timeout: float) -> Message | None:
        """Run the next task if nothing is left to tell of."""
        if timeout and not self._messages and self._tasks:
            self._work(self._tasks.popleft())
        return self._messages.popleft() if self._messages else None

    def close(self, *, now: bool) -> None:
        """Nothing runs between calls, so there is nothing to end."""
        del now
        self._tasks.clear()
        if self.paying is not None:
            self.paying.close()


class ThreadsExecutor:
    """Runs tasks in threads of this process."""

    def __init__(self, store: Store, threads: int, paying: "Paying | None" = None) -> None:
        self._messages: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._work = Work(store, Here(store.blobs), self._messages.put, paying)
        self._threads = ThreadPoolExecutor(threads)
        self._paying = paying

    def submit(self, tasks: list[Task]) -> None:
        """Hand tasks to the threads."""
        for task in tasks:
            self._threads.submit(self._work, task)

    def next(self, timeout: float) -> Message | None:
        """The next thing that happened."""
        try:
            return self._messages.get(block=timeout > 0, timeout=timeout or None)
        except queue.Empty:
            return None

    def close(self, *, now: bool) -> None:
        """Wait for the threads; `now` lets waiting ones go."""
        if self._paying is not None and now:
            self._paying.stop.set()
        self._threads.shutdown(cancel_futures=now)
        if self._paying is not None:
            self._paying.close()


def memory_store() -> Store:
    """A library that is gone with the object."""
    blobs: Blobs = MemoryBlobs()
    return Store(blobs, Records.in_memory(), None)


def inline_runner(store: Store, on_event: OnEvent | None = None) -> Runner:
    """A runner that makes everything in this thread."""
    return Runner(store, on_event=on_event, executor=lambda library, _workers: InlineExecutor(library))
