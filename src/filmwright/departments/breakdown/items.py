"""What a scene needs: found in the sentences of its action by grammar.

A thing is a prop when somebody has it in their hands: it is the object of a verb of handling (`takes out a fat green
ledger`), carried (`with a suitcase`), or in a hand. Things that only stand there are set dressing. What is denied
(`no gun`), compared (`like a knife`) or shown in a picture (`a photograph of a dog`) is not there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from filmwright.departments.breakdown.lexicon import Lexicon, Noun
from filmwright.departments.breakdown.phrases import Phrase, Token, phrase_at, sentences, tokens
from filmwright.model.breakdown import BreakdownItem, Category
from filmwright.model.screenplay import Scene

__all__ = ["NamedPerson", "People", "find_items"]

_READ = ("action", "parenthetical", "centered")
_FARTHEST = 9  # tokens between a verb and the last of its objects
_JOINTS = frozenset((",", "and", "or", "y", "e", "o", "et", "ou", "und", "oder"))
_RECEIVERS = ("it", "him", "her", "them")  # may stand between a verb and its object
_OWNED = ("props", "weapons", "wardrobe", "makeup")
_HELD = ("props", "weapons")
_NO_PROP_ENDINGS = {"en": ("ing", "ness", "tion", "sion", "ment", "ity", "ly", "ed", "self", "selves")}
_HELPING = (
    "on",
    "in",
    "through",
    "with",
    "of",
    "under",
    "by",
    "from",
    "into",
    "en",
    "con",
    "de",
    "dans",
    "sous",
    "mit",
)


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody of the cast: all their names in lower case, split into words; None for a sex that is not known."""

    character_id: str
    names: tuple[tuple[str, ...], ...]
    female: bool | None


class People:
    """The cast, found in sentences by any of their names."""

    def __init__(self, people: Iterable[NamedPerson]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], NamedPerson]]] = {}
        for person in people:
            for name in person.names:
                self._by_first.setdefault(name[0], []).append((name, person))

    def at(self, words: Sequence[Token], start: int) -> tuple[int, NamedPerson] | None:
        """Who is named by the words that begin at `start`, and how many words that takes; the longest name wins."""
        if not words[start].text[:1].isupper():
            return None
        best: tuple[int, NamedPerson] | None = None
        for name, person in self._by_first.get(_bare(words[start]), ()):
            said = tuple(_bare(word) for word in words[start : start + len(name)])
            if said == name and (best is None or len(name) > best[0]):
                best = (len(name), person)
        return best

    def named(self, words: Sequence[Token]) -> list[tuple[int, int, NamedPerson]]:
        """Where a sentence names people."""
        found: list[tuple[int, int, NamedPerson]] = []
        at = 0
        while at < len(words):
            hit = self.at(words, at)
            if hit is not None:
                found.append((at, at + hit[0], hit[1]))
            at += hit[0] if hit is not None else 1
        return found


def _bare(token: Token) -> str:
    """A word without the mark of the possessive."""
    return token.word.removesuffix("'s").removesuffix("'")


@dataclass(slots=True)
class _Found:
    """An item that is being put together."""

    category: Category
    name: str
    detail: str
    words: str
    by: dict[str, None] = field(default_factory=dict[str, None])
    handled: int = 0


def find_items(scene: Scene, lexicon: Lexicon, people: People) -> tuple[BreakdownItem, ...]:
    """Everything that one scene needs, in the order in which the script first asks for it."""
    desk = _Desk(lexicon, people)
    desk.heading(scene.heading.text)
    for element in scene.elements:
        if element.kind in _READ:
            for sentence in sentences(element.text):
                desk.sentence(sentence)
        elif element.kind == "lyrics":
            desk.add("music", "song", element.text.split("\n")[0], element.text, None, handled=False)
    return desk.items()


@dataclass(slots=True)
class _Desk:
    """Reads sentence after sentence of one scene; knows who was named last."""

    lexicon: Lexicon
    people: People
    found: dict[tuple[Category, str], _Found] = field(default_factory=dict[tuple[Category, str], _Found])
    last: str | None = None
    last_female: str | None = None
    last_male: str | None = None

    def items(self) -> tuple[BreakdownItem, ...]:
        return tuple(
            BreakdownItem(
                category=f.category, name=f.name, detail=f.detail, words=f.words, by=tuple(f.by), handled=f.handled
            )
            for f in self.found.values()
        )

    def add(self, category: Category, name: str, detail: str, words: str, who: str | None, *, handled: bool) -> None:
        item = self.found.get((category, name))
        who, handled = (who if category in _OWNED else None), handled and category in _HELD
        if item is None:
            item = self.found[category, name] = _Found(category, name, detail, words)
        elif len(detail) > len(item.detail):
            item.detail = detail
        if who is not None:
            item.by.setdefault(who)
        item.handled += handled

    # -- sentences

    def heading(self, text: str) -> None:
        """A heading in a car needs the car; one in the rain needs rain."""
        words = tokens(text)
        for at, end, noun in self._nouns(words):
            if end < len(words) and self._goes_on(words, end, noun):
                continue
            name = self._compound(words, at, noun)
            for category in noun.categories:
                if category in ("vehicles", "effects"):
                    self.add(category, name, name, text, None, handled=False)

    def sentence(self, text: str) -> None:
        words = tokens(text)
        named = self.people.named(words)
        taken = [index for start, end, _ in named for index in range(start, end)]
        who = self._subject(words, named)
        for at, end, noun in self._nouns(words):
            if at not in taken:
                self._noun(words, at, end, noun, text, who)
        self._states(words, text, who)
        self._verbs(words, text, set(taken))
        self._unknown_objects(words, text, who, set(taken))

    def _subject(self, words: Sequence[Token], named: Sequence[tuple[int, int, NamedPerson]]) -> str | None:
        """Who a sentence is about: the first name in it, or whom its first pronoun stands for."""
        who: str | None = None
        pronoun = next((w.word for w in words if w.word in self.lexicon.female | self.lexicon.male), None)
        if named and not any(w.word == pronoun for w in words[: named[0][0]]):
            who = named[0][2].character_id
        elif pronoun is not None:
            known = self.last_female if pronoun in self.lexicon.female else self.last_male
            who = known or self.last
        for _, _, person in named:
            self.last = person.character_id
            if person.female is not False:
                self.last_female = person.character_id
            if person.female is not True:
                self.last_male = person.character_id
        return who

    # -- nouns that are known

    def _nouns(self, words: Sequence[Token]) -> Iterator[tuple[int, int, Noun]]:
        """Known nouns, the longest at each place."""
        at = 0
        while at < len(words):
            for size in range(min(self.lexicon.reach.get(words[at].word, 1), len(words) - at), 0, -1):
                found = self.lexicon.noun(tuple(w.word for w in words[at : at + size]))
                if found is not None and (self.lexicon.head != "capital" or words[at].text[:1].isupper()):
                    yield at, at + size, found
                    at += size - 1
                    break
            at += 1

    def _noun(self, words: tuple[Token, ...], at: int, end: int, noun: Noun, text: str, who: str | None) -> None:
        phrase = phrase_at(words, at, end, self.lexicon)
        if not self._is_noun(words, phrase, noun) or not self._is_there(words, phrase):
            return
        handled = self._handled(words, phrase)
        name = self._compound(words, at, noun)
        detail = max(_detail(text, words, phrase, self.lexicon), name if name != noun.lemma else "", key=len)
        owner = self._owner(words, phrase, who)
        for category in noun.categories:
            if category == "extras" and not (noun.plural or noun.lemma in self.lexicon.collectives):
                continue
            if category in ("vehicles", "animals") and end < len(words) and words[end].word in self.lexicon.of:
                continue  # `a train of students`
            self.add(category, name, detail, text, owner, handled=handled)

    def _compound(self, words: Sequence[Token], at: int, noun: Noun) -> str:
        """`tin cup` when `tin` is a noun that is known; the noun alone otherwise."""
        if self.lexicon.head != "last" or at == 0:
            return noun.lemma
        before = words[at - 1].word
        other = self.lexicon.noun((before,))
        compound = other is not None and not other.plural and before not in self.lexicon.adjectives
        return f"{before} {noun.lemma}" if compound and before not in self.lexicon.handle else noun.lemma

    def _owner(self, words: Sequence[Token], phrase: Phrase, who: str | None) -> str | None:
        """Who has the thing: the person it is said to belong to, else who the sentence is about."""
        opener = words[phrase.start].word
        if opener in self.lexicon.female and opener in self.lexicon.possessives and self.last_female:
            return self.last_female
        if opener in self.lexicon.male and opener in self.lexicon.possessives and self.last_male:
            return self.last_male
        return who

    def _is_noun(self, words: Sequence[Token], phrase: Phrase, noun: Noun) -> bool:
        """Whether the word is used as a noun, and is the head of its phrase."""
        lexicon = self.lexicon
        after = words[phrase.end_of_noun] if phrase.end_of_noun < len(words) else None
        if after is not None and self._goes_on(words, phrase.end_of_noun, noun):
            return False
        single = phrase.end_of_noun - phrase.noun == 1
        word = words[phrase.noun].word
        if not single or not lexicon.ambiguous & {word, noun.lemma}:
            return True
        if phrase.determined and phrase.noun:
            return not self._is_predicate(words, phrase, noun)
        if phrase.start > 0 and words[phrase.start - 1].word in _HELPING:
            return True
        begins = phrase.start == 0 or words[phrase.start - 1].mark or words[phrase.start - 1].word in _JOINTS
        ends = after is None or after.mark or after.word in _JOINTS
        if noun.plural and (word in lexicon.handle or (word,) in lexicon.verbs):
            return False  # `Rings. Rings again.`
        return begins and (ends or (not noun.plural and after is not None and after.word in lexicon.breaks))

    def _is_predicate(self, words: Sequence[Token], phrase: Phrase, noun: Noun) -> bool:
        """`ferry knocks`, `men watch`, `the Duke fires`: after its subject the word is a verb."""
        left = words[phrase.noun - 1]
        before = left.word
        if left.text[:1].isupper() and words[phrase.noun].text[:1].islower() and phrase.noun - 1 > phrase.start:
            return True
        subject = self.lexicon.noun((before,))
        if subject is not None:
            return subject.plural != noun.plural
        if before in self.lexicon.never:
            return self.lexicon.is_plural(before) != noun.plural
        if noun.plural:
            return before not in self.lexicon.adjectives and not self.lexicon.is_determiner(before)
        between = [w.word for w in words[phrase.start : phrase.noun] if not self.lexicon.is_determiner(w.word)]
        return any(self.lexicon.is_plural(w) for w in between)  # `the boards overhead creak`

    def _goes_on(self, words: Sequence[Token], at: int, noun: Noun) -> bool:
        """Whether the next word is the true head: `ticket window`, `car keys`, but not `dogs run`."""
        if self.lexicon.head != "last" or noun.plural:
            return False
        word = words[at].word
        if (word,) in self.lexicon.verbs or word in self.lexicon.handle or word in self.lexicon.breaks:
            return False
        return word in self.lexicon.never or self.lexicon.noun((word,)) is not None

    def _is_there(self, words: Sequence[Token], phrase: Phrase) -> bool:
        """Not denied, not compared, not in a picture."""
        lexicon = self.lexicon
        first = words[phrase.start].word
        before = words[phrase.start - 1].word if phrase.start else ""
        if first in lexicon.negations or before in lexicon.negations or before in lexicon.likenesses:
            return False
        pictured = before in lexicon.of and phrase.start >= 2 and words[phrase.start - 2].word in lexicon.pictures
        return not pictured

    # -- hands

    def _handled(self, words: Sequence[Token], phrase: Phrase) -> bool:
        before = words[phrase.start - 1].word if phrase.start else ""
        return before in self.lexicon.carried or self._in_hand(words, phrase) or self._object(words, phrase)

    def _in_hand(self, words: Sequence[Token], phrase: Phrase) -> bool:
        """`a suitcase in her hand`."""
        rest = [w.word for w in words[phrase.end_of_noun : phrase.end_of_noun + 4]]
        if len(rest) < 3 or rest[0] not in self.lexicon.breaks or not self.lexicon.is_determiner(rest[1]):
            return False
        return rest[2] in self.lexicon.hands or (len(rest) > 3 and rest[3] in self.lexicon.hands)

    def _object(self, words: Sequence[Token], phrase: Phrase) -> bool:
        """Whether the phrase is an object of a verb of handling: directly, after a particle, or one of several."""
        last = phrase.start - 1
        if last > 0 and words[last].word in self.lexicon.particles and self._is_handling(words, last - 1):
            return True
        crossed = False
        for at in range(last, max(-1, phrase.start - _FARTHEST), -1):
            if self._is_handling(words, at):
                return True
            crossed = crossed or words[at].word in _JOINTS
            if words[at].word in _JOINTS:
                continue
            if self._ends_clause(words[at]) or (not crossed and at < last - 1):
                return False
        return False

    def _ends_clause(self, token: Token) -> bool:
        word = token.word
        passing = word in self.lexicon.particles or word in _RECEIVERS
        return token.mark or (word in self.lexicon.breaks and not passing)

    def _is_handling(self, words: Sequence[Token], at: int) -> bool:
        """Whether a word is a verb of handling, and used as a verb."""
        if words[at].word not in self.lexicon.handle:
            return False
        before = words[at - 1].word if at else ""
        return not (
            self.lexicon.is_determiner(before) or before in self.lexicon.adjectives or before in self.lexicon.negations
        )

    def _unknown_objects(self, words: tuple[Token, ...], text: str, who: str | None, taken: set[int]) -> None:
        """Objects of verbs of handling that no list knows: `a bicycle pump`, `the figurine`."""
        for at in range(len(words)):
            if not self._is_handling(words, at):
                continue
            start = at + 1
            if start < len(words) and words[start].word in self.lexicon.particles:
                start += 1
            head = self._head_after(words, start)
            if head is None or head in taken or not self._may_be_prop(words, head):
                continue
            phrase = phrase_at(words, head, head + 1, self.lexicon)
            if phrase.determined and self._is_there(words, phrase):
                name = self._unknown_name(words, phrase)
                detail = _detail(text, words, phrase, self.lexicon)
                self.add("props", name, detail, text, self._owner(words, phrase, who), handled=True)

    def _head_after(self, words: Sequence[Token], start: int) -> int | None:
        """The noun of the phrase that begins with an article at `start`."""
        if start >= len(words) or not self.lexicon.is_determiner(words[start].word):
            return None
        at = start
        while at < len(words) and self.lexicon.is_determiner(words[at].word):
            at += 1
        inside: list[int] = []
        while at < len(words) and len(inside) < 5:
            token = words[at]
            if token.mark or token.word in self.lexicon.breaks or self.lexicon.is_determiner(token.word):
                break
            inside.append(at)
            at += 1
        match self.lexicon.head:
            case "last":
                return inside[-1] if inside and (at >= len(words) or words[at].word != "'s") else None
            case "first":
                return next((i for i in inside if words[i].word not in self.lexicon.adjectives), None)
            case "capital":
                return next((i for i in inside if words[i].text[:1].isupper()), None)

    def _may_be_prop(self, words: Sequence[Token], head: int) -> bool:
        word = words[head].word
        lexicon = self.lexicon
        if len(word) < 3 or word in lexicon.never or word in lexicon.handle or (word,) in lexicon.verbs:
            return False
        if lexicon.noun((word,)) is not None or word in lexicon.adjectives or word.endswith("'s"):
            return False
        if lexicon.head == "capital" and any(word.endswith(n) for n in lexicon.never if len(n) >= 4):
            return False
        return not word.endswith(
            _NO_PROP_ENDINGS.get(lexicon.language, ("mente", "ment", "ción", "tion", "ung", "heit", "keit"))
        )

    def _unknown_name(self, words: Sequence[Token], phrase: Phrase) -> str:
        noun = words[phrase.noun].word
        if self.lexicon.head != "last" or phrase.noun == phrase.start:
            return noun
        before = words[phrase.noun - 1].word
        known = self.lexicon.noun((before,)) is not None or before in self.lexicon.never
        return f"{before} {noun}" if known and before not in self.lexicon.adjectives else noun

    # -- states of people, and verbs that can be heard or seen

    def _states(self, words: Sequence[Token], text: str, who: str | None) -> None:
        """`bleeding`, `cracked lips`: how somebody looks."""
        for at in range(len(words)):
            for size in range(1, self.lexicon.reach.get(words[at].word, 0) + 1):
                said = tuple(w.word for w in words[at : at + size])
                if said in self.lexicon.states:
                    name = " ".join(said)
                    self.add("makeup", name, text[words[at].start : words[at + size - 1].end], text, who, handled=False)

    def _verbs(self, words: tuple[Token, ...], text: str, taken: set[int]) -> None:
        for at in range(len(words)):
            for size in range(min(self.lexicon.reach.get(words[at].word, 0), len(words) - at), 0, -1):
                categories = self.lexicon.verbs.get(tuple(w.word for w in words[at : at + size]))
                if categories is None:
                    continue
                if self._is_verb(words, at):
                    for category in categories:
                        self._event(words, at, at + size, category, text, taken)
                break

    def _is_verb(self, words: Sequence[Token], at: int) -> bool:
        before = words[at - 1].word if at else ""
        lexicon = self.lexicon
        if (
            lexicon.is_determiner(before)
            or before in lexicon.adjectives
            or before in lexicon.of
            or before in lexicon.negations
        ):
            return False
        if before in _HELPING or (lexicon.head == "capital" and words[at].text[:1].isupper()):
            return False
        return bool(before)

    def _event(
        self, words: tuple[Token, ...], at: int, end: int, category: Category, text: str, taken: set[int]
    ) -> None:
        """`the engine coughs`: what is heard or seen, with what does it."""
        subject = self._thing_before(words, at, taken)
        verb = text[words[at].start : words[end - 1].end].lower()
        if subject is None:
            if category == "music" or words[at].word not in self.lexicon.only_things:
                self.add(category, verb, verb, text, None, handled=False)
            return
        noun = text[words[subject].start : words[subject].end].lower()
        heard: Category = "sound" if category == "music" else category  # a fridge hums, and it is no music
        self.found.pop((heard, self._lemma(noun)), None)
        self.add(heard, f"{noun} {verb}", f"{noun} {verb}", text, None, handled=False)

    def _lemma(self, word: str) -> str:
        noun = self.lexicon.noun((word,))
        return noun.lemma if noun is not None else word

    def _thing_before(self, words: tuple[Token, ...], at: int, taken: set[int]) -> int | None:
        """The thing just before a verb (adverbs between them are skipped); None for people."""
        index = at - 1
        while index > 0 and words[index].word.endswith(("ly", "mente", "ment")):
            index -= 1
        if index < 0 or index in taken or words[index].mark:
            return None
        word = words[index].word
        if word in self.lexicon.persons or word in self.lexicon.breaks or self.lexicon.is_determiner(word):
            return None
        known = self.lexicon.noun((word,)) is not None
        return index if known or phrase_at(words, index, index + 1, self.lexicon).determined else None


def _detail(text: str, words: Sequence[Token], phrase: Phrase, lexicon: Lexicon) -> str:
    """The phrase as written, without its article; numbers stay."""
    first = phrase.start
    while first < phrase.noun and (
        words[first].word in lexicon.determiners
        or words[first].word in lexicon.possessives
        or words[first].word.endswith(("'s", "s'"))
    ):
        first += 1
    return " ".join(text[words[first].start : words[phrase.end - 1].end].split())
