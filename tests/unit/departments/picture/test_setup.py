"""A staged shot shows who it names, in its size, and looks the way the line says."""

from collections.abc import Callable
from typing import Any

import pytest

from filmwright.departments.picture.frames import draw, seen_of
from filmwright.departments.picture.steps import _bodies
from filmwright.departments.picture.world import world_of
from filmwright.model.media import SeenFigure
from filmwright.model.set_design import SetKind, default_design
from filmwright.model.shots import HEAD_HEIGHTS
from filmwright.model.staging import Setup
from filmwright.store import FolderBlobs

from .conftest import person, visual

Stager = Callable[..., tuple[Any, list[Setup]]]


def seen(setup: Setup, blobs: FolderBlobs) -> tuple[SeenFigure, ...]:
    small = setup.model_copy(update={"width": setup.width // 4 * 2, "height": setup.height // 4 * 2})
    world = world_of(small, _bodies(setup, blobs))
    return seen_of(world, draw(world, "ink"))


def ida(**more: Any) -> Any:
    return person("ida", looks_at="tom", **more)


def tom(**more: Any) -> Any:
    return person("tom", "right", looks_at="ida", **more)


SHOTS = [
    visual(1, "WS", "WS", [ida(), tom()], subject="ida"),
    visual(2, "TWO", "MS", [ida(), tom(speaking=True)], subject="tom"),
    visual(3, "OTS", "MCU", [ida(speaking=True), tom(visibility="back")], subject="ida"),
    visual(4, "OTS", "MCU", [ida(visibility="back"), tom(speaking=True)], subject="tom"),
    visual(5, "CU", "CU", [ida(speaking=True)], subject="ida"),
    visual(6, "MCU", "MCU", [tom(speaking=True)], subject="tom"),
    visual(7, "MLS", "MLS", [ida(posture="sit")], subject="ida"),
    visual(8, "ECU", "ECU", [tom()], subject="tom"),
]


@pytest.mark.parametrize("kind", ["living_room", "street", "elevator"])
def test_everyone_named_is_seen_in_the_size_that_is_called_for(
    kind: SetKind, staged: Stager, blobs: FolderBlobs
) -> None:
    _, setups = staged(SHOTS, default_design(kind, seed=3))
    for shot, setup in zip(SHOTS, setups, strict=True):
        figures = seen(setup, blobs)
        main = next(f for f in figures if f.character_ref_id == shot.subject)
        low, high = HEAD_HEIGHTS[shot.size]
        assert low <= main.head_ratio <= high, (kind, shot.shot_id)
        for f in figures:
            if f.visibility == "face":
                assert f.face_visible >= 0.6, (kind, shot.shot_id, f)
                assert 70 <= f.face_luma <= 220, (kind, shot.shot_id, f)
                assert shot.size in ("ECU", "CU") or not f.head_cut, (kind, shot.shot_id, f)


def test_two_who_talk_look_to_opposite_sides(staged: Stager, blobs: FolderBlobs) -> None:
    _, setups = staged(SHOTS)
    left, right = seen(setups[4], blobs)[0], seen(setups[5], blobs)[0]
    assert left.gaze_x > 0.15
    assert right.gaze_x < -0.15


def test_the_near_shoulder_is_at_the_edge(staged: Stager, blobs: FolderBlobs) -> None:
    _, setups = staged(SHOTS)
    near = next(f for f in seen(setups[2], blobs) if f.visibility == "back")
    assert near.box[2] > 600  # of 640: tom is on the right


def test_a_setup_is_the_same_every_time(staged: Stager) -> None:
    first, second = (staged(SHOTS[:4])[1] for _ in range(2))
    assert [s.to_bytes() for s in first] == [s.to_bytes() for s in second]


def test_a_changed_word_of_dialogue_changes_no_setup() -> None:
    from filmwright.model.shots import Shot
    from filmwright.model.staging import BlockingShot, VisualShot

    base: dict[str, Any] = {
        "shot_id": "s001_001", "number": "SH0010", "title": "t", "trigger": "dialogue", "content": "c",
        "shot_type": "MS", "size": "MS", "camera_height": 1.5, "camera_movement": "static", "lens_mm": 40.0,
        "distance_band": "social", "emotional_intensity": 0.5, "pacing_curve": "moderate",
        "transition_to_next": "cut", "setting_ref_id": "bar", "performances": (ida(speaking=True),),
    }  # fmt: skip
    one = Shot(**base, text="Stay.", dialogue_text="Stay.", duration_frames=40, duration_seconds=1.67)
    two = Shot(**base, text="Go.", dialogue_text="Go.", duration_frames=36, duration_seconds=1.5)
    assert VisualShot.of(one).to_bytes() == VisualShot.of(two).to_bytes()
    assert BlockingShot.of(one) == BlockingShot.of(two)


def test_an_insert_shows_its_prop_large(staged: Stager, blobs: FolderBlobs) -> None:
    shot = visual(9, "INSERT", "CU", [], props=("letter",), trigger="insert")
    _, (setup,) = staged([shot])
    world = world_of(setup, {})
    picture = draw(world, "ink")
    assert [p.name for p in setup.props] == ["letter"]
    assert 0.10 < (picture.ids == setup.props[0].object_id).mean() < 0.9


def test_who_sits_where_no_seat_is_gets_something_to_sit_on(staged: Stager) -> None:
    _, (setup,) = staged([visual(1, "WS", "WS", [ida(posture="sit")], subject="ida")], default_design("desert", seed=1))
    assert [p.height for p in setup.props] == [setup.people[0].pose.seat_height]


@pytest.mark.parametrize("aspect", ["2.39:1", "9:16", "1:1"])
def test_every_aspect_ratio_holds_both_people(aspect: str, staged: Stager, blobs: FolderBlobs) -> None:
    shot = visual(1, "TWO", "MLS", [ida(), tom()], subject="ida", aspect_ratio=aspect)
    _, (setup,) = staged([shot])
    for f in seen(setup, blobs):
        assert f.face_visible >= 0.6
        assert not f.head_cut


def test_where_a_low_camera_sees_only_the_bonnet_it_goes_up_to_the_eyes(staged: Stager) -> None:
    people = [person("ida", posture="sit"), person("tom", "right", posture="sit")]
    shot = visual(1, "WS", "WS", people, subject="ida", angle="low", camera_height=0.5)
    setup = staged([shot], default_design("car", seed=3))[1][0]
    assert setup.camera.eye[1] > 1.0
    assert "eye level" in setup.notes[0]
