"""Colours as linear light, and tints as materials."""

from collections.abc import Mapping

from filmwright.render.anatomy.piece import Tint
from filmwright.render.mesh import Material

__all__ = ["RGB", "linear", "mix", "paint"]

RGB = tuple[float, float, float]


def linear(hex_colour: str) -> RGB:
    """#rrggbb in sRGB to linear RGB 0..1 (IEC 61966-2-1)."""
    out = []
    for i in (1, 3, 5):
        c = int(hex_colour[i : i + 2], 16) / 255
        out.append(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)
    return (out[0], out[1], out[2])


def mix(a: RGB, b: RGB, t: float) -> RGB:
    """A colour a share `t` of the way from `a` to `b`."""
    return (a[0] * (1 - t) + b[0] * t, a[1] * (1 - t) + b[1] * t, a[2] * (1 - t) + b[2] * t)


def paint(tint: Tint, colours: Mapping[str, RGB]) -> Material:
    """A tint as a material."""
    r, g, b = colours[tint.base]
    k = tint.shade
    return Material((min(r * k, 1.0), min(g * k, 1.0), min(b * k, 1.0)), tint.kind)
