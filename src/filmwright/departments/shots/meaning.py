"""Whom a phrase means: names, roles, "the man", "her mother", "the two of them", a hand."""

from dataclasses import dataclass

from filmwright.departments.shots.company import Company
from filmwright.departments.shots.grammar.lexicon import Pronoun
from filmwright.departments.shots.grammar.names import Who
from filmwright.departments.shots.grammar.parse import Phrase

__all__ = ["UPON", "Meaning", "is_plural_noun"]

_EVERYBODY = frozenset({"everybody", "everyone", "all", "todos", "alle", "tous", "tutti", "every", "each"})
_PAIR = frozenset({"both", "either", "neither", "two", "beide", "beiden", "ambos", "ambas", "dos", "deux"})
_TWO = frozenset({"two", "dos", "deux", "zwei", "due", "dois", "duas"})
UPON = frozenset({"to", "against", "onto", "under", "over", "across", "into"})
"""Prepositions that bring a part of somebody, or what they wear, into the picture."""
_SIDES = frozenset({"side", "lado", "seite", "côté", "fianco", "heels"})
_ANYBODY = Pronoun("any", many=False, cases=frozenset())


def is_plural_noun(head: str) -> bool:
    """Whether an English noun is a plural, by its form."""
    return (head.endswith("s") and not head.endswith("ss")) or head in {"men", "women", "children", "people"}


@dataclass(slots=True)
class Meaning(Company):
    """The state of a scene, with what phrases mean in it."""

    def phrase_people(self, phrase: Phrase, subjects: list[str], *, role: str) -> tuple[list[str], str | None]:
        """The people that a phrase makes visible, and the part of the body it names, if any."""
        if phrase.quoted:
            return [], None
        if phrase.pronoun is not None:
            case = "subject" if role == "subject" else "object"
            return self.resolve(phrase.pronoun, subjects, role=case), None
        whole = self._counting_words(phrase, subjects, role)
        if whole is None:
            whole = self._worn(phrase, subjects, role) if self.lex.noun_is("clothes", phrase.head) else None
        if whole is None and phrase.owner_word is not None and phrase.head in _SIDES:
            whole = self._beside(phrase, subjects)
        if whole is None:
            related = self._related(phrase, subjects)
            whole = [related] if related is not None else None
        if whole is not None:
            worn = role in UPON and self.lex.noun_is("clothes", phrase.head)
            return whole, phrase.head if worn else None
        return self._parts_or_names(phrase, subjects, role)

    def _parts_or_names(self, phrase: Phrase, subjects: list[str], role: str) -> tuple[list[str], str | None]:
        """A part of somebody with the word for it, or whoever the phrase names."""
        if phrase.ref is None:
            if self.lex.noun_is("body", phrase.head):
                return self._all_or_owners(phrase, subjects), phrase.head
            owner = self._shows_owner(phrase, subjects, role)
            if owner is not None:
                return [owner], phrase.head
            sight = self.lex.noun_is("unseen", phrase.head) or self.lex.noun_is("image", phrase.head)
            return ([] if sight else self._by_noun(phrase)), None
        if phrase.lead and (self.lex.noun_is("unseen", phrase.lead) or self.lex.noun_is("image", phrase.lead)):
            return [], None
        return self._named(phrase), None

    def _shows_owner(self, phrase: Phrase, subjects: list[str], role: str) -> str | None:
        """Whose thing acts: "the robot's dish turns", "Tom's umbrella snaps open", "her composure breaks"."""
        owner = phrase.owner.ref if phrase.owner is not None and role == "subject" else None
        if owner is None and phrase.owner_word is not None and role == "subject":
            owners = self.resolve(phrase.owner_word, subjects, role="possessive")
            owner = owners[0] if len(owners) == 1 else None
        if owner is None or self.lex.noun_is("unseen", phrase.head):
            return None
        if self.names.people[owner].kind in {"thing", "animal"}:
            return owner
        return owner if owner in self.room and self._goes_with(phrase.head) else None

    def _goes_with(self, head: str) -> bool:
        """Whether what somebody owns is seen with them: not a place, a vehicle, a picture, another person."""
        apart = ("place", "furniture", "seat", "door", "vehicle", "image", "text", "screen", "animal", "phone")
        return not any(self.lex.noun_is(kind, head) for kind in apart) and not self._person_noun(head)

    def _all_or_owners(self, phrase: Phrase, subjects: list[str]) -> list[str]:
        if phrase.opener in _EVERYBODY:
            return self.crowd() or list(self.people()) or list(self.expected())  # "All hands go up."
        if phrase.owner is None and phrase.owner_word is None and self._are_many_parts(phrase):
            return self.crowd() or [w for w in self.people() if w not in subjects]  # "Heads turn.", "Twenty heads"
        return self._owners(phrase, subjects)

    def _are_many_parts(self, phrase: Phrase) -> bool:
        """Whether parts of a body must be several people's: "heads", "faces", more than two of anything."""
        if not is_plural_noun(phrase.head) or phrase.opener in self.lex.definite:
            return False
        counted = self.lex.closed.get(phrase.opener) == "number" and phrase.opener != "one"
        single = phrase.head[:-1] in {"head", "face", "mouth", "nose", "chin", "neck", "back", "voice"}
        return (counted and (single or phrase.opener not in _TWO)) or (single and phrase.opener in {"", phrase.head})

    def _counting_words(self, phrase: Phrase, subjects: list[str], role: str) -> list[str] | None:
        """Whom "everybody" and "both" mean; None for other words."""
        if phrase.head in _EVERYBODY or (phrase.opener in _EVERYBODY and self._person_noun(phrase.head)):
            return list(self.people()) or self.named_first()
        number = self._number(phrase)
        if number > 1:
            found = self.so_many(number)
            if found:
                return found
        if phrase.opener in _PAIR and phrase.head in {"one", phrase.opener}:
            return self._pair(subjects, role)  # "neither one"
        if phrase.head not in _PAIR or phrase.opener not in {"", "the", "los", "las", "les", "die", phrase.head}:
            return None
        inverted = self.lex.drops_subject and not subjects and phrase.opener in self.lex.definite
        if role != "subject" and not inverted:
            return None
        return self._pair(subjects, role)

    def _number(self, phrase: Phrase) -> int:
        """How many "all three", "the three of them", "our three" mean; 0 where a noun follows or none is said."""
        if phrase.head not in self.lex.counts or phrase.ref is not None:
            return 0
        opened = phrase.opener in _EVERYBODY or phrase.opener in self.lex.definite or phrase.owner_word is not None
        return self.lex.counts[phrase.head] if opened else 0

    def _pair(self, subjects: list[str], role: str) -> list[str]:
        alone = [w for w in self.people() if not self.names.people[w].many and not self.names.people[w].extra]
        several = self._several(subjects, role)
        if len(alone) > 1 and len(several) != 2:
            return alone[:2]
        single = [w for w in several if not self.names.people[w].many and self.names.people[w].kind == "person"]
        return single if len(single) > 1 else several

    def _worn(self, phrase: Phrase, subjects: list[str], role: str) -> list[str] | None:
        """Who wears what is spoken of: "her sleeve catches", "rolls to Pa's slipper"."""
        if role == "subject" and (phrase.owner is not None or phrase.owner_word):
            return [w for w in self._owners(phrase, subjects) if w not in self.gone]
        if role in UPON and phrase.owner is not None:
            return [w for w in self._owners(phrase, subjects) if w in self.room]
        if role in {"on", "object"} and not subjects and phrase.owner_word is not None:
            return [w for w in self._owners(phrase, subjects) if w in self.room]
        return None

    def _beside(self, phrase: Phrase, subjects: list[str]) -> list[str]:
        """Whose side "at his side" is: somebody else's than the subject's."""
        pronoun = self.lex.pronouns.get(str(phrase.owner_word), _ANYBODY)
        near = [w for w in self.focus if w in self.room and w not in subjects]
        return [w for w in near if self._fits(w, pronoun)][:1]

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
        if not head:
            return []
        if phrase.opener in self.lex.counts and not self.room and self._person_noun(head):
            return self._counted(phrase)
        if phrase.opener in self.lex.indefinite and self.lex.noun_is("young", head):
            return self._awaited(phrase)
        if phrase.opener not in self.lex.definite and phrase.owner_word is None:
            return []
        return self._by_definite(phrase)

    def _by_definite(self, phrase: Phrase) -> list[str]:
        """Who "the body", "our guys", "the older one", "the nurse" and "the men" are, in this order."""
        if self.lex.noun_is("corpse", phrase.head) or (set(phrase.words) & self.lex.nouns.get("dead", frozenset())):
            dead = self._dead()
            if dead:
                return dead
        if phrase.owner_word is not None and self._is_ours(phrase.owner_word) and is_plural_noun(phrase.head):
            return [w for w in self.recent() if self.names.people[w].told]
        met = self._compared(phrase) or self._met_as(phrase, by_name=phrase.owner_word is not None)
        return [met] if met is not None else self._some_of_us(phrase.head)

    def _is_ours(self, word: str) -> bool:
        pronoun = self.lex.pronouns.get(word)
        return pronoun is not None and pronoun.sex == "camera" and not self.room

    def _compared(self, phrase: Phrase) -> str | None:
        """Who "the older one" and "the younger" of those seen together are, where the script gives their ages."""
        said = set(phrase.words)
        old, young = bool(said & self.lex.aged), bool(said & self.lex.youthful)
        if phrase.head not in {"one", *self.lex.aged, *self.lex.youthful} or not (old or young):
            return None
        seen = [w for w in self.last_seen if self.names.people[w].age is not None]
        group = seen if len(seen) > 1 else [w for w in self.people() if self.names.people[w].age is not None]
        if len(group) < 2:
            return None
        ages = [(self.names.people[w].age or 0, n, w) for n, w in enumerate(group)]
        return (max(ages) if old else min(ages))[2]

    def _some_of_us(self, head: str) -> list[str]:
        """Who "the couple", "the others" or "the men" are."""
        if head in {"two", "couple", "pair", "three", "trio", "four"}:
            return self._several([], "subject")
        if head in {"others", "rest", "other"}:
            people = [w for w in self.people() if w != self.last_subject and self.names.people[w].kind == "person"]
            return people[:1] if head == "other" else people
        return self._plural_noun(head)

    def _met_as(self, phrase: Phrase, *, by_name: bool = False) -> str | None:
        """The person met last in this scene who can be called by a noun ("the nurse", "the old man").

        `by_name`: only somebody whom the script calls so ("her husband" is not just any man).
        """
        head = phrase.head
        female, male = self.lex.noun_is("female", head), self.lex.noun_is("male", head)
        neutral = self.lex.noun_is("young", head) and not female and not male  # the child
        by_sex = (female or male or neutral) and not by_name and not is_plural_noun(head)
        if not by_sex and head not in self.names.heads:
            return None
        here = [w for w in dict.fromkeys((*self.focus, *self.room)) if w in self.room or w in self.gone]
        everybody = [*here, *(w for w in self.expected() if w not in here)]
        people = self.names.people
        aged = [w for w in everybody if self._has_age(people[w], phrase.words)]
        called = [w for w in aged if head in people[w].heads]
        if called or not by_sex:
            return called[0] if called else None
        wanted = _ANYBODY if neutral else Pronoun("female" if female else "male", many=False, cases=frozenset())
        for least in (2, 1):
            for who in aged:
                sure = people[who].age is not None or least == 2
                if sure and self._is_called(people[who], head) and self._fits(who, wanted) >= least:
                    return who
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
        people, least = self.names.people, 1 if wanted is _ANYBODY else 2
        called = [w for w in self.expected() if self._is_called(people[w], phrase.head)]
        fitting = [w for w in called if self._fits(w, wanted) == least]
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
        if not is_plural_noun(head):
            return []
        female, male = self.lex.noun_is("female", head), self.lex.noun_is("male", head)
        told = next((w for w in self.people() if self._is_group_called(w, head)), None)
        if told is not None:
            return [told]
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
        likely = self._likely(list(self.people()), head, female=female, male=male)
        if len(likely) > 1:
            return likely
        same = [w for w, p in self.names.people.items() if head[:-1] in p.name.lower().split() and not p.extra]
        return same if len(same) > 1 else []

    def _is_group_called(self, who: str, head: str) -> bool:
        """Whether a group is one of "the men" (BOATMEN) or "the officers" (POLICE OFFICERS)."""
        person = self.names.people[who]
        return person.many and any(h.endswith(head) for h in person.heads)

    def _likely(self, group: list[str], head: str, *, female: bool, male: bool) -> list[str]:
        """Those of a group whom a general plural ("the boys", "the kids", "our friends") does not contradict."""
        general = female or male or self.lex.noun_is("young", head) or self.lex.noun_is("grown", head)
        if not general:
            return []
        wrong = "male" if female else "female" if male else ""
        young = self.lex.noun_is("young", head)
        people = self.names.people
        here = [w for w in group if people[w].kind == "person" and not people[w].extra]
        return [w for w in here if self._sex(w) != wrong and not (young and (people[w].age or 0) > 30)]
