"""Sentences into clauses: who does what to whom, where.

A hand-made chunker, not a treebank parser: it is right on the plain present-tense sentences of screenplays and
falls back to a list of phrases where it cannot tell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from filmwright.departments.shots.grammar.lexicon import Lexicon
from filmwright.departments.shots.grammar.names import NameIndex
from filmwright.departments.shots.grammar.tagging import NOMINAL, ROMANCE, tag
from filmwright.departments.shots.grammar.tokens import Token, tokenise

__all__ = ["Clause", "Phrase", "Sentence", "parse"]

_DATIVES = frozenset({"le", "les", "lui", "gli", "lhe", "lhes"})
_STARTING = frozenset({"other", "walk", "enter", "turn"})
"""Classes of verbs that may only begin or go on with what an infinitive says."""
_OBLIQUE = frozenset(
    {"den", "dem", "des", "einen", "einem", "einer", "eines", "keinen", "keinem", "seinen", "seinem"}
) | {
    *("seiner", "ihren", "ihrem", "ihrer", "diesen", "diesem", "dieser"),
}
"""German articles that a subject never has."""

_SEPARABLE = frozenset({"up", "out", "off", "down", "away", "back"})
_INTRANSITIVE = frozenset({"enter", "exit", "walk", "run", "sit", "stand", "kneel", "crouch", "lie", "lean", "gesture"})
_HANDLING = frozenset({"take", "put", "give", "open", "use", "touch"})


@dataclass(slots=True)
class Phrase:
    """A noun phrase. `first` and `last` are token indices, both inside."""

    first: int
    last: int
    head: str
    ref: str | None = None
    pronoun: str | None = None
    owner: "Phrase | None" = None
    owner_word: str | None = None  # his, her, their
    quoted: bool = False
    opener: str = ""  # the, a, no, two ...
    lead: str = ""  # a noun before a name: "the name Tom"
    words: tuple[str, ...] = ()  # every word, lower case
    clitic: bool = False  # an object pronoun before a Romance verb
    joined: "list[Phrase]" = field(default_factory=list)

    def each(self) -> Iterator["Phrase"]:
        """This phrase and those joined to it by "and"."""
        yield self
        yield from self.joined


@dataclass(slots=True)
class Clause:
    """A verb with what belongs to it. `kind`: main, sub (as, while ...), rel (who ...), part (-ing), none."""

    kind: str
    first: int
    last: int
    subject: Phrase | None = None
    verb: str = ""
    verb_at: int = -1
    particles: list[str] = field(default_factory=list)
    objects: list[Phrase] = field(default_factory=list)
    preps: list[tuple[str, Phrase]] = field(default_factory=list)
    extras: list[Phrase] = field(default_factory=list)
    negated: bool = False
    passive: bool = False
    shared_subject: bool = False
    joint: int = -1  # token index where a new shot may begin (the conjunction or comma's next token)
    linker: str = ""
    modal: bool = False


@dataclass(slots=True)
class Sentence:
    """One sentence with its place in the paragraph."""

    start: int
    end: int
    text: str
    tokens: list[Token]
    clauses: list[Clause]

    def phrases(self) -> Iterator[tuple[Clause, str, Phrase]]:
        """Every phrase with its clause and its role: subject, object, a preposition, or extra."""
        for clause in self.clauses:
            if clause.subject is not None and not clause.shared_subject:
                yield from ((clause, "subject", p) for p in clause.subject.each())
            for phrase in clause.extras:
                yield from ((clause, "extra", p) for p in phrase.each())
            for phrase in clause.objects:
                yield from ((clause, "object", p) for p in phrase.each())
            for prep, phrase in clause.preps:
                yield from ((clause, prep, p) for p in phrase.each())


def parse(text: str, start: int, end: int, lex: Lexicon, names: NameIndex) -> Sentence:
    """Parse `text[start:end]`, which is one sentence."""
    tokens = tokenise(text, start, end, elisions=lex.language in {"fr", "it"})
    if lex.language == "de":
        tokens = _with_genitives(tokens, names)
    if lex.language == "pt":
        tokens = _with_enclitics(tokens, lex)
    tag(tokens, lex, names)
    if names.caseless:
        _mark_caseless(tokens, names)
    return Sentence(start, end, text[start:end], tokens, _Parser(tokens, lex).run())


def _with_genitives(tokens: list[Token], names: NameIndex) -> list[Token]:
    """German writes "Hannas Hand" without an apostrophe: the ending becomes a token of its own."""
    out: list[Token] = []
    for token in tokens:
        stem = token.lower[:-1]
        named = token.lower.endswith("s") and token.text[:1].isupper() and token.lower not in names.by_word
        if named and any(len(name) == 1 for name, _, _ in names.by_word.get(stem, ())):
            cut = token.end - 1
            out += [Token(token.text[:-1], stem, token.start, cut), Token("s", "'s", cut, token.end, "GEN")]
        else:
            out.append(token)
    return out


_HYPHENED = re.compile(r"(.+)-(se|lhes?|me|te|nos|[ao]s?|l[ao]s?|n[ao]s?)$", re.IGNORECASE)


def _with_enclitics(tokens: list[Token], lex: Lexicon) -> list[Token]:
    """Portuguese hangs pronouns on its verbs ("senta-se", "guarda-o"): they become tokens of their own."""
    out: list[Token] = []
    for token in tokens:
        found = _HYPHENED.match(token.text)
        if found is None or token.lower[: found.end(1)] not in lex.forms:
            out.append(token)
            continue
        stem, word, cut = found.group(1), found.group(2), token.start + found.end(1)
        out += [Token(stem, stem.lower(), token.start, cut), Token(word, word.lower(), cut + 1, token.end, "CLITIC")]
    return out


def _mark_caseless(tokens: list[Token], names: NameIndex) -> None:
    """Scripts without capitals or spaces: a name is found inside a run of characters."""
    for token in tokens:
        if token.ref is None and not token.text.isascii():
            for name, person in names.caseless:
                if name in token.text:
                    token.ref, token.tag = person, "NAME"
                    break


def _is_after_name(token: Token, opener: str) -> bool:
    """Whether a word in small letters after a name no longer belongs to the phrase: "Rae soaked", "Rae whistles"."""
    return token.text[:1].islower() and (token.tag == "ADJ" or (token.tag == "NOUN" and not opener))


class _Parser:
    """Reads tagged tokens from left to right into clauses."""

    def __init__(self, tokens: list[Token], lex: Lexicon) -> None:
        self.tokens = tokens
        self.lex = lex
        self.clauses: list[Clause] = []
        self.current = self._open("main", 0)
        self.prep: str | None = None
        self.comma = False  # a comma stands right before
        self.joint = -1
        self.candidate: Phrase | None = None  # nearest phrase that may be the subject
        self.last_phrase: Phrase | None = None
        self.negated = False
        self.clitics: list[int] = []  # object pronouns that wait for their verb

    def run(self) -> list[Clause]:
        at = 0
        while at < len(self.tokens):
            at = self._step(at)
        leader: Clause | None = None
        for clause in self.clauses:
            if clause.shared_subject and clause.subject is None and leader is not None:
                clause.subject = leader.subject  # "Entra Mateo y se sienta"
            self._turn_round(clause)
            leader = clause if clause.kind == "main" else leader
        return [c for c in self.clauses if c.verb or c.subject or c.extras or c.preps or c.objects]

    def _turn_round(self, clause: Clause) -> None:
        """A subject after its verb: "Enter NORA", "In the doorway stands Tom", "Entra Mateo"."""
        if self.lex.language == "de":
            self._turn_german(clause)
            return
        if clause.subject is not None or clause.kind not in {"main", "sub"} or not clause.verb or clause.passive:
            return
        named = next((p for p in clause.objects if not p.clitic), None)
        if named is None or named.quoted or (named.pronoun is not None and self.lex.language == "en"):
            return
        classes = self.lex.verb_class(clause.verb)
        bare = self.lex.language == "es" and named.ref is not None  # Spanish puts `a` before people who are objects
        if self._is_no_subject(named):
            return  # "Venía empapado"
        if self.lex.language in ROMANCE and self._comes_behind(clause, named, classes):
            self._follow(clause, named)
        elif bare or (classes & _INTRANSITIVE and not classes & {"take", "give", "put", "open"}):
            if named.ref is None and (self.lex.language == "en" or not self._is_somebody(named)):
                return
            self._follow(clause, named)

    def _follow(self, clause: Clause, named: Phrase) -> None:
        """Make a phrase behind the verb its subject."""
        clause.objects = [p for p in clause.objects if p is not named]
        clause.subject = named

    def _is_no_subject(self, phrase: Phrase) -> bool:
        """Before a verb: German accusatives ("den Schlafrock gegürtet, blickt er"), Romance participles ("Assise")."""
        if self.lex.language == "de":
            return not self._is_nominative(phrase)
        words = self.tokens[phrase.first : phrase.last + 1]
        return self.lex.language in ROMANCE and bool(words) and all(t.tag == "ADJ" for t in words)

    def _comes_behind(self, clause: Clause, named: Phrase, classes: frozenset[str]) -> bool:
        """Whether a thing behind its verb is what sounds, comes or goes: "Suena el teléfono", "Esce la borsa"."""
        kinds = ("body", "place", "door", "vehicle")
        moved = bool(classes & {"sound", "thing"}) or (
            bool(classes & {"enter", "exit"}) and not any(self.lex.noun_is(kind, named.head) for kind in kinds)
        )
        acted_on = any(p.clitic and p.pronoun not in _DATIVES for p in clause.objects)
        return moved and not acted_on and not classes & _HANDLING and named.first == clause.verb_at + 1

    def _turn_german(self, clause: Clause) -> None:
        """The subject behind the verb, where something else stands first: "Hinter ihm fährt der Zug ab"."""
        if clause.kind != "main" or clause.verb_at < 0 or not clause.objects:
            return
        found = next((p for p in clause.objects if self._is_nominative(p)), None)
        if found is None:
            return
        pronoun = self.lex.pronouns.get(found.pronoun or "")
        cases = pronoun.cases if pronoun is not None else frozenset[str]()
        near = "subject" in cases and found.first == clause.verb_at + 1
        own = clause.subject if not clause.shared_subject else None
        sure = near and (
            cases == frozenset({"subject"}) or (own is not None and not self._is_somebody(own) and own.ref is None)
        )
        opens = clause.verb_at == clause.first and found.pronoun is None and found.ref is None
        goes_on = clause.shared_subject and not self._is_new_behind(clause, near=near, cases=cases)
        if (own is not None and not sure) or goes_on or (opens and own is None):
            return  # "Betrachtete das Messer": who did is not said
        clause.objects = [p for p in clause.objects if p is not found]
        if own is not None:
            clause.objects.insert(0, own)  # "Das Messer hielt er fest"
        clause.subject, clause.shared_subject = found, False

    def _is_new_behind(self, clause: Clause, *, near: bool, cases: frozenset[str]) -> bool:
        """Whether a pronoun behind the verb is a subject anew: "dann löscht sie das Licht", not "und sieht sie an"."""
        before = self.tokens[clause.verb_at - 1].lower if clause.verb_at > 0 else ""
        return near and (cases == frozenset({"subject"}) or before in {"dann", "danach", "nun", "jetzt", "da"})

    def _is_nominative(self, phrase: Phrase) -> bool:
        if phrase.quoted:
            return False
        if phrase.pronoun is not None:
            return "subject" in self.lex.pronouns[phrase.pronoun].cases
        return phrase.opener not in _OBLIQUE

    def _is_somebody(self, phrase: Phrase) -> bool:
        kinds = ("person", "female", "male", "animal")
        return phrase.pronoun is not None or any(self.lex.noun_is(kind, phrase.head) for kind in kinds)

    def _open(self, kind: str, first: int) -> Clause:
        clause = Clause(kind, first, first - 1)
        self.clauses.append(clause)
        return clause

    def _step(self, at: int) -> int:  # noqa: PLR0911  (one return for each kind of word)
        token = self.tokens[at]
        kind = token.tag
        if kind == "SKIP":
            return at + 1
        if kind == "STOP":
            self._strong_stop(at)
            return at + 1
        if kind == "CLITIC":
            self.clitics.append(at)
            if self.lex.language == "pt" and at and self.tokens[at - 1].tag == "V":
                self._take_clitics(self.current)  # "guarda-o"
            return at + 1
        if kind == "COMMA":
            self.comma, self.prep, self.negated = True, None, False
            self.joint = at + 1
            return at + 1
        if kind in NOMINAL or (kind == "GEN" and self.last_phrase is None):
            return self._phrase(at)
        handler = {
            "V": self._verb, "BE": self._auxiliary, "HAVE": self._auxiliary, "DO": self._auxiliary,
            "MODAL": self._auxiliary, "VB": self._bare, "VPP": self._participle, "VING": self._ing,
        }.get(kind)  # fmt: skip
        if handler is not None:
            handler(at)
            self._close_at(at)
            self.comma = False
            return at + 1
        self._small(at, token, kind)
        return at + 1

    def _close_at(self, at: int) -> None:
        self.current.last = max(self.current.last, at)

    def _strong_stop(self, at: int) -> None:
        self.prep, self.comma, self.candidate, self.last_phrase = None, False, None, None
        if at + 1 < len(self.tokens):
            self.current = self._open("main", at + 1)
            self.current.joint = at + 1
            self.joint = -1

    def _small(self, at: int, token: Token, kind: str) -> None:
        if kind in {"PREP", "TO"}:
            self.prep = token.lower
        elif kind == "PART":
            self.current.particles.append(token.lower)
            self._close_at(at)
        elif kind == "ADV":
            if token.lower in {"off-screen", "offscreen", "o.s."}:
                self.current.particles.append("offscreen")
            self._close_at(at)
        elif kind == "NEG":
            self.negated = True
        elif kind == "CONJ":
            self.joint, self.prep = at, None
            self.comma = False
            return
        elif kind == "SUB":
            self._subordinate(at)
        elif kind == "REL":
            self._relative(at)
        elif kind == "ADJ":
            self._close_at(at)
        self.comma = False

    # -- phrases

    def _phrase(self, at: int) -> int:
        phrase, after = self._read(at)
        if self.prep in self.lex.contracted and not phrase.opener:
            phrase.opener = "the"  # "al viejo", "du train", "im Bett"
        after = self._join(phrase, after)
        clause = self.current
        if self.prep in _SEPARABLE and clause.verb and not clause.objects and self._is_handled(clause):
            clause.particles.append(str(self.prep))
            clause.objects.append(phrase)
            self.prep = None
            clause.last = max(clause.last, after - 1)
        elif self.prep is not None:
            clause.preps.append((self.prep, phrase))
            self.prep = None
            clause.last = max(clause.last, after - 1)
        elif clause.verb and self._starts_clause(after, phrase):
            self._new_clause(at, phrase)
            self.current.last = after - 1
        elif clause.verb and self.comma and not phrase.opener and phrase.ref is None and phrase.pronoun is None:
            clause.extras.append(phrase)
            clause.last = max(clause.last, after - 1)
        elif clause.verb:
            clause.objects.append(phrase)
            clause.last = max(clause.last, after - 1)
        else:
            self._before_verb(clause, phrase, after)
        self.last_phrase = phrase
        self.comma = False
        return after

    def _is_handled(self, clause: Clause) -> bool:
        """Whether the verb handles things, so that "picks up the cup" has an object and no direction."""
        return bool(self.lex.verb_class(clause.verb) & _HANDLING)

    def _before_verb(self, clause: Clause, phrase: Phrase, after: int) -> None:
        pronoun = self.lex.pronouns.get(phrase.pronoun or "")
        if pronoun is not None and pronoun.cases == frozenset({"reflexive"}):
            return  # "Als die Türen sich öffnen"
        if self._is_no_subject(phrase):
            clause.extras.append(phrase)
            clause.last = max(clause.last, after - 1)
            return
        if clause.subject is None:
            clause.subject = phrase
            if clause.last < clause.first:
                clause.first = min(clause.first, phrase.first)
        else:
            clause.extras.append(phrase)
        self.candidate = phrase
        clause.last = max(clause.last, after - 1)

    def _read(self, at: int) -> tuple[Phrase, int]:  # noqa: C901, PLR0912  (rules in order)
        tokens = self.tokens
        first, head, opener = at, at, ""
        owner: Phrase | None = None
        owner_word: str | None = None
        if tokens[at].tag == "QUOTE":
            while at < len(tokens) and tokens[at].tag == "QUOTE":
                at += 1
            return Phrase(first, at - 1, "", quoted=True), at
        if tokens[at].tag in {"PRO", "INDEF"}:
            token = tokens[at]
            return Phrase(
                at, at, token.lower, pronoun=token.lower if token.tag == "PRO" else None, opener=token.lower
            ), at + 1
        while at < len(tokens):
            token = tokens[at]
            if token.tag in {"DET", "POSS"}:
                if at > first and token.tag == "DET" and not (at == first + 1 and opener in {"all", "both", "half"}):
                    break
                opener = opener or token.lower
                owner_word = token.lower if token.tag == "POSS" else owner_word
            elif token.tag == "GEN":
                said = tuple(t.lower for t in tokens[first:at])
                owner = Phrase(
                    first, at - 1, tokens[head].lower, ref=tokens[head].ref, owner=owner, owner_word=owner_word,
                    opener=opener, words=said,
                )  # fmt: skip
                owner_word = None
            elif at > first and tokens[at - 1].tag == "NAME" and _is_after_name(token, opener):
                break
            elif token.tag == "NUM" and at > first and tokens[head].tag == "NOUN":
                pass  # "Monitor Six", "Platform 9"
            elif token.tag in {"NOUN", "ADJ", "NUM"} or (
                token.tag == "ADV"
                and token.lower.endswith("ly")
                and at + 1 < len(tokens)
                and tokens[at + 1].tag == "ADJ"
            ):
                head = at if self._may_head(head, at) else head
                opener = opener or (token.lower if token.tag == "NUM" else "")
            elif token.tag == "NAME":
                if (
                    tokens[head].tag == "NAME"
                    and tokens[head].ref != token.ref
                    and tokens[at - 1].tag != "GEN"
                    and at > first
                ) or self._is_another(head, at):
                    break
                head = at
            else:
                break
            at += 1
        at = max(at, first + 1)
        ref = tokens[head].ref if head < at else None
        lead = next((t.lower for t in tokens[first:head] if t.tag == "NOUN"), "") if ref is not None else ""
        word = "" if tokens[head].tag in {"DET", "POSS", "GEN"} else tokens[head].lower  # "this", alone
        said = tuple(t.lower for t in tokens[first:at] if t.tag not in {"GEN", "SKIP"})
        return Phrase(
            first, at - 1, word, ref=ref, owner=owner, owner_word=owner_word, opener=opener, lead=lead, words=said
        ), at

    def _is_another(self, head: int, at: int) -> bool:
        """Whether a name begins a phrase of its own: "Nel cortile TANCREDI accorda", but "la señora Ruiz"."""
        if self.lex.language not in ROMANCE or head == at or self.tokens[head].tag != "NOUN":
            return False
        return not any(self.lex.noun_is(kind, self.tokens[head].lower) for kind in ("person", "female", "male"))

    def _may_head(self, head: int, at: int) -> bool:
        """Whether a later noun takes over: Romance nouns stand before what is said of them ("una mano peluda")."""
        if self.lex.language not in ROMANCE or head == at or self.tokens[head].tag != "NOUN":
            return True
        return self.tokens[head].lower in self.lex.before_nouns and self.tokens[at].tag == "NOUN"

    def _join(self, phrase: Phrase, after: int) -> int:
        """Take in "and Y" (and ", Y and Z") unless Y is the subject of the next verb."""
        tokens = self.tokens
        while after + 1 < len(tokens) and not phrase.quoted:
            step = after
            if tokens[step].tag == "SKIP":
                while step < len(tokens) and tokens[step].tag == "SKIP":
                    step += 1
            if step + 1 >= len(tokens) or tokens[step].lower not in {"and", "&", "y", "e", "et", "und", "or", "with"}:
                return after
            if tokens[step].tag != "CONJ" or tokens[step + 1].tag not in NOMINAL:
                return after
            other, end = self._read(step + 1)
            if self.current.verb and self.prep is None and self._verb_follows(end):
                return after
            if self.prep is not None and self._verb_follows(end) and self.current.verb:
                return after
            phrase.joined.append(other)
            after = end
        return after

    def _verb_follows(self, at: int) -> bool:
        """Whether a finite verb comes next, over adverbs, brackets and prepositional phrases."""
        tokens = self.tokens
        in_prep = False
        for token in tokens[at : at + 9]:
            if token.tag in {"V", "BE", "HAVE", "MODAL", "DO"}:
                return True
            if token.tag in {"ADV", "NEG", "SKIP", "CLITIC"}:
                continue
            if token.tag == "PREP":
                in_prep = True
                continue
            if in_prep and token.tag in {"DET", "POSS", "NOUN", "ADJ", "NAME", "NUM", "GEN", "PRO"}:
                continue
            return False
        return False

    def _after_apposition(self, after: int) -> int:
        """Where the sentence goes on after ", in black for the third time,": behind the second comma, else -1."""
        tokens = self.tokens
        if after >= len(tokens) or tokens[after].tag != "COMMA":
            return -1
        for at in range(after + 1, min(len(tokens), after + 24)):
            if tokens[at].tag == "COMMA" and at + 1 < len(tokens) and tokens[at + 1].tag == "V":
                return at + 1
            if tokens[at].tag in {"STOP", "SUB"} or tokens[at].ref is not None:
                return -1
        return -1

    def _starts_clause(self, after: int, phrase: Phrase) -> bool:
        if not self._verb_follows(after):
            joined = self.joint >= 0 and phrase.first - 1 <= self.joint <= phrase.first
            return joined and phrase.ref is not None and self._after_apposition(after) > 0
        pronoun = self.lex.pronouns.get(phrase.pronoun or "")
        if pronoun is not None and "subject" in pronoun.cases:
            return True
        return self.comma or self.joint == phrase.first - 1 or self.joint == phrase.first or phrase.ref is not None

    def _new_clause(self, at: int, phrase: Phrase) -> None:
        kind = self.current.kind if self.current.kind == "sub" and self.joint == at - 1 else "main"
        joint = self.joint if 0 <= self.joint <= at and self.joint > self.current.verb_at else at
        self.current = self._open("main" if kind == "main" else kind, at)
        self.current.joint = joint
        self.current.subject = phrase
        self.candidate = phrase
        self.joint = -1

    # -- verbs

    def _resolve_subject(self, clause: Clause) -> None:
        """The phrase before the verb is its subject, unless a comma shows that it was an apposition."""
        nearest = self.candidate
        if clause.subject is None or nearest is None or nearest is clause.subject or self.comma:
            return
        if clause.subject.ref is not None and nearest.ref is None and nearest.pronoun is None:
            return
        clause.extras = [p for p in clause.extras if p is not nearest]
        clause.extras.insert(0, clause.subject)
        clause.subject = nearest

    def _verb(self, at: int) -> None:
        self._finite(at, self.tokens[at].lemma)

    def _auxiliary(self, at: int) -> None:
        token = self.tokens[at]
        lemma = {"BE": "be", "HAVE": "have", "DO": "do"}.get(token.tag, "")
        if "n't" in token.lower or token.lower == "cannot":
            self.negated = True
        if self.lex.language == "de" and at and self.tokens[at - 1].tag in {"VPP", "VB"} and self.current.verb:
            return  # "der geschwiegen hat", "wenn er gehen will"
        following = next((t for t in self.tokens[at + 1 : at + 4] if t.tag not in {"ADV", "NEG"}), None)
        if self.prep == "to" and self.current.verb and token.tag in {"BE", "HAVE"}:
            self._infinitive(at, lemma)  # "nowhere to be seen"
        else:
            self._finite(at, lemma)
        if token.tag == "MODAL":
            self.current.modal = True
            self.current.linker = self.current.linker or token.lower
        if following is not None and following.tag in {"VB", "VPP", "V"}:
            self.current.verb = ""

    def _finite(self, at: int, lemma: str) -> None:
        clause = self.current
        if clause.verb or clause.verb_at >= 0:
            if clause.verb_at >= 0 and not clause.verb and not self.comma:  # auxiliary before
                clause.verb = lemma or "be"
                clause.negated = clause.negated or self.negated
                self.negated = False
                return
            parent = self._parent_without_verb(clause)
            if parent is not None:
                self.current = clause = parent
                clause.last = at
            else:
                clause = self._continue_clause(at, clause)
        else:
            self._resolve_subject(clause)
        clause.verb, clause.verb_at = lemma, at
        self._take_clitics(clause)
        clause.negated, self.negated = self.negated, False
        self.prep = None
        self.last_phrase = None

    def _take_clitics(self, clause: Clause) -> None:
        """Object pronouns before a Romance verb: "le quita", "la guarda"."""
        for at in self.clitics:
            word = self.tokens[at].lower
            pronoun = self.lex.clitics.get(word) or self.lex.pronouns.get(word)
            if pronoun is not None and "reflexive" not in pronoun.cases:
                clause.objects.append(Phrase(at, at, word, pronoun=word, opener=word, clitic=True))
        self.clitics.clear()

    def _parent_without_verb(self, clause: Clause) -> Clause | None:
        if clause.kind not in {"rel", "part", "sub", "inf"}:
            return None
        for earlier in reversed(self.clauses):
            if earlier is not clause and earlier.kind == "main" and not earlier.verb and earlier.subject is not None:
                return earlier
        return None

    def _continue_clause(self, at: int, clause: Clause) -> Clause:
        if self.lex.language == "de" and clause.kind == "sub" and self.comma:
            self.current = self._open("main", at)  # "Als der Zug hält, steigt sie aus."
            self.current.joint = at
            return self.current
        first = at
        while first > 0 and self.tokens[first - 1].tag in {"ADV", "NEG"}:
            first -= 1
        following = self._open(clause.kind if clause.kind in {"sub", "rel"} else "main", first)
        following.subject, following.shared_subject = clause.subject, True
        following.joint = self.joint if 0 <= self.joint <= at else at
        self.current = following
        return following

    def _infinitive(self, at: int, lemma: str) -> None:
        """Open a clause of purpose behind "to"."""
        clause = self.current
        clause.particles.append("to")
        purpose = self._open("inf", at)
        purpose.subject, purpose.shared_subject = clause.subject, True
        purpose.verb, purpose.verb_at = lemma, at
        self.prep = None
        self.current = purpose

    def _bare(self, at: int) -> None:
        clause = self.current
        lemma = self.tokens[at].lemma
        if clause.verb_at >= 0 and not clause.verb:
            clause.verb = lemma
            clause.negated = clause.negated or self.negated
            self.negated = False
        elif self.prep == "to":
            self._infinitive(at, lemma)
        elif self.lex.language == "en":
            self._finite(at, lemma)
        else:
            self._foreign_bare(at, clause, lemma)

    def _foreign_bare(self, at: int, clause: Clause, lemma: str) -> None:
        """An infinitive right behind a verb says what is done ("empieza a subir"); elsewhere it is only a purpose."""
        close = self.tokens[at - 1].tag != "PREP"
        starts = _STARTING if close else _STARTING | {"put", "give", "use"}  # "se met à courir", "echa a correr"
        if clause.verb and clause.verb_at == at - (1 if close else 2) and self.lex.verb_class(clause.verb) <= starts:
            clause.verb = lemma
        self.prep = None
        self.clitics.clear()

    def _participle(self, at: int) -> None:
        clause = self.current
        clause.verb = self.tokens[at].lemma
        if clause.verb_at < 0:
            clause.verb_at = at
        before = [t.tag for t in self.tokens[max(0, at - 3) : at]]
        clause.passive = "BE" in before

    def _ing(self, at: int) -> None:
        clause = self.current
        lemma = self.tokens[at].lemma
        near = at > 0 and clause.verb_at == at - 1 and self.lex.language in ROMANCE
        if clause.verb_at >= 0 and (not clause.verb or near):  # "está temblando", "va abrazando", but "sale corriendo"
            if "exit" not in self.lex.verb_class(clause.verb):
                clause.verb = lemma
            return
        owner = clause.subject
        if self.last_phrase is not None and not self.comma and self.tokens[at - 1].tag in {"NOUN", "NAME", "PRO"}:
            owner = self.last_phrase
        participle = self._open("part", at)
        participle.joint = self.joint if 0 <= self.joint <= at else at
        participle.subject, participle.shared_subject = owner, owner is not None
        participle.verb, participle.verb_at = lemma, at
        participle.negated = self.prep == "without"
        participle.linker = self.prep or ""
        self.prep = None
        if not clause.verb and clause.subject is not None and owner is clause.subject:
            participle.linker = participle.linker or "before"
        self.current = participle

    # -- joints

    def _subordinate(self, at: int) -> None:
        stop = at + 1
        while stop < len(self.tokens) and self.tokens[stop].tag not in {"COMMA", "STOP", "CONJ", "SUB"}:
            if self.tokens[stop].tag in {"V", "BE", "HAVE", "MODAL", "DO", "VING"}:
                self.current = self._open("sub", at + 1)
                self.current.joint = at
                self.current.linker = self.tokens[at].lower
                self.candidate = None
                self.last_phrase = None
                self.prep = None
                return
            stop += 1
        self.prep = self.tokens[at].lower

    def _relative(self, at: int) -> None:
        owner = self.last_phrase
        self.current = self._open("rel", at)
        self.current.joint = -1
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if following is None or following.tag not in NOMINAL:
            self.current.subject, self.current.shared_subject = owner, True
        self.prep = None
        self.candidate = None
