"""What stands in brackets behind a name is understood in ten languages."""

import pytest

from filmwright.formats.extensions import extension_meaning, parenthetical_meaning, split_cue


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        (
            "V.O. v.o V/O VOICE-OVER|NARRATION|EN OFF|VOIX OFF|VOZ EN OFF|VOCE NARRANTE|NARRAÇÃO|ГЗК|旁白|ナレーション|N|내레이션|ERZÄHLER",
            "voice_over",
        ),
        (
            "O.S. OS O/S O.C.|OFF SCREEN|OFF|HORS CHAMP|FUERA DE CUADRO|F.C.|IM OFF|FUORI CAMPO|FORA DE QUADRO|ЗК|За кадром|画外音|オフ|소리|E",
            "offscreen",
        ),
        ("CONT'D CONT’D|CONTINUED|CONTINÚA|SUITE|FORTS.|SEGUE|ПРОДОЛЖЕНИЕ|续|続き|계속", "continued"),
        (
            "PHONE|ON PHONE|over the radio|THROUGH INTERCOM|ON ANA'S PHONE|FILTERED|AL TELÉFONO|AU TÉLÉPHONE|AM TELEFON|AL TELEFONO|AO TELEFONE|ПО ТЕЛЕФОНУ|电话|電話|전화|F",
            "device",
        ),
        ("WHISPERING|INTO PHONE|to Bo|in Spanish|on his knees|subtitled|from the kitchen|laughing|30s", None),
    ],
    ids=("voice-over", "off-screen", "continued", "device", "none of these"),
)
def test_the_meaning_of_brackets(words: str, meaning: str | None):
    for word in words.split("|"):
        for one in word.split(" ") if word.startswith(("V.O.", "O.S. OS", "CONT'D C")) else [word]:
            assert extension_meaning(one) == meaning, one
            assert extension_meaning(f"({one})") == meaning, one


def test_of_several_meanings_the_strongest_counts():
    assert extension_meaning("V.O., CONT'D") == "voice_over"
    assert extension_meaning("O.S./ON PHONE") == "device"
    assert extension_meaning("V.O. ON RADIO") == "device"
    assert extension_meaning("O.S. ON THE BALCONY") == "offscreen"


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("(quietly, over the phone)", "device"),
        ("(filtered)", "device"),
        ("(calling, through the door)", "offscreen"),
        ("(O.S.)", "offscreen"),
        ("(off, softly)", "offscreen"),
        ("(V.O., on the radio)", "device"),
        ("(into the phone, on speaker)", None),
        ("(thinking)", None),
        ("(takes off his hat)", None),
        ("(coffee in hand)", None),
        ("", None),
    ],
)
def test_a_direction_under_the_name_tells_where_the_voice_comes_from(words: str, meaning: str | None):
    assert parenthetical_meaning(words) == meaning


def test_a_cue_is_a_name_and_its_brackets():
    assert split_cue("ANA  (V.O.)(CONT'D)") == ("ANA", ("V.O.", "CONT'D"))
    assert split_cue("李雷（画外音）") == ("李雷", ("画外音",))
    assert split_cue("(V.O.)") == ("(V.O.)", ())
    assert split_cue("ANA ()") == ("ANA", ())
