"""Short films, made once per test run and shared by all its processes."""

import fcntl
import pickle
import shutil
from pathlib import Path

import pytest
from films import GATE, SCRIPT, MadeFilm, make_film


def shared_film(factory: pytest.TempPathFactory, worker: str, script: Path) -> MadeFilm:
    """The film of a script, made by whichever test process gets to it first."""
    base = factory.getbasetemp()
    folder = (base if worker == "master" else base.parent) / f"shared_{script.stem}"
    folder.mkdir(exist_ok=True)
    note = folder / "made.pickle"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not note.exists():
            note.write_bytes(pickle.dumps(make_film(folder / "library", script, workers=2)))
    made: MadeFilm = pickle.loads(note.read_bytes())
    return made


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> MadeFilm:
    """The short film; do not change its library."""
    return shared_film(tmp_path_factory, worker_id, SCRIPT)


@pytest.fixture(scope="session")
def gate(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> MadeFilm:
    """The shortest film; do not change its library."""
    return shared_film(tmp_path_factory, worker_id, GATE)


@pytest.fixture
def own_film(film: MadeFilm, tmp_path: Path) -> MadeFilm:
    """A copy of the short film's library that the test may change."""
    library = tmp_path / "library"
    shutil.copytree(film.library, library, copy_function=shutil.copy2)
    folder = library / "film"
    return MadeFilm(library, folder, folder / "film.mp4", film.script, film.made)
