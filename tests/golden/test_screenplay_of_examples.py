"""Screenplay, cast and visual bible of the examples, compared exactly; `make golden` writes them again."""

import os
from pathlib import Path

import pytest

from filmwright.departments.look import read_bible
from filmwright.departments.screenplay import read_cast, read_screenplay
from filmwright.model.document import Document

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent / "screenplay"
NAMES = ("wrong_floor", "la_receta", "der_uhrmacher")


@pytest.mark.parametrize("name", NAMES)
def test_the_documents_of_an_example_stay_what_they_were(name: str) -> None:
    screenplay = read_screenplay((ROOT / "examples" / f"{name}.fountain").read_bytes(), name=f"{name}.fountain")
    cast = read_cast(screenplay)
    documents: dict[str, Document] = {
        "screenplay": screenplay,
        "cast": cast,
        "visual_bible": read_bible(screenplay, cast),
    }
    for kind, document in documents.items():
        path = HERE / f"{name}.{kind}.json"
        if os.environ.get("FILMWRIGHT_WRITE_GOLDEN"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(document.to_json(), "utf-8")
        assert document.to_json() == path.read_text("utf-8")
