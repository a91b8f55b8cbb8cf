"""No script, however odd, breaks the reader, the cast or the bible."""

from hypothesis import given, settings
from hypothesis import strategies as st

from filmwright.departments.look import read_bible
from filmwright.departments.screenplay import read_cast, read_screenplay
from filmwright.errors import ScriptError

PARTS = st.sampled_from(
    ["\n\nINT. KITCHEN - DAY\n\n", "\n\nEXT. BAR, ROOF - NIGHT\n\n", "\n\n.#\n\n", "\n\nINT. - \n\n", "\n\nEXT. (\n\n",
     "\n\nBOB\nHi.\n\n", "\n\nBOB & ANN\nHi.\n", "\n\nTHE #2\nA.\n", "\n\nMR.\nNo.\n", "\n\n@小明\n你好。\n", "\n\nALL\nYes.\n",
     "BOB (40), tall, red hair, enters. ", "TWO MEN in suits sit. ", "A CAT (3) and THE 12 DOGS bark. ", "DR. (50) nods. ",
     "ANN's hand. ", "He wears a hat under a coat over a coat. ", "She is bald, with long hair. ", "THE OLD OLD MAN (900). ",
     "O'(1) ", '"TED" (2) ', "in in in a coat coat coat ", "Rain. ", "like snow ", "（六十岁）", ": ", ", ", ". ", "É", "ß", "'S ", "- "]
)  # fmt: skip


@given(st.lists(PARTS, max_size=25).map("".join))
@settings(max_examples=250, deadline=None)
def test_a_script_of_odd_parts_has_a_cast_and_a_look(body: str) -> None:
    screenplay = read_screenplay(f"INT. HALL - DAY\n\n{body}".encode())
    cast = read_cast(screenplay)
    found = read_bible(screenplay, cast)
    ids = [m.character_id for m in cast.members]
    assert len(ids) == len(set(ids))
    assert all(i.isascii() and i for i in ids)
    served = sorted(scene for d in found.location_designs for scene in d.scenes)
    assert served == [s.scene_id for s in screenplay.scenes]
    assert all(note.looks for note in found.character_visual_notes)


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_a_screenplay_or_one_sentence(data: bytes) -> None:
    message = ""
    try:
        screenplay = read_screenplay(data)
        read_bible(screenplay, read_cast(screenplay))
    except ScriptError as error:
        message = str(error)
    assert "\n" not in message
