"""The planner: a pure function of the graph and of what is owned."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmwright.engine.graph import Graph, Node, Pending
from filmwright.engine.plan import Plan
from filmwright.engine.step import step
from filmwright.engine.testing import MemoryBlobs
from filmwright.ref import Ref
from filmwright.store import Result


@step("t.make", version=1)
def make(name: str, inputs: tuple[bytes, ...] = ()) -> bytes:
    return name.encode() + b"".join(inputs)


class Owned:
    """What is owned, as a dictionary that the tests fill by 'running' nodes."""

    def __init__(self) -> None:
        self.results: dict[str, Result] = {}

    def __call__(self, keys: list[str]) -> dict[str, Result]:
        return {key: self.results[key] for key in keys if key in self.results}

    def make(self, graph: Graph, key: str, node: Node, data: bytes | None = None) -> Result:
        needs = b"".join(str(graph.results[n].result).encode() for n in node.needs)
        content = node.inputs["name"].encode() + needs if data is None else data
        result = Result(key, "t.make", node.subject, "d", Ref.of(content), (), "now")
        self.results[key] = result
        return result


EDGES = st.lists(st.sets(st.integers(0, 30), max_size=4), min_size=1, max_size=14)


def graph_of(edges: list[set[int]], owned: Owned, names: list[str] | None = None) -> Graph:
    graph = Graph(owned, MemoryBlobs())
    for i, needs in enumerate(edges):
        earlier = tuple(graph.nodes[n % i] for n in sorted(needs)) if i else ()
        name = names[i] if names else f"n{i}"
        graph.add(make, subject=f"n{i}", department="d", name=name, inputs=earlier)
    return graph


def run(plan: Plan, owned: Owned, choose: st.DataObject | None = None) -> list[Node]:
    """Make everything, one ready key at a time, in any order; returns the nodes in the order made."""
    made: list[Node] = []
    while plan.ready:
        keys = list(plan.ready)
        key = choose.draw(st.sampled_from(keys)) if choose else keys[0]
        nodes = plan.ready[key]
        for node in nodes:
            assert all(need in plan.graph.results for need in node.needs)
        made.extend(nodes)
        plan.complete(key, owned.make(plan.graph, key, nodes[0]))
    return made


@given(EDGES, st.data())
def test_a_plan_never_runs_a_step_before_its_inputs_and_runs_all_of_them(edges, data):
    owned = Owned()
    graph = graph_of(edges, owned)
    made = run(Plan.of(graph), owned, data)
    assert sorted(n.index for n in made) == list(range(len(edges)))


@given(EDGES)
def test_what_was_made_once_is_done_in_the_next_plan(edges):
    owned = Owned()
    run(Plan.of(graph_of(edges, owned)), owned)
    again = Plan.of(graph_of(edges, owned))
    assert not again.ready
    assert not again.blocked
    assert len(again.done) == len(edges)


@given(EDGES, st.integers(0, 13))
def test_only_what_a_change_reaches_is_made_again(edges, where):
    owned = Owned()
    run(Plan.of(graph_of(edges, owned)), owned)
    changed = where % len(edges)
    names = [f"n{i}" + ("!" if i == changed else "") for i in range(len(edges))]
    graph = graph_of(edges, owned, names)
    reached = {graph.nodes[changed]}
    for node in graph.nodes:
        if any(need in reached for need in node.needs):
            reached.add(node)
    assert set(run(Plan.of(graph), owned)) == reached


def test_the_same_result_made_again_does_not_remake_what_follows():
    owned = Owned()
    run(Plan.of(graph_of([set(), {0}, {1}], owned)), owned)
    graph = graph_of([set(), {0}, {1}], owned, ["n0 in other words", "n1", "n2"])
    plan = Plan.of(graph)
    (key,) = plan.ready
    found = plan.complete(key, owned.make(graph, key, graph.nodes[0], data=b"n0"))
    assert found == graph.nodes
    assert not plan.ready


def test_two_nodes_with_one_key_are_one_piece_of_work():
    owned = Owned()
    graph = graph_of([set(), set()], owned, ["same", "same"])
    plan = Plan.of(graph)
    assert [len(nodes) for nodes in plan.ready.values()] == [2]


def test_what_needs_a_failed_node_is_skipped_and_the_rest_stays():
    owned = Owned()
    graph = graph_of([set(), set(), {0}, {2}, {1}], owned)
    plan = Plan.of(graph)
    plan.fail(graph.key(graph.nodes[0]))
    assert plan.skipped == [graph.nodes[2], graph.nodes[3]]
    assert [n.index for n in run(plan, owned)] == [1, 4]


def test_inputs_inside_lists_and_dicts_are_needed_too():
    graph = Graph(Owned(), MemoryBlobs())
    first = graph.add(make, subject="a", department="d", name="a")

    @step("t.nested", version=1)
    def nested(parts: dict[str, list[bytes]]) -> bytes:
        return b""

    node = graph.add(nested, subject="b", department="d", parts={"x": [first, first]})
    assert node.needs == (first,)


def test_asking_for_a_document_that_is_not_made_is_pending():
    graph = Graph(Owned(), MemoryBlobs())
    node = graph.add(make, subject="a", department="d", name="a")
    with pytest.raises(Pending):
        graph.document(node, bytes)
    assert graph.pending == [node]


def test_a_wrong_input_is_refused_with_the_name_of_the_step():
    graph = Graph(Owned(), MemoryBlobs())
    with pytest.raises(TypeError, match=r"t\.make"):
        graph.add(make, subject="a", department="d", nme="a")


def test_a_step_that_does_not_say_what_it_returns_is_refused():
    @step("t.vague", version=1)
    def vague(x: int) -> Path:
        return Path(str(x))

    with pytest.raises(TypeError, match="returns"):
        Graph(Owned(), MemoryBlobs()).add(vague, subject="a", department="d", x=1)
