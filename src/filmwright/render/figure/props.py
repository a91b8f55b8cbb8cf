"""Small things that people hold."""

import numpy as np
from numpy.typing import NDArray

from filmwright.model.figure import Pose
from filmwright.render.figure._hands import hand_frame
from filmwright.render.figure._ik import Skeleton
from filmwright.render.figure._shapes import Shapes
from filmwright.render.figure._field import polygonise
from filmwright.render.figure._skeleton import BONE
from filmwright.render.mesh import Material, Mesh

__all__ = ["HELD", "held_prop", "prop_mesh"]

Array = NDArray[np.float64]

# half sizes (m) along fingers, towards the thumb, out of the palm; colour; centre in the hand
HELD: dict[str, tuple[tuple[float, float, float], tuple[float, float, float], str]] = {
    "phone": ((0.070, 0.036, 0.005), (0.02, 0.02, 0.025), "metal"),
}


def prop_mesh(name: str) -> Mesh:
    """A held thing about its grip: x along the fingers, y towards the thumb, z out of the palm (metres)."""
    half, albedo, kind = HELD.get(name, ((0.05, 0.04, 0.02), (0.2, 0.15, 0.1), "paint"))
    o = Shapes()
    o.box((0, 0, 0), half, rounding=min(half) * 0.9)
    axes = [np.linspace(-h - 0.01, h + 0.01, max(int(h / 0.004), 6) + 6) for h in half]
    v, n, f = polygonise(o.rows(), axes[0], axes[1], axes[2])
    none = np.zeros(len(f), np.int32)
    return Mesh(v.astype(np.float32), n.astype(np.float32), f, none, none, (Material(albedo, kind),))


def held_prop(name: str, bones: Skeleton, pose: Pose) -> Mesh | None:
    """The thing in the main hand, in the figure's space."""
    side = "l_" if pose.hand == "left" else "r_"
    m = bones.rot[BONE[f"{side}hand"]] @ hand_frame(bones.frame, side)
    if side == "r_":
        m = m.copy()
    k = bones.frame.scale
    at = bones.at(f"{side}hand") + m @ np.array([0.085, 0.0, 0.026]) * k
    mesh = prop_mesh(name)
    v = mesh.vertices @ m.T + at
    n = mesh.normals @ m.T
    f = mesh.faces if side == "l_" else mesh.faces[:, ::-1].copy()
    return Mesh(v.astype(np.float32), n.astype(np.float32), f, mesh.material, mesh.object_id, mesh.materials)
