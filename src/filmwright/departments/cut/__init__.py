"""The cut: pieces and joins, titles and credits, the film, subtitles, boards, the edit for editors."""

from filmwright.departments.cut.plan import ClipPlan, CutPlan, Join, plan_cut
from filmwright.departments.cut.steps import (
    STEPS,
    act_fade_piece,
    boards,
    credits_piece,
    edit,
    end_piece,
    film,
    join_piece,
    piece_name,
    scene_film,
    srt,
    timeline,
    title_piece,
    vtt,
)

__all__ = [
    "STEPS",
    "ClipPlan",
    "CutPlan",
    "Join",
    "act_fade_piece",
    "boards",
    "credits_piece",
    "edit",
    "end_piece",
    "film",
    "join_piece",
    "piece_name",
    "plan_cut",
    "scene_film",
    "srt",
    "timeline",
    "title_piece",
    "vtt",
]
