"""The kill test of money at its full size: `make bench-kill`, or `python bench/kill_money.py --kills 100 --nodes 300`.

A run of paid nodes (pictures, clips, voices) on SQLite is killed again and again, at six named points and at random,
once for each way in which providers can be asked. The provider is another process; its bill is compared with the
ledger after every kill and at the end.
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "flow"))
from paid_kills import MODES, POINTS, Provider, Tally, Toy, finish, kill_again_and_again, kill_once, restart_seconds

from filmwright.store.crash import CRASH_AT


def main() -> int:
    """Print the table; 1 when anything was lost, paid twice or miscounted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--nodes", type=int, default=300)
    parser.add_argument("--mode", choices=list(MODES), action="append")
    parser.add_argument("--seed", type=int, default=4)
    wanted = parser.parse_args()
    problems = 0
    for mode in wanted.mode or MODES:
        with tempfile.TemporaryDirectory() as folder:
            began = time.monotonic()
            tally = kill_again_and_again(Path(folder), MODES[mode], wanted.nodes, wanted.kills, seed=wanted.seed)
            problems += show(mode, tally, time.monotonic() - began, wanted.nodes)
    with tempfile.TemporaryDirectory() as folder:
        problems += show_mutations(Path(folder))
        show_restart(Path(folder))
    return 1 if problems else 0


def show(mode: str, tally: Tally, seconds: float, nodes: int) -> int:
    """One mode; returns how many problems there were."""
    print(f"provider {mode}: {tally.kills.total()} kills, {tally.runs} runs of {nodes} nodes, {seconds:.0f} s")
    for name, point in (*POINTS.items(), ("at random", "at random")):
        print(f"  {name:<32} {tally.kills[point]:>4} kills")
    print(f"  in doubt {tally.doubts}, of these charged {tally.doubts_charged}; problems {len(tally.problems)}")
    for problem in tally.problems:
        print(f"  PROBLEM {problem}")
    return len(tally.problems)


def show_mutations(folder: Path) -> int:
    """The same check with a part switched off has to find something; returns how often it did not."""
    unseen = 0
    for number, mutation in enumerate(("no intent", "no look-up")):
        with Provider(folder / f"provider-{number}") as provider:
            toy = Toy(folder / str(number), "fake", 24, provider, mutation)
            toy.folder.mkdir()
            with toy.start(**{CRASH_AT: "money.accepted:3"}) as process:
                process.communicate()
            finish(toy, Tally())
            found = toy.check_end()
        print(f"with {mutation}: the check finds {found[:2]}")
        unseen += not found
    return unseen


def show_restart(folder: Path) -> None:
    """How soon a killed run makes something again."""
    with Provider(folder / "provider-restart") as provider:
        toy = Toy(folder / "restart", "fake", 60, provider)
        toy.folder.mkdir()
        kill_once(toy, "money.before_record", random.Random(1))
        print(f"from the start after a kill to the next result, imports included: {restart_seconds(toy):.1f} s")


if __name__ == "__main__":
    sys.exit(main())
