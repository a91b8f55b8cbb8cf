"""Named moments at which a test may kill the process, to prove that nothing stored is ever lost."""

import os
import signal
from collections import Counter

__all__ = ["CRASH_AT", "CRASH_TOO", "crash_point"]

CRASH_AT = "FILMWRIGHT_CRASH_AT"
"""Environment variable: `name` or `name:n` (the n-th time, from 1) of the point to die at."""

CRASH_TOO = "FILMWRIGHT_CRASH_TOO"
"""Environment variable: a process id that dies with us; a worker sets it to the id of its parent."""

_hits: Counter[str] = Counter()


def crash_point(name: str) -> None:
    """Kill this process with SIGKILL when the environment asks for it here; otherwise do nothing."""
    wanted = os.environ.get(CRASH_AT)
    if not wanted or not _is_due(name, wanted):
        return
    parent = os.environ.get(CRASH_TOO)
    if parent:
        os.kill(int(parent), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


def _is_due(name: str, wanted: str) -> bool:
    """Whether this hit of `name` is the one that `wanted` (`name` or `name:n`) means."""
    point, _, count = wanted.partition(":")
    if point != name:
        return False
    _hits[name] += 1
    return _hits[name] == int(count or 1)
