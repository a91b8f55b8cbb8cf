"""The project folder shows what the library holds, and only changes when that changes."""

from pathlib import Path

import pytest

from filmwright.app.names import file_part, film_title, project_name, timestamp
from filmwright.app.planning import shot_list
from filmwright.app.request import Request
from filmwright.app.source import MAX_BYTES, read_source
from filmwright.app.views import Views
from filmwright.errors import LibraryError, ScriptError, UserError
from filmwright.model.shots import FRAME_SIZES
from filmwright.store import FolderBlobs


@pytest.fixture
def views(tmp_path: Path) -> Views:
    made = Views(tmp_path / "film", FolderBlobs(tmp_path / "blobs"))
    made.add("clips/a.mp4", made.blobs.put(b"clip", "video/mp4"))
    made.add("report.json", b"{}")
    return made


def test_a_second_writing_changes_nothing(views: Views) -> None:
    assert views.write(prune=True) == 2
    before = (views.folder / "clips/a.mp4").stat().st_mtime_ns
    assert views.write(prune=True) == 0
    assert (views.folder / "clips/a.mp4").stat().st_mtime_ns == before


def test_deleted_and_edited_files_come_back(views: Views) -> None:
    views.write(prune=True)
    (views.folder / "clips/a.mp4").unlink()
    (views.folder / "report.json").write_text("edited by hand")
    assert views.write(prune=True) == 2
    assert (views.folder / "clips/a.mp4").read_bytes() == b"clip"


def test_files_that_are_not_shown_any_more_go_and_foreign_ones_stay(views: Views) -> None:
    views.write(prune=True)
    (views.folder / "notes.txt").write_text("mine")
    other = Views(views.folder, views.blobs)
    other.add("report.json", b"{}")
    other.write(prune=True)
    assert not (views.folder / "clips").exists()
    assert (views.folder / "notes.txt").read_text() == "mine"


def test_what_a_shorter_request_does_not_mention_stays(views: Views) -> None:
    views.write(prune=True)
    other = Views(views.folder, views.blobs)
    other.add("report.json", b"{ }")
    other.write(prune=False)
    assert (views.folder / "clips/a.mp4").read_bytes() == b"clip"
    assert other.write(prune=True) == 0
    assert not (views.folder / "clips/a.mp4").exists()


def test_a_damaged_index_only_costs_a_writing(views: Views) -> None:
    views.write(prune=True)
    (views.folder / ".views.json").write_text("{broken")
    assert views.write(prune=True) == 2


def test_a_folder_that_is_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "film").write_text("in the way")
    made = Views(tmp_path / "film", FolderBlobs(tmp_path / "blobs"))
    made.add("a.txt", b"a")
    with pytest.raises(LibraryError, match="cannot be written"):
        made.write(prune=True)


def test_names_of_files() -> None:
    assert timestamp("2026-11-20T11:42:00.123456+00:00") == "20261120T114200Z"
    assert file_part("Élodie O'Neil / 2") == "elodie_o_neil_2"
    assert file_part("???") == "unnamed"


@pytest.mark.parametrize("name", [".hidden", "a/b", "", "..", "x" * 90, "con"])
def test_a_project_name_that_cannot_be_a_folder_is_refused(name: str) -> None:
    with pytest.raises(UserError, match="project name"):
        project_name(name, "x")


@pytest.mark.parametrize(
    ("fallback", "name"),
    [("Last Ferry", "last_ferry"), ("Érase…", "erase"), ("夜", "夜"), ("…", "film"), ("CON", "film")],
)
def test_a_project_name_is_made_from_the_file_name(fallback: str, name: str) -> None:
    assert project_name(None, fallback) == name


def test_every_shape_has_even_sides_and_its_ratio() -> None:
    for aspect, (width, height) in FRAME_SIZES.items():
        across, down = (float(x) for x in aspect.split(":"))
        assert width % 2 == height % 2 == 0
        assert width / height == pytest.approx(across / down, rel=0.01)
        assert width * height == pytest.approx(1280 * 720, rel=0.02)


def test_a_request_knows_how_far_to_go() -> None:
    request = Request(project="p", to="boards")
    assert [request.wants(s) for s in ("script", "boards", "clips", "film")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda p: p, "is a folder"),
        (lambda p: p / "none.fountain", "no file"),
        (lambda p: _written(p / "empty.fountain", b" \n"), "is empty"),
        (lambda p: _written(p / "big.fountain", b"x" * (MAX_BYTES + 1)), "larger than"),
    ],
    ids=["folder", "missing", "empty", "huge"],
)
def test_a_source_that_is_no_script_is_one_sentence(tmp_path: Path, make, message: str) -> None:
    with pytest.raises(ScriptError, match=message) as error:
        read_source(make(tmp_path))
    assert "\n" not in str(error.value)


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_title_loses_its_marks_of_emphasis(tmp_path: Path) -> None:
    """The shot list without a library calls the film what the film calls itself."""
    script = read_source(_written(tmp_path / "x.fountain", b"Title: _**The Gate**_\n\nINT. A - DAY\n\nShe waits.\n"))
    assert shot_list(script).title == film_title(script.screenplay, "x") == "The Gate"
    assert film_title(read_source(_written(tmp_path / "y.fountain", b"INT. A - DAY\n\nRain.\n")).screenplay, "y") == "y"
