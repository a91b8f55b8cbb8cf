"""What the camera is told, and who is heard from where."""

from itertools import pairwise

import pytest

from filmwright.departments.shots import direct_scene
from filmwright.departments.shots.v2_sizes import SIZES
from filmwright.model.cast import Cast
from filmwright.model.shots import HEAD_HEIGHTS, SceneSetting, Shot, ShotOptions

from .conftest import holding, scene_of


@pytest.mark.parametrize(
    ("order", "shot_type"),
    [
        ("CLOSE ON Rae. She blinks.", "CU"),
        ("EXTREME CLOSE UP: Rae's eye.", "ECU"),
        ("WIDE: Rae crosses the yard.", "WS"),
        ("MEDIUM SHOT - Rae at the sink.", "MS"),
        ("INSERT - THE LETTER. It is unsigned.", "INSERT"),
        ("RAE'S POV: the road, empty.", "POV"),
        ("TWO SHOT: Rae and Tom wait.", "TWO"),
        ("AERIAL SHOT of the coast.", "EWS"),
    ],
)
def test_the_script_orders_the_shot(direct, order: str, shot_type: str) -> None:
    shot = holding(direct("Rae and Tom come home.", order), order.rsplit(maxsplit=1)[-1])
    assert shot.shot_type == shot_type
    assert any(r.rule == "the script orders it" for r in shot.reasons)


def test_an_order_alone_applies_to_the_paragraph_after_it(direct) -> None:
    shots = direct("Rae reads.", "INSERT - THE NOTE", "Four words in pencil.", "BACK TO SCENE", "Rae folds it.")
    insert = holding(shots, "pencil")
    assert insert.text == "INSERT - THE NOTE\nFour words in pencil."
    assert insert.shot_type == "INSERT"
    assert insert.props[0] == "note"
    assert holding(shots, "folds").text.startswith("BACK TO SCENE")


def test_an_order_before_a_cue_frames_the_line(direct) -> None:
    shots = direct("Rae waits.", "CLOSE ON RAE", ("RAE", "Now."))
    assert holding(shots, "Now.").size == "CU"


def test_a_voice_over_is_off_screen_and_its_owner_may_be_seen(direct) -> None:
    shot = holding(direct("Rae drives the truck.", ("RAE (V.O.)", "I left in June.")), "June")
    assert shot.speaker_offscreen
    assert shot.speaker_extension == "V.O."
    assert not any(p.speaking for p in shot.performances)


def test_an_off_screen_voice_keeps_the_camera_on_the_listener(direct) -> None:
    shot = holding(direct("Rae fills the kettle.", ("TOM (O.S.)", "Is that you?"), ("RAE", "Who else?")), "that you")
    assert shot.speaker_offscreen
    assert shot.characters_in_frame == ("Rae Calder",)


def test_a_voice_through_the_phone_is_off_screen(direct) -> None:
    shot = holding(direct("Rae lifts the receiver.", ("TOM", "(through the phone)", "Run.")), "Run.")
    assert shot.speaker_offscreen
    assert shot.characters_in_frame == ("Rae Calder",)


def test_speaking_into_a_phone_is_on_screen(direct) -> None:
    shot = holding(direct("Rae lifts the receiver.", ("RAE", "(into phone)", "I am on my way.")), "on my way")
    assert not shot.speaker_offscreen
    assert shot.performances[0].gesture == "phone_to_ear"


def test_two_ends_of_a_call_are_never_in_one_frame(direct) -> None:
    shots = direct(
        "Rae dials.", "INTERCUT - TELEPHONE CALL", ("RAE", "It is me."), ("TOM", "Where are you?"), ("RAE", "Near.")
    )
    assert all(len(s.characters_in_frame) == 1 for s in shots if s.dialogue_text)
    assert {p.gesture for s in shots if s.dialogue_text for p in s.performances} == {"phone_to_ear"}


def test_an_entrance_and_an_exit_are_marked(direct) -> None:
    shots = direct(
        "Rae peels potatoes.",
        "Tom walks in with a sack.",
        ("TOM", "Last of them."),
        "Tom leaves the room.",
        "Rae sighs.",
    )
    coming, going = holding(shots, "sack"), holding(shots, "leaves")
    assert coming.trigger == "entrance"
    assert next(p for p in coming.performances if p.character_ref_id == "tom").enters
    assert going.trigger == "exit"
    assert holding(shots, "sighs").character_ref_ids == ("rae",)


def test_a_hand_alone_is_an_insert_on_its_owner(direct) -> None:
    shot = holding(direct("Rae waits in the dark.", "Tom stirs.", "Rae's hand closes around the key."), "hand")
    assert shot.shot_type == "INSERT"
    assert [(p.character_ref_id, p.visibility) for p in shot.performances] == [("rae", "partial")]


def test_a_thing_the_text_dwells_on_is_an_insert(direct) -> None:
    shot = holding(direct("Rae sits down at the table to read.", "The letter trembles."), "trembles")
    assert (shot.shot_type, shot.trigger, shot.props[0]) == ("INSERT", "insert", "letter")


def test_a_walk_is_followed(direct) -> None:
    shot = holding(direct("Rae walks along the corridor.", slugline="INT. CORRIDOR - DAY"), "walks")
    assert shot.camera_movement in {"track_left", "track_right", "pan_left", "pan_right", "tracking"}
    assert shot.performances[0].posture == "walk"


def test_a_heavy_line_is_seen_close(direct) -> None:
    lines = [("RAE" if n % 2 else "TOM", "We could go home now.") for n in range(9)]
    shots = direct(*lines, ("TOM", "You killed her! You killed my child!"))
    assert holding(shots, "killed").size in {"CU", "MCU"}
    assert holding(shots, "killed").emotional_intensity > holding(shots, "go home").emotional_intensity


def test_a_small_act_before_a_line_is_played_in_its_shot(direct) -> None:
    shot = holding(
        direct("Rae and Tom stand at the stove.", ("TOM", "Well?"), "Rae shrugs.", ("RAE", "Ask him.")), "Ask him."
    )
    assert shot.text == "Rae shrugs.\nAsk him."
    assert shot.performances[0].gesture == "shrug"


def test_asleep_at_a_table_is_sitting_with_eyes_down(direct) -> None:
    shot = holding(direct("Tom is asleep at the table."), "asleep")
    assert (shot.performances[0].posture, shot.performances[0].looks_at) == ("sit", "down")


def test_people_in_a_car_sit(direct) -> None:
    shot = holding(direct("Rae grips the wheel.", slugline="INT. CAR - NIGHT"), "wheel")
    assert shot.performances[0].posture == "sit"


@pytest.mark.parametrize(
    ("words", "gesture"),
    [
        ("Rae points at the stain.", "point"),
        ("Rae drinks from the tap.", "drink"),
        ("Rae types a letter.", "type"),
        ("Rae waves from the gate.", "wave"),
        ("Rae crosses her arms.", "arms_crossed"),
        ("Rae covers her face.", "cover_face"),
        ("Rae reaches for the light.", "reach"),
        ("Rae holds a lantern.", "hold_object"),
        ("Rae shrugs.", "shrug"),
    ],
)
def test_gestures_come_from_verbs(direct, words: str, gesture: str) -> None:
    assert holding(direct(words), words).performances[0].gesture == gesture


def test_transitions_are_cuts_unless_ordered(direct) -> None:
    shots = direct("A bell.", "Rae locks up.", "SMASH CUT TO:", next_slugline="EXT. SEA - DAY")
    assert shots[-1].transition_to_next == "smash_cut"
    assert {s.transition_to_next for s in shots[:-1]} == {"cut"}


def test_a_jump_in_time_dissolves(direct) -> None:
    last = direct("Rae locks up.", next_slugline="INT. KITCHEN - THREE YEARS LATER")[-1]
    assert last.transition_to_next == "dissolve"
    assert 12 / 24 <= last.crossfade_duration <= 24 / 24


def test_the_head_height_table_has_no_gap() -> None:
    for near, far in zip(SIZES[::-1], SIZES[::-1][1:], strict=False):
        if near != "ECU":
            assert HEAD_HEIGHTS[near][0] == HEAD_HEIGHTS[far][1]


@pytest.mark.parametrize(
    ("language", "lines", "who", "posture"),
    [
        ("es", ["Rae se sienta junto a la ventana."], "rae", "sit"),
        ("fr", ["Tom entre dans la cuisine."], "tom", "walk"),
        ("de", ["Ines steht am Fenster."], "ines", "stand"),
    ],
)
def test_other_languages_are_staged(direct, language: str, lines: list[str], who: str, posture: str) -> None:
    shots = direct(*lines, language=language)
    assert shots[-1].character_ref_ids == (who,)
    assert shots[-1].performances[0].posture == posture


def test_things_are_named_in_english_for_the_makers(direct) -> None:
    shot = direct("Rae coge el cuchillo.", language="es")[-1]
    assert shot.performances[0].holds == "knife"
    assert "knife" in shot.props


def test_a_script_without_capitals_or_spaces_is_covered(setting: SceneSetting, options: ShotOptions) -> None:
    from .conftest import member

    cast = Cast(members=(member("ming", "明", sex="female"), member("wei", "伟", sex="male")))
    scene = scene_of("明走进厨房。她看着窗外的雨。", ("明", "你来了。"), ("伟", "下雨了。"), slugline="INT. 厨房 - 夜")
    shots = direct_scene(scene, cast, setting.model_copy(update={"language": "zh"}), options).shots
    assert "".join("".join(s.text.split()) for s in shots) == "明走进厨房。她看着窗外的雨。你来了。下雨了。"
    assert all(s.dialogue_speaker in s.characters_in_frame for s in shots if s.dialogue_text)
    assert "ming" in holding(shots, "厨房").character_ref_ids


# -- shots that hold

QUICK = tuple(("RAE" if n % 2 else "TOM", f"Short line {n}.") for n in range(16))


@pytest.fixture
def quick(people: Cast, setting: SceneSetting) -> tuple[Shot, ...]:
    return direct_scene(scene_of("Rae and Tom sit at the table.", *QUICK), people, setting, ShotOptions()).shots


def test_a_quick_exchange_is_held_in_fewer_shots_than_speeches(quick: tuple[Shot, ...]) -> None:
    spoken = [s for s in quick if s.dialogue_text]
    assert len(spoken) < len(QUICK) * 0.75
    assert any(len(s.turns) > 1 for s in spoken)


def test_every_speech_of_a_held_shot_has_its_own_turn_in_order(quick: tuple[Shot, ...]) -> None:
    said = [t.text for s in quick if s.dialogue_text for t in s.turns] + [
        str(s.dialogue_text) for s in quick if s.dialogue_text and not s.turns
    ]
    assert sorted(said) == sorted(text for _, text in QUICK)
    for shot in quick:
        assert not shot.turns or shot.dialogue_text == "\n".join(t.text for t in shot.turns)
        assert all(a.start_frame + a.frames <= b.start_frame for a, b in pairwise(shot.turns))
        assert all(t.start_frame + t.frames <= shot.duration_frames for t in shot.turns)


def test_everybody_who_speaks_in_a_held_shot_shows_their_face(quick: tuple[Shot, ...]) -> None:
    for shot in quick:
        faces = {p.character_ref_id for p in shot.performances if p.visibility == "face"}
        assert {t.character_ref_id for t in shot.turns} <= faces
        assert not any(t.speaker not in shot.characters_in_frame for t in shot.turns)


def test_a_voice_from_elsewhere_never_shares_a_held_shot(people: Cast, setting: SceneSetting) -> None:
    lines = [(cue if n % 3 else f"{cue} (O.S.)", text) for n, (cue, text) in enumerate(QUICK)]
    shots = direct_scene(scene_of("Rae and Tom sit at the table.", *lines), people, setting, ShotOptions()).shots
    assert any(s.speaker_offscreen for s in shots)
    assert not any(s.turns and s.speaker_offscreen for s in shots)


def test_a_heavy_line_is_not_held(people: Cast, setting: SceneSetting) -> None:
    lines = [(cue, "I will kill you! Run!" if n == 9 else text) for n, (cue, text) in enumerate(QUICK)]
    shots = direct_scene(scene_of("Rae and Tom sit at the table.", *lines), people, setting, ShotOptions()).shots
    heavy = next(s for s in shots if "kill" in s.text)
    assert not heavy.turns


def test_a_roomy_page_is_not_held(people: Cast, setting: SceneSetting) -> None:
    said = "I have been thinking about the lock on that door, and about who made it, all through the night."
    lines = [("RAE" if n % 2 else "TOM", f"{said} It was {n} o'clock when I slept.") for n in range(8)]
    shots = direct_scene(scene_of("Rae and Tom sit at the table.", *lines), people, setting, ShotOptions()).shots
    assert not any(s.turns for s in shots)


@pytest.mark.parametrize("verb", ["barks", "growls", "howls"])
def test_who_gives_voice_as_animals_do_calls_out(direct, verb) -> None:
    words = f"Rae {verb} at the gate"
    assert holding(direct(f"{words}."), words).performances[0].gesture == "call_out"


# -- the line


def sides(shot: Shot) -> dict[str, str]:
    return {p.character_ref_id: p.screen_side for p in shot.performances}


LONG = "I have been thinking about the lock on that door, and about who made it, all through the night, and why."


EMBRACE = (
    "Rae and Tom embrace by the cold stove under the lamp that nobody has cleaned since the summer, and hold each other "
    "for a long while, without a word, without a look at the door, until the clock on the wall strikes and strikes."
)


@pytest.mark.parametrize("crossing", [EMBRACE, "Tom walks around Rae."])
def test_the_line_is_crossed_only_where_it_is_seen(direct, crossing: str) -> None:
    shots = direct(
        "Rae and Tom stand in the kitchen.", ("RAE", LONG), ("TOM", LONG), crossing, ("RAE", LONG), ("TOM", LONG)
    )
    at = next(n for n, s in enumerate(shots) if crossing in s.text)
    assert {s.camera_side for s in shots[: at + 1]} == {1}
    later = next(s for s in shots[at + 1 :] if s.performances)
    assert later.camera_side == -1
    first = next(s for s in shots if "rae" in sides(s))
    assert sides(first)["rae"] != next(sides(s)["rae"] for s in shots[at + 1 :] if "rae" in sides(s))


def test_a_neutral_picture_takes_the_camera_back(direct) -> None:
    shots = direct(
        "Rae and Tom stand in the kitchen.", ("RAE", LONG), EMBRACE, ("TOM", LONG),
        "The kettle on the stove whistles, and whistles, and nobody hears it.", ("RAE", LONG),
    )  # fmt: skip
    whistle = next(n for n, s in enumerate(shots) if "kettle" in s.text)
    assert shots[whistle - 1].camera_side == -1
    assert {s.camera_side for s in shots[whistle:]} == {1}


def test_hunter_and_hunted_run_one_way(direct) -> None:
    shots = direct(
        "Rae runs.", "Tom runs after Rae.", "A tram passes.", "Rae runs faster.", "Tom runs.",
        slugline="EXT. STREET - NIGHT",
    )  # fmt: skip
    ways = {p.travels for s in shots for p in s.performances if p.posture == "run"}
    assert ways == {"right"}
