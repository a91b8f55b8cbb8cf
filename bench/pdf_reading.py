"""How well printed scripts are read: each PDF (or text in columns) of a folder against its Fountain source.

    python bench/pdf_reading.py FOLDER

Headings without INT or EXT are counted apart: a page shows them by weight, space or bookmarks, or not at all.

For every `x.pdf` or `x.txt` with an `x.fountain` beside it: precision and recall of scene headings, names over
speeches, directions in brackets and transitions, and the share of spoken letters that arrive. Letter case, blanks and
`(CONT'D)` do not count. Targets stand beside the figures; the exit code is 1 when one is missed.
"""

import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from filmwright.formats.decode import decode
from filmwright.formats.fountain import ParsedFountain, Piece, read
from filmwright.formats.fountain_headings import fold, read_heading
from filmwright.formats.registry import read_script

KINDS = ("heading", "forced heading", "character", "parenthetical", "transition")
TARGETS = {"heading": 0.97, "character": 0.99, "parenthetical": 0.97, "transition": 0.97, "letters": 0.99}
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Score:
    """Found, wanted and right, per kind."""

    right: int
    found: int
    wanted: int

    @property
    def recall(self) -> float:
        """Share of what should be there that was found."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        """Share of what was found that should be there."""
        return self.right / self.found if self.found else 1.0


def bare(text: str) -> str:
    return _SIGNS.sub("", fold(text))


def words_of(piece: Piece) -> str:
    return bare(piece.name or "") if piece.kind == "character" else bare(piece.text)


def wanted_pieces(parsed: ParsedFountain) -> list[Piece]:
    return [p for p in parsed.pieces if p.kind not in ("note", "boneyard", "section", "synopsis", "page_break")]


def kind_of(piece: Piece) -> str:
    forced = piece.kind == "heading" and read_heading(piece.text) is None
    return "forced heading" if forced else piece.kind


def compare(got: ParsedFountain, want: ParsedFountain) -> dict[str, Score]:
    out: dict[str, Score] = {}
    for kind in KINDS:
        a = Counter(words_of(p) for p in got.pieces if kind_of(p) == kind)
        b = Counter(words_of(p) for p in wanted_pieces(want) if kind_of(p) == kind)
        out[kind] = Score(sum((a & b).values()), sum(a.values()), sum(b.values()))
    spoken = [bare("".join(p.text for p in q.pieces if p.kind in ("dialogue", "lyrics"))) for q in (got, want)]
    a, b = (
        Counter(spoken[0][i : i + 6] for i in range(len(spoken[0]))),
        Counter(spoken[1][i : i + 6] for i in range(len(spoken[1]))),
    )
    out["letters"] = Score(sum((a & b).values()), sum(a.values()), sum(b.values()))
    return out


def differences(got: ParsedFountain, want: ParsedFountain) -> list[str]:
    out = []
    for kind in KINDS:
        a = Counter(words_of(p) for p in got.pieces if kind_of(p) == kind)
        b = Counter(words_of(p) for p in wanted_pieces(want) if kind_of(p) == kind)
        out += [f"  lost {kind} {name} x{n}" for name, n in (b - a).items()]
        out += [f"  false {kind} {name} x{n}" for name, n in (a - b).items()]
    return out


def main(folder: Path, *, verbose: bool) -> int:
    missed = 0
    total: dict[str, list[Score]] = {}
    for path in sorted(p for p in folder.iterdir() if p.suffix in (".pdf", ".txt")):
        source = path.with_suffix(".fountain")
        if not source.exists():
            continue
        want = read(decode(source.read_bytes(), source.name).text)
        begin = time.perf_counter()
        try:
            got = read_script(path.read_bytes(), path.name).parsed
        except ValueError as error:
            print(f"{path.name:<44} {error}")
            missed += 1
            continue
        took = time.perf_counter() - begin
        scores = compare(got, want)
        cells = [f"{k[:7]} {s.right}/{s.found}/{s.wanted}" for k, s in scores.items() if k != "letters"]
        print(f"{path.name:<44} {took:5.2f} s  {'  '.join(cells)}  letters {scores['letters'].recall:.4f}")
        if verbose:
            print("\n".join(differences(got, want)[:40]))
        for kind, score in scores.items():
            total.setdefault(kind, []).append(score)
    print("\nkind            precision  recall  target")
    for kind, scores in total.items():
        all_ = Score(*(sum(getattr(s, f) for s in scores) for f in ("right", "found", "wanted")))
        target = TARGETS.get(kind)
        low = target is not None and min(all_.precision, all_.recall) < target
        missed += low
        print(f"{kind:<15} {all_.precision:9.4f} {all_.recall:7.4f}  {target or '':>6}{'  missed' if low else ''}")
    return 1 if missed else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), verbose="-v" in sys.argv))
