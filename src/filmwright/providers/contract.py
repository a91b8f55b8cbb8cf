"""What a maker of pictures, clips, voices, sounds or music looks like: one small protocol per capability.

A provider is a class found by an entry point in the group `filmwright.providers` and made without arguments.
It says its `name`, its `version` (both enter the keys of what it makes: raise the version when the same
request gives other bytes) and the `capabilities` it has. The price of a request is known before the call,
without network. `submit` gives `Done` with the bytes, or a `Job` that `poll` asks about later; built-in
makers always answer `Done`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, runtime_checkable

if TYPE_CHECKING:
    from filmwright.model.media import Mouth, Word
    from filmwright.render.camera import Camera
    from filmwright.render.light import Light
    from filmwright.render.mesh import Mesh

__all__ = [
    "Capability",
    "Done",
    "ImageProvider",
    "ImageRequest",
    "Job",
    "MusicProvider",
    "MusicRequest",
    "Output",
    "Provider",
    "Request",
    "SoundProvider",
    "SoundRequest",
    "SpeechProvider",
    "SpeechRequest",
    "Stage",
    "VideoProvider",
    "VideoRequest",
]

Capability = Literal["image", "video", "speech", "sound", "music"]

Attributes: TypeAlias = Mapping[str, str | int | float | bool]
"""Settings that only one provider understands, by name; unknown names are an error of that provider."""


@dataclass(frozen=True, slots=True)
class Output:
    """One file that was made. `role` says which of several it is (`image`, `depth`, `masks`, `audio` ...)."""

    data: bytes
    media_type: str
    role: str = "main"


@dataclass(frozen=True, slots=True)
class Done:
    """The request is answered. `words` and `mouths` are the timings of speech, empty for everything else.

    `cost` is what was really charged, in US dollars. `samples` is the length of sound in samples at 48 kHz.
    """

    outputs: tuple[Output, ...]
    cost: Decimal = Decimal(0)
    words: tuple["Word", ...] = ()
    mouths: tuple["Mouth", ...] = ()
    samples: int = 0

    @property
    def data(self) -> bytes:
        """Bytes of the first output."""
        return self.outputs[0].data


@dataclass(frozen=True, slots=True)
class Job:
    """The provider works on it; `job_id` is what it is called there."""

    provider: str
    job_id: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A staged moment in three dimensions, for makers that can draw it themselves."""

    mesh: "Mesh"
    camera: "Camera"
    light: "Light"


@dataclass(frozen=True, slots=True)
class ImageRequest:
    """One picture of `width` x `height` pixels.

    `prompt` steers makers that read; `stage` steers makers that draw; `references` are PNG bytes by role
    (`depth`, `masks`, `pose`, or the id of a character or place).
    """

    prompt: str
    width: int
    height: int
    seed: int = 0
    style: str = "ink"
    negative_prompt: str = ""
    references: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    stage: Stage | None = None
    attributes: Attributes = field(default_factory=dict[str, str | int | float | bool])


@dataclass(frozen=True, slots=True)
class VideoRequest:
    """A moving picture of `frames` frames at `fps` (a fraction as text), from a first frame (PNG)."""

    prompt: str
    width: int
    height: int
    frames: int
    fps: str = "24"
    seed: int = 0
    style: str = "ink"
    first_frame: bytes | None = None
    stage: Stage | None = None
    end_camera: "Camera | None" = None
    attributes: Attributes = field(default_factory=dict[str, str | int | float | bool])


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """One spoken line. `voice` is the provider's own name of a voice; `language` is BCP 47 (`en`, `es-MX`).

    `rate_wpm` is words per minute. The answer's first output is sound, with `words`, `mouths` and `samples`.
    """

    text: str
    voice: str
    language: str = "en"
    rate_wpm: int = 165
    pitch: float = 50.0
    seed: int = 0
    attributes: Attributes = field(default_factory=dict[str, str | int | float | bool])


@dataclass(frozen=True, slots=True)
class SoundRequest:
    """An ambience or an effect of `samples` samples at 48 kHz, described in words."""

    prompt: str
    samples: int
    kind: Literal["ambience", "effect"] = "ambience"
    seed: int = 0
    attributes: Attributes = field(default_factory=dict[str, str | int | float | bool])


@dataclass(frozen=True, slots=True)
class MusicRequest:
    """Music of `samples` samples at 48 kHz, described in words."""

    prompt: str
    samples: int
    seed: int = 0
    attributes: Attributes = field(default_factory=dict[str, str | int | float | bool])


Request: TypeAlias = ImageRequest | VideoRequest | SpeechRequest | SoundRequest | MusicRequest


@runtime_checkable
class Provider(Protocol):
    """What every maker says of itself."""

    @property
    def name(self) -> str:
        """The word a person chooses it by."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same request would give other bytes."""
        ...

    @property
    def capabilities(self) -> tuple[Capability, ...]:
        """What it can make."""
        ...


class ImageProvider(Provider, Protocol):
    """Makes pictures."""

    def estimate(self, request: ImageRequest) -> Decimal:
        """Most that the request can cost, in US dollars; no network."""
        ...

    def submit(self, request: ImageRequest) -> Done | Job:
        """Make it, or have it made; raises MakerError."""
        ...


class VideoProvider(Provider, Protocol):
    """Makes clips."""

    def estimate_video(self, request: VideoRequest) -> Decimal:
        """Most that the request can cost, in US dollars; no network."""
        ...

    def submit_video(self, request: VideoRequest) -> Done | Job:
        """Make it, or have it made; raises MakerError."""
        ...


class SpeechProvider(Provider, Protocol):
    """Speaks lines."""

    def estimate(self, request: SpeechRequest) -> Decimal:
        """Most that the request can cost, in US dollars; no network."""
        ...

    def submit(self, request: SpeechRequest) -> Done | Job:
        """Speak it, or have it spoken; raises MakerError."""
        ...


class SoundProvider(Provider, Protocol):
    """Makes ambience and effects."""

    def estimate(self, request: SoundRequest) -> Decimal:
        """Most that the request can cost, in US dollars; no network."""
        ...

    def submit(self, request: SoundRequest) -> Done | Job:
        """Make it, or have it made; raises MakerError."""
        ...


class MusicProvider(Provider, Protocol):
    """Makes music."""

    def estimate_music(self, request: MusicRequest) -> Decimal:
        """Most that the request can cost, in US dollars; no network."""
        ...

    def submit_music(self, request: MusicRequest) -> Done | Job:
        """Make it, or have it made; raises MakerError."""
        ...
