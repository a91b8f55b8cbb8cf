"""The command line offers exactly what the documents know: it repeats the sets only to start quickly."""

from enum import StrEnum
from typing import get_args

import pytest

from filmwright.app.breakdown import BreakdownFormat
from filmwright.app.exporting import ExportFormat
from filmwright.app.request import STAGES
from filmwright.cli import choices
from filmwright.model.breakdown import PaperName
from filmwright.model.media import Rendering, TierChoice
from filmwright.model.shots import FRAME_SIZES, AspectRatio


@pytest.mark.parametrize(
    ("offered", "known"),
    [
        (choices.Stage, STAGES),
        (choices.Aspect, get_args(AspectRatio)),
        (choices.Aspect, tuple(FRAME_SIZES)),
        (choices.Tier, get_args(TierChoice)),
        (choices.Rendering, get_args(Rendering)),
        (choices.ExportFormat, get_args(ExportFormat)),
        (choices.BreakdownFormat, get_args(BreakdownFormat)),
        (choices.Paper, get_args(PaperName)),
    ],
    ids=("stage", "aspect", "frame sizes", "tier", "rendering", "export", "breakdown", "paper"),
)
def test_a_choice_is_what_the_documents_know(offered: type[StrEnum], known: tuple[str, ...]) -> None:
    assert tuple(offered) == known
