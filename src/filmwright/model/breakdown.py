"""The breakdown: what every scene needs, for those who find, build, hire or draw it."""

from typing import ClassVar, Literal

from filmwright.model.document import Document, Model

__all__ = [
    "CATEGORIES",
    "Breakdown",
    "BreakdownItem",
    "BreakdownLocation",
    "BreakdownScene",
    "CastNumber",
    "Category",
    "PaperName",
    "RecurringProp",
]

PaperName = Literal["letter", "a4"]
"""The sheet that a script is printed on, and measured on."""

Category = Literal[
    "extras", "props", "set_dressing", "wardrobe", "makeup", "vehicles", "animals", "weapons", "sound", "music",
    "effects",
]  # fmt: skip

CATEGORIES: dict[Category, str] = {
    "extras": "Extras",
    "props": "Props",
    "set_dressing": "Set dressing",
    "wardrobe": "Wardrobe",
    "makeup": "Make-up and hair",
    "vehicles": "Vehicles",
    "animals": "Animals",
    "weapons": "Weapons",
    "sound": "Sound",
    "music": "Music",
    "effects": "Effects",
}
"""The boxes of a breakdown sheet beside the cast, in their order, with the names people read."""


class BreakdownItem(Model):
    """One thing that a scene needs.

    `name` is the word for it in the script's language, the same in every scene; `detail` the phrase as written here
    ("fat green ledger"). `words` is the sentence that asks for it. `by` are the people who use or wear it; `handled`
    how often somebody has it in their hands.
    """

    category: Category
    name: str
    detail: str
    words: str
    by: tuple[str, ...] = ()
    handled: int = 0


class CastNumber(Model):
    """One of the cast and the number they have on every sheet: by order of appearance, from 1."""

    number: int
    character_id: str
    name: str
    speaks: bool = False
    scenes: tuple[str, ...] = ()


class BreakdownScene(Model):
    """One scene. `page` is where it begins, `eighths` its length in eighths of a page.

    `synopsis` is the writer's own line, or a sentence of the scene as it stands (`synopsis_by` says which). `cast` are
    numbers of `Breakdown.cast`.
    """

    scene_id: str
    number: str
    int_ext: str = ""
    place: str
    time_of_day: str = ""
    light: Literal["day", "night", "unknown"] = "unknown"
    page: int
    eighths: int
    synopsis: str = ""
    synopsis_by: Literal["writer", "script", "nobody"] = "nobody"
    cast: tuple[int, ...] = ()
    items: tuple[BreakdownItem, ...] = ()

    def of(self, category: Category) -> tuple[BreakdownItem, ...]:
        """What the scene needs of one category."""
        return tuple(item for item in self.items if item.category == category)


class RecurringProp(Model):
    """A prop used in two or more scenes, or handled twice: it must look the same each time, so it is an asset."""

    asset_id: str
    name: str
    details: tuple[str, ...] = ()
    scenes: tuple[str, ...] = ()
    handled: int = 0


class BreakdownLocation(Model):
    """A place as headings name it, with the scenes that play there."""

    place: str
    int_ext: tuple[str, ...] = ()
    scenes: tuple[str, ...] = ()
    eighths: int = 0


class Breakdown(Document):
    """The breakdown of a whole script; `pages` are those of the paper it was measured on."""

    schema_label: ClassVar[str] = "breakdown/1"

    title: str
    language: str = "en"
    paper: PaperName = "letter"
    pages: int
    eighths: int
    cast: tuple[CastNumber, ...] = ()
    scenes: tuple[BreakdownScene, ...] = ()
    locations: tuple[BreakdownLocation, ...] = ()
    recurring_props: tuple[RecurringProp, ...] = ()

    def cast_names(self, scene: BreakdownScene) -> tuple[str, ...]:
        """The cast of a scene as `1 RAE CALDER`, by number."""
        names = {member.number: member.name for member in self.cast}
        return tuple(f"{number} {names[number]}" for number in scene.cast)
