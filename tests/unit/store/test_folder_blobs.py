"""The folder of blobs: nothing half-written under a name, nothing left behind."""

import hashlib
import os
import subprocess
import sys

import pytest

from filmwright.errors import LibraryError
from filmwright.ref import Ref
from filmwright.store import CorruptBlob, FolderBlobs


@pytest.fixture
def blobs(tmp_path):
    return FolderBlobs(tmp_path / "blobs")


def test_the_same_content_is_written_once(blobs):
    ref = blobs.put(b"x")
    before = blobs.path(ref).stat()
    assert blobs.put(b"x", "image/png").sha256 == ref.sha256
    after = blobs.path(ref).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_corrupt_file_is_kept_in_quarantine(blobs):
    ref = blobs.put(b"x" * 10)
    blobs.path(ref).write_bytes(b"y" * 10)
    with pytest.raises(CorruptBlob, match="put aside"):
        blobs.get(ref)
    (aside,) = blobs.quarantine.iterdir()
    assert aside.read_bytes() == b"y" * 10


def test_a_path_is_hashed_again_after_the_file_was_touched(blobs):
    ref = blobs.put(b"x" * 10)
    blobs.path(ref)
    blobs.path(ref).write_bytes(b"y" * 10)
    with pytest.raises(CorruptBlob):
        blobs.path(ref)


def test_a_touched_file_with_the_right_bytes_gets_a_new_stamp(blobs):
    ref = blobs.put(b"x")
    stamp = blobs.stamp(ref)
    os.utime(blobs.path(ref), ns=(1, 1))
    fresh = blobs.check(ref, stamp)
    assert fresh is not None
    assert fresh != stamp


def test_opening_sweeps_what_a_killed_process_left(tmp_path):
    root = tmp_path / "blobs"
    code = (
        "import os, sys, pathlib, signal; from filmwright.store import FolderBlobs\n"
        "with FolderBlobs(pathlib.Path(sys.argv[1])).scratch() as path:\n"
        "    path.write_bytes(b'half'); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(root)], check=False)
    assert len(list((root / "tmp").glob("*/*"))) == 2
    assert FolderBlobs(root).sweep() == 1
    assert not list((root / "tmp").iterdir())


def test_a_sweep_leaves_the_files_of_the_living_alone(tmp_path):
    root = tmp_path / "blobs"
    busy = FolderBlobs(root)
    with busy.scratch() as path:
        path.write_bytes(b"half")
        assert FolderBlobs(root).sweep() == 0
        assert busy.put_file(path) == Ref.of(b"half")


def test_a_process_that_ends_in_peace_leaves_no_temporary_folder(tmp_path):
    root = tmp_path / "blobs"
    code = "import sys, pathlib; from filmwright.store import FolderBlobs; FolderBlobs(pathlib.Path(sys.argv[1])).put(b'x')"
    subprocess.run([sys.executable, "-c", code, str(root)], check=True)
    assert not list((root / "tmp").iterdir())


def test_a_place_that_cannot_be_a_folder_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LibraryError, match="--library"):
        FolderBlobs(tmp_path / "file" / "blobs").put(b"x")


def test_names_are_hashes_of_content(blobs):
    for i in range(20):
        blobs.put(bytes([i]) * i)
    for file in blobs.root.glob("??/*"):
        assert file.parent.name + file.name == hashlib.sha256(file.read_bytes()).hexdigest()
