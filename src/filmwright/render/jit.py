"""The one place that touches numba's untyped decorator."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numba

__all__ = ["njit"]

P = ParamSpec("P")
R = TypeVar("R")


def njit(function: Callable[P, R]) -> Callable[P, R]:
    """Compile `function` ahead of its first call per signature and keep the machine code on disk.

    Never fastmath and never parallel: the same input must give the same bytes, and work is spread
    over processes by shot, not over threads inside a frame.
    """
    compiled: Callable[P, R] = numba.njit(cache=True, nogil=True)(function)
    return compiled
