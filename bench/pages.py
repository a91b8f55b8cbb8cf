"""Scripts on paper: how long pages, PDF, breakdown and workbook take, and whether our own files read back.

python bench/pages.py          prints line | measured | target
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent))
from generate_script import generate

from filmwright.app.breakdown import break_down
from filmwright.app.exporting import exported
from filmwright.app.source import read_source, source_of
from filmwright.departments.screenplay import read_screenplay
from filmwright.formats import breakdown_pdf, breakdown_tables, tables
from filmwright.formats.pagination import paginate
from filmwright.model.screenplay import Screenplay, speeches

HERE = Path(__file__).parent
SCRIPTS = sorted([*HERE.parent.glob("examples/*.fountain"), *HERE.glob("script_accuracy/open/*.fountain")])
T = TypeVar("T")


def timed(work: Callable[[], T], times: int = 3) -> tuple[float, T]:
    """Best wall seconds of several times, and what the work gave."""
    best, made = 1e9, None
    for _ in range(times):
        start = time.perf_counter()
        made = work()
        best = min(best, time.perf_counter() - start)
    assert made is not None
    return best, made


def same(first: Screenplay, second: Screenplay) -> tuple[bool, bool, bool]:
    """Whether two readings have the same headings, the same cues and the same words."""
    headings = [s.slugline for s in first.scenes] == [s.slugline for s in second.scenes]
    cues = [[(p.speaker, p.extensions) for p in speeches(s)] for s in first.scenes]
    words = [" ".join(e.text for e in s.elements if e.kind not in _UNPRINTED).split() for s in first.scenes]
    return (
        headings,
        cues == [[(p.speaker, p.extensions) for p in speeches(s)] for s in second.scenes],
        words == [" ".join(e.text for e in s.elements if e.kind not in _UNPRINTED).split() for s in second.scenes],
    )


_UNPRINTED = ("note", "boneyard", "section", "synopsis", "page_break")


def main() -> None:
    """Print the lines."""
    data = generate(120, 3).encode()
    script = source_of(data, "feature.fountain")
    seconds, pages = timed(lambda: paginate(script.screenplay), 1)
    count = len(pages.pages)
    print(f"pages and eighths of {count} pages | {seconds:.2f} s | under 0.5 s")
    ten = read_screenplay(data * 10)
    longer, _ = timed(lambda: paginate(ten), 1)
    print(f"pages, ten times as long | {longer / seconds:.1f}x | 10x (linear)")
    eighths = sum(scene.eighths for scene in pages.scenes) / 8
    print(f"sum of the eighths against pages | {eighths / count:.3f} | about 1")
    print(f"PDF of {count} pages | {timed(lambda: exported(script, 'pdf'))[0]:.2f} s | under 3 s")
    print(f"text of {count} pages | {timed(lambda: exported(script, 'text'))[0]:.2f} s | -")
    seconds, made = timed(lambda: break_down(script))
    print(f"breakdown with its shot list | {seconds:.2f} s | -")
    print(f"workbook | {timed(lambda: tables.write_xlsx(breakdown_tables.tables(made)))[0]:.2f} s | -")
    print(f"breakdown sheets, {len(made.scenes)} scenes | {timed(lambda: breakdown_pdf.write(made))[0]:.2f} s | -")
    sources = [read_source(path) for path in SCRIPTS]
    for fmt, name in (("pdf", "x.pdf"), ("text", "x.txt"), ("fdx", "x.fdx")):
        kept = [same(s.screenplay, read_screenplay(exported(s, fmt), name=name)) for s in sources]
        shares = [f"{sum(k[at] for k in kept)}" for at in range(3)]
        print(f"{fmt} read back: scripts with equal headings, cues, words | {', '.join(shares)} of {len(kept)} | all")


if __name__ == "__main__":
    main()
