"""What grows and lies outdoors: trees, bushes, grass, stones, hills, water, and things left in the open."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filmwright.render.mesh import Material
from filmwright.render.sets import parts
from filmwright.render.sets.dice import Dice, value_noise
from filmwright.render.sets.kit import Kit
from filmwright.render.sets.paint import Paint

__all__ = [
    "Land",
    "bare_tree",
    "birch",
    "bush",
    "cactus",
    "campfire",
    "clouds",
    "flowers",
    "grass",
    "gravestone",
    "ground",
    "haystack",
    "log",
    "palm",
    "patches",
    "pine",
    "ridge",
    "rock",
    "round_tree",
    "water_plane",
]  # fmt: skip


def round_tree(k: Kit, p: Paint, d: Dice, h: float, *, near: bool = True) -> None:
    """A broad-leaved tree of height h."""
    trunk = h * d.uniform(0.3, 0.42)
    lean = d.uniform(-0.25, 0.25)
    r = h * 0.028
    path = ((0, -0.1, 0), (lean * 0.3, trunk * 0.5, 0.05), (lean, trunk * 1.25, 0))
    k.add(p.bark, parts.tube(path, (r * 1.5, r, r * 0.7), 7 if near else 5))
    lobes = d.integer(5, 7) if near else 2
    for i in range(lobes):
        a = i * 2.4 + d.uniform(0, 1)
        out = h * d.uniform(0.1, 0.2) * (i > 0)
        size = h * d.uniform(0.16, 0.24) * (1.25 if i == 0 else 1.0) * (1.0 if near else 1.3)
        at = (lean + out * math.cos(a), trunk + h * d.uniform(0.18, 0.42), out * math.sin(a))
        m = d.choice((p.leaf, p.leaf, p.leaf_dark, p.leaf_light)) if near else d.choice((p.leaf, p.leaf_dark))
        solid = parts.blob(d.integer(0, 7), 0.3, 2.6, 11 if near else 8, 7 if near else 5)
        k.add(m, solid, at, scale=(size, size * 0.8, size), yaw=d.uniform(0, 360))


def pine(k: Kit, p: Paint, d: Dice, h: float, *, near: bool = True) -> None:
    """A conifer."""
    k.cylinder(p.bark, (0, -0.1, 0), h * 0.022, h * 0.35, sides=6)
    tiers = 5 if near else 3
    for i in range(tiers):
        low = h * (0.14 + 0.8 * i / tiers)
        r = h * 0.2 * (1 - i / (tiers + 0.6)) * d.uniform(0.9, 1.1)
        m = p.leaf_dark if i % 2 else p.darker(p.leaf, 0.75)
        if p.design.kind == "snow_field" or p.design.weather == "snow":
            m = d.choice((p.leaf_dark, p.snow))
        k.cylinder(
            m,
            (0, low, 0),
            round(r, 2),
            round(h * 1.25 / tiers, 2),
            top=0.0,
            sides=9 if near else 7,
            yaw=d.uniform(0, 40),
        )


def birch(k: Kit, p: Paint, d: Dice, h: float, *, near: bool = True) -> None:
    """A slim tree with a pale trunk."""
    k.add(
        p.linen,
        parts.tube(((0, -0.1, 0), (0.08, h * 0.5, 0), (0.05, h * 0.92, 0.04)), (h * 0.016, h * 0.012, 0.02), 6),
    )
    if near:
        for i in range(5):
            k.box(
                p.black,
                (0.03, h * (0.08 + 0.09 * i), h * 0.014),
                (0.07, 0.03, 0.012),
                roll=d.uniform(-20, 20),
            )
    for i in range(4 if near else 2):
        size = h * d.uniform(0.09, 0.14)
        at = (d.uniform(-0.1, 0.1) * h * 0.8, h * (0.55 + 0.13 * i), d.uniform(-0.1, 0.1) * h * 0.8)
        k.add(
            d.choice((p.leaf_light, p.leaf)),
            parts.blob(d.integer(0, 7), 0.3, 2.6, 9, 6),
            at,
            scale=(size, size * 1.3, size),
        )


def bare_tree(k: Kit, p: Paint, d: Dice, h: float, *, near: bool = True) -> None:
    """A leafless tree."""
    top = (d.uniform(-0.4, 0.4), h * 0.6, d.uniform(-0.3, 0.3))
    k.add(p.bark, parts.tube(((0, -0.1, 0), (0.1, h * 0.3, 0), top), (h * 0.04, h * 0.028, h * 0.015), 7))
    for i in range(7 if near else 4):
        a, y = i * 2.4, h * d.uniform(0.28, 0.58)
        reach = h * d.uniform(0.18, 0.34)
        knee = (reach * 0.5 * math.cos(a), y + reach * 0.35, reach * 0.5 * math.sin(a))
        end = (reach * math.cos(a), y + reach * d.uniform(0.8, 1.3), reach * math.sin(a))
        k.add(p.bark, parts.tube(((0.08, y, 0), knee, end), (h * 0.014, h * 0.01, 0.01), 5))
        if near:
            twig = (knee[0] * 1.9, knee[1] + reach * 0.2, knee[2] * 1.5)
            k.add(p.bark, parts.tube((knee, twig), (0.03, 0.008), 4))


def palm(k: Kit, p: Paint, d: Dice, h: float, *, near: bool = True) -> None:
    """A palm."""
    lean = d.uniform(-0.8, 0.8)
    k.add(p.bark, parts.tube(((0, -0.1, 0), (lean * 0.3, h * 0.5, 0), (lean, h, 0)), (0.2, 0.14, 0.11), 8))
    for i in range(9 if near else 6):
        a = 2 * math.pi * i / (9 if near else 6)
        reach = d.uniform(1.5, 2.2)
        with k.at(lean, h, 0, math.degrees(a)):
            frond = ((0, 0, 0), (0, 0.35, reach * 0.4), (0, 0.05, reach * 0.8), (0, -0.6, reach))
            k.add(
                p.leaf if i % 2 else p.leaf_dark,
                parts.tube(frond, (0.05, 0.26, 0.2, 0.02), 6),
                scale=(1.0, 1.0, 1.0),
            )


def cactus(k: Kit, p: Paint, d: Dice, h: float, *, near: bool = True) -> None:
    """A column cactus with arms."""
    sides = 9 if near else 6
    k.add(p.leaf, parts.tube(((0, -0.1, 0), (0, h * 0.96, 0), (0, h, 0)), (0.22, 0.2, 0.06), sides))
    for s in (-1, 1):
        if d.chance(0.8):
            y, up = h * d.uniform(0.3, 0.5), h * d.uniform(0.2, 0.35)
            arm = (
                (0, y, 0),
                (s * 0.5, y, 0),
                (s * 0.6, y + 0.15, 0),
                (s * 0.6, y + up, 0),
                (s * 0.6, y + up + 0.08, 0),
            )
            k.add(p.leaf, parts.tube(arm, (0.13, 0.13, 0.13, 0.12, 0.03), sides))


def bush(k: Kit, p: Paint, d: Dice, h: float, *, near: bool = True) -> None:
    """A round bush."""
    for _ in range(3 if near else 1):
        size = h * d.uniform(0.45, 0.65)
        at = (d.uniform(-0.4, 0.4) * h, size * 0.6, d.uniform(-0.4, 0.4) * h)
        m = d.choice((p.leaf, p.leaf_dark, p.leaf_light))
        k.add(
            m,
            parts.blob(d.integer(0, 7), 0.3, 2.8, 10 if near else 7, 6 if near else 4),
            at,
            scale=(size, size * 0.85, size),
            yaw=d.uniform(0, 360),
        )


def rock(k: Kit, p: Paint, d: Dice, h: float, *, near: bool = True, m: Material | None = None) -> None:
    """A boulder."""
    stone = m or d.choice((p.darker(p.wall, 0.85), p.darker(p.wall, 1.0), p.darker(p.wall, 0.7)))
    solid = parts.blob(d.integer(0, 7), 0.38, 1.7, 9 if near else 7, 6 if near else 5)
    facets = parts.flat_shaded(solid.vertices, solid.faces)
    k.add(
        stone,
        facets,
        (0, h * 0.25, 0),
        scale=(h * d.uniform(0.7, 1.0), h * 0.62, h * d.uniform(0.6, 0.9)),
        yaw=d.uniform(0, 360),
    )


def grass(k: Kit, p: Paint, d: Dice, h: float) -> None:
    """A tuft of grass."""
    for i in range(5):
        a = i * 1.3 + d.uniform(0, 1)
        out = h * d.uniform(0.2, 0.6)
        blade = (
            (0.03 * math.cos(a), -0.02, 0.03 * math.sin(a)),
            (out * math.cos(a), h * d.uniform(0.7, 1.0), out * math.sin(a)),
        )
        k.add(p.leaf_light if i % 2 else p.leaf, parts.tube(blade, (0.025, 0.003), 3))


def flowers(k: Kit, p: Paint, d: Dice, h: float) -> None:
    """A low bed of flowers."""
    k.add(p.leaf_dark, parts.blob(d.integer(0, 7), 0.3, 3.0, 9, 5), (0, h * 0.2, 0), scale=(h, h * 0.5, h))
    petal = p.fabric(d)
    for _ in range(7):
        a, r = d.uniform(0, 6.28), h * d.uniform(0.2, 0.85)
        k.ball(petal, (r * math.cos(a), h * d.uniform(0.55, 0.8), r * math.sin(a)), 0.06, sides=6, rings=4)


def log(k: Kit, p: Paint, d: Dice, length: float) -> None:
    """A fallen trunk one can sit on."""
    k.add(p.bark, parts.cylinder(0.24, round(length, 2), 0.2, 9), (-length / 2, 0.2, 0), roll=-90)
    k.add(p.wood_light, parts.cylinder(0.18, 0.012, None, 9), (length / 2, 0.2, 0), roll=-90)
    k.add(
        p.bark,
        parts.tube(((0, 0.3, 0), (0.1, 0.7, 0.15)), (0.07, 0.03), 6),
        (d.uniform(-0.3, 0.3) * length, 0, 0),
    )
    for s in (-0.5, 0.5):
        k.seat(s * length * 0.5, 0.2, 0.42, "log")


def campfire(k: Kit, p: Paint, d: Dice, _h: float) -> None:
    """Stones, logs and flames."""
    for i in range(9):
        a = 2 * math.pi * i / 9
        k.add(
            p.stone_dark,
            parts.blob(i % 7, 0.3, 1.8, 7, 5),
            (0.5 * math.cos(a), 0.06, 0.5 * math.sin(a)),
            scale=d.uniform(0.1, 0.16),
        )
    for i in range(5):
        a = 72 * i
        with k.at(yaw=a):
            k.box(p.bark, (0, 0.12, 0.18), (0.08, 0.08, 0.5), pitch=-32)
    for i in range(5):
        a = i * 1.3
        k.cylinder(p.flame, (0.1 * math.cos(a), 0.12, 0.1 * math.sin(a)), 0.09, d.uniform(0.3, 0.6), top=0.0, sides=7)
    k.practical(0, 0.5, 0, 5.0)


def gravestone(k: Kit, p: Paint, d: Dice, h: float) -> None:
    """A headstone or a stone cross."""
    stone = p.darker(p.stone, d.choice((0.75, 0.9, 1.05)))
    tilt = d.uniform(-4, 4)
    k.box(p.darker(stone, 0.85), (0, 0, 0), (0.8, 0.12, 0.34))
    if d.chance(0.3):
        k.box(stone, (0, 0.12, 0), (0.16, h, 0.13), roll=tilt)
        k.box(stone, (0, h * 0.72, 0), (0.6, 0.15, 0.132), roll=tilt)
    elif d.chance(0.5):
        arch = [(-0.3, 0.0), (0.3, 0.0), (0.3, h * 0.7)]
        arch += [(0.3 * math.cos(a), h * 0.7 + 0.28 * math.sin(a)) for a in (0.5, 1.05, 1.57, 2.09, 2.64)]
        k.add(stone, parts.extrude((*arch, (-0.3, h * 0.7)), 0.12), (0, 0.1, 0), roll=tilt)
        k.box(p.darker(stone, 0.7), (0, h * 0.5, 0.064), (0.36, 0.05, 0.008))
        k.box(p.darker(stone, 0.7), (0, h * 0.38, 0.064), (0.28, 0.03, 0.008))
    else:
        k.box(stone, (0, 0.1, 0), (0.62, h, 0.12), roll=tilt)
        k.box(stone, (0, h + 0.08, 0), (0.7, 0.07, 0.18), roll=tilt)
    if d.chance(0.4):
        k.box(p.soil, (0, 0.005, 0.95), (0.8, 0.04, 1.5))
        flowers_at = d.uniform(-0.15, 0.15)
        k.ball(p.fabric(d), (flowers_at, 0.12, 0.4), (0.12, 0.08, 0.1), sides=8, rings=5)


def haystack(k: Kit, p: Paint, d: Dice, _h: float) -> None:
    """Round bales of hay."""
    straw = p.darker(p.sand, 0.85)
    for i in range(d.integer(1, 3)):
        k.add(straw, parts.cylinder(0.65, 1.2, None, 16), (-0.6 + 1.45 * i, 0.65, -0.6), pitch=90)


# ground, horizon, sky ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Land:
    """The lie of the land: level within `flat` metres of the middle, then rolling by `rise` metres.

    `valley` keeps a strip of that half width along z level too (roads, streets).
    """

    flat: float
    rise: float
    seed: int = 0
    valley: float = 0.0
    reach: float = 190.0

    def height(self, x: NDArray[np.float64], z: NDArray[np.float64]) -> NDArray[np.float64]:
        """Metres above the middle at points x, z."""
        flat = np.stack([x.ravel() / 26, np.zeros(x.size), z.ravel() / 26], 1)
        noise = value_noise(flat, self.seed + 11).reshape(x.shape)
        far = np.clip((np.hypot(x, z) - self.flat * 1.2) / (3 * self.flat), 0, 1)
        lift = (0.55 + 0.75 * noise) * self.rise * far
        if self.valley:
            lift = lift * np.clip((np.abs(x) - self.valley) / (2 * self.valley), 0, 1)
        result: NDArray[np.float64] = lift
        return result

    def at(self, x: float, z: float) -> float:
        """The height at one place."""
        if math.hypot(x, z) <= self.flat * 1.2 or abs(x) <= self.valley:
            return 0.0
        return float(self.height(np.array([x]), np.array([z]))[0])


def ground(k: Kit, m: Material, land: Land) -> None:
    """Ground all round to the horizon."""
    radii = np.concatenate(
        [
            np.array((0.0, land.flat * 0.5, land.flat, land.flat * 1.25)),
            np.geomspace(land.flat * 1.6, land.reach, 12),
        ]
    )
    turn = np.linspace(0, 2 * math.pi, 41)
    turn[-1] = 0.0
    x, z = np.outer(radii, np.sin(turn)), np.outer(radii, np.cos(turn))
    with k.thing("ground", scenery=True):
        k.add(m, parts.terrain(np.stack([x, land.height(x, z), z], axis=-1)))


def patches(
    k: Kit,
    materials: tuple[Material, ...],
    d: Dice,
    *,
    inner: float,
    outer: float,
    count: int,
    size: float,
    y: float = 0.012,
) -> None:
    """Flat patches of another colour on level ground: worn grass, puddles, drifts, stains."""
    with k.thing("ground patches", blocks=False, scenery=True):
        for i in range(count):
            a, r = d.uniform(0, 2 * math.pi), d.uniform(inner, outer)
            s = size * d.uniform(0.5, 1.3)
            at = (r * math.sin(a), y + 0.002 * (i % 5), r * math.cos(a))
            k.add(
                d.choice(materials),
                _patch(d.integer(0, 7)),
                at,
                scale=(s * d.uniform(0.8, 1.6), 1.0, s),
                yaw=d.uniform(0, 360),
            )


def _patch(seed: int) -> parts.Solid:
    """A flat shape with an uneven rim, seen from above."""
    turn = np.linspace(0, 2 * math.pi, 17)[:-1]
    rim = np.stack([np.cos(turn), np.zeros(16), np.sin(turn)], 1)
    r = 1 + 0.35 * value_noise(rim * 1.7 + 5.0, seed)
    points = np.concatenate([np.zeros((1, 3)), rim * r[:, None]])
    i = np.arange(16)
    faces = np.stack([np.zeros(16, np.int64), 1 + (i + 1) % 16, 1 + i], 1).astype(np.int32)
    return parts.Solid(points, np.tile((0.0, 1.0, 0.0), (17, 1)), faces)


def ridge(
    k: Kit,
    m: Material,
    d: Dice,
    *,
    radius: float,
    low: float,
    high: float,
    sharp: float = 1.0,
    name: str = "hills",
) -> None:
    """A range of hills all round at `radius`, from `low` to `high` metres, seen from inside."""
    n = 72
    turn = np.linspace(0, 2 * math.pi, n + 1)
    turn[-1] = 0.0
    ring = np.stack([np.sin(turn), np.zeros(n + 1), np.cos(turn)], 1)
    seed = d.integer(0, 1000)
    rough = 0.6 * value_noise(ring * 2.2 * sharp + 9.0, seed) + 0.4 * value_noise(ring * 6.0 * sharp + 3.0, seed + 1)
    top = low + (high - low) * np.clip(0.5 + 0.75 * rough, 0, 1)
    foot = ring * (radius * 0.9) + (0, -2.0, 0)
    middle = ring * radius
    middle[:, 1] = top * 0.62
    crest = ring * (radius * 1.12)
    crest[:, 1] = top
    with k.thing(name, scenery=True):
        k.add(m, parts.terrain(np.stack([foot, middle, crest])))


def water_plane(k: Kit, p: Paint, d: Dice, *, x0: float, x1: float, z0: float, z1: float, y: float, waves: int) -> None:
    """Water with lines of foam and swell across z."""
    with k.thing("water", scenery=True):
        xs, zs = np.linspace(x0, x1, 14), np.linspace(z0, z1, 14)
        grid = np.stack(np.meshgrid(xs, [0.0], zs, indexing="ij"), -1)[:, 0]
        grid[..., 1] = y + 0.08 * value_noise(grid.reshape(-1, 3) * 0.3, 5).reshape(14, 14)
        k.add(p.water, parts.terrain(grid))
        for i in range(waves):
            t = ((i + 0.5) / waves) ** 2
            z = z0 + (z1 - z0) * t
            x = d.uniform(x0, x1) * 0.7 + (x0 + x1) * 0.15
            length = (x1 - x0) * d.uniform(0.06, 0.16)
            k.ball(
                p.foam if i % 2 else p.darker(p.water, 1.35),
                (x, y + 0.09, z),
                (length, 0.05, 0.22 + 0.006 * abs(z)),
                sides=10,
                rings=5,
            )


def clouds(k: Kit, p: Paint, d: Dice, *, radius: float = 185.0) -> None:
    """A few heaps of cloud low over the horizon."""
    heap = Material((0.86, 0.89, 0.93) if p.design.time_of_day != "night" else (0.05, 0.06, 0.1), "sky", 0.25)
    with k.thing("clouds", scenery=True, blocks=False):
        for i in range(7):
            a = 2 * math.pi * (i + d.uniform(0, 0.7)) / 7
            y = radius * d.uniform(0.2, 0.36)
            for j in range(3):
                off = (j - 1) * radius * 0.07
                at = (
                    radius * math.sin(a) + off * math.cos(a),
                    y + (j == 1) * 3.0,
                    radius * math.cos(a) - off * math.sin(a),
                )
                size = radius * d.uniform(0.05, 0.09)
                k.add(heap, parts.blob(d.integer(0, 7), 0.2, 2.2, 10, 6), at, scale=(size, size * 0.34, size))
