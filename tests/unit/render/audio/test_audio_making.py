"""Beds, effects, music and mix: never silent, never too loud, as long as asked, the same every time."""

import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest

from filmwright.errors import UserError
from filmwright.render.audio import ambience, dsp, effects, loudness, mix, music

RATE = dsp.RATE


@pytest.mark.parametrize("name", sorted(ambience.LAYERS))
def test_a_layer_is_never_silent_and_never_monotone(name: str) -> None:
    made = ambience.bed([(name, 1.0)], 9 * RATE + 7, "place") * np.float32(mix.AMBIENCE)
    energies = loudness.block_energies(made)
    assert made.shape == (9 * RATE + 7, 2)
    assert dsp.peak(made) < 0.5
    for at in range(8):
        assert dsp.decibels(dsp.rms(made[at * RATE : (at + 1) * RATE])) > -55
    assert loudness.integrated(energies) == pytest.approx(ambience.LEVEL + dsp.decibels(mix.AMBIENCE), abs=1)
    assert np.std(10 * np.log10(energies)) > 0.05


def test_places_differ_and_the_same_place_stays() -> None:
    layers = (("rain", 1.0), ("traffic", 0.5))
    first, again, other = (ambience.bed(layers, RATE, seed) for seed in ("dock", "dock", "street"))
    assert first.tobytes() == again.tobytes()
    assert not np.array_equal(first, other)


def test_an_unknown_layer_is_refused_by_name() -> None:
    with pytest.raises(UserError, match="`dragons`"):
        ambience.bed([("dragons", 1.0)], RATE, "x")


@pytest.mark.parametrize("kind", sorted(effects.EFFECTS))
def test_an_effect_is_heard_and_varies(kind: str) -> None:
    near, other = (effects.effect(kind, 0, seed, distance="near") for seed in ("a", "b"))
    assert near.ndim == 2
    assert np.isfinite(near).all()
    assert dsp.decibels(dsp.peak(near)) == pytest.approx(effects.EFFECTS[kind][2], abs=3)
    assert not np.array_equal(near, other)
    assert dsp.rms(effects.effect(kind, 0, "a", distance="far")) < dsp.rms(near)


@pytest.mark.parametrize("mood", sorted(music.MOODS))
def test_music_is_as_long_as_its_cue_and_does_not_clip(mood: str) -> None:
    made = music.compose(8 * RATE + 11, mood=mood, intensity=0.6, key=3, seed="s001/0")
    assert made.shape == (8 * RATE + 11, 2)
    assert dsp.decibels(loudness.true_peak(made)) <= -2.9
    assert loudness.integrated(loudness.block_energies(made)) == pytest.approx(music.LEVEL, abs=1.5)
    assert dsp.peak(made[:20]) < 0.01
    assert dsp.peak(made[-20:]) < 0.01


def test_voices_move_to_the_nearest_note() -> None:
    chords = music._lead([0, 5, 3, 4, 0], music.MOODS["calm"], 0)
    for (_, left), (_, right) in pairwise(chords):
        assert max(abs(a - b) for a, b in zip(left, right, strict=True)) <= 5


def test_the_same_cue_is_the_same_music_in_another_process() -> None:
    code = (
        "import hashlib;from filmwright.render.audio import ambience,effects,music;"
        "h=hashlib.sha256();h.update(music.compose(144000,mood='tense',intensity=.8,key=1,seed='x').tobytes());"
        "h.update(ambience.bed((('waves',1.0),('murmur',.5)),96000,'p').tobytes());"
        "h.update(effects.effect('door_slam',0,'q').tobytes());print(h.hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": s}
        ).stdout
        for s in ("1", "2")
    }
    assert len(runs) == 1


def _voice(seconds: float) -> np.ndarray:
    random = np.random.default_rng(5)
    time = np.arange(int(seconds * RATE)) / RATE
    syllables = np.clip(np.sin(2 * np.pi * 3.1 * time), 0, 1)
    voice = syllables * sum(
        np.sin(2 * np.pi * 120 * k * time) / k for k in range(1, 20)
    ) + 0.001 * random.standard_normal(len(time))
    return (voice * 0.12).astype(np.float32)


@pytest.mark.parametrize("space", ["room", "hall", "outdoors"])
def test_a_voice_stands_above_loud_ambience_and_music(space: str) -> None:
    samples = 9 * RATE
    bed = ambience.bed([("crowd", 1.0)], samples, "x", 2.5)
    score = music.compose(samples, mood="chase", intensity=1.0, key=0, seed="m")
    voices = [mix.Voice(_voice(2.0), 2 * RATE), mix.Voice(_voice(1.0), 6 * RATE)]
    made = mix.mix_scene(samples, voices, bed, np.zeros((samples, 2), np.float32), score, space=space)
    for voice in voices:
        part = slice(voice.start, voice.start + len(voice.sound))
        said = loudness.lufs_of(loudness.block_energies(made.dialogue[part]))
        under = loudness.lufs_of(loudness.block_energies((made.ambience + made.music)[part]))
        assert said - under >= 6
    free = slice(int(4.6 * RATE), int(5.6 * RATE))
    assert dsp.rms(made.ambience[free]) > dsp.rms(made.ambience[voices[0].start : voices[0].start + 2 * RATE])


def test_stems_add_up_to_the_mix_and_are_exactly_as_long_as_the_scene() -> None:
    samples = 100_001
    bed = ambience.bed([("rain", 1.0)], samples, "x")
    made = mix.mix_scene(samples, [mix.Voice(_voice(1.5), 90_000)], bed, bed * 0, bed)
    assert all(len(s) == samples for s in (made.dialogue, made.ambience, made.effects, made.music))
    assert np.array_equal(made.total, made.dialogue + made.ambience + made.effects + made.music)


def test_someone_out_of_the_picture_has_more_room_than_voice() -> None:
    voice = _voice(1.0)
    samples, empty = 2 * RATE, np.zeros((2 * RATE, 2), np.float32)
    here, away = (
        mix.mix_scene(samples, [mix.Voice(voice, 0, treatment)], empty, empty, empty).dialogue
        for treatment in ("room", "offscreen")
    )
    tail = slice(len(voice) + 400, len(voice) + 6000)
    assert dsp.rms(away[tail]) / dsp.rms(away[: len(voice)]) > 1.5 * dsp.rms(here[tail]) / dsp.rms(here[: len(voice)])
