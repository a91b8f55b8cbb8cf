"""People keep their sides, sit where there are seats and walk where it is free."""

from collections.abc import Sequence

import pytest

from filmwright.departments.picture.blocking import block_scene, leads
from filmwright.departments.picture.space import apart, clearance, heading, right_of, turn, view_across
from filmwright.departments.picture.world import stage_of
from filmwright.model.set_design import SetKind, default_design
from filmwright.model.shots import Travel
from filmwright.model.staging import SceneBlocking, VisualShot

from .conftest import blocking_input, person, visual

TALK = [
    visual(1, "TWO", "MS", [person("ida"), person("tom", "right")]),
    visual(2, "MCU", "MCU", [person("ida", looks_at="tom")]),
    visual(3, "MCU", "MCU", [person("tom", "right", looks_at="ida")]),
]


def blocked(kind: SetKind, shots: Sequence[VisualShot] = TALK) -> SceneBlocking:
    return block_scene(blocking_input(shots), stage_of(default_design(kind, seed=3)))


@pytest.mark.parametrize("kind", ["living_room", "bar", "street", "forest", "office", "elevator"])
def test_left_is_left_and_right_is_right(kind: SetKind) -> None:
    scene = blocked(kind)
    places = scene.of("s001_001")
    ida, tom = places.of("ida"), places.of("tom")
    assert ida is not None
    assert tom is not None
    right = right_of(view_across(*scene.axis))
    along = [p.ground[0] * right[0] + p.ground[1] * right[1] for p in (ida, tom)]
    assert along[0] < along[1]
    assert 0.5 < apart(ida.ground, tom.ground) < 4.0


def test_people_who_talk_face_each_other() -> None:
    places = blocked("living_room").of("s001_001")
    ida, tom = places.of("ida"), places.of("tom")
    assert ida is not None
    assert tom is not None
    assert abs(turn(ida.heading, heading(ida.ground, tom.ground))) < 5


def test_nobody_stands_in_the_furniture() -> None:
    stage = stage_of(default_design("bar", seed=3))
    shots = [visual(1, "WS", "WS", [person(w, "center") for w in ("a", "b", "c", "d", "e")])]
    scene = block_scene(blocking_input(shots), stage)
    for p in scene.of("s001_001").people:
        assert clearance(p.ground, stage.obstacles) > 0.2


def test_who_sits_gets_a_seat_of_the_set() -> None:
    stage = stage_of(default_design("living_room", seed=3))
    shots = [visual(1, "TWO", "MS", [person("ida", posture="sit"), person("tom", "right", posture="sit")])]
    for p in block_scene(blocking_input(shots), stage).of("s001_001").people:
        assert p.posture == "sit"
        assert any(apart(p.ground, (s.position[0], s.position[2])) < 0.01 for s in stage.seats)


def test_two_people_never_share_a_seat() -> None:
    shots = [visual(1, "WS", "WS", [person(w, "center", posture="sit") for w in ("a", "b", "c", "d")])]
    grounds = [p.ground for p in blocked("bar", shots).of("s001_001").people]
    assert len(set(grounds)) == 4


def test_in_a_car_everybody_sits() -> None:
    scene = blocked("car")
    assert {p.posture for p in scene.of("s001_001").people} == {"sit"}


def test_who_enters_walks_to_their_place() -> None:
    shots = [visual(1, "WS", "WS", [person("ida", posture="walk", enters=True)]), TALK[0]]
    scene = blocked("office", shots)
    walking, later = scene.of("s001_001").of("ida"), blocked("office", [shots[0], TALK[2]]).of("s001_003").of("ida")
    assert walking is not None
    assert later is not None
    assert len(walking.path) == 2
    assert apart(*walking.path) > 0.5
    assert later.ground == walking.path[-1]


def test_a_walk_to_the_left_goes_to_the_left_of_the_screen() -> None:
    shots = [visual(1, "WS", "WS", [person("ida", posture="walk", travels="left")])]
    scene = blocked("street", shots)
    walking = scene.of("s001_001").of("ida")
    assert walking is not None
    (x0, z0), (x1, z1) = walking.path
    right = right_of(view_across(*scene.axis))
    assert (x1 - x0) * right[0] + (z1 - z0) * right[1] < -0.5


@pytest.mark.parametrize("kind", ["dock", "street", "bar", "living_room", "office", "forest"])
@pytest.mark.parametrize("way", ["right", "left", "toward", "away"])
def test_nobody_walks_into_somebody(kind: SetKind, way: Travel) -> None:
    walk = visual(4, "WS", "WS", [person("ida", posture="walk", travels=way), person("tom", "right")])
    later = visual(5, "TWO", "MS", [person("ida"), person("tom", "right")])
    scene = blocked(kind, [TALK[0], walk, later])
    for shot in ("s001_004", "s001_005"):
        ida, tom = scene.of(shot).of("ida"), scene.of(shot).of("tom")
        assert ida is not None
        assert tom is not None
        end = ida.path[-1] if ida.path else ida.ground
        assert apart(end, tom.ground) >= 0.7


def test_the_pair_seen_most_leads() -> None:
    shots = [*TALK, visual(4, "MS", "MS", [person("ned", "right")])]
    assert leads(blocking_input(shots).shots) == ("ida", "tom")


def test_blocking_is_the_same_every_time() -> None:
    assert blocked("bar").to_bytes() == blocked("bar").to_bytes()


def test_who_sits_down_or_rises_between_two_shots_is_shown_doing_it() -> None:
    shots = [
        visual(1, "MS", "MS", [person("ida")]),
        visual(2, "MS", "MS", [person("ida", posture="sit")]),
        visual(3, "MCU", "MCU", [person("ida", posture="sit")]),
        visual(4, "MS", "MS", [person("ida")]),
    ]
    scene = blocked("living_room", shots)
    before = [scene.of(s.shot_id).people[0].before for s in shots]
    assert [None if b is None else b.posture for b in before] == [None, "stand", None, "sit"]


def test_who_sits_when_first_seen_has_not_just_sat_down() -> None:
    scene = blocked("living_room", [visual(1, "MS", "MS", [person("ida", posture="sit")])])
    assert scene.of("s001_001").people[0].before is None
