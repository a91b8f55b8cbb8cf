"""Collects implicit shapes by name of bone, ready for `field`."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from filmwright.render.anatomy.field import WIDTH

__all__ = ["COMMON", "CUT", "JOIN", "Shapes", "axes", "rotation", "vec"]

Array = NDArray[np.float64]
Point = Sequence[float] | Array
JOIN, CUT, COMMON = 0.0, 1.0, 2.0


def vec(*xyz: float) -> Array:
    """A float64 vector."""
    return np.array(xyz, np.float64)


def rotation(axis: str, degrees: float) -> Array:
    """Rotation matrix about x, y or z (counter-clockwise seen from the tip of the axis)."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    if axis == "x":
        return np.array([[1, 0, 0], [0, c, -s], [0, s, c]])
    if axis == "y":
        return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


def axes(x: Point, y: Point) -> Array:
    """Columns: unit x, y made square to it, and their cross product."""
    a: Array = np.asarray(x, np.float64)
    a = a / np.linalg.norm(a)
    b: Array = np.asarray(y, np.float64)
    b = b - a * float(a @ b)
    b = b / np.linalg.norm(b)
    return np.stack([a, b, np.cross(a, b)], axis=1)


class Shapes:
    """A list of primitives under construction; `rows()` gives the field. Who has bones gives their numbers."""

    bones: ClassVar[Mapping[str, int]] = {}

    def __init__(self, rows: Sequence[Array] = ()) -> None:
        """Begin with rows of another field, if given."""
        self._rows: list[Array] = [np.array(r) for r in rows]

    def _row(self, kind: int, op: float, k: float, bone: str | None) -> Array:
        row = np.zeros(WIDTH)
        row[0], row[1], row[2] = kind, op, k
        row[3] = -1 if bone is None else self.bones[bone]
        self._rows.append(row)
        return row

    def cone(
        self,
        a: Point,
        b: Point,
        ra: float,
        rb: float,
        *,
        k: float = 0.02,
        bone: str | None = None,
        stretch: Point = (1, 0, 0),
        by: float = 1.0,
        cap: bool = False,
        cap_start: bool = False,
        op: float = JOIN,
    ) -> None:
        """A round cone from a to b; `by` stretches its section along `stretch`; caps end it flat."""
        r = self._row(0, op, k, bone)
        r[4:7], r[7:10], r[10], r[11] = a, b, ra, rb
        s = np.asarray(stretch, np.float64)
        r[12:15] = s / np.linalg.norm(s)
        r[15], r[16], r[17] = by, float(cap), float(cap_start)

    def ball(
        self,
        centre: Point,
        radii: Point,
        *,
        turn: Array | None = None,
        k: float = 0.02,
        bone: str | None = None,
        op: float = JOIN,
    ) -> None:
        """An ellipsoid; `turn` rotates its local axes into place."""
        r = self._row(1, op, k, bone)
        r[4:7], r[7:10] = centre, radii
        r[10:19] = (np.eye(3) if turn is None else turn.T).ravel()

    def half(self, normal: Point, through: Point, *, k: float = 0.0, op: float = CUT) -> None:
        """Cut away everything beyond a plane, on the side that `normal` points to."""
        n = np.asarray(normal, np.float64)
        n = n / np.linalg.norm(n)
        r = self._row(2, op, k, None)
        r[4:7], r[7] = -n, -float(np.dot(n, through))

    def box(
        self,
        centre: Point,
        half: Point,
        *,
        turn: Array | None = None,
        rounding: float = 0.005,
        k: float = 0.01,
        bone: str | None = None,
        op: float = JOIN,
    ) -> None:
        """A rounded box with half sizes."""
        r = self._row(3, op, k, bone)
        r[4:7], r[7:10], r[19] = centre, half, rounding
        r[10:19] = (np.eye(3) if turn is None else turn.T).ravel()

    def disc(
        self,
        centre: Point,
        rx: float,
        half_height: float,
        rz: float,
        *,
        turn: Array | None = None,
        rounding: float = 0.003,
        k: float = 0.0,
        bone: str | None = None,
        op: float = JOIN,
    ) -> None:
        """An elliptical cylinder standing on its local y axis."""
        r = self._row(4, op, k, bone)
        r[4:7], r[7], r[8], r[9], r[19] = centre, rx, half_height, rz, rounding
        r[10:19] = (np.eye(3) if turn is None else turn.T).ravel()

    def ripple(
        self,
        centre: Point,
        axis: Point,
        amplitude: float,
        frequency: float,
        *,
        reach: float = 0.0,
        mode: int = 0,
        seed: float = 0.0,
    ) -> None:
        """Relief on all that came before: 0 folds across the axis, 1 strands around it, 2 curls."""
        r = self._row(5, JOIN, 0.0, None)
        n = np.asarray(axis, np.float64)
        r[4:7], r[7:10] = centre, n / np.linalg.norm(n)
        r[10], r[11], r[12], r[13], r[14] = amplitude, frequency, reach, mode, seed

    def copy(self) -> Self:
        """The same shapes, to go on from."""
        return type(self)(self._rows)

    def grown(self, by: float) -> Self:
        """The same shapes with every radius larger by `by` metres: cloth over a body."""
        grown = [np.array(r) for r in self._rows]
        for r in grown:
            if r[1] != JOIN:
                continue
            if r[0] == 0:
                r[10:12] += by
            elif r[0] in (1, 3) or r[0] == 4:
                r[7:10] += by
        return type(self)(grown)

    def add(self, rows: Array) -> None:
        """Append the primitives of another field."""
        self._rows.extend(rows)

    def rows(self) -> Array:
        """The field."""
        return np.ascontiguousarray(np.stack(self._rows))
