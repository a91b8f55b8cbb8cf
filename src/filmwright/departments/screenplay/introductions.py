"""What scripts say when they bring people in: other names, new names, who belongs to whom, who makes up a group.

"WALTER, known as Pa", "the stranger -- we now know him as COLE", "the TWINS, IDA and OSKAR", "JUNE, Rae's mother".
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from filmwright.departments.screenplay.mentions import Mentions, Named
from filmwright.departments.screenplay.people_words import fold, lexicon

__all__ = ["Kinship", "OtherName", "bearer_of", "gives_names", "kinships", "other_names", "own_names", "quoted_names"]

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w'’-]*"
_NAME = re.compile(
    rf"\s*[,:]?\s*(?:(?:as|the|el|la|le|der|die|il|lo|o|a)\s+)?[\"“‘'«]?({_CAPITAL}(?:\s+(?!and\b|AND\b){_CAPITAL}){{0,2}})"
)
_NICK = re.compile(r"[\"“«]([^\"“”«»]{2,24})[\"”»]")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_LONGEST = 250  # words of the longest sentence that is looked at
_FAR = 90  # characters between somebody and their other name
_STRICT = frozenset(
    {
        *("now", "formerly", "called", "becomes", "has become", "turns into", "transforms into", "this is", "alias"),
        *("dit", "dite", "genannt"),
    }
)


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name that the text gives to somebody: whose (folded words that stand last before it) and which."""

    before: str
    name: str
    sure: bool  # False where the words also say other things ("called", "now"): the name must then be known
    about: bool = False  # the sentence speaks of somebody named before it: "Everyone calls her Probie."


@cache
def _called() -> re.Pattern[str]:
    phrases = sorted(lexicon().called, key=lambda p: (-len(p), p))
    known = r"known(?: [\w'’-]+){1,6}? as"  # "known through the whole parish as"
    return re.compile(r"(?<!\w)(" + "|".join(re.escape(p) for p in phrases) + "|" + known + r")(?!\w)")


@cache
def _friends() -> re.Pattern[str]:
    phrases = "|".join(re.escape(p) for p in sorted(lexicon().friends))
    return re.compile(rf"[\"“]?({_CAPITAL}(?:\s+{_CAPITAL})?)[\"”]?,?\s+(?:{phrases})\b")


def gives_names(text: str) -> bool:
    """Whether a paragraph may give somebody another name; cheap."""
    return _called().search(text.casefold()) is not None or _friends().search(text) is not None


def other_names(text: str) -> list[OtherName]:
    """Other names given in one sentence, each with the text before it."""
    folded = fold(text)
    if len(folded) != len(text):
        folded = text.casefold()
    out: list[OtherName] = []
    for match in _called().finditer(folded):
        of_them = match[1].endswith((" him", " her"))
        if match.start() == 0 and match[1] != "this is" and not of_them:
            continue
        named = _NAME.match(text, match.end())
        if named is None:
            continue
        apart = folded[: match.start()].rstrip().endswith((",", "(", "-", "—", "–"))
        sure = match[1] not in _STRICT or named[1].isupper() or apart
        before = text[max(0, match.start() - _FAR) : match.start()]
        out.append(OtherName(before, named[1].rstrip("'’"), sure, about=of_them))
    out.extend(
        OtherName(text[max(0, m.start() - _FAR) : m.start()], m[1], sure=True) for m in _friends().finditer(text)
    )
    return out


_OWN = re.compile(
    r"(?<!\w)(?:my name(?: is|['’]s)|the name['’]s|i am|i['’]m|call me|they call me|me llamo|mi nombre es|soy"
    r"|je m['’]appelle(?: de nouveau)?|mon nom est|je suis|ich heiße|ich heisse|mein name ist|ich bin"
    r"|mi chiamo|il mio nome è|sono|me chamo|o meu nome é|meu nome é|eu sou)\s+",
    re.IGNORECASE,
)


def own_names(speech: str) -> list[str]:
    """Names that a speaker says are theirs: "My name is Cole."."""
    out: list[str] = []
    for match in _OWN.finditer(speech):
        named = re.compile(rf"({_CAPITAL}(?:\s+{_CAPITAL}){{0,2}})(?=\W*(?:$|[.,!?;:—–-]|\s))").match(
            speech, match.end()
        )
        if named is not None and not re.search(r"['’]s$", named[1]):
            out.append(named[1])
    return out


def quoted_names(text: str) -> tuple[str, ...]:
    """Nicknames in quotation marks inside a name: ELENA "LENNY" RUIZ."""
    return tuple(m[1].strip() for m in _NICK.finditer(text))


@dataclass(frozen=True, slots=True)
class Kinship:
    """`bearer` is the `word` (mother, brother ...) of `owner`; people are positions in the cast."""

    bearer: int
    owner: int
    word: str


def kinships(mentions: Mentions) -> list[Kinship]:
    """Who is whose mother, brother, dog: said with a name, in the action."""
    out: dict[Kinship, None] = {}
    subject: int | None = None
    scene = -1
    kin, own = lexicon().kin, lexicon().kin_own
    for sentence in mentions.sentences:
        if sentence.scene != scene:
            subject, scene = None, sentence.scene
        if sentence.people and len(sentence.words) <= _LONGEST:
            for at, word in enumerate(sentence.words):
                if word in kin:
                    found = _kinship(sentence, at, subject, own)
                    if found is not None and found.bearer != found.owner:
                        out.setdefault(found)
            subject = sentence.people[0][0]
    return list(out)


def _kinship(sentence: Named, at: int, subject: int | None, own: frozenset[str]) -> Kinship | None:
    """Kinship in "Rae's mother, JUNE", "JUNE, Rae's mother", "his brother BEN" or "BEN, his brother"."""
    starts = {start: person for person, start in sentence.people}
    word = sentence.words[at]
    after = next((starts[n] for n in range(at + 1, at + 3) if n in starts), None)
    owner_said = next((p for p, s in sentence.people if s < at <= s + 2), None)
    raw = _WORD.findall(sentence.text)
    if at and len(raw) == len(sentence.words) and raw[at - 1][-2:].lower() in ("'s", "’s") and owner_said is not None:
        start = next(s for p, s in sentence.people if p == owner_said and s < at <= s + 2)
        before = next((p for p, s in reversed(sentence.people) if start - 4 <= s < start), None)
        bearer = after if after is not None else before
        return Kinship(bearer, owner_said, word) if bearer is not None else None
    if not at or sentence.words[at - 1] not in own:
        return None
    earlier = [p for p, s in sentence.people if s < at - 1]
    if after is not None:
        owner = earlier[-1] if earlier else subject
        return Kinship(after, owner, word) if owner is not None else None
    near = next((p for p, s in reversed(sentence.people) if at - 5 <= s < at - 1), None)
    others = [p for p in earlier if p != near]
    owner = others[-1] if others else subject
    if near is None or owner is None or "," not in sentence.text:
        return None
    return Kinship(near, owner, word)


def bearer_of(before: str, known: Mapping[str, Sequence[tuple[tuple[str, ...], int]]]) -> int | None:
    """Who is named last in `before`: `known` lists names by their last word, with the number of each."""
    words = [fold(re.sub(r"['’]s$", "", w)) for w in _WORD.findall(before)]
    for end in range(len(words), 0, -1):
        for name, number in known.get(words[end - 1], ()):
            if tuple(words[max(0, end - len(name)) : end]) == name:
                return number
    return None
