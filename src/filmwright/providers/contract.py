"""What a maker looks like: what it declares, and the one life cycle of everything that is made.

A provider is a class found by an entry point in the group `filmwright.providers` and made without arguments. It says
its `name`, its `version` (both enter the keys of what it makes: raise the version when the same request gives other
bytes), its `capabilities` and its `models` with limits, prices and retirement dates.

There are two kinds. A `LocalMaker` works in this process and is free: `submit` gives `Done` at once. A `RemoteMaker` is
a translation without any network: our request to a `Call`, the `Reply` to a `Job`, to `Working` or to `Ready`; calling,
waiting, retrying what may be retried, downloading and checking are written once, in `filmwright.providers.http`.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar, runtime_checkable

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from filmwright.errors import MakerError, ProviderFailure
from filmwright.providers.declaring import Limits, Manners, Model, Price, Retirement, check, price_of
from filmwright.providers.requests import (
    Attributes,
    Capability,
    EditRequest,
    ImageRequest,
    JudgeRequest,
    LipsyncRequest,
    MusicRequest,
    Reference,
    Request,
    SoundRequest,
    SpeechRequest,
    TextRequest,
    VideoRequest,
)
from filmwright.redaction import Secret
from filmwright.ref import Ref

if TYPE_CHECKING:
    from filmwright.model.media import Mouth, Word
    from filmwright.render.camera import Camera
    from filmwright.render.light import Light
    from filmwright.render.mesh import Mesh

__all__ = [
    "Answered",
    "Attributes",
    "Call",
    "Capability",
    "Context",
    "Done",
    "Download",
    "EditRequest",
    "ImageProvider",
    "ImageRequest",
    "Job",
    "JudgeRequest",
    "Key",
    "Limits",
    "LipsyncRequest",
    "LocalMaker",
    "Manners",
    "Model",
    "MusicProvider",
    "MusicRequest",
    "Output",
    "Price",
    "Provider",
    "Ready",
    "Reference",
    "RemoteMaker",
    "Reply",
    "Request",
    "Retirement",
    "SoundProvider",
    "SoundRequest",
    "SpeechProvider",
    "SpeechRequest",
    "Stage",
    "Stopped",
    "TextRequest",
    "Unreadable",
    "VideoProvider",
    "VideoRequest",
    "Working",
    "check",
    "price_of",
]


# --- what comes back


@dataclass(frozen=True, slots=True)
class Output:
    """One file that was made. `role` says which of several it is (`image`, `depth`, `masks`, `audio` ...)."""

    data: bytes
    media_type: str
    role: str = "main"


@dataclass(frozen=True, slots=True)
class Done:
    """A local maker's answer. `words` and `mouths` are the timings of speech, empty for everything else.

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
    """The remote maker works on it; `job_id` is what it is called there.

    `worst` is set where the maker names a limit of its own for the bill.
    """

    job_id: str
    worst: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Download:
    """A file that waits to be fetched. `kind` is the first half of its media type (`image`, `video`, `audio`)."""

    address: Secret
    kind: str
    role: str = "main"


@dataclass(frozen=True, slots=True)
class Ready:
    """A remote maker's answer: files to fetch or already there. `cost` is None where the maker does not say."""

    files: tuple[Download | Output, ...]
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Working:
    """Not done yet: ask again after so many seconds; `part` is how far it is, 0 to 1, where that is told."""

    after_seconds: float = 2.0
    part: float | None = None


@dataclass(frozen=True, slots=True)
class Stopped:
    """What a cancel did: the final `cost` where it is told; otherwise whether a charge may still come."""

    may_still_bill: bool
    cost: Decimal | None = None


# --- what a provider says of itself


@dataclass(frozen=True, slots=True)
class Key:
    """The key that a maker wants: the environment variable it is read from first, and where one gets it.

    Makers with the same `kept_as` share one key; empty stands for the maker's own name.
    """

    variable: str
    page: str = ""
    kept_as: str = ""


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

    @property
    def models(self) -> tuple[Model, ...]:
        """Its models, the one that is used unless another is asked for first; at least one per capability."""
        ...


# --- makers that work in this process


@dataclass(frozen=True, slots=True)
class Stage:
    """A staged moment in three dimensions, for makers that can draw it themselves."""

    mesh: "Mesh"
    camera: "Camera"
    light: "Light"


def _no_files(ref: Ref) -> bytes:
    raise MakerError(f"The maker was given no files and asks for `{ref}`: give it a context that can read.")


@dataclass(frozen=True, slots=True)
class Context:
    """What a maker may use beside the request: the bytes of its references, and a stage for makers that draw."""

    read: Callable[[Ref], bytes] = _no_files
    stage: Stage | None = None
    end_camera: "Camera | None" = None


R_contra = TypeVar("R_contra", bound=Request, contravariant=True)


@runtime_checkable
class LocalMaker(Provider, Protocol[R_contra]):
    """A maker that works in this process: free, and done when `submit` returns."""

    def submit(self, request: R_contra, context: Context) -> Done:
        """Make it; raises MakerError, or UserError for a request that nobody could make."""
        ...


ImageProvider: TypeAlias = LocalMaker[ImageRequest]
VideoProvider: TypeAlias = LocalMaker[VideoRequest]
SpeechProvider: TypeAlias = LocalMaker[SpeechRequest]
SoundProvider: TypeAlias = LocalMaker[SoundRequest]
MusicProvider: TypeAlias = LocalMaker[MusicRequest]


# --- makers that are asked over the network


@dataclass(frozen=True, slots=True)
class Call:
    """One HTTP call, relative to the maker's address. `body` is sent as JSON, `form` as parts of a form."""

    method: str
    path: str
    body: JsonValue = None
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    form: tuple[tuple[str, str | Output], ...] = ()


class Unreadable(ValueError):  # noqa: N818  (named for what is the matter with the reply)
    """A reply is not what the maker documents."""


class Answered(BaseModel):
    """Base of the models that providers read replies with: what they do not name is left aside."""

    model_config = ConfigDict(frozen=True, extra="ignore")


A = TypeVar("A", bound=Answered)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: status, headers with lower-case names, bytes."""

    status: int
    headers: Mapping[str, str]
    data: bytes

    def read(self, model: type[A]) -> A:
        """The body as this model; raises Unreadable when it is something else."""
        try:
            return model.model_validate_json(self.data)
        except ValidationError as error:
            what = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'body'}: {e['msg']}" for e in error.errors()[:2])
            raise Unreadable(f"not a readable {model.__name__} ({what})") from None


class RemoteMaker(ABC):
    """A maker that is asked over the network: translation only, no call is made here.

    A subclass gives the attributes and `create`, `created`, `status` and `state`; a maker that answers at once
    returns `Ready` from `created` and needs no more than that. Replies are given to `created`, `state`, `found` and
    `stopped` only when their status is 2xx (to `created` also a 4xx, which may hold a job all the same); reading one
    that is something else raises Unreadable by itself. A job that failed is told by raising Refused or ProviderFailure.
    """

    name: str
    version: str
    capabilities: tuple[Capability, ...]
    models: tuple[Model, ...]
    address: str
    """Where calls go, unless the environment says otherwise."""
    address_variable: str = ""
    """The environment variable that replaces `address`; empty for `FILMWRIGHT_<NAME>_URL`."""
    hosts: tuple[str, ...] = ()
    """Hosts that results are downloaded from, besides that of `address`; `.cdn.example` allows all below it."""
    key: Key | None = None
    manners: Manners = Manners()
    can_find: bool = False
    """Whether it can be asked for a job by our reference."""
    found_after_seconds: float = 0.0
    """How long a job may take to show up when asked for by our reference."""
    answer_seconds: float = 120.0
    """How long a submit may take to answer: long for makers that answer at once."""
    largest_file: int = 512 * 1024 * 1024
    """No result is longer than this, in bytes."""

    def authorise(self, key: Secret) -> Mapping[str, str]:
        """Headers that carry the key."""
        return {"Authorization": f"Bearer {key.reveal()}"}

    def estimate(self, request: Request, model: Model) -> Decimal:
        """Most that the request can cost, in US dollars; no network."""
        return price_of(request, model)

    @abstractmethod
    def create(self, request: Request, model: Model, reference: str, context: Context) -> Call:
        """The call that asks for it, with our reference where the maker takes one."""

    @abstractmethod
    def created(self, reply: Reply) -> Job | Ready:
        """The job that was accepted, or the answer of a maker that answers at once."""

    def status(self, job_id: str) -> Call:
        """The call that asks how far a job is."""
        raise _cannot(self, "be asked for a job", job_id)

    def state(self, reply: Reply) -> Working | Ready:
        """How far the job is; raises Refused or ProviderFailure for one that failed."""
        raise _cannot(self, "say how far a job is", str(reply.status))

    def lookup(self, reference: str) -> Call:
        """The call that asks for a job by our reference; only where `can_find`."""
        raise _cannot(self, "be asked by our reference", reference)

    def found(self, reply: Reply) -> Job | Ready | None:
        """The job with our reference; None when it was certainly never accepted."""
        raise _cannot(self, "be asked by our reference", str(reply.status))

    def stop(self, job_id: str) -> Call | None:
        """The call that cancels a job, or None where a job cannot be stopped."""
        del job_id
        return None

    def stopped(self, reply: Reply) -> Stopped:
        """What the cancel did."""
        del reply
        return Stopped(may_still_bill=True)

    def problem(self, reply: Reply) -> MakerError | None:
        """The error that a 4xx reply (or a 2xx that holds an error) tells of, where status alone does not say.

        Refused, NoCredit, NotAccepted or BadRequest; None leaves it to the status.
        """
        del reply
        return None


def _cannot(maker: RemoteMaker, what: str, about: str) -> ProviderFailure:
    message = f"The maker `{maker.name}` cannot {what} (`{about}`): look in its own console."
    return ProviderFailure(message, may_retry=False)
