"""A body in the world: where its own space lies, its triangles and its bounds."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filmwright.model.figure import Pose
from filmwright.render.anatomy.bones import Joints
from filmwright.render.anatomy.built import Built
from filmwright.render.mesh import FIGURE_STRIDE, FIRST_FIGURE_ID, Mesh

__all__ = ["Head", "Placing", "Point", "PosedFigure", "bounds", "carry", "object_ids", "placing", "point"]

Array = NDArray[np.float64]
Point = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Head:
    """Where a posed head is: its centre, which way it looks (unit), and the heights of crown and chin (m).

    `top_y` includes hair and hat.
    """

    centre: Point
    forward: Point
    top_y: float
    chin_y: float


@dataclass(frozen=True, slots=True)
class PosedFigure:
    """A figure in the world: triangles, named joints, head, and bounds (low corner, high corner)."""

    mesh: Mesh
    joints: dict[str, Point]
    head: Head
    bounds: tuple[Point, Point]


def point(v: NDArray[np.floating]) -> Point:
    """A vector as three floats."""
    return (float(v[0]), float(v[1]), float(v[2]))


def bounds(mesh: Mesh) -> tuple[Point, Point]:
    """Low and high corner; column by column, which is quicker than numpy's way along rows of three."""
    columns = [mesh.vertices[:, i] for i in range(3)]
    return point(np.array([c.min() for c in columns])), point(np.array([c.max() for c in columns]))


def object_ids(body: Built, index: int) -> NDArray[np.int32]:
    """The object id of every triangle of figure `index`."""
    return (body.part.astype(np.int32) + (FIRST_FIGURE_ID + FIGURE_STRIDE * index)).astype(np.int32)


@dataclass(frozen=True, slots=True)
class Placing:
    """Where the space of a body lies in the world: x' = turn x + shift."""

    turn: Array
    shift: Array

    def local(self, at: Point) -> Array:
        """A point of the world in the body's own space."""
        here: Array = (np.asarray(at) - self.shift) @ self.turn
        return here

    def place(self, joints: Joints) -> tuple[Array, Array]:
        """Rotations (bones, 3, 3) and moves (bones, 3) of bent joints, in the world."""
        rotations, moves = joints.result()
        return self.turn @ rotations, moves @ self.turn.T + self.shift

    def raised(self, by: float) -> "Placing":
        """The same, so many metres higher."""
        return Placing(self.turn, self.shift + np.array([0.0, by, 0.0]))


def placing(pose: Pose) -> Placing:
    """Where a pose puts a body."""
    a = math.radians(pose.heading)
    turn = np.array([[math.cos(a), 0, math.sin(a)], [0, 1, 0], [-math.sin(a), 0, math.cos(a)]])
    return Placing(turn, np.array([pose.x, pose.ground, pose.z]))


def carry(joints: Joints, own: Pose, into: Pose) -> None:
    """Take joints from the space of one pose into that of another."""
    here, there = placing(own), placing(into)
    change = there.turn.T @ here.turn
    joints.rot[:] = change @ joints.rot
    joints.pos[:] = joints.pos @ change.T + (here.shift - there.shift) @ there.turn
