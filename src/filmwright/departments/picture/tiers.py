"""Which way a clip is made: `still`, `warp` or `full`.

`full` draws people anew as they move, which costs about ten times as much, so it is kept for shots in which
somebody goes somewhere, changes or makes a gesture, and for as many frames as that needs.
"""

from filmwright.model.media import Tier, TierChoice
from filmwright.model.staging import Setup

__all__ = ["FULL_SECONDS", "choose"]

FULL_SECONDS = 4.5
"""Longest stretch of a shot that people are drawn anew; after it they stand where they got to."""


def choose(setup: Setup, *, speaks: bool, wanted: TierChoice = "auto") -> Tier:
    """The tier of a shot: the wanted one where it can be had, else by what moves.

    Who walks, sits down or gestures needs `full`, a moving camera or a moving mouth needs `warp`, and the
    rest is `still` (with blinking eyes).
    """
    if wanted == "still":
        return "still"
    acts = any((len(p.path) > 1 and p.visibility != "partial") or p.before is not None for p in setup.people)
    if acts and wanted in ("auto", "full"):
        return "full"
    if setup.movement != "static" or speaks:
        return "warp"
    return "still"
