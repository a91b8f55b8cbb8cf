"""Loudness, limiter, AAC and files: what is measured is true, and what is cut fits together again."""

import numpy as np
import pyloudnorm
import pytest

from filmwright.errors import StoreError
from filmwright.render.audio import aac, dsp, flac, loudness, master
from filmwright.render.audio.limiter import REACH, limit

RATE = dsp.RATE


def music_like(seconds: float, seed: int = 1) -> np.ndarray:
    random = np.random.default_rng(seed)
    time = np.arange(int(seconds * RATE)) / RATE
    tone = sum(np.sin(2 * np.pi * f * time + random.uniform(0, 6)) for f in (220, 277, 330, 1500))
    swell = 0.12 * (1.1 + np.sin(2 * np.pi * 0.3 * time))
    noise = 0.01 * random.standard_normal((len(time), 2))
    return (np.stack([tone * swell, tone * swell * 0.8], axis=1) + noise).astype(np.float32)


@pytest.mark.parametrize("gain", [1.0, 0.1, 0.02], ids=["loud", "soft", "quiet"])
def test_loudness_agrees_with_pyloudnorm(gain: float) -> None:
    sound = np.concatenate([music_like(6) * gain, music_like(5, 2) * gain * 0.03, music_like(4, 3) * gain * 0.5])
    found = loudness.integrated(loudness.block_energies(sound))
    assert found == pytest.approx(pyloudnorm.Meter(RATE).integrated_loudness(sound.astype(float)), abs=0.1)


def test_a_full_scale_tone_has_the_loudness_the_standard_gives() -> None:
    """A 997 Hz sine at 0 dBFS on one side is -3.01 LUFS (BS.1770, annex 1)."""
    tone = np.sin(2 * np.pi * 997 * np.arange(5 * RATE) / RATE)
    left = np.stack([tone, 0 * tone], axis=1).astype(np.float32)
    assert loudness.integrated(loudness.block_energies(left)) == pytest.approx(-3.01, abs=0.05)


def test_the_loudness_of_a_film_is_the_sum_of_its_scenes() -> None:
    a, b = music_like(7), music_like(5, 2) * np.float32(0.4)
    parts = [(0, loudness.block_energies(a)), (len(a), loudness.block_energies(b))]
    whole = loudness.integrated(loudness.block_energies(np.concatenate([a, b])))
    assert loudness.integrated(master.film_blocks(parts, len(a) + len(b))) == pytest.approx(whole, abs=0.05)


def test_the_gain_of_a_film_moves_in_steps() -> None:
    blocks = loudness.block_energies(music_like(8) * np.float32(0.2))
    gain = master.film_gain(blocks)
    assert gain % master.GAIN_STEP == 0
    assert loudness.integrated(blocks) + gain == pytest.approx(master.TARGET, abs=0.45)
    assert master.film_gain(blocks * 1.005) == gain
    assert master.film_gain(np.zeros(50)) == 0


def test_true_peak_sees_between_the_samples() -> None:
    time = np.arange(4800)
    tone = np.sin(2 * np.pi * time / 4 + np.pi / 4).astype(np.float32)[:, None].repeat(2, axis=1)
    assert dsp.peak(tone) == pytest.approx(0.7071, abs=1e-3)
    assert loudness.true_peak(tone[200:-200]) == pytest.approx(1.0, abs=0.03)


def test_the_limiter_holds_the_true_peak_and_leaves_the_quiet_alone() -> None:
    sound = music_like(4)
    sound[RATE : RATE + 40] *= 9
    sound[3 * RATE :] *= 0.2
    held = limit(sound * np.float32(1.6), -1.5)
    assert dsp.decibels(loudness.true_peak(held)) <= -1.5
    assert np.array_equal(held[-RATE // 2 :], (sound * np.float32(1.6))[-RATE // 2 :])


def test_the_limiter_does_the_same_whatever_lies_further_away() -> None:
    sound = music_like(4) * np.float32(4)
    whole = limit(sound, -1.5)
    part = limit(sound[RATE : 3 * RATE], -1.5)
    assert np.allclose(part[REACH:-REACH], whole[RATE + REACH : 3 * RATE - REACH], atol=1e-6)


def test_aac_gives_back_as_many_samples_as_it_was_given_at_the_same_place() -> None:
    sound = music_like(3.3)
    made = aac.encode(sound)
    back = aac.decode(made.packets, made.extradata)[aac.PRIMING :][: len(sound)]
    assert len(made.packets) == aac.packet_count(len(sound))
    assert len(back) == len(sound)
    inner = sound[5000:60000, 0].astype(float)
    lag = np.correlate(back[4900:60100, 0].astype(float), inner, mode="valid").argmax() - 100
    assert lag == 0
    error = sound - back
    assert 10 * np.log10(np.sum(sound**2) / np.sum(error**2)) > 20


def test_chunks_play_as_if_encoded_at_once() -> None:
    sound = music_like(12)
    total = aac.packet_count(len(sound))
    packets: list[bytes] = []
    for first in range(0, total, 150):
        count, run_in = min(150, total - first), min(aac.RUN_IN, first)
        heard = sound[(first - run_in) * 1024 : (first + count + aac.RUN_OUT) * 1024]
        packets += aac.encode_chunk(heard, first=run_in, count=count).packets
    whole = aac.encode(sound)
    assert len(packets) == len(whole.packets)
    joined, once = (aac.decode(p, whole.extradata)[1024:][: len(sound)] for p in (packets, whole.packets))
    for edge in range(150, total, 150):
        near = slice(edge * 1024 - 2048, edge * 1024 + 1024)
        assert np.abs(joined - sound)[near].max() < np.abs(once - sound)[near].max() + 0.02


def test_the_same_sound_gives_the_same_packets() -> None:
    assert aac.encode(music_like(1)) == aac.encode(music_like(1))


def test_packets_survive_their_file() -> None:
    packets = aac.encode(music_like(0.5)).packets
    assert tuple(aac.split_packets(aac.join_packets(packets))) == packets
    with pytest.raises(StoreError):
        list(aac.split_packets(aac.join_packets(packets)[:-3]))


def test_adts_is_read_by_other_programs(tmp_path) -> None:
    import av

    sound = music_like(1)
    (tmp_path / "a.aac").write_bytes(aac.to_adts(aac.encode(sound).packets))
    with av.open(str(tmp_path / "a.aac")) as file:
        stream = file.streams.audio[0]
        assert (stream.rate, stream.channels, stream.codec_context.name) == (48000, 2, "aac")
        assert sum(f.samples for f in file.decode(stream)) == 1024 * aac.packet_count(len(sound))


def test_what_a_chunk_decodes_to_never_passes_full_scale() -> None:
    """Square waves and clicks overshoot most in AAC."""
    time = np.arange(3 * RATE)
    square = np.sign(np.sin(2 * np.pi * 333 * time / RATE)).astype(np.float32)[:, None].repeat(2, axis=1)
    bus = np.pad(square, ((REACH, REACH), (0, 0)))
    count = aac.packet_count(len(square))
    made = master.encode_limited(bus, before=REACH, samples=len(square), gain=6.0, run_in=0, packets=count)
    assert dsp.peak(aac.decode(made.packets, made.extradata)) <= 1.0


def test_a_plan_of_chunks_covers_the_film_once() -> None:
    samples = 1_234_567
    plan = master.chunk_plan([(0, 700_000), (690_000, 544_567)], samples)
    assert sum(c.packets for c in plan) == aac.packet_count(samples)
    assert plan[0].run_in == 0
    assert all(c.run_in == aac.RUN_IN for c in plan[1:])
    assert plan[0].parts == (0,)
    assert plan[1].parts == (0, 1)
    assert plan[2].parts == (1,)


def test_flac_keeps_24_bit_sound(tmp_path) -> None:
    sound = music_like(1.01)
    data = flac.write(sound)
    assert flac.write(sound) == data
    assert np.abs(flac.read(data) - sound).max() < 2**-19
    (tmp_path / "a.flac").write_bytes(data)
    assert np.array_equal(flac.read_part(tmp_path / "a.flac", 100, 900), flac.read(data)[100:900])


def test_a_broken_file_is_named_in_one_sentence() -> None:
    with pytest.raises(StoreError, match="cannot be read"):
        flac.read(b"not sound")
