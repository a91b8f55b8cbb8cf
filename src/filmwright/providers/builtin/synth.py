"""The built-in ambience, effects and music: synthesised, free, local, the same every time."""

import numpy as np

from filmwright.errors import UserError
from filmwright.providers.contract import Capability, Context, Done, Model, MusicRequest, Output, SoundRequest
from filmwright.render.audio import ambience, effects, flac, music
from filmwright.render.audio.dsp import Sound, place

__all__ = ["Synth"]


class Synth:
    """Makes sounds from their names.

    An ambience's `prompt` is layers with their shares (`murmur 1, clinks 0.5`), an effect's is its kind (`door_slam`),
    a music's its mood (`calm`); attributes: `level` for ambience, `distance` and `pan` for effects, `intensity` and
    `key` for music.
    """

    name = "synth"
    version = "1"
    capabilities: tuple[Capability, ...] = ("sound", "music")
    models: tuple[Model, ...] = (
        Model("noise", "sound", deterministic=True, latency_seconds=0.2),
        Model("cues", "music", deterministic=True, latency_seconds=0.5),
    )

    def submit(self, request: SoundRequest | MusicRequest, context: Context) -> Done:
        """Make an ambience, an effect or a cue of music; raises UserError for a name that is not known."""
        del context
        return _music(request) if isinstance(request, MusicRequest) else _sound(request)


def _sound(request: SoundRequest) -> Done:
    wishes = request.attributes
    if request.kind == "ambience":
        made = ambience.bed(
            _layers(request.prompt), request.samples, str(request.seed), float(wishes.get("level", 1.0))
        )
        return _done(made)
    out = np.zeros((request.samples, 2), np.float32)
    sound = effects.effect(
        request.prompt.strip(),
        request.samples,
        str(request.seed),
        distance=str(wishes.get("distance", "room")),
        pan=float(wishes.get("pan", 0.0)),
    )
    place(out, sound, 0)
    return _done(out)


def _music(request: MusicRequest) -> Done:
    wishes = request.attributes
    made = music.compose(
        request.samples,
        mood=request.prompt.strip(),
        intensity=float(wishes.get("intensity", 0.5)),
        key=int(wishes.get("key", 0)),
        seed=str(request.seed),
    )
    return _done(made)


def _layers(prompt: str) -> list[tuple[str, float]]:
    found: list[tuple[str, float]] = []
    for part in prompt.split(","):
        name, _, share = part.strip().partition(" ")
        try:
            found.append((name, float(share or 1.0)))
        except ValueError:
            raise UserError(f"`{part.strip()}` is not a layer and its share: write for example `murmur 0.8`.") from None
    return found


def _done(sound: Sound) -> Done:
    return Done((Output(flac.write(sound), flac.MEDIA_TYPE, "audio"),), samples=len(sound))
