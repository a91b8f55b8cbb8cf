"""Who is in the picture: people followed through a scene, sentence by sentence.

`Presence` carries who is in the room, who was last spoken of (for pronouns), and how each one stands.
`read` turns a parsed sentence into a `Reading`: who must be visible, what they do, what the text dwells on.
People who are only mentioned (in photographs, memories, names, voices, negations) are left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from filmwright.departments.shots.grammar.lexicon import Lexicon, Pronoun
from filmwright.departments.shots.grammar.names import NameIndex, Who
from filmwright.departments.shots.grammar.parse import Clause, Phrase, Sentence

__all__ = ["Act", "Presence", "Reading", "Stance"]

_MENTION_PREPS = frozenset({"about", "without", "like", "than", "except", "als", "ohne", "sin", "sans", "sobre"})
_SEEKING = frozenset(
    {"wait", "search", "call", "ask", "look", "hope", "hunt", "scream", "shout", "yell", "cry", "reach", "listen"}
)
_NOBODY = frozenset({"nobody", "none", "nothing", "nadie", "niemand", "personne"})
_CALLING = frozenset({"call", "phone", "telephone", "dial", "ring", "text", "summon", "llama", "appelle", "ruft"})
_EVERYBODY = frozenset({"everybody", "everyone", "all", "todos", "alle", "tous"})
_PAIR = frozenset({"both", "either", "neither", "two", "beide", "beiden", "ambos", "ambas", "dos", "deux"})
_AROUND = frozenset(
    {
        "behind",
        "before",
        "beside",
        "after",
        "around",
        "with",
        "under",
        "over",
        "above",
        "below",
        "near",
        "of",
        "between",
        "toward",
        "towards",
        "to",
    }
)
_UNREAL = frozenset(
    {"before", "unless", "if", "whether", "that", "than", "lest"}
)
_IRREALIS = frozenset({"would", "should", "might", "may", "'d", "wouldn't", "shouldn't"})
_HANDLES = frozenset({"open", "use", "put", "take", "give"})
_IN_WORDS = frozenset({"in", "into", "inside", "through", "aboard"})
_OUT_WORDS = frozenset({"out", "away", "off", "offscreen"})
_MOVES = frozenset({"walk", "run", "vehicle"})
_LUGGAGE = frozenset(
    {
        "suitcase",
        "bag",
        "box",
        "crate",
        "backpack",
        "briefcase",
        "bucket",
        "basket",
        "package",
        "parcel",
        "maleta",
        "bolsa",
        "koffer",
        "valise",
    }
)
_LIKE_SIGHT = frozenset(
    {"screen", "monitor", "television", "tv", "photograph", "photo", "picture", "portrait", "painting", "poster"}
)


_UPON = frozenset({"to", "against", "onto", "under", "over", "across", "into"})
_SIDES = frozenset({"side", "lado", "seite", "côté", "fianco", "heels"})
_ANYBODY = Pronoun("any", many=False, cases=frozenset())


def _is_plural_noun(head: str) -> bool:
    return (head.endswith("s") and not head.endswith("ss")) or head in {"men", "women", "children", "people"}


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
class Act:
    """One thing that one person does."""

    who: str
    verb: str
    classes: frozenset[str]
    particles: tuple[str, ...]
    preps: tuple[tuple[str, str], ...]
    thing: str | None
    body: str | None
    target: str | None
    negated: bool
    clause: Clause
    many: bool = False


@dataclass(slots=True)
class Reading:
    """What one sentence (or piece of one) shows."""

    visible: list[str] = field(default_factory=list)
    partial: dict[str, str] = field(default_factory=dict)  # person -> body part
    subject: str | None = None
    acts: list[Act] = field(default_factory=list)
    enters: list[str] = field(default_factory=list)
    exits: list[str] = field(default_factory=list)
    things: list[str] = field(default_factory=list)
    dwells_on: str | None = None
    about_place: bool = False
    quoted: bool = False
    face: str | None = None
    unknown_people: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Presence:
    """The state of a scene while it is read from top to bottom."""

    lex: Lexicon
    names: NameIndex
    room: dict[str, Stance] = field(default_factory=dict)
    gone: dict[str, Stance] = field(default_factory=dict)
    focus: list[str] = field(default_factory=list)  # most recent first
    last_subject: str | None = None
    last_pair: tuple[str, ...] = ()
    last_seen: tuple[str, ...] = ()  # who the sentence before showed
    just_left: tuple[str, ...] = ()
    stranger: str | None = None  # a person without a name was the subject: "he" means them
    offscreen_voice: str | None = None
    learned: dict[str, str] = field(default_factory=dict)
    screen: bool = False  # the sentence before spoke of a screen or a picture
    sits_by_default: bool = False
    scene_id: str = ""
    action: tuple[str, ...] = ()  # all paragraphs of the scene: who is going to be named
    cues: tuple[str, ...] = ()  # who speaks in the scene on screen
    _expected: tuple[str, ...] | None = None
    _sentence: Sentence | None = None


    # -- who is where

    def recent(self) -> tuple[str, ...]:
        """The people of the scene before this one, for a scene that goes on without naming them."""
        return self.names.people_before(self.scene_id)

    def expected(self) -> tuple[str, ...]:
        """Who is named in the scene's action or speaks in it on screen, in order: for words that come before names."""
        if self._expected is None:
            speaking = [who for name in self.cues if (who := self.names.cue(name)) is not None]
            named = [who for text in self.action for who in self.names.named_in(text)]
            everyone = [w for who in dict.fromkeys((*named, *speaking)) for w in self.names.everyone_in(who)]
            self._expected = tuple(dict.fromkeys(everyone))
        return self._expected

    def stance(self, who: str) -> Stance:
        """The stance of a person, who is thereby in the room."""
        found = self.room.get(who)
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

    def resolve(self, word: str, subjects: Iterable[str], *, role: str) -> list[str]:
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
        if (
            self.stranger is not None
            and not own
            and role != "object"
            and not pronoun.many
            and self._could_be_stranger(pronoun)
        ):
            return []
        if "reflexive" in pronoun.cases and "subject" not in pronoun.cases and "object" not in pronoun.cases:
            return own
        if pronoun.many:
            return self._several(own, role)
        order = self._order(own, role)
        ranked = sorted(
            (at + self._doubt(who, pronoun), at, who) for at, who in enumerate(order) if self._fits(who, pronoun)
        )
        if not ranked:
            return self._foreseen(pronoun, own, role)
        chosen = ranked[0][2]
        if self._fits(chosen, pronoun) == 1 and pronoun.sex in {"male", "female"}:
            self.learned[chosen] = pronoun.sex
        return [chosen]

    def _foreseen(self, pronoun: Pronoun, own: list[str], role: str) -> list[str]:
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
        return doubt - (0.5 if who == self.last_subject else 0.0)

    def _could_be_stranger(self, pronoun: Pronoun) -> bool:
        head = str(self.stranger)
        if pronoun.sex == "thing":
            return False
        if self.lex.noun_is("male", head):
            return pronoun.sex != "female"
        if self.lex.noun_is("female", head):
            return pronoun.sex != "male"
        return True

    def _order(self, own: list[str], role: str) -> list[str]:
        here = [w for w in self.focus if w in self.room or w in self.just_left]
        elsewhere = [w for w in self.focus if w not in self.room]
        order = here + elsewhere
        if role == "subject" and self.last_subject is not None:
            order = [self.last_subject, *order]
        if role == "possessive":
            lead = [*own] + ([self.last_subject] if self.last_subject else [])
            order = [*lead, *order]
        if role == "object":
            order = [w for w in order if w not in own]
        return list(dict.fromkeys(order))

    def _several(self, own: list[str], role: str) -> list[str]:
        for who in self.focus[:1]:
            if self.names.people[who].many and (role != "object" or who not in own):
                return [who]
        seen = [w for w in self.last_seen if w in self.room and (role != "object" or w not in own)]
        if len(seen) > 1:
            return seen[:6]
        pair = [w for w in self.last_pair if w in self.room and (role != "object" or w not in own)]
        if len(pair) > 1:
            return pair
        group = next((w for w in self.focus[:3] if self.names.people[w].many and w not in own), None)
        if group is not None and len(self.room) > 3:
            return [group]
        found = [w for w in self.people() if self.names.people[w].kind in {"person", "group"}]
        left = [w for w in found if role != "object" or w not in own][:6]
        named = [w for w in self.expected() if not self.names.people[w].extra]
        if len(left) < 2 and len(named) == 2 and role == "subject":
            return named
        if role == "object" and len(left) == 1 and not self.names.people[left[0]].many:
            return []  # "them" is more than one: things, here
        return left

    # -- phrases

    def phrase_people(self, phrase: Phrase, subjects: list[str], *, role: str) -> tuple[list[str], str | None]:  # noqa: PLR0911  (rules in order)
        """The people that a phrase makes visible, and the part of the body it names, if any."""
        if phrase.quoted:
            return [], None
        if phrase.pronoun is not None:
            case = "subject" if role == "subject" else "object"
            return self.resolve(phrase.pronoun, subjects, role=case), None
        if phrase.head in _EVERYBODY or (phrase.opener in _EVERYBODY and self._person_noun(phrase.head)):
            return list(self.people()) or list(self.expected()), None
        if (
            phrase.head in _PAIR
            and (role == "subject" or (self.lex.drops_subject and not subjects and phrase.opener in self.lex.definite))
            and (phrase.opener in {"", "the", "los", "las", "les", "die", phrase.head})
        ):
            several = self._several(subjects, role)
            single = [w for w in several if not self.names.people[w].many and self.names.people[w].kind == "person"]
            return (single if len(single) > 1 else several), None
        if (
            role == "subject"
            and self.lex.noun_is("clothes", phrase.head)
            and (phrase.owner is not None or phrase.owner_word)
        ):
            return [w for w in self._owners(phrase, subjects) if w not in self.gone], None
        if phrase.owner_word is not None and phrase.head in _SIDES:
            near = [w for w in self.focus if w in self.room and w not in subjects]
            fitting = [w for w in near if self._fits(w, self.lex.pronouns.get(phrase.owner_word, _ANYBODY))]
            return fitting[:1], None
        if role in _UPON and self.lex.noun_is("clothes", phrase.head) and phrase.owner is not None:
            return [w for w in self._owners(phrase, subjects) if w in self.room], phrase.head
        related = self._related(phrase, subjects)
        if related is not None:
            return [related], None
        if self.lex.noun_is("body", phrase.head) and phrase.ref is None:
            if phrase.opener in _EVERYBODY:
                return list(self.people()) or list(self.expected()), phrase.head  # "All hands go up."
            return self._owners(phrase, subjects), phrase.head
        if role == "subject" and phrase.owner is not None and phrase.owner.ref is not None and phrase.ref is None:
            kind = self.names.people[phrase.owner.ref].kind
            if kind in {"thing", "animal"} and not self.lex.noun_is("unseen", phrase.head):
                return [phrase.owner.ref], phrase.head
        if phrase.ref is None and (self.lex.noun_is("unseen", phrase.head) or self.lex.noun_is("image", phrase.head)):
            return [], None
        if phrase.ref is not None:
            if phrase.lead and (self.lex.noun_is("unseen", phrase.lead) or self.lex.noun_is("image", phrase.lead)):
                return [], None
            return self._named(phrase), None
        return self._by_noun(phrase), None

    def _related(self, phrase: Phrase, subjects: list[str]) -> str | None:
        """Who "Rae's mother" or "her mother" is."""
        if phrase.owner is not None and phrase.owner.ref is not None:
            return self.names.kin.get((phrase.owner.ref, phrase.head))
        if phrase.owner_word is not None and any(word == phrase.head for _, word in self.names.kin):
            for owner in self.resolve(phrase.owner_word, subjects, role="possessive"):
                found = self.names.kin.get((owner, phrase.head))
                if found is not None:
                    return found
            known = list(dict.fromkeys(who for (_, word), who in self.names.kin.items() if word == phrase.head))
            return known[0] if len(known) == 1 else None
        return None

    def _named(self, phrase: Phrase) -> list[str]:
        """The people that a name means: the members of a group; for "the man", whoever that was last."""
        ref = str(phrase.ref)
        person = self.names.people[ref]
        general = self.lex.noun_is("young", phrase.head) or self.lex.noun_is("grown", phrase.head)
        borrowed = general and not person.extra and person.name.lower() != phrase.head and len(phrase.words) <= 2
        if (person.extra or borrowed) and (phrase.opener in self.lex.definite or phrase.owner_word is not None):
            met = self._met_as(phrase) if ref not in self.room or borrowed else None
            if met is not None:
                return [met]
        if borrowed and phrase.opener not in self.lex.definite and ref not in self.expected():
            return []  # "a man" is nobody known
        return list(self.names.everyone_in(ref))

    def _person_noun(self, head: str) -> bool:
        return any(self.lex.noun_is(kind, head) for kind in ("person", "male", "female"))

    def _owners(self, phrase: Phrase, subjects: list[str]) -> list[str]:
        if phrase.owner is not None:
            if phrase.owner.ref is not None:
                return [phrase.owner.ref]
            return self._by_noun(phrase.owner)
        if phrase.owner_word is not None:
            return self.resolve(phrase.owner_word, subjects, role="possessive")
        return []

    def _by_noun(self, phrase: Phrase) -> list[str]:
        """Who "the man" or "the girl" is: the person last spoken of who can be called that."""
        head = phrase.head
        if head and phrase.opener in self.lex.counts and not self.room and self._person_noun(head):
            return self._counted(phrase)
        if head and phrase.opener in self.lex.indefinite and self.lex.noun_is("young", head):
            return self._awaited(phrase)
        if not head or (phrase.opener not in self.lex.definite and phrase.owner_word is None):
            return []
        if self.lex.noun_is("corpse", head) or (set(phrase.words) & self.lex.nouns.get("dead", frozenset())):
            dead = self._dead()
            if dead:
                return dead
        met = self._met_as(phrase, besides=self._owners(phrase, []) if phrase.owner_word is not None else ())
        if met is not None:
            return [met]
        if head in {"two", "couple", "pair", "three", "trio", "four"}:
            return self._several([], "subject")
        if head in {"others", "rest"}:
            return [w for w in self.people() if w != self.last_subject and self.names.people[w].kind == "person"]
        if head == "other":
            return [w for w in self.people() if w != self.last_subject and self.names.people[w].kind == "person"][:1]
        return self._plural_noun(head)

    def _met_as(self, phrase: Phrase, *, besides: Iterable[str] = ()) -> str | None:
        """The person met last in this scene who can be called by a noun ("the nurse", "the old man")."""
        head, other = phrase.head, set(besides)
        female, male = self.lex.noun_is("female", head), self.lex.noun_is("male", head)
        neutral = self.lex.noun_is("young", head) and not female and not male  # the child
        by_sex = (female or male or neutral) and not _is_plural_noun(head)
        if not by_sex and head not in self.names.heads:
            return None
        wanted = _ANYBODY if neutral else Pronoun("female" if female else "male", many=False, cases=frozenset())
        here = [w for w in dict.fromkeys((*self.focus, *self.room)) if w in self.room or w in self.gone]
        candidates = [w for w in (*here, *(w for w in self.expected() if w not in here)) if w not in other]
        for who in here:
            person = self.names.people[who]
            if who not in other and head in person.heads and self._has_age(person, phrase.words):
                return who
        for least in (2, 1):
            for who in candidates:
                person = self.names.people[who]
                if not self._has_age(person, phrase.words):
                    continue
                if head in person.heads:
                    return who
                sure = person.age is not None or least == 2
                if by_sex and sure and self._is_called(person, head) and self._fits(who, wanted) >= least:
                    return who
            if not by_sex:
                return None
        return None

    def _has_age(self, person: Who, words: tuple[str, ...]) -> bool:
        """Whether "old", "young" or "little" in a phrase can be said of somebody."""
        if person.age is None:
            return True
        if self.lex.aged & set(words):
            return person.age >= 50
        if self.lex.youthful & set(words):
            return person.age < 40
        return True

    def _awaited(self, phrase: Phrase) -> list[str]:
        """Who "a small sooty girl" is: the one girl of the scene who was not seen yet."""
        female, male = self.lex.noun_is("female", phrase.head), self.lex.noun_is("male", phrase.head)
        wanted = Pronoun("female" if female else "male", many=False, cases=frozenset()) if female or male else _ANYBODY
        people = self.names.people
        fitting = [
            w for w in self.expected() if self._is_called(people[w], phrase.head) and self._fits(w, wanted) == (1 if wanted is _ANYBODY else 2)
        ]
        return fitting if len(fitting) == 1 and fitting[0] not in self.room and not people[fitting[0]].extra else []

    def _counted(self, phrase: Phrase) -> list[str]:
        """Who "two figures" at the head of a scene are: its people, when they are as many."""
        for group in (self.expected(), self.recent()):
            known = [w for w in group if self.names.people[w].kind == "person"]
            if known:
                return known if len(known) == self.lex.counts[phrase.opener] else []
        return []

    def _dead(self) -> list[str]:
        """Who "the body" is: the one who is dead, else who lies."""
        here = [w for w in self.people() if self.names.people[w].kind != "thing"]
        dead = [w for w in here if self.room[w].dead] or [w for w in here if self.room[w].asleep]
        return (dead or [w for w in here if self.room[w].posture == "lie"])[:1]

    def _is_called(self, person: Who, head: str) -> bool:
        """Whether a noun for a person by age ("boy", "old woman") fits somebody's age."""
        if person.kind != "person" or person.many:
            return False
        if self.lex.noun_is("young", head):
            return person.age is not None and person.age < 20
        return person.age is None or person.age >= 13 or not self.lex.noun_is("grown", head)

    def _plural_noun(self, head: str) -> list[str]:
        """Who "the men", "the girls" or "the brothers" are: all who are here and can be called so, if several."""
        if not _is_plural_noun(head):
            return []
        female, male = self.lex.noun_is("female", head), self.lex.noun_is("male", head)
        for group in (list(self.people()), list(self.expected())):
            here = [w for w in group if self.names.people[w].kind == "person"]
            if female or male:
                wanted = Pronoun("female" if female else "male", many=False, cases=frozenset())
                here = [w for w in here if self._fits(w, wanted) == 2 and self._is_called(self.names.people[w], head)]
            else:
                stem = head[:-1]
                here = [w for w in here if stem in self.names.people[w].heads]
            if len(here) > 1:
                return here
        same = [w for w, p in self.names.people.items() if head[:-1] in p.name.lower().split() and not p.extra]
        return same if len(same) > 1 else []

    # -- sentences

    def read(self, sentence: Sentence, clauses: list[Clause] | None = None) -> Reading:
        """Read a sentence, or some of its clauses, and move the state of the scene on."""
        reading = Reading()
        if sentence is not self._sentence:
            before = self._sentence
            self.screen = before is not None and any(t.ref is None and t.lower in _LIKE_SIGHT for t in before.tokens)
            self._sentence = sentence
        chosen = sentence.clauses if clauses is None else clauses
        ahead = _next_subjects(chosen)
        picture = self._picture_from(sentence)
        for at, clause in enumerate(chosen):
            if clause.kind == "sub" and (clause.linker in _UNREAL or (at and self._is_void(chosen[at - 1]))):
                continue
            if clause.first > picture:
                continue
            self._clause(sentence, clause, reading, ahead.get(id(clause)))
        if sentence.tokens and sentence.tokens[0].lower == "exeunt":
            self._all_leave(reading)
        self._fragment(sentence, chosen, reading)
        self._dwelling(chosen, reading)
        if not reading.visible and not reading.partial:
            self._unseen_actor(chosen, reading)
        self._close(reading)
        return reading

    @staticmethod
    def _is_void(clause: Clause) -> bool:
        """In "There is nobody in the chair where Tom was sitting", what follows is not to be seen."""
        return any(p.head in _NOBODY for p in clause.objects)

    def _picture_from(self, sentence: Sentence) -> int:
        """In "A framed picture: Rae and Tom at the sea", where what the picture shows begins (a token), else none."""
        tokens = sentence.tokens
        opening = next((c for c in sentence.clauses if c.kind == "main"), None)
        if opening is None or not opening.verb:
            for at, token in enumerate(tokens):
                if token.tag == "NOUN" and self.lex.noun_is("image", token.lower):
                    return at
        for at, token in enumerate(tokens):
            if token.text in {":", "—", "–", "--"} and at:
                seen = [t for t in tokens[:at] if t.tag in {"NOUN", "NAME"} and t.ref is None]
                if any(self.lex.noun_is("image", t.lower) or t.lower in _LIKE_SIGHT for t in seen):
                    return at
        return len(tokens)

    def _subjects(self, sentence: Sentence, clause: Clause, fallback: Phrase | None) -> tuple[list[str], str | None]:
        phrase = clause.subject or fallback
        if phrase is None:
            if (
                clause.verb
                and clause.kind in {"main", "part"}
                and self.last_subject
                and self._may_act_alone(sentence, clause)
            ):
                if self.lex.drops_subject and self._is_plural_verb(sentence, clause):
                    return self._several([], "subject"), None
                return [self.last_subject], None
            return [], None
        found: list[str] = []
        body: str | None = None
        for part in phrase.each():
            people, where = self.phrase_people(part, [], role="subject")
            if part.owner is not None and part.owner.ref is not None and not people:
                self.mention(part.owner.ref)
            found.extend(p for p in people if p not in found)
            body = body or where
        return found, body

    def _is_plural_verb(self, sentence: Sentence, clause: Clause) -> bool:
        """Whether a Romance verb without a subject says "they"."""
        word = sentence.tokens[clause.verb_at].lower if clause.verb_at >= 0 else ""
        ending = {"es": "n", "it": "no", "pt": "m"}.get(self.lex.language)
        return ending is not None and word.endswith(ending)

    def _may_act_alone(self, sentence: Sentence, clause: Clause) -> bool:
        """Whether a verb without a subject may be the person before ("Runs. Falls."), not a thing after the verb."""
        if clause.verb in {"be", "have", "do", ""}:
            return False
        classes = self.lex.verb_class(clause.verb)
        if self.lex.language == "en":
            return True
        after = bool(clause.objects)
        reflexive = clause.verb_at > 0 and sentence.tokens[clause.verb_at - 1].tag == "CLITIC"
        return not (after and (classes & {"sound", "thing"} or (reflexive and classes & {"open"})))

    def _clause(self, sentence: Sentence, clause: Clause, reading: Reading, fallback: Phrase | None) -> None:
        if clause.kind == "main" and clause.subject is not None and not clause.shared_subject:
            self._meet_stranger(clause.subject)
        subjects, body = self._subjects(sentence, clause, fallback)
        classes = self.lex.verb_class(clause.verb)
        shown = self._subject_is_seen(sentence, clause, subjects, body)
        if shown:
            self._show(reading, subjects, body)
            if reading.subject is None and subjects:
                reading.subject = subjects[0]
        target, thing, touched = self._others(sentence, clause, subjects, classes, reading)
        if len(subjects) > 2 and target in subjects:
            subjects = [w for w in subjects if w != target]  # everybody looks at one of them
        for who in subjects if shown else ():
            act = Act(
                who, clause.verb, classes, tuple(clause.particles), tuple((p, ph.head) for p, ph in clause.preps),
                thing, body or touched, target, clause.negated, clause, self.names.people[who].many,
            )  # fmt: skip
            if clause.verb:
                reading.acts.append(act)
            self._moves(act, reading)
        if subjects and shown and clause.kind in {"main", "none"}:
            self.last_subject = subjects[0]
            if len(subjects) > 1:
                self.last_pair = tuple(subjects)
        if clause.subject is not None and clause.subject.quoted:
            reading.quoted = True

    def _meet_stranger(self, phrase: Phrase) -> None:
        if phrase.ref is not None:
            self.stranger = None
        elif self._person_noun(phrase.head) and phrase.pronoun is None and not self._by_noun(phrase):
            self.stranger = phrase.head

    def _subject_is_seen(self, sentence: Sentence, clause: Clause, subjects: list[str], body: str | None) -> bool:  # noqa: PLR0911  (rules in order)
        if not subjects:
            return False
        preps = [pair for c in sentence.clauses for pair in c.preps]
        absent = all(s not in self.room for s in subjects)
        if self.screen and any(p == "on" and ph.pronoun == "it" for p, ph in preps):
            return False
        looking = clause.verb in {"look", "stare", "gaze", "tap", "point"}
        if absent and not looking and any(p in {"in", "on", "from"} and ph.head in _LIKE_SIGHT for p, ph in preps):
            return False
        if (clause.verb == "be" or clause.passive) and (self._complements(sentence, clause) & self.lex.absent) - {
            "dead",
            "muerto",
            "muerta",
            "tot",
        }:
            for who in subjects:
                self.leave(who)
            return False
        if clause.verb == "be" and self._complements(sentence, clause) & self.lex.away:
            for who in subjects:
                self.leave(who)
            return False
        if clause.kind == "rel" and body is None:
            return any(s in self.room for s in subjects)
        if clause.negated and clause.verb == "be" and all(s not in self.room for s in subjects):
            return False
        if (clause.modal and clause.linker in _IRREALIS and absent) or clause.subject is None:
            return any(s in self.room for s in subjects)
        return clause.subject.opener not in {"no", "ningún", "kein", "keine"}

    def _complements(self, sentence: Sentence, clause: Clause) -> set[str]:
        words = {phrase.head for phrase in clause.objects}
        words.update(t.lower for t in sentence.tokens[clause.verb_at + 1 : clause.last + 1])
        return words

    def _show(self, reading: Reading, people: Iterable[str], body: str | None) -> None:
        for who in people:
            self.stance(who)
            self.mention(who)
            if body is not None and who not in reading.visible:
                reading.partial.setdefault(who, body)
                if self.lex.noun_is("face", body):
                    reading.face = body
            elif body is None:
                reading.partial.pop(who, None)
                if who not in reading.visible:
                    reading.visible.append(who)

    def _others(
        self, sentence: Sentence, clause: Clause, subjects: list[str], classes: frozenset[str], reading: Reading
    ) -> tuple[str | None, str | None, str | None]:
        """Objects and prepositional phrases: the person acted on, the thing used, the part of the body."""
        target: str | None = None
        thing: str | None = None
        touched: str | None = None
        roles = [("object", p) for p in clause.objects] + list(clause.preps) + [("extra", p) for p in clause.extras]
        for role, joined in roles:
            for phrase in joined.each():
                if phrase.clitic and classes & _HANDLES and len(clause.objects) == 1:
                    continue  # "la abre", "lo pone": a thing
                if phrase.pronoun is not None and self._means_things(sentence, clause, phrase):
                    continue
                people, body = self.phrase_people(phrase, subjects, role=role if role in _UPON else "object")
                if phrase.owner is not None and phrase.owner.ref is not None:
                    self.mention(str(phrase.owner.ref))
                if self._is_self(phrase, role, clause, subjects):
                    continue
                if body is not None and role == "extra" and not clause.verb and not any(p in self.room for p in people):
                    continue  # "Scar, beard, Andreas's chin.": a likeness
                if (
                    role == "object"
                    and not people
                    and subjects
                    and self.lex.noun_is("body", phrase.head)
                    and phrase.ref is None
                ):
                    touched = touched or phrase.head
                    continue
                if body is not None and people and all(p in subjects for p in people):
                    touched = touched or (body if role == "object" else None)
                    continue
                if people and self._is_mention(sentence, clause, classes, role, phrase, people):
                    self.focus.extend(w for w in people if w not in self.focus)
                    continue
                if people:
                    self._show(reading, people, body if role == "object" and not subjects else None)
                    target = target or people[0]
                elif not phrase.quoted and phrase.pronoun is None:
                    thing = self._thing(role, phrase, reading) or thing
                reading.quoted = reading.quoted or phrase.quoted
        return target, thing, touched

    def _means_things(self, sentence: Sentence, clause: Clause, phrase: Phrase) -> bool:
        """Whether "them" are the things just named: "raise their rifles and aim them"."""
        pronoun = self.lex.pronouns.get(phrase.pronoun or "")
        if pronoun is None or not pronoun.many or pronoun.sex != "any" or "subject" in pronoun.cases:
            return False
        before = [p for c in sentence.clauses for p in (*c.objects, *(ph for _, ph in c.preps)) if p.last < phrase.first]
        named = [p for p in before if p.ref is not None or p.pronoun is not None or self._person_noun(p.head)]
        things = [p for p in before if p.ref is None and p.pronoun is None and _is_plural_noun(p.head)]
        things = [p for p in things if not self._person_noun(p.head) and not self.lex.noun_is("body", p.head)]
        return bool(things) and not named and clause.subject is not None

    def _is_self(self, phrase: Phrase, role: str, clause: Clause, subjects: list[str]) -> bool:
        """In "drags the binder after her", with a thing moved, the place word points back to the mover."""
        if phrase.pronoun is None or role not in _AROUND or len(subjects) != 1 or clause.subject is None:
            return False
        pronoun = self.lex.pronouns.get(phrase.pronoun)
        moved = [p for p in clause.objects if p.pronoun is None and p.ref is None]
        return pronoun is not None and not pronoun.many and bool(moved) and self._fits(subjects[0], pronoun) == 2

    def _thing(self, role: str, phrase: Phrase, reading: Reading) -> str | None:
        head = phrase.head
        if self.lex.noun_is("prop", head) and head not in reading.things and not self.lex.noun_is("clothes", head):
            reading.things.append(head)
        if self._person_noun(head):
            reading.unknown_people.append(head)
            return None
        return head if role == "object" and head else None

    def _is_mention(  # noqa: C901, PLR0911  (rules in order)
        self, sentence: Sentence, clause: Clause, classes: frozenset[str], role: str, phrase: Phrase, people: list[str]
    ) -> bool:
        here = all(p in self.room for p in people)
        if role == "of":
            word = sentence.tokens[phrase.first - 2].lower if phrase.first >= 2 else ""
            if (
                self.lex.noun_is("image", word)
                or self.lex.noun_is("unseen", word)
                or word in {"sign", "trace", "thought", "name", "news"}
            ):
                return True
        if role in _MENTION_PREPS or "mental" in classes:
            return True
        if role == "for" and (clause.verb in _SEEKING or "look" in classes):
            return not here
        sender = role == "from" and phrase.first >= 2 and sentence.tokens[phrase.first - 2].tag == "NOUN"
        if sender and not here and "take" not in classes:
            return True
        if clause.kind == "part" and clause.negated:
            return True
        if all(p in self.gone for p in people) and not here:
            return True
        if clause.subject is not None and self.lex.noun_is("image", clause.subject.head):
            return True
        if clause.subject is not None and clause.subject.head in _NOBODY:
            return not here
        if clause.verb in _CALLING and role == "object" and not here:
            return True
        if any(p in {"in", "on"} and ph.head in _LIKE_SIGHT for p, ph in clause.preps) and not here:
            return True
        if clause.kind == "inf" and phrase.opener in self.lex.indefinite and phrase.ref is not None:
            return False  # "tries to unhook a horse": it stands there
        if clause.kind in {"rel", "inf"} or "sense" in classes or clause.modal:
            return not here
        return phrase.opener in {"no", "kein", "keine", "ningún"}

    def _moves(self, act: Act, reading: Reading) -> None:
        stance = self.stance(act.who)
        if act.negated:
            return
        places = {word for prep, word in act.preps if prep in _IN_WORDS}
        outward = bool(_OUT_WORDS & set(act.particles)) or any(p in {"out", "off"} for p, _ in act.preps)
        inward = (bool(places) and not outward) or bool(_IN_WORDS & set(act.particles))
        moving = bool(act.classes & _MOVES) or act.verb in {
            "burst",
            "come",
            "go",
            "storm",
            "barge",
            "slip",
            "drag",
            "lean",
            "get",
            "pull",
            "push",
        }
        if ("exit" in act.classes and self._leaves(act)) or (
            moving
            and outward
            and not inward
            and act.verb not in {"lean", "get", "drag", "pull", "push", "step", "come"}
        ):
            reading.exits.append(act.who)
        elif "enter" in act.classes or (moving and inward and act.verb not in {"lean", "pull", "push"}):
            reading.enters.append(act.who)
        _posture(act, stance)
        if act.verb in {"", "be", "seat", "lie", "sleep", "doze"}:
            self._rest(act, stance)
        self._hold(act, stance)

    def _rest(self, act: Act, stance: Stance) -> None:
        """Take in "is asleep at the table", "is seated", "is on her knees"."""
        said = {act.thing or "", act.verb, *act.particles, *(p.head for p in act.clause.extras)}
        places = {word for _, word in act.preps}
        if said & (self.lex.asleep | {"sleep", "doze"}):
            stance.asleep = True
            stance.dead = stance.dead or bool(said & self.lex.nouns.get("dead", frozenset()))
            at_table = any(self.lex.noun_is("furniture", w) or self.lex.noun_is("seat", w) for w in places)
            bed = bool(places & {"bed", "floor", "ground", "sofa", "couch", "cama", "bett", "lit"})
            stance.posture = "sit" if at_table and not bed else "lie"
        elif "seated" in said or act.verb == "seat":
            stance.posture = "sit"
        elif "knees" in places:
            stance.posture = "kneel"
        elif places & {"back", "stomach", "belly", "espalda", "dos", "rücken"} and act.verb in {"", "be"}:
            stance.posture = "lie"

    def _hold(self, act: Act, stance: Stance) -> None:
        """What somebody has in hand after this act."""
        if stance.asleep and act.verb not in {"be", "sleep", "lie", "doze", "snore"}:
            stance.asleep = False
        if stance.posture == "sit" and stance.holds in _LUGGAGE:
            stance.holds = None
        thing = act.thing
        if thing is None:
            return
        if "take" in act.classes and act.body is None and self._can_be_held(act, thing):
            stance.holds = thing
        elif act.classes & {"give", "put"}:
            stance.holds = None

    def _can_be_held(self, act: Act, thing: str) -> bool:
        if self.lex.noun_is("prop", thing):
            return not (self.lex.noun_is("clothes", thing) and act.verb in {"pull", "draw", "raise", "lift"})
        opener = next((p.opener for p in act.clause.objects if p.head == thing), "")
        named = opener in {
            "a",
            "an",
            "the",
            "his",
            "her",
            "their",
            "one",
            "un",
            "una",
            "el",
            "la",
            "ein",
            "einen",
            "den",
            "le",
        }
        odd = any(
            self.lex.noun_is(kind, thing)
            for kind in ("clothes", "place", "furniture", "body", "person", "seat", "door", "unseen", "vehicle")
        )
        return (
            named
            and not odd
            and act.verb
            in {"take", "hold", "carry", "clutch", "grip", "lift", "grab", "cradle", "raise", "pick", "snatch"}
        )

    def _leaves(self, act: Act) -> bool:
        if act.verb in {"leave", "escape", "flee", "exit", "verlassen", "verlässt", "quitte"} and act.thing is not None:
            return self.lex.noun_is("place", act.thing) or self.lex.noun_is("door", act.thing) or act.verb != "leave"
        return act.target is None or act.verb != "leave"

    def _all_leave(self, reading: Reading) -> None:
        """Exeunt: everybody goes, but for those who are named as staying or who alone are named as going."""
        going = reading.visible or list(self.people())
        self._show(reading, going, None)
        reading.exits.extend(w for w in going if w not in reading.exits)

    def _fragment(self, sentence: Sentence, clauses: list[Clause], reading: Reading) -> None:
        """In "One boot. Barefoot. Blood on his hands." after somebody was shown, the picture stays on them."""
        if reading.visible or reading.partial or any(c.verb for c in clauses) or len(clauses) != 1:
            return
        if self.last_subject is None or self.last_subject not in self.last_seen or self.last_subject not in self.room:
            return
        clause = clauses[0]
        phrase = clause.subject
        if phrase is None or phrase.ref is not None or phrase.pronoun is not None or phrase.quoted:
            return
        if phrase.owner is not None or phrase.owner_word is not None or phrase.opener in {"the", "no"}:
            return
        worn = self.lex.noun_is("clothes", phrase.head) or self.lex.noun_is("body", phrase.head)
        tags = {t.tag for t in sentence.tokens if t.tag not in {"STOP", "COMMA", "CONJ", "ADV", "PUNCT"}}
        said = bool(tags) and (tags <= {"ADJ"} or (sentence.tokens[0].tag == "ADJ" and phrase.opener == ""))
        if worn or said:
            self._show(reading, [self.last_subject], phrase.head if worn and not said else None)
            reading.subject = self.last_subject

    def _dwelling(self, clauses: list[Clause], reading: Reading) -> None:
        for clause in clauses:
            subject = clause.subject
            if subject is None or subject.ref is not None or subject.pronoun is not None or subject.quoted:
                continue
            head = subject.head
            if self.lex.noun_is("prop", head) or self.lex.noun_is("text", head):
                reading.dwells_on = reading.dwells_on or head
                if self.lex.noun_is("prop", head) and head not in reading.things:
                    reading.things.append(head)
            if self._person_noun(head) and head not in reading.unknown_people:
                reading.unknown_people.append(head)
        nobody = not reading.visible and not reading.partial
        reading.about_place = nobody and reading.dwells_on is None

    def _unseen_actor(self, clauses: list[Clause], reading: Reading) -> None:
        """In "A hand reaches down", a part of somebody whose voice was just heard from outside the picture."""
        for clause in clauses:
            subject = clause.subject
            if subject is None or not self.lex.noun_is("body", subject.head) or not clause.verb:
                continue
            owner = self.offscreen_voice or (
                self.last_subject if subject.opener in {"the", "el", "la", "der", "die"} else None
            )
            if owner is not None:
                self._show(reading, [owner], subject.head)
                reading.about_place = False
                return

    def _close(self, reading: Reading) -> None:
        for who in reading.exits:
            self.leave(who)
        self.just_left = tuple(reading.exits)
        shown = (*reading.visible, *reading.partial)
        if shown:
            self.last_seen = shown
        if reading.subject is not None and reading.subject in self.focus:
            self.mention(reading.subject)


def _next_subjects(clauses: list[Clause]) -> dict[int, Phrase]:
    """For an opening participle without subject: the subject of the clause that follows."""
    out: dict[int, Phrase] = {}
    for at, clause in enumerate(clauses):
        if clause.subject is None and clause.kind == "part":
            for later in clauses[at + 1 :]:
                if later.subject is not None:
                    out[id(clause)] = later.subject
                    break
    return out


_NEED_REFLEXIVE = frozenset({"legt", "setzt", "setzen"})  # German lays things down, and people with "sich"
_POSTURES = (
    ("sit", "sit"), ("vehicle", "sit"), ("kneel", "kneel"), ("crouch", "crouch"), ("lie", "lie"), ("stand", "stand"),
    ("run", "run"), ("walk", "walk"), ("enter", "walk"), ("exit", "walk"), ("lean", "lean"),
)  # fmt: skip


def _posture(act: Act, stance: Stance) -> None:
    if act.verb == "be" or (act.body is not None and act.classes & {"walk", "run", "fall", "exit", "enter"}):
        return
    if "up" in act.particles and act.verb in {"get", "stand", "sit", "jump", "spring", "leap", "push"}:
        stance.posture = "sit" if act.verb == "sit" else "stand"
        return
    if "down" in act.particles and act.verb in {"lie", "lay"}:
        stance.posture = "lie"
        return
    if act.verb in _NEED_REFLEXIVE and not any(p.pronoun == "sich" for p in act.clause.objects):
        return
    for name, posture in _POSTURES:
        if name in act.classes:
            if posture == "lean" and stance.posture in {"sit", "kneel", "crouch", "lie"}:
                return
            stance.posture = posture
            return
    if stance.posture in {"walk", "run", "lean"}:
        stance.posture = "stand"
