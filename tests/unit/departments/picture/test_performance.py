"""What the shot list says becomes a pose."""

from filmwright.departments.picture.performance import expression_of, gaze_point, gesture_of, pose_of, stable_number
from filmwright.model.staging import BlockedPerson

from .conftest import person

HERE = BlockedPerson(character_ref_id="ida", ground=(0.0, 0.0), heading=0.0)


def test_words_of_the_shot_list_find_their_gesture() -> None:
    assert gesture_of("phone") == "phone_to_ear"
    assert gesture_of("arms crossed") == "arms_crossed"
    assert gesture_of("juggles") == "rest"


def test_an_unknown_expression_is_neutral() -> None:
    assert expression_of("Angry") == "angry"
    assert expression_of("quizzical") == "neutral"


def test_a_suitcase_hangs_from_the_hand_and_never_hides_the_face() -> None:
    at = pose_of(person("ida", gesture="hold_object", holds="suitcase"), HERE, held="suitcase")
    assert (at.gesture, at.held) == ("carry", "suitcase")


def test_who_sits_down_puts_the_suitcase_away() -> None:
    seated = HERE.model_copy(update={"posture": "sit", "seat_height": 0.46})
    at = pose_of(person("ida", posture="sit", holds="suitcase"), seated, held="suitcase")
    assert at.held is None


def test_a_look_at_somebody_goes_to_their_eyes() -> None:
    eyes = (0.0, 1.6, 0.0)
    assert gaze_point(person("ida", looks_at="tom"), HERE, eyes, {"tom": (1.0, 1.7, 2.0)}) == (1.0, 1.7, 2.0)


def test_a_look_down_goes_down() -> None:
    point = gaze_point(person("ida", looks_at="down"), HERE, (0.0, 1.6, 0.0), {})
    assert point is not None
    assert point[1] < 1.4


def test_a_chest_turns_towards_what_is_looked_at() -> None:
    left = pose_of(person("ida"), HERE, gaze=(3.0, 1.6, 0.0))  # +x is left of who faces +z
    assert left.torso > 0
    assert pose_of(person("ida"), HERE, gaze=(0.0, 1.6, 3.0)).torso == 0


def test_names_have_stable_numbers() -> None:
    assert stable_number("s001_001") == 4170574863
