"""The storyboard beats of a script, made in memory like its shot list."""

from pathlib import Path

from filmwright.app.planning import shot_list
from filmwright.app.source import Source
from filmwright.departments import shots
from filmwright.model.beats import Storyboard
from filmwright.model.shots import AspectRatio

__all__ = ["storyboard", "storyboard_text"]


def storyboard(source: Source | str | Path, *, style: str = "auto", aspect: AspectRatio = "16:9") -> Storyboard:
    """The beats of a screenplay, twelve to twenty-four where it has shots enough.

    Raises ScriptError when it is not a screenplay, UserError when there is no such style.
    """
    return shots.storyboard(shot_list(source, style=style, aspect=aspect))


def storyboard_text(board: Storyboard) -> str:
    """The beats for people to read."""
    rows = [f"{board.title}: {len(board.beats)} beats, {board.total_duration_seconds:.0f} s"]
    for beat in board.beats:
        seen = f"{beat.camera.shot_type}, {beat.camera.angle}, {beat.camera.movement}"
        rows.append(f"\n{beat.beat_number:>2}  {beat.act}  {beat.title}  ({beat.duration_seconds:.1f} s)")
        rows.append(f"    {beat.location}; {seen}; {beat.lighting}; {beat.mood}")
        rows.append(f"    {beat.description}")
        if beat.dialogue:
            rows.append(f"    {beat.dialogue}")
        if beat.characters:
            rows.append(f"    {', '.join(beat.characters)}")
    return "\n".join(rows) + "\n"
