"""The child process that runs steps: `main()`, started with `python -c` and PARENT BLOBS as arguments.

It reads calls from standard input and writes what came out to the pipe that was its standard output
(anything a step prints goes to standard error). It dies with its parent.
"""

import ctypes
import os
import pickle
import signal
import struct
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from filmwright.engine.body import Broken, Made, Reader, call
from filmwright.store.blobs import FolderBlobs
from filmwright.store.crash import CRASH_TOO

__all__ = ["Call", "Part", "main", "receive", "send"]

_PR_SET_PDEATHSIG = 1
_LENGTH = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class Call:
    """A step to run, by its path, and its inputs."""

    step: str
    inputs: dict[str, object]


@dataclass(frozen=True, slots=True)
class Part:
    """How far a step says it is, 0 to 1."""

    done: float


Reply = Part | Made | Broken


def send(pipe: BinaryIO, message: Call | Reply) -> None:
    """Write one message: its length, then its pickle (both ends are the same program)."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def receive(pipe: BinaryIO) -> Call | Reply | None:
    """Read one message; None when the other end is gone."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    if len(data) < length:
        return None
    message: Call | Reply = pickle.loads(data)  # noqa: S301  (our own child or parent wrote it)
    return message


def main() -> None:
    """Serve calls until the parent closes the pipe."""
    parent, root = int(sys.argv[1]), Path(sys.argv[2])
    die_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle
    os.environ[CRASH_TOO] = str(parent)
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    reader = Reader(FolderBlobs(root))
    calls = sys.stdin.buffer
    while isinstance(message := receive(calls), Call):
        send(replies, _serve(message, reader, replies))


def _serve(message: Call, reader: Reader, replies: BinaryIO) -> Made | Broken:
    return call(message.step, message.inputs, reader, lambda part: send(replies, Part(part)))


def die_with(parent: int) -> None:
    """Arrange to be killed when the parent process dies, however it dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it died before we asked
        os._exit(1)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
