"""Pages of a screenplay: columns, breaks, eighths. Expected rows were counted by hand."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filmwright.departments.screenplay import read_screenplay
from filmwright.formats.line_breaks import columns, sentence_starts, wrap
from filmwright.formats.pagination import A4, LETTER, PageLine, Pagination, eighths_text, paginate

SENTENCE = "He crosses the wide and empty room to the window and stops."  # 59 letters: one line of action


def pages_of(text: str, paper=LETTER, **options) -> Pagination:
    return paginate(read_screenplay(text.encode()), paper, **options)


def lines_of(text: str, kind: str) -> list[PageLine]:
    return [line for page in pages_of(text).pages for line in page.lines if line.kind == kind]


def scene(paragraphs: int, heading: str = "INT. ROOM - DAY") -> str:
    return "\n\n".join([heading, *[SENTENCE] * paragraphs]) + "\n\n"


# --- columns ------------------------------------------------------------------------------------------


def test_action_runs_sixty_letters_from_the_left_margin():
    found = lines_of(scene(0) + "word " * 40, "action")
    assert [line.column for line in found] == [0] * 4
    assert max(len(line.text) for line in found) == 59  # twelve words of four letters with their blanks


def test_speech_stands_in_its_columns():
    text = scene(0) + "JOHN\n(to the window, and rather more loudly)\n" + "word " * 14
    page = pages_of(text).pages[0]
    assert [(line.kind, line.column) for line in page.lines[1:]] == [
        ("character", 22),
        ("parenthetical", 16),
        ("parenthetical", 17),  # under the first letter, not under the bracket
        ("dialogue", 10),
        ("dialogue", 10),
    ]
    assert all(len(line.text) <= 35 for line in page.lines if line.kind == "dialogue")


def test_a_transition_ends_at_the_right_margin():
    (line,) = lines_of(scene(1) + "DISSOLVE TO:\n", "transition")
    assert line.column + len(line.text) == 60


def test_fade_in_stands_at_the_left():
    (line,) = lines_of("FADE IN:\n\n" + scene(1), "transition")
    assert line.column == 0


def test_centered_text_has_the_same_space_on_both_sides():
    (line,) = lines_of(scene(0) + "> THE END <\n", "centered")
    assert line.column == (60 - len("THE END")) // 2


def test_two_speeches_side_by_side_begin_on_the_same_row_in_two_columns():
    text = scene(0) + "ANN\nYes, of course I will come with you.\n\nBEN ^\n(loud)\nNo.\n"
    page = pages_of(text).pages[0]
    left, right = [line for line in page.lines if line.kind == "character"]
    assert left.row == right.row
    assert left.column < 28 <= right.column
    assert all(
        line.column + columns(line.text) <= 28 for line in page.lines if line.kind == "dialogue" and line.column < 28
    )


def test_a_scene_number_is_on_the_first_line_of_its_heading_only():
    heading = "INT. " + "VERY " * 14 + "LONG CORRIDOR - DAY #12A#"
    numbers = [line.scene_number for line in lines_of(f"{heading}\n\nA man.\n", "heading")]
    assert numbers == ["12A", None]


def test_emphasis_is_counted_in_the_printed_line():
    text = scene(0) + "word " * 14 + "and *stress* here.\n"
    second = lines_of(text, "action")[1]
    ((start, end, style),) = second.emphasis
    assert (second.text[start:end], style) == ("stress", "italic")


def test_a_wide_letter_takes_two_columns():
    assert columns("雨が降る") == 8
    assert [b - a for a, b in wrap("雨" * 40, 60)] == [30, 10]


def test_a_combining_mark_takes_no_column():
    assert columns("e\u0301") == 1


def test_no_line_begins_with_a_closing_mark():
    text = "雨が降り、" * 14
    assert all(text[start] not in "、。" for start, _ in wrap(text, 10))


def test_a_word_longer_than_a_line_is_cut():
    assert wrap("a" * 25, 10) == [(0, 10), (10, 20), (20, 25)]


def test_lines_break_after_dashes():
    text = "over--" + "x" * 8
    assert [text[a:b] for a, b in wrap(text, 10)] == ["over--", "x" * 8]


def test_a_word_with_a_hyphen_stays_whole():
    text = "squinting one-booted"
    assert [text[a:b] for a, b in wrap(text, 14)] == ["squinting", "one-booted"]


def test_abbreviations_do_not_end_a_sentence():
    text = 'Mr. Hale waits. "Come." Dr. J. Ito nods.'
    assert [text[at:][:4] for at in sentence_starts(text)] == ['"Com', "Dr. "]


# --- pages --------------------------------------------------------------------------------------------


def test_letter_holds_54_rows_and_a4_58():
    text = scene(60)
    assert pages_of(text).pages[0].used <= 54 == LETTER.rows
    assert pages_of(text, A4).pages[0].used <= 58 == A4.rows
    assert pages_of(text, A4).pages[0].used > 54


def test_a_heading_is_never_the_last_line_of_a_page():
    # 25 paragraphs end in row 50; the next heading would be in row 53, its action in row 55
    first, second = pages_of(scene(25) + scene(2, "INT. HALL - DAY")).pages
    assert first.lines[-1].row == 50
    assert (second.lines[0].kind, second.lines[0].row) == ("heading", 0)


def test_a_transition_is_never_the_first_line_of_a_page():
    # 26 paragraphs end in row 52: the transition takes the last of them along
    first, second = pages_of(scene(26) + "CUT TO:\n\n" + scene(1)).pages
    assert [line.kind for line in second.lines[:2]] == ["action", "transition"]
    assert first.lines[-1].row == 50


def test_a_speech_breaks_between_sentences_with_more_and_continued():
    speech = "One two three four five six seven. " * 8  # a sentence a line
    first, second = pages_of(scene(22) + f"JOHN (V.O.)\n{speech}\n").pages
    assert [line.text for line in first.lines[-2:]] == ["One two three four five six seven.", "(MORE)"]
    assert second.lines[0].text == "JOHN (V.O.) (CONT'D)"
    assert (first.lines[-1].kind, second.lines[0].kind) == ("more", "continued")


def test_a_speech_is_not_broken_for_one_line():
    # rows 51 to 53 are left: the name, one line and `(MORE)` would not do
    paragraph = f"{SENTENCE} {SENTENCE}\n\n"
    first, second = pages_of(scene(23) + paragraph + "JOHN\n" + "One two three four five six seven. " * 4).pages
    assert first.lines[-1].kind == "action"
    assert second.lines[0].kind == "character"


def test_a_name_that_goes_on_is_not_continued_twice():
    speech = "One two three four five six seven. " * 8
    second = pages_of(scene(22) + f"JOHN (CONT'D)\n{speech}\n").pages[1]
    assert second.lines[0].text == "JOHN (CONT'D)"


def test_a_paragraph_breaks_between_sentences_with_two_lines_on_either_side():
    paragraph = (SENTENCE + " ") * 6
    first, second = pages_of(scene(24) + paragraph).pages
    assert first.lines[-1].text == SENTENCE
    assert len([line for line in first.lines if line.row >= 50]) >= 2
    assert len(second.lines) >= 2


def test_a_page_break_of_the_writer_is_obeyed():
    first, second = pages_of(scene(3) + "===\n\n" + scene(1)).pages
    assert (first.used, second.lines[0].kind) == (7, "heading")


def test_a_paragraph_longer_than_a_page_is_broken_all_the_same():
    pages = pages_of(scene(0) + "word " * 1500).pages
    assert len(pages) == 3
    assert all(page.used <= 54 for page in pages)


def test_a_speech_of_many_pages_keeps_every_word_and_takes_linear_time():
    said = " ".join(f"*Sentence* number {n} of it." for n in range(5_000))
    made = pages_of(scene(0) + f"JOHN\n{said}\n")
    lines = [line for page in made.pages for line in page.lines if line.kind == "dialogue"]
    assert " ".join(line.text for line in lines).split() == said.replace("*", "").split()
    assert all(page.used <= 54 for page in made.pages)
    italic = [line.text[a:b] for line in lines for a, b, _ in line.emphasis]
    assert italic == ["Sentence"] * 5_000


def test_notes_are_printed_only_when_asked():
    text = scene(1) + "[[Check the date.]]\n"
    assert not lines_of(text, "note")
    noted = [line for page in pages_of(text, notes=True).pages for line in page.lines if line.kind == "note"]
    assert [line.text for line in noted] == ["[Check the date.]"]


# --- eighths ------------------------------------------------------------------------------------------


def test_a_scene_reaches_to_the_next_heading():
    # heading row 0, action rows 2 4 6 8 10, two empty rows, next heading in row 13: 13 lines of 54 = 1.9 eighths
    first, second = pages_of(scene(5) + scene(12, "INT. HALL - DAY")).scenes
    assert (first.lines, first.eighths) == (13, 2)
    assert (second.row, second.lines, second.eighths) == (13, 25, 4)  # rows 13 to 37


def test_a_scene_over_two_pages_counts_both():
    # 26 paragraphs fill rows 0 to 52 of the first page, four more rows 0 2 4 6 of the second: 54 + 7 lines
    (only,) = pages_of(scene(30)).scenes
    assert (only.lines, only.eighths) == (61, 9)


def test_the_shortest_scene_has_one_eighth():
    first, _ = pages_of("EXT. ROAD - DAY\n\n" + scene(3)).scenes
    assert (first.lines, first.eighths) == (3, 1)


def test_white_paper_under_a_forced_break_counts_for_nobody():
    first, _ = pages_of(scene(3) + "===\n\n" + scene(1)).scenes
    assert first.lines == 7


def test_what_stands_before_the_first_heading_counts_for_the_first_scene():
    (only,) = pages_of("FADE IN:\n\n" + scene(3)).scenes
    assert (only.row, only.lines) == (3, 10)


def test_scenes_add_up_to_the_pages():
    text = "".join(scene(3 + at % 9, f"INT. ROOM {at} - DAY") for at in range(60))
    made = pages_of(text)
    total = sum(scene.eighths for scene in made.scenes) / 8
    assert total == pytest.approx(len(made.pages), rel=0.03)


@pytest.mark.parametrize(("eighths", "text"), [(1, "1/8"), (4, "4/8"), (8, "1"), (12, "1 4/8"), (19, "2 3/8")], ids=str)
def test_lengths_are_written_as_schedules_write_them(eighths, text):
    assert eighths_text(eighths) == text


def test_an_element_knows_where_it_stands():
    made = pages_of(scene(30))
    place = made.places[0, 29]
    assert (place.page, place.row, place.lines) == (2, 6, 1)


# --- always -------------------------------------------------------------------------------------------

_words = st.lists(st.text("abcdefghij", min_size=1, max_size=9), min_size=1, max_size=14)
_sentence = _words.map(lambda words: " ".join(words).capitalize() + ".")
_prose = st.lists(_sentence, min_size=1, max_size=12).map(" ".join)
_speech = st.tuples(st.sampled_from(["ANN", "BEN (V.O.)", "CAROL"]), st.booleans(), _prose).map(
    lambda t: f"{t[0]}\n{'(quietly)' + chr(10) if t[1] else ''}{t[2]}"
)
_heading = st.sampled_from(["INT. ROOM - DAY", "EXT. LONG ROAD - NIGHT", "INT. HALL - LATER"])
_block = st.one_of(_prose, _prose, _speech, _speech, _heading, st.just("CUT TO:"), st.just("INSERT - A LETTER"))
_script = st.tuples(_heading, st.lists(_block, min_size=1, max_size=60)).map(
    lambda t: "\n\n".join([t[0], *t[1]]) + "\n"
)


@settings(max_examples=300, deadline=None)
@given(st.text('ab c-—.,!?"\n \t雨、。й\u0301\u200b()[]*_#', max_size=120), st.integers(4, 40))
def test_wrapping_loses_no_letter_and_keeps_the_width(text, width):
    lines = [text[start:end] for start, end in wrap(text, width)]
    assert "".join("".join(lines).split()) == "".join(text.split())
    hanging = "、。"  # may stand in the margin, where they belong to the letter before
    assert all(columns(line.rstrip(hanging)) <= width for line in lines)


@settings(max_examples=60, deadline=None)
@given(_script)
def test_every_word_is_printed_once_in_order_on_pages_that_keep_the_rules(text):
    script = read_screenplay(text.encode())
    made = paginate(script)
    lines = [line for page in made.pages for line in page.lines]
    printed = [w for line in lines if line.kind not in ("more", "continued") for w in line.text.split()]
    written = [
        word for scene in script.scenes for element in (scene.heading, *scene.elements) for word in element.text.split()
    ]
    assert printed == written
    assert sum(s.lines for s in made.scenes) <= 54 * len(made.pages)
    for page in made.pages:
        rows = [line.row for line in page.lines]
        assert rows == sorted(rows)
        assert len(set(rows)) == len(rows)
        assert page.used <= 54
        assert page.lines[-1].kind not in ("character", "continued", "parenthetical")
    for before, after in pairwise(made.pages):
        assert before.lines[-1].kind != "heading" or after.lines[0].kind == "heading"
        assert (before.lines[-1].kind == "more") == (after.lines[0].kind == "continued")
        if after.lines[0].kind == "transition":  # only under another transition
            assert before.lines[-1].kind == "transition"
