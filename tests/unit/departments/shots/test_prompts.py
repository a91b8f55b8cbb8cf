"""Prompts are whole sentences: no broken motion, no doubled word, nobody forgotten."""

import pytest

from filmwright.departments.shots.motion import faults_of
from filmwright.departments.shots.v6_prompts import ambient_of

MOTIONS = [
    (
        "Rae slides behind the dumpster and pulls a telescoping baton.",
        "Rae Calder slides behind the dumpster and pulls a telescoping baton",
    ),
    (
        "Rae folds the letter. She drops it. Tom turns away.",
        "Rae Calder folds the letter and drops it, then Tom Voss turns away",
    ),
    ("Rae lifts the lid without a sound.", "Rae Calder lifts the lid"),
    ("Rae shoves Tom into the wall of the taqueria.", "Rae Calder shoves Tom Voss into the wall of the taqueria"),
    ("Slowly, Tom lifts the lid of the chest.", "Tom Voss lifts the lid of the chest"),
    ("Tom (40s), soaked, a torn coat, hurries along the quay.", "Tom Voss hurries along the quay"),
    ("Rae's left hand closes on the rail.", "Rae Calder's left hand closes on the rail"),
    ("The ferry slides into the dark.", "The ferry slides into the dark"),
    ("Rae looks up.", "Rae Calder looks up"),
    ("The lamp goes out.", "The lamp goes out"),
    ("Tom sits down.", "Tom Voss sits down"),
    ("Rae picks the cup up.", "Rae Calder picks the cup up"),
    ("Tom, who never learned to swim, wades into the river.", "Tom Voss wades into the river"),
    ("Rae begins, at last, to laugh.", "Rae Calder begins, at last, to laugh"),
    ("Without a word, Ines opens the gate.", "Ines opens the gate"),
]


@pytest.mark.parametrize(("words", "motion"), MOTIONS)
def test_motion_is_a_whole_clause_with_its_subject(direct, words: str, motion: str) -> None:
    found = direct(words)[-1].motion
    assert found is not None
    assert found.replace("Tom Voss", "Tom") == motion.replace("Tom Voss", "Tom")


@pytest.mark.parametrize(
    "words",
    [
        "Rae turns and slams into the.",
        "Rae is.",
        "Rae does not move.",
        "Silence.",
        "Six tables, all empty.",
        "Rae slips behind a.",
        "Chalk strokes, thousands of them.",
        "Black fields, flooded to the hedges.",
        "Nobody moves.",
    ],
)
def test_where_no_clause_can_be_formed_there_is_none_or_a_sound_one(direct, words: str) -> None:
    for shot in direct(words):
        assert shot.motion is None or not faults_of(shot.motion, clause=True)
        assert not faults_of(shot.video_prompt)


@pytest.mark.parametrize(
    ("prompt", "fault"),
    [
        ("they slam into the", "ends on"),
        ("Rae speaks, speaking softly. She is speaking speaking", "doubled"),
        ("She pulls a", "ends on"),
        ("He takes her", "ends on"),
        ("", "empty"),
    ],
)
def test_the_validator_finds_the_known_faults(prompt: str, fault: str) -> None:
    assert any(fault in f for f in faults_of(prompt))


def test_the_speaker_is_placed_and_said_to_speak_once(direct) -> None:
    shot = next(
        s for s in direct("Rae and Tom wait.", ("RAE", "Any news?"), ("TOM", "None.")) if s.dialogue_text == "None."
    )
    assert shot.scene_prompt.count("speaking") == 1
    assert "Tom Voss stands on the right of the frame" in shot.scene_prompt


def test_people_bring_their_portraits(direct) -> None:
    shots = direct("Rae waits.", portraits={"rae": "Rae Calder, lean, dark hair."}, do_not=("neon",))
    assert shots[-1].character_prompt_prefix == "Rae Calder, lean, dark hair."
    assert shots[-1].negative_prompt.startswith("neon, ")


def test_ambience_holds_only_what_can_be_heard(direct) -> None:
    shot = direct("Rae smells burnt sugar. A shutter slams.", weather="rain")[-1]
    assert shot.ambient_description == "A low refrigerator hum, steady rain outside, a slam."


def test_ambience_outdoors_tells_the_hour() -> None:
    line = ambient_of(["forest"], exterior=True, time_of_day="night", weather="clear", heard=[])
    assert line == "Leaves moving and scattered birdsong, night insects."


def test_only_the_later_parts_of_a_speech_start_from_the_frame_before(direct) -> None:
    said = " ".join(f"I have counted {n} ships from this window since Monday." for n in range(12))
    shots = [s for s in direct(("RAE", said)) if s.dialogue_text]
    assert [s.init_image_source for s in shots] == ["reference", *["previous_frame"] * (len(shots) - 1)]
