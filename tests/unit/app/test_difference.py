"""How two drafts differ: words, lines, scenes and shots."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filmwright.app.difference import line_changes, scene_changes, word_edits
from filmwright.departments.screenplay import identify, read_screenplay
from filmwright.departments.screenplay.revision import match_scenes, remember_scenes
from filmwright.model.revision import Difference, Identities, KnownLine, SceneChange

BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # machines are shared

KITCHEN = "INT. KITCHEN - NIGHT\n\nRain on the window. Nora sits at the table.\n\nNORA\nYou still have the key.\n"
GARDEN = "EXT. GARDEN - DAY\n\nTobin walks along the path with the spade and whistles.\n"
CELLAR = "INT. CELLAR - DAY\n\nA dog sleeps beside the boiler.\n"


def changes(before: list[str], after: list[str]) -> tuple[SceneChange, ...]:
    old = read_screenplay("\n".join(before).encode())
    known = remember_scenes(Identities(), old, match_scenes(Identities(), old))
    new = read_screenplay("\n".join(after).encode())
    return scene_changes(known, identify(new, match_scenes(known, new)), None, None)


def said(found: tuple[SceneChange, ...]) -> list[tuple[str, str, bool]]:
    return [(s.scene_id, s.what, s.moved) for s in found]


def test_the_same_draft_has_no_difference():
    found = changes([KITCHEN, GARDEN], [KITCHEN, GARDEN])
    assert said(found) == [("s001", "kept", False), ("s002", "kept", False)]
    assert Difference(project="p", draft=1, source_before="a", source_after="a", scenes=found).is_empty


def test_added_and_removed_scenes_are_told_with_their_lines():
    found = changes([KITCHEN, GARDEN], [KITCHEN, CELLAR])
    assert said(found) == [("s001", "kept", False), ("s003", "added", False), ("s002", "removed", False)]
    assert [line.before for line in found[2].lines] == ["Tobin walks along the path with the spade and whistles."]
    assert (found[2].place, found[2].place_before) == (0, 2)


def test_a_scene_is_moved_only_when_it_passed_another():
    assert said(changes([KITCHEN, GARDEN, CELLAR], [CELLAR, KITCHEN, GARDEN])) == [
        ("s003", "kept", True), ("s001", "kept", False), ("s002", "kept", False),
    ]  # fmt: skip


def test_a_changed_line_is_told_word_by_word():
    (scene,) = changes([KITCHEN], [KITCHEN.replace("the key", "my old key")])
    (line,) = scene.lines
    assert (scene.what, line.kind) == ("changed", "dialogue")
    assert [(w.what, w.text) for w in line.words] == [
        ("same", "You still have"), ("gone", "the"), ("new", "my old"), ("same", "key."),
    ]  # fmt: skip


def test_a_new_heading_alone_is_a_change():
    (scene,) = changes([KITCHEN], [KITCHEN.replace("KITCHEN", "PANTRY")])
    assert (scene.what, scene.heading_before, scene.heading) == (
        "changed", "INT. KITCHEN - NIGHT", "INT. PANTRY - NIGHT",
    )  # fmt: skip
    assert scene.lines == ()


def test_an_inserted_paragraph_leaves_its_neighbours_out_of_the_difference():
    one, two, three = (KnownLine(kind="action", text=text) for text in ("One.", "Two.", "Three."))
    (line,) = line_changes([one, three], [one, two, three])
    assert (line.before, line.after) == ("", "Two.")


@settings(BUSY)
@given(st.lists(st.sampled_from("abcd"), max_size=8), st.lists(st.sampled_from("abcd"), max_size=8))
def test_word_edits_spell_both_texts(before, after):
    edits = word_edits(" ".join(before), " ".join(after))
    assert " ".join(e.text for e in edits if e.what != "new").split() == before
    assert " ".join(e.text for e in edits if e.what != "gone").split() == after
