"""What a run tells: typed events, stored with the change they tell of and handed on in process."""

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from filmwright.redaction import clean
from filmwright.store import EventRow

if TYPE_CHECKING:
    from filmwright.store.records import Records

__all__ = [
    "BillExceeded",
    "CapChanged",
    "CorruptionFound",
    "Event",
    "InDoubt",
    "JobAccepted",
    "MakerChanged",
    "MoneyReleased",
    "MoneyReserved",
    "MoneySettled",
    "NodeFailed",
    "NodeMade",
    "NodeProgress",
    "NodeReused",
    "NodeStarted",
    "NodesPlanned",
    "RunFinished",
    "RunStarted",
    "State",
    "events",
    "from_row",
    "to_row",
]


State = Literal["done", "failed", "interrupted"]
"""How a run ended."""


class _Event(BaseModel):
    """What every event has: the run, and its place in the table (0 for one that is not stored)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    stored: ClassVar[bool] = True

    run: int
    seq: int = 0
    at: str = ""


class _OfNode(_Event):
    """An event of one node."""

    key: str
    step: str
    subject: str
    department: str


class RunStarted(_Event):
    """A run began."""

    kind: Literal["run_started"] = "run_started"
    project: str


class NodesPlanned(_Event):
    """The graph was compared with the store; it may grow and be planned again in the same run.

    Counts are nodes by department: all that are wanted, those owned already, and of these the ones
    that were there before this run.
    """

    kind: Literal["nodes_planned"] = "nodes_planned"
    total: dict[str, int]
    done: dict[str, int]
    reused: dict[str, int]
    complete: bool


class NodeStarted(_OfNode):
    """A node is being made."""

    kind: Literal["node_started"] = "node_started"


class NodeProgress(_OfNode):
    """A long step says how far it is (0 to 1); not stored."""

    stored: ClassVar[bool] = False
    kind: Literal["node_progress"] = "node_progress"
    part: float


class NodeMade(_OfNode):
    """A node was made and stored."""

    kind: Literal["node_made"] = "node_made"
    result: str
    seconds: float
    cpu_seconds: float


class NodeReused(_OfNode):
    """A node was owned already; not stored, `NodesPlanned` has the counts."""

    stored: ClassVar[bool] = False
    kind: Literal["node_reused"] = "node_reused"
    result: str


class NodeFailed(_OfNode):
    """A node failed; what needs it is skipped, the rest goes on."""

    kind: Literal["node_failed"] = "node_failed"
    error: str
    message: str
    traceback: str = ""


class MakerChanged(_OfNode):
    """A maker failed, and the next one of its chain is asked instead."""

    kind: Literal["maker_changed"] = "maker_changed"
    failed: str
    next: str
    message: str


class CorruptionFound(_OfNode):
    """Stored bytes were missing or damaged; the node that made them is made again."""

    kind: Literal["corruption_found"] = "corruption_found"
    blob: str


class _OfMoney(_OfNode):
    """An event of one paid attempt; `amount` is US dollars."""

    reference: str
    provider: str
    amount: Decimal


class MoneyReserved(_OfMoney):
    """The most that a call can cost was set aside, before the call."""

    kind: Literal["money_reserved"] = "money_reserved"
    account: str
    model: str


class JobAccepted(_OfMoney):
    """The provider works on it; `amount` is what is reserved."""

    kind: Literal["job_accepted"] = "job_accepted"
    job_id: str


class MoneySettled(_OfMoney):
    """What was charged is known and written; the rest of `reserved` is free again."""

    kind: Literal["money_settled"] = "money_settled"
    reserved: Decimal
    outcome: str


class MoneyReleased(_OfMoney):
    """Nothing was charged; all that was reserved is free again."""

    kind: Literal["money_released"] = "money_released"
    reason: str


class InDoubt(_OfMoney):
    """Nobody can know whether `amount` was charged; it stays reserved until somebody says."""

    kind: Literal["in_doubt"] = "in_doubt"
    reason: str


class BillExceeded(_OfMoney):
    """A bill was higher than what was reserved for it: the run stops."""

    kind: Literal["bill_exceeded"] = "bill_exceeded"
    reserved: Decimal


class CapChanged(_Event):
    """Somebody set or took away (`amount` is None) what may be spent in a scope."""

    kind: Literal["cap_changed"] = "cap_changed"
    scope: str
    name: str
    amount: Decimal | None


class RunFinished(_Event):
    """A run ended: `done`, `failed` or `interrupted`."""

    kind: Literal["run_finished"] = "run_finished"
    state: State
    made: int
    reused: int
    failed: int
    skipped: int
    seconds: float


Event = Annotated[
    RunStarted
    | NodesPlanned
    | NodeStarted
    | NodeProgress
    | NodeMade
    | NodeReused
    | NodeFailed
    | MakerChanged
    | CorruptionFound
    | MoneyReserved
    | JobAccepted
    | MoneySettled
    | MoneyReleased
    | InDoubt
    | BillExceeded
    | CapChanged
    | RunFinished,
    Field(discriminator="kind"),
]

_any_event: TypeAdapter[Event] = TypeAdapter(Event)
_PLACE = {"run", "seq", "at", "kind"}


def to_row(event: Event) -> EventRow:
    """The event as a line of the table, without secrets."""
    return EventRow(event.kind, clean(event.model_dump_json(exclude=_PLACE)), event.run)


def from_row(row: EventRow) -> Event:
    """The event that a stored line tells of."""
    event: Event = _any_event.validate_json(row.body[:-1] + _place(row))
    return event


def _place(row: EventRow) -> str:
    """The fields that the table keeps in its own columns, as the end of a JSON object."""
    comma = "," if row.body != "{}" else ""
    return f'{comma}"kind":"{row.kind}","run":{row.run or 0},"seq":{row.seq},"at":"{row.at}"}}'


def events(records: "Records", *, after: int = 0, run: int | None = None) -> tuple[Event, ...]:
    """Stored events with a sequence number above `after`: how other processes follow a run."""
    return tuple(from_row(row) for row in records.events(after=after, run=run))
