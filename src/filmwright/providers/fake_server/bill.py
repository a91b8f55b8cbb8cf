"""The server's own bill: one JSON line per charge or refund, on disk before anybody is told of it."""

import json
import os
import threading
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pydantic import JsonValue

__all__ = ["Bill", "BillLine", "InsufficientFunds"]


class InsufficientFunds(Exception):  # noqa: N818  (named for what happened)
    """A charge would pass what the account holds."""


@dataclass(frozen=True, slots=True)
class BillLine:
    """One line: `amount` US dollars for a job, negative for a refund."""

    seq: int
    job: str
    reference: str
    capability: str
    model: str
    amount: Decimal
    asked: JsonValue = None

    def to_data(self) -> dict[str, JsonValue]:
        """As JSON has it; the amount is text, so that it stays exact."""
        return {
            "seq": self.seq,
            "job": self.job,
            "reference": self.reference,
            "capability": self.capability,
            "model": self.model,
            "amount": str(self.amount),
            "asked": self.asked,
        }


class Bill:
    """An account that starts with `balance` US dollars; lines are only ever added, and are on disk when they count.

    Threads that charge at the same time share one fsync.
    """

    def __init__(self, path: Path, balance: Decimal) -> None:
        self._opening = balance
        self.lines: list[BillLine] = _read(path) if path.exists() else []
        self._spent = sum((line.amount for line in self.lines), Decimal(0))
        self._file = path.open("ab")
        self._lock = threading.Lock()
        self._sync_lock = threading.Lock()
        self._synced = len(self.lines)

    @property
    def spent(self) -> Decimal:
        """Sum of all lines."""
        return self._spent

    @property
    def balance(self) -> Decimal:
        """What is left."""
        return self._opening - self._spent

    def add(self, job: str, reference: str, capability: str, model: str, amount: Decimal, asked: JsonValue) -> BillLine:
        """Add a line and wait until it is on disk; raises InsufficientFunds when the account does not hold it."""
        with self._lock:
            if amount > self.balance:
                raise InsufficientFunds
            line = BillLine(len(self.lines) + 1, job, reference, capability, model, amount, asked)
            self.lines.append(line)
            self._spent += amount
            self._file.write(json.dumps(line.to_data(), ensure_ascii=False, sort_keys=True).encode() + b"\n")
            self._file.flush()
        self._wait_for(line.seq)
        return line

    def _wait_for(self, seq: int) -> None:
        with self._sync_lock:
            if self._synced >= seq:
                return
            written = len(self.lines)
            os.fsync(self._file.fileno())
            self._synced = written

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _read(path: Path) -> list[BillLine]:
    lines: list[BillLine] = []
    whole, _, torn = path.read_bytes().rpartition(b"\n")
    if torn:  # the server was killed while it wrote: nobody was told of that line
        with path.open("r+b") as file:
            file.truncate(len(whole) + 1 if whole else 0)
    for text in whole.splitlines():
        data = json.loads(text)
        lines.append(
            BillLine(
                int(data["seq"]),
                str(data["job"]),
                str(data["reference"]),
                str(data["capability"]),
                str(data["model"]),
                Decimal(data["amount"]),
                data["asked"],
            )
        )
    return lines
