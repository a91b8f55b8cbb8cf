"""Which texts of an old list say the same as which texts of a new one: what identity in a new draft rests on.

Texts are sequences of words. Equal ones are told by their hash elsewhere; here are the ones that were edited: how much
two texts have in common, and the pairing that keeps the most words in their place. The cost grows with the number of
words, not with the product of the lists: only texts that share words which few others have are compared.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

__all__ = ["Likeness", "Pairing", "aligned", "best_pairs", "in_order", "plain", "word_list"]

_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # kana and Han: every character counts
_LETTER = rf"[^\W{_UNSPACED}]"
_WORD = re.compile(rf"[{_UNSPACED}]|{_LETTER}+(?:['’]{_LETTER}+)*")
_RARE = 12
"""A word (or pair of words) that more texts than this have says little about which text it is."""
_CANDIDATES = 8
"""So many of the most alike old texts are considered for each new one."""
_BESIDE = 2
"""So many places to either side of its own a text is compared with in any case."""
_SMALL = 4_096
"""With fewer pairs than this all are compared."""
_WHOLE = 1_500
"""Larger groups of texts that compete for one another are paired greedily: the best pair first."""


def word_list(text: str) -> tuple[str, ...]:
    """The words of a text, compared without regard to case, punctuation and composition of letters."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def plain(text: str) -> str:
    """A text as it is compared for equality: composed letters, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two texts have in common: `shared` in words and pairs of words, `old` and `new` the size of each.

    `ratio` is 1 for equal texts (Dice's coefficient); `contained` is 1 when the shorter one is inside the longer.
    """

    shared: int
    old: int
    new: int

    @property
    def ratio(self) -> float:
        """Twice what is shared over the size of both, 0 to 1."""
        return 2.0 * self.shared / (self.old + self.new) if self.old + self.new else 0.0

    @property
    def contained(self) -> float:
        """What is shared over the size of the smaller one, 0 to 1."""
        least = min(self.old, self.new)
        return self.shared / least if least else 0.0


Words = Sequence[str]
Worth = Callable[[int, int, Likeness, bool], float]
Weigh = Callable[[int, int, Likeness], float]
"""How much it is worth to pair old text i with new text j; 0 or less: they are not the same."""


def best_pairs(
    old: Sequence[Sequence[str]],
    new: Sequence[Sequence[str]],
    weigh: Weigh,
    *,
    hints: Sequence[tuple[int, int]] = (),
) -> dict[int, int]:
    """New index -> old index, such that the sum of what `weigh` says is largest; each text is used once.

    `hints` are pairs (new, old) to consider in any case: in long lists of texts that all resemble one another, words
    alone do not tell which few are worth comparing.
    The same lists give the same pairs everywhere; where two pairings are worth the same, `weigh` should prefer order.
    """
    features_old = [_features(words) for words in old]
    features_new = [_features(words) for words in new]
    edges: dict[tuple[int, int], float] = {}
    for j, i in sorted({*_candidates(features_old, features_new), *hints}):
        likeness = _likeness(features_old[i], features_new[j])
        worth = weigh(i, j, likeness)
        if worth > 0.0:
            edges[j, i] = worth
    pairs: dict[int, int] = {}
    for group in _groups(edges):
        pairs.update(_assigned(group))
    return dict(sorted(pairs.items()))


def aligned(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs (old index, new index) of equal items, in order in both lists: the longest equal runs first."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(b.a + k, b.b + k) for b in matcher.get_matching_blocks() for k in range(b.size)]


def in_order(ranks: Sequence[int], weights: Sequence[int] | None = None) -> list[int]:
    """Positions of the heaviest strictly increasing subsequence of `ranks` (the longest when all weigh the same).

    What is not in it has moved. n log n.
    """
    known = sorted(set(ranks))
    best: list[tuple[int, int]] = [(0, -1)] * (len(known) + 1)  # Fenwick tree: (weight, position at which it ends)
    before = [-1] * len(ranks)
    end: tuple[int, int] = (0, -1)
    for position, rank in enumerate(ranks):
        place = bisect_left(known, rank)
        weight, before[position] = _most(best, place)
        entry = (weight + (weights[position] if weights is not None else 1), position)
        _raise(best, place + 1, entry)
        if entry[0] > end[0]:
            end = entry
    found: list[int] = []
    position = end[1]
    while position >= 0:
        found.append(position)
        position = before[position]
    return found[::-1]


@dataclass
class Pairing:
    """Who is who between two lists, in the making. The first `living` old items are in order, the others are not."""

    old: int
    new: int
    living: int
    pairs: dict[int, int] = field(default_factory=dict)
    """New index -> old index."""

    def put(self, found: Mapping[int, int]) -> None:
        """Take pairs in."""
        self.pairs.update(found)

    @property
    def free_new(self) -> list[int]:
        """New items without a partner."""
        return [j for j in range(self.new) if j not in self.pairs]

    def free_old(self, *, living: bool) -> list[int]:
        """Old items without a partner, among the living or the others."""
        taken = set(self.pairs.values())
        return [i for i in (range(self.living) if living else range(self.living, self.old)) if i not in taken]

    def put_equal(self, old: Sequence[str], new: Sequence[str]) -> None:
        """Pair living items of equal text: equal runs in order first, then the first left over with the first.

        An empty text is equal to none.
        """
        olds = [i for i in self.free_old(living=True) if old[i]]
        news = [j for j in self.free_new if new[j]]
        self.put({news[b]: olds[a] for a, b in aligned([old[i] for i in olds], [new[j] for j in news])})
        waiting: dict[str, list[int]] = {}
        for i in self.free_old(living=True):
            waiting.setdefault(old[i], []).append(i)
        for j in self.free_new:
            if new[j] and waiting.get(new[j]):
                self.pairs[j] = waiting[new[j]].pop(0)

    def neighbours(self, olds: Sequence[int], news: Sequence[int]) -> list[tuple[int, int]]:
        """Pairs of positions (in `news`, in `olds`) of about equal place between the same neighbours."""
        gap_old, gap_new = self.gaps()
        there: dict[int, list[int]] = {}
        for position, i in enumerate(olds):
            if i < self.living:
                there.setdefault(gap_old[i], []).append(position)
        count: Counter[int] = Counter()
        found: list[tuple[int, int]] = []
        for position, j in enumerate(news):
            here = there.get(gap_new[j], [])
            middle = count[gap_new[j]]
            found.extend((position, other) for other in here[max(0, middle - _BESIDE) : middle + _BESIDE + 1])
            count[gap_new[j]] += 1
        return found

    def put_first_free(self, homes: Mapping[str, Sequence[int]], keys: Sequence[str]) -> None:
        """Pair each new item with the first free old one among the homes of its key; an empty key has none."""
        taken = set(self.pairs.values())
        for j in self.free_new:
            home = next((i for i in homes.get(keys[j], ()) if i not in taken), None) if keys[j] else None
            if home is not None:
                self.pairs[j] = home
                taken.add(home)

    def put_alike(self, old: Sequence[Words | None], new: Sequence[Words | None], worth: Worth) -> None:
        """Pair edited items so that most words stay with their item; those without words (None) are left out.

        `worth` says how much speaks for a pair, given whether both lie between the same neighbours; 0 is never paired.
        """
        news = [j for j in self.free_new if new[j] is not None]
        olds = [i for i in (*self.free_old(living=True), *self.free_old(living=False)) if old[i] is not None]
        if not news or not olds:
            return
        gap_old, gap_new = self.gaps()

        def weigh(i: int, j: int, likeness: Likeness) -> float:
            one, other = olds[i], news[j]
            near = one < self.living and gap_old[one] == gap_new[other]
            order = 1.0 - 1e-6 * abs(i - j) / (len(olds) + len(news))  # of equal pairings, the one that keeps the order
            return worth(one, other, likeness, near) * order

        before, after = [old[i] or () for i in olds], [new[j] or () for j in news]
        found = best_pairs(before, after, weigh, hints=self.neighbours(olds, news))
        self.put({news[j]: olds[i] for j, i in found.items()})

    def gaps(self) -> tuple[list[int], list[int]]:
        """For each living old item and each new one, how many pairs that kept their order lie before it.

        Items of equal figure lie between the same neighbours; an item of such a pair belongs to the gap behind it.
        """
        ordered = [(j, i) for j, i in sorted(self.pairs.items()) if i < self.living]
        kept = [ordered[k] for k in in_order([i for _, i in ordered])]
        behind_new, behind_old = {j for j, _ in kept}, {i for _, i in kept}
        return _running(self.living, behind_old), _running(self.new, behind_new)


def _running(size: int, marks: set[int]) -> list[int]:
    count, out = 0, []
    for index in range(size):
        count += index in marks
        out.append(count)
    return out


def _most(tree: list[tuple[int, int]], place: int) -> tuple[int, int]:
    """The heaviest entry under ranks below `place`; the earliest of equals."""
    found = (0, -1)
    while place > 0:
        if tree[place][0] > found[0]:
            found = tree[place]
        place -= place & -place
    return found


def _raise(tree: list[tuple[int, int]], place: int, entry: tuple[int, int]) -> None:
    while place < len(tree):
        if entry[0] > tree[place][0]:
            tree[place] = entry
        place += place & -place


def _features(words: Sequence[str]) -> frozenset[tuple[str, str | int]]:
    """Words with their how-many-th occurrence, and neighbouring pairs."""
    seen: Counter[str] = Counter()
    found: set[tuple[str, str | int]] = set(pairwise(words))
    for word in words:
        found.add((word, seen[word]))
        seen[word] += 1
    return frozenset(found)


def _likeness(old: frozenset[tuple[str, str | int]], new: frozenset[tuple[str, str | int]]) -> Likeness:
    return Likeness(len(old & new), len(old), len(new))


def _candidates(
    old: Sequence[frozenset[tuple[str, str | int]]], new: Sequence[frozenset[tuple[str, str | int]]]
) -> list[tuple[int, int]]:
    """Pairs (new, old) worth comparing, in order."""
    if len(old) * len(new) <= _SMALL:
        return [(j, i) for j in range(len(new)) for i in range(len(old))]
    homes: dict[tuple[str, str | int], list[int]] = {}
    for i, features in enumerate(old):
        for feature in features:
            homes.setdefault(feature, []).append(i)
    pairs: list[tuple[int, int]] = []
    for j, features in enumerate(new):
        votes: Counter[int] = Counter()
        for feature in features:
            places = homes.get(feature, ())
            if len(places) <= _RARE:
                votes.update(places)
        ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
        pairs.extend((j, i) for i, _ in ranked[:_CANDIDATES])
    return pairs


def _groups(edges: Mapping[tuple[int, int], float]) -> list[dict[tuple[int, int], float]]:
    """Edges by connected group, so that texts which nobody else wants are paired without arithmetic."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(item: tuple[str, int]) -> tuple[str, int]:
        parent.setdefault(item, item)
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for j, i in edges:
        one, other = sorted((root(("new", j)), root(("old", i))))
        parent[other] = one
    groups: dict[tuple[str, int], dict[tuple[int, int], float]] = {}
    for (j, i), worth in sorted(edges.items()):
        groups.setdefault(root(("new", j)), {})[j, i] = worth
    return list(groups.values())


def _assigned(edges: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """The best pairing inside one group."""
    if len(edges) == 1:
        ((j, i),) = edges
        return {j: i}
    rows = sorted({j for j, _ in edges})
    columns = sorted({i for _, i in edges})
    if max(len(rows), len(columns)) > _WHOLE:
        return _greedy(edges)
    import numpy as np  # noqa: PLC0415  (heavy; most drafts never get here)
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415  (as numpy)

    row_of = {j: n for n, j in enumerate(rows)}
    column_of = {i: n for n, i in enumerate(columns)}
    worth = np.zeros((len(rows), len(columns)))
    for (j, i), value in edges.items():
        worth[row_of[j], column_of[i]] = value
    taken = zip(*linear_sum_assignment(worth, maximize=True), strict=True)
    return {rows[int(r)]: columns[int(c)] for r, c in taken if (rows[int(r)], columns[int(c)]) in edges}


def _greedy(edges: Mapping[tuple[int, int], float]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for (j, i), _ in sorted(edges.items(), key=lambda edge: (-edge[1], edge[0])):
        if j not in pairs and i not in taken:
            pairs[j] = i
            taken.add(i)
    return pairs
