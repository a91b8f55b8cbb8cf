"""One person under several names: nicknames, new names, reveals; and what people are to one another."""

import pytest

from .conftest import cast_of


@pytest.mark.parametrize(
    ("body", "identity", "other"),
    [
        ("WALTER DUNN (70), known as Pa, spits.", "walter_dunn", "Pa"),
        ("KATE MORROW (30s), whom everybody calls Sparrow, sweeps.", "kate_morrow", "Sparrow"),
        ('ELENA "LENNY" RUIZ (25) jumps.', "elena_lenny_ruiz", "Lenny"),
        ('TOM VOSS (40, "the Dentist") smiles. SAL "RED" KANE (50) nods.', "sal_red_kane", "Red"),
        ("A STRANGER steps in.\n\nThe stranger -- we now know him as COLE -- nods.", "cole", "Stranger"),
        ("A MAN IN GREY (50s) waits.\n\nThe man in grey (now TOBIAS) turns.", "tobias", "Man in Grey"),
        ("LUCÍA (30), a quien todos llaman Luz, entra.", "lucia", "Luz"),
        ("HENRI (50), dit Le Loup, rit.", "henri", "Le Loup"),
        ("TOM (30) waits.\n\nTOM\nNo.\n\nTOM/WOLF\nRun.", "tom", "Wolf"),
        ("An OLD WOMAN sits.\n\nThe woman rises. THE GREY QUEEN.\n\nTHE GREY QUEEN\nKneel.", "grey_queen", "Old Woman"),
        ("A STRANGER drinks.\n\nSTRANGER\nMy name is Cole.\n\nCOLE\nAnd you?", "cole", "Stranger"),
        (
            "A BEARDED MAN waits.\n\nBEARDED MAN\nWho is there?\n\nRAE\nMr. Holt?\n\nHOLT\nYes.",
            "holt",
            "Bearded Man",
        ),
    ],
)
def test_names_of_one_person_are_put_together(body: str, identity: str, other: str) -> None:
    cast = cast_of(body)
    names = {m.character_id: {m.name.casefold(), *(a.casefold() for a in m.aliases)} for m in cast.members}
    assert any(
        other.casefold() in known and (identity == who or identity.replace("_", " ") in known)
        for who, known in names.items()
    ), names


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("ANA (40) opens a drawer.\n\nYOUNG ANA (8) runs.", 2),
        ("BIG BEN (tiny) and LITTLE BEN (vast) nod.\n\nBIG BEN\nNo.\n\nLITTLE BEN\nYes.", 2),
        ("ANNA (30) waits. BEN (30) waits.\n\nANNA/BEN\nNow!", 2),
        ("RAE (30) nods.\n\nRAE\nI'm Tom's sister.\n\nTOM\nShe is.", 2),
    ],
)
def test_two_people_stay_two(body: str, count: int) -> None:
    assert len([m for m in cast_of(body).members if not m.extra]) == count


@pytest.mark.parametrize(
    ("body", "bearer", "word", "owner"),
    [
        ("RAE (30s) waits.\n\nJUNE (60s), Rae's mother, knits.", "june", "mother", "rae"),
        ("TOM (40) and his brother BEN (35) row.", "ben", "brother", "tom"),
        ("MERCY (30s) sews. Her boy ZEKE (9) runs.", "zeke", "son", "mercy"),
        ("TOM (40) digs. His dog, BISCUIT, watches.", "biscuit", "dog", "tom"),
    ],
)
def test_what_people_are_to_one_another(body: str, bearer: str, word: str, owner: str) -> None:
    relations = [(r.word, r.to) for r in cast_of(body).by_id(bearer).relations]
    assert (word, owner) in relations


def test_a_group_knows_its_named_members() -> None:
    cast = cast_of("The TWINS, IDA and OSKAR (9), race down the stairs.")
    assert cast.by_id("twins").members == ("ida", "oskar")


def test_a_title_makes_no_animal_of_a_captain() -> None:
    assert cast_of("CAPTAIN WOLF (50) salutes.\n\nCAPTAIN WOLF\nSir.").members[0].kind == "person"


def test_a_terrier_is_also_a_dog() -> None:
    assert "dog" in cast_of("BISCUIT, a terrier in a ruff, trots in.").by_id("biscuit").aliases


def test_somebody_who_is_never_in_capitals_is_found() -> None:
    cast = cast_of("RAE (30s) looks up.\n\nLenny waltzes past with a mop.\n\nMrs. Garrow, the landlady, knocks.")
    assert {"lenny", "mrs_garrow"} <= {m.character_id for m in cast.members}
