"""What can go wrong, by name: which faults a request meets, and how often."""

import hashlib
import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from filmwright.errors import UserError

__all__ = ["FAULTS", "Faults"]

FAULTS: Final = {
    "limited": "429 with Retry-After in seconds",
    "limited-date": "429 with Retry-After as a date",
    "error-before": "500, nothing accepted",
    "error-after": "500 although the job was accepted and charged",
    "drop-before": "the connection closes, nothing accepted",
    "drop-after": "the connection closes although the job was accepted and charged",
    "unreadable": "200 with something that is not JSON, the job accepted and charged",
    "bad-request": "400",
    "no-credit": "402",
    "refused": "the job is accepted and then refused with a reason, free of charge",
    "refused-at-once": "403 with a reason, nothing accepted",
    "fails": "the job fails, free of charge",
    "fails-billed": "the job fails and is charged all the same",
    "overcharge": "the bill is twice the price",
    "echo": "400 with the key of the caller in its text",
    "slow": "the job takes ten times as long",
    "slow-poll": "a poll is answered after half a second",
    "poll-error": "a poll is answered with 503",
    "poll-drop": "the connection closes during a poll",
    "poll-limited": "a poll is answered with 429",
    "lost": "the job is not known any more",
    "expired": "the address of the file has expired",
    "truncated": "the connection closes in the middle of the file",
    "cut": "the file lacks its second half",
    "corrupt": "bytes in the middle of the file are wrong",
    "wrong-type": "a web page instead of the file",
    "foreign-host": "the file lies at another host",
    "duplicate": "every file is delivered twice",
    "skew": "the server's clock is three hours behind",
    "cancel-bills": "a cancelled job is charged all the same",
}
"""Every fault with what it does.

In a script `name*3` means three times, `name*` always; `name` alone once, or always where it is the fate of the job.
"""

_FATES = ("fails", "fails-billed", "refused", "refused-at-once", "bad-request", "no-credit", "echo", "overcharge")
_LASTING = (*_FATES, "slow", "lost", "duplicate", "skew", "cancel-bills", "foreign-host")
"""Faults that a request meets every time, unless its script says how often."""

_STOPPING = ("overcharge", "no-credit")
_MIXED = tuple(name for name in FAULTS if name not in ("echo", "bad-request", "foreign-host", "slow", *_STOPPING))
"""What is drawn by chance: without those that end a whole run, and those that only a wrong program meets."""


@dataclass
class Faults:
    """Which faults the requests meet: `script` for all of them, and with `rate` some by chance, fixed by `seed`.

    A request's own script (the attribute `fake`) comes on top. May be used from many threads.
    """

    script: str = ""
    rate: float = 0.0
    seed: int = 0
    _used: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.check(self.script)

    def check(self, script: str) -> None:
        """Raises UserError when a script names a fault that there is not."""
        unknown = sorted(set(_times(script)) - set(FAULTS))
        if unknown:
            raise UserError(f"No fault `{unknown[0]}`. Faults: {', '.join(FAULTS)}.")

    def meets(self, reference: str, own_script: str, fault: str) -> bool:
        """Whether the request meets this fault now; each time counts."""
        most = self.planned(reference, own_script).get(fault, 0)
        if not most:
            return False
        with self._lock:
            self._used[reference, fault] += 1
            return self._used[reference, fault] <= most

    def planned(self, reference: str, own_script: str) -> dict[str, int]:
        """How often a request meets which fault."""
        return {**self._by_chance(reference), **_times(self.script), **_times(own_script)}

    def _by_chance(self, reference: str) -> dict[str, int]:
        if not self.rate:
            return {}
        drawn = hashlib.sha256(f"{self.seed}.{reference}".encode()).digest()
        if int.from_bytes(drawn[:4], "big") >= self.rate * 2**32:
            return {}
        fault = _MIXED[int.from_bytes(drawn[4:8], "big") % len(_MIXED)]
        return _times(fault if fault in _LASTING else f"{fault}*{1 + drawn[8] % 2}")


_ALWAYS = 1_000_000


def _times(script: str) -> dict[str, int]:
    """`limited*2 lost` as {limited: 2, lost: always}."""
    times: dict[str, int] = {}
    for word in script.replace(",", " ").split():
        name, star, count = word.partition("*")
        lasting = name in _LASTING or (star and not count)
        times[name] = _ALWAYS if lasting and not count else int(count) if count.isdecimal() else 1
    return times
