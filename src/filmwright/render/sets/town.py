"""What people build outdoors: houses, shop fronts, cars, lamps, fences, benches, stalls, boats."""

import math
from itertools import pairwise

from filmwright.render.mesh import Material
from filmwright.render.sets import parts
from filmwright.render.sets.dice import Dice
from filmwright.render.sets.kit import Kit
from filmwright.render.sets.paint import Paint

__all__ = [
    "awning_stall",
    "barn",
    "billboard",
    "boat",
    "bollard",
    "bus_stop",
    "canvas_tent",
    "cottage",
    "crane",
    "dumpster",
    "facade",
    "fence",
    "fountain",
    "hydrant",
    "mailbox",
    "parked_car",
    "phone_booth",
    "power_pole",
    "rubble",
    "ruin_wall",
    "sign",
    "skyline",
    "statue",
    "street_lamp",
    "swing",
    "truck",
    "well",
]  # fmt: skip


def _wall_tone(p: Paint, d: Dice) -> Material:
    base = d.choice((p.wall, p.wall, p.brick, p.darker(p.wall, 1.25), p.darker(p.wall, 0.8), p.darker(p.trim, 0.85)))
    return p.tint(base, d, 0.1)


def facade(
    k: Kit,
    p: Paint,
    d: Dice,
    w: float,
    h: float,
    *,
    depth: float = 8.0,
    shop: bool = False,
    near: bool = True,
) -> None:
    """The front of a building at z = 0 looking along +z, its body behind it."""
    tone = _wall_tone(p, d)
    trim = p.trim if d.chance(0.6) else p.darker(tone, 0.7)
    k.box(tone, (0, 0, -depth / 2), (w, h, depth))
    floors = max(1, round((h - 0.8) / 3.2))
    storey = (h - 0.6) / floors
    k.box(trim, (0, h - 0.25, -depth / 2 + 0.1), (w + 0.3, 0.28, depth + 0.3))
    if near:
        k.box(trim, (0, storey - 0.1, 0.03), (w, 0.16, 0.1))
        k.box(p.darker(tone, 0.75), (0, 0, 0.02), (w, 0.5, 0.07))
    columns = max(2, round(w / 2.3))
    style = d.integer(0, 2)
    for row in range(floors):
        y = 0.2 + storey * row
        for c in range(columns):
            x = -w / 2 + w * (c + 0.5) / columns
            if row == 0 and near:
                continue
            pane = p.lit_pane if d.chance(0.28) else p.facade_pane
            _facade_window(
                k, p, d, pane, trim, x, y + 0.85, min(1.25, w / columns - 0.7), storey * 0.5, style, near=near
            )
    if near:
        (_shop_front if shop else _house_front)(k, p, d, w, storey, columns)


def _facade_window(
    k: Kit,
    p: Paint,
    d: Dice,
    pane: Material,
    trim: Material,
    x: float,
    y: float,
    w: float,
    h: float,
    style: int,
    *,
    near: bool,
) -> None:
    k.box(pane, (x, y, 0.01), (w, h, 0.05))
    if not near:
        return
    k.box(trim, (x, y - 0.1, 0.06), (w + 0.24, 0.1, 0.2))
    k.box(trim, (x, y + h * 0.55, 0.045), (w, 0.05, 0.05))
    k.box(trim, (x, y, 0.045), (0.06, h, 0.055))
    if style == 0:
        k.box(trim, (x, y + h, 0.05), (w + 0.2, 0.14, 0.12))
    elif style == 1:
        for s in (-1, 1):
            k.box(p.darker(p.accent, 0.9), (x + s * (w / 2 + 0.2), y, 0.03), (0.34, h, 0.06))
    if d.chance(0.15):
        k.box(p.bark, (x, y - 0.02, 0.2), (w, 0.18, 0.2))
        k.ball(p.leaf, (x, y + 0.2, 0.2), (w * 0.45, 0.14, 0.12), sides=8, rings=5)


def _house_front(k: Kit, p: Paint, d: Dice, w: float, storey: float, columns: int) -> None:
    """Ground floor of a dwelling: a door with steps, windows."""
    door_at = d.integer(0, columns - 1)
    for c in range(columns):
        x = -w / 2 + w * (c + 0.5) / columns
        if c == door_at:
            leaf = p.fabric(d)
            k.box(p.trim, (x, 0.15, 0.05), (1.3, 2.5, 0.12))
            k.box(leaf, (x, 0.15, 0.09), (1.0, 2.1, 0.1))
            k.box(p.facade_pane, (x, 2.3, 0.115), (1.0, 0.26, 0.02))
            k.box(p.brass, (x + 0.36, 1.15, 0.16), (0.06, 0.1, 0.04))
            k.box(p.kerb, (x, 0, 0.35), (1.6, 0.15, 0.7))
            k.door(x, 0.9, 1.0, 180.0)
        else:
            _facade_window(
                k,
                p,
                d,
                p.facade_pane if d.chance(0.7) else p.lit_pane,
                p.trim,
                x,
                1.0,
                min(1.25, w / columns - 0.7),
                storey * 0.52,
                2,
                near=True,
            )


def _shop_front(k: Kit, p: Paint, d: Dice, w: float, storey: float, _columns: int) -> None:
    """Ground floor of a shop: display windows, a door, a sign board, perhaps an awning."""
    paint_ = p.fabric(d)
    top = min(storey - 0.2, 3.1)
    k.box(paint_, (0, top - 0.62, 0.06), (w - 0.3, 0.58, 0.2))
    k.box(p.paper, (0, top - 0.46, 0.17), (w * 0.5, 0.26, 0.02))
    n = max(2, round(w / 2.4))
    each = (w - 0.4) / n
    door_at = d.integer(0, n - 1)
    for i in range(n):
        x = -w / 2 + 0.2 + each * (i + 0.5)
        if i == door_at:
            k.box(paint_, (x, 0.02, 0.04), (min(1.1, each - 0.2), top - 0.7, 0.1))
            k.box(p.facade_pane, (x, 0.6, 0.095), (min(1.1, each - 0.2) - 0.3, top - 1.5, 0.02))
            k.box(p.brass, (x + 0.3, 1.0, 0.12), (0.04, 0.3, 0.04))
            k.door(x, 0.5, 1.0, 180.0)
        else:
            glow = p.lit_pane if d.chance(0.65) else p.facade_pane
            k.box(paint_, (x, 0, 0.04), (each - 0.12, 0.55, 0.14))
            k.box(glow, (x, 0.55, 0.03), (each - 0.24, top - 1.25, 0.06))
            for _ in range(3):
                s = d.uniform(0.18, 0.4)
                k.box(
                    p.fabric(d),
                    (x + d.uniform(-0.36, 0.36) * each, 0.56, 0.075),
                    (s, s * d.uniform(0.8, 1.9), 0.02),
                )
        k.box(paint_, (x - each / 2, 0, 0.06), (0.12, top - 0.6, 0.16))
    if d.chance(0.6):
        stripes = 8
        for i in range(stripes):
            x = -w / 2 + 0.2 + (w - 0.4) * (i + 0.5) / stripes
            k.box(
                paint_ if i % 2 else p.linen,
                (x, top - 0.95, 0.72),
                ((w - 0.4) / stripes, 0.04, 1.3),
                pitch=22,
            )


def cottage(k: Kit, p: Paint, d: Dice, w: float, *, near: bool = True) -> None:
    """A house with a gabled roof, its front at z = 0."""
    depth, h = 7.0, d.uniform(2.9, 3.4)
    tone = _wall_tone(p, d)
    roof = p.darker(d.choice((p.brick, p.iron, p.accent)), 0.8)
    k.box(tone, (0, 0, -depth / 2), (w, h, depth))
    rise = d.uniform(2.0, 2.8)
    k.add(
        tone,
        parts.extrude(((-depth / 2, 0.0), (depth / 2, 0.0), (0.0, round(rise, 2))), round(w - 0.04, 2)),
        (0, h, -depth / 2),
        yaw=90,
    )
    slope = math.hypot(depth / 2 + 0.5, rise * (1 + 1.0 / depth))
    pitch = math.degrees(math.atan2(rise, depth / 2))
    for s in (-1, 1):
        k.box(
            roof,
            (0, h + rise / 2 - 0.02, -depth / 2 + s * (depth / 4 + 0.12)),
            (w + 0.7, 0.14, slope),
            pitch=s * pitch,
        )
    k.box(p.brick, (w * 0.28, h + rise * 0.4, -depth * 0.62), (0.6, rise * 1.0, 0.6))
    if not near:
        return
    columns = max(3, round(w / 2.4))
    door_at = columns // 2
    for c in range(columns):
        x = -w / 2 + w * (c + 0.5) / columns
        if c == door_at:
            k.box(p.trim, (x, 0.1, 0.04), (1.25, 2.3, 0.1))
            k.box(p.accent, (x, 0.1, 0.07), (0.98, 2.1, 0.1))
            k.ball(p.brass, (x + 0.38, 1.1, 0.14), 0.04, sides=7, rings=5)
            k.box(p.kerb, (x, 0, 0.55), (1.8, 0.12, 1.1))
            k.box(roof, (x, 2.5, 0.5), (2.0, 0.1, 1.2), pitch=14)
            for s in (-1, 1):
                k.box(p.trim, (x + s * 0.85, 0.12, 0.95), (0.1, 2.4, 0.1))
            k.door(x, 1.3, 1.0, 180.0)
        else:
            _facade_window(
                k,
                p,
                d,
                p.lit_pane if d.chance(0.4) else p.facade_pane,
                p.trim,
                x,
                0.95,
                1.2,
                1.35,
                1,
                near=True,
            )


def barn(k: Kit, p: Paint, _d: Dice, w: float, *, near: bool = True) -> None:
    """A barn with big doors."""
    h, depth = 4.2, 9.0
    red = p.darker(p.red, 0.85)
    k.box(red, (0, 0, -depth / 2), (w, h, depth))
    k.add(
        red,
        parts.extrude(((-w / 2, 0.0), (w / 2, 0.0), (w * 0.32, 1.8), (0.0, 2.9), (-w * 0.32, 1.8)), depth),
        (0, h, -depth / 2),
    )
    for s in (-1, 1):
        k.box(
            p.iron,
            (s * w * 0.42, h + 0.82, -depth / 2),
            (math.hypot(w * 0.2, 1.9) + 0.3, 0.12, depth + 0.5),
            roll=-s * math.degrees(math.atan2(1.8, w * 0.18)),
        )
        k.box(
            p.iron,
            (s * w * 0.165, h + 2.3, -depth / 2),
            (math.hypot(w * 0.32, 1.1) + 0.1, 0.12, depth + 0.5),
            roll=-s * math.degrees(math.atan2(1.1, w * 0.32)),
        )
        k.box(p.darker(red, 0.8), (s * 0.95, 0.02, 0.05), (1.8, 3.0, 0.1))
        k.box(p.white, (s * 0.95, 1.4, 0.11), (3.1, 0.12, 0.03), roll=s * 55)
        for y in (0.05, 2.9):
            k.box(p.white, (s * 0.95, y, 0.115), (1.8, 0.13, 0.03))
    k.box(p.dark_glass, (0, h + 0.8, 0.03), (1.0, 1.0, 0.08))
    if near:
        n = int(w / 0.4)
        for i in range(n):
            k.box(p.darker(red, 0.85), (-w / 2 + w * (i + 0.5) / n, 0, 0.008), (0.025, h, 0.02))
    k.door(0, 0.6, 2.0, 180.0)


def parked_car(k: Kit, p: Paint, d: Dice, _w: float) -> None:
    """A saloon car along z, front at +z, 4.3 m long."""
    paint_ = d.choice((p.accent, p.blue, p.steel, p.black, p.red, p.darker(p.green, 1.2), p.linen))
    body = ((-2.12, 0.32), (2.1, 0.3), (2.16, 0.55), (2.02, 0.78), (0.95, 0.9), (-1.75, 0.92), (-2.12, 0.84))
    k.add(paint_, parts.extrude(body, 1.72), yaw=-90)
    cabin = ((-1.62, 0.9), (0.95, 0.88), (0.3, 1.4), (-1.05, 1.43))
    k.add(p.dark_glass, parts.extrude(cabin, 1.5), yaw=-90)
    k.box(paint_, (0, 1.39, -0.38), (1.42, 0.06, 1.4))
    for s in (-1, 1):
        for z, lean in ((0.62, 38), (-0.35, 0), (-1.35, -30)):
            k.box(paint_, (s * 0.745, 0.86, z), (0.06, 0.62, 0.09), pitch=-lean)
        k.box(paint_, (s * 0.93, 0.92, 0.62), (0.16, 0.11, 0.08))
        k.box(p.paper, (s * 0.62, 0.6, 2.08), (0.34, 0.15, 0.1))
        k.box(p.red, (s * 0.66, 0.66, -2.11), (0.3, 0.13, 0.06))
        k.box(p.iron, (s * 0.872, 0.76, -0.1), (0.02, 0.03, 0.16))
        for z in (1.32, -1.3):
            k.add(p.rubber, parts.cylinder(0.33, 0.22, None, 16), (s * 0.87 - 0.11, 0.33, z), roll=-90)
            k.add(p.steel, parts.cylinder(0.19, 0.235, None, 12), (s * 0.87 - 0.1175, 0.33, z), roll=-90)
    k.box(p.iron, (0, 0.34, 2.12), (1.6, 0.16, 0.12))
    k.box(p.iron, (0, 0.36, -2.12), (1.6, 0.16, 0.1))
    k.box(p.paper, (0, 0.44, 2.19), (0.42, 0.1, 0.02))
    k.box(p.paper, (0, 0.56, -2.135), (0.42, 0.1, 0.04))


def truck(k: Kit, p: Paint, d: Dice, _w: float) -> None:
    """A box truck along z, front at +z."""
    cab = p.fabric(d)
    k.box(p.iron, (0, 0.5, -0.4), (1.9, 0.2, 6.6))
    k.box(p.linen, (0, 0.7, -1.3), (2.3, 2.3, 4.6))
    k.box(cab, (0, 0.6, 2.1), (2.1, 1.1, 1.7))
    k.add(cab, parts.extrude(((-0.85, 1.7), (0.85, 1.7), (0.35, 2.5), (-0.85, 2.55)), 2.0), (0, 0, 2.1), yaw=-90)
    k.box(p.dark_glass, (0, 1.75, 2.72), (1.8, 0.65, 0.06), pitch=-30)
    k.box(p.accent, (0, 1.5, -1.3), (2.32, 0.4, 4.3))
    for s in (-1, 1):
        k.box(p.dark_glass, (s * 1.03, 1.75, 2.1), (0.04, 0.6, 1.0))
        for z in (2.0, -2.4):
            k.add(p.rubber, parts.cylinder(0.46, 0.28, None, 14), (s * 0.98 - 0.14, 0.46, z), roll=-90)
        k.box(p.paper, (s * 0.75, 0.75, 2.96), (0.3, 0.2, 0.04))


def street_lamp(k: Kit, p: Paint, _d: Dice, h: float = 5.0) -> None:
    """A lamp post; its arm reaches along +z."""
    k.cylinder(p.iron, (0, 0, 0), 0.13, 0.5, top=0.09, sides=10)
    k.cylinder(p.iron, (0, 0.5, 0), 0.06, h - 0.5, top=0.045, sides=8)
    if p.design.era == "historic":
        k.cylinder(p.shade, (0, h, 0), 0.13, 0.4, top=0.2, sides=6)
        k.cylinder(p.iron, (0, h + 0.4, 0), 0.26, 0.22, top=0.02, sides=6)
        k.practical(0, h + 0.2, 0, 8.0)
    else:
        k.add(p.iron, parts.tube(((0, h - 0.3, 0), (0, h + 0.15, 0.3), (0, h + 0.2, 1.1)), 0.04, 6))
        k.box(p.iron, (0, h + 0.14, 1.25), (0.26, 0.1, 0.6))
        k.box(p.shade, (0, h + 0.1, 1.27), (0.2, 0.04, 0.48))
        k.practical(0, h, 1.25, 8.0)


def fence(k: Kit, p: Paint, d: Dice, w: float, *, kind: str = "pickets") -> None:
    """A fence along x: pickets, rails or iron."""
    if kind == "rails":
        n = max(2, round(w / 2.2) + 1)
        for i in range(n):
            k.box(p.wood, (-w / 2 + w * i / (n - 1), 0, 0), (0.12, 1.25, 0.12))
        for y in (0.35, 0.7, 1.05):
            k.box(p.wood_light, (0, y, 0.07), (w, 0.11, 0.04))
    elif kind == "iron":
        n = max(2, round(w / 0.22))
        for i in range(n):
            k.box(p.iron, (-w / 2 + w * (i + 0.5) / n, 0.05, 0), (0.025, 1.45, 0.025))
        for y in (0.2, 1.3):
            k.box(p.iron, (0, y, 0), (w, 0.05, 0.035))
    else:
        n = max(3, round(w / 0.17))
        m = p.white if d.chance(0.6) else p.wood_light
        for i in range(n):
            k.box(m, (-w / 2 + w * (i + 0.5) / n, 0.04, 0), (0.1, 1.0, 0.025))
        for y in (0.25, 0.75):
            k.box(m, (0, y, -0.035), (w, 0.08, 0.04))


def bus_stop(k: Kit, p: Paint, _d: Dice, _w: float = 3.0) -> None:
    """A shelter with a bench."""
    for s in (-1, 1):
        k.box(p.iron, (s * 1.45, 0, -0.5), (0.08, 2.4, 0.08))
        k.box(p.iron, (s * 1.45, 0, 0.5), (0.06, 2.4, 0.06))
    k.box(p.iron, (0, 2.4, 0), (3.2, 0.1, 1.5))
    k.box(p.clear, (0, 0.3, -0.52), (2.8, 1.95, 0.03))
    k.box(p.wood, (0, 0.44, -0.25), (2.0, 0.05, 0.4))
    for x in (-0.8, 0.8):
        k.box(p.iron, (x, 0, -0.25), (0.06, 0.44, 0.3))
        k.seat(x * 0.6, -0.2, 0.49, "bus stop")
    k.box(p.accent, (1.5, 0.6, 0.06), (0.06, 1.5, 0.8))
    k.box(p.paper, (1.535, 0.8, 0.06), (0.02, 1.1, 0.6))


def phone_booth(k: Kit, p: Paint, _d: Dice, _w: float = 0.9) -> None:
    """A telephone box, its door towards +z."""
    red = p.red if p.design.era != "future" else p.accent
    for sx in (-1, 1):
        for sz in (-1, 1):
            k.box(red, (sx * 0.4, 0, sz * 0.4), (0.1, 2.3, 0.1))
    k.box(red, (0, 2.3, 0), (0.96, 0.2, 0.96))
    k.box(p.paper, (0, 2.32, 0.485), (0.7, 0.14, 0.02))
    k.box(red, (0, 0, 0), (0.9, 0.1, 0.9))
    for s in (-1, 1):
        for y in (0.3, 0.8, 1.3, 1.8):
            k.box(red, (s * 0.41, y, 0), (0.05, 0.05, 0.72))
    k.box(p.metal, (0, 0.1, -0.41), (0.72, 2.2, 0.04))
    k.box(p.black, (0, 1.05, -0.34), (0.36, 0.5, 0.12))
    k.box(p.steel, (-0.1, 1.15, -0.26), (0.07, 0.3, 0.06))


def dumpster(k: Kit, p: Paint, d: Dice, _w: float = 1.8) -> None:
    """A rubbish container with bags beside it."""
    m = p.darker(p.green, 0.9)
    k.add(m, parts.extrude(((-0.5, 0.18), (0.5, 0.18), (0.62, 1.2), (-0.62, 1.05)), 1.8), yaw=90)
    k.box(p.black, (0, 1.1, 0), (1.84, 0.06, 1.3), pitch=7)
    for i in range(3):
        k.box(p.darker(m, 0.8), (-0.6 + 0.6 * i, 0.3, 0.56), (0.06, 0.8, 0.06), pitch=7)
    for s in (-1, 1):
        k.ball(p.rubber, (s * 0.75, 0.09, 0.35), 0.09, sides=8, rings=5)
        k.ball(p.rubber, (s * 0.75, 0.09, -0.35), 0.09, sides=8, rings=5)
    for i in range(3):
        k.add(
            p.black,
            parts.blob(i, 0.25, 2.0, 9, 6),
            (1.2 + 0.3 * i, 0.26, d.uniform(-0.2, 0.3)),
            scale=(0.32, 0.3, 0.3),
        )


def mailbox(k: Kit, p: Paint, _d: Dice, _w: float = 0.5) -> None:
    """A mailbox on a post."""
    k.box(p.wood, (0, 0, 0), (0.1, 1.05, 0.1))
    k.box(p.steel, (0, 1.05, 0), (0.22, 0.16, 0.46))
    k.add(p.steel, parts.cylinder(0.11, 0.46, None, 12), (0, 1.21, -0.23), pitch=90)
    k.box(p.red, (0.13, 1.2, 0.05), (0.02, 0.2, 0.06))


def hydrant(k: Kit, p: Paint, _d: Dice, _w: float = 0.4) -> None:
    """A fire hydrant."""
    k.cylinder(p.red, (0, 0, 0), 0.17, 0.06, sides=12)
    k.cylinder(p.red, (0, 0.06, 0), 0.12, 0.5, sides=12)
    k.ball(p.red, (0, 0.58, 0), (0.14, 0.12, 0.14), sides=10)
    k.add(p.red, parts.cylinder(0.06, 0.36, None, 8), (-0.18, 0.42, 0), roll=-90)
    k.add(p.steel, parts.cylinder(0.07, 0.06, None, 8), (0, 0.4, 0.11), pitch=90)


def awning_stall(k: Kit, p: Paint, d: Dice, w: float = 2.4) -> None:
    """A market stall with goods, its front towards +z."""
    cloth = p.fabric(d)
    for sx in (-1, 1):
        k.box(p.wood, (sx * w / 2, 0, 0.5), (0.07, 2.2, 0.07))
        k.box(p.wood, (sx * w / 2, 0, -0.6), (0.07, 2.6, 0.07))
    n = 8
    for i in range(n):
        k.box(cloth if i % 2 else p.linen, (-w / 2 + w * (i + 0.5) / n, 2.38, 0), (w / n, 0.04, 1.7), pitch=18)
    k.box(p.wood, (0, 0.82, 0.1), (w, 0.05, 1.0))
    k.box(cloth, (0, 0.1, 0.6), (w, 0.74, 0.03))
    for i in range(4):
        x = -w / 2 + w * (i + 0.5) / 4
        k.box(p.wood_light, (x, 0.87, 0.2), (w / 4 - 0.08, 0.14, 0.5), pitch=12)
        goods = p.fabric(d)
        for j in range(6):
            k.ball(
                goods,
                (x - 0.14 + 0.14 * (j % 3), 1.05 - 0.04 * (j // 3), 0.1 + 0.2 * (j // 3)),
                0.08,
                sides=7,
                rings=5,
            )
    k.surface("stall", 0, 0.87, 0.1, w, 0.8)


def fountain(k: Kit, p: Paint, _d: Dice, w: float = 4.0) -> None:
    """A round stone fountain."""
    r = w / 2
    rim = ((r, 0.0), (r, 0.5), (r - 0.25, 0.5), (r - 0.25, 0.42))
    k.add(p.stone, parts.lathe(rim, 24))
    k.cylinder(p.water, (0, 0.3, 0), r - 0.28, 0.14, sides=24)
    column = ((0.35, 0.0), (0.3, 0.3), (0.16, 0.5), (0.16, 1.3), (0.28, 1.45))
    k.add(p.stone, parts.lathe(column, 14), (0, 0.3, 0))
    bowl = ((0.1, 0.0), (0.6, 0.12), (0.95, 0.34), (0.88, 0.34))
    k.add(p.stone, parts.lathe(bowl, 18), (0, 1.7, 0))
    k.cylinder(p.water, (0, 1.98, 0), 0.86, 0.05, sides=18)
    k.cylinder(p.foam, (0, 2.0, 0), 0.08, 0.7, top=0.02, sides=8)
    for i in range(8):
        a = 2 * math.pi * i / 8
        arc = ((0.9, 2.0), (1.15, 1.85), (1.3, 1.2), (1.34, 0.45))
        k.add(p.foam, parts.tube([(x * math.cos(a), y, x * math.sin(a)) for x, y in arc], 0.02, 5))


def statue(k: Kit, p: Paint, d: Dice, _w: float = 2.0) -> None:
    """A figure in bronze on a plinth."""
    bronze = p.darker(p.green, 0.9)
    for i, (size, h) in enumerate(((2.2, 0.25), (1.7, 0.25), (1.1, 1.5), (1.3, 0.15))):
        k.box(p.stone, (0, (0.0, 0.25, 0.5, 2.0)[i], 0), (size, h, size))
    k.box(p.brass, (0, 1.1, 0.56), (0.7, 0.4, 0.02))
    with k.at(0, 2.15, 0):
        for s in (-1, 1):
            k.add(
                bronze,
                parts.tube(
                    ((s * 0.12, 0, 0.02 * s), (s * 0.13, 0.5, 0.03), (s * 0.1, 0.95, 0)),
                    (0.09, 0.09, 0.13),
                    8,
                ),
            )
        k.ball(bronze, (0, 1.25, 0), (0.25, 0.42, 0.17), sides=12, rings=8)
        k.cylinder(bronze, (0, 0.35, 0), 0.34, 0.8, top=0.22, sides=12)
        k.ball(bronze, (0, 1.85, 0.02), (0.12, 0.16, 0.14), sides=12, rings=8)
        raised = d.chance(0.5)
        k.add(
            bronze,
            parts.tube(
                (
                    (0.24, 1.5, 0),
                    (0.42, 1.25 if not raised else 1.8, 0.1),
                    (0.3, 1.0 if not raised else 2.2, 0.25),
                ),
                0.07,
                7,
            ),
        )
        k.add(bronze, parts.tube(((-0.24, 1.5, 0), (-0.36, 1.2, 0.05), (-0.2, 1.0, 0.2)), 0.07, 7))


def well(k: Kit, p: Paint, _d: Dice, _w: float = 1.6) -> None:
    """A stone well with a roof and a bucket."""
    k.add(p.stone, parts.lathe(((0.75, 0.0), (0.75, 0.8), (0.55, 0.8), (0.55, 0.74)), 16))
    k.cylinder(p.black, (0, 0.6, 0), 0.54, 0.1, sides=16)
    for s in (-1, 1):
        k.box(p.wood, (s * 0.7, 0, 0), (0.12, 2.1, 0.12))
        k.box(p.darker(p.accent, 0.8), (0, 2.25, s * 0.38), (1.9, 0.06, 0.95), pitch=s * 35)
    k.add(p.wood, parts.cylinder(0.07, 1.3, None, 8), (-0.65, 1.5, 0), roll=-90)
    k.cylinder(p.wood_light, (0, 1.0, 0), 0.12, 0.24, top=0.15, sides=10)
    k.cylinder(p.linen, (0, 1.24, 0), 0.01, 0.3, sides=5)


def boat(k: Kit, p: Paint, d: Dice, w: float = 3.6) -> None:
    """A rowing boat along x."""
    m = p.fabric(d)
    hull = (
        (-w / 2, 0.5),
        (-w * 0.36, 0.04),
        (w * 0.36, 0.04),
        (w / 2 + 0.2, 0.6),
        (w * 0.3, 0.5),
        (-w * 0.3, 0.46),
    )
    k.add(m, parts.extrude(hull, 0.5))
    for s in (-1, 1):
        k.add(m, parts.extrude(hull, 0.06), (0, 0.02, s * 0.44), pitch=s * 12)
        k.box(p.wood, (0, 0.5, s * 0.5), (w * 0.78, 0.06, 0.07))
    for x in (-w * 0.2, w * 0.15):
        k.box(p.wood, (x, 0.46, 0), (0.24, 0.05, 1.0))
    k.box(p.wood_light, (0, 0.56, 0.2), (w * 0.7, 0.04, 0.05), yaw=8)


def canvas_tent(k: Kit, p: Paint, d: Dice, w: float = 2.6) -> None:
    """A ridge tent, open towards +z."""
    cloth = p.fabric(d)
    h, depth = 1.7, 2.8
    for s in (-1, 1):
        length = math.hypot(w / 2, h)
        k.box(
            cloth,
            (s * w / 4, h / 2 - 0.03, 0),
            (length, 0.03, depth),
            roll=-s * math.degrees(math.atan2(h, w / 2)),
        )
        k.box(p.wood, (0, 0, s * (depth / 2 - 0.02)), (0.05, h + 0.06, 0.05))
    k.add(
        p.darker(cloth, 0.6),
        parts.extrude(((-w / 2 + 0.06, 0.0), (w / 2 - 0.06, 0.0), (0.0, h - 0.06)), 0.03),
        (0, 0, -depth / 2 + 0.08),
    )


def billboard(k: Kit, p: Paint, d: Dice, w: float = 6.0) -> None:
    """A large hoarding on posts, looking along +z."""
    for s in (-1, 1):
        k.box(p.iron, (s * w * 0.32, 0, -0.1), (0.22, 3.4, 0.22))
    k.box(p.iron, (0, 3.0, 0), (w + 0.2, 3.0, 0.2))
    k.box(p.paper, (0, 3.1, 0.11), (w, 2.8, 0.02))
    k.box(p.accent, (0, 3.1, 0.125), (w, 0.8, 0.02))
    k.ball(p.fabric(d), (w * 0.22, 4.9, 0.13), (0.8, 0.8, 0.02), sides=16)
    for i in range(3):
        k.box(p.black, (-w * 0.18, 4.9 - 0.42 * i, 0.13), (w * (0.5 - 0.1 * i), 0.24, 0.02))


def sign(k: Kit, p: Paint, d: Dice, _w: float = 0.8) -> None:
    """A road sign, looking along +z."""
    k.cylinder(p.steel, (0, 0, 0), 0.035, 2.5, sides=8)
    if d.chance(0.5):
        k.add(p.red, parts.cylinder(0.36, 0.03, None, 8), (0, 2.35, 0.04), pitch=90)
        k.box(p.paper, (0, 2.3, 0.072), (0.5, 0.1, 0.012))
    else:
        k.box(p.blue, (0, 2.0, 0.05), (0.9, 0.45, 0.03))
        k.box(p.paper, (-0.05, 2.25, 0.07), (0.6, 0.08, 0.012))
        k.box(p.paper, (-0.12, 2.1, 0.07), (0.45, 0.06, 0.012))


def swing(k: Kit, p: Paint, _d: Dice, w: float = 3.0) -> None:
    """A child's swing."""
    k.add(p.red, parts.cylinder(0.05, w, None, 8), (-w / 2, 2.2, 0), roll=-90)
    for s in (-1, 1):
        for t in (-1, 1):
            k.add(p.red, parts.tube(((s * w / 2, 2.2, 0), (s * w / 2, 0, t * 0.9)), 0.045, 6))
        k.box(p.wood, (s * 0.6, 0.45, 0), (0.5, 0.04, 0.24))
        for side in (-0.22, 0.22):
            k.box(p.steel, (s * 0.6 + side, 0.48, 0), (0.015, 1.72, 0.015))
        k.seat(s * 0.6, 0, 0.49, "swing")


def bollard(k: Kit, p: Paint, _d: Dice, _w: float = 0.4) -> None:
    """A mooring bollard with rope."""
    k.cylinder(p.iron, (0, 0, 0), 0.2, 0.06, sides=12)
    k.cylinder(p.iron, (0, 0.06, 0), 0.13, 0.45, sides=12)
    k.cylinder(p.iron, (0, 0.48, 0), 0.2, 0.1, top=0.16, sides=12)
    for y in (0.16, 0.24, 0.32):
        k.cylinder(p.sand, (0, y, 0), 0.17, 0.06, sides=12)


def crane(k: Kit, p: Paint, _d: Dice, h: float = 18.0) -> None:
    """A harbour crane."""
    for s in (-1, 1):
        for t in (-1, 1):
            k.box(p.yellow, (s * 2.0, 0, t * 2.0), (0.35, h * 0.5, 0.35))
    k.box(p.yellow, (0, h * 0.5, 0), (4.6, 0.5, 4.6))
    k.box(p.darker(p.yellow, 0.8), (0, h * 0.5 + 0.5, 0), (2.6, 2.4, 2.6))
    k.box(p.yellow, (h * 0.28, h * 0.72, 0), (h * 0.9, 0.5, 0.5), roll=32)
    k.box(p.iron, (h * 0.64, h * 0.3, 0), (0.06, h * 0.62, 0.06))


def power_pole(k: Kit, p: Paint, _d: Dice, span: float = 22.0) -> None:
    """A power pole; its wires run along z to the next."""
    k.cylinder(p.bark, (0, 0, 0), 0.14, 7.5, top=0.1, sides=7)
    for y in (6.6, 7.1):
        k.box(p.bark, (0, y, 0), (1.9, 0.12, 0.12))
    for x in (-0.85, 0.0, 0.85):
        k.cylinder(p.porcelain, (x, 7.22, 0), 0.05, 0.16, sides=6)
        sag = [(x, 7.35 - 4 * 0.7 * t * (1 - t), span * t) for t in (0, 0.25, 0.5, 0.75, 1.0)]
        k.add(p.black, parts.tube(sag, 0.018, 3))


def ruin_wall(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """A broken wall with a gap where a window was."""
    stone = p.darker(p.wall, d.choice((0.85, 1.0, 1.1)))
    h = d.uniform(2.2, 4.4)
    steps = max(4, int(w / 0.6))
    top = [(w / 2 - w * i / steps, max(0.6, h * d.uniform(0.45, 1.0))) for i in range(steps + 1)]
    outline: list[tuple[float, float]] = [(-w / 2, -0.1), (w / 2, -0.1)]
    for (xa, ya), (xb, _) in pairwise(top):
        outline += [(round(xa, 3), round(ya, 3)), (round(xb + 0.02, 3), round(ya, 3))]
    k.add(stone, parts.extrude(tuple(outline), 0.5))
    for _ in range(int(w * 2)):
        at = (d.uniform(-w / 2 + 0.3, w / 2 - 0.3), d.uniform(0.1, h * 0.4), 0.25)
        k.box(p.darker(stone, d.choice((0.75, 1.2))), at, (0.5, 0.24, 0.03))
    for _ in range(3):
        k.box(
            stone,
            (d.uniform(-w / 2, w / 2), 0, d.uniform(0.5, 1.1)),
            (d.uniform(0.3, 0.6), d.uniform(0.2, 0.4), 0.35),
            yaw=d.uniform(0, 90),
        )


def rubble(k: Kit, p: Paint, d: Dice, w: float = 2.0) -> None:
    """A heap of broken stone."""
    for _ in range(14):
        s = d.uniform(0.15, 0.5)
        r = d.uniform(0, w / 2)
        a = d.uniform(0, 6.28)
        m = d.choice((p.brick, p.stone, p.stone_dark, p.wood))
        k.box(
            m,
            (r * math.cos(a), max(0.0, 0.35 - r * 0.3) * d.unit(), r * math.sin(a)),
            (s, s * 0.6, s * 0.8),
            yaw=d.uniform(0, 90),
            pitch=d.uniform(-20, 20),
        )


def skyline(
    k: Kit,
    p: Paint,
    d: Dice,
    *,
    radius: float,
    low: float,
    high: float,
    gap: tuple[float, float] | None = None,
) -> None:
    """Distant buildings all round; `gap` is a range of headings left open."""
    r, g, b = p.wall.albedo
    # the air lends distant walls nearly half its own colour
    hazy = [Material((0.55 * r + 0.225, 0.55 * g + 0.261, 0.55 * b + 0.297), "wall")]
    hazy.append(p.darker(hazy[0], 0.85))
    hazy.append(p.darker(hazy[0], 1.12))
    with k.thing("skyline", scenery=True):
        a = 0.0
        while a < 360.0:
            w = d.uniform(8, 18)
            heading = a + math.degrees(w / radius) / 2
            a += math.degrees(w / radius)
            if gap and gap[0] <= heading <= gap[1]:
                continue
            h = d.uniform(low, high)
            away = radius * d.uniform(1.0, 1.2)
            with k.at(
                away * math.sin(math.radians(heading)), -0.5, away * math.cos(math.radians(heading)), heading + 180
            ):
                k.box(d.choice(hazy), (0, 0, 0), (w * 1.05, h, 8.0))
                if d.chance(0.4):
                    k.box(hazy[1], (d.uniform(-2, 2), h, 0), (w * 0.4, d.uniform(1.5, 5), 4.0))
                for row in range(int(h / 5)):
                    k.box(
                        p.lit_pane if d.chance(0.35) else p.facade_pane,
                        (0, 2.5 + 5 * row, 4.02),
                        (w * 0.8, 1.2, 0.1),
                    )
