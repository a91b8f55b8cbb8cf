"""A draft of any format becomes Fountain that reads back as the same paragraphs."""

from hypothesis import given
from hypothesis import strategies as st

from filmwright.formats.draft import Draft, Paragraph
from filmwright.formats.fountain import read
from filmwright.formats.fountain_write import as_fountain

_LINE = st.text(st.sampled_from("abc ABC.:!@#>*_~=[]()-éЖ文"), min_size=1, max_size=24).filter(
    lambda t: bool(t.strip())
)
_ACTION = st.lists(_LINE, min_size=1, max_size=3).map("\n".join)


def test_what_would_read_as_something_else_is_marked():
    draft = Draft(
        (
            Paragraph("heading", "THE CELLAR"),
            Paragraph("action", "BOOM!"),
            Paragraph("action", "INT. is how a heading begins."),
            Paragraph("character", "McCabe"),
            Paragraph("dialogue", "No."),
            Paragraph("transition", "Slow fade."),
        )
    )
    source = as_fountain(draft).source
    assert ".THE CELLAR" in source
    assert "!INT. is how" in source
    assert "@McCabe" in source
    assert "> Slow fade." in source
    assert [p.kind for p in read(source).pieces] == [p.kind for p in draft.paragraphs]


def test_numbers_duals_notes_and_title_come_back():
    draft = Draft(
        (
            Paragraph("heading", "INT. BARN - DAY", scene_number="12A"),
            Paragraph("action", "Hay.", notes=("check the season",)),
            Paragraph("character", "ANA", extensions=("V.O.",), dual="left"),
            Paragraph("dialogue", "One."),
            Paragraph("character", "BO", dual="right"),
            Paragraph("dialogue", "Two."),
        ),
        title=(("Title", ("The Barn", "A Play")), ("Author", ("N. N.",))),
    )
    back = read(as_fountain(draft).source)
    assert back.pieces[0].heading is not None
    assert back.pieces[0].heading.number == "12A"
    assert back.pieces[1].notes == ("check the season",)
    assert back.pieces[2].extensions == ("V.O.",)
    assert back.pieces[4].dual
    assert [(t.key, t.values) for t in back.title] == list(draft.title)


def test_emphasis_comes_back():
    draft = Draft((Paragraph("action", "The 2*3 red door opens.", emphasis=((8, 11, "bold"), (12, 16, "italic"))),))
    back = read(as_fountain(draft).source).pieces[0]
    assert back.text == "The 2*3 red door opens."
    assert set(back.emphasis) == {(8, 11, "bold"), (12, 16, "italic")}


@given(st.lists(_ACTION, min_size=1, max_size=4))
def test_any_words_of_action_stay_the_same_words(blocks: list[str]):
    written = as_fountain(Draft(tuple(Paragraph("action", b) for b in blocks)))
    letters = [c for p in written.pieces for c in p.text if c.isalnum()]
    assert letters == [c for b in blocks for c in b if c.isalnum()]
    assert "".join(written.source[p.start : p.end] for p in written.pieces)
    assert all(a.end <= b.start for a, b in zip(written.pieces, written.pieces[1:], strict=False))
