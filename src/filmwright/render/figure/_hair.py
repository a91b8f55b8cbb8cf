"""Hair: a cap that follows the skull to a hairline, and locks laid over it.

Measures are of the grown-up head, as in `_head`.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from filmwright.model.figure import FigureLook
from filmwright.render.anatomy.field import cast
from filmwright.render.anatomy.piece import Piece, Tint, hide, span, split, sweep
from filmwright.render.anatomy.shapes import CUT, rotation
from filmwright.render.figure._head import Features, jaw_weights, place
from filmwright.render.figure._piece import FigureShapes, rigid, solid, tube
from filmwright.render.figure._skeleton import BONE, Frame

__all__ = ["hair_pieces", "scalp_field"]

Array = NDArray[np.float64]
HAIR, DARK, LIGHT = Tint("hair", "hair"), Tint("hair", "hair", 0.72), Tint("hair", "hair", 1.22)


def _clear_eyes(o: FigureShapes, g: Features) -> None:
    """Keep hair out of the sockets and off the outer corners of the eyes."""
    for x in (1.0, -1.0):
        o.ball((x * (g.eye_x + 0.004), g.eye_y - 0.002, g.eye_z), (0.024, 0.023, 0.030), k=0.008, op=CUT)


def _cap(
    g: Features, thick: float, *, top: float = 0.0, line: float = 0.076, back: float = -0.075, side: float = 0.05
) -> FigureShapes:
    """The skull grown by `thick`, cut at the hairline (`line` high in front), the nape and around the ears."""
    o, w = FigureShapes(), g.width
    o.ball((0, 0.030 + top * 0.5, -0.015), (0.0745 * w + thick, 0.088 + thick + top, 0.094 + thick), bone="head")
    o.ball(
        (0, 0.036 + 0.004 * g.child, 0.026),
        (0.062 * w + thick, 0.056 + thick + top, 0.060 + thick),
        k=0.03,
        bone="head",
    )
    o.ball((0, -0.02, -0.045), (0.060 * w + thick, 0.062, 0.050 + thick), k=0.03, bone="head")
    # the face's window
    o.ball((0, line - 0.115, 0.105), (0.062 * w, 0.115, 0.068), k=0.012, op=CUT)
    _clear_eyes(o, g)
    # temples and the space around the ears
    for x in (1.0, -1.0):
        o.ball((x * 0.082 * w, -0.030, 0.010), (0.030, side, 0.036), turn=rotation("z", -x * 6), k=0.008, op=CUT)
    o.half((0, -1, -0.15), (0, back, -0.06), k=0.006)
    return o


_BOX = ((-0.16, -0.34, -0.19), (0.16, 0.20, 0.16))


def _solid(
    o: FigureShapes, step: float = 0.0092, box: tuple[tuple[float, ...], tuple[float, ...]] = _BOX, tint: Tint = HAIR
) -> Piece:
    """Hair as triangles; finer in front, where the hairline crosses the skin."""
    (x0, y0, z0), (x1, y1, z1) = box
    fine = step * 0.55
    if y0 < 0.0 and y1 > 0.11 and z0 < 0.03 < z1:  # a box round the whole head
        ys = np.concatenate([span(y0, 0.0, step)[:-1], span(0.0, 0.11, fine), span(0.11, y1, step)[1:]])
        zs = np.concatenate([span(z0, 0.02, step)[:-1], span(0.02, z1, fine * 1.15)])
        return solid(o.rows(), box, (span(x0, x1, step * 0.8), ys, zs), tint, "hair", bone="head")
    return solid(o.rows(), box, step, tint, "hair", bone="head")


class _Scalp:
    """Lays curves on a cap."""

    def __init__(self, field: Array) -> None:
        self._field = field

    def at(self, directions: Array, centre: tuple[float, float, float] = (0, 0.02, -0.01)) -> Array:
        """Points of the surface in the given directions from inside the head."""
        d = directions / np.linalg.norm(directions, axis=1, keepdims=True)
        c = np.asarray(centre)
        o = c + d * 0.22
        t = cast(self._field, o, -d, 0.22)
        hit: Array = np.where((t < 0)[:, None], c + d * 0.09, o - d * t[:, None])
        return hit


def _lock(
    path: Array, width: float, thick: float, tint: Tint, *, root: float = 0.6, tip: float = 0.12, middle: float = 0.35
) -> Piece:
    """One lock: a lens-shaped strip along a path, widest at `middle`."""
    n = len(path)
    t = np.linspace(0, 1, n)
    shape = np.interp(t, (0, middle, 1), (root, 1, tip))
    out = path - np.array([0, 0.01, -0.01])
    out = out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
    v, f = sweep(path, out, width * shape, thick * shape, 5)
    a, b, c = (v[f[:, i]] for i in range(3))
    if float(np.einsum("ij,ij->", a - path.mean(0), np.cross(b - path.mean(0), c - path.mean(0)))) < 0:
        f = f[:, ::-1].copy()
    return rigid(v, f, tint, "hair", "head")


def _curve(points: list[tuple[float, float, float]], n: int = 9) -> Array:
    """A smooth path through points (Catmull-Rom)."""
    p = np.array([points[0], *points, points[-1]], np.float64)
    out = []
    for i in range(1, len(p) - 2):
        for t in np.linspace(0, 1, n, endpoint=False):
            a, b, c, d = p[i - 1], p[i], p[i + 1], p[i + 2]
            out.append(
                0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
            )
    return np.array([*out, p[-1]])


def _rays(
    scalp: _Scalp,
    start: tuple[float, float, float],
    ends: list[tuple[float, float, float]],
    width: float,
    thick: float,
    *,
    lift: float = 0.002,
    steps: int = 12,
    bow: float = 0.0,
) -> list[Piece]:
    """Locks that run over the scalp from one direction to each of the end directions."""
    out = []
    a = np.asarray(start, np.float64)
    a /= np.linalg.norm(a)
    for i, e in enumerate(ends):
        b = np.asarray(e, np.float64)
        b /= np.linalg.norm(b)
        t = np.linspace(0.07 + 0.04 * (i % 3), 1, steps)[:, None]
        way = a * (1 - t) + b * t
        way[:, 1] += bow * np.sin(np.pi * t[:, 0])
        p = scalp.at(way)
        p += way / np.linalg.norm(way, axis=1, keepdims=True) * lift
        out.append(_lock(p, width, thick, (HAIR, DARK, LIGHT)[(i * 7 + i // 3) % 3]))
    return out


def _short(o: FigureShapes, fringe: float, parting: float) -> list[Piece]:
    scalp = _Scalp(o.rows())
    out = [_solid(o)]
    for row, (count, low, wide) in enumerate(((13, 0.50, 0.0125), (10, 0.86, 0.0135))):
        for i, a in enumerate(np.linspace(-82, 82, count)):
            r = np.radians(a + 3.0 * ((i * 5 + row) % 3 - 1))
            drop = low - 0.30 * abs(np.sin(r)) - fringe * (1 - row) - 0.05 * ((i * 3 + row) % 3)
            end = np.array((np.sin(r) + 0.10 * parting, drop, np.cos(r)))
            start = np.array((parting * 0.6 + 0.35 * np.sin(r), 1.0, -0.30 + 0.35 * row))
            t = np.linspace(0.05, 1, 10)[:, None]
            p = scalp.at(start * (1 - t) + end * t)
            d = p - np.array([0, 0.02, -0.01])
            d /= np.linalg.norm(d, axis=1, keepdims=True)
            p = p + d * (0.0015 + 0.0035 * t)
            out.append(_lock(p, wide, 0.0055, (HAIR, DARK, LIGHT)[(i * 2 + row) % 3], root=0.5, tip=0.15, middle=0.55))
    ends = [
        (np.sin(np.radians(a)), -0.28 - 0.06 * (k % 2), np.cos(np.radians(a)))
        for k, a in enumerate(np.linspace(112, 248, 11))
    ]
    return out + _rays(scalp, (parting, 1.0, -0.45), ends, 0.012, 0.0035)


def _none(_g: Features) -> list[Piece]:
    return []


def _buzz(g: Features) -> list[Piece]:
    return [_solid(_MASSES["buzz"](g))]


def _plain(g: Features) -> list[Piece]:
    return _short(_MASSES["short"](g), 0.0, 0.0)


def _side_part(g: Features) -> list[Piece]:
    o = _MASSES["side_part"](g)
    scalp = _Scalp(o.rows())
    start = (0.55, 1.0, 0.55)
    ends = [
        (np.sin(np.radians(a)), 0.30 + 0.25 * np.cos(np.radians(a)), np.cos(np.radians(a)))
        for a in np.linspace(-15, -150, 12)
    ]
    locks = _rays(scalp, start, ends, 0.013, 0.005, lift=0.003)
    ends = [(np.sin(np.radians(a)), 0.10, np.cos(np.radians(a))) for a in np.linspace(40, 150, 7)]
    locks += _rays(scalp, start, ends, 0.012, 0.003)
    return [_solid(o), *locks]


def _swept(g: Features) -> list[Piece]:
    o = _MASSES["swept_back"](g)
    scalp = _Scalp(o.rows())
    out = []
    for i, a in enumerate(np.linspace(-62, 62, 11)):
        r = np.radians(a)
        way = np.array(
            [
                (np.sin(r), 0.75, np.cos(r)),
                (np.sin(r) * 0.9, 1.0, 0.2),
                (np.sin(r) * 1.0, 0.7, -0.9),
                (np.sin(r) * 0.7, -0.1, -1),
            ]
        )
        p = scalp.at(_curve([tuple(w) for w in way], 4)) + np.array([0, 0.002, -0.001])
        out.append(_lock(p, 0.011, 0.004, (HAIR, DARK, LIGHT)[i % 3], root=0.8, tip=0.4))
    return [_solid(o), *out]


def _spiky(g: Features) -> list[Piece]:
    o = _MASSES["spiky"](g)
    scalp = _Scalp(o.rows())
    out = [_solid(o)]
    for i in range(26):
        u = (i + 0.5) / 26
        a, e = i * 2.399963, 0.25 + 0.75 * u
        d = np.array([[np.cos(a) * np.sqrt(1 - e * e), e, np.sin(a) * np.sqrt(1 - e * e)]])
        if d[0, 2] > 0.75 and e < 0.55:
            continue
        p = scalp.at(d)[0]
        tip = p + d[0] * 0.022 + np.array([0, 0.012, 0.008])
        out.append(
            _lock(
                _curve([tuple(p - d[0] * 0.012), tuple((p + tip) / 2), tuple(tip)], 3),
                0.014,
                0.010,
                (HAIR, DARK, LIGHT)[i % 3],
                tip=0.05,
                middle=0.3,
            )
        )
    return out


def _receding_mass(g: Features) -> FigureShapes:
    o = _cap(g, 0.0055, line=0.070, side=0.046)
    o.ball((0, 0.150, 0.020), (0.074, 0.098, 0.135), k=0.012, op=CUT)
    o.half((0, 0.25, 1), (0, 0.03, 0.030), k=0.010)
    o.ripple((0.0, 0.05, 0.02), (0, 1, 0), 0.0010, 16.0, mode=1, seed=0.2)
    return o


def _curly_mass(g: Features) -> FigureShapes:
    o = _cap(g, 0.016, top=0.008, back=-0.075, line=0.072)
    o.ripple((0, 0.02, 0), (0, 1, 0), 0.004, 150.0, mode=2, seed=0.3)
    return o


def _afro_mass(g: Features) -> FigureShapes:
    o = FigureShapes()
    o.ball((0, 0.050, -0.028), (0.128, 0.122, 0.125), bone="head")
    o.ball((0, -0.045, 0.130), (0.070 * g.width, 0.118, 0.085), k=0.02, op=CUT)
    _clear_eyes(o, g)
    o.half((0, -1, -0.2), (0, -0.075, 0), k=0.03)
    o.ripple((0, 0.02, 0), (0, 1, 0), 0.0045, 130.0, mode=2, seed=1.0)
    return o


def _hanging_mass(
    g: Features, bottom: float, thick: float = 0.012, flare: float = 0.0, wave: float = 0.0
) -> FigureShapes:
    """A mass that falls to `bottom` on both sides and behind, open for the face."""
    o, w = FigureShapes(), g.width
    o.ball((0, 0.030, -0.015), (0.0745 * w + thick, 0.090 + thick, 0.094 + thick), bone="head")
    o.ball((0, 0.036, 0.020), (0.062 * w + thick, 0.056 + thick, 0.056 + thick), k=0.03, bone="head")
    o.ball(
        (0, bottom / 2 - 0.01, -0.052),
        (0.074 * w + thick * 0.6 + flare, abs(bottom) / 2 + 0.06, 0.050 + thick),
        k=0.05,
        bone="head",
    )
    for x in (1.0, -1.0):
        o.cone(
            (x * (0.064 * w + thick * 0.5), 0.06, -0.002),
            (x * (0.069 * w + thick * 0.5 + flare), bottom, -0.018),
            0.024,
            0.021,
            k=0.03,
            bone="head",
            stretch=(0, 0, 1),
            by=1.4,
        )
    o.ball((0, -0.038, 0.112), (0.0600 * w, 0.116, 0.086), k=0.010, op=CUT)
    o.ball((0, -0.175, 0.050), (0.050 * w, 0.135, 0.088), k=0.015, op=CUT)
    _clear_eyes(o, g)
    o.half((0, -1, 0), (0, bottom, 0), k=0.012)
    o.ripple((0.02, 0.03, -0.01), (0, 1, 0), 0.0020 + wave, 13.0, mode=1, seed=0.4)
    return o


def _hanging(
    g: Features,
    o: FigureShapes,
    bottom: float,
    *,
    wave: float = 0.0,
    fringe: bool = False,
    parting: float = 0.25,
) -> list[Piece]:
    """Hair that falls to `bottom` (below the eyes, metres): its mass and locks from a parting."""
    rows = o.rows()
    scalp, out = _Scalp(rows), [_solid(o)]
    for sgn, count in ((1.0, 8), (-1.0, 9)):
        for i in range(count):
            u = i / (count - 1)
            a = np.radians(56 + 116 * u) * sgn
            start = np.array((parting, 1.0, 0.50 - 0.95 * u))
            end = np.array((np.sin(a), 0.30, np.cos(a) * 0.9))
            t = np.linspace(0.03, 1, 10)[:, None]
            way = start * (1 - t) + end * t
            way[:, 2] += 0.10 * np.sin(np.pi * t[:, 0]) * (1 - u)
            p = scalp.at(way)
            fall = _fall(rows, a, float(p[-1, 1]), bottom - 0.006 + 0.010 * ((i * 5) % 3), wave, i)
            out.append(
                _lock(
                    _smoothed(np.concatenate([p, fall])),
                    0.0125,
                    0.0048,
                    (HAIR, DARK, LIGHT)[(i * 2 + (sgn > 0)) % 3],
                    root=0.3,
                    tip=0.30,
                    middle=0.55,
                )
            )
    if fringe:
        out += _bangs(g, scalp)
    return out


def _smoothed(path: Array) -> Array:
    """A path without kinks; its ends stay."""
    p = path.copy()
    for _ in range(4):
        p[1:-1] = 0.25 * p[:-2] + 0.5 * p[1:-1] + 0.25 * p[2:]
    return p


def _fall(field: Array, angle: float, top: float, bottom: float, wave: float, seed: int) -> Array:
    """A path down the outside of a mass of hair at an angle round the head."""
    y = np.linspace(top, bottom, 8)[1:]
    d = np.array([np.sin(angle), 0.0, np.cos(angle)])
    o = np.stack([0 * y, y, 0 * y - 0.012], 1) + d * 0.2
    dirs = np.broadcast_to(-d, o.shape).copy()
    t = cast(field, o, dirs, 0.2)
    far = np.where(t < 0, np.nan, t)
    if np.isnan(far).all():
        far = np.full_like(t, 0.11)
    good = ~np.isnan(far)
    far = np.interp(np.arange(len(y)), np.flatnonzero(good), far[good])
    p = o - d * (far - 0.0015)[:, None]
    side = np.array([d[2], 0.0, -d[0]])
    return p + side * (wave * 3.0 * np.sin(8.0 * np.linspace(0, 1, 7) + seed))[:, None]


def _bangs(g: Features, scalp: _Scalp) -> list[Piece]:
    out = []
    for i in range(10):
        x = -0.054 + 0.012 * i
        a = scalp.at(np.array([(x * 8, 1.0, 0.35), (x * 9.5, 0.85, 0.8)]))
        z = 0.098 - 6.0 * x * x
        end = (x * 1.05, g.brow_y + 0.006 + 0.004 * ((i * 3) % 2), z)
        mid = (x, (a[1, 1] + end[1]) / 2 + 0.006, z + 0.006)
        out.append(
            _lock(
                _curve([tuple(a[0]), tuple(a[1] + 0.002), mid, end], 4),
                0.0095,
                0.004,
                (HAIR, DARK, LIGHT)[i % 3],
                root=0.7,
                tip=0.45,
                middle=0.6,
            )
        )
    return out


def _tied(g: Features) -> tuple[list[Piece], FigureShapes]:
    o = _MASSES["bun"](g)
    scalp = _Scalp(o.rows())
    out = [_solid(o)]
    for i in range(18):
        a = i / 18 * 2 * np.pi
        edge = np.array(
            (np.sin(a) * 1.0, 0.55 * np.cos(a) + (0.02 if abs(np.sin(a)) < 0.7 else 0.0), 0.62 * np.cos(a) + 0.1)
        )
        p = scalp.at(_curve([tuple(edge), tuple(edge * 0.55 + np.array((0, 0.35, -0.45))), (0.0, 0.25, -1.0)], 4))
        out.append(_lock(p + np.array([0, -0.0008, 0]), 0.011, 0.0034, (HAIR, DARK, LIGHT)[i % 3], root=0.25, tip=0.6))
    return out, o


def _ponytail(g: Features) -> list[Piece]:
    out, _ = _tied(g)
    for i in range(9):
        a = i / 9 * 2 * np.pi
        dx, dz = 0.020 * np.cos(a), 0.016 * np.sin(a)
        p = _curve(
            [
                (dx * 0.3, 0.045, -0.105),
                (dx, 0.040, -0.140 + dz),
                (dx * 1.2, -0.03, -0.150 + dz),
                (dx * 1.3, -0.12, -0.128 + dz),
                (dx * 0.7, -0.20 - 0.01 * (i % 3), -0.110 + dz),
            ],
            4,
        )
        out.append(_lock(p, 0.016, 0.012, (HAIR, DARK, LIGHT)[i % 3], root=0.5, tip=0.2, middle=0.4))
    v, f = sweep(
        _curve([(0.0, 0.045, -0.104), (0.0, 0.043, -0.122)], 3),
        np.tile((0.0, 1.0, 0.0), (4, 1)),
        np.full(4, 0.017),
        np.full(4, 0.017),
        12,
    )
    out.append(rigid(v, f, Tint("trim", "cloth"), "hair", "head"))
    return out


def _bun(g: Features) -> list[Piece]:
    out, _ = _tied(g)
    o = FigureShapes()
    o.ball((0, 0.055, -0.118), (0.036, 0.036, 0.030), bone="head")
    o.ripple((0, 0.055, -0.118), (0, 0.3, -1), 0.0028, 6.0, mode=1, seed=0.2)
    out.append(_solid(o, 0.0055, ((-0.06, -0.01, -0.17), (0.06, 0.11, -0.06))))
    return out


def _braids(g: Features) -> list[Piece]:
    out = _hanging(g, _MASSES["braids"](g), -0.050)
    for x in (1.0, -1.0):
        for i in range(9):
            y = -0.045 - 0.021 * i
            r = 0.0165 - 0.0007 * i
            for j, sx in enumerate((0.5, -0.5)):
                p = _curve(
                    [
                        (x * 0.074 + sx * 0.020, y + 0.016, -0.012),
                        (x * 0.074 + sx * 0.008, y, -0.002),
                        (x * 0.074 - sx * 0.014, y - 0.018, -0.010),
                    ],
                    3,
                )
                out.append(_lock(p, r * 0.75, r * 0.6, (HAIR, DARK, LIGHT)[(i + j) % 3], root=0.5, tip=0.5, middle=0.5))
    return out


_MASSES: dict[str, Callable[[Features], FigureShapes]] = {
    "buzz": lambda g: _cap(g, 0.0035, side=0.047),
    "short": lambda g: _cap(g, 0.008, top=0.006, line=0.074),
    "side_part": lambda g: _cap(g, 0.008, top=0.010, line=0.080),
    "swept_back": lambda g: _cap(g, 0.008, top=0.012, line=0.082),
    "spiky": lambda g: _cap(g, 0.008, top=0.006),
    "receding": _receding_mass,
    "curly": _curly_mass,
    "afro": _afro_mass,
    "pixie": lambda g: _cap(g, 0.010, top=0.006, line=0.070),
    "bob": lambda g: _hanging_mass(g, -0.098, 0.015, 0.004),
    "shoulder": lambda g: _hanging_mass(g, -0.165),
    "long": lambda g: _hanging_mass(g, -0.290),
    "wavy": lambda g: _hanging_mass(g, -0.215, 0.018, 0.012, 0.0016),
    "fringe": lambda g: _hanging_mass(g, -0.110),
    "ponytail": lambda g: _cap(g, 0.006, top=0.002, line=0.079, back=-0.070, side=0.044),
    "bun": lambda g: _cap(g, 0.006, top=0.002, line=0.079, back=-0.070, side=0.044),
    "braids": lambda g: _hanging_mass(g, -0.050, 0.008),
}
"""The body of hair of each style, without its locks."""

_STYLES: dict[str, Callable[[Features], list[Piece]]] = {
    "bald": _none,
    "buzz": _buzz,
    "short": _plain,
    "side_part": _side_part,
    "swept_back": _swept,
    "spiky": _spiky,
    "receding": lambda g: [_solid(_MASSES["receding"](g))],
    "curly": lambda g: [_solid(_MASSES["curly"](g), 0.0066)],
    "afro": lambda g: [_solid(_MASSES["afro"](g), 0.0076)],
    "pixie": lambda g: _short(_MASSES["pixie"](g), 0.10, 0.3),
    "bob": lambda g: _hanging(g, _MASSES["bob"](g), -0.098),
    "shoulder": lambda g: _hanging(g, _MASSES["shoulder"](g), -0.165),
    "long": lambda g: _hanging(g, _MASSES["long"](g), -0.290, parting=0.05),
    "wavy": lambda g: _hanging(g, _MASSES["wavy"](g), -0.215, wave=0.0016),
    "fringe": lambda g: _hanging(g, _MASSES["fringe"](g), -0.110, fringe=True),
    "ponytail": _ponytail,
    "bun": _bun,
    "braids": _braids,
}


def _moustache(o: FigureShapes, g: Features, z: float, *, low: float = 0.004) -> None:
    for x in (1.0, -1.0):
        o.cone(
            (x * 0.003, g.nose_y - 0.0145, z + 0.0015),
            (x * 0.019, g.mouth_y + 0.008, z - 0.004),
            0.0052,
            0.0058,
            k=0.004,
            bone="head",
        )
        o.cone(
            (x * 0.019, g.mouth_y + 0.008, z - 0.004),
            (x * 0.031, g.mouth_y - low, z - 0.014),
            0.0056,
            0.0030,
            k=0.004,
            bone="head",
        )


def _beard(look: FigureLook, f: Frame, g: Features, skull: FigureShapes) -> list[Piece]:
    if look.beard in ("none", "stubble") or f.female > 0.6 or look.age < 15:
        return []
    o = FigureShapes()
    z = 0.0965
    if look.beard == "full":
        o = FigureShapes([r for r in skull.grown(0.0075).rows() if r[1] == 0.0])
        o.ball((0, g.chin_y - 0.010, 0.060), (0.030, 0.026, 0.026), k=0.02, bone="head")
        o.ball((0, 0.014, 0.100), (0.0665 * g.width, 0.074, 0.094), k=0.006, op=CUT)
        o.half((0, 1, 0), (0, 0.004, 0), k=0.004)
        o.half((0, 0.35, -1), (0, -0.02, -0.004), k=0.008)
        o.ball((0, g.mouth_y - 0.003, 0.100), (0.0295, 0.0130, 0.045), k=0.005, op=CUT)
    if look.beard == "goatee":
        o.ball((0, g.chin_y + 0.002, 0.080 + 0.003 * look.face.chin), (0.0235, 0.0225, 0.0200), k=0.01, bone="head")
        o.ball((0, g.mouth_y - 0.003, 0.108), (0.028, 0.0125, 0.045), k=0.004, op=CUT)
    _moustache(o, g, z, low=0.010 if look.beard == "full" else 0.004)
    o.ripple((0, 0.0, 0.05), (0, 1, 0), 0.0011, 40.0, mode=1, seed=0.6)
    box = ((-0.10, -0.16, -0.04), (0.10, 0.03, 0.14))
    p = solid(o.rows(), box, 0.0066, Tint("beard", "hair"), "hair", bone="head")
    jaw_weights(p, p.vertices, g)
    return [p]


def _glasses(look: FigureLook, g: Features) -> list[Piece]:
    if not look.glasses:
        return []
    frame, out = Tint("frame", "metal"), []
    z = g.eye_z + g.eye_r + 0.011
    rx, ry = 0.0235, 0.0185 + 0.002 * look.face.eye_size
    for x in (1.0, -1.0):
        a = np.linspace(0, 2 * np.pi, 23)
        c, s = np.cos(a), np.sin(a)
        rim = np.stack(
            [
                x * (g.eye_x + 0.0015) + rx * np.sign(c) * np.abs(c) ** 0.75,
                g.eye_y - 0.002 + ry * np.sign(s) * np.abs(s) ** 0.75,
                z - 0.10 * np.abs(x * g.eye_x + rx * c) ** 1.5,
            ],
            1,
        )
        out.append(tube(rim, np.full(23, 0.0017), frame, "face", "head", up=(0, 0, 1)))
        arm = _curve(
            [
                (x * (g.eye_x + rx), g.eye_y + 0.005, z - 0.004),
                (x * 0.0775 * g.width, g.eye_y + 0.007, z - 0.030),
                (x * 0.0815 * g.width, g.eye_y + 0.006, 0.0),
                (x * 0.0815 * g.width, -0.006, -0.026),
            ],
            4,
        )
        out.append(tube(arm, np.full(len(arm), 0.0016), frame, "face", "head"))
    bridge = _curve(
        [
            (g.eye_x - rx, g.eye_y + 0.004, z - 0.001),
            (0, g.eye_y + 0.008, z + 0.003),
            (-(g.eye_x - rx), g.eye_y + 0.004, z - 0.001),
        ],
        4,
    )
    out.append(tube(bridge, np.full(len(bridge), 0.0017), frame, "face", "head"))
    return out


_HAT, _HAT_DARK = Tint("hat", "cloth"), Tint("hat", "cloth", 0.70)


def _dome(g: Features, grow: float, low: float, tall: float, tilt: float = -0.12) -> FigureShapes:
    o = FigureShapes()
    o.ball((0, 0.034 + tall * 0.4, -0.013), (0.0745 * g.width + grow, 0.088 + grow + tall, 0.096 + grow), bone="head")
    o.ball(
        (0, 0.040 + tall * 0.4, 0.020), (0.064 * g.width + grow, 0.060 + grow + tall, 0.064 + grow), k=0.03, bone="head"
    )
    o.half((0, -1, tilt), (0, low, 0.0), k=0.002)
    return o


def _hat(look: FigureLook, g: Features) -> list[Piece]:
    kind = look.hat
    if kind == "none":
        return []
    box = ((-0.20, -0.24, -0.22), (0.20, 0.27, 0.22))
    return [_solid(o, 0.0056 if thin else 0.0115, box, _HAT_DARK if dark else _HAT) for o, dark, thin in _HATS[kind](g)]


def _cap_hat(g: Features) -> list[tuple[FigureShapes, bool, bool]]:
    visor = FigureShapes()
    visor.disc((0, 0.050, 0.085), 0.072, 0.0045, 0.082, turn=rotation("x", 14), rounding=0.004, bone="head")
    band = _dome(g, 0.0135, 0.040, 0.002, -0.10)
    band.half((0, 1, 0.10), (0, 0.066, 0.0), k=0.002)
    return [(_dome(g, 0.011, 0.042, 0.010, -0.10), False, False), (visor, True, True), (band, True, False)]


def _brim_hat(g: Features) -> list[tuple[FigureShapes, bool, bool]]:
    crown, brim, ribbon = _dome(g, 0.012, 0.055, 0.030), FigureShapes(), FigureShapes()
    crown.ball((0, 0.215, 0.01), (0.022, 0.055, 0.11), k=0.03, op=CUT)
    brim.disc((0, 0.056, -0.002), 0.135, 0.0055, 0.158, turn=rotation("x", 7), rounding=0.005, bone="head")
    ribbon.disc((0, 0.073, -0.006), 0.0895 * g.width, 0.014, 0.111, turn=rotation("x", 7), rounding=0.003, bone="head")
    return [(crown, False, False), (brim, False, True), (ribbon, True, False)]


def _hood_hat(_g: Features) -> list[tuple[FigureShapes, bool, bool]]:
    o = FigureShapes()
    o.ball((0, 0.034, -0.020), (0.104, 0.118, 0.122), bone="head")
    o.cone((0, -0.02, -0.055), (0, -0.16, -0.065), 0.090, 0.085, k=0.05, bone="head")
    o.ball((0, -0.030, 0.115), (0.066, 0.122, 0.090), k=0.012, op=CUT)
    o.ball((0, -0.02, 0.01), (0.080, 0.11, 0.085), k=0.01, op=CUT)
    return [(o, False, False)]


def _beanie(g: Features) -> list[tuple[FigureShapes, bool, bool]]:
    fold = _dome(g, 0.017, 0.048, -0.004)
    fold.half((0, 1, 0.12), (0, 0.082, 0.0), k=0.004)
    return [(_dome(g, 0.012, 0.050, 0.016), False, False), (fold, True, False)]


def _helmet(g: Features) -> list[tuple[FigureShapes, bool, bool]]:
    rim = _dome(g, 0.030, 0.046, 0.0)
    rim.half((0, 1, 0.12), (0, 0.062, 0.0), k=0.003)
    return [(_dome(g, 0.024, 0.048, 0.010), False, False), (rim, True, False)]


def _beret(g: Features) -> list[tuple[FigureShapes, bool, bool]]:
    o = FigureShapes()
    o.ball((0.020, 0.094, -0.016), (0.112, 0.040, 0.118), turn=rotation("z", -15), bone="head")
    return [(o, False, False), (_dome(g, 0.012, 0.056, -0.004), True, False)]


def _scarf(g: Features) -> list[tuple[FigureShapes, bool, bool]]:
    o = FigureShapes()
    o.ball((0, 0.030, -0.018), (0.090 * g.width, 0.104, 0.112), bone="head")
    o.ball((0, -0.075, -0.010), (0.080, 0.075, 0.085), k=0.04, bone="head")
    o.ball((0, -0.020, 0.112), (0.058 * g.width, 0.098, 0.080), k=0.010, op=CUT)
    o.ripple((0, 0.0, 0.0), (0, 1, 0.3), 0.0022, 9.0, mode=1, seed=1.2)
    knot = FigureShapes()
    knot.ball((0, -0.122, 0.060), (0.020, 0.016, 0.016), bone="head")
    return [(o, False, False), (knot, False, True)]


_HATS: dict[str, Callable[[Features], list[tuple[FigureShapes, bool, bool]]]] = {
    "cap": _cap_hat,
    "brim": _brim_hat,
    "hood": _hood_hat,
    "beanie": _beanie,
    "helmet": _helmet,
    "beret": _beret,
    "headscarf": _scarf,
}


_EDGE = {"cap": 0.042, "brim": 0.055, "beanie": 0.050, "helmet": 0.046, "beret": 0.056}
"""Height of a hat's rim above the eyes, head measures."""


def _under_hat(look: FigureLook, g: Features) -> list[Piece]:
    """Hair that a hat leaves to be seen."""
    if look.hat == "none":
        return _STYLES[look.hair](g)
    if look.hat in ("headscarf", "hood"):
        return [] if look.hair == "bald" else [_solid(_cap(g, 0.005))]
    out = []
    for p in _STYLES[look.hair](g):
        level = _EDGE[look.hat] + 0.016 - 0.12 * p.vertices[:, 2] - p.vertices[:, 1]
        out += [q for q in split(p, level, Tint("gone", "hair")) if q.tint.base != "gone"]
    return out


def hair_pieces(look: FigureLook, f: Frame, g: Features, skull: FigureShapes) -> list[Piece]:
    """Hair, beard, glasses and hat of a head in the rest body; the parts inside the skull are left out."""
    hair = _under_hat(look, g)
    for p in hair:
        _hang_free(p)
    rows = skull.rows()
    pieces = [hide(p, rows, 0.004) for p in [*hair, *_beard(look, f, g, skull)]]
    pieces += [hide(p, rows, 0.010) for p in _hat(look, g)] + _glasses(look, g)
    return [place(p, f) for p in pieces if len(p.faces)]


def _hang_free(p: Piece) -> None:
    """Let long hair follow the shoulders in part (changes `p` in place)."""
    w = 0.65 * np.clip((-0.105 - p.vertices[:, 1]) / 0.16, 0, 1)
    p.which[:, 1] = BONE["chest"]
    p.share[:, 0] = 1 - w
    p.share[:, 1] = w


def scalp_field(look: FigureLook, g: Features) -> Array | None:
    """The mass of hair of a look, a little larger at its rims, to colour the skin beneath; None for a bald head."""
    if look.hair == "bald":
        return None
    rows = _MASSES[look.hair](g).rows() if look.hat not in ("headscarf", "hood") else _cap(g, 0.005).rows()
    rows = rows[rows[:, 0] != 5.0]
    cuts = (rows[:, 1] == 1.0) & (rows[:, 0] == 1.0)
    rows[cuts, 7:10] -= 0.0022
    return np.ascontiguousarray(rows)
