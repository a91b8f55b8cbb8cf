"""Bones of animals: where they are at rest, and how they are bent."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from filmwright.render.figure._ik import about, cross, length, limb_frame

__all__ = ["BONE", "BONES", "LEGS", "PARENT", "Rest", "Rig", "between"]

Array = NDArray[np.float64]

_TRUNK = (
    ("pelvis", ""),
    ("spine", "pelvis"),
    ("chest", "spine"),
    ("neck", "chest"),
    ("neck2", "neck"),
    ("head", "neck2"),
    ("jaw", "head"),
    ("tail1", "pelvis"),
    ("tail2", "tail1"),
    ("tail3", "tail2"),
    ("tail4", "tail3"),
)


def _side(s: str) -> tuple[tuple[str, str], ...]:
    return (
        (f"{s}ear", "head"),
        (f"{s}eye", "head"),
        (f"{s}lid", "head"),
        (f"{s}blade", "chest"),
        (f"{s}arm", f"{s}blade"),
        (f"{s}fore", f"{s}arm"),
        (f"{s}cannon", f"{s}fore"),
        (f"{s}paw", f"{s}cannon"),
        (f"{s}thigh", "pelvis"),
        (f"{s}shin", f"{s}thigh"),
        (f"{s}hock", f"{s}shin"),
        (f"{s}toe", f"{s}hock"),
        (f"{s}wing1", "chest"),
        (f"{s}wing2", f"{s}wing1"),
        (f"{s}wing3", f"{s}wing2"),
    )


_TABLE = (*_TRUNK, *_side("l_"), *_side("r_"))
BONES = tuple(name for name, _ in _TABLE)
BONE = {name: i for i, name in enumerate(BONES)}
PARENT = tuple(BONE[parent] if parent else -1 for _, parent in _TABLE)

LEGS = {
    "l_fore": ("l_arm", "l_fore", "l_cannon", "l_paw"),
    "r_fore": ("r_arm", "r_fore", "r_cannon", "r_paw"),
    "l_hind": ("l_thigh", "l_shin", "l_hock", "l_toe"),
    "r_hind": ("r_thigh", "r_shin", "r_hock", "r_toe"),
}
"""Each leg's four joints from the trunk down: three of the leg and the foot."""


@dataclass(frozen=True, slots=True)
class Rest:
    """An animal at rest: joints (bones, 3) in metres, feet on y = 0, facing +z, its left at +x.

    `size` is the height at withers or crown; `head` the length that stands for a human head's height in framing;
    `marks` are points of the head at rest (crown, chin, nose, mouth, eyes, ears); `hip` the height of the hip joint;
    `look` the way the left eye looks.
    """

    joints: Array
    size: float
    head: float
    hip: float
    marks: dict[str, Array]
    look: Array

    def at(self, bone: str) -> Array:
        """Rest position of a joint."""
        joint: Array = self.joints[BONE[bone]]
        return joint


class Rig:
    """Global rotations and positions of every bone, in the animal's own space: feet near the origin, facing +z."""

    def __init__(self, rest: Rest) -> None:
        """Stand at rest."""
        self.frame = rest
        self.rest = rest.joints
        self.rot = np.broadcast_to(np.eye(3), (len(BONES), 3, 3)).copy()
        self.pos = rest.joints.copy()

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
        """Turn a bone by a rotation given in the animal's axes."""
        self.put(bone, change @ self.rot[BONE[bone]])

    def pitch(self, bone: str, degrees: float) -> None:
        """Turn a bone about its own left-right axis; positive puts its front down."""
        self.rotate(bone, about(self.rot[BONE[bone]][:, 0], degrees))

    def yaw(self, bone: str, degrees: float) -> None:
        """Turn a bone to the left about its own upright axis."""
        self.rotate(bone, about(self.rot[BONE[bone]][:, 1], degrees))

    def roll(self, bone: str, degrees: float) -> None:
        """Turn a bone about its own long axis."""
        self.rotate(bone, about(self.rot[BONE[bone]][:, 2], degrees))

    def move(self, by: Array) -> None:
        """Shift everything."""
        self.pos += by

    def plant(self, leg: str, goal: Array, shank: Array, foot: Array | None = None, knee: Array | None = None) -> None:
        """Bring a foot's joint to `goal`; `shank` is the wanted direction of the cannon, down the leg.

        The upper two bones bend as they do at rest, elbow back and stifle forward, or towards `knee`; a leg that is
        too short gives up the wanted direction first.
        """
        a, b, c, d = (BONE[n] for n in LEGS[leg])
        l1, l2 = length(self.rest[b] - self.rest[a]), length(self.rest[c] - self.rest[b])
        l3 = length(self.rest[d] - self.rest[c])
        root = self.pos[a].copy()
        away = (goal - root) / max(length(goal - root), 1e-9)
        u = shank / max(length(shank), 1e-9)
        for _ in range(12):
            if length(goal - u * l3 - root) <= 0.995 * (l1 + l2):
                break
            u = u + 0.35 * away
            u = u / length(u)
        ankle = goal - u * l3
        bend = np.array([0.0, 0.0, -1.0 if leg.endswith("fore") else 1.0])
        end = self._two((a, b, c), ankle, bend if knee is None else knee)
        low = self.rest[d] - self.rest[c]
        side = np.array([1.0, 0.0, 0.0])
        self.put(LEGS[leg][2], limb_frame(goal - end, side) @ limb_frame(low, side).T)
        self.put(LEGS[leg][3], np.eye(3) if foot is None else foot)

    def _two(self, joints: tuple[int, int, int], goal: Array, swivel: Array) -> Array:
        """Two bones to a goal, the middle joint towards `swivel`; returns where the end came to."""
        i, j, k = joints
        a, b, c = self.rest[i], self.rest[j], self.rest[k]
        l1, l2 = length(b - a), length(c - b)
        root = self.pos[i].copy()
        to = goal - root
        dist = float(np.clip(length(to), abs(l1 - l2) * 1.02 + 1e-6, (l1 + l2) * 0.998))
        n = to / max(length(to), 1e-9)
        s = swivel - n * float(n @ swivel)
        s = s / max(length(s), 1e-9)
        cos = min(max((l1 * l1 + dist * dist - l2 * l2) / (2 * l1 * dist), -1.0), 1.0)
        mid = root + n * l1 * cos + s * l1 * math.sqrt(1 - cos * cos)
        end = root + n * dist
        hinge = cross(b - a, c - b)
        if length(hinge) < 1e-7:
            hinge = cross(swivel, b - a)
        axis = cross(mid - root, end - mid)
        if length(axis) < 1e-7:
            axis = cross(s, n)
        self.put(BONES[i], limb_frame(mid - root, axis) @ limb_frame(b - a, hinge).T)
        self.put(BONES[j], limb_frame(end - mid, axis) @ limb_frame(c - b, hinge).T)
        reached: Array = self.pos[k].copy()
        return reached

    def result(self) -> tuple[Array, Array]:
        """Rotations (bones, 3, 3) and moves (bones, 3): x' = R x + t for points of the rest body."""
        return self.rot, self.pos - np.einsum("bij,bj->bi", self.rot, self.rest)


def between(a: Rig, b: Rig, share: float) -> Rig:
    """A rig on its way from `a` (0) to `b` (1): bones turn the short way, feet go straight and legs follow."""
    out = Rig(a.frame)
    way = Rotation.from_matrix(b.rot @ a.rot.transpose(0, 2, 1)).as_rotvec()
    out.rot[:] = Rotation.from_rotvec(way * share).as_matrix() @ a.rot
    out.pos[0] = (1 - share) * a.pos[0] + share * b.pos[0]
    for i in range(1, len(BONES)):
        p = PARENT[i]
        out.pos[i] = out.pos[p] + out.rot[p] @ (out.rest[i] - out.rest[p])
    for leg, (_, _, cannon, paw) in LEGS.items():
        goal = (1 - share) * a.at(paw) + share * b.at(paw)
        shank = out.rot[BONE[cannon]] @ (out.rest[BONE[paw]] - out.rest[BONE[cannon]])
        out.plant(leg, goal, shank, out.rot[BONE[paw]].copy())
    return out


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
