"""What makes cloth clothes: collars, lapels, plackets, buttons, cuffs, belts, pockets, hems."""

import numpy as np
from numpy.typing import NDArray

from filmwright.render.anatomy.field import cast
from filmwright.render.anatomy.piece import Piece, Tint
from filmwright.render.figure._piece import band, loft, ribbon
from filmwright.render.figure._skeleton import Frame

__all__ = ["Neckline", "button", "collar", "cuffs", "line", "patch", "rib", "strap", "tie", "vee", "waistband"]

Array = NDArray[np.float64]
SIDES = (("l_", 1.0), ("r_", -1.0))
BACK = np.array([0.0, 0.0, -1.0])


class Neckline:
    """The hole for the neck: an ellipse on an axis that leans forward, laid on the closed torso."""

    def __init__(
        self,
        f: Frame,
        torso: Array,
        *,
        wide: float = 0.066,
        deep: float = 0.070,
        lean: float = 24.0,
        ahead: float = 0.012,
    ) -> None:
        """`wide` and `deep` are half axes in metres of a 1.75 m body."""
        s = f.scale * (1 - 0.07 * f.female) * (1 + 0.04 * max(f.fat, 0.0)) * (1 + 0.12 * f.child)
        t = np.radians(lean)
        self.torso, self.s = torso, s
        self.axis = np.array([0.0, np.cos(t), np.sin(t)])
        self.ahead = np.array([0.0, -np.sin(t), np.cos(t)])
        self.centre = f.at("neck") + np.array([0, 0, ahead * s]) + np.array([0, 0.0, 0.012 * s])
        self.rx, self.rz = wide * s, deep * s

    def turn(self) -> Array:
        """Columns: left, along the axis, ahead."""
        return np.stack([np.array([1.0, 0, 0]), self.axis, self.ahead], 1)

    def ring(self, angles: Array, grow: float | Array, rise: float) -> Array:
        """Points at angles from the front, `grow` outside the hole, `rise` above the cloth along the axis."""
        x, z = (self.rx + grow) * np.sin(angles), (self.rz + grow) * np.cos(angles)
        p = self.centre + x[:, None] * np.array([1.0, 0, 0]) + z[:, None] * self.ahead
        o = p + self.axis * 0.25
        d = cast(self.torso, o, np.broadcast_to(-self.axis, o.shape).copy(), 0.6)
        d = np.where(d < 0, 0.25, d)
        laid: Array = o - self.axis * (d - rise)[:, None]
        return laid


def _around(count: int, gap: float) -> Array:
    return np.linspace(np.radians(gap), 2 * np.pi - np.radians(gap), count)


def rib(n: Neckline, tint: Tint, part: str, width: float, softness: float, *, gap: float = 0.0) -> Piece:
    """A flat band round the neck hole, for knitted things; `gap` degrees stay open each side of the front."""
    a = _around(36, gap) if gap else np.linspace(0, 2 * np.pi, 40, endpoint=False)
    w = width * n.s
    rings = [
        n.ring(a, -0.004, -0.012),
        n.ring(a, -0.002, 0.005),
        n.ring(a, w * 0.5, 0.0052),
        n.ring(a, w, 0.003),
        n.ring(a, w, -0.004),
    ]
    return loft(rings, n.torso, tint, part, softness=softness, closed=not gap, wrap=False)


def collar(
    n: Neckline,
    tint: Tint,
    part: str,
    *,
    height: float,
    leaf: float,
    gap: float,
    softness: float,
    spread: float = 0.020,
) -> Piece:
    """A turned-down collar: a stand round the neck and a leaf over it with two points in front."""
    a = _around(37, gap)
    front = np.clip(np.cos(a), 0, 1) ** 5
    h, s = height * n.s, n.s
    point = leaf * s * (0.60 + 0.85 * front)

    def at(grow: Array | float, rise: Array | float) -> Array:
        base = n.ring(a, 0.0, 0.0)
        out = base - (n.centre + n.axis * ((base - n.centre) @ n.axis)[:, None])
        out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
        g = np.broadcast_to(np.asarray(grow, np.float64), a.shape)
        r = np.broadcast_to(np.asarray(rise, np.float64), a.shape)
        moved: Array = base + out * g[:, None] + n.axis * r[:, None]
        return moved

    low = 1 - 0.35 * front
    outer = n.ring(a, spread * s * 0.5 + point * 0.85, 0.006)
    mid = n.ring(a, spread * s * 0.5 + point * 0.40, 0.0)
    top = at(-0.006 * s, h * low)
    rings = [
        at(-0.008 * s, -0.010),
        at(-0.010 * s, h * low * 0.9),
        top + n.axis * 0.004,
        at(0.006 * s, h * low * 0.85),
        mid + n.axis * (h * 0.30 * low)[:, None],
        outer + n.axis * 0.003,
        outer - n.axis * 0.006,
    ]
    return loft(rings, n.torso, tint, part, softness=softness, closed=False, wrap=True)


def stand(n: Neckline, tint: Tint, part: str, *, height: float, softness: float, gap: float = 0.0) -> Piece:
    """A standing collar."""
    a = _around(37, gap)
    h = height * n.s
    base = n.ring(a, 0.0, 0.0)
    out = base - (n.centre + n.axis * ((base - n.centre) @ n.axis)[:, None])
    out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
    rings = [
        base - out * 0.006 - n.axis * 0.01,
        base - out * 0.010 + n.axis * h,
        base - out * 0.004 + n.axis * (h + 0.003),
        base + out * 0.003 + n.axis * h * 0.5,
        n.ring(a, 0.014, 0.002),
    ]
    return loft(rings, n.torso, tint, part, softness=softness, closed=False, wrap=True)


def vee(
    f: Frame,
    torso: Array,
    top: tuple[float, float],
    low: tuple[float, float],
    width: tuple[float, ...],
    tint: Tint,
    part: str,
    *,
    thick: float = 0.006,
) -> list[Piece]:
    """Lapels or trims along both edges of a V: from (x, y) beside the neck down to (x, y); `width` along the way."""
    s, out = f.scale, []
    t = np.linspace(0, 1, 15)
    for _, x in SIDES:
        path = np.stack([x * (top[0] + (low[0] - top[0]) * t), top[1] + (low[1] - top[1]) * t, np.zeros_like(t)], 1)
        w = np.interp(t, np.linspace(0, 1, len(width)), width) * s
        out.append(
            ribbon(
                torso,
                path,
                np.array([x, 0.12, 0.0]),
                [np.full_like(t, -0.007 * s), w],
                thick,
                tint,
                part,
                direction=BACK,
                softness=0.022 * s,
            )
        )
    return out


def line(
    f: Frame,
    field: Array,
    a: tuple[float, float],
    b: tuple[float, float],
    width: float,
    tint: Tint,
    part: str,
    *,
    thick: float = 0.003,
    direction: Array = BACK,
    count: int = 12,
) -> Piece:
    """A straight strip over the cloth from (x, y) to (x, y): placket, zip, seam."""
    s = f.scale
    t = np.linspace(0, 1, count)[:, None]
    p0, p1 = np.array([a[0], a[1], 0.0]), np.array([b[0], b[1], 0.0])
    path = p0 * (1 - t) + p1 * t
    along = (p1 - p0) / np.linalg.norm(p1 - p0)
    across = np.cross(along, direction)
    w = np.full(count, width * s / 2)
    return ribbon(field, path, across, [-w, w], thick, tint, part, direction=direction, softness=0.022 * s)


def patch(
    f: Frame,
    field: Array,
    centre: tuple[float, float],
    half: tuple[float, float],
    tint: Tint,
    part: str,
    *,
    tilt: float = 0.0,
    thick: float = 0.004,
    direction: Array = BACK,
) -> Piece:
    """A flat patch on the cloth: pocket, flap, badge, bib."""
    s = f.scale
    c, d = np.cos(np.radians(tilt)), np.sin(np.radians(tilt))
    h = half[1] * s
    return line(
        f,
        field,
        (centre[0] - d * h, centre[1] + c * h),
        (centre[0] + d * h, centre[1] - c * h),
        half[0] * 2,
        tint,
        part,
        thick=thick,
        direction=direction,
        count=max(int(half[1] / 0.012), 4),
    )


def button(f: Frame, field: Array, at: tuple[float, float], radius: float, tint: Tint, part: str) -> Piece:
    """A round button."""
    s = f.scale
    t = np.linspace(-1, 1, 7) * 0.98
    path = np.stack([np.full_like(t, at[0]), at[1] + t * radius * s, np.zeros_like(t)], 1)
    w = np.sqrt(1 - t * t) * radius * s
    return ribbon(field, path, np.array([1.0, 0, 0]), [-w, w], 0.009, tint, part, direction=BACK, softness=0.022 * s)


def cuffs(f: Frame, sleeve: Array, at: float, height: float, thick: float, tint: Tint, part: str) -> list[Piece]:
    """Bands round both sleeves; `at` 1 is the wrist, 0.5 the elbow."""
    out = []
    for b, _ in SIDES:
        arm, fore, twist, hand = (f.at(f"{b}{n}") for n in ("arm", "fore", "twist", "hand"))
        if at <= 0.5:
            c, axis = arm + (fore - arm) * at * 2, fore - arm
        else:
            c, axis = twist + (hand - twist) * (at - 0.75) * 4, hand - twist
        axis = axis / np.linalg.norm(axis)
        out.append(
            band(
                sleeve,
                c - axis * height * f.scale / 2,
                axis,
                height * f.scale,
                thick,
                tint,
                part,
                count=22,
                reach=0.14 * f.scale,
                softness=0.02 * f.scale,
                fallback=0.03,
            )
        )
    return out


def waistband(f: Frame, field: Array, y: float, height: float, thick: float, tint: Tint, part: str) -> Piece:
    """A band round the trunk at a height: belt, ribbed hem."""
    c = np.array([0.0, y, -0.004 * f.scale])
    return band(
        field,
        c,
        np.array([0.0, 1.0, 0.0]),
        height * f.scale,
        thick,
        tint,
        part,
        count=44,
        reach=0.45 * f.scale,
        softness=0.024 * f.scale,
        fallback=0.15,
    )


def strap(f: Frame, field: Array, x: float, y0: float, y1: float, width: float, tint: Tint, part: str) -> list[Piece]:
    """Two straps over the chest."""
    return [line(f, field, (s * x, y0), (s * x * 0.85, y1), width, tint, part, thick=0.007) for _, s in SIDES]


def tie(f: Frame, field: Array, top: float, low: float, tint: Tint, part: str) -> list[Piece]:
    """A knotted tie."""
    s = f.scale
    t = np.linspace(0, 1, 14)
    path = np.stack([np.zeros_like(t), top + (low - top) * t, np.zeros_like(t)], 1)
    w = np.interp(t, (0, 0.06, 0.10, 0.86, 1), (0.019, 0.015, 0.013, 0.036, 0.002)) * s
    return [ribbon(field, path, np.array([1.0, 0, 0]), [-w, w], 0.013, tint, part, direction=BACK, softness=0.022 * s)]
