"""One spoken line: said by its voice, at the rate that fits its shot, brought to its level."""

from filmwright.departments.sound.documents import Treatment, Voice
from filmwright.engine.step import step
from filmwright.errors import UserError
from filmwright.model.media import Line
from filmwright.render.audio import flac
from filmwright.render.audio.espeak import Speech, VoiceSettings, speak
from filmwright.render.audio.spoken_text import language_of
from filmwright.render.audio.voice_tone import dress
from filmwright.store import Blobs

__all__ = ["FASTEST", "SLOWEST", "fit_rate", "line"]

SLOWEST, FASTEST = 140, 200
"""Words a minute that still sound like somebody talking."""


@step("sound.line", version=1, wheels=("espeakng-loader", "numpy", "scipy", "soundfile"))
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
    if voice.provider != "espeak":
        raise UserError(f"No speech provider `{voice.provider}` can be used yet. Installed: espeak.")
    speech = _spoken(text, voice, samples)
    sound = dress(speech.sound, tone=voice.tone, telephone=treatment == "phone", near=treatment == "close")
    return Line(
        shot_id=shot_id,
        character_ref_id=character_ref_id,
        text=text,
        audio=blobs.put(flac.write(sound), flac.MEDIA_TYPE),
        samples=len(sound),
        words=speech.words,
        mouths=speech.mouths,
        voice=f"{voice.provider}:{voice.name}",
        median_pitch_hz=round(speech.pitch, 1),
    )


def _spoken(text: str, voice: Voice, samples: int) -> Speech:
    """The line at the voice's own rate, or faster when it would not fit."""
    speech = speak(text, _settings(voice, text, voice.rate_wpm))
    rate = fit_rate(voice.rate_wpm, len(speech.sound), samples)
    return speech if rate == voice.rate_wpm else speak(text, _settings(voice, text, rate))


def fit_rate(rate: int, samples: int, room: int) -> int:
    """The rate at which a line of `samples` samples at `rate` ends within `room`: never above `FASTEST`, never slower."""
    if room <= 0 or samples <= room:
        return rate
    return max(rate, min(FASTEST, round(rate * samples / room * 1.03) + 1))


def _settings(voice: Voice, text: str, rate: int) -> VoiceSettings:


    name, _, variant = voice.name.partition("+")
    language = language_of(text, voice.language)
    spoken = name if language == voice.language else language
    return VoiceSettings(
        name=f"{spoken}+{variant}" if variant else spoken,
        pitch=voice.pitch,
        range=voice.range,
        rate=max(SLOWEST, rate),
        hertz=voice.median_pitch_hz,
    )


