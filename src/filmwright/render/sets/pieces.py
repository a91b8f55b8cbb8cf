"""The stock list: every piece with the space it takes, so that a room can be laid out before it is built."""

from collections.abc import Callable
from dataclasses import dataclass

from filmwright.render.sets import fittings as fit
from filmwright.render.sets import furniture as fur
from filmwright.render.sets.dice import Dice
from filmwright.render.sets.kit import Kit
from filmwright.render.sets.paint import Paint

__all__ = ["FREE", "WALL", "Piece"]

Make = Callable[[Kit, Paint, Dice, float], None]


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing in stock.

    `width` along the wall, `depth` into the room, from `low` to `high` above the floor, `front` metres
    kept free before it. Pieces for a wall start at it; free pieces are measured round their middle.
    """

    make: Make
    width: float
    depth: float
    low: float = 0.0
    high: float = 1.0
    front: float = 0.3
    movable: bool = False


def _window(k: Kit, p: Paint, d: Dice, w: float) -> None:
    wide = w - 1.0
    fit.window(k, p, d, wide)
    if p.design.wealth != "shabby" or d.chance(0.4):
        fit.curtains(k, p, d, wide)


def _bath_sink(k: Kit, p: Paint, d: Dice, w: float) -> None:
    fur.sink_unit(k, p, d, w, bath=True)


def _desk_at_wall(k: Kit, p: Paint, d: Dice, w: float) -> None:
    """A desk whose user looks at the wall, with a chair."""
    with k.at(0, 0, 0.4, 180.0):
        (fur.desk if p.design.era == "historic" else fur.computer_desk)(k, p, d, w, "wall desk")
    with k.thing("chair", 0, 1.05, 180.0, movable=True):
        fur.chair(k, p, d, 0.45, "wall desk")


WALL: dict[str, Piece] = {
    "door": Piece(fit.door, 1.15, 0.1, 0, 2.2, 1.0),
    "double_door": Piece(fit.double_door, 2.0, 0.12, 0, 2.5, 1.2),
    "cell_door": Piece(fit.cell_door, 1.3, 0.12, 0, 2.2, 0.9),
    "roller_door": Piece(fit.roller_door, 3.0, 0.26, 0, 2.6, 1.2),
    "window": Piece(_window, 2.3, 0.24, 0.75, 2.45, 0.0),
    "plain_window": Piece(fit.window, 1.6, 0.18, 0.75, 2.45, 0.0),
    "barred_window": Piece(fit.barred_window, 0.9, 0.12, 1.45, 2.25, 0.0),
    "stained_window": Piece(fit.stained_window, 1.6, 0.14, 1.7, 5.2, 0.0),
    "picture": Piece(fit.picture, 0.75, 0.08, 1.05, 2.15, 0.0),
    "large_picture": Piece(fit.picture, 1.15, 0.08, 0.95, 2.3, 0.0),
    "poster": Piece(fit.poster, 0.62, 0.03, 1.0, 2.1, 0.0),
    "notice_board": Piece(fit.notice_board, 1.4, 0.06, 1.0, 2.15, 0.0),
    "wall_map": Piece(fit.wall_map, 1.5, 0.06, 1.1, 2.2, 0.0),
    "map": Piece(fit.wall_map, 1.5, 0.06, 1.1, 2.2, 0.0),
    "blackboard": Piece(fit.blackboard, 3.2, 0.15, 0.8, 2.2, 0.4),
    "screen": Piece(fur.screen_panel, 1.9, 0.1, 0.95, 2.15, 0.0),
    "clock": Piece(fit.clock, 0.36, 0.08, 1.72, 2.2, 0.0),
    "mirror": Piece(fit.mirror, 0.7, 0.06, 1.0, 2.1, 0.0),
    "wall_shelf": Piece(fit.wall_shelf, 0.95, 0.25, 1.35, 1.82, 0.0),
    "coat_hooks": Piece(fit.coat_hooks, 1.0, 0.22, 0.8, 1.9, 0.0),
    "wall_lamp": Piece(fit.wall_lamp, 0.3, 0.25, 1.5, 2.0, 0.0),
    "crucifix": Piece(fit.crucifix, 0.4, 0.05, 1.55, 2.15, 0.0),
    "stain": Piece(fit.stain, 0.8, 0.01, 0.4, 2.2, 0.0),
    "radiator": Piece(fit.radiator, 1.0, 0.18, 0, 0.72, 0.1),
    "fireplace": Piece(fit.fireplace, 1.9, 0.78, 0, 2.3, 0.5),
    "altar": Piece(fit.altar, 2.6, 3.0, 0, 5.0, 0.6),
    "stairs": Piece(fit.stairs, 3.2, 1.05, 0, 2.6, 0.3),
    "pipes": Piece(fit.pipes, 2.2, 0.3, 0, 2.3, 0.1),
    "flag": Piece(fit.flag, 0.5, 0.5, 0, 2.4, 0.0),
    "bookshelf": Piece(fur.bookshelf, 1.2, 0.33, 0, 2.16, 0.3),
    "shelving": Piece(fur.shelving, 1.6, 0.46, 0, 2.05, 0.4),
    "shelves": Piece(fur.shelving, 1.6, 0.46, 0, 2.05, 0.4),
    "cabinet": Piece(fur.cabinet, 1.5, 0.48, 0, 1.15, 0.3),
    "dresser": Piece(fur.dresser, 1.1, 0.5, 0, 1.75, 0.4),
    "wardrobe": Piece(fur.wardrobe, 1.3, 0.64, 0, 2.1, 0.5),
    "lockers": Piece(fur.lockers, 1.9, 0.5, 0, 1.9, 0.4),
    "filing_cabinet": Piece(fur.filing_cabinet, 0.98, 0.62, 0, 1.54, 0.4),
    "sofa": Piece(fur.sofa, 2.1, 0.95, 0, 0.95, 0.55),
    "bed": Piece(fur.bed, 1.65, 2.1, 0, 1.1, 0.3),
    "single_bed": Piece(fur.bed, 1.0, 2.1, 0, 1.1, 0.3),
    "hospital_bed": Piece(fur.hospital_bed, 1.05, 2.12, 0, 1.1, 0.4),
    "crib": Piece(fur.crib, 1.3, 0.7, 0, 1.05, 0.4),
    "nightstand": Piece(fur.nightstand, 0.5, 0.42, 0, 1.1, 0.0, movable=True),
    "counter": Piece(fur.counter, 2.2, 0.66, 0, 2.2, 0.6),
    "stove": Piece(fur.stove, 0.7, 0.66, 0, 2.6, 0.6),
    "fridge": Piece(fur.fridge, 0.75, 0.7, 0, 1.8, 0.5),
    "sink": Piece(fur.sink_unit, 1.0, 0.66, 0, 1.2, 0.5),
    "bath_sink": Piece(_bath_sink, 0.95, 0.52, 0, 2.15, 0.5),
    "washing_machine": Piece(fur.washing_machine, 0.65, 0.62, 0, 0.9, 0.4),
    "toilet": Piece(fur.toilet, 0.8, 0.74, 0, 0.95, 0.1),
    "bathtub": Piece(fur.bathtub, 1.75, 0.78, 0, 2.1, 0.5),
    "shower": Piece(fur.shower, 0.95, 0.95, 0, 2.1, 0.5),
    "tv": Piece(fur.tv_stand, 1.5, 0.46, 0, 1.25, 0.5),
    "piano": Piece(fur.piano, 1.5, 1.2, 0, 1.3, 0.2),
    "jukebox": Piece(fur.jukebox, 0.95, 0.6, 0, 1.55, 0.4),
    "back_bar": Piece(fur.back_bar, 3.4, 0.52, 0, 2.5, 0.7),
    "workbench": Piece(fur.workbench, 2.2, 0.75, 0, 2.0, 0.5),
    "vending_machine": Piece(fur.vending_machine, 1.0, 0.8, 0, 1.9, 0.5),
    "wall_desk": Piece(_desk_at_wall, 1.5, 1.4, 0, 1.3, 0.2),
    "wall_crates": Piece(
        lambda k, p, d, w: _off_wall(k, fur.crates, p, d, w, 0.42), 1.5, 0.85, 0, 1.45, 0.2, movable=True
    ),
    "wall_boxes": Piece(
        lambda k, p, d, w: _off_wall(k, fur.boxes, p, d, w, 0.34), 1.3, 0.68, 0, 0.95, 0.2, movable=True
    ),
    "wall_barrels": Piece(
        lambda k, p, d, w: _off_wall(k, fur.barrels, p, d, w, 0.38), 1.35, 0.76, 0, 0.95, 0.2, movable=True
    ),
    "wall_plant": Piece(
        lambda k, p, d, w: _off_wall(k, fur.plant, p, d, w, 0.47), 0.9, 0.94, 0, 1.6, 0.0, movable=True
    ),
    "wall_lamp_standing": Piece(
        lambda k, p, d, w: _off_wall(k, fur.floor_lamp, p, d, w, 0.3), 0.55, 0.58, 0, 1.7, 0.0, movable=True
    ),
    "wall_bench": Piece(lambda k, p, d, w: _off_wall(k, fur.bench, p, d, w, 0.34), 1.6, 0.62, 0, 1.0, 0.4),
    "wall_globe": Piece(
        lambda k, p, d, w: _off_wall(k, fur.globe, p, d, w, 0.34), 0.7, 0.68, 0, 1.0, 0.1, movable=True
    ),
    "wall_easel": Piece(lambda k, p, d, w: _off_wall(k, fur.easel, p, d, w, 0.5), 0.8, 0.8, 0, 1.75, 0.3, movable=True),
    "wall_machine": Piece(lambda k, p, d, w: _off_wall(k, fur.machine, p, d, w, 0.75), 2.4, 1.45, 0, 2.4, 0.5),
}
"""Pieces that stand against a wall or hang on it, by name."""


def _off_wall(k: Kit, make: Make, p: Paint, d: Dice, w: float, away: float) -> None:
    """A free piece set before a wall."""
    with k.at(0, 0, away):
        make(k, p, d, w)


FREE: dict[str, Piece] = {
    "dining_table": Piece(fur.dining_table, 1.6, 0.85, 0, 0.8, movable=True),
    "cafe_table": Piece(fur.cafe_table, 0.75, 0.75, 0, 0.9, movable=True),
    "low_table": Piece(fur.low_table, 1.1, 0.55, 0, 0.5, movable=True),
    "desk": Piece(fur.desk, 1.6, 0.72, 0, 1.2),
    "computer_desk": Piece(fur.computer_desk, 1.5, 0.75, 0, 1.2),
    "bar_counter": Piece(fur.bar_counter, 3.6, 0.75, 0, 1.4),
    "reception": Piece(fur.reception, 2.6, 0.7, 0, 1.2),
    "display_case": Piece(fur.display_case, 1.8, 0.7, 0, 1.6),
    "pool_table": Piece(fur.pool_table, 2.4, 1.3, 0, 0.9),
    "lab_bench": Piece(fur.lab_bench, 2.6, 0.9, 0, 1.5),
    "machine": Piece(fur.machine, 2.6, 1.3, 0, 2.4),
    "crates": Piece(fur.crates, 1.5, 0.8, 0, 1.45, movable=True),
    "barrels": Piece(fur.barrels, 1.3, 0.7, 0, 0.95, movable=True),
    "boxes": Piece(fur.boxes, 1.2, 0.6, 0, 0.9, movable=True),
    "plant": Piece(fur.plant, 0.8, 0.8, 0, 1.5, movable=True),
    "floor_lamp": Piece(fur.floor_lamp, 0.5, 0.5, 0, 1.7, movable=True),
    "lectern": Piece(fur.lectern, 0.6, 0.5, 0, 1.2, movable=True),
    "coffin": Piece(fur.coffin, 0.8, 2.1, 0, 1.2),
    "easel": Piece(fur.easel, 0.8, 0.7, 0, 1.7, movable=True),
    "globe": Piece(fur.globe, 0.6, 0.6, 0, 1.0, movable=True),
}
"""Pieces that stand free, by name."""
