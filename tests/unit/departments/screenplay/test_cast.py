"""The cast: who is somebody, under which names, of which age and sex, and why."""

import time
from pathlib import Path

import pytest
from bench.generate_script import generate

from filmwright.departments.screenplay import read_cast, read_screenplay
from filmwright.departments.screenplay.naming import split_cue
from filmwright.model.cast import Member

from .conftest import cast_of

ROOT = Path(__file__).parents[4]
SCRIPTS = sorted((ROOT / "examples").glob("*.fountain")) + sorted((ROOT / "tests/data/scripts").glob("*.fountain"))


def only(body: str) -> Member:
    members = cast_of(body).members
    assert len(members) == 1, [m.name for m in members]
    return members[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "The PHONE RINGS.",
        "BANG! A GLASS SHATTERS.",
        "SIRENS wail. The WIND howls.",
        "A MERCEDES pulls up.",
        "A SIGN reads NO EXIT.",
        "LONDON, a grey city, wakes.",
        "The HELICOPTER turns. The BOMB ticks.",
        "CLOSE ON the KNIFE. SUPER: LONDON, 1940.",
        "The DOCTOR'S OFFICE is dark.",
        "THE WHOLE HOUSE SHAKES.",
        "INSERT - THE LETTER",
        "He picks up the REVOLVER, a heavy thing.",
    ],
)
def test_capitals_of_sounds_props_and_places_are_nobody(sentence: str) -> None:
    assert cast_of(sentence).members == ()


@pytest.mark.parametrize(
    ("sentence", "name", "kind", "count"),
    [
        ("A NURSE leans in.", "Nurse", "person", 1),
        ("TWO MOVERS carry a piano.", "Two Movers", "group", 2),
        ("A CAT looks out.", "Cat", "animal", 1),
        ("ZORVAX (40), a tall man, enters.", "Zorvax", "person", 1),
        ("REX, a scruffy old dog, sleeps.\n\nREX\nWoof.", "Rex", "animal", 1),
        ("The CROWD roars.", "Crowd", "group", 6),
        ("DR. HALLORAN-PEET marches in.", "Dr. Halloran-Peet", "person", 1),
        ("A MAN IN A KILT waltzes.", "Man in a Kilt", "person", 1),
        ("O'HARA (50) nods.", "O'Hara", "person", 1),
        ("A WOMAN IN WHITE (30s) passes.", "Woman in White", "person", 1),
        ("It rains.\n\nRADIO (V.O.)\nNews at ten.", "Radio", "thing", 1),
    ],
)
def test_introductions_in_capitals(sentence: str, name: str, kind: str, count: int) -> None:
    member = only(sentence)
    assert (member.name, member.kind, member.count) == (name, kind, count)


@pytest.mark.parametrize(
    ("words", "age"),
    [
        ("(42)", 42), ("(30s)", 35), ("(early 40s)", 42), ("(mid-50s)", 55), ("(late 20s)", 28), ("(60's)", 65),
        ("(age 7)", 7), ("(9 months)", 1), ("(forty)", 40), ("(thirty-five)", 35), ("(teens)", 16), ("(40 años)", 40),
        ("(elderly)", 76), (", in her early forties,", 42), (", a woman of fifty,", 50), (", 63, portly,", 63),
        (", a nine-year-old girl,", 9), (", about nineteen,", 19),
    ],
)  # fmt: skip
def test_ages(words: str, age: int) -> None:
    assert only(f"KATE {words} enters. She sits.\n\nKATE\nHello.").age == age


@pytest.mark.parametrize(
    ("body", "sex", "why"),
    [
        ("MRS. PELL enters.\n\nMRS. PELL\nHello.", "female", "title"),
        ("A WAITRESS yawns.", "female", "role"),
        ("ZORVAX (40), a soft, bald man in green, sits.", "male", "description"),
        ("ZORVAX (40) enters. She sits. She looks at the door. She waits.", "female", "pronouns"),
        ("MARIA (40) enters.", "female", "given name"),
        ("ZORVAX (40), a grey beard, nods.", "male", "description"),
        ("ZORVAX (40) enters.", "unknown", ""),
    ],
)
def test_sex_comes_with_the_words_that_say_it(body: str, sex: str, why: str) -> None:
    member = only(body)
    assert member.sex == sex
    assert why in member.reason


def test_an_object_pronoun_speaks_of_somebody_else() -> None:
    cast = cast_of("KATE (30) sits. An ANESTHETIST leans over her with a mask.\n\nKATE\nOh.\n\nANESTHETIST\nTen.")
    assert cast.by_id("anesthetist").sex == "unknown"


def test_a_surname_cue_means_who_was_introduced_with_it() -> None:
    member = only("IDRIS KANE (27) enters.\n\nKANE\nHello.\n\nIDRIS\nAgain.")
    assert member.name == "Idris Kane"
    assert set(member.aliases) == {"Idris", "Kane"}
    assert member.speaks


def test_a_surname_of_two_goes_to_who_has_no_other_short_name() -> None:
    cast = cast_of("LUCIAN WEBB (45) and DELPHINE WEBB (40) enter.\n\nDELPHINE\nNo.\n\nWEBB\nYes.")
    assert [m.character_id for m in cast.members] == ["lucian_webb", "delphine_webb"]
    assert "Webb" in cast.by_id("lucian_webb").aliases
    assert "Webb" not in cast.by_id("delphine_webb").aliases


def test_a_title_stands_for_its_bearer() -> None:
    cast = cast_of("NURSE OYELARAN (30s) enters. The nurse bends.\n\nNURSE OYELARAN\nNo.\n\nDR. LENA ORTIZ\nYes.")
    assert "nurse" in cast.by_id("nurse_oyelaran").aliases
    assert {"doctor", "Lena", "Ortiz", "Dr. Ortiz"} <= set(cast.by_id("dr_lena_ortiz").aliases)


def test_no_alias_means_two_people() -> None:
    cast = cast_of("NURSE ADA (30) and NURSE BEA (40) enter.\n\nADA\nHi.\n\nBEA\nHi.")
    words = [w.casefold() for m in cast.members for w in (m.name, *m.aliases)]
    assert len(words) == len(set(words))
    assert "nurse" not in words


def test_old_and_young_of_one_name_are_two_when_both_are_met() -> None:
    cast = cast_of("KATE (30s) sits.\n\nKATE\nOnce.\n\nYOUNG KATE (8) runs.\n\nYOUNG KATE\nCatch!")
    assert [(m.name, m.age) for m in cast.members] == [("Kate", 35), ("Young Kate", 8)]


def test_old_is_part_of_the_name_when_there_is_only_one() -> None:
    member = only("OLD TEODOR (80s) snores.\n\nTEODOR\nWhat?")
    assert (member.name, member.age) == ("Old Teodor", 85)


def test_numbered_roles_are_different_people() -> None:
    cast = cast_of("It rains.\n\nGUARD #1\nHalt.\n\nGUARD #2\nStop.\n\nFIRST MOVER\nHere?\n\nSECOND MOVER\nThere.")
    assert len(cast.members) == 4


def test_a_cue_of_two_names_makes_nobody_new() -> None:
    cast = cast_of("ADA (30) and BEN (31) enter.\n\nADA\nHi.\n\nBEN\nHi.\n\nADA & BEN\nBye.")
    assert [m.character_id for m in cast.members] == ["ada", "ben"]


def test_a_voice_cue_is_its_owner() -> None:
    assert only("ADA (30) waits.\n\nADA'S VOICE\nHello.").name == "Ada"


def test_a_nickname_in_quotes() -> None:
    member = only('THEODORE "TED" BAXTER (40) nods.\n\nTED\nYes.')
    assert "Ted" in member.aliases


def test_who_is_only_heard_is_in_the_cast() -> None:
    member = only("The phone rings.\n\nDELPHINE (V.O.)\nGordon?")
    assert member.speaks
    assert member.scenes == ("s001",)


def test_the_girl_means_the_only_girl() -> None:
    cast = cast_of("FRIDA (9) and ANNA (40) enter.\n\nFRIDA\nHi.\n\nANNA\nHi.")
    assert "girl" in cast.by_id("frida").aliases


def test_a_role_in_small_letters_with_a_cue() -> None:
    member = only("A nurse in blue scrubs enters.\n\nNURSE\nHello.")
    assert member.introduction == "A nurse in blue scrubs enters."
    assert member.description.startswith("in blue scrubs")


def test_two_introductions_in_one_sentence_keep_their_own_words() -> None:
    cast = cast_of("ANNA (30), tall, and BEN (40), short, enter.")
    assert cast.by_id("anna").description == "tall"
    assert cast.by_id("ben").description.startswith("short")


def test_spanish_el_is_not_a_pronoun() -> None:
    body = "BEGOÑA (72), menuda, revuelve una olla. Prueba el caldo. Mira el fuego. Ella sonríe.\n\nBEGOÑA\nEl romero."
    assert only(body).sex == "female"


def test_a_german_noun_is_not_a_name() -> None:
    body = "Die Türglocke klingelt. Das RÄDCHEN, klein, rollt weg. FRIEDA (9), stämmig, lacht.\n\nFRIEDA\nDie Tür war offen."
    assert only(body).name == "Frieda"


@pytest.mark.parametrize(
    ("name", "identity"),
    [("ÉLODIE", "elodie"), ("ИВАН", "ivan"), ("GROßMANN", "grossmann"), ("O'HARA", "ohara"), ("ØRSTED", "orsted")],
)
def test_ids_are_ascii(name: str, identity: str) -> None:
    assert only(f"Rain.\n\n{name}\nSalut.").character_id == identity


def test_a_name_without_case_is_introduced_in_brackets() -> None:
    member = only("老秦（六十八岁，瘦高）低头缝伞。\n\n@老秦\n你好。")
    assert (member.age, member.scenes) == (68, ("s001",))
    assert member.description.startswith("瘦高")


@pytest.mark.parametrize(("text", "age"), [("（十八岁）", 18), ("（二十岁）", 20), ("（九岁）", 9), ("（42岁）", 42)])
def test_chinese_ages(text: str, age: int) -> None:
    assert only(f"老秦{text}来了。\n\n@老秦\n你好。").age == age


@pytest.mark.parametrize(
    "sentence",
    ["The MAID, POPPY (19), waits.", "POPPY (19) waits. POPPY, the MAID, sighs.", "The maid, POPPY (19), waits."],
)
def test_a_role_beside_a_name_is_one_person(sentence: str) -> None:
    member = only(sentence)
    assert (member.name, member.sex) == ("Poppy", "female")
    assert "maid" in member.aliases


def test_a_role_that_speaks_beside_a_name_is_somebody_else() -> None:
    assert len(cast_of("The MAID, POPPY (19) and others.\n\nMAID\nYes?\n\nPOPPY\nNo.").members) == 2


def test_a_butler_is_a_man() -> None:
    assert only("Her butler, CRISP, ancient, follows.\n\nCRISP\nMadam.").sex == "male"


def test_a_surname_after_a_title_is_an_alias() -> None:
    assert {"Halloran-Peet", "doctor"} <= set(only("DR. HALLORAN-PEET (40s) nods.").aliases)


def test_ids_of_letters_without_ascii_are_their_code_points() -> None:
    assert only("Rain.\n\n@小明\n你好。").character_id == "u5c0f_u660e"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.stem)
def test_every_speaker_of_a_script_is_in_its_cast_under_one_name(path: Path) -> None:
    screenplay = read_screenplay(path.read_bytes(), name=path.name)
    cast = read_cast(screenplay)
    owners: dict[str, list[str]] = {}
    for member in cast.members:
        for word in {w.casefold() for w in (member.name, *member.aliases)}:
            owners.setdefault(word, []).append(member.character_id)
    assert all(len(found) == 1 for found in owners.values())
    cues = {
        part
        for scene in screenplay.scenes
        for element in scene.elements
        if element.kind == "character" and element.name
        for part in split_cue(element.name)
    }
    assert {cue.casefold() for cue in cues} <= set(owners)


def test_the_cast_of_a_feature_is_found_in_half_a_second() -> None:
    screenplay = read_screenplay(generate(pages=110, seed=5).encode())
    start = time.process_time()
    cast = read_cast(screenplay)
    assert time.process_time() - start < 0.5
    assert len(cast.members) >= 10
