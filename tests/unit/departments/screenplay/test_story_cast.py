"""The cast of stories in prose and of stage plays: names, roles, tellers, groups, lists of persons."""

import pytest

from filmwright.departments.screenplay.cast import read_cast
from filmwright.departments.screenplay.parse import read_screenplay
from filmwright.model.cast import Cast


def cast_of(text: str, name: str = "story.txt") -> Cast:
    return read_cast(read_screenplay(text.encode(), name=name))


def names(cast: Cast) -> set[str]:
    return {m.name for m in cast.members}


def aliases(cast: Cast, name: str) -> tuple[str, ...]:
    return next(m.aliases for m in cast.members if m.name == name)


BOAT = (
    "Father Quill stood in the porch with Amos Leary, his sexton. Quill had not slept, and Amos knew it well.\n\n"
    "“It rains,” said Amos. The sexton lit a pipe.\n\n“It does,” said the priest.\n\n“It will stop,” said Quill.\n\n"
    "A girl of twelve came in a boat. This was Nora Fitch, whom the parish called Pike. Nora rowed badly.\n\n"
    "“Father!” she shouted. “Come down!”\n\nQuill waded out to the boat, and Pike dropped an oar.\n"
)


@pytest.mark.parametrize(
    ("name", "also"),
    [("Father Quill", {"Quill", "priest"}), ("Amos Leary", {"Amos", "sexton"}), ("Nora Fitch", {"Nora", "Pike"})],
)
def test_everybody_of_a_story_is_in_its_cast_once_with_all_their_names(name: str, also: set[str]) -> None:
    cast = cast_of(BOAT)
    assert names(cast) >= {"Father Quill", "Amos Leary", "Nora Fitch"}
    assert names(cast).isdisjoint({"Priest", "Sexton", "Quill", "Pike", "Girl"})
    assert also <= set(aliases(cast, name))


def test_who_is_only_remembered_is_not_in_the_cast() -> None:
    text = (
        "Anna sat in the kitchen with Ben. Ben slept, and Anna ate.\n\n“Wake up,” said Anna.\n\n“It is late,” said Ben.\n\n"
        "It had been shut up since old Mrs. Pryce died in it. Anna counted the spoons. Ben would have liked to sleep.\n\n"
        "“Twelve,” said Anna. She put the spoons away and she laughed.\n"
    )
    assert names(cast_of(text)) >= {"Anna", "Ben"}
    assert "Mrs. Pryce" not in names(cast_of(text))


def test_the_teller_is_one_person_by_name_and_as_i() -> None:
    text = (
        "I was behind the desk when Miss Vane came down. I looked up, and I saw her.\n\n"
        "“Are you married, Hobbs?” said Miss Vane.\n\n“I was, miss,” I said.\n\n“Thank you, Hobbs,” said Miss Vane.\n\n"
        "I carried her bags to the door, and I held it open for her until the cab had come and gone in the rain.\n"
    )
    cast = cast_of(text)
    assert "I" in aliases(cast, "Hobbs")
    assert "Narrator" not in names(cast)
    assert next(m.introduction for m in cast.members if m.name == "Hobbs").startswith("I was behind the desk")


PLAY = (
    "THE ROPE\n\nPERSONS OF THE PLAY\n\nDOKTOR KRAMER\nFRAU KRAMER, his wife\nJORUNN, a neighbour\nTWO BOATMEN\n\n"
    "ACT I\n\nA quay.\n\n[DOKTOR KRAMER waits. Enter FRAU KRAMER and JORUNN. Two boatmen haul on a rope.]\n\n"
    "DOKTOR KRAMER. Pull!\n\nFRAU KRAMER. Who is it?\n\nFIRST BOATMAN. It is fast.\n\nSECOND BOATMAN. It is.\n\n"
    "BOTH BOATMEN. Petrie!\n\nDOKTOR KRAMER. Is he living?\n\nFRAU KRAMER. He is.\n"
)


def test_two_of_one_surname_who_speak_in_one_scene_are_two() -> None:
    assert names(cast_of(PLAY)) >= {"Doktor Kramer", "Frau Kramer"}


def test_who_is_listed_and_enters_is_in_the_cast_without_a_word() -> None:
    assert "Jorunn" in names(cast_of(PLAY))


def test_the_first_and_the_second_are_the_two() -> None:
    cast = cast_of(PLAY)
    group = next(m for m in cast.members if m.kind == "group")
    assert group.members == ("first_boatman", "second_boatman")
    assert group.speaks


def test_all_three_speak_for_the_three() -> None:
    text = (
        "ACT I\n\nA hall.\n\nANNA. Come!\n\n[Three lodgers come down the stairs.]\n\nALL THREE. No water!\n\n"
        "ANNA. Hush!\n\nBEN. What?\n\nANNA. Nothing.\n\nBEN. Good.\n"
    )
    assert "All Three" in aliases(cast_of(text, "play.txt"), "Lodgers")


@pytest.mark.parametrize("cue", ["STIMME DES DOKTORS", "STIMME VON DOKTOR"])
def test_the_voice_of_somebody_is_theirs(cue: str) -> None:
    text = f"ACT I\n\nA hall.\n\nDOKTOR. Ja.\n\nANNA. Nein.\n\nDOKTOR. Doch.\n\n{cue}. Hedwig!\n\nANNA. Was?\n"
    assert names(cast_of(text, "play.txt")) == {"Doktor", "Anna"}
