"""A rehearsal sees as far as a run would, and writes nothing."""

import pytest

from filmwright.engine.graph import Graph
from filmwright.engine.rehearse import LayeredBlobs, Rehearsal
from filmwright.engine.step import step
from filmwright.engine.testing import MemoryBlobs, inline_runner, memory_store
from filmwright.errors import MakerError, UserError
from filmwright.store import MissingBlob


@step("toy.words", version=1, inline=True, media_type="text/plain")
def words(text: str) -> bytes:
    """Lower case."""
    if text == "bad":
        raise UserError("Not this one.")
    if text == "worse":
        raise ValueError(text)
    return text.lower().encode()


@step("toy.picture", version=1)
def picture(told: bytes) -> bytes:
    """Something long."""
    return told * 2


@step("toy.film", version=1)
def film(pictures: tuple[bytes, ...]) -> bytes:
    """Everything."""
    return b"".join(pictures)


def build(*texts: str):
    """A graph that grows out of the first documents."""

    def add(graph: Graph) -> None:
        told = [graph.add(words, subject=t, department="words", text=t) for t in texts]
        read = [graph.document(node, bytes) for node in told]
        pictures = [
            graph.add(picture, subject=r.decode(), department="picture", told=n)
            for r, n in zip(read, told, strict=True)
        ]
        graph.add(film, subject="film", department="cut", pictures=tuple(pictures))

    return add


def rehearse(store, *texts: str) -> Rehearsal:
    rehearsal = Rehearsal(store, lambda s: s.inline)
    rehearsal.run(build(*texts))
    return rehearsal


def subjects(nodes) -> set[tuple[str, str]]:
    return {(n.step.name, n.subject) for n in nodes}


def test_nothing_of_a_new_library_is_owned():
    assert subjects(rehearse(memory_store(), "A", "B").missing()) == {
        ("toy.words", "A"), ("toy.words", "B"), ("toy.picture", "a"), ("toy.picture", "b"), ("toy.film", "film"),
    }  # fmt: skip


def test_a_made_graph_is_owned_whole():
    store = memory_store()
    inline_runner(store).run(build("A", "B"))
    assert rehearse(store, "A", "B").missing() == []


def test_only_what_hangs_on_a_change_is_missing():
    store = memory_store()
    inline_runner(store).run(build("A", "B"))
    assert subjects(rehearse(store, "A", "C").missing()) == {
        ("toy.words", "C"), ("toy.picture", "c"), ("toy.film", "film"),
    }  # fmt: skip


def test_a_quick_step_that_gives_the_same_as_before_costs_nothing():
    store = memory_store()
    inline_runner(store).run(build("A"))
    rehearsal = rehearse(store, "a")
    assert rehearsal.missing() == []
    assert subjects(rehearsal.owned()) == {("toy.words", "a"), ("toy.picture", "a"), ("toy.film", "film")}


def test_a_rehearsal_writes_nothing():
    store = memory_store()
    rehearse(store, "A")
    assert store.records.all_results() == ()
    assert store.records.events() == ()
    assert store.records.runs() == ()


def test_what_a_quick_step_refuses_is_told_in_its_own_words():
    with pytest.raises(UserError, match=r"Not this one\."):
        rehearse(memory_store(), "bad")


def test_a_quick_step_that_breaks_is_named():
    with pytest.raises(MakerError, match=r"`toy\.words` of `worse`"):
        rehearse(memory_store(), "worse")


def test_layered_blobs_read_both_and_write_above(tmp_path):
    base = MemoryBlobs()
    below = base.put(b"below")
    layered = LayeredBlobs(base)
    above = layered.put(b"above")
    assert (layered.get(below), layered.get(above)) == (b"below", b"above")
    assert (layered.has(above), base.has(above)) == (True, False)
    file = tmp_path / "file"
    file.write_bytes(b"file")
    assert layered.path(layered.put_file(file)).read_bytes() == b"file"
    assert layered.check(above, layered.stamp(above)) == layered.stamp(above)
    with layered.open(below) as opened:
        assert opened.read() == b"below"
    with pytest.raises(MissingBlob):
        base.get(above)
