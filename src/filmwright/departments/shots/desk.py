"""What the parts of V1 share while a scene is read from top to bottom."""

import re
from collections.abc import Sequence

from filmwright.departments.shots.directions import Voice, speaks_from_outside, voice_of
from filmwright.departments.shots.feeling import Feeling, feel
from filmwright.departments.shots.grammar.lexicon import lexicon
from filmwright.departments.shots.grammar.names import name_index
from filmwright.departments.shots.presence import Presence
from filmwright.departments.shots.segment import Figure, Order, Segment
from filmwright.model.cast import Cast
from filmwright.model.screenplay import Scene, Speech, speeches
from filmwright.model.shots import SceneSetting, ShotOptions

__all__ = ["MOST_FACES", "Desk", "merge_figures", "stripped"]

MOST_FACES = 6
"""People in one picture."""


class Desk:
    """The scene, its words and people, and the segments found so far."""

    def __init__(self, scene: Scene, cast: Cast, setting: SceneSetting, options: ShotOptions) -> None:
        self.scene, self.setting, self.options = scene, setting, options
        self.lex = lexicon(setting.language)
        self.names = name_index(cast, self.lex)
        words = set(" ".join((scene.place, scene.slugline, *setting.kind_words)).lower().split())
        inside = scene.int_ext in {"INT", "INT/EXT"}
        self.speeches = speeches(scene)
        self.presence = Presence(
            self.lex,
            self.names,
            sits_by_default=inside and bool(words & self.lex.vehicle_places),
            scene_id=scene.scene_id,
            action=tuple(e.text for e in scene.elements if e.kind == "action"),
            cues=tuple(s.speaker for s in self.speeches if not self.voice(s).offscreen),
        )
        self.segments: list[Segment] = []
        self.acted: str | None = None  # who acted since the last speech
        self.mode = ""
        self.quiet = 0  # action paragraphs since the last speech
        words_of_phones = self.lex.nouns.get("phone", frozenset())
        self.phones = any(
            words_of_phones & set(re.findall(r"\w+", e.text.lower())) for e in scene.elements if e.kind == "action"
        )
        self.counts: dict[str, int] = {}

    def voice(self, speech: Speech, notes: str = "") -> Voice:
        """How a speech is heard: by the brackets of its cue, its parentheticals, or the very name of the speaker."""
        voice = voice_of(speech.extensions, notes)
        who = self.names.cue(speech.speaker)
        if voice.offscreen or (who is not None and self.names.people[who].told):
            return voice
        if self.lex.noun_is("unseen", speech.speaker.split()[-1].casefold() if speech.speaker.split() else ""):
            return Voice(offscreen=True, kind="off_screen", extension=voice.extension)
        return speaks_from_outside(speech.speaker) or voice

    def position(self, element: int) -> float:
        """Where an element stands in the scene, 0 to 1."""
        return element / max(1, len(self.scene.elements) - 1)

    def count(self, coverage: str) -> int:
        """The ordinal of the next shot of this function, from 0."""
        self.counts[coverage] = self.counts.get(coverage, -1) + 1
        return self.counts[coverage]

    def feel(self, text: str, element: int, *, spoken: bool) -> Feeling:
        """What words feel at this place of the scene."""
        return feel(text, self.setting.language, spoken=spoken, position=self.position(element))

    def figure(self, who: str, visibility: str = "face") -> Figure:
        """A person of the room who stays where they are."""
        stance = self.presence.stance(who)
        posture = stance.posture if stance.posture not in {"walk", "run"} else "stand"
        return Figure(who, visibility, posture, stance.holds, None, stance.asleep, self.names.people[who].count)

    def text_of(self, spans: Sequence[tuple[int, int, int]]) -> str:
        """The words of spans: one paragraph after the other, on lines of their own."""
        parts: list[str] = []
        before = -1
        for element, start, end in spans:
            text = self.scene.elements[element].text[start:end]
            parts.append((" " if element == before else "\n") + text if parts else text)
            before = element
        return "".join(parts)

    def change_mode(self, order: Order) -> None:
        """Go into a montage, a flashback or an intercut, or out of it."""
        if order.name in {"intercut", "montage", "flashback"}:
            self.mode = order.name
        elif order.name.startswith("end_"):
            self.mode = ""


def merge_figures(figures: list[Figure], more: list[Figure]) -> None:
    """Add people to a list of figures; who is there already is seen as much as either says."""
    for figure in more:
        for at, known in enumerate(figures):
            if known.who == figure.who:
                if known.visibility != "face" or figure.visibility == "face":
                    figures[at] = figure
                break
        else:
            if len(figures) < MOST_FACES:
                figures.append(figure)


def stripped(text: str, start: int = 0, end: int | None = None) -> tuple[int, int]:
    """The range of `text[start:end]` without white space around it."""
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    return first, first + len(piece.strip())
