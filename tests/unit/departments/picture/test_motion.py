"""Mouths follow words, lids close now and then, feet keep the ground."""

from fractions import Fraction
from typing import Any

import pytest

from filmwright.departments.picture.motion import (
    Spoken,
    blinks,
    calls,
    change_at,
    mouth_at,
    mouth_states,
    move_of,
    walk_pose,
)
from filmwright.departments.picture.tiers import choose
from filmwright.model.figure import Pose
from filmwright.model.media import Line, Mouth
from filmwright.model.set_design import default_design
from filmwright.model.shots import Movement
from filmwright.model.staging import CameraPlace, Setup, StagedPerson
from filmwright.ref import Ref

FILM = Fraction(24)
LINE = Line(
    shot_id="s001_001",
    character_ref_id="ida",
    text="ah em",
    audio=Ref.of(b""),
    samples=24_000,
    mouths=(Mouth(sample=0, shape="A", open=0.9), Mouth(sample=12_000, shape="M", open=0.4)),
)


def walker(**more: Any) -> StagedPerson:
    return StagedPerson(
        character_ref_id="ida",
        index=0,
        body=Ref.of(b""),
        pose=Pose(posture="walk"),
        path=((0.0, 0.0), (3.0, 0.0)),
        **more,
    )


def setup_with(movement: Movement = "static", people: tuple[StagedPerson, ...] = ()) -> Setup:
    place = CameraPlace(eye=(0, 1, 3), target=(0, 1, 0), lens_mm=35)
    return Setup(
        shot_id="s001_001", shot_type="MS", size="MS", movement=movement, trigger="action", width=1280, height=720,
        design=default_design("bar"), camera=place, people=people,
    )  # fmt: skip


def test_a_mouth_has_the_shape_of_its_moment() -> None:
    spoken = [Spoken(LINE, 4800)]
    assert mouth_at(spoken, 4799) == ("rest", 0.0)
    assert mouth_at(spoken, 4800) == ("A", 1.0)
    assert mouth_at(spoken, 4800 + 12_000) == ("M", 0.0)
    assert mouth_at(spoken, 4800 + 24_000) == ("rest", 0.0)


def test_handles_move_the_words_along() -> None:
    plain = mouth_states([Spoken(LINE, 0)], 12, FILM, 0)
    shifted = mouth_states([Spoken(LINE, 0)], 16, FILM, 4)
    assert shifted[4:] == plain
    assert set(shifted[:4]) == {("rest", 0.0)}


def test_everybody_blinks_and_the_same_way_every_time() -> None:
    lids = blinks("s001_001", "ida", 240, FILM)
    assert lids == blinks("s001_001", "ida", 240, FILM)
    assert 2 <= sum(1 for a, b in zip(lids, lids[1:], strict=False) if a == 0 < b) <= 5
    assert lids != blinks("s001_001", "tom", 240, FILM)


def test_a_bark_opens_and_shuts_the_jaw_again_and_again_the_same_way_every_time() -> None:
    mouths = calls("s001_001", "rex", 96, FILM)
    opening = [wide for _, wide in mouths]
    assert mouths == calls("s001_001", "rex", 96, FILM)
    assert mouths != calls("s001_002", "rex", 96, FILM)
    assert 3 <= sum(1 for a, b in zip(opening, opening[1:], strict=False) if a == 0 < b) <= 9
    assert opening.count(0.0) > 48
    assert {shape for shape, wide in mouths if wide > 0} == {"A"}
    assert all((4 * wide).is_integer() for wide in opening)


def test_feet_do_not_slide() -> None:
    a, b = (walk_pose(walker(), t, 1.4, 3.0) for t in (0.5, 0.75))
    assert (b.phase - a.phase) % 1.0 == pytest.approx((b.x - a.x) / 1.4 % 1.0, abs=2e-3)


def test_who_has_arrived_stands() -> None:
    at = walk_pose(walker(), 30.0, 1.4, 3.0)
    assert (at.posture, at.x) == ("stand", 3.0)


def test_tracking_goes_the_way_its_people_go() -> None:
    assert move_of("tracking", [walker()], (1.0, 0.0)) == "truck_right"
    assert move_of("tracking", [walker()], (-1.0, 0.0)) == "truck_left"


@pytest.mark.parametrize(
    ("movement", "people", "speaks", "tier"),
    [
        ("static", (), False, "still"),
        ("static", (), True, "warp"),
        ("push_in", (), False, "warp"),
        ("static", (walker(),), False, "full"),
    ],
    ids=["nothing moves", "somebody speaks", "the camera moves", "somebody walks"],
)
def test_the_tier_is_what_moves(movement: Movement, people: tuple[StagedPerson, ...], speaks: bool, tier: str) -> None:
    assert choose(setup_with(movement, people), speaks=speaks) == tier


def test_the_person_decides_the_tier() -> None:
    assert choose(setup_with("push_in", (walker(),)), speaks=True, wanted="still") == "still"
    assert choose(setup_with("push_in", (walker(),)), speaks=True, wanted="warp") == "warp"


def test_a_change_begins_at_rest_and_is_over_before_the_shot_is() -> None:
    person = StagedPerson(
        character_ref_id="ida", index=0, body=Ref.of(b""), pose=Pose(posture="sit"), before=Pose(), change_from=0.25
    )
    shares = [change_at(person, i / 12, 1.5) for i in range(19)]
    assert shares[0] == 0.25
    assert shares == sorted(shares)
    assert shares[12] == 1.0
    assert change_at(person.model_copy(update={"before": None}), 0.0, 1.5) == 1.0
