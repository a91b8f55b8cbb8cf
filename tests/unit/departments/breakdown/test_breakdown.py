"""What a scene needs, in sentences written for this test."""

import pytest

from filmwright.departments.breakdown import break_down
from filmwright.departments.screenplay import read_screenplay
from filmwright.model.breakdown import Breakdown, BreakdownScene, Category
from filmwright.model.cast import Cast, Member
from filmwright.model.shots import ShotList

PEOPLE = "NORA (30s), a clerk, waits beside WALT (60), her uncle.\n\n"


CAST = Cast(
    members=(
        Member(character_id="nora", name="Nora", sex="female", speaks=True),
        Member(character_id="walt", name="Walt", sex="male", speaks=True),
    )
)


def made(text: str, language: str = "en", *, cast: Cast = CAST) -> Breakdown:
    """A breakdown without shots: who is there comes from the cast and the speeches."""
    script = read_screenplay(text.encode()).model_copy(update={"language": language})
    named = [name for member in cast.members for name in [member.name]]
    here = {
        name: tuple(s.scene_id for s in script.scenes if any(name.casefold() in e.text.casefold() for e in s.elements))
        for name in named
    }
    members = tuple(m.model_copy(update={"scenes": here[m.name]}) for m in cast.members)
    shots = ShotList(project_id="t", title="t", total_shots=0, total_duration_seconds=0)
    return break_down(script, Cast(members=members), shots, title="Test")


def one(action: str, heading: str = "INT. SHED - DAY") -> BreakdownScene:
    return made(f"{heading}\n\n{PEOPLE}{action}\n").scenes[0]


def names(scene: BreakdownScene, category: Category) -> list[str]:
    return [item.name for item in scene.of(category)]


# --- props --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "prop"),
    [
        ("Nora takes out a fat green ledger.", "ledger"),
        ("Walt pushes the suitcase under the bench.", "suitcase"),
        ("Nora hands Walt a photograph.", "photograph"),
        ("Walt waits with an umbrella.", "umbrella"),
        ("A lantern in her hand.", "lantern"),
        ("Nora picks up the knife and the spoon.", "spoon"),
        ("Nora pumps. She drops the bicycle pump.", "bicycle pump"),
        ("Walt unwraps a periscope.", "periscope"),
        ("Nora keeps folding the map.", "map"),
        ("Walt fishes out a cup of coffee.", "cup of coffee"),
    ],
    ids=lambda value: value if " " not in value else None,
)
def test_what_somebody_handles_is_a_prop(action, prop):
    assert prop in names(one(action), "props")


@pytest.mark.parametrize(
    "action",
    [
        "A clock hangs above the door.",
        "There is a bucket by the wall.",
        "Nora looks at the lantern.",
    ],
)
def test_what_only_stands_there_is_set_dressing(action):
    scene = one(action)
    assert scene.of("set_dressing")
    assert not scene.of("props")


@pytest.mark.parametrize(
    "action",
    [
        "Nora takes a breath.",
        "Walt takes her hand.",
        "Nora opens the door.",
        "Walt gives a nod.",
        "She has no umbrella.",
        "He moves like a knife.",
        "A photograph of a dog hangs there.",
        "Nora watches him.",
        "The men light up and drop to the floor.",
    ],
)
def test_hands_breaths_doors_and_what_is_denied_or_compared_are_no_props(action):
    scene = one(action)
    wrong = {"breath", "hand", "door", "nod", "umbrella", "knife", "dog", "watch", "light"}
    assert not wrong & {item.name for item in scene.items}


def test_an_item_says_who_handles_it_how_often_and_in_which_words():
    scene = one("Walt lifts the lantern. He puts the lantern down.")
    (item,) = scene.of("props")
    assert (item.name, item.by, item.handled) == ("lantern", ("walt",), 2)
    assert item.words == "Walt lifts the lantern."


def test_the_detail_is_the_phrase_as_written():
    (item,) = one("Nora takes out a fat green ledger.").of("props")
    assert item.detail == "fat green ledger"


def test_words_of_dialogue_bring_nothing_into_the_scene():
    scene = one("NORA\nBring me the shotgun and the horse.")
    assert not scene.of("weapons")
    assert not scene.of("animals")


def test_a_parenthetical_does():
    assert names(one("NORA\n(folding the map)\nLater."), "props") == ["map"]


def test_a_prop_in_two_scenes_becomes_an_asset():
    text = f"INT. SHED - DAY\n\n{PEOPLE}Nora takes the lantern.\n\nEXT. YARD - DAY\n\nA lantern on a hook. Walt holds a rope.\n"
    breakdown = made(text)
    (prop,) = breakdown.recurring_props
    assert (prop.asset_id, prop.scenes) == ("prop_lantern", ("s001", "s002"))


def test_a_prop_handled_twice_becomes_an_asset():
    breakdown = made(f"INT. SHED - DAY\n\n{PEOPLE}Nora takes the lantern. She drops the lantern.\n")
    assert [p.name for p in breakdown.recurring_props] == ["lantern"]


def test_a_thing_handled_anywhere_is_a_prop_everywhere():
    text = f"INT. SHED - DAY\n\n{PEOPLE}A lantern on a hook.\n\nEXT. YARD - DAY\n\nNora lifts the lantern.\n"
    assert names(made(text).scenes[0], "props") == ["lantern"]


def test_the_jar_is_the_tin_jar_once_that_is_the_only_one():
    text = f"INT. SHED - DAY\n\n{PEOPLE}Nora takes a tin cup.\n\nEXT. YARD - DAY\n\nWalt drops the cup.\n"
    assert names(made(text).scenes[1], "props") == ["tin cup"]


# --- the other departments ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "category", "name"),
    [
        ("Nora buttons her grey wool coat.", "wardrobe", "coat"),
        ("A gash above his eye.", "makeup", "gash"),
        ("Walt comes in bleeding.", "makeup", "bleeding"),
        ("A police car pulls up.", "vehicles", "police car"),
        ("Two dogs run past.", "animals", "dog"),
        ("Nora draws a revolver.", "weapons", "revolver"),
        ("Mourners fill the room.", "extras", "mourner"),
        ("A crowd gathers.", "extras", "crowd"),
        ("The phone rings.", "sound", "phone rings"),
        ("A floorboard creaks.", "sound", "floorboard creaks"),
        ("Walt hums.", "music", "hums"),
        ("A waltz plays.", "music", "waltz"),
        ("Rain. Nothing else.", "effects", "rain"),
        ("The shed explodes.", "effects", "shed explodes"),
    ],
    ids=lambda value: value if " " not in value else None,
)
def test_a_department_finds_what_it_has_to_bring(action, category, name):
    found = [text.casefold() for item in one(action).of(category) for text in (item.name, item.detail)]
    assert {name, f"{name}s"} & set(found)


@pytest.mark.parametrize(
    ("action", "category"),
    [
        ("Nora parks herself on the bench.", "vehicles"),
        ("The car keys lie there.", "vehicles"),
        ("A train of children follows.", "vehicles"),
        ("Walt ducks.", "animals"),
        ("Nora bears it.", "animals"),
        ("The waiter nods.", "extras"),
        ("She ties the rope.", "wardrobe"),
        ("Walt fires him.", "effects"),
        ("Nora marches off.", "music"),
    ],
)
def test_verbs_and_parts_of_other_words_are_no_things(action, category):
    assert names(one(action), category) == []


def test_a_scene_in_a_car_needs_the_car():
    assert names(one("Nora waits.", "INT. TAXI - NIGHT"), "vehicles") == ["taxi"]


def test_a_silent_group_of_the_cast_is_extras_and_an_animal_is_an_animal():
    group = Member(character_id="mourners", name="Mourners", kind="group", count=12)
    horse = Member(character_id="biscuit", name="Biscuit", kind="animal", introduction="BISCUIT, an old horse, waits.")
    text = f"INT. SHED - DAY\n\n{PEOPLE}Mourners wait. Biscuit stamps.\n"
    breakdown = made(text, cast=Cast(members=(*CAST.members, group, horse)))
    scene = breakdown.scenes[0]
    assert [item.detail for item in scene.of("extras")] == ["Mourners (12)"]
    assert [(item.name, item.words) for item in scene.of("animals")] == [("Biscuit", "BISCUIT, an old horse, waits.")]
    assert [member.name for member in breakdown.cast] == ["Nora", "Walt"]


def test_a_group_that_speaks_has_a_number():
    group = Member(character_id="mourners", name="Mourners", kind="group", count=12, speaks=True)
    text = f"INT. SHED - DAY\n\n{PEOPLE}MOURNERS\nAmen.\n"
    assert [m.name for m in made(text, cast=Cast(members=(*CAST.members, group))).cast] == ["Nora", "Walt", "Mourners"]


def test_a_number_of_extras_is_kept():
    (item,) = one("Twelve mourners wait.").of("extras")
    assert item.detail == "Twelve mourners"


@pytest.mark.parametrize(
    ("text", "category", "name"),
    [
        (
            "INT. COCINA - DÍA\n\nROSA (40), cocinera, coge una olla y limpia el cuchillo con el trapo.\n",
            "props",
            "olla",
        ),
        ("INT. COCINA - DÍA\n\nROSA (40), cocinera, espera. Un perro ladra en la calle.\n", "animals", "perro"),
        ("INT. CUISINE - JOUR\n\nROSE (40 ans), cuisinière, prend une vieille valise et sort.\n", "props", "valise"),
        ("INT. CUISINE - JOUR\n\nROSE (40 ans), cuisinière, attend. La pluie tombe sur le toit.\n", "effects", "pluie"),
        ("INNEN. KÜCHE - TAG\n\nROSA (40), Köchin, nimmt den alten Koffer und geht zur Tür.\n", "props", "koffer"),
        (
            "INNEN. KÜCHE - TAG\n\nROSA (40), Köchin, hält eine Taschenuhr in der Hand und wartet.\n",
            "props",
            "taschenuhr",
        ),
    ],
    ids=["es-prop", "es-animal", "fr-prop", "fr-effect", "de-prop", "de-compound"],
)
def test_other_languages_use_their_own_words(text, category, name, request):
    language = request.node.callspec.id[:2]
    assert name in [found.casefold() for found in names(made(text, language).scenes[0], category)]


def test_a_language_without_lists_gives_people_and_lengths_but_no_guesses():
    scene = made(f"INT. CAMERA - GIORNO\n\n{PEOPLE}Nora takes the camera.\n", "it").scenes[0]
    assert (scene.cast, scene.eighths, scene.items) == ((1, 2), 1, ())


# --- the sheet ----------------------------------------------------------------------------------------


def test_cast_is_numbered_by_order_of_appearance():
    text = "INT. A - DAY\n\nWALT\nHere.\n\nINT. B - DAY\n\nNORA\nAnd here.\n\nWALT\nYes.\n"
    breakdown = made(text)
    assert [(c.number, c.name) for c in breakdown.cast] == [(1, "Walt"), (2, "Nora")]
    assert [scene.cast for scene in breakdown.scenes] == [(1,), (1, 2)]


def test_the_writers_synopsis_comes_first():
    scene = one("= Nora gives up.\n\nNora takes the lantern.")
    assert (scene.synopsis, scene.synopsis_by) == ("Nora gives up.", "writer")


def test_else_a_sentence_of_the_scene_is_taken_as_it_stands():
    action = "The shed is dark. Nora hands Walt the lantern."
    scene = made(f"INT. SHED - DAY\n\n{action}\n\nNORA\nTake it.\n\nWALT\nWhy?\n").scenes[0]
    assert (scene.synopsis, scene.synopsis_by) == ("Nora hands Walt the lantern.", "script")


def test_a_scene_of_talk_alone_gives_its_first_words():
    scene = made("INT. SHED - DAY\n\nNORA\nTake it. Now.\n").scenes[0]
    assert scene.synopsis == "NORA: “Take it.”"


def test_continuous_has_the_light_of_the_scene_before():
    text = "".join(f"{h}\n\nA man.\n\n" for h in ("EXT. A - NIGHT", "INT. B - CONTINUOUS", "INT. C - DAY", "INT. D"))
    assert [s.light for s in made(text).scenes] == ["night", "night", "day", "unknown"]


def test_a_place_lists_its_scenes():
    text = "".join(f"{h}\n\nA man.\n\n" for h in ("EXT. YARD - NIGHT", "INT. SHED - DAY", "EXT. YARD - DAY"))
    yard, shed = made(text).locations
    assert (yard.place, yard.scenes, shed.scenes) == ("YARD", ("s001", "s003"), ("s002",))


def test_scene_numbers_of_the_script_are_kept():
    assert [s.number for s in made("INT. A - DAY #7B#\n\nA man.\n\nINT. B - DAY\n\nA man.\n").scenes] == ["7B", "2"]


def test_the_same_script_gives_the_same_bytes():
    text = f"INT. SHED - DAY\n\n{PEOPLE}Nora takes the lantern.\n"
    assert made(text).to_bytes() == made(text).to_bytes()
    assert Breakdown.from_bytes(made(text).to_bytes()) == made(text)
