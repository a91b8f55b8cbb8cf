"""What every maker has to pass: ready test classes for pytest, for the built-in makers and for those of others.

A maker that works in this process::

    class TestFlat(LocalCompliance):
        provider = Flat()
        samples = ((ImageRequest(prompt="a door", width=64, height=64), Context()),)

A maker that is asked over the network; `replies` are bodies as its own documentation shows them::

    class TestRemote(RemoteCompliance):
        provider = Remote()
        samples = ((ImageRequest(prompt="a door", width=64, height=64), Context()),)
        replies = Replies(created='{"id": "j1"}', ready='{"id": "j1", "status": "done", ...}')

No network is used, and no key.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import ClassVar, cast

import httpx2

from filmwright.errors import JobLost, MakerError, NotAccepted, ProviderFailure, Refused, SubmitUnknown, UserError
from filmwright.providers.contract import (
    Capability,
    Context,
    Job,
    LocalMaker,
    Model,
    Provider,
    Ready,
    RemoteMaker,
    Request,
    Working,
    check,
    price_of,
)
from filmwright.providers.declaring import model_of
from filmwright.providers.http import OverHttp, Patience
from filmwright.providers.media import sniff
from filmwright.providers.requests import capability_of, read_request
from filmwright.redaction import Secret

__all__ = ["Compliance", "LocalCompliance", "RemoteCompliance", "Replies"]

_TODAY = date(2026, 11, 20)
_KEY = "planted-key-of-the-compliance-suite"
_REFERENCE = "0f3c.1"


def _error_of(call: Callable[[], object]) -> Exception | None:
    """What a call raises of the errors that makers may raise; anything else goes on and fails the test."""
    try:
        call()
    except (MakerError, UserError) as error:
        return error
    return None


class Compliance:
    """What is asked of every maker. `samples` are requests, one at least for each of its capabilities."""

    provider: ClassVar[Provider]
    samples: ClassVar[tuple[tuple[Request, Context], ...]]

    def test_it_has_a_name_and_a_version(self) -> None:
        """Both enter the keys of what it makes."""
        assert self.provider.name == self.provider.name.strip().lower() != ""
        assert self.provider.version

    def test_each_capability_has_a_model_and_a_sample(self) -> None:
        """What it says it can, it has a model for, and no model for anything else."""
        able = set(self.provider.capabilities)
        assert {model.capability for model in self.provider.models} == able
        assert {capability_of(request) for request, _ in self.samples} == able

    def test_prices_say_when_and_where_they_were_seen(self) -> None:
        """Prices are exact, not negative, dated and sourced."""
        for model in self.provider.models:
            for price in model.prices:
                assert price.amount >= 0
                assert price.seen <= date.today()  # noqa: DTZ011  (a day more or less says nothing)
                assert price.source

    def test_a_retired_model_names_one_that_is_there(self) -> None:
        """Whoever asks for a model that is gone is told what to use instead."""
        names = {model.name for model in self.provider.models}
        for model in self.provider.models:
            if model.retires is not None:
                assert model.retires.replacement in names - {model.name}

    def test_a_model_that_there_is_not_is_refused_by_name(self) -> None:
        """The sentence names those there are."""
        for capability in self.provider.capabilities:
            error = _error_of(partial(self._model_called, "no-such-model", capability))
            assert isinstance(error, UserError)
            assert "no-such-model" in str(error)

    def _model_called(self, name: str, capability: Capability) -> Model:
        return model_of(self.provider.name, self.provider.models, capability, name, today=_TODAY)

    def model_for(self, request: Request) -> Model:
        """The model that a sample is made with."""
        return self._model_called(request.model, capability_of(request))

    def test_samples_are_within_the_declared_limits(self) -> None:
        """What the maker declares and what it is asked for agree."""
        for request, _ in self.samples:
            check(self.provider.name, request, self.model_for(request))

    def test_the_price_is_known_before_the_call(self) -> None:
        """Asked twice, the price is the same, and never negative."""
        for request, _ in self.samples:
            first, second = (price_of(request, self.model_for(request)) for _ in range(2))
            assert first == second >= Decimal(0)

    def test_a_request_comes_back_from_its_bytes(self) -> None:
        """Requests lie in the ledger as bytes."""
        for request, _ in self.samples:
            assert read_request(capability_of(request), request.to_bytes()) == request


class LocalCompliance(Compliance):
    """What is asked of a maker that works in this process."""

    def _makes(self) -> Iterator[tuple[Request, Context, LocalMaker[Request]]]:
        maker = cast("LocalMaker[Request]", self.provider)  # its samples are of its own capabilities
        for request, context in self.samples:
            yield request, context, maker

    def test_it_is_free(self) -> None:
        """Nothing that works here may cost."""
        assert all(not model.prices for model in self.provider.models)
        assert all(maker.submit(request, context).cost == 0 for request, context, maker in self._makes())

    def test_files_are_what_they_say(self) -> None:
        """The media type of each file is that of its bytes."""
        for request, context, maker in self._makes():
            done = maker.submit(request, context)
            assert done.outputs
            for output in done.outputs:
                assert sniff(output.data[:64]) == output.media_type

    def test_what_calls_itself_deterministic_is(self) -> None:
        """The same request gives the same bytes."""
        for request, context, maker in self._makes():
            if self.model_for(request).deterministic:
                first, second = (maker.submit(request, context) for _ in range(2))
                assert first == second


@dataclass(frozen=True, slots=True)
class Replies:
    """Bodies of replies, as the maker documents them. `created` answers a submit; `working` and `ready` a poll.

    `found` and `not_found` answer a look-up by our reference, `stopped` a cancel. An empty one is not tested.
    """

    created: str
    working: str = ""
    ready: str = ""
    failed: str = ""
    found: str = ""
    not_found: str = ""
    stopped: str = ""


class _Wire:
    """Answers calls from a list, the last one for ever, and remembers them."""

    def __init__(self, *answers: httpx2.Response | type[Exception]) -> None:
        self._answers = list(answers)
        self.calls: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.calls.append(request)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, type):
            raise answer("planted")
        return httpx2.Response(answer.status_code, headers=answer.headers, content=answer.content)


def _says(status: int, body: str = "", **headers: str) -> httpx2.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx2.Response(status, headers=named, content=body.encode())


_SILENCE = (httpx2.ReadTimeout, httpx2.WriteTimeout, httpx2.ReadError, httpx2.WriteError, httpx2.RemoteProtocolError)


class RemoteCompliance(Compliance):
    """What is asked of a maker over the network: above all, when a submit may be sent again."""

    replies: ClassVar[Replies]

    @property
    def maker(self) -> RemoteMaker:
        """The maker, as what it is."""
        assert isinstance(self.provider, RemoteMaker)
        return self.provider

    def _line(self, wire: _Wire) -> OverHttp:
        return OverHttp(
            self.maker,
            key=Secret(_KEY),
            context=self.samples[0][1],
            patience=Patience(tries=3),
            transport=httpx2.MockTransport(wire),
            sleep=lambda _: None,
        )

    def _submit(self, wire: _Wire) -> Job | Ready:
        request = self.samples[0][0]
        return self._line(wire).submit(request, self.model_for(request), _REFERENCE)

    def test_every_model_has_a_price(self) -> None:
        """What is not priced cannot be kept within a budget."""
        assert all(model.prices for model in self.maker.models)

    def test_its_own_estimate_costs_no_call(self) -> None:
        """The price that is reserved is known without network, and is never nothing."""
        for request, _ in self.samples:
            first, second = (self.maker.estimate(request, self.model_for(request)) for _ in range(2))
            assert first == second > Decimal(0)

    def test_it_is_asked_over_https(self) -> None:
        """A key does not travel in the open, but on this machine."""
        assert self.maker.address.startswith(("https://", "http://127.0.0.1", "http://localhost"))

    def test_a_submit_that_is_accepted_gives_a_job_or_the_answer(self) -> None:
        """And it was sent once."""
        wire = _Wire(_says(200, self.replies.created))
        assert isinstance(self._submit(wire), Job | Ready)
        assert len(wire.calls) == 1

    def test_every_sample_makes_a_call(self) -> None:
        """The same request makes the same call, and the key is nowhere but in the headers."""
        for request, context in self.samples:
            model = self.model_for(request)
            first, second = (self.maker.create(request, model, _REFERENCE, context) for _ in range(2))
            assert first == second
            assert _KEY not in repr(first)

    def test_silence_after_a_submit_is_unknown_and_never_sent_again(self) -> None:
        """A timeout or a dropped connection says nothing about what was accepted."""
        for silence in _SILENCE:
            wire = _Wire(silence)
            assert isinstance(_error_of(partial(self._submit, wire)), SubmitUnknown)
            assert len(wire.calls) == 1

    def test_a_broken_server_is_unknown_and_never_sent_again(self) -> None:
        """A 5xx may come after the job was accepted, and so may something unreadable."""
        answers = (
            _says(500),
            _says(502, "<html>"),
            _says(503, "", retry_after="1"),
            _says(408),
            _says(302),
            _says(200, "<"),
        )
        for answer in answers:
            wire = _Wire(answer)
            assert isinstance(_error_of(partial(self._submit, wire)), SubmitUnknown)
            assert len(wire.calls) == 1

    def test_too_many_requests_was_not_accepted(self) -> None:
        """A 429 proves it, and says how long to wait, as seconds or as a date."""
        now, later = "Fri, 20 Nov 2026 10:00:00 GMT", "Fri, 20 Nov 2026 10:00:30 GMT"
        for answer in (_says(429, "", retry_after="30"), _says(429, "", retry_after=later, date=now)):
            wire = _Wire(answer)
            error = _error_of(partial(self._submit, wire))
            assert isinstance(error, NotAccepted)
            assert error.wait_seconds == 30
            assert len(wire.calls) == 1

    def test_what_never_left_was_not_accepted(self) -> None:
        """A connection that could not be made carried nothing."""
        for kind in (httpx2.ConnectError, httpx2.ConnectTimeout):
            assert isinstance(_error_of(partial(self._submit, _Wire(kind))), NotAccepted)

    def test_a_bad_request_ends_there(self) -> None:
        """A 4xx without a job is a sentence, and is not sent again."""
        for status in (400, 401, 402, 403, 404, 422):
            wire = _Wire(_says(status, '{"error": "planted"}'))
            error = _error_of(partial(self._submit, wire))
            assert isinstance(error, MakerError)
            assert not isinstance(error, SubmitUnknown | ProviderFailure)
            assert len(wire.calls) == 1

    def test_an_error_does_not_repeat_the_key(self) -> None:
        """Not even when the maker sends it back."""
        for status in (400, 401, 500):
            wire = _Wire(_says(status, f"Authorization: Bearer {_KEY}"))
            error = _error_of(partial(self._submit, wire))
            assert error is not None
            assert _KEY not in str(error)

    def test_a_poll_is_repeated_until_it_is_answered(self) -> None:
        """Polls cost nothing."""
        if not self.replies.working:
            return
        wire = _Wire(httpx2.ReadError, _says(503), _says(200, self.replies.working))
        assert isinstance(self._line(wire).poll("j1"), Working)
        assert len(wire.calls) == 3

    def test_a_finished_job_has_files(self) -> None:
        """And says what they are."""
        if not self.replies.ready:
            return
        state = self._line(_Wire(_says(200, self.replies.ready))).poll("j1")
        assert isinstance(state, Ready)
        assert state.files

    def test_a_job_that_failed_is_told_so(self) -> None:
        """As a refusal with its reason, or as a failure that no further poll mends."""
        if not self.replies.failed:
            return
        error = _error_of(lambda: self._line(_Wire(_says(200, self.replies.failed))).poll("j1"))
        assert isinstance(error, Refused) or (isinstance(error, ProviderFailure) and not error.may_retry)

    def test_a_lost_job_is_told_so(self) -> None:
        """A job that it does not know any more is not waited for."""
        if not self.replies.working:
            return
        assert isinstance(_error_of(lambda: self._line(_Wire(_says(404))).poll("j1")), JobLost)

    def test_a_job_is_found_by_our_reference(self) -> None:
        """Only an answer that says so means that it was never accepted; an error does not."""
        if not self.maker.can_find:
            return
        wire = _Wire(_says(200, self.replies.created))
        self._submit(wire)
        sent = wire.calls[0]
        assert _REFERENCE in f"{sent.url} {sent.headers} {sent.content.decode('utf-8', 'replace')}"
        assert isinstance(self._line(_Wire(_says(200, self.replies.found))).find(_REFERENCE), Job | Ready)
        assert self._line(_Wire(_says(200, self.replies.not_found))).find(_REFERENCE) is None
        for answer in (_says(404), _says(500), httpx2.ReadError):
            error = _error_of(partial(self._line(_Wire(answer)).find, _REFERENCE))
            assert isinstance(error, ProviderFailure)

    def test_a_cancel_says_what_may_still_be_billed(self) -> None:
        """Even where a job cannot be stopped."""
        if not self.replies.stopped:
            return
        stopped = self._line(_Wire(_says(200, self.replies.stopped))).cancel("j1")
        assert stopped.may_still_bill or stopped.cost is not None
