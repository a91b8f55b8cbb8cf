"""Speech by espeak-ng: one fresh process per line, words and mouth shapes timed to the sample.

espeak-ng gives other samples when one process speaks twice, so every line has its own process (about 50 ms), which
makes the same line sound the same everywhere.
"""

import json
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise

import espeakng_loader
import numpy as np

from filmwright.errors import MakerError
from filmwright.model.media import Mouth, Word
from filmwright.render.audio import dsp, mouths
from filmwright.render.audio.dsp import RATE, Sound
from filmwright.render.audio.spoken_text import Spoken, Token, for_ear, tokens

__all__ = ["Speech", "VoiceSettings", "speak"]

_SILENCE = int(0.3 * RATE)
_LEAD = int(0.02 * RATE)  # kept before the first sound and after the last
_QUIET = 0.004  # below this a sample at the edge is not speech
_TIMEOUT_SECONDS = 60
_HELD = 0.75  # how much of the way to the voice's own pitch each line is brought; the rest is the line's melody
_MOST_SHIFT = 1.22


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """How espeak-ng is to sound.

    `name` is its voice and variant (`en-us+f3`); `pitch` and `range` are its own 0..99. `hertz` is the median pitch
    that the voice is brought to (0 leaves it) by playing it faster or slower, which moves its formants too, as a
    smaller or larger body does.
    """

    name: str
    pitch: int = 50
    range: int = 50
    rate: int = 165
    hertz: float = 0.0


@dataclass(frozen=True, slots=True)
class Speech:
    """A line as sound: mono at 48 kHz, its words and its mouth shapes in samples from the start.

    `voice` is the voice that spoke: another than was asked for when espeak-ng does not speak that language.
    """

    sound: Sound
    words: tuple[Word, ...]
    mouths: tuple[Mouth, ...]
    pitch: float
    voice: str = ""


@dataclass(frozen=True, slots=True)
class _Raw:
    rate: int
    voice: str
    sound: Sound
    words: Sequence[tuple[int, int]]
    phonemes: Sequence[tuple[str, int]]


def speak(text: str, voice: VoiceSettings) -> Speech:
    """Say `text`; what cannot be said gives a short silence without words. Raises MakerError when espeak-ng fails."""
    said = for_ear(text)
    if not said.text.strip():
        return _nothing()
    raw = _run(said.text, voice)
    if dsp.peak(raw.sound) < _QUIET:
        return _nothing()
    measured = dsp.median_pitch(raw.sound, raw.rate)
    faster = _faster(measured, voice.hertz)
    sound = dsp.resample(raw.sound, raw.rate, faster=faster)
    scale = RATE / raw.rate / faster
    first, last = _spoken_part(sound)
    starts = _starts(text, said, raw, scale)
    words = _words(text, starts, _pauses(raw, scale), first, last)
    shapes = mouths.shapes([(name, int(at * scale) - first) for name, at in raw.phonemes], last - first)
    return Speech(sound[first:last], words, shapes, measured * faster, raw.voice)


def _nothing() -> Speech:
    return Speech(np.zeros(_SILENCE, np.float32), (), (Mouth(sample=0, shape="rest", open=0.0),), 0.0)


def _faster(measured: float, wanted: float) -> float:
    """How much faster to play, so that the median pitch comes near the voice's own."""
    if not measured or not wanted:
        return 1.0
    ratio = float((wanted / measured) ** _HELD)
    return min(max(ratio, 1 / _MOST_SHIFT), _MOST_SHIFT)


def _run(text: str, voice: VoiceSettings) -> _Raw:
    order = {
        "library": str(espeakng_loader.get_library_path()),
        "data": str(espeakng_loader.get_data_path()),
        "voice": voice.name,
        "text": text,
        "rate": voice.rate,
        "pitch": voice.pitch,
        "range": voice.range,
    }
    with resources.as_file(resources.files("filmwright.render.audio") / "_espeak_child.py") as program:
        try:
            done = subprocess.run(  # noqa: S603  (our own file, by our own Python)
                [sys.executable, "-I", "-S", str(program)],
                input=json.dumps(order).encode(),
                capture_output=True,
                timeout=_TIMEOUT_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise MakerError(
                f"espeak-ng did not finish a line within {_TIMEOUT_SECONDS} s: make it shorter."
            ) from error
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise MakerError(f"espeak-ng failed: {reason[-1] if reason else f'exit {done.returncode}'}.")
    head, _, pcm = done.stdout.partition(b"\n")
    answer = json.loads(head)
    sound = np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32768)
    return _Raw(
        int(answer["rate"]),
        str(answer["voice"]),
        sound,
        [(a, b) for a, b in answer["words"]],
        [(a, b) for a, b in answer["phonemes"]],
    )


def _spoken_part(sound: Sound) -> tuple[int, int]:
    loud = np.flatnonzero(np.abs(sound) > _QUIET)
    return max(0, int(loud[0]) - _LEAD), min(len(sound), int(loud[-1]) + 1 + 2 * _LEAD)


def _pauses(raw: _Raw, scale: float) -> list[int]:
    return sorted(int(at * scale) for name, at in raw.phonemes if name.startswith("_:"))


def _starts(text: str, said: Spoken, raw: _Raw, scale: float) -> list[tuple[Token, float | None]]:
    """Every word of the line with the sample where espeak-ng begins it, None where it does not say."""
    words = tokens(text)
    begins = [word.start for word in words]
    found: list[float | None] = [None] * len(words)
    for character, at in raw.words:
        if not 0 <= character < len(said.origin):
            continue
        index = bisect_right(begins, said.origin[character]) - 1
        if index < 0 or said.origin[character] >= words[index].end:
            continue
        sample = at * scale
        if found[index] is None or sample < (found[index] or 0.0):
            found[index] = sample
    return list(zip(words, _rising(found), strict=True))


def _rising(found: Sequence[float | None]) -> list[float | None]:
    """Without the times that go backwards: espeak-ng repeats or misplaces some events in foreign scripts."""
    kept: list[float | None] = []
    last = -1.0
    for value in found:
        good = value is not None and value > last
        kept.append(value if good else None)
        last = value if good and value is not None else last
    return kept


def _words(
    text: str, starts: Sequence[tuple[Token, float | None]], pauses: Sequence[int], first: int, last: int
) -> tuple[Word, ...]:
    """All words with start and end; missing starts lie between their neighbours, by the number of letters."""
    if not starts:
        return ()
    times = _filled(starts, float(first), float(last))
    words: list[Word] = []
    for (token, _), (begin, following) in zip(starts, pairwise([*times, float(last)]), strict=True):
        at = bisect_right(pauses, begin)
        end = min(following, pauses[at]) if at < len(pauses) and pauses[at] > begin else following
        start_sample = min(max(0, int(begin) - first), last - first - 1)
        words.append(
            Word(
                text=text[token.start : token.end],
                char_start=token.start,
                char_end=token.end,
                start_sample=start_sample,
                end_sample=min(max(start_sample + 1, int(end) - first), last - first),
            )
        )
    return tuple(words)


def _filled(starts: Sequence[tuple[Token, float | None]], first: float, last: float) -> list[float]:
    known = [(-1, first)] + [(i, t) for i, (_, t) in enumerate(starts) if t is not None] + [(len(starts), last)]
    times = [0.0] * len(starts)
    for (left, begin), (right, end) in pairwise(known):
        inner = list(range(max(left, 0), right))
        letters = [max(1, starts[i][0].end - starts[i][0].start) for i in inner]
        total, passed = sum(letters) or 1, 0
        for index, length in zip(inner, letters, strict=True):
            times[index] = begin + (end - begin) * passed / total
            passed += length
    return [max(first, t) for t in times]
