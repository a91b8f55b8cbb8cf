"""Who is in the picture where no name says it: screens, parts, groups, fragments, voices."""

import pytest

from filmwright.departments.shots.direct import direct_scene
from filmwright.departments.shots.grammar.lexicon import lexicon
from filmwright.departments.shots.grammar.names import name_index
from filmwright.departments.shots.grammar.parse import parse
from filmwright.departments.shots.presence import Presence
from filmwright.model.cast import Cast
from filmwright.model.shots import SceneSetting, ShotOptions

from .conftest import member, scene_of

CAST = Cast(
    members=(
        member("rae", "RAE CALDER", "Rae", sex="female"),
        member("tom", "TOM VOSS", "Tom", sex="male"),
        member("jun", "JUN", sex="female"),
        member("boy", "BOY", "boy", sex="male"),
        member("crew", "CREW", "crew", kind="group", count=9),
        member("will", "WILL", sex="male"),
    )
)


def last_seen(*sentences: str, action: tuple[str, ...] = (), cast: Cast = CAST) -> set[str]:
    """Who the last of some paragraphs shows."""
    lex = lexicon("en")
    names = name_index(cast, lex)
    presence = Presence(lex, names, action=action or sentences)
    shown: set[str] = set()
    for text in sentences:
        reading = presence.read(parse(text, 0, len(text), lex, names))
        shown = {*reading.visible, *reading.partial}
    return shown


FACTS = {
    "on a monitor somebody is not in the room": (["Rae reads.", "The boy on the monitor looks up."], set()),
    "who was seen on a screen stays there": (
        ["Rae reads.", "On the screen, the boy waits.", "She taps the glass, over the boy's head."],
        {"rae"},
    ),
    "until they come in": (["On the screen, the boy waits.", "The boy walks in."], {"boy"}),
    "a guard by a screen is a guard": (["Dark but for the screens.", "TOM sleeps in the chair."], {"tom"}),
    "a guard with a name is here": (["Dark but for the screens.", "Tom the guard sleeps."], {"tom"}),
    "whom she looks at is not herself": (["Tom waits.", "Rae sits.", "Looks at her."], {"tom", "rae"}),
    "her own fragment is hers": (["Rae sits.", "Checks the board."], {"rae"}),
    "heads are everybody's": (["Rae enters with the crew.", "Twenty heads come up."], {"crew"}),
    "somebody is one of the crowd": (["The crew works.", "Somebody laughs."], {"crew"}),
    "nobody moving is a picture of them all": (["Rae and Tom wait.", "Nobody moves."], {"rae", "tom"}),
    "all three are those who are here": (["Rae, Tom and Jun wait.", "All three lean forward."], {"rae", "tom", "jun"}),
    "what is hers breaks in her picture": (["Rae waits.", "Her composure breaks."], {"rae"}),
    "his umbrella is in his hand": (["Tom waits.", "Tom's umbrella snaps open."], {"tom"}),
    "his car is not": (["Tom waits.", "Tom's car explodes."], set()),
    "her collar is on her": (["Rae waits.", "A hook catches on her collar."], {"rae"}),
    "doors reveal people": (["The doors open to reveal Rae."], {"rae"}),
    "we find people": (["We pull back to find Rae at the table."], {"rae"}),
    "she wants to find him": (["Rae waits.", "She hopes to find Tom."], {"rae"}),
    "nowhere to be seen": (["Rae runs.", "Tom is nowhere to be seen."], set()),
    "who is stared after has gone": (["Rae and Tom wait.", "Rae stares after him."], {"rae"}),
    "a name that is also a modal": (["Will won't look up."], {"will"}),
    "a subject with an apposition after and": (
        ["The room has been arranged, and Rae, in black again, sits in the middle of it."],
        {"rae"},
    ),
    "everybody is not an animal or a passer-by": (["Rae and Tom wait.", "Both turn."], {"rae", "tom"}),
    "all may turn": (["Rae and Tom wait.", "All turn."], {"rae", "tom"}),
    "who sings behind the wall is heard": (["Rae reads.", "On the other side of the wall, Tom sings."], set()),
    "they are those of the sentence": (["Jun, Rae and Tom wait.", "Rae looks to Tom, and they leave."], {"rae", "tom"}),
    "the daughter of somebody is not somebody": (["Jun, the daughter of Tom, waits."], {"jun"}),
}


@pytest.mark.parametrize(("sentences", "people"), FACTS.values(), ids=FACTS.keys())
def test_who_is_shown(sentences: list[str], people: set[str]) -> None:
    assert last_seen(*sentences) == people


def test_the_older_one_is_known_by_age() -> None:
    aged = Cast(
        members=(
            CAST.members[0].model_copy(update={"age": 50}),
            CAST.members[2].model_copy(update={"age": 22}),
        )
    )
    assert last_seen("Rae and Jun wait.", "The older one moves.", cast=aged) == {"rae"}
    assert last_seen("Rae and Jun wait.", "The younger sighs.", cast=aged) == {"jun"}


def test_a_strange_hand_is_of_whoever_is_to_come() -> None:
    action = ("Rae waits.", "A gloved hand takes the key.", "Tom steps out.")
    assert last_seen(*action[:2], action=action) == {"tom"}


@pytest.mark.parametrize("cue", ["TOM (OVER SPEAKER)", "TOM (FROM PHONE)", "TOM (IN HEADSET)", "VOICE", "RADIO"])
def test_a_voice_out_of_a_device_is_heard_and_not_seen(cue: str, setting: SceneSetting, options: ShotOptions) -> None:
    scene = scene_of("Rae waits by the desk.", (cue, "Hello?"), ("RAE", "Who is it?"))
    spoken = next(s for s in direct_scene(scene, CAST, setting, options).shots if s.dialogue_text == "Hello?")
    assert spoken.speaker_offscreen
    assert spoken.characters_in_frame == ("Rae Calder",)


def test_passers_by_take_no_part_in_a_conversation(setting: SceneSetting, options: ShotOptions) -> None:
    passers = member("pigeons", "Pigeons", kind="group", count=9).model_copy(update={"extra": True})
    cast = Cast(members=(*CAST.members, passers))
    scene = scene_of("Pigeons scatter. Rae and Tom sit on a bench.", ("RAE", "Well?"), ("TOM", "Well."))
    spoken = [s for s in direct_scene(scene, cast, setting, options).shots if s.dialogue_text]
    assert spoken
    assert all("Pigeons" not in s.characters_in_frame for s in spoken)
