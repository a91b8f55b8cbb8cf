"""How a scene opens and closes, whose look a picture answers, and who is seen while nobody has been named yet."""

from collections.abc import Sequence
from itertools import pairwise

from filmwright.departments.shots.desk import Desk
from filmwright.departments.shots.segment import Figure, Segment

__all__ = ["answer_looks", "close_scene", "fill_unseen", "open_scene"]

_SHORT_SCENE = 15  # paragraphs and speeches of a scene that needs no picture of the place alone
_LONG_ENOUGH = 5  # shots of a scene whose last picture backs out
_GOING_ON = ("CONTINUOUS", "MOMENTS LATER", "SAME TIME", "SAME", "CONTINUO", "CONTINU", "SUITE", "WEITER", "GLEICH")
"""Last words of headings that go on from the scene before: we know where we are."""


def open_scene(desk: Desk) -> None:
    """Begin with the place: in the script's words, in the picture of its people, or in a shot without words.

    A scene that the script opens with an ordered picture opens with it. A short scene, one that goes on from the one
    before, and one in a place that we know open on their people; every other one first lets us see where we are.
    """
    segments = desk.segments
    first = segments[0] if segments else None
    if first is not None and first.order is not None:
        return
    if first is not None and first.coverage == "place" and first.text and not desk.mode:
        first.coverage, first.ordinal, first.trigger = "opening", 0, "establishing"
        return
    if first is not None and first.figures and _opens_on_people(desk):
        if first.coverage == "action":
            first.opens = True
            return
        if first.coverage in {"two", "master"}:
            return
    segments.insert(0, Segment("establishing", "establishing", 0.0))


def _opens_on_people(desk: Desk) -> bool:
    if desk.setting.seen_before:
        return True
    parts = sum(e.kind in {"action", "character", "centered", "lyrics"} for e in desk.scene.elements)
    time = (desk.scene.time_of_day or desk.scene.slugline.rpartition("-")[2]).strip().upper()
    return parts <= _SHORT_SCENE or time.startswith(_GOING_ON)


def close_scene(segments: Sequence[Segment]) -> None:
    """Mark the last picture of a scene of some length."""
    if len(segments) > _LONG_ENOUGH and segments[-1].said is None and segments[-1].order is None:
        segments[-1].closes = True


def answer_looks(segments: Sequence[Segment]) -> None:
    """What follows a look at something out of the picture is what the person sees: a point of view."""
    for before, segment in pairwise(segments):
        if segment.coverage != "place" or segment.order is not None or segment.figures or not segment.text:
            continue
        if len(before.figures) != 1 or before.mode:
            continue
        last = before.acts[-1] if before.acts else None
        if last is not None and last.classes & {"look"} and last.target is None:
            segment.coverage, segment.trigger, segment.seen_by = "pov", "reveal", before.figures[0].who
            segment.glance = next((p for p in last.particles if p in {"up", "down"}), "")


def fill_unseen(segments: Sequence[Segment]) -> None:
    """Group songs and the like before anybody was named: show those who come next."""
    for at, segment in enumerate(segments):
        if segment.said is not None and not segment.figures and not segment.offscreen:
            segment.figures = [Figure(str(segment.speaker))]
        if segment.coverage == "voice" and not segment.figures:
            later = next((s for s in segments[at + 1 :] if s.figures and s.coverage != "voice"), None)
            earlier = next((s for s in reversed(segments[:at]) if s.figures), None)
            near = earlier or later
            if near is not None and near.figures[0].who != segment.speaker:
                segment.figures = [Figure(near.figures[0].who, "face", near.figures[0].posture)]
                segment.subject = near.figures[0].who
