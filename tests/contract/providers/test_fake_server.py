"""The maker `fake` against its real server: every fault ends as it should, and the bill is the judge."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import httpx2
import pytest

from filmwright.errors import (
    BadRequest,
    JobLost,
    MakerError,
    NoCredit,
    NotAccepted,
    ProviderFailure,
    Refused,
    SubmitUnknown,
    UserError,
)
from filmwright.providers.contract import ImageRequest, Job, Ready, SpeechRequest, VideoRequest, Working, price_of
from filmwright.providers.fake import Fake, FakeBlind, FakeSync
from filmwright.providers.fake_server import FakeServer, Settings
from filmwright.providers.fake_server.faults import FAULTS, Faults
from filmwright.providers.fake_server.jobs import Latency, parse_latency
from filmwright.providers.http import OverHttp, Patience
from filmwright.redaction import Secret

IMAGE, VIDEO, VOICE = (
    next(m for m in Fake.models if m.name == name) for name in ("fake-image", "fake-video", "fake-voice")
)
CALM = Patience(tries=4, first=0.01)


@pytest.fixture
def line(server):
    opened = line_to(server)
    yield opened
    opened.close()


def line_to(server, maker=None):
    return OverHttp(maker or Fake(), key=Secret("a-key-for-tests"), address=server.address, patience=CALM)


def picture(faults="", prompt="a door"):
    return ImageRequest(prompt=prompt, width=160, height=90, attributes={"fake": faults})


def fetched(line, job, folder: Path):
    folder.mkdir(exist_ok=True)
    return line.fetch(job.job_id, folder)


def test_a_picture_has_the_size_asked_for_and_is_billed_once(server, line, tmp_path):
    from PIL import Image

    job = line.submit(picture(), IMAGE, "r.1")
    state = line.poll(job.job_id)
    assert isinstance(state, Ready)
    assert state.cost == Decimal("0.04") == price_of(picture(), IMAGE)
    (file,) = fetched(line, job, tmp_path / "out")
    with Image.open(file.path) as drawn:
        assert drawn.size == (160, 90)
    assert [(entry.reference, entry.amount) for entry in server.bill.lines] == [("r.1", Decimal("0.04"))]


def test_a_clip_has_the_frames_asked_for(line, tmp_path):
    import av

    request = VideoRequest(prompt="it opens", width=160, height=90, frames=30)
    job = line.submit(request, VIDEO, "r.1")
    (file,) = fetched(line, job, tmp_path / "out")
    with av.open(str(file.path)) as film:
        assert sum(1 for _ in film.decode(video=0)) == 30


def test_speech_answers_at_once_where_the_maker_does(server, tmp_path):
    at_once = line_to(server, FakeSync())
    ready = at_once.submit(SpeechRequest(text="Come in.", voice="anna"), VOICE, "r.1")
    assert isinstance(ready, Ready)
    (file,) = at_once.fetch(None, tmp_path, ready)
    assert file.media_type == "audio/wav"
    at_once.close()


def test_different_words_give_different_files_and_the_same_words_the_same(line, tmp_path):
    files = {}
    for number, words in enumerate(("a door", "a window", "a door")):
        job = line.submit(picture(prompt=words), IMAGE, f"r.{number}")
        (file,) = fetched(line, job, tmp_path / str(number))
        files.setdefault(words, set()).add(file.path.read_bytes())
    assert [len(found) for found in files.values()] == [1, 1]
    assert files["a door"] != files["a window"]


# --- submits

NOT_ACCEPTED = {"limited": NotAccepted, "limited-date": NotAccepted, "bad-request": BadRequest}
NOT_ACCEPTED |= {"no-credit": NoCredit, "refused-at-once": Refused, "echo": BadRequest}
UNKNOWN_FREE = ("drop-before", "error-before")
UNKNOWN_CHARGED = ("drop-after", "error-after", "unreadable")


@pytest.mark.parametrize(("fault", "error"), NOT_ACCEPTED.items())
def test_an_answer_that_proves_it_was_not_accepted_costs_nothing(server, line, fault, error):
    with pytest.raises(error):
        line.submit(picture(fault), IMAGE, "r.1")
    assert server.bill.lines == []


@pytest.mark.parametrize("fault", UNKNOWN_FREE)
def test_silence_before_acceptance_is_unknown_and_the_look_up_says_never(server, line, fault):
    with pytest.raises(SubmitUnknown):
        line.submit(picture(fault), IMAGE, "r.1")
    assert line.find("r.1") is None
    assert server.bill.lines == []


@pytest.mark.parametrize("fault", UNKNOWN_CHARGED)
def test_silence_after_acceptance_is_unknown_and_the_look_up_finds_the_one_job(server, line, fault, tmp_path):
    with pytest.raises(SubmitUnknown):
        line.submit(picture(fault), IMAGE, "r.1")
    job = line.find("r.1")
    assert isinstance(job, Job)
    assert fetched(line, job, tmp_path / "out")
    assert [entry.job for entry in server.bill.lines] == [job.job_id]


def test_retry_after_is_told_in_seconds_and_as_a_date_of_a_clock_that_is_wrong(line):
    with pytest.raises(NotAccepted) as told:
        line.submit(picture("limited"), IMAGE, "r.1")
    assert told.value.wait_seconds == 0.2
    with pytest.raises(NotAccepted) as told:
        line.submit(picture("limited-date skew"), IMAGE, "r.2")
    assert told.value.wait_seconds == 1.0


def test_it_can_be_sent_again_after_429(server, line):
    with pytest.raises(NotAccepted):
        line.submit(picture("limited"), IMAGE, "r.1")
    assert isinstance(line.submit(picture("limited"), IMAGE, "r.1"), Job)
    assert len(server.bill.lines) == 1


def test_an_address_where_nobody_is_was_never_sent_to():
    nobody = OverHttp(Fake(), key=Secret("a-key-for-tests"), address="http://127.0.0.1:1", patience=CALM)
    with pytest.raises(NotAccepted, match="could not be reached"):
        nobody.submit(picture(), IMAGE, "r.1")
    nobody.close()


def test_a_key_that_is_wrong_says_how_to_set_it(tmp_path):
    with FakeServer(tmp_path, Settings(key="the-only-one")) as server:
        wrong = line_to(server)
        with pytest.raises(BadRequest, match="filmwright keys set fake"):
            wrong.submit(picture(), IMAGE, "r.1")
        wrong.close()


def test_an_account_never_goes_below_nothing(tmp_path):
    with FakeServer(tmp_path, Settings(balance=Decimal("0.40"))) as server:
        line = line_to(server)

        def ask(number):
            try:
                return line.submit(picture(), IMAGE, f"r.{number}")
            except NoCredit:
                return None

        with ThreadPoolExecutor(8) as pool:
            made = [job for job in pool.map(ask, range(24)) if job]
        assert len(made) == 10
        assert server.bill.balance == 0
        line.close()


# --- polls, cancels


@pytest.mark.parametrize("fault", ["poll-error*2", "poll-drop*2", "poll-limited", "slow-poll"])
def test_a_poll_that_goes_wrong_is_asked_again(server, line, fault):
    job = line.submit(picture(fault), IMAGE, "r.1")
    assert isinstance(line.poll(job.job_id), Ready)
    assert len(server.bill.lines) == 1


def test_a_poll_that_always_goes_wrong_may_be_asked_later(line):
    job = line.submit(picture("poll-error*"), IMAGE, "r.1")
    with pytest.raises(ProviderFailure) as told:
        line.poll(job.job_id)
    assert told.value.may_retry


def test_a_lost_job_is_told_so(line):
    job = line.submit(picture("lost"), IMAGE, "r.1")
    with pytest.raises(JobLost):
        line.poll(job.job_id)


@pytest.mark.parametrize(
    ("fault", "error", "cost"),
    [("refused", Refused, "0"), ("fails", ProviderFailure, "0"), ("fails-billed", ProviderFailure, "0.04")],
)
def test_a_job_that_is_not_made_says_what_it_cost(server, line, fault, error, cost):
    job = line.submit(picture(fault), IMAGE, "r.1")
    with pytest.raises(error) as told:
        line.poll(job.job_id)
    assert told.value.cost == Decimal(cost) == server.bill.spent


def test_a_bill_may_be_higher_than_the_price(server, line):
    job = line.submit(picture("overcharge"), IMAGE, "r.1")
    assert line.poll(job.job_id).cost == 2 * price_of(picture(), IMAGE) == server.bill.spent


@pytest.mark.parametrize(("fault", "cost", "may_still_bill"), [("", "0", False), ("cancel-bills", "0.04", True)])
def test_a_cancel_says_what_it_still_costs(tmp_path, fault, cost, may_still_bill):
    with FakeServer(tmp_path, Settings(latency=Latency(60))) as server:
        line = line_to(server)
        job = line.submit(picture(fault), IMAGE, "r.1")
        assert isinstance(line.poll(job.job_id), Working)
        stopped = line.cancel(job.job_id)
        assert stopped.may_still_bill is may_still_bill
        assert server.bill.spent == Decimal(cost)
        with pytest.raises(ProviderFailure) as told:
            line.poll(job.job_id)
        assert told.value.cost == Decimal(cost)
        line.close()


def test_jobs_take_their_time(tmp_path):
    with FakeServer(tmp_path, Settings(latency=parse_latency("image=0.3,9"))) as server:
        line = line_to(server)
        job = line.submit(picture(), IMAGE, "r.1")
        assert isinstance(line.poll(job.job_id), Working)
        deadline = time.monotonic() + 20
        while isinstance(line.poll(job.job_id), Working):
            assert time.monotonic() < deadline
            threading.Event().wait(0.02)
        line.close()


def test_slots_and_rate_are_kept_by_the_server(tmp_path):
    with FakeServer(tmp_path, Settings(latency=Latency(60), slots=2)) as server:
        line = line_to(server)
        for number in range(2):
            line.submit(picture(), IMAGE, f"r.{number}")
        with pytest.raises(NotAccepted):
            line.submit(picture(), IMAGE, "r.3")
        line.close()
    with FakeServer(tmp_path / "rate", Settings(rate=(3, 60.0))) as server:
        line = line_to(server)
        for number in range(3):
            line.submit(picture(), IMAGE, f"r.{number}")
        with pytest.raises(NotAccepted) as told:
            line.submit(picture(), IMAGE, "r.3")
        assert 50 < told.value.wait_seconds <= 61
        line.close()


# --- files


@pytest.mark.parametrize("fault", ["expired", "truncated*2", "cut*2", "corrupt*2", "wrong-type*2", "duplicate", "skew"])
def test_a_file_that_arrives_badly_is_fetched_again_for_nothing(server, line, fault, tmp_path):
    good = line.submit(picture(), IMAGE, "r.0")
    job = line.submit(picture(fault), IMAGE, "r.1")
    line.poll(job.job_id)
    (file,) = fetched(line, job, tmp_path / "bad")
    (wanted,) = fetched(line, good, tmp_path / "good")
    assert file.path.read_bytes() == wanted.path.read_bytes()
    assert [entry.amount for entry in server.bill.lines] == [Decimal("0.04")] * 2


BADLY = [
    (what, fault)
    for what in ("image", "video", "speech")
    for fault in ("truncated*", "cut*", "corrupt*", "wrong-type*")
]
BADLY.remove(("speech", "corrupt*"))  # samples of sound carry no check: any bytes are a sound


@pytest.mark.parametrize(("request_of", "fault"), BADLY)
def test_a_file_that_stays_bad_is_never_taken(server, line, fault, request_of, tmp_path):
    asked = {
        "image": (picture(fault), IMAGE),
        "video": (VideoRequest(prompt="a", width=160, height=90, frames=24, attributes={"fake": fault}), VIDEO),
        "speech": (SpeechRequest(text="Come in.", voice="a", attributes={"fake": fault}), VOICE),
    }[request_of]
    job = line.submit(*asked, "r.1")
    with pytest.raises(ProviderFailure) as told:
        fetched(line, job, tmp_path / "out")
    assert told.value.may_retry
    assert len(server.bill.lines) == 1


def test_a_file_at_another_host_is_not_fetched(line, tmp_path):
    job = line.submit(picture("foreign-host"), IMAGE, "r.1")
    with pytest.raises(ProviderFailure, match="files.example.org") as told:
        fetched(line, job, tmp_path / "out")
    assert not told.value.may_retry


# --- the server itself


def test_only_the_first_door_finds_jobs_by_our_reference(server):
    line_of_blind = line_to(server, FakeBlind())
    line_of_blind.submit(picture(), IMAGE, "r.1")
    headers = {"Authorization": "Bearer a-key-for-tests"}
    asked = {
        door: httpx2.get(f"{server.address}{door}/v1/jobs?reference=r.1", headers=headers)
        for door in ("", "/blind", "/sync")
    }
    assert {door: reply.status_code for door, reply in asked.items()} == {"": 200, "/blind": 404, "/sync": 404}
    line_of_blind.close()


def test_the_same_reference_twice_is_billed_twice(server, line):
    line.submit(picture(), IMAGE, "r.1")
    line.submit(picture(), IMAGE, "r.1")
    assert [entry.reference for entry in server.bill.lines] == ["r.1", "r.1"]


def test_the_bill_can_be_read_over_http_and_is_exact(server, line):
    line.submit(SpeechRequest(text="x" * 333, voice="a"), VOICE, "r.1")
    bill = httpx2.get(f"{server.address}/bill").json()
    assert bill["total"] == "0.033300"
    assert bill["lines"][0]["reference"] == "r.1"
    assert Decimal(bill["balance"]) == Decimal(100) - Decimal("0.0333")


def test_a_server_that_starts_again_knows_its_jobs_and_its_bill(tmp_path):
    with FakeServer(tmp_path) as server:
        line = line_to(server)
        job = line.submit(picture(), IMAGE, "r.1")
        line.close()
    with (tmp_path / "bill.jsonl").open("ab") as bill:
        bill.write(b'{"seq": 2, "torn')
    with FakeServer(tmp_path) as server:
        line = line_to(server)
        assert isinstance(line.poll(job.job_id), Ready)
        assert line.submit(picture(), IMAGE, "r.2").job_id != job.job_id
        assert server.bill.spent == Decimal("0.08")
        line.close()
    seqs = [json.loads(text)["seq"] for text in (tmp_path / "bill.jsonl").read_text().splitlines()]
    assert seqs == [1, 2]


def test_an_address_that_was_not_signed_gives_nothing(server, line):
    job = line.submit(picture(), IMAGE, "r.1")
    for query in ("", "?expires=99999999999&signature=0"):
        assert httpx2.get(f"{server.address}/files/{job.job_id}/0{query}").status_code == 403


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff", b'{"capability": "image", "model": "fake-image"}'])
def test_a_body_that_is_no_request_is_a_bad_request(server, body):
    headers = {"Authorization": "Bearer a-key-for-tests"}
    assert httpx2.post(f"{server.address}/v1/jobs", content=body, headers=headers).status_code == 400
    assert server.bill.lines == []


def test_a_fault_that_there_is_not_is_named():
    with pytest.raises(UserError, match="No fault `explode`"):
        Faults("explode")


def test_chance_is_fixed_by_its_seed():
    first, second = (Faults(rate=0.3, seed=7) for _ in range(2))
    drawn = [tuple(first.planned(f"r.{n}", "")) for n in range(400)]
    assert drawn == [tuple(second.planned(f"r.{n}", "")) for n in range(400)]
    assert 80 < sum(map(bool, drawn)) < 160


def test_whatever_goes_wrong_the_answer_is_one_of_the_errors_and_nothing_is_billed_twice(tmp_path):
    """Four hundred requests with faults by chance: each ends in a file or in an error that there is, billed at most once."""
    with FakeServer(tmp_path / "server", Settings(faults=Faults(rate=0.9, seed=3))) as server:
        line = line_to(server)

        def live(number):
            reference, folder = f"r.{number}", tmp_path / str(number)
            try:
                job = line.submit(picture(prompt=f"{number}"), IMAGE, reference)
            except SubmitUnknown:
                job = line.find(reference)
            except MakerError as error:
                return type(error)
            try:
                return bool(job and fetched(line, job, folder))
            except MakerError as error:
                return type(error)

        with ThreadPoolExecutor(12) as pool:
            ends = list(pool.map(live, range(400)))
        references = [entry.reference for entry in server.bill.lines]
        assert len(references) == len(set(references))
        assert {NotAccepted, Refused, ProviderFailure, JobLost, True, False} >= set(ends)
        assert ends.count(True) > 100
        line.close()


def test_every_fault_is_named_in_the_guide():
    guide = (Path(__file__).parents[3] / "docs" / "guides" / "makers.md").read_text()
    assert [name for name in FAULTS if f"`{name}`" not in guide] == []


def test_jobs_charged_at_the_same_time_keep_their_names_after_a_restart(tmp_path):
    with FakeServer(tmp_path) as server:
        line = line_to(server)
        with ThreadPoolExecutor(12) as pool:
            made = list(pool.map(lambda n: (f"r.{n}", line.submit(picture(), IMAGE, f"r.{n}")), range(60)))
        line.close()
    with FakeServer(tmp_path) as server:
        line = line_to(server)
        assert {reference: line.find(reference) for reference, _ in made} == dict(made)
        line.close()


def test_slots_hold_when_many_ask_at_once(tmp_path):
    with FakeServer(tmp_path, Settings(latency=Latency(60), slots=5)) as server:
        line = line_to(server)

        def ask(number):
            try:
                return line.submit(picture(), IMAGE, f"r.{number}")
            except NotAccepted:
                return None

        with ThreadPoolExecutor(12) as pool:
            assert sum(job is not None for job in pool.map(ask, range(40))) == 5
        line.close()
