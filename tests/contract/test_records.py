"""What the records promise, on disk and in memory."""

import dataclasses

import pytest

from filmwright.ref import Ref
from filmwright.store import EventRow, Pick, Result, Stamp
from filmwright.store.records import Records


@pytest.fixture(params=["disk", "memory"])
def records(request, tmp_path):
    made = Records.open(tmp_path / "library.db") if request.param == "disk" else Records.in_memory()
    yield made
    made.close()


def result(key: str, data: bytes = b"x") -> Result:
    ref = Ref.of(data, "text/plain")
    return Result(
        key, "a.step", "s001_001", "shots", ref, ((ref, Stamp(1, 2)),), "2026-11-20T11:42:00+00:00", 1.5, 1.25
    )


def test_a_result_comes_back_as_it_was_stored(records):
    records.finish(result("k"))
    assert records.results(["k", "unknown"]) == {"k": result("k")}


def test_many_keys_can_be_asked_for_at_once(records):
    for i in range(3):
        records.finish(result(str(i)))
    assert len(records.results([str(i) for i in range(2000)])) == 3


def test_a_result_and_its_event_are_stored_together(records):
    (event,) = records.finish(result("k"), [EventRow("made", '{"a":1}', run=3)])
    assert event.seq == 1
    assert records.events() == (event,)


def test_a_key_made_again_replaces_its_result(records):
    records.finish(result("k"))
    records.finish(result("k", b"y"))
    assert records.results(["k"]) == {"k": result("k", b"y")}


def test_a_forgotten_result_counts_as_not_made(records):
    records.finish(result("k"))
    records.forget(["k"])
    assert records.results(["k"]) == {}


def test_stamps_can_be_renewed(records):
    records.finish(result("k"))
    fresh = dataclasses.replace(result("k"), blobs=((result("k").result, Stamp(1, 99)),))
    records.restamp([fresh])
    assert records.results(["k"])["k"] == fresh


def test_events_are_numbered_in_order_and_read_from_any_point(records):
    rows = records.append([EventRow("a", "{}", 1), EventRow("b", "{}", 2), EventRow("c", "{}", 1)])
    assert [row.seq for row in rows] == sorted(row.seq for row in rows)
    assert [e.kind for e in records.events(after=rows[0].seq)] == ["b", "c"]
    assert [e.kind for e in records.events(run=1)] == ["a", "c"]
    assert [e.kind for e in records.events(limit=1)] == ["a"]


def test_starts_and_deaths_are_counted_until_a_result_is_stored(records):
    assert records.begin("k")[0].starts == 0
    assert records.begin("k")[0].starts == 1
    assert records.count_death("k").deaths == 1
    records.finish(result("k"))
    assert records.begin("k")[0].starts == 0


def test_an_error_resets_the_counts(records):
    records.begin("k")
    records.end_without_result("k")
    assert records.begin("k")[0].starts == 0


def test_a_project_keeps_its_settings_and_its_first_moment(records):
    first = records.save_project("film", "{}")
    second = records.save_project("film", '{"a": 1}')
    assert (second.settings, second.created_at) == ('{"a": 1}', first.created_at)
    assert records.projects() == (second,)
    assert records.project("other") is None


def test_a_project_has_current_documents(records):
    records.save_project("film", "{}")
    records.set_documents("film", {"screenplay": Ref.of(b"1"), "shot_list": Ref.of(b"2")})
    records.set_documents("film", {"screenplay": Ref.of(b"3")})
    assert records.documents("film") == {"screenplay": Ref.of(b"3"), "shot_list": Ref.of(b"2")}


def test_takes_count_from_one_per_subject_and_stage(records):
    takes = records.add_takes(
        "film",
        [("s1", "frame", result("a", b"1")), ("s1", "frame", result("b", b"2")), ("s1", "clip", result("c", b"3"))],
    )
    assert [(t.stage, t.number) for t in takes] == [("frame", 1), ("frame", 2), ("clip", 1)]
    assert takes[0].made_at == result("a").made_at


def test_the_same_result_is_the_same_take(records):
    wanted = [("s1", "frame", result("a", b"1"))]
    assert records.add_takes("film", wanted) == records.add_takes("film", wanted)
    assert len(records.takes("film")) == 1


def test_the_pick_follows_the_newest_wanted_take_and_comes_back_with_an_old_one(records):
    old, new = ("s1", "frame", result("a", b"1")), ("s1", "frame", result("b", b"2"))
    for wanted, number in ((old, 1), (new, 2), (old, 1)):
        records.add_takes("film", [wanted])
        (pick,) = records.picks("film")
        assert pick.number == number


@pytest.mark.parametrize("status", ["approved", "locked"])
def test_an_approved_pick_is_never_moved(records, status):
    records.add_takes("film", [("s1", "frame", result("a", b"1"))])
    records.pick(Pick("film", "s1", "frame", 1, status, "ann", "now"))
    records.add_takes("film", [("s1", "frame", result("b", b"2"))])
    (pick,) = records.picks("film")
    assert (pick.number, pick.status, pick.decided_by) == (1, status, "ann")
    assert len(records.takes("film")) == 2


def test_a_run_that_never_ended_is_marked_as_killed(records):
    first, second = records.start_run("film"), records.start_run("film")
    records.bury_runs(before=second)
    records.end_run(second, "done")
    assert [(r.number, r.state) for r in records.runs("film")] == [(first, "killed"), (second, "done")]


# --- drafts

ONE, TWO = Ref.of(b"one", "text/plain"), Ref.of(b"two", "text/plain")


def test_drafts_are_counted_and_kept_in_order(records):
    records.save_project("film", "{}")
    first, second = records.adopt("film", ONE, "a.fountain"), records.adopt("film", TWO, "b.fountain")
    assert [(d.number, d.source, d.name, d.previous) for d in records.drafts("film")] == [
        (1, ONE, "a.fountain", None),
        (2, TWO, "b.fountain", 1),
    ]
    assert (first, second) == records.drafts("film")


def test_the_draft_in_use_is_not_adopted_twice(records):
    records.save_project("film", "{}")
    assert records.adopt("film", ONE, "a.fountain") == records.adopt("film", ONE, "a.fountain")
    assert len(records.drafts("film")) == 1


def test_going_back_adds_a_draft_that_leads_further_back(records):
    records.save_project("film", "{}")
    first = records.adopt("film", ONE, "a.fountain")
    second = records.adopt("film", TWO, "b.fountain")
    records.adopt("film", ONE, "c.fountain")
    back = records.adopt("film", TWO, "b.fountain", origin=second)
    assert (back.number, back.origin, back.previous) == (4, 2, 1)
    again = records.adopt("film", ONE, "a.fountain", origin=first)
    assert (again.number, again.origin, again.previous) == (5, 1, None)


def test_drafts_of_two_projects_are_apart(records):
    for name in ("film", "other"):
        records.save_project(name, "{}")
        records.adopt(name, ONE, "a.fountain")
    assert [d.project for d in records.drafts("film")] == ["film"]


def test_the_last_thing_known_counts(records):
    records.save_project("film", "{}")
    assert records.known("film") is None
    records.know("film", ONE)
    records.know("film", ONE)
    records.know("film", TWO)
    assert records.known("film") == TWO
    assert records.known("other") is None
