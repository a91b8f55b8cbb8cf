"""An animal's body: made once for a look, stored as bytes, posed many times."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filmwright.errors import StoreError
from filmwright.model.figure import AnimalLook
from filmwright.render.anatomy.piece import Piece, Tint
from filmwright.render.animal._bird import bird_pieces, bird_rest
from filmwright.render.animal._colour import palette
from filmwright.render.animal._quadruped import quadruped_pieces, quadruped_rest
from filmwright.render.animal._rig import Rest
from filmwright.render.animal._species import BIRDS
from filmwright.render.figure._colour import paint
from filmwright.render.mesh import FIGURE_PARTS, Material

__all__ = ["MAGIC", "VERSION", "AnimalBody", "build_animal"]

VERSION = 1
"""Raise when the same look gives another body."""

MAGIC = b"FWBEAST1"
_ARRAYS = ("vertices", "normals", "faces", "material", "part", "layer", "which", "share")


@dataclass(frozen=True, slots=True)
class AnimalBody:
    """A built animal at rest: feet on y = 0, facing +z.

    vertices, normals (n, 3) float32; faces (m, 3) int32; material, part (m,) int16 and uint8 (index into
    `FIGURE_PARTS`); layer (m,) uint8, which triangles are drawn with wings folded or spread; which (n, 4) int16
    bones; share (n, 4) float32 weights.
    """

    look: AnimalLook
    vertices: NDArray[np.float32]
    normals: NDArray[np.float32]
    faces: NDArray[np.int32]
    material: NDArray[np.int16]
    part: NDArray[np.uint8]
    layer: NDArray[np.uint8]
    which: NDArray[np.int16]
    share: NDArray[np.float32]
    materials: tuple[Material, ...]
    rest: Rest

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
        return b"".join([MAGIC, len(text).to_bytes(4, "little"), text, *blobs])

    def _arrays(self) -> dict[str, NDArray[np.generic]]:
        return {
            "vertices": self.vertices,
            "normals": self.normals,
            "faces": self.faces,
            "material": self.material,
            "part": self.part,
            "layer": self.layer,
            "which": self.which,
            "share": self.share,
        }

    @classmethod
    def from_bytes(cls, data: bytes) -> "AnimalBody":
        """Read what `to_bytes` wrote; raises `StoreError` on anything else."""
        if data[:8] != MAGIC:
            raise StoreError("These bytes are not an animal; build it again.")
        size = int.from_bytes(data[8:12], "little")
        try:
            head = json.loads(data[12 : 12 + size])
            look = AnimalLook.model_validate(head["look"])
            arrays, at = {}, 12 + size
            for name, kind, shape in head["arrays"]:
                dtype = np.dtype(kind)
                count = int(np.prod(shape))
                arrays[name] = np.frombuffer(data, dtype, count, at).reshape(shape)
                at += count * dtype.itemsize
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError("A stored animal is damaged; build it again.") from error
        if at != len(data) or tuple(arrays) != _ARRAYS:
            raise StoreError("A stored animal is damaged; build it again.")
        materials = tuple(Material((m[0], m[1], m[2]), m[3], m[4]) for m in head["materials"])
        return cls(look=look, materials=materials, rest=_rest(look), **arrays)


def _rest(look: AnimalLook) -> Rest:
    return bird_rest(look) if look.species in BIRDS else quadruped_rest(look)


def build_animal(look: AnimalLook) -> AnimalBody:
    """Make the body of a look: the same bytes every time."""
    rest = _rest(look)
    if look.species in BIRDS:
        return _assemble(look, rest, bird_pieces(look, rest))
    return _assemble(look, rest, [(0, p) for p in quadruped_pieces(look, rest)])


def _assemble(look: AnimalLook, rest: Rest, layered: Sequence[tuple[int, Piece]]) -> AnimalBody:
    colours = palette(look)
    pieces = [p for _, p in layered]
    tints: list[Tint] = []
    for p in pieces:
        if p.tint not in tints:
            tints.append(p.tint)
    base = np.cumsum([0] + [len(p.vertices) for p in pieces[:-1]])
    material = [np.full(len(p.faces), tints.index(p.tint), np.int16) for p in pieces]
    part = [np.full(len(p.faces), FIGURE_PARTS.index(p.part), np.uint8) for p in pieces]
    layer = [np.full(len(p.faces), n, np.uint8) for n, p in layered]
    return AnimalBody(
        look=look,
        vertices=np.concatenate([p.vertices for p in pieces]).astype(np.float32),
        normals=np.concatenate([p.normals for p in pieces]).astype(np.float32),
        faces=np.concatenate([p.faces + b for p, b in zip(pieces, base, strict=True)]).astype(np.int32),
        material=np.concatenate(material),
        part=np.concatenate(part),
        layer=np.concatenate(layer),
        which=np.concatenate([p.which for p in pieces]).astype(np.int16),
        share=np.concatenate([p.share for p in pieces]).astype(np.float32),
        materials=tuple(paint(t, colours) for t in tints),
        rest=rest,
    )
