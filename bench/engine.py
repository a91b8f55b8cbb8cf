"""What the engine itself costs: CPU per node from graph to stored record, run again, working again after kill -9."""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from filmwright.engine.graph import Graph
from filmwright.engine.runner import Runner
from filmwright.engine.step import step
from filmwright.ref import Ref
from filmwright.store import Blobs, Store

NODES = 1000


@step("bench.script", version=1, inline=True)
def script(text: str) -> bytes:
    """The root of the graph."""
    return text.encode()


@step("bench.frame", version=1)
def frame(script: bytes, index: int, blobs: Blobs) -> bytes:
    """A step that computes nothing and stores a small picture beside its result."""
    return str(blobs.put(script + str(index).encode(), "image/bench")).encode()


@step("bench.clip", version=1)
def clip(frame: bytes, blobs: Blobs) -> bytes:
    """A step that reads what another one stored."""
    return blobs.get(Ref.parse(frame.decode()))[::-1]


def build(graph: Graph) -> None:
    """One script, then frames and the clips made of them."""
    root = graph.add(script, subject="script", department="screenplay", text="x" * 200)
    for i in range(NODES // 2):
        board = graph.add(frame, subject=f"s{i}", department="picture", stage="frame", script=root, index=i)
        graph.add(clip, subject=f"s{i}", department="picture", stage="clip", frame=board)


def cpu() -> float:
    """CPU seconds of this process and of the children it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def one_run(library: Path, workers: int = 2) -> tuple[float, float]:
    """Make or reuse everything; wall and CPU seconds."""
    wall, before = time.perf_counter(), cpu()
    store = Store.open(library)
    Runner(store, workers=workers).run(build, project="bench")
    store.close()
    return time.perf_counter() - wall, cpu() - before


def after_a_kill(library: Path) -> float:
    """Kill a run in the middle; seconds from the next start to its first node, imports left out."""
    code = (
        "import sys, time; sys.path.insert(0, sys.argv[2]); import engine as bench\n"
        "import filmwright.engine.dbos_runner, filmwright.store.records\n"
        "start = time.perf_counter()\n"
        "def tell(event):\n"
        "    if event.kind == 'node_made': print(time.perf_counter() - start, flush=True)\n"
        "bench.Runner(bench.Store.open(sys.argv[1]), workers=2, on_event=tell).run(bench.build)\n"
    )
    seconds = 0.0
    for _ in range(2):
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(library), str(Path(__file__).parent)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        seconds = float(process.stdout.readline())
        for _ in range(50):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.communicate()
    return seconds


def main() -> None:
    """Print the lines."""
    with tempfile.TemporaryDirectory() as scratch:
        first = Path(scratch) / "first"
        wall, used = one_run(first)
        again, again_cpu = one_run(first)
        print(f"engine and planner, {NODES} nodes | {used / NODES * 1000:.1f} ms CPU a node | under 12 ms")
        print(f"the same, wall, 2 workers | {wall:.1f} s ({NODES / wall:.0f} nodes/s) | -")
        print(
            f"run again, {NODES} nodes owned | {again:.2f} s ({again_cpu / NODES * 1e6:.0f} us CPU a node) | under 3 s"
        )
        alone, _ = one_run(Path(scratch) / "alone", workers=1)
        print(f"one worker against two | {alone / wall:.2f}x | -")
        print(f"working again after kill -9 | {after_a_kill(Path(scratch) / 'killed'):.2f} s plus imports | under 3 s")
    print(f"memory of the run | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB | -")


if __name__ == "__main__":
    import engine  # the worker processes find the steps under this name

    engine.main()
