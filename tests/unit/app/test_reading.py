"""`filmwright read`: what was understood, guessed and left out."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from filmwright.app import read_source, understand

ROOT = Path(__file__).parents[3]
LAYOUTS = ROOT / "tests" / "data" / "layouts"
EXE = str(Path(sys.executable).with_name("filmwright"))


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([EXE, "read", *map(str, arguments)], capture_output=True, text=True, check=False)


def test_a_script_that_says_everything_itself_holds_no_doubtful_guess() -> None:
    read = understand(read_source(ROOT / "examples" / "wrong_floor.fountain"))
    assert (read.format, read.format_title, read.encoding, read.language) == ("fountain", "Fountain", "utf-8", "en")
    assert len(read.scenes) == 6
    assert sum(s.speeches for s in read.speakers) == 34
    assert all(guess.confidence >= 0.9 for guess in read.guessed)
    assert read.left_out == ()


def test_guesses_come_least_sure_first_with_their_place() -> None:
    read = understand(read_source(LAYOUTS / "story_en.txt"))
    sure = [guess.confidence for guess in read.guessed]
    assert sure == sorted(sure)
    assert all(line.place.startswith("line ") for guess in read.guessed for line in guess.lines)
    assert sum(guess.count for guess in read.guessed) + read.sure == sum(read.paragraphs.values())


def test_what_was_left_out_is_counted_by_kind() -> None:
    read = understand(read_source(LAYOUTS / "columns_typed.txt"))
    assert {group.what: group.count for group in read.left_out} == {
        "(MORE)": 1, "name repeated over the page": 1, "page number": 2, "revision mark": 1,
    }  # fmt: skip
    assert read.dual_speeches == 1
    assert [scene.number for scene in read.scenes] == ["1", "2", "3"]


def test_people_see_tables_and_programs_json() -> None:
    shown = run(LAYOUTS / "play_en.txt")
    assert shown.returncode == 0, shown.stderr
    for words in ("THE LAMPLIGHTERS", "MARTHA", "Guessed", "Left out", "list of persons", "Read as a stage play"):
        assert words in shown.stdout
    data = json.loads(run(LAYOUTS / "play_en.txt", "--json").stdout)
    assert data["schema"] == "understanding/1"
    assert [s["name"] for s in data["speakers"]][:2] == ["OLD PELL", "MARTHA"]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 cut", b"Dear diary,\n\nnothing happened.\n"])
def test_what_cannot_be_read_is_one_sentence_and_code_2(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "script.txt"
    path.write_bytes(content)
    done = run(path)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""


def test_its_help_teaches() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert "script.pdf" in done.stdout
    assert "--json" in done.stdout
