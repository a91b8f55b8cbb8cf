"""Speech: what is read aloud, when each word is heard, and that the same line is the same sound."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmwright.render.audio import dsp, loudness
from filmwright.render.audio.espeak import Speech, VoiceSettings, speak
from filmwright.render.audio.mouths import SHORTEST, shapes
from filmwright.render.audio.spoken_text import for_ear, language_of, tokens
from filmwright.render.audio.voice_tone import LEVEL, dress

VOICE = VoiceSettings("en-us+m3")


@pytest.fixture(scope="module")
def line() -> Speech:
    return speak("Where is the letter? You promised me the letter, Tom.", VOICE)


def test_the_same_line_is_the_same_sound_every_time(line: Speech) -> None:
    again = speak("Where is the letter? You promised me the letter, Tom.", VOICE)
    assert line.sound.tobytes() == again.sound.tobytes()
    assert line.words == again.words


def test_every_word_is_timed_in_order(line: Speech) -> None:
    assert [w.text for w in line.words] == [
        "Where",
        "is",
        "the",
        "letter?",
        "You",
        "promised",
        "me",
        "the",
        "letter,",
        "Tom.",
    ]
    starts = [w.start_sample for w in line.words]
    assert starts == sorted(starts)
    assert all(0 <= w.start_sample < w.end_sample <= len(line.sound) for w in line.words)


def test_a_word_after_a_pause_starts_where_its_sound_starts(line: Speech) -> None:
    """Within one frame (2,000 samples): the pause before it is silent, the word is not."""
    you = line.words[4]
    assert you.text == "You"
    before = line.sound[line.words[3].end_sample + 1500 : you.start_sample - 600]
    heard = np.flatnonzero(np.abs(line.sound[you.start_sample - 600 :]) > 0.01)
    assert dsp.peak(before) < 0.01
    assert heard[0] - 600 < 2000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("He *never* _said_ it.", "He never said it."),
        ("“Go,” she said.", "Go, she said."),
        ("Wait -- no.", "Wait , no."),
        ("I... I can't.", "I, I can't."),
        ("Fine 😀 then", "Fine then"),
        ("GET OUT of here", "GET OUT of here"),
        ("NEVER!", "never!"),
        ("O'Brien's dog", "O'Brien's dog"),
    ],
    ids=["emphasis", "quotes", "dash", "dots", "emoji", "short-capitals", "shout", "apostrophes"],
)
def test_marks_for_the_eye_are_not_read(text: str, said: str) -> None:
    assert " ".join(for_ear(text).text.split()) == said


@given(st.text(max_size=80))
def test_all_that_is_read_comes_from_the_line(text: str) -> None:
    said = for_ear(text)
    assert len(said.text) == len(said.origin)
    assert all(0 <= i < len(text) for i in said.origin)
    assert list(said.origin) == sorted(said.origin)


@given(st.text(max_size=80))
def test_words_cover_everything_but_spaces(text: str) -> None:
    found = tokens(text)
    covered = {i for t in found for i in range(t.start, t.end)}
    if any(c.isalnum() for c in text):
        assert all(i in covered for i, c in enumerate(text) if not c.isspace())
    assert all(t.text == text[t.start : t.end] for t in found)


@pytest.mark.parametrize("text", ["", "...", "—", "😀", "*"])
def test_what_cannot_be_said_is_a_short_silence(text: str) -> None:
    speech = speak(text, VOICE)
    assert speech.words == ()
    assert 0 < len(speech.sound) < dsp.RATE
    assert dsp.peak(speech.sound) == 0


@pytest.mark.parametrize(
    ("text", "language"),
    [("Привет", "ru"), ("你好", "cmn"), ("こんにちは元気", "ja"), ("مرحبا", "ar"), ("Hello", "en"), ("Γειά", "el")],
)
def test_the_letters_choose_the_language(text: str, language: str) -> None:
    assert language_of(text, "en") == language


def test_a_line_in_another_script_is_spoken_and_its_words_timed() -> None:
    speech = speak("Привет, как дела?", VoiceSettings("ru+f2"))
    assert [w.text for w in speech.words] == ["Привет,", "как", "дела?"]
    assert dsp.peak(speech.sound) > 0.05


def test_a_language_that_cannot_be_spoken_is_spoken_by_the_nearest_voice() -> None:
    assert speak("Hello there.", VoiceSettings("en-zz+f3")).voice == "en+f3"
    assert speak("Hello there.", VoiceSettings("zz+f3")).voice == "en+f3"


def test_a_voice_is_brought_to_its_pitch() -> None:
    text = "I told you that the ferry would be late tonight."
    low, high = (speak(text, VoiceSettings("en-us+m3", pitch=p, hertz=h)) for p, h in ((42, 95.0), (62, 120.0)))
    assert dsp.median_pitch(low.sound) == pytest.approx(95, rel=0.06)
    assert dsp.median_pitch(high.sound) == pytest.approx(120, rel=0.06)


def test_every_line_is_as_loud_as_the_next(line: Speech) -> None:
    other = speak("No. I will not go.", VoiceSettings("en-us+f3"))
    for voice in (line.sound, other.sound):
        dressed = dress(voice)
        assert len(dressed) == len(voice)
        assert loudness.integrated(loudness.block_energies(dressed)) == pytest.approx(LEVEL, abs=1.2)
        assert dsp.decibels(dsp.peak(dressed)) <= -6.4


def test_a_telephone_has_no_lows_and_no_highs(line: Speech) -> None:
    spectrum = np.abs(np.fft.rfft(dress(line.sound, telephone=True))) ** 2
    hertz = np.fft.rfftfreq(len(line.sound), 1 / dsp.RATE)
    inside = spectrum[(hertz > 300) & (hertz < 3400)].sum()
    assert spectrum[(hertz < 150) | (hertz > 6000)].sum() < 0.01 * inside


def test_the_lips_close_for_m_and_rest_in_pauses(line: Speech) -> None:
    words = {w.text: w for w in line.words}
    me = [m for m in line.mouths if words["me"].start_sample - 3000 <= m.sample <= words["me"].end_sample]
    assert any(m.shape == "M" and m.open == 0 for m in me)
    assert line.mouths[-1].shape == "rest"
    gaps = [b.sample - a.sample for a, b in zip(line.mouths[:-2], line.mouths[1:-1], strict=True)]
    assert min(gaps) >= SHORTEST


def test_shapes_open_for_vowels() -> None:
    found = shapes([("a", 0), ("_:", 12000)], 24000)
    assert [(m.shape, m.open > 0.5) for m in found] == [("A", True), ("rest", False)]


def test_the_speaking_process_imports_nothing_heavy() -> None:
    code = "import runpy,sys;runpy.run_module('filmwright.render.audio._espeak_child');print('numpy' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "False"
