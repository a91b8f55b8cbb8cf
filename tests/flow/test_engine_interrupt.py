"""Ctrl+C stops cleanly: nothing runs on, nothing is left half-written, everything stored is kept."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from filmwright.store import Store

HERE = Path(__file__).parent
CODE = """
import sys; sys.path.insert(0, sys.argv[2]); import engine_toy as toy
from filmwright.errors import Interrupted
def tell(event):
    print(event.kind, getattr(event, "subject", ""), flush=True)
try:
    toy.Runner(toy.Store.open(sys.argv[1]), workers=2, on_event=tell).run(toy.build, project="toy")
except Interrupted as error:
    print("INTERRUPTED", error, flush=True)
    sys.exit(error.exit_code)
"""


def start(library: Path, seconds: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CODE, str(library), str(HERE)],
        env={**os.environ, "TOY_WORK_SECONDS": seconds},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_keeps_what_was_made_leaves_no_process_and_the_next_run_goes_on(tmp_path):
    process = start(tmp_path, "0.4")
    for line in process.stdout:
        if line.startswith("node_made draw-1"):
            break
    began = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)  # what a terminal does
    out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert time.monotonic() - began < 8, "stopping takes about half a second on an idle machine"
    assert "run_finished" in out
    assert "INTERRUPTED Stopped. Everything made so far is kept" in out
    assert "Traceback" not in err
    assert not workers(tmp_path)
    home = tmp_path / ".filmwright"
    assert not list(home.glob("runs.db*"))
    assert not list((home / "blobs" / "tmp").glob("*"))
    records = Store.open(tmp_path).records
    kept = {r.subject for r in records.all_results()}
    assert {"draw-1", "script"} <= kept
    assert records.runs()[-1].state == "interrupted"
    out, _ = start(tmp_path, "0").communicate(timeout=60)
    again = {line.split()[1] for line in out.splitlines() if line.startswith("node_started")}
    assert not again & kept
    assert len(again | kept) == 30


def workers(library: Path) -> list[str]:
    """Processes whose command line names this library."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes()
            state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if str(library).encode() in words and state != "Z":
            found.append(entry.name)
    return found


@pytest.fixture
def small_disk(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(place)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("may not mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk")
def test_a_full_disk_stops_the_run_in_one_sentence_and_the_same_command_goes_on_later(small_disk):
    code = CODE.replace("Interrupted", "LibraryError").replace("INTERRUPTED", "LIBRARY")
    (small_disk / "filler").write_bytes(b"x" * 700_000)

    def run() -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-c", code, str(small_disk), str(HERE)],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        return done.returncode, done.stdout, done.stderr

    returncode, out, err = run()
    assert returncode == 2, err
    assert "is full" in out
    assert "Traceback" not in err
    (small_disk / "filler").unlink()
    kept = {line.split()[1] for line in out.splitlines() if line.startswith("node_made")}
    assert kept
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    returncode, out, err = run()
    assert returncode == 0, err
    again = {line.split()[1] for line in out.splitlines() if line.startswith("node_started")}
    assert not again & kept
