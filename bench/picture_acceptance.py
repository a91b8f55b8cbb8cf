"""Does every shot show what it says? Measured on the id buffers of all examples and of a generated script.

    python bench/picture_acceptance.py [--pages 10] [--clips 6] [--sheets FOLDER] [SCRIPT ...]

Prints one line for each figure, with its target. `--pages 110` measures the long script of the acceptance
list (an hour on one core); `--clips` is how many moving and how many speaking shots of each film are filmed
and measured frame by frame; `--sheets` writes contact sheets.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import numpy as np
from generate_script import generate
from numpy.typing import NDArray
from PIL import Image

from filmwright.app.settings import location_of, scene_settings
from filmwright.departments import look, picture
from filmwright.departments.picture.assets import draw_setting
from filmwright.departments.picture.boards import board_of
from filmwright.departments.picture.clips import ClipPlan, clip_frames
from filmwright.departments.picture.frames import draw, seen_of
from filmwright.departments.picture.motion import Spoken, move_of, walk_pose
from filmwright.departments.picture.tiers import FULL_SECONDS, choose
from filmwright.departments.picture.walkers import body_window
from filmwright.departments.picture.world import World, main_figure, world_of
from filmwright.departments.screenplay import read_cast, read_screenplay
from filmwright.departments.shots.direct import direct_scene
from filmwright.model.bible import VisualBible
from filmwright.model.figure import AnimalLook
from filmwright.model.media import Line, Mouth, SeenFigure
from filmwright.model.set_design import SetDesign
from filmwright.model.shots import HEAD_HEIGHTS, SceneShots, Shot, ShotOptions
from filmwright.model.staging import BlockingShot, SceneBlocking, SceneBlockingInput, Setup, VisualShot
from filmwright.ref import Ref
from filmwright.render.bodies import Body, pose, read_body, stride
from filmwright.render.colour import lab
from filmwright.store import FolderBlobs

U8 = NDArray[np.uint8]
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
HALF = 0.5


@dataclass
class Tally:
    """Counts over all shots, and what went wrong."""

    count: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def check(self, name: str, *, good: bool, note: str = "") -> None:
        """Count one answer."""
        self.count[f"{name}/all"] += 1
        self.count[f"{name}/good"] += int(good)
        if not good and note:
            self.wrong.append(f"{name}: {note}")

    def line(self, name: str, what: str, target: float) -> None:
        """Print one figure beside its target."""
        every, good = self.count[f"{name}/all"], self.count[f"{name}/good"]
        share = 100.0 * good / every if every else 100.0
        mark = "ok  " if share >= target else "MISS"
        print(f"{mark} {what} | {share:.1f} % of {every} | target {target:g} %")


@dataclass(frozen=True)
class Film:
    """One script up to its shots."""

    name: str
    bible: VisualBible
    scenes: tuple[SceneShots, ...]

    @property
    def animals(self) -> frozenset[str]:
        """Ids of the animals of the cast."""
        notes = self.bible.character_visual_notes
        return frozenset(n.character_ref_id for n in notes if isinstance(n.looks[0].figure, AnimalLook))


@dataclass(frozen=True)
class Staged:
    """One shot in front of the camera."""

    shot: Shot
    scene: SceneShots
    setup: Setup
    world: World
    seen: tuple[SeenFigure, ...]
    rgb: U8


def film_of(name: str, data: bytes) -> Film:
    script = read_screenplay(data)
    cast = read_cast(script)
    bible = look.read_bible(script, cast)
    settings = scene_settings(script, bible, aspect="16:9")
    scenes = tuple(direct_scene(s, cast, settings[s.scene_id], ShotOptions()) for s in script.scenes)
    return Film(name, bible, scenes)


class Stager:
    """Runs the department's steps, each body built once."""

    def __init__(self, folder: Path) -> None:
        self.blobs = FolderBlobs(folder)
        self.bodies: dict[str, tuple[Ref, Body]] = {}

    def refs(self, film: Film, scene: SceneShots) -> dict[str, Ref]:
        """Bodies of who is in a scene."""
        wanted = {p.character_ref_id for s in scene.shots for p in s.performances}
        out: dict[str, Ref] = {}
        for note in film.bible.character_visual_notes:
            if note.character_ref_id not in wanted:
                continue
            worn = [w for w in note.looks if w.from_scene <= scene.scene_id <= w.to_scene]
            chosen = (worn or list(note.looks))[0].figure
            key = chosen.model_dump_json()
            if key not in self.bodies:
                ref = picture.body(chosen, self.blobs)
                self.bodies[key] = (ref, read_body(self.blobs.get(ref)))
            out[note.character_ref_id] = self.bodies[key][0]
        return out

    def loaded(self) -> dict[Ref, Body]:
        """All bodies built so far."""
        return dict(self.bodies.values())

    def block(self, scene: SceneShots, design: SetDesign) -> SceneBlocking:
        """Blocking of a scene."""
        shots = tuple(BlockingShot.of(s) for s in scene.shots)
        return picture.block(SceneBlockingInput(scene_id=scene.scene_id, shots=shots), design)

    def staged(self, film: Film) -> Iterator[Staged]:
        """Every shot of a film, drawn at half size."""
        for scene in film.scenes:
            design = location_of(film.bible, scene.scene_id).set_design
            blocking, refs = self.block(scene, design), self.refs(film, scene)
            for shot in scene.shots:
                setup = picture.setup(VisualShot.of(shot), blocking, design, refs, self.blobs, mood=scene.mood)
                world = world_of(smaller(setup), self.loaded())
                drawn = draw(world, "ink")
                board = board_of(world, drawn)
                yield Staged(shot, scene, setup, world, seen_of(world, drawn), drawn.rgb if board is None else board)


def smaller(setup: Setup) -> Setup:
    """The same view with half the pixels: faces are measured as well, four times as fast."""
    return setup.model_copy(
        update={"width": int(setup.width * HALF) // 2 * 2, "height": int(setup.height * HALF) // 2 * 2}
    )


# ---------------------------------------------------------------- stills


def check_still(film: Film, s: Staged, tally: Tally) -> None:
    at = f"{film.name} {s.shot.shot_id} {s.shot.shot_type} {s.shot.size}"
    faces = [p for p in s.seen if p.visibility == "face"]
    declared = [p for p in s.shot.performances if p.visibility == "face"]
    if declared:
        shown = {p.character_ref_id for p in faces if p.face_visible >= 0.6}
        missing = [p.character_ref_id for p in declared if p.character_ref_id not in shown]
        tally.check("visible", good=not missing, note=f"{at} {missing}")
    main = main_figure(s.setup.people, s.setup.subject)
    if main is not None and s.setup.people[main].visibility == "face":
        low, high = HEAD_HEIGHTS[s.shot.size]
        ratio = s.seen[main].head_ratio
        tally.check("size", good=low <= ratio <= high, note=f"{at} {ratio:.3f}")
    if s.shot.size in ("MS", "MLS", "WS", "EWS") and faces:
        cut = [p.character_ref_id for p in faces if p.head_cut]
        tally.check("cut", good=not cut, note=f"{at} {cut}")
    for p in faces:
        if p.character_ref_id in film.animals:
            continue  # a crow is black
        tally.check("luma", good=70 <= p.face_luma <= 220, note=f"{at} {p.character_ref_id} {p.face_luma:.0f}")


def check_looks(film: Film, staged: Sequence[Staged], tally: Tally) -> None:
    """Two who speak to each other in turn, each alone or over the other's shoulder, look to opposite sides."""
    last: tuple[str, str, str | None, float] | None = None
    for s in staged:
        pairs = zip(s.setup.people, s.seen, strict=True)
        speaking = [q for p, q in pairs if p.speaking and p.visibility == "face"]
        faces = [q for q in s.seen if q.visibility == "face"]
        if len(speaking) != 1 or len(faces) != 1:
            continue
        who, gaze = speaking[0].character_ref_id, speaking[0].gaze_x
        to = next(p.looks_at for p in s.shot.performances if p.character_ref_id == who)
        if last and last[0] == s.scene.scene_id and last[1] == to and last[2] == who:
            note = f"{film.name} {s.shot.shot_id} {last[1]} {last[3]:+.2f}, {who} {gaze:+.2f}"
            tally.check("opposite", good=last[3] * gaze < 0, note=note)
        last = (s.scene.scene_id, who, to, gaze)


def check_places(film: Film, tally: Tally) -> None:
    """Pictures of different places and times differ; rain alone may leave a room as it was.

    Three is more than the just noticeable difference (2.3), on average over the whole picture.
    """
    drawn: dict[str, NDArray[np.float64]] = {}
    hours: dict[str, tuple[str, str]] = {}
    for place in film.bible.location_designs:
        for name, variant in sorted(place.time_variants.items()):
            rgb = draw_setting(place.set_design, time_of_day=variant.time_of_day, weather=variant.weather)
            small = np.asarray(Image.fromarray(rgb).resize((64, 36), Image.Resampling.BOX))
            hours[f"{place.setting_ref_id} {name}"] = (place.setting_ref_id, variant.time_of_day)
            drawn[f"{place.setting_ref_id} {name}"] = lab(small.reshape(-1, 3) / 255.0).reshape(36, 64, 3)
    names = sorted(drawn)
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            if hours[a] == hours[b]:
                continue
            apart = float(np.sqrt(((drawn[a] - drawn[b]) ** 2).sum(axis=2)).mean())
            tally.check("places", good=apart > 3.0, note=f"{film.name} {a} and {b}: dE {apart:.1f}")


# ---------------------------------------------------------------- clips


def spoken_line(shot: Shot, who: str) -> Line:
    """A stand-in for a spoken line: mouth shapes five times a second."""
    shapes = "AEIOUMF"
    mouths = tuple(
        Mouth(sample=2400 + 9600 * i, shape=shapes[i % 7], open=(0.9, 0.5, 0.4, 0.7, 0.4, 0.0, 0.2)[i % 7])
        for i in range(max(2, shot.duration_frames // 5))
    )
    return Line(
        shot_id=shot.shot_id,
        character_ref_id=who,
        text="-",
        audio=Ref.of(b""),
        samples=2000 * shot.duration_frames,
        mouths=mouths,
    )


def plan_of(s: Staged, bodies: dict[Ref, Body], frames: int) -> ClipPlan:
    who = next((p.character_ref_id for p in s.setup.people if p.speaking and p.visibility == "face"), None)
    spoken = (Spoken(spoken_line(s.shot, who), 0),) if who else ()
    tier = choose(s.setup, speaks=bool(spoken))
    return ClipPlan("ink", tier, frames, 0, 0, Fraction(24), spoken, bodies)


def check_clip(film: Film, s: Staged, bodies: dict[Ref, Body], tally: Tally) -> None:
    plan = plan_of(s, bodies, min(72, max(36, s.shot.duration_frames)))
    frames = list(clip_frames(s.world, plan))
    at = f"{film.name} {s.shot.shot_id} {s.setup.movement}"
    right = s.world.camera.basis()[0]
    move = move_of(s.setup.movement, s.setup.people, (float(right[0]), float(right[2])))
    walks = any(len(p.path) > 1 for p in s.setup.people)
    for p, seen in zip(s.setup.people, s.seen, strict=True):
        if p.speaking and p.visibility == "face" and seen.mouth is not None and not walks:
            x0, y0, x1, y1 = (int(v) for v in seen.mouth)
            crops = [f[y0:y1, x0:x1].astype(int) for f in frames[2::5]]
            change = max(float(np.abs(c - crops[0]).mean()) for c in crops) if crops[0].size else 0.0
            tally.check("mouth", good=change > 1.0, note=f"{at} {p.character_ref_id} {change:.2f}")
    if move == "static":
        if not walks:
            tally.check("static", good=still_elsewhere(frames, s, bodies), note=at)
        return
    k = len(frames) // 2
    flow, spread = flow_of(frames[k - 2], frames[k + 2], walker_boxes(s, plan, range(k - 3, k + 3)))
    found = f"flow {flow[0]:+.2f} {flow[1]:+.2f} spread {spread:+.4f}"
    tally.check("flow", good=agrees(move, flow, spread), note=f"{at} {found}")


def still_elsewhere(frames: Sequence[U8], s: Staged, bodies: dict[Ref, Body]) -> bool:
    """No pixel ever changes outside heads and the people whom the shot shows sit down, rise or gesture."""
    free = np.ones(frames[0].shape[:2], bool)
    for figure in s.world.figures:
        spots = s.world.camera.project(np.array([figure.joints[n] for n in ("crown", "chin", "nose")]))
        reach = 1.0 * abs(spots[0, 1] - spots[1, 1]) + 0.5 * abs(spots[2, 0] - spots[0, 0]) + 8
        x, y = spots[:, 0].mean(), spots[:, 1].mean()
        free[max(0, int(y - reach)) : int(y + reach) + 1, max(0, int(x - reach)) : int(x + reach) + 1] = False
    for person, figure in zip(s.setup.people, s.world.figures, strict=True):
        if person.before is not None:
            begun = pose(bodies[person.body], person.before, person.index)
            both = [body_window(f, s.world.camera) for f in (begun, figure)]
            boxes = [b for b in both if b is not None]
            if boxes:
                left, top = (min(b[i] for b in boxes) for i in (0, 1))
                right, low = (max(b[i] for b in boxes) for i in (2, 3))
                free[top:low, left:right] = False
    return all(not (f != frames[0]).any(axis=2)[free].any() for f in frames[1:])


def walker_boxes(s: Staged, plan: ClipPlan, numbers: Sequence[int]) -> list[tuple[int, int, int, int]]:
    """Where people who walk are in some frames, in pixels."""
    boxes: list[tuple[int, int, int, int]] = []
    length = min(float(plan.body_frames / plan.fps), FULL_SECONDS)
    for p in s.setup.people:
        body = plan.bodies[p.body]
        step = stride(body, running=p.pose.posture == "run")
        for number in numbers if len(p.path) > 1 else ():
            at = walk_pose(p, min(plan.seconds(number), FULL_SECONDS), step, length)
            box = body_window(pose(body, at, p.index), s.world.camera)
            if box is not None:
                boxes.append((box[0] - 20, box[1] - 20, box[2] + 20, box[3] + 20))
    return boxes


def flow_of(a: U8, b: U8, out: Sequence[tuple[int, int, int, int]] = ()) -> tuple[tuple[float, float], float]:
    """Usual motion in pixels (right, down) and spread per pixel of distance from the middle.

    Blocks are matched outside the boxes `out`.
    """
    ga, gb = (f.astype(np.float32).mean(axis=2) for f in (a, b))
    h, w = ga.shape
    size, reach = 28, 14
    moves: list[tuple[float, float, float, float]] = []
    for y in range(reach, h - size - reach, 36):
        for x in range(reach, w - size - reach, 36):
            block = ga[y : y + size, x : x + size]
            covered = any(x < right and x + size > left and y < low and y + size > top for left, top, right, low in out)
            if covered or float(block.std()) < 4.0:
                continue
            around = gb[y - reach : y + size + reach, x - reach : x + size + reach]
            windows = np.lib.stride_tricks.sliding_window_view(around, (size, size))[::1, ::1]
            error = np.abs(windows - block).mean(axis=(2, 3))
            dy, dx = np.unravel_index(int(error.argmin()), error.shape)
            moves.append((x + size / 2 - w / 2, y + size / 2 - h / 2, float(dx) - reach, float(dy) - reach))
    if not moves:
        return (0.0, 0.0), 0.0
    m = np.array(moves)
    # the middle half of the blocks: a person who walks by is not the camera
    quarter = len(m) // 4
    core = slice(quarter, len(m) - quarter)
    middle = (float(np.sort(m[:, 2])[core].mean()), float(np.sort(m[:, 3])[core].mean()))
    radial = (m[:, 0] * m[:, 2] + m[:, 1] * m[:, 3]).sum() / max(1.0, (m[:, 0] ** 2 + m[:, 1] ** 2).sum())
    return middle, float(radial)


def agrees(move: str, flow: tuple[float, float], spread: float) -> bool:
    """Whether what is seen to move fits the name of the move."""
    x, y = flow
    if move in ("push_in", "zoom_in"):
        return spread > 0.001
    if move in ("pull_out", "zoom_out"):
        return spread < -0.001
    if move == "handheld":
        return abs(x) + abs(y) > 0.05
    signs = {"pan_right": (-1, 0), "pan_left": (1, 0), "truck_right": (-1, 0), "truck_left": (1, 0),
             "tilt_up": (0, 1), "tilt_down": (0, -1), "crane_up": (0, 1), "crane_down": (0, -1)}  # fmt: skip
    if move in signs:
        sx, sy = signs[move]
        return sx * x + sy * y > 0.2
    return abs(x) + abs(y) > 0.05  # arcs turn about their subject


# ---------------------------------------------------------------- all of it


def sheet(staged: Sequence[Staged], path: Path) -> None:
    wide, columns = 384, 5
    tall = int(wide * staged[0].rgb.shape[0] / staged[0].rgb.shape[1])
    out = Image.new("RGB", (columns * wide, -(-len(staged) // columns) * tall))
    for i, s in enumerate(staged):
        tile = Image.fromarray(s.rgb).resize((wide, tall), Image.Resampling.BOX)
        out.paste(tile, (i % columns * wide, i // columns * tall))
    out.save(path)


def measure(film: Film, stager: Stager, tally: Tally, clips: int, sheets: Path | None) -> None:
    staged = list(stager.staged(film))
    for s in staged:
        check_still(film, s, tally)
    check_looks(film, staged, tally)
    check_places(film, tally)
    moving = [s for s in staged if s.setup.movement != "static"]
    fixed = [s for s in staged if s.setup.movement == "static"]
    for group in (moving, fixed):
        for s in group[:: max(1, len(group) // clips)][:clips] if clips else ():
            check_clip(film, s, stager.loaded(), tally)
    if sheets is not None:
        sheets.mkdir(parents=True, exist_ok=True)
        for part in range(0, len(staged), 30):
            sheet(staged[part : part + 30], sheets / f"{film.name}_{part // 30}.png")
    print(f"     {film.name}: {len(staged)} shots, {len(film.scenes)} scenes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scripts", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--clips", type=int, default=6)
    parser.add_argument("--sheets", type=Path)
    options = parser.parse_args()
    films = [film_of(p.stem, p.read_bytes()) for p in options.scripts or sorted(EXAMPLES.glob("*.fountain"))]
    if options.pages:
        films.append(film_of(f"generated_{options.pages}", generate(options.pages, 7).encode()))
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        stager = Stager(Path(folder))
        for film in films:
            measure(film, stager, tally, options.clips, options.sheets)
    for wrong in tally.wrong:
        print("    ", wrong)
    tally.line("visible", "shots that show everyone declared, 60 % of the face", 99)
    tally.line("size", "head height inside the range of the size", 99)
    tally.line("cut", "medium shots and wider with no head cut", 100)
    tally.line("luma", "faces of people with mean luma 70 to 220", 100)
    tally.line("opposite", "speakers of a conversation look to opposite sides", 95)
    tally.line("places", "pairs of places and times that differ", 100)
    tally.line("flow", "moving shots whose flow agrees with the move", 90)
    tally.line("static", "static shots without any change outside faces and acts", 100)
    tally.line("mouth", "speakers whose mouth region changes", 100)


if __name__ == "__main__":
    main()
