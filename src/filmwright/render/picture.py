"""A picture of a scene, drawn or shaded, whole or a window of it, flat or in layers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filmwright.errors import UserError
from filmwright.model.media import Rendering
from filmwright.render.camera import Camera
from filmwright.render.ink import draw_lines, draw_wash
from filmwright.render.light import Light
from filmwright.render.mesh import Mesh
from filmwright.render.raster import Geometry, Window, depth_of, full_window, prepare, rasterise
from filmwright.render.scene import Scene, scene_of
from filmwright.render.shade import draw_shaded, soften
from filmwright.render.shadow import Shadows, cast_shadows
from filmwright.render.surface import ambient, pixels_of

__all__ = ["Picture", "Style", "render"]

Style = Rendering
F32 = NDArray[np.float32]
I32 = NDArray[np.int32]
U8 = NDArray[np.uint8]

_MARGIN = 64
"""Pixels drawn round a window at 720 lines, so that lines and contact shade at its rim are the frame's."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What one camera sees, or the window of it that was asked for.

    rgb (h, w, 3) uint8; depth (h, w) float32 metres along the view, FAR where nothing is seen; ids
    (h, w) int32 object ids, 0 where nothing is seen.
    """

    rgb: U8
    depth: F32
    ids: I32


def render(
    mesh: Mesh | Geometry,
    camera: Camera,
    light: Light,
    *,
    style: Style = "ink",
    seed: int = 0,
    window: Window | None = None,
    focus: float | None = None,
    shadows: Shadows | None = None,
) -> Picture:
    """Draw what the camera sees.

    `seed` moves the hand (line weight, hatching, grain): keep it for all frames of a shot. `window`
    (x0, y0, x1, y1) draws only that part of the frame, with the same pixels as the whole frame has
    there. `focus` in metres softens what is nearer or farther (None: all sharp). `shadows` reuses the
    maps of `cast_shadows` for another frame of the same view.
    """
    geometry = mesh if isinstance(mesh, Geometry) else prepare(mesh)
    asked = _inside(window, camera) if window else full_window(camera)
    drawn = _grown(asked, camera)
    samples = rasterise(geometry, camera, window=drawn)
    maps = shadows or cast_shadows(geometry, camera, light)
    scene = scene_of(geometry, samples, maps, camera, light, focus)
    inverse, ids = pixels_of(samples, geometry)
    ambience = ambient(inverse, camera.focal_px, drawn[:2], unit_of(camera))
    rgba = paint(scene, ambience, camera, drawn, style=style, seed=seed, opaque=True, asked=asked)
    if focus and style == "shaded":
        rgba = soften(rgba, inverse, focus, 5.0 * unit_of(camera))
    part = _slices(asked, drawn)
    return Picture(np.ascontiguousarray(rgba[part][..., :3]), depth_of(inverse[part]), ids[part].copy())


def paint(
    scene: Scene,
    ambience: F32,
    camera: Camera,
    window: Window,
    *,
    style: Style,
    seed: int,
    opaque: bool,
    only: I32 | None = None,
    asked: Window | None = None,
) -> U8:
    """One style over one set of samples: (h, w, 4) uint8, colour times alpha.

    `only` (H, W) int32 is the triangle buffer again with -2 at samples to leave out: lines are still
    found on all samples, and drawn where they touch one that is kept. `asked` is the part of the window that is
    needed; a drawing is done nowhere else.
    """
    kept = scene if only is None else scene._replace(triangle=only)
    if style == "shaded":
        return draw_shaded(kept, ambience, window[:2], opaque=opaque)
    unit = unit_of(camera)
    chosen = None if only is None else (only >= 0).astype(np.uint8)
    x0, y0, x1, y1 = asked or window
    part = (x0 - window[0], y0 - window[1], x1 - window[0], y1 - window[1])
    lines = draw_lines(scene, window[:2], unit, seed, part, chosen)
    return draw_wash(kept, lines, ambience, window[:2], unit, seed, part, opaque=opaque)


def unit_of(camera: Camera) -> float:
    """Pixels to one unit of the drawing hand: 1 in a 1280 by 720 picture, whatever its aspect."""
    return float(np.sqrt(camera.width * camera.height / (1280 * 720)))


def _inside(window: Window, camera: Camera) -> Window:
    x0, y0, x1, y1 = window
    x0, y0, x1, y1 = max(0, x0), max(0, y0), min(camera.width, x1), min(camera.height, y1)
    if x0 >= x1 or y0 >= y1:
        raise UserError(
            f"The window {window} lies outside the picture of {camera.width} by {camera.height} pixels. "
            "Give a window that overlaps the picture."
        )
    return (x0, y0, x1, y1)


def _grown(window: Window, camera: Camera) -> Window:
    """The window with its margin, on the grid of blocks that contact shade uses."""
    margin = round(_MARGIN * max(1.0, unit_of(camera)))
    return (
        max(0, (window[0] - margin) // 8 * 8),
        max(0, (window[1] - margin) // 8 * 8),
        min(camera.width, -(-(window[2] + margin) // 8) * 8),
        min(camera.height, -(-(window[3] + margin) // 8) * 8),
    )


def _slices(part: Window, whole: Window) -> tuple[slice, slice]:
    return (
        slice(part[1] - whole[1], part[3] - whole[1]),
        slice(part[0] - whole[0], part[2] - whole[0]),
    )
