"""A breakdown as PDF: the one-line schedule, the cast, the props that recur, then one sheet a scene."""

import json
import unicodedata
from collections.abc import Iterator

from filmwright.errors import UserError
from filmwright.fonts import missing
from filmwright.formats.breakdown_tables import item_text
from filmwright.formats.pagination import eighths_text
from filmwright.formats.typeset import typeset_packaged
from filmwright.model.breakdown import CATEGORIES, Breakdown, BreakdownScene

__all__ = ["write"]


def write(breakdown: Breakdown) -> bytes:
    """The sheets; the same breakdown gives the same bytes.

    Raises UserError with the name of a letter that the fonts do not have.
    """
    data = {
        "title": breakdown.title,
        "language": breakdown.language,
        "paper": "us-letter" if breakdown.paper == "letter" else "a4",
        "pages": breakdown.pages,
        "length": eighths_text(breakdown.eighths),
        "cast": [_member(breakdown, number) for number in range(len(breakdown.cast))],
        "props": list(_props(breakdown)),
        "scenes": [_scene(breakdown, scene) for scene in breakdown.scenes],
    }
    _check(json.dumps(data, ensure_ascii=False))
    return typeset_packaged("breakdown_pdf.typ", data)


def _member(breakdown: Breakdown, at: int) -> list[str]:
    member = breakdown.cast[at]
    numbers = {scene.scene_id: scene.number for scene in breakdown.scenes}
    return [str(member.number), member.name, ", ".join(numbers[s] for s in member.scenes)]


def _props(breakdown: Breakdown) -> Iterator[list[str]]:
    numbers = {scene.scene_id: scene.number for scene in breakdown.scenes}
    for prop in breakdown.recurring_props:
        yield [prop.name, "; ".join(prop.details), ", ".join(numbers[s] for s in prop.scenes)]


def _scene(breakdown: Breakdown, scene: BreakdownScene) -> dict[str, object]:
    boxes: list[list[object]] = [["Cast", list(breakdown.cast_names(scene))]]
    for category, label in CATEGORIES.items():
        boxes.append([label, [item_text(item) for item in scene.of(category)]])
    return {
        "number": scene.number,
        "int_ext": scene.int_ext,
        "place": scene.place,
        "time": scene.time_of_day,
        "strip": _strip(scene),
        "page": scene.page,
        "length": eighths_text(scene.eighths),
        "synopsis": scene.synopsis,
        "cast": ", ".join(str(number) for number in scene.cast),
        "boxes": boxes,
    }


def _strip(scene: BreakdownScene) -> str:
    """The colour of the scene's strip on a production board: by inside or outside, day or night."""
    inside = "EXT" not in scene.int_ext
    if scene.light == "night":
        return "#BFD4EE" if inside else "#BFE3C4"
    return "#FFFFFF" if inside else "#FFF1B3"


def _check(text: str) -> None:
    found = missing(text, "sans")
    if found:
        shown = ", ".join(f"`{c}` ({unicodedata.name(c, f'U+{ord(c):04X}')})" for c in found[:3])
        more = f" and {len(found) - 3} more" if len(found) > 3 else ""
        raise UserError(f"No font here can draw {shown}{more}: write the breakdown as `xlsx`, `csv` or `json`.")
