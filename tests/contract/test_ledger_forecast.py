"""What a run would cost and take, before anything is sent."""

import sys
from decimal import Decimal
from pathlib import Path

import pytest

from filmwright.engine.fake_shop import FakeShop, Fate, shop_runner
from filmwright.engine.forecast import forecast
from filmwright.engine.graph import Graph
from filmwright.engine.plan import Plan
from filmwright.engine.step import Answered, paid_step
from filmwright.engine.submitter import Pace
from filmwright.ref import Ref

sys.path.insert(0, str(Path(__file__).parent))
import paid_steps as steps
import runner_steps
from engine_toy import Sheet


@paid_step("f.clip", version=1, capability="video", ask=lambda frame: f"0.50 {frame}".encode())
def clip(answer: Answered, frame: Ref) -> Ref:
    return answer.ref()


@paid_step("f.titled", version=1, capability="image", ask=lambda sheet: sheet.text.encode())
def titled(answer: Answered, sheet: Sheet) -> Ref:
    return answer.ref()


def film(graph: Graph, shots: int = 4) -> None:
    for number in range(shots):
        frame = graph.add(
            steps.picture, subject=f"s{number}", department="picture", maker=steps.SHOP, text=f"0.{number + 1} {number}"
        )
        graph.add(clip, subject=f"s{number}", department="picture", maker=steps.SHOP, frame=frame)


def titles(graph: Graph) -> None:
    sheet = graph.add(runner_steps.write, subject="t", department="shots", text="0.25 title")
    graph.add(titled, subject="t", department="picture", maker=steps.SHOP, sheet=sheet)


def told(store, shop, build, **more):
    graph = Graph(store.records.results, store.blobs)
    build(graph)
    plan = Plan.of(graph)
    missing = [node for node in graph.nodes if node not in plan.graph.results]
    return forecast(missing, graph, library=store, submitters=lambda _: shop, workers=2, **more)


def test_prices_are_the_sum_of_the_worst_also_of_what_waits_for_files(store):
    shop = FakeShop()
    found = told(store, shop, film)
    assert [(r.kind.step, r.nodes, r.worst) for r in found.rows] == [
        ("p.picture", 4, Decimal("1.0")),
        ("f.clip", 4, Decimal("2.00")),
    ]
    assert found.worst == Decimal("3.00")
    assert found.unpriced == 0
    assert shop.posts == {}


def test_what_waits_for_a_document_is_said_to_have_no_price(store):
    found = told(store, FakeShop(), titles)
    assert found.unpriced == 1
    assert found.worst == 0


def test_what_has_no_price_yet_counts_as_the_dearest_that_was_asked_for(store):
    shop_runner(store, FakeShop()).run(titles)
    store.records.forget([r.key for r in store.records.all_results()])
    found = told(store, FakeShop(), titles)
    assert (found.worst, found.unpriced) == (Decimal("0.25"), 0)


def test_what_is_owned_costs_nothing(store):
    shop_runner(store, FakeShop(lambda _: Fate(price=Decimal(0)))).run(film)
    found = told(store, FakeShop(), film)
    assert (found.rows, found.worst, found.seconds) == ((), 0, 0)


def test_time_is_what_the_maker_says_at_its_slots_and_one_chain(store):
    found = told(store, FakeShop(slots=4), film, declared=lambda asked: 2.0 if asked.capability == "video" else 1.0)
    assert [r.seconds_from for r in found.rows] == ["the maker", "the maker"]
    assert found.seconds == pytest.approx((4 * 1.0 + 4 * 2.0) / 4 + 3.0)


def test_a_pace_may_be_what_takes_longest(store):
    found = told(store, FakeShop(slots=100, pace=Pace(1, 10.0)), film, declared=lambda _: 1.0)
    assert found.seconds == pytest.approx(80.0 + 2.0)


def test_time_of_past_runs_goes_before_what_the_maker_says(store):
    shop_runner(store, FakeShop(lambda _: Fate(price=Decimal(0)))).run(film)
    found = told(store, FakeShop(), lambda graph: film(graph, 5), declared=lambda _: 1000.0)
    assert {r.seconds_from for r in found.rows} == {"past runs"}
    assert found.seconds < 10


def test_a_time_that_nobody_knows_is_said(store):
    found = told(store, FakeShop(), film)
    assert found.untimed == 8
