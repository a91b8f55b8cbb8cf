"""How a film is directed, as a person asks for it."""

from pathlib import Path

import pytest

from filmwright.app import shot_list
from filmwright.app.request import Request
from filmwright.app.settings import shot_options
from filmwright.departments.shots import directors
from filmwright.errors import UserError
from filmwright.model.shots import ShotList

SCRIPT = Path(__file__).parents[3] / "examples" / "last_ferry.fountain"


def seconds(listed: ShotList) -> list[float]:
    return [shot.duration_seconds for scene in listed.scenes for shot in scene.shots]


@pytest.mark.parametrize("minutes", [3.0, 4.0, 5.0])
def test_a_film_comes_to_the_length_that_was_asked_for(minutes: float) -> None:
    listed = shot_list(SCRIPT, target_seconds=round(60 * minutes))
    assert listed.total_duration_seconds == pytest.approx(60 * minutes, rel=0.03)


def test_a_length_out_of_reach_is_come_near_to() -> None:
    usual, short = shot_list(SCRIPT), shot_list(SCRIPT, target_seconds=10)
    spoken = sum(s.speech_seconds for scene in usual.scenes for s in scene.shots)
    assert spoken < short.total_duration_seconds < usual.total_duration_seconds


def test_no_clip_is_longer_than_the_video_maker_makes() -> None:
    usual, short = shot_list(SCRIPT), shot_list(SCRIPT, longest_shot=6.0)
    assert max(seconds(usual)) > 6.0 >= max(seconds(short))
    assert len(seconds(short)) > len(seconds(usual))


@pytest.mark.parametrize("name", directors())
def test_every_way_of_directing_gives_a_whole_shot_list(name: str) -> None:
    listed = shot_list(SCRIPT, director=name)
    assert len(seconds(listed)) > 20


def test_ways_of_directing_differ_in_pace_lens_and_hand() -> None:
    slow, quick = shot_list(SCRIPT, director="slow-cinema"), shot_list(SCRIPT, director="action")
    assert slow.total_duration_seconds > 1.3 * quick.total_duration_seconds
    movements = [{s.camera_movement for scene in x.scenes for s in scene.shots} for x in (slow, quick)]
    assert "handheld" in movements[1] - movements[0]
    chamber = shot_options(Request(project="p", director="chamber"))
    assert chamber.default_lens_mm == 50.0


def test_a_pace_asked_for_by_itself_holds_over_the_directors() -> None:
    options = shot_options(Request(project="p", director="action", pacing="slow_burn"))
    assert (options.pacing, options.handheld) == ("slow_burn", True)


def test_an_unknown_way_of_directing_is_answered_with_those_there_are() -> None:
    with pytest.raises(UserError, match=r"`baroque`: choose one of classical, slow-cinema"):
        shot_list(SCRIPT, director="baroque")
