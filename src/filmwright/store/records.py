"""The records of a library: what was made, what happened, which takes and picks there are.

SQLite in WAL mode with synchronous FULL: what a method has returned from survives a power cut. Every
change and the events that tell of it are one transaction.
"""

import json
import threading
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.pool import StaticPool

from filmwright.ref import Ref
from filmwright.store import tables
from filmwright.store.blobs import Stamp
from filmwright.store.crash import crash_point
from filmwright.store.database import library_problems
from filmwright.store.migrate import Migration, load_migrations, migrate, schema_version
from filmwright.store.rows import Attempts, Draft, EventRow, Pick, Project, Result, Run, Take, utc_now

__all__ = ["Records", "append_in", "finish_in"]

_BATCH = 500
_OPEN_STATUSES = ("todo", "running", "review", "changes")


class Records:
    """The database of a library."""

    def __init__(self, engine: sa.Engine, path: Path) -> None:
        self._engine = engine
        self._path = path
        self._turn = threading.Lock()  # writers of this process take turns: waiting for SQLite's own lock is a poll

    @classmethod
    def open(cls, file: Path, migrations: tuple[Migration, ...] | None = None) -> Self:
        """Open or make `library.db`, bringing its tables up to date; raises LibraryError."""
        with library_problems(file.parent):
            file.parent.mkdir(parents=True, exist_ok=True)
            engine = sa.create_engine(f"sqlite:///{file}", pool_size=8, max_overflow=32)
            return cls._ready(engine, file.parent, migrations)

    @classmethod
    def in_memory(cls) -> Self:
        """Records that live as long as this object; the same tables and rules as on disk."""
        engine = sa.create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        return cls._ready(engine, Path("(memory)"), None)

    @classmethod
    def _ready(cls, engine: sa.Engine, path: Path, migrations: tuple[Migration, ...] | None) -> Self:
        _prepare(engine)
        known = migrations or load_migrations()
        records = cls(engine, path)
        with records.read() as connection:
            current = schema_version(connection)
        if current != known[-1].number:
            with records.write() as connection:
                migrate(connection, known, library=path, now=utc_now())
        return records

    def close(self) -> None:
        """Let go of the database file."""
        self._engine.dispose()

    # --- results

    def results(self, keys: Sequence[str]) -> dict[str, Result]:
        """The results known for these keys; keys that were never made are absent."""
        found: dict[str, Result] = {}
        with self.read() as connection:
            for start in range(0, len(keys), _BATCH):
                query = sa.select(tables.results).where(tables.results.c.key.in_(keys[start : start + _BATCH]))
                found.update((row.key, _result(row)) for row in connection.execute(query))
        return found

    def all_results(self) -> tuple[Result, ...]:
        """Every result, by key."""
        with self.read() as connection:
            query = sa.select(tables.results).order_by(tables.results.c.key)
            return tuple(_result(row) for row in connection.execute(query))

    def seconds_by_step(self, *, last: int = 200) -> dict[str, tuple[float, ...]]:
        """How long the newest results of each step took to make, in wall seconds."""
        table = tables.results
        age = sa.func.row_number().over(partition_by=table.c.step, order_by=(table.c.made_at.desc(), table.c.key))
        ranked = sa.select(table.c.step, table.c.seconds, age.label("age")).subquery()
        query = sa.select(ranked).where(ranked.c.age <= last).order_by(ranked.c.step, ranked.c.age)
        found: dict[str, list[float]] = {}
        with self.read() as connection:
            for row in connection.execute(query):
                found.setdefault(row.step, []).append(row.seconds)
        return {step: tuple(seconds) for step, seconds in found.items()}

    def finish(self, result: Result, events: Sequence[EventRow] = ()) -> tuple[EventRow, ...]:
        """Store a result and its events together; a key made again replaces its old result."""
        with self.write() as connection:
            return finish_in(connection, result, events)

    def forget(self, keys: Sequence[str], events: Sequence[EventRow] = ()) -> tuple[EventRow, ...]:
        """Drop results whose bytes are gone, so that they count as not made."""
        with self.write() as connection:
            connection.execute(sa.delete(tables.results).where(tables.results.c.key.in_(keys)))
            return append_in(connection, events)

    def restamp(self, results: Sequence[Result]) -> None:
        """Remember new stamps of files that were hashed again and found right."""
        with self.write() as connection:
            for result in results:
                change = sa.update(tables.results).where(tables.results.c.key == result.key)
                connection.execute(change.values(blobs=_blobs_json(result.blobs)))

    # --- attempts

    def begin(self, key: str, events: Sequence[EventRow] = ()) -> tuple[Attempts, tuple[EventRow, ...]]:
        """Count one more start of a key; returns the counts before this start."""
        with self.write() as connection:
            row = connection.execute(_ATTEMPTS, {"of_key": key}).first()
            connection.execute(_BEGIN, {"key": key, "starts": 1, "deaths": 0})
            before = Attempts(row.starts, row.deaths) if row else Attempts()
            return before, append_in(connection, events)

    def count_death(self, key: str) -> Attempts:
        """Count a worker process that died while it made `key`; returns the counts now."""
        counts = tables.attempts.c
        with self.write() as connection:
            connection.execute(sa.update(tables.attempts).where(counts.key == key).values(deaths=counts.deaths + 1))
            row = connection.execute(sa.select(tables.attempts).where(counts.key == key)).first()
            return Attempts(row.starts, row.deaths) if row else Attempts()

    def end_without_result(self, key: str, events: Sequence[EventRow] = ()) -> tuple[EventRow, ...]:
        """Note that a key ended in an error: its counts start anew next time."""
        with self.write() as connection:
            connection.execute(sa.delete(tables.attempts).where(tables.attempts.c.key == key))
            return append_in(connection, events)

    # --- events and runs

    def append(self, events: Sequence[EventRow]) -> tuple[EventRow, ...]:
        """Store events that tell of no other change."""
        with self.write() as connection:
            return append_in(connection, events)

    def events(self, *, after: int = 0, run: int | None = None, limit: int = 10_000) -> tuple[EventRow, ...]:
        """Stored events with a sequence number above `after`, in order."""
        query = sa.select(tables.events).where(tables.events.c.seq > after)
        if run is not None:
            query = query.where(tables.events.c.run == run)
        with self.read() as connection:
            rows = connection.execute(query.order_by(tables.events.c.seq).limit(limit))
            return tuple(EventRow(row.kind, row.body, row.run, row.seq, row.at) for row in rows)

    def start_run(self, project: str) -> int:
        """Open a run and give its number."""
        with self.write() as connection:
            row = insert(tables.runs).values(project=project, started_at=utc_now(), state="running")
            number: int = connection.execute(row.returning(tables.runs.c.id)).scalar_one()
            return number

    def ask_to_stop(self, run: int | None = None) -> int:
        """Ask a run (or all that are at work) to stop, from any process; returns how many were asked."""
        table = tables.runs
        change = sa.update(table).where(table.c.state == "running")
        if run is not None:
            change = change.where(table.c.id == run)
        with self.write() as connection:
            return int(connection.execute(change.values(state="stopping")).rowcount)

    def is_asked_to_stop(self, run: int) -> bool:
        """Whether somebody asked this run to stop."""
        with self.read() as connection:
            query = sa.select(tables.runs.c.state).where(tables.runs.c.id == run)
            return connection.execute(query).scalar() == "stopping"

    def bury_runs(self, *, before: int) -> None:
        """Mark earlier runs that never ended as `killed`; for a caller who knows that no other one lives."""
        table = tables.runs
        with self.write() as connection:
            change = sa.update(table).where((table.c.id < before) & table.c.state.in_(("running", "stopping")))
            connection.execute(change.values(state="killed"))

    def runs(self, project: str | None = None) -> tuple[Run, ...]:
        """Runs in order, of one project or of all."""
        query = sa.select(tables.runs).order_by(tables.runs.c.id)
        if project is not None:
            query = query.where(tables.runs.c.project == project)
        with self.read() as connection:
            rows = connection.execute(query)
            return tuple(Run(r.id, r.project, r.started_at, r.finished_at, r.state) for r in rows)

    def end_run(self, run: int, state: str, events: Sequence[EventRow] = ()) -> tuple[EventRow, ...]:
        """Close a run as `done`, `failed` or `interrupted`."""
        with self.write() as connection:
            change = sa.update(tables.runs).where(tables.runs.c.id == run)
            connection.execute(change.values(state=state, finished_at=utc_now()))
            return append_in(connection, events)

    # --- projects

    def save_project(self, name: str, settings: str) -> Project:
        """Make a project or change its settings (JSON text)."""
        now = utc_now()
        with self.write() as connection:
            row = insert(tables.projects).values(name=name, settings=settings, created_at=now, updated_at=now)
            connection.execute(
                row.on_conflict_do_update(index_elements=["name"], set_={"settings": settings, "updated_at": now})
            )
        project = self.project(name)
        assert project is not None
        return project

    def project(self, name: str) -> Project | None:
        """The project of this name, or None."""
        return next((p for p in self.projects() if p.name == name), None)

    def projects(self) -> tuple[Project, ...]:
        """All projects by name."""
        with self.read() as connection:
            rows = connection.execute(sa.select(tables.projects).order_by(tables.projects.c.name))
            return tuple(Project(r.name, r.settings, r.created_at, r.updated_at) for r in rows)

    def set_documents(self, project: str, documents: Mapping[str, Ref]) -> None:
        """Say which results are the project's current documents (`screenplay`, `shot_list` ...)."""
        now = utc_now()
        with self.write() as connection:
            for name, ref in sorted(documents.items()):
                row = insert(tables.documents).values(project=project, name=name, result=str(ref), set_at=now)
                changes = {"result": str(ref), "set_at": now}
                connection.execute(
                    row.on_conflict_do_update(
                        index_elements=["project", "name"],
                        set_=changes,
                        where=tables.documents.c.result != str(ref),
                    )
                )

    def documents(self, project: str) -> dict[str, Ref]:
        """The current documents of a project by name."""
        table = tables.documents
        query = sa.select(table).where(table.c.project == project).order_by(table.c.name)
        with self.read() as connection:
            return {row.name: Ref.parse(row.result) for row in connection.execute(query)}

    # --- drafts of the script

    def adopt(self, project: str, source: Ref, name: str, *, origin: Draft | None = None) -> Draft:
        """Put a draft into use, as the newest of its project; the one in use already is not written again.

        `origin` is the earlier draft that this one repeats: the next step back then leads to what lay before it.
        """
        table = tables.drafts
        with self.write() as connection:
            last = _last_draft(connection, project)
            if last is not None and (last.source, last.name) == (source, name) and origin is None:
                return last
            previous = origin.previous if origin else last.number if last else None
            number = (last.number if last else 0) + 1
            draft = Draft(project, number, source, name, previous, origin.number if origin else None, utc_now())
            values = {c.name: getattr(draft, c.name) for c in table.c} | {"source": str(source)}
            connection.execute(sa.insert(table).values(values))
            return draft

    def drafts(self, project: str) -> tuple[Draft, ...]:
        """Every draft of a project that was ever in use, oldest first."""
        table = tables.drafts
        query = sa.select(table).where(table.c.project == project).order_by(table.c.number)
        with self.read() as connection:
            return tuple(_draft(row) for row in connection.execute(query))

    def know(self, project: str, known: Ref) -> None:
        """Write down what is known now of a project's scenes and shots; the same again writes nothing."""
        table = tables.identities
        with self.write() as connection:
            query = sa.select(table).where(table.c.project == project).order_by(table.c.seq.desc()).limit(1)
            row = connection.execute(query).first()
            if row is not None and row.known == str(known):
                return
            last = _last_draft(connection, project)
            connection.execute(
                sa.insert(table).values(
                    project=project,
                    seq=row.seq + 1 if row else 1,
                    draft=last.number if last else 0,
                    known=str(known),
                    set_at=utc_now(),
                )
            )

    def known(self, project: str) -> Ref | None:
        """Where the document is that says what is known of a project's scenes and shots; None for a new project."""
        table = tables.identities
        query = sa.select(table).where(table.c.project == project).order_by(table.c.seq.desc()).limit(1)
        with self.read() as connection:
            row = connection.execute(query).first()
            return Ref.parse(row.known) if row else None

    # --- takes and picks

    def add_takes(self, project: str, wanted: Sequence[tuple[str, str, Result]]) -> tuple[Take, ...]:
        """Takes for (subject, stage, result), in order; a result that is a take already keeps its number.

        The newest wanted take becomes the pick, unless a person approved or locked another one.
        """
        known = {(t.subject, t.stage, t.result): t for t in self.takes(project)}
        picks = {(p.subject, p.stage): p for p in self.picks(project)}
        if all(_is_settled(known, picks, item) for item in wanted):
            return tuple(known[subject, stage, result.result] for subject, stage, result in wanted)
        with self.write() as connection:
            return tuple(_take(connection, project, *item) for item in wanted)

    def takes(self, project: str, subject: str | None = None, stage: str | None = None) -> tuple[Take, ...]:
        """Takes of a project by subject, stage and number."""
        table = tables.takes
        query = sa.select(table).where(table.c.project == project)
        if subject is not None:
            query = query.where(table.c.subject == subject)
        if stage is not None:
            query = query.where(table.c.stage == stage)
        with self.read() as connection:
            rows = connection.execute(query.order_by(table.c.subject, table.c.stage, table.c.number))
            return tuple(_take_of(row) for row in rows)

    def picks(self, project: str) -> tuple[Pick, ...]:
        """Picks of a project by subject and stage."""
        table = tables.picks
        query = sa.select(table).where(table.c.project == project).order_by(table.c.subject, table.c.stage)
        with self.read() as connection:
            return tuple(Pick(*row) for row in connection.execute(query))

    def pick(self, choice: Pick, events: Sequence[EventRow] = ()) -> tuple[EventRow, ...]:
        """Write down a person's decision."""
        with self.write() as connection:
            _put_pick(connection, choice)
            return append_in(connection, events)

    # --- transactions, also for rooms above that keep tables of their own here

    @contextmanager
    def read(self) -> Generator[sa.Connection]:
        """A connection that sees one state of the database."""
        with library_problems(self._path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Generator[sa.Connection]:
        """One transaction: everything in it is kept when it ends, or nothing. Writers wait for one another."""
        with (
            library_problems(self._path),
            self._turn,
            self._engine.connect().execution_options(filmwright_write=True) as connection,
            connection.begin(),
        ):
            yield connection


def _prepare(engine: sa.Engine) -> None:
    """Set WAL, FULL and a patient lock on each connection; writers take the lock when they begin."""

    def connect(connection: Any, _record: object) -> None:  # the raw sqlite3 connection
        connection.isolation_level = None
        for pragma in ("busy_timeout=60000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    def begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("filmwright_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", connect)
    event.listen(engine, "begin", begin)


def finish_in(connection: sa.Connection, result: Result, events: Sequence[EventRow]) -> tuple[EventRow, ...]:
    """Store a result and its events in the caller's transaction."""
    connection.execute(_PUT_RESULT, _result_row(result))
    connection.execute(_END_ATTEMPTS, {"of_key": result.key})
    crash_point("record.before_event")
    return append_in(connection, events)


def append_in(connection: sa.Connection, events: Sequence[EventRow]) -> tuple[EventRow, ...]:
    """Store events in the caller's transaction; they come back with their places."""
    stored: list[EventRow] = []
    for item in events:
        at = utc_now()
        row = {"run": item.run, "at": at, "kind": item.kind, "body": item.body}
        seq: int = connection.execute(_ADD_EVENT, row).scalar_one()
        stored.append(EventRow(item.kind, item.body, item.run, seq, at))
    return tuple(stored)


def _blobs_json(blobs: Sequence[tuple[Ref, Stamp]]) -> str:
    return json.dumps([[str(ref), stamp.size, stamp.mtime_ns] for ref, stamp in blobs])


def _result_row(result: Result) -> dict[str, object]:
    return {
        "key": result.key,
        "step": result.step,
        "subject": result.subject,
        "department": result.department,
        "result": str(result.result),
        "blobs": _blobs_json(result.blobs),
        "made_at": result.made_at,
        "seconds": result.seconds,
        "cpu_seconds": result.cpu_seconds,
        "maker": result.maker,
        "cost": str(result.cost),
    }


def _result(row: Any) -> Result:  # a row of the results table
    blobs = tuple((Ref.parse(ref), Stamp(size, mtime)) for ref, size, mtime in json.loads(row.blobs))
    return Result(
        row.key,
        row.step,
        row.subject,
        row.department,
        Ref.parse(row.result),
        blobs,
        row.made_at,
        row.seconds,
        row.cpu_seconds,
        row.maker,
        Decimal(row.cost),
    )


def _last_draft(connection: sa.Connection, project: str) -> Draft | None:
    table = tables.drafts
    query = sa.select(table).where(table.c.project == project).order_by(table.c.number.desc()).limit(1)
    row = connection.execute(query).first()
    return _draft(row) if row else None


def _draft(row: Any) -> Draft:  # a row of the drafts table
    return Draft(row.project, row.number, Ref.parse(row.source), row.name, row.previous, row.origin, row.adopted_at)


def _take_of(row: Any) -> Take:  # a row of the takes table
    return Take(row.project, row.subject, row.stage, row.number, Ref.parse(row.result), row.key, row.made_at)


def _is_settled(
    known: Mapping[tuple[str, str, Ref], Take],
    picks: Mapping[tuple[str, str], Pick],
    wanted: tuple[str, str, Result],
) -> bool:
    """Whether this result is a take already and the pick needs no move."""
    subject, stage, result = wanted
    take, pick = known.get((subject, stage, result.result)), picks.get((subject, stage))
    if take is None or pick is None:
        return False
    return pick.number == take.number or pick.status not in _OPEN_STATUSES


def _take(connection: sa.Connection, project: str, subject: str, stage: str, result: Result) -> Take:
    table = tables.takes
    same = (table.c.project == project) & (table.c.subject == subject) & (table.c.stage == stage)
    row = connection.execute(sa.select(table).where(same & (table.c.result == str(result.result)))).first()
    if row is not None:
        take = _take_of(row)
    else:
        last: int | None = connection.execute(sa.select(sa.func.max(table.c.number)).where(same)).scalar()
        take = Take(project, subject, stage, (last or 0) + 1, result.result, result.key, result.made_at)
        connection.execute(
            sa.insert(table).values(
                project=project,
                subject=subject,
                stage=stage,
                number=take.number,
                result=str(take.result),
                key=take.key,
                made_at=take.made_at,
            )
        )
    _put_pick(connection, Pick(project, subject, stage, take.number, "review", "filmwright", utc_now()), soft=True)
    return take


def _put_pick(connection: sa.Connection, pick: Pick, *, soft: bool = False) -> None:
    """Write a pick; a soft one does not move what a person approved or locked."""
    values = {
        "number": pick.number,
        "status": pick.status,
        "decided_by": pick.decided_by,
        "decided_at": pick.decided_at,
    }
    row = insert(tables.picks).values(project=pick.project, subject=pick.subject, stage=pick.stage, **values)
    movable = tables.picks.c.status.in_(_OPEN_STATUSES) & (tables.picks.c.number != pick.number)
    connection.execute(
        row.on_conflict_do_update(
            index_elements=["project", "subject", "stage"], set_=values, where=movable if soft else None
        )
    )


# statements that every node executes, built once: building them costs more than running them
_new_result = insert(tables.results)
_PUT_RESULT = _new_result.on_conflict_do_update(
    index_elements=["key"], set_={c.name: _new_result.excluded[c.name] for c in tables.results.c}
)
_END_ATTEMPTS = sa.delete(tables.attempts).where(tables.attempts.c.key == sa.bindparam("of_key"))
_ADD_EVENT = sa.insert(tables.events).returning(tables.events.c.seq)
_ATTEMPTS = sa.select(tables.attempts).where(tables.attempts.c.key == sa.bindparam("of_key"))
_BEGIN = insert(tables.attempts).on_conflict_do_update(
    index_elements=["key"], set_={"starts": tables.attempts.c.starts + 1}
)
