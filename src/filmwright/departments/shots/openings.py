"""How a scene opens, and who is seen while nobody has been named yet."""

from filmwright.departments.shots.segment import Figure, Segment

__all__ = ["fill_unseen", "open_scene"]


def open_scene(segments: list[Segment], *, mode: str) -> None:
    """An establishing shot without words, unless the scene opens on an ordered picture."""
    first = segments[0] if segments else None
    if first is not None and first.order is not None:
        return
    if first is not None and first.coverage == "place" and first.text and not mode:
        first.coverage, first.ordinal = "opening", 0
        return
    segments.insert(0, Segment("establishing", "establishing", 0.0))


def fill_unseen(segments: list[Segment]) -> None:
    """Group songs and the like before anybody was named: show those who come next."""
    for at, segment in enumerate(segments):
        if segment.trigger == "dialogue" and not segment.figures and not segment.offscreen:
            segment.figures = [Figure(str(segment.speaker))]
        if segment.coverage == "voice" and not segment.figures:
            later = next((s for s in segments[at + 1 :] if s.figures and s.coverage != "voice"), None)
            earlier = next((s for s in reversed(segments[:at]) if s.figures), None)
            near = earlier or later
            if near is not None and near.figures[0].who != segment.speaker:
                segment.figures = [Figure(near.figures[0].who, "face", near.figures[0].posture)]
                segment.subject = near.figures[0].who
