"""Who is who in a story, who speaks, who tells it, and where its scenes change."""

import sys
import time
from collections.abc import Callable

import pytest

from filmwright.formats.prose_story import read_story
from filmwright.formats.story_people import StoryPeople
from filmwright.formats.story_words import story_words


def people(*told: str, said: tuple[str, ...] = (), speakers: tuple[str, ...] = (), language: str = "en") -> StoryPeople:
    return StoryPeople.learn(told, said, speakers, story_words(language))


def name_of(found: StoryPeople, word: str) -> str | None:
    person = found.find(word)
    return None if person is None else person.name


def role_of(found: StoryPeople, role: str) -> str | None:
    person = found.by_role(role)
    return None if person is None else person.name


@pytest.mark.parametrize("word", ["Amos", "Leary", "Amos Leary", "AMOS"])
def test_a_short_name_means_the_full_one(word: str) -> None:
    found = people("Amos Leary lit a pipe. It went out, and Amos swore.", speakers=("AMOS",))
    assert name_of(found, word) == "AMOS LEARY"


def test_a_surname_of_two_means_neither() -> None:
    found = people("Martin Fitch lifted the gun. He saw that Nora Fitch rowed. Fitch said nothing.")
    assert name_of(found, "Fitch") is None
    assert (name_of(found, "Nora"), name_of(found, "Martin")) == ("NORA FITCH", "MARTIN FITCH")


@pytest.mark.parametrize(
    ("text", "role", "name", "language"),
    [
        ("Father Quill stood there. Quill had not slept.", "priest", "FATHER QUILL", "en"),
        ("Beside him his sexton, Amos Leary, was asleep.", "sexton", "AMOS LEARY", "en"),
        ("Then Dacey, the kitchen boy, woke up and Dacey ran.", "boy", "DACEY", "en"),
        ("A girl of twelve sat in it. This was Nora Fitch, who rowed badly.", "girl", "NORA FITCH", "en"),
        ("They found the miller on the roof. Martin Fitch had a gun.", "miller", "MARTIN FITCH", "en"),
        (
            "Le facteur Bastien poussait sa bicyclette. Il rit, puis il tomba. Puis Bastien se leva.",
            "facteur",
            "BASTIEN",
            "fr",
        ),
    ],
)
def test_a_role_means_whoever_the_text_says(text: str, role: str, name: str, language: str) -> None:
    found = people(text, speakers=("MILLER", "AMOS LEARY", "NORA FITCH", "MARTIN FITCH"), language=language)
    assert role_of(found, role) == name


@pytest.mark.parametrize(
    "text", ["In the basement, Jim waited for them.", "With the chain on his watch Jim was happy."]
)
def test_a_place_or_a_thing_before_a_name_is_no_role(text: str) -> None:
    found = people(text, speakers=("JIM",))
    assert all(person.roles == [] for person in found.people)


def test_a_nickname_is_the_same_person() -> None:
    found = people("This was Nora Fitch, whom half the parish called Pike.", speakers=("NORA FITCH", "PIKE"))
    assert name_of(found, "Pike") == "NORA FITCH"


@pytest.mark.parametrize("word", ["Carrow", "Had", "Friday"])
def test_places_days_and_first_words_are_nobody(word: str) -> None:
    text = "Had the people of Carrow known, they had stayed in Carrow. On Friday they left. Friday came."
    assert name_of(people(text), word) is None


def said(text: str) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    name = ""
    for item in read_story(text).paragraphs:
        if item.kind == "character":
            name = item.text
        elif item.kind == "dialogue":
            out.append((name, item.text))
    return out


def test_who_is_called_by_name_answers() -> None:
    text = (
        "Quill stood in the boat, and Martin Fitch sat on the roof. Nora rowed.\n\n"
        '"You will catch cold, Martin," said Quill.\n\n"I will not."\n\n"You will."\n'
    )
    assert [who for who, _ in said(text)] == ["QUILL", "MARTIN FITCH", "QUILL"]


def test_a_role_and_a_name_speak_as_one() -> None:
    text = (
        "Father Quill stood in the porch with Amos Leary. Quill had not slept, and Amos knew it.\n\n"
        '"It rains," said Amos.\n\n"It does," said the priest.\n\n"It will stop," said Quill.\n'
    )
    assert [who for who, _ in said(text)] == ["AMOS LEARY", "FATHER QUILL", "FATHER QUILL"]


def test_the_teller_has_the_name_that_others_call() -> None:
    text = (
        "I was behind the desk when Miss Vane came down. I looked up.\n\n"
        '"Are you married, Hobbs?" said Miss Vane.\n\n"I was, miss," I said.\n\n"Thank you, Hobbs," said Miss Vane.\n'
    )
    assert [who for who, _ in said(text)] == ["MISS VANE", "HOBBS", "MISS VANE"]


@pytest.mark.parametrize(
    "told", ['The "Dillingham" had been his idea.', 'He was called "Jim" by Anna.', 'The sign read: "Hair Goods."']
)
def test_quoted_names_and_signs_are_told(told: str) -> None:
    text = f'Anna stood there. She waited, and Anna saw it.\n\n{told}\n\n"Well," said Anna. "I wait."\n'
    assert [words for _, words in said(text)] == ["Well,", "I wait."]


def test_a_voice_is_heard_and_not_seen() -> None:
    text = 'Anna knocked. She waited, and Anna knocked again.\n\n"Come in," a woman\'s voice answered.\n\n"Yes," said Anna.\n'
    cues = [(p.text, p.extensions) for p in read_story(text).paragraphs if p.kind == "character"]
    assert cues == [("WOMAN'S VOICE", ("O.S.",)), ("ANNA", ())]


def headings(text: str) -> list[str]:
    return [p.text for p in read_story(text).paragraphs if p.kind == "heading"]


KITCHEN = (
    'Anna sat in the kitchen with Ben. Ben slept, and Anna ate.\n\n"Wake up," said Anna. "It is late," said Ben.\n\n'
)


@pytest.mark.parametrize(
    ("goes", "place"),
    [
        ("She ran up the tower stair with a candle. It was dark.", "INT. TOWER"),
        ("When Anna came into the garden it was raining.", "EXT. GARDEN"),
        ("The corridor was dark. She walked down it with one hand on the wall.", "INT. CORRIDOR"),
        ("The next two weeks went by. In the office she counted them.", "INT. OFFICE"),
    ],
)
def test_a_scene_begins_where_somebody_goes(goes: str, place: str) -> None:
    assert headings(KITCHEN + goes + "\n") == ["INT. KITCHEN", place]


@pytest.mark.parametrize(
    "stays", ["She looked into the garden.", "Ben went to the table.", "She had been in the garden once."]
)
def test_a_scene_goes_on_where_nobody_goes(stays: str) -> None:
    assert headings(KITCHEN + stays + "\n") == ["INT. KITCHEN"]


def test_going_home_is_the_first_place_again() -> None:
    text = KITCHEN + "She ran up the tower stair with a candle.\n\nWhen Anna reached home she was cold.\n"
    assert headings(text) == ["INT. KITCHEN", "INT. TOWER", "INT. KITCHEN"]


def test_learning_who_is_who_is_linear() -> None:
    text = "Amos Leary, the sexton, lit a pipe, and Father Quill saw it. Nora Fitch laughed. "
    people(text)  # what is read once is there
    assert calls(lambda: people(*[text] * 800)) < 5 * calls(lambda: people(*[text] * 200))


def calls(work: Callable[[], object]) -> int:
    """How many functions are called: a measure of work that no busy machine changes."""
    count = 0

    def called(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "text",
    [
        " ".join(
            f"Anna{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)} Smith stayed." for n in range(4000)
        ),
        "Nora Fitch, whom they called Pike, was called Dora. " * 2000,
        "Madame came. " * 4000,
        "Father Quill " * 6000,
    ],
    ids=["surnames", "nicknames", "titles", "one endless sentence"],
)
def test_endless_names_are_read_quickly(text: str) -> None:
    begin = time.process_time()
    people(text)
    assert time.process_time() - begin < 3
