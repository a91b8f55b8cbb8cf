"""Framing is exact: the head has its size and its place."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmwright.departments.picture.camera import (
    Head,
    aim,
    crown_line,
    depth_for,
    frame_size,
    head_ratio,
    lens_for,
    target_ratio,
)
from filmwright.model.shots import HEAD_HEIGHTS, AspectRatio, Movement, ShotSize

SIZES: tuple[ShotSize, ...] = ("ECU", "CU", "MCU", "MS", "MLS", "WS", "EWS")
HEAD = Head((1.0, 1.6, 2.0), (0.0, 0.0, 1.0), (0.0, 1.0, 0.0), 0.23)


@given(
    yaw=st.floats(-180, 180),
    pitch=st.floats(-30, 60),
    x=st.floats(0.1, 0.9),
    y=st.floats(0.1, 0.9),
    roll=st.floats(-12, 12),
)
def test_a_point_lands_where_it_is_aimed(yaw: float, pitch: float, x: float, y: float, roll: float) -> None:
    camera = aim(HEAD.centre, yaw=yaw, pitch=pitch, depth=2.0, lens_mm=50, at=(x, y), width=1280, height=720, roll=roll)
    seen = camera.project(np.array([HEAD.centre]))[0]
    assert seen == pytest.approx([x * 1280, y * 720, 2.0], abs=1e-6)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("movement", ["static", "push_in", "pull_out"])
def test_the_size_framed_for_lies_in_its_range(size: ShotSize, movement: Movement) -> None:
    low, high = HEAD_HEIGHTS[size]
    ratio = target_ratio(size, movement)
    depth = depth_for(ratio, HEAD.height, 40, 1280, 720)
    camera = aim(HEAD.centre, yaw=10, pitch=2, depth=depth, lens_mm=40, at=(0.4, 0.4), width=1280, height=720)
    assert low < head_ratio(camera, HEAD) < high


def test_depth_and_lens_are_inverse() -> None:
    depth = depth_for(0.3, 0.23, 50, 1280, 720)
    assert lens_for(0.3, 0.23, depth, 1280, 720) == pytest.approx(50)


@pytest.mark.parametrize("size", ["CU", "MCU", "MS", "MLS", "WS"])
def test_there_is_air_above_the_crown(size: ShotSize) -> None:
    ratio = target_ratio(size)
    line = crown_line(ratio, 7.4)
    assert 0.05 < line < 0.35
    assert line + ratio < 0.95


@pytest.mark.parametrize("aspect", ["16:9", "2.39:1", "9:16", "4:3", "1:1"])
def test_frames_have_even_sides_and_the_right_shape(aspect: AspectRatio) -> None:
    width, height = frame_size(aspect)
    across, down = (float(v) for v in aspect.split(":"))
    assert width % 2 == height % 2 == 0
    assert width / height == pytest.approx(across / down, rel=2e-3)
    assert 0.90e6 < width * height < 0.94e6
