"""Light for a shot: one key, a soft fill, a rim, lamps, air; and the rules that choose them."""

import math
from dataclasses import dataclass, replace
from typing import Literal

from filmwright.render.camera import Camera
from filmwright.render.vectors import between

__all__ = ["DayTime", "Lamp", "Light", "Tone", "Weather", "key_for", "light_for"]

RGB = tuple[float, float, float]
Vector = tuple[float, float, float]
DayTime = Literal["dawn", "morning", "day", "afternoon", "golden", "dusk", "evening", "night"]
Tone = Literal["neutral", "warm", "cold", "noir", "horror", "romance", "comedy"]
Weather = Literal["clear", "cloudy", "overcast", "rain", "storm", "fog", "snow"]
KeySide = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Lamp:
    """A practical: a lamp that is seen, or could be. Light fades to nothing at `reach` metres."""

    position: Vector
    colour: RGB = (1.0, 0.72, 0.42)
    strength: float = 1.0
    reach: float = 3.0


@dataclass(frozen=True, slots=True)
class Light:
    """Everything the two styles need to know about light. Colours are linear RGB.

    `direction` is a unit vector from the scene towards the key. `softness` 0 is a hard sun, 1 no
    cast shadow at all. `open_set` lets the key through walls, ceilings and floors, as film light
    does. `pool` is the radius in metres around the focus in which the key is at full strength
    (0: everywhere). `tint` and `shade` are factors on the paper of a drawing (sRGB): the wash over
    everything, and the flat tone of shadow. `haze` is the share of light lost per metre of air.
    """

    direction: Vector = (0.45, 0.62, 0.64)
    key: RGB = (1.44, 1.30, 1.12)
    sky: RGB = (0.27, 0.30, 0.35)
    ground: RGB = (0.16, 0.13, 0.10)
    rim: RGB = (0.14, 0.17, 0.23)
    exposure: float = 1.0
    zenith: RGB = (0.20, 0.36, 0.70)
    horizon: RGB = (0.70, 0.80, 0.90)
    lamps: tuple[Lamp, ...] = ()
    fog: RGB = (0.70, 0.78, 0.86)
    haze: float = 0.0
    softness: float = 0.0
    open_set: bool = False
    pool: float = 0.0
    focus: Vector = (0.0, 1.2, 0.0)
    shadow_bias: float = 0.003
    vignette: float = 0.5
    tint: RGB = (1.0, 1.0, 1.0)
    shade: RGB = (0.80, 0.79, 0.83)


_EXTERIOR: dict[DayTime, Light] = {
    "day": Light(key=(1.60, 1.49, 1.30), sky=(0.34, 0.40, 0.50), ground=(0.18, 0.17, 0.14), haze=0.004),
    "dawn": Light(
        key=(1.30, 0.93, 0.72), sky=(0.29, 0.31, 0.42), ground=(0.16, 0.14, 0.14), zenith=(0.26, 0.34, 0.58),
        horizon=(0.95, 0.66, 0.52), fog=(0.86, 0.72, 0.68), haze=0.012, tint=(0.985, 0.905, 0.905),
        shade=(0.78, 0.78, 0.86),
    ),
    "golden": Light(
        key=(1.75, 1.14, 0.60), sky=(0.24, 0.29, 0.40), ground=(0.18, 0.13, 0.08), zenith=(0.24, 0.38, 0.66),
        horizon=(1.0, 0.74, 0.44), fog=(0.95, 0.78, 0.56), haze=0.007, rim=(0.5, 0.32, 0.14),
        tint=(1.0, 0.915, 0.79), shade=(0.80, 0.74, 0.78),
    ),
    "morning": Light(
        key=(1.42, 1.36, 1.24), sky=(0.36, 0.43, 0.52), ground=(0.18, 0.17, 0.15), zenith=(0.30, 0.46, 0.74),
        horizon=(0.82, 0.88, 0.90), fog=(0.80, 0.86, 0.90), haze=0.008, tint=(0.895, 0.955, 0.985),
        shade=(0.80, 0.82, 0.86),
    ),
    "afternoon": Light(
        key=(1.66, 1.42, 1.08), sky=(0.30, 0.36, 0.46), ground=(0.19, 0.16, 0.12), zenith=(0.20, 0.38, 0.70),
        horizon=(0.86, 0.82, 0.76), fog=(0.86, 0.82, 0.74), haze=0.005, tint=(1.0, 0.965, 0.895),
        shade=(0.81, 0.78, 0.81),
    ),
    "evening": Light(
        key=(0.86, 0.66, 0.56), sky=(0.16, 0.19, 0.34), ground=(0.09, 0.08, 0.10), zenith=(0.05, 0.09, 0.26),
        horizon=(0.46, 0.30, 0.32), fog=(0.27, 0.26, 0.38), haze=0.010, vignette=0.65, tint=(0.76, 0.745, 0.85),
        shade=(0.68, 0.69, 0.80),
    ),
    "dusk": Light(
        key=(0.95, 0.70, 0.66), sky=(0.22, 0.25, 0.40), ground=(0.11, 0.10, 0.13), zenith=(0.10, 0.15, 0.36),
        horizon=(0.74, 0.42, 0.36), fog=(0.42, 0.38, 0.50), haze=0.010, tint=(0.87, 0.82, 0.90),
        shade=(0.74, 0.74, 0.84),
    ),
    "night": Light(
        key=(0.50, 0.66, 1.00), sky=(0.05, 0.075, 0.15), ground=(0.025, 0.03, 0.05), rim=(0.22, 0.28, 0.42),
        zenith=(0.008, 0.014, 0.040), horizon=(0.03, 0.05, 0.11), fog=(0.035, 0.05, 0.09), haze=0.012,
        pool=4.5, vignette=0.8, tint=(0.69, 0.75, 0.87), shade=(0.62, 0.66, 0.78),
    ),
}  # fmt: skip

_INTERIOR: dict[DayTime, Light] = {
    "day": Light(key=(1.44, 1.30, 1.12), sky=(0.27, 0.30, 0.35), ground=(0.16, 0.13, 0.10)),
    "dawn": Light(
        key=(1.15, 0.92, 0.78), sky=(0.23, 0.26, 0.36), ground=(0.13, 0.11, 0.11),
        tint=(0.97, 0.895, 0.905), shade=(0.77, 0.77, 0.85),
    ),
    "golden": Light(
        key=(1.60, 1.10, 0.60), sky=(0.22, 0.24, 0.31), ground=(0.16, 0.12, 0.08), rim=(0.30, 0.20, 0.10),
        tint=(1.0, 0.915, 0.79), shade=(0.79, 0.74, 0.77),
    ),
    "morning": Light(
        key=(1.32, 1.26, 1.16), sky=(0.28, 0.32, 0.38), ground=(0.15, 0.13, 0.11), tint=(0.895, 0.955, 0.985),
        shade=(0.79, 0.80, 0.85),
    ),
    "afternoon": Light(
        key=(1.50, 1.24, 0.92), sky=(0.25, 0.28, 0.32), ground=(0.17, 0.13, 0.09), tint=(1.0, 0.965, 0.895),
        shade=(0.80, 0.77, 0.80),
    ),
    "evening": Light(
        key=(1.05, 0.76, 0.50), sky=(0.11, 0.13, 0.22), ground=(0.07, 0.06, 0.06), pool=4.2, vignette=0.65,
        tint=(0.90, 0.795, 0.70), shade=(0.70, 0.68, 0.76),
    ),
    "dusk": Light(
        key=(1.08, 0.80, 0.60), sky=(0.15, 0.18, 0.29), ground=(0.09, 0.08, 0.08), pool=5.0,
        tint=(0.88, 0.83, 0.90), shade=(0.74, 0.73, 0.82),
    ),
    "night": Light(
        key=(0.80, 0.63, 0.48), sky=(0.055, 0.075, 0.14), ground=(0.035, 0.03, 0.035), rim=(0.18, 0.23, 0.34),
        zenith=(0.008, 0.014, 0.040), horizon=(0.03, 0.05, 0.11), pool=3.2, vignette=0.8,
        tint=(0.78, 0.80, 0.88), shade=(0.64, 0.66, 0.77),
    ),
}  # fmt: skip

_LAMPS: dict[DayTime, float] = {
    "dawn": 0.6, "morning": 0.3, "day": 0.25, "afternoon": 0.3, "golden": 0.4, "dusk": 0.9, "evening": 1.0,
    "night": 1.0,
}  # fmt: skip
"""How strong practicals are beside the light of the hour."""

_CAST: dict[Tone, tuple[RGB, float, float]] = {
    # key and tint colour, fill factor, shade factor
    "neutral": ((1.0, 1.0, 1.0), 1.0, 1.0),
    "warm": ((1.06, 1.0, 0.90), 1.05, 1.02),
    "cold": ((0.93, 1.0, 1.08), 0.95, 0.98),
    "noir": ((1.0, 1.0, 1.0), 0.50, 0.80),
    "horror": ((0.92, 1.04, 0.98), 0.60, 0.86),
    "romance": ((1.08, 0.99, 0.93), 1.10, 1.04),
    "comedy": ((1.02, 1.01, 0.97), 1.25, 1.06),
}


def light_for(
    time_of_day: DayTime,
    *,
    tone: Tone = "neutral",
    interior: bool = False,
    weather: Weather = "clear",
    key_side: KeySide = "left",
    lamps: tuple[Lamp, ...] = (),
) -> Light:
    """The light of a scene, before a shot chooses where its key stands (see `key_for`).

    Interiors are lit as film sets are: the key passes the walls, lamps that can be seen add their
    own pools after dark.
    """
    light = (_INTERIOR if interior else _EXTERIOR)[time_of_day]
    side = -1.0 if key_side == "left" else 1.0
    direction = _unit((0.55 * side, 0.62, 0.56))
    light = replace(light, direction=direction, open_set=interior, lamps=_dimmed(lamps, time_of_day))
    light = _with_weather(light, weather, interior=interior)
    return _with_tone(light, tone)


def key_for(
    light: Light,
    camera: Camera,
    subject: Vector,
    *,
    side: KeySide = "left",
    facing: Vector | None = None,
    silhouette: bool = False,
) -> Light:
    """Place the key for one shot: three-quarter light from the camera's side of the subject.

    The key stands 40 degrees off the camera's axis to `side` (seen from the camera) and 35 degrees
    up, so that the face that the camera sees is lit and has a shadow side. `facing` is the way the
    subject looks: when the face is turned to the other side than the key, the key goes half way
    towards it, so that a profile is lit from the front and not on the ear. `silhouette` puts the
    key behind.
    """
    to_camera = _flat(_minus(camera.eye, subject))
    turn = -40.0 if side == "left" else 40.0
    if silhouette:
        turn += 180.0
    elif facing is not None:
        look = _flat(facing)
        angle = math.degrees(math.atan2(_cross_y(to_camera, look), _dot(to_camera, look)))
        turn = _clamp(0.5 * _clamp(angle, -110.0, 110.0) + 0.5 * turn, -65.0, 65.0)
        if abs(turn) < 22.0:
            turn = math.copysign(22.0, turn)
    direction = _turned(to_camera, turn)
    rise = math.tan(math.radians(35.0))
    return replace(light, direction=_unit((direction[0], rise, direction[2])), focus=subject)


def _dimmed(lamps: tuple[Lamp, ...], time_of_day: DayTime) -> tuple[Lamp, ...]:
    """Lamps matter after dark and are pale by day."""
    factor = _LAMPS[time_of_day]
    return tuple(replace(lamp, strength=lamp.strength * factor) for lamp in lamps)


_WET: dict[Weather, RGB] = {
    "clear": (1.0, 1.0, 1.0), "cloudy": (0.95, 0.96, 0.975), "overcast": (0.935, 0.935, 0.935),
    "rain": (0.865, 0.90, 0.94), "storm": (0.77, 0.815, 0.88), "fog": (0.955, 0.965, 0.97), "snow": (0.96, 0.98, 1.0),
}  # fmt: skip
"""Wash over everything by weather."""


def _with_weather(light: Light, weather: Weather, *, interior: bool) -> Light:
    if weather == "clear":
        return light
    grey = {"cloudy": 0.4, "overcast": 0.55, "rain": 0.7, "storm": 0.8, "fog": 0.85, "snow": 0.6}[weather]
    share = grey * (0.5 if interior else 1.0)
    haze = {"cloudy": 0.006, "overcast": 0.008, "rain": 0.018, "storm": 0.016, "fog": 0.09, "snow": 0.035}[weather]
    level = sum(light.key) / 3
    key = between(light.key, (level * 0.85, level * 0.9, level * 0.95), share)
    overcast = _mean(light.zenith, light.horizon)
    pale = _grey(overcast)
    return replace(
        light,
        key=key,
        sky=_scaled(between(light.sky, _grey(light.sky), share), 1 + 0.35 * share),
        zenith=between(light.zenith, pale, share),
        horizon=between(light.horizon, pale, share),
        fog=between(light.fog, pale, 0.6 * share),
        haze=light.haze if interior else light.haze + haze,
        softness=max(light.softness, share),
        tint=_times(light.tint, between((1.0, 1.0, 1.0), _WET[weather], 0.7 if interior else 1.0)),
    )


def _with_tone(light: Light, tone: Tone) -> Light:
    colour, fill, shade = _CAST[tone]
    return replace(
        light,
        key=_times(light.key, colour),
        sky=_scaled(light.sky, fill),
        ground=_scaled(light.ground, fill),
        tint=_limited(_times(light.tint, between((1.0, 1.0, 1.0), colour, 0.6))),
        shade=_limited(_scaled(light.shade, shade)),
        vignette=light.vignette + (0.4 if tone in ("noir", "horror") else 0.0),
    )


def _minus(a: Vector, b: Vector) -> Vector:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def _dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _cross_y(a: Vector, b: Vector) -> float:
    return a[2] * b[0] - a[0] * b[2]


def _unit(v: Vector) -> Vector:
    n = math.sqrt(_dot(v, v))
    return (v[0] / n, v[1] / n, v[2] / n) if n > 1e-9 else (0.0, 0.0, 1.0)


def _flat(v: Vector) -> Vector:
    return _unit((v[0], 0.0, v[2]))


def _turned(v: Vector, degrees: float) -> Vector:
    """Turned about the vertical; positive turns to the right of someone who looks along -v."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return (c * v[0] + s * v[2], v[1], c * v[2] - s * v[0])


def _clamp(x: float, low: float, high: float) -> float:
    return min(high, max(low, x))


def _grey(a: RGB) -> RGB:
    level = sum(a) / 3
    return (level, level, level)


def _mean(a: RGB, b: RGB) -> RGB:
    return between(a, b, 0.5)


def _times(a: RGB, b: RGB) -> RGB:
    return (a[0] * b[0], a[1] * b[1], a[2] * b[2])


def _scaled(a: RGB, k: float) -> RGB:
    return (a[0] * k, a[1] * k, a[2] * k)


def _limited(a: RGB) -> RGB:
    return (min(1.0, a[0]), min(1.0, a[1]), min(1.0, a[2]))
