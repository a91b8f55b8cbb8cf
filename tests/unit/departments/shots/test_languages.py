"""Spanish, French, German, Italian and Portuguese: verbs by rule, who acts, and motions in the language itself."""

import pytest

from filmwright.departments.shots import direct_scene
from filmwright.departments.shots.grammar.conjugation import conjugate
from filmwright.model.cast import Cast, Member
from filmwright.model.shots import SceneSetting, Shot, ShotOptions

from .conftest import scene_of

ROLES = {"es": "camarero", "fr": "serveur", "de": "kellner", "it": "cameriere", "pt": "garçom"}


def shots(language: str, *paragraphs: str) -> tuple[Shot, ...]:
    """A kitchen at night with Rae, Tom and a waiter, directed in a language."""
    members = [
        {"character_id": "rae", "name": "RAE CALDER", "aliases": ("Rae",), "sex": "female"},
        {"character_id": "tom", "name": "TOM VOSS", "aliases": ("Tom",), "sex": "male"},
        {"character_id": "waiter", "name": ROLES[language].upper(), "sex": "male", "role": True, "age": 60},
    ]
    cast = Cast(members=tuple(Member.model_validate(m) for m in members))
    place = SceneSetting(setting_ref_id="kitchen", location_name="Kitchen", kind_words=("kitchen",), language=language)
    return direct_scene(scene_of(*paragraphs), cast, place, ShotOptions()).shots


def motions(language: str, *paragraphs: str) -> str:
    return " | ".join(s.motion for s in shots(language, *paragraphs) if s.motion)


def seen(language: str, *paragraphs: str) -> set[str]:
    return {name for s in shots(language, *paragraphs) if s.text for name in s.characters_in_frame}


@pytest.mark.parametrize(
    ("language", "verb", "forms"),
    [
        ("es", "cerrar:ie", "cierra cierran cerró cerraban cerrando cerrada"),
        ("es", "dormir:ue", "duerme durmió durmieron durmiendo"),
        ("es", "huir", "huye huyó huyendo"),
        ("it", "finire:isc", "finisce finiscono finì finendo finito"),
        ("it", "prendere", "prende prese presero preso prendeva"),
        ("pt", "passear", "passeia passeou passeando"),
        ("pt", "cair", "cai caem caiu caíram"),
        ("fr", "jeter", "jette jettent jeta jetait"),
        ("fr", "essuyer", "essuie essuya essuyait"),
        ("fr", "lancer", "lance lança lancèrent"),
        ("fr", "répéter", "répète répétait"),
        ("fr", "tenir", "tient tiennent tint tenu"),
        ("de", "warten", "wartet wartete gewartet"),
        ("de", "klingeln", "klingelt klingelte klingeln"),
        ("de", "gehen/geht/ging/gegangen", "geht ging gingen gegangen"),
        ("de", "reißen/reißt/riss/gerissen", "reißt riss riß rissen"),
    ],
)
def test_a_verb_has_the_forms_of_its_language(language: str, verb: str, forms: str) -> None:
    made = {form for form, _ in conjugate(verb, language)}
    assert set(forms.split()) <= made


def test_a_language_without_rules_has_no_forms() -> None:
    assert conjugate("идти", "ru") == []


@pytest.mark.parametrize(
    ("language", "text", "motion"),
    [
        ("es", "Tom saca un sobre y se lo tiende a Rae.", "Tom Voss saca un sobre y se lo tiende a Rae"),
        ("es", "Rae empieza a bajar.", "Rae Calder empieza a bajar"),
        ("es", "Rae se cruza con el camarero (60).", "Rae Calder se cruza con el camarero"),
        ("es", "La mano de Rae tiembla.", "La mano de Rae tiembla"),
        ("es", "Suena el teléfono de pared.", "El teléfono de pared suena"),
        ("es", "El camarero abre la puerta.", "El Camarero abre la puerta"),
        ("fr", "Rae les lui tend.", "Rae Calder les lui tend"),
        ("fr", "Rae s'arrête.", "Rae Calder s'arrête"),
        ("fr", "Sur le lit, Tom ouvre les yeux.", "Tom Voss ouvre les yeux"),
        ("de", "Hinter Rae fährt der Zug ab.", "Der Zug fährt ab"),
        ("de", "Tom tritt ein.", "Tom Voss tritt ein"),
        ("de", "Die Tür schlägt zu.", "Die Tür schlägt zu"),
        ("de", "Tom sieht auf. Rae dreht den Kopf.", "Tom Voss sieht auf, dann dreht Rae Calder den Kopf"),
        ("it", "Rae torna a sedersi.", "Rae Calder torna a sedersi"),
        ("it", "Rae gli porge l'ombrello.", "Rae Calder gli porge l'ombrello"),
        ("pt", "Rae senta-se e lhe entrega a garrafa.", "Rae Calder senta-se e lhe entrega a garrafa"),
    ],
)
def test_a_motion_is_well_formed_in_its_own_language(language: str, text: str, motion: str) -> None:
    assert motions(language, text) == motion


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Rae había cerrado la puerta."),
        ("es", "Los dos están sentados."),
        ("es", "Nadie respira."),
        ("fr", "Les deux sont penchés sur Rae."),
        ("de", "Rae hat ihn erkannt."),
        ("de", "Tom will gehen."),
        ("it", "Nessuno parla."),
        ("pt", "Ninguém fala."),
    ],
)
def test_states_the_past_and_what_nobody_does_are_no_motion(language: str, text: str) -> None:
    assert motions(language, text) == ""


@pytest.mark.parametrize(
    ("language", "texts", "people"),
    [
        ("es", ("Entra Rae.", "Cierra la puerta."), {"Rae Calder"}),
        ("es", ("Tom duerme. Rae lo abraza.",), {"Rae Calder", "Tom Voss"}),
        ("es", ("Tom, que no dormía, sonríe.",), {"Tom Voss"}),
        ("it", ("Tom siede. Rae entra.", "Si guardano."), {"Rae Calder", "Tom Voss"}),
        ("it", ("Rae siede.", "Bussano."), {"Rae Calder"}),
        ("pt", ("Rae sorri.", "Dobra o papel, guarda-o e sai correndo."), {"Rae Calder"}),
        ("de", ("Als die Tür sich öffnet, steigt Tom aus.",), {"Tom Voss"}),
        ("de", ("Rae sitzt. Tom kommt.", "Dann löscht sie das Licht."), {"Rae Calder", "Tom Voss"}),
        ("de", ("Tom, der geschwiegen hat, geht zur Tür.",), {"Tom Voss"}),
        ("fr", ("On lève le rideau.",), set[str]()),
        ("fr", ("Rae, la fille du serveur, ramasse la pièce.",), {"Rae Calder"}),
        ("it", ("Rae entra con un violoncello più grande di lei.",), {"Rae Calder"}),
    ],
)
def test_who_acts_is_seen(language: str, texts: tuple[str, ...], people: set[str]) -> None:
    assert seen(language, *texts) == people


def test_the_same_words_make_the_same_shots() -> None:
    lines = ("Rae se levanta deprisa, tira de una sábana y la echa por encima de la caja.", "Tom la mira.")
    assert shots("es", *lines) == shots("es", *lines)
