"""Money at any instant: caps hold under threads and processes, and nothing stays reserved when all is over."""

import contextlib
import multiprocessing
import random
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filmwright.engine.cancelling import cancel
from filmwright.engine.fake_shop import FakeShop, Fate, shop_runner
from filmwright.engine.ledger import Ledger
from filmwright.engine.ledger.rows import Busy, Claim, Order
from filmwright.engine.runner import NodesFailed, Runner
from filmwright.engine.submitter import Asked, Pace
from filmwright.engine.testing import memory_store
from filmwright.errors import BudgetExceeded, Interrupted
from filmwright.store import Store
from filmwright.store.tables import budgets

sys.path.insert(0, str(Path(__file__).parent))
import paid_steps as steps

WATCH = """create trigger never_above after update on budgets
when new.cap is not null and new.reserved + new.spent > new.cap
begin select raise(abort, 'above the cap'); end"""

cents = st.integers(0, 60).map(lambda n: Decimal(n) / 100)
fates = st.builds(
    Fate,
    price=cents,
    busy=st.integers(0, 2),
    submit=st.sampled_from(["accepted", "accepted", "accepted", "at_once", "refused", "bad", "lost_before", "lost_after"]),
    waits=st.integers(0, 2),
    poll_errors=st.sampled_from([0, 0, 1, 9]),
    fetch_errors=st.sampled_from([0, 0, 1, 9]),
    ending=st.sampled_from(["done", "done", "done", "refused", "failed", "gone"]),
    told=st.booleans(),
)  # fmt: skip


def order(key: str, worst: str = "0.10", run: int = 1) -> Order:
    asked = Asked("shop", "test", "image", "m", b"x", Decimal(worst))
    return Order(key, run, "film", "p.picture", key, "picture", asked)


def opened(ledger: Ledger, key: str, **limits):
    return ledger.open(order(key), **{"slots": 1000, "pace": None, "look_again": False, **limits})


def watched(folder: Path, cap: Decimal | None) -> tuple[Store, Ledger]:
    """A library whose database itself refuses any change that takes a scope above its cap."""
    store = Store.open(folder)
    ledger = Ledger.of(store)
    ledger.set_cap("project", cap, "film")
    with store.records.write() as connection:
        connection.exec_driver_sql(WATCH)
    return store, ledger


def test_a_hundred_reservations_at_once_never_pass_the_cap(tmp_path):
    _, ledger = watched(tmp_path, Decimal("3.05"))
    ledger.enter()

    def reserve(number: int) -> bool:
        try:
            return isinstance(opened(ledger, f"k{number}"), Claim)
        except BudgetExceeded:
            return False

    with ThreadPoolExecutor(25) as threads:
        got = list(threads.map(reserve, range(100)))
    assert sum(got) == 30
    assert ledger.spent().reserved == Decimal("3.00")


def test_the_watch_notices_a_reservation_that_does_not_ask_the_cap(tmp_path, monkeypatch):
    from filmwright.engine.ledger import budget

    _, ledger = watched(tmp_path, Decimal("0.15"))
    more = sa.bindparam("amount", type_=sa.BigInteger)
    careless = sa.update(budgets).where(budget._here()).values(reserved=budgets.c.reserved + more)
    monkeypatch.setattr(budget, "_RESERVE", careless)
    opened(ledger, "a")
    with pytest.raises(Exception, match="above the cap"):
        opened(ledger, "b")


def test_the_same_key_is_one_row_whoever_asks_and_is_busy_while_its_owner_lives(tmp_path):
    store = Store.open(tmp_path)
    first, second = Ledger.of(store), Ledger.of(store)
    with ThreadPoolExecutor(16) as threads:
        first.enter()
        got = list(threads.map(lambda _: opened(first, "k"), range(16)))
    assert sorted(type(g) is Claim for g in got) == [False] * 15 + [True]
    assert isinstance(opened(second, "k"), Busy)
    first.close()
    claim = opened(second, "k")
    assert isinstance(claim, Claim)
    assert not claim.fresh
    assert len(second.entries()) == 1


def test_submits_keep_the_pace_over_all_ledgers(tmp_path):
    now = ["2026-11-20T12:00:00.000000+00:00"]
    store = Store.open(tmp_path)
    one, two = Ledger.of(store), Ledger.of(store)
    for ledger in (one, two):
        ledger._now = lambda: now[0]
    pace = Pace(2, 10.0)
    assert isinstance(opened(one, "a", pace=pace), Claim)
    assert isinstance(opened(two, "b", pace=pace), Claim)
    now[0] = "2026-11-20T12:00:04.000000+00:00"
    assert opened(one, "c", pace=pace).seconds == pytest.approx(6.0)
    now[0] = "2026-11-20T12:00:10.000000+00:00"
    assert isinstance(opened(one, "c", pace=pace), Claim)
    assert one.spent().reserved == Decimal("0.30")


def test_jobs_keep_to_the_slots_over_all_ledgers(tmp_path):
    store = Store.open(tmp_path)
    one, two = Ledger.of(store), Ledger.of(store)
    assert isinstance(opened(one, "a", slots=2), Claim)
    assert isinstance(opened(two, "b", slots=2), Claim)
    assert opened(two, "c", slots=2).seconds > 0
    assert len(one.entries()) == 2


def run_process(library: str, folder: str) -> None:
    """One of several processes that want the same; each job of the shop is a file, made once or not at all."""

    class Shop(FakeShop):
        def submit(self, asked, reference):
            (Path(folder) / f"{reference}.{random.SystemRandom().randrange(2**60)}").touch()
            return super().submit(asked, reference)

    with contextlib.closing(Store.open(library)) as store:
        runner = shop_runner(store, Shop(lambda _: Fate(waits=20)), threads=4)
        runner.run(partial(steps.pictures, texts=["a", "b", "c"]), project="film")


@pytest.mark.slow
def test_four_processes_that_want_the_same_pay_once(tmp_path):
    Store.open(tmp_path / "library").close()
    posts = tmp_path / "posts"
    posts.mkdir()
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=run_process, args=(str(tmp_path / "library"), str(posts))) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [p.exitcode for p in processes] == [0] * 4
    assert len(list(posts.iterdir())) == 3
    store = Store.open(tmp_path / "library")
    assert Ledger.of(store).spent().spent == Decimal("0.30")


def test_sixteen_threads_that_want_the_same_pay_once(tmp_path):
    store = Store.open(tmp_path / "library")
    shop = FakeShop(lambda _: Fate(waits=5), slots=16)
    runs = [threading.Thread(target=make, args=(store, shop, ["a"], 1)) for _ in range(16)]
    for run in runs:
        run.start()
    for run in runs:
        run.join(60)
    assert sum(shop.posts.values()) == 1


def make(store: Store, shop: FakeShop, texts: list[str], threads: int) -> None:
    """One run to its end, whatever that is."""
    run(shop_runner(store, shop, threads=threads), texts)


def run(runner: Runner, texts: list[str]) -> None:
    with contextlib.suppress(NodesFailed, BudgetExceeded, Interrupted):
        runner.run(partial(steps.pictures, texts=texts), project="film")


class RememberingShop(FakeShop):
    """A shop whose fates go by the text that is asked for."""

    def submit(self, asked, reference):
        texts: dict[str, str] = self.__dict__.setdefault("texts", {})
        texts[reference] = asked.request.decode()
        return super().submit(asked, reference)


def settle_doubts(ledger: Ledger, shop: FakeShop) -> None:
    """What a person does who looks at the bill of the provider."""
    for doubt in ledger.doubts():
        cost = shop.bill.get(doubt.reference)
        if cost is None:
            ledger.resolve(doubt.reference, "not_charged")
        else:
            ledger.resolve(doubt.reference, "give_up", cost=cost)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(fates, min_size=4, max_size=12), cents.map(lambda c: c * 4), st.integers(1, 8), st.booleans(), st.data()
)
def test_money_never_passes_the_cap_and_none_stays_reserved(some, cap, threads, can_find, data):
    by_text = {f"0.60 {number}": fate for number, fate in enumerate(some)}
    with tempfile.TemporaryDirectory() as folder:
        store, ledger = watched(Path(folder), cap)
        shop = RememberingShop(can_find=can_find, slots=threads, cancel_bills=data.draw(st.booleans()))
        shop.fate = lambda reference: by_text[shop.__dict__["texts"].get(reference, reference)]
        first = shop_runner(store, shop, threads=threads)
        if data.draw(st.booleans(), "somebody stops it"):
            threading.Timer(data.draw(st.floats(0, 0.02)), first.stop).start()
        for runner in (first, shop_runner(store, shop, threads=threads)):
            run(runner, list(by_text))
            assert shop.charged <= cap
            if data.draw(st.booleans(), "somebody cancels"):
                cancel(ledger, lambda _: shop, ledger.entries())
        cancel(ledger, lambda _: shop, ledger.entries())
        assert [e for e in ledger.entries() if e.state not in {"closed", "in_doubt"}] == []
        settle_doubts(ledger, shop)
        assert_nothing_is_reserved(ledger)
        posts = {entry.reference: 1 + by_text[entry.asked.request.decode()].busy for entry in ledger.entries()}
        assert all(times <= posts[reference] for reference, times in shop.posts.items()), "resubmitted silently"
        store.close()


def assert_nothing_is_reserved(ledger: Ledger) -> None:
    spent = ledger.spent()
    assert (spent.reserved, spent.in_doubt) == (0, 0)
    for cap in ledger.caps():
        assert cap.reserved == 0
        if cap.name == "film":
            assert cap.spent == spent.spent


def check_faults(fate: Fate, can_find: bool) -> None:
    store = memory_store()
    ledger = Ledger.of(store)
    shop = FakeShop(lambda _: fate, can_find=can_find, worst=Decimal("0.60"))
    make(store, shop, ["a"], 0)
    (entry,) = ledger.entries()
    assert (entry.outcome or entry.state) in {"made", "refused", "failed", "released", "in_doubt"}
    assert sum(shop.posts.values()) == min(fate.busy, 30) + 1, "sent once more than was proved not to be accepted"
    if entry.state == "closed" and (fate.told or entry.outcome != "made"):
        assert entry.cost == shop.charged
    assert shop.charged <= Decimal("0.60")
    store.close()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(fates, st.booleans())
def test_a_sequence_of_faults_ends_made_refused_failed_released_or_in_doubt(fate, can_find):
    check_faults(fate, can_find)


@pytest.mark.slow
@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(fates, st.booleans())
def test_five_hundred_sequences_of_faults_end_made_refused_failed_released_or_in_doubt(fate, can_find):
    check_faults(fate, can_find)
