"""Caps: what is reserved and spent, counted per run, project, day and provider in the transaction of the change.

A reservation is one update per scope whose condition is the cap itself, so any number of them at once can never pass
it. Rows are changed in one fixed order, so transactions that touch the same rows wait for each other and never lock.
"""

from typing import Any

import sqlalchemy as sa

from filmwright.engine.ledger.money import dollars, shown
from filmwright.engine.ledger.rows import Cap, Entry, Order, Scope
from filmwright.errors import BudgetExceeded
from filmwright.store.sql import insert_new
from filmwright.store.tables import budgets

__all__ = ["caps_in", "change_in", "reserve_in", "set_cap_in"]

_NO_CAP = 2**63 - 1
Places = tuple[tuple[Scope, str], ...]


def places(run: int, project: str, day: str, provider: str) -> Places:
    """The scopes that a charge counts in, in the order in which their rows are changed."""
    return (("day", day), ("project", project), ("provider", provider), ("run", str(run)))


def places_of(entry: Entry) -> Places:
    """The scopes that an entry was counted in when it was reserved."""
    return places(entry.run, entry.project, entry.day, entry.asked.provider)


def reserve_in(connection: sa.Connection, order: Order, day: str, amount: int) -> None:
    """Set the worst price aside in every scope; raises BudgetExceeded, and nothing of it is kept then."""
    _check_call(connection, order, amount)
    for scope, name in places(order.run, order.project, day, order.asked.provider):
        insert_new(connection, budgets, _row(scope, name))
        change = sa.update(budgets).where(
            _is(scope, name), budgets.c.reserved + budgets.c.spent + amount <= _cap(scope)
        )
        if connection.execute(change.values(reserved=budgets.c.reserved + amount)).rowcount != 1:
            raise BudgetExceeded(_too_much(order, amount, _find(connection, scope, name)))


def change_in(connection: sa.Connection, where: Places, *, reserved: int = 0, spent: int = 0) -> None:
    """Add to what is reserved and spent (or take away), without asking the caps."""
    for scope, name in where:
        change = sa.update(budgets).where(_is(scope, name))
        connection.execute(change.values(reserved=budgets.c.reserved + reserved, spent=budgets.c.spent + spent))


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


def _check_call(connection: sa.Connection, order: Order, amount: int) -> None:
    cap = connection.execute(sa.select(budgets.c.cap).where(_is("call", ""))).scalar()
    if cap is not None and amount > cap:
        raise BudgetExceeded(
            f"`{order.step}` of `{order.subject}` may cost {shown(dollars(amount))} on `{order.asked.provider}`, and "
            f"one call may cost {shown(dollars(cap))}: raise that cap, or choose a cheaper maker. Nothing was sent."
        )


def _too_much(order: Order, amount: int, row: Any) -> str:  # a row of the budgets table with its cap
    left = max(0, row.cap - row.reserved - row.spent)
    where = {
        "run": "this run",
        "day": f"the day {row.name}",
        "project": f"project `{row.name}`",
        "provider": f"provider `{row.name}`",
    }[row.scope]
    return (
        f"`{order.step}` of `{order.subject}` may cost {shown(dollars(amount))} on `{order.asked.provider}`, and of "
        f"the {shown(dollars(row.cap))} for {where} {shown(dollars(left))} is left: raise the cap, or choose a "
        "cheaper maker. Nothing was sent."
    )


def _find(connection: sa.Connection, scope: Scope, name: str) -> Any:
    cap = _cap(scope).label("cap")
    query = sa.select(budgets.c.scope, budgets.c.name, cap, budgets.c.reserved, budgets.c.spent)
    return connection.execute(query.where(_is(scope, name))).one()


def _cap(scope: Scope) -> sa.ColumnElement[int]:
    """The cap of a row: its own, else the one of its scope, else none."""
    common = budgets.alias("common")
    of_scope = sa.select(common.c.cap).where(common.c.scope == scope, common.c.name == "").scalar_subquery()
    return sa.func.coalesce(budgets.c.cap, of_scope, _NO_CAP)


def _is(scope: Scope, name: str) -> sa.ColumnElement[bool]:
    return sa.and_(budgets.c.scope == scope, budgets.c.name == name)


def _row(scope: Scope, name: str) -> dict[str, object]:
    return {"scope": scope, "name": name, "cap": None, "reserved": 0, "spent": 0}
