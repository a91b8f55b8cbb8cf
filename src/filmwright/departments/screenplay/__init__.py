"""Screenplay: a script read without loss, and the people in it."""

from filmwright.departments.screenplay.parse import parse, read_screenplay

__all__ = ["STEPS", "parse", "read_screenplay"]

STEPS = (parse,)
