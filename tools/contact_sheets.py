"""Draw the contact sheets of docs/pictures: ten frames from each example, made by Filmwright itself.

Run it as `python tools/contact_sheets.py [LIBRARY] [OUTPUT]`.
"""

import sys
from pathlib import Path

from PIL import Image

import filmwright
from filmwright.model.media import Frame
from filmwright.model.shots import ShotList
from filmwright.store import Store

FRAMES, COLUMNS, WIDTH = 10, 5, 384


def chosen(shots: list[str]) -> list[str]:
    """Ten shots spread evenly over the film."""
    step = max(1.0, len(shots) / FRAMES)
    return [shots[int(i * step)] for i in range(min(FRAMES, len(shots)))]


def sheet(library: Path, project: str) -> Image.Image:
    """Ten frames of a project, five a row."""
    shot_list = ShotList.from_bytes((library / project / "shot_list.json").read_bytes())
    shots = [s.shot_id for scene in shot_list.scenes for s in scene.shots]
    store = Store.open(library)
    taken = {t.subject: t.result for t in store.records.takes(project, stage="frame")}
    tiles = []
    for shot in chosen(shots):
        frame = Frame.from_bytes(store.blobs.get(taken[shot]))
        with Image.open(store.blobs.path(frame.image)) as picture:
            tile = picture.convert("RGB")
            tile.thumbnail((WIDTH, WIDTH))
            tiles.append(tile)
    store.close()
    height = max(t.height for t in tiles)
    rows = -(-len(tiles) // COLUMNS)
    out = Image.new("RGB", (COLUMNS * (WIDTH + 4) - 4, rows * (height + 4) - 4), "white")
    for index, tile in enumerate(tiles):
        out.paste(tile, (index % COLUMNS * (WIDTH + 4), index // COLUMNS * (height + 4)))
    return out


def main(library: Path, output: Path) -> None:
    """Make the boards of every example and write their sheets."""
    output.mkdir(parents=True, exist_ok=True)
    for script in sorted(Path("examples").glob("*.fountain")):
        with filmwright.open(library) as opened:
            opened.make(script, to="boards", project=script.stem)
        sheet(library, script.stem).save(output / f"{script.stem}.jpg", quality=82, optimize=True)
        print(script.stem)


if __name__ == "__main__":
    arguments = [Path(a) for a in sys.argv[1:]]
    main(arguments[0] if arguments else Path("data"), arguments[1] if len(arguments) > 1 else Path("docs/pictures"))
