"""What arms and hands do.

A hand's goal is given for the left side (x is outwards) and mirrored for the right. Each gesture gives
a goal per hand; the amount blends from rest to it along an arc.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from filmwright.model.figure import Pose
from filmwright.render.anatomy.bones import about
from filmwright.render.figure._hands import finger_tip
from filmwright.render.figure._ik import Skeleton, facing
from filmwright.render.figure._skeleton import BONE, FINGERS

__all__ = ["HandGoal", "arm_goals"]

Array = NDArray[np.float64]
Curls = tuple[float, float, float, float, float]
EASY: Curls = (12, 22, 30, 36, 42)
FLAT: Curls = (4, 4, 4, 5, 6)
FIST: Curls = (48, 88, 92, 94, 94)
GRIP: Curls = (34, 62, 66, 68, 66)
POINT: Curls = (42, 2, 88, 92, 92)
OPEN: Curls = (0, 6, 10, 14, 20)


@dataclass(frozen=True, slots=True)
class HandGoal:
    """Where a hand goes, in the figure's space.

    The wrist (m), where fingers and palm point, on which side the elbow lies, curls of the fingers (degrees).
    """

    wrist: Array
    fingers: Array
    palm: Array
    swivel: Array
    curls: Curls = EASY
    lift: float = 0.0


def _v(*xyz: float) -> Array:
    return np.array(xyz, np.float64)


class _Arm:
    """One arm's measures and frames, x outwards."""

    def __init__(self, b: Skeleton, side: str, pose: Pose) -> None:
        self.b, self.side, self.pose = b, side, pose
        self.x = 1.0 if side == "l_" else -1.0
        r = b.rest
        i, j, k = (BONE[f"{side}{n}"] for n in ("arm", "fore", "hand"))
        self.length = float(np.linalg.norm(r[j] - r[i]) + np.linalg.norm(r[k] - r[j]))
        self.scale = b.frame.scale
        self.hand = self.scale * 0.97
        self.chest = b.rot[BONE["chest"]]
        self.shoulder = b.at(f"{side}arm").copy()
        self.main = (pose.hand == "left") == (side == "l_")

    def dir(self, x: float, y: float, z: float) -> Array:
        """A direction in the chest's frame."""
        d: Array = self.chest @ _v(x * self.x, y, z)
        return d

    def level(self, x: float, y: float, z: float) -> Array:
        """A direction in the figure's frame."""
        return _v(x * self.x, y, z)

    def near(self, x: float, y: float, z: float) -> Array:
        """A point from the shoulder, in arm lengths, in the chest's frame."""
        p: Array = self.shoulder + self.chest @ (_v(x * self.x, y, z) * self.length)
        return p

    def head(self, x: float, y: float, z: float) -> Array:
        """A point of the head, in head measures."""
        h = BONE["head"]
        f = self.b.frame
        rest = _v(x * self.x, y, z) * f.head_scale + f.head_origin - self.b.rest[h]
        p: Array = self.b.pos[h] + self.b.rot[h] @ rest
        return p

    def head_dir(self, x: float, y: float, z: float) -> Array:
        """A direction of the head."""
        d: Array = self.b.rot[BONE["head"]] @ _v(x * self.x, y, z)
        return d

    def middle(self, x: float, y: float, z: float) -> Array:
        """A point from between the shoulders, metres of a 1.75 m body, in the chest's frame."""
        mid = (self.b.at("l_arm") + self.b.at("r_arm")) / 2
        p: Array = mid + self.chest @ (_v(x * self.x, y, z) * self.scale)
        return p


def _hang(a: _Arm) -> HandGoal:
    """Where a hand rests in a posture."""
    return _RESTS.get(a.pose.posture, _side)(a)


def _side(a: _Arm) -> HandGoal:
    wide = 0.16 + 0.05 * max(a.b.frame.fat, 0.0)
    return HandGoal(a.near(wide, -0.955, 0.055), a.dir(0.02, -1, 0.16), a.dir(-1, -0.05, -0.35), a.dir(0.45, 0, -1))


def _on_knees(a: _Arm) -> HandGoal:
    at = a.b.at(f"{a.side}shin") + a.level(-0.02, 0.10, -0.10) * a.scale
    return HandGoal(at, a.level(-0.25, -0.35, 1), a.level(-0.2, -1, -0.3), a.level(1, -0.5, -0.4))


def _kneeling(a: _Arm) -> HandGoal:
    if a.side == "l_":
        return HandGoal(a.near(0.10, -0.93, 0.12), a.dir(0, -1, 0.15), a.dir(-1, 0, -0.2), a.dir(0.3, 0, -1))
    at = a.b.at("r_shin") + a.level(-0.01, 0.085, -0.12) * a.scale
    return HandGoal(at, a.level(-0.3, -0.25, 1), a.level(0, -1, -0.2), a.level(1, -0.3, -0.6))


def _lying(a: _Arm) -> HandGoal:
    at = a.b.at(f"{a.side}thigh") + a.level(0.17, -0.02, -0.02) * a.scale
    return HandGoal(at, a.level(0.15, -0.1, 1), a.level(-0.3, -1, 0), a.level(1, 0.2, -0.2), EASY)


def _swing(a: _Arm) -> HandGoal:
    run = a.pose.posture == "run"
    c = math.cos(2 * math.pi * a.pose.phase) * (-1 if a.side == "l_" else 1)
    if run:
        at = a.near(0.12 - 0.14 * max(c, 0), -0.52 + 0.22 * max(c, 0), 0.16 + 0.36 * c)
        return HandGoal(
            at, a.dir(-0.25, 0.25 + 0.5 * c, 1), a.dir(-1, 0, -0.1), a.dir(0.35, -0.6, -1), (30, 60, 64, 66, 66)
        )
    ang = math.radians(6 + 24 * c)
    reach = 0.965 - 0.03 * max(c, 0)
    at = a.near(0.15, -reach * math.cos(ang), reach * math.sin(ang))
    return HandGoal(at, a.dir(0, -math.cos(ang), math.sin(ang) + 0.15), a.dir(-1, 0, -0.3), a.dir(0.3, -0.1, -1))


def _lap(a: _Arm) -> HandGoal:
    if a.pose.table_height is not None:
        return _table(a)
    hip, knee = a.b.at(f"{a.side}thigh"), a.b.at(f"{a.side}shin")
    r = 0.098 * a.scale * (1 + 0.12 * max(a.b.frame.fat, 0))
    on = hip + (knee - hip) * 0.60
    up = _v(0, 1, 0)
    return HandGoal(
        on + up * r + a.level(-0.02, 0, 0),
        a.level(-0.38, -0.10, 1),
        -up + a.level(0, 0, -0.1),
        a.level(1, -0.5, -0.5),
        (10, 14, 18, 22, 26),
    )


def _table(a: _Arm) -> HandGoal:
    h = a.pose.table_height if a.pose.table_height is not None else 0.74
    mid = (a.b.at("l_arm") + a.b.at("r_arm")) / 2
    z = mid[2] + 0.40 * a.scale
    at = _v(mid[0] + a.x * 0.135 * a.scale, h + 0.034 * a.scale, z)
    return HandGoal(at, a.level(-0.75, -0.02, 0.72), _v(0, -1, 0), a.level(1, -0.35, -0.5), (8, 8, 10, 12, 14))


def _folded(a: _Arm) -> HandGoal:
    h = a.pose.table_height
    mid = (a.b.at("l_arm") + a.b.at("r_arm")) / 2
    if h is None and a.pose.posture == "sit":
        hip = (a.b.at("l_thigh") + a.b.at("r_thigh")) / 2
        at = hip + _v(a.x * 0.075, 0.115, 0.30) * a.scale
    elif h is None:
        at = a.middle(0.075, -0.47, 0.20)
    else:
        at = _v(mid[0] + a.x * 0.085 * a.scale, h + 0.045 * a.scale, mid[2] + 0.40 * a.scale)
    return HandGoal(
        at,
        a.level(-1, 0.02, 0.35),
        a.level(-0.35, -0.25 if a.x > 0 else 0.1, -1),
        a.level(1, -0.6, -0.2),
        (30, 46, 48, 50, 52),
    )


def _talk_open(a: _Arm) -> HandGoal:
    if not a.main:
        return HandGoal(
            a.near(0.05, -0.58, 0.50), a.dir(-0.25, 0.05, 1), a.dir(-0.85, 0.55, 0.0), a.dir(0.7, -1, -0.3), OPEN
        )
    return HandGoal(
        a.near(0.14, -0.46, 0.56), a.dir(0.10, 0.30, 1), a.dir(-0.55, 0.85, 0.1), a.dir(0.7, -1, -0.3), OPEN
    )


def _talk_one(a: _Arm) -> HandGoal:
    return HandGoal(
        a.near(0.10, -0.38, 0.56), a.dir(-0.05, 0.45, 1), a.dir(-0.75, 0.6, 0.2), a.dir(0.7, -1, -0.3), OPEN
    )


def _point(a: _Arm) -> HandGoal:
    to = _aim(a, 4.0)
    d = to - a.shoulder
    d = d / np.linalg.norm(d)
    return HandGoal(a.shoulder + d * a.length * 0.93, d, a.dir(-0.4, -1, 0), a.dir(0.8, -1, -0.2), POINT)


def _aim(a: _Arm, far: float) -> Array:
    p = a.pose
    target = p.aim or p.gaze
    if target is None:
        return a.shoulder + a.dir(-0.1, -0.05, 1) * far
    t = math.radians(p.heading)
    q = np.asarray(target) - _v(p.x, p.ground, p.z)
    c, s = math.cos(t), math.sin(t)
    return _v(c * q[0] - s * q[2], q[1], s * q[0] + c * q[2])


def _phone(a: _Arm) -> HandGoal:
    ear = a.head(0.098, -0.020, 0.012)
    fingers = a.head_dir(-0.10, 0.88, -0.30)
    palm = a.head_dir(-1, 0.0, -0.15)
    return HandGoal(
        ear - fingers / np.linalg.norm(fingers) * 0.078 * a.hand - a.head_dir(-0.028, 0, 0) * a.hand,
        fingers,
        palm,
        a.dir(0.9, -1, 0.25),
        (22, 40, 40, 42, 40),
        4,
    )


def _crossed(a: _Arm) -> HandGoal:
    if a.main:
        return HandGoal(
            a.middle(-0.105, -0.225, 0.165),
            a.dir(-1, 0.18, 0.05),
            a.dir(-0.1, 0.1, -1),
            a.dir(1, -0.55, 0.2),
            (14, 18, 20, 22, 24),
        )
    return HandGoal(
        a.middle(-0.085, -0.265, 0.200),
        a.dir(-1, 0.22, -0.25),
        a.dir(-0.1, -0.2, -1),
        a.dir(1, -0.55, 0.2),
        (14, 22, 24, 26, 28),
    )


def _hips(a: _Arm) -> HandGoal:
    hip = a.b.at(f"{a.side}thigh")
    wide = 0.105 + 0.03 * max(a.b.frame.fat, 0)
    at = hip + a.level(wide, 0.16, -0.005) * a.scale
    return HandGoal(at, a.level(-0.55, -0.45, 0.75), a.level(-1, 0.1, -0.6), a.level(1, 0, -0.45), (20, 18, 20, 22, 24))


def _pockets(a: _Arm) -> HandGoal:
    hip = a.b.at(f"{a.side}thigh")
    at = hip + a.level(0.085, 0.075, 0.045) * a.scale
    return HandGoal(at, a.level(-0.15, -1, 0.15), a.level(-1, 0, -0.25), a.level(0.75, 0, -1), GRIP)


def _reach(a: _Arm) -> HandGoal:
    to = _aim(a, 0.9)
    d = to - a.shoulder
    n = float(np.linalg.norm(d))
    d = d / n
    return HandGoal(
        a.shoulder + d * min(a.length * 0.96, max(n - 0.09, 0.2)), d, a.dir(-0.5, -1, 0), a.dir(0.7, -1, -0.2), OPEN
    )


def _hold(a: _Arm) -> HandGoal:
    return HandGoal(a.near(-0.05, -0.40, 0.50), a.dir(-0.25, 0.25, 1), a.dir(-1, 0.25, 0.1), a.dir(0.6, -1, -0.3), GRIP)


def _hold_both(a: _Arm) -> HandGoal:
    return HandGoal(
        a.middle(0.105, -0.24, 0.36),
        a.dir(-0.12, 0.35, 1),
        a.dir(-1, 0.1, -0.05),
        a.dir(0.7, -1, -0.3),
        (24, 40, 42, 44, 44),
    )


def _carry(a: _Arm) -> HandGoal:
    return HandGoal(
        a.middle(0.17, -0.36, 0.30),
        a.dir(-0.30, 0.05, 1),
        a.dir(-0.5, 0.9, 0),
        a.dir(0.8, -1, -0.5),
        (16, 30, 30, 32, 34),
    )


def _read(a: _Arm) -> HandGoal:
    return HandGoal(
        a.middle(0.125, -0.255, 0.33),
        a.dir(-0.25, 0.75, 0.6),
        a.dir(-0.75, 0.1, -0.55),
        a.dir(0.8, -1, -0.2),
        (30, 34, 36, 38, 40),
    )


def _aim_gun(a: _Arm) -> HandGoal:
    to = _aim(a, 6.0)
    mid = (a.b.at("l_arm") + a.b.at("r_arm")) / 2
    d = to - mid
    d = d / np.linalg.norm(d)
    at = mid + d * a.length * 0.90 + _v(0, 0.06, 0) * a.scale
    if a.main:
        return HandGoal(at + a.dir(0.02, 0, 0) * a.scale, d, a.dir(-1, 0, 0), a.dir(0.7, -1, 0), (30, 40, 80, 84, 84))
    return HandGoal(
        at - d * 0.02 + a.dir(0.035, -0.03, 0) * a.scale,
        d + a.dir(-0.35, 0, 0),
        a.dir(-1, 0.2, 0),
        a.dir(0.7, -1, 0),
        (34, 64, 66, 68, 68),
    )


def _wave(a: _Arm) -> HandGoal:
    tilt = 0.35 * math.sin(2 * math.pi * a.pose.phase)
    return HandGoal(a.near(0.34, 0.14, 0.30), a.dir(tilt, 1, 0.05), a.dir(0, 0, 1), a.dir(1, -0.7, -0.1), FLAT, 8)


def _cover(a: _Arm) -> HandGoal:
    at = a.head(0.060, -0.100, 0.105)
    return HandGoal(
        at, a.head_dir(-0.30, 1, -0.10), a.head_dir(-0.25, 0.0, -1), a.dir(0.7, -1, 0.4), (10, 10, 12, 12, 14), 3
    )


def _chin(a: _Arm) -> HandGoal:
    at = a.head(0.018, -0.185, 0.115)
    return HandGoal(
        at, a.head_dir(-0.25, 1, -0.25), a.head_dir(-0.7, 0.1, -0.7), a.dir(0.3, -1, 0.2), (20, 30, 78, 84, 84)
    )


def _heart(a: _Arm) -> HandGoal:
    return HandGoal(
        a.middle(0.045, -0.165, 0.175),
        a.dir(-1, 0.35, 0.0),
        a.dir(-0.1, 0, -1),
        a.dir(1, -0.9, 0.1),
        (10, 8, 10, 12, 14),
    )


def _drink(a: _Arm) -> HandGoal:
    at = a.head(0.085, -0.135, 0.165)
    return HandGoal(at, a.head_dir(-0.55, 0.45, 0.25), a.head_dir(-0.75, 0.1, -0.55), a.dir(1, -0.7, 0.1), GRIP, 3)


def _type(a: _Arm) -> HandGoal:
    h = a.pose.table_height if a.pose.table_height is not None else 0.74
    mid = (a.b.at("l_arm") + a.b.at("r_arm")) / 2
    up = 0.004 * math.sin(2 * math.pi * (a.pose.phase * 3 + (0.3 if a.x > 0 else 0)))
    at = _v(mid[0] + a.x * 0.105 * a.scale, h + 0.060 * a.scale + up, mid[2] + 0.40 * a.scale)
    return HandGoal(at, a.level(-0.22, -0.16, 1), _v(0, -1, 0.0), a.level(1, -0.6, -0.3), (14, 28, 30, 30, 30))


def _write(a: _Arm) -> HandGoal:
    if not a.main:
        return _table(a)
    g = _type(a)
    return replace(
        g, wrist=g.wrist + a.level(-0.03, -0.022, 0.02), palm=a.level(-0.6, -0.8, 0), curls=(36, 56, 60, 66, 70)
    )


def _drive(a: _Arm) -> HandGoal:
    at = a.middle(0.165, -0.175, 0.42)
    return HandGoal(at, a.dir(-0.25, 0.35, 1), a.dir(-0.55, -0.55, 0.45), a.dir(0.8, -1, -0.2), GRIP)


def _hug(a: _Arm) -> HandGoal:
    up = 0.02 if a.main else -0.14
    return HandGoal(a.middle(-0.02, up, 0.40), a.dir(-1, 0.1, -0.15), a.dir(0, 0, -1), a.dir(1, -0.4, 0.3), FLAT, 5)


def _up(a: _Arm) -> HandGoal:
    return HandGoal(a.near(0.36, 0.20, 0.24), a.dir(-0.05, 1, 0.05), a.dir(0, 0, 1), a.dir(1, -0.6, -0.2), OPEN, 8)


def _shrug(a: _Arm) -> HandGoal:
    return HandGoal(
        a.near(0.36, -0.46, 0.42), a.dir(0.55, 0.15, 0.8), a.dir(-0.1, 1, 0.1), a.dir(0.35, -1, -0.5), OPEN, 14
    )


def _fist(a: _Arm) -> HandGoal:
    return HandGoal(
        a.near(0.08, -0.30, 0.52), a.dir(-0.25, 0.8, 0.7), a.dir(-0.9, 0.1, -0.3), a.dir(0.7, -1, -0.1), FIST
    )


def _salute(a: _Arm) -> HandGoal:
    at = a.head(0.175, 0.025, 0.095)
    return HandGoal(at, a.head_dir(-1, 0.28, -0.05), a.head_dir(0.1, -1, 0.35), a.dir(1, 0, 0.2), FLAT, 10)


def _push(a: _Arm) -> HandGoal:
    return HandGoal(a.near(-0.03, 0.02, 0.86), a.dir(0, 1, 0.25), a.dir(0, -0.2, 1), a.dir(0.8, -1, 0), FLAT)


def _clasp(a: _Arm) -> HandGoal:
    at = a.head(0.130, 0.045, -0.02)
    return HandGoal(
        at, a.head_dir(-0.8, 0.75, -0.15), a.head_dir(-1, -0.5, 0), a.dir(1, 0.1, 0.5), (8, 20, 22, 24, 26), 10
    )


Maker = Callable[[_Arm], HandGoal]
_RESTS: dict[str, Maker] = {
    "walk": _swing,
    "run": _swing,
    "sit": _lap,
    "crouch": _on_knees,
    "kneel": _kneeling,
    "lie": _lying,
}
_BOTH: dict[str, Maker] = {
    "talk_open": _talk_open,
    "arms_crossed": _crossed,
    "hands_on_hips": _hips,
    "hands_on_table": _table,
    "hands_folded": _folded,
    "hands_in_pockets": _pockets,
    "hold_both": _hold_both,
    "carry": _carry,
    "read": _read,
    "aim": _aim_gun,
    "cover_face": _cover,
    "type": _type,
    "write": _write,
    "drive": _drive,
    "hug": _hug,
    "hands_up": _up,
    "shrug": _shrug,
    "push": _push,
    "clasp_head": _clasp,
}
_ONE: dict[str, Maker] = {
    "talk_one": _talk_one,
    "point": _point,
    "phone_to_ear": _phone,
    "reach": _reach,
    "hold_object": _hold,
    "wave": _wave,
    "hand_to_chin": _chin,
    "hand_on_heart": _heart,
    "drink": _drink,
    "fist": _fist,
    "salute": _salute,
}


def _blend(a: _Arm, rest: HandGoal, goal: HandGoal, t: float) -> HandGoal:
    """Between two goals; the wrist swings out a little on its way."""
    e = t * t * (3 - 2 * t)
    bow = a.level(0.25, 0, 0.4) * float(np.linalg.norm(goal.wrist - rest.wrist)) * 0.5 * e * (1 - e)
    mix = tuple(r * (1 - e) + g * e for r, g in zip(rest.curls, goal.curls, strict=True))

    def way(p: Array, q: Array) -> Array:
        p, q = p / np.linalg.norm(p), q / np.linalg.norm(q)
        return p * (1 - e) + q * e + 1e-6 * a.level(1, 0.5, 0.3)

    return HandGoal(
        rest.wrist * (1 - e) + goal.wrist * e + bow,
        way(rest.fingers, goal.fingers),
        way(rest.palm, goal.palm),
        way(rest.swivel, goal.swivel),
        (mix[0], mix[1], mix[2], mix[3], mix[4]),
        rest.lift * (1 - e) + goal.lift * e,
    )


def arm_goals(b: Skeleton, pose: Pose) -> None:
    """Bring both arms where the gesture wants them."""
    for side in ("l_", "r_"):
        a = _Arm(b, side, pose)
        rest = _hang(a)
        maker = _BOTH.get(pose.gesture) or (_ONE.get(pose.gesture) if a.main else None)
        goal = rest
        if maker is not None:
            goal = _blend(a, rest, maker(a), pose.amount)
        elif pose.held is not None and a.main and pose.gesture == "rest":
            goal = replace(rest, curls=GRIP)
        _over_table(a, goal)


def _apply(a: _Arm, g: HandGoal) -> None:
    b, side = a.b, a.side
    if g.lift:
        axis = b.rot[BONE["chest"]][:, 2] * a.x
        b.rotate(f"{side}clav", about(axis, g.lift))
    b.reach(side, g.wrist, g.swivel, facing(g.fingers, g.palm, side))
    for name, c in zip(FINGERS, g.curls, strict=True):
        b.curl(side, name, c * 0.95, c * (1.0 if name != "thumb" else 0.8))


_SKIN = 0.0095
"""Half the thickness of a fingertip with a little air, metres of a 1.75 m body."""


def _over_table(a: _Arm, g: HandGoal) -> None:
    """Reach for a goal; where fingers would sink into the table, reach that much higher."""
    h = a.pose.table_height
    before = (a.b.rot.copy(), a.b.pos.copy())
    _apply(a, g)
    if h is None or not h - 0.12 < g.wrist[1] < h + 0.25:
        return
    low = min(float(_tip(a, name)[1]) for name in FINGERS)
    sunk = h + _SKIN * a.scale - low
    if sunk > 0:
        a.b.rot[:], a.b.pos[:] = before
        _apply(a, replace(g, wrist=g.wrist + np.array([0.0, sunk, 0.0])))


def _tip(a: _Arm, name: str) -> Array:
    bone = BONE[f"{a.side}{name}2"]
    tip: Array = a.b.pos[bone] + a.b.rot[bone] @ (finger_tip(a.b.frame, a.side, name) - a.b.rest[bone])
    return tip
