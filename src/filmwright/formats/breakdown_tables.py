"""A breakdown as tables: scenes, things by category, who is in which scene, props that recur."""

from collections.abc import Iterator

from filmwright.formats.pagination import eighths_text
from filmwright.formats.tables import Cell, Table
from filmwright.model.breakdown import CATEGORIES, Breakdown, BreakdownItem, BreakdownScene, Category

__all__ = ["cast_table", "item_text", "items_table", "props_table", "scenes_table", "tables"]


def tables(breakdown: Breakdown) -> tuple[Table, ...]:
    """Every sheet of the workbook."""
    return scenes_table(breakdown), items_table(breakdown), cast_table(breakdown), props_table(breakdown)


def scenes_table(breakdown: Breakdown) -> Table:
    """One row a scene."""
    header = (
        "Scene", "INT/EXT", "Place", "Time", "Day/Night", "Page", "Eighths", "Length", "Synopsis", "Cast",
        *CATEGORIES.values(),
    )  # fmt: skip
    widths = (8, 9, 26, 14, 10, 7, 9, 10, 52, 30, *(26 for _ in CATEGORIES))
    rows = tuple(tuple(_scene_row(breakdown, scene)) for scene in breakdown.scenes)
    return Table("Scenes", header, rows, widths, frozen=3, center=frozenset((0, 1, 4, 5, 6, 7)))


def _scene_row(breakdown: Breakdown, scene: BreakdownScene) -> Iterator[Cell]:
    light = "" if scene.light == "unknown" else scene.light
    yield from (scene.number, scene.int_ext, scene.place, scene.time_of_day, light, scene.page, scene.eighths)
    yield f"{eighths_text(scene.eighths)} pg"  # with the unit, so that no spreadsheet reads 4/8 as a date
    yield scene.synopsis
    yield ", ".join(breakdown.cast_names(scene))
    for category in CATEGORIES:
        yield "; ".join(item_text(item) for item in scene.of(category))


def item_text(item: BreakdownItem) -> str:
    """A thing as a list names it: the phrase of the script when it says more than the bare word."""
    return item.detail if item.name.split()[-1].casefold()[:3] in item.detail.casefold() else item.name


def items_table(breakdown: Breakdown) -> Table:
    """One row a thing and category, with its scenes."""
    found: dict[tuple[Category, str], list[tuple[BreakdownScene, BreakdownItem]]] = {}
    for scene in breakdown.scenes:
        for item in scene.items:
            found.setdefault((item.category, item.name), []).append((scene, item))
    names = {member.character_id: member.name for member in breakdown.cast}
    rows: list[tuple[Cell, ...]] = []
    for category, label in CATEGORIES.items():
        for (_, name), uses in sorted((k, u) for k, u in found.items() if k[0] == category):
            details = dict.fromkeys(item.detail for _, item in uses if item.detail.casefold() != name)
            people = dict.fromkeys(names.get(who, who) for _, item in uses for who in item.by)
            rows.append(
                (
                    label,
                    name,
                    "; ".join(details),
                    ", ".join(scene.number for scene, _ in uses),
                    len(uses),
                    sum(item.handled for _, item in uses),
                    ", ".join(people),
                    uses[0][1].words,
                )
            )
    header = ("Category", "What", "As written", "Scenes", "Number of scenes", "Handled", "Who", "First asked for by")
    return Table("Elements", header, tuple(rows), (18, 22, 36, 22, 9, 9, 28, 60), frozen=2, center=frozenset((4, 5)))


def cast_table(breakdown: Breakdown) -> Table:
    """Who works in which scene, as on a day-out-of-days: S starts, W works, F finishes."""
    header = ("No.", "Name", "Speaks", "Scenes", "Pages", *(scene.number for scene in breakdown.scenes))
    rows: list[tuple[Cell, ...]] = []
    for member in breakdown.cast:
        here = [member.number in scene.cast for scene in breakdown.scenes]
        pages = sum(scene.eighths for scene, works in zip(breakdown.scenes, here, strict=True) if works)
        marks = tuple(_mark(here, at) for at in range(len(here)))
        speaks = "yes" if member.speaks else "no"
        rows.append((member.number, member.name, speaks, sum(here), f"{eighths_text(pages)} pg", *marks))
    widths = (6, 26, 8, 8, 10, *(6 for _ in breakdown.scenes))
    center = frozenset({0, 2, 3, 4, *range(5, len(header))})
    return Table("Cast", header, tuple(rows), widths, frozen=2, center=center)


def _mark(here: list[bool], at: int) -> str:
    if not here[at]:
        return ""
    return ("S" if not any(here[:at]) else "") + "W" + ("F" if not any(here[at + 1 :]) else "")


def props_table(breakdown: Breakdown) -> Table:
    """Props that come back and have to look the same."""
    numbers = {scene.scene_id: scene.number for scene in breakdown.scenes}
    rows = tuple(
        (prop.name, prop.asset_id, "; ".join(prop.details), ", ".join(numbers[s] for s in prop.scenes), prop.handled)
        for prop in breakdown.recurring_props
    )
    header = ("Prop", "Asset", "As written", "Scenes", "Handled")
    return Table("Recurring props", header, rows, (22, 22, 48, 24, 9), center=frozenset((4,)))
