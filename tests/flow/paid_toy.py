"""A run of paid nodes for the kill tests; run as `python -c "import paid_toy; paid_toy.main()" LIBRARY MAKER NODES`."""

import contextlib
import os
import sys
from decimal import Decimal
from functools import partial

import sqlalchemy as sa

from filmwright.app.submitting import Makers, MakerSubmitter
from filmwright.engine.dbos_runner import DbosExecutor
from filmwright.engine.graph import Graph
from filmwright.engine.ledger import Ledger
from filmwright.engine.runner import NodesFailed, Runner
from filmwright.engine.step import Answered, Maker, paid_step
from filmwright.providers.requests import ImageRequest, SpeechRequest, VideoRequest
from filmwright.ref import Ref
from filmwright.store import Store
from filmwright.store.tables import budgets, charges

MUTATION = "TOY_MUTATION"
CAP = Decimal(1000)
WATCH = """create trigger if not exists never_above after update on budgets
when new.cap is not null and new.reserved + new.spent > new.cap
begin select raise(abort, 'above the cap'); end"""


def ask_frame(words: str) -> bytes:
    return ImageRequest(prompt=words, width=32, height=32).to_bytes()


def ask_clip(words: str) -> bytes:
    return VideoRequest(prompt=words, width=64, height=64, frames=4).to_bytes()


def ask_line(words: str) -> bytes:
    return SpeechRequest(text=words, voice="any").to_bytes()


@paid_step("toy.frame", version=1, capability="image", ask=ask_frame)
def frame(answer: Answered, words: str) -> Ref:
    return answer.ref()


@paid_step("toy.clip", version=1, capability="video", ask=ask_clip)
def clip(answer: Answered, words: str) -> Ref:
    return answer.ref()


@paid_step("toy.line", version=1, capability="speech", ask=ask_line)
def line(answer: Answered, words: str) -> Ref:
    return answer.ref()


KINDS = ((frame, "fake-image"), (clip, "fake-video"), (line, "fake-voice"))


def build(graph: Graph, maker: str, nodes: int) -> None:
    """As many pictures as clips as voices."""
    for number in range(nodes):
        step, model = KINDS[number % 3]
        graph.add(
            step,
            subject=f"n{number:03d}",
            department="picture",
            maker=Maker(maker, "1", model),
            words=f"words {number}",
        )


def forget_intents(store: Store) -> None:
    """The mutation: what was not accepted yet was never written down."""
    with store.records.write() as connection:
        connection.execute(sa.delete(charges).where(charges.c.state == "intent"))
        held = sa.select(sa.func.coalesce(sa.func.sum(charges.c.reserved), 0)).where(charges.c.state != "closed")
        connection.execute(sa.update(budgets).values(reserved=held.scalar_subquery()))


def main() -> None:
    library, maker, nodes = sys.argv[1], sys.argv[2], int(sys.argv[3])
    store = Store.open(library)
    mutation = os.environ.get(MUTATION)
    if mutation == "no intent":
        forget_intents(store)
    if mutation == "no look-up":
        MakerSubmitter.find = lambda *_: None  # type: ignore[method-assign]  # the mutation
    Ledger.of(store).set_cap("project", CAP, "toy")
    with store.records.write() as connection:
        connection.exec_driver_sql(WATCH)
    print("begun", flush=True)  # noqa: T201  (the parent waits for it)
    with Makers(store.blobs.get) as makers, contextlib.closing(store):
        try:
            Runner(store, submitters=makers, executor=lambda s, w: DbosExecutor(s, w, makers)).run(
                partial(build, maker=maker, nodes=nodes), project="toy"
            )
        except NodesFailed as failed:
            print(failed)  # noqa: T201  (as above)
            sys.exit(4)
