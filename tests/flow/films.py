"""Short films that tests make and look at."""

from dataclasses import dataclass
from pathlib import Path

import filmwright
from filmwright.app import Made
from filmwright.model.cut import Cut
from filmwright.model.shots import ShotList

SCRIPTS = Path(__file__).parents[1] / "data" / "scripts"
SCRIPT = SCRIPTS / "short_film.fountain"
GATE = SCRIPTS / "gate.fountain"
"""The shortest film: for tests that make a whole one again and again."""


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
