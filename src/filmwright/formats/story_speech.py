"""Who says what in a story: quotation marks of four languages, `said Anna`, pronouns, speakers who take turns."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from filmwright.formats.fountain_prose import sentences
from filmwright.formats.story_words import StoryWords, folded

__all__ = ["Piece", "Quotes", "Said", "Speakers", "quotes_of", "split_speech", "tag_parts"]

_WORD = re.compile(r"[^\W\d_]+(?:['’](?=\w)[^\W\d_]+)*\.?")
_INSIDE = re.compile(r"(?<=[a-zà-ÿ,] )([^\W\d_a-zà-ÿ][^\W\d_]{2,})")
_DASH = re.compile(r"^\s*(?:—|–|--|-)\s?(?=\S)")
_INNER_DASH = re.compile(r"\s?(?:—|–)\s?")
_MAX_TAG = 5  # words of `said Anna quietly` that stay in brackets; more of them are action


class Piece(NamedTuple):
    """A stretch of a paragraph: said, or told."""

    said: bool
    text: str


class Quotes(NamedTuple):
    """How a story marks what is said: opening and closing signs; or a dash at the beginning of the line."""

    opening: str
    closing: str
    dash: bool = False


_PAIRS = (
    Quotes("“", "”"), Quotes("„", "“”"), Quotes("«", "»"), Quotes("»", "«"), Quotes('"', '"'), Quotes("‘", "’"),
    Quotes("「", "」"), Quotes("‚", "‘"),
)  # fmt: skip
_APOSTROPHE = re.compile(r"(?<=[.,!?…—-])’(?=\s|$|[—–.,;])")


def quotes_of(paragraphs: Sequence[str]) -> Quotes | None:
    """The marks that most paragraphs use; None when nobody speaks."""
    counts = Counter({pair: sum(_opens(text, pair) for text in paragraphs) for pair in _PAIRS})
    dashes = sum(bool(_DASH.match(text)) for text in paragraphs)
    best = max(_PAIRS, key=lambda pair: counts[pair])
    if dashes >= 2 and dashes > counts[best]:
        return Quotes(*(best[:2] if counts[best] else ("", "")), dash=True)
    return best if counts[best] else None


def _opens(text: str, pair: Quotes) -> bool:
    at = text.find(pair.opening)
    if at < 0:
        return False
    free = at == 0 or not text[at - 1].isalnum()
    return free and any(sign in text[at + 1 :] for sign in pair.closing)


def split_speech(text: str, quotes: Quotes, said: frozenset[str]) -> tuple[list[Piece], bool]:
    """A paragraph in pieces, and whether its last quotation is left open (it goes on in the next paragraph)."""
    if quotes.dash and (_DASH.match(text) or not quotes.opening):
        return _split_dash(text, said), False
    pieces: list[Piece] = []
    at = 0
    while True:
        start = text.find(quotes.opening, at)
        while start > 0 and text[start - 1].isalnum():  # an apostrophe or an inch sign
            start = text.find(quotes.opening, start + 1)
        if start < 0:
            _add(pieces, text[at:], said=False)
            return pieces, False
        _add(pieces, text[at:start], said=False)
        stop = _close(text, start + 1, quotes)
        if stop < 0:
            _add(pieces, text[start + 1 :], said=True)
            return pieces, True
        pieces += _with_incises(text[start + 1 : stop], said)
        at = stop + 1


def _close(text: str, start: int, quotes: Quotes) -> int:
    if quotes.closing == "’":
        match = _APOSTROPHE.search(text, start)
        return match.start() if match else -1
    found = [at for sign in quotes.closing if (at := text.find(sign, start)) >= 0]
    return min(found, default=-1)


def _add(pieces: list[Piece], text: str, *, said: bool) -> None:
    """Append a piece; stops at its beginning belong to the piece before it."""
    bare = text.strip()
    lead = len(bare) - len(bare.lstrip(",.;:!?…"))
    if pieces and lead and not bare.startswith(("...", "…")):
        last = pieces[-1]
        if last.text[-1:] not in ".,;:!?…":
            pieces[-1] = Piece(last.said, last.text + bare[:lead])
        bare = bare[lead:].strip()
    if any(c.isalnum() for c in bare):
        pieces.append(Piece(said, bare))


def _split_dash(text: str, said: frozenset[str]) -> list[Piece]:
    """`—No sé —dijo Ana—. Ven.`: dashes open what is told and close it again."""
    match = _DASH.match(text)
    if match is None:
        return [Piece(said=False, text=text.strip())] if text.strip() else []
    parts = _INNER_DASH.split(text[match.end() :])
    if len(parts) == 1:
        return _with_incises(parts[0], said)
    pieces: list[Piece] = []
    told = False
    for index, part in enumerate(parts):
        tag = index > 0 and any(folded(w.rstrip(".")) in said for w in _WORD.findall(part)[:3])
        told = (not told and tag) if index else False
        if index and not told and pieces and not pieces[-1].said:
            _add(pieces, part.lstrip(" .,"), said=True)
        elif told or index == 0:
            _add(pieces, part, said=not told)
        else:
            last = pieces.pop()
            _add(pieces, f"{last.text} — {part}", said=True)
    return pieces


def _with_incises(text: str, said: frozenset[str]) -> list[Piece]:
    """`Je ne sais pas, dit-elle, mais viens.`: French sets the tag inside the speech."""
    pieces: list[Piece] = []
    at = 0
    for match in re.finditer(r"(?<=[,!?…])\s+(?=([^\W\d_]+(?:['’][^\W\d_]+)?)[\s-])", text):
        verb = folded(match[1])
        if verb not in said or match.start() < at:
            continue
        rest = text[match.end() :]
        stop = re.search(r"[,.;:!?](?=\s|$)", rest)
        end = match.end() + (stop.end() if stop else len(rest))
        if len(text[match.end() : end].split()) > 8 or not _inverted(text[match.end() : end]):
            continue
        _add(pieces, text[at : match.start()], said=True)
        _add(pieces, text[match.end() : end], said=False)
        at = end
    _add(pieces, text[at:], said=True)
    return pieces


def _inverted(tag: str) -> bool:
    """`dit-elle`, `demanda Paul`: the verb stands before who speaks."""
    words = _WORD.findall(tag)
    return "-" in tag.split(maxsplit=1)[0] or (
        len(words) > 1 and (words[1][:1].isupper() or words[1] in ("le", "la", "l", "les"))
    )


# --- who ------------------------------------------------------------------------------------------------


class Said(NamedTuple):
    """Who speaks, how sure this is, and why."""

    name: str
    confidence: float
    reason: str


class _Subject(NamedTuple):
    """The subject of a verb of saying: a name, `he`/`she`, or `i`."""

    name: str = ""
    pronoun: str = ""


@dataclass(slots=True)
class Speakers:
    """Knows the people of a story as far as it was read, and tells who speaks next."""

    words: StoryWords
    names: frozenset[str] = frozenset()
    capital: frozenset[str] = frozenset()  # words that are written with a capital inside sentences too
    gender: dict[str, str] = field(default_factory=dict[str, str])
    seen: list[str] = field(default_factory=list[str])
    turns: list[str] = field(default_factory=list[str])

    # -- the people, learned from the whole text first

    def learn(self, paragraphs: Sequence[Sequence[Piece]]) -> None:
        """Collect everybody who is said to speak, and who is he and who she."""
        found: Counter[str] = Counter()
        told = [piece.text for pieces in paragraphs for piece in pieces if not piece.said]
        for text in told:
            subject = self.tagged(text)
            if subject is not None and subject.name:
                found[subject.name] += 1
        self.names = frozenset(found)
        inside = Counter(m[1] for text in told for m in _INSIDE.finditer(text))
        self.capital = frozenset(word for word, count in inside.items() if count >= 2 and self.words.i != "ich")
        scores: Counter[tuple[str, str]] = Counter()
        for text in told:
            self._gender_of_sentences(text, scores)
        for name in sorted(self.names):
            known = self._by_word(name)
            he, she = scores[name, "he"], scores[name, "she"]
            self.gender[name] = known or ("he" if he > she else "she" if she > he else "")

    def _gender_of_sentences(self, text: str, scores: Counter[tuple[str, str]]) -> None:
        last = ""
        for start, end in sentences(text):
            for match in _WORD.finditer(text[start:end]):
                word = match[0].rstrip(".")
                name = self._known(word)
                if name:
                    last = name
                elif last and word.casefold() in self.words.he:
                    scores[last, "he"] += 1
                elif last and word.casefold() in self.words.she:
                    scores[last, "she"] += 1

    def _by_word(self, name: str) -> str:
        parts = [folded(part.rstrip(".")) for part in name.split()]
        if any(part in self.words.male for part in parts):
            return "he"
        return "she" if any(part in self.words.female for part in parts) else ""

    def _known(self, word: str) -> str:
        """The person that a word of the text names."""
        if not word[:1].isupper():
            return ""
        upper = word.upper()
        return next((n for n in sorted(self.names) if upper == n or upper == n.split()[-1]), "")

    # -- one piece of telling

    def mention(self, text: str) -> None:
        """Remember who is named, in order."""
        for match in _WORD.finditer(text):
            name = self._known(match[0].rstrip("."))
            if name:
                self.seen.append(name)
        del self.seen[:-12]

    def tagged(self, text: str) -> _Subject | None:
        """Who is the subject of the verb of saying in a piece of telling."""
        found = [(m[0], m.start(), m.end()) for m in _WORD.finditer(text)]
        spots = [i for i, (word, _, _) in enumerate(found) if self._says(word)]
        for at in spots[:4]:
            subject = self._after(found, at, text) or self._before(found, at, text)
            if subject is not None:
                return subject
        return None

    def _says(self, word: str) -> bool:
        bare = folded(word.rstrip("."))
        return bare in self.words.said and not word[:1].isupper()

    def _after(self, found: Sequence[tuple[str, int, int]], at: int, text: str) -> _Subject | None:
        rest = list(found[at + 1 : at + 6])
        if rest and text[found[at][2] : rest[0][1]].strip(" -"):
            return None  # a comma or a stop stands between
        if rest and folded(rest[0][0]) == "t":
            rest.pop(0)
        return self._subject(rest, text)

    def _before(self, found: Sequence[tuple[str, int, int]], at: int, text: str) -> _Subject | None:
        for back in (1, 2, 3, 4):
            if at - back < 0:
                return None
            part = list(found[at - back : at])
            if re.search(r"[.,;:!?]", text[part[0][2] : found[at][1]]) and not part[0][0].endswith("."):
                return None
            subject = self._subject(part, text, whole=True)
            if subject is not None:
                return subject
        return None

    def _subject(self, words: Sequence[tuple[str, int, int]], text: str, *, whole: bool = False) -> _Subject | None:
        """A pronoun, a name in capitals, or `the old man` at the beginning of some words."""
        if not words:
            return None
        exact = words[0][0].rstrip(".").casefold()
        first = folded(exact)
        if exact in self.words.he | self.words.she or first == self.words.i:
            pronoun = "he" if exact in self.words.he else "she" if exact in self.words.she else "i"
            return _Subject(pronoun=pronoun) if not whole or len(words) == 1 else None
        if first in self.words.articles:
            return self._role(words[1:], whole=whole)
        if words[0][0][:1].isupper():
            return self._name(words, text, whole=whole)
        return None

    def _role(self, words: Sequence[tuple[str, int, int]], *, whole: bool) -> _Subject | None:
        taken: list[str] = []
        for word, _, _ in words:
            bare = word.rstrip(".")
            taken.append(bare)
            if folded(bare) not in self.words.adjectives or len(taken) == 3:
                break
        if not taken or folded(taken[-1]) in self.words.said | self.words.small or (whole and len(taken) != len(words)):
            return None
        if folded(taken[-1]) in self.words.adjectives and folded(taken[-1]) not in self.words.male | self.words.female:
            return None
        return _Subject(name=" ".join(taken).upper())

    def _name(self, words: Sequence[tuple[str, int, int]], text: str, *, whole: bool) -> _Subject | None:
        taken: list[str] = []
        end = words[0][1]
        for word, start, stop in words:
            apart = text[end:start]
            if folded(word) == self.words.i and len(word) <= 3:
                break
            if (
                not word[:1].isupper()
                or (taken and apart.strip(" "))
                or (taken and taken[-1].endswith(".") and len(taken[-1]) > 5)
            ):
                break
            taken.append(word)
            end = stop
        if not taken or (whole and len(taken) != len(words)):
            return None
        while len(taken) > 1 and folded(taken[0]) in self.words.small:
            taken.pop(0)
        last = taken[-1].rstrip(".")
        if len(taken) == 1 and (folded(last) in self.words.small or "'" in last or "’" in last):
            return None  # `That said`, `I've said`
        goes_on = bool(text[end:].strip())
        title = len(taken) == 1 and taken[-1].endswith(".") and len(last) <= 4 and goes_on
        if title or (whole and words[0][1] == 0 and len(taken) == 1 and folded(last) in self.words.later):
            return None
        return _Subject(name=" ".join([*taken[:-1], last]).upper())

    # -- the speaker of a paragraph

    def speaker(self, pieces: Sequence[Piece]) -> Said:
        """Who speaks in a paragraph: tags first, then who is named beside the speech, then whose turn it is."""
        said = self._by_tag(pieces) or self._by_neighbour(pieces) or self._by_turn()
        self.turns.append(said.name)
        self.seen.append(said.name)
        del self.turns[:-8]
        return said

    def _by_tag(self, pieces: Sequence[Piece]) -> Said | None:
        for index, piece in enumerate(pieces):
            beside = any(0 <= i < len(pieces) and pieces[i].said for i in (index - 1, index + 1))
            if piece.said or not beside:
                continue
            after = index > 0 and pieces[index - 1].said
            clause = [piece.text[a:b] for a, b in sentences(piece.text)] or [piece.text]
            subject = self.tagged(clause[0 if after else -1])
            if subject is not None:
                return self._said(subject)
        return None

    def _said(self, subject: _Subject) -> Said | None:
        if subject.name:
            return Said(self._full(subject.name), 0.92, "a verb of saying names the speaker")
        if subject.pronoun == "i":
            return Said(self.words.narrator, 0.85, "the teller says it")
        name = self._of_gender(subject.pronoun)
        return Said(name, 0.7, "a pronoun: the last fitting name") if name else None

    def _full(self, name: str) -> str:
        return name

    def _of_gender(self, gender: str) -> str:
        last = self.turns[-1] if self.turns else ""
        recent = [n for n in reversed(self.seen) if n in self.names]
        fitting = [n for n in recent if self.gender.get(n) == gender] or [n for n in recent if not self.gender.get(n)]
        others = [n for n in fitting if n != last]
        if fitting and fitting[0] == last and others and others[0] in self.turns[-3:]:
            return others[0]
        if fitting:
            return fitting[0]
        known = [n for n in sorted(self.names) if self.gender.get(n) == gender]
        return known[0] if len(known) == 1 else ""

    def _by_neighbour(self, pieces: Sequence[Piece]) -> Said | None:
        """`Anna turned round. "I know."`: who acts in the paragraph speaks in it."""
        for piece in pieces:
            if piece.said:
                continue
            found = [self._known(m[0].rstrip(".")) for m in _WORD.finditer(piece.text)]
            named = next((name for name in found if name), "")
            if named:
                return Said(named, 0.7, "the paragraph is about them")
            opener = _WORD.match(piece.text)
            if opener is not None and opener[0] in self.capital and folded(opener[0]) not in self.words.small:
                return Said(opener[0].upper(), 0.6, "the paragraph opens with a name")
            role = self._acting_role(piece.text)
            if role:
                return Said(role, 0.65, "the paragraph is about them")
            first = _WORD.search(piece.text)
            word = first[0].rstrip(".").casefold() if first else ""
            gender = "he" if word in self.words.he else "she" if word in self.words.she else ""
            name = self._of_gender(gender) if gender else ""
            if name:
                return Said(name, 0.55, "the paragraph begins with a pronoun: the last fitting name")
        return None

    def _acting_role(self, text: str) -> str:
        """`Her brother shook his head.`: the person that a paragraph opens with, known by what they are."""
        found = [(m[0], m.start(), m.end()) for m in _WORD.finditer(text)][:4]
        if len(found) < 2 or folded(found[0][0]) not in self.words.articles:
            return ""
        subject = self._role(found[1:], whole=False)
        name = subject.name if subject is not None else ""
        if not self._by_word(name):
            return ""
        self.names |= {name}
        self.gender.setdefault(name, self._by_word(name))
        return name

    def _by_turn(self) -> Said:
        last = self.turns[-1] if self.turns else ""
        for name in reversed(self.turns[:-1]):
            if name != last:
                return Said(name, 0.6, "two people take turns")
        present = [n for n in dict.fromkeys(reversed(self.seen)) if n != last and n in self.names]
        if present:
            return Said(present[0], 0.45, "somebody who was named just before")
        return Said(last or self.words.unknown, 0.3, "nothing says who speaks")

    def new_scene(self) -> None:
        """Turns do not go on in another scene."""
        self.turns.clear()


def tag_parts(text: str) -> Iterator[tuple[str, str]]:
    """A piece of telling beside a speech: its tag (`tag`), then what else it tells (`tale`)."""
    spans = sentences(text) or [(0, len(text))]
    first = text[spans[0][0] : spans[0][1]]
    rest = text[spans[0][1] :].strip()
    short = len(first.split()) <= _MAX_TAG
    yield ("tag" if short else "tale"), first
    if rest:
        yield "tale", rest
