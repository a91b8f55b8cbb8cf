"""Sides of the 180-degree line and performances: who stands left and right, looks where, does what.

Everybody keeps one side for the whole scene; people who talk to each other stand on opposite sides, so that
their eyelines meet from shot to shot. The camera stays on one side of the line.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from filmwright.departments.shots.feeling import expression_of
from filmwright.departments.shots.grammar.lexicon import Lexicon
from filmwright.departments.shots.presence import Act
from filmwright.departments.shots.segment import Figure, Segment
from filmwright.departments.shots.v1_decompose import Decomposition

__all__ = ["Staged", "sides", "stage"]

_OTHER = {"left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class Staged:
    """One person's performance in one shot, as plain values (see `Performance`)."""

    who: str
    visibility: str
    posture: str
    gesture: str
    expression: str
    intensity: float
    speaking: bool
    looks_at: str | None
    side: str
    enters: bool
    exits: bool
    travels: str | None
    holds: str | None
    because: str


def sides(scene: Decomposition) -> dict[str, str]:
    """The side of the picture on which each person stands, held over the scene.

    Pairs are placed by how often they speak to each other, the first speaker on the left; a third who talks to
    both sides stands between them.
    """
    placed: dict[str, str] = {}
    first = {who: at for at, who in enumerate([*scene.speakers, *scene.everybody])}
    for (one, other), _ in sorted(scene.exchanges.items(), key=lambda e: (-e[1], first.get(e[0][0], 0), e[0])):
        a, b = sorted((one, other), key=lambda w: first.get(w, 0))
        if a not in placed and b not in placed:
            placed[a], placed[b] = "left", "right"
        elif a in placed and b not in placed:
            placed[b] = _OTHER[placed[a]]
        elif b in placed and a not in placed:
            placed[a] = _OTHER[placed[b]]
    _part(placed, scene.exchanges, first)
    for who in [*scene.speakers, *scene.everybody]:
        if who not in placed:
            left = sum(1 for s in placed.values() if s == "left")
            placed[who] = "left" if left <= len(placed) - left else "right"
    return placed


def _part(placed: dict[str, str], exchanges: Mapping[tuple[str, str], int], first: Mapping[str, int]) -> None:
    """Where two who talk were given one side, the quieter of them moves to the middle, in place."""
    talk: dict[str, int] = {}
    for pair, count in exchanges.items():
        for who in pair:
            talk[who] = talk.get(who, 0) + count
    for (one, other), _ in sorted(exchanges.items(), key=lambda e: (-e[1], e[0])):
        if placed[one] == placed[other] and placed[one] != "center":
            quiet = min((one, other), key=lambda w: (talk[w], -first.get(w, 0)))
            placed[quiet] = "center"


def stage(
    segment: Segment, side: Mapping[str, str], lex: Lexicon, language: str, *, way: str = "right"
) -> list[Staged]:
    """The performances of a shot, in the order of its figures; `way` is the screen direction of who runs."""
    return [_perform(segment, figure, side, lex, language, way) for figure in segment.figures]


def _perform(
    segment: Segment, figure: Figure, side: Mapping[str, str], lex: Lexicon, language: str, way: str
) -> Staged:
    acts = [a for a in segment.acts if a.who == figure.who and not a.negated]
    speaking = figure.who in {segment.speaker, segment.dual_who} and not segment.offscreen and segment.said is not None
    gesture, because = _gesture(segment, figure, acts, speaking=speaking)
    expression = _expression(segment, acts, language, speaking=speaking)
    where = side.get(figure.who, "center")
    posture = "lie" if figure.asleep and figure.posture == "stand" else figure.posture
    if figure.who in segment.enters and posture == "stand":
        posture = "walk"
    if acts and acts[0].classes & {"walk", "run"} and posture == "stand" and acts[0].body is None:
        posture = "run" if "run" in acts[0].classes else "walk"
    entering, leaving = figure.who in segment.enters, figure.who in segment.exits
    return Staged(
        figure.who,
        figure.visibility,
        posture,
        gesture,
        expression,
        round(min(1.0, 0.35 + 0.65 * segment.feeling.intensity), 3),
        speaking,
        lex.in_english(_elsewhere(_looks(segment, figure, acts, lex), figure)),
        where,
        entering,
        leaving,
        _travels(acts, figure, where, side, way, entering=entering, leaving=leaving),
        lex.in_english(figure.holds),
        because,
    )


def _expression(segment: Segment, acts: list[Act], language: str, *, speaking: bool) -> str:
    if segment.said is not None:
        texts = [segment.parenthetical, segment.said if speaking else ""]
    else:
        texts = [sentence.text for sentence, _ in segment.parsed] if acts else []
    return expression_of(texts, language, segment.feeling, speaking=speaking)[0]


_CALLS = (
    "bark", "growl", "howl", "snarl", "yelp", "yap", "whine", "meow", "mew", "miaow", "roar", "bleat", "neigh",
    "whinny", "bray", "moo", "oink", "squawk", "screech", "caw", "crow", "hoot", "quack", "cluck", "chirp",
    "ladrar", "ladra", "aullar", "aúlla", "gruñir", "gruñe", "maullar", "maúlla",
    "aboyer", "aboie", "grogner", "grogne", "miauler", "miaule",
    "bellen", "bellt", "knurren", "knurrt", "miauen", "miaut", "wiehern", "wiehert",
    "abbaiare", "abbaia", "ringhiare", "ringhia", "miagolare", "miagola",
    "latir", "late", "rosnar", "rosna", "miar", "mia",
)  # fmt: skip
"""What an animal does with its voice: it opens its jaw. People who growl keep their hands as they are."""

_BY_VERB = {
    "point": "point",
    "aim": "aim",
    "shoot": "aim",
    "fire": "aim",
    "phone": "phone_to_ear",
    "dial": "phone_to_ear",
    "wave": "wave",
    "beckon": "wave",
    "salute": "salute",
    "shrug": "shrug",
    "drink": "drink",
    "sip": "drink",
    "swallow": "drink",
    "type": "type",
    "write": "write",
    "sign": "write",
    "scribble": "write",
    "read": "read",
    "page": "read",
    "thumb": "read",
    "browse": "read",
    "reach": "reach",
    "stretch": "reach",
    "knock": "reach",
    "hug": "hug",
    "embrace": "hug",
    "push": "push",
    "shove": "push",
    "carry": "carry",
    "drag": "carry",
    "haul": "carry",
    "steer": "drive",
    "drive": "drive",
    "surrender": "hands_up",
    "pray": "hands_folded",
    "think": "hand_to_chin",
    "ponder": "hand_to_chin",
    "weep": "cover_face",
    "sob": "cover_face",
    "punch": "fist",
    "hit": "fist",
    "threaten": "fist",
    "open": "reach",
    "close": "reach",
    "touch": "reach",
    "wipe": "hold_object",
    "pour": "hold_object",
    "give": "reach",
    "hand": "reach",
    "offer": "reach",
    "lift": "hold_object",
    "gesture": "talk_open",
    "bebe": "drink",
    "beben": "drink",
    "boit": "drink",
    "trinkt": "drink",
    "escribe": "write",
    "écrit": "write",
    "schreibt": "write",
    "lee": "read",
    "lit": "read",
    "liest": "read",
    "señala": "point",
    "zeigt": "point",
    "abre": "reach",
    "öffnet": "reach",
    "ouvre": "reach",
    **dict.fromkeys(_CALLS, "call_out"),
}
_FACE_PARTS = frozenset({"face", "eyes", "mouth", "cara", "rostro", "gesicht", "visage"})
_PHONES = frozenset(
    {"phone", "telephone", "receiver", "cellphone", "mobile", "teléfono", "móvil", "téléphone", "telefon", "handy"}
)
_READABLE = frozenset(
    {
        "letter",
        "book",
        "newspaper",
        "magazine",
        "paper",
        "papers",
        "note",
        "map",
        "ledger",
        "diary",
        "file",
        "menu",
        "script",
        "page",
    }
)


def _gesture(segment: Segment, figure: Figure, acts: list[Act], *, speaking: bool) -> tuple[str, str]:
    for act in reversed(acts):
        found = _gesture_of(act)
        if found is not None:
            return found, act.verb
    if segment.on_phone or (figure.holds in _PHONES and segment.said is not None):
        return "phone_to_ear", figure.holds or "on the line"
    if figure.holds is not None:
        return "hold_object", figure.holds
    if speaking and figure.visibility == "face":
        return ("talk_open" if segment.feeling.intensity > 0.5 else "talk_one"), "speaks"
    return "rest", ""


def _gesture_of(act: Act) -> str | None:  # noqa: PLR0911  (rules in order)
    if act.thing in _PHONES and act.verb in {"answer", "lift", "pick", "take", "grab", "hold", "use", "raise"}:
        return "phone_to_ear"
    if act.verb in {"cross", "fold"} and act.body in {"arms", "hands"}:
        return "arms_crossed" if act.body == "arms" else "hands_folded"
    if act.verb in {"cover", "bury", "hide"} and act.body in _FACE_PARTS:
        return "cover_face"
    if act.verb == "raise" and act.body in {"hands", "arms"}:
        return "hands_up"
    if act.verb in {"clutch", "hold", "grab"} and act.body == "head":
        return "clasp_head"
    if act.verb in {"clench", "raise", "shake", "bang"} and act.body in {"fist", "fists"}:
        return "fist"
    if act.verb in {"clutch", "press", "lay", "put"} and act.body in {"chest", "heart"}:
        return "hand_on_heart"
    found = _BY_VERB.get(act.verb)
    if found is not None and not (act.body is not None and act.verb in {"open", "close", "shut"}):
        return found
    if "take" in act.classes and act.thing is not None and act.body is None:
        return "hold_both" if act.verb in {"cradle", "hoist", "gather"} else "hold_object"
    return None


def _elsewhere(goal: str | None, figure: Figure) -> str | None:
    """Nobody looks at themselves."""
    return None if goal == figure.who else goal


def _looks(segment: Segment, figure: Figure, acts: list[Act], lex: Lexicon) -> str | None:  # noqa: C901, PLR0911, PLR0912  (rules in order)
    people = segment.people()
    if figure.asleep:
        return "down"
    for act in reversed(acts):
        if "look" in act.classes or "see" in act.classes or act.verb in {"face", "turn"}:
            if act.target is not None:
                return act.target
            if {"away"} & set(act.particles):
                return "away"
            if {"down"} & set(act.particles):
                return "down"
            prop = next(
                (w for p, w in act.preps if p in {"at", "to", "into", "on", "over"} and lex.noun_is("prop", w)),
                act.thing,
            )
            if prop is not None and lex.noun_is("prop", prop) and "turn" not in act.classes:
                return prop
    if segment.said is not None or segment.coverage == "reaction":
        if figure.who == segment.speaker:
            return segment.listener
        if segment.coverage == "reaction":
            return segment.listener
        return None if segment.offscreen else segment.speaker
    for act in reversed(acts):
        if act.target is not None:
            return act.target
        if act.thing is not None and lex.noun_is("prop", act.thing) and figure.posture not in {"walk", "run"}:
            return act.thing
    if segment.subject is not None and segment.subject != figure.who and segment.subject in people:
        return segment.subject
    return None


def _travels(  # noqa: PLR0911  (rules in order)
    acts: list[Act], figure: Figure, where: str, side: Mapping[str, str], way: str, *, entering: bool, leaving: bool
) -> str | None:
    if entering:
        return _OTHER.get(where, "toward")
    if leaving:
        return where if where in _OTHER else "away"
    for act in acts:
        if not act.classes & {"walk", "run"} or figure.posture in {"sit", "lie"} or act.body is not None:
            continue
        if "run" in act.classes and _chases(act):
            return way
        if act.target is not None:
            return side.get(act.target, "toward") if side.get(act.target) in _OTHER else "toward"
        if {"away", "off", "back"} & set(act.particles):
            return "away"
        if {"forward", "forwards", "up"} & set(act.particles):
            return "toward"
        return _OTHER.get(where, "right")
    return None


_GOALS = frozenset({"to", "toward", "towards", "into", "at", "onto", "up", "down"})


def _chases(act: Act) -> bool:
    """Whether somebody runs on, or after another, rather than to a place: all who do so run one way over the cuts."""
    after = any(prep == "after" for prep, _ in act.preps)
    return after or (
        act.target is None and not _GOALS & {prep for prep, _ in act.preps} and not _STOPS & {*act.particles}
    )


_STOPS = frozenset({"away", "off", "back", "forward", "forwards", "up", "down", "in", "out"})
