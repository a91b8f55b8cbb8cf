"""Events go into the table and come out the same."""

import pytest

from filmwright.engine.events import (
    CorruptionFound,
    NodeFailed,
    NodeMade,
    NodesPlanned,
    NodeStarted,
    RunFinished,
    RunStarted,
    events,
    from_row,
    to_row,
)
from filmwright.store.records import Records

NODE = {"run": 4, "key": "k", "step": "a.b", "subject": "s001_003", "department": "picture"}
ALL = [
    RunStarted(run=4, project='näme "quoted"'),
    NodesPlanned(run=4, total={"picture": 3}, done={}, reused={}, complete=False),
    NodeStarted(**NODE),
    NodeMade(**NODE, result="x", seconds=1.5, cpu_seconds=1.0),
    NodeFailed(**NODE, error="ValueError", message="no", traceback="line\nline"),
    CorruptionFound(**NODE, blob="x"),
    RunFinished(run=4, state="done", made=1, reused=2, failed=0, skipped=0, seconds=0.1),
]


@pytest.mark.parametrize("event", ALL, ids=lambda e: e.kind)
def test_an_event_comes_back_as_it_was_stored(event):
    records = Records.in_memory()
    (row,) = records.append([to_row(event)])
    back = from_row(row)
    assert back == event.model_copy(update={"seq": row.seq, "at": row.at})
    records.close()


def test_another_reader_gets_only_what_is_new():
    records = Records.in_memory()
    rows = records.append([to_row(event) for event in ALL])
    assert [e.kind for e in events(records, after=rows[4].seq)] == ["corruption_found", "run_finished"]
    records.close()
