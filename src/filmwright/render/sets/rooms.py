"""Rooms with four walls: what belongs in each kind, and where it goes.

A recipe says what a kind has; the layout finds places for it by checking boxes against boxes, so that
nothing overlaps, doors stay clear, and every wall carries something.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from filmwright.model.set_design import SetDesign, SetKind
from filmwright.render.sets import fittings as fit
from filmwright.render.sets import furniture as fur
from filmwright.render.sets import parts, shell
from filmwright.render.sets.dice import Dice
from filmwright.render.sets.kit import Kit
from filmwright.render.sets.paint import Paint
from filmwright.render.sets.pieces import FREE, WALL, Piece
from filmwright.render.sets.stage import Box
from filmwright.render.sets.town import parked_car

__all__ = ["RECIPES", "Plan", "build_room"]

SIDES: tuple[str, ...] = ("back", "left", "front", "right")
MOST = {
    **dict.fromkeys(("clock", "tv", "piano", "screen", "wall_map", "map", "fireplace", "coat_hooks", "jukebox"), 1),
    **dict.fromkeys(("mirror", "wall_desk", "wall_globe", "crucifix", "notice_board", "stove", "fridge"), 1),
    **dict.fromkeys(("wall_shelf", "wall_plant", "cabinet", "radiator", "poster", "wall_bench"), 2),
}
"""How many of a piece one room holds; four of any other."""
_Claim = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Plan:
    """What the layout decided about the action: where it is wanted and along which heading.

    `floor` (x0, z0, x1, z1) and `bounds` (for the camera) when they are not simply the inside of the walls.
    """

    hero: tuple[float, float]
    axis: float
    floor: tuple[float, float, float, float] | None = None
    bounds: Box | None = None


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a kind of room has.

    `walls` are (piece, wanted wall or any, place along the wall from -1 to 1 or None), first come first
    served. `maybe` are pieces of which `pick` are drawn by seed. `groups` are arrangements in the room at
    fractions of its half width and half depth. `hang` and `stand` fill walls that are still empty.
    """

    walls: tuple[tuple[str, str, float | None], ...]
    groups: tuple[tuple[str, float, float, float], ...] = ()
    maybe: tuple[str, ...] = ()
    pick: int = 2
    hang: tuple[str, ...] = ("picture", "clock", "picture", "wall_shelf")
    stand: tuple[str, ...] = ("cabinet", "wall_plant", "radiator")
    hero: tuple[float, float, float] = (0.0, 0.1, 90.0)
    floor: str = "boards"
    wall: str = "plain"
    ceiling: str = "plain"
    lamps: str = "shade"
    extra: tuple[str, ...] = field(default=())


_NEARBY = sorted(
    ((0.2 * i, 0.2 * j) for i in range(-8, 9) for j in range(-8, 9)), key=lambda s: (s[0] ** 2 + s[1] ** 2, s)
)
"""Steps away from a wanted place, the nearest first; metres."""


class Layout:
    """A room while it is being filled: the claimed boxes, in room coordinates."""

    def __init__(self, k: Kit, p: Paint, d: Dice, design: SetDesign, *, mirror: bool) -> None:
        self.k, self.p, self.d = k, p, d
        self.w, self.depth, self.h = design.width, design.depth, design.height
        self.mirror = mirror
        self.claims: list[_Claim] = []
        self.fill = dict.fromkeys(SIDES, 0.0)
        self.floor_fill = dict.fromkeys(SIDES, 0.0)
        self.serial = 0
        self.used: dict[str, int] = {}

    def free(self, box: _Claim, gap: float = 0.03) -> bool:
        """Whether a box touches no claim."""
        return not any(
            box[0] < c[3] + gap
            and box[3] > c[0] - gap
            and box[1] < c[4]
            and box[4] > c[1]
            and box[2] < c[5] + gap
            and box[5] > c[2] - gap
            for c in self.claims
        )

    def inside(self, box: _Claim) -> bool:
        """Whether a box lies within the room."""
        e = 0.02
        return (
            box[0] >= -self.w / 2 - e
            and box[3] <= self.w / 2 + e
            and box[2] >= -self.depth / 2 - e
            and box[5] <= self.depth / 2 + e
        )

    # along the walls

    def side(self, side: str) -> str:
        """The wall that stands for `side` once the room is mirrored."""
        if self.mirror and side in {"left", "right"}:
            return "right" if side == "left" else "left"
        return side

    def wall_box(self, side: str, at: float, width: float, depth: float, low: float, high: float) -> _Claim:
        """A box against a wall, `at` metres from the middle of the wall along its own x axis."""
        a, b = at - width / 2, at + width / 2
        w, d = self.w / 2, self.depth / 2
        if side == "back":
            return (a, low, -d, b, high, -d + depth)
        if side == "front":
            return (-b, low, d - depth, -a, high, d)
        if side == "left":
            return (-w, low, -b, -w + depth, high, -a)
        return (w - depth, low, a, w, high, b)

    def put_on_wall(self, name: str, side: str = "any", place: float | None = None, piece: Piece | None = None) -> bool:
        """Find room for a piece on a wall and build it there; False when there is none."""
        piece = piece or WALL[name]
        if self.used.get(name, 0) >= MOST.get(name, 4):
            return False
        if piece.high > self.h + 0.02:
            piece = replace(piece, high=self.h)
            if name in {"stained_window", "altar"}:
                return False
        sides = [self.side(side)] if side != "any" else self._emptiest(piece)
        for wanted in sides:
            at = self._place_along(piece, wanted, place)
            if at is not None:
                self._build(name, piece, wanted, at)
                return True
        return False

    def _emptiest(self, piece: Piece) -> list[str]:
        """Walls, the barest first; what stands on the floor looks for bare floor."""
        fill = self.floor_fill if piece.low < 0.5 else self.fill
        length = {s: shell.wall_frame(s, self.w, self.depth)[3] for s in SIDES}
        order = self.d.shuffled(SIDES)
        return sorted(order, key=lambda s: round(fill[s] / length[s], 2))

    def _place_along(self, piece: Piece, side: str, place: float | None) -> float | None:
        length = shell.wall_frame(side, self.w, self.depth)[3]
        room = length / 2 - piece.width / 2 - 0.06
        if room < 0:
            return None
        wanted = self.d.uniform(-0.8, 0.8) * room if place is None else place * room
        if self.mirror and place is not None and side in {"back", "front"}:
            wanted = -wanted
        steps = int(2 * room / 0.1) + 1
        spots = sorted((-room + 0.1 * i for i in range(steps)), key=lambda x: abs(x - wanted))
        for at in [max(-room, min(room, wanted)), *spots]:
            own = self.wall_box(side, at, piece.width, piece.depth, piece.low, piece.high)
            front = self.wall_box(side, at, piece.width * 0.8, piece.depth + piece.front, piece.low, piece.high)
            if self.inside(own) and self.free(own) and (piece.front == 0 or self.free(front, 0.0)):
                return at
        return None

    def _build(self, name: str, piece: Piece, side: str, at: float) -> None:
        x, z, yaw, _ = shell.wall_frame(side, self.w, self.depth)
        depth = piece.depth + (piece.front if "door" in name else min(piece.front, 0.25))
        self.claims.append(self.wall_box(side, at, piece.width, depth, piece.low, piece.high))
        self.fill[side] += piece.width
        if piece.low < 0.5:
            self.floor_fill[side] += piece.width
        self.serial += 1
        self.used[name] = self.used.get(name, 0) + 1
        # 3 mm off the wall: nothing lies in its plane
        with (
            self.k.at(x, 0, z, yaw),
            self.k.thing(name, at, 0.003, movable=piece.movable, blocks=piece.low < 1.2 and piece.depth > 0.15),
        ):
            piece.make(self.k, self.p, self.d.fork(f"{name} {self.serial}"), piece.width)

    # in the room

    def claim(self, x: float, z: float, w: float, d: float, high: float = 2.0) -> None:
        """Keep a rectangle of floor."""
        self.claims.append((x - w / 2, 0.0, z - d / 2, x + w / 2, high, z + d / 2))

    def at(self, fx: float, fz: float) -> tuple[float, float]:
        """A place from fractions of half width and half depth; mirrored with the room."""
        return (-fx if self.mirror else fx) * self.w / 2, fz * self.depth / 2

    def spot(
        self, x: float, z: float, w: float, d: float, *, low: float = 0.0, high: float = 2.0
    ) -> tuple[float, float] | None:
        """The free place nearest to x, z for a box of w by d, within 1.6 m; None when there is none."""
        for dx, dz in _NEARBY:
            box = (x + dx - w / 2, low, z + dz - d / 2, x + dx + w / 2, high, z + dz + d / 2)
            if self.inside(box) and self.free(box, 0.05):
                return x + dx, z + dz
        return None

    def put_free(
        self, name: str, x: float, z: float, yaw: float = 0.0, piece: Piece | None = None, label: str = ""
    ) -> bool:
        """Build a free piece if its place is free; yaw in steps of 90 degrees."""
        piece = piece or FREE[name]
        turned = round(yaw / 90) % 2 == 1
        w, d = (piece.depth, piece.width) if turned else (piece.width, piece.depth)
        found = self.spot(x, z, w, d, low=piece.low, high=piece.high)
        if found is None:
            return False
        x, z = found
        self.claims.append((x - w / 2, piece.low, z - d / 2, x + w / 2, piece.high, z + d / 2))
        self.serial += 1
        with self.k.thing(label or name, x, z, yaw, movable=piece.movable):
            piece.make(self.k, self.p, self.d.fork(f"{name} {self.serial}"), piece.width)
        return True


# groups in the room ------------------------------------------------------------------------------

Group = Callable[[Layout, float, float, float], None]


def _chairs_round(
    lay: Layout, x: float, z: float, yaw: float, places: list[tuple[float, float, float]], group: str
) -> None:
    """Chairs at (x, z, heading) in the frame of a table."""
    with lay.k.at(x, 0, z, yaw):
        for cx, cz, heading in places:
            lay.serial += 1
            with lay.k.thing("chair", cx, cz, heading, movable=True):
                fur.chair(lay.k, lay.p, lay.d.fork(f"style {group}"), 0.45, group)


def _table_group(width: float, per_side: int, *, ends: bool = False, depth: float = 0.85) -> Group:
    def put(lay: Layout, x: float, z: float, yaw: float) -> None:
        lay.serial += 1
        group = f"table {lay.serial}"
        found = _claim_group(lay, x, z, yaw, width + (1.3 if ends else 0.1), depth + 1.25)
        if found is None:
            return
        x, z = found
        with lay.k.thing("table", x, z, yaw, movable=True):
            fur.dining_table(lay.k, lay.p, lay.d.fork(group), width, group, depth=depth)
        away = depth / 2 + 0.2
        across = [-width / 2 + width * (i + 0.5) / per_side for i in range(per_side)]
        places = [(at, s * away, 180.0 if s > 0 else 0.0) for at in across for s in (-1, 1)]
        if ends:
            places += [(s * (width / 2 + 0.22), 0.0, -90.0 * s) for s in (-1, 1)]
        _chairs_round(lay, x, z, yaw, places, group)

    return put


def _claim_group(
    lay: Layout, x: float, z: float, yaw: float, w: float, d: float, high: float = 2.0
) -> tuple[float, float] | None:
    """Find and claim room for a whole arrangement, w by d in its own frame."""
    if round(yaw / 90) % 2 == 1:
        w, d = d, w
    found = lay.spot(x, z, w, d, high=high)
    if found is not None:
        lay.claim(*found, w, d, high)
    return found


def _cafe_group(lay: Layout, x: float, z: float, yaw: float) -> None:
    lay.serial += 1
    group = f"table {lay.serial}"
    found = _claim_group(lay, x, z, yaw, 0.9, 1.75)
    if found is None:
        return
    with lay.k.thing("table", *found, yaw, movable=True):
        fur.cafe_table(lay.k, lay.p, lay.d.fork(group), 0.75, group)
    _chairs_round(lay, *found, yaw, [(0.0, -0.55, 0.0), (0.0, 0.55, 180.0)], group)


def _booth_group(lay: Layout, x: float, z: float, yaw: float) -> None:
    """Two padded benches face to face at a table."""
    lay.serial += 1
    group = f"booth {lay.serial}"
    found = _claim_group(lay, x, z, yaw, 1.3, 2.2)
    if found is None:
        return
    x, z = found
    k, p = lay.k, lay.p
    with k.at(x, 0, z, yaw):
        with k.thing("table", movable=True):
            k.box(p.wood, (0, 0.71, 0), (1.15, 0.04, 0.7))
            k.cylinder(p.steel, (0, 0, 0), 0.05, 0.71, sides=10)
            k.box(p.iron, (0, 0, 0), (0.6, 0.03, 0.4))
            k.cylinder(p.red, (0.42, 0.75, 0), 0.03, 0.16, top=0.012, sides=8)
            k.box(p.steel, (0.42, 0.75, 0.12), (0.1, 0.12, 0.07))
            k.cylinder(p.porcelain, (-0.25, 0.75, 0.18), 0.04, 0.08, sides=10)
            k.surface(group, 0, 0.75, 0, 1.1, 0.65)
        for s in (-1, 1):
            with k.thing("booth seat", 0, s * 0.75, 0.0 if s < 0 else 180.0):
                k.box(p.wood_dark, (0, 0, 0), (1.15, 0.14, 0.5))
                k.box(p.accent, (0, 0.14, 0.03), (1.2, 0.32, 0.5))
                k.box(p.accent, (0, 0.46, -0.2), (1.2, 0.62, 0.12), pitch=-5)
                k.box(p.wood, (0, 1.06, -0.25), (1.24, 0.06, 0.12))
                for sx in (-0.3, 0.3):
                    k.seat(sx, 0.04, 0.46, group)


def _desk_group(maker: str) -> Group:
    """A desk with its user's chair and a visitor's chair before it; the user looks along +z."""

    def put(lay: Layout, x: float, z: float, yaw: float) -> None:
        lay.serial += 1
        group = f"desk {lay.serial}"
        draw = fur.desk if maker == "desk" or lay.p.design.era == "historic" else fur.computer_desk

        found = _claim_group(lay, x, z, yaw, 1.7, 3.0)
        if found is None:
            return
        x, z = found
        with lay.k.thing("desk", x, z, yaw):
            draw(lay.k, lay.p, lay.d.fork(group), 1.6, group)
        with lay.k.at(x, 0, z, yaw):
            with lay.k.thing("office chair", 0, -0.72, movable=True):
                if lay.p.design.era == "historic":
                    fur.chair(lay.k, lay.p, lay.d.fork(group), 0.45, group)
                else:
                    fur.office_chair(lay.k, lay.p, lay.d, 0.5, group)
            with lay.k.thing("visitor chair", 0.25, 0.85, 180.0, movable=True):
                fur.chair(lay.k, lay.p, lay.d.fork(group), 0.45, group)

    return put


def _sofa_group(lay: Layout, x: float, z: float, yaw: float) -> None:
    """A sofa, a low table before it and an armchair across, on a rug; the sofa faces +z."""
    lay.serial += 1
    group = f"sofa {lay.serial}"
    k, p, d = lay.k, lay.p, lay.d.fork("sofa group")
    found = _claim_group(lay, x, z, yaw, 2.3, 3.1)
    if found is None:
        return
    x, z = found
    with k.at(x, 0, z, yaw):
        rug(lay, 0, 0.2, 2.6, 2.0)
        with k.thing("sofa", 0, -1.4, movable=True):
            fur.sofa(k, p, d, 2.0, group)
        with k.thing("low table", 0, 0.12, movable=True):
            fur.low_table(k, p, d, 1.0, group)
        with k.thing("armchair", -0.35, 1.05, 165.0, movable=True):
            fur.armchair(k, p, d, 0.8, group)


def rug(lay: Layout, x: float, z: float, w: float, d: float) -> None:
    """A rug with a border and a field."""
    with lay.k.thing("rug", x, z, blocks=False):
        lay.k.box(lay.p.cloth_two, (0, 0.005, 0), (w, 0.01, d))
        lay.k.box(lay.p.darker(lay.p.linen, 0.8), (0, 0.0155, 0), (w - 0.24, 0.005, d - 0.24))
        lay.k.box(lay.p.darker(lay.p.cloth_two, 1.15), (0, 0.021, 0), (w - 0.4, 0.005, d - 0.4))


def _bar_group(lay: Layout, x: float, z: float, yaw: float) -> None:
    """A bar with stools on the +z side."""
    lay.serial += 1
    group = f"bar {lay.serial}"

    width = min(4.4, lay.w * 0.5)
    found = _claim_group(lay, x, z, yaw, width + 0.3, 2.3)
    if found is None:
        return
    x, z = found
    with lay.k.thing("bar", x, z, yaw):
        fur.bar_counter(lay.k, lay.p, lay.d.fork(group), width, group)
    n = max(3, int(width / 0.8))
    with lay.k.at(x, 0, z, yaw):
        for i in range(n):
            with lay.k.thing("stool", -width / 2 + width * (i + 0.5) / n, 0.72, 180.0, movable=True):
                fur.stool(lay.k, lay.p, lay.d, 0.4, group)


def _single(name: str) -> Group:
    def put(lay: Layout, x: float, z: float, yaw: float) -> None:
        lay.put_free(name, x, z, yaw)

    return put


def _crate_seats(lay: Layout, x: float, z: float, yaw: float) -> None:
    """Two stools at an upturned crate, where people take their break."""
    lay.serial += 1
    group = f"stools {lay.serial}"
    found = _claim_group(lay, x, z, yaw, 0.8, 1.9, 1.0)
    if found is None:
        return
    k, p = lay.k, lay.p
    with k.at(found[0], 0, found[1], yaw):
        with k.thing("crate", movable=True):
            k.box(p.wood_light, (0, 0, 0), (0.55, 0.5, 0.45))
            for y in (0.06, 0.2, 0.34):
                k.box(p.wood, (0, y, 0), (0.57, 0.09, 0.47))
            k.cylinder(p.porcelain, (0.1, 0.5, 0.05), 0.04, 0.09, sides=10)
            k.surface(group, 0, 0.5, 0, 0.5, 0.4)
        for s in (-1, 1):
            with k.thing("stool", 0, s * 0.62, 0.0 if s < 0 else 180.0, movable=True):
                fur.stool(k, p, lay.d, 0.4, group, 0.46)


def _pupils(lay: Layout, x: float, z: float, yaw: float) -> None:
    """Rows of school desks looking at the board."""
    for row in range(3):
        for column in range(4):
            lay.serial += 1
            dx, dz = (column - 1.5) * 1.35 + (0.35 if column > 1 else -0.35), row * 1.35
            with lay.k.at(x, 0, z, yaw), lay.k.thing("school desk", dx, -dz, movable=True):
                fur.school_desk(lay.k, lay.p, lay.d, 0.66, f"class row {row}")
    lay.claim(x, z + 1.2, 6.4, 3.9, 1.0)


def _pews(lay: Layout, x: float, z: float, yaw: float) -> None:
    """Two blocks of pews with an aisle between."""
    width = max(2.0, lay.w / 2 - 2.4)
    for row in range(6):
        for s in (-1, 1):
            with lay.k.at(x, 0, z, yaw), lay.k.thing("pew", s * (width / 2 + 0.9), -1.15 * row):
                fur.pew(lay.k, lay.p, lay.d, width, f"pew {row} {s}")
    lay.claim(x, z + 2.9, 2 * width + 1.8, 7.0, 1.0)


def _stacks(lay: Layout, x: float, z: float, yaw: float) -> None:
    """Free-standing bookshelves, back to back."""
    found = _claim_group(lay, x, z, yaw, 2.4, 4.6, 2.3)
    if found is None:
        return
    x, z = found
    for i in range(3):
        for s in (0.0, 180.0):
            with lay.k.at(x, 0, z, yaw), lay.k.thing("bookshelf", 0, 1.7 * i - 1.7, s):
                fur.bookshelf(lay.k, lay.p, lay.d.fork(f"stack {i} {s}"), 2.2)


def _aisles(lay: Layout, x: float, z: float, yaw: float) -> None:
    """Shop shelves in parallel."""
    for i in range(2):
        lay.put_free("display_case", x, z + (i - 0.5) * 2.1, yaw)


def _racks(lay: Layout, x: float, z: float, yaw: float) -> None:
    """High racks of a warehouse."""
    found = _claim_group(lay, x, z, yaw, 7.4, 4.6, 4.3)
    if found is None:
        return
    x, z = found
    k, p = lay.k, lay.p
    d = lay.d.fork("racks")
    for i in range(2):
        with k.at(x, 0, z, yaw), k.thing("rack", 0, 3.2 * i - 1.6):
            for bay in range(3):
                bx = (bay - 1) * 2.4
                for sx in (-1, 1):
                    for sz in (-0.5, 0.5):
                        k.box(p.blue, (bx + sx * 1.18, 0, sz), (0.08, 4.2, 0.08))
                for level in range(4):
                    y = 0.15 + 1.2 * level
                    k.box(p.accent, (bx, y, 0), (2.4, 0.1, 1.0))
                    if level < 3:
                        for j in range(2):
                            s = d.uniform(0.7, 1.0)
                            m = d.choice((p.wood_light, p.wood, p.paper, p.metal))
                            k.box(m, (bx - 0.58 + 1.16 * j, y + 0.1, 0), (s, d.uniform(0.5, 0.95), 0.85))


def _court(lay: Layout, x: float, z: float, _yaw: float) -> None:
    """The judge's bench on a dais, witness stand, two counsel tables and benches for the public."""
    k, p = lay.k, lay.p
    top = -lay.depth / 2
    with k.thing("dais", x, top + 1.5):
        k.box(p.wood_dark, (0, 0, 0), (5.0, 0.4, 2.6))
        k.box(p.wood, (0, 0.4, 0.9), (3.6, 1.1, 0.5))
        k.box(p.wood_dark, (0, 1.5, 0.85), (3.8, 0.06, 0.75))
        for i in range(4):
            k.box(p.wood_light, (-1.35 + 0.9 * i, 0.55, 1.155), (0.7, 0.8, 0.02))
        k.box(p.wood, (0, 0.4, -0.35), (0.7, 1.6, 0.16))
        k.box(p.accent, (0, 0.8, -0.05), (0.6, 0.12, 0.55))
        k.seat(0, 0.0, 0.52, "judge", y=0.4)
    lay.claim(x, top + 1.5, 5.0, 2.6, 2.4)
    with k.thing("witness stand", x + 3.4, top + 1.6, -20.0):
        k.box(p.wood_dark, (0, 0, 0), (1.3, 0.2, 1.3))
        for s in (-1, 1):
            k.box(p.wood, (s * 0.6, 0.2, 0), (0.08, 0.8, 1.2))
        k.box(p.wood, (0, 0.2, 0.6), (1.28, 0.8, 0.08))
        k.box(p.wood_dark, (0, 0.6, -0.25), (0.5, 0.06, 0.5))
        k.seat(0, -0.2, 0.46, "witness", y=0.2)
    lay.claim(x + 3.4, top + 1.6, 1.6, 1.6, 1.2)
    for s in (-1, 1):
        _counsel(lay, x + s * 2.2, z + 1.4, s)
    for row in range(2):
        for s in (-1, 1):
            with k.thing("public bench", x + s * 2.4, lay.depth / 2 - 1.0 - 1.1 * row, 180.0):
                fur.pew(k, p, lay.d, 3.6, f"public {row} {s}")
    lay.claim(x, lay.depth / 2 - 1.5, 8.6, 2.2, 1.0)


def _counsel(lay: Layout, x: float, z: float, s: int) -> None:
    """A counsel table; the chairs look to the bench (-z)."""
    group = f"counsel {s}"
    k, p = lay.k, lay.p
    with k.thing("counsel table", x, z, 180.0, movable=True):
        fur.dining_table(k, p, lay.d.fork(group), 1.8, group)
    for dx in (-0.45, 0.45):
        with k.thing("chair", x + dx, z + 0.7, 180.0, movable=True):
            fur.chair(k, p, lay.d.fork("counsel chair"), 0.45, group)
    lay.claim(x, z + 0.2, 1.9, 1.8, 1.0)


def _stage(lay: Layout, x: float, _z: float, _yaw: float) -> None:
    """A stage at the back with drapes and scenery, rows of seats before it."""
    k, p = lay.k, lay.p
    back = -lay.depth / 2
    with k.thing("stage", x, back + 2.6, blocks=False):
        k.box(p.wood, (0, 0, 0), (lay.w - 0.1, 0.9, 5.0))
        k.box(p.wood_dark, (0, 0.9, 2.5), (lay.w - 0.1, 0.03, 0.12))
        for i in range(9):
            k.box(p.shade, (-lay.w * 0.4 + lay.w * 0.1 * i, 0.93, 2.4), (0.18, 0.1, 0.1))
    for s in (-1, 1):
        folds = [(s * (lay.w / 2 - 0.1 - 0.16 * i), 0.1 if i % 2 else -0.1) for i in range(10)]
        if s > 0:
            folds.reverse()
        with k.thing("drape", x, back + 4.6):
            k.add(p.accent, parts.ribbon(folds, lay.h - 1.4, 0.03), (0, 0.9, 0))
    with k.thing("pelmet", x, back + 4.7):
        k.box(p.accent, (0, lay.h - 1.0, 0), (lay.w - 0.1, 0.9, 0.12))
        k.box(p.brass, (0, lay.h - 1.04, 0), (lay.w - 0.1, 0.06, 0.14))
    with k.thing("scenery", x, back + 0.4):
        k.box(p.darker(p.blue, 1.6), (0, 0.9, 0), (lay.w * 0.7, 3.4, 0.06))
        k.ball(p.leaf, (-2.0, 2.0, 0.06), (1.3, 0.9, 0.05))
        k.ball(p.leaf_dark, (1.6, 1.8, 0.06), (1.7, 0.8, 0.05))
        k.cylinder(p.shade, (2.2, 3.2, 0.05), 0.4, 0.02, sides=18, pitch=90)
    lay.claim(x, back + 2.6, lay.w, 5.2, lay.h)
    for row in range(3):
        for i in range(10):
            if i in {4, 5}:
                continue
            cx = (i - 4.5) * 0.62
            with k.thing("theatre seat", x + cx * 1.25, lay.depth / 2 - 1.2 - 1.05 * row, 180.0):
                k.box(p.iron, (0, 0, 0), (0.08, 0.4, 0.3))
                k.box(p.accent, (0, 0.4, 0.02), (0.5, 0.1, 0.46))
                k.box(p.accent, (0, 0.44, -0.22), (0.5, 0.6, 0.09), pitch=-8)
                k.seat(0, 0.03, 0.5, f"stalls {row}")
    lay.claim(x, lay.depth / 2 - 2.0, 8.6, 3.4, 1.1)


def _car_in(lay: Layout, x: float, z: float, yaw: float) -> None:
    """A parked car."""
    piece = Piece(parked_car, 1.85, 4.4, 0, 1.5)
    lay.put_free("car", x, z, yaw, piece)


def _beds(lay: Layout, x: float, z: float, yaw: float) -> None:
    """A screen beside a hospital bed, with a drip stand."""
    k, p = lay.k, lay.p
    with k.thing("drip stand", x, z, yaw, movable=True):
        for i in range(4):
            with k.at(yaw=90 * i):
                k.box(p.steel, (0, 0.03, 0.14), (0.03, 0.03, 0.28))
        k.cylinder(p.steel, (0, 0.03, 0), 0.014, 1.9, sides=6)
        k.box(p.steel, (0, 1.9, 0), (0.3, 0.02, 0.02))
        k.box(p.clear, (0.12, 1.6, 0), (0.12, 0.26, 0.05))
        k.box(p.white, (0, 1.0, 0.06), (0.2, 0.26, 0.12))
        k.box(p.screen, (0, 1.12, 0.124), (0.15, 0.1, 0.01))


def _pillars(lay: Layout, x: float, z: float, _yaw: float) -> None:
    """Two rows of pillars."""
    for s in (-1, 1):
        for i in range(4):
            with lay.k.thing("pillar", x + s * (lay.w / 2 - 1.15), z + (i - 1.5) * lay.depth / 4.6):
                fit.pillar(lay.k, lay.p, lay.d, 0.6, h=lay.h)
            lay.claim(x + s * (lay.w / 2 - 1.15), z + (i - 1.5) * lay.depth / 4.6, 1.0, 1.0, lay.h)


GROUPS: dict[str, Group] = {
    **{name: _single(name) for name in FREE},
    "table4": _table_group(1.5, 2),
    "table6": _table_group(2.0, 2, ends=True, depth=0.95),
    "table2": _table_group(0.9, 1, depth=0.75),
    "conference": _table_group(3.0, 3, ends=True, depth=1.1),
    "reading": _table_group(2.2, 2, depth=1.0),
    "interview": _table_group(1.2, 1, depth=0.8),
    "cafe": _cafe_group,
    "booth": _booth_group,
    "desk": _desk_group("desk"),
    "computer_desk": _desk_group("computer"),
    "sofas": _sofa_group,
    "bar": _bar_group,
    "pupils": _pupils,
    "break": _crate_seats,
    "pews": _pews,
    "stacks": _stacks,
    "aisles": _aisles,
    "racks": _racks,
    "court": _court,
    "stage": _stage,
    "car": _car_in,
    "drip": _beds,
    "pillars": _pillars,
}
"""Arrangements by name."""

HOME_HANG = ("picture", "clock", "large_picture", "wall_shelf", "picture", "mirror")
WORK_HANG = ("notice_board", "clock", "picture", "wall_map", "large_picture")
RAW_HANG = ("poster", "wall_shelf", "pipes", "poster", "clock")

RECIPES: dict[SetKind, Recipe] = {
    "generic_interior": Recipe(
        (("door", "right", 0.6), ("window", "back", -0.3), ("cabinet", "left", 0.2), ("bookshelf", "front", 0.5)),
        (("table4", -0.45, -0.35, 0.0),),
        ("wall_plant", "sofa", "wall_desk", "radiator", "coat_hooks"),
        2,
        HOME_HANG,
        hero=(0.25, 0.25, 90.0),
    ),
    "living_room": Recipe(
        (
            ("door", "right", 0.7),
            ("window", "back", 0.2),
            ("tv", "front", -0.3),
            ("bookshelf", "left", 0.5),
            ("window", "left", -0.6),
            ("wall_lamp_standing", "back", -0.9),
        ),
        (("sofas", -0.38, -0.25, 90.0),),
        ("fireplace", "piano", "cabinet", "wall_plant", "bookshelf", "wall_desk"),
        3,
        HOME_HANG,
        hero=(0.42, 0.15, 0.0),
        wall="dado",
    ),
    "dining_room": Recipe(
        (("door", "front", 0.7), ("window", "back", -0.2), ("cabinet", "left", 0.0), ("fireplace", "right", -0.4)),
        (("table6", -0.1, -0.2, 0.0),),
        ("wall_plant", "bookshelf", "piano"),
        2,
        HOME_HANG,
        hero=(0.1, 0.66, 90.0),
        wall="panels",
        lamps="chandelier",
    ),
    "kitchen": Recipe(
        (
            ("door", "front", 0.75),
            ("stove", "back", -0.15),
            ("counter", "back", -0.95),
            ("plain_window", "left", 0.0),
            ("sink", "left", 0.0),
            ("fridge", "back", 0.9),
            ("counter", "left", -1.0),
        ),
        (("table4", 0.4, -0.05, 90.0),),
        ("cabinet", "wall_shelf", "washing_machine", "coat_hooks"),
        2,
        ("clock", "picture", "wall_shelf", "notice_board"),
        ("cabinet", "radiator", "wall_plant"),
        hero=(-0.25, 0.5, 90.0),
        floor="tiles",
    ),
    "bedroom": Recipe(
        (
            ("bed", "back", -0.25),
            ("nightstand", "back", 0.4),
            ("nightstand", "back", -0.95),
            ("window", "left", -0.1),
            ("door", "right", 0.75),
            ("wardrobe", "right", -0.6),
            ("dresser", "front", -0.4),
        ),
        (),
        ("wall_desk", "bookshelf", "wall_plant", "wall_lamp_standing", "mirror"),
        2,
        HOME_HANG,
        hero=(0.3, 0.45, 90.0),
        floor="boards",
    ),
    "bathroom": Recipe(
        (
            ("door", "front", 0.6),
            ("bathtub", "left", -0.3),
            ("bath_sink", "back", 0.1),
            ("toilet", "right", -0.5),
            ("barred_window", "right", 0.3),
        ),
        (),
        ("washing_machine", "cabinet", "shower"),
        1,
        ("mirror", "wall_shelf", "picture"),
        ("radiator", "cabinet"),
        hero=(0.15, 0.35, 90.0),
        floor="tiles",
        wall="tiles",
        lamps="shade",
    ),
    "office": Recipe(
        (
            ("door", "right", 0.75),
            ("window", "back", -0.3),
            ("bookshelf", "left", -0.3),
            ("filing_cabinet", "left", 0.5),
            ("notice_board", "front", 0.0),
        ),
        (("desk", -0.35, -0.3, 90.0),),
        ("wall_plant", "sofa", "cabinet", "flag", "coat_hooks", "wall_globe"),
        2,
        WORK_HANG,
        ("filing_cabinet", "wall_plant", "cabinet"),
        hero=(0.45, 0.3, 0.0),
        floor="carpet",
        ceiling="panels",
        lamps="tube",
    ),
    "meeting_room": Recipe(
        (
            ("door", "right", 0.8),
            ("window", "back", -0.5),
            ("window", "back", 0.5),
            ("screen", "left", 0.0),
            ("cabinet", "front", -0.4),
        ),
        (("conference", -0.08, -0.15, 0.0),),
        ("wall_plant", "flag", "wall_plant"),
        2,
        WORK_HANG,
        ("cabinet", "wall_plant"),
        hero=(0.1, 0.66, 90.0),
        floor="carpet",
        ceiling="panels",
        lamps="tube",
    ),
    "bar": Recipe(
        (
            ("back_bar", "back", -0.2),
            ("door", "front", 0.8),
            ("jukebox", "right", -0.7),
            ("plain_window", "front", -0.4),
            ("plain_window", "left", 0.4),
            ("poster", "left", -0.5),
        ),
        (
            ("bar", -0.15, -0.5, 0.0),
            ("cafe", 0.72, 0.15, 0.0),
            ("cafe", -0.7, 0.62, 0.0),
            ("pool_table", 0.45, 0.68, 0.0),
        ),
        ("piano", "wall_barrels", "coat_hooks", "flag"),
        1,
        ("picture", "poster", "mirror", "wall_lamp"),
        ("wall_barrels", "cabinet"),
        hero=(-0.05, 0.2, 90.0),
        wall="panels",
        ceiling="beams",
    ),
    "restaurant": Recipe(
        (
            ("double_door", "front", 0.7),
            ("window", "back", -0.6),
            ("window", "back", 0.1),
            ("window", "left", 0.0),
            ("cabinet", "right", -0.5),
            ("mirror", "right", 0.4),
        ),
        (
            ("table4", -0.62, -0.55, 0.0),
            ("table4", 0.1, -0.6, 0.0),
            ("cafe", 0.74, -0.5, 0.0),
            ("table4", -0.62, 0.45, 0.0),
            ("cafe", 0.74, 0.2, 0.0),
            ("cafe", 0.25, 0.75, 90.0),
        ),
        ("piano", "wall_plant", "coat_hooks", "fireplace"),
        2,
        ("large_picture", "mirror", "wall_lamp", "picture"),
        ("wall_plant", "cabinet"),
        hero=(0.02, 0.12, 90.0),
        wall="dado",
        lamps="chandelier",
    ),
    "cafe": Recipe(
        (
            ("back_bar", "back", -0.6),
            ("door", "right", 0.75),
            ("plain_window", "front", -0.6),
            ("plain_window", "front", 0.1),
            ("plain_window", "left", 0.3),
            ("clock", "back", 0.7),
        ),
        (
            ("bar", -0.35, -0.55, 0.0),
            ("booth", 0.78, -0.3, 0.0),
            ("booth", -0.7, 0.68, 90.0),
            ("cafe", 0.1, 0.76, 90.0),
            ("booth", 0.6, 0.6, 90.0),
        ),
        ("jukebox", "wall_plant", "coat_hooks", "vending_machine"),
        2,
        ("poster", "picture", "notice_board", "clock"),
        ("wall_plant", "cabinet"),
        hero=(0.15, 0.1, 90.0),
        floor="tiles",
        wall="dado",
    ),
    "shop": Recipe(
        (
            ("door", "front", 0.6),
            ("plain_window", "front", -0.4),
            ("shelving", "left", -0.5),
            ("shelving", "left", 0.4),
            ("shelving", "back", -0.6),
            ("shelving", "back", 0.2),
            ("shelving", "right", -0.6),
            ("poster", "right", 0.7),
        ),
        (("break", 0.75, -0.75, 90.0), ("reception", 0.55, 0.35, 270.0), ("aisles", -0.35, -0.25, 0.0)),
        ("vending_machine", "wall_boxes", "fridge", "flag"),
        2,
        ("poster", "clock", "notice_board", "poster"),
        ("shelving", "wall_boxes"),
        hero=(-0.05, 0.58, 90.0),
        floor="tiles",
        ceiling="panels",
        lamps="tube",
    ),
    "hospital_room": Recipe(
        (
            ("hospital_bed", "back", -0.35),
            ("door", "front", 0.75),
            ("window", "left", 0.0),
            ("nightstand", "back", 0.05),
            ("cabinet", "right", -0.3),
            ("bath_sink", "front", -0.6),
        ),
        (("drip", -0.72, -0.6, 0.0),),
        ("wall_desk", "hospital_bed", "wall_plant", "lockers"),
        1,
        ("notice_board", "clock", "picture"),
        ("cabinet", "radiator"),
        hero=(0.35, 0.2, 90.0),
        floor="tiles",
        wall="dado",
        ceiling="panels",
        lamps="tube",
    ),
    "lobby": Recipe(
        (
            ("double_door", "front", 0.0),
            ("window", "left", -0.4),
            ("window", "right", 0.3),
            ("large_picture", "back", -0.5),
            ("large_picture", "back", 0.5),
            ("clock", "back", 0.0),
        ),
        (
            ("reception", 0.0, -0.55, 0.0),
            ("sofas", -0.62, 0.2, 90.0),
            ("plant", 0.8, -0.75, 0.0),
            ("plant", -0.85, -0.75, 0.0),
        ),
        ("wall_plant", "stairs", "flag", "vending_machine"),
        2,
        ("large_picture", "picture", "wall_lamp", "mirror"),
        ("wall_plant", "wall_bench"),
        hero=(0.3, 0.15, 90.0),
        floor="tiles",
        lamps="chandelier",
    ),
    "classroom": Recipe(
        (
            ("blackboard", "front", 0.0),
            ("door", "right", 0.85),
            ("plain_window", "left", -0.6),
            ("plain_window", "left", 0.0),
            ("plain_window", "left", 0.6),
            ("wall_map", "right", -0.2),
            ("bookshelf", "back", 0.5),
            ("cabinet", "back", -0.4),
        ),
        (("pupils", -0.05, -0.02, 0.0), ("desk", -0.62, 0.62, 180.0)),
        ("wall_globe", "coat_hooks", "lockers", "flag"),
        2,
        ("poster", "clock", "notice_board", "picture", "wall_map"),
        ("cabinet", "bookshelf"),
        hero=(0.25, 0.6, 90.0),
        ceiling="panels",
        lamps="tube",
    ),
    "church": Recipe(
        (
            ("altar", "back", 0.0),
            ("double_door", "front", 0.0),
            ("stained_window", "left", -0.6),
            ("stained_window", "left", 0.0),
            ("stained_window", "left", 0.6),
            ("stained_window", "right", -0.6),
            ("stained_window", "right", 0.0),
            ("stained_window", "right", 0.6),
            ("stained_window", "front", -0.8),
            ("stained_window", "front", 0.8),
        ),
        (("pews", 0.0, 0.0, 180.0), ("pillars", 0.0, 0.0, 0.0)),
        ("wall_lamp", "wall_lamp"),
        2,
        ("picture", "crucifix", "wall_lamp"),
        ("wall_bench",),
        hero=(0.0, -0.28, 90.0),
        floor="flags",
        wall="stone",
        ceiling="beams",
    ),
    "warehouse": Recipe(
        (
            ("roller_door", "front", 0.3),
            ("door", "right", 0.8),
            ("plain_window", "left", -0.4),
            ("plain_window", "left", 0.4),
            ("wall_crates", "back", -0.7),
            ("pipes", "back", 0.3),
            ("wall_boxes", "right", -0.4),
        ),
        (
            ("break", 0.75, 0.75, 0.0),
            ("racks", -0.45, -0.45, 0.0),
            ("crates", 0.55, -0.5, 0.0),
            ("barrels", 0.75, 0.1, 90.0),
            ("crates", -0.6, 0.6, 90.0),
        ),
        ("wall_crates", "wall_barrels", "workbench", "lockers", "wall_boxes"),
        4,
        RAW_HANG,
        ("wall_crates", "wall_boxes", "shelving"),
        hero=(0.2, 0.2, 90.0),
        floor="concrete",
        wall="bricks",
        ceiling="trusses",
        lamps="tube",
    ),
    "factory": Recipe(
        (
            ("roller_door", "front", -0.3),
            ("door", "right", 0.8),
            ("plain_window", "left", -0.5),
            ("plain_window", "left", 0.3),
            ("wall_machine", "back", -0.6),
            ("wall_machine", "back", 0.3),
            ("pipes", "right", -0.5),
            ("lockers", "right", 0.2),
        ),
        (
            ("break", 0.05, -0.55, 90.0),
            ("machine", -0.55, -0.3, 0.0),
            ("machine", -0.55, 0.35, 0.0),
            ("machine", 0.6, -0.35, 180.0),
            ("crates", 0.7, 0.45, 0.0),
        ),
        ("wall_barrels", "workbench", "wall_crates", "pipes"),
        3,
        RAW_HANG,
        ("workbench", "wall_crates"),
        hero=(0.1, 0.1, 90.0),
        floor="concrete",
        wall="bricks",
        ceiling="trusses",
        lamps="tube",
    ),
    "workshop": Recipe(
        (
            ("workbench", "back", -0.4),
            ("roller_door", "front", 0.4),
            ("door", "right", 0.8),
            ("plain_window", "left", 0.0),
            ("shelving", "left", -0.8),
            ("shelving", "back", 0.7),
            ("pipes", "right", -0.2),
        ),
        (("break", -0.7, -0.45, 90.0), ("machine", -0.5, 0.2, 0.0), ("barrels", 0.75, -0.55, 0.0)),
        ("wall_barrels", "wall_boxes", "lockers", "workbench"),
        2,
        RAW_HANG,
        ("shelving", "wall_boxes"),
        hero=(0.25, 0.1, 90.0),
        floor="concrete",
        wall="bricks",
        ceiling="trusses",
        lamps="tube",
    ),
    "garage": Recipe(
        (
            ("roller_door", "front", -0.3),
            ("door", "right", -0.7),
            ("workbench", "back", 0.3),
            ("shelving", "left", -0.6),
            ("barred_window", "left", 0.3),
        ),
        (
            ("car", -0.4, 0.1, 0.0),
            ("break", 0.75, 0.75, 0.0),
            ("break", 0.75, -0.6, 0.0),
        ),
        ("wall_boxes", "wall_barrels", "washing_machine", "shelving", "fridge"),
        3,
        RAW_HANG,
        ("wall_boxes", "shelving"),
        hero=(0.5, 0.15, 0.0),
        floor="concrete",
        wall="bricks",
        lamps="tube",
    ),
    "basement": Recipe(
        (
            ("stairs", "left", -0.4),
            ("door", "right", 0.6),
            ("barred_window", "back", 0.4),
            ("pipes", "back", -0.5),
            ("shelving", "front", -0.6),
            ("washing_machine", "right", -0.6),
        ),
        (
            ("break", -0.6, 0.6, 90.0),
            ("boxes", 0.1, -0.65, 0.0),
        ),
        ("wall_barrels", "wall_crates", "workbench", "wall_boxes", "shelving"),
        3,
        ("poster", "wall_shelf", "stain"),
        ("wall_boxes", "wall_crates"),
        hero=(0.2, 0.25, 90.0),
        floor="concrete",
        wall="stone",
        ceiling="beams",
    ),
    "attic": Recipe(
        (
            ("door", "right", 0.5),
            ("plain_window", "back", 0.0),
            ("wall_boxes", "back", -0.8),
            ("wall_crates", "left", -0.3),
            ("wardrobe", "front", 0.6),
            ("mirror", "left", 0.6),
            ("barred_window", "front", -0.3),
        ),
        (
            ("break", -0.55, -0.2, 90.0),
            ("boxes", 0.55, -0.55, 0.0),
        ),
        ("single_bed", "wall_easel", "wall_globe", "wall_boxes", "crib", "dresser"),
        3,
        ("picture", "mirror", "wall_shelf"),
        ("wall_boxes", "wall_crates"),
        hero=(0.0, 0.25, 90.0),
        wall="planks",
        ceiling="beams",
    ),
    "prison_cell": Recipe(
        (
            ("single_bed", "left", -0.5),
            ("cell_door", "front", 0.3),
            ("barred_window", "back", 0.0),
            ("toilet", "right", -0.6),
            ("wall_shelf", "left", 0.6),
            ("poster", "right", 0.3),
        ),
        (),
        ("sink",),
        1,
        ("poster", "wall_shelf", "stain"),
        ("radiator",),
        hero=(0.3, 0.35, 0.0),
        floor="concrete",
        wall="bricks",
        lamps="tube",
    ),
    "courtroom": Recipe(
        (
            ("double_door", "front", 0.0),
            ("window", "left", -0.4),
            ("window", "left", 0.4),
            ("window", "right", -0.4),
            ("window", "right", 0.4),
            ("flag", "back", -0.75),
            ("flag", "back", 0.75),
            ("large_picture", "front", -0.7),
            ("large_picture", "front", 0.7),
            ("clock", "back", 0.0),
        ),
        (("court", 0.0, 0.0, 0.0),),
        ("bookshelf", "wall_bench"),
        2,
        ("large_picture", "wall_lamp"),
        ("wall_bench", "cabinet"),
        hero=(0.0, -0.18, 90.0),
        wall="panels",
        lamps="chandelier",
    ),
    "theatre_stage": Recipe(
        (
            ("double_door", "front", 0.7),
            ("wall_lamp", "left", 0.4),
            ("wall_lamp", "right", 0.4),
            ("large_picture", "left", 0.7),
            ("large_picture", "right", 0.7),
            ("wall_lamp", "front", -0.2),
            ("poster", "front", -0.6),
        ),
        (("stage", 0.0, 0.0, 0.0),),
        ("poster", "mirror"),
        2,
        ("wall_lamp", "poster", "picture"),
        ("wall_bench",),
        hero=(0.0, -0.62, 90.0),
        floor="carpet",
        wall="dado",
        lamps="chandelier",
    ),
    "library": Recipe(
        (
            ("double_door", "front", 0.6),
            ("bookshelf", "back", -0.8),
            ("bookshelf", "back", -0.4),
            ("window", "back", 0.15),
            ("bookshelf", "back", 0.8),
            ("bookshelf", "left", -0.8),
            ("bookshelf", "left", -0.3),
            ("window", "left", 0.4),
            ("bookshelf", "right", -0.7),
            ("bookshelf", "right", -0.2),
            ("bookshelf", "front", -0.7),
        ),
        (("stacks", -0.6, -0.25, 90.0), ("reading", 0.45, -0.4, 0.0), ("reception", -0.3, 0.72, 0.0)),
        ("wall_globe", "wall_desk", "wall_plant", "bookshelf"),
        2,
        ("large_picture", "clock", "wall_map"),
        ("bookshelf", "wall_globe"),
        hero=(0.35, 0.3, 90.0),
        wall="panels",
        lamps="chandelier",
        floor="boards",
    ),
    "laboratory": Recipe(
        (
            ("door", "right", 0.8),
            ("counter", "back", -0.5),
            ("counter", "back", 0.6),
            ("shelving", "left", 0.4),
            ("plain_window", "left", -0.5),
            ("screen", "right", -0.2),
            ("fridge", "front", -0.7),
            ("sink", "front", 0.0),
        ),
        (
            ("break", -0.7, 0.75, 90.0),
            ("lab_bench", -0.2, -0.1, 0.0),
        ),
        ("filing_cabinet", "shelving", "wall_desk", "lockers"),
        2,
        ("notice_board", "clock", "poster", "wall_map"),
        ("shelving", "filing_cabinet"),
        hero=(0.2, 0.55, 90.0),
        floor="tiles",
        wall="plain",
        ceiling="panels",
        lamps="tube",
    ),
    "stairwell": Recipe(
        (
            ("stairs", "left", 0.0),
            ("door", "front", 0.5),
            ("plain_window", "right", -0.4),
            ("radiator", "right", -0.4),
            ("door", "back", 0.6),
        ),
        (),
        ("wall_plant", "wall_boxes"),
        1,
        ("notice_board", "poster", "stain"),
        ("radiator", "wall_boxes"),
        hero=(0.3, 0.1, 0.0),
        floor="flags",
        wall="dado",
    ),
}


_STAGE_HIGH = 0.9
"""The stage of a theatre above its stalls; people play on it, so it is the set's level 0. Metres."""


def build_room(k: Kit, p: Paint, d: Dice, design: SetDesign) -> Plan:
    """A room by its recipe; the same seed gives the same room."""
    if design.kind == "theatre_stage":
        with k.at(y=-_STAGE_HIGH):
            plan = _room(k, p, d, design)
        w, back = design.width / 2 - 1.2, -design.depth / 2
        floor = (-w, back + 0.9, w, back + 4.5)
        bounds = Box((-w, 0.2, back + 0.6), (w, design.height - 1.6, design.depth / 2 - 0.4))
        return replace(plan, floor=floor, bounds=bounds)
    return _room(k, p, d, design)


def _room(k: Kit, p: Paint, d: Dice, design: SetDesign) -> Plan:
    """The walls and what is within them."""
    recipe = RECIPES.get(design.kind, RECIPES["generic_interior"])
    mirror = d.fork("mirror").chance(0.5)
    lay = Layout(k, p, d, design, mirror=mirror)
    style = recipe.wall
    if design.wealth == "rich" and style == "plain" and recipe.lamps != "tube":
        style = "panels"
    shell.floor(k, p, d.fork("floor"), lay.w, lay.depth, recipe.floor)
    shell.walls(k, p, d.fork("walls"), lay.w, lay.depth, lay.h, style)
    shell.ceiling(k, p, lay.w, lay.depth, lay.h, recipe.ceiling)
    hx, hz = lay.at(recipe.hero[0], recipe.hero[1])
    along_x = recipe.hero[2] == 90.0
    for name, side, place in recipe.walls:
        if "door" in name:
            lay.put_on_wall(name, side, place)
    hero_claim = (
        hx - (1.15 if along_x else 0.6),
        0.0,
        hz - (0.6 if along_x else 1.15),
        hx + (1.15 if along_x else 0.6),
        2.0,
        hz + (0.6 if along_x else 1.15),
    )
    lay.claims.append(hero_claim)
    for name, fx, fz, yaw in recipe.groups:
        x, z = lay.at(fx, fz)
        turn = (360.0 - yaw) % 360 if mirror else yaw
        GROUPS[name](lay, x, z, turn)
    for name, side, place in recipe.walls:
        if "door" not in name and not lay.put_on_wall(name, side, place):
            lay.put_on_wall(name)
    _wishes(lay, design)
    for name in d.fork("maybe").shuffled(recipe.maybe)[: recipe.pick]:
        lay.put_on_wall(name)
    _dress_walls(lay, recipe)
    _lamps(lay, recipe)
    return Plan((hx, hz), recipe.hero[2])


_WISHES: dict[str, str] = {
    "stove": "stove",
    "table": "cafe",
    "desk": "computer_desk",
    "armchair": "sofas",
    "bar": "bar",
    "lamp": "wall_lamp_standing",
    "plant": "wall_plant",
    "crates": "wall_crates",
    "barrels": "wall_barrels",
    "boxes": "wall_boxes",
    "machine": "wall_machine",
    "computer": "wall_desk",
    "bench": "wall_bench",
    "easel": "wall_easel",
    "globe": "wall_globe",
}
"""Features whose piece goes by another name."""


def _wishes(lay: Layout, design: SetDesign) -> None:
    """What the design asks for on top: against a wall if it can stand there, else in the room."""
    for feature in design.features:
        name = _WISHES.get(feature, feature)
        if feature == "rug":
            rug(lay, 0.0, 0.0, min(2.6, lay.w * 0.5), min(2.0, lay.depth * 0.4))
        elif feature == "chandelier":
            with lay.k.thing("chandelier", blocks=False):
                fit.chandelier(lay.k, lay.p, 0.0, 0.0, lay.h)
        elif name in WALL:
            lay.put_on_wall(name)
        elif name in GROUPS:
            for fx, fz in ((0.5, -0.5), (-0.5, -0.5), (-0.5, 0.5), (0.5, 0.5), (0.0, 0.0)):
                before = len(lay.claims)
                GROUPS[name](lay, fx * lay.w / 2, fz * lay.depth / 2, 0.0)
                if len(lay.claims) > before:
                    break


def _dress_walls(lay: Layout, recipe: Recipe) -> None:
    """No wall stays bare: hang and stand things until each is dressed along its length."""
    pieces = (*recipe.hang, *(("stain",) if lay.p.design.wealth == "shabby" else ()))
    for side in SIDES:
        length = shell.wall_frame(side, lay.w, lay.depth)[3]
        real = lay.side(side)
        turn = lay.d.fork(f"dress {side}")
        names = turn.shuffled(pieces)
        stands = turn.shuffled(recipe.stand)
        for i in range(max(2, int(length / 1.6))):
            if lay.fill[real] > 0.75 * length:
                break
            if lay.floor_fill[real] < 0.45 * length and stands:
                lay.put_on_wall(stands[i % len(stands)], side)
            lay.put_on_wall(names[i % len(names)], side)


def _lamps(lay: Layout, recipe: Recipe) -> None:
    """Lamps under the ceiling."""
    k, p = lay.k, lay.p
    columns, rows = max(1, round(lay.w / 4.5)), max(1, round(lay.depth / 4.5))
    for i in range(columns):
        for j in range(rows):
            x, z = lay.w * ((i + 0.5) / columns - 0.5), lay.depth * ((j + 0.5) / rows - 0.5)
            with k.thing("ceiling lamp", blocks=False, movable=True):
                if recipe.lamps == "tube":
                    fit.tube_lamp(k, p, x, z, lay.h)
                elif (recipe.lamps == "chandelier" or p.design.wealth == "rich") and lay.h > 2.6 and (i + j) % 2 == 0:
                    fit.chandelier(k, p, x, z, lay.h)
                else:
                    fit.ceiling_lamp(k, p, x, z, lay.h)
