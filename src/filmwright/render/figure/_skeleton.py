"""Proportions and bones: where the joints of a body are when it stands at rest with arms a little out.

Head heights by age follow the drawing schools' table (Loomis, "Figure Drawing for All It's Worth":
a baby is four heads, a grown-up seven and a half); limb lengths follow Drillis and Contini (1966).
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filmwright.model.figure import FigureLook
from filmwright.render.anatomy.bones import grow

__all__ = ["BONE", "FINGERS", "TREE", "Frame", "frame"]

Array = NDArray[np.float64]

FINGERS = ("thumb", "index", "middle", "ring", "little")

TREE = grow(
    trunk=(("pelvis", "spine", "chest", "neck", "head", "jaw"), ("head", "tail")),
    limbs=(
        ("chest", "clav", "arm", "fore", "twist", "hand"),
        ("pelvis", "thigh", "shin", "foot", "toe"),
        *(("hand", f"{finger}1", f"{finger}2") for finger in FINGERS),
    ),
)
BONE = TREE.index

_HEADS = ((0, 4.0), (2, 4.7), (4, 5.2), (7, 5.9), (10, 6.4), (13, 6.9), (16, 7.25), (20, 7.45), (110, 7.35))
_LEGS = ((0, 0.40), (2, 0.435), (4, 0.46), (7, 0.485), (10, 0.505), (14, 0.52), (20, 0.525), (110, 0.525))
_NECK = ((0, 0.014), (4, 0.020), (10, 0.028), (16, 0.035), (20, 0.037), (110, 0.034))
_FAT = {"slight": -1.0, "slim": -0.5, "average": 0.0, "stocky": 0.75, "heavy": 1.5}


def _at(table: tuple[tuple[int, float], ...], age: float) -> float:
    return float(np.interp(age, [a for a, _ in table], [v for _, v in table]))


@dataclass(frozen=True, slots=True)
class Frame:
    """A body's measures and rest joints.

    `joints` (bones, 3) in metres, feet on y = 0, facing +z, the figure's left at +x. `scale` is the
    height over 1.75 m, `head_scale` the head over a grown-up's 0.232 m; `child` runs from 1 (infant) to
    0 (grown up), `old` from 0 (under 50) to 1 (85 and more); `female` 0..1; `fat` -1..1.5.
    """

    joints: Array
    height: float
    scale: float
    head_scale: float
    head_origin: Array
    child: float
    old: float
    female: float
    fat: float

    def at(self, bone: str) -> Array:
        """Rest position of a joint."""
        joint: Array = self.joints[BONE[bone]]
        return joint


def _hand_joints(out: Array, side: str, wrist: Array, along: Array, k: float) -> None:
    s = 1.0 if side == "l_" else -1.0
    e2 = np.array([0.0, 0.0, 1.0])
    e3 = s * np.cross(along, e2)
    bases = {"index": 0.030, "middle": 0.010, "ring": -0.0095, "little": -0.0275}
    lengths = {"index": 0.071, "middle": 0.079, "ring": 0.073, "little": 0.057}
    for f, across in bases.items():
        reach = 0.090 - 45.0 * (across - 0.008) ** 2 * 0.14
        base = wrist + k * (along * reach + e2 * across)
        spread = along + e2 * across * 2.2
        spread /= np.linalg.norm(spread)
        out[BONE[f"{side}{f}1"]] = base
        out[BONE[f"{side}{f}2"]] = base + k * lengths[f] * 0.52 * (spread + 0.16 * e3)
    thumb = wrist + k * (along * 0.026 + e2 * 0.026 + e3 * 0.008)
    out[BONE[f"{side}thumb1"]] = thumb
    out[BONE[f"{side}thumb2"]] = thumb + k * 0.046 * (along * 0.66 + e2 * 0.66 + e3 * 0.36)


def frame(look: FigureLook) -> Frame:
    """Measure a body: joints and proportions from age, height, sex and build."""
    h, age = look.height_m, float(look.age)
    female = {"female": 1.0, "neutral": 0.5, "male": 0.0}[look.sex] * min(max((age - 9) / 7, 0), 1)
    child = min(max((17.0 - age) / 16.0, 0.0), 1.0)
    old = min(max((age - 50.0) / 35.0, 0.0), 1.0)
    fat = _FAT[look.build]
    heads = _at(_HEADS, age)
    head = h / heads
    s, hs = h / 1.75, head / 0.232
    chin = h - head
    shoulder_y = chin - _at(_NECK, age) * h * (1 - 0.15 * fat * (fat > 0)) - 0.018 * h
    hip_y = _at(_LEGS, age) * h
    wide = s * (1 + 0.05 * fat) * (1 - 0.125 * female) * (1 + 0.06 * child)
    out = np.zeros((len(BONE), 3))

    def put(bone: str, x: float, y: float, z: float) -> None:
        out[BONE[bone]] = (x, y, z)

    trunk = shoulder_y - hip_y
    put("pelvis", 0, hip_y + 0.03 * h, 0.0)
    put("spine", 0, hip_y + 0.30 * trunk, -0.005 * s)
    put("chest", 0, hip_y + 0.58 * trunk, -0.012 * s)
    put("neck", 0, shoulder_y + 0.016 * s, -0.022 * s)
    origin = np.array([0.0, chin + 0.116 * hs, 0.012 * s])
    put("head", 0, origin[1] - 0.045 * hs, origin[2] - 0.022 * hs)
    put("jaw", 0, origin[1] - 0.022 * hs, origin[2] + 0.002 * hs)
    put("tail", 0, origin[1] - 0.02 * hs, origin[2] - 0.09 * hs)
    down = math.radians(30.0)
    for side, sx in (("l_", 1.0), ("r_", -1.0)):
        along = np.array([sx * math.sin(down), -math.cos(down), 0.0])
        put(f"{side}clav", sx * 0.025 * s, shoulder_y - 0.005 * s, -0.012 * s)
        arm = np.array([sx * 0.168 * wide, shoulder_y - 0.026 * s, -0.018 * s])
        upper, fore = 0.168 * h, 0.145 * h
        if child:
            upper, fore = upper * (1 - 0.10 * child), fore * (1 - 0.10 * child)
        elbow = arm + along * upper
        wrist = elbow + along * fore + np.array([0, 0, 0.012 * s])
        out[BONE[f"{side}arm"]], out[BONE[f"{side}fore"]], out[BONE[f"{side}hand"]] = arm, elbow, wrist
        out[BONE[f"{side}twist"]] = elbow + 0.5 * (wrist - elbow)
        k = s * (0.97 - 0.05 * female) * (1 + 0.02 * child)
        _hand_joints(out, side, wrist, along, k)
        hip_x = 0.088 * s * (1 + 0.05 * female + 0.06 * max(fat, 0.0) + 0.04 * child)
        put(f"{side}thigh", sx * hip_x, hip_y, 0.0)
        put(f"{side}shin", sx * hip_x * 1.02, hip_y * 0.535, 0.008 * s)
        put(f"{side}foot", sx * hip_x * 1.04, 0.078 * s, -0.022 * s)
        put(f"{side}toe", sx * hip_x * 1.10, 0.025 * s, 0.115 * s)
    return Frame(out, h, s, hs, origin, child, old, female, fat)
