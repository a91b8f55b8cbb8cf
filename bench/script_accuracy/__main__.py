"""The yardstick of script reading: every figure beside its target and beside the trivial baseline.

`python bench/script_accuracy [--open] [--aside] [--wrong] [--json] [--sources DIR]`; README.md says what is measured.
"""

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from film_statistics import LENGTHS, MOVEMENT_GROUPS, MOVEMENTS, SIZE_GROUPS, SIZES, Published
from labels import KINDS, LabelError, load
from plain_reader import differing, plain_words
from score import Baseline, Film, Row, ScriptResult, Tally, film_of, joined, read_scenes, score_script, tally

from filmwright.app import shot_list

HERE = Path(__file__).parent
Pair = tuple[Row, Baseline]
FASTEST_SPEECH = 5.0
"""Words a second that nobody speaks for long; auctioneers and patter songs are faster."""


def main(arguments: Sequence[str]) -> int:
    """Print the figures asked for."""
    options = _options(arguments)
    if options.digest:
        print(_digest(options.digest))
        return 0
    both = not (options.open or options.aside or options.wrong)
    report: dict[str, object] = {}
    if options.open or options.wrong or both:
        report["open"] = _part("open", HERE / "open", options)
    if (options.aside and not options.wrong) or both:
        report["aside"] = _part("aside", HERE / "aside", options)
    if options.json:
        print(json.dumps(report, indent=1, ensure_ascii=False))
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/script_accuracy", description=__doc__)
    parser.add_argument("--open", action="store_true", help="the part that rules may be improved against")
    parser.add_argument("--aside", action="store_true", help="the part kept aside: totals and kinds only")
    parser.add_argument("--wrong", action="store_true", help="list what is wrong, open part only")
    parser.add_argument("--json", action="store_true", help="figures as data")
    parser.add_argument("--digest", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--only", default="", help="with --wrong: one script, or one kind")
    corpus = os.environ.get("FILMWRIGHT_CORPUS")
    parser.add_argument(
        "--sources",
        type=Path,
        default=Path(corpus, "cut") if corpus else None,
        help="folder of scripts that are not in the repository (default: $FILMWRIGHT_CORPUS/cut)",
    )
    return parser.parse_args(arguments)


def _part(name: str, folder: Path, options: argparse.Namespace) -> dict[str, object]:
    """Measure and print one part; its figures as data."""
    say: Callable[[str], None] = (lambda _: None) if options.json else print
    results, missing = _measure(folder, options.sources)
    pairs = [pair for result in results for pair in zip(result.rows, result.base, strict=True)]
    if not pairs:
        say(f"script accuracy, {name} part | no labels found{_without(missing)} |")
        return {"scripts": 0, "missing": missing}
    if options.wrong:
        _wrong(results, options.only)
        return {}
    everything = tally(pairs)
    unnamed = tally([pair for pair in pairs if not pair[1].exact])
    say(f"script accuracy, {name} part: {len(results)} scripts, {len(pairs)} passages{_without(missing)}")
    for line in _headline(everything, unnamed, results):
        say(line)
    kinds = _kinds(pairs)
    say("kind | passages | exact set (baseline) | characters F1 (baseline) | motion | size")
    for kind, found in kinds.items():
        say(_kind_line(kind, found))
    if name == "open" and not options.json:
        say("script | passages | exact set (baseline) | characters F1 (baseline) | motion | size")
        for result in results:
            found = tally(list(zip(result.rows, result.base, strict=True)))
            say(_kind_line(f"{result.name} ({result.language})", found))
        say(f"words lost or made up by the reader, against a second reading | {_misread(folder)} | 0 |")
        say(f"shot lists of {len(results)} scripts under three hash seeds | {_alike(folder)} | the same |")
        for title, film in (("the open scripts", joined([r.film for r in results])), ("a feature", _feature())):
            for line in _film_lines(title, film):
                say(line)
    return {
        "scripts": len(results),
        "all": asdict(everything),
        "baseline_wrong": asdict(unnamed),
        "kinds": {kind: asdict(found) for kind, found in kinds.items()},
        "lines": list(_headline(everything, unnamed, results)),
    }


def _without(missing: Sequence[str]) -> str:
    return f" (scripts not on this machine: {', '.join(missing)})" if missing else ""


def _measure(folder: Path, sources: Path | None) -> tuple[list[ScriptResult], list[str]]:
    """Score every script of a folder; the names of those whose script is not on this machine."""
    results, missing = [], []
    for path in sorted(folder.rglob("*.labels.toml")) if folder.is_dir() else []:
        try:
            labels = load(path, sources=sources)
        except LabelError as error:
            if "no script" not in str(error):
                raise
            missing.append(path.name.removesuffix(".labels.toml"))
            continue
        results.append(score_script(labels))
    return results, missing


# figures ------------------------------------------------------------------------------------------------------------


def _headline(all_: Tally, unnamed: Tally, results: Sequence[ScriptResult]) -> Iterable[str]:
    counts = all_.counts
    yield f"characters F1 | {_pc(all_.f1)} | at least 92 % | baseline {_pc(all_.base_f1)}"
    yield f"exact set | {_pc(all_.exact)} | at least 85 % | baseline {_pc(all_.base_exact)}"
    yield f"exact set where exact names fail ({unnamed.passages}) | {_pc(unnamed.exact)} | at least 60 % | baseline 0 %"
    yield (
        f"merely mentioned, yet shown ({counts['mentioned']}) | {_pc(all_.mentioned)} | at most 8 % | "
        f"baseline {_pc(all_.base_mentioned)}"
    )
    yield f"off-screen speakers right ({counts['offscreen']}) | {_pc(all_.offscreen)} | at least 90 % | baseline 0 %"
    yield f"speakers in the room marked off-screen | {counts['wrongly_off']} | 0 |"
    yield f"passages with somebody to see, nobody in frame ({counts['peopled']}) | {counts['nobody']} | 0 |"
    spoken, lost = sum(r.dialogue_shots for r in results), sum(r.unframed for r in results)
    yield f"speakers neither in frame nor marked off-screen ({spoken} shots) | {lost} | 0 |"
    yield f"people in frame beyond those needed, a passage | {counts['beyond'] / all_.passages:.2f} | |"
    yield from _motion_lines(all_, results)
    yield from _size_lines(all_, results)
    yield from _script_lines(results)
    if counts["not_found"]:
        yield f"passages that no shot covers | {counts['not_found']} | 0 |"


def _motion_lines(all_: Tally, results: Sequence[ScriptResult]) -> Iterable[str]:
    broken = sum(len(result.malformed) for result in results)
    base = sum(b.malformed for result in results for b in result.base)
    yield f"malformed motion ({sum(r.motions for r in results)} clauses) | {broken} | 0 | baseline {base}"
    changed = sum(len(result.reworded) for result in results)
    yield f"motion cut short or in words that are not the script's | {changed} | |"
    yield f"motion present ({all_.counts['motion']}) | {_pc(all_.present)} | at least 90 % |"
    yield f"motion's verb right | {_pc(all_.verb)} | |"
    yield (
        f"motion's verb and object right ({all_.counts['motion_judged']}) | {_pc(all_.motion)} | at least 80 % | "
        f"baseline {_pc(all_.base_motion)}"
    )


def _size_lines(all_: Tally, results: Sequence[ScriptResult]) -> Iterable[str]:
    sized, strict = all_.counts["sized"], all_.counts["medium_wrong"]
    shuffled = sum(result.shuffled[0] for result in results)
    shuffled_strict = sum(result.shuffled[1] for result in results)
    yield f"size acceptable ({sized}) | {_pc(all_.size)} | | baseline {_pc(all_.base_size)}"
    yield f"size acceptable where medium is wrong ({strict}) | {_pc(all_.size_strict)} | at least 70 % | baseline 0 %"
    if sized and strict and all_.size is not None and all_.size_strict is not None:
        drop, drop_strict = all_.size - shuffled / sized, all_.size_strict - shuffled_strict / strict
        yield f"the same sizes shuffled, all | {_pc(shuffled / sized)}, {100 * drop:.0f} points worse | at least 15 |"
        yield (
            f"the same sizes shuffled, medium wrong | {_pc(shuffled_strict / strict)}, "
            f"{100 * drop_strict:.0f} points worse | at least 15 |"
        )


def _script_lines(results: Sequence[ScriptResult]) -> Iterable[str]:
    rates = [result.shots / result.pages for result in results]
    words = sum(result.words for result in results)
    right = sum(result.scenes[0] == result.scenes[1] for result in results)
    spread = f"{min(rates):.1f} / {statistics.median(rates):.1f} / {max(rates):.1f}"
    yield f"shots a page, least / median / most | {spread} | 4 to 12 |"
    yield f"words covered | {_pc(1 - sum(r.uncovered for r in results) / words, 2)} | 100 % |"
    yield f"words covered twice | {sum(r.doubled for r in results)} | 0 |"
    yield f"scripts with the right scene count | {right} of {len(results)} | all |"
    ours = _pair_f1([result.place_pairs for result in results])
    base = _pair_f1([result.base_place_pairs for result in results])
    yield f"places merged, pair F1 | {_pc(ours)} | at least 90 % | baseline {_pc(base)}"


def _pair_f1(pairs: Sequence[tuple[int, int, int]]) -> float | None:
    right, said, true = (sum(column) for column in zip(*pairs, strict=True))
    return 2 * right / (said + true) if said + true else None


def _kinds(pairs: Sequence[Pair]) -> dict[str, Tally]:
    found: dict[str, Tally] = {"hard": tally([pair for pair in pairs if pair[0].passage.hard])}
    for kind in KINDS:
        chosen = [pair for pair in pairs if kind in pair[0].passage.kinds]
        if chosen:
            found[kind] = tally(chosen)
    return found


def _kind_line(kind: str, found: Tally) -> str:
    return (
        f"{kind} | {found.passages} | {_pc(found.exact)} ({_pc(found.base_exact)}) | "
        f"{_pc(found.f1)} ({_pc(found.base_f1)}) | {_pc(found.motion)} | {_pc(found.size)}"
    )


def _pc(share: float | None, digits: int = 0) -> str:
    return "-" if share is None else f"{100 * share:.{digits}f} %"


# lengths, sizes and movements beside published ones ---------------------------------------------------------------


def _film_lines(name: str, film: Film) -> Iterable[str]:
    yield f"lengths, sizes and movements: {name}, {len(film.seconds)} shots"
    said = [(seconds, words) for seconds, words in zip(film.seconds, film.words, strict=True) if words]
    rank = spearman([seconds for seconds, _ in said], [words for _, words in said])
    yield f"length against words spoken, rank correlation ({len(said)} shots) | {rank:.2f} | at least 0.7 |"
    least = [speech + 5.5 * film.frame if speech else 0.0 for speech in film.speech]  # half a frame for rounding
    short = sum(seconds < bound for seconds, bound in zip(film.seconds, least, strict=True))
    yield f"dialogue shots shorter than speech + 6 frames | {short} | 0 |"
    rushed = sum(words / seconds > FASTEST_SPEECH for seconds, words in said)
    yield f"dialogue shots that would need more than {FASTEST_SPEECH} words a second | {rushed} | 0 |"
    mean, median = statistics.fmean(film.seconds), statistics.median(film.seconds)
    yield f"mean length | {mean:.1f} s | | {_cite(LENGTHS['mean'])}"
    yield f"median length | {median:.1f} s | | {_cite(LENGTHS['median'])}"
    yield f"median / mean | {median / mean:.2f} | 0.55 to 0.8 | {_cite(LENGTHS['median/mean'])}"
    spread = statistics.pstdev(film.seconds) / mean
    yield f"sd / mean | {spread:.2f} | 0.6 to 1.3 | {_cite(LENGTHS['sd/mean'])}"
    total, sizes = len(film.sizes), Counter(film.sizes)
    ours = {name: sum(sizes[s] for s in group) / total for name, group in SIZE_GROUPS.items()}
    yield f"sizes, each | {_mix({size: sizes[size] / total for group in SIZE_GROUPS.values() for size in group})} | |"
    yield f"sizes | {_mix(ours)} | |"
    for source in SIZES:
        yield f"sizes in films | {_mix(source.shares)} | | {source.cite}"
    each = Counter(film.movements)
    moves = Counter(MOVEMENT_GROUPS.get(move, "moving") for move in film.movements)
    yield f"movements, each | {_mix({name: count / total for name, count in each.most_common()})} | |"
    yield f"movements | {_mix({name: moves[name] / total for name in ('static', 'moving', 'push', 'pull')})} | |"
    for source in MOVEMENTS:
        yield f"movements in films | {_mix(source.shares)} | | {source.cite}"


def _misread(folder: Path) -> int:
    """Words that the product's reader and the plain one do not share, over the Fountain scripts of a folder."""
    scripts = sorted(folder.glob("*.fountain"))
    return sum(differing(plain_words(s), [w for scene in read_scenes(s) for w in scene.words]) for s in scripts)


def _digest(folder: Path) -> str:
    """A checksum over the shot lists of a folder's scripts, in the order of their names."""
    found = hashlib.sha256()
    for script in sorted(path for path in folder.iterdir() if path.suffix in (".fountain", ".txt")):
        found.update(shot_list(script).model_dump_json().encode())
    return found.hexdigest()


def _alike(folder: Path) -> str:
    """Whether processes with different hash seeds make the same shot lists."""
    digests = set()
    for seed in ("0", "1", "42"):
        command = [sys.executable, str(HERE), "--digest", str(folder)]
        run = subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True, text=True
        )
        digests.add(run.stdout)
    return "the same" if len(digests) == 1 else f"{len(digests)} different"


def _feature() -> Film:
    """A generated screenplay of 110 pages, as long as a feature; the same generator as in other benches."""
    sys.path.insert(0, str(HERE.parent))
    from generate_script import generate  # noqa: PLC0415 - lies one folder up

    with tempfile.TemporaryDirectory() as scratch:
        script = Path(scratch) / "feature.fountain"
        script.write_text(generate(110, 1), encoding="utf-8")
        return film_of(shot_list(script))


def _mix(shares: dict[str, float]) -> str:
    return ", ".join(f"{name} {100 * share:.0f} %" for name, share in shares.items())


def _cite(source: Published) -> str:
    return f"{source.said} ({source.cite})"


def spearman(one: Sequence[float], two: Sequence[float]) -> float:
    """Rank correlation, ties at their mean rank; 0 when either does not vary."""
    ranks = [_ranks(one), _ranks(two)]
    if min(len(set(r)) for r in ranks) < 2:
        return 0.0
    return statistics.correlation(*ranks)


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=lambda i: values[i])
    ranks = [0.0] * len(values)
    at = 0
    while at < len(order):
        end = at
        while end + 1 < len(order) and values[order[end + 1]] == values[order[at]]:
            end += 1
        for i in range(at, end + 1):
            ranks[order[i]] = (at + end) / 2
        at = end + 1
    return ranks


# what is wrong ------------------------------------------------------------------------------------------------------


def _wrong(results: Sequence[ScriptResult], only: str) -> None:
    """One block per wrong passage: its words, what was wanted, what came."""
    for result in results:
        for row in result.rows:
            faults = list(_faults(row))
            if faults and (not only or only == result.name or only in row.passage.kinds):
                kinds = ", ".join(row.passage.kinds) + (", hard" if row.passage.hard else "")
                print(f"{row.passage.id} (scene {row.passage.scene}; {kinds})\n  {row.passage.text}")
                for fault in faults:
                    print(f"    {fault}")
        if not only or only == result.name:
            for shot, motion, reason in result.malformed:
                print(f"{result.name} {shot}: malformed motion, {reason}: {motion}")
            for shot, motion, reason in result.reworded:
                print(f"{result.name} {shot}: motion reworded, {reason}: {motion}")


def _faults(row: Row) -> Iterable[str]:
    if not row.found:
        yield "no shot covers these words"
        return
    if not row.exact:
        lack = f"; missing {', '.join(row.missing)}" if row.missing else ""
        more = f"; not wanted {', '.join(row.extra)}" if row.extra else ""
        yield f"shows {', '.join(row.shown) or 'nobody'}{lack}{more}"
    if row.offscreen_right is False:
        yield f"speaker is not marked off-screen: {', '.join(row.passage.offscreen)}"
    if row.wrongly_off:
        yield "speaker is in the room, marked off-screen"
    if row.object_right is False and row.passage.motion:
        wanted = "/".join(row.passage.motion.verbs) + " " + "/".join(row.passage.motion.objects)
        yield f"motion {' + '.join(row.motion) or 'none'}; wanted {wanted.strip()}"
    if row.size_right is False:
        yield f"size {row.size}; acceptable {', '.join(row.passage.sizes)}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
