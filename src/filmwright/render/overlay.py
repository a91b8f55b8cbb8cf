"""Lays colours that are times alpha over a picture, pixel by pixel."""

import numpy as np
from numpy.typing import NDArray

from filmwright.render.jit import njit

__all__ = ["cap_by_alpha", "lay"]

U8 = NDArray[np.uint8]


@njit
def lay(under: U8, rgba: U8, seen: NDArray[np.bool_]) -> None:
    """Lay `rgba` (h, w, 4), colour times alpha, over `under` (h, w, 3), which is changed, where it is seen."""
    for y in range(under.shape[0]):
        for x in range(under.shape[1]):
            if not seen[y, x]:
                continue
            rest = 255 - int(rgba[y, x, 3])
            for c in range(3):
                under[y, x, c] = min(255, int(rgba[y, x, c]) + (int(under[y, x, c]) * rest + 127) // 255)


@njit
def cap_by_alpha(rgba: U8) -> None:
    """Bring every colour (h, w, 4) down to its alpha: smoothing can raise it above; `rgba` is changed."""
    for y in range(rgba.shape[0]):
        for x in range(rgba.shape[1]):
            for c in range(3):
                rgba[y, x, c] = min(rgba[y, x, c], rgba[y, x, 3])
