"""The ledger: what was asked for money, what it may cost, what it did cost.

Every paid attempt at a node is one row, written with its reservation *before* the provider is called. What is done with
it afterwards is one transaction each, on condition that the caller still holds it:

    intent ── accepted (job id) ── closed: made, refused, failed, cancelled
      │  └─── answered (nothing to ask for again) ──┘
      ├── held: certainly not accepted, will be sent again ── intent
      ├── closed: released
      └── in_doubt ── accepted, closed: released, given_up

`reference` is what the provider is given: `key.attempt`, so the same work asked twice is the same row.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa

from filmwright.engine.events import (
    BillExceeded,
    CapChanged,
    Event,
    InDoubt,
    JobAccepted,
    MoneyReleased,
    MoneyReserved,
    MoneySettled,
    to_row,
)
from filmwright.engine.ledger.budget import caps_in, change_in, places_of, reserve_in, set_cap_in
from filmwright.engine.ledger.money import dollars, nanos
from filmwright.engine.ledger.owners import FolderOwners, OneProcess, Owners
from filmwright.engine.ledger.rows import (
    Barred,
    Busy,
    Cap,
    Choice,
    Claim,
    Doubtful,
    Entry,
    Opening,
    Order,
    Outcome,
    Overtaken,
    Owned,
    Scope,
    Spent,
    State,
    Wait,
)
from filmwright.engine.submitter import Accepted, Asked, Pace
from filmwright.errors import UserError
from filmwright.store import Result, Store
from filmwright.store.records import Records, append_in, finish_in
from filmwright.store.rows import utc_now
from filmwright.store.sql import insert_new
from filmwright.store.tables import charges, results

__all__ = ["Ledger"]

MAX_FAILURES = 3
"""So often may one node fail for money (over all runs) before somebody has to say `retry`."""
_SLOT_WAIT_SECONDS = 0.2
_OPEN: tuple[State, ...] = ("intent", "held", "accepted", "answered", "in_doubt")


class Ledger:
    """The paid work of one library. All methods may be called from many threads and processes."""

    def __init__(self, records: Records, owners: Callable[[], Owners], clock: Callable[[], str] = utc_now) -> None:
        self._records = records
        self._make_owners = owners
        self._owners: Owners | None = None
        self._now = clock

    @classmethod
    def of(cls, store: Store) -> "Ledger":
        """The ledger of a library."""
        home = store.home
        return cls(store.records, OneProcess if home is None else lambda: FolderOwners(home / "owners"))

    def enter(self) -> None:
        """Become an owner of claims; called once, before the first of many threads asks for one."""
        if self._owners is None:
            self._owners = self._make_owners()

    def close(self) -> None:
        """Leave: claims that were not let go of are free for others."""
        if self._owners is not None:
            self._owners.close()
            self._owners = None

    # --- the life of one entry

    def open(self, order: Order, *, slots: int, pace: Pace | None, look_again: bool) -> Opening:
        """Begin to pay for a node, or go on with what an earlier process began.

        A fresh claim has its row and its reservation on disk when this returns; the caller may send. `look_again`
        also claims an entry in doubt, because the provider can be asked. Raises BudgetExceeded.
        """
        try:
            with self._records.write() as connection:
                last = _last(connection, order.key)
                if last is not None and last.state != "closed":
                    return self._take_over(connection, last, order, look_again=look_again)
                if _has_result(connection, order.key):
                    return Owned()
                return _bar(connection, last) or self._begin(connection, order, last, slots, pace)
        except _NoRoom as full:
            return Wait(full.seconds)

    def claim(self, reference: str) -> Claim | None:
        """The right to go on with an open entry; None while somebody alive has it, or when it is closed."""
        with self._records.write() as connection:
            entry = _entry_of(connection, reference)
            if entry is None or entry.state == "closed":
                return None
            taken = self._take(connection, entry, 0)
            return taken if isinstance(taken, Claim) else None

    def send(self, claim: Claim, *, pace: Pace | None) -> Claim | Wait:
        """Say that a held entry is being sent now; the caller may send when this returned a claim."""
        try:
            with self._records.write() as connection:
                entry = self._own(connection, claim, ("held", "intent", "in_doubt"))
                self._check_pace(connection, entry.asked, pace)
                return replace(claim, entry=_set(connection, entry, state="intent", sent_at=self._now(), reason=""))
        except _NoRoom as full:
            return Wait(full.seconds)

    def hold(self, claim: Claim, reason: str) -> Claim:
        """Note that the provider has not accepted it, so that it may be sent again."""
        with self._records.write() as connection:
            entry = self._own(connection, claim, ("intent", "in_doubt"))
            return replace(claim, entry=_set(connection, entry, state="held", reason=reason))

    def unknown(self, claim: Claim, reason: str) -> Claim:
        """Note that nobody answered a submit, before anything else is tried: from now on it is never sent again."""
        with self._records.write() as connection:
            entry = self._own(connection, claim, ("intent",))
            return replace(claim, entry=_set(connection, entry, state="in_doubt", reason=reason))

    def accept(self, claim: Claim, accepted: Accepted) -> tuple[Claim, tuple[Event, ...]]:
        """Write down the provider's job id, before the first poll, and its own limit for the bill."""
        with self._records.write() as connection:
            entry = self._own(connection, claim, ("intent", "in_doubt"))
            after = _set(
                connection, entry, state="accepted", job_id=accepted.job_id, accepted_at=self._now(), reason=""
            )
            place = _place(after, claim.run)
            events: list[Event] = [JobAccepted(**place, amount=after.reserved, job_id=accepted.job_id)]
            if accepted.worst is not None and accepted.worst != after.reserved:
                after, more = _reserve_anew(connection, after, accepted.worst, claim.run)
                events.extend(more)
            return replace(claim, entry=after), _store(connection, events)

    def answered(self, claim: Claim, answer: str, cost: Decimal | None) -> Claim:
        """Keep the answer of a provider that cannot be asked again: where its bytes are, and what it cost."""
        with self._records.write() as connection:
            entry = self._own(connection, claim, ("intent", "in_doubt"))
            price = _cost(entry, cost)
            after = _set(
                connection,
                entry,
                state="answered",
                answer=answer,
                cost=price,
                accepted_at=self._now(),
                reason="",
            )
            return replace(claim, entry=after)

    def settle(
        self, claim: Claim, cost: Decimal | None, result: Result, made: Event
    ) -> tuple[Result, tuple[Event, ...]]:
        """The result, what it cost and both events, in one transaction.

        A `cost` of None counts as all that was reserved. `BillExceeded` is among the events when it was more.
        """
        with self._records.write() as connection:
            entry = self._own(connection, claim, ("accepted", "answered", "in_doubt"))
            price = _cost(entry, cost)
            paid = replace(result, cost=price)
            rows = finish_in(connection, paid, [to_row(made)])
            told: Event = made.model_copy(update={"seq": rows[0].seq, "at": rows[0].at})
            return paid, (told, *self._close(connection, entry, claim.run, "made", price, ""))

    def end(self, claim: Claim, outcome: Outcome, cost: Decimal | None, reason: str) -> tuple[Event, ...]:
        """Close an entry that gave nothing, with what it cost (None: all that was reserved)."""
        with self._records.write() as connection:
            entry = self._own(connection, claim, _OPEN)
            return self._close(connection, entry, claim.run, outcome, _cost(entry, cost), reason)

    def doubt(self, claim: Claim, reason: str, cost: Decimal | None = None) -> tuple[Event, ...]:
        """Note that nobody can know now what became of it; `cost` is what it cost if it did. It stays reserved."""
        with self._records.write() as connection:
            entry = self._own(connection, claim, _OPEN)
            known = cost if cost is not None else entry.cost
            after = _set(connection, entry, state="in_doubt", owner="", reason=reason, cost=known)
            return _store(
                connection, [InDoubt(**_place(after, claim.run), amount=known or entry.reserved, reason=reason)]
            )

    def let_go(self, claim: Claim) -> None:
        """Stop working on an entry and leave it as it is, for the next run to go on with."""
        with self._records.write() as connection:
            where = (charges.c.reference == claim.entry.reference) & (charges.c.owner == claim.owner)
            connection.execute(sa.update(charges).where(where).values(owner=""))

    # --- what a person decides

    def resolve(
        self,
        reference: str,
        choice: Choice,
        *,
        job_id: str | None = None,
        cost: Decimal | None = None,
    ) -> Entry:
        """End a doubt: `found` (with the job id that the provider shows), `not_charged`, or `give_up`.

        `give_up` settles at `cost`, or at all that was reserved. After `found` the next run goes on with the job;
        after the others it asks anew. Raises UserError when there is no such doubt.
        """
        with self._records.write() as connection:
            entry = _entry_of(connection, reference)
            if entry is None or entry.state != "in_doubt" or entry.owner:
                raise UserError(f"Nothing is in doubt under `{reference}`: `filmwright doubts` lists what is.")
            if choice == "found":
                if not job_id:
                    raise UserError("Say which job it is: give the job id that the provider shows.")
                after = _set(connection, entry, state="accepted", job_id=job_id, accepted_at=self._now(), reason="")
                _store(connection, [JobAccepted(**_place(after, 0), amount=after.reserved, job_id=job_id)])
            elif choice == "not_charged":
                self._close(connection, entry, 0, "released", Decimal(0), "not charged, as a person found")
            else:
                self._close(connection, entry, 0, "given_up", _cost(entry, cost), "given up by a person")
            found = _entry_of(connection, reference)
            assert found is not None
            return found

    def retry(self, keys: Sequence[str] | None = None) -> int:
        """Allow what was refused or failed too often to be asked for again; of all nodes when `keys` is None."""
        with self._records.write() as connection:
            change = sa.update(charges).where(charges.c.state == "closed", charges.c.forgiven == 0)
            change = change.where(charges.c.outcome.in_(("refused", "failed")))
            if keys is not None:
                change = change.where(charges.c.key.in_(keys))
            return int(connection.execute(change.values(forgiven=1)).rowcount)

    def set_cap(self, scope: Scope, amount: Decimal | None, name: str = "") -> None:
        """Allow so much in a scope; None takes the cap away. An empty `name` means each run, project, day, provider."""
        if scope == "call" and name:
            raise UserError("A cap for one call is the same for every call: leave its name out.")
        value = None if amount is None else nanos(amount)
        with self._records.write() as connection:
            set_cap_in(connection, scope, name, value)
            _store(connection, [CapChanged(run=0, scope=scope, name=name, amount=amount)])

    # --- reading

    def entries(
        self,
        *,
        project: str | None = None,
        run: int | None = None,
        state: State | None = None,
        key: str | None = None,
        provider: str | None = None,
    ) -> tuple[Entry, ...]:
        """Paid attempts, oldest first."""
        query = sa.select(charges).order_by(charges.c.intended_at, charges.c.reference)
        wanted = {"project": project, "run": run, "state": state, "key": key, "provider": provider}
        for name, value in wanted.items():
            if value is not None:
                query = query.where(charges.c[name] == value)
        with self._records.read() as connection:
            return tuple(_entry(row) for row in connection.execute(query))

    def is_open(self, key: str) -> bool:
        """Whether something is under way, or was left under way, for a node."""
        with self._records.read() as connection:
            last = connection.execute(_LAST, {"of_key": key}).first()
            return last is not None and last.state not in {"closed", "in_doubt"}

    def entry(self, reference: str) -> Entry | None:
        """The attempt of this reference."""
        with self._records.read() as connection:
            return _entry_of(connection, reference)

    def doubts(self, *, project: str | None = None) -> tuple[Entry, ...]:
        """What is in doubt, oldest first."""
        return self.entries(project=project, state="in_doubt")

    def spent(
        self,
        *,
        project: str | None = None,
        run: int | None = None,
        day: str | None = None,
        provider: str | None = None,
    ) -> Spent:
        """What was charged and what is reserved, over everything or a part of it."""
        spent = sa.func.sum(sa.case((charges.c.state == "closed", charges.c.cost), else_=0))
        doubt = sa.func.sum(sa.case((charges.c.state == "in_doubt", charges.c.reserved), else_=0))
        held = sa.func.sum(sa.case((charges.c.state.not_in(("closed", "in_doubt")), charges.c.reserved), else_=0))
        query = sa.select(spent, held, doubt)
        for name, value in {"project": project, "run": run, "day": day, "provider": provider}.items():
            if value is not None:
                query = query.where(charges.c[name] == value)
        with self._records.read() as connection:
            row = connection.execute(query).one()
            return Spent(*(dollars(int(amount or 0)) for amount in row))

    def caps(self) -> tuple[Cap, ...]:
        """Every cap with what counts against it."""
        with self._records.read() as connection:
            return caps_in(connection)

    # --- inside a transaction

    def _begin(
        self, connection: sa.Connection, order: Order, last: Entry | None, slots: int, pace: Pace | None
    ) -> Claim | Busy:
        attempt = last.attempt + 1 if last else 1
        now = self._now()
        amount = nanos(order.asked.worst)
        reserve_in(connection, order, now[:10], amount)  # from here on we alone change the rows of this provider
        self._check_pace(connection, order.asked, pace)
        self._check_slots(connection, order.asked, slots)
        row = _new_row(order, attempt, amount, now) | {"owner": self._me}
        if not insert_new(connection, charges, row):
            raise _NoRoom(0.0)  # somebody was quicker: look again
        entry = _entry(SimpleNamespace(**row))
        place = _place(entry, order.run)
        asked = order.asked
        _store(connection, [MoneyReserved(**place, amount=entry.reserved, account=asked.account, model=asked.model)])
        return Claim(entry, self._me, order.run, fresh=True)

    def _take_over(
        self, connection: sa.Connection, last: Entry, order: Order, *, look_again: bool
    ) -> Claim | Busy | Doubtful:
        if last.state == "in_doubt" and not last.owner and not (look_again or last.job_id or last.answer):
            return Doubtful(last)
        return self._take(connection, last, order.run)

    def _take(self, connection: sa.Connection, last: Entry, run: int) -> Claim | Busy:
        """Become the owner of an open entry whose owner let go or died."""
        if last.owner and (last.owner == self._me or self._living(last.owner)):
            return Busy(last)
        where = (charges.c.reference == last.reference) & (charges.c.owner == last.owner)
        taken = connection.execute(sa.update(charges).where(where).values(owner=self._me)).rowcount == 1
        return Claim(replace(last, owner=self._me), self._me, run, fresh=False) if taken else Busy(last)

    def _own(self, connection: sa.Connection, claim: Claim, states: Sequence[State]) -> Entry:
        """The entry as it is now, if it is still ours; raises Overtaken."""
        entry = _entry_of(connection, claim.entry.reference)
        if entry is None or entry.owner != claim.owner or entry.state not in states:
            raise Overtaken(f"Somebody else goes on with `{claim.entry.reference}`.")
        return entry

    def _close(
        self, connection: sa.Connection, entry: Entry, run: int, outcome: Outcome, cost: Decimal, reason: str
    ) -> tuple[Event, ...]:
        reserved, price = nanos(entry.reserved), nanos(cost)
        change_in(connection, places_of(entry), reserved=-reserved, spent=price)
        _set(
            connection, entry, state="closed", outcome=outcome, cost=cost, reason=reason, owner="",
            closed_at=self._now(),
        )  # fmt: skip
        place = _place(entry, run)
        if outcome == "released":
            return _store(connection, [MoneyReleased(**place, amount=entry.reserved, reason=reason)])
        events: list[Event] = [MoneySettled(**place, amount=cost, reserved=entry.reserved, outcome=outcome)]
        if price > reserved:
            events.append(BillExceeded(**place, amount=cost, reserved=entry.reserved))
        return _store(connection, events)

    def _check_pace(self, connection: sa.Connection, asked: Asked, pace: Pace | None) -> None:
        """Raise _NoRoom when as many submits as the provider allows were sent in its time, by whomever."""
        if pace is None:
            return
        same = (charges.c.provider == asked.provider) & (charges.c.account == asked.account)
        query = sa.select(charges.c.sent_at).where(same).order_by(charges.c.sent_at.desc())
        oldest = connection.execute(query.limit(1).offset(pace.requests - 1)).scalar()
        if oldest is not None:
            passed = (datetime.fromisoformat(self._now()) - datetime.fromisoformat(oldest)).total_seconds()
            if passed < pace.seconds:
                raise _NoRoom(min(pace.seconds, pace.seconds - passed))  # a clock set back must not wait for ever

    def _check_slots(self, connection: sa.Connection, asked: Asked, slots: int) -> None:
        """Raise _NoRoom when living processes have as many jobs open as the account may have.

        Jobs that a dead process left do not count: nobody may ever want them again, and a provider that still works
        on them says itself that it takes no more.
        """
        of_account = {"of_provider": asked.provider, "of_account": asked.account}
        busy = sum(row.jobs for row in connection.execute(_AT_WORK, of_account) if self._living(row.owner))
        if busy >= slots:
            raise _NoRoom(_SLOT_WAIT_SECONDS)

    @property
    def _me(self) -> str:
        self.enter()
        assert self._owners is not None
        return self._owners.me

    def _living(self, owner: str) -> bool:
        self.enter()
        assert self._owners is not None
        return self._owners.is_alive(owner)


class _NoRoom(Exception):  # noqa: N818  (it ends a transaction, it is not a mistake)
    """The provider's limits leave no room now: the transaction is undone."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


def _has_result(connection: sa.Connection, key: str) -> bool:
    return connection.execute(_RESULT, {"of_key": key}).first() is not None


def _bar(connection: sa.Connection, last: Entry | None) -> Barred | None:
    """Why a node whose attempts are all closed is not asked for again, or None."""
    if last is None:
        return None
    query = sa.select(charges.c.outcome).where(charges.c.key == last.key, charges.c.forgiven == 0)
    outcomes = [row.outcome for row in connection.execute(query)]
    if last.outcome == "refused" and "refused" in outcomes:
        return Barred(last, f"was refused: {last.reason}")
    if outcomes.count("failed") >= MAX_FAILURES:
        return Barred(last, f"failed {MAX_FAILURES} times, the last time because: {last.reason}")
    return None


def _reserve_anew(
    connection: sa.Connection, entry: Entry, worst: Decimal, run: int
) -> tuple[Entry, Sequence[BillExceeded]]:
    """Reserve what the provider itself says it may charge; more than we allowed is told."""
    change_in(connection, places_of(entry), reserved=nanos(worst) - nanos(entry.reserved))
    after = _set(connection, entry, reserved=worst)
    if worst <= entry.reserved:
        return after, ()
    return after, (BillExceeded(**_place(entry, run), amount=worst, reserved=entry.reserved),)


def _cost(entry: Entry, cost: Decimal | None) -> Decimal:
    """What counts as charged: what the provider said, else what it said before, else the worst."""
    if cost is not None:
        return cost
    return entry.cost if entry.cost is not None else entry.reserved


def _store(connection: sa.Connection, events: Sequence[Event]) -> tuple[Event, ...]:
    rows = append_in(connection, [to_row(event) for event in events])
    return tuple(
        event.model_copy(update={"seq": row.seq, "at": row.at}) for event, row in zip(events, rows, strict=True)
    )


def _place(entry: Entry, run: int) -> dict[str, Any]:
    """The fields that every event of money has."""
    return {**entry.place(run), "reference": entry.reference, "provider": entry.asked.provider}


def _set(connection: sa.Connection, entry: Entry, **changes: Any) -> Entry:
    """Change fields of an entry, in the table and in the value; amounts are US dollars."""
    row = {name: _column(name, value) for name, value in changes.items()}
    connection.execute(_CHANGE, {"of_reference": entry.reference, **row})
    return replace(entry, **changes)


def _column(name: str, value: Any) -> object:
    return nanos(value) if name in {"cost", "reserved"} and value is not None else value


def _last(connection: sa.Connection, key: str) -> Entry | None:
    row = connection.execute(_LAST, {"of_key": key}).first()
    return _entry(row) if row else None


def _entry_of(connection: sa.Connection, reference: str) -> Entry | None:
    row = connection.execute(_ONE, {"of_reference": reference}).first()
    return _entry(row) if row else None


def _new_row(order: Order, attempt: int, amount: int, now: str) -> dict[str, object]:
    asked = order.asked
    return {
        "reference": f"{order.key}.{attempt}",
        "key": order.key,
        "attempt": attempt,
        "state": "intent",
        "outcome": "",
        "reason": "",
        "run": order.run,
        "project": order.project,
        "step": order.step,
        "subject": order.subject,
        "department": order.department,
        "provider": asked.provider,
        "account": asked.account,
        "capability": asked.capability,
        "model": asked.model,
        "request": asked.request,
        "reserved": amount,
        "cost": None,
        "job_id": None,
        "answer": None,
        "forgiven": 0,
        "day": now[:10],
        "intended_at": now,
        "sent_at": now,
        "accepted_at": None,
        "closed_at": None,
    }


def _entry(row: Any) -> Entry:  # a row of the charges table
    reserved = dollars(row.reserved)
    asked = Asked(row.provider, row.account, row.capability, row.model, bytes(row.request), reserved)
    return Entry(
        row.reference,
        row.key,
        row.attempt,
        row.state,
        row.outcome,
        row.reason,
        row.owner,
        row.run,
        row.project,
        row.step,
        row.subject,
        row.department,
        asked,
        reserved,
        None if row.cost is None else dollars(row.cost),
        row.job_id,
        row.answer,
        row.day,
        row.intended_at,
        row.sent_at,
        row.accepted_at,
        row.closed_at,
    )


_ONE = sa.select(charges).where(charges.c.reference == sa.bindparam("of_reference"))
_LAST = sa.select(charges).where(charges.c.key == sa.bindparam("of_key")).order_by(charges.c.attempt.desc()).limit(1)
_CHANGE = sa.update(charges).where(charges.c.reference == sa.bindparam("of_reference"))
_RESULT = sa.select(results.c.key).where(results.c.key == sa.bindparam("of_key"))
_AT_WORK = (
    sa.select(charges.c.owner, sa.func.count().label("jobs"))
    .where(
        charges.c.provider == sa.bindparam("of_provider"),
        charges.c.account == sa.bindparam("of_account"),
        charges.c.state.in_(("intent", "held", "accepted")),
        charges.c.owner != "",
    )
    .group_by(charges.c.owner)
)
