"""The mix of a scene: voices in their place, everything else out of their way, and a sum that is the stems' sum."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import ndimage, signal

from filmwright.render.audio import loudness
from filmwright.render.audio.dsp import (
    RATE,
    Floats,
    Sound,
    amplitude,
    edge_fades,
    generator,
    high_pass,
    low_pass,
    place,
    stereo,
)

__all__ = ["AMBIENCE", "DIALOGUE", "EFFECTS", "MARGIN", "MUSIC", "Mix", "Voice", "add_room", "duck", "mix_scene"]

DIALOGUE = 0.8
AMBIENCE = 0.3
EFFECTS = 0.5
MUSIC = 0.32
"""Default levels of the stems, before ducking."""

MARGIN = 9.0
"""LU by which a voice is kept above ambience and music together; 6 is what is promised."""

_EDGE = RATE * 15 // 1000
_LOOKAHEAD_BLOCKS, _RELEASE_BLOCKS = 2, 4  # of 100 ms
_ALWAYS = {"ambience": 2.5, "music": 5.0, "effects": 1.5}  # dB by which each gives way to any voice
_MOST = 30.0

_ROOMS = {
    # seconds until the answer is 60 dB down, its level under the voice in dB, low-pass in hertz, first answer in ms
    "outdoors": (0.25, -27.0, 4500.0, 18.0),
    "room": (0.38, -19.0, 6000.0, 4.0),
    "small": (0.55, -15.0, 7500.0, 2.5),
    "hall": (1.9, -16.0, 5000.0, 14.0),
    "car": (0.12, -17.0, 5000.0, 1.5),
    "dead": (0.2, -22.0, 4000.0, 3.0),
}


@dataclass(frozen=True, slots=True)
class Voice:
    """A mono voice at a sample of the scene. `treatment` is room, close, phone or offscreen."""

    sound: Sound
    start: int
    treatment: str = "room"


@dataclass(frozen=True, slots=True)
class Mix:
    """The four stems as they lie in the mix, and their sum; each `(n, 2)`."""

    dialogue: Sound
    ambience: Sound
    effects: Sound
    music: Sound

    @property
    def total(self) -> Sound:
        """The sum, in a fixed order."""
        return self.dialogue + self.ambience + self.effects + self.music


def mix_scene(
    samples: int, voices: Sequence[Voice], ambience: Sound, effects: Sound, music: Sound, *, space: str = "room"
) -> Mix:
    """Mix a scene of `samples` samples: voices with the answer of the place, the rest ducked under them."""
    dialogue = _dialogue(samples, voices, space)
    beds = {
        "ambience": stereo(ambience)[:samples] * np.float32(AMBIENCE),
        "effects": stereo(effects)[:samples] * np.float32(EFFECTS),
        "music": stereo(music)[:samples] * np.float32(MUSIC),
    }
    spans = [(v.start, v.start + len(v.sound)) for v in voices]
    ducked = duck(dialogue, beds, spans) if spans else beds
    out = [edge_fades(s, _EDGE, _EDGE) for s in (dialogue, ducked["ambience"], ducked["effects"], ducked["music"])]
    return Mix(*out)


def _dialogue(samples: int, voices: Sequence[Voice], space: str) -> Sound:
    dry, wet = np.zeros((samples, 2), np.float32), np.zeros((samples, 2), np.float32)
    for voice in voices:
        if voice.treatment == "offscreen":
            far = low_pass(voice.sound, 3800, 1) * np.float32(0.72)
            place(dry, stereo(far), voice.start)
            place(wet, add_room(far, space, more=7.0), voice.start)
        else:
            place(dry, stereo(voice.sound), voice.start)
        if voice.treatment == "room":
            place(wet, add_room(voice.sound, space), voice.start)
    return (dry + wet) * np.float32(DIALOGUE)


def add_room(voice: Sound, space: str, *, more: float = 0.0) -> Sound:
    """Only the answer of the place to a mono sound, stereo, longer than it by the time the answer takes."""
    level = _ROOMS[space][1] + more
    answer = _room_response(space)
    wet = signal.oaconvolve(voice[:, None], answer, axes=0)
    return np.asarray(wet, dtype=np.float32) * np.float32(amplitude(level))


@lru_cache(maxsize=8)
def _room_response(space: str) -> Sound:
    """Decaying noise after a few early echoes; its energy is one, so that its level is what the table says."""
    seconds, _, top, first = _ROOMS[space]
    random = generator("room", space)
    length = int(seconds * RATE)
    time = np.arange(length) / RATE
    tail = random.standard_normal((length, 2)) * np.exp(-6.9 * time / seconds)[:, None]
    begin = int(first * RATE / 1000)
    tail[: 2 * begin] *= np.linspace(0, 1, 2 * begin)[:, None]
    for echo in range(5):
        at = int(begin * (1 + 0.83 * echo + 0.3 * random.random()))
        if at < length:
            tail[at, echo % 2] += 9 * 0.7**echo
    shaped = high_pass(low_pass(tail.astype(np.float32), top), 160)
    return np.asarray(shaped / np.sqrt(np.sum(shaped.astype(np.float64) ** 2) / 2), dtype=np.float32)


def duck(dialogue: Sound, beds: dict[str, Sound], spans: Sequence[tuple[int, int]]) -> dict[str, Sound]:
    """Bring the beds down where somebody speaks, starting a little before.

    Every bed gives way by a fixed amount; where ambience and music together would still come closer to the voice than
    `MARGIN`, both go down further by what is missing, judged over 300 ms against the voice's quietest two seconds.
    """
    samples = len(dialogue)
    blocks = -(-samples // loudness.BLOCK)
    active, missing = np.zeros(blocks), np.zeros(blocks)
    under = _short_term(beds["ambience"] + beds["music"], blocks)
    for start, end in spans:
        first, last = max(start, 0) // loudness.BLOCK, min(-(-end // loudness.BLOCK), blocks)
        active[first:last] = 1.0
        said = _quietest_part(dialogue[max(start, 0) : end])
        near = under[first:last] - _ALWAYS["ambience"] - (said - MARGIN)
        missing[first:last] = np.maximum(missing[first:last], np.clip(near, 0.0, _MOST))
    held_on, held_missing = _held(active), _held(missing)
    out: dict[str, Sound] = {}
    for name, sound in beds.items():
        down = _ALWAYS[name] * held_on + (held_missing if name != "effects" else 0.0)
        out[name] = sound * _at_samples(10 ** (-down / 20), samples)[:, None]
    return out


def _short_term(sound: Sound, blocks: int) -> Floats:
    """Loudness of the loudest of the three blocks around each block."""
    energies = loudness.block_energies(sound)
    energies = np.pad(energies, (0, max(0, blocks - len(energies))), mode="edge") if len(energies) else np.zeros(blocks)
    return np.asarray(-0.691 + 10 * np.log10(np.maximum(ndimage.maximum_filter1d(energies, 3), 1e-12)))


def _quietest_part(voice: Sound) -> float:
    """Loudness of the quietest two seconds of a line (of all of it when it is shorter)."""
    energies = loudness.block_energies(voice)
    if len(energies) <= 20:
        return max(loudness.integrated(energies), -60.0)
    parts = [loudness.integrated(energies[at : at + 20]) for at in range(0, len(energies) - 19, 5)]
    return max(min(p for p in parts if p > -60) if any(p > -60 for p in parts) else -60.0, -60.0)


def _held(wanted: Floats) -> Floats:
    """Begins `_LOOKAHEAD_BLOCKS` early, ends `_RELEASE_BLOCKS` late, and has no corners."""
    padded = np.pad(wanted, _RELEASE_BLOCKS + 2, mode="constant")
    held = np.array([padded[max(0, i - _RELEASE_BLOCKS) : i + _LOOKAHEAD_BLOCKS + 1].max() for i in range(len(padded))])
    smooth = ndimage.uniform_filter1d(held, 3)
    return np.asarray(np.maximum(smooth, padded)[_RELEASE_BLOCKS + 2 : -_RELEASE_BLOCKS - 2])


def _at_samples(gain: Floats, samples: int) -> Sound:
    middle = (np.arange(len(gain)) + 0.5) * loudness.BLOCK
    return np.interp(np.arange(samples), middle, gain).astype(np.float32)
