"""Files are what their bytes say, and whole."""

import io
import struct

import numpy as np
import pytest
from PIL import Image

from filmwright.providers.fake_server.pictures import clip, picture, tone
from filmwright.providers.media import damage_of, sniff
from filmwright.render.audio import flac


def pillow(kind: str) -> bytes:
    out = io.BytesIO()
    Image.fromarray((np.indices((64, 96)).sum(0) % 256).astype(np.uint8)).convert("RGB").save(out, kind)
    return out.getvalue()


FILES = {
    "image/png": picture("a", 96, 64),
    "image/jpeg": pillow("JPEG"),
    "image/webp": pillow("WEBP"),
    "image/gif": pillow("GIF"),
    "video/mp4": clip("a", 96, 64, 12, "24"),
    "audio/wav": tone("a", 0.5),
    "audio/flac": flac.write(
        np.sin(np.arange(24_000) / 20).astype(np.float32)[:, None] * np.ones((1, 2), np.float32) / 4
    ),
}


@pytest.mark.parametrize("media_type", FILES)
def test_a_whole_file_is_known_by_its_bytes(media_type, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(FILES[media_type])
    assert sniff(FILES[media_type][:64]) == media_type
    assert damage_of(path) is None


@pytest.mark.parametrize("part", [0.3, 0.6, 0.97])
@pytest.mark.parametrize("media_type", [t for t in FILES if t != "image/gif"])
def test_a_file_that_stops_before_its_end_is_noticed(media_type, part, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(FILES[media_type][: int(len(FILES[media_type]) * part)])
    assert damage_of(path)


@pytest.mark.parametrize(
    "data", [b"", b"x", b"<html><body>no</body></html>", b"RIFF\0\0\0\0AVI ", b"\x89PNG\r\n\x1a\n", b"\0" * 4096]
)
def test_what_is_no_media_is_noticed(data, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(data)
    assert damage_of(path)


def test_a_picture_with_one_wrong_byte_is_noticed(tmp_path):
    for at in range(8, len(FILES["image/png"]), 7):
        data = bytearray(FILES["image/png"])
        data[at] ^= 0x10
        (tmp_path / "file").write_bytes(data)
        assert damage_of(tmp_path / "file"), at


def test_boxes_that_lie_about_their_length_end_the_walk(tmp_path):
    path = tmp_path / "file"
    for length in (0, 1, 2, 7, 0xFFFFFFFF):
        path.write_bytes(struct.pack(">I4s4s", 12, b"ftyp", b"isom") + struct.pack(">I4s", length, b"free") * 3)
        assert damage_of(path)


def test_the_same_words_give_the_same_files():
    assert clip("a", 96, 64, 12, "24") == FILES["video/mp4"] != clip("b", 96, 64, 12, "24")
    assert tone("a", 0.5) == FILES["audio/wav"] != tone("b", 0.5)
    assert picture("a", 96, 64) == FILES["image/png"] != picture("b", 96, 64)


@pytest.mark.parametrize(("width", "height"), [(1, 1), (7, 5), (161, 91), (1920, 1080)])
def test_pictures_of_any_size_can_be_decoded(width, height):
    with Image.open(io.BytesIO(picture("a", width, height))) as drawn:
        drawn.load()
        assert drawn.size == (width, height)
