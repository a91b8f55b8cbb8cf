"""What holds of every script: each word is in one shot, and who acts is in the picture."""

import re
from pathlib import Path

import pytest

from filmwright.app import read_source, shot_list
from filmwright.model.shots import Shot, ShotList

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted(
    [*(ROOT / "examples").glob("*.fountain"), *(ROOT / "bench" / "script_accuracy" / "open").glob("*.fountain")]
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@pytest.fixture(scope="module", params=SCRIPTS, ids=lambda path: path.stem)
def script(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture(scope="module")
def made(script: Path) -> ShotList:
    return shot_list(read_source(script))


def all_shots(made: ShotList) -> list[Shot]:
    return [shot for scene in made.scenes for shot in scene.shots]


def test_every_word_of_a_script_is_in_one_shot(script: Path, made: ShotList) -> None:
    kinds = {"action", "dialogue", "lyrics", "centered"}
    told = [
        word
        for scene in read_source(script).screenplay.scenes
        for element in scene.elements
        if element.kind in kinds
        for word in _WORD.findall(element.text)
    ]
    shown = [word for shot in all_shots(made) for word in _WORD.findall(shot.text)]
    assert shown == told


def test_a_name_that_acts_has_somebody_in_frame(made: ShotList) -> None:
    """A sentence that opens with a name of the cast and a verb in -s is a picture of somebody."""
    names = sorted({n for c in made.characters for n in (c.name, *c.aliases) if n[:1].isupper()}, key=len, reverse=True)
    if not names:
        return
    acts = re.compile(r"(?:^|[.!?]\s+)(?:" + "|".join(map(re.escape, names)) + r")(?:,[^.,]*,)? [a-z]+s\b")
    empty = [shot.text for shot in all_shots(made) if acts.search(shot.text) and not shot.characters_in_frame]
    assert not empty


def test_whoever_speaks_is_in_frame_or_marked_off_screen(made: ShotList) -> None:
    unseen = [
        shot.text
        for shot in all_shots(made)
        if shot.dialogue_speaker is not None
        and not shot.speaker_offscreen
        and shot.dialogue_speaker not in shot.characters_in_frame
    ]
    assert not unseen
