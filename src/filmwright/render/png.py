"""Pictures as PNG bytes: fast, and the same bytes for the same pixels."""

import io
import struct
import zlib

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from filmwright.errors import UserError

__all__ = ["depth_png", "mask_png", "picture_png", "read_picture"]

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LEVEL = 1


def picture_png(rgb: NDArray[np.uint8]) -> bytes:
    """8-bit colour, (h, w, 3) or (h, w, 4) with straight alpha."""
    if rgb.dtype != np.uint8 or rgb.ndim != 3 or rgb.shape[2] not in (3, 4):
        raise UserError(f"A picture is (height, width, 3 or 4) bytes, not {rgb.shape} {rgb.dtype}.")
    return _encode(rgb, colour=2 if rgb.shape[2] == 3 else 6, bits=8)


def depth_png(depth: NDArray[np.float32]) -> bytes:
    """16-bit grey in millimetres; 65535 (65.5 m) stands for that and everything farther."""
    millimetres = np.clip(np.rint(depth * 1000.0), 0, 65535).astype(">u2")
    return _encode(millimetres.view(np.uint8).reshape(*depth.shape, 2), colour=0, bits=16)


def mask_png(mask: NDArray[np.bool_] | NDArray[np.uint8]) -> bytes:
    """8-bit grey: a yes-no mask as 0 and 255, or a soft mask as it is."""
    grey = np.where(mask, 255, 0).astype(np.uint8) if mask.dtype == np.bool_ else mask.astype(np.uint8)
    return _encode(grey[..., None], colour=0, bits=8)


def read_picture(data: bytes) -> NDArray[np.uint8]:
    """Any picture that Pillow can read as (h, w, 3) sRGB bytes; transparency over white."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            rgba = opened.convert("RGBA")
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise UserError(f"This is not a picture that can be read ({error}). Use PNG, JPEG or WebP.") from error
    paper = Image.new("RGBA", rgba.size, (255, 255, 255, 255))
    return np.asarray(Image.alpha_composite(paper, rgba).convert("RGB"))


def _encode(pixels: NDArray[np.uint8], *, colour: int, bits: int) -> bytes:
    """PNG with the Up filter on every row: drawings have long vertical runs of one colour."""
    height, width = pixels.shape[:2]
    rows = np.ascontiguousarray(pixels).reshape(height, -1)
    filtered = np.empty((height, rows.shape[1] + 1), np.uint8)
    filtered[:, 0] = 2
    filtered[0, 1:] = rows[0]
    np.subtract(rows[1:], rows[:-1], out=filtered[1:, 1:])
    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    body = zlib.compress(filtered.tobytes(), _LEVEL)
    return _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"sRGB", b"\0") + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
