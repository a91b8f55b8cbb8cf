"""The closed sets that the command line offers; the same words as everywhere else."""

from enum import StrEnum

__all__ = ["Aspect", "BreakdownFormat", "ExportFormat", "Pacing", "Paper", "Rendering", "Stage", "Tier"]


class Stage(StrEnum):
    """How far a film is made."""

    script = "script"
    bible = "bible"
    assets = "assets"
    shots = "shots"
    boards = "boards"
    clips = "clips"
    film = "film"


class Aspect(StrEnum):
    """Shape of the picture, width to height."""

    wide = "16:9"
    scope = "2.39:1"
    tall = "9:16"
    academy = "4:3"
    square = "1:1"


class Tier(StrEnum):
    """How much the clips move."""

    auto = "auto"
    still = "still"
    warp = "warp"
    full = "full"


class Pacing(StrEnum):
    """How quickly a film is cut."""

    slow_burn = "slow-burn"
    measured = "measured"
    moderate = "moderate"
    brisk = "brisk"
    rapid = "rapid"
    action = "action"
    montage = "montage"


class Rendering(StrEnum):
    """How the pictures are drawn."""

    ink = "ink"
    shaded = "shaded"


class ExportFormat(StrEnum):
    """What a script is written as."""

    fountain = "fountain"
    fdx = "fdx"
    pdf = "pdf"
    text = "text"


class Paper(StrEnum):
    """The sheet a script is printed on."""

    letter = "letter"
    a4 = "a4"


class BreakdownFormat(StrEnum):
    """What a breakdown is written as."""

    csv = "csv"
    xlsx = "xlsx"
    pdf = "pdf"
    json = "json"
