"""The one life cycle of every remote maker: submit once, ask as often as needed, download at once and check.

A submit is sent exactly once. What may be concluded from how it ended:

- 2xx that can be read: accepted (`Job`), or done (`Ready`)
- 429, 423, 425, and a connection that could not be made at all: `NotAccepted`, it may be sent again
- 402 `NoCredit`, any other 4xx without a job `BadRequest`, what the maker calls a refusal `Refused`
- everything else (a timeout, a dropped connection, 3xx, 408, 499, 5xx, 2xx that cannot be read): `SubmitUnknown`

Polls, look-ups, cancels and downloads change nothing and are repeated with growing pauses.
"""

import hashlib
import logging
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from threading import Lock
from typing import TypeAlias, TypeVar

import httpx2

from filmwright.errors import (
    BadRequest,
    JobLost,
    MakerError,
    NoCredit,
    NotAccepted,
    ProviderFailure,
    SubmitUnknown,
    UserError,
)
from filmwright.providers.contract import (
    Call,
    Context,
    Download,
    Job,
    Model,
    Output,
    Ready,
    RemoteMaker,
    Reply,
    Request,
    Stopped,
    Unreadable,
    Working,
)
from filmwright.providers.media import SUFFIXES, damage_of, sniff
from filmwright.redaction import Secret, clean
from filmwright.store.crash import crash_point

__all__ = ["Fetched", "OverHttp", "Patience", "retry_after"]

_LOG = logging.getLogger(__name__)

_LARGEST_ANSWER = 256 * 1024 * 1024
"""A reply that is not a download may be this long: makers that answer at once put their pictures into it."""

_LONGEST_DOWNLOAD = 3600.0
"""A file that has not arrived after so many seconds is asked for again."""

_LONGEST_WAIT = 3600.0
"""No maker is believed that wants to be left alone for longer, in seconds."""

_NEVER_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError)
_REMEMBERED = 256

T = TypeVar("T")
Sleep: TypeAlias = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Patience:
    """How often what is free is tried: `tries` times, waiting `first` seconds, then twice as long, up to `longest`."""

    tries: int = 5
    first: float = 0.5
    longest: float = 20.0

    def pause(self, attempt: int, about: str) -> float:
        """Seconds before attempt number `attempt` + 1; `about` spreads those that failed together."""
        spread = 0.75 + 0.5 * (zlib.crc32(f"{about}.{attempt}".encode()) % 1000) / 1000
        pause: float = min(self.longest, self.first * 2.0**attempt)
        return pause * spread


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file on disk that was checked: what it is was read from its bytes."""

    path: Path
    media_type: str
    role: str


class _Again(Exception):  # noqa: N818  (not an error yet)
    """Something free failed and may be tried again, at the earliest after `wait` seconds where that was said."""

    def __init__(self, message: str, wait: float | None = None, *, lost: bool = False) -> None:
        super().__init__(message)
        self.wait = wait
        self.lost = lost


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that a reply asks to be left alone, from `Retry-After` as seconds or as a date; None without one.

    A date is compared with the reply's own `Date`, so that a clock that is wrong, theirs or ours, changes nothing.
    """
    value = headers.get("retry-after", "").strip()
    if value.replace(".", "", 1).isdecimal():
        return min(float(value), _LONGEST_WAIT)
    try:
        until, now = parsedate_to_datetime(value), parsedate_to_datetime(headers.get("date", ""))
        return min(max(0.0, (until - now).total_seconds()), _LONGEST_WAIT)
    except (ValueError, TypeError):
        return None


class OverHttp:
    """One remote maker on one account. All methods block and may be called from many threads.

    `transport` is where calls go instead of the network, for tests; `sleep` waits between tries.
    """

    def __init__(
        self,
        maker: RemoteMaker,
        *,
        key: Secret | None = None,
        context: Context | None = None,
        address: str | None = None,
        patience: Patience | None = None,
        transport: httpx2.BaseTransport | None = None,
        sleep: Sleep = time.sleep,
    ) -> None:
        self.maker = maker
        self.address = _address(maker, address or maker.address)
        self._context = context or Context()
        self._patience = patience or Patience()
        self._sleep = sleep
        self._key = key
        self._answers: OrderedDict[str, Ready] = OrderedDict()
        self._lock = Lock()
        # a submit never goes over a connection that lay idle: the maker may have closed it just then, and nobody
        # could tell whether it was read
        self._submits = _client(transport, maker.answer_seconds, keep=0)
        self._questions = _client(transport, 60.0, keep=20)

    def close(self) -> None:
        """Close the connections."""
        self._submits.close()
        self._questions.close()

    # --- submit: once

    def submit(self, request: Request, model: Model, reference: str) -> Job | Ready:
        """Send the request, once; raises the errors that the module's text lists."""
        call = self.maker.create(request, model, reference, self._context)
        with _without_secrets():
            return self._submitted(call)

    def _submitted(self, call: Call) -> Job | Ready:
        try:
            reply = self._send(self._submits, call)
        except _NEVER_SENT as error:
            message = self._sentence(f"could not be reached ({_kind(error)}); nothing was sent")
            raise NotAccepted(message, wait_seconds=self._patience.first) from None
        except (httpx2.RequestError, _Again) as error:
            raise SubmitUnknown(self._sentence(f"gave no answer to a submit ({_kind(error)})")) from None
        return self._concluded(reply)

    def _concluded(self, reply: Reply) -> Job | Ready:
        if 200 <= reply.status < 300:
            return self._accepted(reply)
        if not 400 <= reply.status < 500 or reply.status in (408, 499):
            raise SubmitUnknown(
                self._sentence(f"answered a submit with {reply.status}; nobody knows if it was accepted")
            )
        try:
            return self.maker.created(reply)
        except Unreadable:
            raise self._rejected(reply) from None

    def _accepted(self, reply: Reply) -> Job | Ready:
        problem = self._problem(reply)
        if problem is not None:
            raise problem
        try:
            made = self.maker.created(reply)
        except Unreadable as error:
            raise SubmitUnknown(self._sentence(f"answered a submit with something unreadable: {error}")) from None
        return made

    def _rejected(self, reply: Reply) -> MakerError:
        """The error for a 4xx without a job: nothing was accepted."""
        problem = self._problem(reply)
        if problem is not None:
            return problem
        said = _excerpt(reply)
        match reply.status:
            case 423 | 425 | 429:
                return NotAccepted(self._sentence(f"is busy ({reply.status})"), wait_seconds=retry_after(reply.headers))
            case 402:
                return NoCredit(self._sentence(f"says that the account has no credit left{said}: add some there"))
            case 401 | 403:
                return BadRequest(self._sentence(f"does not accept the key{said}: {_set_key(self.maker)}"))
            case _:
                return BadRequest(self._sentence(f"does not understand the request ({reply.status}{said})"))

    def _problem(self, reply: Reply) -> MakerError | None:
        try:
            return self.maker.problem(reply)
        except Unreadable:
            return None

    # --- questions: as often as needed

    def poll(self, job_id: str) -> Working | Ready:
        """How far a job is; raises Refused, JobLost or ProviderFailure."""
        state = self._ask(self.maker.status(job_id), self.maker.state, job_id)
        if isinstance(state, Ready):
            self._remember(job_id, state)
        return state

    def find(self, reference: str) -> Job | Ready | None:
        """The job with our reference; None when it was certainly never accepted. Raises ProviderFailure."""
        found = self._look_up(reference)
        if found is None and self.maker.found_after_seconds > 0:
            self._sleep(self.maker.found_after_seconds)
            found = self._look_up(reference)
        return found

    def _look_up(self, reference: str) -> Job | Ready | None:
        try:
            return self._ask(self.maker.lookup(reference), self.maker.found, reference)
        except JobLost as error:
            # a look-up that is not there is no proof that the job is not
            raise ProviderFailure(str(error), may_retry=True) from None

    def cancel(self, job_id: str) -> Stopped:
        """Ask the maker to stop a job; raises ProviderFailure when it cannot be told."""
        call = self.maker.stop(job_id)
        return Stopped(may_still_bill=True) if call is None else self._ask(call, self.maker.stopped, job_id)

    def _ask(self, call: Call, read: Callable[[Reply], T], about: str) -> T:
        """Make a call that changes nothing until it is answered, at most `patience.tries` times."""
        return self._patiently(lambda: self._asked_once(call, read), about)

    def _asked_once(self, call: Call, read: Callable[[Reply], T]) -> T:
        try:
            reply = self._send(self._questions, call)
        except httpx2.RequestError as error:
            raise _Again(f"gave no answer ({_kind(error)})") from None
        if reply.status in (404, 410):
            raise _Again("does not know the job any more", lost=True)
        if not 200 <= reply.status < 300:
            raise _Again(f"answered with {reply.status}{_excerpt(reply)}", retry_after(reply.headers))
        try:
            return read(reply)
        except Unreadable as error:
            raise _Again(f"answered with something unreadable: {error}") from None

    def _patiently(self, attempt: Callable[[], T], about: str) -> T:
        with _without_secrets():
            return self._tried(attempt, about)

    def _tried(self, attempt: Callable[[], T], about: str) -> T:
        for number in range(self._patience.tries):
            try:
                return attempt()
            except _Again as error:
                if number + 1 == self._patience.tries:
                    raise self._given_up(error, about) from None
                _LOG.debug("`%s` %s; asking again about %s", self.maker.name, error, about)
                self._sleep(max(self._patience.pause(number, about), error.wait or 0.0))
        raise AssertionError("a loop that always returns or raises")

    def _given_up(self, error: _Again, about: str) -> MakerError:
        if error.lost:
            return JobLost(
                self._sentence(f"does not know the job `{about}` any more: ask its console what was charged")
            )
        return ProviderFailure(self._sentence(f"{error} (about `{about}`)"), may_retry=True)

    # --- files

    def fetch(self, job_id: str | None, folder: Path, ready: Ready | None = None) -> tuple[Fetched, ...]:
        """Write the files of an answer into `folder`: hosts, lengths and kinds checked, each decoded once.

        Addresses that expired are asked for anew where there is a job. Raises ProviderFailure.
        """
        about = job_id or "an answer"
        return self._patiently(lambda: self._fetched_once(job_id, folder, ready), about)

    def _fetched_once(self, job_id: str | None, folder: Path, ready: Ready | None) -> tuple[Fetched, ...]:
        answer = ready or self._answer_of(job_id)
        files: dict[tuple[str, str], Fetched] = {}
        for number, file in enumerate(answer.files):
            try:
                digest, fetched = self._file(file, folder, number)
            except _Again:
                self._forget(job_id)
                raise
            if files.setdefault((fetched.role, digest), fetched) is not fetched:
                fetched.path.unlink()  # the same file delivered twice
        if not files:
            raise ProviderFailure(self._sentence(f"has no file for `{job_id}`"), may_retry=False, cost=answer.cost)
        return tuple(files.values())

    def _answer_of(self, job_id: str | None) -> Ready:
        with self._lock:
            remembered = self._answers.get(job_id or "")
        if remembered is not None:
            return remembered
        if job_id is None:
            raise ProviderFailure(self._sentence("keeps nothing that could be fetched again"), may_retry=False)
        state = self.poll(job_id)
        if isinstance(state, Working):
            raise _Again("says that a finished job is not finished", state.after_seconds)
        return state

    def _remember(self, job_id: str, ready: Ready) -> None:
        with self._lock:
            self._answers[job_id] = ready
            while len(self._answers) > _REMEMBERED:
                self._answers.popitem(last=False)

    def _forget(self, job_id: str | None) -> None:
        with self._lock:
            self._answers.pop(job_id or "", None)

    def _file(self, file: Download | Output, folder: Path, number: int) -> tuple[str, Fetched]:
        path = folder / f"{number:02d}.part"
        if isinstance(file, Output):
            path.write_bytes(file.data)
            digest, kind = hashlib.sha256(file.data).hexdigest(), file.media_type.partition("/")[0]
        else:
            digest, kind = self._download(file, path), file.kind
        crash_point("money.in_download")
        return digest, self._checked(path, kind, file.role)

    def _checked(self, path: Path, kind: str, role: str) -> Fetched:
        media_type = "text/plain" if kind == "text" else self._kind_of_media(path, kind)
        return Fetched(path.replace(path.with_suffix(SUFFIXES[media_type])), media_type, role)

    def _kind_of_media(self, path: Path, kind: str) -> str:
        """The media type that the bytes tell of; raises _Again for another kind, and for a file that is damaged."""
        with path.open("rb") as file:
            media_type = sniff(file.read(64))
        if media_type is None or media_type.partition("/")[0] != kind:
            raise _Again(f"gave {media_type or 'something else'} where {kind} was asked for")
        damage = damage_of(path)
        if damage:
            raise _Again(f"gave a damaged file: {damage}")
        return media_type

    def _download(self, file: Download, path: Path) -> str:
        """Write what lies at an address into `path`; gives its SHA-256."""
        url = self._allowed(file.address.reveal())
        for _ in range(5):
            try:
                with self._opened(url) as response:
                    if not response.has_redirect_location:
                        return self._written(response, file.kind, path)
                    location = response.headers["location"]
            except httpx2.RequestError as error:
                raise _Again(f"broke off a download ({_kind(error)})") from None
            url = self._allowed(location, url)
        raise _Again("sends a download in circles")

    @contextmanager
    def _opened(self, url: httpx2.URL) -> Generator[httpx2.Response]:
        """A download under way; the key goes along only to the maker's own host."""
        with self._questions.stream("GET", url, headers=self._headers(with_key=self._is_own(url))) as response:
            yield response

    def _is_own(self, url: httpx2.URL) -> bool:
        base = httpx2.URL(self.address)
        return (url.scheme, url.netloc) == (base.scheme, base.netloc)

    def _allowed(self, address: str, base: httpx2.URL | None = None) -> httpx2.URL:
        """The address, read once; raises ProviderFailure for one that results of this maker do not come from."""
        try:
            url = base.join(address) if base else httpx2.URL(address)
        except httpx2.InvalidURL:
            raise ProviderFailure(self._sentence("gives an address that is none"), may_retry=False) from None
        listed = url.scheme == "https" and any(_is_below(url.host, allowed) for allowed in self.maker.hosts)
        if url.userinfo or not (self._is_own(url) or listed):
            message = self._sentence(f"gives a file at `{url.host}`, which is none of its hosts; it was not fetched")
            raise ProviderFailure(message, may_retry=False)
        return url

    def _written(self, response: httpx2.Response, kind: str, path: Path) -> str:
        if response.status_code != 200:
            raise _Again(f"answered a download with {response.status_code}")
        stated = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if stated and stated.partition("/")[0] != kind and stated not in _ANY_TYPE:
            raise _Again(f"gave `{stated}` where {kind} was asked for")
        digest, length = hashlib.sha256(), 0
        with path.open("wb") as out:
            for chunk in _in_time(response, _LONGEST_DOWNLOAD):
                length += len(chunk)
                if length > self.maker.largest_file:
                    message = self._sentence(f"gave a file longer than {self.maker.largest_file} bytes")
                    raise ProviderFailure(message, may_retry=False)
                digest.update(chunk)
                out.write(chunk)
        return digest.hexdigest()

    # --- the wire

    def _send(self, client: httpx2.Client, call: Call) -> Reply:
        """One call, its answer read whole; raises RequestError, or _Again for an answer without an end."""
        with client.stream(
            call.method,
            f"{self.address}{call.path}",
            params=dict(call.query) or None,
            json=call.body,
            headers={**self._headers(with_key=True), **call.headers},
            data={name: part for name, part in call.form if isinstance(part, str)} or None,
            files=[(name, _upload(name, part)) for name, part in call.form if isinstance(part, Output)] or None,
        ) as response:
            data = _whole(response, self.maker.answer_seconds)
        _LOG.debug("%s %s%s: %s", call.method, self.address, call.path, response.status_code)
        return Reply(response.status_code, {k.lower(): v for k, v in response.headers.items()}, data)

    def _headers(self, *, with_key: bool) -> dict[str, str]:
        """Made anew for each call, so that the key lies nowhere in the open."""
        authorised = self.maker.authorise(self._key) if with_key and self._key else {}
        return {"User-Agent": "filmwright", **authorised}

    def _sentence(self, what: str) -> str:
        return clean(f"The maker `{self.maker.name}` {what}.")


@contextmanager
def _without_secrets() -> Generator[None]:
    """What a maker says goes into errors; if it repeats the key or a signed address, that does not."""
    try:
        yield
    except MakerError as error:
        error.args = tuple(clean(str(part)) for part in error.args)
        raise


_ANY_TYPE = ("application/octet-stream", "binary/octet-stream", "application/mp4", "application/ogg")
"""Media types that storage gives to files whose kind it does not know."""


def _address(maker: RemoteMaker, address: str) -> str:
    """The address without a slash at its end; raises UserError for one that cannot be asked."""
    try:
        url = httpx2.URL(address)
    except httpx2.InvalidURL:
        url = httpx2.URL("")
    if url.scheme not in ("http", "https") or not url.host or url.userinfo:
        raise UserError(
            f"The address given for the maker `{maker.name}` is none: write https://host, without a name or key."
        )
    return address.rstrip("/")


def _client(transport: httpx2.BaseTransport | None, seconds: float, *, keep: int) -> httpx2.Client:
    return httpx2.Client(
        transport=transport,
        timeout=httpx2.Timeout(seconds, connect=10.0),
        limits=httpx2.Limits(max_connections=100, max_keepalive_connections=keep),
        follow_redirects=False,
    )


def _whole(response: httpx2.Response, seconds: float) -> bytes:
    """A body in full; raises _Again for one that is too long or comes too slowly."""
    parts: list[bytes] = []
    length = 0
    for chunk in _in_time(response, seconds):
        length += len(chunk)
        if length > _LARGEST_ANSWER:
            raise _Again(f"gave an answer longer than {_LARGEST_ANSWER} bytes")
        parts.append(chunk)
    return b"".join(parts)


def _in_time(response: httpx2.Response, seconds: float) -> Iterator[bytes]:
    """The chunks of a body; raises _Again when they take longer in all (the library's timeout is between two)."""
    end = time.monotonic() + seconds
    for chunk in response.iter_bytes():
        if time.monotonic() > end:
            raise _Again(f"took longer than {seconds:.0f} s to send its answer")
        yield chunk


def _upload(name: str, part: Output) -> tuple[str, bytes, str]:
    return (f"{name}{SUFFIXES.get(part.media_type, '')}", part.data, part.media_type)


def _is_below(host: str, allowed: str) -> bool:
    return host == allowed or (allowed.startswith(".") and host.endswith(allowed))


def _kind(error: Exception) -> str:
    """What went wrong, without what the library says: that may hold the address."""
    return str(error) if isinstance(error, _Again) else type(error).__name__


def _excerpt(reply: Reply) -> str:
    """The start of what a maker says, for a message; secrets are taken out where the message is made."""
    said = " ".join(reply.data[:2000].decode("utf-8", "replace").split())
    return f": {clean(said)[:200]}" if said else ""


def _set_key(maker: RemoteMaker) -> str:
    variable = f" or the variable {maker.key.variable}" if maker.key else ""
    return f"set it again with `filmwright keys set {maker.name}`{variable}"
