"""Animals: `build_animal` makes a body from a look, `pose_animal` puts it somewhere doing something."""

from filmwright.render.animal._body import MAGIC, VERSION, AnimalBody, build_animal
from filmwright.render.animal._pose import animal_stride, pose_animal, pose_animal_between
from filmwright.render.animal._species import BIRDS, FLYERS

__all__ = [
    "BIRDS",
    "FLYERS",
    "MAGIC",
    "VERSION",
    "AnimalBody",
    "animal_stride",
    "build_animal",
    "pose_animal",
    "pose_animal_between",
]
