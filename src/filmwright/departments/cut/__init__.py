"""The cut: pieces and joins, titles and credits, the film, subtitles, boards, the edit for editors."""

from filmwright.departments.cut.plan import plan_cut
from filmwright.departments.cut.steps import STEPS, piece_name

__all__ = ["STEPS", "piece_name", "plan_cut"]
