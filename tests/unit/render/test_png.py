import io

import numpy as np
import pytest
from PIL import Image

from filmwright.errors import UserError
from filmwright.render.png import depth_png, mask_png, picture_png, read_picture

NOISE = np.random.default_rng(1).integers(0, 256, (37, 53, 3), dtype=np.uint8)


def _open(data):
    return Image.open(io.BytesIO(data))


def test_a_picture_comes_back_as_it_was():
    assert np.array_equal(np.asarray(_open(picture_png(NOISE))), NOISE)


def test_alpha_is_kept():
    rgba = np.dstack([NOISE, NOISE[..., 0]])
    assert np.array_equal(np.asarray(_open(picture_png(rgba))), rgba)


def test_depth_is_kept_to_the_millimetre():
    depth = np.linspace(0.3, 60, 1200, dtype=np.float32).reshape(30, 40)
    back = np.asarray(_open(depth_png(depth))).astype(float) / 1000
    assert np.abs(back - depth).max() <= 0.0006


def test_what_is_farther_than_the_format_holds_is_the_farthest_value():
    depth = np.array([[65.0, 70.0, 1000.0]], np.float32)
    assert np.asarray(_open(depth_png(depth))).tolist() == [[65000, 65535, 65535]]


def test_a_mask_is_black_and_white():
    mask = NOISE[..., 0] > 100
    assert np.array_equal(np.asarray(_open(mask_png(mask))) == 255, mask)


def test_the_same_pixels_are_the_same_bytes():
    assert picture_png(NOISE) == picture_png(NOISE.copy())


def test_a_picture_of_the_wrong_shape_is_refused():
    with pytest.raises(UserError, match="height"):
        picture_png(np.zeros((3, 4), np.uint8))


def test_any_picture_can_be_read_over_white():
    clear = np.zeros((4, 4, 4), np.uint8)
    assert (read_picture(picture_png(clear)) == 255).all()
    assert np.array_equal(read_picture(picture_png(NOISE)), NOISE)


@pytest.mark.parametrize("data", [b"", b"not a picture", picture_png(NOISE)[:200]], ids=["empty", "text", "cut"])
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(UserError, match="PNG, JPEG or WebP"):
        read_picture(data)
