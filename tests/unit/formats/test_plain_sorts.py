"""What a plain text is: Fountain unless it says otherwise; and no word of it is lost."""

import hashlib
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from filmwright.formats.plain import read_text, sort_of
from filmwright.formats.registry import read_script

ROOT = Path(__file__).parents[3]
LAYOUTS = ROOT / "tests" / "data" / "layouts"
FILES = sorted(path for path in LAYOUTS.iterdir() if path.suffix in (".txt", ".md"))
SORTS = {"play": "stage play", "story": "prose", "columns": "columns"}
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_each_text_is_read_as_what_it_is(path: Path) -> None:
    wanted = "markdown" if path.suffix == ".md" else SORTS[path.stem.split("_")[0]]
    script = read_script(path.read_bytes(), path.name)
    assert script.format == wanted
    assert any(w.message.startswith("Read as ") and "because" in w.message for w in script.parsed.warnings)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_word_is_kept_once_or_left_out(path: Path) -> None:
    text = path.read_text("utf-8")
    found = read_text(text)
    assert found is not None
    draft = found[1]
    kept: Counter[str] = Counter()
    for item in draft.paragraphs:
        own = item.kind == "heading" and ("Filmwright's own" in item.reason or "names no place" in item.reason)
        cue = item.kind == "character" and found[0].name == "prose"
        if not own and not cue:
            kept.update(words(" ".join([item.text, *item.extensions, *[item.scene_number or ""] * 2])))
    kept.update(w for _, values in draft.title for value in values for w in words(value))
    kept.update(w for item in draft.left_out for w in words(item.text))
    if path.suffix == ".md":
        kept.update(("title", "author", "draft"))  # the names of the entries
    missing = Counter(words(text)) - kept
    assert not missing


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_guess_says_how_sure_it_is_and_why(path: Path) -> None:
    script = read_script(path.read_bytes(), path.name)
    assert all(0 < p.confidence < 1 and p.reason for p in script.parsed.pieces)


FOUNTAIN = {
    "headings": "INT. HALL - DAY\n\nHAMLET. He said so.\n\nANNA: Hello.\n\nANNA: Hello.\n\nBEN: Hello.\n\nBEN: Hello.\n",
    "a heading in bold": "**INT. HALL - DAY**\n\nGo.\n",
    "forced headings": ".THE HALL\n\n**ANNA** sits.\n\n.THE YARD\n\nShe runs.\n",
    "sections and a heading": "# Act One\n\n## The fall\n\nEXT. ROOF - NIGHT\n\nShe falls.\n",
    "indented by hand": "INT. HALL - DAY\n\n    Anna waits.\n\n            ANNA\n        Hello.\n\n            BEN\n        Hello.\n",
    "a note of a few words": "Dear diary,\n\nnothing happened today.\n",
}


@pytest.mark.parametrize("text", FOUNTAIN.values(), ids=list(FOUNTAIN))
def test_fountain_stays_fountain(text: str) -> None:
    assert sort_of(text).name == "fountain"
    assert read_script(text.encode(), "x.txt").parsed.source == text


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.fountain")), ids=lambda p: p.stem)
def test_the_examples_are_fountain_under_any_name(path: Path) -> None:
    assert read_script(path.read_bytes(), "script.txt").format == "fountain"


NO_SCRIPT = {
    "code": "def read(x):\n    return x\n\n" * 40,
    "a list": "- milk\n- bread\n\n" * 40,
    "a table": "a,b,c\n1,2,3\n" * 60,
    "a readme": "# Tool\n\nInstall it with `pip`.\n\n## Use\n\n- run it\n- read the output\n\n```\ntool run\n```\n" * 3,
    "a licence": (ROOT / "LICENSE").read_text("utf-8"),
}


@pytest.mark.parametrize("text", NO_SCRIPT.values(), ids=list(NO_SCRIPT))
def test_what_is_no_script_is_not_made_into_one(text: str) -> None:
    assert sort_of(text).name == "fountain"
    assert not any(p.kind in ("heading", "character") for p in read_script(text.encode(), "x.txt").parsed.pieces)


def test_columns_are_joined_to_paragraphs_and_pages_forgotten() -> None:
    script = read_script((LAYOUTS / "columns_typed.txt").read_bytes(), "columns_typed.txt")
    said = [p.text for p in script.parsed.pieces if p.kind == "dialogue"]
    assert said[0] == "I have counted the boats twice and there is one more than there was at noon."
    assert [p.heading.number for p in script.parsed.pieces if p.heading] == ["1", "2", "3"]
    assert {"page number", "(MORE)", "name repeated over the page"} <= {item.what for item in script.left_out}
    assert [p.dual for p in script.parsed.pieces if p.kind == "character"].count(True) == 1


def test_any_process_reads_the_same() -> None:
    code = (
        "import sys, hashlib; from pathlib import Path; from filmwright.formats.registry import read_script\n"
        "files = sorted(Path(sys.argv[1]).iterdir())\n"
        "print(hashlib.sha256(''.join(repr(read_script(p.read_bytes(), p.name)) for p in files).encode()).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code, str(LAYOUTS)],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "77")
    }
    here = "".join(repr(read_script(p.read_bytes(), p.name)) for p in sorted(LAYOUTS.iterdir()))
    assert seen == {hashlib.sha256(here.encode()).hexdigest().encode() + b"\n"}
