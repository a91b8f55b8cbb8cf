"""The marks that board artists put on a panel: who moves where, and what the camera does.

Marks are drawn in ink with a light edge, so that they read on any picture. Everything is drawn three
times as large and scaled down, in pixels of the frame.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from filmwright import fonts
from filmwright.errors import UserError

__all__ = ["Arrow", "CameraMark", "Label", "annotate"]

U8 = NDArray[np.uint8]
Point = tuple[float, float]
CameraMove = Literal[
    "push_in", "pull_out", "zoom_in", "zoom_out", "pan_left", "pan_right", "tilt_up", "tilt_down", "truck_left",
    "truck_right", "crane_up", "crane_down", "arc_left", "arc_right", "handheld",
]  # fmt: skip

_INK = (28, 26, 34, 255)
_EDGE = (255, 253, 246, 235)
_CAMERA = (196, 38, 30, 255)
_FINE = 3
"""Times larger than the frame, for smooth edges."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """Someone moves along `points` (two or more, in pixels of the frame); the head is at the last."""

    points: tuple[Point, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class CameraMark:
    """The camera's move.

    Pushes and zooms frame what is seen at the tight end, `share` of the picture wide, around `centre`
    (share of width and height); other moves are arrows at the side of the panel.
    """

    move: CameraMove
    share: float = 0.72
    centre: Point = (0.5, 0.48)
    label: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A few words with their middle at `at`, in pixels."""

    text: str
    at: Point


Mark = Arrow | CameraMark | Label


def annotate(rgb: U8, marks: Sequence[Mark], *, font: str | None = None) -> U8:
    """A copy of a picture (h, w, 3) with marks on it.

    `font` is the path of a font file for labels (default: the sans that ships with Filmwright).
    """
    if not marks:
        return rgb.copy()
    height, width = rgb.shape[:2]
    sheet = Image.new("RGBA", (width * _FINE, height * _FINE), (0, 0, 0, 0))
    pen = _Pen(ImageDraw.Draw(sheet), width, height, font)
    for mark in marks:
        _draw(pen, mark)
    over = sheet.resize((width, height), Image.Resampling.BOX)
    paper = Image.fromarray(rgb).convert("RGBA")
    return np.asarray(Image.alpha_composite(paper, over).convert("RGB"))


@dataclass(frozen=True, slots=True)
class _Pen:
    """Where marks go: the enlarged sheet and the size of the frame."""

    sheet: ImageDraw.ImageDraw
    width: int
    height: int
    font: str | None

    @property
    def unit(self) -> float:
        """One line of a 720-line picture, in frame pixels."""
        return math.sqrt(self.width * self.height / (1280 * 720))

    def shape(self, outline: Sequence[Point], colour: tuple[int, int, int, int], edge: float = 2.2) -> None:
        """A filled shape with a light edge of so many units."""
        points = [(x * _FINE, y * _FINE) for x, y in outline]
        wide = max(1, round(2 * edge * self.unit * _FINE))
        self.sheet.line([*points, points[0], points[1]], fill=_EDGE, width=wide, joint="curve")
        self.sheet.polygon(points, fill=colour)

    def words(self, text: str, at: Point, size: float = 22.0) -> None:
        """Words with a light edge, kept inside the frame."""
        font = _font(self.font, size * self.unit * _FINE)
        left, top, right, bottom = self.sheet.textbbox((0, 0), text, font=font)
        half_w, half_h = (right - left) / 2, (bottom - top) / 2
        margin = 8 * self.unit * _FINE
        x = min(max(at[0] * _FINE, half_w + margin), self.width * _FINE - half_w - margin)
        y = min(max(at[1] * _FINE, half_h + margin), self.height * _FINE - half_h - margin)
        place = (x - (left + right) / 2, y - (top + bottom) / 2)
        edge = max(1, round(2.6 * self.unit * _FINE))
        self.sheet.text(place, text, fill=_INK, font=font, stroke_width=edge, stroke_fill=_EDGE)


def _font(path: str | None, size: float) -> ImageFont.FreeTypeFont:
    if path is None:
        return fonts.face("sans-bold", max(1, round(size)))
    try:
        return ImageFont.truetype(path, size)
    except OSError as error:
        raise UserError(f"The font `{path}` cannot be read ({error}). Choose another font file.") from error


def _draw(pen: _Pen, mark: Mark) -> None:
    if isinstance(mark, Arrow):
        _arrow(pen, mark)
    elif isinstance(mark, Label):
        pen.words(mark.text, mark.at)
    elif mark.move in ("push_in", "zoom_in", "pull_out", "zoom_out"):
        _frames(pen, mark)
    else:
        _side(pen, mark)


def _arrow(pen: _Pen, arrow: Arrow) -> None:
    if len(arrow.points) < 2:
        raise UserError("An arrow needs at least two points: where the movement begins and where it ends.")
    path = _smooth(arrow.points)
    pen.shape(_ribbon(path, 3.0 * pen.unit, 10.0 * pen.unit), _INK)
    if arrow.label:
        x, y = path[len(path) // 2]
        pen.words(arrow.label, (x, y - 26 * pen.unit))


def _smooth(points: Sequence[Point]) -> list[Point]:
    """A Catmull-Rom curve through the points; two points bend a little, as a hand does."""
    if len(points) == 2:
        (ax, ay), (bx, by) = points
        middle = ((ax + bx) / 2 + 0.10 * (by - ay), (ay + by) / 2 - 0.10 * abs(bx - ax))
        points = (points[0], middle, points[1])
    ends = [_mirror(points[0], points[1]), *points, _mirror(points[-1], points[-2])]
    curve: list[Point] = []
    for p, q, r, s in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        curve += [
            (_catmull(p[0], q[0], r[0], s[0], i / 16), _catmull(p[1], q[1], r[1], s[1], i / 16)) for i in range(16)
        ]
    return [*curve, points[-1]]


def _mirror(a: Point, b: Point) -> Point:
    return (2 * a[0] - b[0], 2 * a[1] - b[1])


def _catmull(p: float, q: float, r: float, s: float, t: float) -> float:
    return 0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t**3)


def _ribbon(path: Sequence[Point], thin: float, thick: float) -> list[Point]:
    """The outline of an arrow: thin at the tail, thick at the neck, with a barbed head."""
    lengths = [math.dist(a, b) for a, b in pairwise(path)]
    total = sum(lengths)
    head = min(3.4 * thick, 0.45 * total)
    left: list[Point] = []
    right: list[Point] = []
    gone = 0.0
    for i, (x, y) in enumerate(path):
        if gone > total - head:
            break
        nx, ny = _normal(path, i)
        half = 0.5 * (thin + (thick - thin) * gone / max(1e-6, total - head))
        left.append((x + nx * half, y + ny * half))
        right.append((x - nx * half, y - ny * half))
        gone += lengths[i] if i < len(lengths) else 0.0
    neck = ((left[-1][0] + right[-1][0]) / 2, (left[-1][1] + right[-1][1]) / 2)
    tip = path[-1]
    length = max(1e-6, math.dist(neck, tip))
    nx, ny = -(tip[1] - neck[1]) / length, (tip[0] - neck[0]) / length
    barb = 0.62 * head
    back = ((neck[0] - tip[0]) / length * 0.22 * head, (neck[1] - tip[1]) / length * 0.22 * head)
    wing = (neck[0] + back[0], neck[1] + back[1])
    return [
        *left,
        (wing[0] + nx * barb, wing[1] + ny * barb),
        tip,
        (wing[0] - nx * barb, wing[1] - ny * barb),
        *reversed(right),
    ]


def _normal(path: Sequence[Point], i: int) -> Point:
    a, b = path[max(0, i - 1)], path[min(len(path) - 1, i + 1)]
    length = max(1e-6, math.dist(a, b))
    return (-(b[1] - a[1]) / length, (b[0] - a[0]) / length)


def _frames(pen: _Pen, mark: CameraMark) -> None:
    """Two nested frames with arrows between their corners: inward for a push, outward for a pull."""
    share = min(0.95, max(0.2, mark.share))
    w, h = pen.width * share, pen.height * share
    x = min(max(mark.centre[0] * pen.width, w / 2 + 4 * pen.unit), pen.width - w / 2 - 4 * pen.unit)
    y = min(max(mark.centre[1] * pen.height, h / 2 + 4 * pen.unit), pen.height - h / 2 - 4 * pen.unit)
    inner = (x - w / 2, y - h / 2, x + w / 2, y + h / 2)
    rim = 14 * pen.unit
    outer = (rim, rim, pen.width - rim, pen.height - rim)
    for box in (outer, inner):
        _rectangle(pen, box)
    for i, j in ((0, 1), (2, 1), (0, 3), (2, 3)):
        far, near = (outer[i], outer[j]), (inner[i], inner[j])
        tail, tip = _apart(far, near, 0.18) if mark.move in ("push_in", "zoom_in") else _apart(near, far, 0.18)
        pen.shape(_ribbon([tail, _middle(tail, tip), tip], 2.4 * pen.unit, 5.5 * pen.unit), _CAMERA)
    if mark.label:
        pen.words(mark.label, (x, inner[3] - 22 * pen.unit), 20.0)


def _rectangle(pen: _Pen, box: tuple[float, float, float, float]) -> None:
    x0, y0, x1, y1 = (v * _FINE for v in box)
    corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0), (x1, y0)]
    line = pen.unit * _FINE
    pen.sheet.line(corners, fill=_EDGE, width=round(6.4 * line), joint="curve")
    pen.sheet.line(corners, fill=_CAMERA, width=round(3.0 * line), joint="curve")


def _apart(a: Point, b: Point, share: float) -> tuple[Point, Point]:
    """The middle part of the way from a to b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    return (a[0] + share * dx, a[1] + share * dy), (b[0] - share * dx, b[1] - share * dy)


def _middle(a: Point, b: Point) -> Point:
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)


def _side(pen: _Pen, mark: CameraMark) -> None:
    """An arrow along the edge of the panel that the camera turns or travels to."""
    w, h, u = pen.width, pen.height, pen.unit
    if mark.move == "handheld":
        wave = [(w * (0.40 + 0.02 * i), h - (34 + 9 * (-1) ** i) * u) for i in range(11)]
        pen.shape(_ribbon(_smooth(wave), 5.0 * u, 6.0 * u), _CAMERA)
        pen.words(mark.label or "HANDHELD", (w * 0.5, h - 66 * u), 20.0)
        return
    rise = mark.move.endswith(("_up", "_down"))
    if rise:
        x = w - 46 * u
        span = (h * 0.68, h * 0.32) if mark.move.endswith("_up") else (h * 0.32, h * 0.68)
        path: list[Point] = [(x, span[0]), (x, (span[0] + span[1]) / 2), (x, span[1])]
        words: Point = (x, max(span) + 34 * u)
    else:
        y = h - 46 * u
        span = (w * 0.38, w * 0.62) if mark.move.endswith("_right") else (w * 0.62, w * 0.38)
        bend = -30 * u if mark.move.startswith("arc") else 0.0
        path = [(span[0], y), ((span[0] + span[1]) / 2, y + bend), (span[1], y)]
        words = (w * 0.5, y - 36 * u + bend)
    if mark.move.startswith(("truck", "crane")):
        dx, dy = path[2][0] - path[0][0], path[2][1] - path[0][1]
        away = 36 * u / max(1e-6, math.hypot(dx, dy))
        _camera(pen, (path[0][0] - dx * away, path[0][1] - dy * away))
    pen.shape(_ribbon(_smooth(path), 8.0 * u, 12.0 * u), _CAMERA)
    pen.words(mark.label or mark.move.replace("_", " ").upper(), words, 20.0)


def _camera(pen: _Pen, at: Point) -> None:
    """A small film camera: the whole camera travels, it does not only turn."""
    x, y, u = at[0], at[1], pen.unit
    body = [(x - 22 * u, y - 13 * u), (x + 6 * u, y - 13 * u), (x + 6 * u, y + 13 * u), (x - 22 * u, y + 13 * u)]
    hood = [(x + 6 * u, y - 5 * u), (x + 18 * u, y - 12 * u), (x + 18 * u, y + 12 * u), (x + 6 * u, y + 5 * u)]
    pen.shape(body, _CAMERA)
    pen.shape(hood, _CAMERA)
