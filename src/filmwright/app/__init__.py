"""What a person can do with Filmwright; command line and server are thin surfaces over this."""

from filmwright.app.doctor import Finding, Findings, examine
from filmwright.app.library import Library, open_library, shot_list
from filmwright.app.outcome import LibraryStatus, Made, ProjectStatus, Report, StageStatus
from filmwright.app.request import STAGES, Request
from filmwright.app.source import Source, read_source
from filmwright.engine.events import Event

__all__ = [
    "STAGES",
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
    "examine",
    "open_library",
    "read_source",
    "shot_list",
]
