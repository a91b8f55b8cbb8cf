"""A built body: the triangles of its pieces with their bones, and the bytes it is stored as."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from filmwright.errors import StoreError
from filmwright.model.document import Model
from filmwright.render.anatomy.colour import RGB, paint
from filmwright.render.anatomy.piece import Piece, Tint
from filmwright.render.mesh import FIGURE_PARTS, Material

__all__ = ["Arrays", "Built", "Format", "Painted", "assembled"]

Look = TypeVar("Look", bound=Model)
Arrays = dict[str, NDArray[Any]]
"""Arrays of a body by name, each of its own type: the fields of `Built` and of who extends it."""


@dataclass(frozen=True, slots=True)
class Built:
    """A body at rest: feet on y = 0, facing +z.

    vertices, normals (n, 3) float32; faces (m, 3) int32; material, part (m,) int16 and uint8 (index into
    `FIGURE_PARTS`); which (n, 4) int16 bones; share (n, 4) float32 weights.
    """

    vertices: NDArray[np.float32]
    normals: NDArray[np.float32]
    faces: NDArray[np.int32]
    material: NDArray[np.int16]
    part: NDArray[np.uint8]
    which: NDArray[np.int16]
    share: NDArray[np.float32]
    materials: tuple[Material, ...]

    def arrays(self) -> Arrays:
        """What every body has, by name."""
        return {
            "vertices": self.vertices,
            "normals": self.normals,
            "faces": self.faces,
            "material": self.material,
            "part": self.part,
            "which": self.which,
            "share": self.share,
        }


class Painted(Protocol):
    """Triangles of one colour and part."""

    @property
    def faces(self) -> NDArray[np.int32]:
        """Triangles (m, 3)."""
        ...

    @property
    def tint(self) -> Tint:
        """Their colour."""
        ...

    @property
    def part(self) -> str:
        """One of `FIGURE_PARTS`."""
        ...


def assembled(
    pieces: Sequence[Piece],
    colours: Mapping[str, RGB],
    *,
    moving: Sequence[Painted] = (),
    moving_faces: NDArray[np.int32] | None = None,
) -> tuple[Arrays, tuple[Material, ...]]:
    """The arrays of all pieces one after another, and their materials, each once.

    `moving` are triangles whose vertices are made anew for each pose (a face that speaks) and follow those of the
    pieces; `moving_faces` (m, 3) are the same triangles, counted from the first of these vertices.
    """
    painted: list[Painted] = [*pieces, *moving]
    tints = tuple(dict.fromkeys(p.tint for p in painted))
    base = np.cumsum([0] + [len(p.vertices) for p in pieces])
    faces = [p.faces + b for p, b in zip(pieces, base[:-1], strict=True)]
    if moving_faces is not None:
        faces.append(moving_faces + base[-1])
    arrays: Arrays = {
        "vertices": np.concatenate([p.vertices for p in pieces]).astype(np.float32),
        "normals": np.concatenate([p.normals for p in pieces]).astype(np.float32),
        "faces": np.concatenate(faces).astype(np.int32),
        "material": np.concatenate([np.full(len(p.faces), tints.index(p.tint), np.int16) for p in painted]),
        "part": np.concatenate([np.full(len(p.faces), FIGURE_PARTS.index(p.part), np.uint8) for p in painted]),
        "which": np.concatenate([p.which for p in pieces]).astype(np.int16),
        "share": np.concatenate([p.share for p in pieces]).astype(np.float32),
    }
    return arrays, tuple(paint(t, colours) for t in tints)


@dataclass(frozen=True, slots=True)
class Format(Generic[Look]):
    """How bodies of one kind are stored: a JSON header with the look and raw little-endian arrays in a fixed order.

    `magic` are the first eight bytes, `kind` the word for such a body in an error, `order` the names of its arrays.
    """

    magic: bytes
    version: int
    kind: str
    look: type[Look]
    order: tuple[str, ...]

    def pack(self, look: Look, materials: Sequence[Material], arrays: Arrays) -> bytes:
        """The same body gives the same bytes in any process."""
        ordered = [(name, arrays[name]) for name in self.order]
        head = {
            "version": self.version,
            "look": look.model_dump(mode="json"),
            "materials": [[*m.albedo, m.kind, m.emission] for m in materials],
            "arrays": [[n, a.dtype.newbyteorder("<").str, list(a.shape)] for n, a in ordered],
        }
        text = json.dumps(head, sort_keys=True, separators=(",", ":")).encode()
        blobs = [np.ascontiguousarray(a).astype(a.dtype.newbyteorder("<"), copy=False).tobytes() for _, a in ordered]
        return b"".join([self.magic, len(text).to_bytes(4, "little"), text, *blobs])

    def unpack(self, data: bytes) -> tuple[Look, tuple[Material, ...], Arrays]:
        """Read what `pack` wrote; raises `StoreError` on anything else."""
        if data[:8] != self.magic:
            raise StoreError(f"These bytes are no {self.kind}; build it again.")
        start = 12 + int.from_bytes(data[8:12], "little")
        try:
            head = json.loads(data[12:start])
            look = self.look.model_validate(head["look"])
            materials = tuple(Material((m[0], m[1], m[2]), m[3], m[4]) for m in head["materials"])
            arrays, end = _read(data, head["arrays"], start)
        except (ValueError, LookupError, TypeError) as error:
            raise StoreError(f"A stored {self.kind} is damaged; build it again.") from error
        if end != len(data) or tuple(arrays) != self.order:
            raise StoreError(f"A stored {self.kind} is damaged; build it again.")
        return look, materials, arrays


def _read(data: bytes, rows: Sequence[tuple[str, str, Sequence[int]]], at: int) -> tuple[Arrays, int]:
    """Arrays (name, type, shape) that lie one after another from `at` on, and where they end."""
    arrays: Arrays = {}
    for name, kind, shape in rows:
        dtype = np.dtype(kind)
        count = int(np.prod(shape))
        arrays[name] = np.frombuffer(data, dtype, count, at).reshape(shape)
        at += count * dtype.itemsize
    return arrays, at
