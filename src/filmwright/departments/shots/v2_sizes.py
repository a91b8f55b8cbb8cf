"""V2: what kind of shot, and how large its main subject stands in the picture.

`shot_type` says what is called for; `size` decides the camera through the head-height table (`HEAD_HEIGHTS`).
Sizes tighten with intensity and with the turn of the conversation, and alternate by the ordinal of the shot
among its kind, never by what the neighbours say.
"""

from collections.abc import Callable
from dataclasses import dataclass

from filmwright.departments.shots.segment import Segment

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


def _nearer(size: str, steps: int) -> str:
    return SIZES[max(0, min(len(SIZES) - 1, SIZES.index(size) + steps))]


def size_shot(segment: Segment, *, exterior: bool) -> Sizing:
    """Choose type and size of one shot."""
    ordered = _ordered(segment)
    if ordered is not None:
        return ordered
    if segment.coverage in {"establishing", "opening"}:
        return _establishing(exterior=exterior)
    rule = _RULES.get(segment.coverage)
    if rule is not None:
        return rule(segment)
    return _action(segment)


def _ordered(segment: Segment) -> Sizing | None:
    order = segment.order
    if order is None or order.shot_type is None:
        return None
    kind = order.shot_type
    size = {"INSERT": "CU", "TWO": "MS", "OTS": "MCU", "POV": "MS"}.get(kind, kind)
    if kind == "OTS" and len(segment.figures) < 2:
        kind, size = "MCU", "MCU"
    if kind == "TWO" and len(segment.figures) < 2:
        kind, size = "MS", "MS"
    if kind in {"CU", "ECU"} and not segment.figures:
        kind = "INSERT"
    return Sizing(kind, size, "the script orders it", order.words)


def _establishing(*, exterior: bool) -> Sizing:
    size = "EWS" if exterior else "WS"
    return Sizing(size, size, "a scene opens wide", "")


def _place(segment: Segment) -> Sizing:
    size = ("WS", "MLS", "MS")[segment.ordinal % 3]
    return Sizing(size, size, "the text describes the place", segment.text.split("\n")[0][:40])


def _insert(segment: Segment) -> Sizing:
    size = "ECU" if segment.ordinal % 3 == 2 else "CU"
    return Sizing("INSERT", size, "the text dwells on a thing", segment.dwells_on or segment.text[:30])


def _detail(segment: Segment) -> Sizing:
    body = next((f.body for f in segment.figures if f.body), None)
    return Sizing("INSERT", "CU", "the text dwells on a part of the body", body or "")


def _master(segment: Segment) -> Sizing:
    size = "WS" if segment.crowd > 3 else "MLS"
    return Sizing(size, size, "a conversation of several opens wide", f"{segment.crowd} people")


def _two(segment: Segment) -> Sizing:
    if len(segment.figures) < 2:
        return _single(segment)
    size = "MS" if segment.turn else "MLS"
    if len(segment.figures) > 2:
        return Sizing("MLS", "MLS", "several speak together", f"{len(segment.figures)} people")
    return Sizing(
        "TWO", size, "a conversation opens on both" if segment.turn == 0 else "both again, to keep the room", ""
    )


def _over(segment: Segment) -> Sizing:
    size = "MCU" if segment.turn > 1 or segment.feeling.intensity > 0.5 else "MS"
    return Sizing("OTS", size, "an exchange is seen over the listener's shoulder", segment.feeling.words)


_SINGLES = (("MS", "MCU", "MCU"), ("MCU", "MCU", "CU", "MCU"), ("CU", "MCU", "CU"))
"""Sizes of singles by third of the scene: the talk tightens."""


def _single(segment: Segment) -> Sizing:
    heat = segment.feeling.intensity
    if heat >= 0.5:
        return Sizing("CU", "CU", "the line weighs: the face alone", segment.feeling.words)
    if segment.listener is None and segment.turn == 0:
        return Sizing("MS", "MS", "somebody alone begins to speak", segment.feeling.words)
    third = _SINGLES[min(2, int(segment.position * 3))]
    size = third[segment.ordinal % len(third)]
    return Sizing(size, size, "a single as the talk tightens", segment.feeling.words)


def _reaction(segment: Segment) -> Sizing:
    size = ("MCU", "CU")[segment.ordinal % 2]
    return Sizing(size, size, "the listener takes it in", "")


def _voice(segment: Segment) -> Sizing:
    if not segment.figures:
        return Sizing("WS", "WS", "a voice over an empty room", "")
    size = ("MS", "MCU")[segment.ordinal % 2]
    return Sizing(size, size, "the camera stays on whoever hears the voice", segment.extension or "")


def _pov(segment: Segment) -> Sizing:
    return Sizing("POV", "MS" if segment.figures else "WS", "seen through somebody's eyes", segment.text[:30])


def _group(_: Segment) -> Sizing:
    return Sizing("MLS", "MLS", "several sing or speak as one", "")


_RULES: dict[str, Callable[[Segment], Sizing]] = {
    "place": _place,
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

_WIDE_VERBS = frozenset({"run", "walk", "enter", "exit", "vehicle", "fight", "fall", "lie"})


def _action(segment: Segment) -> Sizing:  # noqa: PLR0911  (rules in order)
    """Movement wants room, hands want nearness, faces want the face."""
    people = len(segment.figures)
    face = next((f.body for f in segment.figures if f.body), None)
    if face is not None and people == 1:
        return Sizing("CU", "CU", "the text speaks of a face", face)
    if people > 3:
        return Sizing("WS", "WS", "many people act", f"{people} people")
    acts = [a for a in segment.acts if a.who == segment.subject] or segment.acts
    moving = next((a for a in acts if a.classes & _WIDE_VERBS), None)
    if segment.trigger in {"entrance", "exit"}:
        size = ("MLS", "WS")[segment.ordinal % 2] if people < 3 else "WS"
        return Sizing(
            size,
            size,
            "somebody comes" if segment.trigger == "entrance" else "somebody goes",
            acts[0].verb if acts else "",
        )
    if segment.feeling.disaster:
        return Sizing("WS", "WS", "a disaster is seen whole", segment.feeling.words)
    if moving is not None and moving.classes & {"run", "fight", "fall", "vehicle"}:
        size = ("WS", "MLS")[segment.ordinal % 2]
        return Sizing(size, size, "large movement wants room", moving.verb)
    if people == 2:
        kind = "TWO" if segment.ordinal % 2 == 0 else "MLS"
        return Sizing(kind, "MS" if kind == "TWO" else "MLS", "two people act together", acts[0].verb if acts else "")
    if people == 3:
        return Sizing("MLS", "MLS", "three people act", "")
    return _alone(segment, acts[0].verb if acts else "", moving.verb if moving else "")


def _alone(segment: Segment, verb: str, moves: str) -> Sizing:
    first = segment.acts[0] if segment.acts else None
    if moves:
        size = ("MLS", "MS", "WS")[segment.ordinal % 3]
        return Sizing(size, size, "a person moves through the place", moves)
    if segment.trigger in {"look", "discovery"}:
        size = ("MCU", "CU")[segment.ordinal % 2]
        return Sizing(size, size, "a look belongs to the face", verb)
    if first is not None and first.classes & {"gesture", "sense", "mental"} and segment.feeling.intensity > 0.3:
        size = ("MCU", "CU", "MS")[segment.ordinal % 3]
        return Sizing(size, size, "a small gesture wants nearness", verb)
    if segment.things:
        size = ("MS", "MCU", "MS", "MLS")[segment.ordinal % 4]
        return Sizing(size, size, "hands at work", segment.things[0])
    size = ("MS", "MLS", "MCU")[segment.ordinal % 3]
    return Sizing(
        _nearer(size, 1) if segment.feeling.intensity > 0.6 else size,
        _nearer(size, 1) if segment.feeling.intensity > 0.6 else size,
        "a person acts",
        verb,
    )
