"""The numbered steps that bring a library's database up to this version."""

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import sqlalchemy as sa

from filmwright.errors import LibraryError
from filmwright.store.crash import crash_point

__all__ = ["Migration", "load_migrations", "migrate", "schema_version"]


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered change of the tables, as SQL statements without comments."""

    number: int
    name: str
    statements: tuple[str, ...]


def load_migrations() -> tuple[Migration, ...]:
    """All migrations that ship with this version, by number."""
    folder = resources.files("filmwright.store").joinpath("migrations")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(_parse(file.name, file.read_text("utf-8")) for file in files)


def _parse(name: str, text: str) -> Migration:
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("--")]
    statements = tuple(s.strip() for s in "\n".join(lines).split(";") if s.strip())
    return Migration(int(name.split("_", maxsplit=1)[0]), name.removesuffix(".sql"), statements)


def schema_version(connection: sa.Connection) -> int:
    """The number of the last migration that was applied; 0 for an empty database."""
    if not sa.inspect(connection).has_table("schema_version"):
        return 0
    number: int | None = connection.exec_driver_sql("select max(number) from schema_version").scalar()
    return number or 0


def migrate(connection: sa.Connection, migrations: tuple[Migration, ...], *, library: Path, now: str) -> int:
    """Apply what is missing inside the caller's transaction; returns how many steps were taken.

    All or nothing: a process that dies in the middle leaves the database as it was. Raises
    LibraryError for a library that a newer version wrote.
    """
    newest = migrations[-1].number
    current = schema_version(connection)
    if current > newest:
        raise LibraryError(
            f"The library `{library}` was written by a newer Filmwright (tables {current}, this one knows "
            f"{newest}): update Filmwright, or choose another library with `--library`."
        )
    wanted = [m for m in migrations if m.number > current]
    if current == 0:
        connection.exec_driver_sql(
            "create table schema_version (number integer primary key, name text not null, applied_at text not null)"
        )
    for migration in wanted:
        _apply(connection, migration, now)
    return len(wanted)


def _apply(connection: sa.Connection, migration: Migration, now: str) -> None:
    for index, statement in enumerate(migration.statements):
        if index == len(migration.statements) // 2:
            crash_point("migration.midway")
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(
        "insert into schema_version (number, name, applied_at) values (?, ?, ?)",
        (migration.number, migration.name, now),
    )
