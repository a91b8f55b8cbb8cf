"""Everything a resolving kernel reads, in one tuple."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from filmwright.render.camera import Camera
from filmwright.render.light import Light
from filmwright.render.raster import Geometry, Samples
from filmwright.render.shadow import Shadows

__all__ = ["Scene", "scene_of"]

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
I32 = NDArray[np.int32]

# Places in `Scene.light`. A vector takes three.
KEY_DIRECTION, KEY, SKY_FILL, GROUND_FILL, RIM, ZENITH, HORIZON, FOG, FOCUS, TINT, SHADE = range(0, 33, 3)
EXPOSURE, HAZE, SOFTNESS, OPEN_SET, POOL, BIAS, VIGNETTE, SHARP_AT = range(33, 41)
# Places in `Scene.lens`.
EYE, RIGHT, UP, FORWARD = 0, 3, 6, 9
FOCAL, CENTRE_X, CENTRE_Y = 12, 13, 14


class Scene(NamedTuple):
    """Arrays for the kernels: triangles and materials, shadow maps, light and view as vectors.

    `wash` is the albedo in display values.
    """

    triangle: I32
    near: F32
    setup: F64
    normals: F32
    faces: I32
    facing: F32
    material: I32
    object_id: I32
    albedo: F32
    wash: F32
    emission: F32
    kind: I32
    near_map: F32
    near_frame: F64
    near_bounds: F32
    far_map: F32
    far_frame: F64
    far_bounds: F32
    light: F64
    lamps: F64
    lens: F64


def scene_of(
    geometry: Geometry, samples: Samples, shadows: Shadows, camera: Camera, light: Light, focus: float | None
) -> Scene:
    """Gather one view. `focus` is the distance in metres that is sharp, None for everything."""
    g = geometry
    return Scene(
        samples.triangle, samples.inverse_depth, samples.setup, g.normals, g.faces, g.facing, g.material,
        g.object_id, g.albedo, _display(g.albedo), g.emission, g.kind, shadows.near, shadows.near_frame,
        shadows.near_bounds, shadows.far, shadows.far_frame, shadows.far_bounds,
        light_vector(light, focus), lamp_table(light), view_vector(camera),
    )  # fmt: skip


def _display(albedo: F32) -> F32:
    """Albedo as it looks on paper: display values 0..1."""
    return (np.clip(albedo, 0.0, 1.0) ** (1 / 2.2)).astype(np.float32)


def light_vector(light: Light, focus: float | None) -> F64:
    """The light as numbers, see the places above. Air thickens the key as little as it can."""
    return np.array(
        [
            *light.direction, *light.key, *light.sky, *light.ground, *light.rim, *light.zenith, *light.horizon,
            *light.fog, *light.focus, *light.tint, *light.shade, light.exposure, light.haze, light.softness,
            float(light.open_set), light.pool, light.shadow_bias, light.vignette, focus or 0.0,
        ]
    )  # fmt: skip


def lamp_table(light: Light) -> F64:
    """Rows of place, colour times strength, reach."""
    rows = [(*lamp.position, *(c * lamp.strength for c in lamp.colour), max(0.05, lamp.reach)) for lamp in light.lamps]
    return np.array(rows, np.float64).reshape(-1, 7)


def view_vector(camera: Camera) -> F64:
    """Eye, axes, focal length and centre of the picture in pixels."""
    return np.array(
        [*camera.eye, *camera.basis().ravel(), camera.focal_px, camera.width / 2, camera.height / 2], np.float64
    )
