"""How much texts have in common, and who is who between two lists of them."""

import os
import random
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filmwright.formats.likeness import Likeness, Pairing, aligned, best_pairs, in_order, word_list

BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # machines are shared


def kept(_i: int, _j: int, likeness: Likeness) -> float:
    return likeness.shared if likeness.ratio >= 0.3 else 0.0


def test_words_are_compared_without_case_and_punctuation():
    assert word_list("Don’t — STOP, Zoë!") == ("don’t", "stop", "zoë")


def test_writing_without_spaces_is_compared_by_character():
    assert word_list("雨が窓を打つ。Nora") == ("雨", "が", "窓", "を", "打", "つ", "nora")


def test_equal_texts_are_wholly_alike_and_strangers_not_at_all():
    assert Likeness(5, 5, 5).ratio == Likeness(5, 5, 5).contained == 1.0
    assert Likeness(0, 5, 5).ratio == Likeness(0, 0, 5).contained == 0.0


def test_an_edited_text_is_paired_with_what_it_was():
    old = [word_list("the cat sleeps on the red mat"), word_list("a dog runs over the wet field")]
    new = [word_list("a dog runs over the green field"), word_list("the cat sits on the red mat"), word_list("rain")]
    assert best_pairs(old, new, kept) == {0: 1, 1: 0}


def test_the_pairing_keeps_the_most_words_together_not_the_best_single_pair():
    old = [word_list("one two three four five six"), word_list("one two three four")]
    new = [word_list("one two three four five"), word_list("five six")]
    assert best_pairs(old, new, lambda _i, _j, found: found.shared) == {0: 1, 1: 0}


def test_large_lists_give_the_same_pairs_as_small_ones():
    """Past a size only texts that share rare words are compared."""
    dice = random.Random(4)
    old = [[f"w{dice.randrange(900)}" for _ in range(30)] for _ in range(150)]
    new = [[w if dice.random() < 0.8 else "x" for w in words] for words in old]
    order = list(range(150))
    dice.shuffle(order)
    assert best_pairs(old, [new[i] for i in order], kept) == dict(enumerate(order))


@settings(BUSY)
@given(st.lists(st.integers(0, 30)))
def test_what_stays_in_order_is_increasing_and_as_long_as_can_be(ranks):
    found = [ranks[k] for k in in_order(ranks)]
    assert all(a < b for a, b in zip(found, found[1:], strict=False))
    best = [1] * len(ranks)
    for k in range(len(ranks)):
        best[k] = 1 + max((best[m] for m in range(k) if ranks[m] < ranks[k]), default=0)
    assert len(found) == max(best, default=0)


def test_a_heavy_item_stays_and_the_light_ones_move():
    assert in_order([5, 1, 2, 3]) == [1, 2, 3]
    assert in_order([5, 1, 2, 3], [9, 1, 1, 1]) == [0]


def test_equal_items_are_aligned_in_order():
    assert aligned("abcd", "xbcy") == [(1, 1), (2, 2)]


@pytest.mark.parametrize(("old", "new", "pairs"), [
    (["a", "b", "a"], ["a", "b", "a"], {0: 0, 1: 1, 2: 2}),
    (["a", "b"], ["b", "a"], {0: 1, 1: 0}),
    (["a"], ["a", "a"], {0: 0}),
    (["", "a"], ["", "a"], {1: 1}),
], ids=["repeated", "moved", "doubled", "empty"])  # fmt: skip
def test_equal_texts_are_paired_once_in_order_first(old, new, pairs):
    pairing = Pairing(old=len(old), new=len(new), living=len(old))
    pairing.put_equal(old, new)
    assert pairing.pairs == pairs


def test_items_between_the_same_neighbours_are_in_one_gap():
    pairing = Pairing(old=4, new=5, living=4, pairs={1: 1, 3: 3})
    old, new = pairing.gaps()
    assert old == [0, 1, 1, 2]
    assert new == [0, 1, 1, 2, 2]


def test_pairs_do_not_depend_on_the_process():
    """Texts so alike that many pairings are nearly as good; under two hash seeds."""
    code = (
        "import random\n"
        "from filmwright.formats.likeness import best_pairs\n"
        "dice = random.Random(1)\n"
        "old = [[f'w{dice.randrange(40)}' for _ in range(12)] for _ in range(90)]\n"
        "new = [[w if dice.random() < 0.7 else 'x' for w in words] for words in reversed(old)]\n"
        "print(best_pairs(old, new, lambda i, j, found: found.shared * (found.ratio > 0.2)))\n"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
