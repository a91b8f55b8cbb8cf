"""From a design to a set that a scene can be staged on."""

from filmwright.model.set_design import SetDesign
from filmwright.render.sets import space
from filmwright.render.sets.dice import Dice
from filmwright.render.sets.kit import Kit
from filmwright.render.sets.outdoors import BUILDERS, build_exterior
from filmwright.render.sets.paint import Paint
from filmwright.render.sets.rooms import Plan, build_room
from filmwright.render.sets.stage import Box, StageSet
from filmwright.render.sets.vehicles import CABINS, build_cabin

__all__ = ["build"]

_LENS_ROOM = 0.22
"""How close to a wall a camera may come, metres."""


def build(design: SetDesign) -> StageSet:
    """Build a place. Pure: the same design gives the same bytes.

    Raises:
        UserError: the place is too small for two people to stand in.
    """
    k = Kit()
    p = Paint(design)
    d = Dice(design.seed, design.kind)
    if design.kind in CABINS:
        plan = build_cabin(k, p, d, design)
    elif design.kind in BUILDERS:
        plan = build_exterior(k, p, d, design)
    else:
        plan = build_room(k, p, d, design)
    mesh = k.mesh()
    objects, obstacles = k.objects(mesh)
    ground = space.Ground(*_floor(design, plan), obstacles)
    hero = space.find_hero(ground, plan.hero, plan.axis, k.seats)
    marks = space.find_marks(ground, hero)
    return StageSet(
        design=design,
        mesh=mesh,
        objects=objects,
        obstacles=obstacles,
        seats=tuple(k.seats),
        marks=marks,
        doors=tuple(k.doors),
        windows=tuple(k.windows),
        surfaces=tuple(k.surfaces),
        practicals=tuple(k.practicals),
        walk_paths=space.find_paths(ground, k.doors, marks),
        bounds=plan.bounds or _bounds(design),
        hero=hero,
    )


def _floor(design: SetDesign, plan: Plan) -> tuple[float, float, float, float]:
    """The rectangle people may stand in: x0, z0, x1, z1."""
    if plan.floor is not None:
        return plan.floor
    w, d = design.width / 2, design.depth / 2
    return -w + 0.05, -d + 0.05, w - 0.05, d - 0.05


def _bounds(design: SetDesign) -> Box:
    """Where a camera may stand: inside the walls, or within the free ground outdoors."""
    w, d, h = design.width / 2, design.depth / 2, design.height
    if design.interior:
        return Box((-w + _LENS_ROOM, 0.15, -d + _LENS_ROOM), (w - _LENS_ROOM, h - 0.15, d - _LENS_ROOM))
    return Box((-w, 0.15, -d), (w, max(6.0, h), d))
