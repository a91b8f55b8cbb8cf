"""A simple score: a few chords led by ear, played by a pad, a struck string, low strings and a pulse.

Everything is decided by mood, intensity, key and seed; the same cue is the same music on every machine. Harmony comes
from progressions of four chords per mood; voices move to the nearest note of the next chord.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import signal

from filmwright.errors import UserError
from filmwright.render.audio import loudness
from filmwright.render.audio.dsp import (
    RATE,
    Sound,
    amplitude,
    edge_fades,
    generator,
    high_pass,
    low_pass,
    pan,
    place,
    slow_curve,
)
from filmwright.render.audio.limiter import limit
from filmwright.render.audio.texture import burst, harmonics

__all__ = ["LEVEL", "MOODS", "Mood", "compose"]

LEVEL = -20.0
"""Loudness in LUFS of a cue of intensity 0.5, before the mix."""

_MINOR = (0, 2, 3, 5, 7, 8, 10)
_MAJOR = (0, 2, 4, 5, 7, 9, 11)
_DORIAN = (0, 2, 3, 5, 7, 9, 10)
_PHRYGIAN = (0, 1, 3, 5, 7, 8, 10)
_LYDIAN = (0, 2, 4, 6, 7, 9, 11)


@dataclass(frozen=True, slots=True)
class Mood:
    """How a mood is played: `tempo` in beats a minute, chords as scale degrees (0 = home), which instruments."""

    tempo: float
    scale: tuple[int, ...]
    chords: tuple[tuple[int, ...], ...]
    pad: float = 0.0
    keys: float = 0.0
    strings: float = 0.0
    pulse: float = 0.0
    bell: float = 0.0
    beats: int = 4
    seventh: bool = False


MOODS: Mapping[str, Mood] = {
    "calm": Mood(66, _MAJOR, ((0, 5, 3, 4), (0, 3, 5, 4), (0, 2, 3, 0)), pad=0.8, keys=0.7, seventh=True),
    "warm": Mood(76, _MAJOR, ((0, 4, 5, 3), (3, 0, 4, 0), (0, 3, 0, 4)), pad=0.7, keys=0.8, strings=0.4),
    "sad": Mood(58, _MINOR, ((0, 5, 2, 6), (0, 3, 5, 4), (0, 6, 5, 0)), pad=0.7, keys=0.8, strings=0.5),
    "tense": Mood(84, _PHRYGIAN, ((0, 1, 0, 1), (0, 5, 1, 0)), pad=0.5, strings=0.9, pulse=0.5, beats=4),
    "dark": Mood(54, _MINOR, ((0, 5, 0, 1), (0, 3, 1, 0)), pad=0.9, strings=0.8, bell=0.2),
    "chase": Mood(132, _MINOR, ((0, 0, 5, 6), (0, 2, 5, 6)), strings=0.8, pulse=1.0, pad=0.3),
    "triumph": Mood(92, _MAJOR, ((0, 3, 4, 0), (5, 3, 0, 4)), pad=0.6, keys=0.4, strings=1.0, pulse=0.25),
    "wonder": Mood(72, _LYDIAN, ((0, 1, 0, 4), (0, 4, 1, 5)), pad=0.9, keys=0.5, bell=0.6, seventh=True),
    "mystery": Mood(68, _DORIAN, ((0, 3, 0, 6), (0, 2, 3, 1)), pad=0.7, keys=0.5, bell=0.4, strings=0.3, seventh=True),
    "playful": Mood(108, _MAJOR, ((0, 5, 1, 4), (0, 3, 1, 4)), keys=1.0, bell=0.4, pulse=0.2),
}
"""What can be asked for."""

_MIDDLE = 57  # A3 in MIDI numbers: where the pad's voices gather


def compose(
    samples: int,
    *,
    mood: str,
    intensity: float,
    key: int,
    seed: str,
    enters: bool = True,
    leaves: bool = True,
    tail: int = 0,
) -> Sound:
    """A cue of exactly `samples` samples, stereo; `key` is in semitones over A.

    The bars are stretched so that the last chord, the home chord, begins a bar before the end and rings out; the last
    `tail` samples hold nothing new. Raises UserError for a mood that does not exist.
    """
    if mood not in MOODS:
        raise UserError(f"No mood `{mood}` in the score. There are: {', '.join(sorted(MOODS))}.")
    out = np.zeros((samples, 2), np.float32)
    body = samples - tail
    if body < RATE // 4:
        return out
    played = MOODS[mood]
    random = generator("score", mood, seed)
    bars, length = _bars(body, played)
    chords = _harmony(played, bars, random)
    voices = _lead(chords, played, key)
    for part in (_pad, _keys, _strings, _pulse, _bells):
        part(out, played, voices, length, intensity, key, random)
    return _finished(out, intensity, enters=enters, leaves=leaves)


def _bars(samples: int, mood: Mood) -> tuple[int, float]:
    """How many bars fit, and the length of one in samples, within a fifth of the mood's own tempo."""
    bar = mood.beats * 60 / mood.tempo * RATE
    bars = max(1, round(samples / bar))
    return bars, samples / bars


def _harmony(mood: Mood, bars: int, random: np.random.Generator) -> list[int]:
    """One scale degree per bar: phrases of four, the last bar at home."""
    out: list[int] = []
    phrase = mood.chords[int(random.integers(len(mood.chords)))]
    while len(out) < bars:
        if len(out) % 8 == 0 and out:
            phrase = mood.chords[int(random.integers(len(mood.chords)))]
        out.extend(phrase)
    out = out[:bars]
    out[-1] = 0
    return out


def _pitch(mood: Mood, degree: int) -> int:
    octave, step = divmod(degree, len(mood.scale))
    return 12 * octave + mood.scale[step]


def _lead(chords: Sequence[int], mood: Mood, key: int) -> list[tuple[int, list[int]]]:
    """Bass and upper voices of each chord in MIDI numbers; each voice goes to the nearest free note of the chord."""
    out: list[tuple[int, list[int]]] = []
    last = [_MIDDLE - 5, _MIDDLE, _MIDDLE + 4] + ([_MIDDLE + 7] if mood.seventh else [])
    for degree in chords:
        notes = [(45 + key + _pitch(mood, degree + step)) % 12 for step in (0, 2, 4, 6)[: len(last)]]
        voices: list[int] = []
        for voice in last:
            near = [n + 12 * octave for n in notes for octave in range(2, 8)]
            free = [n for n in near if n % 12 not in {v % 12 for v in voices}] or near
            voices.append(min((abs(n - voice) + abs(n - _MIDDLE) * 0.15, n) for n in free)[1])
        last = voices
        bass = 33 + (key + _pitch(mood, degree)) % 12
        out.append((bass, sorted(voices)))
    return out


def _hertz(note: float) -> float:
    return float(440 * 2 ** ((note - 69) / 12))


_Part = Sequence[tuple[int, list[int]]]


def _pad(
    out: Sound, mood: Mood, voices: _Part, bar: float, intensity: float, key: int, random: np.random.Generator
) -> None:
    """Soft held chords: detuned partials that open with intensity."""
    del key
    if not mood.pad:
        return
    brightness = 0.35 + 0.4 * intensity
    for index, (bass, chord) in enumerate(voices):
        count = int(bar * 1.35)
        envelope = _swell(count, rise=0.28, fall=0.4)
        levels = (0.05, 0.025 * brightness, 0.013 * brightness, 0.006 * brightness**2)
        for number, note in enumerate([bass + 12, *chord]):
            tone = np.zeros(count, np.float32)
            for detune in (-0.055, 0.05):
                tone += harmonics(np.arange(count) * (_hertz(note + detune) / RATE) + random.uniform(0, 1), levels)
            where = float(np.clip((number - 1.5) * 0.33, -0.8, 0.8))
            place(out, pan(tone * envelope, where), int(index * bar), mood.pad)


def _swell(count: int, *, rise: float, fall: float) -> Sound:
    share = np.linspace(0, 1, count)
    curve = (
        np.sin(np.pi / 2 * np.clip(share / rise, 0, 1)) ** 2
        * np.sin(np.pi / 2 * np.clip((1 - share) / fall, 0, 1)) ** 2
    )
    return np.asarray(curve, dtype=np.float32)


def _keys(
    out: Sound, mood: Mood, voices: _Part, bar: float, intensity: float, key: int, random: np.random.Generator
) -> None:
    """A struck string (Karplus and Strong 1983) that spells the chords and now and then sings above them."""
    if not mood.keys:
        return
    beat = bar / mood.beats
    motif = [int(random.integers(0, 5)) for _ in range(mood.beats)]
    rests = 0.45 - 0.25 * intensity
    for index, (_, chord) in enumerate(voices):
        last = index == len(voices) - 1
        for step in range(mood.beats if not last else 1):
            if step and random.random() < rests:
                continue
            note = chord[(step + index) % len(chord)] + (12 if step % 2 else 0)
            if step == 2 and random.random() < 0.5:
                note = 69 + (key + _pitch(mood, motif[(index + step) % len(motif)])) % 12
            early = random.uniform(-0.006, 0.012) * RATE
            level = mood.keys * random.uniform(0.7, 1.0) * (1.0 if step == 0 else 0.75)
            place(
                out,
                pan(_string(note, 3.2 if not last else 5.0) * np.float32(0.17 * level), random.uniform(-0.3, 0.3)),
                int(index * bar + step * beat + early),
            )


@lru_cache(maxsize=128)
def _string(note: int, seconds: float) -> Sound:
    """One plucked string: a burst of noise that goes round a loop as long as its period and loses its highs there."""
    period = RATE / _hertz(note)
    whole = int(period - 0.5)
    fraction = np.float32(period - 0.5 - whole)
    loss = np.float32(0.5 * 10 ** (-3 * period / RATE / (seconds * 0.9)))
    count = int(seconds * RATE)
    loops = count // whole + 2
    tone = np.zeros(loops * whole, np.float32)
    pluck = generator("string", note).uniform(-1, 1, whole)
    tone[:whole] = signal.lfilter([0.35, 0.35, 0.3], [1.0], pluck)
    for at in range(whole, len(tone), whole):
        # a two-point average is a delay of half a sample; the rest of the fraction is between two of those
        last = tone[max(at - whole - 2, 0) : at]
        last = np.concatenate([np.zeros(whole + 2 - len(last), np.float32), last])
        near, far = last[2:] + last[1:-1], last[1:-1] + last[:-2]
        tone[at : at + whole] = loss * ((1 - fraction) * near + fraction * far)
    out = edge_fades(tone[:count], 24, count // 3)
    return out / np.float32(max(float(np.max(np.abs(out))), 1e-9))


def _strings(
    out: Sound, mood: Mood, voices: _Part, bar: float, intensity: float, key: int, random: np.random.Generator
) -> None:
    """Low bowed strings: band-limited saws with a slow bow, an octave apart."""
    del key
    if not mood.strings:
        return
    for index, (bass, chord) in enumerate(voices):
        count = int(bar * 1.15)
        shape = _swell(count, rise=0.18, fall=0.22)
        for note, level in ((bass, 1.0), (bass + 12, 0.6), (chord[0], 0.35 * intensity + 0.1)):
            bow = np.arange(count) * (random.uniform(4.6, 5.6) / RATE) + random.uniform(0, 1)
            wobble = 1 + 0.0025 * harmonics(bow, (1.0,)).astype(np.float64)
            levels = [0.075 / h**1.35 for h in range(1, 9) if h * _hertz(note) < 3000]
            tone = harmonics(np.cumsum(_hertz(note) / RATE * wobble), levels) * shape
            place(out, pan(tone, random.uniform(-0.45, 0.45)), int(index * bar), level * mood.strings)


def _pulse(
    out: Sound, mood: Mood, voices: _Part, bar: float, intensity: float, key: int, random: np.random.Generator
) -> None:
    """A soft drum and a plucked bass that drive: eighths in a chase, beats elsewhere."""
    del key
    if not mood.pulse:
        return
    steps = mood.beats * (2 if mood.pulse > 0.6 else 1)
    drums = [_drum(random) for _ in range(3)]
    for index, (bass, _) in enumerate(voices[:-1] or voices):
        for step in range(steps):
            at = int(index * bar + step * bar / steps)
            strong = 1.0 if step % (steps // 2 or 1) == 0 else 0.5
            place(
                out,
                pan(drums[(step + index) % 3] * np.float32(0.28 * strong * mood.pulse * (0.5 + 0.5 * intensity)), 0.0),
                at,
            )
            if mood.pulse > 0.4:
                note = bass + 12 + (0, 0, 7, 0, 0, 12, 7, 0)[step % 8]
                place(out, pan(low_pass(_string(note, 0.35), 900) * np.float32(0.16 * mood.pulse), -0.1), at)


def _drum(random: np.random.Generator) -> Sound:
    count = int(0.35 * RATE)
    time = np.arange(count) / RATE
    skin = np.sin(2 * np.pi * np.cumsum(52 + 70 * np.exp(-time * 38)) / RATE) * np.exp(-time * 13)
    stick = np.zeros(count, np.float32)
    place(stick, burst(random, 0.02, 300, 2400, attack=0.0008), 0, 0.25)
    return edge_fades((skin + stick).astype(np.float32), 16, 400)


def _bells(
    out: Sound, mood: Mood, voices: _Part, bar: float, intensity: float, key: int, random: np.random.Generator
) -> None:
    """Single high tones by frequency modulation, far apart."""
    del key, intensity
    if not mood.bell:
        return
    for index, (_, chord) in enumerate(voices):
        if random.random() < 0.3 and index:
            continue
        note = chord[int(random.integers(len(chord)))] + 24
        count = int(3.5 * RATE)
        time = np.arange(count) / RATE
        hertz = _hertz(note)
        tone = np.sin(
            2 * np.pi * hertz * time + 1.6 * np.exp(-time * 3) * np.sin(2 * np.pi * hertz * 3.01 * time)
        ) * np.exp(-time * 2.1)
        at = int(index * bar + bar / mood.beats * int(random.integers(mood.beats)))
        place(
            out, pan(edge_fades((tone * 0.035 * mood.bell).astype(np.float32), 48, 2400), random.uniform(-0.6, 0.6)), at
        )


def _finished(out: Sound, intensity: float, *, enters: bool, leaves: bool) -> Sound:
    """Space, level, ends."""
    wet = _hall(out)
    music = high_pass(out + wet, 35)
    music *= slow_curve(len(music), 6.0, generator("breath"), 0.08)[:, None]
    head = int((0.25 if intensity > 0.6 else 0.9) * RATE) if enters else RATE // 50
    tail = int(2.2 * RATE) if leaves else RATE // 50
    found = loudness.integrated(loudness.block_energies(music))
    if np.isfinite(found):
        music = music * np.float32(amplitude(LEVEL + 5 * (intensity - 0.5) - found))
    return limit(edge_fades(music.astype(np.float32), head, tail), -3.0)


def _hall(dry: Sound) -> Sound:
    """A hall of 2.2 s, made of decaying noise that is the same every time."""
    random = generator("hall")
    count = int(2.2 * RATE)
    time = np.arange(count) / RATE
    answer = random.standard_normal((count, 2)) * (np.exp(-6.9 * time / 2.2) * np.minimum(1, time / 0.03))[:, None]
    shaped = low_pass(high_pass(answer.astype(np.float32), 180), 4800)
    shaped /= np.sqrt(np.sum(shaped.astype(np.float64) ** 2) / 2)
    wet = signal.oaconvolve(dry, shaped, axes=0)[: len(dry)]
    return np.asarray(wet, dtype=np.float32) * np.float32(0.32)
