"""Clothes as bodies of their own: each covers the body with its own hems, so that edges are crisp."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from filmwright.model.figure import FigureLook
from filmwright.render.anatomy.piece import Piece, Tint, hide, span, split, trim
from filmwright.render.anatomy.shapes import CUT
from filmwright.render.figure._piece import FigureShapes, band, solid
from filmwright.render.figure._skeleton import Frame
from filmwright.render.figure._trims import (
    Neckline,
    button,
    collar,
    cuffs,
    line,
    patch,
    rib,
    stand,
    strap,
    tie,
    vee,
    waistband,
)

__all__ = ["clothes"]

Array = NDArray[np.float64]
SIDES = (("l_", 1.0), ("r_", -1.0))


@dataclass(frozen=True, slots=True)
class Cut:
    """How a top is cut: ease over the body (m), sleeve (0 none, 1 wrist), hem (0 waist, 1 hip, 2 knee ...)."""

    ease: float
    sleeve: float
    hem: float
    opening: str = "round"
    flare: float = 0.0


CUTS = {
    "tshirt": Cut(0.006, 0.42, 0.9),
    "shirt": Cut(0.006, 1.0, 0.15, "collar"),
    "blouse": Cut(0.008, 1.0, 0.15, "vee"),
    "sweater": Cut(0.013, 1.0, 0.75, "round"),
    "turtleneck": Cut(0.008, 1.0, 0.7, "roll"),
    "hoodie": Cut(0.016, 1.0, 0.85, "hood"),
    "jacket": Cut(0.016, 1.0, 0.75, "zip"),
    "coat": Cut(0.020, 1.0, 2.0, "lapel", 0.05),
    "suit": Cut(0.014, 1.0, 1.15, "lapel"),
    "dress": Cut(0.004, 0.30, 0.1, "scoop"),
    "uniform": Cut(0.012, 1.0, 1.0, "collar"),
    "apron": Cut(0.006, 1.0, 0.15, "collar"),
    "scrubs": Cut(0.012, 0.45, 1.0, "vee"),
    "labcoat": Cut(0.018, 1.0, 1.9, "lapel", 0.03),
    "vest": Cut(0.010, 0.0, 0.5, "lapel"),
    "robe": Cut(0.020, 0.95, 2.2, "lapel", 0.06),
}


def torso(f: Frame, e: float, *, low: bool = True) -> FigureShapes:
    """Trunk and shoulders grown by an ease of `e` metres."""
    o, s, fat = FigureShapes(), f.scale, f.fat
    big, w = max(fat, 0.0), f.scale * (1 + 0.06 * fat) * (1 - 0.05 * f.female)
    neck, spine = f.at("neck"), f.at("spine")
    sh = f.at("l_arm")
    rib = (sh[1] + spine[1]) / 2
    o.ball(
        (0, rib + 0.01 * s, -0.006 * s),
        (0.150 * w + e, 0.205 * s + e, (0.106 + 0.012 * fat) * s + e),
        k=0.0,
        bone="chest",
    )
    o.ball(
        (0, spine[1] + 0.02 * s, -0.002 * s),
        ((0.132 - 0.014 * f.female) * w * (1 + 0.09 * fat) + e, 0.16 * s + e, (0.098 + 0.018 * fat) * s + e),
        k=0.08 * s,
        bone="spine",
    )
    if big or f.child > 0.5:
        o.ball(
            (0, spine[1] - 0.015 * s, (0.030 + 0.022 * big) * s),
            ((0.118 + 0.02 * big) * s + e, 0.125 * s + e, (0.088 + 0.028 * big) * s + e),
            k=0.08 * s,
            bone="spine",
        )
    if f.female > 0.2:
        size = f.female * (1 + 0.15 * fat)
        for _, x in SIDES:
            o.ball(
                (x * 0.068 * w, rib + 0.012 * s - 0.012 * f.old * s, 0.080 * s),
                (0.058 * s * size**0.5 + e * 0.6, 0.056 * s + e * 0.6, 0.048 * s * size + e * 0.8),
                k=0.055 * s,
                bone="chest",
            )
    else:
        for _, x in SIDES:
            o.ball(
                (x * 0.062 * w, rib + 0.055 * s, 0.062 * s),
                (0.068 * s + e, 0.050 * s + e, 0.040 * s + e),
                k=0.05 * s,
                bone="chest",
            )
    for b, x in SIDES:
        a = f.at(f"{b}arm")
        r = (0.048 + 0.004 * (1 - f.female) + 0.004 * big) * s * (1 + 0.05 * fat) + e
        o.cone(
            neck + np.array([x * 0.014 * s, -0.012 * s, -0.006 * s]),
            a + np.array([-x * 0.024 * s, -0.010 * s, 0]),
            r * 0.98,
            r * 0.92,
            k=0.05 * s,
            bone=f"{b}clav",
        )
    if low:
        hips(o, f, e, k=0.07 * s)
    return o


def hips(o: FigureShapes, f: Frame, e: float, *, k: float) -> None:
    """Pelvis and seat."""
    s, fat, p = f.scale, f.fat, f.at("pelvis")
    wide = (0.150 + 0.016 * f.female) * s * (1 + 0.08 * fat + 0.06 * f.child)
    o.ball(
        (0, p[1] - 0.025 * s, -0.004 * s), (wide + e, 0.125 * s + e, (0.106 + 0.012 * fat) * s + e), k=k, bone="pelvis"
    )
    for _, x in SIDES:
        o.ball(
            (x * 0.062 * s, p[1] - 0.065 * s, -0.052 * s),
            (0.076 * s + e, 0.080 * s + e, 0.062 * s * (1 + 0.08 * fat) + e),
            k=0.04 * s,
            bone="pelvis",
        )


def sleeves(o: FigureShapes, f: Frame, e: float, length: float, *, flare: float = 0.0) -> None:
    """Arms of cloth: 0.42 ends above the elbow, 1 at the wrist."""
    s = f.scale * (1 + 0.09 * f.fat) * (1 - 0.10 * f.female)
    for b, _ in SIDES:
        arm, fore, twist, hand = (f.at(f"{b}{n}") for n in ("arm", "fore", "twist", "hand"))
        r0, r1, r2, r3 = 0.0500 * s + e, 0.0415 * s + e, 0.0375 * s + e, 0.0275 * s + e * 1.0 + flare
        if length < 0.5:
            end = arm + (fore - arm) * (length / 0.5)
            o.cone(arm, end, r0, r0 + (r1 - r0) * length / 0.5 + 0.006, k=0.045 * f.scale, bone=f"{b}arm", cap=True)
            continue
        o.cone(arm, fore, r0, r1, k=0.045 * f.scale, bone=f"{b}arm")
        end = twist + (hand - twist) * ((length - 0.75) / 0.25 * 0.99)
        o.cone(fore, twist, r1, r2, k=0.02 * f.scale, bone=f"{b}fore")
        o.cone(twist, end, r2, r3, k=0.015 * f.scale, bone=f"{b}twist", cap=True)


def legs(o: FigureShapes, f: Frame, e: float, length: float, *, taper: float = 0.0, k: float = 0.03) -> None:
    """Trouser legs: length 0.35 shorts, 1 full; `taper` > 0 widens the ankle by so many metres."""
    s = f.scale * (1 + 0.09 * f.fat)
    for b, _ in SIDES:
        hip, knee, foot = f.at(f"{b}thigh"), f.at(f"{b}shin"), f.at(f"{b}foot")
        r0, r1, r2 = (0.084 + 0.005 * f.female) * s + e, 0.0555 * s + e, 0.036 * s + e + taper
        top = hip + np.array([0, -0.015 * f.scale, -0.004 * f.scale])
        if length < 0.5:
            end = hip + (knee - hip) * length / 0.5
            o.cone(top, end, r0, r0 + (r1 - r0) * length / 0.5 + 0.008, k=k * f.scale, bone=f"{b}thigh", cap=True)
            continue
        calf = knee + (foot - knee) * 0.32 + np.array([0, 0, -0.012 * f.scale])
        o.cone(top, knee, r0, r1, k=k * f.scale, bone=f"{b}thigh")
        o.cone(knee, calf, r1, (0.0545 * s + e), k=0.03 * f.scale, bone=f"{b}shin")
        low = knee + (foot - knee) * (0.32 + 0.68 * ((length - 0.5) / 0.5))
        o.cone(calf, low, (0.0535 * s + e), r2, k=0.03 * f.scale, bone=f"{b}shin", cap=True)


def bare_legs(f: Frame) -> FigureShapes:
    """Skin of the legs."""
    o = FigureShapes()
    legs(o, f, -0.002, 1.0)
    for b, _ in SIDES:
        o.ball(
            f.at(f"{b}foot") + np.array([0, 0.01, 0]), np.array([0.034, 0.04, 0.038]) * f.scale, k=0.02, bone=f"{b}foot"
        )
    return o


def skirt(o: FigureShapes, f: Frame, e: float, hem: float, flare: float) -> None:
    """A skirt from the hips to the height `hem` (metres above the floor)."""
    s, p = f.scale, f.at("pelvis")
    for b, x in SIDES:
        hip, knee = f.at(f"{b}thigh"), f.at(f"{b}shin")
        wide = 0.092 * s + e
        end = np.array([hip[0] + x * flare * 0.6, max(hem, knee[1]) - 0.02, 0.0])
        o.cone(hip, end, wide, wide + flare * 0.75, k=0.06 * s, bone=f"{b}thigh")
        if hem < knee[1]:
            low = np.array([end[0] + x * flare * 0.3, hem - 0.02, -0.01])
            o.cone(end, low, wide + flare * 0.75, wide + flare * 1.0, k=0.06 * s, bone=f"{b}shin")
    o.cone((0, p[1] - 0.02, 0), (0, hem - 0.02, 0), 0.105 * s + e, 0.075 * s + e + flare * 0.8, k=0.08 * s)
    if flare > 0.03:
        o.ripple((0, hem, 0), (0, 1, 0), 0.0045, 11.0, reach=0.38 * s, mode=1, seed=0.8)
    o.half((0, -1, 0), (0, hem, 0))


def folds(o: FigureShapes, f: Frame, strength: float) -> None:
    """Creases where cloth bends: inside the elbows, under the arms, at the waist."""
    s = f.scale
    for i, (b, x) in enumerate(SIDES):
        along = f.at(f"{b}hand") - f.at(f"{b}arm")
        o.ripple(
            f.at(f"{b}fore") + np.array([0, 0, 0.035 * s]),
            along,
            0.0035 * strength,
            95.0 / s,
            reach=0.055 * s,
            seed=1.0 + i,
        )
        o.ripple(
            f.at("spine") + np.array([x * 0.10 * s, 0.0, 0.05 * s]),
            (0.35 * x, 1, 0),
            0.0040 * strength,
            70.0 / s,
            reach=0.085 * s,
            seed=0.7 + i,
        )


def hem_height(f: Frame, hem: float) -> float:
    """A cut's hem number as metres above the floor: 0 waist, 1 hip joint, 2 knee, 3 ankle."""
    marks = (
        f.at("spine")[1] - 0.045 * f.scale,
        f.at("l_thigh")[1] - 0.015 * f.scale,
        f.at("l_shin")[1],
        0.11 * f.scale,
    )
    return float(np.interp(hem, (0, 1, 2, 3), marks))


def clothes(look: FigureLook, f: Frame) -> list[Piece]:
    """Everything worn below the head, and the bare skin that it leaves free."""
    cut = CUTS["dress" if look.bottom == "dress" else look.top]
    over = torso(f, cut.ease)
    over.half((0, -1, 0), (0, hem_height(f, cut.hem), 0))
    out = [hide(p, over.rows(), 0.025 * f.scale) for p in _bottom(look, f, cut)]
    out += _top(look, f, cut)
    out += _shoes(look, f)
    if cut.sleeve < 0.9:
        out += _arms(look, f)
    return out


def _box(
    f: Frame, low: float, high: float, wide: float, deep: float = 0.30
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    return (-wide, low, -deep * f.scale), (wide, high, deep * f.scale)


def _reach(f: Frame) -> float:
    return float(f.at("l_hand")[0] + 0.12 * f.scale)


def _arms(look: FigureLook, f: Frame) -> list[Piece]:
    """Bare arms, or shirt sleeves under a sleeveless top."""
    o, inner = FigureShapes(), look.top == "vest"
    sleeves(o, f, 0.004 if inner else -0.001, 1.0)
    tint = Tint("inner", "cloth") if inner else Tint("skin", "skin")
    part = "top" if inner else "skin"
    high = float(f.at("l_arm")[1] + 0.12 * f.scale)
    low = float(f.at("l_hand")[1] - 0.1 * f.scale)
    out = [
        solid(o.rows(), _box(f, low, high, _reach(f), 0.2), 0.0125 * f.scale**0.5, tint, part, softness=0.02 * f.scale)
    ]
    if inner:
        out += cuffs(f, o.rows(), 0.98, 0.045, 0.003, Tint("inner", "cloth", 0.9), "top")
    return out


def _neckline(f: Frame, field: Array, kind: str) -> Neckline:
    if kind == "lapel":
        return Neckline(f, field, wide=0.070, deep=0.070)
    if kind == "scoop":
        return Neckline(f, field, wide=0.084, deep=0.080, lean=30.0, ahead=0.030)
    if kind in ("zip", "hood"):
        return Neckline(f, field, wide=0.068, deep=0.072)
    return Neckline(f, field, wide=0.060 if kind == "collar" else 0.066, deep=0.062 if kind == "collar" else 0.070)


def _hole(o: FigureShapes, n: Neckline, f: Frame, kind: str) -> None:
    """Cut the neck hole and the opening in front."""
    s = f.scale
    if kind != "roll":
        # down to the lowest point of the neckline and no further, or the shaft comes out at the back
        ring = n.ring(np.linspace(0, 2 * np.pi, 24, endpoint=False), 0.0, 0.0)
        low = float(((ring - n.centre) @ n.axis).min()) - 0.006
        o.disc(n.centre + n.axis * (low + 0.15), n.rx, 0.15, n.rz, turn=n.turn(), op=CUT)
    if kind in ("vee", "collar"):
        deep, wide = (0.135, 0.046) if kind == "vee" else (0.060, 0.026)
        c = f.at("neck")
        o.cone(
            c + np.array([0, 0.03 * s, 0.10 * s]),
            c + np.array([0, -deep * s, 0.12 * s]),
            wide * s,
            0.004 * s,
            k=0.0,
            op=CUT,
            stretch=(0, 0, 1),
            by=2.2,
        )
    if kind == "lapel":
        beside, button_at = _lapel(f)
        o.cone(
            (0, beside[1] + 0.05 * s, 0.12 * s),
            (0, button_at[1], 0.13 * s),
            beside[0] * 1.18,
            0.004 * s,
            k=0.0,
            op=CUT,
            stretch=(0, 0, 1),
            by=1.8,
        )


def _lapel(f: Frame) -> tuple[tuple[float, float], tuple[float, float]]:
    s, y = f.scale, float(f.at("neck")[1])
    return (0.060 * s, y + 0.010 * s), (0.010 * s, y - 0.270 * s)


def _top(look: FigureLook, f: Frame, cut: Cut) -> list[Piece]:
    s, name = f.scale, "dress" if look.bottom == "dress" else look.top
    tint = Tint("top", "cloth")
    o = torso(f, cut.ease)
    closed = o.rows()
    hem = hem_height(f, cut.hem)
    if cut.hem > 1.3:
        skirt(o, f, cut.ease, hem, cut.flare * s)
    o.half((0, -1, 0), (0, hem, 0))
    trunk = o.rows()
    arm = FigureShapes()
    sleeves(arm, f, cut.ease, max(cut.sleeve, 0.3), flare=0.006 if name in ("robe", "coat") else 0.002)
    arms = arm.rows()
    if cut.sleeve > 0:
        o.add(arms)
    if name == "hoodie":
        _hood(o, f)
    folds(o, f, {"suit": 0.5, "tshirt": 0.9, "sweater": 1.0}.get(name, 0.8))
    n = _neckline(f, closed, cut.opening)
    if cut.opening == "roll":
        _roll(o, f)
    _hole(o, n, f, cut.opening)
    field = o.rows()
    low, high = min(hem, float(f.at("l_hand")[1])) - 0.06 * s, float(f.at("neck")[1] + 0.17 * s)
    reach, fine = _reach(f), float(f.at("neck")[1]) - (0.10 if cut.opening in ("vee", "lapel") else 0.05) * s
    step = (0.0200 if cut.hem < 1.3 else 0.0240) * s**0.5
    xs = np.concatenate(
        [span(-reach, -0.10 * s, step)[:-1], span(-0.10 * s, 0.10 * s, step * 0.62), span(0.10 * s, reach, step)[1:]]
    )
    ys = np.concatenate([span(low, fine, step)[:-1], span(fine, high, step * 0.55)])
    zs = span(-0.34 * s, 0.34 * s, step * 0.85)
    out = [solid(field, ((0,) * 3, (0,) * 3), (xs, ys, zs), tint, "top", softness=0.022 * s)]
    return out + _dressing(_Worn(look, f, name, n, closed, trunk, field, arms, hem), cut)


def _hood(o: FigureShapes, f: Frame) -> None:
    s, c = f.scale, f.at("neck")
    ring = [
        c + np.array([np.sin(a) * 0.086, 0.010 - 0.020 * np.cos(a), -0.018 + 0.075 * np.cos(a)]) * s
        for a in np.linspace(0.55, 2 * np.pi - 0.55, 9)
    ]
    for i, (a, b) in enumerate(pairwise(ring)):
        r = 0.022 + 0.016 * np.sin(np.pi * (i + 0.5) / 8)
        o.cone(a, b, r * s, r * s, k=0.015, bone="chest")
    o.ball(c + np.array([0, -0.055, -0.105]) * s, np.array([0.085, 0.075, 0.045]) * s, k=0.03, bone="chest")


def _roll(o: FigureShapes, f: Frame) -> None:
    s, h, n = f.scale, f.head_scale, f.at("neck")
    wide = (0.0545 + 0.0095 * (1 - f.female) * (1 - f.child) + 0.006 * max(f.fat, 0)) * h
    top = f.at("head") + np.array([0, -0.020 * h, 0.010 * h])
    o.cone(n + np.array([0, -0.02 * s, 0.004 * s]), top, wide * 1.05, wide, k=0.03 * s, bone="neck", cap=True)


@dataclass(frozen=True, slots=True)
class _Worn:
    """A top being dressed: its torso closed at the neck, its trunk down to the hem, all of it, its sleeves."""

    look: FigureLook
    f: Frame
    name: str
    n: Neckline
    closed: Array
    trunk: Array
    field: Array
    arms: Array
    hem: float

    @property
    def neck(self) -> float:
        """Height of the neck's joint."""
        return float(self.f.at("neck")[1])

    @property
    def front(self) -> float:
        """Height of the neck hole in front."""
        return float(self.n.ring(np.zeros(1), 0.0, 0.0)[0, 1])

    @property
    def soft(self) -> float:
        """How far joints spread in this cloth."""
        return 0.022 * self.f.scale


CLOTH, SEAM, EDGE = Tint("top", "cloth"), Tint("top", "cloth", 0.72), Tint("top", "cloth", 0.86)
METAL = Tint("metal", "metal")


def _dressing(w: _Worn, cut: Cut) -> list[Piece]:
    """Collar, closing, cuffs, pockets and hem of a top."""
    f, s = w.f, w.f.scale
    out = _FRONTS[cut.opening](w)
    if w.name in ("sweater", "jacket", "hoodie", "turtleneck"):
        out.append(waistband(f, w.trunk, w.hem + 0.024 * s, 0.046, 0.004, EDGE, "top"))
    if cut.sleeve > 0.9:
        height = {"sweater": 0.05, "hoodie": 0.05, "jacket": 0.045, "turtleneck": 0.045}.get(w.name, 0.040)
        out += cuffs(f, w.arms, cut.sleeve * 0.985, height, 0.0035, EDGE, "top")
    elif cut.sleeve > 0:
        out += cuffs(f, w.arms, cut.sleeve - 0.012, 0.018, 0.003, EDGE, "top")
    if w.name == "apron":
        out += _apron(f, w.trunk, w.neck)
    return out


def _knitted(w: _Worn) -> list[Piece]:
    dress = w.name == "dress"
    return [rib(w.n, SEAM if dress else EDGE, "top", 0.012 if dress else 0.020, w.soft)]


def _hooded(w: _Worn) -> list[Piece]:
    f, s, y = w.f, w.f.scale, w.neck
    out = [rib(w.n, EDGE, "top", 0.012, w.soft)]
    for _, x in SIDES:
        a, b = (x * 0.035 * s, y - 0.055 * s), (x * 0.040 * s, y - 0.17 * s)
        out.append(line(f, w.closed, a, b, 0.007, Tint("sole", "cloth"), "top", thick=0.012))
    out.append(patch(f, w.trunk, (0, w.hem + 0.085 * s), (0.115, 0.055), EDGE, "top", thick=0.008))
    return out


def _rolled(w: _Worn) -> list[Piece]:
    f, s = w.f, w.f.scale
    up = f.at("head") - f.at("neck")
    at = (f.at("neck") + f.at("head")) / 2 + np.array([0, 0.002, 0.004]) * s
    return [band(w.field, at, up, 0.055 * s, 0.004, EDGE, "top", count=30, reach=0.2 * s, softness=w.soft)]


def _collared(w: _Worn) -> list[Piece]:
    f, s, y, front = w.f, w.f.scale, w.neck, w.front
    uniform = w.name == "uniform"
    leaf = CLOTH if w.name == "apron" else EDGE
    out = [collar(w.n, leaf, "top", height=0.034, leaf=0.034, gap=9, softness=w.soft)]
    low = max(w.hem, hem_height(f, 0.0)) + 0.01 * s
    out.append(line(f, w.closed, (0, front - 0.030 * s), (0, low), 0.030, Tint("top", "cloth", 0.93), "top"))
    knob = METAL if uniform else Tint("inner", "cloth")
    out += [button(f, w.closed, (0, front - (0.055 + 0.085 * i) * s), 0.006, knob, "top") for i in range(4)]
    if uniform:
        for _, x in SIDES:
            out.append(patch(f, w.closed, (x * 0.075 * s, y - 0.155 * s), (0.045, 0.045), EDGE, "top", thick=0.006))
            out.append(patch(f, w.closed, (x * 0.075 * s, y - 0.117 * s), (0.048, 0.013), SEAM, "top", thick=0.009))
        out.append(patch(f, w.closed, (0.078 * s, y - 0.088 * s), (0.020, 0.013), METAL, "top", thick=0.008))
    elif w.name == "shirt":
        out.append(patch(f, w.closed, (0.072 * s, y - 0.160 * s), (0.040, 0.045), EDGE, "top"))
    return out


def _veed(w: _Worn) -> list[Piece]:
    f, s, y = w.f, w.f.scale, w.neck
    widths = (0.016, 0.014, 0.013)
    out = vee(f, w.closed, (0.046 * s, y + 0.010 * s), (0.0, y - 0.142 * s), widths, EDGE, "top", thick=0.004)
    out.append(rib(w.n, EDGE, "top", 0.013, w.soft, gap=40.0))
    if w.name == "scrubs":
        out.append(patch(f, w.closed, (0.072 * s, y - 0.175 * s), (0.042, 0.045), EDGE, "top"))
    return out


def _zipped(w: _Worn) -> list[Piece]:
    f, s = w.f, w.f.scale
    out = [stand(w.n, EDGE, "top", height=0.045, softness=w.soft, gap=6)]
    zip_, top = Tint("metal", "metal", 0.6), (0.0, w.front + 0.004 * s)
    out.append(line(f, w.trunk, top, (0, w.hem + 0.012 * s), 0.013, zip_, "top", thick=0.005))
    for _, x in SIDES:
        a, b = (x * 0.085 * s, w.hem + 0.16 * s), (x * 0.125 * s, w.hem + 0.06 * s)
        out.append(line(f, w.trunk, a, b, 0.010, SEAM, "top", thick=0.005))
    return out


def _tailored(w: _Worn) -> list[Piece]:
    """Lapels, buttons, pockets, and the shirt and tie beneath."""
    f, s, y, name = w.f, w.f.scale, w.neck, w.name
    dark, edge = Tint("top", "cloth", 0.66), Tint("top", "cloth", 0.82)
    top, low = _lapel(f)
    out: list[Piece] = []
    if name == "vest":
        out += vee(f, w.closed, top, low, (0.010, 0.010, 0.010), edge, "top", thick=0.004)
    else:
        wide = (0.040, 0.045, 0.045, 0.045) if name == "robe" else (0.030, 0.058, 0.066, 0.040, 0.020, 0.004)
        out += vee(f, w.closed, top, low, wide, edge, "top", thick=0.008)
        out.append(collar(w.n, edge, "top", height=0.030, leaf=0.030, gap=48, softness=w.soft, spread=0.016))
    a, b = (low[0], low[1] + 0.005 * s), (low[0] * 1.3, w.hem + 0.004 * s)
    out.append(line(f, w.trunk, a, b, 0.006, dark, "top", thick=0.004, count=20))
    count = {"suit": 2, "vest": 4, "robe": 0}.get(name, 4)
    heights = [low[1] - (0.015 + 0.105 * i) * s for i in range(count)]
    out += [button(f, w.trunk, (low[0] - 0.010 * s, h), 0.009, dark, "top") for h in heights if h > w.hem + 0.01 * s]
    if name in ("suit", "coat", "labcoat"):
        yp = float(f.at("pelvis")[1]) + 0.015 * s
        for _, x in SIDES:
            out.append(patch(f, w.trunk, (x * 0.115 * s, yp), (0.058, 0.018), edge, "top", tilt=x * 6.0, thick=0.006))
        out.append(patch(f, w.closed, (0.085 * s, y - 0.150 * s), (0.036, 0.010), edge, "top", tilt=-8.0))
    if name == "robe":
        out.append(waistband(f, w.trunk, hem_height(f, 0.0) + 0.03 * s, 0.045, 0.010, dark, "top"))
    tied = w.look.sex == "male" and name in ("suit", "vest") and w.look.age > 15
    return out + _inner(w.look, f, tied=tied)


_FRONTS: dict[str, Callable[[_Worn], list[Piece]]] = {
    "round": _knitted,
    "scoop": _knitted,
    "hood": _hooded,
    "roll": _rolled,
    "collar": _collared,
    "vee": _veed,
    "zip": _zipped,
    "lapel": _tailored,
}


def _inner(look: FigureLook, f: Frame, *, tied: bool) -> list[Piece]:
    """The shirt or blouse under an open coat."""
    s, y = f.scale, float(f.at("neck")[1])
    o = torso(f, 0.001, low=False)
    closed = o.rows()
    n = _neckline(f, closed, "collar")
    bare = look.sex == "female" and look.top != "vest"
    _hole(o, n, f, "vee" if bare else "round")
    if not bare and not tied:
        _hole(o, n, f, "collar")
    low = float(f.at("spine")[1] - 0.03 * s)
    o.half((0, -1, 0), (0, low, 0))
    tint = Tint("inner", "cloth")
    rows = o.rows()
    out = [
        solid(
            rows, _box(f, low - 0.03 * s, y + 0.1 * s, 0.30 * s, 0.22), 0.0145 * s**0.5, tint, "top", softness=0.022 * s
        )
    ]
    v = out[0].vertices
    front = (v[:, 2] > -0.02 * s) & (np.abs(v[:, 0]) < 0.115 * s) | (v[:, 1] > y - 0.01 * s)
    out[0] = trim(replace(out[0], faces=out[0].faces[front[out[0].faces].any(axis=1)]))
    if not bare:
        out.append(
            collar(
                n,
                Tint("inner", "cloth", 0.94),
                "top",
                height=0.036,
                leaf=0.022,
                gap=8,
                softness=0.022 * s,
                spread=0.010,
            )
        )
    else:
        out += vee(
            f,
            closed,
            (0.046 * s, y + 0.010 * s),
            (0.0, y - 0.142 * s),
            (0.012, 0.010),
            Tint("inner", "cloth", 0.88),
            "top",
            thick=0.003,
        )
    if tied:
        out += tie(f, closed, y - 0.020 * s, low + 0.03 * s, Tint("tie", "cloth"), "top")
    return out


def _apron(f: Frame, field: Array, y: float) -> list[Piece]:
    s, tint = f.scale, Tint("inner", "cloth")
    waist, hem = hem_height(f, 0.0) + 0.02 * s, hem_height(f, 1.75)
    o = FigureShapes(list(field))
    hips(o, f, 0.018, k=0.05 * s)
    skirt(o, f, 0.020, hem - 0.05 * s, 0.02 * s)
    rows = o.rows()
    out = [patch(f, rows, (0, (waist + hem) / 2), (0.165, (waist - hem) / 2 / s), tint, "top", thick=0.010)]
    out.append(
        patch(
            f, field, (0, (y - 0.14 * s + waist) / 2), (0.105, (y - 0.14 * s - waist) / 2 / s), tint, "top", thick=0.008
        )
    )
    out += strap(f, field, 0.088 * s, y + 0.03 * s, y - 0.14 * s, 0.022, tint, "top")
    out.append(waistband(f, field, waist, 0.03, 0.012, Tint("inner", "cloth", 0.8), "top"))
    return out


def _bottom(look: FigureLook, f: Frame, cut: Cut) -> list[Piece]:
    s, o = f.scale, FigureShapes()
    e = {"jeans": 0.006, "leggings": 0.001, "trousers": 0.010}.get(look.bottom, 0.008)
    hips(o, f, e, k=0.0)
    waist = hem_height(f, 0.0) + 0.015 * s
    o.ball(
        (0, waist - 0.03 * s, -0.002 * s),
        ((0.130 - 0.012 * f.female) * s * (1 + 0.14 * f.fat) + e, 0.10 * s, (0.096 + 0.02 * f.fat) * s + e),
        k=0.06 * s,
        bone="pelvis",
    )
    if f.fat > 0:
        o.ball(
            (0, waist - 0.045 * s, 0.04 * s),
            (0.115 * s * (1 + 0.1 * f.fat) + e, 0.08 * s, 0.075 * s * (1 + 0.25 * f.fat) + e),
            k=0.07 * s,
            bone="pelvis",
        )
    closed = o.rows()
    o.half((0, 1, 0), (0, waist, 0))
    tint = Tint("bottom" if look.bottom != "dress" else "top", "cloth")
    dark = Tint(tint.base, "cloth", 0.72)
    skirted = look.bottom in ("skirt", "long_skirt", "dress")
    if skirted:
        hem = hem_height(f, 2.75 if look.bottom == "long_skirt" else 1.95)
        skirt(o, f, e, hem, (0.045 if look.bottom == "skirt" else 0.080) * s)
    else:
        taper = {"trousers": 0.018, "jeans": 0.012, "shorts": 0.01}.get(look.bottom, 0.0)
        legs(o, f, e, 0.38 if look.bottom == "shorts" else 1.0, taper=taper)
        if look.bottom not in ("leggings", "shorts"):
            for i, (b, x) in enumerate(SIDES):
                o.ripple(
                    f.at(f"{b}shin") + np.array([0, 0.01 * s, -0.03 * s]),
                    (0.25 * x, 1, 0.3),
                    0.0025,
                    75.0 / s,
                    reach=0.07 * s,
                    seed=1.4 + i,
                )
                o.ripple(
                    f.at(f"{b}foot") + np.array([0, 0.035 * s, 0.02 * s]),
                    (0.2 * x, 1, 0.3),
                    0.0030,
                    90.0 / s,
                    reach=0.06 * s,
                    seed=0.4 + i,
                )
    wide = 0.34 * s * (1 + 0.1 * max(f.fat, 0))
    rows = o.rows()
    out = [
        solid(
            rows, _box(f, 0.02 * s, waist + 0.05 * s, wide, 0.24), 0.0205 * s**0.5, tint, "bottom", softness=0.024 * s
        )
    ]
    if look.bottom != "dress" and cut.hem < 0.5:
        belt = not skirted and look.bottom != "leggings"
        out.append(
            waistband(f, closed, waist - 0.016 * s, 0.034, 0.010, Tint("belt", "leather") if belt else dark, "bottom")
        )
        if belt:
            out.append(
                patch(f, closed, (0, waist - 0.016 * s), (0.022, 0.019), Tint("metal", "metal"), "bottom", thick=0.014)
            )
    if not skirted and look.bottom != "leggings":
        y = float(f.at("pelvis")[1])
        out.append(line(f, closed, (0, waist - 0.03 * s), (0, y - 0.075 * s), 0.008, dark, "bottom", thick=0.003))
        out += [
            line(
                f,
                closed,
                (x * 0.085 * s, waist - 0.035 * s),
                (x * 0.125 * s, waist - 0.115 * s),
                0.006,
                dark,
                "bottom",
                thick=0.003,
            )
            for _, x in SIDES
        ]
    if skirted or look.bottom == "shorts":
        legs_field = bare_legs(f).rows()
        skin = solid(
            legs_field,
            _box(f, 0.0, float(f.at("l_thigh")[1]), 0.24 * s * (1 + 0.1 * max(f.fat, 0)), 0.2),
            0.0135 * s**0.5,
            Tint("skin", "skin"),
            "skin",
            softness=0.02 * s,
        )
        out.append(hide(skin, rows, 0.030 * s))
    return out


def _shoes(look: FigureLook, f: Frame) -> list[Piece]:
    out: list[Piece] = []
    s = f.scale * (1 - 0.05 * f.female)
    bare = look.shoes == "barefoot"
    o = FigureShapes()
    tall = {"boots": 0.20, "sneakers": 0.085, "shoes": 0.070, "heels": 0.05, "sandals": 0.045, "barefoot": 0.10}[
        look.shoes
    ] * s
    for b, x in SIDES:
        foot = f.at(f"{b}foot")
        toe = f.at(f"{b}toe")
        side = (toe - foot) * np.array([1, 0, 1])
        side /= np.linalg.norm(side)
        heel = np.array([foot[0], 0.038 * s, foot[2] - 0.030 * s])
        ball = heel + side * 0.165 * s + np.array([0, -0.006 * s, 0])
        tip = heel + side * 0.215 * s + np.array([-x * 0.006 * s, -0.012 * s, 0])
        o.cone(heel, ball, 0.037 * s, 0.036 * s, k=0.02 * s, bone=f"{b}foot", stretch=(0, 1, 0), by=1.05)
        o.cone(ball, tip, 0.043 * s, 0.034 * s, k=0.02 * s, bone=f"{b}toe", stretch=(0, 1, 0), by=0.72)
        o.cone(
            foot + np.array([0, -0.03 * s, 0]),
            np.array([foot[0], max(tall, 0.05 * s), foot[2]]),
            0.036 * s,
            0.040 * s + (0.008 * s if look.shoes == "boots" else 0),
            k=0.03 * s,
            bone=f"{b}foot",
            cap=True,
        )
        o.cone(
            heel + side * 0.05 * s + np.array([0, 0.028 * s, 0]),
            ball + np.array([0, 0.006 * s, 0]),
            0.032 * s,
            0.028 * s,
            k=0.03 * s,
            bone=f"{b}foot",
        )
    o.half((0, -1, 0), (0, 0.0005, 0))
    lo = (-0.22 * s, -0.03, -0.16 * s)
    hi = (0.22 * s, tall + 0.08 * s, 0.28 * s)
    tint = Tint("skin", "skin") if bare else Tint("shoes", "leather")
    piece = solid(o.rows(), (lo, hi), 0.0125 * s**0.5, tint, "skin" if bare else "shoes", softness=0.012 * s)
    if bare:
        return [piece]
    sole = Tint("sole" if look.shoes == "sneakers" else "shoes", "leather", 1.0 if look.shoes == "sneakers" else 0.5)
    out.extend(split(piece, piece.vertices[:, 1] - 0.018 * s, sole))
    return out
