"""The colours of a look, as linear light."""

from filmwright.model.figure import FigureLook
from filmwright.render.anatomy.colour import RGB, linear, mix

__all__ = ["STUBBLE_STEPS", "palette"]


def _tie(cloth: RGB, accent: RGB) -> RGB:
    """A tie that stands off the cloth: deep red on cool cloth, deep blue on warm, tinged by the eyes."""
    base = (0.22, 0.020, 0.024) if cloth[2] >= cloth[0] else (0.020, 0.045, 0.17)
    return mix(base, accent, 0.12)


STUBBLE_STEPS = 20
"""Shades between bare and unshaven skin: each differs too little from the next to be drawn as an edge."""


def _shadowed(skin: RGB, step: int) -> RGB:
    dark = 0.0038 * step
    return (max(skin[0] - dark, 0.4 * skin[0]), max(skin[1] - dark, 0.4 * skin[1]), max(skin[2] - dark, 0.4 * skin[2]))


def palette(look: FigureLook) -> dict[str, RGB]:
    """Every base colour that a `Tint` may name."""
    skin, hair = linear(look.skin), linear(look.hair_colour)
    female = look.sex == "female"
    lip = mix(skin, (0.42, 0.075, 0.070), 0.52 if female else 0.34)
    dark = (lip[0] * 0.80, lip[1] * 0.72, lip[2] * 0.72)
    return {
        "skin": skin,
        "hair": hair,
        "beard": mix(hair, (0.03, 0.022, 0.018), 0.25),
        "brow": mix((hair[0] * 0.62, hair[1] * 0.62, hair[2] * 0.62), (0.02, 0.015, 0.012), 0.35),
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
        "trim": mix(linear(look.top_colour), (0.02, 0.02, 0.02), 0.45),
        "tie": _tie(linear(look.top_colour), linear(look.eyes)),
        "metal": (0.42, 0.36, 0.24),
        "belt": (0.045, 0.030, 0.022),
        "frame": (0.020, 0.018, 0.018),
    }
