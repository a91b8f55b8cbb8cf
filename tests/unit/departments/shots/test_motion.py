"""Motions are whole sentences, or there are none."""

from collections.abc import Callable

import pytest

from filmwright.departments.shots import direct_scene
from filmwright.model.cast import Cast
from filmwright.model.shots import SceneSetting, ShotOptions

from .conftest import scene_of

Motion = Callable[[str], str | None]


@pytest.fixture
def motion(people: Cast, setting: SceneSetting, options: ShotOptions) -> Motion:
    def run(text: str) -> str | None:
        said = "I have been thinking about the lock on that door, and about who made it, all through the night."
        lines = [("RAE", said), ("TOM", said), text, ("RAE", said), ("TOM", said)]
        shots = direct_scene(scene_of("Rae and Tom stand at the window.", *lines), people, setting, options).shots
        return next(s.motion for s in shots if text in s.text)

    return run


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tom leans in as she lights it.", "Tom Voss leans in as she lights it"),
        ("Tom's smiling at the dog.", "Tom Voss is smiling at the dog"),
        ("Rae and Tom look at one another.", "Rae Calder and Tom Voss look at each other"),
    ],
)
def test_a_clause_goes_on_to_the_pause_in_full_forms(motion: Motion, text: str, said: str) -> None:
    assert said in str(motion(text))


@pytest.mark.parametrize(
    "text",
    [
        "Tom takes another.",
        "Then WARNING: JUMPING SPIDERS.",
        "Enough. Tom be damned.",
        "Rae had spent the day planning for it.",
        "A deafening level.",
    ],
)
def test_what_is_no_whole_sentence_is_not_said(motion: Motion, text: str) -> None:
    assert motion(text) is None


@pytest.mark.parametrize("text", ["Rae follows Rae round the room.", "Tom sees Tom stretched over Tom."])
def test_nobody_is_their_own_object(motion: Motion, text: str) -> None:
    said = motion(text)
    assert said is None or said.count("Rae") + said.count("Tom") <= 1


@pytest.mark.parametrize("verb", ["turns", "nods", "runs", "sits", "kneels"])
def test_one_verb_is_enough_where_it_needs_nothing(motion: Motion, verb: str) -> None:
    assert motion(f"Rae {verb}.") == f"Rae Calder {verb}"


@pytest.mark.parametrize("verb", ["takes", "puts", "holds", "gives", "carries"])
def test_a_verb_that_wants_a_thing_is_not_said_without(motion: Motion, verb: str) -> None:
    assert motion(f"Rae {verb}.") is None
