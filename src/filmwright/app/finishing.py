"""The second half of a production's graph: lines and clips, the sound of every scene, the cut."""

from typing import TYPE_CHECKING

from filmwright.departments import cut, picture, sound
from filmwright.engine.graph import Graph
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


def add_clips(made: "Production", graph: Graph) -> None:
    """A clip per shot, with the handles and cut points that the edit asks for."""
    assert made.shot_list is not None
    assert made.edit is not None
    rate = Rate(fps=made.request.rate)
    for scene in made.shot_list.scenes:
        for shot in scene.shots:
            plan = made.edit.clips[shot.shot_id]
            lines = [made.nodes.lines[shot.shot_id]] if shot.shot_id in made.nodes.lines else []
            made.nodes.clips[shot.shot_id] = made.add(
                graph, picture.clip, shot.shot_id, "picture", stage="clip",
                setup=made.nodes.setups[shot.shot_id], frame=made.nodes.frames[shot.shot_id],
                lines=[] if shot.speaker_offscreen else lines,
                starts=[] if shot.speaker_offscreen or not lines else [sound.line_start(shot.duration_frames, rate)],
                body_frames=shot.duration_frames, handle_in=plan.handle_in, handle_out=plan.handle_out,
                fps=made.request.fps, tier=made.request.tier, cut_points=plan.keyframes,
            )  # fmt: skip
