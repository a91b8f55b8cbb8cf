"""Paid steps for the tests of money; worker processes import them from here."""

import sys
from pathlib import Path

from filmwright.engine.graph import Graph
from filmwright.engine.step import Answered, Maker, paid_step
from filmwright.ref import Ref
from filmwright.store import Blobs

sys.path.insert(0, str(Path(__file__).parents[1] / "flow"))
from engine_toy import Sheet

SHOP = Maker("shop", "1", "model-a")


def ask(text: str) -> bytes:
    return text.encode()


@paid_step("p.picture", version=1, capability="image", ask=ask)
def picture(answer: Answered, text: str) -> Ref:
    """The file as it came."""
    return answer.ref()


@paid_step("p.sheet", version=1, capability="image", ask=ask, inline=False)
def sheet(answer: Answered, text: str, blobs: Blobs) -> Sheet:
    """A document about the file, made in another process."""
    return Sheet(blobs.get(answer.ref()).decode(), str(answer.ref()))


@paid_step("p.bad", version=1, capability="image", ask=ask)
def bad(answer: Answered, text: str) -> Ref:
    """Cannot read what it paid for."""
    raise ValueError("what is this?")


def pictures(graph: Graph, texts: list[str], step=picture, maker=SHOP) -> None:
    for text in texts:
        graph.add(step, subject=text, department="picture", maker=maker, text=text)
