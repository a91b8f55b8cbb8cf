"""Hair: a cap that follows the skull to a hairline, and locks laid over it.

Measures are of the grown-up head, as in `_head`.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from filmwright.model.figure import FigureLook
from filmwright.render.figure._field import cast
from filmwright.render.figure._head import Features, place
from filmwright.render.figure._piece import Piece, Tint, rigid, solid, sweep
from filmwright.render.figure._shapes import COMMON, CUT, Shapes, rotation
from filmwright.render.figure._skeleton import Frame

__all__ = ["hair_pieces"]

Array = NDArray[np.float64]
HAIR, DARK, LIGHT = Tint("hair", "hair"), Tint("hair", "hair", 0.72), Tint("hair", "hair", 1.22)


def _cap(g: Features, thick: float, *, top: float = 0.0, line: float = 0.076, back: float = -0.075, side: float = 0.05) -> Shapes:
    """The skull grown by `thick`, cut at the hairline (`line` high in front), the nape and around the ears."""
    o, w = Shapes(), g.width
    o.ball((0, 0.030 + top * 0.5, -0.015), (0.0745 * w + thick, 0.088 + thick + top, 0.094 + thick), bone="head")
    o.ball((0, 0.036 + 0.004 * g.child, 0.026), (0.062 * w + thick, 0.056 + thick + top, 0.060 + thick), k=0.03, bone="head")
    o.ball((0, -0.02, -0.045), (0.060 * w + thick, 0.062, 0.050 + thick), k=0.03, bone="head")
    # the face's window
    o.ball((0, line - 0.115, 0.105), (0.062 * w, 0.115, 0.068), k=0.012, op=CUT)
    # temples and the space around the ears
    for x in (1.0, -1.0):
        o.ball((x * 0.082 * w, -0.030, 0.010), (0.030, side, 0.036), turn=rotation("z", -x * 6), k=0.008, op=CUT)
    o.half((0, -1, -0.15), (0, back, -0.06), k=0.006)
    return o


def _trim_below(o: Shapes, y: float) -> None:
    o.half((0, -1, 0), (0, y, 0), k=0.01)


_BOX = ((-0.16, -0.34, -0.19), (0.16, 0.20, 0.16))


def _solid(o: Shapes, step: float = 0.0062, box: tuple[tuple[float, ...], tuple[float, ...]] = _BOX, tint: Tint = HAIR) -> Piece:
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
        return np.where((t < 0)[:, None], c + d * 0.09, o - d * t[:, None])


def _lock(path: Array, width: float, thick: float, tint: Tint, *, root: float = 0.6, tip: float = 0.12, middle: float = 0.35) -> Piece:
    """One lock: a lens-shaped strip along a path, widest at `middle`."""
    n = len(path)
    t = np.linspace(0, 1, n)
    shape = np.interp(t, (0, middle, 1), (root, 1, tip))
    out = path - np.array([0, 0.01, -0.01])
    out = out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
    v, f = sweep(path, out, width * shape, thick * shape)
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
            out.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    return np.array([*out, p[-1]])


def _rays(scalp: _Scalp, start: tuple[float, float, float], ends: list[tuple[float, float, float]], width: float, thick: float, *, lift: float = 0.002, steps: int = 7, bow: float = 0.0) -> list[Piece]:
    """Locks that run over the scalp from one direction to each of the end directions."""
    out = []
    a = np.asarray(start, np.float64)
    a /= np.linalg.norm(a)
    for i, e in enumerate(ends):
        b = np.asarray(e, np.float64)
        b /= np.linalg.norm(b)
        t = np.linspace(0.04, 1, steps)[:, None]
        way = a * (1 - t) + b * t
        way[:, 1] += bow * np.sin(np.pi * t[:, 0])
        p = scalp.at(way)
        p += way / np.linalg.norm(way, axis=1, keepdims=True) * lift
        out.append(_lock(p, width, thick, (HAIR, DARK, LIGHT)[(i * 7 + i // 3) % 3]))
    return out


def _short(g: Features, thick: float, top: float, line: float, fringe: float, parting: float) -> list[Piece]:
    o = _cap(g, thick, top=top, line=line)
    scalp = _Scalp(o.rows())
    ends = []
    for a in np.linspace(-75, 75, 13):
        r = np.radians(a)
        ends.append((np.sin(r), 0.62 - 0.35 * abs(np.sin(r)) - fringe, np.cos(r)))
    locks = _rays(scalp, (parting, 1.0, -0.45), ends, 0.011, 0.0035)
    sides = [(np.sin(np.radians(a)), -0.25, np.cos(np.radians(a))) for a in np.linspace(110, 250, 12)]
    locks += _rays(scalp, (parting, 1.0, -0.45), sides, 0.012, 0.003)
    return [_solid(o), *locks]


def _none(_g: Features) -> list[Piece]:
    return []


def _buzz(g: Features) -> list[Piece]:
    return [_solid(_cap(g, 0.0035, side=0.047))]


def _plain(g: Features) -> list[Piece]:
    return _short(g, 0.008, 0.006, 0.074, 0.0, 0.0)


def _side_part(g: Features) -> list[Piece]:
    o = _cap(g, 0.008, top=0.010, line=0.080)
    scalp = _Scalp(o.rows())
    start = (0.55, 1.0, 0.55)
    ends = [(np.sin(np.radians(a)), 0.30 + 0.25 * np.cos(np.radians(a)), np.cos(np.radians(a))) for a in np.linspace(-15, -150, 12)]
    locks = _rays(scalp, start, ends, 0.013, 0.005, lift=0.003)
    ends = [(np.sin(np.radians(a)), 0.10, np.cos(np.radians(a))) for a in np.linspace(40, 150, 7)]
    locks += _rays(scalp, start, ends, 0.012, 0.003)
    return [_solid(o), *locks]


def _swept(g: Features) -> list[Piece]:
    o = _cap(g, 0.008, top=0.012, line=0.082)
    scalp = _Scalp(o.rows())
    out = []
    for i, a in enumerate(np.linspace(-62, 62, 11)):
        r = np.radians(a)
        way = np.array([(np.sin(r), 0.75, np.cos(r)), (np.sin(r) * 0.9, 1.0, 0.2), (np.sin(r) * 1.0, 0.7, -0.9), (np.sin(r) * 0.7, -0.1, -1)])
        p = scalp.at(_curve([tuple(w) for w in way], 4)) + np.array([0, 0.002, -0.001])
        out.append(_lock(p, 0.011, 0.004, (HAIR, DARK, LIGHT)[i % 3], root=0.8, tip=0.4))
    return [_solid(o), *out]


def _spiky(g: Features) -> list[Piece]:
    o = _cap(g, 0.008, top=0.006)
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
        out.append(_lock(_curve([tuple(p - d[0] * 0.012), tuple((p + tip) / 2), tuple(tip)], 3), 0.014, 0.010, (HAIR, DARK, LIGHT)[i % 3], tip=0.05, middle=0.3))
    return out


def _receding(g: Features) -> list[Piece]:
    o = _cap(g, 0.005, line=0.070)
    o.ball((0, 0.135, 0.050), (0.052, 0.075, 0.110), k=0.012, op=CUT)
    return [_solid(o, 0.0055)]


def _curly(g: Features, thick: float = 0.016, reach: float = 0.004, freq: float = 150.0, *, low: float = -0.075) -> list[Piece]:
    o = _cap(g, thick, top=0.008, back=low, line=0.072)
    o.ripple((0, 0.02, 0), (0, 1, 0), reach, freq, mode=2, seed=0.3)
    return [_solid(o, 0.0052)]


def _afro(g: Features) -> list[Piece]:
    o = Shapes()
    o.ball((0, 0.050, -0.028), (0.128, 0.122, 0.125), bone="head")
    o.ball((0, -0.045, 0.130), (0.070 * g.width, 0.118, 0.085), k=0.02, op=CUT)
    o.half((0, -1, -0.2), (0, -0.075, 0), k=0.03)
    o.ripple((0, 0.02, 0), (0, 1, 0), 0.0045, 130.0, mode=2, seed=1.0)
    return [_solid(o, 0.0066)]


def _hanging(g: Features, bottom: float, *, thick: float = 0.012, flare: float = 0.0, wave: float = 0.0, fringe: bool = False, parting: float = 0.25) -> list[Piece]:
    """Hair that falls to `bottom` (below the eyes, metres) on both sides and behind."""
    o = _cap(g, thick, top=0.004, line=0.078, back=bottom, side=0.0)
    o2 = Shapes()
    w = g.width
    o2.ball((0, 0.030, -0.015), (0.0745 * w + thick, 0.090 + thick, 0.094 + thick), bone="head")
    o2.ball((0, 0.036, 0.020), (0.062 * w + thick, 0.056 + thick, 0.056 + thick), k=0.03, bone="head")
    o2.ball((0, (0.0 + bottom) / 2 - 0.01, -0.055), (0.074 * w + thick * 0.6 + flare, abs(bottom) / 2 + 0.06, 0.052 + thick), k=0.05, bone="head")
    for x in (1.0, -1.0):
        o2.cone((x * (0.066 * w + thick * 0.5), 0.05, -0.006), (x * (0.070 * w + thick * 0.5 + flare), bottom, -0.020), 0.024, 0.022, k=0.03, bone="head", stretch=(0, 0, 1), by=1.35)
    o2.ball((0, -0.040, 0.112), (0.058 * w, 0.118, 0.080), k=0.010, op=CUT)
    o2.ball((0, -0.155, 0.055), (0.054 * w, 0.110, 0.085), k=0.015, op=CUT)
    o2.half((0, -1, 0), (0, bottom, 0), k=0.012)
    o2.ripple((0.02, 0.03, -0.01), (0, 1, 0), 0.0022 + wave, 13.0, mode=1, seed=0.4)
    scalp = _Scalp(o2.rows())
    out = [_solid(o2, 0.006)]
    start = (parting, 1.0, 0.35)
    for sgn, count in ((1.0, 7), (-1.0, 8)):
        for i in range(count):
            u = i / (count - 1)
            a = np.radians(28 + 118 * u) * sgn
            top = np.array([(parting, 1.0, 0.55 - 1.0 * u), (np.sin(a) * 0.8 + parting * 0.3, 0.8, np.cos(a) * 0.75), (np.sin(a), 0.25, np.cos(a) * 0.9)])
            p = scalp.at(_curve([tuple(t) for t in top], 4))
            y = np.linspace(p[-1, 1], bottom + 0.004 * ((i * 5) % 3), 7)[1:]
            t = np.linspace(0, 1, 7)[1:]
            x = p[-1, 0] + sgn * flare * t + wave * 4.0 * np.sin(t * 9 + i)
            z = p[-1, 2] - 0.012 * t
            p = np.concatenate([p, np.stack([x, y, z], 1)])
            p += np.array([np.sin(a) * 0.002, 0.001, np.cos(a) * 0.002])
            out.append(_lock(p, 0.0125, 0.005, (HAIR, DARK, LIGHT)[(i * 2 + (sgn > 0)) % 3], root=0.7, tip=0.35, middle=0.55))
    if fringe:
        out += _bangs(g, scalp)
    _ = (o, start)
    return out


def _bangs(g: Features, scalp: _Scalp) -> list[Piece]:
    out = []
    for i, x in enumerate(np.linspace(-0.054, 0.054, 10)):
        x = float(x)
        a = scalp.at(np.array([(x * 8, 1.0, 0.35), (x * 9.5, 0.85, 0.8)]))
        z = 0.098 - 6.0 * x * x
        end = (x * 1.05, g.brow_y + 0.006 + 0.004 * ((i * 3) % 2), z)
        mid = (x, (a[1, 1] + end[1]) / 2 + 0.006, z + 0.006)
        out.append(_lock(_curve([tuple(a[0]), tuple(a[1] + 0.002), mid, end], 4), 0.0095, 0.004, (HAIR, DARK, LIGHT)[i % 3], root=0.7, tip=0.45, middle=0.6))
    return out


def _tied(g: Features) -> tuple[list[Piece], Shapes]:
    o = _cap(g, 0.006, top=0.002, line=0.079, back=-0.070, side=0.044)
    scalp = _Scalp(o.rows())
    out = [_solid(o)]
    for i in range(18):
        a = i / 18 * 2 * np.pi
        edge = np.array((np.sin(a) * 1.0, 0.55 * np.cos(a) + (0.12 if abs(np.sin(a)) < 0.7 else 0.0), 0.62 * np.cos(a) + 0.1))
        p = scalp.at(_curve([tuple(edge), tuple(edge * 0.55 + np.array((0, 0.35, -0.45))), (0.0, 0.25, -1.0)], 4))
        out.append(_lock(p + np.array([0, 0.0005, 0]), 0.011, 0.0035, (HAIR, DARK, LIGHT)[i % 3], root=0.6, tip=0.5))
    return out, o


def _ponytail(g: Features) -> list[Piece]:
    out, _ = _tied(g)
    for i in range(9):
        a = i / 9 * 2 * np.pi
        dx, dz = 0.020 * np.cos(a), 0.016 * np.sin(a)
        p = _curve([(dx * 0.3, 0.045, -0.105), (dx, 0.040, -0.140 + dz), (dx * 1.2, -0.03, -0.150 + dz), (dx * 1.3, -0.12, -0.128 + dz), (dx * 0.7, -0.20 - 0.01 * (i % 3), -0.110 + dz)], 4)
        out.append(_lock(p, 0.016, 0.012, (HAIR, DARK, LIGHT)[i % 3], root=0.5, tip=0.2, middle=0.4))
    v, f = sweep(_curve([(0.0, 0.045, -0.104), (0.0, 0.043, -0.122)], 3), np.tile((0.0, 1.0, 0.0), (4, 1)), np.full(4, 0.017), np.full(4, 0.017), 12)
    out.append(rigid(v, f, Tint("trim", "cloth"), "hair", "head"))
    return out


def _bun(g: Features) -> list[Piece]:
    out, _ = _tied(g)
    o = Shapes()
    o.ball((0, 0.055, -0.118), (0.036, 0.036, 0.030), bone="head")
    o.ripple((0, 0.055, -0.118), (0, 0.3, -1), 0.0028, 6.0, mode=1, seed=0.2)
    out.append(_solid(o, 0.0055, ((-0.06, -0.01, -0.17), (0.06, 0.11, -0.06))))
    return out


def _braids(g: Features) -> list[Piece]:
    out = _hanging(g, -0.050, thick=0.008)
    for x in (1.0, -1.0):
        for i in range(9):
            y = -0.045 - 0.021 * i
            r = 0.0165 - 0.0007 * i
            for j, sx in enumerate((0.5, -0.5)):
                p = _curve([(x * 0.074 + sx * 0.020, y + 0.016, -0.012), (x * 0.074 + sx * 0.008, y, -0.002), (x * 0.074 - sx * 0.014, y - 0.018, -0.010)], 3)
                out.append(_lock(p, r * 0.75, r * 0.6, (HAIR, DARK, LIGHT)[(i + j) % 3], root=0.5, tip=0.5, middle=0.5))
    return out


_STYLES: dict[str, Callable[[Features], list[Piece]]] = {
    "bald": _none,
    "buzz": _buzz,
    "short": _plain,
    "side_part": _side_part,
    "swept_back": _swept,
    "spiky": _spiky,
    "receding": _receding,
    "curly": _curly,
    "afro": _afro,
    "pixie": lambda g: _short(g, 0.010, 0.006, 0.070, 0.10, 0.3),
    "bob": lambda g: _hanging(g, -0.098, thick=0.015, flare=0.004),
    "shoulder": lambda g: _hanging(g, -0.165),
    "long": lambda g: _hanging(g, -0.290),
    "wavy": lambda g: _hanging(g, -0.215, thick=0.018, flare=0.012, wave=0.0016),
    "fringe": lambda g: _hanging(g, -0.110, thick=0.012, fringe=True),
    "ponytail": _ponytail,
    "bun": _bun,
    "braids": _braids,
}


def hair_pieces(look: FigureLook, f: Frame, g: Features) -> list[Piece]:
    """All hair of a head in the rest body, as part `hair`."""
    return [place(p, f) for p in _STYLES[look.hair](g)]


_ = COMMON
