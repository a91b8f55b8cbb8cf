"""Wrong input: one clear sentence, exit code 2, nothing left behind."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from films import GATE, SCRIPT

EXE = str(Path(sys.executable).with_name("filmwright"))


def filmwright(
    *arguments: object, stdin: bytes | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([EXE, *map(str, arguments)], input=stdin, capture_output=True, cwd=cwd, check=False)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if line]
    assert len(lines) == 1, done.stderr
    assert done.stdout == ""
    return lines[0]


SOURCES = {
    "missing": (None, "no file"),
    "folder": ("folder", "is a folder"),
    "empty": (b"", "empty"),
    "only spaces": (b" \n\t\n", "empty"),
    "binary": (bytes(range(256)) * 40, ""),
    "zip": (b"PK\x03\x04" + bytes(400), ""),
    "no scene": (b"Dear diary,\n\nnothing happened today.\n", "scene heading"),
    "one line of 50 MB": ("line", "larger than"),
    "one line of 19 MB": ("long line", "line"),
    "unknown encoding": ("INT. A - DAY\n\nShe waits.\n".encode("cp037") * 30, ""),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\n", "PDF"),
}


@pytest.mark.parametrize(("content", "words"), SOURCES.values(), ids=list(SOURCES))
def test_a_source_that_is_no_script(tmp_path: Path, content: object, words: str) -> None:
    path = tmp_path / "script.fountain"
    if content == "folder":
        path.mkdir()
    elif content == "line":
        path.write_bytes(b"a" * 50_000_000)
    elif content == "long line":
        path.write_bytes(b"a" * 19_000_000)
    elif isinstance(content, bytes):
        path.write_bytes(content)
    said = one_sentence(filmwright("make", path, "--library", tmp_path / "data"))
    assert words.lower() in said.lower()
    left = [p for p in tmp_path.rglob("*") if "tmp" in p.parts[len(tmp_path.parts) :] and p.is_file()]
    assert left == []
    path.unlink() if path.is_file() else path.exists() and path.rmdir()


def test_a_script_from_a_pipe_is_read(tmp_path: Path) -> None:
    done = filmwright("shots", "-", "--json", stdin=SCRIPT.read_bytes(), cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("{")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--to", "nowhere"), "nowhere"),
        (("--aspect", "3:2"), "3:2"),
        (("--style", "no_such_look"), "no_such_look"),
        (("--project", "../escape"), "project name"),
        (("--workers", "0"), "workers"),
        (("--from", "clips"), "not in the library"),
    ],
    ids=lambda value: str(value[0]) if isinstance(value, tuple) else "",
)
def test_a_wrong_option(tmp_path: Path, options: tuple[str, str], words: str) -> None:
    done = filmwright("make", SCRIPT, "--library", tmp_path / "data", *options)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "escape").exists()


def test_a_library_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    one_sentence(filmwright("make", SCRIPT, "--library", tmp_path / "data"))


def test_a_library_written_by_a_newer_version(tmp_path: Path) -> None:
    done = filmwright("make", SCRIPT, "--library", tmp_path / "data", "--to", "script")
    assert done.returncode == 0, done.stderr
    database = sqlite3.connect(tmp_path / "data" / ".filmwright" / "library.db")
    (table,) = database.execute("select name from sqlite_master where name like '%schema_version%'").fetchone()
    database.execute(f"insert into {table} select * from {table} where 0")
    columns = [row[1] for row in database.execute(f"pragma table_info({table})")]
    database.execute(f"update {table} set {columns[0]} = 999 where rowid = (select max(rowid) from {table})")
    database.commit()
    database.close()
    assert "newer" in one_sentence(filmwright("make", SCRIPT, "--library", tmp_path / "data"))


def test_show_without_a_library_says_so_and_makes_none(tmp_path: Path) -> None:
    assert "no library" in one_sentence(filmwright("show", "--library", tmp_path / "none"))
    assert not (tmp_path / "none").exists()


@pytest.fixture
def small_disk(tmp_path: Path):
    """A disk of 3 MB that can be made larger; skipped where nobody may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "none", str(place)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this machine does not let us mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=False)


@pytest.mark.slow
def test_a_full_disk_keeps_what_is_finished_and_goes_on(small_disk: Path, gate) -> None:
    """The run stops in one sentence; with more space the same command ends with the same film."""
    library = small_disk / "library"
    stopped = filmwright("make", GATE, "--library", library, "--project", "film")
    assert stopped.returncode == 2, stopped.stderr
    assert "full" in stopped.stderr
    assert "Traceback" not in stopped.stderr
    subprocess.run(["mount", "-o", "remount,size=600m", str(small_disk)], check=True)
    again = filmwright("make", GATE, "--library", library, "--project", "film")
    assert again.returncode == 0, again.stderr
    assert (library / "film" / "film.mp4").read_bytes() == gate.film.read_bytes()


def test_help_teaches_every_command() -> None:
    for command in ((), ("make",), ("shots",), ("show",), ("doctor",)):
        done = filmwright(*command, "--help")
        assert done.returncode == 0
        assert len(done.stdout) > 200


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, filmwright.cli.main; print([m for m in ('numpy','numba','av','dbos','sqlalchemy','pydantic') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
