"""Who is in the room of a scene, how they are, and whom a pronoun means."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from filmwright.departments.shots.grammar.lexicon import Lexicon, Pronoun
from filmwright.departments.shots.grammar.names import NameIndex
from filmwright.departments.shots.grammar.parse import Sentence
from filmwright.departments.shots.grammar.tokens import sentence_spans

__all__ = ["Company", "Stance"]


@dataclass(slots=True)
class Stance:
    """How one person is, as far as the scene has said."""

    posture: str = "stand"
    holds: str | None = None
    hidden: bool = False
    asleep: bool = False
    phone: bool = False
    dead: bool = False


@dataclass(slots=True)
class Company:
    """The state of a scene while it is read from top to bottom."""

    lex: Lexicon
    names: NameIndex
    room: dict[str, Stance] = field(default_factory=dict)
    gone: dict[str, Stance] = field(default_factory=dict)
    focus: list[str] = field(default_factory=list)  # most recent first
    last_subject: str | None = None
    last_pair: tuple[str, ...] = ()
    last_seen: tuple[str, ...] = ()  # who the sentence before showed
    seen_now: list[str] = field(default_factory=list[str])  # whom this sentence has shown so far
    just_left: tuple[str, ...] = ()
    stranger: str | None = None  # a person without a name was the subject: "he" means them
    offscreen_voice: str | None = None
    learned: dict[str, str] = field(default_factory=dict)
    screen: bool = False  # the sentence before spoke of a screen or a picture
    remote: set[str] = field(default_factory=set[str])  # seen on a screen or heard from a device; asked, not listed
    sits_by_default: bool = False
    scene_id: str = ""
    action: tuple[str, ...] = ()  # all paragraphs of the scene: who is going to be named
    cues: tuple[str, ...] = ()  # who speaks in the scene on screen
    _expected: tuple[str, ...] | None = None
    _sentence: Sentence | None = None
    _previous: Sentence | None = None

    # -- who is where

    def recent(self) -> tuple[str, ...]:
        """The people of the scene before this one, for a scene that goes on without naming them."""
        return self.names.people_before(self.scene_id)

    def expected(self) -> tuple[str, ...]:
        """Who is named in the scene's action or speaks in it on screen, in order: for words that come before names."""
        if self._expected is None:
            speaking = self.speaking()
            named = [who for text in self.action for who in self.names.named_in(text)]
            everyone = [w for who in dict.fromkeys((*named, *speaking)) for w in self.names.everyone_in(who)]
            self._expected = tuple(dict.fromkeys(everyone))
        return self._expected

    def speaking(self) -> list[str]:
        """Who speaks in the scene on screen, by first cue."""
        return list(dict.fromkeys(w for name in self.cues if (w := self.names.cue(name)) is not None))

    def named_first(self) -> list[str]:
        """Who speaks in the scene, or opens a sentence of its action: not those who are only talked about."""
        opening = [" ".join(text[a:b].split()[:2]) for text in self.action for a, b in sentence_spans(text)]
        acting = {who for words in opening for who in self.names.named_in(words)[:1] if words[:4].lower() != "the "}
        speaking = self.speaking()
        return [w for w in self.expected() if w in acting or w in speaking]

    def stance(self, who: str) -> Stance:
        """The stance of a person, who is thereby in the room."""
        found = self.room.get(who)
        self.remote.discard(who)
        if found is None:
            found = self.gone.pop(who, None) or self._arrives(who)
            self.room[who] = found
        return found

    def _arrives(self, who: str) -> Stance:
        """How somebody is when first seen: a "drowned man" is dead."""
        words = set(self.names.people[who].name.lower().split())
        dead = bool(words & self.lex.nouns.get("dead", frozenset()))
        return Stance("lie" if dead else "sit" if self.sits_by_default else "stand", asleep=dead, dead=dead)

    def leave(self, who: str) -> None:
        """Take a person out of the room."""
        stance = self.room.pop(who, None)
        if stance is not None:
            self.gone[who] = stance

    def is_away(self, who: str) -> bool:
        """Whether somebody is seen on a screen or heard from a device, and is not in the room."""
        return who in self.remote and who not in self.room

    def send_away(self, people: Iterable[str]) -> None:
        """Note those who are not in the room as seen or heard through a device only."""
        self.remote.update(w for w in people if w not in self.room)

    def begin_paragraph(self) -> None:
        """A new paragraph goes on with the people of the scene, not with a passer-by of the one before."""
        self.stranger = None
        last = self.last_subject
        if last is None or not self.names.people[last].extra:
            return
        main = [w for w in self.focus if w in self.room and not self.names.people[w].extra]
        if main:
            self.last_subject = main[0]

    def mention(self, who: str) -> None:
        """Bring a person to the front of what a pronoun may mean."""
        if who in self.focus:
            self.focus.remove(who)
        self.focus.insert(0, who)
        del self.focus[12:]

    def people(self) -> Iterator[str]:
        """The people in the room, most recently spoken of first, then by arrival."""
        yield from (w for w in self.focus if w in self.room)
        yield from (w for w in self.room if w not in self.focus)

    # -- pronouns

    def _sex(self, who: str) -> str:
        known = self.names.people[who].sex
        return known if known != "unknown" else self.learned.get(who, "unknown")

    def _fits(self, who: str, pronoun: Pronoun) -> int:
        """2 for a sure match, 1 for a possible one, 0 for none."""
        person = self.names.people[who]
        if pronoun.many:
            return 2 if person.many else 0
        if person.many:
            return 0
        if pronoun.sex == "thing":
            return 2 if person.kind in {"animal", "thing"} else 0
        if pronoun.sex == "any":
            return 1
        sex = self._sex(who)
        if sex == pronoun.sex:
            return 2
        return 1 if sex == "unknown" and person.kind != "thing" else 0

    def resolve(self, word: str, subjects: Iterable[str], *, role: str) -> list[str]:  # noqa: PLR0911  (rules in order)
        """The people a pronoun stands for. `role` is subject, object or possessive."""
        pronoun = self.lex.pronouns.get(word)
        if role == "object" and (pronoun is None or "object" not in pronoun.cases):
            pronoun = self.lex.clitics.get(word, pronoun)
        if pronoun is None or pronoun.sex == "camera":
            return []
        if pronoun.sex == "self":
            teller = self.names.by_cue.get("i") if word != "you" else None
            return [teller] if teller is not None else []
        own = list(subjects)
        if not own and role != "object" and self._could_be_stranger(pronoun):
            return []
        if "reflexive" in pronoun.cases and "subject" not in pronoun.cases and "object" not in pronoun.cases:
            return own
        if pronoun.many:
            return self._several(own, role)
        order = self._order(own, role)
        ranked = sorted(
            (at + self._doubt(who, pronoun), at, who) for at, who in enumerate(order) if self._fits(who, pronoun)
        )
        if not ranked and role == "object" and any(self._fits(who, pronoun) == 2 for who in own):
            return []  # "with a cello bigger than her"
        if not ranked:
            return self._foreseen(pronoun, own)
        chosen = ranked[0][2]
        if self._fits(chosen, pronoun) == 1 and pronoun.sex in {"male", "female"}:
            self.learned[chosen] = pronoun.sex
        return [chosen]

    def _foreseen(self, pronoun: Pronoun, own: list[str]) -> list[str]:
        """A pronoun before any name of the scene: the one person of the scene whom it fits best."""
        if pronoun.sex not in {"male", "female"}:
            return []
        for group in (self.expected(), self.recent()):
            fitting = [w for w in group if w not in own and w not in self.gone and self._fits(w, pronoun) == 2]
            if fitting and group is self.expected():
                return fitting[:1]
            if fitting:  # of several, the one whom the film follows
                return [max(fitting, key=lambda w: (len(self.names.people[w].scenes), -fitting.index(w)))]
        return []

    def _doubt(self, who: str, pronoun: Pronoun) -> float:
        """How much later in the order somebody counts: a person whose sex is not known gives way to the next."""
        doubt = 0.0 if self._fits(who, pronoun) == 2 else 2.2
        if self.names.people[who].extra and who != self.last_subject:
            doubt += 1.5
        return doubt - (0.5 if who == self.last_subject else 0.0)

    def _could_be_stranger(self, pronoun: Pronoun) -> bool:
        if self.stranger is None or pronoun.many:
            return False
        head = self.stranger
        if pronoun.sex == "thing":
            return False
        if self.lex.noun_is("male", head):
            return pronoun.sex != "female"
        if self.lex.noun_is("female", head):
            return pronoun.sex != "male"
        return True

    def _order(self, own: list[str], role: str) -> list[str]:
        here = [w for w in self.focus if w in self.room or w in self.just_left]
        gendered = role == "object" and bool(self.lex.clitics)  # things have a sex too: "la pièce ... la lui rend"
        elsewhere = [] if gendered and here else [w for w in self.focus if w not in self.room]
        order = here + elsewhere
        if role == "subject" and self.last_subject is not None:
            order = [self.last_subject, *order]
        if role == "possessive":
            lead = [*own] + ([self.last_subject] if self.last_subject else [])
            order = [*lead, *order]
        if role == "object":
            german = self.lex.language == "de"  # "sie" and "ihn" are as often things: only somebody here is meant
            order = [w for w in order if w not in own and (not german or w in self.room)]
        return list(dict.fromkeys(order))

    def so_many(self, number: int) -> list[str]:
        """Who "all three" or "the three of them" are: those last seen together, the members of a group, all here."""
        for group in (self.last_seen, self.last_pair, *(self.names.everyone_in(w) for w in self.names.groups())):
            here = [w for w in group if w in self.room]
            if len(here) == number:
                return here
        people = [w for w in self.people() if not self.names.people[w].many]
        main = [w for w in people if not self.names.people[w].extra]
        before = [w for w in self.recent() if self.names.people[w].told]
        return next((p for p in (main, people, before) if len(p) == number), [])

    def crowd(self) -> list[str]:
        """The groups that are here: who "somebody", "heads" and "nobody" are, where many are about."""
        here = [w for w in self.people() if self.names.people[w].many]
        if here or self.room:
            return here
        return [w for w in self.expected() if self.names.people[w].kind == "group" and w not in self.gone]

    def _several(self, own: list[str], role: str) -> list[str]:
        for who in self.focus[:1]:
            acted = who == self.last_subject or not self.names.people[who].extra
            if self.names.people[who].many and acted and (role != "object" or who not in own):
                return [who]
        now = [w for w in self.seen_now if w in self.room and w not in own]
        if len(now) > 1 and role != "object":
            return now[:6]  # "Wilbur looks to Ruthie, and they agree"
        seen = [w for w in self.last_seen if w in self.room and (role != "object" or w not in own)]
        if len(seen) > 1:
            return seen[:6]
        pair = [w for w in self.last_pair if w in self.room and (role != "object" or w not in own)]
        if len(pair) > 1:
            return pair
        group = next((w for w in self.focus[:3] if self.names.people[w].many and w not in own), None)
        if group is not None and len(self.room) > 3:
            return [group]
        return self._all_here(own, role)

    def _all_here(self, own: list[str], role: str) -> list[str]:
        """Everybody who is here, when nobody was named together."""
        found = [w for w in self.people() if self.names.people[w].kind in {"person", "group"}]
        main = [w for w in found if not self.names.people[w].extra]
        found = main if len(main) > 1 else found
        left = [w for w in found if role != "object" or w not in own][:6]
        named = [w for w in self.expected() if not self.names.people[w].extra]
        if len(left) < 2 and len(named) == 2 and role == "subject":
            return named
        if not left and role == "subject":  # "They are staring at the small TV", at the head of a scene
            before = [w for w in dict.fromkeys((*named, *self.recent())) if self.names.people[w].told]
            return before if 1 < len(before) < 4 else []
        if role == "object" and len(left) == 1 and not self.names.people[left[0]].many:
            return []  # "them" is more than one: things, here
        return left
