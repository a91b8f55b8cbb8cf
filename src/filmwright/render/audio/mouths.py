"""Mouth shapes from phonemes: six shapes and how far the mouth is open."""

from collections.abc import Sequence

from filmwright.model.media import Mouth
from filmwright.render.audio.dsp import RATE

__all__ = ["SHORTEST", "shapes"]

SHORTEST = RATE // 25
"""A shape lasts at least 40 ms: about one frame."""

_Shape = tuple[str, float]

_VOWELS = {
    # the first letter of espeak-ng's (Kirshenbaum-like) names, and the shape it makes
    "a": ("A", 0.9),
    "A": ("A", 1.0),
    "V": ("A", 0.75),
    "3": ("E", 0.5),
    "@": ("E", 0.45),
    "e": ("E", 0.6),
    "E": ("E", 0.7),
    "i": ("I", 0.35),
    "I": ("I", 0.4),
    "y": ("U", 0.35),
    "Y": ("U", 0.4),
    "2": ("O", 0.5),
    "W": ("O", 0.55),
    "o": ("O", 0.7),
    "O": ("O", 0.8),
    "0": ("O", 0.85),
    "8": ("O", 0.5),
    "u": ("U", 0.35),
    "U": ("U", 0.4),
}
_CLOSED = {"m": ("M", 0.0), "p": ("M", 0.0), "b": ("M", 0.0)}
_LIP = {"f": ("F", 0.15), "v": ("F", 0.15)}
_ROUND = {"w": ("U", 0.25), "S": ("U", 0.25), "Z": ("U", 0.25), "r": ("E", 0.3), "R": ("E", 0.3)}
_OTHER = ("E", 0.22)
_REST: _Shape = ("rest", 0.0)


def shapes(phonemes: Sequence[tuple[str, int]], samples: int) -> tuple[Mouth, ...]:
    """The shapes over a line of `samples` samples, from (phoneme, first sample), each at least `SHORTEST` long.

    The mouth rests before the first phoneme, in pauses and at the end. A lip closure (M, F) wins over a neighbour that
    is too short, because a missed closure is what the eye sees first.
    """
    marks: list[tuple[int, _Shape]] = [(0, _REST)]
    for name, at in sorted(phonemes, key=lambda p: p[1]):
        shape = _shape(name)
        if shape is not None and 0 <= at < samples:
            marks.append((at, shape))
    marks.append((max(samples - SHORTEST, 0), _REST))
    kept: list[tuple[int, _Shape]] = []
    for at, shape in marks:
        if kept and at - kept[-1][0] < SHORTEST:
            if shape[0] in ("M", "F") or kept[-1][1][0] == "rest":
                kept[-1] = (kept[-1][0], shape)
            continue
        if not kept or kept[-1][1] != shape:
            kept.append((at, shape))
    if kept[-1][1] != _REST and samples > SHORTEST:
        at = max(samples - SHORTEST, kept[-1][0] + 1)
        kept.append((at, _REST))
    return tuple(Mouth(sample=at, shape=name, open=wide) for at, (name, wide) in kept)


def _shape(name: str) -> _Shape | None:
    """None for marks that make no sound of their own."""
    if name.startswith(("_:", "_!")):
        return _REST
    bare = name.lstrip("',%=_|;-")
    if not bare:
        return None
    first = bare[0]
    for table in (_VOWELS, _CLOSED, _LIP, _ROUND):
        if first in table:
            return table[first]
    return _OTHER
