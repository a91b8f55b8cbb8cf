"""Jobs of the fake provider: accepted, charged, finished after their time, found again after a restart."""

import json
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, JsonValue

from filmwright.providers.declaring import Model, price_of
from filmwright.providers.fake import Fake
from filmwright.providers.fake_server.bill import Bill, BillLine
from filmwright.providers.fake_server.faults import Faults
from filmwright.providers.fake_server.pictures import clip, picture, tone
from filmwright.providers.requests import (
    EditRequest,
    ImageRequest,
    LipsyncRequest,
    Request,
    SpeechRequest,
    VideoRequest,
    read_request,
    seconds_of,
)

__all__ = ["Asked", "Busy", "FakeJob", "Jobs", "Latency", "parse_latency"]

State = Literal["running", "succeeded", "failed", "refused", "cancelled"]


class Asked(BaseModel):
    """The body of a submit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    capability: str
    model: str
    reference: str
    asked: dict[str, JsonValue]

    @property
    def request(self) -> Request:
        """The request itself; raises UserError when it is none."""
        return read_request(self.capability, json.dumps(self.asked).encode())

    @property
    def script(self) -> str:
        """The faults that the request asks for."""
        attributes = self.asked.get("attributes")
        return str(attributes.get("fake", "")) if isinstance(attributes, dict) else ""


@dataclass(frozen=True, slots=True)
class Latency:
    """How long jobs take, in seconds, by capability; `other` for those not named."""

    other: float = 0.0
    named: tuple[tuple[str, float], ...] = ()

    def of(self, capability: str) -> float:
        """Seconds for one capability."""
        return dict(self.named).get(capability, self.other)


def parse_latency(text: str) -> Latency:
    """`2`, or `image=0.6,video=2`, or both; raises ValueError for anything else."""
    other, named = 0.0, list[tuple[str, float]]()
    for part in filter(None, text.replace(" ", "").split(",")):
        name, equals, value = part.partition("=")
        if equals:
            named.append((name, float(value)))
        else:
            other = float(name)
    return Latency(other, tuple(named))


@dataclass
class FakeJob:
    """One accepted job. `ready` is when it is done, on the clock that only goes forward."""

    number: int
    asked: Asked
    charged: Decimal
    ready: float
    outcome: State = "succeeded"
    cancelled: bool = False
    _files: tuple[tuple[str, bytes], ...] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def id(self) -> str:
        """What it is called."""
        return f"job-{self.number:06d}"

    @property
    def state(self) -> State:
        """Where it stands now."""
        if self.cancelled:
            return "cancelled"
        return self.outcome if time.monotonic() >= self.ready else "running"

    @property
    def files(self) -> tuple[tuple[str, bytes], ...]:
        """Media type and bytes of what was made; the same every time."""
        with self._lock:
            if self._files is None:
                self._files = (_make(self.asked.request),)
            return self._files


class Busy(Exception):  # noqa: N818  (named for what is the matter)
    """More jobs than there are slots, or more submits than the rate allows."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"busy for {seconds} s")
        self.seconds = seconds


class Jobs:
    """All jobs of one server. `slots` and `rate` (submits, seconds) are enforced where they are given."""

    def __init__(
        self,
        bill: Bill,
        faults: Faults,
        *,
        latency: Latency,
        slots: int | None = None,
        rate: tuple[int, float] | None = None,
    ) -> None:
        self.bill = bill
        self._faults = faults
        self._latency = latency
        self._slots = slots
        self._rate = rate
        self._jobs: dict[str, FakeJob] = {}
        self._submits: deque[float] = deque()
        self._lock = threading.Lock()
        self._door = threading.Lock()
        self._running: list[FakeJob] = []
        self._numbers = 0
        self._restore(bill.lines)

    def _restore(self, lines: list[BillLine]) -> None:
        for line in lines:
            number = int(line.job.rpartition("-")[2])
            self._numbers = max(self._numbers, number)
            if line.amount >= 0 and line.job not in self._jobs:
                asked = Asked.model_validate(line.asked)
                self._jobs[line.job] = FakeJob(number, asked, line.amount, 0.0, self._outcome(asked))
            elif line.job in self._jobs:
                job = self._jobs[line.job]
                job.cancelled, job.charged = True, job.charged + line.amount

    def accept(self, asked: Asked, model: Model) -> FakeJob:
        """Charge a job and begin it; raises Busy when the account asks for too much at once, or InsufficientFunds."""
        if self._slots is None and self._rate is None:
            return self._accepted(asked, model)
        with self._door:  # looking whether there is room and taking it are one
            self._check_slots()
            self._check_rate()
            job = self._accepted(asked, model)
            self._running.append(job)
            return job

    def _check_slots(self) -> None:
        self._running = [job for job in self._running if job.state == "running"]
        if self._slots is not None and len(self._running) >= self._slots:
            raise Busy(0.2)

    def _check_rate(self) -> None:
        if self._rate is None:
            return
        most, seconds = self._rate
        now = time.monotonic()
        while self._submits and self._submits[0] <= now - seconds:
            self._submits.popleft()
        if len(self._submits) >= most:
            raise Busy(round(self._submits[0] + seconds - now + 0.01, 2))
        self._submits.append(now)

    def _accepted(self, asked: Asked, model: Model) -> FakeJob:
        request = asked.request
        outcome = self._outcome(asked)
        seconds = self._latency.of(asked.capability) * (10 if self.meets(asked, "slow") else 1)
        with self._lock:
            self._numbers += 1
            number = self._numbers
        amount = price_of(request, model) * (2 if self.meets(asked, "overcharge") else 1)
        is_free = outcome == "refused" or (outcome == "failed" and not self.meets(asked, "fails-billed"))
        job = FakeJob(number, asked, Decimal(0) if is_free else amount, time.monotonic() + seconds, outcome)
        self._write(job, job.charged)
        with self._lock:
            self._jobs[job.id] = job
        return job

    def _write(self, job: FakeJob, amount: Decimal) -> None:
        asked = job.asked
        self.bill.add(job.id, asked.reference, asked.capability, asked.model, amount, asked.model_dump(mode="json"))

    def _outcome(self, asked: Asked) -> State:
        planned = self._faults.planned(asked.reference, asked.script)
        if "refused" in planned:
            return "refused"
        return "failed" if "fails" in planned or "fails-billed" in planned else "succeeded"

    def meets(self, asked: Asked, fault: str) -> bool:
        """Whether the request meets a fault now."""
        return self._faults.meets(asked.reference, asked.script, fault)

    def get(self, job_id: str) -> FakeJob | None:
        """A job by its id."""
        with self._lock:
            return self._jobs.get(job_id)

    def with_reference(self, reference: str) -> list[FakeJob]:
        """All jobs that were sent with this reference, oldest first."""
        with self._lock:
            return [job for job in self._jobs.values() if job.asked.reference == reference]

    def cancel(self, job: FakeJob) -> None:
        """Stop a job that runs; its price is given back unless the fault says otherwise."""
        with self._lock:
            if job.state != "running":
                return
            job.cancelled = True
        if not self.meets(job.asked, "cancel-bills"):
            refund, job.charged = job.charged, Decimal(0)
            self._write(job, -refund)


def _make(request: Request) -> tuple[str, bytes]:
    """Media type and bytes for a request."""
    match request:
        case ImageRequest() | EditRequest():
            return "image/png", picture(f"{request.prompt}.{request.seed}", request.width, request.height)
        case VideoRequest():
            words = f"{request.prompt}.{request.seed}"
            return "video/mp4", clip(words, request.width, request.height, request.frames, request.fps)
        case SpeechRequest():
            return "audio/wav", tone(f"{request.voice}.{request.text}", 0.4 + len(request.text) / 15)
        case LipsyncRequest():
            return "video/mp4", clip(str(request.video), 256, 144, request.frames, request.fps)
        case _:
            seconds = seconds_of(request)
            return "audio/wav", tone(request.to_bytes().decode(), float(seconds or 1))


MODELS = {model.name: model for model in Fake.models}
"""The models that the server has, by name."""
