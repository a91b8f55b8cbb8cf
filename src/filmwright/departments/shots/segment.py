"""The piece of a scene that becomes one shot, between the passes."""

from dataclasses import dataclass, field, replace

from filmwright.departments.shots.feeling import Feeling
from filmwright.departments.shots.grammar.parse import Clause, Sentence
from filmwright.departments.shots.presence import Act

__all__ = ["CALM", "Figure", "Order", "Said", "Segment"]

CALM = Feeling(0.25, 0.0, disaster=False, words="")


@dataclass(frozen=True, slots=True)
class Order:
    """What the script itself asks of the camera."""

    name: str
    words: str
    shot_type: str | None = None
    angle: str | None = None
    movement: str | None = None
    trigger: str | None = None


@dataclass(slots=True)
class Figure:
    """One person in frame with what the scene has said of them up to here."""

    who: str
    visibility: str = "face"  # face, back, partial
    posture: str = "stand"
    holds: str | None = None
    body: str | None = None
    asleep: bool = False
    count: int = 1  # how many, for a group


@dataclass(frozen=True, slots=True)
class Said:
    """One speech of a shot that holds over several: who says it, their name, the words.

    `acted` tells that somebody acts between the speech before and this one.
    """

    who: str
    name: str
    text: str
    acted: bool = False

    def after_an_act(self) -> "Said":
        """The same speech, with an act before it."""
        return replace(self, acted=True)


@dataclass(slots=True)
class Segment:
    """One shot to be: its words, who is in it, why it is a shot of its own.

    `spans` are (element, start, end). `coverage` is the function of the shot in the scene: establishing,
    opening (the place, in the script's words), place, action, insert, detail, master, over, single, two,
    reaction, voice, text, pov, group.
    `turn` counts speeches in the conversation from 0; `part` of `parts` is a divided speech; `answers` are the
    speeches that follow the first one while the shot holds.
    """

    trigger: str
    coverage: str
    position: float
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    text: str = ""
    figures: list[Figure] = field(default_factory=list)
    subject: str | None = None
    acts: list[Act] = field(default_factory=list)
    enters: list[str] = field(default_factory=list)
    exits: list[str] = field(default_factory=list)
    things: list[str] = field(default_factory=list)
    dwells_on: str | None = None
    order: Order | None = None
    parsed: list[tuple[Sentence, list[Clause]]] = field(default_factory=list)
    feeling: Feeling = CALM
    mode: str = ""  # intercut, montage, flashback

    speaker: str | None = None
    speaker_name: str | None = None
    said: str | None = None
    extension: str | None = None
    offscreen: bool = False
    narrated: bool = False  # a voice that nobody in the picture hears
    listener: str | None = None
    parenthetical: str = ""
    turn: int = 0
    part: int = 0
    parts: int = 1
    moving: bool = False  # the speaker comes or walks up while the line begins
    crowd: int = 1  # people taking part in the conversation
    dual: bool = False
    dual_who: str | None = None  # who speaks at the same time
    dual_name: str | None = None
    dual_said: str | None = None
    answers: list[Said] = field(default_factory=list)
    on_phone: bool = False  # one end of a telephone call
    line: int = 0  # ordinal of the speech in the scene
    opens: bool = False  # the scene opens on this picture of its people
    closes: bool = False  # the last picture of the scene
    seen_by: str | None = None  # whose look this picture answers
    detail: str = ""  # a part of the body that one of its sentences is about
    glance: str = ""  # the way that look went: up, down
    ordinal: int = 0  # counter of shots of this coverage, for variety without looking at the neighbours' words

    def people(self) -> list[str]:
        """Everybody in frame."""
        return [f.who for f in self.figures]

    def spoken(self) -> list[Said]:
        """What is said in turn, the first speech first; one who speaks at the same time is not among them."""
        if self.said is None or self.speaker is None:
            return []
        return [Said(self.speaker, self.speaker_name or self.speaker, self.said), *self.answers]
