"""A screenplay becomes a film that plays, sounds and reads as it should."""

import json
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from films import MadeFilm
from measure import decode_sound, integrated_lufs, picture_luma, probe, quiet_seconds

from filmwright.model.time import samples_at

pytestmark = pytest.mark.slow


def stem(film: MadeFilm, scene: str, kind: str) -> np.ndarray:
    sound, rate = soundfile.read(film.folder / "audio" / f"{scene}_{kind}.flac", dtype="float32", always_2d=True)
    assert rate == 48_000
    return sound


def spoken(film: MadeFilm) -> list[tuple[int, int]]:
    """Stretches of film samples in which somebody speaks."""
    return [(c.start_sample, c.end_sample) for c in film.cut.captions]


def test_the_file_is_what_players_expect(film: MadeFilm) -> None:
    found = probe(film.film)
    assert (found.video, found.width, found.height, found.fps) == ("h264", 1280, 720, 24)
    assert (found.audio, found.sample_rate, found.channels) == ("aac", 48_000, 2)
    assert found.title == "The Spare Key"
    assert found.subtitles


def test_the_film_has_the_frames_that_the_cut_lists(film: MadeFilm) -> None:
    cut, shots = film.cut, film.shots
    assert probe(film.film).frames == cut.total_frames == sum(p.frames for p in cut.pieces)
    assert cut.shot_frames == sum(s.duration_frames for scene in shots.scenes for s in scene.shots)
    parts = cut.title_frames + cut.shot_frames + cut.act_fade_frames + cut.end_card_frames + cut.credits_frames
    assert cut.total_frames == parts
    assert cut.act_fade_frames == 48


def test_loudness_and_peak(film: MadeFilm) -> None:
    sound = decode_sound(film.film)
    assert integrated_lufs(sound) == pytest.approx(-16.0, abs=0.5)
    assert np.abs(sound).max() <= 1.0
    assert abs(len(sound) - samples_at(film.cut.total_frames)) <= 1024


def test_a_scene_is_never_silent_for_long(film: MadeFilm) -> None:
    sound = decode_sound(film.film)
    for scene in film.shots.scenes:
        start = film.cut.scene_starts[scene.scene_id]
        end = start + sum(s.duration_frames for s in scene.shots)
        assert quiet_seconds(sound[samples_at(start) : samples_at(end)]) <= 2.0


def test_speech_stands_six_units_above_what_lies_under_it(film: MadeFilm) -> None:
    from filmwright.render.audio.loudness import block_energies, lufs_of

    for scene in film.shots.scenes:
        offset = samples_at(film.cut.scene_starts[scene.scene_id])
        voices, bed = stem(film, scene.scene_id, "dialogue"), None
        bed = stem(film, scene.scene_id, "ambience") + stem(film, scene.scene_id, "music")
        for start, end in spoken(film):
            if offset <= start and end <= offset + len(voices):
                said, under = voices[start - offset : end - offset], bed[start - offset : end - offset]
                assert lufs_of(block_energies(said)) - lufs_of(block_energies(under)) >= 6.0


def test_subtitles_lie_where_the_words_are_heard(film: MadeFilm) -> None:
    """The first sound of a caption's words and its start are within a frame of each other."""
    for scene in film.shots.scenes:
        offset = samples_at(film.cut.scene_starts[scene.scene_id])
        voices = np.abs(stem(film, scene.scene_id, "dialogue")).max(axis=1)
        for start, end in spoken(film):
            if offset <= start and end <= offset + len(voices):
                heard = np.flatnonzero(voices[start - offset - 2000 : end - offset] > 0.01)
                assert abs(int(heard[0]) - 2000) <= 2000


def test_no_two_speakers_sound_alike(film: MadeFilm) -> None:
    voices = json.loads((film.folder / "voice_map.json").read_text())
    pitches = [v["median_pitch_hz"] for v in voices["voices"].values() if v["median_pitch_hz"]]
    assert len(pitches) >= 2
    assert all(max(a, b) / min(a, b) >= 1.15 for a, b in combinations(pitches, 2))


def test_no_frame_is_black_outside_fades(film: MadeFilm) -> None:
    luma = picture_luma(film.film)
    for piece in film.cut.pieces:
        if piece.kind == "body":
            assert min(luma[piece.start_frame : piece.start_frame + piece.frames]) > 16


def test_who_speaks_in_the_picture_moves_their_mouth(film: MadeFilm) -> None:
    from filmwright.model.media import Frame
    from filmwright.render.video import decode

    frames = {f.shot_id: f for f in _documents(film, "picture.frame", Frame)}
    for scene in film.shots.scenes:
        for shot in scene.shots:
            talkers = [p for p in shot.performances if p.speaking and p.visibility == "face"]
            boxes = [s.mouth for s in frames[shot.shot_id].seen if s.mouth and talkers
                     and s.character_ref_id == talkers[0].character_ref_id]  # fmt: skip
            if not boxes or shot.speaker_offscreen:
                continue
            x0, y0, x1, y1 = boxes[0]
            grow = max(2, (x1 - x0) // 2)
            clip = decode((film.folder / "clips" / f"{shot.shot_id}.mp4").read_bytes())
            region = np.stack([f[max(0, y0 - grow) : y1 + grow, max(0, x0 - grow) : x1 + grow] for f in clip])
            assert region.astype(float).std(axis=0).max() > 8, shot.shot_id


def _documents(film: MadeFilm, step: str, kind: type) -> list:
    from filmwright.store import Store

    store = Store.open(film.library)
    try:
        return [kind.from_bytes(store.blobs.get(r.result)) for r in store.records.all_results() if r.step == step]
    finally:
        store.close()


def test_the_project_folder_is_complete(film: MadeFilm) -> None:
    for name in (
        "script.fountain", "screenplay.json", "visual_bible.json", "shot_list.json", "visual_bible_manifest.json",
        "shot_manifest.json", "voice_map.json", "cut.json", "boards.pdf", "film.mp4", "report.json",
        "edit/film.otio", "subs/film.srt", "subs/film.vtt", "scenes/scene_001.mp4", "scenes/scene_002.mp4",
    ):  # fmt: skip
        assert (film.folder / name).is_file(), name
    shots = [s.shot_id for scene in film.shots.scenes for s in scene.shots]
    assert {p.stem for p in (film.folder / "clips").glob("*.mp4")} == set(shots)
    images = [p.name for p in (film.folder / "images").glob("*.png")]
    assert sum(n.startswith("shot_") for n in images) == len(shots)
    assert any(n.startswith("component_") for n in images)
    manifest = json.loads((film.folder / "visual_bible_manifest.json").read_text())
    for entry in [*manifest["settings"].values(), *manifest["characters"].values()]:
        assert (film.folder / entry["image_path"]).is_file()


def test_the_report_counts_what_was_made(film: MadeFilm) -> None:
    report = json.loads((film.folder / "report.json").read_text())
    assert report["nodes_made"] == sum(s["made"] for s in report["steps"].values()) > 20
    assert report["steps"]["picture.frame"]["made"] == sum(len(s.shots) for s in film.shots.scenes)
    assert set(report["seconds_by_department"]) >= {"shots", "picture", "sound", "cut"}
    assert report["money_spent_usd"] == "0"


def test_a_scene_film_is_as_long_as_its_shots(film: MadeFilm) -> None:
    for scene in film.shots.scenes:
        path = film.folder / "scenes" / f"scene_{scene.scene_number:03d}.mp4"
        assert probe(path).frames == sum(s.duration_frames for s in scene.shots)


def test_captions_follow_one_another(film: MadeFilm) -> None:
    captions = film.cut.captions
    assert all(a.start_sample < a.end_sample <= b.start_sample for a, b in pairwise(captions))


def test_every_spoken_word_is_subtitled(film: MadeFilm) -> None:
    said = " ".join(s.dialogue_text for scene in film.shots.scenes for s in scene.shots if s.dialogue_text).split()
    assert " ".join(c.text for c in film.cut.captions).split() == said


def test_boards_show_every_shot(film: MadeFilm) -> None:
    assert (Path(film.folder) / "boards.pdf").read_bytes().startswith(b"%PDF")
