"""Worker processes: one step each, one thread each, dead with their parent."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from filmwright.engine.body import Broken, Made
from filmwright.engine.pool import Pool
from filmwright.engine.work import WorkerDied
from filmwright.store import FolderBlobs

STEPS = """
import os, time
from filmwright.engine.step import step
from filmwright.errors import ScriptError

@step("p.env", version=1)
def env(name: str) -> bytes:
    return os.environ.get(name, "").encode()

@step("p.pid", version=1)
def pid(x: int) -> bytes:
    print("noise on standard output")
    return str(os.getpid()).encode()

@step("p.die", version=1)
def die(x: int) -> bytes:
    os._exit(9)

@step("p.bad", version=1)
def bad(x: int) -> bytes:
    raise ScriptError("page 3 is upside down")

@step("p.wrong", version=1)
def wrong(x: int) -> bytes:
    return 5

@step("p.slow", version=1)
def slow(x: int, progress) -> bytes:
    progress(0.25)
    time.sleep(30)
    return b""

@step("p.some", version=1)
def some(x: int, progress) -> bytes:
    progress(0.25); progress(0.75)
    return b"done"
"""


@pytest.fixture
def steps(tmp_path, monkeypatch):
    (tmp_path / "toy_pool_steps.py").write_text(STEPS)
    monkeypatch.syspath_prepend(str(tmp_path))
    sys.modules.pop("toy_pool_steps", None)
    return __import__("toy_pool_steps")


@pytest.fixture
def pool(tmp_path):
    made = Pool(1, tmp_path / "blobs")
    yield made
    made.close(now=True)


def run(pool: Pool, step, progress=lambda _part: None, **inputs):
    with pool.place(step) as place:
        return place(step, inputs, progress)


def read(tmp_path: Path, made: Made | Broken) -> bytes:
    assert isinstance(made, Made), made
    return FolderBlobs(tmp_path / "blobs").get(made.result)


def test_numeric_libraries_get_one_thread(tmp_path, pool, steps):
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"):
        assert read(tmp_path, run(pool, steps.env, name=name)) == b"1"


def test_a_worker_is_used_again_and_its_prints_do_no_harm(tmp_path, pool, steps):
    first, second = (read(tmp_path, run(pool, steps.pid, x=i)) for i in range(2))
    assert first == second
    assert int(first) != os.getpid()


def test_a_worker_that_dies_is_reported_and_replaced(tmp_path, pool, steps):
    with pytest.raises(WorkerDied, match="exit code 9"):
        run(pool, steps.die, x=1)
    assert read(tmp_path, run(pool, steps.some, x=1)) == b"done"


def test_an_error_comes_back_with_its_kind_and_traceback(pool, steps):
    broken = run(pool, steps.bad, x=1)
    assert isinstance(broken, Broken)
    assert (broken.error, broken.message) == ("ScriptError", "page 3 is upside down")
    assert "in bad" in broken.traceback


def test_a_result_of_the_wrong_kind_is_an_error_that_says_what_to_return(pool, steps):
    broken = run(pool, steps.wrong, x=1)
    assert "return a document" in broken.message


def test_a_step_that_cannot_be_imported_is_an_error_not_a_dead_worker(tmp_path, pool, steps):
    import dataclasses

    lost = dataclasses.replace(steps.some, function=steps.slow.function.__class__(compile("0", "x", "eval"), {}))
    broken = run(pool, lost, x=1)
    assert isinstance(broken, Broken)
    assert read(tmp_path, run(pool, steps.some, x=1)) == b"done"


def test_progress_comes_through(pool, steps):
    parts = []
    run(pool, steps.some, parts.append, x=1)
    assert parts == [0.25, 0.75]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_busy_worker_dies_with_a_parent_that_is_killed(tmp_path, steps):
    code = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[1]); import toy_pool_steps as s\n"
        "from filmwright.engine.pool import Pool\n"
        "pool = Pool(1, pathlib.Path(sys.argv[1]) / 'blobs')\n"
        "with pool.place(s.slow) as place:\n"
        "    place(s.slow, {'x': 1}, lambda part: print(next(iter(pool._alive)).process.pid, flush=True))\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE)
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 5
    while is_running(child):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
