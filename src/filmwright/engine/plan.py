"""What has to be done: a pure question to the graph and to what is owned.

Nodes whose key is owned are *done*, nodes whose inputs are all done but whose key is not owned are
*ready*, all others are *blocked*. Two nodes with the same key are one piece of work.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from filmwright.engine.graph import Graph, Node
from filmwright.store import Result

__all__ = ["Plan"]


@dataclass
class Plan:
    """The state of one graph while it is being made."""

    graph: Graph
    ready: dict[str, list[Node]] = field(default_factory=dict)
    """Work that can start, by key, in graph order."""
    skipped: list[Node] = field(default_factory=list)
    """Nodes that cannot be made because something they need failed."""
    _waiting: dict[Node, int] = field(default_factory=dict)

    @classmethod
    def of(cls, graph: Graph) -> "Plan":
        """Settle the whole graph against what is owned; batches its questions level by level."""
        plan = cls(graph)
        plan._waiting = {node: len(node.needs) for node in graph.nodes}
        known = {node: graph.results.pop(node) for node in list(graph.results)}
        plan._settle([node for node in graph.nodes if not node.needs], known)
        return plan

    @property
    def blocked(self) -> list[Node]:
        """Nodes that wait for others."""
        return [node for node, count in self._waiting.items() if count]

    @property
    def done(self) -> list[Node]:
        """Nodes whose result we own."""
        return [node for node in self.graph.nodes if node in self.graph.results]

    def complete(self, key: str, result: Result) -> list[Node]:
        """Take in the result of ready work; returns the nodes found done because of it, itself first.

        Successors that became ready are in `ready`; those whose result was owned already (early
        cutoff) are done at once.
        """
        nodes = self.ready.pop(key)
        self.graph.results.update(dict.fromkeys(nodes, result))
        return nodes + self._settle(self._released(nodes), {})

    def fail(self, key: str) -> list[Node]:
        """Take work out because it failed; returns its nodes. What needs them is skipped."""
        nodes = self.ready.pop(key)
        lost = list(nodes)
        gone: set[Node] = set()
        while lost:
            for successor in self.graph.successors[lost.pop()]:
                if successor not in gone:
                    gone.add(successor)
                    lost.append(successor)
        already = set(self.skipped)
        fresh = sorted((n for n in gone if n not in already), key=lambda n: n.index)
        self.skipped.extend(fresh)
        return nodes

    def _settle(self, frontier: list[Node], known: Mapping[Node, Result]) -> list[Node]:
        """Ask for the results of a frontier of nodes whose inputs are done, level by level."""
        found: list[Node] = []
        while frontier:
            keys = {node: self._key(node) for node in frontier}
            fresh = [node for node in frontier if node not in known]
            owned = self.graph.lookup(list(dict.fromkeys(keys[node] for node in fresh)))
            level: list[Node] = []
            for node in frontier:
                result = known.get(node) or owned.get(keys[node])
                if result is None:
                    self.ready.setdefault(keys[node], []).append(node)
                else:
                    self.graph.results[node] = result
                    level.append(node)
            found.extend(level)
            frontier = self._released(level)
        return found

    def _released(self, nodes: list[Node]) -> list[Node]:
        """Nodes whose last missing input is among `nodes`, in graph order."""
        free: list[Node] = []
        for node in nodes:
            for successor in self.graph.successors[node]:
                self._waiting[successor] -= 1
                if not self._waiting[successor]:
                    free.append(successor)
        return sorted(free, key=lambda n: n.index)

    def _key(self, node: Node) -> str:
        key = self.graph.key(node)
        assert key is not None  # all its inputs are done
        return key
