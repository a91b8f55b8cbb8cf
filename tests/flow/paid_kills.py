"""Kills a run of paid nodes again and again, with a provider in another process whose bill is the judge."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import cycle, islice
from pathlib import Path
from typing import Self

from filmwright.engine.ledger import Entry, Ledger
from filmwright.providers.fake_server.bill import Bill, BillLine
from filmwright.store import Store
from filmwright.store.crash import CRASH_AT

HERE = Path(__file__).parent
MODES = {"can be asked": "fake", "cannot be asked": "fake-blind", "answers at once": "fake-sync"}
POINTS = {
    "before the intent": "money.before_intent",
    "intent to POST": "money.intent_to_post",
    "accepted, id not yet committed": "money.accepted",
    "id committed to first poll": "money.id_committed",
    "in the download": "money.in_download",
    "download to record": "money.before_record",
}
IN_THE_WINDOW = ("money.intent_to_post", "money.accepted")
NOT_AT_ONCE = "money.id_committed"
"""A provider that answers at once has no job id, so nobody passes this point."""
LATENCY = "image=0.1,video=0.3,speech=0.05"
PATIENCE_SECONDS = 90


@dataclass
class Tally:
    """What happened to one mode."""

    kills: Counter[str] = field(default_factory=Counter)
    runs: int = 0
    doubts: int = 0
    doubts_charged: int = 0
    seconds_back: list[float] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class Provider:
    """The fake provider in a process of its own, its bill in `folder`."""

    def __init__(self, folder: Path, latency: str = LATENCY) -> None:
        self.folder = folder
        code = "from filmwright.cli.main import run; run()"
        options = ["--port", "0", "--folder", str(folder), "--balance", "100000", "--latency", latency]
        self._process = subprocess.Popen(
            [sys.executable, "-c", code, "fake-provider", *options], stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().split()[-1]

    def bill(self) -> list[BillLine]:
        with closing(Bill(self.folder / "bill.jsonl", Decimal(100000))) as bill:
            return list(bill.lines)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


@dataclass
class Toy:
    """One library, made by processes that get killed."""

    folder: Path
    maker: str
    nodes: int
    provider: Provider
    mutation: str = ""

    @property
    def library(self) -> Path:
        return self.folder / "library"

    def start(self, **env: str) -> subprocess.Popen[str]:
        code = f"import sys; sys.path.insert(0, {str(HERE)!r}); import paid_toy; paid_toy.main()"
        own = {
            "FILMWRIGHT_FAKE_URL": self.provider.address,
            "FILMWRIGHT_FAKE_KEY": "any",
            "TOY_MUTATION": self.mutation,
        }
        return subprocess.Popen(
            [sys.executable, "-c", code, str(self.library), self.maker, str(self.nodes)],
            env={**os.environ, **own, **env},
            stdout=subprocess.PIPE,
            text=True,
        )

    def entries(self) -> tuple[Entry, ...]:
        with closing(Store.open(self.library)) as store:
            return Ledger.of(store).entries()

    def made(self) -> int:
        with closing(Store.open(self.library)) as store:
            return len(store.records.all_results())

    def resolve(self, tally: Tally) -> None:
        """What a person does who looks at the provider's bill."""
        charged = {line.reference: line for line in self.provider.bill()}
        with closing(Store.open(self.library)) as store:
            ledger = Ledger.of(store)
            for doubt in ledger.doubts():
                tally.doubts += 1
                line = charged.get(doubt.reference)
                tally.doubts_charged += line is not None
                if line is None:
                    ledger.resolve(doubt.reference, "not_charged")
                elif self.maker == "fake-sync":
                    ledger.resolve(doubt.reference, "give_up", cost=line.amount)
                else:
                    ledger.resolve(doubt.reference, "found", job_id=line.job)

    def check_under_way(self) -> list[str]:
        """At any instant: all that was billed is spent or reserved."""
        entries = {entry.reference: entry for entry in self.entries()}
        found = []
        for line in self.provider.bill():
            entry = entries.get(line.reference)
            if entry is None:
                found.append(f"billed without an entry: {line.reference}")
            elif entry.outcome == "released":
                found.append(f"billed but released: {line.reference}")
        return found

    def check_end(self) -> list[str]:
        """When all is over: everything made, ledger equals bill, nothing twice, nothing reserved."""
        found = self.check_under_way()
        lines = self.provider.bill()
        times = Counter(line.reference for line in lines)
        found += [f"billed {count} times: {reference}" for reference, count in times.items() if count > 1]
        with closing(Store.open(self.library)) as store:
            ledger = Ledger.of(store)
            spent, total = ledger.spent(), sum((line.amount for line in lines), Decimal(0))
            if (spent.spent, spent.reserved, spent.in_doubt) != (total, 0, 0):
                found.append(f"ledger {spent}, bill {total}")
            if any(cap.reserved for cap in ledger.caps()):
                found.append("money is stuck in a reservation")
            if len(store.records.all_results()) != self.nodes:
                found.append(f"{len(store.records.all_results())} of {self.nodes} made")
            paid_twice = len(lines) - len({entry.key for entry in ledger.entries()})
            if self.maker != "fake-sync" and paid_twice:
                found.append(f"{paid_twice} nodes paid twice")
        return found


def kill_once(toy: Toy, point: str | None, moments: random.Random) -> bool:
    """Kill a run at a point, or at random after it has begun; returns whether it was killed before its end."""
    env = {CRASH_AT: f"{point}:{moments.randint(1, 6)}"} if point else {}
    with toy.start(**env) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            code = process.wait(PATIENCE_SECONDS if point else moments.uniform(0.3, 2.0))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            code = process.wait()
        return code == -signal.SIGKILL


def finish(toy: Toy, tally: Tally) -> None:
    """Run to the end; whatever is in doubt is looked up by a person on the way."""
    for _ in range(6):
        with toy.start() as process:
            said = process.communicate(timeout=PATIENCE_SECONDS)[0]
        if process.returncode == 0:
            return
        if not any(entry.state == "in_doubt" for entry in toy.entries()):
            tally.problems.append(f"ended with {process.returncode}: {said[-300:]}")
            return
        toy.resolve(tally)
    tally.problems.append("it does not come to an end")


def plan_of(kills: int, maker: str, moments: random.Random) -> list[str | None]:
    """At which points to kill: half of them and more at the named ones in turn, the rest at random."""
    points = [point for point in POINTS.values() if maker != "fake-sync" or point != NOT_AT_ONCE]
    named: list[str | None] = list(islice(cycle(points), (kills + 1) // 2))
    plan = named + [None] * (kills - len(named))
    moments.shuffle(plan)
    return plan


def kill_again_and_again(
    folder: Path, maker: str, nodes: int, kills: int, *, seed: int = 4, mutation: str = ""
) -> Tally:
    """So many kills of a run of so many paid nodes; a run that gets to its end is followed by a new one."""
    moments = random.Random(seed)
    tally = Tally()
    plan = plan_of(kills, maker, moments)
    while plan and not tally.problems:
        tally.runs += 1
        with ExitStack() as stack:
            provider = stack.enter_context(Provider(folder / f"provider-{tally.runs}"))
            toy = Toy(folder / str(tally.runs), maker, nodes, provider, mutation)
            toy.folder.mkdir(parents=True, exist_ok=True)
            while plan and kill_once(toy, plan[-1], moments):
                tally.kills[plan.pop() or "at random"] += 1
                tally.problems += toy.check_under_way()
            finish(toy, tally)
            tally.problems += toy.check_end()
    return tally


def restart_seconds(toy: Toy) -> float:
    """How long a killed run takes from its start to the first thing that it makes, imports included."""
    before, began = toy.made(), time.monotonic()
    with toy.start() as process:
        while process.poll() is None and toy.made() == before:
            time.sleep(0.02)
        passed = time.monotonic() - began
        process.kill()
    return passed
