"""What a lying or broken maker can do, and what becomes of it."""

import gzip
import time
from decimal import Decimal

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmwright.errors import BadRequest, MakerError, NotAccepted, ProviderFailure, SubmitUnknown
from filmwright.providers import http
from filmwright.providers.contract import Call, Download, ImageRequest, Job, Output, Ready, Working
from filmwright.providers.fake import Fake, FakeSync
from filmwright.providers.fake_server.pictures import picture
from filmwright.providers.http import OverHttp, Patience, retry_after
from filmwright.redaction import Secret

KEY = "planted-key-of-http"
REQUEST = ImageRequest(prompt="a door", width=64, height=48)
PNG = picture("a door", 64, 48)


class Painter(Fake):
    """A fake one at a real address, whose files lie elsewhere."""

    address = "https://api.painter.example"
    hosts = ("files.painter.example", ".cdn.example")
    largest_file = 4096


def line(answer, maker=None, waits=None):
    return OverHttp(
        maker or Painter(),
        key=Secret(KEY),
        patience=Patience(tries=3, first=1.0),
        transport=httpx2.MockTransport(answer),
        sleep=(waits if waits is not None else []).append,
    )


def submit(answer):
    return line(answer).submit(REQUEST, Fake.models[0], "k.1")


def fetch(answer, address, folder):
    return line(answer).fetch("j", folder, Ready((Download(Secret(address), "image"),), Decimal("0.04")))


def is_png(request):
    return httpx2.Response(200, content=PNG, headers={"content-type": "image/png"})


@pytest.mark.parametrize(
    "address",
    ["https://files.painter.example/a.png?sig=1", "https://eu.cdn.example/x", "https://api.painter.example/files/1"],
)
def test_a_file_at_a_host_of_the_maker_is_fetched(address, tmp_path):
    (file,) = fetch(is_png, address, tmp_path)
    assert file.path.read_bytes() == PNG


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/a.png",
        "https://files.painter.example.evil.example/a.png",
        "https://evil.example/files.painter.example",
        "https://files.painter.example@evil.example/a.png",
        "https://evil.example\\@files.painter.example/a.png",
        "https://notcdn.example/x",
        "https://cdn.example.evil/x",
        "http://files.painter.example/a.png",
        "http://api.painter.example/a.png",
        "https://api.painter.example:8443/a.png",
        "file:///etc/passwd",
        "http://127.0.0.1/a.png",
        "http://169.254.169.254/latest/meta-data",
        "https://[::1",
        "//evil.example/a.png",
        "",
    ],
)
def test_a_file_anywhere_else_is_not_fetched(address, tmp_path):
    asked = []
    with pytest.raises(ProviderFailure) as told:
        fetch(lambda request: asked.append(request) or is_png(request), address, tmp_path)
    assert not told.value.may_retry
    assert asked == []
    assert list(tmp_path.iterdir()) == []


def test_a_redirect_is_followed_within_the_hosts_and_no_further(tmp_path):
    def answer(request):
        onward = {"/1": "/2", "/2": "https://eu.cdn.example/3", "/bad": "https://evil.example/"}.get(request.url.path)
        return httpx2.Response(302, headers={"location": onward}) if onward else is_png(request)

    assert fetch(answer, "https://files.painter.example/1", tmp_path)
    with pytest.raises(ProviderFailure, match=r"evil\.example"):
        fetch(answer, "https://files.painter.example/bad", tmp_path)


def test_redirects_in_circles_end(tmp_path):
    with pytest.raises(ProviderFailure, match="circles"):
        fetch(lambda _: httpx2.Response(302, headers={"location": "/1"}), "https://files.painter.example/1", tmp_path)


def test_the_key_goes_only_to_the_makers_own_host(tmp_path):
    seen = {}

    def answer(request):
        seen[request.url.host] = request.headers.get("authorization")
        return is_png(request)

    for number, host in enumerate(("api.painter.example", "files.painter.example")):
        (tmp_path / str(number)).mkdir()
        fetch(answer, f"https://{host}/1", tmp_path / str(number))
    assert seen == {"api.painter.example": f"Bearer {KEY}", "files.painter.example": None}


def test_a_file_that_is_too_long_is_given_up(tmp_path):
    def answer(request):
        return httpx2.Response(200, content=iter([PNG] * 100))

    with pytest.raises(ProviderFailure, match="longer than 4096 bytes") as told:
        fetch(answer, "https://files.painter.example/1", tmp_path)
    assert not told.value.may_retry


def test_an_answer_without_an_end_is_given_up(monkeypatch):
    monkeypatch.setattr(http, "_LARGEST_ANSWER", 1000)
    for answer in (
        httpx2.Response(200, content=b" " * 1001),
        httpx2.Response(200, content=gzip.compress(b" " * 100_000), headers={"content-encoding": "gzip"}),
    ):
        with pytest.raises(SubmitUnknown, match="longer than 1000 bytes"):
            submit(lambda _, answer=answer: answer)


def test_an_answer_that_drips_is_given_up():
    class Slow(Painter):
        answer_seconds = 0.05

    def drips():
        while True:
            time.sleep(0.02)
            yield b" "

    slow = line(lambda _: httpx2.Response(200, content=drips()), Slow())
    with pytest.raises(SubmitUnknown, match="took longer"):
        slow.submit(REQUEST, Fake.models[0], "k.1")


def test_an_answer_that_cannot_be_unpacked_is_unknown():
    with pytest.raises(SubmitUnknown):
        submit(lambda _: httpx2.Response(200, content=b"no gzip", headers={"content-encoding": "gzip"}))


def test_a_4xx_that_holds_a_job_was_accepted():
    job = submit(lambda _: httpx2.Response(409, json={"id": "job-7", "status": "queued"}))
    assert job == Job("job-7")


@given(
    st.integers(100, 599),
    st.binary(max_size=200),
    st.dictionaries(
        st.sampled_from(["retry-after", "date", "content-type"]),
        st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30),
    ),
)
def test_whatever_a_submit_is_answered_it_ends_in_an_error_that_there_is_and_is_sent_once(status, body, headers):
    calls = []

    def answer(request):
        calls.append(request)
        return httpx2.Response(status, content=body, headers=headers)

    with pytest.raises(MakerError) as told:
        submit(answer)
    unknown = not 400 <= status < 500 or status in (408, 499)
    assert isinstance(told.value, SubmitUnknown) == unknown
    assert KEY not in str(told.value)
    assert len(calls) == 1


@given(st.binary(max_size=300))
def test_whatever_a_poll_is_answered_it_ends_in_an_error_that_there_is(body):
    with pytest.raises(ProviderFailure) as told:
        line(lambda _: httpx2.Response(200, content=body)).poll("j")
    assert told.value.may_retry


@pytest.mark.parametrize(
    ("value", "date", "seconds"),
    [
        ("30", "", 30),
        ("0", "", 0),
        ("1.5", "", 1.5),
        ("999999", "", 3600),
        ("Fri, 20 Nov 2026 10:00:30 GMT", "Fri, 20 Nov 2026 10:00:00 GMT", 30),
        ("Fri, 20 Nov 2026 09:00:00 GMT", "Fri, 20 Nov 2026 10:00:00 GMT", 0),
        ("Fri, 20 Nov 2026 10:00:30 GMT", "", None),
        ("soon", "", None),
        ("-5", "", None),
        ("nan", "", None),
        ("", "", None),
    ],
)
def test_retry_after_is_read_in_both_forms(value, date, seconds):
    assert retry_after({"retry-after": value, "date": date}) == seconds


def test_pauses_grow_are_spread_and_always_the_same():
    patience = Patience(first=1.0, longest=20.0)
    pauses = [patience.pause(n, "job-1") for n in range(8)]
    assert pauses == [patience.pause(n, "job-1") for n in range(8)]
    assert all(0.75 * min(20, 2**n) <= pause <= 1.25 * min(20, 2**n) for n, pause in enumerate(pauses))
    assert patience.pause(0, "job-1") != patience.pause(0, "job-2")


def test_a_poll_waits_as_long_as_it_is_told():
    waits = []
    answers = [
        httpx2.Response(429, headers={"retry-after": "17"}),
        httpx2.Response(200, json={"id": "j", "status": "running"}),
    ]
    state = line(lambda _: answers.pop(0), waits=waits).poll("j")
    assert isinstance(state, Working)
    assert waits == [17.0]


def test_what_a_maker_says_is_shown_without_the_key():
    said = f'{{"code": "bad", "reason": "you sent Authorization: Bearer {KEY} to https://x.example/?sig=1234567"}}'
    with pytest.raises(BadRequest) as told:
        submit(lambda _: httpx2.Response(422, content=said))
    assert "Bearer [hidden]" in str(told.value)
    assert "1234567" not in str(told.value)


def test_a_submit_never_uses_a_connection_that_lay_idle():
    opened = OverHttp(FakeSync(), key=Secret(KEY))
    assert opened._submits._transport._pool._max_keepalive_connections == 0
    opened.close()


def test_what_could_not_be_sent_was_not_accepted():
    def refuse(request):
        raise httpx2.ConnectError("Connection refused")

    with pytest.raises(NotAccepted, match="nothing was sent"):
        submit(refuse)


def test_files_go_along_as_parts_of_a_form():
    class Editor(Painter):
        def create(self, request, model, reference, context):
            return Call("POST", "/edits", form=(("prompt", request.prompt), ("picture", Output(PNG, "image/png"))))

    seen = []

    def answer(request):
        seen.append(request)
        return httpx2.Response(202, json={"id": "j", "status": "queued"})

    assert line(answer, Editor()).submit(REQUEST, Fake.models[0], "k.1") == Job("j")
    body = seen[0].read()
    assert seen[0].headers["content-type"].startswith("multipart/form-data")
    assert PNG in body
    assert b'name="prompt"' in body
    assert b'filename="picture.png"' in body


def test_words_are_an_answer_too(tmp_path):
    ready = Ready((Output(b"A door. Ouvrir!", "text/plain", "words"),))
    (file,) = line(is_png).fetch(None, tmp_path, ready)
    assert (file.media_type, file.path.name, file.path.read_text()) == ("text/plain", "00.txt", "A door. Ouvrir!")


def test_several_files_are_kept_by_their_role(tmp_path):
    files = tuple(Download(Secret(f"https://files.painter.example/{n}"), "image", role) for n, role in enumerate("aab"))
    found = line(is_png).fetch("j", tmp_path, Ready(files))
    assert [(file.role, file.path.name) for file in found] == [("a", "00.png"), ("b", "02.png")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["00.png", "02.png"]
