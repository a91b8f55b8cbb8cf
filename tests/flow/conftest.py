"""One short film, made once per test process and shared."""

import shutil
from pathlib import Path

import pytest
from films import SCRIPT, MadeFilm, make_film


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
