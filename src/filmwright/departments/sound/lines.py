"""One spoken line: said by its voice, at the rate that fits its shot, brought to its level."""

from typing import cast

from filmwright.departments.sound.documents import Treatment, Voice
from filmwright.engine.step import step
from filmwright.model.media import Line
from filmwright.providers.contract import Context, Done, SpeechProvider, SpeechRequest
from filmwright.providers.registry import find_local
from filmwright.render.audio import dsp, flac
from filmwright.store import Blobs

__all__ = ["FASTEST", "SLOWEST", "fit_rate", "line"]

SLOWEST, FASTEST = 140, 200
"""Words a minute that still sound like somebody talking."""


@step("sound.line", version=2, wheels=("espeakng-loader", "numpy", "scipy", "soundfile"))
def line(
    shot_id: str,
    character_ref_id: str,
    text: str,
    voice: Voice,
    treatment: Treatment,
    samples: int,
    blobs: Blobs,
) -> Line:
    """Speak the line of a shot. `samples` is the room that the shot has for it; 0 means all the time in the world."""
    provider = cast(
        "SpeechProvider", find_local("speech", voice.provider)
    )  # the registry has asked it for the capability
    done = _spoken(provider, text, voice, treatment, voice.rate_wpm)
    rate = fit_rate(voice.rate_wpm, done.samples, samples)
    if rate != voice.rate_wpm:
        done = _spoken(provider, text, voice, treatment, rate)
    return Line(
        shot_id=shot_id,
        character_ref_id=character_ref_id,
        text=text,
        audio=blobs.put(done.data, done.outputs[0].media_type),
        samples=done.samples,
        words=done.words,
        mouths=done.mouths,
        voice=f"{voice.provider}:{voice.name}",
        median_pitch_hz=round(dsp.median_pitch(flac.read(done.data)), 1),
    )


def _spoken(provider: SpeechProvider, text: str, voice: Voice, treatment: Treatment, rate: int) -> Done:
    wishes = {"range": voice.range, "hertz": voice.median_pitch_hz, "tone": voice.tone, "treatment": treatment}
    return provider.submit(
        SpeechRequest(
            text=text,
            voice=voice.name,
            language=voice.language,
            rate_wpm=max(SLOWEST, rate),
            pitch=voice.pitch,
            attributes=wishes,
        ),
        Context(),
    )


def fit_rate(rate: int, samples: int, room: int) -> int:
    """The rate at which a line of `samples` samples at `rate` ends within `room`: never slower, at most `FASTEST`."""
    if room <= 0 or samples <= room:
        return rate
    return max(rate, min(FASTEST, round(rate * samples / room * 1.03) + 1))
