"""An animal's body: made once for a look, stored as bytes, posed many times."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filmwright.model.figure import AnimalLook
from filmwright.render.anatomy.built import Built, Format, assembled
from filmwright.render.animal._bird import bird_pieces, bird_rest
from filmwright.render.animal._colour import palette
from filmwright.render.animal._quadruped import quadruped_pieces, quadruped_rest
from filmwright.render.animal._rig import Rest
from filmwright.render.animal._species import BIRDS

__all__ = ["MAGIC", "VERSION", "AnimalBody", "build_animal"]

VERSION = 1
"""Raise when the same look gives another body."""

MAGIC = b"FWBEAST1"
_FORMAT = Format(
    magic=MAGIC,
    version=VERSION,
    kind="animal",
    look=AnimalLook,
    order=("vertices", "normals", "faces", "material", "part", "layer", "which", "share"),
)


@dataclass(frozen=True, slots=True)
class AnimalBody(Built):
    """A built animal at rest; layer (m,) uint8 says which triangles are drawn with wings folded or spread."""

    look: AnimalLook
    layer: NDArray[np.uint8]
    rest: Rest

    def to_bytes(self) -> bytes:
        """The same body gives the same bytes in any process."""
        return _FORMAT.pack(self.look, self.materials, self.arrays() | {"layer": self.layer})

    @classmethod
    def from_bytes(cls, data: bytes) -> "AnimalBody":
        """Read what `to_bytes` wrote; raises `StoreError` on anything else."""
        look, materials, arrays = _FORMAT.unpack(data)
        return cls(look=look, materials=materials, rest=_rest(look), **arrays)


def _rest(look: AnimalLook) -> Rest:
    return bird_rest(look) if look.species in BIRDS else quadruped_rest(look)


def build_animal(look: AnimalLook) -> AnimalBody:
    """Make the body of a look: the same bytes every time."""
    rest = _rest(look)
    layered = bird_pieces(look, rest) if look.species in BIRDS else [(0, p) for p in quadruped_pieces(look, rest)]
    arrays, materials = assembled([p for _, p in layered], palette(look))
    layer = np.concatenate([np.full(len(p.faces), n, np.uint8) for n, p in layered])
    return AnimalBody(look=look, materials=materials, rest=rest, layer=layer, **arrays)
