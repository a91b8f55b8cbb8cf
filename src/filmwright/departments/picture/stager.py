"""Staging one shot: pose the people, try cameras, look through each, mend what is in the way.

First people stand as blocked. When no camera sees everyone, they are cheated as on a real set: closer
together, then in a loose row, then before an open stretch of the set; faces turn a little out to the lens.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from filmwright.departments.picture.animals import Seeable, animal_pose, insisted_on
from filmwright.departments.picture.background import Onstage, companions
from filmwright.departments.picture.blocking import VEHICLES
from filmwright.departments.picture.camera import Head, frame_size, head_ratio, place, target_ratio
from filmwright.departments.picture.framing import Actor, Choice, choices, main_actor
from filmwright.departments.picture.inserts import FIRST_PROP_ID, frame_place, frame_thing
from filmwright.departments.picture.performance import before_pose, gaze_point, pose_of, stable_number
from filmwright.departments.picture.space import Ground, along, apart, direction, heading, right_of, turn, view_across
from filmwright.departments.picture.visibility import Look, look
from filmwright.departments.picture.world import head_of, on_top_of, set_dressing
from filmwright.model.figure import Pose
from filmwright.model.shots import Performance, ShotSize
from filmwright.model.staging import (
    BlockedPerson,
    PlacedProp,
    SceneBlocking,
    Setup,
    ShotBlocking,
    StagedPerson,
    VisualShot,
)
from filmwright.ref import Ref
from filmwright.render.animal import AnimalBody
from filmwright.render.bodies import Body, PosedFigure, pose, pose_between
from filmwright.render.camera import Camera
from filmwright.render.mesh import join
from filmwright.render.raster import Geometry, prepare
from filmwright.render.sets.stage import StageSet

__all__ = ["stage_shot"]

Point = tuple[float, float, float]

_GOOD_FACE = 0.72
"""Share of a face to be seen, with something to spare over the 60 percent that are promised."""

_LOOKS = 5
"""Cameras that are really looked through at each stage of cheating."""

_PROFILE = 60.0
"""Degrees that a face may be turned from the lens before it is cheated out."""


_BLIND = 30.0
"""Fault from which a picture does not show what it should."""

_EYES = 1.5
"""Height in metres of a camera at eye level."""

_FROM_ABOVE: tuple[ShotSize, ...] = ("MCU", "MS", "MLS")
"""Sizes at which a person and an animal on the floor can be held together by a lens that looks down."""

_RISES = (0.8, 1.5)
"""Metres that such a lens may stand above the eyes of the person."""

_WELL = 14.0
"""Fault below which everybody is well seen."""

_CUTS_IN = (0.0, 0.25, 0.45, 0.6)
"""Shares of a movement at which a shot may begin that cuts in on it."""


@dataclass(frozen=True, slots=True)
class _Person:
    """One performance with its place, body and index."""

    performance: Performance
    blocked: BlockedPerson
    ref: Ref
    body: Body
    index: int
    variation: int = 0
    looks_right: bool | None = None


@dataclass(frozen=True, slots=True)
class _Posed:
    """A person posed, with the head that framing sees and the triangles alone."""

    person: _Person
    pose: Pose
    figure: PosedFigure
    actor: Actor


@dataclass(frozen=True, slots=True)
class _Take:
    """One complete try: who stands how, through which camera, without which objects, and how bad it is."""

    posed: tuple[_Posed, ...]
    camera: Camera
    dropped: frozenset[int]
    fault: float
    notes: tuple[str, ...] = ()


def stage_shot(
    shot: VisualShot,
    blocking: SceneBlocking,
    stage: StageSet,
    bodies: Mapping[str, tuple[Ref, Body]],
    *,
    mood: str = "",
) -> Setup:
    """Stage and frame one shot. `bodies` has the built body of every character that can be seen."""
    places = blocking.of(shot.shot_id)
    people, notes = _people(shot, places, bodies, blocking.axis)
    width, height = frame_size(shot.aspect_ratio)
    subject, loose = insisted_on(
        shot.size, shot.subject, [Seeable.of(p.performance, p.blocked, p.body) for p in people if _is_shown(p)]
    )
    framed = shot.model_copy(update={"subject": subject}) if loose or subject != shot.subject else shot
    shown = [p for p in people if _is_shown(p)]
    pair = _of_the_person(framed, shown)
    above = _from_above(pair, shown, places, blocking, stage, width, height) if loose else None
    about = framed.subject
    if above is not None:
        about, loose = pair.subject, frozenset[str]()
    faces = [p for p in shown if p.performance.character_ref_id not in loose]
    if faces:
        take = above or _staged(framed, faces, places, blocking, stage, width, height)
        take = _with_loose(take, [p for p in people if p.performance.character_ref_id in loose], places)
        wheel, off = _wheel(take, stage)
        take = replace(take, dropped=take.dropped | off)
        props = (*_seats(take, stage), *wheel)
    else:
        take, props = _without_faces(shot, people, places, stage, width, height)
    staged = tuple(_staged_person(p, shot.size, take.camera) for p in sorted(take.posed, key=lambda p: p.person.index))
    staged = tuple(p.model_copy(update={"visibility": "extra"}) if p.character_ref_id in loose else p for p in staged)
    return Setup(
        shot_id=shot.shot_id,
        shot_type=shot.shot_type,
        size=shot.size,
        movement=shot.camera_movement,
        trigger=shot.trigger,
        subject=about,
        width=width,
        height=height,
        design=stage.design,
        dropped=tuple(sorted(take.dropped)),
        people=(*staged, *_groups(shot, staged, take, bodies, stage)),
        props=props,
        camera=place(take.camera),
        key_side=_key_side(shot, take),
        time_of_day=shot.time_of_day,
        weather=shot.weather,
        mood=mood,
        seed=stable_number(blocking.scene_id) % 9973,
        notes=(*notes, *take.notes),
    )


def _is_shown(person: _Person) -> bool:
    """Whether more of somebody than a hand is in the shot."""
    return person.performance.visibility != "partial"


def _with_loose(take: _Take, more: Sequence[_Person], places: ShotBlocking) -> _Take:
    """The take with those who are seen only as far as the frame goes, where the blocking has them.

    Who was cheated to another place takes them along.
    """
    if not more:
        return take
    lead = take.posed[0]
    home = places.of(lead.person.performance.character_ref_id)
    shift = (0.0, 0.0)
    if home is not None and not home.path:
        shift = (lead.actor.feet[0] - home.ground[0], lead.actor.feet[1] - home.ground[1])
    here = [p for p in more if not p.blocked.path]
    moved = [
        replace(p, blocked=p.blocked.model_copy(update={"ground": _beside(p.blocked.ground, shift)})) for p in here
    ]
    eyes = _pose_all([*moved, *(p for p in more if p.blocked.path)], places)
    return replace(take, posed=(*take.posed, *eyes))


def _beside(ground: Ground, shift: Ground) -> Ground:
    return (round(ground[0] + shift[0], 4), round(ground[1] + shift[1], 4))


def _people(
    shot: VisualShot,
    places: ShotBlocking,
    bodies: Mapping[str, tuple[Ref, Body]],
    axis: tuple[Ground, Ground],
) -> tuple[list[_Person], list[str]]:
    people: list[_Person] = []
    notes: list[str] = []
    for performance in shot.performances:
        who = performance.character_ref_id
        blocked = places.of(who)
        if who not in bodies or blocked is None:
            notes.append(f"`{who}` has no body to stage.")
            continue
        ref, body = bodies[who]
        variation = stable_number(shot.shot_id) % 97
        looks_right = _looks_right(shot, blocked, places.of(performance.looks_at or ""), axis)
        people.append(_Person(performance, blocked, ref, body, len(people), variation, looks_right))
    return people, notes


def _looks_right(
    shot: VisualShot, person: BlockedPerson, other: BlockedPerson | None, axis: tuple[Ground, Ground]
) -> bool | None:
    """Whether somebody who looks at another looks to screen right: by where both are, so that looks always meet."""
    if other is None or other.character_ref_id == person.character_ref_id:
        return None
    view = view_across(*axis)
    if shot.camera_side == -1:
        view = (-view[0], -view[1])
    right = right_of(view)
    aside = (other.ground[0] - person.ground[0]) * right[0] + (other.ground[1] - person.ground[1]) * right[1]
    return aside > 0 if abs(aside) > 1e-3 else other.character_ref_id > person.character_ref_id


def _staged_person(posed: _Posed, size: ShotSize, camera: Camera) -> StagedPerson:
    p = posed.person
    before = before_pose(posed.pose, p.blocked, p.performance, size=size)
    begins = _change_from(posed, before, camera)
    return StagedPerson(
        character_ref_id=p.performance.character_ref_id,
        index=p.index,
        body=p.ref,
        pose=posed.pose,
        visibility=p.performance.visibility,
        speaking=p.performance.speaking,
        path=p.blocked.path,
        before=None if begins is None else before,
        change_from=begins or 0.0,
        enters=p.performance.enters,
        exits=p.performance.exits,
    )


def _groups(
    shot: VisualShot,
    staged: Sequence[StagedPerson],
    take: _Take,
    bodies: Mapping[str, tuple[Ref, Body]],
    stage: StageSet,
) -> tuple[StagedPerson, ...]:
    """The other members of every group in the shot."""
    out: list[StagedPerson] = []
    onstage = [Onstage(p.actor.feet, p.actor.head.centre, face=p.actor.visibility == "face") for p in take.posed]
    first = 1 + max((p.index for p in staged), default=-1)
    for lead in staged:
        own = [(who, ref) for who, (ref, _) in sorted(bodies.items()) if who.startswith(f"{lead.character_ref_id}.")]
        if own and stage.design.kind not in VEHICLES:
            more = companions(lead, own, onstage, take.camera, stage, size=shot.size, first_index=first + len(out))
            out.extend(more)
            onstage.extend(Onstage((m.pose.x, m.pose.z), (m.pose.x, 1.6, m.pose.z), face=False) for m in more)
    return tuple(out)


def _change_from(posed: _Posed, before: Pose | None, camera: Camera) -> float | None:
    """The first share of a movement at which its head is in frame; None when it never is, or nothing moves."""
    if before is None:
        return None
    if before.posture == posed.pose.posture:
        return 0.0
    for share in _CUTS_IN:
        figure = pose_between(posed.person.body, before, posed.pose, share, posed.person.index)
        x, y, depth = (float(v) for v in camera.project(np.array([figure.joints["crown"]]))[0])
        if depth > 0.1 and y > 0.02 * camera.height and 0 < x < camera.width:
            return share
    return None


def _key_side(shot: VisualShot, take: _Take) -> Literal["left", "right"]:
    """The key comes from where the main face looks to."""
    main = main_actor(shot, [p.actor for p in take.posed])
    if main is None:
        return "left"
    right = take.camera.basis()[0]
    return "right" if float(np.dot(right, main.head.forward)) > 0 else "left"


# ---------------------------------------------------------------- posing


def _pose_all(people: Sequence[_Person], places: ShotBlocking, lens: Point | None = None) -> tuple[_Posed, ...]:
    """Everyone posed with their gaze; with a lens, faces that turn too far from it are cheated out."""
    eyes = {b.character_ref_id: _eyes(b) for b in places.people}
    first = [_posed(p, None) for p in people]
    eyes |= {p.person.performance.character_ref_id: p.actor.head.centre for p in first}
    return tuple(_posed(p.person, _gaze(p, eyes, lens)) for p in first)


def _eyes(blocked: BlockedPerson) -> Point:
    """About where the eyes of somebody off screen are."""
    seat = 0.46 if blocked.seat_height is None else blocked.seat_height
    if blocked.stature is not None:
        return (blocked.ground[0], blocked.floor + blocked.stature.eyes, blocked.ground[1])
    rise = {"sit": seat + 0.74, "lie": 0.5, "kneel": 1.15, "crouch": 0.95}.get(blocked.posture, 1.58)
    return (blocked.ground[0], blocked.floor + rise, blocked.ground[1])


def _posed(person: _Person, gaze: Point | None) -> _Posed:
    p, b = person.performance, person.blocked
    at = pose_of(p, b, gaze=gaze, held=p.holds, variation=person.variation)
    if isinstance(person.body, AnimalBody):
        at = animal_pose(at, b, p, person.body, drives=b.seat_height is not None and b.group is not None)
    figure = pose(person.body, at, person.index)
    actor = Actor(
        who=p.character_ref_id,
        head=head_of(figure, at),
        feet=(at.x, at.z),
        heading=at.heading,
        visibility=p.visibility,
        side=p.screen_side,
        speaking=p.speaking,
        posture=at.posture,
        walks=bool(b.path),
        goal=b.path[-1] if b.path and not p.exits else None,
        looks_right=person.looks_right,
    )
    return _Posed(person, at, figure, actor)


def _gaze(posed: _Posed, eyes: Mapping[str, Point], lens: Point | None) -> Point | None:
    p, b = posed.person.performance, posed.person.blocked
    head = posed.actor.head.centre
    here = b.model_copy(update={"heading": posed.pose.heading, "ground": posed.actor.feet})
    held = posed.figure.joints["r_wrist"] if p.holds else None
    goal = gaze_point(p, here, head, dict(eyes), camera=lens, prop=held)
    if lens is None or p.visibility != "face":
        return goal
    return _cheated(goal, posed, lens)


def _cheated(goal: Point | None, posed: _Posed, lens: Point) -> Point | None:
    """The goal, or one at most `_PROFILE` degrees off the lens, so that a face is a face and not an ear."""
    head = posed.actor.head.centre
    here = (head[0], head[2])
    to_lens = heading(here, (lens[0], lens[2]))
    wanted = posed.pose.heading if goal is None else heading(here, (goal[0], goal[2]))
    off = turn(to_lens, wanted)
    if abs(off) <= _PROFILE or abs(off) > 135.0:
        return goal
    x, z = along(here, direction(to_lens + math.copysign(_PROFILE, off)), 2.0)
    return (round(x, 4), round(head[1] if goal is None else goal[1], 4), round(z, 4))


# ---------------------------------------------------------------- staging


def _staged(
    shot: VisualShot,
    people: Sequence[_Person],
    places: ShotBlocking,
    blocking: SceneBlocking,
    stage: StageSet,
    width: int,
    height: int,
) -> _Take:
    """The first stage of cheating at which some camera sees everyone; else the least bad try."""
    best: _Take | None = None
    for level in range(1 if stage.design.kind in VEHICLES else 4):
        cheated = _cheat(level, shot, people, blocking, stage, width / height)
        if cheated is None:
            continue
        take = _best_take(shot, cheated, places, blocking, stage, width, height)
        take = replace(take, fault=take.fault + 2.0 * level)
        if best is None or take.fault < best.fault:
            best = take
        if best.fault < 6.0:
            break
    assert best is not None  # level 0 always gives a take
    if best.fault < _BLIND:
        return best
    if shot.angle != "eye":
        level_shot = shot.model_copy(update={"angle": "eye", "camera_height": _EYES})
        straight = _staged(level_shot, people, places, blocking, stage, width, height)
        if straight.fault < _BLIND:
            return replace(straight, notes=(f"At eye level: from the {shot.angle} angle somebody cannot be seen.",))
    return replace(best, notes=("No camera shows everyone well.",))


def _of_the_person(shot: VisualShot, people: Sequence[_Person]) -> VisualShot:
    """A shot of two that is about an animal has the size of the person with it, when both are to be seen."""
    main = next((p for p in people if p.performance.character_ref_id == shot.subject), None)
    if shot.shot_type != "TWO" or main is None or not isinstance(main.body, AnimalBody):
        return shot
    others = [p for p in people if not isinstance(p.body, AnimalBody) and p.performance.visibility == "face"]
    chosen = next((p for p in others if p.performance.speaking), None) or next(iter(others), main)
    return shot.model_copy(update={"subject": chosen.performance.character_ref_id})


def _from_above(
    shot: VisualShot,
    people: Sequence[_Person],
    places: ShotBlocking,
    blocking: SceneBlocking,
    stage: StageSet,
    width: int,
    height: int,
) -> _Take | None:
    """Somebody and the animal at their feet in one tight frame: a lens that looks down brings two heads together.

    None when the shot has an angle of its own, is about the animal or too tight, or when one of them is not well seen.
    """
    main = _main_person(shot, people)
    if shot.angle != "eye" or shot.size not in _FROM_ABOVE or isinstance(main.body, AnimalBody):
        return None
    if any(p.performance.visibility != "face" or p.blocked.path for p in people):
        return None
    eyes = _eyes(main.blocked)[1] - main.blocked.floor
    best: _Take | None = None
    for rise in _RISES:
        looking_down = shot.model_copy(update={"angle": "high", "camera_height": round(eyes + rise, 3)})
        for level in (0, 1):
            cheated = _cheat(level, looking_down, people, blocking, stage, width / height)
            if cheated is None:
                continue
            take = _best_take(looking_down, cheated, places, blocking, stage, width, height)
            if best is None or take.fault + 2.0 * level < best.fault:
                best = replace(take, fault=take.fault + 2.0 * level)
    if best is None or best.fault >= _WELL:
        return None
    return replace(best, notes=("From above: so both heads are in the frame.",))


def _cheat(
    level: int,
    shot: VisualShot,
    people: Sequence[_Person],
    blocking: SceneBlocking,
    stage: StageSet,
    aspect: float,
) -> list[_Person] | None:
    """People as blocked (0), closer (1), in a row (2), in a row on open ground (3)."""
    if level == 0:
        return list(people)
    if level == 3:
        return _row(shot, people, blocking, stage, aspect, open_ground=True)
    if len(people) == 1:
        return None
    if level == 1:
        return _closer(shot, people)
    return _row(shot, people, blocking, stage, aspect, open_ground=False)


def _closer(shot: VisualShot, people: Sequence[_Person]) -> list[_Person]:
    """Everyone drawn towards the main person until they stand about a metre away, at tight sizes less."""
    main = _main_person(shot, people)
    near = {"CU": 0.62, "ECU": 0.6, "MCU": 0.72, "MS": 0.85}.get(shot.size, 1.1)
    if any(p.performance.visibility == "back" for p in people):
        near = 1.05
    out: list[_Person] = []
    for p in people:
        gap = apart(p.blocked.ground, main.blocked.ground)
        if p is main or gap <= near:
            out.append(p)
            continue
        way = direction(heading(main.blocked.ground, p.blocked.ground))
        long = sum(x.blocked.stature.reach for x in (p, main) if x.blocked.stature is not None)
        out.append(_moved(p, along(main.blocked.ground, way, min(gap, near + 0.8 * long))))
    return out


def _row(
    shot: VisualShot,
    people: Sequence[_Person],
    blocking: SceneBlocking,
    stage: StageSet,
    aspect: float,
    *,
    open_ground: bool,
) -> list[_Person]:
    """A loose row across the picture, every second one a step behind, as wide as the frame allows."""
    left, right = blocking.axis
    view = view_across(left, right)
    if shot.camera_side == -1:
        view = (-view[0], -view[1])
    across = right_of(view)
    main = _main_person(shot, people)
    order = sorted(people, key=lambda p: _screen_order(p, across))
    head = 0.23
    wide = head / target_ratio(shot.size, shot.camera_movement) * aspect
    step = min(0.85, 0.72 * wide / max(1, len(order) - 1))
    seated = [p.blocked.posture in ("sit", "kneel", "crouch", "lie") for p in order]
    mixed = any(seated) and not all(seated)
    rows = 1 if step >= 0.46 and not mixed else 2
    step = max(step, 0.24)
    centre = _open_spot(stage) if open_ground else main.blocked.ground
    rank = order.index(main)
    out: list[_Person] = []
    for i, p in enumerate(order):
        behind = 0.0 if rows == 1 or (i - rank) % 2 == 0 else 0.8
        if mixed:
            behind = 0.7 * (int(seated[rank]) - int(seated[i]))
        behind += 0.06 * abs(i - rank)
        spot = along(along(centre, across, (i - rank) * step), view, behind)
        # everyone half turned out to the lens, the left half of the row towards the right and vice versa
        lens = heading((0.0, 0.0), view) + 180.0
        inward = (
            -38.0 if i < (len(order) - 1) / 2 or (len(order) == 1 and p.performance.screen_side == "left") else 38.0
        )
        out.append(_moved(p, spot, (lens + inward) % 360.0, stand=open_ground))
    return sorted(out, key=lambda p: p.index)


def _screen_order(person: _Person, across: Ground) -> tuple[int, float, str]:
    side = {"left": 0, "center": 1, "right": 2}[person.performance.screen_side]
    g = person.blocked.ground
    return (side, round(g[0] * across[0] + g[1] * across[1], 4), person.performance.character_ref_id)


def _open_spot(stage: StageSet) -> Ground:
    """Between the hero places, where the set keeps free ground."""
    return (stage.hero.centre[0], stage.hero.centre[2])


def _moved(person: _Person, ground: Ground, facing: float | None = None, *, stand: bool = False) -> _Person:
    update: dict[str, object] = {
        "ground": (round(ground[0], 4), round(ground[1], 4)),
        "path": (),
        "table_height": None,
    }
    if facing is not None:
        update["heading"] = round(facing, 2)
    if stand:
        update["floor"] = 0.0
    if person.blocked.posture in ("walk", "run"):
        update["posture"] = "stand"
    return replace(person, blocked=person.blocked.model_copy(update=update))


def _main_person(shot: VisualShot, people: Sequence[_Person]) -> _Person:
    faces = [p for p in people if p.performance.visibility == "face"] or list(people)
    for found in (
        [p for p in faces if p.performance.character_ref_id == shot.subject],
        [p for p in faces if p.performance.speaking],
    ):
        if found:
            return found[0]
    return faces[0]


def _best_take(
    shot: VisualShot,
    people: Sequence[_Person],
    places: ShotBlocking,
    blocking: SceneBlocking,
    stage: StageSet,
    width: int,
    height: int,
) -> _Take:
    """Pose, choose a direction, cheat the faces out to it, choose again and look through the best few."""
    posed = _pose_all(people, places)
    first = choices(shot, [p.actor for p in posed], stage, blocking.axis, width=width, height=height)
    posed = _pose_all(people, places, first[0].camera.eye)
    ranked = choices(shot, [p.actor for p in posed], stage, blocking.axis, width=width, height=height)
    best: _Take | None = None
    for choice in _different(ranked)[:_LOOKS]:
        if best is not None and choice.cost >= best.fault:
            break
        take = _looked_through(shot, posed, choice, stage)
        if best is None or take.fault < best.fault:
            best = take
        if best.fault < 4.0:
            break
    assert best is not None  # there is always a choice
    return best


def _different(ranked: Sequence[Choice]) -> list[Choice]:
    """The ranked cameras without those that stand almost where a better one does."""
    kept: list[Choice] = []
    for choice in ranked[:60]:
        if all(math.dist(choice.camera.eye, k.camera.eye) > 0.18 for k in kept):
            kept.append(choice)
    return kept


def _looked_through(shot: VisualShot, posed: Sequence[_Posed], choice: Choice, stage: StageSet) -> _Take:
    """Look through one camera; take out what stands before faces or the lens, and look again."""
    main = main_actor(shot, [p.actor for p in posed])
    assert main is not None
    depth = float(choice.camera.project(np.array([main.head.centre]))[0, 2])
    alone = [(p.person.index, prepare(p.figure.mesh)) for p in posed if p.actor.visibility == "face"]
    keep = _furniture_in_use(posed, stage)
    dropped = _with_tops(choice.drop, stage, keep)
    seen = _see(posed, alone, choice.camera, dropped, stage, 0.55 * depth)
    for _ in range(2):
        more = _blockers(seen, stage) - dropped - keep
        if not more:
            break
        dropped = _with_tops(dropped | more, stage, keep)
        seen = _see(posed, alone, choice.camera, dropped, stage, 0.55 * depth)
    fault = choice.cost + _fault(seen, len(dropped)) + _size_fault(shot, main.head, choice.camera)
    fault += _shoulder_fault(seen, posed)
    return _Take(tuple(posed), choice.camera, dropped, fault)


def _see(
    posed: Sequence[_Posed],
    alone: Sequence[tuple[int, Geometry]],
    camera: Camera,
    dropped: Collection[int],
    stage: StageSet,
    near: float,
) -> Look:
    everything = prepare(join([set_dressing(stage, dropped, ()), *(p.figure.mesh for p in posed)]))
    return look(everything, alone, camera, near=near)


def _blockers(seen: Look, stage: StageSet) -> frozenset[int]:
    """Set objects that hide a part of a face, or fill a good part of the picture close to the lens."""
    known = {o.id: o for o in stage.objects}
    whole = max(1, sum(seen.pixels))
    faces = {i for i, n in seen.before.items() if i in known and n > 0.02 * whole and n >= 3}
    close = {i for i, share in seen.crowding.items() if share > 0.10 and i in known and not _ground_like(known[i].name)}
    return frozenset(i for i in faces | close if not _ground_like(known[i].name))


def _ground_like(name: str) -> bool:
    return name in ("floor", "ground", "sky", "sea", "water", "terrain")


def _with_tops(drop: Collection[int], stage: StageSet, keep: frozenset[int]) -> frozenset[int]:
    """Objects to take out together with what stands on them, but not the furniture people sit on."""
    out = {i for i in drop if i not in keep}
    for thing in stage.objects:
        if thing.id in out and not thing.shell:
            out |= on_top_of(thing, stage)
    return frozenset(out)


def _furniture_in_use(posed: Sequence[_Posed], stage: StageSet) -> frozenset[int]:
    """What people sit on or in: it may not be taken out from under them."""
    used: set[int] = set()
    for p in posed:
        if p.person.blocked.group is None or p.person.blocked.ground != p.actor.feet:
            continue
        used |= {s.object_id for s in stage.seats if apart((s.position[0], s.position[2]), p.actor.feet) < 0.3}
        hips = (p.actor.feet[0], p.person.blocked.floor + 0.3, p.actor.feet[1])
        used |= {o.id for o in stage.objects if not o.shell and not o.movable and o.box.contains(hips)}
    return frozenset(used)


def _fault(seen: Look, dropped: int) -> float:
    fault = 0.25 * dropped
    for share, pixels in zip(seen.faces, seen.pixels, strict=True):
        if pixels < 4:
            fault += 25.0
        elif share < _GOOD_FACE:
            fault += 30.0 + 40.0 * (_GOOD_FACE - share)
        else:
            fault += 6.0 * (1.0 - share)
    return fault + sum(24.0 * max(0.0, 0.45 - share) for share in seen.bodies)


def _shoulder_fault(seen: Look, posed: Sequence[_Posed]) -> float:
    """The near side of an over-the-shoulder takes up about a quarter of the picture."""
    if not any(p.actor.visibility == "face" for p in posed):
        return 0.0
    fault = 0.0
    for p in posed:
        if p.actor.visibility == "back":
            share = seen.people.get(p.person.index, 0.0)
            fault += 60.0 * max(0.0, share - 0.33) + 60.0 * max(0.0, 0.10 - share)
    return fault


def _size_fault(shot: VisualShot, head: Head, camera: Camera) -> float:
    ratio, wanted = head_ratio(camera, head), target_ratio(shot.size, shot.camera_movement)
    return 4.0 * abs(math.log(max(ratio, 1e-3) / wanted))


def _seats(take: _Take, stage: StageSet) -> tuple[PlacedProp, ...]:
    """Something to sit on for who sits where the set has no seat."""
    seats: list[PlacedProp] = []
    for p in take.posed:
        b = p.person.blocked
        if p.pose.posture != "sit" or stage.design.kind in VEHICLES or isinstance(p.person.body, AnimalBody):
            continue
        if b.group is not None and any(apart((s.position[0], s.position[2]), p.actor.feet) < 0.35 for s in stage.seats):
            continue
        seats.append(
            PlacedProp(
                name="box",
                position=(p.pose.x, p.pose.ground, p.pose.z),
                heading=p.pose.heading,
                scale=1.0,
                height=round(p.pose.seat_height, 4),
                object_id=FIRST_PROP_ID + 20 + p.person.index,
            )
        )
    return tuple(seats)


def _wheel(take: _Take, stage: StageSet) -> tuple[tuple[PlacedProp, ...], frozenset[int]]:
    """The steering wheel before whoever drives: cars are built with it on one side only."""
    wheel = next((o for o in stage.objects if o.name == "steering wheel"), None)
    driver = next((p for p in take.posed if p.person.blocked.drives), None)
    if wheel is None or driver is None:
        return (), frozenset()
    low, high = wheel.box.low, wheel.box.high
    x, z = (low[0] + high[0]) / 2, (low[2] + high[2]) / 2
    if abs(x - driver.pose.x) < 0.25:
        return (), frozenset()
    mirrored = PlacedProp(
        name="steering wheel",
        position=(round(driver.pose.x, 4), round(low[1], 4), round(z, 4)),
        height=round(high[1] - low[1], 4),
        object_id=FIRST_PROP_ID + 19,
    )
    return (mirrored,), frozenset({wheel.id})


# ---------------------------------------------------------------- without faces


def _without_faces(
    shot: VisualShot,
    people: Sequence[_Person],
    places: ShotBlocking,
    stage: StageSet,
    width: int,
    height: int,
) -> tuple[_Take, tuple[PlacedProp, ...]]:
    """Inserts, cutaways and empty places."""
    posed = _pose_all([p for p in people if p.performance.holds or not shot.props], places)
    hand = posed[0].figure.joints["r_wrist"] if posed and posed[0].person.performance.holds else None
    name = shot.props[0] if shot.props else None
    if shot.shot_type in ("INSERT", "ECU", "CU", "MCU", "POV") or (name and shot.size in ("MS", "MCU")):
        thing = frame_thing(shot, name, stage, width=width, height=height, hand=hand)
        if thing is not None:
            camera, props, dropped = thing
            return _Take(tuple(posed), camera, frozenset(dropped), 0.0), props
    camera, dropped = frame_place(shot, stage, width=width, height=height)
    return _Take(tuple(posed), camera, frozenset(dropped), 0.0), ()
