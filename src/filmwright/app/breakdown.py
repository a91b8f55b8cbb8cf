"""The breakdown of a script, made in memory: the same step as in a production, without library or media."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args

from filmwright.app.files import write_file
from filmwright.app.names import film_title
from filmwright.app.planning import shot_list
from filmwright.app.source import Source
from filmwright.departments import breakdown, screenplay
from filmwright.errors import UserError
from filmwright.formats import breakdown_tables, tables
from filmwright.formats.pagination import eighths_text
from filmwright.model.breakdown import CATEGORIES, Breakdown, BreakdownScene, PaperName

__all__ = ["BreakdownFormat", "break_down", "scene_lines", "write_breakdown", "written"]

BreakdownFormat = Literal["csv", "xlsx", "pdf", "json"]
_FORMATS: tuple[BreakdownFormat, ...] = get_args(BreakdownFormat)


def break_down(source: Source, *, paper: PaperName = "letter") -> Breakdown:
    """What every scene of a script needs, with its length measured on a paper."""
    script = source.screenplay
    title = film_title(script, source.stem)
    return breakdown.break_down(script, screenplay.cast(script), shot_list(source), title=title, paper=paper)


def write_breakdown(
    made: Breakdown,
    *,
    fmt: BreakdownFormat | None = None,
    stem: str = "script",
    output: Path | None = None,
    force: bool = False,
    script: Path | None = None,
) -> Path:
    """Write a breakdown as a file; returns where it lies.

    The format is that of the ending of `output` when left out; the file is `<stem>_breakdown.<format>` in the current
    folder when `output` is.

    Raises UserError when the file exists and `force` is off, or the ending says no format.
    """
    chosen = fmt or _format_of(output)
    place = output or Path(f"{stem}_breakdown.{chosen}")
    return write_file(place, written(made, chosen), force=force, script=script)


def _format_of(output: Path | None) -> BreakdownFormat:
    if output is None:
        return "xlsx"
    ending = output.suffix.lower().removeprefix(".")
    for known in _FORMATS:
        if ending == known:
            return known
    raise UserError(f"The ending of `{output.name}` does not say which format: end it in .csv, .xlsx, .pdf or .json.")


def written(made: Breakdown, fmt: BreakdownFormat) -> bytes:
    """The bytes of a breakdown in one format; CSV holds the scenes alone."""
    match fmt:
        case "csv":
            return tables.write_csv(breakdown_tables.scenes_table(made))
        case "xlsx":
            return tables.write_xlsx(breakdown_tables.tables(made), title=made.title)
        case "json":
            return made.to_json().encode()
        case "pdf":
            from filmwright.formats import breakdown_pdf  # noqa: PLC0415  (pillow and the fonts, for this format only)

            return breakdown_pdf.write(made)


def scene_lines(made: Breakdown, scene: BreakdownScene) -> Iterator[str]:
    """A scene for reading: its heading with its length, then one line a category, label and words parted by a tab."""
    heading = " ".join(part for part in (f"{scene.int_ext}." if scene.int_ext else "", scene.place) if part)
    time = f" - {scene.time_of_day}" if scene.time_of_day else ""
    yield f"{scene.number:>3}  {heading}{time}  [{eighths_text(scene.eighths)} pg, page {scene.page}]"
    if scene.synopsis:
        yield f"Synopsis\t{scene.synopsis}"
    if scene.cast:
        yield f"Cast\t{', '.join(made.cast_names(scene))}"
    for category, label in CATEGORIES.items():
        items = [breakdown_tables.item_text(item) for item in scene.of(category)]
        if items:
            yield f"{label}\t{', '.join(items)}"
