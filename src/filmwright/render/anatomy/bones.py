"""Bones: how they hang from one another, and how they are bent. People and animals bring their own tree."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from filmwright.render.vectors import cross, length

__all__ = ["Joints", "Tree", "about", "grow", "limb_frame"]

Array = NDArray[np.float64]


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


@dataclass(frozen=True, slots=True)
class Tree:
    """Which bone hangs from which; every bone comes after the one that it hangs from.

    `parent` is -1 at the root; `below` lists for each bone itself and all that hang from it; `swap` gives for each
    bone the same one on the other side of the body.
    """

    names: tuple[str, ...]
    index: Mapping[str, int]
    parent: tuple[int, ...]
    below: tuple[NDArray[np.int64], ...]
    swap: NDArray[np.int32]


def grow(trunk: Sequence[Sequence[str]], limbs: Sequence[Sequence[str]]) -> Tree:
    """The tree of a trunk and limbs, each given as chains of bones that hang from one another.

    The first chain of the trunk begins with the root, every other chain with the bone it hangs from. Both sides have
    the limbs: `l_` and `r_` go before the names of their own bones.
    """
    table = [(trunk[0][0], ""), *_links(trunk), *_links(_side("l_", limbs)), *_links(_side("r_", limbs))]
    names = tuple(name for name, _ in table)
    index = {name: i for i, name in enumerate(names)}
    parent = tuple(index[above] if above else -1 for _, above in table)
    other = [index[_SIDES.get(n[:2], n[:2]) + n[2:]] for n in names]
    return Tree(names, index, parent, _below(parent), np.array(other, np.int32))


_SIDES = {"l_": "r_", "r_": "l_"}


def _side(prefix: str, limbs: Sequence[Sequence[str]]) -> list[list[str]]:
    own = {name for limb in limbs for name in limb[1:]}
    return [[prefix + name if name in own else name for name in limb] for limb in limbs]


def _links(chains: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """Every bone of the chains but their first, with what it hangs from."""
    return [(bone, above) for chain in chains for above, bone in pairwise(chain)]


def _below(parent: Sequence[int]) -> tuple[NDArray[np.int64], ...]:
    out: list[NDArray[np.int64]] = []
    for b in range(len(parent)):
        mine = [b]
        for i in range(b + 1, len(parent)):
            if parent[i] in mine:
                mine.append(i)
        out.append(np.array(mine))
    return tuple(out)


class Joints:
    """Global rotations and positions of every bone, relative to the body at rest.

    Works in the body's own space: feet near the origin, facing +z. `rot[b]` turns the rest body's axes;
    `pos[b]` is where the joint is now; `rest` (bones, 3) is where it was.
    """

    tree: ClassVar[Tree]

    def __init__(self, rest: Array) -> None:
        """Stand at rest."""
        self.rest = rest
        self.rot = np.broadcast_to(np.eye(3), (len(self.tree.names), 3, 3)).copy()
        self.pos = rest.copy()

    def at(self, bone: str) -> Array:
        """Present position of a joint."""
        joint: Array = self.pos[self.tree.index[bone]]
        return joint

    def put(self, bone: str, rotation: Array, position: Array | None = None) -> None:
        """Give a bone a global rotation (and place); all below it follows stiffly."""
        b = self.tree.index[bone]
        change = rotation @ self.rot[b].T
        origin = self.pos[b].copy()
        to = origin if position is None else position
        low = self.tree.below[b]
        self.pos[low] = (self.pos[low] - origin) @ change.T + to
        self.rot[low] = change @ self.rot[low]

    def rotate(self, bone: str, change: Array) -> None:
        """Turn a bone by a rotation given in the body's axes."""
        self.put(bone, change @ self.rot[self.tree.index[bone]])

    def move(self, by: Array) -> None:
        """Shift everything."""
        self.pos += by

    def bearing_of(self, aim: Array, eyes: Array) -> tuple[float, float]:
        """Degrees left and up from where the head faces, seen from the eyes, to a point."""
        d = self.rot[self.tree.index["head"]].T @ (aim - eyes)
        return math.degrees(math.atan2(d[0], d[2])), math.degrees(math.atan2(d[1], math.hypot(d[0], d[2])))

    def bend(self, bones: tuple[str, str, str], goal: Array, swivel: Array, hinge: Array) -> Array:
        """Bring the end of two bones to a goal, the middle joint towards `swivel` from the straight line.

        `hinge` is the axis about which the middle joint bends at rest; returns where the end came to.
        """
        i, j, k = (self.tree.index[n] for n in bones)
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
        # bending turns the lower bone from the middle joint's side back to the line
        axis = cross(mid - root, end - mid)
        if length(axis) < 1e-7:
            axis = cross(s, n)
        self.put(bones[0], limb_frame(mid - root, axis) @ limb_frame(b - a, hinge).T)
        self.put(bones[1], limb_frame(end - mid, axis) @ limb_frame(c - b, hinge).T)
        reached: Array = self.pos[k].copy()
        return reached

    def blend(self, a: Self, b: Self, share: float) -> None:
        """Take the place between `a` (0) and `b` (1): every bone turns the short way, and the root goes straight."""
        way = Rotation.from_matrix(b.rot @ a.rot.transpose(0, 2, 1)).as_rotvec()
        self.rot[:] = Rotation.from_rotvec(way * share).as_matrix() @ a.rot
        self.pos[0] = (1 - share) * a.pos[0] + share * b.pos[0]
        for i, p in enumerate(self.tree.parent[1:], 1):
            self.pos[i] = self.pos[p] + self.rot[p] @ (self.rest[i] - self.rest[p])

    def result(self) -> tuple[Array, Array]:
        """Rotations (bones, 3, 3) and moves (bones, 3): x' = R x + t for points of the rest body."""
        return self.rot, self.pos - np.einsum("bij,bj->bi", self.rot, self.rest)
