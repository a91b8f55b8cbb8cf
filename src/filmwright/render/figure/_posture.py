"""Where pelvis, spine and feet go: standing, sitting, walking, running, kneeling, crouching, lying, leaning."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from filmwright.model.figure import Pose
from filmwright.render.anatomy.bones import about
from filmwright.render.figure._ik import Skeleton, turn
from filmwright.render.figure._skeleton import BONE

__all__ = ["settle"]

Array = NDArray[np.float64]
SIDES = (("l_", 1.0), ("r_", -1.0))
FORWARD = np.array([0.0, 0.0, 1.0])


def settle(b: Skeleton, pose: Pose, stride: float) -> None:
    """Place everything but arms and head."""
    _POSTURES[pose.posture](b, pose, stride)
    if pose.torso:
        b.turn_chest(pose.torso)
    old = b.frame.old
    if old and pose.posture != "lie":
        _bow(b, 7 * old)
        b.rotate("neck", about(b.rot[BONE["neck"]][:, 0], 9 * old))
        b.rotate("head", about(b.rot[BONE["head"]][:, 0], -14 * old))


def _bow(b: Skeleton, degrees: float) -> None:
    """Bend the trunk forward over its length (negative: back)."""
    for bone, part in (("spine", 0.55), ("chest", 0.45)):
        b.rotate(bone, about(b.rot[BONE["pelvis"]][:, 0], degrees * part))


def _level_head(b: Skeleton, share: float) -> None:
    """Turn the head back up by a share of how far it has been bent."""
    f = b.rot[BONE["head"]][:, 2]
    pitch = math.degrees(math.atan2(f[1], math.hypot(f[0], f[2])))
    for bone, part in (("neck", 0.4), ("head", 0.6)):
        b.rotate(bone, about(b.rot[BONE[bone]][:, 0], pitch * share * part))


def _wobble(pose: Pose, k: int) -> float:
    """A small fixed number in -1..1 for a pose's variation, so that two people never stand alike."""
    n = (pose.variation * 2654435761 + k * 40503) % 4294967296
    n = (n ^ (n >> 15)) * 2246822519 % 4294967296
    n = (n ^ (n >> 13)) * 3266489917 % 4294967296
    return (n ^ (n >> 16)) % 20001 / 10000.0 - 1.0


def _stand(b: Skeleton, pose: Pose, _stride: float) -> None:
    s = b.frame.scale
    weight = 1.0 if _wobble(pose, 1) >= 0 else -1.0
    amount = 0.45 + 0.35 * abs(_wobble(pose, 2))
    shift = weight * 0.022 * s * amount
    b.move(np.array([shift, -0.012 * s * amount, 0]))
    b.rotate("pelvis", turn("z", weight * 2.2 * amount))
    b.rotate("spine", turn("z", -weight * 3.4 * amount))
    b.rotate("chest", turn("z", weight * 1.0 * amount))
    _bow(b, pose.lean)
    if pose.lean:
        _level_head(b, 0.7)
    for side, x in SIDES:
        free = weight * x < 0
        rest = b.rest[BONE[f"{side}foot"]]
        out = 9.0 + 4.0 * _wobble(pose, 3 + int(x)) + (8.0 if free else 0.0)
        goal = rest + np.array(
            [x * (0.012 + (0.018 if free else 0.0)) * s, 0, (0.035 * s if free else -0.008 * s) * amount]
        )
        yaw = turn("y", x * out)
        b.step(side, goal, yaw @ FORWARD, yaw)


def _lean(b: Skeleton, pose: Pose, _stride: float) -> None:
    s = b.frame.scale
    b.move(np.array([0, -0.02 * s, -0.06 * s]))
    b.rotate("pelvis", turn("x", -7))
    _bow(b, -3 + pose.lean)
    _level_head(b, 0.8)
    for side, x in SIDES:
        rest = b.rest[BONE[f"{side}foot"]]
        bent = side == "r_"
        goal = rest + np.array([x * 0.02 * s, 0.0, (0.10 if bent else 0.17) * s])
        yaw = turn("y", x * (14 if bent else 8))
        b.step(side, goal, yaw @ FORWARD + np.array([x * 0.2, 0, 0]), yaw)


def _sit(b: Skeleton, pose: Pose, _stride: float) -> None:
    f, s = b.frame, b.frame.scale
    under = (0.116 + 0.014 * max(f.fat, 0.0)) * s
    hip_y = pose.seat_height + under
    rest = b.at("l_thigh").copy()
    b.move(np.array([0, hip_y - rest[1], -0.02 * s]))
    b.rotate("pelvis", turn("x", -10))
    _bow(b, 9 + pose.lean + 2 * _wobble(pose, 1))
    _level_head(b, 0.9)
    thigh = float(np.linalg.norm(b.rest[BONE["l_shin"]] - b.rest[BONE["l_thigh"]]))
    shin = float(np.linalg.norm(b.rest[BONE["l_foot"]] - b.rest[BONE["l_shin"]]))
    ankle = float(b.rest[BONE["l_foot"]][1])
    for side, x in SIDES:
        hip = b.at(f"{side}thigh")
        apart = (0.05 - 0.035 * f.female + 0.02 * _wobble(pose, 5)) * s
        forward = 0.98 * thigh + (0.03 + 0.05 * _wobble(pose, 6 + int(x))) * s
        low = max(ankle, hip_y - shin * 0.99 - thigh * 0.30)
        drop = hip_y - low
        if drop > shin:  # a high seat: thighs slope down
            forward = min(forward, math.sqrt(max((thigh + shin) ** 2 * 0.80 - drop * drop, 0.01)))
        if drop < shin * 0.85:  # a low seat: feet further out, knees up
            forward = math.sqrt(max((thigh + shin) ** 2 * 0.72 - drop * drop, 0.01))
        goal = np.array([hip[0] + x * apart, low, hip[2] + forward])
        hang = low > ankle + 0.01
        foot = turn("y", x * 7) @ turn("x", 22.0 if hang else 0.0)
        b.step(side, goal, np.array([x * 0.12, 1.0, 0.35]), foot)


def _gait(b: Skeleton, pose: Pose, stride: float, *, run: bool) -> None:
    s = b.frame.scale
    p = pose.phase
    on = 0.38 if run else 0.60
    bob = (0.030 if run else 0.014) * s * math.cos(4 * math.pi * (p + (0.16 if run else 0.0)))
    low = (0.055 if run else 0.026) * s
    b.move(np.array([0.014 * s * math.sin(2 * math.pi * p) * (0.4 if run else 1.0), -low - bob, 0]))
    twist = (11 if run else 6) * math.cos(2 * math.pi * p)
    b.rotate("pelvis", turn("y", -twist) @ turn("x", 4.0 if run else 0.0))
    b.turn_chest(twist * 1.9)
    _bow(b, (12 if run else 2.5) + pose.lean)
    _level_head(b, 0.9)
    half = on * stride / 2
    for side, x in SIDES:
        q = p if side == "l_" else (p + 0.5) % 1.0
        rest = b.rest[BONE[f"{side}foot"]]
        if q < on:
            t = q / on
            z = half - 2 * half * t
            roll = 16 * (1 - t / 0.18) if t < 0.18 else 0.0
            push = ((t - 0.62) / 0.38) ** 1.4 if t > 0.62 else 0.0
            pitch = -roll + 38 * push
            lift = 0.0
        else:
            t = (q - on) / (1 - on)
            e = t * t * (3 - 2 * t)
            z = -half + 2 * half * e
            lift = (0.19 if run else 0.055) * s * math.sin(math.pi * min(t * 1.12, 1.0)) ** 1.2
            pitch = 38 * (1 - t) ** 1.5 * (1.5 if run else 1.0) - 16 * t**3
        # the foot pivots on its ball or heel: the ankle rises with it
        lever = 0.135 * s if pitch > 0 else 0.055 * s
        up = abs(math.sin(math.radians(pitch))) * lever
        ahead = (1 - math.cos(math.radians(pitch))) * lever * (1 if pitch > 0 else -1) + math.sin(
            math.radians(pitch)
        ) * rest[1] * 0.9
        goal = np.array([rest[0] * 0.72, rest[1] + lift + up, rest[2] + z + ahead])
        foot = turn("y", x * 5) @ turn("x", pitch)
        b.step(side, goal, np.array([x * 0.10, 0.15, 1.0]), foot)


def _walk(b: Skeleton, pose: Pose, stride: float) -> None:
    _gait(b, pose, stride, run=False)


def _run(b: Skeleton, pose: Pose, stride: float) -> None:
    _gait(b, pose, stride, run=True)


def _kneel(b: Skeleton, pose: Pose, _stride: float) -> None:
    s = b.frame.scale
    thigh = float(np.linalg.norm(b.rest[BONE["l_shin"]] - b.rest[BONE["l_thigh"]]))
    shin = float(np.linalg.norm(b.rest[BONE["l_foot"]] - b.rest[BONE["l_shin"]]))
    hip_y = 0.065 * s + thigh * 0.985
    b.move(np.array([0, hip_y - b.at("l_thigh")[1], -0.05 * s]))
    _bow(b, 4 + pose.lean)
    _level_head(b, 0.7)
    for side, x in SIDES:
        hip = b.at(f"{side}thigh")
        if side == "l_":  # this knee on the ground
            knee = np.array([hip[0] + x * 0.02, 0.065 * s, hip[2] + 0.06 * s])
            goal = knee + np.array([0, 0.105 * s, -shin * 0.96])
            b.step(side, goal, np.array([0, -0.6, 1.0]), turn("x", 66))
            b.rotate(f"{side}toe", turn("x", -58))
        else:  # the other foot in front
            goal = np.array([hip[0] + x * 0.06 * s, b.rest[BONE["r_foot"]][1], hip[2] + thigh * 0.86])
            b.step(side, goal, np.array([x * 0.12, 1.0, 0.6]), turn("y", x * 8))


def _crouch(b: Skeleton, pose: Pose, _stride: float) -> None:
    s = b.frame.scale
    hip_y = 0.42 * b.rest[BONE["l_thigh"]][1]
    b.move(np.array([0, hip_y - b.at("l_thigh")[1], -0.16 * s]))
    b.rotate("pelvis", turn("x", 22))
    _bow(b, 18 + pose.lean)
    _level_head(b, 0.85)
    for side, x in SIDES:
        rest = b.rest[BONE[f"{side}foot"]]
        front = 0.10 if side == "l_" else -0.08
        raised = 0.0 if side == "l_" else 0.07
        goal = rest + np.array([x * 0.05 * s, raised * s, front * s])
        foot = turn("y", x * 12) @ turn("x", 0 if side == "l_" else 34)
        b.step(side, goal, np.array([x * 0.32, 0.2, 1.0]), foot)


def _lie(b: Skeleton, pose: Pose, _stride: float) -> None:
    s = b.frame.scale
    back = turn("x", -90)
    up = (0.112 + 0.02 * max(b.frame.fat, 0)) * s
    b.put("pelvis", back, np.array([0.0, up, 0.0]))
    b.rotate("neck", turn("x", 17))
    b.rotate("head", turn("x", 2))
    for side, x in SIDES:
        hip = b.at(f"{side}thigh")
        leg = float(b.rest[BONE[f"{side}thigh"]][1] - b.rest[BONE[f"{side}foot"]][1])
        bent = 0.94 if _wobble(pose, 4) * x > 0.2 else 0.992
        goal = hip + np.array([x * 0.07 * s, -hip[1] + 0.055 * s, leg * bent])
        b.step(side, goal, np.array([x * 0.35, 1.0, 0]), turn("y", x * 22) @ turn("x", -72))


_POSTURES: dict[str, Callable[[Skeleton, Pose, float], None]] = {
    "stand": _stand,
    "sit": _sit,
    "walk": _walk,
    "run": _run,
    "kneel": _kneel,
    "crouch": _crouch,
    "lie": _lie,
    "lean": _lean,
}
