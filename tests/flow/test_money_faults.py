"""Every fault of the network, over real HTTP: each node ends, nothing is sent twice, and the ledger is the bill."""

import sys
from collections import Counter
from contextlib import closing, suppress
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from filmwright.app.keys import KeyStore
from filmwright.app.submitting import Makers
from filmwright.engine.ledger import Ledger
from filmwright.engine.paying import Patience, Paying
from filmwright.engine.runner import NodesFailed, Runner
from filmwright.engine.testing import ThreadsExecutor
from filmwright.errors import BudgetExceeded
from filmwright.providers import http
from filmwright.providers.fake_server import FakeServer, Settings
from filmwright.providers.fake_server.faults import Faults
from filmwright.providers.fake_server.jobs import Latency
from filmwright.store import Store

sys.path.insert(0, str(Path(__file__).parent))
import paid_toy
from paid_kills import MODES

QUICK = Patience(first_pause=0.01, questions=2, find_seconds=0.05)


def settled(outcome: str, state: str) -> bool:
    return state == "in_doubt" or outcome in {"made", "refused", "failed", "released"}


def check(folder: Path, maker: str, nodes: int, seed: int) -> Counter[str]:
    """One run in which every request meets some fault, a second, and a person who looks at the bill."""
    settings = Settings(Decimal(100000), Latency(0.0), Faults(rate=1.0, seed=seed))
    with FakeServer(folder / "server", settings) as server, closing(Store.open(folder / "library")) as store:
        environment = {"FILMWRIGHT_FAKE_URL": server.address, "FILMWRIGHT_FAKE_KEY": "any"}
        keys = KeyStore(environment, folder, None)
        ledger = Ledger.of(store)
        with Makers(store.blobs.get, keys=keys, environment=environment, patience=http.Patience(2, 0.01)) as makers:
            for _ in range(2):
                run(store, makers, maker, nodes)
                assert all(settled(e.outcome, e.state) for e in ledger.entries())
        return compare(ledger, server)


def run(store: Store, makers: Makers, maker: str, nodes: int) -> None:
    """To the end; a bill above its reservation stops it, so it is begun again."""

    def executor(library: Store, _workers: int) -> ThreadsExecutor:
        return ThreadsExecutor(library, 8, Paying(library, Ledger.of(library), makers, patience=QUICK))

    for _ in range(nodes):
        with suppress(NodesFailed):
            try:
                Runner(store, executor=executor).run(partial(paid_toy.build, maker=maker, nodes=nodes), project="toy")
            except BudgetExceeded:
                continue
        return


def compare(ledger: Ledger, server: FakeServer) -> Counter[str]:
    """The ledger against the bill, after a person has looked up what is in doubt; returns how the entries ended."""
    charged: dict[str, Decimal] = {}
    times: Counter[str] = Counter()
    for line in server.bill.lines:
        charged[line.reference] = charged.get(line.reference, Decimal(0)) + line.amount
        times[line.reference] += line.amount >= 0
    assert max(times.values()) == 1, "something was accepted twice"
    ends = Counter(entry.outcome or entry.state for entry in ledger.entries())
    for doubt in ledger.doubts():
        if doubt.reference in charged:
            ledger.resolve(doubt.reference, "give_up", cost=charged[doubt.reference])
        else:
            ledger.resolve(doubt.reference, "not_charged")
    for entry in ledger.entries():
        assert entry.cost == charged.get(entry.reference, Decimal(0)), (entry.outcome, entry.reason)
    spent = ledger.spent()
    assert (spent.spent, spent.reserved, spent.in_doubt) == (server.bill.spent, 0, 0)
    return ends


@pytest.mark.parametrize("maker", MODES.values(), ids=list(MODES))
def test_nodes_with_faults_end_and_the_ledger_is_the_bill(tmp_path, maker):
    ends = check(tmp_path, maker, 30, seed=1)
    assert ends["made"] > 5


@pytest.mark.slow
@pytest.mark.parametrize("maker", MODES.values(), ids=list(MODES))
def test_hundreds_of_nodes_with_faults_end_and_the_ledger_is_the_bill(tmp_path, maker):
    check(tmp_path, maker, 200, seed=2)
