"""Stories: who says what, where scenes begin."""

import pytest

from filmwright.formats.draft import Draft
from filmwright.formats.prose_story import read_story, story_reason

from .drafts import LAYOUTS, found


def story(name: str) -> Draft:
    return read_story((LAYOUTS / f"story_{name}.txt").read_text("utf-8"))


def said(draft: Draft) -> list[tuple[str, str]]:
    """Each run of speech with its speaker."""
    out: list[tuple[str, str]] = []
    name = ""
    for item in draft.paragraphs:
        if item.kind == "character":
            name = item.text
        elif item.kind == "dialogue":
            out.append((name, item.text))
    return out


SPEECHES = {
    "en": [
        ("AGNES PIKE", "You are late,"), ("BROTHER", "The bridge is gone."), ("AGNES PIKE", "Gone?"), ("BROTHER", "Gone,"),
        ("BROTHER", "and the mill with it."), ("AGNES PIKE", "Then who is going to pay?"), ("TOBIAS", "Nobody,"),
        ("TOBIAS", "That is what I came to tell you."), ("STRANGER", "Is this the way to Orrin?"), ("TOBIAS", "It was,"),
        ("STRANGER", "And now?"), ("TOBIAS", "Now it is the way to the water."), ("NARRATOR", "I do not see,"),
        ("NARRATOR", "why you bother."), ("AGNES PIKE", "Somebody has to."),
    ],
    "de": [
        ("JAKOB", "Nimm es doch,"), ("LENE", "Es ist nicht meins,"), ("JAKOB", "Meins auch nicht."),
        ("LENE", "Dann bleibt es liegen."), ("JAKOB", "Du hast Angst,"), ("ALTE FRAU", "Wo ist Jakob?"),
        ("LENE", "Unterwegs,"),
    ],
    "fr": [
        ("MARC", "Tu les as perdues,"), ("CLAIRE", "Je ne perds rien,"), ("CLAIRE", "Je range."),
        ("MARC", "Alors tu les as rangées."), ("CLAIRE", "Regarde,"), ("CLAIRE", "c'est ton père."),
        ("MARC", "Il avait mes mains,"),
    ],
    "es": [
        ("LUIS", "No va a venir"), ("ANA", "Vendrá"), ("ANA", "Siempre viene."), ("LUIS", "Eso dijiste ayer."),
        ("ANA", "Ayer era domingo"), ("LUIS", "Está vacía"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("language", SPEECHES)
def test_speeches_and_their_speakers_are_found(language: str) -> None:
    assert said(story(language)) == SPEECHES[language]


SCENES = {
    "en": ["INT. KITCHEN", "EXT. BRIDGE - MORNING", "Chapter Two"],
    "de": ["EXT. HAFEN", "EXT. MARKT - MORGEN"],
    "fr": ["INT. CUISINE"],
    "es": ["EXT. PLAZA", "EXT. PLAZA - MAÑANA"],
}


@pytest.mark.parametrize("language", SCENES)
def test_scenes_begin_at_chapters_ornaments_and_new_times_and_places(language: str) -> None:
    draft = story(language)
    assert found(draft, "heading") == SCENES[language]
    assert all(p.confidence <= 0.6 for p in draft.paragraphs if p.kind == "heading")


def test_tags_stay_in_brackets_and_longer_ones_are_action() -> None:
    draft = story("en")
    assert "said Agnes" in found(draft, "parenthetical")
    assert "said Tobias, pulling a chair to the fire." in found(draft, "action")


@pytest.mark.parametrize(
    ("paragraph", "name"),
    [
        ("“Come in,” whispered Mrs. Vale.", "MRS. VALE"),
        ("“Come in,” the old woman said.", "OLD WOMAN"),
        ("“Come in,” said the umbrella man.", "UMBRELLA MAN"),
        ("“Come in,” I said.", "NARRATOR"),
        ('Anna said, "Come in."', "ANNA"),
        ('Anna opened the door. "Come in."', "ANNA"),
        ("‘Come in,’ said Anna.", "ANNA"),
        ("“Come in”, said Anna.", "ANNA"),
    ],
)
def test_a_tag_names_the_speaker(paragraph: str, name: str) -> None:
    text = f"The house stood there and nobody but Anna had lived in it, and Anna for years only.\n\n{paragraph}\n"
    assert [who for who, _ in said(read_story(text))] == [name]


def test_a_pronoun_means_the_last_fitting_name() -> None:
    text = (
        "Anna had lost her key. She looked for it everywhere.\n\nPeter found his hat and put it on his head.\n\n"
        '"It is late," said Peter.\n\n"It is always late," said Anna.\n\nPeter laughed.\n\n"You are right," she said.\n'
    )
    assert [who for who, _ in said(read_story(text))] == ["PETER", "ANNA", "ANNA"]


def test_a_quotation_over_two_paragraphs_has_one_speaker() -> None:
    text = (
        '"I was born in a mill," said Ida. "It was loud.\n\n"Then the mill burned, and it was quiet."\n\nShe stopped.\n'
    )
    draft = read_story(text)
    assert {who for who, _ in said(draft)} == {"IDA"}
    assert found(draft, "character") == ["IDA"]


def test_an_apostrophe_opens_no_quotation() -> None:
    draft = read_story("The girls' coats hung there. It wasn't cold, and nobody'd come.\n\nDon't ask.\n")
    assert found(draft, "character") == []


@pytest.mark.parametrize("text", ["", "One line.", "INSTALL\n\nRun the tool.\n", "x = 1\n\ny = 2\n\nz = 3\n"])
def test_a_few_words_are_no_story(text: str) -> None:
    assert story_reason(text) is None


def test_reading_is_linear() -> None:
    import time

    text = (LAYOUTS / "story_en.txt").read_text("utf-8").split("\n", 4)[4]
    times = []
    for copies in (20, 80):
        begin = time.process_time()
        read_story(text * copies)
        times.append(time.process_time() - begin)
    assert times[1] < times[0] * 10
