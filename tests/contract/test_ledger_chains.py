"""Chains of makers: the next one is asked when one fails, never after a refusal or while money is in doubt."""

import sys
from decimal import Decimal
from pathlib import Path

import pytest

from filmwright.engine.events import MakerChanged, events
from filmwright.engine.fake_shop import QUICK, FakeShop, Fate
from filmwright.engine.graph import Graph
from filmwright.engine.ledger import Ledger
from filmwright.engine.paying import Paying
from filmwright.engine.runner import NodesFailed, Runner
from filmwright.engine.step import Answered, Maker, paid_step
from filmwright.engine.testing import InlineExecutor
from filmwright.errors import UserError
from filmwright.ref import Ref

sys.path.insert(0, str(Path(__file__).parent))
import paid_steps as steps

FIRST, SECOND, THIRD = (Maker(name, "1", "m") for name in ("first", "second", "third"))


@paid_step("c.after", version=1, capability="image", ask=lambda frame: str(frame).encode())
def after(answer: Answered, frame: Ref) -> Ref:
    return answer.ref()


def build(graph: Graph) -> None:
    frame = graph.add(
        steps.picture,
        subject="a",
        department="picture",
        stage="frame",
        maker=FIRST,
        fallbacks=(SECOND, THIRD),
        text="a",
    )
    graph.add(after, subject="a", department="picture", maker=THIRD, frame=frame)


def run(store, **shops):
    def submitter(name: str) -> FakeShop:
        shop = shops[name]
        if shop is None:
            raise UserError(f"The model of `{name}` is retired: use another one.")
        shop.name = name
        return shop

    def executor(library, _workers):
        return InlineExecutor(library, Paying(library, Ledger.of(library), submitter, patience=QUICK))

    return Runner(store, executor=executor).run(build, project="film")


def bad(**fate) -> FakeShop:
    return FakeShop(lambda _: Fate(**fate))


@pytest.mark.parametrize(
    "first",
    [bad(ending="failed"), bad(submit="bad"), bad(submit="no_credit"), bad(submit="lost_before"), None],
    ids=["failed", "bad request", "no credit", "never accepted", "retired"],
)
def test_the_next_maker_is_asked_and_it_is_told(store, first):
    second = FakeShop()
    outcome = run(store, first=first, second=second, third=FakeShop())
    assert outcome.made == {"p.picture": 1, "c.after": 1}
    assert [r.maker for r in store.records.all_results() if r.step == "p.picture"] == ["second@1/m"]
    (change,) = [e for e in events(store.records) if isinstance(e, MakerChanged)]
    assert (change.failed, change.next) == ("first@1/m", "second@1/m")


def test_the_chain_is_followed_to_its_end_and_then_it_failed(store):
    with pytest.raises(NodesFailed):
        run(store, first=bad(ending="failed"), second=bad(ending="failed"), third=bad(ending="failed"))


@pytest.mark.parametrize("fate", [{"ending": "refused"}, {"submit": "refused"}, {"ending": "gone"}], ids=str)
def test_nobody_else_is_asked_after_a_refusal_or_in_doubt(store, fate):
    second = FakeShop()
    with pytest.raises(NodesFailed):
        run(store, first=bad(**fate), second=second, third=FakeShop())
    assert second.posts == {}


def test_what_a_fallback_made_is_reused_though_the_first_maker_works_again(store):
    run(store, first=bad(ending="failed"), second=FakeShop(), third=FakeShop())
    first = FakeShop()
    outcome = run(store, first=first, second=FakeShop(), third=FakeShop())
    assert outcome.made == {}
    assert first.posts == {}
    assert Ledger.of(store).spent().spent == Decimal("0.20")
