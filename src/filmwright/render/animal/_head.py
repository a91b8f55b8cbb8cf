"""The head of somebody on four legs: skull, muzzle, jaw, nose, eyes with lids, ears, horns.

Measured in lengths of the head: z runs from the occiput (0) to the nose (1), y up, the muzzle then tilted down.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filmwright.model.figure import AnimalLook
from filmwright.render.anatomy.field import cast
from filmwright.render.anatomy.piece import Piece, Tint, split
from filmwright.render.anatomy.shapes import CUT, rotation
from filmwright.render.animal._piece import AnimalShapes, ball, flip, solid, tube
from filmwright.render.animal._species import Quadruped

__all__ = ["HeadPlan", "ear_base", "eye_axis", "eye_centre", "head_pieces", "plan_head", "skull_rows"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class HeadPlan:
    """Where a head is at rest: `origin` of the occiput, `turn` of its axes, `size` its length in metres."""

    q: Quadruped
    origin: Array
    turn: Array
    size: float

    def at(self, x: float, y: float, z: float) -> Array:
        """A point of the head in metres of the body."""
        point: Array = self.origin + self.turn @ (np.array([x, y, z]) * self.size)
        return point

    def way(self, x: float, y: float, z: float) -> Array:
        """A direction of the head as one of the body."""
        d: Array = self.turn @ np.array([x, y, z], np.float64)
        return d / np.linalg.norm(d)

    def local(self, points: Array) -> Array:
        """Points of the body (n, 3) in lengths of the head."""
        out: Array = (points - self.origin) @ self.turn / self.size
        return out

    def mouth(self) -> tuple[Array, Array]:
        """The plane of the mouth in lengths of the head: a point, and the unit normal upwards."""
        _, m0, m1, drop = self.q.muzzle
        back = np.array([0.0, self.root_y() - 0.42 * m0, self.root()])
        front = np.array([0.0, self.tip_y() - 0.42 * m1, 1.0 - m1])
        del drop
        along = front - back
        n = np.array([0.0, along[2], -along[1]])
        return back, n / np.linalg.norm(n)

    def root(self) -> float:
        """Where the muzzle begins."""
        return 1.0 - self.q.muzzle[0]

    def middle(self) -> tuple[float, float]:
        """Where along the head the middle of the skull is, and half its length."""
        half = 0.5 * (self.root() + 0.06)
        return self.root() + 0.02 - half, half

    def root_y(self) -> float:
        """Height of the muzzle where it begins: low in flat faces, which have a step before the forehead."""
        return -0.03 + 0.9 * min(self.q.muzzle[3], 0.0) * (1.0 if self.q.muzzle[0] < 0.42 else 0.0)

    def tip_y(self) -> float:
        """Height of the end of the muzzle."""
        return -0.05 + self.q.muzzle[3]


def plan_head(q: Quadruped, origin: Array, size: float) -> HeadPlan:
    """A head that begins at `origin` and is `size` metres long."""
    return HeadPlan(q, origin, rotation("x", q.head[1]), size)


def head_pieces(p: HeadPlan, look: AnimalLook) -> list[Piece]:
    """Everything on the bones of head, jaw, ears, eyes and lids."""
    skull = _skull(p)
    field = skull.rows()
    eyes = _eyes(p, look, field)
    cut = skull.copy()
    back, up = p.mouth()
    cut.half(-(p.turn @ up), p.at(*back), k=0.012 * p.size)
    head = _coloured(p, look, _part(p, look, cut, "head"), upper=True)
    jaw = _coloured(p, look, _part(p, look, _jaw(p), "jaw"), upper=False)
    return [*head, *jaw, *_nose(p), *_tongue(p), *eyes, *_ears(p, look), *_horns(p), *_beard(p, look)]


def skull_rows(p: HeadPlan) -> Array:
    """The field of the upper head."""
    return _skull(p).rows()


def _skull(p: HeadPlan) -> AnimalShapes:
    q, s = p.q, p.size
    w, h = q.skull
    length, m0, m1, _ = q.muzzle
    out = AnimalShapes()
    mid, half = p.middle()
    out.ball(p.at(0, 0.01, mid), np.array([w / 2, h / 2, half]) * s, turn=p.turn, bone="head")
    out.cone(
        p.at(0, p.root_y(), p.root() - 0.04), p.at(0, p.tip_y(), 1.0 - m1), m0 * s, m1 * s,
        k=(0.10 if length > 0.42 else 0.05) * s, bone="head",
        stretch=(1, 0, 0), by=0.88 if q.nose in ("soft", "wet") else 0.94,
    )  # fmt: skip
    c = q.cheeks
    for x in (1.0, -1.0):
        out.ball(
            p.at(x * (0.27 * w + 0.4 * c), -0.075, 0.05 + mid),
            np.array([0.20 * w + c, 0.16 + 0.6 * c, 0.19 + 0.3 * c]) * s,
            turn=p.turn, k=0.07 * s, bone="head",
        )  # fmt: skip
        ex, ey, ez, er = q.eye
        if q.eye_out > 30.0:  # brows
            out.ball(p.at(x * ex * 0.90, ey + 0.65 * er, ez - 0.03), np.full(3, er * s), k=0.05 * s, bone="head")
        if q.nose == "small":  # the pads that the whiskers grow from
            out.ball(
                p.at(x * 0.5 * m0, p.tip_y() - 0.03, 1.0 - m1 * 0.85),
                np.full(3, m1 * 0.62 * s),
                k=0.03 * s,
                bone="head",
            )
        if q.nose == "soft":  # nostrils
            out.ball(
                p.at(x * 0.55 * m1, p.tip_y() + 0.02, 0.965), np.array([0.026, 0.034, 0.016]) * s, k=0.015 * s, op=CUT
            )
    if q.nose == "snout":
        end = p.at(0, p.tip_y() + 0.01, 0.985)
        out.cone(p.at(0, p.tip_y(), 0.90), end, m1 * 0.95 * s, m1 * 1.10 * s, k=0.02 * s, bone="head", cap=True)
    return out


def _jaw(p: HeadPlan) -> AnimalShapes:
    q, s = p.q, p.size
    _, m0, m1, _ = q.muzzle
    back, up = p.mouth()
    j = q.jaw
    out = AnimalShapes()
    mid, half = p.middle()
    out.ball(
        p.at(0, -0.085, 0.08 + mid),
        np.array([0.36 * q.skull[0] + 0.5 * q.cheeks, j * 0.95, 0.83 * half]) * s,
        turn=p.turn,
        bone="jaw",
    )
    out.cone(
        p.at(0, p.root_y() - 0.02 - 0.42 * m0, p.root()), p.at(0, p.tip_y() - 0.50 * m1, 0.985 - m1 * 1.15),
        0.62 * m0 * s, 0.66 * m1 * s,
        k=0.07 * s, bone="jaw", stretch=(1, 0, 0), by=0.94,
    )  # fmt: skip
    out.half(p.turn @ up, p.at(*back), k=0.012 * s)
    return out


def _part(p: HeadPlan, look: AnimalLook, shapes: AnimalShapes, bone: str) -> Piece:
    s = p.size
    r = max(0.36, 0.58 * max(p.q.skull) + p.q.cheeks) * s
    ends = np.stack([p.at(0, 0, -0.12), p.at(0, 0, 1.12)])
    low, high = ends.min(0) - r, ends.max(0) + r
    box = ((-r * 1.02, low[1], low[2]), (r * 1.02, high[1], high[2]))
    return solid(
        shapes.rows(), box, 0.036 * s, Tint("mane" if look.fur == "woolly" else "coat", "cloth"), "face", bone=bone
    )


def _coloured(p: HeadPlan, look: AnimalLook, whole: Piece, *, upper: bool) -> list[Piece]:
    """The lips and the inside of the mouth, the back of the head, and the markings of the face."""
    back, up = p.mouth()
    at = p.local(whole.vertices)
    off = (at - back) @ up
    corner = p.root() + 0.06
    band = 0.013 if upper else 0.010
    level = np.maximum(np.abs(off) - band, (corner - at[:, 2]) * 0.8)
    pieces = split(whole, level, Tint("lip" if upper else "mouth", "lip"), "mouth")
    rest = [x for x in pieces if x.part == "face"]
    lips = [x for x in pieces if x.part == "mouth"]
    if upper:
        rest = [y for x in rest for y in split(x, p.local(x.vertices)[:, 2] - 0.12, x.tint, "skin")]
    return [*lips, *(y for x in rest for y in _face_marks(p, look, x, upper=upper))]


def _face_marks(p: HeadPlan, look: AnimalLook, piece: Piece, *, upper: bool) -> list[Piece]:
    """Light muzzle, blaze, mask: what the kind and its pattern do to a face."""
    at = p.local(piece.vertices)
    x, y, z = np.abs(at[:, 0]), at[:, 1], at[:, 2]
    second = Tint("second", "cloth")
    kind, marked = look.species, look.pattern
    below = np.full(len(x), -1.0)  # the lower jaw, whole
    if kind in ("cat", "tiger") and marked in ("belly", "stripes", "patches"):
        level = y - (p.tip_y() + 0.55 * p.q.muzzle[2]) + 0.9 * np.maximum(0.0, p.root() - 0.02 - z)
        return split(piece, level + 0.25 * np.maximum(0.0, x - 0.12) if upper else below, second)
    if kind == "fox" or (kind in ("dog", "wolf") and marked in ("belly", "stripes")):
        level = y - p.tip_y() + 0.02 + 0.35 * np.maximum(0.0, p.root() - z) - 0.30 * np.maximum(0.0, x - 0.15)
    elif kind in ("cow", "horse", "goat", "dog", "pig") and marked == "patches":
        level = x - 0.055 - 0.10 * np.clip((z - 0.6) / 0.4, 0, 1)
        below = -below
    elif kind == "dog" and marked == "saddle":
        level = below = (p.root() + 0.10 - z) + 0.5 * (y + 0.02)
        second = Tint("mane", "cloth")
    elif kind in ("deer", "donkey"):
        level = below = np.abs(z - 0.86) - 0.075 + 0.2 * np.maximum(0, y)
    elif kind == "bear":
        level = below = p.root() + 0.06 - z
        second = Tint("coat", "cloth", 1.5)
    else:
        return [piece]
    return split(piece, level if upper else below, second)


def _nose(p: HeadPlan) -> list[Piece]:
    q, s = p.q, p.size
    m1 = q.muzzle[2]
    tip = p.tip_y()
    kind = q.nose
    broad = 0.62 if q.muzzle[2] > 0.17 and q.foot == "paw" and q.skull[0] > 0.64 and q.ear == "round" else 1.0
    if kind == "soft":
        return []
    if kind == "snout":
        out = []
        for x in (1.0, -1.0):
            hole = p.at(x * 0.42 * m1, tip + 0.015, 0.988)
            out += ball(hole, 0.026 * s, p.way(0, 0, 1), [(180.0, Tint("nose", "lip"))], "face", "head")
        return out
    size = {"pad": 0.58, "wet": 0.72, "small": 0.36}[kind] * broad * m1 * s
    shapes = AnimalShapes()
    high = 0.36 * m1 if kind != "wet" else 0.10 * m1
    shapes.ball(
        p.at(0, tip + high, 1.0 - m1 * 0.20 - (0.35 * m1 if kind == "pad" else 0.22 * m1) * 0.4),
        np.array([1.0, 0.80, 0.80]) * size, turn=p.turn, bone="head",
    )  # fmt: skip
    for x in (1.0, -1.0):
        hole = p.at(x * 0.30 * m1, tip + high - 0.05 * m1, 1.0 - m1 * 0.18 + size / s * 0.62)
        shapes.ball(hole, np.full(3, 0.20 * size), k=0.004 * s, op=CUT)
    c = p.at(0, tip + high, 1.0 - m1 * 0.25)
    box = (tuple(c - 1.7 * size), tuple(c + 1.7 * size))
    return [solid(shapes.rows(), box, size * 0.30, Tint("nose", "lip"), "face", bone="head")]


def _tongue(p: HeadPlan) -> list[Piece]:
    q, s = p.q, p.size
    m1 = q.muzzle[2]
    back, up = p.mouth()
    low = -0.045 * up
    a = p.at(*(back + low + np.array([0, 0, -0.02])))
    z = 0.97 - 1.5 * m1
    front_y = p.tip_y() - 0.42 * m1
    b = p.at(0, front_y - 0.030, z)
    shapes = AnimalShapes()
    shapes.cone(
        a, b, min(0.050, 0.36 * q.muzzle[1]) * s, min(0.036, 0.32 * m1) * s, bone="jaw", stretch=(1, 0, 0), by=1.15
    )
    low_, high_ = np.minimum(a, b) - 0.09 * s, np.maximum(a, b) + 0.09 * s
    return [solid(shapes.rows(), (tuple(low_), tuple(high_)), 0.030 * s, Tint("tongue", "lip"), "mouth", bone="jaw")]


def eye_axis(p: HeadPlan) -> Array:
    """The way the left eye looks at rest."""
    a = math.radians(p.q.eye_out)
    d = np.array([math.sin(a), 0.06, math.cos(a)])
    flat = p.turn @ d
    # a head that hangs keeps its eyes level
    flat[1] = 0.45 * flat[1] + 0.03
    unit: Array = flat / np.linalg.norm(flat)
    return unit


def eye_centre(p: HeadPlan, field: Array) -> tuple[Array, float]:
    """Middle and radius of the left eye, set into the surface of the skull."""
    x, y, z, r = p.q.eye
    radius = r * p.size
    axis = eye_axis(p)
    start = p.at(x, y, z) + axis * 0.6 * p.size
    t = float(cast(field, start[None], -axis[None], 1.2 * p.size)[0])
    hit = start - axis * t if t > 0 else p.at(x, y, z)
    centre: Array = hit - axis * radius * (0.60 if p.q.eye_out < 30.0 else 0.42)
    return centre, radius


def _eyes(p: HeadPlan, look: AnimalLook, field: Array) -> list[Piece]:
    centre, radius = eye_centre(p, field)
    axis = eye_axis(p)
    wide = look.species in ("cat", "lion", "tiger", "fox", "wolf")
    cuts = [(24.0 if wide else 34.0, Tint("pupil", "eye")), (62.0, Tint("eyes", "eye")), (180.0, Tint("rim", "eye"))]
    left = ball(centre, radius, axis, cuts, "eyes", "l_eye")
    shine = centre + axis * radius * 0.74 + np.array([0.06, 0.40, 0.06]) * radius
    left += ball(shine, radius * 0.17, axis, [(180.0, Tint("white", "eye"))], "eyes", "l_eye")
    left.append(_lid(centre, radius * 1.12, axis))
    return [*left, *(flip(x) for x in left)]


def _lid(centre: Array, radius: float, axis: Array) -> Piece:
    """The upper lid: half a ball that is turned up and back at rest."""
    side = np.cross(np.array([0.0, 1.0, 0.0]), axis)
    side /= np.linalg.norm(side)
    up = np.cross(axis, side)
    pole = math.cos(math.radians(54)) * up - math.sin(math.radians(54)) * axis
    cap = ball(centre, radius, pole, [(88.0, Tint("lid", "cloth"))], "eyes", "l_lid")
    return cap[0]


def _ears(p: HeadPlan, look: AnimalLook) -> list[Piece]:
    kind = p.q.ear
    shapes, inner = {
        "pricked": _pricked, "floppy": _floppy, "round": _round, "leaf": _leaf, "long": _long,
    }[kind](p)  # fmt: skip
    rows = shapes.rows()
    grow = (p.q.ear_size[0] + p.q.ear_size[1]) * p.size
    base = ear_base(p)
    box = (tuple(base - grow * 0.95), tuple(base + grow * 0.95))
    whole = solid(
        rows, box, 0.085 * p.q.ear_size[1] ** 0.5 * p.size, Tint(_ear_tint(look), "cloth"), "hair", bone="l_ear"
    )
    facing = (whole.normals @ inner) if kind != "floppy" else np.full(len(whole.normals), -1.0)
    left = split(whole, 0.62 - facing, Tint("inner", "skin"))
    return [*left, *(flip(x) for x in left)]


def _ear_tint(look: AnimalLook) -> str:
    if (
        look.pattern == "points"
        or look.fur == "woolly"
        or (look.species == "dog" and look.pattern in ("saddle", "patches"))
    ):
        return "mane"
    return "coat"


def ear_base(p: HeadPlan) -> Array:
    """Root of the left ear."""
    w, h = p.q.skull
    spread = {"pricked": 0.30, "floppy": 0.40, "round": 0.38, "leaf": 0.38, "long": 0.24}[p.q.ear]
    high = {"pricked": 0.36, "floppy": 0.27, "round": 0.34, "leaf": 0.26, "long": 0.38}[p.q.ear]
    return p.at(spread * w, high * h + 0.01, 0.16 + 0.55 * (p.middle()[0] - 0.25))


def _pricked(p: HeadPlan) -> tuple[AnimalShapes, Array]:
    s, (long, wide) = p.size, p.q.ear_size
    base = ear_base(p)
    up = np.array([0.22, 0.96, -0.10])
    front = np.array([0.30, 0.10, 0.95])
    tip = base + up * long * s
    out = AnimalShapes()
    out.cone(base - up * 0.06 * s, tip, wide * 0.54 * s, 0.016 * s, bone="l_ear", stretch=front, by=0.50)
    out.cone(base + front * 0.115 * s, tip + front * 0.035 * s - up * 0.05 * s, wide * 0.42 * s, 0.010 * s, k=0.015 * s,
             op=CUT, stretch=front, by=0.50)  # fmt: skip
    return out, front / np.linalg.norm(front)


def _floppy(p: HeadPlan) -> tuple[AnimalShapes, Array]:
    s, (long, wide) = p.size, p.q.ear_size
    base = ear_base(p)
    out = AnimalShapes()
    top = base + np.array([0.10, 0.055, 0.01]) * s
    low = top + np.array([0.05, -0.72 * long, 0.07]) * s
    end = top + np.array([0.02, -1.0 * long, 0.09]) * s
    flat = np.array([0.97, 0.20, -0.05])
    out.cone(base, top, wide * 0.26 * s, wide * 0.34 * s, k=0.04 * s, bone="l_ear", stretch=(0, 1, 0), by=0.75)
    out.cone(top, low, wide * 0.40 * s, wide * 0.52 * s, k=0.05 * s, bone="l_ear", stretch=flat, by=0.26)
    out.cone(low, end, wide * 0.46 * s, wide * 0.30 * s, k=0.03 * s, bone="l_ear", stretch=flat, by=0.26)
    return out, flat


def _round(p: HeadPlan) -> tuple[AnimalShapes, Array]:
    s, (long, wide) = p.size, p.q.ear_size
    base = ear_base(p)
    front = np.array([0.35, 0.15, 0.92])
    front /= np.linalg.norm(front)
    side = np.cross(np.array([0.0, 1.0, 0.0]), front)
    side /= np.linalg.norm(side)
    up = np.cross(front, side)
    turn = np.stack([side, up, front], 1)
    out = AnimalShapes()
    middle = base + (up * 0.34 * long + side * 0.05) * s
    out.ball(middle, np.array([wide * 0.52, long * 0.60, 0.070]) * s, turn=turn, bone="l_ear")
    out.ball(
        middle + front * 0.066 * s, np.array([wide * 0.36, long * 0.44, 0.060]) * s, turn=turn, k=0.012 * s, op=CUT
    )
    return out, front


def _upright(up: Array, front: Array) -> tuple[Array, Array, Array]:
    """An ear's own axes: unit up, front made square to it, and the rotation whose columns are side, up, front."""
    up = up / np.linalg.norm(up)
    side = np.cross(up, front)
    side /= np.linalg.norm(side)
    front = np.cross(side, up)
    return up, front, np.stack([side, up, front], 1)


def _leaf(p: HeadPlan) -> tuple[AnimalShapes, Array]:
    s, (long, wide) = p.size, p.q.ear_size
    base = ear_base(p)
    upright = 0.95 if p.q.mane == "crest" else 0.24
    out_way = np.array([0.42 if upright > 0.5 else 0.93, upright, -0.18])
    out_way, front, turn = _upright(out_way, np.array([0.30, 0.0, 0.95]))
    out = AnimalShapes()
    middle = base + out_way * 0.48 * long * s
    out.ball(middle, np.array([wide * 0.50, long * 0.56, 0.045]) * s, turn=turn, bone="l_ear")
    out.cone(base - out_way * 0.02 * s, middle, wide * 0.24 * s, wide * 0.30 * s, k=0.03 * s, bone="l_ear")
    cup = middle + (front * 0.060 + out_way * 0.03) * s
    out.ball(cup, np.array([wide * 0.36, long * 0.44, 0.062]) * s, turn=turn, k=0.015 * s, op=CUT)
    return out, front


def _long(p: HeadPlan) -> tuple[AnimalShapes, Array]:
    s, (long, wide) = p.size, p.q.ear_size
    base = ear_base(p)
    up, front, turn = _upright(np.array([0.16, 0.93, -0.30]), np.array([0.32, 0.10, 0.94]))
    out = AnimalShapes()
    middle = base + up * 0.48 * long * s
    out.ball(middle, np.array([wide * 0.50, long * 0.56, wide * 0.26]) * s, turn=turn, bone="l_ear")
    cup = middle + front * wide * 0.26 * s
    out.ball(cup, np.array([wide * 0.33, long * 0.46, wide * 0.22]) * s, turn=turn, k=0.012 * s, op=CUT)
    return out, front


def _horns(p: HeadPlan) -> list[Piece]:
    kind, s = p.q.horn, p.size
    if kind == "none":
        return []
    w, h = p.q.skull
    root = np.array([0.24 * w, 0.40 * h, 0.18])
    t = np.linspace(0.0, 1.0, 14)[:, None]
    if kind == "cow":
        way = np.concatenate([0.34 * np.sin(1.5 * t), 0.02 + 0.30 * t**1.8, 0.10 * t], 1)
        radius = 0.058 * (1 - 0.86 * t[:, 0])
    elif kind == "goat":
        way = np.concatenate([0.10 * t, 0.48 * np.sin(1.7 * t), -0.42 * t**1.6], 1)
        radius = 0.054 * (1 - 0.85 * t[:, 0])
    elif kind == "ram":
        a = t * 5.0
        way = np.concatenate([0.12 + 0.16 * t, 0.22 * np.sin(a + 0.3), -0.24 + 0.24 * np.cos(a)], 1)
        radius = 0.085 * (1 - 0.75 * t[:, 0])
    else:
        return _antlers(p, root)
    level = np.array([p.way(1, 0, 0), np.array([0.0, 1.0, 0.0]), np.array([0.0, 0.0, 1.0])])
    path = p.at(*root) + (way * s) @ level
    left = tube(path, radius * s, Tint("horn", "paint"), "hair", "head")
    return [left, flip(left)]


def _antlers(p: HeadPlan, root: Array) -> list[Piece]:
    s = p.size
    start = p.at(*root)
    t = np.linspace(0.0, 1.0, 14)[:, None]
    beam = start + np.concatenate([0.52 * np.sin(1.9 * t), 1.05 * t, -0.50 * np.sin(2.4 * t) + 0.20 * t], 1) * s
    left = [tube(beam, 0.046 * s * (1 - 0.75 * t[:, 0]), Tint("horn", "paint"), "hair", "head")]
    for at, reach in ((1, 0.26), (5, 0.34), (9, 0.28)):
        u = np.linspace(0.0, 1.0, 6)[:, None]
        tine = beam[at] + np.concatenate([0.05 * u, reach * u, 0.75 * reach * np.sin(1.3 * u)], 1) * s
        left.append(tube(tine, 0.030 * s * (1 - 0.8 * u[:, 0]), Tint("horn", "paint"), "hair", "head"))
    return [*left, *(flip(x) for x in left)]


def _beard(p: HeadPlan, look: AnimalLook) -> list[Piece]:
    if look.species != "goat" or look.young:
        return []
    s, m1 = p.size, p.q.muzzle[2]
    start = p.at(0, p.tip_y() - 1.0 * m1, 0.72)
    t = np.linspace(0.0, 1.0, 7)[:, None]
    path = start + np.concatenate([0 * t, -0.42 * t + 0.05, -0.06 * t], 1) * s
    v = tube(path, s * 0.060 * (1 - 0.85 * t[:, 0] ** 1.5), Tint("second", "hair"), "hair", "jaw")
    return [v]
