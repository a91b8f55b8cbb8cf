"""Stage plays in four languages and five ways to write a name."""

import pytest

from filmwright.formats.draft import Draft
from filmwright.formats.registry import read_script
from filmwright.formats.stage_play import play_reason, read_play

from .drafts import LAYOUTS, found


def play(name: str) -> Draft:
    return read_play((LAYOUTS / f"play_{name}.txt").read_text("utf-8"))


CAST = {
    "en": ["OLD PELL", "MARTHA", "OLD PELL", "OLD PELL", "TOBY", "MARTHA", "OLD PELL", "MARTHA", "A MESSENGER", "TOBY", "MARTHA", "TOBY", "TOBY", "MARTHA", "OLD PELL"],
    "de": ["HANNES", "GRETE", "HANNES", "GRETE", "HANNES", "DER AMTMANN", "HANNES", "GRETE", "HANNES", "HANNES", "GRETE"],
    "fr": ["MADAME VERNET", "JULES", "MADAME VERNET", "JULES", "JULES", "LA BONNE", "MADAME VERNET", "JULES", "MADAME VERNET"],
    "es": ["DOÑA INÉS", "TOMÁS", "DOÑA INÉS", "TOMÁS", "EL ALCALDE", "DOÑA INÉS", "TOMÁS", "EL ALCALDE"],
    "names_alone": ["IRIS", "COLE", "IRIS", "COLE", "IRIS"],
    "mixed": ["Anna", "Ben", "Anna", "Ben", "Anna", "Ben", "Ben"],
    "solo": ["Ruta", "The Ferryman", "Ruta", "The Ferryman", "The Ferryman", "Ruta", "The Ferryman"],
}  # fmt: skip
PLACES = {
    "en": ["The harbour office.", "The lighthouse stair. Night."],
    "de": ["Die Werkstatt.", "Vor dem Rathaus. Nacht."],
    "fr": ["à Lyon, chez Madame Vernet", "à Lyon, chez Madame Vernet"],
    "es": ["Un patio con un limonero.", "Un patio con un limonero."],
    "names_alone": ["A jetty at dawn."],
    "mixed": ["STAGE"],
    "solo": ["A landing stage in the reeds."],
}


@pytest.mark.parametrize("name", CAST)
def test_every_speech_is_found_with_who_says_it(name: str) -> None:
    assert found(play(name), "character") == CAST[name]


@pytest.mark.parametrize("name", PLACES)
def test_scenes_are_headed_by_their_place(name: str) -> None:
    assert found(play(name), "heading") == PLACES[name]


def test_acts_and_scenes_are_sections() -> None:
    sections = [(p.level, p.text) for p in play("en").paragraphs if p.kind == "section"]
    assert sections == [(1, "ACT I"), (2, "SCENE I."), (1, "ACT II"), (2, "SCENE I.")]


def test_manner_stays_with_a_speech_and_what_happens_is_action() -> None:
    draft = play("en")
    assert found(draft, "parenthetical")[:3] == ["Without looking up.", "Waking", "To TOBY."]
    assert "He shakes his coat over the floor." in found(draft, "action")
    assert "She closes the log." in found(draft, "action")
    assert "Exit TOBY." in found(draft, "action")
    assert "CURTAIN." in found(draft, "action")


def test_verse_keeps_its_lines_and_prose_does_not() -> None:
    said = found(play("en"), "dialogue")
    assert "I count the waves and not the hours,\nNor ask the sea what it devours." in said
    assert not any("\n" in text for text in said if "oars" in text)


def test_persons_contents_header_and_licence_are_left_out() -> None:
    left = {item.what for item in play("en").left_out}
    assert left == {"library header", "licence", "library note", "table of contents", "list of persons"}


def test_title_and_author_are_the_title_page() -> None:
    assert play("en").title == (
        ("Title", ("THE LAMPLIGHTERS",)), ("Notes", ("A PLAY IN TWO ACTS",)), ("Credit", ("By",)), ("Author", ("Filmwright",)),
    )  # fmt: skip


@pytest.mark.parametrize(
    "line",
    ["ACT I", "ACT ONE.", "First Act", "THE SECOND ACT", "Akt 2", "ZWEITER AKT", "2. Akt", "ACTE II", "ACTE PREMIER", "ACTO TERCERO", "JORNADA PRIMERA", "ДЕЙСТВИЕ ПЕРВОЕ"],
)  # fmt: skip
def test_an_act_in_any_language_is_a_section(line: str) -> None:
    draft = read_play(f"{line}\n\nA room.\n\nANNA. One.\n\nBEN. Two.\n\nANNA. Three.\n\nBEN. Four.\n")
    assert [(p.kind, p.level) for p in draft.paragraphs[:1]] == [("section", 1)]
    assert found(draft, "heading") == ["A room."]


@pytest.mark.parametrize("said", ["Act two was better.", "Scene of the crime, they call it.", "Act like a man!"])
def test_a_speech_about_acts_is_no_act(said: str) -> None:
    draft = read_play(f"ACT I\n\nA room.\n\nANNA.\n{said}\n\nBEN. Two.\n\nANNA.\n{said}\n\nBEN. Four.\n")
    assert found(draft, "dialogue").count(said) == 2


def heard(draft: Draft) -> list[str]:
    return [p.text for p in draft.paragraphs if p.kind == "character" and p.extensions == ("O.S.",)]


@pytest.mark.parametrize(
    "side", ["from below", "within", "upstairs", "from the kitchen", "aus dem Saal", "dehors", "desde dentro"]
)
def test_who_speaks_from_off_the_stage_is_heard_only(side: str) -> None:
    draft = read_play(f"ACT I\n\nA room.\n\nANNA. One.\n\nBEN ({side}). Two.\n\nANNA. Three.\n\nBEN. Four.\n")
    assert heard(draft) == (["BEN"] if side != "aus dem Saal" else [])  # an English play knows no German rooms


@pytest.mark.parametrize("side", ["to Anna", "from the sofa", "above all", "laughing", "without turning", "aside"])
def test_who_stands_on_the_stage_is_seen(side: str) -> None:
    draft = read_play(f"ACT I\n\nA room.\n\nANNA. One.\n\nBEN ({side}). Two.\n\nANNA. Three.\n\nBEN. Four.\n")
    assert heard(draft) == []


@pytest.mark.parametrize("name", ["A VOICE BELOW", "STIMME DES DOKTORS", "UNE VOIX DANS LA RUE", "ANNA'S VOICE"])
def test_a_voice_is_heard_only(name: str) -> None:
    draft = read_play(f"ACT I\n\nA room.\n\nANNA. One.\n\n{name}. Two.\n\nANNA. Three.\n\n{name}. Four.\n")
    assert heard(draft) == [name, name]


def test_a_direction_before_the_first_word_is_action_only_when_it_names_who_acts() -> None:
    text = "ACT I\n\nA room.\n\nANNA. [Ben gets up.] One.\n\nBEN. [Gets the coat.] Two.\n\nANNA. Three.\n\nBEN. Four.\n"
    draft = read_play(text)
    assert found(draft, "action") == ["Ben gets up."]
    assert found(draft, "parenthetical") == ["Gets the coat."]


def test_the_list_under_its_name_is_no_speech() -> None:
    text = "A PLAY\n\nPersonen:\n\nHANS\nGRETE, seine Frau\n\nERSTER AKT\n\nEin Zimmer.\n\n"
    draft = read_play(text + "HANS\nGuten Tag.\n\nGRETE\nGuten Abend.\n\nHANS\nWas?\n\nGRETE\nNichts.\n")
    assert found(draft, "heading") == ["Ein Zimmer."]
    assert found(draft, "character") == ["HANS", "GRETE", "HANS", "GRETE"]


def test_a_scene_that_opens_with_those_before_stays_where_it_was() -> None:
    text = "ERSTER AUFTRITT\n\nEin Zimmer.\n\nHANS. Guten Tag.\n\nGRETE. Ja?\n\nHANS. Was?\n\n"
    draft = read_play(text + "ZWEITER AUFTRITT\n\nDie Vorigen. OTTO kommt, den Hut in der Hand.\n\nGRETE. Ach!\n")
    assert found(draft, "heading") == ["Ein Zimmer.", "Ein Zimmer."]


def test_a_long_description_names_its_place_first_and_stays_whole() -> None:
    place = "A resting-place near one of the large folds into which the sheep are driven in autumn when the first snow has come down."
    text = f"ACT I\n\n{place}\n\nANNA. One.\n\nBEN. Two.\n\nANNA. Three.\n\nBEN. Four.\n"
    draft = read_play(text)
    assert found(draft, "heading") == ["A resting-place near one of the large folds"]
    assert found(draft, "action") == [place]


def test_notes_behind_the_end_are_left_out() -> None:
    said = "ANNA. One.\n\nBEN. Two.\n\n" * 6
    draft = read_play(f"ACT I\n\nA room.\n\n{said}THE END\n\nErrata\n\nFIRST ACT\n\nFor one read two.\n")
    assert found(draft, "heading") == ["A room."]
    assert [item.what for item in draft.left_out] == ["notes after the end"]


@pytest.mark.parametrize(
    ("line", "speaks"), [("_Rannveig._", True), ("_It is evening._", False), ("_Introduction_", False)]
)
def test_a_name_alone_that_a_direction_has_too_opens_a_speech(line: str, speaks: bool) -> None:
    text = "ACT I\n\nThe farm.\n\n" + "_Jon._\n\nYes.\n\n_Bjorg._\n\nNo.\n\n" * 4
    draft = read_play(f"{text}_Enter Rannveig._\n\n{line}\n\nThey brought home quite a bit.\n")
    assert (line.strip("_.") in found(draft, "character")) is speaks


def test_a_letter_is_no_play() -> None:
    assert play_reason("Dear Anna,\n\nI have not heard from you.\n\nBen: he sends his love.\n\nYours,\n\nC.\n") is None


def test_a_play_without_empty_lines_is_cut_where_names_open() -> None:
    text = (
        "ACT ONE\nSCENE 1\nA park.\nANNA: Hello.\nBEN: Hello.\nIt is cold.\nANNA: Very.\n(She leaves.)\nBEN: Bye.\n"
        "SCENE 2\nA bus.\nBEN: One ticket.\nDRIVER: Two euros.\n"
    )
    assert play_reason(text) is not None
    draft = read_play(text)
    assert found(draft, "heading") == ["A park.", "A bus."]
    assert found(draft, "character") == ["ANNA", "BEN", "ANNA", "BEN", "BEN", "DRIVER"]
    assert "Hello. It is cold." in found(draft, "dialogue")
    assert found(draft, "action") == ["She leaves."]


def test_a_name_and_a_tab_open_a_speech() -> None:
    said = "SAM\tYou are late.\n\nJO\tI know.\n\nSAM\tAgain.\n\nJO\tI know.\n\n"
    draft = read_play(f"SCENE ONE\n\nA flat in Leeds.\n\n{said}")
    assert found(draft, "character") == ["SAM", "JO", "SAM", "JO"]
    assert found(draft, "dialogue") == ["You are late.", "I know.", "Again.", "I know."]


def test_names_in_capitals_run_into_their_speech_or_stand_alone() -> None:
    text = """BRIGID [At the window.]

There is no boat in it.

PEADAR Look again.

BRIGID [Wiping the glass.]

There is no boat, I am telling you.

PEADAR Then it is coming.

BRIGID You said that on Sunday.

PEADAR [Rising.]

I will say it on Monday too.

BRIGID [Sitting down.]

Sit, so.
"""
    read = read_script(text.encode(), "boat.txt")
    assert read.format == "stage play"
    cues = [p.name for p in read.parsed.pieces if p.kind == "character"]
    assert cues == ["BRIGID", "PEADAR", "BRIGID", "PEADAR", "BRIGID", "PEADAR", "BRIGID"]
    assert "Then it is coming." in [p.text for p in read.parsed.pieces if p.kind == "dialogue"]
