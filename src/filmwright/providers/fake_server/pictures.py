"""The files that the fake provider makes: a picture of the prompt's hash, a clip of it, a tone of it."""

import hashlib
import io
import math
import struct
import threading
import wave
import zlib
from array import array
from fractions import Fraction
from functools import lru_cache

__all__ = ["clip", "picture", "tone"]

_CELLS = 8
_TONE_RATE = 24_000
_LONGEST_SIDE = 256
"""Clips are this small: what is tried out is the money, not the film."""


def _digest(words: str) -> bytes:
    return hashlib.sha256(words.encode()).digest()


def picture(words: str, width: int, height: int) -> bytes:
    """A PNG of `width` x `height` pixels: eight by eight fields in the colours of the words' hash, left like right."""
    digest = _digest(words)
    packed = [_packed_row(_row(digest, across, width)) for across in range(_CELLS)]
    rows = b"".join(packed[y * _CELLS // height] for y in range(height))
    palette = b"".join(
        bytes((40 + digest[i] // 2, 40 + digest[i + 8] // 2, 40 + digest[i + 16] // 2)) for i in range(4)
    )
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 2, 3, 0, 0, 0)),
        (b"PLTE", palette),
        (b"tEXt", b"Comment\0" + digest.hex().encode()),
        (b"IDAT", zlib.compress(rows, 1)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _row(digest: bytes, across: int, width: int) -> bytes:
    """Palette indices of one row of fields."""
    fields = [digest[across * 4 + min(x, _CELLS - 1 - x)] >> 3 & 3 for x in range(_CELLS)]
    return bytes(fields[x * _CELLS // width] for x in range(width))


def _packed_row(row: bytes) -> bytes:
    """A PNG row with two bits a pixel and filter 0."""
    padded = row + bytes(-len(row) % 4)
    quarters = (padded[0::4], padded[1::4], padded[2::4], padded[3::4])
    return b"\0" + bytes(a << 6 | b << 4 | c << 2 | d for a, b, c, d in zip(*quarters, strict=True))


def clip(words: str, width: int, height: int, frames: int, fps: str) -> bytes:
    """An MP4 of `frames` frames with the same sides as asked for, at most 256 pixels long; a bar moves across.

    The picture is one of eight; a box at the end holds the words' hash, so that different words give different bytes.
    """
    digest = _digest(words)
    scale = min(1.0, _LONGEST_SIDE / max(width, height))
    across, down = (max(16, round(side * scale / 2) * 2) for side in (width, height))
    with _ENCODING:
        film = _clip_of(digest[0] % 8, across, down, frames, fps)
    return film + struct.pack(">I4s", 8 + len(digest), b"free") + digest


# the encoder is asked once for each kind of clip, not by ten threads at once
_ENCODING = threading.Lock()


@lru_cache(maxsize=64)
def _clip_of(kind: int, width: int, height: int, frames: int, fps: str) -> bytes:
    import numpy as np  # noqa: PLC0415  (only clips need it)

    from filmwright.render.video import encode  # noqa: PLC0415  (as above)

    ground = np.zeros((height, width, 3), np.uint8)
    ground[:] = (40 + 24 * kind, 120, 240 - 24 * kind)
    pictures = []
    for number in range(frames):
        frame = ground.copy()
        left = (width - 8) * number // max(1, frames - 1)
        frame[:, left : left + 8] = 255
        pictures.append(frame)
    return encode(iter(pictures), width=width, height=height, fps=Fraction(fps))


def tone(words: str, seconds: float) -> bytes:
    """A WAV, 16 bit, mono, 24 kHz: a quiet tone whose pitch is the words' hash."""
    hertz = 110 + _digest(words)[0]
    count = max(1, round(seconds * _TONE_RATE))
    period = [round(3000 * math.sin(2 * math.pi * i * hertz / _TONE_RATE)) for i in range(_TONE_RATE // 10)]
    samples = array("h", (period * (count // len(period) + 1))[:count])
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_TONE_RATE)
        file.writeframes(samples.tobytes() + b"")
    body = _digest(words)
    data = bytearray(out.getvalue() + struct.pack("<4sI", b"note", len(body)) + body)
    data[4:8] = struct.pack("<I", len(data) - 8)
    return bytes(data)
