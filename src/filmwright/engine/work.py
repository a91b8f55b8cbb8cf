"""One node made from beginning to end: note the start, run the step, store the result with its event."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from filmwright.engine.body import Broken, Made
from filmwright.engine.events import Event, NodeFailed, NodeMade, NodeProgress, NodeStarted, to_row
from filmwright.engine.step import Maker, Progress, Step
from filmwright.errors import FilmwrightError, LibraryError
from filmwright.redaction import clean
from filmwright.ref import Ref
from filmwright.store import EventRow, Result, Store
from filmwright.store.rows import utc_now

__all__ = [
    "Failed",
    "Finished",
    "Found",
    "Lost",
    "Message",
    "Place",
    "Places",
    "Stopped",
    "Task",
    "Told",
    "Unusable",
    "Work",
    "WorkerDied",
]

MAX_DEATHS = 3
"""So many worker processes may die over one node (in a row, over all runs) before it counts as failed."""
MAX_STARTS = 100
"""So often may a node be begun without ever ending (its whole run died) before it counts as failed."""


@dataclass(frozen=True, slots=True)
class Task:
    """A node that is ready: its key and everything a process needs to make it."""

    key: str
    step: Step[..., Any]
    inputs: dict[str, object]
    subject: str
    department: str
    maker: Maker | None
    run: int
    project: str = ""
    priority: int = 0

    @property
    def place(self) -> dict[str, Any]:
        """The fields that every event of this node has."""
        return {
            "run": self.run,
            "key": self.key,
            "step": self.step.name,
            "subject": self.subject,
            "department": self.department,
        }


@dataclass(frozen=True, slots=True)
class Told:
    """Something happened on the way."""

    event: Event


@dataclass(frozen=True, slots=True)
class Finished:
    """The node was made and stored."""

    result: Result
    event: Event


@dataclass(frozen=True, slots=True)
class Found:
    """The node was made meanwhile by another run."""

    result: Result


@dataclass(frozen=True, slots=True)
class Failed:
    """The step failed; `error` names a class."""

    task: Task
    error: str
    message: str
    event: Event


@dataclass(frozen=True, slots=True)
class Lost:
    """An input could not be read: its maker has to make it again."""

    task: Task
    ref: Ref
    message: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """The node was let go because the run is stopping."""

    key: str


@dataclass(frozen=True, slots=True)
class Unusable:
    """The library cannot be used any more (disk full): the run has to end."""

    error: BaseException


Message = Told | Finished | Found | Failed | Lost | Stopped | Unusable


class WorkerDied(FilmwrightError):  # noqa: N818  (an event in the life of a pool)
    """The process that ran a step is gone; `stopped` when we ended it ourselves."""

    def __init__(self, message: str, *, stopped: bool) -> None:
        super().__init__(message)
        self.stopped = stopped


class Place(Protocol):
    """Somewhere to run one step: this thread or a worker process."""

    def __call__(self, step: Step[..., Any], inputs: dict[str, object], progress: Progress) -> Made | Broken:
        """Run the step to its end; raises WorkerDied."""
        ...


class Places(Protocol):
    """Where steps can run."""

    def place(self, step: Step[..., Any]) -> AbstractContextManager[Place]:
        """A place for this step, waiting until one is free; raises WorkerDied when the run is stopping."""
        ...


@dataclass
class Work:
    """Makes tasks. May be called from many threads; everything it finds out goes to `post`."""

    store: Store
    places: Places
    post: Callable[[Message], None]
    paying: "Callable[[Work, Task], Message] | None" = None
    """How nodes are made that cost money; None where there is nobody to pay."""

    def __call__(self, task: Task) -> None:
        """Make one node; what comes out is posted, never raised."""
        try:
            self.post(self._make(task))
        except WorkerDied:
            self.post(Stopped(task.key))
        except BaseException as error:  # the run that waits for this node must hear of it, whatever it was
            self.post(Unusable(error))
            raise

    def _make(self, task: Task) -> Message:
        found = self.found(task.key)
        if found is not None:
            return found
        if task.step.paid is None:
            return self._settle(task, self.in_place(task, lambda place: self.begin(task) or self.run(task, place)))
        if self.paying is None:
            return self.fail(task, Broken("UserError", f"`{task.step.name}` costs money, and no provider is set up."))
        return self.paying(self, task)

    def begin(self, task: Task) -> Failed | None:
        """Note that a node is begun; it failed when it was begun too often without ever ending."""
        started = NodeStarted(**task.place)
        counts, rows = self.store.records.begin(task.key, [to_row(started)])
        self.post(Told(_placed(started, rows)))
        if counts.starts >= MAX_STARTS:
            return self.fail(task, _poison(task, f"was begun {counts.starts} times without ever ending"))
        return None

    def run(self, task: Task, place: Place, **more: object) -> Made | Broken:
        """Run the function of the step, with what is given to it besides its inputs."""
        return place(task.step, {**task.inputs, **more}, self.progress(task))

    def in_place(self, task: Task, do: Callable[[Place], Made | Broken | Failed]) -> Made | Broken | Failed:
        """Do something where the step can run, elsewhere when a process dies under it; raises WorkerDied at the end."""
        while True:
            try:
                with self.places.place(task.step) as place:
                    return do(place)
            except WorkerDied as death:
                if death.stopped:
                    raise
                deaths = self.store.records.count_death(task.key).deaths
                if deaths >= MAX_DEATHS:
                    return _poison(task, f"ended its process {deaths} times ({death})")

    def found(self, key: str) -> Found | None:
        """What another run made after ours was planned: asked twice, made once."""
        result = self.store.records.results([key]).get(key)
        if result is None or any(self.store.blobs.check(ref, stamp) is None for ref, stamp in result.blobs):
            return None
        return Found(result)

    def _settle(self, task: Task, made: Made | Broken | Failed) -> Message:
        """Store what came out of a step."""
        if isinstance(made, Failed):
            return made
        if isinstance(made, Made):
            return self._finish(task, made)
        if made.error == LibraryError.__name__:
            raise LibraryError(made.message)
        if made.lost is not None:
            return self.lose(task, made.lost, made.message)
        return self.fail(task, made)

    def _finish(self, task: Task, made: Made) -> Finished:
        result, event = self.made(task, made)
        rows = self.store.records.finish(result, [to_row(event)])
        return Finished(result, _placed(event, rows))

    def made(self, task: Task, made: Made) -> tuple[Result, NodeMade]:
        """What is to be stored of a node that was made."""
        blobs = self.store.blobs
        refs = made.blobs if made.result in made.blobs else (made.result, *made.blobs)
        result = Result(
            task.key,
            task.step.name,
            task.subject,
            task.department,
            made.result,
            tuple((ref, blobs.stamp(ref)) for ref in refs),
            utc_now(),
            made.seconds,
            made.cpu_seconds,
            str(task.maker or task.step.maker or ""),
        )
        event = NodeMade(**task.place, result=str(made.result), seconds=made.seconds, cpu_seconds=made.cpu_seconds)
        return result, event

    def lose(self, task: Task, ref: Ref, message: str) -> Lost:
        """Note that an input could not be read."""
        self.store.records.end_without_result(task.key)
        return Lost(task, ref, message)

    def fail(self, task: Task, broken: Broken) -> Failed:
        """Note that a node failed, without the secrets that an error may hold."""
        message, traceback = clean(broken.message), clean(broken.traceback)
        event = NodeFailed(**task.place, error=broken.error, message=message, traceback=traceback)
        rows = self.store.records.end_without_result(task.key, [to_row(event)])
        return Failed(task, broken.error, message, _placed(event, rows))

    def progress(self, task: Task) -> Progress:
        """Where a step tells how far it is."""
        return lambda part: self.post(Told(NodeProgress(**task.place, part=min(1.0, max(0.0, part)))))


def _poison(task: Task, what: str) -> Broken:
    name = f"`{task.step.name}` of `{task.subject}`"
    return Broken("MakerError", f"{name} {what}: give the command again to try once more.")


def _placed(event: Event, rows: tuple[EventRow, ...]) -> Event:
    placed: Event = event.model_copy(update={"seq": rows[0].seq, "at": rows[0].at})
    return placed
