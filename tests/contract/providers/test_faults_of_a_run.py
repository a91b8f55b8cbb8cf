"""Runs through the whole engine against the real server with faults by chance: its bill is the judge of the ledger."""

from collections import Counter, defaultdict
from contextlib import closing, suppress
from decimal import Decimal

import pytest

from filmwright.app.keys import KeyStore
from filmwright.app.submitting import Makers
from filmwright.engine.fake_shop import QUICK
from filmwright.engine.graph import Graph
from filmwright.engine.ledger import Ledger
from filmwright.engine.paying import Paying
from filmwright.engine.runner import NodesFailed, Runner
from filmwright.engine.step import Answered, Maker, paid_step
from filmwright.engine.testing import ThreadsExecutor
from filmwright.errors import BudgetExceeded
from filmwright.providers.contract import ImageRequest
from filmwright.providers.fake_server import FakeServer, Settings
from filmwright.providers.fake_server.faults import Faults
from filmwright.providers.http import Patience
from filmwright.ref import Ref
from filmwright.store import Store

PRICE = Decimal("0.04")


def ask(words: str) -> bytes:
    return ImageRequest(prompt=words, width=48, height=32).to_bytes()


@paid_step("t.image", version=1, capability="image", ask=ask)
def image(answer: Answered, words: str) -> Ref:
    """A picture."""
    return answer.ref()


def run(store, address, maker, count, folder):
    """Make `count` pictures with eight threads; gives what the run says at its end."""
    environment = {"FILMWRIGHT_FAKE_URL": address, "FILMWRIGHT_FAKE_KEY": "a-key-for-tests"}
    keys = KeyStore(environment, folder, None)

    def build(graph: Graph) -> None:
        for number in range(count):
            words = f"picture {number}"
            graph.add(image, subject=words, department="t", maker=Maker(maker, "1", "fake-image"), words=words)

    with Makers(store.blobs.get, keys=keys, environment=environment, patience=Patience(3, 0.005)) as makers:

        def executor(library, _workers):
            return ThreadsExecutor(library, 8, Paying(library, Ledger.of(library), makers, patience=QUICK))

        with suppress(NodesFailed, BudgetExceeded):
            return Runner(store, executor=executor).run(build, project="film")
    return None


def charged(server) -> dict[str, Decimal]:
    """What the server's bill says, by our reference."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for line in server.bill.lines:
        sums[line.reference] += line.amount
    return sums


@pytest.mark.slow
@pytest.mark.parametrize("maker", ["fake", "fake-blind", "fake-sync"])
@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_goes_wrong_the_ledger_says_what_the_bill_says(tmp_path, maker, seed):
    """Each of 85 requests (510 in all) ends made, refused, failed or in doubt; none is accepted twice."""
    store = Store.open(tmp_path / "library")
    with FakeServer(tmp_path / "server", Settings(faults=Faults(rate=0.8, seed=seed))) as server:
        run(store, server.address, maker, 85, tmp_path)
        bill = charged(server)
        accepted = Counter(line.reference for line in server.bill.lines)
    ledger = Ledger.of(store)
    entries = {entry.reference: entry for entry in ledger.entries()}
    assert set(accepted) <= set(entries)
    assert max(accepted.values()) == 1
    doubtful = {entry.reference for entry in ledger.doubts()}
    for reference, entry in entries.items():
        if entry.state == "closed":
            assert entry.cost == bill.get(reference, Decimal(0)), entry
        else:
            assert reference in doubtful, entry
    assert len({entry.key for entry in entries.values()}) == 85
    ends = Counter(entry.outcome or entry.state for entry in entries.values())
    assert set(ends) >= {"made", "refused"}
    assert maker == "fake" or ends["in_doubt"] > 3  # who cannot be asked leaves doubts
    assert ends["made"] > 30
    assert ledger.spent().reserved == 0
    assert ledger.spent().spent == sum(cost for reference, cost in bill.items() if reference not in doubtful)
    ledger.close()
    store.close()


def test_a_run_that_is_asked_again_after_faults_pays_for_nothing_twice(tmp_path):
    store = Store.open(tmp_path / "library")
    faults = "limited expired poll-error truncated"
    with FakeServer(tmp_path / "server", Settings(faults=Faults(faults))) as server:
        first = run(store, server.address, "fake", 12, tmp_path)
        again = run(store, server.address, "fake", 12, tmp_path)
        assert sum(first.made.values()) == 12
        assert sum(again.reused.values()) == 12
        assert server.bill.spent == 12 * PRICE
    with closing(Ledger.of(store)) as ledger:
        assert ledger.spent().spent == 12 * PRICE
    store.close()


def test_a_submit_that_was_lost_after_acceptance_is_found_and_paid_once(tmp_path):
    store = Store.open(tmp_path / "library")
    with FakeServer(tmp_path / "server", Settings(faults=Faults("drop-after"))) as server:
        made = run(store, server.address, "fake", 6, tmp_path)
        assert sum(made.made.values()) == 6
        assert server.bill.spent == 6 * PRICE
    store.close()


def test_a_bill_above_the_price_stops_the_run_and_is_in_the_ledger(tmp_path):
    store = Store.open(tmp_path / "library")
    with FakeServer(tmp_path / "server", Settings(faults=Faults("overcharge"))) as server:
        assert run(store, server.address, "fake-sync", 40, tmp_path) is None
        assert len(server.bill.lines) < 40
        spent = server.bill.spent
    with closing(Ledger.of(store)) as ledger:
        assert ledger.spent().spent == spent
    store.close()


@pytest.mark.parametrize("maker", ["fake-blind", "fake-sync"])
def test_where_nobody_can_be_asked_it_is_in_doubt_and_never_sent_again(tmp_path, maker):
    store = Store.open(tmp_path / "library")
    with FakeServer(tmp_path / "server", Settings(faults=Faults("drop-after"))) as server:
        for _ in range(3):
            run(store, server.address, maker, 4, tmp_path)
        assert server.bill.spent == 4 * PRICE
    ledger = Ledger.of(store)
    assert len(ledger.doubts()) == 4
    assert ledger.spent().in_doubt == 4 * PRICE
    ledger.close()
    store.close()
