"""The Fountain reader as a whole: nothing lost, nothing slow, title pages, warnings, edits."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filmwright.formats.decode import decode
from filmwright.formats.fountain import ParsedFountain, read, replace, write

ROOT = Path(__file__).parents[3]
SCRIPTS = sorted((ROOT / "examples").glob("*.fountain")) + sorted((ROOT / "tests/data/scripts").glob("*.fountain"))

PARTS = st.sampled_from(
    ["INT. HOUSE - DAY", "EXT X", ".FORCED", "BOB", "BOB (V.O.) ^", "@al", "Hello.", "(so)", "~la", "> CUT TO:",
     "> mid <", "# Act", "= why", "===", "[[", "]]", "/*", "*/", "*", "**", "_", "\\*", "!", "\n", "\n", "\n\n",
     "  \n", "\r\n", "\r", "\f", "\u2028", "\ufeff", "Title: x", " ", "\t", "FADE OUT.", "#1#", "é", "王", "\0"]
)  # fmt: skip
SCRIPTS_LIKE = st.one_of(st.text(max_size=120), st.lists(PARTS, max_size=40).map("".join))


def assert_covered(parsed: ParsedFountain) -> None:
    """Ranges are in order, do not touch one another, and leave out nothing but blanks."""
    ranges = [(t.start, t.end) for t in parsed.title] + [(p.start, p.end) for p in parsed.pieces]
    at = 0
    for start, end in ranges:
        assert at <= start <= end
        assert not parsed.source[at:start].replace("\ufeff", "").strip()
        at = end
    assert not parsed.source[at:].replace("\ufeff", "").strip()


@given(SCRIPTS_LIKE)
@settings(max_examples=400, deadline=None)
def test_any_text_is_written_back_as_it_was(text: str) -> None:
    assert write(read(text)) == text


@given(SCRIPTS_LIKE)
@settings(max_examples=400, deadline=None)
def test_every_visible_character_belongs_to_exactly_one_piece(text: str) -> None:
    assert_covered(read(text))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.stem)
def test_real_scripts_are_covered_and_written_back(path: Path) -> None:
    text = decode(path.read_bytes()).text
    parsed = read(text)
    assert write(parsed) == text
    assert_covered(parsed)


def test_an_edit_changes_its_own_range_and_nothing_else() -> None:
    source = "INT. X - DAY\r\n\r\nBOB\r\nHello.\r\n\r\nHe  goes.\t\r\n"
    line = next(p for p in read(source).pieces if p.kind == "dialogue")
    edited = replace(source, (line.start, line.end), "Good night.")
    assert edited == "INT. X - DAY\r\n\r\nBOB\r\nGood night.\r\n\r\nHe  goes.\t\r\n"


def test_an_edit_outside_the_source_is_refused() -> None:
    with pytest.raises(ValueError, match="outside the source"):
        replace("short", (3, 99), "x")


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("Title: A\nAuthor: B\n\nINT. X\n", [("Title", ("A",)), ("Author", ("B",))]),
        ("Title:\n    _**BRICK**_\n    STEEL\n\nGo.", [("Title", ("BRICK", "STEEL"))]),
        ("Название: Дом\nАвтор: Я\n\nGo.", [("Название", ("Дом",)), ("Автор", ("Я",))]),
        ("标题：家\n\nGo.", [("标题", ("家",))]),
        ("\ufeffTitle: A\n\nGo.", [("Title", ("A",))]),
        ("Title: A: B\n\nGo.", [("Title", ("A: B",))]),
        ("FADE IN:\n\nGo.", []),
        ("She reads: hello.\n\nGo.", []),
        ("CUT TO:\nBOB\n", []),
        ("INT. X: Y - DAY\n\nGo.", []),
    ],
    ids=["plain", "indented", "cyrillic", "full-width-colon", "bom", "second-colon", "fade-in", "sentence", "cut-to", "heading"],
)  # fmt: skip
def test_title_pages(source: str, title: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(t.key, t.values) for t in read(source).title] == title


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("One.\n\nTwo [[ three.\n\nFour.", 3, "note is opened"),
        ("One.\n\n/* two.\n", 3, "boneyard is opened"),
        ("INT. X\nGo.\n", 1, "No empty line after"),
        ("Go.\nINT. X - DAY\n\nGo.", 2, "No empty line before"),
        ("INT. X\n\n小明\n你好。\n", 3, "@小明"),
        ("INT. X\n\n@Bob\n\nGo.", 3, "nothing is said"),
    ],
    ids=["note", "boneyard", "after-heading", "before-heading", "caseless-cue", "silent-cue"],
)
def test_warnings_say_where_and_what(source: str, line: int, words: str) -> None:
    assert any(w.line == line and words in w.message for w in read(source).warnings)


def test_an_open_boneyard_never_swallows_a_later_one() -> None:
    source = "One.\n\n/* lost\n\nINT. X\n\nTwo.\n\n/* cut */\n\nThree."
    assert [p.kind for p in read(source).pieces] == ["action", "action", "heading", "action", "boneyard", "action"]


HOSTILE = {
    "stars": "*",
    "star-blank": "* ",
    "notes": "[[ ",
    "note-lines": "[[\n",
    "bones": "/* ",
    "bone-ends": "*/",
    "mixed": "_a *b **c ",
    "brackets": "(\n",
    "cues": "BOB\n\n",
    "pauses": "  \n",
    "hidden": "a\n[[x]]\n",
    "heading-dashes": "- ",
    "titles": "a:\n",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_length_not_faster(unit: str) -> None:
    """Four times the text takes about four times as long (a quadratic reader would take sixteen)."""

    def seconds(size: int) -> float:
        text = "INT. " + unit * (size // len(unit))
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            read(text)
            best = min(best, time.process_time() - start)
        return best

    # a busy machine may disturb one try, a quadratic reader fails them all
    assert any(seconds(60_000) / max(seconds(15_000), 0.002) < 10 for _ in range(5))


def test_a_feature_of_a_megabyte_is_read_in_two_seconds() -> None:
    scene = "INT. HALL - DAY\n\nShe *walks* [[slow]] to the door.\n\nBOB (O.S.)\n(low)\nWho is it?\n\n"
    text = scene * (1_000_000 // len(scene))
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 2
