"""What people hold, as solids about the grip."""

from dataclasses import dataclass

import numpy as np

__all__ = ["HELD", "PARCEL", "Part"]

Three = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Part:
    """One solid of a prop: a rounded box (half sizes), a rod (from a to b, radii) or a ball, and its colour.

    x runs along the fingers, y towards the thumb, z out of the palm; metres; the grip is at the origin.
    """

    shape: str
    a: Three
    b: Three
    colour: str
    kind: str = "paint"
    radii: tuple[float, float] = (0.01, 0.01)
    hollow: float = 0.0


def _box(centre: Three, half: Three, colour: str, kind: str = "paint") -> Part:
    return Part("box", centre, half, colour, kind)


def _rod(a: Three, b: Three, r: float, colour: str, kind: str = "paint", r2: float | None = None) -> Part:
    return Part("rod", a, b, colour, kind, (r, r if r2 is None else r2))


def _cup(r: float, tall: float, colour: str, *, handle: bool) -> tuple[Part, ...]:
    z = r + 0.006
    parts = [Part("cup", (0.0, -tall / 2, z), (0.0, tall / 2, z), colour, "paint", (r * 0.86, r), 0.8)]
    parts.append(_rod((0.0, tall * 0.28, z), (0.0, tall * 0.34, z), r * 0.86, "#4a2f1e"))
    if handle:
        parts += [
            _rod((r * 0.9, tall * 0.3, z), (r + 0.02, tall * 0.2, z), 0.005, colour),
            _rod((r + 0.02, tall * 0.2, z), (r + 0.02, -tall * 0.2, z), 0.005, colour),
            _rod((r + 0.02, -tall * 0.2, z), (r * 0.9, -tall * 0.3, z), 0.005, colour),
        ]
    return tuple(parts)


def _sheet(half_x: float, half_y: float, colour: str, thick: float = 0.0022) -> tuple[Part, ...]:
    return (_box((half_x * 0.7, half_y * 0.35, 0.012), (half_x, half_y, thick), colour, "paper"),)


HELD: dict[str, tuple[Part, ...]] = {
    "phone": (
        _box((0.012, 0.0, 0.0125), (0.072, 0.036, 0.0045), "#16171a", "metal"),
        _box((0.012, 0.0, 0.0172), (0.066, 0.032, 0.0018), "#3c4654", "glass"),
    ),
    "cup": _cup(0.038, 0.085, "#e8e2d4", handle=True),
    "mug": _cup(0.042, 0.095, "#b3503c", handle=True),
    "glass": _cup(0.033, 0.105, "#b9cdd0", handle=False),
    "bottle": (
        _rod((0, -0.13, 0.036), (0, 0.05, 0.036), 0.033, "#2f5236", "glass"),
        _rod((0, 0.07, 0.036), (0, 0.15, 0.036), 0.013, "#2f5236", "glass"),
        _rod((0, -0.07, 0.036), (0, 0.02, 0.036), 0.0338, "#e6dcc0", "paper"),
    ),
    "gun": (
        _box((0.0, -0.020, 0.016), (0.017, 0.050, 0.012), "#2a211c", "wood"),
        _box((0.055, 0.042, 0.016), (0.092, 0.016, 0.012), "#26282c", "metal"),
        _box((0.040, 0.008, 0.016), (0.026, 0.004, 0.004), "#26282c", "metal"),
    ),
    "rifle": (
        _box((0.10, 0.03, 0.02), (0.26, 0.022, 0.016), "#4a3322", "wood"),
        _rod((0.20, 0.05, 0.02), (0.75, 0.05, 0.02), 0.010, "#26282c", "metal"),
        _box((-0.26, 0.0, 0.02), (0.12, 0.045, 0.018), "#4a3322", "wood"),
    ),
    "knife": (
        _rod((0, -0.05, 0.016), (0, 0.05, 0.016), 0.012, "#3a2a20", "wood"),
        _box((0, 0.135, 0.016), (0.013, 0.085, 0.0022), "#b9bec2", "metal"),
    ),
    "flashlight": (
        _rod((0, -0.07, 0.02), (0, 0.07, 0.02), 0.016, "#2b2f33", "metal"),
        _rod((0, 0.07, 0.02), (0, 0.11, 0.02), 0.018, "#2b2f33", "metal", 0.028),
        _rod((0, 0.135, 0.02), (0, 0.138, 0.02), 0.022, "#f6edc8", "glass"),
    ),
    "key": (
        _rod((0.02, 0.005, 0.014), (0.07, 0.005, 0.014), 0.003, "#b8974c", "metal"),
        _box((0.012, 0.005, 0.014), (0.012, 0.012, 0.003), "#b8974c", "metal"),
        _box((0.064, -0.004, 0.014), (0.004, 0.007, 0.002), "#b8974c", "metal"),
    ),
    "cigarette": (_rod((0.045, 0.012, 0.010), (0.045, 0.075, 0.030), 0.0042, "#eeeae0", "paper"),),
    "pen": (
        _rod((0.05, -0.02, 0.012), (0.075, 0.075, 0.0), 0.0045, "#24365c", "paint"),
        _rod((0.05, -0.02, 0.012), (0.044, -0.043, 0.015), 0.004, "#24365c", "paint", 0.001),
    ),
    "letter": _sheet(0.10, 0.075, "#efe9da"),
    "paper": _sheet(0.12, 0.09, "#f2efe6"),
    "envelope": (
        *_sheet(0.085, 0.055, "#d9c8a0", 0.003),
        _box((0.06, 0.02, 0.0155), (0.050, 0.002, 0.001), "#8a7a58", "paper"),
    ),
    "photograph": (
        *_sheet(0.065, 0.048, "#f3f0e8", 0.0024),
        _box((0.0455, 0.0168, 0.0152), (0.054, 0.038, 0.001), "#6e7f86", "paper"),
    ),
    "newspaper": (
        _box((0.07, 0.0, 0.012), (0.15, 0.19, 0.004), "#d8d4c8", "paper"),
        _box((0.16, 0.0, 0.017), (0.025, 0.16, 0.001), "#3a3a3c", "paper"),
    ),
    "map": (
        _box((0.07, 0.0, 0.012), (0.15, 0.21, 0.003), "#d9d2ae", "paper"),
        _box((0.08, 0.02, 0.0155), (0.06, 0.05, 0.001), "#86a37a", "paper"),
    ),
    "book": (
        _box((0.05, 0.0, 0.020), (0.100, 0.070, 0.016), "#7a2f2c", "paper"),
        _box((0.054, 0.0, 0.020), (0.099, 0.068, 0.0125), "#ece5d2", "paper"),
    ),
    "notebook": (
        _box((0.04, 0.0, 0.016), (0.075, 0.055, 0.008), "#2f3f4f", "paper"),
        _box((0.043, 0.0, 0.0165), (0.0745, 0.053, 0.0055), "#f0ead8", "paper"),
    ),
    "folder": (_box((0.06, 0.0, 0.014), (0.155, 0.115, 0.005), "#c9a65e", "paper"),),
    "tablet": (
        _box((0.06, 0.0, 0.014), (0.12, 0.085, 0.005), "#1b1d20", "metal"),
        _box((0.06, 0.0, 0.0192), (0.110, 0.076, 0.0014), "#52677d", "glass"),
    ),
    "bag": (
        _rod((0.0, -0.045, 0.018), (0.0, 0.045, 0.018), 0.009, "#4a3020", "leather"),
        _rod((0.0, 0.045, 0.018), (0.075, 0.10, 0.018), 0.008, "#4a3020", "leather"),
        _rod((0.0, -0.045, 0.018), (0.075, -0.10, 0.018), 0.008, "#4a3020", "leather"),
        _box((0.185, 0.0, 0.018), (0.115, 0.165, 0.055), "#6b4630", "leather"),
        _box((0.12, 0.0, 0.018), (0.040, 0.168, 0.058), "#593825", "leather"),
    ),
    "suitcase": (
        _rod((0.0, -0.06, 0.018), (0.0, 0.06, 0.018), 0.010, "#2d221b", "leather"),
        _rod((0.0, 0.06, 0.018), (0.04, 0.06, 0.018), 0.008, "#2d221b", "leather"),
        _rod((0.0, -0.06, 0.018), (0.04, -0.06, 0.018), 0.008, "#2d221b", "leather"),
        _box((0.235, 0.0, 0.018), (0.20, 0.29, 0.085), "#7a5636", "leather"),
    ),
    "briefcase": (
        _rod((0.0, -0.05, 0.018), (0.0, 0.05, 0.018), 0.009, "#1f1a17", "leather"),
        _rod((0.0, 0.05, 0.018), (0.035, 0.05, 0.018), 0.007, "#1f1a17", "leather"),
        _rod((0.0, -0.05, 0.018), (0.035, -0.05, 0.018), 0.007, "#1f1a17", "leather"),
        _box((0.17, 0.0, 0.018), (0.14, 0.21, 0.045), "#33271f", "leather"),
    ),
    "umbrella": (
        _rod((0, -0.08, 0.018), (0, 0.06, 0.018), 0.013, "#3a281c", "wood"),
        _rod((0, -0.70, 0.018), (0, -0.10, 0.018), 0.008, "#23262c", "cloth", 0.036),
        _rod((0, -0.78, 0.018), (0, -0.68, 0.018), 0.004, "#8a8d90", "metal"),
    ),
    "cane": (
        _rod((0.0, 0.0, 0.018), (0.80, 0.0, 0.018), 0.012, "#4b3220", "wood", 0.009),
        _rod((0.0, -0.05, 0.018), (0.0, 0.05, 0.018), 0.014, "#4b3220", "wood"),
    ),
    "flowers": (
        _rod((0, -0.12, 0.02), (0, 0.10, 0.02), 0.014, "#4d7a3f", "leaf", 0.026),
        *(
            Part(
                "ball",
                (
                    0.035 * np.cos(i * 2.4) * (0.4 + 0.1 * i),
                    0.14 + 0.012 * (i % 3),
                    0.02 + 0.035 * np.sin(i * 2.4) * (0.4 + 0.1 * i),
                ),
                (0.024, 0.022, 0.024),
                ("#c94f5f", "#e9b44c", "#efe6e9")[i % 3],
                "leaf",
            )
            for i in range(8)
        ),
    ),
    "camera": (
        _box((0.03, 0.02, 0.035), (0.068, 0.042, 0.025), "#232427", "metal"),
        _rod((0.03, 0.02, 0.06), (0.03, 0.02, 0.11), 0.030, "#1a1b1d", "metal"),
        _box((0.03, 0.068, 0.035), (0.024, 0.012, 0.018), "#232427", "metal"),
    ),
    "hammer": (
        _rod((0, -0.12, 0.018), (0, 0.15, 0.018), 0.013, "#8a6238", "wood"),
        _rod((-0.05, 0.16, 0.018), (0.06, 0.16, 0.018), 0.018, "#55595d", "metal"),
    ),
    "badge": (
        _box((0.03, 0.0, 0.014), (0.05, 0.035, 0.004), "#2b2018", "leather"),
        _box((0.03, 0.0, 0.0185), (0.026, 0.026, 0.003), "#c9a64e", "metal"),
    ),
    "box": (
        _box((0.04, 0.0, 0.09), (0.11, 0.11, 0.085), "#b58f5e", "paper"),
        _box((0.04, 0.0, 0.09), (0.112, 0.018, 0.087), "#d4c08f", "paper"),
    ),
    "microphone": (
        _rod((0, -0.09, 0.018), (0, 0.07, 0.018), 0.013, "#24262a", "metal", 0.018),
        Part("ball", (0, 0.095, 0.018), (0.028, 0.030, 0.028), "#5b5f66", "metal"),
    ),
    "candle": (
        _rod((0, -0.06, 0.018), (0, 0.10, 0.018), 0.013, "#efe8d2", "paint"),
        Part("ball", (0, 0.132, 0.018), (0.006, 0.016, 0.006), "#ffd98a", "glass"),
    ),
    "money": _sheet(0.078, 0.034, "#8fa98a", 0.004),
    "card": _sheet(0.043, 0.027, "#e9e4d6", 0.0018),
}
"""What is known by name; any other word is held as a small parcel."""

PARCEL = (_box((0.03, 0.0, 0.034), (0.055, 0.045, 0.026), "#8c7355"),)
