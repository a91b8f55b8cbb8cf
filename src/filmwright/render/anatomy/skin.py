"""Bends a body: dual quaternion skinning (Kavan et al. 2007, "Skinning with dual quaternions")."""

import math

import numpy as np
from numpy.typing import NDArray

from filmwright.render.jit import njit

__all__ = ["quaternions", "skin"]

Array = NDArray[np.float64]
Floats = NDArray[np.float32]


@njit
def quaternions(rotations: Array) -> Array:
    """Rotation matrices (n, 3, 3) to unit quaternions (n, 4) as w, x, y, z."""
    out = np.empty((rotations.shape[0], 4))
    for i in range(rotations.shape[0]):
        m = rotations[i]
        t = m[0, 0] + m[1, 1] + m[2, 2]
        if t > 0:
            s = math.sqrt(t + 1.0) * 2
            out[i, 0], out[i, 1] = 0.25 * s, (m[2, 1] - m[1, 2]) / s
            out[i, 2], out[i, 3] = (m[0, 2] - m[2, 0]) / s, (m[1, 0] - m[0, 1]) / s
        elif m[0, 0] > m[1, 1] and m[0, 0] > m[2, 2]:
            s = math.sqrt(1.0 + m[0, 0] - m[1, 1] - m[2, 2]) * 2
            out[i, 0], out[i, 1] = (m[2, 1] - m[1, 2]) / s, 0.25 * s
            out[i, 2], out[i, 3] = (m[0, 1] + m[1, 0]) / s, (m[0, 2] + m[2, 0]) / s
        elif m[1, 1] > m[2, 2]:
            s = math.sqrt(1.0 + m[1, 1] - m[0, 0] - m[2, 2]) * 2
            out[i, 0], out[i, 1] = (m[0, 2] - m[2, 0]) / s, (m[0, 1] + m[1, 0]) / s
            out[i, 2], out[i, 3] = 0.25 * s, (m[1, 2] + m[2, 1]) / s
        else:
            s = math.sqrt(1.0 + m[2, 2] - m[0, 0] - m[1, 1]) * 2
            out[i, 0], out[i, 1] = (m[1, 0] - m[0, 1]) / s, (m[0, 2] + m[2, 0]) / s
            out[i, 2], out[i, 3] = (m[1, 2] + m[2, 1]) / s, 0.25 * s
    return out


@njit
def skin(
    vertices: Floats,
    normals: Floats,
    which: NDArray[np.int16],
    share: Floats,
    rotations: Array,
    moves: Array,
    out_v: Floats,
    out_n: Floats,
) -> None:
    """Move vertices by bones: x' = R x + t per bone, blended; writes `out_v` and `out_n` (n, 3)."""
    q = quaternions(rotations)
    b = q.shape[0]
    dual = np.empty((b, 8))
    for i in range(b):
        w, x, y, z = q[i, 0], q[i, 1], q[i, 2], q[i, 3]
        tx, ty, tz = moves[i, 0], moves[i, 1], moves[i, 2]
        dual[i, 0], dual[i, 1], dual[i, 2], dual[i, 3] = w, x, y, z
        dual[i, 4] = -0.5 * (tx * x + ty * y + tz * z)
        dual[i, 5] = 0.5 * (tx * w + ty * z - tz * y)
        dual[i, 6] = 0.5 * (-tx * z + ty * w + tz * x)
        dual[i, 7] = 0.5 * (tx * y - ty * x + tz * w)
    for i in range(vertices.shape[0]):
        first = which[i, 0]
        w0 = x0 = y0 = z0 = we = xe = ye = ze = 0.0
        for j in range(4):
            s = float(share[i, j])
            if s == 0.0:
                continue
            k = which[i, j]
            if j > 0:
                dot = 0.0
                for t in range(4):
                    dot += dual[k, t] * dual[first, t]
                if dot < 0.0:
                    s = -s
            w0 += s * dual[k, 0]
            x0 += s * dual[k, 1]
            y0 += s * dual[k, 2]
            z0 += s * dual[k, 3]
            we += s * dual[k, 4]
            xe += s * dual[k, 5]
            ye += s * dual[k, 6]
            ze += s * dual[k, 7]
        m = 1.0 / math.sqrt(w0 * w0 + x0 * x0 + y0 * y0 + z0 * z0)
        w0, x0, y0, z0 = w0 * m, x0 * m, y0 * m, z0 * m
        we, xe, ye, ze = we * m, xe * m, ye * m, ze * m
        tx = 2.0 * (-we * x0 + xe * w0 - ye * z0 + ze * y0)
        ty = 2.0 * (-we * y0 + xe * z0 + ye * w0 - ze * x0)
        tz = 2.0 * (-we * z0 - xe * y0 + ye * x0 + ze * w0)
        r00, r01, r02 = 1 - 2 * (y0 * y0 + z0 * z0), 2 * (x0 * y0 - w0 * z0), 2 * (x0 * z0 + w0 * y0)
        r10, r11, r12 = 2 * (x0 * y0 + w0 * z0), 1 - 2 * (x0 * x0 + z0 * z0), 2 * (y0 * z0 - w0 * x0)
        r20, r21, r22 = 2 * (x0 * z0 - w0 * y0), 2 * (y0 * z0 + w0 * x0), 1 - 2 * (x0 * x0 + y0 * y0)
        px, py, pz = vertices[i, 0], vertices[i, 1], vertices[i, 2]
        out_v[i, 0] = r00 * px + r01 * py + r02 * pz + tx
        out_v[i, 1] = r10 * px + r11 * py + r12 * pz + ty
        out_v[i, 2] = r20 * px + r21 * py + r22 * pz + tz
        nx, ny, nz = normals[i, 0], normals[i, 1], normals[i, 2]
        out_n[i, 0] = r00 * nx + r01 * ny + r02 * nz
        out_n[i, 1] = r10 * nx + r11 * ny + r12 * nz
        out_n[i, 2] = r20 * nx + r21 * ny + r22 * nz
