"""What the contract tests share."""

from collections.abc import Iterator

import pytest

from filmwright.engine.ledger import Ledger
from filmwright.engine.testing import memory_store
from filmwright.store import Store


@pytest.fixture
def store() -> Iterator[Store]:
    """A store in memory; modules that need another kind have their own."""
    made = memory_store()
    yield made
    made.close()


@pytest.fixture
def ledger(store: Store) -> Iterator[Ledger]:
    """The ledger of the test's own `store`."""
    made = Ledger.of(store)
    yield made
    made.close()
