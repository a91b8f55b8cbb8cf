"""How a scene is directed: where it opens, what asks for a close-up, how the camera goes, how long and how joined."""

import statistics

import pytest

from filmwright.departments.shots import direct_scene
from filmwright.departments.shots.v4_pacing import tempo_for
from filmwright.model.cast import Cast
from filmwright.model.shots import SceneSetting, Shot, ShotOptions

from .conftest import Direct, holding, scene_of


def reason(shot: Shot, field: str) -> str:
    return next(r.rule for r in shot.reasons if r.field == field)


TALK = tuple(("RAE" if n % 2 else "TOM", f"Line {n} of a talk.") for n in range(8))

# -- where scenes begin and end


def test_a_short_place_and_its_people_are_one_wide_picture(direct: Direct) -> None:
    first = direct("A bare yard.", "Rae crosses it with a bucket.", slugline="EXT. YARD - DAY")[0]
    assert first.text == "A bare yard.\nRae crosses it with a bucket."
    assert (first.size, first.character_ref_ids) == ("WS", ("rae",))


def test_a_scene_that_goes_on_needs_no_empty_picture(direct: Direct) -> None:
    shots = direct("Rae peels potatoes.", *TALK, *TALK, slugline="INT. KITCHEN - CONTINUOUS")
    assert shots[0].text


def test_a_scene_lets_go_at_its_end(direct: Direct) -> None:
    shots = direct(
        "Rae and Tom sit at the table.", *TALK, "Rae looks at the door.", "Tom walks out.", "Rae sits alone."
    )
    assert reason(shots[-1], "size") == "the scene lets go"
    assert shots[-1].camera_movement == "pull_out"


# -- nearness


@pytest.mark.parametrize("words", ["The kettle whistles.", "The photograph curls in the heat."])
def test_a_small_thing_beside_people_has_a_picture_of_its_own(direct: Direct, words: str) -> None:
    shot = holding(direct("Rae and Tom wait by the stove in silence.", words, "Tom coughs behind his hand."), words)
    assert (shot.shot_type, shot.characters_in_frame) == ("INSERT", ())


def test_landscape_is_wide(direct: Direct) -> None:
    shots = direct(
        "Rae waits at the gate with a lamp in her hand.", "The valley lies under snow.", slugline="EXT. GATE - DAY"
    )
    assert holding(shots, "valley").size in {"WS", "EWS"}


def test_a_look_belongs_to_the_face(direct: Direct) -> None:
    assert holding(direct("Rae and Tom sit.", ("TOM", "Well?"), "Rae looks at the floor."), "floor").size in {
        "MCU",
        "CU",
    }


def test_what_follows_a_look_is_seen_through_those_eyes(direct: Direct) -> None:
    shots = direct("Rae peels potatoes.", ("RAE", "Hm."), "She looks up.", "The ceiling sags.")
    seen = holding(shots, "ceiling")
    assert (seen.shot_type, seen.trigger, seen.camera_movement) == ("POV", "reveal", "tilt_up")
    assert seen.characters_in_frame == ()


def test_two_who_touch_are_nearer_than_two_who_cross_a_room(direct: Direct) -> None:
    order = ["EWS", "WS", "MLS", "MS", "MCU", "CU", "ECU"]
    near = holding(direct("Rae and Tom stand.", *TALK, ("INES", "Come."), "Tom embraces Rae."), "embraces")
    far = holding(direct("Rae and Tom stand.", *TALK, ("INES", "Come."), "Tom walks across the room to Rae."), "across")
    assert order.index(near.size) > order.index(far.size)


def test_a_narrator_keeps_the_picture_at_a_distance(direct: Direct) -> None:
    shot = holding(direct("Rae peels potatoes.", ("NARRATOR (V.O.)", "Nobody had told her yet.")), "Nobody had")
    assert shot.size == "MLS"


ROOMY = (
    "Rae peels potatoes at the sink, one after another, with the short knife that her mother used before her, and lays "
    "each of them in the bowl of cold water as if it could break, and looks at none of them, and none of the peels "
    "falls beside the bucket, and she goes on and on until the whole sack is empty and the window is dark."
)
"""One picture that takes room on the page, so that a test scene is no more crowded than a real one."""


def test_the_listeners_small_answer_is_played_in_the_frame_of_the_line(direct: Direct) -> None:
    lines = [*TALK[:4], ("RAE", "Is it done?"), "Tom shrugs.", ("INES", "It is.")]
    shot = holding(direct("Rae, Tom and Ines sit at the table.", *lines, *[ROOMY] * 6), "shrugs")
    assert shot.dialogue_text == "Is it done?"
    assert set(shot.character_ref_ids) == {"rae", "tom"}
    assert all(p.visibility == "face" for p in shot.performances)


def test_who_comes_in_talking_is_seen_whole_and_followed(direct: Direct) -> None:
    shot = holding(direct("Rae peels potatoes.", "Tom walks in with a sack.", ("TOM", "Last of them.")), "Last of them")
    assert shot.text == "Tom walks in with a sack.\nLast of them."
    assert (shot.trigger, shot.size) == ("entrance", "MLS")
    assert shot.camera_movement in {"pan_left", "pan_right", "track_left", "track_right", "tracking"}


# -- angles and movement


def test_who_stands_over_somebody_low_is_looked_up_to_when_it_weighs(direct: Direct) -> None:
    shots = direct("Rae kneels on the floor.", ("RAE", "Please."), "Tom screams at Rae and shoves her.")
    assert holding(shots, "screams").angle == "low"


def test_an_aimed_gun_looks_down_on_us(direct: Direct) -> None:
    assert holding(direct("Rae aims the pistol at the door."), "aims").angle == "low"


def test_tall_things_are_climbed(direct: Direct) -> None:
    shot = holding(
        direct(
            "Rae waits with a lamp in her hand by the old gate.",
            "A tower rises into the fog.",
            slugline="EXT. GATE - DAY",
        ),
        "tower",
    )
    assert shot.camera_movement == "tilt_up"


# -- lengths


def test_pacing_stretches_everything_but_speech(direct: Direct) -> None:
    scene = ("Rae peels potatoes. She drops one.", ("RAE", "Damn."), "She walks across the room and opens the window.")
    slow, brisk = (direct(*scene, film=ShotOptions.model_validate({"pacing": p})) for p in ("slow_burn", "brisk"))
    assert sum(s.duration_frames for s in slow) > 1.2 * sum(s.duration_frames for s in brisk)
    assert [s.speech_seconds for s in slow] == [s.speech_seconds for s in brisk]


def test_a_tempo_brings_a_film_to_its_target(direct: Direct) -> None:
    scene = (
        "Rae peels potatoes. She drops one.",
        ("RAE", "Damn it all."),
        "She crosses the room. She opens the window.",
    )
    shots = direct(*scene)
    total = sum(s.duration_seconds for s in shots)
    tempo = tempo_for(0.8 * total, [(s.duration_seconds, s.speech_seconds) for s in shots])
    after = direct(*scene, film=ShotOptions(tempo=tempo))
    assert sum(s.duration_seconds for s in after) == pytest.approx(0.8 * total, rel=0.12)


def test_no_shot_is_longer_than_the_video_maker_can(direct: Direct) -> None:
    words = (
        "Rae walks along the wall, opens the cupboard, takes out a plate, washes it, dries it and puts it back. " * 3
    )
    said = " ".join(f"I have counted {n} ships from this window since Monday." for n in range(9))
    shots = direct(words, ("RAE", said), film=ShotOptions(max_seconds=6.0))
    assert max(s.duration_seconds for s in shots) <= 6.0
    assert all(s.duration_seconds >= s.speech_seconds + 0.25 for s in shots)
    assert any(reason(s, "duration_frames") == "the longest clip of the video maker" for s in shots)
    assert "".join("".join(s.text.split()) for s in shots) == "".join((words + said).split())


def test_no_shot_is_shorter_than_the_video_maker_can(direct: Direct) -> None:
    shots = direct("Rae blinks.", ("RAE", "No."), "Tom nods.", film=ShotOptions(min_seconds=4.0))
    assert min(s.duration_seconds for s in shots) >= 4.0


def test_lengths_spread_and_lean_to_the_short_side(direct: Direct) -> None:
    lines = [
        "Rae walks along the corridor to the kitchen, opens the cupboard, takes out a plate and washes it with care.",
        *TALK[:3], "Tom nods.", "The kettle whistles.", ("RAE", " ".join(["We could have gone home by now."] * 4)),
        "Tom looks at the floor.", ("TOM", "No."), "Rae sighs.", "Tom stands, puts on his coat, picks up the lamp and walks out of the room.",
    ]  # fmt: skip
    seconds = [s.duration_seconds for s in direct(*lines)]
    assert 0.5 <= statistics.pstdev(seconds) / statistics.mean(seconds) <= 1.4
    assert statistics.median(seconds) < statistics.mean(seconds)


# -- joins


def test_a_transition_inside_a_scene_is_obeyed(direct: Direct) -> None:
    shots = direct("Rae peels potatoes.", ("RAE", "Hm."), "DISSOLVE TO:", "Tom sleeps on the floor.", "Ines waits.")
    at = next(n for n, s in enumerate(shots) if "Hm." in s.text)
    assert shots[at].transition_to_next == "dissolve"
    assert reason(shots[at], "transition_to_next") == "the script orders it"


def test_a_memory_dissolves_in_and_out(direct: Direct) -> None:
    shots = direct(
        "Rae peels potatoes.", ("RAE", "Hm."), "FLASHBACK: Tom runs across a field.", "END FLASHBACK", "Rae sighs."
    )
    at = next(n for n, s in enumerate(shots) if "field" in s.text)
    assert shots[at - 1].transition_to_next == "dissolve"
    assert shots[at].trigger == "flashback"


def test_a_line_rings_on_over_the_face_that_hears_it(direct: Direct) -> None:
    said = " ".join(f"This is sentence number {n} of a very long speech about the sea." for n in range(14))
    shots = direct(("RAE", said), ("TOM", "Yes."))
    at = next(n for n, s in enumerate(shots) if s.trigger == "reaction")
    assert shots[at - 1].sound_lag_frames == 8
    assert reason(shots[at - 1], "sound_lag_frames") == "the line rings on over the listener's face"


def test_a_new_place_is_heard_before_it_is_seen(direct: Direct) -> None:
    opening = "A long corridor. Closed doors on both sides, numbered in chalk, and a bare bulb at the far end."
    assert direct(opening, *TALK)[0].sound_lead_frames == 12
    assert direct(opening, *TALK, is_first_scene=True)[0].sound_lead_frames == 0


# -- two who speak at once


def test_two_who_speak_at_once_share_one_shot(people: Cast, setting: SceneSetting) -> None:
    scene = scene_of(
        "Rae and Tom stand at the stove.", ("RAE", "I never liked it!"), ("TOM", "You loved it!"), ("RAE", "No.")
    )
    cues = [n for n, e in enumerate(scene.elements) if e.kind == "character"]
    elements = list(scene.elements)
    for at, side in zip(cues[:2], ("left", "right"), strict=True):
        elements[at] = elements[at].model_copy(update={"dual": side})
    shots = direct_scene(scene.model_copy(update={"elements": tuple(elements)}), people, setting, ShotOptions()).shots
    both = holding(shots, "I never liked it!")
    assert (both.dialogue_speaker, both.dual_speaker, both.dual_text) == ("Rae Calder", "Tom Voss", "You loved it!")
    assert both.text.endswith("I never liked it!\nYou loved it!")
    assert [p.character_ref_id for p in both.performances if p.speaking] == ["rae", "tom"]
    assert both.duration_seconds >= both.speech_seconds + 0.25
    assert sum(s.dialogue_text is not None for s in shots) == 2
