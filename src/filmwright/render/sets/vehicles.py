"""Narrow and moving places: carriages, cabins, cars, corridors, lifts, tents and caves."""

import math
from collections.abc import Callable

import numpy as np

from filmwright.model.set_design import SetDesign, SetKind
from filmwright.render.mesh import Material
from filmwright.render.sets import fittings as fit
from filmwright.render.sets import furniture as fur
from filmwright.render.sets import nature, parts, shell, town
from filmwright.render.sets.dice import Dice, value_noise
from filmwright.render.sets.kit import Kit
from filmwright.render.sets.nature import Land
from filmwright.render.sets.paint import Paint
from filmwright.render.sets.rooms import Plan
from filmwright.render.sets.stage import Box

__all__ = ["CABINS", "build_cabin"]


_SPACE = Material((0.012, 0.016, 0.04), "paint")
"""The dark between the stars."""


def _shell(
    k: Kit, p: Paint, d: Dice, design: SetDesign, floor: str, wall: str, ceiling: str
) -> tuple[float, float, float]:
    w, depth, h = design.width, design.depth, design.height
    shell.floor(k, p, d.fork("floor"), w, depth, floor)
    shell.walls(k, p, d.fork("walls"), w, depth, h, wall)
    shell.ceiling(k, p, w, depth, h, ceiling)
    return w, depth, h


def _on(side: str, w: float, depth: float) -> tuple[float, float, float]:
    x, z, yaw, _ = shell.wall_frame(side, w, depth)
    return x, z, yaw


def _corridor(k: Kit, p: Paint, d: Dice, design: SetDesign) -> Plan:
    w, depth, h = _shell(k, p, d, design, "tiles" if design.wealth == "plain" else "carpet", "dado", "panels")
    n = max(3, round(depth / 2.7))
    for side in ("left", "right"):
        x, z, yaw = _on(side, w, depth)
        own = d.fork(side)
        with k.at(x, 0, z, yaw):
            for i in range(n):
                at = -depth / 2 + depth * (i + 0.5) / n
                if (i + (side == "left")) % 2 == 0:
                    with k.thing("door", at, 0.003, blocks=False):
                        fit.door(k, p, own.fork(f"door {i}"), 0.95)
                        k.box(p.brass, (0, 1.55, 0.06), (0.16, 0.1, 0.012))
                else:
                    make = own.choice((fit.picture, fit.notice_board, fit.poster, fit.wall_map))
                    with k.thing("picture", at, 0.003, blocks=False):
                        make(k, p, own.fork(f"hang {i}"), 0.9)
                    if own.chance(0.45):
                        with k.thing("bench", at, 0.32, movable=True):
                            fur.bench(k, p, own, 1.3, f"bench {side} {i}")
                    elif own.chance(0.4):
                        with k.thing("radiator", at, 0.003):
                            fit.radiator(k, p, own, 1.0)
    for side in ("back", "front"):
        x, z, yaw = _on(side, w, depth)
        with (
            k.at(x, 0, z, yaw),
            k.thing("end door" if side == "back" else "end window", 0, 0.003, blocks=False),
        ):
            if side == "back":
                fit.double_door(k, p, d, min(1.7, w - 0.6))
                k.box(p.green, (0, h - 0.3, 0.03), (0.5, 0.18, 0.05))
            else:
                fit.window(k, p, d, min(1.4, w - 0.8))
                fit.radiator(k, p, d, 1.0)
    with k.thing("fire extinguisher", -w / 2 + 0.12, depth * 0.12, 90.0):
        k.cylinder(p.red, (0, 0.8, 0.0), 0.08, 0.45, sides=12)
        k.box(p.black, (0, 1.25, 0), (0.06, 0.1, 0.06))
    for i in range(max(3, round(depth / 3))):
        with k.thing("ceiling lamp", blocks=False, movable=True):
            fit.tube_lamp(k, p, 0.0, -depth / 2 + depth * (i + 0.5) / max(3, round(depth / 3)), h, 1.2, 90.0)
    return Plan((0.0, 0.3), 90.0)


def _elevator(k: Kit, p: Paint, d: Dice, design: SetDesign) -> Plan:
    w, depth, h = _shell(k, p, d, design, "tiles", "plain", "panels")
    for side in ("back", "left", "right"):
        x, z, yaw = _on(side, w, depth)
        length = w if side == "back" else depth
        with k.at(x, 0, z, yaw), k.thing("panels", 0, 0.002, blocks=False):
            n = 3
            for i in range(n):
                at = -length / 2 + length * (i + 0.5) / n
                k.box(
                    p.as_kind(p.wood if design.wealth == "rich" else p.steel, "wall"),
                    (at, 0.14, 0.006),
                    (length / n - 0.04, h * 0.4, 0.014),
                )
                m = p.mirror if side == "back" else p.as_kind(p.darker(p.steel, 1.15), "wall")
                k.box(m, (at, 0.22 + h * 0.4, 0.006), (length / n - 0.04, h * 0.46, 0.014))
            k.add(
                p.brass,
                parts.cylinder(0.02, round(length - 0.2, 2), None, 8),
                (-length / 2 + 0.1, 0.95, 0.07),
                roll=-90,
            )
    x, z, yaw = _on("front", w, depth)
    with k.at(x, 0, z, yaw), k.thing("lift doors", 0, 0.003, blocks=False):
        for s in (-1, 1):
            k.box(p.steel, (s * 0.4, 0.01, 0.02), (0.785, 2.1, 0.04))
            k.box(p.darker(p.steel, 0.7), (s * 0.86, 0, 0.03), (0.12, 2.14, 0.06))
        k.box(p.darker(p.steel, 0.7), (0, 2.12, 0.03), (1.84, 0.14, 0.06))
        k.box(p.black, (0, 2.145, 0.065), (0.4, 0.09, 0.01))
        k.box(p.flame, (0.02, 2.16, 0.072), (0.06, 0.06, 0.006))
        k.door(0, 0.2, 1.6, 180.0)
    with k.at(w / 2, 0, 0, 270.0), k.thing("buttons", depth * 0.32, 0.02, blocks=False):
        k.box(p.brass, (0, 0.9, 0.012), (0.24, 0.75, 0.02))
        for i in range(6):
            for j in (-1, 1):
                k.add(
                    p.shade if i == 3 and j == 1 else p.paper,
                    parts.cylinder(0.025, 0.012, None, 10),
                    (j * 0.055, 1.0 + 0.1 * i, 0.022),
                    pitch=90,
                )
    with k.thing("ceiling lamp", blocks=False):
        for s in (-1, 1):
            fit.tube_lamp(k, p, s * w * 0.25, 0.0, h, 0.9)
    return Plan((0.0, 0.0), 90.0, floor=(-w / 2 + 0.02, -depth / 2 + 0.02, w / 2 - 0.02, depth / 2 - 0.02))


def _bench_seat(k: Kit, p: Paint, group: str, *, width: float = 1.05, high: float = 0.72) -> None:
    """A padded double seat facing +z."""
    k.box(p.iron, (0, 0, 0), (width - 0.2, 0.34, 0.36))
    k.box(p.accent, (0, 0.34, 0.02), (width, 0.13, 0.48))
    k.box(p.accent, (0, 0.45, -0.22), (width, high, 0.11), pitch=-7)
    k.box(p.linen, (0, 0.45 + high - 0.16, -0.19), (width - 0.16, 0.17, 0.11), pitch=-7)
    for s in (-1, 1):
        k.box(p.iron, (s * width / 2, 0.5, 0.02), (0.05, 0.18, 0.42))
        k.seat(s * width / 4, 0.04, 0.47, group)


def _side_windows(
    k: Kit,
    p: Paint,
    d: Dice,
    w: float,
    depth: float,
    *,
    sill: float,
    high: float,
    wide: float,
    step: float,
    frame: Material,
) -> None:
    """Windows in a row along both long walls, with a view."""
    n = max(2, int((depth - 1.0) / step))
    for side in ("left", "right"):
        x, z, yaw = _on(side, w, depth)
        with k.at(x, 0, z, yaw), k.thing(f"windows {side}", 0, 0.003, blocks=False):
            own = d.fork(f"view {side}")
            for i in range(n):
                at = (i - (n - 1) / 2) * step
                k.box(frame, (at, sill - 0.06, 0.012), (wide + 0.14, high + 0.12, 0.024))
                k.box(p.pane, (at, sill, 0.026), (wide, high, 0.012))
                _passing(k, p, own, at, sill, wide, high)
                k.window(at, sill + high / 2, 0.0, wide, high)


def _passing(k: Kit, p: Paint, d: Dice, at: float, sill: float, wide: float, high: float) -> None:
    """What passes a window: far hills, nearer fields, trees or houses, a pole."""
    far, near = p.darker(p.view, 1.12), p.darker(p.view, 0.72)
    hill = high * d.uniform(0.3, 0.42)
    k.add(
        far,
        parts.extrude(
            (
                (-wide / 2, 0.0),
                (wide / 2, 0.0),
                (wide / 2, hill),
                (wide * 0.1, hill * 1.25),
                (-wide * 0.25, hill * 0.9),
                (-wide / 2, hill * 1.1),
            ),
            0.004,
        ),
        (at, sill + 0.004, 0.036),
    )
    k.box(p.view, (at, sill + 0.004, 0.04), (wide - 0.01, high * d.uniform(0.14, 0.2), 0.006))
    for _ in range(max(1, int(wide / 0.45))):
        x, size = at + d.uniform(-wide * 0.38, wide * 0.38), min(wide, high) * d.uniform(0.14, 0.22)
        if d.chance(0.65):
            k.ball(near, (x, sill + high * 0.3, 0.045), (size * 0.6, size, 0.004), sides=9, rings=6)
            k.box(near, (x, sill + 0.004, 0.044), (size * 0.14, high * 0.24, 0.005))
        else:
            k.box(near, (x, sill + 0.004, 0.044), (size * 1.3, high * 0.26, 0.005))
            k.add(
                near,
                parts.extrude(((-0.8, 0.0), (0.8, 0.0), (0.0, 0.7)), 1.0),
                (x, sill + high * 0.26, 0.044),
                scale=(size, size, 0.005),
            )
    if d.chance(0.3):
        k.box(near, (at + d.uniform(-wide * 0.4, wide * 0.4), sill + 0.004, 0.05), (0.03, high * 0.96, 0.004))


def _train(k: Kit, p: Paint, d: Dice, design: SetDesign) -> Plan:
    w, depth, h = _shell(k, p, d, design, "carpet", "plain", "plain")
    _side_windows(k, p, d, w, depth, sill=0.95, high=0.85, wide=1.5, step=2.0, frame=p.trim)
    rows = int((depth - 2.6) / 2.0)
    for side in (-1, 1):
        for i in range(rows):
            z = (i - (rows - 1) / 2) * 2.0
            if side > 0 and i == rows // 2:
                continue
            x = side * (w / 2 - 0.58)
            group = f"bay {side} {i}"
            for turn, dz in ((0.0, -0.72), (180.0, 0.72)):
                with k.thing("seat", x, z + dz, turn):
                    _bench_seat(k, p, group, width=1.0)
            with k.thing("table", side * (w / 2 - 0.42), z, movable=True):
                k.box(p.wood_light, (0, 0.7, 0), (0.72, 0.035, 0.5))
                k.box(p.steel, (side * 0.2, 0, 0), (0.06, 0.7, 0.06))
                k.cylinder(p.paper, (-0.1, 0.735, 0.1), 0.035, 0.11, top=0.045, sides=9)
                k.surface(group, 0, 0.735, 0, 0.6, 0.4)
    for side in (-1, 1):
        with k.thing("luggage rack", side * (w / 2 - 0.22), 0, blocks=False):
            k.box(p.steel, (0, 1.98, 0), (0.4, 0.03, depth - 1.6))
            for i in range(int(depth / 1.4)):
                if d.chance(0.6):
                    k.box(
                        p.fabric(d),
                        (0, 2.01, -depth / 2 + 1.2 + 1.3 * i),
                        (0.34, d.uniform(0.16, 0.26), d.uniform(0.4, 0.65)),
                    )
    _carriage_ends(k, p, w, depth, h)
    _lamp_line(k, p, depth, h)
    return Plan((0.25, 0.0), 0.0)


def _carriage_ends(k: Kit, p: Paint, w: float, depth: float, h: float) -> None:
    for side in ("back", "front"):
        x, z, yaw = _on(side, w, depth)
        with k.at(x, 0, z, yaw):
            with k.thing("end door", 0, 0.003, blocks=False):
                k.box(p.steel, (0, 0.01, 0.02), (0.86, 2.0, 0.04))
                k.box(p.pane, (0, 1.05, 0.045), (0.5, 0.75, 0.012))
                k.box(p.iron, (0.34, 0.9, 0.06), (0.05, 0.24, 0.05))
                k.door(0, 0.2, 0.86, 180.0)
            for s in (-1, 1):
                with k.thing("end panel", s * (w / 4 + 0.22), 0.003, blocks=False):
                    k.box(p.wood, (0, 0.1, 0.015), (w / 2 - 0.52, 1.0, 0.03))
                    k.box(p.paper, (0, 1.3, 0.012), (min(0.5, w / 2 - 0.6), 0.6, 0.02))
                    k.box(p.accent, (0, 1.36, 0.025), (min(0.4, w / 2 - 0.7), 0.34, 0.008))
            with k.thing("sign", 0, 0.003, blocks=False):
                k.box(p.black, (0, h - 0.24, 0.03), (0.9, 0.17, 0.05))
                k.box(p.flame, (0, h - 0.19, 0.058), (0.6, 0.06, 0.006))


def _lamp_line(k: Kit, p: Paint, depth: float, h: float) -> None:
    n = max(3, int(depth / 2.2))
    for i in range(n):
        with k.thing("ceiling lamp", blocks=False, movable=True):
            fit.tube_lamp(k, p, 0.0, -depth / 2 + depth * (i + 0.5) / n, h, 1.2, 90.0)


def _bus(k: Kit, p: Paint, d: Dice, design: SetDesign) -> Plan:
    w, depth, h = _shell(k, p, d, design, "carpet", "plain", "plain")
    _side_windows(k, p, d, w, depth, sill=0.9, high=0.85, wide=1.3, step=1.5, frame=p.iron)
    rows = int((depth - 3.4) / 0.85)
    for side in (-1, 1):
        for i in range(rows):
            if rows // 2 - 1 <= i <= rows // 2 and side > 0:
                continue
            z = depth / 2 - 2.6 - 0.85 * i
            with k.thing("seat", side * (w / 2 - 0.5), z, 0.0):
                _bench_seat(k, p, f"row {side} {i}", width=0.88, high=0.62)
    for i in range(4):
        for side in (-1, 1):
            with k.thing("pole", side * 0.32, -depth / 2 + 1.6 + i * 2.1, blocks=False, movable=True):
                k.cylinder(p.yellow, (0, 0, 0), 0.018, h - 0.02, sides=7)
    with k.thing("hand rail", blocks=False):
        for side in (-1, 1):
            k.box(p.yellow, (side * 0.32, h - 0.22, 0), (0.03, 0.03, depth - 2.0))
            for i in range(9):
                k.box(p.black, (side * 0.32, h - 0.42, -depth / 2 + 1.4 + i * 0.9), (0.02, 0.2, 0.03))
    x, z, yaw = _on("front", w, depth)
    with k.at(x, 0, z, yaw), k.thing("windscreen", 0, 0.003, blocks=False):
        k.box(p.iron, (0, 0.7, 0.012), (w - 0.2, 1.3, 0.024))
        k.box(p.pane, (0, 0.8, 0.027), (w - 0.4, 1.1, 0.012))
        k.box(p.view, (0, 0.8, 0.036), (w - 0.42, 0.3, 0.008))
        k.box(p.black, (0, 0.45, 0.18), (w - 0.1, 0.35, 0.34))
        k.window(0, 1.3, 0, w - 0.4, 1.1)
    with k.thing("driver seat", w / 2 - 0.6, depth / 2 - 1.0):
        k.box(p.iron, (0, 0, 0), (0.4, 0.4, 0.4))
        k.box(p.black, (0, 0.4, 0), (0.5, 0.12, 0.5))
        k.box(p.black, (0, 0.5, -0.24), (0.5, 0.75, 0.1), pitch=-6)
        k.seat(0, 0.05, 0.52, "driver")
        wheel = [(0.22 * math.cos(a), 0.0, 0.22 * math.sin(a)) for a in fit.np_turn(16)]
        k.add(p.black, parts.tube(wheel, 0.018, 6), (0, 0.92, 0.5), pitch=25)
        k.cylinder(p.iron, (0, 0.4, 0.6), 0.04, 0.5, sides=7, pitch=-12)
    with k.at(w / 2, 0, 0, 270.0), k.thing("bus door", 0.0, 0.02, blocks=False):
        for s in (-1, 1):
            k.box(p.iron, (s * 0.36, 0.02, 0.03), (0.7, 2.05, 0.05))
            k.box(p.pane, (s * 0.36, 0.4, 0.058), (0.5, 1.5, 0.012))
        k.door(0, 0.25, 1.4, 180.0)
    x, z, yaw = _on("back", w, depth)
    with k.at(x, 0, z, yaw):
        with k.thing("rear bench", 0, 0.5):
            k.box(p.accent, (0, 0.34, 0.0), (w - 0.3, 0.13, 0.48))
            k.box(p.iron, (0, 0, 0), (w - 0.4, 0.34, 0.4))
            k.box(p.accent, (0, 0.45, -0.24), (w - 0.3, 0.62, 0.11), pitch=-6)
            for i in range(4):
                k.seat(-0.75 + 0.5 * i, 0.04, 0.47, "rear bench")
        with k.thing("rear window", 0, 0.003, blocks=False):
            k.box(p.iron, (0, 1.15, 0.012), (w - 0.6, 0.75, 0.024))
            k.box(p.pane, (0, 1.22, 0.027), (w - 0.76, 0.6, 0.012))
            k.box(p.view, (0, 1.22, 0.036), (w - 0.8, 0.2, 0.008))
    _lamp_line(k, p, depth, h)
    return Plan((0.1, 0.2), 0.0)


def _plane(k: Kit, p: Paint, d: Dice, design: SetDesign) -> Plan:
    w, depth, h = _shell(k, p, d, design, "carpet", "plain", "plain")
    _side_windows(k, p, d, w, depth, sill=1.02, high=0.4, wide=0.28, step=0.84, frame=p.white)
    rows = int((depth - 3.2) / 0.84)
    for side in (-1, 1):
        for i in range(rows):
            z = depth / 2 - 1.9 - 0.84 * i
            with k.thing("seats", side * (w / 2 - 0.82), z, 0.0):
                for j in range(3):
                    x = (j - 1) * 0.5
                    k.box(p.iron, (x, 0.02, 0), (0.4, 0.34, 0.3))
                    k.box(p.accent, (x, 0.36, 0.03), (0.45, 0.13, 0.46))
                    k.box(p.accent, (x, 0.47, -0.21), (0.44, 0.68, 0.1), pitch=-8)
                    k.box(p.linen, (x, 0.92, -0.2), (0.3, 0.22, 0.105), pitch=-8)
                    k.seat(x, 0.04, 0.48, f"row {side} {i}")
                for x in (-0.75, -0.25, 0.25, 0.75):
                    k.box(p.iron, (x, 0.5, 0.02), (0.05, 0.14, 0.4))
        with k.thing("lockers", side * (w / 2 - 0.42), 0, blocks=False):
            k.box(p.white, (0, h - 0.5, 0), (0.84, 0.42, depth - 1.6))
            n = int((depth - 1.6) / 1.3)
            for i in range(n):
                k.box(
                    p.darker(p.white, 0.88),
                    (-side * 0.425, h - 0.46, (i - (n - 1) / 2) * 1.3),
                    (0.012, 0.34, 1.24),
                )
                k.box(p.steel, (-side * 0.436, h - 0.45, (i - (n - 1) / 2) * 1.3), (0.012, 0.03, 0.14))
    for end in ("back", "front"):
        x, z, yaw = _on(end, w, depth)
        with k.at(x, 0, z, yaw):
            for s in (-1, 1):
                with k.thing("bulkhead", s * (w / 4 + 0.3), 0.25):
                    k.box(p.wood_light, (0, 0, 0), (w / 2 - 0.62, 2.0, 0.5))
                    k.box(p.accent, (0, 1.1, 0.255), (w / 2 - 0.9, 0.6, 0.012))
            with k.thing("curtain", 0, 0.15, blocks=False):
                folds = [(-0.5 + 0.07 * i, 0.03 * (-1) ** i) for i in range(8)]
                k.add(p.cloth, parts.ribbon(folds, 1.95, 0.012))
                k.door(0, 0.2, 0.9, 180.0)
            with k.thing("sign", 0, 0.1, blocks=False):
                k.box(p.white, (0, h - 0.3, 0), (1.1, 0.2, 0.1))
                k.box(p.green, (0, h - 0.25, 0.055), (0.5, 0.1, 0.008))
    _lamp_line(k, p, depth, h)
    return Plan((0.0, depth / 2 - 1.1), 90.0, floor=(-w / 2 + 0.05, -depth / 2 + 0.3, w / 2 - 0.05, depth / 2 - 0.1))


def _boat_cabin(k: Kit, p: Paint, d: Dice, design: SetDesign) -> Plan:
    w, depth, h = _shell(k, p, d, design, "boards", "planks", "beams")
    for side in ("left", "right", "back"):
        x, z, yaw = _on(side, w, depth)
        with k.at(x, 0, z, yaw):
            for i in (-1, 1):
                with k.thing("porthole", i * 1.0, 0.02, blocks=False):
                    k.add(p.brass, parts.cylinder(0.24, 0.05, None, 18), (0, 1.5, 0.0), pitch=90)
                    k.add(p.pane, parts.cylinder(0.18, 0.02, None, 18), (0, 1.5, 0.045), pitch=90)
                    k.window(0, 1.5, 0, 0.36, 0.36)
    with k.thing("bunk", -w / 2, -depth * 0.2, 90.0):
        k.box(p.wood, (0, 0, 0.4), (2.2, 0.42, 0.78))
        k.box(p.cloth, (0, 0.42, 0.4), (2.1, 0.1, 0.72))
        k.box(p.wood, (0, 0.42, 0.79), (2.2, 0.16, 0.03))
        k.ball(p.linen, (-0.8, 0.58, 0.4), (0.2, 0.07, 0.28), sides=10)
        for s in (-0.4, 0.5):
            k.seat(s, 0.6, 0.52, "bunk")
    with k.thing("galley", w / 2, -depth * 0.3, 270.0):
        k.box(p.wood, (0, 0, 0.25), (1.5, 0.88, 0.5))
        k.box(p.steel, (0, 0.88, 0.26), (1.52, 0.04, 0.54))
        k.cylinder(p.iron, (-0.3, 0.92, 0.26), 0.13, 0.16, sides=12)
        k.surface("galley", 0.2, 0.92, 0.26, 0.7, 0.4)
    group = "chart table"
    with k.thing("chart table", w / 2 - 0.45, depth * 0.22, 90.0, movable=True):
        fur.dining_table(k, p, d, 1.2, group, depth=0.65)
        k.box(p.paper, (0.1, 0.756, 0), (0.7, 0.008, 0.5), yaw=5)
    for s in (-1, 1):
        with k.thing("stool", w / 2 - 0.45, depth * 0.22 + s * 0.85, 0.0 if s < 0 else 180.0, movable=True):
            fur.stool(k, p, d, 0.4, group, 0.46)
    x, z, yaw = _on("front", w, depth)
    with k.at(x, 0, z, yaw):
        with k.thing("companionway", 0.7, 0.003, blocks=False):
            k.box(p.wood_dark, (0, 0.01, 0.02), (0.8, 1.85, 0.04))
            for i in range(4):
                k.box(p.wood_light, (0, 0.3 + 0.35 * i, 0.14), (0.7, 0.05, 0.2))
            k.door(0, 0.3, 0.8, 180.0)
        with k.thing("life ring", -0.8, 0.03, blocks=False):
            ring = [(0.3 * math.cos(a), 0.3 * math.sin(a), 0.05) for a in fit.np_turn(18)]
            k.add(p.red, parts.tube(ring, 0.07, 8), (0, 1.45, 0))
        with k.thing("barometer", -0.2, 0.02, blocks=False):
            fit.clock(k, p, d, 0.26)
    with k.thing("lantern", 0, 0, blocks=False, movable=True):
        k.cylinder(p.brass, (0, h - 0.4, 0), 0.1, 0.03, sides=10)
        k.cylinder(p.shade, (0, h - 0.37, 0), 0.08, 0.18, sides=10)
        k.cylinder(p.brass, (0, h - 0.19, 0), 0.1, 0.08, top=0.02, sides=10)
        k.practical(0, h - 0.3, 0, 4.0)
    return Plan((-0.1, 0.9), 90.0)


def _spaceship(k: Kit, p: Paint, d: Dice, design: SetDesign) -> Plan:  # noqa: C901, PLR0915 - a place is a list of what stands in it
    w, depth, h = _shell(k, p, d, design, "tiles", "plain", "panels")
    for side in ("left", "right"):
        x, z, yaw = _on(side, w, depth)
        with k.at(x, 0, z, yaw):
            n = int(depth / 1.6)
            for i in range(n):
                at = (i - (n - 1) / 2) * 1.6
                with k.thing("bulkhead rib", at + 0.8, 0, blocks=False):
                    k.box(p.metal, (0, 0, 0.1), (0.18, h - 0.01, 0.2))
                    k.box(p.accent, (0, 0.5, 0.206), (0.06, h - 1.0, 0.012))
                with k.thing("console" if i % 2 else "panel", at, 0.003):
                    k.box(p.darker(p.wall, 0.8), (0, 0.02, 0.04), (1.3, 0.8, 0.08))
                    if i % 2:
                        k.box(p.metal, (0, 0.72, 0.24), (1.25, 0.1, 0.46), pitch=12)
                        k.box(p.screen, (0, 1.15, 0.03), (1.1, 0.62, 0.04))
                        for j in range(7):
                            m = d.choice((p.flame, p.screen, p.green, p.red))
                            k.box(
                                m,
                                (-0.48 + 0.16 * j, 0.84, 0.26 + 0.08 * (j % 2)),
                                (0.06, 0.03, 0.06),
                                pitch=12,
                            )
                    else:
                        k.add(p.metal, parts.cylinder(0.4, 0.04, None, 6), (0, 1.5, 0.0), pitch=90)
                        k.add(_SPACE, parts.cylinder(0.33, 0.02, None, 6), (0, 1.5, 0.035), pitch=90)
                        for _ in range(5):
                            k.box(
                                p.tube,
                                (d.uniform(-0.2, 0.2), d.uniform(1.32, 1.68), 0.058),
                                (0.014, 0.014, 0.006),
                            )
                        for j in range(3):
                            k.add(
                                p.metal,
                                parts.cylinder(0.04, 1.3, None, 8),
                                (-0.65, 0.95 + 0.09 * j, 0.08),
                                roll=-90,
                            )
    x, z, yaw = _on("back", w, depth)
    with k.at(x, 0, z, yaw), k.thing("view screen", 0, 0.003, blocks=False):
        k.box(p.metal, (0, 0.85, 0.03), (w - 0.8, 1.5, 0.06))
        k.box(_SPACE, (0, 0.95, 0.065), (w - 1.0, 1.3, 0.012))
        for _ in range(34):
            k.box(
                p.tube,
                (d.uniform(-w / 2 + 0.6, w / 2 - 0.6), d.uniform(1.0, 2.2), 0.075),
                (0.016, 0.016, 0.006),
            )
        k.add(
            p.darker(p.accent, 1.3),
            parts.cylinder(0.42, 0.006, None, 22),
            (w * 0.16, 1.6, 0.073),
            pitch=90,
        )
        k.window(0, 1.6, 0, w - 1.0, 1.3)
    for s in (-1, 1):
        with k.thing("pilot console", s * 0.95, -depth / 2 + 1.0, 180.0):
            k.box(p.metal, (0, 0, 0), (1.3, 0.72, 0.5))
            k.box(p.darker(p.metal, 0.8), (0, 0.72, 0.05), (1.34, 0.06, 0.62), pitch=14)
            k.box(p.screen, (0, 0.8, 0.02), (0.9, 0.02, 0.36), pitch=14)
        with k.thing("pilot seat", s * 0.95, -depth / 2 + 1.9, 180.0, movable=True):
            k.cylinder(p.iron, (0, 0, 0), 0.2, 0.4, top=0.1, sides=12)
            k.box(p.cloth_two, (0, 0.4, 0), (0.56, 0.12, 0.54))
            k.box(p.cloth_two, (0, 0.5, -0.27), (0.56, 0.95, 0.14), pitch=-10)
            for t in (-1, 1):
                k.box(p.metal, (t * 0.32, 0.62, 0.04), (0.09, 0.06, 0.44))
            k.seat(0, 0.04, 0.53, "pilots")
    with k.thing("table", w * 0.24, depth * 0.24, movable=True):
        k.cylinder(p.metal, (0, 0, 0), 0.3, 0.7, top=0.16, sides=12)
        k.cylinder(p.white, (0, 0.7, 0), 0.6, 0.06, sides=20)
        k.cylinder(p.screen, (0, 0.76, 0), 0.35, 0.012, sides=20)
        k.surface("table", 0, 0.775, 0, 0.7, 0.7)
    x, z, yaw = _on("front", w, depth)
    with k.at(x, 0, z, yaw):
        with k.thing("hatch", 0, 0.003, blocks=False):
            k.add(p.metal, parts.cylinder(1.15, 0.08, None, 8), (0, 1.1, 0.0), pitch=90, yaw=0)
            k.box(p.darker(p.metal, 0.6), (0, 0.05, 0.06), (1.3, 2.1, 0.06))
            k.box(p.metal, (0, 0.05, 0.095), (0.03, 2.1, 0.012))
            k.box(p.flame, (0, 2.2, 0.1), (0.6, 0.06, 0.03))
            k.door(0, 0.25, 1.3, 180.0)
        for s in (-1, 1):
            with k.thing("locker", s * (w / 2 - 0.7), 0.003):
                k.box(p.white, (0, 0.02, 0.2), (0.9, 2.1, 0.4))
                k.box(p.accent, (0, 1.6, 0.405), (0.7, 0.1, 0.012))
                k.box(p.darker(p.white, 0.7), (0, 0.1, 0.405), (0.012, 1.95, 0.012))
    for s in (-1, 1):
        with k.thing("ceiling lamp", blocks=False):
            fit.tube_lamp(k, p, s * w * 0.26, 0.0, h, depth * 0.6, 90.0)
    return Plan((-0.5, 0.6), 90.0)


def _tent(k: Kit, p: Paint, d: Dice, design: SetDesign) -> Plan:
    """Canvas walls that lean in to a ridge; lit from a lantern."""
    w, depth, h = design.width, design.depth, design.height
    shell.floor(k, p, d, w, depth, "carpet")
    cloth = p.as_kind(p.tint(p.darker(p.linen, 0.8), d, 0.2), "wall")
    side_h = h * 0.62
    for side in ("back", "left", "front", "right"):
        x, z, yaw, length = shell.wall_frame(side, w, depth)
        with k.thing(f"wall {side}", x, z, yaw, scenery=True):
            k.quad(
                cloth,
                (-length / 2, 0, 0),
                (length / 2, 0, 0),
                (length / 2, side_h, 0),
                (-length / 2, side_h, 0),
            )
            n = max(3, int(length / 0.9))
            for i in range(n + 1):
                at = -length / 2 + 0.03 + (length - 0.06) * i / n
                k.box(p.darker(cloth, 0.85), (at, 0, 0.012), (0.05, side_h, 0.024))
            if side in {"back", "front"}:
                gable = parts.Solid(
                    np.array([(-length / 2, side_h, 0.0), (length / 2, side_h, 0.0), (0.0, h, 0.0)]),
                    np.tile((0.0, 0.0, 1.0), (3, 1)),
                    np.array([(0, 1, 2)], np.int32),
                )
                k.add(cloth, gable)
            else:
                k.quad(
                    p.darker(cloth, 1.1),
                    (-length / 2, side_h, 0),
                    (length / 2, side_h, 0),
                    (length / 2, h, w / 2),
                    (-length / 2, h, w / 2),
                )
    with k.thing("ridge pole", scenery=True, blocks=False):
        k.box(p.wood, (0, h - 0.1, 0), (0.08, 0.08, depth - 0.1))
    for s in (-1, 1):
        with k.thing("pole", 0, s * (depth / 2 - 0.12)):
            k.cylinder(p.wood, (0, 0, 0), 0.04, h - 0.1, sides=8)
    with k.thing("flap", 0.6, depth / 2 - 0.04, 180.0, blocks=False):
        folds = [(-0.5 + 0.1 * i, 0.05 + 0.04 * (-1) ** i) for i in range(6)]
        k.add(p.darker(cloth, 1.2), parts.ribbon(folds, side_h - 0.1, 0.02))
        k.box(p.pane, (0.45, 0.02, 0.02), (0.9, side_h - 0.2, 0.02))
        k.door(0.4, 0.25, 0.9, 180.0)
    with k.thing("camp bed", -w / 2 + 0.1, -0.3, 90.0, movable=True):
        for sx in (-0.8, 0.0, 0.8):
            k.box(p.wood, (sx, 0, 0.4), (0.05, 0.4, 0.7))
        k.box(p.cloth, (0, 0.4, 0.4), (2.0, 0.08, 0.72))
        k.ball(p.linen, (-0.75, 0.53, 0.4), (0.18, 0.06, 0.26), sides=10)
        for sx in (-0.3, 0.5):
            k.seat(sx, 0.55, 0.48, "camp bed")
    with k.thing("chest", w / 2 - 0.4, -depth / 2 + 0.7, 270.0, movable=True):
        k.box(p.wood, (0, 0, 0), (0.9, 0.45, 0.5))
        k.box(p.iron, (0, 0.45, 0), (0.94, 0.05, 0.54))
        k.surface("chest", 0, 0.5, 0, 0.8, 0.4)
        k.cylinder(p.brass, (0.1, 0.5, 0), 0.08, 0.03, sides=10)
        k.cylinder(p.flame, (0.1, 0.53, 0), 0.06, 0.16, sides=10)
        k.cylinder(p.brass, (0.1, 0.69, 0), 0.08, 0.07, top=0.02, sides=10)
        k.practical(0.1, 0.62, 0, 4.0)
    with k.at(0, 0, -depth / 2 + 0.04):
        with k.thing("hung coats", -1.0, 0.0, blocks=False):
            fit.coat_hooks(k, p, d, 1.0)
        with k.thing("map", 1.1, 0.0, blocks=False):
            fit.wall_map(k, p, d, 1.0)
    with k.thing("boxes", w / 2 - 0.5, depth / 2 - 0.6, 200.0, movable=True):
        fur.boxes(k, p, d, 0.9)
    return Plan((0.3, 0.4), 0.0)


def _cave(k: Kit, p: Paint, d: Dice, design: SetDesign) -> Plan:  # noqa: PLR0915 - a place is a list of what stands in it
    """Rough rock all round, seen from inside, with an opening that lets in light."""
    w, depth, h = design.width, design.depth, design.height
    rings, sides = 13, 40
    rise = np.linspace(0, math.pi / 2, rings)
    turn = np.linspace(0, 2 * math.pi, sides + 1)
    turn[-1] = 0.0
    ring_x, ring_z = np.sin(turn), np.cos(turn)
    spread = np.concatenate([[1.12], np.cos(rise[1:]) ** 0.55])
    height = np.concatenate([[-0.15], np.sin(rise[1:]) ** 0.9 * h])
    points = np.stack(
        [
            np.outer(spread, ring_x) * w / 2,
            np.repeat(height[:, None], sides + 1, 1),
            np.outer(spread, ring_z) * depth / 2,
        ],
        -1,
    )
    noise = value_noise(points.reshape(-1, 3) * 0.75, design.seed + 3).reshape(points.shape[:2])
    points[:-1] *= (1 + 0.17 * noise[:-1])[..., None] * np.array((1.0, 0.0, 1.0)) + np.array((0.0, 1.0, 0.0))
    faces = []
    for i in range(rings - 1):
        for j in range(sides):
            a, b = i * (sides + 1) + j, i * (sides + 1) + j + 1
            c, e = a + sides + 1, b + sides + 1
            faces += [(a, c, b), (b, c, e)]
    solid = parts.flat_shaded(points.reshape(-1, 3), np.array(faces, np.int32))
    inside = np.einsum("ij,ij->i", solid.normals, solid.vertices - np.array((0.0, h * 0.3, 0.0)))
    if inside.mean() > 0:
        solid = parts.flat_shaded(points.reshape(-1, 3), np.array(faces, np.int32)[:, ::-1])
    keep = (
        np.linalg.norm(
            np.cross(solid.vertices[1::3] - solid.vertices[::3], solid.vertices[2::3] - solid.vertices[::3]),
            axis=1,
        )
        > 1e-9
    )
    solid = parts.Solid(solid.vertices, solid.normals, solid.faces[keep])
    tone = value_noise(solid.vertices[solid.faces].mean(axis=1) * np.array((0.35, 1.3, 0.35)), design.seed + 8)
    with k.thing("cave wall", scenery=True):
        for low, high, shade in ((-2.0, -0.16, 0.42), (-0.16, 0.2, 0.58), (0.2, 2.0, 0.74)):
            part = solid.faces[(tone >= low) & (tone < high)]
            k.add(p.darker(p.wall, shade), parts.Solid(solid.vertices, solid.normals, part))
    land = Land(flat=max(w, depth), rise=0.0, seed=design.seed, reach=max(w, depth) * 1.4)
    nature.ground(k, p.as_kind(p.darker(p.floor, 0.6), "floor"), land)
    nature.patches(
        k, (p.darker(p.floor, 0.52), p.darker(p.floor, 0.68)), d, inner=0.3, outer=w * 0.4, count=16, size=0.9
    )
    with k.thing("mouth", 0, -depth / 2 + 0.5, 0.0, blocks=False):
        arch = [(1.0 * math.cos(a), 1.0 + 1.15 * math.sin(a)) for a in np.linspace(0, math.pi, 9).tolist()]
        outline = ((-0.9, 0.0), (0.95, 0.0), *((round(x, 3), round(y, 3)) for x, y in arch))
        k.add(p.pane, parts.extrude(outline, 0.05), (0, 0, 0.15))
        k.ball(p.view, (-0.4, 0.35, 0.2), (0.5, 0.4, 0.02), sides=10)
        k.ball(p.view, (0.5, 0.25, 0.2), (0.4, 0.3, 0.02), sides=10)
        k.door(0, 0.6, 1.8, 180.0)
        k.window(0, 1.2, 0.2, 1.8, 2.0)
    for i in range(26):
        turn_to = 2 * math.pi * i / 26
        r = 0.8 + d.uniform(0.0, 0.12)
        x, z = r * w / 2 * math.sin(turn_to), r * depth / 2 * math.cos(turn_to)
        if z < -depth * 0.3 and abs(x) < 1.4:
            continue
        with k.thing("rock", x, z, d.uniform(0, 360)):
            nature.rock(k, p, d.fork(f"rock {i}"), d.uniform(0.4, 1.3))
        if i % 3 == 0:
            with k.thing("stalactite", x * 0.86, z * 0.86, blocks=False):
                k.cylinder(
                    p.darker(p.wall, 0.75),
                    (0, h * 0.72, 0),
                    0.22,
                    d.uniform(0.7, 1.3),
                    top=0.0,
                    sides=7,
                    roll=180,
                )
    for _ in range(5):
        turn_to = d.uniform(0.6, 5.6)
        with k.thing("stalagmite", 0.62 * w / 2 * math.sin(turn_to), 0.62 * depth / 2 * math.cos(turn_to)):
            k.cylinder(p.darker(p.wall, 0.8), (0, 0, 0), 0.28, d.uniform(0.6, 1.5), top=0.03, sides=8)
    with k.thing("fire", -1.6, -0.8, movable=True):
        nature.campfire(k, p, d, 1.0)
    with k.thing("log", -1.8, 0.9, 10.0, movable=True):
        nature.log(k, p, d, 1.8)
    return Plan((0.6, 0.5), 90.0)


def _car(k: Kit, p: Paint, d: Dice, design: SetDesign) -> Plan:
    """A car one can film into and out of: body, seats, dashboard, no glass; a road all round.

    It looks along +z; the driver sits on its left, at +x.
    """
    _car_body(k, p, d)
    _car_inside(k, p)
    _car_road(k, p, d, design)
    bounds = Box((-4.2, 0.25, -5.0), (4.2, 2.6, 5.5))
    return Plan((-2.1, 0.0), 0.0, floor=(-5.5, -6.0, 5.5, 6.0), bounds=bounds)


def _car_body(k: Kit, p: Paint, d: Dice) -> None:
    colour = d.choice((p.accent, p.blue, p.red, p.steel, p.green, p.linen))
    with k.thing("car body"):
        k.box(colour, (0, 0.28, 1.62), (1.66, 0.56, 1.15))
        k.box(colour, (0, 0.82, 1.55), (1.6, 0.06, 1.2), pitch=3)
        k.box(colour, (0, 0.28, -1.75), (1.66, 0.6, 0.85))
        k.box(p.iron, (0, 0.2, 0), (1.5, 0.08, 3.6))
        k.box(p.iron, (0, 0.3, 2.22), (1.62, 0.2, 0.1))
        k.box(p.iron, (0, 0.3, -2.2), (1.62, 0.2, 0.1))
        for s in (-1, 1):
            k.box(colour, (s * 0.85, 0.28, -0.13), (0.08, 0.6, 2.4))
            k.box(p.iron, (s * 0.8, 0.86, -0.13), (0.05, 0.05, 2.3))
            k.box(p.darker(p.wood, 1.1), (s * 0.8, 0.45, 0.1), (0.02, 0.3, 1.6))
            k.box(p.iron, (s * 0.79, 0.62, 0.35), (0.05, 0.05, 0.4))
            k.box(colour, (s * 0.745, 0.735, 0.655), (0.06, 0.81, 0.07), pitch=-46)
            k.box(colour, (s * 0.73, 0.86, -0.42), (0.05, 0.58, 0.1))
            k.box(colour, (s * 0.72, 0.86, -1.32), (0.06, 0.62, 0.1), pitch=30)
            k.box(colour, (s * 0.97, 0.92, 0.72), (0.2, 0.13, 0.08))
            k.box(p.paper, (s * 0.62, 0.6, 2.2), (0.34, 0.16, 0.06))
            k.box(p.red, (s * 0.64, 0.66, -2.19), (0.3, 0.14, 0.05))
            for z in (1.45, -1.45):
                k.add(p.rubber, parts.cylinder(0.33, 0.22, None, 18), (s * 0.8 - 0.11, 0.33, z), roll=-90)
                k.add(p.steel, parts.cylinder(0.19, 0.235, None, 12), (s * 0.8 - 0.1175, 0.33, z), roll=-90)
    with k.thing("car roof", movable=True):
        k.box(colour, (0, 1.42, -0.42), (1.46, 0.05, 1.5))
        k.box(p.linen, (0, 1.395, -0.42), (1.4, 0.02, 1.44))
        k.box(colour, (0, 0.88, -1.75), (1.6, 0.06, 0.85))


def _car_inside(k: Kit, p: Paint) -> None:
    for s in (-1, 1):
        with k.thing("car seat", s * 0.37, -0.15):
            _car_seat(k, p, "car", 0.5)
    with k.thing("rear seat", 0, -1.05):
        k.box(p.cloth_two, (0, 0.26, 0.05), (1.3, 0.16, 0.5))
        k.box(p.cloth_two, (0, 0.4, -0.22), (1.3, 0.56, 0.12), pitch=-12)
        for s in (-1, 1):
            k.box(p.cloth_two, (s * 0.35, 0.96, -0.3), (0.26, 0.16, 0.09))
            k.seat(s * 0.35, 0.05, 0.42, "rear")
    with k.thing("dashboard", 0, 0.78):
        k.box(p.black, (0, 0.52, 0), (1.5, 0.28, 0.34), pitch=-10)
        k.box(p.iron, (0.37, 0.8, -0.06), (0.42, 0.1, 0.16))
        for x in (0.28, 0.46):
            k.add(p.screen, parts.cylinder(0.05, 0.012, None, 12), (x, 0.84, -0.15), pitch=-90)
        k.box(p.screen, (0, 0.72, -0.175), (0.26, 0.12, 0.012), pitch=-10)
        k.box(p.wood_dark, (-0.4, 0.62, -0.18), (0.5, 0.14, 0.012), pitch=-10)
        for x in (-0.14, 0.14):
            k.box(p.iron, (x, 0.72, -0.178), (0.05, 0.1, 0.014), pitch=-10)
    with k.thing("steering wheel", 0.37, 0.42, movable=True):
        wheel = [(0.185 * math.cos(a), 0.185 * math.sin(a), 0.0) for a in fit.np_turn(18)]
        k.add(p.black, parts.tube(wheel, 0.016, 7), (0, 0.82, 0), pitch=-22)
        k.add(p.iron, parts.cylinder(0.05, 0.04, None, 10), (0, 0.82, -0.02), pitch=68)
        for roll in (0, 90, 180):
            k.box(
                p.iron,
                (0.09 * math.cos(math.radians(roll)), 0.81 + 0.09 * math.sin(math.radians(roll)), 0),
                (0.03, 0.02, 0.02) if roll == 90 else (0.18, 0.025, 0.02),
                pitch=-22,
            )
        k.add(p.iron, parts.tube(((0, 0.8, 0.02), (0, 0.68, 0.3)), 0.03, 7))
    with k.thing("mirror", 0, 0.5, blocks=False, movable=True):
        k.box(p.black, (0, 1.27, 0), (0.24, 0.06, 0.03))
        k.box(p.mirror, (0, 1.277, -0.018), (0.22, 0.046, 0.006))
    with k.thing("gear lever", 0, 0.12):
        k.box(p.black, (0, 0.26, -0.1), (0.16, 0.14, 0.8))
        k.cylinder(p.iron, (0, 0.4, 0.1), 0.012, 0.14, sides=6, pitch=-10)
        k.ball(p.black, (0, 0.55, 0.08), 0.028, sides=8, rings=5)


def _car_seat(k: Kit, p: Paint, group: str, width: float) -> None:
    k.box(p.cloth_two, (0, 0.26, 0.05), (width, 0.14, 0.5))
    k.box(p.cloth_two, (0, 0.36, -0.25), (width, 0.6, 0.12), pitch=-14)
    k.box(p.cloth_two, (0, 0.98, -0.36), (0.26, 0.18, 0.09), pitch=-14)
    k.box(p.iron, (0, 0.2, 0), (width - 0.1, 0.06, 0.4))
    k.seat(0, 0.02, 0.4, group)


def _car_road(k: Kit, p: Paint, d: Dice, design: SetDesign) -> None:  # noqa: C901 - a place is a list of what stands in it
    """What passes outside: a street by half of the seeds, else a country road."""
    snow = design.weather == "snow"
    land = Land(flat=14, rise=3.0, seed=design.seed, valley=8.0)
    nature.ground(k, p.snow if snow else p.darker(p.leaf, 1.2), land)
    with k.thing("road", blocks=False, scenery=True):
        k.box(p.snow if snow else p.asphalt, (1.6, 0.01, 0), (8.0, 0.03, 330))
        for i in range(-26, 27):
            k.box(p.line, (1.6, 0.036, i * 6.0), (0.14, 0.012, 2.6))
        for x in (-2.2, 5.4):
            k.box(p.line, (x, 0.036, 0), (0.12, 0.012, 330))
    if d.chance(0.5):
        for side, turn in ((-1, 90.0), (1, 270.0)):
            for i in range(-5, 6):
                with k.thing("building", side * 9.5 + 1.6, i * 9.0, turn, scenery=abs(i) > 3):
                    own = d.fork(f"house {side} {i}")
                    town.facade(k, p, own, 8.98, own.uniform(7, 12), shop=own.chance(0.5), near=abs(i) < 4)
            for i in range(-2, 3):
                with k.thing("street lamp", side * 5.3 + 1.6, i * 14.0 + 4, -90.0 * side):
                    town.street_lamp(k, p, d)
            with k.thing("pavement", side * 6.9 + 1.6, 0, blocks=False, scenery=True):
                k.box(p.concrete, (0, 0, 0), (3.4, 0.12, 100))
        for z, s in ((-70.0, 0.0), (70.0, 180.0)):
            for i in range(-2, 3):
                with k.thing("building", i * 10.0, z, s, scenery=True):
                    town.facade(k, p, d.fork(f"e{z}{i}"), 9.9, 10 + i, near=False)
        with k.thing("car", 3.9, 14.0, 180.0):
            town.parked_car(k, p, d, 0.0)
        town.skyline(k, p, d, radius=110, low=9, high=26)
    else:
        for i in range(60):
            a = i * 2.39996
            r = 12 + 50 * (i / 60) ** 0.7
            x, z = r * math.sin(a), r * math.cos(a)
            if abs(x - 1.6) < 6.5:
                continue
            with k.thing("tree", x, z, y=land.at(x, z) - 0.1, scenery=r > 40):
                own = d.fork(f"tree {i}")
                own.choice((nature.round_tree, nature.pine, nature.birch))(k, p, own, own.uniform(6, 10), near=r < 24)
        for i in range(-3, 4):
            with k.thing("power pole", -6.5, i * 22.0):
                town.power_pole(k, p, d)
            with k.thing("post", 6.4, i * 9.0 + 2):
                k.box(p.white, (0, 0, 0), (0.12, 0.9, 0.1))
                k.box(p.red, (0, 0.65, 0), (0.13, 0.14, 0.11))
        nature.ridge(k, p.darker(p.leaf, 0.75), d, radius=110, low=3, high=10)
        nature.ridge(k, Material((0.34, 0.41, 0.48), "leaf"), d, radius=160, low=10, high=24)


CABINS: dict[SetKind, Callable[[Kit, Paint, Dice, SetDesign], Plan]] = {
    "corridor": _corridor, "elevator": _elevator, "train_carriage": _train, "bus": _bus, "car": _car,
    "plane_cabin": _plane, "boat_cabin": _boat_cabin, "spaceship": _spaceship, "tent": _tent, "cave": _cave,
}  # fmt: skip
"""Builders of the kinds that are not plain rooms."""


def build_cabin(k: Kit, p: Paint, d: Dice, design: SetDesign) -> Plan:
    """A narrow or moving place."""
    return CABINS[design.kind](k, p, d, design)
