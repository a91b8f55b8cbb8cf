"""The graph of what is wanted: nodes are steps with inputs, edges are results.

`app` builds it from documents; `graph.document(node, Type)` reads a result that exists and raises
`Pending` for one that does not yet, so a graph can grow from what its first nodes make.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from filmwright.engine.key import document_ref, key_of
from filmwright.engine.step import Document, Maker, Step, is_document
from filmwright.errors import FilmwrightError
from filmwright.store import Blobs, Result

__all__ = ["Graph", "Lookup", "Node", "Pending", "nodes_in"]

T = TypeVar("T")
Lookup = Callable[[list[str]], Mapping[str, Result]]
"""Which of these keys have a result whose bytes are all there."""


@dataclass(frozen=True, eq=False)
class Node:
    """One step with its inputs. `subject` and `department` are for people; they are not in the key.

    `stage` says that the result is a take of the subject (`frame`, `clip`, `line` ...). Of what is ready, a higher
    `priority` goes first: what a person waits for. `fallbacks` are asked, in order, when the maker fails (never after
    a refusal, and never while it is in doubt what was charged).
    """

    index: int
    step: Step[..., Any]
    subject: str
    department: str
    inputs: Mapping[str, object]
    maker: Maker | None = None
    stage: str | None = None
    needs: tuple["Node", ...] = ()
    priority: int = 0
    fallbacks: tuple[Maker, ...] = ()

    def __repr__(self) -> str:
        return f"<node {self.index} {self.step.name} {self.subject}>"


class Pending(FilmwrightError):  # noqa: N818  (it is a state, not a mistake)
    """A result that the graph asked for is not made yet; the runner makes it and builds again."""

    def __init__(self, node: Node) -> None:
        super().__init__(f"`{node.step.name}` of `{node.subject}` is not made yet")
        self.node = node


@dataclass
class Graph:
    """Nodes in the order in which they were added; a node only needs earlier ones, so it has no cycles."""

    lookup: Lookup
    blobs: Blobs
    failed: Collection[str] = ()
    """Keys whose maker failed in this run, so that the next one of the chain has its turn."""
    nodes: list[Node] = field(default_factory=list)
    successors: dict[Node, list[Node]] = field(default_factory=dict)
    results: dict[Node, Result] = field(default_factory=dict)
    pending: list[Node] = field(default_factory=list)
    _documents: dict[tuple[str, type], Any] = field(default_factory=dict)
    _addresses: dict[int, tuple[Document, str]] = field(default_factory=dict)  # keeps them alive, so ids hold

    def add(
        self,
        step: Step[..., Any],
        *,
        subject: str,
        department: str,
        stage: str | None = None,
        maker: Maker | None = None,
        priority: int = 0,
        fallbacks: tuple[Maker, ...] = (),
        **inputs: object,
    ) -> Node:
        """Want the result of `step` on these inputs.

        An input is a node (its result is passed), a document, a `Ref`, a plain value, or lists, tuples
        and dicts of these. Raises TypeError when the step does not take them.
        """
        bound = step.bind(inputs)
        if step.paid is not None and maker is None:
            raise TypeError(f"step `{step.name}` is made by a provider: say which one, as its `maker`")
        _ = step.returns  # complains here about a result that nobody could read
        needs = tuple(dict.fromkeys(nodes_in(bound)))
        node = Node(len(self.nodes), step, subject, department, bound, maker, stage, needs, priority, fallbacks)
        self.nodes.append(node)
        self.successors[node] = []
        for other in needs:
            self.successors[other].append(node)
        return node

    def key(self, node: Node) -> str | None:
        """The key of a node, or None while one of its inputs is not made."""
        if any(other not in self.results for other in node.needs):
            return None
        return self._key(node, self.maker_of(node))

    def maker_of(self, node: Node) -> Maker | None:
        """Who makes a node whose inputs are made: the first of its chain whose result we own, else whose turn it is."""
        if not node.fallbacks or node.maker is None:
            return node.maker
        chain = (node.maker, *node.fallbacks)
        keys = [self._key(node, maker) for maker in chain]
        owned = self.lookup(keys)
        for key, maker in zip(keys, chain, strict=True):
            if key in owned:
                return maker
        return next((maker for key, maker in zip(keys, chain, strict=True) if key not in self.failed), chain[-1])

    def _key(self, node: Node, maker: Maker | None) -> str:
        return key_of(node.step, node.inputs, maker=maker, replace=self._input)

    def result_of(self, node: Node) -> Result | None:
        """The result of a node if we own it; looks it (and what it needs) up in the store."""
        for wanted in _with_needs(node):
            self._find(wanted)
        return self.results.get(node)

    def document(self, node: Node, kind: type[T]) -> T:
        """The result of a node as a document; raises Pending when it is not made yet.

        Raises LostBlob when its bytes turn out to be damaged.
        """
        result = self.result_of(node)
        if result is None:
            self.pending.append(node)
            raise Pending(node)
        place = (str(result.result), kind)
        if place not in self._documents:
            self._documents[place] = decode(kind, self.blobs.get(result.result))
        document: T = self._documents[place]
        return document

    def _find(self, node: Node) -> None:
        if node in self.results:
            return
        key = self.key(node)
        if key is not None:
            found = self.lookup([key]).get(key)
            if found is not None:
                self.results[node] = found

    def _input(self, value: object) -> object | None:
        """The canonical form of nodes, and of documents, which many nodes may share."""
        if isinstance(value, Node):
            return ["result", str(self.results[value].result)]
        if is_document(value):
            place = id(value)
            if place not in self._addresses:
                self._addresses[place] = (value, str(document_ref(value)))
            return ["result", self._addresses[place][1]]
        return None


def decode(kind: Any, data: bytes) -> Any:
    """Bytes of a result as `kind`: a document class or `bytes`."""
    return data if kind is bytes else kind.from_bytes(data)


def nodes_in(value: object) -> Iterator[Node]:
    """All nodes inside nested inputs, in order."""
    match value:
        case Node():
            yield value
        case list() | tuple():
            for item in value:
                yield from nodes_in(item)
        case dict():
            for item in value.values():
                yield from nodes_in(item)
        case _:
            return


def _with_needs(node: Node) -> list[Node]:
    """The node and everything it needs, inputs first."""
    seen: set[Node] = set()
    open_nodes = [node]
    while open_nodes:
        current = open_nodes.pop()
        if current not in seen:
            seen.add(current)
            open_nodes.extend(current.needs)
    return sorted(seen, key=lambda n: n.index)
