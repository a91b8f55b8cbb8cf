"""OpenTimelineIO (.otio): the edit for editors, frame-exact, with handles, dissolves, stems and our shot data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import opentimelineio as otio
from opentimelineio.opentime import RationalTime, TimeRange

from filmwright.model.cut import Cut, Piece
from filmwright.model.shots import SceneShots, Shot

__all__ = ["ClipMedia", "StemMedia", "write_timeline"]


@dataclass(frozen=True, slots=True)
class ClipMedia:
    """Where a shot's clip lies (relative to the .otio file) and how it is laid out in frames."""

    url: str
    handle_in: int
    body_frames: int
    handle_out: int


@dataclass(frozen=True, slots=True)
class StemMedia:
    """A scene's stem: track name (DX, AMB, FX, MX), file, first frame on the timeline, length in frames."""

    track: str
    url: str
    start_frame: int
    frames: int


def write_timeline(
    cut: Cut,
    scenes: Sequence[SceneShots],
    clips: Mapping[str, ClipMedia],
    stems: Sequence[StemMedia],
    film_url: str,
) -> str:
    """The timeline as OTIO JSON; starts at 01:00:00:00 as editors expect."""
    rate = float(Fraction(cut.fps))
    timeline = otio.schema.Timeline(cut.title, global_start_time=RationalTime(3600 * round(rate), rate))
    timeline.metadata["filmwright"] = {"project_id": cut.project_id, "fps": cut.fps, "total_frames": cut.total_frames}
    shots = {shot.shot_id: (scene, shot) for scene in scenes for shot in scene.shots}
    timeline.tracks.append(_picture(cut, shots, clips, film_url, rate))
    for name in dict.fromkeys(stem.track for stem in stems):
        timeline.tracks.append(_sound(name, [s for s in stems if s.track == name], rate))
    text: str = otio.adapters.write_to_string(timeline, "otio_json")
    return text


def _range(first: int, frames: int, rate: float) -> TimeRange:
    return TimeRange(RationalTime(first, rate), RationalTime(frames, rate))


def _picture(
    cut: Cut,
    shots: Mapping[str, tuple[SceneShots, Shot]],
    clips: Mapping[str, ClipMedia],
    film_url: str,
    rate: float,
) -> otio.schema.Track:
    """One clip per shot at its full length; a dissolve is a transition over the cut, its frames in the handles."""
    track = otio.schema.Track("V1", kind=otio.schema.TrackKind.Video)
    halves = {(p.shot_id, p.next_shot_id): p for p in cut.pieces if p.kind == "join"}
    placed: set[str] = set()
    for piece in cut.pieces:
        if piece.kind == "body" and piece.shot_id is not None and piece.shot_id not in placed:
            placed.add(piece.shot_id)
            track.append(_shot_clip(*shots[piece.shot_id], clips[piece.shot_id], rate))
            join = next((j for (left, _), j in halves.items() if left == piece.shot_id), None)
            if join is not None:
                track.append(_transition(join, rate))
        elif piece.kind not in ("body", "join"):
            track.append(_card(piece, film_url, cut.total_frames, rate))
    return track


def _shot_clip(scene: SceneShots, shot: Shot, media: ClipMedia, rate: float) -> otio.schema.Clip:
    total = media.handle_in + media.body_frames + media.handle_out
    clip = otio.schema.Clip(
        name=f"SC{scene.scene_number:03d}_{shot.number}",
        media_reference=otio.schema.ExternalReference(media.url, available_range=_range(0, total, rate)),
        source_range=_range(media.handle_in, media.body_frames, rate),
    )
    clip.metadata["filmwright"] = {
        "shot_id": shot.shot_id,
        "slugline": scene.slugline,
        "size": shot.size,
        "shot_type": shot.shot_type,
        "camera_movement": shot.camera_movement,
        "lens_mm": shot.lens_mm,
        "text": shot.text,
        "dialogue_speaker": shot.dialogue_speaker or "",
        "characters_in_frame": list(shot.characters_in_frame),
    }
    return clip


def _transition(join: Piece, rate: float) -> otio.schema.Transition:
    half = RationalTime(join.frames // 2, rate)
    dissolve = join.transition == "dissolve"
    return otio.schema.Transition(
        name=join.transition,
        transition_type=otio.schema.TransitionTypes.SMPTE_Dissolve if dissolve else otio.schema.TransitionTypes.Custom,
        in_offset=half,
        out_offset=half,
        metadata={"filmwright": {"transition": join.transition}},
    )


def _card(piece: Piece, film_url: str, total: int, rate: float) -> otio.schema.Clip:
    """Titles, act fades and credits are frames of the finished film."""
    return otio.schema.Clip(
        name=piece.kind,
        media_reference=otio.schema.ExternalReference(film_url, available_range=_range(0, total, rate)),
        source_range=_range(piece.start_frame, piece.frames, rate),
    )


def _sound(name: str, stems: Sequence[StemMedia], rate: float) -> otio.schema.Track:
    track = otio.schema.Track(name, kind=otio.schema.TrackKind.Audio)
    at = 0
    for stem in sorted(stems, key=lambda s: s.start_frame):
        if stem.start_frame > at:
            track.append(otio.schema.Gap(source_range=_range(0, stem.start_frame - at, rate)))
        reference = otio.schema.ExternalReference(stem.url, available_range=_range(0, stem.frames, rate))
        track.append(
            otio.schema.Clip(
                name=f"{name}_{stem.start_frame:06d}",
                media_reference=reference,
                source_range=_range(0, stem.frames, rate),
            )
        )
        at = stem.start_frame + stem.frames
    return track
