"""What a person can do with Filmwright; command line and server are thin surfaces over this.

Names are loaded when they are first used: listing shots must not wait for the codecs.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from filmwright.app.beats import storyboard, storyboard_text
    from filmwright.app.breakdown import break_down, write_breakdown
    from filmwright.app.doctor import Finding, Findings, examine
    from filmwright.app.exporting import export
    from filmwright.app.library import Library, open_library
    from filmwright.app.outcome import LibraryStatus, Made, ProjectStatus, Report, StageStatus
    from filmwright.app.planning import shot_list
    from filmwright.app.reading import Understanding, understand
    from filmwright.app.request import STAGES, Request
    from filmwright.app.revise import DraftHistory
    from filmwright.app.source import Source, read_source
    from filmwright.engine.events import Event
    from filmwright.model.revision import Difference

__all__ = [
    "STAGES",
    "Difference",
    "DraftHistory",
    "Event",
    "Finding",
    "Findings",
    "Library",
    "LibraryStatus",
    "Made",
    "ProjectStatus",
    "Report",
    "Request",
    "Source",
    "StageStatus",
    "Understanding",
    "break_down",
    "examine",
    "export",
    "open_library",
    "read_source",
    "shot_list",
    "storyboard",
    "storyboard_text",
    "understand",
    "write_breakdown",
]

_HOMES = {
    "Difference": "filmwright.model.revision",
    "DraftHistory": "filmwright.app.revise",
    "STAGES": "filmwright.app.request",
    "Event": "filmwright.engine.events",
    "Finding": "filmwright.app.doctor",
    "Findings": "filmwright.app.doctor",
    "Library": "filmwright.app.library",
    "LibraryStatus": "filmwright.app.outcome",
    "Made": "filmwright.app.outcome",
    "ProjectStatus": "filmwright.app.outcome",
    "Report": "filmwright.app.outcome",
    "Request": "filmwright.app.request",
    "Source": "filmwright.app.source",
    "StageStatus": "filmwright.app.outcome",
    "Understanding": "filmwright.app.reading",
    "break_down": "filmwright.app.breakdown",
    "examine": "filmwright.app.doctor",
    "export": "filmwright.app.exporting",
    "open_library": "filmwright.app.library",
    "read_source": "filmwright.app.source",
    "shot_list": "filmwright.app.planning",
    "storyboard": "filmwright.app.beats",
    "storyboard_text": "filmwright.app.beats",
    "understand": "filmwright.app.reading",
    "write_breakdown": "filmwright.app.breakdown",
}


def __getattr__(name: str) -> Any:  # see the docstring
    if name not in _HOMES:
        raise AttributeError(f"module `filmwright.app` has no attribute `{name}`")
    return getattr(import_module(_HOMES[name]), name)
