"""A graph of 30 cheap steps for the kill tests; run as `python -c "import engine_toy; engine_toy.main()" LIBRARY LOG`."""

import dataclasses
import hashlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Self

from filmwright.engine.graph import Graph
from filmwright.engine.runner import Runner
from filmwright.engine.step import Progress, step
from filmwright.ref import Ref
from filmwright.store import Blobs, FolderBlobs, Store
from filmwright.store.crash import crash_point

LOG = "TOY_LOG"
PLAIN_WRITE = "TOY_PLAIN_WRITE"
WORK = "TOY_WORK_SECONDS"


@dataclasses.dataclass(frozen=True)
class Sheet:
    """The toy document: some text and the address of a picture."""

    text: str
    picture: str = ""
    media_type = "application/json"

    def to_bytes(self) -> bytes:
        return json.dumps([self.text, self.picture]).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        return cls(*json.loads(data))


def note(name: str) -> None:
    """Write down, so that a power cut keeps it, that this body runs; then work for a moment."""
    if LOG in os.environ:
        with Path(os.environ[LOG]).open("a") as log:
            log.write(name + "\n")
            log.flush()
            os.fsync(log.fileno())
    time.sleep(float(os.environ.get(WORK, "0")))


def paint(name: str, size: int = 60_000) -> bytes:
    return b"".join(hashlib.sha256(f"{name}{i}".encode()).digest() for i in range(size // 32))


@step("toy.split", version=1, inline=True)
def split(text: str) -> Sheet:
    note("split")
    return Sheet(text)


@step("toy.draw", version=1)
def draw(script: Sheet, index: int, blobs: Blobs, progress: Progress) -> Sheet:
    name = f"draw-{index}"
    note(name)
    progress(0.5)
    return Sheet(name, str(blobs.put(paint(name + script.text), "image/toy")))


@step("toy.move", version=1, media_type="video/toy")
def move(board: Sheet, blobs: Blobs) -> bytes:
    note(board.text.replace("draw", "move"))
    return blobs.get(Ref.parse(board.picture))[::-1]


@step("toy.join", version=1)
def join(clips: tuple[bytes, ...], boards: tuple[Sheet, ...], blobs: Blobs) -> Sheet:
    note("join")
    with blobs.scratch(".film") as path:
        path.write_bytes(b"".join(clips))
        return Sheet(" ".join(b.text for b in boards), str(blobs.put_file(path, "video/toy")))


def build(graph: Graph, shots: int = 14) -> None:
    """1 split, then as many drawings and clips as the script says, then 1 film: 30 nodes."""
    script = graph.add(split, subject="script", department="screenplay", text="x " * shots)
    count = len(graph.document(script, Sheet).text.split())
    boards = [
        graph.add(draw, subject=f"draw-{i}", department="picture", stage="frame", script=script, index=i)
        for i in range(count)
    ]
    clips = [
        graph.add(move, subject=f"move-{i}", department="picture", stage="clip", board=board)
        for i, board in enumerate(boards)
    ]
    graph.add(join, subject="join", department="cut", clips=tuple(clips), boards=tuple(boards))


def write_plainly(blobs: FolderBlobs, temporary: Path, final: Path) -> None:
    """The mutation: the bytes appear under their name bit by bit, as a careless store would write them."""
    data = temporary.read_bytes()
    final.parent.mkdir(parents=True, exist_ok=True)
    with final.open("wb") as file:
        file.write(data[: len(data) // 2])
        file.flush()
        crash_point("blob.before_rename")
        file.write(data[len(data) // 2 :])
    temporary.unlink()


if os.environ.get(PLAIN_WRITE):
    FolderBlobs._place = write_plainly


def main() -> None:
    store = Store.open(sys.argv[1])
    outcome = Runner(store, workers=int(os.environ.get("TOY_WORKERS", "2"))).run(build, project="toy")
    print(json.dumps({"made": dict(outcome.made), "reused": dict(outcome.reused)}))  # noqa: T201  (the parent reads it)
