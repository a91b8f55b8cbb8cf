"""Named moments at which a test may kill the process; see `filmwright.store.crash`."""

from filmwright.store.crash import CRASH_AT, CRASH_TOO, crash_point

__all__ = ["CRASH_AT", "CRASH_TOO", "crash_point"]
