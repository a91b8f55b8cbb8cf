"""The small tools of the sound room: filters, resampling, fades, noise, pitch.

Sounds are float32 arrays at 48 kHz, mono `(n,)` or stereo `(n, 2)`, full scale 1.0, unless a function says otherwise.
"""

from fractions import Fraction

import numpy as np
import numpy.typing as npt
from scipy import signal

from filmwright.model.time import SAMPLE_RATE

__all__ = [
    "RATE",
    "Floats",
    "Sound",
    "amplitude",
    "band_pass",
    "decibels",
    "edge_fades",
    "generator",
    "high_pass",
    "low_pass",
    "median_pitch",
    "pan",
    "peak",
    "place",
    "resample",
    "rms",
    "scaled",
    "shelf",
    "slow_curve",
    "stereo",
]

RATE = SAMPLE_RATE
Sound = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]

_LOWEST_PITCH, _HIGHEST_PITCH = 60.0, 420.0
_VOICED = 0.55  # share of a frame's energy that repeats after one period


def decibels(value: float) -> float:
    """Amplitude to dB; silence is -200."""
    return 20 * float(np.log10(max(value, 1e-10)))


def amplitude(level: float) -> float:
    """DB to amplitude."""
    return float(10.0 ** (level / 20))


def generator(*seed: int | str) -> np.random.Generator:
    """A random generator whose numbers depend on `seed` alone, the same in any process."""
    words: list[int] = []
    for part in seed:
        words.extend(part.encode() if isinstance(part, str) else (part & 0xFFFFFFFF, part >> 32 & 0xFFFFFFFF))
        words.append(256)  # no byte has this value, so neighbours cannot run together
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(words)))


def peak(sound: Sound) -> float:
    """Largest absolute sample."""
    return float(np.max(np.abs(sound))) if sound.size else 0.0


def rms(sound: Sound) -> float:
    """Root mean square over all samples and channels."""
    return float(np.sqrt(np.mean(np.square(sound, dtype=np.float64)))) if sound.size else 0.0


def _sos(sound: Sound, sections: Floats) -> Sound:
    return np.asarray(signal.sosfilt(sections, sound, axis=0), dtype=np.float32)


def _butter(order: int, edges: float | tuple[float, float], kind: str) -> Floats:
    return np.asarray(signal.butter(order, edges, kind, fs=RATE, output="sos"))


def low_pass(sound: Sound, hertz: float, order: int = 2) -> Sound:
    """Butterworth low-pass."""
    return _sos(sound, _butter(order, min(hertz, RATE * 0.45), "low"))


def high_pass(sound: Sound, hertz: float, order: int = 2) -> Sound:
    """Butterworth high-pass."""
    return _sos(sound, _butter(order, hertz, "high"))


def band_pass(sound: Sound, low: float, high: float, order: int = 2) -> Sound:
    """Butterworth band-pass from `low` to `high` hertz."""
    return _sos(sound, _butter(order, (low, min(high, RATE * 0.45)), "band"))


def shelf(sound: Sound, hertz: float, gain: float, *, high: bool) -> Sound:
    """A shelf of `gain` dB above (`high`) or below `hertz` (R. Bristow-Johnson's cookbook, slope 1)."""
    a = 10 ** (gain / 40)
    w = 2 * np.pi * hertz / RATE
    cos, alpha = np.cos(w), np.sin(w) / 2 * np.sqrt(2)
    s = 1.0 if high else -1.0
    root = 2 * np.sqrt(a) * alpha
    b = (a * (a + 1 + s * (a - 1) * cos + root), -2 * s * a * (a - 1 + s * (a + 1) * cos))
    d = (a + 1 - s * (a - 1) * cos + root, 2 * s * (a - 1 - s * (a + 1) * cos))
    b2 = a * (a + 1 + s * (a - 1) * cos - root)
    d2 = a + 1 - s * (a - 1) * cos - root
    return _sos(sound, np.array([[b[0] / d[0], b[1] / d[0], b2 / d[0], 1.0, d[1] / d[0], d2 / d[0]]]))


def resample(sound: Sound, rate: int, *, faster: float = 1.0) -> Sound:
    """From `rate` to 48 kHz by a polyphase filter, played `faster` times as fast (pitch and formants move with it)."""
    ratio = (Fraction(RATE, rate) / Fraction(faster).limit_denominator(64)).limit_denominator(2048)
    return np.asarray(signal.resample_poly(sound, ratio.numerator, ratio.denominator), dtype=np.float32)


def edge_fades(sound: Sound, head: int, tail: int) -> Sound:
    """A copy with raised-cosine fades of `head` and `tail` samples."""
    out = sound.copy()
    head, tail = min(head, len(out) // 2), min(tail, len(out) // 2)
    shape = (-1,) + (1,) * (out.ndim - 1)
    if head:
        out[:head] *= _rise(head).reshape(shape)
    if tail:
        out[-tail:] *= _rise(tail)[::-1].reshape(shape)
    return out


def _rise(samples: int) -> Sound:
    return (0.5 - 0.5 * np.cos(np.pi * (np.arange(samples) + 0.5) / samples)).astype(np.float32)


def scaled(sound: Sound, gain: float) -> Sound:
    """The sound at another level."""
    return np.multiply(sound, np.float32(gain), dtype=np.float32)


def stereo(sound: Sound) -> Sound:
    """Mono on both sides."""
    return np.repeat(sound[:, None], 2, axis=1) if sound.ndim == 1 else sound


def pan(sound: Sound, where: float) -> Sound:
    """Mono to stereo at `where` (-1 left .. 1 right), equal power, unity in the middle."""
    angle = (where + 1) * np.pi / 4
    sides = (np.sqrt(2) * np.array([np.cos(angle), np.sin(angle)])).astype(np.float32)
    return np.asarray(sound[:, None] * sides[None], dtype=np.float32)


def place(target: Sound, sound: Sound, at: int, gain: float = 1.0) -> None:
    """Add `sound` into `target` from sample `at` on, in place; what would lie outside is left out."""
    first, last = max(at, 0), min(at + len(sound), len(target))
    if last > first:
        target[first:last] += gain * sound[first - at : last - at]


def slow_curve(samples: int, seconds: float, random: np.random.Generator, depth: float = 1.0) -> Sound:
    """A smooth random curve around 1 within about +-`depth`, with a new knot about every `seconds`."""
    knots = max(4, int(samples / RATE / seconds) + 3)
    values = 1 + depth * random.uniform(-1, 1, knots)
    coarse = signal.resample_poly(np.repeat(values, 2), 32, 1, padtype="line")
    at = np.linspace(len(coarse) * 0.05, len(coarse) * 0.95, samples)
    return np.asarray(np.interp(at, np.arange(len(coarse)), coarse), dtype=np.float32)


def median_pitch(sound: Sound, rate: int = RATE) -> float:
    """Median fundamental of the voiced parts in hertz, 0 when nothing is voiced.

    Normalised autocorrelation over 40 ms frames every 10 ms at about 8 kHz; a frame is voiced when more than half of it
    repeats. Octave errors are kept down by taking the first peak that is nearly as high as the highest.
    """
    step = max(1, rate // 8000)
    thin = np.asarray(signal.resample_poly(sound.astype(np.float64), 1, step))
    hertz = rate / step
    size, hop = int(0.04 * hertz), int(0.01 * hertz)
    if len(thin) < size:
        return 0.0
    frames = np.lib.stride_tricks.sliding_window_view(thin, size)[::hop]
    frames = frames - frames.mean(axis=1, keepdims=True)
    energy = np.sum(frames**2, axis=1)
    frames = frames[energy > 0.02 * energy.max()] if energy.max() > 0 else frames[:0]
    found = [_period(correlation, hertz) for correlation in _autocorrelation(frames)]
    voiced = [pitch for pitch in found if pitch > 0]
    return float(np.median(voiced)) if voiced else 0.0


def _autocorrelation(frames: Floats) -> Floats:
    size = frames.shape[1]
    spectrum = np.fft.rfft(frames, 2 * size, axis=1)
    raw = np.fft.irfft(np.abs(spectrum) ** 2, axis=1)[:, :size]
    overlap = 1 - np.arange(size) / size
    return np.asarray(raw / np.maximum(raw[:, :1], 1e-12) / np.maximum(overlap, 0.1))


def _period(correlation: Floats, hertz: float) -> float:
    first, last = int(hertz / _HIGHEST_PITCH), min(int(hertz / _LOWEST_PITCH), len(correlation) - 2)
    inside = correlation[first : last + 1]
    highest = float(inside.max())
    if highest < _VOICED:
        return 0.0
    rising = (inside[1:-1] >= inside[:-2]) & (inside[1:-1] > inside[2:]) & (inside[1:-1] > 0.9 * highest)
    at = np.flatnonzero(rising)
    if not len(at):
        return 0.0
    lag = first + 1 + int(at[0])
    left, middle, right = (float(correlation[lag + d]) for d in (-1, 0, 1))
    bend = left - 2 * middle + right
    return float(hertz / (lag + (0.5 * (left - right) / bend if bend else 0.0)))
