"""Clothes as bodies of their own: each covers the body with its own hems, so that edges are crisp."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filmwright.model.figure import FigureLook
from filmwright.render.figure._field import values
from filmwright.render.figure._piece import Piece, Tint, band, ribbon, solid, split
from filmwright.render.figure._shapes import CUT, Shapes
from filmwright.render.figure._skeleton import Frame

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


def torso(f: Frame, e: float, *, low: bool = True) -> Shapes:
    """Trunk and shoulders grown by an ease of `e` metres."""
    o, s, fat = Shapes(), f.scale, f.fat
    big, w = max(fat, 0.0), f.scale * (1 + 0.06 * fat) * (1 - 0.05 * f.female)
    neck, chest, spine, pelvis = f.at("neck"), f.at("chest"), f.at("spine"), f.at("pelvis")
    sh = f.at("l_arm")
    rib = (sh[1] + spine[1]) / 2
    o.ball((0, rib + 0.01 * s, -0.006 * s), (0.150 * w + e, 0.205 * s + e, (0.106 + 0.012 * fat) * s + e), k=0.0, bone="chest")
    o.ball((0, spine[1] + 0.02 * s, -0.002 * s), ((0.132 - 0.014 * f.female) * w * (1 + 0.09 * fat) + e, 0.16 * s + e, (0.098 + 0.018 * fat) * s + e), k=0.08 * s, bone="spine")
    if big or f.child > 0.5:
        o.ball((0, spine[1] - 0.015 * s, (0.030 + 0.022 * big) * s), ((0.118 + 0.02 * big) * s + e, 0.125 * s + e, (0.088 + 0.028 * big) * s + e), k=0.08 * s, bone="spine")
    if f.female > 0.2:
        size = f.female * (1 + 0.15 * fat)
        for _, x in SIDES:
            o.ball((x * 0.068 * w, rib + 0.012 * s - 0.012 * f.old * s, 0.080 * s), (0.058 * s * size**0.5 + e * 0.6, 0.056 * s + e * 0.6, 0.048 * s * size + e * 0.8), k=0.055 * s, bone="chest")
    else:
        for _, x in SIDES:
            o.ball((x * 0.062 * w, rib + 0.055 * s, 0.062 * s), (0.068 * s + e, 0.050 * s + e, 0.040 * s + e), k=0.05 * s, bone="chest")
    for b, x in SIDES:
        a = f.at(f"{b}arm")
        r = (0.052 + 0.004 * (1 - f.female) + 0.005 * big) * s * (1 + 0.05 * fat) + e
        o.cone(neck + np.array([x * 0.012 * s, -0.040 * s, -0.002 * s]), a + np.array([-x * 0.012 * s, 0.002 * s, 0]), r * 0.98, r * 0.98, k=0.05 * s, bone=f"{b}clav")
    if low:
        hips(o, f, e, k=0.07 * s)
    return o


def hips(o: Shapes, f: Frame, e: float, *, k: float) -> None:
    """Pelvis and seat."""
    s, fat, p = f.scale, f.fat, f.at("pelvis")
    wide = (0.150 + 0.016 * f.female) * s * (1 + 0.08 * fat + 0.06 * f.child)
    o.ball((0, p[1] - 0.025 * s, -0.004 * s), (wide + e, 0.125 * s + e, (0.106 + 0.012 * fat) * s + e), k=k, bone="pelvis")
    for _, x in SIDES:
        o.ball((x * 0.062 * s, p[1] - 0.065 * s, -0.052 * s), (0.076 * s + e, 0.080 * s + e, 0.062 * s * (1 + 0.08 * fat) + e), k=0.04 * s, bone="pelvis")


def sleeves(o: Shapes, f: Frame, e: float, length: float, *, flare: float = 0.0) -> None:
    """Arms of cloth: 0.42 ends above the elbow, 1 at the wrist."""
    s = f.scale * (1 + 0.09 * f.fat) * (1 - 0.10 * f.female)
    for b, _ in SIDES:
        arm, fore, twist, hand = (f.at(f"{b}{n}") for n in ("arm", "fore", "twist", "hand"))
        r0, r1, r2, r3 = 0.0540 * s + e, 0.0415 * s + e, 0.0375 * s + e, 0.0275 * s + e * 1.0 + flare
        if length < 0.5:
            end = arm + (fore - arm) * (length / 0.5)
            o.cone(arm, end, r0, r0 + (r1 - r0) * length / 0.5 + 0.006, k=0.045 * f.scale, bone=f"{b}arm", cap=True)
            continue
        o.cone(arm, fore, r0, r1, k=0.045 * f.scale, bone=f"{b}arm")
        end = twist + (hand - twist) * ((length - 0.75) / 0.25 * 0.99)
        o.cone(fore, twist, r1, r2, k=0.02 * f.scale, bone=f"{b}fore")
        o.cone(twist, end, r2, r3, k=0.015 * f.scale, bone=f"{b}twist", cap=True)


def arms(f: Frame) -> Shapes:
    """Bare arms down to the wrist."""
    o = Shapes()
    sleeves(o, f, -0.001, 1.0)
    return o


def legs(o: Shapes, f: Frame, e: float, length: float, *, taper: float = 0.0, k: float = 0.03) -> None:
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


def bare_legs(f: Frame) -> Shapes:
    """Skin of the legs."""
    o = Shapes()
    legs(o, f, -0.002, 1.0)
    for b, _ in SIDES:
        o.ball(f.at(f"{b}foot") + np.array([0, 0.01, 0]), np.array([0.034, 0.04, 0.038]) * f.scale, k=0.02, bone=f"{b}foot")
    return o


def skirt(o: Shapes, f: Frame, e: float, hem: float, flare: float) -> None:
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
    o.cone((0, p[1] - 0.02, 0), (0, hem - 0.02, 0), 0.105 * s + e, 0.075 * s + e + flare * 0.8, k=0.08 * s, bone="pelvis")
    if flare > 0.03:
        o.ripple((0, hem, 0), (0, 1, 0), 0.007, 11.0, reach=0.38 * s, mode=1, seed=0.8)
    o.half((0, -1, 0), (0, hem, 0))


def folds(o: Shapes, f: Frame, strength: float) -> None:
    """Creases where cloth bends: elbows, waist, knees."""
    s = f.scale
    for i, (b, x) in enumerate(SIDES):
        along = f.at(f"{b}hand") - f.at(f"{b}arm")
        o.ripple(f.at(f"{b}fore"), along, 0.0045 * strength, 120.0 / s, reach=0.085 * s, seed=1.0 + i)
        o.ripple(f.at(f"{b}arm") + np.array([-x * 0.03 * s, -0.09 * s, 0.05 * s]), (x, -0.9, 0.2), 0.003 * strength, 95.0 / s, reach=0.07 * s, seed=2.0 + i)
    o.ripple(f.at("spine") + np.array([0, 0.01 * s, 0.05 * s]), (0.15, 1, 0), 0.0045 * strength, 85.0 / s, reach=0.16 * s, seed=0.7)


def hem_height(f: Frame, hem: float) -> float:
    """A cut's hem number as metres above the floor: 0 waist, 1 hip joint, 2 knee, 3 ankle."""
    marks = (f.at("spine")[1] - 0.045 * f.scale, f.at("l_thigh")[1] - 0.015 * f.scale, f.at("l_shin")[1], 0.11 * f.scale)
    return float(np.interp(hem, (0, 1, 2, 3), marks))


def clothes(look: FigureLook, f: Frame) -> list[Piece]:
    """Everything worn below the head, and the bare skin that it leaves free."""
    cut = CUTS["dress" if look.bottom == "dress" else look.top]
    out = _bottom(look, f)
    out += _top(look, f, cut)
    out += _shoes(look, f)
    if cut.sleeve < 0.9:
        out.append(_arms(look, f, cut))
    return out


def _box(f: Frame, low: float, high: float, wide: float, deep: float = 0.30) -> tuple[tuple[float, ...], tuple[float, ...]]:
    return (-wide, low, -deep * f.scale), (wide, high, deep * f.scale)


def _reach(f: Frame) -> float:
    return float(f.at("l_hand")[0] + 0.12 * f.scale)


def _arms(look: FigureLook, f: Frame, cut: Cut) -> Piece:
    o = arms(f)
    inner = look.top in ("vest",)
    tint = Tint("inner", "cloth") if inner else Tint("skin", "skin")
    high = float(f.at("l_arm")[1] + 0.12 * f.scale)
    p = solid(o.rows(), _box(f, float(f.at("l_hand")[1] - 0.1 * f.scale), high, _reach(f), 0.2), 0.0095 * f.scale**0.5, tint, "top" if inner else "skin", softness=0.02 * f.scale)
    return p


def _opening(o: Shapes, f: Frame, kind: str) -> None:
    """Cut the neck hole."""
    s, n = f.scale, f.at("neck")
    if kind == "roll":
        o.cone(n + np.array([0, -0.02 * s, 0.004 * s]), f.at("head") + np.array([0, -0.028 * f.head_scale, 0.010 * f.head_scale]), 0.066 * f.head_scale, 0.063 * f.head_scale, k=0.03 * s, bone="neck", cap=True)
        return
    deep = {"round": 0.020, "collar": 0.028, "vee": 0.03, "scoop": 0.075, "hood": 0.02, "zip": 0.03, "lapel": 0.02}[kind]
    o.ball(n + np.array([0, 0.030 * s, 0.030 * s]), np.array([0.068, 0.052 + deep * 0.5, 0.080]) * s, k=0.008, op=CUT)
    if kind in ("vee", "scoop", "collar", "zip"):
        low = {"vee": 0.125, "scoop": 0.09, "collar": 0.075, "zip": 0.09}[kind]
        wide = {"vee": 0.042, "scoop": 0.062, "collar": 0.030, "zip": 0.030}[kind]
        o.cone(n + np.array([0, 0.02 * s, 0.10 * s]), n + np.array([0, -low * s, 0.115 * s]), wide * s, 0.006 * s if kind != "scoop" else 0.05 * s, k=0.006, op=CUT)
    if kind == "lapel":
        o.cone(n + np.array([0, 0.03 * s, 0.12 * s]), n + np.array([0, -0.255 * s, 0.13 * s]), 0.072 * s, 0.006 * s, k=0.004, op=CUT, stretch=(0, 0, 1), by=1.4)


def _top(look: FigureLook, f: Frame, cut: Cut) -> list[Piece]:
    s = f.scale
    tint = Tint("top" if look.bottom != "dress" or look.top != "dress" else "top", "cloth")
    o = torso(f, cut.ease)
    if cut.sleeve > 0:
        sleeves(o, f, cut.ease, cut.sleeve, flare=0.006 if look.top in ("sweater", "robe", "coat") else 0.002)
    hem = hem_height(f, cut.hem)
    if cut.hem > 1.3:
        skirt(o, f, cut.ease, hem, cut.flare * s)
    folds(o, f, {"suit": 0.6, "tshirt": 1.0, "sweater": 1.1}.get(look.top, 0.9))
    _opening(o, f, cut.opening)
    o.half((0, -1, 0), (0, hem, 0))
    high = float(f.at("neck")[1] + 0.16 * s)
    piece = solid(o.rows(), _box(f, min(hem, float(f.at("l_hand")[1])) - 0.06 * s, high, _reach(f)), 0.0115 * s**0.5, tint, "top", softness=0.022 * s)
    out = [piece]
    if cut.opening == "lapel":
        out += _inner(look, f)
    return out


def _inner(look: FigureLook, f: Frame) -> list[Piece]:
    s = f.scale
    o = torso(f, 0.002, low=False)
    _opening(o, f, "collar")
    low = float(f.at("spine")[1] - 0.02 * s)
    o.half((0, -1, 0), (0, low, 0))
    return [solid(o.rows(), _box(f, low - 0.03 * s, float(f.at("neck")[1] + 0.1 * s), 0.30 * s, 0.22), 0.012 * s**0.5, Tint("inner", "cloth"), "top", softness=0.022 * s)]


def _bottom(look: FigureLook, f: Frame) -> list[Piece]:
    s, o = f.scale, Shapes()
    e = {"jeans": 0.006, "leggings": 0.001, "trousers": 0.011}.get(look.bottom, 0.008)
    hips(o, f, e, k=0.0)
    waist = hem_height(f, 0.0) + 0.015 * s
    o.ball((0, waist - 0.03 * s, -0.002 * s), ((0.130 - 0.012 * f.female) * s * (1 + 0.14 * f.fat) + e, 0.10 * s, (0.096 + 0.02 * f.fat) * s + e), k=0.06 * s, bone="pelvis")
    o.half((0, 1, 0), (0, waist, 0))
    out: list[Piece] = []
    tint = Tint("bottom" if look.bottom != "dress" else "top", "cloth")
    bare = look.bottom in ("skirt", "long_skirt", "dress", "shorts")
    if look.bottom in ("skirt", "long_skirt", "dress"):
        hem = hem_height(f, 2.75 if look.bottom == "long_skirt" else 1.95)
        skirt(o, f, e, hem, (0.05 if look.bottom == "skirt" else 0.085) * s)
    else:
        legs(o, f, e, 0.38 if look.bottom == "shorts" else 1.0, taper={"trousers": 0.020, "jeans": 0.012, "shorts": 0.01}.get(look.bottom, 0.0))
        if look.bottom != "leggings":
            for i, (b, _) in enumerate(SIDES):
                o.ripple(f.at(f"{b}shin"), (0.2, 1, 0.2), 0.004, 90.0 / s, reach=0.10 * s, seed=1.4 + i)
                o.ripple(f.at(f"{b}foot") + np.array([0, 0.05 * s, 0]), (0, 1, 0.2), 0.004, 110.0 / s, reach=0.09 * s, seed=0.4 + i)
    wide = 0.34 * s * (1 + 0.1 * max(f.fat, 0))
    out.append(solid(o.rows(), _box(f, 0.02 * s, waist + 0.05 * s, wide), 0.0125 * s**0.5, tint, "bottom", softness=0.024 * s))
    if bare:
        out.append(solid(bare_legs(f).rows(), _box(f, 0.0, float(f.at("l_thigh")[1]), 0.24 * s * (1 + 0.1 * max(f.fat, 0)), 0.2), 0.011 * s**0.5, Tint("skin", "skin"), "skin", softness=0.02 * s))
    return out


def _shoes(look: FigureLook, f: Frame) -> list[Piece]:
    out: list[Piece] = []
    s = f.scale * (1 - 0.05 * f.female)
    bare = look.shoes == "barefoot"
    o = Shapes()
    tall = {"boots": 0.20, "sneakers": 0.085, "shoes": 0.070, "heels": 0.05, "sandals": 0.045, "barefoot": 0.10}[look.shoes] * s
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
        o.cone(foot + np.array([0, -0.03 * s, 0]), np.array([foot[0], max(tall, 0.05 * s), foot[2]]), 0.036 * s, 0.040 * s + (0.008 * s if look.shoes == "boots" else 0), k=0.03 * s, bone=f"{b}foot", cap=True)
        o.cone(heel + side * 0.05 * s + np.array([0, 0.028 * s, 0]), ball + np.array([0, 0.006 * s, 0]), 0.032 * s, 0.028 * s, k=0.03 * s, bone=f"{b}foot")
    o.half((0, -1, 0), (0, 0.0005, 0))
    lo = (-0.22 * s, -0.03, -0.16 * s)
    hi = (0.22 * s, tall + 0.08 * s, 0.28 * s)
    tint = Tint("skin", "skin") if bare else Tint("shoes", "leather")
    piece = solid(o.rows(), (lo, hi), 0.0078 * s**0.5, tint, "skin" if bare else "shoes", softness=0.012 * s)
    if bare:
        return [piece]
    sole = Tint("sole" if look.shoes == "sneakers" else "shoes", "leather", 1.0 if look.shoes == "sneakers" else 0.5)
    out.extend(split(piece, piece.vertices[:, 1] - 0.018 * s, sole))
    return out


_ = (values, band, ribbon)
