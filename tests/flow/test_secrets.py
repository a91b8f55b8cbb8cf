"""A whole run at debug level leaves no secret anywhere."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from filmwright.providers.fake_server import FakeServer

KEY = b"sk-planted-7d1f0c55e2"
SIGNED = re.compile(rb"signature=[0-9a-f]{8}")
RUN = Path(__file__).parent / "secrets_run.py"


def run(folder: Path, *how: str) -> dict[str, bytes]:
    """Everything that the run wrote: its files by name, and what it told."""
    library = folder / "there" / "library"
    library.parent.mkdir(parents=True)
    with FakeServer(folder / "server") as server:
        done = subprocess.run(
            [sys.executable, str(RUN), str(library), server.address, *how],
            env={**os.environ, "FILMWRIGHT_FAKE_KEY": KEY.decode()},
            capture_output=True,
            timeout=150,
            check=False,
        )
    assert done.returncode == 0, done.stderr[-3000:].decode()
    written = {path.name: path.read_bytes() for path in library.parent.rglob("*") if path.is_file()}
    return written | {"stdout": done.stdout, "stderr": done.stderr}


@pytest.mark.slow
def test_planted_secrets_are_in_no_file_no_log_no_event_and_no_error(tmp_path):
    written = run(tmp_path)
    references = [
        json.loads(line)["reference"] for line in (tmp_path / "server" / "bill.jsonl").read_bytes().splitlines()
    ]
    assert len(references) == len(set(references)) > 15
    assert len(written) > 20
    assert b"HTTP Request" in written["debug.log"]  # the log of the HTTP library itself
    assert b"Bearer [hidden]" in written["library.db"]  # the maker that repeats the key in its answer
    assert [name for name, data in written.items() if KEY in data] == []
    assert [name for name, data in written.items() if SIGNED.search(data)] == []


@pytest.mark.slow
def test_without_the_filter_signed_addresses_are_in_the_log(tmp_path):
    """So the test above looks in the right places."""
    written = run(tmp_path, "unguarded")
    assert SIGNED.search(written["debug.log"])
