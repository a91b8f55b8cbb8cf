"""Whom a sentence presents, and what in capitals is no part of a name."""

import pytest

from .conftest import cast_of


def names(body: str) -> list[set[str]]:
    """Everything each member of the cast is called, folded."""
    return [{m.name.casefold(), *(a.casefold() for a in m.aliases)} for m in cast_of(body).members]


@pytest.mark.parametrize(
    ("body", "one", "other"),
    [
        ("A man in a GREY COAT waits.\n\nGREY COAT\nYou are late.\n\nThis is BENNET.\n\nBENNET\nSit.", "bennet", "grey coat"),
        ("A COURIER falls.\n\nCOURIER\nOw.\n\nDANIEL OKORO, the courier, gets up.\n\nOKORO\nOw.", "daniel okoro", "courier"),
        ('MARGUERITE "BIG MARGE" DUBOIS nods.\n\nBIG MARGE\nNo.\n\nMARGE\nYes.', "marguerite", "marge"),
        ("LUCIA MORELLI (22) sits. Everyone calls her Probie.\n\nLUCIA\nHello.", "lucia", "probie"),
        ("TOM (9) eats, known through the whole parish as Sparrow.", "tom", "sparrow"),
        ("GERMAINE BAKER (60) sits.\n\nGERMAINE\nNo.", "germaine baker", "germaine"),
    ],
    ids=["this is", "apposition", "nickname that speaks", "everyone calls her", "known as", "a name that is a trade"],
)  # fmt: skip
def test_two_names_of_one_person(body: str, one: str, other: str) -> None:
    assert any(one in called and other in called for called in names(body)), names(body)


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("DEV (29) waits.\n\nON DEV'S FACE as it rains.\n\nDEV\nNo.", "on dev"),
        ("STUDENT\nYes!\n\nSTUDENT TURNS to the camera.\n\nSTUDENT\nNo.", "student turns"),
        ("Mr. Plumb's fingers are cold.\n\nMr. Plumb sits.\n\nPLUMB\nNo.", "mr. plumb's"),
        ("KIERAN (late teens, excited) waits.\n\nKIERAN\nHi.", "teens"),
        ("A man in a GREY COAT waits.\n\nGREY COAT\nYou are late.", "man"),
    ],
    ids=["preposition", "verb in capitals", "genitive", "age", "what a man wears"],
)
def test_what_is_no_name(body: str, wrong: str) -> None:
    assert all(wrong not in called for called in names(body)), names(body)


def test_members_told_one_by_one_make_the_group() -> None:
    body = (
        "On the settee sit her three AUNTS: AUGUSTA, who is the eldest; BEE, who knits; and LOTTIE, who sleeps.\n\n"
        "AUGUSTA\nNo.\n\nBEE\nNo.\n\nLOTTIE\nNo."
    )
    group = next(m for m in cast_of(body).members if m.kind == "group")
    assert group.members == ("augusta", "bee", "lottie")


def test_a_full_name_that_a_sentence_presents_is_somebody() -> None:
    assert any("spalding jeager" in called for called in names("A car stops. This is SPALDING JEAGER. Spalding eats."))


def test_the_mask_comes_off_and_somebody_known_is_there() -> None:
    body = (
        "INT. OFFICE - DAY\n\nMR. PLUMB (30) sits.\n\nPLUMB\nYes.\n\nINT. HALL - NIGHT\n\nBARON KESSEL, in furs, bows.\n\n"
        "BARON KESSEL\nLadies!\n\nShe takes hold of his moustache and removes it.\n\nIt is Mr. Plumb."
    )
    assert any({"plumb", "baron kessel"} <= called for called in names(body)), names(body)
