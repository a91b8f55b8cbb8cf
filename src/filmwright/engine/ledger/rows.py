"""What the ledger holds and answers, as plain values. All amounts are US dollars."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from filmwright.engine.submitter import Asked
from filmwright.errors import FilmwrightError

__all__ = [
    "Barred",
    "Busy",
    "Cap",
    "Choice",
    "Claim",
    "Doubtful",
    "Entry",
    "Opening",
    "Order",
    "Outcome",
    "Overtaken",
    "Owned",
    "Scope",
    "Spent",
    "State",
    "Wait",
]

State = Literal["intent", "held", "accepted", "answered", "in_doubt", "closed"]
"""`intent`: it may be at the provider. `held`: it certainly is not, and will be sent. `accepted`: its job id is known.
`answered`: the answer of a provider that keeps nothing is stored. `in_doubt`: nobody can know what was charged."""

Outcome = Literal["", "made", "refused", "failed", "released", "cancelled", "given_up"]
"""How a closed one ended. `released` was never accepted; `given_up` was settled by a person."""

Scope = Literal["call", "run", "project", "day", "provider"]
"""What a cap is over: one call, one run, one project, one day (UTC), one provider."""

Choice = Literal["found", "not_charged", "give_up"]
"""What a person may say of a doubt."""


@dataclass(frozen=True, slots=True)
class Order:
    """A node that is to be paid for: where it belongs, and what is asked."""

    key: str
    run: int
    project: str
    step: str
    subject: str
    department: str
    asked: Asked


@dataclass(frozen=True, slots=True)
class Entry:
    """One attempt at a node that costs money. `reference` is what the provider was given; times are UTC.

    `cost` is what was charged: None until that is known.
    """

    reference: str
    key: str
    attempt: int
    state: State
    outcome: Outcome
    reason: str
    owner: str
    run: int
    project: str
    step: str
    subject: str
    department: str
    asked: Asked
    reserved: Decimal
    cost: Decimal | None
    job_id: str | None
    answer: str | None
    day: str
    intended_at: str
    sent_at: str
    accepted_at: str | None
    closed_at: str | None

    def place(self, run: int) -> dict[str, Any]:
        """The fields that every event of this node has, told by `run`."""
        return {
            "run": run,
            "key": self.key,
            "step": self.step,
            "subject": self.subject,
            "department": self.department,
        }


@dataclass(frozen=True, slots=True)
class Spent:
    """A sum over entries: charged, reserved for what is under way, and reserved for what is in doubt."""

    spent: Decimal
    reserved: Decimal
    in_doubt: Decimal


@dataclass(frozen=True, slots=True)
class Cap:
    """What may be spent in a scope; an empty `name` is the cap of all those without one of their own.

    `amount` is None where there is no cap. `spent` and `reserved` are what counts against it.
    """

    scope: Scope
    name: str
    amount: Decimal | None
    reserved: Decimal
    spent: Decimal


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to go on with an entry, until its owner dies or lets go. `fresh` when it was written just now."""

    entry: Entry
    owner: str
    run: int
    fresh: bool


@dataclass(frozen=True, slots=True)
class Busy:
    """Somebody alive is at it."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Wait:
    """The provider's limits leave no room for so many seconds; nothing was written."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Doubtful:
    """An earlier attempt ended in doubt, and only a person can say what became of it."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Barred:
    """It was refused, or failed too often: it is not asked for again unless somebody says so."""

    entry: Entry
    why: str


@dataclass(frozen=True, slots=True)
class Owned:
    """Somebody else has made it meanwhile: its result is in the records."""


Opening = Claim | Owned | Busy | Wait | Doubtful | Barred
"""What came of asking to begin."""


class Overtaken(FilmwrightError):  # noqa: N818  (an event in the life of a claim)
    """Somebody else took an entry over, because its owner seemed dead: nothing more may be written to it."""
