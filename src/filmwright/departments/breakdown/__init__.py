"""Breakdown: what each scene needs, for those who have to find, build, hire or draw it."""
