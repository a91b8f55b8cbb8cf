"""The makers behind the engine's port: typed requests and files on one side, opaque bytes and a price on the other."""

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

from filmwright.app.keys import KeyStore, missing_key
from filmwright.engine.submitter import Accepted, Answer, Asked, Cancelled, File, Pace, Submitter, Waiting
from filmwright.errors import JobLost, ProviderFailure, UserError
from filmwright.model.document import canonical_json
from filmwright.providers.contract import Context, Job, Model, Output, Ready, RemoteMaker, Working
from filmwright.providers.declaring import check, model_of
from filmwright.providers.http import OverHttp, Patience
from filmwright.providers.registry import named
from filmwright.providers.requests import Capability, read_request
from filmwright.ref import Ref

if TYPE_CHECKING:
    import httpx2

__all__ = ["MakerSubmitter", "Makers", "address_of"]

ACCOUNT = "default"
"""Whose money it is, as long as there is one key per maker."""


class Makers:
    """A submitter for each maker by its name, opened once; calling it is the engine's `Submitters`.

    `read` gives the bytes of files that are named in requests. With `need_keys=False` a maker whose key is missing is
    opened all the same, to ask for prices and limits. Use it in a `with`, or `close` it, to close connections.
    """

    def __init__(
        self,
        read: Callable[[Ref], bytes],
        *,
        keys: KeyStore | None = None,
        need_keys: bool = True,
        environment: Mapping[str, str] | None = None,
        patience: Patience | None = None,
        transport: "httpx2.BaseTransport | None" = None,
    ) -> None:
        self._context = Context(read)
        self._keys = keys or KeyStore.of_this_person()
        self._need_keys = need_keys
        self._environment = os.environ if environment is None else environment
        self._patience = patience
        self._transport = transport
        self._opened: dict[str, MakerSubmitter] = {}
        self._lock = Lock()

    def __call__(self, name: str) -> Submitter:
        """The submitter of one maker; raises UserError for a name nobody knows, a built-in maker, or a missing key."""
        with self._lock:
            if name not in self._opened:
                self._opened[name] = self._open(name)
            return self._opened[name]

    def _open(self, name: str) -> "MakerSubmitter":
        maker = _remote(name)
        key = self._keys.get(maker) if maker.key else None
        if maker.key is not None and key is None and self._need_keys:
            raise missing_key(maker)
        line = OverHttp(
            maker,
            key=key,
            context=self._context,
            address=address_of(maker, self._environment),
            patience=self._patience,
            transport=self._transport,
        )
        return MakerSubmitter(line)

    def latency(self, asked: Asked) -> float | None:
        """How long the maker says that an answer usually takes, in seconds; None for a model that it has no more."""
        models = _remote(asked.provider).models
        return next((model.latency_seconds for model in models if model.name == asked.model), None)

    def close(self) -> None:
        """Close all connections; the next call opens them again."""
        with self._lock:
            for submitter in self._opened.values():
                submitter.close()
            self._opened.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _remote(name: str) -> RemoteMaker:
    maker = named(name)
    if not isinstance(maker, RemoteMaker):
        raise UserError(f"The maker `{name}` is built in and free: nothing is submitted to it.")
    return maker


def address_of(maker: RemoteMaker, environment: Mapping[str, str]) -> str:
    """Where a maker is asked: its own address unless the environment names another."""
    variable = maker.address_variable or f"FILMWRIGHT_{maker.name.upper().replace('-', '_')}_URL"
    return environment.get(variable) or maker.address


def _today() -> date:
    return datetime.now(UTC).date()


class MakerSubmitter:
    """One remote maker on one account, as the engine sees it (`filmwright.engine.submitter.Submitter`)."""

    def __init__(self, line: OverHttp, *, account: str = ACCOUNT, today: Callable[[], date] = _today) -> None:
        self._line = line
        self._account = account
        self._today = today

    def close(self) -> None:
        """Close its connections."""
        self._line.close()

    @property
    def can_find(self) -> bool:
        """Whether the maker can be asked by our reference."""
        return self._line.maker.can_find

    @property
    def slots(self) -> int:
        """How many jobs it takes at once."""
        return self._line.maker.manners.slots

    @property
    def pace(self) -> Pace | None:
        """How often a submit may be sent."""
        manners = self._line.maker.manners
        return None if manners.requests is None else Pace(manners.requests, manners.per_seconds)

    def price(self, capability: str, model: str, request: bytes) -> Asked:
        """The request checked against the model's limits and priced; raises UserError for one that cannot be made."""
        maker = self._line.maker
        wanted = read_request(capability, request)
        known = cast("Capability", capability)  # `read_request` has refused anything else
        chosen = model_of(maker.name, maker.models, known, model, today=self._today())
        check(maker.name, wanted, chosen)
        worst = maker.estimate(wanted, chosen)
        return Asked(maker.name, self._account, capability, chosen.name, request, worst)

    def submit(self, asked: Asked, reference: str) -> Accepted | Answer:
        """Send it, once."""
        made = self._line.submit(read_request(asked.capability, asked.request), self._model(asked), reference)
        return self._answer(None, self._kept(made)) if isinstance(made, Ready) else _accepted(made)

    def find(self, asked: Asked, reference: str) -> Accepted | Answer | None:
        """The job with our reference, if it was ever accepted."""
        del asked
        found = self._line.find(reference)
        if isinstance(found, Ready):
            return self._answer(None, self._kept(found))
        return None if found is None else _accepted(found)

    def poll(self, asked: Asked, job_id: str) -> Waiting | Answer:
        """How far a job is."""
        del asked
        state = self._line.poll(job_id)
        if isinstance(state, Working):
            return Waiting(state.after_seconds, state.part)
        # the addresses are signed, so they are secrets and are asked for again instead of being kept
        return Answer(job_id, state.cost)

    def fetch(self, asked: Asked, answer: Answer, folder: Path) -> tuple[File, ...]:
        """Write the files of an answer into a folder, checked."""
        del asked
        ready = _unpacked(answer.payload) if answer.payload else None
        try:
            files = self._line.fetch(answer.job_id, folder, ready)
        except JobLost as error:
            raise ProviderFailure(str(error), may_retry=False, cost=answer.cost) from None
        return tuple(File(file.path, file.media_type, file.role) for file in files)

    def cancel(self, asked: Asked, job_id: str) -> Cancelled:
        """Ask the maker to stop a job."""
        del asked
        stopped = self._line.cancel(job_id)
        return Cancelled(stopped.may_still_bill, stopped.cost)

    def _model(self, asked: Asked) -> Model:
        """The model that was priced, also if it has been retired since."""
        models = self._line.maker.models
        return model_of(
            self._line.maker.name, models, cast("Capability", asked.capability), asked.model, today=date.min
        )

    def _kept(self, ready: Ready) -> Ready:
        """An answer that nobody can be asked for again, with its bytes."""
        if all(isinstance(file, Output) for file in ready.files):
            return ready
        with tempfile.TemporaryDirectory(prefix="filmwright-answer-") as folder:
            files = self._line.fetch(None, Path(folder), ready)
            return replace(ready, files=tuple(Output(f.path.read_bytes(), f.media_type, f.role) for f in files))

    def _answer(self, job_id: str | None, ready: Ready) -> Answer:
        return Answer(job_id, ready.cost, _packed(ready))


def _accepted(job: Job) -> Accepted:
    return Accepted(job.job_id, job.worst)


def _packed(ready: Ready) -> bytes:
    """Files in one piece: a line of JSON that says what follows, then their bytes."""
    outputs = [file for file in ready.files if isinstance(file, Output)]
    head = [{"media_type": file.media_type, "role": file.role, "bytes": len(file.data)} for file in outputs]
    return b"".join((canonical_json(head), b"\n", *(file.data for file in outputs)))


def _unpacked(payload: bytes) -> Ready:
    head, _, data = payload.partition(b"\n")
    files: list[Output] = []
    at = 0
    for part in json.loads(head):
        end = at + int(part["bytes"])
        files.append(Output(data[at:end], str(part["media_type"]), str(part["role"])))
        at = end
    return Ready(tuple(files))
