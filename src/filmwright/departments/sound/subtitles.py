"""The subtitles of a scene as a document."""

from filmwright.departments.sound.documents import SceneTiming
from filmwright.departments.sound.plan import captions
from filmwright.engine.step import step
from filmwright.model.cut import CaptionList
from filmwright.model.media import Line

__all__ = ["caption_list"]


@step("sound.captions", version=2, inline=True)
def caption_list(timing: SceneTiming, lines: tuple[Line, ...], start_frame: int) -> CaptionList:
    """Time the subtitles of a scene that starts at `start_frame` of the film, by the words as they are heard."""
    return CaptionList(scene_id=timing.scene_id, captions=captions(timing, lines, start_frame))
