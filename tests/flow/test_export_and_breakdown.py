"""`filmwright export` and `filmwright breakdown`, as a person calls them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from filmwright.departments.screenplay import read_screenplay

EXE = str(Path(sys.executable).with_name("filmwright"))
EXAMPLES = Path(__file__).parents[2] / "examples"
SCRIPT = """Title: Night Bus

INT. BUS - NIGHT #4#

IDA (50), a driver, takes a thermos from her bag.

IDA
Last stop.

EXT. DEPOT - NIGHT

Ida drops the thermos.
"""


def filmwright(*arguments: object, cwd: Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([EXE, *map(str, arguments)], cwd=cwd, input=stdin, capture_output=True, check=False)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "bus.fountain"
    path.write_text(SCRIPT)
    return path


def test_without_a_format_a_pdf_is_written_and_its_path_printed(script, tmp_path):
    done = filmwright("export", script, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "bus.pdf\n", "")
    assert (tmp_path / "bus.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("ending", [".pdf", ".txt", ".fdx"])
def test_the_ending_says_the_format_and_the_file_reads_back(script, tmp_path, ending):
    done = filmwright("export", script, "-o", f"out{ending}", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    again = read_screenplay((tmp_path / f"out{ending}").read_bytes(), name=f"out{ending}")
    assert [scene.slugline for scene in again.scenes] == ["INT. BUS - NIGHT", "EXT. DEPOT - NIGHT"]
    assert again.scenes[0].scene_number == "4"
    assert [e.text for e in again.scenes[0].elements if e.kind == "dialogue"] == ["Last stop."]


def test_fountain_as_fountain_is_the_same_file(tmp_path):
    odd = tmp_path / "odd.fountain"
    odd.write_bytes(b"\xef\xbb\xbfINT. A - DAY\r\n\r\n\r\n  A man.  \r\n")
    assert filmwright("export", odd, "-o", "copy.fountain", cwd=tmp_path).returncode == 0
    assert (tmp_path / "copy.fountain").read_bytes() == odd.read_bytes()


def test_another_format_becomes_fountain(script, tmp_path):
    filmwright("export", script, "-o", "bus.fdx", cwd=tmp_path)
    done = filmwright("export", "bus.fdx", "--format", "fountain", "-o", "back.fountain", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "back.fountain").read_text() == SCRIPT


def test_final_draft_files_say_the_length_of_scenes(script, tmp_path):
    filmwright("export", script, "-o", "bus.fdx", cwd=tmp_path)
    facts = read_screenplay((tmp_path / "bus.fdx").read_bytes(), name="bus.fdx").scenes[0].facts
    assert (facts.page, facts.length_eighths) == ("1", 1)


def test_a_file_that_exists_is_not_replaced_without_force(script, tmp_path):
    (tmp_path / "bus.pdf").write_text("mine")
    done = filmwright("export", script, cwd=tmp_path)
    assert done.returncode == 2
    assert "exists already" in done.stderr
    assert (tmp_path / "bus.pdf").read_text() == "mine"
    assert filmwright("export", script, "--force", cwd=tmp_path).returncode == 0


def test_the_script_itself_is_never_replaced(script, tmp_path):
    done = filmwright("export", script, "--format", "fountain", "--force", cwd=tmp_path)
    assert done.returncode == 2
    assert "is the script itself" in done.stderr
    assert script.read_text() == SCRIPT


def test_an_ending_that_says_nothing_is_asked_about(script, tmp_path):
    done = filmwright("export", script, "-o", "bus.doc", cwd=tmp_path)
    assert done.returncode == 2
    assert "--format" in done.stderr


def test_a_script_from_a_pipe_is_exported(tmp_path):
    done = filmwright("export", "-", "-o", "piped.txt", cwd=tmp_path, stdin=SCRIPT.encode())
    assert (done.returncode, done.stdout) == (0, "piped.txt\n")


def test_nothing_half_written_is_left_when_a_letter_cannot_be_drawn(tmp_path):
    (tmp_path / "cn.fountain").write_text("INT. ROOM - DAY\n\nA sign: 东.\n")
    done = filmwright("export", "cn.fountain", cwd=tmp_path)
    assert done.returncode == 2
    assert "CJK UNIFIED IDEOGRAPH-4E1C" in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["cn.fountain"]


def test_a_breakdown_is_printed(script, tmp_path):
    done = filmwright("breakdown", script, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "  4  INT. BUS - NIGHT  [1/8 pg, page 1]" in done.stdout
    assert "Vehicles:         bus" in done.stdout
    assert "Props that come back: thermos" in done.stdout


def test_a_breakdown_is_json_for_programs(script, tmp_path):
    made = json.loads(filmwright("breakdown", script, "--json", cwd=tmp_path).stdout)
    assert made["schema"] == "breakdown/1"
    assert [scene["number"] for scene in made["scenes"]] == ["4", "2"]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf", "json"])
def test_a_breakdown_is_written(script, tmp_path, kind):
    done = filmwright("breakdown", script, "--format", kind, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"bus_breakdown.{kind}\n"), done.stderr
    assert (tmp_path / f"bus_breakdown.{kind}").stat().st_size > 100


def test_hash_seeds_do_not_change_any_file(tmp_path):
    import os

    made = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        for command in (("export", "-o", "a.pdf"), ("breakdown", "-o", "a.xlsx"), ("breakdown", "-o", "b.pdf")):
            subprocess.run(
                [EXE, command[0], str(EXAMPLES / "salt_road.fountain"), *command[1:]],
                cwd=folder, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True,
            )  # fmt: skip
        made.append({p.name: p.read_bytes() for p in folder.iterdir()})
    assert made[0] == made[1]


def test_a_project_folder_holds_the_breakdown(film):
    """Made with the shots, and a view like the others."""
    sheets = load_workbook(film.folder / "breakdown.xlsx").sheetnames
    assert sheets == ["Scenes", "Elements", "Cast", "Recurring props"]
    assert film.made.report.steps["breakdown.break_down"].made == 1
