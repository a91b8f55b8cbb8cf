"""The port behind which work is done for money: submit, find, poll, fetch, cancel over opaque bytes and a price.

The engine owns the order of things (intent, reservation, call, job id, settlement) and never sees what a request says;
`app` fulfils this port with the makers of `filmwright.providers`. A submitter never sends a submit again by itself:
which error allows that is written at each of them (`filmwright.errors`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from filmwright.errors import BadRequest, JobLost, NoCredit, NotAccepted, ProviderFailure, Refused, SubmitUnknown

__all__ = [
    "Accepted",
    "Answer",
    "Asked",
    "BadRequest",
    "Cancelled",
    "File",
    "JobLost",
    "NoCredit",
    "NotAccepted",
    "Pace",
    "ProviderFailure",
    "Refused",
    "SubmitUnknown",
    "Submitter",
    "Submitters",
    "Waiting",
]


@dataclass(frozen=True, slots=True)
class Asked:
    """A priced request, opaque to the engine.

    `account` is a stable word for whose money it is, never the key itself. `request` are canonical bytes without
    secrets (they are kept in the library); files are Refs inside. `worst` is the most it can cost, in US dollars.
    """

    provider: str
    account: str
    capability: str
    model: str
    request: bytes
    worst: Decimal


@dataclass(frozen=True, slots=True)
class Pace:
    """At most `requests` submits in any `seconds`."""

    requests: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider works on it. `worst` is set when it names a limit of its own for the bill."""

    job_id: str
    worst: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The work is done. `payload` is whatever `fetch` needs (addresses, or the bytes themselves).

    `cost` is what the provider says it charged; None when it does not say, which counts as the worst price.
    `job_id` is None for a provider that answers at once and keeps nothing to ask for again.
    """

    job_id: str | None
    cost: Decimal | None
    payload: bytes = b""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Not done yet: ask again after so many seconds; `part` is how far it is, 0 to 1, where that is told."""

    after_seconds: float
    part: float | None = None


@dataclass(frozen=True, slots=True)
class Cancelled:
    """What a cancel did: `cost` is the final charge (None: not known); `may_still_bill` says whether one may come."""

    may_still_bill: bool
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A downloaded file; `role` says which of several it is."""

    path: Path
    media_type: str
    role: str = "main"


class Submitter(Protocol):
    """One provider, with the account it is used on. All methods block and may be called from many threads."""

    @property
    def can_find(self) -> bool:
        """Whether the provider can be asked for a job by our reference."""
        ...

    @property
    def slots(self) -> int:
        """How many jobs the account may have at work at once, at least 1."""
        ...

    @property
    def pace(self) -> Pace | None:
        """How often a submit may be sent; None when the provider sets no limit."""
        ...

    def price(self, capability: str, model: str, request: bytes) -> Asked:
        """The request with account and worst price, without network; raises UserError for one that cannot be asked."""
        ...

    def submit(self, asked: Asked, reference: str) -> Accepted | Answer:
        """Send it, once, with our reference where the provider takes one. Raises the errors of this module."""
        ...

    def find(self, asked: Asked, reference: str) -> Accepted | Answer | None:
        """Ask for the job by our reference; None says that it was certainly never accepted.

        Raises ProviderFailure when the provider cannot be asked now, Refused when it refused it.
        """
        ...

    def poll(self, asked: Asked, job_id: str) -> Waiting | Answer:
        """How far a job is; free, and may be repeated. Raises Refused, JobLost or ProviderFailure."""
        ...

    def fetch(self, asked: Asked, answer: Answer, folder: Path) -> tuple[File, ...]:
        """Download the files of an answer into an empty folder; hosts, sizes and types are checked.

        Free, and may be repeated. Raises ProviderFailure.
        """
        ...

    def cancel(self, asked: Asked, job_id: str) -> Cancelled:
        """Ask the provider to stop a job. Raises ProviderFailure when it cannot be told."""
        ...


Submitters = Callable[[str], Submitter]
"""The submitter of a provider by its name; raises UserError for a name nobody knows or a key that is missing."""
