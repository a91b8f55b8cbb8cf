"""Colours of the look: names, distances, and choices that keep things apart."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from filmwright.departments.look.rules.lists import colours
from filmwright.render.colour import delta_e, lab

__all__ = ["apart", "draw", "farthest", "hair_name", "name_of", "nearest", "pick", "shifted"]


def draw(seed: str, purpose: str, count: int) -> int:
    """A fixed choice 0..count-1 for a seed and a purpose: the same in every process and version."""
    digest = hashlib.sha256(f"{seed}\x00{purpose}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % count


def pick(seed: str, purpose: str, choices: Sequence[str]) -> str:
    """One of the choices, fixed by seed and purpose."""
    return choices[draw(seed, purpose, len(choices))]


@lru_cache(maxsize=4096)
def _lab(colour: str) -> tuple[float, float, float]:
    value = lab([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return (float(value[0]), float(value[1]), float(value[2]))


@lru_cache(maxsize=65536)
def apart(one: str, two: str) -> float:
    """How different two hex colours look: CIEDE2000."""
    return float(delta_e(_lab(one), _lab(two)))


def farthest(choices: Sequence[str], taken: Sequence[str], *, enough: float = 1e9) -> str:
    """The choice that differs most from the nearest of those taken; the first with at least `enough`."""
    if not taken:
        return choices[0]
    table = delta_e(
        np.array([_lab(c) for c in choices])[:, None, :],
        np.array([_lab(t) for t in taken])[None, :, :],
    )
    nearest_taken = table.min(axis=1)
    good = np.flatnonzero(nearest_taken >= enough)
    return choices[int(good[0]) if len(good) else int(np.argmax(nearest_taken))]


def nearest(colour: str, names: Sequence[tuple[str, str]]) -> str:
    """The name whose colour is nearest; `names` are (name, hex)."""
    return min(names, key=lambda item: (apart(colour, item[1]), item[0]))[0]


def name_of(colour: str) -> str:
    """The English name nearest to a colour of clothes or things."""
    return nearest(colour, tuple(colours().paint.items())).replace("-", " ")


def hair_name(colour: str) -> str:
    """The English name nearest to a colour of hair."""
    return nearest(colour, tuple(colours().hair.items())).replace("-", " ")


def shifted(colour: str, *, hue: float = 0.0, lightness: float = 0.0) -> str:
    """A colour turned by `hue` degrees and lightened by `lightness` (-1..1) in HLS, kept muted."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    high, low = max(red, green, blue), min(red, green, blue)
    middle, chroma = (high + low) / 2, high - low
    angle = _hue(red, green, blue, high, chroma)
    saturation = 0.0 if chroma == 0 else chroma / (1 - abs(2 * middle - 1) or 1)
    new_light = min(0.9, max(0.12, middle + lightness))
    new_saturation = max(saturation, 0.18) if hue else saturation
    return _from_hls((angle + hue) % 360, new_light, min(new_saturation, 0.55))


def _hue(red: float, green: float, blue: float, high: float, chroma: float) -> float:
    if chroma == 0:
        return 30.0
    if high == red:
        return 60 * (((green - blue) / chroma) % 6)
    if high == green:
        return 60 * ((blue - red) / chroma + 2)
    return 60 * ((red - green) / chroma + 4)


def _from_hls(hue: float, light: float, saturation: float) -> str:
    chroma = (1 - abs(2 * light - 1)) * saturation
    second = chroma * (1 - abs((hue / 60) % 2 - 1))
    base = light - chroma / 2
    wheel = (
        (chroma, second, 0.0),
        (second, chroma, 0.0),
        (0.0, chroma, second),
        (0.0, second, chroma),
        (second, 0.0, chroma),
        (chroma, 0.0, second),
    )
    return "#" + "".join(f"{round(255 * (v + base)):02x}" for v in wheel[int(hue // 60) % 6])
