"""Every error that Filmwright raises on purpose, as one tree.

A message says what happened, then what to do, with names in backticks.

FilmwrightError
    UserError          the person can fix it; the message says how        (exit code 2)
        ScriptError    the source is not a screenplay that can be read
        LibraryError   the library cannot be opened or written
    StoreError         bytes missing, or bytes that do not match their name
    MakerError         a maker failed or refused                            (exit code 4)
        NotAccepted    nothing was accepted: it may be sent again
        Refused        the maker will not make this, and says why
        NoCredit       the account has no money left
        BadRequest     the maker does not understand the request
        SubmitUnknown  nobody can tell whether it was accepted
        JobLost        the maker no longer knows a job that it accepted
        ProviderFailure  a poll, a look-up, a download or the job itself failed
    BudgetExceeded     stopped before the call                              (exit code 3)
    Interrupted        the person pressed Ctrl+C                            (exit code 130)
"""

from decimal import Decimal

__all__ = [
    "BadRequest",
    "BudgetExceeded",
    "FilmwrightError",
    "Interrupted",
    "JobLost",
    "LibraryError",
    "MakerError",
    "NoCredit",
    "NotAccepted",
    "ProviderFailure",
    "Refused",
    "ScriptError",
    "StoreError",
    "SubmitUnknown",
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


class NotAccepted(MakerError):  # noqa: N818  (these are named for what happened)
    """The answer proves that nothing was accepted (429, or a 4xx without a job): it may be sent again.

    `wait_seconds` is how long the provider wants to be left alone; None when it does not say.
    """

    def __init__(self, message: str, *, wait_seconds: float | None = None) -> None:
        super().__init__(message)
        self.wait_seconds = wait_seconds


class Refused(MakerError):  # noqa: N818  (as above)
    """The provider will not make this; a result, never asked for again unchanged. `cost` is what the refusal cost."""

    def __init__(self, message: str, *, cost: Decimal = Decimal(0)) -> None:
        super().__init__(message)
        self.cost = cost


class NoCredit(MakerError):  # noqa: N818  (as above)
    """The account has no money left; nothing was accepted."""


class BadRequest(MakerError):  # noqa: N818  (as above)
    """The provider does not understand the request; nothing was accepted."""


class SubmitUnknown(MakerError):  # noqa: N818  (as above)
    """Nobody can tell whether it was accepted (timeout, dropped connection, 5xx): never sent again."""


class JobLost(MakerError):  # noqa: N818  (as above)
    """The provider no longer knows a job that it accepted; what it charged is not known."""


class ProviderFailure(MakerError):  # noqa: N818  (as above)
    """A poll, a look-up or a download failed, or the job did.

    With `may_retry` the same question may get an answer later. Otherwise the job is over, and `cost` is what it cost
    (None when that cannot be told).
    """

    def __init__(self, message: str, *, may_retry: bool, cost: Decimal | None = None) -> None:
        super().__init__(message)
        self.may_retry = may_retry
        self.cost = cost


class BudgetExceeded(FilmwrightError):  # noqa: N818  (named for what happened)
    """A call was stopped because it would have passed a budget."""

    exit_code = 3


class Interrupted(FilmwrightError):  # noqa: N818  (a wish of the person, not a mistake)
    """The person stopped the run; everything stored so far is kept."""

    exit_code = 130
