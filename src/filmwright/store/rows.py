"""What the records hold, as plain values: results, events, projects, takes and picks."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from filmwright.ref import Ref
from filmwright.store.blobs import Stamp

__all__ = ["Attempts", "Draft", "EventRow", "Pick", "Project", "Result", "Run", "Take", "utc_now"]


def utc_now() -> str:
    """This moment in UTC, ISO 8601 with microseconds; only for records, never for results."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True)
class Result:
    """What one node gave: the address of its result and of every other blob that it stored.

    `seconds` and `cpu_seconds` are what making it took; `cost` is in US dollars; `made_at` is UTC.
    """

    key: str
    step: str
    subject: str
    department: str
    result: Ref
    blobs: tuple[tuple[Ref, Stamp], ...]
    made_at: str
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    maker: str = ""
    cost: Decimal = field(default=Decimal(0))


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of the events table; `body` is JSON, `seq` 0 until it is stored."""

    kind: str
    body: str
    run: int | None = None
    seq: int = 0
    at: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """One film in the library: its settings (JSON) and where its current documents are."""

    name: str
    settings: str
    created_at: str
    updated_at: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One version of a project's script that was in use; `number` counts from 1.

    `name` is the file name it came under. `previous` is the draft before it, None for the first; `origin` is set when
    it repeats an earlier draft because somebody went back.
    """

    project: str
    number: int
    source: Ref
    name: str
    previous: int | None
    origin: int | None
    adopted_at: str


@dataclass(frozen=True, slots=True)
class Run:
    """One request to make something: `running`, `stopping`, `done`, `failed`, `interrupted` or `killed`."""

    number: int
    project: str
    started_at: str
    finished_at: str | None
    state: str


@dataclass(frozen=True, slots=True)
class Take:
    """One made candidate for one subject and stage; `number` counts from 1 and is never reused."""

    project: str
    subject: str
    stage: str
    number: int
    result: Ref
    key: str
    made_at: str


@dataclass(frozen=True, slots=True)
class Pick:
    """The take in use. `status` is a stage status; approved and locked picks are never moved by a run."""

    project: str
    subject: str
    stage: str
    number: int
    status: str
    decided_by: str
    decided_at: str


@dataclass(frozen=True, slots=True)
class Attempts:
    """How often a key was begun, and how often its worker process died, since it last ended."""

    starts: int = 0
    deaths: int = 0
