"""What a production asks: the same answer at every building, and written down when something is learned."""

from filmwright.app.identity import Identity, by_seniority
from filmwright.app.planning import shot_list
from filmwright.app.source import Source
from filmwright.departments.screenplay import cast, identify, read_screenplay
from filmwright.model.revision import Identities
from filmwright.ref import Ref

HALL = "INT. HALL - DAY\n\nMIA (20) waits.\n\nMIA\nWell?\n\nOSKAR (50) shrugs.\n\nOSKAR\nNo.\n"
YARD = "EXT. YARD - DAY\n\nA horse stands in the rain.\n"


def made(text: str):
    data = text.encode()
    script = read_screenplay(data)
    cut = shot_list(Source(data, "x.fountain", script)).scenes
    return Ref.of(data), script, [(Ref.of(scene.to_bytes()), scene) for scene in cut]


def test_what_is_learned_is_kept_once_for_scenes_and_once_for_shots():
    kept: list[Identities] = []
    identity = Identity(keep=kept.append)
    ref, script, scenes = made(HALL + "\n" + YARD)
    for _ in range(3):
        assert identity.scene_ids(ref, script) == ("s001", "s002")
        named = identity.shot_names(scenes)
    assert [len(k.scenes) for k in kept] == [2, 2]
    assert all(not scene.shots for scene in kept[0].scenes)
    assert {s.shot_id for scene in kept[1].scenes for s in scene.shots} == {
        n.shot_id for x in named.values() for n in x
    }


def test_the_memory_after_a_draft_gives_the_same_answer_as_the_memory_before():
    ref, script, scenes = made(HALL + "\n" + YARD)
    first = Identity()
    answer = first.scene_ids(ref, script), first.shot_names(scenes)
    again = Identity(Identities.from_bytes(first.after.to_bytes()))
    assert (again.scene_ids(ref, script), again.shot_names(scenes)) == answer
    assert again.after == first.after


def test_nothing_is_kept_by_who_only_looks():
    ref, script, _ = made(HALL)
    identity = Identity()
    identity.scene_ids(ref, script)
    assert identity.known == Identities()


def test_who_was_there_first_comes_first():
    early = "INT. LOFT - DAY\n\nZOE (30) sings.\n\nZOE\nLa.\n"
    script = identify(read_screenplay((early + "\n" + HALL).encode()), ("s002", "s001"))
    assert [m.character_id for m in cast(script).members] == ["zoe", "mia", "oskar"]
    assert [m.character_id for m in by_seniority(cast(script)).members] == ["mia", "oskar", "zoe"]
