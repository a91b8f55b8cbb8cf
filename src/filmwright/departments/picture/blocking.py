"""Blocking: where everyone stands, sits and walks over a scene.

The two who talk most get the set's hero places and keep their sides of the line (the 180-degree rule:
Arijon, "Grammar of the Film Language", chapter 4); others gather on the far side of the line, sit where there
are seats, come in by the nearest door and walk where the ground is free. Nothing here reads dialogue.
"""

import itertools
import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from filmwright.departments.picture.space import (
    Ground,
    along,
    apart,
    clear,
    direction,
    heading,
    inside,
    nearest_clear,
    turn,
    view_across,
)
from filmwright.model.staging import (
    BlockedPerson,
    BlockingPerson,
    BlockingShot,
    SceneBlocking,
    SceneBlockingInput,
    ShotBlocking,
    Stance,
    Stature,
)
from filmwright.render.sets.stage import Seat, StageSet

__all__ = ["VEHICLES", "block_scene", "leads"]

_STRIDE = 2.4
"""Metres that somebody walks in a shot that only says that they walk."""

_MEETING = 0.75
"""Metres at which somebody who walks stops before whoever stands in the way."""

_RISE = 0.42
"""Metres in front of the middle of a seat at which somebody stands who is about to sit down on it."""

_TURN = 50.0
"""Degrees from which a change of heading between two shots is played as a turn."""

_HALF_TURN = 55.0
"""Degrees that somebody turns while they rise."""

_DOWN = ("kneel", "crouch", "lie")
"""Postures that are taken up where somebody stands."""

_ARC = ((0.0, 1.15), (58.0, 1.6), (-58.0, 1.6), (22.0, 1.9), (-22.0, 1.9), (75.0, 2.2), (-75.0, 2.2))
"""Degrees off the view and metres from the middle of the line: where the third, fourth ... person gathers."""

VEHICLES = ("car",)
"""Kinds of set in which everybody sits where the seats are."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where somebody is between shots."""

    home: Ground
    heading: float
    seat: Seat | None = None


@dataclass(slots=True)
class _Floor:
    """The stage while a scene is being blocked: who is where, and which seats are taken."""

    stage: StageSet
    left: Ground
    right: Ground
    left_seat: Seat | None
    right_seat: Seat | None
    drivers: frozenset[str]
    places: dict[str, _Place] = field(default_factory=dict[str, _Place])
    order: list[str] = field(default_factory=list[str])
    animals: dict[str, Stature] = field(default_factory=dict[str, Stature])
    seen: dict[str, tuple[int, str]] = field(default_factory=dict[str, tuple[int, str]])  # last shot and posture

    def taken(self, but: str = "") -> list[Ground]:
        """Where the others are."""
        return [p.home for k, p in self.places.items() if k != but]

    def free_seats(self, but: str = "") -> list[Seat]:
        """Seats that nobody else sits on."""
        used = [p.seat for k, p in self.places.items() if k != but and p.seat is not None]
        return [s for s in self.stage.seats if s not in used]


def leads(shots: Sequence[BlockingShot], animals: Collection[str] = ()) -> tuple[str | None, str | None]:
    """The two whose line the scene is played on: (screen left, screen right), for a camera on side 1.

    They are the pair with different sides that is seen most; a scene with one person has only one of the two.
    People come before `animals`.
    """
    sides = _sides(shots)
    seen = Counter(p.character_ref_id for s in shots for p in s.people)
    ranked = sorted(seen, key=lambda k: (k in animals, -seen[k], _first(shots, k), k))
    left = next((k for k in ranked if sides[k] == "left"), None)
    right = next((k for k in ranked if sides[k] == "right"), None)
    for who in ranked:
        if left is None and who != right:
            left = who
        elif right is None and who != left:
            right = who
    return left, right


def block_scene(scene: SceneBlockingInput, stage: StageSet) -> SceneBlocking:
    """Place everyone for every shot of a scene. Pure: the same scene on the same set gives the same places."""
    floor = _set_out(scene, stage)
    left, right = leads(scene.shots, scene.animals)
    shots = tuple(_block_shot(shot, floor, left, right, number) for number, shot in enumerate(scene.shots))
    return SceneBlocking(scene_id=scene.scene_id, axis=(_round(floor.left), _round(floor.right)), shots=shots)


def _sides(shots: Sequence[BlockingShot]) -> dict[str, str]:
    """Each person's side of the line: what most of their shots say, turned round when the camera crosses."""
    votes: dict[str, Counter[str]] = {}
    swap = {"left": "right", "right": "left", "center": "center"}
    for shot in shots:
        for p in shot.people:
            side = p.screen_side if shot.camera_side == 1 else swap[p.screen_side]
            votes.setdefault(p.character_ref_id, Counter())[side] += 0 if side == "center" else 1
    return {k: max(sorted(v), key=lambda s: v[s]) if any(v.values()) else "center" for k, v in votes.items()}


def _first(shots: Sequence[BlockingShot], who: str) -> int:
    return next(i for i, s in enumerate(shots) if any(p.character_ref_id == who for p in s.people))


def _set_out(scene: SceneBlockingInput, stage: StageSet) -> _Floor:
    """Lay the line on the set's hero places, screen left and right for a camera on the roomy side."""
    hero = stage.hero
    a, b = (_ground(m.position) for m in hero.marks)
    seats = [stage.seats[i] for i in hero.seats] if hero.seats else []
    pair = {who for who in leads(scene.shots, scene.animals) if who} - set(scene.animals)
    seated = stage.design.kind in VEHICLES or _sitters(scene.shots) & pair
    if seats and seated:
        a, b = _ground(seats[0].position), _ground(seats[1].position)
    camera_way = direction(_camera_heading(stage, seats if seats and seated else []))
    if _is_left(b, a, camera_way):
        a, b = b, a
    by_side = sorted(seats, key=lambda s: apart(_ground(s.position), a))
    left, right = (by_side[0], by_side[-1]) if len(by_side) > 1 else (None, None)
    drivers = frozenset(p.character_ref_id for s in scene.shots for p in s.people if p.gesture == "drive")
    return _Floor(stage, a, b, left, right, drivers, animals=dict(scene.animals))


def _camera_heading(stage: StageSet, seats: Sequence[Seat]) -> float:
    """Heading of a camera that looks at the line: into the faces of a pair that sits side by side."""
    if len(seats) == 2 and abs(turn(seats[0].heading, seats[1].heading)) < 50.0:
        return seats[0].heading + 180.0
    return stage.hero.camera_side + 180.0


def _sitters(shots: Iterable[BlockingShot]) -> set[str]:
    return {p.character_ref_id for s in shots for p in s.people if p.posture == "sit"}


def _is_left(p: Ground, q: Ground, looking: Ground) -> bool:
    """Whether `p` is on screen left of `q` for a camera that looks along `looking`."""
    view = view_across(p, q)
    return view[0] * looking[0] + view[1] * looking[1] > 0


def _block_shot(shot: BlockingShot, floor: _Floor, left: str | None, right: str | None, number: int) -> ShotBlocking:
    old = dict(floor.places)
    for person in shot.people:
        _settle(person, floor, left, right, shot)
    onscreen = {p.character_ref_id: p for p in shot.people}
    blocked = [_acting(onscreen[who], floor, shot) if who in onscreen else _still(who, floor) for who in floor.order]
    changed = [_with_before(b, old, floor, number) if b.character_ref_id in onscreen else b for b in blocked]
    floor.seen.update((b.character_ref_id, (number, b.posture)) for b in changed if b.character_ref_id in onscreen)
    return ShotBlocking(shot_id=shot.shot_id, people=tuple(changed))


def _with_before(now: BlockedPerson, old: dict[str, _Place], floor: _Floor, number: int) -> BlockedPerson:
    """Somebody with how they were when the scene last showed them, if this shot shows them change."""
    who = now.character_ref_id
    if who not in floor.seen or now.path or floor.stage.design.kind in VEHICLES:
        return now
    shot, posture = floor.seen[who]
    place = floor.places[who]
    before: Stance | None = None
    down = _DOWN if now.stature is None else (*_DOWN, "sit")
    if now.posture == "sit" and place.seat is not None and old[who].seat is None and posture not in ("sit", "lie"):
        before = Stance(posture="stand", ahead=0.22 if now.table_height else _RISE)
    elif (seat := old[who].seat) is not None and place.seat is None and now.posture in ("stand", "lean"):
        return _risen(now, seat, place.heading, floor)
    elif old[who].seat is None and place.seat is None and now.posture != posture and {now.posture, posture} & {*down}:
        before = Stance(posture=posture if posture in down else "stand")
    elif shot == number - 1 and now.posture == "stand" and posture in ("stand", "walk", "run"):
        off = turn(now.heading, old[who].heading)
        before = Stance(turned=round(off, 2)) if _TURN <= abs(off) <= 180.0 else None
    return now.model_copy(update={"before": before})


def _risen(now: BlockedPerson, seat: Seat, wanted: float, floor: _Floor) -> BlockedPerson:
    """Somebody who gets up: they rise before their seat, half turned to where they look, and walk off later."""
    table = _table(seat, floor.stage)
    off = max(-_HALF_TURN, min(_HALF_TURN, turn(seat.heading, wanted)))
    step = 0.22 if table else _RISE
    back = direction(-off)  # towards the seat, in the figure's own directions: aside, ahead
    return now.model_copy(
        update={
            "ground": _round(along(_ground(seat.position), direction(seat.heading), step)),
            "floor": round(seat.position[1], 4),
            "heading": round((seat.heading + off) % 360.0, 2),
            "before": Stance(
                posture="sit",
                ahead=round(-step * back[1], 4),
                aside=round(-step * back[0], 4),
                turned=round(-off, 2),
                seat_height=seat.height,
                table_height=table,
            ),
        }
    )


def _settle(person: BlockingPerson, floor: _Floor, left: str | None, right: str | None, shot: BlockingShot) -> None:
    """Give a newcomer a place, and move who sits down or stands up."""
    who = person.character_ref_id
    if who not in floor.places:
        home = _first_home(who, floor, left, right)
        floor.order.append(who)
        floor.places[who] = _Place(home, _facing(person, home, floor, shot))
    place = floor.places[who]
    seated = (person.posture == "sit" and who not in floor.animals) or floor.stage.design.kind in VEHICLES
    if seated and place.seat is None:
        seat = _seat_for(who, floor, left, right)
        if seat is not None:
            floor.places[who] = _Place(_ground(seat.position), seat.heading, seat)
            return
    if not seated and place.seat is not None:
        out = along(_ground(place.seat.position), direction(place.seat.heading), 0.55)
        home = nearest_clear(out, floor.stage.obstacles, floor.taken(who), floor.stage.bounds)
        floor.places[who] = _Place(home, place.heading)
    place = floor.places[who]
    if place.seat is None:
        floor.places[who] = replace(place, heading=_facing(person, place.home, floor, shot))


def _first_home(who: str, floor: _Floor, left: str | None, right: str | None) -> Ground:
    if who == left:
        wanted = floor.left
    elif who == right:
        wanted = floor.right
    else:
        wanted = _gathering(floor, len([k for k in floor.order if k not in (left, right)]))
    stature = floor.animals.get(who)
    if stature is not None:  # room for its length, beside the people
        body = min(1.0, max(0.2, 0.7 * stature.reach))
        return nearest_clear(
            wanted, floor.stage.obstacles, floor.taken(who), floor.stage.bounds, body=body, gap=0.35 + stature.reach
        )
    return nearest_clear(wanted, floor.stage.obstacles, floor.taken(who), floor.stage.bounds)


def _gathering(floor: _Floor, number: int) -> Ground:
    """Places for the third, fourth ... person: an arc behind the line, seen from the camera."""
    middle = ((floor.left[0] + floor.right[0]) / 2, (floor.left[1] + floor.right[1]) / 2)
    away = heading((0.0, 0.0), view_across(floor.left, floor.right))
    spread, radius = _ARC[number % len(_ARC)]
    return along(middle, direction(away + spread), radius + 0.8 * (number // len(_ARC)))


def _seat_for(who: str, floor: _Floor, left: str | None, right: str | None) -> Seat | None:
    """The hero seat of a lead, else the free seat nearest to the line, same group as the others first."""
    free = floor.free_seats(who)
    if not free:
        return None
    wanted = floor.left_seat if who == left else floor.right_seat if who == right else None
    if wanted is not None and wanted in free:
        return wanted
    place = floor.places[who]
    groups = {p.seat.group for p in floor.places.values() if p.seat is not None}
    return min(free, key=lambda s: (s.group not in groups, round(apart(_ground(s.position), place.home), 3)))


def _facing(person: BlockingPerson, home: Ground, floor: _Floor, shot: BlockingShot) -> float:
    """Towards whom they look at; else towards the nearest other in the shot; else across the line."""
    goal = floor.places.get(person.looks_at or "")
    if goal is not None and apart(goal.home, home) > 0.2:
        return heading(home, goal.home)
    others = [
        floor.places[p.character_ref_id].home
        for p in shot.people
        if p.character_ref_id != person.character_ref_id and p.character_ref_id in floor.places
    ]
    if others:
        return heading(home, min(others, key=lambda o: (apart(o, home), o)))
    to_left, to_right = apart(home, floor.left), apart(home, floor.right)
    if max(to_left, to_right) < 0.3:
        return floor.stage.hero.camera_side
    return heading(home, floor.right if to_left < to_right else floor.left)


def _still(who: str, floor: _Floor) -> BlockedPerson:
    place = floor.places[who]
    return _person(who, place, "sit" if place.seat else "stand", floor)


def _acting(person: BlockingPerson, floor: _Floor, shot: BlockingShot) -> BlockedPerson:
    """One person in a shot that shows them; who goes somewhere leaves their place for the next shot."""
    who = person.character_ref_id
    place = floor.places[who]
    path = _path(person, place, floor, shot)
    if not path:
        return _person(who, place, person.posture, floor)
    facing = heading(path[-2], path[-1])
    rest = _rest_after(person, path, floor)
    floor.places[who] = _Place(rest, facing)
    posture = person.posture if person.posture in ("walk", "run") else "walk"
    moved = _person(who, _Place(path[-1], facing), posture, floor)
    return moved.model_copy(update={"path": tuple(_round(p) for p in path)})


def _rest_after(person: BlockingPerson, path: Sequence[Ground], floor: _Floor) -> Ground:
    """Where the next shot finds somebody who walked: at the end, or near the line when that is off the set."""
    end = path[-1]
    if person.exits or inside(end, floor.stage.bounds) == end:
        return end
    return nearest_clear(floor.left, floor.stage.obstacles, floor.taken(person.character_ref_id), floor.stage.bounds)


def _path(person: BlockingPerson, place: _Place, floor: _Floor, shot: BlockingShot) -> tuple[Ground, ...]:
    """Way on foot in this shot, empty for who stays. Entrances end and exits begin at the person's place."""
    if place.seat is not None and floor.stage.design.kind in VEHICLES:
        return ()
    if person.enters:
        start = _way_in(place.home, floor, person)
        return (start, place.home) if apart(start, place.home) > 0.5 else ()
    if person.exits:
        end = _way_in(place.home, floor, person)
        return (place.home, end) if apart(end, place.home) > 0.5 else ()
    if person.posture in ("walk", "run") or person.travels is not None:
        return _stroll(person, place, floor, shot)
    return ()


def _way_in(home: Ground, floor: _Floor, person: BlockingPerson) -> Ground:
    """A point on the way from the nearest door (or the edge of the set), at most three metres off."""
    doors = [_ground(d.position) for d in floor.stage.doors]
    if doors:
        door = min(doors, key=lambda d: (round(apart(d, home), 3), d))
        way = heading(home, door)
    else:
        side = floor.left if person.screen_side == "left" else floor.right
        middle = ((floor.left[0] + floor.right[0]) / 2, (floor.left[1] + floor.right[1]) / 2)
        way = heading(middle, side) if apart(middle, side) > 0.1 else 90.0
        door = along(home, direction(way), 3.0)
    far = min(3.0, max(0.9, apart(home, door) - 0.1))
    tries = [_way_point(home, way + off, far, floor) for off in (0.0, 15.0, -15.0, 30.0, -30.0)]
    return max(tries, key=lambda t: (round(min(_free_length(home, t, floor), 2.0), 2), -tries.index(t)))


def _way_point(home: Ground, way: float, far: float, floor: _Floor) -> Ground:
    return inside(along(home, direction(way), far), floor.stage.bounds)


def _free_length(start: Ground, end: Ground, floor: _Floor, people: Sequence[Ground] = ()) -> float:
    """Metres of the line that are free of furniture, and lead into nobody of `people`, from `start` on."""
    length = apart(start, end)
    if length < 0.05:
        return 0.0
    way = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    steps = max(1, int(length / 0.2))
    for i in range(1, steps + 1):
        if not clear(along(start, way, length * i / steps), floor.stage.obstacles, people, body=0.22, gap=_MEETING):
            return length * (i - 1) / steps
    return length


def _stroll(person: BlockingPerson, place: _Place, floor: _Floor, shot: BlockingShot) -> tuple[Ground, ...]:
    """A straight way of a few steps through the person's place, along or across the line, where it is free.

    Where it would lead into somebody it ends at the person's own place, or passes them aside.
    """
    view = view_across(floor.left, floor.right)
    if shot.camera_side == -1:
        view = (-view[0], -view[1])
    ahead = heading((0.0, 0.0), view)
    # screen right is 90 degrees clockwise seen from above, which is a smaller heading
    default = "right" if person.screen_side != "right" else "left"
    way = ahead + {"away": 0.0, "toward": 180.0, "right": -90.0, "left": 90.0}[person.travels or default]
    length = _STRIDE * (1.7 if person.posture == "run" else 1.0)
    tries: list[tuple[Ground, Ground]] = []
    for aside in (0.0, 0.6, -0.6, 1.2, -1.2, 1.8):
        for off, before in itertools.product((0.0, 12.0, -12.0), (0.5, 1.0)):
            base = along(place.home, direction(ahead), aside)
            back = inside(along(base, direction(way + off), -before * length), floor.stage.bounds)
            tries.append((back, inside(along(back, direction(way + off), length), floor.stage.bounds)))
    others = floor.taken(person.character_ref_id)
    start, end = max(tries, key=lambda t: (round(_free_length(t[0], t[1], floor, others), 1), -tries.index(t)))
    if apart(start, end) < 0.8:
        return ()
    return (start, end)


def _person(who: str, place: _Place, posture: str, floor: _Floor) -> BlockedPerson:
    seat = place.seat
    if posture == "sit" and seat is None:
        seat_height: float | None = 0.46
    else:
        seat_height = None if seat is None else seat.height
    return BlockedPerson(
        character_ref_id=who,
        ground=_round(place.home),
        floor=0.0 if seat is None else round(seat.position[1], 4),
        heading=round(place.heading % 360.0, 2),
        posture="sit" if seat is not None else posture,
        seat_height=seat_height,
        table_height=_table(seat, floor.stage),
        group=None if seat is None else seat.group,
        drives=seat is not None and who in floor.drivers,
        stature=floor.animals.get(who),
    )


def _table(seat: Seat | None, stage: StageSet) -> float | None:
    """Height above the floor of the table top within reach of a seat, if there is one."""
    if seat is None:
        return None
    reach = along(_ground(seat.position), direction(seat.heading), 0.5)
    for top in stage.surfaces:
        rise = top.centre[1] - seat.position[1]
        if not seat.height + 0.12 <= rise <= seat.height + 0.5:
            continue
        dx, dz = reach[0] - top.centre[0], reach[1] - top.centre[2]
        a = math.radians(top.yaw)
        lx, lz = dx * math.cos(a) - dz * math.sin(a), dx * math.sin(a) + dz * math.cos(a)
        if abs(lx) <= top.width / 2 + 0.1 and abs(lz) <= top.depth / 2 + 0.1:
            return round(rise, 4)
    return None


def _ground(point: tuple[float, float, float]) -> Ground:
    return (point[0], point[2])


def _round(point: Ground) -> Ground:
    return (round(point[0], 4), round(point[1], 4))
