"""What is fixed to walls and ceilings: windows, doors, pictures, lamps, stairs.

Like the furniture for walls: back at z = 0, coming out towards +z, `w` wide.
"""

import math

from filmwright.render.sets import parts
from filmwright.render.sets.dice import Dice
from filmwright.render.sets.kit import Kit
from filmwright.render.sets.paint import Paint

__all__ = [
    "altar",
    "barred_window",
    "blackboard",
    "ceiling_lamp",
    "cell_door",
    "chandelier",
    "clock",
    "coat_hooks",
    "crucifix",
    "curtains",
    "door",
    "double_door",
    "fireplace",
    "flag",
    "mirror",
    "notice_board",
    "picture",
    "pillar",
    "pipes",
    "poster",
    "radiator",
    "roller_door",
    "stain",
    "stained_window",
    "stairs",
    "tube_lamp",
    "wall_lamp",
    "wall_map",
    "wall_shelf",
    "window",
]  # fmt: skip


def _view(k: Kit, p: Paint, d: Dice, w: float, y: float, h: float) -> None:
    """What can be made out through a window: roofs or trees low in the pane."""
    town = p.design.kind not in {"tent", "boat_cabin", "cave"} and d.chance(0.55)
    x = -w / 2
    while x < w / 2 - 0.05:
        part = min(d.uniform(0.16, 0.4), w / 2 - x)
        up = h * d.uniform(0.12, 0.42)
        if town:
            k.box(p.view, (x + part / 2, y, 0.022), (part * 0.98, up, 0.008))
        else:
            k.ball(
                p.view,
                (x + part / 2, y + up * 0.35, 0.022),
                (part * 0.6, up * 0.65, 0.006),
                sides=10,
                rings=6,
            )
        x += part


def window(k: Kit, p: Paint, d: Dice, w: float, *, sill: float = 0.9, h: float = 1.35, cols: int = 0) -> None:
    """A window with frame, bars, sill and a view."""
    k.box(p.pane, (0, sill, 0.008), (w, h, 0.012))
    _view(k, p, d, w - 0.06, sill + 0.04, h)
    bar = p.trim
    for sx in (-1, 1):
        k.box(bar, (sx * (w / 2 + 0.03), sill - 0.06, 0.04), (0.09, h + 0.14, 0.08))
    k.box(bar, (0, sill + h, 0.042), (w + 0.18, 0.09, 0.084))
    k.box(bar, (0, sill - 0.06, 0.04), (w + 0.06, 0.07, 0.08))
    k.box(bar, (0, sill - 0.09, 0.08), (w + 0.26, 0.035, 0.16))
    n = cols or max(1, round(w / 0.6))
    for i in range(1, n):
        k.box(bar, (-w / 2 + w * i / n, sill, 0.045), (0.045, h, 0.05))
    k.box(bar, (0, sill + h * 0.55, 0.045), (w, 0.045, 0.046))
    k.window(0, sill + h / 2, 0, w, h)


def curtains(k: Kit, p: Paint, d: Dice, w: float, *, top: float = 2.4, foot: float = 0.06) -> None:
    """A pair of curtains on a rod over a window of width w."""
    k.add(p.brass, parts.cylinder(0.018, w + 0.9, None, 8), (-(w + 0.9) / 2, top + 0.03, 0.15), roll=-90)
    for sx in (-1, 1):
        k.ball(p.brass, (sx * (w / 2 + 0.46), top + 0.03, 0.15), 0.035, sides=8, rings=5)
        wide = d.uniform(0.36, 0.5)
        n = 13
        folds = [
            (
                sx * (w / 2 + 0.42 - wide * i / (n - 1)),
                0.15 + 0.04 * math.sin(i * 1.9) + 0.008 * math.sin(i * 4.1),
            )
            for i in range(n)
        ]
        if sx > 0:
            folds.reverse()
        k.add(p.cloth, parts.ribbon(folds, top - foot, 0.016), (0, foot, 0))


def barred_window(k: Kit, p: Paint, _d: Dice, w: float) -> None:
    """A small high window with bars."""
    k.box(p.pane, (0, 1.55, 0.008), (w, 0.6, 0.012))
    for y in (1.5, 2.15):
        k.box(p.concrete, (0, y, 0.05), (w + 0.2, 0.06, 0.1))
    for sx in (-1, 1):
        k.box(p.concrete, (sx * (w / 2 + 0.05), 1.56, 0.048), (0.09, 0.59, 0.096))
    n = max(3, int(w / 0.13))
    for i in range(n):
        k.cylinder(p.iron, (-w / 2 + w * (i + 0.5) / n, 1.53, 0.05), 0.014, 0.63, sides=6)
    k.window(0, 1.85, 0, w, 0.6)


def stained_window(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """A tall pointed church window of coloured glass."""
    sill, straight = 1.9, 2.2
    arch = [(w / 2 * math.cos(a), straight + w * 0.75 * math.sin(a)) for a in (0.4, 0.8, 1.2)]
    outline = [(-w / 2, 0.0), (w / 2, 0.0), (w / 2, straight), *arch, (0.0, straight + w * 0.8)]
    outline += [(-x, y) for x, y in reversed(arch)] + [(-w / 2, straight)]
    k.add(p.stone, parts.extrude(tuple((x * 1.22, y * 1.06 - 0.1) for x, y in outline), 0.06), (0, sill, 0.03))
    k.add(p.pane, parts.extrude(tuple(outline), 0.02), (0, sill, 0.065))
    rows = 6
    for j in range(rows):
        for i in range(2):
            m = d.choice((p.red, p.blue, p.yellow, p.green, p.pane))
            if m is p.pane:
                continue
            k.box(
                m,
                ((i - 0.5) * w * 0.48, sill + 0.08 + j * straight / rows, 0.08),
                (w * 0.4, straight / rows - 0.08, 0.012),
            )
    k.box(p.iron, (0, sill, 0.085), (0.04, straight + w * 0.6, 0.03))
    k.window(0, sill + straight / 2, 0, w, straight)


def door(k: Kit, p: Paint, d: Dice, w: float, *, h: float = 2.05) -> None:
    """A panelled door with frame and knob; a way out."""
    leaf = d.choice((p.wood, p.trim, p.wood_light)) if p.design.wealth != "shabby" else p.wood
    k.box(leaf, (0, 0.01, 0.02), (w, h, 0.04))
    for sx in (-1, 1):
        k.box(p.trim, (sx * (w / 2 + 0.05), 0, 0.035), (0.1, h + 0.02, 0.07))
        for y, up in ((0.22, 0.62), (1.02, 0.85)):
            k.box(p.darker(leaf, 0.86), (sx * w * 0.22, y, 0.044), (w * 0.34, up, 0.012))
            k.box(leaf, (sx * w * 0.22, y + 0.07, 0.054), (w * 0.34 - 0.14, up - 0.14, 0.01))
    k.box(p.trim, (0, h + 0.015, 0.037), (w + 0.24, 0.11, 0.075))
    k.box(p.brass, (w * 0.4, 0.94, 0.046), (0.05, 0.18, 0.012))
    k.ball(p.brass, (w * 0.4, 1.03, 0.09), 0.032, sides=10, rings=6)
    k.add(p.brass, parts.cylinder(0.012, 0.05, None, 6), (w * 0.4, 1.03, 0.045), pitch=90)
    k.door(0, 0.15, w, 180.0)


def double_door(k: Kit, p: Paint, _d: Dice, w: float, *, h: float = 2.3) -> None:
    """Two leaves with glass, as in public buildings."""
    for sx in (-1, 1):
        k.box(p.wood, (sx * w / 4, 0.01, 0.025), (w / 2 - 0.012, h, 0.05))
        k.box(p.pane, (sx * w / 4, 1.0, 0.056), (w / 2 - 0.34, h - 1.25, 0.014))
        k.box(p.wood_dark, (sx * w / 4, 0.2, 0.056), (w / 2 - 0.26, 0.55, 0.012))
        k.box(p.brass, (sx * 0.1, 0.85, 0.1), (0.03, 0.45, 0.03))
        k.box(p.trim, (sx * (w / 2 + 0.06), 0, 0.045), (0.12, h + 0.02, 0.09))
    k.box(p.trim, (0, h + 0.015, 0.047), (w + 0.3, 0.14, 0.095))
    k.door(0, 0.15, w, 180.0)


def roller_door(k: Kit, p: Paint, _d: Dice, w: float, *, h: float = 2.3) -> None:
    """A slatted garage or loading door."""
    n = int(h / 0.22)
    for i in range(n):
        k.box(p.steel if i % 2 else p.metal, (0, h * i / n, 0.025 + 0.008 * (i % 2)), (w, h / n - 0.015, 0.04))
    for sx in (-1, 1):
        k.box(p.iron, (sx * (w / 2 + 0.06), 0, 0.05), (0.11, h + 0.1, 0.1))
    k.box(p.iron, (0, h + 0.02, 0.12), (w + 0.24, 0.26, 0.24))
    k.box(p.yellow, (0, 0.02, 0.06), (w - 0.02, 0.07, 0.02))
    k.door(0, 0.2, w, 180.0)


def cell_door(k: Kit, p: Paint, _d: Dice, w: float) -> None:
    """A door of bars before a dim passage."""
    k.box(p.darker(p.wall, 0.3), (0, 0, 0.004), (w, 2.15, 0.008))
    for i in range(8):
        k.cylinder(p.iron, (-w / 2 + w * (i + 0.5) / 8, 0.02, 0.07), 0.018, 2.1, sides=7)
    for y in (0.05, 1.0, 2.08):
        k.box(p.iron, (0, y, 0.07), (w, 0.07, 0.05))
    k.box(p.iron, (w * 0.36, 0.92, 0.08), (0.18, 0.24, 0.06))
    k.box(p.black, (w * 0.36, 1.02, 0.112), (0.02, 0.05, 0.006))
    for sx in (-1, 1):
        k.box(p.iron, (sx * (w / 2 + 0.04), 0, 0.06), (0.08, 2.2, 0.12))
    k.door(0, 0.15, w, 180.0)


def picture(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """A framed picture, its middle at eye height; it hangs askew in shabby places."""
    h = w * d.uniform(0.65, 1.15)
    y = 1.62 - h / 2
    tilt = d.uniform(-7, 7) if p.design.wealth == "shabby" else 0.0
    frame = p.brass if p.design.wealth == "rich" else p.wood_dark
    k.box(frame, (0, y, 0.022), (w, h, 0.034), roll=tilt)
    k.box(p.paper, (0, y + 0.045, 0.042), (w - 0.09, h - 0.09, 0.01), roll=tilt)
    draw = d.choice((_landscape, _portrait, _seascape, _abstract, _landscape, _still_life))
    draw(k, p, d, w - 0.2, h - 0.2, y + 0.1, tilt)


def _landscape(k: Kit, p: Paint, d: Dice, w: float, h: float, y: float, tilt: float) -> None:
    """Sky, hills and a tree."""
    k.box(p.tint(p.view, d), (0, y, 0.049), (w, h, 0.008), roll=tilt)
    k.box(p.tint(p.leaf, d), (0, y, 0.054), (w, h * d.uniform(0.25, 0.5), 0.008), roll=tilt)
    k.ball(p.leaf_dark, (w * d.uniform(-0.25, 0.25), y + h * 0.42, 0.06), (w * 0.14, h * 0.2, 0.006), sides=9)


def _portrait(k: Kit, p: Paint, d: Dice, w: float, h: float, y: float, tilt: float) -> None:
    """Head and shoulders."""
    k.box(p.tint(p.cloth, d), (0, y, 0.049), (w, h, 0.008), roll=tilt)
    k.ball(p.skin_tone, (0, y + h * 0.64, 0.056), (w * 0.15, h * 0.17, 0.006), sides=10)
    k.ball(p.wood_dark, (0, y + h * 0.76, 0.055), (w * 0.16, h * 0.09, 0.006), sides=10)
    k.ball(p.fabric(d), (0, y + h * 0.2, 0.055), (w * 0.34, h * 0.26, 0.005), sides=10)


def _seascape(k: Kit, p: Paint, d: Dice, w: float, h: float, y: float, tilt: float) -> None:
    """Sea, a sail, the sun."""
    k.box(p.linen, (0, y, 0.049), (w, h, 0.008), roll=tilt)
    k.box(p.water, (0, y, 0.054), (w, h * 0.42, 0.008), roll=tilt)
    k.ball(p.flame, (w * 0.24, y + h * 0.72, 0.055), (h * 0.09, h * 0.09, 0.004), sides=12)
    at = w * d.uniform(-0.25, 0.05)
    k.add(
        p.white,
        parts.extrude(((-0.5, 0.0), (0.5, 0.0), (-0.1, 1.2)), 0.006),
        (at, y + h * 0.42, 0.06),
        scale=(w * 0.2, w * 0.26, 1.0),
    )
    k.box(p.wood_dark, (at, y + h * 0.37, 0.06), (w * 0.26, h * 0.06, 0.008))


def _abstract(k: Kit, p: Paint, d: Dice, w: float, h: float, y: float, tilt: float) -> None:
    """Fields of colour."""
    k.box(p.tint(p.linen, d), (0, y, 0.049), (w, h, 0.008), roll=tilt)
    for i in range(4):
        bw, bh = w * d.uniform(0.2, 0.5), h * d.uniform(0.15, 0.4)
        at = (d.uniform(-0.5, 0.5) * (w - bw), y + d.uniform(0.02, 0.98) * (h - bh), 0.055 + 0.003 * i)
        k.box(p.fabric(d), at, (bw, bh, 0.006), roll=tilt)


def _still_life(k: Kit, p: Paint, d: Dice, w: float, h: float, y: float, tilt: float) -> None:
    """Flowers in a vase on a table."""
    k.box(p.darker(p.cloth_two, 0.5), (0, y, 0.049), (w, h, 0.008), roll=tilt)
    k.box(p.wood, (0, y, 0.054), (w, h * 0.28, 0.008), roll=tilt)
    k.ball(p.porcelain, (0, y + h * 0.34, 0.06), (w * 0.11, h * 0.14, 0.005), sides=10)
    for i in range(5):
        at = (w * 0.3 * math.sin(i * 1.26), y + h * (0.66 + 0.12 * math.cos(i * 1.26)), 0.062)
        k.ball(p.fabric(d), at, (w * 0.09, w * 0.09, 0.005), sides=8)


def poster(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """An unframed poster."""
    h = w * 1.4
    y = 1.55 - h / 2
    tilt = d.uniform(-3, 3)
    k.box(p.fabric(d), (0, y, 0.01), (w, h, 0.01), roll=tilt)
    k.box(p.paper, (0, y + h * 0.78, 0.018), (w * 0.8, h * 0.12, 0.006), roll=tilt)
    k.box(p.fabric(d), (0, y + h * 0.2, 0.018), (w * 0.6, h * 0.45, 0.006), roll=tilt)
    for i in range(3):
        k.box(p.paper, (0, y + h * 0.05 + 0.035 * i, 0.018), (w * (0.7 - 0.12 * i), 0.016, 0.006), roll=tilt)


def notice_board(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """A cork board with papers."""
    k.box(p.wood_dark, (0, 1.1, 0.02), (w, 0.95, 0.03))
    k.box(p.wood_light, (0, 1.14, 0.038), (w - 0.08, 0.87, 0.012))
    x = -w / 2 + 0.16
    while x < w / 2 - 0.14:
        for y in (1.2, 1.62):
            if d.chance(0.85):
                m = d.choice((p.paper, p.paper, p.yellow, p.linen, p.fabric(d)))
                k.box(m, (x, y + d.uniform(-0.03, 0.05), 0.048), (0.2, 0.28, 0.006), roll=d.uniform(-7, 7))
        x += 0.26


def wall_map(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """A map of lands and seas."""
    h = w * 0.66
    k.box(p.wood_dark, (0, 1.15, 0.015), (w, h, 0.02))
    k.box(p.darker(p.blue, 2.2), (0, 1.18, 0.03), (w - 0.06, h - 0.06, 0.012))
    for i in range(6):
        at = (d.uniform(-w * 0.26, w * 0.26), 1.18 + d.uniform(h * 0.28, h * 0.66), 0.038 + 0.002 * i)
        k.add(
            p.tint(p.wood_light, d, 0.3),
            parts.splat(i + 3),
            at,
            scale=(w * d.uniform(0.07, 0.15), h * d.uniform(0.09, 0.17), 0.003),
        )


def blackboard(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """A blackboard with chalk on it."""
    k.box(p.wood, (0, 0.9, 0.02), (w, 1.25, 0.04))
    k.box(p.darker(p.green, 0.6), (0, 0.96, 0.045), (w - 0.12, 1.13, 0.014))
    k.box(p.wood, (0, 0.88, 0.08), (w, 0.03, 0.1))
    for j in range(4):
        x = -w / 2 + 0.25
        while x < w * 0.2:
            s = d.uniform(0.08, 0.3)
            k.box(p.paper, (x + s / 2, 1.85 - 0.2 * j, 0.054), (s, 0.022, 0.004))
            x += s + 0.07
    k.add(
        p.paper,
        parts.tube(((0, 0, 0), (0.3, 0.5, 0), (0.6, 0, 0), (0, 0, 0.001)), 0.01, 4),
        (w * 0.26, 1.15, 0.06),
    )


def clock(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """A round wall clock."""
    r = w / 2
    k.add(p.wood_dark, parts.cylinder(r, 0.05, None, 20), (0, 1.95, 0.004), pitch=90)
    k.add(p.paper, parts.cylinder(r * 0.86, 0.012, None, 20), (0, 1.95, 0.054), pitch=90)
    k.box(p.black, (0, 1.95, 0.072), (0.014, r * 0.7, 0.006))
    k.box(p.black, (r * 0.22, 1.943, 0.078), (r * 0.5, 0.016, 0.006), roll=d.uniform(-30, 30))
    for i in range(12):
        a = math.radians(30 * i)
        k.box(p.black, (r * 0.74 * math.sin(a), 1.945 + r * 0.74 * math.cos(a), 0.07), (0.012, 0.012, 0.006))


def mirror(k: Kit, p: Paint, _d: Dice, w: float) -> None:
    """A framed mirror."""
    k.box(p.brass if p.design.wealth == "rich" else p.wood, (0, 1.05, 0.02), (w, 1.0, 0.04))
    k.box(p.mirror, (0, 1.11, 0.045), (w - 0.12, 0.88, 0.012))


def wall_shelf(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """A shelf at head height with a few things."""
    k.box(p.wood, (0, 1.5, 0.12), (w, 0.03, 0.24))
    for sx in (-1, 1):
        k.box(p.iron, (sx * w * 0.36, 1.38, 0.05), (0.025, 0.12, 0.1))
    x = -w / 2 + 0.06
    while x < w / 2 - 0.1:
        s = d.uniform(0.06, 0.13)
        if d.chance(0.5):
            k.cylinder(p.fabric(d), (x + s / 2, 1.53, 0.12), s * 0.45, d.uniform(0.1, 0.24), top=s * 0.3, sides=9)
        else:
            k.box(p.book(d), (x + s / 2, 1.53, 0.12), (s * 0.8, d.uniform(0.14, 0.26), 0.16))
        x += s + 0.03


def coat_hooks(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """Hooks with coats."""
    k.box(p.wood, (0, 1.68, 0.015), (w, 0.1, 0.03))
    n = max(2, int(w / 0.28))
    for i in range(n):
        x = -w / 2 + w * (i + 0.5) / n
        k.add(p.brass, parts.tube(((0, 0, 0), (0, -0.02, 0.07), (0, 0.03, 0.09)), 0.01, 5), (x, 1.73, 0.03))
        if d.chance(0.55):
            m = p.fabric(d)
            k.ball(m, (x, 1.38, 0.1), (0.17, 0.36, 0.07), sides=9, rings=7)
            k.box(m, (x, 0.86, 0.1), (0.3, 0.5, 0.1))


def radiator(k: Kit, p: Paint, _d: Dice, w: float) -> None:
    """A ribbed radiator."""
    n = max(4, int(w / 0.09))
    for i in range(n):
        k.box(p.trim, (-w / 2 + w * (i + 0.5) / n, 0.14, 0.1), (w / n * 0.7, 0.56, 0.12))
    for y in (0.18, 0.62):
        k.box(p.trim, (0, y, 0.1), (w, 0.04, 0.05))
    for sx in (-1, 1):
        k.box(p.trim, (sx * (w / 2 - 0.06), 0, 0.1), (0.04, 0.14, 0.06))


def fireplace(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """A fireplace with mantel and a fire."""
    stone = p.stone if p.design.wealth != "shabby" else p.brick
    k.box(stone, (0, 0, 0.45), (w + 0.3, 0.06, 0.6))
    for sx in (-1, 1):
        k.box(stone, (sx * (w / 2 - 0.16), 0.06, 0.18), (0.32, 1.06, 0.36))
    k.box(stone, (0, 0.84, 0.18), (w - 0.64, 0.28, 0.36))
    k.box(p.wood if p.design.wealth != "rich" else p.porcelain, (0, 1.12, 0.21), (w + 0.16, 0.08, 0.46))
    k.box(p.black, (0, 0.06, 0.03), (w - 0.64, 0.78, 0.04))
    for i in range(3):
        k.add(
            p.bark,
            parts.cylinder(0.05, w * 0.36, None, 7),
            (-w * 0.18, 0.14 + 0.05 * (i == 2), 0.14 + 0.1 * (i % 2)),
            roll=-90,
            yaw=d.uniform(-12, 12),
        )
    for i in range(4):
        k.cylinder(p.flame, (-w * 0.12 + 0.08 * i, 0.18, 0.17), 0.05, d.uniform(0.18, 0.36), top=0.0, sides=7)
    k.practical(0, 0.35, 0.3, 3.0)
    clock_at = -w * 0.1
    k.box(p.wood_dark, (clock_at, 1.2, 0.2), (0.2, 0.28, 0.12))
    k.box(p.paper, (clock_at, 1.3, 0.266), (0.12, 0.12, 0.01))
    for sx in (-1, 1):
        k.cylinder(p.brass, (sx * w * 0.4, 1.2, 0.2), 0.04, 0.16, top=0.02, sides=8)
        k.cylinder(p.linen, (sx * w * 0.4, 1.36, 0.2), 0.014, 0.16, sides=7)
    k.box(p.wood_dark, (0.02, 1.58, 0.03), (w * 0.6, 0.62, 0.05))
    k.box(p.tint(p.leaf, d), (0.02, 1.64, 0.06), (w * 0.6 - 0.12, 0.5, 0.012))
    k.box(p.view, (0.02, 1.86, 0.07), (w * 0.6 - 0.12, 0.28, 0.008))
    k.surface("mantel", 0, 1.2, 0.25, w, 0.3)


def altar(k: Kit, p: Paint, _d: Dice, w: float) -> None:
    """An altar on steps with cloth, candles and a cross behind."""
    for i in range(2):
        k.box(p.stone, (0, 0.14 * i, 1.5 - 0.35 * i), (w + 1.6 - 0.9 * i, 0.14, 3.0 - 0.7 * i))
    k.box(p.stone, (0, 0.28, 1.3), (w, 0.95, 0.8))
    k.box(p.linen, (0, 1.235, 1.3), (w + 0.1, 0.02, 0.9))
    k.box(p.linen, (0, 0.85, 1.76), (w * 0.5, 0.39, 0.02))
    k.box(p.accent, (0, 0.9, 1.775), (0.16, 0.3, 0.012))
    for sx in (-1, 1):
        k.cylinder(p.brass, (sx * w * 0.36, 1.255, 1.3), 0.07, 0.3, top=0.03, sides=10)
        k.cylinder(p.linen, (sx * w * 0.36, 1.555, 1.3), 0.025, 0.3, sides=8)
        k.cylinder(p.flame, (sx * w * 0.36, 1.855, 1.3), 0.018, 0.06, top=0.0, sides=6)
        k.practical(sx * w * 0.36, 1.9, 1.3, 2.5)
    k.box(p.wood_dark, (0, 2.2, 0.1), (0.18, 2.6, 0.14))
    k.box(p.wood_dark, (0, 3.8, 0.1), (1.3, 0.18, 0.14))
    k.surface("altar", 0, 1.255, 1.4, w * 0.5, 0.4)


def crucifix(k: Kit, p: Paint, _d: Dice, _w: float) -> None:
    """A small cross on a wall."""
    k.box(p.wood_dark, (0, 1.6, 0.02), (0.05, 0.5, 0.03))
    k.box(p.wood_dark, (0, 1.9, 0.021), (0.3, 0.05, 0.032))


def flag(k: Kit, p: Paint, _d: Dice, _w: float) -> None:
    """A flag on a standing pole."""
    k.cylinder(p.brass, (0, 0, 0.25), 0.16, 0.05, sides=12)
    k.cylinder(p.brass, (0, 0.03, 0.25), 0.018, 2.25, sides=8)
    k.ball(p.brass, (0, 2.3, 0.25), 0.04, sides=8, rings=5)
    folds = [(0.02 + 0.05 * i, 0.25 + 0.06 * math.sin(i * 1.5)) for i in range(8)]
    k.add(p.accent, parts.ribbon(folds, 0.55, 0.012), (0, 1.1, 0))
    k.add(p.linen, parts.ribbon(folds, 0.55, 0.012), (0, 1.66, 0))


def stairs(k: Kit, p: Paint, _d: Dice, w: float, *, steps: int = 12) -> None:
    """Stairs going up along a wall, from -x to +x, 1 m wide."""
    rise, run = 0.19, w / steps
    for i in range(steps):
        x = -w / 2 + run * (i + 0.5)
        k.box(p.trim, (x, 0, 0.5), (run, rise * (i + 1) - 0.03, 0.96))
        k.box(p.wood, (x - 0.015, rise * (i + 1) - 0.03, 0.5), (run + 0.03, 0.03, 1.0))
    for i in range(0, steps, 1):
        x = -w / 2 + run * (i + 0.5)
        k.box(p.trim, (x, rise * (i + 1), 0.96), (0.035, 0.85, 0.035))
    k.seat(-w / 2 + run * 2.2, 0.45, 2 * rise, "stairs", heading=-90.0, y=rise)
    slope = math.degrees(math.atan2(rise, run))
    length = math.hypot(rise * steps, w)
    k.box(p.wood_dark, (0, rise * (steps + 1) / 2 + 0.85, 0.96), (length, 0.06, 0.07), roll=slope)
    k.box(p.wood_dark, (-w / 2 - 0.02, 0, 0.96), (0.1, 1.2, 0.1))
    k.ball(p.wood_dark, (-w / 2 - 0.02, 1.25, 0.96), 0.08, sides=9, rings=6)


def pipes(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """Pipes along a wall with a valve."""
    for i in range(3):
        y, r = 1.5 + 0.28 * i, d.uniform(0.03, 0.07)
        k.add(
            d.choice((p.metal, p.iron, p.accent)),
            parts.cylinder(round(r, 3), w, None, 8),
            (-w / 2, y, 0.12),
            roll=-90,
        )
        for x in (-w * 0.3, w * 0.3):
            k.box(p.iron, (x, y - 0.08, 0.05), (0.05, 0.16, 0.1))
    k.add(p.metal, parts.cylinder(0.045, 1.5, None, 8), (w * 0.1, 0, 0.12))
    wheel = [(0.13 * math.cos(a), 0.13 * math.sin(a), 0.0) for a in np_turn(12)]
    k.add(p.red, parts.tube(wheel, 0.016, 6), (w * 0.1, 1.1, 0.24))
    k.box(p.red, (w * 0.1, 1.09, 0.24), (0.24, 0.02, 0.02))
    k.add(p.iron, parts.cylinder(0.018, 0.14, None, 6), (w * 0.1, 1.1, 0.12), pitch=90)


def np_turn(n: int) -> list[float]:
    """Give n + 1 angles of a full turn, first and last the same place."""
    return [2 * math.pi * i / n for i in range(n + 1)]


def wall_lamp(k: Kit, p: Paint, _d: Dice, _w: float) -> None:
    """A sconce."""
    k.box(p.brass, (0, 1.62, 0.015), (0.09, 0.2, 0.03))
    k.add(p.brass, parts.tube(((0, 0, 0), (0, -0.03, 0.08), (0, 0.05, 0.12)), 0.012, 6), (0, 1.7, 0.03))
    k.cylinder(p.shade, (0, 1.74, 0.15), 0.09, 0.16, top=0.06, sides=12)
    k.practical(0, 1.85, 0.2, 2.5)


def pillar(k: Kit, p: Paint, _d: Dice, w: float, *, h: float = 5.0) -> None:
    """A round stone pillar, free-standing."""
    r = w / 2
    k.box(p.stone, (0, 0, 0), (w * 1.5, 0.25, w * 1.5))
    k.cylinder(p.stone, (0, 0.25, 0), r * 1.25, 0.15, top=r, sides=16)
    k.cylinder(p.stone, (0, 0.4, 0), r, h - 0.95, sides=16)
    k.cylinder(p.stone, (0, h - 0.55, 0), r, 0.25, top=r * 1.5, sides=16)
    k.box(p.stone, (0, h - 0.3, 0), (w * 1.6, 0.3, w * 1.6))


def ceiling_lamp(k: Kit, p: Paint, x: float, z: float, height: float) -> None:
    """A shade hanging from the ceiling."""
    drop = max(0.06, height - 2.42) if height < 4 else height - 3.2
    k.cylinder(p.iron, (x, height - drop, z), 0.012, drop - 0.003, sides=6)
    k.cylinder(p.shade, (x, height - drop - 0.16, z), 0.22, 0.16, top=0.09, sides=16)
    k.practical(x, height - drop - 0.2, z, 4.0)


def tube_lamp(k: Kit, p: Paint, x: float, z: float, height: float, length: float = 1.3, yaw: float = 0.0) -> None:
    """A fluorescent tube under the ceiling."""
    with k.at(x, 0, z, yaw):
        k.box(p.white, (0, height - 0.07, 0), (length, 0.055, 0.24))
        k.box(p.tube, (0, height - 0.105, 0), (length - 0.1, 0.035, 0.16))
        k.practical(0, height - 0.2, 0, 5.0)


def chandelier(k: Kit, p: Paint, x: float, z: float, height: float) -> None:
    """A chandelier with eight candles."""
    drop = max(0.2, height - 2.5) if height < 4 else height - 3.4
    y = height - drop
    k.cylinder(p.brass, (x, y, z), 0.012, drop - 0.003, sides=6)
    k.ball(p.brass, (x, y, z), (0.06, 0.12, 0.06), sides=10)
    for i in range(8):
        a = 2 * math.pi * i / 8
        dx, dz = math.cos(a), math.sin(a)
        arm = ((0, 0, 0), (dx * 0.2, -0.12, dz * 0.2), (dx * 0.38, 0.02, dz * 0.38))
        k.add(p.brass, parts.tube(arm, 0.012, 5), (x, y - 0.04, z))
        k.cylinder(p.linen, (x + dx * 0.38, y - 0.02, z + dz * 0.38), 0.014, 0.1, sides=6)
        k.ball(p.shade, (x + dx * 0.38, y + 0.11, z + dz * 0.38), (0.018, 0.035, 0.018), sides=6, rings=5)
    k.practical(x, y, z, 5.0)


def stain(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """A damp patch where the paint has come off."""
    at = (0, d.uniform(0.5, 1.9), 0.004)
    k.add(p.darker(p.wall, 0.72), parts.splat(d.integer(0, 6)), at, scale=(w / 2, w * 0.4, 0.006))
