"""What `filmwright revise` prints: counts first, then scene by scene what differs, then what is made again."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from filmwright.app import Difference, DraftHistory
    from filmwright.model.revision import LineChange, Remake, SceneChange, ShotChange

__all__ = ["difference_text", "history_text", "print_difference"]

_MARKS = {"kept": " ", "changed": "~", "added": "+", "removed": "-", "restored": "+", "new": "+", "gone": "-"}
_STYLES = {
    "kept": "dim", "changed": "yellow", "added": "green", "removed": "red", "restored": "green", "new": "green",
    "gone": "red",
}  # fmt: skip
_LINES_SHOWN = 40
"""Of a scene that is all new or all gone no more lines than this are printed."""
_LENGTH = ("duration_frames", "duration_seconds", "speech_seconds")
_WORDS = ("text", "content", "dialogue_text", "title")
_FRAME = (
    "characters_in_frame", "character_ref_ids", "performances", "props", "subject", "shot_type", "size", "angle",
    "camera_height", "camera_movement", "lens_mm", "distance_band", "camera_side",
)  # fmt: skip
_JOIN = ("transition_to_next", "crossfade_duration")


def print_difference(difference: "Difference", *, err: bool = False) -> None:
    """Print a difference: in colours on a terminal, with marks elsewhere."""
    console = Console(stderr=err, highlight=False, soft_wrap=True)
    for line in _all(difference, coloured=console.is_terminal and not console.no_color):
        console.print(line)


def difference_text(difference: "Difference") -> str:
    """The same as plain text: removed words as [-gone-], added ones as {+new+}."""
    return "".join(f"{line.plain.rstrip()}\n" for line in _all(difference, coloured=False))


def history_text(history: "DraftHistory") -> str:
    """The drafts of a project, the newest last, and what lies in its bin."""
    if not history.drafts:
        return f"{history.project}: no draft was recorded yet; the next `make` or `revise` records one.\n"
    rows = [f"{history.project}: {_count(len(history.drafts), 'draft')}"]
    for draft in history.drafts:
        back = f"  (draft {draft.origin} again)" if draft.origin else ""
        rows.append(f"  {draft.number:>3}  {draft.adopted_at[:16].replace('T', ' ')}  {_plain(draft.name)}{back}")
    if history.bin:
        rows.append(f"In the bin: {_count(len(history.bin), 'shot')}; they come back when their words do")
        rows.extend(
            f"  {shot.shot_id}  {shot.number}  {_count(shot.takes, 'take'):>8}  {_short(shot.words, 80)}"
            for shot in history.bin
        )
    return "\n".join(rows) + "\n"


def _all(difference: "Difference", *, coloured: bool) -> Iterable[Text]:
    yield Text(
        f"{difference.project}: {_plain(difference.source_before)} -> {_plain(difference.source_after)}", style="bold"
    )
    if difference.is_empty:
        yield Text("The new draft says the same: no scene and no shot changes.")
        if difference.nodes:  # a new title page, for example
            yield from _remakes(difference)
        return
    yield Text(f"  scenes  {_counts(difference.scene_counts)}")
    yield Text(f"  shots   {_counts(difference.shot_counts)}")
    for scene in difference.scenes:
        if scene.what != "kept" or scene.moved or any(shot.what != "kept" for shot in scene.shots):
            yield from _scene(scene, coloured=coloured)
    yield from _remakes(difference)


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{n} {what}" for what, n in counts.items() if n) or "none"


def _scene(scene: "SceneChange", *, coloured: bool) -> Iterable[Text]:
    yield Text()
    style = _STYLES[scene.what]
    where = f"{scene.place or scene.place_before:>3}"
    yield Text(f"{_MARKS[scene.what]}{where}  {_plain(scene.heading)}  ", style="bold").append(
        _what(scene), style=style
    )
    if scene.heading_before not in {"", scene.heading}:
        yield Text(f"       was {_plain(scene.heading_before)}", style="dim")
    shown = scene.lines if scene.what == "changed" else scene.lines[:_LINES_SHOWN]
    for line in shown:
        yield _line(line, coloured=coloured)
    if len(shown) < len(scene.lines):
        yield Text(f"       and {len(scene.lines) - len(shown)} more lines", style="dim")
    for shot in scene.shots:
        if shot.what != "kept" or shot.number != shot.number_before:
            yield _shot(shot)


def _what(scene: "SceneChange") -> str:
    said = {"kept": "", "restored": "back from the bin"}.get(scene.what, scene.what)
    moved = f"moved, was {scene.place_before}" if scene.moved else ""
    shots = "its shots change" if not said and not moved else ""
    return ", ".join(part for part in (said, moved, shots) if part)


def _line(line: "LineChange", *, coloured: bool) -> Text:
    text = Text(f"       {line.kind:<13} ", style="dim")
    for edit in line.words:
        words = _plain(edit.text)
        if edit.what == "same":
            text.append(f"{words} ", style="not dim")
        elif edit.what == "gone":
            text.append(f"{words} " if coloured else f"[-{words}-] ", style="not dim red strike")
        else:
            text.append(f"{words} " if coloured else f"{{+{words}+}} ", style="not dim green")
    text.rstrip()
    return text


def _shot(shot: "ShotChange") -> Text:
    number = shot.number if shot.number_before in {"", shot.number} else f"{shot.number_before} -> {shot.number}"
    why = _fields(shot.fields) if shot.what == "changed" else _short(shot.after or shot.before, 60)
    what = "renumbered" if shot.what == "kept" else {"restored": "back from the bin"}.get(shot.what, shot.what)
    text = Text(f"     {_MARKS[shot.what]} {number}  ")
    return text.append(what, style=_STYLES[shot.what]).append(f"  {why}", style="dim")


def _fields(fields: tuple[str, ...]) -> str:
    """What differs, for people."""
    groups = (("words", _WORDS), ("picture", _FRAME), ("length", _LENGTH), ("join", _JOIN))
    named = [name for name, group in groups if set(group) & set(fields)]
    known = {field for _, group in groups for field in group}
    return ", ".join(named or sorted(set(fields) - known))


def _remakes(difference: "Difference") -> Iterable[Text]:
    yield Text()
    if not difference.nodes:
        yield Text("Nothing has to be made again.")
        return
    yield Text(f"To be made: at most {_count(difference.nodes, 'piece')} of work, ${difference.cost_usd}", style="bold")
    for remake in difference.remakes:
        yield Text(f"  {remake.department:<11} {remake.nodes:>5}, {remake.reused} kept  ").append(
            _steps(remake), style="dim"
        )


def _steps(remake: "Remake") -> str:
    return ", ".join(f"{name.partition('.')[2]} {count}" for name, count in remake.steps.items())


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _plain(text: str) -> str:
    """A text on one line without control characters: a script never speaks to the terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _short(words: str, width: int) -> str:
    text = _plain(words)
    return text if len(text) <= width else f"{text[: width - 1]}…"
