"""What becomes of nodes that cost money: one row per attempt, and a bill that says the same as the ledger."""

import contextlib
import sys
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from filmwright.engine.events import BillExceeded, InDoubt, MoneyReleased, MoneyReserved, MoneySettled, events
from filmwright.engine.fake_shop import FakeShop, Fate, shop_runner
from filmwright.engine.ledger import Ledger
from filmwright.engine.runner import NodesFailed, Runner
from filmwright.engine.testing import inline_runner, memory_store
from filmwright.errors import BudgetExceeded, UserError
from filmwright.store import Store

sys.path.insert(0, str(Path(__file__).parent))
import paid_steps as steps


@pytest.fixture(params=["memory", "folder"])
def store(request, tmp_path):
    made = memory_store() if request.param == "memory" else Store.open(tmp_path / "library")
    yield made
    made.close()


def make(store, shop, *texts, step=steps.picture):
    return shop_runner(store, shop).run(partial(steps.pictures, texts=list(texts), step=step), project="film")


def attempt(store, shop, *texts, step=steps.picture) -> str:
    """Make, and give what went wrong."""
    with pytest.raises((NodesFailed, BudgetExceeded)) as caught:
        make(store, shop, *texts, step=step)
    return str(caught.value)


def states(ledger) -> list[str]:
    return [entry.outcome or entry.state for entry in ledger.entries()]


def assert_ledger_is_bill(ledger, shop):
    spent = ledger.spent()
    assert (spent.spent, spent.reserved, spent.in_doubt) == (shop.charged, 0, 0)
    for cap in ledger.caps():
        assert cap.reserved == 0


def test_a_paid_node_is_reserved_accepted_settled_and_told(store, ledger):
    shop = FakeShop(lambda _: Fate(price=Decimal("0.07")))
    outcome = make(store, shop, "a")
    (result,) = outcome.results.values()
    assert store.blobs.get(result.result) == b"made of a"
    assert result.cost == Decimal("0.07")
    (entry,) = ledger.entries()
    assert (entry.state, entry.outcome, entry.cost, entry.reserved) == (
        "closed",
        "made",
        Decimal("0.07"),
        Decimal("0.1"),
    )
    assert entry.reference == f"{entry.key}.1"
    assert entry.asked.request == b"a"
    told = [type(e) for e in events(store.records) if hasattr(e, "amount")]
    assert told[0] is MoneyReserved
    assert told[-1] is MoneySettled
    assert_ledger_is_bill(ledger, shop)


def test_what_is_owned_is_not_asked_for_again(store):
    shop = FakeShop()
    make(store, shop, "a", "b")
    make(store, shop, "a", "b", "c")
    assert sum(shop.posts.values()) == 3


def test_an_answer_without_a_cost_is_settled_at_the_worst_price(store, ledger):
    make(store, FakeShop(lambda _: Fate(told=False)), "a")
    assert ledger.spent().spent == Decimal("0.10")


def test_a_provider_that_answers_at_once_is_paid_the_same_way(store, ledger):
    shop = FakeShop(lambda _: Fate(submit="at_once", price=Decimal("0.03")))
    make(store, shop, "a", "b")
    assert_ledger_is_bill(ledger, shop)


def test_a_step_may_read_the_answer_in_another_process(tmp_path):
    store = Store.open(tmp_path / "library")
    shop = FakeShop()
    outcome = Runner(store, workers=1, submitters=lambda _: shop).run(
        partial(steps.pictures, texts=["a", "b"], step=steps.sheet)
    )
    assert outcome.made == {"p.sheet": 2}
    assert_ledger_is_bill(Ledger.of(store), shop)


def test_too_many_requests_are_sent_again_within_the_same_entry(store, ledger):
    shop = FakeShop(lambda _: Fate(busy=3))
    make(store, shop, "a")
    assert shop.posts == {ledger.entries()[0].reference: 4}
    assert_ledger_is_bill(ledger, shop)


def test_a_refusal_costs_what_it_says_and_is_not_asked_for_again_until_somebody_says_so(store, ledger):
    fate = Fate(ending="refused", end_price=Decimal("0.02"))
    shop = FakeShop(lambda _: fate)
    assert "may not be shown" in attempt(store, shop, "a")
    assert "was refused" in attempt(store, shop, "a")
    assert len(shop.posts) == 1
    assert ledger.retry() == 1
    fate = Fate()
    make(store, shop, "a")
    assert states(ledger) == ["refused", "made"]
    assert_ledger_is_bill(ledger, shop)


@pytest.mark.parametrize("submit", ["refused", "no_credit", "bad"])
def test_what_is_turned_away_costs_nothing(store, ledger, submit):
    shop = FakeShop(lambda _: Fate(submit=submit))
    attempt(store, shop, "a")
    assert ledger.spent().spent == 0
    assert_ledger_is_bill(ledger, shop)


def test_an_account_without_credit_is_asked_once(store):
    shop = FakeShop(lambda _: Fate(submit="no_credit"))
    assert "no credit" in attempt(store, shop, "a", "b", "c")
    assert sum(shop.posts.values()) == 1


def test_silence_is_looked_up_and_never_sent_again(store, ledger):
    shop = FakeShop(lambda _: Fate(submit="lost_after"))
    make(store, shop, "a")
    assert sum(shop.posts.values()) == 1
    assert_ledger_is_bill(ledger, shop)


def test_silence_before_acceptance_ends_as_released(store, ledger):
    shop = FakeShop(lambda _: Fate(submit="lost_before"))
    assert "never accepted" in attempt(store, shop, "a")
    assert sum(shop.posts.values()) == 1
    assert states(ledger) == ["released"]
    assert_ledger_is_bill(ledger, shop)


@pytest.mark.parametrize("submit", ["lost_after", "lost_before"])
def test_silence_of_a_provider_that_cannot_be_asked_is_in_doubt(store, ledger, submit):
    shop = FakeShop(lambda _: Fate(submit=submit), can_find=False)
    assert "in doubt" in attempt(store, shop, "a")
    (doubt,) = ledger.doubts()
    assert ledger.spent().in_doubt == doubt.reserved == Decimal("0.10")
    assert any(isinstance(e, InDoubt) for e in events(store.records))
    assert "in doubt" in attempt(store, shop, "a")
    assert sum(shop.posts.values()) == 1


def doubtful(store, shop=None):
    shop = shop or FakeShop(lambda _: Fate(submit="lost_after", price=Decimal("0.05")), can_find=False)
    attempt(store, shop, "a")
    return shop


def test_a_doubt_found_goes_on_with_its_job(store, ledger):
    shop = doubtful(store)
    ledger.resolve(ledger.doubts()[0].reference, "found", job_id="job-1")
    make(store, shop, "a")
    assert sum(shop.posts.values()) == 1
    assert_ledger_is_bill(ledger, shop)


def test_a_doubt_not_charged_is_released_and_asked_for_anew(store, ledger):
    shop = doubtful(
        store, FakeShop(lambda r: Fate(submit="lost_before" if r.endswith(".1") else "accepted"), can_find=False)
    )
    ledger.resolve(ledger.doubts()[0].reference, "not_charged")
    assert any(isinstance(e, MoneyReleased) for e in events(store.records))
    make(store, shop, "a")
    assert states(ledger) == ["released", "made"]
    assert_ledger_is_bill(ledger, shop)


@pytest.mark.parametrize(("cost", "spent"), [(None, "0.10"), ("0.05", "0.05")])
def test_a_doubt_given_up_is_settled(store, ledger, cost, spent):
    doubtful(store)
    ledger.resolve(ledger.doubts()[0].reference, "give_up", cost=None if cost is None else Decimal(cost))
    assert ledger.spent().spent == Decimal(spent)
    assert ledger.spent().in_doubt == 0


def test_only_what_is_in_doubt_can_be_resolved(store, ledger):
    make(store, FakeShop(), "a")
    with pytest.raises(UserError, match="doubt"):
        ledger.resolve(ledger.entries()[0].reference, "give_up")
    with pytest.raises(UserError, match="doubt"):
        ledger.resolve("nothing.1", "found", job_id="x")


def test_found_needs_the_job_id(store, ledger):
    doubtful(store)
    with pytest.raises(UserError, match="job id"):
        ledger.resolve(ledger.doubts()[0].reference, "found")


def test_a_job_that_the_provider_lost_is_in_doubt(store, ledger):
    attempt(store, FakeShop(lambda _: Fate(ending="gone")), "a")
    assert states(ledger) == ["in_doubt"]


def test_a_failed_job_costs_what_it_says(store, ledger):
    shop = FakeShop(lambda _: Fate(ending="failed", end_price=Decimal("0.01")))
    attempt(store, shop, "a")
    assert states(ledger) == ["failed"]
    assert_ledger_is_bill(ledger, shop)


def test_what_failed_three_times_waits_for_somebody_to_say_retry(store, ledger):
    shop = FakeShop(lambda _: Fate(ending="failed"))
    for _ in range(5):
        message = attempt(store, shop, "a")
    assert "failed 3 times" in message
    assert len(shop.posts) == 3
    ledger.retry([ledger.entries()[0].key])
    attempt(store, shop, "a")
    assert len(shop.posts) == 4


def test_polls_and_downloads_are_tried_again(store, ledger):
    shop = FakeShop(lambda _: Fate(poll_errors=3, fetch_errors=2))
    make(store, shop, "a")
    assert_ledger_is_bill(ledger, shop)


def test_a_provider_out_of_reach_leaves_the_job_for_the_next_run(store, ledger):
    fate = Fate(poll_errors=100)
    shop = FakeShop(lambda _: fate)
    attempt(store, shop, "a")
    assert states(ledger) == ["in_doubt"]
    fate = Fate()
    make(store, shop, "a")
    assert states(ledger) == ["made"]
    assert sum(shop.posts.values()) == 1
    assert_ledger_is_bill(ledger, shop)


def test_an_answer_that_the_step_cannot_read_is_kept_and_not_paid_again(store, ledger):
    shop = FakeShop(lambda _: Fate(submit="at_once"))
    assert "what is this?" in attempt(store, shop, "a", step=steps.bad)
    assert "what is this?" in attempt(store, shop, "a", step=steps.bad)
    assert sum(shop.posts.values()) == 1
    assert ledger.doubts()[0].cost == Decimal("0.10")


def test_a_bill_above_the_reservation_stops_the_run_and_keeps_what_was_made(store, ledger):
    shop = FakeShop(lambda _: Fate(price=Decimal("0.50")))
    assert "charges $0.50" in attempt(store, shop, "a", "b", "c")
    assert states(ledger) == ["made"]
    assert any(isinstance(e, BillExceeded) for e in events(store.records))
    assert_ledger_is_bill(ledger, shop)


@pytest.mark.parametrize("scope", ["run", "project", "day", "provider"])
def test_a_cap_lets_through_what_fits_and_stops_the_rest_before_the_call(store, ledger, scope):
    ledger.set_cap(scope, Decimal("0.25"))
    shop = FakeShop()
    message = attempt(store, shop, "a", "b", "c", "d")
    assert "$0.25" in message
    assert "$0.05 is left" in message
    assert shop.charged == Decimal("0.20")
    assert_ledger_is_bill(ledger, shop)


def test_a_run_over_its_cap_ends_as_budget_exceeded(store, ledger):
    ledger.set_cap("call", Decimal("0.09"))
    with pytest.raises(BudgetExceeded, match="one call"):
        make(store, FakeShop(), "a", "b")
    assert ledger.entries() == ()


def test_a_cap_of_zero_costs_nothing(store, ledger):
    ledger.set_cap("project", Decimal(0), "film")
    shop = FakeShop()
    attempt(store, shop, "a")
    assert shop.posts == {}


def test_a_cap_of_its_own_goes_before_the_common_one(store, ledger):
    ledger.set_cap("project", Decimal(0))
    ledger.set_cap("project", Decimal(5), "film")
    make(store, FakeShop(), "a")


def test_a_free_provider_needs_no_budget(store, ledger):
    ledger.set_cap("project", Decimal(0))
    make(store, FakeShop(lambda _: Fate(price=Decimal(0)), worst=Decimal(0)), "a")


def test_without_anybody_to_pay_a_paid_step_says_so(store):
    with pytest.raises(UserError, match="no provider"):
        inline_runner(store).run(partial(steps.pictures, texts=["a"]))


def test_a_paid_node_needs_a_maker(store):
    with pytest.raises(TypeError, match="maker"):
        inline_runner(store).run(partial(steps.pictures, texts=["a"], maker=None))


def test_sums_can_be_taken_of_a_part(store, ledger):
    make(store, FakeShop(), "a", "b")
    with contextlib.suppress(NodesFailed):
        make(store, FakeShop(lambda _: Fate(ending="gone")), "c")
    assert ledger.spent(run=1).spent == Decimal("0.20")
    assert ledger.spent(run=2).in_doubt == Decimal("0.10")
    assert ledger.spent(project="film", provider="shop").spent == Decimal("0.20")
    assert ledger.spent(project="other").spent == 0
    assert len(ledger.entries(run=1)) == 2


def test_a_run_can_be_given_a_budget_of_its_own(store, ledger):
    build = partial(steps.pictures, texts=["a", "b", "c"])
    with pytest.raises(BudgetExceeded, match=r"\$0\.25 for this run"):
        shop_runner(store, FakeShop()).run(build, project="film", budget=Decimal("0.25"))
    assert ledger.spent().spent == Decimal("0.20")
    shop_runner(store, FakeShop()).run(build, project="film", budget=Decimal("0.25"))
    assert ledger.spent().spent == Decimal("0.30")
