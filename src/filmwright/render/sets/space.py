"""Where people can stand and walk: free ground, marks, the hero area and ways from the doors."""

import heapq
import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from filmwright.errors import UserError
from filmwright.render.sets.stage import Door, Hero, Mark, Obstacle, Seat

__all__ = ["Ground", "find_hero", "find_marks", "find_paths"]

Floats = NDArray[np.float64]
Spot = tuple[float, float]
_BODY = 0.34
"""Half the room one standing person needs, metres."""
TALK = 1.4
"""How far apart two people stand who talk (the near end of social distance, Hall 1966: 1.2 m and more)."""


class Ground:
    """The free floor inside a rectangle, round obstacles; distances in metres."""

    def __init__(
        self, x0: float, z0: float, x1: float, z1: float, obstacles: Sequence[Obstacle], y: float = 0.0
    ) -> None:
        self.x0, self.z0, self.x1, self.z1, self.y = x0, z0, x1, z1, y
        close = [o for o in obstacles if o.x1 > x0 - 1 and o.x0 < x1 + 1 and o.z1 > z0 - 1 and o.z0 < z1 + 1]
        self._low = np.array([(o.x0, o.z0) for o in close], np.float64).reshape(-1, 2)
        self._high = np.array([(o.x1, o.z1) for o in close], np.float64).reshape(-1, 2)

    def clearance(self, points: Floats) -> Floats:
        """Distance from each point (n, 2) of x, z to the nearest obstacle or edge; negative outside."""
        edge = np.minimum(
            np.minimum(points[:, 0] - self.x0, self.x1 - points[:, 0]),
            np.minimum(points[:, 1] - self.z0, self.z1 - points[:, 1]),
        )
        if not len(self._low):
            return edge
        gap_x, gap_z = (
            np.maximum(self._low[:, i] - points[:, i : i + 1], points[:, i : i + 1] - self._high[:, i]) for i in (0, 1)
        )
        outside = np.maximum(gap_x, 0) ** 2 + np.maximum(gap_z, 0) ** 2
        away = np.sqrt(outside) + np.minimum(np.maximum(gap_x, gap_z), 0)
        nearest: Floats = np.minimum(edge, away.min(axis=1))
        return nearest

    def grid(self, step: float) -> Floats:
        """Points (n, 2) over the rectangle, row by row."""
        xs = np.arange(self.x0 + step / 2, self.x1, step)
        zs = np.arange(self.z0 + step / 2, self.z1, step)
        return np.stack(np.meshgrid(xs, zs, indexing="ij"), axis=-1).reshape(-1, 2)


def _towards(a: Spot, b: Spot) -> float:
    """Heading from a to b in degrees, 0 along +z."""
    return round(math.degrees(math.atan2(b[0] - a[0], b[1] - a[1])) % 360.0, 4)


def _mark(ground: Ground, spot: Spot, facing: Spot) -> Mark:
    return Mark((round(spot[0], 3), ground.y, round(spot[1], 3)), _towards(spot, facing))


def find_hero(ground: Ground, wanted: Spot, axis: float, seats: Sequence[Seat]) -> Hero:
    """The best place near `wanted` for two people face to face along heading `axis` (or across it).

    Both must have room to stand; room for the camera beside them counts too.

    Raises:
        UserError: there is no free floor for two people.
    """
    step = 0.15 if (ground.x1 - ground.x0) * (ground.z1 - ground.z0) < 90 else 0.3
    near = ground.grid(step)
    near = near[np.linalg.norm(near - np.array(wanted), axis=1) < 5.0]
    best: tuple[float, Spot, float, float] | None = None
    for half in (TALK / 2, 0.6, 0.5):
        for turn in (0.0, 90.0, 45.0, 135.0):
            found = _best_pair(ground, near, wanted, axis + turn, half)
            if found is not None:
                score = found[0] - turn / 90 * 0.25
                if best is None or score > best[0]:
                    best = (score, found[1], axis + turn, half)
        if best is not None:
            break
    if best is None:
        raise UserError(f"No free floor for two people near {wanted}; make the set larger or leave things out.")
    _, centre, heading, half = best
    step_x, step_z = math.sin(math.radians(heading)) * half, math.cos(math.radians(heading)) * half
    a = (centre[0] - step_x, centre[1] - step_z)
    b = (centre[0] + step_x, centre[1] + step_z)
    return Hero(
        (round(centre[0], 3), ground.y, round(centre[1], 3)),
        (_mark(ground, a, b), _mark(ground, b, a)),
        _roomy_side(ground, centre, heading),
        talking_pair(seats),
    )


def _best_pair(ground: Ground, centres: Floats, wanted: Spot, heading: float, half: float) -> tuple[float, Spot] | None:
    """Score and centre of the best free pair of places along one heading."""
    if not len(centres):
        return None
    step = np.array((math.sin(math.radians(heading)), math.cos(math.radians(heading)))) * half
    room = np.minimum(ground.clearance(centres - step), ground.clearance(centres + step))
    room = np.minimum(room, ground.clearance(centres) + 0.1)
    side = np.array((step[1], -step[0])) / half
    camera = np.maximum(ground.clearance(centres + side * 1.5), ground.clearance(centres - side * 1.5))
    score = (
        np.minimum(room, 0.9)
        + 0.3 * np.clip(camera, -0.5, 0.8)
        - 0.35 * np.linalg.norm(centres - np.array(wanted), axis=1)
    )
    score = np.where(room >= _BODY - (0.04 if half < 0.7 else 0), score, -np.inf)
    k = int(np.argmax(score))
    if not np.isfinite(score[k]):
        return None
    return float(score[k]), (float(centres[k, 0]), float(centres[k, 1]))


def _roomy_side(ground: Ground, centre: Spot, heading: float) -> float:
    """The heading across the line of the talk on whose side a camera can step back furthest."""

    def reach(turn: float) -> float:
        direction = np.array((math.sin(math.radians(turn)), math.cos(math.radians(turn))))
        away = np.arange(0.2, 8.0, 0.1)
        inside = ground.clearance(np.array(centre) + away[:, None] * direction) > 0.05
        return float(away[-1] if inside.all() else away[int(np.argmin(inside))])

    left, right = (heading + 90.0) % 360.0, (heading + 270.0) % 360.0
    return left if reach(left) >= reach(right) else right


def talking_pair(seats: Sequence[Seat]) -> tuple[int, int] | None:
    """The two seats of one group that suit a talk best: face to face, else side by side."""
    best: tuple[float, tuple[int, int]] | None = None
    for i, a in enumerate(seats):
        for j in range(i + 1, len(seats)):
            b = seats[j]
            if a.group != b.group:
                continue
            apart = math.dist((a.position[0], a.position[2]), (b.position[0], b.position[2]))
            if not 0.35 <= apart <= 2.6:
                continue
            score = _regard(a, b) + _regard(b, a) - 0.3 * abs(apart - 1.3)
            if best is None or score > best[0] + 1e-9:
                best = (score, (i, j))
    return best[1] if best else None


def _regard(a: Seat, b: Seat) -> float:
    """How far seat a faces seat b: 1 straight at it, -1 away."""
    to = math.atan2(b.position[0] - a.position[0], b.position[2] - a.position[2])
    return math.cos(to - math.radians(a.heading))


def find_marks(ground: Ground, hero: Hero, count: int = 12) -> tuple[Mark, ...]:
    """Places to stand, most useful first: the hero pair, a third beside them, then well spread ones."""
    chosen = [(m.position[0], m.position[2]) for m in hero.marks]
    centre = (hero.centre[0], hero.centre[2])
    large = (ground.x1 - ground.x0) * (ground.z1 - ground.z0) > 150
    spots = ground.grid(0.6 if large else 0.25)
    spots = spots[(ground.clearance(spots) >= _BODY) & (np.linalg.norm(spots - np.array(centre), axis=1) < 9.0)]
    marks = list(hero.marks)
    distance = np.full(len(spots), np.inf)
    for spot in chosen:
        distance = np.minimum(distance, np.linalg.norm(spots - np.array(spot), axis=1))
    from_centre = np.linalg.norm(spots - np.array(centre), axis=1)
    while len(spots) and len(marks) < count:
        # the first few stay in the picture with the pair; later ones fill the set
        want = 1.2 if len(marks) < 4 else 2.6
        score = np.minimum(distance, 1.1 if len(marks) < 4 else 2.2) - 0.35 * np.abs(from_centre - want)
        score = np.where(distance >= 0.85, score, -np.inf)
        k = int(np.argmax(score))
        if not np.isfinite(score[k]):
            break
        spot = (float(spots[k, 0]), float(spots[k, 1]))
        marks.append(_mark(ground, spot, centre))
        distance = np.minimum(distance, np.linalg.norm(spots - spots[k], axis=1))
    return tuple(marks)


def find_paths(
    ground: Ground, doors: Sequence[Door], marks: Sequence[Mark]
) -> tuple[tuple[tuple[float, float, float], ...], ...]:
    """A walk from each door to the first marks, round the furniture; the ground's rectangle bounds it."""
    area = (ground.x1 - ground.x0) * (ground.z1 - ground.z0)
    step = 0.25 if area < 60 else 0.5 if area < 250 else 1.0
    spots = ground.grid(step)
    rows = len(np.arange(ground.x0 + step / 2, ground.x1, step))
    columns = len(spots) // max(rows, 1)
    free = (ground.clearance(spots) > 0.22).reshape(rows, columns)
    out = []
    for door in doors:
        start = _cell(ground, step, free, (door.position[0], door.position[2]))
        if start is None:
            continue
        came = _flood(free, start)
        for mark in marks[:4]:
            goal = _cell(ground, step, free, (mark.position[0], mark.position[2]))
            if goal is None or goal not in came:
                continue
            cells = [goal]
            while cells[-1] != start:
                cells.append(came[cells[-1]])
            middle = [
                (round(ground.x0 + step * (i + 0.5), 3), ground.y, round(ground.z0 + step * (j + 0.5), 3))
                for i, j in reversed(cells)
            ]
            out.append(_straighten(ground, [door.position, *middle, mark.position]))
    return tuple(out)


def _cell(ground: Ground, step: float, free: NDArray[np.bool_], spot: Spot) -> tuple[int, int] | None:
    """The free cell nearest to a spot, within 1.2 m."""
    cells = np.argwhere(free)
    if not len(cells):
        return None
    middle = np.array((ground.x0, ground.z0)) + step * (cells + 0.5)
    away = np.linalg.norm(middle - np.array(spot), axis=1)
    k = int(np.argmin(away))
    return (int(cells[k, 0]), int(cells[k, 1])) if away[k] < max(1.2, 1.5 * step) else None


def _flood(free: NDArray[np.bool_], start: tuple[int, int]) -> dict[tuple[int, int], tuple[int, int]]:
    """Dijkstra over eight neighbours: each reachable cell with the cell one comes from."""
    came = {start: start}
    cost = {start: 0.0}
    queue = [(0.0, start)]
    rows, columns = free.shape
    open_ = free.tolist()
    moves = [(i, j, math.hypot(i, j)) for i in (-1, 0, 1) for j in (-1, 0, 1) if i or j]
    while queue:
        so_far, (x, z) = heapq.heappop(queue)
        if so_far > cost[(x, z)]:
            continue
        for i, j, length in moves:
            u, v = x + i, z + j
            if 0 <= u < rows and 0 <= v < columns and open_[u][v] and (open_[u][z] and open_[x][v]):
                total = so_far + length
                if total < cost.get((u, v), math.inf) - 1e-12:
                    cost[(u, v)] = total
                    came[(u, v)] = (x, z)
                    heapq.heappush(queue, (total, (u, v)))
    return came


def _straighten(ground: Ground, path: list[tuple[float, float, float]]) -> tuple[tuple[float, float, float], ...]:
    """Leave out corners that can be cut without touching anything."""
    out = [path[0]]
    at = 0
    while at < len(path) - 1:
        ahead = len(path) - 1
        while ahead > at + 1 and not _clear_line(ground, path[at], path[ahead]):
            ahead -= 1
        out.append(path[ahead])
        at = ahead
    return tuple(out)


def _clear_line(ground: Ground, a: tuple[float, float, float], b: tuple[float, float, float]) -> bool:
    n = max(2, int(math.dist(a, b) / 0.2))
    t = np.linspace(0.15, 0.95, n)[:, None]
    line = (1 - t) * np.array((a[0], a[2])) + t * np.array((b[0], b[2]))
    return bool((ground.clearance(line) > 0.2).all())
