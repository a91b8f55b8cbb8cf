"""What is done to a raw voice before it goes into the mix: filters, evenness, level."""

import math

import numpy as np

from filmwright.render.audio import loudness
from filmwright.render.audio.dsp import (
    RATE,
    Sound,
    amplitude,
    band_pass,
    edge_fades,
    high_pass,
    low_pass,
    peak,
    shelf,
)
from filmwright.render.audio.limiter import compress, limit_samples

__all__ = ["LEVEL", "dress"]

LEVEL = -17.0
"""Loudness in LUFS to which every line is brought before the mix."""

_HIGHEST = -6.5  # dBFS: evenly loud speech leaves the film's limiter little to do
_FADE = RATE * 3 // 1000


def dress(voice: Sound, *, tone: float = 0.0, telephone: bool = False, near: bool = False) -> Sound:
    """A voice ready for the mix: as long as before, with its words where they were.

    `tone` tilts it in dB; `telephone` lets through 300 to 3,400 Hz (ITU-T G.712); `near` is the fuller, closer sound of
    a voice-over.
    """
    if peak(voice) <= 0:
        return voice
    out = high_pass(voice, 75)
    if telephone:
        out = band_pass(out, 300, 3400, order=3)
        out = compress(out * (amplitude(-20) / _level(out)), -24, 4)
    else:
        out = shelf(out, 3200, tone - 1.0, high=True)  # espeak-ng is sharp above 3 kHz
        out = shelf(out, 240, 3.0 if near else 1.0 - tone / 3, high=False)
        out = low_pass(out, 9000)
        out = compress(out * (amplitude(-20) / _level(out)), -21, 3.5 if near else 2.8)
    out = edge_fades(out, _FADE, _FADE)
    for _ in range(3):  # what the limiter takes is given back, and limited again
        gain = LEVEL - loudness.integrated(loudness.block_energies(out))
        if not 0.05 < abs(gain) < 60:
            break
        out = limit_samples(out * np.float32(amplitude(gain)), _HIGHEST)
    return out


def _level(sound: Sound) -> float:
    """Amplitude of its loudest third: what pauses do not change."""
    energies = sorted(float(e) for e in loudness.block_energies(sound))
    top = energies[-max(1, len(energies) // 3) :]
    return max(math.sqrt(sum(top) / len(top) / 2), 1e-6)
