"""Bodies of people and animals alike: build, read, pose. Who stages a shot need not know which it is."""

from filmwright.model.figure import AnimalLook, FigureLook, Pose
from filmwright.render import animal, figure
from filmwright.render.animal import AnimalBody
from filmwright.render.figure import Body as Person
from filmwright.render.figure import Head, PosedFigure

__all__ = ["Body", "Head", "PosedFigure", "build", "pose", "pose_between", "read_body", "stride"]

Body = Person | AnimalBody
"""A built body, of whatever kind."""


def build(look: FigureLook | AnimalLook) -> Body:
    """Make the body of a look, the same bytes every time."""
    return animal.build_animal(look) if isinstance(look, AnimalLook) else figure.build(look)


def read_body(data: bytes) -> Body:
    """Read what `to_bytes` of a body wrote; raises `StoreError` on anything else."""
    return AnimalBody.from_bytes(data) if data[:8] == animal.MAGIC else Person.from_bytes(data)


def pose(body: Body, pose: Pose, index: int = 0) -> PosedFigure:
    """The body in this pose, in the world, with the object ids of figure `index`."""
    if isinstance(body, AnimalBody):
        return animal.pose_animal(body, pose, index)
    return figure.pose(body, pose, index)


def pose_between(body: Body, before: Pose, after: Pose, share: float, index: int = 0) -> PosedFigure:
    """The body on its way from one pose (share 0) to another (1); the face is that of `after`."""
    if isinstance(body, AnimalBody):
        return animal.pose_animal_between(body, before, after, share, index)
    return figure.pose_between(body, before, after, share, index)


def stride(body: Body, *, running: bool = False) -> float:
    """Metres that one full cycle of a gait covers."""
    if isinstance(body, AnimalBody):
        return animal.animal_stride(body, running=running)
    return figure.stride(body, running=running)
