"""The yardstick of script reading: its label format, its own alignment, its scoring and its checker of clauses."""

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from filmwright.app import shot_list
from filmwright.model.shots import ShotList

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "bench" / "script_accuracy"
NAMES = ("labels", "clauses", "score", "plain_reader")

SCRIPT = """\
INT. BOAT - DAY

MARA VOSS (40) steers. Her brother TOM sleeps on the nets.

Mara's hand closes on the wheel.

MARA
Where is June?

JUNE (V.O.)
(over radio)
Nowhere you know.

EXT. QUAY - DAY

A gull lands on the rail.

INT. BOAT - NIGHT

The wheel turns by itself.
"""

LABELS = """\
scenes = 3
places = [[1, 3], [2]]

[names]
"MARA VOSS" = ["MARA"]

[[passage]]
id = "a"
scene = 1
text = "Mara's hand closes on the wheel."
kinds = ["possessive", "insert"]
people = ["MARA VOSS"]
may = ["TOM"]
motion = { verb = "close", object = "wheel" }
sizes = ["INSERT", "CU"]

[[passage]]
id = "b"
scene = 1
text = "Nowhere you know."
kinds = ["intercom", "voice_over"]
people = ["MARA VOSS"]
offscreen = ["JUNE"]
hard = true

[[passage]]
id = "c"
scene = 1
text = "Where is June?"
kinds = ["speech", "name_in_dialogue"]
people = ["MARA VOSS"]
may = ["TOM"]
mentioned = ["JUNE"]
"""


@pytest.fixture(scope="module")
def bench() -> Iterator[dict[str, ModuleType]]:
    """The modules of the bench under their own names, put away again afterwards."""
    loaded: dict[str, ModuleType] = {}
    before = {name: sys.modules.get(name) for name in NAMES}
    for name in NAMES:
        spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        loaded[name] = importlib.util.module_from_spec(spec)
        sys.modules[name] = loaded[name]
        spec.loader.exec_module(loaded[name])
    yield loaded
    for name, module in before.items():
        if module is None:
            del sys.modules[name]
        else:
            sys.modules[name] = module


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    (tmp_path / "boat.fountain").write_text(SCRIPT)
    path = tmp_path / "boat.labels.toml"
    path.write_text(LABELS)
    return path


def frames(listed: ShotList, **changes: object) -> ShotList:
    """The shot list with every shot changed."""
    scenes = tuple(
        scene.model_copy(update={"shots": tuple(shot.model_copy(update=changes) for shot in scene.shots)})
        for scene in listed.scenes
    )
    return listed.model_copy(update={"scenes": scenes})


def row(result: Any, identity: str) -> Any:  # of the modules above, which are loaded by their path
    return next(r for r in result.rows if r.passage.id == identity)


# labels


def open_labels(labels: ModuleType) -> Iterator[Any]:
    """The open labels whose scripts lie in the repository; sealed ones name a script that does not."""
    for path in sorted((FOLDER / "open").glob("*.labels.toml")):
        if any(p for p in path.parent.glob(path.name.removesuffix(".labels.toml") + ".*") if p.suffix != ".toml"):
            yield labels.load(path)


def test_every_open_label_file_is_valid_and_finds_its_passages_once(bench: dict[str, ModuleType]) -> None:
    score, labels = bench["score"], bench["labels"]
    total = hard = 0
    for found in open_labels(labels):
        scenes = score.read_scenes(found.script)
        assert len(scenes) == found.scenes, found.path.name
        for passage in found.passages:
            where = score.find_passage(passage, scenes[passage.scene - 1])
            assert len(where) == 1, f"{found.path.name} {passage.id}"
            total += 1
            hard += passage.hard
    assert total >= 290
    assert hard >= 80


def test_every_kind_of_the_open_part_that_people_are_judged_by_has_eight_passages(
    bench: dict[str, ModuleType],
) -> None:
    counts: dict[str, int] = {}
    for found in open_labels(bench["labels"]):
        for passage in found.passages:
            for kind in passage.kinds:
                counts[kind] = counts.get(kind, 0) + 1
    part_four = list(bench["labels"].KINDS)[: list(bench["labels"].KINDS).index("speech")]
    assert {kind: counts.get(kind, 0) for kind in part_four if counts.get(kind, 0) < 8} == {}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('kinds = ["speech"', 'kinds = ["spoken"'), "is not one of"),
        (('may = ["TOM"]\nmentioned', 'may = ["JUNE"]\nmentioned'), "is in two of"),
        (("places = [[1, 3], [2]]", "places = [[1, 3]]"), "must hold each scene"),
        (('id = "b"', 'id = "a"'), "used twice"),
        (("hard = true", "difficult = true"), "unknown keys"),
    ],
    ids=["kind", "two-lists", "places", "same-id", "key"],
)
def test_a_label_that_makes_no_sense_is_refused(
    bench: dict[str, ModuleType], labelled: Path, change: tuple[str, str], message: str
) -> None:
    labelled.write_text(LABELS.replace(*change, 1))
    with pytest.raises(bench["labels"].LabelError, match=message):
        bench["labels"].load(labelled)


def test_a_sealed_label_keeps_no_word_and_still_finds_its_passage(bench: dict[str, ModuleType], labelled: Path) -> None:
    plain = bench["score"].score_script(bench["labels"].load(labelled))
    bench["labels"]._seal(labelled)
    assert "wheel." not in labelled.read_text()
    sealed = bench["score"].score_script(bench["labels"].load(labelled))
    assert [r.exact for r in sealed.rows] == [r.exact for r in plain.rows]
    assert all(r.found for r in sealed.rows)


# alignment


def test_words_left_out_and_words_shown_twice_are_counted(bench: dict[str, ModuleType]) -> None:
    scene = bench["score"].SceneText(1, ["a", "b", "c", "d", "e", "f"], [False] * 6)
    owners = bench["score"].covered(scene, ["a b", "", "b c", "E, f."])
    assert [len(o) for o in owners] == [1, 2, 1, 0, 1, 1]


def test_the_same_words_twice_belong_to_one_shot_each(bench: dict[str, ModuleType]) -> None:
    scene = bench["score"].SceneText(1, ["he", "runs", "he", "runs"], [False] * 4)
    assert bench["score"].covered(scene, ["He runs.", "He runs."]) == [[0], [0], [1], [1]]


def test_a_second_reading_of_a_script_finds_the_words_that_were_lost(
    bench: dict[str, ModuleType], labelled: Path
) -> None:
    plain = bench["plain_reader"]
    read = [word for scene in bench["score"].read_scenes(labelled.with_name("boat.fountain")) for word in scene.words]
    assert plain.differing(plain.plain_words(labelled.with_name("boat.fountain")), read) == 0
    assert plain.differing(plain.plain_words(labelled.with_name("boat.fountain")), read[:-2]) == 2


# scoring


def test_a_missing_and_an_unwanted_person_break_the_exact_set(bench: dict[str, ModuleType], labelled: Path) -> None:
    labels = bench["labels"].load(labelled)
    listed = shot_list(labels.script)
    name = {c.name: c.name for c in listed.characters}
    june = next(n for n in name if "JUNE" in n.upper())
    mara = next(n for n in name if "MARA" in n.upper())
    right = bench["score"].score_script(labels, frames(listed, characters_in_frame=(mara,)))
    wrong = bench["score"].score_script(labels, frames(listed, characters_in_frame=(june,)))
    assert row(right, "a").exact
    assert not row(right, "a").missing
    assert row(wrong, "a").missing == ("MARA VOSS",)
    assert row(wrong, "c").mentioned_shown == ("JUNE",)


def test_two_people_under_one_cast_entry_are_not_both_seen(bench: dict[str, ModuleType]) -> None:
    names = bench["score"].Names([("kessler", "DR. KESSLER", ("PORTER",))], {"DR. KESSLER": ("KESSLER",)})
    names.part(["PORTER", "DR. KESSLER"])
    assert names.label("DR. KESSLER") == "kessler"
    assert names.label("PORTER") == "?PORTER"


def test_one_person_under_two_names_of_the_labels_is_one(bench: dict[str, ModuleType]) -> None:
    names = bench["score"].Names([("fox", "FOX", ("PRINCE",))], {"PRINCE": ("FOX",), "FOX": ("PRINCE",)})
    names.part(["PRINCE", "FOX"])
    assert names.label("PRINCE") == names.label("FOX") == "fox"


def test_a_voice_on_the_radio_must_be_marked_and_unseen(bench: dict[str, ModuleType], labelled: Path) -> None:
    labels = bench["labels"].load(labelled)
    listed = shot_list(labels.script)
    june = next(c.name for c in listed.characters if "JUNE" in c.name.upper())
    marked = bench["score"].score_script(labels, frames(listed, speaker_offscreen=True, characters_in_frame=()))
    unmarked = bench["score"].score_script(labels, frames(listed, speaker_offscreen=False, characters_in_frame=()))
    seen = bench["score"].score_script(labels, frames(listed, speaker_offscreen=True, characters_in_frame=(june,)))
    assert [row(r, "b").offscreen_right for r in (marked, unmarked, seen)] == [True, False, False]
    assert row(marked, "c").wrongly_off


def test_a_speaker_who_is_neither_seen_nor_marked_is_counted(bench: dict[str, ModuleType], labelled: Path) -> None:
    labels = bench["labels"].load(labelled)
    listed = shot_list(labels.script)
    empty = frames(listed, characters_in_frame=(), speaker_offscreen=False)
    assert bench["score"].score_script(labels, empty).unframed == 2
    assert bench["score"].score_script(labels, frames(empty, speaker_offscreen=True)).unframed == 0


def test_a_motion_told_for_a_neighbour_in_the_same_shot_is_not_judged(
    bench: dict[str, ModuleType], labelled: Path
) -> None:
    both = """INT. BOAT - DAY\n\nMARA VOSS (40) steers the boat. She wipes her eyes.\n"""
    labelled.with_name("boat.fountain").write_text(both)
    passage = '[[passage]]\nid = "{}"\nscene = 1\ntext = "{}"\nkinds = ["pronoun"]\npeople = ["MARA VOSS"]\n'
    labelled.write_text(
        "scenes = 1\nplaces = [[1]]\n"
        + passage.format("one", "MARA VOSS (40) steers the boat.")
        + 'motion = { verb = "steers", object = "boat" }\n'
        + passage.format("two", "She wipes her eyes.")
        + 'motion = { verb = "wipes", object = "eyes" }\n'
    )
    labels = bench["labels"].load(labelled)
    listed = shot_list(labels.script)
    first = (
        listed.scenes[0]
        .shots[0]
        .model_copy(
            update={
                "text": "MARA VOSS (40) steers the boat. She wipes her eyes.",
                "motion": "Mara Voss steers the boat",
            }
        )
    )
    one = listed.model_copy(update={"scenes": (listed.scenes[0].model_copy(update={"shots": (first,)}),)})
    rows = {r.passage.id: r.object_right for r in bench["score"].score_script(labels, one).rows}
    assert rows == {"one": True, "two": None}


def test_motion_is_right_with_its_verb_its_object_and_a_whole_clause(
    bench: dict[str, ModuleType], labelled: Path
) -> None:
    labels = bench["labels"].load(labelled)
    listed = shot_list(labels.script)

    def judge(motion: str | None) -> tuple[object, object, object]:
        found = row(bench["score"].score_script(labels, frames(listed, motion=motion)), "a")
        return found.motion_present, found.verb_right, found.object_right

    assert judge("Mara's hand closes on the wheel") == (True, True, True)
    assert judge("Mara's hand closes") == (True, True, False)
    assert judge("Mara closes on the wheel of the") == (True, True, False)
    assert judge("Tom sleeps") == (True, False, False)
    assert judge(None) == (False, False, False)


def test_an_insert_must_be_asked_for_and_other_types_go_by_their_size(
    bench: dict[str, ModuleType], labelled: Path
) -> None:
    labels = bench["labels"].load(labelled)
    listed = shot_list(labels.script)

    def judge(kind: str, size: str) -> object:
        found = frames(listed, shot_type=kind, size=size)
        return row(bench["score"].score_script(labels, found), "a").size_right

    assert judge("INSERT", "ECU")
    assert judge("CU", "CU")
    assert not judge("MS", "MS")
    assert not judge("POV", "CU")


def test_the_baseline_knows_cues_as_written_and_always_shows_who_speaks(
    bench: dict[str, ModuleType], labelled: Path
) -> None:
    result = bench["score"].score_script(bench["labels"].load(labelled))
    base = {r.passage.id: b for r, b in zip(result.rows, result.base, strict=True)}
    assert base["a"].exact
    assert base["b"].offscreen_right is False
    assert not base["c"].exact  # June, only named, is shown


def test_places_are_compared_by_pairs_of_scenes(bench: dict[str, ModuleType], labelled: Path) -> None:
    result = bench["score"].score_script(bench["labels"].load(labelled))
    assert result.place_pairs == (1, 1, 1)
    assert result.scenes == (3, 3)


# clauses


@pytest.mark.parametrize(
    ("motion", "source", "language"),
    [
        ("Rae closes the", "Rae closes the door.", "en"),
        ("Rae steps in", "Rae steps in the puddle.", "en"),
        ("Rae leans against", "Rae leans against the wall.", "en"),
        ("Rae reaches for her", "Rae reaches for her coat.", "en"),
        ("Rae runs runs down the stairs", "Rae runs down the stairs.", "en"),
        ("The kettle on the stove", "The kettle on the stove.", "en"),
        ("Consuelo mira el", "Consuelo mira el reloj.", "es"),
        ("Hilde schiebt einen", "Hilde schiebt einen Rollstuhl.", "de"),
        ("", "Rae.", "en"),
        ("Empty aisles, grey on grey", "Empty aisles, grey on grey.", "en"),
        ("Black fields, flooded to the hedges", "Black fields, flooded to the hedges.", "en"),
        ("The exit signs, then Rae crouches", "The exit signs. Rae crouches.", "en"),
        ("A workbench work", "A workbench where the tools work.", "en"),
        ("Whose left leg has stuck", "The Mayor, whose left leg has stuck.", "en"),
        ("Rae shuts her eyes for as long", "Rae shuts her eyes for as long as she dares.", "en"),
        ("Adèle s et assied à côté", "Adèle s'assied à côté.", "fr"),
        ("Consuelo and Tino se vuelven", "Se vuelven los dos.", "es"),
        ("Eli comes Eli Travis", "Out of the ground comes Eli Travis.", "en"),
        ("The small holes that the limpets leave", "The small holes that the limpets leave.", "en"),
        ("Yusuf's zeigefinger klopft", "Sein Zeigefinger klopft.", "de"),
        ("Ne butta altri", "Ne butta altri.", "it"),
    ],
)
def test_a_broken_clause_is_found(bench: dict[str, ModuleType], motion: str, source: str, language: str) -> None:
    assert bench["clauses"].malformed(motion, source, language) is not None


@pytest.mark.parametrize(
    ("motion", "source", "language"),
    [
        ("Rae steps in", "Rae steps in, soaked.", "en"),
        ("Rae steps in", "Rae steps in and shuts the door.", "en"),
        ("Rae kisses her", "Rae kisses her.", "en"),
        ("The brothers wave", "The brothers wave.", "en"),
        ("Quill and Bashir share the only chair", "Quill and Bashir share the only chair.", "en"),
        ("They dance", "They dance.", "en"),
        ("The key falls and falls", "The key falls and falls.", "en"),
        ("Hilde kommt die Treppe herunter", "Hilde kommt die Treppe herunter.", "de"),
        ("Guests line the walls", "Guests line the walls.", "en"),
        ("Townsfolk look at the posse", "Townsfolk look at the posse.", "en"),
        ("Line four starts to blink", "Line four starts to blink.", "en"),
        ("Forty couples turn under three chandeliers", "Forty couples turn under three chandeliers.", "en"),
        ("A car whose lamps burn crosses the bridge", "A car whose lamps burn crosses the bridge.", "en"),
        ("Rae opens the door that Tom shuts", "Rae opens the door that Tom shuts.", "en"),
        ("A whippet snurfles the rug", "A whippet snurfles the rug.", "en"),
        ("Adèle s'assied à côté", "Adèle s'assied à côté.", "fr"),
    ],
)
def test_a_whole_clause_passes(bench: dict[str, ModuleType], motion: str, source: str, language: str) -> None:
    assert bench["clauses"].malformed(motion, source, language) is None


@pytest.mark.parametrize(
    ("motion", "source", "language"),
    [
        ("Rae reins", "Rae reins in.", "en"),
        ("Rae runs outward", "Rae runs out.", "en"),
        ("Hilde tritt", "Hilde tritt ein.", "de"),
        ("Rae shuts the lid and turns the page", "Rae shuts the lid and turns the page over.", "en"),
    ],
)
def test_a_verb_without_its_particle_and_a_word_of_its_own_are_found(
    bench: dict[str, ModuleType], motion: str, source: str, language: str
) -> None:
    assert bench["clauses"].reworded(motion, source, "Rae Hilde", language) is not None
    assert bench["clauses"].reworded(source.rstrip("."), source, "Rae Hilde", language) is None


@pytest.mark.parametrize(
    ("one", "two"),
    [("closes", "close"), ("stopped", "stops"), ("carries", "carried"), ("ran", "running"), ("takes", "taking")],
)
def test_two_forms_of_a_verb_have_one_lemma(bench: dict[str, ModuleType], one: str, two: str) -> None:
    assert bench["clauses"].lemma(one) == bench["clauses"].lemma(two)


# the command


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The bench with one labelled script, in both parts."""
    folder = tmp_path / "accuracy"
    for part in ("open", "aside"):
        (folder / part).mkdir(parents=True)
        (folder / part / "boat.fountain").write_text(SCRIPT)
        (folder / part / "boat.labels.toml").write_text(LABELS)
    for module in (*FOLDER.glob("*.py"), FOLDER / "verbs.txt"):
        shutil.copy(module, folder)
    return folder


def run(folder: Path, *arguments: str) -> str:
    command = [sys.executable, str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_part_kept_aside_shows_figures_and_no_passage(copied: Path) -> None:
    shown = run(copied, "--aside") + run(copied, "--aside", "--json")
    assert "possessive" in shown
    assert "wheel" not in shown
    assert "MARA" not in shown
    (copied / "open" / "boat.labels.toml").unlink()
    assert run(copied, "--wrong", "--aside").count("wheel") == 0


def test_what_is_wrong_is_listed_for_the_open_part(copied: Path) -> None:
    labels = copied / "open" / "boat.labels.toml"
    labels.write_text(LABELS.replace('people = ["MARA VOSS"]\nmay', 'people = ["NOBODY THERE"]\nmay', 1))
    assert "missing NOBODY THERE" in run(copied, "--wrong")


def test_the_figures_repeat_to_the_byte(copied: Path) -> None:
    assert run(copied, "--json") == run(copied, "--json")
