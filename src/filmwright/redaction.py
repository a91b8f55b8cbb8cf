"""Secrets never leave: a type that does not print, and one filter over everything that is written.

A `Secret` makes itself known to the filter of this process; from then on `clean` takes its value out of any text,
and with it what looks like a key or a signed address even when nobody declared it. `guard` puts the filter over
logs and tracebacks; events, errors and reports call `clean` themselves.
"""

import logging
import re
import sys
import threading
import traceback
from base64 import b64encode
from collections.abc import Callable
from types import TracebackType
from typing import Any, Final, NoReturn, final
from urllib.parse import quote

__all__ = ["MASK", "Redactor", "Secret", "clean", "guard"]

MASK: Final = "[hidden]"
"""What stands in place of a secret."""

_ADDRESSES = 20_000
"""So many signed addresses are remembered; older ones have expired long since."""

_SHORTEST = 6
"""Shorter values are not looked for: taking `a1` out of every text would hide nothing and spoil everything."""

_AUTHORISATION = re.compile(
    r"""(?ix)
    (?P<name> \b(?: authorization | proxy-authorization | x-api-key | x-key | xi-api-key | api[_-]?key
                  | x-goog-api-key | access[_-]?token | secret[_-]?key )\b ["']? \s* [:=] \s* ["']? )
    (?P<scheme> (?: bearer | basic | key | token ) \s+ )?
    (?P<value> [^\s"',;&}\]\\]{6,} )"""
)
_BEARER = re.compile(r"(?i)\b(?P<scheme>bearer|basic)\s+(?P<value>[A-Za-z0-9._~+/=-]{12,})")
_SIGNED = re.compile(
    r"""(?ix)
    (?P<before> https?://[^\s"'<>?\\]+ \? )
    (?P<query> [^\s"'<>\\]* (?: signature | sig | token | x-amz-[a-z-]+ | x-goog-[a-z-]+ | expires | hmac | policy
                              | key | auth ) = [^\s"'<>\\]* )"""
)
_ADDRESS = re.compile(r"(?P<host>https?://[^\s/?#\"'<>\\]+)(?P<rest>[^\s\"'<>\\]*)")
_IN_ADDRESS = re.compile(r"(?i)(?P<scheme>\bhttps?://)[^\s/@\"'<>]+:[^\s/@\"'<>]+@")


@final
class Secret:
    """A key, a signed address: something that is used and never shown.

    Printing, formatting, logging and comparing it show nothing of it; `reveal` gives it to the one place that sends it.
    It cannot be pickled, so it does not travel to another process or into a file by accident.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value
        if _ADDRESS.fullmatch(value):
            _PROCESS.hide_address(value)
        else:
            _PROCESS.hide(value)

    def reveal(self) -> str:
        """The value itself; only for the call that needs it."""
        return self._value

    def __repr__(self) -> str:
        return f"Secret({MASK})"

    def __str__(self) -> str:
        return MASK

    def __format__(self, format_spec: str) -> str:
        return format(MASK, format_spec)

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._value == other._value

    def __hash__(self) -> int:
        return hash((Secret, self._value))

    def __reduce__(self) -> NoReturn:
        raise TypeError("A secret does not leave its process: read it again where it is needed.")


class Redactor:
    """Takes known secrets, and what looks like one, out of texts; may be used from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: frozenset[str] = frozenset()
        self._pattern: re.Pattern[str] | None = None
        self._addresses: dict[str, None] = {}

    def hide(self, value: str) -> None:
        """Take this value out of every text from now on, also where it is written as an address or as base64 has it."""
        if len(value) < _SHORTEST:
            return
        with self._lock:
            added = _spellings(value) - self._known
            if added:
                self._known |= added
                self._pattern = None

    def hide_address(self, address: str) -> None:
        """Keep this address, but for its host, out of every text: whoever has it has the file."""
        with self._lock:
            self._addresses[address] = None
            if len(self._addresses) > _ADDRESSES:
                del self._addresses[next(iter(self._addresses))]

    def clean(self, text: str) -> str:
        """The text without secrets; text that holds none comes back as it is."""
        pattern = self._compiled()
        if pattern is not None:
            text = pattern.sub(MASK, text)
        if "://" in text:
            text = _ADDRESS.sub(self._without_address, text)
        return _without_likely_secrets(text)

    def _without_address(self, found: re.Match[str]) -> str:
        return f"{found['host']}/{MASK}" if found[0].rstrip(".,;:)]}") in self._addresses else found[0]

    def _compiled(self) -> re.Pattern[str] | None:
        with self._lock:
            if self._pattern is None and self._known:
                longest_first = sorted(self._known, key=lambda value: (-len(value), value))
                self._pattern = re.compile("|".join(re.escape(value) for value in longest_first))
            return self._pattern


def _spellings(value: str) -> frozenset[str]:
    """The value and how it looks inside an address, in JSON, and in the header of basic authorisation."""
    as_json = value.replace("\\", "\\\\").replace('"', '\\"')
    in_base64 = {b64encode(text.encode()).decode() for text in (value, f"{value}:", f":{value}")}
    return frozenset({value, quote(value, safe=""), quote(value), as_json} | in_base64)


def _without_likely_secrets(text: str) -> str:
    text = _SIGNED.sub(rf"\g<before>{MASK}", text) if "?" in text else text
    text = _IN_ADDRESS.sub(rf"\g<scheme>{MASK}@", text) if "@" in text else text
    text = _AUTHORISATION.sub(_keep_name, text)
    return _BEARER.sub(rf"\g<scheme> {MASK}", text)


def _keep_name(found: re.Match[str]) -> str:
    if found["value"].startswith(MASK[:-1]):  # hidden already
        return found[0]
    return f"{found['name']}{found['scheme'] or ''}{MASK}"


# One for the whole process, like logging itself: a library's own log line must be cleaned too, and it cannot be
# given anything. It only ever learns more to hide.
_PROCESS: Final = Redactor()


def clean(text: str) -> str:
    """The text without any secret that this process knows, and without what looks like one."""
    return _PROCESS.clean(text)


def guard() -> None:
    """Put the filter over every log record and every traceback of this process; calling it again changes nothing."""
    if not isinstance(logging.getLogRecordFactory(), _CleanRecords):
        logging.setLogRecordFactory(_CleanRecords(logging.getLogRecordFactory()))
    sys.excepthook = _tell_uncaught
    threading.excepthook = _tell_uncaught_in_thread


class _CleanRecords:
    """Makes log records whose message and traceback are clean before any handler sees them."""

    def __init__(self, make: Callable[..., logging.LogRecord]) -> None:
        self._make = make

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:  # whatever `logging` gives its factory
        record = self._make(*args, **kwargs)
        _clean_message(record)
        if record.exc_info and record.exc_info[0] is not None:
            _clean_traceback(record)
        if record.stack_info:
            record.stack_info = clean(record.stack_info)
        return record


def _clean_traceback(record: logging.LogRecord) -> None:
    """The text of a traceback takes the place of the error when the error holds a secret."""
    assert record.exc_info is not None
    text = "".join(traceback.format_exception(*record.exc_info)).rstrip()
    if (cleaned := clean(text)) != text:
        record.exc_text, record.exc_info = cleaned, None


def _clean_message(record: logging.LogRecord) -> None:
    """The finished message takes the place of words and arguments when it holds a secret."""
    try:
        message = record.getMessage()
    except (TypeError, ValueError) as error:
        # a library that counts its placeholders wrongly: `logging` would print the arguments as they are
        record.msg, record.args = clean(f"{record.msg} (its arguments do not fit: {error})"), None
        return
    if (cleaned := clean(message)) != message:
        record.msg, record.args = cleaned, None


def _tell_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    sys.stderr.write(clean("".join(traceback.format_exception(kind, error, trace))))


def _tell_uncaught_in_thread(told: threading.ExceptHookArgs) -> None:
    if told.exc_type is not SystemExit:
        name = told.thread.name if told.thread else "a thread"
        text = "".join(traceback.format_exception(told.exc_type, told.exc_value, told.exc_traceback))
        sys.stderr.write(clean(f"Exception in {name}:\n{text}"))
