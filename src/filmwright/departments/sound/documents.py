"""What the sound department hands on: voices, plans, the sound of a scene, the level of the film."""

from typing import ClassVar, Literal

from filmwright.model.document import BlobRef, Document, Model
from filmwright.model.media import Stem

__all__ = [
    "Bed",
    "Effect",
    "EffectList",
    "FilmLevel",
    "Interlude",
    "LimitedLoudness",
    "SceneSound",
    "SceneTiming",
    "Score",
    "ScoreCue",
    "ShotTiming",
    "Space",
    "Treatment",
    "TurnTiming",
    "Voice",
    "VoiceMap",
]

Treatment = Literal["room", "close", "phone", "offscreen"]
"""`room`: someone in the picture; `close`: voice-over, near and dry; `phone`: through a line, a radio or a machine;
`offscreen`: in the place but out of the picture, with more room than voice."""

Space = Literal["outdoors", "room", "small", "hall", "car", "dead"]
"""How long a place answers a voice: `small` is tiled or bare, `dead` is full of cloth."""


class Voice(Model):
    """How one character sounds: everything that enters a line besides its words.

    `name` is the speech maker's own name of the voice; `median_pitch_hz` is what it is brought to; `tone` a tilt in dB,
    darker below 0 and brighter above. `reason` says what chose it.
    """

    character_ref_id: str
    provider: str = "espeak"
    name: str
    language: str = "en"
    pitch: int = 50
    range: int = 50
    rate_wpm: int = 165
    median_pitch_hz: float = 0.0
    tone: float = 0.0
    reason: str = ""


class VoiceMap(Document):
    """`voice_map.json`: the voice of every character by id, and one for anyone who is not in the cast."""

    schema_label: ClassVar[str] = "voice_map/1"

    language: str
    voices: dict[str, Voice]
    narrator: Voice

    def of(self, character_ref_id: str | None) -> Voice:
        """The voice of a character, the narrator's for an unknown one."""
        return self.voices.get(character_ref_id or "", self.narrator)


class TurnTiming(Model):
    """A speech that follows another one in the same shot: its first frame there, and who is named in subtitles."""

    start_frame: int
    speaker: str = ""


class ShotTiming(Model):
    """All that the timing of a scene's sound needs to know of a shot; `turns` are the speeches after the first."""

    shot_id: str
    frames: int
    treatment: Treatment = "room"
    speaker: str = ""
    turns: tuple[TurnTiming, ...] = ()


class SceneTiming(Document):
    """The shots of a scene in order, with their lengths; `fps` as text ("24", "30000/1001").

    Time is counted from the scene's first frame. `space` is how the place answers a voice. A shot's `speaker` is the
    name that subtitles give to someone who is not in the picture.
    """

    schema_label: ClassVar[str] = "scene_timing/1"

    scene_id: str
    fps: str = "24"
    space: Space = "room"
    shots: tuple[ShotTiming, ...]

    @property
    def frames(self) -> int:
        """Length of the scene in frames."""
        return sum(shot.frames for shot in self.shots)


class Bed(Document):
    """The ambience of a scene: its layers by name with their share, made from `seed` (the place, so it stays alike)."""

    schema_label: ClassVar[str] = "bed/1"

    scene_id: str
    samples: int
    layers: tuple[tuple[str, float], ...]
    seed: str
    level: float = 1.0
    reason: str = ""


class Effect(Model):
    """One sound at `sample` of its scene. `words` are the words of the script that asked for it."""

    kind: str
    sample: int
    samples: int = 0
    gain: float = 1.0
    distance: Literal["near", "room", "far"] = "room"
    pan: float = 0.0
    seed: str = ""
    words: str = ""


class EffectList(Document):
    """The effects of a scene in order of time."""

    schema_label: ClassVar[str] = "effects/1"

    scene_id: str
    samples: int
    effects: tuple[Effect, ...] = ()


class ScoreCue(Model):
    """A stretch of music in its scene: from `start` to `end` samples, both on cuts.

    `mood` is a name of the composer's (`calm`, `tense`, ...), `intensity` 0..1. `enters` and `leaves` say whether it
    begins and ends there or only goes on from, or into, the scene beside it.
    """

    start: int
    end: int
    mood: str
    intensity: float
    key: int = 0
    seed: str = ""
    enters: bool = True
    leaves: bool = True
    reason: str = ""


class Score(Document):
    """The music of a scene; none when `cues` is empty."""

    schema_label: ClassVar[str] = "score/1"

    scene_id: str
    samples: int
    cues: tuple[ScoreCue, ...] = ()


class Interlude(Document):
    """The sound of a stretch between the scenes (title, act fade, end card and credits).

    It may be longer than its picture: what lies past it rings on under what follows. `before` and `after` are the
    ambiences that it fades from and to.
    """

    schema_label: ClassVar[str] = "interlude/1"

    kind: Literal["title", "act_fade", "closing"]
    samples: int
    tail: int = 0
    mood: str = "calm"
    key: int = 0
    seed: str = ""
    before: Bed | None = None
    after: Bed | None = None


class SceneSound(Document):
    """All the sound of one scene: the four stems as they lie in the mix, and the mix, which is their sum."""

    schema_label: ClassVar[str] = "scene_sound/1"

    scene_id: str
    samples: int
    dialogue: Stem
    ambience: Stem
    effects: Stem
    music: Stem
    mix: Stem

    @property
    def stems(self) -> tuple[Stem, ...]:
        """The four stems, without the mix."""
        return (self.dialogue, self.ambience, self.effects, self.music)


class LimitedLoudness(Document):
    """The energies of one sound behind the limiter, at each of `gains_db`: what a gain really gives."""

    schema_label: ClassVar[str] = "limited_loudness/1"

    gains_db: tuple[float, ...]
    blocks: tuple[BlobRef, ...]


class FilmLevel(Document):
    """The one gain of the whole film, in steps of half a dB, so that a small change leaves it as it is."""

    schema_label: ClassVar[str] = "film_level/1"

    gain_db: float
