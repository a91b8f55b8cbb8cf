"""How long the previs renderer takes, in CPU time of one core.

    python bench/raster.py          prints line | measured | target

The scene has a dressed room and three people of fine balls, about 100,000 triangles.
`--cold` also starts a second process with an empty cache of machine code.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "unit" / "render"))

from raster_stage import ball, box, person, room

from filmwright.render.camera import Camera
from filmwright.render.layers import render_layers
from filmwright.render.light import key_for, light_for
from filmwright.render.mesh import figure_object_id, join
from filmwright.render.move import camera_path, margin_for
from filmwright.render.picture import render
from filmwright.render.png import depth_png, mask_png, picture_png
from filmwright.render.raster import look_through, prepare
from filmwright.render.warp import frame, set_stage

CAMERA = Camera((0.1, 1.5, 2.9), (0.05, 1.25, -0.5), 35, 1280, 720)
SUBJECT = (0.0, 1.5, -0.5)


def cast():
    people = []
    for index, (x, z) in enumerate(((-0.6, -0.6), (0.65, -0.4), (0.1, -2.0))):
        fine = ball((x, 1.1, z), (0.201, 0.341, 0.141), (0.1, 0.2, 0.4), figure_object_id(index, "top"), rings=88)
        people.append(join([person(index, x, z), fine]))
    return people


def dressed():
    books = [
        box((-3.2 + 0.07 * i, 0.5 + 0.45 * (i % 4), -3.3), (0.06, 0.3, 0.2), (0.1 + 0.02 * (i % 9), 0.2, 0.3), 20 + i)
        for i in range(60)
    ]
    return join([room(), *books])


def cpu(work: Callable[[], object], times: int = 5) -> float:
    """Milliseconds of CPU, the middle of several runs after one to warm up."""
    work()
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(1000 * (time.process_time() - start))
    return float(np.median(spent))


def line(name: str, measured: float, target: str, unit: str = "ms") -> None:
    print(f"{name:58} | {measured:8.1f} {unit} | {target}")


def main() -> None:
    scenery, people = dressed(), cast()
    scene = join([scenery, *people])
    light = key_for(light_for("day", interior=True), CAMERA, SUBJECT)
    print(f"{'scene':58} | {len(scene.faces):8d} triangles |")
    geometry = prepare(scene)
    line("look through, 320x180", cpu(lambda: look_through(geometry, CAMERA, 0.25)), "10-20 ms")
    line("ink, 1280x720", cpu(lambda: render(scene, CAMERA, light, style="ink")), "600 ms")
    line("shaded, 1280x720", cpu(lambda: render(scene, CAMERA, light, style="shaded")), "500 ms")
    line("ink, 640x360", cpu(lambda: render(scene, Camera(CAMERA.eye, CAMERA.target, 35, 640, 360), light)), "-")
    line("ink, stored: picture, depth and three masks", cpu(lambda: stored(scene, light)), "900 ms")
    window = (500, 200, 660, 320)
    line("ink, window of 160x120", cpu(lambda: render(geometry, CAMERA, light, window=window)), "-")
    moves(scenery, people, light)
    if "--cold" in sys.argv:
        cold()


def stored(scene, light) -> int:
    picture = render(scene, CAMERA, light)
    masks = [mask_png((picture.ids >= 1000 + 16 * i) & (picture.ids < 1016 + 16 * i)) for i in range(3)]
    return len(picture_png(picture.rgb)) + len(depth_png(picture.depth)) + sum(map(len, masks))


def moves(scenery, people, light) -> None:
    path = camera_path(CAMERA, "truck_right", subject=SUBJECT)
    margin = margin_for(path, nearest=1.5, farthest=7)
    line("layers for a truck", cpu(lambda: render_layers(scenery, people, path.still, light, margin=margin), 3), "-")
    layers = render_layers(scenery, people, path.still, light, margin=margin)
    line("stage", cpu(lambda: set_stage(layers), 3), "-")
    stage = set_stage(layers)
    line("frame, parallax of all layers", cpu(lambda: frame(stage, path.at(0.2))), "9 ms")
    turn = camera_path(CAMERA, "pan_right", subject=SUBJECT)
    line("frame, turn only", cpu(lambda: frame(stage, turn.at(0.5001))), "9 ms")
    line("frame, static", cpu(lambda: frame(stage, CAMERA)), "-")


def cold() -> None:
    """Seconds for the first pictures of both styles and a warped frame with no machine code on disk."""
    program = (
        "import sys, time; start = time.process_time(); sys.path.insert(0, sys.argv[1]); import raster as b;"
        "light = b.key_for(b.light_for('day', interior=True), b.CAMERA, b.SUBJECT); s = b.dressed(); p = b.cast();"
        "[b.render(b.join([s, *p]), b.CAMERA, light, style=k, focus=3.0) for k in ('ink', 'shaded')];"
        "path = b.camera_path(b.CAMERA, 'truck_right', subject=b.SUBJECT);"
        "b.frame(b.set_stage(b.render_layers(s, p, path.still, light)), path.at(0.2));"
        "print(time.process_time() - start)"
    )
    with tempfile.TemporaryDirectory() as folder:
        for name, target in (("first process, nothing compiled", "15 s"), ("second process, from the cache", "-")):
            command = [sys.executable, "-c", program, str(Path(__file__).parent)]
            environment = {**os.environ, "NUMBA_CACHE_DIR": folder}
            result = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
            line(name, float(result.stdout), target, "s")


if __name__ == "__main__":
    main()
