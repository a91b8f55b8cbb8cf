"""Whose turn it is at a provider: places for jobs at work, in a fair order, and silence when it asks for it.

A gate is for one account of one provider in one process. How often a submit may be sent, and how many jobs an account
has at work over all processes, the ledger checks in the transaction of the intent; the gate keeps the queue in order,
so that those transactions find room.
"""

import itertools
import threading
import time
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from filmwright.engine.work import WorkerDied
from filmwright.errors import NoCredit

__all__ = ["Gate", "Gates", "Turn"]

_LOOK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Turn:
    """Who asks for a place.

    First goes what an earlier process left open, since it holds room at the provider already; then higher priorities;
    among equals the project that was served least.
    """

    project: str = ""
    priority: int = 0
    left_open: bool = False


@dataclass(eq=False)
class _Ticket:
    turn: Turn
    number: int


@dataclass
class Gate:
    """The places of one account."""

    slots: int
    stop: threading.Event
    _change: threading.Condition = field(default_factory=threading.Condition)
    _waiting: list[_Ticket] = field(default_factory=list)
    _busy: int = 0
    _served: Counter[str] = field(default_factory=Counter)
    _numbers: "itertools.count[int]" = field(default_factory=itertools.count)
    _quiet_until: float = 0.0
    _shut: str = ""

    @contextmanager
    def place(self, turn: Turn) -> Generator[None]:
        """A place for one job, waiting for it; raises WorkerDied when the run is stopping."""
        self._take(turn)
        try:
            yield
        finally:
            with self._change:
                self._busy -= 1
                self._change.notify_all()

    def quiet(self, seconds: float) -> None:
        """Send nothing for so long, because the provider asked for it."""
        self._quiet_until = max(self._quiet_until, time.monotonic() + seconds)

    def wait_until_open(self) -> None:
        """Wait until something may be sent; raises WorkerDied when the run is stopping."""
        while (left := self._quiet_until - time.monotonic()) > 0:
            pause(self.stop, left)

    def shut(self, why: str) -> None:
        """Send nothing more in this run: the account has no money."""
        self._shut = why

    def check(self) -> None:
        """Raise NoCredit when nothing more may be sent."""
        if self._shut:
            raise NoCredit(self._shut)

    def _take(self, turn: Turn) -> None:
        with self._change:
            ticket = _Ticket(turn, next(self._numbers))
            self._waiting.append(ticket)
            try:
                while not self._is_next(ticket):
                    _raise_if_stopping(self.stop)
                    self._change.wait(_LOOK_SECONDS)
                _raise_if_stopping(self.stop)
                self._busy += 1
                self._served[turn.project] += 1
            finally:
                self._waiting.remove(ticket)
                self._change.notify_all()

    def _is_next(self, ticket: _Ticket) -> bool:
        return self._busy < self.slots and min(self._waiting, key=self._rank) is ticket

    def _rank(self, ticket: _Ticket) -> tuple[bool, int, int, int]:
        turn = ticket.turn
        return not turn.left_open, -turn.priority, self._served[turn.project], ticket.number


@dataclass
class Gates:
    """The gates of one run, by provider and account."""

    stop: threading.Event = field(default_factory=threading.Event)
    _gates: dict[tuple[str, str], Gate] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def gate(self, provider: str, account: str, slots: int) -> Gate:
        """The gate of an account."""
        with self._guard:
            return self._gates.setdefault((provider, account), Gate(max(1, slots), self.stop))


def pause(stop: threading.Event, seconds: float) -> None:
    """Sleep, unless the run is stopping; raises WorkerDied then."""
    if stop.wait(max(0.0, seconds)):
        _raise_if_stopping(stop)


def _raise_if_stopping(stop: threading.Event) -> None:
    if stop.is_set():
        raise WorkerDied("the run is stopping", stopped=True)
