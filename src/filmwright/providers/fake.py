"""The maker `fake`: real files, invented prices, no real money. Its server is `filmwright fake-provider`.

Three names for the three ways in which makers can be asked about a job: `fake` by our reference, `fake-blind` only by
its own job id, `fake-sync` not at all, because it answers at once.
"""

import base64
from datetime import date
from decimal import Decimal
from typing import Literal
from urllib.parse import quote

from pydantic import Field, JsonValue

from filmwright.errors import MakerError, NoCredit, ProviderFailure, Refused
from filmwright.providers.contract import (
    Answered,
    Call,
    Capability,
    Context,
    Download,
    Job,
    Key,
    Limits,
    Manners,
    Model,
    Output,
    Price,
    Ready,
    RemoteMaker,
    Reply,
    Request,
    Retirement,
    Stopped,
    Working,
)
from filmwright.redaction import Secret

__all__ = ["Fake", "FakeBlind", "FakeSync"]


def _price(amount: str, unit: Literal["picture", "second", "thousand_characters", "call"]) -> tuple[Price, ...]:
    return (Price(Decimal(amount), unit, date(2026, 11, 20), "filmwright fake-provider"),)


_PICTURES = Limits(widest=4096, references=(("character", 4), ("location", 1), ("depth", 1)), seed=True)
_CLIPS = Limits(longest=Decimal(60), references=(("first_frame", 1), ("last_frame", 1)), seed=True, audio=False)
_GONE = Retirement(date(2026, 6, 30), "fake-image")

_MODELS = (
    Model("fake-image", "image", _price("0.04", "picture"), _PICTURES, latency_seconds=0.6),
    Model("fake-image-old", "image", _price("0.08", "picture"), _PICTURES, _GONE, latency_seconds=0.6),
    Model("fake-edit", "edit", _price("0.05", "picture"), _PICTURES, latency_seconds=0.6),
    Model("fake-video", "video", _price("0.10", "second"), _CLIPS, latency_seconds=2.0),
    Model("fake-voice", "speech", _price("0.10", "thousand_characters"), Limits(seed=True), latency_seconds=0.3),
    Model("fake-sound", "sound", _price("0.12", "call"), Limits(longest=Decimal(30)), latency_seconds=0.3),
    Model("fake-music", "music", _price("0.005", "second"), Limits(longest=Decimal(600)), latency_seconds=1.0),
)


class _File(Answered):
    url: str = ""
    data: str = ""  # base64, from a maker that answers at once
    kind: Literal["image", "video", "audio"]
    role: str = "main"


class _Job(Answered):
    id: str
    status: Literal["queued", "running", "succeeded", "failed", "refused", "cancelled"]
    cost: Decimal | None = None
    progress: float | None = None
    reason: str = ""
    may_still_bill: bool = False
    outputs: tuple[_File, ...] = ()


class _Jobs(Answered):
    jobs: tuple[_Job, ...]


class _Problem(Answered):
    code: str = Field(min_length=1)
    reason: str


class Fake(RemoteMaker):
    """The fake provider when it can be asked by our reference."""

    name = "fake"
    version = "1"
    capabilities: tuple[Capability, ...] = ("image", "edit", "video", "speech", "sound", "music")
    models = _MODELS
    address = "http://127.0.0.1:8765"
    address_variable = "FILMWRIGHT_FAKE_URL"
    key = Key("FILMWRIGHT_FAKE_KEY", "any word will do", kept_as="fake")
    manners = Manners(slots=10)
    can_find = True
    door = "/v1"

    def create(self, request: Request, model: Model, reference: str, context: Context) -> Call:
        """Everything that the request says, under the name that we can ask by."""
        del context  # the server draws from words alone
        asked: JsonValue = request.model_dump(mode="json")
        body: JsonValue = {"capability": model.capability, "model": model.name, "reference": reference, "asked": asked}
        return Call("POST", f"{self.door}/jobs", body)

    def created(self, reply: Reply) -> Job | Ready:
        """A job, or at once its files."""
        job = reply.read(_Job)
        return _ready(job) if job.status == "succeeded" else Job(job.id)

    def status(self, job_id: str) -> Call:
        """Ask for one job."""
        return Call("GET", f"{self.door}/jobs/{quote(job_id, safe='')}")

    def state(self, reply: Reply) -> Working | Ready:
        """Where the job stands."""
        job = reply.read(_Job)
        match job.status:
            case "succeeded":
                return _ready(job)
            case "refused":
                raise Refused(f"`{self.name}` refused: {job.reason}.", cost=job.cost or Decimal(0))
            case "failed" | "cancelled":
                raise ProviderFailure(f"`{self.name}` {job.status}: {job.reason}.", may_retry=False, cost=job.cost)
            case _:
                return Working(0.2, job.progress)

    def lookup(self, reference: str) -> Call:
        """Ask for all jobs with our reference."""
        return Call("GET", f"{self.door}/jobs", query={"reference": reference})

    def found(self, reply: Reply) -> Job | None:
        """The first of them: there are several only when something was sent twice."""
        jobs = reply.read(_Jobs).jobs
        return Job(jobs[0].id) if jobs else None

    def stop(self, job_id: str) -> Call:
        """Cancel one job."""
        return Call("DELETE", f"{self.door}/jobs/{quote(job_id, safe='')}")

    def stopped(self, reply: Reply) -> Stopped:
        """What it still costs."""
        job = reply.read(_Job)
        return Stopped(job.may_still_bill, None if job.may_still_bill else job.cost)

    def problem(self, reply: Reply) -> MakerError | None:
        """The refusals among the 4xx."""
        if reply.status < 400:
            return None
        problem = reply.read(_Problem)
        match problem.code:
            case "refused":
                return Refused(f"`{self.name}` refused: {problem.reason}.")
            case "no_credit":
                return NoCredit(f"`{self.name}`: {problem.reason}; start it again with a larger --balance.")
            case _:
                return None


class FakeBlind(Fake):
    """The fake provider when only its own job id finds a job."""

    name = "fake-blind"
    can_find = False
    door = "/blind/v1"


class FakeSync(Fake):
    """The fake provider when it answers at once and keeps nothing."""

    name = "fake-sync"
    can_find = False
    door = "/sync/v1"


def _ready(job: _Job) -> Ready:
    return Ready(tuple(_file(file) for file in job.outputs), job.cost)


def _file(file: _File) -> Download | Output:
    if file.url:
        return Download(Secret(file.url), file.kind, file.role)
    return Output(base64.b64decode(file.data), f"{file.kind}/*", file.role)
