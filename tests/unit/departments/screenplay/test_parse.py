"""Bytes to `Screenplay`: scenes, acts, spans, duals; what is no screenplay is refused."""

from pathlib import Path

import pytest

from filmwright.departments.screenplay import STEPS, parse, read_screenplay
from filmwright.errors import ScriptError
from filmwright.formats.decode import decode
from filmwright.model.screenplay import Screenplay, speeches
from filmwright.ref import Ref

ROOT = Path(__file__).parents[4]
SCRIPTS = sorted((ROOT / "examples").glob("*.fountain")) + sorted((ROOT / "tests/data/scripts").glob("*.fountain"))


class Shelf:
    """One blob, as the step reads it."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def get(self, ref: Ref) -> bytes:
        assert ref == Ref.of(self.data, ref.media_type)
        return self.data


def test_the_step_reads_the_blob_it_is_given() -> None:
    data = b"INT. X - DAY\n\nGo."
    source = Ref.of(data, "text/x-fountain")
    assert parse(source, blobs=Shelf(data), name="x.fountain").source == source
    assert {"screenplay.parse", "screenplay.cast"} <= {s.name for s in STEPS}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.stem)
def test_every_element_is_found_again_by_its_span(path: Path) -> None:
    """Spans count from the start of the scene; what they cut out holds the words of the element."""
    data = path.read_bytes()
    text = decode(data).text
    screenplay = read_screenplay(data, name=path.name)
    for scene, span in zip(screenplay.scenes, screenplay.scene_spans, strict=True):
        own = text[span.start : span.end]
        for element in (scene.heading, *scene.elements):
            cut = own[element.span.start : element.span.end]
            first = element.text.split()[:1]
            assert all(word.strip("*_") in cut for word in first)
    assert Screenplay.from_bytes(screenplay.to_bytes()) == screenplay


def test_an_edit_in_one_scene_leaves_the_next_equal() -> None:
    source = "INT. A - DAY\n\nBOB\nHello.\n\nINT. B - DAY\n\nANN\nHi.\n"
    one, two = (read_screenplay(s.encode()) for s in (source, source.replace("Hello.", "A longer hello.")))
    assert one.scenes[0] != two.scenes[0]
    assert one.scenes[1] == two.scenes[1]


@pytest.mark.parametrize(
    ("sections", "acts"),
    [
        ("# Act One\n\n{}\n\n# Act Two\n\n{}", [1, 2]),
        ("{}\n\n# ACT II\n\n{}", [1, 2]),
        ("# Akt 1\n\n{}\n\n# Akt 2\n\n{}", [1, 2]),
        ("# 第一幕\n\n{}\n\n# 第二幕\n\n{}", [1, 2]),
        ("# Morning\n\n{}\n\n# Evening\n\n{}", [1, 1]),
        ("{}\n\n{}", [1, 1]),
        ("# Film\n\n## Act One\n\n{}\n\n## Act Two\n\n{}", [1, 2]),
    ],
    ids=["plain", "first-unnamed", "german", "chinese", "no-acts", "none", "second-level"],
)
def test_acts_come_from_sections_that_look_like_acts(sections: str, acts: list[int]) -> None:
    text = sections.format("INT. A - DAY\n\nGo.", "INT. B - DAY\n\nGo.")
    assert [s.act for s in read_screenplay(text.encode()).scenes] == acts


def test_dual_speeches_are_left_and_right() -> None:
    text = "INT. A - DAY\n\nANN\nOne.\n\nBOB ^\nTwo.\n\nANN\nThree.\n"
    assert [s.dual for s in speeches(read_screenplay(text.encode()).scenes[0])] == ["left", "right", None]


def test_a_dual_mark_without_partner_is_reported() -> None:
    screenplay = read_screenplay(b"INT. A - DAY\n\nGo.\n\nBOB ^\nTwo.\n")
    assert speeches(screenplay.scenes[0])[0].dual is None
    assert screenplay.warnings[0].line == 5


def test_scene_numbers_and_the_language_are_kept() -> None:
    screenplay = read_screenplay("INT. A - NACHT #12A#\n\nSie geht zur Tür und sieht ihn nicht an.\n".encode())
    assert screenplay.scenes[0].scene_number == "12A"
    assert screenplay.scenes[0].scene_id == "s001"


@pytest.mark.parametrize("text", ["Hello there.\n\nFine.", "Title: X\n\nNothing.", "BOB\nHi."])
def test_a_script_without_a_scene_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ScriptError, match=r"INT\. KITCHEN - DAY") as caught:
        read_screenplay(text.encode(), name="x.fountain")
    assert "x.fountain" in str(caught.value)
