"""Shots that hold: what a director plays in one set-up instead of cutting, so that a page stays 4 to 12 shots.

A script of short paragraphs and short lines would cut at every blank line. On a set such a page is covered by fewer,
longer set-ups: a two-shot holds over an answer, a master over an exchange, an act and the line after it are one take
(Katz, Film Directing Shot by Shot, on the sequence shot and on covering dialogue; Mascelli, The Five C's, on the
master). Every neighbouring pair of pictures has a price for being one, and the more crowded a scene is on the page, the
more may be paid; the cheapest pair is held first. What is heavy, near or told to be seen alone is dear, and some cuts
are never given up.

Of what is said only two things are looked at, each in two classes: whether a speech is brief, and whether it weighs.
So a changed line changes its own shot, and its neighbours only when it grows long or hot.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from math import ceil

from filmwright.departments.shots.desk import MOST_FACES, Desk, merge_figures
from filmwright.departments.shots.segment import Figure, Segment
from filmwright.departments.shots.v2_sizes import SIZES, size_shot
from filmwright.departments.shots.v4_pacing import longest_speech, most_words
from filmwright.model.screenplay import Scene

__all__ = ["PAGE_LINES", "hold", "page_lines"]

PAGE_LINES = 54
"""Lines of a page in the usual columns."""
_EASY = 8.3
"""Pictures on a page that nobody would thin out."""
_SPARE = 1
"""Pictures that even the shortest scene may have beside its share."""
_CROWDED = 0.6
"""How much dearer a cut may be for each picture more on the page: the more crowded, the more is held."""
_WIDTHS = {"dialogue": 35, "lyrics": 35, "parenthetical": 28, "character": 38}
_HEADING_LINES = 3
_UNPRINTED = frozenset({"section", "synopsis", "note", "boneyard", "page_break"})


def page_lines(scene: Scene) -> float:
    """Lines that a scene takes on the page, headings and blank lines counted; those of speeches in coarse steps."""
    lines = float(_HEADING_LINES)
    for element in scene.elements:
        rows = sum(max(1, ceil(1.04 * len(row) / _WIDTHS.get(element.kind, 60))) for row in element.text.split("\n"))
        if element.kind in {"dialogue", "lyrics"}:
            lines += _BRIEF_ROWS if _is_brief(element.text) else 2 * ceil(rows / 2)
        elif element.kind not in _UNPRINTED:
            lines += rows + (element.kind != "parenthetical")
    return lines


_BRIEF = 70  # letters of a speech of one or two lines, over whose answer a shot may hold
_BRIEF_ROWS = 1.5


def _is_brief(text: str) -> bool:
    return len(text) <= _BRIEF


def hold(desk: Desk) -> None:
    """Join the scene's segments while its page is crowded, the ones that lose least first."""
    pages = page_lines(desk.scene) / PAGE_LINES
    pairs = _Pairs(desk.segments, _Joiner(desk))
    while (crowd := (pairs.count - _SPARE) / pages - _EASY) > 0 and pairs.hold_cheapest(_CROWDED * crowd):
        pass
    desk.segments[:] = pairs.segments()


class _Pairs:
    """The segments of a scene as a chain, with what each would cost to join to the next; work grows with n log n."""

    def __init__(self, segments: Sequence[Segment], joiner: "_Joiner") -> None:
        self.chain: list[Segment | None] = list(segments)
        self.joiner = joiner
        self.count = len(segments)
        self.after = [*range(1, self.count), -1] if segments else []
        self.before = list(range(-1, self.count - 1))
        self.asked = [0] * self.count  # how often a pair's price was asked: older prices are no longer true
        self.prices: list[tuple[float, int, int]] = []
        for at in range(self.count):
            self._ask(at)

    def _ask(self, at: int) -> None:
        self.asked[at] += 1
        first, following = self.chain[at], self.after[at]
        second = self.chain[following] if following >= 0 else None
        price = self.joiner.price(first, second) if first is not None and second is not None else None
        if price is not None:
            heappush(self.prices, (price, at, self.asked[at]))

    def hold_cheapest(self, most: float) -> bool:
        """Join the pair that loses least, the earlier of equals; False where none costs at most `most`."""
        while self.prices:
            price, at, asked = self.prices[0]
            first = self.chain[at]
            if asked != self.asked[at] or first is None:
                heappop(self.prices)
                continue
            if price > most:
                return False
            heappop(self.prices)
            self._join(at, first)
            return True
        return False

    def _join(self, at: int, first: Segment) -> None:
        gone = self.after[at]
        second = self.chain[gone]
        assert second is not None  # only pairs of two are priced
        self.chain[at], self.chain[gone] = self.joiner.join(first, second), None
        self.after[at] = self.after[gone]
        if self.after[at] >= 0:
            self.before[self.after[at]] = at
        self.count -= 1
        self._ask(at)
        if self.before[at] >= 0:
            self._ask(self.before[at])

    def segments(self) -> list[Segment]:
        """What is left, in order."""
        return [s for s in self.chain if s is not None]


_MOST_TURNS = 3
_BRIEF_SECONDS = 4.0  # what a brief speech takes at most, with the pause before it
_MOST_WORDS = 64  # words of action in a held shot
_MOST_PLAYED = 40  # words of action in a held shot in which somebody speaks
_MOST_PEOPLE = 4  # people whom a held shot brings together; more only where they are together already
_STEP = 0.15  # what each step between two sizes is worth: pictures of one size are one set-up
_NEAR = 0.6  # what a close picture of an act or a thing is worth by itself
_CLOSE, _WIDE = SIZES.index("CU"), SIZES.index("WS")
_MEETING = 2  # in the first turns of a talk each face is seen
_TIGHTENS = 0.66  # from here on a scene goes in on its faces
_HOT = 0.5  # from this intensity a line or an act keeps its own picture as long as anything else can be held

_MOVES = frozenset({"walk", "run", "vehicle", "enter", "exit"})


@dataclass(frozen=True, slots=True)
class _Joiner:
    """What it costs to play two neighbouring pictures as one, and the one that they become."""

    desk: Desk

    def price(self, first: Segment, second: Segment) -> float | None:
        """What is lost by holding, about 0 to 2; None where a cut is never given up."""
        if first.order is not None or second.order is not None or first.mode != second.mode:
            return None
        if _wordless(first) or _wordless(second):
            return _dropped(first, second)
        if first.mode in {"montage", "intercut"} or _word_picture(first) != _word_picture(second):
            return None
        rule = self._rule(first, second)
        if rule is None:
            return None
        loss = rule(first, second)
        return None if loss is None else round(loss + self._weight(first, second), 4)

    def _rule(self, first: Segment, second: Segment) -> "Callable[[Segment, Segment], float | None] | None":
        """The rule for a pair of these functions."""
        if first.said is not None and second.said is not None:
            return self._answer
        if first.said is not None or second.said is not None:
            return self._played
        if first.figures and second.figures:
            return self._acts
        if first.figures or second.figures:
            return self._people_and_place
        return self._things

    def join(self, first: Segment, second: Segment) -> Segment:
        """The one shot that two become; the earlier one is changed and returned, or the one that has words."""
        if _wordless(first):
            second.opens = second.opens or bool(second.figures and second.said is None)
            return second
        if _wordless(second):
            return first
        if first.said is not None and second.said is not None:
            return self._held_over(first, second)
        if second.said is not None:
            return self._act_then_line(first, second)
        return self._taken_in(first, second)

    # -- prices

    def _weight(self, first: Segment, second: Segment) -> float:
        """What both weigh: heat, words, and people who would be brought together."""
        heat = max((0.0, *(s.feeling.intensity - 0.3 for s in (first, second) if s.said is None)))
        one, other = self._distance(first), self._distance(second)
        near = sum(_NEAR for at, s in ((one, first), (other, second)) if at >= _CLOSE and s.said is None)
        strangers = len(set(first.people()) ^ set(second.people()))
        words = _acting_words(first) + _acting_words(second)
        return heat + 0.08 * strangers + words / 200 + _STEP * abs(one - other) + near

    def _distance(self, segment: Segment) -> int:
        """How near the camera would stand if the shot were played alone: 0 for the farthest size."""
        sizing = size_shot(segment, self.desk.lex, exterior=self.desk.scene.int_ext == "EXT")
        return SIZES.index(sizing.size)

    def _answer(self, first: Segment, second: Segment) -> float | None:
        """A speech and the one that answers it, or the same voice going on."""
        if not (_in_the_room(first) and _in_the_room(second)):
            return None
        spoken = [*first.spoken(), *second.spoken()]
        most = min(_MOST_TURNS, int(longest_speech(self.desk.options) / _BRIEF_SECONDS))
        if len(spoken) > most or not all(_is_brief(s.text) for s in spoken):
            return None
        people = self._talkers(first, second)
        acting = _acting_words(first) + _acting_words(second)
        if len(people) > _MOST_PEOPLE or acting > _MOST_PLAYED:
            return None
        hot = (
            0.15 * (second.position > _TIGHTENS)
            + 0.5 * (first.feeling.intensity >= _HOT)
            + 0.5 * (second.feeling.intensity >= _HOT)
        )
        alone = 0.1 * (second.coverage == "single")
        return _ANSWERED + hot + alone + 0.12 * (len(spoken) - 2) + 0.25 * (second.turn <= _MEETING)

    def _played(self, first: Segment, second: Segment) -> float | None:
        """An act with the line before or after it."""
        act, line = (second, first) if first.said is not None else (first, second)
        if act.coverage in {"detail", "pov", "text", "insert"}:
            return None
        if not _in_the_room(line):
            return self._heard(act, line)
        if _acting_words(first) + _acting_words(second) > _MOST_PLAYED:
            return None
        people = set(self._talkers(line, line)) | set(act.people())
        if len(people) > _MOST_PEOPLE and not set(act.people()) <= set(line.people()):
            return None
        if not act.figures:
            return 0.5 if len(act.text.split()) <= 12 else None
        loss = 0.3 if set(act.people()) <= set(line.people()) else 0.45
        loss += 0.25 * bool(act.enters or act.exits) + 0.2 * any(a.classes & _MOVES for a in act.acts)
        loss += 0.2 * (act.trigger in {"look", "discovery"}) + 0.3 * any(f.body is not None for f in act.figures)
        return loss + 0.4 * (line.feeling.intensity >= _HOT)

    def _heard(self, act: Segment, line: Segment) -> float | None:
        """A small act of whoever hears a voice from elsewhere, which the camera stays on."""
        if line.coverage != "voice" or line.narrated or not act.figures or act.enters or act.exits:
            return None
        if set(act.people()) != set(line.people()) or _acting_words(line) + _acting_words(act) > _MOST_PLAYED:
            return None
        return 0.35

    def _acts(self, first: Segment, second: Segment) -> float | None:
        """Two acts, one after the other."""
        words = len(first.text.split()) + len(second.text.split())
        people = set(first.people()) | set(second.people())
        together = people in (set(first.people()), set(second.people()))
        if words > most_words(self.desk.options, _MOST_WORDS) or (len(people) > _MOST_PEOPLE and not together):
            return None
        if len(people) > MOST_FACES or "pov" in {first.coverage, second.coverage}:
            return None
        loss = 0.2 if first.subject == second.subject else 0.3 if together else 0.45
        loss += 0.3 * bool(first.exits) + 0.2 * bool(second.enters)
        loss += 0.45 * (first.coverage == "detail") + 0.55 * (second.coverage == "detail")
        loss += 0.2 * (first.trigger in {"look", "discovery"}) + 0.25 * (second.trigger in {"look", "discovery"})
        return loss

    def _people_and_place(self, first: Segment, second: Segment) -> float | None:
        """A picture of people with the place before it, or with what is seen beside them."""
        scenery, acting = (second, first) if first.figures else (first, second)
        words = len(first.text.split()) + len(second.text.split())
        if words > most_words(self.desk.options, _MOST_WORDS) or "pov" in {first.coverage, second.coverage}:
            return None
        loss = 0.35 if scenery is first else 0.45
        if scenery.coverage == "insert":
            loss += 0.55  # a thing that the text dwells on is seen from near as long as anything else can give way
        return loss + 0.4 * (acting.coverage == "detail")

    def _things(self, first: Segment, second: Segment) -> float | None:
        """Two pictures without people."""
        words = len(first.text.split()) + len(second.text.split())
        if words > most_words(self.desk.options, _MOST_WORDS) or "pov" in {first.coverage, second.coverage}:
            return None
        both = {first.coverage, second.coverage}
        if both == {"text"}:
            return 0.6
        return 0.3 if "insert" not in both else 0.5 if both == {"insert"} else 0.75

    def _talkers(self, first: Segment, second: Segment) -> list[str]:
        """Who is in the picture of a held exchange: those who speak, those spoken to where there is room."""
        speaking = [s.who for s in (*first.spoken(), *second.spoken())]
        listening = [w for w in (first.listener, second.listener) if w is not None]
        seen = [w for w in (*first.people(), *second.people()) if w not in listening]
        return list(dict.fromkeys([*speaking, *listening, *seen]))

    # -- what two become

    def _held_over(self, first: Segment, second: Segment) -> Segment:
        spoken = [*first.spoken(), *second.spoken()]
        one = len({s.who for s in spoken}) == 1
        if not (one and first.coverage == second.coverage):
            people = self._talkers(first, second)
            first.coverage = "two" if len(people) == 2 else "master" if len(people) > 2 else first.coverage
            first.crowd = max(first.crowd, second.crowd, len(people))
            self._show(first, second, people)
        between = _acting_words(second) > 0
        later = spoken[len(first.spoken()) :]
        first.answers.extend(s if n or not between else s.after_an_act() for n, s in enumerate(later))
        first.ordinal = first.line // 2
        first.listener = first.listener or next((s.who for s in spoken if s.who != first.speaker), None)
        return self._merged(first, second)

    def _show(self, into: Segment, other: Segment, people: Sequence[str]) -> None:
        """Everybody in a held picture turns their face to us."""
        known = {f.who: f for f in (*other.figures, *into.figures)}
        into.figures = [
            known[w] if w in known and known[w].visibility == "face" else self.desk.figure(w) for w in people
        ][:MOST_FACES]

    def _act_then_line(self, act: Segment, line: Segment) -> Segment:
        """An act that is played into a line."""
        people = list(dict.fromkeys([*line.people(), *act.people()]))
        if set(people) != set(line.people()) or line.coverage == "over":
            line.coverage = "two" if len(people) == 2 else "master" if len(people) > 2 else line.coverage
            line.crowd = max(line.crowd, len(people))
            self._show(line, act, people)
        if act.enters and line.speaker in act.enters and len(people) == 1:
            line.moving = True
        line.acts, line.parsed = [*act.acts, *line.acts], [*act.parsed, *line.parsed]
        line.things = [*act.things, *(t for t in line.things if t not in act.things)]
        line.enters = list(dict.fromkeys([*act.enters, *line.enters]))
        line.exits = list(dict.fromkeys([*act.exits, *line.exits]))
        line.spans = [*act.spans, *line.spans]
        line.text = self.desk.text_of(line.spans)
        line.feeling = max(act.feeling, line.feeling, key=lambda f: f.intensity)
        line.dwells_on = line.dwells_on or act.dwells_on
        return line

    def _taken_in(self, first: Segment, second: Segment) -> Segment:
        """The second picture's act, people or thing, in the shot of the first."""
        spoken = first.said is not None
        sizes = sorted((self._distance(first), self._distance(second)))
        near = not spoken and sizes[0] >= _CLOSE - 1 and sizes[1] >= _CLOSE
        wide = self._takes_in_the_place(first, second)
        if not first.figures and second.figures:
            first.trigger, first.coverage, first.ordinal = second.trigger, second.coverage, second.ordinal
            first.subject = second.subject
        elif first.coverage == "detail" and second.coverage != "detail":
            first.trigger, first.coverage, first.ordinal = second.trigger, second.coverage, second.ordinal
            first.subject = second.subject or first.subject
        elif not first.figures and second.coverage != first.coverage and "insert" in {first.coverage, second.coverage}:
            first.coverage, first.trigger, first.dwells_on = "place", "reveal", None
        elif not spoken and first.trigger in {"action", "reveal"} and second.trigger in {"entrance", "exit"}:
            first.trigger = second.trigger
        if near and first.figures and second.figures:
            first.detail = first.detail or next((f.body for f in (*first.figures, *second.figures) if f.body), "")
            merge_figures(first.figures, second.figures)
        elif first.people() != second.people() and second.figures:
            self._bring_together(first, second, spoken=spoken)
        first.opens = wide and first.coverage == "action"
        return self._merged(first, second)

    def _takes_in_the_place(self, first: Segment, second: Segment) -> bool:
        """Whether a picture of people takes in landscape or a room beside them: then it stays wide."""
        if first.opens and not second.detail:
            return True
        if bool(first.figures) == bool(second.figures):
            return False
        scenery, acting = (second, first) if first.figures else (first, second)
        if scenery.coverage not in {"place", "opening"} or acting.detail or acting.coverage != "action":
            return False
        return self._distance(scenery) <= _WIDE

    def _bring_together(self, first: Segment, second: Segment, *, spoken: bool) -> None:
        whole = [_whole(f) for f in first.figures]
        more = [_whole(f) for f in second.figures]
        merge_figures(whole, more)
        if spoken and {f.who for f in whole} != set(first.people()):
            first.coverage = "two" if len(whole) == 2 else "master"
            first.crowd = max(first.crowd, len(whole))
        first.figures = whole
        first.detail = ""

    def _merged(self, first: Segment, second: Segment) -> Segment:
        """Words, acts and weight of both."""
        first.acts, first.parsed = [*first.acts, *second.acts], [*first.parsed, *second.parsed]
        first.things = [*first.things, *(t for t in second.things if t not in first.things)]
        first.enters = list(dict.fromkeys([*first.enters, *second.enters]))
        first.exits = list(dict.fromkeys([*first.exits, *second.exits]))
        first.spans = [*first.spans, *second.spans]
        first.text = self.desk.text_of(first.spans)
        first.feeling = max(first.feeling, second.feeling, key=lambda f: f.intensity)
        first.dwells_on = first.dwells_on or (second.dwells_on if not first.figures else None)
        return first


def _whole(figure: Figure) -> Figure:
    """A person of whom more than a hand is seen now."""
    if figure.visibility == "face" and figure.body is None:
        return figure
    return Figure(figure.who, "face", figure.posture, figure.holds, None, figure.asleep, figure.count)


def _wordless(segment: Segment) -> bool:
    return not segment.text and segment.coverage in {"establishing", "reaction"}


def _dropped(first: Segment, second: Segment) -> float | None:
    """What a picture without words is worth beside the one that takes its time."""
    if _wordless(first):
        opens = first.coverage == "establishing" and second.coverage in _OPENS
        return None if first.coverage == "reaction" or not opens else _PLACE_ALONE
    if first.part < first.parts - 1:
        return None  # the look at the listener hides where a long speech is divided
    return _REACTION + 0.2 * (second.ordinal % 2) if second.coverage == "reaction" else None


_ANSWERED = 0.0  # an answer is the first thing that a shot holds over
_PLACE_ALONE = 0.8  # what an empty picture of a new place is worth before a scene of some length
_REACTION = 0.5  # what a look at the listener is worth; every other one is worth more
_OPENS = frozenset({"action", "two", "master", "over", "single", "place", "opening"})


def _word_picture(segment: Segment) -> bool:
    return segment.coverage == "text" or segment.trigger == "text_on_screen"


def _in_the_room(line: Segment) -> bool:
    """Whether a speech is spoken by somebody in the picture, whole, and by one voice."""
    plain = not line.offscreen and line.parts == 1 and not line.dual and not line.extension and not line.on_phone
    return plain and line.coverage in {"two", "master", "over", "single"}


def _acting_words(segment: Segment) -> int:
    """Words of a shot that nobody says."""
    spoken = sum(len(s.text.split()) for s in segment.spoken())
    return max(0, len(segment.text.split()) - spoken)
