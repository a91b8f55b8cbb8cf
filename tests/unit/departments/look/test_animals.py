"""What an animal looks like, from the words that the script ties to it."""

from typing import get_args

import pytest

from filmwright.departments.look import read_bible
from filmwright.departments.look.rules.animals import animal_of, is_animal, tell_apart
from filmwright.departments.look.rules.colours import apart
from filmwright.departments.look.rules.lists import load_words
from filmwright.departments.screenplay import read_cast, read_screenplay
from filmwright.model.bible import CharacterVisualNote, VisualBible
from filmwright.model.cast import Member
from filmwright.model.figure import AnimalLook, Pattern, Species


def beast(name: str, description: str = "", introduction: str = "", **more: object) -> Member:
    return Member.model_validate(
        {
            "character_id": name.lower().replace(" ", "_"),
            "name": name,
            "kind": "animal",
            "description": description,
            "introduction": introduction,
            **more,
        }
    )


def look(name: str, description: str = "", introduction: str = "") -> AnimalLook:
    return animal_of(beast(name, description, introduction)).look


def notes(text: str) -> dict[str, CharacterVisualNote]:
    screenplay = read_screenplay(text.encode())
    return {n.character_ref_id: n for n in read_bible(screenplay, read_cast(screenplay)).character_visual_notes}


@pytest.mark.parametrize(
    ("words", "species"),
    [
        ("a dog", "dog"), ("an old mare", "horse"), ("two ravens", "crow"), ("a seagull", "gull"),
        ("the ewe", "sheep"), ("un perro negro", "dog"), ("una vaca", "cow"), ("un vieux chien", "dog"),
        ("des chevaux", "horse"), ("ein alter Hund", "dog"), ("eine Katze", "cat"), ("die Krähe", "crow"),
        ("a stag", "deer"), ("mice", "rat"), ("a labrador", "dog"), ("a Siamese", "cat"),
    ],
)  # fmt: skip
def test_a_word_names_the_kind(words: str, species: Species) -> None:
    assert look("BUDDY", words).species == species


def test_the_name_names_the_kind_when_nothing_else_does() -> None:
    assert look("HORSE").species == "horse"
    assert look("THE OLD GOAT").species == "goat"


@pytest.mark.parametrize(
    ("words", "colour"),
    [
        ("a black dog", "black"), ("a shaggy white dog", "white"), ("un perro negro", "black"),
        ("une chienne rousse", "rust"), ("ein weißer Hund", "white"), ("a ginger cat", "orange"),
    ],
)  # fmt: skip
def test_a_colour_is_that_of_the_coat(words: str, colour: str) -> None:
    assert look("BUDDY", words).coat_colour == load_words("animals")["coats"][colour]


def test_the_colour_of_a_collar_is_not_that_of_the_coat() -> None:
    found = look("REX", "a black dog with a red collar")
    assert found.coat_colour == load_words("animals")["coats"]["black"]
    assert found.pattern == "plain"
    assert found.collar is not None
    assert apart(found.collar, "#b3312f") < 5
    assert look("REX", "a black dog").collar is None


def test_colours_of_other_things_in_the_sentence_are_left_alone() -> None:
    found = look("REX", introduction="A brown DOG runs past a red car and a white fence.")
    assert found.coat_colour == load_words("animals")["coats"]["brown"]


def test_size_build_and_hair_are_kept() -> None:
    small, plain, huge = (look("REX", w) for w in ("a small dog", "a dog", "a huge dog"))
    assert small.size_m < 0.85 * plain.size_m < 0.7 * huge.size_m
    assert look("REX", "a scrawny dog").build == "slight"
    assert look("REX", "a fat dog").build == "heavy"
    assert look("REX", "a shaggy dog").fur == "long"
    assert look("REX", "a puppy").young
    assert look("REX", "a puppy").size_m < 0.7 * plain.size_m


def test_markings_horns_and_manes_are_known() -> None:
    assert look("MOG", "a striped cat").pattern == "stripes"
    assert look("BESS", "a black and white cow").pattern == "patches"
    assert look("STAG", "a stag").horns
    assert not look("DOE", "a hind").horns
    assert look("LEO", "a lion").horns
    assert not look("ELSA", "a lioness").horns
    assert look("REX", "a dog with pointed ears").ears == "pricked"


def test_a_white_gull_is_white_with_a_grey_back() -> None:
    found, coats = look("GULL", "a white seagull"), load_words("animals")["coats"]
    assert (found.coat_colour, found.second_colour) == (coats["silver"], coats["white"])


def test_an_animal_without_a_body_gets_the_nearest_and_the_reason_says_so() -> None:
    found = animal_of(beast("NELLY", "an elephant"))
    assert found.look.size_m > 1.8
    assert "elephant" in found.reasons[0]
    assert "nearest" in found.reasons[0]


def test_an_unknown_creature_is_drawn_by_its_size_words() -> None:
    tiny, huge = animal_of(beast("BLOB", "a tiny creature")), animal_of(beast("GRUM", "a gigantic huge creature"))
    assert tiny.look.size_m < 0.3
    assert huge.look.size_m > 0.9
    assert "size" in tiny.reasons[0]


def test_the_same_member_looks_the_same_and_another_id_may_differ() -> None:
    assert animal_of(beast("REX", "a dog")) == animal_of(beast("REX", "a dog"))
    coats = {animal_of(beast(f"DOG {i}", "a dog")).look.coat_colour for i in range(12)}
    assert len(coats) > 2


def test_animals_of_a_kind_can_be_told_apart() -> None:
    beasts = tell_apart([(f"dog{i}", animal_of(beast(f"DOG {i}", "a dog"))) for i in range(5)])
    colours = [b.look.coat_colour for b in beasts]
    assert min(apart(a, b) for i, a in enumerate(colours) for b in colours[:i]) >= 12


def test_what_the_script_says_is_kept_when_two_are_alike() -> None:
    beasts = tell_apart([(n, animal_of(beast(n, "a black dog"))) for n in ("A", "B")])
    assert beasts[0].look.coat_colour == beasts[1].look.coat_colour


def test_a_group_named_by_a_kind_is_a_group_of_animals() -> None:
    assert is_animal(beast("THREE WOLVES", kind="group", count=3))
    assert not is_animal(beast("TWO MOVERS", kind="group", count=2))
    assert not is_animal(beast("KATE", kind="person"))


def test_the_bible_has_people_and_animals_in_the_order_of_the_cast() -> None:
    found = notes(
        "INT. X - DAY\n\nREX, a scruffy black dog with a red collar, trots in. KATE (40) waits.\n\nKATE\nHere, Rex."
    )
    assert list(found) == ["rex", "kate"]
    rex = found["rex"].looks[0].figure
    assert isinstance(rex, AnimalLook)
    assert rex.species == "dog"
    assert "black" in found["rex"].physical_summary
    assert found["rex"].looks[0].wardrobe.endswith("red collar")


def test_a_bible_with_animals_goes_through_bytes() -> None:
    screenplay = read_screenplay(b"INT. X - DAY\n\nA CAT looks at KATE (40).\n\nCAT\nMeow.\n\nKATE\nHello.")
    found = read_bible(screenplay, read_cast(screenplay))
    assert VisualBible.from_bytes(found.to_bytes()) == found


def test_the_words_name_only_what_can_be_drawn() -> None:
    words = load_words("animals")
    species = set(get_args(Species))
    assert set(words["species"]) == set(words["kinds"]) == species
    for name, values in (*words["breeds"].items(), *words["kinds"].items()):
        assert values.get("kind", name) in species, name
        assert values.get("pattern", "plain") in get_args(Pattern), name
        for key in ("coat", "second", "mane"):
            assert values.get(key, "black") in words["coats"], name
    for name, line in words["unknown"].items():
        assert line.split()[0] in species, name
