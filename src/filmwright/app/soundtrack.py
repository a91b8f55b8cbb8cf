"""The sound of a production: each scene, what lies between scenes, and the film's own track."""

from typing import TYPE_CHECKING

from filmwright.departments import sound
from filmwright.departments.sound.subtitles import caption_list
from filmwright.engine.graph import Graph, Node
from filmwright.render.audio.master import chunk_plan

if TYPE_CHECKING:
    from filmwright.app.production import Production

__all__ = ["add_scene_sound", "add_track"]


def add_scene_sound(made: "Production", graph: Graph) -> None:
    """Ambience, effects and music of every scene, mixed with its lines; its subtitles."""
    assert made.shot_list is not None
    assert made.edit is not None
    assert made.story is not None
    fps, language = made.request.fps, made.story.script.language
    scores = sound.spot_film(made.shot_list)
    for scene in made.shot_list.scenes:
        if not scene.shots:
            continue
        where = scene.scene_id
        timing = sound.scene_timing(scene, fps)
        lines = tuple(line for shot in scene.shots for line in made.nodes.lines_of(shot.shot_id))
        bed = made.add(graph, sound.make_bed, where, "sound", bed=sound.plan_bed(scene, fps))
        heard = sound.plan_effects(scene, fps, language)
        effects = made.add(graph, sound.make_effects, where, "sound", effect_list=heard)
        score = made.add(graph, sound.make_score, where, "sound", score=scores[where])
        made.nodes.scene_sounds[where] = made.add(
            graph, sound.stems, where, "sound", timing=timing, lines=lines, bed=bed, effect_stem=effects, score=score
        )
        made.nodes.captions[where] = made.add(
            graph, caption_list, where, "sound", timing=timing, lines=lines,
            start_frame=made.edit.scene_starts[where],
        )  # fmt: skip


def add_track(made: "Production", graph: Graph) -> None:
    """The film's sound in chunks, and each scene's for its own file; all at the one gain of the film."""
    assert made.edit is not None
    total = sound.film_samples(made.edit.pieces, made.request.fps)
    parts = _parts(made, graph)
    sounds = tuple(node for node, _, _ in parts)
    starts = tuple(start for _, start, _ in parts)
    level = _level(made, graph, sounds, starts, total)
    chunks = []
    for number, chunk in enumerate(chunk_plan([(start, length) for _, start, length in parts], total)):
        chunks.append(
            made.add(
                graph, sound.chunk, f"chunk {number + 1}", "sound", sounds=tuple(sounds[i] for i in chunk.parts),
                offsets=tuple(starts[i] - chunk.start for i in chunk.parts), samples=chunk.end - chunk.start,
                run_in=chunk.run_in, packets=chunk.packets, film_level=level,
            )
        )  # fmt: skip
    made.nodes.track = made.add(
        graph, sound.track, "film", "sound", chunks=tuple(chunks), sounds=sounds, starts=starts, samples=total,
        film_level=level,
    )  # fmt: skip
    for where, mixed in made.nodes.scene_sounds.items():
        made.nodes.scene_tracks[where] = made.add(
            graph, sound.scene_track, where, "sound", sound=mixed, film_level=level
        )


def _level(made: "Production", graph: Graph, sounds: tuple[Node, ...], starts: tuple[int, ...], total: int) -> Node:
    """The gain of the film: estimated from energies, then settled on what the limiter leaves of it."""
    rough = made.add(graph, sound.level, "film", "sound", sounds=sounds, starts=starts, samples=total)
    measured = tuple(
        made.add(graph, sound.limited, f"part {number + 1}", "sound", sound=node, film_level=rough)
        for number, node in enumerate(sounds)
    )
    return made.add(
        graph, sound.settled_level, "film", "sound", measured=measured, starts=starts, samples=total,
        film_level=rough,
    )  # fmt: skip


def _parts(made: "Production", graph: Graph) -> list[tuple[Node, int, int]]:
    """Everything that is heard, in film order: its node, first sample and length in samples."""
    assert made.edit is not None
    assert made.shot_list is not None
    found: list[tuple[Node, int, int]] = []
    for part in sound.film_parts(made.edit.pieces, made.edit.scene_starts, made.shot_list):
        node = (
            made.nodes.scene_sounds[part.scene_id]
            if part.scene_id is not None
            else made.add(graph, sound.make_interlude, part.name, "sound", interlude=part.interlude)
        )
        found.append((node, part.start, part.samples))
    return found
