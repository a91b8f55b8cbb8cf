"""A true-peak limiter of finite reach: what it does at a sample depends only on the 40 ms around it.

So a chunk of a film comes out the same whatever is cut away before and after it, and chunks can be made apart.
"""

from functools import lru_cache

import numpy as np
from scipy import ndimage, signal
from scipy.signal import windows

from filmwright.render.audio.dsp import RATE, Floats, Sound, amplitude, stereo

__all__ = ["REACH", "compress", "limit", "limit_samples"]

_HALF = RATE // 50  # 20 ms to each side
_OVERSAMPLING_REACH = 64
REACH = 2 * _HALF + 4 * _OVERSAMPLING_REACH
"""Samples on each side that the result of `limit` depends on."""


def limit(sound: Sound, ceiling: float) -> Sound:
    """Hold the true peak of a stereo sound under `ceiling` (dB) with a gain that moves smoothly over 20 ms."""
    both = stereo(sound)
    return _held(both, _between(both, 0.5 * amplitude(ceiling)), ceiling)


def limit_samples(sound: Sound, ceiling: float) -> Sound:
    """The same for the samples of a mono sound, without looking between them: much quicker."""
    return _held(sound[:, None], np.abs(sound).astype(np.float64), ceiling)[:, 0]


def _held(both: Sound, highest: Floats, ceiling: float) -> Sound:
    top = amplitude(ceiling)
    wanted = np.minimum(1.0, top * 0.995 / np.maximum(highest, 1e-9))
    if not len(both) or float(wanted.min()) >= 1.0:
        return both
    held = ndimage.minimum_filter1d(wanted, 2 * _HALF + 1, mode="nearest")
    window = windows.hann(2 * _HALF + 3)[1:-1]
    gain = signal.fftconvolve(np.pad(held, _HALF, mode="edge"), window / window.sum(), mode="valid")
    return np.asarray(both * np.minimum(gain, 1.0)[:, None], dtype=np.float32)


def _between(sound: Sound, floor: float) -> Floats:
    """The highest value at and beside each sample, between samples too; measured only where samples pass `floor`."""
    highest = np.abs(sound).max(axis=1).astype(np.float64) if len(sound) else np.zeros(0)
    loud = ndimage.maximum_filter1d(highest, 2 * _OVERSAMPLING_REACH + 1) > floor if len(sound) else np.zeros(0, bool)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], loud, [False]]).astype(np.int8)))
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        begin, end = max(0, first - _OVERSAMPLING_REACH), min(len(sound), last + _OVERSAMPLING_REACH)
        fine = np.abs(signal.resample_poly(sound[begin:end].astype(np.float64), 4, 1, axis=0, window=_taps())).max(
            axis=1
        )
        peaks = ndimage.maximum_filter1d(fine.reshape(-1, 4).max(axis=1), 3)  # what lies between two belongs to both
        highest[first:last] = peaks[first - begin : last - begin]
    return highest


@lru_cache(maxsize=1)
def _taps() -> Floats:
    """A windowed sinc that cuts at the old Nyquist frequency, for four times the rate."""
    at = np.arange(-40, 41)
    taps = np.sinc(at / 4) * windows.kaiser(81, 5.0)
    return np.asarray(taps / taps.sum())


def compress(sound: Sound, threshold: float, ratio: float) -> Sound:
    """Even out a mono sound: what is louder than `threshold` (dB, over 10 ms) is brought down by `ratio`."""
    power = ndimage.uniform_filter1d(sound.astype(np.float64) ** 2, RATE // 100)
    level = 10 * np.log10(np.maximum(ndimage.maximum_filter1d(power, RATE // 50), 1e-12))
    over = np.maximum(level - threshold, 0.0)
    reduced = ndimage.uniform_filter1d(over * (1 / ratio - 1), RATE // 20)
    return np.asarray(sound * 10 ** (reduced / 20), dtype=np.float32)
