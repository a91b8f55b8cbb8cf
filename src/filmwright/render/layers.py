"""A picture taken apart for a camera move: the set, each person, and what stands before them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filmwright.render.camera import Camera
from filmwright.render.light import Light
from filmwright.render.mesh import Mesh, join
from filmwright.render.picture import Style, paint, unit_of
from filmwright.render.raster import (
    CEILING,
    FLOOR,
    GROUND,
    SKY,
    WALL,
    Geometry,
    Samples,
    Window,
    depth_of,
    full_window,
    part_of,
    prepare,
    rasterise,
)
from filmwright.render.scene import scene_of
from filmwright.render.shadow import Shadows, cast_shadows
from filmwright.render.surface import ambient, pixels_of

__all__ = ["Layer", "Layers", "overscanned", "render_layers"]

F32 = NDArray[np.float32]
I32 = NDArray[np.int32]
U8 = NDArray[np.uint8]

_ROUND = 16
"""Pixels round a person that its layer keeps: room for the outline."""

_SLIDE = 8
"""How far, in blocks of 8 pixels, what hides a person is kept around it."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One sheet of a still.

    rgba (h, w, 4) uint8, colour times alpha; depth (h, w) float32 metres (FAR where nothing is);
    box: where it lies in the frame, x0, y0, x1, y1 in pixels.
    """

    rgba: U8
    depth: F32
    box: Window


@dataclass(frozen=True, slots=True)
class Layers:
    """A still in layers, seen through `camera` (which may see more than the film's frame).

    `background` covers the frame and has no people, but the shadows they cast. `things` is what of the
    set stands well before the rest, complete, with the background drawn behind it; None when nothing
    does. `figures[i]` is person
    i complete, also where something hides it; None when out of frame. `fronts[i]` is what of the set
    hides person i. Drawn in `order`, each person followed by its front, they give the full picture.
    `view` is the film's own camera of the still.
    """

    camera: Camera
    view: Camera
    background: Layer
    things: Layer | None
    figures: tuple[Layer | None, ...]
    fronts: tuple[Layer | None, ...]
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """What all layers of one still share."""

    camera: Camera
    light: Light
    style: Style
    seed: int
    shadows: Shadows
    focus: float | None


def overscanned(camera: Camera, margin: int) -> Camera:
    """The same view with `margin` more pixels on each side."""
    width, height = camera.width + 2 * margin, camera.height + 2 * margin
    lens = camera.lens_mm * camera.width / width
    return Camera(camera.eye, camera.target, lens, width, height, camera.roll, camera.sensor_mm)


def render_layers(
    background: Mesh,
    figures: Sequence[Mesh],
    camera: Camera,
    light: Light,
    *,
    style: Style = "ink",
    seed: int = 0,
    margin: int = 0,
    focus: float | None = None,
) -> Layers:
    """Draw a still in layers. `margin` is the overscan in pixels on each side, for moves that need it."""
    wide = overscanned(camera, margin) if margin else camera
    whole = prepare(join([background, *figures]))
    table = _Table(wide, light, style, seed, cast_shadows(whole, wide, light), focus)
    window = full_window(wide)
    set_geometry = prepare(background)
    set_samples = rasterise(set_geometry, wide, window=window)
    set_inverse, _ = pixels_of(set_samples, set_geometry)
    people = [_person(prepare(mesh), table) for mesh in figures]
    nearest = set_inverse.copy()
    for person in people:
        if person is not None:
            _, samples, inverse = person
            x0, y0, x1, y1 = samples.window
            np.maximum(nearest[y0:y1, x0:x1], inverse, out=nearest[y0:y1, x0:x1])
    open_all = ambient(nearest, wide.focal_px, (0, 0), unit_of(wide))
    open_set = ambient(set_inverse, wide.focal_px, (0, 0), unit_of(wide))
    standing = _standing(set_geometry, set_samples)
    drawn, drawn_inverse = _backdrop(set_geometry, set_samples, set_inverse, open_set, standing, table)
    things = None if standing is None else _things(set_geometry, standing, open_set, table)
    layers = [None if p is None else _figure(p, open_all, table) for p in people]
    fronts = [None if p is None else _front(p, set_geometry, set_samples, open_set, table) for p in people]
    return Layers(
        wide,
        camera,
        Layer(drawn, depth_of(drawn_inverse), window),
        things,
        tuple(layers),
        tuple(fronts),
        _order(people),
    )


_SHELL = (WALL, CEILING, FLOOR, GROUND, SKY)
_STANDS_OUT = 0.66
"""A thing of the set gets its own layer when it is nearer than this share of the set's usual depth."""


def _standing(geometry: Geometry, samples: Samples) -> NDArray[np.bool_] | None:
    """Triangles of things that stand well before the rest of the set, None when nothing does."""
    triangle, near = samples.triangle[::8, ::8], samples.inverse_depth[::8, ::8]
    seen = triangle >= 0
    if not seen.any():
        return None
    which = triangle[seen]
    depth = 1.0 / near[seen]
    usual = min(40.0, float(np.percentile(depth, 70)))
    shell = np.isin(geometry.kind[geometry.material], _SHELL)
    objects, place = np.unique(geometry.object_id[which][~shell[which]], return_inverse=True)
    if len(objects) == 0:
        return None
    order = np.argsort(place, kind="stable")
    groups = np.split(depth[~shell[which]][order], np.cumsum(np.bincount(place, minlength=len(objects)))[:-1])
    close = [o for o, g in zip(objects, groups, strict=True) if len(g) and float(np.median(g)) < _STANDS_OUT * usual]
    standing = np.isin(geometry.object_id, np.array(close, np.int32)) & ~shell
    return standing if standing.any() else None


def _backdrop(
    geometry: Geometry, samples: Samples, inverse: F32, ambience: F32, standing: NDArray[np.bool_] | None, table: _Table
) -> tuple[U8, F32]:
    """The set without what stands before it."""
    if standing is not None:
        geometry = part_of(geometry, ~standing)
        samples = rasterise(geometry, table.camera)
        inverse, _ = pixels_of(samples, geometry)
        behind = ambient(inverse, table.camera.focal_px, (0, 0), unit_of(table.camera))
        ambience = np.minimum(ambience, behind)
    scene = scene_of(geometry, samples, table.shadows, table.camera, table.light, table.focus)
    window = full_window(table.camera)
    return paint(scene, ambience, table.camera, window, style=table.style, seed=table.seed, opaque=True), inverse


def _things(geometry: Geometry, standing: NDArray[np.bool_], ambience: F32, table: _Table) -> Layer:
    geometry = part_of(geometry, standing)
    samples = rasterise(geometry, table.camera)
    inverse, _ = pixels_of(samples, geometry)
    scene = scene_of(geometry, samples, table.shadows, table.camera, table.light, table.focus)
    window = full_window(table.camera)
    rgba = paint(scene, ambience, table.camera, window, style=table.style, seed=table.seed, opaque=False)
    return Layer(rgba, depth_of(inverse), window)


_Person = tuple[Geometry, Samples, F32]


def _person(geometry: Geometry, table: _Table) -> _Person | None:
    """The samples of one person alone, in a window that holds all of it that is in frame."""
    box = _box(geometry, table.camera)
    if box is None:
        return None
    samples = rasterise(geometry, table.camera, window=box)
    inverse, _ = pixels_of(samples, geometry)
    return (geometry, samples, inverse) if inverse.max() > 0 else None


def _box(geometry: Geometry, camera: Camera) -> Window | None:
    """The window of a body in the frame, on the grid of 8 pixels."""
    place = camera.project(geometry.vertices)
    ahead = place[place[:, 2] > 0.05]
    if len(ahead) == 0:
        return None
    behind = len(ahead) < len(place)
    low, high = ahead[:, :2].min(axis=0) - _ROUND, ahead[:, :2].max(axis=0) + _ROUND
    if behind:
        return full_window(camera)
    x0, y0 = max(0, int(low[0]) // 8 * 8), max(0, int(low[1]) // 8 * 8)
    x1, y1 = min(camera.width, -(-int(high[0] + 1) // 8) * 8), min(camera.height, -(-int(high[1] + 1) // 8) * 8)
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _order(people: Sequence[_Person | None]) -> tuple[int, ...]:
    """Far to near, by the median depth of what is seen."""
    near = {i: float(np.median(p[2][p[2] > 0])) for i, p in enumerate(people) if p is not None}
    return tuple(sorted(near, key=lambda i: (near[i], i)))


def _patch(ambience: F32, box: Window) -> F32:
    return np.ascontiguousarray(ambience[box[1] // 2 : (box[3] + 1) // 2, box[0] // 2 : (box[2] + 1) // 2])


def _figure(person: _Person, ambience: F32, table: _Table) -> Layer:
    geometry, samples, inverse = person
    scene = scene_of(geometry, samples, table.shadows, table.camera, table.light, table.focus)
    rgba = paint(
        scene, _patch(ambience, samples.window), table.camera, samples.window,
        style=table.style, seed=table.seed, opaque=False,
    )  # fmt: skip
    return Layer(rgba, depth_of(inverse), samples.window)


def _front(person: _Person, geometry: Geometry, samples: Samples, ambience: F32, table: _Table) -> Layer | None:
    """The part of the set that hides a person, with room for the person to slide behind it."""
    _, own, _ = person
    box = _widened(own.window, table.camera)
    rows, columns = slice(2 * box[1], 2 * box[3]), slice(2 * box[0], 2 * box[2])
    triangle = np.ascontiguousarray(samples.triangle[rows, columns])
    near = np.ascontiguousarray(samples.inverse_depth[rows, columns])
    hiding = _hiding(geometry, triangle, near, _in_box(own, box))
    if hiding is None:
        return None
    masked = np.where(hiding, triangle, np.int32(-2))
    part = Samples(triangle, near, samples.setup, box, 2)
    scene = scene_of(geometry, part, table.shadows, table.camera, table.light, table.focus)
    rgba = paint(
        scene, _patch(ambience, box), table.camera, box,
        style=table.style, seed=table.seed, opaque=False, only=masked,
    )  # fmt: skip
    kept = np.where(hiding, near, np.float32(0))
    seen, _ = pixels_of(Samples(masked, kept, samples.setup, box, 2), geometry)
    return Layer(rgba, depth_of(seen), box)


def _widened(box: Window, camera: Camera) -> Window:
    room = _SLIDE * 8
    x1, y1 = min(camera.width, box[2] + room), min(camera.height, box[3] + room)
    return (max(0, box[0] - room), max(0, box[1] - room), x1, y1)


def _in_box(own: Samples, box: Window) -> F32:
    """1/depth of a person in a box larger than its window."""
    near = np.zeros((2 * (box[3] - box[1]), 2 * (box[2] - box[0])), np.float32)
    y, x = 2 * (own.window[1] - box[1]), 2 * (own.window[0] - box[0])
    near[y : y + own.inverse_depth.shape[0], x : x + own.inverse_depth.shape[1]] = own.inverse_depth
    return near


def _hiding(geometry: Geometry, triangle: I32, near: F32, person: F32) -> NDArray[np.bool_] | None:
    """Samples of the set before the person: where they hide it, and the same things close around it."""
    face = np.maximum(triangle, 0)
    loose = (triangle >= 0) & ~np.isin(geometry.kind[geometry.material], _SHELL)[face]
    covered = loose & (person > 0) & (near > person * 1.001)
    found, counts = np.unique(geometry.object_id[triangle[covered]], return_counts=True)
    found = found[counts >= 12]
    if len(found) == 0:
        return None
    around = loose & (person == 0) & (near > _spread(person))
    hiding: NDArray[np.bool_] = (covered | around) & np.isin(geometry.object_id, found)[face]
    return hiding


def _spread(near: F32) -> F32:
    """The nearest 1/depth of a body within `_SLIDE` blocks of 8 pixels, infinite beyond."""
    height, width = near.shape
    rows, columns = -(-height // 16), -(-width // 16)
    padded = np.zeros((rows * 16, columns * 16), np.float32)
    padded[:height, :width] = near
    grown = padded.reshape(rows, 16, columns, 16).max(axis=(1, 3))
    for axis in (0, 1):
        for _ in range(_SLIDE):
            first, last = np.roll(grown, 1, axis), np.roll(grown, -1, axis)
            grown = np.maximum(grown, np.maximum(first, last))
    grown[grown == 0] = np.inf
    wide = np.repeat(np.repeat(grown, 16, axis=0), 16, axis=1)
    return np.ascontiguousarray(wide[:height, :width])
