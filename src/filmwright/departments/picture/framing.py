"""Where the camera could stand for a shot, best first.

Each shot type has its own grammar (Arijon, chapters 4-7; Katz, "Film Directing Shot by Shot", chapters 7-10):
three-quarter faces from the camera's side of the line for singles, over the near shoulder for OTS, across the
line for two and more. The candidates are judged on people as simple shapes and on the boxes of furniture;
a look through the lens (visibility.py) has the last word.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from filmwright.departments.picture.camera import (
    Head,
    aim,
    crown_line,
    depth_for,
    lens_for,
    look_down,
    pitch_limits,
    shortest_lens,
    target_ratio,
)
from filmwright.departments.picture.space import (
    Ground,
    direction,
    heading,
    right_of,
    view_across,
)
from filmwright.model.shots import HEAD_HEIGHTS
from filmwright.model.staging import VisualShot
from filmwright.render.camera import Camera
from filmwright.render.sets.stage import SetObject, StageSet

__all__ = ["Actor", "Choice", "choices", "main_actor"]

_SHOULDERS = 0.44
"""Metres across a body, for judging who hides whom."""

_HEAD = 0.13
"""Metres from the middle of a head to its edge, hair included."""

_CLOSEST = 0.72
"""Metres that a lens keeps from a face."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in front of the camera, as far as framing cares."""

    who: str
    head: Head
    feet: Ground
    heading: float
    visibility: str = "face"
    side: str = "center"
    speaking: bool = False
    posture: str = "stand"
    walks: bool = False
    goal: Ground | None = None
    looks_right: bool | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A camera with its cost (0 is perfect) and the set objects that must go for it."""

    camera: Camera
    cost: float
    drop: frozenset[int] = field(default_factory=frozenset[int])


@dataclass(frozen=True, slots=True)
class _View:
    """A direction to look in, before the lens is chosen: heading, place of the head, cost, extra degrees down."""

    yaw: float
    at: float
    cost: float
    down: float = 0.0


def main_actor(shot: VisualShot, actors: Sequence[Actor]) -> Actor | None:
    """Whom the size of the shot is about: the named subject if seen, else who speaks, else the first face."""
    faces = [a for a in actors if a.visibility == "face"] or list(actors)
    for chosen in (
        [a for a in faces if a.who == shot.subject],
        [a for a in faces if a.speaking],
        faces,
    ):
        if chosen:
            return chosen[0]
    return None


def choices(
    shot: VisualShot,
    actors: Sequence[Actor],
    stage: StageSet,
    axis: tuple[Ground, Ground],
    *,
    width: int,
    height: int,
) -> list[Choice]:
    """All cameras worth a look, cheapest first. Empty when nobody is in the shot."""
    main = main_actor(shot, actors)
    if main is None:
        return []
    obstacles = _Boxes.of(stage.objects)
    found = [
        _judged(camera, view.cost + extra, shot, main, actors, obstacles)
        for view in _views(shot, main, actors, axis)
        for camera, extra in _cameras(view, shot, main, actors, stage, width, height)
    ]
    return sorted(found, key=lambda c: round(c.cost, 6))


# ---------------------------------------------------------------- directions


def _views(shot: VisualShot, main: Actor, actors: Sequence[Actor], axis: tuple[Ground, Ground]) -> Iterator[_View]:
    faces = [a for a in actors if a.visibility == "face"]
    backs = [a for a in actors if a.visibility == "back"]
    if backs and faces:
        yield from _over_shoulder(main, backs[0], near_right=_looks_right(shot, main, axis))
    elif len(faces) >= 2:
        yield from _across(shot, faces, axis)
    else:
        yield from _single(shot, main, axis)


def _single(shot: VisualShot, main: Actor, axis: tuple[Ground, Ground]) -> Iterator[_View]:
    """One face: a three-quarter view in which it looks across the frame, with room before it."""
    looks_right = _looks_right(shot, main, axis)
    facing = _bearing(main.head)
    down = 24.0 if main.posture == "lie" else 0.0
    back = main.visibility == "back" and main.posture != "lie"
    angles: tuple[float, ...] = (152.0, 138.0, 168.0) if back else (36.0, 27.0, 46.0, 18.0, 56.0, 66.0)
    if main.walks and not back:
        angles = (66.0, 58.0, 72.0, 48.0, 36.0, 26.0)
    if shot.shot_type == "POV":
        angles = (12.0, 6.0, 20.0, 32.0)
    for sign, fine in ((1.0, 0.0), (-1.0, 7.0)):
        right = looks_right if sign > 0 else not looks_right
        lead = {"ECU": 0.0, "CU": 0.04, "MCU": 0.07}.get(shot.size, 0.10)
        at = 0.5 - lead if right else 0.5 + lead
        for rank, angle in enumerate(angles):
            # a camera clockwise of the face sees it look left, see the note on `right_of`
            off = -angle if right else angle
            for more, cost in ((0.0, 0.0), (12.0, 2.5)) if down else ((0.0, 0.0), (9.0, 2.5)):
                yield _View(facing + off + 180.0, at, fine + 0.5 * rank + cost, down + more)


def _looks_right(shot: VisualShot, main: Actor, axis: tuple[Ground, Ground]) -> bool:
    """Whether this face looks to screen right: whom it looks at decides, then its side of the line."""
    if main.looks_right is not None:
        return main.looks_right
    if main.side != "center":
        return main.side == "left"
    across = view_across(*axis)
    if shot.camera_side == -1:
        across = (-across[0], -across[1])
    right = right_of(across)
    face = direction(_bearing(main.head))
    return face[0] * right[0] + face[1] * right[1] >= 0


def _over_shoulder(main: Actor, near: Actor, *, near_right: bool) -> Iterator[_View]:
    """Past the near one's shoulder to the far face: near on the side to which the far one looks."""
    line = heading(near.feet, main.feet)
    at = 0.38 if near_right else 0.62
    for rank, angle in enumerate((17.0, 21.0, 14.0, 26.0, 31.0, 11.0, 37.0, 8.0)):
        # a camera on the left of the line looks along a smaller heading and has the near head on its right
        off = -angle if near_right else angle
        for aside, cost in ((0.0, 0.0), (-0.06, 0.4), (0.07, 0.6)):
            yield _View(line + off, at + aside, 0.4 * rank + cost)
        yield _View(line + off, at, 0.4 * rank + 2.0, 6.0)
    for rank, angle in enumerate((17.0, 24.0, 31.0)):
        yield _View(line + angle * (1 if near_right else -1), 1.0 - at, 26.0 + rank)


def _across(shot: VisualShot, faces: Sequence[Actor], axis: tuple[Ground, Ground]) -> Iterator[_View]:
    """Several faces: across the line between the outer two, or on what all of them face."""
    left, right = _ends(shot, faces, axis)
    ahead = heading((0.0, 0.0), view_across(left.feet, right.feet))
    facing, agreement = _mean_heading(faces)
    bases = [(ahead, 0.0)]
    if agreement > 0.7:
        bases = [(facing + 180.0, 0.0)]
    elif len(faces) > 2:
        bases.append((facing + 180.0, 1.5))
    for base, cost in bases:
        for rank, off in enumerate((0.0, 14.0, -14.0, 28.0, -28.0, 42.0, -42.0, 55.0, -55.0)):
            for more, extra in ((0.0, 0.0), (8.0, 2.0)):
                yield _View(base + off, 0.5, cost + 0.6 * rank + extra, more)


def _ends(shot: VisualShot, faces: Sequence[Actor], axis: tuple[Ground, Ground]) -> tuple[Actor, Actor]:
    """The outer two of a group: by their sides when these differ, else by the line of the scene."""
    lefts = [a for a in faces if a.side == "left"]
    rights = [a for a in faces if a.side == "right"]
    if lefts and rights:
        return lefts[0], rights[0]
    across = view_across(*axis)
    if shot.camera_side == -1:
        across = (-across[0], -across[1])
    right = right_of(across)
    ranked = sorted(faces, key=lambda a: (round(a.feet[0] * right[0] + a.feet[1] * right[1], 4), a.who))
    return ranked[0], ranked[-1]


def _bearing(head: Head) -> float:
    """Heading in which a face looks; of the body's length for somebody who lies."""
    x, _, z = head.forward
    if math.hypot(x, z) < 0.35:
        x, z = -head.up[0], -head.up[2]
    return math.degrees(math.atan2(x, z))


def _mean_heading(faces: Sequence[Actor]) -> tuple[float, float]:
    """Heading in which the bodies face on the whole, and how much they agree (0..1)."""
    x = sum(math.sin(math.radians(a.heading)) for a in faces) / len(faces)
    z = sum(math.cos(math.radians(a.heading)) for a in faces) / len(faces)
    return math.degrees(math.atan2(x, z)), math.hypot(x, z)


# ---------------------------------------------------------------- lenses


def _cameras(
    view: _View,
    shot: VisualShot,
    main: Actor,
    actors: Sequence[Actor],
    stage: StageSet,
    width: int,
    height: int,
) -> Iterator[tuple[Camera, float]]:
    """The view through the asked lens, through shorter ones when the room is small, and from behind the wall."""
    squeeze = (16 / 9) / (width / height)
    over_shoulder = any(a.visibility == "back" for a in actors) and main.visibility == "face"
    asked = shot.lens_mm * squeeze
    shortest = shortest_lens(shot.size) * squeeze
    lenses = _shoulder_lenses(shot, main, actors, width, height) if over_shoulder else None
    wild: tuple[Camera, float] | None = None
    for lens in lenses or _lenses(asked, shortest):
        camera = _camera(view, shot, main, actors, lens, width, height)
        if stage.bounds.contains(camera.eye):
            yield camera, 2.0 * abs(math.log2(camera.lens_mm / max(asked, 1.0))) * (0.1 if lenses else 1.0)
            if not lenses:
                return
        elif wild is None:
            wild = (camera, _outside(camera, stage))
    if wild is not None:
        yield wild


def _lenses(asked: float, shortest: float) -> list[float]:
    shorter = [asked * f for f in (1.0, 0.85, 0.72, 0.6, 0.5, 0.42)]
    return [f for f in shorter if f >= shortest] or [max(asked, shortest)]


def _shoulder_lenses(shot: VisualShot, main: Actor, actors: Sequence[Actor], width: int, height: int) -> list[float]:
    """Lenses that put the camera behind the near shoulder while the far head has its size."""
    near = next(a for a in actors if a.visibility == "back")
    gap = math.dist(near.feet, main.feet)
    ratio = target_ratio(shot.size, shot.camera_movement)
    return [lens_for(ratio, main.head.height, gap + behind, width, height) for behind in (1.05, 0.85, 1.3, 1.7)]


def _outside(camera: Camera, stage: StageSet) -> float:
    """Cost of a camera outside the set: a wall must be pulled, more the farther it stands."""
    low, high = stage.bounds.low, stage.bounds.high
    off = math.dist(camera.eye, [min(max(e, a), b) for e, a, b in zip(camera.eye, low, high, strict=True)])
    below = camera.eye[1] < low[1] + 0.02 or camera.eye[1] > high[1] + 0.6
    return 6.0 + 5.0 * off + (60.0 if below else 0.0)


def _camera(
    view: _View,
    shot: VisualShot,
    main: Actor,
    actors: Sequence[Actor],
    lens: float,
    width: int,
    height: int,
) -> Camera:
    """The camera of a view through one lens; wider within the size's range when the faces need the room."""
    faces = [a for a in actors if a.visibility == "face"]
    together = len(faces) > 1 and not any(a.visibility == "back" for a in actors)
    low = HEAD_HEIGHTS[shot.size][0] * 1.04
    wanted = target_ratio(shot.size, shot.camera_movement) * (0.9 if main.walks else 1.0)
    camera = _aimed(view, shot, main, wanted, lens, width, height, faces if together else ())
    for share in (0.92, 0.85, 0.78) if together and shot.size not in ("ECU", "CU") else ():
        if _holds(camera, faces):
            break
        camera = _aimed(view, shot, main, max(low, wanted * share), lens, width, height, faces)
    return camera


def _aimed(
    view: _View,
    shot: VisualShot,
    main: Actor,
    ratio: float,
    lens: float,
    width: int,
    height: int,
    faces: Sequence[Actor],
) -> Camera:
    """The camera with the main head in its size and place; with several `faces`, all of them in the middle."""
    head = main.head
    depth = depth_for(ratio, head.height, lens, width, height)
    closest = 0.55 if shot.size == "ECU" else _CLOSEST
    if depth < closest:
        depth, lens = closest, lens_for(ratio, head.height, closest, width, height)
    tall = max(1.0, (head.centre[1] + head.height / 2 - head.floor) / head.height)
    at_y = crown_line(ratio, tall) + ratio / 2
    rise = (0.5 - at_y) * height / (lens / 36.0 * width) * depth
    limits = pitch_limits(shot.angle)
    pitch = look_down(head, depth=depth, rise=rise, camera_height=_height_of(shot, head), limits=limits)
    roll = 9.0 if shot.angle == "dutch" else 0.0

    def at(x: float, y: float) -> Camera:
        return aim(
            head.centre,
            yaw=view.yaw,
            pitch=pitch + view.down,
            depth=depth,
            lens_mm=lens,
            at=(x, y),
            width=width,
            height=height,
            roll=roll,
        )

    return _centred(at, view.at, at_y, faces) if faces else at(view.at, at_y)


def _holds(camera: Camera, faces: Sequence[Actor]) -> bool:
    """Whether every head is inside the picture with a little air."""
    x0, y0, x1, y1 = _extent(camera, faces)
    return x0 > 0.02 and y0 > 0.01 and x1 < 0.98 and y1 < 0.985


def _extent(camera: Camera, faces: Sequence[Actor]) -> tuple[float, float, float, float]:
    """Box round all heads, hair included, as shares of the picture: left, top, right, bottom."""
    seen = camera.project(np.array([a.head.centre for a in faces]))
    size = camera.focal_px / np.maximum(seen[:, 2], 0.1)
    tall = np.array([a.head.height for a in faces])
    return (
        float((seen[:, 0] - _HEAD * size).min()) / camera.width,
        float((seen[:, 1] - 0.62 * tall * size).min()) / camera.height,
        float((seen[:, 0] + _HEAD * size).max()) / camera.width,
        float((seen[:, 1] + 0.52 * tall * size).max()) / camera.height,
    )


def _height_of(shot: VisualShot, head: Head) -> float:
    """Height of the lens above the floor: as asked for angles; near the eyes, a little below, for eye level."""
    eyes = head.centre[1] - head.floor
    if shot.angle in ("eye", "dutch"):
        drop = {"ECU": 0.0, "CU": 0.02, "MCU": 0.06, "MS": 0.14, "MLS": 0.22, "WS": 0.25, "EWS": 0.0}[shot.size]
        return max(0.35, eyes - drop)
    if shot.angle in ("low", "worm"):
        return max(0.18, min(shot.camera_height, eyes - 0.35))
    return max(shot.camera_height, eyes + 0.6)


def _centred(at: Callable[[float, float], Camera], start: float, height: float, faces: Sequence[Actor]) -> Camera:
    """Move the view until the outer heads are equally far from the sides and the highest one has air above it."""
    x, y, camera = start, height, at(start, height)
    for _ in range(3):
        if (camera.project(np.array([a.head.centre for a in faces]))[:, 2] < 0.1).any():
            return camera
        left, top, right, bottom = _extent(camera, faces)
        x = _clamp(x + 0.5 - (left + right) / 2, -0.2, 1.2)
        if top < 0.045:
            y += min(0.045 - top, max(0.0, 0.965 - bottom))
        elif bottom > 0.965:
            y -= min(bottom - 0.965, max(0.0, top - 0.045))
        camera = at(x, y)
    return camera


# ---------------------------------------------------------------- judgement


@dataclass(frozen=True, slots=True)
class _Boxes:
    """Boxes of set objects as arrays: low (n, 3), high (n, 3), and the objects in the same order."""

    low: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]"
    high: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]"
    objects: tuple[SetObject, ...]

    @classmethod
    def of(cls, objects: Iterable[SetObject]) -> "_Boxes":
        kept = tuple(o for o in objects if not o.shell)
        low = np.array([o.box.low for o in kept], np.float64).reshape(-1, 3)
        high = np.array([o.box.high for o in kept], np.float64).reshape(-1, 3)
        return cls(low, high, kept)

    def between(self, eye: tuple[float, float, float], point: tuple[float, float, float]) -> list[SetObject]:
        """Objects whose box the straight line from the lens to a point runs through."""
        if not self.objects:
            return []
        start = np.asarray(eye)
        way = np.asarray(point) - start
        way = np.where(np.abs(way) < 1e-9, 1e-9, way)
        t0, t1 = (self.low - start) / way, (self.high - start) / way
        enter = np.minimum(t0, t1).max(axis=1)
        leave = np.maximum(t0, t1).min(axis=1)
        # a box that the head itself is in (a car) says nothing: the look through the lens decides
        hit = (enter <= leave) & (leave > 0.0) & (enter < 0.94) & (leave < 1.0)
        return [self.objects[i] for i in np.flatnonzero(hit)]

    def around(self, eye: tuple[float, float, float], margin: float = 0.12) -> list[SetObject]:
        """Objects that the lens would stand in."""
        if not self.objects:
            return []
        point = np.asarray(eye)
        hit = ((self.low - margin < point) & (point < self.high + margin)).all(axis=1)
        return [self.objects[i] for i in np.flatnonzero(hit)]


def _judged(
    camera: Camera,
    cost: float,
    shot: VisualShot,
    main: Actor,
    actors: Sequence[Actor],
    boxes: _Boxes,
) -> Choice:
    cost += sum(_face_cost(a, camera, shot, main) for a in actors if a.visibility == "face")
    cost += _crowding(camera, actors)
    cost += _arrival_cost(camera, actors)
    cost += _order_cost(camera, actors)
    cost += _shoulder_cost(camera, actors)
    hiding = {o.id: o for a in actors if a.visibility == "face" for o in boxes.between(camera.eye, a.head.centre)}
    cost += sum(1.0 if o.movable else 3.0 for o in hiding.values())
    inside = boxes.around(camera.eye)
    cost += sum(2.0 if o.movable else 7.0 for o in inside)
    return Choice(camera, cost, frozenset(o.id for o in inside if o.movable or o.id not in hiding))


def _face_cost(actor: Actor, camera: Camera, shot: VisualShot, main: Actor) -> float:
    """Out of the picture, cut, or turned away."""
    x, y, depth = (float(v) for v in camera.project(np.array([actor.head.centre]))[0])
    if depth < 0.3:
        return 120.0
    radius = _HEAD * camera.focal_px / depth
    cost = 0.0
    tight = shot.size in ("ECU", "CU")
    if not tight or actor is not main:
        inner = min(x - radius, camera.width - x - radius) / camera.width
        cost += 60.0 if inner < 0.0 else 7.0 if inner < 0.035 else 3.5 if inner < 0.09 else 0.0
        half = 0.5 * actor.head.height * camera.focal_px / depth
        if y - half < 0.012 * camera.height or y + half > 0.99 * camera.height:
            cost += 50.0
    to_lens = np.subtract(camera.eye, actor.head.centre)
    towards = float(np.dot(to_lens / np.linalg.norm(to_lens), actor.head.forward))
    if towards < -0.1:
        cost += 45.0
    elif towards < 0.18:
        cost += 14.0
    elif towards < 0.4:
        cost += 2.0
    return cost


def _crowding(camera: Camera, actors: Sequence[Actor]) -> float:
    """People before faces: nearer heads and bodies, as circles and columns."""
    seen = camera.project(np.array([a.head.centre for a in actors]))
    cost = 0.0
    for i, a in enumerate(actors):
        if a.visibility != "face" or seen[i, 2] < 0.3:
            continue
        r = 0.8 * _HEAD * camera.focal_px / seen[i, 2]
        for j, b in enumerate(actors):
            if j == i or not 0.1 < seen[j, 2] < seen[i, 2]:
                continue
            scale = camera.focal_px / seen[j, 2]
            aside = abs(seen[j, 0] - seen[i, 0])
            below = seen[i, 1] - seen[j, 1]
            if below > 0.4 * b.head.height * scale:
                hidden = r + 0.5 * _SHOULDERS * scale - aside
            else:
                hidden = r + _HEAD * scale - math.hypot(aside, below)
            cost += 30.0 * _clamp(hidden / (2 * r), 0.0, 1.0)
            if seen[j, 2] < 0.5 and b.visibility == "face":
                cost += 15.0
    return cost


def _arrival_cost(camera: Camera, actors: Sequence[Actor]) -> float:
    """Who comes in must end where they can be seen."""
    cost = 0.0
    for a in actors:
        if a.goal is None or a.visibility != "face":
            continue
        moved = (a.goal[0] - a.feet[0], a.goal[1] - a.feet[1])
        centre = (a.head.centre[0] + moved[0], a.head.centre[1], a.head.centre[2] + moved[1])
        there = replace(a, head=replace(a.head, centre=centre), feet=a.goal)
        x, y, depth = (float(v) for v in camera.project(np.array([centre]))[0])
        top = y - 0.6 * a.head.height * camera.focal_px / max(0.1, depth)
        if depth < 0.4 or not 0.03 < x / camera.width < 0.97 or top < 0.0:
            cost += 5.0
        others = [b for b in actors if b is not a]
        cost += 0.3 * _crowding(camera, [there, *others])
    return cost


def _order_cost(camera: Camera, actors: Sequence[Actor]) -> float:
    """Left of the line must be left of the right one on screen."""
    seen = camera.project(np.array([a.head.centre for a in actors]))
    lefts = [float(seen[i, 0]) for i, a in enumerate(actors) if a.side == "left"]
    rights = [float(seen[i, 0]) for i, a in enumerate(actors) if a.side == "right"]
    if not lefts or not rights:
        return 0.0
    return 14.0 if np.mean(lefts) > np.mean(rights) else 0.0


def _shoulder_cost(camera: Camera, actors: Sequence[Actor]) -> float:
    """The near head of an over-the-shoulder: at the edge, about a quarter of the picture."""
    cost = 0.0
    for a in actors:
        if a.visibility != "back" or not any(b.visibility == "face" for b in actors):
            continue
        x, _, depth = (float(v) for v in camera.project(np.array([a.head.centre]))[0])
        if depth < 0.25:
            cost += 40.0
            continue
        edge = min(x, camera.width - x) / camera.width
        cost += 16.0 * abs(edge - 0.09) + (12.0 if not -0.12 < edge < 0.26 else 0.0)
    return cost


def _clamp(x: float, low: float, high: float) -> float:
    return min(high, max(low, x))
