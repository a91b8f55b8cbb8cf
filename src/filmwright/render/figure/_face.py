"""The moving part of a face: eyes, lids, brows, lips, teeth, and the drawn lines of age.

Everything is laid out in head measures (see `_head`) on lattices of fixed size, so that only positions
change from frame to frame. `u` runs from the inner to the outer corner of an eye, `t` from the figure's
right mouth corner to the left.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filmwright.model.figure import FigureLook, Pose
from filmwright.render.anatomy.piece import Tint, smooth_normals
from filmwright.render.figure._head import Features, HeadMap

__all__ = ["Controls", "FaceRig", "controls", "face_rig"]

Array = NDArray[np.float64]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Controls:
    """Muscles of a face; 0 is rest.

    brow_in, brow_out: raise (+) or lower (-) the ends; squeeze: draw brows together; upper, lower: lids
    wider (+) or narrower (-); corner: mouth corners up (+) or down (-); open 0..1; wide: mouth width
    factor; round: lips forward; press: lips drawn in; teeth 0..1; tuck: lower lip under the teeth;
    gaze: degrees of the eyes to the figure's left and up; blink 0..1; skew: one-sided mouth.
    """

    brow_in: float = 0.0
    brow_out: float = 0.0
    squeeze: float = 0.0
    upper: float = 0.0
    lower: float = 0.0
    corner: float = 0.0
    open: float = 0.0
    wide: float = 1.0
    round: float = 0.0
    press: float = 0.0
    teeth: float = 0.0
    tuck: float = 0.0
    gaze: tuple[float, float] = (0.0, 0.0)
    blink: float = 0.0
    skew: float = 0.0


# brow_in, brow_out, squeeze, upper, lower, corner, open, wide, press, teeth, skew
_MOODS: dict[str, tuple[float, ...]] = {
    "neutral": (0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0),
    "happy": (0.15, 0.30, 0, -0.10, 0.45, 1.0, 0.27, 1.22, 0, 1.0, 0),
    "sad": (1.0, -0.55, 0.35, -0.30, 0.05, -0.85, 0, 0.92, 0.1, 0, 0),
    "angry": (-1.0, 0.35, 1.0, -0.10, 0.40, -0.65, 0.06, 0.95, 0.35, 0.6, 0),
    "afraid": (1.1, 0.45, 0.6, 0.75, 0.0, -0.45, 0.34, 1.08, 0, 0.5, 0),
    "surprised": (1.1, 1.15, 0, 0.85, -0.1, -0.05, 0.55, 0.80, 0, 0, 0),
    "disgusted": (-0.75, -0.20, 0.7, -0.25, 0.50, -0.60, 0.05, 0.92, 0.2, 0.4, 0.5),
    "determined": (-0.65, 0.10, 0.6, -0.12, 0.25, -0.15, 0, 0.97, 0.55, 0, 0),
    "tired": (0.15, -0.35, 0, -0.75, 0.10, -0.30, 0, 0.95, 0, 0, 0),
}
# open, wide, round, press, teeth, tuck
_SHAPES: dict[str, tuple[float, ...]] = {
    "rest": (0.0, 1.0, 0.0, 0.0, 0.0, 0.0),
    "A": (1.0, 0.98, 0.0, 0.0, 0.6, 0.0),
    "E": (0.50, 1.14, 0.0, 0.0, 1.0, 0.0),
    "I": (0.30, 1.22, 0.0, 0.0, 1.0, 0.0),
    "O": (0.75, 0.66, 0.8, 0.0, 0.0, 0.0),
    "U": (0.32, 0.50, 1.0, 0.0, 0.0, 0.0),
    "M": (0.0, 0.97, 0.0, 0.8, 0.0, 0.0),
    "F": (0.26, 1.02, 0.0, 0.3, 1.0, 1.0),
}


def controls(pose: Pose, gaze: tuple[float, float]) -> Controls:
    """A pose's expression, mouth shape, blink and eye direction as muscles."""
    m = [v * pose.intensity for v in _MOODS[pose.expression]]
    m[7] = 1 + (_MOODS[pose.expression][7] - 1) * pose.intensity
    o, wide, rnd, press, teeth, tuck = _SHAPES[pose.mouth_shape]
    talk = pose.mouth_open if pose.mouth_shape != "rest" else 0.0
    closed = 1.0 if pose.mouth_shape in ("M", "F", "U") else 0.0
    amount = talk if pose.mouth_shape != "M" else 1.0
    opened = max(m[6] * (1 - closed), 0.0) * (0.4 if talk else 1.0) + o * talk
    if pose.mouth_shape == "rest":
        opened = max(m[6], 0.8 * pose.mouth_open)
    return Controls(
        brow_in=m[0] + 0.12 * talk,
        brow_out=m[1] + 0.12 * talk,
        squeeze=m[2],
        upper=m[3],
        lower=m[4],
        corner=m[5],
        open=min(opened, 1.0),
        wide=m[7] * (1 + (wide - 1) * amount),
        round=rnd * amount,
        press=max(m[8] * (1 - min(o * talk * 2, 1)), press * amount),
        teeth=max(m[9], teeth * min(1.0, 2 * talk)),
        tuck=tuck * amount,
        gaze=gaze,
        blink=pose.blink,
        skew=m[10],
    )


def _lattice(rows: int, cols: int) -> Ints:
    out: list[tuple[int, int, int]] = []
    for i in range(rows - 1):
        for j in range(cols - 1):
            a = i * cols + j
            out.extend(((a, a + 1, a + cols + 1), (a, a + cols + 1, a + cols)))
    return np.array(out, np.int32)


def _fan(rings: int, spokes: int) -> Ints:
    out = [(0, 1 + j, 1 + (j + 1) % spokes) for j in range(spokes)]
    for i in range(rings - 1):
        for j in range(spokes):
            a, b = 1 + i * spokes + j, 1 + i * spokes + (j + 1) % spokes
            out.extend(((a, a + spokes, b + spokes), (a, b + spokes, b)))
    return np.array(out, np.int32)


def _sphere(c: Array, r: Array | float, a: Array, e: Array) -> Array:
    """Points about c at azimuth a (towards +x) and elevation e, radians."""
    at: Array = c + np.stack([r * np.sin(a) * np.cos(e), r * np.sin(e), r * np.cos(a) * np.cos(e)], -1)
    return at


def _turn(p: Array, c: Array, yaw: float, pitch: float) -> Array:
    """Turn points about c: yaw towards +x, pitch up (radians)."""
    q = p - c
    cp, sp, cy, sy = np.cos(pitch), np.sin(pitch), np.cos(yaw), np.sin(yaw)
    y, z = cp * q[..., 1] + sp * q[..., 2], -sp * q[..., 1] + cp * q[..., 2]
    x, z = cy * q[..., 0] + sy * z, -sy * q[..., 0] + cy * z
    turned: Array = c + np.stack([x, y, z], -1)
    return turned


_U = np.linspace(-1, 1, 13)
_T = np.linspace(-1, 1, 19)
_SPOKES = 18
_DISC = np.arange(_SPOKES) * 2 * np.pi / _SPOKES
_WIDE_EYE = np.radians(64.0)


def _cap(c: Array, r: float, half: float, rings: int) -> Array:
    """A disc on a sphere facing +z: centre, then rings; `half` is its angular radius."""
    pts = [c + np.array([0, 0, r])]
    for i in range(1, rings + 1):
        b = half * i / rings
        ring = np.stack([np.sin(b) * np.cos(_DISC), np.sin(b) * np.sin(_DISC), np.full(_SPOKES, np.cos(b))], -1)
        pts.extend(c + r * ring)
    return np.array(pts)


@dataclass(frozen=True, slots=True)
class _Part:
    tint: Tint
    part: str
    faces: Ints
    count: int


@dataclass(frozen=True, slots=True)
class FaceRig:
    """The lattices of one face and how to shape them."""

    g: Features
    skin: HeadMap
    parts: tuple[_Part, ...]
    faces: Ints
    lines: bool

    def shape(self, c: Controls) -> Array:
        """All vertices in head measures for these muscles, in the order of `parts`."""
        out: list[Array] = []
        for side in (1.0, -1.0):
            out.extend(_eye(self.g, c, side))
            out.append(_brow(self.g, self.skin, c, side))
        out.extend(_mouth(self.g, self.skin, c))
        out.extend(_drawn(self.g, self.skin, c, lines=self.lines))
        return np.concatenate(out)

    def normals(self, vertices: Array) -> Array:
        """Smooth normals of shaped vertices."""
        return smooth_normals(vertices, self.faces)


def _lid_edges(g: Features, c: Controls) -> tuple[Array, Array]:
    """Elevation (radians) of the upper and the lower lid's edge across the eye."""
    tall = 1 + 0.06 * g.female + 0.10 * g.child
    upper = np.radians(24.5 * tall + 14.0 * c.upper - 4.0 * g.old + 0.35 * min(c.gaze[1], 0))
    lower = np.radians(-20.0 * tall + 9.0 * c.lower)
    arch = np.clip(1 - np.abs((_U + 0.12) / 1.12) ** 2.1, 0, 1)
    tilt = np.tan(g.eye_tilt) * _U * 1.0
    corner = np.radians(-2.0)
    up = corner + (upper - corner) * arch**0.92 + tilt
    low = corner + (lower - corner) * np.clip(1 - _U**2, 0, 1) ** 0.95 + tilt
    shut = low + np.radians(3.0) * np.clip(1 - _U**2, 0, 1)
    b = c.blink * c.blink * (3 - 2 * c.blink)
    up = up * (1 - b) + shut * b
    return np.maximum(up, low + 1e-3), low


def _eye(g: Features, c: Controls, side: float) -> list[Array]:
    centre = np.array([side * g.eye_x, g.eye_y, g.eye_z])
    r = g.eye_r
    az = side * _U * _WIDE_EYE
    up, low = _lid_edges(g, c)
    yaw, pitch = np.radians(c.gaze[0]), np.radians(c.gaze[1])
    # white of the eye
    rows = [_sphere(centre, r * 0.995, az, np.full_like(az, np.radians(60 - 20 * i))) for i in range(7)]
    white = np.concatenate(rows)
    iris = _turn(_cap(centre, r * 1.012, np.radians(27.0 + 2 * g.child), 3), centre, yaw, pitch)
    ring = _turn(_cap(centre, r * 1.006, np.radians(30.5 + 2 * g.child), 3), centre, yaw, pitch)
    pupil = _turn(_cap(centre, r * 1.020, np.radians(12.5), 2), centre, yaw, pitch)
    glint = _turn(_cap(centre, r * 1.030, np.radians(5.5), 1), centre, yaw + 0.20, pitch + 0.22)
    # lids: from the edge back under the brow and the cheek
    crease = np.radians(66.0) + 0 * az
    upper = [
        _sphere(centre, r * k, az * w, up * (1 - v) + crease * v)
        for v, k, w in ((1.0, 1.02, 1.10), (0.55, 1.13, 1.06), (0.2, 1.12, 1.02), (0.0, 1.10, 1.0), (-0.0, 1.0, 1.0))
    ]
    bag = np.radians(-74.0) + 0 * az
    lower = [
        _sphere(centre, r * k, az * w, low * (1 - v) + bag * v)
        for v, k, w in ((0.0, 1.0, 1.0), (0.0, 1.075, 1.0), (0.3, 1.095, 1.04), (1.0, 1.03, 1.14))
    ]
    # the line of lashes, heavier outside
    thick = np.radians(3.0 + 2.6 * g.female) * (0.55 + 0.45 * (_U + 1) / 2) * np.clip(1.04 - _U**6, 0, 1)
    reach = 1 + 0.05 * g.female
    lash = [
        _sphere(centre, r * 1.135, az * reach, up + thick * 1.0),
        _sphere(centre, r * 1.150, az * reach, up + thick * 0.3),
        _sphere(centre, r * 1.125, az * reach, up - thick * 0.55),
    ]
    under = np.radians(0.9 + 0.2 * g.female) * np.clip(0.2 + 0.8 * (_U + 1) / 2, 0, 1) * np.clip(1.02 - _U**6, 0, 1)
    lash_low = [
        _sphere(centre, r * 1.085, az, low + under),
        _sphere(centre, r * 1.10, az, low),
        _sphere(centre, r * 1.085, az, low - under),
    ]
    fold = crease * 0.52 + up * 0.48 + np.radians(4)
    fold_w = np.radians(1.3) * np.clip(1 - _U**4, 0.05, 1)
    crease_line = [
        _sphere(centre, r * k, az * 1.05, fold + fold_w * d) for k, d in ((1.128, 1.0), (1.145, 0.0), (1.128, -1.0))
    ]
    parts = [white, ring, iris, pupil, glint]
    parts += [np.concatenate(x) for x in (upper, lower, lash, lash_low, crease_line)]
    return parts


def _brow(g: Features, skin: HeadMap, c: Controls, side: float) -> Array:
    t = np.linspace(0, 1, 13)
    x = 0.0125 + (0.0385 + 0.001 * g.female) * t - 0.004 * c.squeeze * (1 - t)
    arch = 0.0040 * np.sin(np.pi * np.clip(t * 0.80 + 0.12, 0, 1)) + 0.0016 * g.female * np.sin(np.pi * t)
    slant = 0.0022 * g.brow_slant * (t - 0.4)
    y = g.brow_y - 0.002 + arch + slant - 0.005 * np.clip(t - 0.65, 0, 1)
    lift_in = np.clip(1 - t * 1.5, 0, 1)
    lift_out = np.clip(t * 1.5 - 0.25, 0, 1) * np.clip(1.7 - t, 0, 1)
    y = y + 0.0070 * (c.brow_in * lift_in + c.brow_out * lift_out)
    half = 0.0033 * g.brow_weight * np.interp(t, (0, 0.12, 0.45, 1), (0.55, 1.0, 0.95, 0.16))
    rows = []
    for d, lift in ((1.0, 0.0013), (0.35, 0.0034), (-0.45, 0.0034), (-1.0, 0.0013)):
        yy = y + half * d
        rows.append(np.stack([side * x, yy, skin.z(side * x, yy) + lift], -1))
    return np.concatenate(rows)


def _mouth(g: Features, skin: HeadMap, c: Controls) -> list[Array]:
    w = g.mouth_w * c.wide * (1 + 0.10 * max(c.corner, 0))
    x = w * _T
    a = np.abs(_T)
    body = np.clip(1 - _T**2, 0, 1)
    smile = c.corner * 0.0062 * (a**1.6 - 0.25) + c.skew * 0.004 * np.clip(_T, 0, 1)
    mid = g.mouth_y + smile
    gap = 0.0195 * c.open
    thin = (1 - 0.55 * c.press) * (1 - 0.12 * max(c.corner, 0))
    bow = body**0.62 * (1 - 0.24 * np.exp(-((_T / 0.13) ** 2))) * (1 - 0.15 * np.exp(-(((a - 0.62) / 0.3) ** 2)))
    hi = mid + 0.30 * gap * body**0.6 + 0.0005
    lo = mid - 0.70 * gap * body**0.6 - 0.0005 + c.tuck * 0.0035 * body
    top = hi + 0.0058 * g.lips * thin * bow
    bottom = np.minimum(lo, mid) - 0.0075 * g.lips * thin * (1 - 0.5 * c.tuck) * body**0.75
    drop = 0.0050 * c.open
    out = 0.0055 * c.round
    still = np.clip(c.open, 0, 1)

    def skin_z(yy: Array) -> Array:
        return skin.z(x, np.maximum(yy, g.mouth_y - 0.014) * 1.0)

    def row(yy: Array, lift: float, back: float) -> Array:
        return np.stack([x, yy, skin_z(yy) + (lift + out) * body**0.5 + 0.0010 - back * body], -1)

    upper = [
        row(top, 0.0002, 0),
        row(top * 0.62 + hi * 0.38, 0.0030, 0),
        row(top * 0.2 + hi * 0.8, 0.0034, 0),
        row(hi, 0.0012, 0.0),
    ]
    lower = [
        row(lo, 0.0012, drop * 0.6),
        row(lo * 0.75 + bottom * 0.25, 0.0040, drop * 0.8),
        row(lo * 0.4 + bottom * 0.6, 0.0038, drop),
        row(bottom, 0.0002, drop),
    ]
    inner = [
        row(hi + 0.0004, 0.0006, 0.0),
        row((hi + lo) / 2, 0.0004, drop * 0.3),
        row(lo - 0.0004, 0.0006, drop * 0.6),
    ]
    show = min(c.teeth, 1.0) * np.clip((hi - lo - 0.0018) / 0.004, 0, 1)
    bite = hi - np.minimum(0.0062, (hi - lo) * (0.62 if c.tuck < 0.5 else 1.0)) * show
    k = 0.86
    teeth = [
        np.stack([x * k, hi + 0.0003, skin_z(hi) + 0.0019 + out * 0.5], -1),
        np.stack([x * k, bite, skin_z(bite) + 0.0019 + out * 0.5], -1),
    ]
    tongue_h = np.clip((hi - lo - 0.008) / 0.010, 0, 1) * 0.006 * body
    tongue = [
        np.stack([x * 0.62, lo + tongue_h, skin_z(lo) + 0.0016 - drop * 0.5], -1),
        np.stack([x * 0.62, lo - 0.0002, skin_z(lo) + 0.0018 - drop * 0.5], -1),
    ]
    _ = still
    return [np.concatenate(p) for p in (upper, lower, inner, teeth, tongue)]


def _line(skin: HeadMap, x: Array, y: Array, half: Array) -> Array:
    """A thin drawn line on the skin: three rows."""
    d = np.gradient(np.stack([x, y], -1), axis=0)
    d /= np.maximum(np.linalg.norm(d, axis=1, keepdims=True), 1e-9)
    nx, ny = -d[:, 1], d[:, 0]
    rows = []
    for s, lift in ((1.0, 0.0002), (0.0, 0.0011), (-1.0, 0.0002)):
        xx, yy = x + nx * half * s, y + ny * half * s
        rows.append(np.stack([xx, yy, skin.z(xx, yy) + lift], -1))
    p = np.concatenate(rows)
    n = len(x)
    if x[-1] < x[0]:
        p = np.concatenate([p[2 * n :], p[n : 2 * n], p[:n]])
    return p


_N = 9


def _drawn(g: Features, skin: HeadMap, c: Controls, *, lines: bool) -> list[Array]:
    t = np.linspace(0, 1, _N)
    taper = np.sin(np.pi * np.clip(t * 0.94 + 0.03, 0, 1)) ** 0.7
    out = []
    for s in (1.0, -1.0):
        # nostril
        a = np.linspace(0, np.pi, _N)
        x = 0.0062 + 0.0046 * np.cos(a) * -1
        y = g.nose_y - 0.0098 + 0.0016 * np.sin(a)
        p = np.stack([s * x, y, skin.z(s * x, y) + 0.0009], -1)
        q = np.stack([s * x, y - 0.0022, skin.z(s * x, y - 0.0022) + 0.0009], -1)
        m = (p + q) / 2 + np.array([0, 0, 0.0004])
        out.append(np.concatenate([p, m, q]))
    for s in (1.0, -1.0):
        # the wing of the nose
        a = np.linspace(-0.5, 1.7, _N)
        x = s * (0.0108 + 0.0056 * np.cos(a))
        y = g.nose_y - 0.0030 + 0.0068 * np.sin(a)
        out.append(_line(skin, x, y, 0.00055 * taper))
    if lines:
        age = 0.4 + 0.6 * g.old
        fold = 0.35 + 0.65 * g.old + 0.6 * max(c.corner, 0)
        for s in (1.0, -1.0):
            x = s * (0.0165 + 0.0165 * t**0.8)
            y = g.nose_y - 0.003 - 0.030 * t
            out.append(_line(skin, x, y, 0.00065 * taper * fold))
        for i in range(2):
            x = np.linspace(-0.028, 0.028, _N)
            y = g.brow_y + 0.017 + 0.011 * i - 12.0 * x * x * 0.12
            out.append(_line(skin, x, y, 0.00055 * taper * age))
        for s in (1.0, -1.0):
            x = s * (g.eye_x - 0.012 + 0.024 * t)
            y = g.eye_y - 0.0175 - 0.0035 * np.sin(np.pi * t)
            out.append(_line(skin, x, y, 0.0006 * taper * age))
    return out


def face_rig(look: FigureLook, g: Features, skin: HeadMap) -> FaceRig:
    """Lay out the lattices of a face."""
    n, m = len(_U), len(_T)
    parts: list[_Part] = []

    def add(tint: Tint, part: str, faces: Ints, count: int) -> None:
        parts.append(_Part(tint, part, faces, count))

    def lattice(rows: int, cols: int, side: float) -> Ints:
        f = _lattice(rows, cols)
        return f[:, ::-1].copy() if side > 0 else f

    for side in (1.0, -1.0):
        add(Tint("white", "eye"), "eyes", lattice(7, n, side), 7 * n)
        add(Tint("eyes", "eye", 0.35), "eyes", _fan(3, _SPOKES), 1 + 3 * _SPOKES)
        add(Tint("eyes", "eye"), "eyes", _fan(3, _SPOKES), 1 + 3 * _SPOKES)
        add(Tint("black", "eye"), "eyes", _fan(2, _SPOKES), 1 + 2 * _SPOKES)
        add(Tint("white", "eye"), "eyes", _fan(1, _SPOKES), 1 + _SPOKES)
        add(Tint("skin", "skin"), "face", lattice(5, n, side), 5 * n)
        add(Tint("skin", "skin"), "face", lattice(4, n, side), 4 * n)
        add(Tint("black", "hair"), "eyes", lattice(3, n, side), 3 * n)
        add(Tint("skin", "skin", 0.40), "eyes", lattice(3, n, side), 3 * n)
        add(Tint("skin", "skin", 0.55), "face", lattice(3, n, side), 3 * n)
        add(Tint("brow", "hair"), "face", lattice(4, 13, side), 4 * 13)
    for rows, tint in (
        (4, Tint("lip", "lip", 0.88)), (4, Tint("lip", "lip")), (3, Tint("mouth", "lip")),
        (2, Tint("teeth", "eye")), (2, Tint("tongue", "lip")),
    ):  # fmt: skip
        add(tint, "mouth", lattice(rows, m, 1.0), rows * m)
    lines = look.age >= 46
    add(Tint("skin", "skin", 0.35), "face", lattice(3, _N, 1.0), 3 * _N)
    add(Tint("skin", "skin", 0.35), "face", lattice(3, _N, -1.0), 3 * _N)
    for _ in range(2):
        add(Tint("skin", "skin", 0.58), "face", lattice(3, _N, 1.0), 3 * _N)
    if lines:
        for _ in range(6):
            add(Tint("skin", "skin", 0.58), "face", lattice(3, _N, 1.0), 3 * _N)
    base, faces = 0, []
    for p in parts:
        faces.append(p.faces + base)
        base += p.count
    return FaceRig(g, skin, tuple(parts), np.concatenate(faces).astype(np.int32), lines)
