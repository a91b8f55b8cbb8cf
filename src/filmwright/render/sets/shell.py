"""Floors, walls and ceilings of rooms. Walls are seen from inside only."""

import math

from filmwright.render.mesh import Material
from filmwright.render.sets import parts
from filmwright.render.sets.dice import Dice
from filmwright.render.sets.kit import Kit
from filmwright.render.sets.paint import Paint

__all__ = ["ceiling", "floor", "wall_frame", "walls"]


def wall_frame(side: str, w: float, d: float) -> tuple[float, float, float, float]:
    """x, z, yaw and length of a wall: in its frame the wall is at z = 0 and the room towards +z."""
    return {
        "back": (0.0, -d / 2, 0.0, w),
        "left": (-w / 2, 0.0, 90.0, d),
        "front": (0.0, d / 2, 180.0, w),
        "right": (w / 2, 0.0, 270.0, d),
    }[side]


def floor(k: Kit, p: Paint, d: Dice, w: float, depth: float, style: str) -> None:
    """A floor of boards, tiles, carpet, concrete or flagstones, slightly larger than the room."""
    with k.thing("floor", scenery=True):
        if style == "boards":
            _boards(k, p, d, w, depth)
        elif style in {"tiles", "flags"}:
            _tiles(k, p, d, w, depth, 0.6 if style == "tiles" else 0.9, style)
        else:
            _flat(k, p.floor, -w / 2, -depth / 2, w / 2, depth / 2)
            if style == "concrete":
                for _ in range(4):
                    at = (d.uniform(-w * 0.4, w * 0.4), 0.003, d.uniform(-depth * 0.4, depth * 0.4))
                    size = (d.uniform(0.3, 0.9), d.uniform(0.3, 0.9), 0.006)
                    k.add(p.darker(p.floor, 0.9), parts.splat(d.integer(0, 7)), at, scale=size, pitch=-90)


def _flat(k: Kit, m: Material, x0: float, z0: float, x1: float, z1: float, y: float = 0.0) -> None:
    k.quad(m, (x0, y, z0), (x0, y, z1), (x1, y, z1), (x1, y, z0))


def _boards(k: Kit, p: Paint, d: Dice, w: float, depth: float) -> None:
    """Boards along the longer side."""
    along_x = w > depth
    across = depth if along_x else w
    n = max(6, min(44, round(across / 0.24)))
    tones = [p.darker(p.floor, f) for f in (0.88, 0.96, 1.0, 1.06, 1.12)]
    for i in range(n):
        a, b = -across / 2 + across * i / n, -across / 2 + across * (i + 1) / n
        m = d.choice(tones)
        if along_x:
            _flat(k, m, -w / 2, a, w / 2, b)
        else:
            _flat(k, m, a, -depth / 2, b, depth / 2)


def _tiles(k: Kit, p: Paint, d: Dice, w: float, depth: float, size: float, style: str) -> None:
    size = max(size, math.sqrt(w * depth / 420))
    columns, rows = max(2, round(w / size)), max(2, round(depth / size))
    light = p.darker(p.floor, 1.35)
    tones = [p.darker(p.floor, f) for f in (0.85, 0.95, 1.05, 1.12)]
    for i in range(columns):
        for j in range(rows):
            m = (p.floor if (i + j) % 2 else light) if style == "tiles" else d.choice(tones)
            _flat(
                k, m,
                -w / 2 + w * i / columns, -depth / 2 + depth * j / rows,
                -w / 2 + w * (i + 1) / columns, -depth / 2 + depth * (j + 1) / rows,
            )  # fmt: skip


def walls(k: Kit, p: Paint, d: Dice, w: float, depth: float, h: float, style: str) -> None:
    """Four walls with skirting, and what the style adds.

    Styles: plain, dado (a painted lower half with a rail), panels (wood), tiles, bricks, stone, planks.
    """
    for side in ("back", "left", "front", "right"):
        x, z, yaw, length = wall_frame(side, w, depth)
        with k.thing(f"wall {side}", x, z, yaw, scenery=True):
            k.quad(p.wall, (-length / 2, 0, 0), (length / 2, 0, 0), (length / 2, h, 0), (-length / 2, h, 0))
            _wall_finish(k, p, d.fork(side), length, h, style)


def _wall_finish(k: Kit, p: Paint, d: Dice, length: float, h: float, style: str) -> None:  # noqa: C901 - one branch a style
    inner = length - 0.02
    if style in {"plain", "dado", "panels"}:
        k.box(p.as_kind(p.trim, "wall"), (0, 0, 0.011), (inner, 0.12, 0.022))
    if style == "dado":
        k.box(p.as_kind(p.darker(p.accent, 1.25), "wall"), (0, 0.12, 0.003), (inner, 0.84, 0.006))
        k.box(p.trim, (0, 0.96, 0.012), (inner, 0.05, 0.024))
    if style == "panels":
        _panels(k, p, length)
    if style == "tiles":
        tile, joint = p.as_kind(p.porcelain, "wall"), p.as_kind(p.darker(p.porcelain, 0.8), "wall")
        k.box(tile, (0, 0, 0.004), (inner, 1.5, 0.008))
        k.box(p.as_kind(p.accent, "wall"), (0, 1.5, 0.006), (inner, 0.06, 0.012))
        for i in range(1, int(length / 0.3)):
            k.box(joint, (-length / 2 + 0.3 * i, 0.02, 0.0065), (0.008, 1.46, 0.006))
        for j in range(1, 5):
            k.box(joint, (0, 0.3 * j, 0.007), (inner, 0.008, 0.006))
    if style in {"bricks", "stone"}:
        _courses(k, p, d, length, h, style)
    if style == "planks":
        n = max(4, round(h / 0.22))
        for j in range(n):
            m = p.as_kind(p.darker(p.wood, d.choice((0.85, 1.0, 1.1, 1.25))), "wall")
            k.box(m, (0, h * j / n, 0.006), (inner, h / n - 0.012, 0.012))
    if h > 4.0 and p.design.kind not in {"church", "theatre_stage"}:
        _upper_wall(k, p, length, h, style)
    if p.design.wealth == "rich" and style in {"plain", "dado", "panels"}:
        k.box(p.trim, (0, h - 0.13, 0.03), (inner, 0.08, 0.06))
        k.box(p.trim, (0, h - 0.06, 0.05), (inner, 0.06, 0.1))


def _upper_wall(k: Kit, p: Paint, length: float, h: float, style: str) -> None:
    """High walls carry pilasters and a cornice; those of sheds steel posts and a band of high windows."""
    shed = style in {"bricks", "stone"}
    n = max(2, round(length / 4.0))
    post = p.iron if style == "bricks" else p.as_kind(p.darker(p.wall, 0.88), "wall")
    low = 2.75
    for i in range(n + 1):
        at = max(-length / 2 + 0.16, min(length / 2 - 0.16, -length / 2 + length * i / n))
        k.box(post, (at, low, 0.06), (0.3, h - low - 0.02, 0.12))
        k.box(post, (at, low - 0.16, 0.09), (0.42, 0.16, 0.18))
    k.box(p.as_kind(p.trim, "wall") if not shed else post, (0, low + 0.02, 0.03), (length - 0.02, 0.1, 0.06))
    if style == "stone":
        return
    sill, high = low + 0.45, min(1.5, h - low - 1.2)
    for i in range(n):
        at, wide = -length / 2 + length * (i + 0.5) / n, length / n - 1.1
        if high < 0.5 or wide < 0.8:
            continue
        k.box(p.trim if not shed else p.iron, (at, sill - 0.06, 0.012), (wide + 0.14, high + 0.12, 0.024))
        k.box(p.pane, (at, sill, 0.026), (wide, high, 0.012))
        bars = max(2, round(wide / 0.7))
        for j in range(1, bars):
            k.box(p.iron if shed else p.trim, (at - wide / 2 + wide * j / bars, sill, 0.034), (0.05, high, 0.02))
        k.box(p.iron if shed else p.trim, (at, sill + high / 2, 0.034), (wide, 0.05, 0.018))


def _panels(k: Kit, p: Paint, length: float) -> None:
    n = max(2, round(length / 0.85))
    k.box(p.as_kind(p.wood, "wall"), (0, 0.12, 0.005), (length - 0.02, 1.08, 0.01))
    k.box(p.wood_dark, (0, 1.2, 0.02), (length - 0.02, 0.06, 0.04))
    for i in range(n):
        k.box(
            p.as_kind(p.darker(p.wood, 1.2), "wall"),
            (-length / 2 + length * (i + 0.5) / n, 0.24, 0.016),
            (length / n - 0.2, 0.84, 0.014),
        )


def _courses(k: Kit, p: Paint, d: Dice, length: float, h: float, style: str) -> None:
    """Single bricks or stones that stand out, enough to say what the wall is made of."""
    bw, bh = (0.24, 0.08) if style == "bricks" else (0.6, 0.3)
    for _ in range(int(length * h * (1.6 if style == "bricks" else 0.9))):
        row = d.integer(0, max(0, int(h / bh) - 1))
        x = (d.integer(0, max(0, int(length / bw) - 2)) + (0.5 if row % 2 else 0.0)) * bw - length / 2 + bw / 2
        if abs(x) < length / 2 - bw:
            k.box(
                p.darker(p.wall, d.choice((0.75, 0.85, 1.12))),
                (x, row * bh, 0.004),
                (bw - 0.02, bh - 0.02, 0.008),
            )


def ceiling(k: Kit, p: Paint, w: float, depth: float, h: float, style: str) -> None:
    """A ceiling seen from below only: plain, beams, panels or trusses."""
    with k.thing("ceiling", scenery=True):
        m = p.as_kind(p.darker(p.trim, 0.95) if style != "trusses" else p.darker(p.wall, 0.7), "ceiling")
        beam, iron, seam = (p.as_kind(x, "ceiling") for x in (p.wood_dark, p.iron, p.metal))
        k.quad(m, (-w / 2, h, -depth / 2), (w / 2, h, -depth / 2), (w / 2, h, depth / 2), (-w / 2, h, depth / 2))
        if style == "beams":
            n = max(3, round(depth / 1.2))
            for i in range(n):
                k.box(beam, (0, h - 0.18, -depth / 2 + depth * (i + 0.5) / n), (w - 0.02, 0.17, 0.16))
        if style == "panels":
            n, rows = max(2, round(w / 1.2)), max(2, round(depth / 1.2))
            for i in range(1, n):
                k.box(seam, (-w / 2 + w * i / n, h - 0.012, 0), (0.03, 0.01, depth - 0.02))
            for j in range(1, rows):
                k.box(seam, (0, h - 0.024, -depth / 2 + depth * j / rows), (w - 0.02, 0.01, 0.03))
        if style == "trusses":
            n = max(3, round(depth / 3.5))
            for i in range(n):
                z = -depth / 2 + depth * (i + 0.5) / n
                k.box(iron, (0, h - 0.9, z), (w - 0.02, 0.12, 0.12))
                k.box(iron, (0, h - 0.14, z), (w - 0.02, 0.12, 0.12))
                m_ = max(4, round(w / 1.6))
                for j in range(m_):
                    x = -w / 2 + w * (j + 0.5) / m_
                    k.box(iron, (x, h - 0.82, z), (0.07, 0.8, 0.07), roll=35 if j % 2 else -35)
