"""How well the readers agree with public test suites of Fountain and Final Draft.

The suites are fetched by you and stay outside of this repository: a folder with one folder for each, called
`<owner>+<name>` after its repository. What is missing is skipped and said so.

    python -m bench.conformance FOLDER

Differences on purpose are listed with a reason; they are explained in docs/concepts/script-formats.md.
"""

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path
from xml.etree import ElementTree as ET

from filmwright.errors import ScriptError
from filmwright.formats.fdx import read as read_fdx
from filmwright.formats.fountain import Piece
from filmwright.formats.fountain import read as read_fountain
from filmwright.formats.fountain_headings import is_known_transition
from filmwright.formats.fountain_inline import read_emphasis
from filmwright.formats.registry import ReadScript, read_script

Shape = list[tuple[str, str, str]]

ON_PURPOSE = {
    "words": "headings and transitions are known by what they say (`EXT/INT.`, `FADE OUT.`, `CUT TO:` on line 1), also "
    "where the empty line round them is missing",
    "digit": "a name needs one letter, anywhere in it: `3CPO` is a name, `23 (O.S.)` is none, as the syntax says",
    "note": "a note that is never closed is read as text, with a warning; nothing disappears",
    "brackets": "a second line in brackets right under the first is a direction too, not words to be spoken",
    "nested": "emphasis inside emphasis is read (`_FILLS the *scope*_`), as the syntax shows it",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing compared."""

    suite: str
    name: str
    ok: bool
    detail: str = ""
    purpose: str = ""


def main() -> int:
    """Run every suite that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="show every difference in full")
    asked = parser.parse_args()
    checks: list[Check] = []
    for suite, (place, run) in SUITES.items():
        root = asked.folder / place
        if not root.is_dir():
            print(f"skipped  {suite}: no folder `{place}`")
            continue
        checks += [*run(root)]
    return _report(checks, verbose=asked.verbose)


def _report(checks: Sequence[Check], *, verbose: bool) -> int:
    for check in checks:
        word = "pass" if check.ok else "DIFF" if not check.purpose else "diff"
        why = f"  ({check.purpose})" if check.purpose else ""
        print(f"{word}  {check.suite:28} {check.name}{why}")
        if check.detail and (verbose or (not check.ok and not check.purpose)):
            print("      " + check.detail[: 4000 if verbose else 400].replace("\n", "\n      "))
    for suite in dict.fromkeys(c.suite for c in checks):
        mine = [c for c in checks if c.suite == suite]
        print(f"{suite:30} {sum(c.ok for c in mine)}/{len(mine)} pass, {sum(bool(c.purpose) for c in mine)} on purpose")
    passed, purpose = sum(c.ok for c in checks), sum(bool(c.purpose) for c in checks)
    kinds = {c.purpose for c in checks if c.purpose}
    print(f"{'all':30} {passed}/{len(checks)} pass, {purpose} on purpose of {len(kinds)} kinds")
    return 0 if passed + purpose == len(checks) else 1


# --- our side -----------------------------------------------------------------------------------------


def _read(path: Path) -> ReadScript:
    return read_script(path.read_bytes(), path.name)


def _plain(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


def _shape(pieces: Sequence[Piece], *, fold: bool = False) -> Shape:
    """Pieces as (kind, words, extras); neighbouring action is one, notes and the like are left out."""
    out: Shape = []
    for piece in pieces:
        if piece.kind in ("note", "boneyard"):
            continue
        words = _plain(piece.name or piece.text)
        extra = "".join(f"({e})" for e in piece.extensions if not e.upper().startswith("CONT"))
        if piece.heading is not None and piece.heading.number:
            extra = f"#{piece.heading.number}"
        if piece.kind == "section":
            extra = str(piece.level)
        kind = "action" if piece.kind == "centered" else piece.kind
        if kind == "parenthetical":
            words = words.strip("()")
        if piece.dual:
            extra += "^"
        if out and kind == "action" and out[-1][0] == "action":
            out[-1] = ("action", f"{out[-1][1]} {words}".strip(), "")
        else:
            out.append((kind, words, extra))
    return [(k, w.casefold() if fold else w, e.casefold()) for k, w, e in out]


def _first_difference(one: Shape, two: Shape) -> str:
    for index, (a, b) in enumerate(zip(one, two, strict=False)):
        if a != b:
            return f"at {index}:\n  ours   {a}\n  theirs {b}"
    return f"ours has {len(one)} parts, theirs {len(two)}" if len(one) != len(two) else ""


def _differing(one: Shape, two: Shape) -> int:
    """How many parts differ, on both sides together."""
    lines = list(unified_diff([str(part) for part in one], [str(part) for part in two], n=0, lineterm=""))[2:]
    return sum(not line.startswith("@@") for line in lines)


def _compared(suite: str, name: str, ours: Shape, theirs: Shape, purpose: str = "") -> Check:
    detail = _first_difference(ours, theirs)
    return Check(suite, name, not detail, detail, purpose if detail else "")


# --- wildwinter/screenplay-tools ----------------------------------------------------------------------

_TITLE_ENTRY = re.compile(r'"(?P<key>[^"]*)":"(?P<value>.*)"$', re.DOTALL)
_DUMP = re.compile(
    r"^(?:/\*\d+\*/|\[\[\d+\]\])?(?P<kind>TITLEENTRY|HEADING|ACTION|CHARACTER|DIALOGUE|PARENTHETICAL|TRANSITION|LYRIC|"
    r"SECTION|SYNOPSIS|PAGEBREAK|NOTE|BONEYARD):(?P<rest>.*?)(?=^(?:/\*\d+\*/|\[\[\d+\]\])?(?:TITLEENTRY|HEADING|ACTION|"
    r"CHARACTER|DIALOGUE|PARENTHETICAL|TRANSITION|LYRIC|SECTION|SYNOPSIS|PAGEBREAK|NOTE|BONEYARD):|\Z)",
    re.MULTILINE | re.DOTALL,
)
_QUOTED = re.compile(r'^"(?P<text>.*)"(?P<after>[^"]*)$', re.DOTALL)
_CUE = re.compile(r'^"(?P<name>[^"]*)"(?:\s+"(?P<ext>[^"]*)")?(?P<dual>\s*\(Dual\))?')
_KINDS = {
    "HEADING": "heading",
    "ACTION": "action",
    "CHARACTER": "character",
    "DIALOGUE": "dialogue",
    "PARENTHETICAL": "parenthetical",
    "TRANSITION": "transition",
    "LYRIC": "lyrics",
    "SECTION": "section",
    "SYNOPSIS": "synopsis",
    "PAGEBREAK": "page_break",
}
_MARKS = re.compile(r"\[\[\d+\]\]|/\*\d+\*/")
# the reason, and how many parts may differ for it (ours and theirs together)
_TOOLS_PURPOSE = {
    "Sections": ("words", 1),
    "Boneyards": ("words", 3),
    "Character": ("digit", 3),
    "Notes": ("note", 3),
    "Parenthetical": ("brackets", 3),
}


def _dump(text: str) -> tuple[Shape, list[tuple[str, str]]]:
    """An expected dump as a shape, and its title entries."""
    out: Shape = []
    title: list[tuple[str, str]] = []
    for match in _DUMP.finditer(text):
        kind, rest = match["kind"], match["rest"].strip()
        if kind == "TITLEENTRY":
            entry = _TITLE_ENTRY.match(rest)
            assert entry is not None, rest
            title.append((entry["key"], _plain(_emphasis_gone(entry["value"]))))
        elif kind == "CHARACTER":
            cue = _CUE.match(rest)
            assert cue is not None
            extra = "".join(e for e in [cue["ext"] or "", "^" if cue["dual"] else ""])
            out.append(("character", _plain(cue["name"]), extra.casefold()))
        elif kind in _KINDS:
            quoted = _QUOTED.match(rest)
            text_, after = (quoted["text"], quoted["after"].strip()) if quoted else (rest, "")
            _put(out, _KINDS[kind], _plain(_emphasis_gone(_MARKS.sub("", text_))), after)
    return out, title


def _put(out: Shape, kind: str, words: str, after: str) -> None:
    extra = after.strip("()") if kind in ("heading", "section") else ""
    extra = f"#{extra}" if extra and kind == "heading" else extra
    if kind == "action" and out and out[-1][0] == "action":
        out[-1] = ("action", f"{out[-1][1]} {words}".strip(), "")
    elif kind == "dialogue" and out and out[-1][0] == "dialogue":
        out[-1] = ("dialogue", f"{out[-1][1]} {words}".strip(), "")
    elif words or kind == "page_break":
        out.append((kind, words, extra.casefold()))


def _emphasis_gone(text: str) -> str:
    return read_emphasis(text).text


def screenplay_tools(root: Path) -> Iterator[Check]:
    """The expected dumps and the Final Draft samples."""
    suite = "screenplay-tools"
    tests = root / "tests"
    for dump in sorted(tests.glob("*.txt")):
        stem = dump.stem.removesuffix("-Merged").removesuffix("-Unmerged")
        if stem == "Formatted":
            yield _formatted(tests)
        elif stem == "SimpleCallbackParser":
            yield _callbacks(tests, dump)
        elif stem != "Tags":  # a private extension of that program: words behind `#` at the end of lines
            yield _tools_dump(suite, dump, tests / f"{stem}.fountain")
    yield from _tools_fdx(suite, tests)


def _tools_dump(suite: str, dump: Path, script: Path) -> Check:
    theirs, title = _dump(dump.read_text("utf-8"))
    found = _read(script)
    ours = _shape(found.parsed.pieces)
    kind, parts = _TOOLS_PURPOSE.get(dump.stem, ("", 0))
    purpose = ON_PURPOSE[kind] if kind and _differing(ours, theirs) <= parts else ""
    check = _compared(suite, dump.name, ours, theirs, purpose)
    mine = [(t.key, _plain(" ".join(t.values))) for t in found.parsed.title]
    if check.ok and title and mine != title:
        return Check(suite, dump.name, ok=False, detail=f"title\n  ours   {mine}\n  theirs {title}")
    return check


_HTML: dict[str, str] = {"bold": "b", "italic": "i", "underline": "u"}


def _formatted(tests: Path) -> Check:
    """Emphasis, line by line, against the marks of the expected text."""
    source = (tests / "Formatted.fountain").read_text("utf-8")
    expected = [line for line in (tests / "Formatted.txt").read_text("utf-8").split("\n") if line.strip()]
    ours: list[tuple[str, Counter[tuple[str, str]]]] = []
    for piece in read_fountain(source).pieces:
        at = 0
        for line in piece.text.split("\n"):
            inside = [(a - at, b - at, s) for a, b, s in piece.emphasis if at <= a and b <= at + len(line)]
            ours.append((line, Counter((_HTML[s], line[a:b]) for a, b, s in inside)))
            at += len(line) + 1
    theirs = [_marked(line) for line in expected]
    wrong = [(a, b) for a, b in zip(ours, theirs, strict=False) if a != b]
    nested = all("Leupold" in a[0] for a, _ in wrong)
    ok = not wrong and len(ours) == len(theirs)
    detail = "\n".join(f"ours   {a}\ntheirs {b}" for a, b in wrong)
    return Check("screenplay-tools", "Formatted.txt", ok, detail, ON_PURPOSE["nested"] if not ok and nested else "")


def _marked(line: str) -> tuple[str, Counter[tuple[str, str]]]:
    found: Counter[tuple[str, str]] = Counter()
    for tag in ("b", "i", "u"):
        for match in re.finditer(rf"<{tag}>(.*?)</{tag}>", line):
            found[tag, re.sub(r"</?[biu]>", "", match[1])] += 1
    return re.sub(r"</?[biu]>", "", line), found


_CALL = re.compile(r"^(TITLEPAGE|ACTION|TRANSITION|SECTION|HEADING|SYNOPSIS|DIALOGUE|LYRICS|PAGEBREAK):?", re.MULTILINE)


def _callbacks(tests: Path, dump: Path) -> Check:
    """The words of every call in order; several files one after the other."""
    edges = [m.start() for m in _CALL.finditer(dump.read_text("utf-8"))]
    text = dump.read_text("utf-8")
    calls = [text[a:b] for a, b in zip(edges, [*edges[1:], len(text)], strict=True)]
    expected = Counter(
        _plain(_emphasis_gone(m[1])) for c in calls if (m := re.search(r"line:(.*?) dual:", c, re.DOTALL))
    )
    ours: Counter[str] = Counter()
    for name in ("Character", "Dialogue"):
        for piece in _read(tests / f"{name}.fountain").parsed.pieces:
            if piece.kind == "dialogue":
                ours.update(_plain(line) for line in piece.text.split("\n") if line.strip())
    missing, added = expected - ours, ours - expected
    purpose = ON_PURPOSE["digit"] if set(added) <= {"Not work."} and not missing else ""
    ok = not missing and not added
    return Check("screenplay-tools", dump.name, ok, f"missing {missing}, added {added}", "" if ok else purpose)


def _tools_fdx(suite: str, tests: Path) -> Iterator[Check]:
    for stem, others in (
        ("TestFDX-FD", ("TestFDX-FD.fdx", *(p.name for p in sorted(tests.glob("TestFDX-FD-Write-*.fdx"))))),
        ("TestFDX-FI", ("TestFDX-FI.fdx", "TestFDX-FI.fadein")),
    ):
        theirs = _shape(_read(tests / f"{stem}.fountain").parsed.pieces, fold=True)
        for other in others:
            ours = _shape(_read(tests / other).parsed.pieces, fold=True)
            yield _compared(suite, f"{other} = {stem}.fountain", _unnumbered(ours), _unnumbered(theirs))


def _unnumbered(shape: Shape) -> Shape:
    return [(k, w, "" if k == "heading" else e) for k, w, e in shape]


# --- vilcans/screenplain ------------------------------------------------------------------------------


def screenplain(root: Path) -> Iterator[Check]:
    """Its expected Final Draft files against our reading of the Fountain they were made from."""
    for fdx in sorted([*(root / "tests/files").glob("*.fdx"), *(root / "examples").glob("*.fdx")]):
        script = fdx.with_suffix(".fountain")
        found = _shape(_read(script).parsed.pieces, fold=True)
        theirs = _bare(_shape(_read(fdx).parsed.pieces, fold=True))
        check = _compared("screenplain", fdx.name, _bare(found), theirs)
        if not check.ok and not _first_difference(_strict(found), _strict(theirs)):
            check = replace(check, purpose=ON_PURPOSE["words"])
        yield check


_WIDER = re.compile(r"^ext/int\b")


def _strict(shape: Shape) -> Shape:
    """What the syntax does not list as heading or transition, as action."""
    return _bare([("action", w, "") if _is_wider(k, w) else (k, w, e) for k, w, e in shape])


def _is_wider(kind: str, words: str) -> bool:
    if kind == "transition":
        return not words.endswith("to:")
    return kind == "heading" and bool(_WIDER.match(words))


def _bare(shape: Shape) -> Shape:
    """Without what the other program does not write: numbers, sections, synopses, page breaks."""
    kept = [(k, w, "" if k == "heading" else e) for k, w, e in shape if k not in ("section", "synopsis", "page_break")]
    out: Shape = []
    for part in kept:
        if out and part[0] == out[-1][0] == "action":
            out[-1] = ("action", f"{out[-1][1]} {part[1]}", "")
        else:
            out.append(part)
    return out


# --- nyousefi/Fountain --------------------------------------------------------------------------------

_LOAD = re.compile(r'loadTestFile:@"([^"]+)"|filename = @"([^"]+)"|pathForResource:@"([^"]+)" ofType')
_METHOD = re.compile(r"- \(void\)(test\w+)\s*\{(.*?)\n\}", re.DOTALL)
_INDEX = re.compile(r"index = (\d+);")
_INDEXES = re.compile(r"indexes\[\] = \{([\d, ]+)\}")
_TYPE = re.compile(
    r'@"(Scene Heading|Character|Transition|Dialogue|Parenthetical|Action|Section Heading|Synopsis|Page Break|'
    r'Boneyard|Comment|Lyrics)"'
)
# two headings on neighbouring lines are two headings here; the next two tests count on from there
_TIGHT = frozenset(
    f"SceneHeaderTests.{name}"
    for name in ("testRequiresBlankLinesBeforeAndAfter", "testNeedsSeparatorAfterPrefix", "testNoCaps")
)
# `23 (O.S.)` is a cue there although its test is called otherwise; the tests after it count on from there
_NUMERICAL = frozenset(
    f"DialogueTests.{name}"
    for name in (
        "testCueCannotBeALLNumerical",
        "testCueCanBeIndented",
        "testParentheticalCanBeIndent",
        "testDialogueWithEmptyLineInTheMiddle",
        "testDialogueCanBeIndented",
    )
)
_APPLE: dict[str, tuple[str, ...]] = {
    "Scene Heading": ("heading",),
    "Character": ("character",),
    "Transition": ("transition",),
    "Dialogue": ("dialogue",),
    "Parenthetical": ("parenthetical",),
    "Action": ("action", "centered"),
    "Section Heading": ("section",),
    "Synopsis": ("synopsis",),
    "Page Break": ("page_break",),
    "Boneyard": ("boneyard",),
    "Comment": ("note",),
    "Lyrics": ("lyrics",),
}


def nyousefi(root: Path) -> Iterator[Check]:
    """The kinds and numbers that its tests assert by index, read out of the tests themselves."""
    folder = root / "FountainTests"
    for source in sorted(folder.glob("*Tests.m")):
        text = source.read_text("utf-8", "replace")
        load = _LOAD.search(text)
        if load is None:
            continue
        stem = next(g for g in load.groups() if g)
        script = next((p for p in (folder / f"{stem}.fountain", folder / f"{stem}.txt") if p.exists()), None)
        if script is None:
            continue
        pieces = _read(script).parsed.pieces
        for method in _METHOD.finditer(text):
            yield from _asserted(f"{source.stem}.{method[1]}", method[2], pieces)


def _asserted(name: str, body: str, pieces: Sequence[Piece]) -> Iterator[Check]:
    listed, single, wanted = _INDEXES.search(body), _INDEX.search(body), _TYPE.search(body)
    numbers = [int(n) for n in listed[1].split(",")] if listed else [int(single[1])] if single else []
    if not numbers:
        return
    if "sceneNumberFor" in body:
        expected = re.search(r'expectedText = @"([^"]*)"', body)
        found = [p.heading.number if p.heading else None for p in (pieces[i] for i in numbers)]
        yield Check("nyousefi", name, found == [expected[1] if expected else None], f"{found}")
    elif wanted is not None:
        kinds = _APPLE[wanted[1]]
        negative = "STAssertFalse" in body
        bad = [(i, pieces[i].kind if i < len(pieces) else "nothing") for i in numbers]
        bad = [(i, kind) for i, kind in bad if (kind in kinds) == negative]
        kind = "words" if name in _TIGHT else "digit" if name in _NUMERICAL else ""
        purpose = ON_PURPOSE[kind] if bad and kind else ""
        yield Check("nyousefi", name, not bad, f"wanted {'not ' if negative else ''}{kinds}, got {bad}", purpose)


# --- whole scripts ------------------------------------------------------------------------------------


def _totals(found: ReadScript) -> Counter[str]:
    pieces = found.parsed.pieces
    out = Counter(p.kind for p in pieces)
    out["names"] = len({p.name for p in pieces if p.kind == "character"})
    out["notes"] = sum(len(p.notes) for p in pieces) + out["note"]
    return Counter({str(key): count for key, count in out.items()})


def _counted(suite: str, name: str, found: ReadScript, wanted: dict[str, int]) -> Check:
    totals = _totals(found)
    got = {key: totals[key] for key in wanted}
    wider = sum(p.kind == "heading" and bool(_WIDER.match(p.text.casefold())) for p in found.parsed.pieces)
    strict = got | ({"heading": got["heading"] - wider} if "heading" in got else {})
    purpose = ON_PURPOSE["words"] if got != wanted and strict == wanted else ""
    return Check(suite, f"{name} {wanted}", got == wanted, f"got {got}", purpose)


def betterfountain(root: Path) -> Iterator[Check]:
    """The totals that its statistics test asserts."""
    for ends in ("lf", "crlf"):
        for stem, wanted in (
            ("big_fish", {"heading": 190, "names": 48}),
            ("brick_and_steel", {"heading": 8, "names": 7}),
        ):
            path = next(iter(sorted(root.rglob(f"{stem}_{ends}.fountain"))), None)
            if path is not None:
                yield _counted("betterfountain", path.name, _read(path), wanted)


def rsdoiel(root: Path) -> Iterator[Check]:
    """Six scripts in three formats: the same scenes, cues and words."""
    for script in sorted((root / "testdata").glob("*.fountain")):
        base = _shape(_read(script).parsed.pieces, fold=True)
        for suffix in (".fdx", ".fadein"):
            other = _shape(_read(script.with_suffix(suffix)).parsed.pieces, fold=True)
            yield _compared("rsdoiel", f"{script.stem}{suffix} = .fountain", _merged(other), _merged(base))


def _merged(shape: Shape) -> Shape:
    """Without page breaks; those Fountain files force `FADE IN:` and `>THE END.<` to be action."""
    plain = [(k, w.strip("><") if k == "action" else w, e) for k, w, e in shape if k != "page_break"]
    return [("transition" if k == "action" and is_known_transition(w.upper()) else k, w, e) for k, w, e in plain]


def storyboarder(root: Path) -> Iterator[Check]:
    """One file made by Final Draft, counted by a walker of its own."""
    path = next(iter(sorted(root.rglob("test.fdx"))))
    data = path.read_bytes()
    began = time.perf_counter()
    draft = read_fdx(data, path.name)
    took = time.perf_counter() - began
    ours = Counter(_letters(p.text + "".join(p.extensions)) for p in draft.paragraphs)
    lost = Counter(_walked(data)) - ours
    name = f"no paragraph of {ours.total()} lost or changed ({took * 1000:.0f} ms)"
    yield Check("storyboarder", name, not lost, f"lost {lost}")
    numbers = sum(p.scene_number is not None for p in draft.paragraphs)
    beside = sum(item.what.startswith("a number") for item in draft.left_out)
    yield Check("storyboarder", "31 numbers", numbers + beside == 31, f"{numbers} and {beside}")
    alone = sum(p.kind == "note" for p in draft.paragraphs) - 1  # the cast list, kept as a note, is none
    notes = sum(len(p.notes) for p in draft.paragraphs) + alone
    yield Check("storyboarder", "14 notes", notes == 14, f"{notes}")
    pairs = sum(p.dual == "right" for p in draft.paragraphs)
    yield Check("storyboarder", "1 dual dialogue", pairs == 1, f"{pairs}")
    yield Check("storyboarder", "title page", bool(draft.title), f"{draft.title}")


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _walked(data: bytes) -> Iterator[str]:
    """The letters of every paragraph, dual dialogue too, notes and beats left out: the simplest reader there is."""

    def walk(node: ET.Element) -> Iterator[str]:
        for child in node:
            if child.tag == "Paragraph":
                words = _letters("".join(text.text or "" for text in child.findall("Text")))
                yield from [words] if words else []
            if child.tag in ("Paragraph", "DualDialogue"):
                yield from walk(child)

    content = ET.fromstring(data).find("Content")  # a file that the person fetched
    assert content is not None
    yield from walk(content)


_NAMED = ("heading", "character", "transition")


def trelby(root: Path) -> Iterator[Check]:
    """The Celtx desktop file of its tests, and its own sample."""
    wanted = {"heading": 13, "character": 23, "dialogue": 23}
    celtx = root / "tests/fixtures/test.celtx"
    yield _counted("trelby", celtx.name, _read(celtx), wanted)
    own = root / "tests/fixtures/test.trelby"
    yield _counted("trelby", own.name, _read(own), wanted)
    # the second file holds a speech twice, so names and places are compared
    ours, theirs = ([x for x in _shape(_read(p).parsed.pieces, fold=True) if x[0] in _NAMED] for p in (celtx, own))
    yield _compared("trelby", "names and places of test.celtx = test.trelby", ours, theirs)


def beat(root: Path) -> Iterator[Check]:
    """A feature with 17 notes."""
    yield _counted("beat", "Big-Fish.fountain", _read(root / "Sample files/Big-Fish.fountain"), {"notes": 17})


SUITES: dict[str, tuple[str, Callable[[Path], Iterator[Check]]]] = {
    "screenplay-tools": ("wildwinter+screenplay-tools", screenplay_tools),
    "screenplain": ("vilcans+screenplain", screenplain),
    "nyousefi": ("nyousefi+Fountain", nyousefi),
    "betterfountain": ("piersdeseilligny+betterfountain", betterfountain),
    "rsdoiel": ("rsdoiel+fdx", rsdoiel),
    "storyboarder": ("wonderunit+storyboarder", storyboarder),
    "trelby": ("trelby+trelby", trelby),
    "beat": ("lmparppei+Beat", beat),
}

if __name__ == "__main__":
    try:
        sys.exit(main())
    except ScriptError as error:
        sys.exit(str(error))
