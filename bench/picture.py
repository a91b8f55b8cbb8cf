"""What pictures cost: setup, still and clips of every tier, in CPU seconds, at 1280 x 720."""

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from filmwright.departments.picture.steps import block, body, clip, frame, setup
from filmwright.model.figure import FigureLook
from filmwright.model.media import Frame, Line, Mouth
from filmwright.model.set_design import default_design
from filmwright.model.shots import Movement, Performance
from filmwright.model.staging import BlockingPerson, BlockingShot, SceneBlockingInput, Setup, VisualShot
from filmwright.ref import Ref
from filmwright.store import FolderBlobs

T = TypeVar("T")
FRAMES = 96


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """CPU seconds of the second of two runs, so that compiled code is warm."""
    work()
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def shot(number: int, performance: Performance, movement: Movement = "static") -> VisualShot:
    """A medium shot of one person."""
    return VisualShot(
        shot_id=f"s001_{number:03d}",
        trigger="action",
        shot_type="MS",
        size="MS",
        camera_height=1.55,
        camera_movement=movement,
        lens_mm=45.0,
        subject=performance.character_ref_id,
        performances=(performance,),
    )


def spoken() -> Line:
    """Mouth shapes five times a second over the whole clip."""
    mouths = tuple(Mouth(sample=9600 * i, shape="AEIOUMF"[i % 7], open=0.3 + 0.1 * (i % 7)) for i in range(20))
    return Line(shot_id="s001_001", character_ref_id="ida", text="-", audio=Ref.of(b""), samples=192_000, mouths=mouths)


def main() -> None:
    """Print the lines."""
    speaks = Performance(character_ref_id="ida", screen_side="left", speaking=True)
    walks = Performance(character_ref_id="ida", screen_side="left", posture="walk", travels="right")
    shots = [shot(1, speaks), shot(2, speaks, "push_in"), shot(3, walks)]
    fields = BlockingPerson.model_fields
    scene = SceneBlockingInput(
        scene_id="s001",
        shots=tuple(
            BlockingShot(
                shot_id=s.shot_id,
                shot_type=s.shot_type,
                people=tuple(BlockingPerson(**{k: getattr(p, k) for k in fields}) for p in s.performances),
            )
            for s in shots
        ),
    )
    design = default_design("bar", seed=3)
    with tempfile.TemporaryDirectory() as folder:
        blobs = FolderBlobs(Path(folder))
        made = {"ida": body(FigureLook(sex="female", age=34, hair="bob"), blobs)}
        blocking = block(scene, design)
        seconds, _ = timed(lambda: setup(shots[0], blocking, design, made, blobs))
        print(f"setup of a shot | {seconds:.2f} s CPU | under 0.3 s")
        setups: list[Setup] = [setup(s, blocking, design, made, blobs) for s in shots]
        seconds, _ = timed(lambda: frame(setups[0], blobs))
        print(f"still with ink, masks, depth, pose | {seconds:.2f} s CPU | under 0.9 s")
        frames: list[Frame] = [frame(s, blobs) for s in setups]
        for name, number, lines in (
            ("still: nobody speaks", 0, []),
            ("warp: fixed camera, somebody speaks", 0, [spoken()]),
            ("warp: push in, somebody speaks", 1, [spoken()]),
            ("full: somebody walks", 2, []),
        ):
            seconds, _ = timed(partial(clip, setups[number], frames[number], lines, [0] * len(lines), FRAMES, blobs))
            print(f"clip, {name} | {seconds / FRAMES * 1000:.0f} ms CPU a frame | 18 ms, full 60 ms")


if __name__ == "__main__":
    main()
