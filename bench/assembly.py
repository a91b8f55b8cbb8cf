"""Assembling 754 finished pieces by copying packets: microseconds a frame, and against `cp` of the same film."""

import shutil
import tempfile
import time
from fractions import Fraction
from pathlib import Path

import numpy as np

from filmwright.render.mux import write_film
from filmwright.render.video import encode, packets

PIECES, FRAMES = 754, 96
SIZE = (1280, 720)


def noisy_clip(seed: int) -> bytes:
    """A clip of moving noise, so that its bit rate is that of a delivery (about 8 Mb/s), not of an animatic."""
    random = np.random.default_rng(seed)
    base = random.integers(0, 256, (SIZE[1] // 8, SIZE[0] // 8, 3), np.uint8).repeat(8, 0).repeat(8, 1)
    frames = (np.roll(base, 5 * i, axis=1) for i in range(FRAMES))
    return encode(frames, width=SIZE[0], height=SIZE[1], fps=Fraction(24))


def main() -> None:
    """Print the lines."""
    clips = [noisy_clip(seed) for seed in range(6)]
    rate = sum(map(len, clips)) / len(clips) * 8 / (FRAMES / 24) / 1e6
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "film.mp4"
        cpu, wall = time.process_time(), time.perf_counter()
        pieces = ((packets(clips[i % len(clips)]).packets, FRAMES) for i in range(PIECES))
        frames = write_film(path, pieces, template=clips[0], fps=Fraction(24))
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        start = time.perf_counter()
        shutil.copyfile(path, Path(scratch) / "copy.mp4")
        copied = time.perf_counter() - start
    print(f"assembling {PIECES} pieces at {rate:.1f} Mb/s | {cpu / frames * 1e6:.0f} us CPU a frame | under 80 us")
    print(f"assembling against cp of the same file | {wall / copied:.1f}x ({wall:.1f} s, {copied:.1f} s) | within 3x")


if __name__ == "__main__":
    main()
