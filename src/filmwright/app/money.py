"""Runs, and the money that they reserve and spend: what a person can ask, and decide."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import ClassVar

from filmwright.engine.events import RunFinished, events
from filmwright.engine.ledger import Ledger
from filmwright.engine.ledger.rows import Cap, Choice, Entry, Scope
from filmwright.errors import UserError
from filmwright.model.document import Document, Model
from filmwright.store import Store

__all__ = ["CapRow", "Charge", "ChargeList", "Costs", "Money", "RunList", "RunRow", "Share"]


class RunRow(Model):
    """One request to make something. Counts and seconds are None while it runs, or when its process was killed."""

    run: int
    project: str
    started_at: str
    state: str
    made: int | None = None
    reused: int | None = None
    failed: int | None = None
    seconds: float | None = None
    spent: Decimal = Decimal(0)
    reserved: Decimal = Decimal(0)


class RunList(Document):
    """Runs of a library, oldest first."""

    schema_label: ClassVar[str] = "runs/1"

    runs: tuple[RunRow, ...]


class Share(Model):
    """A part of what was spent: by project, maker, step or day. Amounts in US dollars."""

    by: str
    name: str
    calls: int
    spent: Decimal
    reserved: Decimal
    in_doubt: Decimal


class CapRow(Model):
    """What may be spent in a scope; an empty `name` is for each that has no cap of its own."""

    scope: str
    name: str
    amount: Decimal
    spent: Decimal
    reserved: Decimal


class Charge(Model):
    """One call that costs money. `reference` is what the maker was given; `cost` is None until it is known."""

    reference: str
    project: str
    run: int
    step: str
    subject: str
    maker: str
    model: str
    state: str
    outcome: str
    reserved: Decimal
    cost: Decimal | None
    job_id: str | None
    asked_at: str
    reason: str


class ChargeList(Document):
    """Calls that cost money, oldest first."""

    schema_label: ClassVar[str] = "charges/1"

    charges: tuple[Charge, ...]

    def to_csv(self) -> str:
        """The same as a table for a spreadsheet."""
        text = io.StringIO()
        table = csv.writer(text)
        table.writerow(Charge.model_fields)
        for charge in self.charges:
            table.writerow("" if value is None else value for value in charge.model_dump(mode="json").values())
        return text.getvalue()


class Costs(Document):
    """What a library, or one project of it, has spent, reserved and left in doubt."""

    schema_label: ClassVar[str] = "costs/1"

    project: str = ""
    spent: Decimal
    reserved: Decimal
    in_doubt: Decimal
    shares: tuple[Share, ...]
    caps: tuple[CapRow, ...]


class Money:
    """The runs and the ledger of one library."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ledger = Ledger.of(store)

    def runs(self, project: str | None = None) -> RunList:
        """Every run, or those of one project."""
        ends = {e.run: e for e in events(self._store.records) if isinstance(e, RunFinished)}
        return RunList(
            runs=tuple(
                self._run(row.number, row.project, row.started_at, row.state, ends.get(row.number))
                for row in self._store.records.runs(project)
            )
        )

    def stop(self, run: int | None = None) -> int:
        """Ask a run, or all, to stop where it is; returns how many were asked. What was made is kept."""
        asked = self._store.records.ask_to_stop(run)
        if run is not None and not asked:
            raise UserError(f"Run {run} is not at work: `filmwright runs` lists them.")
        return asked

    def costs(self, project: str | None = None) -> Costs:
        """Sums over everything or one project: by project, maker, step and day."""
        total = self._ledger.spent(project=project)
        entries = self._ledger.entries(project=project)
        return Costs(
            project=project or "",
            spent=total.spent,
            reserved=total.reserved,
            in_doubt=total.in_doubt,
            shares=tuple(_shares(entries)),
            caps=tuple(_cap(cap) for cap in self._ledger.caps() if cap.amount is not None),
        )

    def charges(self, project: str | None = None) -> ChargeList:
        """Every call that costs money."""
        return ChargeList(charges=tuple(_charge(entry) for entry in self._ledger.entries(project=project)))

    def doubts(self, project: str | None = None) -> ChargeList:
        """Calls of which nobody can know whether they were charged."""
        return ChargeList(charges=tuple(_charge(entry) for entry in self._ledger.doubts(project=project)))

    def resolve(
        self, reference: str, choice: Choice, *, job_id: str | None = None, cost: Decimal | None = None
    ) -> Charge:
        """Say what became of a call in doubt; raises UserError when there is none under this reference."""
        return _charge(self._ledger.resolve(reference, choice, job_id=job_id, cost=cost))

    def retry(self, subjects: Sequence[str] = ()) -> int:
        """Allow what was refused or failed too often to be asked for again; returns how many calls that are."""
        if not subjects:
            return self._ledger.retry()
        keys = [entry.key for entry in self._ledger.entries() if entry.subject in subjects]
        return self._ledger.retry(keys)

    def set_cap(self, scope: Scope, amount: Decimal | None, name: str = "") -> None:
        """Allow so many US dollars in a scope; None takes the cap away. Raises UserError for less than nothing."""
        if amount is not None and (not amount.is_finite() or amount < 0):
            raise UserError("A cap is an amount in US dollars, 0 or more; `none` takes it away.")
        self._ledger.set_cap(scope, amount, name)

    def _run(self, number: int, project: str, started_at: str, state: str, end: RunFinished | None) -> RunRow:
        money = self._ledger.spent(run=number)
        row = RunRow(
            run=number,
            project=project,
            started_at=started_at,
            state=state,
            spent=money.spent,
            reserved=money.reserved + money.in_doubt,
        )
        if end is None:
            return row
        return row.model_copy(
            update={"made": end.made, "reused": end.reused, "failed": end.failed, "seconds": round(end.seconds, 3)}
        )


def _shares(entries: Iterable[Entry]) -> Iterable[Share]:
    """Sums by project, maker, step and day, each in the order of its names."""
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        maker = f"{entry.asked.provider}/{entry.asked.model}" if entry.asked.model else entry.asked.provider
        for by, name in (("project", entry.project), ("maker", maker), ("step", entry.step), ("day", entry.day)):
            groups.setdefault((by, name), []).append(entry)
    order = ("project", "maker", "step", "day")
    for by, name in sorted(groups, key=lambda group: (order.index(group[0]), group[1])):
        yield _share(by, name, groups[by, name])


def _share(by: str, name: str, entries: Sequence[Entry]) -> Share:
    def total(amounts: Iterable[Decimal]) -> Decimal:
        return sum(amounts, Decimal(0))

    return Share(
        by=by,
        name=name,
        calls=len(entries),
        spent=total(e.cost or Decimal(0) for e in entries if e.state == "closed"),
        reserved=total(e.reserved for e in entries if e.state not in {"closed", "in_doubt"}),
        in_doubt=total(e.reserved for e in entries if e.state == "in_doubt"),
    )


def _cap(cap: Cap) -> CapRow:
    assert cap.amount is not None
    return CapRow(scope=cap.scope, name=cap.name, amount=cap.amount, spent=cap.spent, reserved=cap.reserved)


def _charge(entry: Entry) -> Charge:
    return Charge(
        reference=entry.reference,
        project=entry.project,
        run=entry.run,
        step=entry.step,
        subject=entry.subject,
        maker=entry.asked.provider,
        model=entry.asked.model,
        state=entry.state,
        outcome=entry.outcome,
        reserved=entry.reserved,
        cost=entry.cost,
        job_id=entry.job_id,
        asked_at=entry.intended_at,
        reason=entry.reason,
    )
