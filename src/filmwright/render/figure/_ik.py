"""A skeleton that can be bent: turn joints, reach with arms and legs."""

import math

import numpy as np
from numpy.typing import NDArray

from filmwright.render.anatomy.bones import Joints, about
from filmwright.render.figure._hands import hand_frame
from filmwright.render.figure._skeleton import BONE, TREE, Frame
from filmwright.render.vectors import cross, length

__all__ = ["Skeleton", "between", "facing", "turn"]

Array = NDArray[np.float64]


def turn(axis: str, degrees: float) -> Array:
    """Rotation about a world axis."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    if axis == "x":
        return np.array([[1, 0, 0], [0, c, -s], [0, s, c]])
    if axis == "y":
        return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


def facing(fingers: Array, palm: Array, side: str) -> Array:
    """Columns of a hand that points its fingers and turns its palm: fingers, thumb, palm (see `hand_frame`)."""
    f = fingers / length(fingers)
    p = palm - f * float(f @ palm)
    p = p / max(length(p), 1e-9)
    thumb = cross(p, f) if side == "l_" else cross(f, p)
    return np.stack([f, thumb, p], 1)


class Skeleton(Joints):
    """The bones of a person, with what people do: turn chest and head, reach, step, curl their fingers."""

    tree = TREE

    def __init__(self, f: Frame) -> None:
        """Stand at rest."""
        super().__init__(f.joints)
        self.frame = f

    def bearing(self, aim: Array) -> tuple[float, float]:
        """Degrees left and up from where the head faces to a point."""
        h = BONE["head"]
        return self.bearing_of(aim, self.pos[h] + self.rot[h] @ np.array([0, 0.045, 0.07]) * self.frame.head_scale)

    def turn_chest(self, yaw: float) -> None:
        """Turn the trunk above the hips to the left."""
        for bone, part in (("spine", 0.45), ("chest", 0.55)):
            self.rotate(bone, about(self.rot[BONE["pelvis"]][:, 1], yaw * part))

    def turn_head(self, yaw: float, pitch: float) -> None:
        """Turn neck and head to the left and up."""
        for bone, part in (("neck", 0.35), ("head", 0.65)):
            r = self.rot[BONE[bone]]
            self.rotate(bone, about(r[:, 1], yaw * part))
            self.rotate(bone, about(self.rot[BONE[bone]][:, 0], -pitch * part))

    def reach(self, side: str, goal: Array, swivel: Array, hand: Array | None) -> None:
        """Bring a wrist to `goal`, the elbow on the side of `swivel`, and turn the hand (columns of `facing`)."""
        names = (f"{side}arm", f"{side}fore", f"{side}hand")
        self.bend(names, goal, swivel, self.rest_hinge(side))
        if hand is None:
            return
        wanted = hand @ hand_frame(self.frame, side).T
        fore = self.rot[BONE[f"{side}fore"]]
        self.put(
            f"{side}twist", _half_twist(fore, wanted, self.pos[BONE[f"{side}hand"]] - self.pos[BONE[f"{side}fore"]])
        )
        self.put(f"{side}hand", wanted)

    def rest_hinge(self, side: str) -> Array:
        """Axis about which an elbow bends at rest."""
        d = self.rest[BONE[f"{side}fore"]] - self.rest[BONE[f"{side}arm"]]
        return cross(d, np.array([0.0, 0.0, 1.0]))

    def step(self, side: str, goal: Array, knee: Array, foot: Array) -> None:
        """Bring an ankle to `goal`, the knee towards `knee`, and give the foot a rotation."""
        names = (f"{side}thigh", f"{side}shin", f"{side}foot")
        d = self.rest[BONE[names[1]]] - self.rest[BONE[names[0]]]
        self.bend(names, goal, knee, cross(d, np.array([0.0, 0.0, -1.0])))
        self.put(f"{side}foot", foot)

    def curl(self, side: str, finger: str, first: float, second: float) -> None:
        """Bend a finger into the palm by degrees at its root and its middle."""
        h = self.rot[BONE[f"{side}hand"]]
        m = h @ hand_frame(self.frame, side)
        axis = m[:, 1] if side == "l_" else -m[:, 1]
        if finger == "thumb":
            axis = axis * 0.35 - (m[:, 2] if side == "l_" else -m[:, 2]) * 0.9
            axis = axis / length(axis)
        # bending towards the palm: from the fingers' direction to the palm's
        sign = 1.0 if float(cross(axis, m[:, 0]) @ (m[:, 2] if finger != "thumb" else -m[:, 1])) > 0 else -1.0
        self.rotate(f"{side}{finger}1", about(axis, sign * first))
        self.rotate(f"{side}{finger}2", about(axis, sign * second))


def between(a: Skeleton, b: Skeleton, share: float) -> Skeleton:
    """A skeleton on its way from `a` (0) to `b` (1), both in the same space.

    Every bone turns the short way; feet go straight from place to place and legs follow them, so that feet that
    stay do not slide while somebody sits down.
    """
    out = Skeleton(a.frame)
    out.blend(a, b, share)
    for side in ("l_", "r_"):
        foot, knee = BONE[f"{side}foot"], BONE[f"{side}shin"]
        goal = (1 - share) * a.pos[foot] + share * b.pos[foot]
        middle = (out.pos[BONE[f"{side}thigh"]] + goal) / 2
        out.step(side, goal, out.pos[knee] - middle, out.rot[foot])
    return out


def _half_twist(fore: Array, hand: Array, along: Array) -> Array:
    """Forearm's lower half: half of the hand's turn about the forearm's axis."""
    a = along / max(length(along), 1e-9)
    d = hand @ fore.T
    # twist part of the rotation about a (swing-twist decomposition)
    w = math.sqrt(max(0.0, 1 + d[0, 0] + d[1, 1] + d[2, 2])) / 2
    v = np.array([d[2, 1] - d[1, 2], d[0, 2] - d[2, 0], d[1, 0] - d[0, 1]])
    p = float(v @ a) / max(4 * w, 1e-6)
    angle = 2 * math.degrees(math.atan2(p, w))
    if angle > 180:
        angle -= 360
    return about(a, angle * 0.55) @ fore
