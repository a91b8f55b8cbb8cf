"""Places under the sky: scenery in every direction up to the horizon, the middle left free for the scene."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from filmwright.model.set_design import SetDesign, SetKind
from filmwright.render.mesh import Material
from filmwright.render.sets import furniture as fur
from filmwright.render.sets import nature, parts, town
from filmwright.render.sets.dice import Dice
from filmwright.render.sets.kit import Kit
from filmwright.render.sets.nature import Land
from filmwright.render.sets.paint import Paint
from filmwright.render.sets.rooms import Plan

__all__ = ["BUILDERS", "build_exterior"]


@dataclass(frozen=True, slots=True)
class Site:
    """Everything an outdoor builder works with."""

    k: Kit
    p: Paint
    d: Dice
    design: SetDesign
    land: Land

    @property
    def half_w(self) -> float:
        """Half the free ground across, x."""
        return self.design.width / 2

    @property
    def half_d(self) -> float:
        """Half the free ground along, z."""
        return self.design.depth / 2


Grow = Callable[..., None]


def _grass(s: Site) -> Material:
    if s.design.weather == "snow":
        return s.p.snow
    return s.p.floor


def _street_ground(s: Site) -> Material:
    return s.p.snow if s.design.weather == "snow" else s.p.asphalt


def scatter(
    s: Site,
    name: str,
    makers: tuple[Grow, ...],
    *,
    count: int,
    inner: float,
    outer: float,
    size: tuple[float, float],
    near: float = 26.0,
    keep: Callable[[float, float], bool] | None = None,
) -> None:
    """Things of a kind spread over a ring, evenly by angle, so that no direction is empty.

    Each near one is an object; far ones are scenery. `keep` may refuse places (roads, water).
    """
    d = s.d.fork(f"scatter {name}")
    golden = 137.50776
    start = d.uniform(0, 360)
    for i in range(count):
        r = math.sqrt(inner**2 + (outer**2 - inner**2) * ((i + 0.5) / count))
        a = math.radians(start + golden * i + d.uniform(-7, 7))
        x, z = r * math.sin(a), r * math.cos(a)
        own = d.fork(f"{name} {i}")
        if keep is not None and not keep(x, z):
            continue
        close = r < near
        with s.k.thing(
            name, x, z, own.uniform(0, 360), y=s.land.at(x, z) - (0.0 if close else 0.1), scenery=r > 2 * near
        ):
            _grow(own.choice(makers), s, own, own.uniform(*size), near=close)


def _grow(make: Grow, s: Site, d: Dice, h: float, *, near: bool) -> None:
    if make in _PLAIN:
        make(s.k, s.p, d, h)
    else:
        make(s.k, s.p, d, h, near=near)


_PLAIN: tuple[Grow, ...] = (nature.grass, nature.flowers, nature.gravestone, nature.haystack, nature.log)


def put(
    s: Site,
    name: str,
    make: Grow,
    x: float,
    z: float,
    yaw: float = 0.0,
    *args: object,
    movable: bool = False,
    **options: object,
) -> None:
    """One thing at a place on the land."""
    with s.k.thing(name, x, z, yaw, y=s.land.at(x, z), movable=movable):
        make(s.k, s.p, s.d.fork(f"{name} {x:.2f} {z:.2f}"), *args, **options)


def _bench(s: Site, x: float, z: float, yaw: float) -> None:
    put(s, "bench", fur.bench, x, z, yaw, 1.7, f"bench {x:.0f} {z:.0f}")


def horizon(s: Site, kind: str = "hills") -> None:
    """What closes the view in every direction."""
    p, d = s.p, s.d.fork("horizon")
    haze = Material((0.30, 0.36, 0.42), "leaf")
    far = Material((0.42, 0.49, 0.56), "leaf")
    if s.design.weather == "snow" or s.design.kind == "snow_field":
        haze, far = Material((0.55, 0.60, 0.66), "ground"), Material((0.68, 0.72, 0.78), "ground")
    if kind == "mountains":
        nature.ridge(s.k, p.darker(p.wall, 0.7), d, radius=95, low=6, high=34, sharp=1.6, name="mountains")
        nature.ridge(s.k, far, d, radius=150, low=26, high=70, sharp=1.3, name="mountains")
    elif kind == "mesas":
        nature.ridge(s.k, p.darker(p.wall, 0.9), d, radius=120, low=1.5, high=16, sharp=1.2)
        nature.ridge(s.k, far, d, radius=165, low=6, high=24)
    else:
        nature.ridge(s.k, p.darker(p.leaf, 0.75) if s.design.weather != "snow" else haze, d, radius=115, low=3, high=11)
        nature.ridge(s.k, haze, d, radius=150, low=8, high=20)
        nature.ridge(s.k, far, d, radius=178, low=14, high=30)
    if s.design.weather in {"cloudy", "rain", "storm"} or d.chance(0.6):
        nature.clouds(s.k, p, d)


def _rain(s: Site) -> None:
    if s.design.weather in {"rain", "storm"}:
        nature.patches(
            s.k,
            (Material((0.24, 0.30, 0.36), "water"),),
            s.d.fork("puddles"),
            inner=1.0,
            outer=14,
            count=12,
            size=0.7,
            y=0.03,
        )


# in town -------------------------------------------------------------------------------------------


def _row(
    s: Site,
    side: float,
    *,
    z0: float,
    z1: float,
    at: float,
    shops: float,
    height: tuple[float, float],
    turn: float,
    tag: str,
) -> None:
    """Buildings along z at x = side * at, looking to the middle; `turn` is the heading they face."""
    d = s.d.fork(f"row {tag}")
    z = z0
    while z < z1 - 1:
        w = min(d.uniform(6.5, 11.0), z1 - z)
        if w < 3.5:
            break
        own = d.fork(f"house {z:.1f}")
        middle = z + w / 2
        near = abs(middle) < 34
        with s.k.thing("building", side * at, middle, turn, y=0.0):
            town.facade(s.k, s.p, own, w - 0.02, own.uniform(*height), shop=near and own.chance(shops), near=near)
        z += w


def _end(s: Site, z: float, turn: float, *, reach: float, height: tuple[float, float], tag: str) -> None:
    """Buildings that close a street across its end."""
    d = s.d.fork(f"end {tag}")
    x = -reach
    while x < reach - 1:
        w = min(d.uniform(7, 12), reach - x)
        if w < 3:
            break
        own = d.fork(f"house {x:.1f}")
        with s.k.thing("building", x + w / 2, z, turn):
            town.facade(s.k, s.p, own, w - 0.02, own.uniform(*height), shop=own.chance(0.5), near=True)
        x += w


def _kerbs(s: Site, road: float, walk: float, length: float) -> None:
    """Asphalt, kerbs and pavements along z; `road` is half the carriageway, `walk` the pavement's width."""
    k, p = s.k, s.p
    with k.thing("pavement", blocks=False, scenery=True):
        for side in (-1, 1):
            k.box(p.kerb, (side * (road + 0.1), 0, 0), (0.2, 0.12, 2 * length))
            k.box(p.concrete, (side * (road + 0.2 + walk / 2), 0, 0), (walk, 0.115, 2 * length))
            n = int(length / 3)
            for i in range(-n, n):
                k.box(
                    p.darker(p.concrete, 0.85),
                    (side * (road + 0.2 + walk / 2), 0.112, i * 3.0),
                    (walk - 0.05, 0.012, 0.04),
                )
    with k.thing("road marks", blocks=False, scenery=True):
        for i in range(-int(length / 5), int(length / 5)):
            k.box(p.line, (0, 0.008, i * 5.0 + 1.0), (0.14, 0.012, 2.2))
        for j in range(6):
            k.box(p.line, (-road + 0.6 + j * (2 * road - 1.2) / 5, 0.008, -9.0), (0.5, 0.014, 2.4))
        k.cylinder(p.iron, (1.0, 0.004, 4.0), 0.36, 0.012, sides=16)


def _street(s: Site) -> Plan:
    road, walk = 3.6, max(2.2, s.half_w - 3.8)
    nature.ground(s.k, _street_ground(s), s.land)
    _kerbs(s, road, walk, 46)
    at = road + walk + 0.25
    for side, turn in ((-1, 90.0), (1, 270.0)):
        _row(s, side, z0=-44, z1=44, at=at, shops=0.65, height=(7.5, s.design.height), turn=turn, tag=str(side))
        for i in range(-2, 3):
            put(s, "street lamp", town.street_lamp, side * (road + 0.55), i * 13.0 + side * 3, -90.0 * side)
    _end(s, -44, 0.0, reach=at + 12, height=(9, 15), tag="far")
    _end(s, 44, 180.0, reach=at + 12, height=(9, 15), tag="near")
    d = s.d.fork("things")
    for i, z in enumerate((-16.0, -10.5, 9.0, 15.0, 21.0, -22.0)):
        side = -1 if d.chance(0.5) else 1
        put(
            s,
            "car",
            town.parked_car,
            side * (road - 1.1),
            z + d.uniform(-0.5, 0.5),
            180.0 if side > 0 else 0.0,
            0.0,
        )
        if i % 2:
            put(s, "tree", nature.round_tree, side * (road + 0.8), z + 3.4, 0.0, d.uniform(4.5, 6))
    put(s, "hydrant", town.hydrant, road + 0.6, -5.2)
    put(s, "bin", fur.barrels, -(road + 0.7), 5.5, 90.0, 0.6, movable=True)
    put(s, "sign", town.sign, -(road + 0.5), -8.5, 0.0)
    _bench(s, road + walk - 0.4, 6.5, 270.0)
    _rain(s)
    town.skyline(s.k, s.p, s.d.fork("sky"), radius=95, low=10, high=30)
    return Plan((road + 0.2 + walk * 0.45, 0.0), 0.0)


def _alley(s: Site) -> Plan:
    k, p, d = s.k, s.p, s.d.fork("alley")
    nature.ground(k, p.darker(_street_ground(s), 0.9), s.land)
    for side, turn in ((-1, 90.0), (1, 270.0)):
        _row(
            s,
            side,
            z0=-26,
            z1=26,
            at=s.half_w + 0.4,
            shops=0.0,
            height=(8, s.design.height),
            turn=turn,
            tag=str(side),
        )
        for i, z in enumerate((-9.0, -2.0, 7.5)):
            with k.thing("fire escape" if i == 1 else "drain pipe", side * (s.half_w + 0.36), z + side, turn):
                k.cylinder(p.iron, (1.6, 0, 0.12), 0.06, 8.0, sides=7)
                if i == 1:
                    for level in (3.0, 6.0):
                        k.box(p.iron, (0, level, 0.55), (2.6, 0.06, 1.0))
                        for x in (-1.25, 0, 1.25):
                            k.box(p.iron, (x, level, 1.02), (0.04, 0.95, 0.04))
                        k.box(p.iron, (0, level + 0.92, 1.02), (2.6, 0.05, 0.05))
                    k.box(p.iron, (0.2, 3.1, 0.5), (0.5, 0.05, 3.4), pitch=0, yaw=90, roll=48)
                else:
                    k.box(p.shade, (-0.6, 2.9, 0.25), (0.3, 0.16, 0.3))
                    k.box(p.iron, (-0.6, 3.06, 0.2), (0.4, 0.06, 0.4))
                    k.practical(-0.6, 2.8, 0.4, 5.0)
    _end(s, -26, 0.0, reach=9, height=(9, 13), tag="far")
    _end(s, 40, 180.0, reach=16, height=(9, 13), tag="near")
    put(s, "dumpster", town.dumpster, -s.half_w + 0.75, -4.5, 90.0)
    put(s, "dumpster", town.dumpster, s.half_w - 0.75, 8.5, 270.0)
    put(s, "crates", fur.crates, s.half_w - 0.55, -6.5, 270.0, 1.2, movable=True)
    put(s, "boxes", fur.boxes, -s.half_w + 0.5, 4.2, 90.0, 1.2, movable=True)
    put(s, "barrels", fur.barrels, s.half_w - 0.45, 3.8, 270.0, 0.7, movable=True)
    put(s, "car", town.parked_car, 0.0, 34.0, 90.0, 0.0)
    nature.patches(
        k,
        (Material((0.10, 0.11, 0.13), "water"), p.darker(p.asphalt, 0.7)),
        d,
        inner=1,
        outer=9,
        count=9,
        size=0.5,
        y=0.01,
    )
    _rain(s)
    town.skyline(k, p, d, radius=80, low=12, high=30)
    return Plan((0.0, 0.0), 90.0)


def _suburb(s: Site) -> Plan:
    k, p, d = s.k, s.p, s.d.fork("suburb")
    nature.ground(k, _grass(s), s.land)
    with k.thing("road", blocks=False, scenery=True):
        k.box(_street_ground(s), (0, 0.01, 13.0), (160, 0.02, 6.0))
        k.box(p.kerb, (0, 0.01, 9.9), (160, 0.1, 0.2))
        k.box(p.concrete, (0, 0.01, 9.0), (160, 0.06, 1.6))
        k.box(p.concrete, (0, 0.012, 1.0), (1.4, 0.03, 14.4))
        k.box(p.darker(p.concrete, 0.9), (6.4, 0.012, 1.6), (3.0, 0.03, 13.2))
        for i in range(-9, 10):
            k.box(p.line, (i * 6.0, 0.026, 13.0), (2.4, 0.012, 0.14))
    for i in range(-3, 4):
        w = d.uniform(8.5, 11)
        put(
            s,
            "house",
            town.cottage,
            i * 15.0 + (0 if i == 0 else d.uniform(-1.5, 1.5)),
            -6.2 - (0.6 if i else 0),
            0.0,
            w,
            near=abs(i) < 3,
        )
        put(s, "house", town.cottage, i * 15.0 + 4 + d.uniform(-1.5, 1.5), 23.0, 180.0, w, near=abs(i) < 2)
    put(s, "car", town.parked_car, 6.4, -1.5, 0.0, 0.0)
    put(s, "car", town.parked_car, -11.0, 11.6, 90.0, 0.0)
    put(s, "mailbox", town.mailbox, 1.6, 7.6, 0.0)
    put(s, "fence", town.fence, -11.2, 3.0, 90.0, 10.0)
    put(s, "fence", town.fence, 11.6, 3.0, 90.0, 10.0)
    put(s, "fence", town.fence, -6.6, 8.0, 0.0, 9.0)
    put(s, "hydrant", town.hydrant, -4.0, 9.4)
    put(s, "tree", nature.round_tree, -7.0, 1.0, 0.0, 6.5)
    for x, z in (
        (-15.0, 7.0),
        (16.0, 5.0),
        (24.0, -1.0),
        (-25.0, 2.0),
        (10.0, 19.5),
        (-9.0, 19.0),
        (-30.0, 18.5),
    ):
        put(s, "tree", nature.round_tree, x, z, 0.0, d.uniform(5, 8))
    for x in (-4.6, -3.2, 2.6, 3.8):
        put(s, "bush", nature.bush, x, -5.2, 0.0, 0.8)
    for x in (-2.2, 2.2):
        put(s, "flowers", nature.flowers, x, -4.9, 0.0, 0.6)
    for i in range(-2, 3):
        put(s, "street lamp", town.street_lamp, i * 18.0 + 6, 9.5, 0.0)
    scatter(
        s,
        "tree",
        (nature.round_tree,),
        count=34,
        inner=34,
        outer=75,
        size=(6, 10),
        keep=lambda _x, z: not 5 < z < 32,
    )
    _rain(s)
    horizon(s)
    return Plan((-2.2, 2.6), 90.0)


def _parking_lot(s: Site) -> Plan:
    k, p, d = s.k, s.p, s.d.fork("lot")
    nature.ground(k, _street_ground(s), s.land)
    with k.thing("bay marks", blocks=False, scenery=True):
        for row in (-11.0, 11.0):
            for i in range(-6, 7):
                k.box(p.line, (i * 2.7, 0.008, row), (0.12, 0.014, 5.0))
        k.box(p.line, (0, 0.008, -13.6), (33, 0.012, 0.12))
        k.box(p.line, (0, 0.008, 13.6), (33, 0.012, 0.12))
    for row, yaw in ((-11.0, 0.0), (11.0, 180.0)):
        for i in range(-6, 6):
            if d.chance(0.55):
                put(s, "car", town.parked_car, i * 2.7 + 1.35, row + d.uniform(-0.2, 0.2), yaw, 0.0)
    for x in (-13.0, 0.0, 13.0):
        put(s, "street lamp", town.street_lamp, x, -14.2, 0.0, 6.0)
        put(s, "street lamp", town.street_lamp, x, 14.2, 180.0, 6.0)
    with k.thing("trolleys", 6.0, 3.5, 90.0, movable=True):
        for i in range(4):
            k.box(p.steel, (0, 0.55, 0.28 * i), (0.5, 0.4, 0.75), pitch=6)
            k.box(p.red, (0, 1.0, 0.28 * i - 0.42), (0.52, 0.05, 0.05))
    put(s, "sign", town.sign, -9.0, -7.6, 0.0)
    with k.thing("store", 0, -26):
        town.facade(k, p, d.fork("store"), 40, 6.5, shop=True, depth=14)
    put(s, "billboard", town.billboard, -24.0, 8.0, 90.0)
    for side, turn in ((-1, 90.0), (1, 270.0)):
        _row(s, side, z0=-22, z1=34, at=34, shops=0.3, height=(6, 11), turn=turn, tag=f"lot {side}")
    _end(s, 36, 180.0, reach=34, height=(6, 12), tag="lot")
    scatter(
        s,
        "tree",
        (nature.round_tree,),
        count=16,
        inner=19,
        outer=30,
        size=(4.5, 7),
        keep=lambda x, z: abs(z) < 22 and abs(x) > 17,
    )
    town.skyline(k, p, d, radius=100, low=8, high=26)
    _rain(s)
    return Plan((0.0, 0.0), 90.0)


def _square(s: Site) -> Plan:
    k, p, d = s.k, s.p, s.d.fork("square")
    nature.ground(k, s.p.snow if s.design.weather == "snow" else p.floor, s.land)
    with k.thing("paving", blocks=False, scenery=True):
        for r in range(1, 9):
            for i in range(6 * r):
                if d.chance(0.4):
                    a = 2 * math.pi * (i + 0.5 * (r % 2)) / (6 * r)
                    k.box(
                        p.darker(p.floor, d.choice((0.8, 0.9, 1.12))),
                        (1.7 * r * math.sin(a), 0.006, 1.7 * r * math.cos(a)),
                        (1.2, 0.01, 0.8),
                        yaw=math.degrees(a),
                    )
    w, z = s.half_w + 3.5, s.half_d + 3.5
    for side, turn in ((-1, 90.0), (1, 270.0)):
        _row(s, side, z0=-z + 1, z1=z - 1, at=w, shops=0.6, height=(6, 9.5), turn=turn, tag=f"sq {side}")
    _end(s, -z, 0.0, reach=w + 8, height=(6, 10), tag="north")
    _end(s, z, 180.0, reach=w + 8, height=(6, 10), tag="south")
    with k.thing("church tower", -w - 6, -z - 4):
        k.box(p.stone, (0, 0, 0), (5, 17, 5))
        k.cylinder(p.iron, (0, 17, 0), 3.8, 8, top=0.0, sides=4, yaw=45)
        k.box(p.paper, (0, 13, 2.52), (1.8, 1.8, 0.04))
        k.box(p.black, (0, 13.9, 2.56), (0.1, 0.8, 0.04))
    put(
        s,
        "fountain" if d.chance(0.6) else "statue",
        town.fountain if d.chance(0.6) else town.statue,
        -5.5,
        -4.5,
        0.0,
    )
    for i, (x, zz, yaw) in enumerate(((6.5, -6.0, 0.0), (9.4, -2.5, 270.0), (9.4, 2.0, 270.0), (-9.4, 3.5, 90.0))):
        put(s, f"stall {i}", town.awning_stall, x, zz, yaw)
    for x, zz, yaw in ((-3.0, 7.8, 180.0), (3.0, 7.8, 180.0)):
        _bench(s, x, zz, yaw)
    for x, zz in ((-8.5, 8.5), (8.5, 8.5), (-8.5, -8.5), (8.5, -8.5)):
        put(s, "tree", nature.round_tree, x, zz, 0.0, d.uniform(5, 6.5))
        put(s, "street lamp", town.street_lamp, x * 0.9, zz * 0.72, math.degrees(math.atan2(-x, -zz)), 4.2)
    town.skyline(k, p, d, radius=70, low=5, high=13)
    horizon(s)
    _rain(s)
    return Plan((0.8, 1.6), 90.0)


def _rooftop(s: Site) -> Plan:
    k, p, d = s.k, s.p, s.d.fork("roof")
    w, z = s.half_w, s.half_d
    with k.thing("roof", scenery=True):
        k.box(p.concrete, (0, -0.4, 0), (2 * w, 0.4, 2 * z))
    with k.thing("roof felt", blocks=False, scenery=True):
        n = 7
        for i in range(n):
            m = p.darker(p.floor, 0.75 + 0.08 * (i % 3))
            k.box(m, (-w + 2 * w * (i + 0.5) / n, 0.0, 0), (2 * w / n - 0.03, 0.012, 2 * z - 0.6))
    for x, zz, width, yaw in ((0, -z, 2 * w, 0), (0, z, 2 * w, 0), (-w, 0, 2 * z, 90), (w, 0, 2 * z, 90)):
        with k.thing("parapet", x, zz, yaw):
            k.box(p.brick, (0, 0, 0), (width, 0.85, 0.3))
            k.box(p.kerb, (0, 0.85, 0), (width + 0.3, 0.08, 0.42))
    with k.thing("stair house", -w + 2.2, -z + 2.0):
        k.box(p.brick, (0, 0, 0), (3.2, 2.7, 2.8))
        k.box(p.kerb, (0, 2.7, 0), (3.5, 0.12, 3.1))
        k.box(p.accent, (0, 0.02, 1.42), (1.0, 2.1, 0.06))
        k.ball(p.brass, (0.38, 1.05, 1.48), 0.04, sides=7, rings=5)
        k.box(p.shade, (0, 2.25, 1.5), (0.3, 0.14, 0.16))
        k.practical(0, 2.3, 1.7, 4.0)
        k.door(0, 1.75, 1.0, 180.0)
    with k.thing("water tank", w - 2.2, -z + 2.2):
        for sx in (-1, 1):
            for sz in (-1, 1):
                k.box(p.iron, (sx * 0.9, 0, sz * 0.9), (0.14, 2.2, 0.14))
        k.cylinder(p.wood, (0, 2.2, 0), 1.35, 2.6, sides=16)
        k.cylinder(p.iron, (0, 4.8, 0), 1.5, 1.0, top=0.05, sides=16)
        for y in (2.6, 3.4, 4.2):
            k.cylinder(p.iron, (0, y, 0), 1.38, 0.06, sides=16)
    for i, (x, zz) in enumerate(((w - 1.6, z - 2.0), (-w + 1.6, z - 1.8))):
        with k.thing("vent", x, zz, 30.0 * i):
            k.box(p.metal, (0, 0, 0), (1.4, 1.0, 1.2))
            k.cylinder(p.iron, (0, 1.0, 0), 0.45, 0.1, sides=14)
            for j in range(5):
                k.box(p.iron, (0, 0.2 + 0.14 * j, 0.61), (1.1, 0.05, 0.03))
    with k.thing("aerial", -w + 0.8, 0.5):
        k.cylinder(p.steel, (0, 0, 0), 0.03, 3.4, sides=6)
        for i in range(5):
            k.box(p.steel, (0, 2.4 + 0.2 * i, 0), (1.1 - 0.15 * i, 0.025, 0.025))
    put(s, "crates", fur.crates, w - 1.0, 1.2, 90.0, 1.2, movable=True)
    with k.thing("street below", scenery=True):
        k.box(p.asphalt, (0, -16.0, 0), (380, 0.4, 380))
    for i in range(34):
        a, r = d.uniform(0, 360), d.uniform(22, 62)
        h = d.uniform(10, 26)
        with k.thing(
            "building",
            r * math.sin(math.radians(a)),
            r * math.cos(math.radians(a)),
            round(a / 90) * 90 + 180.0,
            y=-15.8,
            scenery=True,
        ):
            town.facade(k, p, d.fork(f"b{i}"), d.uniform(8, 14), h, near=False)
    town.skyline(k, p, d, radius=85, low=6, high=26)
    town.skyline(k, p, d.fork("far"), radius=130, low=14, high=44)
    return Plan((0.6, 0.6), 90.0)


def _bridge(s: Site) -> Plan:  # noqa: C901 - a place is a list of what stands in it
    k, p, d = s.k, s.p, s.d.fork("bridge")
    w = s.half_w
    with k.thing("deck", scenery=True):
        k.box(_street_ground(s), (0, -0.5, 0), (2 * w, 0.5, 90))
    with k.thing("pavement", blocks=False, scenery=True):
        for side in (-1, 1):
            k.box(p.concrete, (side * (w - 1.1), 0, 0), (2.0, 0.12, 90))
        for i in range(-9, 10):
            k.box(p.line, (0, 0.006, i * 5.0), (0.14, 0.012, 2.2))
    for side in (-1, 1):
        with k.thing("railing", side * (w - 0.1), 0):
            k.box(p.iron, (0, 1.08, 0), (0.14, 0.08, 90))
            k.box(p.iron, (0, 0.2, 0), (0.08, 0.06, 90))
            for i in range(-75, 76):
                k.box(p.iron, (0, 0.1, i * 0.6), (0.04, 1.0, 0.04))
        for i in range(-3, 4):
            with k.thing("pylon", side * (w + 0.35), i * 12.0):
                k.box(p.accent, (0, -8, 0), (0.5, 14.0, 0.8))
        with k.thing("girders", side * (w + 0.35), 0, scenery=True):
            k.box(p.accent, (0, 5.8, 0), (0.4, 0.5, 78))
            for i in range(-6, 6):
                k.box(p.accent, (0, 2.8, i * 6.0 + 3.0), (0.2, 0.3, 7.6), pitch=38 if i % 2 else -38)
        for i in range(-1, 2):
            put(s, "street lamp", town.street_lamp, side * (w - 0.4), i * 18.0 + 6, -90.0 * side, 4.6)
    with k.thing("cross beams", scenery=True):
        for i in range(-3, 4):
            k.box(p.accent, (0, 5.9, i * 12.0), (2 * w + 0.9, 0.35, 0.4))
    nature.water_plane(k, p, d, x0=-170, x1=170, z0=-40, z1=40, y=-9.0, waves=26)
    with k.thing("banks", scenery=True):
        for side in (-1, 1):
            k.box(p.concrete, (0, -9.4, side * 118), (380, 9.2, 150))
    for side, turn in ((-1, 0.0), (1, 180.0)):
        for i in range(-6, 7):
            if i == 0:
                continue
            with k.thing("building", i * 13.0, side * 56.0, turn, y=-0.2, scenery=True):
                town.facade(k, p, d.fork(f"bank {side} {i}"), 12.5, d.uniform(8, 16), near=False)
    put(s, "car", town.parked_car, -1.9, -14.0, 0.0, 0.0)
    put(s, "car", town.parked_car, 1.9, 17.0, 180.0, 0.0)
    town.skyline(k, p, d, radius=120, low=10, high=34)
    horizon(s)
    _rain(s)
    return Plan((w - 1.5, 0.0), 0.0)


def _dock(s: Site) -> Plan:
    k, p, d = s.k, s.p, s.d.fork("dock")
    with k.thing("quay", scenery=True):
        k.box(p.concrete, (-86, -3.0, 0), (172 + 2 * (s.half_w - 2), 3.0, 300))
    with k.thing("planks", blocks=False, scenery=True):
        edge = s.half_w - 2
        k.box(p.wood, (edge - 0.3, 0, 0), (0.6, 0.08, 60))
        n = 40
        for i in range(n):
            k.box(
                p.darker(p.wood_light, d.choice((0.75, 0.85, 0.95))),
                (edge - 2.4, 0.0, -20 + i),
                (3.4, 0.03, 0.94),
            )
    edge = s.half_w - 2
    nature.water_plane(k, p, d, x0=edge, x1=185, z0=-185, z1=185, y=-1.4, waves=34)
    for z in (-12.0, -6.0, 0.0, 6.0, 12.0):
        put(s, "bollard", town.bollard, edge - 0.35, z)
    with k.thing("ship", edge + 7.5, -16, 0.0, scenery=True):
        hull = ((-16, -1.4), (15, -1.4), (19, 3.4), (-17, 3.0))
        k.add(p.darker(p.accent, 0.8), parts.extrude(hull, 7.0), yaw=90)
        k.box(p.white, (0, 3.0, 8.0), (5.4, 4.6, 7.0))
        k.box(p.dark_glass, (0, 6.0, 8.0), (5.5, 0.8, 6.4))
        k.cylinder(p.red, (0, 7.6, 9.0), 0.9, 3.0, sides=12)
        k.cylinder(p.iron, (0, 3.2, -9.0), 0.15, 9.0, sides=7)
        k.box(p.white, (-3.52, 1.2, 0), (0.05, 0.5, 24))
    put(s, "boat", town.boat, edge + 2.2, 5.0, 80.0)
    for i, z in enumerate((-22.0, -10.0, 2.0, 14.0, 26.0)):
        with k.thing("warehouse", -s.half_w - 4, z, 90.0):
            town.facade(k, p, d.fork(f"w{i}"), 11.9, 7.0, near=True)
    put(s, "crates", fur.crates, -4.5, -6.0, 20.0, 1.5, movable=True)
    put(s, "crates", fur.crates, -6.2, 5.5, 80.0, 1.6, movable=True)
    put(s, "barrels", fur.barrels, 1.5, -7.5, 10.0, 1.4, movable=True)
    put(s, "barrels", fur.barrels, -1.5, 8.5, -20.0, 2.0, movable=True)
    put(s, "crane", town.crane, -5.0, -24.0, 0.0)
    put(s, "crane", town.crane, -5.0, 30.0, 180.0)
    put(s, "street lamp", town.street_lamp, edge - 1.2, -9.0, 270.0)
    put(s, "street lamp", town.street_lamp, edge - 1.2, 9.0, 270.0)
    horizon(s)
    town.skyline(k, p, d, radius=120, low=6, high=22, gap=(40, 140))
    _rain(s)
    return Plan((0.5, 0.0), 0.0)


def _platform(s: Site) -> Plan:  # noqa: C901, PLR0912 - a place is a list of what stands in it
    k, p, d = s.k, s.p, s.d.fork("platform")
    w = s.half_w
    with k.thing("platform", scenery=True):
        k.box(p.concrete, (0, -1.0, 0), (2 * w, 1.0, 90))
    with k.thing("edge lines", blocks=False, scenery=True):
        for side in (-1, 1):
            k.box(p.yellow, (side * (w - 0.7), 0, 0), (0.14, 0.012, 90))
            k.box(p.kerb, (side * (w - 0.2), 0, 0), (0.4, 0.02, 90))
    with k.thing("track bed", scenery=True):
        k.box(p.stone_dark, (0, -1.3, 0), (70, 0.3, 300))
        for side in (-1, 1):
            for lane in (w + 1.6, w + 5.8):
                for i in range(-60, 61):
                    k.box(p.bark, (side * lane, -1.0, i * 0.75), (2.3, 0.1, 0.24))
                for rail in (-0.72, 0.72):
                    k.box(p.steel, (side * lane + rail, -0.9, 0), (0.08, 0.14, 260))
    for i in range(-3, 4):
        with k.thing("column", 0, i * 8.0 + 4.0):
            k.cylinder(p.iron, (0, 0, 0), 0.16, 4.0, top=0.12, sides=10)
            k.box(p.iron, (0, 3.7, 0), (5.4, 0.16, 0.16))
            for side in (-1, 1):
                k.box(p.iron, (side * 1.0, 3.2, 0), (1.4, 0.08, 0.08), roll=side * 32)
    with k.thing("canopy", scenery=True):
        for side in (-1, 1):
            k.box(p.accent, (side * 1.5, 3.95, 0), (3.0, 0.08, 52), roll=side * 6)
            k.box(p.trim, (side * 2.95, 3.75, 0), (0.05, 0.5, 52))
    _bench(s, -0.7, -3.6, 270.0)
    _bench(s, 0.7, 8.5, 90.0)
    put(s, "vending machine", fur.vending_machine, 0.0, -7.0, 0.0, 1.0)
    with k.thing("clock", 0, 0.6, 0.0, blocks=False):
        k.box(p.iron, (0, 3.2, 0), (0.05, 0.5, 0.05))
        k.cylinder(p.paper, (0, 2.9, -0.09), 0.36, 0.18, sides=20, pitch=90)
        for s_ in (-1, 1):
            k.box(p.black, (0, 2.9, s_ * 0.1), (0.03, 0.26, 0.01))
    with k.thing("name board", -1.6, 4.0, 90.0, blocks=False):
        for x in (-0.9, 0.9):
            k.box(p.iron, (x, 0, 0), (0.06, 2.4, 0.06))
        k.box(p.blue, (0, 1.9, 0), (2.2, 0.5, 0.08))
        k.box(p.paper, (0, 2.05, 0.048), (1.5, 0.18, 0.01))
    with k.thing("train", w + 5.8, 6.0, 0.0, scenery=True):
        for car in (-1, 0, 1):
            z = car * 19.5
            k.box(p.blue, (0, -0.3, z), (2.8, 1.3, 19.0))
            k.box(p.linen, (0, 1.0, z), (2.8, 1.5, 19.0))
            k.box(p.darker(p.steel, 0.8), (0, 2.5, z), (2.5, 0.3, 18.6))
            for i in range(6):
                for side in (-1, 1):
                    k.box(p.lit_pane, (side * 1.41, 1.15, z - 7.5 + 3 * i), (0.03, 0.9, 1.9))
    for side, turn in ((-1, 90.0), (1, 270.0)):
        _row(s, side, z0=-60, z1=60, at=w + 16, shops=0.2, height=(6, 11), turn=turn, tag=f"pl {side}")
    with k.thing("footbridge", 0, -30, scenery=True):
        k.box(p.iron, (0, 4.6, 0), (32, 0.3, 3.0))
        for side in (-1, 1):
            k.box(p.iron, (0, 4.9, side * 1.45), (32, 1.2, 0.08))
            k.box(p.iron, (side * 15, -1, 0), (1.0, 5.6, 3.0))
        k.box(p.brick, (0, 0, 0.4), (3.0, 4.6, 2.0))
        k.door(0, 2.0, 1.4, 180.0)
    with k.thing("signal box", 0, 46, 180.0, scenery=True):
        town.cottage(k, p, d, 7.0)
    town.skyline(k, p, d, radius=95, low=6, high=20)
    horizon(s)
    return Plan((-1.7, 0.5), 0.0)


# in the country ------------------------------------------------------------------------------------


def _park(s: Site) -> Plan:
    k, p, d = s.k, s.p, s.d.fork("park")
    nature.ground(k, _grass(s), s.land)
    nature.patches(k, (p.darker(_grass(s), 0.9), p.darker(_grass(s), 1.12)), d, inner=2, outer=26, count=18, size=2.2)
    _path(s, 2.1, ((-40.0, 6.0), (-14.0, 3.2), (0.0, 2.4), (14.0, 3.6), (40.0, -4.0)))
    _bench(s, -3.4, 0.6, 0.0)
    _bench(s, 5.2, 0.8, 0.0)
    put(s, "street lamp", town.street_lamp, 1.2, 0.7, 0.0, 3.6)
    put(s, "street lamp", town.street_lamp, -11.0, 1.2, 0.0, 3.6)
    put(s, "bin", fur.barrels, -1.2, 0.5, 0.0, 0.6, movable=True)
    if d.chance(0.5):
        put(s, "fountain", town.fountain, 9.5, -7.5, 0.0)
    else:
        put(s, "statue", town.statue, 9.0, -7.0, 200.0)
    put(s, "swing", town.swing, -9.5, -8.0, 30.0)
    for x, z in ((-7.5, -3.0), (7.8, 8.5), (-9.0, 9.5), (11.5, -1.5)):
        put(s, "tree", nature.round_tree, x, z, d.uniform(0, 360), d.uniform(6, 9))
    scatter(
        s,
        "flowers",
        (nature.flowers,),
        count=14,
        inner=6,
        outer=15,
        size=(0.5, 0.8),
        keep=lambda x, z: abs(z - 2.8) > 2.2 and math.hypot(x, z) > 6,
    )
    scatter(
        s,
        "tree",
        (nature.round_tree, nature.birch, nature.round_tree),
        count=46,
        inner=17,
        outer=62,
        size=(6, 11),
        keep=lambda _x, z: abs(z - 3) > 3,
    )
    scatter(
        s,
        "bush",
        (nature.bush,),
        count=22,
        inner=13,
        outer=34,
        size=(0.9, 1.7),
        keep=lambda _x, z: abs(z - 3) > 3,
    )
    if d.chance(0.6):
        town.skyline(k, p, d, radius=105, low=8, high=26)
    horizon(s)
    _rain(s)
    return Plan((0.4, 3.2), 90.0)


def _path(s: Site, width: float, points: tuple[tuple[float, float], ...]) -> None:
    """A path of earth along points (x, z), just above the ground."""
    m = s.p.snow if s.design.weather == "snow" else s.p.darker(s.p.sand, 0.85)
    dense: list[tuple[float, float]] = []
    for (xa, za), (xb, zb) in pairwise(points):
        dense += [(xa + (xb - xa) * t / 6, za + (zb - za) * t / 6) for t in range(6)]
    line = np.array([*dense, points[-1]])
    smooth = line.copy()
    for _ in range(6):
        smooth[1:-1] = (smooth[:-2] + 2 * smooth[1:-1] + smooth[2:]) / 4
    ahead = np.gradient(smooth, axis=0)
    side = np.stack([ahead[:, 1], -ahead[:, 0]], 1) / np.linalg.norm(ahead, axis=1, keepdims=True) * width / 2
    rows = []
    for edge in (smooth - side, smooth + side):
        y = s.land.height(edge[:, 0], edge[:, 1]) + 0.035
        rows.append(np.stack([edge[:, 0], y, edge[:, 1]], 1))
    with s.k.thing("path", blocks=False, scenery=True):
        s.k.add(m, parts.terrain(np.stack(rows)))


def _garden(s: Site) -> Plan:
    k, p, d = s.k, s.p, s.d.fork("garden")
    w, z = s.half_w, s.half_d
    nature.ground(k, _grass(s), s.land)
    _path(s, 1.2, ((0.0, -z + 0.6), (0.3, -2.0), (-0.6, 1.5), (0.2, z + 2.0)))
    with k.thing("house", 1.0, -z - 0.2):
        town.cottage(k, p, d.fork("house"), 11.0)
    for i in range(4):
        put(s, "flowers", nature.flowers, -w + 1.2, -4.0 + 2.4 * i, 0.0, 0.8)
        put(s, "flowers", nature.flowers, w - 1.2, -3.0 + 2.2 * i, 0.0, 0.8)
    put(s, "fence", town.fence, -w, 0.0, 90.0, 2 * z)
    put(s, "fence", town.fence, w, 0.0, 90.0, 2 * z)
    put(s, "fence", town.fence, -w / 2 - 0.7, z, 0.0, w - 1.6)
    put(s, "fence", town.fence, w / 2 + 0.7, z, 0.0, w - 1.6)
    group = "garden table"
    with k.thing("garden table", -3.6, -1.2, movable=True):
        fur.cafe_table(k, p, d, 0.9, group)
    for side in (-1, 1):
        with k.thing("chair", -3.6 + side * 0.75, -1.2, -90.0 * side, movable=True):
            fur.chair(k, p, d.fork("chair"), 0.45, group)
    put(s, "tree", nature.round_tree, w - 2.2, 3.6, 0.0, 6.0)
    put(s, "tree", nature.round_tree, -w + 1.8, 5.0, 0.0, 5.0)
    put(
        s,
        "swing" if d.chance(0.5) else "well",
        town.swing if d.chance(0.5) else town.well,
        w - 2.4,
        -2.6,
        20.0,
    )
    for x in (-5.0, -2.8, 3.6, 5.4):
        put(s, "bush", nature.bush, x, z + 1.2, 0.0, 1.3)
    for i in range(-2, 3):
        if i:
            with k.thing("house", i * 16.0, -z - 1.5 + abs(i)):
                town.cottage(k, p, d.fork(f"n{i}"), 9.5, near=abs(i) == 1)
        with k.thing("house", i * 17.0 + 5, z + 17, 180.0):
            town.cottage(k, p, d.fork(f"s{i}"), 9.5)
    scatter(
        s,
        "tree",
        (nature.round_tree, nature.birch),
        count=36,
        inner=15,
        outer=50,
        size=(5, 9),
        keep=lambda x, zz: (abs(x) > w + 2 and abs(zz) < z) or zz > z + 28,
    )
    horizon(s)
    return Plan((0.2, 0.8), 90.0)


def _forest(s: Site) -> Plan:
    k, p, d = s.k, s.p, s.d.fork("forest")
    snow = s.design.weather == "snow"
    floor_ = p.snow if snow else p.darker(p.floor, 0.7)
    nature.ground(k, floor_, s.land)
    nature.patches(
        k,
        (p.soil if not snow else p.darker(p.snow, 0.9), p.darker(floor_, 0.8), p.darker(floor_, 1.2)),
        d,
        inner=0.5,
        outer=16,
        count=22,
        size=1.3,
    )
    kinds: tuple[Grow, ...] = d.choice(
        (
            (nature.pine, nature.pine, nature.round_tree),
            (nature.round_tree, nature.birch),
            (nature.pine, nature.birch, nature.bare_tree),
        )
    )
    clear = max(s.half_w, 4.5) * 0.8
    _path(s, 1.1, ((-3.0, -45.0), (-1.0, -12.0), (0.6, 0.0), (-0.4, 12.0), (4.0, 45.0)))

    def path_free(x: float, z: float) -> bool:
        return abs(x - (0.6 if abs(z) < 5 else 0.0)) > 1.6

    scatter(s, "tree", kinds, count=44, inner=clear, outer=22, size=(9, 14), keep=path_free)
    scatter(s, "tree", kinds, count=92, inner=22, outer=62, size=(10, 16), near=20)
    scatter(s, "bush", (nature.bush,), count=26, inner=clear * 0.9, outer=24, size=(0.7, 1.4), keep=path_free)
    scatter(s, "rock", (nature.rock,), count=14, inner=clear * 0.7, outer=20, size=(0.4, 1.1), keep=path_free)
    scatter(s, "grass", (nature.grass,), count=46, inner=2.4, outer=14, size=(0.25, 0.5), keep=path_free)
    put(s, "log", nature.log, -2.8, 2.3, 24.0, 2.4)
    nature.ridge(k, p.darker(p.leaf, 0.5), d, radius=78, low=9, high=14, sharp=3.0, name="woods")
    horizon(s)
    return Plan((0.5, -0.2), 90.0)


def _field(s: Site) -> Plan:
    k, p, d = s.k, s.p, s.d.fork("field")
    nature.ground(k, _grass(s), s.land)
    nature.patches(
        k,
        (p.darker(_grass(s), 0.88), p.darker(_grass(s), 1.15), p.darker(_grass(s), 0.8)),
        d,
        inner=3,
        outer=40,
        count=18,
        size=1.8,
    )
    _path(s, 1.8, ((-6.0, -70.0), (-2.0, -20.0), (0.5, 0.0), (2.0, 22.0), (10.0, 70.0)))
    scatter(
        s,
        "grass",
        (nature.grass,),
        count=90,
        inner=2.5,
        outer=18,
        size=(0.3, 0.7),
        keep=lambda x, z: abs(x - z * 0.07) > 1.4,
    )
    for i in range(-5, 6):
        put(s, "fence", town.fence, i * 7.0, -15.0, 0.0, 7.0, kind="rails")
    put(s, "tree", nature.round_tree, -9.0, -6.0, 0.0, 9.0)
    put(s, "tree", nature.round_tree, 14.0, 9.0, 0.0, 8.0)
    for x, z in ((8.0, -8.0), (-7.0, 11.0), (17.0, -3.0), (-18.0, 4.0), (12.0, 20.0)):
        put(s, "hay", nature.haystack, x, z, d.uniform(0, 180), 1.0)
    put(s, "barn", town.barn, 34.0, -26.0, 330.0, 11.0)
    put(s, "house", town.cottage, -38.0, -22.0, 50.0, 9.0)
    for i in range(-2, 3):
        put(s, "power pole", town.power_pole, -24.0, i * 22.0, 0.0)
    scatter(s, "tree", (nature.round_tree, nature.pine), count=40, inner=45, outer=85, size=(7, 12))
    scatter(s, "bush", (nature.bush,), count=18, inner=18, outer=40, size=(0.9, 1.6))
    horizon(s)
    return Plan((0.2, 0.0), 90.0)


def _road(s: Site) -> Plan:
    k, p = s.k, s.p
    nature.ground(k, _grass(s), s.land)
    with k.thing("road", blocks=False, scenery=True):
        k.box(_street_ground(s), (0, 0.01, 0), (7.0, 0.03, 330))
        for side in (-1, 1):
            k.box(p.line, (side * 3.2, 0.035, 0), (0.12, 0.012, 330))
            k.box(p.darker(p.sand, 0.8), (side * 4.1, 0.008, 0), (1.2, 0.02, 330))
        for i in range(-26, 27):
            k.box(p.line, (0, 0.036, i * 6.0), (0.14, 0.012, 2.6))
    for i in range(-3, 4):
        put(s, "power pole", town.power_pole, -7.5, i * 22.0, 0.0)
        for side in (-1, 1):
            put(s, "post", _post, side * 4.6, i * 9.0 + 3)
    put(s, "car", town.parked_car, 4.6, -6.5, 4.0, 0.0)
    put(s, "sign", town.sign, 5.4, 8.0, 0.0)
    put(s, "billboard", town.billboard, 16.0, -24.0, 300.0)
    for side in (-1, 1):
        for i in range(-5, 6):
            put(s, "fence", town.fence, side * 11.5, i * 7.0, 90.0, 7.0, kind="rails")
    scatter(
        s,
        "grass",
        (nature.grass,),
        count=60,
        inner=5,
        outer=18,
        size=(0.3, 0.6),
        keep=lambda x, _z: abs(x) > 5.2,
    )
    scatter(s, "bush", (nature.bush,), count=26, inner=9, outer=34, size=(0.8, 1.5), keep=lambda x, _z: abs(x) > 8)
    scatter(
        s,
        "tree",
        (nature.round_tree, nature.birch),
        count=52,
        inner=16,
        outer=75,
        size=(6, 11),
        keep=lambda x, _z: abs(x) > 12.5,
    )
    scatter(s, "rock", (nature.rock,), count=12, inner=7, outer=25, size=(0.3, 0.9), keep=lambda x, _z: abs(x) > 6)
    horizon(s)
    _rain(s)
    return Plan((2.2, 0.0), 0.0)


def _post(k: Kit, p: Paint, _d: Dice) -> None:
    k.box(p.white, (0, 0, 0), (0.12, 0.9, 0.1))
    k.box(p.red, (0, 0.65, 0), (0.13, 0.14, 0.11))


def _beach(s: Site) -> Plan:
    k, p, d = s.k, s.p, s.d.fork("beach")
    sand = p.snow if s.design.weather == "snow" else p.floor
    nature.ground(k, sand, s.land)
    nature.water_plane(k, p, d, x0=-188, x1=188, z0=-188, z1=-9.0, y=0.06, waves=46)
    with k.thing("surf", blocks=False, scenery=True):
        for i in range(26):
            x = -60 + 120 * (i + 0.5) / 26
            k.ball(p.foam, (x, 0.14, -9.0 + 0.8 * math.sin(i * 1.9)), (3.4, 0.08, 0.5), sides=10, rings=5)
            k.ball(p.foam, (x + 1.5, 0.16, -14.0 + 1.2 * math.sin(i * 2.7)), (3.0, 0.22, 0.4), sides=10, rings=5)
    nature.patches(k, (p.darker(sand, 0.94), p.darker(sand, 1.05)), d, inner=3, outer=24, count=12, size=1.0)
    with k.thing("wet sand", blocks=False, scenery=True):
        k.box(p.darker(sand, 0.72), (0, 0.006, -7.6), (180, 0.02, 3.4))
    put(s, "boat", town.boat, 7.5, -2.5, 24.0)
    with k.thing("parasol", -6.5, 1.5, movable=True):
        k.cylinder(p.wood, (0, 0, 0), 0.03, 2.3, sides=7)
        for i in range(8):
            with k.at(0, 2.0, 0, 45 * i):
                k.box(p.accent if i % 2 else p.linen, (0, 0.14, 0.52), (0.82, 0.03, 1.1), pitch=18)
        k.box(p.accent, (1.2, 0.01, 0.2), (0.7, 0.03, 1.7), yaw=12)
    with k.thing("lifeguard hut", 16.0, 7.0, 300.0):
        for sx in (-1, 1):
            for sz in (-1, 1):
                k.box(p.wood, (sx, 0, sz), (0.15, 1.6, 0.15))
        k.box(p.white, (0, 1.6, 0), (2.5, 2.0, 2.5))
        k.cylinder(p.red, (0, 3.6, 0), 2.1, 0.9, top=0.0, sides=4, yaw=45)
        k.box(p.dark_glass, (0, 2.2, 1.26), (1.5, 0.8, 0.04))
        k.box(p.wood, (0, 0.0, 1.9), (0.8, 0.06, 2.1), pitch=40)
    scatter(
        s,
        "rock",
        (nature.rock,),
        count=22,
        inner=7,
        outer=30,
        size=(0.4, 1.7),
        keep=lambda _x, z: z < -8.0 or z > 8,
    )
    palms = d.chance(0.55)
    scatter(
        s,
        "tree",
        (nature.palm,) if palms else (nature.pine, nature.round_tree),
        count=26,
        inner=13,
        outer=46,
        size=(6, 9),
        keep=lambda _x, z: z > 11,
    )
    scatter(s, "grass", (nature.grass,), count=70, inner=8, outer=26, size=(0.4, 0.8), keep=lambda _x, z: z > 7.0)
    scatter(s, "dune", (nature.bush,), count=18, inner=12, outer=30, size=(0.7, 1.4), keep=lambda _x, z: z > 10)
    for i in range(-5, 6):
        put(s, "fence", town.fence, i * 5.0, 12.5, 0.0, 3.4)
    for i in range(-3, 4):
        with k.thing("house", i * 17.0 + 4, 44.0, 180.0, y=s.land.at(i * 17.0 + 4, 44.0) - 0.2):
            town.cottage(k, p, d.fork(f"h{i}"), 9.0, near=False)
    with k.thing("ships", scenery=True):
        for x, z in ((-60.0, -150.0), (48.0, -165.0)):
            k.box(p.darker(p.wall, 0.6), (x, 0.2, z), (12, 2.0, 3))
            k.box(p.white, (x + 2, 2.2, z), (4, 2.4, 2.4))
    nature.ridge(k, Material((0.42, 0.5, 0.58), "ground"), d, radius=180, low=2.5, high=9, name="far coast")
    if s.design.weather != "fog":
        nature.clouds(k, p, d)
    return Plan((0.0, 0.6), 90.0)


def _desert(s: Site) -> Plan:
    k, p, d = s.k, s.p, s.d.fork("desert")
    nature.ground(k, p.floor, s.land)
    nature.patches(k, (p.darker(p.floor, 0.93), p.darker(p.floor, 1.05)), d, inner=3, outer=44, count=16, size=1.5)
    scatter(s, "rock", (nature.rock,), count=40, inner=6, outer=48, size=(0.4, 2.2))
    scatter(s, "cactus", (nature.cactus,), count=26, inner=8, outer=55, size=(1.8, 4.2))
    scatter(s, "dry grass", (nature.grass,), count=60, inner=3, outer=22, size=(0.25, 0.5))
    scatter(s, "dry bush", (nature.bush,), count=14, inner=9, outer=30, size=(0.5, 0.9))
    for i, (x, z) in enumerate(((-9.0, -7.0), (10.5, -8.5), (12.0, 9.0), (-12.0, 10.0))):
        put(s, "rocks", nature.rock, x, z, 40.0 * i, d.uniform(2.2, 3.6))
    put(s, "bones", _bones, 3.8, 4.6, 30.0)
    if d.chance(0.5):
        for i in range(-3, 4):
            put(s, "power pole", town.power_pole, -20.0, i * 22.0, 0.0)
    for _ in range(5):
        a = d.uniform(0, 6.28)
        r = d.uniform(70, 100)
        with k.thing("mesa", r * math.sin(a), r * math.cos(a), scenery=True):
            w = d.uniform(7, 16)
            k.cylinder(p.darker(p.wall, 0.9), (0, -1, 0), w * 1.5, 7, top=w, sides=11)
            k.cylinder(p.wall, (0, 6, 0), w * 0.95, d.uniform(6, 14), top=w * 0.85, sides=11)
    horizon(s, "mesas")
    return Plan((0.0, 0.0), 90.0)


def _bones(k: Kit, p: Paint, _d: Dice) -> None:
    """Ribs in the sand."""
    for i in range(5):
        for side in (-1, 1):
            arc = ((0, 0.42, 0.2 * i), (side * 0.28, 0.36, 0.2 * i), (side * 0.34, 0.05, 0.2 * i))
            k.add(p.linen, parts.tube(arc, (0.035, 0.03, 0.015), 6))
    k.ball(p.linen, (0, 0.2, -0.5), (0.17, 0.16, 0.3), sides=10)


def _mountain(s: Site) -> Plan:
    k, p, d = s.k, s.p, s.d.fork("mountain")
    stone = p.snow if s.design.weather == "snow" else p.darker(p.wall, 0.95)
    nature.ground(k, stone, s.land)
    nature.patches(k, (p.darker(p.wall, 0.75), p.darker(p.leaf, 0.9), p.snow), d, inner=2, outer=24, count=26, size=1.5)
    _path(s, 1.3, ((-22.0, -20.0), (-7.0, -3.0), (0.0, 0.6), (8.0, 1.5), (26.0, 18.0)))
    scatter(
        s,
        "rock",
        (nature.rock,),
        count=44,
        inner=5,
        outer=26,
        size=(0.4, 1.8),
        keep=lambda x, z: abs(z - x * 0.3) > 1.8,
    )
    scatter(
        s,
        "boulder",
        (nature.rock,),
        count=26,
        inner=11,
        outer=34,
        size=(2.0, 5.0),
        keep=lambda x, z: abs(z - x * 0.5) > 5,
    )
    scatter(
        s,
        "pine",
        (nature.pine,),
        count=42,
        inner=13,
        outer=58,
        size=(5, 10),
        keep=lambda x, z: abs(z - x * 0.5) > 3,
    )
    scatter(
        s,
        "grass",
        (nature.grass,),
        count=44,
        inner=2.5,
        outer=14,
        size=(0.2, 0.45),
        keep=lambda x, z: abs(z - x * 0.3) > 1.2,
    )
    put(s, "cairn", _cairn, 3.4, -2.6)
    horizon(s, "mountains")
    return Plan((0.0, 0.6), 90.0)


def _cairn(k: Kit, p: Paint, d: Dice) -> None:
    """A pile of flat stones."""
    y = 0.0
    for i in range(6):
        r = 0.42 - 0.06 * i
        k.ball(
            p.darker(p.stone, d.choice((0.75, 0.9, 1.05))),
            (d.uniform(-0.05, 0.05), y + 0.09, d.uniform(-0.05, 0.05)),
            (r, 0.1, r * 0.85),
            sides=9,
            rings=5,
        )
        y += 0.16


def _cemetery(s: Site) -> Plan:
    k, p, d = s.k, s.p, s.d.fork("cemetery")
    nature.ground(k, _grass(s), s.land)
    _path(s, 2.2, ((0.0, -40.0), (0.0, -10.0), (0.0, 10.0), (0.0, 40.0)))
    for side in (-1, 1):
        for row in range(5):
            for i in range(7):
                x, z = side * (2.6 + 2.1 * row), -9.6 + 3.2 * i
                if d.chance(0.86) and not (row == 0 and abs(z) < 2.6 and side > 0):
                    put(
                        s,
                        "gravestone",
                        nature.gravestone,
                        x + d.uniform(-0.15, 0.15),
                        z,
                        -90.0 * side + d.uniform(-5, 5),
                        d.uniform(0.7, 1.3),
                    )
    with k.thing("chapel", 0, -19):
        k.box(p.stone, (0, 0, -5), (7, 5, 10))
        k.add(p.iron, parts.extrude(((-4.0, 0.0), (4.0, 0.0), (0.0, 4.2)), 10.4), (0, 5, -5))
        k.box(p.stone, (0, 0, 0.4), (3.0, 8.5, 2.6))
        k.cylinder(p.iron, (0, 8.5, 0.4), 2.3, 4.5, top=0.0, sides=4, yaw=45)
        k.box(p.wood_dark, (0, 0, 1.72), (1.5, 2.6, 0.08))
        k.box(p.dark_glass, (0, 4.6, 1.72), (0.8, 1.8, 0.06))
        k.door(0, 2.4, 1.5, 180.0)
    for x, z in ((-12.5, -11.0), (12.5, -10.0), (-13.0, 3.0), (13.5, 6.0), (-11.5, 14.0), (10.0, 15.5)):
        put(
            s,
            "tree",
            nature.bare_tree if d.chance(0.5) else nature.pine,
            x,
            z,
            d.uniform(0, 360),
            d.uniform(7, 10),
        )
    for side in (-1, 1):
        for i in range(-2, 3):
            put(s, "fence", town.fence, side * 15.5, i * 7.0, 90.0, 7.0, kind="iron")
        put(s, "fence", town.fence, side * 8.6, 17.5, 0.0, 13.4, kind="iron")
        put(s, "gate post", _gate_post, side * 1.7, 17.5)
    _bench(s, 2.6, 0.6, 270.0)
    scatter(
        s,
        "grass",
        (nature.grass,),
        count=50,
        inner=3,
        outer=16,
        size=(0.2, 0.4),
        keep=lambda x, _z: abs(x) > 1.6,
    )
    scatter(s, "tree", (nature.round_tree, nature.pine), count=44, inner=24, outer=62, size=(7, 11))
    horizon(s)
    _rain(s)
    return Plan((0.0, 0.0), 0.0)


def _gate_post(k: Kit, p: Paint, _d: Dice) -> None:
    k.box(p.stone, (0, 0, 0), (0.6, 2.4, 0.6))
    k.box(p.stone, (0, 2.4, 0), (0.8, 0.15, 0.8))
    k.ball(p.stone, (0, 2.78, 0), 0.26, sides=12)


def _farm(s: Site) -> Plan:
    k, p, d = s.k, s.p, s.d.fork("farm")
    nature.ground(k, _grass(s), s.land)
    nature.patches(k, (p.soil, p.darker(p.soil, 1.12), p.darker(p.soil, 0.9)), d, inner=0, outer=9, count=16, size=3.0)
    put(s, "barn", town.barn, -6.0, -13.0, 0.0, 12.0)
    put(s, "house", town.cottage, 14.5, -5.0, 270.0, 11.0)
    with k.thing("silo", 4.0, -17.0):
        k.cylinder(p.metal, (0, 0, 0), 2.2, 9.0, sides=16)
        k.ball(p.steel, (0, 9.0, 0), (2.2, 1.4, 2.2), sides=16)
        for y in (2.0, 4.0, 6.0, 8.0):
            k.cylinder(p.iron, (0, y, 0), 2.24, 0.1, sides=16)
    with k.thing("tractor", -8.5, 2.5, 120.0):
        m = p.red if d.chance(0.5) else p.darker(p.green, 1.3)
        k.box(m, (0, 0.8, 0.8), (0.8, 0.7, 1.8))
        k.box(m, (0, 0.9, -0.7), (1.1, 0.5, 1.1))
        k.box(p.black, (0, 1.4, -0.8), (0.5, 0.1, 0.5))
        k.cylinder(p.iron, (0.2, 1.5, 1.2), 0.05, 0.8, sides=7)
        for side in (-1, 1):
            k.cylinder(p.rubber, (side * 0.85 - 0.2, 0.8, -0.7), 0.8, 0.4, sides=16, roll=-90)
            k.cylinder(p.yellow, (side * 0.85 - 0.21, 0.8, -0.7), 0.4, 0.42, sides=12, roll=-90)
            k.cylinder(p.rubber, (side * 0.6 - 0.12, 0.42, 1.3), 0.42, 0.24, sides=14, roll=-90)
    put(s, "well", town.well, 5.5, 5.5, 15.0)
    put(s, "hay", nature.haystack, -10.5, -5.5, 20.0, 1.0)
    put(s, "hay", nature.haystack, 8.5, 9.5, 120.0, 1.0)
    put(s, "crates", fur.crates, -2.6, -11.6, 0.0, 1.4, movable=True)
    put(s, "barrels", fur.barrels, 1.6, -11.8, 0.0, 1.4, movable=True)
    for i in range(-3, 4):
        put(s, "fence", town.fence, i * 6.0, 13.5, 0.0, 6.0, kind="rails")
        put(s, "fence", town.fence, -18.0, i * 6.0, 90.0, 6.0, kind="rails")
    for x, z in ((10.5, 2.5), (-14.5, 8.0), (2.0, 16.5), (19.0, 7.0)):
        put(s, "tree", nature.round_tree, x, z, 0.0, d.uniform(6, 9))
    scatter(s, "grass", (nature.grass,), count=40, inner=7, outer=20, size=(0.3, 0.6))
    scatter(s, "tree", (nature.round_tree, nature.pine), count=40, inner=32, outer=72, size=(7, 11))
    horizon(s)
    return Plan((0.0, 0.5), 90.0)


def _river(s: Site) -> Plan:
    k, p, d = s.k, s.p, s.d.fork("river")
    nature.ground(k, _grass(s), s.land)
    nature.water_plane(k, p, d, x0=-180, x1=180, z0=-26.0, z1=-5.5, y=0.05, waves=40)
    with k.thing("bank", blocks=False, scenery=True):
        for i in range(60):
            x = -60 + 2.0 * i
            k.ball(
                p.darker(p.sand, d.choice((0.75, 0.85))),
                (x, 0.02, -5.4 + 0.5 * math.sin(i)),
                (1.8, 0.08, 0.9),
                sides=9,
                rings=5,
            )
            k.ball(
                p.darker(p.sand, 0.75),
                (x, 0.02, -26.0 + 0.5 * math.cos(i)),
                (1.8, 0.2, 1.0),
                sides=9,
                rings=5,
            )
    scatter(
        s,
        "rock",
        (nature.rock,),
        count=24,
        inner=5,
        outer=24,
        size=(0.3, 1.0),
        keep=lambda _x, z: -8.5 < z < -4.6,
    )
    scatter(
        s,
        "reeds",
        (nature.grass,),
        count=120,
        inner=5,
        outer=34,
        size=(0.7, 1.3),
        keep=lambda x, z: -7.5 < z < -4.8 and abs(x) > 3,
    )
    scatter(
        s,
        "grass",
        (nature.grass,),
        count=50,
        inner=3,
        outer=16,
        size=(0.25, 0.5),
        keep=lambda _x, z: z > -3.5,
    )
    put(s, "boat", town.boat, 5.0, -6.4, 12.0)
    put(s, "log", nature.log, -3.2, -2.2, 14.0, 2.4)
    with k.thing("jetty", -7.5, -7.6, blocks=True):
        for i in range(12):
            k.box(p.wood_light, (0, 0.38, -2.4 + 0.42 * i), (1.6, 0.06, 0.38))
        for side in (-1, 1):
            for z in (-2.3, 0.0, 2.2):
                k.cylinder(p.bark, (side * 0.75, -0.4, z), 0.09, 1.3, sides=7)
    for x, z in ((-8.5, 3.5), (8.0, 5.0), (10.5, -2.0)):
        put(s, "tree", nature.round_tree, x, z, 0.0, d.uniform(6, 9))
    scatter(
        s,
        "tree",
        (nature.round_tree, nature.birch, nature.pine),
        count=64,
        inner=12,
        outer=62,
        size=(6, 11),
        keep=lambda _x, z: z > 7 or z < -29,
    )
    scatter(
        s,
        "bush",
        (nature.bush,),
        count=30,
        inner=9,
        outer=34,
        size=(0.8, 1.6),
        keep=lambda _x, z: z > 5 or z < -27.5,
    )
    horizon(s)
    _rain(s)
    return Plan((0.0, 0.2), 90.0)


def _snow(s: Site) -> Plan:
    k, p, d = s.k, s.p, s.d.fork("snow")
    nature.ground(k, p.snow, s.land)
    nature.patches(k, (p.darker(p.snow, 0.86), p.darker(p.snow, 0.93)), d, inner=2, outer=34, count=30, size=2.4)
    with k.thing("tracks", blocks=False, scenery=True):
        for i in range(40):
            k.ball(
                p.darker(p.snow, 0.72),
                (0.18 * (-1) ** i + 0.3 * math.sin(i * 0.2), 0.012, 18 - 0.75 * i),
                (0.07, 0.012, 0.15),
                sides=8,
                rings=4,
            )
    scatter(
        s,
        "drift",
        (nature.rock,),
        count=16,
        inner=5,
        outer=20,
        size=(0.4, 1.0),
        keep=lambda x, _z: abs(x) > 2.5,
    )
    scatter(s, "pine", (nature.pine,), count=30, inner=9, outer=30, size=(5, 9), keep=lambda x, _z: abs(x) > 3)
    scatter(s, "pine", (nature.pine,), count=70, inner=32, outer=70, size=(6, 10))
    put(s, "tree", nature.bare_tree, -6.0, -4.0, 0.0, 6.5)
    put(s, "tree", nature.bare_tree, 7.5, 5.0, 0.0, 6.0)
    put(s, "cabin", town.cottage, 15.0, -18.0, 320.0, 8.0)
    for i in range(-3, 4):
        put(s, "fence", town.fence, i * 6.0, -10.5, 0.0, 6.0, kind="rails")
    horizon(s, "mountains")
    return Plan((0.0, 0.5), 90.0)


def _ruins(s: Site) -> Plan:
    k, p, d = s.k, s.p, s.d.fork("ruins")
    nature.ground(k, _grass(s), s.land)
    nature.patches(
        k,
        (p.darker(_grass(s), 0.85), p.soil, p.darker(p.stone, 0.8)),
        d,
        inner=0,
        outer=13,
        count=18,
        size=1.0,
    )
    for i in range(11):
        a = 360 * i / 11 + d.uniform(-8, 8)
        r = d.uniform(7.5, 11)
        put(
            s,
            "ruined wall",
            town.ruin_wall,
            r * math.sin(math.radians(a)),
            r * math.cos(math.radians(a)),
            a + 180 + d.uniform(-20, 20),
            d.uniform(3.0, 5.0),
        )
    for i in range(6):
        a = 60 * i + d.uniform(-10, 10)
        with k.thing("column", 5.2 * math.sin(math.radians(a)), 5.2 * math.cos(math.radians(a))):
            k.box(p.stone, (0, 0, 0), (0.9, 0.3, 0.9))
            k.cylinder(p.stone, (0, 0.3, 0), 0.32, d.uniform(0.8, 3.4), top=0.3, sides=14)
    for i in range(8):
        a = 45 * i + d.uniform(-15, 15)
        r = d.uniform(6, 12)
        put(s, "rubble", town.rubble, r * math.sin(math.radians(a)), r * math.cos(math.radians(a)), 0.0, 2.2)
    scatter(s, "bush", (nature.bush,), count=18, inner=7, outer=18, size=(0.5, 1.2))
    scatter(s, "grass", (nature.grass,), count=50, inner=2.5, outer=14, size=(0.25, 0.55))
    scatter(s, "tree", (nature.round_tree, nature.bare_tree), count=34, inner=16, outer=55, size=(5, 9))
    horizon(s)
    return Plan((0.0, 0.2), 90.0)


def _generic(s: Site) -> Plan:
    k, p, d = s.k, s.p, s.d.fork("outside")
    nature.ground(k, _grass(s), s.land)
    nature.patches(k, (p.darker(_grass(s), 0.88), p.soil), d, inner=1, outer=22, count=20, size=1.8)
    _path(s, 2.4, ((-50.0, 2.0), (-10.0, 1.5), (0.0, 0.6), (12.0, 1.2), (50.0, 8.0)))
    put(s, "house", town.cottage, -9.0, -11.0, 25.0, 9.0)
    put(s, "house", town.cottage, 15.0, -13.0, 330.0, 9.5)
    put(s, "fence", town.fence, 3.0, -7.5, 0.0, 9.0, kind="rails")
    _bench(s, 4.0, -2.2, 0.0)
    for x, z in ((-7.0, 6.5), (8.0, 7.0), (9.5, -4.5), (-10.5, -3.0)):
        put(s, "tree", nature.round_tree, x, z, 0.0, d.uniform(6, 8))
    put(s, "street lamp", town.street_lamp, -3.6, -1.0, 0.0)
    put(s, "house", town.cottage, 2.0, 24.0, 180.0, 10.0)
    scatter(
        s,
        "bush",
        (nature.bush,),
        count=18,
        inner=9,
        outer=26,
        size=(0.8, 1.5),
        keep=lambda _x, z: abs(z - 1) > 3,
    )
    scatter(
        s,
        "tree",
        (nature.round_tree, nature.pine),
        count=44,
        inner=22,
        outer=65,
        size=(6, 10),
        keep=lambda _x, z: abs(z - 3) > 5,
    )
    horizon(s)
    _rain(s)
    return Plan((0.3, 1.0), 90.0)


BUILDERS: dict[SetKind, tuple[Callable[[Site], Plan], float, float, float]] = {
    "street": (_street, 60, 0.0, 0.0), "alley": (_alley, 60, 0.0, 0.0), "suburb": (_suburb, 44, 2.0, 0.0),
    "parking_lot": (_parking_lot, 60, 0.0, 0.0), "village_square": (_square, 45, 2.0, 0.0),
    "rooftop": (_rooftop, 60, 0.0, 0.0), "bridge": (_bridge, 60, 0.0, 0.0), "dock": (_dock, 60, 0.0, 0.0),
    "platform": (_platform, 60, 0.0, 0.0), "park": (_park, 14, 2.5, 0.0), "garden": (_garden, 30, 2.0, 0.0),
    "forest": (_forest, 7, 3.0, 0.0), "field": (_field, 16, 3.0, 0.0), "road": (_road, 14, 4.0, 6.0),
    "beach": (_beach, 40, 3.0, 0.0), "desert": (_desert, 14, 4.0, 0.0), "mountain": (_mountain, 9, 7.0, 0.0),
    "cemetery": (_cemetery, 22, 3.0, 0.0), "farm_yard": (_farm, 22, 2.5, 0.0), "river_bank": (_river, 34, 3.0, 0.0),
    "snow_field": (_snow, 14, 4.0, 0.0), "ruins": (_ruins, 13, 3.0, 0.0), "generic_exterior": (_generic, 24, 3.0, 0.0),
}  # fmt: skip
"""Builder of each kind, how far its ground is level, how high it rises beyond, half width of its valley."""


_FEATURES: dict[str, Grow] = {
    "tree": lambda k, p, d: nature.round_tree(k, p, d, 7.0),
    "bush": lambda k, p, d: nature.bush(k, p, d, 1.2),
    "rocks": lambda k, p, d: nature.rock(k, p, d, 1.4),
    "fence": lambda k, p, d: town.fence(k, p, d, 5.0),
    "car": lambda k, p, d: town.parked_car(k, p, d, 0.0),
    "truck": lambda k, p, d: town.truck(k, p, d, 0.0),
    "street_lamp": town.street_lamp,
    "bus_stop": town.bus_stop,
    "phone_booth": town.phone_booth,
    "dumpster": town.dumpster,
    "mailbox": town.mailbox,
    "market_stall": town.awning_stall,
    "fountain": town.fountain,
    "statue": town.statue,
    "well": town.well,
    "campfire": lambda k, p, d: nature.campfire(k, p, d, 1.0),
    "boat": town.boat,
    "tent": town.canvas_tent,
    "gravestones": lambda k, p, d: nature.gravestone(k, p, d, 1.0),
    "billboard": town.billboard,
    "swing": town.swing,
    "rubble": town.rubble,
    "sign": town.sign,
    "haystack": lambda k, p, d: nature.haystack(k, p, d, 1.0),
    "hydrant": town.hydrant,
    "bench": lambda k, p, d: fur.bench(k, p, d, 1.7, "bench"),
    "crates": lambda k, p, d: fur.crates(k, p, d, 1.4),
    "barrels": lambda k, p, d: fur.barrels(k, p, d, 1.4),
    "table": lambda k, p, d: fur.dining_table(k, p, d, 1.6),
    "coffin": lambda k, p, d: fur.coffin(k, p, d, 1.0),
}


def _wishes(s: Site, plan: Plan) -> None:
    """What the design asks for on top, in an arc behind the action, facing it."""
    spots = ((-3.4, -3.4), (3.6, -3.6), (-4.6, 1.0), (4.8, 1.4), (-3.6, 4.4), (3.8, 4.6))
    for i, feature in enumerate(f for f in s.design.features if f in _FEATURES):
        dx, dz = spots[i % len(spots)]
        narrow = min(1.0, (s.half_w - 0.8) / 4.8)
        x, z = plan.hero[0] + dx * narrow, plan.hero[1] + dz
        with s.k.thing(feature, x, z, math.degrees(math.atan2(-dx, -dz)), y=s.land.at(x, z), movable=True):
            _FEATURES[feature](s.k, s.p, s.d.fork(f"wish {i}"))


def build_exterior(k: Kit, p: Paint, d: Dice, design: SetDesign) -> Plan:
    """A place under the sky."""
    maker, flat, rise, valley = BUILDERS[design.kind]
    site = Site(k, p, d, design, Land(flat, rise, design.seed, valley))
    plan = maker(site)
    _wishes(site, plan)
    return plan
