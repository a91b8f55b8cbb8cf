"""Scene headings, title keys and transitions: which words open them, in ten languages.

The words are data (`words/headings.toml`); the grammar is here.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from filmwright.packaged import packaged_table

__all__ = [
    "HeadingParts",
    "IntExt",
    "fold",
    "is_act_title",
    "is_capitals",
    "is_known_transition",
    "is_title_key",
    "read_heading",
    "split_heading",
    "time_class",
]

IntExt = Literal["INT", "EXT", "INT/EXT"]

_SCENE_NUMBER = re.compile(r"\s*#([\w.\-–:]+)#\s*$")
_MARGIN_NUMBER = re.compile(r"^([A-Z]?\d+(?:-\d+)?[A-Z]{0,2})(?:[.)]?\s+|[、．]\s*)(?=\S)")
_COUNT = r"(\d+(?:-\d+)?[A-Z]?|[一二三四五六七八九十百零〇两]+)"
_MAX_LOOSE = 40
_BETWEEN = re.compile(r"[\s\u3000、，,/／・()（）【】\[\]]+")
_CUT = re.compile(
    r"\s+[-–—]{1,3}\s+|\s*[–—－]\s*|\s*[,;/(（\[]\s*|\.\s+|\s*[:：](?!\d)\s*|・|(?<=\s)-(?=\S)|(?<=\S)-\s+"
)
_WORD = re.compile(r"[^\W_]+(?:-[^\W\d_]+)*")
_CLOCK = re.compile(r"^(\d{1,2})(?:[:.h]\d\d)?\s*([ap])\.?\s?m\b\.?|^(\d{1,2})[:.h](\d\d)\b(?:\s*(?:uhr|h))?$")
_NOT_UPPER = str.maketrans({"ß": "S", "ª": "A", "º": "O", "ⁿ": "N"})


@dataclass(frozen=True, slots=True)
class HeadingParts:
    """A heading taken apart: `place` and `time_of_day` as written, without the opener and the number."""

    text: str
    number: str | None
    int_ext: IntExt | None
    place: str
    time_of_day: str | None


@dataclass(frozen=True, slots=True)
class _Words:
    opener: re.Pattern[str]
    meaning: dict[str, IntExt]
    anycase: frozenset[str]
    dotted: frozenset[str]
    signs: tuple[str, ...]
    before_number: re.Pattern[str]
    counted: re.Pattern[str]
    slashed: re.Pattern[str]
    times: dict[str, str]
    time_signs: tuple[tuple[str, str], ...]
    modifiers: frozenset[str]
    titles: frozenset[str]
    transitions: frozenset[str]
    acts: frozenset[str]
    act_signs: tuple[str, ...]


def fold(text: str) -> str:
    """Text for comparing words: no case, no accents, no compatibility forms."""
    if text.isascii():
        return text.lower()  # most words of most scripts: nothing to take apart
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def is_capitals(text: str) -> bool:
    """At least one capital letter and no small one; letters without case do not count either way.

    The sharp s has no capital on most keyboards, and the ordinal signs only look like small letters.
    """
    return text.isupper() or text.translate(_NOT_UPPER).isupper()


@cache
def _words() -> _Words:
    data = packaged_table("filmwright.formats", "words/headings.toml")
    meaning: dict[str, IntExt] = {}
    anycase: set[str] = set()
    dotted: set[str] = set()
    kinds: tuple[IntExt, ...] = ("INT", "EXT", "INT/EXT")
    for kind in kinds:
        lists: dict[str, list[str]] = data["opener"][kind]
        meaning |= {word.upper(): kind for group in lists.values() for word in group}
        anycase |= set(lists["anycase"])
        dotted |= set(lists["dotted"])
    token = "|".join(re.escape(w) for w in sorted(meaning, key=lambda w: (-len(w), w)))
    opener = re.compile(
        rf"(?P<one>{token})(?P<stop>[.．]?)(?:\s?[/-]\s?(?P<two>{token})(?P<stop2>[.．]?))?"
        r"(?:(?<=[.．])|(?=[\s.．。、:：・])|$)[\s.．。、:：・]*",
        re.IGNORECASE,
    )
    times = {fold(word): kind for kind, group in data["time"].items() for word in group}
    scene = data["scene"]
    clock = "|".join(sorted((re.escape(w.upper()) for group in data["time"].values() for w in group), key=len)[::-1])
    return _Words(
        opener=opener,
        meaning=meaning,
        anycase=frozenset(anycase),
        dotted=frozenset(dotted),
        signs=tuple(data["sign"]["heads"]),
        before_number=re.compile(
            rf"(?:{'|'.join(scene['words'])})\.?\s*(?P<number>\d+[A-Z]?)\s*[.:)–—-]*\s+(?=\S)", re.IGNORECASE
        ),
        counted=re.compile("|".join(_counted(form) for form in scene["caseless"])),
        slashed=re.compile(rf"(?P<open>{token})\s?/\s?(?P<time>{clock})(?=[\s.,:–—-]|$)[\s.,:–—-]*", re.IGNORECASE),
        times=times,
        time_signs=tuple(sorted((w, k) for w, k in times.items() if not w.isascii() and _caseless(w))),
        modifiers=frozenset(fold(w) for w in data["modifier"]["words"]),
        titles=frozenset(fold(w) for w in data["title"]["keys"]),
        transitions=frozenset(data["transition"]["lines"]),
        acts=frozenset(fold(w) for w in data["act"]["words"]),
        act_signs=tuple(data["act"]["signs"]),
    )


def _counted(form: str) -> str:
    """A pattern for a form such as `第{n}场`, with what parts the number from the heading."""
    head, _, tail = form.partition("{n}")
    return rf"{re.escape(head)}\s?{_COUNT}{re.escape(tail)}[\s\u3000.．。、:：)-]*"


def _caseless(word: str) -> bool:
    return word.upper() == word.lower()


def _allowed(word: str, *, stop: bool) -> bool:
    words = _words()
    upper = word.upper()
    if upper in words.anycase:
        return True
    if upper in words.dotted and stop:
        return True
    return is_capitals(word) or _caseless(word)


def _opener(text: str) -> tuple[IntExt | None, int] | None:
    """What the heading opens with and where the place starts; None when it opens like no heading."""
    words = _words()
    for sign in words.signs:
        if text.startswith(sign) and len(text) > len(sign):
            return None, len(sign)
    match = words.opener.match(text)
    if match is None or not text[match.end() :].strip():
        return None
    one, two = match["one"], match["two"]
    if not _allowed(one, stop=bool(match["stop"])):
        return None
    if two is None:
        return words.meaning[one.upper()], match.end()
    if not _allowed(two, stop=True):
        return None
    first, second = words.meaning[one.upper()], words.meaning[two.upper()]
    return (first if first == second else "INT/EXT"), match.end()


def _number(text: str) -> tuple[str, str | None]:
    match = _SCENE_NUMBER.search(text) if text.rstrip().endswith("#") else None
    if match is None:
        return text.strip(), None
    return text[: match.start()].strip(), match[1]


def _margin_number(text: str) -> tuple[str, str] | None:
    """`12A INT. HOUSE - DAY 12A`, as shooting scripts print it."""
    match = _MARGIN_NUMBER.match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    if rest.endswith(" " + match[1]):
        rest = rest[: -len(match[1])].rstrip()
    return rest, match[1]


def read_heading(line: str) -> HeadingParts | None:
    """Take a line apart as a scene heading; None when it does not open like one."""
    text, number = _number(line)
    found = _opened(text)
    if found is None and number is None:
        return _counted_heading(text)
    return replace(found, number=number) if found is not None else None


def split_heading(line: str) -> HeadingParts:
    """Take apart a line that is a heading because the writer says so (forced with a full stop)."""
    found = read_heading(line)
    if found is not None:
        return found
    text, number = _number(line)
    int_ext, place, time = _loose(text) or (None, *_place_and_time(text))
    return HeadingParts(text, number, int_ext, place, time)


def _opened(text: str) -> HeadingParts | None:
    """A heading by its first word: `INT.`, `EXT/`, `外景`, a circle."""
    opened = _opener(text)
    if opened is None:
        return _slashed(text)
    int_ext, start = opened
    rest = text[start:].strip().lstrip("-–— ")
    if not rest:
        return None
    if int_ext is None:
        int_ext, place, time = _loose(rest) or (None, *_place_and_time(rest))
    else:
        place, time = _place_and_time(rest)
    return HeadingParts(text, None, int_ext, place, time)


def _slashed(text: str) -> HeadingParts | None:
    """`INT/JOUR - CUISINE`, `INNEN/TAG KÜCHE`: the time behind the opener."""
    words = _words()
    match = words.slashed.match(text)
    if match is None or not is_capitals(match["open"] + match["time"]) or not text[match.end() :].strip():
        return None
    return HeadingParts(text, None, words.meaning[match["open"].upper()], text[match.end() :].strip(), match["time"])


def _counted_heading(text: str) -> HeadingParts | None:
    """A heading behind its number: `12A INT. HALL 12A`, `ESCENA 3. INT. CASA`, `第3场 街道 夜 外`, `S#1. 거실 / 낮`."""
    words = _words()
    counted = words.counted.match(text)
    if counted is not None and text[counted.end() :].strip():
        rest = text[counted.end() :].strip()
        found = _opened(rest)
        int_ext, place, time = _loose(rest) or (None, *_place_and_time(rest))
        number = next(group for group in counted.groups() if group)
        return replace(found or HeadingParts(rest, None, int_ext, place, time), number=number)
    named = words.before_number.match(text)
    if named is not None and is_capitals(text[: named.start("number")]):
        found = _opened(text[named.end() :].strip())
        return replace(found, number=named["number"]) if found is not None else None
    margin = _margin_number(text)
    if margin is None:
        return None
    rest, number = margin
    if is_capitals(rest):
        found = _opened(rest)
        return replace(found, number=number) if found is not None else None
    loose = _loose(rest) if _caseless(rest) and len(rest) <= _MAX_LOOSE else None
    if loose is None or loose[0] is None or loose[2] is None:
        return None
    return HeadingParts(rest, number, *loose)


def _loose(rest: str) -> tuple[IntExt | None, str, str | None] | None:
    """Inside or outside, place and time in any order, in letters without case: `咖啡馆 日 内`; None without either."""
    if not _caseless(rest):
        return None
    parts = [part for part in _BETWEEN.split(rest) if any(c.isalnum() for c in part)]
    int_ext: IntExt | None = None
    time: str | None = None
    for at in (-1, 0):
        while len(parts) > 1 and (said := _inside_or_time(parts[at])) is not None:
            int_ext, time = said[0] or int_ext, said[1] or time
            parts.pop(at)
    if int_ext is None and time is None:
        return None
    return int_ext, " ".join(parts), time


def _inside_or_time(part: str) -> tuple[IntExt | None, str | None] | None:
    """`内` is inside, `夜` a time, `夜内` both; None for any other word."""
    words = _words()
    if part in words.meaning:
        return words.meaning[part], None
    if fold(part) in words.times:
        return None, part
    if len(part) == 2:
        for one, two in ((part[0], part[1]), (part[1], part[0])):
            if one in words.meaning and fold(two) in words.times:
                return words.meaning[one], two
    return None


def _place_and_time(rest: str) -> tuple[str, str | None]:
    """Cut the time off the end: segments from the right as long as they speak of time."""
    cuts = list(_CUT.finditer(rest))
    edge = len(rest)
    start: int | None = None
    timed = False
    for cut in reversed(cuts):
        segment = rest[cut.end() : edge].strip(" )）]．.")
        if segment and not _is_time(segment):
            break
        timed = timed or (bool(segment) and time_class(segment) is not None)
        start, edge = cut.start(), cut.start()
    if start is not None and timed and rest[:start].strip():
        return rest[:start].strip(), _unwrap(rest[start:].strip(" -–—－,.;/:：・"))
    place, time = _last_word_time(rest)
    return (place, time) if time is not None else _time_first(rest)


def _time_first(rest: str) -> tuple[str, str | None]:
    """`JOUR - CUISINE`: the time before the place."""
    cut = _CUT.search(rest)
    if cut is None or not rest[cut.end() :].strip():
        return rest.strip(), None
    first = rest[: cut.start()].strip()
    if not (is_capitals(first) or _caseless(first)) or not _is_time(first) or time_class(first) in (None, "same"):
        return rest.strip(), None
    return rest[cut.end() :].strip(), first


def _unwrap(time: str) -> str:
    inside = time.strip()
    if inside[:1] in "(（[" and inside[-1:] in ")）]" and inside.count(inside[0]) == 1:
        return inside[1:-1].strip()
    return inside


def _last_word_time(rest: str) -> tuple[str, str | None]:
    """`KITCHEN NIGHT`: a time with nothing before it but a space."""
    head, _, tail = rest.rpartition(" ")
    tail = tail.strip(" .)")
    kind = _words().times.get(fold(tail))
    written = is_capitals(tail) or _caseless(tail)
    if head.strip() and kind is not None and kind != "same" and written:
        return head.strip(" ,-–—("), tail
    return rest.strip(), None


def _is_time(segment: str) -> bool:
    """Whether every word of a segment speaks of time (or of the season, the day, the flashback)."""
    words = _words()
    folded = fold(segment)
    if folded in words.times:
        return True
    if any(sign in folded for sign, _ in words.time_signs):
        return len(folded) <= 6
    if _CLOCK.match(folded):
        return True
    found: list[str] = _WORD.findall(folded)
    return bool(found) and all(w in words.times or w in words.modifiers or w.isdigit() for w in found)


def time_class(time_of_day: str | None) -> str | None:
    """The light a time means: day night dawn morning noon afternoon evening dusk same; None if none.

    `same` stands for "continuous", "later" and the like: the light of the scene before.
    """
    if not time_of_day:
        return None
    words = _words()
    folded = fold(time_of_day)
    if folded in words.times:
        return words.times[folded]
    clock = _CLOCK.match(folded)
    if clock is not None:
        return _by_clock(clock)
    found: list[str] = _WORD.findall(folded)
    pairs = [" ".join(found[i : i + 2]) for i in range(len(found) - 1)]
    named = [words.times[w] for w in [*pairs, *found] if w in words.times]
    named += [kind for sign, kind in words.time_signs if sign in folded]
    lights = [kind for kind in named if kind != "same"]
    ranked = lights or named
    return ranked[0] if ranked else None


def _by_clock(clock: re.Match[str]) -> str:
    """`3 A.M.` is night, `18:30` evening."""
    hour = int(clock[1] or clock[3]) % 24
    if clock[2]:
        hour = hour % 12 + (12 if clock[2] == "p" else 0)
    edges = ((5, "night"), (7, "dawn"), (11, "morning"), (13, "noon"), (17, "afternoon"), (21, "evening"))
    return next((name for edge, name in edges if hour < edge), "night")


def is_known_transition(line: str) -> bool:
    """One of the transitions that everybody knows although it does not end in `TO:`."""
    return line.strip().rstrip(".:…。：").strip() in _words().transitions


def is_title_key(key: str) -> bool:
    """A key that title pages use."""
    return fold(key.strip()) in _words().titles


def is_act_title(title: str) -> bool:
    """A section title that names an act: `Act Two`, `Akt 1`, `ACTE III`, `第二幕`."""
    words = _words()
    found: list[str] = _WORD.findall(fold(title))
    if any(sign in title for sign in words.act_signs):
        return True
    return bool(found) and (found[0] in words.acts or (len(found) == 2 and found[1] in words.acts))
