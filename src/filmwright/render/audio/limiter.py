"""A true-peak limiter of finite reach: what it does at a sample depends only on the 40 ms around it.

So a chunk of a film comes out the same whatever is cut away before and after it, and chunks can be made apart.
"""

import numpy as np
from scipy import ndimage, signal

from filmwright.render.audio.dsp import RATE, Sound, amplitude, stereo

__all__ = ["REACH", "compress", "limit"]

_HALF = RATE // 50  # 20 ms to each side
_OVERSAMPLING_REACH = 64
REACH = 2 * _HALF + _OVERSAMPLING_REACH
"""Samples on each side that the result of `limit` depends on."""


def limit(sound: Sound, ceiling: float) -> Sound:
    """Hold the true peak of a stereo sound under `ceiling` (dB) with a gain that moves smoothly over 20 ms."""
    both = stereo(sound)
    top = amplitude(ceiling)
    if not len(both) or float(np.max(np.abs(both))) < 0.5 * top:
        return both
    between = np.abs(signal.resample_poly(both.astype(np.float64), 4, 1, axis=0)).max(axis=1)
    highest = between.reshape(len(both), 4).max(axis=1)
    highest = ndimage.maximum_filter1d(highest, 3)  # a value between two samples belongs to both
    wanted = np.minimum(1.0, top * 0.995 / np.maximum(highest, 1e-9))
    if float(wanted.min()) >= 1.0:
        return both
    held = ndimage.minimum_filter1d(wanted, 2 * _HALF + 1, mode="nearest")
    window = signal.windows.hann(2 * _HALF + 3)[1:-1]
    padded = np.pad(held, _HALF, mode="edge")
    gain = signal.fftconvolve(padded, window / window.sum(), mode="valid")
    return (both * np.minimum(gain, 1.0)[:, None]).astype(np.float32)


def compress(sound: Sound, threshold: float, ratio: float) -> Sound:
    """Even out a mono sound: what is louder than `threshold` (dB, over 10 ms) is brought down by `ratio`."""
    power = ndimage.uniform_filter1d(sound.astype(np.float64) ** 2, RATE // 100)
    level = 10 * np.log10(np.maximum(ndimage.maximum_filter1d(power, RATE // 50), 1e-12))
    over = np.maximum(level - threshold, 0.0)
    reduced = ndimage.uniform_filter1d(over * (1 / ratio - 1), RATE // 20)
    return (sound * 10 ** (reduced / 20)).astype(np.float32)
