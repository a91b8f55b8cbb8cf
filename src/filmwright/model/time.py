"""Time in films: integer frames at a rational rate; seconds only at the edges."""

from fractions import Fraction
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from filmwright.model.document import Model

__all__ = ["FILM", "SAMPLE_RATE", "Rate", "frames_of_seconds", "samples_at", "seconds_of_frames"]

SAMPLE_RATE = 48_000
"""Samples per second of every sound that Filmwright makes."""


def _read_fraction(value: Any) -> Fraction:  # JSON gives text or numbers
    return value if isinstance(value, Fraction) else Fraction(str(value))


FractionField = Annotated[
    Fraction,
    PlainValidator(_read_fraction),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string"}),
]


class Rate(Model):
    """Frames per second, exact: 24, 25, 30000/1001 ..."""

    fps: FractionField = Fraction(24)

    @property
    def timescale(self) -> int:
        """Ticks per second in which one frame is a whole number of ticks (24000 at 24 fps)."""
        return self.fps.numerator * 1000

    @property
    def ticks_per_frame(self) -> int:
        """Length of a frame in ticks of `timescale`."""
        return self.fps.denominator * 1000


FILM = Rate()
"""24 frames per second."""


def frames_of_seconds(seconds: float | Fraction, rate: Rate = FILM) -> int:
    """The nearest whole number of frames (halves go up)."""
    return int(Fraction(seconds).limit_denominator(1_000_000) * rate.fps + Fraction(1, 2))


def seconds_of_frames(frames: int, rate: Rate = FILM) -> float:
    """Length of `frames` in seconds, for people to read."""
    return float(Fraction(frames) / rate.fps)


def samples_at(frame: int, rate: Rate = FILM, sample_rate: int = SAMPLE_RATE) -> int:
    """First sample of a frame; exact for every rate because it is computed from zero, never summed."""
    return int(Fraction(frame) * sample_rate / rate.fps)
