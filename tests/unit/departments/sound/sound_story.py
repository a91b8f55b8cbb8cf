"""Shots, scenes and lines for the tests of the sound department."""

from filmwright.departments.sound.documents import SceneTiming, ShotTiming
from filmwright.model.cast import Member
from filmwright.model.media import Line, Word
from filmwright.model.shots import SceneShots, Shot, ShotList, VisualIntent
from filmwright.ref import Ref

SOUND = Ref.of(b"", "audio/flac")


def person(name: str, sex: str = "unknown", age: int | None = None) -> Member:
    return Member.model_validate({"character_id": name, "name": name, "sex": sex, "age": age, "speaks": True})


def line(shot: str, seconds: float, text: str = "One two three.", who: str = "rae") -> Line:
    samples = int(seconds * 48_000)
    words = text.split()
    step = samples // len(words)
    places = [text.index(w, sum(len(x) + 1 for x in words[:i])) for i, w in enumerate(words)]
    return Line(
        shot_id=shot,
        character_ref_id=who,
        text=text,
        audio=SOUND,
        samples=samples,
        words=tuple(
            Word(text=w, char_start=at, char_end=at + len(w), start_sample=i * step, end_sample=(i + 1) * step - 10)
            for i, (w, at) in enumerate(zip(words, places, strict=True))
        ),
    )


def timing(*frames: int, fps: str = "24") -> SceneTiming:
    shots = tuple(ShotTiming(shot_id=f"s{i}", frames=n) for i, n in enumerate(frames))
    return SceneTiming(scene_id="s001", fps=fps, shots=shots)


def shot(number: int, frames: int = 72, **more: object) -> Shot:
    base: dict[str, object] = {
        "shot_id": f"s001_{number:03d}",
        "number": f"SH{number * 10:04d}",
        "title": "t",
        "trigger": "action",
        "content": "c",
        "text": "",
        "shot_type": "MS",
        "size": "MS",
        "camera_height": 1.6,
        "camera_movement": "static",
        "lens_mm": 35,
        "distance_band": "social",
        "emotional_intensity": 0.3,
        "duration_frames": frames,
        "duration_seconds": frames / 24,
        "pacing_curve": "moderate",
        "transition_to_next": "cut",
        "setting_ref_id": "bar",
    }
    return Shot.model_validate({**base, **more})


def scene(slugline: str, *shots: Shot, **more: object) -> SceneShots:
    base: dict[str, object] = {
        "scene_id": "s001",
        "scene_number": 1,
        "slugline": slugline,
        "beat": "",
        "emotional_polarity": 0.0,
        "visual_intent": VisualIntent(emotional_start="", emotional_end="", conflict_axis=""),
        "target_duration_seconds": 10,
        "setting_ref_id": "place",
        "shots": shots or (shot(1),),
    }
    return SceneShots.model_validate({**base, **more})


def film(*scenes: SceneShots) -> ShotList:
    return ShotList(project_id="p", title="T", total_shots=1, total_duration_seconds=1, scenes=scenes)
