"""What a run would cost and how long it would take, before anything is sent.

Prices are the worst that the makers name, found without network. A node whose inputs are still to be made cannot always
be asked for yet: it counts as the dearest of its kind (same step, maker and model) that can be, or that was reserved
before; what has neither is counted as unpriced and said. Times are the median of what the same took before, else what
the maker declares, at the parallelism that is allowed.
"""

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from filmwright.engine.body import FromResult, Reader
from filmwright.engine.graph import Graph, Node, nodes_in
from filmwright.engine.ledger.ledger import Ledger
from filmwright.engine.ledger.rows import Entry
from filmwright.engine.submitter import Asked, Submitters
from filmwright.ref import Ref
from filmwright.store import Result, Store

__all__ = ["Forecast", "ForecastRow", "Kind", "forecast"]

_REMEMBERED = 200
_NOBODY = Ref.of(b"", "application/octet-stream")
"""Stands in a request for a file that is not made yet: prices do not depend on what is in it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Nodes that cost and take alike. `maker` and `model` are empty for work on this machine."""

    department: str
    step: str
    maker: str = ""
    model: str = ""


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """What one kind of node would take: `worst` US dollars for all of them, `seconds` each (None: not known).

    `unpriced` of them have no price yet; `seconds_from` says where the time comes from.
    """

    kind: Kind
    nodes: int
    worst: Decimal
    unpriced: int
    seconds: float | None
    seconds_from: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """The whole: rows in the order of the graph; `seconds` leaves out kinds whose time is not known (`untimed`)."""

    rows: tuple[ForecastRow, ...]
    worst: Decimal
    unpriced: int
    seconds: float
    untimed: int


@dataclass
class _Sums:
    nodes: int = 0
    prices: list[Decimal] = field(default_factory=list)


def forecast(
    missing: Sequence[Node],
    graph: Graph,
    *,
    library: Store,
    submitters: Submitters,
    workers: int,
    declared: Callable[[Asked], float | None] = lambda _asked: None,
) -> Forecast:
    """What making the `missing` nodes of a graph would cost and take.

    `declared` is what a maker says about the time of a request. Raises UserError when a maker is not known or its key
    is missing, as the run itself would.
    """
    asked = {node: _asked(node, graph, submitters) for node in missing if node.step.paid is not None}
    entries = Ledger.of(library).entries()
    dearest = _dearest(asked, entries)
    times = _times(missing, asked, entries, library.records.seconds_by_step(), declared)
    rows = tuple(_row(kind, nodes, asked, dearest.get(kind), times[kind]) for kind, nodes in _by_kind(missing).items())
    seconds = _makespan(missing, times, rows, submitters, workers)
    return Forecast(
        rows,
        sum((row.worst for row in rows), Decimal(0)),
        sum(row.unpriced for row in rows),
        seconds,
        sum(row.nodes for row in rows if row.seconds is None),
    )


def kind_of(node: Node) -> Kind:
    """Which nodes a node is like."""
    if node.step.paid is None or node.maker is None:
        return Kind(node.department, node.step.name)
    return Kind(node.department, node.step.name, node.maker.name, node.maker.model)


def _by_kind(nodes: Iterable[Node]) -> dict[Kind, list[Node]]:
    found: dict[Kind, list[Node]] = {}
    for node in nodes:
        found.setdefault(kind_of(node), []).append(node)
    return found


# --- prices


def _asked(node: Node, graph: Graph, submitters: Submitters) -> Asked | None:
    """The priced request of a node; None when it needs a document that is not made yet."""
    assert node.step.paid is not None
    assert node.maker is not None
    open_inputs = [other for other in node.needs if other not in graph.results]
    if any(other.step.returns is not Ref for other in open_inputs):
        return None
    inputs = {name: _filled(value, graph.results) for name, value in node.inputs.items()}
    request = node.step.paid.request(Reader(graph.blobs).inputs(inputs))
    return submitters(node.maker.name).price(node.step.paid.capability, node.maker.model, request)


def _filled(value: object, results: Mapping[Node, Result]) -> object:
    """An input with every node replaced by the address of its result, or by a stand-in for one not made yet."""
    match value:
        case Node():
            made = results.get(value)
            return FromResult(_NOBODY if made is None else made.result, value.step.returns)
        case list() | tuple():
            items = [_filled(item, results) for item in value]
            return items if isinstance(value, list) else tuple(items)
        case dict():
            return {key: _filled(item, results) for key, item in value.items()}
        case _:
            return value


def _dearest(asked: Mapping[Node, Asked | None], entries: Iterable[Entry]) -> dict[Kind, Decimal]:
    """The highest price of each kind, of those that can be asked for now; else of those that ever were."""
    past: dict[Kind, Decimal] = {}
    for entry in entries:
        kind = Kind(entry.department, entry.step, entry.asked.provider, entry.asked.model)
        past[kind] = max(past.get(kind, Decimal(0)), entry.reserved)
    now: dict[Kind, Decimal] = {}
    for node, price in asked.items():
        if price is not None:
            now[kind_of(node)] = max(now.get(kind_of(node), Decimal(0)), price.worst)
    return {**past, **now}


def _row(
    kind: Kind,
    nodes: Sequence[Node],
    asked: Mapping[Node, Asked | None],
    dearest: Decimal | None,
    time: tuple[float | None, str],
) -> ForecastRow:
    if not kind.maker:
        return ForecastRow(kind, len(nodes), Decimal(0), 0, *time)
    known = [price.worst for node in nodes if (price := asked[node]) is not None]
    others = len(nodes) - len(known)
    worst = sum(known, Decimal(0)) + (dearest or Decimal(0)) * others
    return ForecastRow(kind, len(nodes), worst, others if dearest is None else 0, *time)


# --- times


def _times(
    missing: Sequence[Node],
    asked: Mapping[Node, Asked | None],
    entries: Iterable[Entry],
    steps: Mapping[str, Sequence[float]],
    declared: Callable[[Asked], float | None],
) -> dict[Kind, tuple[float | None, str]]:
    past: dict[Kind, list[float]] = {}
    for entry in entries:
        if entry.outcome == "made" and entry.closed_at is not None:
            kind = Kind(entry.department, entry.step, entry.asked.provider, entry.asked.model)
            past.setdefault(kind, []).append(_seconds(entry.sent_at, entry.closed_at))
    return {
        kind: _time(
            past.get(kind, [])[-_REMEMBERED:] if kind.maker else steps.get(kind.step, ()),
            [price for node in nodes if (price := asked.get(node)) is not None],
            declared,
        )
        for kind, nodes in _by_kind(missing).items()
    }


def _time(
    past: Sequence[float], asked: Sequence[Asked], declared: Callable[[Asked], float | None]
) -> tuple[float | None, str]:
    if past:
        return statistics.median(past), "past runs"
    said = [seconds for price in asked if (seconds := declared(price)) is not None]
    return (statistics.median(said), "the maker") if said else (None, "not known")


def _seconds(start: str, end: str) -> float:
    return max(0.0, (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds())


def _makespan(
    missing: Sequence[Node],
    times: Mapping[Kind, tuple[float | None, str]],
    rows: Sequence[ForecastRow],
    submitters: Submitters,
    workers: int,
) -> float:
    """The busiest resource, and one chain of work from its first node to its last."""
    busy: dict[str, float] = {}
    counts: dict[str, int] = {}
    for row in rows:
        maker = row.kind.maker
        busy[maker] = busy.get(maker, 0.0) + (row.seconds or 0.0) * row.nodes
        counts[maker] = counts.get(maker, 0) + row.nodes
    most = 0.0
    for maker, seconds in busy.items():
        submitter = submitters(maker) if maker else None
        most = max(most, seconds / (submitter.slots if submitter else max(1, workers)))
        if submitter is not None and submitter.pace is not None:
            most = max(most, counts[maker] / submitter.pace.requests * submitter.pace.seconds)
    return most + _longest_chain(missing, times)


def _longest_chain(missing: Sequence[Node], times: Mapping[Kind, tuple[float | None, str]]) -> float:
    """Seconds along the longest way through the missing nodes; nodes only need earlier ones."""
    until: dict[Node, float] = {}
    for node in sorted(missing, key=lambda n: n.index):
        before = max((until.get(other, 0.0) for other in nodes_in(dict(node.inputs))), default=0.0)
        until[node] = before + (times[kind_of(node)][0] or 0.0)
    return max(until.values(), default=0.0)
