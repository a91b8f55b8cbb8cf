"""Caps: what is reserved and spent, counted per run, project, day and provider in the transaction of the change.

A reservation is one update whose condition is the cap itself, so any number of them at once can never pass it. Where
databases lock by row, the rows are locked in one fixed order first, so that transactions wait and never deadlock.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from filmwright.engine.ledger.money import dollars, shown
from filmwright.engine.ledger.rows import Cap, Entry, Order, Scope
from filmwright.errors import BudgetExceeded
from filmwright.store.sql import insert_new
from filmwright.store.tables import budgets

__all__ = ["caps_in", "change_in", "reserve_in", "set_cap_in"]

_NO_CAP = 2**63 - 1
_COUNTED: tuple[Scope, ...] = ("day", "project", "provider", "run")
Places = tuple[tuple[Scope, str], ...]


def places(run: int, project: str, day: str, provider: str) -> Places:
    """The scopes that a charge counts in."""
    return (("day", day), ("project", project), ("provider", provider), ("run", str(run)))


def places_of(entry: Entry) -> Places:
    """The scopes that an entry was counted in when it was reserved."""
    return places(entry.run, entry.project, entry.day, entry.asked.provider)


def reserve_in(connection: sa.Connection, order: Order, day: str, amount: int) -> None:
    """Set the worst price aside in every scope; raises BudgetExceeded, and nothing of it is kept then.

    From then on until the end of the transaction nobody else changes the rows of these scopes.
    """
    where = places(order.run, order.project, day, order.asked.provider)
    rows = _rows(connection, where)
    missing = [place for place in where if place not in rows]
    for scope, name in missing:
        insert_new(connection, budgets, _row(scope, name))
    if missing:
        rows = _rows(connection, where)
    call = rows.get(("call", ""))
    if call is not None and call.cap is not None and amount > call.cap:
        raise BudgetExceeded(_too_dear(order, amount, call.cap))
    if connection.execute(_RESERVE, {"amount": amount, **_named(where)}).rowcount != len(where):
        raise BudgetExceeded(_too_much(order, amount, where, rows))


def change_in(connection: sa.Connection, where: Places, *, reserved: int = 0, spent: int = 0) -> None:
    """Add to what is reserved and spent (or take away), without asking the caps."""
    connection.execute(_CHANGE, {"more_reserved": reserved, "more_spent": spent, **_named(where)})


def set_cap_in(connection: sa.Connection, scope: Scope, name: str, amount: int | None) -> None:
    """Set or take away a cap."""
    insert_new(connection, budgets, _row(scope, name))
    connection.execute(sa.update(budgets).where(_is(scope, name)).values(cap=amount))


def caps_in(connection: sa.Connection) -> tuple[Cap, ...]:
    """Every cap and what counts against it; a row whose cap is that of its scope shows that amount."""
    rows = connection.execute(sa.select(budgets).order_by(budgets.c.scope, budgets.c.name)).all()
    common = {row.scope: row.cap for row in rows if not row.name}
    return tuple(_cap_row(row, common.get(row.scope)) for row in rows)


def _cap_row(row: Any, common: int | None) -> Cap:  # a row of the budgets table
    cap = common if row.cap is None else row.cap
    amount = None if cap is None else dollars(cap)
    return Cap(row.scope, row.name, amount, dollars(row.reserved), dollars(row.spent))


def _too_dear(order: Order, amount: int, cap: int) -> str:
    return (
        f"`{order.step}` of `{order.subject}` may cost {shown(dollars(amount))} on `{order.asked.provider}`, and one "
        f"call may cost {shown(dollars(cap))}: raise that cap, or choose a cheaper maker. Nothing was sent."
    )


def _too_much(order: Order, amount: int, where: Places, rows: Mapping[tuple[str, str], Any]) -> str:
    """The scope that has the least left."""
    caps: dict[tuple[Scope, str], int] = {}
    for place in where:
        cap = _common(rows, place[0]) if rows[place].cap is None else rows[place].cap
        if cap is not None:
            caps[place] = cap
    left = {place: cap - rows[place].reserved - rows[place].spent for place, cap in caps.items()}
    place = min(left, key=lambda p: left[p])
    words = {
        "run": "this run",
        "day": f"the day {place[1]}",
        "project": f"project `{place[1]}`",
        "provider": f"provider `{place[1]}`",
    }[place[0]]
    return (
        f"`{order.step}` of `{order.subject}` may cost {shown(dollars(amount))} on `{order.asked.provider}`, and of "
        f"the {shown(dollars(caps[place]))} for {words} {shown(dollars(max(0, left[place])))} is left: raise the cap, "
        "or choose a cheaper maker. Nothing was sent."
    )


def _common(rows: Mapping[tuple[str, str], Any], scope: str) -> int | None:
    row = rows.get((scope, ""))
    return None if row is None else row.cap


def _rows(connection: sa.Connection, where: Places) -> dict[tuple[str, str], Any]:
    """The rows of these scopes and those that hold the common caps; locked in one order where locks are by row."""
    return {(row.scope, row.name): row for row in connection.execute(_LOOK, _named(where))}


def _named(where: Places) -> dict[str, str]:
    """Names of scopes as parameters of the statements below."""
    return {f"of_{scope}": name for scope, name in where}


def _here() -> sa.ColumnElement[bool]:
    """The rows that one charge counts in."""
    return sa.or_(*(_is(scope, sa.bindparam(f"of_{scope}", type_=sa.Text)) for scope in _COUNTED))


def _cap() -> sa.ColumnElement[int]:
    """The cap of a row: its own, else the one of its scope, else none."""
    common = budgets.alias("common")
    of_scope = sa.select(common.c.cap).where(common.c.scope == budgets.c.scope, common.c.name == "").scalar_subquery()
    return sa.func.coalesce(budgets.c.cap, of_scope, _NO_CAP)


def _is(scope: Scope, name: str | sa.BindParameter[str]) -> sa.ColumnElement[bool]:
    return sa.and_(budgets.c.scope == scope, budgets.c.name == name)


def _row(scope: Scope, name: str) -> dict[str, object]:
    return {"scope": scope, "name": name, "cap": None, "reserved": 0, "spent": 0}


_LOOK = (
    sa.select(budgets)
    .where(sa.or_(_here(), budgets.c.name == ""))
    .order_by(budgets.c.scope, budgets.c.name)
    .with_for_update()
)
_RESERVE = (
    sa.update(budgets)
    .where(_here(), budgets.c.reserved + budgets.c.spent + sa.bindparam("amount", type_=sa.BigInteger) <= _cap())
    .values(reserved=budgets.c.reserved + sa.bindparam("amount", type_=sa.BigInteger))
)
_CHANGE = (
    sa.update(budgets)
    .where(_here())
    .values(
        reserved=budgets.c.reserved + sa.bindparam("more_reserved", type_=sa.BigInteger),
        spent=budgets.c.spent + sa.bindparam("more_spent", type_=sa.BigInteger),
    )
)
