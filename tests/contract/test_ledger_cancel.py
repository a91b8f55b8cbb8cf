"""Stopping and cancelling: what a run leaves goes on later, or is taken back and said."""

import sys
import threading
import time
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from filmwright.engine.cancelling import cancel
from filmwright.engine.fake_shop import FakeShop, Fate, shop_runner
from filmwright.engine.ledger import Ledger
from filmwright.engine.runner import Runner
from filmwright.errors import Interrupted
from filmwright.store import Store

sys.path.insert(0, str(Path(__file__).parent))
import paid_steps as steps

NEVER = 10_000_000


@pytest.fixture
def store(tmp_path):
    made = Store.open(tmp_path / "library")
    yield made
    made.close()


def stopped(store, shop, texts=("a", "b"), how=None) -> Runner:
    """A run that is stopped as soon as the shop works on everything that it has room for."""
    runner = shop_runner(store, shop, threads=4)
    at_work = threading.Event()
    submit = shop.submit

    def told(asked, reference):
        try:
            return submit(asked, reference)
        finally:
            if sum(shop.posts.values()) >= min(len(texts), shop.slots):
                at_work.set()

    shop.submit = told

    def stop() -> None:
        at_work.wait(10)
        (how or runner.stop)()

    watcher = threading.Thread(target=stop)
    watcher.start()
    with pytest.raises(Interrupted):
        runner.run(partial(steps.pictures, texts=list(texts)), project="film")
    watcher.join()
    shop.submit = submit
    return runner


def test_a_stopped_run_leaves_its_jobs_at_the_provider_and_the_next_goes_on_with_them(store, ledger):
    waits = NEVER
    shop = FakeShop(lambda _: Fate(waits=waits))
    stopped(store, shop)
    assert {entry.state for entry in ledger.entries()} == {"accepted"}
    waits = 0
    shop_runner(store, shop).run(partial(steps.pictures, texts=["a", "b"]), project="film")
    assert sum(shop.posts.values()) == 2
    assert ledger.spent().spent == shop.charged == Decimal("0.20")


def test_a_run_can_be_asked_to_stop_through_the_records(store, ledger):
    other = Store.open(store.home.parent)
    stopped(store, FakeShop(lambda _: Fate(waits=NEVER)), how=other.records.ask_to_stop)
    assert store.records.runs()[-1].state == "interrupted"
    other.close()


def test_a_run_that_waits_for_its_turn_at_the_provider_stops_at_once(store, ledger):
    stopped(store, FakeShop(lambda _: Fate(busy=NEVER), slots=1, busy_seconds=100), texts=("a", "b", "c"))
    assert [entry.outcome for entry in ledger.entries()] == ["released"]
    assert ledger.spent().reserved == 0


def test_cancelled_jobs_cost_what_the_provider_says(store, ledger):
    shop = FakeShop(lambda _: Fate(waits=NEVER))
    stopped(store, shop)
    taken = cancel(ledger, lambda _: shop, ledger.entries())
    assert [(t.entry.outcome, t.entry.cost, t.may_still_bill) for t in taken] == [("cancelled", 0, False)] * 2
    assert shop.charged == 0
    assert ledger.spent().reserved == 0


def test_a_cancel_that_may_still_bill_is_said_and_stays_in_doubt(store, ledger):
    shop = FakeShop(lambda _: Fate(waits=NEVER), cancel_bills=True)
    stopped(store, shop)
    taken = cancel(ledger, lambda _: shop, ledger.entries())
    assert all(t.may_still_bill for t in taken)
    assert ledger.spent().in_doubt == shop.charged == Decimal("0.20")


def test_what_a_living_process_works_on_is_not_cancelled(store, ledger):
    shop = FakeShop(lambda _: Fate(waits=NEVER))
    seen = []
    other = Ledger.of(store)
    stopped_by = shop_runner(store, shop, threads=4)

    def look() -> None:
        while not any(e.state == "accepted" for e in other.entries()):
            pass
        seen.extend(cancel(other, lambda _: shop, other.entries()))
        stopped_by.stop()

    watcher = threading.Thread(target=look)
    watcher.start()
    with pytest.raises(Interrupted):
        stopped_by.run(partial(steps.pictures, texts=["a"]), project="film")
    watcher.join()
    assert [t.entry.state for t in seen] == ["accepted"]
    other.close()


def test_the_runner_of_the_product_stops_and_goes_on(store, ledger):
    waits = NEVER
    shop = FakeShop(lambda _: Fate(waits=waits))
    runner = Runner(store, workers=1, submitters=lambda _: shop)

    def stop() -> None:
        while sum(shop.posts.values()) < 3:
            pass
        runner.stop()

    watcher = threading.Thread(target=stop)
    watcher.start()
    with pytest.raises(Interrupted):
        runner.run(partial(steps.pictures, texts=["a", "b", "c"]), project="film")
    watcher.join()
    waits = 0
    Runner(store, workers=1, submitters=lambda _: shop).run(partial(steps.pictures, texts=["a", "b", "c"]))
    assert sum(shop.posts.values()) == 3
    assert ledger.spent().spent == shop.charged


def test_what_a_dead_process_left_open_at_every_slot_goes_on_though_all_the_rest_is_before_it(store, ledger):
    """Fresh nodes must not hold the places that the left ones need: nobody would ever move."""
    waits = NEVER
    shop = FakeShop(lambda _: Fate(waits=waits), slots=2)
    stopped(store, shop, ("y", "z"))
    waits = 0
    wanted = ["a", "b", "c", "d", "e", "y", "z"]
    shop_runner(store, shop, threads=3).run(partial(steps.pictures, texts=wanted), project="film")
    assert sum(shop.posts.values()) == len(wanted)
    assert ledger.spent().spent == shop.charged


def test_a_stop_between_silence_and_the_look_up_does_not_send_it_again(store, ledger):
    fate = Fate(submit="lost_before")
    shop = FakeShop(lambda _: fate)
    runner = shop_runner(store, shop, threads=1)
    submit = shop.submit

    def stopping(asked, reference):
        try:
            return submit(asked, reference)
        finally:
            runner.stop()
            time.sleep(0.5)  # so that the run has ended its threads when the silence is noticed

    shop.submit = stopping
    with pytest.raises(Interrupted):
        runner.run(partial(steps.pictures, texts=["a"]), project="film")
    assert [entry.state for entry in ledger.entries()] == ["in_doubt"]
    shop.submit, fate = submit, Fate()
    shop_runner(store, shop).run(partial(steps.pictures, texts=["a"]), project="film")
    assert set(shop.posts.values()) == {1}
    assert [entry.outcome for entry in ledger.entries()] == ["released", "made"]
