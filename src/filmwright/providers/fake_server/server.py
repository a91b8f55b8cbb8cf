"""The HTTP side of the fake provider: routes, faults, signed addresses.

Routes: `POST /v1/jobs`, `GET /v1/jobs/<id>`, `GET /v1/jobs?reference=`, `DELETE /v1/jobs/<id>`, `GET /v1/models`,
`GET /v1/account`, `GET /bill`, `GET /files/<job>/<n>`. Under `/blind` jobs cannot be found by reference; under `/sync`
the answer to a submit holds the files.
"""

import base64
import hashlib
import hmac
import json
import socket
import struct
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self, cast
from urllib.parse import parse_qs, urlsplit

from pydantic import JsonValue, ValidationError

from filmwright.errors import UserError
from filmwright.providers.fake_server.bill import Bill, InsufficientFunds
from filmwright.providers.fake_server.faults import Faults
from filmwright.providers.fake_server.jobs import MODELS, Asked, Busy, FakeJob, Jobs, Latency

__all__ = ["FakeServer", "Settings"]

_SKEW = -3 * 3600


@dataclass(frozen=True, slots=True)
class Settings:
    """How the fake provider behaves. `key` is the only one it takes; without it any word will do.

    `slots` and `rate` (so many submits in so many seconds) answer what goes beyond with 429; `lifetime` is how long an
    address of a file holds, in seconds.
    """

    balance: Decimal = Decimal(100)
    latency: Latency = field(default_factory=Latency)
    faults: Faults = field(default_factory=Faults)
    key: str = ""
    slots: int | None = None
    rate: tuple[int, float] | None = None
    lifetime: float = 600.0


class FakeServer:
    """A running server; use it in a `with`. Its bill and with it all its jobs lie in `folder`."""

    def __init__(
        self, folder: Path, settings: Settings | None = None, *, port: int = 0, host: str = "127.0.0.1"
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.settings = settings or Settings()
        self.bill = Bill(folder / "bill.jsonl", self.settings.balance)
        self.jobs = Jobs(
            self.bill,
            self.settings.faults,
            latency=self.settings.latency,
            slots=self.settings.slots,
            rate=self.settings.rate,
        )
        try:
            self._http = _Http((host, port), self)
        except OSError as error:
            raise UserError(f"Port {port} cannot be used ({error.strerror}): choose another, or 0 for any.") from None
        self._thread: threading.Thread | None = None
        self._secret = hashlib.sha256(str(folder.resolve()).encode()).digest()

    @property
    def address(self) -> str:
        """`http://127.0.0.1:8765`, without a slash at the end."""
        host, port = self._http.server_address[:2]
        return f"http://{host!s}:{port}"

    def serve(self) -> None:
        """Answer until `close` is called from elsewhere or Ctrl+C is pressed."""
        self._http.serve_forever(poll_interval=0.1)

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self.serve, name="fake-provider", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop answering and close the bill."""
        if self._thread is not None:
            self._http.shutdown()
            self._thread.join()
        self._http.server_close()
        self.bill.close()

    def signature(self, path: str, expires: int) -> str:
        """What makes the address of a file valid until `expires` (seconds since 1970)."""
        return hmac.new(self._secret, f"{path}.{expires}".encode(), hashlib.sha256).hexdigest()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512
    allow_reuse_address = True

    def __init__(self, address: tuple[str, int], fake: FakeServer) -> None:
        self.fake = fake
        super().__init__(address, _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no news."""


class _Drop(Exception):  # noqa: N818  (what is to be done)
    """Close the connection without an answer."""


class _Answer(Exception):  # noqa: N818  (not an error)
    """Ends a request with a status, a code and a reason."""

    def __init__(self, status: int, code: str, reason: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.body: JsonValue = {"code": code, "reason": reason}
        self.headers = dict(headers or {})


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "filmwright-fake"
    sys_version = ""
    disable_nagle_algorithm = True
    timeout = 120

    @property
    def fake(self) -> FakeServer:
        return cast("_Http", self.server).fake

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name that the base class gives it)
        """Say nothing: the bill is the log."""

    def do_GET(self) -> None:
        """A poll, a look-up, a file, the bill."""
        self._answer()

    def do_POST(self) -> None:
        """A submit."""
        self._answer()

    def do_DELETE(self) -> None:
        """A cancel."""
        self._answer()

    # --- routes

    def _answer(self) -> None:
        self._skewed = False
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            self._route(body)
        except _Answer as answer:
            self._send_json(answer.status, answer.body, answer.headers)
        except _Drop:
            self._drop()

    def _route(self, body: bytes) -> None:
        parts = urlsplit(self.path)
        words = parts.path.strip("/").split("/")
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        door = words.pop(0) if words[0] in ("blind", "sync") else ""
        match self.command, words:
            case "GET", ["bill"]:
                self._send_json(200, self._bill())
            case "GET", ["files", job_id, _]:
                self._file(parts.path, job_id, query)
            case _, ["v1", *rest]:
                self._check_key()
                self._api(door, rest, query, body)
            case _:
                raise _Answer(404, "unknown", f"no such address as {parts.path}")

    def _api(self, door: str, words: list[str], query: Mapping[str, str], body: bytes) -> None:
        match self.command, words:
            case "POST", ["jobs"]:
                self._submit(door, body)
            case "GET", ["jobs"] if "reference" in query and not door:
                found = self.fake.jobs.with_reference(query["reference"])
                self._send_json(200, {"jobs": [self._job(job) for job in found]})
            case "GET", ["jobs", job_id] if door != "sync":
                self._poll(self._known(job_id))
            case "DELETE", ["jobs", job_id] if door != "sync":
                self._cancel(self._known(job_id))
            case "GET", ["models"]:
                self._send_json(200, _models())
            case "GET", ["account"]:
                bill = self.fake.bill
                self._send_json(200, {"balance": str(bill.balance), "spent": str(bill.spent)})
            case _:
                raise _Answer(404, "unknown", f"{self.command} is not known here")

    def _check_key(self) -> None:
        given = self.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        wanted = self.fake.settings.key
        if not given or (wanted and not hmac.compare_digest(given.encode(), wanted.encode())):
            raise _Answer(401, "unauthorised", "the key is not known")

    def _bill(self) -> JsonValue:
        bill = self.fake.bill
        lines: list[JsonValue] = [
            {name: value for name, value in line.to_data().items() if name != "asked"} for line in list(bill.lines)
        ]
        return {"lines": lines, "total": str(bill.spent), "balance": str(bill.balance)}

    # --- submit

    def _submit(self, door: str, body: bytes) -> None:
        try:
            asked = Asked.model_validate_json(body)
            _ = asked.request
            self.fake.settings.faults.check(asked.script)
        except (ValidationError, UserError) as error:
            raise _Answer(400, "bad_request", str(error).splitlines()[0]) from None
        model = MODELS.get(asked.model)
        if model is None or model.capability != asked.capability or model.is_gone(_today()):
            raise _Answer(404, "unknown_model", f"there is no {asked.capability} model {asked.model}")
        self._faults_before(asked)
        try:
            job = self.fake.jobs.accept(asked, model)
        except Busy as busy:
            raise _Answer(429, "busy", "too many at once", {"Retry-After": f"{busy.seconds:g}"}) from None
        except InsufficientFunds:
            raise _Answer(402, "no_credit", "the account has not enough money left") from None
        self._faults_after(asked)
        self._tell_accepted(door, job)

    def _faults_before(self, asked: Asked) -> None:
        meets = self.fake.jobs.meets
        self._skewed = meets(asked, "skew")
        if meets(asked, "drop-before"):
            raise _Drop
        if meets(asked, "error-before"):
            raise _Answer(500, "internal", "something went wrong")
        if meets(asked, "limited"):
            raise _Answer(429, "busy", "too many requests", {"Retry-After": "0.2"})
        if meets(asked, "limited-date"):
            raise _Answer(429, "busy", "too many requests", {"Retry-After": formatdate(self._now() + 1, usegmt=True)})
        if meets(asked, "no-credit"):
            raise _Answer(402, "no_credit", "the account is empty")
        if meets(asked, "refused-at-once"):
            raise _Answer(403, "refused", "the words are not allowed")
        if meets(asked, "bad-request"):
            raise _Answer(400, "bad_request", "a field is not understood")
        if meets(asked, "echo"):
            raise _Answer(400, "bad_request", f"do not send Authorization: {self.headers.get('Authorization')}")

    def _faults_after(self, asked: Asked) -> None:
        meets = self.fake.jobs.meets
        if meets(asked, "drop-after"):
            raise _Drop
        if meets(asked, "error-after"):
            raise _Answer(502, "gateway", "the answer was lost on its way")
        if meets(asked, "unreadable"):
            self._send(200, b"<html>accepted</html>", {"Content-Type": "text/html"})
            raise _Answer(0, "", "")

    def _tell_accepted(self, door: str, job: FakeJob) -> None:
        if door != "sync":
            self._send_json(202, {"id": job.id, "status": "queued"})
            return
        time.sleep(max(0.0, job.ready - time.monotonic()))
        if job.outcome == "refused":
            raise _Answer(403, "refused", "the words are not allowed")
        if job.outcome == "failed":
            raise _Answer(500, "internal", "it could not be made")
        data, _ = self._spoiled(job, job.files[0][1])
        file: JsonValue = {"data": base64.b64encode(data).decode(), "kind": job.files[0][0].partition("/")[0]}
        outputs: list[JsonValue] = [file, file] if self.fake.jobs.meets(job.asked, "duplicate") else [file]
        self._send_json(200, {"id": job.id, "status": "succeeded", "cost": str(job.charged), "outputs": outputs})

    # --- polls and cancels

    def _known(self, job_id: str) -> FakeJob:
        job = self.fake.jobs.get(job_id)
        if job is None or self.fake.jobs.meets(job.asked, "lost"):
            raise _Answer(404, "unknown_job", f"there is no job {job_id}")
        return job

    def _poll(self, job: FakeJob) -> None:
        meets = self.fake.jobs.meets
        self._skewed = meets(job.asked, "skew")
        if meets(job.asked, "slow-poll"):
            time.sleep(0.5)
        if meets(job.asked, "poll-drop"):
            raise _Drop
        if meets(job.asked, "poll-error"):
            raise _Answer(503, "internal", "come back later")
        if meets(job.asked, "poll-limited"):
            raise _Answer(429, "busy", "you ask too often", {"Retry-After": "0.2"})
        self._send_json(200, self._job(job))

    def _cancel(self, job: FakeJob) -> None:
        self.fake.jobs.cancel(job)
        may_still_bill = job.cancelled and job.charged > 0
        self._send_json(
            200, {"id": job.id, "status": job.state, "cost": str(job.charged), "may_still_bill": may_still_bill}
        )

    def _job(self, job: FakeJob) -> JsonValue:
        state = job.state
        told: dict[str, JsonValue] = {"id": job.id, "status": state}
        if state == "running":
            return told
        told["cost"] = str(job.charged)
        if state == "succeeded":
            told["outputs"] = self._outputs(job)
        else:
            told["reason"] = {"refused": "the words are not allowed", "failed": "it could not be made"}.get(state, "")
        return told

    def _outputs(self, job: FakeJob) -> list[JsonValue]:
        kind = job.files[0][0].partition("/")[0]
        gone = self.fake.jobs.meets(job.asked, "expired")
        expires = int(time.time() + (-60 if gone else self.fake.settings.lifetime))
        path = f"/files/{job.id}/0"
        host = self.headers.get("Host") or self.fake.address.removeprefix("http://")
        url = f"http://{host}{path}?expires={expires}&signature={self.fake.signature(path, expires)}"
        if self.fake.jobs.meets(job.asked, "foreign-host"):
            url = f"https://files.example.org/{job.id}?signature=0"
        file: JsonValue = {"url": url, "kind": kind}
        return [file, file] if self.fake.jobs.meets(job.asked, "duplicate") else [file]

    # --- files

    def _file(self, path: str, job_id: str, query: Mapping[str, str]) -> None:
        expires = int(query["expires"]) if query.get("expires", "").isdecimal() else 0
        if not hmac.compare_digest(query.get("signature", ""), self.fake.signature(path, expires)):
            raise _Answer(403, "signature", "the address is not valid")
        job = self.fake.jobs.get(job_id)
        if expires < time.time() or job is None:
            raise _Answer(403, "expired", "the address has expired")
        media_type, data = job.files[0]
        if self.fake.jobs.meets(job.asked, "wrong-type"):
            self._send(200, b"<html><body>Please log in.</body></html>", {"Content-Type": "text/html"})
            return
        spoiled, sent = self._spoiled(job, data)
        self._send(200, spoiled, {"Content-Type": media_type, "Content-Length": str(len(spoiled))}, only=sent)

    def _spoiled(self, job: FakeJob, data: bytes) -> tuple[bytes, int]:
        """What is said to be sent, and how much of it really is."""
        half = len(data) // 2
        if self.fake.jobs.meets(job.asked, "truncated"):
            return data, half
        if self.fake.jobs.meets(job.asked, "cut"):
            return data[:half], half
        if self.fake.jobs.meets(job.asked, "corrupt"):
            wrong = bytes(byte ^ 0xA5 for byte in data[half - 8 : half + 24])
            return data[: half - 8] + wrong + data[half + 24 :], len(data)
        return data, len(data)

    # --- the wire

    def _now(self) -> float:
        return time.time() + (_SKEW if self._skewed else 0)

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The server's clock, which may be wrong."""
        return formatdate(self._now() if timestamp is None else timestamp, usegmt=True)

    def _send_json(self, status: int, body: JsonValue, headers: Mapping[str, str] | None = None) -> None:
        if status:
            self._send(status, json.dumps(body).encode(), {"Content-Type": "application/json", **(headers or {})})

    def _send(self, status: int, data: bytes, headers: Mapping[str, str], *, only: int | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        head = b"".join(getattr(self, "_headers_buffer", [])) + b"\r\n"
        self._headers_buffer = list[bytes]()
        self.wfile.write(head + (data if only is None else data[:only]))
        if only is not None and only < len(data):
            self._drop()

    def _drop(self) -> None:
        self.close_connection = True
        # a reset instead of an orderly end, as when a machine on the way fails
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.shutdown(socket.SHUT_RDWR)


def _today() -> date:
    return datetime.now(UTC).date()


def _models() -> JsonValue:
    return {
        "models": [
            {
                "name": model.name,
                "capability": model.capability,
                "prices": [{"amount": str(price.amount), "unit": price.unit} for price in model.prices],
                "retired": model.is_gone(_today()),
            }
            for model in MODELS.values()
        ]
    }
