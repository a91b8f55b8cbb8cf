"""People without a name: "a waiter brings the bill", "two policemen", "an old woman with a cart".

Scripts write them in small letters. Somebody counts when a sentence of action shows them: brought in by an article
or a number, not said of somebody else ("Kate, a widow", "he is a doctor") and not the first half of another word
("a police car").
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from filmwright.departments.screenplay.mentions import Mentions, Named
from filmwright.departments.screenplay.people_words import fold, lexicon
from filmwright.packaged import packaged_table

__all__ = ["Extra", "find_extras"]

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_LONGEST = 250  # words of the longest sentence that is looked at: nothing a writer means is longer
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
    pasts: frozenset[str]  # irregular past forms, which no ending tells
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
    data = packaged_table("filmwright.departments.screenplay", "words/extras.toml")
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
        one=frozenset(listed("one")),
        many=frozenset(listed("many")),
        the=frozenset(listed("the")),
        own=frozenset(listed("own")),
        predicates=frozenset(listed("predicates")),
        before_of=frozenset(listed("before_of")),
        follows=frozenset(listed("follows")),
        pasts=frozenset(fold(w) for w in str(table.get("pasts", "")).split()),
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

    def is_genitive(self, at: int) -> bool:
        """Whether a word ends in 's."""
        return self.raw[at][-2:].lower() in ("'s", "’s")

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
        if len(sentence.words) > _LONGEST:
            continue
        for at, word in enumerate(sentence.words):
            if word in words.singular or word in words.plural or word in words.groups:
                place = _Place.of(sentence, at)
                if place is not None:
                    _take(place, words, known, found)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The words for somebody: "an old woman"."""

    first: int
    opener: str
    owned: bool  # "her", "Rae's"
    many: bool
    modifiers: tuple[int, ...]
    name: str  # folded


def _take(place: _Place, words: _Words, known: _Known, found: dict[str, Extra]) -> None:
    head = place.folded(place.at)
    many = head in words.plural or head in words.groups
    first = _opening(place, words, many=many)
    if first is None or not _written_small(place.raw[place.at], words, first=place.at == 0):
        return
    named = _named_beside(place, first, words)
    if named and many and len(named) > 1:
        _group_of(place, head, named, found)
    if named or not _is_head(place, words, many=many) or _is_said_of(place, first, words):
        return
    phrase = _phrase(place, first, words, many=many)
    if not _is_nobody(place, phrase, words) and not _is_somebody_known(head, phrase, known):
        _note(place, phrase, words, found)


def _phrase(place: _Place, first: int, words: _Words, *, many: bool) -> _Phrase:
    at = place.at
    between = [n for n in range(first, at) if not words.opens(place.folded(n)) or place.folded(n) in _ANOTHER]
    between = [n for n in between if not place.is_genitive(n)]
    commas = [n for n in between if "," in place.gap(n)]
    modifiers = tuple(n for n in between if not commas or n > commas[-1])[-_MOST_WORDS:]
    opener = place.folded(first) if first < at else ""
    name = " ".join([*(place.folded(n) for n in modifiers), place.folded(at)])
    return _Phrase(first, opener, opener in words.own or place.is_genitive(first), many, modifiers, name)


def _is_nobody(place: _Place, phrase: _Phrase, words: _Words) -> bool:
    """Verbs that look like nouns ("a spring guards him"), things ("a stuffed badger"), people who are known already."""
    head, opener = place.folded(place.at), phrase.opener
    if opener in words.one and head in words.plural and head not in words.singular:
        return True
    if opener in words.many and (head in _FACELESS or (phrase.first and place.folded(phrase.first - 1) in words.the)):
        return True  # "the two women"
    return any(place.folded(n) in _LIFELESS for n in range(phrase.first, place.at))


def _is_somebody_known(head: str, phrase: _Phrase, known: _Known) -> bool:
    if phrase.name in known.names or (head in known.names and not phrase.modifiers):
        return True
    return head in known.kin and phrase.owned


def _note(place: _Place, phrase: _Phrase, words: _Words, found: dict[str, Extra]) -> None:
    """Remember somebody, or that they are met again; "the waiter" is whoever was one before."""
    head = place.folded(place.at)
    role = words.singular.get(head) or words.plural.get(head) or head
    definite = phrase.opener in words.the or phrase.owned
    if definite:
        if phrase.first > 0 or ((phrase.many or role in lexicon().anybody) and not phrase.owned):
            return  # a definite phrase brings somebody new only where it is the subject
        twin = _same_head(found, head, role)
        if twin is not None:
            twin.where.append(place.sentence)
            return
    extra = found.get(phrase.name)
    if extra is None:
        shown = " ".join([*(place.raw[n] for n in phrase.modifiers), place.raw[place.at]])
        count = _how_many(phrase.opener, head, many=phrase.many)
        kind = _kind(head, words, many=phrase.many)
        extra = found[phrase.name] = Extra(shown, head, role, kind, count, definite=definite)
    extra.where.append(place.sentence)


def _kind(head: str, words: _Words, *, many: bool) -> Literal["person", "group", "animal"]:
    if many:
        return "group"
    return "animal" if head in words.animals else "person"


def _group_of(place: _Place, head: str, named: list[int], found: dict[str, Extra]) -> None:
    """After "Two brothers, KOLYA (30) and DIMA (28)", the words "the brothers" are these two."""
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
    if nearest > place.at + 2 and not _marks(place, nearest):
        says = place.folded(nearest - 1)
        worn = nearest == place.at + 3 and place.folded(place.at + 1) in _DRESSED and says in words.one | words.the
        if worn or (says in words.predicates and not says.startswith(("as", "of")) and nearest <= place.at + 6):
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


def _marks(place: _Place, name: int) -> str:
    """The punctuation between the phrase and the word before a name."""
    return "".join(place.gap(n).strip() for n in range(place.at, name - 1))


def _only_described(place: _Place, name: int) -> bool:
    """Whether no more than "in a nightdress" stands between the phrase and the name that follows after a comma."""
    between = range(place.at + 1, name)
    return not _marks(place, name) and 1 < len(between) <= 7 and place.folded(place.at + 1) in _DRESSED


def _same_head(found: Mapping[str, Extra], head: str, role: str) -> Extra | None:
    """Who "the waiter" is: the last one met who can be called that."""
    return next(
        (e for e in reversed(list(found.values())) if e.head == head or (e.role == role and e.kind != "group")), None
    )


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
    if not words.strict or follows in words.follows or (many and _is_plural(place.folded(place.at), words)):
        return True
    return _may_act(place, follows, words, many=many)


def _is_plural(head: str, words: _Words) -> bool:
    """Whether a word for several is a plural ("women"), not one word for many ("police", "family")."""
    return head not in words.groups or head.endswith("s") or head in ("men", "women", "children", "people")


def _may_act(place: _Place, follows: str, words: _Words, *, many: bool) -> bool:
    """Whether an English word after the head can be its verb, or opens another phrase ("hands a porter her bag")."""
    if words.opens(follows) or follows in words.pasts:
        return True
    if many and not any(words.opens(w) for w in place.sentence.words[max(0, place.at - 3) : place.at]):
        return True  # "Police storm the stairs"
    return follows.endswith(("s", "ing", "ed", "ly")) and not follows.endswith("ss")


_DRESSED = frozenset({"in", "with", "of", "wearing", "con", "de", "en", "avec", "mit", "im", "al", "da", "com"})
_FACELESS = frozenset({"people", "figures", "persons"})
_LIFELESS = frozenset(
    {
        *("stuffed", "toy", "wax", "wooden", "stone", "bronze", "marble", "porcelain", "china", "plastic", "paper"),
        *("cardboard", "painted", "carved", "plaster", "concrete", "inflatable", "chocolate", "rubber", "ceramic"),
        *("embroidered", "knitted", "taxidermied", "roast", "roasted", "grilled", "fried", "framed", "model"),
    }
)
_ANOTHER = frozenset({"another", "otro", "otra", "autre", "altro", "altra", "outro", "outra"})
_PLACES_OF = frozenset(
    {
        *("front", "shoulder", "shoulders", "hand", "hands", "back", "feet", "side", "path", "way", "lap", "arms"),
        *("line", "row", "group", "pair", "couple", "gang", "pack"),
    }
)
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
