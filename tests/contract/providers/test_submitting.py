"""Makers behind the port of the engine."""

from dataclasses import replace
from decimal import Decimal

import pytest

from filmwright.app.keys import KeyStore
from filmwright.app.submitting import Makers
from filmwright.engine.submitter import Accepted, Answer, Submitter, Waiting
from filmwright.errors import NotAccepted, ProviderFailure, UserError
from filmwright.providers.contract import ImageRequest, SpeechRequest, VideoRequest
from filmwright.providers.fake_server import FakeServer, Settings
from filmwright.providers.fake_server.jobs import Latency
from filmwright.providers.http import Patience

IMAGE = ImageRequest(prompt="a door", width=160, height=90).to_bytes()
REQUESTS = {
    "image": IMAGE,
    "video": VideoRequest(prompt="it opens", width=160, height=90, frames=24).to_bytes(),
    "speech": SpeechRequest(text="Come in.", voice="anna").to_bytes(),
}


@pytest.fixture
def makers(server, tmp_path):
    with makers_at(server.address, tmp_path) as opened:
        yield opened


def makers_at(address, folder, **more):
    environment = {"FILMWRIGHT_FAKE_URL": address, "FILMWRIGHT_FAKE_KEY": "planted-key-of-test"} | more
    return Makers(
        lambda ref: b"", keys=KeyStore(environment, folder, None), environment=environment, patience=Patience(3, 0.01)
    )


@pytest.mark.parametrize("name", ["fake", "fake-blind", "fake-sync"])
@pytest.mark.parametrize("capability", REQUESTS)
def test_what_was_asked_for_arrives_and_the_ledger_can_say_what_the_bill_says(
    makers, server, tmp_path, name, capability
):
    submitter: Submitter = makers(name)
    asked = submitter.price(capability, "", REQUESTS[capability])
    answer = submitter.submit(asked, "k.1")
    if isinstance(answer, Accepted):
        answer = submitter.poll(asked, answer.job_id)
    assert isinstance(answer, Answer)
    assert answer.cost == asked.worst == server.bill.spent
    folder = tmp_path / "files"
    folder.mkdir()
    (file,) = submitter.fetch(asked, answer, folder)
    assert file.media_type == {"image": "image/png", "video": "video/mp4", "speech": "audio/wav"}[capability]
    assert file.path.parent == folder


def test_what_is_kept_of_an_answer_holds_no_address(makers):
    submitter = makers("fake")
    asked = submitter.price("image", "", IMAGE)
    job = submitter.submit(asked, "k.1")
    answer = submitter.poll(asked, job.job_id)
    assert answer.payload == b""
    assert "planted" not in repr(asked) + repr(answer) + repr(job)


def test_the_answer_of_a_maker_that_keeps_nothing_is_kept_whole(makers, tmp_path):
    submitter = makers("fake-sync")
    asked = submitter.price("image", "", IMAGE)
    answer = submitter.submit(asked, "k.1")
    again = Answer(None, None, answer.payload)  # as it comes back from the library after a crash
    for number, kept in enumerate((answer, again)):
        (tmp_path / str(number)).mkdir()
        submitter.fetch(asked, kept, tmp_path / str(number))
    first, second = ((tmp_path / n / "00.png").read_bytes() for n in "01")
    assert first == second


def test_a_job_is_found_again_by_our_reference(makers, server):
    submitter = makers("fake")
    asked = submitter.price("image", "", IMAGE)
    assert submitter.find(asked, "k.1") is None
    assert submitter.submit(asked, "k.1") == submitter.find(asked, "k.1")
    assert len(server.bill.lines) == 1


def test_only_one_of_the_three_can_be_asked(makers):
    assert [makers(name).can_find for name in ("fake", "fake-blind", "fake-sync")] == [True, False, False]


def test_a_job_at_work_is_waited_for_and_can_be_cancelled(tmp_path):
    settings = Settings(latency=Latency(60))
    with FakeServer(tmp_path / "server", settings) as server, makers_at(server.address, tmp_path) as makers:
        submitter = makers("fake")
        asked = submitter.price("image", "", IMAGE)
        job = submitter.submit(asked, "k.1")
        assert isinstance(submitter.poll(asked, job.job_id), Waiting)
        cancelled = submitter.cancel(asked, job.job_id)
        assert (cancelled.may_still_bill, cancelled.cost) == (False, 0)


def test_a_price_needs_no_network_and_no_server(tmp_path):
    with makers_at("http://127.0.0.1:1", tmp_path) as makers:
        asked = makers("fake").price("video", "fake-video", REQUESTS["video"])
        assert (asked.worst, asked.model, asked.provider, asked.account) == (
            Decimal("0.10"),
            "fake-video",
            "fake",
            "default",
        )
        with pytest.raises(NotAccepted):
            makers("fake").submit(asked, "k.1")


@pytest.mark.parametrize(
    ("capability", "model", "request_", "says"),
    [
        ("image", "fake-image-old", IMAGE, "was retired on 2026-06-30: use `fake-image` instead"),
        ("image", "flax", IMAGE, "has no image model `flax`. It has: fake-image"),
        ("smell", "", IMAGE, "No maker does `smell`"),
        ("image", "", b"{}", "Not a readable"),
        ("image", "", ImageRequest(prompt="p", width=8192, height=64).to_bytes(), "at most 4096 pixels a side"),
        ("judge", "", b'{"question": "q", "pictures": []}', "has no judge model"),
    ],
    ids=["retired", "unknown-model", "unknown-capability", "no-request", "too-large", "not-made"],
)
def test_what_cannot_be_asked_is_one_sentence_before_the_call(makers, server, capability, model, request_, says):
    with pytest.raises(UserError) as told:
        makers("fake").price(capability, model, request_)
    assert says in str(told.value)
    assert server.bill.lines == []


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nobody", "No maker `nobody`. Installed: espeak"),
        ("previs", "built in and free"),
        ("fake", "needs a key: set FILMWRIGHT_FAKE_KEY"),
    ],
)
def test_a_maker_that_cannot_be_asked_is_one_sentence(tmp_path, name, says):
    without = Makers(lambda ref: b"", keys=KeyStore({}, tmp_path, None), environment={})
    with pytest.raises(UserError) as told:
        without(name)
    assert says in str(told.value)


def test_a_price_can_be_asked_before_there_is_a_key(tmp_path):
    with Makers(lambda ref: b"", keys=KeyStore({}, tmp_path, None), need_keys=False, environment={}) as makers:
        asked = makers("fake").price("image", "", IMAGE)
        assert asked.worst == Decimal("0.04")
        assert makers.latency(asked) == 0.6
        assert makers.latency(replace(asked, model="gone")) is None


@pytest.mark.parametrize(
    "address", ["not an address", "ftp://host", "https://", "https://me:secret-word@host", "http://[::1"]
)
def test_an_address_that_is_none_is_one_sentence_before_anything_is_sent(tmp_path, address):
    with (
        makers_at(address, tmp_path) as makers,
        pytest.raises(UserError, match="address given for the maker `fake`") as told,
    ):
        makers("fake")
    assert "secret-word" not in str(told.value)


def test_a_job_whose_files_are_gone_says_what_it_cost(makers, tmp_path):
    submitter = makers("fake")
    lost = ImageRequest(prompt="a", width=64, height=64, attributes={"fake": "lost"}).to_bytes()
    asked = submitter.price("image", "", lost)
    job = submitter.submit(asked, "k.1")
    with pytest.raises(ProviderFailure) as told:
        submitter.fetch(asked, Answer(job.job_id, Decimal("0.04")), tmp_path)
    assert (told.value.may_retry, told.value.cost) == (False, Decimal("0.04"))


def test_many_threads_may_ask_one_submitter(makers, server):
    from concurrent.futures import ThreadPoolExecutor

    submitter = makers("fake")
    asked = submitter.price("image", "", IMAGE)
    with ThreadPoolExecutor(16) as pool:
        jobs = list(pool.map(lambda n: submitter.submit(asked, f"k.{n}"), range(200)))
    assert len({job.job_id for job in jobs}) == 200 == len(server.bill.lines)
    assert server.bill.spent == 200 * asked.worst
