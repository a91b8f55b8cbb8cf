"""Progress of a long command: bars on a terminal, plain lines in a pipe, JSON lines for programs."""

import json
import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from filmwright.app import Event, Made

__all__ = ["Reporter", "reporter"]

_PLAIN_SECONDS = 5.0


class Reporter(Protocol):
    """Something that tells a person or a program how a run goes."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def event(self, event: "Event") -> None:
        """Take in one event of the run."""
        ...

    def done(self, made: "Made") -> None:
        """Say what came out; the last line is the path of the film (or of what was asked for)."""
        ...


def reporter(*, json: bool) -> Reporter:
    """The reporter that fits: JSON when asked, bars on a terminal, lines otherwise."""
    if json:
        return _Json()
    return _Bars() if sys.stderr.isatty() else _Lines()


class _Base:
    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return

    def event(self, event: "Event") -> None:
        """Ignore it."""

    def done(self, made: "Made") -> None:
        """Write the summary, then the path."""
        sys.stderr.write(f"{made.summary}\n")
        sys.stdout.write(f"{made.path}\n")


class _Json(_Base):
    """One JSON object a line: the events, then the outcome."""

    def event(self, event: "Event") -> None:
        sys.stdout.write(event.model_dump_json() + "\n")
        sys.stdout.flush()

    def done(self, made: "Made") -> None:
        sys.stdout.write(json.dumps({"kind": "done", **made.to_data()}, ensure_ascii=False) + "\n")


class _Counts:
    """Nodes by department: wanted and done."""

    def __init__(self) -> None:
        self.total: dict[str, int] = {}
        self.ready: dict[str, int] = {}

    def take(self, event: "Event") -> bool:
        """Count an event; True when a figure changed."""
        if event.kind == "nodes_planned":
            self.total, self.ready = dict(event.total), dict(event.done)
            return True
        if event.kind == "node_made" or event.kind == "node_failed":  # noqa: PLR1714  (one by one narrows the type)
            self.ready[event.department] = self.ready.get(event.department, 0) + 1
            return True
        return False

    def line(self) -> str:
        """`shots 12/12  picture 30/90`, departments in the order of the film's way."""
        return "  ".join(f"{d} {self.ready.get(d, 0)}/{n}" for d, n in self.total.items())


class _Lines(_Base):
    """A line when a department is through, and one every few seconds between."""

    def __init__(self) -> None:
        self._counts = _Counts()
        self._last = 0.0
        self._finished: set[str] = set()
        self._began = time.monotonic()

    def event(self, event: "Event") -> None:
        if event.kind == "corruption_found":
            sys.stderr.write(f"  damaged bytes found under `{event.step}` of {event.subject}: making it again\n")
        if event.kind == "node_failed":
            sys.stderr.write(f"  failed: {event.step} of {event.subject}: {event.message}\n")
        if not self._counts.take(event):
            return
        now = time.monotonic()
        through = {d for d, n in self._counts.total.items() if n and self._counts.ready.get(d, 0) >= n}
        news = through - self._finished
        if event.kind == "node_made" and (news or now - self._last > _PLAIN_SECONDS):
            self._last = now
            self._finished |= through
            sys.stderr.write(f"{now - self._began:5.0f} s  {self._counts.line()}\n")
            sys.stderr.flush()


class _Bars(_Base):
    """A bar per department with counts and the time left."""

    def __init__(self) -> None:
        self._counts = _Counts()
        self._bars: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars is not None:
            self._bars.stop()

    def event(self, event: "Event") -> None:
        if event.kind == "corruption_found":
            self._open().console.print(f"damaged bytes found under {event.step} of {event.subject}: making it again")
        if event.kind == "node_failed":
            self._open().console.print(f"failed: {event.step} of {event.subject}: {event.message}", style="red")
        if event.kind == "node_started" and self._bars is not None and event.department in self._tasks:
            self._bars.update(self._tasks[event.department], what=f"{event.step.partition('.')[2]} {event.subject}")
        if self._counts.take(event):
            self._draw()

    def _draw(self) -> None:
        if all(self._counts.ready.get(d, 0) >= n for d, n in self._counts.total.items()) and self._bars is None:
            return  # nothing to make: a bar would only flash
        bars = self._open()
        for department, total in self._counts.total.items():
            if department not in self._tasks:
                self._tasks[department] = bars.add_task(department, what="", total=total)
            bars.update(self._tasks[department], total=total, completed=self._counts.ready.get(department, 0))

    def _open(self) -> "Progress":
        if self._bars is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._bars = Progress(
                TextColumn("{task.description:>10}"),
                BarColumn(bar_width=28),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                TextColumn("[dim]{task.fields[what]}"),
                console=Console(stderr=True),
                transient=True,
            )
            self._bars.start()
        return self._bars
