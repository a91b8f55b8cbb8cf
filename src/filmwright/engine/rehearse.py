"""What a run would make, found out without writing anything.

A survey stops at the first document that is not there. A rehearsal makes the quick ones (the caller says which steps
are quick) in memory, over the library, and so sees as far as a run would: which results are owned, which would come out
as they are already, and which have to be made.
"""

import contextlib
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from filmwright.engine.body import Broken, Reader, call, with_results
from filmwright.engine.graph import Graph, Node, Pending
from filmwright.engine.owned import Owned
from filmwright.engine.plan import Plan
from filmwright.engine.step import Step
from filmwright.engine.testing import MemoryBlobs
from filmwright.errors import MakerError, UserError
from filmwright.ref import Ref
from filmwright.store import Blobs, Result, Stamp, Store

__all__ = ["LayeredBlobs", "Rehearsal"]


class LayeredBlobs:
    """The blobs of a library with others over them, in memory: reading sees both, writing leaves the library alone."""

    def __init__(self, base: Blobs) -> None:
        self._base = base
        self._over = MemoryBlobs()

    def _home(self, ref: Ref) -> Blobs:
        return self._over if self._over.has(ref) else self._base

    def put(self, data: bytes, media_type: str = "application/octet-stream") -> Ref:
        """Keep `data` in memory."""
        return self._over.put(data, media_type)

    def put_file(self, path: Path, media_type: str = "application/octet-stream") -> Ref:
        """Keep the bytes of a file in memory."""
        return self._over.put_file(path, media_type)

    def get(self, ref: Ref) -> bytes:
        """All bytes; raises MissingBlob or CorruptBlob."""
        return self._home(ref).get(ref)

    def has(self, ref: Ref) -> bool:
        """Whether either knows these bytes."""
        return self._over.has(ref) or self._base.has(ref)

    def path(self, ref: Ref) -> Path:
        """A file to read with these bytes."""
        return self._home(ref).path(ref)

    def open(self, ref: Ref) -> BinaryIO:
        """The bytes as an open file."""
        return self._home(ref).open(ref)

    def stamp(self, ref: Ref) -> Stamp:
        """Size and time of the bytes."""
        return self._home(ref).stamp(ref)

    def check(self, ref: Ref, stamp: Stamp | None) -> Stamp | None:
        """The stamp under which the bytes are right, or None."""
        return self._home(ref).check(ref, stamp)

    def scratch(self, suffix: str = "") -> AbstractContextManager[Path]:
        """A path for a file in the making, outside the library."""
        return self._over.scratch(suffix)


@dataclass
class Rehearsal:
    """Rehearses graphs over one library; what one graph made is there for the next."""

    library: Store
    is_quick: Callable[[Step[..., Any]], bool]
    blobs: LayeredBlobs = field(init=False)
    graph: Graph | None = None
    plan: Plan | None = None
    _made: dict[str, Result] = field(default_factory=dict)
    _documents: dict[tuple[str, type], Any] = field(default_factory=dict)  # frozen, so graphs may share them

    def __post_init__(self) -> None:
        self.blobs = LayeredBlobs(self.library.blobs)
        self._owned = Owned(self.library, 0, lambda _event: None)
        self._reader = Reader(self.blobs)

    def run(self, build: Callable[[Graph], None]) -> Graph:
        """Build a graph as far as quick steps lead, and settle it; raises what a quick step raises."""
        while True:
            graph = Graph(self._lookup, self.blobs, _documents=self._documents)
            with contextlib.suppress(Pending):
                build(graph)
            self.graph, self.plan = graph, Plan.of(graph)
            if not self._make_quick(self.plan) or not graph.pending:
                return graph

    def owned(self) -> list[Node]:
        """Nodes of the last graph whose result the library has, made by them or by others that gave the same."""
        assert self.graph is not None
        return [n for n, r in self.graph.results.items() if r.key not in self._made or self._is_old(r)]

    def missing(self) -> list[Node]:
        """Nodes of the last graph that a run would make: quick ones with a new result, and all that cannot be told."""
        assert self.graph is not None
        there = set(self.owned())
        return [n for n in self.graph.nodes if n not in there]

    def _is_old(self, result: Result) -> bool:
        return self.library.blobs.has(result.result)

    def _lookup(self, keys: list[str]) -> dict[str, Result]:
        here = {key: self._made[key] for key in keys if key in self._made}
        return {**self._owned([key for key in keys if key not in here]), **here}

    def _make_quick(self, plan: Plan) -> bool:
        """Make what is quick and ready, and what becomes ready by it; whether there was any."""
        some = False
        while keys := list(self._quick(plan)):
            some = True
            for key in keys:
                result = self._make(key, plan.ready[key][0], plan)
                self._made[key] = result
                plan.complete(key, result)
        return some

    def _quick(self, plan: Plan) -> Iterable[str]:
        return (key for key, nodes in plan.ready.items() if self.is_quick(nodes[0].step))

    def _make(self, key: str, node: Node, plan: Plan) -> Result:
        made = call(node.step, with_results(node.inputs, plan.graph.results), self._reader, lambda _part: None)
        if isinstance(made, Broken):
            if made.error in {"UserError", "ScriptError"}:
                raise UserError(made.message)
            raise MakerError(f"`{node.step.name}` of `{node.subject}`: {made.message}")
        return Result(key, node.step.name, node.subject, node.department, made.result, (), "")
