"""Every error that Filmwright raises on purpose, as one tree.

A message says what happened, then what to do, with names in backticks.

FilmwrightError
    UserError          the person can fix it; the message says how        (exit code 2)
        ScriptError    the source is not a screenplay that can be read
        LibraryError   the library cannot be opened or written
    StoreError         bytes missing, or bytes that do not match their name
    MakerError         a maker failed or refused                            (exit code 4)
    BudgetExceeded     stopped before the call                              (exit code 3)
    Interrupted        the person pressed Ctrl+C                            (exit code 130)
"""

__all__ = [
    "BudgetExceeded",
    "FilmwrightError",
    "Interrupted",
    "LibraryError",
    "MakerError",
    "ScriptError",
    "StoreError",
    "UserError",
]


class FilmwrightError(Exception):
    """The root: `except FilmwrightError` catches everything that Filmwright raises on purpose."""

    exit_code = 1


class UserError(FilmwrightError):
    """Something the person can fix."""

    exit_code = 2


class ScriptError(UserError):
    """The source is not a screenplay that can be read."""


class LibraryError(UserError):
    """The library cannot be opened, read or written."""


class StoreError(FilmwrightError):
    """Bytes are missing from the store, or do not match the hash that names them."""


class MakerError(FilmwrightError):
    """A maker (a renderer, a voice, a provider) failed or refused."""

    exit_code = 4


class BudgetExceeded(FilmwrightError):  # noqa: N818  (named for what happened)
    """A call was stopped because it would have passed a budget."""

    exit_code = 3


class Interrupted(FilmwrightError):  # noqa: N818  (a wish of the person, not a mistake)
    """The person stopped the run; everything stored so far is kept."""

    exit_code = 130
