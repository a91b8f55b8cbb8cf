"""kill -9 at any moment loses nothing that was stored, and nothing stored is made again."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from filmwright.store import Store
from filmwright.store.crash import CRASH_AT

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
import engine_toy  # noqa: E402  (the worker processes find it by this name, too)

WORK_SECONDS = "0.03"
RANDOM_KILLS = 20
POINTS = {
    "after the temporary write": "blob.temp_written:3",
    "before the rename": "blob.before_rename:4",
    "after the rename, before the record": "blob.renamed:5",
    "between record and event": "record.before_event:6",
    "in a migration": "migration.midway",
}


class Toy:
    """One library that is made by processes which get killed."""

    def __init__(self, folder: Path, **env: str) -> None:
        self.library = folder / "library"
        self.log = folder / "bodies.log"
        self.env = {engine_toy.LOG: str(self.log), engine_toy.WORK: WORK_SECONDS, **env}

    def start(self, **env: str) -> subprocess.Popen[bytes]:
        code = f"import sys; sys.path.insert(0, {str(HERE)!r}); import engine_toy; engine_toy.main()"
        return subprocess.Popen(
            [sys.executable, "-c", code, str(self.library)],
            env={**os.environ, **self.env, **env},
            stdout=subprocess.DEVNULL,
        )

    def finish(self, **env: str) -> None:
        assert self.start(**env).wait(60) == 0

    def stored(self) -> dict[str, str]:
        """Subject to result, as the records have it."""
        if not (self.library / ".filmwright" / "library.db").exists():
            return {}
        records = Store.open(self.library).records
        return {r.subject: str(r.result) for r in records.all_results()}

    def bodies(self) -> list[str]:
        """What was executed since the last call."""
        lines = self.log.read_text().split() if self.log.exists() else []
        self.log.write_text("")
        return lines

    def blobs(self) -> dict[str, str]:
        root = self.library / ".filmwright" / "blobs"
        files = [f for f in root.glob("??/*") if f.is_file()]
        return {f"{f.parent.name}{f.name}": hashlib.sha256(f.read_bytes()).hexdigest() for f in files}

    def half_written(self) -> list[str]:
        """Names in the blob store that stand for other bytes than they say."""
        return [name for name, digest in self.blobs().items() if name != digest]


def problems_after_death(toy: Toy, stored_before: dict[str, str]) -> list[str]:
    """The check of every kill: no half-written name, nothing lost, nothing stored made again."""
    found = [f"half-written {name}" for name in toy.half_written()]
    now = toy.stored()
    found += [f"lost {subject}" for subject, result in stored_before.items() if now.get(subject) != result]
    found += [f"made again {subject}" for subject in toy.bodies() if subject in stored_before]
    return found


def workers_of(parent: int) -> list[int]:
    """Worker processes that were started by this process and still run."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
            state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if str(parent).encode() in words and any(b"filmwright.engine.worker" in w for w in words) and state != "Z":
            found.append(int(entry.name))
    return found


def wait_until_gone(parent: int) -> None:
    deadline = time.monotonic() + 5
    while workers_of(parent):
        assert time.monotonic() < deadline, "a worker outlived its parent"
        time.sleep(0.01)


def kill_at_random(process: subprocess.Popen[bytes], toy: Toy, moments: random.Random) -> bool:
    """Kill a run some bodies and some milliseconds after its start; returns whether it was done before."""
    bodies, pause = moments.randrange(10), moments.uniform(0, 0.08)
    while process.poll() is None and (not toy.log.exists() or len(toy.log.read_text().split()) < bodies):
        time.sleep(0.005)
    try:
        return process.wait(pause if bodies else pause * 12) == 0
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return False


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Toy:
    """The library of a run that nobody killed."""
    toy = Toy(tmp_path_factory.mktemp("reference"))
    toy.finish()
    assert len(toy.stored()) == 30
    assert len(toy.bodies()) == 30
    return toy


def assert_same(toy: Toy, reference: Toy) -> None:
    assert toy.stored() == reference.stored()
    assert toy.blobs() == reference.blobs()
    assert not list((toy.library / ".filmwright" / "blobs" / "tmp").glob("*")), "a temporary file was left"


@pytest.mark.kill
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_twenty_kills_at_random_moments_lose_nothing_and_repeat_nothing(tmp_path, reference):
    moments = random.Random(20)
    kills, rounds, in_the_middle = 0, 0, 0
    while kills < RANDOM_KILLS:
        rounds += 1
        toy = Toy(tmp_path / str(rounds))
        toy.library.mkdir(parents=True)
        done = False
        while not done and kills < RANDOM_KILLS:
            before = toy.stored()
            process = toy.start()
            done = kill_at_random(process, toy, moments)
            if not done:
                kills += 1
                wait_until_gone(process.pid)
                in_the_middle += 0 < len(toy.stored()) < 30
            assert problems_after_death(toy, before) == []
        before = toy.stored()
        toy.finish()
        assert problems_after_death(toy, before) == []
        assert_same(toy, reference)
    assert in_the_middle >= RANDOM_KILLS / 2, "most kills should hit a run that has begun to make things"


@pytest.mark.kill
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("point", POINTS.values(), ids=list(POINTS))
def test_a_kill_at_a_named_point_loses_nothing_and_repeats_nothing(tmp_path, reference, point):
    toy = Toy(tmp_path)
    process = toy.start(**{CRASH_AT: point})
    assert process.wait(60) == -signal.SIGKILL
    wait_until_gone(process.pid)
    assert problems_after_death(toy, {}) == []
    before = toy.stored()
    toy.finish()
    assert problems_after_death(toy, before) == []
    assert_same(toy, reference)


@pytest.mark.kill
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_check_notices_a_store_that_writes_without_rename(tmp_path):
    toy = Toy(tmp_path, **{engine_toy.PLAIN_WRITE: "1"})
    process = toy.start(**{CRASH_AT: "blob.before_rename:4"})
    assert process.wait(60) == -signal.SIGKILL
    assert any("half-written" in problem for problem in problems_after_death(toy, {}))


@pytest.mark.kill
def test_one_worker_and_two_give_the_same_bytes(tmp_path, reference):
    toy = Toy(tmp_path, TOY_WORKERS="1")
    toy.finish()
    assert_same(toy, reference)


@pytest.mark.kill
def test_runs_db_may_be_deleted_after_a_kill(tmp_path, reference):
    toy = Toy(tmp_path)
    assert toy.start(**{CRASH_AT: "record.before_event:9"}).wait(60) == -signal.SIGKILL
    before = toy.stored()
    for file in (toy.library / ".filmwright").glob("runs.db*"):
        file.unlink()
    toy.bodies()
    toy.finish()
    assert problems_after_death(toy, before) == []
    assert_same(toy, reference)


@pytest.mark.kill
def test_a_damaged_runs_db_is_made_anew(tmp_path, reference):
    toy = Toy(tmp_path)
    assert toy.start(**{CRASH_AT: "record.before_event:9"}).wait(60) == -signal.SIGKILL
    (toy.library / ".filmwright" / "runs.db").write_bytes(b"not a database at all" * 500)
    toy.finish()
    assert_same(toy, reference)
