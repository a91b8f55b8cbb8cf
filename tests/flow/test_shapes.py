"""A film of any shape is one shape throughout: titles, shots, joins, credits."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from films import GATE, make_film
from measure import probe

from filmwright.departments.cut.steps import film as film_step
from filmwright.engine.testing import memory_store
from filmwright.errors import StoreError
from filmwright.model.cut import Cut, Piece
from filmwright.model.media import SoundTrack
from filmwright.model.shots import FRAME_SIZES
from filmwright.render.video import encode


@pytest.mark.slow
@pytest.mark.parametrize("aspect", ["2.39:1", "9:16"])
def test_a_film_of_another_shape(aspect: str, tmp_path: Path) -> None:
    film = make_film(tmp_path / "library", GATE, aspect=aspect, tier="still")
    found = probe(film.film)
    assert (found.width, found.height) == FRAME_SIZES[aspect]
    assert found.frames == film.cut.total_frames


def test_a_piece_of_another_size_is_refused() -> None:
    """Its packets could be copied, and would not play."""

    def card(width: int) -> bytes:
        return encode([np.zeros((90, width, 3), np.uint8)] * 24, width=width, height=90, fps=Fraction(24))

    pieces = (Piece(kind="title", start_frame=0, frames=24), Piece(kind="credits", start_frame=24, frames=24))
    cut = Cut(
        project_id="p", title="t", fps="24", width=160, height=90, total_frames=48, title_frames=24, shot_frames=0,
        act_fade_frames=0, end_card_frames=0, credits_frames=24, pieces=pieces, scene_starts={},
    )  # fmt: skip
    sound = SoundTrack(chunks=(), extradata_hex="119056e500", priming=1024, samples=0)
    with pytest.raises(StoreError, match="cannot be joined"):
        film_step(cut, {}, {"title": card(160), "credits": card(128)}, sound, "eng", memory_store().blobs)
