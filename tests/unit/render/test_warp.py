"""Layers and camera moves: the still is kept, and what slides slides as far as geometry says."""

from dataclasses import replace

import numpy as np
import pytest
from raster_stage import CAMERA, cast, room

from filmwright.errors import UserError
from filmwright.render.layers import overscanned, render_layers
from filmwright.render.light import key_for, light_for
from filmwright.render.mesh import join
from filmwright.render.move import MOVES, camera_path, margin_for
from filmwright.render.picture import render
from filmwright.render.warp import frame, paste, paste_into, set_stage

SUBJECT = (0.0, 1.5, -0.5)
LIGHT = key_for(light_for("day", interior=True), CAMERA, SUBJECT)
FULL = {style: render(join([room(), *cast()]), CAMERA, LIGHT, style=style) for style in ("ink", "shaded")}
STAGE = set_stage(render_layers(room(), cast(), CAMERA, LIGHT, margin=64))


@pytest.mark.parametrize("style", ["ink", "shaded"])
def test_layers_put_together_are_the_full_picture(style):
    stage = set_stage(render_layers(room(), cast(), CAMERA, LIGHT, style=style))
    away = np.abs(frame(stage, CAMERA).astype(int) - FULL[style].rgb)
    assert away.mean() < 0.8
    assert (away.max(axis=2) > 40).mean() < 0.004


def test_the_background_has_no_people_and_no_holes():
    layers = render_layers(room(), cast(), CAMERA, LIGHT)
    behind = layers.background.rgba
    assert (behind[..., 3] == 255).all()
    body = FULL["ink"].ids >= 1000
    assert behind[..., :3][body].mean() > FULL["ink"].rgb[body].mean() + 15


def test_people_are_complete_also_where_the_table_hides_them():
    layers = render_layers(room(), cast(), CAMERA, LIGHT)
    figure = layers.figures[0]
    assert figure is not None
    seen = (FULL["ink"].ids >= 1000) & (FULL["ink"].ids < 1016)
    assert (figure.rgba[..., 3] > 200).sum() > seen.sum()


def test_a_person_out_of_frame_has_no_layer():
    away = replace(CAMERA, target=(30.0, 1.2, 2.9))
    assert render_layers(room(), cast(), away, LIGHT).figures == (None, None)


def test_a_set_without_people_can_be_moved_over():
    layers = render_layers(room(), [], CAMERA, LIGHT, margin=16)
    assert layers.figures == ()
    assert np.array_equal(frame(set_stage(layers), CAMERA), set_stage(layers).still)


@pytest.mark.parametrize("size", [(333, 187), (202, 360), (426, 180)], ids=["odd", "upright", "wide"])
def test_any_shape_of_picture_can_be_layered(size):
    camera = replace(CAMERA, width=size[0], height=size[1])
    stage = set_stage(render_layers(room(), cast(), camera, LIGHT, margin=24))
    path = camera_path(camera, "truck_left", subject=SUBJECT, amount=0.3)
    whole = render(join([room(), *cast()]), camera, LIGHT).rgb
    assert frame(stage, path.at(1.0)).shape == whole.shape
    assert np.abs(frame(stage, camera).astype(int) - whole).mean() < 4


def test_a_still_shot_repeats_the_same_bytes():
    path = camera_path(CAMERA, "static", subject=SUBJECT)
    frames = [frame(STAGE, path.at(t)) for t in (0.0, 0.3, 1.0)]
    assert all(f.tobytes() == frames[0].tobytes() for f in frames)


def test_overscan_sees_the_same_picture_in_its_middle():
    wide = overscanned(CAMERA, 40)
    points = np.array([[0.3, 1.1, -1.0], [-1.0, 2.0, -3.0], [0.0, 0.2, 1.0]])
    assert wide.project(points)[:, :2] - 40 == pytest.approx(CAMERA.project(points)[:, :2], abs=1e-6)


def _shift(before, after):
    """How far a patch moved, by phase correlation to a fraction of a pixel."""
    window = np.outer(np.hanning(before.shape[0]), np.hanning(before.shape[1]))
    a, b = (p.astype(float).sum(2) for p in (before, after))
    a, b = (a - a.mean()) * window, (b - b.mean()) * window
    cross = np.conj(np.fft.fft2(a)) * np.fft.fft2(b)
    peak = np.fft.ifft2(cross / np.maximum(np.abs(cross), 1e-9)).real
    v, u = np.unravel_index(peak.argmax(), peak.shape)

    def fine(low, mid, high):
        return 0.5 * (low - high) / min(-1e-9, low - 2 * mid + high)

    h, w = peak.shape
    du = fine(peak[v, u - 1], peak[v, u], peak[v, (u + 1) % w])
    dv = fine(peak[v - 1, u], peak[v, u], peak[(v + 1) % h, u])
    return (u + du + w / 2) % w - w / 2, (v + dv + h / 2) % h - h / 2


PLACES = {"picture on the far wall": (-2.3, 1.6, -3.40), "window": (1.9, 1.6, -3.40)}


@pytest.mark.parametrize("place", list(PLACES))
@pytest.mark.parametrize(
    "move", ["truck_left", "truck_right", "crane_up", "pan_left", "pan_right", "tilt_down", "arc_left"]
)
def test_what_slides_slides_as_far_as_geometry_says(move, place):
    path = camera_path(CAMERA, move, subject=SUBJECT, amount=0.5)
    first, last = path.at(0.0), path.at(1.0)
    point = np.array([PLACES[place]])
    start, end = first.project(point)[0, :2], last.project(point)[0, :2]
    pieces, corners = [], []
    for picture, at in ((frame(STAGE, first), start), (frame(STAGE, last), end)):
        x, y = int(min(480 - 32, max(32, round(at[0])))), int(min(270 - 32, max(32, round(at[1]))))
        pieces.append(picture[y - 32 : y + 32, x - 32 : x + 32])
        corners.append((x, y))
    rest = np.subtract(end - start, np.subtract(corners[1], corners[0]))
    assert _shift(*pieces) == pytest.approx(tuple(rest), abs=0.75)
    assert np.hypot(*(end - start)) > 2


def test_the_near_moves_farther_than_the_far():
    path = camera_path(CAMERA, "truck_right", subject=SUBJECT)
    one, two = (frame(STAGE, path.at(t)) for t in (0.0, 1.0))
    head = _shift(*(_around(picture, (-0.6, 1.55, -0.5)) for picture in (one, two)))[0]
    far = _shift(*(_around(picture, PLACES["window"]) for picture in (one, two)))[0]
    assert head < 1.3 * far < 0


def _around(picture, point):
    x, y = (int(v) for v in CAMERA.project(np.array([point]))[0, :2])
    return picture[y - 36 : y + 28, max(0, x - 36) : x + 36]


@pytest.mark.parametrize(("move", "sign"), [("push_in", 1), ("zoom_in", 1), ("pull_out", -1), ("zoom_out", -1)])
def test_pushes_enlarge_and_pulls_make_smaller(move, sign):
    path = camera_path(CAMERA, move, subject=SUBJECT)
    stage = set_stage(render_layers(room(), cast(), path.still, LIGHT))
    one, two = (frame(stage, path.at(t)) for t in (0.0, 1.0))
    spots = np.array([PLACES["window"], PLACES["picture on the far wall"]])
    gaps = []
    for camera in (path.at(0.0), path.at(1.0)):
        places = camera.project(spots)[:, :2]
        gaps.append(np.ptp(places[:, 0]))
    assert (gaps[1] - gaps[0]) * sign > 5
    mask_one, mask_two = ((p[:130].min(axis=2) > 236).sum() for p in (one, two))
    assert (mask_two - mask_one) * sign > 0


@pytest.mark.parametrize("move", MOVES)
def test_no_frame_shows_an_empty_edge(move):
    path = camera_path(CAMERA, move, subject=SUBJECT)
    margin = margin_for(path, nearest=1.5, farthest=7.0)
    assert margin < 60
    for t in (0.0, 0.5, 1.0):
        camera = path.at(t, seconds=2 * t)
        corners = np.array([[0, 0], [480, 0], [0, 270], [480, 270]], float)
        for depth in (1.5, 3.0, 7.0):
            local = np.stack(
                [(corners[:, 0] - 240) / camera.focal_px, -(corners[:, 1] - 135) / camera.focal_px, np.ones(4)], 1
            )
            world = local * depth @ camera.basis() + np.asarray(camera.eye)
            spots = path.still.project(world)[:, :2]
            assert (spots >= -margin - 1e-6).all()
            assert (spots <= np.array((480 + margin, 270 + margin)) + 1e-6).all()
        assert frame(STAGE, camera).min(axis=2).mean() > 20


def test_a_held_camera_sways_smoothly_and_the_same_for_one_seed():
    path, again, other = (camera_path(CAMERA, "handheld", seed=s) for s in (4, 4, 5))
    times = np.arange(0, 4, 1 / 24)
    spots = np.array([path.at(0, t).project(np.array([SUBJECT]))[0, :2] for t in times])
    assert np.abs(np.diff(spots, axis=0)).max() < 1.5
    assert np.ptp(spots, axis=0).max() > 1.0
    assert path.at(0, 1.3) == again.at(0, 1.3)
    assert path.at(0, 1.3) != other.at(0, 1.3)


def test_a_patch_moves_with_the_person_it_lies_on():
    x, y = (int(v) for v in STAGE.layers.camera.project(np.array([[-0.6, 1.58, -0.5]]))[0, :2])
    patch = np.zeros((8, 8, 3), np.uint8)
    patch[..., 1] = 255
    marked = paste(STAGE, 0, patch, (x - 4, y - 4))
    path = camera_path(CAMERA, "truck_right", subject=SUBJECT)
    for t in (0.0, 1.0):
        camera = path.at(t)
        green = frame(marked, camera).astype(int)
        rows, columns = np.nonzero((green[..., 1] > 200) & (green[..., 0] < 60))
        there = camera.project(np.array([[-0.6, 1.58, -0.5]]))[0, :2]
        assert (columns.mean() + 0.5, rows.mean() + 0.5) == pytest.approx(tuple(there), abs=2.0)
    still = frame(marked, CAMERA)
    assert (still[..., 1].astype(int) - still[..., 0] > 190).sum() == 64


def test_a_patch_drawn_anew_in_place_changes_nothing():
    """The face drawn again in its window is the face of the still."""
    camera = STAGE.layers.camera
    x, y = (int(v) for v in camera.project(np.array([[-0.6, 1.6, -0.5]]))[0, :2])
    window = (x - 12, y - 10, x + 12, y + 12)
    patch = render(join([room(), *cast()]), camera, LIGHT, window=window).rgb
    away = np.abs(frame(paste(STAGE, 0, patch, window[:2]), CAMERA).astype(int) - frame(STAGE, CAMERA))
    assert away.mean() < 0.05


def test_pasting_on_someone_who_is_not_there_says_so():
    with pytest.raises(UserError, match="Person 7"):
        paste(STAGE, 7, np.zeros((4, 4, 3), np.uint8), (0, 0))


def test_a_frame_of_another_size_is_refused():
    with pytest.raises(UserError, match="480 by 270"):
        frame(STAGE, replace(CAMERA, width=640, height=360))


def test_pasting_into_a_picture_cuts_off_what_is_outside():
    paper = np.full((10, 10, 3), 200, np.uint8)
    patch = np.zeros((6, 6, 4), np.uint8)
    patch[..., 3] = 128
    out = paste_into(paper, patch, (7, -3))
    assert out[0, 9, 0] == pytest.approx(100, abs=1)
    assert (out[3:] == 200).all()
    assert (paper == 200).all()
