"""The still part of a head: skull, jaw, nose, ears, neck.

All measures are of a grown-up head 0.232 m high with its origin between the eyes' height and the ears
(x to the figure's left, y up, z forward); `Head.place` brings them to the body at rest.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from filmwright.model.figure import FigureLook
from filmwright.render.anatomy.field import cast, values
from filmwright.render.anatomy.piece import Piece, Tint, hide, split
from filmwright.render.anatomy.shapes import CUT, rotation
from filmwright.render.figure._colour import STUBBLE_STEPS
from filmwright.render.figure._piece import FigureShapes, solid
from filmwright.render.figure._skeleton import BONE, Frame

__all__ = ["Features", "HeadMap", "features", "head_map", "head_piece", "head_shapes", "neck_shapes"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Features:
    """Where a face's features lie, in head measures (metres of a grown-up head)."""

    eye_x: float
    eye_y: float
    eye_z: float
    eye_r: float
    eye_tilt: float
    brow_y: float
    brow_weight: float
    brow_slant: float
    nose_y: float
    nose_z: float
    mouth_y: float
    mouth_w: float
    lips: float
    chin_y: float
    width: float
    female: float
    child: float
    old: float


def features(look: FigureLook, f: Frame) -> Features:
    """Read a look's face numbers as measures."""
    s = look.face
    long = 1 + 0.065 * s.face_length
    baby = f.child
    eye_y = 0.000 - 0.012 * baby
    size = 1.07 + 0.13 * s.eye_size + 0.18 * baby + 0.06 * f.female
    return Features(
        eye_x=0.0318 + 0.0030 * s.eye_spacing + 0.001 * baby,
        eye_y=eye_y,
        eye_z=0.0707 - 0.001 * baby,
        eye_r=0.0138 * size,
        eye_tilt=0.05 * s.eye_tilt + 0.03 * f.female - 0.07 * f.old,
        brow_y=eye_y + (0.0255 + 0.0038 * s.brow_height + 0.002 * f.female + 0.002 * baby) * long,
        brow_weight=(1 + 0.42 * s.brow_weight) * (1 - 0.30 * f.female) * (1 - 0.35 * baby),
        brow_slant=s.brow_slant,
        nose_y=eye_y - (0.0420 + 0.003 * s.face_length) * (1 - 0.22 * baby),
        nose_z=0.111 + 0.0068 * s.nose_size - 0.010 * baby - 0.003 * f.female + 0.002 * f.old,
        mouth_y=-0.0715 * long - 0.004 * baby + 0.001 * f.female,
        mouth_w=0.0262 * (1 + 0.17 * s.mouth_width) * (1 - 0.18 * baby),
        lips=(1 + 0.45 * s.lips + 0.22 * f.female) * (1 - 0.35 * f.old),
        chin_y=-0.101 * long - 0.001,
        width=(1 + 0.060 * s.face_width + 0.03 * max(f.fat, 0)) * (1 - 0.02 * f.female),
        female=f.female,
        child=baby,
        old=f.old,
    )


def head_shapes(look: FigureLook, f: Frame, g: Features) -> FigureShapes:
    """Skull, face, nose, ears as one field in head measures."""
    s, o, w, male = look.face, FigureShapes(), g.width, 1 - g.female
    fat = max(f.fat, 0.0)
    o.ball((0, 0.028, -0.014), (0.0745 * w, 0.088, 0.094), bone="head")
    o.ball((0, 0.036 + 0.004 * g.child, 0.026), (0.062 * w, 0.056, 0.060), k=0.03, bone="head")
    o.ball((0, -0.034, 0.030), (0.0565 * w, 0.070, 0.054), k=0.04, bone="head")
    jw = w * (1 + 0.16 * s.jaw_width + 0.06 * male - 0.05 * g.female - 0.06 * g.child)
    jaw_y = -0.056 + 0.004 * g.female
    r = 0.0165 + 0.003 * male + 0.004 * fat
    cy = g.chin_y
    for x in (1.0, -1.0):
        o.cone((x * 0.049 * jw, jaw_y, 0.004), (x * 0.019 * jw, cy - 0.000, 0.064), r, 0.0145, k=0.03, bone="head")
        o.ball(
            (x * 0.043 * w, -0.021, 0.056),
            (0.021, 0.017 + 0.003 * fat, 0.021 + 0.002 * s.cheek),
            k=0.028,
            bone="head",
        )
        o.ball(
            (x * 0.036 * w, -0.052, 0.052), (0.022 + 0.006 * fat + 0.005 * g.child, 0.026, 0.022), k=0.03, bone="head"
        )
    o.ball(
        (0, cy + 0.001, 0.073 + 0.003 * s.chin),
        (0.021 + 0.004 * male + 0.003 * s.chin, 0.0155, 0.0165),
        k=0.025,
        bone="head",
    )
    # underside of the jaw, so that the throat does not cut into the chin
    o.ball((0, cy + 0.018, 0.028), (0.040 * jw, 0.020, 0.045), k=0.02, bone="head")
    # muzzle and lips' ground
    o.ball((0, g.mouth_y, 0.069), (0.029, 0.025, 0.0255), k=0.025, bone="head")
    # brow ridge
    ridge = 0.0085 + 0.0025 * male * (1 - g.child)
    for x in (1.0, -1.0):
        o.cone(
            (x * 0.010, g.eye_y + 0.0215, 0.0815 + 0.001 * male),
            (x * 0.047 * w, g.eye_y + 0.0195, 0.0630),
            ridge,
            ridge * 0.8,
            k=0.018,
            bone="head",
        )
    # sockets: first a soft hollow, then the hole that the eyeball fills
    for x in (1.0, -1.0):
        o.ball(
            (x * (g.eye_x + 0.001), g.eye_y - 0.002, g.eye_z + 0.0255),
            (0.0205, 0.0135, 0.0115),
            turn=rotation("y", x * 18),
            k=0.014,
            op=CUT,
        )
    _nose(o, look, g)
    for x in (1.0, -1.0):
        o.ball(
            (x * g.eye_x, g.eye_y, g.eye_z + 0.002),
            (g.eye_r * 1.13, g.eye_r * 0.95, g.eye_r * 1.02),
            k=0.004,
            op=CUT,
        )
    _ears(o, look, f, w)
    return o


def _nose(o: FigureShapes, look: FigureLook, g: Features) -> None:
    s = look.face
    size = (1 + 0.20 * s.nose_size) * (1 - 0.15 * g.child) * (1 - 0.06 * g.female)
    wide = (1 + 0.30 * s.nose_width) * (1 - 0.08 * g.female)
    tip = np.array([0, g.nose_y, g.nose_z - 0.011])
    top = np.array([0, g.eye_y + 0.009, 0.0795 + 0.0025 * s.nose_bridge - 0.003 * g.child])
    mid = (top + tip) / 2 + np.array([0, 0, 0.0035 * s.nose_bridge + 0.001])
    o.cone(top, mid, 0.0078 * wide**0.5, 0.0084 * wide**0.5, k=0.016, bone="head")
    o.cone(mid, tip, 0.0084 * wide**0.5, 0.0104 * size * wide**0.5, k=0.010, bone="head")
    for x in (1.0, -1.0):
        o.ball(
            (x * 0.0112 * wide, tip[1] - 0.0035, tip[2] - 0.0085),
            (0.0078 * wide, 0.0072 * size, 0.0115),
            k=0.008,
            bone="head",
        )
    o.ball((0, tip[1] - 0.006, tip[2] - 0.004), (0.0055, 0.0055, 0.010), k=0.007, bone="head")


def _ears(o: FigureShapes, look: FigureLook, f: Frame, w: float) -> None:
    size = (1 + 0.12 * look.face.ears + 0.10 * f.old + 0.10 * f.child) * (1 - 0.05 * f.female)
    for x in (1.0, -1.0):
        turn = rotation("y", x * -24) @ rotation("x", -12)
        c = np.array([x * 0.0765 * w, -0.009, -0.010])
        o.ball(c, (0.0065, 0.0310 * size, 0.0185 * size), turn=turn, k=0.006, bone="head")
        o.ball(
            c + turn @ np.array([x * 0.006, 0.004, 0.003]),
            (0.0055, 0.019 * size, 0.0105 * size),
            turn=turn,
            k=0.004,
            op=CUT,
        )
        o.ball(c + turn @ np.array([x * 0.000, -0.003, 0.013]), (0.005, 0.007, 0.005), turn=turn, k=0.004, bone="head")


def neck_shapes(f: Frame, *, low: bool) -> FigureShapes:
    """Neck and the upper chest that an open collar shows, in the rest body (metres)."""
    o, s, hs = FigureShapes(), f.scale, f.head_scale
    male = 1 - f.female
    r = hs * (0.0445 + 0.0095 * male * (1 - f.child) + 0.006 * max(f.fat, 0) - 0.004 * f.child)
    neck, head = f.at("neck"), f.at("head")
    o.cone(
        neck + np.array([0, -0.02 * s, 0.004 * s]),
        head + np.array([0, 0.01 * hs, 0.014 * hs]),
        r * 1.05,
        r * 0.96,
        k=0.02,
        bone="neck",
    )
    for x in ("l_", "r_"):
        arm = f.at(f"{x}arm")
        o.cone(
            neck + np.array([0, 0.012 * s, -0.006 * s]),
            neck + (arm - neck) * 0.62,
            0.042 * s,
            0.026 * s,
            k=0.05 * s,
            bone=f"{x}clav",
        )
    if low:
        o.ball(neck + np.array([0, -0.075 * s, 0.018 * s]), (0.105 * s, 0.08 * s, 0.075 * s), k=0.04 * s, bone="chest")
    if f.female < 0.6 and f.child < 0.3:
        o.ball(
            (neck + head) / 2 + np.array([0, -0.005 * s, r * 0.98]),
            (0.008 * hs, 0.012 * hs, 0.008 * hs),
            k=0.01,
            bone="neck",
        )
    return o


@dataclass(frozen=True, slots=True)
class HeadMap:
    """How far the face stands out: z over a lattice of x and y, in head measures.

    `depth` (rows of y, columns of x) float64 metres; used to lay brows, lips and lines on the skin.
    """

    x0: float
    y0: float
    step: float
    depth: Array

    def z(self, x: Array, y: Array) -> Array:
        """Bilinear depth of the skin at points."""
        rows, cols = self.depth.shape
        u = np.clip((x - self.x0) / self.step, 0, cols - 1.001)
        v = np.clip((y - self.y0) / self.step, 0, rows - 1.001)
        i, j = v.astype(np.int64), u.astype(np.int64)
        a, b = v - i, u - j
        d = self.depth
        return (d[i, j] * (1 - b) + d[i, j + 1] * b) * (1 - a) + (d[i + 1, j] * (1 - b) + d[i + 1, j + 1] * b) * a


def head_map(field: Array) -> HeadMap:
    """Sound the face from the front on a 2 mm lattice."""
    step, x0, y0 = 0.002, -0.076, -0.130
    xs = x0 + step * np.arange(77)
    ys = y0 + step * np.arange(121)
    gx, gy = np.meshgrid(xs, ys)
    o: Array = np.stack([gx.ravel(), gy.ravel(), np.full(gx.size, 0.16)], 1).astype(np.float64)
    d = np.broadcast_to(np.array([0.0, 0.0, -1.0]), o.shape).copy()
    t = cast(field, o, d, 0.30)
    return HeadMap(x0, y0, step, np.where(t < 0, -0.03, 0.16 - t).reshape(gx.shape))


def _lines(*spans: tuple[float, float, float]) -> Array:
    parts = [np.arange(a, b - 1e-9, step) for a, b, step in spans]
    return np.concatenate([*parts, [spans[-1][1]]])


def head_piece(shapes: FigureShapes, look: FigureLook, f: Frame, g: Features, scalp: Array | None) -> list[Piece]:
    """The head as triangles in the rest body: `face` in front, `skin` behind the ears, `hair` on the scalp.

    `scalp` is the field of the hair that covers the skull: within it the skin takes the hair's colour,
    so that the hairline is drawn on the skin itself, crisp at any distance.
    """
    xs = _lines((-0.10, -0.06, 0.006), (-0.06, 0.06, 0.0048), (0.06, 0.101, 0.006))
    ys = _lines((-0.132, -0.056, 0.0056), (-0.056, 0.032, 0.0047), (0.032, 0.125, 0.009))
    zs = _lines((-0.125, 0.0, 0.011), (0.0, 0.05, 0.006), (0.05, 0.134, 0.0048))
    piece = solid(shapes.rows(), ((0,) * 3, (0,) * 3), (xs, ys, zs), Tint("skin", "skin"), "face", bone="head")
    v = piece.vertices
    jaw_weights(piece, v, g)
    parts: list[Piece] = []
    for p in split(piece, v[:, 2] + 0.028, Tint("skin", "skin"), "skin"):
        parts.extend([p] if scalp is None else _with_scalp(p, scalp))
    if look.beard == "stubble" and f.female < 0.5:
        parts = [q for p in parts for q in (_stubbled(p, g) if p.part == "face" else [p])]
    return [place(p, f) for p in parts]


def _with_scalp(p: Piece, scalp: Array) -> list[Piece]:
    """Colour the skin under the hair, and drop what the hair hides for good."""
    cut = split(p, _scalp_level(scalp, p.vertices), Tint("hair", "hair"), "hair")
    return [hide(q, scalp, 0.006) if q.part == "hair" else q for q in cut]


def _scalp_level(scalp: Array, v: Array) -> Array:
    """Below zero where hair grows: in the mass of hair, but never in the face below the brows."""
    level: Array = np.maximum(values(scalp, v), np.minimum(v[:, 2] - 0.042, 0.026 - v[:, 1]))
    return level


def _stubbled(p: Piece, g: Features) -> list[Piece]:
    """Darken where a beard grows in steps too small for a drawn edge (under 0.004 of linear light)."""
    out, rest = [], p
    for k in range(1, STUBBLE_STEPS + 1):
        tint = Tint(f"stubble{k}", "skin")
        outer, *inner = split(rest, stubble_level(rest.vertices, g) + 0.0012 * (k - 1), tint)
        if not inner:
            break
        out.append(outer)
        rest = inner[0]
    return [*out, rest]


def jaw_weights(piece: Piece, v: Array, g: Features) -> None:
    """Give the chin to the jaw (changes `piece` in place): all below the mouth, fading towards the ears."""
    t = np.clip((g.mouth_y + 0.004 - v[:, 1]) / 0.020, 0, 1)
    z = np.clip((v[:, 2] + 0.01) / 0.06, 0, 1)
    w = (t * t * (3 - 2 * t)) * (z * z * (3 - 2 * z))
    piece.which[:, 1] = BONE["jaw"]
    piece.share[:, 0] = 1 - w
    piece.share[:, 1] = w


def stubble_level(v: Array, g: Features) -> Array:
    """Below zero where a beard grows: jaw, chin and upper lip, in head measures."""
    x = np.abs(v[:, 0])
    line = -0.046 - 0.012 * np.clip(1 - x / 0.055, 0, 1) + 0.9 * np.clip(x - 0.052, 0, 1)
    lip = np.hypot(x / 1.25, (v[:, 1] - g.mouth_y) * 1.6) - 0.021
    upper = g.nose_y - 0.010 - v[:, 1]
    inside = np.minimum(np.minimum(line - v[:, 1], lip + 0.02 * (v[:, 2] < 0.05)), upper)
    level: Array = -np.where(x < 0.030, inside, np.minimum(line - v[:, 1], lip))
    return level


def place(piece: Piece, f: Frame) -> Piece:
    """From head measures to the rest body."""
    return replace(piece, vertices=piece.vertices * f.head_scale + f.head_origin)
