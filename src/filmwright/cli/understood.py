"""What `filmwright read` prints: what was understood, what was guessed, what was left out."""

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from filmwright.app import Understanding

__all__ = ["print_understanding"]

_SPEAKERS = 12
_SCENES = 40
_SURE = 0.9
"""Guesses below this are shown in colour: look at these."""


def print_understanding(read: "Understanding", *, every: bool = False) -> None:
    """Print what was understood of a script; `every` shows all scenes and speakers."""
    console = Console(highlight=False, soft_wrap=False)
    console.print(Text.assemble((read.title or read.name, "bold"), "  ", (_what(read), "dim")))
    console.print(_counts(read))
    _print_scenes(console, read, every=every)
    _print_speakers(console, read, every=every)
    _print_guesses(console, read)
    _print_left_out(console, read)
    for note in read.warnings:
        where = f"line {note.line}: " if note.line else ""
        console.print(Text.assemble(("note  ", "yellow"), where, note.message))


def _what(read: "Understanding") -> str:
    return f"{read.format_title}, {read.encoding}, language {read.language}"


def _counts(read: "Understanding") -> str:
    parts = [_many(read.pages, "page"), _many(len(read.scenes), "scene"), _many(len(read.speakers), "speaker")]
    parts.append(_many(sum(s.speeches for s in read.speakers), "speech", "speeches"))
    if read.acts > 1:
        parts.insert(1, _many(read.acts, "act"))
    if read.dual_speeches:
        parts.append(f"{_many(read.dual_speeches, 'pair')} side by side")
    if read.notes:
        parts.append(_many(read.notes, "note"))
    return ", ".join([*parts, f"{read.words} words"])


def _many(count: int, one: str, more: str = "") -> str:
    return f"{count} {one if count == 1 else more or one + 's'}"


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in columns:
        right = name in ("page", "length", "speeches", "words", "scenes", "sure", "times", "no.")
        table.add_column(name, justify="right" if right else "left", header_style="dim", overflow="fold")
    return table


def _print_scenes(console: Console, read: "Understanding", *, every: bool) -> None:
    table = _table("\nScenes", "no.", "heading", "page", "length", "speeches")
    shown = read.scenes if every else read.scenes[:_SCENES]
    for scene in shown:
        style = "yellow" if scene.confidence < _SURE else ""
        heading = Text(scene.heading, style=style)
        number = scene.number or str(scene.ordinal)
        table.add_row(number, heading, str(scene.page), _eighths(scene.eighths), str(scene.speeches))
    console.print(table)
    if len(shown) < len(read.scenes):
        console.print(f"... and {len(read.scenes) - len(shown)} more; --all shows them", style="dim")


def _eighths(count: int) -> str:
    whole, rest = divmod(count, 8)
    return " ".join(part for part in (str(whole) if whole else "", f"{rest}/8" if rest else "") if part)


def _print_speakers(console: Console, read: "Understanding", *, every: bool) -> None:
    if not read.speakers:
        return
    table = _table("\nSpeakers", "name", "speeches", "words", "scenes")
    shown = read.speakers if every else read.speakers[:_SPEAKERS]
    for speaker in shown:
        table.add_row(Text(speaker.name), str(speaker.speeches), str(speaker.words), str(speaker.scenes))
    console.print(table)
    if len(shown) < len(read.speakers):
        console.print(f"... and {len(read.speakers) - len(shown)} more; --all shows them", style="dim")


def _print_guesses(console: Console, read: "Understanding") -> None:
    if not read.guessed:
        console.print("\nNothing was guessed: the file says itself what everything is.", style="dim")
        return
    console.print(Text("\nGuessed, the least sure first", style="bold"))
    for guess in read.guessed:
        style = "yellow" if guess.confidence < _SURE else "dim"
        times = f"{guess.count} x " if guess.count > 1 else ""
        console.print(Text.assemble((f"{guess.confidence:.2f}  ", style), f"{times}{guess.kind}: {guess.reason}"))
        if guess.confidence < _SURE:
            for line in guess.lines:
                place = f"{line.place}: " if line.place else ""
                console.print(Text(f"        {place}{line.text}", style="dim"))


def _print_left_out(console: Console, read: "Understanding") -> None:
    if not read.left_out:
        return
    console.print(Text("\nLeft out", style="bold"))
    for group in read.left_out:
        times = f"{group.count} x " if group.count > 1 else ""
        console.print(f"{times}{group.what}", markup=False)
        for example in group.examples:
            console.print(Text(f"        {example}", style="dim"))
