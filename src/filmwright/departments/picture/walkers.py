"""People who move, drawn alone and laid over a picture of everything else."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import maximum_filter, uniform_filter

from filmwright.render.camera import Camera
from filmwright.render.figure import PosedFigure
from filmwright.render.light import Light
from filmwright.render.mesh import Mesh
from filmwright.render.overlay import cap_by_alpha, lay
from filmwright.render.picture import Style, paint, unit_of
from filmwright.render.raster import Window, look_through, prepare, rasterise, scaled
from filmwright.render.scene import scene_of
from filmwright.render.shadow import cast_shadows
from filmwright.render.surface import ambient, pixels_of

__all__ = ["body_window", "lay_over"]

U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]

_LARGE = 0.06
"""Share of the picture from which a moving body is drawn at half size."""

_OUTLINE = 7
"""Pixels that an outline can reach beyond a body, at 720 lines."""


def lay_over(
    under: U8,
    depth: F32,
    figure: PosedFigure,
    camera: Camera,
    light: Light,
    *,
    style: Style,
    seed: int,
    floor: float,
    moves: bool = True,
) -> None:
    """Draw a body and its shadow over `under`, which is changed; hidden where `depth` (h, w) metres is nearer.

    `floor` is the height of the ground under its feet. A large body that `moves` is drawn at half size and
    enlarged: nobody sees the difference in motion, and it costs a third.
    """
    window = body_window(figure, camera)
    if window is None:
        return
    _shade_floor(under, depth, figure, camera, light, floor)
    area = (window[2] - window[0]) * (window[3] - window[1])
    if moves and area > _LARGE * camera.width * camera.height:
        window = (window[0] // 16 * 16, window[1] // 16 * 16, window[2], window[3])
        small = scaled(camera, 0.5)
        half = (
            window[0] // 2,
            window[1] // 2,
            min(small.width, -(-window[2] // 2)),
            min(small.height, -(-window[3] // 2)),
        )
        drawn = _drawn(figure, small, light, half, style, seed)
        if drawn is None:
            return
        size = (window[2] - window[0], window[3] - window[1])
        rgba, inverse = _enlarged(drawn[0], size), drawn[1].repeat(2, axis=0).repeat(2, axis=1)[: size[1], : size[0]]
    else:
        drawn = _drawn(figure, camera, light, window, style, seed)
        if drawn is None:
            return
        rgba, inverse = drawn
    x0, y0, x1, y1 = window
    reach = maximum_filter(inverse, size=2 * round(_OUTLINE * unit_of(camera)) + 1)
    seen = reach * depth[y0:y1, x0:x1] > 0.985
    lay(under[y0:y1, x0:x1], rgba, seen)


def _drawn(
    figure: PosedFigure, camera: Camera, light: Light, window: Window, style: Style, seed: int
) -> tuple[U8, F32] | None:
    """The body alone in a window: colours times alpha, and 1/depth; None when none of it is in the picture."""
    geometry = prepare(figure.mesh)
    samples = rasterise(geometry, camera, window=window)
    inverse, _ = pixels_of(samples, geometry)
    if not inverse.any():
        return None
    shadows = cast_shadows(geometry, camera, light)
    scene = scene_of(geometry, samples, shadows, camera, light, None)
    open_sky = ambient(inverse, camera.focal_px, window[:2], unit_of(camera))
    return paint(scene, open_sky, camera, window, style=style, seed=seed, opaque=False), inverse


def _enlarged(rgba: U8, size: tuple[int, int]) -> U8:
    """Twice as large, smoothly; colours are times alpha already, so the four channels are scaled alike.

    CMYK is Pillow's word for four channels that have nothing to do with one another: RGBA would be multiplied by
    alpha once more.
    """
    height, width = rgba.shape[:2]
    four = Image.frombuffer("CMYK", (width, height), rgba.tobytes(), "raw", "CMYK", 0, 1)
    large = np.array(four.resize((2 * width, 2 * height), Image.Resampling.BICUBIC))[: size[1], : size[0]]
    cap_by_alpha(large)
    return np.ascontiguousarray(large)


def _shade_floor(under: U8, depth: F32, figure: PosedFigure, camera: Camera, light: Light, floor: float) -> None:
    """Darken the ground where the key does not reach it, as the still does: a flat tone with a soft edge."""
    strength = 1.0 - light.softness
    feet = camera.project(np.array([figure.joints["l_ankle"], figure.joints["r_ankle"]]))
    if strength <= 0.05 or light.direction[1] < 0.1 or float(feet[:, 1].min()) > 1.05 * camera.height:
        return
    ids, far = look_through(_flattened(figure.mesh, light, floor), camera, 0.5)
    height, width = under.shape[:2]
    ground = depth[: ids.shape[0] * 2 : 2, : ids.shape[1] * 2 : 2]
    on_ground = (ids[: ground.shape[0], : ground.shape[1]] > 0) & (
        np.abs(ground - far[: ground.shape[0], : ground.shape[1]]) < 0.05 * ground
    )
    if not on_ground.any():
        return
    soft = uniform_filter(on_ground.astype(np.float32), size=3).repeat(2, axis=0).repeat(2, axis=1)[:height, :width]
    rows, columns = np.flatnonzero(soft.any(axis=1)), np.flatnonzero(soft.any(axis=0))
    box = (slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1))
    shade = 1.0 - (1.0 - np.asarray(light.shade, np.float32)) * strength
    tone = 1.0 - soft[box][..., None] * (1.0 - shade)
    under[box] = (under[box] * tone + 0.5).astype(np.uint8)


def _flattened(mesh: Mesh, light: Light, floor: float) -> Mesh:
    """The body pressed onto the ground along the key."""
    d = np.asarray(light.direction, np.float32)
    rise = mesh.vertices[:, 1:2] - np.float32(floor + 0.006)
    return replace(mesh, vertices=(mesh.vertices - rise * (d / d[1])).astype(np.float32))


def body_window(figure: PosedFigure, camera: Camera) -> Window | None:
    """Pixels that a body and its outline can touch, on the grid of eight; None when it is out of frame."""
    low, high = figure.bounds
    corners = np.array([(x, y, z) for x in (low[0], high[0]) for y in (low[1], high[1]) for z in (low[2], high[2])])
    spots = camera.project(corners)
    if (spots[:, 2] < 0.1).all():
        return None
    if (spots[:, 2] < 0.1).any():
        return (0, 0, camera.width, camera.height)
    x0, y0 = (int(v) // 8 * 8 - 16 for v in spots[:, :2].min(axis=0))
    x1, y1 = (-(-int(v + 1) // 8) * 8 + 16 for v in spots[:, :2].max(axis=0))
    left, top, right, bottom = max(0, x0), max(0, y0), min(camera.width, x1), min(camera.height, y1)
    return (left, top, right, bottom) if left < right and top < bottom else None
