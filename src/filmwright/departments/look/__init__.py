"""Look: the visual bible, by rules from the script and its cast."""

from filmwright.departments.look.bible import bible, read_bible

__all__ = ["STEPS", "bible", "read_bible"]

STEPS = (bible,)
