"""Colours laid over a picture."""

import numpy as np

from filmwright.render.overlay import cap_by_alpha, lay


def test_what_is_opaque_replaces_and_what_is_clear_leaves() -> None:
    under = np.full((1, 3, 3), 100, np.uint8)
    rgba = np.array([[[10, 20, 30, 255], [0, 0, 0, 0], [10, 20, 30, 255]]], np.uint8)
    lay(under, rgba, np.array([[True, True, False]]))
    assert under.tolist() == [[[10, 20, 30], [100, 100, 100], [100, 100, 100]]]


def test_half_cover_mixes_with_rounding_and_never_runs_over() -> None:
    under = np.array([[[200, 3, 255]]], np.uint8)
    lay(under, np.array([[[60, 0, 250, 128]]], np.uint8), np.ones((1, 1), np.bool_))
    assert under.tolist() == [[[60 + round(200 * 127 / 255), round(3 * 127 / 255), 255]]]


def test_a_colour_is_never_more_than_its_alpha() -> None:
    rgba = np.array([[[90, 40, 60, 50]]], np.uint8)
    cap_by_alpha(rgba)
    assert rgba.tolist() == [[[50, 40, 50, 50]]]
