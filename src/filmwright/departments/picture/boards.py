"""The board picture: the still with the marks that board artists draw."""

import numpy as np
from numpy.typing import NDArray

from filmwright.departments.picture.motion import move_of
from filmwright.departments.picture.world import World, main_figure
from filmwright.model.staging import StagedPerson
from filmwright.render.annotate import Arrow, CameraMark, annotate
from filmwright.render.figure import PosedFigure
from filmwright.render.picture import Picture

__all__ = ["board_of", "marks_of"]

_SHARE = {"push_in": 0.76, "pull_out": 0.76, "zoom_in": 0.76, "zoom_out": 0.76}
"""How wide the tight end of a move is drawn, more than it is, so that it reads."""


def board_of(world: World, picture: Picture) -> NDArray[np.uint8] | None:
    """The still with arrows for people who move and marks for a camera that moves; None when nothing does."""
    marks = marks_of(world)
    return annotate(picture.rgb, marks) if marks else None


def marks_of(world: World) -> list[Arrow | CameraMark]:
    """What is marked on the board of a shot."""
    marks: list[Arrow | CameraMark] = []
    for person, figure in zip(world.setup.people, world.figures, strict=True):
        arrow = _way(world, person, figure)
        if arrow is not None:
            marks.append(arrow)
    right = world.camera.basis()[0]
    move = move_of(world.setup.movement, world.setup.people, (float(right[0]), float(right[2])))
    if move != "static":
        marks.append(CameraMark(move, share=_SHARE.get(move, 0.72), centre=_centre(world)))
    return marks


def _way(world: World, person: StagedPerson, figure: PosedFigure) -> Arrow | None:
    """An arrow from before the person to where they go, at the height of the hips or lower, inside the frame."""
    if len(person.path) < 2 or person.visibility in ("partial", "extra"):
        return None
    (x0, z0), (x1, z1) = (person.pose.x, person.pose.z), person.path[-1]
    way = np.array((x1 - x0, 0.0, z1 - z0))
    length = float(np.linalg.norm(way))
    if length < 0.2:
        way, length = (
            np.array((person.path[-1][0] - person.path[0][0], 0.0, person.path[-1][1] - person.path[0][1])),
            1.0,
        )
    way = way / max(1e-6, float(np.linalg.norm(way))) * min(1.6, max(0.9, length))
    hips = (np.asarray(figure.joints["l_hip"]) + np.asarray(figure.joints["r_hip"])) / 2
    chest = np.asarray(figure.joints["neck"]) - (0.0, 0.25, 0.0)
    height = world.setup.height
    for start in (hips - (0.0, 0.35, 0.0), hips, chest):
        steps = [start + way * k for k in (0.22, 0.6, 1.0)]
        spots = world.camera.project(np.array(steps))
        if (spots[:, 2] > 0.3).all() and float(spots[0, 1]) < 0.9 * height:
            return _inside(spots, world.setup.width, height)
    return None


def _inside(spots: NDArray[np.float64], width: int, height: int) -> Arrow | None:
    """The arrow cut to the frame; None when too little of it is left."""
    first = spots[0, :2]
    points: list[tuple[float, float]] = []
    for x, y in spots[:, :2]:
        points.append((float(np.clip(x, 0.03 * width, 0.97 * width)), float(np.clip(y, 0.04 * height, 0.95 * height))))
    if float(np.hypot(points[-1][0] - first[0], points[-1][1] - first[1])) < 0.05 * width:
        # to or from the lens: an arrow that grows down (or up) the picture
        away = -1.0 if spots[-1, 2] > spots[0, 2] else 1.0
        x, y = points[0]
        points = [(x + 0.05 * width, y), (x + 0.06 * width, float(np.clip(y + away * 0.16 * height, 20, height - 20)))]
    return Arrow(tuple(points))


def _centre(world: World) -> tuple[float, float]:
    """The main head, as shares of the picture, or the middle."""
    main = main_figure(world.setup.people, world.setup.subject)
    if main is None:
        return (0.5, 0.48)
    x, y, depth = (float(v) for v in world.camera.project(np.array([world.figures[main].head.centre]))[0])
    if depth <= 0:
        return (0.5, 0.48)
    return (round(x / world.setup.width, 4), round(min(0.6, y / world.setup.height + 0.1), 4))
