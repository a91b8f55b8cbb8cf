"""Shots keep their ids and numbers from draft to draft: random edits never lose one that should be kept."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filmwright.departments.shots import identify_shots
from filmwright.departments.shots.revision import Named, fill_numbers, match_shots, remember_shots
from filmwright.model.revision import Identities, KnownScene, number_order, ordinal_of
from filmwright.model.shots import SceneShots, Shot, VisualIntent

BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # machines are shared

Spec = tuple[str, str, str]
"""Words, speaker, trigger."""


def shot(at: int, spec: Spec) -> Shot:
    text, speaker, trigger = spec
    return Shot.model_validate(
        {
            "shot_id": f"s004_{at + 1:03d}",
            "number": f"SH{10 * (at + 1):04d}",
            "title": "t",
            "trigger": trigger,
            "content": text or trigger,
            "text": text,
            "dialogue_speaker": speaker or None,
            "dialogue_text": text if speaker else None,
            "shot_type": "MS",
            "size": "MS",
            "camera_height": 1.5,
            "camera_movement": "static",
            "lens_mm": 40.0,
            "distance_band": "social",
            "emotional_intensity": 0.3,
            "duration_frames": 48,
            "duration_seconds": 2.0,
            "pacing_curve": "moderate",
            "transition_to_next": "cut",
            "setting_ref_id": "x",
        }
    )


def scene(shots: Sequence[Shot]) -> SceneShots:
    return SceneShots(
        scene_id="s004",
        scene_number=4,
        slugline="INT. HALL - DAY",
        beat="",
        emotional_polarity=0.0,
        visual_intent=VisualIntent(emotional_start="calm", emotional_end="calm", conflict_axis="the place itself"),
        target_duration_seconds=10.0,
        setting_ref_id="x",
        shots=tuple(shots),
    )


class History:
    """One scene over its drafts."""

    def __init__(self) -> None:
        self.known = Identities(scenes=(KnownScene(scene_id="s004", heading="INT. HALL - DAY", place=0),))

    def draft(self, specs: Sequence[Spec]) -> tuple[Named, ...]:
        shots = [shot(at, spec) for at, spec in enumerate(specs)]
        named = match_shots(self.known.scenes[0], shots)
        cut = identify_shots(scene(shots), tuple(n.shot_id for n in named), tuple(n.number for n in named))
        self.known = remember_shots(self.known, [cut])
        return named


def drafts(*cuts: Sequence[Spec]) -> list[list[tuple[int, str]]]:
    """Ordinal and number of each shot, draft after draft."""
    history = History()
    return [[(ordinal_of(n.shot_id), n.number) for n in history.draft(cut)] for cut in cuts]


def act(text: str) -> Spec:
    return (text, "", "action")


def says(text: str, who: str = "Nora") -> Spec:
    return (text, who, "dialogue")


RAIN, DOOR, CUP = act("Rain on the window."), act("The door opens and Tobin steps in."), act("She puts the cup down.")
KEY, ASK = says("You still have the key."), says("You never asked for it back.", "Tobin")
SCENE = [RAIN, DOOR, KEY, ASK, CUP]
FIRST = [(1, "SH0010"), (2, "SH0020"), (3, "SH0030"), (4, "SH0040"), (5, "SH0050")]


def test_the_first_cut_of_a_scene_is_as_the_director_counts():
    assert drafts(SCENE) == [FIRST]


def test_an_inserted_shot_takes_the_next_free_ordinal_and_a_number_between():
    new = act("A dog barks somewhere.")
    assert drafts(SCENE, [RAIN, DOOR, new, *SCENE[2:]])[1] == [*FIRST[:2], (6, "SH0025"), *FIRST[2:]]


def test_more_insertions_go_between_between():
    one, two, three = (act(f"{word} happens here now.") for word in ("Alpha", "Beta", "Gamma"))
    found = drafts([RAIN, DOOR], [RAIN, one, DOOR], [RAIN, two, one, DOOR], [RAIN, two, three, one, DOOR])
    assert [number for _, number in found[1]] == ["SH0010", "SH0015", "SH0020"]
    assert [number for _, number in found[2]] == ["SH0010", "SH0012", "SH0015", "SH0020"]
    assert [number for _, number in found[3]] == ["SH0010", "SH0012", "SH0013", "SH0015", "SH0020"]


def test_where_no_number_is_left_letters_go_on_and_nobody_is_renumbered():
    assert fill_numbers(["SH0012", None, "SH0013"], set()) == ["SH0012", "SH0012N", "SH0013"]
    assert fill_numbers(["SH0012", None, "SH0012N"], set()) == ["SH0012", "SH0012G", "SH0012N"]
    assert fill_numbers(["SH0012", None, "SH0012B"], set()) == ["SH0012", "SH0012AN", "SH0012B"]


def test_a_shot_before_the_first_and_one_after_the_last_have_room():
    assert fill_numbers([None, "SH0010"], set()) == ["SH0005", "SH0010"]
    assert fill_numbers(["SH0010", None, None], set()) == ["SH0010", "SH0020", "SH0030"]


def test_a_removed_shot_leaves_its_number_and_id_alone():
    new = act("A dog barks somewhere.")
    found = drafts(SCENE, [RAIN, KEY, ASK, CUP], [RAIN, new, KEY, ASK, CUP])
    assert found[1] == [FIRST[0], *FIRST[2:]]
    assert found[2][1][0] == 6
    assert "SH0010" < found[2][1][1] < "SH0030"
    assert found[2][1][1] != "SH0020"


def test_a_shot_appended_after_a_removed_last_one_does_not_take_its_number():
    assert drafts(SCENE, SCENE[:-1], [*SCENE[:-1], act("A dog barks somewhere.")])[2][-1] == (6, "SH0060")


def test_words_that_come_back_bring_their_shot_back():
    assert drafts(SCENE, [RAIN, KEY, ASK, CUP], SCENE)[2] == FIRST


def test_an_edited_shot_keeps_id_and_number():
    edited = says("You never begged for it back.", "Tobin")
    assert drafts(SCENE, [RAIN, DOOR, KEY, edited, CUP])[1] == FIRST


def test_a_line_written_anew_in_its_place_is_still_that_shot():
    assert drafts(SCENE, [RAIN, DOOR, KEY, says("No.", "Tobin"), CUP])[1] == FIRST


def test_a_renamed_speaker_changes_no_shot():
    renamed = [RAIN, DOOR, says("You still have the key.", "Mara"), ASK, CUP]
    assert drafts(SCENE, renamed)[1] == FIRST


def test_of_a_shot_cut_in_two_the_larger_part_keeps_the_id():
    parts = [act("The door opens."), act("Tobin steps in, wet and out of breath.")]
    long = act("The door opens. Tobin steps in, wet and out of breath.")
    found = drafts([RAIN, long, CUP], [RAIN, *parts, CUP])[1]
    assert found == [(1, "SH0010"), (4, "SH0015"), (2, "SH0020"), (3, "SH0030")]


def test_of_two_shots_put_together_the_larger_keeps_its_id():
    long = act("The door opens. Tobin steps in, wet and out of breath.")
    parts = [act("The door opens."), act("Tobin steps in, wet and out of breath.")]
    assert drafts([RAIN, *parts, CUP], [RAIN, long, CUP])[1] == [(1, "SH0010"), (3, "SH0030"), (4, "SH0040")]


def test_a_shot_moved_in_its_scene_keeps_its_id_and_gets_a_number_that_says_the_order():
    assert drafts(SCENE, [DOOR, KEY, ASK, CUP, RAIN])[1] == [*FIRST[1:], (1, "SH0060")]


def test_shots_without_words_keep_their_place_between_the_words():
    empty = [("", "", "establishing"), RAIN, KEY, ("", "", "reaction"), ASK, ("", "", "reaction")]
    new = act("A dog barks somewhere.")
    assert drafts(empty, [*empty[:4], new, *empty[4:]])[1] == [
        (1, "SH0010"), (2, "SH0020"), (3, "SH0030"), (4, "SH0040"), (7, "SH0045"), (5, "SH0050"), (6, "SH0060"),
    ]  # fmt: skip


def test_equal_words_are_told_apart_by_their_order():
    yes = says("Yes.")
    cut = [yes, RAIN, yes, DOOR, yes]
    assert drafts(cut, [yes, RAIN, yes, CUP, DOOR, yes])[1] == [
        (1, "SH0010"), (2, "SH0020"), (3, "SH0030"), (6, "SH0035"), (4, "SH0040"), (5, "SH0050"),
    ]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), [
    ("SH0012", "SH0012N"), ("SH0012N", "SH0013"), ("SH0012AN", "SH0012B"), ("SH9990", "SH10000"),
])  # fmt: skip
def test_numbers_are_ordered_as_they_are_read(one, other):
    assert number_order(one) < number_order(other)


# --- random edits

EDITS = st.lists(
    st.tuples(st.sampled_from(("insert", "delete", "edit", "move", "rename")), st.integers(0, 12), st.integers(0, 12)),
    max_size=6,
)


class Writer:
    """A scene under a writer's hands: (source, spec)."""

    def __init__(self, size: int) -> None:
        self.count = 0
        self.cut = [self.fresh() for _ in range(size)]

    def fresh(self) -> tuple[int, Spec]:
        self.count += 1
        text = " ".join(f"w{self.count}y{k}" for k in range(7))
        return self.count, (says(text) if self.count % 2 else act(text))

    def edit(self, what: str, at: int, other: int) -> bool:
        """Make one edit; whether it moved a shot."""
        at %= max(1, len(self.cut))
        if what == "insert" or not self.cut:
            self.cut.insert(at, self.fresh())
        elif what == "delete":
            self.cut.pop(at)
        elif what == "edit":
            source, (text, speaker, trigger) = self.cut[at]
            self.count += 1
            words = text.split()
            words[other % len(words)] = f"z{self.count}"
            self.cut[at] = source, (" ".join(words), speaker, trigger)
        elif what == "rename":
            self.cut = [(source, (t, w and f"{w}a", k)) for source, (t, w, k) in self.cut]
        else:
            self.cut.insert(other % len(self.cut), self.cut.pop(at))
        return what == "move"


@settings(BUSY, max_examples=100)
@given(size=st.integers(1, 8), drafts_of_edits=st.lists(EDITS, min_size=1, max_size=4))
def test_random_edits_lose_no_shot(size, drafts_of_edits):
    """Whatever is still there keeps its id, and where nothing moved its number; ids go to nobody else; numbers rise."""
    writer, history = Writer(size), History()
    owner = {n.shot_id: s for n, (s, _) in zip(history.draft([c for _, c in writer.cut]), writer.cut, strict=True)}
    for edits in drafts_of_edits:
        before = dict(writer.cut)
        numbers = {s.shot_id: s.number for s in history.known.scenes[0].shots if s.living}
        moved = sum(writer.edit(*edit) for edit in edits) > 0
        specs = [spec for _, spec in writer.cut]
        named = history.draft(specs)
        ids = [n.shot_id for n in named]
        assert len(set(ids)) == len(ids)
        assert all(number_order(a.number) < number_order(b.number) for a, b in pairwise(named))
        for name, (source, spec) in zip(named, writer.cut, strict=True):
            known = {s: i for i, s in owner.items()}
            if source in known and (source in before):
                assert name.shot_id == known[source]
                if not moved and before[source] == spec:
                    assert name.number == numbers[name.shot_id]
            if name.shot_id in owner and owner[name.shot_id] != source:
                # only a speech written anew in its place takes over: its old words are nowhere in the new draft
                assert owner[name.shot_id] not in {s for s, _ in writer.cut}
                assert spec[1]
            owner[name.shot_id] = source
        assert history.draft(specs) == named


@settings(BUSY, max_examples=100)
@given(size=st.integers(1, 8), edits=EDITS)
def test_there_and_back_gives_the_same_ids_and_numbers(size, edits):
    writer = Writer(size)
    first = [spec for _, spec in writer.cut]
    for edit in edits:
        writer.edit(*edit)
    second = [spec for _, spec in writer.cut]
    one, two, three, four = drafts(first, second, first, second)
    assert one == three
    assert two == four


POOR = st.lists(
    st.sampled_from(
        [act("Go."), act("Stay."), says("Yes."), says("Yes.", "Tobin"), says("No no."), ("", "", "reaction")]
    ),
    max_size=8,
)


@settings(BUSY, max_examples=200)
@given(cuts=st.lists(POOR, min_size=2, max_size=5))
def test_shots_of_few_and_equal_words_have_single_ids_and_rising_numbers(cuts):
    history = History()
    for cut in cuts:
        named = history.draft(cut)
        assert len({n.shot_id for n in named}) == len(named)
        assert all(number_order(a.number) < number_order(b.number) for a, b in pairwise(named))
        assert history.draft(cut) == named


@settings(BUSY, max_examples=150)
@given(st.lists(st.booleans(), min_size=1, max_size=40), st.integers(1, 3))
def test_filled_numbers_rise_and_leave_the_given_and_the_used_alone(given_here, step):
    numbers = [f"SH{10 + at // step:04d}" if here and at % step == 0 else None for at, here in enumerate(given_here)]
    used = {f"SH{n:04d}" for n in range(11, 30, 3)}
    filled = fill_numbers(numbers, used)
    assert all(number_order(a) < number_order(b) for a, b in pairwise(filled))
    for before, after in zip(numbers, filled, strict=True):
        assert before == after if before else after not in used
