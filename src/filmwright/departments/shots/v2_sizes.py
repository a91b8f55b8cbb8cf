"""V2: what kind of shot, and how large its main subject stands in the picture.

`shot_type` says what is called for; `size` decides the camera through the head-height table (`HEAD_HEIGHTS`).
The function of the shot comes first (a look belongs to the face, a walk to the place), then how much it weighs:
a scene goes in as it tightens, and backs out at its end. Where two sizes serve alike they take turns by the ordinal
of the shot among its kind, never by what the neighbours say.

The rules follow Katz (Film Directing Shot by Shot: sizes, staging of two and three), Mascelli (The Five C's:
closeups, cut-ins), and Arijon (Grammar of the Film Language: dialogue between two and three).
"""

from collections.abc import Callable
from dataclasses import dataclass

from filmwright.departments.shots.grammar.lexicon import Lexicon
from filmwright.departments.shots.presence import Act
from filmwright.departments.shots.segment import Segment
from filmwright.departments.shots.things import is_large

__all__ = ["SIZES", "Sizing", "size_shot"]

SIZES = ("EWS", "WS", "MLS", "MS", "MCU", "CU", "ECU")
"""From far to near."""


@dataclass(frozen=True, slots=True)
class Sizing:
    """Type, size and why."""

    shot_type: str
    size: str
    rule: str
    words: str


def _plain(size: str, rule: str, words: str = "") -> Sizing:
    """A shot that is called by its size."""
    return Sizing(size, size, rule, words)


def _nearer(size: str, steps: int) -> str:
    return SIZES[max(0, min(len(SIZES) - 1, SIZES.index(size) + steps))]


def size_shot(segment: Segment, lex: Lexicon, *, exterior: bool) -> Sizing:
    """Choose type and size of one shot."""
    ordered = _ordered(segment)
    if ordered is not None:
        return ordered
    if segment.coverage in {"establishing", "opening"}:
        return _establishing(exterior=exterior)
    if segment.coverage == "place":
        return _place(segment, lex, exterior=exterior)
    rule = _RULES.get(segment.coverage)
    if rule is not None:
        return _on_two_levels(segment, rule(segment))
    sizing = _placed_in_scene(segment, _action(segment, lex, exterior=exterior), exterior=exterior)
    return _on_two_levels(segment, sizing)


_UPRIGHT = frozenset({"stand", "walk", "run", "lean"})


def _on_two_levels(segment: Segment, sizing: Sizing) -> Sizing:
    """Who stands over somebody who lies is more than a metre higher: a frame that holds both heads is wide."""
    if sizing.shot_type in {"INSERT", "OTS", "POV"} or sizing.size in {"WS", "EWS"}:
        return sizing
    postures = {f.posture for f in segment.figures if f.visibility == "face" and f.body is None}
    if "lie" not in postures or not postures & _UPRIGHT:
        return sizing
    kind = "TWO" if sizing.shot_type == "TWO" else "WS"
    return Sizing(kind, "WS", "one lies and one stands: both need the room", sizing.words)


# -- what the script orders

_ORDERED = {"INSERT": "CU", "TWO": "MS", "OTS": "MCU", "POV": "MS"}


def _ordered(segment: Segment) -> Sizing | None:
    order = segment.order
    if order is None or order.shot_type is None:
        return None
    kind = order.shot_type
    size = _ORDERED.get(kind, kind)
    if kind == "POV" and not segment.figures:
        size = "WS"
    if kind in {"OTS", "TWO"} and len(segment.figures) < 2:
        kind = size
    if kind in {"CU", "ECU"} and not segment.figures:
        kind = "INSERT"
    return Sizing(kind, size, "the script orders it", order.words)


# -- places and things


def _establishing(*, exterior: bool) -> Sizing:
    return _plain("EWS" if exterior else "WS", "a scene opens wide")


_NEAR_KINDS = ("furniture", "seat", "door", "prop", "clothes")


def _place(segment: Segment, lex: Lexicon, *, exterior: bool) -> Sizing:
    """The room itself is seen wide, what stands in it from nearer, what moves in it with room around it."""
    words = segment.text.split("\n")[0][:40]
    heads = [clause.subject.head for _, clauses in segment.parsed for clause in clauses if clause.subject is not None]
    first = heads[0] if heads else ""
    if first and any(lex.noun_is(kind, first) for kind in _NEAR_KINDS):
        size = ("MS", "MLS")[segment.ordinal % 2]
        return _plain(size, "a piece of the place is seen from nearer", first)
    if first and lex.noun_is("vehicle", first):
        return _plain("WS" if exterior else "MLS", "a vehicle wants room", first)
    if first and is_large(lex, first):
        return _plain(
            "EWS" if exterior and segment.ordinal % 3 == 1 else "WS", "landscape and buildings are wide", first
        )
    size = ("WS", "MLS")[segment.ordinal % 2] if not exterior else ("WS", "EWS", "WS")[segment.ordinal % 3]
    return _plain(size, "the text describes the place", words)


def _insert(segment: Segment) -> Sizing:
    hot = segment.feeling.intensity >= 0.55
    size = "ECU" if hot or segment.ordinal % 4 == 3 else "CU"
    return Sizing("INSERT", size, "the text dwells on a thing", segment.dwells_on or segment.text[:30])


_TINY_PARTS = frozenset({"eye", "eyes", "pupil", "pupils", "lips", "lip", "finger", "fingertip", "fingertips", "tear"})


def _detail(segment: Segment) -> Sizing:
    body = next((f.body for f in segment.figures if f.body), None) or ""
    size = "ECU" if body in _TINY_PARTS and segment.feeling.intensity >= 0.45 else "CU"
    return Sizing("INSERT", size, "the text dwells on a part of the body", body)


# -- talk


def _master(segment: Segment) -> Sizing:
    return _plain(
        "WS" if segment.crowd > 3 else "MLS", "a conversation of several opens wide", f"{segment.crowd} people"
    )


_HELD = ("MS", "MLS", "MCU")
"""Sizes of two-shots that hold over answers, in turn: no two after one another are alike."""


def _two(segment: Segment) -> Sizing:
    if len(segment.figures) < 2:
        return _single(segment)
    if len(segment.figures) > 2:
        return _plain("MLS", "several speak together", f"{len(segment.figures)} people")
    near = next((a.verb for a in segment.acts if a.verb in _CLOSENESS), None)
    if near is not None:
        return Sizing("TWO", "MCU", "two who touch are near", near)
    if segment.answers:
        return Sizing("TWO", _HELD[segment.ordinal % len(_HELD)], "the shot holds over an answer", "")
    if segment.dual:
        return Sizing("TWO", "MS", "two who speak at once share the frame", "")
    size = "MLS" if segment.turn == 0 and segment.line == 0 else "MS"
    return Sizing(
        "TWO", size, "a conversation opens on both" if segment.turn == 0 else "both again, to keep the room", ""
    )


def _over(segment: Segment) -> Sizing:
    size = "MCU" if segment.turn > 1 or segment.feeling.intensity > 0.5 else "MS"
    return Sizing("OTS", size, "an exchange is seen over the listener's shoulder", segment.feeling.words)


_SINGLES = (("MCU", "MS", "MCU"), ("MCU", "CU", "MCU", "CU"), ("CU", "MCU", "CU"))
"""Sizes of singles by third of the scene: the talk tightens."""


def _single(segment: Segment) -> Sizing:
    heat = segment.feeling.intensity
    if segment.moving:
        return _plain("MLS", "who comes and speaks is seen whole", segment.acts[0].verb if segment.acts else "")
    if heat >= 0.5:
        return _plain("CU", "the line weighs: the face alone", segment.feeling.words)
    if segment.listener is None and segment.turn == 0:
        return _plain("MS", "somebody alone begins to speak", segment.feeling.words)
    third = _SINGLES[min(2, int(segment.position * 3))]
    return _plain(third[segment.ordinal % len(third)], "a single as the talk tightens", segment.feeling.words)


def _reaction(segment: Segment) -> Sizing:
    size = "CU" if segment.position > 0.66 else ("MCU", "CU")[segment.ordinal % 2]
    return _plain(size, "the listener takes it in")


def _voice(segment: Segment) -> Sizing:
    if not segment.figures:
        return _plain("WS", "a voice over an empty room")
    if segment.narrated:
        return _plain("MLS", "a narrator's voice: the picture keeps its distance", segment.extension or "")
    size = ("MS", "MCU")[segment.ordinal % 2]
    return _plain(size, "the camera stays on whoever hears the voice", segment.extension or "")


def _pov(segment: Segment) -> Sizing:
    near = segment.figures or segment.dwells_on is not None
    return Sizing("POV", "MS" if near else "WS", "seen through somebody's eyes", segment.seen_by or segment.text[:30])


def _group(_: Segment) -> Sizing:
    return _plain("MLS", "several sing or speak as one")


_RULES: dict[str, Callable[[Segment], Sizing]] = {
    "insert": _insert,
    "text": _insert,
    "detail": _detail,
    "master": _master,
    "two": _two,
    "over": _over,
    "single": _single,
    "reaction": _reaction,
    "voice": _voice,
    "pov": _pov,
    "group": _group,
}

# -- action

_LARGE = frozenset({"run", "fight", "fall", "vehicle"})
_THROUGH = frozenset({"walk", "enter", "exit"})
_POSTURES = frozenset({"sit", "stand", "kneel", "crouch", "lie"})
_CLOSENESS = frozenset({"hug", "embrace", "kiss", "stroke", "caress", "comfort", "cradle", "nuzzle", "pat"})
_BROAD = frozenset({"wave", "beckon", "point", "salute", "clap", "dance", "bow", "applaud", "signal", "motion", "sway"})
_FINE = frozenset(
    {"write", "sign", "type", "dial", "text", "thread", "sew", "light", "strike", "count", "read", "page", "leaf"}
    | {"thumb", "scribble", "draw", "turn", "peel", "wind", "unfold", "unwrap", "seal", "stamp"}
)
_FAR = frozenset({"across", "opposite", "beyond", "toward", "towards", "past"})


_ONE_FACE = 30  # words of a shot that an act of the face (shuts the eyes, bites a lip) still decides


def _action(segment: Segment, lex: Lexicon, *, exterior: bool) -> Sizing:  # noqa: PLR0911  (rules in order)
    """Movement wants room, hands want nearness, faces want the face."""
    people = sum(max(1, f.count) for f in segment.figures)
    face = next((f.body for f in segment.figures if f.body), None)
    acts = [a for a in segment.acts if a.who == segment.subject] or segment.acts
    verb = acts[0].verb if acts else ""
    if face is None and len(segment.text.split()) <= _ONE_FACE:
        face = next((a.body for a in acts if a.body is not None and lex.noun_is("face", a.body)), None)
    if face is not None and people == 1:
        size = "ECU" if face in _TINY_PARTS and segment.feeling.intensity >= 0.5 else "CU"
        return _plain(size, "the text speaks of a face", face)
    if segment.detail and len(segment.figures) <= 2 and not any(a.classes & _LARGE for a in acts):
        return _plain("CU", "the shot goes in on a part of the body", segment.detail)
    if people > 3:
        size = "MLS" if people == 4 and not exterior else "WS"
        return _plain(size, "many people act", f"{people} people" if len(segment.figures) > 3 else verb)
    if segment.trigger in {"entrance", "exit"}:
        return _coming_and_going(segment, verb, people, exterior=exterior)
    if segment.feeling.disaster:
        return _plain("WS", "a disaster is seen whole", segment.feeling.words)
    large = next((a for a in acts if a.classes & _LARGE and a.body is None), None)
    if large is not None:
        hand_to_hand = "fight" in large.classes and len(segment.figures) == 2
        roomy = exterior or bool(large.classes & {"vehicle"}) or segment.ordinal % 2 == 1
        size = "WS" if roomy and not hand_to_hand else "MLS"
        return _plain(size, "large movement wants room", large.verb)
    if people == 2:
        return _pair(segment, acts)
    if people == 3:
        return _plain("MLS", "three people act", verb)
    return _alone(segment, acts, lex, exterior=exterior)


def _coming_and_going(segment: Segment, verb: str, people: int, *, exterior: bool) -> Sizing:
    rule = "somebody comes" if segment.trigger == "entrance" else "somebody goes"
    if people >= 3 or (exterior and segment.trigger == "exit"):
        return _plain("WS", rule, verb)
    return _plain(("MLS", "WS")[segment.ordinal % 2], rule, verb)


def _pair(segment: Segment, acts: list[Act]) -> Sizing:
    """Two in one frame: near when they touch, wide when the room lies between them."""
    between = [a for a in acts if a.target in segment.people() and a.target != a.who]
    near = next((a for a in between if a.verb in _CLOSENESS), None)
    verb = acts[0].verb if acts else ""
    if near is not None:
        return Sizing("TWO", "MCU" if segment.feeling.intensity >= 0.35 else "MS", "two who touch are near", near.verb)
    apart = next((p for a in acts for p in (*a.particles, *(p for p, _ in a.preps)) if p in _FAR), None)
    if apart is not None and any(a.classes & _THROUGH for a in acts):
        return _plain("MLS", "the room lies between two people", apart)
    tight = segment.position > 0.6 or segment.feeling.intensity > 0.5
    size = "MCU" if between and tight else "MS" if between or tight or segment.ordinal % 2 == 0 else "MLS"
    return Sizing("TWO", size, "two people act together", verb)


def _alone(segment: Segment, acts: list[Act], lex: Lexicon, *, exterior: bool) -> Sizing:
    verb = acts[0].verb if acts else ""
    heat = segment.feeling.intensity
    late = segment.position > 0.6
    moving = next((a for a in acts if a.classes & _THROUGH and a.body is None), None)
    if segment.trigger in {"look", "discovery", "reaction"} and (moving is None or acts[0] is not moving):
        size = "CU" if heat > 0.42 or late else "MCU"
        return _plain(size, "a look belongs to the face", verb)
    if moving is not None:
        wide = exterior and segment.ordinal % 3 == 2
        return _plain("WS" if wide else "MLS", "a person moves through the place", moving.verb)
    first = acts[0] if acts else None
    if first is not None and first.classes & _POSTURES:
        return _plain("MLS" if not late else "MS", "a change of posture wants the body", first.verb)
    broad = next((a.verb for a in acts if a.verb in _BROAD), None)
    if broad is not None:
        return _plain("MS", "a broad gesture wants the arms", broad)
    if first is not None and first.classes & {"gesture", "sense", "mental", "speak"}:
        return _plain("CU" if heat > 0.45 else "MCU", "a small gesture wants nearness", verb)
    return _handling(segment, acts, verb, lex)


def _handling(segment: Segment, acts: list[Act], verb: str, lex: Lexicon) -> Sizing:
    """Hands with a thing: the nearer, the finer the work and the later in the scene."""
    shown = next((t for t in segment.things if lex.noun_is("image", t) or lex.noun_is("text", t)), None)
    if shown is not None:
        return _plain("MCU", "what is read or looked at wants nearness", shown)
    if segment.things:
        fine = next((a.verb for a in acts if a.verb in _FINE), None)
        size = "MCU" if fine is not None or segment.position > 0.5 else ("MS", "MCU")[segment.ordinal % 2]
        return _plain(size, "hands at work", segment.things[0])
    sizes = (("MS", "MCU"), ("MCU", "MS"), ("MCU", "CU"))[min(2, int(segment.position * 3))]
    size = sizes[segment.ordinal % 2]
    return _plain(_nearer(size, 1) if segment.feeling.intensity > 0.6 else size, "a person acts", verb)


_OPENABLE = frozenset({"MS", "MCU", "MLS"})


def _placed_in_scene(segment: Segment, sizing: Sizing, *, exterior: bool) -> Sizing:
    """A scene that opens on its people opens wide enough to show the place; its last picture backs out."""
    if segment.opens and sizing.size in _OPENABLE and sizing.rule not in _NEAR_RULES:
        size = "WS" if exterior or len(segment.figures) > 1 else "MLS"
        return _plain(size, "the scene opens on its people", sizing.words)
    if (
        segment.closes
        and sizing.size in {"MLS", "MS"}
        and len(segment.figures) == 1
        and segment.feeling.intensity < 0.6
    ):
        return _plain(_nearer(sizing.size, -1), "the scene lets go", sizing.words)
    return sizing


_NEAR_RULES = frozenset(
    {
        "a look belongs to the face",
        "the text speaks of a face",
        "a small gesture wants nearness",
        "two who touch are near",
    }
)
