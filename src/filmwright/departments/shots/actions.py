"""Action into shots: pieces that are one picture stay together, and small acts join the line beside them.

Action is divided where the subject changes, somebody comes or goes, the place changes, or the text dwells on a
thing; small acts of one person stay together.
"""

import re

from filmwright.departments.shots.desk import MOST_FACES, Desk, merge_figures, stripped
from filmwright.departments.shots.orders import Orders
from filmwright.departments.shots.pieces import Piece, everybody, only_order, paragraph_pieces, small_thing, spans_of
from filmwright.departments.shots.segment import Order, Segment
from filmwright.departments.shots.things import is_large
from filmwright.departments.shots.v4_pacing import most_words
from filmwright.model.screenplay import Element

__all__ = ["Actions"]

_MOST_WORDS = 60  # an action shot of more words is divided
_MOST_JOINED = 60  # words of two short paragraphs played in one shot
_MOST_EXCHANGED = 58  # words of two short paragraphs in which two people act on each other
_MOST_CROWDED = 56  # words of two short paragraphs in which three or four people act
_MOST_MET = 46  # words of two short paragraphs of which the second brings somebody new
_ANSWER = 16  # words of a listener's act that a two-shot with the line still holds
_HEAVY = 0.5  # a line of this intensity keeps its own close picture
_NEAR_WORDS = 3  # words of a sentence that may ask for a close-up of its own
_WIDE_WORDS = 16  # words of a shot that a part of a body no longer fits into
_BRIEF_PLACE = 24  # words about the place that one picture with the people in it still shows
_SHORT_SCENE = 15  # paragraphs and speeches of a scene that opens on place and people at once
_MOST_TOGETHER = 4  # people of two paragraphs in one shot
_AFTER_LINE = 30  # words of an act that the shot of the line before it still holds
_BIG_ACTS = frozenset({"walk", "run", "fight", "fall", "enter", "exit", "vehicle"})  # these want a picture of their own
_SPACE = re.compile(r"\s+")


class Actions:
    """Turns action paragraphs into segments."""

    def __init__(self, desk: Desk, orders: Orders) -> None:
        self.desk, self.orders = desk, orders
        self.most_words = most_words(desk.options, _MOST_WORDS)
        self.paragraph_end: Piece | None = None
        self.last_group: list[Piece] = []  # what the last action shot was made of
        self.first_action = next((n for n, e in enumerate(desk.scene.elements) if e.kind == "action"), -1)

    def read(self, at: int, element: Element) -> None:
        """Turn an action paragraph into segments."""
        if not element.text.strip():
            return
        self.desk.quiet += 1
        pieces = paragraph_pieces(self.desk, at, element.text)
        group: list[Piece] = []
        self.paragraph_end = pieces[-1] if pieces else None
        for piece in pieces:
            if group and not self._belongs(group, piece):
                self._emit(group)
                group = []
            group.append(piece)
        if group:
            self._emit(group)

    def _belongs(self, group: list[Piece], piece: Piece) -> bool:  # noqa: C901, PLR0911  (rules in order)
        """Whether a piece continues the shot that the group is."""
        first, last = group[0].reading, group[-1].reading
        now = piece.reading
        words = sum(_words(p) for p in (*group, piece))
        if piece.order is not None or words > self.most_words:
            return False
        if group[0].order is not None and only_order(group):
            return True
        if any(p.reading.exits for p in group):
            return False
        if piece.newcomers and any(p.figures for p in group) and now.subject not in everybody(group):
            return words <= _MOST_MET + 6 and not (now.enters or now.partial)
        nobody = not any(p.figures for p in group)
        if self._is_close_up(group, piece):
            return False
        if now.enters:
            return nobody and words <= 34
        if not piece.figures:
            return self._thing_belongs(group, piece, words, nobody=nobody)
        if nobody:
            return last.dwells_on is None and words <= 30
        if bool(now.visible) != any(p.reading.visible for p in group) and now.subject != first.subject:
            return False
        if now.subject is not None and now.subject == first.subject:
            return True
        if now.subject is None:
            return all(f.who in {g.who for p in group for g in p.figures} for f in piece.figures)
        both = now.subject in last.visible and last.subject in now.visible
        return (
            words <= (self.most_words if both else 38)
            and len(everybody(group, piece)) <= 3
            and not last.partial
            and not now.partial
        )

    def _is_close_up(self, group: list[Piece], piece: Piece) -> bool:
        """Whether a small thing or a part of a body asks for a picture of its own, beside a wider one."""
        lex = self.desk.lex
        if _words(piece) < _NEAR_WORDS or max(_words(p) for p in group) < _NEAR_WORDS:
            return False
        if not piece.figures and not any(p.figures for p in group) and not any(c.verb for c in piece.clauses):
            return False  # what stands about in a place belongs to its description
        if piece.element == self.first_action and not piece.figures and not any(p.figures for p in group):
            return False  # the opening is one picture
        if self._is_view(group, piece):
            return True
        here, before = small_thing(lex, piece) is not None, small_thing(lex, group[-1]) is not None
        if here != before and (here or piece.figures):
            return not _starts_with_it(piece)
        part = bool(piece.reading.partial) and not piece.reading.visible
        wide = len(everybody(group)) > 1 or sum(_words(p) for p in group) > _WIDE_WORDS
        return part and wide and any(p.reading.visible for p in group)

    def _is_view(self, group: list[Piece], piece: Piece) -> bool:
        """Whether a picture without people follows one of people: what somebody looks at, landscape, a building."""
        if piece.figures or not any(p.figures for p in group) or _starts_with_it(piece):
            return False
        acts = [a for p in group for a in p.reading.acts]
        if acts and acts[-1].classes & {"look"} and acts[-1].target is None and len(everybody(group)) == 1:
            return True
        heads = [c.subject.head for c in piece.clauses[:1] if c.subject is not None]
        return any(is_large(self.desk.lex, head) for head in heads)

    @staticmethod
    def _thing_belongs(group: list[Piece], piece: Piece, words: int, *, nobody: bool) -> bool:
        """A sentence without people: it goes on describing, or is what somebody's act leads to."""
        now, last = piece.reading, group[-1].reading
        tokens = piece.sentence.tokens if piece.sentence is not None else []
        if len(tokens) <= 3 or _starts_with_it(piece):
            return True
        if nobody:
            return words <= 30 and not (now.quoted and now.dwells_on is not None)
        if now.dwells_on is not None and (now.quoted or now.dwells_on in {t for p in group for t in p.reading.things}):
            return False
        return not last.partial and words <= 34 and len(tokens) <= 14

    def _emit(self, group: list[Piece]) -> None:
        order = group[0].order
        if order is not None and only_order(group):
            self.orders.hold(order, spans_of(group), group)
            return
        if self._after_line(group):
            return
        if self._continues(group):
            group = [*self.last_group, *group]
            order = group[0].order
            self.desk.segments.pop()
        segment = self._segment_of(group, order)
        segment.spans = [*self.orders.pending, *spans_of(group)]
        self.last_group = [] if self.orders.pending else group
        if self.orders.pending_order is not None:
            segment.order = segment.order or self.orders.pending_order
            if not segment.figures:
                segment.figures = self.orders.pending_figures
                segment.subject = self.orders.pending_figures[0].who if self.orders.pending_figures else None
                segment.dwells_on = self.orders.pending_thing or segment.dwells_on
                segment.coverage = (
                    "action" if segment.figures and segment.coverage in {"place", "insert"} else segment.coverage
                )
            self.orders.obey(segment)
        self.orders.drop()
        segment.text = self.desk.text_of(segment.spans)
        self.desk.segments.append(segment)

    def _after_line(self, group: list[Piece]) -> bool:
        """A small act of somebody in the picture of the line before is still in that shot: put it there."""
        line = self.desk.segments[-1] if self.desk.segments else None
        if line is None or line.said is None or self.orders.pending or line.order is not None:
            return False
        if not self._is_next_paragraph(line, group) or not self._is_small_act(group, line):
            return False
        if self._answers(group) - {line.speaker}:
            return False
        line.spans.extend(spans_of(group))
        line.text = self.desk.text_of(line.spans)
        line.acts.extend(a for p in group for a in p.reading.acts)
        line.things.extend(t for p in group for t in p.reading.things if t not in line.things)
        line.parsed.extend((p.sentence, p.clauses) for p in group if p.sentence is not None)
        self.last_group = []
        return True

    def _is_next_paragraph(self, line: Segment, group: list[Piece]) -> bool:
        """Whether the group is the whole paragraph right after the line."""
        element = group[0].element
        whole = group[-1] is self.paragraph_end and group[0].start == 0
        return whole and line.spans[-1][0] == element - 1 and line.part == line.parts - 1

    def _answers(self, group: list[Piece]) -> set[str]:
        """Who acts here and speaks next: their act belongs to the shot of their line."""
        following = self.desk.scene.elements[group[0].element + 1 : group[0].element + 2]
        if not following or following[0].kind != "character":
            return set()
        who = self.desk.names.cue(following[0].name or following[0].text)
        return everybody(group) & ({who} if who is not None else set())

    def _is_small_act(self, group: list[Piece], line: Segment) -> bool:
        readings = [p.reading for p in group]
        acts = [a for r in readings for a in r.acts]
        if not acts or any(a.classes & _BIG_ACTS for a in acts) or group[0].order is not None:
            return False
        if any(r.partial or r.enters or r.exits or r.quoted or r.dwells_on for r in readings):
            return False
        if self._answered_in_frame(group, line):
            return True
        if _looks_first(group) and everybody(group) != {line.speaker}:
            return False  # a look wants its own face
        faces = {f.who for f in line.figures if f.visibility == "face"}
        limit = _AFTER_LINE - (6 if line.acts else 0) - (0 if everybody(group) <= {line.subject} else 6)
        return everybody(group) <= faces and sum(_words(p) for p in group) <= limit

    def _answered_in_frame(self, group: list[Piece], line: Segment) -> bool:
        """The listener's small act that answers a line is played in a two-shot with it; makes the two-shot."""
        if line.offscreen or line.listener is None or line.speaker is None or line.coverage not in {"over", "single"}:
            return False
        if line.moving or line.acts or self.desk.mode == "intercut" or len(line.people()) > 2:
            return False
        people = everybody(group)
        if line.listener not in people or not people <= {line.speaker, line.listener} or _looks_first(group):
            return False
        if sum(_words(p) for p in group) > _ANSWER or line.feeling.intensity >= _HEAVY:
            return False
        line.coverage = "two"
        line.figures = [self.desk.figure(line.speaker), self.desk.figure(line.listener)]
        return True

    def _continues(self, group: list[Piece]) -> bool:  # noqa: PLR0911  (rules in order)
        """Whether a short paragraph goes on with the shot of the paragraph before it."""
        before = self.last_group
        if not before or self.orders.pending or self.desk.mode in {"montage", "intercut"}:
            return False
        if group[0].order is not None or before[0].order is not None or not self._follows(before, group):
            return False
        people, words = everybody(before, *group), sum(_words(p) for p in (*before, *group))
        readings = [p.reading for p in (*before, *group)]
        one = next((r.subject for r in readings if r.subject), None)
        same = all(r.subject in {one, None} for r in readings)
        if _stands_alone(before, before[-1], same=same, first=True) or _stands_alone(group, group[0], same=same):
            return False
        if self._is_close_up(before, group[0]):
            return False
        opening = not any(p.figures for p in before)
        if any(p.newcomers for p in group) and not opening and words > _MOST_MET:
            return False
        if opening and before[0].element == self.first_action:
            return self._opens_with(before, group, words)
        if len(people) > _MOST_TOGETHER and people != everybody(before):
            return False
        if same:
            return words <= min(_MOST_JOINED, self.most_words)
        if _looks_first(before) or _looks_first(group):
            return False  # a look wants its own face
        return words <= min(_MOST_EXCHANGED if len(people) <= 2 else _MOST_CROWDED, self.most_words)

    def _opens_with(self, before: list[Piece], group: list[Piece], words: int) -> bool:
        """Whether a short scene opens on its place and its people in one wide picture."""
        parts = sum(e.kind in {"action", "character"} for e in self.desk.scene.elements)
        people = everybody(group)
        if any(f.body is not None for p in group for f in p.figures) or _looks_first(group):
            return False  # a face or a look is too near to open on
        brief = sum(_words(p) for p in before) <= _BRIEF_PLACE
        return brief and parts <= _SHORT_SCENE and 0 < len(people) <= _MOST_TOGETHER and words <= self.most_words

    def _follows(self, before: list[Piece], group: list[Piece]) -> bool:
        """Whether the group is in the paragraph right after the last action shot."""
        segments = self.desk.segments
        if not segments or segments[-1].spans[-1][0] != before[-1].element:
            return False
        return group[0].element - before[-1].element == 1

    def _segment_of(self, group: list[Piece], order: Order | None) -> Segment:
        element = group[0].element
        segment = Segment("action", "action", self.desk.position(element), order=order, mode=self.desk.mode)
        for piece in group:
            reading = piece.reading
            merge_figures(segment.figures, piece.figures)
            segment.subject = segment.subject or reading.subject
            segment.acts.extend(reading.acts)
            segment.enters.extend(w for w in reading.enters if w not in segment.enters)
            segment.exits.extend(w for w in reading.exits if w not in segment.exits)
            segment.things.extend(t for t in reading.things if t not in segment.things)
            segment.dwells_on = segment.dwells_on or reading.dwells_on
            if reading.partial and not reading.visible:
                segment.detail = segment.detail or next(iter(reading.partial.values()))
            if piece.sentence is not None:
                segment.parsed.append((piece.sentence, piece.clauses))
        segment.feeling = self.desk.feel(" ".join(p.sentence.text for p in group if p.sentence), element, spoken=False)
        self._kind_of(segment, group)
        if order is not None:
            self.orders.obey(segment)
        return segment

    def _kind_of(self, segment: Segment, group: list[Piece]) -> None:  # noqa: C901  (rules in order)
        """The trigger and the function of an action shot."""
        readings = [p.reading for p in group]
        nobody = not segment.figures
        looks = [a for a in segment.acts if "look" in a.classes]
        finds = [a for a in segment.acts if "see" in a.classes]
        opens_on_thing = readings[0].dwells_on is not None or all(r.about_place is False for r in readings)
        small = small_thing(self.desk.lex, group[0])
        if any(c.subject is not None and is_large(self.desk.lex, c.subject.head) for p in group for c in p.clauses[:1]):
            small, opens_on_thing = None, False
        if nobody and small is not None:
            segment.dwells_on, opens_on_thing = small, True
        if nobody and segment.dwells_on is not None and opens_on_thing:
            quoted = any(r.quoted for r in readings) or self.desk.lex.noun_is("text", segment.dwells_on)
            segment.trigger, segment.coverage = ("text_on_screen" if quoted else "insert"), "insert"
        elif nobody:
            segment.trigger, segment.coverage = "reveal", "place"
        elif all(f.visibility == "partial" for f in segment.figures):
            segment.trigger, segment.coverage = "insert", "detail"
        elif segment.enters:
            segment.trigger, segment.coverage = "entrance", "action"
        elif segment.exits:
            segment.trigger, segment.coverage = "exit", "action"
        elif finds:
            segment.trigger, segment.coverage = "discovery", "action"
        elif looks and looks[0] is segment.acts[0]:
            segment.trigger, segment.coverage = "look", "action"
        if self.desk.mode in {"montage", "flashback"} and segment.trigger == "action":
            segment.trigger = self.desk.mode
        segment.ordinal = self.desk.count(segment.coverage)

    def words_on_screen(self, at: int, element: Element) -> None:
        """Centred words are read on screen; lyrics without a cue are sung by whoever is there."""
        if not element.text.strip():
            return
        sung = element.kind == "lyrics"
        spans = [(at, *stripped(element.text))]
        segment = Segment(
            "action" if sung else "text_on_screen",
            "place" if sung else "text",
            self.desk.position(at),
            [*self.orders.pending, *spans],
        )
        if sung:
            people = list(self.desk.presence.people())[:MOST_FACES]
            segment.figures = [self.desk.figure(w) for w in people]
            segment.coverage = "group" if people else "place"
        segment.mode = self.desk.mode
        self.orders.drop()
        segment.text = self.desk.text_of(segment.spans)
        segment.feeling = self.desk.feel(element.text, at, spoken=sung)
        segment.ordinal = self.desk.count(segment.coverage)
        self.desk.segments.append(segment)


def _words(piece: Piece) -> int:
    return len(_SPACE.split(piece.text))


def _stands_alone(group: list[Piece], border: Piece, *, same: bool, first: bool = False) -> bool:
    """Comings and goings, details, things dwelt on and words to read have pictures of their own.

    Who comes in may go on in the same picture, and who leaves may do so in it (`same`: one person acts throughout;
    `first`: the group is the earlier one). A thing dwelt on matters where nobody else is in the picture, and at the
    border to the neighbour.
    """
    readings = [p.reading for p in group]
    if any(r.partial or r.quoted for r in readings):
        return True
    if any((r.exits if first else r.enters) or ((r.enters or r.exits) and not same) for r in readings):
        return True
    dwelt = readings if not any(r.visible for r in readings) else [border.reading]
    return any(r.dwells_on for r in dwelt if not r.visible)


def _starts_with_it(piece: Piece) -> bool:
    tokens = piece.sentence.tokens if piece.sentence is not None else []
    return bool(tokens) and tokens[0].lower in {"it", "its", "that", "this"}


def _looks_first(group: list[Piece]) -> bool:
    acts = [a for p in group for a in p.reading.acts]
    return bool(acts) and bool(acts[0].classes & {"look", "see"})
