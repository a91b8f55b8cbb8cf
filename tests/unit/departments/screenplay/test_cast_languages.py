"""The cast of scripts and stories in Spanish, French, German, Italian and Portuguese."""

import pytest

from filmwright.departments.screenplay import read_cast, read_screenplay


def names(body: str) -> list[str]:
    return [m.name for m in read_cast(read_screenplay(body.encode())).members]


def test_a_first_name_that_is_also_an_animal_belongs_to_the_full_name() -> None:
    body = "INT. CASA - NOCHE\n\nPALOMA REINA (42) entra y mira la mesa.\n\nPALOMA\nHola.\n"
    assert names(body) == ["Paloma Reina"]


def test_a_surname_that_is_also_a_trade_stays_with_its_first_name() -> None:
    body = "INT. BOUCHERIE - JOUR\n\nGERMAINE MARCHAND (61) essuie la table.\n\nGERMAINE\nBonjour.\n"
    assert names(body) == ["Germaine Marchand"]


def test_the_voice_of_a_woman_is_not_the_woman_of_another_scene() -> None:
    body = (
        "INT. COCINA - NOCHE\n\nRAMÓN (50) descuelga el teléfono.\n\nVOZ DE MUJER (OFF)\n¿Ramón?\n\n"
        "EXT. CALLE - DÍA\n\nUna MUJER MAYOR (70) se levanta del banco.\n"
    )
    assert names(body) == ["Ramón", "Voz de Mujer", "Mujer Mayor"]


@pytest.mark.parametrize(
    ("place", "text", "someone"),
    [
        ("SCUOLA - GIORNO", "La BIDELLA (50) apre la porta e saluta il maestro.", "Bidella"),
        ("SCUOLA - GIORNO", "Nel corridoio i RAGAZZI corrono.", "Ragazzi"),
        ("DORFPLATZ - TAG", "Ein SCHORNSTEINFEGER (40) kommt näher.", "Schornsteinfeger"),
    ],
)
def test_people_in_capitals_are_found_by_their_trade(place: str, text: str, someone: str) -> None:
    assert someone in names(f"INT. {place}\n\n{text}\n")


def test_what_something_is_compared_with_is_nobody() -> None:
    body = "INT. CASA - NOTTE\n\nLUCIA (29) accarezza il violoncello come se fosse un cane.\n\nLUCIA\nDormi.\n"
    assert names(body) == ["Lucia"]


def test_a_german_noun_without_an_article_that_acts_again_and_again_is_a_name() -> None:
    body = (
        "INT. GASSE - NACHT\n\nPallas beugt sich vor. Die Glocke tönt. Pallas lauscht.\n\n"
        "Ein Hund bellt. Pallas geht ins Haus.\n"
    )
    assert "Pallas" in names(body)


def test_a_spanish_name_is_found_by_what_it_did() -> None:
    body = "INT. CASA - NOCHE\n\nJordán corrió al dormitorio. La alfombra ahogaba los pasos de Jordán. Jordán lloró.\n"
    assert names(body) == ["Jordán"]
