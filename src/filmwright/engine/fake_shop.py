"""A provider in memory that costs money and breaks as it is told; its own bill is the judge of the ledger.

For tests::

    shop = FakeShop(fate=lambda reference: Fate(price=Decimal("0.10"), waits=3))
    shop_runner(store, shop).run(build)
    assert shop.charged == Ledger.of(store).spent().spent
"""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Literal

from filmwright.engine.crash import crash_point
from filmwright.engine.ledger import Ledger
from filmwright.engine.paying import Patience, Paying
from filmwright.engine.runner import Executor, Runner
from filmwright.engine.submitter import (
    Accepted,
    Answer,
    Asked,
    BadRequest,
    Cancelled,
    File,
    JobLost,
    NoCredit,
    NotAccepted,
    Pace,
    ProviderFailure,
    Refused,
    SubmitUnknown,
    Waiting,
)
from filmwright.engine.testing import InlineExecutor, ThreadsExecutor
from filmwright.store import Store

__all__ = ["QUICK", "FakeShop", "Fate", "paying", "shop_runner"]

QUICK = Patience(first_pause=0.001, find_seconds=0.0, busy_seconds=0.005)
"""For tests: no pauses to speak of."""
Submit = Literal["accepted", "at_once", "refused", "no_credit", "bad", "lost_before", "lost_after", "silent_500"]
Ending = Literal["done", "refused", "failed", "gone"]


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one request at the fake shop.

    `price` is what it charges once it accepted. A submit first answers `busy` times that it accepts nothing now, then
    as `submit` says: `lost_before` and `lost_after` drop the connection before and after it was accepted. `waits` and
    `poll_errors` are how often a poll says so, `fetch_errors` how often a download breaks off; `told` is whether it
    says what it charged. A job that is not done ends as `ending`, and costs `end_price`.
    """

    price: Decimal = Decimal("0.10")
    busy: int = 0
    submit: Submit = "accepted"
    waits: int = 1
    poll_errors: int = 0
    fetch_errors: int = 0
    ending: Ending = "done"
    end_price: Decimal = Decimal(0)
    told: bool = True


@dataclass
class FakeShop:
    """A provider in memory that keeps its own bill, the judge of what a ledger says. See `submitter.Submitter`.

    The worst price of a request is the amount that stands before the first space of it, or `worst`.
    """

    fate: Callable[[str], Fate] = lambda _reference: Fate()
    can_find: bool = True
    slots: int = 4
    pace: Pace | None = None
    worst: Decimal = Decimal("0.10")
    cancel_bills: bool = False
    busy_seconds: float = 0.001
    name: str = "shop"
    bill: dict[str, Decimal] = field(default_factory=dict)
    posts: Counter[str] = field(default_factory=Counter)
    most_at_work: int = 0
    _jobs: dict[str, str] = field(default_factory=dict)
    _seen: Counter[tuple[str, str]] = field(default_factory=Counter)
    _over: set[str] = field(default_factory=set)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    @property
    def charged(self) -> Decimal:
        """All that it charged."""
        with self._guard:
            return sum(self.bill.values(), Decimal(0))

    def price(self, capability: str, model: str, request: bytes) -> Asked:
        """The request with its worst price."""
        head = request.split(b" ", 1)[0].decode()
        worst = Decimal(head) if head.replace(".", "").isdigit() else self.worst
        return Asked(self.name, "test", capability, model, request, worst)

    def submit(self, asked: Asked, reference: str) -> Accepted | Answer:
        """Accept, answer, refuse or break, as fated."""
        fate = self.fate(reference)
        with self._guard:
            self.posts[reference] += 1
            if self._again(reference, "busy", fate.busy):
                raise NotAccepted("Too many requests.", wait_seconds=self.busy_seconds)
            _turn_away(fate.submit)
            if fate.submit == "lost_before":
                raise SubmitUnknown("The connection was dropped.")
            job_id = self._accept(asked, reference, fate)
        if fate.submit in {"lost_after", "silent_500"}:
            raise SubmitUnknown("The connection was dropped.")
        if fate.submit == "at_once":
            return Answer(None, fate.price if fate.told else None, asked.request)
        return Accepted(job_id)

    def find(self, asked: Asked, reference: str) -> Accepted | Answer | None:
        """The job of a reference."""
        del asked
        assert self.can_find
        with self._guard:
            job = next((job for job, known in self._jobs.items() if known == reference), None)
        return None if job is None else Accepted(job)

    def poll(self, asked: Asked, job_id: str) -> Waiting | Answer:
        """Let it wait, break, or end, as fated."""
        with self._guard:
            reference = self._jobs.get(job_id)
            if reference is None:
                raise JobLost(f"There is no job `{job_id}`.")
            fate = self.fate(reference)
            if self._again(reference, "poll_errors", fate.poll_errors):
                raise ProviderFailure("Gateway timeout.", may_retry=True)
            if self._again(reference, "waits", fate.waits):
                return Waiting(0.001, 0.5)
            self._end(reference, fate)
            return Answer(job_id, fate.price if fate.told else None, asked.request)

    def fetch(self, asked: Asked, answer: Answer, folder: Path) -> tuple[File, ...]:
        """One file that depends on the request alone."""
        with self._guard:
            reference = self._jobs.get(answer.job_id or "", asked.request.decode())
            broken = self._again(reference, "fetch_errors", self.fate(reference).fetch_errors)
        file = folder / "main"
        file.write_bytes(asked.request[: len(asked.request) // 2])
        crash_point("money.in_download")
        if broken:
            raise ProviderFailure("The download broke off.", may_retry=True)
        file.write_bytes(b"made of " + asked.request)
        return (File(file, "text/plain"),)

    def cancel(self, asked: Asked, job_id: str) -> Cancelled:
        """Stop a job; what is done, or bills all the same, is charged."""
        del asked
        with self._guard:
            reference = self._jobs.get(job_id)
            if reference is None or self.cancel_bills or reference in self._over:
                return Cancelled(may_still_bill=True)
            self.bill[reference] = Decimal(0)
            self._over.add(reference)
            return Cancelled(may_still_bill=False, cost=Decimal(0))

    def _accept(self, asked: Asked, reference: str, fate: Fate) -> str:
        job_id = f"job-{len(self._jobs) + 1}"
        self._jobs[job_id] = reference
        self.bill[f"{reference}/{self.posts[reference]}" if reference in self.bill else reference] = fate.price
        del asked
        if fate.submit == "at_once":
            self._over.add(reference)
        self.most_at_work = max(self.most_at_work, len(set(self._jobs.values()) - self._over))
        return job_id

    def _end(self, reference: str, fate: Fate) -> None:
        self._over.add(reference)
        match fate.ending:
            case "refused":
                self.bill[reference] = fate.end_price
                raise Refused("It shows what may not be shown.", cost=fate.end_price)
            case "failed":
                self.bill[reference] = fate.end_price
                raise ProviderFailure("It failed.", may_retry=False, cost=fate.end_price if fate.told else None)
            case "gone":
                raise JobLost("There is no such job.")
            case "done":
                return

    def _again(self, reference: str, what: str, times: int) -> bool:
        self._seen[reference, what] += 1
        return self._seen[reference, what] <= times


def _turn_away(submit: Submit) -> None:
    match submit:
        case "refused":
            raise Refused("It asks for what may not be shown.")
        case "no_credit":
            raise NoCredit("The account has no credit left.")
        case "bad":
            raise BadRequest("A field is unknown.")
        case _:
            return


def shop_runner(store: Store, shop: FakeShop, *, threads: int = 0) -> Runner:
    """A runner that pays in this shop, whatever the maker is called; in this thread, or in so many others."""

    def executor(library: Store, _workers: int) -> Executor:
        pays = paying(library, shop)
        return ThreadsExecutor(library, threads, pays) if threads else InlineExecutor(library, pays)

    return Runner(store, executor=executor)


def paying(store: Store, shop: FakeShop) -> Paying:
    """What makes paid nodes of a library, without patience."""
    return Paying(store, Ledger.of(store), lambda _name: shop, patience=QUICK)
