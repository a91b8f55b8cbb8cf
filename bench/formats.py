"""Formats: how long a feature takes to read and to write in each, and whether that grows with its length."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from generate_script import generate

from filmwright.departments.screenplay import read_screenplay
from filmwright.formats.fdx_write import write


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The least CPU seconds of a few runs."""
    taken: list[float] = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    """Print the lines."""
    for pages in (120, 1200):
        source = generate(pages, 1).encode()
        screenplay = read_screenplay(source, name="feature.fountain")
        final_draft = write(screenplay)
        read_fountain = seconds(lambda data=source: read_screenplay(data, name="feature.fountain"))
        read_fdx = seconds(lambda data=final_draft: read_screenplay(data, name="feature.fdx"))
        write_fdx = seconds(lambda play=screenplay: write(play))
        print(f"{pages} pages: Fountain to screenplay | {read_fountain:.2f} s | linear")
        times = read_fdx / read_fountain
        print(f"{pages} pages: Final Draft to screenplay | {read_fdx:.2f} s, {times:.1f} x Fountain | linear")
        print(f"{pages} pages: screenplay to Final Draft | {write_fdx:.2f} s | linear")


if __name__ == "__main__":
    main()
