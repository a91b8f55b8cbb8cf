"""Colour: sRGB and linear light, CIE Lab, and how different two colours look.

sRGB after IEC 61966-2-1, Lab after CIE 15 with the D65 white of sRGB, difference after CIEDE2000
(Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula", 2005).
"""

import string

import numpy as np
from numpy.typing import ArrayLike, NDArray

from filmwright.errors import UserError

__all__ = ["delta_e", "from_hex", "lab", "linear", "luma", "srgb", "to_hex"]

F64 = NDArray[np.float64]

_TO_XYZ = np.array(
    ((0.4123907993, 0.3575843394, 0.1804807884),
     (0.2126390059, 0.7151686788, 0.0721923154),
     (0.0193308187, 0.1191947798, 0.9505321522))
)  # fmt: skip
_WHITE = _TO_XYZ.sum(axis=1)


def linear(values: ArrayLike) -> F64:
    """SRGB 0..1 to linear light 0..1."""
    v = np.asarray(values, np.float64)
    return np.where(v <= 0.04045, v / 12.92, ((np.maximum(v, 0.0) + 0.055) / 1.055) ** 2.4)


def srgb(values: ArrayLike) -> F64:
    """Linear light 0..1 to sRGB 0..1."""
    v = np.maximum(np.asarray(values, np.float64), 0.0)
    return np.where(v <= 0.0031308, v * 12.92, 1.055 * v ** (1 / 2.4) - 0.055)


def from_hex(text: str) -> tuple[float, float, float]:
    """`#c8a020` to linear RGB 0..1, as materials want it."""
    digits = text.strip().lstrip("#")
    if len(digits) != 6 or any(c not in string.hexdigits for c in digits):
        raise UserError(f"`{text}` is not a colour. Write six hexadecimal digits, such as `#c8a020`.")
    values = linear([int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)])
    return (float(values[0]), float(values[1]), float(values[2]))


def to_hex(rgb: ArrayLike) -> str:
    """Linear RGB 0..1 to `#rrggbb`."""
    return "#" + "".join(f"{round(255 * float(v)):02x}" for v in np.clip(srgb(rgb), 0, 1))


def luma(rgb: NDArray[np.uint8]) -> F64:
    """Brightness 0..255 of sRGB pixels (..., 3), Rec. 709 weights."""
    level: F64 = np.asarray(rgb, np.float64)[..., :3] @ np.array((0.2126, 0.7152, 0.0722))
    return level


def lab(values: ArrayLike) -> F64:
    """SRGB 0..1 (..., 3) to CIE L*a*b* (..., 3)."""
    xyz = linear(values) @ _TO_XYZ.T / _WHITE
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    x, y, z = f[..., 0], f[..., 1], f[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def delta_e(first: ArrayLike, second: ArrayLike) -> F64:
    """CIEDE2000 between Lab colours (..., 3): about 1 is the least that is noticed."""
    one, two = np.asarray(first, np.float64), np.asarray(second, np.float64)
    lightness, chroma, hue = _differences(one, two)
    return np.sqrt(
        lightness**2 + chroma**2 + hue**2 + _turn(one, two) * chroma * hue,
    )


def _chromas(one: F64, two: F64) -> tuple[F64, F64, F64, F64]:
    """Adjusted chroma and hue angle (degrees) of both colours, steps 1 of the paper."""
    mean = (np.hypot(one[..., 1], one[..., 2]) + np.hypot(two[..., 1], two[..., 2])) / 2
    grow = 1.5 - 0.5 * np.sqrt(mean**7 / (mean**7 + 25.0**7))
    a1, a2 = one[..., 1] * grow, two[..., 1] * grow
    c1, c2 = np.hypot(a1, one[..., 2]), np.hypot(a2, two[..., 2])
    h1 = np.degrees(np.arctan2(one[..., 2], a1)) % 360
    h2 = np.degrees(np.arctan2(two[..., 2], a2)) % 360
    return c1, c2, h1, h2


def _mean_hue(c1: F64, c2: F64, h1: F64, h2: F64) -> F64:
    total, apart = h1 + h2, np.abs(h1 - h2)
    around = np.where(total < 360, (total + 360) / 2, (total - 360) / 2)
    return np.where(c1 * c2 == 0, total, np.where(apart <= 180, total / 2, around))


def _differences(one: F64, two: F64) -> tuple[F64, F64, F64]:
    """Weighted differences of lightness, chroma and hue, steps 2 and 3 of the paper."""
    c1, c2, h1, h2 = _chromas(one, two)
    step = h2 - h1
    step = np.where(step > 180, step - 360, np.where(step < -180, step + 360, step))
    step = np.where(c1 * c2 == 0, 0.0, step)
    hue = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(step) / 2)
    middle = np.radians(_mean_hue(c1, c2, h1, h2))
    t = (
        1
        - 0.17 * np.cos(middle - np.radians(30))
        + 0.24 * np.cos(2 * middle)
        + 0.32 * np.cos(3 * middle + np.radians(6))
        - 0.20 * np.cos(4 * middle - np.radians(63))
    )
    light = ((one[..., 0] + two[..., 0]) / 2 - 50) ** 2
    chroma = (c1 + c2) / 2
    return (
        (two[..., 0] - one[..., 0]) / (1 + 0.015 * light / np.sqrt(20 + light)),
        (c2 - c1) / (1 + 0.045 * chroma),
        hue / (1 + 0.015 * chroma * t),
    )


def _turn(one: F64, two: F64) -> F64:
    """The rotation term for blues."""
    c1, c2, h1, h2 = _chromas(one, two)
    chroma, middle = (c1 + c2) / 2, _mean_hue(c1, c2, h1, h2)
    angle = np.radians(60 * np.exp(-(((middle - 275) / 25) ** 2)))
    term: F64 = -2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7)) * np.sin(angle)
    return term
