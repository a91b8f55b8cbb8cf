"""The executor of the product: every ready node is one short durable workflow of DBOS.

The graph decides what is wanted and the store what is owned; DBOS only answers whether an attempt
is under way. Its database `runs.db` may be deleted at any time. Workflow ids are `key.attempt`; what
a killed process left pending is recovered under its id when it is still wanted, and cancelled when
it is not. Only public functions of DBOS are used; see `docs/decisions/dbos.md`.
"""

import contextlib
import os
import queue
import sqlite3
import threading
import time
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from dbos import DBOS, DBOSClient
from sqlalchemy import event, exc

from filmwright.engine.body import Here
from filmwright.engine.lock import lock_file
from filmwright.engine.pool import Pool
from filmwright.engine.step import Step
from filmwright.engine.submitter import Submitters
from filmwright.engine.work import Message, Place, Stopped, Task, Work
from filmwright.store import FolderBlobs, Store
from filmwright.store.database import library_problems

if TYPE_CHECKING:
    from filmwright.engine.paying import Paying

__all__ = ["APPLICATION_VERSION", "DbosExecutor"]

APPLICATION_VERSION = "nodes-1"
"""Raised only when the order of what a workflow does changes; older rows are cancelled and planned anew."""

_EXECUTOR_ID = "local"
_POLL_SECONDS = 0.05
_PAID_AT_ONCE = 48  # threads that wait for a provider or for a place there; the places are the provider's slots
_MIDDLE = 1000
_DRAIN_SECONDS = 2.0
_QUIET_SECONDS = 10.0
_LIVE = ["PENDING", "ENQUEUED", "DELAYED"]

_one_at_a_time = threading.Lock()  # DBOS is one instance per process, so a second run waits here


class _Current:
    """The executor whose nodes the workflows make: DBOS finds workflows by name, without an object."""

    executor: "DbosExecutor | None" = None


@DBOS.workflow(name="node", max_recovery_attempts=None)
def _node(key: str) -> None:
    """Make one node. Its result goes to our own store, in one transaction with its event."""
    executor = _Current.executor
    if executor is not None:
        executor.make(key)


class DbosExecutor:
    """Executes tasks of one run; see `filmwright.engine.runner.Executor`."""

    def __init__(self, store: Store, workers: int, submitters: Submitters | None = None) -> None:
        assert store.home is not None
        assert isinstance(store.blobs, FolderBlobs)
        self._home = store.home
        self._store = store
        self._blobs = store.blobs
        self._tasks: dict[str, Task] = {}
        self._busy = 0
        self._guard = threading.Lock()  # over `_tasks` and `_busy`
        self._messages: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._pool = Pool(workers, store.blobs.root)
        self._work = Work(store, _Places(self._pool, Here(store.blobs)), self._messages.put)
        self._submitters = submitters
        self._paying: Paying | None = None
        self._queues: set[str] = set()
        self._attempts: dict[str, int] = {}
        self._recovered: set[str] = set()
        self._launched = False
        self._workers = workers
        self._quiet_since = time.monotonic()
        _one_at_a_time.acquire()
        try:
            self._lock = lock_file(self._home / "runs.lock")
            self._engine = _engine(self._home / "runs.db")
        except BaseException:  # whatever it was goes on; the next run must not wait for us
            _one_at_a_time.release()
            raise

    def submit(self, tasks: list[Task]) -> None:
        """Enqueue tasks, all in one transaction; what a dead process left of them is recovered instead."""
        for task in tasks:
            _check_findable(task.step)
        if self._submitters is not None and any(task.step.paid for task in tasks):
            self._begin_paying(self._submitters)
        with library_problems(self._home):
            with self._guard:
                self._tasks.update((task.key, task) for task in tasks)
            if not self._launched:
                self._store.records.bury_runs(before=tasks[0].run)
                self._launch(tasks)
            self._register_paid(tasks)
            fresh = [task for task in tasks if task.key not in self._recovered]
            self._recovered.clear()
            with self._engine.begin() as connection:
                for task in fresh:
                    self._enqueue(connection, task)

    def next(self, timeout: float) -> Message | None:
        """The next message; a node that nothing is heard of is enqueued again."""
        try:
            message = self._messages.get(block=timeout > 0, timeout=timeout or None)
        except queue.Empty:
            if timeout:
                self._watch()
            return None
        self._quiet_since = time.monotonic()
        return message

    def close(self, *, now: bool) -> None:
        """End workers, workflows and DBOS; leaves no thread, no process and no `runs.db` behind."""
        self._stopping.set()
        try:
            self._pool.close(now=now)
            if self._launched:
                self._drain()
                DBOS.destroy()
        finally:
            _Current.executor = None
            if self._paying is not None:
                self._paying.close()
            self._engine.dispose()
            _remove(self._home / "runs.db")
            self._blobs.sweep()  # what killed workers were writing
            os.close(self._lock)
            _one_at_a_time.release()

    def make(self, key: str) -> None:
        """Called by the workflow: make the node of this key, unless it is under way or unwanted."""
        with self._guard:
            task = self._tasks.pop(key, None)
            if task is None:
                return
            self._busy += 1
        try:
            if self._stopping.is_set():
                self._messages.put(Stopped(key))
            else:
                self._work(task)
        finally:
            with self._guard:
                self._busy -= 1

    def _begin_paying(self, submitters: Submitters) -> None:
        """Enter the ledger, the first time that something costs money."""
        if self._paying is None:
            from filmwright.engine.ledger import Ledger  # noqa: PLC0415  (free films never load it)
            from filmwright.engine.paying import Paying  # noqa: PLC0415  (as above)

            self._paying = Paying(self._store, Ledger.of(self._store), submitters, self._stopping)
            self._work.paying = self._paying

    # --- DBOS

    @property
    def _url(self) -> str:
        return f"sqlite:///{self._home / 'runs.db'}"

    def _start_dbos(self) -> None:
        DBOS(
            config={
                "name": "filmwright",
                "system_database_url": self._url,
                "system_database_engine": self._engine,
                "executor_id": _EXECUTOR_ID,
                "application_version": APPLICATION_VERSION,
                "log_level": "CRITICAL",
                "use_listen_notify": False,
                "notification_listener_polling_interval_sec": 0.05,
            }
        )
        DBOS.launch()

    def _launch(self, tasks: list[Task]) -> None:
        """Start DBOS; rows of a dead process are kept when wanted, cancelled when not."""
        _Current.executor = self
        self._client = DBOSClient(
            system_database_url=self._url,
            system_database_engine=self._engine,
            application_name="filmwright",
            lazy=True,
        )
        if sa.inspect(self._engine).has_table("workflow_status"):
            self._sort_leftovers({task.key for task in tasks})
        else:
            self._start_dbos()  # makes the tables; DBOS looks for new queues only once a second, but ...
            self._register_queues()
            self._register_paid(tasks)
            DBOS.destroy()  # ... sees at once those that were there before it started
        self._start_dbos()
        self._launched = True
        self._register_queues()

    def _register_queues(self) -> None:
        spare = 4 * self._workers + 4  # claimed ahead, so that no worker waits for the next poll
        for name, limit in (("cpu", spare), ("inline", 4)):
            self._client.register_queue(name, worker_concurrency=limit, polling_interval_sec=_POLL_SECONDS)

    def _register_paid(self, tasks: list[Task]) -> None:
        """A queue for each provider, so that one with much to do does not hold up another."""
        for name in dict.fromkeys(_queue_of(task) for task in tasks if task.step.paid):
            if name not in self._queues:
                self._queues.add(name)
                self._client.register_queue(name, worker_concurrency=_PAID_AT_ONCE, polling_interval_sec=_POLL_SECONDS)

    def _sort_leftovers(self, wanted: set[str]) -> None:
        """Read what a killed process left in `runs.db`."""
        rows = self._client.list_workflows(load_input=False, load_output=False)
        stale: list[str] = []
        for row in rows:
            key, _, attempt = row.workflow_id.rpartition(".")
            self._attempts[key] = max(self._attempts.get(key, 0), int(attempt))
            if row.status in _LIVE:
                if key in wanted and row.app_version == APPLICATION_VERSION:
                    self._recovered.add(key)
                else:
                    stale.append(row.workflow_id)
        if stale:
            self._client.cancel_workflows(stale)

    def _enqueue(self, connection: sa.Connection, task: Task) -> None:
        attempt = self._attempts.get(task.key, 0) + 1
        self._attempts[task.key] = attempt
        self._client.enqueue_in_transaction(
            connection,
            {
                "workflow_name": "node",
                "queue_name": _queue_of(task),
                "workflow_id": f"{task.key}.{attempt}",
                "app_version": APPLICATION_VERSION,
                "priority": _MIDDLE - max(1 - _MIDDLE, min(_MIDDLE - 1, task.priority)),  # there, lower ones go first
            },
            task.key,
        )

    def _watch(self) -> None:
        """Heal what should never happen: nodes wanted, nobody at work, and nothing heard for a while."""
        with self._guard:
            waiting = [] if self._busy else list(self._tasks.values())
        if waiting and time.monotonic() - self._quiet_since < _QUIET_SECONDS:
            return
        self._quiet_since = time.monotonic()
        with library_problems(self._home), self._engine.begin() as connection:
            for task in waiting:
                self._enqueue(connection, task)

    def _drain(self) -> None:
        """Cancel what is queued and wait until the workflows under way have written their end."""
        with contextlib.suppress(exc.DBAPIError):
            queued = self._client.list_workflows(status="ENQUEUED", load_input=False, load_output=False)
            if queued:
                self._client.cancel_workflows([row.workflow_id for row in queued])
            deadline = time.monotonic() + _DRAIN_SECONDS
            while time.monotonic() < deadline and self._pending():
                time.sleep(0.005)

    def _pending(self) -> bool:
        rows = self._client.list_workflows(status="PENDING", limit=1, load_input=False, load_output=False)
        return bool(rows) or bool(self._busy)


class _Places:
    """Inline steps run in the workflow's own thread, all others in a worker process."""

    def __init__(self, pool: Pool, here: Here) -> None:
        self._pool = pool
        self._here = here

    @contextlib.contextmanager
    def place(self, step: Step[..., Any]) -> Generator[Place]:
        """A place for this step."""
        chosen = self._here.place(step) if step.inline else self._pool.place(step)
        with chosen as place:
            yield place


def _queue_of(task: Task) -> str:
    if task.step.paid is not None:
        return f"paid-{task.maker.name if task.maker else ''}"
    return "inline" if task.step.inline else "cpu"


def _check_findable(step: Step[..., Any]) -> None:
    """Raise TypeError for a step that a worker process could not import."""
    if not step.inline and ("__main__" in step.path or "<locals>" in step.path):
        raise TypeError(
            f"step `{step.name}` is declared in a script or inside a function, where worker processes do not find "
            "it: declare it at the top of a module, or as `inline`"
        )


def _engine(file: Path) -> sa.Engine:
    """The database of DBOS in WAL mode with synchronous FULL, which DBOS would not choose by itself."""
    if not _is_readable(file):
        _remove(file)
    engine = sa.create_engine(f"sqlite:///{file}", pool_size=20, max_overflow=40, pool_timeout=60)

    def connect(connection: Any, _record: object) -> None:  # the raw sqlite3 connection
        connection.isolation_level = "IMMEDIATE"
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "connect", connect)
    return engine


def _is_readable(file: Path) -> bool:
    """Whether `runs.db` is new or a whole database; a damaged one is worth nothing and made anew."""
    if not file.exists():
        return True
    try:
        with contextlib.closing(sqlite3.connect(file, timeout=30)) as connection:
            return bool(connection.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def _remove(file: Path) -> None:
    for end in ("", "-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)
