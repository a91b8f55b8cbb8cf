"""What makers are asked for: one frozen document per capability.

A request has canonical bytes (`to_bytes`), which enter the key of the node that asks and lie in the ledger; files are
named by their content (`Ref`) and there is nothing secret in it. Lengths are frames at a rate, or samples at 48 kHz.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import Field

from filmwright.errors import UserError
from filmwright.model.document import BlobRef, Document, Model
from filmwright.ref import Ref

__all__ = [
    "REQUESTS",
    "SAMPLE_RATE",
    "Attributes",
    "Capability",
    "EditRequest",
    "ImageRequest",
    "JudgeRequest",
    "LipsyncRequest",
    "MusicRequest",
    "Reference",
    "Request",
    "Role",
    "SoundRequest",
    "SpeechRequest",
    "TextRequest",
    "VideoRequest",
    "capability_of",
    "read_request",
    "refs_of",
    "seconds_of",
]

Capability = Literal["text", "image", "edit", "video", "speech", "sound", "music", "lipsync", "judge"]

Role = Literal[
    "first_frame", "last_frame", "character", "location", "style", "depth", "pose", "mask", "picture", "video", "voice"
]
"""What a file given with a request is for."""

Attributes: TypeAlias = dict[str, str | int | float | bool]
"""Settings that only one maker understands, by name; an unknown name is an error of that maker."""

SAMPLE_RATE = 48_000
"""Samples per second of every length of sound in a request."""

_Pixels = Annotated[int, Field(gt=0, le=16_384)]
_Rate = Annotated[str, Field(pattern=r"^[1-9][0-9]*(/[1-9][0-9]*)?$")]


class Reference(Model):
    """A file that goes with a request. `name` says whose picture it is, for makers that can be told."""

    role: Role
    ref: BlobRef
    name: str = ""


class _Request(Document):
    """What every request has. `model` is a maker's own name of a model."""

    model: str = ""
    seed: int = 0
    attributes: Attributes = Field(default_factory=dict[str, str | int | float | bool])


class TextRequest(_Request):
    """Words from a model. `answer_schema` is the JSON schema that the answer has to fit, or empty for plain text."""

    schema_label: ClassVar[str] = "text_request/1"

    prompt: str
    system: str = ""
    answer_schema: str = ""
    longest_answer: int = Field(default=4096, gt=0)  # tokens


class ImageRequest(_Request):
    """One picture of `width` x `height` pixels."""

    schema_label: ClassVar[str] = "image_request/1"

    prompt: str
    width: _Pixels
    height: _Pixels
    style: str = "ink"
    negative_prompt: str = ""
    references: tuple[Reference, ...] = ()


class EditRequest(_Request):
    """A picture changed as the words say; where `mask` is given, only inside its transparent part."""

    schema_label: ClassVar[str] = "edit_request/1"

    prompt: str
    picture: BlobRef
    width: _Pixels
    height: _Pixels
    mask: BlobRef | None = None
    references: tuple[Reference, ...] = ()


class VideoRequest(_Request):
    """A moving picture of `frames` frames at `fps` (a fraction as text, `24` or `24000/1001`)."""

    schema_label: ClassVar[str] = "video_request/1"

    prompt: str
    width: _Pixels
    height: _Pixels
    frames: int = Field(gt=0)
    fps: _Rate = "24"
    style: str = "ink"
    negative_prompt: str = ""
    audio: bool = False
    references: tuple[Reference, ...] = ()


class SpeechRequest(_Request):
    """One spoken line. `voice` is the maker's own name of a voice; `language` is BCP 47 (`en`, `es-MX`).

    `rate_wpm` is words per minute, `pitch` 0 to 99.
    """

    schema_label: ClassVar[str] = "speech_request/1"

    text: str
    voice: str
    language: str = "en"
    rate_wpm: int = 165
    pitch: float = 50.0


class SoundRequest(_Request):
    """An ambience or an effect of `samples` samples at 48 kHz, described in words."""

    schema_label: ClassVar[str] = "sound_request/1"

    prompt: str
    samples: int = Field(gt=0)
    kind: Literal["ambience", "effect"] = "ambience"


class MusicRequest(_Request):
    """Music of `samples` samples at 48 kHz, described in words."""

    schema_label: ClassVar[str] = "music_request/1"

    prompt: str
    samples: int = Field(gt=0)


class LipsyncRequest(_Request):
    """A clip of `frames` frames at `fps` whose mouths are to follow `audio`."""

    schema_label: ClassVar[str] = "lipsync_request/1"

    video: BlobRef
    audio: BlobRef
    frames: int = Field(gt=0)
    fps: _Rate = "24"


class JudgeRequest(_Request):
    """A question about pictures, answered in words or as JSON that fits `answer_schema`."""

    schema_label: ClassVar[str] = "judge_request/1"

    question: str
    pictures: tuple[BlobRef, ...]
    answer_schema: str = ""


Request: TypeAlias = (
    TextRequest
    | ImageRequest
    | EditRequest
    | VideoRequest
    | SpeechRequest
    | SoundRequest
    | MusicRequest
    | LipsyncRequest
    | JudgeRequest
)

REQUESTS: dict[Capability, type[Request]] = {
    "text": TextRequest,
    "image": ImageRequest,
    "edit": EditRequest,
    "video": VideoRequest,
    "speech": SpeechRequest,
    "sound": SoundRequest,
    "music": MusicRequest,
    "lipsync": LipsyncRequest,
    "judge": JudgeRequest,
}
"""The document that asks for each capability."""


def capability_of(request: Request) -> Capability:
    """What a request asks for."""
    return next(capability for capability, kind in REQUESTS.items() if type(request) is kind)


def read_request(capability: str, data: bytes) -> Request:
    """The request that `to_bytes` wrote; raises UserError when it is not one of this capability."""
    kind = next((kind for name, kind in REQUESTS.items() if name == capability), None)
    if kind is None:
        raise UserError(f"No maker does `{capability}`. There are: {', '.join(REQUESTS)}.")
    return kind.from_bytes(data)


def refs_of(request: Request) -> tuple[Ref, ...]:
    """The files that a request needs, in its own order."""
    match request:
        case ImageRequest() | VideoRequest():
            own: tuple[Ref | None, ...] = ()
        case EditRequest():
            own = (request.picture, request.mask)
        case LipsyncRequest():
            own = (request.video, request.audio)
        case JudgeRequest():
            own = request.pictures
        case _:
            return ()
    more = request.references if isinstance(request, ImageRequest | VideoRequest | EditRequest) else ()
    return tuple(ref for ref in (*own, *(r.ref for r in more)) if ref is not None)


def seconds_of(request: Request) -> Decimal | None:
    """How long the thing asked for is, in seconds; None where it has no length or none that is known before."""
    match request:
        case VideoRequest() | LipsyncRequest():
            length = request.frames / Fraction(request.fps)
        case SoundRequest() | MusicRequest():
            length = Fraction(request.samples, SAMPLE_RATE)
        case _:
            return None
    return Decimal(length.numerator) / Decimal(length.denominator)
