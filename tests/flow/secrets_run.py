"""A whole run at debug level against the fake provider, with a planted key; started by `test_secrets`.

`python secrets_run.py LIBRARY ADDRESS [unguarded]`: paid nodes of three makers, faults of all kinds, then everything
that can be asked about the run is printed.
"""

import logging
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from filmwright.app.keys import KeyStore
from filmwright.app.submitting import Makers
from filmwright.engine.events import events
from filmwright.engine.graph import Graph
from filmwright.engine.ledger import Ledger
from filmwright.engine.runner import NodesFailed, Runner
from filmwright.engine.step import Answered, Maker, paid_step
from filmwright.providers.contract import ImageRequest, SpeechRequest, VideoRequest
from filmwright.providers.http import Patience
from filmwright.redaction import guard
from filmwright.ref import Ref
from filmwright.store import Store

FAULTS = (
    "",
    "limited",
    "echo",
    "poll-error",
    "expired",
    "truncated",
    "drop-after",
    "refused",
    "wrong-type*",
    "unreadable",
)
"""One node each; `echo` sends the key back in an error, `drop-after` and `unreadable` end in doubt where nobody can be asked."""


def ask_image(fault: str) -> bytes:
    return ImageRequest(prompt=f"a door {fault}", width=64, height=48, attributes={"fake": fault}).to_bytes()


def ask_clip(fault: str) -> bytes:
    return VideoRequest(
        prompt=f"it opens {fault}", width=64, height=48, frames=8, attributes={"fake": fault}
    ).to_bytes()


def ask_voice(fault: str) -> bytes:
    return SpeechRequest(text=f"Come in. {fault}", voice="anna", attributes={"fake": fault}).to_bytes()


@paid_step("t.image", version=1, capability="image", ask=ask_image)
def image(answer: Answered, fault: str) -> Ref:
    """A picture."""
    return answer.ref()


@paid_step("t.clip", version=1, capability="video", ask=ask_clip)
def clip(answer: Answered, fault: str) -> Ref:
    """A clip."""
    return answer.ref()


@paid_step("t.voice", version=1, capability="speech", ask=ask_voice)
def voice(answer: Answered, fault: str) -> Ref:
    """A line."""
    return answer.ref()


def build(graph: Graph) -> None:
    for name, step, model in (
        ("fake", image, "fake-image"),
        ("fake-blind", clip, "fake-video"),
        ("fake-sync", voice, "fake-voice"),
    ):
        for fault in FAULTS:
            graph.add(step, subject=f"{name} {fault}", department="t", maker=Maker(name, "1", model), fault=fault)


def say(*things: object) -> None:
    sys.stdout.write(" ".join(map(repr, things)) + "\n")


def main(library: Path, address: str, *how: str) -> None:
    if "unguarded" not in how:
        guard()
    logging.basicConfig(level=logging.DEBUG, filename=library.parent / "debug.log")
    logging.getLogger().addHandler(logging.StreamHandler(sys.stdout))
    environment = {**os.environ, "FILMWRIGHT_FAKE_URL": address}
    keys = KeyStore(environment, library.parent / "config", None)
    patience = Patience(tries=2, first=0.01)
    store = Store.open(library)
    with Makers(store.blobs.get, keys=keys, environment=environment, patience=patience) as makers:
        runner = Runner(store, workers=1, submitters=makers, on_event=print)
        try:
            runner.run(build, project="film")
        except NodesFailed as error:
            logging.getLogger("test").exception("as expected")
            say(error, error.outcome)
        for event in events(store.records):
            say(event.model_dump_json())
        for entry in Ledger.of(store).entries():
            say(entry)
        for name in ("fake", "fake-blind", "fake-sync"):
            say(makers(name), vars(makers(name)), vars(vars(makers(name))["_line"]))
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
