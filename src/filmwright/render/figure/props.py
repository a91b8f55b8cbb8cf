"""Small things that people hold: modelled about the grip, put into one hand or between both."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from filmwright.model.figure import Pose
from filmwright.render.anatomy.colour import linear
from filmwright.render.anatomy.field import polygonise
from filmwright.render.anatomy.shapes import Shapes
from filmwright.render.figure._hands import hand_frame
from filmwright.render.figure._ik import Skeleton
from filmwright.render.figure._skeleton import BONE
from filmwright.render.figure._things import HELD, PARCEL, Part
from filmwright.render.mesh import Material, Mesh, join

__all__ = ["HELD", "held_prop", "prop_mesh"]

Array = NDArray[np.float64]


_ALIASES = {
    "telephone": "phone", "cellphone": "phone", "smartphone": "phone", "mobile": "phone", "receiver": "phone",
    "coffee": "mug", "tea": "cup", "drink": "glass", "wine": "glass", "beer": "bottle", "pistol": "gun",
    "revolver": "gun", "weapon": "gun", "torch": "flashlight", "lantern": "flashlight", "keys": "key",
    "photo": "photograph", "picture": "photograph", "document": "paper", "note": "letter", "file": "folder",
    "purse": "bag", "handbag": "bag", "backpack": "bag", "case": "briefcase", "luggage": "suitcase",
    "flower": "flowers", "bouquet": "flowers", "dagger": "knife", "shotgun": "rifle", "cash": "money",
    "package": "box", "parcel": "box", "present": "box", "gift": "box", "pencil": "pen", "stick": "cane",
    "cigar": "cigarette", "script": "paper", "ticket": "card", "diary": "notebook",
}  # fmt: skip
_BOTH = ("read", "hold_both", "carry")


@cache
def prop_mesh(name: str) -> Mesh:
    """A held thing about its grip: x along the fingers, y towards the thumb, z out of the palm (metres)."""
    word = name.strip().lower().replace("_", " ")
    parts = HELD.get(_ALIASES.get(word, word), PARCEL)
    return join([_solid(p) for p in parts])


def _solid(p: Part) -> Mesh:
    o = Shapes()
    a, b = np.array(p.a), np.array(p.b)
    if p.shape == "box":
        o.box(a, b, rounding=float(min(b.min() * 0.9, 0.006)))
        lo, hi, step = a - b, a + b, b
    elif p.shape == "ball":
        o.ball(a, b)
        lo, hi, step = a - b, a + b, b
    else:
        o.cone(a, b, p.radii[0], p.radii[1], cap=p.shape == "cup", cap_start=p.shape == "cup")
        r = max(p.radii)
        lo, hi, step = np.minimum(a, b) - r, np.maximum(a, b) + r, np.maximum(np.abs(b - a) / 2 + r, r)
    grid = [_lines(lo[i], hi[i], float(step[i])) for i in range(3)]
    v, n, f = polygonise(o.rows(), grid[0], grid[1], grid[2])
    none = np.zeros(len(f), np.int32)
    return Mesh(v.astype(np.float32), n.astype(np.float32), f, none, none, (Material(linear(p.colour), p.kind),))


def _lines(lo: float, hi: float, half: float) -> Array:
    """Grid lines that never miss a thin sheet: at least six over the thickness, at most thirty."""
    pad = max(half * 0.25, 0.0015)
    count = int(np.clip(2 * half / 0.007, 6, 30))
    return np.linspace(lo - pad, hi + pad, count + 3)


def held_prop(name: str, bones: Skeleton, pose: Pose) -> Mesh:
    """The thing in the main hand, or between both hands when the gesture uses both, in the figure's space."""
    side = "l_" if pose.hand == "left" else "r_"
    k = bones.frame.scale
    mesh = prop_mesh(name)
    if pose.gesture in _BOTH:
        at, m = _between(bones, mesh)
    else:
        m = bones.rot[BONE[f"{side}hand"]] @ hand_frame(bones.frame, side)
        at = bones.at(f"{side}hand") + m @ np.array([0.080, 0.0, 0.012]) * k
    faces = mesh.faces if np.linalg.det(m) > 0 else mesh.faces[:, ::-1].copy()
    v = mesh.vertices @ m.T + at
    n = mesh.normals @ m.T
    return Mesh(v.astype(np.float32), n.astype(np.float32), faces, mesh.material, mesh.object_id, mesh.materials)


def _between(bones: Skeleton, mesh: Mesh) -> tuple[Array, Array]:
    """Between the palms, facing the reader: its length upwards, its width across."""
    palms = [
        bones.at(f"{s}hand") + (bones.rot[BONE[f"{s}hand"]] @ hand_frame(bones.frame, s)) @ np.array([0.07, 0, 0.015])
        for s in ("l_", "r_")
    ]
    mid = (palms[0] + palms[1]) / 2
    across = palms[0] - palms[1]
    across /= np.linalg.norm(across)
    to_eyes = bones.at("head") - mid
    to_eyes -= across * float(across @ to_eyes)
    to_eyes /= np.linalg.norm(to_eyes)
    up = np.cross(to_eyes, across)
    m = np.stack([up, across, to_eyes], 1)
    centre = (mesh.vertices.min(0) + mesh.vertices.max(0)) / 2
    return mid - m @ centre, m
