"""A body: made once for a look, stored as bytes, posed many times."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from filmwright.model.figure import FigureLook
from filmwright.render.anatomy.built import Built, Format, assembled
from filmwright.render.anatomy.piece import Piece, Tint, hide, trim
from filmwright.render.figure._clothes import clothes, torso
from filmwright.render.figure._colour import palette
from filmwright.render.figure._face import FaceRig, face_rig
from filmwright.render.figure._hair import hair_pieces, scalp_field
from filmwright.render.figure._hands import hand_pieces
from filmwright.render.figure._head import HeadMap, features, head_map, head_piece, head_shapes, neck_shapes
from filmwright.render.figure._piece import solid
from filmwright.render.figure._skeleton import Frame, frame

__all__ = ["VERSION", "Body", "build"]

VERSION = 1
"""Raise when the same look gives another body."""

_FORMAT = Format(
    magic=b"FWBODY01",
    version=VERSION,
    kind="figure",
    look=FigureLook,
    order=("vertices", "normals", "faces", "material", "part", "which", "share", "depth"),
)


@dataclass(frozen=True, slots=True)
class Body(Built):
    """A built figure at rest, arms a little out; `rig` moves its face, whose skin was sounded once."""

    look: FigureLook
    frame: Frame
    rig: FaceRig

    def to_bytes(self) -> bytes:
        """The same body gives the same bytes in any process."""
        return _FORMAT.pack(self.look, self.materials, self.arrays() | {"depth": self.rig.skin.depth})

    @classmethod
    def from_bytes(cls, data: bytes) -> "Body":
        """Read what `to_bytes` wrote; raises `StoreError` on anything else."""
        look, materials, arrays = _FORMAT.unpack(data)
        f = frame(look)
        rig = face_rig(look, features(look, f), _map(arrays.pop("depth")))
        return cls(look=look, materials=materials, frame=f, rig=rig, **arrays)


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
    rig = face_rig(look, g, skin)
    arrays, materials = assembled(pieces, palette(look), moving=rig.parts, moving_faces=rig.faces)
    return Body(look=look, materials=materials, frame=f, rig=rig, **arrays)
