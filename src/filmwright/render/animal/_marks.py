"""Markings of a coat: where the second colour is, cut crisply into the triangles.

Noise is a sum of sines fixed in the body, so that the same look has the same marks in any process.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from filmwright.model.figure import AnimalLook
from filmwright.render.anatomy.piece import Piece, Tint, split
from filmwright.render.animal._species import Quadruped

__all__ = ["blobs", "coat_marks", "leg_marks", "tail_marks"]

Array = NDArray[np.float64]


def blobs(points: Array, scale: float, phase: float) -> Array:
    """Smooth noise about -1..1 over points (n, 3); `scale` is about the size of a blob."""
    x, y, z = (points[:, i] * (3.1 / scale) for i in range(3))
    a = np.sin(x + 1.7 * np.sin(0.6 * z + phase) + phase) * np.sin(0.9 * y + 1.3 * np.sin(0.7 * x) + 2.0 * phase)
    b = np.sin(0.8 * z + 1.1 * np.sin(0.8 * y + phase) + 0.5 * phase)
    out: Array = 0.55 * a + 0.6 * b
    return out


def coat_marks(q: Quadruped, look: AnimalLook, whole: Piece) -> list[Piece]:
    """Trunk and legs in their colours."""
    s = look.size_m
    v = whole.vertices / s
    x, y, z = v[:, 0], v[:, 1], v[:, 2]
    second = Tint("second", "cloth")
    if look.pattern == "belly":
        line = 0.10 + np.maximum(1.0 - q.chest[0], 0.5) + 0.030 * blobs(v, 0.3, 0.4)
        front = np.maximum(0.0, z - 0.5 * q.length - 0.02) * 1.1
        legs = 0.06 if look.species in ("fox", "wolf") else 0.0
        level = y - line - front + legs
        inner = np.where(y < q.elbow + 0.04, 0.06 - np.abs(x) * 0.9 + 0.05 * (q.elbow - y), -1.0)
        return split(whole, np.maximum(level, -inner * 0.8), second)
    if look.pattern == "patches":
        size = 0.62 if look.species in ("cow", "horse", "goat") else 0.5
        level = 0.10 - blobs(v, size, 0.8) - 0.9 * np.maximum(0.0, 0.36 - y)
        return split(whole, level, second)
    if look.pattern == "spots":
        n = np.sin(x * 26) * np.sin(y * 24 + 1.2 * np.sin(z * 9)) * np.sin(z * 25 + x * 6)
        return split(whole, 0.50 - n - 0.4 * np.maximum(0.0, 0.5 - y), second)
    if look.pattern == "stripes":
        return _striped(q, look, whole, v)
    if look.pattern == "saddle":
        edge = (
            q.hip - 0.52 * q.chest[0] + 0.05 * blobs(v, 0.35, 1.1) + 0.5 * np.maximum(0.0, np.abs(z) - 0.42 * q.length)
        )
        return split(whole, edge - y, Tint("mane", "cloth"))
    return [whole]


def _striped(q: Quadruped, look: AnimalLook, whole: Piece, v: Array) -> list[Piece]:
    x, y, z = v[:, 0], v[:, 1], v[:, 2]
    wave = z * 30.0 + 2.2 * np.sin(y * 5.0 + 3.0 * np.abs(x)) + 0.9 * np.sin(y * 15.0 + z * 6)
    along = y * 36.0 + 1.2 * np.sin(z * 14)
    on_leg = y < q.elbow + 0.05
    band = np.where(on_leg, np.sin(along), np.sin(wave))
    low = np.maximum(0.0, 1.0 - 0.85 * q.chest[0] - y) * np.where(on_leg, 0.0, 5.0)
    level = 0.58 + low + np.where(on_leg, 0.12, 0.0) - band
    pieces = split(whole, level, Tint("mane", "cloth"))
    if look.species != "tiger":
        return pieces
    plain = [p for p in pieces if p.tint.base == "coat"]
    rest = [p for p in pieces if p.tint.base != "coat"]
    for p in plain:
        w = p.vertices / look.size_m
        trunk = w[:, 1] - (1.0 - q.chest[0] + 0.075)
        legs = w[:, 1] - (1.0 - q.chest[0] - 0.02)
        inside = np.abs(w[:, 0]) - 0.45 * q.chest[1] + 0.35 * q.fore[0]
        belly = np.where(legs > 0.0, trunk, np.maximum(inside, trunk))
        rest += split(p, belly, Tint("second", "cloth"))
    return rest


def leg_marks(q: Quadruped, look: AnimalLook, piece: Piece) -> list[Piece]:
    """Dark legs, white socks."""
    y = piece.vertices[:, 1] / look.size_m
    if look.pattern == "points" or look.species == "fox":
        high = q.wrist + 0.06 + 0.05 * np.sin(piece.vertices[:, 2] / look.size_m * 9)
        return split(piece, y - high, Tint("mane", "cloth"))
    if look.pattern == "patches" and look.species in ("horse", "cow", "cat", "dog"):
        return split(piece, y - 0.85 * q.wrist, Tint("second", "cloth"))
    return [piece]


def tail_marks(look: AnimalLook, whole: Piece, root: Array, tip: Array) -> list[Piece]:
    """The end of a tail, or its rings."""
    along = tip - root
    t = (whole.vertices - root) @ along / float(along @ along)
    if look.species == "fox" or (look.species in ("dog", "cat") and look.pattern in ("patches", "belly")):
        return split(whole, 0.76 - t, Tint("second", whole.tint.kind))
    if look.species == "rabbit":
        return [replace(whole, tint=Tint("second", whole.tint.kind))]
    if look.species in ("cat", "tiger") and look.pattern == "stripes":
        return split(whole, 0.35 - np.sin(t * 40.0), Tint("mane", whole.tint.kind))
    if look.species == "deer":
        return split(whole, whole.normals[:, 2] + 0.2, Tint("second", whole.tint.kind))
    if look.pattern == "saddle":
        return split(whole, whole.normals[:, 1] * -1.0 + 0.1, Tint("mane", whole.tint.kind))
    return [whole]
