"""Scenes keep their ids from draft to draft: random edits never lose one that should be kept."""

import dataclasses
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filmwright.departments.screenplay import identify, read_screenplay
from filmwright.departments.screenplay.revision import content_of, match_scenes, remember_scenes
from filmwright.model.revision import Identities, ordinal_of
from filmwright.model.screenplay import Screenplay

BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # machines are shared

KITCHEN = "INT. KITCHEN - NIGHT\n\nRain on the window. Nora sits at the table with a cold cup and waits.\n"
GARDEN = "EXT. GARDEN - DAY\n\nTobin walks along the path with the spade and whistles an old song.\n"
CELLAR = "INT. CELLAR - DAY\n\nA dog sleeps beside the boiler while the pipes knock and hum above it.\n"


def read(*scenes: str) -> Screenplay:
    return read_screenplay("\n".join(scenes).encode())


def drafts(*scripts: Screenplay) -> list[tuple[str, ...]]:
    """The ids of each draft, one after the other."""
    known, out = Identities(), []
    for script in scripts:
        ids = match_scenes(known, script)
        known = remember_scenes(known, script, ids)
        out.append(ids)
    return out


def test_a_first_draft_is_counted_from_one():
    script = read(KITCHEN, GARDEN, CELLAR)
    assert drafts(script) == [("s001", "s002", "s003")]
    assert tuple(s.scene_id for s in script.scenes) == ("s001", "s002", "s003")


def test_an_inserted_scene_takes_the_next_free_ordinal():
    assert drafts(read(KITCHEN, GARDEN), read(KITCHEN, CELLAR, GARDEN))[1] == ("s001", "s003", "s002")


def test_a_moved_scene_keeps_its_id():
    assert drafts(read(KITCHEN, GARDEN, CELLAR), read(CELLAR, KITCHEN, GARDEN))[1] == ("s003", "s001", "s002")


def test_an_id_is_never_given_twice():
    other = "INT. ATTIC - NIGHT\n\nMoonlight. Someone has moved the trunk again and left the lid open.\n"
    assert drafts(read(KITCHEN, GARDEN), read(KITCHEN), read(KITCHEN, other))[2] == ("s001", "s003")


def test_words_that_come_back_bring_their_id_back():
    assert drafts(read(KITCHEN, GARDEN), read(KITCHEN), read(GARDEN, KITCHEN))[2] == ("s002", "s001")


def test_an_edited_scene_that_comes_back_from_the_bin_is_known():
    edited = GARDEN.replace("an old song", "something new")
    assert drafts(read(KITCHEN, GARDEN), read(KITCHEN), read(KITCHEN, edited))[2] == ("s001", "s002")


def test_a_scene_under_another_heading_keeps_its_id():
    moved = KITCHEN.replace("KITCHEN - NIGHT", "PANTRY - DAWN")
    assert drafts(read(KITCHEN, GARDEN), read(GARDEN, moved))[1] == ("s002", "s001")


def test_a_scene_written_anew_between_the_same_neighbours_keeps_its_id():
    anew = "EXT. GARDEN - DAY\n\nNobody. Only wind.\n"
    assert drafts(read(KITCHEN, GARDEN, CELLAR), read(KITCHEN, anew, CELLAR))[1] == ("s001", "s002", "s003")


def test_of_a_scene_cut_in_two_the_larger_part_keeps_the_id():
    long = KITCHEN + "\nThe door opens. Tobin steps in, slight, wet, in a yellow raincoat, and says nothing at all.\n"
    after = "INT. HALL - NIGHT\n\nThe door opens. Tobin steps in, slight, wet, in a yellow raincoat, and says nothing at all.\n\nHe waits.\n"
    small = "INT. KITCHEN - NIGHT\n\nRain on the window.\n"
    assert drafts(read(long, GARDEN), read(small, after, GARDEN))[1] == ("s003", "s001", "s002")


def test_of_two_scenes_put_together_the_larger_keeps_its_id():
    short = "INT. HALL - NIGHT\n\nA coat drips on the floor boards.\n"
    both = KITCHEN + "\nA coat drips on the floor boards.\n"
    assert drafts(read(short, KITCHEN, GARDEN), read(both, GARDEN))[1] == ("s002", "s003")


def test_a_mark_inside_the_printed_number_is_identity():
    """As Storyboarder writes it: all words may change, in any order."""
    one = "INT. KITCHEN - NIGHT #1-ZX3ZM#\n\nRain on the window.\n"
    two = "EXT. GARDEN - DAY #2-QW9RT#\n\nTobin walks.\n"
    new_one = "INT. PANTRY - DAY #2-ZX3ZM#\n\nNothing of it is left.\n"
    new_two = "EXT. MEADOW - DUSK #1-QW9RT#\n\nAll of this is different.\n"
    assert drafts(read(one, two), read(new_two, new_one))[1] == ("s002", "s001")


def test_renumbering_a_script_changes_no_id():
    before = read(*(s.replace("\n", f" #{n}#\n", 1) for n, s in enumerate((KITCHEN, GARDEN, CELLAR), 1)))
    after = read(*(s.replace("\n", f" #{n}#\n", 1) for n, s in enumerate((CELLAR, KITCHEN, GARDEN), 1)))
    assert drafts(before, after)[1] == ("s003", "s001", "s002")


def test_the_printed_number_helps_a_scene_that_was_rewritten_elsewhere():
    before = read(KITCHEN.replace("\n", " #1#\n", 1), GARDEN.replace("\n", " #2#\n", 1), CELLAR)
    anew = "EXT. PATH - DAY #2#\n\nTobin walks along and whistles.\n"
    assert drafts(before, read(KITCHEN.replace("\n", " #1#\n", 1), anew, CELLAR))[1] == ("s001", "s002", "s003")


def test_two_equal_scenes_have_two_ids_and_keep_them():
    assert drafts(read(KITCHEN, GARDEN, KITCHEN), read(KITCHEN, CELLAR, GARDEN, KITCHEN))[1] == (
        "s001", "s004", "s002", "s003",
    )  # fmt: skip


def test_another_script_altogether_gets_ids_of_its_own():
    other = read("INT. SHIP - DAY\n\nSails.\n", "EXT. SEA - DAY\n\nWaves roll in.\n")
    assert drafts(read(KITCHEN, GARDEN), other)[1] == ("s003", "s004")


def test_the_given_ids_are_written_into_the_screenplay():
    script = identify(read(KITCHEN, GARDEN), ("s007", "s002"))
    assert [s.scene_id for s in script.scenes] == ["s007", "s002"]
    assert [s.ordinal for s in script.scenes] == [1, 2]


# --- random edits

NAMES = ("NORA", "TOBIN", "MARA")


@dataclass(frozen=True)
class Line:
    words: tuple[str, ...]
    speaker: str = ""

    def text(self) -> str:
        said = " ".join(self.words)
        return f"{self.speaker}\n{said}." if self.speaker else f"{said.capitalize()}."


@dataclass(frozen=True)
class Written:
    """A scene as the test writes it; `source` is who it is."""

    source: int
    place: str
    lines: tuple[Line, ...]
    number: int | None = None

    def text(self) -> str:
        number = f" #{self.number}#" if self.number is not None else ""
        return f"INT. {self.place} - DAY{number}\n\n" + "\n\n".join(line.text() for line in self.lines) + "\n"


def fresh(source: int, lines: int) -> Written:
    """A scene of words that no other scene has."""
    made = tuple(
        Line(tuple(f"w{chr(97 + source % 26)}{source}x{n}y{k}" for k in range(6)), NAMES[n % 3] if n % 2 else "")
        for n in range(lines)
    )
    return Written(source, ("ROOM", "HALL", "YARD")[source % 3], made)


@dataclass
class Desk:
    """A writer with a script."""

    scenes: list[Written]
    count: int

    def edit(self, what: str, at: int, other: int) -> set[int]:
        """Make one edit; gives the scenes (by source) whose words it touched."""
        at, touched = at % max(1, len(self.scenes)), set[int]()
        if what == "insert":
            self.scenes.insert(at, fresh(self.count, 2 + other % 4))
            self.count += 1
        elif what == "delete" and len(self.scenes) > 1:
            self.scenes.pop(at)
        elif what == "move":
            self.scenes.insert(other % len(self.scenes), self.scenes.pop(at))
        elif what == "line":
            scene = self.scenes[at]
            place = other % len(scene.lines)
            line = scene.lines[place]
            changed = dataclasses.replace(line, words=(*line.words[:-1], f"z{self.count}"))
            self.count += 1
            self.scenes[at] = dataclasses.replace(
                scene, lines=(*scene.lines[:place], changed, *scene.lines[place + 1 :])
            )
            touched = {scene.source}
        elif what == "rename":
            self.scenes = [
                dataclasses.replace(
                    s, lines=tuple(dataclasses.replace(x, speaker=x.speaker and f"{x.speaker}A") for x in s.lines)
                )
                for s in self.scenes
            ]
            touched = {s.source for s in self.scenes if any(x.speaker for x in s.lines)}
        elif what == "renumber":
            self.scenes = [dataclasses.replace(s, number=n + other % 3) for n, s in enumerate(self.scenes)]
        return touched

    def read(self) -> Screenplay:
        return read_screenplay("\n".join(s.text() for s in self.scenes).encode())


EDITS = st.lists(
    st.tuples(
        st.sampled_from(("insert", "delete", "move", "line", "rename", "renumber")),
        st.integers(0, 20),
        st.integers(0, 20),
    ),
    max_size=6,
)
SIZES = st.lists(st.integers(2, 5), min_size=1, max_size=7)


@settings(BUSY, max_examples=60)
@given(sizes=SIZES, drafts_of_edits=st.lists(EDITS, min_size=1, max_size=4))
def test_random_edits_lose_no_scene(sizes, drafts_of_edits):
    """Inserted, deleted, moved and edited scenes, renamed people and new numbers, draft after draft: every scene that
    is still there, touched or not, is who it was; a deleted one's id goes to nobody else."""
    desk = Desk([fresh(n, size) for n, size in enumerate(sizes)], len(sizes))
    script = desk.read()
    ids = match_scenes(Identities(), script)
    known = remember_scenes(Identities(), script, ids)
    owner = {scene_id: s.source for scene_id, s in zip(ids, desk.scenes, strict=True)}
    for edits in drafts_of_edits:
        for edit in edits:
            desk.edit(*edit)
        script = desk.read()
        ids = match_scenes(known, script)
        assert len(set(ids)) == len(ids)
        for scene_id, scene in zip(ids, desk.scenes, strict=True):
            assert owner.setdefault(scene_id, scene.source) == scene.source
        known = remember_scenes(known, script, ids)
        assert match_scenes(known, script) == ids
        assert remember_scenes(known, script, ids) == known


@settings(BUSY, max_examples=60)
@given(sizes=SIZES, edits=EDITS)
def test_there_and_back_gives_the_same_ids(sizes, edits):
    desk = Desk([fresh(n, size) for n, size in enumerate(sizes)], len(sizes))
    first = desk.read()
    for edit in edits:
        desk.edit(*edit)
    second = desk.read()
    one, two, three, four = drafts(first, second, first, second)
    assert one == three
    assert two == four


POOR = st.lists(
    st.lists(st.sampled_from(("go", "stay", "yes", "no no")), min_size=0, max_size=3), min_size=1, max_size=6
)


@settings(BUSY, max_examples=150)
@given(before=POOR, after=POOR)
def test_scenes_of_few_and_equal_words_keep_their_ids_where_the_words_stand_once(before, after):
    """Hardly any words to tell them apart: what stands once on both sides is still who it was, and ids stay single."""

    def script(scenes: list[list[str]]) -> Screenplay:
        return read(*(f"INT. HALL - DAY\n\n{'. '.join(w.capitalize() for w in words)}.\n" for words in scenes))

    one, other = script(before), script(after)
    first, second = drafts(one, other)
    assert len(set(second)) == len(second)
    contents_before = [content_of(s) for s in one.scenes]
    contents_after = [content_of(s) for s in other.scenes]
    for content, scene_id in zip(contents_after, second, strict=True):
        if contents_before.count(content) == 1 == contents_after.count(content):
            assert scene_id == first[contents_before.index(content)]


def test_ids_past_a_thousand_still_count():
    script = read(*(f"INT. ROOM {n} - DAY\n\nIt is the room numbered {n}, and no other.\n" for n in range(1001)))
    ids = drafts(script)[0]
    assert ids[-1] == "s1001"
    assert ordinal_of(drafts(script, read(KITCHEN, script.title_value("x") or GARDEN))[1][0]) == 1002


@pytest.mark.parametrize("pages", [120])
def test_a_feature_is_matched_well_within_a_second(pages):
    """Counted in work, not in time: texts compared grow with the scenes, not with their square."""
    from filmwright.formats import likeness

    scenes = [fresh(n, 5) for n in range(pages)]
    desk = Desk(scenes, pages)
    before = desk.read()
    for n in range(pages):
        desk.edit("line", n, n)
    after = desk.read()
    compared = 0
    real = likeness._likeness

    def counted(old, new):
        nonlocal compared
        compared += 1
        return real(old, new)

    likeness._likeness = counted
    try:
        first, second = drafts(before, after)
    finally:
        likeness._likeness = real
    assert first == second
    assert compared <= 13 * pages
