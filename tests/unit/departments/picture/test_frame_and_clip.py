"""Frames carry what steers an image model; clips move what should move and nothing else."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from filmwright.departments.picture.steps import clip, frame, portrait, setting
from filmwright.model.media import Clip, Frame, Line, Mouth
from filmwright.model.set_design import SetDesign
from filmwright.model.staging import Setup
from filmwright.ref import Ref
from filmwright.render.png import read_picture
from filmwright.render.video import decode
from filmwright.store import FolderBlobs

from .conftest import person, visual

Stager = Callable[..., tuple[Any, list[Setup]]]
SMALL = {"width": 480, "height": 270}
TALK = visual(1, "MCU", "MCU", [person("ida", looks_at="tom", speaking=True)], subject="ida")
PUSH = visual(2, "CU", "CU", [person("ida", looks_at="tom")], subject="ida", camera_movement="push_in")
WALK = visual(3, "WS", "WS", [person("tom", "right", posture="walk", travels="left")], subject="tom")


RISES = [
    visual(4, "MS", "MS", [person("ida", posture="sit")], subject="ida"),
    visual(5, "MS", "MS", [person("ida", gesture="point")], subject="ida"),
]


@pytest.fixture(scope="session")
def setups(staged: Stager) -> list[Setup]:
    return [s.model_copy(update=SMALL) for s in staged([TALK, PUSH, WALK])[1]]


@pytest.fixture(scope="session")
def frames(setups: list[Setup], blobs: FolderBlobs) -> list[Frame]:
    return [frame(s, blobs) for s in setups]


def spoken(blobs: FolderBlobs) -> Line:
    mouths = tuple(Mouth(sample=4000 * i, shape="AEIOU"[i % 5], open=0.8) for i in range(12))
    return Line(shot_id="s001_001", character_ref_id="ida", text="-", audio=Ref.of(b""), samples=48_000, mouths=mouths)


def film(made: Clip, blobs: FolderBlobs) -> list[Any]:
    return decode(blobs.get(made.video))


def test_a_frame_has_picture_depth_masks_and_pose(frames: list[Frame], blobs: FolderBlobs) -> None:
    made = frames[0]
    assert read_picture(blobs.get(made.image)).shape == (270, 480, 3)
    masks = read_picture(blobs.get(made.masks))[..., 0]
    assert set(np.unique(masks)) == {0, 1}
    assert b'"nose"' in blobs.get(made.pose)
    assert blobs.get(made.depth)[:4] == b"\x89PNG"


def test_a_frame_is_the_same_bytes_every_time(frames: list[Frame], setups: list[Setup], blobs: FolderBlobs) -> None:
    assert frame(setups[0], blobs).to_bytes() == frames[0].to_bytes()


def test_a_board_of_a_moving_shot_is_marked(frames: list[Frame]) -> None:
    assert frames[0].board == frames[0].image
    assert frames[1].board != frames[1].image
    assert frames[2].board != frames[2].image


def test_a_speaker_moves_the_mouth_and_nothing_else(
    frames: list[Frame], setups: list[Setup], blobs: FolderBlobs
) -> None:
    made = clip(setups[0], frames[0], [spoken(blobs)], [0], 24, blobs)
    pictures = film(made, blobs)
    assert (made.tier, len(pictures)) == ("warp", 24)
    seen = frames[0].seen[0]
    assert seen.mouth is not None
    x0, y0, x1, y1 = seen.mouth
    mouths = [p[y0:y1, x0:x1].astype(int) for p in pictures]
    assert max(np.abs(m - mouths[0]).mean() for m in mouths) > 4
    corner = [p[:60, :120].astype(int) for p in pictures]
    assert max(np.abs(c - corner[0]).mean() for c in corner) < 1.5  # the codec's own noise


def test_a_clip_is_the_same_bytes_every_time(frames: list[Frame], setups: list[Setup], blobs: FolderBlobs) -> None:
    first, second = (clip(setups[0], frames[0], [spoken(blobs)], [0], 12, blobs).to_bytes() for _ in range(2))
    assert first == second


def test_a_push_in_begins_with_the_still_and_comes_nearer(
    frames: list[Frame], setups: list[Setup], blobs: FolderBlobs
) -> None:
    made = clip(setups[1], frames[1], [], [], 24, blobs)
    pictures = film(made, blobs)
    still = read_picture(blobs.get(frames[1].image)).astype(int)
    assert np.abs(pictures[0].astype(int) - still).mean() < 6
    assert np.abs(pictures[-1].astype(int) - still).mean() > 6


def test_who_walks_crosses_the_picture(frames: list[Frame], setups: list[Setup], blobs: FolderBlobs) -> None:
    made = clip(setups[2], frames[2], [], [], 48, blobs)
    assert made.tier == "full"
    pictures = film(made, blobs)

    def middle(i: int) -> float:
        other = 40 if i < 20 else 4
        changed = np.abs(pictures[i].astype(int) - pictures[other]).sum(axis=2) > 60
        return float(np.flatnonzero(changed.any(axis=0)).mean())

    assert len(pictures) == 48
    assert np.abs(pictures[8].astype(int) - pictures[30]).mean() > 1.0
    assert middle(8) > 0


def test_handles_lie_around_the_body_and_end_on_keyframes(
    frames: list[Frame], setups: list[Setup], blobs: FolderBlobs
) -> None:
    made = clip(setups[0], frames[0], [], [], 12, blobs, handle_in=4, handle_out=6)
    assert len(film(made, blobs)) == 22
    assert {0, 4, 16} <= set(made.keyframes)
    assert made.tier == "still"
    assert Fraction(made.fps) == 24


def test_assets_are_drawn_once_each(blobs: FolderBlobs, bodies: dict[str, Ref], room: SetDesign) -> None:
    face = portrait("ida", "Ida", "", "a woman", bodies["ida"], blobs)
    place = setting("room", "Room", "day", "a room", room, "day", "clear", "", blobs)
    night = setting("room", "Room", "night", "a room", room, "night", "clear", "", blobs)
    assert (face.width, face.height) == (768, 1152)
    assert place.image != night.image


def test_who_rises_and_points_moves_and_then_is_the_still(staged: Stager, blobs: FolderBlobs) -> None:
    setup = staged(RISES)[1][1].model_copy(update=SMALL)
    assert setup.people[0].before is not None
    drawn = frame(setup, blobs)
    made = clip(setup, drawn, [], [], 48, blobs)
    assert made.tier == "full"
    pictures = [p.astype(int) for p in film(made, blobs)]
    still = read_picture(blobs.get(drawn.image)).astype(int)
    away = [float(np.abs(p - still).mean()) for p in pictures]
    assert away[0] > 6
    assert away[-1] < 3  # the codec's own noise
    assert len({round(a, 1) for a in away[:30]}) > 5  # it is a movement, not a jump


def test_in_the_warp_tier_nobody_rises(staged: Stager, blobs: FolderBlobs) -> None:
    setup = staged(RISES)[1][1].model_copy(update=SMALL)
    made = clip(setup, frame(setup, blobs), [], [], 12, blobs, tier="warp")
    pictures = [p.astype(int) for p in film(made, blobs)]
    assert max(float(np.abs(p - pictures[0]).mean()) for p in pictures) < 1.5
