"""Ctrl+C as a wish that is asked for at safe moments.

Python would raise KeyboardInterrupt between any two instructions, also in the middle of a database
transaction, whose lock would then be held by nobody. While a run is at work the first Ctrl+C is only
noted; a second one does what it did before, unless the run is ending already.
"""

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType

__all__ = ["StopWish"]


class StopWish:
    """Whether somebody wants the run to stop; may be set from any thread."""

    def __init__(self) -> None:
        self._wanted = threading.Event()
        self.closing = False  # while a run ends it must not be torn apart; that takes a moment only

    def want(self) -> None:
        """Ask the run to stop."""
        self._wanted.set()

    @property
    def wanted(self) -> bool:
        """Whether the run should stop."""
        return self._wanted.is_set()

    @contextmanager
    def on_ctrl_c(self) -> Generator[None]:
        """Note Ctrl+C while this lasts; only the main thread of a process can."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.getsignal(signal.SIGINT)

        def note(number: int, frame: FrameType | None) -> None:
            if self.closing:
                return
            if self.wanted and callable(before):
                before(number, frame)
            self.want()

        if before in (None, signal.SIG_IGN):  # set outside Python, or somebody decided that it is not for us
            yield
            return
        signal.signal(signal.SIGINT, note)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)
