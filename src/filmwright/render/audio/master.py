"""The film's sound: scenes laid on one line, one gain, a limiter, and AAC in chunks that can be made apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from filmwright.render.audio import aac, loudness
from filmwright.render.audio.dsp import Floats, Sound, amplitude, decibels, peak
from filmwright.render.audio.limiter import REACH, limit

__all__ = [
    "CEILING",
    "CHUNK_PACKETS",
    "GAIN_STEP",
    "TARGET",
    "TRIED_DB",
    "Chunk",
    "chunk_plan",
    "encode_limited",
    "film_blocks",
    "film_gain",
    "limited_blocks",
    "settled_gain",
]

TARGET = -16.0
"""Integrated loudness of a film in LUFS."""

CEILING = -1.5
"""True peak before encoding, in dBTP."""

GAIN_STEP = 0.5
"""The film's gain moves in steps of this many dB, so that a small change does not change every chunk."""

CHUNK_PACKETS = 512
"""Packets per chunk: 10.9 seconds."""

_LIMITER_TAKES = 0.15  # LU that the limiter takes from an ordinary film

_DECODED_CEILING = -0.1  # dBFS, what a decoder may give at most
_TRIES = 5
_HIGHEST_GAIN, _LOWEST_GAIN = 24.0, -24.0


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of packets, made from the film's samples `start` to `end`.

    The first `run_in` packets that the encoder gives are thrown away and `packets` are kept. `parts` are the numbers of
    the sounds that lie there.
    """

    run_in: int
    packets: int
    start: int
    end: int
    parts: tuple[int, ...]


def chunk_plan(parts: Sequence[tuple[int, int]], samples: int) -> tuple[Chunk, ...]:
    """Divide a film of `samples` samples; `parts` are (first sample, length) of the sounds that make it."""
    chunks: list[Chunk] = []
    total = aac.packet_count(samples)
    for first in range(0, total, CHUNK_PACKETS):
        packets = min(CHUNK_PACKETS, total - first)
        run_in = min(aac.RUN_IN, first)
        start = (first - run_in) * aac.PACKET
        end = min((first + packets + aac.RUN_OUT) * aac.PACKET, samples)
        heard = tuple(
            i for i, (at, length) in enumerate(parts) if at < end + REACH and at + length > start - REACH and length
        )
        chunks.append(Chunk(run_in, packets, start, end, heard))
    return tuple(chunks)


def encode_limited(bus: Sound, *, before: int, samples: int, gain: float, run_in: int, packets: int) -> aac.Encoded:
    """Encode a chunk from the film's bus, which begins `before` samples early so that the limiter sees what comes.

    The sound is made quieter still where the decoded packets would pass full scale: AAC does not keep peaks.
    """
    raised = bus * np.float32(amplitude(gain))
    ceiling, tries = CEILING, 0
    while True:
        limited = limit(raised, ceiling)[before : before + samples]
        made = aac.encode_chunk(limited, first=0, count=run_in + packets)
        over = decibels(peak(aac.decode(made.packets, made.extradata))) - _DECODED_CEILING
        tries += 1
        if over <= 0 or tries == _TRIES:
            return aac.Encoded(made.packets[run_in:], made.extradata)
        ceiling -= over + 0.2


def film_blocks(parts: Sequence[tuple[int, Floats]], samples: int) -> Floats:
    """The 100 ms energies of a film from those of its parts, each with its first sample.

    Where two lie over one another their energies add.
    """
    out = np.zeros(max(1, samples // loudness.BLOCK))
    for start, energies in parts:
        first = round(start / loudness.BLOCK)
        length = min(len(energies), len(out) - first)
        if first >= 0 and length > 0:
            out[first : first + length] += energies[:length]
    return out


TRIED_DB = (0.0, 3.0)
"""Gains above the first estimate at which the film is measured behind the limiter."""


def limited_blocks(sound: Sound, gain: float) -> Floats:
    """The 100 ms energies of a sound raised by `gain` dB and limited."""
    return loudness.block_energies(limit(sound * np.float32(amplitude(gain)), CEILING))


_CODEC_LOSS = 0.2  # LU that a lower ceiling costs where AAC would pass full scale


def settled_gain(gains: Sequence[float], found: Sequence[float]) -> float:
    """The gain, in steps of `GAIN_STEP`, that gives `TARGET` on the line through two measured loudnesses."""
    if not np.all(np.isfinite(found)):
        return gains[0]
    slope = max((found[1] - found[0]) / (gains[1] - gains[0]), 0.2)
    wanted = min(max(gains[0] + (TARGET + _CODEC_LOSS - found[0]) / slope, _LOWEST_GAIN), _HIGHEST_GAIN)
    return round(wanted / GAIN_STEP) * GAIN_STEP


def film_gain(blocks: Floats) -> float:
    """Gain in dB, in steps of `GAIN_STEP`, that brings a film to `TARGET`."""
    found = loudness.integrated(blocks)
    if not np.isfinite(found):
        return 0.0
    wanted = min(max(TARGET + _LIMITER_TAKES - found, _LOWEST_GAIN), _HIGHEST_GAIN)
    return round(wanted / GAIN_STEP) * GAIN_STEP
