"""The edit, computed: which frames of which clip, where joins and titles lie, to the frame.

A dissolve takes its frames from handles (frames beyond the shot's own) and so never changes a shot's length. A fade to
black uses the shot's own frames. Between acts two seconds are added: the last picture fades out, the next fades in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from filmwright.model.cut import Piece
from filmwright.model.shots import Shot, ShotList
from filmwright.model.time import Rate, frames_of_seconds

__all__ = ["CREDITS_SECONDS", "ClipPlan", "CutPlan", "Join", "joins", "plan_cut"]

TITLE_SECONDS = 3.0
ACT_FADE_SECONDS = 2.0
END_CARD_SECONDS = 2.5
CREDITS_SECONDS = 3.0

_FROM_HANDLES = ("dissolve",)
_FROM_BODY = ("fade_black",)
_SMALLEST_JOIN = 4


@dataclass(frozen=True, slots=True)
class Join:
    """A dissolve or fade of `frames` frames (even) between two neighbouring shots."""

    left: str
    right: str
    frames: int
    transition: str

    @property
    def half(self) -> int:
        """Frames on each side of the cut."""
        return self.frames // 2

    @property
    def handles(self) -> int:
        """Frames needed beyond each shot's own."""
        return self.half if self.transition in _FROM_HANDLES else 0


@dataclass(frozen=True, slots=True)
class ClipPlan:
    """What the cut needs of one shot's clip, in frames of the clip (handles included)."""

    handle_in: int
    handle_out: int
    keyframes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CutPlan:
    """The pieces of the film in order, with what they need."""

    pieces: tuple[Piece, ...]
    clips: Mapping[str, ClipPlan]
    joins: tuple[Join, ...]
    scene_starts: Mapping[str, int]

    @property
    def total_frames(self) -> int:
        """Length of the film."""
        return sum(p.frames for p in self.pieces)


def joins(shot_list: ShotList) -> tuple[Join, ...]:
    """Every transition that is not a plain cut, with a length that both shots can bear.

    A join takes at most a third of the shorter shot; below four frames a cut is cleaner. Between acts there is
    none: the act fade does that work.
    """
    rate = Rate(fps=Fraction(shot_list.fps))
    found: list[Join] = []
    for (left, act), (right, next_act) in pairwise(_shots(shot_list)):
        if act != next_act or left.transition_to_next not in _FROM_HANDLES + _FROM_BODY:
            continue
        wanted = frames_of_seconds(left.crossfade_duration, rate) or frames_of_seconds(1, rate) // 2
        frames = min(wanted, 2 * (min(left.duration_frames, right.duration_frames) // 3)) // 2 * 2
        if frames >= _SMALLEST_JOIN:
            found.append(Join(left.shot_id, right.shot_id, frames, left.transition_to_next))
    return tuple(found)


def _shots(shot_list: ShotList) -> Sequence[tuple[Shot, int]]:
    return [(shot, scene.act) for scene in shot_list.scenes for shot in scene.shots]


def plan_cut(shot_list: ShotList, *, credit_pages: int = 1) -> CutPlan:
    """Lay the film out: title, shots with their joins, act fades, end card, credits."""
    rate = Rate(fps=Fraction(shot_list.fps))
    found = joins(shot_list)
    after = {j.left: j for j in found}
    before = {j.right: j for j in found}
    pieces: list[Piece] = []
    scene_starts: dict[str, int] = {}
    clips: dict[str, ClipPlan] = {}
    at = 0

    def add(kind: str, frames: int, **what: object) -> None:
        nonlocal at
        if frames > 0:
            pieces.append(Piece.model_validate({"kind": kind, "start_frame": at, "frames": frames, **what}))
            at += frames

    add("title", frames_of_seconds(TITLE_SECONDS, rate))
    last_act: int | None = None
    last_shot: str | None = None
    for scene in shot_list.scenes:
        if not scene.shots:
            continue
        if last_act is not None and scene.act != last_act:
            add("act_fade", _act_fade(rate), shot_id=last_shot, next_shot_id=scene.shots[0].shot_id)
        last_act = scene.act
        opening = before.get(scene.shots[0].shot_id)
        # a join lies half in the scene before: the scene's own first frame is in the middle of it
        scene_starts[scene.scene_id] = at - (opening.half if opening else 0)
        for shot in scene.shots:
            incoming, outgoing = before.get(shot.shot_id), after.get(shot.shot_id)
            first, last = (incoming.half if incoming else 0), (outgoing.half if outgoing else 0)
            handle = incoming.handles if incoming else 0
            clips[shot.shot_id] = _clip_plan(shot.duration_frames, incoming, outgoing)
            add(
                "body",
                shot.duration_frames - first - last,
                shot_id=shot.shot_id,
                scene_id=scene.scene_id,
                source_in=handle + first,
            )
            if outgoing:
                add(
                    "join",
                    outgoing.frames,
                    shot_id=shot.shot_id,
                    next_shot_id=outgoing.right,
                    transition=outgoing.transition,
                )
            last_shot = shot.shot_id
    add("end_card", frames_of_seconds(END_CARD_SECONDS, rate))
    add("credits", frames_of_seconds(CREDITS_SECONDS, rate) * credit_pages)
    return CutPlan(tuple(pieces), clips, found, scene_starts)


def _act_fade(rate: Rate) -> int:
    return frames_of_seconds(ACT_FADE_SECONDS, rate) // 2 * 2


def _clip_plan(frames: int, incoming: Join | None, outgoing: Join | None) -> ClipPlan:
    """Handles and cut points: where a join ends or begins, and the shot's own ends for the scene's file."""
    handle_in = incoming.handles if incoming else 0
    handle_out = outgoing.handles if outgoing else 0
    points = {0, handle_in, handle_in + frames}
    if incoming:
        points.add(handle_in + incoming.half)
    if outgoing:
        points.add(handle_in + frames - outgoing.half)
    total = handle_in + frames + handle_out
    return ClipPlan(handle_in, handle_out, tuple(sorted(p for p in points if p < total)))
