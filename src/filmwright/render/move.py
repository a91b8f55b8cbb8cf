"""Camera moves: from a still's camera to the cameras of a clip's frames."""

import math
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from filmwright.render.camera import Camera
from filmwright.render.vectors import between

__all__ = ["MOVES", "CameraPath", "Move", "camera_path", "margin_for"]

Move = Literal[
    "static", "push_in", "pull_out", "pan_left", "pan_right", "tilt_up", "tilt_down", "truck_left",
    "truck_right", "crane_up", "crane_down", "zoom_in", "zoom_out", "arc_left", "arc_right", "handheld",
]  # fmt: skip
MOVES: tuple[Move, ...] = get_args(Move)
Vector = tuple[float, float, float]
F64 = NDArray[np.float64]

_SWAYS = ((0.31, 1.0), (0.73, 0.55), (1.37, 0.28))
"""Frequency in Hz and weight of the parts of a hand-held sway."""


@dataclass(frozen=True, slots=True)
class CameraPath:
    """A move: `start` to `end`, eased, with the sway of a hand on top.

    `still` is the camera to draw the layers with: the widest of the move. `sway` is the turn in
    degrees of a hand-held camera, its phases given by `seed`.
    """

    start: Camera
    end: Camera
    still: Camera
    sway: float = 0.0
    seed: int = 0

    @property
    def moves(self) -> bool:
        """Whether any frame differs from the still."""
        return self.sway > 0 or self.start != self.end

    def at(self, share: float, seconds: float = 0.0) -> Camera:
        """The camera after `share` (0..1) of the move, `seconds` into the clip."""
        if not self.moves:
            return self.still
        t = min(1.0, max(0.0, share))
        t = t * t * (3 - 2 * t)
        a, b = self.start, self.end
        camera = replace(
            a,
            eye=between(a.eye, b.eye, t),
            target=between(a.target, b.target, t),
            lens_mm=a.lens_mm * (b.lens_mm / a.lens_mm) ** t,
            roll=a.roll + t * (b.roll - a.roll),
        )
        return _swayed(camera, self.sway, self.seed, seconds) if self.sway > 0 else camera


def camera_path(
    camera: Camera, move: Move, *, subject: Vector | None = None, amount: float = 1.0, seed: int = 0
) -> CameraPath:
    """The path of a named move around the camera of a shot.

    `subject` is what the shot looks at (default: the camera's target); its distance sets the length
    of the move. `amount` 1 is a quiet move that a still can carry: 12 % of the distance for a push,
    8 degrees for a pan, 4 % of the distance for a truck or crane, 5 degrees of arc.
    """
    subject = subject or camera.target
    right, _, forward = (_vector(row) for row in camera.basis())
    distance = max(0.3, math.dist(camera.eye, subject))
    upright = (0.0, 1.0, 0.0)
    start, end = camera, camera
    if move in ("push_in", "pull_out"):
        end = _moved(camera, forward, 0.12 * amount * distance)
    elif move in ("zoom_in", "zoom_out"):
        end = replace(camera, lens_mm=camera.lens_mm * (1 + 0.16 * amount))
    elif move in ("truck_right", "truck_left", "crane_up", "crane_down"):
        axis, half = (right if move.startswith("truck") else upright), 0.022 * amount * distance
        start, end = _moved(camera, axis, -half), _moved(camera, axis, half)
    elif move in ("pan_left", "pan_right", "tilt_up", "tilt_down"):
        axis = upright if move.startswith("pan") else right
        start, end = _turned(camera, axis, -4.0 * amount), _turned(camera, axis, 4.0 * amount)
    elif move in ("arc_right", "arc_left"):
        start, end = _around(camera, subject, -2.5 * amount), _around(camera, subject, 2.5 * amount)
    if move in ("pull_out", "zoom_out", "truck_left", "crane_down", "pan_right", "tilt_down", "arc_left"):
        start, end = end, start
    return CameraPath(start, end, camera, sway=0.28 * amount if move == "handheld" else 0.0, seed=seed)


def margin_for(path: CameraPath, *, nearest: float, farthest: float = 200.0, seconds: float = 6.0) -> int:
    """Overscan in pixels on each side that lets the still fill every frame of the path.

    `nearest` and `farthest` bound the depth in metres of what is in the picture.
    """
    if not path.moves:
        return 0
    still = path.still
    excess = 0.0
    for i in range(25):
        for j in range(1 if path.sway == 0 else 3):
            camera = path.at(i / 24, seconds * (i + j / 3) / 24)
            for depth in (nearest, (nearest * farthest) ** 0.5, farthest):
                spots = _rim(camera, still, depth)
                over = np.maximum(-spots, spots - np.array((still.width, still.height)))
                excess = max(excess, float(over.max()))
    return -(-int(math.ceil(excess) + 4) // 8) * 8


def _rim(camera: Camera, still: Camera, depth: float) -> F64:
    """Where points on the rim of a frame, at a depth, lie in the still."""
    x = np.array((0.0, 0.5, 1.0, 1.0, 1.0, 0.5, 0.0, 0.0)) * camera.width - camera.width / 2
    y = np.array((0.0, 0.0, 0.0, 0.5, 1.0, 1.0, 1.0, 0.5)) * camera.height - camera.height / 2
    local = np.stack([x / camera.focal_px, -y / camera.focal_px, np.ones(8)], axis=1) * depth
    return still.project(local @ camera.basis() + np.asarray(camera.eye))[:, :2]


def _vector(row: F64) -> Vector:
    return (float(row[0]), float(row[1]), float(row[2]))


def _moved(camera: Camera, axis: Vector, metres: float) -> Camera:
    step = (axis[0] * metres, axis[1] * metres, axis[2] * metres)
    return replace(camera, eye=_plus(camera.eye, step), target=_plus(camera.target, step))


def _plus(a: Vector, b: Vector) -> Vector:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def _rotated(v: Vector, axis: Vector, degrees: float) -> Vector:
    """Rodrigues' rotation."""
    a, k, x = math.radians(degrees), np.asarray(axis), np.asarray(v)
    out = x * math.cos(a) + np.cross(k, x) * math.sin(a) + k * float((k * x).sum()) * (1 - math.cos(a))
    return (float(out[0]), float(out[1]), float(out[2]))


def _turned(camera: Camera, axis: Vector, degrees: float) -> Camera:
    away = (camera.target[0] - camera.eye[0], camera.target[1] - camera.eye[1], camera.target[2] - camera.eye[2])
    return replace(camera, target=_plus(camera.eye, _rotated(away, axis, degrees)))


def _around(camera: Camera, centre: Vector, degrees: float) -> Camera:
    def turn(p: Vector) -> Vector:
        away = (p[0] - centre[0], p[1] - centre[1], p[2] - centre[2])
        return _plus(centre, _rotated(away, (0.0, 1.0, 0.0), degrees))

    return replace(camera, eye=turn(camera.eye), target=turn(camera.target))


def _swayed(camera: Camera, degrees: float, seed: int, seconds: float) -> Camera:
    """A smooth drift of the view, from sines whose phases the seed gives."""
    phase = np.random.default_rng(seed).uniform(0, 2 * math.pi, (3, len(_SWAYS)))
    pan, tilt, roll = (
        degrees * sum(w * math.sin(2 * math.pi * f * seconds + p) for (f, w), p in zip(_SWAYS, row, strict=True))
        for row in phase
    )
    right = _vector(camera.basis()[0])
    swayed = _turned(_turned(camera, (0.0, 1.0, 0.0), pan), right, 0.8 * tilt)
    return replace(swayed, roll=camera.roll + 0.25 * roll)
