"""When everything is heard: where each line starts in its shot, to the sample, and the subtitles that follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from filmwright.departments.sound.beds import space_of
from filmwright.departments.sound.documents import SceneTiming, ShotTiming, Treatment, TurnTiming
from filmwright.formats.subtitles import split_captions
from filmwright.model.cut import Caption
from filmwright.model.media import Line
from filmwright.model.shots import SceneShots, Shot
from filmwright.model.time import SAMPLE_RATE, Rate, samples_at

__all__ = [
    "BETWEEN_LINES",
    "Overrun",
    "PlacedLine",
    "ScenePlan",
    "captions",
    "frames_for",
    "line_start",
    "plan_scene_sound",
    "room_for_line",
    "rooms_of",
    "scene_timing",
    "starts_of",
    "treatment_of",
]

TAIL_FRAMES = 4
"""A line ends at least this long before its shot does, when the shot is long enough."""

BETWEEN_LINES = SAMPLE_RATE // 12
"""Silence between two lines of which one had to wait for the other: 83 ms."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line with its first sample, counted from the scene's first frame, and how it is to sound."""

    line: Line
    start: int
    treatment: Treatment = "room"

    @property
    def end(self) -> int:
        """The sample after its last."""
        return self.start + self.line.samples


@dataclass(frozen=True, slots=True)
class Overrun:
    """A shot that is too short for its line: `frames` is the length that would hold it."""

    shot_id: str
    frames: int


@dataclass(frozen=True, slots=True)
class ScenePlan:
    """The lines of a scene in time; `samples` is its length, exactly that of its frames."""

    samples: int
    lines: tuple[PlacedLine, ...]
    overruns: tuple[Overrun, ...]

    @property
    def speech(self) -> tuple[tuple[int, int], ...]:
        """Where somebody speaks."""
        return tuple((p.start, p.end) for p in self.lines)


def _head_frames(frames: int, rate: Rate) -> int:
    """Frames before a line: 6 at 24 fps (a quarter of a second), fewer in a shot shorter than two seconds."""
    most = round(rate.fps / 4)
    return min(most, frames // 8)


def line_start(frames: int, rate: Rate) -> int:
    """First sample of a line in a shot of `frames` frames, from the shot's first sample.

    It depends on nothing but the shot's own length, so a clip knows it without the rest of the scene. It is measured
    from frame zero of the shot; at broken rates the place in the scene may differ by one sample.
    """
    return samples_at(_head_frames(frames, rate), rate)


def room_for_line(frames: int, rate: Rate) -> int:
    """Samples that a line may last in a shot of `frames` frames."""
    tail = min(TAIL_FRAMES, frames // 8)
    return max(samples_at(frames - _head_frames(frames, rate) - tail, rate), 1)


def frames_for(samples: int, rate: Rate) -> int:
    """The shortest shot, in frames, that holds a line of `samples` samples."""
    low = int(Fraction(samples) / SAMPLE_RATE * rate.fps)
    frames = max(low, 1)
    while room_for_line(frames, rate) < samples:
        frames += 1
    return frames


def starts_of(shot: Shot, rate: Rate) -> tuple[int, ...]:
    """First sample, from the shot's first, of each speech that is said in turn in a shot."""
    if shot.turns:
        return tuple(samples_at(turn.start_frame, rate) for turn in shot.turns)
    return (line_start(shot.duration_frames, rate),)


def rooms_of(shot: Shot, rate: Rate) -> tuple[int, ...]:
    """Samples that each speech said in turn in a shot may last."""
    if shot.turns:
        return tuple(max(samples_at(turn.frames, rate), 1) for turn in shot.turns)
    return (room_for_line(shot.duration_frames, rate),)


def scene_timing(scene: SceneShots, fps: str = "24", *, names: dict[str, str] | None = None) -> SceneTiming:
    """What the timing of a scene's sound needs of its shots. `names` are people by id, for subtitles."""
    return SceneTiming(
        scene_id=scene.scene_id,
        fps=fps,
        space=space_of(scene.slugline),
        shots=tuple(
            ShotTiming(
                shot_id=shot.shot_id,
                frames=shot.duration_frames,
                treatment=treatment_of(shot),
                speaker=(names or {}).get(shot.dialogue_speaker or "", shot.dialogue_speaker or ""),
                turns=tuple(
                    TurnTiming(start_frame=t.start_frame, speaker=(names or {}).get(t.speaker, t.speaker))
                    for t in shot.turns[1:]
                ),
            )
            for shot in scene.shots
        ),
    )


_LINES_AND_MACHINES = (
    *("phone", "radio", "tv", "telev", "intercom", "speaker", "p.a", "pa"),
    *("filter", "record", "video", "tel", "funk"),
)


def treatment_of(shot: Shot) -> Treatment:
    """How a shot's line sounds, by the cue's extension: (V.O.), (O.S.), (ON PHONE) and what means the same."""
    extension = (shot.speaker_extension or "").lower().strip("() ")
    bare = extension.replace(".", "").replace(" ", "")
    if any(extension.startswith(word) or f" {word}" in extension for word in _LINES_AND_MACHINES):
        return "phone"
    if bare.startswith(("vo", "voiceover", "voixoff", "vozenoff", "narr")):
        return "close"
    if shot.speaker_offscreen or bare.startswith(("os", "oc", "off")):
        return "offscreen"
    return "room"


def plan_scene_sound(timing: SceneTiming, lines: Sequence[Line]) -> ScenePlan:
    """Place the lines of a scene. Lines of one shot begin together (dual dialogue), or each at its own turn.

    A line whose shot is too short runs on into the next shot, and a line there waits until it is over: words are never
    cut. Such shots are listed as overruns with the length they need.
    """
    rate = Rate(fps=Fraction(timing.fps))
    by_shot: dict[str, list[Line]] = {}
    for line in lines:
        by_shot.setdefault(line.shot_id, []).append(line)
    placed: list[PlacedLine] = []
    overruns: list[Overrun] = []
    frame, free = 0, 0
    for shot in timing.shots:
        start = samples_at(frame, rate) + line_start(shot.frames, rate)
        spoken = by_shot.get(shot.shot_id, ())
        here = (
            _in_turn(spoken, max(start, free), frame, shot, rate)
            if shot.turns
            else _in_shot(spoken, max(start, free), shot.treatment)
        )
        placed.extend(here)
        frame += shot.frames
        if here:
            end = max(p.end for p in here)
            free = end + BETWEEN_LINES
            if end > samples_at(frame, rate):
                overruns.append(Overrun(shot.shot_id, frames_for(end - here[0].start, rate)))
    return ScenePlan(samples_at(frame, rate), _inside(placed, samples_at(frame, rate)), tuple(overruns))


def _in_turn(lines: Sequence[Line], start: int, frame: int, shot: ShotTiming, rate: Rate) -> list[PlacedLine]:
    """Lines of one shot that answer one another: each at its turn, or when the one before has ended."""
    placed: list[PlacedLine] = []
    for number, line in enumerate(lines):
        at = start
        if number:
            turn = shot.turns[number - 1].start_frame
            at = max(samples_at(frame + turn, rate), placed[-1].end + BETWEEN_LINES)
        placed.append(PlacedLine(line, at, shot.treatment))
    return placed


def _in_shot(lines: Sequence[Line], start: int, treatment: Treatment) -> list[PlacedLine]:
    """Lines of one shot: different speakers together, the same speaker one after the other."""
    free: dict[str, int] = {}
    placed: list[PlacedLine] = []
    for line in lines:
        at = free.get(line.character_ref_id, start)
        placed.append(PlacedLine(line, at, treatment))
        free[line.character_ref_id] = at + line.samples + BETWEEN_LINES
    return placed


def _inside(placed: Sequence[PlacedLine], samples: int) -> tuple[PlacedLine, ...]:
    """Lines that would run past the scene's end begin earlier, as far as the line before them lets them."""
    out = list(placed)
    limit = samples
    for index in range(len(out) - 1, -1, -1):
        item = out[index]
        if item.end > limit:
            out[index] = PlacedLine(item.line, max(0, limit - item.line.samples), item.treatment)
        together = index and placed[index - 1].start == placed[index].start
        limit = limit if together else min(limit, out[index].start)
    return tuple(out)


def captions(timing: SceneTiming, lines: Sequence[Line], start_frame: int) -> tuple[Caption, ...]:
    """Subtitles of a scene that starts at `start_frame` of the film, from the words as they are heard.

    Captions never overlap: one ends at the latest where the next begins, and what two say at once stands in one
    caption, a dash before each.
    """
    rate = Rate(fps=Fraction(timing.fps))
    offset = samples_at(start_frame, rate)
    speakers = {shot.shot_id: [shot.speaker, *(t.speaker for t in shot.turns)] for shot in timing.shots}
    found: list[Caption] = []
    for placed in plan_scene_sound(timing, lines).lines:
        names = speakers.get(placed.line.shot_id, [])
        found.extend(_line_captions(placed, offset, names[0] if names else ""))
        del names[: len(names) > 1]
    found = _side_by_side(sorted(found, key=lambda c: c.start_sample))
    following = [*(c.start_sample for c in found[1:]), None][: len(found)]
    return tuple(
        c if at is None or c.end_sample <= at or at <= c.start_sample else c.model_copy(update={"end_sample": at})
        for c, at in zip(found, following, strict=True)
    )


def _side_by_side(found: Sequence[Caption]) -> list[Caption]:
    """Captions of one shot that begin together, as one."""
    out: list[Caption] = []
    for caption in found:
        before = out[-1] if out else None
        if before is None or (before.shot_id, before.start_sample) != (caption.shot_id, caption.start_sample):
            out.append(caption)
            continue
        first = before.text if before.text.startswith("- ") else f"- {before.text}"
        end = max(before.end_sample, caption.end_sample)
        out[-1] = before.model_copy(update={"text": f"{first}\n- {caption.text}", "end_sample": end})
    return out


def _line_captions(placed: PlacedLine, offset: int, speaker: str) -> list[Caption]:
    words = placed.line.words
    groups = split_captions([(w.text, w.start_sample, w.end_sample) for w in words])
    first = placed.start + offset
    begins = [words[g[0]].start_sample for g in groups]
    ends = [words[g[-1]].end_sample for g in groups]
    for index, (end, following) in enumerate(zip(ends, begins[1:], strict=False)):
        ends[index] = min(max(end, following - SAMPLE_RATE // 4), following)  # no flicker over a short pause
    return [
        Caption(
            start_sample=first + begin,
            end_sample=first + end,
            text=placed.line.text[words[g[0]].char_start : words[g[-1]].char_end],
            speaker=speaker,
            shot_id=placed.line.shot_id,
            offscreen=placed.treatment != "room",
        )
        for g, begin, end in zip(groups, begins, ends, strict=True)
    ]
