"""The steps of the cut: joins and cards, scene files, the film, and what goes to people and editors."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import get_args

from filmwright.departments.cut import pieces as make
from filmwright.engine.crash import crash_point
from filmwright.engine.step import step
from filmwright.errors import StoreError
from filmwright.formats.boards import BoardEntry, write_boards
from filmwright.formats.subtitles import caption_text, write_srt, write_vtt
from filmwright.formats.timeline import ClipMedia, StemMedia, write_timeline
from filmwright.model.cut import CaptionList, Credit, Cut, Film, Piece, PieceKind
from filmwright.model.media import Clip, Frame, SoundTrack
from filmwright.model.shots import SceneShots, Shot
from filmwright.render.mux import AacTrack, Subtitle, write_film
from filmwright.render.video import Packet, Track, packets
from filmwright.store import Blobs

__all__ = ["STEPS", "piece_name"]

_VIDEO = ("av",)
_CARDS = ("av", "pillow", "numpy")


@step("cut.edit", version=1, inline=True)
def edit(
    project_id: str,
    title: str,
    fps: str,
    width: int,
    height: int,
    pieces: tuple[Piece, ...],
    scene_starts: dict[str, int],
    captions: tuple[CaptionList, ...],
    credits_lines: tuple[Credit, ...],
) -> Cut:
    """Write the edit down: every piece in its place, every subtitle, the credits."""
    frames = {kind: sum(p.frames for p in pieces if p.kind == kind) for kind in get_args(PieceKind)}
    return Cut(
        project_id=project_id,
        title=title,
        fps=fps,
        width=width,
        height=height,
        total_frames=sum(frames.values()),
        title_frames=frames["title"],
        shot_frames=frames["body"] + frames["join"],
        act_fade_frames=frames["act_fade"],
        end_card_frames=frames["end_card"],
        credits_frames=frames["credits"],
        pieces=pieces,
        scene_starts=scene_starts,
        captions=tuple(caption for scene in captions for caption in scene.captions),
        credits=credits_lines,
    )


@step("cut.title", version=1, wheels=_CARDS, media_type="video/mp4")
def title_piece(text: str, lines: tuple[str, ...], frames: int, width: int, height: int, fps: str) -> bytes:
    """Draw the opening title and encode it."""
    return make.title(text, lines, frames=frames, width=width, height=height, fps=Fraction(fps))


@step("cut.end_card", version=1, wheels=_CARDS, media_type="video/mp4")
def end_piece(text: str, tagline: str, frames: int, width: int, height: int, fps: str) -> bytes:
    """Draw the end card and encode it."""
    return make.closing(text, tagline, frames=frames, width=width, height=height, fps=Fraction(fps))


@step("cut.credits", version=1, wheels=_CARDS, media_type="video/mp4")
def credits_piece(lines: tuple[Credit, ...], frames: int, width: int, height: int, fps: str) -> bytes:
    """Draw the end credits and encode them."""
    return make.credits_roll(lines, frames=frames, width=width, height=height, fps=Fraction(fps))


@step("cut.join", version=1, wheels=_VIDEO, media_type="video/mp4")
def join_piece(transition: str, frames: int, left: Clip, right: Clip, blobs: Blobs) -> bytes:
    """Make a dissolve or a fade through black between two clips."""
    piece = Piece(kind="join", start_frame=0, frames=frames, transition=transition)
    return make.join(piece, left, right, blobs.get(left.video), blobs.get(right.video))


@step("cut.act_fade", version=1, wheels=_VIDEO, media_type="video/mp4")
def act_fade_piece(frames: int, left: Clip, right: Clip, blobs: Blobs) -> bytes:
    """Fade the last picture of an act out and the first of the next one in."""
    piece = Piece(kind="act_fade", start_frame=0, frames=frames)
    return make.act_fade(piece, left, right, blobs.get(left.video), blobs.get(right.video))


@step("cut.film", version=1, wheels=_VIDEO)
def film(
    cut: Cut,
    clips: Mapping[str, Clip],
    cards: Mapping[str, bytes],
    sound: SoundTrack,
    language: str,
    blobs: Blobs,
) -> Film:
    """Put the film together: every piece copied, not encoded again; sound and subtitles beside it.

    `cards` holds the pieces that are not clips, by `piece_name`.
    """
    template = _first_video(cut.pieces, clips, cards, blobs)
    parameters = packets(template).extradata
    subtitles = [
        Subtitle(c.start_sample, c.end_sample, caption_text(c.text, speaker=c.speaker, offscreen=c.offscreen))
        for c in cut.captions
    ]
    return _written(
        (_coded(piece, clips, cards, parameters, blobs) for piece in cut.pieces),
        template,
        cut.fps,
        _aac(sound, blobs),
        subtitles,
        language,
        cut.title,
        blobs,
    )


@step("cut.scene", version=1, wheels=_VIDEO)
def scene_film(
    clips: tuple[Clip, ...],
    joins: Mapping[str, bytes],
    join_frames: Mapping[str, int],
    sound: SoundTrack,
    fps: str,
    blobs: Blobs,
) -> Film:
    """One scene as a film of its own: from its first shot's first frame to its last shot's last."""
    coded: list[tuple[Sequence[Packet], int]] = []
    for index, clip in enumerate(clips):
        lead = join_frames.get(clips[index - 1].shot_id, 0) // 2 if index else 0
        tail = join_frames.get(clip.shot_id, 0) // 2 if index < len(clips) - 1 else 0
        first, frames = clip.handle_in + lead, clip.body_frames - lead - tail
        if frames:
            coded.append((packets(blobs.get(clip.video)).cut(first, frames), frames))
        if tail:
            coded.append((packets(joins[clip.shot_id]).packets, join_frames[clip.shot_id]))
    template = blobs.get(clips[0].video)
    return _written(coded, template, fps, _aac(sound, blobs), [], "und", "", blobs)


def piece_name(piece: Piece) -> str:
    """The name under which a piece that is no clip is handed to `film`."""
    return piece.kind if piece.shot_id is None else f"{piece.kind}:{piece.shot_id}"


def _coded(
    piece: Piece, clips: Mapping[str, Clip], cards: Mapping[str, bytes], parameters: bytes, blobs: Blobs
) -> tuple[Sequence[Packet], int]:
    if piece.kind == "body" and piece.shot_id is not None:
        track = packets(blobs.get(clips[piece.shot_id].video))
        return _fitting(track, parameters, piece).cut(piece.source_in, piece.frames), piece.frames
    return _fitting(packets(cards[piece_name(piece)]), parameters, piece).packets, piece.frames


def _fitting(track: Track, parameters: bytes, piece: Piece) -> Track:
    """The track, when it can be joined to the others by copying.

    Raises StoreError for a piece of another size or another encoder, whose packets would not play.
    """
    if track.extradata != parameters:
        raise StoreError(
            f"The {piece.kind} {piece.shot_id or ''} of the film was encoded as {track.width}x{track.height} with "
            "other settings than its neighbours and cannot be joined to them."
        )
    return track


def _first_video(pieces: Sequence[Piece], clips: Mapping[str, Clip], cards: Mapping[str, bytes], blobs: Blobs) -> bytes:
    first = pieces[0]
    if first.kind == "body" and first.shot_id is not None:
        return blobs.get(clips[first.shot_id].video)
    return cards[piece_name(first)]


def _aac(sound: SoundTrack, blobs: Blobs) -> AacTrack:
    return AacTrack(
        [packet for chunk in sound.chunks for packet in _split(blobs.get(chunk))],
        bytes.fromhex(sound.extradata_hex),
        sound.priming,
        sound.samples,
    )


def _split(chunk: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(chunk):
        size = int.from_bytes(chunk[at : at + 4], "big")
        yield chunk[at + 4 : at + 4 + size]
        at += 4 + size


def _written(
    coded: Iterator[tuple[Sequence[Packet], int]] | Sequence[tuple[Sequence[Packet], int]],
    template: bytes,
    fps: str,
    sound: AacTrack,
    subtitles: Sequence[Subtitle],
    language: str,
    title: str,
    blobs: Blobs,
) -> Film:
    """Mux into a scratch file and hand that to the store: a feature never has to fit in memory."""
    shape = packets(template)
    with blobs.scratch(".mp4") as path:
        frames = write_film(
            path,
            _watched(coded),
            template=template,
            fps=Fraction(fps),
            sound=sound,
            subtitles=subtitles,
            language=language,
            title=title,
        )
        video = blobs.put_file(path, "video/mp4")
    return Film(video=video, frames=frames, fps=fps, width=shape.width, height=shape.height)


def _watched(
    coded: Iterator[tuple[Sequence[Packet], int]] | Sequence[tuple[Sequence[Packet], int]],
) -> Iterator[tuple[Sequence[Packet], int]]:
    for index, item in enumerate(coded):
        if index == 1:
            crash_point("mux.midway")
        yield item


@step("cut.srt", version=1, inline=True, media_type="application/x-subrip")
def srt(cut: Cut) -> bytes:
    """Write the subtitles as SubRip."""
    return write_srt(cut.captions).encode()


@step("cut.vtt", version=1, inline=True, media_type="text/vtt")
def vtt(cut: Cut, language: str) -> bytes:
    """Write the subtitles as WebVTT."""
    return write_vtt(cut.captions, language=language).encode()


@step("cut.boards", version=3, wheels=("typst", "pillow"), media_type="application/pdf")
def boards(title: str, scenes: tuple[SceneShots, ...], frames: tuple[Frame, ...], language: str, blobs: Blobs) -> bytes:
    """Set the storyboard sheet: six boards a page."""
    pictures = {frame.shot_id: frame.board for frame in frames}
    drawn = [(scene, shot) for scene in scenes for shot in scene.shots if shot.shot_id in pictures]
    # one picture in memory at a time: the boards of a feature are more than a gigabyte
    entries = (_entry(scene, shot, blobs.get(pictures[shot.shot_id])) for scene, shot in drawn)
    seconds = sum(shot.duration_seconds for scene in scenes for shot in scene.shots)
    subtitle = f"{len(drawn)} shots · {int(seconds) // 60}:{int(seconds) % 60:02d}"
    return write_boards(title, subtitle, entries, language=language)


_ANGLES = {
    "eye": "eye level",
    "low": "low angle",
    "high": "high angle",
    "overhead": "overhead",
    "worm": "worm's eye",
    "dutch": "Dutch angle",
}


def _entry(scene: SceneShots, shot: Shot, picture: bytes) -> BoardEntry:
    kind = shot.size if shot.shot_type == shot.size else f"{shot.shot_type} {shot.size}"
    camera = f"{_ANGLES[shot.angle]} · {shot.lens_mm:g} mm · {shot.camera_movement.replace('_', ' ')}"
    spoken = shot.dialogue_text or ""
    unsaid = shot.text
    for said in [t.text for t in shot.turns] or [spoken]:
        unsaid = " ".join(unsaid.split()).replace(" ".join(said.split()), " ") if said else unsaid
    action = " ".join(unsaid.split()) if spoken else shot.text or shot.content
    speakers = list(dict.fromkeys(t.speaker for t in shot.turns)) or [shot.dialogue_speaker or ""]
    return BoardEntry(
        number=f"SC{scene.scene_number:03d}_{shot.number}",
        slug=_shortened(scene.slugline, 34),
        seconds=f"{shot.duration_seconds:.1f}",
        size=kind,
        camera=camera,
        transition=shot.transition_to_next.replace("_", " "),
        action=_shortened(action, 210),
        dialogue=_shortened(" — ".join(t.text for t in shot.turns) or spoken, 190),
        speaker=", ".join(speakers) + (" (off)" if shot.speaker_offscreen and spoken else ""),
        picture=picture,
    )


def _shortened(text: str, length: int) -> str:
    words = " ".join(text.split())
    return words if len(words) <= length else words[: length - 1].rsplit(" ", 1)[0] + " …"


@step("cut.timeline", version=1, wheels=("OpenTimelineIO",), inline=True, media_type="application/json")
def timeline(
    cut: Cut, scenes: tuple[SceneShots, ...], clips: Mapping[str, Clip], stem_tracks: tuple[str, ...]
) -> bytes:
    """Write the edit for editors as OpenTimelineIO; media paths are relative to the `edit` folder."""
    media = {
        shot_id: ClipMedia(f"../clips/{shot_id}.mp4", clip.handle_in, clip.body_frames, clip.handle_out)
        for shot_id, clip in clips.items()
    }
    stems = [
        StemMedia(track, f"../audio/{scene.scene_id}_{kind}.flac", cut.scene_starts[scene.scene_id], _length(scene))
        for kind in stem_tracks
        for track in (_TRACKS[kind],)
        for scene in scenes
        if scene.scene_id in cut.scene_starts
    ]
    return write_timeline(cut, scenes, media, stems, "../film.mp4").encode()


_TRACKS = {"dialogue": "DX", "ambience": "AMB", "effects": "FX", "music": "MX"}


def _length(scene: SceneShots) -> int:
    return sum(shot.duration_frames for shot in scene.shots)


STEPS = (
    edit,
    title_piece,
    end_piece,
    credits_piece,
    join_piece,
    act_fade_piece,
    scene_film,
    film,
    srt,
    vtt,
    boards,
    timeline,
)
