"""The carpenter's bench: collects solids into one mesh and notes what people can do with them.

A `Kit` changes as things are added; everything it gives out at the end is frozen. Places are relative
to the current frame (`at`), so a chair is written once, standing at the origin and facing +z.
"""

import math
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filmwright.render.mesh import Material, Mesh
from filmwright.render.sets import parts
from filmwright.render.sets.parts import Solid
from filmwright.render.sets.stage import (
    Box,
    Door,
    Obstacle,
    Practical,
    Seat,
    SetObject,
    Surface,
    Window,
)

__all__ = ["Kit", "rotation"]

Floats = NDArray[np.float64]
_WALKABLE = 0.06
"""A rug or a kerb lower than this is stepped over; metres."""
_OVERHEAD = 1.95
"""What hangs higher than this is walked under; metres."""


def rotation(yaw: float, pitch: float = 0.0, roll: float = 0.0) -> Floats:
    """Rotation in degrees: first roll round z, then pitch round x, then yaw round y."""
    cy, sy = math.cos(math.radians(yaw)), math.sin(math.radians(yaw))
    turn = np.array(((cy, 0.0, sy), (0.0, 1.0, 0.0), (-sy, 0.0, cy)))
    if pitch:
        cp, sp = math.cos(math.radians(pitch)), math.sin(math.radians(pitch))
        turn = turn @ np.array(((1.0, 0.0, 0.0), (0.0, cp, -sp), (0.0, sp, cp)))
    if roll:
        cr, sr = math.cos(math.radians(roll)), math.sin(math.radians(roll))
        turn = turn @ np.array(((cr, -sr, 0.0), (sr, cr, 0.0), (0.0, 0.0, 1.0)))
    return turn


@dataclass(frozen=True, slots=True)
class _Thing:
    name: str
    movable: bool
    scenery: bool
    blocks: bool


class Kit:
    """Collects what a set is made of."""

    def __init__(self) -> None:
        self._turn: Floats = np.eye(3)
        self._origin: Floats = np.zeros(3)
        self._yaw = 0.0
        self._object = 0
        self._things: list[_Thing] = []
        self._materials: dict[Material, int] = {}
        self._boxes: list[tuple[Floats, Floats, Floats, int, int]] = []
        self._solids: list[tuple[Floats, Floats, NDArray[np.int32], int, int]] = []
        self.seats: list[Seat] = []
        self.surfaces: list[Surface] = []
        self.practicals: list[Practical] = []
        self.doors: list[Door] = []
        self.windows: list[Window] = []

    # frames and objects ------------------------------------------------------------------------

    @contextmanager
    def at(self, x: float = 0.0, y: float = 0.0, z: float = 0.0, yaw: float = 0.0) -> Generator[None]:
        """Work in a frame placed here in the current one."""
        saved = self._turn, self._origin, self._yaw
        self._origin = self._origin + self._turn @ np.array((x, y, z))
        self._turn = self._turn @ rotation(yaw)
        self._yaw += yaw
        try:
            yield
        finally:
            self._turn, self._origin, self._yaw = saved

    @contextmanager
    def thing(
        self,
        name: str,
        x: float = 0.0,
        z: float = 0.0,
        yaw: float = 0.0,
        *,
        y: float = 0.0,
        movable: bool = False,
        scenery: bool = False,
        blocks: bool = True,
    ) -> Generator[int]:
        """A new object in a frame of its own. Past 999 objects, more of a kind share the last id."""
        outer = self._object
        if len(self._things) < 999:
            self._things.append(_Thing(name, movable, scenery, blocks))
        self._object = len(self._things)
        try:
            with self.at(x, y, z, yaw):
                yield self._object
        finally:
            self._object = outer

    def world(self, x: float, y: float, z: float) -> tuple[float, float, float]:
        """A point of the current frame in set space."""
        p = self._origin + self._turn @ np.array((x, y, z))
        return (round(float(p[0]), 4), round(float(p[1]), 4), round(float(p[2]), 4))

    def heading(self, yaw: float = 0.0) -> float:
        """A heading of the current frame in set space, 0 to 360."""
        return round((self._yaw + yaw) % 360.0, 4)

    # geometry ----------------------------------------------------------------------------------

    def _paint(self, material: Material) -> int:
        return self._materials.setdefault(material, len(self._materials))

    def box(
        self,
        material: Material,
        at: tuple[float, float, float],
        size: tuple[float, float, float],
        *,
        yaw: float = 0.0,
        pitch: float = 0.0,
        roll: float = 0.0,
    ) -> None:
        """A box: `at` is the middle of its underside, `size` is width, height, depth.

        It turns round its own middle.
        """
        turn = self._turn if not (yaw or pitch or roll) else self._turn @ rotation(yaw, pitch, roll)
        centre = self._origin + self._turn @ np.array((at[0], at[1] + size[1] / 2, at[2]))
        self._boxes.append((centre, turn, np.array(size), self._paint(material), self._object))

    def add(
        self,
        material: Material,
        solid: Solid,
        at: tuple[float, float, float] = (0.0, 0.0, 0.0),
        *,
        yaw: float = 0.0,
        pitch: float = 0.0,
        roll: float = 0.0,
        scale: float | tuple[float, float, float] = 1.0,
    ) -> None:
        """A solid, scaled, turned round its origin, then put at a place."""
        turn = self._turn if not (yaw or pitch or roll) else self._turn @ rotation(yaw, pitch, roll)
        vertices, normals = solid.vertices, solid.normals
        if scale != 1.0:
            if isinstance(scale, tuple):
                factor = np.array(scale)
                normals = normals / factor
                normals = normals / np.sqrt((normals * normals).sum(axis=1, keepdims=True))
                vertices = vertices * factor
            else:
                vertices = vertices * scale
        vertices = vertices @ turn.T + (self._origin + self._turn @ np.array(at))
        self._solids.append((vertices, normals @ turn.T, solid.faces, self._paint(material), self._object))

    def cylinder(
        self,
        material: Material,
        at: tuple[float, float, float],
        radius: float,
        height: float,
        *,
        top: float | None = None,
        sides: int = 10,
        yaw: float = 0.0,
        pitch: float = 0.0,
        roll: float = 0.0,
    ) -> None:
        """A standing cylinder or stump of a cone, `at` the middle of its foot; it turns round its foot."""
        taper = None if top is None else round(top / radius, 2)
        size = (radius, height, radius)
        self.add(material, parts.cylinder(1.0, 1.0, taper, sides), at, yaw=yaw, pitch=pitch, roll=roll, scale=size)

    def ball(
        self,
        material: Material,
        at: tuple[float, float, float],
        radius: float | tuple[float, float, float],
        *,
        sides: int = 10,
        rings: int = 6,
        yaw: float = 0.0,
    ) -> None:
        """An ellipsoid round `at`."""
        self.add(material, parts.ball(sides, rings), at, scale=radius, yaw=yaw)

    def quad(self, material: Material, *corners: Sequence[float]) -> None:
        """One face, seen from the side where its four corners run counter-clockwise."""
        a, b, c, d = corners
        self.add(material, parts.quad(a, b, c, d))

    # what people can do ------------------------------------------------------------------------

    def seat(self, x: float, z: float, height: float, group: str, heading: float = 0.0, y: float = 0.0) -> None:
        """A place to sit in the current frame; `y` is where the feet stand."""
        self.seats.append(Seat(self.world(x, y, z), self.heading(heading), height, group, self._object))

    def surface(self, name: str, x: float, y: float, z: float, width: float, depth: float) -> None:
        """A flat top in the current frame."""
        self.surfaces.append(Surface(name, self.world(x, y, z), width, depth, self.heading(), self._object))

    def practical(self, x: float, y: float, z: float, reach: float = 3.0) -> None:
        """A lamp in the current frame."""
        self.practicals.append(Practical(self.world(x, y, z), reach, self._object))

    def door(self, x: float, z: float, width: float, outward: float) -> None:
        """A way out in the current frame."""
        self.doors.append(Door(self.world(x, 0.0, z), self.heading(outward), width))

    def window(self, x: float, y: float, z: float, width: float, height: float, inward: float = 0.0) -> None:
        """A window in the current frame."""
        self.windows.append(Window(self.world(x, y, z), self.heading(inward), width, height))

    # the result --------------------------------------------------------------------------------

    def mesh(self) -> Mesh:
        """Everything so far as one mesh."""
        vertices, normals, faces, materials, owners = self._box_batch()
        base = len(vertices[0]) if vertices else 0
        for v, n, f, m, o in self._solids:
            vertices.append(v)
            normals.append(n)
            faces.append(f + base)
            materials.append(np.full(len(f), m))
            owners.append(np.full(len(f), o))
            base += len(v)
        return Mesh(
            np.concatenate(vertices).astype(np.float32),
            np.concatenate(normals).astype(np.float32),
            np.concatenate(faces).astype(np.int32),
            np.concatenate(materials).astype(np.int32),
            np.concatenate(owners).astype(np.int32),
            tuple(self._materials),
        )

    def _box_batch(
        self,
    ) -> tuple[list[Floats], list[Floats], list[NDArray[np.int32]], list[NDArray[np.int64]], list[NDArray[np.int64]]]:
        """All boxes in one go: a set has hundreds."""
        if not self._boxes:
            return [], [], [], [], []
        centre = np.array([b[0] for b in self._boxes])
        turn = np.array([b[1] for b in self._boxes])
        size = np.array([b[2] for b in self._boxes])
        count = len(centre)
        local = parts.CUBE.vertices[None] * size[:, None]
        vertices = np.einsum("nij,nkj->nki", turn, local) + centre[:, None]
        normals = np.einsum("nij,kj->nki", turn, parts.CUBE.normals)
        corners = len(parts.CUBE.vertices)
        faces = parts.CUBE.faces[None] + (np.arange(count) * corners)[:, None, None]
        per = len(parts.CUBE.faces)
        return (
            [vertices.reshape(-1, 3)],
            [normals.reshape(-1, 3)],
            [faces.reshape(-1, 3).astype(np.int32)],
            [np.repeat(np.array([b[3] for b in self._boxes]), per)],
            [np.repeat(np.array([b[4] for b in self._boxes]), per)],
        )

    def objects(self, mesh: Mesh) -> tuple[tuple[SetObject, ...], tuple[Obstacle, ...]]:
        """Things with their boxes, and the footprints of those that stand in the way."""
        owner = np.repeat(mesh.object_id, 3)
        order = np.argsort(owner, kind="stable")
        points = mesh.vertices[mesh.faces.ravel()][order].astype(np.float64)
        ids, starts = np.unique(owner[order], return_index=True)
        low = np.minimum.reduceat(points, starts)
        high = np.maximum.reduceat(points, starts)
        things: list[SetObject] = []
        obstacles: list[Obstacle] = []
        ends = [*starts[1:].tolist(), len(points)]
        for k, object_id in enumerate(ids.tolist()):
            if object_id == 0:
                continue
            thing = self._things[object_id - 1]
            things.append(
                SetObject(object_id, thing.name, Box(_point(low[k]), _point(high[k])), thing.movable, thing.scenery)
            )
            own = points[starts[k] : ends[k]]
            if thing.blocks and not thing.scenery and high[k, 1] > _WALKABLE and low[k, 1] < _OVERHEAD:
                obstacles.append(_footprint(object_id, own))
        return tuple(things), tuple(obstacles)


def _point(p: Floats) -> tuple[float, float, float]:
    return (round(float(p[0]), 4), round(float(p[1]), 4), round(float(p[2]), 4))


def _footprint(object_id: int, points: Floats) -> Obstacle:
    """What a person of ordinary height would walk into: a tree counts by its trunk, not its crown."""
    low = points[points[:, 1] < _OVERHEAD]
    x0, z0 = low[:, 0].min(), low[:, 2].min()
    x1, z1 = low[:, 0].max(), low[:, 2].max()
    return Obstacle(
        object_id,
        round(float(x0), 4),
        round(float(z0), 4),
        round(float(x1), 4),
        round(float(z1), 4),
        round(float(points[:, 1].max()), 4),
    )
