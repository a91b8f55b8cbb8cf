"""A film told in beats: how many there are, what each says, and that no shot is lost."""

import itertools
import json

import pytest

from filmwright.departments.shots import assemble, direct_scene, storyboard
from filmwright.model.beats import Storyboard
from filmwright.model.cast import Cast
from filmwright.model.shots import SceneSetting, ShotList, ShotOptions

from .conftest import scene_of

FIELDS = {
    "beat_number", "act", "title", "description", "characters", "location", "camera", "lighting", "mood",
    "duration_seconds", "dialogue", "sfx_notes", "transitions",
}  # fmt: skip
SCENE = (
    "Rae sits at the table with a candle. Tom stands by the window." + " The rain has not stopped since Sunday." * 8,
    ("RAE", "Did you lock the door?"),
    ("TOM", "Twice."),
    "Ines comes in with a knife.",
    ("INES", "They killed him!"),
    "Rae runs to the door.",
    "Tom looks at the floor.",
)


def film(people: Cast, setting: SceneSetting, scenes: int, acts: int = 1) -> ShotList:
    made = []
    for n in range(scenes):
        scene = scene_of(*SCENE, slugline=f"INT. ROOM {n % 5} - NIGHT", ordinal=n + 1)
        scene = scene.model_copy(update={"act": 1 + n * acts // scenes})
        made.append(direct_scene(scene, people, setting, ShotOptions()))
    return assemble(tuple(made), "demo", "Demo", people)


@pytest.fixture(params=[3, 9, 17, 60])
def board(people: Cast, setting: SceneSetting, request: pytest.FixtureRequest) -> tuple[ShotList, Storyboard]:
    listed = film(people, setting, request.param)
    return listed, storyboard(listed)


def test_there_are_twelve_to_twenty_four(board: tuple[ShotList, Storyboard]) -> None:
    assert 12 <= len(board[1].beats) <= 24


def test_every_shot_is_in_one_beat_in_order(board: tuple[ShotList, Storyboard]) -> None:
    told = [shot for beat in board[1].beats for shot in beat.shot_ids]
    assert told == [shot.shot_id for scene in board[0].scenes for shot in scene.shots]


def test_lengths_add_up_to_the_film(board: tuple[ShotList, Storyboard]) -> None:
    assert sum(b.duration_seconds for b in board[1].beats) == pytest.approx(board[0].total_duration_seconds, abs=0.1)


def test_the_fields_are_those_of_the_requirement(board: tuple[ShotList, Storyboard]) -> None:
    for beat in json.loads(board[1].to_json())["beats"]:
        assert set(beat) - {"shot_ids"} == FIELDS
        assert set(beat["camera"]) == {"shot_type", "angle", "movement"}
        assert set(beat["transitions"]) == {"in", "out"}


def test_a_storyboard_can_be_read_again(board: tuple[ShotList, Storyboard]) -> None:
    assert Storyboard.from_bytes(board[1].to_bytes()) == board[1]


def test_beats_hand_over_to_one_another(board: tuple[ShotList, Storyboard]) -> None:
    beats = board[1].beats
    assert beats[0].transitions.come_in == "fade from black"
    assert beats[-1].transitions.go_out == "fade to black"
    assert all(a.transitions.go_out == b.transitions.come_in for a, b in itertools.pairwise(beats))


def test_acts_are_those_of_the_script(people: Cast, setting: SceneSetting) -> None:
    beats = storyboard(film(people, setting, 40, acts=4)).beats
    acts = [beat.act for beat in beats]
    assert acts == sorted(acts)
    assert set(acts) == {"act_1", "act_2", "act_3", "act_4"}


def test_a_script_without_acts_is_told_in_three(people: Cast, setting: SceneSetting) -> None:
    assert {b.act for b in storyboard(film(people, setting, 9)).beats} == {"act_1", "act_2", "act_3"}


def test_a_long_scene_parts_where_somebody_comes_in(people: Cast, setting: SceneSetting) -> None:
    listed = film(people, setting, 8)
    coming = {s.shot_id for scene in listed.scenes for s in scene.shots if s.trigger == "entrance"}
    assert coming & {beat.shot_ids[0] for beat in storyboard(listed).beats}


def test_the_description_is_in_the_words_of_the_script(people: Cast, setting: SceneSetting) -> None:
    listed = film(people, setting, 17)
    words = " ".join(s.text for scene in listed.scenes for s in scene.shots)
    for beat in storyboard(listed).beats:
        assert set(beat.description.split()) <= set(words.split()) | {"Room", "night."}


def test_the_line_that_weighs_is_quoted_with_its_speaker(people: Cast, setting: SceneSetting) -> None:
    lines = [beat.dialogue for beat in storyboard(film(people, setting, 13)).beats]
    assert "Ines: They killed him!" in lines


def test_lights_that_the_text_names_are_kept(people: Cast, setting: SceneSetting) -> None:
    assert any("candle" in beat.lighting for beat in storyboard(film(people, setting, 13)).beats)


def test_a_film_of_a_few_shots_has_as_many_beats_as_it_can(people: Cast, setting: SceneSetting) -> None:
    listed = assemble((direct_scene(scene_of("Rae waits."), people, setting, ShotOptions()),), "d", "D", people)
    assert len(storyboard(listed).beats) == 1
