"""Parts of a body under construction: triangles with bones, cut crisply where colours meet."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from filmwright.render.anatomy.bones import Tree
from filmwright.render.anatomy.field import polygonise, values, weigh
from filmwright.render.jit import njit

__all__ = [
    "Bench", "Piece", "Tint", "grid_faces", "hide", "inside_out", "smooth_normals", "span", "split", "sweep", "trim",
]  # fmt: skip

Array = NDArray[np.float64]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Tint:
    """A colour and what it is: `base` names a colour of the look, `shade` multiplies it."""

    base: str
    kind: str
    shade: float = 1.0


@dataclass(frozen=True, slots=True)
class Piece:
    """Triangles of one colour and part, with four bones per vertex.

    vertices, normals (n, 3); faces (m, 3); which (n, 4) bones; share (n, 4) weights.
    """

    vertices: Array
    normals: Array
    faces: Ints
    which: NDArray[np.int32]
    share: NDArray[np.float32]
    tint: Tint
    part: str


@njit
def smooth_normals(vertices: Array, faces: Ints) -> Array:
    """Unit vertex normals, weighted by area."""
    out = np.zeros_like(vertices)
    for m in range(faces.shape[0]):
        a, b, c = faces[m, 0], faces[m, 1], faces[m, 2]
        ux, uy, uz = (vertices[b, 0] - vertices[a, 0], vertices[b, 1] - vertices[a, 1], vertices[b, 2] - vertices[a, 2])
        vx, vy, vz = (vertices[c, 0] - vertices[a, 0], vertices[c, 1] - vertices[a, 1], vertices[c, 2] - vertices[a, 2])
        nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
        for i in (a, b, c):
            out[i, 0] += nx
            out[i, 1] += ny
            out[i, 2] += nz
    for i in range(out.shape[0]):
        n = math.sqrt(out[i, 0] ** 2 + out[i, 1] ** 2 + out[i, 2] ** 2) + 1e-15
        for k in range(3):
            out[i, k] /= n
    return out


def span(lo: float, hi: float, step: float) -> Array:
    """Grid lines from lo to hi, about `step` apart."""
    count = max(int(np.ceil((hi - lo) / step)), 2)
    return np.linspace(lo, hi, count + 1)


def split(piece: Piece, level: Array, inside: Tint, part: str | None = None) -> list[Piece]:
    """Cut along level = 0; where level < 0 the triangles take the tint `inside` (and `part`).

    Triangles across the border are divided on it, so the edge is as crisp as the level is smooth.
    """
    v, n, w = piece.vertices, piece.normals, piece.share
    f, sign = piece.faces, level < 0
    count = sign[f].sum(axis=1)
    keep_in, keep_out = [f[count == 3]], [f[count == 0]]
    verts, norms, which, share = [v], [n], [piece.which], [w]
    cache: dict[tuple[int, int], int] = {}
    extra: list[tuple[int, int, float]] = []

    def cut(a: int, b: int) -> int:
        key = (a, b) if a < b else (b, a)
        if key not in cache:
            t = float(level[key[0]] / (level[key[0]] - level[key[1]]))
            cache[key] = len(v) + len(extra)
            extra.append((key[0], key[1], t))
        return cache[key]

    tri_in: list[tuple[int, int, int]] = []
    tri_out: list[tuple[int, int, int]] = []
    for row in f[(count == 1) | (count == 2)]:
        ins = [bool(sign[i]) for i in row]
        lone = ins.index(True) if sum(ins) == 1 else ins.index(False)
        a, b, c = int(row[lone]), int(row[(lone + 1) % 3]), int(row[(lone + 2) % 3])
        ab, ac = cut(a, b), cut(a, c)
        one, two = (tri_in, tri_out) if ins[lone] else (tri_out, tri_in)
        one.append((a, ab, ac))
        two.extend(((ab, b, c), (ab, c, ac)))
    if extra:
        i, j = np.array([e[0] for e in extra]), np.array([e[1] for e in extra])
        t = np.array([e[2] for e in extra])[:, None]
        verts.append(v[i] * (1 - t) + v[j] * t)
        m = n[i] * (1 - t) + n[j] * t
        norms.append(m / np.linalg.norm(m, axis=1, keepdims=True))
        near = np.where(t[:, 0] < 0.5, i, j)
        which.append(piece.which[near])
        share.append(w[near])
    keep_in.append(np.array(tri_in, np.int32).reshape(-1, 3))
    keep_out.append(np.array(tri_out, np.int32).reshape(-1, 3))
    whole = replace(
        piece,
        vertices=np.concatenate(verts),
        normals=np.concatenate(norms),
        which=np.concatenate(which),
        share=np.concatenate(share),
    )
    outer = replace(whole, faces=np.concatenate(keep_out).astype(np.int32))
    inner = replace(whole, faces=np.concatenate(keep_in).astype(np.int32), tint=inside, part=part or piece.part)
    return [trim(p) for p in (outer, inner) if len(p.faces)]


def trim(piece: Piece) -> Piece:
    """Drop vertices that no triangle uses."""
    used = np.zeros(len(piece.vertices), bool)
    used[piece.faces.ravel()] = True
    index = np.cumsum(used) - 1
    return replace(
        piece,
        vertices=piece.vertices[used],
        normals=piece.normals[used],
        which=piece.which[used],
        share=piece.share[used],
        faces=index[piece.faces].astype(np.int32),
    )


def grid_faces(rows: int, cols: int, *, around: bool = False, along: bool = False) -> Ints:
    """Triangles of a (rows, cols) lattice, closed around columns or along rows when asked."""
    out: list[tuple[int, int, int]] = []
    for i in range(rows if along else rows - 1):
        for j in range(cols if around else cols - 1):
            a, b = i * cols + j, i * cols + (j + 1) % cols
            c, d = ((i + 1) % rows) * cols + (j + 1) % cols, ((i + 1) % rows) * cols + j
            out.extend(((a, b, c), (a, c, d)))
    return np.array(out, np.int32)


def sweep(path: Array, normals: Array, widths: Array, thick: Array, sides: int = 6) -> tuple[Array, Ints]:
    """A closed tapering strip along a path (n, 3): `widths` across, `thick` along the given normals."""
    t = np.gradient(path, axis=0)
    t /= np.maximum(np.linalg.norm(t, axis=1, keepdims=True), 1e-12)
    b = np.cross(normals, t)
    b /= np.maximum(np.linalg.norm(b, axis=1, keepdims=True), 1e-12)
    n = np.cross(t, b)
    a = np.arange(sides) * 2 * np.pi / sides
    ring = (
        path[:, None]
        + np.cos(a)[None, :, None] * (b * widths[:, None])[:, None]
        + np.sin(a)[None, :, None] * (n * thick[:, None])[:, None]
    )
    rows = len(path)
    faces = [grid_faces(rows, sides, around=True)]
    ends = [path[0], path[-1]]
    base = rows * sides
    j = np.arange(sides)
    faces.append(np.stack([np.full(sides, base), (j + 1) % sides, j], 1).astype(np.int32))
    last = (rows - 1) * sides
    faces.append(np.stack([np.full(sides, base + 1), last + j, last + (j + 1) % sides], 1).astype(np.int32))
    return np.concatenate([ring.reshape(-1, 3), np.array(ends)]), np.concatenate(faces)


def inside_out(v: Array, f: Ints) -> bool:
    """Whether closed triangles enclose a negative volume, that is, face inwards."""
    a, b, c = (v[f[:, i]] for i in range(3))
    return float(np.einsum("ij,ij->", a, np.cross(b, c))) < 0


def hide(piece: Piece, field: Array, margin: float) -> Piece:
    """Drop triangles that lie deeper than `margin` metres inside another field: never seen, never needed."""
    deep = values(field, piece.vertices) < -margin
    keep = ~deep[piece.faces].all(axis=1)
    return trim(replace(piece, faces=piece.faces[keep]))


@dataclass(frozen=True, slots=True)
class Bench:
    """Makes pieces that hang on the bones of one tree."""

    tree: Tree

    def bound(self, count: int, bone: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Bones and weights of vertices that all follow one bone."""
        which = np.zeros((count, 4), np.int32)
        which[:, 0] = self.tree.index[bone]
        share = np.zeros((count, 4), np.float32)
        share[:, 0] = 1.0
        return which, share

    def weighed(self, field: Array, points: Array, softness: float) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Bones and weights of vertices by nearness to the shapes of a field."""
        return weigh(field, points, softness, len(self.tree.names))

    def rigid(self, vertices: Array, faces: Ints, tint: Tint, part: str, bone: str) -> Piece:
        """A piece that follows one bone; normals are made from the triangles, smoothed over shared vertices."""
        which, share = self.bound(len(vertices), bone)
        return Piece(vertices, smooth_normals(vertices, faces), faces, which, share, tint, part)

    def solid(
        self,
        field: Array,
        box: tuple[Sequence[float] | Array, Sequence[float] | Array],
        step: float | tuple[Array, Array, Array],
        tint: Tint,
        part: str,
        *,
        softness: float = 0.02,
        bone: str | None = None,
    ) -> Piece:
        """Polygonise a field inside `box`; weights by nearness to its shapes, or all to one bone."""
        if isinstance(step, tuple):
            xs, ys, zs = step
        else:
            xs, ys, zs = (span(float(box[0][i]), float(box[1][i]), step) for i in range(3))
        v, n, f = polygonise(field, xs, ys, zs)
        which, share = self.bound(len(v), bone) if bone else self.weighed(field, v, softness)
        return Piece(v, n, f, which, share, tint, part)

    def mirror(self, piece: Piece) -> Piece:
        """The same piece on the other side of the body."""
        flip = np.array([-1.0, 1.0, 1.0])
        return replace(
            piece,
            vertices=piece.vertices * flip,
            normals=piece.normals * flip,
            faces=piece.faces[:, ::-1].copy(),
            which=self.tree.swap[piece.which],
        )
