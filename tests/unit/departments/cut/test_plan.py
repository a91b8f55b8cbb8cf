"""The edit adds up to the frame, and joins never change a shot's length."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from filmwright.departments.cut.plan import joins, plan_cut
from filmwright.model.shots import SceneShots, Shot, ShotList, Transition, VisualIntent

TRANSITIONS: tuple[Transition, ...] = ("cut", "dissolve", "fade_black", "smash_cut", "match_cut")


def shot(scene: int, index: int, frames: int, transition: Transition = "cut", crossfade: float = 0.0) -> Shot:
    return Shot(
        shot_id=f"s{scene:03d}_{index:03d}", number=f"SH{index * 10:04d}", title="", trigger="action", content="",
        text="", shot_type="MS", size="MS", camera_height=1.5, camera_movement="static", lens_mm=35.0,
        distance_band="social", emotional_intensity=0.5, duration_frames=frames, duration_seconds=frames / 24,
        pacing_curve="moderate", transition_to_next=transition, crossfade_duration=crossfade, setting_ref_id="x",
    )  # fmt: skip


def shot_list(scenes: list[tuple[int, list[Shot]]]) -> ShotList:
    intent = VisualIntent(emotional_start="", emotional_end="", conflict_axis="")
    made = tuple(
        SceneShots(
            scene_id=f"s{n:03d}", scene_number=n, slugline="INT. A - DAY", act=act, beat="", emotional_polarity=0.0,
            visual_intent=intent, target_duration_seconds=1.0, setting_ref_id="a", shots=tuple(shots),
        )
        for n, (act, shots) in enumerate(scenes, 1)
    )  # fmt: skip
    return ShotList(project_id="p", title="t", total_shots=0, total_duration_seconds=0.0, scenes=made)


lists = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.lists(
            st.tuples(st.integers(18, 200), st.sampled_from(TRANSITIONS), st.floats(0, 3)), min_size=0, max_size=5
        ),
    ),
    min_size=1,
    max_size=5,
).map(
    lambda rows: shot_list(
        [
            (act, [shot(n, i, *spec) for i, spec in enumerate(specs, 1)])
            for n, (act, specs) in enumerate(sorted(rows, key=lambda r: r[0]), 1)
        ]
    )
)


@given(lists)
def test_the_film_is_as_long_as_its_parts(given_list: ShotList) -> None:
    """film frames = title + sum of duration_frames + act fades + end card + credits."""
    plan = plan_cut(given_list)
    shots = [s for scene in given_list.scenes for s in scene.shots]
    acts = [scene.act for scene in given_list.scenes if scene.shots]
    fades = sum(a != b for a, b in pairwise(acts)) * 48
    assert plan.total_frames == 72 + sum(s.duration_frames for s in shots) + fades + 60 + 72


@given(lists)
def test_pieces_lie_end_to_end(given_list: ShotList) -> None:
    plan = plan_cut(given_list)
    assert all(a.start_frame + a.frames == b.start_frame for a, b in pairwise(plan.pieces))
    assert all(p.frames > 0 for p in plan.pieces)


@given(lists)
def test_every_cut_point_is_a_keyframe_of_its_clip(given_list: ShotList) -> None:
    plan = plan_cut(given_list)
    frames = {s.shot_id: s.duration_frames for scene in given_list.scenes for s in scene.shots}
    for piece in plan.pieces:
        if piece.kind != "body":
            continue
        clip = plan.clips[piece.shot_id or ""]
        total = clip.handle_in + frames[piece.shot_id or ""] + clip.handle_out
        assert piece.source_in in clip.keyframes
        assert piece.source_in + piece.frames in {*clip.keyframes, total}


@given(lists)
def test_a_scene_begins_where_its_first_frame_would_lie_without_joins(given_list: ShotList) -> None:
    plan = plan_cut(given_list)
    at, last_act = 72, None
    for scene in given_list.scenes:
        if not scene.shots:
            continue
        at += 48 if last_act not in (None, scene.act) else 0
        last_act = scene.act
        assert plan.scene_starts[scene.scene_id] == at
        at += sum(s.duration_frames for s in scene.shots)


def test_a_dissolve_takes_handles_and_a_fade_does_not() -> None:
    made = shot_list([(1, [shot(1, 1, 48, "dissolve", 0.5), shot(1, 2, 48, "fade_black", 1.0), shot(1, 3, 48)])])
    first, second = joins(made)
    assert (first.handles, second.handles) == (6, 0)
    clips = plan_cut(made).clips
    assert (clips["s001_001"].handle_in, clips["s001_001"].handle_out) == (0, 6)
    assert (clips["s001_002"].handle_in, clips["s001_002"].handle_out) == (6, 0)


def test_a_join_never_eats_a_short_shot() -> None:
    (join,) = joins(shot_list([(1, [shot(1, 1, 18, "dissolve", 3.0), shot(1, 2, 200)])]))
    assert join.frames <= 2 * (18 // 3)


def test_acts_are_divided_by_a_fade_and_not_by_a_join() -> None:
    plan = plan_cut(shot_list([(1, [shot(1, 1, 48, "dissolve", 1.0)]), (2, [shot(2, 1, 48)])]))
    assert [p.kind for p in plan.pieces] == ["title", "body", "act_fade", "body", "end_card", "credits"]
