"""Effects come from what is said to happen, at the moment it happens, and from nothing else."""

import pytest
from sound_story import scene, shot

from filmwright.departments.sound.cues import heard_in, plan_effects
from filmwright.model.time import samples_at
from filmwright.render.audio.effects import EFFECTS


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The door slams.", ["door_slam"]),
        ("She does not look up when the door opens.", ["door_open"]),
        ("The door swings shut behind him.", ["door_close"]),
        ("A phone rings on the desk.", ["phone_ring"]),
        ("The phone on the wall rings.", ["phone_ring"]),
        ("He knocks. Nothing.", ["knock"]),
        ("A knock at the door.", ["knock"]),
        ("Footsteps. Slow, leather, unhurried.", ["steps"]),
        ("She pours a coffee.", ["pour"]),
        ("The glass shatters on the floor.", ["glass_break"]),
        ("Tom fires twice.", ["gunshot"]),
        ("He slams the car door.", ["car_door"]),
        ("She types, fast.", ["typing"]),
        ("The kettle whistles.", ["kettle"]),
        ("Rae puts the cup down and walks to the window.", ["set_down", "steps"]),
        ("The ferry slides into the dark. Its horn sounds once.", ["ship_horn"]),
    ],
)
def test_what_happens_is_heard(text: str, kinds: list[str]) -> None:
    assert [h.kind for h in heard_in(text)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "The phone does not ring.",
        "He never opens the door.",
        "She reaches to open the door.",
        "It sounds like a door slamming.",
        "The footsteps stop.",
        "The ring on her finger glows.",
        "They fire him.",
        "Water runs off his coat onto her floor.",
        "Rae runs her hand along the rail.",
        "The man at the door opens his hand.",
        "A clock above the bar reads ten to eleven.",
        "She wipes the bar, although it is clean.",
    ],
)
def test_what_does_not_happen_is_not_heard(text: str) -> None:
    assert heard_in(text) == ()


@pytest.mark.parametrize(
    ("text", "language", "kinds"),
    [
        ("Se abre la puerta. Ella cierra el cuaderno.", "es", ["door_open", "page"]),
        ("El teléfono no suena.", "es", []),
        ("La porte claque. Il marche vers la fenêtre.", "fr", ["door_slam", "steps"]),
        ("Die Türglocke klingelt. Der Hund bellt nicht.", "de", ["bell"]),
    ],
)
def test_other_languages_have_the_basics(text: str, language: str, kinds: list[str]) -> None:
    assert [h.kind for h in heard_in(text, language)] == kinds


def test_what_is_far_away_sounds_far_away() -> None:
    assert heard_in("Thunder rolls far away.")[0].far
    assert not heard_in("Thunder rolls.")[0].far


def test_spoken_words_make_no_noise() -> None:
    said = shot(1, text="The door slams, she said.", dialogue_text="The door slams, she said.")
    quoted = shot(2, text='A sign: "The phone rings."')
    assert plan_effects(scene("INT. BAR", said, quoted)).effects == ()


def test_an_effect_lies_in_its_shot_at_the_place_of_its_words() -> None:
    text = "He waits at the bar for a long while and looks at nothing at all. The door slams."
    list_ = plan_effects(scene("INT. BAR", shot(1, 48), shot(2, 100, text=text), shot(3, 48)))
    (effect,) = list_.effects
    assert list_.samples == samples_at(196)
    assert samples_at(48 + 50) < effect.sample < samples_at(148)
    assert "door slams" in effect.words


def test_steps_sound_of_their_floor() -> None:
    walk = shot(1, text="Rae walks on.")
    assert plan_effects(scene("INT. BAR", walk)).effects[0].kind == "steps_indoors"
    assert plan_effects(scene("EXT. FIELD", walk)).effects[0].kind == "steps_outdoors"


def test_every_kind_that_can_be_asked_for_can_be_made() -> None:
    from filmwright.departments.sound.cue_words import ENGLISH, NOUN_CUES, OTHERS

    asked = {r.kind for r in ENGLISH} | {k for k, _ in NOUN_CUES} | {p.kind for pairs in OTHERS.values() for p in pairs}
    assert asked - {"steps"} <= set(EFFECTS)


def test_no_shot_is_crowded() -> None:
    text = "The door slams. The phone rings. The dog barks. The kettle whistles. Thunder rolls. Tom fires twice."
    assert len(plan_effects(scene("INT. BAR", shot(1, 240, text=text))).effects) == 4
