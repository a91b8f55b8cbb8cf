"""Animals: `build_animal` makes a body from a look, `pose_animal` puts it somewhere doing something."""

from filmwright.render.animal._body import MAGIC, VERSION, AnimalBody, build_animal
from filmwright.render.animal._gait import FLIGHT_HEIGHT
from filmwright.render.animal._pose import animal_stride, pose_animal, pose_animal_between
from filmwright.render.animal._species import BIRDS

__all__ = [
    "BIRDS",
    "FLIGHT_HEIGHT",
    "MAGIC",
    "VERSION",
    "AnimalBody",
    "animal_stride",
    "build_animal",
    "pose_animal",
    "pose_animal_between",
]
