"""Pictures without a face: a thing in close-up, an empty place."""

import math
from collections.abc import Sequence

import numpy as np

from filmwright.departments.picture.camera import aim, pitch_limits
from filmwright.departments.picture.performance import stable_number
from filmwright.departments.picture.space import Ground, along, direction, heading
from filmwright.departments.picture.world import on_top_of
from filmwright.model.staging import PlacedProp, VisualShot
from filmwright.render.camera import Camera
from filmwright.render.raster import Geometry, look_through, prepare
from filmwright.render.sets import prop
from filmwright.render.sets.stage import SetObject, StageSet

__all__ = ["FIRST_PROP_ID", "find_object", "frame_place", "frame_thing"]

FIRST_PROP_ID = 940
"""Object ids 940..999 belong to the props that a shot brings."""

_STOCK = {
    "invoice": "letter", "bill": "letter", "receipt": "letter", "contract": "letter", "certificate": "letter",
    "telegram": "letter", "will": "letter", "message": "letter", "form": "paper", "list": "paper", "drawing": "paper",
}  # fmt: skip
"""Things that look like something in stock."""

Point = tuple[float, float, float]
Framed = tuple[Camera, tuple[PlacedProp, ...], frozenset[int]]


def frame_thing(
    shot: VisualShot, name: str | None, stage: StageSet, *, width: int, height: int, hand: Point | None = None
) -> Framed | None:
    """Frame a prop big in the picture: the set's own when it has one, else one laid on the nearest table.

    `hand` is where somebody holds it. None when there is nothing to show.
    """
    if hand is not None:
        return _round_a_point(shot, hand, 0.30, stage, width, height), (), frozenset()
    if name is None:
        return None
    own = find_object(name, stage)
    if own is not None and not own.shell:
        return _set_object(own, stage, width, height)
    return _laid_prop(name, stage, width, height)


def find_object(name: str, stage: StageSet) -> SetObject | None:
    """The set object that a prop word names (`clock` finds `clock`, `wall clock`), nearest to the action first."""
    words = set(name.lower().replace("_", " ").split())
    found = [o for o in stage.objects if words & set(o.name.lower().replace("_", " ").split())]
    centre = (stage.hero.centre[0], stage.hero.centre[2])
    return min(found, key=lambda o: (round(math.dist(_middle(o), centre), 3), o.id), default=None)


def _middle(thing: SetObject) -> Ground:
    a, b = thing.box.low, thing.box.high
    return ((a[0] + b[0]) / 2, (a[2] + b[2]) / 2)


def _set_object(thing: SetObject, stage: StageSet, width: int, height: int) -> Framed:
    """From the middle of the set, near enough that the thing fills a good half of the picture."""
    low, high = np.asarray(thing.box.low), np.asarray(thing.box.high)
    centre, size = (low + high) / 2, float(max(0.08, np.max((high - low)[[0, 1, 2]])))
    middle = (stage.hero.centre[0], stage.hero.centre[2])
    here = (float(centre[0]), float(centre[2]))
    yaw = heading(middle, here) if math.dist(middle, here) > 0.4 else stage.hero.camera_side + 180.0
    depth = max(0.5, 1.75 * size * 50.0 / 36.0 * width / height * 0.62)
    camera = aim(
        (float(centre[0]), float(centre[1]), float(centre[2])),
        yaw=yaw + 14.0,
        pitch=8.0 if centre[1] > 1.2 else 24.0,
        depth=min(depth, 6.0),
        lens_mm=50.0 * _squeeze(width, height),
        at=(0.5, 0.5),
        width=width,
        height=height,
    )
    return camera, (), _in_the_way(camera, stage, {thing.id}, depth)


def _laid_prop(name: str, stage: StageSet, width: int, height: int) -> Framed:
    """On the table nearest to the action, or on the ground where there is none."""
    name = _STOCK.get(name.lower().split()[-1], name)
    mesh = prop(name)
    low, high = mesh.vertices.min(0), mesh.vertices.max(0)
    size = float(max(high[0] - low[0], high[1] - low[1], high[2] - low[2], 0.04))
    top = _on_top_of_papers(_table_top(stage), stage, 0.5 * size)
    camera_way = direction(stage.hero.camera_side)
    # laid with its face to the lens
    placed = PlacedProp(
        name=name,
        position=(round(top[0], 4), round(top[1] - float(low[1]), 4), round(top[2], 4)),
        heading=round((heading((0.0, 0.0), camera_way) + 12.0) % 360.0, 2),
        object_id=FIRST_PROP_ID,
    )
    tall = float(high[1] - low[1])
    centre = (top[0], top[1] + tall / 2, top[2])
    depth = max(0.34, 1.7 * size * 60.0 / 36.0 * width / height * 0.56)
    camera = aim(
        centre,
        yaw=heading((0.0, 0.0), camera_way) + 180.0 + 16.0,
        pitch=22.0 if tall > 0.6 * size else 44.0,
        depth=depth,
        lens_mm=60.0 * _squeeze(width, height),
        at=(0.5, 0.52),
        width=width,
        height=height,
    )
    crowd = _on_the_table(top, stage, 0.5 * size + 0.1)
    return camera, (placed,), _in_the_way(camera, stage, set(), depth) | crowd


def _table_top(stage: StageSet) -> Point:
    centre = stage.hero.centre
    tops = [s for s in stage.surfaces if 0.35 <= s.centre[1] <= 1.25]
    if not tops:
        return (centre[0], 0.0, centre[2])
    best = min(tops, key=lambda s: (round(math.dist(s.centre, centre), 3), s.object_id))
    return best.centre


def _on_top_of_papers(top: Point, stage: StageSet, reach: float) -> Point:
    """The spot raised above flat things that belong to the table itself."""
    v = stage.mesh.vertices
    near = (np.hypot(v[:, 0] - top[0], v[:, 2] - top[2]) < reach + 0.25) & (np.abs(v[:, 1] - top[1]) < 0.035)
    rise = float(v[near, 1].max()) if near.any() else top[1]
    return (top[0], max(top[1], rise) + 0.002, top[2])


def _on_the_table(top: Point, stage: StageSet, reach: float) -> frozenset[int]:
    """What already lies where the prop goes."""
    found: set[int] = set()
    for o in stage.objects:
        low, high = o.box.low, o.box.high
        dx = max(low[0] - top[0], top[0] - high[0], 0.0)
        dz = max(low[2] - top[2], top[2] - high[2], 0.0)
        if o.movable and low[1] >= top[1] - 0.02 and math.hypot(dx, dz) < reach:
            found.add(o.id)
    return frozenset(found)


def _round_a_point(shot: VisualShot, point: Point, tall: float, stage: StageSet, width: int, height: int) -> Camera:
    """Close on a hand: from the camera's side of the set, a little above."""
    yaw = stage.hero.camera_side + 180.0 + (20.0 if stable_number(shot.shot_id) % 2 else -20.0)
    lens = 60.0 * _squeeze(width, height)
    depth = max(0.5, tall / 0.62 * lens / 36.0 * width / height)
    return aim(point, yaw=yaw, pitch=24.0, depth=depth, lens_mm=lens, at=(0.5, 0.5), width=width, height=height)


def _in_the_way(camera: Camera, stage: StageSet, keep: set[int], depth: float) -> frozenset[int]:
    """Objects nearer than the thing that cover the middle of the picture or much of it."""
    ids, far = look_through(prepare(stage.mesh), camera, 320 / camera.width)
    h, w = ids.shape
    near = (far < 0.8 * depth) & (ids > 0)
    middle = np.zeros_like(near)
    middle[h // 4 : 3 * h // 4, w // 4 : 3 * w // 4] = True
    found: set[int] = set()
    for i, n in zip(*np.unique(ids[near & middle], return_counts=True), strict=True):
        if n > 0.01 * ids.size:
            found.add(int(i))
    for i, n in zip(*np.unique(ids[near], return_counts=True), strict=True):
        if n > 0.12 * ids.size:
            found.add(int(i))
    found -= keep
    tops: set[int] = set()
    for o in stage.objects:
        if o.id in found and not o.shell:
            tops |= on_top_of(o, stage) - keep
    return frozenset(i for i in found | tops if _may_go(i, stage))


def _may_go(object_id: int, stage: StageSet) -> bool:
    return any(o.id == object_id and o.name not in ("floor", "ground", "sky", "sea", "water") for o in stage.objects)


def frame_place(shot: VisualShot, stage: StageSet, *, width: int, height: int) -> tuple[Camera, frozenset[int]]:
    """An empty place: from the edge of the set over its middle, where there is most to see."""
    tries = _place_cameras(shot, stage, width, height)
    geometry = prepare(stage.mesh)
    scored = sorted(((_interest(c, geometry), i) for i, c in enumerate(tries)), key=lambda t: (-t[0], t[1]))
    best = scored[: max(1, min(3, len(scored)))]
    # another empty shot of the same place takes another of the good views
    worth = [i for s, i in best if s >= 0.85 * best[0][0]]
    camera = tries[worth[stable_number(shot.shot_id) % len(worth)]]
    return camera, _in_the_way(camera, stage, set(), 1.6)


def _place_cameras(shot: VisualShot, stage: StageSet, width: int, height: int) -> list[Camera]:
    low, high = stage.bounds.low, stage.bounds.high
    centre = stage.hero.centre
    goal: Point = (centre[0], 1.05 if stage.design.interior else 1.6, centre[2])
    lens = (22.0 if shot.size == "EWS" else min(28.0, max(20.0, shot.lens_mm))) * _squeeze(width, height)
    far = 30.0 if shot.size == "EWS" else 14.0
    down = pitch_limits(shot.angle)
    rise = {"low": 0.5, "worm": 0.25, "high": 3.0, "overhead": 6.0}.get(shot.angle, max(1.2, shot.camera_height))
    tries: list[Camera] = []
    for step in range(12):
        way = direction(stage.hero.camera_side + 30.0 * step)
        reach = min(far, _reach((centre[0], centre[2]), way, low, high))
        x, z = along((centre[0], centre[2]), way, max(1.2, reach))
        y = min(max(low[1] + 0.2, rise), high[1] - 0.05)
        eye = np.array((x, y, z))
        flat = math.hypot(goal[0] - x, goal[2] - z)
        pitch = min(max(math.degrees(math.atan2(y - goal[1], flat)), down[0]), down[1])
        yaw = heading((x, z), (goal[0], goal[2]))
        p, a = math.radians(pitch), math.radians(yaw)
        forward = np.array((math.sin(a) * math.cos(p), -math.sin(p), math.cos(a) * math.cos(p)))
        target = eye + forward * max(1.0, flat)
        tries.append(Camera((x, y, z), (float(target[0]), float(target[1]), float(target[2])), lens, width, height))
    return tries


def _reach(start: Ground, way: Ground, low: Sequence[float], high: Sequence[float]) -> float:
    """Metres from a point to the edge of the bounds, less a hand's breadth."""
    reach = math.inf
    for at, step, a, b in ((start[0], way[0], low[0], high[0]), (start[1], way[1], low[2], high[2])):
        if abs(step) > 1e-6:
            reach = min(reach, ((b if step > 0 else a) - at) / step)
    return reach - 0.15


def _interest(camera: Camera, geometry: Geometry) -> float:
    """How many different things are seen, less what fills the lens."""
    ids, depth = look_through(geometry, camera, 200 / camera.width)
    _, times = np.unique(ids[ids > 0], return_counts=True)
    things = float(sum(min(1.0, n / (0.004 * ids.size)) for n in times))
    crowd = float((depth < 0.9).mean())
    largest = float(times.max() / ids.size) if len(times) else 1.0
    return things * (1.0 - 0.9 * crowd) * (1.0 - 0.5 * max(0.0, largest - 0.5))


def _squeeze(width: int, height: int) -> float:
    return (16 / 9) / (width / height)
