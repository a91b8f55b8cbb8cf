"""What a production asks: the same answer at every building, and written down when something is learned."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filmwright.app.identity import Identity, by_seniority, with_names
from filmwright.app.planning import shot_list
from filmwright.app.settings import scene_settings
from filmwright.app.source import source_of
from filmwright.departments.look import bible
from filmwright.departments.screenplay import cast, identify, read_screenplay
from filmwright.departments.shots import direct_scene
from filmwright.model.revision import Identities, number_order
from filmwright.model.shots import SceneShots, ShotOptions
from filmwright.ref import Ref

BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # machines are shared

HALL = "INT. HALL - DAY\n\nMIA (20) waits.\n\nMIA\nWell?\n\nOSKAR (50) shrugs.\n\nOSKAR\nNo.\n"
YARD = "EXT. YARD - DAY\n\nA horse stands in the rain.\n"


def made(text: str):
    data = text.encode()
    source = source_of(data, "x.fountain")
    cut = shot_list(source).scenes
    return Ref.of(data), source.screenplay, [(Ref.of(scene.to_bytes()), scene) for scene in cut]


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


# --- with the real director

EXAMPLE = Path(__file__).parents[3] / "examples" / "la_receta.fountain"
EDITS = st.lists(
    st.tuples(st.sampled_from(("insert", "delete", "edit", "move")), st.integers(0, 400), st.integers(0, 400)),
    min_size=1,
    max_size=5,
)


def is_heading(paragraph: str) -> bool:
    return paragraph.startswith(("INT.", "EXT."))


def edited(paragraphs: list[str], what: str, at: int, other: int) -> list[str]:
    """One edit of a writer: a paragraph put in, taken out or changed, or a scene moved."""
    heads = [k for k, p in enumerate(paragraphs) if is_heading(p)]
    if what == "move":
        parts = [paragraphs[a:b] for a, b in pairwise([*heads, len(paragraphs)])]
        parts.insert(other % len(parts), parts.pop(at % len(parts)))
        return [*paragraphs[: heads[0]], *(p for part in parts for p in part)]
    place = heads[0] + 1 + at % (len(paragraphs) - heads[0] - 1)
    if is_heading(paragraphs[place]) or paragraphs[place].startswith("#"):
        return paragraphs
    if what == "insert":
        return [*paragraphs[:place], "Un reloj suena en otra parte de la casa.", *paragraphs[place:]]
    if what == "delete":
        return [*paragraphs[:place], *paragraphs[place + 1 :]]
    words = paragraphs[place].split(" ")
    words[other % len(words)] += " ya"
    return [*paragraphs[:place], " ".join(words), *paragraphs[place + 1 :]]


def directed(text: str, known: Identities) -> tuple[tuple[SceneShots, ...], Identities]:
    """A draft with its shots named, and what is known then."""
    data = text.encode()
    identity = Identity(known)
    script = read_screenplay(data)
    script = identify(script, identity.scene_ids(Ref.of(data), script))
    people = cast(script)
    settings_of = scene_settings(script, bible(script, people), aspect="16:9")
    cut = [direct_scene(s, people, settings_of[s.scene_id], ShotOptions()) for s in script.scenes]
    named = identity.shot_names([(Ref.of(scene.to_bytes()), scene) for scene in cut])
    return tuple(with_names(scene, named[scene.scene_id]) for scene in cut), identity.after


@settings(BUSY, max_examples=8)
@given(edits=EDITS)
def test_random_edits_of_a_real_script_lose_no_shot_whose_words_are_unchanged(edits):
    """Words that stand once in a scene before and after: same shot, same number. Numbers rise in every scene."""
    paragraphs = EXAMPLE.read_text().split("\n\n")
    before, known = directed("\n\n".join(paragraphs), Identities())
    for edit in edits:
        paragraphs = edited(paragraphs, *edit)
    after, _ = directed("\n\n".join(paragraphs), known)
    was, now = covered(before), covered(after)
    for place in was.keys() & now.keys():
        if len(was[place]) == len(now[place]) == 1:
            assert now[place] == was[place]
    for scene in after:
        assert all(number_order(a.number) < number_order(b.number) for a, b in pairwise(scene.shots))


def covered(scenes: Sequence[SceneShots]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Ids and numbers by scene and words."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for scene in scenes:
        for shot in scene.shots:
            if shot.text:
                found.setdefault((scene.scene_id, shot.text), []).append((shot.shot_id, shot.number))
    return found
