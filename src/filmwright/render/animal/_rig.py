"""Bones of animals: where they are at rest, and how they are bent."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filmwright.render.anatomy.bones import Joints, about, grow, limb_frame
from filmwright.render.vectors import cross, length

__all__ = ["BONE", "LEGS", "TREE", "Rest", "Rig", "between"]

Array = NDArray[np.float64]

TREE = grow(
    trunk=(
        ("pelvis", "spine", "chest", "neck", "neck2", "head", "jaw"),
        ("pelvis", "tail1", "tail2", "tail3", "tail4"),
    ),
    limbs=(
        ("head", "ear"),
        ("head", "eye"),
        ("head", "lid"),
        ("chest", "blade", "arm", "fore", "cannon", "paw"),
        ("pelvis", "thigh", "shin", "hock", "toe"),
        ("chest", "wing1", "wing2", "wing3"),
    ),
)
BONE = TREE.index

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


class Rig(Joints):
    """The bones of an animal, with what animals do: turn each about its own axes, and plant four feet."""

    tree = TREE

    def __init__(self, rest: Rest) -> None:
        """Stand at rest."""
        super().__init__(rest.joints)
        self.frame = rest

    def pitch(self, bone: str, degrees: float) -> None:
        """Turn a bone about its own left-right axis; positive puts its front down."""
        self.rotate(bone, about(self.rot[BONE[bone]][:, 0], degrees))

    def yaw(self, bone: str, degrees: float) -> None:
        """Turn a bone to the left about its own upright axis."""
        self.rotate(bone, about(self.rot[BONE[bone]][:, 1], degrees))

    def roll(self, bone: str, degrees: float) -> None:
        """Turn a bone about its own long axis."""
        self.rotate(bone, about(self.rot[BONE[bone]][:, 2], degrees))

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
        swivel = bend if knee is None else knee
        hinge = cross(self.rest[b] - self.rest[a], self.rest[c] - self.rest[b])
        if length(hinge) < 1e-7:
            hinge = cross(swivel, self.rest[b] - self.rest[a])
        upper, lower, cannon, paw = LEGS[leg]
        end = self.bend((upper, lower, cannon), ankle, swivel, hinge)
        low = self.rest[d] - self.rest[c]
        side = np.array([1.0, 0.0, 0.0])
        self.put(cannon, limb_frame(goal - end, side) @ limb_frame(low, side).T)
        self.put(paw, np.eye(3) if foot is None else foot)


def between(a: Rig, b: Rig, share: float) -> Rig:
    """A rig on its way from `a` (0) to `b` (1): bones turn the short way, feet go straight and legs follow."""
    out = Rig(a.frame)
    out.blend(a, b, share)
    for leg, (_, _, cannon, paw) in LEGS.items():
        goal = (1 - share) * a.at(paw) + share * b.at(paw)
        shank = out.rot[BONE[cannon]] @ (out.rest[BONE[paw]] - out.rest[BONE[cannon]])
        out.plant(leg, goal, shank, out.rot[BONE[paw]].copy())
    return out
