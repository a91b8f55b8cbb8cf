"""Plane geometry of a stage: headings, directions, clear ground. Points are (x, z) in metres.

A heading is yaw in degrees, 0 along +z and 90 along +x. A camera that looks along the ground direction
(fx, fz) has screen right (-fz, fx), because the world is right-handed with y up.
"""

import math
from collections.abc import Iterable, Sequence

from filmwright.render.sets.stage import Box, Obstacle

__all__ = [
    "Ground",
    "along",
    "apart",
    "clear",
    "clearance",
    "direction",
    "heading",
    "inside",
    "nearest_clear",
    "right_of",
    "turn",
    "view_across",
]

Ground = tuple[float, float]


def heading(start: Ground, end: Ground) -> float:
    """Heading in degrees of somebody at `start` who faces `end`; 0 when the two are the same."""
    return math.degrees(math.atan2(end[0] - start[0], end[1] - start[1]))


def direction(degrees: float) -> Ground:
    """Unit vector of a heading."""
    return (math.sin(math.radians(degrees)), math.cos(math.radians(degrees)))


def along(start: Ground, way: Ground, metres: float) -> Ground:
    """The point `metres` from `start` in a direction."""
    return (start[0] + metres * way[0], start[1] + metres * way[1])


def apart(a: Ground, b: Ground) -> float:
    """Distance of two points."""
    return math.hypot(a[0] - b[0], a[1] - b[1])


def turn(start: float, end: float) -> float:
    """Smallest turn in degrees from one heading to another, -180..180."""
    return (end - start + 180.0) % 360.0 - 180.0


def right_of(forward: Ground) -> Ground:
    """Screen right of a camera that looks along `forward`."""
    return (-forward[1], forward[0])


def view_across(left: Ground, right: Ground) -> Ground:
    """Direction in which a camera looks straight across the line so that `left` is on screen left."""
    length = apart(left, right) or 1.0
    a = ((right[0] - left[0]) / length, (right[1] - left[1]) / length)
    return (a[1], -a[0])


def inside(point: Ground, bounds: Box, margin: float = 0.35) -> Ground:
    """The nearest point within the bounds, `margin` metres from their edge."""
    x = _between(point[0], bounds.low[0] + margin, bounds.high[0] - margin)
    z = _between(point[1], bounds.low[2] + margin, bounds.high[2] - margin)
    return (x, z)


def clearance(point: Ground, obstacles: Iterable[Obstacle]) -> float:
    """Distance to the nearest footprint; negative inside one."""
    best = math.inf
    for o in obstacles:
        dx = max(o.x0 - point[0], point[0] - o.x1)
        dz = max(o.z0 - point[1], point[1] - o.z1)
        gap = max(dx, dz) if dx < 0 and dz < 0 else math.hypot(max(dx, 0.0), max(dz, 0.0))
        best = min(best, gap)
    return best


def clear(
    point: Ground, obstacles: Sequence[Obstacle], taken: Iterable[Ground], *, body: float = 0.3, gap: float = 0.6
) -> bool:
    """Whether somebody can stand here without touching furniture (`body`) or crowding people (`gap`)."""
    return clearance(point, obstacles) >= body and all(apart(point, t) >= gap for t in taken)


def nearest_clear(
    wanted: Ground,
    obstacles: Sequence[Obstacle],
    taken: Sequence[Ground],
    bounds: Box,
    *,
    reach: float = 2.6,
    body: float = 0.3,
    gap: float = 0.6,
) -> Ground:
    """The clear point nearest to `wanted`, searched in rings; `wanted` itself when nothing is clear.

    `body` and `gap` are metres that furniture and people are kept away.
    """
    wanted = inside(wanted, bounds)
    if clear(wanted, obstacles, taken, body=body, gap=gap):
        return wanted
    rings = [0.2 * (i + 1) for i in range(int(reach / 0.2))]
    for radius in rings:
        for step in range(16):
            point = along(wanted, direction(22.5 * step), radius)
            if inside(point, bounds) == point and clear(point, obstacles, taken, body=body, gap=gap):
                return point
    return wanted


def _between(value: float, low: float, high: float) -> float:
    return (low + high) / 2 if low > high else min(high, max(low, value))
