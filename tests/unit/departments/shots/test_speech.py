"""How long words take, and where a long speech is divided."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmwright.departments.shots.speech import divide_speech, speech_seconds


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        # lengths of espeak-ng at 162 words a minute
        ("What do I owe you?", 0.93),
        ("Is the ferry still running?", 1.33),
        ("I was looking for my pencil.", 1.60),
        ("His tab. Read it.", 1.49),
    ],
)
def test_lengths_are_near_those_of_the_voice(text: str, measured: float) -> None:
    assert speech_seconds(text) == pytest.approx(measured, rel=0.2)


def test_more_words_take_longer() -> None:
    assert (
        speech_seconds("Come here.")
        < speech_seconds("Come here, all of you.")
        < speech_seconds("Come here, all of you, and sit down.")
    )


def test_nothing_takes_no_time() -> None:
    assert speech_seconds("...") == 0.0


def test_scripts_without_spaces_take_time_by_the_character() -> None:
    assert speech_seconds("下雨了。", "zh") == pytest.approx(0.97, abs=0.3)


def test_a_short_speech_is_whole() -> None:
    assert divide_speech("One. Two. Three.", 12) == [(0, 16)]


@given(st.lists(st.sampled_from(["word", "sentence.", "clause,", "long-winded", "end!"]), min_size=1, max_size=200))
def test_parts_hold_every_word_once_and_break_between_words(words: list[str]) -> None:
    text = " ".join(words)
    parts = divide_speech(text, 5.0)
    assert [w for a, b in parts for w in text[a:b].split()] == words
    assert all(speech_seconds(text[a:b]) < 10.0 for a, b in parts)
