"""A body: made once for a look, stored as bytes, posed many times."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from filmwright.errors import StoreError
from filmwright.model.figure import FigureLook
from filmwright.render.anatomy.piece import Piece, Tint, hide, trim
from filmwright.render.figure._clothes import clothes, torso
from filmwright.render.figure._colour import paint, palette
from filmwright.render.figure._face import FaceRig, face_rig
from filmwright.render.figure._hair import hair_pieces, scalp_field
from filmwright.render.figure._hands import hand_pieces
from filmwright.render.figure._head import HeadMap, features, head_map, head_piece, head_shapes, neck_shapes
from filmwright.render.figure._piece import solid
from filmwright.render.figure._skeleton import Frame, frame
from filmwright.render.mesh import FIGURE_PARTS, Material

__all__ = ["VERSION", "Body", "build"]

VERSION = 1
"""Raise when the same look gives another body."""

_MAGIC = b"FWBODY01"
_ARRAYS = ("vertices", "normals", "faces", "material", "part", "which", "share", "depth")


@dataclass(frozen=True, slots=True)
class Body:
    """A built figure at rest: feet on y = 0, facing +z, arms a little out.

    vertices, normals (n, 3) float32; faces (m, 3) int32; material, part (m,) int16 and uint8 (index into
    `FIGURE_PARTS`); which (n, 4) int16 bones; share (n, 4) float32 weights; `skin` the sounded face.
    """

    look: FigureLook
    vertices: NDArray[np.float32]
    normals: NDArray[np.float32]
    faces: NDArray[np.int32]
    material: NDArray[np.int16]
    part: NDArray[np.uint8]
    which: NDArray[np.int16]
    share: NDArray[np.float32]
    materials: tuple[Material, ...]
    frame: Frame
    rig: FaceRig

    def to_bytes(self) -> bytes:
        """The same body gives the same bytes in any process: a JSON header and raw little-endian arrays."""
        arrays = self._arrays()
        head = {
            "version": VERSION,
            "look": self.look.model_dump(mode="json"),
            "materials": [[*m.albedo, m.kind, m.emission] for m in self.materials],
            "arrays": [[n, a.dtype.newbyteorder("<").str, list(a.shape)] for n, a in arrays.items()],
        }
        text = json.dumps(head, sort_keys=True, separators=(",", ":")).encode()
        blobs = [
            np.ascontiguousarray(a).astype(a.dtype.newbyteorder("<"), copy=False).tobytes() for a in arrays.values()
        ]
        return b"".join([_MAGIC, len(text).to_bytes(4, "little"), text, *blobs])

    def _arrays(self) -> dict[str, NDArray[np.generic]]:
        return {
            "vertices": self.vertices,
            "normals": self.normals,
            "faces": self.faces,
            "material": self.material,
            "part": self.part,
            "which": self.which,
            "share": self.share,
            "depth": self.rig.skin.depth,
        }

    @classmethod
    def from_bytes(cls, data: bytes) -> "Body":
        """Read what `to_bytes` wrote; raises `StoreError` on anything else."""
        if data[:8] != _MAGIC:
            raise StoreError("These bytes are not a figure; build it again.")
        size = int.from_bytes(data[8:12], "little")
        try:
            head = json.loads(data[12 : 12 + size])
            look = FigureLook.model_validate(head["look"])
            arrays, at = {}, 12 + size
            for name, kind, shape in head["arrays"]:
                dtype = np.dtype(kind)
                count = int(np.prod(shape))
                arrays[name] = np.frombuffer(data, dtype, count, at).reshape(shape)
                at += count * dtype.itemsize
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError("A stored figure is damaged; build it again.") from error
        if at != len(data) or tuple(arrays) != _ARRAYS:
            raise StoreError("A stored figure is damaged; build it again.")
        f = frame(look)
        g = features(look, f)
        depth = arrays.pop("depth")
        materials = tuple(Material((m[0], m[1], m[2]), m[3], m[4]) for m in head["materials"])
        return cls(look=look, materials=materials, frame=f, rig=face_rig(look, g, _map(depth)), **arrays)


def _map(depth: NDArray[np.float64]) -> HeadMap:
    return HeadMap(-0.076, -0.130, 0.002, depth)


def _neck(f: Frame) -> Piece:
    s = f.scale
    low = f.at("neck")[1] - 0.16 * s
    box = ((-0.24 * s, low - 0.02, -0.16 * s), (0.24 * s, f.at("head")[1] + 0.09 * f.head_scale, 0.18 * s))
    rows = neck_shapes(f, low=True).rows()
    return solid(rows, box, 0.0135 * s**0.5, Tint("skin", "skin"), "skin", softness=0.016 * s)


def _out_of_back(neck: Piece, f: Frame) -> Piece:
    """Leave out the skin of back and shoulders: every top covers it, and it would come through when arms rise."""
    v, s = neck.vertices, f.scale
    below = v[:, 1] < f.at("neck")[1] + 0.004 * s
    covered = below & ((v[:, 2] < f.at("neck")[2] + 0.012 * s) | (np.abs(v[:, 0]) > 0.115 * s))
    return trim(replace(neck, faces=neck.faces[~covered[neck.faces].all(axis=1)]))


def build(look: FigureLook) -> Body:
    """Make the body of a look: about a second of work, the same bytes every time."""
    f = frame(look)
    g = features(look, f)
    shapes = head_shapes(look, f, g)
    skin = head_map(shapes.rows())
    wear = clothes(look, f)
    head = head_piece(shapes, look, f, g, scalp_field(look, g))
    neck = _out_of_back(hide(_neck(f), torso(f, 0.0).rows(), 0.012 * f.scale), f)
    pieces = [*head, neck, *hair_pieces(look, f, g, shapes), *hand_pieces(f), *wear]
    return _assemble(look, f, face_rig(look, g, skin), pieces)


def _assemble(look: FigureLook, f: Frame, rig: FaceRig, pieces: Sequence[Piece]) -> Body:
    colours = palette(look)
    tints: list[Tint] = []
    for t in [p.tint for p in pieces] + [p.tint for p in rig.parts]:
        if t not in tints:
            tints.append(t)
    base = np.cumsum([0] + [len(p.vertices) for p in pieces])
    faces = [p.faces + b for p, b in zip(pieces, base, strict=False)] + [rig.faces + base[-1]]
    runs = [(len(p.faces), p.tint, p.part) for p in pieces] + [(len(p.faces), p.tint, p.part) for p in rig.parts]
    material = [np.full(n, tints.index(tint), np.int16) for n, tint, _ in runs]
    part = [np.full(n, FIGURE_PARTS.index(name), np.uint8) for n, _, name in runs]
    return Body(
        look=look,
        vertices=np.concatenate([p.vertices for p in pieces]).astype(np.float32),
        normals=np.concatenate([p.normals for p in pieces]).astype(np.float32),
        faces=np.concatenate(faces).astype(np.int32),
        material=np.concatenate(material),
        part=np.concatenate(part),
        which=np.concatenate([p.which for p in pieces]).astype(np.int16),
        share=np.concatenate([p.share for p in pieces]).astype(np.float32),
        materials=tuple(paint(t, colours) for t in tints),
        frame=f,
        rig=rig,
    )
