import numpy as np
import pytest

from filmwright.errors import UserError
from filmwright.render.annotate import Arrow, CameraMark, Label, annotate

PAPER = np.full((360, 640, 3), 180, np.uint8)
MOVES = [
    "push_in", "pull_out", "zoom_in", "zoom_out", "pan_left", "pan_right", "tilt_up", "tilt_down", "truck_left",
    "truck_right", "crane_up", "crane_down", "arc_left", "arc_right", "handheld",
]  # fmt: skip


def _red(picture):
    p = picture.astype(int)
    return (p[..., 0] - p[..., 1] > 90) & (p[..., 0] > 150)


def _ink(picture):
    return picture.max(axis=2) < 60


def test_no_marks_leave_a_copy():
    out = annotate(PAPER, [])
    assert np.array_equal(out, PAPER)
    assert out is not PAPER


def test_the_picture_given_is_not_changed():
    annotate(PAPER, [Arrow(((100, 100), (300, 200)))])
    assert (PAPER == 180).all()


def test_an_arrow_begins_and_ends_where_it_should():
    ink = _ink(annotate(PAPER, [Arrow(((100, 250), (300, 120), (500, 250)))]))
    y, x = np.nonzero(ink)
    assert x.min() == pytest.approx(100, abs=4)
    assert x.max() == pytest.approx(500, abs=4)
    assert y.min() == pytest.approx(120, abs=14)


def test_an_arrow_is_thicker_at_its_head():
    ink = _ink(annotate(PAPER, [Arrow(((100, 180), (300, 180), (500, 180)))]))
    thickness = ink.sum(axis=0)
    assert thickness[470:495].max() > 2.5 * thickness[110:150].max()


def test_ink_has_a_light_edge_on_a_dark_picture():
    dark = np.full_like(PAPER, 10)
    out = annotate(dark, [Arrow(((100, 180), (300, 180), (500, 180)))])
    assert (out.min(axis=2) > 200).sum() > 240


@pytest.mark.parametrize("move", MOVES)
def test_every_move_of_the_camera_has_a_mark(move):
    assert _red(annotate(PAPER, [CameraMark(move)])).sum() > 300


def test_push_and_pull_point_opposite_ways():
    """The heads lie at the small frame for a push and at the large one for a pull."""
    push, pull = (_red(annotate(PAPER, [CameraMark(m, 0.5)])) for m in ("push_in", "pull_out"))
    corner = (slice(20, 80), slice(20, 140))
    weight = [np.nonzero(p[corner])[1].mean() for p in (push, pull)]
    assert weight[0] > weight[1]


def test_left_and_right_are_mirrored():
    left, right = (_red(annotate(PAPER, [CameraMark(m, label=" ")])) for m in ("pan_left", "pan_right"))
    assert np.nonzero(left)[1].mean() < 320 < np.nonzero(right)[1].mean()


def test_marks_are_the_same_bytes_every_time():
    marks = [Arrow(((10, 10), (200, 100))), CameraMark("push_in", label="PUSH IN"), Label("Mara", (300, 300))]
    assert annotate(PAPER, marks).tobytes() == annotate(PAPER, marks).tobytes()


def test_labels_stay_inside_the_frame():
    out = annotate(PAPER, [Label("a long label at the very edge", (640, 0))])
    changed = np.abs(out.astype(int) - 180).max(axis=2) > 30
    y, x = np.nonzero(changed)
    assert x.max() < 638
    assert y.min() > 1


def test_an_arrow_of_one_point_is_refused():
    with pytest.raises(UserError, match="two points"):
        annotate(PAPER, [Arrow(((1, 1),))])


def test_a_missing_font_is_named():
    with pytest.raises(UserError, match=r"nowhere\.ttf"):
        annotate(PAPER, [Label("x", (5, 5))], font="/nowhere.ttf")
