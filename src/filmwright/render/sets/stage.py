"""What a built set offers to the people who stage a scene on it.

Positions are metres in set space, y up. A heading is degrees round y: 0 looks along +z, 90 along +x.
"""

from dataclasses import dataclass

from filmwright.model.set_design import SetDesign
from filmwright.render.mesh import Mesh

__all__ = [
    "Box",
    "Door",
    "Hero",
    "Mark",
    "Obstacle",
    "Practical",
    "Seat",
    "SetObject",
    "StageSet",
    "Surface",
    "Window",
]

Point = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """An axis-aligned box, from `low` to `high`."""

    low: Point
    high: Point

    def contains(self, point: Point, margin: float = 0.0) -> bool:
        """Whether a point lies inside by at least `margin` metres on every side."""
        return all(a + margin <= p <= b - margin for a, p, b in zip(self.low, point, self.high, strict=True))


@dataclass(frozen=True, slots=True)
class SetObject:
    """One thing on the set. `movable` things may be dropped or pushed aside when they block the camera.

    `shell` things (walls, floor, ceiling, scenery far away) never block a person and cast no shadow
    that matters: they are only seen from inside.
    """

    id: int
    name: str
    box: Box
    movable: bool
    shell: bool


@dataclass(frozen=True, slots=True)
class Obstacle:
    """The footprint of an object on the ground: people walk round it."""

    object_id: int
    x0: float
    z0: float
    x1: float
    z1: float
    height: float


@dataclass(frozen=True, slots=True)
class Seat:
    """A place to sit.

    `position` is on the floor below the hips, `height` that of the seat, `group` what it belongs to: two
    seats of one group share a table, a sofa, a counter or a vehicle.
    """

    position: Point
    heading: float
    height: float
    group: str
    object_id: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A free place to stand, with a heading that suits it."""

    position: Point
    heading: float


@dataclass(frozen=True, slots=True)
class Door:
    """A way out: the middle of the threshold, the heading of someone who leaves, its width."""

    position: Point
    outward: float
    width: float


@dataclass(frozen=True, slots=True)
class Window:
    """A window: its middle, the heading of the light that comes in, width and height."""

    centre: Point
    inward: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Surface:
    """A flat top for things: the middle of the top, its width (x) and depth (z) when its yaw is 0."""

    name: str
    centre: Point
    width: float
    depth: float
    yaw: float
    object_id: int


@dataclass(frozen=True, slots=True)
class Practical:
    """A lamp in the picture: where it glows and how far it reaches, in metres."""

    position: Point
    reach: float
    object_id: int


@dataclass(frozen=True, slots=True)
class Hero:
    """Where the scene is played by default: two people face each other across `centre`.

    `camera_side` is the heading from the centre towards the side with the most room for the camera.
    `seats` are indices into `StageSet.seats` of a pair that suits a talk, or None.
    """

    centre: Point
    marks: tuple[Mark, Mark]
    camera_side: float
    seats: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class StageSet:
    """A built place. Object ids run from 1 to 999, one for each thing."""

    design: SetDesign
    mesh: Mesh
    objects: tuple[SetObject, ...]
    obstacles: tuple[Obstacle, ...]
    seats: tuple[Seat, ...]
    marks: tuple[Mark, ...]
    doors: tuple[Door, ...]
    windows: tuple[Window, ...]
    surfaces: tuple[Surface, ...]
    practicals: tuple[Practical, ...]
    walk_paths: tuple[tuple[Point, ...], ...]
    bounds: Box
    hero: Hero

    def object(self, object_id: int) -> SetObject:
        """The object with this id; KeyError when there is none."""
        for found in self.objects:
            if found.id == object_id:
                return found
        raise KeyError(object_id)
