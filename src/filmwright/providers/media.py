"""Whether downloaded bytes are what they say: the kind of file from its first bytes, and that it is whole.

Nothing is believed that a server or a file name says about a file.
"""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

__all__ = ["SUFFIXES", "damage_of", "sniff"]

SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
    "audio/wav": ".wav",
    "audio/flac": ".flac",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "audio/mp4": ".m4a",
    "text/plain": ".txt",
}
"""The ending of a file of each media type that makers give."""

_HEAD = 64

_PNG = b"\x89PNG\r\n\x1a\n"
_BOX_LIMIT = 1_000  # a film of an hour in fragments has fewer top-level boxes


def sniff(head: bytes) -> str | None:
    """The media type that the first 64 bytes of a file tell of; None for anything that makers do not give."""
    if head.startswith(_PNG):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return "image/gif"
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(head[8:12])
    if head[4:8] == b"ftyp":
        return {b"qt  ": "video/quicktime", b"M4A ": "audio/mp4"}.get(head[8:12], "video/mp4")
    return _sniff_stream(head)


def _sniff_stream(head: bytes) -> str | None:
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "video/webm"
    if head.startswith(b"fLaC"):
        return "audio/flac"
    if head.startswith(b"OggS"):
        return "audio/ogg"
    if head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
        return "audio/mpeg"
    return None


def damage_of(path: Path) -> str | None:
    """What is wrong with a media file in a few words, or None when it is whole and can be decoded."""
    with path.open("rb") as file:
        kind = sniff(file.read(_HEAD))
        file.seek(0)
        if kind is None:
            return "it is no picture, clip or sound"
        problem = _structure(kind, file, path.stat().st_size)
    return problem or (_undecodable_picture(path) if kind.startswith("image/") else _undecodable_stream(path))


def _structure(kind: str, file: BinaryIO, size: int) -> str | None:
    """What the container itself tells: lengths that do not fit, checksums that are wrong, an end that is missing."""
    match kind:
        case "image/png":
            return _png(file)
        case "image/jpeg":
            file.seek(max(0, size - 32))
            return None if b"\xff\xd9" in file.read() else "it stops before its end"
        case "audio/wav" | "image/webp":
            stated = int(struct.unpack("<4xI", file.read(8))[0])
            # encoders that stream do not know the length and write the largest number instead
            return "it stops before its end" if stated != 0xFFFFFFFF and stated + 8 > size else None
        case "video/mp4" | "video/quicktime" | "audio/mp4":
            return _boxes(file, size)
        case _:
            return None


def _png(file: BinaryIO) -> str | None:
    file.seek(len(_PNG))
    while True:
        head = file.read(8)
        if len(head) < 8:
            return "it stops before its end"
        length, name = struct.unpack(">I4s", head)
        body = file.read(length + 4)
        if len(body) < length + 4:
            return "it stops before its end"
        if zlib.crc32(name + body[:length]) != int.from_bytes(body[length:], "big"):
            return "its checksum is wrong"
        if name == b"IEND":
            return None


def _boxes(file: BinaryIO, size: int) -> str | None:
    names: set[bytes] = set()
    for name, end in _walk(file, size):
        if end > size:
            return "it stops before its end"
        names.add(name)
    return None if b"moov" in names else "it has no index"


def _walk(file: BinaryIO, size: int) -> Iterator[tuple[bytes, int]]:
    """Top-level boxes of an MP4: name and where they end, at most `_BOX_LIMIT` of them."""
    at = 0
    for _ in range(_BOX_LIMIT):
        file.seek(at)
        head = file.read(16)
        if not head:
            return
        if len(head) < 8:
            yield b"", size + 1
            return
        length, name = struct.unpack(">I4s", head[:8])
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        end = size if length == 0 else at + length
        yield name, end if length == 0 or length >= 8 else size + 1
        if end <= at or end > size:
            return
        at = end


def _undecodable_picture(path: Path) -> str | None:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  (only what was downloaded needs it)

    try:
        with Image.open(path) as picture:
            picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return "it cannot be decoded"
    return None


def _undecodable_stream(path: Path) -> str | None:
    import av  # noqa: PLC0415  (as above)
    from av.error import FFmpegError  # noqa: PLC0415  (as above)

    frames = 0
    try:
        with av.open(str(path), options={"err_detect": "explode"}) as container:
            for stream in container.streams:
                if stream.type in ("video", "audio"):
                    stream.codec_context.options = {"err_detect": "explode"}
            frames = sum(1 for _ in container.decode())
    except (FFmpegError, ValueError):
        return "it cannot be decoded"
    return None if frames else "it holds no frame"
