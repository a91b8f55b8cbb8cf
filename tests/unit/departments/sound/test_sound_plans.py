"""Voices, timing, subtitles, places and music: the rules of the sound department."""

from fractions import Fraction
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sound_story import film, line, person, scene, shot, timing

from filmwright.departments.sound.beds import inside, place_layers, plan_bed, space_of
from filmwright.departments.sound.documents import SceneTiming, ShotTiming, TurnTiming
from filmwright.departments.sound.lines import FASTEST, fit_rate
from filmwright.departments.sound.plan import (
    BETWEEN_LINES,
    captions,
    frames_for,
    line_start,
    plan_scene_sound,
    room_for_line,
    treatment_of,
)
from filmwright.departments.sound.spotting import mood_of, spot_film, spot_scene
from filmwright.departments.sound.voices import pitch_range, voice_map
from filmwright.model.cast import Cast
from filmwright.model.time import FILM, Rate, samples_at
from filmwright.render.audio.espeak import VoiceSettings, speak

# voices


def test_two_of_each_sex_are_heard_apart() -> None:
    people = [person("a", "male", 40), person("b", "female", 30), person("c", "male", 55), person("d", "female", 25)]
    pitches = [v.median_pitch_hz for v in voice_map(Cast(members=tuple(people))).voices.values()]
    assert all(max(a, b) / min(a, b) >= 1.15 for a, b in combinations(pitches, 2))


@pytest.mark.parametrize(("sex", "age"), [("male", 40), ("female", 33), ("female", 8), ("male", 10), ("male", 71)])
def test_a_voice_fits_sex_and_age(sex: str, age: int) -> None:
    low, high = pitch_range(sex, age)
    voice = voice_map(Cast(members=(person("a", sex, age),))).of("a")
    assert low <= voice.median_pitch_hz <= high


def test_who_joins_later_changes_nobodys_voice() -> None:
    people = [person(f"p{i}", ("male", "female")[i % 2]) for i in range(6)]
    few, many = (voice_map(Cast(members=tuple(people[:n]))) for n in (4, 6))
    assert all(few.of(p.character_id) == many.of(p.character_id) for p in people[:4])


def test_a_stranger_is_spoken_by_the_narrator() -> None:
    voices = voice_map(Cast(members=(person("a", "male"),)), "de")
    assert voices.of("nobody") is voices.narrator
    assert voices.of("a").name.startswith("de+")


@pytest.mark.parametrize("language", ["en", "en-GB", "es", "fr", "de", "it", "pt", "zh", "no", "ru", "ja"])
def test_every_voice_of_a_film_can_be_spoken(language: str) -> None:
    people = tuple(person(f"p{i}", sex, age) for i, (sex, age) in enumerate(product(("male", "female"), (8, 30, 70))))
    for voice in {v.name: v for v in voice_map(Cast(members=people), language).voices.values()}.values():
        assert speak("1 2", VoiceSettings(voice.name)).voice == voice.name


# time


def test_a_line_starts_after_a_breath_and_ends_before_the_cut() -> None:
    room = room_for_line(96, FILM)
    plan = plan_scene_sound(timing(96, 48), [line("s0", room / 48_000)])
    assert plan.samples == samples_at(144)
    assert samples_at(4) <= plan.lines[0].start <= samples_at(8)
    assert plan.lines[0].end <= samples_at(96 - 4)
    assert plan.overruns == ()


def test_a_line_lies_where_its_clip_says() -> None:
    plan = plan_scene_sound(timing(96, 96), [line("s1", 2.0)])
    assert plan.lines[0].start == samples_at(96) + line_start(96, FILM)


def test_words_are_never_cut_an_overrun_is_told_and_the_next_line_waits() -> None:
    plan = plan_scene_sound(timing(48, 96), [line("s0", 3.0), line("s1", 1.0)])
    first, second = plan.lines
    assert [o.shot_id for o in plan.overruns] == ["s0"]
    assert plan.overruns[0].frames == frames_for(first.end - first.start, FILM)
    assert second.start > first.end


def test_a_line_at_the_end_of_a_scene_begins_earlier_rather_than_being_cut() -> None:
    plan = plan_scene_sound(timing(96, 48), [line("s1", 2.2)])
    assert plan.lines[0].end <= plan.samples


def test_dual_dialogue_is_heard_together() -> None:
    plan = plan_scene_sound(timing(96), [line("s0", 2.0, who="rae"), line("s0", 1.5, who="tom")])
    assert plan.lines[0].start == plan.lines[1].start


HELD = SceneTiming(
    scene_id="s001",
    shots=(
        ShotTiming(shot_id="s0", frames=144, speaker="Rae", turns=(TurnTiming(start_frame=60, speaker="Tom"),)),
        ShotTiming(shot_id="s1", frames=72),
    ),
)
"""A shot that holds over an answer, and the one after it."""


def test_an_answer_in_a_held_shot_is_heard_at_its_turn() -> None:
    said = [line("s0", 1.5, who="rae"), line("s0", 1.0, who="tom"), line("s1", 1.0, who="rae")]
    first, answer, after = plan_scene_sound(HELD, said).lines
    assert first.start == 12_000
    assert answer.start == samples_at(60, Rate(fps=Fraction(24)))
    assert after.start == samples_at(144 + 6, Rate(fps=Fraction(24)))


def test_an_answer_waits_for_a_speech_that_takes_longer_than_its_turn() -> None:
    first, answer = plan_scene_sound(HELD, [line("s0", 3.0, who="rae"), line("s0", 1.0, who="tom")]).lines
    assert answer.start == first.end + BETWEEN_LINES


def test_subtitles_of_a_held_shot_name_each_speaker_in_turn() -> None:
    said = [line("s0", 1.5, who="rae"), line("s0", 1.0, who="tom")]
    assert [(c.speaker, c.shot_id) for c in captions(HELD, said, 0)] == [("Rae", "s0"), ("Tom", "s0")]


@given(st.integers(1, 400_000), st.sampled_from(["24", "25", "30000/1001", "24000/1001"]))
def test_a_shot_of_the_length_that_is_told_holds_its_line(samples: int, fps: str) -> None:
    rate = Rate(fps=Fraction(fps))
    frames = frames_for(samples, rate)
    assert room_for_line(frames, rate) >= samples
    assert frames == 1 or room_for_line(frames - 1, rate) < samples


@pytest.mark.parametrize("fps", ["24", "30000/1001"])
def test_scenes_of_any_rate_are_as_long_as_their_frames(fps: str) -> None:
    assert plan_scene_sound(timing(101, 37, 53, fps=fps), []).samples == samples_at(191, Rate(fps=Fraction(fps)))


def test_a_line_is_spoken_faster_only_when_it_must_be() -> None:
    assert fit_rate(160, 90_000, 100_000) == 160
    assert 160 < fit_rate(160, 110_000, 100_000) < FASTEST
    assert fit_rate(160, 300_000, 100_000) == FASTEST


# subtitles


def test_every_word_is_in_a_subtitle_once_and_in_time() -> None:
    text = "I told you that the ferry would be late. You never listened to a word of it, did you? " * 3
    spoken = line("s0", 14.0, text.strip())
    found = captions(timing(480), [spoken], 24)
    assert " ".join(c.text for c in found).split() == text.split()
    assert all(a.end_sample <= b.start_sample for a, b in pairwise(found))
    start = samples_at(24) + line_start(480, FILM)
    assert found[0].start_sample == start + spoken.words[0].start_sample


def test_what_two_say_at_once_is_one_caption() -> None:
    found = captions(timing(120), [line("s0", 3.0, who="a"), line("s0", 2.0, who="b")], 0)
    assert len(found) == 1
    assert [row[:2] for row in found[0].text.splitlines()] == ["- ", "- "]
    assert found[0].end_sample - found[0].start_sample > 2 * 48_000


# treatment and place


@pytest.mark.parametrize(
    ("extension", "offscreen", "treatment"),
    [
        (None, False, "room"),
        ("V.O.", True, "close"),
        ("O.S.", True, "offscreen"),
        (None, True, "offscreen"),
        ("ON PHONE", False, "phone"),
        ("through the phone", True, "phone"),
        ("FILTERED", True, "phone"),
    ],
)
def test_a_cue_says_how_its_voice_reaches_us(extension: str | None, *, offscreen: bool, treatment: str) -> None:
    assert treatment_of(shot(1, speaker_extension=extension, speaker_offscreen=offscreen)) == treatment


@pytest.mark.parametrize(
    ("heading", "layer"),
    [
        ("INT. HARBOR BAR - NIGHT", "murmur"),
        ("EXT. BEACH - DAY", "waves"),
        ("INT. COCINA - NOCHE", "fridge"),
        ("INT. WERKSTATT - TAG", "ticking"),
        ("INT. HOSPITAL WARD - DAY", "monitor"),
        ("EXT. FOREST CLEARING - DAY", "leaves"),
        ("INT. CAR - MOVING", "car"),
        ("EXT. STRASSE - TAG", "traffic"),
    ],
)
def test_a_place_sounds_like_itself(heading: str, layer: str) -> None:
    assert layer in dict(place_layers(heading)[0])


def test_an_alley_behind_a_church_is_an_alley() -> None:
    assert "traffic" in dict(place_layers("EXT. ALLEY BEHIND THE CHURCH - DAY")[0])
    assert "traffic" in dict(place_layers("EXT. GASSE VOR DER WERKSTATT - TAG")[0])


def test_an_empty_bar_does_not_murmur() -> None:
    full, empty = (plan_bed(scene("INT. BAR - DAY", shot(1, text=t))) for t in ("A bar.", "Six tables, all empty."))
    assert "murmur" in dict(full.layers)
    assert "murmur" not in dict(empty.layers)
    assert empty.layers


def test_no_birds_at_night_and_rain_when_it_rains() -> None:
    day, night = (dict(plan_bed(scene(f"EXT. GARDEN - {t}")).layers) for t in ("DAY", "NIGHT"))
    assert "birds" in day
    assert "birds" not in night
    assert "crickets" in night
    assert "rain" in dict(plan_bed(scene("EXT. STREET - DAY", weather="rain")).layers)
    assert "rain_on_roof" in dict(plan_bed(scene("INT. OFFICE - DAY", weather="rain")).layers)


def test_a_place_never_heard_of_still_has_air() -> None:
    assert plan_bed(scene("INT. XYZZY - DAY")).layers
    assert plan_bed(scene("EXT. XYZZY - DAY")).layers


def test_the_bed_is_as_long_as_the_scene_and_the_place_is_its_seed() -> None:
    one, two = plan_bed(scene("INT. BAR - DAY", shot(1, 50))), plan_bed(scene("INT. BAR - DAY", shot(1, 90)))
    assert (one.samples, two.samples) == (samples_at(50), samples_at(90))
    assert one.seed == two.seed


@pytest.mark.parametrize(
    ("heading", "space"), [("INT. CHURCH", "hall"), ("EXT. FIELD", "outdoors"), ("INT. HUT", "room")]
)
def test_a_place_answers_a_voice(heading: str, space: str) -> None:
    assert space_of(heading) == space
    assert inside(heading) == (space != "outdoors")


# music


def test_music_begins_and_ends_on_cuts() -> None:
    shots = tuple(shot(i, 60 + 7 * i, emotional_intensity=0.2 + 0.07 * i) for i in range(1, 12))
    one = scene("INT. BAR", *shots)
    cuts, at = {0}, 0
    for s in shots:
        at += s.duration_frames
        cuts.add(samples_at(at))
    score = spot_film(film(one))["s001"]
    assert score.cues
    assert all(c.start in cuts and c.end in cuts for c in score.cues)
    assert all(a.end <= b.start for a, b in pairwise(score.cues))


def test_a_calm_scene_in_the_middle_has_no_music() -> None:
    calm = scene("INT. BAR", *(shot(i) for i in range(1, 9)))
    assert spot_scene(calm).cues == ()


def test_a_change_in_one_scene_leaves_the_music_of_the_others() -> None:
    one = scene("INT. BAR", *(shot(i, emotional_intensity=0.8) for i in range(1, 9)))
    two = one.model_copy(update={"scene_id": "s002"})
    three = one.model_copy(update={"scene_id": "s003"})
    changed = two.model_copy(update={"shots": two.shots[:4]})
    before, after = spot_film(film(one, two, three)), spot_film(film(one, changed, three))
    assert before["s001"] == after["s001"]
    assert before["s003"] == after["s003"]
    assert before["s002"] != after["s002"]


@pytest.mark.parametrize(
    ("mood", "music"), [("tense", "tense"), ("grief and loss", "sad"), ("a chase", "chase"), ("quiet", "calm")]
)
def test_the_mood_of_a_scene_is_the_mood_of_its_music(mood: str, music: str) -> None:
    assert mood_of(scene("INT. BAR", mood=mood)) == music
