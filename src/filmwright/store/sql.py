"""The one statement that SQLite and Postgres spell alike but SQLAlchemy does not: insert unless it is there."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

__all__ = ["insert_new"]


def insert_new(connection: sa.Connection, table: sa.Table, values: dict[str, object]) -> bool:
    """Insert a row unless one with the same key (any unique key) is there; returns whether it was inserted."""
    if connection.dialect.name == "postgresql":
        done = connection.execute(postgresql.insert(table).values(values).on_conflict_do_nothing())
    else:
        done = connection.execute(sqlite.insert(table).values(values).on_conflict_do_nothing())
    return done.rowcount == 1
