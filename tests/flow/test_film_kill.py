"""A whole film, killed again and again, ends as if nobody had touched it."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from films import MadeFilm

from filmwright.store import Store
from filmwright.store.crash import CRASH_AT

pytestmark = [
    pytest.mark.kill,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]

KILLS = 20
POINTS = {
    "after the temporary write": "blob.temp_written:20",
    "before the rename": "blob.before_rename:25",
    "after the rename, before the record": "blob.renamed:30",
    "between record and event": "record.before_event:35",
    "in the muxer": "mux.midway:1",
    "in a migration": "migration.midway",
}


class Killed:
    """A library whose runs get killed."""

    def __init__(self, library: Path, script: Path) -> None:
        self.library, self.script = library, script

    def start(self, **env: str) -> subprocess.Popen[bytes]:
        command = [Path(sys.executable).with_name("filmwright"), "make", self.script, "--project", "film"]
        return subprocess.Popen(
            [*map(str, command), "--library", str(self.library), "--workers", "2"],
            env={**os.environ, **env},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def stored(self) -> dict[str, tuple[str, str]]:
        """Key to result and when it was made."""
        if not (self.library / ".filmwright" / "library.db").exists():
            return {}
        store = Store.open(self.library)
        try:
            return {r.key: (str(r.result), r.made_at) for r in store.records.all_results()}
        finally:
            store.close()

    def half_written(self) -> list[str]:
        """Files under a content name that hold other bytes."""
        files = (f for f in (self.library / ".filmwright" / "blobs").glob("??/*") if f.is_file())
        return [f.name for f in files if hashlib.sha256(f.read_bytes()).hexdigest() != f.parent.name + f.name]


def wait_for_workers_of(parent: int) -> None:
    deadline = time.monotonic() + 10
    while any(str(parent).encode() in words for words in _workers()):
        assert time.monotonic() < deadline, "a worker outlived its parent"
        time.sleep(0.01)


def _workers() -> list[list[bytes]]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes().split(b"\0")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if any(b"filmwright.engine.worker" in w for w in words):
            found.append(words)
    return found


def assert_like(killed: Killed, film: MadeFilm) -> None:
    """Same results, same blobs, same film as a run that nobody killed."""
    reference = Killed(film.library, film.script)
    assert {k: r for k, (r, _) in killed.stored().items()} == {k: r for k, (r, _) in reference.stored().items()}
    assert killed.half_written() == []
    names = [
        {f.parent.name + f.name for f in (k.library / ".filmwright" / "blobs").glob("??/*") if f.is_file()}
        for k in (killed, reference)
    ]
    assert names[0] == names[1]
    assert (killed.library / "film" / "film.mp4").read_bytes() == film.film.read_bytes()


def test_twenty_kills_of_one_film(film: MadeFilm, tmp_path: Path) -> None:
    """Whatever was stored when the process died is there afterwards and was not made a second time."""
    killed, moments = Killed(tmp_path / "library", film.script), random.Random(4)
    kills, done = 0, False
    while not done:
        before = killed.stored()
        process = killed.start()
        try:
            limit = moments.uniform(1.0, 7.0) if kills < KILLS else 600
            done = process.wait(limit) == 0
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            kills += 1
            wait_for_workers_of(process.pid)
        now = killed.stored()
        assert {key: now.get(key) for key in before} == before
        assert killed.half_written() == []
    assert kills >= 5
    assert_like(killed, film)


@pytest.mark.parametrize("point", POINTS.values(), ids=list(POINTS))
def test_a_kill_at_a_named_point(gate: MadeFilm, tmp_path: Path, point: str) -> None:
    killed = Killed(tmp_path / "library", gate.script)
    process = killed.start(**{CRASH_AT: point})
    process.wait(600)
    wait_for_workers_of(process.pid)
    before = killed.stored()
    assert killed.half_written() == []
    assert killed.start().wait(600) == 0
    now = killed.stored()
    assert {key: now.get(key) for key in before} == before
    assert_like(killed, gate)
