"""Parts of the ledger: amounts, owners, and the order at a provider's door."""

import threading
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmwright.engine.ledger.money import dollars, nanos, shown
from filmwright.engine.ledger.owners import FolderOwners
from filmwright.engine.pacer import Gate, Gates, Turn
from filmwright.engine.step import Answered, paid_step
from filmwright.engine.work import WorkerDied
from filmwright.errors import UserError
from filmwright.ref import Ref


@given(st.decimals(min_value=0, max_value=10**9, places=9))
def test_an_amount_comes_back_exactly(amount):
    assert dollars(nanos(amount)) == amount


def test_what_is_finer_than_a_nano_dollar_counts_as_one():
    assert nanos(Decimal("0.0000000001")) == 1


@pytest.mark.parametrize("amount", ["-0.01", "NaN", "Infinity", "9000000000"])
def test_what_is_no_amount_is_told(amount):
    with pytest.raises(UserError, match="amount of money"):
        nanos(Decimal(amount))


@pytest.mark.parametrize(
    ("amount", "text"), [("2.5", "$2.50"), ("0", "$0.00"), ("0.0336", "$0.0336"), ("10", "$10.00")]
)
def test_amounts_are_shown_with_cents_at_least(amount, text):
    assert shown(Decimal(amount)) == text


def test_an_owner_lives_until_it_leaves(tmp_path):
    first, second = FolderOwners(tmp_path), FolderOwners(tmp_path)
    assert second.is_alive(first.me)
    first.close()
    assert not second.is_alive(first.me)
    assert not second.is_alive("nobody")
    assert second.is_alive(second.me)
    second.close()
    assert list(tmp_path.iterdir()) == []


def order_of(gate: Gate, turns: list[Turn]) -> list[Turn]:
    """In which order turns that wait at the same time get the only place."""
    served: list[Turn] = []
    inside = threading.Event()
    threads = []

    def hold() -> None:
        with gate.place(Turn("first")):
            inside.set()
            while len(gate._waiting) < len(turns):
                time.sleep(0.001)

    def take(turn: Turn) -> None:
        with gate.place(turn):
            served.append(turn)

    holder = threading.Thread(target=hold)
    holder.start()
    inside.wait(5)
    for number, turn in enumerate(turns):
        threads.append(threading.Thread(target=take, args=(turn,)))
        threads[-1].start()
        while len(gate._waiting) <= number and holder.is_alive():
            time.sleep(0.001)
    for thread in (holder, *threads):
        thread.join(5)
    return served


def test_what_a_person_waits_for_goes_first():
    turns = [Turn("film"), Turn("film"), Turn("film", priority=5)]
    assert order_of(Gate(1, threading.Event()), turns)[0].priority == 5


def test_projects_take_turns():
    turns = [Turn("a"), Turn("a"), Turn("a"), Turn("b")]
    assert [turn.project for turn in order_of(Gate(1, threading.Event()), turns)] == ["a", "b", "a", "a"]


def test_no_more_are_inside_than_there_are_places():
    gate, inside, most = Gate(3, threading.Event()), [], []

    def enter() -> None:
        with gate.place(Turn()):
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.002)
            inside.pop()

    threads = [threading.Thread(target=enter) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) <= 3
    assert len(most) == 20


def test_one_gate_per_account():
    gates = Gates()
    assert gates.gate("shop", "mine", 2) is gates.gate("shop", "mine", 2)
    assert gates.gate("shop", "mine", 2) is not gates.gate("shop", "yours", 2)


def test_a_quiet_gate_opens_after_its_time_and_a_stop_ends_the_wait():
    gate = Gate(1, threading.Event())
    gate.quiet(0.02)
    began = time.monotonic()
    gate.wait_until_open()
    assert time.monotonic() - began >= 0.02
    gate.quiet(1000)
    gate.stop.set()
    with pytest.raises(WorkerDied):
        gate.wait_until_open()


def test_a_paid_step_has_to_take_the_answer_and_what_it_asks_with():
    def ask(words: str) -> bytes:
        return words.encode()

    with pytest.raises(TypeError, match="answer"):

        @paid_step("t.no_answer", version=1, capability="image", ask=ask)
        def no_answer(file: Answered, words: str) -> Ref:
            return file.ref()

    with pytest.raises(TypeError, match="words"):

        @paid_step("t.no_words", version=1, capability="image", ask=ask)
        def no_words(answer: Answered) -> Ref:
            return answer.ref()


def test_the_answer_is_not_an_input():
    @paid_step("t.ok", version=1, capability="image", ask=lambda words: words.encode())
    def ok(answer: Answered, words: str, length: int = 2) -> Ref:
        return answer.ref()

    bound = ok.bind({"words": "a"})
    assert bound == {"words": "a", "length": 2}
    assert ok.paid.request(bound) == b"a"


def test_a_missing_file_of_an_answer_is_named():
    with pytest.raises(TypeError, match="main"):
        Answered(()).ref()
