"""What every blob store promises; the same tests over the folder and over memory."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filmwright.engine.testing import MemoryBlobs
from filmwright.ref import Ref
from filmwright.store import Blobs, CorruptBlob, FolderBlobs, MissingBlob


def damage(blobs: Blobs, ref: Ref) -> None:
    if isinstance(blobs, MemoryBlobs):
        blobs.damage(ref)
    else:
        blobs._file(ref).write_bytes(b"damaged")


@pytest.fixture(params=["folder", "memory"])
def blobs(request, tmp_path) -> Blobs:
    return FolderBlobs(tmp_path / "blobs") if request.param == "folder" else MemoryBlobs()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.binary(max_size=2000))
def test_what_is_put_is_got_back_under_its_hash(blobs, data):
    ref = blobs.put(data, "text/plain")
    assert ref == Ref.of(data, "text/plain")
    assert blobs.get(ref) == data
    assert blobs.has(ref)


def test_bytes_nobody_put_are_missing(blobs):
    ref = Ref.of(b"nobody")
    assert not blobs.has(ref)
    for read in (blobs.get, blobs.path, blobs.open):
        with pytest.raises(MissingBlob) as caught:
            read(ref)
        assert caught.value.ref == ref
    with pytest.raises(FileNotFoundError):
        blobs.stamp(ref)
    assert blobs.check(ref, None) is None


def test_damaged_bytes_are_never_returned_and_are_put_aside(blobs):
    ref = blobs.put(b"precious")
    damage(blobs, ref)
    with pytest.raises(CorruptBlob):
        blobs.get(ref)
    with pytest.raises(MissingBlob):
        blobs.get(ref)
    assert blobs.put(b"precious") == ref
    assert blobs.get(ref) == b"precious"


def test_damaged_bytes_are_put_right_by_putting_them_again(blobs):
    ref = blobs.put(b"precious")
    damage(blobs, ref)
    blobs.put(b"precious")
    assert blobs.get(ref) == b"precious"


def test_a_check_notices_damage(blobs):
    ref = blobs.put(b"precious")
    stamp = blobs.stamp(ref)
    assert blobs.check(ref, stamp) == stamp
    assert blobs.check(ref, None) == stamp
    damage(blobs, ref)
    assert blobs.check(ref, stamp) is None


def test_a_file_made_in_scratch_is_moved_in(blobs):
    with blobs.scratch(".mp4") as path:
        path.write_bytes(b"a film")
        ref = blobs.put_file(path, "video/mp4")
        assert path.suffix == ".mp4"
        assert not path.exists()
    assert blobs.get(ref) == b"a film"


def test_a_scratch_file_that_is_not_put_is_removed(blobs):
    with blobs.scratch() as path:
        path.write_bytes(b"half a film")
    assert not path.exists()


def test_a_file_from_elsewhere_is_copied(blobs, tmp_path):
    source = tmp_path / "mine.wav"
    source.write_bytes(b"sound")
    assert blobs.get(blobs.put_file(source, "audio/wav")) == b"sound"
    assert source.read_bytes() == b"sound"


def test_a_path_and_an_open_file_hold_the_bytes(blobs):
    ref = blobs.put(b"picture")
    assert blobs.path(ref).read_bytes() == b"picture"
    with blobs.open(ref) as file:
        assert file.read() == b"picture"
