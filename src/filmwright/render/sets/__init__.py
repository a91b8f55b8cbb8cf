"""Sets: rooms and open places built from a design, and the props that lie about in them."""

from filmwright.render.sets.build import build
from filmwright.render.sets.props import PROPS, prop
from filmwright.render.sets.stage import (
    Box,
    Door,
    Hero,
    Mark,
    Obstacle,
    Practical,
    Seat,
    SetObject,
    StageSet,
    Surface,
    Window,
)

__all__ = [
    "PROPS",
    "Box",
    "Door",
    "Hero",
    "Mark",
    "Obstacle",
    "Practical",
    "Seat",
    "SetObject",
    "StageSet",
    "Surface",
    "Window",
    "build",
    "prop",
]
