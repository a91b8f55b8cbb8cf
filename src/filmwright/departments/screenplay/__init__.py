"""Screenplay: a script read without loss, and the people in it."""

from filmwright.departments.screenplay.cast import cast, read_cast
from filmwright.departments.screenplay.parse import as_screenplay, fountain, fountain_text, parse, read_screenplay
from filmwright.departments.screenplay.revision import identify

__all__ = [
    "STEPS",
    "as_screenplay",
    "cast",
    "fountain",
    "fountain_text",
    "identify",
    "parse",
    "read_cast",
    "read_screenplay",
]

STEPS = (parse, fountain, identify, cast)
