"""Speeches into shots, as an editor expects.

A wide or two-shot when the talk begins, over the shoulder while it is easy, singles as it tightens, the listener
after a weighty line.

What a speech's neighbours say never changes its own shot: coverage depends on the order of cues, not on words,
so that one changed line remakes one shot.
"""

import re

from filmwright.departments.shots.desk import MOST_FACES, Desk, stripped
from filmwright.departments.shots.directions import Voice, order_at, voice_of
from filmwright.departments.shots.grammar.names import Who, display_name
from filmwright.departments.shots.grammar.parse import parse
from filmwright.departments.shots.orders import Orders
from filmwright.departments.shots.segment import Segment
from filmwright.departments.shots.speech import divide_speech, speech_seconds
from filmwright.departments.shots.v4_pacing import longest_speech
from filmwright.model.screenplay import Speech

__all__ = ["Coverage"]

_PLAYED = frozenset({"action", "look", "discovery", "entrance"})  # kinds of act that a line may take in
_TALK_BREAK = 4  # action paragraphs between two speeches that end a conversation
_SMALL_ACT = 34  # words of an act that is played in the shot of the line after it
_SHARED_ACT = 30  # the same, when the listener acts


class Coverage:
    """Turns speeches into segments."""

    def __init__(self, desk: Desk, orders: Orders) -> None:
        self.desk, self.orders = desk, orders
        self.by_cue = {s.cue: s for s in desk.speeches}
        self.at_cue = {s.cue: n for n, s in enumerate(desk.speeches)}
        self.turn = 0
        self.line = 0
        self.now = 0  # ordinal of the speech that is being read
        self.covered: set[int] = set()
        self.cues = self._cue_people()

    def _cue_people(self) -> dict[int, list[str]]:
        return {s.cue: self._speakers_of(s.speaker) for s in self.desk.speeches}

    def _speakers_of(self, name: str) -> list[str]:
        whole = self.desk.names.cue(name)
        if whole is not None:
            return [whole]
        parts = [p for p in re.split(r"\s*(?:/|&|\+|,|\bAND\b|\bY\b|\bET\b|\bUND\b)\s*", name) if p.strip()]
        found = [self.desk.names.cue(p) for p in parts]
        known = [p for p in found if p is not None]
        if len(parts) > 1 and known:
            return known
        bare = re.sub(r"['’]S VOICE$|^YOUNG |^OLD |^YOUNGER |^OLDER ", "", name.upper())
        again = self.desk.names.cue(bare)
        return [again if again is not None else self._add_person(name)]

    def _add_person(self, name: str) -> str:
        """A speaker whom the cast does not list: kept under a name of its own, so that no line loses its person."""
        slug = re.sub(r"[^\w]+", "_", name.casefold()).strip("_") or "voice"
        self.desk.names.people.setdefault(slug, Who(slug, display_name(name), "unknown", "person", 1, told=False))
        self.desk.names.by_cue.setdefault(" ".join(name.split()).casefold(), slug)
        return slug

    def exchanges(self) -> tuple[list[str], dict[tuple[str, str], int]]:
        """The speakers by first cue, and how often two of them speak after one another."""
        pairs: dict[tuple[str, str], int] = {}
        speakers: list[str] = []
        before: str | None = None
        for speech in self.desk.speeches:
            who = self.cues[speech.cue][0]
            if who not in speakers:
                speakers.append(who)
            if before is not None and before != who:
                pair = (before, who) if before < who else (who, before)
                pairs[pair] = pairs.get(pair, 0) + 1
            before = who
        return speakers, pairs

    def read(self, speech: Speech) -> None:
        """Turn a speech into one segment or more, with a look at the listener where one is called for."""
        elements = self.desk.scene.elements
        self.now = self.at_cue[speech.cue]
        self.covered.update(speech.parts)
        spoken = [i for i in speech.parts if elements[i].kind != "parenthetical" and elements[i].text.strip()]
        people = self.cues[speech.cue]
        speaker = people[0]
        notes = " ".join(elements[i].text for i in speech.parts if elements[i].kind == "parenthetical")
        voice = self.desk.voice(speech, notes)
        if not spoken:
            return
        if self.desk.quiet >= _TALK_BREAK:
            self.turn = 0
        self.desk.quiet = 0
        listener = self._listener(speech, speaker, notes)
        if voice.offscreen and self.desk.mode != "intercut":
            self._hear(speaker, voice)
        else:
            for who in people:
                self.desk.presence.stance(who)
        segments = self._lines(speech, spoken, people, voice, listener, notes)
        if self._at_once(speech, segments):
            self.line += 1
            return
        self._act_into_line(speech, segments[0])
        self.desk.acted = None
        self.desk.presence.last_seen = tuple(dict.fromkeys([*people, *([listener] if listener else [])]))
        self._with_reactions(speech, segments, listener)
        if listener is not None and listener in self.desk.presence.room:
            self.desk.presence.mention(listener)  # whoever is spoken to is the nearest "she" but one
        if not voice.offscreen:
            self.desk.presence.mention(speaker)
            self.desk.presence.last_subject = speaker
        self.turn += 1
        self.line += 1

    def _at_once(self, speech: Speech, segments: list[Segment]) -> bool:
        """Put the right side of a dual dialogue into the shot of the left side: one picture, both speak."""
        left = self.desk.segments[-1] if self.desk.segments else None
        if left is None or speech.dual != "right" or len(segments) != 1 or left.parts != 1 or left.offscreen:
            return False
        right = segments[0]
        if (
            not left.dual
            or left.said is None
            or left.dual_said is not None
            or right.offscreen
            or right.order is not None
        ):
            return False
        if left.speaker is None or right.speaker is None or left.speaker == right.speaker:
            return False
        left.dual_who, left.dual_name, left.dual_said = right.speaker, right.speaker_name, right.said
        left.coverage, left.listener = "two", right.speaker
        left.figures = [self.desk.figure(left.speaker), self.desk.figure(right.speaker)]
        left.spans = [*left.spans, *right.spans]
        left.text = self.desk.text_of(left.spans)
        left.feeling = max(left.feeling, right.feeling, key=lambda f: f.intensity)
        return True

    def _hear(self, speaker: str, voice: Voice) -> None:
        if voice.kind == "device":
            self.desk.presence.send_away([speaker])
        if voice.kind == "off_screen":
            self.desk.presence.offscreen_voice = speaker
            self.desk.presence.mention(speaker)

    def _listener(self, speech: Speech, speaker: str, notes: str) -> str | None:
        """Whom the speech is said to: by parenthetical, else whoever spoke before, else whoever answers."""
        if self.desk.mode == "intercut":
            return None
        if notes:
            sentence = parse(notes, 0, len(notes), self.desk.lex, self.desk.names)
            named = [t.ref for t in sentence.tokens if t.ref is not None and t.ref != speaker]
            if named:
                return named[0] if named[0] in self.desk.presence.room else None
        at = self.at_cue[speech.cue]
        if self.desk.acted is not None and self.desk.acted != speaker and self.desk.acted in self.desk.presence.room:
            return self.desk.acted
        for other in reversed(self.desk.speeches[max(0, at - 3) : at]):
            who = self.cues[other.cue][0]
            if who != speaker and who in self.desk.presence.room:
                return who
        for other in self.desk.speeches[at + 1 : at + 3]:
            who = self.cues[other.cue][0]
            if who != speaker and self._is_here(who, other, speech.cue):
                return who
        return next(
            (w for w in self.desk.presence.people() if w != speaker and self.desk.names.people[w].kind == "person"),
            None,
        )

    def _answerer(self, speaker: str) -> str | None:
        """Who answers next, if they are in the room: a voice from outside is heard by them."""
        following = self.desk.speeches[self.now + 1 : self.now + 2]
        who = self.cues[following[0].cue][0] if following else speaker
        return who if who != speaker and who in self.desk.presence.room else None

    def _is_here(self, who: str, answer: Speech, now: int) -> bool:
        """Whether somebody who answers later is already in the room: not on a line, not yet to come."""
        if who in self.desk.presence.room:
            return True
        if who in self.desk.presence.gone or self.desk.voice(answer).offscreen:
            return False
        between = self.desk.scene.elements[now : answer.cue]
        if any(
            e.kind == "action" and (found := order_at(e.text)) is not None and found[0].name == "intercut"
            for e in between
        ):
            return False
        later = [e for e in self.desk.scene.elements[now:] if e.kind == "action"]
        return not any(self._names(e.text, who) for e in later)

    def _names(self, text: str, who: str) -> bool:
        folded = text.casefold()
        return any(
            person == who and all(w in folded for w in words)
            for e in self.desk.names.by_word.values()
            for words, person, _ in e
        )

    def _lines(
        self, speech: Speech, spoken: list[int], people: list[str], voice: Voice, listener: str | None, notes: str
    ) -> list[Segment]:
        ranges = self._ranges(spoken)
        segments: list[Segment] = []
        people_of = self.desk.names.people
        present = [w for w in self.desk.presence.people() if people_of[w].kind != "thing" and not people_of[w].extra]
        for part, spans in enumerate(ranges):
            segment = Segment("dialogue", "single", self.desk.position(speech.cue), spans, mode=self.desk.mode)
            said = " ".join(self.desk.text_of(spans).split())
            segment.said, segment.part, segment.parts = said, part, len(ranges)
            segment.speaker, segment.speaker_name = people[0], self.desk.names.people[people[0]].name
            segment.extension = voice.extension
            segment.offscreen = voice.offscreen and not (self.desk.mode == "intercut" and voice.kind == "device")
            segment.listener = listener
            segment.parenthetical = notes
            segment.on_phone = self.desk.mode == "intercut" and self.desk.phones
            segment.turn, segment.line, segment.dual = self.turn, self.line, speech.dual is not None
            segment.crowd = len(dict.fromkeys([*people, *present, *([listener] if listener else [])]))
            segment.feeling = self.desk.feel(said, speech.cue, spoken=True)
            segment.subject = people[0]
            self._cover(segment, people, present)
            if part == 0 and self.orders.pending:
                segment.spans = [*self.orders.pending, *segment.spans]
                segment.order = self.orders.pending_order
                if segment.order is not None and segment.order.shot_type in {"INSERT", "POV"}:
                    segment.order = None
                self.orders.drop()
            segment.text = self.desk.text_of(segment.spans)
            segments.append(segment)
        return segments

    def _act_into_line(self, speech: Speech, line: Segment) -> None:
        """A small act right before the line is played in the same shot: the speaker's own, or with the listener."""
        act = self.desk.segments[-1] if self.desk.segments else None
        if act is None or act.coverage != "action" or act.trigger not in _PLAYED or act.order is not None:
            return
        if act.spans[-1][0] != speech.cue - 1 or len(act.spans) > 2 or line.order is not None or not act.acts:
            return
        if act.exits or any(a.classes & {"fight", "fall", "vehicle"} for a in act.acts):
            return
        alone = act.people() == ([line.speaker] if not line.offscreen else line.people())
        if not alone and (act.enters or any(a.classes & {"walk", "run"} for a in act.acts)):
            return
        if len(act.text.split()) > (_SMALL_ACT if alone else _SHARED_ACT) or not (alone or self._shares(act, line)):
            return
        self.desk.segments.pop()
        line.spans = [*act.spans, *line.spans]
        line.acts, line.parsed, line.things = act.acts, act.parsed, act.things
        line.text = self.desk.text_of(line.spans)
        if not line.offscreen:
            self._comes_talking(act, line)

    @staticmethod
    def _comes_talking(act: Segment, line: Segment) -> None:
        """Who comes in or walks up and speaks is seen whole, in one shot."""
        moving = bool(act.enters) or any(a.classes & {"walk", "run"} and a.body is None for a in act.acts)
        if not moving:
            return
        line.enters, line.moving = act.enters, True
        line.trigger = "entrance" if act.enters else line.trigger
        if line.coverage in {"over", "two"} and act.people() == [line.speaker]:
            line.coverage = "single"
            line.figures = [f for f in line.figures if f.who == line.speaker]

    def _shares(self, act: Segment, line: Segment) -> bool:
        """Whether the act of the listener, or of both, fits into the shot of the line; makes it a two-shot."""
        if line.listener is None or line.speaker is None or line.offscreen or line.parts > 1:
            return False
        if self.desk.mode == "intercut" or act.trigger == "look" or self._is_near(act):
            return False
        if line.coverage == "master":
            return set(act.people()) <= set(line.people())
        if not set(act.people()) <= {line.speaker, line.listener}:
            return False
        line.coverage = "two"
        line.figures = [self.desk.figure(line.speaker), self.desk.figure(line.listener)]
        return True

    def _is_near(self, act: Segment) -> bool:
        """Whether an act is of a face alone, which several in one picture would lose."""
        lex = self.desk.lex
        faced = any(f.body is not None for f in act.figures) or any(
            a.body is not None and lex.noun_is("face", a.body) for a in act.acts
        )
        return faced and len(act.people()) == 1

    def _ranges(self, spoken: list[int]) -> list[list[tuple[int, int, int]]]:
        """The spans of each part of a speech; long ones are divided between words."""
        elements = self.desk.scene.elements
        limit = longest_speech(self.desk.options)
        out: list[list[tuple[int, int, int]]] = []
        seconds = 0.0
        for at in spoken:
            text = elements[at].text
            for start, end in divide_speech(text, limit, self.desk.setting.language):
                first, last = stripped(text, start, end)
                length = speech_seconds(text[first:last], self.desk.setting.language)
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
        singles = [self.desk.figure(w) for w in people]
        if self.desk.mode == "intercut" or listener is None:
            segment.coverage, segment.figures = ("single" if len(people) == 1 else "two"), singles
        elif len(people) > 1 or segment.dual:
            segment.coverage = "two"
            segment.figures = [*singles, *([] if listener in people else [self.desk.figure(listener)])]
        elif segment.turn == 0 and segment.part == 0 and segment.crowd > 2:
            segment.coverage = "master"
            rest = [w for w in present if w not in {people[0], listener}]
            segment.figures = [self.desk.figure(w) for w in (people[0], listener, *rest)][:MOST_FACES]
        elif (segment.turn == 0 or segment.turn % 9 == 8) and segment.part == 0:
            segment.coverage, segment.figures = "two", [*singles, self.desk.figure(listener)]
        elif segment.turn in {1, 2} or (segment.part == 0 and (segment.turn % 5 == 0 or self._goes_on(people[0]))):
            segment.coverage, segment.figures = "over", [*singles, self.desk.figure(listener, "back")]
        else:
            segment.coverage, segment.figures = "single", singles
        segment.ordinal = self.desk.count(f"{segment.coverage}:{people[0]}")

    def _goes_on(self, speaker: str) -> bool:
        """Whether the shot before is a single of the same speaker: a second one would jump."""
        before = self.desk.segments[-1] if self.desk.segments else None
        return before is not None and before.coverage == "single" and before.speaker == speaker

    def _cover_voice(self, segment: Segment, people: list[str], present: list[str]) -> None:
        """A voice from outside the picture: the camera stays on whoever hears it."""
        over = voice_of((segment.extension,) if segment.extension else (), segment.parenthetical).kind == "voice_over"
        if over and people[0] in self.desk.presence.room:
            segment.coverage, segment.figures = "voice", [self.desk.figure(people[0])]
            segment.listener = None
            return
        hearers = [w for w in present if w not in people]
        wanted = [w for w in (segment.listener, self._answerer(people[0])) if w in hearers]
        if wanted:
            hearers = list(dict.fromkeys(wanted))
        segment.coverage, segment.narrated = "voice", over
        segment.figures = [self.desk.figure(w) for w in (hearers if wanted else hearers[:1])]
        segment.subject = hearers[0] if hearers else None
        segment.listener = hearers[0] if hearers else None
        segment.ordinal = self.desk.count("voice")

    def _with_reactions(self, speech: Speech, segments: list[Segment], listener: str | None) -> None:
        for segment in segments:
            self.desk.segments.append(segment)
            if self._calls_for_reaction(speech, segment, segments, listener):
                self.desk.segments.append(self._reaction(segment, str(listener)))

    def _calls_for_reaction(
        self, speech: Speech, segment: Segment, segments: list[Segment], listener: str | None
    ) -> bool:
        if (
            listener is None
            or segment.offscreen
            or listener not in self.desk.presence.room
            or self.desk.mode == "intercut"
        ):
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
        for element in self.desk.scene.elements[last + 1 :]:
            if element.kind in {"action", "character", "centered", "lyrics"}:
                return element.kind
        return None

    def _reaction(self, said: Segment, who: str) -> Segment:
        reaction = Segment("reaction", "reaction", said.position, subject=who, mode=self.desk.mode, turn=said.turn)
        reaction.figures = [self.desk.figure(who)]
        reaction.listener = said.speaker
        reaction.ordinal = self.desk.count("reaction")
        return reaction
