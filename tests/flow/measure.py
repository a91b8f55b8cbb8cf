"""Measure a finished film the way its viewers would notice: picture, loudness, silence, subtitles."""

import math
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

__all__ = ["FilmFile", "decode_sound", "integrated_lufs", "median_pitch", "picture_luma", "probe", "quiet_seconds"]

RATE = 48_000


@dataclass(frozen=True)
class FilmFile:
    """What the container says."""

    video: str
    width: int
    height: int
    fps: Fraction
    frames: int
    audio: str
    sample_rate: int
    channels: int
    subtitles: list[tuple[float, float, str]]
    title: str


def probe(path: Path) -> FilmFile:
    """Read the streams of an MP4."""
    with av.open(str(path)) as film:
        video, audio = film.streams.video[0], film.streams.audio[0]
        words = [
            (float(p.pts * p.time_base), float((p.pts + p.duration) * p.time_base), bytes(p)[2:].decode())
            for stream in film.streams.subtitles
            for p in film.demux(stream)
            if p.size > 2
        ]
        return FilmFile(
            video.codec_context.name, video.width, video.height, Fraction(video.average_rate), video.frames,
            audio.codec_context.name, audio.sample_rate, audio.channels, words, film.metadata.get("title", ""),
        )  # fmt: skip


def decode_sound(path: Path) -> NDArray[np.float32]:
    """The decoded sound as (samples, 2)."""
    with av.open(str(path)) as film:
        blocks = [b.to_ndarray() for b in film.decode(audio=0)]
    return np.concatenate(blocks, axis=1).T.astype(np.float32)


def integrated_lufs(sound: NDArray[np.float32]) -> float:
    """BS.1770 integrated loudness by pyloudnorm, an implementation that is not ours."""
    import pyloudnorm

    return float(pyloudnorm.Meter(RATE).integrated_loudness(sound.astype(np.float64)))


def quiet_seconds(sound: NDArray[np.float32], below_db: float = -60.0) -> float:
    """Longest stretch, in seconds, in which every 50 ms block stays below `below_db` (RMS, dBFS)."""
    block = RATE // 20
    mono = sound.mean(axis=1)[: len(sound) // block * block].reshape(-1, block)
    level = 20 * np.log10(np.sqrt((mono.astype(np.float64) ** 2).mean(axis=1)) + 1e-12)
    longest = run = 0
    for quiet in level < below_db:
        run = run + 1 if quiet else 0
        longest = max(longest, run)
    return longest / 20


def picture_luma(path: Path) -> list[float]:
    """Mean luma of each frame, 0 to 255."""
    with av.open(str(path)) as film:
        return [float(f.to_ndarray(format="gray").mean()) for f in film.decode(video=0)]


def median_pitch(sound: NDArray[np.float32], rate: int = RATE) -> float:
    """Median fundamental in Hz of the voiced parts, by autocorrelation between 60 and 400 Hz."""
    mono = sound.mean(axis=1) if sound.ndim == 2 else sound
    window = int(0.04 * rate)
    found = []
    for start in range(0, len(mono) - window, window // 2):
        part = mono[start : start + window].astype(np.float64)
        part -= part.mean()
        energy = float(part @ part)
        if energy < 1e-3 * window * 0.01:
            continue
        spectrum = np.fft.rfft(part, 2 * window)
        correlation = np.fft.irfft(spectrum * spectrum.conj())[:window] / energy
        low, high = rate // 400, rate // 60
        lag = low + int(np.argmax(correlation[low:high]))
        if correlation[lag] > 0.5:
            found.append(rate / lag)
    return float(np.median(found)) if found else math.nan
