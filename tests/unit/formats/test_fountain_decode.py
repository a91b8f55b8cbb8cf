"""Bytes to text, languages, and the door to formats: right where it can be, one sentence where it cannot."""

import codecs

import pytest

from filmwright.errors import ScriptError
from filmwright.formats.decode import decode
from filmwright.formats.language import detect
from filmwright.formats.registry import read_script

SCENE = "INT. CAFÉ - DAY\n\nÉLODIE drinks. “So.”\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SCENE.encode(), "utf-8"),
        (codecs.BOM_UTF8 + SCENE.encode(), "utf-8-sig"),
        (SCENE.encode("utf-16"), "utf-16"),
        (SCENE.encode("utf-16-le"), "utf-16-le"),
        (SCENE.encode("utf-16-be"), "utf-16-be"),
        (SCENE.encode("utf-32"), "utf-32"),
        (SCENE.encode("cp1252"), "cp1252"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-bom", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_encodings_give_the_same_text(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert decoded.text == SCENE
    assert decoded.encoding == encoding


def test_other_legacy_encodings_are_told_by_their_letters() -> None:
    text = "ИНТ. КУХНЯ - НОЧЬ\n\nИван сидит за столом и смотрит в окно. За окном идёт дождь.\n" * 5
    assert decode(text.encode("cp1251")).text == text
    polish = "INT. KUCHNIA - NOC\n\nŻółta gęś siedzi pod stołem i śpiewa. Księżyc świeci.\n" * 5
    assert decode(polish.encode("cp1250")).text == polish


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        (b"\x00\x01\x02\xff" * 500, "not text"),
        (bytes(range(256)) * 20, "not text"),
        (b"x" * 50_000_000, "50 MB"),
        (b"x" * 1_000_000, "a line of 1,000,000 characters"),
        (b"\xff\xfe\x00\xd8\x00\xd8", "does not fit"),
    ],
    ids=["empty", "blank", "binary", "all-bytes", "too-large", "one-line", "broken-utf-16"],
)
def test_what_is_no_script_is_refused_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(ScriptError, match=words) as caught:
        decode(data, "night.fountain")
    message = str(caught.value)
    assert "night.fountain" in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"<!DOCTYPE html><html>", "x.html", "HTML"),
        (b"\x89PNG\r\n\x1a\n", "x.png", "a picture"),
        (b"\x00\x00\x00\x18ftypmp42", "x.mp4", "a video"),
    ],
)
def test_other_formats_are_refused_by_name(data: bytes, name: str, words: str) -> None:
    with pytest.raises(ScriptError, match=words) as caught:
        read_script(data, name)
    assert "Fountain" in str(caught.value)


def test_plain_text_is_read_as_fountain() -> None:
    assert read_script(SCENE.encode(), "x.txt").parsed.pieces[0].kind == "heading"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "She walks to the door and looks at the man in the street. He is not there."),
        ("es", "Ella camina hasta la puerta y mira al hombre de la calle. No está, pero ella espera."),
        ("fr", "Elle marche vers la porte et regarde un homme dans la rue. Il n'est pas seul."),
        ("de", "Sie geht zur Tür und sieht den Mann auf der Straße. Er ist nicht allein."),
        ("it", "Lei va alla porta e guarda un uomo nella strada. Non è solo, ma lei aspetta."),
        ("pt", "Ela vai até a porta e olha um homem na rua. Ele não está só, mas ela espera."),
        ("ru", "Она идёт к двери и смотрит на улицу."),
        ("uk", "Вона йде до дверей і дивиться на вулицю, її чекають."),
        ("zh", "她走到门口，看着街上的男人。"),
        ("ja", "彼女はドアまで歩いて、通りの男を見る。"),
        ("ko", "그녀는 문으로 걸어가 거리의 남자를 본다."),
        ("el", "Πηγαίνει στην πόρτα και κοιτάζει."),
    ],
)
def test_languages(code: str, text: str) -> None:
    found = detect(text)
    assert found.code == code
    assert found.confidence > 0.1


@pytest.mark.parametrize("text", ["", "...", "42", "BOB"])
def test_a_text_that_says_nothing_is_english_without_confidence(text: str) -> None:
    assert (detect(text).code, detect(text).confidence) == ("en", 0.0)
