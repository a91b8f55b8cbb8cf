"""The one place that touches numba's untyped decorator."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numba

__all__ = ["inlined", "njit"]

P = ParamSpec("P")
R = TypeVar("R")


def njit(function: Callable[P, R]) -> Callable[P, R]:
    """Compile `function` ahead of its first call per signature and keep the machine code on disk.

    Never fastmath and never parallel: the same input must give the same bytes, and work is spread
    over processes by shot, not over threads inside a frame.
    """
    compiled: Callable[P, R] = numba.njit(cache=True, nogil=True)(function)
    return compiled


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """Compile `function` into each of its callers: for helpers of a pixel loop that take many arrays.

    A call that hands over a tuple of twenty arrays costs more than the work of a pixel.
    """
    compiled: Callable[P, R] = numba.njit(inline="always")(function)
    return compiled
