"""The second half of a production's graph: lines and clips, the sound of every scene, the cut."""

from itertools import pairwise
from typing import TYPE_CHECKING

from filmwright.app.credits import credit_lines, credit_pages, end_line, title_lines
from filmwright.app.identity import by_seniority
from filmwright.app.soundtrack import add_scene_sound, add_track
from filmwright.departments import cut, picture, sound
from filmwright.departments.sound.documents import VoiceMap
from filmwright.departments.sound.plan import treatment_of
from filmwright.engine.graph import Graph, Node
from filmwright.model.cut import Piece
from filmwright.model.shots import Shot
from filmwright.model.time import Rate

if TYPE_CHECKING:
    from filmwright.app.production import Production

__all__ = ["add_boards_sheet", "add_clips", "add_film", "add_lines"]


def add_boards_sheet(made: "Production", graph: Graph) -> None:
    """The storyboard sheet of all frames."""
    assert made.shot_list is not None
    assert made.story is not None
    made.nodes.boards = made.add(
        graph, cut.boards, "film", "cut", title=made.title, scenes=made.shot_list.scenes,
        frames=tuple(made.nodes.frames.values()), language=made.story.script.language,
    )  # fmt: skip


def add_lines(made: "Production", graph: Graph) -> None:
    """A voice for everyone, and what each shot says in it."""
    assert made.shot_list is not None
    assert made.story is not None
    made.nodes.voices = made.add(
        graph, sound.cast_voices, "film", "sound", cast=by_seniority(made.story.cast),
        language=made.story.script.language,
    )  # fmt: skip
    voices = graph.document(made.nodes.voices, VoiceMap)
    rate = Rate(fps=made.request.rate)
    for scene in made.shot_list.scenes:
        for shot in scene.shots:
            if not shot.dialogue_text:
                continue
            who = made.story.speaker_of(shot)
            said = [t.text for t in shot.turns] or [shot.dialogue_text]
            rooms = sound.rooms_of(shot, rate)
            made.nodes.lines[shot.shot_id] = made.add(
                graph, sound.line, shot.shot_id, "sound", stage="line", shot_id=shot.shot_id,
                character_ref_id=who, text=said[0], voice=voices.of(who), treatment=treatment_of(shot),
                samples=rooms[0],
            )  # fmt: skip
            if shot.turns:
                made.nodes.answers[shot.shot_id] = [
                    made.add(
                        graph, sound.line, shot.shot_id, "sound", shot_id=shot.shot_id,
                        character_ref_id=turn.character_ref_id, text=turn.text,
                        voice=voices.of(turn.character_ref_id), treatment=treatment_of(shot), samples=room,
                    )
                    for turn, room in zip(shot.turns[1:], rooms[1:], strict=True)
                ]  # fmt: skip
            also = made.story.dual_speaker_of(shot)
            if also is not None and shot.dual_text:
                made.nodes.dual_lines[shot.shot_id] = made.add(
                    graph, sound.line, shot.shot_id, "sound", shot_id=shot.shot_id, character_ref_id=also,
                    text=shot.dual_text, voice=voices.of(also), treatment=treatment_of(shot),
                    samples=sound.room_for_line(shot.duration_frames, rate),
                )  # fmt: skip


def add_clips(made: "Production", graph: Graph) -> None:
    """A clip per shot, with the handles and cut points that the edit asks for."""
    assert made.shot_list is not None
    assert made.edit is not None
    for scene in made.shot_list.scenes:
        for shot in scene.shots:
            plan = made.edit.clips[shot.shot_id]
            lines, starts = _spoken_in(made, shot)
            made.nodes.clips[shot.shot_id] = made.add(
                graph, picture.clip, shot.shot_id, "picture", stage="clip", setup=made.nodes.setups[shot.shot_id],
                frame=made.nodes.frames[shot.shot_id], lines=lines, starts=starts, body_frames=shot.duration_frames,
                handle_in=plan.handle_in, handle_out=plan.handle_out, fps=made.request.fps, tier=made.request.tier,
                cut_points=plan.keyframes,
            )  # fmt: skip


def _spoken_in(made: "Production", shot: Shot) -> tuple[list[Node], list[int]]:
    """The lines that people in the picture say, each with its first sample in the shot."""
    if shot.speaker_offscreen or shot.shot_id not in made.nodes.lines:
        return [], []
    lines, starts = made.nodes.lines_of(shot.shot_id), sound.starts_of(shot, Rate(fps=made.request.rate))
    return lines, list(starts) if shot.turns else [starts[0]] * len(lines)


def add_film(made: "Production", graph: Graph) -> None:
    """Sound of every scene, cards, joins, scene films, the film, and what goes with it."""
    _add_edit(made, graph)
    _add_cards(made, graph)
    add_track(made, graph)
    _add_scene_films(made, graph)
    _add_film(made, graph)


def _add_edit(made: "Production", graph: Graph) -> None:
    assert made.shot_list is not None
    assert made.story is not None
    assert made.nodes.voices is not None
    voices = graph.document(made.nodes.voices, VoiceMap)
    lines = credit_lines(
        made.story.script,
        made.story.cast,
        made.shot_list,
        [(who, f"{voice.provider} {voice.name}") for who, voice in voices.voices.items()],
        _MAKERS,
    )
    made.edit = cut.plan_cut(made.shot_list, credit_pages=credit_pages(lines))
    add_scene_sound(made, graph)
    width, height = made.request.size
    made.nodes.cut = made.add(
        graph, cut.edit, "film", "cut", project_id=made.request.project, title=made.title, fps=made.request.fps,
        width=width, height=height, pieces=made.edit.pieces, scene_starts=dict(made.edit.scene_starts),
        captions=tuple(made.nodes.captions.values()), credits_lines=lines,
    )  # fmt: skip
    made.credits = lines


_MAKERS = (
    ("Pictures", "Filmwright previs"),
    ("Voices", "espeak-ng"),
    ("Music and sound", "Filmwright synth"),
    ("Cut", "Filmwright"),
)


def _add_cards(made: "Production", graph: Graph) -> None:
    """Every piece of picture that is no shot."""
    assert made.edit is not None
    assert made.story is not None
    width, height = made.request.size
    shape = {"width": width, "height": height, "fps": made.request.fps}
    clips = made.nodes.clips
    for piece in made.edit.pieces:
        name = cut.piece_name(piece)
        if piece.kind == "title":
            node = made.add(
                graph, cut.title_piece, "title", "cut", text=made.title, lines=title_lines(made.story.script),
                frames=piece.frames, **shape,
            )  # fmt: skip
        elif piece.kind == "end_card":
            node = made.add(
                graph, cut.end_piece, "end card", "cut", text=end_line(made.story.script), tagline="",
                frames=piece.frames, **shape,
            )  # fmt: skip
        elif piece.kind == "credits":
            node = made.add(
                graph, cut.credits_piece, "credits", "cut", lines=made.credits, frames=piece.frames, **shape
            )
        elif piece.kind == "join":
            left, right = _neighbours(piece)
            node = made.add(
                graph, cut.join_piece, f"{left} {right}", "cut", transition=piece.transition, frames=piece.frames,
                left=clips[left], right=clips[right],
            )  # fmt: skip
        elif piece.kind == "act_fade":
            left, right = _neighbours(piece)
            node = made.add(
                graph, cut.act_fade_piece, f"{left} {right}", "cut", frames=piece.frames, left=clips[left],
                right=clips[right],
            )  # fmt: skip
        else:
            continue
        made.nodes.cards[name] = node


def _neighbours(piece: Piece) -> tuple[str, str]:
    assert piece.shot_id is not None
    assert piece.next_shot_id is not None
    return piece.shot_id, piece.next_shot_id


def _add_scene_films(made: "Production", graph: Graph) -> None:
    assert made.shot_list is not None
    assert made.edit is not None
    frames = {j.left: j.frames for j in made.edit.joins}
    for scene in made.shot_list.scenes:
        ids = [shot.shot_id for shot in scene.shots]
        inside = [left for left, _ in pairwise(ids) if left in frames]
        made.nodes.scene_films[scene.scene_id] = made.add(
            graph, cut.scene_film, scene.scene_id, "cut", clips=tuple(made.nodes.clips[i] for i in ids),
            joins={left: made.nodes.cards[f"join:{left}"] for left in inside},
            join_frames={left: frames[left] for left in inside},
            sound=made.nodes.scene_tracks[scene.scene_id], fps=made.request.fps,
        )  # fmt: skip


def _add_film(made: "Production", graph: Graph) -> None:
    assert made.story is not None
    assert made.nodes.cut is not None
    assert made.nodes.track is not None
    nodes, language = made.nodes, made.story.script.language
    nodes.film = made.add(
        graph, cut.film, "film", "cut", cut=nodes.cut, clips=dict(nodes.clips), cards=dict(nodes.cards),
        sound=nodes.track, language=_iso639(language),
    )  # fmt: skip
    nodes.srt = made.add(graph, cut.srt, "film", "cut", cut=nodes.cut)
    nodes.vtt = made.add(graph, cut.vtt, "film", "cut", cut=nodes.cut, language=language)
    assert made.shot_list is not None
    nodes.timeline = made.add(
        graph, cut.timeline, "film", "cut", cut=nodes.cut, scenes=made.shot_list.scenes, clips=dict(nodes.clips),
        stem_tracks=("dialogue", "ambience", "effects", "music"),
    )  # fmt: skip


_ISO639 = {
    "en": "eng", "es": "spa", "fr": "fra", "de": "deu", "it": "ita", "pt": "por", "ru": "rus", "zh": "zho", "ja": "jpn",
    "ko": "kor",
}  # fmt: skip


def _iso639(language: str) -> str:
    """The three-letter code that MP4 wants."""
    return _ISO639.get(language[:2], "und")
