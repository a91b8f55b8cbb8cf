import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from raster_stage import CAMERA, CLOSE, CLOSE_DARK, cast, room

from filmwright.errors import UserError
from filmwright.render.colour import luma
from filmwright.render.light import Lamp, key_for, light_for
from filmwright.render.mesh import join
from filmwright.render.picture import render
from filmwright.render.raster import prepare
from filmwright.render.shadow import cast_shadows

SCENE = prepare(join([room(), *cast()]))
DAY = key_for(light_for("day", interior=True), CAMERA, (0.0, 1.5, -0.5))
STYLES = ("ink", "shaded")


@pytest.mark.parametrize("style", STYLES)
def test_the_same_input_gives_the_same_bytes(style):
    first, second = (render(SCENE, CAMERA, DAY, style=style, seed=3) for _ in range(2))
    assert first.rgb.tobytes() == second.rgb.tobytes()


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_another_process_gives_the_same_bytes(style):
    program = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1]);"
        "from test_picture import CAMERA, DAY, SCENE, render;"
        "print(hashlib.sha256(render(SCENE, CAMERA, DAY, style=sys.argv[2], seed=3).rgb.tobytes()).hexdigest())"
    )
    here = render(SCENE, CAMERA, DAY, style=style, seed=3).rgb.tobytes()
    folder = str(Path(__file__).parent)
    there = subprocess.run([sys.executable, "-c", program, folder, style], capture_output=True, text=True, check=True)
    assert there.stdout.strip() == hashlib.sha256(here).hexdigest()


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("window", [(130, 60, 250, 150), (3, 5, 60, 70), (421, 201, 480, 270)])
def test_a_window_has_the_pixels_of_the_whole_frame(style, window):
    whole = render(SCENE, CAMERA, DAY, style=style, seed=1)
    part = render(SCENE, CAMERA, DAY, style=style, seed=1, window=window)
    x0, y0, x1, y1 = window
    assert np.array_equal(part.rgb, whole.rgb[y0:y1, x0:x1])
    assert np.array_equal(part.ids, whole.ids[y0:y1, x0:x1])
    assert np.array_equal(part.depth, whole.depth[y0:y1, x0:x1])


def test_a_window_outside_the_frame_is_refused_with_the_size_of_the_frame():
    with pytest.raises(UserError, match="480 by 270"):
        render(SCENE, CAMERA, DAY, window=(500, 0, 600, 50))


def test_shadow_maps_can_be_used_again_for_the_same_view():
    maps = cast_shadows(SCENE, CAMERA, DAY)
    assert np.array_equal(render(SCENE, CAMERA, DAY, shadows=maps).rgb, render(SCENE, CAMERA, DAY).rgb)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("interior", [True, False], ids=["interior", "exterior"])
@pytest.mark.parametrize("time", ["day", "dawn", "golden", "dusk", "night"])
@pytest.mark.parametrize(("camera", "x"), [(CLOSE, -0.6), (CLOSE_DARK, 0.65)], ids=["light-skin", "dark-skin"])
def test_a_face_can_be_read_at_any_time_of_day(style, interior, time, camera, x):
    subject = (x, 1.6, -0.5)
    light = key_for(light_for(time, interior=interior), camera, subject, facing=(0, 0, 1))
    picture = render(SCENE, camera, light, style=style)
    face = (picture.ids == 1002) | (picture.ids == 1018)
    assert face.sum() > 2000
    assert 70 <= luma(picture.rgb)[face].mean() <= 220


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("tone", ["noir", "horror", "romance"])
def test_a_face_can_be_read_in_any_mood(style, tone):
    light = key_for(light_for("night", tone=tone, interior=True), CLOSE_DARK, (0.65, 1.6, -0.5), facing=(0, 0, 1))
    picture = render(SCENE, CLOSE_DARK, light, style=style)
    assert 70 <= luma(picture.rgb)[picture.ids == 1018].mean() <= 220


@pytest.mark.parametrize("style", STYLES)
def test_night_is_darker_and_bluer_than_day(style):
    day, night = (
        render(SCENE, CAMERA, key_for(light_for(t, interior=False), CAMERA, (0, 1.5, -0.5)), style=style).rgb.mean(
            (0, 1)
        )
        for t in ("day", "night")
    )
    assert night.sum() < 0.85 * day.sum()
    assert night[2] / night[0] > 1.05 * day[2] / day[0]


def test_a_lamp_warms_the_night_round_it():
    lamp = Lamp((-1.6, 1.2, -2.6), strength=1.5)
    for style in STYLES:
        without, with_lamp = (
            render(
                SCENE,
                CAMERA,
                key_for(light_for("night", interior=True, lamps=lamps), CAMERA, (0, 1.5, -0.5)),
                style=style,
            )
            for lamps in ((), (lamp,))
        )
        x, y = (int(v) for v in CAMERA.project(np.array([[-1.6, 1.1, -3.4]]))[0, :2])
        there = (slice(y - 6, y + 6), slice(x - 6, x + 6))
        assert with_lamp.rgb[there].mean() > without.rgb[there].mean() + 4


def test_focus_softens_what_lies_behind():
    sharp = render(SCENE, CLOSE, DAY, style="shaded")
    soft = render(SCENE, CLOSE, DAY, style="shaded", focus=1.2)
    wall = sharp.ids == 2
    edges = [np.abs(np.diff(p.rgb.astype(int).sum(2), axis=1))[:, :-1][wall[:, :-2]].max() for p in (sharp, soft)]
    assert edges[1] < edges[0]
    face = sharp.ids == 1002
    assert np.abs(sharp.rgb.astype(int) - soft.rgb)[face].mean() < 1.0


def test_depth_and_ids_describe_the_same_pixels():
    picture = render(SCENE, CAMERA, DAY)
    assert picture.depth.dtype == np.float32
    assert picture.ids.dtype == np.int32
    assert np.allclose(picture.depth[picture.ids == 2], 6.3, atol=1.2)
