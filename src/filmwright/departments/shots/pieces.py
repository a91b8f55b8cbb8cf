"""An action paragraph into pieces: sentences, and parts of sentences where another person takes over."""

from collections.abc import Sequence
from dataclasses import dataclass

from filmwright.departments.shots.desk import MOST_FACES, Desk
from filmwright.departments.shots.directions import order_at
from filmwright.departments.shots.grammar.lexicon import Lexicon
from filmwright.departments.shots.grammar.parse import Clause, Sentence, parse
from filmwright.departments.shots.grammar.tokens import sentence_spans
from filmwright.departments.shots.presence import Reading
from filmwright.departments.shots.segment import Figure, Order
from filmwright.departments.shots.things import is_large, is_mass, is_small

__all__ = ["Piece", "everybody", "only_order", "paragraph_pieces", "small_thing", "spans_of"]


@dataclass(slots=True)
class Piece:
    """A sentence or part of one, before grouping."""

    element: int
    start: int
    end: int
    sentence: Sentence | None
    clauses: list[Clause]
    reading: Reading
    order: Order | None
    figures: list[Figure]
    text: str
    newcomers: bool = False  # somebody is seen here for the first time in the scene


def paragraph_pieces(desk: Desk, at: int, text: str) -> list[Piece]:
    """The pieces of the paragraph that is element `at` of the scene; the state of the room moves on."""
    cutter = _Cutter(desk)
    return [piece for start, end in sentence_spans(text) for piece in cutter.pieces(at, text, start, end)]


class _Cutter:
    """Reads sentences into pieces."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def pieces(self, at: int, text: str, start: int, end: int) -> list[Piece]:
        found = order_at(text[start:end])
        order, shift = found if found is not None else (None, 0)
        if order is not None:
            self.desk.change_mode(order)
        sentence = parse(text, min(end, start + shift), end, self.desk.lex, self.desk.names)
        if order is not None and sentence.text.isupper():
            return [self._named_by_order(at, text, start, end, sentence, order)]
        groups = self._clause_groups(sentence)
        if not groups:
            reading = Reading()
            reading.about_place = True
            return [Piece(at, start, end, sentence, [], reading, order, [], text[start:end])]
        out: list[Piece] = []
        begin = start
        for number, clauses in enumerate(groups):
            last = number == len(groups) - 1
            stop = end if last else sentence.tokens[groups[number + 1][0].joint].start
            known = set(self.desk.presence.room) | set(self.desk.presence.gone)
            reading = self.desk.presence.read(sentence, clauses)
            figures = self._figures(reading)
            self.desk.acted = reading.subject or self.desk.acted
            edge = begin + len(text[begin:stop].rstrip())
            newcomers = any(f.who not in known for f in figures)
            out.append(Piece(at, begin, edge, sentence, clauses, reading, order, figures, text[begin:edge], newcomers))
            begin, order = stop, None
        return out

    def _named_by_order(self, at: int, text: str, start: int, end: int, sentence: Sentence, order: Order) -> Piece:
        """An order in capitals ("INSERT - THE LETTER", "CLOSE ON RAE'S HAND") names its subject and tells no act."""
        reading = Reading()
        for _, _, phrase in sentence.phrases():
            people, body = self.desk.presence.phrase_people(phrase, [], role="subject")
            for who in people:
                self.desk.presence.stance(who)
                self.desk.presence.mention(who)
                if body is None:
                    reading.visible.append(who)
                else:
                    reading.partial[who] = body
                reading.subject = reading.subject or who
        if order.name == "insert":
            reading.visible.clear()
        return Piece(
            at, start, end, sentence, sentence.clauses, reading, order, self._figures(reading), text[start:end]
        )

    def _clause_groups(self, sentence: Sentence) -> list[list[Clause]]:
        """Clauses that are one picture; a new group where another person takes over after a comma or "and"."""
        groups: list[list[Clause]] = []
        for clause in sentence.clauses:
            if groups and self._takes_over(sentence, groups[-1], clause):
                groups.append([clause])
            elif groups:
                groups[-1].append(clause)
            else:
                groups.append([clause])
        return groups

    def _takes_over(self, sentence: Sentence, group: list[Clause], clause: Clause) -> bool:
        if (
            clause.kind != "main"
            or clause.shared_subject
            or clause.subject is None
            or clause.joint <= 0
            or not clause.verb
        ):
            return False
        first = group[0]
        if (
            first.subject is None
            or first.kind != "main"
            or not first.verb
            or clause.joint - first.first < 5
            or sentence.tokens[-1].start - sentence.tokens[clause.joint].start < 14
        ):
            return False
        at = sentence.tokens[clause.joint].start - sentence.start
        if at <= 0 or not sentence.text[at - 1].isspace():
            return False
        one = self._rough_subject(first)
        other = self._rough_subject(clause)
        return one is not None and other is not None and one != other

    def _rough_subject(self, clause: Clause) -> str | None:
        phrase = clause.subject
        if phrase is None:
            return None
        if phrase.ref is not None:
            return phrase.ref
        pronoun = self.desk.lex.pronouns.get(phrase.pronoun or "")
        if pronoun is not None:
            return None if pronoun.sex in {"thing", "any", "self", "camera"} else f"<{pronoun.sex}>"
        return None

    def _figures(self, reading: Reading) -> list[Figure]:
        out: list[Figure] = []
        for who in (*reading.visible, *(w for w in reading.partial if w not in reading.visible)):
            stance = self.desk.presence.room.get(who) or self.desk.presence.gone.get(who)
            if stance is None:
                continue
            body = reading.partial.get(who)
            partial = body is not None and not self.desk.lex.noun_is("face", body)
            count = self.desk.names.people[who].count
            seen = "partial" if partial else "face"
            out.append(Figure(who, seen, stance.posture, stance.holds, body, stance.asleep, count))
        return out[:MOST_FACES]


def small_thing(lex: Lexicon, piece: Piece) -> str | None:
    """The small thing that a piece without people is about: what acts in it, or what it names.

    "The cup breaks.", "On the sill, a key.", "A photograph: two boys."; None for anything else.
    """
    if piece.figures:
        return None
    for clause in piece.clauses:
        named = [clause.subject] if clause.subject is not None else [*clause.extras, *clause.objects]
        for phrase in named:
            if phrase.quoted or not phrase.head:
                continue
            if is_large(lex, phrase.head):
                return None
            if is_small(lex, phrase.head) or lex.noun_is("body", phrase.head) or _sounds(lex, clause, phrase.head):
                return phrase.head
            if clause.subject is not None:
                return None
    return None


_UNSEEN_SOURCES = frozenset({"engine", "motor", "siren", "sirens", "alarm", "horn", "wind", "gun", "shot"})
"""What is heard more often than looked at."""


def _sounds(lex: Lexicon, clause: Clause, head: str) -> bool:
    """Whether a device is heard: what rings, clicks or buzzes is shown near."""
    if head in _UNSEEN_SOURCES:
        return False
    kinds = ("vehicle", "door", "place", "animal", "person", "furniture", "seat", "unseen")
    return (
        "sound" in lex.verb_class(clause.verb)
        and not is_mass(lex, head)
        and not any(lex.noun_is(k, head) for k in kinds)
    )


def everybody(group: Sequence[Piece], *more: Piece) -> set[str]:
    """All people in these pieces."""
    return {f.who for p in (*group, *more) for f in p.figures}


def spans_of(group: Sequence[Piece]) -> list[tuple[int, int, int]]:
    """One span for each paragraph that the pieces come from."""
    spans: list[tuple[int, int, int]] = []
    for piece in group:
        if spans and spans[-1][0] == piece.element:
            spans[-1] = (piece.element, spans[-1][1], piece.end)
        else:
            spans.append((piece.element, piece.start, piece.end))
    return spans


def only_order(group: list[Piece]) -> bool:
    """Whether a group is no more than a camera order with the name of its subject."""
    if len(group) != 1 or group[0].order is None:
        return False
    sentence = group[0].sentence
    return (
        sentence is None or not sentence.text or sentence.text.isupper() or not any(c.isalpha() for c in sentence.text)
    )
