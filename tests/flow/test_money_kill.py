"""kill -9 at any moment: nothing lost, nothing paid twice, and the provider's bill is what the ledger says."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from paid_kills import IN_THE_WINDOW, MODES, NOT_AT_ONCE, POINTS, Provider, Tally, Toy, finish, kill_again_and_again

from filmwright.store.crash import CRASH_AT

NODES = 24
pytestmark = [pytest.mark.kill, pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")]


@pytest.fixture
def provider(tmp_path):
    with Provider(tmp_path / "provider") as running:
        yield running


@pytest.mark.parametrize("maker", MODES.values(), ids=list(MODES))
@pytest.mark.parametrize("point", POINTS.values(), ids=list(POINTS))
def test_a_kill_at_a_named_point_loses_nothing_and_pays_nothing_twice(tmp_path, provider, maker, point):
    if maker == "fake-sync" and point == NOT_AT_ONCE:
        return  # it has no job id, so nobody passes here
    toy, tally = Toy(tmp_path, maker, NODES, provider), Tally()
    with toy.start(**{CRASH_AT: f"{point}:3"}) as process:
        process.communicate(timeout=60)
    assert process.returncode == -9
    assert toy.check_under_way() == []
    finish(toy, tally)
    assert tally.problems == []
    assert toy.check_end() == []
    if maker == "fake":
        assert tally.doubts == 0
    elif point in IN_THE_WINDOW:
        assert tally.doubts >= 1, "a kill in the window is listed"


@pytest.mark.parametrize("maker", MODES.values(), ids=list(MODES))
def test_kills_at_random_lose_nothing_and_pay_nothing_twice(tmp_path, maker):
    tally = kill_again_and_again(tmp_path, maker, NODES, 5, seed=1)
    assert tally.problems == []


@pytest.mark.parametrize("mutation", ["no intent", "no look-up"])
def test_the_check_notices_when_the_intent_or_the_look_up_is_switched_off(tmp_path, provider, mutation):
    toy, tally = Toy(tmp_path, "fake", NODES, provider, mutation), Tally()
    with toy.start(**{CRASH_AT: "money.accepted:3"}) as process:
        process.communicate(timeout=60)
    finish(toy, tally)
    assert any("times" in problem or "twice" in problem or "without" in problem for problem in toy.check_end())
