"""A film camera: where it stands, where it looks, sensor and lens."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filmwright.render.vectors import cross, length

__all__ = ["SENSOR_WIDTH_MM", "Camera"]

SENSOR_WIDTH_MM = 36.0
"""Full frame width; focal lengths in the shot list mean this sensor, whatever the aspect ratio."""


_UP = np.array((0.0, 1.0, 0.0))


@dataclass(frozen=True, slots=True)
class Camera:
    """A pinhole camera in world space (metres, y up).

    `eye` and `target` are points; `roll` is in degrees (Dutch angle, positive tilts the horizon
    clockwise in the picture); `lens_mm` over `sensor_mm` gives the horizontal field of view;
    `width` and `height` are pixels.
    """

    eye: tuple[float, float, float]
    target: tuple[float, float, float]
    lens_mm: float = 35.0
    width: int = 1280
    height: int = 720
    roll: float = 0.0
    sensor_mm: float = SENSOR_WIDTH_MM

    @property
    def focal_px(self) -> float:
        """Focal length in pixels."""
        return self.lens_mm / self.sensor_mm * self.width

    def basis(self) -> NDArray[np.float64]:
        """Rows: right, up, forward, as a (3, 3) rotation from world to camera."""
        forward = np.subtract(self.target, self.eye)
        forward = forward / length(forward)
        right = cross(forward, _UP)
        norm = length(right)
        right = np.array((1.0, 0.0, 0.0)) if norm < 1e-9 else right / norm
        up = cross(right, forward)
        c, s = math.cos(math.radians(self.roll)), math.sin(math.radians(self.roll))
        return np.array((c * right + s * up, c * up - s * right, forward))

    def project(self, points: NDArray[np.floating]) -> NDArray[np.float64]:
        """Points (n, 3) to (n, 3): pixel x from the left, pixel y from the top, depth along the view in metres."""
        local = (np.asarray(points, np.float64) - np.asarray(self.eye)) @ self.basis().T
        z = np.maximum(local[:, 2], 1e-6)
        x = self.width / 2 + self.focal_px * local[:, 0] / z
        y = self.height / 2 - self.focal_px * local[:, 1] / z
        return np.stack([x, y, local[:, 2]], axis=1)
