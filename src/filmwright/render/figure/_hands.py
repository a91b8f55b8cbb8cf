"""Hands with five fingers of two bones each."""

import numpy as np
from numpy.typing import NDArray

from filmwright.render.anatomy.piece import Piece, Tint
from filmwright.render.anatomy.shapes import axes
from filmwright.render.figure._piece import FigureShapes, mirror, solid
from filmwright.render.figure._skeleton import FINGERS, Frame

__all__ = ["finger_tip", "hand_frame", "hand_pieces"]

Array = NDArray[np.float64]
_RADII = {"thumb": (0.0112, 0.0082), "index": (0.0090, 0.0068), "middle": (0.0092, 0.0070),
          "ring": (0.0088, 0.0067), "little": (0.0078, 0.0060)}  # fmt: skip
_LENGTH = {"thumb": 0.075, "index": 0.071, "middle": 0.079, "ring": 0.073, "little": 0.057}


def hand_frame(f: Frame, side: str) -> Array:
    """Columns: along the fingers, towards the thumb, out of the palm; at rest."""
    along = f.at(f"{side}hand") - f.at(f"{side}twist")
    m = axes(along, (0, 0, 1))
    if side == "r_":
        m[:, 2] *= -1
    return m


def finger_tip(f: Frame, side: str, name: str) -> Array:
    """Where a finger's last bone ends, at rest."""
    k = f.scale * (0.97 - 0.05 * f.female) * (1 + 0.02 * f.child)
    palm = hand_frame(f, side)[:, 2]
    a, b = f.at(f"{side}{name}1"), f.at(f"{side}{name}2")
    length = float(np.linalg.norm(b - a))
    bent = (b - a) / length + (0.20 if name != "thumb" else -0.05) * palm
    tip: Array = b + bent / np.linalg.norm(bent) * (_LENGTH[name] * k - length if name != "thumb" else 0.030 * k)
    return tip


def hand_shapes(f: Frame) -> FigureShapes:
    """The left hand and wrist."""
    o = FigureShapes()
    k = f.scale * (0.97 - 0.05 * f.female) * (1 + 0.02 * f.child)
    plump = 1 + 0.10 * max(f.fat, 0) + 0.10 * f.child - 0.08 * f.female
    wrist, m = f.at("l_hand"), hand_frame(f, "l_")
    e1, e2, e3 = m[:, 0], m[:, 1], m[:, 2]

    def at(a: float, b: float, c: float) -> Array:
        return wrist + k * (a * e1 + b * e2 + c * e3)

    o.cone(
        at(-0.075, 0, 0),
        at(0.012, 0, 0),
        0.0215 * k * plump,
        0.0195 * k * plump,
        k=0.01,
        bone="l_twist",
        stretch=e2,
        by=1.25,
    )
    o.box(
        at(0.050, 0.001, 0),
        k * np.array([0.042, 0.0385, 0.0125]) * plump**0.5,
        turn=m,
        rounding=0.0122 * k,
        k=0.022 * k,
        bone="l_hand",
    )
    o.ball(at(0.040, 0.028, 0.008), k * np.array([0.032, 0.015, 0.014]), turn=m, k=0.018 * k, bone="l_hand")
    o.ball(at(0.030, -0.024, 0.006), k * np.array([0.030, 0.013, 0.013]), turn=m, k=0.014 * k, bone="l_hand")
    for name in FINGERS:
        a, b, tip = f.at(f"l_{name}1"), f.at(f"l_{name}2"), finger_tip(f, "l_", name)
        r1, r2 = (r * k * plump for r in _RADII[name])
        to = (b - a) / np.linalg.norm(b - a)
        o.cone(a - to * 0.010 * k, b, r1 * 1.06, (r1 + r2) / 2 * 1.02, k=0.0065 * k, bone=f"l_{name}1")
        o.cone(b, tip, (r1 + r2) / 2 * 1.02, r2, k=0.0012, bone=f"l_{name}2")
    return o


def hand_pieces(f: Frame) -> list[Piece]:
    """Both hands; the right one mirrors the left."""
    o = hand_shapes(f)
    joints = np.array([f.at(b) for b in ("l_twist", "l_hand", *(f"l_{n}{i}" for n in FINGERS for i in (1, 2)))])
    lo, hi = joints.min(0) - 0.06 * f.scale, joints.max(0) + 0.06 * f.scale
    left = solid(o.rows(), (lo, hi), 0.0058 * f.scale**0.5, Tint("skin", "skin"), "skin", softness=0.004 * f.scale)
    return [left, mirror(left)]
