"""Framing: from a shot size to a place for the camera, exactly.

The sizes are heights of a head (crown to chin) over the height of the frame: at least 1 for an extreme
close-up, .50-.80 close-up, .33-.50 medium close-up, .22-.33 medium, .15-.22 medium long, .07-.15 wide,
under .07 extreme wide. A head of height h at depth d fills h * focal / (d * height) of the frame.
"""

import math
from dataclasses import dataclass

import numpy as np

from filmwright.model.shots import FRAME_SIZES, Angle, AspectRatio, Movement, ShotSize
from filmwright.model.staging import CameraPlace
from filmwright.render.camera import SENSOR_WIDTH_MM, Camera

__all__ = [
    "Head",
    "aim",
    "crown_line",
    "depth_for",
    "frame_size",
    "head_ratio",
    "lens_for",
    "look_down",
    "pitch_limits",
    "place",
    "placed",
    "shortest_lens",
    "target_ratio",
]

Point = tuple[float, float, float]

_TARGET: dict[ShotSize, float] = {
    "ECU": 1.22, "CU": 0.60, "MCU": 0.40, "MS": 0.265, "MLS": 0.18, "WS": 0.105, "EWS": 0.052,
}  # fmt: skip

_PITCH: dict[Angle, tuple[float, float]] = {
    # degrees that the lens looks down, least and most
    "eye": (-2.0, 6.0),
    "low": (-24.0, -9.0),
    "high": (13.0, 32.0),
    "overhead": (55.0, 82.0),
    "worm": (-38.0, -20.0),
    "dutch": (-3.0, 6.0),
}

_SHORTEST: dict[ShotSize, float] = {
    "ECU": 50.0, "CU": 38.0, "MCU": 30.0, "MS": 25.0, "MLS": 21.0, "WS": 17.0, "EWS": 14.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """A head in space: centre, unit vectors forward and up, height from crown to chin in metres."""

    centre: Point
    forward: Point
    up: Point
    height: float
    floor: float = 0.0


def frame_size(aspect: AspectRatio) -> tuple[int, int]:
    """Width and height in pixels: about 0.92 megapixels, both even."""
    return FRAME_SIZES[aspect]


def target_ratio(size: ShotSize, movement: Movement = "static") -> float:
    """Head height over frame height to frame for.

    A move that comes nearer starts lower in the range, one that leaves starts higher, so that the size
    holds on the whole way.
    """
    ratio = _TARGET[size]
    if movement in ("push_in", "zoom_in"):
        return ratio * 0.93
    if movement in ("pull_out", "zoom_out"):
        return ratio * 1.06
    return ratio


def shortest_lens(size: ShotSize) -> float:
    """The widest lens, in mm on a 36 mm sensor at 16:9, that still flatters a face at this size."""
    return _SHORTEST[size]


def pitch_limits(angle: Angle) -> tuple[float, float]:
    """Least and most degrees that the lens looks down for a camera angle."""
    return _PITCH[angle]


def head_ratio(camera: Camera, head: Head) -> float:
    """Height of a head over the height of the frame, at the head's depth; 0 behind the camera."""
    depth = float(camera.project(np.array([head.centre]))[0, 2])
    return 0.0 if depth <= 0.05 else head.height * camera.focal_px / (depth * camera.height)


def depth_for(ratio: float, head_height: float, lens_mm: float, width: int, height: int) -> float:
    """Depth in metres at which a head fills `ratio` of the frame's height."""
    return head_height * lens_mm / SENSOR_WIDTH_MM * width / (ratio * height)


def lens_for(ratio: float, head_height: float, depth: float, width: int, height: int) -> float:
    """Focal length in mm with which a head at this depth fills `ratio` of the frame's height."""
    return ratio * depth * height * SENSOR_WIDTH_MM / (head_height * width)


def crown_line(ratio: float, body_heads: float) -> float:
    """Where the crown of the main head goes, as a share of the frame's height from the top.

    Close heads keep a tenth of air above them; when the whole body fits, it is set a little below the
    middle, as the ground needs less room than the sky.
    """
    if ratio >= 1.0:
        return 0.5 - ratio / 2
    body = ratio * body_heads
    if body >= 0.80:
        return 0.075 + 0.04 * min(1.0, ratio / 0.4)
    return 0.10 + 0.55 * (0.80 - body)


def look_down(head: Head, *, depth: float, rise: float, camera_height: float, limits: tuple[float, float]) -> float:
    """Degrees to look down so that the lens is `camera_height` metres above the floor, within limits.

    `rise` is how far above the middle of the picture the head is at its depth, in metres. Solves
    height = head - rise cos p + depth sin p.
    """
    over = head.floor + camera_height - head.centre[1]
    reach = math.hypot(depth, rise)
    pitch = math.degrees(math.asin(_clamp(over / reach, -1.0, 1.0)) + math.atan2(rise, depth))
    return _clamp(pitch, *limits)


def aim(
    point: Point,
    *,
    yaw: float,
    pitch: float,
    depth: float,
    lens_mm: float,
    at: tuple[float, float],
    width: int,
    height: int,
    roll: float = 0.0,
) -> Camera:
    """The camera that sees `point` at `at` (shares of width and height from the top left), `depth` metres away.

    `yaw` is the heading in which it looks, `pitch` degrees down.
    """
    p, y = math.radians(pitch), math.radians(yaw)
    forward = (math.sin(y) * math.cos(p), -math.sin(p), math.cos(y) * math.cos(p))
    basis = Camera((0.0, 0.0, 0.0), forward, roll=roll).basis()
    focal = lens_mm / SENSOR_WIDTH_MM * width
    local = np.array(((at[0] - 0.5) * width / focal * depth, (0.5 - at[1]) * height / focal * depth, depth))
    eye = np.asarray(point) - local @ basis
    # a target at the subject's depth, so that moves can turn about it
    target = eye + depth * np.asarray(forward)
    return Camera(_point(eye), _point(target), lens_mm, width, height, roll)


def place(camera: Camera) -> CameraPlace:
    """The camera as a document, rounded to a tenth of a millimetre."""
    return CameraPlace(
        eye=_rounded(camera.eye),
        target=_rounded(camera.target),
        lens_mm=round(camera.lens_mm, 3),
        roll=round(camera.roll, 3),
    )


def placed(camera: CameraPlace, width: int, height: int) -> Camera:
    """The camera of a document, for a frame of this size."""
    return Camera(camera.eye, camera.target, camera.lens_mm, width, height, camera.roll)


def _clamp(x: float, low: float, high: float) -> float:
    return min(high, max(low, x))


def _point(values: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> Point:
    return (float(values[0]), float(values[1]), float(values[2]))


def _rounded(p: Point) -> Point:
    return (round(p[0], 4), round(p[1], 4), round(p[2], 4))
