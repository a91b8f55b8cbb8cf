"""Running a graph: find what is not owned, have it made, and grow the graph from what came out.

`Runner` is the engine's front door. How ready nodes are executed is behind the small port `Executor`;
the product uses DBOS (`engine/dbos_runner.py`), tests may use the one in `engine/testing.py`.
"""

import contextlib
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from filmwright import errors
from filmwright.engine.body import with_results
from filmwright.engine.events import (
    Event,
    MakerChanged,
    NodeReused,
    NodesPlanned,
    RunFinished,
    RunStarted,
    State,
    to_row,
)
from filmwright.engine.graph import Graph, Node, Pending
from filmwright.engine.interrupt import StopWish
from filmwright.engine.owned import Owned
from filmwright.engine.plan import Plan
from filmwright.engine.submitter import Submitters
from filmwright.engine.work import Failed, Finished, Found, Lost, Message, Stopped, Task, Told, Unusable
from filmwright.errors import BudgetExceeded, FilmwrightError, Interrupted, MakerError, UserError
from filmwright.store import LostBlob, Result, Store

__all__ = ["Executor", "Failure", "NodesFailed", "Outcome", "Runner"]

MAX_HEALS = 3
"""So often a node may find its inputs damaged, in one run, before it counts as failed."""

_LOOK_SECONDS = 0.5
"""How often a run looks whether another process asked it to stop."""

_MAY_MOVE_ON = {"BadRequest", "MakerError", "NoCredit", "NotAccepted", "ProviderFailure", "UserError"}
"""Errors after which the next maker of a chain is asked. Not a refusal: the next one might only be laxer. Not a doubt:
it may be paid already. Not a budget: that is over all makers."""

_STOPPED = "Stopped. Everything made so far is kept; give the same command to go on."

Build = Callable[[Graph], None]
OnEvent = Callable[[Event], None]


class Executor(Protocol):
    """The port behind which ready nodes are executed, each at least once until it has ended."""

    def submit(self, tasks: list[Task]) -> None:
        """See to it that these are made; a key that is under way already is not begun twice."""
        ...

    def next(self, timeout: float) -> Message | None:
        """The next thing that happened, or None when nothing did within `timeout` seconds."""
        ...

    def close(self, *, now: bool) -> None:
        """End: when all is done, or at once (`now`), leaving no process and no thread behind."""
        ...


@dataclass(frozen=True, slots=True)
class Failure:
    """A node that failed; `error` names a class."""

    step: str
    subject: str
    department: str
    error: str
    message: str


@dataclass(frozen=True)
class Outcome:
    """What a run did. Counts are nodes by step name; seconds are wall and CPU by department.

    `missing` counts nodes without a result (failed, skipped or, in a survey, to be made); `complete`
    says whether the graph could be built to its end.
    """

    run: int
    made: Mapping[str, int]
    reused: Mapping[str, int]
    failed: tuple[Failure, ...]
    skipped: int
    seconds: Mapping[str, float]
    cpu_seconds: Mapping[str, float]
    results: Mapping[Node, Result]
    missing: Mapping[str, int]
    complete: bool

    def result(self, node: Node) -> Result:
        """The result of a node of the last graph that was built."""
        return self.results[node]


class NodesFailed(MakerError):  # noqa: N818  (named as the tree in `errors` names)
    """Some nodes failed; everything that did not need them was made and is kept."""

    def __init__(self, message: str, outcome: Outcome) -> None:
        super().__init__(message)
        self.outcome = outcome


@dataclass
class Runner:
    """Makes what a graph wants in a library, with `workers` processes; `submitters` are asked for paid steps."""

    library: Store
    workers: int = 1
    on_event: OnEvent | None = None
    executor: Callable[[Store, int], Executor] | None = None
    submitters: Submitters | None = None
    _runs: "list[_Run]" = field(default_factory=list, repr=False)

    def run(self, build: Build, *, project: str = "", budget: Decimal | None = None) -> Outcome:
        """Make everything that `build(graph)` adds, and return what was made and reused; `budget` caps this run.

        `build` is called again whenever a document it asked for (`graph.document`) has been made, until
        it gets to its end. Raises the step's own UserError when a single cause of that kind stopped the
        run, BudgetExceeded when caps left no room, NodesFailed when nodes failed, LibraryError when the
        disk is full or read-only, and Interrupted after Ctrl+C or `stop()`; everything that was stored is
        kept in each case.
        """
        run = _Run(self, build, project, budget)
        self._runs.append(run)
        try:
            with run.stop.on_ctrl_c():
                return run.go()
        finally:
            self._runs.remove(run)

    def stop(self) -> None:
        """Ask the runs at work to stop, from any thread; they end as after Ctrl+C."""
        for run in list(self._runs):
            run.stop.want()

    def survey(self, build: Build) -> Outcome:
        """What of a graph is owned already, as far as it can be built from that; makes and writes nothing.

        `reused` counts what is owned and `missing` what a run would make or has still to find out.
        """
        return _Run(self, build, "", None).survey()

    def start_executor(self) -> Executor:
        """The executor for one run; DBOS is loaded only here, so a run that makes nothing never pays."""
        if self.executor is not None:
            return self.executor(self.library, self.workers)
        from filmwright.engine.dbos_runner import DbosExecutor  # noqa: PLC0415  (see above)

        return DbosExecutor(self.library, self.workers, self.submitters)


@dataclass
class _Run:
    """The state of one run; all of it belongs to the thread that called `Runner.run`."""

    runner: Runner
    build: Build
    project: str
    budget: Decimal | None
    number: int = 0
    plan: Plan | None = None
    complete: bool = False
    in_flight: set[str] = field(default_factory=set)
    made: dict[str, Result] = field(default_factory=dict)
    failed: dict[str, Failure] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    heals: Counter[str] = field(default_factory=Counter)
    told_reused: set[tuple[str, str]] = field(default_factory=set)
    stop: StopWish = field(default_factory=StopWish)
    owned: Owned = field(init=False)
    _executor: Executor | None = None
    _began: float = field(default_factory=time.perf_counter)
    _looked: float = field(default_factory=time.monotonic)

    def go(self) -> Outcome:
        records = self.library.records
        self.number = records.start_run(self.project)
        self.set_budget()
        self.owned = Owned(self.library, self.number, self.tell)
        self.store_and_tell(RunStarted(run=self.number, project=self.project))
        state: State = "failed"
        try:
            self.make_all()
            state = "failed" if self.failed else "done"
        except (Interrupted, KeyboardInterrupt):
            state = "interrupted"
            raise Interrupted(_STOPPED) from None
        finally:
            self.end(state)
        outcome = self.outcome()
        if self.failed:
            raise self.error(outcome)
        return outcome

    def survey(self) -> Outcome:
        """Look only."""
        self.owned = Owned(self.library, 0, self.tell)
        self.plan = Plan.of(self.built_graph())
        return self.outcome()

    def set_budget(self) -> None:
        """Cap what this run may spend."""
        if self.budget is not None:
            from filmwright.engine.ledger import Ledger  # noqa: PLC0415  (free runs never load it)

            Ledger.of(self.library).set_cap("run", self.budget, str(self.number))

    @property
    def library(self) -> Store:
        return self.runner.library

    # --- the loop

    def make_all(self) -> None:
        """Plan, make, and plan again until the graph is built to its end and all of it is settled."""
        self.replan()
        while True:
            self.submit_ready()
            if not self.in_flight:
                if not self.is_worth_building():
                    break
                self.replan()
                continue
            assert self._executor is not None
            if self.is_to_stop():
                raise Interrupted(_STOPPED)
            message = self._executor.next(timeout=0.2)
            again = False
            while message is not None:  # all there is, so that what became ready is submitted together
                again |= self.take_in(message)
                message = self._executor.next(timeout=0.0)
            if again:
                self.replan()
        self.close(now=False)

    def is_to_stop(self) -> bool:
        """Whether somebody wants the run to stop: here, or by a word in the records from another process."""
        now = time.monotonic()
        if now - self._looked > _LOOK_SECONDS:
            self._looked = now
            if self.library.records.is_asked_to_stop(self.number):
                self.stop.want()
        return self.stop.wanted

    def submit_ready(self) -> None:
        assert self.plan is not None
        for key in [key for key in self.plan.ready if key in self.failed]:
            self.plan.fail(key)
        keys = [key for key in self.plan.ready if key not in self.in_flight]
        if not keys:
            return
        if self._executor is None:
            self._executor = self.runner.start_executor()
        self.in_flight.update(keys)
        self._executor.submit([self.task(key, self.plan.ready[key][0]) for key in keys])

    def take_in(self, message: Message) -> bool:
        """React to one message; returns whether the graph has to be built and planned again."""
        match message:
            case Told():
                self.tell(message.event)
            case Finished():
                self.made[message.result.key] = message.result
                again = self.settled(message.result)
                self.tell(message.event)
                return again
            case Found():
                return self.settled(message.result)
            case Failed():
                self.in_flight.discard(message.task.key)
                self.tell(message.event)
                if self.move_on(message):
                    return True
                self.fail(message.task, message.error, message.message)
            case Lost():
                return self.heal(message)
            case Stopped():
                self.in_flight.discard(message.key)
            case Unusable():
                raise message.error
        return False

    def settled(self, result: Result) -> bool:
        """Take in a result that there is now; returns whether the graph can grow."""
        assert self.plan is not None
        self.in_flight.discard(result.key)
        self.owned.add(result)
        if result.key in self.plan.ready:
            for node in self.plan.complete(result.key, result):
                self.note_reused(node)
        return self.is_worth_building()

    def is_worth_building(self) -> bool:
        """Whether what the graph asked for is there: all of it, or enough to keep the workers busy."""
        assert self.plan is not None
        graph = self.plan.graph
        there = [] if self.complete else [node in graph.results for node in graph.pending]
        return any(there) and (all(there) or len(self.in_flight) <= self.runner.workers)

    def fail(self, task: Task, error: str, message: str) -> None:
        assert self.plan is not None
        self.failed[task.key] = Failure(task.step.name, task.subject, task.department, error, message)
        if task.key in self.plan.ready:
            self.plan.fail(task.key)

    def move_on(self, failed: Failed) -> bool:
        """Give the next maker of the chain its turn, where there is one and the failure allows it."""
        assert self.plan is not None
        task = failed.task
        nodes = self.plan.ready.get(task.key, [])
        chain = (nodes[0].maker, *nodes[0].fallbacks) if nodes else ()
        if failed.error not in _MAY_MOVE_ON or task.maker not in chain[:-1]:
            return False
        after = chain[chain.index(task.maker) + 1]
        self.moved.add(task.key)
        event = MakerChanged(**task.place, failed=str(task.maker), next=str(after), message=failed.message)
        self.store_and_tell(event)
        return True

    def heal(self, lost: Lost) -> bool:
        """An input could not be read: forget its result, so that it is made again."""
        self.in_flight.discard(lost.task.key)
        self.heals[lost.task.key] += 1
        if self.owned.lose(lost.ref) and self.heals[lost.task.key] <= MAX_HEALS:
            return True
        self.fail(lost.task, "StoreError", lost.message)
        return False

    # --- planning

    def replan(self) -> None:
        """Build the graph anew and compare it with what is owned."""
        self.plan = Plan.of(self.built_graph())
        for node in self.told():
            self.note_reused(node)
        self.note_takes()
        self.tell_plan()

    def built_graph(self) -> Graph:
        """The graph as far as it can be built now; results found damaged on the way are forgotten."""
        for _ in range(MAX_HEALS + 1):
            graph = Graph(self.owned, self.library.blobs, self.moved)
            try:
                self.complete = self.build_once(graph)
            except LostBlob as lost:
                if not self.owned.lose(lost.ref):
                    raise
            else:
                return graph
        raise errors.StoreError("Stored bytes are damaged again and again: check the disk of the library.")

    def build_once(self, graph: Graph) -> bool:
        """Whether `build` got to its end without a document that is still to be made."""
        with contextlib.suppress(Pending):
            self.build(graph)
        return not graph.pending

    def task(self, key: str, node: Node) -> Task:
        assert self.plan is not None
        inputs = with_results(node.inputs, self.plan.graph.results)
        return Task(
            key,
            node.step,
            inputs,
            node.subject,
            node.department,
            self.plan.graph.maker_of(node),
            self.number,
            self.project,
            node.priority,
        )

    def note_takes(self) -> None:
        """Write down which results are takes of this project."""
        assert self.plan is not None
        wanted = [
            (node.subject, node.stage, result)
            for node in self.plan.done
            if node.stage is not None and (result := self.plan.graph.results[node])
        ]
        if wanted and self.project:
            self.library.records.add_takes(self.project, wanted)

    # --- telling

    def tell(self, event: Event) -> None:
        if self.runner.on_event is not None:
            self.runner.on_event(event)

    def store_and_tell(self, event: Event) -> None:
        rows = self.library.records.append([to_row(event)])
        self.tell(event.model_copy(update={"seq": rows[0].seq, "at": rows[0].at}))

    def note_reused(self, node: Node) -> None:
        """Tell, once, that a node needs no making."""
        assert self.plan is not None
        result = self.plan.graph.results[node]
        if result.key in self.made or (result.key, node.subject) in self.told_reused:
            return
        self.told_reused.add((result.key, node.subject))
        self.tell(
            NodeReused(
                run=self.number,
                key=result.key,
                step=node.step.name,
                subject=node.subject,
                department=node.department,
                result=str(result.result),
            )
        )

    def tell_plan(self) -> None:
        assert self.plan is not None
        done = self.told()
        reused = [node for node in done if not self.was_made(node)]
        self.store_and_tell(
            NodesPlanned(
                run=self.number,
                total=_by_department(self.plan.graph.nodes),
                done=_by_department(done),
                reused=_by_department(reused),
                complete=self.complete,
            )
        )

    def told(self) -> list[Node]:
        """Nodes that are done, without those stored a moment ago whose own event is still on its way."""
        assert self.plan is not None
        results = self.plan.graph.results
        return [node for node in self.plan.done if results[node].key not in self.in_flight]

    def was_made(self, node: Node) -> bool:
        """Whether this run made the result of a done node."""
        assert self.plan is not None
        return self.plan.graph.results[node].key in self.made

    # --- the end

    def close(self, *, now: bool) -> None:
        if self._executor is not None:
            executor, self._executor = self._executor, None
            executor.close(now=now)

    def end(self, state: State) -> None:
        """Stop what still runs and write the last lines, as far as the library lets us."""
        self.stop.closing = True
        self.close(now=True)
        with contextlib.suppress(errors.LibraryError):
            if self.plan is not None:
                self.note_takes()
            event = self.summary(state)
            rows = self.library.records.end_run(self.number, state, [to_row(event)])
            self.tell(event.model_copy(update={"seq": rows[0].seq, "at": rows[0].at}))

    def summary(self, state: State) -> RunFinished:
        outcome = self.outcome()
        return RunFinished(
            run=self.number,
            state=state,
            made=sum(outcome.made.values()),
            reused=sum(outcome.reused.values()),
            failed=len(outcome.failed),
            skipped=outcome.skipped,
            seconds=time.perf_counter() - self._began,
        )

    def outcome(self) -> Outcome:
        done = self.plan.done if self.plan else []
        nodes = self.plan.graph.nodes if self.plan else []
        results = dict(self.plan.graph.results) if self.plan else {}
        seconds: dict[str, float] = {}
        cpu: dict[str, float] = {}
        for result in self.made.values():
            seconds[result.department] = seconds.get(result.department, 0.0) + result.seconds
            cpu[result.department] = cpu.get(result.department, 0.0) + result.cpu_seconds
        return Outcome(
            self.number,
            _count(result.step for result in self.made.values()),
            _count(node.step.name for node in done if not self.was_made(node)),
            tuple(self.failed.values()),
            len(self.plan.skipped) if self.plan else 0,
            dict(sorted(seconds.items())),
            dict(sorted(cpu.items())),
            results,
            _count(node.step.name for node in nodes if node not in results),
            self.complete,
        )

    def error(self, outcome: Outcome) -> FilmwrightError:
        """The error that names the first failures; a single cause that the person can fix keeps its type."""
        if all(f.error == BudgetExceeded.__name__ for f in outcome.failed):
            return BudgetExceeded(_over_budget(outcome))
        first = outcome.failed[0]
        kind = getattr(errors, first.error, None)
        if len({f.message for f in outcome.failed}) == 1 and isinstance(kind, type) and issubclass(kind, UserError):
            return kind(first.message)
        lines = "; ".join(f"`{f.step}` of `{f.subject}`: {f.message.rstrip('.')}" for f in outcome.failed[:3])
        more = f" (and {len(outcome.failed) - 3} more)" if len(outcome.failed) > 3 else ""
        left_out = f" {outcome.skipped} that need what failed were left out." if outcome.skipped else ""
        return NodesFailed(f"Not everything could be made: {lines}{more}.{left_out} All the rest is kept.", outcome)


def _over_budget(outcome: Outcome) -> str:
    more = len(outcome.failed) - 1
    rest = f" {more} more were stopped in the same way." if more else ""
    left_out = f" {outcome.skipped} that need them were left out." if outcome.skipped else ""
    return f"{outcome.failed[0].message}{rest}{left_out} All that was made is kept."


def _count(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def _by_department(nodes: list[Node]) -> dict[str, int]:
    return _count(node.department for node in nodes)
