"""What `filmwright revise` prints of a difference and of a history."""

from filmwright.app.revise import BinnedShot, DraftEntry, DraftHistory
from filmwright.cli.revision import difference_text, history_text
from filmwright.model.revision import Difference, LineChange, Remake, SceneChange, ShotChange, WordEdit

SAME = SceneChange(scene_id="s001", what="kept", heading="INT. HALL - DAY", place=1, place_before=1)
LINE = LineChange(
    kind="dialogue",
    before="You have the key.",
    after="You have my key.",
    words=(
        WordEdit(what="same", text="You have"),
        WordEdit(what="gone", text="the"),
        WordEdit(what="new", text="my"),
        WordEdit(what="same", text="key."),
    ),
)
SHOT = ShotChange(
    shot_id="s002_001",
    number="SH0010",
    number_before="SH0010",
    what="changed",
    fields=("text", "duration_frames", "size"),
)
CHANGED = SceneChange(
    scene_id="s002",
    what="changed",
    moved=True,
    heading="INT. KITCHEN - DAY",
    heading_before="INT. PANTRY - DAY",
    place=2,
    place_before=3,
    lines=(LINE,),
    shots=(SHOT,),
)


def difference(*scenes: SceneChange, remakes: tuple[Remake, ...] = ()) -> Difference:
    return Difference(
        project="night",
        draft=1,
        source_before="a.fountain",
        source_after="b.fdx",
        scenes=scenes,
        remakes=remakes,
        nodes=sum(r.nodes for r in remakes),
    )


def test_counts_come_first_then_the_scenes_then_the_work():
    work = Remake(department="picture", nodes=3, reused=9, steps={"picture.clip": 1, "picture.frame": 2})
    lines = difference_text(difference(SAME, CHANGED, remakes=(work,))).splitlines()
    assert lines == [
        "night: a.fountain -> b.fdx",
        "  scenes  1 kept, 1 changed, 1 moved",
        "  shots   1 changed",
        "",
        "~  2  INT. KITCHEN - DAY  changed, moved, was 3",
        "       was INT. PANTRY - DAY",
        "       dialogue      You have [-the-] {+my+} key.",
        "     ~ SH0010  changed  words, picture, length",
        "",
        "To be made: at most 3 pieces of work, $0",
        "  picture         3, 9 kept  clip 1, frame 2",
    ]


def test_a_draft_that_says_the_same_is_one_sentence():
    assert difference_text(difference(SAME)).splitlines()[1:] == [
        "The new draft says the same: no scene and no shot changes."
    ]


def test_marks_of_a_script_are_not_read_as_colours():
    """Square brackets are words here, not markup."""
    line = LINE.model_copy(update={"words": (WordEdit(what="new", text="[bold]beep[/bold]"),)})
    scene = CHANGED.model_copy(update={"lines": (line,)})
    assert "{+[bold]beep[/bold]+}" in difference_text(difference(scene))


def test_a_script_does_not_speak_to_the_terminal():
    line = LINE.model_copy(update={"words": (WordEdit(what="new", text="a\x1b[2Jb\u202ec"),)})
    scene = CHANGED.model_copy(update={"lines": (line,), "heading": "INT. \x1b]0;x\x07 - DAY"})
    text = difference_text(difference(scene))
    assert all(c.isprintable() or c == "\n" for c in text)


def test_a_long_new_scene_is_cut_short():
    lines = tuple(LINE.model_copy(update={"before": ""}) for _ in range(100))
    scene = SceneChange(scene_id="s003", what="removed", heading="X", place_before=4, lines=lines)
    text = difference_text(difference(scene))
    assert "and 60 more lines" in text
    assert text.count("dialogue") == 40


def test_the_history_lists_drafts_and_the_bin():
    history = DraftHistory(
        project="night",
        drafts=(
            DraftEntry(number=1, name="a.fountain", adopted_at="2026-11-20T19:01:00.879911+00:00"),
            DraftEntry(number=2, name="a.fountain", adopted_at="2026-11-20T19:02:00.879911+00:00", origin=1),
        ),
        bin=(BinnedShot(shot_id="s001_002", number="SH0020", words="A dog sleeps.", takes=2),),
    )
    assert history_text(history).splitlines() == [
        "night: 2 drafts",
        "    1  2026-11-20 19:01  a.fountain",
        "    2  2026-11-20 19:02  a.fountain  (draft 1 again)",
        "In the bin: 1 shot; they come back when their words do",
        "  s001_002  SH0020   2 takes  A dog sleeps.",
    ]


def test_a_project_without_recorded_drafts_says_so():
    assert "no draft was recorded" in history_text(DraftHistory(project="night", drafts=()))
