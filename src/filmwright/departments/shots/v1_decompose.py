"""V1: a scene into the pieces that become shots.

Action is divided where the subject changes, somebody comes or goes, the place changes, or the text dwells on a
thing; small acts of one person stay together. Speeches are covered as an editor expects: a wide or two-shot when
the talk begins, over the shoulder while it is easy, singles as it tightens, the listener after a weighty line.

What a speech's neighbours say never changes its own shot: coverage depends on the order of cues, not on words,
so that one changed line remakes one shot.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from filmwright.departments.shots.directions import Voice, order_at, voice_of
from filmwright.departments.shots.feeling import Feeling, feel
from filmwright.departments.shots.grammar.lexicon import Lexicon, lexicon
from filmwright.departments.shots.grammar.names import NameIndex, Who, display_name, name_index
from filmwright.departments.shots.grammar.parse import Clause, Sentence, parse
from filmwright.departments.shots.grammar.tokens import sentence_spans
from filmwright.departments.shots.presence import Presence, Reading
from filmwright.departments.shots.segment import Figure, Order, Segment
from filmwright.departments.shots.speech import divide_speech, speech_seconds
from filmwright.model.cast import Cast
from filmwright.model.screenplay import Element, Scene, Speech, speeches
from filmwright.model.shots import SceneSetting, ShotOptions

__all__ = ["Decomposition", "decompose"]

_MOST_WORDS = 40  # an action shot of more words is divided
_TALK_BREAK = 4  # action paragraphs between two speeches that end a conversation
_MOST_FACES = 6
_MOST_JOINED = 36  # words of two short paragraphs played in one shot
_MOST_EXCHANGED = 28  # words of two short paragraphs in which two people act on each other
_AFTER_LINE = 12  # words of an act that the shot of the line before it still holds
_SMALL_ACT = 18  # words of an act that is played in the shot of the line after it
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Decomposition:
    """The segments of a scene, with what the later passes need to know of its people."""

    segments: list[Segment]
    names: NameIndex
    lex: Lexicon
    speakers: list[str]  # on screen, by first cue
    exchanges: dict[tuple[str, str], int]  # how often two people speak after one another
    everybody: list[str] = field(default_factory=list)  # by first appearance in a picture


@dataclass(slots=True)
class _Piece:
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


def decompose(scene: Scene, cast: Cast, setting: SceneSetting, options: ShotOptions) -> Decomposition:
    """Divide a scene into segments that together hold every word of its action and dialogue once, in order."""
    return _Decomposer(scene, cast, setting, options).run()


class _Decomposer:
    """Walks the elements of one scene."""

    def __init__(self, scene: Scene, cast: Cast, setting: SceneSetting, options: ShotOptions) -> None:
        self.scene, self.setting, self.options = scene, setting, options
        self.lex = lexicon(setting.language)
        self.names = name_index(cast, self.lex)
        words = set(" ".join((scene.place, scene.slugline, *setting.kind_words)).lower().split())
        inside = scene.int_ext in {"INT", "INT/EXT"}
        self.presence = Presence(self.lex, self.names, sits_by_default=inside and bool(words & self.lex.vehicle_places))
        self.segments: list[Segment] = []
        self.speeches = speeches(scene)
        self.by_cue = {s.cue: s for s in self.speeches}
        self.at_cue = {s.cue: n for n, s in enumerate(self.speeches)}
        self.acted: str | None = None  # who acted since the last speech
        self.mode = ""
        words_of_phones = self.lex.nouns.get("phone", frozenset())
        self.phones = any(
            words_of_phones & set(re.findall(r"\w+", e.text.lower())) for e in scene.elements if e.kind == "action"
        )
        self.pending: list[tuple[int, int, int]] = []  # words of an order waiting for their picture
        self.pending_order: Order | None = None
        self.pending_figures: list[Figure] = []
        self.pending_thing: str | None = None
        self.counts: dict[str, int] = {}
        self.paragraph_end: _Piece | None = None
        self.last_group: list[_Piece] = []  # what the last action shot was made of
        self.first_action = next((n for n, e in enumerate(scene.elements) if e.kind == "action"), -1)
        self.turn = 0
        self.quiet = 0  # action paragraphs since the last speech
        self.line = 0
        self.covered: set[int] = set()

    # -- the walk

    def run(self) -> Decomposition:
        cues = self._cue_people()
        elements = self.scene.elements
        for at, element in enumerate(elements):
            if at in self.covered:
                continue
            if element.kind == "character" and at in self.by_cue:
                self._speech(self.by_cue[at], cues)
            elif element.kind in {"action", "dialogue", "parenthetical"} and element.kind != "parenthetical":
                self._action(at, element)
            elif element.kind in {"centered", "lyrics"}:
                self._words_on_screen(at, element)
        self._flush_pending()
        self._open_scene()
        self._fill_unseen()
        speakers, exchanges = self._exchanges(cues)
        everybody = list(dict.fromkeys(f.who for s in self.segments for f in s.figures))
        return Decomposition(self.segments, self.names, self.lex, speakers, exchanges, everybody)

    def _position(self, element: int) -> float:
        return element / max(1, len(self.scene.elements) - 1)

    def _count(self, coverage: str) -> int:
        self.counts[coverage] = self.counts.get(coverage, -1) + 1
        return self.counts[coverage]

    def _feel(self, text: str, element: int, *, spoken: bool) -> Feeling:
        return feel(text, self.setting.language, spoken=spoken, position=self._position(element))

    # -- who speaks

    def _cue_people(self) -> dict[int, list[str]]:
        return {s.cue: self._speakers_of(s.speaker) for s in self.speeches}

    def _speakers_of(self, name: str) -> list[str]:
        whole = self.names.cue(name)
        if whole is not None:
            return [whole]
        parts = [p for p in re.split(r"\s*(?:/|&|\+|,|\bAND\b|\bY\b|\bET\b|\bUND\b)\s*", name) if p.strip()]
        found = [self.names.cue(p) for p in parts]
        known = [p for p in found if p is not None]
        if len(parts) > 1 and known:
            return known
        bare = re.sub(r"['’]S VOICE$|^YOUNG |^OLD |^YOUNGER |^OLDER ", "", name.upper())
        again = self.names.cue(bare)
        return [again if again is not None else self._add_person(name)]

    def _add_person(self, name: str) -> str:
        """A speaker whom the cast does not list: kept under a name of its own, so that no line loses its person."""
        slug = re.sub(r"[^\w]+", "_", name.casefold()).strip("_") or "voice"
        self.names.people.setdefault(slug, Who(slug, display_name(name), "unknown", "person", 1))
        self.names.by_cue.setdefault(" ".join(name.split()).casefold(), slug)
        return slug

    def _exchanges(self, cues: dict[int, list[str]]) -> tuple[list[str], dict[tuple[str, str], int]]:
        pairs: dict[tuple[str, str], int] = {}
        speakers: list[str] = []
        before: str | None = None
        for speech in self.speeches:
            who = cues[speech.cue][0]
            if who not in speakers:
                speakers.append(who)
            if before is not None and before != who:
                pair = (before, who) if before < who else (who, before)
                pairs[pair] = pairs.get(pair, 0) + 1
            before = who
        return speakers, pairs

    # -- action

    def _action(self, at: int, element: Element) -> None:
        if not element.text.strip():
            return
        self.quiet += 1
        pieces: list[_Piece] = []
        for start, end in sentence_spans(element.text):
            pieces.extend(self._pieces(at, element.text, start, end))
        group: list[_Piece] = []
        self.paragraph_end = pieces[-1] if pieces else None
        for piece in pieces:
            if group and not self._belongs(group, piece):
                self._emit(group)
                group = []
            group.append(piece)
        if group:
            self._emit(group)

    def _pieces(self, at: int, text: str, start: int, end: int) -> list[_Piece]:
        found = order_at(text[start:end])
        order, shift = found if found is not None else (None, 0)
        if order is not None:
            self._change_mode(order)
        sentence = parse(text, min(end, start + shift), end, self.lex, self.names)
        if order is not None and sentence.text.isupper():
            return [self._named_by_order(at, text, start, end, sentence, order)]
        groups = self._clause_groups(sentence)
        if not groups:
            reading = Reading()
            reading.about_place = True
            return [_Piece(at, start, end, sentence, [], reading, order, [], text[start:end])]
        out: list[_Piece] = []
        begin = start
        for number, clauses in enumerate(groups):
            last = number == len(groups) - 1
            stop = end if last else sentence.tokens[groups[number + 1][0].joint].start
            known = set(self.presence.room) | set(self.presence.gone)
            reading = self.presence.read(sentence, clauses)
            figures = self._figures(reading)
            self.acted = reading.subject or self.acted
            edge = begin + len(text[begin:stop].rstrip())
            newcomers = any(f.who not in known for f in figures)
            out.append(_Piece(at, begin, edge, sentence, clauses, reading, order, figures, text[begin:edge], newcomers))
            begin, order = stop, None
        return out

    def _named_by_order(self, at: int, text: str, start: int, end: int, sentence: Sentence, order: Order) -> _Piece:
        """An order in capitals ("INSERT - THE LETTER", "CLOSE ON RAE'S HAND") names its subject and tells no act."""
        reading = Reading()
        for _, _, phrase in sentence.phrases():
            people, body = self.presence.phrase_people(phrase, [], role="subject")
            for who in people:
                self.presence.stance(who)
                self.presence.mention(who)
                if body is None:
                    reading.visible.append(who)
                else:
                    reading.partial[who] = body
                reading.subject = reading.subject or who
        if order.name == "insert":
            reading.visible.clear()
        return _Piece(
            at, start, end, sentence, sentence.clauses, reading, order, self._figures(reading), text[start:end]
        )

    def _change_mode(self, order: Order) -> None:
        if order.name in {"intercut", "montage", "flashback"}:
            self.mode = order.name
        elif order.name.startswith("end_"):
            self.mode = ""

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
        pronoun = self.lex.pronouns.get(phrase.pronoun or "")
        if pronoun is not None:
            return None if pronoun.sex in {"thing", "any", "self", "camera"} else f"<{pronoun.sex}>"
        return None

    def _figures(self, reading: Reading) -> list[Figure]:
        out: list[Figure] = []
        for who in (*reading.visible, *(w for w in reading.partial if w not in reading.visible)):
            stance = self.presence.room.get(who) or self.presence.gone.get(who)
            if stance is None:
                continue
            body = reading.partial.get(who)
            partial = body is not None and not self.lex.noun_is("face", body)
            out.append(Figure(who, "partial" if partial else "face", stance.posture, stance.holds, body, stance.asleep))
        return out[:_MOST_FACES]

    def _belongs(self, group: list[_Piece], piece: _Piece) -> bool:  # noqa: C901, PLR0911  (rules in order)
        """Whether a piece continues the shot that the group is."""
        first, last = group[0].reading, group[-1].reading
        now = piece.reading
        words = sum(len(_SPACE.split(p.text)) for p in (*group, piece))
        if piece.order is not None or words > _MOST_WORDS:
            return False
        if group[0].order is not None and _only_order(group):
            return True
        if any(p.reading.exits for p in group):
            return False
        if piece.newcomers and any(p.figures for p in group) and now.subject not in _everybody(group):
            return False
        nobody = not any(p.figures for p in group)
        if now.enters:
            return nobody and words <= 24
        if not piece.figures:
            return self._thing_belongs(group, piece, words, nobody=nobody)
        if nobody:
            return last.dwells_on is None and words <= 20
        if bool(now.visible) != any(p.reading.visible for p in group) and now.subject != first.subject:
            return False
        if now.subject is not None and now.subject == first.subject:
            return True
        if now.subject is None:
            return all(f.who in {g.who for p in group for g in p.figures} for f in piece.figures)
        both = now.subject in last.visible and last.subject in now.visible
        return (
            words <= (34 if both else 28)
            and len(_everybody(group, piece)) <= 3
            and not last.partial
            and not now.partial
        )

    @staticmethod
    def _thing_belongs(group: list[_Piece], piece: _Piece, words: int, *, nobody: bool) -> bool:
        """A sentence without people: it goes on describing, or is what somebody's act leads to."""
        now, last = piece.reading, group[-1].reading
        tokens = piece.sentence.tokens if piece.sentence is not None else []
        if len(tokens) <= 3 or tokens[0].lower in {"it", "its", "that", "this"}:
            return True
        if nobody:
            return words <= 30 and not (now.quoted and now.dwells_on is not None)
        if now.dwells_on is not None and (now.quoted or now.dwells_on in {t for p in group for t in p.reading.things}):
            return False
        return not last.partial and words <= 24 and len(tokens) <= 9

    def _emit(self, group: list[_Piece]) -> None:
        order = group[0].order
        if order is not None and _only_order(group):
            self._hold(order, _spans_of(group), group)
            return
        if self._after_line(group):
            return
        if self._continues(group):
            group = [*self.last_group, *group]
            order = group[0].order
            self.segments.pop()
        segment = self._segment_of(group, order)
        segment.spans = [*self.pending, *_spans_of(group)]
        self.last_group = [] if self.pending else group
        if self.pending_order is not None:
            segment.order = segment.order or self.pending_order
            if not segment.figures:
                segment.figures = self.pending_figures
                segment.subject = self.pending_figures[0].who if self.pending_figures else None
                segment.dwells_on = self.pending_thing or segment.dwells_on
                segment.coverage = (
                    "action" if segment.figures and segment.coverage in {"place", "insert"} else segment.coverage
                )
            self._obey(segment)
        self._drop_pending()
        segment.text = self._text_of(segment.spans)
        self.segments.append(segment)

    def _after_line(self, group: list[_Piece]) -> bool:
        """A small act of whoever has just spoken is still in the shot of the line: put it there."""
        line = self.segments[-1] if self.segments else None
        if (
            line is None
            or line.said is None
            or line.offscreen
            or self.pending
            or group[0].order is not None
            or line.acts
        ):
            return False
        element = group[0].element
        if group[-1] is not self.paragraph_end or group[0].start > 0 or line.spans[-1][0] != element - 1:
            return False
        readings = [p.reading for p in group]
        acts = [a for r in readings for a in r.acts]
        if not acts or any(a.classes & {"walk", "run", "fight", "fall", "enter", "exit"} for a in acts):
            return False
        if any(f.who != line.speaker for p in group for f in p.figures) or any(
            r.partial or r.enters or r.exits for r in readings
        ):
            return False
        if sum(len(_SPACE.split(p.text)) for p in group) > _AFTER_LINE:
            return False
        line.spans.extend(_spans_of(group))
        line.text = self._text_of(line.spans)
        line.acts.extend(acts)
        line.things.extend(t for r in readings for t in r.things if t not in line.things)
        line.parsed.extend((p.sentence, p.clauses) for p in group if p.sentence is not None)
        self.last_group = []
        return True

    def _continues(self, group: list[_Piece]) -> bool:  # noqa: PLR0911  (rules in order)
        """Whether a short paragraph goes on with the shot of the paragraph before it."""
        before = self.last_group
        if any(p.newcomers for p in group):
            return False
        if (
            not before
            or self.pending
            or self.mode == "montage"
            or group[0].order is not None
            or before[0].order is not None
        ):
            return False
        if (
            not self.segments
            or self.segments[-1].spans[-1][0] != before[-1].element
            or group[0].element - before[-1].element != 1
        ):
            return False
        readings = [p.reading for p in (*before, *group)]
        if any(r.enters or r.exits or r.partial or r.quoted for r in readings) or any(
            r.dwells_on for r in readings if not r.visible
        ):
            return False
        words = sum(len(_SPACE.split(p.text)) for p in (*before, *group))
        if len(_everybody(before, *group)) > 3 or words > _MOST_JOINED:
            return False
        one = next((r.subject for r in readings if r.subject), None)
        if not any(p.figures for p in before) and before[0].element == self.first_action:
            return False  # the opening stands alone
        if all(r.subject in {one, None} for r in readings):
            return True
        return words <= _MOST_EXCHANGED and len(_everybody(before, *group)) == 2 and self.mode != "intercut"

    def _hold(self, order: Order, spans: list[tuple[int, int, int]], group: list[_Piece]) -> None:
        """Keep an order that stands alone ("INSERT - THE LETTER") for the picture that follows it."""
        if order.name.startswith("end_") and self.segments:
            before = self.segments[-1]
            before.spans.extend(spans)
            before.text = self._text_of(before.spans)
            return
        self.pending.extend(spans)
        for piece in group:
            _merge_figures(self.pending_figures, piece.figures)
            self.pending_thing = next(
                (c.subject.head for c in piece.clauses if c.subject is not None and c.subject.head), None
            )
        self.pending_order = order if (order.shot_type or order.angle or order.movement) else None

    def _drop_pending(self) -> None:
        self.pending, self.pending_order, self.pending_figures, self.pending_thing = [], None, [], None

    def _flush_pending(self) -> None:
        if not self.pending:
            return
        segment = Segment("insert" if self.pending_order else "transition", "place", 1.0, list(self.pending))
        segment.figures = self.pending_figures
        segment.subject = segment.figures[0].who if segment.figures else None
        segment.coverage = "action" if segment.figures else "place"
        segment.text = self._text_of(segment.spans)
        segment.order, segment.mode = self.pending_order, self.mode
        self._obey(segment)
        self._drop_pending()
        self.segments.append(segment)

    def _segment_of(self, group: list[_Piece], order: Order | None) -> Segment:
        element = group[0].element
        segment = Segment("action", "action", self._position(element), order=order, mode=self.mode)
        for piece in group:
            reading = piece.reading
            _merge_figures(segment.figures, piece.figures)
            segment.subject = segment.subject or reading.subject
            segment.acts.extend(reading.acts)
            segment.enters.extend(w for w in reading.enters if w not in segment.enters)
            segment.exits.extend(w for w in reading.exits if w not in segment.exits)
            segment.things.extend(t for t in reading.things if t not in segment.things)
            segment.dwells_on = segment.dwells_on or reading.dwells_on
            if piece.sentence is not None:
                segment.parsed.append((piece.sentence, piece.clauses))
        segment.feeling = self._feel(" ".join(p.sentence.text for p in group if p.sentence), element, spoken=False)
        self._kind_of(segment, group)
        if order is not None:
            self._obey(segment)
        return segment

    def _kind_of(self, segment: Segment, group: list[_Piece]) -> None:
        """The trigger and the function of an action shot."""
        readings = [p.reading for p in group]
        nobody = not segment.figures
        looks = [a for a in segment.acts if "look" in a.classes]
        finds = [a for a in segment.acts if "see" in a.classes]
        opens_on_thing = readings[0].dwells_on is not None or all(r.about_place is False for r in readings)
        if nobody and segment.dwells_on is not None and opens_on_thing:
            quoted = any(r.quoted for r in readings) or self.lex.noun_is("text", segment.dwells_on)
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
        if self.mode in {"montage", "flashback"} and segment.trigger == "action":
            segment.trigger = self.mode
        segment.ordinal = self._count(segment.coverage)

    def _obey(self, segment: Segment) -> None:
        """Turn the function of the shot to what the script orders."""
        order = segment.order
        if order is None:
            return
        if order.trigger is not None:
            segment.trigger, segment.coverage = order.trigger, "text"
        elif order.name == "insert":
            segment.trigger, segment.coverage = "insert", ("detail" if segment.figures else "insert")
            for figure in segment.figures:
                figure.visibility = "partial"
        elif order.name in {"pov", "pov_sentence"}:
            segment.coverage = "pov"
        elif order.name == "back":
            segment.order = None

    # -- words on screen, lyrics without a cue

    def _words_on_screen(self, at: int, element: Element) -> None:
        if not element.text.strip():
            return
        sung = element.kind == "lyrics"
        spans = [(at, *_stripped(element.text))]
        segment = Segment(
            "action" if sung else "text_on_screen",
            "place" if sung else "text",
            self._position(at),
            [*self.pending, *spans],
        )
        if sung:
            people = list(self.presence.people())[:_MOST_FACES]
            segment.figures = [self._figure(w) for w in people]
            segment.coverage = "group" if people else "place"
        segment.mode = self.mode
        self._drop_pending()
        segment.text = self._text_of(segment.spans)
        segment.feeling = self._feel(element.text, at, spoken=sung)
        segment.ordinal = self._count(segment.coverage)
        self.segments.append(segment)

    # -- speeches

    def _speech(self, speech: Speech, cues: dict[int, list[str]]) -> None:
        elements = self.scene.elements
        self.covered.update(speech.parts)
        spoken = [i for i in speech.parts if elements[i].kind != "parenthetical" and elements[i].text.strip()]
        people = cues[speech.cue]
        speaker = people[0]
        notes = " ".join(elements[i].text for i in speech.parts if elements[i].kind == "parenthetical")
        voice = voice_of(speech.extensions, notes)
        if not spoken:
            return
        if self.quiet >= _TALK_BREAK:
            self.turn = 0
        self.quiet = 0
        listener = self._listener(speech, speaker, cues, notes)
        if voice.offscreen and self.mode != "intercut":
            self._hear(speaker, voice)
        else:
            for who in people:
                self.presence.stance(who)
        segments = self._lines(speech, spoken, people, voice, listener, notes)
        if not voice.offscreen:
            self._act_into_line(speech, segments[0])
        self.acted = None
        self.presence.last_seen = tuple(dict.fromkeys([*people, *([listener] if listener else [])]))
        self._with_reactions(speech, segments, listener)
        if not voice.offscreen:
            self.presence.mention(speaker)
            self.presence.last_subject = speaker
        self.turn += 1
        self.line += 1

    def _hear(self, speaker: str, voice: Voice) -> None:
        if voice.kind == "off_screen":
            self.presence.offscreen_voice = speaker
            self.presence.mention(speaker)

    def _listener(self, speech: Speech, speaker: str, cues: dict[int, list[str]], notes: str) -> str | None:
        """Whom the speech is said to: by parenthetical, else whoever spoke before, else whoever answers."""
        if self.mode == "intercut":
            return None
        if notes:
            sentence = parse(notes, 0, len(notes), self.lex, self.names)
            named = [t.ref for t in sentence.tokens if t.ref is not None and t.ref != speaker]
            if named:
                return named[0] if named[0] in self.presence.room else None
        at = self.at_cue[speech.cue]
        if self.acted is not None and self.acted != speaker and self.acted in self.presence.room:
            return self.acted
        for other in reversed(self.speeches[max(0, at - 3) : at]):
            who = cues[other.cue][0]
            if who != speaker and who in self.presence.room:
                return who
        for other in self.speeches[at + 1 : at + 3]:
            who = cues[other.cue][0]
            if who != speaker and self._is_here(who, other, speech.cue):
                return who
        return next((w for w in self.presence.people() if w != speaker and self.names.people[w].kind == "person"), None)

    def _is_here(self, who: str, answer: Speech, now: int) -> bool:
        """Whether somebody who answers later is already in the room: not on a line, not yet to come."""
        if who in self.presence.room:
            return True
        if who in self.presence.gone or voice_of(answer.extensions, "").offscreen:
            return False
        between = self.scene.elements[now : answer.cue]
        if any(
            e.kind == "action" and (found := order_at(e.text)) is not None and found[0].name == "intercut"
            for e in between
        ):
            return False
        later = [e for e in self.scene.elements[now:] if e.kind == "action"]
        return not any(self._names(e.text, who) for e in later)

    def _names(self, text: str, who: str) -> bool:
        folded = text.casefold()
        return any(
            person == who and all(w in folded for w in words)
            for e in self.names.by_word.values()
            for words, person, _ in e
        )

    def _figure(self, who: str, visibility: str = "face") -> Figure:
        stance = self.presence.stance(who)
        posture = stance.posture if stance.posture not in {"walk", "run"} else "stand"
        return Figure(who, visibility, posture, stance.holds, None, stance.asleep)

    def _lines(
        self, speech: Speech, spoken: list[int], people: list[str], voice: Voice, listener: str | None, notes: str
    ) -> list[Segment]:
        ranges = self._ranges(spoken)
        segments: list[Segment] = []
        present = [w for w in self.presence.people() if self.names.people[w].kind != "thing"]
        for part, spans in enumerate(ranges):
            segment = Segment("dialogue", "single", self._position(speech.cue), spans, mode=self.mode)
            said = " ".join(self._text_of(spans).split())
            segment.said, segment.part, segment.parts = said, part, len(ranges)
            segment.speaker, segment.speaker_name = people[0], self.names.people[people[0]].name
            segment.extension = voice.extension
            segment.offscreen = voice.offscreen and not (self.mode == "intercut" and voice.kind == "device")
            segment.listener = listener
            segment.parenthetical = notes
            segment.on_phone = self.mode == "intercut" and self.phones
            segment.turn, segment.line, segment.dual = self.turn, self.line, speech.dual is not None
            segment.crowd = len(dict.fromkeys([*people, *present, *([listener] if listener else [])]))
            segment.feeling = self._feel(said, speech.cue, spoken=True)
            segment.subject = people[0]
            self._cover(segment, people, present)
            if part == 0 and self.pending:
                segment.spans = [*self.pending, *segment.spans]
                segment.order = self.pending_order
                if segment.order is not None and segment.order.shot_type in {"INSERT", "POV"}:
                    segment.order = None
                self._drop_pending()
            segment.text = self._text_of(segment.spans)
            segments.append(segment)
        return segments

    def _act_into_line(self, speech: Speech, line: Segment) -> None:
        """A small act of the speaker right before the line is played in the same shot."""
        act = self.segments[-1] if self.segments else None
        if act is None or act.coverage != "action" or act.trigger not in {"action", "look"} or act.order is not None:
            return
        if (
            act.people() != [line.speaker]
            or act.spans[-1][0] != speech.cue - 1
            or len(act.spans) > 1
            or line.order is not None
        ):
            return
        if (
            len(act.text.split()) > _SMALL_ACT
            or any(a.classes & {"walk", "run", "fight", "fall"} for a in act.acts)
            or not act.acts
        ):
            return
        self.segments.pop()
        line.spans = [*act.spans, *line.spans]
        line.acts, line.parsed, line.things = act.acts, act.parsed, act.things
        line.text = self._text_of(line.spans)

    def _ranges(self, spoken: list[int]) -> list[list[tuple[int, int, int]]]:
        """The spans of each part of a speech; long ones are divided between words."""
        elements = self.scene.elements
        limit = self.options.max_speech_seconds
        out: list[list[tuple[int, int, int]]] = []
        seconds = 0.0
        for at in spoken:
            text = elements[at].text
            for start, end in divide_speech(text, limit, self.setting.language):
                first, last = _stripped(text, start, end)
                length = speech_seconds(text[first:last], self.setting.language)
                if out and seconds + length <= limit:
                    out[-1].append((at, first, last))
                    seconds += length
                else:
                    out.append([(at, first, last)])
                    seconds = length
        return out

    def _cover(self, segment: Segment, people: list[str], present: list[str]) -> None:
        """Who is in the picture of a speech, by the grammar of coverage. No word of the speech is looked at."""
        listener = segment.listener
        if segment.offscreen:
            self._cover_voice(segment, people, present)
            return
        singles = [self._figure(w) for w in people]
        if self.mode == "intercut" or listener is None:
            segment.coverage, segment.figures = ("single" if len(people) == 1 else "two"), singles
        elif len(people) > 1 or segment.dual:
            segment.coverage = "two"
            segment.figures = [*singles, *([] if listener in people else [self._figure(listener)])]
        elif segment.turn == 0 and segment.part == 0 and segment.crowd > 2:
            segment.coverage = "master"
            rest = [w for w in present if w not in {people[0], listener}]
            segment.figures = [self._figure(w) for w in (people[0], listener, *rest)][:_MOST_FACES]
        elif (segment.turn == 0 or segment.turn % 9 == 8) and segment.part == 0:
            segment.coverage, segment.figures = "two", [*singles, self._figure(listener)]
        elif segment.turn in {1, 2} or (segment.turn % 5 == 0 and segment.part == 0):
            segment.coverage, segment.figures = "over", [*singles, self._figure(listener, "back")]
        else:
            segment.coverage, segment.figures = "single", singles
        segment.ordinal = self._count(f"{segment.coverage}:{people[0]}")

    def _cover_voice(self, segment: Segment, people: list[str], present: list[str]) -> None:
        """A voice from outside the picture: the camera stays on whoever hears it."""
        over = voice_of((segment.extension,) if segment.extension else (), segment.parenthetical).kind == "voice_over"
        if over and people[0] in self.presence.room:
            segment.coverage, segment.figures = "voice", [self._figure(people[0])]
            segment.listener = None
            return
        hearers = [w for w in present if w not in people]
        if segment.listener is not None and segment.listener in hearers:
            hearers = [segment.listener]
        segment.coverage = "voice"
        segment.figures = [self._figure(w) for w in hearers[:1]]
        segment.subject = hearers[0] if hearers else None
        segment.listener = hearers[0] if hearers else None
        segment.ordinal = self._count("voice")

    def _with_reactions(self, speech: Speech, segments: list[Segment], listener: str | None) -> None:
        for segment in segments:
            self.segments.append(segment)
            if self._calls_for_reaction(speech, segment, segments, listener):
                self.segments.append(self._reaction(segment, str(listener)))

    def _calls_for_reaction(
        self, speech: Speech, segment: Segment, segments: list[Segment], listener: str | None
    ) -> bool:
        if listener is None or segment.offscreen or listener not in self.presence.room or self.mode == "intercut":
            return False
        if segment is not segments[-1]:
            return segment.part % 2 == 0
        following = self._after(speech)
        if following is None:
            return segment.turn > 1
        if following != "character":
            return False
        return segment.turn > 1 and segment.feeling.intensity >= 0.55 and segment.turn % 2 == 1

    def _after(self, speech: Speech) -> str | None:
        last = speech.parts[-1] if speech.parts else speech.cue
        for element in self.scene.elements[last + 1 :]:
            if element.kind in {"action", "character", "centered", "lyrics"}:
                return element.kind
        return None

    def _reaction(self, said: Segment, who: str) -> Segment:
        reaction = Segment("reaction", "reaction", said.position, subject=who, mode=self.mode, turn=said.turn)
        reaction.figures = [self._figure(who)]
        reaction.listener = said.speaker
        reaction.ordinal = self._count("reaction")
        return reaction

    # -- the whole scene

    def _open_scene(self) -> None:
        """An establishing shot without words, unless the scene opens on an ordered picture."""
        first = self.segments[0] if self.segments else None
        if first is not None and first.order is not None:
            return
        if first is not None and first.coverage == "place" and first.text and not self.mode:
            first.coverage, first.ordinal = "opening", 0
            return
        self.segments.insert(0, Segment("establishing", "establishing", 0.0))

    def _fill_unseen(self) -> None:
        """Group songs and the like before anybody was named: show those who come next."""
        for at, segment in enumerate(self.segments):
            if segment.trigger == "dialogue" and not segment.figures and not segment.offscreen:
                segment.figures = [Figure(str(segment.speaker))]
            if segment.coverage == "voice" and not segment.figures:
                later = next((s for s in self.segments[at + 1 :] if s.figures and s.coverage != "voice"), None)
                earlier = next((s for s in reversed(self.segments[:at]) if s.figures), None)
                near = earlier or later
                if near is not None and near.figures[0].who != segment.speaker:
                    segment.figures = [Figure(near.figures[0].who, "face", near.figures[0].posture)]
                    segment.subject = near.figures[0].who

    def _text_of(self, spans: Sequence[tuple[int, int, int]]) -> str:
        parts: list[str] = []
        before = -1
        for element, start, end in spans:
            text = self.scene.elements[element].text[start:end]
            parts.append((" " if element == before else "\n") + text if parts else text)
            before = element
        return "".join(parts)


def _everybody(group: Sequence[_Piece], *more: _Piece) -> set[str]:
    return {f.who for p in (*group, *more) for f in p.figures}


def _spans_of(group: Sequence[_Piece]) -> list[tuple[int, int, int]]:
    """One span for each paragraph that the pieces come from."""
    spans: list[tuple[int, int, int]] = []
    for piece in group:
        if spans and spans[-1][0] == piece.element:
            spans[-1] = (piece.element, spans[-1][1], piece.end)
        else:
            spans.append((piece.element, piece.start, piece.end))
    return spans


def _only_order(group: list[_Piece]) -> bool:
    """Whether a group is no more than a camera order with the name of its subject."""
    if len(group) != 1 or group[0].order is None:
        return False
    sentence = group[0].sentence
    return (
        sentence is None or not sentence.text or sentence.text.isupper() or not any(c.isalpha() for c in sentence.text)
    )


def _merge_figures(figures: list[Figure], more: list[Figure]) -> None:
    for figure in more:
        for at, known in enumerate(figures):
            if known.who == figure.who:
                if known.visibility != "face" or figure.visibility == "face":
                    figures[at] = figure
                break
        else:
            if len(figures) < _MOST_FACES:
                figures.append(figure)


def _stripped(text: str, start: int = 0, end: int | None = None) -> tuple[int, int]:
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    return first, first + len(piece.strip())
