"""The built-in voices: espeak-ng, free, local, the same every time."""

import espeakng_loader

from filmwright.providers.contract import Capability, Context, Done, Model, Output, SpeechRequest
from filmwright.render.audio import flac
from filmwright.render.audio.espeak import VoiceSettings, speak
from filmwright.render.audio.spoken_text import language_of
from filmwright.render.audio.voice_tone import dress

__all__ = ["Espeak", "voice_name"]


class Espeak:
    """Speaks lines with espeak-ng.

    `voice` is one of its voices with a variant (`en-us+f3`). Attributes: `range` (0..99, how much the pitch moves),
    `hertz` (the median pitch to bring the voice to, 0 leaves it), `tone` (tilt in dB), `treatment` (`room`, `close`,
    `phone`, `offscreen`).
    """

    name = "espeak"
    version = f"1/{getattr(espeakng_loader, '__version__', '')}"
    capabilities: tuple[Capability, ...] = ("speech",)
    models: tuple[Model, ...] = (Model("espeak-ng", "speech", deterministic=True, latency_seconds=0.05),)

    def submit(self, request: SpeechRequest, context: Context) -> Done:
        """Speak the line; raises MakerError when espeak-ng fails."""
        del context
        wishes = request.attributes
        settings = VoiceSettings(
            name=voice_name(request.text, request.voice, request.language),
            pitch=round(request.pitch),
            range=int(wishes.get("range", 50)),
            rate=request.rate_wpm,
            hertz=float(wishes.get("hertz", 0.0)),
        )
        speech = speak(request.text, settings)
        treatment = str(wishes.get("treatment", "room"))
        tone = float(wishes.get("tone", 0.0))
        sound = dress(speech.sound, tone=tone, telephone=treatment == "phone", near=treatment == "close")
        output = Output(flac.write(sound), flac.MEDIA_TYPE, "audio")
        return Done((output,), words=speech.words, mouths=speech.mouths, samples=len(sound))


def voice_name(text: str, voice: str, language: str) -> str:
    """The voice for this text: its own, or the same variant in the language whose letters the text is written in."""
    name, _, variant = voice.partition("+")
    spoken = language_of(text, language)
    base = name if spoken == language else spoken
    return f"{base}+{variant}" if variant else base
