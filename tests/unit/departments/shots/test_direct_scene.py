"""A scene becomes shots: what every shot list must hold."""

import json
import os
import subprocess
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filmwright.departments.shots import STEPS, assemble, direct_scene
from filmwright.model.cast import Cast
from filmwright.model.shots import SceneSetting, SceneShots, Shot, ShotOptions

from .conftest import scene_of

SCENE_FIELDS = {
    "scene_number", "slugline", "beat", "emotional_polarity", "visual_intent", "target_duration_seconds", "shots",
}  # fmt: skip
SHOT_FIELDS = {
    "shot_id", "trigger", "content", "dialogue_text", "dialogue_speaker", "characters_in_frame", "shot_type",
    "camera_movement", "lens_mm", "duration_seconds", "pacing_curve", "transition_to_next", "crossfade_duration",
    "setting_ref_id", "character_ref_ids", "character_prompt_prefix", "scene_prompt", "video_prompt",
    "negative_prompt", "ambient_description", "init_image_source", "aspect_ratio", "generation_profile",
    "emotional_intensity", "is_disaster_moment", "camera_height", "distance_band", "text", "motion",
    "speaker_offscreen", "title", "number", "duration_frames", "size", "emotional_polarity", "beat",
}  # fmt: skip
LIST_FIELDS = {"project_id", "title", "format", "total_shots", "total_duration_seconds", "scenes", "characters"}

TALK = (
    "Rae sits at the table. Tom stands by the window.",
    ("RAE", "Did you lock the door?"),
    ("TOM", "Twice."),
    ("RAE", "Then who is that?"),
    "A shadow crosses the glass.",
    ("TOM", "Nobody."),
    ("RAE", "Nobody knocks like that."),
    "Tom picks up the bread knife.",
    ("TOM", "(quietly)", "Go upstairs."),
    ("RAE", "No."),
)


ROOMY = (
    "Rae peels potatoes at the sink, one after another, with the short knife that her mother used before her, and lays "
    "each of them in the bowl of cold water as if it could break, and looks at none of them, and none of the peels "
    "falls beside the bucket, and she goes on and on until the whole sack is empty and the window is dark."
)
"""One picture that takes room on the page, so that a test scene is no more crowded than a real one."""


@pytest.fixture
def talk(people: Cast, setting: SceneSetting, options: ShotOptions) -> SceneShots:
    return direct_scene(scene_of(*TALK), people, setting, options)


def test_every_field_of_the_requirement_is_there(talk: SceneShots, people: Cast) -> None:
    film = assemble((talk,), "demo", "Demo", people)
    data = film.to_data()
    assert data.keys() >= LIST_FIELDS
    assert data["scenes"][0].keys() >= SCENE_FIELDS
    assert data["scenes"][0]["visual_intent"].keys() >= {"emotional_start", "emotional_end", "conflict_axis"}
    assert all(shot.keys() >= SHOT_FIELDS for shot in data["scenes"][0]["shots"])


def test_steps_are_declared() -> None:
    assert {step.name for step in STEPS} == {"shots.direct", "shots.identify", "shots.assemble", "shots.beats"}


def test_every_word_is_in_exactly_one_shot_in_order(talk: SceneShots) -> None:
    written = [w for e in scene_of(*TALK).elements if e.kind in {"action", "dialogue"} for w in e.text.split()]
    assert [w for shot in talk.shots for w in shot.text.split()] == written


def test_spans_say_where_the_words_stand(talk: SceneShots) -> None:
    elements = scene_of(*TALK).elements
    for shot in talk.shots:
        spanned = [w for at, start, end in shot.text_spans for w in elements[at].text[start:end].split()]
        assert spanned == shot.text.split()


def test_ids_and_numbers_count_up(talk: SceneShots) -> None:
    assert [s.shot_id for s in talk.shots] == [f"s001_{n:03d}" for n in range(1, len(talk.shots) + 1)]
    assert [s.number for s in talk.shots] == [f"SH{10 * n:04d}" for n in range(1, len(talk.shots) + 1)]


def test_a_long_scene_opens_with_an_empty_wide_shot(people: Cast, setting: SceneSetting, options: ShotOptions) -> None:
    long = scene_of(*TALK, *TALK[1:])
    first = direct_scene(long, people, setting, options).shots[0]
    assert (first.trigger, first.text, first.characters_in_frame) == ("establishing", "", ())
    assert first.size in {"WS", "EWS"}
    known = setting.model_copy(update={"seen_before": True})
    assert direct_scene(long, people, known, options).shots[0].text


def test_a_short_scene_opens_on_its_people_seen_whole(talk: SceneShots) -> None:
    first = talk.shots[0]
    assert first.text.startswith("Rae sits at the table. Tom stands by the window.")
    assert first.size in {"WS", "MLS"}
    assert set(first.character_ref_ids) == {"rae", "tom"}


def test_a_scene_that_opens_on_its_place_uses_those_words(
    people: Cast, setting: SceneSetting, options: ShotOptions
) -> None:
    shots = direct_scene(scene_of("A narrow kitchen. Pots on nails.", "Rae comes in."), people, setting, options).shots
    assert shots[0].text == "A narrow kitchen. Pots on nails."
    assert shots[0].size in {"WS", "EWS"}


def test_a_scene_that_opens_on_an_ordered_picture_obeys(
    people: Cast, setting: SceneSetting, options: ShotOptions
) -> None:
    shots = direct_scene(scene_of("CLOSE ON: a kettle, screaming."), people, setting, options).shots
    assert len(shots) == 1
    assert shots[0].size == "CU"


def test_speakers_on_screen_are_in_frame(talk: SceneShots) -> None:
    for shot in talk.shots:
        if shot.dialogue_text is not None and not shot.speaker_offscreen:
            assert shot.dialogue_speaker in shot.characters_in_frame


def test_a_conversation_opens_on_both_and_moves_over_the_shoulder(
    people: Cast, setting: SceneSetting, options: ShotOptions
) -> None:
    talk = direct_scene(scene_of(*TALK, *[ROOMY] * 6), people, setting, options)
    spoken = [s.shot_type for s in talk.shots if s.dialogue_text]
    assert spoken[0] == "TWO"
    assert spoken[1:3] == ["OTS", "OTS"]
    assert set(spoken[3:]) - {"OTS", "TWO"}


def test_over_the_shoulder_shows_one_face_and_one_back(talk: SceneShots) -> None:
    for shot in talk.shots:
        if shot.shot_type == "OTS":
            assert [p.visibility for p in shot.performances] == ["face", "back"]
            assert shot.performances[0].speaking
            assert shot.size in {"MCU", "MS", "CU"}


def test_everybody_keeps_a_side_and_the_camera_its_own(talk: SceneShots) -> None:
    sides: dict[str, set[str]] = {}
    for shot in talk.shots:
        assert shot.camera_side == 1
        for person in shot.performances:
            sides.setdefault(person.character_ref_id, set()).add(person.screen_side)
    assert sides == {"rae": {"left"}, "tom": {"right"}}


def test_a_third_speaker_stands_between_the_two(people: Cast, setting: SceneSetting, options: ShotOptions) -> None:
    lines = [
        ("RAE", "You."),
        ("TOM", "Me?"),
        ("RAE", "You."),
        ("TOM", "No."),
        ("INES", "Stop."),
        ("RAE", "Why?"),
        ("INES", "Because."),
    ]
    shots = direct_scene(scene_of(*lines), people, setting, options).shots
    side = {p.character_ref_id: p.screen_side for s in shots for p in s.performances}
    assert side == {"rae": "left", "tom": "right", "ines": "center"}


def test_posture_is_carried_through_the_scene(talk: SceneShots) -> None:
    postures = {p.posture for s in talk.shots for p in s.performances if p.character_ref_id == "rae"}
    assert postures == {"sit"}


def test_speaker_and_listener_look_at_each_other(talk: SceneShots) -> None:
    for shot in talk.shots:
        if shot.dialogue_text and len(shot.performances) == 2:
            one, other = shot.performances
            assert (one.looks_at, other.looks_at) == (other.character_ref_id, one.character_ref_id)


def test_what_somebody_took_stays_in_hand(talk: SceneShots) -> None:
    last = [p for s in talk.shots for p in s.performances if p.character_ref_id == "tom"][-1]
    assert last.holds == "knife"


def test_every_choice_has_its_reason(talk: SceneShots) -> None:
    for shot in talk.shots:
        assert {"size", "camera_movement", "duration_frames", "lens_mm", "angle"} <= {r.field for r in shot.reasons}
        assert all(r.rule for r in shot.reasons)


def test_one_changed_line_changes_one_shot(people: Cast, setting: SceneSetting, options: ShotOptions) -> None:
    lines = list(TALK)
    before = direct_scene(scene_of(*lines), people, setting, options)
    lines[6] = ("RAE", "Nobody I know knocks like that any more.")
    after = direct_scene(scene_of(*lines), people, setting, options)
    changed = [a.shot_id for a, b in zip(before.shots, after.shots, strict=True) if a != b]
    assert len(changed) == 1


def test_the_same_scene_is_directed_the_same_in_any_process(people: Cast) -> None:
    code = (
        "import sys;sys.path.insert(0, sys.argv[1]);"
        "from tests.unit.departments.shots.conftest import scene_of, member;"
        "from tests.unit.departments.shots.test_direct_scene import TALK;"
        "from filmwright.departments.shots import direct_scene;"
        "from filmwright.model.cast import Cast;"
        "from filmwright.model.shots import SceneSetting, ShotOptions;"
        "cast=Cast(members=(member('rae','RAE',sex='female'),member('tom','TOM',sex='male')));"
        "s=SceneSetting(setting_ref_id='k',location_name='Kitchen');"
        "sys.stdout.buffer.write(direct_scene(scene_of(*TALK),cast,s,ShotOptions()).to_bytes())"
    )
    root = str(pytest.importorskip("pathlib").Path(__file__).parents[4])
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, root],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "77")
    }
    assert len(outputs) == 1
    assert json.loads(outputs.pop())["shots"]


def test_lengths_are_whole_frames_and_hold_the_speech(talk: SceneShots) -> None:
    for shot in talk.shots:
        assert shot.duration_frames >= 18
        assert shot.duration_seconds == pytest.approx(shot.duration_frames / 24, abs=0.001)
        assert shot.duration_seconds >= shot.speech_seconds + 6 / 24 or not shot.dialogue_text


def test_neighbouring_shots_do_not_all_look_alike(people: Cast, setting: SceneSetting, options: ShotOptions) -> None:
    lines = [("RAE" if n % 2 else "TOM", f"Line number {n} of a long talk.") for n in range(24)]
    shots = direct_scene(scene_of(*lines), people, setting, options).shots
    looks = [(s.shot_type, s.size, s.subject) for s in shots]
    assert all(a != b for a, b in pairwise(looks))
    assert len({s.size for s in shots}) >= 4


def test_a_long_speech_is_divided_between_sentences(people: Cast, setting: SceneSetting, options: ShotOptions) -> None:
    said = " ".join(f"This is sentence number {n} of a very long speech about the sea." for n in range(14))
    shots = direct_scene(scene_of(("RAE", said), ("TOM", "Yes.")), people, setting, options).shots
    parts: list[Shot] = [s for s in shots if s.dialogue_speaker == "Rae Calder"]
    assert len(parts) >= 3
    assert all(s.speech_seconds <= 13 for s in parts)
    assert all(s.dialogue_text is not None and s.dialogue_text.endswith(".") for s in parts)
    assert any(s.trigger == "reaction" and s.text == "" for s in shots)


def test_an_empty_scene_still_has_its_place(people: Cast, setting: SceneSetting, options: ShotOptions) -> None:
    shots = direct_scene(scene_of(), people, setting, options).shots
    assert [s.trigger for s in shots] == ["establishing"]


WILD = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=80)


@given(st.lists(WILD, min_size=1, max_size=5), WILD)
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_no_text_at_all_breaks_the_scene(
    people: Cast, setting: SceneSetting, options: ShotOptions, paragraphs: list[str], said: str
) -> None:
    scene = scene_of(*paragraphs, ("RAE", said))
    shots = direct_scene(scene, people, setting, options).shots
    written = "".join("".join(e.text.split()) for e in scene.elements if e.kind in {"action", "dialogue"})
    assert "".join("".join(s.text.split()) for s in shots) == written


@pytest.mark.parametrize("unit", ["Rae runs and Tom, who waits, falls, and ", "word ", "Rae looks. "])
def test_work_grows_in_step_with_the_text(people: Cast, setting: SceneSetting, options: ShotOptions, unit: str) -> None:
    def seconds(times: int) -> float:
        scene = scene_of(unit * times, ("RAE", unit * times))
        begin = time.process_time()
        direct_scene(scene, people, setting, options)
        return time.process_time() - begin

    seconds(50)
    short, long = min(seconds(300) for _ in range(2)), seconds(2400)
    assert long < 8 * short * 3 + 0.2
