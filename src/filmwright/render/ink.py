"""The drawn look: a storyboard panel in ink and wash.

Three things are put on the paper. A wash: the colours of things, strong on people and pale on sets.
A tone: shadow, from cast shadow and light angle alone, with hatching at 45 degrees. Lines: found
between neighbouring samples, smoothed along themselves and drawn as round strokes whose weight
follows what the line means (outline of a person, edge in depth, change of material, crease), how
near it is, and noise that is fixed in the world, so that a clip does not boil.
"""

# ruff: noqa: C901, FBT001, PLR0911, PLR0912, PLR0915, PLR1714, PLW3301, SIM109  (numba wants flat scalar loops)

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from filmwright.render.jit import inlined, njit
from filmwright.render.mesh import FIGURE_PARTS, FIGURE_STRIDE, FIRST_FIGURE_ID
from filmwright.render.raster import CEILING, EYE, FLOOR, GLASS, GROUND, LEAF, LIP, SKIN, SKY, WALL, WINDOW, Window
from filmwright.render.scene import (
    BIAS,
    CENTRE_X,
    CENTRE_Y,
    FOCAL,
    FORWARD,
    HAZE,
    HORIZON,
    KEY_DIRECTION,
    OPEN_SET,
    POOL,
    RIGHT,
    SHADE,
    SHARP_AT,
    SOFTNESS,
    TINT,
    UP,
    ZENITH,
    Scene,
)
from filmwright.render.scene import (
    EYE as EYE_AT,
)
from filmwright.render.shadow import lit_at
from filmwright.render.surface import meet, normal_at, ramp, same_surface, value_noise

__all__ = ["draw_lines", "draw_wash"]

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
I32 = NDArray[np.int32]
U8 = NDArray[np.uint8]

OUTLINE, CONTOUR, SEAM, FEATURE, EDGE, TOUCH, CREASE = range(1, 8)
"""Kinds of line: round a person; depth inside a person; change of cloth or hair; eyes and mouth;
depth in the set; things of a set that touch; folds of the set."""

_FACE = FIGURE_PARTS.index("face")
_EYES = FIGURE_PARTS.index("eyes")
_MOUTH = FIGURE_PARTS.index("mouth")

_LINE = 6
"""Marks of one kind within three samples that make a line; fewer are a speck and are left out."""

PAPER = (250.0, 247.0, 240.0)
INK = (34.0, 32.0, 40.0)


def draw_lines(
    scene: Scene, origin: tuple[int, int], unit: float, seed: int, part: Window, chosen: U8 | None = None
) -> F32:
    """Cover of ink (h, w) float32, 0 paper to 1 ink, right inside `part`.

    `origin` is the window's corner in pixels, `unit` the width of a one-pixel line in a 720-line
    picture. `part` (x0, y0, x1, y1) is what is asked for, in pixels from that corner; `chosen` (H, W) uint8 keeps
    only lines that touch a marked sample.
    """
    height, width = scene.triangle.shape
    across = np.zeros((height, width), np.uint8)
    down = np.zeros((height, width), np.uint8)
    keep = np.ones((1, 1), np.uint8) if chosen is None else chosen
    box = _with_pen(part, unit, width, height)
    _find(scene, origin[0] * 2, origin[1] * 2, box, keep, across, down)
    cover = np.zeros((height // 2, width // 2), np.float32)
    _stroke(scene, origin[0] * 2, origin[1] * 2, box, unit, seed, across, down, cover)
    return cover


def _with_pen(part: Window, unit: float, width: int, height: int) -> Window:
    """The samples from which a stroke can reach into a part of the picture (pixels).

    Strokes are smoothed over 3 samples, moved by less than 4, and have a radius of less than 3 units and a pixel.
    """
    reach = math.ceil(8 + 3 * unit)
    return (
        max(0, 2 * (part[0] - reach)),
        max(0, 2 * (part[1] - reach)),
        min(width, 2 * (part[2] + reach)),
        min(height, 2 * (part[3] + reach)),
    )


def draw_wash(
    scene: Scene,
    lines: F32,
    ambience: F32,
    origin: tuple[int, int],
    unit: float,
    seed: int,
    part: Window,
    *,
    opaque: bool,
) -> U8:
    """The finished drawing (h, w, 4) uint8, colour times alpha; nothing outside `part` (see `draw_lines`).

    Opaque: sky where nothing is seen.
    """
    out = np.zeros((*lines.shape, 4), np.uint8)
    _wash(scene, lines, ambience, _tooth(unit, seed), origin[0], origin[1], part, unit, seed, opaque, out)
    return out


@lru_cache(maxsize=4)
def _tooth(unit: float, seed: int) -> F32:
    """The tooth of the paper: smooth noise about -1..1, 256 by 256 pixels, that repeats without a seam."""
    noise = np.random.default_rng(seed + 7).standard_normal((256, 256))
    for _ in range(max(1, round(2 * unit))):
        for axis in (0, 1):
            noise = (np.roll(noise, 1, axis) + 2 * noise + np.roll(noise, -1, axis)) / 4
    tooth: F32 = (0.6 * noise / noise.std()).astype(np.float32)
    return tooth


@inlined
def _between(scene: Scene, s: int, t: int, sx: float, sy: float, tx: float, ty: float, ns: float, nt: float) -> int:
    """What kind of line lies between two neighbouring samples, 0 for none."""
    if s < 0 or t < 0:
        if s < -1 or t < -1:
            return 0
        seen = t if s < 0 else s
        if scene.kind[scene.material[seen]] == SKY:
            return 0
        return OUTLINE if scene.object_id[seen] >= FIRST_FIGURE_ID else EDGE
    os, ot = scene.object_id[s], scene.object_id[t]
    ms, mt = scene.material[s], scene.material[t]
    setup = scene.setup
    plane_s = setup[s, 9] * tx + setup[s, 10] * ty + setup[s, 11]
    plane_t = setup[t, 9] * sx + setup[t, 10] * sy + setup[t, 11]
    gap_s = abs(1.0 / plane_s - 1.0 / nt) if plane_s > 0 else 1e9
    gap_t = abs(1.0 / plane_t - 1.0 / ns) if plane_t > 0 else 1e9
    gap = min(gap_s, gap_t)
    depth = 1.0 / max(ns, nt)
    nearer = os if ns > nt else ot
    if os >= FIRST_FIGURE_ID or ot >= FIRST_FIGURE_ID:
        who_s = (os - FIRST_FIGURE_ID) // FIGURE_STRIDE if os >= FIRST_FIGURE_ID else -1
        who_t = (ot - FIRST_FIGURE_ID) // FIGURE_STRIDE if ot >= FIRST_FIGURE_ID else -1
        if who_s != who_t:
            return EDGE if nearer < FIRST_FIGURE_ID and gap > 0.02 else OUTLINE
        part_s = (os - FIRST_FIGURE_ID) % FIGURE_STRIDE
        part_t = (ot - FIRST_FIGURE_ID) % FIGURE_STRIDE
        small_s, small_t = part_s == _EYES or part_s == _MOUTH, part_t == _EYES or part_t == _MOUTH
        if small_s or small_t:
            differ = part_s != part_t or _colours_differ(scene, ms, mt, 0.01)
            return FEATURE if differ else 0
        if gap > 0.012 + 0.004 * depth:
            return FEATURE if part_s == _FACE and part_t == _FACE and gap < 0.03 else CONTOUR
        if ms != mt and _colours_differ(scene, ms, mt, 0.004):
            return FEATURE if part_s == _FACE and part_t == _FACE else SEAM
        return 0
    sky_s, sky_t = scene.kind[ms] == SKY, scene.kind[mt] == SKY
    if sky_s and sky_t:
        return 0
    if gap > 0.015 + 0.010 * depth + 0.0012 * depth * depth:
        return EDGE
    if os != ot:
        return TOUCH
    if ms != mt and _colours_differ(scene, ms, mt, 0.015):
        return TOUCH
    f = scene.facing
    if f[s, 0] * f[t, 0] + f[s, 1] * f[t, 1] + f[s, 2] * f[t, 2] < 0.85:
        ax, ay, az = normal_at(setup, scene.normals, scene.faces, s, sx, sy)
        bx, by, bz = normal_at(setup, scene.normals, scene.faces, t, tx, ty)
        if abs(ax * bx + ay * by + az * bz) < 0.80:
            return CREASE
    return 0


@inlined
def _colours_differ(scene: Scene, a: int, b: int, least: float) -> bool:
    for c in range(3):
        if abs(scene.albedo[a, c] - scene.albedo[b, c]) > least:
            return True
    step: float = abs(scene.emission[a] - scene.emission[b])
    return step > 0.3


@njit
def _same(
    object_id: I32, material: I32, facing: F32, setup: F64, s: int, t: int, x: float, y: float, near: float
) -> bool:
    """Whether two samples surely lie on one surface: nearly all pairs do, and this asks little of them.

    `x`, `y` and `near` are those of `t`, which lies on the plane of `s` as well as on its own, within 11 mm: less
    than every gap in depth that `_between` makes a line of.
    """
    if s < 0 or t < 0 or object_id[s] != object_id[t] or material[s] != material[t]:
        return False
    plane = setup[s, 9] * x + setup[s, 10] * y + setup[s, 11]
    if plane <= 0 or abs(near - plane) > 0.011 * plane * near:
        return False
    if object_id[s] >= FIRST_FIGURE_ID:
        return True
    turn: float = facing[s, 0] * facing[t, 0] + facing[s, 1] * facing[t, 1] + facing[s, 2] * facing[t, 2]
    return turn > 0.86


@njit
def _find(scene: Scene, x0: int, y0: int, box: Window, keep: U8, across: U8, down: U8) -> None:
    """Mark line kinds between a sample of the box and its right and lower neighbour."""
    triangle, near, object_id, material = scene.triangle, scene.near, scene.object_id, scene.material
    facing, setup = scene.facing, scene.setup
    height, width = triangle.shape
    every = keep.shape[0] == 1
    for y in range(box[1], box[3]):
        for x in range(box[0], box[2]):
            s = triangle[y, x]
            for way in range(2):
                u, v = (x + 1, y) if way == 0 else (x, y + 1)
                if u >= width or v >= height:
                    continue
                t = triangle[v, u]
                if t == s or not (every or keep[y, x] != 0 or keep[v, u] != 0):
                    continue
                if _same(object_id, material, facing, setup, s, t, u + x0 + 0.5, v + y0 + 0.5, near[v, u]):
                    continue
                kind = _between(
                    scene, s, t, x + x0 + 0.5, y + y0 + 0.5, u + x0 + 0.5, v + y0 + 0.5, near[y, x], near[v, u]
                )
                if way == 0:
                    across[y, x] = kind
                else:
                    down[y, x] = kind


@njit
def _smoothed(across: U8, down: U8, x: int, y: int, cx: float, cy: float) -> tuple[float, float, int]:
    """Mean place of the marks of the same kind around one mark, and how many there are.

    So the stair of samples becomes a curve, and a speck can be told from a line.
    """
    height, width = across.shape
    kind = across[y, x] if cx > x + 0.75 else down[y, x]
    sum_x, sum_y, total, count = 0.0, 0.0, 0.0, 0
    for v in range(max(0, y - 3), min(height, y + 4)):
        for u in range(max(0, x - 3), min(width, x + 4)):
            if across[v, u] == kind:
                dx, dy = u + 1.0 - cx, v + 0.5 - cy
                w = max(0.0, 1.0 - (dx * dx + dy * dy) / 12.0)
                sum_x += w * dx
                sum_y += w * dy
                total += w
                count += 1
            if down[v, u] == kind:
                dx, dy = u + 0.5 - cx, v + 1.0 - cy
                w = max(0.0, 1.0 - (dx * dx + dy * dy) / 12.0)
                sum_x += w * dx
                sum_y += w * dy
                total += w
                count += 1
    return cx + sum_x / total, cy + sum_y / total, count


@njit
def _pen(kind: int, scale: float, depth: float, noise: float) -> tuple[float, float]:
    """Width in units and darkness of a stroke. `scale` is units per metre where the line lies."""
    close = min(1.0, max(0.42, 2.8 / depth))
    if kind == OUTLINE:
        return min(3.3, max(1.15, 0.013 * scale)) * (1 + 0.34 * noise), 1.0
    if kind == CONTOUR:
        return min(2.0, max(0.7, 0.008 * scale)) * (1 + 0.32 * noise), 0.95
    if kind == SEAM:
        return min(1.05, max(0.4, 0.005 * scale)) * (1 + 0.28 * noise), 0.8
    if kind == FEATURE:
        return min(1.1, max(0.3, 0.0030 * scale)) * (1 + 0.20 * noise), 0.88
    if kind == EDGE:
        return 1.45 * (0.35 + 0.65 * close) * (1 + 0.32 * noise), 0.45 + 0.45 * close
    if kind == TOUCH:
        return 0.95 * (0.5 + 0.5 * close) * (1 + 0.25 * noise), 0.30 + 0.38 * close
    return 0.80 * (0.5 + 0.5 * close) * (1 + 0.25 * noise), 0.18 + 0.27 * close


@njit
def _world(view: F64, px: float, py: float, depth: float) -> tuple[float, float, float]:
    """The point in the world at a pixel and depth."""
    right = (px - view[CENTRE_X]) / view[FOCAL] * depth
    up = -(py - view[CENTRE_Y]) / view[FOCAL] * depth
    return (
        view[EYE_AT] + right * view[RIGHT] + up * view[UP] + depth * view[FORWARD],
        view[EYE_AT + 1] + right * view[RIGHT + 1] + up * view[UP + 1] + depth * view[FORWARD + 1],
        view[EYE_AT + 2] + right * view[RIGHT + 2] + up * view[UP + 2] + depth * view[FORWARD + 2],
    )


@njit
def _hand(x: float, y: float, z: float, scale: float, seed: int) -> float:
    """Noise of the pen: fixed in the world, about 45 units long on the picture at any distance."""
    level = math.log2(max(1e-3, scale / 45.0))
    low = math.floor(level)
    f, mix = 2.0**low, level - low
    coarse = value_noise(x * f, y * f, z * f, seed)
    fine = value_noise(x * 2 * f, y * 2 * f, z * 2 * f, seed)
    return 1.4 * (coarse + mix * (fine - coarse))


@njit
def _stroke(
    scene: Scene, x0: int, y0: int, box: Window, unit: float, seed: int, across: U8, down: U8, cover: F32
) -> None:
    near, lens, light = scene.near, scene.lens, scene.light
    for y in range(box[1], box[3]):
        for x in range(box[0], box[2]):
            for way in range(2):
                kind = across[y, x] if way == 0 else down[y, x]
                if kind == 0:
                    continue
                other = near[y, x + 1] if way == 0 else near[y + 1, x]
                depth = 1.0 / max(1e-3, max(near[y, x], other))
                cx = x + 1.0 if way == 0 else x + 0.5
                cy = y + 0.5 if way == 0 else y + 1.0
                cx, cy, count = _smoothed(across, down, x, y, cx, cy)
                if count < _LINE and kind != OUTLINE:
                    continue
                scale = lens[FOCAL] / depth / unit
                wx, wy, wz = _world(lens, (cx + x0) / 2, (cy + y0) / 2, depth)
                thick, dark = _pen(kind, scale, depth, _hand(wx, wy, wz, scale, seed))
                dark *= _air(light, depth, kind)
                _dab(cover, cx / 2, cy / 2, 0.5 * thick * unit, dark)


@njit
def _air(light: F64, depth: float, kind: int) -> float:
    """How much of a line is left through haze, and behind the distance that is sharp."""
    left = math.exp(-2.0 * light[HAZE] * depth) if light[HAZE] > 0 else 1.0
    sharp = light[SHARP_AT]
    if sharp > 0 and kind >= EDGE and depth > 1.3 * sharp:
        left *= max(0.45, 1.0 - 0.35 * (depth / sharp - 1.3))
    return max(0.12, left)


@njit
def _dab(cover: F32, cx: float, cy: float, radius: float, dark: float) -> None:
    """One round dab of the pen with a soft rim; overlapping dabs do not add up."""
    height, width = cover.shape
    reach = radius + 0.5
    for v in range(max(0, int(cy - reach - 0.5)), min(height, int(cy + reach + 0.5) + 1)):
        dy = v + 0.5 - cy
        for u in range(max(0, int(cx - reach - 0.5)), min(width, int(cx + reach + 0.5) + 1)):
            dx = u + 0.5 - cx
            inside = reach - math.sqrt(dx * dx + dy * dy)
            if inside > 0:
                value = np.float32(dark * min(1.0, inside, 2.0 * radius))
                cover[v, u] = max(cover[v, u], value)


@njit
def _sky(light: F64, view: F64, px: float, py: float) -> tuple[float, float, float]:
    """Wash of the open sky in display values 0..1, by the height of the view ray."""
    x, y = (px - view[CENTRE_X]) / view[FOCAL], -(py - view[CENTRE_Y]) / view[FOCAL]
    rise = (x * view[RIGHT + 1] + y * view[UP + 1] + view[FORWARD + 1]) / math.sqrt(1 + x * x + y * y)
    t = min(1.0, max(0.0, rise * 1.8)) ** 0.7
    return (
        (light[HORIZON] + t * (light[ZENITH] - light[HORIZON])) ** 0.4545,
        (light[HORIZON + 1] + t * (light[ZENITH + 1] - light[HORIZON + 1])) ** 0.4545,
        (light[HORIZON + 2] + t * (light[ZENITH + 2] - light[HORIZON + 2])) ** 0.4545,
    )


@njit
def _tone(kind: int, person: bool, angle: float, share: float, softness: float, open_set: float) -> tuple[float, float]:
    """Darkness 0..1 of the flat tone, and of the part of it that is hatched.

    `angle` is the cosine between normal and key, `share` how much of the key arrives.
    """
    turned = 1.0 - (ramp(-0.04, 0.10, angle) if person else ramp(-0.10, 0.0, angle))
    hidden = 1.0 - ramp(0.32, 0.68, share)
    soft = 1.0 - 0.75 * softness
    if open_set > 0 and (kind == WALL or kind == CEILING or kind == FLOOR):
        return max(0.45 * turned, hidden) * soft, hidden * soft
    dark = max(turned, hidden) * soft
    return dark, dark


@njit
def _colour(
    light: F64, kind: int, person: bool, a0: float, a1: float, a2: float, emission: float, depth: float,
    ambience: float, dark: float, glow: float,
) -> tuple[float, float, float]:  # fmt: skip
    """Wash and tone of a sample on the paper, 0..255, from the display colour of the thing."""
    if emission > 0.3 and kind != SKY:
        return PAPER[0] * (0.88 + 0.12 * a0), PAPER[1] * (0.88 + 0.12 * a1), PAPER[2] * (0.88 + 0.12 * a2)
    grey = 0.30 * a0 + 0.59 * a1 + 0.11 * a2
    if person:
        strength, pure = 0.86, 1.10
    elif kind == SKY:
        strength, pure = 0.50, 0.95
    elif kind == WINDOW:  # what is seen through it: dark at night
        strength, pure = 0.82, 1.0
    else:
        strength, pure = 0.46 - 0.12 * ramp(2.5, 14.0, depth), 0.92
        if light[SHARP_AT] > 0 and depth > 1.3 * light[SHARP_AT]:
            strength *= 0.85
    tone = 1.0 if kind == SKY else (0.86 + 0.14 * ambience if person else 0.76 + 0.24 * ambience)
    air = 0.0 if kind == SKY or light[HAZE] <= 0 else 1.0 - math.exp(-light[HAZE] * depth)
    amount = 0.75 * dark if kind in (SKIN, EYE, LIP) else dark
    r = (1.0 - strength * (1.0 - min(1.0, grey + pure * (a0 - grey)))) * tone
    g = (1.0 - strength * (1.0 - min(1.0, grey + pure * (a1 - grey)))) * tone
    b = (1.0 - strength * (1.0 - min(1.0, grey + pure * (a2 - grey)))) * tone
    if light[POOL] > 0 and not person and kind != SKY:  # after dark, what lies beyond the light sinks away
        tone = 1.0 - 0.34 * ramp(light[POOL], 4.5 * light[POOL], depth) * (1.0 - glow)
        r, g, b = r * tone, g * tone, b * tone
    r *= (1.0 - amount * (1.0 - light[SHADE])) * light[TINT]
    g *= (1.0 - amount * (1.0 - light[SHADE + 1])) * light[TINT + 1]
    b *= (1.0 - amount * (1.0 - light[SHADE + 2])) * light[TINT + 2]
    if air > 0:
        veil = 0.9 if light[POOL] <= 0 else 0.52
        r += air * (veil * light[TINT] - r)
        g += air * (veil * light[TINT + 1] - g)
        b += air * (veil * light[TINT + 2] - b)
    if glow > 0 and kind != SKY:
        r, g, b = (
            r * (1.0 + glow * (1.00 / light[TINT] - 1.0)),
            g * (1.0 + glow * (0.97 / light[TINT + 1] - 1.0)),
            b * (1.0 + glow * (0.88 / light[TINT + 2] - 1.0)),
        )
    if kind == SKIN:
        luma = 255.0 * (0.2126 * r + 0.7152 * g + 0.0722 * b)
        if luma < 104.0:  # a face is always legible
            lift = (104.0 - 0.5 * (104.0 - luma)) / max(1.0, luma)
            r, g, b = r * lift, g * lift, b * lift
    return PAPER[0] * max(0.0, r), PAPER[1] * max(0.0, g), PAPER[2] * max(0.0, b)


@njit
def _glow(lamps: F64, x: float, y: float, z: float) -> float:
    """How much lamps take back the wash of the night at a point, 0..1: a soft pool with no rim."""
    total = 0.0
    for i in range(lamps.shape[0]):
        dx, dy, dz, reach = x - lamps[i, 0], y - lamps[i, 1], z - lamps[i, 2], lamps[i, 6]
        square = dx * dx + dy * dy + dz * dz
        if square > 1.001 * reach * reach:  # surely out of reach: no root is needed
            continue
        away = math.sqrt(square) / reach
        if away < 1.0:
            total += (1.0 - away) * (1.0 - away) * max(lamps[i, 3], lamps[i, 4])
    return 1.0 - math.exp(-1.6 * total)


@njit
def _hatch(x: float, y: float, dark: float, spacing: float, width: float, seed: int) -> float:
    """Cover of one family of strokes at 45 degrees; `dark` opens and closes them."""
    along, across = (x - y) * 0.70710678, (x + y) * 0.70710678
    across += 1.1 * math.sin(along * 0.021 + 0.7 * seed) + 0.5 * math.sin(along * 0.067)
    row = math.floor(across / spacing)
    off = abs(across - (row + 0.5) * spacing)
    if 0.5 * width * dark + 0.5 <= off:  # between the strokes, however strong they are
        return 0.0
    lift = value_noise(along / 34.0, row * 7.31, 0.5, seed)
    w = width * dark * min(1.0, max(0.0, 0.95 + 0.75 * lift))
    return min(1.0, max(0.0, 0.5 * w + 0.5 - off)) * min(1.0, w)


@njit
def _wash(
    scene: Scene, lines: F32, ambience: F32, tooth: F32, x0: int, y0: int, part: Window, unit: float, seed: int,
    opaque: bool, out: U8,
) -> None:  # fmt: skip
    triangle, near, setup, normals, faces = scene.triangle, scene.near, scene.setup, scene.normals, scene.faces
    facing, material, object_id, albedo = scene.facing, scene.material, scene.object_id, scene.albedo
    wash, emission, kinds, light, lamps = scene.wash, scene.emission, scene.kind, scene.light, scene.lamps
    near_map, near_frame, near_bounds = scene.near_map, scene.near_frame, scene.near_bounds
    far_map, far_frame, far_bounds, lens = scene.far_map, scene.far_frame, scene.far_bounds, scene.lens
    red, green, blue = np.zeros(4), np.zeros(4), np.zeros(4)
    for y in range(part[1], part[3]):
        for x in range(part[0], part[2]):
            light_here = ambience[min(y // 2, ambience.shape[0] - 1), min(x // 2, ambience.shape[1] - 1)]
            r, g, b, count, shade, owner, deep = 0.0, 0.0, 0.0, 0, 0.0, -1, 1.0
            first = triangle[2 * y, 2 * x]
            whole = (
                first == triangle[2 * y, 2 * x + 1]
                and first == triangle[2 * y + 1, 2 * x]
                and first == triangle[2 * y + 1, 2 * x + 1]
            )
            if whole and first < 0 and not opaque and lines[y, x] == 0:
                continue  # nothing is here: `out` is clear already
            for s in range(1 if whole else 4):
                yy, xx = 2 * y + (s >> 1), 2 * x + (s & 1)
                t = triangle[yy, xx]
                if t < 0:
                    continue
                twin = -1
                for q in range(s):
                    vy, vx = 2 * y + (q >> 1), 2 * x + (q & 1)
                    if (
                        twin < 0
                        and triangle[vy, vx] >= 0
                        and same_surface(triangle[vy, vx], t, near[vy, vx], near[yy, xx], object_id, material, facing)
                    ):
                        twin = q
                if twin >= 0:
                    red[s], green[s], blue[s] = red[twin], green[twin], blue[twin]
                else:
                    px = 2.0 * (x + x0) + (1.0 if whole else (s & 1) + 0.5)
                    py = 2.0 * (y + y0) + (1.0 if whole else (s >> 1) + 0.5)
                    m = material[t]
                    kind, glare = int(kinds[m]), float(emission[m])
                    person = bool(object_id[t] >= FIRST_FIGURE_ID)
                    dark, hatched, glow = 0.0, 0.0, 0.0
                    if kind != SKY and kind != WINDOW and glare <= 0.3:
                        wx, wy, wz, nx, ny, nz = meet(setup, normals, faces, facing, lens, t, px, py, near[yy, xx])
                        angle = (
                            nx * light[KEY_DIRECTION] + ny * light[KEY_DIRECTION + 1] + nz * light[KEY_DIRECTION + 2]
                        )
                        share = 1.0
                        if angle > -0.06:
                            piece = (object_id[t] - FIRST_FIGURE_ID) & (FIGURE_STRIDE - 1)
                            face = person and (piece == _FACE or piece == _EYES or piece == _MOUTH)
                            share = lit_at(
                                near_map, near_frame, near_bounds, far_map, far_frame, far_bounds,
                                wx, wy, wz, nx, ny, nz, light[BIAS], 0.20 if face else 0.0, 1.8 if person else 1e9,
                            )  # fmt: skip
                        dark, hatched = _tone(kind, person, angle, share, light[SOFTNESS], light[OPEN_SET])
                        glow = _glow(lamps, wx, wy, wz)
                    red[s], green[s], blue[s] = _colour(
                        light, kind, person, wash[m, 0], wash[m, 1], wash[m, 2], glare, 1.0 / near[yy, xx],
                        light_here, dark, glow,
                    )  # fmt: skip
                    if hatched > shade:
                        shade, owner, deep = hatched, t, 1.0 / near[yy, xx]
                r, g, b, count = r + red[s], g + green[s], b + blue[s], count + 1
            if whole and count == 1:
                r, g, b, count = 4 * r, 4 * g, 4 * b, 4
            if count < 4 and opaque:
                s0, s1, s2 = _sky(light, lens, x + x0 + 0.5, y + y0 + 0.5)
                rest = 4 - count
                full = 0.5 + 0.34 * max(0.0, 1.0 - 0.6 * (s0 + s1 + s2))  # a dark sky is washed in deep
                r += rest * PAPER[0] * (1 - full * (1 - min(1.0, s0))) * light[TINT]
                g += rest * PAPER[1] * (1 - full * (1 - min(1.0, s1))) * light[TINT + 1]
                b += rest * PAPER[2] * (1 - full * (1 - min(1.0, s2))) * light[TINT + 2]
                count = 4
            ink = float(lines[y, x])
            if shade > 0.05 and owner >= 0:
                m = material[owner]
                lightness = 0.3 * albedo[m, 0] + 0.6 * albedo[m, 1] + 0.1 * albedo[m, 2]
                person = bool(object_id[owner] >= FIRST_FIGURE_ID)
                ink = max(
                    ink,
                    _hatching(int(kinds[m]), person, lightness, deep, x + x0 + 0.5, y + y0 + 0.5, shade, unit, seed),
                )
            alpha = 1.0 - (1.0 - 0.25 * count) * (1.0 - ink)
            grain = 1.1 * tooth[(y + y0) & 255, (x + x0) & 255]
            keep = 0.25 * (1.0 - ink)
            grain *= 0.25 * count * (1.0 - ink)
            out[y, x, 0] = int(min(255.0, max(0.0, r * keep + ink * INK[0] + grain + 0.5)))
            out[y, x, 1] = int(min(255.0, max(0.0, g * keep + ink * INK[1] + grain + 0.5)))
            out[y, x, 2] = int(min(255.0, max(0.0, b * keep + ink * INK[2] + grain + 0.5)))
            out[y, x, 3] = int(255.0 * alpha + 0.5)


@njit
def _hatching(
    kind: int, person: bool, lightness: float, depth: float, x: float, y: float, dark: float, unit: float, seed: int
) -> float:
    """Strokes in shadow: one family, and a second across it on things that are dark themselves.

    Far things and the ground keep their tone and lose their strokes.
    """
    if kind in (GLASS, WINDOW, EYE, LIP):
        return 0.0
    x, y = x / unit, y / unit
    strength = 0.46 if person else 0.30 * (1.0 - 0.8 * ramp(5.0, 16.0, depth))
    if kind in (LEAF, GROUND):
        strength *= 0.6
    if kind == SKIN:
        strength = 0.26
    spacing = 5.2 if person else 6.4
    ink = strength * _hatch(x, y, dark, spacing, 1.25, seed + 11)
    if lightness < 0.09 and kind not in (SKIN, GROUND, LEAF):
        ink = max(ink, 0.85 * strength * _hatch(x, -y, dark, spacing * 1.15, 1.1, seed + 12))
    return ink
