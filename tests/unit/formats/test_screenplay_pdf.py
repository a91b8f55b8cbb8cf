"""The PDF and the text of a screenplay, read again by other programs."""

import io
import re

import pypdfium2
import pytest
from pdfminer.high_level import extract_text
from pypdf import PdfReader

from filmwright.departments.screenplay import read_screenplay
from filmwright.errors import UserError
from filmwright.formats import plain_text, screenplay_pdf
from filmwright.formats.pagination import A4, paginate
from filmwright.model.screenplay import speeches

SCRIPT = """Title: The *Long* Night
Credit: written by
Author: Ann Ó'Brien
Source: from a story by Пётр Иванов
Contact:
    1 Some Street
    London
Draft date: 1 May 2026

FADE IN:

INT. HOUSE - DAY #1#

A **bold** word, an *italic* one and an _underlined_ one. Ελληνικά, русский текст – “quotes”.

> CENTERED <

JOHN (V.O.)
(whispering)
I said *no*.
~La la la

MARY
The left speech is long enough to wrap.

PETER ^
And so is the speech on the right.

INT. CELLAR - NIGHT #2A#

{long}

JOHN
{speech}

> FADE OUT.
"""
LONG = SCRIPT.replace("{long}", "\n\n".join(f"Sentence number {n} of the action stands here." for n in range(21)))
LONG = LONG.replace("{speech}", " ".join(f"This is sentence number {n} of a speech." for n in range(14)))


@pytest.fixture(scope="module")
def script():
    return read_screenplay(LONG.encode())


@pytest.fixture(scope="module")
def pdf(script):
    return screenplay_pdf.write(script)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def all_words(script) -> list[str]:
    texts = [e.text for e in script.preamble]
    texts += [e.text for s in script.scenes for e in (s.heading, *s.elements)]
    texts += [value for entry in script.title_page for value in entry.values]
    return [word for text in texts for word in words(text)]


@pytest.mark.parametrize(
    "extract",
    [
        lambda data: extract_text(io.BytesIO(data)),
        lambda data: "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages),
        lambda data: "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)),
    ],
    ids=["pdfminer", "pypdf", "pdfium"],
)
def test_every_word_is_found_by_another_program(extract, script, pdf):
    found = words(extract(pdf))
    for word in dict.fromkeys(all_words(script)):
        assert found.count(word) >= all_words(script).count(word), word


def test_pages_are_those_of_the_paginator(script, pdf):
    pages = PdfReader(io.BytesIO(pdf)).pages
    laid_out = paginate(script).pages
    assert len(pages) == 1 + len(laid_out)
    for sheet, page in zip(pages[1:], laid_out, strict=True):
        text = " ".join(sheet.extract_text().split())
        assert " ".join(page.lines[0].text.split()) in text
        assert " ".join(page.lines[-1].text.split()) in text


def test_page_numbers_begin_on_the_second_page(pdf):
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    assert not re.search(r"^1\.", texts[1], re.MULTILINE)
    assert re.search(r"^2\.", texts[2], re.MULTILINE)


def test_scene_numbers_stand_in_both_margins(pdf):
    page = pypdfium2.PdfDocument(pdf)[1].get_textpage()
    places = [page.get_charbox(at) for at in range(page.count_chars()) if page.get_text_range(at, 1) == "1"]
    lefts = sorted(box[0] for box in places if box[3] > 650)
    assert lefts[0] < 108
    assert lefts[-1] > 540


def test_scenes_have_bookmarks(pdf):
    outline = PdfReader(io.BytesIO(pdf)).outline
    assert [item.title for item in outline] == ["INT. HOUSE - DAY", "INT. CELLAR - NIGHT"]


def test_bold_italic_and_other_alphabets_have_fonts_of_their_own(pdf):
    fonts = {
        str(font["/BaseFont"])
        for page in PdfReader(io.BytesIO(pdf)).pages
        for font in (f.get_object() for f in page["/Resources"]["/Font"].values())
    }
    assert len([f for f in fonts if "Courier" in f]) == 3
    assert any("DejaVuSansMono" in f for f in fonts)


def test_the_same_script_gives_the_same_bytes(script, pdf):
    assert screenplay_pdf.write(script) == pdf


def test_a4_is_a4(script):
    box = PdfReader(io.BytesIO(screenplay_pdf.write(script, A4))).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)


def test_a_letter_that_no_font_has_is_named_with_its_page():
    text = "INT. ROOM - DAY\n\nA sign: 东.\n".encode()
    with pytest.raises(UserError, match="`东` .CJK UNIFIED IDEOGRAPH-4E1C., first on page 1"):
        screenplay_pdf.write(read_screenplay(text))


def test_a_file_that_is_no_font_is_refused(tmp_path, script):
    fake = tmp_path / "fake.ttf"
    fake.write_text("no font")
    with pytest.raises(UserError, match="is not a font"):
        screenplay_pdf.write(script, font=fake)


@pytest.mark.parametrize(
    "sign", ["ё", "Ω", "ő", "—", "…", "ა"], ids=["cyrillic", "greek", "hungarian", "dash", "dots", "georgian"]
)
def test_common_letters_can_be_drawn(sign):
    assert screenplay_pdf.undrawable(sign) == ()


def test_the_other_face_really_has_the_letters_that_its_table_lists():
    """One letter of every twentieth range, drawn on a page and found again in its text."""
    ranges = screenplay_pdf._other_ranges()[::20]
    signs = [chr(first) for first, _ in ranges if chr(first).isalpha()]
    text = "INT. ROOM - DAY\n\n" + " ".join(f"x{sign}x" for sign in signs) + "\n"
    page = pypdfium2.PdfDocument(screenplay_pdf.write(read_screenplay(text.encode())))[0].get_textpage()
    found = page.get_text_range()
    assert [sign for sign in signs if sign not in found] == []


# --- text ---------------------------------------------------------------------------------------------


def test_text_stands_in_the_columns_of_the_page(script):
    rows = plain_text.write(script).decode().split("\n")
    assert "   1      INT. HOUSE - DAY" + " " * 46 + "1" in rows
    assert " " * 32 + "JOHN (V.O.)" in rows
    assert " " * 26 + "(whispering)" in rows
    assert " " * 20 + "I said no." in rows
    assert any(row.endswith("FADE OUT.") and len(row) == 70 for row in rows)


def test_text_has_no_page_furniture(script):
    text = plain_text.write(script).decode()
    assert "(MORE)" not in text
    assert "(CONT'D)" not in text


def test_text_holds_every_word_once(script):
    _, body = plain_text.write(script).decode().split("\f")
    elements = [*script.preamble, *(e for s in script.scenes for e in (s.heading, *s.elements))]
    wanted = [w for e in elements for w in words(e.text)]
    assert sorted(words(body)) == sorted([*wanted, "1", "1", "2A", "2A"])  # and the scene numbers in both margins


def test_text_read_again_gives_the_same_scenes_cues_and_words(script):
    again = read_screenplay(plain_text.write(script), name="script.txt")
    assert [s.slugline for s in again.scenes] == [s.slugline for s in script.scenes]
    cues = [[e.name for e in s.elements if e.kind == "character"] for s in script.scenes]
    assert [[e.name for e in s.elements if e.kind == "character"] for s in again.scenes] == cues


def test_pdf_read_again_gives_the_same_scenes_cues_and_words(script, pdf):
    again = read_screenplay(pdf, name="script.pdf")
    assert [s.slugline for s in again.scenes] == [s.slugline for s in script.scenes]
    cues = [[e.name for e in s.elements if e.kind == "character"] for s in script.scenes]
    assert [[e.name for e in s.elements if e.kind == "character"] for s in again.scenes] == cues
    said, read = (
        [w for s in made.scenes for speech in speeches(s) for w in words(speech.text)] for made in (script, again)
    )
    assert read == said
