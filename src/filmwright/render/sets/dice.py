"""Chance that never changes: numbers drawn from a seed and a name, the same in every process."""

from collections.abc import Sequence
from typing import TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

__all__ = ["Dice", "value_noise"]

T = TypeVar("T")
_MASK = (1 << 64) - 1


def _mix(z: int) -> int:
    """The finaliser of SplitMix64 (Steele, Lea, Flood 2014)."""
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return z ^ (z >> 31)


class Dice:
    """A stream of chance.

    `fork` gives an independent stream by name, so that adding a chair to a room does not change the
    trees outside its window.
    """

    def __init__(self, seed: int, name: str = "") -> None:
        self._state = _mix((seed * 0x9E3779B97F4A7C15 + crc32(name.encode())) & _MASK)

    def fork(self, name: str) -> "Dice":
        """A stream of its own, fixed by the state now and `name`."""
        return Dice(self._state, name)

    def unit(self) -> float:
        """A number in [0, 1)."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        return (_mix(self._state) >> 11) / (1 << 53)

    def uniform(self, low: float, high: float) -> float:
        """A number in [low, high)."""
        return low + (high - low) * self.unit()

    def integer(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self.unit() * (high - low + 1))

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self.unit() < probability

    def choice(self, items: Sequence[T]) -> T:
        """One of `items`."""
        return items[int(self.unit() * len(items))]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """All of `items` in another order (Fisher and Yates)."""
        out = list(items)
        for i in range(len(out) - 1, 0, -1):
            j = self.integer(0, i)
            out[i], out[j] = out[j], out[i]
        return out


_CORNERS = np.array([(i & 1, i >> 1 & 1, i >> 2) for i in range(8)], np.int64)
"""The corners of a cell."""


def _lattice(cells: NDArray[np.int64], seed: int) -> NDArray[np.float64]:
    """A number in [-1, 1] for each integer cell (n, 3)."""
    c = cells.astype(np.uint64)
    h = c[:, 0] * np.uint64(0x9E3779B97F4A7C15) + c[:, 1] * np.uint64(0xC2B2AE3D27D4EB4F)
    h = h + c[:, 2] * np.uint64(0x165667B19E3779F9) + np.uint64(_mix(seed + 1))
    h = (h ^ (h >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    h = (h ^ (h >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    unit: NDArray[np.float64] = ((h ^ (h >> np.uint64(31))) >> np.uint64(11)).astype(np.float64) / (1 << 52)
    return unit - 1.0


def value_noise(points: NDArray[np.float64], seed: int) -> NDArray[np.float64]:
    """Smooth noise in [-1, 1] at points (n, 3), one cell a unit."""
    base = np.floor(points).astype(np.int64)
    f = points - base
    f = f * f * (3 - 2 * f)
    corners = np.concatenate([base + step for step in _CORNERS])
    values = _lattice(corners, seed).reshape(8, -1)
    weight = np.prod(np.where(_CORNERS[:, None] == 1, f, 1 - f), axis=2)
    total: NDArray[np.float64] = (weight * values).sum(axis=0)
    return total
