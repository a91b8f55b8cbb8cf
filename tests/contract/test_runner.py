"""What every way of running a graph promises: in this thread over memory, and on DBOS with processes."""

import contextlib
import os
import sys
import threading
from pathlib import Path

import pytest

from filmwright.engine import dbos_runner
from filmwright.engine.events import NodeFailed, NodeMade, NodeReused, NodesPlanned, RunFinished, RunStarted, events
from filmwright.engine.graph import Pending
from filmwright.engine.runner import NodesFailed, Runner
from filmwright.engine.step import step
from filmwright.engine.testing import InlineExecutor, MemoryBlobs, memory_store
from filmwright.errors import Interrupted, LibraryError, ScriptError
from filmwright.ref import Ref
from filmwright.store import Store

sys.path.insert(0, str(Path(__file__).parent))
import runner_steps as steps
from engine_toy import Sheet


@pytest.fixture(params=["memory", "folder", "dbos"])
def kind(request) -> str:
    return request.param


@pytest.fixture
def store(kind, tmp_path):
    made = memory_store() if kind == "memory" else Store.open(tmp_path / "library")
    yield made
    made.close()


@pytest.fixture
def runner(kind, store):
    if kind == "dbos":
        return Runner(store, workers=2)
    return Runner(store, executor=lambda library, _workers: InlineExecutor(library))


def three_boards(graph, words="one two three", tail=""):
    script = graph.add(steps.small, subject="script", department="screenplay", text=words)
    names = graph.document(script, Sheet).text.split()
    sheets = [graph.add(steps.write, subject=n, department="shots", text=n + tail) for n in names]
    boards = [graph.add(steps.draw, subject=s.subject, department="picture", stage="frame", sheet=s) for s in sheets]
    film = graph.add(steps.film, subject="film", department="cut", boards=tuple(boards))
    length = graph.add(steps.length, subject="film", department="cut", film=film)
    graph.add(steps.card, subject="film", department="cut", length=length)
    return length


def test_a_graph_that_grows_from_its_own_documents_is_made_to_its_end(runner, store):
    kept = []
    outcome = runner.run(lambda graph: kept.append(three_boards(graph)), project="film")
    assert outcome.made == {"r.card": 1, "r.draw": 3, "r.film": 1, "r.length": 1, "r.small": 1, "r.write": 3}
    assert outcome.complete
    assert not outcome.missing
    assert store.blobs.get(outcome.result(kept[-1]).result) == b"960"


def test_run_again_makes_nothing(runner):
    runner.run(three_boards)
    outcome = runner.run(three_boards)
    assert outcome.made == {}
    assert sum(outcome.reused.values()) == 10


def test_one_changed_word_makes_only_what_comes_from_it(runner):
    runner.run(three_boards)
    outcome = runner.run(lambda graph: three_boards(graph, "one two four"))
    assert outcome.made == {"r.draw": 1, "r.film": 1, "r.length": 1, "r.small": 1, "r.write": 1}
    assert outcome.reused["r.card"] == 1, "the length came out the same, so the card stays"


def test_a_failed_node_takes_only_what_needs_it(runner, store):
    def build(graph):
        three_boards(graph)
        broken = graph.add(steps.bad, subject="x", department="picture", sheet=Sheet("x"))
        graph.add(steps.draw, subject="y", department="picture", sheet=broken)

    with pytest.raises(NodesFailed, match="cannot draw x") as caught:
        runner.run(build)
    outcome = caught.value.outcome
    assert sum(outcome.made.values()) == 10
    assert [(f.step, f.subject, f.error) for f in outcome.failed] == [("r.bad", "x", "ValueError")]
    assert outcome.skipped == 1
    (failed,) = [e for e in events(store.records) if isinstance(e, NodeFailed)]
    assert "in bad" in failed.traceback


def test_a_failure_is_tried_again_by_the_next_run(runner):
    def build(graph):
        graph.add(steps.bad, subject="x", department="picture", sheet=Sheet("x"))

    for _ in range(2):
        with pytest.raises(NodesFailed):
            runner.run(build)


def test_an_error_the_person_can_fix_keeps_its_type(runner):
    def build(graph):
        script = graph.add(steps.wrong_script, subject="script", department="screenplay", text="x")
        graph.document(script, Sheet)

    with pytest.raises(ScriptError, match="no scenes"):
        runner.run(build)


def test_a_full_disk_in_a_step_ends_the_run_and_keeps_what_was_made(runner):
    def build(graph):
        graph.document(graph.add(steps.small, subject="a", department="d", text="a"), Sheet)
        graph.add(steps.no_space, subject="b", department="d", text="b")

    with pytest.raises(LibraryError, match="full"):
        runner.run(build)
    assert runner.survey(build).reused == {"r.small": 1}


def test_events_tell_the_run_in_order(runner, store):
    told = []
    runner.on_event = told.append
    runner.run(three_boards, project="film")
    assert isinstance(told[0], RunStarted)
    assert isinstance(told[-1], RunFinished)
    assert told[-1].made == 10
    assert [e for e in told if type(e).stored] == list(events(store.records))
    plans = [e for e in told if isinstance(e, NodesPlanned)]
    assert plans[-1].complete
    assert plans[-1].total == {"cut": 3, "picture": 3, "screenplay": 1, "shots": 3}
    assert len([e for e in told if isinstance(e, NodeMade)]) == 10
    told.clear()
    runner.run(three_boards)
    assert len([e for e in told if isinstance(e, NodeReused)]) == 10


class LateNews(InlineExecutor):
    """Everything is stored at once, and told of one by one: between two messages the run plans anew."""

    def next(self, timeout):
        while self._tasks:
            self._work(self._tasks.popleft())
        return self._messages.popleft() if timeout and self._messages else None


def test_what_is_stored_before_its_news_arrives_is_counted_once():
    told = []

    def build(graph):
        first = graph.add(steps.small, subject="a", department="screenplay", text="one")
        graph.add(steps.small, subject="b", department="breakdown", text="two")
        graph.document(first, Sheet)

    Runner(memory_store(), on_event=told.append, executor=lambda library, _workers: LateNews(library)).run(build)
    counts: dict[str, int] = {}
    for event in told:
        if isinstance(event, NodesPlanned):
            counts = dict(event.done)
        elif isinstance(event, NodeMade):
            counts[event.department] = counts.get(event.department, 0) + 1
        assert all(n <= 1 for n in counts.values())
    assert counts == {"screenplay": 1, "breakdown": 1}
    assert not [e for e in told if isinstance(e, NodeReused)]


def test_results_of_stages_are_takes_of_the_project(runner, store):
    runner.run(three_boards, project="film")
    runner.run(lambda graph: three_boards(graph, tail="!"), project="film")
    takes = store.records.takes("film", subject="one", stage="frame")
    assert [take.number for take in takes] == [1, 2]
    assert {pick.number for pick in store.records.picks("film")} == {2}


def test_a_survey_makes_nothing_and_tells_what_is_missing(runner, store):
    def build(graph):
        three_boards(graph)

    before = runner.survey(build)
    assert (before.missing, before.complete) == ({"r.small": 1}, False)
    runner.run(build)
    after = runner.survey(build)
    assert (after.missing, after.complete) == ({}, True)
    assert sum(after.reused.values()) == 10


def test_a_graph_may_go_on_without_a_document_that_is_pending(runner):
    seen = []

    def build(graph):
        nodes = [graph.add(steps.write, subject=w, department="shots", text=w) for w in ("a", "b", "c")]
        for node in nodes:
            try:
                text = graph.document(node, Sheet).text
            except Pending:
                continue
            seen.append(text)
            graph.add(steps.draw, subject=text, department="picture", sheet=Sheet(text))

    outcome = runner.run(build)
    assert outcome.made == {"r.draw": 3, "r.write": 3}
    assert seen[-3:] == ["a", "b", "c"]


def test_a_failure_does_not_keep_the_graph_from_growing_elsewhere(runner):
    def build(graph):
        for word in ("a", "b", "c", "d"):
            node = graph.add(steps.write, subject=word, department="shots", text=word)
            with contextlib.suppress(Pending):
                graph.document(node, Sheet)
                graph.add(steps.draw, subject=word, department="picture", sheet=node)
        broken = graph.add(steps.bad, subject="x", department="picture", sheet=Sheet("x"))
        graph.document(broken, Sheet)

    with pytest.raises(NodesFailed) as caught:
        runner.run(build)
    assert caught.value.outcome.made == {"r.draw": 4, "r.write": 4}


@pytest.mark.parametrize("how", ["damaged", "missing"])
@pytest.mark.parametrize("what", ["result", "picture"])
def test_bytes_that_are_damaged_or_missing_are_reported_and_made_again(runner, store, how, what):
    first = runner.run(three_boards)
    board = next(r for r in first.results.values() if r.step == "r.draw")
    ref = board.result if what == "result" else board.blobs[0][0]
    spoil(store, ref, how)
    told = []
    runner.on_event = told.append
    outcome = runner.run(three_boards)
    assert outcome.made == {"r.draw": 1}
    assert [e.blob for e in told if e.kind == "corruption_found"] == [str(ref)]
    assert store.blobs.get(ref)


def test_an_input_found_damaged_while_a_step_runs_is_made_again(runner, store):
    """The damage happens after planning: only reading the bytes can notice it."""
    spoilt, drawn = [], set()

    def spoil_first_board(event):
        if event.kind == "node_made" and event.step == "r.draw":
            drawn.add(event.subject)
        if len(drawn) == 3 and not spoilt:
            board = next(r for r in store.records.all_results() if r.step == "r.draw" and r.subject == "one")
            spoilt.append(board.blobs[0][0])
            spoil(store, spoilt[0], "damaged")

    def build(graph):
        boards = [
            graph.add(steps.draw, subject=s, department="picture", sheet=Sheet(s)) for s in ("one", "two", "three")
        ]
        for board in boards:  # the film is asked for only when all boards are there
            graph.document(board, Sheet)
        graph.add(steps.film, subject="film", department="cut", boards=tuple(boards))

    runner.on_event = spoil_first_board
    outcome = runner.run(build)
    assert spoilt
    assert outcome.made["r.film"] == 1
    assert store.blobs.get(spoilt[0])


def test_a_run_can_be_stopped_from_outside_and_keeps_what_was_made(runner, store):
    def stop_after_two(event):
        if event.kind == "node_made" and event.step == "r.write":
            runner.stop()

    runner.on_event = stop_after_two
    with pytest.raises(Interrupted, match="kept"):
        runner.run(three_boards)
    assert store.records.runs()[-1].state == "interrupted"
    kept = sum(runner.survey(three_boards).reused.values())
    assert kept >= 2
    runner.on_event = None
    assert sum(runner.run(three_boards).made.values()) == 10 - kept


def spoil(store: Store, ref: Ref, how: str) -> None:
    blobs = store.blobs
    if isinstance(blobs, MemoryBlobs):
        if how == "missing":
            del blobs._data[ref.sha256]
        else:
            blobs.damage(ref)
    elif how == "missing":
        blobs._file(ref).unlink()
    else:
        blobs._file(ref).write_bytes(b"damaged")


def test_a_node_that_never_ends_its_run_fails_after_a_hundred_starts(runner, store):
    keys = []

    def build(graph):
        node = graph.add(steps.write, subject="x", department="d", text="x")
        keys.append(graph.key(node))

    runner.survey(build)
    for _ in range(100):
        store.records.begin(keys[0])
    with pytest.raises(NodesFailed, match="begun 100 times"):
        runner.run(build)
    assert runner.run(build).made == {"r.write": 1}, "the next command tries anew"


def test_a_run_that_makes_nothing_does_not_load_dbos(tmp_path):
    import subprocess

    code = (
        "import sys; sys.path.insert(0, sys.argv[2]); import engine_toy as toy\n"
        "store = toy.Store.open(sys.argv[1]); toy.Runner(store).run(toy.build)\n"
        "print('dbos' in sys.modules)\n"
    )
    toy = Path(__file__).parents[1] / "flow"
    says = [
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path), str(toy)], capture_output=True, check=True, text=True
        ).stdout.strip()
        for _ in range(2)
    ]
    assert says == ["True", "False"]


class TestWorkers:
    """What only processes can do."""

    @pytest.fixture
    def kind(self):
        return "dbos"

    def test_work_whose_process_dies_is_begun_again_in_a_new_one(self, runner, tmp_path):
        flag = tmp_path / "flag"
        outcome = runner.run(lambda g: g.add(steps.die, subject="x", department="d", flag=str(flag)))
        assert outcome.made == {"r.die": 1}
        assert flag.read_text() == "xxx"

    def test_work_that_always_takes_its_process_down_fails_alone(self, runner):
        def build(graph):
            graph.add(steps.deadly, subject="x", department="d", text="x")
            three_boards(graph)

        with pytest.raises(NodesFailed, match="ended its process 3 times") as caught:
            runner.run(build)
        assert sum(caught.value.outcome.made.values()) == 10

    def test_a_second_run_in_the_same_library_is_refused_while_one_is_at_work(self, runner, store, tmp_path):
        import fcntl

        handle = os.open(store.home / "runs.lock", os.O_CREAT | os.O_RDWR)
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(LibraryError, match="wait until"):
            runner.run(three_boards)
        os.close(handle)
        assert runner.run(three_boards).complete

    def test_two_runs_at_once_in_one_process_make_everything_once(self, store):
        outcomes = []
        threads = [
            threading.Thread(target=lambda: outcomes.append(Runner(store, workers=1).run(three_boards)))
            for _ in range(2)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert all(outcome.complete for outcome in outcomes)
        assert sum(sum(outcome.made.values()) for outcome in outcomes) == 10

    def test_a_workflow_that_gets_lost_is_enqueued_again(self, runner, monkeypatch):
        enqueue, lost = dbos_runner.DbosExecutor._enqueue, []

        def lose_the_first(self, connection, task):
            if lost:
                enqueue(self, connection, task)
            lost.append(task.key)

        monkeypatch.setattr(dbos_runner.DbosExecutor, "_enqueue", lose_the_first)
        monkeypatch.setattr(dbos_runner, "_QUIET_SECONDS", 0.3)
        assert runner.run(three_boards).complete
        assert lost[0] in lost[1:]

    def test_a_step_that_no_other_process_could_find_is_refused(self, runner):
        @step("t.local", version=1)
        def local(x: int) -> bytes:
            return b""

        with pytest.raises(TypeError, match="top of a module"):
            runner.run(lambda graph: graph.add(local, subject="x", department="d", x=1))

    def test_nothing_but_the_library_is_left_after_a_run(self, runner, store):
        runner.run(three_boards)
        assert not list(store.home.glob("runs.db*"))
        assert not [f for f in (store.home / "blobs" / "tmp").glob("*/*") if f.name != "lock"]
