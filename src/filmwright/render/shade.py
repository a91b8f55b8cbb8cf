"""The shaded look: a lit previs frame.

Linear light all the way: warm key with cast shadow and a little wrap, sky and ground fill under
contact shade, lamps, a rim, a small highlight; then haze, a filmic curve (Narkowicz's fit of ACES,
2015) and a vignette. Skin is exposed as a cameraman would expose it: its light is eased into a range
in which a face can be read.
"""

# ruff: noqa: C901, FBT001, PLR0912, PLR0915, PLR1714, SIM109  (numba wants flat scalar loops)

import math

import numpy as np
from numpy.typing import NDArray

from filmwright.render.jit import njit
from filmwright.render.mesh import FIRST_FIGURE_ID
from filmwright.render.raster import CEILING, EYE, GLASS, HAIR, LIP, METAL, SKIN, SKY, WALL, WINDOW
from filmwright.render.scene import (
    BIAS,
    CENTRE_X,
    CENTRE_Y,
    EXPOSURE,
    FOCAL,
    FOCUS,
    FOG,
    FORWARD,
    GROUND_FILL,
    HAZE,
    HORIZON,
    KEY,
    KEY_DIRECTION,
    OPEN_SET,
    POOL,
    RIGHT,
    RIM,
    SKY_FILL,
    SOFTNESS,
    UP,
    VIGNETTE,
    ZENITH,
    Scene,
)
from filmwright.render.scene import (
    EYE as EYE_AT,
)
from filmwright.render.shadow import lit_at
from filmwright.render.surface import meet, ramp, same_surface

__all__ = ["draw_shaded", "soften"]

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
U8 = NDArray[np.uint8]


def draw_shaded(scene: Scene, ambience: F32, origin: tuple[int, int], *, opaque: bool) -> U8:
    """The lit picture (h, w, 4) uint8, colour times alpha. Opaque: sky where nothing is seen."""
    height, width = scene.triangle.shape
    out = np.zeros((height // 2, width // 2, 4), np.uint8)
    _shade(scene, ambience, _curve(float(scene.light[EXPOSURE])), origin[0], origin[1], opaque, out)
    return out


def soften(rgba: U8, inverse_depth: F32, focus: float, blur_px: float) -> U8:
    """Depth of field: what lies off `focus` metres is blurred, at most `blur_px` pixels wide."""
    out = np.empty_like(rgba)
    _blur(rgba, inverse_depth, 1.0 / focus, blur_px, out)
    return out


@njit
def _open_sky(light: F64, view: F64, px: float, py: float) -> tuple[float, float, float]:
    """Linear colour of the sky along a view ray."""
    x, y = (px - view[CENTRE_X]) / view[FOCAL], -(py - view[CENTRE_Y]) / view[FOCAL]
    rise = (x * view[RIGHT + 1] + y * view[UP + 1] + view[FORWARD + 1]) / math.sqrt(1 + x * x + y * y)
    t = min(1.0, max(0.0, rise * 1.8)) ** 0.7
    return (
        light[HORIZON] + t * (light[ZENITH] - light[HORIZON]),
        light[HORIZON + 1] + t * (light[ZENITH + 1] - light[HORIZON + 1]),
        light[HORIZON + 2] + t * (light[ZENITH + 2] - light[HORIZON + 2]),
    )


@njit
def _lamps(lamps: F64, wx: float, wy: float, wz: float, nx: float, ny: float, nz: float) -> tuple[float, float, float]:
    """Light of the practicals at a point."""
    r, g, b = 0.0, 0.0, 0.0
    for i in range(lamps.shape[0]):
        dx, dy, dz = lamps[i, 0] - wx, lamps[i, 1] - wy, lamps[i, 2] - wz
        d2 = dx * dx + dy * dy + dz * dz
        reach = lamps[i, 6]
        if d2 >= reach * reach:
            continue
        d = math.sqrt(d2 + 1e-6)
        fade = 1.0 - d2 / (reach * reach)
        wrap = max(0.0, ((nx * dx + ny * dy + nz * dz) / d + 0.3) / 1.3)
        level = 1.6 * fade * fade * wrap / (0.35 + d2)
        r, g, b = r + level * lamps[i, 3], g + level * lamps[i, 4], b + level * lamps[i, 5]
    return r, g, b


@njit
def _key_share(
    light: F64, kind: int, angle: float, share: float, wx: float, wy: float, wz: float
) -> tuple[float, float]:
    """Wrap and share of the key at a point, after soft weather, the pool and the set's own bounce."""
    wrap = max(0.0, (angle + 0.18) / 1.18)
    share += 0.5 * light[SOFTNESS] * (1.0 - share)
    if light[POOL] > 0:
        ax, ay, az = wx - light[FOCUS], wy - light[FOCUS + 1], wz - light[FOCUS + 2]
        away = math.sqrt(ax * ax + ay * ay + az * az) / light[POOL]
        share *= 0.22 + 0.78 * (1.0 - ramp(0.6, 1.9, away))
    elif kind == CEILING or (kind == WALL and light[OPEN_SET] > 0):
        wrap = 0.25 + 0.75 * wrap  # bounced light: the set's shell never goes black
        share = max(share, 0.35)
    return wrap, share


@njit
def _radiance(
    light: F64, lamps: F64, kind: int, person: bool, c0: float, c1: float, c2: float, emission: float,
    wx: float, wy: float, wz: float, nx: float, ny: float, nz: float, vx: float, vy: float, vz: float,
    depth: float, share: float, open_: float,
) -> tuple[float, float, float]:  # fmt: skip
    """Linear light that a sample sends to the lens; `v` is the unit vector to the eye."""
    lx, ly, lz = light[KEY_DIRECTION], light[KEY_DIRECTION + 1], light[KEY_DIRECTION + 2]
    wrap, share = _key_share(light, kind, nx * lx + ny * ly + nz * lz, share, wx, wy, wz)
    half = 0.5 + 0.5 * ny
    facing_eye = max(0.0, nx * vx + ny * vy + nz * vz)
    edge = (1.0 - facing_eye) ** 4
    hx, hy, hz = lx + vx, ly + vy, lz + vz
    hn = math.sqrt(hx * hx + hy * hy + hz * hz) + 1e-9
    shine = max(0.0, (nx * hx + ny * hy + nz * hz) / hn)
    gloss, power = 0.03, 4
    if kind == METAL or kind == GLASS:
        gloss, power = 0.35, 6
    elif kind == EYE:
        gloss, power = 0.5, 7
    elif kind == HAIR:
        gloss, power = 0.10, 4
    elif kind == SKIN or kind == LIP:
        gloss, power = 0.06, 4
    for _ in range(power):
        shine *= shine
    gleam = gloss * shine * share
    p0, p1, p2 = _lamps(lamps, wx, wy, wz, nx, ny, nz)
    glow = emission * (1.6 if kind != WINDOW else 1.0)
    rim = edge * (0.35 + 0.65 * half) * open_ * (0.7 if person else 0.2) * (0.5 if kind == HAIR else 1.0)
    k0 = light[GROUND_FILL] + half * (light[SKY_FILL] - light[GROUND_FILL])
    k1 = light[GROUND_FILL + 1] + half * (light[SKY_FILL + 1] - light[GROUND_FILL + 1])
    k2 = light[GROUND_FILL + 2] + half * (light[SKY_FILL + 2] - light[GROUND_FILL + 2])
    w = wrap * share
    r = c0 * (k0 * open_ + light[KEY] * w + p0 + glow) + light[RIM] * rim + light[KEY] * gleam
    g = c1 * (k1 * open_ + light[KEY + 1] * w + p1 + glow) + light[RIM + 1] * rim + light[KEY + 1] * gleam
    b = c2 * (k2 * open_ + light[KEY + 2] * w + p2 + glow) + light[RIM + 2] * rim + light[KEY + 2] * gleam
    if kind == SKIN:
        luma = 0.2126 * r + 0.7152 * g + 0.0722 * b
        scale = _skin(luma)
        pure = 1.0 if scale < 1.0 else 1.0 / math.sqrt(scale)  # lifted skin would turn orange
        r = scale * (luma + pure * (r - luma))
        g = scale * (luma + pure * (g - luma))
        b = scale * (luma + pure * (b - luma))
    if light[HAZE] > 0:
        clear = math.exp(-light[HAZE] * depth)
        r = light[FOG] + clear * (r - light[FOG])
        g = light[FOG + 1] + clear * (g - light[FOG + 1])
        b = light[FOG + 2] + clear * (b - light[FOG + 2])
    return r, g, b


@njit
def _skin(luma: float) -> float:
    """Factor that eases the light of skin into the readable range, keeping its order of brightness."""
    low, high = 0.11, 0.34
    value = luma
    if value < low:
        value = low - 0.45 * (low - value)
    if value > high:
        value = high + (1.0 - math.exp(-(value - high) / 0.35)) * 0.18
    return value / max(1e-4, luma)


_STEPS = 2048
_BRIGHTEST = 16.0


def _curve(exposure: float) -> F64:
    """The filmic curve to display values 0..1, at even steps of the square root of light."""
    x = (np.arange(_STEPS + 2) / _STEPS) ** 2 * _BRIGHTEST * exposure
    return np.minimum(1.0, (x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14)) ** (1 / 2.2)


@njit
def _tone(curve: F64, x: float) -> float:
    """Display value of a linear one."""
    at = math.sqrt(min(_BRIGHTEST, max(0.0, x)) / _BRIGHTEST) * _STEPS
    i = int(at)
    value: float = curve[i] + (at - i) * (curve[i + 1] - curve[i])
    return value


@njit
def _dither(x: int, y: int) -> float:
    """0..1, fixed to the frame, so that smooth walls show no bands (interleaved gradient noise, Jimenez 2014)."""
    turn = 0.06711056 * x + 0.00583715 * y
    turn = 52.9829189 * (turn - math.floor(turn))
    return turn - math.floor(turn)


@njit
def _shade(scene: Scene, ambience: F32, curve: F64, x0: int, y0: int, opaque: bool, out: U8) -> None:
    height, width = out.shape[:2]
    triangle, near = scene.triangle, scene.near
    near_map, near_frame, near_bounds = scene.near_map, scene.near_frame, scene.near_bounds
    far_map, far_frame, far_bounds, lens = scene.far_map, scene.far_frame, scene.far_bounds, scene.lens
    setup, normals, faces, facing, light = scene.setup, scene.normals, scene.faces, scene.facing, scene.light
    material, object_id, albedo, emission = scene.material, scene.object_id, scene.albedo, scene.emission
    kinds, lamps = scene.kind, scene.lamps
    vignette, centre_x, centre_y = light[VIGNETTE], lens[CENTRE_X], lens[CENTRE_Y]
    red, green, blue = np.zeros(4), np.zeros(4), np.zeros(4)
    for y in range(height):
        for x in range(width):
            open_ = ambience[min(y // 2, ambience.shape[0] - 1), min(x // 2, ambience.shape[1] - 1)]
            first = triangle[2 * y, 2 * x]
            whole = (
                first == triangle[2 * y, 2 * x + 1]
                and first == triangle[2 * y + 1, 2 * x]
                and first == triangle[2 * y + 1, 2 * x + 1]
            )
            r, g, b, count = 0.0, 0.0, 0.0, 0
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
                    if kind == SKY:
                        full = max(1.0, glare)
                        lr, lg, lb = full * albedo[m, 0], full * albedo[m, 1], full * albedo[m, 2]
                    else:
                        wx, wy, wz, nx, ny, nz = meet(setup, normals, faces, facing, lens, t, px, py, near[yy, xx])
                        angle = (
                            nx * light[KEY_DIRECTION] + ny * light[KEY_DIRECTION + 1] + nz * light[KEY_DIRECTION + 2]
                        )
                        share = 0.0
                        if angle > -0.18:
                            share = lit_at(
                                near_map, near_frame, near_bounds, far_map, far_frame, far_bounds, wx, wy, wz,
                                nx, ny, nz, light[BIAS], 0.05 if kind == SKIN or kind == EYE else 0.0,
                                1.8 if person else 1e9,
                            )  # fmt: skip
                        vx, vy, vz = lens[EYE_AT] - wx, lens[EYE_AT + 1] - wy, lens[EYE_AT + 2] - wz
                        length = math.sqrt(vx * vx + vy * vy + vz * vz)
                        lr, lg, lb = _radiance(
                            light, lamps, kind, person, albedo[m, 0], albedo[m, 1],
                            albedo[m, 2], glare, wx, wy, wz, nx, ny, nz, vx / length, vy / length, vz / length,
                            1.0 / near[yy, xx], share, open_,
                        )  # fmt: skip
                    red[s], green[s], blue[s] = _tone(curve, lr), _tone(curve, lg), _tone(curve, lb)
                r, g, b, count = r + red[s], g + green[s], b + blue[s], count + 1
            if whole and count == 1:
                r, g, b, count = 4 * r, 4 * g, 4 * b, 4
            if count < 4 and opaque:
                lr, lg, lb = _open_sky(light, lens, x + x0 + 0.5, y + y0 + 0.5)
                part = 4 - count
                r, g, b = r + part * _tone(curve, lr), g + part * _tone(curve, lg), b + part * _tone(curve, lb)
                count = 4
            dx, dy = (x + x0 + 0.5 - centre_x) / (2 * centre_x), (y + y0 + 0.5 - centre_y) / (2 * centre_x)
            fall = 63.75 * max(0.3, 1.0 - vignette * (dx * dx + dy * dy))
            grain = _dither(x + x0, y + y0)
            out[y, x, 0] = int(min(255.0, r * fall + grain))
            out[y, x, 1] = int(min(255.0, g * fall + grain))
            out[y, x, 2] = int(min(255.0, b * fall + grain))
            out[y, x, 3] = int(63.75 * count + 0.5)


@njit
def _circle(inverse: float, sharp: float, most: float) -> float:
    """Radius in pixels of the blur of a point: the lens law, with a band of grace round the focus."""
    off = abs(inverse - sharp) / sharp
    return most * min(1.0, max(0.0, (off - 0.18) / 0.72))


@njit
def _blur(rgba: U8, inverse: F32, sharp: float, most: float, out: U8) -> None:
    height, width = inverse.shape
    for y in range(height):
        for x in range(width):
            mine = _circle(float(inverse[y, x]), sharp, most)
            if mine < 0.6:
                for c in range(4):
                    out[y, x, c] = rgba[y, x, c]
                continue
            r, g, b, a, total = 0.0, 0.0, 0.0, 0.0, 0.0
            for s in range(20):
                radius, angle = mine * math.sqrt((s + 0.5) / 20), s * 2.399963
                u = min(width - 1, max(0, int(x + 0.5 + radius * math.cos(angle))))
                v = min(height - 1, max(0, int(y + 0.5 + radius * math.sin(angle))))
                weight = 1.0
                if inverse[v, u] > inverse[y, x] * 1.05 and _circle(float(inverse[v, u]), sharp, most) < radius:
                    weight = 0.02  # a sharp thing in front does not bleed into what lies behind
                r += weight * rgba[v, u, 0]
                g += weight * rgba[v, u, 1]
                b += weight * rgba[v, u, 2]
                a += weight * rgba[v, u, 3]
                total += weight
            out[y, x, 0], out[y, x, 1] = int(r / total + 0.5), int(g / total + 0.5)
            out[y, x, 2], out[y, x, 3] = int(b / total + 0.5), int(a / total + 0.5)
