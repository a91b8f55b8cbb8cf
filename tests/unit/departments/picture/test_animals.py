"""Animals in a shot: sizes, floors, chairs, low cameras, wings."""

from fractions import Fraction

import numpy as np
import pytest

from filmwright.departments.picture.animals import Seeable, insisted_on
from filmwright.departments.picture.blocking import block_scene
from filmwright.departments.picture.camera import head_ratio, placed
from filmwright.departments.picture.clips import ClipPlan, clip_frames
from filmwright.departments.picture.motion import FLIGHT_HEIGHT, flight_height, walk_pose
from filmwright.departments.picture.stager import stage_shot
from filmwright.departments.picture.world import head_of, main_figure, stage_of, world_of
from filmwright.model.figure import AnimalLook, FigureLook, Pose
from filmwright.model.set_design import default_design
from filmwright.model.shots import HEAD_HEIGHTS, Performance, ShotSize
from filmwright.model.staging import (
    BlockingPerson,
    BlockingShot,
    SceneBlockingInput,
    Setup,
    StagedPerson,
    VisualShot,
    stature_of,
)
from filmwright.ref import Ref
from filmwright.render.bodies import Body, build, pose

LOOKS = {
    "ida": FigureLook(sex="female", age=34, height_m=1.68),
    "rex": AnimalLook(species="dog", size_m=0.58),
    "bess": AnimalLook(species="horse", size_m=1.6),
    "corvo": AnimalLook(species="crow", size_m=0.36),
}


@pytest.fixture(scope="module")
def bodies() -> dict[str, Body]:
    return {who: build(look) for who, look in LOOKS.items()}


def seeable(who: str, bodies: dict[str, Body], **more: object) -> Seeable:
    performance = Performance.model_validate({"character_ref_id": who, **more})
    shot = BlockingShot(shot_id="a", shot_type="WS", people=(BlockingPerson(character_ref_id=who),))
    scene = SceneBlockingInput(scene_id="s", shots=(shot,))
    blocked = block_scene(scene, stage_of(default_design("park", seed=1))).shots[0].people[0]
    return Seeable.of(performance, blocked, bodies[who])


def test_without_animals_nothing_changes(bodies: dict[str, Body]) -> None:
    assert insisted_on("MS", "ida", [seeable("ida", bodies)]) == ("ida", frozenset())
    assert insisted_on("CU", None, []) == (None, frozenset())


@pytest.mark.parametrize("size", ["CU", "MCU", "MS"])
def test_a_tight_frame_holds_its_subject_and_not_who_is_on_another_level(
    size: ShotSize, bodies: dict[str, Body]
) -> None:
    both = [seeable("ida", bodies), seeable("rex", bodies)]
    assert insisted_on(size, "ida", both) == ("ida", frozenset({"rex"}))
    assert insisted_on(size, "rex", both) == ("rex", frozenset({"ida"}))


def test_a_wide_frame_has_the_size_of_the_person_and_holds_both(bodies: dict[str, Body]) -> None:
    both = [seeable("ida", bodies), seeable("rex", bodies)]
    assert insisted_on("WS", "rex", both) == ("ida", frozenset())


def test_a_small_bird_beside_people_is_not_insisted_on(bodies: dict[str, Body]) -> None:
    tiny = Seeable("wren", 0.1, 0.06, animal=True, face=True, speaking=False)
    assert insisted_on("WS", "ida", [seeable("ida", bodies), tiny])[1] == {"wren"}


def test_a_horse_and_a_dog_have_the_size_of_the_horse_when_wide(bodies: dict[str, Body]) -> None:
    assert insisted_on("WS", "rex", [seeable("rex", bodies), seeable("bess", bodies)])[0] == "bess"


def blocked_scene(*people: BlockingPerson, kind: str = "living_room") -> SceneBlockingInput:
    shot = BlockingShot(shot_id="s001_001", shot_type="WS", people=people)
    animals = {who: stature_of(look) for who, look in LOOKS.items() if isinstance(look, AnimalLook)}
    return SceneBlockingInput(scene_id="s001", shots=(shot,), animals=animals)


def test_a_dog_that_sits_takes_no_chair() -> None:
    scene = blocked_scene(
        BlockingPerson(character_ref_id="ida", posture="sit"), BlockingPerson(character_ref_id="rex", posture="sit")
    )
    ida, rex = block_scene(scene, stage_of(default_design("living_room", seed=3))).shots[0].people
    assert ida.group is not None
    assert rex.group is None
    assert rex.floor == 0.0
    assert rex.stature is not None


def test_people_have_the_line_before_animals() -> None:
    scene = blocked_scene(BlockingPerson(character_ref_id="rex"), BlockingPerson(character_ref_id="ida"))
    placed = block_scene(scene, stage_of(default_design("park", seed=1))).shots[0]
    ida, rex = placed.of("ida"), placed.of("rex")
    assert ida is not None
    assert rex is not None
    assert ida.ground != rex.ground


def test_a_bird_takes_off_when_it_leaves_and_lands_when_it_comes() -> None:
    assert flight_height(0.0, enters=False, exits=True) == 0.0
    assert flight_height(1.0, enters=False, exits=True) == FLIGHT_HEIGHT
    assert flight_height(0.0, enters=True, exits=False) == FLIGHT_HEIGHT
    assert flight_height(1.0, enters=True, exits=False) == 0.0
    assert flight_height(0.5, enters=False, exits=False) == FLIGHT_HEIGHT


def staged(ref: Ref, pose: Pose, **more: object) -> StagedPerson:
    return StagedPerson.model_validate(
        {"character_ref_id": "corvo", "index": 0, "body": ref, "pose": pose, "path": ((0, 0), (3, 0)), **more}
    )


def test_a_bird_on_its_way_flies_and_one_that_came_stands() -> None:
    ref = Ref.of(b"body", "application/x-filmwright-body")
    person = staged(ref, Pose(posture="fly", seat_height=1.0), enters=True)
    middle, end = walk_pose(person, 0.6, 0.9, 3.0), walk_pose(person, 9.0, 0.9, 3.0)
    assert middle.posture == "fly"
    assert end.posture == "stand"
    leaving = staged(ref, Pose(posture="fly"), exits=True)
    assert walk_pose(leaving, 9.0, 0.9, 3.0).posture == "fly"


def setup_of(bodies: dict[str, Body], size: ShotSize, *people: Performance, subject: str | None = None) -> Setup:
    scene = blocked_scene(
        *(BlockingPerson(character_ref_id=p.character_ref_id, posture=p.posture, exits=p.exits) for p in people)
    )
    stage = stage_of(default_design("park", seed=1))
    shot = VisualShot.model_validate(
        {"shot_id": "s001_001", "trigger": "action", "shot_type": "WS" if size == "WS" else "MS", "size": size,
         "camera_height": 1.5, "lens_mm": 35.0, "aspect_ratio": "16:9", "subject": subject, "performances": people}
    )  # fmt: skip
    ref = Ref.of(b"body", "application/x-filmwright-body")
    return stage_shot(
        shot, block_scene(scene, stage), stage, {p.character_ref_id: (ref, bodies[p.character_ref_id]) for p in people}
    )


def test_the_camera_goes_down_to_a_dog(bodies: dict[str, Body]) -> None:
    dog = setup_of(bodies, "MS", Performance(character_ref_id="rex"))
    person = setup_of(bodies, "MS", Performance(character_ref_id="ida"))
    assert dog.camera.eye[1] < 0.95 < person.camera.eye[1]


def with_a_dog(bodies: dict[str, Body], size: ShotSize, **more: object) -> Setup:
    return setup_of(
        bodies,
        size,
        Performance.model_validate({"character_ref_id": "ida", **more}),
        Performance(character_ref_id="rex", posture="sit"),
        subject="ida",
    )


@pytest.mark.parametrize("size", ["MCU", "MS"])
def test_a_dog_at_the_feet_of_a_person_is_seen_in_a_tight_shot_from_above(
    size: ShotSize, bodies: dict[str, Body]
) -> None:
    made = with_a_dog(bodies, size)
    assert {p.character_ref_id: p.visibility for p in made.people} == {"ida": "face", "rex": "face"}
    assert any("From above" in n for n in made.notes)
    camera = placed(made.camera, made.width, made.height)
    figures = [pose(bodies[p.character_ref_id], p.pose, p.index) for p in made.people]
    assert camera.eye[1] > figures[0].head.top_y + 0.2
    low, high = HEAD_HEIGHTS[size]
    assert low <= head_ratio(camera, head_of(figures[0], made.people[0].pose)) <= high
    for figure in figures:
        spots = camera.project(np.array([figure.joints["crown"], figure.joints["nose"], figure.joints["chin"]]))
        assert (spots[:, :2] > 0).all()
        assert (spots[:, 0] < made.width).all()
        assert (spots[:, 1] < made.height).all()


def test_a_dog_at_the_feet_of_a_person_is_an_extra_in_a_close_up(bodies: dict[str, Body]) -> None:
    made = with_a_dog(bodies, "CU")
    assert {p.character_ref_id: p.visibility for p in made.people} == {"ida": "face", "rex": "extra"}
    assert [p.index for p in made.people] == [0, 1]
    assert not made.props


def test_an_angle_that_the_script_asks_for_is_kept(bodies: dict[str, Body]) -> None:
    stage = stage_of(default_design("park", seed=1))
    people = (Performance(character_ref_id="ida"), Performance(character_ref_id="rex", posture="sit"))
    scene = blocked_scene(*(BlockingPerson(character_ref_id=p.character_ref_id, posture=p.posture) for p in people))
    shot = VisualShot.model_validate(
        {"shot_id": "s001_001", "trigger": "action", "shot_type": "MS", "size": "MS", "angle": "low",
         "camera_height": 0.6, "lens_mm": 35.0, "subject": "ida", "performances": people}
    )  # fmt: skip
    ref = Ref.of(b"body", "application/x-filmwright-body")
    made = stage_shot(shot, block_scene(scene, stage), stage, {w: (ref, bodies[w]) for w in ("ida", "rex")})
    assert {p.character_ref_id: p.visibility for p in made.people} == {"ida": "face", "rex": "extra"}
    assert made.camera.eye[1] < 1.6


def test_a_wide_shot_of_a_dog_and_a_person_is_measured_on_the_person(bodies: dict[str, Body]) -> None:
    both = (Performance(character_ref_id="rex"), Performance(character_ref_id="ida"))
    made = setup_of(bodies, "WS", *both, subject="rex")
    camera = placed(made.camera, made.width, made.height)
    main = made.people[main_figure(made.people, made.subject) or 0]
    assert main.character_ref_id == "ida"
    low, high = HEAD_HEIGHTS["WS"]
    assert low <= head_ratio(camera, head_of(pose(bodies["ida"], main.pose, main.index), main.pose)) <= high


def test_a_crow_that_leaves_is_drawn_on_the_wing(bodies: dict[str, Body]) -> None:
    made = setup_of(bodies, "WS", Performance(character_ref_id="corvo", exits=True))
    assert made.people[0].pose.posture == "fly"
    assert made.people[0].pose.seat_height > 0.3


def test_an_animal_holds_nothing_and_speaks_with_an_open_mouth(bodies: dict[str, Body]) -> None:
    made = setup_of(bodies, "MS", Performance(character_ref_id="rex", holds="cup", speaking=True))
    assert made.people[0].pose.held is None
    assert made.people[0].pose.mouth_open > 0.3


def test_a_dog_that_barks_has_its_jaw_open_and_one_that_does_not_keeps_it_shut(bodies: dict[str, Body]) -> None:
    barks, waits = (
        setup_of(bodies, "MS", Performance(character_ref_id="rex", gesture=g)).people[0] for g in ("call_out", "rest")
    )
    assert barks.pose.mouth_open > 0.5
    assert waits.pose.mouth_open == 0.0
    growls = setup_of(bodies, "MS", Performance(character_ref_id="ida", gesture="call_out")).people[0]
    assert growls.pose.mouth_open == 0.0


def test_the_jaw_of_a_dog_that_barks_moves_in_the_clip(bodies: dict[str, Body]) -> None:
    made = setup_of(bodies, "CU", Performance(character_ref_id="rex", gesture="call_out"))
    made = made.model_copy(update={"width": 320, "height": 180})
    world = world_of(made, {made.people[0].body: bodies["rex"]})
    plan = ClipPlan("ink", "still", 30, 0, 0, Fraction(24), (), {made.people[0].body: bodies["rex"]})
    frames = list(clip_frames(world, plan))
    mouth = world.camera.project(np.array([world.figures[0].joints["mouth"]]))[0]
    x, y = int(mouth[0]), int(mouth[1])
    crops = [f[max(0, y - 12) : y + 16, max(0, x - 16) : x + 16].astype(int) for f in frames]
    assert len({c.tobytes() for c in crops}) == 3
    assert max(float(np.abs(c - crops[0]).mean()) for c in crops) > 4.0


def test_the_world_of_a_setup_with_animals_can_be_built(bodies: dict[str, Body]) -> None:
    made = setup_of(bodies, "WS", Performance(character_ref_id="ida"), Performance(character_ref_id="bess"))
    world = world_of(made.model_copy(update={"people": made.people[1:]}), {made.people[1].body: bodies["bess"]})
    assert len(world.figures) == 1
    assert world.figures[0].bounds[1][1] > 1.9
