"""What the tests of remote makers share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from filmwright.providers.fake_server import FakeServer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[FakeServer]:
    """A fake provider that runs for one test."""
    with FakeServer(tmp_path / "server") as running:
        yield running
