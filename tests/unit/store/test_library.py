"""Opening a library: migrations, newer versions, places that cannot be written, full disks."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from filmwright.errors import LibraryError
from filmwright.ref import Ref
from filmwright.store import Result, Store
from filmwright.store.migrate import Migration, load_migrations
from filmwright.store.problems import os_problem
from filmwright.store.records import Records

NEWEST = load_migrations()[-1].number
ADDED = Migration(NEWEST + 1, f"{NEWEST + 1:04d}_more", ("create table more (x text)", "insert into more values ('y')"))
BROKEN = Migration(
    NEWEST + 1, f"{NEWEST + 1:04d}_broken", ("create table more (x text)", "insert into nowhere values (1)")
)


def database(library: Path) -> Path:
    return library / ".filmwright" / "library.db"


def versions(library: Path) -> list[int]:
    with sqlite3.connect(database(library)) as connection:
        rows = connection.execute("select number from schema_version order by number").fetchall()
    connection.close()
    return [row[0] for row in rows]


def test_a_new_library_has_the_newest_tables(tmp_path):
    Store.open(tmp_path).close()
    assert versions(tmp_path) == [m.number for m in load_migrations()]


def test_the_database_is_in_wal_mode_with_synchronous_full(tmp_path):
    store = Store.open(tmp_path)
    with store.records.read() as connection:
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("pragma synchronous").scalar() == 2
    store.close()


def test_an_older_library_is_brought_up_to_date_and_keeps_its_content(tmp_path):
    store = Store.open(tmp_path)
    store.records.save_project("film", "{}")
    store.close()
    newer = Records.open(database(tmp_path), (*load_migrations(), ADDED))
    assert newer.project("film") is not None
    newer.close()
    assert versions(tmp_path) == list(range(1, NEWEST + 2))


def test_a_migration_that_fails_leaves_the_library_as_it_was(tmp_path):
    Store.open(tmp_path).close()
    with pytest.raises(Exception, match="nowhere"):
        Records.open(database(tmp_path), (*load_migrations(), BROKEN))
    assert versions(tmp_path) == list(range(1, NEWEST + 1))
    newer = Records.open(database(tmp_path), (*load_migrations(), ADDED))
    newer.close()
    assert versions(tmp_path) == list(range(1, NEWEST + 2))


def test_a_library_of_a_newer_version_is_refused_in_one_sentence(tmp_path):
    Store.open(tmp_path).close()
    Records.open(database(tmp_path), (*load_migrations(), ADDED)).close()
    with pytest.raises(LibraryError, match="newer Filmwright") as caught:
        Store.open(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_library_whose_database_is_something_else_is_refused(tmp_path):
    database(tmp_path).parent.mkdir(parents=True)
    database(tmp_path).write_bytes(b"this is a shopping list " * 100)
    with pytest.raises(LibraryError, match="damaged"):
        Store.open(tmp_path)


def test_a_file_in_the_place_of_the_library_is_refused(tmp_path):
    (tmp_path / "data").write_text("a file")
    with pytest.raises(LibraryError, match="--library"):
        Store.open(tmp_path / "data")


@pytest.mark.parametrize(
    ("number", "says"),
    [(errno.ENOSPC, "full"), (errno.EDQUOT, "full"), (errno.EROFS, "cannot be written"), (errno.EIO, "cannot be used")],
    ids=["no space", "quota", "read-only", "input/output"],
)
def test_errors_of_the_system_are_one_sentence_that_says_what_to_do(number, says):
    message = str(os_problem(OSError(number, os.strerror(number)), Path("/films")))
    assert says in message
    assert "/films" in message
    assert message.count(". ") == 0


READ_ONLY = """
import os, sys
from filmwright.errors import LibraryError
from filmwright.store import Store
from filmwright.store.records import Records
from filmwright.store.migrate import load_migrations
import sqlalchemy.dialects.sqlite.pysqlite
load_migrations()
os.setgid(65534); os.setuid(65534)
try:
    Store.open(sys.argv[1])
except LibraryError as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="needs root, to become somebody else")
@pytest.mark.parametrize("used", [False, True], ids=["new", "used"])
def test_a_library_that_may_not_be_written_is_one_sentence(used):
    folder = Path("/var/tmp") / f"filmwright-read-only-{os.getpid()}"
    folder.mkdir()
    try:
        if used:
            Store.open(folder).close()
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(folder)], capture_output=True, text=True, check=False
        )
        assert "cannot be written" in done.stdout, done.stderr
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(place)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("may not mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.skipif(shutil.which("mount") is None, reason="no `mount`")
def test_a_full_disk_is_one_sentence_and_keeps_what_was_stored(small_disk):
    store = Store.open(small_disk)
    kept = store.blobs.put(b"kept")
    with pytest.raises(LibraryError, match="full"):
        store.blobs.put(os.urandom(2_000_000))
    assert store.blobs.get(kept) == b"kept"
    assert [f.name for f in (small_disk / ".filmwright" / "blobs" / "tmp").glob("*/*") if f.stat().st_size] == []
    store.close()


def write_for_ever(handle: int) -> None:
    while True:
        os.write(handle, b"x" * 4096)


@pytest.mark.skipif(shutil.which("mount") is None, reason="no `mount`")
def test_a_database_on_a_full_disk_is_one_sentence_and_goes_on_when_there_is_space(small_disk):
    store = Store.open(small_disk)
    filler = small_disk / "filler"
    handle = os.open(filler, os.O_CREAT | os.O_WRONLY)
    with pytest.raises(OSError, match="space"):
        write_for_ever(handle)
    os.close(handle)
    ref = Ref.of(b"x")
    many = [Result(f"k{i}", "a", "b" * 3000, "c", ref, (), "now") for i in range(200)]
    with pytest.raises(LibraryError, match="full"):
        list(map(store.records.finish, many))
    filler.unlink()
    store.records.finish(Result("after", "a", "b", "c", ref, (), "now"))
    assert "after" in store.records.results(["after"])
    store.close()
