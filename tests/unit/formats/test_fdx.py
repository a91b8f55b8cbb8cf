"""Final Draft: everything the file says is read, and what we write reads back as the same screenplay."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filmwright.departments.screenplay import read_screenplay
from filmwright.formats.draft import Draft, Paragraph
from filmwright.formats.fdx import eighths, read
from filmwright.formats.fdx_write import write
from filmwright.formats.fountain_write import as_fountain
from filmwright.model.screenplay import ArcBeat, Element, ElementKind, SceneFacts, Screenplay

ROOT = Path(__file__).parents[3]
SCRIPTS = sorted([*(ROOT / "examples").glob("*.fountain"), *(ROOT / "tests/data/scripts").glob("*.fountain")])

FILE = """<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="5">
  <Content>
    <Paragraph Type="New Act"><Text>Act One</Text></Paragraph>
    <Paragraph Number="12A" Type="Scene Heading">
      <SceneProperties Color="#FFFFC8C80000" Length="1 1/8" Page="3" Title="The count is wrong">
        <Summary><Paragraph><Text>Eleven sacks.</Text></Paragraph><Paragraph><Text>There were twelve.</Text></Paragraph></Summary>
        <SceneArcBeats>
          <CharacterArcBeat Name="ANA"><Paragraph><Text>Stops trusting Bo.</Text></Paragraph></CharacterArcBeat>
          <CharacterArcBeat Name="BO"/>
        </SceneArcBeats>
      </SceneProperties>
      <ScriptNote Color="#FFFFFFFF0000" Name="season" Type="Info"><Paragraph><Text>Which month?</Text></Paragraph></ScriptNote>
      <Text RevisionID="2">Int. Barn - </Text><Text Style="Bold">night</Text>
    </Paragraph>
    <Paragraph Type="Action"><Text>Rain. </Text><Text Style="Bold+Italic">ANA</Text><Text> counts </Text><Text Style="AllCaps">sacks.</Text></Paragraph>
    <Paragraph Type="Action"><Text></Text></Paragraph>
    <Paragraph Type="Shot"><Text>angle on the roof</Text></Paragraph>
    <Paragraph>
      <DualDialogue>
        <Paragraph Type="Character"><Text>Ana (O.S.)</Text></Paragraph>
        <Paragraph Type="Parenthetical"><Text>low</Text></Paragraph>
        <Paragraph Type="Dialogue"><Text>Who is there?</Text></Paragraph>
        <Paragraph Type="Character"><Text>BO</Text></Paragraph>
        <Paragraph Type="Dialogue"><Text>Nobody.</Text></Paragraph>
      </DualDialogue>
    </Paragraph>
    <Paragraph Alignment="Center" Type="Action"><Text>Part Two</Text></Paragraph>
    <Paragraph Type="Sound Cue"><Text>A bell.</Text></Paragraph>
    <Paragraph Type="Marginalia"><Text>FADE OUT.</Text></Paragraph>
    <Paragraph Number="13" Type="Scene Heading">
      <Text>OMITTED</Text>
      <OmittedScene>
        <Paragraph Type="Scene Heading"><Text>EXT. YARD - DAY</Text></Paragraph>
        <Paragraph Type="Action"><Text>Geese.</Text></Paragraph>
      </OmittedScene>
    </Paragraph>
    <Paragraph StartsNewPage="Yes" Number="14" Type="Scene Heading"><Text>EXT. BARN - DAY</Text></Paragraph>
    <Paragraph Type="Action"><Text>Sun.</Text></Paragraph>
  </Content>
  <ScriptNotes>
    <ScriptNote Name="" Range="56,60"><Paragraph><Text>on the rain</Text></Paragraph></ScriptNote>
  </ScriptNotes>
  <ElementSettings Type="Scene Heading"><FontSpec Style="Bold+AllCaps"/><Behavior PaginateAs="Scene Heading"/></ElementSettings>
  <ElementSettings Type="Character"><FontSpec Style="AllCaps"/></ElementSettings>
  <ElementSettings Type="Sound Cue"><FontSpec Style=""/><Behavior PaginateAs="Action"/></ElementSettings>
  <TitlePage>
    <Content>
      <Paragraph Alignment="Center"><Text>THE TWELFTH SACK</Text></Paragraph>
      <Paragraph Alignment="Center"><Text></Text></Paragraph>
      <Paragraph Alignment="Center"><Text>Screenplay by</Text></Paragraph>
      <Paragraph Alignment="Center"><Text>N. Nobody</Text></Paragraph>
      <Paragraph Alignment="Center"><Text>Based on a true harvest</Text></Paragraph>
      <Paragraph Alignment="Left"><Text>Second draft, 3 May 2026</Text></Paragraph>
      <Paragraph Alignment="Left"><Text>nobody@example.org</Text></Paragraph>
    </Content>
  </TitlePage>
  <Revisions><Revision Color="#0000FFFF0000" ID="2" Mark="*" Name="Blue Revision"/></Revisions>
</FinalDraft>
"""


@pytest.fixture(scope="module")
def draft() -> Draft:
    return read(FILE.encode(), "barn.fdx")


@pytest.fixture(scope="module")
def screenplay() -> Screenplay:
    return read_screenplay(FILE.encode(), name="barn.fdx")


def test_all_runs_of_a_paragraph_are_joined_with_their_emphasis(draft: Draft):
    action = next(p for p in draft.paragraphs if p.text.startswith("Rain."))
    assert action.text == "Rain. ANA counts SACKS."
    assert set(action.emphasis) == {(6, 9, "bold"), (6, 9, "italic")}


def test_what_final_draft_prints_in_capitals_is_read_in_capitals(screenplay: Screenplay):
    """The bold of the heading's style is its look, not emphasis."""
    assert screenplay.scenes[0].heading.text == "INT. BARN - NIGHT"
    assert screenplay.scenes[0].heading.emphasis == ()
    assert [e.name for e in screenplay.scenes[0].elements if e.kind == "character"] == ["ANA", "BO"]


def test_the_facts_beside_a_heading_are_kept(screenplay: Screenplay):
    scene = screenplay.scenes[0]
    assert scene.scene_number == "12A"
    assert scene.facts == SceneFacts(
        synopsis="The count is wrong\nEleven sacks.\nThere were twelve.",
        color="#FFC800",
        page="3",
        length_eighths=9,
        revision="Blue Revision",
        arc_beats=(ArcBeat(character="ANA", text="Stops trusting Bo."), ArcBeat(character="BO", text="")),
    )
    assert scene.heading.notes == ("season: Which month?",)


def test_notes_kept_apart_from_the_text_find_their_paragraph(screenplay: Screenplay):
    noted = [e.text for s in screenplay.scenes for e in s.elements if e.notes]
    assert noted == ["angle on the roof"]


def test_dual_dialogue_is_two_speeches_side_by_side(screenplay: Screenplay):
    cues = [e for e in screenplay.scenes[0].elements if e.kind == "character"]
    assert [(e.name, e.extensions, e.dual) for e in cues] == [("ANA", ("O.S.",), "left"), ("BO", (), "right")]
    assert "(low)" in [e.text for e in screenplay.scenes[0].elements]


def test_an_unknown_element_is_read_as_what_it_is_paginated_as_or_guessed(draft: Draft):
    bell = next(p for p in draft.paragraphs if p.text == "A bell.")
    fade = next(p for p in draft.paragraphs if p.text == "FADE OUT.")
    assert (bell.kind, bell.confidence) == ("action", 0.9)
    assert (fade.kind, fade.confidence < 0.9) == ("transition", True)
    assert "Marginalia" in fade.reason


def test_a_fade_in_the_style_of_action_is_a_transition_unless_the_script_forces_it():
    given = FILE.replace(
        "<Text>A bell.</Text>",
        "<Text>A bell.</Text></Paragraph><Paragraph Type='Action'><Text Style='AllCaps'>Fade out.</Text>",
    )
    found = next(p for p in read(given.encode(), "a.fdx").paragraphs if p.text == "FADE OUT." and p.place)
    assert (found.kind, found.confidence) == ("transition", 0.9)
    forced = read_screenplay(b"INT. HALL - DAY\n\n!FADE OUT.\n", name="a.fountain")
    assert read_screenplay(write(forced), name="a.fdx").scenes[0].elements[0].kind == "action"


def test_a_file_in_another_encoding_is_read_and_said(screenplay: Screenplay):
    wide = read_screenplay(FILE.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"), name="wide.fdx")
    assert shape(wide) == shape(screenplay)
    assert wide.encoding == "utf-16"


def test_an_omitted_scene_is_left_out_and_said(screenplay: Screenplay):
    assert [s.scene_number for s in screenplay.scenes] == ["12A", "14"]
    assert any(item.what == "omitted scene 13" and "Geese." in item.text for item in screenplay.left_out)


def test_the_title_page_is_read_by_position_and_words(screenplay: Screenplay):
    assert {t.key: t.values for t in screenplay.title_page} == {
        "Title": ("THE TWELFTH SACK",),
        "Credit": ("Screenplay by",),
        "Author": ("N. Nobody",),
        "Source": ("Based on a true harvest",),
        "Draft date": ("Second draft, 3 May 2026",),
        "Contact": ("nobody@example.org",),
    }


def test_acts_centred_lines_and_page_breaks_have_their_kinds(screenplay: Screenplay):
    assert [(e.kind, e.level) for e in screenplay.preamble] == [("section", 1)]
    kinds = [e.kind for e in screenplay.scenes[0].elements]
    assert "centered" in kinds
    assert kinds[-1] == "page_break"


@pytest.mark.parametrize(("text", "count"), [("1 1/8", 9), ("3/8", 3), ("2", 16), ("", None), ("long", None), ("0", 0)])
def test_lengths_are_eighths_of_a_page(text: str, count: int | None):
    assert eighths(text) == count


# --- out and in again --------------------------------------------------------------------------------


def _same(element: Element) -> tuple[object, ...]:
    cue = element.kind == "character"
    emphasis = () if cue else tuple((m.start, m.end, m.style) for m in element.emphasis)
    text = element.name if cue else element.text  # the blanks before brackets are the layout's
    return element.kind, text, element.extensions, emphasis, element.dual, element.notes, element.level


def shape(screenplay: Screenplay) -> list[object]:
    """What must come back: title, scenes with numbers and facts, elements; spans and marks of forcing aside."""
    out: list[object] = [(t.key, t.values) for t in screenplay.title_page]
    out += [_same(e) for e in screenplay.preamble if _kept(e)]
    for scene in screenplay.scenes:
        out += [scene.scene_number, scene.int_ext, scene.place, scene.time_of_day, scene.act, scene.facts]
        out += [_same(e) for e in (scene.heading, *scene.elements) if _kept(e)]
    return out


def _kept(element: Element) -> bool:
    return bool(element.text or element.notes) or element.kind == "page_break"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.stem)
def test_a_script_written_as_final_draft_reads_back_equal(path: Path):
    before = read_screenplay(path.read_bytes(), name=path.name)
    after = read_screenplay(write(before), name="out.fdx")
    assert shape(after) == shape(before)
    assert after.format == "fdx"


def test_final_draft_written_again_is_the_same_bytes(screenplay: Screenplay):
    once = write(screenplay)
    assert shape(read_screenplay(once, name="a.fdx")) == shape(screenplay)
    assert write(read_screenplay(once, name="a.fdx")) == once


_WORD = st.text(st.sampled_from("abcDEF é文Ж!?,.:-'\"&<>*_#@~=[]()/\\"), min_size=1, max_size=24)
_LINE = _WORD.map(lambda t: " ".join(t.split())).filter(lambda t: any(c.isalnum() for c in t))
_NAME = (
    st.text(st.sampled_from("ABCÉЖ '"), min_size=1, max_size=10)
    .map(str.strip)
    .filter(lambda t: any(c.isalpha() for c in t))
)
_STYLE = st.sampled_from(("bold", "italic", "underline"))
_FACTS = st.builds(
    SceneFacts,
    synopsis=st.sampled_from(("", "One line.", "Title\nand more")),
    color=st.sampled_from(("", "#FFC800")),
    page=st.sampled_from(("", "12A")),
    length_eighths=st.sampled_from((None, 0, 3, 8, 17)),
    revision=st.sampled_from(("", "Blue & white", "Pink")),
    arc_beats=st.sampled_from(((), (ArcBeat(character="ANA", text="One\nTwo"), ArcBeat(character="BO", text="")))),
)


@st.composite
def _styled(draw: st.DrawFn, kind: ElementKind) -> Paragraph:
    text = draw(_LINE)
    ranges = ()
    if draw(st.booleans()):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        inner = text[start:end]
        if inner == inner.strip():
            ranges = ((start, end, draw(_STYLE)),)
    notes = draw(st.sampled_from(((), ("a note",), ("two\nlines", "more <&>"))))
    return Paragraph(kind, text, ranges, notes)


@st.composite
def _speech(draw: st.DrawFn) -> list[Paragraph]:
    dual = draw(st.sampled_from((None, None, "pair")))
    out: list[Paragraph] = []
    for side in ("left", "right") if dual else (None,):
        extensions = draw(st.sampled_from(((), ("V.O.",), ("O.S.", "CONT'D"))))
        out.append(Paragraph("character", draw(_NAME), extensions=extensions, dual=side))
        if draw(st.booleans()):
            out.append(Paragraph("parenthetical", f"({draw(_LINE).strip('()')})"))
        out.append(draw(_styled("dialogue")))
    return out


@st.composite
def _scene(draw: st.DrawFn) -> list[Paragraph]:
    place = draw(_NAME)
    head = draw(st.sampled_from((f"INT. {place} - DAY", f"EXT. {place} - NIGHT", f"INT./EXT. {place}")))
    number = draw(st.sampled_from((None, "1", "12A", "I-1-A")))
    out = [Paragraph("heading", head, scene_number=number, facts=draw(_FACTS))]
    part = st.one_of(
        _styled("action").map(lambda p: [p]),
        _speech(),
        st.sampled_from(("CUT TO:", "FADE OUT.", "Slow fade.")).map(lambda t: [Paragraph("transition", t)]),
        _LINE.map(lambda t: [Paragraph("centered", t.strip("<> ") or "x")]),
        _LINE.map(lambda t: [Paragraph("section", t.strip("# ") or "x", level=2)]),
        _LINE.map(lambda t: [Paragraph("synopsis", t.strip("= ") or "x")]),
        st.just([Paragraph("note", "a note\nof two lines")]),
        st.just([Paragraph("boneyard", "cut words")]),
        st.just([Paragraph("page_break", "")]),
    )
    return out + [p for block in draw(st.lists(part, max_size=5)) for p in block]


@given(
    st.lists(_scene(), min_size=1, max_size=3),
    st.sampled_from(((), (("Title", ("A & B", "Two")), ("Odd key", ("x",))))),
)
@settings(max_examples=60, deadline=None)
def test_any_screenplay_reads_back_equal(scenes: list[list[Paragraph]], title: tuple[tuple[str, tuple[str, ...]], ...]):
    source = as_fountain(Draft(tuple(p for scene in scenes for p in scene), title)).source
    before = read_screenplay(source.encode(), name="any.fountain")
    # facts live beside the text: they come by the way of Final Draft
    facts = [scene[0].facts or SceneFacts() for scene in scenes]
    if len(before.scenes) == len(facts):
        numbered = zip(before.scenes, facts, strict=True)
        before = before.model_copy(update={"scenes": tuple(s.model_copy(update={"facts": f}) for s, f in numbered)})
    after = read_screenplay(write(before), name="any.fdx")
    assert shape(after) == shape(before)


def test_a_page_may_start_with_two_speeches_side_by_side():
    before = read_screenplay(b"INT. A - DAY\n\n===\n\nANA\nYes.\n\nBO ^\nNo.\n", name="two.fountain")
    assert "page_break" in [e.kind for e in before.scenes[0].elements]
    assert shape(read_screenplay(write(before), name="two.fdx")) == shape(before)


def test_the_fountain_text_of_a_final_draft_file_reads_as_the_same_pieces():
    from filmwright.formats.fountain import read as read_fountain

    found = as_fountain(read(FILE.encode(), "barn.fdx"))
    again = read_fountain(found.source)
    assert [(p.kind, p.name or p.text, p.extensions, p.notes, p.dual) for p in again.pieces] == [
        (p.kind, p.name or p.text, p.extensions, p.notes, p.dual) for p in found.pieces
    ]
