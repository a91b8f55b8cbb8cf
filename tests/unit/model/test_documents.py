"""Documents are frozen, labelled, and read back equal."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from filmwright.errors import UserError
from filmwright.model import media, shots
from filmwright.model.cut import Cut, Piece
from filmwright.model.media import ShotManifest, ShotManifestEntry, VisualBibleManifest
from filmwright.model.screenplay import Element, Scene, Screenplay, Span, speeches
from filmwright.model.shots import SceneShots, Shot
from filmwright.model.time import Rate, frames_of_seconds, samples_at
from filmwright.ref import Ref

REF = Ref.of(b"bytes", "text/plain")

SCENE_FIELDS = {
    "scene_number",
    "slugline",
    "beat",
    "emotional_polarity",
    "visual_intent",
    "target_duration_seconds",
    "shots",
}
SHOT_FIELDS = {
    "shot_id", "trigger", "content", "dialogue_text", "dialogue_speaker", "characters_in_frame", "shot_type",
    "camera_movement", "lens_mm", "camera_height", "distance_band", "emotional_intensity", "is_disaster_moment",
    "duration_seconds", "pacing_curve", "transition_to_next", "crossfade_duration", "setting_ref_id",
    "character_ref_ids", "character_prompt_prefix", "scene_prompt", "video_prompt", "negative_prompt",
    "ambient_description", "init_image_source", "aspect_ratio", "generation_profile", "emotional_polarity", "beat",
    "text", "motion", "speaker_offscreen", "title", "number", "duration_frames", "size", "angle",
}  # fmt: skip


def test_a_shot_has_every_field_of_the_requirement() -> None:
    assert set(Shot.model_fields) >= SHOT_FIELDS


def test_a_scene_has_every_field_of_the_requirement() -> None:
    assert set(SceneShots.model_fields) >= SCENE_FIELDS
    assert set(shots.VisualIntent.model_fields) == {"emotional_start", "emotional_end", "conflict_axis"}


def test_the_shot_list_has_every_field_of_the_requirement() -> None:
    assert set(shots.ShotList.model_fields) >= {
        "project_id", "title", "format", "total_shots", "total_duration_seconds", "scenes", "characters",
    }  # fmt: skip
    assert set(shots.CastEntry.model_fields) >= {"name", "aliases"}


def test_the_manifests_have_every_key_of_the_requirement() -> None:
    setting = {"image_path", "prompt", "generated_at", "width", "height"}
    assert set(media.SettingManifestEntry.model_fields) == setting
    assert set(media.CharacterManifestEntry.model_fields) == setting | {"background_removed"}
    assert set(ShotManifestEntry.model_fields) == {"status", "clip_path", "duration", "generated_at"}
    assert {"settings", "characters"} <= set(VisualBibleManifest.model_fields)


def test_a_document_reads_back_equal_and_writes_the_same_bytes() -> None:
    script = Screenplay(source=REF, scenes=(_scene(),))
    again = Screenplay.from_bytes(script.to_bytes())
    assert again == script
    assert again.to_bytes() == script.to_bytes()
    assert json.loads(script.to_bytes())["schema"] == "screenplay/1"


def test_the_manifest_reads_back_equal() -> None:
    entry = ShotManifestEntry(status="completed", clip_path="clips/s001_003.mp4", duration=8.2, generated_at="now")
    manifest = ShotManifest(shots={"s001_003": entry})
    assert ShotManifest.from_bytes(manifest.to_bytes()) == manifest


def test_a_document_is_frozen() -> None:
    with pytest.raises(ValidationError):
        Screenplay(source=REF).language = "fr"  # type: ignore[misc]  # the type checker forbids it, too


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(UserError, match="screenplay/1"):
        Screenplay.from_bytes(b'{"schema":"screenplay/1","source":"text/plain;sha256=%s","colour":1}' % (b"0" * 64))


def test_a_newer_document_is_refused_in_one_sentence() -> None:
    with pytest.raises(UserError, match="newer Filmwright"):
        Screenplay.from_bytes(b'{"schema":"screenplay/99"}')


def test_another_kind_of_document_is_refused_by_name() -> None:
    with pytest.raises(UserError, match="`cut/1` document"):
        Screenplay.from_bytes(b'{"schema":"cut/1"}')


def test_an_old_label_is_upgraded_one_version_at_a_time() -> None:
    class Newer(Piece):
        pass

    class Old(Cut):
        schema_label = "cut/3"
        upgrades = {1: lambda d: {**d, "title": d["name"]}, 2: lambda d: {k: v for k, v in d.items() if k != "name"}}

    data = {
        "schema": "cut/1", "name": "Dawn", "project_id": "p", "fps": "24", "width": 2, "height": 2, "total_frames": 0,
        "title_frames": 0, "shot_frames": 0, "act_fade_frames": 0, "end_card_frames": 0, "credits_frames": 0,
        "pieces": [], "scene_starts": {},
    }  # fmt: skip
    assert Old.from_bytes(json.dumps(data).encode()).title == "Dawn"


def test_a_ref_is_checked() -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        Ref("12")
    assert Ref.parse(str(REF)) == REF


def _scene() -> Scene:
    def element(kind: str, text: str, **more: object) -> Element:
        return Element.model_validate({"kind": kind, "text": text, "span": Span(start=0, end=len(text)), **more})

    return Scene(
        scene_id="s001",
        ordinal=1,
        heading=element("heading", "INT. BARN - DAY"),
        place="BARN",
        elements=(
            element("character", "ÉLODIE (V.O.)", name="ÉLODIE", extensions=("V.O.",)),
            element("parenthetical", "(low)"),
            element("dialogue", "Not  yet."),
            element("note", "check"),
            element("dialogue", "Soon."),
            element("action", "She waits."),
            element("dialogue", "stray"),
        ),
    )


def test_speeches_join_their_parts_and_skip_notes() -> None:
    (speech,) = speeches(_scene())
    assert (speech.speaker, speech.text, speech.parts, speech.cue) == ("ÉLODIE", "Not yet. Soon.", (1, 2, 4), 0)


@given(st.integers(0, 10**7), st.sampled_from(["24", "25", "30000/1001", "24000/1001"]))
def test_samples_never_drift(frame: int, fps: str) -> None:
    """The first sample of a frame is within one sample of its exact time, however late."""
    rate = Rate(fps=Fraction(fps))
    exact = Fraction(frame) * 48_000 / rate.fps
    assert 0 <= exact - samples_at(frame, rate) < 1


def test_seconds_become_the_nearest_frame() -> None:
    assert frames_of_seconds(2.5) == 60
    assert frames_of_seconds(Fraction(1, 48)) == 1
    assert Rate(fps=Fraction(30000, 1001)).ticks_per_frame == 1_001_000
