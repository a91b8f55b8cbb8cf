"""Things small enough to lie on a table, for inserts: `prop("phone")` stands at the origin, ready to place.

A thing that is not in stock becomes a plain object of the class its name belongs to; the picture then
shows something of the right size rather than nothing.
"""

import math
from collections.abc import Callable

import numpy as np

from filmwright.render.mesh import Mesh
from filmwright.render.sets import parts
from filmwright.render.sets.dice import Dice
from filmwright.render.sets.kit import Kit
from filmwright.render.sets.paint import Paint, material, shaded

__all__ = ["PROPS", "prop"]

P = Paint
Make = Callable[[Kit, Dice], None]
_GREY = material("#6d7075", "metal")
_WOOD = material("#7a5436", "wood")
_DARK_WOOD = material("#4a3222", "wood")
_LEATHER = material("#5d3a26", "cloth")
_CARD = material("#b08d5f", "paper")
_GOLD = material("#c9a13f", "metal")
_INK = material("#3a3a40", "paint")
_GLOW = material("#bcd6e4", "lamp", 0.7)
_FLAME = material("#ffb24a", "lamp", 1.0)
_TURN = 16


def _ring(radius: float, y: float = 0.0, n: int = _TURN) -> list[tuple[float, float, float]]:
    return [(radius * math.cos(2 * math.pi * i / n), y, radius * math.sin(2 * math.pi * i / n)) for i in range(n + 1)]


def _lines(k: Kit, w: float, y: float, z0: float, z1: float, n: int, thick: float = 0.0015) -> None:
    """Lines of writing on a sheet that lies at height y."""
    for i in range(n):
        z = z0 + (z1 - z0) * i / max(n - 1, 1)
        k.box(
            _INK,
            ((-0.04 if i % 3 == 2 else 0.0) * w, y, z),
            (w * (0.7 if i % 3 == 2 else 0.86), 0.0008, thick),
        )


def _phone(k: Kit, _d: Dice) -> None:
    k.box(P.black, (0, 0, 0), (0.074, 0.009, 0.152))
    k.box(_GLOW, (0, 0.009, 0), (0.068, 0.0012, 0.142))
    k.box(P.iron, (0, 0.0102, -0.062), (0.016, 0.0006, 0.004))
    for i in range(3):
        k.box(P.white, (0, 0.0102, -0.035 + 0.026 * i), (0.052, 0.0008, 0.014))


def _landline(k: Kit, _d: Dice) -> None:
    k.add(
        P.black,
        parts.extrude(((-0.1, 0.0), (0.1, 0.0), (0.1, 0.03), (0.03, 0.09), (-0.06, 0.09), (-0.1, 0.05)), 0.16),
        yaw=-90,
    )
    k.add(
        P.black,
        parts.tube(
            ((-0.1, 0.105, 0.02), (-0.06, 0.13, 0.02), (0.06, 0.13, 0.02), (0.1, 0.105, 0.02)),
            (0.026, 0.016, 0.016, 0.026),
            10,
        ),
    )
    for x in (-0.1, 0.1):
        k.cylinder(P.black, (x, 0.075, 0.02), 0.028, 0.03, sides=12)
    k.cylinder(P.steel, (0, 0.052, -0.048), 0.042, 0.008, sides=18, pitch=-42)
    for i in range(10):
        a = math.radians(30 + 30 * i)
        k.ball(
            P.paper,
            (0.03 * math.cos(a), 0.062 + 0.02 * math.sin(a), -0.056 + 0.022 * math.sin(a)),
            0.006,
            sides=6,
            rings=4,
        )


def _letter(k: Kit, _d: Dice) -> None:
    k.box(P.paper, (0, 0, 0), (0.19, 0.001, 0.27))
    k.box(P.paper, (0, 0.003, -0.09), (0.19, 0.001, 0.09), pitch=-7)
    _lines(k, 0.16, 0.001, -0.03, 0.1, 10)
    k.box(_INK, (0.04, 0.001, 0.118), (0.06, 0.001, 0.003), yaw=8)


def _envelope(k: Kit, _d: Dice) -> None:
    k.box(P.paper, (0, 0, 0), (0.22, 0.004, 0.11))
    for s in (-1, 1):
        k.box(_CARD, (s * 0.055, 0.0042, -0.012), (0.122, 0.0008, 0.002), yaw=s * 26)
    k.box(P.red, (0.088, 0.0042, -0.034), (0.024, 0.001, 0.028))


def _paper(k: Kit, _d: Dice) -> None:
    k.box(P.paper, (0, 0, 0), (0.21, 0.0012, 0.297))
    k.box(_INK, (0, 0.0013, -0.12), (0.12, 0.0008, 0.008))
    _lines(k, 0.17, 0.0013, -0.095, 0.12, 14)


def _newspaper(k: Kit, _d: Dice) -> None:
    k.box(P.paper, (0, 0, 0), (0.3, 0.012, 0.4))
    k.box(_INK, (0, 0.012, -0.165), (0.25, 0.001, 0.03))
    k.box(P.stone_dark, (-0.065, 0.012, -0.06), (0.12, 0.001, 0.11))
    for x in (-0.09, 0.0, 0.09):
        for i in range(9):
            if x < 0.05 and i < 4 and x > -0.1:
                continue
            k.box(_INK, (x, 0.012, -0.1 + 0.03 * i), (0.075, 0.0008, 0.006))


def _map(k: Kit, d: Dice) -> None:
    k.box(P.paper, (0, 0, 0), (0.6, 0.0012, 0.42))
    for i in range(5):
        at = (d.uniform(-0.2, 0.2), 0.001, d.uniform(-0.13, 0.13))
        k.add(
            material(d.choice(("#b9c79a", "#c9b98a", "#9fbccb")), "paper"),
            parts.splat(i),
            at,
            pitch=-90,
            scale=(d.uniform(0.05, 0.12), d.uniform(0.04, 0.09), 0.0016 + 0.0003 * i),
        )
    k.add(
        P.red,
        parts.tube(((-0.24, 0.004, 0.12), (-0.1, 0.004, 0.02), (0.05, 0.004, 0.06), (0.2, 0.004, -0.12)), 0.0025, 5),
    )
    for s in (-0.03, 0.03):
        k.box(P.red, (0.2, 0.003, -0.12), (0.05, 0.001, 0.006), yaw=45 if s > 0 else -45)
    for x in (-0.15, 0.0, 0.15):
        k.box(material("#d6cbb0", "paper"), (x, 0.0013, 0), (0.003, 0.0008, 0.42))


def _photo(k: Kit, _d: Dice) -> None:
    k.box(P.white, (0, 0, 0), (0.1, 0.001, 0.13))
    k.box(material("#9fb0a8", "paint"), (0, 0.001, -0.008), (0.088, 0.0008, 0.1))
    for x, h in ((-0.018, 0.05), (0.02, 0.042)):
        k.ball(material("#5a4a55", "cloth"), (x, 0.002, 0.022), (0.016, 0.001, h * 0.45), sides=10)
        k.ball(material("#c49a7c", "paint"), (x, 0.002, 0.022 - h * 0.62), (0.0095, 0.0012, 0.012), sides=10)


def _frame(k: Kit, d: Dice) -> None:
    with k.at(0, 0.01, 0):
        k.box(_DARK_WOOD, (0, 0, 0), (0.16, 0.2, 0.015), pitch=-12)
        k.box(material("#9fb0a8", "paint"), (0, 0.018, 0.012), (0.125, 0.163, 0.002), pitch=-12)
        k.ball(material("#5a4a55", "cloth"), (0, 0.06, 0.023), (0.04, 0.045, 0.002), sides=10)
        k.ball(
            material(d.choice(("#c49a7c", "#8a5f46")), "paint"),
            (0, 0.125, 0.009),
            (0.022, 0.028, 0.002),
            sides=10,
        )
        k.box(_DARK_WOOD, (0, 0, -0.05), (0.03, 0.13, 0.006), pitch=24)


def _book(k: Kit, d: Dice) -> None:
    cover = material(d.choice(("#7c2f2b", "#2f4a63", "#3f5a3a", "#5a3f5c")), "cloth")
    k.box(cover, (0, 0, 0), (0.155, 0.004, 0.23))
    k.box(P.paper, (0.003, 0.004, 0), (0.145, 0.026, 0.22))
    k.box(cover, (0, 0.03, 0), (0.155, 0.004, 0.23))
    k.box(cover, (-0.0755, 0, 0), (0.004, 0.034, 0.23))
    k.box(_GOLD, (0, 0.034, -0.05), (0.09, 0.0008, 0.02))
    k.box(_GOLD, (0, 0.034, -0.01), (0.06, 0.0008, 0.008))


def _notebook(k: Kit, _d: Dice) -> None:
    for s in (-1, 1):
        k.box(_LEATHER, (s * 0.075, 0, 0), (0.148, 0.003, 0.21))
        k.box(P.paper, (s * 0.074, 0.003, 0), (0.14, 0.008, 0.2))
        with k.at(s * 0.074, 0, 0):
            _lines(k, 0.12, 0.0112, -0.08, 0.07 if s < 0 else 0.01, 9 if s < 0 else 5)
    _pen_at(k, 0.06, 0.0112, 0.05, 30)


def _pen_at(k: Kit, x: float, y: float, z: float, yaw: float) -> None:
    with k.at(x, y + 0.005, z, yaw):
        k.add(P.blue, parts.cylinder(0.0048, 0.1, None, 8), (0, 0, -0.05), pitch=90)
        k.add(_GOLD, parts.cylinder(0.005, 0.012, None, 8), (0, 0, -0.012), pitch=90)
        k.add(P.steel, parts.cylinder(0.0046, 0.018, 0.0008, 8), (0, 0, 0.05), pitch=90)
        k.box(_GOLD, (0, 0.004, -0.03), (0.002, 0.003, 0.04))


def _pen(k: Kit, _d: Dice) -> None:
    _pen_at(k, 0, 0, 0, 90)


def _gun(k: Kit, _d: Dice) -> None:
    """A pistol lying on its side."""
    with k.at(0, 0.016, 0):
        k.box(P.iron, (0.03, -0.012, -0.03), (0.19, 0.024, 0.03))
        k.box(P.black, (0.03, -0.01, -0.005), (0.17, 0.02, 0.018))
        k.box(_DARK_WOOD, (-0.045, -0.013, 0.045), (0.042, 0.026, 0.1), yaw=14)
        guard = [
            (0.005 + 0.024 * math.cos(a), 0.0, 0.022 + 0.018 * math.sin(a))
            for a in np.linspace(0, 2 * math.pi, 13).tolist()
        ]
        k.add(P.iron, parts.tube(guard, 0.003, 5))
        k.box(P.black, (0.0, -0.003, 0.018), (0.004, 0.006, 0.018))
        k.add(P.black, parts.cylinder(0.007, 0.012, None, 10), (0.12, 0, -0.03), roll=-90)
        k.box(P.iron, (-0.066, -0.005, -0.045), (0.02, 0.01, 0.012), yaw=30)
        k.box(P.iron, (0.115, -0.003, -0.048), (0.006, 0.006, 0.008))


def _knife(k: Kit, _d: Dice) -> None:
    blade = ((0.0, -0.014), (0.19, -0.014), (0.205, -0.004), (0.17, 0.012), (0.0, 0.016))
    k.add(P.steel, parts.extrude(blade, 0.0026), (0, 0.008, 0), pitch=-90)
    k.box(P.iron, (-0.004, 0.001, 0), (0.012, 0.016, 0.04))
    k.box(_DARK_WOOD, (-0.065, 0, 0), (0.11, 0.018, 0.026))
    for x in (-0.1, -0.065, -0.03):
        k.cylinder(_GOLD, (x, 0.0178, 0), 0.004, 0.0008, sides=8)


_GLASS = ((0.03, 0.0), (0.031, 0.006), (0.036, 0.1), (0.034, 0.1), (0.0305, 0.05))


def _glass(k: Kit, _d: Dice) -> None:
    k.add(P.clear, parts.lathe(_GLASS, _TURN))
    k.cylinder(P.amber, (0, 0.008, 0), 0.0295, 0.045, top=0.032, sides=_TURN)


def _wine_glass(k: Kit, _d: Dice) -> None:
    k.add(
        P.clear,
        parts.lathe(
            (
                (0.035, 0.0),
                (0.006, 0.006),
                (0.005, 0.085),
                (0.02, 0.1),
                (0.038, 0.135),
                (0.033, 0.2),
                (0.031, 0.2),
                (0.036, 0.137),
            ),
            _TURN,
            smooth=False,
        ),
    )
    k.cylinder(material("#6d1f2c", "glass"), (0, 0.105, 0), 0.022, 0.034, top=0.0355, sides=_TURN)


def _cup(k: Kit, d: Dice) -> None:
    m = material(d.choice(("#e9e7e1", "#7d3b3f", "#3f5d73", "#c9a15a")), "paint")
    k.add(m, parts.lathe(((0.034, 0.0), (0.041, 0.01), (0.042, 0.095), (0.038, 0.095), (0.038, 0.07)), _TURN))
    k.cylinder(material("#3a2418", "paint"), (0, 0.07, 0), 0.0375, 0.012, sides=_TURN)
    handle = [
        (0.041 + 0.028 * math.sin(a), 0.05 + 0.026 * math.cos(a), 0.0)
        for a in np.linspace(0.1, math.pi - 0.1, 9).tolist()
    ]
    k.add(m, parts.tube(handle, 0.0055, 7))


def _bottle(k: Kit, _d: Dice) -> None:
    k.add(
        P.bottle,
        parts.lathe(
            (
                (0.036, 0.0),
                (0.037, 0.01),
                (0.037, 0.17),
                (0.03, 0.2),
                (0.0145, 0.23),
                (0.0135, 0.29),
                (0.016, 0.292),
                (0.016, 0.305),
            ),
            _TURN,
        ),
    )
    k.cylinder(P.paper, (0, 0.06, 0), 0.0378, 0.085, sides=_TURN)
    k.cylinder(P.red, (0, 0.095, 0), 0.0384, 0.02, sides=_TURN)


def _pills(k: Kit, _d: Dice) -> None:
    k.cylinder(material("#c46a24", "glass"), (0, 0, 0), 0.019, 0.062, sides=_TURN)
    k.cylinder(P.paper, (0, 0.014, 0), 0.0195, 0.034, sides=_TURN)
    k.cylinder(P.white, (0, 0.062, 0), 0.0215, 0.018, sides=_TURN)
    for i, (x, z) in enumerate(((0.05, 0.01), (0.062, -0.012), (0.045, -0.028))):
        k.ball(P.white if i else P.red, (x, 0.005, z), (0.009, 0.0045, 0.0055), sides=9, yaw=40.0 * i)


def _key(k: Kit, _d: Dice) -> None:
    with k.at(0, 0.004, 0):
        k.add(_GOLD, parts.tube([(x - 0.025, y, z) for x, y, z in _ring(0.012)], 0.003, 7))
        k.add(_GOLD, parts.cylinder(0.003, 0.045, None, 7), (-0.012, 0, 0), roll=-90)
        for x, l in ((0.018, 0.012), (0.026, 0.009)):
            k.box(_GOLD, (x, -0.002, l / 2), (0.005, 0.004, l))


def _keys(k: Kit, d: Dice) -> None:
    k.add(P.steel, parts.tube([(x, 0.003, z) for x, _, z in _ring(0.016)], 0.0018, 6))
    for i in range(3):
        with k.at(0, 0.002 * i, 0, 70.0 * i + d.uniform(-10, 10)), k.at(0.045, 0, 0):
            _key(k, d)
    k.box(P.red, (-0.03, 0, 0.015), (0.03, 0.006, 0.02), yaw=20)


def _bag(k: Kit, _d: Dice) -> None:
    k.add(
        _LEATHER,
        parts.extrude(((-0.19, 0.0), (0.19, 0.0), (0.17, 0.2), (0.1, 0.26), (-0.1, 0.26), (-0.17, 0.2)), 0.13),
    )
    k.box(_DARK_WOOD, (0, 0.13, 0.067), (0.34, 0.1, 0.008))
    k.box(_GOLD, (0, 0.15, 0.073), (0.04, 0.03, 0.006))
    for z in (-0.05, 0.05):
        k.add(
            _LEATHER,
            parts.tube(((-0.1, 0.24, z), (-0.08, 0.36, z), (0.08, 0.36, z), (0.1, 0.24, z)), 0.009, 7),
        )


def _suitcase(k: Kit, _d: Dice) -> None:
    k.box(_LEATHER, (0, 0, 0), (0.6, 0.42, 0.18))
    k.box(_DARK_WOOD, (0, 0.0, 0), (0.606, 0.425, 0.012))
    for sx in (-1, 1):
        k.box(_DARK_WOOD, (sx * 0.17, 0, 0), (0.045, 0.424, 0.186))
        k.box(_GOLD, (sx * 0.17, 0.41, 0.03), (0.05, 0.02, 0.03))
        for sy in (0, 1):
            k.box(_GOLD, (sx * 0.28, sy * 0.37, 0), (0.05, 0.05, 0.184))
    k.add(
        _DARK_WOOD,
        parts.tube(((-0.08, 0.42, 0), (-0.07, 0.47, 0), (0.07, 0.47, 0), (0.08, 0.42, 0)), 0.012, 7),
    )


def _briefcase(k: Kit, _d: Dice) -> None:
    k.box(P.black, (0, 0, 0), (0.45, 0.33, 0.11))
    k.box(P.steel, (0, 0.16, 0), (0.455, 0.01, 0.114))
    for sx in (-1, 1):
        k.box(P.steel, (sx * 0.13, 0.29, 0.057), (0.05, 0.03, 0.006))
    k.add(P.black, parts.tube(((-0.07, 0.33, 0), (-0.06, 0.37, 0), (0.06, 0.37, 0), (0.07, 0.33, 0)), 0.011, 7))


def _box(k: Kit, _d: Dice) -> None:
    k.box(_CARD, (0, 0, 0), (0.3, 0.2, 0.22))
    k.box(material("#d8c08f", "paper"), (0, 0.2, 0), (0.045, 0.0012, 0.22))
    k.box(material("#d8c08f", "paper"), (0, 0.14, 0.1105), (0.045, 0.06, 0.0012))
    k.box(P.paper, (-0.08, 0.06, 0.1105), (0.09, 0.06, 0.0012))


def _gift(k: Kit, d: Dice) -> None:
    wrap = material(d.choice(("#8c2f3c", "#2f5a63", "#5a3f6c")), "paper")
    k.box(wrap, (0, 0, 0), (0.2, 0.14, 0.2))
    for yaw in (0.0, 90.0):
        k.box(_GOLD, (0, 0, 0), (0.03, 0.1412, 0.2012), yaw=yaw)
    for s in (-1, 1):
        k.ball(_GOLD, (s * 0.035, 0.165, 0), (0.04, 0.022, 0.018), sides=10, yaw=20)


def _lamp(k: Kit, _d: Dice) -> None:
    k.add(
        P.porcelain,
        parts.lathe(
            ((0.07, 0.0), (0.08, 0.03), (0.03, 0.08), (0.055, 0.16), (0.015, 0.24), (0.015, 0.28)),
            _TURN,
            smooth=True,
        ),
    )
    k.cylinder(material("#fff1cf", "lamp", 1.0), (0, 0.26, 0), 0.15, 0.2, top=0.09, sides=18)


def _candle(k: Kit, _d: Dice) -> None:
    k.add(_GOLD, parts.lathe(((0.055, 0.0), (0.058, 0.012), (0.02, 0.02), (0.015, 0.06), (0.024, 0.07)), _TURN))
    k.cylinder(P.paper, (0, 0.07, 0), 0.012, 0.13, sides=10)
    k.cylinder(P.black, (0, 0.2, 0), 0.0012, 0.01, sides=5)
    k.add(_FLAME, parts.lathe(((0.002, 0.0), (0.008, 0.012), (0.004, 0.03), (0.0, 0.042)), 8), (0, 0.206, 0))


def _lantern(k: Kit, _d: Dice) -> None:
    k.cylinder(_GOLD, (0, 0, 0), 0.08, 0.04, sides=_TURN)
    k.cylinder(_FLAME, (0, 0.04, 0), 0.05, 0.14, sides=_TURN)
    k.cylinder(_GOLD, (0, 0.18, 0), 0.085, 0.06, top=0.03, sides=_TURN)
    for i in range(4):
        with k.at(yaw=90 * i):
            k.box(_GOLD, (0.06, 0.04, 0), (0.006, 0.14, 0.006))
    k.add(P.iron, parts.tube(((-0.08, 0.2, 0), (-0.06, 0.3, 0), (0.06, 0.3, 0), (0.08, 0.2, 0)), 0.004, 6))


def _clock(k: Kit, _d: Dice) -> None:
    k.add(P.red, parts.cylinder(0.06, 0.045, None, 20), (0, 0.075, -0.0225), pitch=90)
    k.add(P.paper, parts.cylinder(0.052, 0.003, None, 20), (0, 0.075, 0.0225), pitch=90)
    k.box(P.black, (0, 0.075, 0.027), (0.005, 0.036, 0.002))
    k.box(P.black, (0.014, 0.0725, 0.029), (0.03, 0.005, 0.002))
    for s in (-1, 1):
        k.ball(_GOLD, (s * 0.034, 0.142, 0), (0.024, 0.02, 0.024), sides=12)
        k.box(P.iron, (s * 0.034, 0, 0), (0.008, 0.03, 0.02), roll=s * 20)
    k.add(_GOLD, parts.tube(((-0.02, 0.15, 0), (0, 0.178, 0), (0.02, 0.15, 0)), 0.003, 6))


def _watch(k: Kit, _d: Dice) -> None:
    k.add(_LEATHER, parts.ribbon([(x, z) for x, _, z in _ring(0.031, 0.0, 20)][:-1], 0.02, 0.003))
    with k.at(0, 0.01, 0.033):
        k.add(_GOLD, parts.cylinder(0.0185, 0.008, None, 18), (0, 0, -0.002), pitch=90)
        k.add(P.paper, parts.cylinder(0.0155, 0.0015, None, 18), (0, 0, 0.006), pitch=90)
        k.box(P.black, (0, 0, 0.008), (0.0016, 0.011, 0.0008))
        k.box(P.black, (0.004, -0.0008, 0.0088), (0.009, 0.0016, 0.0008))


def _ring_prop(k: Kit, _d: Dice) -> None:
    with k.at(0, 0.012, 0):
        circle = [(0.0105 * math.cos(a), 0.0105 * math.sin(a), 0.0) for a in np.linspace(0, 2 * math.pi, 21).tolist()]
        k.add(_GOLD, parts.tube(circle, 0.0015, 7))
    k.add(P.clear, parts.lathe(((0.0008, 0.0), (0.0042, 0.004), (0.003, 0.006)), 8), (0, 0.0235, 0))


def _necklace(k: Kit, _d: Dice) -> None:
    for i in range(26):
        a = 2 * math.pi * i / 26
        k.ball(P.porcelain, (0.075 * math.cos(a), 0.006, 0.055 * math.sin(a)), 0.006, sides=8, rings=5)
    k.add(P.red, parts.lathe(((0.002, 0.0), (0.012, 0.006), (0.008, 0.01)), 8), (0, 0, 0.068))


def _laptop(k: Kit, _d: Dice) -> None:
    k.box(_GREY, (0, 0, 0), (0.33, 0.016, 0.23))
    for row in range(4):
        k.box(P.black, (0, 0.016, -0.075 + 0.03 * row), (0.28, 0.0016, 0.022))
    k.box(P.iron, (0, 0.016, 0.07), (0.1, 0.0012, 0.06))
    with k.at(0, 0.016, -0.11):
        k.box(_GREY, (0, 0, -0.03), (0.33, 0.22, 0.008), pitch=-16)
        k.box(_GLOW, (0, 0.009, -0.0245), (0.305, 0.2, 0.002), pitch=-16)


def _computer(k: Kit, _d: Dice) -> None:
    k.box(P.iron, (0, 0, -0.06), (0.24, 0.015, 0.16))
    k.box(P.iron, (0, 0.01, -0.09), (0.05, 0.14, 0.03))
    k.box(P.black, (0, 0.1, -0.06), (0.56, 0.34, 0.03))
    k.box(_GLOW, (0, 0.115, -0.044), (0.53, 0.31, 0.004))
    for i in range(5):
        k.box(P.blue, (-0.06 * (i % 2), 0.37 - 0.045 * i, -0.0415), (0.4 - 0.06 * (i % 3), 0.02, 0.002))
    k.box(P.black, (0, 0, 0.16), (0.42, 0.02, 0.14))
    k.ball(P.black, (0.28, 0.015, 0.16), (0.03, 0.018, 0.05), sides=12)


def _radio(k: Kit, _d: Dice) -> None:
    k.box(_WOOD, (0, 0.01, 0), (0.34, 0.2, 0.13))
    k.box(material("#c9bda3", "cloth"), (-0.06, 0.03, 0.066), (0.18, 0.16, 0.003))
    for i in range(6):
        k.box(_DARK_WOOD, (-0.06, 0.045 + 0.025 * i, 0.0685), (0.18, 0.004, 0.002))
    k.box(P.paper, (0.1, 0.13, 0.066), (0.1, 0.05, 0.003))
    for y in (0.05, 0.09):
        k.add(_GOLD, parts.cylinder(0.015, 0.02, None, 12), (0.1, y, 0.065), pitch=90)
    k.add(P.steel, parts.tube(((0.14, 0.21, -0.04), (0.2, 0.5, -0.04)), 0.003, 5))


def _money(k: Kit, d: Dice) -> None:
    note = material("#8fa382", "paper")
    for i in range(5):
        with k.at(d.uniform(-0.02, 0.02), 0.0, d.uniform(-0.015, 0.015), d.uniform(-25, 25)):
            k.box(note, (0, 0.0022 * i, 0), (0.156, 0.0016, 0.066))
            k.box(material("#5f7355", "paper"), (0, 0.0022 * i + 0.0016, 0), (0.13, 0.0005, 0.044))
            k.ball(note, (0, 0.0022 * i + 0.002, 0), (0.016, 0.0004, 0.019), sides=12, rings=4)
    for i in range(3):
        k.cylinder(_GOLD, (0.1 + 0.02 * i, 0, 0.05), 0.011, 0.002, sides=12)


def _door_handle(k: Kit, _d: Dice) -> None:
    k.box(_WOOD, (0, 0, -0.02), (0.36, 0.5, 0.03))
    k.box(_GOLD, (0, 0.14, -0.003), (0.06, 0.24, 0.006))
    k.add(
        _GOLD,
        parts.tube(
            ((0, 0.29, 0.0), (0, 0.29, 0.05), (0.03, 0.29, 0.06), (0.12, 0.285, 0.06)),
            (0.012, 0.011, 0.011, 0.009),
            9,
        ),
    )
    k.cylinder(P.black, (0, 0.2, 0.002), 0.008, 0.004, sides=8, pitch=90)
    k.box(P.black, (0, 0.18, 0.0045), (0.006, 0.024, 0.003))


def _steering_wheel(k: Kit, _d: Dice) -> None:
    with k.at(0, 0.2, 0):
        circle = [(0.185 * math.cos(a), 0.185 * math.sin(a), 0.0) for a in np.linspace(0, 2 * math.pi, 25).tolist()]
        k.add(P.black, parts.tube(circle, 0.016, 8))
        k.add(P.iron, parts.cylinder(0.055, 0.03, None, 14), (0, 0, -0.012), pitch=90)
        for roll in (200, 270, 340):
            a = math.radians(roll)
            k.add(P.iron, parts.tube(((0, 0, 0), (0.18 * math.cos(a), 0.18 * math.sin(a), 0)), 0.012, 6))


def _umbrella(k: Kit, _d: Dice) -> None:
    k.add(
        P.black,
        parts.lathe(((0.008, 0.0), (0.045, 0.18), (0.05, 0.45), (0.02, 0.62)), 10),
        (-0.31, 0.05, 0),
        roll=-90,
    )
    k.add(P.steel, parts.cylinder(0.006, 0.86, None, 7), (-0.38, 0.05, 0), roll=-90)
    k.add(
        _DARK_WOOD,
        parts.tube(
            ((0.46, 0.05, 0), (0.52, 0.05, 0), (0.55, 0.05, 0.03), (0.53, 0.05, 0.06), (0.5, 0.05, 0.06)),
            0.012,
            8,
        ),
    )


def _flashlight(k: Kit, _d: Dice) -> None:
    with k.at(0, 0.028, 0):
        k.add(
            P.iron,
            parts.lathe(((0.017, 0.0), (0.017, 0.13), (0.028, 0.155), (0.028, 0.185), (0.025, 0.185)), 14),
            (-0.09, 0, 0),
            roll=-90,
        )
        k.add(_GLOW, parts.cylinder(0.024, 0.002, None, 14), (0.0955, 0, 0), roll=-90)
        k.box(P.red, (-0.01, 0.016, 0), (0.03, 0.006, 0.01))


def _camera(k: Kit, _d: Dice) -> None:
    k.box(P.black, (0, 0, 0), (0.135, 0.085, 0.055))
    k.box(P.iron, (0, 0.085, 0), (0.06, 0.022, 0.05))
    k.add(P.black, parts.cylinder(0.034, 0.06, 0.036, 18), (0.005, 0.042, 0.028), pitch=90)
    k.add(P.dark_glass, parts.cylinder(0.028, 0.002, None, 18), (0.005, 0.042, 0.088), pitch=90)
    k.cylinder(P.steel, (-0.048, 0.085, 0), 0.011, 0.008, sides=12)
    k.box(P.steel, (0, 0.068, 0.0278), (0.135, 0.014, 0.001))


def _hat(k: Kit, d: Dice) -> None:
    felt = material(d.choice(("#4a4038", "#6b5b48", "#33363b")), "cloth")
    k.add(
        felt,
        parts.lathe(((0.16, 0.0), (0.165, 0.006), (0.1, 0.012), (0.095, 0.09), (0.06, 0.115)), 20),
        scale=(1.0, 1.0, 1.15),
    )
    k.add(P.black, parts.cylinder(0.1, 0.025, 0.0985, 20), (0, 0.014, 0), scale=(1.0, 1.0, 1.15))


def _plate(k: Kit, _d: Dice) -> None:
    k.add(
        P.porcelain,
        parts.lathe(((0.07, 0.0), (0.08, 0.006), (0.13, 0.02), (0.128, 0.023), (0.085, 0.012)), 22),
    )
    k.ball(material("#8a5a33", "paint"), (-0.03, 0.022, 0.0), (0.045, 0.016, 0.033), sides=12)
    for i in range(7):
        k.ball(
            material("#5f8a3f", "leaf"),
            (0.04 + 0.016 * (i % 3), 0.02, -0.025 + 0.014 * (i // 2)),
            0.008,
            sides=7,
            rings=5,
        )
    k.ball(material("#e2d29a", "paint"), (0.01, 0.022, 0.048), (0.035, 0.015, 0.02), sides=10)
    for i in range(4):
        k.box(P.steel, (-0.18 - 0.007 * i + 0.01, 0, -0.05), (0.003, 0.003, 0.045))
    k.box(P.steel, (-0.1805, 0, -0.026), (0.026, 0.003, 0.006))
    k.box(P.steel, (-0.1805, 0, 0.03), (0.009, 0.003, 0.11))
    k.box(P.steel, (0.17, 0, 0.0), (0.014, 0.003, 0.2))


def _bread(k: Kit, _d: Dice) -> None:
    k.box(_WOOD, (0, 0, 0), (0.34, 0.018, 0.2))
    k.add(
        material("#b57a3a", "paint"),
        parts.blob(2, 0.12, 2.0, 14, 8),
        (0, 0.065, 0),
        scale=(0.13, 0.055, 0.07),
    )
    for i in range(3):
        k.box(material("#e0b877", "paint"), (-0.06 + 0.06 * i, 0.112, 0), (0.012, 0.006, 0.07), yaw=30)


def _apple(k: Kit, _d: Dice) -> None:
    k.add(
        material("#a8322c", "paint"),
        parts.blob(5, 0.06, 1.4, 16, 9),
        (0, 0.036, 0),
        scale=(0.039, 0.036, 0.039),
    )
    k.add(_DARK_WOOD, parts.tube(((0, 0.068, 0), (0.004, 0.088, 0)), 0.002, 5))
    k.ball(material("#5f8a3f", "leaf"), (0.016, 0.082, 0), (0.014, 0.002, 0.007), sides=8)


def _flowers(k: Kit, d: Dice) -> None:
    k.add(P.clear, parts.lathe(((0.045, 0.0), (0.055, 0.08), (0.035, 0.17), (0.05, 0.22)), _TURN, smooth=True))
    for i in range(9):
        a, r = i * 2.4, 0.025 + 0.012 * (i % 4)
        top = (r * 3.2 * math.cos(a), 0.34 + 0.03 * (i % 3), r * 3.2 * math.sin(a))
        k.add(material("#4f7a3f", "leaf"), parts.tube(((0, 0.12, 0), top), 0.004, 5))
        k.add(
            material(d.choice(("#b03a4a", "#d9a03a", "#c9c0d8", "#8c4a86")), "paint"),
            parts.blob(i % 7, 0.3, 3.0, 9, 6),
            top,
            scale=0.036,
        )


def _guitar(k: Kit, _d: Dice) -> None:
    """A guitar lying flat, its neck along x."""
    body = material("#b5762f", "wood")
    k.add(body, parts.cylinder(0.19, 0.09, None, 20), (-0.28, 0, 0))
    k.add(body, parts.cylinder(0.145, 0.0895, None, 20), (0.0, 0.0003, 0))
    k.box(body, (-0.14, 0.0006, 0), (0.16, 0.0885, 0.23))
    k.cylinder(P.black, (-0.1, 0.0902, 0), 0.05, 0.0012, sides=18)
    k.box(_DARK_WOOD, (-0.33, 0.09, 0), (0.03, 0.012, 0.15))
    k.box(_DARK_WOOD, (0.29, 0.085, 0), (0.52, 0.022, 0.05))
    k.box(_DARK_WOOD, (0.6, 0.08, 0), (0.14, 0.018, 0.07))
    for z in (-0.015, -0.005, 0.005, 0.015):
        k.box(P.steel, (0.12, 0.109, z), (0.9, 0.001, 0.0012))
    for i in range(3):
        for s in (-1, 1):
            k.ball(P.steel, (0.56 + 0.04 * i, 0.088, s * 0.045), 0.008, sides=7, rings=5)


def _rope(k: Kit, _d: Dice) -> None:
    coil = [
        (0.13 * math.cos(a) * (1 - 0.004 * i), 0.012 + 0.0042 * i, 0.13 * math.sin(a))
        for i, a in enumerate(np.linspace(0, 7 * math.pi, 64).tolist())
    ]
    k.add(material("#b49a68", "cloth"), parts.tube([*coil, (-0.22, 0.012, 0.1), (-0.3, 0.012, 0.02)], 0.012, 6))


def _hammer(k: Kit, _d: Dice) -> None:
    with k.at(0, 0.018, 0):
        k.add(_WOOD, parts.cylinder(0.013, 0.28, 0.011, 8), (-0.16, 0, 0), roll=-90)
        k.add(P.iron, parts.cylinder(0.017, 0.06, 0.014, 10), (0.12, 0, 0.01), pitch=90)
        k.add(
            P.iron,
            parts.extrude(((-0.012, 0.0), (0.012, 0.0), (0.02, -0.07), (0.008, -0.075)), 0.02),
            (0.12, 0, 0),
            pitch=90,
        )


def _scissors(k: Kit, _d: Dice) -> None:
    with k.at(0, 0.005, 0):
        for s in (-1, 1):
            k.box(P.steel, (0.06, 0.002 * s - 0.0015, 0), (0.13, 0.003, 0.014), yaw=s * 8)
            k.add(P.red, parts.tube([(x - 0.045, y, z + s * 0.026) for x, y, z in _ring(0.019)], 0.005, 7))


def _axe(k: Kit, _d: Dice) -> None:
    k.add(_WOOD, parts.cylinder(0.017, 0.75, 0.015, 8), (-0.4, 0.02, 0), roll=-90)
    k.add(
        P.steel,
        parts.extrude(((-0.03, 0.0), (0.03, 0.0), (0.07, -0.14), (-0.07, -0.14)), 0.02),
        (0.32, 0.02, -0.03),
        pitch=-90,
    )


def _syringe(k: Kit, _d: Dice) -> None:
    with k.at(0, 0.009, 0):
        k.add(P.clear, parts.cylinder(0.008, 0.08, None, 12), (-0.04, 0, 0), roll=-90)
        k.add(P.steel, parts.cylinder(0.0008, 0.035, None, 5), (0.04, 0, 0), roll=-90)
        k.add(P.white, parts.cylinder(0.004, 0.05, None, 8), (-0.09, 0, 0), roll=-90)
        k.add(P.white, parts.cylinder(0.011, 0.003, None, 12), (-0.092, 0, 0), roll=-90)


def _cigarette(k: Kit, _d: Dice) -> None:
    k.add(P.clear, parts.lathe(((0.05, 0.0), (0.06, 0.03), (0.052, 0.03), (0.045, 0.012)), _TURN))
    with k.at(0.02, 0.034, 0, 20):
        k.add(P.white, parts.cylinder(0.004, 0.06, None, 8), (-0.02, 0, 0), roll=-90)
        k.add(material("#c98a4a", "paper"), parts.cylinder(0.0041, 0.022, None, 8), (0.04, 0, 0), roll=-90)
        k.add(_FLAME, parts.cylinder(0.0039, 0.004, None, 8), (-0.024, 0, 0), roll=-90)


def _glasses(k: Kit, _d: Dice) -> None:
    for s in (-1, 1):
        circle = [
            (s * 0.034 + 0.024 * math.cos(a), 0.022 + 0.021 * math.sin(a), 0.0)
            for a in np.linspace(0, 2 * math.pi, 17).tolist()
        ]
        k.add(P.black, parts.tube(circle, 0.002, 6))
        k.add(
            P.black,
            parts.tube(((s * 0.058, 0.03, 0), (s * 0.064, 0.03, -0.1), (s * 0.06, 0.012, -0.13)), 0.0018, 5),
        )
    k.add(P.black, parts.tube(((-0.01, 0.026, 0), (0, 0.03, 0), (0.01, 0.026, 0)), 0.0018, 5))


def _cards(k: Kit, d: Dice) -> None:
    for i in range(5):
        with k.at(0.028 * i - 0.056, 0.0, 0.004 * abs(i - 2), -12.0 * (i - 2)):
            k.box(P.white, (0, 0.0008 * i, 0), (0.063, 0.0006, 0.088))
            k.box(d.choice((P.red, P.black)), (0, 0.0008 * i + 0.0006, 0), (0.02, 0.0004, 0.024), yaw=45)


def _teddy(k: Kit, _d: Dice) -> None:
    fur = material("#9a6b3c", "cloth")
    k.ball(fur, (0, 0.1, 0), (0.085, 0.1, 0.075), sides=14, rings=9)
    k.ball(fur, (0, 0.235, 0.01), (0.075, 0.068, 0.065), sides=14, rings=9)
    k.ball(material("#c9a071", "cloth"), (0, 0.22, 0.065), (0.032, 0.026, 0.022), sides=10)
    for s in (-1, 1):
        k.ball(fur, (s * 0.058, 0.295, 0), (0.028, 0.028, 0.014), sides=10)
        k.ball(fur, (s * 0.095, 0.135, 0.02), (0.032, 0.065, 0.032), sides=10)
        k.ball(fur, (s * 0.065, 0.035, 0.075), (0.038, 0.036, 0.07), sides=10)
        k.ball(P.black, (s * 0.028, 0.25, 0.068), 0.0085, sides=8, rings=5)
    k.ball(P.black, (0, 0.232, 0.086), (0.012, 0.008, 0.006), sides=8)


def _football(k: Kit, _d: Dice) -> None:
    k.ball(P.white, (0, 0.11, 0), 0.11, sides=18, rings=11)
    for i in range(10):
        a, y = i * 2.4, 0.85 - 0.19 * i
        r = math.sqrt(max(0.0, 1 - y * y))
        k.ball(
            P.black,
            (0.106 * r * math.cos(a), 0.11 + 0.106 * y, 0.106 * r * math.sin(a)),
            0.022,
            sides=8,
            rings=5,
        )


def _sword(k: Kit, _d: Dice) -> None:
    k.add(
        P.steel,
        parts.extrude(((0.0, -0.022), (0.74, -0.018), (0.82, 0.0), (0.74, 0.018), (0.0, 0.022)), 0.006),
        (0, 0.02, 0),
        pitch=-90,
    )
    k.box(_GOLD, (-0.01, 0.008, 0), (0.03, 0.024, 0.2))
    k.add(_LEATHER, parts.cylinder(0.015, 0.15, 0.013, 8), (-0.17, 0.02, 0), roll=-90)
    k.ball(_GOLD, (-0.185, 0.022, 0), 0.022, sides=10)


def _skull(k: Kit, _d: Dice) -> None:
    bone = material("#d8cfb8", "paint")
    k.ball(bone, (0, 0.115, -0.02), (0.07, 0.075, 0.09), sides=16, rings=10)
    k.box(bone, (0, 0.0, 0.04), (0.075, 0.06, 0.05))
    for s in (-1, 1):
        k.ball(P.black, (s * 0.028, 0.095, 0.058), (0.018, 0.018, 0.012), sides=10)
    k.box(P.black, (0, 0.058, 0.0655), (0.014, 0.02, 0.004))
    for i in range(6):
        k.box(P.porcelain, (-0.025 + 0.01 * i, 0.022, 0.0655), (0.008, 0.014, 0.003))


def _trophy(k: Kit, _d: Dice) -> None:
    k.box(_DARK_WOOD, (0, 0, 0), (0.12, 0.06, 0.12))
    k.add(
        _GOLD,
        parts.lathe(
            (
                (0.04, 0.0),
                (0.015, 0.02),
                (0.012, 0.07),
                (0.05, 0.11),
                (0.065, 0.2),
                (0.06, 0.2),
                (0.045, 0.12),
            ),
            _TURN,
        ),
        (0, 0.06, 0),
    )
    for s in (-1, 1):
        k.add(
            _GOLD,
            parts.tube(((s * 0.058, 0.23, 0), (s * 0.1, 0.22, 0), (s * 0.09, 0.17, 0), (s * 0.05, 0.16, 0)), 0.005, 6),
        )


def _remote(k: Kit, _d: Dice) -> None:
    k.box(P.black, (0, 0, 0), (0.045, 0.018, 0.18))
    for i in range(5):
        for j in (-1, 0, 1):
            k.box(
                P.red if i == 0 and j == 1 else P.metal,
                (0.012 * j, 0.018, -0.07 + 0.025 * i),
                (0.008, 0.0025, 0.009),
            )


def _folder(k: Kit, _d: Dice) -> None:
    k.box(_CARD, (0, 0, 0), (0.24, 0.002, 0.32))
    k.box(P.paper, (0.006, 0.002, 0), (0.215, 0.008, 0.3), yaw=2)
    k.box(_CARD, (0, 0.01, 0), (0.24, 0.002, 0.32))
    k.box(P.paper, (0.04, 0.0121, -0.1), (0.1, 0.0008, 0.04))
    k.box(P.red, (-0.03, 0.0121, 0.05), (0.12, 0.0008, 0.03), yaw=-14)


def _sheet(k: Kit, _d: Dice) -> None:
    k.box(P.paper, (0, 0, 0), (0.18, 0.0015, 0.25))
    _lines(k, 0.15, 0.0016, -0.09, 0.08, 9)


def _vessel(k: Kit, d: Dice) -> None:
    m = material(d.choice(("#7d3b3f", "#3f5d73", "#8a7350", "#5c6b3d")), "paint")
    k.add(
        m,
        parts.lathe(((0.04, 0.0), (0.06, 0.05), (0.05, 0.11), (0.032, 0.14), (0.042, 0.16)), _TURN, smooth=True),
    )


def _rod(k: Kit, d: Dice) -> None:
    with k.at(0, 0.012, 0):
        k.add(_WOOD if d.chance(0.5) else P.iron, parts.cylinder(0.011, 0.3, 0.009, 10), (-0.15, 0, 0), roll=-90)
        k.add(P.steel, parts.cylinder(0.014, 0.05, None, 10), (0.1, 0, 0), roll=-90)


def _small_box(k: Kit, d: Dice) -> None:
    m = material(d.choice(("#6d4a2f", "#4a5a63", "#7c3f3a", "#55603f")), "wood")
    k.box(m, (0, 0, 0), (0.18, 0.07, 0.12))
    k.box(shaded(m, 1.15), (0, 0.07, 0), (0.184, 0.03, 0.124))
    k.box(_GOLD, (0, 0.055, 0.062), (0.025, 0.03, 0.004))


PROPS: dict[str, Make] = {
    "phone": _phone, "telephone": _landline, "letter": _letter, "envelope": _envelope, "paper": _paper,
    "newspaper": _newspaper, "map": _map, "photograph": _photo, "picture frame": _frame, "book": _book,
    "notebook": _notebook, "pen": _pen, "gun": _gun, "knife": _knife, "glass": _glass, "wine glass": _wine_glass,
    "cup": _cup, "bottle": _bottle, "pill bottle": _pills, "key": _key, "keys": _keys, "bag": _bag,
    "suitcase": _suitcase, "briefcase": _briefcase, "box": _box, "gift": _gift, "lamp": _lamp, "candle": _candle,
    "lantern": _lantern, "clock": _clock, "watch": _watch, "ring": _ring_prop, "necklace": _necklace,
    "laptop": _laptop, "computer": _computer, "radio": _radio, "money": _money, "door handle": _door_handle,
    "steering wheel": _steering_wheel, "umbrella": _umbrella, "flashlight": _flashlight, "camera": _camera,
    "hat": _hat, "plate": _plate, "bread": _bread, "apple": _apple, "flowers": _flowers, "guitar": _guitar,
    "rope": _rope, "hammer": _hammer, "scissors": _scissors, "axe": _axe, "syringe": _syringe,
    "cigarette": _cigarette, "glasses": _glasses, "cards": _cards, "teddy bear": _teddy, "ball": _football,
    "sword": _sword, "skull": _skull, "trophy": _trophy, "remote control": _remote, "folder": _folder,
}  # fmt: skip
"""What is in stock, by name."""

_OTHER_NAMES: dict[str, str] = {
    "cellphone": "phone",
    "mobile": "phone",
    "smartphone": "phone",
    "receiver": "telephone",
    "pistol": "gun",
    "revolver": "gun",
    "weapon": "gun",
    "rifle": "gun",
    "dagger": "knife",
    "blade": "knife",
    "mug": "cup",
    "teacup": "cup",
    "coffee": "cup",
    "tea": "cup",
    "whiskey": "glass",
    "drink": "glass",
    "tumbler": "glass",
    "wine": "wine glass",
    "champagne": "wine glass",
    "beer": "bottle",
    "flask": "bottle",
    "medicine": "pill bottle",
    "pills": "pill bottle",
    "photo": "photograph",
    "picture": "photograph",
    "polaroid": "photograph",
    "snapshot": "photograph",
    "portrait": "picture frame",
    "diary": "notebook",
    "journal": "notebook",
    "ledger": "notebook",
    "novel": "book",
    "bible": "book",
    "script": "paper",
    "document": "paper",
    "contract": "paper",
    "note": "letter",
    "telegram": "letter",
    "postcard": "photograph",
    "file": "folder",
    "dossier": "folder",
    "purse": "bag",
    "handbag": "bag",
    "backpack": "bag",
    "satchel": "bag",
    "luggage": "suitcase",
    "package": "box",
    "parcel": "box",
    "crate": "box",
    "present": "gift",
    "cash": "money",
    "banknote": "money",
    "coin": "money",
    "coins": "money",
    "wallet": "money",
    "torch": "flashlight",
    "watches": "watch",
    "pencil": "pen",
    "screen": "computer",
    "monitor": "computer",
    "keyboard": "computer",
    "tablet": "phone",
    "food": "plate",
    "dinner": "plate",
    "meal": "plate",
    "dish": "plate",
    "loaf": "bread",
    "fruit": "apple",
    "rose": "flowers",
    "roses": "flowers",
    "bouquet": "flowers",
    "flower": "flowers",
    "doorknob": "door handle",
    "doorhandle": "door handle",
    "handle": "door handle",
    "knob": "door handle",
    "alarm clock": "clock",
    "jewel": "ring",
    "bracelet": "watch",
    "locket": "necklace",
    "chain": "necklace",
    "pendant": "necklace",
    "spectacles": "glasses",
    "sunglasses": "glasses",
    "teddy": "teddy bear",
    "toy": "teddy bear",
    "doll": "teddy bear",
    "football": "ball",
    "cap": "hat",
    "fedora": "hat",
    "remote": "remote control",
    "ashtray": "cigarette",
    "cigar": "cigarette",
    "needle": "syringe",
    "hatchet": "axe",
    "cup of coffee": "cup",
    "candlestick": "candle",
    "wrench": "hammer",
    "tool": "hammer",
    "violin": "guitar",
}
"""Other words for what is in stock."""

_CLASSES: tuple[tuple[tuple[str, ...], Make], ...] = (
    (
        (
            "paper",
            "card",
            "ticket",
            "page",
            "list",
            "bill",
            "receipt",
            "poster",
            "sheet",
            "sign",
            "certificate",
            "drawing",
            "will",
            "deed",
        ),
        _sheet,
    ),
    (
        (
            "vase",
            "jar",
            "pot",
            "bowl",
            "jug",
            "urn",
            "can",
            "tin",
            "bucket",
            "vial",
            "potion",
            "cauldron",
            "kettle",
            "thermos",
        ),
        _vessel,
    ),
    (
        (
            "stick",
            "rod",
            "pipe",
            "bar",
            "wand",
            "stake",
            "cane",
            "staff",
            "brush",
            "spoon",
            "fork",
            "screwdriver",
            "bat",
            "baton",
            "whistle",
            "flute",
        ),
        _rod,
    ),
)
"""Shapes for what is not in stock: flat, hollow, long; anything else is a small box."""


def prop(name: str) -> Mesh:
    """A thing by its name, standing on y = 0 round the origin, object id 1, real size in metres.

    Its upright side looks along +z. Unknown names give a plain sheet, vessel, rod or small box by what
    their words say, each name in its own colour.
    """
    words = name.strip().lower().removeprefix("the ").removeprefix("a ").removeprefix("an ")
    k = Kit()
    with k.thing(words or "thing", movable=True):
        _maker(words)(k, Dice(0, f"prop {words}"))
    return k.mesh()


def _maker(words: str) -> Make:
    """The maker for a name: the whole name first, then its last word, which in English is the noun."""
    for candidate in (words, *reversed(words.split())):
        for form in (candidate, candidate.removesuffix("s")):
            if form in PROPS:
                return PROPS[form]
            if form in _OTHER_NAMES:
                return PROPS[_OTHER_NAMES[form]]
    for names, make in _CLASSES:
        if any(word.removesuffix("s") in names for word in words.split()):
            return make
    return _small_box
