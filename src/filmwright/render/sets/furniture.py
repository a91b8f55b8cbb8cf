"""Furniture: everything that stands on a floor and was carried in.

Each maker draws at the origin of the current frame. Pieces for a wall have their back at z = 0 and
come out towards +z; free pieces stand round the origin and face +z. `w` is the width to fill.
"""

import math

from filmwright.render.mesh import Material
from filmwright.render.sets import parts
from filmwright.render.sets.dice import Dice
from filmwright.render.sets.kit import Kit
from filmwright.render.sets.paint import Paint

__all__ = [
    "armchair",
    "back_bar",
    "bar_counter",
    "barrels",
    "bathtub",
    "bed",
    "bench",
    "bookshelf",
    "boxes",
    "cabinet",
    "cafe_table",
    "chair",
    "coffin",
    "computer_desk",
    "counter",
    "crates",
    "crib",
    "desk",
    "dining_table",
    "display_case",
    "dresser",
    "easel",
    "filing_cabinet",
    "floor_lamp",
    "fridge",
    "globe",
    "hospital_bed",
    "jukebox",
    "lab_bench",
    "lectern",
    "lockers",
    "low_table",
    "machine",
    "nightstand",
    "office_chair",
    "pew",
    "piano",
    "plant",
    "pool_table",
    "reception",
    "school_desk",
    "screen_panel",
    "shelving",
    "shower",
    "sink_unit",
    "sofa",
    "stool",
    "stove",
    "toilet",
    "tv_stand",
    "vending_machine",
    "wardrobe",
    "washing_machine",
    "workbench",
]  # fmt: skip


def legs(k: Kit, m: Material, w: float, d: float, h: float, thick: float = 0.045, inset: float = 0.03) -> None:
    """Four square legs under a top of w by d."""
    for sx in (-1, 1):
        for sz in (-1, 1):
            k.box(m, (sx * (w / 2 - inset - thick / 2), 0, sz * (d / 2 - inset - thick / 2)), (thick, h, thick))


def books(k: Kit, p: Paint, d: Dice, x0: float, x1: float, y: float, z: float, tall: float) -> None:
    """A row of books from x0 to x1, standing on y, backs flush at z."""
    x = x0
    while x < x1 - 0.03:
        t = d.uniform(0.025, 0.06)
        if x + t > x1:
            break
        if d.chance(0.1):
            x += d.uniform(0.03, 0.12)
            continue
        h = tall * d.uniform(0.68, 0.95)
        depth = d.uniform(0.15, 0.2)
        k.box(p.book(d), (x + t / 2, y, z - depth / 2), (t * 0.94, h, depth))
        x += t


# seats -------------------------------------------------------------------------------------------


def chair(k: Kit, p: Paint, d: Dice, _w: float, group: str = "chair") -> None:
    """A dining chair, seat at 0.46 m."""
    wood = p.wood
    k.box(wood, (0, 0.42, 0), (0.43, 0.04, 0.43))
    if p.design.wealth == "rich":
        k.box(p.cloth, (0, 0.462, 0.01), (0.38, 0.03, 0.36))
    for sx in (-1, 1):
        k.box(wood, (sx * 0.185, 0, 0.185), (0.04, 0.42, 0.04))
        k.box(wood, (sx * 0.185, 0, -0.195), (0.04, 0.94, 0.035), pitch=0)
        k.box(wood, (sx * 0.185, 0.16, 0), (0.025, 0.03, 0.33))
    if d.chance(0.5):
        for y in (0.58, 0.70, 0.83):
            k.box(wood, (0, y, -0.195), (0.33, 0.07, 0.02))
    else:
        k.box(wood, (0, 0.85, -0.195), (0.33, 0.08, 0.024))
        for i in range(4):
            k.box(wood, (-0.12 + 0.08 * i, 0.46, -0.195), (0.018, 0.39, 0.018))
    k.seat(0, 0.02, 0.46, group)


def office_chair(k: Kit, p: Paint, _d: Dice, _w: float, group: str = "desk") -> None:
    """A swivel chair on five feet."""
    seat = p.cloth_two
    for i in range(5):
        with k.at(yaw=72 * i):
            k.box(p.iron, (0, 0.05, 0.15), (0.04, 0.035, 0.28))
            k.ball(p.rubber, (0, 0.03, 0.28), 0.03, sides=6, rings=4)
    k.cylinder(p.steel, (0, 0.07, 0), 0.03, 0.36, sides=8)
    k.box(seat, (0, 0.42, 0), (0.48, 0.07, 0.46))
    k.box(p.iron, (0, 0.46, -0.26), (0.06, 0.3, 0.03))
    k.box(seat, (0, 0.58, -0.23), (0.44, 0.48, 0.06), pitch=-6)
    for sx in (-1, 1):
        k.box(p.iron, (sx * 0.265, 0.47, 0), (0.03, 0.2, 0.04))
        k.box(p.rubber, (sx * 0.265, 0.66, 0.02), (0.05, 0.03, 0.26))
    k.seat(0, 0.03, 0.48, group)


def stool(k: Kit, p: Paint, _d: Dice, _w: float, group: str = "bar", height: float = 0.72) -> None:
    """A bar stool with a round seat and a foot ring."""
    k.cylinder(p.cloth, (0, height - 0.06, 0), 0.19, 0.06, top=0.18, sides=12)
    k.cylinder(p.steel, (0, height - 0.085, 0), 0.17, 0.025, sides=12)
    for i in range(4):
        with k.at(yaw=45 + 90 * i):
            k.box(p.steel, (0, 0, 0.155), (0.028, height - 0.08, 0.028), pitch=4)
    for i in range(4):
        with k.at(yaw=90 * i):
            k.box(p.steel, (0, 0.26, 0.125), (0.25, 0.02, 0.02))
    k.seat(0, 0, height, group)


def sofa(k: Kit, p: Paint, d: Dice, w: float, group: str = "sofa") -> None:
    """A sofa with its back at z = 0, 0.92 m deep."""
    cloth = p.cloth
    arm = 0.2
    inner = w - 2 * arm
    k.box(cloth, (0, 0.08, 0.47), (w - 0.06, 0.24, 0.84))
    k.box(cloth, (0, 0.08, 0.13), (w - 0.04, 0.76, 0.22))
    for sx in (-1, 1):
        k.box(cloth, (sx * (w / 2 - arm / 2), 0.07, 0.48), (arm, 0.5, 0.88))
        k.add(cloth, parts.cylinder(0.11, 0.9, None, 12), (sx * (w / 2 - arm / 2), 0.57, 0.03), pitch=90)
        for z in (0.08, 0.86):
            k.box(p.wood_dark, (sx * (w / 2 - 0.1), 0, z), (0.06, 0.08, 0.06))
    seats = 2 if w < 1.9 else 3
    each = inner / seats
    light = p.darker(cloth, 1.18)
    for i in range(seats):
        x = -inner / 2 + each * (i + 0.5)
        k.box(light, (x, 0.32, 0.52), (each - 0.02, 0.13, 0.68))
        k.box(light, (x, 0.44, 0.29), (each - 0.04, 0.42, 0.15), pitch=-10)
        k.seat(x, 0.56, 0.44, group)
    for sx in (-1, 1):
        if d.chance(0.7):
            k.box(p.fabric(d), (sx * (inner / 2 - 0.2), 0.46, 0.46), (0.4, 0.38, 0.12), pitch=-22, roll=sx * 8)


def armchair(k: Kit, p: Paint, d: Dice, _w: float, group: str = "sofa") -> None:
    """An upholstered chair, free-standing."""
    cloth = p.cloth_two if d.chance(0.5) else p.cloth
    k.box(cloth, (0, 0.1, 0), (0.78, 0.2, 0.78))
    k.box(cloth, (0, 0.1, -0.32), (0.8, 0.82, 0.18), pitch=-5)
    k.box(p.darker(cloth, 1.18), (0, 0.3, 0.05), (0.5, 0.14, 0.6))
    for sx in (-1, 1):
        k.box(cloth, (sx * 0.34, 0.1, 0.03), (0.15, 0.48, 0.74))
        k.add(cloth, parts.cylinder(0.085, 0.74, None, 10), (sx * 0.34, 0.58, -0.34), pitch=90)
        for z in (-0.33, 0.33):
            k.box(p.wood_dark, (sx * 0.33, 0, z), (0.05, 0.1, 0.05))
    k.seat(0, 0.08, 0.44, group)


def bench(k: Kit, p: Paint, _d: Dice, w: float, group: str = "bench") -> None:
    """A slatted bench with a back, 0.55 m deep."""
    for i in range(3):
        k.box(p.wood, (0, 0.43, 0.03 + 0.15 * i - 0.1), (w, 0.03, 0.12))
    for y in (0.55, 0.7, 0.85):
        k.box(p.wood, (0, y, -0.2), (w, 0.1, 0.03), pitch=-8)
    for x in (-w / 2 + 0.15, w / 2 - 0.15):
        k.box(p.iron, (x, 0, 0.18), (0.05, 0.43, 0.05))
        k.box(p.iron, (x, 0, -0.22), (0.05, 0.95, 0.05), pitch=-4)
        k.box(p.iron, (x, 0.38, -0.02), (0.05, 0.05, 0.44))
        k.box(p.iron, (x, 0.62, 0.0), (0.05, 0.04, 0.42))
    for i in range(max(2, int(w / 0.6))):
        n = max(2, int(w / 0.6))
        k.seat(-w / 2 + w * (i + 0.5) / n, 0.03, 0.46, group)


def pew(k: Kit, p: Paint, _d: Dice, w: float, group: str = "pew") -> None:
    """A church pew facing +z."""
    k.box(p.wood, (0, 0.42, 0.02), (w, 0.04, 0.42))
    k.box(p.wood, (0, 0.42, -0.21), (w, 0.5, 0.04), pitch=-6)
    k.box(p.wood_dark, (0, 0.92, -0.24), (w + 0.02, 0.05, 0.08))
    for sx in (-1, 1):
        k.box(p.wood_dark, (sx * w / 2, 0, 0.0), (0.06, 0.98, 0.5))
    k.box(p.wood, (0, 0.7, -0.32), (w - 0.1, 0.03, 0.14))
    n = max(2, int(w / 0.65))
    for i in range(n):
        k.seat(-w / 2 + w * (i + 0.5) / n, 0.03, 0.46, group)


# tables ------------------------------------------------------------------------------------------


def _settings(k: Kit, p: Paint, d: Dice, w: float, depth: float, y: float) -> None:
    """A few things left on a table."""
    for _ in range(d.integer(1, 3)):
        x, z = d.uniform(-w / 2 + 0.15, w / 2 - 0.15), d.uniform(-depth / 2 + 0.12, depth / 2 - 0.12)
        what = d.integer(0, 3)
        if what == 0:
            k.cylinder(p.porcelain, (x, y, z), 0.035, 0.09, top=0.042, sides=10)
        elif what == 1:
            k.box(p.book(d), (x, y, z), (0.15, 0.03, 0.21), yaw=d.uniform(-40, 40))
        elif what == 2:
            k.cylinder(p.porcelain, (x, y, z), 0.07, 0.015, top=0.12, sides=14)
        else:
            k.box(p.paper, (x, y, z), (0.21, 0.006, 0.29), yaw=d.uniform(-40, 40))


def dining_table(k: Kit, p: Paint, d: Dice, w: float, group: str = "table", *, depth: float = 0.85) -> None:
    """A four-legged table, 0.75 m high."""
    k.box(p.wood, (0, 0.71, 0), (w, 0.04, depth))
    k.box(p.wood_dark, (0, 0.62, 0), (w - 0.16, 0.09, depth - 0.16))
    legs(k, p.wood, w, depth, 0.71, 0.07, 0.03)
    if p.design.wealth == "rich":
        k.box(p.linen, (0, 0.752, 0), (w * 0.9, 0.008, depth * 0.36))
        k.cylinder(p.brass, (0, 0.76, 0), 0.05, 0.02, sides=10)
        k.cylinder(p.linen, (0, 0.78, 0), 0.012, 0.2, sides=8)
    _settings(k, p, d, w, depth, 0.75)
    k.surface(group, 0, 0.75, 0, w, depth)


def cafe_table(k: Kit, p: Paint, d: Dice, w: float, group: str = "table") -> None:
    """A round table on one foot."""
    k.cylinder(p.iron, (0, 0, 0), 0.24, 0.025, top=0.2, sides=14)
    k.cylinder(p.iron, (0, 0.02, 0), 0.035, 0.69, sides=8)
    k.cylinder(p.wood, (0, 0.71, 0), w / 2, 0.035, sides=18)
    k.cylinder(p.clear, (0.1, 0.745, 0.05), 0.03, 0.11, sides=8)
    k.box(p.linen, (-0.12, 0.745, 0.02), (0.08, 0.1, 0.05), yaw=d.uniform(0, 90))
    k.surface(group, 0, 0.745, 0, w * 0.7, w * 0.7)


def low_table(k: Kit, p: Paint, d: Dice, w: float, group: str = "low_table") -> None:
    """A coffee table."""
    k.box(p.wood, (0, 0.38, 0), (w, 0.035, 0.55))
    k.box(p.wood, (0, 0.14, 0), (w - 0.14, 0.02, 0.42))
    legs(k, p.wood_dark, w, 0.55, 0.38, 0.05, 0.02)
    k.box(p.book(d), (-w * 0.2, 0.415, 0.05), (0.22, 0.025, 0.3), yaw=12)
    k.box(p.book(d), (-w * 0.2, 0.44, 0.05), (0.18, 0.03, 0.25), yaw=-8)
    k.cylinder(p.porcelain, (w * 0.25, 0.415, -0.06), 0.08, 0.05, top=0.13, sides=12)
    k.surface(group, 0.1, 0.415, 0.05, w * 0.5, 0.4)


def desk(k: Kit, p: Paint, d: Dice, w: float, group: str = "desk") -> None:
    """A writing desk, 0.7 m deep; its user sits on the -z side and looks along +z."""
    k.box(p.wood, (0, 0.71, 0), (w, 0.04, 0.72))
    for sx in (-1, 1):
        k.box(p.wood, (sx * (w / 2 - 0.22), 0.04, 0), (0.4, 0.67, 0.66))
        for i in range(3):
            k.box(p.wood_light, (sx * (w / 2 - 0.22), 0.09 + 0.205 * i, -0.335), (0.35, 0.185, 0.02))
            k.box(p.brass, (sx * (w / 2 - 0.22), 0.175 + 0.205 * i, -0.352), (0.1, 0.02, 0.02))
    k.box(p.wood_dark, (0, 0.2, 0.3), (w - 0.84, 0.5, 0.03))
    k.box(p.paper, (-0.1, 0.752, -0.1), (0.3, 0.01, 0.22), yaw=6)
    for i in range(3):
        k.box(p.paper, (w * 0.33, 0.752 + 0.012 * i, 0.05), (0.22, 0.01, 0.3), yaw=d.uniform(-10, 10))
    if p.design.era == "historic":
        k.cylinder(p.brass, (-w * 0.35, 0.75, 0.15), 0.06, 0.02)
        k.cylinder(p.linen, (-w * 0.35, 0.77, 0.15), 0.012, 0.16, sides=8)
    else:
        desk_lamp(k, p, -w * 0.36, 0.75, 0.15)
    k.surface(group, 0.05, 0.75, -0.1, w * 0.5, 0.4)


def desk_lamp(k: Kit, p: Paint, x: float, y: float, z: float) -> None:
    """A small lamp with a bent arm, on a top at height y."""
    k.cylinder(p.iron, (x, y, z), 0.08, 0.02, sides=12)
    k.add(p.iron, parts.tube(((0, 0, 0), (0, 0.22, 0.03), (0.08, 0.36, -0.02)), 0.012, 6), (x, y, z))
    k.cylinder(p.accent, (x + 0.1, y + 0.31, z - 0.02), 0.085, 0.09, top=0.03, sides=12)
    k.ball(p.shade, (x + 0.1, y + 0.315, z - 0.02), (0.06, 0.02, 0.06), sides=8, rings=4)
    k.practical(x + 0.1, y + 0.3, z, 2.0)


def computer(k: Kit, p: Paint, x: float, y: float, z: float, yaw: float = 180.0) -> None:
    """A screen and keyboard; the screen looks along its own +z after `yaw`."""
    with k.at(x, y, z, yaw):
        k.box(p.iron, (0, 0, -0.06), (0.24, 0.015, 0.16))
        k.box(p.iron, (0, 0.01, -0.09), (0.05, 0.14, 0.03))
        k.box(p.black, (0, 0.1, -0.06), (0.56, 0.34, 0.03))
        k.box(p.screen, (0, 0.115, -0.04), (0.53, 0.31, 0.006))
        k.box(p.black, (0, 0, 0.16), (0.42, 0.02, 0.14))


def computer_desk(k: Kit, p: Paint, d: Dice, w: float, group: str = "desk") -> None:
    """A plain desk with a computer; its user sits on the -z side."""
    k.box(p.wood, (0, 0.71, 0), (w, 0.035, 0.75))
    for sx in (-1, 1):
        k.box(p.metal, (sx * (w / 2 - 0.06), 0, 0), (0.04, 0.71, 0.66))
    k.box(p.metal, (0, 0.35, 0.32), (w - 0.16, 0.32, 0.02))
    computer(k, p, w * 0.12, 0.745, 0.12)
    k.cylinder(p.accent, (-w * 0.3, 0.745, 0.1), 0.04, 0.1, sides=10)
    k.box(p.paper, (-w * 0.25, 0.747, -0.14), (0.21, 0.012, 0.29), yaw=d.uniform(-15, 15))
    k.surface(group, -w * 0.2, 0.745, -0.1, w * 0.4, 0.4)


def school_desk(k: Kit, p: Paint, _d: Dice, _w: float, group: str = "desk") -> None:
    """A pupil's table and chair; the pupil looks along +z."""
    k.box(p.wood_light, (0, 0.7, 0.3), (0.66, 0.03, 0.5))
    for sx in (-1, 1):
        k.box(p.metal, (sx * 0.28, 0, 0.3), (0.03, 0.7, 0.4))
    k.box(p.metal, (0, 0.55, 0.3), (0.58, 0.09, 0.42))
    k.box(p.wood, (0, 0.43, -0.18), (0.4, 0.03, 0.4))
    k.box(p.wood, (0, 0.66, -0.37), (0.4, 0.2, 0.02), pitch=-6)
    for sx in (-1, 1):
        k.box(p.metal, (sx * 0.17, 0, -0.02), (0.025, 0.43, 0.025))
        k.box(p.metal, (sx * 0.17, 0, -0.36), (0.025, 0.84, 0.025))
    k.seat(0, -0.16, 0.46, group)
    k.surface(group, 0, 0.73, 0.3, 0.6, 0.45)


def counter(k: Kit, p: Paint, d: Dice, w: float, group: str = "counter") -> None:
    """Kitchen units along a wall with cupboards above, 0.62 m deep."""
    k.box(p.wood, (0, 0.1, 0.31), (w, 0.76, 0.58))
    k.box(p.black, (0, 0, 0.28), (w - 0.04, 0.1, 0.48))
    k.box(p.stone, (0, 0.86, 0.32), (w + 0.02, 0.04, 0.64))
    n = max(1, round(w / 0.5))
    each = w / n
    front = p.trim if p.design.seed % 2 else p.wood_light
    for i in range(n):
        x = -w / 2 + each * (i + 0.5)
        k.box(front, (x, 0.13, 0.61), (each - 0.03, 0.52, 0.02))
        k.box(front, (x, 0.67, 0.61), (each - 0.03, 0.16, 0.02))
        k.box(p.steel, (x, 0.745, 0.63), (0.14, 0.015, 0.02))
        k.box(p.steel, (x + each * 0.36, 0.5, 0.63), (0.015, 0.12, 0.02))
    k.box(front, (0, 1.45, 0.17), (w, 0.7, 0.34))
    for i in range(n):
        x = -w / 2 + each * (i + 0.5)
        k.box(p.darker(front, 0.92), (x, 1.48, 0.345), (each - 0.04, 0.64, 0.015))
        k.box(p.steel, (x + each * 0.36, 1.52, 0.36), (0.015, 0.1, 0.02))
    k.box(p.darker(p.wall, 1.15), (0, 0.9, 0.008), (w, 0.54, 0.012))
    for i in range(d.integer(2, 4)):
        x = -w / 2 + 0.25 + i * 0.28
        if x < w / 2 - 0.2:
            m = d.choice((p.porcelain, p.accent, p.steel, p.bottle))
            k.cylinder(m, (x, 0.9, 0.2), d.uniform(0.04, 0.08), d.uniform(0.12, 0.26), sides=10)
    k.surface(group, 0, 0.9, 0.4, w, 0.4)


def bar_counter(k: Kit, p: Paint, d: Dice, w: float, group: str = "bar") -> None:
    """A long bar, guests on the +z side; back bar not included. Centred on the counter."""
    k.box(p.wood, (0, 0.08, 0), (w, 0.94, 0.5))
    k.box(p.wood_dark, (0, 0, 0.02), (w - 0.06, 0.08, 0.46))
    k.box(p.wood_dark, (0, 1.02, 0.06), (w + 0.12, 0.06, 0.74))
    n = max(2, round(w / 0.8))
    for i in range(n):
        k.box(p.wood_light, (-w / 2 + w * (i + 0.5) / n, 0.2, 0.25), (w / n - 0.16, 0.7, 0.025))
    k.add(p.brass, parts.cylinder(0.025, w, None, 8), (-w / 2, 0.18, 0.4), roll=-90)
    for i in range(d.integer(3, 5)):
        x = -w / 2 + w * (i + 0.6) / 6
        k.cylinder(d.choice((p.clear, p.amber, p.bottle)), (x, 1.08, d.uniform(-0.1, 0.1)), 0.035, 0.13, sides=8)
    for x in (w * 0.28, w * 0.34):
        k.cylinder(p.brass, (x, 1.08, -0.15), 0.025, 0.3, sides=8)
        k.box(p.black, (x, 1.36, -0.12), (0.03, 0.14, 0.03), pitch=20)
    k.surface(group, 0, 1.08, 0.15, w, 0.5)


def back_bar(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """Shelves of bottles before a mirror, on a cabinet, against a wall."""
    k.box(p.wood, (0, 0, 0.22), (w, 0.9, 0.44))
    k.box(p.wood_dark, (0, 0.9, 0.23), (w + 0.06, 0.04, 0.5))
    k.box(p.mirror, (0, 1.0, 0.03), (w - 0.3, 1.15, 0.02))
    for sx in (-1, 1):
        k.box(p.wood, (sx * (w / 2 - 0.08), 0.94, 0.14), (0.14, 1.4, 0.26))
    k.box(p.wood, (0, 2.3, 0.15), (w + 0.08, 0.12, 0.32))
    for y in (1.32, 1.72):
        k.box(p.wood_light, (0, y, 0.14), (w - 0.3, 0.03, 0.2))
    for y in (0.94, 1.35, 1.75):
        x = -w / 2 + 0.24
        while x < w / 2 - 0.24:
            m = d.choice((p.bottle, p.amber, p.clear, p.amber, p.darker(p.accent, 0.8)))
            bottle(k, m, x, y, 0.16, d.uniform(0.24, 0.32))
            x += d.uniform(0.1, 0.17)


def bottle(k: Kit, m: Material, x: float, y: float, z: float, h: float) -> None:
    """A bottle standing on y."""
    r = 0.037
    shape = ((r, 0.0), (r, 0.58), (0.014, 0.76), (0.014, 1.0))
    k.add(m, parts.lathe(shape, 7), (x, y, z), scale=(1.0, h, 1.0))


def reception(k: Kit, p: Paint, d: Dice, w: float, group: str = "counter") -> None:
    """A reception desk; visitors stand on the +z side."""
    k.box(p.wood, (0, 0, 0.2), (w, 1.05, 0.1))
    k.box(p.stone, (0, 1.05, 0.2), (w + 0.1, 0.05, 0.36))
    k.box(p.wood, (0, 0.7, -0.16), (w, 0.04, 0.62))
    for sx in (-1, 1):
        k.box(p.wood, (sx * (w / 2 - 0.03), 0, -0.13), (0.06, 1.05, 0.66))
    n = max(2, round(w / 0.7))
    for i in range(n):
        k.box(p.wood_light, (-w / 2 + w * (i + 0.5) / n, 0.12, 0.255), (w / n - 0.06, 0.84, 0.02))
    computer(k, p, -w * 0.2, 0.74, -0.1)
    k.box(p.paper, (w * 0.1, 1.1, 0.2), (0.21, 0.012, 0.29), yaw=d.uniform(-10, 10))
    k.cylinder(p.brass, (w * 0.3, 1.1, 0.22), 0.06, 0.05, top=0.02, sides=12)
    k.surface(group, 0, 1.1, 0.2, w, 0.3)


# storage -----------------------------------------------------------------------------------------


def bookshelf(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """Shelves of books against a wall, 2.1 m high."""
    high, depth = 2.1, 0.3
    for sx in (-1, 1):
        k.box(p.wood, (sx * (w / 2 - 0.015), 0, depth / 2), (0.03, high, depth))
    k.box(p.wood_dark, (0, 0, 0.012), (w - 0.04, high, 0.015))
    shelves = 6
    for i in range(shelves + 1):
        k.box(p.wood, (0, i * (high - 0.03) / shelves, depth / 2), (w - 0.05, 0.03, depth - 0.01))
    k.box(p.wood, (0, high, depth / 2), (w + 0.04, 0.05, depth + 0.03))
    for i in range(shelves):
        y = i * (high - 0.03) / shelves + 0.03
        if d.chance(0.18):
            k.cylinder(p.porcelain, (0, y, 0.15), 0.07, 0.2, top=0.04, sides=10)
            books(k, p, d, -w / 2 + 0.05, -0.12, y, depth - 0.03, 0.28)
        else:
            books(k, p, d, -w / 2 + 0.05, w / 2 - d.uniform(0.05, 0.3), y, depth - 0.03, 0.28)


def shelving(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """Open metal racks with boxes, jars and tins, 1.9 m high."""
    depth = 0.45
    for sx in (-1, 1):
        for z in (0.03, depth - 0.03):
            k.box(p.metal, (sx * (w / 2 - 0.02), 0, z), (0.04, 1.9, 0.04))
    for i in range(5):
        y = 0.12 + 0.42 * i
        k.box(p.metal, (0, y, depth / 2), (w, 0.03, depth))
        if i == 4:
            continue
        x = -w / 2 + 0.06
        while x < w / 2 - 0.16:
            s = d.uniform(0.14, 0.34)
            if x + s > w / 2 - 0.04:
                break
            m = d.choice((p.wood_light, p.accent, p.paper, p.blue, p.metal, p.green))
            if d.chance(0.35):
                k.cylinder(m, (x + s / 2, y + 0.03, depth / 2), s * 0.42, d.uniform(0.16, 0.28), sides=10)
            else:
                k.box(m, (x + s / 2, y + 0.03, depth / 2), (s * 0.94, d.uniform(0.14, 0.32), 0.34))
            x += s + 0.02


def cabinet(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """A sideboard against a wall with things on it."""
    k.box(p.wood, (0, 0.08, 0.22), (w, 0.74, 0.42))
    k.box(p.wood_dark, (0, 0, 0.22), (w - 0.08, 0.08, 0.36))
    k.box(p.wood_dark, (0, 0.82, 0.23), (w + 0.05, 0.03, 0.47))
    n = max(2, round(w / 0.5))
    for i in range(n):
        x = -w / 2 + w * (i + 0.5) / n
        k.box(p.wood_light, (x, 0.13, 0.435), (w / n - 0.05, 0.64, 0.018))
        k.ball(p.brass, (x + (w / n * 0.35) * (1 if i % 2 == 0 else -1), 0.5, 0.46), 0.02, sides=6, rings=4)
    vase(k, p, -w * 0.32, 0.85, 0.22, d)
    k.box(p.wood_dark, (w * 0.15, 0.85, 0.18), (0.2, 0.26, 0.02), pitch=-10, yaw=-12)
    books(k, p, d, w * 0.26, w * 0.46, 0.85, 0.32, 0.24)
    k.surface("cabinet", 0, 0.85, 0.26, w * 0.5, 0.3)


def vase(k: Kit, p: Paint, x: float, y: float, z: float, d: Dice) -> None:
    """A vase with a few flowers."""
    shape = ((0.05, 0.0), (0.085, 0.1), (0.07, 0.18), (0.035, 0.24), (0.05, 0.28))
    k.add(p.fabric(d), parts.lathe(shape, 12, smooth=True), (x, y, z))
    for i in range(4):
        dx, dz = 0.09 * math.cos(i * 1.7), 0.09 * math.sin(i * 1.7)
        k.add(p.leaf_dark, parts.tube(((0, 0.25, 0), (dx, 0.45, dz)), 0.006, 5), (x, y, z))
        k.ball(p.fabric(d) if i else p.accent, (x + dx, y + 0.47, z + dz), 0.04, sides=7, rings=5)


def dresser(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """A chest of drawers with a mirror above."""
    k.box(p.wood, (0, 0.06, 0.23), (w, 0.76, 0.44))
    k.box(p.wood_dark, (0, 0.82, 0.235), (w + 0.04, 0.03, 0.48))
    for i in range(4):
        k.box(p.wood_light, (0, 0.1 + 0.18 * i, 0.455), (w - 0.08, 0.155, 0.018))
        for sx in (-1, 1):
            k.ball(p.brass, (sx * w * 0.25, 0.18 + 0.18 * i, 0.475), 0.018, sides=6, rings=4)
    for sx in (-1, 1):
        k.box(p.wood_dark, (sx * (w / 2 - 0.05), 0, 0.4), (0.05, 0.06, 0.05))
    k.box(p.wood_dark, (0, 0.92, 0.06), (w * 0.7, 0.8, 0.03))
    k.box(p.mirror, (0, 0.97, 0.08), (w * 0.62, 0.7, 0.012))
    vase(k, p, w * 0.35, 0.85, 0.25, d)
    k.surface("dresser", 0, 0.85, 0.3, w * 0.5, 0.3)


def wardrobe(k: Kit, p: Paint, _d: Dice, w: float) -> None:
    """A tall cupboard for clothes."""
    k.box(p.wood, (0, 0.08, 0.29), (w, 1.92, 0.56))
    k.box(p.wood_dark, (0, 0, 0.29), (w - 0.06, 0.08, 0.5))
    k.box(p.wood_dark, (0, 2.0, 0.3), (w + 0.08, 0.07, 0.64))
    for sx in (-1, 1):
        k.box(p.wood_light, (sx * w * 0.245, 0.14, 0.575), (w * 0.46, 1.8, 0.02))
        for y in (0.22, 1.12):
            k.box(p.wood, (sx * w * 0.245, y, 0.588), (w * 0.34, 0.72, 0.014))
        k.box(p.brass, (sx * 0.045, 1.0, 0.6), (0.02, 0.14, 0.025))


def lockers(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """Steel lockers in a row."""
    n = max(2, round(w / 0.38))
    each = w / n
    body = p.tint(p.accent, d)
    k.box(p.iron, (0, 0, 0.24), (w - 0.02, 0.1, 0.42))
    for i in range(n):
        x = -w / 2 + each * (i + 0.5)
        k.box(body, (x, 0.1, 0.23), (each - 0.012, 1.76, 0.46))
        k.box(p.darker(body, 1.15), (x, 0.14, 0.462), (each - 0.05, 1.68, 0.012))
        for j in range(4):
            k.box(p.iron, (x, 1.6 + 0.05 * j, 0.475), (each * 0.5, 0.014, 0.006))
        k.box(p.steel, (x + each * 0.3, 0.95, 0.475), (0.03, 0.09, 0.02))


def filing_cabinet(k: Kit, p: Paint, _d: Dice, w: float) -> None:
    """Steel drawers for paper, 1.3 m high."""
    n = max(1, round(w / 0.48))
    for i in range(n):
        x = -w / 2 + w * (i + 0.5) / n
        k.box(p.metal, (x, 0, 0.3), (w / n - 0.02, 1.3, 0.58))
        for j in range(4):
            k.box(p.steel, (x, 0.05 + 0.31 * j, 0.595), (w / n - 0.06, 0.28, 0.016))
            k.box(p.iron, (x, 0.24 + 0.31 * j, 0.61), (0.14, 0.02, 0.02))
            k.box(p.paper, (x, 0.17 + 0.31 * j, 0.606), (0.08, 0.04, 0.008))
    k.box(p.wood_light, (0, 1.3, 0.3), (0.32, 0.22, 0.4))


def display_case(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """Shop shelves, both sides, free-standing, 1.5 m high."""
    k.box(p.wood, (0, 0, 0), (w, 0.12, 0.7))
    k.box(p.trim, (0, 0.12, 0), (w, 1.4, 0.06))
    for sx in (-1, 1):
        k.box(p.trim, (sx * (w / 2 - 0.02), 0.12, 0), (0.04, 1.4, 0.68))
    for sz in (-1, 1):
        for y in (0.12, 0.55, 0.98):
            if y > 0.2:
                k.box(p.trim, (0, y - 0.03, sz * 0.19), (w - 0.06, 0.025, 0.3))
            x = -w / 2 + 0.1
            while x < w / 2 - 0.14:
                m = p.fabric(d) if d.chance(0.7) else p.paper
                size = d.uniform(0.09, 0.16)
                if d.chance(0.4):
                    k.cylinder(m, (x, y, sz * 0.2), size * 0.45, d.uniform(0.16, 0.3), sides=8)
                else:
                    k.box(m, (x, y, sz * 0.2), (size, d.uniform(0.15, 0.32), 0.2))
                x += size + d.uniform(0.03, 0.09)
    k.box(p.accent, (0, 1.52, 0), (w * 0.7, 0.16, 0.03))


def crates(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """A stack of slatted crates."""
    s = min(0.7, w / 2)
    for x, y, z, yaw in ((-s * 0.55, 0, 0, 3), (s * 0.55, 0, 0.03, -5), (-s * 0.1, s, 0, 11)):
        with k.at(x, y, z, yaw + d.uniform(-4, 4)):
            _crate(k, p, s * 0.96)


def _crate(k: Kit, p: Paint, s: float) -> None:
    k.box(p.wood_dark, (0, 0.01, 0), (s - 0.06, s - 0.03, s - 0.06))
    for sx in (-1, 1):
        for i in range(3):
            y = 0.02 + i * (s - 0.2) / 2
            k.box(p.wood_light, (0, y, sx * (s / 2 - 0.015)), (s, 0.15, 0.025))
            k.box(p.wood_light, (sx * (s / 2 - 0.015), y, 0), (0.025, 0.15, s - 0.06))
        for sz in (-1, 1):
            k.box(p.wood, (sx * (s / 2 - 0.05), 0, sz * (s / 2 + 0.008)), (0.08, s, 0.02))
    k.box(p.wood_light, (0, s - 0.025, 0), (s - 0.02, 0.022, s - 0.02))


def boxes(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """Cardboard boxes, piled."""
    card = p.darker(p.wood_light, 1.1)
    x = -w / 2
    while x < w / 2 - 0.3:
        s = d.uniform(0.34, 0.56)
        h = s * d.uniform(0.6, 0.95)
        with k.at(x + s / 2, 0, 0.02, d.uniform(-9, 9)):
            k.box(card, (0, 0, 0), (s * 0.94, h, s * 0.8))
            k.box(p.paper, (0, h, 0), (0.06, 0.006, s * 0.8))
            if d.chance(0.55):
                k.box(p.tint(card, d), (0.02, h + 0.006, 0), (s * 0.7, h * 0.7, s * 0.6), yaw=d.uniform(-18, 18))
        x += s + 0.05


def barrels(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """Barrels side by side."""
    shape = ((0.24, 0.0), (0.29, 0.22), (0.3, 0.44), (0.29, 0.66), (0.24, 0.88))
    n = max(1, int(w / 0.66))
    for i in range(n):
        x, z = -w / 2 + w * (i + 0.5) / n, d.uniform(-0.06, 0.06)
        k.add(p.wood, parts.lathe(shape, 14), (x, 0, z))
        for y, r in ((0.1, 0.275), (0.3, 0.305), (0.56, 0.305), (0.75, 0.28)):
            k.cylinder(p.iron, (x, y, z), r, 0.04, sides=14)


# beds --------------------------------------------------------------------------------------------


def bed(k: Kit, p: Paint, _d: Dice, w: float, group: str = "bed") -> None:
    """A bed with its head at the wall (z = 0), 2.05 m long."""
    k.box(p.wood, (0, 0.1, 1.05), (w, 0.2, 2.0))
    k.box(p.wood, (0, 0, 0.03), (w + 0.08, 1.0, 0.05))
    k.box(p.wood_dark, (0, 1.0, 0.03), (w + 0.12, 0.06, 0.08))
    k.box(p.wood, (0, 0, 2.06), (w + 0.04, 0.52, 0.05))
    for sx in (-1, 1):
        k.box(p.wood_dark, (sx * (w / 2 - 0.05), 0, 1.98), (0.07, 0.1, 0.07))
    k.box(p.linen, (0, 0.3, 1.04), (w - 0.06, 0.16, 1.92))
    k.box(p.cloth, (0, 0.33, 1.32), (w + 0.02, 0.17, 1.4))
    k.box(p.linen, (0, 0.42, 0.66), (w + 0.03, 0.095, 0.18))
    pillows = 2 if w > 1.1 else 1
    for i in range(pillows):
        x = (i - (pillows - 1) / 2) * w * 0.46
        k.ball(p.linen, (x, 0.53, 0.3), (w * (0.2 if pillows == 2 else 0.34), 0.08, 0.22), sides=12, rings=7)
    for sx in (-1, 1):
        k.seat(sx * (w / 2 - 0.18), 1.2, 0.5, group, heading=90.0 * sx)


def hospital_bed(k: Kit, p: Paint, _d: Dice, _w: float, group: str = "bed") -> None:
    """A bed on wheels with rails and a raised back; head at z = 0."""
    w = 0.95
    for sx in (-1, 1):
        for z in (0.25, 1.85):
            k.box(p.steel, (sx * 0.38, 0.08, z), (0.05, 0.4, 0.05))
            k.ball(p.rubber, (sx * 0.38, 0.06, z), 0.06, sides=8, rings=5)
        k.box(p.steel, (sx * 0.47, 0.78, 1.05), (0.03, 0.03, 1.0))
        for z in (0.6, 0.9, 1.2, 1.5):
            k.box(p.steel, (sx * 0.47, 0.5, z), (0.02, 0.3, 0.02))
    k.box(p.steel, (0, 0.42, 1.05), (w - 0.05, 0.08, 2.0))
    k.box(p.white, (0, 0.4, 0.03), (w, 0.66, 0.05))
    k.box(p.white, (0, 0.4, 2.08), (w, 0.45, 0.05))
    k.box(p.linen, (0, 0.5, 1.3), (w - 0.04, 0.14, 1.45))
    k.box(p.linen, (0, 0.6, 0.36), (w - 0.06, 0.13, 0.72), pitch=22)
    k.ball(p.white, (0, 0.86, 0.28), (0.3, 0.07, 0.2), sides=12, rings=7)
    k.box(p.darker(p.accent, 1.3), (0, 0.58, 1.5), (w, 0.08, 1.08))
    for sx in (-1, 1):
        k.seat(sx * 0.3, 1.45, 0.62, group, heading=90.0 * sx)


def crib(k: Kit, p: Paint, _d: Dice, _w: float) -> None:
    """A child's bed with bars, against a wall."""
    k.box(p.linen, (0, 0.42, 0.35), (1.15, 0.1, 0.58))
    for z in (0.04, 0.66):
        k.box(p.wood_light, (0, 0.98, z), (1.22, 0.04, 0.04))
        k.box(p.wood_light, (0, 0.36, z), (1.22, 0.05, 0.04))
        for i in range(11):
            k.box(p.wood_light, (-0.55 + 0.11 * i, 0.4, z), (0.02, 0.6, 0.02))
    for sx in (-1, 1):
        k.box(p.wood_light, (sx * 0.61, 0, 0.35), (0.04, 1.02, 0.66))
    k.ball(p.cloth, (0.2, 0.56, 0.35), (0.3, 0.05, 0.22), sides=10)


def nightstand(k: Kit, p: Paint, d: Dice, _w: float) -> None:
    """A small cupboard with a lamp, against a wall."""
    k.box(p.wood, (0, 0.08, 0.2), (0.44, 0.46, 0.38))
    k.box(p.wood_dark, (0, 0.54, 0.2), (0.48, 0.03, 0.42))
    for i in range(2):
        k.box(p.wood_light, (0, 0.12 + 0.21 * i, 0.395), (0.38, 0.18, 0.016))
        k.ball(p.brass, (0, 0.21 + 0.21 * i, 0.415), 0.016, sides=6, rings=4)
    for sx in (-1, 1):
        k.box(p.wood_dark, (sx * 0.18, 0, 0.36), (0.04, 0.08, 0.04))
    table_lamp(k, p, 0.02, 0.57, 0.16)
    k.box(p.book(d), (-0.12, 0.57, 0.28), (0.13, 0.03, 0.19), yaw=14)
    k.surface("nightstand", 0.08, 0.57, 0.3, 0.25, 0.16)


def table_lamp(k: Kit, p: Paint, x: float, y: float, z: float) -> None:
    """A lamp with a shade, standing on y."""
    shape = ((0.07, 0.0), (0.08, 0.03), (0.03, 0.08), (0.055, 0.16), (0.015, 0.24), (0.015, 0.28))
    k.add(p.porcelain, parts.lathe(shape, 12, smooth=True), (x, y, z))
    k.cylinder(p.shade, (x, y + 0.26, z), 0.15, 0.2, top=0.09, sides=14)
    k.practical(x, y + 0.35, z, 2.5)


def floor_lamp(k: Kit, p: Paint, _d: Dice, _w: float) -> None:
    """A standing lamp, 1.6 m."""
    k.cylinder(p.iron, (0, 0, 0), 0.15, 0.03, sides=14)
    k.cylinder(p.brass, (0, 0.02, 0), 0.016, 1.38, sides=8)
    k.cylinder(p.shade, (0, 1.34, 0), 0.22, 0.28, top=0.13, sides=16)
    k.practical(0, 1.45, 0, 3.0)


# kitchens and bathrooms --------------------------------------------------------------------------


def stove(k: Kit, p: Paint, _d: Dice, w: float) -> None:
    """A cooker with a hood above it."""
    body = p.white if p.design.era != "historic" else p.iron
    k.box(body, (0, 0.06, 0.31), (w, 0.83, 0.6))
    k.box(p.black, (0, 0.89, 0.31), (w, 0.02, 0.6))
    k.box(p.dark_glass, (0, 0.24, 0.615), (w - 0.14, 0.36, 0.015))
    k.box(p.steel, (0, 0.66, 0.64), (w - 0.14, 0.025, 0.03))
    for i in range(4):
        k.add(p.iron, parts.cylinder(0.022, 0.03, None, 8), (-w * 0.3 + i * w * 0.2, 0.78, 0.61), pitch=90)
        k.cylinder(p.iron, (w * (0.24 if i % 2 else -0.24), 0.91, 0.2 if i < 2 else 0.46), 0.09, 0.02, sides=10)
    k.cylinder(p.steel, (-w * 0.24, 0.93, 0.2), 0.11, 0.15, sides=14)
    k.box(p.steel, (0, 1.08, 0.26), (0.02, 0.01, 0.02))
    k.add(p.steel, parts.cylinder(0.34, 0.22, 0.14, 4), (0, 1.72, 0.27), yaw=45)
    k.box(p.steel, (0, 1.9, 0.16), (0.22, 0.7, 0.22))


def fridge(k: Kit, p: Paint, d: Dice, _w: float) -> None:
    """A fridge with notes on its door."""
    body = p.white if d.chance(0.7) else p.steel
    k.box(body, (0, 0.05, 0.32), (0.68, 1.72, 0.6))
    k.box(p.black, (0, 0, 0.3), (0.62, 0.05, 0.52))
    k.box(p.darker(body, 0.93), (0, 0.08, 0.625), (0.66, 1.08, 0.03))
    k.box(p.darker(body, 0.93), (0, 1.2, 0.625), (0.66, 0.55, 0.03))
    for y in (0.8, 1.26):
        k.box(p.steel, (-0.27, y, 0.66), (0.025, 0.3, 0.03))
    for _ in range(4):
        m = d.choice((p.paper, p.yellow, p.accent))
        k.box(m, (d.uniform(-0.1, 0.24), d.uniform(0.75, 1.5), 0.644), (0.1, 0.12, 0.006), roll=d.uniform(-8, 8))


def sink_unit(k: Kit, p: Paint, _d: Dice, w: float, *, bath: bool = False) -> None:
    """A sink: in a kitchen cupboard, or a basin under a mirror in a bathroom."""
    if bath:
        k.box(p.trim, (0, 0.1, 0.23), (w, 0.66, 0.42))
        for sx in (-1, 1):
            k.box(p.darker(p.trim, 0.9), (sx * w * 0.24, 0.14, 0.445), (w * 0.44, 0.56, 0.016))
            k.box(p.steel, (sx * 0.05, 0.5, 0.46), (0.016, 0.1, 0.02))
        k.box(p.porcelain, (0, 0.76, 0.25), (w + 0.06, 0.06, 0.5))
        k.ball(p.darker(p.porcelain, 0.7), (0, 0.818, 0.27), (w * 0.3, 0.012, 0.15), sides=14, rings=5)
        k.box(p.steel, (0, 1.12, 0.03), (w * 0.95, 0.86, 0.03))
        k.box(p.mirror, (0, 1.15, 0.05), (w * 0.88, 0.8, 0.012))
        k.add(p.tube, parts.cylinder(0.035, w * 0.6, None, 8), (-w * 0.3, 2.06, 0.08), roll=-90)
        k.practical(0, 2.06, 0.1, 2.0)
        k.cylinder(p.accent, (w * 0.36, 0.82, 0.12), 0.035, 0.1, sides=8)
    else:
        k.box(p.wood, (0, 0.1, 0.31), (w, 0.76, 0.58))
        k.box(p.black, (0, 0, 0.28), (w - 0.04, 0.1, 0.48))
        k.box(p.steel, (0, 0.86, 0.32), (w + 0.02, 0.04, 0.64))
        k.box(p.darker(p.steel, 0.45), (0, 0.895, 0.34), (w * 0.55, 0.012, 0.4))
        for sx in (-1, 1):
            k.box(p.wood_light, (sx * w * 0.245, 0.13, 0.61), (w * 0.46, 0.68, 0.02))
    top = 0.82 if bath else 0.9
    k.add(
        p.steel,
        parts.tube(((0, 0, 0), (0, 0.2, 0), (0, 0.26, 0.06), (0, 0.22, 0.15)), 0.015, 8),
        (0, top, 0.08),
    )
    for sx in (-1, 1):
        k.cylinder(p.steel, (sx * 0.12, top, 0.09), 0.022, 0.06, sides=8)
    k.surface("sink", w * 0.35, top, 0.3, w * 0.2, 0.3)


def washing_machine(k: Kit, p: Paint, _d: Dice, w: float) -> None:
    """Front-loading washing machines in a row."""
    n = max(1, int(w / 0.6))
    for i in range(n):
        x = -w / 2 + w * (i + 0.5) / n
        k.box(p.white, (x, 0.03, 0.3), (0.58, 0.84, 0.58))
        k.add(p.steel, parts.cylinder(0.19, 0.03, None, 18), (x, 0.42, 0.59), pitch=90)
        k.add(p.dark_glass, parts.cylinder(0.14, 0.05, 0.11, 18), (x, 0.42, 0.59), pitch=90)
        k.box(p.metal, (x, 0.74, 0.595), (0.52, 0.09, 0.014))


def toilet(k: Kit, p: Paint, _d: Dice, _w: float) -> None:
    """A water closet against a wall."""
    bowl = ((0.13, 0.0), (0.11, 0.12), (0.15, 0.28), (0.2, 0.4), (0.19, 0.41))
    k.add(p.porcelain, parts.lathe(bowl, 14, smooth=True), (0, 0, 0.43), scale=(1.0, 1.0, 1.25))
    k.cylinder(p.white, (0, 0.41, 0.42), 0.205, 0.03, sides=16)
    k.box(p.porcelain, (0, 0.4, 0.12), (0.42, 0.4, 0.18))
    k.box(p.porcelain, (0, 0.8, 0.12), (0.45, 0.03, 0.21))
    k.box(p.porcelain, (0, 0.05, 0.18), (0.22, 0.36, 0.2))
    k.cylinder(p.steel, (0, 0.83, 0.12), 0.025, 0.015, sides=10)
    k.add(p.white, parts.cylinder(0.055, 0.11, None, 10), (0.38, 0.72, 0.06), roll=-90)
    k.seat(0, 0.42, 0.44, "toilet")


def bathtub(k: Kit, p: Paint, _d: Dice, w: float) -> None:
    """A bathtub along a wall with a curtain half drawn."""
    d, h = 0.76, 0.56
    k.box(p.porcelain, (0, 0, d - 0.04), (w, h, 0.07))
    k.box(p.porcelain, (0, 0, 0.04), (w, h, 0.07))
    for sx in (-1, 1):
        k.box(p.porcelain, (sx * (w / 2 - 0.04), 0, d / 2), (0.07, h, d - 0.14))
    k.box(p.darker(p.porcelain, 0.85), (0, 0.08, d / 2), (w - 0.14, 0.1, d - 0.14))
    k.add(p.steel, parts.cylinder(0.014, w, None, 8), (-w / 2, 2.05, d - 0.04), roll=-90)
    folds = [(-w / 2 + 0.04 + 0.06 * i, d - 0.04 + (0.035 if i % 2 else -0.035)) for i in range(9)]
    k.add(p.cloth_two, parts.ribbon(folds, 1.75, 0.012), (0, 0.28, 0))
    k.add(p.steel, parts.tube(((0, 0, 0), (0, 0.9, 0), (0, 1.0, 0.12)), 0.014, 6), (w / 2 - 0.2, 1.0, 0.03))
    k.cylinder(p.steel, (w / 2 - 0.2, 1.93, 0.16), 0.07, 0.03, top=0.03, sides=12)
    k.box(p.steel, (w / 2 - 0.2, 0.7, 0.06), (0.16, 0.05, 0.1))


def shower(k: Kit, p: Paint, _d: Dice, _w: float) -> None:
    """A shower tray in a metal frame with a curtain."""
    s = 0.9
    k.box(p.porcelain, (0, 0, s / 2), (s, 0.12, s))
    for sx in (-1, 1):
        k.box(p.steel, (sx * (s / 2 - 0.02), 0.12, s - 0.03), (0.03, 1.9, 0.03))
    k.box(p.steel, (0, 1.98, s - 0.03), (s, 0.03, 0.03))
    folds = [(-s / 2 + 0.05 + 0.06 * i, s - 0.03 + (0.03 if i % 2 else -0.03)) for i in range(8)]
    k.add(p.cloth_two, parts.ribbon(folds, 1.75, 0.012), (0, 0.2, 0))
    k.add(p.steel, parts.tube(((0, 0, 0), (0, 1.0, 0), (0, 1.08, 0.14)), 0.014, 6), (0.1, 1.0, 0.03))
    k.cylinder(p.steel, (0.1, 2.02, 0.18), 0.08, 0.03, top=0.03, sides=12)


# screens, music, games ---------------------------------------------------------------------------


def tv_stand(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """A television on a low cupboard."""
    k.box(p.wood, (0, 0.05, 0.22), (w, 0.42, 0.42))
    for sx in (-1, 1):
        k.box(p.wood_light, (sx * w * 0.25, 0.09, 0.435), (w * 0.46, 0.34, 0.016))
    if p.design.era in {"historic", "mid_century"}:
        k.box(p.wood_dark, (0, 0.49, 0.22), (0.72, 0.54, 0.4))
        k.box(p.dark_glass, (-0.06, 0.54, 0.43), (0.5, 0.42, 0.02))
        for y in (0.64, 0.8):
            k.add(p.brass, parts.cylinder(0.03, 0.03, None, 8), (0.28, y, 0.42), pitch=90)
        for sx in (-1, 1):
            k.add(p.steel, parts.tube(((0, 0, 0), (sx * 0.25, 0.4, 0)), 0.006, 5), (0, 1.03, 0.2))
    else:
        k.box(p.iron, (0, 0.47, 0.2), (0.4, 0.02, 0.2))
        k.box(p.black, (0, 0.52, 0.2), (min(1.2, w), 0.68, 0.05))
        k.box(p.dark_glass, (0, 0.545, 0.228), (min(1.2, w) - 0.06, 0.62, 0.008))
    books(k, p, d, w * 0.36, w * 0.48, 0.47, 0.3, 0.22)


def piano(k: Kit, p: Paint, _d: Dice, w: float, group: str = "piano") -> None:
    """An upright piano with a stool, its back to the wall."""
    lacquer = p.darker(p.wood_dark, 0.6) if p.design.wealth == "rich" else p.wood_dark
    k.box(lacquer, (0, 0, 0.19), (w, 1.22, 0.36))
    k.box(lacquer, (0, 1.22, 0.2), (w + 0.04, 0.03, 0.42))
    k.box(lacquer, (0, 0.6, 0.47), (w, 0.07, 0.24))
    for sx in (-1, 1):
        k.box(lacquer, (sx * (w / 2 - 0.04), 0, 0.54), (0.07, 0.6, 0.07))
        k.box(lacquer, (sx * (w / 2 - 0.03), 0.67, 0.47), (0.06, 0.06, 0.24))
    k.box(p.porcelain, (0, 0.672, 0.5), (w - 0.16, 0.014, 0.14))
    keys = 24
    for i in range(keys):
        if i % 7 not in {2, 6}:
            k.box(p.black, (-w / 2 + 0.1 + (w - 0.2) * (i + 1) / keys, 0.686, 0.465), (0.014, 0.012, 0.085))
    k.box(p.wood_dark, (0, 0.82, 0.39), (0.6, 0.26, 0.02), pitch=-12)
    k.box(p.paper, (0, 0.85, 0.415), (0.4, 0.24, 0.008), pitch=-12)
    with k.at(0, 0, 0.98):
        k.box(p.cloth, (0, 0.42, 0), (0.6, 0.07, 0.34))
        legs(k, p.wood_dark, 0.6, 0.34, 0.42, 0.04, 0.02)
        k.seat(0, 0, 0.49, group, heading=180.0)


def jukebox(k: Kit, p: Paint, _d: Dice, _w: float) -> None:
    """A jukebox with a round top and lit sides."""
    outline = [(-0.42, 0.0), (0.42, 0.0), (0.42, 1.05)]
    outline += [(0.42 * math.cos(a * math.pi / 10), 1.05 + 0.42 * math.sin(a * math.pi / 10)) for a in range(1, 10)]
    outline += [(-0.42, 1.05)]
    k.add(p.wood, parts.extrude(tuple(outline), 0.5), (0, 0.02, 0.27))
    k.box(p.shade, (0, 0.98, 0.53), (0.6, 0.34, 0.02))
    for sx in (-1, 1):
        k.box(p.flame, (sx * 0.36, 0.1, 0.535), (0.06, 0.9, 0.03))
    for i in range(5):
        k.box(p.brass, (-0.2 + 0.1 * i, 0.15, 0.53), (0.04, 0.6, 0.02))
    k.practical(0, 1.0, 0.6, 2.0)


def pool_table(k: Kit, p: Paint, d: Dice, w: float, group: str = "pool") -> None:
    """A pool table with balls."""
    k.box(p.wood, (0, 0.62, 0), (w, 0.2, 1.3))
    k.box(p.darker(p.green, 1.2), (0, 0.822, 0), (w - 0.2, 0.008, 1.1))
    for sz in (-1, 1):
        k.box(p.wood_dark, (0, 0.8, sz * 0.6), (w, 0.07, 0.1))
        k.box(p.wood_dark, (sz * (w / 2 - 0.05), 0.8, 0), (0.1, 0.07, 1.1))
    legs(k, p.wood_dark, w, 1.3, 0.62, 0.14, 0.06)
    for _ in range(9):
        at = (d.uniform(-w / 2 + 0.2, w / 2 - 0.2), 0.858, d.uniform(-0.45, 0.45))
        k.ball(p.fabric(d), at, 0.029, sides=8, rings=5)
    k.surface(group, 0, 0.83, 0, w - 0.3, 1.0)


def plant(k: Kit, p: Paint, d: Dice, _w: float) -> None:
    """A house plant in a pot, up to 1.5 m."""
    k.cylinder(p.fabric(d), (0, 0, 0), 0.13, 0.3, top=0.18, sides=12)
    k.cylinder(p.soil, (0, 0.3, 0), 0.165, 0.006, sides=12)
    if d.chance(0.5):
        for i in range(9):
            angle = i * 2.4
            reach, up = d.uniform(0.22, 0.42), d.uniform(0.6, 1.15)
            dx, dz = math.cos(angle), math.sin(angle)
            stem = ((0, 0.3, 0), (dx * 0.1, 0.3 + up * 0.6, dz * 0.1), (dx * reach, 0.3 + up, dz * reach))
            k.add(p.leaf, parts.tube(stem, (0.012, 0.03, 0.004), 5))
            tip = (dx * reach, 0.3 + up, dz * reach)
            k.ball(
                p.leaf if i % 2 else p.leaf_light,
                tip,
                (0.05, 0.14, 0.09),
                sides=7,
                rings=5,
                yaw=math.degrees(-angle),
            )
    else:
        k.add(p.bark, parts.tube(((0, 0.3, 0), (0.03, 0.8, 0.02)), 0.02, 6))
        for i in range(5):
            at = (d.uniform(-0.16, 0.16), d.uniform(0.75, 1.25), d.uniform(-0.16, 0.16))
            k.add(
                p.leaf if i % 2 else p.leaf_dark,
                parts.blob(i, 0.35, 3.0, 9, 6),
                at,
                scale=d.uniform(0.16, 0.24),
            )


def easel(k: Kit, p: Paint, d: Dice, _w: float) -> None:
    """A painter's easel with a canvas."""
    for sx in (-1, 1):
        k.box(p.wood, (sx * 0.25, 0, 0.02), (0.04, 1.7, 0.03), roll=sx * 6, pitch=-6)
    k.box(p.wood, (0, 0, -0.3), (0.04, 1.55, 0.03), pitch=14)
    k.box(p.wood, (0, 0.78, 0.06), (0.7, 0.03, 0.08))
    k.box(p.linen, (0, 0.82, 0.04), (0.62, 0.78, 0.03), pitch=-6)
    for _ in range(4):
        at = (d.uniform(-0.2, 0.2), d.uniform(0.9, 1.3), 0.052)
        k.box(p.fabric(d), at, (d.uniform(0.08, 0.24), d.uniform(0.06, 0.2), 0.01), pitch=-6)


def globe(k: Kit, p: Paint, _d: Dice, _w: float) -> None:
    """A globe on a stand."""
    for i in range(3):
        with k.at(yaw=120 * i):
            k.box(p.wood, (0, 0, 0.16), (0.04, 0.62, 0.04), pitch=-10)
    k.cylinder(p.brass, (0, 0.62, 0), 0.27, 0.03, sides=18)
    k.ball(p.blue, (0, 0.72, 0), 0.23, sides=16, rings=9)
    k.ball(p.green, (0.06, 0.78, 0.05), (0.16, 0.13, 0.2), sides=10)


def coffin(k: Kit, p: Paint, _d: Dice, _w: float) -> None:
    """A coffin on trestles."""
    outline = ((-0.22, -1.0), (0.22, -1.0), (0.36, 0.45), (0.2, 1.0), (-0.2, 1.0), (-0.36, 0.45))
    k.add(p.wood, parts.extrude(outline, 0.36), (0, 0.78, 0), pitch=90)
    k.add(p.wood_dark, parts.extrude(outline, 0.06), (0, 0.99, 0), pitch=90, scale=(1.05, 1.03, 1.0))
    for z in (-0.6, 0.6):
        k.box(p.wood_dark, (0, 0, z), (0.62, 0.6, 0.06))
    k.add(p.leaf, parts.blob(4, 0.4, 3.0, 10, 6), (0, 1.06, 0), scale=(0.22, 0.12, 0.3))
    for i in range(5):
        k.ball(p.linen, (0.1 * math.cos(i * 1.3), 1.14, 0.14 * math.sin(i * 1.3)), 0.045, sides=6, rings=4)


# work --------------------------------------------------------------------------------------------


def workbench(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """A bench with a vice and tools hung on a board behind it."""
    k.box(p.wood, (0, 0.82, 0.35), (w, 0.07, 0.68))
    for x in (-w / 2 + 0.08, w / 2 - 0.08):
        k.box(p.wood_dark, (x, 0, 0.12), (0.1, 0.82, 0.1))
        k.box(p.wood_dark, (x, 0, 0.6), (0.1, 0.82, 0.1))
    k.box(p.wood_dark, (0, 0.2, 0.36), (w - 0.1, 0.04, 0.5))
    k.box(p.accent, (-w * 0.25, 0.24, 0.36), (0.4, 0.28, 0.3))
    k.box(p.wood_light, (0, 1.1, 0.02), (w, 0.8, 0.03))
    x = -w / 2 + 0.15
    while x < w / 2 - 0.12:
        h = d.uniform(0.2, 0.42)
        k.box(p.wood, (x, 1.78 - h, 0.05), (0.03, h * 0.6, 0.02))
        k.box(p.steel, (x, 1.78 - h * 0.4, 0.05), (d.uniform(0.03, 0.13), h * 0.4, 0.02))
        x += d.uniform(0.16, 0.28)
    k.box(p.blue, (w * 0.32, 0.89, 0.5), (0.14, 0.14, 0.2))
    k.box(p.steel, (w * 0.32, 0.93, 0.66), (0.16, 0.1, 0.05))
    for i in range(3):
        k.cylinder(d.choice((p.red, p.yellow, p.steel)), (-w * 0.3 + 0.16 * i, 0.89, 0.22), 0.05, 0.14, sides=10)
    k.surface("workbench", 0, 0.89, 0.45, w * 0.5, 0.4)


def lab_bench(k: Kit, p: Paint, d: Dice, w: float, group: str = "bench") -> None:
    """A laboratory island with glassware and a microscope, 0.9 m deep."""
    k.box(p.white, (0, 0.08, 0), (w, 0.8, 0.8))
    k.box(p.black, (0, 0.88, 0), (w + 0.06, 0.03, 0.9))
    n = max(2, round(w / 0.55))
    for i in range(n):
        x = -w / 2 + w * (i + 0.5) / n
        for sz in (-1, 1):
            k.box(p.accent if i % 2 else p.metal, (x, 0.12, sz * 0.405), (w / n - 0.05, 0.72, 0.015))
            k.box(p.steel, (x, 0.7, sz * 0.42), (0.12, 0.016, 0.02))
    k.box(p.steel, (0, 0.91, 0), (w * 0.5, 0.3, 0.03))
    k.box(p.white, (0, 1.2, 0), (w * 0.5, 0.03, 0.26))
    for i in range(6):
        x = -w * 0.22 + w * 0.09 * i
        m = d.choice((p.clear, p.bottle, p.amber, p.darker(p.accent, 1.3)))
        k.add(
            m,
            parts.lathe(((0.06, 0.0), (0.05, 0.05), (0.018, 0.13), (0.018, 0.19)), 9),
            (x, 1.23, d.uniform(-0.06, 0.06)),
        )
    with k.at(w * 0.36, 0.91, 0.1):
        k.box(p.iron, (0, 0, 0), (0.16, 0.03, 0.22))
        k.box(p.white, (0, 0.03, -0.08), (0.05, 0.28, 0.05))
        k.cylinder(p.iron, (0, 0.16, 0.02), 0.03, 0.2, sides=8, pitch=-20)
        k.box(p.iron, (0, 0.1, 0.03), (0.13, 0.02, 0.13))
    k.surface(group, -w * 0.35, 0.91, 0.2, w * 0.25, 0.4)


def machine(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """A factory machine: base, press, drum and pipes."""
    k.box(p.metal, (0, 0, 0), (w, 0.5, 1.2))
    k.box(p.darker(p.accent, 0.9), (-w * 0.22, 0.5, 0), (w * 0.42, 1.3, 0.9))
    k.box(p.iron, (-w * 0.22, 0.8, 0.46), (w * 0.3, 0.5, 0.04))
    k.add(p.steel, parts.cylinder(0.36, w * 0.42, None, 16), (w * 0.04, 0.92, 0), roll=-90)
    k.add(p.iron, parts.cylinder(0.42, 0.08, None, 16), (w * 0.06, 0.92, 0), roll=-90)
    k.box(p.iron, (w * 0.46, 0.5, 0), (0.12, 0.8, 0.7))
    pipe = ((0, 0, 0), (0, 0.7, 0), (0.25, 0.95, 0), (w * 0.4, 0.95, 0), (w * 0.4, 0.3, 0))
    k.add(p.metal, parts.tube(pipe, 0.06, 8), (-w * 0.1, 1.3, -0.35))
    for i in range(3):
        k.ball(d.choice((p.red, p.yellow, p.green)), (-w * 0.32 + 0.14 * i, 1.55, 0.46), 0.04, sides=8, rings=5)
    k.box(p.yellow, (0, 0.44, 0.61), (w, 0.06, 0.02))


def vending_machine(k: Kit, p: Paint, d: Dice, _w: float) -> None:
    """A vending machine with a lit front."""
    k.box(p.accent, (0, 0.04, 0.38), (0.92, 1.8, 0.74))
    k.box(p.black, (-0.12, 0.5, 0.755), (0.58, 1.2, 0.02))
    for j in range(4):
        for i in range(5):
            k.box(p.fabric(d), (-0.34 + 0.11 * i, 0.58 + 0.28 * j, 0.77), (0.075, 0.2, 0.02))
    k.box(p.tube, (-0.12, 1.72, 0.765), (0.58, 0.08, 0.02))
    k.box(p.iron, (0.32, 0.9, 0.755), (0.16, 0.5, 0.02))
    k.box(p.black, (-0.12, 0.2, 0.755), (0.58, 0.18, 0.02))
    k.practical(0, 1.5, 0.9, 2.0)


def lectern(k: Kit, p: Paint, _d: Dice, _w: float) -> None:
    """A speaker's stand; the speaker stands on the -z side."""
    k.box(p.wood_dark, (0, 0, 0), (0.56, 0.08, 0.5))
    k.box(p.wood, (0, 0.08, 0.05), (0.4, 0.96, 0.26))
    k.box(p.wood_dark, (0, 1.04, 0), (0.58, 0.04, 0.46), pitch=-16)
    k.box(p.paper, (0, 1.09, -0.02), (0.3, 0.012, 0.24), pitch=-16)


def screen_panel(k: Kit, p: Paint, _d: Dice, w: float) -> None:
    """A large flat screen on a wall."""
    k.box(p.black, (0, 1.0, 0.04), (w, w * 0.56, 0.06))
    k.box(p.screen, (0, 1.03, 0.075), (w - 0.08, w * 0.56 - 0.07, 0.008))
