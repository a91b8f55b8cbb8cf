import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmwright.errors import UserError
from filmwright.render.colour import delta_e, from_hex, lab, linear, luma, srgb, to_hex

# Sharma, Wu and Dalal 2005, table 1: pairs of Lab colours and their difference.
SHARMA = [
    (50.0000, 2.6772, -79.7751, 50.0000, 0.0000, -82.7485, 2.0425),
    (50.0000, 3.1571, -77.2803, 50.0000, 0.0000, -82.7485, 2.8615),
    (50.0000, 2.8361, -74.0200, 50.0000, 0.0000, -82.7485, 3.4412),
    (50.0000, -1.3802, -84.2814, 50.0000, 0.0000, -82.7485, 1.0000),
    (50.0000, -1.1848, -84.8006, 50.0000, 0.0000, -82.7485, 1.0000),
    (50.0000, -0.9009, -85.5211, 50.0000, 0.0000, -82.7485, 1.0000),
    (50.0000, 0.0000, 0.0000, 50.0000, -1.0000, 2.0000, 2.3669),
    (50.0000, -1.0000, 2.0000, 50.0000, 0.0000, 0.0000, 2.3669),
    (50.0000, 2.4900, -0.0010, 50.0000, -2.4900, 0.0009, 7.1792),
    (50.0000, 2.4900, -0.0010, 50.0000, -2.4900, 0.0010, 7.1792),
    (50.0000, 2.4900, -0.0010, 50.0000, -2.4900, 0.0011, 7.2195),
    (50.0000, 2.4900, -0.0010, 50.0000, -2.4900, 0.0012, 7.2195),
    (50.0000, -0.0010, 2.4900, 50.0000, 0.0009, -2.4900, 4.8045),
    (50.0000, -0.0010, 2.4900, 50.0000, 0.0010, -2.4900, 4.8045),
    (50.0000, -0.0010, 2.4900, 50.0000, 0.0011, -2.4900, 4.7461),
    (50.0000, 2.5000, 0.0000, 50.0000, 0.0000, -2.5000, 4.3065),
    (50.0000, 2.5000, 0.0000, 73.0000, 25.0000, -18.0000, 27.1492),
    (50.0000, 2.5000, 0.0000, 61.0000, -5.0000, 29.0000, 22.8977),
    (50.0000, 2.5000, 0.0000, 56.0000, -27.0000, -3.0000, 31.9030),
    (50.0000, 2.5000, 0.0000, 58.0000, 24.0000, 15.0000, 19.4535),
    (50.0000, 2.5000, 0.0000, 50.0000, 3.1736, 0.5854, 1.0000),
    (50.0000, 2.5000, 0.0000, 50.0000, 3.2972, 0.0000, 1.0000),
    (50.0000, 2.5000, 0.0000, 50.0000, 1.8634, 0.5757, 1.0000),
    (50.0000, 2.5000, 0.0000, 50.0000, 3.2592, 0.3350, 1.0000),
    (60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644),
    (63.0109, -31.0961, -5.8663, 62.8187, -29.7946, -4.0864, 1.2630),
    (61.2901, 3.7196, -5.3901, 61.4292, 2.2480, -4.9620, 1.8731),
    (35.0831, -44.1164, 3.7933, 35.0232, -40.0716, 1.5901, 1.8645),
    (22.7233, 20.0904, -46.6940, 23.0331, 14.9730, -42.5619, 2.0373),
    (36.4612, 47.8580, 18.3852, 36.2715, 50.5065, 21.2231, 1.4146),
    (90.8027, -2.0831, 1.4410, 91.1528, -1.6435, 0.0447, 1.4441),
    (90.9257, -0.5406, -0.9208, 88.6381, -0.8985, -0.7239, 1.5381),
    (6.7747, -0.2908, -2.4247, 5.8714, -0.0985, -2.2286, 0.6377),
    (2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082),
]


@pytest.mark.parametrize("row", SHARMA, ids=range(1, 35))
def test_differences_agree_with_the_published_pairs(row):
    assert float(delta_e(row[:3], row[3:6])) == pytest.approx(row[6], abs=1e-4)


def test_differences_work_on_whole_pictures():
    table = np.array(SHARMA)
    assert delta_e(table[:, :3], table[:, 3:6]) == pytest.approx(table[:, 6], abs=1e-4)


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3))
def test_linear_and_srgb_undo_each_other(values):
    assert srgb(linear(values)) == pytest.approx(values, abs=1e-9)


def test_lab_of_white_black_and_the_primaries():
    assert lab((1.0, 1.0, 1.0)) == pytest.approx((100, 0, 0), abs=0.01)
    assert lab((0.0, 0.0, 0.0)) == pytest.approx((0, 0, 0), abs=0.01)
    assert lab((1.0, 0.0, 0.0)) == pytest.approx((53.24, 80.09, 67.20), abs=0.05)
    assert lab((0.0, 0.0, 1.0)) == pytest.approx((32.30, 79.19, -107.86), abs=0.05)


@given(st.integers(0, 0xFFFFFF))
def test_hex_colours_survive_linear_light(value):
    text = f"#{value:06x}"
    assert to_hex(from_hex(text)) == text


@pytest.mark.parametrize("text", ["red", "#12", "#gggggg", "", "#+12345"])
def test_what_is_no_colour_is_refused_with_an_example(text):
    with pytest.raises(UserError, match="#c8a020"):
        from_hex(text)


def test_luma_weighs_green_most():
    picture = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255]]], np.uint8)
    red, green, blue = luma(picture)[0]
    assert green > red > blue
    assert red + green + blue == pytest.approx(255)
