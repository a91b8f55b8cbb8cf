"""The command line: how quickly it answers, and how script understanding grows with pages."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from generate_script import generate

EXE = str(Path(sys.executable).with_name("filmwright"))


def timed(*arguments: str, times: int = 3) -> float:
    """Median wall seconds of a command."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run([EXE, *arguments], check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Print the lines."""
    print(f"filmwright --help | {timed('--help', times=5):.2f} s | under 0.3 s")
    with tempfile.TemporaryDirectory() as scratch:
        seconds = {}
        for pages in (55, 110, 220):
            script = Path(scratch) / f"p{pages}.fountain"
            script.write_text(generate(pages, 1))
            seconds[pages] = timed("shots", str(script), "--json")
        idle = timed("--help")
        print(f"filmwright shots, 110 pages | {seconds[110]:.2f} s | under 3 s (2 s of work)")
        growth = (seconds[220] - idle) / (seconds[110] - idle)
        print(f"filmwright shots, 220 against 110 pages | {growth:.2f}x | 2x (linear)")


if __name__ == "__main__":
    main()
