"""Where each person is named in the action, and what the pronouns after a name say of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from filmwright.departments.screenplay.people_words import fold, lexicon
from filmwright.formats.fountain_prose import sentences
from filmwright.model.cast import Sex
from filmwright.model.screenplay import Screenplay

__all__ = ["Mentions", "Named", "sex_by_pronouns"]

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Named:
    """One sentence of action: who is named where (person, place in words), and its words, folded and not."""

    scene: int
    paragraph: int
    text: str
    words: tuple[str, ...]
    exact: tuple[str, ...]
    people: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Mentions:
    """Every sentence of action with the people named in it."""

    sentences: tuple[Named, ...]
    seen_in: Mapping[int, frozenset[int]]
    first: Mapping[int, str]

    @classmethod
    def of(cls, screenplay: Screenplay, aliases: Sequence[tuple[str, ...]]) -> "Mentions":
        """Look up every alias in the action; one pass over the words."""
        index = _index(aliases)
        # names without capitals stand in text without spaces: they are looked for letter by letter
        caseless = [(i, name) for i, names in enumerate(aliases) for name in names if name.upper() == name.lower()]
        out: list[Named] = []
        for number, scene in enumerate(screenplay.scenes):
            for place, element in enumerate(scene.elements):
                if element.kind != "action":
                    continue
                for start, end in sentences(element.text):
                    out.append(_named(element.text[start:end], number, place, index, caseless))
        seen: dict[int, set[int]] = {}
        first: dict[int, str] = {}
        for sentence in out:
            for person, _ in sentence.people:
                seen.setdefault(person, set()).add(sentence.scene)
                first.setdefault(person, sentence.text)
        return cls(tuple(out), {person: frozenset(scenes) for person, scenes in seen.items()}, first)

    def scenes(self, person: int) -> frozenset[int]:
        """The scenes in whose action somebody is named."""
        return self.seen_in.get(person, frozenset())

    def first_sentence(self, person: int) -> str:
        """The first sentence of action that names somebody; empty when none does."""
        return self.first.get(person, "")


def _index(aliases: Sequence[tuple[str, ...]]) -> dict[str, list[tuple[tuple[str, ...], int, bool]]]:
    """Aliases by their first word, the longest first; the flag says that it is a proper name."""
    index: dict[str, list[tuple[tuple[str, ...], int, bool]]] = {}
    for person, names in enumerate(aliases):
        for name in names:
            parts = tuple(fold(w) for w in _WORD.findall(name))
            if parts:
                index.setdefault(parts[0], []).append((parts, person, name[:1].isupper()))
    for found in index.values():
        found.sort(key=lambda item: (-len(item[0]), item[1]))
    return index


def _named(
    text: str,
    scene: int,
    paragraph: int,
    index: Mapping[str, list[tuple[tuple[str, ...], int, bool]]],
    caseless: Sequence[tuple[int, str]],
) -> Named:
    raw: list[str] = _WORD.findall(text)
    words = tuple(fold(_POSSESSIVE.sub("", w)) if w[-2:-1] in "'’" or w[-1:] in "'’" else fold(w) for w in raw)
    people: list[tuple[int, int]] = [(person, 0) for person, name in caseless if name in text]
    at = 0
    while at < len(words):
        hit = _match(raw, words, at, index)
        if hit is None:
            at += 1
            continue
        person, length = hit
        people.append((person, at))
        at += length
    return Named(scene, paragraph, text, words, tuple(w.casefold() for w in raw), tuple(people))


def _match(
    raw: Sequence[str],
    words: Sequence[str],
    at: int,
    index: Mapping[str, list[tuple[tuple[str, ...], int, bool]]],
) -> tuple[int, int] | None:
    for parts, person, _ in index.get(words[at], ()):
        if tuple(words[at : at + len(parts)]) != parts:
            continue
        if raw[at][0].isupper() or (at > 0 and words[at - 1] in lexicon().articles_any):
            return person, len(parts)
    return None


def sex_by_pronouns(mentions: Mentions, language: str) -> dict[int, tuple[Sex, str]]:
    """What the pronouns say: a sentence that opens with one speaks of the only person named before.

    The words of the reason end in `!` when the evidence is strong (three or more, nothing against).
    """
    pronouns = lexicon().pronouns.get(language)
    if pronouns is None:
        return {}
    votes: dict[int, dict[Sex, float]] = {}
    said: dict[int, str] = {}
    subject: int | None = None
    last = (-1, -1)
    for sentence in mentions.sentences:
        here = (sentence.scene, sentence.paragraph)
        if here != last:
            subject = None
        last = here
        subject = _vote(sentence, subject, pronouns, votes, said)
    return {person: verdict for person, tally in votes.items() if (verdict := _verdict(tally, said[person]))}


def _vote(
    sentence: Named,
    subject: int | None,
    pronouns: Mapping[str, Sex],
    votes: dict[int, dict[Sex, float]],
    said: dict[int, str],
) -> int | None:
    """Count what one sentence says; returns of whom the next one speaks."""
    named = {person for person, _ in sentence.people}
    first = sentence.people[0][1] if sentence.people else len(sentence.words)
    for place, word in enumerate(sentence.exact):
        sex = pronouns.get(word)
        if sex is None:
            continue
        if place < first:
            person, weight = subject, 2.0 if place == 0 else 0.5
        elif len(named) == 1 and _own(sentence.exact, place):
            person, weight = next(iter(named)), 1.0
        else:
            continue
        if person is not None:
            tally = votes.setdefault(person, {})
            tally[sex] = tally.get(sex, 0.0) + weight
            said.setdefault(person, word)
    if len(named) == 1:
        return next(iter(named))
    return subject if not named else None


def _own(words: Sequence[str], place: int) -> bool:
    """A possessive, which mostly means the subject; an object (`leans over her`) means somebody else."""
    word = words[place]
    if word in lexicon().objects:
        return False
    if word != "her":
        return True
    return place + 1 < len(words) and words[place + 1] not in lexicon().after_object


def _verdict(tally: Mapping[Sex, float], word: str) -> tuple[Sex, str] | None:
    order = sorted(tally.items(), key=lambda item: (-item[1], item[0]))
    sex, most = order[0]
    other = order[1][1] if len(order) > 1 else 0.0
    if most < 1.5 * other or most < 1:
        return None
    strong = "!" if most >= 3 and most >= 4 * other else ""
    return sex, f"pronouns (`{word}`){strong}"
