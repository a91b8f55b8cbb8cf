"""Secrets are used and never shown."""

import io
import json
import logging
import pickle
import subprocess
import sys

import pytest

from filmwright.redaction import MASK, Redactor, Secret, clean, guard

KEY = "sk-planted-0123456789"


def test_a_secret_prints_as_nothing():
    secret = Secret(KEY)
    for shown in (
        str(secret),
        repr(secret),
        f"{secret}",
        f"{secret!r:>40}",
        str([secret]),
        str({"k": secret}),
    ):
        assert KEY not in shown
        assert MASK in shown


def test_a_secret_gives_its_value_to_whoever_sends_it():
    assert Secret(KEY).reveal() == KEY
    assert Secret(KEY) == Secret(KEY) != Secret("another-key")
    assert not Secret("")


def test_a_secret_does_not_travel():
    with pytest.raises(TypeError, match="does not leave its process"):
        pickle.dumps(Secret(KEY))
    with pytest.raises(TypeError):
        json.dumps(Secret(KEY))


@pytest.mark.parametrize(
    "text", [KEY, f"a {KEY}, b", f"https://x.example/?k={KEY}", json.dumps({"said": f"key={KEY}"})]
)
def test_a_known_secret_is_taken_out_of_any_text(text):
    Secret(KEY)
    assert KEY not in clean(text)


def test_a_secret_is_found_as_address_json_and_basic_authorisation_write_it():
    redactor = Redactor()
    redactor.hide('a/b+c"d=e&f')
    for text in ("a%2Fb%2Bc%22d%3De%26f", json.dumps('a/b+c"d=e&f'), "YS9iK2MiZD1lJmY=", "YS9iK2MiZD1lJmY6"):
        assert MASK in redactor.clean(text)


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer abcdef0123456789",
        "'authorization': 'Basic dXNlcjpwYXNzd29yZA=='",
        '{"x-api-key": "abcdef0123456789"}',
        "api_key=abcdef0123456789 next",
        "https://cdn.example/f.png?X-Amz-Signature=abcdef0123456789&X-Amz-Expires=600",
        "https://cdn.example/f.png?expires=1&signature=abcdef0123456789",
        "https://user:abcdef0123456789@host.example/path",
    ],
)
def test_what_looks_like_a_secret_is_hidden_though_nobody_declared_it(text):
    cleaned = Redactor().clean(text)
    assert "abcdef0123456789" not in cleaned
    assert "dXNlcjpwYXNzd29yZA==" not in cleaned
    assert MASK in cleaned


@pytest.mark.parametrize(
    "text",
    [
        "Nothing to hide here.",
        "The key of the door is under the mat.",
        "INT. KITCHEN - DAY; she looks for a token of love",
        "https://docs.example/page?lang=en",
        '{"key":"0123abcd","step":"picture.frame"}',
        "author: somebody",
    ],
)
def test_what_is_no_secret_stays(text):
    assert Redactor().clean(text) == text


def test_json_stays_json():
    redactor = Redactor()
    redactor.hide('a"b\\c123')
    for value in ('a"b\\c123', 'api_key: abcdefgh"x', "https://x.example/?sig=abc\\", "Bearer abcdefghijklmnop\n"):
        data = {"message": f"it said {value} and more"}
        assert set(json.loads(redactor.clean(json.dumps(data)))) == {"message"}


def test_a_signed_address_is_hidden_whatever_it_looks_like():
    redactor = Redactor()
    redactor.hide_address("https://cdn.example/9f3a/77/file.png")
    assert redactor.clean("GET https://cdn.example/9f3a/77/file.png.") == f"GET https://cdn.example/{MASK}"
    assert redactor.clean("GET https://cdn.example/other.png.") == "GET https://cdn.example/other.png."


def test_cleaning_twice_changes_nothing_more():
    text = f"Authorization: Bearer {KEY} at https://x.example/?sig=12345678"
    assert clean(clean(text)) == clean(text)


GUARDED = """
import logging, sys, threading
from filmwright.redaction import Secret, guard
Secret({key!r})
guard(); guard()
logging.basicConfig(level=logging.DEBUG, stream=sys.stdout)
log = logging.getLogger("somebody.else")
log.info("sent %s to %s", {key!r}, "there")
log.debug("wrong %d", "words {key}")
try:
    raise ValueError("with {key}")
except ValueError:
    log.exception("failed with %s", {key!r}, stack_info=True)
thread = threading.Thread(target=lambda: int("{key}"))
thread.start(); thread.join()
raise RuntimeError("{key}")
"""


def test_logs_and_tracebacks_of_a_whole_process_are_clean():
    code = GUARDED.format(key=KEY)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert KEY not in done.stdout + done.stderr
    assert "sent [hidden] to there" in done.stdout
    assert "ValueError: with [hidden]" in done.stdout
    assert "RuntimeError: [hidden]" in done.stderr
    assert "invalid literal" in done.stderr


def test_log_records_without_secrets_keep_their_arguments():
    guard()
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter("%(message)s %(args)s"))
    logger = logging.getLogger("test.redaction")
    logger.addHandler(handler)
    logger.warning("%s and %s", "a", "b")
    logger.removeHandler(handler)
    assert out.getvalue() == "a and b ('a', 'b')\n"
