"""The moving picture of a shot, frame by frame.

A face is drawn once for every state it takes in the shot (mouth shape, lids) and only the pixels that
differ from the still are laid over it, so a static shot stays the same to the byte outside faces. Who sits down,
rises, turns or gestures is drawn the same way on every second frame until they have come to rest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from filmwright.departments.picture.background import lead_of
from filmwright.departments.picture.motion import (
    FaceState,
    Spoken,
    blinks,
    calls,
    change_at,
    mouth_states,
    move_of,
    walk_pose,
)
from filmwright.departments.picture.tiers import FULL_SECONDS
from filmwright.departments.picture.walkers import body_window, lay_over
from filmwright.departments.picture.world import World
from filmwright.model.figure import Pose
from filmwright.model.media import Tier
from filmwright.model.staging import StagedPerson
from filmwright.ref import Ref
from filmwright.render.bodies import Body, PosedFigure, pose, pose_between, stride
from filmwright.render.camera import Camera
from filmwright.render.layers import Layers, render_layers
from filmwright.render.mesh import Mesh, join
from filmwright.render.move import CameraPath, camera_path, margin_for
from filmwright.render.picture import Style, render
from filmwright.render.raster import Geometry, Window, look_through, prepare
from filmwright.render.shadow import Shadows, cast_shadows
from filmwright.render.warp import Stage, frame, paste, set_stage

__all__ = ["ClipPlan", "clip_frames"]

U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]

_FACE_STATES = 26
"""Composed stills that are kept; a line has about ten mouth shapes."""


@dataclass(frozen=True, slots=True)
class ClipPlan:
    """What a clip needs besides the world: its style, length in frames, handles, words and bodies."""

    style: Style
    tier: Tier
    body_frames: int
    handle_in: int
    handle_out: int
    fps: Fraction
    spoken: tuple[Spoken, ...] = ()
    bodies: dict[Ref, Body] = field(default_factory=dict[Ref, Body])

    @property
    def frames(self) -> int:
        """Length with both handles."""
        return self.handle_in + self.body_frames + self.handle_out

    def seconds(self, number: int) -> float:
        """Seconds from the start of the body; negative in the first handle."""
        return float((number - self.handle_in) / self.fps)


def clip_frames(world: World, plan: ClipPlan, still: U8 | None = None) -> Iterator[U8]:
    """The frames of a clip as (h, w, 3) uint8; equal neighbours are the same object.

    `still` is the drawn frame of the shot, when it is at hand.
    """
    if plan.tier == "full" and any(len(p.path) > 1 for p in world.setup.people):
        return _full(world, plan)
    path = _path(world, plan)
    if path.moves and plan.tier != "still":
        return _moving(world, plan, path)
    return _fixed(world, plan, still)


def _path(world: World, plan: ClipPlan) -> CameraPath:
    setup = world.setup
    right = world.camera.basis()[0]
    move = move_of(setup.movement, setup.people, (float(right[0]), float(right[2])))
    return camera_path(
        world.camera, move, subject=_subject(world), amount=setup.move_amount * _calm(plan), seed=setup.seed
    )


def _calm(plan: ClipPlan) -> float:
    """Short shots move less, so that the speed on screen stays the same."""
    return min(1.25, max(0.35, float(plan.body_frames / plan.fps) / 3.5))


def _subject(world: World) -> tuple[float, float, float]:
    faces = [f for p, f in zip(world.setup.people, world.figures, strict=True) if p.visibility == "face"]
    return faces[0].head.centre if faces else world.camera.target


# ---------------------------------------------------------------- faces


def _states(world: World, plan: ClipPlan) -> list[tuple[FaceState, ...]]:
    """The state of every face at every frame."""
    columns: list[tuple[FaceState, ...]] = []
    for p in world.setup.people:
        who = p.character_ref_id
        lids = blinks(world.setup.shot_id, who, plan.frames, plan.fps)
        own = [s for s in plan.spoken if s.line.character_ref_id == lead_of(who)]
        mouths = mouth_states(own, plan.frames, plan.fps, plan.handle_in)
        if p.pose.mouth_open > 0 and not p.speaking:  # an animal that calls
            mouths = calls(world.setup.shot_id, who, plan.frames, plan.fps)
        if p.visibility not in ("face", "extra"):
            lids = (0.0,) * plan.frames
        columns.append(
            tuple(
                FaceState(m, o, b, _change(p, plan, i)) for i, ((m, o), b) in enumerate(zip(mouths, lids, strict=True))
            )
        )
    return [tuple(column[i] for column in columns) for i in range(plan.frames)]


def _change(person: StagedPerson, plan: ClipPlan, number: int) -> float:
    """How far somebody has changed at a frame; drawn on every second frame."""
    if plan.tier != "full":
        return 1.0
    length = float(plan.body_frames / plan.fps)
    return change_at(person, plan.seconds(number - (number - plan.handle_in) % 2), length)


def _with_face(at: Pose, state: FaceState) -> Pose:
    return at.model_copy(update={"mouth_shape": state.shape, "mouth_open": state.opening, "blink": state.lids})


@dataclass(slots=True)
class _Faces:
    """Draws the faces of a still in other states, each only once."""

    world: World
    plan: ClipPlan
    camera: Camera
    shadows: Shadows
    windows: list[Window | None]
    base: dict[int, U8] = field(default_factory=dict[int, U8])
    change_base: dict[int, tuple[Window, U8] | None] = field(default_factory=dict[int, tuple[Window, U8] | None])
    drawn: dict[tuple[int, FaceState], tuple[U8, tuple[int, int]] | None] = field(
        default_factory=dict[tuple[int, FaceState], tuple[U8, tuple[int, int]] | None]
    )

    def patch(self, who: int, state: FaceState) -> tuple[U8, tuple[int, int]] | None:
        """RGBA of the pixels that differ from the still and their corner; None when nothing does."""
        key = (who, state)
        if state == _state_of(self.world.setup.people[who].pose):
            return None
        if state.change < 1.0:
            return self._change(who, state)
        if key not in self.drawn:
            self.drawn[key] = self._draw(who, state)
        return self.drawn[key]

    def _draw(self, who: int, state: FaceState) -> tuple[U8, tuple[int, int]] | None:
        window = self.windows[who]
        if window is None:
            return None
        person = self.world.setup.people[who]
        if who not in self.base:
            self.base[who] = self._window(who, self.world.figures[who], window)
        figure = pose(self.plan.bodies[person.body], _with_face(person.pose, state), person.index)
        return _difference(self._window(who, figure, window), self.base[who], window)

    def _change(self, who: int, state: FaceState) -> tuple[U8, tuple[int, int]] | None:
        """Somebody on the way from one pose to another, in the pixels that they cover at either end."""
        person = self.world.setup.people[who]
        assert person.before is not None
        body = self.plan.bodies[person.body]
        if who not in self.change_base:
            start = pose(body, person.before, person.index)
            window = _both(body_window(start, self.camera), body_window(self.world.figures[who], self.camera))
            drawn = None if window is None else (window, self._window(who, self.world.figures[who], window))
            self.change_base[who] = drawn
        base = self.change_base[who]
        if base is None:
            return None
        figure = pose_between(body, person.before, _with_face(person.pose, state), state.change, person.index)
        return _difference(self._window(who, figure, base[0]), base[1], base[0])

    def _window(self, who: int, figure: PosedFigure, window: Window) -> U8:
        others = [f.mesh for i, f in enumerate(self.world.figures) if i != who]
        geometry = prepare(join([self.world.backdrop, *others, figure.mesh]))
        return render(
            geometry,
            self.camera,
            self.world.light,
            style=self.plan.style,
            seed=self.world.setup.seed,
            window=window,
            shadows=self.shadows,
        ).rgb


def _difference(fresh: U8, base: U8, window: Window) -> tuple[U8, tuple[int, int]] | None:
    """RGBA of the pixels that differ, and the window's corner; None when none does."""
    changed = (fresh != base).any(axis=2)
    if not changed.any():
        return None
    alpha = np.where(changed, 255, 0).astype(np.uint8)
    return np.dstack([fresh, alpha]), (window[0], window[1])


def _both(a: Window | None, b: Window | None) -> Window | None:
    """The window that holds two windows."""
    if a is None or b is None:
        return a or b
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))


def _faces(world: World, plan: ClipPlan, camera: Camera) -> _Faces:
    geometry = prepare(world.mesh)
    shadows = cast_shadows(geometry, camera, world.light)
    windows = [_face_window(f, camera) for f in world.figures]
    return _Faces(world, plan, camera, shadows, windows)


def _face_window(figure: PosedFigure, camera: Camera) -> Window | None:
    """Pixels round the front of a head; None when it is behind the lens or out of frame."""
    crown, chin, nose = (np.asarray(figure.joints[n]) for n in ("crown", "chin", "nose"))
    tall = float(np.linalg.norm(crown - chin))
    middle = 0.5 * (0.4 * crown + 0.6 * chin) + 0.5 * nose
    x, y, depth = (float(v) for v in camera.project(np.array([middle]))[0])
    if depth < 0.15:
        return None
    half = 0.66 * tall * camera.focal_px / depth
    x0, y0 = max(0, int(x - half)), max(0, int(y - half))
    x1, y1 = min(camera.width, int(x + half) + 1), min(camera.height, int(y + half) + 1)
    return (x0, y0, x1, y1) if x1 - x0 >= 2 and y1 - y0 >= 2 else None


def _state_of(at: Pose) -> FaceState:
    """The state in which a pose is drawn."""
    return FaceState(at.mouth_shape, at.mouth_open, at.blink)


# ---------------------------------------------------------------- tiers


def _fixed(world: World, plan: ClipPlan, still: U8 | None) -> Iterator[U8]:
    """A camera that does not move: the still with faces laid over it."""
    states = _states(world, plan)
    faces = _faces(world, plan, world.camera)
    base = (
        still
        if still is not None
        else render(
            world.mesh, world.camera, world.light, style=plan.style, seed=world.setup.seed, shadows=faces.shadows
        ).rgb
    )
    composed: dict[tuple[FaceState, ...], U8] = {}
    for state in states:
        if state not in composed:
            if len(composed) >= _FACE_STATES:
                composed.pop(next(iter(composed)))
            composed[state] = _composed(base, faces, state)
        yield composed[state]


def _composed(base: U8, faces: _Faces, states: Sequence[FaceState]) -> U8:
    out = base
    for who, state in enumerate(states):
        patch = faces.patch(who, state)
        if patch is None:
            continue
        rgba, (x, y) = patch
        if out is base:
            out = base.copy()
        under = out[y : y + rgba.shape[0], x : x + rgba.shape[1]]
        under[:] = np.where(rgba[..., 3:] > 0, rgba[..., :3], under)
    return out


def _moving(world: World, plan: ClipPlan, path: CameraPath, *, every: int = 1) -> Iterator[U8]:
    """A moving camera: layers slide by their depth, faces are laid on the layers of their people.

    Draws every frame, or each second (`every` 2) and shows it twice.
    """
    last: U8 | None = None
    layers = _layers(world, plan, path)
    stage = set_stage(layers)
    states = _states(world, plan)
    faces = _faces(world, plan, layers.camera)
    staged: dict[tuple[FaceState, ...], Stage] = {}
    for number, state in enumerate(states):
        if last is None or number % every == 0:
            if state not in staged:
                if len(staged) >= _FACE_STATES:
                    staged.pop(next(iter(staged)))
                staged[state] = _with_faces(stage, faces, state)
            last = frame(staged[state], path.at(*_when(plan, number)))
        yield last


def _when(plan: ClipPlan, number: int) -> tuple[float, float]:
    """Share of the move (over the whole clip, so that handles go on moving) and seconds of a frame."""
    return number / max(1, plan.frames - 1), float(number / plan.fps)


def _layers(world: World, plan: ClipPlan, path: CameraPath, people: Sequence[Mesh] | None = None) -> Layers:
    meshes = [f.mesh for f in world.figures] if people is None else list(people)
    margin = margin_for(path, nearest=_nearest(world), seconds=float(plan.frames / plan.fps))
    return render_layers(
        world.backdrop,
        meshes,
        world.camera,
        world.light,
        style=plan.style,
        seed=world.setup.seed,
        margin=min(margin, world.setup.width // 4),
    )


def _nearest(world: World) -> float:
    """Depth in metres of the nearest thing that matters for the overscan."""
    depths = [float(world.camera.project(np.array([f.head.centre]))[0, 2]) for f in world.figures]
    return max(0.4, min([d for d in depths if d > 0.2], default=1.5) * 0.9)


def _with_faces(stage: Stage, faces: _Faces, states: Sequence[FaceState]) -> Stage:
    for who, state in enumerate(states):
        patch = faces.patch(who, state)
        if patch is not None and who in stage.owners:
            stage = paste(stage, who, *patch)
    return stage


def _full(world: World, plan: ClipPlan) -> Iterator[U8]:
    """People who walk are drawn anew on every second frame over everybody and everything else."""
    walkers = [i for i, p in enumerate(world.setup.people) if len(p.path) > 1]
    rest = _only(world, [i for i in range(len(world.figures)) if i not in walkers])
    states = _states(world, plan)
    path = _path(world, plan)
    under = _moving(rest, plan, path, every=2) if path.moves else _fixed(rest, plan, None)
    scenery = prepare(rest.mesh)
    fixed = None if path.moves else _depth(scenery, world.camera)
    last: U8 | None = None
    shown: tuple[object, ...] = ()
    for number, behind in enumerate(under):
        now = _moment(world, plan, walkers, states[number], number, behind if fixed is not None else None)
        if last is None or (number % 2 == 0 and now != shown):
            shown = now
            camera = path.at(*_when(plan, number))
            depth = _depth(scenery, camera) if fixed is None else fixed
            last = behind.copy()
            for i in sorted(walkers, key=lambda k: -_away(world.figures[k], camera)):
                figure = _walking(world, plan, i, states[number][i], number)
                lay_over(
                    last,
                    depth,
                    figure,
                    camera,
                    world.light,
                    style=plan.style,
                    seed=world.setup.seed,
                    floor=world.setup.people[i].pose.ground,
                    moves=path.moves or _walk(world, plan, i, states[number][i], number).posture != "stand",
                )
        yield last


def _moment(
    world: World,
    plan: ClipPlan,
    walkers: Sequence[int],
    states: Sequence[FaceState],
    number: int,
    behind: U8 | None,
) -> tuple[object, ...]:
    """What a frame with walkers shows: equal moments are not drawn twice. Without `behind` each one is its own."""
    poses = tuple(_walk(world, plan, i, states[i], number) for i in walkers)
    return (number if behind is None else id(behind), *poses)


def _only(world: World, kept: Sequence[int]) -> World:
    """The world with some of its people; they keep their ids."""
    people = tuple(world.setup.people[i] for i in kept)
    return replace(
        world,
        setup=world.setup.model_copy(update={"people": people}),
        figures=tuple(world.figures[i] for i in kept),
    )


def _depth(scenery: Geometry, camera: Camera) -> F32:
    """Depth in metres of what does not walk, (h, w), seen at half size."""
    _, depth = look_through(scenery, camera, 0.5)
    return depth.repeat(2, axis=0).repeat(2, axis=1)[: camera.height, : camera.width]


def _away(figure: PosedFigure, camera: Camera) -> float:
    return float(camera.project(np.array([figure.head.centre]))[0, 2])


def _walk(world: World, plan: ClipPlan, index: int, state: FaceState, number: int) -> Pose:
    """Where somebody is at a frame; after the longest stretch that is drawn they stand where they got to."""
    person = world.setup.people[index]
    seconds = min(plan.seconds(number), FULL_SECONDS)
    length = min(float(plan.body_frames / plan.fps), FULL_SECONDS)
    step = stride(plan.bodies[person.body], running=person.pose.posture in ("run", "fly"))
    return _with_face(walk_pose(person, seconds, step, length), state)


def _walking(world: World, plan: ClipPlan, index: int, state: FaceState, number: int) -> PosedFigure:
    person = world.setup.people[index]
    return pose(plan.bodies[person.body], _walk(world, plan, index, state, number), person.index)
