"""One short film, made once per test process and shared."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

import filmwright
from filmwright.app import Made
from filmwright.model.cut import Cut
from filmwright.model.shots import ShotList

SCRIPT = Path(__file__).parents[1] / "data" / "scripts" / "short_film.fountain"


@dataclass(frozen=True)
class MadeFilm:
    """A finished film and where it lies."""

    library: Path
    folder: Path
    film: Path
    script: Path
    made: Made

    @property
    def cut(self) -> Cut:
        return Cut.from_bytes((self.folder / "cut.json").read_bytes())

    @property
    def shots(self) -> ShotList:
        return ShotList.from_bytes((self.folder / "shot_list.json").read_bytes())


def make_film(library: Path, script: Path, **options: object) -> MadeFilm:
    with filmwright.open(library) as opened:
        made = opened.make(script, project="film", **options)
    folder = library / "film"
    return MadeFilm(library, folder, folder / "film.mp4", script, made)


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> MadeFilm:
    """The short film; do not change its library."""
    return make_film(tmp_path_factory.mktemp("shared") / "library", SCRIPT, workers=2)


@pytest.fixture
def own_film(film: MadeFilm, tmp_path: Path) -> MadeFilm:
    """A copy of the short film's library that the test may change."""
    library = tmp_path / "library"
    shutil.copytree(film.library, library, copy_function=shutil.copy2)
    folder = library / "film"
    return MadeFilm(library, folder, folder / "film.mp4", film.script, film.made)
