"""Screenplay, cast and visual bible of the examples, compared exactly; `make golden` writes them again."""

import os
from pathlib import Path

import pytest

from filmwright.departments.look import read_bible
from filmwright.departments.screenplay import read_cast, read_screenplay

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent / "screenplay"
NAMES = ("wrong_floor", "la_receta", "der_uhrmacher")


@pytest.mark.parametrize("name", NAMES)
def test_the_documents_of_an_example_stay_what_they_were(name: str) -> None:
    screenplay = read_screenplay((ROOT / "examples" / f"{name}.fountain").read_bytes(), name=f"{name}.fountain")
    cast = read_cast(screenplay)
    bible = read_bible(screenplay, cast)
    documents = (("screenplay", screenplay.to_json()), ("cast", cast.to_json()), ("visual_bible", bible.to_json()))
    for kind, text in documents:
        path = HERE / f"{name}.{kind}.json"
        if os.environ.get("FILMWRIGHT_WRITE_GOLDEN"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        assert text == path.read_text("utf-8")
