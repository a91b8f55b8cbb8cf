"""Bytes of a script to text: which encoding, or one clear sentence why it is not text."""

import codecs
import re
from dataclasses import dataclass

from filmwright.errors import ScriptError

__all__ = ["MAX_BYTES", "MAX_LINE", "Decoded", "decode"]

MAX_BYTES = 20_000_000
"""The largest script: a 120-page feature has 200,000 bytes."""
MAX_LINE = 200_000
"""The longest line, in characters: a whole feature without one line end is not a script."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = [
    "cp1250",
    "cp1251",
    "cp1252",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "koi8_r",
    "cp932",
    "euc_jp",
    "gb18030",
    "big5",
    "cp949",
]
# what Western writers type beyond ASCII; anything else in a cp1252 reading means another encoding
_WESTERN = frozenset("àâäáãåæçéèêëíìîïñóòôöõøœúùûüýÿßÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜÝŸ¿¡«»‹›“”„‘’‚…–—•°€£§©®™´ª º\xa0\xad")
_LINE_END = re.compile(r"[\r\n\f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text without its byte order mark, and the encoding it was in."""

    text: str
    encoding: str


def decode(data: bytes, name: str = "The script") -> Decoded:
    """Read the bytes of a script as text.

    Args:
        data: the whole file.
        name: what to call it in a message.

    Raises:
        ScriptError: empty, too large, not text, or in no encoding that can be told.
    """
    if len(data) > MAX_BYTES:
        raise ScriptError(
            f"`{name}` has {len(data) // 1_000_000} MB; a script has at most {MAX_BYTES // 1_000_000} MB: "
            "check that this is the right file."
        )
    if not data.strip(b" \t\r\n\f\0"):
        raise ScriptError(f"`{name}` is empty: write a scene heading such as `INT. KITCHEN - DAY` and some action.")
    decoded = _by_mark(data, name) or _utf8(data) or _guess(data, name)
    _check(decoded.text, name)
    return decoded


def _by_mark(data: bytes, name: str) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise ScriptError(
                    f"`{name}` says that it is {encoding}, but byte {error.start} does not fit: save it again as UTF-8."
                ) from error
    return None


def _utf8(data: bytes) -> Decoded | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    # every second byte zero is UTF-16 without its mark
    if "\0" in text:
        return _utf16(data)
    return Decoded(text, "utf-8")


def _utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a byte order mark: the zeros of Latin letters stand all on one side."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if len(data) % 2 or max(even, odd) < len(data) // 8 or min(even, odd) * 20 > max(even, odd):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _guess(data: bytes, name: str) -> Decoded:
    if b"\0" in data:
        wide = _utf16(data)
        if wide is not None:
            return wide
        raise _not_text(name)
    western = _western(data)
    if western is not None:
        return western
    return _detect(data, name)


def _western(data: bytes) -> Decoded | None:
    """Windows Western: the commonest legacy encoding, taken when every sign beyond ASCII is a Western one."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    high = [c for c in text if ord(c) > 127]
    letters = sum(c.isalpha() for c in text)
    if all(c in _WESTERN for c in high) and len(high) * 4 <= letters:
        return Decoded(text, "cp1252")
    return None


def _detect(data: bytes, name: str) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_CANDIDATES, threshold=0.3).best()
    if best is None:
        raise ScriptError(f"`{name}` is in an encoding that could not be told: save it as UTF-8.")
    return Decoded(str(best), best.encoding)


def _not_text(name: str) -> ScriptError:
    return ScriptError(f"`{name}` is not text: give a screenplay as a Fountain (`.fountain`) or text file.")


def _check(text: str, name: str) -> None:
    if len(_CONTROL.findall(text[:100_000])) * 200 > min(len(text), 100_000):
        raise _not_text(name)
    longest, at = 0, 0
    for match in _LINE_END.finditer(text):
        longest = max(longest, match.start() - at)
        at = match.end()
    longest = max(longest, len(text) - at)
    if longest > MAX_LINE:
        raise ScriptError(
            f"`{name}` holds a line of {longest:,} characters; a line of a script has at most {MAX_LINE:,}: "
            "check that its line ends were not lost."
        )
