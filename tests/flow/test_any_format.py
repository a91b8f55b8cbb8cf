"""A script in any format makes the same film as its Fountain, and its folder holds the Fountain."""

from importlib import import_module
from pathlib import Path
from typing import Literal

import pytest

import filmwright
from filmwright.app.exporting import export
from filmwright.app.source import read_source
from filmwright.formats.registry import ReadScript

parse = import_module("filmwright.departments.screenplay.parse")  # the name in the package is the step

EXAMPLE = Path("examples/der_uhrmacher.fountain")


@pytest.mark.parametrize("kind", ["fdx", "pdf"])
def test_a_project_made_from_another_format_shows_its_fountain(kind: Literal["fdx", "pdf"], tmp_path: Path) -> None:
    source = tmp_path / f"uhr.{kind}"
    export(read_source(EXAMPLE), fmt=kind, output=source)
    with filmwright.open(tmp_path / "library") as library:
        made = library.make(source, to="shots")
        plain = library.make(EXAMPLE, to="shots", project="plain")
    folder = tmp_path / "library" / made.project
    again = read_source(folder / "script.fountain")
    assert [s.slugline for s in again.screenplay.scenes] == [s.slugline for s in read_source(EXAMPLE).screenplay.scenes]
    assert (folder / "shot_list.json").stat().st_size > 1000
    assert (tmp_path / "library" / plain.project / "script.fountain").read_bytes() == EXAMPLE.read_bytes()


def test_the_fountain_of_another_format_comes_back_without_reading_the_file_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "uhr.pdf"
    export(read_source(EXAMPLE), fmt="pdf", output=source)
    with filmwright.open(tmp_path / "library") as library:
        made = library.make(source, to="script")
        shown = tmp_path / "library" / made.project / "script.fountain"
        before = shown.read_bytes()
        shown.unlink()
        monkeypatch.setattr(parse, "read_script", _unreadable)
        library.show(made.project)
    assert shown.read_bytes() == before


def _unreadable(_data: bytes, name: str = "") -> ReadScript:
    raise AssertionError(f"`{name}` was read again")
