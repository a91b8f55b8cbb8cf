"""People without a name: "a waiter brings the bill", "two policemen", "an old woman with a cart".

Scripts write them in small letters. Somebody counts when a sentence of action shows them: brought in by an article
or a number, not said of somebody else ("Kate, a widow", "he is a doctor") and not the first half of another word
("a police car").
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

from filmwright.departments.screenplay.mentions import Mentions, Named
from filmwright.departments.screenplay.people_words import fold, lexicon

__all__ = ["Extra", "find_extras"]

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_MOST_MODIFIERS = 4
_MOST_WORDS = 2  # of them, in the name
_QUOTE = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one language that tell an unnamed person."""

    singular: Mapping[str, str]
    plural: Mapping[str, str]
    animals: frozenset[str]
    groups: frozenset[str]
    one: frozenset[str]
    many: frozenset[str]
    the: frozenset[str]
    own: frozenset[str]
    predicates: frozenset[str]
    before_of: frozenset[str]
    follows: frozenset[str]
    nouns_are_capitalised: bool
    strict: bool  # a word after the head must look like a verb: English compounds need it

    def opens(self, word: str) -> bool:
        """Whether the word can open a phrase."""
        return word in self.one or word in self.many or word in self.the or word in self.own


@dataclass(slots=True)
class Extra:
    """Somebody without a name: the words for them, the role, how many, and the sentences that show them."""

    name: str
    head: str
    role: str
    kind: Literal["person", "group", "animal"]
    count: int
    where: list[Named] = field(default_factory=list[Named])
    members: list[int] = field(default_factory=list[int])  # positions in the cast, of those who are named
    definite: bool = False  # only ever "the widow", "her son"


def _plurals(word: str) -> tuple[str, ...]:
    irregular = {"child": "children", "person": "people", "mouse": "mice", "thief": "thieves", "wolf": "wolves"}
    if word in irregular:
        return (irregular[word],)
    if word.endswith(("man", "woman")):
        return (word[:-2] + "en",)
    if word.endswith("y") and word[-2:-1] not in ("a", "e", "o", "u"):
        return (word[:-1] + "ies",)
    return (word + "es",) if word.endswith(("s", "x", "ch", "sh")) else (word + "s",)


def _plurals_elsewhere(word: str) -> tuple[str, ...]:
    """Plurals of Romance and German nouns, as far as endings tell."""
    stem = word[:-1]
    return (word + "s", word + "es", word + "n", word + "en", word + "e", stem + "i", stem + "e")


@cache
def _words(code: str) -> _Words | None:
    data = tomllib.loads(files("filmwright.departments.screenplay").joinpath("words/extras.toml").read_text("utf-8"))
    table = data.get(code)
    if table is None:
        return None

    def listed(name: str) -> list[str]:
        return [fold(w) for w in str(table[name]).split()]

    roles, animals = listed("roles"), listed("animals")
    forms = _plurals if code == "en" else _plurals_elsewhere
    singular = {w: w for w in (*roles, *animals)}
    plural = {form: w for w in (*roles, *animals) for form in forms(w) if form not in singular}
    return _Words(
        singular,
        plural,
        frozenset(animals),
        frozenset(listed("groups")),
        *(frozenset(listed(n)) for n in ("one", "many", "the", "own", "predicates", "before_of", "follows")),
        nouns_are_capitalised=code == "de",
        strict=code == "en",
    )


@dataclass(frozen=True, slots=True)
class _Known:
    names: frozenset[str]
    kin: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Place:
    """A word that can be somebody, in its sentence: `raw` words as written, and where each stands."""

    sentence: Named
    raw: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    at: int

    @classmethod
    def of(cls, sentence: Named, at: int) -> "_Place | None":
        matches = list(_WORD.finditer(sentence.text))
        if len(matches) != len(sentence.words):
            return None
        return cls(sentence, tuple(m[0] for m in matches), tuple(m.span() for m in matches), at)

    def folded(self, at: int) -> str:
        """A word without case and accents."""
        return self.sentence.words[at]

    def gap(self, at: int) -> str:
        """What stands between a word and the next."""
        end = self.spans[at + 1][0] if at + 1 < len(self.spans) else len(self.sentence.text)
        return self.sentence.text[self.spans[at][1] : end]


def find_extras(mentions: Mentions, aliases: Iterable[str], kin: Iterable[str], language: str) -> list[Extra]:
    """The unnamed people of a script, by first appearance.

    `aliases` are words that already mean somebody; `kin` those that do with an owner ("his brother").
    """
    words = _words(language)
    if words is None:
        return []
    known = _Known(frozenset(fold(a) for a in aliases), frozenset(kin))
    found: dict[str, Extra] = {}
    for sentence in mentions.sentences:
        for at, word in enumerate(sentence.words):
            if word in words.singular or word in words.plural or word in words.groups:
                place = _Place.of(sentence, at)
                if place is not None:
                    _take(place, words, known, found)
    return list(found.values())


def _take(place: _Place, words: _Words, known: _Known, found: dict[str, Extra]) -> None:
    at, head = place.at, place.folded(place.at)
    many = head in words.plural or head in words.groups
    first = _opening(place, words, many=many)
    if first is None or not _written_small(place.raw[at], words, first=at == 0):
        return
    named = _named_beside(place, first, words)
    if named and many and len(named) > 1:
        _group_of(place, head, named, found)
        return
    if named or not _is_head(place, words, many=many) or _is_said_of(place, first, words):
        return
    opener = place.folded(first) if first < at else ""
    if opener in words.one and head in words.plural and head not in words.singular:
        return  # "a broken spring guards him"
    if opener in words.many and (head in _FACELESS or (first and place.folded(first - 1) in words.the)):
        return  # "the two women": people who are known
    modifiers = [n for n in range(first, at) if not words.opens(place.folded(n)) or place.folded(n) in _ANOTHER]
    modifiers = [n for n in modifiers if place.raw[n][-2:].lower() not in ("'s", "’s")]
    if any(place.folded(n) in _LIFELESS for n in modifiers):
        return  # "a stuffed badger"
    commas = [n for n in modifiers if "," in place.gap(n)]
    modifiers = [n for n in modifiers if not commas or n > commas[-1]][-_MOST_WORDS:]
    name = " ".join([*(place.folded(n) for n in modifiers), head])
    if name in known.names or (head in known.names and not modifiers):
        return
    owned = opener in words.own or place.raw[first][-2:].lower() in ("'s", "’s")
    if head in known.kin and owned:
        return
    role = words.singular.get(head) or words.plural.get(head) or head
    if opener in words.the or owned:
        if first > 0 or ((many or role in lexicon().anybody) and not owned):
            return  # a definite phrase brings somebody new only where it is the subject
        twin = _same_head(found, head, role)
        if twin is not None:
            twin.where.append(place.sentence)
            return
    extra = found.get(name)
    if extra is None:
        kind = "group" if many else "animal" if head in words.animals else "person"
        shown = " ".join([*(place.raw[n] for n in modifiers), place.raw[at]])
        extra = found[name] = Extra(shown, head, role, kind, _how_many(opener, head, many=many))
        extra.definite = opener in words.the or owned
    extra.where.append(place.sentence)


def _group_of(place: _Place, head: str, named: list[int], found: dict[str, Extra]) -> None:
    """ "Two brothers, KOLYA (30) and DIMA (28)": afterwards "the brothers" are these two."""
    if head not in found:
        found[head] = Extra(place.raw[place.at], head, head, "group", len(named), members=named)
        found[head].where.append(place.sentence)


def _named_beside(place: _Place, first: int, words: _Words) -> list[int]:
    """Those whose names follow the phrase, or stand before it with a comma: it is said of them."""
    people = place.sentence.people
    after = [p for p, start in people if start > place.at]
    starts = [start for _, start in people]
    nearest = min((s for s in starts if s > place.at), default=-1)
    if (
        nearest > place.at + 1
        and place.gap(nearest - 1).strip() in (",", ":", "--", "—")
        and _only_described(place, nearest)
    ):
        return list(dict.fromkeys(after))
    called = nearest == place.at + 2 and place.folded(place.at + 1) in words.predicates
    gap = place.gap(place.at).strip()
    if (nearest == place.at + 1 and gap in ("", ",", ":", "--", "—", "–")) or (called and not gap):
        return list(dict.fromkeys(after))
    before = [p for p, start in people if start < first]
    if (
        len(before) > 1
        and first
        and place.gap(first - 1).strip()[-1:] == ","
        and max(s for s in starts if s < first) >= first - 3
    ):
        return list(dict.fromkeys(before))
    return []


def _only_described(place: _Place, name: int) -> bool:
    """Whether no more than "in a nightdress" stands between the phrase and the name that follows after a comma."""
    between = range(place.at + 1, name)
    marks = "".join(place.gap(n).strip() for n in range(place.at, name - 1))
    return not marks and 1 < len(between) <= 7 and place.folded(place.at + 1) in _DRESSED


def _same_head(found: Mapping[str, Extra], head: str, role: str) -> Extra | None:
    """Who "the waiter" is: the last one met who can be called that."""
    return next((e for e in reversed(found.values()) if e.head == head or (e.role == role and e.kind != "group")), None)


def _written_small(word: str, words: _Words, *, first: bool) -> bool:
    return word[:1].islower() or (not word.isupper() and (first or words.nouns_are_capitalised))


def _how_many(opener: str, head: str, *, many: bool) -> int:
    if not many:
        return 1
    table = lexicon()
    return table.numbers.get(opener) or table.crowds.get(head, 3)


def _opening(place: _Place, words: _Words, *, many: bool) -> int | None:
    """Where the phrase opens: its article, number or possessive, or itself for a plural that opens the sentence."""
    at = place.at
    for first in range(at - 1, max(-1, at - _MOST_MODIFIERS - 2), -1):
        word = place.folded(first)
        if any(mark not in " ,-" for mark in place.gap(first)):
            break
        if word in words.one or word in words.the or word in words.own or (many and word in words.many):
            return first
        if any(s <= first < s + 3 for _, s in place.sentence.people) and place.raw[first][-2:].lower() in ("'s", "’s"):
            return first  # "Rae's mother"
        if word in words.follows or word in words.predicates or not place.raw[first][:1].islower():
            break
    return 0 if at == 0 and many else None


def _is_head(place: _Place, words: _Words, *, many: bool) -> bool:
    """Whether the word is the last of its phrase: "a student runs", not "a student card"."""
    gap = place.gap(place.at)
    end = place.spans[place.at][1]
    if any(m.start() < end <= m.end() for m in _QUOTE.finditer(place.sentence.text)):
        return False
    if gap[:1] in ("'", "’"):
        return False
    if place.at + 1 >= len(place.raw) or gap.strip():
        return True
    follows = place.folded(place.at + 1)
    if follows in words.singular or follows in words.plural:
        return False
    if not words.strict or many or follows in words.follows:
        return True
    return follows in _PASTS or (follows.endswith(("s", "ing", "ed", "ly")) and not follows.endswith("ss"))


_DRESSED = frozenset({"in", "with", "of", "wearing", "con", "de", "en", "avec", "mit", "im", "al", "da", "com"})
_PASTS = frozenset(
    "ran came went sat stood rose took gave held left fell made saw said told began drew threw drove rode flew grew knew"
    " blew wore bore broke spoke woke shook swung hung sang rang drank swam spun clung flung sprang sank shrank met led"
    " sent spent lay put set cut hit let shut burst bent brought bought caught taught thought fought sought slept wept"
    " crept swept kept knelt felt dealt leapt built lost shot slid hid bit read stuck struck dug won paid found".split()
)
_FACELESS = frozenset({"people", "figures", "persons"})
_LIFELESS = frozenset(
    {
        *("stuffed", "toy", "wax", "wooden", "stone", "bronze", "marble", "porcelain", "china", "plastic", "paper"),
        *("cardboard", "painted", "carved", "plaster", "concrete", "inflatable", "chocolate", "rubber", "ceramic"),
        *("embroidered", "knitted", "taxidermied", "roast", "roasted", "grilled", "fried", "framed", "model"),
    }
)
_ANOTHER = frozenset({"another", "otro", "otra", "autre", "altro", "altra", "outro", "outra"})
_PLACES_OF = frozenset({"front", "shoulder", "shoulders", "hand", "hands", "back", "feet", "side", "path", "way", "lap", "arms", "line", "row", "group", "pair", "couple", "gang", "pack"})  # fmt: skip
_OF = frozenset({"of", "de", "von", "d", "di", "for", "para", "pour", "fur", "per"})


def _is_said_of(place: _Place, first: int, words: _Words) -> bool:
    """Whether the phrase only says what somebody is ("he is a doctor", "Kate, a widow"), or what a picture shows."""
    if first == 0:
        return False
    before = place.folded(first - 1)
    gap = place.gap(first - 1).strip()
    if not gap and before in _OF:
        return before != "of" or first < 2 or place.folded(first - 2) not in _PLACES_OF
    if not gap and before in words.predicates:
        return True
    if gap[:1] and gap[0] in ",(:—–-)":
        named = any(start < first <= start + 3 for _, start in place.sentence.people)
        return ")" in gap or named or place.raw[first - 1].isupper()
    return False
