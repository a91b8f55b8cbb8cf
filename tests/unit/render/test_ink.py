"""The drawn look, measured on pictures."""

import numpy as np
from raster_stage import CAMERA, CLOSE, ball, box, cast, room

from filmwright.render.camera import Camera
from filmwright.render.colour import luma
from filmwright.render.light import Light, key_for, light_for
from filmwright.render.mesh import FIRST_FIGURE_ID, figure_object_id, join
from filmwright.render.picture import render

DAY = key_for(light_for("day", interior=True), CAMERA, (0.0, 1.5, -0.5))
SOFT = Light(direction=(0.2, 0.3, 0.93), softness=1.0)


def _dark_run(row):
    """The longest run of ink in a row of brightness."""
    best = run = 0
    for value in row:
        run = run + 1 if value < 110 else 0
        best = max(best, run)
    return best


def _person_ball(object_id, width=640, height=360):
    scene = join(
        [
            ball((0, 0, 0), (0.3, 0.3, 0.3), (0.6, 0.5, 0.3), object_id),
            box((0, 0, -2.5), (20, 20, 1), (0.7, 0.7, 0.65), 1, "wall"),
        ]
    )
    return render(scene, Camera((0, 0, 2.5), (0, 0, 0), 50, width, height), SOFT)


def test_a_person_has_a_heavier_outline_than_a_thing():
    person, thing = (luma(_person_ball(i).rgb) for i in (figure_object_id(0, "top"), 7))
    ink = [np.clip((235 - p) / 200, 0, 1)[:, 400:460].sum() for p in (person, thing)]
    assert ink[0] > 1.3 * ink[1]


def test_every_ray_out_of_a_person_crosses_its_outline():
    picture = _person_ball(figure_object_id(0, "top"))
    light = luma(picture.rgb)
    for angle in np.linspace(0, 2 * np.pi, 72, endpoint=False):
        radius = np.arange(60, 160, 0.5)
        x = (320 + radius * np.cos(angle)).astype(int)
        y = (180 + radius * np.sin(angle)).astype(int)
        assert light[y, x].min() < 100, angle


def test_lines_grow_with_the_picture():
    small, large = (luma(_person_ball(figure_object_id(0, "top"), 640 * k, 360 * k).rgb) for k in (1, 3))
    assert _dark_run(large[540]) > 1.8 * _dark_run(small[180])


def test_the_outline_varies_but_gently():
    light = luma(_person_ball(figure_object_id(0, "top"), 1280, 720).rgb)
    amounts = []
    for angle in np.linspace(0, 2 * np.pi, 90, endpoint=False):
        radius = np.arange(180, 260, 0.25)
        x, y = (640 + radius * np.cos(angle)).astype(int), (360 + radius * np.sin(angle)).astype(int)
        amounts.append(np.clip((190 - light[y, x]) / 150, 0, 1).sum() / 4)
    assert 0.06 < np.std(amounts) / np.mean(amounts) < 0.5


def test_a_flat_wall_at_a_slant_has_no_lines():
    wall = box((0, 0, -4), (60, 20, 1), (0.6, 0.6, 0.6), 1, "paint")
    picture = render(wall, Camera((0, 0, 0), (3, 0.5, -2.2), 35, 480, 270), SOFT)
    assert luma(picture.rgb[:, :, :]).min() > 150


def test_things_that_touch_are_parted_by_a_line():
    scene = join([box((-1, 0, 0), (2, 2, 1), (0.5, 0.5, 0.5), 1), box((1, 0, 0), (2, 2, 1), (0.5, 0.5, 0.5), 2)])
    light = luma(render(scene, Camera((0, 0, 3), (0, 0, 0), 50, 1280, 720), SOFT).rgb)
    assert light[360, 634:646].min() < light[360, 300:560].min() - 40


def test_people_are_coloured_more_strongly_than_sets():
    colour = (0.5, 0.05, 0.05)
    scene = join(
        [
            ball((-0.5, 0, 0), (0.3, 0.3, 0.3), colour, figure_object_id(0, "top")),
            ball((0.5, 0, 0), (0.3, 0.3, 0.3), colour, 5),
        ]
    )
    picture = render(scene, Camera((0, 0, 3), (0, 0, 0), 50, 480, 270), SOFT)
    spread = [np.ptp(np.median(picture.rgb[picture.ids == i], axis=0)) for i in (figure_object_id(0, "top"), 5)]
    assert spread[0] > 1.4 * spread[1]


def test_windows_and_lamps_stay_paper():
    for time in ("day", "night"):
        light = key_for(light_for(time, interior=True), CAMERA, (0, 1.5, -0.5))
        picture = render(room(), CAMERA, light)
        window = picture.ids == 8
        assert np.median(luma(picture.rgb)[window]) > 235


def test_shadow_is_hatched_and_light_is_not():
    picture = render(join([room(), *cast()]), CAMERA, DAY)
    floor = (picture.ids == 1) & (np.arange(270)[:, None] > 190)
    light = luma(picture.rgb)
    lit = light[floor & (light > np.percentile(light[floor], 60))]
    assert light[floor].min() < 0.75 * np.median(lit)
    assert lit.std() < 6


def test_a_face_has_no_specks_of_shadow():
    """No acne: on the lit half of a smooth face neighbouring pixels are alike."""
    camera = CLOSE
    light = key_for(light_for("day", interior=True), camera, (-0.6, 1.6, -0.5), facing=(0, 0, 1))
    picture = render(join([room(), *cast()]), camera, light)
    value = luma(picture.rgb)
    face = picture.ids == figure_object_id(0, "face")
    bright = face & (value > np.percentile(value[face], 45))
    inner = bright[1:-1, 1:-1] & bright[:-2, 1:-1] & bright[2:, 1:-1] & bright[1:-1, :-2] & bright[1:-1, 2:]
    ripple = np.abs(4 * value[1:-1, 1:-1] - value[:-2, 1:-1] - value[2:, 1:-1] - value[1:-1, :-2] - value[1:-1, 2:])
    assert np.percentile(ripple[inner], 90) < 12


def test_the_hand_is_the_same_for_all_frames_of_a_shot():
    """What does not move looks the same when something else does."""
    first = join([room(), *cast()])
    moved = join([room(), cast()[0]])
    one, two = render(first, CAMERA, DAY, seed=5), render(moved, CAMERA, DAY, seed=5)
    left = one.rgb[:200, :120].astype(int) - two.rgb[:200, :120]
    assert np.abs(left).max() <= 2


def test_another_seed_is_another_hand():
    scene = join([room(), *cast()])
    assert not np.array_equal(render(scene, CAMERA, DAY, seed=1).rgb, render(scene, CAMERA, DAY, seed=2).rgb)


def test_the_outline_stays_close_to_the_person():
    picture = _person_ball(figure_object_id(0, "top"))
    ink = luma(picture.rgb) < 90
    y, x = np.nonzero(ink)
    radius = np.hypot(x + 0.5 - 320, y + 0.5 - 180)
    edge = np.sqrt((picture.ids >= FIRST_FIGURE_ID).sum() / np.pi)
    assert np.abs(radius - edge).max() < 5
