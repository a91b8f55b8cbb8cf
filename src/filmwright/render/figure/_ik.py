"""A skeleton that can be bent: turn joints, reach with arms and legs."""

import math

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from filmwright.render.figure._hands import hand_frame
from filmwright.render.figure._skeleton import BONE, BONES, PARENT, Frame

__all__ = ["Skeleton", "between", "facing", "limb_frame", "turn"]

Array = NDArray[np.float64]


def turn(axis: str, degrees: float) -> Array:
    """Rotation about a world axis."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    if axis == "x":
        return np.array([[1, 0, 0], [0, c, -s], [0, s, c]])
    if axis == "y":
        return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


def cross(a: Array, b: Array) -> Array:
    """Cross product of two vectors (numpy's own spends its time on checks)."""
    return np.array((a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]))


def length(a: Array) -> float:
    """Length of a vector."""
    return math.sqrt(float(a @ a))


def about(axis: Array, degrees: float) -> Array:
    """Rotation about any axis (Rodrigues)."""
    a = axis / max(length(axis), 1e-9)
    x, y, z = float(a[0]), float(a[1]), float(a[2])
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    t = math.radians(degrees)
    turned: Array = np.eye(3) + math.sin(t) * k + (1 - math.cos(t)) * (k @ k)
    return turned


def limb_frame(along: Array, hinge: Array) -> Array:
    """Columns: unit along, hinge made square, their cross product."""
    a = along / max(length(along), 1e-9)
    h = hinge - a * float(a @ hinge)
    h = h / max(length(h), 1e-9)
    return np.stack([a, h, cross(a, h)], 1)


def facing(fingers: Array, palm: Array, side: str) -> Array:
    """Columns of a hand that points its fingers and turns its palm: fingers, thumb, palm (see `hand_frame`)."""
    f = fingers / length(fingers)
    p = palm - f * float(f @ palm)
    p = p / max(length(p), 1e-9)
    thumb = cross(p, f) if side == "l_" else cross(f, p)
    return np.stack([f, thumb, p], 1)


class Skeleton:
    """Global rotations and positions of every bone, relative to the body at rest.

    Works in the figure's own space: feet near the origin, facing +z. `rot[b]` turns the rest body's axes;
    `pos[b]` is where the joint is now.
    """

    def __init__(self, f: Frame) -> None:
        """Stand at rest."""
        self.frame = f
        self.rest = f.joints
        self.rot = np.broadcast_to(np.eye(3), (len(BONES), 3, 3)).copy()
        self.pos = f.joints.copy()

    def at(self, bone: str) -> Array:
        """Present position of a joint."""
        joint: Array = self.pos[BONE[bone]]
        return joint

    def put(self, bone: str, rotation: Array, position: Array | None = None) -> None:
        """Give a bone a global rotation (and place); all below it follows stiffly."""
        b = BONE[bone]
        change = rotation @ self.rot[b].T
        origin = self.pos[b].copy()
        to = origin if position is None else position
        low = _BELOW[b]
        self.pos[low] = (self.pos[low] - origin) @ change.T + to
        self.rot[low] = change @ self.rot[low]

    def rotate(self, bone: str, change: Array) -> None:
        """Turn a bone by a rotation given in the figure's axes."""
        self.put(bone, change @ self.rot[BONE[bone]])

    def move(self, by: Array) -> None:
        """Shift everything."""
        self.pos += by

    def bearing(self, aim: Array) -> tuple[float, float]:
        """Degrees left and up from where the head faces to a point."""
        h = BONE["head"]
        eyes = self.pos[h] + self.rot[h] @ np.array([0, 0.045, 0.07]) * self.frame.head_scale
        d = self.rot[h].T @ (aim - eyes)
        return (
            math.degrees(math.atan2(d[0], d[2])),
            math.degrees(math.atan2(d[1], math.hypot(d[0], d[2]))),
        )

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
        self._two(names, goal, swivel, self.rest_hinge(side))
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
        self._two(names, goal, knee, cross(d, np.array([0.0, 0.0, -1.0])))
        self.put(f"{side}foot", foot)

    def _two(self, names: tuple[str, str, str], goal: Array, swivel: Array, hinge: Array) -> None:
        """Two bones to a goal; the middle joint lies towards `swivel` from the straight line."""
        i, j, k = (BONE[n] for n in names)
        a, b, c = self.rest[i], self.rest[j], self.rest[k]
        l1, l2 = length(b - a), length(c - b)
        root = self.pos[i]
        to = goal - root
        dist = float(np.clip(length(to), abs(l1 - l2) * 1.02 + 1e-6, (l1 + l2) * 0.998))
        n = to / max(length(to), 1e-9)
        s = swivel - n * float(n @ swivel)
        s = s / max(length(s), 1e-9)
        cos = (l1 * l1 + dist * dist - l2 * l2) / (2 * l1 * dist)
        cos = min(max(cos, -1.0), 1.0)
        mid = root + n * l1 * cos + s * l1 * math.sqrt(1 - cos * cos)
        end = root + n * dist
        # bending turns the lower bone from the middle joint's side back to the line
        axis = cross(mid - root, end - mid)
        if length(axis) < 1e-7:
            axis = cross(s, n)
        up = limb_frame(mid - root, axis) @ limb_frame(b - a, hinge).T
        low = limb_frame(end - mid, axis) @ limb_frame(c - b, hinge).T
        self.put(names[0], up)
        self.put(names[1], low)

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

    def result(self) -> tuple[Array, Array]:
        """Rotations (bones, 3, 3) and moves (bones, 3): x' = R x + t for points of the rest body."""
        return self.rot, self.pos - np.einsum("bij,bj->bi", self.rot, self.rest)


def between(a: Skeleton, b: Skeleton, share: float) -> Skeleton:
    """A skeleton on its way from `a` (0) to `b` (1), both in the same space.

    Every bone turns the short way; feet go straight from place to place and legs follow them, so that feet that
    stay do not slide while somebody sits down.
    """
    out = Skeleton(a.frame)
    out.rot[:] = _turned(a.rot, b.rot, share)
    out.pos[0] = (1 - share) * a.pos[0] + share * b.pos[0]
    for i in range(1, len(BONES)):
        p = PARENT[i]
        out.pos[i] = out.pos[p] + out.rot[p] @ (out.rest[i] - out.rest[p])
    for side in ("l_", "r_"):
        foot, knee = BONE[f"{side}foot"], BONE[f"{side}shin"]
        goal = (1 - share) * a.pos[foot] + share * b.pos[foot]
        middle = (out.pos[BONE[f"{side}thigh"]] + goal) / 2
        out.step(side, goal, out.pos[knee] - middle, out.rot[foot])
    return out


def _turned(a: Array, b: Array, share: float) -> Array:
    """Rotations (n, 3, 3) a share of the way from `a` to `b`, each about one axis."""
    way = Rotation.from_matrix(b @ a.transpose(0, 2, 1)).as_rotvec()
    turned: Array = Rotation.from_rotvec(way * share).as_matrix() @ a
    return turned


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


def _below() -> tuple[NDArray[np.int64], ...]:
    """For each bone: itself and all that hang from it."""
    out = []
    for b in range(len(BONES)):
        mine = [b]
        for i in range(b + 1, len(BONES)):
            if PARENT[i] in mine:
                mine.append(i)
        out.append(np.array(mine))
    return tuple(out)


_BELOW = _below()
