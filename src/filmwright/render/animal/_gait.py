"""How animals stand, sit, lie, go and fly: the whole body for a pose, before the head turns.

Gaits after Muybridge, "Animals in Motion" (1899): a walk puts down hind left, fore left, hind right, fore right a
quarter of the cycle apart; a gallop puts down both hind feet, then both fore feet. A foot on the ground moves back
exactly as fast as the body moves on, so it does not slide.
"""

import math

import numpy as np
from numpy.typing import NDArray

from filmwright.model.figure import AnimalLook, Pose
from filmwright.render.anatomy.bones import about
from filmwright.render.animal._rig import BONE, LEGS, Rest, Rig
from filmwright.render.animal._species import BIRDS, Quadruped, bird_of, quadruped_of

__all__ = ["flying", "settle", "stride_of"]

Array = NDArray[np.float64]

_WALK = {"l_hind": 0.0, "l_fore": 0.25, "r_hind": 0.5, "r_fore": 0.75}
_GALLOP = {"l_hind": 0.0, "r_hind": 0.10, "l_fore": 0.46, "r_fore": 0.58}
_BIRD_WALK = {"l_hind": 0.0, "r_hind": 0.5}
_ON_GROUND = {"walk": 0.62, "run": 0.30}
"""Share of the cycle that a foot is on the ground."""

_X = np.array([1.0, 0.0, 0.0])


def stride_of(look: AnimalLook, rest: Rest, *, running: bool = False) -> float:
    """Metres that one full cycle of a gait covers; of a flying bird, of one beat of its wings."""
    if look.species in BIRDS:
        return rest.hip * 1.5 if not running or not bird_of(look).flies else 2.6 * rest.size
    return rest.hip * (2.75 if running else 1.25)


def flying(look: AnimalLook, pose: Pose) -> bool:
    """Whether this pose is in the air; hens run instead."""
    if look.species not in BIRDS or not bird_of(look).flies:
        return False
    return pose.posture == "fly"


def settle(rig: Rig, look: AnimalLook, pose: Pose) -> None:
    """Bring the whole body into the posture of a pose."""
    if look.species in BIRDS:
        _settle_bird(rig, look, pose)
        return
    q, s = quadruped_of(look), look.size_m
    posture = pose.posture
    if posture in ("walk", "run"):
        _go(rig, look, pose)
    elif posture == "sit" and q.foot == "paw":
        _sit(rig, q, s)
    elif posture in ("lie", "kneel") or (posture == "sit" and q.foot != "paw"):
        _lie(rig, q, s)
    elif posture == "crouch":
        _lower(rig, q, 0.24 * s, -3.0)
    _tail(rig, q, pose)


# ---------------------------------------------------------------- on four legs


def _shank(rest: Rest, leg: str, degrees: float) -> Array:
    """The cannon's direction at rest, swung about the left-right axis; positive swings the foot back."""
    _, _, c, d = (BONE[n] for n in LEGS[leg])
    way: Array = about(_X, degrees) @ (rest.joints[d] - rest.joints[c])
    return way


def _lower(rig: Rig, q: Quadruped, by: float, pitch: float) -> None:
    """Stand with bent legs."""
    rig.move(np.array([0.0, -by, 0.0]))
    rig.pitch("pelvis", pitch)
    for leg in LEGS:
        paw = rig.frame.at(LEGS[leg][3])
        rig.plant(leg, paw, _shank(rig.frame, leg, 14.0 if leg.endswith("hind") else -4.0))
    rig.pitch("neck", -0.5 * pitch + 10.0)
    rig.put("head", np.eye(3))
    del q


def _sit(rig: Rig, q: Quadruped, s: float) -> None:
    """Rump on the ground, fore legs straight, as dogs and cats sit."""
    rest = rig.frame
    pelvis, arm = rest.at("pelvis"), rest.at("l_arm")
    low = 0.53 * q.rump[0] * s
    # the angle at which the shoulders are as high as they are when it stands
    up = math.degrees(math.asin(min(0.9, (0.97 * arm[1] - low) / math.hypot(*(arm - pelvis)[1:]))))
    up -= math.degrees(math.atan2(arm[1] - pelvis[1], arm[2] - pelvis[2]))
    rig.put("pelvis", about(_X, -up), np.array([0.0, low, pelvis[2] + 0.10 * s]))
    back = rig.at("l_arm")[2] - rest.at("l_arm")[2]
    for side, x in (("l_", 1.0), ("r_", -1.0)):
        paw = rest.at(f"{side}paw") + np.array([0.0, 0.0, back - 0.015 * s])
        rig.plant(f"{side}fore", paw, _shank(rest, f"{side}fore", 0.0))
        toe = rest.at(f"{side}toe") * np.array([1.22, 1.0, 1.0])
        toe[2] = rig.at("pelvis")[2] + 0.36 * s
        rig.plant(f"{side}hind", toe, np.array([0.0, -0.16, 1.0]), knee=np.array([0.9 * x, 0.25, 1.0]))
    rig.pitch("neck", 0.62 * up)
    rig.pitch("neck2", 0.10 * up)
    rig.put("head", np.eye(3))


def _lie(rig: Rig, q: Quadruped, s: float) -> None:
    """On the belly, head up: paws before the chest, hooves folded under it."""
    rest = rig.frame
    drop = 1.0 - q.chest[0] - 0.015
    rump = q.hip - q.rump[0]
    tilt = math.degrees(math.atan2(rump - (1.0 - q.chest[0]), q.length))
    rig.move(np.array([0.0, -drop * s, 0.0]))
    rig.pitch("pelvis", -0.5 * tilt)
    for side, x in (("l_", 1.0), ("r_", -1.0)):
        paw, toe = rest.at(f"{side}paw"), rest.at(f"{side}toe")
        if q.foot == "paw":
            goal = np.array([paw[0] * 1.02, paw[1], rest.at(f"{side}arm")[2] + (q.elbow * 0.62 + 0.02) * s])
            rig.plant(f"{side}fore", goal, np.array([0.0, -0.10, 1.0]))
        else:
            goal = np.array([paw[0] * 0.9, 0.06 * s, rest.at(f"{side}arm")[2] - 0.10 * s])
            rig.plant(f"{side}fore", goal, np.array([0.0, 0.06, -1.0]), about(_X, 110.0))
        goal = np.array([toe[0] + x * 0.10 * s, toe[1], toe[2] + 0.44 * s])
        rig.plant(
            f"{side}hind",
            goal,
            np.array([0.0, -0.12, 1.0]),
            knee=np.array([(0.8 if q.foot == "paw" else 0.45) * x, 0.05, 1.0]),
        )
    rig.pitch("neck", -6.0)
    rig.put("head", np.eye(3))


def _go(rig: Rig, look: AnimalLook, pose: Pose) -> None:
    """Walk or gallop at a point of the cycle."""
    rest, s = rig.frame, look.size_m
    running = pose.posture == "run"
    share = _ON_GROUND["run" if running else "walk"]
    stride = stride_of(look, rest, running=running)
    turn = 2 * math.pi * pose.phase
    if running:
        rig.move(np.array([0.0, (-0.045 + 0.030 * math.cos(turn * 1.0 + 0.6)) * s, 0.0]))
        rig.pitch("pelvis", 7.0 * math.sin(turn + 0.3))
        rig.pitch("spine", -5.0 * math.sin(turn - 0.5))
        rig.pitch("chest", -4.0 * math.sin(turn - 0.5))
        rig.pitch("neck", 6.0 + 5.0 * math.sin(turn))
    else:
        rig.move(np.array([0.0, (-0.022 + 0.006 * math.cos(2 * turn)) * s, 0.0]))
        rig.roll("pelvis", 1.6 * math.sin(turn))
        rig.pitch("neck", 3.0 + 2.5 * math.sin(2 * turn))
    for leg, start in (_GALLOP if running else _WALK).items():
        _swing(rig, leg, (pose.phase + 1.0 - start) % 1.0, share, stride, lift=(0.20 if running else 0.10) * s)
    rig.put("head", np.eye(3))


def _swing(rig: Rig, leg: str, at: float, share: float, stride: float, *, lift: float) -> None:
    """One foot at a point of its own cycle: on the ground first, then through the air."""
    rest = rig.frame
    root = rest.at(LEGS[leg][0])
    paw = rest.at(LEGS[leg][3]).copy()
    middle = 0.35 * paw[2] + 0.65 * root[2] if leg.endswith("hind") else 0.75 * paw[2] + 0.25 * root[2]
    fold, ahead, high = 0.0, 0.0, 0.0
    if at < share:
        ahead = stride * (0.5 * share - at)
    else:
        t = (at - share) / (1.0 - share)
        ahead = stride * share * (t * t * (3 - 2 * t) - 0.5)
        high = math.sin(math.pi * t) * lift * (1.2 - 0.4 * t)
        fold = math.sin(math.pi * t) * (1.15 - 0.45 * t)
    leg_length = float(root[1] - paw[1])
    lean = math.degrees(math.atan2(ahead, leg_length))
    bend = 62.0 if leg.endswith("fore") else 42.0
    goal = np.array([paw[0] * 0.94, paw[1] + high, middle + ahead])
    shank = _shank(rest, leg, -0.55 * lean + bend * fold)
    rig.plant(leg, goal, shank, about(_X, 48.0 * fold))


def _tail(rig: Rig, q: Quadruped, pose: Pose) -> None:
    """The tail hangs as it grew, swings a little from shot to shot, and lies down on the ground where it meets it."""
    aside = float((pose.variation * 37) % 21 - 10) * 1.6
    if pose.posture == "run":
        rig.pitch("tail1", 26.0 if q.tail != "stub" else 0.0)
    elif pose.expression == "afraid" and q.tail in ("plume", "thin"):
        rig.pitch("tail1", -35.0)
    elif pose.expression == "happy" and q.tail in ("plume", "thin"):
        rig.pitch("tail1", 30.0)
    sitting = pose.posture in ("sit", "lie", "kneel")
    low = sitting or pose.posture == "crouch"
    for k in range(1, 5):
        rig.rotate(
            f"tail{k}", about(np.array([0.0, 1.0, 0.0]), aside * (0.4 if k == 1 else 0.5) + (17.0 if sitting else 0.0))
        )
    if low:
        _lay_tail(rig, q)


def _lay_tail(rig: Rig, q: Quadruped) -> None:
    """Turn each quarter of a long tail so that it does not go through the ground."""
    least = q.tail_radius * 1.1 * rig.frame.size
    for k in range(1, 5):
        here = rig.at(f"tail{k}")
        rest = (
            rig.rest[BONE[f"tail{k + 1}"]] - rig.rest[BONE[f"tail{k}"]]
            if k < 4
            else (rig.rest[BONE["tail4"]] - rig.rest[BONE["tail3"]])
        )
        now = rig.rot[BONE[f"tail{k}"]] @ rest
        long = float(np.linalg.norm(now))
        drop = float(here[1]) - least
        flat = np.array([now[0], 0.0, min(now[2], -0.35 * long)])
        flat *= long / max(float(np.linalg.norm(flat)), 1e-9)
        steep = max(-0.7, min(0.0, -drop / long))
        wanted = flat * math.sqrt(1.0 - steep * steep) + np.array([0.0, steep * long, 0.0])
        axis = np.cross(now, wanted)
        sine = float(np.linalg.norm(axis)) / (long * long)
        if now[1] > wanted[1] or sine < 1e-6:
            continue
        angle = math.degrees(math.atan2(sine, float(now @ wanted) / (long * long)))
        rig.rotate(f"tail{k}", about(axis, angle))


# ---------------------------------------------------------------- birds


def _settle_bird(rig: Rig, look: AnimalLook, pose: Pose) -> None:
    b, s, rest = bird_of(look), look.size_m, rig.frame
    if flying(look, pose):
        _fly(rig, look, pose)
        return
    if pose.posture in ("walk", "run", "fly"):
        stride = stride_of(look, rest)
        turn = 2 * math.pi * pose.phase
        rig.roll("pelvis", 3.0 * math.sin(turn))
        for leg, start in _BIRD_WALK.items():
            _swing(rig, leg, (pose.phase + 1.0 - start) % 1.0, 0.58, stride, lift=0.10 * s)
        # the head waits while the body goes on, then shoots forward
        nod = 0.035 * s * math.sin(2 * turn)
        rig.put("head", np.eye(3), rig.at("head") + np.array([0.0, 0.0, nod]))
    elif pose.posture in ("sit", "lie", "crouch", "kneel"):
        drop = (0.62 if pose.posture in ("sit", "lie") else 0.30) * (b.middle - 0.62 * b.body[1]) * s
        rig.move(np.array([0.0, -drop, 0.0]))
        for leg in ("l_hind", "r_hind"):
            rig.plant(leg, rest.at(LEGS[leg][3]), np.array([0.0, -0.3, 1.0]))


def _fly(rig: Rig, look: AnimalLook, pose: Pose) -> None:
    """Body level, legs drawn up, wings at a point of their beat."""
    b, s, rest = bird_of(look), look.size_m, rig.frame
    beat = 2 * math.pi * pose.phase
    rig.pitch("pelvis", b.body[3] - 6.0)
    rig.move(np.array([0.0, pose.seat_height - 0.05 * s * math.sin(beat), 0.0]))
    for side, x in (("l_", 1.0), ("r_", -1.0)):
        flap = 34.0 * math.sin(beat) + 6.0
        rig.rotate(f"{side}wing1", about(rig.rot[BONE["chest"]][:, 2], x * flap))
        bend = 20.0 * math.sin(beat - 1.2) + 4.0
        rig.rotate(f"{side}wing2", about(rig.rot[BONE["chest"]][:, 2], x * bend))
        rig.rotate(f"{side}wing3", about(rig.rot[BONE["chest"]][:, 2], x * bend * 0.8))
        hip = rig.at(f"{side}thigh")
        toe = hip + np.array([0.0, -0.5 * b.body[1] * s, -0.34 * s])
        rig.plant(f"{side}hind", toe, np.array([0.0, -0.1, -1.0]), about(_X, 80.0))
    rig.pitch("neck", -0.35 * b.body[3])
    rig.put("head", np.eye(3))
    del rest
