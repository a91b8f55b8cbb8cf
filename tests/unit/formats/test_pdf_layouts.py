"""PDF screenplays of many layouts are read as what was printed."""

import io
import re
import time
import zlib
from pathlib import Path

import pytest

from filmwright.departments.screenplay import read_screenplay
from filmwright.errors import ScriptError
from filmwright.formats.draft import Draft
from filmwright.formats.pagination import A4, LETTER, Paper
from filmwright.formats.pdf import read
from filmwright.formats.registry import read_script
from filmwright.formats.screenplay_pdf import write
from filmwright.model.screenplay import Scene, speeches

from .printed import Look, assemble, pdf, press

LONG = (
    "I have carried this letter across three borders and a river, and every time that somebody asked me what was in "
    "it I told them the truth, which is that I did not know. Now I am here and you are here and it is still closed. "
    "Open it, or burn it, or eat it with a little salt. I am going to bed."
)
SCRIPT: list[tuple[str, str]] = [
    ("transition", "FADE IN:"),
    ("heading", "INT. POST OFFICE - NIGHT"),
    ("action", ("A counter, a scale, a clock that has stopped. IRMA (60) sorts letters by lamplight and does not hear the "
     "door, although it has a bell.")),
    ("cue", "PAVEL"),
    ("say", "You are still open."),
    ("cue", "IRMA (O.S.)"),
    ("aside", "(without turning, and not unkindly)"),
    ("say", "I am still here. That is not the same."),
    ("action", "He puts a letter on the scale."),
    ("transition", "CUT TO:"),
    ("heading", "EXT. MARKET SQUARE - DAWN"),
    ("action", "Snow on the stalls."),
    ("cue", "PAVEL"),
    ("say", LONG),
    ("action", "She looks at the clock. It says what it always says."),
    ("dual", "IRMA: Good night, then. | PAVEL: Good morning, then."),
    ("action", "They laugh."),
] + [
    item
    for n in range(8)
    for item in (
        ("heading", f"INT. ROOM {n + 20} - DAY"),
        ("action", "A bed, a chair, a suitcase on the chair."),
        ("cue", "PORTER"),
        ("say", LONG),
        ("cue", "IRMA"),
        ("aside", "(beat)"),
        ("say", "Thank you."),
    )
]  # fmt: skip

LOOKS = {
    "letter": Look(),
    "a4": Look(paper=(595, 842), rows=58),
    "wide margins": Look(action=(144, 52), speech=(205, 32), aside=(232, 22), cue=(290)),
    "narrow columns": Look(action=(72, 65), speech=(120, 45), aside=(140, 35), cue=180),
    "numbered scenes": Look(scene_numbers=True),
    "centred names": Look(cue_centered=True),
    "small type": Look(size=10, pitch=10, rows=66, action=(90, 66), speech=(160, 40), aside=(180, 30), cue=220),
    "header on each page": Look(header="THE LETTER  Blue Draft  page"),
    "bold headings": Look(bold_headings=True),
    "two lines before headings": Look(heading_space=1),
    "line and a half": Look(pitch=18, rows=36),
    "turned page": Look(rotate=90),
    "page upside down": Look(rotate=180),
    "page turned back": Look(rotate=270),
    "no (MORE)": Look(more=False),
}


def words(text: str) -> list[str]:
    return text.split()


def printed(kind: str) -> list[str]:
    return [text for k, text in SCRIPT if k == kind]


def found(draft: Draft, kind: str) -> list[str]:
    return [" ".join(p.text.split()) for p in draft.paragraphs if p.kind == kind]


@pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))
def test_a_script_printed_in_any_layout_is_read_whole(look: Look) -> None:
    draft = read(pdf(press(SCRIPT, look), look), "letter.pdf")
    assert found(draft, "heading") == printed("heading")
    cues = [" ".join([p.text, *(f"({e})" for e in p.extensions)]) for p in draft.paragraphs if p.kind == "character"]
    assert cues == [
        name for k, t in SCRIPT for name in ([t] if k == "cue" else ["IRMA", "PAVEL"] if k == "dual" else [])
    ]
    assert found(draft, "parenthetical") == printed("aside")
    assert found(draft, "transition") == printed("transition")
    assert words(" ".join(found(draft, "action"))) == words(" ".join(printed("action")))
    said = [t for k, t in SCRIPT if k == "say"]
    assert [w for w in words(" ".join(found(draft, "dialogue"))) if w.startswith("Good") is False][:20] == words(
        " ".join(said)
    )[:20]


@pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))
def test_a_speech_over_two_pages_is_one_speech(look: Look) -> None:
    draft = read(pdf(press(SCRIPT, look), look), "letter.pdf")
    long = [text for text in found(draft, "dialogue") if text.startswith("I have carried")]
    assert long == [LONG] * 9


def test_side_by_side_speeches_are_marked() -> None:
    draft = read(pdf(press(SCRIPT, Look())), "letter.pdf")
    assert [(p.text, p.dual) for p in draft.paragraphs if p.dual] == [("IRMA", "left"), ("PAVEL", "right")]
    assert "Good morning, then." in found(draft, "dialogue")


def test_what_the_page_added_is_left_out_and_said() -> None:
    look = Look(header="THE LETTER  Blue Draft  page", scene_numbers=True)
    draft = read(pdf(press(SCRIPT, look), look), "letter.pdf")
    what = {item.what for item in draft.left_out}
    assert {"page number", "(MORE)", "name repeated over the page"} <= what or "header" in what
    assert "header" in what
    body = " ".join(p.text for p in draft.paragraphs)
    assert "Blue Draft" not in body
    assert "MORE" not in body


def test_scene_numbers_in_the_margins_are_kept_as_numbers() -> None:
    look = Look(scene_numbers=True)
    draft = read(pdf(press(SCRIPT, look), look), "letter.pdf")
    numbers = [p.scene_number for p in draft.paragraphs if p.kind == "heading"]
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]


def test_bold_headings_without_int_or_ext_are_headings() -> None:
    script = [(kind, "THE LAST LETTER" if text.startswith("EXT. MARKET") else text) for kind, text in SCRIPT]
    look = Look(bold_headings=True)
    draft = read(pdf(press(script, look), look), "letter.pdf")
    assert "THE LAST LETTER" in found(draft, "heading")
    plain = read(pdf(press(script, Look())), "letter.pdf")
    assert "THE LAST LETTER" not in found(plain, "heading")


def test_every_paragraph_says_how_sure_it_is_and_where_it_stands() -> None:
    draft = read(pdf(press(SCRIPT, Look())), "letter.pdf")
    assert all(0 < p.confidence < 1 and p.reason and p.place.startswith("page ") for p in draft.paragraphs)


def test_a_title_page_is_read_as_one() -> None:
    page = [
        (250.0, 280.0, "THE LETTER", "F1"), (266.0, 320.0, "written by", "F1"), (262.0, 344.0, "Ada Example", "F1"),
        (108.0, 680.0, "Second draft, 3 May 2026", "F1"), (108.0, 704.0, "ada@example.org", "F1"),
    ]  # fmt: skip
    draft = read(pdf([page, *press(SCRIPT, Look())]), "letter.pdf")
    assert dict(draft.title)["Title"] == ("THE LETTER",)
    assert dict(draft.title)["Author"] == ("Ada Example",)
    assert dict(draft.title)["Draft date"] == ("Second draft, 3 May 2026",)
    assert dict(draft.title)["Contact"] == ("ada@example.org",)
    assert found(draft, "heading") == printed("heading")


def test_revision_stars_are_left_out() -> None:
    pages = press(SCRIPT, Look())
    starred = [[*page, (560.0, page[-1][1], "*", "F1")] for page in pages]
    draft = read(pdf(starred), "letter.pdf")
    assert sum(item.what == "revision mark" for item in draft.left_out) == len(pages)
    assert all("*" not in p.text for p in draft.paragraphs)


def test_scenes_that_go_on_over_pages_are_not_said_to() -> None:
    pages = press(SCRIPT, Look(rows=40))
    marked = [
        [
            (108.0, 54.0, f"{n} CONTINUED: ({n})" if n > 1 else "CONTINUED:", "F1"),
            *page,
            (460.0, 600.0, "(CONTINUED)", "F1"),
        ]
        for n, page in enumerate(pages)
    ]
    draft = read(pdf(marked), "letter.pdf")
    assert sum(item.what == "CONTINUED" for item in draft.left_out) == 2 * len(pages)
    assert found(draft, "heading") == printed("heading")
    assert [text for text in found(draft, "dialogue") if text.startswith("I have carried")] == [LONG] * 9


def test_words_that_a_line_end_cuts_are_one_word_when_the_script_has_it_whole() -> None:
    rows = ["INT. BARN - DAY", "", "A threshing machine. The old thresh-", "ing machine is well-", "known here."]
    page = [(108.0, 72.0 + 12 * n, text, "F1") for n, text in enumerate(rows) if text]
    draft = read(
        pdf([[*page, *[(252.0, 200.0, "ANNA", "F1"), (180.0, 212.0, "Threshing is loud.", "F1")]]]), "barn.pdf"
    )
    assert found(draft, "action") == ["A threshing machine. The old threshing machine is well-known here."]


def test_a_watermark_is_left_out() -> None:
    body = b"BT /F1 40 Tf 0.7 0.7 -0.7 0.7 150 300 Tm (CONFIDENTIAL) Tj ET"
    whole = pdf(press(SCRIPT, Look())).replace(b"ET\nBT", b"ET\n" + body + b"\nBT", 1)
    draft = read(whole, "letter.pdf")  # the length of the stream is wrong now, as in many a file
    assert all("CONFIDENTIAL" not in p.text for p in draft.paragraphs)


def test_a_story_set_as_a_book_page_is_read_as_a_story() -> None:
    lines = [
        "The Well", "", "In the garden behind the house there was a well that nobody used.",
        "Mara leaned over it and listened.", "", '"There is somebody down there," said Mara.', "",
        '"There is only water," answered her father. He did not look up from', "his newspaper.", "",
        '"Water does not sing," said Mara.', "", "Her father put down the newspaper. He went to the well and",
        "listened too, for a long time.", "", '"No," he said. "It does not."',
    ]  # fmt: skip
    page = [(90.0, 90.0 + 16 * n, text, "F1") for n, text in enumerate(lines) if text]
    draft = read(pdf([page], Look(serif=True), size=11), "well.pdf")
    assert [p.text for p in draft.paragraphs if p.kind == "character"] == ["MARA", "FATHER", "MARA", "FATHER"]
    assert any("story" in w.message for w in draft.warnings)


EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.fountain"))


@pytest.mark.parametrize("paper", [LETTER, A4], ids=["letter", "a4"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_our_own_pdf_gives_back_scenes_cues_and_words(path: Path, paper: Paper) -> None:
    play = read_screenplay(path.read_bytes(), name=path.name)
    again = read_screenplay(write(play, paper), name="film.pdf")
    assert [s.heading.text for s in again.scenes] == [s.heading.text for s in play.scenes]
    assert [s.scene_number for s in again.scenes] == [s.scene_number for s in play.scenes]
    for one, two in zip(play.scenes, again.scenes, strict=True):
        cues = [[(s.speaker, s.extensions, s.dual) for s in speeches(scene)] for scene in (one, two)]
        assert cues[0] == cues[1]
        assert shown(one) == shown(two)


def shown(scene: Scene) -> list[str]:
    """The words of a scene as they are printed: no notes, no sections, no synopses."""
    hidden = ("note", "boneyard", "section", "synopsis", "page_break")
    text = " ".join(e.text for e in scene.elements if e.kind not in hidden)
    return re.findall(r"[^\W_]+", text)


# --- what cannot be read --------------------------------------------------------------------------------


def empty_pages(count: int, *, picture: bool) -> bytes:
    content = b"q 500 0 0 700 50 50 cm /I Do Q" if picture else b""
    image = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n\x80\nendstream"
    parts = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(count))
    parts.append(b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count))
    parts.append(image)
    parts.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    parts += [
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</XObject<</I 3 0 R>>>>/Contents 4 0 R>>"
    ] * count
    return assemble(parts)


def locked() -> bytes:
    """A PDF that asks for a password: its keys belong to none that we know."""
    whole = pdf(press(SCRIPT[:4], Look()))
    lock = (
        b"/Encrypt<</Filter/Standard/V 1/R 2/P -44/O<" + b"ab" * 32 + b">/U<" + b"cd" * 32 + b">>>"
        b"/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"
    )
    return whole.replace(b"trailer<<", b"trailer<<" + lock)


def bomb() -> bytes:
    """A page of 80 kB that unpacks to 80 MB."""
    body = zlib.compress(b"BT /F1 12 Tf 100 700 Td (A) Tj ET " * 2_400_000, 9)
    return assemble(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>",
            b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(body), body),
        ]
    )


BAD = {
    "a bomb": (bomb(), "unpacks"),
    "scanned": (empty_pages(3, picture=True), "OCR"),
    "empty": (empty_pages(2, picture=False), "OCR"),
    "locked": (locked(), "password"),
    "cut off": (pdf(press(SCRIPT, Look()))[:2000], "cut off"),
    "only its head": (b"%PDF-1.7\n", "cut off"),
    "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 200 + b"\nstartxref\n9\n%%EOF\n", "damaged"),
    "too many pages": (empty_pages(1001, picture=False), "1001 pages"),
}


@pytest.mark.parametrize(("data", "words"), BAD.values(), ids=list(BAD))
def test_a_pdf_that_cannot_be_read_is_refused_in_one_sentence(data: bytes, words: str) -> None:
    begin = time.perf_counter()
    with pytest.raises(ScriptError, match=words) as caught:
        read_script(data, "film.pdf")
    assert time.perf_counter() - begin < 2
    assert "film.pdf" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_reading_twice_gives_the_same_bytes() -> None:
    data = pdf(press(SCRIPT, LOOKS["header on each page"]), LOOKS["header on each page"])
    assert repr(read(data, "a.pdf")) == repr(read(io.BytesIO(data).getvalue(), "a.pdf"))
