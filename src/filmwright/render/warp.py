"""Camera moves from one still: every layer slides by its own depth (2.5D parallax).

For each frame the place in the still that a pixel comes from is found on a grid of 8 pixels: the
point on the pixel's ray whose depth in the still is the depth drawn there, by fixed-point steps on a
coarse, smooth copy of the depth. Between the nodes the place is linear, and colours are read
bilinearly in integer arithmetic, so frames are the same bytes everywhere.
"""

# ruff: noqa: FBT001, PLW3301  (numba wants flat scalar loops)

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from filmwright.errors import UserError
from filmwright.render.camera import Camera
from filmwright.render.jit import njit
from filmwright.render.layers import Layers
from filmwright.render.raster import FAR, Window

__all__ = ["Stage", "frame", "paste", "paste_into", "set_stage"]

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
I32 = NDArray[np.int32]
U8 = NDArray[np.uint8]

_CELL = 8
_EVEN = np.full((2, 2), 0.2, np.float32)
_EVERYWHERE = np.ones((1, 1), np.uint8)

U32 = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A layer ready to slide.

    Its colours, its corner in the still, a coarse grid of 1/depth, and which blocks of 8 by 8 pixels
    hold anything.
    """

    rgba: U8
    x: int
    y: int
    grid: F32
    filled: U8


def _sheet(rgba: U8, corner: tuple[int, int], grid: F32) -> _Sheet:
    """A sheet cut to the blocks in which anything is drawn."""
    filled = _filled(rgba)
    rows, columns = np.flatnonzero(filled.any(axis=1)), np.flatnonzero(filled.any(axis=0))
    if len(rows) == 0 or filled.all():
        return _Sheet(rgba, corner[0], corner[1], grid, filled)
    r0, r1, c0, c1 = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    return _Sheet(
        np.ascontiguousarray(rgba[r0 * _CELL : r1 * _CELL, c0 * _CELL : c1 * _CELL]),
        corner[0] + c0 * _CELL,
        corner[1] + r0 * _CELL,
        np.ascontiguousarray(grid[r0:r1, c0:c1]),
        np.ascontiguousarray(filled[r0:r1, c0:c1]),
    )


@dataclass(frozen=True, slots=True)
class Stage:
    """Layers ready for a move.

    `flat` is all layers put together, with overscan; `still` is the film's frame in it.
    """

    layers: Layers
    sheets: tuple[_Sheet, ...]
    owners: tuple[int, ...]
    flat: U8
    still: U8


def set_stage(layers: Layers) -> Stage:
    """Prepare layers for a move: about 30 ms once, then each frame is cheap."""
    ground = _ground_grid(layers.background.depth)
    sheets = [_sheet(layers.background.rgba, (0, 0), ground)]
    owners = [-1]
    things = ground
    if layers.things is not None:
        things = _body_grid(layers.things.depth, 1)
        sheets.append(_sheet(layers.things.rgba, (0, 0), things))
        owners.append(-1)
    for i in layers.order:
        figure, front = layers.figures[i], layers.fronts[i]
        if figure is not None:
            sheets.append(_sheet(figure.rgba, figure.box[:2], _body_grid(figure.depth, 3)))
            owners.append(i)
        if front is not None:
            sheets.append(_sheet(front.rgba, front.box[:2], _cut(things, front.box)))
            owners.append(-1)
    flat = _flat(sheets)
    return Stage(layers, tuple(sheets), tuple(owners), flat, _still(layers, flat))


def frame(stage: Stage, camera: Camera) -> U8:
    """The film's frame (h, w, 3) uint8 seen by `camera`.

    The still's own camera gives the still's bytes. A camera that only turns or zooms needs no depth
    and slides the flat picture.
    """
    layers = stage.layers
    view, still = layers.view, layers.camera
    if (camera.width, camera.height) != (view.width, view.height):
        raise UserError(
            f"The move asks for frames of {camera.width} by {camera.height} pixels, the still was drawn for "
            f"{view.width} by {view.height}. Draw the still at the size of the clip."
        )
    if camera == view:
        return stage.still.copy()
    turn, shift = _relation(camera, still)
    sheets: tuple[_Sheet, ...] = stage.sheets
    if np.abs(shift).max() < 1e-6:
        sheets = (_Sheet(stage.flat, 0, 0, _EVEN, _EVERYWHERE),)
    out = np.empty((view.height, view.width, 3), np.uint8)
    for sheet in sheets:
        _slide(sheet, turn, shift, camera, still, out, opaque=sheet is sheets[0])
    return out


def paste(stage: Stage, figure: int, patch: U8, place: tuple[int, int]) -> Stage:
    """The stage with a piece of one person drawn anew (a mouth, an eye) that will move with it.

    `patch` is (h, w, 3) or (h, w, 4) with straight alpha, in pixels of the still that the layers'
    camera sees, its corner at `place`. The person's silhouette stays what it is.
    """
    index = stage.owners.index(figure) if figure in stage.owners else -1
    if index < 0:
        raise UserError(f"Person {figure} is not in this picture, so nothing can be pasted on it.")
    sheet = stage.sheets[index]
    changed = replace(sheet, rgba=_pasted(sheet, patch, place))
    sheets = (*stage.sheets[:index], changed, *stage.sheets[index + 1 :])
    flat = stage.flat.copy()
    window = _overlap(place, patch, flat)
    if window is not None:
        _flatten(sheets, flat, window)
    return replace(stage, sheets=sheets, flat=flat, still=_still(stage.layers, flat))


def paste_into(picture: U8, patch: U8, place: tuple[int, int]) -> U8:
    """A flat picture (h, w, 3) with a patch laid over it; outside parts are cut off."""
    out = picture.copy()
    window = _overlap(place, patch, picture)
    if window is None:
        return out
    x0, y0, x1, y1 = window
    piece = patch[y0 - place[1] : y1 - place[1], x0 - place[0] : x1 - place[0]]
    under = out[y0:y1, x0:x1]
    out[y0:y1, x0:x1] = _laid(piece, under) if piece.shape[2] == 4 else piece
    return out


def _laid(piece: U8, under: U8) -> U8:
    alpha = piece[..., 3:].astype(np.uint32)
    mixed = piece[..., :3] * alpha + under * (255 - alpha)
    return ((mixed + 127) // 255).astype(np.uint8)


def _pasted(sheet: _Sheet, patch: U8, place: tuple[int, int]) -> U8:
    """The colours of a sheet with a patch, times the alpha the sheet has there."""
    out = sheet.rgba.copy()
    corner = (place[0] - sheet.x, place[1] - sheet.y)
    window = _overlap(corner, patch, out)
    if window is None:
        return out
    x0, y0, x1, y1 = window
    piece = patch[y0 - corner[1] : y1 - corner[1], x0 - corner[0] : x1 - corner[0]]
    cover = out[y0:y1, x0:x1, 3:].astype(np.uint32)
    fresh = ((piece[..., :3] * cover + 127) // 255).astype(np.uint8)
    if piece.shape[2] == 4:
        fresh = _laid(np.concatenate([fresh, piece[..., 3:]], axis=2), out[y0:y1, x0:x1, :3])
    out[y0:y1, x0:x1, :3] = fresh
    return out


def _overlap(place: tuple[int, int], patch: U8, onto: U8) -> Window | None:
    x0, y0 = max(0, place[0]), max(0, place[1])
    x1 = min(onto.shape[1], place[0] + patch.shape[1])
    y1 = min(onto.shape[0], place[1] + patch.shape[0])
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _flat(sheets: list[_Sheet]) -> U8:
    out = sheets[0].rgba.copy()
    _flatten(tuple(sheets), out, (0, 0, out.shape[1], out.shape[0]))
    return out


def _still(layers: Layers, flat: U8) -> U8:
    view, wide = layers.view, layers.camera
    dx, dy = (wide.width - view.width) // 2, (wide.height - view.height) // 2
    return np.ascontiguousarray(flat[dy : dy + view.height, dx : dx + view.width, :3])


def _flatten(sheets: tuple[_Sheet, ...], out: U8, window: Window) -> None:
    """Put the sheets together inside a window of `out`, which is changed."""
    x0, y0, x1, y1 = window
    out[y0:y1, x0:x1] = sheets[0].rgba[y0:y1, x0:x1]
    for sheet in sheets[1:]:
        _over(sheet.rgba, sheet.x, sheet.y, x0, y0, x1, y1, out)


def _relation(camera: Camera, still: Camera) -> tuple[F64, F64]:
    """Turn (3, 3) and shift (3,) from the camera's axes to the still's: right, up, forward."""
    basis = still.basis()
    turn = np.array([[float((basis[i] * row).sum()) for row in camera.basis()] for i in range(3)])
    away = np.subtract(camera.eye, still.eye)
    return turn, np.array([float((basis[i] * away).sum()) for i in range(3)])


def _slide(sheet: _Sheet, turn: F64, shift: F64, camera: Camera, still: Camera, out: U8, *, opaque: bool) -> None:
    rows, columns = -(-camera.height // _CELL) + 1, -(-camera.width // _CELL) + 1
    first_row, last_row, first, last = 0, rows, 0, columns
    if not opaque:
        low, high = _reach(sheet, camera, still)
        first, last = max(0, int(low[0]) // _CELL), min(columns, int(high[0]) // _CELL + 2)
        first_row, last_row = max(0, int(low[1]) // _CELL), min(rows, int(high[1]) // _CELL + 2)
    if first >= last or first_row >= last_row:
        return
    nodes = np.empty((last_row - first_row, last - first, 2), np.float64)
    _nodes(
        sheet.grid, sheet.x, sheet.y, turn, shift, camera.focal_px, camera.width / 2, camera.height / 2,
        still.focal_px, still.width / 2, still.height / 2, first_row, first, nodes,
    )  # fmt: skip
    packed = sheet.rgba.view(np.uint32)[..., 0]
    _read(packed, sheet.filled, nodes, first_row, first, sheet.x, sheet.y, opaque, out)


def _reach(sheet: _Sheet, camera: Camera, still: Camera) -> tuple[F64, F64]:
    """Corners of the part of a frame that a sheet may touch, with room to spare."""
    height, width = sheet.rgba.shape[:2]
    x = np.array((sheet.x, sheet.x + width, sheet.x, sheet.x + width) * 2) - still.width / 2
    y = np.array((sheet.y, sheet.y, sheet.y + height, sheet.y + height) * 2) - still.height / 2
    near, far = max(1e-3, float(sheet.grid.max())), max(1e-3, float(sheet.grid.min()))
    depth = 1.0 / np.repeat((near, far), 4)
    local = np.stack([x / still.focal_px, -y / still.focal_px, np.ones(8)], axis=1) * depth[:, None]
    spots = camera.project(local @ still.basis() + np.asarray(still.eye))[:, :2]
    wide = np.clip(spots, -1e6, 1e6)
    return wide.min(axis=0) - _CELL, wide.max(axis=0) + _CELL


def _blocks(values: F32, *, largest: bool) -> F32:
    """Blocks of 8 by 8 as their largest or their mean of what is positive (0 where nothing is)."""
    height, width = values.shape
    rows, columns = -(-height // _CELL), -(-width // _CELL)
    padded = np.zeros((rows * _CELL, columns * _CELL), np.float32)
    padded[:height, :width] = values
    blocks = padded.reshape(rows, _CELL, columns, _CELL)
    out: F32 = blocks.max(axis=(1, 3))
    if not largest:
        count = (blocks > 0).sum(axis=(1, 3))
        out = (blocks.sum(axis=(1, 3)) / np.maximum(count, 1)).astype(np.float32)
    return out


def _inverse(depth: F32) -> F32:
    inverse: F32 = np.where(depth < 0.99 * FAR, 1.0 / depth, 0.0).astype(np.float32)
    return inverse


def _ground_grid(depth: F32) -> F32:
    """Coarse 1/depth of the set: near things a little wider than they are, then softened."""
    grid = np.maximum(_blocks(_inverse(depth), largest=True), np.float32(1 / FAR))
    padded = np.pad(grid, 1, mode="edge")
    rows, columns = grid.shape
    views = [padded[y : y + rows, x : x + columns] for y in range(3) for x in range(3)]
    return _softened(np.maximum.reduce(views), 2)


def _body_grid(depth: F32, softness: int) -> F32:
    """Coarse 1/depth of a person, carried on outside the silhouette."""
    grid = _blocks(_inverse(depth), largest=False)
    while (grid == 0).any() and (grid > 0).any():
        padded = np.pad(grid, 1)
        rows, columns = grid.shape
        views = [padded[y : y + rows, x : x + columns] for y in range(3) for x in range(3)]
        count = np.sum([v > 0 for v in views], axis=0)
        mean = np.sum(views, axis=0) / np.maximum(count, 1)
        grid = np.where(grid > 0, grid, mean).astype(np.float32)
    return _softened(grid, softness)


def _softened(grid: F32, times: int) -> F32:
    rows, columns = grid.shape
    for _ in range(times):
        padded = np.pad(grid, 1, mode="edge")
        across = (padded[:, :-2] + 2 * padded[:, 1:-1] + padded[:, 2:]) / 4
        grid = ((across[:-2] + 2 * across[1:-1] + across[2:]) / 4).astype(np.float32)
    return np.ascontiguousarray(grid[:rows, :columns])


def _cut(grid: F32, box: Window) -> F32:
    """The part of the set's grid under a box whose corner lies on the grid."""
    return np.ascontiguousarray(grid[box[1] // _CELL : -(-box[3] // _CELL), box[0] // _CELL : -(-box[2] // _CELL)])


@njit
def _grid_at(grid: F32, u: float, v: float) -> float:
    """1/depth at cell coordinates, linear between cell centres and constant outside."""
    u = min(max(u - 0.5, 0.0), grid.shape[1] - 1.001)
    v = min(max(v - 0.5, 0.0), grid.shape[0] - 1.001)
    i, j = int(u), int(v)
    i1, j1 = min(i + 1, grid.shape[1] - 1), min(j + 1, grid.shape[0] - 1)
    fu, fv = u - i, v - j
    top = grid[j, i] * (1 - fu) + grid[j, i1] * fu
    low = grid[j1, i] * (1 - fu) + grid[j1, i1] * fu
    value: float = top * (1 - fv) + low * fv
    return value


@njit
def _nodes(
    grid: F32, gx: int, gy: int, turn: F64, shift: F64, focal: float, cx: float, cy: float,
    still_focal: float, still_cx: float, still_cy: float, first_row: int, first: int, nodes: F64,
) -> None:  # fmt: skip
    """Where in the still the pixel corners of every 8th row and column come from."""
    for r in range(nodes.shape[0]):
        qx, qy = 0.0, 0.0
        for c in range(nodes.shape[1]):
            x, y = ((c + first) * _CELL - cx) / focal, -((r + first_row) * _CELL - cy) / focal
            dx = turn[0, 0] * x + turn[0, 1] * y + turn[0, 2]
            dy = turn[1, 0] * x + turn[1, 1] * y + turn[1, 2]
            dz = max(1e-3, turn[2, 0] * x + turn[2, 1] * y + turn[2, 2])
            if c == 0:
                qx = still_cx + still_focal * dx / dz
                qy = still_cy - still_focal * dy / dz
            else:  # the neighbour's answer is nearly ours
                qx += _CELL * still_focal / focal
            for step in range(4 if c == 0 else 3):
                inverse = _grid_at(grid, (qx - gx) / _CELL, (qy - gy) / _CELL)
                inverse = min(max(inverse, 1e-4), 20.0)
                s = max(0.0, 1.0 / inverse - shift[2]) / dz
                px = still_cx + still_focal * (shift[0] + s * dx) * inverse
                py = still_cy - still_focal * (shift[1] + s * dy) * inverse
                share = 1.0 if step < 2 else 0.6
                qx, qy = qx + share * (px - qx), qy + share * (py - qy)
            nodes[r, c, 0], nodes[r, c, 1] = qx, qy


@njit
def _filled(rgba: U8) -> U8:
    """1 for each block of 8 by 8 pixels in which anything is drawn."""
    height, width = rgba.shape[0], rgba.shape[1]
    out = np.zeros(((height + 7) // 8, (width + 7) // 8), np.uint8)
    for y in range(height):
        for x in range(width):
            if rgba[y, x, 3] > 0:
                out[y // 8, x // 8] = 1
    return out


@njit
def _empty(filled: U8, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether nothing is drawn in a box of the sheet, with two pixels to spare."""
    r0, r1 = max(0, int(top - 2) >> 3), min(filled.shape[0] - 1, int(bottom + 2) >> 3)
    c0, c1 = max(0, int(left - 2) >> 3), min(filled.shape[1] - 1, int(right + 2) >> 3)
    for r in range(r0, r1 + 1):
        for c in range(c0, c1 + 1):
            if filled[r, c] != 0:
                return False
    return True


@njit
def _read(
    rgba: U32, filled: U8, nodes: F64, first_row: int, first: int, x0: int, y0: int, opaque: bool, out: U8
) -> None:
    """Lay a sheet over a frame, block by block, reading it where the nodes say."""
    height, width = out.shape[0], out.shape[1]
    last_x, last_y = rgba.shape[1] - 1, rgba.shape[0] - 1
    edges = np.empty(8, np.float64)
    for r in range(nodes.shape[0] - 1):
        for c in range(nodes.shape[1] - 1):
            ax, ay = nodes[r, c, 0] - x0, nodes[r, c, 1] - y0
            bx, by = nodes[r, c + 1, 0] - x0, nodes[r, c + 1, 1] - y0
            cx, cy = nodes[r + 1, c, 0] - x0, nodes[r + 1, c, 1] - y0
            dx, dy = nodes[r + 1, c + 1, 0] - x0, nodes[r + 1, c + 1, 1] - y0
            left, right = min(min(ax, bx), min(cx, dx)), max(max(ax, bx), max(cx, dx))
            top, bottom = min(min(ay, by), min(cy, dy)), max(max(ay, by), max(cy, dy))
            if not opaque and (
                right < -1
                or bottom < -1
                or left > last_x + 2
                or top > last_y + 2
                or _empty(filled, left, top, right, bottom)
            ):
                continue
            inside = left > 2 and top > 2 and right < last_x - 2 and bottom < last_y - 2
            row, column = (r + first_row) * _CELL, (c + first) * _CELL
            rows, count = min(_CELL, height - row), min(_CELL, width - column)
            edges[0], edges[1], edges[2], edges[3] = ax, ay, bx, by
            edges[4], edges[5], edges[6], edges[7] = cx, cy, dx, dy
            if opaque:
                _copy(rgba, edges, rows, count, inside, row, column, out)
            else:
                _blend(rgba, edges, rows, count, row, column, out)


@njit
def _run(edges: F64, v: int) -> tuple[int, int, int, int]:
    """Where row `v` of a block begins in a sheet and how far it steps, in 16-bit fractions."""
    t = (v + 0.5) / _CELL
    lx, ly = edges[0] + t * (edges[4] - edges[0]), edges[1] + t * (edges[5] - edges[1])
    sx = (edges[2] + t * (edges[6] - edges[2]) - lx) / _CELL
    sy = (edges[3] + t * (edges[7] - edges[3]) - ly) / _CELL
    return (
        int((lx + 0.5 * sx - 0.5) * 65536.0),
        int((ly + 0.5 * sy - 0.5) * 65536.0),
        int(sx * 65536.0),
        int(sy * 65536.0),
    )


@njit
def _mixed(rgba: U32, px: int, py: int, qx: int, qy: int, wx: int, wy: int) -> np.uint64:
    """Bilinear mean of four pixels, all four channels at once in lanes of 16 bits of one number.

    Weights are in 256ths and add up to 256, so no lane overflows; lanes are red, blue, green, alpha.
    """
    w11 = (wx * wy) >> 8
    w10, w01 = wx - w11, wy - w11
    w00 = 256 - wx - wy + w11
    left, right, top, bottom = np.uintp(px), np.uintp(qx), np.uintp(py), np.uintp(qy)  # never from the end
    a, b = np.uint64(rgba[top, left]), np.uint64(rgba[top, right])
    c, d = np.uint64(rgba[bottom, left]), np.uint64(rgba[bottom, right])
    low, high, up = np.uint64(0x00FF00FF), np.uint64(0xFF00FF00), np.uint64(24)
    total = (
        ((a & low) | ((a & high) << up)) * np.uint64(w00)
        + ((b & low) | ((b & high) << up)) * np.uint64(w10)
        + ((c & low) | ((c & high) << up)) * np.uint64(w01)
        + ((d & low) | ((d & high) << up)) * np.uint64(w11)
        + np.uint64(0x0080008000800080)
    )
    return (total >> np.uint64(8)) & np.uint64(0x00FF00FF00FF00FF)


@njit
def _copy(rgba: U32, edges: F64, rows: int, count: int, inside: bool, y: int, x: int, out: U8) -> None:
    """A block of pixels read bilinearly; outside the sheet its rim is repeated."""
    last_x, last_y = rgba.shape[1] - 1, rgba.shape[0] - 1
    for v in range(rows):
        fx, fy, ix, iy = _run(edges, v)
        for u in range(count):
            px, py = fx >> 16, fy >> 16
            wx, wy = (fx >> 8) & 255, (fy >> 8) & 255
            fx += ix
            fy += iy
            qx, qy = px + 1, py + 1
            if not inside:
                qx, qy = min(max(qx, 0), last_x), min(max(qy, 0), last_y)
                px, py = min(max(px, 0), last_x), min(max(py, 0), last_y)
            lanes = _mixed(rgba, px, py, qx, qy, wx, wy)
            out[y + v, x + u, 0] = lanes & np.uint64(255)
            out[y + v, x + u, 1] = (lanes >> np.uint64(32)) & np.uint64(255)
            out[y + v, x + u, 2] = (lanes >> np.uint64(16)) & np.uint64(255)


@njit
def _blend(rgba: U32, edges: F64, rows: int, count: int, y: int, x: int, out: U8) -> None:
    """A block of pixels laid over what is there; outside the sheet nothing changes."""
    last_x, last_y = rgba.shape[1] - 1, rgba.shape[0] - 1
    for v in range(rows):
        fx, fy, ix, iy = _run(edges, v)
        for u in range(count):
            px, py = fx >> 16, fy >> 16
            wx, wy = (fx >> 8) & 255, (fy >> 8) & 255
            fx += ix
            fy += iy
            if px < 0 or py < 0 or px >= last_x or py >= last_y:
                continue
            lanes = _mixed(rgba, px, py, px + 1, py + 1, wx, wy)
            left = 255 - int(lanes >> np.uint64(48))
            if left == 255:
                continue
            red, green = int(lanes & np.uint64(255)), int((lanes >> np.uint64(32)) & np.uint64(255))
            blue = int((lanes >> np.uint64(16)) & np.uint64(255))
            if left > 0:
                red += (int(out[y + v, x + u, 0]) * left + 127) // 255
                green += (int(out[y + v, x + u, 1]) * left + 127) // 255
                blue += (int(out[y + v, x + u, 2]) * left + 127) // 255
            out[y + v, x + u, 0] = min(255, red)
            out[y + v, x + u, 1] = min(255, green)
            out[y + v, x + u, 2] = min(255, blue)


@njit
def _over(rgba: U8, sheet_x: int, sheet_y: int, x0: int, y0: int, x1: int, y1: int, out: U8) -> None:
    """Lay a sheet over a picture where it was drawn, inside a window."""
    for y in range(max(y0, sheet_y), min(y1, sheet_y + rgba.shape[0])):
        for x in range(max(x0, sheet_x), min(x1, sheet_x + rgba.shape[1])):
            alpha = int(rgba[y - sheet_y, x - sheet_x, 3])
            if alpha == 0:
                continue
            for k in range(3):
                value = int(rgba[y - sheet_y, x - sheet_x, k]) + (out[y, x, k] * (255 - alpha) + 127) // 255
                out[y, x, k] = min(255, value)
