"""The colours of a look, as linear light."""

from filmwright.model.figure import FigureLook
from filmwright.render.anatomy.piece import Tint
from filmwright.render.mesh import Material

__all__ = ["STUBBLE_STEPS", "linear", "paint", "palette"]

RGB = tuple[float, float, float]


def linear(hex_colour: str) -> RGB:
    """#rrggbb in sRGB to linear RGB 0..1 (IEC 61966-2-1)."""
    out = []
    for i in (1, 3, 5):
        c = int(hex_colour[i : i + 2], 16) / 255
        out.append(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)
    return (out[0], out[1], out[2])


def _mix(a: RGB, b: RGB, t: float) -> RGB:
    return (a[0] * (1 - t) + b[0] * t, a[1] * (1 - t) + b[1] * t, a[2] * (1 - t) + b[2] * t)


def _tie(cloth: RGB, accent: RGB) -> RGB:
    """A tie that stands off the cloth: deep red on cool cloth, deep blue on warm, tinged by the eyes."""
    base = (0.22, 0.020, 0.024) if cloth[2] >= cloth[0] else (0.020, 0.045, 0.17)
    return _mix(base, accent, 0.12)


STUBBLE_STEPS = 20
"""Shades between bare and unshaven skin: each differs too little from the next to be drawn as an edge."""


def _shadowed(skin: RGB, step: int) -> RGB:
    dark = 0.0038 * step
    return (max(skin[0] - dark, 0.4 * skin[0]), max(skin[1] - dark, 0.4 * skin[1]), max(skin[2] - dark, 0.4 * skin[2]))


def palette(look: FigureLook) -> dict[str, RGB]:
    """Every base colour that a `Tint` may name."""
    skin, hair = linear(look.skin), linear(look.hair_colour)
    female = look.sex == "female"
    lip = _mix(skin, (0.42, 0.075, 0.070), 0.52 if female else 0.34)
    dark = (lip[0] * 0.80, lip[1] * 0.72, lip[2] * 0.72)
    return {
        "skin": skin,
        "hair": hair,
        "beard": _mix(hair, (0.03, 0.022, 0.018), 0.25),
        "brow": _mix((hair[0] * 0.62, hair[1] * 0.62, hair[2] * 0.62), (0.02, 0.015, 0.012), 0.35),
        **{f"stubble{k}": _shadowed(skin, k) for k in range(1, STUBBLE_STEPS + 1)},
        "eyes": linear(look.eyes),
        "white": (0.86, 0.85, 0.82),
        "black": (0.012, 0.010, 0.010),
        "lip": dark,
        "mouth": (0.060, 0.012, 0.012),
        "teeth": (0.80, 0.78, 0.70),
        "tongue": (0.36, 0.10, 0.095),
        "top": linear(look.top_colour),
        "inner": linear(look.inner_colour),
        "bottom": linear(look.bottom_colour),
        "shoes": linear(look.shoe_colour),
        "sole": (0.78, 0.77, 0.74),
        "hat": linear(look.hat_colour),
        "trim": _mix(linear(look.top_colour), (0.02, 0.02, 0.02), 0.45),
        "tie": _tie(linear(look.top_colour), linear(look.eyes)),
        "metal": (0.42, 0.36, 0.24),
        "belt": (0.045, 0.030, 0.022),
        "frame": (0.020, 0.018, 0.018),
    }


def paint(tint: Tint, colours: dict[str, RGB]) -> Material:
    """A tint as a material."""
    r, g, b = colours[tint.base]
    k = tint.shade
    return Material((min(r * k, 1.0), min(g * k, 1.0), min(b * k, 1.0)), tint.kind)
