"""Vectors of three numbers, without the checks on which numpy's own functions spend their time."""

import math

import numpy as np
from numpy.typing import NDArray

__all__ = ["Triple", "between", "cross", "length"]

Array = NDArray[np.float64]
Triple = tuple[float, float, float]


def cross(a: Array, b: Array) -> Array:
    """Cross product."""
    return np.array((a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]))


def between(a: Triple, b: Triple, t: float) -> Triple:
    """The place, or the colour, a share `t` of the way from `a` to `b`."""
    return (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), a[2] + t * (b[2] - a[2]))


def length(a: Array) -> float:
    """Length."""
    return math.sqrt(float(a @ a))
