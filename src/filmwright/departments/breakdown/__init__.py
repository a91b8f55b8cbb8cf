"""Breakdown: what each scene needs, for those who have to find, build, hire or draw it."""

from filmwright.departments.breakdown.steps import break_down

__all__ = ["STEPS", "break_down"]

STEPS = (break_down,)
