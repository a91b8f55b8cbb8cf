"""Bones that people and animals share: trees, joints, a place in the world, the bytes of a body."""

import json

import numpy as np
import pytest

from filmwright.errors import StoreError
from filmwright.model.figure import AnimalLook, FigureLook, Pose
from filmwright.render.anatomy.bones import Joints, about, grow
from filmwright.render.anatomy.placed import carry, placing
from filmwright.render.bodies import build, read_body

TREE = grow(trunk=(("hip", "neck", "head"),), limbs=(("neck", "arm", "hand"),))
REST = np.array([[0, 1, 0], [0, 2, 0], [0, 2.2, 0], [1, 2, 0], [2, 2, 0], [-1, 2, 0], [-2, 2, 0]], np.float64)
Z = np.array([0.0, 0.0, 1.0])


class Doll(Joints):
    tree = TREE


def test_a_limb_grows_on_both_sides_from_the_bone_it_begins_with() -> None:
    assert TREE.names == ("hip", "neck", "head", "l_arm", "l_hand", "r_arm", "r_hand")
    assert [TREE.names[p] if p >= 0 else "" for p in TREE.parent] == [
        "",
        "hip",
        "neck",
        "neck",
        "l_arm",
        "neck",
        "r_arm",
    ]
    assert [list(b) for b in TREE.below] == [[0, 1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6], [2], [3, 4], [4], [5, 6], [6]]


def test_every_bone_has_its_other_side() -> None:
    assert [TREE.names[i] for i in TREE.swap] == ["hip", "neck", "head", "r_arm", "r_hand", "l_arm", "l_hand"]


def test_what_hangs_below_a_bone_turns_with_it_and_nothing_else() -> None:
    doll = Doll(REST)
    doll.rotate("l_arm", about(Z, 90.0))
    assert doll.at("l_hand") == pytest.approx([1, 3, 0])
    assert doll.at("r_hand") == pytest.approx([-2, 2, 0])
    rotations, moves = doll.result()
    assert rotations[4] @ REST[4] + moves[4] == pytest.approx([1, 3, 0])


def test_two_bones_reach_a_goal_with_the_middle_joint_aside() -> None:
    doll = Doll(np.vstack([REST[:5], [[-1, 2, 0], [-2, 2, 0]]]))
    reached = doll.bend(("neck", "l_arm", "l_hand"), np.array([1.2, 2.6, 0.0]), np.array([0.0, 1.0, 0.0]), Z)
    assert reached == pytest.approx([1.2, 2.6, 0.0], abs=1e-6)
    elbow = doll.at("l_arm")
    assert np.linalg.norm(elbow - doll.at("neck")) == pytest.approx(1.0)
    assert elbow[1] > 2.3


def test_half_way_every_bone_has_turned_half_and_hangs_together() -> None:
    a, b, out = Doll(REST), Doll(REST), Doll(REST)
    b.rotate("neck", about(Z, 60.0))
    b.rotate("l_arm", about(Z, 40.0))
    b.move(np.array([0.0, 0.0, 2.0]))
    out.blend(a, b, 0.5)
    assert out.pos[0] == pytest.approx([0, 1, 1])
    assert out.rot[1] == pytest.approx(about(Z, 30.0))
    assert out.rot[4] == pytest.approx(about(Z, 50.0))
    assert np.linalg.norm(out.at("l_hand") - out.at("l_arm")) == pytest.approx(1.0)


def test_carried_joints_stay_where_they_are_in_the_world() -> None:
    own, into = Pose(x=1.0, z=2.0, heading=30.0), Pose(x=-1.0, ground=0.5, heading=-80.0)
    doll = Doll(REST)
    before = placing(own).place(doll)
    carry(doll, own, into)
    after = placing(into).place(doll)
    assert after[0] == pytest.approx(before[0])
    assert after[1] == pytest.approx(before[1])


@pytest.mark.parametrize("look", [FigureLook(), AnimalLook(species="cat", size_m=0.25)], ids=["person", "animal"])
def test_a_header_that_does_not_fit_is_damage(look: FigureLook | AnimalLook) -> None:
    data = build(look).to_bytes()
    size = int.from_bytes(data[8:12], "little")
    head = json.loads(data[12 : 12 + size])
    for broken in (
        {**head, "materials": [[0.1, 0.2]]},
        {**head, "arrays": head["arrays"][:-1]},
        {**head, "look": {**head["look"], "tentacles": 8}},
        {k: v for k, v in head.items() if k != "arrays"},
    ):
        text = json.dumps(broken).encode()
        with pytest.raises(StoreError, match="damaged"):
            read_body(data[:8] + len(text).to_bytes(4, "little") + text + data[12 + size :])
