"""What beds and effects are made of: shaped noise that never repeats audibly, tones, bursts, and things that happen."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import fft, signal

from filmwright.render.audio.dsp import RATE, Floats, Sound, edge_fades, pan, place, slow_curve, stereo

__all__ = [
    "burst",
    "chirp",
    "gusts",
    "happening",
    "harmonics",
    "hum",
    "noise",
    "partials",
    "ping",
    "saw",
    "shaped_noise",
    "vowel",
]

_LOOP_SECONDS = 23
"""Longest noise made in one piece; longer beds repeat it, changed by slow curves that do not repeat."""

Spectrum = Sequence[tuple[float, float]]


def shaped_noise(samples: int, random: np.random.Generator, spectrum: Spectrum, *, width: float = 0.7) -> Sound:
    """Stereo noise, RMS 0.1, whose level over frequency follows `spectrum`: (hertz, dB) points on a log scale.

    `width` is how much the sides differ (0 mono, 1 nothing in common); the lows are always nearly mono.
    """
    wanted = max(min(samples, _LOOP_SECONDS * RATE), 2)
    loop = fft.next_fast_len(wanted, real=True) or wanted
    hertz = np.fft.rfftfreq(loop, 1 / RATE).astype(np.float32)
    points = np.array(spectrum, dtype=np.float32)
    level = np.interp(np.log2(np.maximum(hertz, 1.0)), np.log2(points[:, 0]), points[:, 1])
    magnitude = np.where(hertz < 20, 0.0, 10 ** (level / 20)).astype(np.float32)
    parts = random.standard_normal((2, len(hertz), 2), dtype=np.float32).view(np.complex64)[..., 0] * magnitude
    middle, side = parts[0], parts[1] * (width * hertz / (hertz + 250))
    out = np.asarray(fft.irfft(np.stack([middle + side, middle - side]), loop, axis=1)).T
    out = out * np.float32(0.1 / max(float(np.sqrt(np.mean(np.square(out, dtype=np.float64)))), 1e-12))
    tiled = np.tile(out.astype(np.float32), (-(-samples // loop), 1))
    return tiled[:samples]


def noise(samples: int, random: np.random.Generator) -> Sound:
    """White noise, mono, RMS 1."""
    return random.standard_normal(samples, dtype=np.float32)


def gusts(sound: Sound, random: np.random.Generator, *, seconds: float, depth: float) -> Sound:
    """The sound swelling and fading on its own around every `seconds`, never quite gone."""
    curve = slow_curve(len(sound), seconds, random, depth)
    return sound * np.maximum(curve, 0.12)[:, None]


def hum(samples: int, random: np.random.Generator, base: float, levels: Sequence[float]) -> Sound:
    """A machine's tone: harmonics of `base` at `levels` (amplitudes), wavering a little; stereo."""
    cycles: Floats = np.arange(samples, dtype=np.float64) * (base / RATE)
    cycles += np.cumsum(slow_curve(samples, 3.0, random, 1.0) - 1, dtype=np.float64) * (0.01 * base / RATE)
    out = harmonics(cycles, [level * np.exp(1j * random.uniform(0, 6.28)) for level in levels])
    return stereo(out * slow_curve(samples, 5.0, random, 0.15))


def harmonics(cycles: npt.NDArray[np.floating[Any]], levels: Sequence[complex | float]) -> Sound:
    """The sum of `levels[k - 1]` x sin(k x phase) for a phase given in cycles; complex levels turn their harmonic."""
    phase = (2 * np.pi * (cycles % 1.0)).astype(np.float32)
    turn = np.empty(len(phase), np.complex64)
    turn.real, turn.imag = np.cos(phase), np.sin(phase)
    total = np.full(len(turn), levels[-1], np.complex64)
    for level in reversed(levels[:-1]):
        total *= turn
        total += np.complex64(level)
    total *= turn
    return np.ascontiguousarray(total.imag)


def happening(
    samples: int,
    random: np.random.Generator,
    *,
    every: float,
    make: Callable[[np.random.Generator], Sound],
    quiet: float = 0.3,
    spread: float = 0.8,
    first: float | None = None,
) -> Sound:
    """Something that happens about every `every` seconds, each time a little different in sound, level and place."""
    out = np.zeros((samples, 2), np.float32)
    at = (random.uniform(0.2, 1.0) * every if first is None else first) * RATE
    while at < samples:
        sound = make(random) * np.float32(random.uniform(quiet, 1.0))
        place(out, sound if sound.ndim == 2 else pan(sound, random.uniform(-spread, spread)), int(at))
        at += max(0.12, random.gamma(3.0, every / 3)) * RATE
    return out


def ping(hertz: float, seconds: float, *, attack: float = 0.002) -> Sound:
    """A struck tone that dies away within `seconds` (60 dB), peak 1, mono."""
    time = np.arange(int(seconds * RATE)) / RATE
    rise = np.minimum(1.0, time / attack)
    return (rise * np.exp(-6.9 * time / seconds) * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


def partials(hertz: float, ratios: Sequence[float], levels: Sequence[float], seconds: float) -> Sound:
    """A struck body: one `ping` per ratio, higher ones dying sooner; peak about 1."""
    out = np.zeros(int(seconds * RATE), np.float32)
    for ratio, level in zip(ratios, levels, strict=True):
        if hertz * ratio < 20000:
            place(out, ping(hertz * ratio, seconds / (0.6 + 0.4 * ratio)), 0, level)
    return out / np.float32(max(float(np.max(np.abs(out))), 1e-9))


def burst(random: np.random.Generator, seconds: float, low: float, high: float, *, attack: float = 0.003) -> Sound:
    """A band of noise that begins within `attack` seconds and dies away (60 dB) within `seconds`; peak 1, mono."""
    count = int(seconds * RATE)
    time = np.arange(count) / RATE
    sections = signal.butter(2, (low, min(high, 21000)), "band", fs=RATE, output="sos")
    raw = np.asarray(signal.sosfilt(sections, random.standard_normal(count)))
    out = raw * np.minimum(1.0, time / attack) * np.exp(-6.9 * time / seconds)
    return edge_fades((out / max(float(np.max(np.abs(out))), 1e-9)).astype(np.float32), 8, min(count // 4, 480))


def chirp(start: float, end: float, seconds: float, *, bend: float = 1.0) -> Sound:
    """A tone sliding from `start` to `end` hertz with soft ends; peak 1, mono."""
    count = int(seconds * RATE)
    share = (np.arange(count) / max(count, 1)) ** bend
    phase = 2 * np.pi * np.cumsum(start * (end / start) ** share) / RATE
    return edge_fades((np.sin(phase) * np.sin(np.pi * np.arange(count) / count) ** 0.5).astype(np.float32), 64, 240)


def saw(hertz: float | npt.NDArray[np.floating[Any]], samples: int) -> Sound:
    """A sawtooth without the harshest harmonics; `hertz` may change over time; peak about 1."""
    phase = np.cumsum(np.broadcast_to(np.asarray(hertz, np.float64), (samples,))) / RATE
    raw = 2 * (phase % 1.0) - 1
    return np.asarray(signal.lfilter([0.25, 0.5, 0.25], [1.0], raw), dtype=np.float32)


_VOWELS = (
    (730, 1090, 2440),
    (530, 1840, 2480),
    (270, 2290, 3010),
    (570, 840, 2410),
    (300, 870, 2240),
    (500, 1500, 2500),
)


def vowel(random: np.random.Generator, pitch: float, seconds: float) -> Sound:
    """A syllable of somebody nobody listens to: a gliding tone through three formants (Peterson and Barney 1952)."""
    count = int(seconds * RATE)
    glide = np.linspace(1.0, random.uniform(0.86, 1.1), count)
    source = saw(pitch * glide, count)
    formants = _VOWELS[int(random.integers(len(_VOWELS)))]
    out = np.zeros(count)
    for formant, gain in zip(formants, (1.0, 0.5, 0.2), strict=True):
        b, a = signal.iirpeak(formant, formant / 90, fs=RATE)
        out += gain * np.asarray(signal.lfilter(b, a, source))
    out *= np.sin(np.pi * (np.arange(count) + 0.5) / count) ** 0.7
    return (out / max(float(np.max(np.abs(out))), 1e-9)).astype(np.float32)
