"""People whom a script never writes in capitals: a waiter, two policemen, the teller of a story."""

import pytest

from filmwright.departments.screenplay import read_cast, read_screenplay
from filmwright.model.cast import Member

from .conftest import cast_of


def members_of(body: str) -> dict[str, Member]:
    return {m.character_id: m for m in cast_of(f"RAE (30s) looks up.\n\n{body}").members}


@pytest.mark.parametrize(
    ("sentence", "identity", "kind", "count"),
    [
        ("A waiter brings the bill.", "waiter", "person", 1),
        ("Two policemen give chase.", "policemen", "group", 2),
        ("In the corner, an old woman in black knits.", "old_woman", "person", 1),
        ("Rae hands a porter her bag.", "porter", "person", 1),
        ("The clerk does not look up.", "clerk", "person", 1),
        ("A stray dog follows her.", "stray_dog", "animal", 1),
        ("Children run past.", "children", "group", 3),
        ("Before they can speak, two old women seize her by the elbows.", "old_women", "group", 2),
        ("A man ran down the stairs.", "man", "person", 1),
    ],
)
def test_people_who_act_without_a_name_are_in_the_cast(sentence: str, identity: str, kind: str, count: int) -> None:
    member = members_of(sentence)[identity]
    assert (member.kind, member.count, member.extra) == (kind, count, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "Rae is a doctor.",
        "She moves like a dancer.",
        "A police car passes.",
        "She shows her student card.",
        "A photograph of a soldier hangs on the wall.",
        "A stuffed badger stands on the shelf.",
        "A leg of lamb the size of a toddler.",
        "There is no guard at the gate.",
        'She reads: "A waiter is missing."',
        "A nurse's uniform lies on the bed.",
        "TOM (40), a widower, sits.",
        "The two women embrace.",
    ],
)
def test_people_who_are_only_words_are_not(sentence: str) -> None:
    assert not [m.name for m in members_of(sentence).values() if m.extra]


def test_one_person_without_a_name_is_met_again() -> None:
    met = members_of("A young waiter brings the bill.\n\nThe waiter bows.\n\nThe waiter leaves.")
    assert [m.name for m in met.values() if m.extra] == ["Young waiter"]


def test_a_nameless_man_who_is_then_named_is_one_person() -> None:
    met = members_of("A man in pyjamas scrapes a cup. Scar, beard. GEORGE (34).\n\nGEORGE\nYou came.")
    assert "man" in met["george"].aliases
    assert not [m for m in met.values() if m.extra]


def test_brothers_with_names_are_a_group_of_two() -> None:
    met = members_of("Two brothers, KOLYA (30) and DIMA (28), shake hands.\n\nThe brothers wait.")
    assert met["brothers"].members == ("kolya", "dima")


def test_whoever_tells_a_story_is_in_its_cast() -> None:
    told = "I wake before dawn. Martha stands at the rail. I give her my coat.\n\nI say nothing, and I go below."
    screenplay = read_screenplay(f"EXT. BOAT - DAWN\n\n{told}\n".encode())
    assert not any("I" in m.aliases for m in read_cast(screenplay).members)
    cast = read_cast(screenplay.model_copy(update={"format": "prose"}))
    assert any("I" in m.aliases for m in cast.members)
