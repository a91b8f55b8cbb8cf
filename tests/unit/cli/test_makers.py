"""`filmwright makers`, `keys` and `fake-provider`."""

import json
import os
import signal
import subprocess
import sys

import httpx2
import pytest
from typer.testing import CliRunner

from filmwright.cli.main import app
from filmwright.errors import UserError

KEY = "planted-key-of-cli"


@pytest.fixture
def call(tmp_path, monkeypatch):
    monkeypatch.setenv("FILMWRIGHT_CONFIG", str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.delenv("FILMWRIGHT_FAKE_KEY", raising=False)

    def called(*words, given=None):
        done = CliRunner().invoke(app, list(words), input=given, catch_exceptions=True)
        assert KEY not in done.output
        return done

    return called


def test_a_key_is_read_from_a_pipe_listed_and_forgotten(call, tmp_path):
    assert "kept in the key file" in call("keys", "set", "fake", given=f"{KEY}\n").output
    assert json.loads((tmp_path / "keys.json").read_text()) == {"fake": KEY}
    assert "fake         file" in call("keys", "list").output
    assert "forgotten" in call("keys", "remove", "fake").output
    assert "No key of `fake` was kept" in call("keys", "remove", "fake").output
    assert json.loads(call("keys", "list", "--json").output)["keys"][0]["place"] == "missing"


def test_a_key_in_the_environment_is_not_ours_to_forget(call, monkeypatch):
    monkeypatch.setenv("FILMWRIGHT_FAKE_KEY", KEY)
    assert "FILMWRIGHT_FAKE_KEY is still set" in call("keys", "remove", "fake").output


def test_makers_are_listed_for_people_and_for_programs(call):
    assert "0.10 US$ per second" in call("makers", "video").output
    listed = json.loads(call("makers", "--json").output)["makers"]
    assert {row["maker"] for row in listed} >= {"previs", "espeak", "synth", "fake"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("keys", "set", "nobody"), "No maker `nobody`. Installed:"),
        (("keys", "set", "previs"), "needs no key"),
        (("keys", "set", "fake"), "no key for `fake`"),
        (("makers", "smell"), "No maker does `smell`"),
        (("fake-provider", "--balance", "much"), "Give --balance as dollars"),
        (("fake-provider", "--latency", "video="), "Give --balance as dollars"),
        (("fake-provider", "--rate", "10"), "--rate as `10/1`"),
        (("fake-provider", "--script", "explode"), "No fault `explode`"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else None,
)
def test_wrong_input_is_one_sentence(call, words, says):
    error = call(*words, given="\n").exception
    assert isinstance(error, UserError)
    assert says in str(error)


def test_the_fake_provider_says_where_it_is_and_stops_with_its_bill(tmp_path):
    command = [sys.executable, "-m", "filmwright", "fake-provider", "--port", "0", "--folder", str(tmp_path / "fake")]
    with subprocess.Popen(
        [*command, "--balance", "7.50"], stdout=subprocess.PIPE, text=True, env={**os.environ}
    ) as server:
        address = server.stdout.readline().split()[-1]
        assert httpx2.get(f"{address}/bill").json() == {"lines": [], "total": "0", "balance": "7.50"}
        server.send_signal(signal.SIGINT)
        assert "Stopped; charged 0 US dollars" in server.communicate(timeout=20)[0]
    assert (tmp_path / "fake" / "bill.jsonl").read_bytes() == b""
