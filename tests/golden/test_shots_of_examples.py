"""The example scripts and generated ones, directed: what must hold for every shot of every script."""

import os
import re
import runpy
import statistics
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filmwright.departments.screenplay.cast import read_cast
from filmwright.departments.screenplay.parse import read_screenplay
from filmwright.departments.shots import direct_scene
from filmwright.departments.shots.motion import faults_of
from filmwright.model.cast import Cast
from filmwright.model.screenplay import Scene, Screenplay
from filmwright.model.shots import SceneSetting, SceneShots, Shot, ShotOptions

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted([*(ROOT / "examples").glob("*.fountain"), *(ROOT / "tests/data/scripts").glob("*.fountain")])
EXAMPLES = sorted((ROOT / "examples").glob("*.fountain"))
SPOKEN = {"action", "dialogue", "lyrics", "centered"}


def directed(data: bytes, name: str) -> tuple[Screenplay, tuple[SceneShots, ...]]:
    play = read_screenplay(data, name=name)
    cast = read_cast(play)
    out = []
    for scene in play.scenes:
        setting = SceneSetting(
            setting_ref_id=re.sub(r"\W+", "_", scene.place.lower()),
            location_name=scene.place,
            time_of_day=scene.time_of_day or "",
            language=play.language,
        )
        out.append(direct_scene(scene, cast, setting, ShotOptions()))
    return play, tuple(out)


@cache
def example(path: Path) -> tuple[Screenplay, tuple[SceneShots, ...]]:
    return directed(path.read_bytes(), path.name)


@cache
def feature() -> tuple[Screenplay, tuple[SceneShots, ...]]:
    """A generated script of 30 pages, whose names and verbs no list of ours knows."""
    source = runpy.run_path(str(ROOT / "bench" / "generate_script.py"))["generate"](30, 5)
    return directed(source.encode(), "generated.fountain")


def every_shot(scenes: tuple[SceneShots, ...]) -> Iterator[Shot]:
    for scene in scenes:
        yield from scene.shots


def check_words(play: Screenplay, scenes: tuple[SceneShots, ...]) -> None:
    for scene, made in zip(play.scenes, scenes, strict=True):
        written = "".join("".join(e.text.split()) for e in scene.elements if e.kind in SPOKEN)
        assert "".join("".join(s.text.split()) for s in made.shots) == written, scene.scene_id


def nameless(shot: Shot, prompt: str) -> str:
    """The prompt without names: a person may be called Duran Duran."""
    for number, name in enumerate(shot.characters_in_frame):
        prompt = prompt.replace(name, f"Person{'abcdefgh'[number]}")
    return prompt


def check_shots(scenes: tuple[SceneShots, ...], language: str) -> None:
    for shot in every_shot(scenes):
        assert not faults_of(nameless(shot, shot.scene_prompt), language=language), shot.scene_prompt
        assert not faults_of(nameless(shot, shot.video_prompt), language=language), shot.video_prompt
        assert shot.motion is None or not faults_of(shot.motion, clause=True, language=language), shot.motion
        assert len(shot.characters_in_frame) == len(set(shot.character_ref_ids)) == len(shot.performances)
        if shot.dialogue_text and not shot.speaker_offscreen:
            assert shot.dialogue_speaker in shot.characters_in_frame
        if shot.dialogue_text:
            assert shot.duration_seconds >= shot.speech_seconds + 0.25
        assert shot.title
        assert shot.content


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.stem)
class TestScripts:
    def test_every_word_is_in_one_shot(self, path: Path) -> None:
        check_words(*example(path))

    def test_every_shot_is_sound(self, path: Path) -> None:
        play, scenes = example(path)
        check_shots(scenes, play.language)

    def test_sides_are_held(self, path: Path) -> None:
        for scene in example(path)[1]:
            held: dict[str, set[str]] = {}
            for shot in scene.shots:
                for person in shot.performances:
                    side = person.screen_side if shot.camera_side == 1 else SEEN_FROM_BEHIND[person.screen_side]
                    held.setdefault(person.character_ref_id, set()).add(side)
            assert all(len(sides) == 1 for sides in held.values())


SEEN_FROM_BEHIND = {"left": "right", "right": "left", "center": "center"}


def row(shot: Shot) -> str:
    """What an editor would read of one shot, on one line."""
    people = " ".join(f"{p.character_ref_id}:{p.posture}:{p.gesture}" for p in shot.performances)
    voice = f" ({shot.dialogue_speaker}{' off' if shot.speaker_offscreen else ''})" if shot.dialogue_text else ""
    words = " ".join(shot.text.split())
    return (
        f"{shot.shot_id} {shot.trigger} {shot.shot_type}/{shot.size} {shot.camera_movement} "
        f"{shot.duration_frames} [{people}]{voice} {shot.transition_to_next} | {shot.title} | {words}"
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_examples_are_directed_as_before(path: Path) -> None:
    """Compared exactly; `make golden` writes them again, and the change is read in review."""
    found = "".join(f"{row(shot)}\n" for shot in every_shot(example(path)[1]))
    golden = Path(__file__).parent / "shots" / f"{path.stem}.txt"
    if os.environ.get("FILMWRIGHT_WRITE_GOLDEN"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_a_generated_script_keeps_every_word_and_every_rule() -> None:
    play, scenes = feature()
    check_words(play, scenes)
    check_shots(scenes, play.language)


def test_a_generated_script_moves_and_varies() -> None:
    """Motion on nine of ten action shots with people; lengths and sizes spread."""
    shots = list(every_shot(feature()[1]))
    acting = [s for s in shots if s.text and not s.dialogue_text and s.characters_in_frame and s.shot_type != "INSERT"]
    assert sum(s.motion is not None for s in acting) / len(acting) >= 0.9
    lengths = [s.duration_seconds for s in shots]
    assert 0.35 <= statistics.pstdev(lengths) / statistics.mean(lengths) <= 1.4
    assert len({s.size for s in shots}) >= 5


WORDS = st.sampled_from(
    [
        "the",
        "a",
        "her",
        "his",
        "into",
        "RAE",
        "Rae's",
        "walks",
        "and,",
        "then.",
        "'quoted'",
        '"sits"',
        "—",
        "...",
        "she",
        "he",
        "it",
        "(beat)",
        "!",
        "?",
        "O'Neil",
        "3",
        "(30s)",
        "é",
        "明",
        "of",
        "from",
    ]
)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=14).map(" ".join), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_words_at_all_are_kept_and_never_break(paragraphs: list[str]) -> None:
    body = "\n\n".join(paragraphs)
    source = f"INT. ROOM - DAY\n\nRAE (30) waits.\n\n{body}\n\nRAE\n{paragraphs[0]}\n"
    play, scenes = directed(source.encode(), "any.fountain")
    check_words(play, scenes)
    check_shots(scenes, play.language)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_any_one_changed_line_changes_only_its_own_shot(path: Path) -> None:
    play = read_screenplay(path.read_bytes(), name=path.name)
    cast = read_cast(play)
    for scene in play.scenes:
        setting = SceneSetting(setting_ref_id="place", location_name=scene.place, language=play.language)
        before = direct_scene(scene, cast, setting, ShotOptions()).shots
        for at, element in enumerate(scene.elements):
            if element.kind != "dialogue":
                continue
            elements = list(scene.elements)
            elements[at] = element.model_copy(update={"text": f"{element.text[:-2]}x{element.text[-1:]}"})
            changed = scene.model_copy(update={"elements": tuple(elements)})
            after = direct_scene(changed, cast, setting, ShotOptions()).shots
            assert sum(a != b for a, b in zip(before, after, strict=True)) == 1, element.text


def pictures(scene: Scene, cast: Cast, language: str) -> set[str]:
    """The shots of a scene without their place in it."""
    setting = SceneSetting(setting_ref_id="place", location_name=scene.place, language=language)
    shots = direct_scene(scene, cast, setting, ShotOptions()).shots
    return {s.model_copy(update={"shot_id": "", "number": ""}).model_dump_json() for s in shots}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_a_line_that_grows_long_changes_few_shots_beside_its_own(path: Path) -> None:
    play = read_screenplay(path.read_bytes(), name=path.name)
    cast = read_cast(play)
    touched: list[int] = []
    for scene in play.scenes:
        before = pictures(scene, cast, play.language)
        for at, element in enumerate(scene.elements):
            if element.kind == "dialogue":
                elements = list(scene.elements)
                elements[at] = element.model_copy(update={"text": f"{element.text} Now then, look here."})
                after = pictures(scene.model_copy(update={"elements": tuple(elements)}), cast, play.language)
                touched.append(len(before - after))
    assert max(touched) <= 5
    assert sum(touched) / len(touched) < 2
