"""Running the function of a step: reading its inputs, storing its result, reporting what went wrong."""

import os
import time
import traceback
from collections import OrderedDict
from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from filmwright.engine.graph import Node, decode
from filmwright.engine.key import media_type_of
from filmwright.engine.step import Progress, Step, find_step, is_document
from filmwright.errors import FilmwrightError
from filmwright.ref import Ref
from filmwright.store import Blobs, LostBlob, Result, Stamp
from filmwright.store.problems import disk_is_full

__all__ = ["Broken", "FromResult", "Here", "Made", "Reader", "call", "with_results"]

_CACHED_DOCUMENTS = 64
_FULL = "The disk is full: make space and give the same command again; everything made so far is kept."


@dataclass(frozen=True, slots=True)
class FromResult:
    """An input that another node made: where it is and what to read it as."""

    ref: Ref
    kind: Any  # a document class, `bytes` or `Ref`


@dataclass(frozen=True, slots=True)
class Made:
    """What a step gave: its result and every blob that it stored, with the time it took."""

    result: Ref
    blobs: tuple[Ref, ...]
    seconds: float
    cpu_seconds: float


@dataclass(frozen=True, slots=True)
class Broken:
    """How a step ended that gave nothing. `error` is a class name; `lost` the blob it could not read."""

    error: str
    message: str
    traceback: str = ""
    lost: Ref | None = None


def with_results(inputs: Mapping[str, object], results: Mapping[Node, Result]) -> dict[str, object]:
    """Inputs with every node replaced by the address of its result."""
    return {name: _swap(value, results) for name, value in inputs.items()}


def _swap(value: object, results: Mapping[Node, Result]) -> object:
    match value:
        case Node():
            return FromResult(results[value].result, value.step.returns)
        case list() | tuple():
            items = (_swap(item, results) for item in value)
            return list(items) if isinstance(value, list) else tuple(items)
        case dict():
            return {key: _swap(item, results) for key, item in value.items()}
        case _:
            return value


@dataclass
class Reader:
    """Reads results as documents and keeps the last few, which are frozen and may be shared."""

    blobs: Blobs
    _kept: OrderedDict[tuple[str, str], Any] = field(default_factory=OrderedDict)

    def inputs(self, inputs: Mapping[str, object]) -> dict[str, object]:
        """Inputs with every address replaced by what stands there; raises LostBlob."""
        return {name: self._read(value) for name, value in inputs.items()}

    def _read(self, value: object) -> object:
        match value:
            case FromResult():
                return self._result(value)
            case list() | tuple():
                items = (self._read(item) for item in value)
                return list(items) if isinstance(value, list) else tuple(items)
            case dict():
                return {key: self._read(item) for key, item in value.items()}
            case _:
                return value

    def _result(self, source: FromResult) -> Any:
        if source.kind is Ref:
            return source.ref
        if source.kind is bytes:  # may be large: never kept
            return self.blobs.get(source.ref)
        place = (str(source.ref), f"{source.kind.__module__}.{source.kind.__qualname__}")
        if place not in self._kept:
            self._kept[place] = decode(source.kind, self.blobs.get(source.ref))
            if len(self._kept) > _CACHED_DOCUMENTS:
                self._kept.popitem(last=False)
        self._kept.move_to_end(place)
        return self._kept[place]


def call(step: Step[..., Any] | str, inputs: Mapping[str, object], reader: Reader, progress: Progress) -> Made | Broken:
    """Run a step, or the one that a path names, to its end, whatever happens in it.

    This is the only place that catches every error: a step is written by many hands, and one that
    fails must not take the others with it. The error is recorded with its traceback and shown.
    """
    recorder = _Recorder(reader.blobs)
    wall, cpu = time.perf_counter(), _cpu_seconds()
    offers: dict[str, object] = {"blobs": recorder, "progress": progress}
    try:
        found = find_step(step) if isinstance(step, str) else step
        extra = {name: offers[name] for name in found.injected if name in offers}
        value = found.function(**reader.inputs(inputs), **extra)
        result = _store(found, value, recorder)
    except LostBlob as error:
        return Broken(type(error).__name__, str(error), lost=error.ref)
    except FilmwrightError as error:
        return Broken(type(error).__name__, str(error), traceback.format_exc())
    except OSError as error:
        if disk_is_full(error):
            return Broken("LibraryError", _FULL)
        return _broken(error)
    except Exception as error:  # noqa: BLE001  (see the docstring)
        return _broken(error)
    return Made(result, recorder.stored, time.perf_counter() - wall, _cpu_seconds() - cpu)


def _broken(error: Exception) -> Broken:
    return Broken(type(error).__name__, f"{type(error).__name__}: {error}", traceback.format_exc())


def _cpu_seconds() -> float:
    """CPU seconds of this process and of the processes it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _store(step: Step[..., Any], value: object, blobs: "_Recorder") -> Ref:
    """Store what a step returned and give its address."""
    if isinstance(value, Ref):
        if not blobs.has(value):
            raise TypeError(f"step `{step.name}` returned a Ref that is not in the store: put the bytes first")
        return value
    if isinstance(value, bytes):
        return blobs.put(value, step.media_type)
    if is_document(value):
        return blobs.put(value.to_bytes(), media_type_of(value))
    raise TypeError(f"step `{step.name}` returned a `{type(value).__qualname__}`: return a document, bytes or a Ref")


class _Recorder:
    """Blobs that remember what was put through them."""

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs
        self._refs: dict[Ref, None] = {}

    @property
    def stored(self) -> tuple[Ref, ...]:
        return tuple(self._refs)

    def put(self, data: bytes, media_type: str = "application/octet-stream") -> Ref:
        return self._note(self._blobs.put(data, media_type))

    def put_file(self, path: Path, media_type: str = "application/octet-stream") -> Ref:
        return self._note(self._blobs.put_file(path, media_type))

    def get(self, ref: Ref) -> bytes:
        return self._blobs.get(ref)

    def has(self, ref: Ref) -> bool:
        return self._blobs.has(ref)

    def path(self, ref: Ref) -> Path:
        return self._blobs.path(ref)

    def open(self, ref: Ref) -> BinaryIO:
        return self._blobs.open(ref)

    def stamp(self, ref: Ref) -> Stamp:
        return self._blobs.stamp(ref)

    def check(self, ref: Ref, stamp: Stamp | None) -> Stamp | None:
        return self._blobs.check(ref, stamp)

    def scratch(self, suffix: str = "") -> AbstractContextManager[Path]:
        return self._blobs.scratch(suffix)

    def _note(self, ref: Ref) -> Ref:
        self._refs[ref] = None
        return ref


class Here:
    """Runs steps in the calling thread."""

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs

    @contextmanager
    def place(self, step: Step[..., Any]) -> Generator[Callable[..., Made | Broken]]:
        """A place that is always free."""
        del step
        yield self._call

    def _call(self, step: Step[..., Any], inputs: Mapping[str, object], progress: Progress) -> Made | Broken:
        return call(step, inputs, Reader(self._blobs), progress)
