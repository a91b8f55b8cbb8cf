"""The prose of scripts: sentences, words, names, identifiers. Pure text rules that departments share."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from filmwright.formats.fountain_headings import fold, is_capitals
from filmwright.packaged import packaged_table

__all__ = ["Found", "NameIndex", "Word", "ascii_id", "name_case", "same_name", "sentences", "words"]

_STOP = re.compile(r"[.!?…。！？]+[\"'”’»)\]*_]*(?=\s|$)|[。！？]+[」』”]?|\n+(?=\s*(?:--|–|—|[A-ZÀ-ÞА-Я]))")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_NOT_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class _Lists:
    abbreviations: frozenset[str]
    small: frozenset[str]
    letters: dict[str, str]
    determiners: frozenset[str]
    acronyms: frozenset[str]


@cache
def _lists() -> _Lists:
    data = packaged_table("filmwright.formats", "words/prose.toml")
    letters = dict(pair.partition("=")[::2] for pair in data["letters"].split())
    return _Lists(
        frozenset(data["abbreviations"].split()),
        frozenset(data["small"].split()),
        letters,
        frozenset(data["determiners"].split()),
        frozenset(data["acronyms"].split()),
    )


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a text; hyphens and apostrophes inside a word belong to it."""
    return [Word(m[0], m.start(), m.end()) for m in _WORD.finditer(text)]


def sentences(text: str) -> list[tuple[int, int]]:
    """Ranges of the sentences of a text, blanks around them left out.

    A full stop after an abbreviation, an initial or a number inside a sentence does not end it.
    """
    out: list[tuple[int, int]] = []
    start = 0
    for match in _STOP.finditer(text):
        if match[0][0] == "." and match[0].count(".") == 1 and _goes_on(text, match.start(), match.end()):
            continue
        _take(text, start, match.end(), out)
        start = match.end()
    _take(text, start, len(text), out)
    return out


def _goes_on(text: str, stop: int, after: int) -> bool:
    head = text[max(0, stop - 12) : stop]
    last = _WORD.findall(head)
    if not last or not text[after:].strip():
        return False
    word = fold(last[-1])
    follows = text[after:].lstrip()[:1]
    if word in _lists().abbreviations:
        return word not in ("no", "etc") or follows.isdigit() or follows.islower()
    initial = len(word) == 1 and word.isalpha() and last[-1].isupper() and word != "i"
    return (initial and follows.isupper()) or follows.islower()


def _take(text: str, start: int, end: int, out: list[tuple[int, int]]) -> None:
    inner = text[start:end]
    left = len(inner) - len(inner.lstrip())
    stripped = inner.strip()
    if stripped:
        out.append((start + left, start + left + len(stripped)))


def ascii_id(text: str) -> str:
    """An identifier in small ASCII letters: `Íñigo O'Hara` is `inigo_o_hara`, `小明` is `u5c0f_u660e`."""
    out: list[str] = []
    table = _lists().letters
    for char in unicodedata.normalize("NFC", text).casefold():
        if char in "'’":
            continue
        plain = table.get(char)
        if plain is None:
            plain = table.get(fold(char), fold(char))
        if plain.isascii():
            out.append(plain)
        elif plain.isalnum():
            out.append(f" u{ord(char):x} ")
        else:
            out.append(" ")
    return _NOT_ID.sub("_", "".join(out)).strip("_")


def name_case(name: str) -> str:
    """A name as one writes it in a sentence: `DR. HALLORAN-PEET` is `Dr. Halloran-Peet`; `McArdle` stays."""
    parts = name.split()
    return " ".join(_cased(part, first=i == 0) for i, part in enumerate(parts))


def _cased(part: str, *, first: bool) -> str:
    special = re.fullmatch(r"(Mc|Mac|O['’]|D['’]|L['’])(\w+)(.*)", part)
    if special and is_capitals(special[2]):
        return special[1] + special[2].capitalize() + special[3]
    if not is_capitals(part):
        return part
    small = part.lower()
    if small in _lists().acronyms:
        return part
    if not first and small in _lists().small:
        return small
    pieces = re.split(r"([-'’.\"“”])", small)
    out: list[str] = []
    for i, piece in enumerate(pieces):
        # O'HARA and D'ARCY take a capital after the apostrophe, JOE'S does not
        plain = i > 0 and pieces[i - 1] in "'’" and len(piece) <= 1
        out.append(piece if plain else piece[:1].upper() + piece[1:])
    return "".join(out)


def same_name(one: str, two: str) -> bool:
    """Whether two spellings are the same name but for case, accents and signs."""
    return ascii_id(one) == ascii_id(two)


@dataclass(frozen=True, slots=True)
class Found:
    """A name found in a text: whose it is, and where."""

    owner: int
    start: int
    end: int


class NameIndex:
    """Finds the names of several owners in a text, the longest first, in one pass over the words.

    A name with a capital is found as a name (with a capital, or in capitals); one in small letters is a
    common word (`nurse`) and counts only after an article or a possessive, or as the writer capitalises it.
    """

    def __init__(self, names: Sequence[Sequence[str]]) -> None:
        """`names[i]` are all names of owner `i`."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for owner, own in enumerate(names):
            for name in own:
                parts = tuple(fold(w.text) for w in words(name))
                if parts:
                    self._by_first.setdefault(parts[0], []).append((parts, owner))
        for found in self._by_first.values():
            found.sort(key=lambda item: (-len(item[0]), item[1]))

    def find(self, text: str) -> list[Found]:
        """Every name in a text, in order, none inside another."""
        found = words(text)
        folded = [_bare(word.text) for word in found]
        out: list[Found] = []
        at = 0
        while at < len(found):
            hit = self._match(found, folded, at)
            if hit is None:
                at += 1
                continue
            owner, length = hit
            last = found[at + length - 1]
            out.append(Found(owner, found[at].start, last.start + len(_unowned(last.text))))
            at += length
        return out

    def _match(self, found: Sequence[Word], folded: Sequence[str], at: int) -> tuple[int, int] | None:
        for parts, owner in self._by_first.get(folded[at], ()):
            if tuple(folded[at : at + len(parts)]) != parts:
                continue
            if found[at].text[0].isupper() or (at > 0 and folded[at - 1] in _lists().determiners):
                return owner, len(parts)
        return None


def _unowned(word: str) -> str:
    return re.sub(r"['’]s?$", "", word, flags=re.IGNORECASE)


def _bare(word: str) -> str:
    return fold(_unowned(word))
