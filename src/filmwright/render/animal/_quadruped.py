"""Bodies on four legs: where the joints are, and the shapes of trunk, legs, tail and mane."""

import math

import numpy as np
from numpy.typing import NDArray

from filmwright.model.figure import AnimalLook
from filmwright.render.anatomy.piece import Piece, Tint
from filmwright.render.animal._head import HeadPlan, ear_base, eye_axis, eye_centre, head_pieces, plan_head, skull_rows
from filmwright.render.animal._marks import coat_marks, leg_marks, tail_marks
from filmwright.render.animal._piece import AnimalShapes, flip, solid
from filmwright.render.animal._rig import BONE, Rest
from filmwright.render.animal._species import Quadruped, quadruped_of

__all__ = ["quadruped_pieces", "quadruped_rest"]

Array = NDArray[np.float64]


def _plan(q: Quadruped, size: float) -> HeadPlan:
    long, angle = q.neck[0], math.radians(q.neck[1])
    start = _neck_root(q, size)
    origin = start + long * size * np.array([0.0, math.sin(angle), math.cos(angle)])
    return plan_head(q, origin, q.head[0] * size)


def _neck_root(q: Quadruped, size: float) -> Array:
    return np.array([0.0, 1.0 - 0.66 * q.neck[2] - 0.02, 0.5 * q.length - 0.02]) * size


def quadruped_rest(look: AnimalLook) -> Rest:
    """The joints of a look that goes on four legs."""
    q, s = quadruped_of(look), look.size_m
    out = np.zeros((len(BONE), 3))
    zf, zh = 0.5 * q.length, -0.5 * q.length

    def put(bone: str, x: float, y: float, z: float) -> None:
        out[BONE[bone]] = (x * s, y * s, z * s)

    put("pelvis", 0, q.hip - 0.14, zh + 0.10)
    put("spine", 0, q.hip - 0.13, zh + 0.40 * q.length)
    put("chest", 0, 0.5 * (q.hip + 1) - 0.14, zh + 0.66 * q.length)
    p = _plan(q, s)
    root = _neck_root(q, s)
    out[BONE["neck"]] = root
    out[BONE["neck2"]] = root + 0.5 * (p.origin - root)
    out[BONE["head"]] = p.origin + p.turn @ np.array([0, -0.03, 0.06]) * p.size
    out[BONE["jaw"]] = p.at(0, -0.075, 0.20)
    for i, point in enumerate(_tail_path(q)[:4], 1):
        put(f"tail{i}", *point)
    fx, hx = _tracks(q)
    for side, x in (("l_", 1.0), ("r_", -1.0)):
        put(f"{side}blade", x * 0.30 * q.chest[1], 0.93, zf - 0.14)
        put(f"{side}arm", x * fx * 1.04, q.elbow + 0.20, zf + 0.035)
        put(f"{side}fore", x * fx, q.elbow, zf - 0.075)
        put(f"{side}cannon", x * fx, q.wrist, zf)
        put(f"{side}paw", x * fx, 0.75 * q.foot_size, zf + (0.012 if q.foot == "paw" else 0.02))
        put(f"{side}thigh", x * hx * 0.92, q.hip - 0.17, zh + 0.05)
        put(f"{side}shin", x * hx * 1.05, _stifle(q), zh + 0.145)
        put(f"{side}hock", x * hx, q.hock, zh - 0.105)
        put(f"{side}toe", x * hx, 0.75 * q.foot_size, zh - 0.055)
        ear, eye = ear_base(p), eye_centre(p, skull_rows(p))[0]
        for bone, at in (("ear", ear), ("eye", eye), ("lid", eye)):
            out[BONE[f"{side}{bone}"]] = at * np.array([x, 1.0, 1.0])
        for k in (1, 2, 3):
            out[BONE[f"{side}wing{k}"]] = out[BONE["chest"]]
    marks = _marks(p, out)
    reach = float(marks["crown"][1] - marks["chin"][1])
    return Rest(out, s, reach, float(out[BONE["l_thigh"]][1]), marks, eye_axis(p))


def _stifle(q: Quadruped) -> float:
    return q.hock + 0.52 * (q.hip - 0.17 - q.hock)


def _tracks(q: Quadruped) -> tuple[float, float]:
    """How far fore and hind feet stand from the middle."""
    return 0.5 * q.chest[1] - 0.35 * q.fore[0], 0.5 * q.rump[1] - 0.42 * q.hind[0]


def _marks(p: HeadPlan, joints: Array) -> dict[str, Array]:
    """Points of the head at rest; crown and chin lie above each other, so that the head has a height."""
    q = p.q
    _, m0, m1, _ = q.muzzle
    nose = p.at(0, p.tip_y() + 0.2 * m1, 1.0)
    mouth = p.at(0, p.tip_y() - 0.4 * m1, 0.97)
    chin = p.at(0, p.tip_y() - 1.1 * m1, 0.90)
    throat = p.at(0, -0.05 - m0, 0.45)
    top = p.at(0, 0.5 * q.skull[1], 0.22)
    poll = p.at(0, 0.30 * q.skull[1], 0.02)
    high, low = max(top[1], poll[1]), min(chin[1], throat[1])
    least = 0.62 * p.size
    if high - low < least:
        extra = least - (high - low)
        high, low = high + 0.7 * extra, low - 0.3 * extra
    middle = 0.55 * float(p.at(0, 0, 0.3)[2]) + 0.45 * float(nose[2])
    out = {
        "nose": nose,
        "mouth": mouth,
        "crown": np.array([0.0, high, middle]),
        "chin": np.array([0.0, low, middle]),
    }
    for side in ("l", "r"):
        out[f"{side}_eye"] = joints[BONE[f"{side}_eye"]]
        out[f"{side}_ear"] = joints[BONE[f"{side}_ear"]]
    return out


# ---------------------------------------------------------------- pieces


def quadruped_pieces(look: AnimalLook, rest: Rest) -> list[Piece]:
    """All parts of the body."""
    q, s = quadruped_of(look), look.size_m
    p = _plan(q, s)
    return [*_coat(q, look, rest, p), *_feet(q, rest), *_tail(q, look, s), *_mane(q, look, rest, p),
            *head_pieces(p, look), *_collar(q, look, rest, p)]  # fmt: skip


def _coat(q: Quadruped, look: AnimalLook, rest: Rest, p: HeadPlan) -> list[Piece]:
    s = look.size_m
    trunk, legs = _trunk(q, rest, p), _legs(q, rest)
    soft = 0.040 * s
    box = _box(q, rest, p)
    coat = Tint("coat", "cloth")
    step = 0.0290 * s * max(1.0, (q.length * sum(q.chest) / 0.58) ** 0.5)
    if look.fur == "woolly":
        upper = [BONE[b] for b in ("l_blade", "r_blade", "l_arm", "r_arm", "l_thigh", "r_thigh")]
        rows = legs.rows()
        under_wool = np.isin(rows[:, 3], upper)
        trunk.add(rows[under_wool])
        grown = AnimalShapes(list(trunk.grown(0.035 * s).rows()))
        grown.ripple(rest.at("spine"), (0, 1, 0), 0.020 * s, 17.0 / s, mode=2, seed=0.4)
        wool = solid(grown.rows(), box, 0.047 * s, coat, "top", softness=soft)
        bare = solid(
            np.ascontiguousarray(rows[~under_wool]), box, 0.022 * s, Tint("mane", "cloth"), "bottom", softness=soft
        )
        return [wool, bare]
    trunk.add(legs.rows())
    if look.fur == "long":
        trunk = _shaggy(q, trunk, rest)
    whole = solid(trunk.rows(), box, step, coat, "top", softness=soft)
    return [
        y
        for x in coat_marks(q, look, whole)
        for y in leg_marks(q, look, x)
    ]  # fmt: skip


def _shaggy(q: Quadruped, trunk: AnimalShapes, rest: Rest) -> AnimalShapes:
    """Long hair: a fuller body, a ruff at the throat, feathers behind the legs and breeches."""
    s = rest.size
    out = AnimalShapes(list(trunk.grown(0.010 * s).rows()))
    throat = 0.5 * (rest.at("neck") + rest.at("neck2"))
    r0 = q.neck[2] * s
    out.cone(throat + np.array([0, -0.30 * r0, 0.35 * r0]), throat + np.array([0, -2.1 * r0, -0.1 * r0]), r0 * 0.85,
             r0 * 0.30, k=0.06 * s, bone="neck", stretch=(1, 0, 0), by=0.9)  # fmt: skip
    for side in ("l_", "r_"):
        hip, stifle = rest.at(f"{side}thigh"), rest.at(f"{side}shin")
        seat = hip + np.array([0.0, -0.06, -0.115]) * s
        out.cone(seat, 0.5 * (seat + stifle) + np.array([0, -0.08, -0.06]) * s, 0.070 * s, 0.022 * s, k=0.04 * s,
                 bone=f"{side}thigh", stretch=(1, 0, 0), by=0.7)  # fmt: skip
        elbow = rest.at(f"{side}fore")
        out.cone(elbow + np.array([0, 0.02, -0.03]) * s, elbow + np.array([0, -0.15, -0.035]) * s, 0.040 * s, 0.012 * s,
                 k=0.03 * s, bone=f"{side}fore", stretch=(1, 0, 0), by=0.6)  # fmt: skip
    return out


def _box(q: Quadruped, rest: Rest, p: HeadPlan) -> tuple[Array, Array]:
    s = rest.size
    w = max(q.chest[1], q.rump[1], q.belly[1]) * 0.5 + 0.14
    front = max(0.5 * q.length + 0.26, float(p.origin[2]) / s + q.neck[3] + 0.16)
    top = max(1.0, q.hip, float(p.origin[1]) / s + q.neck[3]) + 0.16
    return np.array([-w, -0.03, -0.5 * q.length - 0.36]) * s, np.array([w, top, front]) * s


def _trunk(q: Quadruped, rest: Rest, p: HeadPlan) -> AnimalShapes:
    s = rest.size
    zf, zh = 0.5 * q.length, -0.5 * q.length
    (cd, cw), (bd, bw), (rd, rw) = q.chest, q.belly, q.rump
    mid = 0.5 * (zf + zh)
    out = AnimalShapes()

    def ball(y: float, z: float, rx: float, ry: float, rz: float, bone: str, k: float = 0.12) -> None:
        out.ball(np.array([0, y, z]) * s, np.array([rx, ry, rz]) * s, k=k * s, bone=bone)

    ball(1.0 - 0.5 * cd, zf - 0.20, 0.5 * cw, 0.5 * cd, 0.30 + 0.08 * q.length, "chest")
    ball(1.0 - 0.56 * cd, zf + 0.01, 0.40 * cw, 0.38 * cd, 0.13, "chest")
    top = 0.5 * (q.hip + 1.0) - 0.015
    ball(top - 0.5 * bd, mid - 0.02, 0.5 * bw, 0.5 * bd, 0.30 + 0.10 * q.length, "spine")
    ball(top - 0.5 * bd - 0.005, mid - 0.20 * q.length, 0.49 * bw, 0.49 * bd, 0.22, "spine")
    ball(q.hip - 0.5 * rd, zh + 0.10, 0.5 * rw, 0.5 * rd, 0.20 + 0.03 * q.length, "pelvis")
    root = _neck_root(q, s)
    r0, r1 = q.neck[2] * s, q.neck[3] * s
    low = root + np.array([0.0, -0.10, -0.10]) * s
    out.cone(low, root, r0 * 1.12, r0, k=0.10 * s, bone="chest", stretch=(1, 0, 0), by=0.80)
    half = rest.at("neck2")
    out.cone(root, half, r0, 0.5 * (r0 + r1), k=0.06 * s, bone="neck", stretch=(1, 0, 0), by=0.76)
    end = p.at(0, -0.04, 0.12)
    out.cone(half, end, 0.5 * (r0 + r1), r1, k=0.05 * s, bone="neck2", stretch=(1, 0, 0), by=0.80)
    return out


def _legs(q: Quadruped, rest: Rest) -> AnimalShapes:
    s = rest.size
    out = AnimalShapes()
    f0, f1, f2 = (r * s for r in q.fore)
    h0, h1, h2 = (r * s for r in q.hind)
    for side in ("l_", "r_"):
        blade, arm, elbow = rest.at(f"{side}blade"), rest.at(f"{side}arm"), rest.at(f"{side}fore")
        wrist, paw = rest.at(f"{side}cannon"), rest.at(f"{side}paw")
        out.cone(blade, arm, f0 * 0.95, f0 * 1.15, k=0.08 * s, bone=f"{side}blade", stretch=(1, 0, 0), by=0.75)
        out.cone(arm, elbow, f0 * 1.08, f0 * 0.88, k=0.06 * s, bone=f"{side}arm", stretch=(1, 0, 0), by=0.85)
        out.cone(elbow, wrist, f0 * 0.86, f1 * 0.82, k=0.05 * s, bone=f"{side}fore")
        out.ball(wrist, np.array([f1, f1 * 1.15, f1]) * 0.92, k=0.03 * s, bone=f"{side}cannon")
        out.cone(wrist, paw, f1 * 0.78, f2, k=0.03 * s, bone=f"{side}cannon")
        hip, stifle = rest.at(f"{side}thigh"), rest.at(f"{side}shin")
        hock, toe = rest.at(f"{side}hock"), rest.at(f"{side}toe")
        top = hip + np.array([0, 0.0, -0.01]) * s
        half = 0.66 * top + 0.34 * stifle  # the upper part stays with the trunk, or the back would follow the leg
        out.cone(top, half, h0 * 1.15, h0 * 1.0, k=0.09 * s, bone="pelvis", stretch=(1, 0, 0), by=0.66)
        out.cone(half, stifle, h0 * 1.0, h0 * 0.72, k=0.09 * s, bone=f"{side}thigh", stretch=(1, 0, 0), by=0.66)
        back = 0.45 * hip + 0.55 * (stifle + np.array([0, 0, -0.15]) * s)
        out.cone(hip + np.array([0, -0.01, -0.06]) * s, back, h0 * 0.90, h0 * 0.66, k=0.08 * s, bone=f"{side}thigh",
                 stretch=(1, 0, 0), by=0.66)  # fmt: skip
        out.cone(stifle, hock, h1 * 1.28, h1 * 0.58, k=0.05 * s, bone=f"{side}shin", stretch=(1, 0, 0), by=0.85)
        calf = 0.55 * stifle + 0.45 * hock + np.array([0, 0.02, -0.02]) * s
        out.cone(0.75 * stifle + 0.25 * hock + np.array([0, 0, -0.04]) * s, calf, h1 * 1.05, h1 * 0.8, k=0.05 * s,
                 bone=f"{side}shin", stretch=(1, 0, 0), by=0.8)  # fmt: skip
        out.ball(hock + np.array([0, 0.012, -0.006]) * s, np.array([h2, h2 * 1.25, h2 * 1.15]), k=0.02 * s,
                 bone=f"{side}hock")  # fmt: skip
        out.cone(hock, toe, h2 * 1.02, h2 * 0.96, k=0.02 * s, bone=f"{side}hock")
        if q.foot == "paw":
            _paw(out, paw, q.foot_size * s, s, f"{side}paw")
            _paw(out, toe, q.foot_size * s * 0.96, s, f"{side}toe")
        else:
            for joint, bone in ((paw, f"{side}paw"), (toe, f"{side}toe")):
                out.ball(
                    joint + np.array([0, 0.012, 0.004]) * s, np.full(3, q.foot_size * 0.72 * s), k=0.02 * s, bone=bone
                )
    return out


def _paw(out: AnimalShapes, joint: Array, r: float, s: float, bone: str) -> None:
    """Four toes and a pad: soles on y = 0."""
    low = float(joint[1])
    out.ball(joint + np.array([0, -low + 0.62 * r, 0.10 * r]), np.array([0.88, 0.62, 1.0]) * r, k=0.02 * s, bone=bone)
    for x in (-0.60, -0.22, 0.22, 0.60):
        ahead = 0.98 - 0.55 * abs(x)
        out.ball(joint + np.array([x * r, -low + 0.40 * r, ahead * r]), np.array([0.27, 0.40, 0.50]) * r, k=0.010 * s,
                 bone=bone)  # fmt: skip


def _feet(q: Quadruped, rest: Rest) -> list[Piece]:
    """Hooves; paws are part of the coat."""
    if q.foot == "paw":
        return []
    s, r = rest.size, q.foot_size * rest.size
    out: list[Piece] = []
    for bone in ("l_paw", "l_toe"):
        joint = rest.at(bone)
        shapes = AnimalShapes()
        top = joint + np.array([0, 0.25 * r, 0.10 * r])
        low = np.array([joint[0], 0.0, joint[2] + 0.42 * r])
        shapes.cone(top, low, 0.66 * r, 1.0 * r, bone=bone, cap=True, stretch=(1, 0, 0), by=0.92)
        shapes.half((0, -1, 0), (0, 0.002 * s, 0))
        if q.foot == "cloven":
            shapes.box(
                low + np.array([0, 0.3 * r, 0.75 * r]), np.array([0.07, 0.8, 0.8]) * r, rounding=0.002, k=0.003, op=1.0
            )
        at = np.array([joint[0], 0.35 * r, joint[2] + 0.35 * r])
        box = (tuple(at - 1.75 * r), tuple(at + 1.75 * r))
        hoof = solid(shapes.rows(), box, 0.20 * r, Tint("hoof", "paint"), "shoes", bone=bone)
        out += [hoof, flip(hoof)]
    return out


# ---------------------------------------------------------------- tail and mane


_TAILS: dict[str, tuple[float, float, float, float]] = {
    "plume": (0.0, 14.0, 24.0, 20.0), "thin": (0.0, -6.0, 4.0, 26.0), "bush": (0.0, -4.0, 8.0, 16.0),
    "horse": (0.0, -14.0, -8.0, -2.0), "tuft": (0.0, -16.0, -6.0, 0.0), "stub": (0.0, 0.0, 0.0, 0.0),
    "curl": (0.0, 40.0, 80.0, 80.0), "bare": (0.0, 2.0, 8.0, 8.0),
}  # fmt: skip
"""Degrees that each quarter of a tail rises over the one before."""


def _tail_path(q: Quadruped) -> list[tuple[float, float, float]]:
    """Five points of the tail, in heights at the withers."""
    y, z = q.hip - (0.34 * q.rump[0] if q.tail == "stub" and q.tail_radius > 0.1 else 0.085), -0.5 * q.length - 0.075
    angle = q.tail_up
    points = [(0.0, y, z)]
    for more in _TAILS[q.tail]:
        angle = max(angle + more, -88.0) if q.tail != "curl" else angle + more
        y += 0.25 * q.tail_length * math.sin(math.radians(angle))
        z -= 0.25 * q.tail_length * math.cos(math.radians(angle))
        points.append((0.0, y, z))
    return points


_FULLNESS: dict[str, tuple[float, ...]] = {
    "plume": (1.0, 1.35, 1.45, 1.1, 0.35), "thin": (1.15, 1.0, 0.82, 0.66, 0.42),
    "bush": (0.62, 0.95, 1.08, 0.88, 0.25),
    "horse": (0.60, 0.95, 1.15, 1.05, 0.45), "tuft": (1.25, 1.0, 0.85, 0.75, 0.65), "stub": (1.0, 1.0, 0.9, 0.75, 0.5),
    "curl": (1.2, 1.0, 0.9, 0.8, 0.6), "bare": (1.3, 0.95, 0.72, 0.46, 0.20),
}  # fmt: skip
"""Radii of a tail at its five points, as shares of its radius."""


def _tail(q: Quadruped, look: AnimalLook, s: float) -> list[Piece]:
    path = [np.array(p) * s for p in _tail_path(q)]
    radii = [f * q.tail_radius * s for f in _FULLNESS[q.tail]]
    shapes = AnimalShapes()
    for i in range(4):
        shapes.cone(path[i], path[i + 1], radii[i], radii[i + 1], k=0.4 * radii[i], bone=f"tail{i + 1}")
    hairy = q.tail in ("bush", "horse", "plume")
    if hairy:
        shapes.ripple(path[2], (0.1, 1.0, 0.2), 0.10 * q.tail_radius * s, 42.0 / s if q.tail == "horse" else 24.0 / s)
    pts = np.array(path)
    r = 1.3 * max(radii) + 0.02 * s
    tint = {"horse": "mane", "bare": "inner"}.get(
        q.tail, "mane" if look.fur == "woolly" and q.tail != "stub" else "coat"
    )
    step = max(0.16 * q.tail_radius, 0.010) * s * 1.6
    kind = "hair" if hairy else "cloth"
    whole = solid(shapes.rows(), (pts.min(0) - r, pts.max(0) + r), step, Tint(tint, kind),
                  "top", softness=0.03 * s)  # fmt: skip
    pieces = tail_marks(look, whole, path[0], path[-1])
    if q.tail == "tuft":
        knob = AnimalShapes()
        knob.cone(path[3], path[4] + (path[4] - path[3]) * 0.3, 1.2 * radii[3], 2.1 * radii[4], k=0.01, bone="tail4")
        ends = np.stack([path[3], path[4] + (path[4] - path[3]) * 0.4])
        box = (tuple(ends.min(0) - 4 * radii[4]), tuple(ends.max(0) + 4 * radii[4]))
        pieces.append(solid(knob.rows(), box, 0.6 * radii[4], Tint("mane", "hair"), "hair", bone="tail4"))
    return pieces


def _mane(q: Quadruped, look: AnimalLook, rest: Rest, p: HeadPlan) -> list[Piece]:
    s = rest.size
    if q.mane == "none":
        return []
    if q.mane == "ruff":
        return _ruff(rest, p)
    root, half = rest.at("neck"), rest.at("neck2")
    along = (p.origin - root) / np.linalg.norm(p.origin - root)
    up = np.array([0.0, along[2], -along[1]])
    poll = p.at(0, 0.26, 0.08)
    short = look.species == "donkey" or look.young
    shapes = AnimalShapes()
    low = root + up * q.neck[2] * 0.98 * s - along * 0.06 * s
    mid = half + up * 0.5 * (q.neck[2] + q.neck[3]) * 1.02 * s
    r = 0.034 * s if short else 0.042 * s
    shapes.cone(low, mid, r * 0.6, r, k=0.02 * s, bone="neck", stretch=(1, 0, 0), by=0.6)
    shapes.cone(mid, poll, r, r, k=0.02 * s, bone="neck2", stretch=(1, 0, 0), by=0.6)
    if not short:  # it falls to one side
        for t in np.linspace(0.06, 0.94, 8):
            a = low + (mid - low) * 2 * t if t < 0.5 else mid + (poll - mid) * (2 * t - 1)
            width = (q.neck[2] * (1 - t) + q.neck[3] * t) * s
            b = a + np.array([0.80 * width, -0.55 * width, 0]) - up * 0.30 * width
            c = a + np.array([0.86 * width, -1.30 * width, 0.0]) - up * 0.55 * width
            bone = "neck" if t < 0.5 else "neck2"
            shapes.cone(a, b, 0.036 * s, 0.036 * s, k=0.03 * s, bone=bone, stretch=(1, 0, 0), by=0.6)
            shapes.cone(b, c, 0.036 * s, 0.012 * s, k=0.03 * s, bone=bone, stretch=(1, 0, 0), by=0.6)
        front = p.at(0, 0.235, 0.34)
        shapes.cone(poll, front, 0.032 * s, 0.012 * s, k=0.02 * s, bone="head", stretch=(1, 0, 0), by=1.3)
    shapes.ripple(half, along, 0.003 * s, 60.0 / s, mode=0)
    pts = np.stack([low, mid, poll, p.at(0, 0.24, 0.4)])
    w = q.neck[2] * s + 0.10 * s
    box = (
        np.array([-w, pts[:, 1].min() - 0.30 * s, pts[:, 2].min() - 0.16 * s]),
        pts.max(0) + np.array([w, 0.10 * s, 0.10 * s]),
    )
    return [solid(shapes.rows(), box, 0.024 * s, Tint("mane", "hair"), "hair", softness=0.03 * s)]


def _ruff(rest: Rest, p: HeadPlan) -> list[Piece]:
    """A lion's mane: round the face, over neck and shoulders, down the chest."""
    s = rest.size
    shapes = AnimalShapes()
    ring = p.at(0, -0.06, 0.16)
    shapes.ball(ring, np.array([0.60, 0.62, 0.34]) * p.size, turn=p.turn, bone="head")
    half = rest.at("neck2")
    shapes.ball(half + np.array([0, -0.04, -0.02]) * s, np.array([0.215, 0.27, 0.24]) * s, k=0.06 * s, bone="neck2")
    root = rest.at("neck")
    shapes.ball(root + np.array([0, -0.08, -0.06]) * s, np.array([0.20, 0.27, 0.24]) * s, k=0.06 * s, bone="neck")
    shapes.ball(root + np.array([0, -0.26, 0.02]) * s, np.array([0.12, 0.20, 0.15]) * s, k=0.06 * s, bone="chest")
    shapes.ripple(ring, (0, -0.25, 1), 0.020 * s, 22.0, mode=1, seed=0.3)
    face = AnimalShapes(list(shapes.rows()))
    face.ball(p.at(0, -0.05, 0.72), np.array([0.37, 0.39, 0.52]) * p.size, turn=p.turn, k=0.05 * s, op=1.0)
    low = np.minimum(ring - 0.75 * p.size, root - 0.55 * s)
    high = np.maximum(ring + 0.75 * p.size, root + 0.4 * s)
    return [solid(face.rows(), (tuple(low), tuple(high)), 0.030 * s, Tint("mane", "hair"), "hair", softness=0.04 * s)]


def _collar(q: Quadruped, look: AnimalLook, rest: Rest, p: HeadPlan) -> list[Piece]:
    if look.collar is None:
        return []
    s = rest.size
    a, b = rest.at("neck2"), p.at(0, -0.04, 0.12)
    along = (b - a) / np.linalg.norm(b - a)
    middle = a + 0.30 * (b - a)
    r0, r1 = q.neck[2], q.neck[3]
    r = (0.5 * (r0 + r1) * 0.70 + r1 * 0.30) * s + 0.012 * s + (0.012 * s if look.fur == "long" else 0.0)
    shapes = AnimalShapes()
    shapes.cone(middle - along * 0.022 * s, middle + along * 0.022 * s, r, r, bone="neck2", cap=True, cap_start=True,
                stretch=(1, 0, 0), by=0.80)  # fmt: skip
    box = (tuple(middle - r * 1.3), tuple(middle + r * 1.3))
    band = solid(shapes.rows(), box, 0.016 * s, Tint("collar", "cloth"), "hair", bone="neck2")
    return [band]
