"""The visual bible: one design per place, one look per person, kept apart, the script's words kept."""

import re
import time
from pathlib import Path

import pytest
from bench.generate_script import generate

from filmwright.departments.look import read_bible
from filmwright.departments.look.rules.colours import apart
from filmwright.departments.look.rules.prompts import article
from filmwright.departments.look.rules.spread import ENOUGH, alike
from filmwright.departments.screenplay import read_cast, read_screenplay
from filmwright.errors import UserError
from filmwright.model.bible import CharacterVisualNote, LocationDesign, VisualBible
from filmwright.model.figure import AnimalLook, FigureLook

ROOT = Path(__file__).parents[4]
SCRIPTS = sorted((ROOT / "examples").glob("*.fountain")) + sorted((ROOT / "tests/data/scripts").glob("*.fountain"))


def bible_of(text: str, **options: str) -> VisualBible:
    screenplay = read_screenplay(text.encode())
    return read_bible(screenplay, read_cast(screenplay), **options)


def place(text: str) -> LocationDesign:
    return bible_of(text).location_designs[0]


def person(action: str, heading: str = "INT. ROOM - DAY") -> CharacterVisualNote:
    return bible_of(f"{heading}\n\n{action}\n").character_visual_notes[0]


# --- places


@pytest.mark.parametrize(
    ("headings", "ids"),
    [
        (["INT. JOE'S BAR - NIGHT", "INT. JOES BAR - DAY"], ["int_joes_bar"]),
        (["INT. JOE'S BAR - NIGHT", "EXT. JOE'S BAR - NIGHT"], ["int_joes_bar", "ext_joes_bar"]),
        (["INT. JOE'S BAR - NIGHT", "INT. JOE'S BAR, BACK ROOM - NIGHT"], ["int_joes_bar", "int_joes_bar_back_room"]),
        (["INT. BACK ROOM - JOE'S BAR", "INT. JOE'S BAR - BACK ROOM"], ["int_back_room_joes_bar"]),
        (["INT. THE KITCHEN - DAY", "INT. KITCHEN - NIGHT"], ["int_kitchen"]),
        (["INT. HOSPITAL - WARD C - DAY", "INT. WARD C - NIGHT"], ["int_hospital_ward_c"]),
        (["INT. CAFÉ - DAY", "INT. CAFE - DAY"], ["int_cafe"]),
        (["INT. TRUCK - MOVING - DAY", "INT. TRUCK - DAY"], ["int_truck"]),
        (["INT. STAIRWELL - DAY", ".THE STAIRWELL - LATER"], ["int_stairwell"]),
        (["INT./EXT. TAXI - DAY", "INT. TAXI - NIGHT"], ["int_taxi"]),
        (["INT. HOUSE - DAY (FLASHBACK)", "INT. HOUSE - NIGHT"], ["int_house"]),
        (["INT. A - KITCHEN - DAY", "INT. B - KITCHEN - DAY", "INT. KITCHEN - DAY"], ["int_a_kitchen", "int_b_kitchen", "int_kitchen"]),
    ],
    ids=["apostrophe", "outside", "back-room", "order", "article", "short-name", "accent", "moving", "forced", "taxi", "flashback", "two-kitchens"],
)  # fmt: skip
def test_headings_of_one_place_are_one_setting(headings: list[str], ids: list[str]) -> None:
    text = "\n\n".join(f"{heading}\n\nNothing moves." for heading in headings)
    designs = bible_of(text).location_designs
    assert [d.setting_ref_id for d in designs] == ids
    assert sorted(s for d in designs for s in d.scenes) == [f"s{i + 1:03d}" for i in range(len(headings))]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("INT. HARBOR BAR - NIGHT", "bar"), ("EXT. HARBOR BAR - NIGHT", "street"), ("INT. LAKE HOUSE - KITCHEN", "kitchen"),
        ("INT. HOSPITAL - CORRIDOR", "corridor"), ("INT. HOSPITAL - WARD C", "hospital_room"),
        ("EXT. LANE BEHIND THE CHURCH", "road"), ("INT. POLICE STATION", "office"), ("EXT. TRAIN STATION", "platform"),
        ("INT. NIGHT TRAIN - DINING CAR", "train_carriage"), ("INT. MARTA'S CAR", "car"), ("EXT. FISH MARKET", "dock"),
        ("INT. COCINA - NOCHE", "kitchen"), ("INNEN. UHRMACHERWERKSTATT - TAG", "workshop"), ("EXT. RUE - NUIT", "street"),
        ("INT. FLAT ABOVE THE CHIP SHOP", "living_room"), ("EXT. ROOF OF THE OPERA", "rooftop"),
        ("内景 厨房 夜", "kitchen"), ("INT. ZORVAX", "generic_interior"), ("EXT. ZORVAX", "generic_exterior"),
        ("INT./EXT. MAIN STREET - DAY", "street"),
    ],
)  # fmt: skip
def test_place_words_choose_the_set(heading: str, kind: str) -> None:
    talk = {
        "C": "El perro de la casa no está en la calle, pero ella lo mira desde la puerta con los ojos abiertos.",
        "U": "Der Hund ist nicht in der Stube, und sie sieht ihn auch nicht auf dem Hof vor der Tür.",
        "R": "Elle est dans la rue avec une valise et il ne la voit pas, mais les gens sur le trottoir la regardent.",
    }
    key = "C" if "COCINA" in heading else "U" if "UHR" in heading else "R" if "RUE" in heading else ""
    assert place(f"{heading}\n\n{talk.get(key, 'Nothing moves.')}").set_design.kind == kind


def test_furniture_of_the_action_is_in_the_set() -> None:
    features = place(
        "INT. ROOM - DAY\n\nA piano in the corner. She opens the wardrobe behind the bar."
    ).set_design.features
    assert {"piano", "wardrobe", "bar"} <= set(features)


@pytest.mark.parametrize(
    "sentence",
    ["He sinks to his knees.", "The door swings shut.", "There is no piano.", "He stands like a statue.", "Her left boot comes off.", "Bare arms."],
)  # fmt: skip
def test_verbs_negations_and_figures_of_speech_are_no_furniture(sentence: str) -> None:
    assert set(place(f"INT. ROOM - DAY\n\n{sentence}").set_design.features) <= {"door"}


@pytest.mark.parametrize(
    ("text", "variants"),
    [
        ("EXT. DOCK - NIGHT\n\nRain.", {"s001": "night rain"}),
        (
            "EXT. DOCK - NIGHT\n\nRain.\n\nEXT. DOCK - CONTINUOUS\n\nHe runs.",
            {"s001": "night rain", "s002": "night rain"},
        ),
        ("EXT. DOCK - NIGHT\n\nRain.\n\nEXT. DOCK - DAWN\n\nHe runs.", {"s001": "night rain", "s002": "dawn"}),
        ("EXT. DOCK - SUNSET\n\nCrumbs fall like snow.", {"s001": "sunset"}),
        ("EXT. DOCK - DAY\n\nNo rain for weeks.", {"s001": "day"}),
        ("EXT. DOCK - 3 A.M.\n\nHe runs.", {"s001": "night"}),
        ("EXT. DOCK\n\nHe runs.", {"s001": "day"}),
        ("EXT. DOCK - DAY\n\nSnow falls. Thunder.", {"s001": "day storm"}),
    ],
    ids=["rain", "continuous", "dawn-is-dry", "simile", "no-rain", "clock", "silent", "strongest"],
)
def test_each_scene_has_its_light_and_weather(text: str, variants: dict[str, str]) -> None:
    design = place(text)
    assert design.scene_variants == variants
    assert set(design.time_variants) == set(variants.values())


def test_walls_of_different_rooms_differ() -> None:
    rooms = [
        "KITCHEN",
        "BEDROOM",
        "OFFICE",
        "BAR",
        "HOSPITAL WARD",
        "CLASSROOM",
        "LIBRARY",
        "GARAGE",
        "ATTIC",
        "PRISON CELL",
    ]
    designs = bible_of("\n\n".join(f"INT. {r} - DAY\n\nNothing." for r in rooms)).location_designs
    walls = [d.set_design.palette.wall for d in designs]
    assert min(apart(a, b) for i, a in enumerate(walls) for b in walls[:i]) >= 12


# --- people


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("lean, cropped black hair, a grey city coat", {"build": "slim", "hair": "buzz", "top": "coat"}),
        (
            "tall and broad, silver hair in a braid, a red wool cardigan",
            {"build": "stocky", "hair": "braids", "top": "sweater"},
        ),
        (
            "a heavy man with a ginger beard and a yellow oilskin jacket",
            {"build": "heavy", "beard": "full", "top": "jacket"},
        ),
        ("oilskin coat over a hospital gown", {"top": "coat", "bottom": "skirt"}),
        ("a soft, bald man in a green dressing gown", {"hair": "bald", "top": "robe"}),
        ("short blonde hair under a straw hat", {"hat": "brim"}),
        ("black hair pinned up with a pencil", {"hair": "bun"}),
        ("wearing no hat, round glasses", {"hat": "none", "glasses": True}),
        ("a white shirt under a black jacket", {"top": "jacket"}),
        ("thin as a coat rack, grey moustache", {"build": "slim", "beard": "moustache"}),
        ("carrying a heavy suitcase, curly hair", {"hair": "curly"}),
    ],
)
def test_words_of_the_introduction(words: str, wanted: dict[str, object]) -> None:
    figure = person(f"KATE (40), {words}, waits.").looks[0].figure
    assert {name: getattr(figure, name) for name in wanted} == wanted


def test_a_heavy_suitcase_makes_nobody_heavy() -> None:
    plain, carrying = (person(f"KATE (40){w} waits.").looks[0].figure for w in ("", ", with a heavy suitcase,"))
    assert plain.build == carrying.build


@pytest.mark.parametrize(
    "action",
    [
        "KATE (40, wiry) edges toward the stair: cropped silver hair, a plum dress.",
        "KATE, 40, wiry, with cropped silver hair and a plum dress, skirts round the bridge.",
        "KATE (40), chewing a match, waits. Kate is wiry, with cropped silver hair, wearing a plum dress.",
        "KATE (40) is wiry. She has cropped silver hair. She wears a plum dress.",
        "A wiry woman, KATE (40), in a plum dress, her silver hair cropped, waits.",
    ],
    ids=["bracket-and-colon", "commas", "next-sentence", "pronouns", "before-the-name"],
)
def test_introductions_of_many_shapes_say_the_same(action: str) -> None:
    figure = person(action).looks[0].figure
    assert (figure.build, figure.hair, figure.hair_colour) == ("slim", "buzz", "#bfc3c8")
    assert (figure.top, figure.top_colour) == ("dress", "#69458f")


@pytest.mark.parametrize(
    ("action", "colour"),
    [
        ("KATE (40) sits. She wears a yellow raincoat.", "#e2bd35"),
        ("KATE (40) sits. Kate is plump, in a yellow raincoat.", "#e2bd35"),
        ("KATE (40) enters in a yellow raincoat.", "#e2bd35"),
        ("KATE (40), in a long yellow raincoat, waits.", "#e2bd35"),
    ],
)
def test_clothes_attach_to_the_person_they_are_said_of(action: str, colour: str) -> None:
    assert person(action).looks[0].figure.top_colour == colour


@pytest.mark.parametrize(
    "action",
    [
        "KATE (40) sits. She takes in the yellow coat.",
        "KATE (40) sits. A man in a yellow coat passes Kate.",
        "KATE (40) folds a yellow coat.",
        "KATE (40) waits beside a yellow coat.",
    ],
)
def test_clothes_of_others_do_not_attach(action: str) -> None:
    assert "yellow coat" not in person(action).reason


def test_two_people_of_one_sentence_keep_their_own_clothes() -> None:
    notes = bible_of(
        "INT. X - DAY\n\nANNA (30) in a red dress and BEN (40) in a green suit enter."
    ).character_visual_notes
    assert [n.looks[0].figure.top for n in notes] == ["dress", "suit"]


def test_her_hair_is_not_his() -> None:
    notes = bible_of(
        "INT. X - DAY\n\nADAM (40), bald, enters. EVA (30) waits. He touches her red braid."
    ).character_visual_notes
    assert notes[0].looks[0].figure.hair == "bald"


def test_a_change_of_clothes_is_a_new_look_from_that_scene() -> None:
    text = (
        "INT. A - DAY\n\nKATE (40), in a grey coat, waits.\n\nINT. B - DAY\n\nKate waits.\n\n"
        "INT. C - NIGHT\n\nKate enters, now in a black dress.\n\nINT. A - DAY\n\nKate waits."
    )
    note = bible_of(text).character_visual_notes[0]
    assert [(k.from_scene, k.to_scene, k.figure.top) for k in note.looks] == [
        ("s001", "s002", "coat"),
        ("s003", "s004", "dress"),
    ]
    assert note.looks[0].figure.face == note.looks[1].figure.face
    assert note.looks[0].look_id == "kate"


def test_a_role_dresses_its_bearer_and_a_surname_does_not() -> None:
    notes = bible_of("INT. X - DAY\n\nA NURSE leans in. ANNA BAKER (40) waits.").character_visual_notes
    assert notes[0].looks[0].figure.top == "scrubs"
    assert notes[1].looks[0].figure.top != "apron"


def test_children_are_small_and_the_old_are_grey() -> None:
    child, old = (person(f"KATE {age} waits.").looks[0].figure for age in ("(6)", "(80s)"))
    assert child.height_m < 1.3
    assert old.hair_colour in ("#8e9094", "#bfc3c8", "#e6e5e1")


def test_what_is_worn_over_a_dress_is_said() -> None:
    assert (
        "apron over a black dress" in person("KATE (40), a white apron over a black dress, waits.").wardrobe_evolution
    )


def test_an_apron_and_what_it_covers_have_their_own_colours() -> None:
    figure = person("KATE (40), a white apron over a black dress, waits.").looks[0].figure
    assert (figure.top, figure.inner_colour, figure.top_colour) == ("apron", "#ece9e2", "#26262b")
    assert figure.bottom_colour == figure.top_colour


@pytest.mark.parametrize("name", ["ADA", "BEA", "CLEO", "DORA", "EDNA", "FAY", "GILDA", "HOPE"])
def test_fair_hair_and_dark_skin_are_not_invented_together(name: str) -> None:
    dark = ("#94623f", "#6c4630", "#4b3122")
    assert person(f"{name} (30), short blonde hair, waits.").looks[0].figure.skin not in dark
    plain = person(f"{name} (30) waits.").looks[0].figure
    assert plain.skin not in dark or plain.hair_colour in ("#1f1a1a", "#38251a")


def test_animals_have_a_figure_of_their_own_and_machines_none() -> None:
    notes = bible_of("INT. X - DAY\n\nA CAT looks out. KATE (40) waits.\n\nRADIO\nNews.").character_visual_notes
    assert {n.character_ref_id: type(n.looks[0].figure) for n in notes} == {"cat": AnimalLook, "kate": FigureLook}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_two_of_a_large_cast_are_alike(seed: int) -> None:
    notes = bible_of(generate(pages=60, seed=seed)).character_visual_notes
    figures = [figure for n in notes if isinstance(figure := n.looks[0].figure, FigureLook)]
    assert not [(i, j) for i, a in enumerate(figures) for j, b in enumerate(figures[:i]) if alike(a, b, ENOUGH)]


def test_forty_people_of_whom_nothing_is_said_differ() -> None:
    names = [f"P{chr(65 + i // 26)}{chr(65 + i % 26)}X" for i in range(40)]
    text = "INT. X - DAY\n\nThey wait.\n\n" + "\n\n".join(f"{n}\nHello." for n in names)
    figures = [n.looks[0].figure for n in bible_of(text).character_visual_notes]
    assert len(figures) == 40
    assert not [(i, j) for i, a in enumerate(figures) for j, b in enumerate(figures[:i]) if alike(a, b)]


# --- style


def test_a_style_is_chosen_by_name_or_by_genre() -> None:
    western = "INT. SALOON - DAY\n\nThe sheriff and a cowboy. A posse of outlaws. Dust on the spurs. The sheriff waits."
    assert bible_of(western).style_bible.preset == "golden_hour_western"
    assert bible_of(western, style="film_noir").style_bible.preset == "film_noir"
    assert bible_of(western, style="film_noir").color_script[0].mood == "noir"


def test_an_unknown_style_is_refused_with_the_names() -> None:
    with pytest.raises(UserError, match="film_noir"):
        bible_of("INT. X - DAY\n\nGo.", style="flim_noir")


def test_a_colour_script_has_one_entry_per_act() -> None:
    text = "# Act One\n\nINT. X - DAY\n\nGo.\n\n# Act Two\n\nINT. X - DAY\n\nShe laughs. A kiss. Laughs.\n"
    assert [(e.act, e.mood) for e in bible_of(text).color_script] == [(1, "neutral"), (2, "warm")]


def test_the_aspect_is_kept() -> None:
    assert bible_of("INT. X - DAY\n\nGo.", aspect="9:16").cinematography_approach.aspect_ratio == "9:16"


# --- the whole


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.stem)
def test_the_bible_of_a_script_is_whole(path: Path) -> None:
    screenplay = read_screenplay(path.read_bytes(), name=path.name)
    cast = read_cast(screenplay)
    found = read_bible(screenplay, cast)
    served = [scene for d in found.location_designs for scene in d.scenes]
    assert sorted(served) == [s.scene_id for s in screenplay.scenes]
    assert {n.character_ref_id for n in found.character_visual_notes} == {
        m.character_id for m in cast.members if m.kind in ("person", "group", "animal")
    }
    assert VisualBible.from_bytes(found.to_bytes()) == found
    assert read_bible(screenplay, cast).to_bytes() == found.to_bytes()
    for text in sentences_of(found):
        assert_well_formed(text)


def sentences_of(found: VisualBible) -> list[str]:
    prompts = [d.t2i_base_prompt for d in found.location_designs]
    for note in found.character_visual_notes:
        prompts += [note.t2i_portrait_prompt, note.physical_summary, note.wardrobe_evolution]
    return prompts


def assert_well_formed(text: str) -> None:
    """Capital first, stop last, no doubled word, no doubled blank, the right article."""
    assert text[0] == text[0].upper()
    assert text.endswith(".")
    assert "  " not in text
    assert " ," not in text
    assert not re.search(r"\b(\w+) \1\b", text, re.IGNORECASE), text
    assert not re.search(r"\b(?:a|an|the|with|and|of|in) [.,]", text)
    for found, word in re.findall(r"\b(an?) (\S+)", text):
        assert article(word).startswith(f"{found} "), text


def test_script_cast_and_bible_of_a_feature_take_a_second_and_a_half() -> None:
    data = generate(pages=110, seed=7).encode()
    read_bible(*_warm())
    start = time.process_time()
    screenplay = read_screenplay(data)
    read_bible(screenplay, read_cast(screenplay))
    assert time.process_time() - start < 1.5


def _warm():
    screenplay = read_screenplay(b"INT. X - DAY\n\nGo.")
    return screenplay, read_cast(screenplay)
