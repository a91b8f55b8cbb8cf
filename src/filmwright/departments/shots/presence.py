"""Who is in the picture: people followed through a scene, sentence by sentence.

`Presence` carries who is in the room, who was last spoken of (for pronouns), and how each one stands.
`read` turns a parsed sentence into a `Reading`: who must be visible, what they do, what the text dwells on.
People who are only mentioned (in photographs, memories, names, voices, negations) are left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from filmwright.departments.shots.company import Stance
from filmwright.departments.shots.doing import Act, Doing, Reading
from filmwright.departments.shots.grammar.parse import Clause, Phrase, Sentence
from filmwright.departments.shots.meaning import UPON, is_plural_noun

__all__ = ["Act", "Presence", "Reading", "Stance"]

_MENTION_PREPS = frozenset({"about", "without", "like", "than", "except", "als", "ohne", "sin", "sans", "sobre"})
_SEEKING = frozenset(
    {"wait", "search", "call", "ask", "look", "hope", "hunt", "scream", "shout", "yell", "cry", "reach", "listen"}
)
_NOBODY = frozenset({"nobody", "none", "nothing", "nadie", "niemand", "personne", "nessuno", "ninguém"})
_OF = frozenset({"of", "de", "du", "des", "del", "von", "di", "della", "dello", "do", "da"})
_NO = frozenset({"no", "ningún", "ninguna", "kein", "keine", "aucun", "aucune", "nessun", "nessuna", "nenhum"})
_REVEALING = frozenset({"reveal", "show", "find", "see", "discover", "include", "disclose"})
_SOMEBODY = frozenset({"somebody", "someone", "alguien", "jemand", "quelqu'un", "qualcuno", "alguém"})
_CALLING = frozenset({"call", "phone", "telephone", "dial", "ring", "text", "summon", "llama", "appelle", "ruft"})
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
_UNREAL = frozenset({"before", "unless", "if", "whether", "that", "than", "lest"})
_IRREALIS = frozenset({"would", "should", "might", "may", "'d", "wouldn't", "shouldn't"})
_HANDLES = frozenset({"open", "use", "put", "take", "give"})
_LIKE_SIGHT = frozenset(
    {"screen", "monitor", "television", "tv", "photograph", "photo", "picture", "portrait", "painting", "poster"}
)


@dataclass(slots=True)
class _Acted:
    """What a verb acts on: a person, a thing, a part of the body."""

    target: str | None = None
    thing: str | None = None
    touched: str | None = None


@dataclass(slots=True)
class Presence(Doing):
    """Reads sentences, and says who is to be seen."""

    def read(self, sentence: Sentence, clauses: list[Clause] | None = None) -> Reading:
        """Read a sentence, or some of its clauses, and move the state of the scene on."""
        reading = Reading()
        if sentence is not self._sentence:
            if sentence.start == 0:
                self.begin_paragraph()
            before = self._previous = self._sentence
            self.screen = before is not None and any(t.ref is None and self._is_sight(t.lower) for t in before.tokens)
            self._sentence = sentence
            self.seen_now = []
        chosen = sentence.clauses if clauses is None else clauses
        ahead = _next_subjects(chosen)
        picture = self._picture_from(sentence)
        if picture < len(sentence.tokens):
            self.send_away(t.ref for t in sentence.tokens[picture:] if t.ref is not None)
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
                if any(self.lex.noun_is("image", t.lower) or self._is_sight(t.lower) for t in seen):
                    return at
        return len(tokens)

    def _is_sight(self, word: str) -> bool:
        """Whether a noun shows what is elsewhere: a screen, a picture."""
        return word in _LIKE_SIGHT or self.lex.noun_is("screen", word)

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
                    return [] if self._is_impersonal(sentence, clause) else self._several([], "subject"), None
                if self.lex.drops_subject and self.names.people[self.last_subject].many:
                    return [], None  # one acts, and not those before
                return [self._acts_alone(sentence, self.last_subject)], None
            return [], None
        found: list[str] = []
        body: str | None = None
        for part in phrase.each():
            people, where = self.phrase_people(part, [], role="subject")
            if part.pronoun == "sie" and self.lex.language == "de" and self._is_plural_verb(sentence, clause):
                people = self._several([], "subject")  # they, not she
            if part.owner is not None and part.owner.ref is not None and not people:
                self.mention(part.owner.ref)
            found.extend(p for p in people if p not in found)
            body = body or where
        return found, body

    def _acts_alone(self, sentence: Sentence, last: str) -> str:
        """Who acts in a sentence without a subject: in "Looks at her." after she acted, it is the other one."""
        for clause in sentence.clauses:
            for phrase in (*clause.objects, *(p for _, p in clause.preps)):
                pronoun = self.lex.pronouns.get(phrase.pronoun or "")
                if pronoun is None or pronoun.many or pronoun.sex not in {"male", "female"}:
                    continue
                if "object" in pronoun.cases and "reflexive" not in pronoun.cases and self._fits(last, pronoun) == 2:
                    others = [w for w in self.people() if w != last and not self.names.people[w].extra]
                    return others[0] if others else last
        return last

    def _is_impersonal(self, sentence: Sentence, clause: Clause) -> bool:
        """In "Bussano." or "Llaman a la puerta." it is not those in the room who knock."""
        knocking = self.lex.verb_class(clause.verb) & {"sound"} or clause.verb in {"llaman", "tocan", "batem"}
        alone = clause.verb_at == 0 or sentence.tokens[clause.verb_at - 1].tag != "CLITIC"
        return bool(knocking) and alone

    def _is_plural_verb(self, sentence: Sentence, clause: Clause) -> bool:
        """Whether a Romance verb without a subject says "they"."""
        word = sentence.tokens[clause.verb_at].lower if clause.verb_at >= 0 else ""
        ending = {"es": "n", "it": "no", "pt": "m", "de": "n"}.get(self.lex.language)
        return word == "sind" or (ending is not None and word.endswith(ending))

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
            self.remote.difference_update(subjects)
            self._show(reading, subjects, body)
            if reading.subject is None and subjects:
                reading.subject = subjects[0]
        others = self._others(sentence, clause, subjects, classes, reading)
        if len(subjects) > 2 and others.target in subjects:
            subjects = [w for w in subjects if w != others.target]  # everybody looks at one of them
        for who in subjects if shown else ():
            act = Act(
                who, clause.verb, classes, tuple(clause.particles), tuple((p, ph.head) for p, ph in clause.preps),
                others.thing, body or others.touched, others.target, clause.negated, clause,
                self.names.people[who].many,
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

    def _subject_is_seen(self, sentence: Sentence, clause: Clause, subjects: list[str], body: str | None) -> bool:
        """Whether a clause brings its subject into the picture, or shows them there."""
        if not subjects:
            return False
        here = any(s in self.room for s in subjects)
        if self._is_on_screen(sentence, clause, subjects):
            return False
        if clause.kind != "rel" and any(map(self.is_away, subjects)) and not self._comes_in(clause):
            return here
        if not here and self._is_only_heard(sentence, clause):
            return False
        if self._is_elsewhere(sentence, clause):
            for who in subjects:
                self.leave(who)
            return False
        return here or self._brings_in(clause, body)

    def _is_only_heard(self, sentence: Sentence, clause: Clause) -> bool:
        """Whether somebody sounds from where we are not: "On the other side of the wall, the Captain is singing"."""
        if not self.lex.verb_class(clause.verb) & {"speak", "sound"}:
            return False
        for prep, phrase in (pair for c in sentence.clauses for pair in c.preps):
            if prep == "on" and phrase.head == "side" and "other" in phrase.words:
                return True
            if prep in {"behind", "beyond", "through", "outside", "from"} and (
                self.lex.noun_is("door", phrase.head) or self.lex.noun_is("place", phrase.head) or phrase.head == "wall"
            ):
                return True
        return False

    def _brings_in(self, clause: Clause, body: str | None) -> bool:
        """Whether a clause shows somebody who was not in the room: not what is denied, wished or told aside."""
        if clause.subject is None or clause.kind == "inf" or (clause.kind == "rel" and body is None):
            return False
        if (clause.negated and clause.verb == "be") or (clause.modal and clause.linker in _IRREALIS):
            return False
        return clause.subject.opener not in _NO

    def _is_on_screen(self, sentence: Sentence, clause: Clause, subjects: list[str]) -> bool:
        """Whether who acts is seen in a picture or on a screen: they are elsewhere, until they come in."""
        preps = [pair for c in sentence.clauses for pair in c.preps]
        if self.screen and any(p == "on" and ph.pronoun == "it" for p, ph in preps):
            return True
        if any(s in self.room for s in subjects):
            return False
        if self._is_in_sight(clause, preps) or (self.screen and self._is_known_elsewhere(sentence, clause)):
            self.send_away(subjects)
            return True
        return False

    def _is_in_sight(self, clause: Clause, preps: list[tuple[str, Phrase]]) -> bool:
        """Whether a clause says that its subject is in a picture or on a screen: "The boy on the monitor looks up"."""
        looking = clause.verb in {"look", "stare", "gaze", "tap", "point"}
        for prep, phrase in preps:
            if prep in {"from", "over", "through"} and self.lex.noun_is("device", phrase.head):
                return True  # "nothing from the speaker but a man breathing"
            if prep in {"in", "on", "from"} and self._is_sight(phrase.head):
                before = clause.verb_at < 0 or phrase.last < clause.verb_at
                if before or not looking:
                    return True
        return False

    def _is_known_elsewhere(self, sentence: Sentence, clause: Clause) -> bool:
        """After a sentence about a screen, "The boy has not moved" speaks of the screen; "JUN sleeps" brings him in."""
        subject = clause.subject
        if subject is None or subject.ref is None or self._comes_in(clause) or clause.kind != "main":
            return False
        by_name = any(t.ref == subject.ref and t.text[:1].isupper() for t in sentence.tokens[: subject.last + 1])
        known = sentence.tokens[subject.first].tag == "DET" and subject.opener in self.lex.definite
        return known and not by_name  # "Terry the guard sleeps" is here

    def _comes_in(self, clause: Clause) -> bool:
        """Whether somebody who was seen on a screen now enters the room."""
        return bool(self.lex.verb_class(clause.verb) & {"enter", "walk", "run"})

    def _is_elsewhere(self, sentence: Sentence, clause: Clause) -> bool:
        """Whether the clause says that its subject is gone, missing, a thousand miles away."""
        if clause.verb != "be" and not clause.passive:
            return False
        said = self._complements(sentence, clause)
        dead = self.lex.nouns.get("dead", frozenset())
        return bool((said & self.lex.absent) - dead) or (clause.verb == "be" and bool(said & self.lex.away))

    def _complements(self, sentence: Sentence, clause: Clause) -> set[str]:
        words = {phrase.head for phrase in clause.objects}
        words.update(t.lower for t in sentence.tokens[clause.verb_at + 1 : clause.last + 1])
        return words

    def _show(self, reading: Reading, people: Iterable[str], body: str | None) -> None:
        for who in people:
            if self.is_away(who):
                continue
            self.stance(who)
            self.mention(who)
            if who not in self.seen_now:
                self.seen_now.append(who)
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
    ) -> "_Acted":
        """Objects and prepositional phrases: the person acted on, the thing used, the part of the body."""
        acted = _Acted()
        roles = [("object", p) for p in clause.objects] + list(clause.preps) + [("extra", p) for p in clause.extras]
        for role, joined in roles:
            for phrase in joined.each():
                if phrase.clitic and classes & _HANDLES and len(clause.objects) == 1:
                    continue  # "la abre", "lo pone": a thing
                if phrase.pronoun is not None and self._means_things(sentence, clause, phrase):
                    continue
                if role == "extra" and self._is_apposition(clause, phrase):
                    continue
                people, body = self.phrase_people(phrase, subjects, role=role if role in UPON else "object")
                if phrase.owner is not None and phrase.owner.ref is not None:
                    self.mention(phrase.owner.ref)
                if self._is_self(phrase, role, clause, subjects) or self._is_likeness(role, clause, people, body):
                    continue
                if not self._touches_self(phrase, role, subjects, people, body, acted):
                    shown = body if role == "object" and not subjects else None
                    mention = bool(people) and self._is_mention(sentence, clause, classes, role, phrase, people)
                    self._take_in(phrase, role, people, shown, reading, acted, mention=mention)
        return acted

    def _is_apposition(self, clause: Clause, phrase: Phrase) -> bool:
        """Whether a noun between a name and its verb says who that is: "SOLANGE, la fille de la bouchère, ramasse"."""
        subject = clause.subject
        if subject is None or subject.ref is None or phrase.ref is not None or self.lex.language == "en":
            return False
        return subject.last < phrase.first < clause.verb_at and self._person_noun(phrase.head)

    def _take_in(
        self,
        phrase: Phrase,
        role: str,
        people: list[str],
        body: str | None,
        reading: Reading,
        acted: "_Acted",
        *,
        mention: bool,
    ) -> None:
        """Show the people of a phrase, or note that they were only spoken of, or that it is a thing."""
        if mention:
            self.focus.extend(w for w in people if w not in self.focus)
            return
        if people:
            self._show(reading, people, body)
            acted.target = acted.target or people[0]
        elif not phrase.quoted and phrase.pronoun is None:
            acted.thing = self._thing(role, phrase, reading) or acted.thing
        reading.quoted = reading.quoted or phrase.quoted

    def _touches_self(
        self, phrase: Phrase, role: str, subjects: list[str], people: list[str], body: str | None, acted: "_Acted"
    ) -> bool:
        """A part of the body without an owner, or the subject's own: "raises a hand", "shakes his head"."""
        bare = self.lex.noun_is("body", phrase.head) and phrase.ref is None
        if role == "object" and not people and subjects and bare:
            acted.touched = acted.touched or phrase.head
            return True
        if body is not None and people and all(p in subjects for p in people):
            acted.touched = acted.touched or (body if role == "object" else None)
            return True
        return False

    def _is_likeness(self, role: str, clause: Clause, people: list[str], body: str | None) -> bool:
        """In "Scar, beard, Andreas's chin." somebody who is not here lends his chin."""
        return body is not None and role == "extra" and not clause.verb and not any(p in self.room for p in people)

    def _means_things(self, sentence: Sentence, clause: Clause, phrase: Phrase) -> bool:
        """Whether "them" are the things just named: "raise their rifles and aim them"."""
        pronoun = self.lex.pronouns.get(phrase.pronoun or "")
        if pronoun is None or not pronoun.many or pronoun.sex != "any" or "subject" in pronoun.cases:
            return False
        before = [p for p in _acted_on(sentence) if p.last < phrase.first]
        if not before and self._previous is not None:
            before = list(_acted_on(self._previous))
        named = [p for p in before if p.ref is not None or p.pronoun is not None or self._person_noun(p.head)]
        things = [p for p in before if p.ref is None and p.pronoun is None and is_plural_noun(p.head)]
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

    def _is_mention(  # noqa: C901, PLR0911, PLR0912  (rules in order)
        self, sentence: Sentence, clause: Clause, classes: frozenset[str], role: str, phrase: Phrase, people: list[str]
    ) -> bool:
        here = all(p in self.room for p in people)
        if role in _OF and phrase.first >= 2 and not here:
            lead = next((t for t in reversed(sentence.tokens[: phrase.first]) if t.tag in {"NOUN", "NAME"}), None)
            if lead is not None and self._person_noun(lead.lower):
                return True  # "the daughter of the butcher"
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
        if role == "after" and "look" in classes:
            for who in people:
                self.leave(who)
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
        if clause.kind == "inf" and clause.verb in _REVEALING and self._by_camera(clause):
            return False
        if clause.kind in {"rel", "inf"} or "sense" in classes or clause.modal:
            return not here
        return phrase.opener in {"no", "kein", "keine", "ningún"}

    def _by_camera(self, clause: Clause) -> bool:
        """Whether it is us, the camera or a thing that finds somebody: "The doors open to reveal Rae"."""
        subject = clause.subject
        if subject is None or (subject.pronoun is None and subject.ref is None and not self._person_noun(subject.head)):
            return True
        pronoun = self.lex.pronouns.get(subject.pronoun or "")
        return pronoun is not None and pronoun.sex == "camera"

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
        if phrase.opener in self.lex.indefinite and self.lex.noun_is("body", phrase.head):
            newcomer = self._part_owner(phrase)
            if newcomer:
                self._show(reading, newcomer, phrase.head)
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
        """In "A hand reaches down", "Somebody laughs", "Nobody moves": who is to be seen though nobody is named."""
        for clause in clauses:
            subject = clause.subject
            if subject is None:
                continue
            subject = next((p for p in subject.each() if self.lex.noun_is("body", p.head)), subject)
            if not clause.verb and (
                self.room or clause.extras or len(clauses) > 1 or not self.lex.noun_is("body", subject.head)
            ):
                continue
            part = subject.head if self.lex.noun_is("body", subject.head) else None
            owners = self._part_owner(subject) if part is not None else self._anybody(clause, subject)
            if owners:
                self._show(reading, owners, part)
                reading.about_place = False
                return

    def _part_owner(self, subject: Phrase) -> list[str]:
        """Whose "a hand" is that comes into the picture: a voice from outside, whoever is to come, the last one."""
        if self.offscreen_voice is not None:
            return [self.offscreen_voice]
        if subject.opener in self.lex.indefinite or not self.room:
            due = [w for w in self.expected() if w not in self.room and w not in self.gone and not self.is_away(w)]
            return [w for w in due if self.names.people[w].kind == "person"][:1]
        return [self.last_subject] if self.last_subject is not None and self.last_subject in self.room else []

    def _anybody(self, clause: Clause, subject: Phrase) -> list[str]:
        """Whom "somebody", "no one" and "the whole room" show while they do something."""
        if clause.verb in {"be", "have", "do"}:
            return []
        if subject.head in _SOMEBODY:
            return self.crowd()[:1]
        if subject.head in _NOBODY - {"nothing"}:
            present = list(self.people())
            return (self.crowd() or present) if present else self.named_first()
        if self._are_unlisted_people(subject, clause):
            return self.crowd() or [w for w in self.people() if not self.names.people[w].extra]
        place = self.lex.noun_is("place", subject.head) or self.lex.noun_is("furniture", subject.head)
        classes = self.lex.verb_class(clause.verb)
        if place and classes & {"speak", "gesture", "look", "turn"} and "thing" not in classes:
            return self.crowd() or list(self.people())
        return []

    def _are_unlisted_people(self, subject: Phrase, clause: Clause) -> bool:
        """Whether a plural that no list knows is of people by its form and what it does: "The performers bow"."""
        agents = subject.head.endswith(("ers", "ors", "ists", "ians", "eers")) and subject.opener in self.lex.definite
        known = subject.head in self.lex.known_nouns or subject.ref is not None
        human = self.lex.verb_class(clause.verb) - {"thing", "sound", "open"}
        return agents and not known and bool(human)

    def _close(self, reading: Reading) -> None:
        for who in reading.exits:
            self.leave(who)
        self.just_left = tuple(reading.exits)
        shown = (*reading.visible, *reading.partial)
        if shown:
            self.last_seen = shown
        if reading.subject is not None and reading.subject in self.focus:
            self.mention(reading.subject)


def _acted_on(sentence: Sentence) -> Iterator[Phrase]:
    """Objects and what prepositions bring, in every clause."""
    for clause in sentence.clauses:
        yield from clause.objects
        yield from (phrase for _, phrase in clause.preps)


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
