"""Who says what in a story: quotation marks of four languages, `said Anna`, pronouns, speakers who take turns."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from filmwright.formats.fountain_prose import sentences
from filmwright.formats.story_people import StoryPeople
from filmwright.formats.story_words import StoryWords, folded

__all__ = ["Piece", "Quotes", "Said", "Speakers", "quotes_of", "split_speech", "tag_parts"]

_WORD = re.compile(r"[^\W\d_]+(?:['’](?=\w)[^\W\d_]+)*\.?")
_INSIDE = re.compile(r"(?<=[a-zà-ÿ,] )([^\W\d_a-zà-ÿ][^\W\d_]{2,})")
_DASH = re.compile(r"^\s*(?:—|–|--|-)\s?(?=\S)")
_INNER_DASH = re.compile(r"\s?(?:—|–)\s?")
_OWNER = re.compile(r"['’]s?$")
_OF = frozenset({"de", "d", "von", "of"})
_ELISION = re.compile(r"[Ll]['’](?=\w)")
_INVERSION = re.compile(r"[^\W\d_]+-(?:t-)?(?:il|elle|je)\b", re.IGNORECASE)
_VOCATIVE = re.compile(
    r"(?:^|(?P<comma>,\s)|[.!?—–]\s)(?:(?:my )?(?:dear|poor|old) )?(?:[^\W\d_]{2,4}\. )?"
    r"(?P<name>[^\W\d_a-zà-ÿ][\w’'-]*[^\W\d_])(?=\s*(?:[,.!?;—–]|$))"
)
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


def split_speech(text: str, quotes: Quotes, words: StoryWords) -> tuple[list[Piece], bool]:
    """A paragraph in pieces, and whether its last quotation is left open (it goes on in the next paragraph)."""
    if quotes.dash and (_DASH.match(text) or not quotes.opening):
        return _split_dash(text, words.said), False
    pieces: list[Piece] = []
    at = look = 0
    while True:
        start = text.find(quotes.opening, look)
        while start > 0 and text[start - 1].isalnum():  # an apostrophe or an inch sign
            start = text.find(quotes.opening, start + 1)
        if start < 0:
            _add(pieces, text[at:], said=False)
            return pieces, False
        stop = _close(text, start + 1, quotes)
        if stop >= 0 and _is_quoted(text[at:start], text[start + 1 : stop], words):
            look = stop + 1
            continue
        _add(pieces, text[at:start], said=False)
        if stop < 0:
            _add(pieces, text[start + 1 :], said=True)
            return pieces, True
        pieces += _with_incises(text[start + 1 : stop], words.said)
        at = look = stop + 1


def _is_quoted(before: str, inside: str, words: StoryWords) -> bool:
    """Whether quotation marks hold a name or a sign, not speech: `he was called "Jim"`, `the sign read: "Hair."`."""
    told = before.rstrip()
    last = [folded(w.rstrip(".")) for w in _WORD.findall(told[-80:])][-4:]
    if not last:
        return False
    if told[-1] in ",:" and last[-1] in words.written:
        return len(last) > 1 and last[-2] not in words.he | words.she and last[-2] != words.i
    if not told[-1].isalnum() or any(w in words.said and w not in words.called for w in last):
        return False
    named = inside.split()
    return (
        inside[-1:] not in ".,;:!?…—–-"
        or last[-1] in words.articles
        or (len(named) <= _MAX_TAG and all(w[:1].isupper() for w in named))
    )


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
    """Who speaks, how sure this is, and why; `unseen`: only a voice is told of."""

    name: str
    confidence: float
    reason: str
    unseen: bool = False


class _Subject(NamedTuple):
    """The subject of a verb of saying: a name, `he`/`she`, or `i`."""

    name: str = ""
    pronoun: str = ""


@dataclass(slots=True)
class Speakers:
    """Knows the people of a story as far as it was read, and tells who speaks next."""

    words: StoryWords
    people: StoryPeople
    names: frozenset[str] = frozenset()
    capital: frozenset[str] = frozenset()  # words that are written with a capital inside sentences too
    gender: dict[str, str] = field(default_factory=dict[str, str])
    seen: list[str] = field(default_factory=list[str])
    turns: list[str] = field(default_factory=list[str])
    called: str = ""  # whom the speech before called by name
    since: list[str] = field(default_factory=list[str])  # who was named since the last speech
    told_since: bool = False
    teller: str = ""
    _word: dict[str, str] = field(default_factory=dict[str, str])  # a folded word that means one of them
    _role_word: dict[str, str] = field(default_factory=dict[str, str])

    # -- the people, learned from the whole text first

    def learn(self, paragraphs: Sequence[Sequence[Piece]]) -> None:
        """Collect everybody who is said to speak or named, and who is he and who she."""
        spoken: dict[str, None] = {}
        told = [piece.text for pieces in paragraphs for piece in pieces if not piece.said]
        said = [piece.text for pieces in paragraphs for piece in pieces if piece.said]
        tells = False
        for pieces in paragraphs:
            speech = any(piece.said for piece in pieces)
            for piece in pieces:
                subject = self.tagged(piece.text) if speech and not piece.said else None
                if subject is not None and subject.name:
                    spoken.setdefault(subject.name)
                tells = tells or (subject is not None and subject.pronoun == "i")
        self.people = StoryPeople.learn(told, said, list(spoken), self.words)
        self.names = frozenset([*(self._full(name) for name in spoken), *(p.name for p in self.people.people)])
        for name in sorted(self.names):
            head = folded(name.split()[-1])
            self._role_word.setdefault(head, name)
        for person in self.people.people:
            self._role_word |= {role: person.name for role in person.roles if self.people.by_role(role) is person}
        self.teller = self._teller(said) if tells else self.words.narrator
        inside = Counter(m[1] for text in told for m in _INSIDE.finditer(text))
        self.capital = frozenset(word for word, count in inside.items() if count >= 2 and self.words.i != "ich")
        scores: Counter[tuple[str, str]] = Counter()
        for text in told:
            self._gender_of_sentences(text, scores)
        sexes = {person.name: person.sex for person in self.people.people}
        for name in sorted(self.names):
            known = sexes.get(name) or self._by_word(name)
            he, she = scores[name, "he"], scores[name, "she"]
            self.gender[name] = known or ("he" if he > she else "she" if she > he else "")

    def _teller(self, said: Sequence[str]) -> str:
        """The name that others call whoever says `I`: one that is never told of. The word for a narrator else."""
        calls: Counter[str] = Counter()
        sure: set[str] = set()
        for text in said:
            for match in _VOCATIVE.finditer(text):
                word = match["name"]
                bare = folded(word)
                if bare not in self.words.small and bare not in self.words.titles and not self._known(word):
                    calls[word.upper()] += 1
                    if match["comma"]:
                        sure.add(word.upper())
        best = sorted((-count, name) for name, count in calls.items() if name in sure and count > 1)
        return best[0][1] if best else self.words.narrator

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
        bare = folded(_OWNER.sub("", word))
        found = self._word.get(bare)
        if found is None:
            person = self.people.find(bare)
            role = self._role_word.get(bare, "") if bare not in self.words.titles else ""
            found = self._word[bare] = person.name if person is not None else role
        return found

    def somebody(self, word: str, before: str) -> str:
        """Whom a word of the text means, by name or as `the priest`; empty when nobody."""
        bare = folded(_OWNER.sub("", word))
        role = self._role_word.get(bare, "") if folded(before) in self.words.articles else ""
        return "" if _OWNER.search(word) else self._known(word) or role

    # -- one piece of telling

    def mention(self, text: str) -> None:
        """Remember who is named, in order; `the priest` is a name too, `a priest` is not."""
        before = ""
        for match in _WORD.finditer(text):
            word = match[0].rstrip(".")
            bare = folded(_OWNER.sub("", word))
            name = self._known(word)
            if not name and before in self.words.articles and before not in self.words.indefinite:
                name = self._role_word.get(bare, "")
            if not name and word == self.words.i.upper() and self.teller:
                name = self.teller  # only English writes it with a capital inside sentences
            if name:
                self.seen.append(name)
                self.since.append(name)
            if bare not in self.words.adjectives:
                before = bare
        self.told_since = True
        del self.seen[:-12]

    def tagged(self, text: str) -> _Subject | None:
        """Who is the subject of the verb of saying in a piece of telling."""
        found = _elided(text)
        spots = [i for i, (word, _, _) in enumerate(found) if self._says(word)]
        if not spots and found and _INVERSION.match(text):
            spots = [0]  # `lut-il`: French and its inversion make any verb one of saying
        for at in spots[:4]:
            subject = self._after(found, at, text) or self._before(found, at, text)
            if subject is not None:
                return subject
        return _Subject() if spots[:1] == [0] and self.words.drops else None  # `—llamó—`

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
            if taken and folded(bare) in self.words.voices and _OWNER.search(taken[-1]):
                return _Subject(name=" ".join([*taken, bare]).upper())  # `a woman's voice answered`
            if not taken and folded(bare) in self.words.voices:
                return self._voice(bare, words)
            taken.append(bare)
            if _OWNER.search(bare):
                continue
            if folded(bare) not in self.words.adjectives or len(taken) == 3:
                break
        after = folded(words[len(taken)][0].rstrip(".")) if 0 < len(taken) < min(len(words), 3) else ""
        if self.words.sex_of(after) and words[len(taken)][0][:1].islower():
            taken.append(words[len(taken)][0].rstrip("."))  # `the umbrella man`
        if not taken or folded(taken[-1]) in self.words.said | self.words.small or (whole and len(taken) != len(words)):
            return None
        if folded(taken[-1]) in self.words.adjectives and folded(taken[-1]) not in self.words.male | self.words.female:
            return None
        return _Subject(name=" ".join(taken).upper())

    @staticmethod
    def _voice(noun: str, words: Sequence[tuple[str, int, int]]) -> _Subject:
        """`cria une voix de femme`: the voice, with whose it is."""
        of = [word for word, _, _ in words[1:3]] if len(words) > 2 and folded(words[1][0]) in _OF else []
        return _Subject(name=" ".join([noun, *of]).upper())

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
        called = self._called(pieces)
        said = self._by_tag(pieces) or self._by_neighbour(pieces) or self._by_turn(called)
        self.turns.append(said.name)
        self.seen.append(said.name)
        self.called = called if called != said.name else ""
        self.since.clear()
        self.told_since = False
        del self.turns[:-8]
        return said

    def _called(self, pieces: Sequence[Piece]) -> str:
        """Whom a speech calls by name: `You'll catch cold, Martin.`."""
        for piece in pieces:
            for match in _VOCATIVE.finditer(piece.text) if piece.said else ():
                name = self._known(match["name"]) or (self.teller if match["name"].upper() == self.teller else "")
                if name:
                    return name
        return ""

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
            unseen = any(folded(word) in self.words.voices for word in subject.name.split())
            return Said(self._full(subject.name), 0.92, "a verb of saying names the speaker", unseen)
        if subject.pronoun == "i":
            return Said(self.teller, 0.85, "the teller says it")
        if not subject.pronoun:
            return self._goes_on()
        if self.called and self.gender.get(self.called, "") in ("", subject.pronoun) and not self.since:
            self.gender[self.called] = subject.pronoun
            return Said(self.called, 0.75, "a pronoun: who was called by name just before")
        name = self._of_gender(subject.pronoun)
        return Said(name, 0.7, "a pronoun: the last fitting name") if name else None

    def _goes_on(self) -> Said | None:
        """`—dijo.`, without a subject: whoever was told of last, or spoke before a telling that names nobody."""
        if self.since and self.since[-1] in self.names:
            return Said(self.since[-1], 0.6, "a verb of saying without a subject: who was told of last")
        if self.told_since and self.turns and not self.called:
            return Said(self.turns[-1], 0.5, "a verb of saying without a subject: who spoke before")
        return None

    def _full(self, name: str) -> str:
        """The fullest name of whoever a name or a role means."""
        person = self.people.find(name) or self.people.by_role(name.rsplit(maxsplit=1)[-1])
        return person.name if person is not None else name

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
        name = self._full(name)
        self.names |= {name}
        self.gender.setdefault(name, self._by_word(name))
        return name

    def _by_turn(self, called: str) -> Said:
        last = self.turns[-1] if self.turns else ""
        if self.called and self.called not in (called, last):
            return Said(self.called, 0.6, "called by name just before")
        new = self.turns.count(last) == 1 and len(self.turns) > 1  # somebody has just joined
        others = [] if new else [name for name in reversed(self.turns[:-1]) if name not in (last, called)]
        if others:
            return Said(others[0], 0.6, "two people take turns")
        known = self.names | {self.teller}
        present = [n for n in dict.fromkeys(reversed(self.seen)) if n not in (last, called) and n in known]
        if present:
            return Said(present[0], 0.45, "somebody who was named just before")
        return Said(last or self.words.unknown, 0.3, "nothing says who speaks")

    def new_scene(self) -> None:
        """Turns do not go on in another scene."""
        self.turns.clear()
        self.called = ""


def _elided(text: str) -> list[tuple[str, int, int]]:
    """The words of a text with their places; `l'inconnu` is two."""
    out: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(text):
        elision = _ELISION.match(match[0])
        if elision is None:
            out.append((match[0], *match.span()))
        else:
            cut = match.start() + elision.end()
            out += [(elision[0], match.start(), cut), (match[0][elision.end() :], cut, match.end())]
    return out


def tag_parts(text: str) -> Iterator[tuple[str, str]]:
    """A piece of telling beside a speech: its tag (`tag`), then what else it tells (`tale`)."""
    spans = sentences(text) or [(0, len(text))]
    first = text[spans[0][0] : spans[0][1]]
    rest = text[spans[0][1] :].strip()
    short = len(first.split()) <= _MAX_TAG
    yield ("tag" if short else "tale"), first
    if rest:
        yield "tale", rest
