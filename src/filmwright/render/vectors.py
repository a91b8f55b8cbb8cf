"""Vectors of three numbers, without the checks on which numpy's own functions spend their time."""

import math

import numpy as np
from numpy.typing import NDArray

__all__ = ["cross", "length"]

Array = NDArray[np.float64]


def cross(a: Array, b: Array) -> Array:
    """Cross product."""
    return np.array((a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]))


def length(a: Array) -> float:
    """Length."""
    return math.sqrt(float(a @ a))
