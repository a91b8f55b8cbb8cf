"""Subtitles, the storyboard sheet and the timeline say what the cut says."""

import io
import json

import opentimelineio as otio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from filmwright.fonts import missing
from filmwright.formats.boards import BoardEntry, write_boards
from filmwright.formats.subtitles import LINE_LENGTH, caption_text, split_captions, write_srt, write_vtt
from filmwright.formats.timeline import ClipMedia, StemMedia, write_timeline
from filmwright.model.cut import Caption, Cut, Piece
from filmwright.model.shots import SceneShots, Shot, VisualIntent


def caption(start: int, end: int, text: str, **more: object) -> Caption:
    return Caption.model_validate({"start_sample": start, "end_sample": end, "text": text, **more})


def test_srt_counts_from_one_and_rounds_to_the_millisecond() -> None:
    text = write_srt([caption(48_024, 96_000, "Hi {there}."), caption(172_800_000, 172_848_000, "Later.")])
    assert text == ("1\n00:00:01,001 --> 00:00:02,000\nHi {there}.\n\n2\n01:00:00,000 --> 01:00:01,000\nLater.\n\n")


def test_vtt_names_the_speaker_and_escapes_marks() -> None:
    text = write_vtt([caption(0, 48_000, "a < b & c", speaker="Zoë")], language="fr")
    assert text.startswith("WEBVTT\nLanguage: fr\n\n1\n00:00:00.000 --> 00:00:01.000\n<v Zoë>a &lt; b &amp; c\n")


def test_an_arrow_in_the_words_cannot_break_a_caption() -> None:
    assert write_srt([caption(0, 48_000, "left --> right")]).count("-->") == 1


def test_someone_out_of_the_picture_is_named() -> None:
    assert caption_text("Come in.", speaker="Anna", offscreen=True) == "ANNA: Come in."


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=12), min_size=1, max_size=14))
def test_a_caption_keeps_every_word_on_at_most_two_lines(words: list[str]) -> None:
    text = caption_text(" ".join(words))
    assert text.split() == " ".join(words).split()
    assert text.count("\n") <= 1


@given(st.lists(st.sampled_from(["one", "four,", "end.", "extraordinary", "why?"]), max_size=60))
def test_splitting_keeps_every_word_in_order_and_the_length(words: list[str]) -> None:
    timed = [(w, i * 12_000, (i + 1) * 12_000) for i, w in enumerate(words)]
    groups = split_captions(timed)
    assert [i for group in groups for i in group] == list(range(len(words)))
    for group in groups:
        text = caption_text(" ".join(words[i] for i in group))
        assert max(len(line) for line in text.split("\n")) <= LINE_LENGTH
        assert timed[group[-1]][2] - timed[group[0]][1] <= 7 * 48_000


def png(width: int = 320, height: int = 180) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (180, 120, 90)).save(out, "PNG")
    return out.getvalue()


def board(number: int, text: str) -> BoardEntry:
    return BoardEntry(f"SC001_SH{number:04d}", "INT. A", "2.0", "MS", "static", "cut", text, "", "", png())


def test_the_sheet_holds_six_boards_a_page_and_repeats_to_the_byte() -> None:
    boards = [board(n * 10, "She waits — ждёт.") for n in range(1, 14)]
    pdf = write_boards("Title", "13 shots", boards)
    assert pdf.startswith(b"%PDF")
    assert pdf == write_boards("Title", "13 shots", boards)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") + pdf.count(b"/Type/Page/") in (0, 3)


def test_script_text_is_data_to_the_sheet() -> None:
    """Marks that mean something to the typesetter are printed, not run."""
    assert write_boards("#panic()", "$x$", [board(10, '#read("/etc/passwd") *bold* @ref <label> \\ [')])


def test_letters_without_a_glyph_are_named() -> None:
    assert missing("añ Ω я 東 ש") == ("東", "ש")


def scene(number: int, shots: tuple[Shot, ...]) -> SceneShots:
    return SceneShots(
        scene_id=f"s{number:03d}", scene_number=number, slugline="INT. A - DAY", beat="", emotional_polarity=0.0,
        visual_intent=VisualIntent(emotional_start="", emotional_end="", conflict_axis=""), target_duration_seconds=1.0,
        setting_ref_id="a", shots=shots,
    )  # fmt: skip


def shot(index: int) -> Shot:
    return Shot(
        shot_id=f"s001_{index:03d}", number=f"SH{index * 10:04d}", title="", trigger="action", content="", text="“Ça”",
        shot_type="MS", size="MS", camera_height=1.5, camera_movement="static", lens_mm=35.0, distance_band="social",
        emotional_intensity=0.5, duration_frames=48, duration_seconds=2.0, pacing_curve="moderate",
        transition_to_next="cut", setting_ref_id="x",
    )  # fmt: skip


@pytest.fixture
def timeline() -> otio.schema.Timeline:
    pieces = (
        Piece(kind="title", start_frame=0, frames=72),
        Piece(kind="body", start_frame=72, frames=42, shot_id="s001_001", scene_id="s001"),
        Piece(
            kind="join", start_frame=114, frames=12, shot_id="s001_001", next_shot_id="s001_002", transition="dissolve"
        ),
        Piece(kind="body", start_frame=126, frames=42, shot_id="s001_002", scene_id="s001", source_in=12),
        Piece(kind="credits", start_frame=168, frames=72),
    )
    cut = Cut(
        project_id="p", title="T", fps="24", width=1280, height=720, total_frames=240, title_frames=72, shot_frames=96,
        act_fade_frames=0, end_card_frames=0, credits_frames=72, pieces=pieces, scene_starts={"s001": 72},
    )  # fmt: skip
    media = {
        "s001_001": ClipMedia("../clips/s001_001.mp4", 0, 48, 6),
        "s001_002": ClipMedia("../clips/s001_002.mp4", 6, 48, 0),
    }
    text = write_timeline(
        cut, [scene(1, (shot(1), shot(2)))], media, [StemMedia("DX", "a.flac", 72, 96)], "../film.mp4"
    )
    found = otio.adapters.read_from_string(text, "otio_json")
    assert isinstance(found, otio.schema.Timeline)
    return found


def test_the_timeline_is_as_long_as_the_film_and_starts_at_one_hour(timeline: otio.schema.Timeline) -> None:
    assert timeline.duration().value == 240
    assert timeline.global_start_time.value == 24 * 3600


def test_the_timeline_keeps_shots_whole_with_handles_under_the_dissolve(timeline: otio.schema.Timeline) -> None:
    clips = [c for c in timeline.video_tracks()[0] if isinstance(c, otio.schema.Clip) and c.name.startswith("SC")]
    assert [c.name for c in clips] == ["SC001_SH0010", "SC001_SH0020"]
    assert [c.source_range.start_time.value for c in clips] == [0, 6]
    assert [c.source_range.duration.value for c in clips] == [48, 48]
    (dissolve,) = [t for t in timeline.video_tracks()[0] if isinstance(t, otio.schema.Transition)]
    assert dissolve.in_offset.value == dissolve.out_offset.value == 6
    assert clips[0].metadata["filmwright"]["shot_id"] == "s001_001"


def test_stems_lie_at_their_scene(timeline: otio.schema.Timeline) -> None:
    (track,) = timeline.audio_tracks()
    assert json.loads(track.to_json_string())
    assert track.name == "DX"
    assert track.range_of_child_at_index(1).start_time.value == 72
