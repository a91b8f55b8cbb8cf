"""Loudness after ITU-R BS.1770-5: K-weighted energies of 100 ms blocks, gated and summed.

The blocks of a scene are kept, so the loudness of a film is a sum over its scenes and not a new measurement.
"""

import numpy as np
from scipy import signal

from filmwright.render.audio.dsp import RATE, Floats, Sound, stereo

__all__ = [
    "BLOCK",
    "block_energies",
    "from_bytes",
    "gated",
    "integrated",
    "lufs_of",
    "short_term",
    "to_bytes",
    "true_peak",
]

BLOCK = RATE // 10
"""Samples per block: 100 ms. The standard's window is four blocks long and moves by one."""

# BS.1770-5, tables 1 and 2: coefficients at 48 kHz
_HEAD = (1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585)
_LOW_CUT = (1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621)
_K = np.array([_HEAD, _LOW_CUT])

_OFFSET = -0.691
_ABSOLUTE_GATE = -70.0
_RELATIVE_GATE = -10.0


def block_energies(sound: Sound) -> Floats:
    """Mean square of each 100 ms block after K-weighting, summed over both channels; mono counts as both sides alike.

    A last block that is not full is left out, except when it is the only one.
    """
    weighted = np.asarray(signal.sosfilt(_K, stereo(sound).astype(np.float64), axis=0))
    squares = np.sum(weighted**2, axis=1)
    count = len(squares) // BLOCK
    if not count:
        return np.array([float(np.mean(squares))]) if len(squares) else np.zeros(0)
    return np.asarray(squares[: count * BLOCK].reshape(count, BLOCK).mean(axis=1))


def integrated(energies: Floats) -> float:
    """Integrated loudness in LUFS of consecutive blocks; -inf when all is below the gate."""
    return gated(_windows(energies))


def short_term(energies: Floats, blocks: int = 4) -> Floats:
    """Loudness in LUFS of each window of `blocks` blocks (4 = momentary, 30 = short term)."""
    return _loudness(_windows(energies, blocks))


def gated(windows: Floats) -> float:
    """Loudness in LUFS of windows, with the absolute and the relative gate."""
    loud = windows[_loudness(windows) > _ABSOLUTE_GATE]
    if not len(loud):
        return float("-inf")
    threshold = _loudness(np.array([loud.mean()]))[0] + _RELATIVE_GATE
    kept = loud[_loudness(loud) > threshold]
    return float(_loudness(np.array([kept.mean()]))[0])


def _windows(energies: Floats, blocks: int = 4) -> Floats:
    if len(energies) < blocks:
        return np.array([energies.mean()]) if len(energies) else np.zeros(0)
    return np.asarray(np.lib.stride_tricks.sliding_window_view(energies, blocks).mean(axis=1))


def _loudness(energies: Floats) -> Floats:
    return np.asarray(_OFFSET + 10 * np.log10(np.maximum(energies, 1e-20)))


def to_bytes(energies: Floats) -> bytes:
    """As float64, least significant byte first."""
    return energies.astype("<f8").tobytes()


def from_bytes(data: bytes) -> Floats:
    """What `to_bytes` wrote."""
    return np.frombuffer(data, "<f8").astype(np.float64)


def true_peak(sound: Sound) -> float:
    """Largest absolute value between the samples too: measured at four times the rate (BS.1770-5, annex 2)."""
    if not len(sound):
        return 0.0
    return float(np.max(np.abs(signal.resample_poly(sound.astype(np.float64), 4, 1, axis=0))))


def lufs_of(energies: Floats) -> float:
    """Loudness in LUFS of all blocks together, without gates; -inf for none."""
    return float(_loudness(np.array([energies.mean()]))[0]) if len(energies) else float("-inf")
