"""Scripts in Markdown."""

import pytest

from filmwright.formats.markdown_script import markdown_reason, read_markdown

from .drafts import LAYOUTS, found


def test_headings_names_and_quotes_are_read() -> None:
    draft = read_markdown((LAYOUTS / "kitchen.md").read_text("utf-8"))
    assert found(draft, "heading") == ["INT. KITCHEN - DAY", "EXT. STREET - NIGHT"]
    cues = [(p.text, p.extensions) for p in draft.paragraphs if p.kind == "character"]
    assert cues == [("ANNA", ()), ("BEN", ()), ("ANNA", ("O.S.",)), ("BEN", ())]
    assert found(draft, "parenthetical") == ["without turning", "tired"]
    assert found(draft, "dialogue")[-1] == "I had a key.\nI gave it back."
    assert "She lifts one cup." in found(draft, "action")
    assert found(draft, "transition") == ["CUT TO:"]


def test_front_matter_is_the_title_page() -> None:
    draft = read_markdown((LAYOUTS / "kitchen.md").read_text("utf-8"))
    assert dict(draft.title) == {
        "Title": ("The Second Kettle",), "Author": ("Filmwright contributors",), "Draft": ("two",),
    }  # fmt: skip


def test_code_comments_and_tables_are_left_out() -> None:
    text = (LAYOUTS / "kitchen.md").read_text("utf-8") + "\n| shot | lens |\n|---|---|\n"
    assert {item.what for item in read_markdown(text).left_out} == {"code", "comment", "table", "title again"}


def test_without_int_and_ext_the_headings_over_the_speeches_are_scenes() -> None:
    draft = read_markdown((LAYOUTS / "play.md").read_text("utf-8"))
    assert found(draft, "heading") == ["The village square", "The mayor's office"]
    assert [(p.level, p.text) for p in draft.paragraphs if p.kind == "section"] == [(1, "Act One")]
    assert found(draft, "dialogue")[-1] == "Which tune?"


@pytest.mark.parametrize(
    ("line", "name", "said"),
    [
        ("**ANNA:** Hello.", "ANNA", "Hello."),
        ("**Anna**: Hello.", "Anna", "Hello."),
        ("__ANNA__: Hello.", "ANNA", "Hello."),
        ("- **Anna:** Hello.", "Anna", "Hello."),
        ("> **ANNA:** Hello.", "ANNA", "Hello."),
        ("**ANNA**\nHello.", "ANNA", "Hello."),
        ("**ANNA**\n\n> Hello.", "ANNA", "Hello."),
        ("ANNA\nHello.", "ANNA", "Hello."),
    ],
)
def test_a_name_may_be_written_in_many_ways(line: str, name: str, said: str) -> None:
    draft = read_markdown(f"# A\n\n## INT. HALL - DAY\n\nShe waits.\n\n{line}\n")
    assert found(draft, "character") == [name]
    assert found(draft, "dialogue") == [said]


@pytest.mark.parametrize("line", ["**ANNA** opens the door.", "**A bell rings.**", "He is **very** old."])
def test_bold_words_in_action_are_no_names(line: str) -> None:
    draft = read_markdown(f"## INT. HALL - DAY\n\n{line}\n")
    assert found(draft, "character") == []
    assert len(found(draft, "action")) == 1


def test_a_readme_is_no_script() -> None:
    assert markdown_reason("# Tool\n\n**Note:** install it first.\n\n## Use\n\nRun `tool`.\n") is None
