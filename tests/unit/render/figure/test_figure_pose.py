"""Poses: feet on the floor, hands where they should be, eyes on whom they look at."""

import math
import time
import typing

import numpy as np
import pytest

from filmwright.model import figure as model
from filmwright.model.figure import FigureLook, Pose
from filmwright.render.figure import Body, build, pose, pose_between, stride
from filmwright.render.mesh import FIGURE_PARTS, figure_object_id


@pytest.fixture(scope="module")
def man() -> Body:
    return build(FigureLook(sex="male", age=36, height_m=1.8, top="tshirt", beard="stubble"))


@pytest.fixture(scope="module")
def girl() -> Body:
    return build(FigureLook(sex="female", age=8, height_m=1.27, bottom="dress", hair="braids"))


def _points(figure, part: str, index: int = 0):
    mesh = figure.mesh
    faces = mesh.faces[mesh.object_id == figure_object_id(index, part)]
    return mesh.vertices[np.unique(faces)]


@pytest.mark.parametrize("gesture", typing.get_args(model.Gesture))
@pytest.mark.parametrize("posture", ["stand", "sit"])
def test_every_gesture_is_finite_and_keeps_its_arms(man, gesture, posture):
    made = pose(man, Pose(gesture=gesture, posture=posture, held="phone"))
    assert np.isfinite(made.mesh.vertices).all()
    for side in ("l", "r"):
        s, e, w = (np.array(made.joints[f"{side}_{j}"]) for j in ("shoulder", "elbow", "wrist"))
        assert np.linalg.norm(e - s) == pytest.approx(0.168 * 1.8, rel=0.02)
        assert np.linalg.norm(w - e) == pytest.approx(0.145 * 1.8, rel=0.03)


@pytest.mark.parametrize("posture", ["stand", "sit", "walk", "run", "kneel", "crouch", "lie", "lean"])
def test_nobody_sinks_into_the_floor(man, girl, posture):
    for body in (man, girl):
        for phase in (0.0, 0.2, 0.45, 0.7):
            low = pose(body, Pose(posture=posture, phase=phase, seat_height=0.42)).bounds[0][1]
            assert low > -0.035
            assert low < 0.12 or posture in {"sit", "run"}


def test_a_walking_foot_does_not_slide(man):
    """While it bears weight the heel stays where it is in the world."""
    step = stride(man)
    places = []
    for phase in np.linspace(0.14, 0.34, 6):
        made = pose(man, Pose(posture="walk", phase=float(phase), z=float(phase) * step))
        places.append(made.joints["l_ankle"][2])
    assert np.ptp(places) < 0.02


def test_sitting_people_sit_on_the_seat_with_feet_on_the_floor(man):
    made = pose(man, Pose(posture="sit", seat_height=0.46))
    assert made.joints["r_hip"][1] == pytest.approx(0.46 + 0.115, abs=0.03)
    seat = _points(made, "bottom")
    under = seat[np.abs(seat[:, 2]) < 0.15]
    assert float(under[:, 1].min()) == pytest.approx(0.46, abs=0.035)
    assert float(_points(made, "shoes")[:, 1].min()) < 0.03


def test_a_child_on_a_high_stool_lets_its_feet_hang(girl):
    made = pose(girl, Pose(posture="sit", seat_height=0.75))
    assert float(_points(made, "shoes")[:, 1].min()) > 0.15


@pytest.mark.parametrize("gesture", ["hands_on_table", "hands_folded", "type", "write", "rest"])
@pytest.mark.parametrize("table", [0.70, 0.76])
def test_hands_lie_on_the_table_not_through_it(man, gesture, table):
    made = pose(man, Pose(posture="sit", gesture=gesture, table_height=table))
    skin = _points(made, "skin")
    over = skin[(skin[:, 2] > 0.28) & (skin[:, 1] < 1.0) & (skin[:, 1] > 0.55)]
    assert float(over[:, 1].min()) > table - 0.012
    assert float(over[:, 1].min()) < table + 0.06


@pytest.mark.parametrize("target", [(1.5, 1.6, 2.0), (-1.2, 1.2, 2.5), (0.0, 2.2, 2.0), (0.6, 0.9, 1.5)])
def test_the_head_turns_towards_what_is_looked_at(man, target):
    made = pose(man, Pose(gaze=target))
    to = np.subtract(target, made.head.centre)
    to = to / np.linalg.norm(to)
    before = math.degrees(math.acos(float(np.clip(to[2], -1, 1))))
    after = math.degrees(math.acos(float(np.clip(to @ np.array(made.head.forward), -1, 1))))
    assert after < 0.5 * before + 3


def test_a_head_turns_no_further_than_a_neck_allows(man):
    forward = pose(man, Pose(gaze=(0.0, 1.6, -5.0))).head.forward
    assert abs(math.degrees(math.atan2(forward[0], forward[2]))) < 95


def test_heading_turns_the_figure_and_position_moves_it(man):
    made = pose(man, Pose(x=2, z=-1, heading=90, ground=0.3))
    assert made.head.forward[0] > 0.9
    assert made.joints["neck"][0] == pytest.approx(2, abs=0.08)
    assert made.joints["neck"][1] > 1.6
    assert made.joints["l_shoulder"][2] < made.joints["r_shoulder"][2]


def test_the_left_side_is_the_figures_left(man):
    j = pose(man, Pose()).joints
    assert j["l_shoulder"][0] > 0 > j["r_shoulder"][0]
    assert j["l_ear"][0] > j["l_eye"][0] > j["nose"][0] > j["r_eye"][0] > j["r_ear"][0]


def test_a_phone_is_held_at_the_ear(man):
    made = pose(man, Pose(gesture="phone_to_ear", held="phone"))
    phone = _points(made, "held")
    ear = np.array(made.joints["r_ear"])
    assert np.linalg.norm(phone - ear, axis=1).min() < 0.06


def test_pointing_goes_to_the_aim(man):
    made = pose(man, Pose(gesture="point", aim=(-2.0, 1.2, 3.0)))
    shoulder, wrist = np.array(made.joints["r_shoulder"]), np.array(made.joints["r_wrist"])
    a, b = wrist - shoulder, np.array((-2.0, 1.2, 3.0)) - shoulder
    assert float(a @ b / np.linalg.norm(a) / np.linalg.norm(b)) > 0.98


def test_half_an_amount_is_half_way_to_a_gesture(man):
    wrists = [np.array(pose(man, Pose(gesture="wave", amount=t)).joints["r_wrist"]) for t in (0.0, 0.5, 1.0)]
    assert wrists[0][1] < wrists[1][1] < wrists[2][1]


def test_mouth_shapes_differ_from_one_another(man):
    shapes = typing.get_args(model.MouthShape)
    made = {s: _points(pose(man, Pose(mouth_shape=s, mouth_open=0.9 if s != "rest" else 0.0)), "mouth") for s in shapes}
    for i, a in enumerate(shapes):
        for b in shapes[i + 1 :]:
            assert np.abs(made[a] - made[b]).max() > 0.0012, (a, b)


def test_a_speaking_jaw_lowers_the_chin(man):
    shut, open_ = (_points(pose(man, Pose(mouth_shape="A", mouth_open=m)), "face")[:, 1].min() for m in (0.0, 1.0))
    assert open_ < shut - 0.004


def test_a_blink_covers_the_iris(man):
    def lid(blink: float) -> float:
        made = pose(man, Pose(blink=blink))
        rig = man.rig
        at = len(man.vertices)
        for p in rig.parts:
            if p.part == "eyes" and p.tint.base == "black" and p.tint.kind == "hair":
                return float(made.mesh.vertices[at : at + p.count, 1].mean())
            at += p.count
        raise AssertionError

    assert lid(1.0) < lid(0.5) < lid(0.0)


@pytest.mark.parametrize("expression", [e for e in typing.get_args(model.Expression) if e != "neutral"])
def test_every_expression_changes_the_face(man, expression):
    n = len(man.vertices)
    plain = pose(man, Pose()).mesh.vertices[n:]
    made = pose(man, Pose(expression=expression)).mesh.vertices[n:]
    assert np.abs(plain - made).max() > 0.002


def test_object_ids_are_those_of_the_figures_index(man):
    ids = set(pose(man, Pose(held="cup"), 3).mesh.object_id.tolist())
    assert ids == {figure_object_id(3, part) for part in FIGURE_PARTS}


@pytest.mark.parametrize("word", ["phone", "Coffee", "an unheard-of thing", "suitcase", "flowers", "gun"])
def test_every_word_gives_something_to_hold(man, word):
    held = _points(pose(man, Pose(gesture="hold_object", held=word)), "held")
    assert len(held) > 50
    assert np.ptp(held, axis=0).max() < 1.7


def test_variations_stand_differently(man):
    one, two = (pose(man, Pose(variation=v)).joints["r_ankle"] for v in (1, 2))
    assert one != two


def test_posing_is_quick(man):
    pose(man, Pose())
    start = time.process_time()
    for i in range(5):
        pose(man, Pose(posture="walk", phase=i / 5))
    assert (time.process_time() - start) / 5 < 0.08


@pytest.mark.parametrize("gesture", ["wave", "hands_up", "arms_crossed", "clasp_head", "hand_to_chin"])
def test_no_triangle_is_torn_out_of_its_place(man, girl, gesture):
    """An edge grows to no more than a few times its rest length, or stays short."""
    for body in (man, girl):
        n = len(body.vertices)
        faces = body.faces[(body.faces < n).all(axis=1)]
        made = pose(body, Pose(gesture=gesture)).mesh.vertices
        a, b = faces.ravel(), np.roll(faces, -1, axis=1).ravel()
        rest = np.linalg.norm(body.vertices[a] - body.vertices[b], axis=1)
        now = np.linalg.norm(made[a] - made[b], axis=1)
        assert float((now - 4 * rest).max()) < 0.06


def test_no_skin_shows_through_the_back_of_a_coat():
    """Seen from behind, between the shoulder blades there is cloth."""
    body = build(FigureLook(sex="male", top="suit", hair="short"))
    for gesture in ("rest", "hand_to_chin", "hands_up"):
        made = pose(body, Pose(gesture=gesture))
        neck = np.array(made.joints["neck"])
        cloth, skin = _points(made, "top"), _points(made, "skin")

        def back(points, neck=neck):
            near = points[(np.abs(points[:, 0] - neck[0]) < 0.08) & (np.abs(points[:, 1] - neck[1] + 0.10) < 0.05)]
            return float(near[:, 2].min()) if len(near) else math.inf

        assert back(cloth) < back(skin) - 0.01


def test_a_movement_begins_and_ends_in_its_poses_with_feet_that_stay(man):
    before, after = Pose(z=0.42), Pose(posture="sit")
    steps = [pose_between(man, before, after, share) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    heads = [figure.joints["crown"][1] for figure in steps]
    assert heads == sorted(heads, reverse=True)
    for end, whole in ((steps[0], pose(man, before)), (steps[-1], pose(man, after))):
        assert np.allclose(end.joints["crown"], whole.joints["crown"], atol=0.01)
    ankles = np.array([figure.joints["l_ankle"] for figure in steps])
    assert np.ptp(ankles[:, 2]) < 0.15
    assert float(ankles[:, 1].min()) > 0.04


def test_a_gesture_rises_from_rest(man):
    low, high = Pose(gesture="point", amount=0.06), Pose(gesture="point")
    hands = [pose_between(man, low, high, share).joints["r_wrist"][1] for share in (0.0, 0.5, 1.0)]
    assert hands == sorted(hands)
    assert hands[2] - hands[0] > 0.3
