"""What the commands print for people: shot lists, the state of a film, findings about the machine."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filmwright.app import Findings, LibraryStatus
    from filmwright.model.breakdown import Breakdown
    from filmwright.model.shots import ShotList

__all__ = ["breakdown_text", "doctor_text", "shot_table", "status_text"]


def shot_table(shot_list: "ShotList") -> str:
    """One line a shot under its scene."""
    rows = [f"{shot_list.title}: {shot_list.total_shots} shots, {_clock(shot_list.total_duration_seconds)}"]
    for scene in shot_list.scenes:
        rows.append(f"\n{scene.scene_number:>3}  {scene.slugline}")
        for shot in scene.shots:
            what = " ".join((shot.dialogue_text or shot.text or shot.content).split())
            who = f"{shot.dialogue_speaker}: " if shot.dialogue_text else ""
            move = shot.camera_movement.replace("_", " ")
            rows.append(
                f"     {shot.number}  {shot.shot_type:<6} {move:<11} {shot.duration_seconds:5.1f} s  "
                f"{', '.join(shot.characters_in_frame) or '-':<24.24}  {who}{what}"[:160]
            )
    return "\n".join(rows) + "\n"


def status_text(status: "LibraryStatus") -> str:
    """The films of a library, or one film with its stages."""
    if not status.projects:
        return "No film here yet. Make one: filmwright make script.fountain\n"
    rows: list[str] = []
    for project in status.projects:
        rows.append(f"{project.name}: {project.title}")
        rows.extend(
            f"  {stage.stage:<8} {stage.made:>4} of {stage.wanted:<4} {stage.path or ''}" for stage in project.stages
        )
        if project.film:
            rows.append(f"  {project.film}")
    return "\n".join(rows) + "\n"


def doctor_text(findings: "Findings") -> str:
    """One line a finding: a mark, what it is, what to do."""
    rows = [
        f"{'ok     ' if f.ok else 'missing' if f.needed else 'absent '}  {f.name:<22} {f.detail}"
        for f in findings.findings
    ]
    return "\n".join(rows) + "\n"


def breakdown_text(breakdown: "Breakdown") -> str:
    """Every scene with its length and what it needs."""
    from filmwright.app.breakdown import scene_lines

    rows = [f"{breakdown.title}: {len(breakdown.scenes)} scenes, {breakdown.pages} pages"]
    for scene in breakdown.scenes:
        head, *lines = scene_lines(breakdown, scene)
        rows.append(f"\n{head}")
        rows.extend(f"     {label + ':':<17} {words}" for label, words in (line.split("\t") for line in lines))
    if breakdown.recurring_props:
        rows.append("\nProps that come back: " + ", ".join(prop.name for prop in breakdown.recurring_props))
    return "\n".join(rows) + "\n"


def _clock(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
