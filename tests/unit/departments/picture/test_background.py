"""A group is more than the one who stands for it."""

from collections.abc import Callable
from typing import Any

import pytest

from filmwright.departments.picture.frames import draw, seen_of
from filmwright.departments.picture.space import apart, clearance
from filmwright.departments.picture.steps import _bodies, block, body, setup
from filmwright.departments.picture.world import stage_of, world_of
from filmwright.model.figure import FigureLook
from filmwright.model.set_design import default_design
from filmwright.model.staging import Setup
from filmwright.ref import Ref
from filmwright.store import FolderBlobs

from .conftest import blocking_input, person, visual

Stage = Callable[..., Setup]


@pytest.fixture(scope="module")
def crowd(blobs: FolderBlobs, bodies: dict[str, Ref]) -> dict[str, Ref]:
    looks = {"tom.1": FigureLook(sex="male", age=30), "tom.2": FigureLook(sex="female", age=50)}
    return bodies | {who: body(look, blobs) for who, look in looks.items()}


def staged(crowd: dict[str, Ref], blobs: FolderBlobs, size: str, kind: str = "street", **more: Any) -> Setup:
    shot = visual(1, "WS", size, [person("ida"), person("tom", "right", **more)], subject="ida")
    design = default_design(kind, seed=3)
    return setup(shot, block(blocking_input([shot]), design), design, crowd, blobs)


def test_the_others_stand_by_and_hide_nobody(crowd: dict[str, Ref], blobs: FolderBlobs) -> None:
    made = staged(crowd, blobs, "WS")
    extras = [p for p in made.people if p.visibility == "extra"]
    assert [p.character_ref_id for p in extras] == ["tom.1", "tom.2"]
    assert len({p.index for p in made.people}) == 4
    world = world_of(made.model_copy(update={"width": 480, "height": 270}), _bodies(made, blobs))
    seen = seen_of(world, draw(world, "ink"))
    assert all(s.face_visible >= 0.6 for s in seen if s.visibility == "face")


def test_the_others_stand_on_free_ground_apart_from_each_other(crowd: dict[str, Ref], blobs: FolderBlobs) -> None:
    made = staged(crowd, blobs, "WS")
    stage = stage_of(made.design)
    spots = [(p.pose.x, p.pose.z) for p in made.people]
    assert all(apart(a, b) > 0.4 for i, a in enumerate(spots) for b in spots[i + 1 :])
    assert all(clearance((p.pose.x, p.pose.z), stage.obstacles) > 0.2 for p in made.people if p.visibility == "extra")


def test_close_shots_and_cars_leave_the_others_out(crowd: dict[str, Ref], blobs: FolderBlobs) -> None:
    assert not [p for p in staged(crowd, blobs, "MCU").people if p.visibility == "extra"]
    assert not [p for p in staged(crowd, blobs, "WS", "car", posture="sit").people if p.visibility == "extra"]


def test_a_group_that_walks_walks_together(crowd: dict[str, Ref], blobs: FolderBlobs) -> None:
    shot = visual(1, "WS", "WS", [person("tom", "right", posture="walk", travels="left")], subject="tom")
    design = default_design("street", seed=3)
    made = setup(shot, block(blocking_input([shot]), design), design, crowd, blobs)
    ways = [
        (round(p.path[-1][0] - p.path[0][0], 2), round(p.path[-1][1] - p.path[0][1], 2)) for p in made.people if p.path
    ]
    assert len(ways) >= 2
    assert len(set(ways)) == 1
