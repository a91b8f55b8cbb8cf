"""The address of bytes by their content."""

import hashlib
import re
from dataclasses import dataclass
from typing import Self

__all__ = ["Ref"]

_HEX = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, order=True, slots=True)
class Ref:
    """SHA-256 of some bytes, as 64 lower-case hex digits, and what kind of bytes they are.

    `media_type` is part of the address on purpose: the same bytes served as text and as a picture
    are two different results.
    """

    sha256: str
    media_type: str = "application/octet-stream"

    def __post_init__(self) -> None:
        if not _HEX.fullmatch(self.sha256):
            raise ValueError(f"not a SHA-256 in lower-case hex: {self.sha256!r}")

    @classmethod
    def of(cls, data: bytes, media_type: str = "application/octet-stream") -> Self:
        """The address that `data` has."""
        return cls(hashlib.sha256(data).hexdigest(), media_type)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read back what `str(ref)` wrote; raises ValueError on anything else."""
        media_type, _, digest = text.rpartition(";sha256=")
        return cls(digest, media_type)

    def __str__(self) -> str:
        return f"{self.media_type};sha256={self.sha256}"
