"""What a person asks for, with everything that the films of one project have in common."""

from fractions import Fraction
from typing import ClassVar, Literal, get_args

from filmwright.model.document import Document
from filmwright.model.media import Rendering, TierChoice
from filmwright.model.shots import FRAME_SIZES, AspectRatio

__all__ = ["STAGES", "Request", "stage_index"]

Stage = Literal["script", "bible", "assets", "shots", "boards", "clips", "film"]
STAGES: tuple[Stage, ...] = get_args(Stage)
"""The way through the house, in order."""


class Request(Document):
    """How far to go and with what settings; stored with the project."""

    schema_label: ClassVar[str] = "request/1"

    project: str
    to: Stage = "film"
    start: Stage | None = None
    style: str = "auto"
    aspect: AspectRatio = "16:9"
    tier: TierChoice = "auto"
    render: Rendering = "ink"
    fps: str = "24"

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture in pixels."""
        return FRAME_SIZES[self.aspect]

    @property
    def rate(self) -> Fraction:
        """Frames per second."""
        return Fraction(self.fps)

    def wants(self, stage: Stage) -> bool:
        """Whether the film is made as far as this stage."""
        return stage_index(stage) <= stage_index(self.to)


def stage_index(stage: Stage) -> int:
    """Place of a stage on the way, from 0."""
    return STAGES.index(stage)
