"""Is a clause a whole sentence? The check that every English motion passes before it is said.

A clause is let through when its form says so: a subject that names somebody or something, a finite verb in the number
of that subject right behind it, and words up to where the script itself pauses. What cannot be shown to be well formed
is left out, and the shot falls back on what its trigger tells.
"""

import re
from collections.abc import Sequence

from filmwright.departments.shots.grammar.lexicon import Lexicon
from filmwright.departments.shots.grammar.tokens import Token

__all__ = ["full_forms", "once", "whole"]

_CONTRACTED = ((re.compile(r"^['’]s (?=\w+ing\b|being\b)"), "is "), (re.compile(r"^['’]re (?=\w+ing\b)"), "are "))
_ONE_ANOTHER = re.compile(r"\bone another\b")
_DASHED = re.compile(r"\s+(?:--?|–|—)\s+")
_ING_VERBS = frozenset(
    {"bring", "sing", "ring", "swing", "spring", "sting", "cling", "fling", "sling", "wring", "string", "wing"}
)
_SUBJECTS = frozenset({"i", "he", "she", "they", "we"})
"""Pronouns that begin a clause of their own."""
_OPENS_CLAUSE = frozenset(
    {"as", "when", "while", "that", "what", "where", "who", "whom", "which", "if", "because", "until", "till", "before"}
    | {"after", "than", "how", "why", "whether", "though", "and", "but", "since", "everything", "all"}
)
_EMPTY_SUBJECTS = frozenset({"a", "an", "the", "each", "enough", "that", "this", "there", "it", "more", "most", "such"})
_SAME_IN_PAST = frozenset(
    {
        "put",
        "cut",
        "let",
        "set",
        "hit",
        "read",
        "shut",
        "spread",
        "cast",
        "burst",
        "cost",
        "hurt",
        "quit",
        "split",
        "thrust",
    }
    | {"shed", "slit", "rid", "wed", "bet", "upset", "broadcast", "sweat", "fit"}
)
_LEAD = frozenset({"is", "are", "was", "were"})
_NOT_ALONE = frozenset(
    {"take", "put", "give", "get", "make", "bring", "hand", "set", "lay", "hold", "let", "send"}
    | {
        "face",
        "hit",
        "reach",
        "touch",
        "use",
        "pull",
        "push",
        "carry",
        "throw",
        "raise",
        "show",
        "find",
        "see",
        "cover",
    }
)
"""Verbs that say nothing without what they act on."""
_CUT_OBJECT = re.compile(r"\b(?:another|each|every|some|any|his|her|their|its|the|a|an)$")


def full_forms(predicate: str) -> str:
    """A predicate without contracted verbs, and with `each other` where a clause would end on `another`."""
    for pattern, full in _CONTRACTED:
        predicate = pattern.sub(full, predicate)
    predicate = _DASHED.split(_ONE_ANOTHER.sub("each other", predicate), maxsplit=1)[0]
    return predicate.replace(" and then ", " and ").replace(", then ", ", ")


def once(subject: str, predicate: str) -> str | None:
    """The predicate up to where its subject would be named again; None where that leaves nothing to say.

    "exchange a glance along their own length, Augusta to Bee" ends at its comma.
    """
    names = [
        w for w in re.findall(r"[^\W\d_][\w'’-]*", subject) if w[:1].isupper() and w.casefold() not in _EMPTY_SUBJECTS
    ]
    for name in names:
        again = re.search(rf"\b{re.escape(name)}\b(?!['’])", predicate)
        if again is not None:
            head, comma, _ = predicate[: again.start()].rpartition(",")
            return head.rstrip() if comma and len(head.split()) > 1 else None
    return predicate


def whole(
    subject: str, predicate: str, verb: Token, lemma: str, rest: Sequence[Token], *, many: bool | None, lex: Lexicon
) -> bool:
    """Whether subject and predicate make a sentence.

    `verb` is the finite verb, `lemma` its bare form, `rest` the tokens behind it that the predicate holds; `many` tells
    whether the subject is several, None where it may be either.
    """
    if not _is_subject(subject) or predicate.count('"') % 2 or predicate.count("“") != predicate.count("”"):
        return False
    first = predicate.split(maxsplit=1)[0].casefold()
    if first in {"be", "being", "been", "had", "has", "have", "'s", "’s", "'re", "’re", "'d", "'ll", "’d", "’ll", "to"}:
        return False
    if first in _LEAD:
        return (first in {"are", "were"}) != (many is False) or many is None
    return _agrees(verb, lemma, many=many) and _says_something(predicate, verb, lemma, rest, lex)


def _is_subject(subject: str) -> bool:
    words = subject.casefold().split()
    if re.search(r"(?:^|\s)[Aa] and\b|\band [Aa]$", subject):
        return False
    return bool(words) and words[-1] not in _EMPTY_SUBJECTS and words[0] not in {"each", "enough", "there"}


def _agrees(verb: Token, lemma: str, *, many: bool | None) -> bool:
    """Whether the form of the verb fits one or several."""
    if verb.lower.endswith("ing") and verb.lower not in _ING_VERBS:
        return False
    if verb.lower == lemma and lemma not in _SAME_IN_PAST:
        return many is not False
    third = verb.lower.endswith("s") and not verb.lower.endswith("ss")
    return not (third and verb.lower != lemma) or many is not True


def _says_something(predicate: str, verb: Token, lemma: str, rest: Sequence[Token], lex: Lexicon) -> bool:
    words = predicate.split()
    if len(words) == 1:
        return lemma not in _NOT_ALONE and any(form.lemma == lemma for form in lex.forms.get(verb.lower, ()))
    if _CUT_OBJECT.search(predicate):
        return False
    if _is_list_cut(rest, len(words) - 1, lex):
        return False
    for before, token in zip([verb, *rest], rest[: len(words) - 1], strict=False):
        if token.lower in _SUBJECTS and before.lower not in _OPENS_CLAUSE and before.tag not in {"COMMA", "REL", "SUB"}:
            return False  # "saw it she knew": another clause has begun
    return True


def _is_list_cut(rest: Sequence[Token], held: int, lex: Lexicon) -> bool:
    """Whether the predicate stops inside "an intense, dark, quick scene": behind an article and one word."""
    words = [t for t in rest if t.tag not in {"COMMA", "PUNCT"}]
    if len(words) < held or held < 2:
        return False
    last = words[held - 1]
    if last.lower in lex.known_nouns or last.lower in lex.forms:
        return False
    at = rest.index(last)
    follows = [t.tag for t in rest[at + 1 : at + 3]]
    return words[held - 2].tag in {"DET", "POSS"} and follows == ["COMMA", "NOUN"]
