"""What a person asks for, with everything that the films of one project have in common."""

from fractions import Fraction
from typing import ClassVar, Literal, get_args

from filmwright.model.document import Document
from filmwright.model.media import Rendering, TierChoice
from filmwright.model.shots import FRAME_SIZES, AspectRatio, Pacing

__all__ = ["STAGES", "Request", "stage_index"]

Stage = Literal["script", "bible", "assets", "shots", "boards", "clips", "film"]
STAGES: tuple[Stage, ...] = get_args(Stage)
"""The way through the house, in order."""


class Request(Document):
    """How far to go and with what settings; stored with the project.

    `director` is a way of directing and `pacing` its pace, where a person asked for one; `target_seconds` is how long
    the story should run, without title and credits; `longest_shot` is how many seconds a clip of the video maker may
    last.
    """

    schema_label: ClassVar[str] = "request/1"

    project: str
    to: Stage = "film"
    start: Stage | None = None
    style: str = "auto"
    aspect: AspectRatio = "16:9"
    tier: TierChoice = "auto"
    render: Rendering = "ink"
    fps: str = "24"
    director: str = "classical"
    pacing: Pacing | None = None
    target_seconds: int | None = None
    longest_shot: float | None = None

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
