"""The paint shop: from the colours of a design to materials."""

import colorsys
from dataclasses import dataclass
from functools import cached_property

from filmwright.model.set_design import SetDesign
from filmwright.render.mesh import Material
from filmwright.render.sets.dice import Dice

__all__ = ["Paint", "linear", "material", "shaded"]


def linear(hex_colour: str) -> tuple[float, float, float]:
    """An sRGB hex colour as linear RGB (IEC 61966-2-1)."""
    raw = hex_colour.lstrip("#")

    def channel(at: int) -> float:
        c = int(raw[at : at + 2], 16) / 255
        return round(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4, 6)

    return channel(0), channel(2), channel(4)


def material(hex_colour: str, kind: str = "paint", emission: float = 0.0) -> Material:
    """A material from an sRGB hex colour."""
    return Material(linear(hex_colour), kind, emission)


def shaded(base: Material, factor: float, *, kind: str | None = None) -> Material:
    """A colour with its light multiplied by `factor`."""
    r, g, b = (round(min(1.0, c * factor), 6) for c in base.albedo)
    return Material((r, g, b), kind or base.kind, base.emission)


_CLOTH = ("#7d3b3f", "#3f5d73", "#5c6b3d", "#8a7350", "#4f4a63", "#2f6660", "#a06a3c", "#6e6a66")
_BOOKS = ("#7c2f2b", "#2f4a63", "#3f5a3a", "#a58a4a", "#5a3f5c", "#c9bda3", "#33312f", "#8c5a3a")


@dataclass(frozen=True)
class Paint:
    """All materials of one place, derived from its palette; equal designs give equal paint."""

    design: SetDesign

    @cached_property
    def wall(self) -> Material:
        """Masonry, plaster or rock."""
        return material(self.design.palette.wall, "wall")

    @cached_property
    def floor(self) -> Material:
        """The floor, or the ground outdoors."""
        return material(self.design.palette.floor, "floor" if self.design.interior else "ground")

    @cached_property
    def trim(self) -> Material:
        """Frames, skirting, mouldings."""
        return material(self.design.palette.trim, "wood")

    @cached_property
    def accent(self) -> Material:
        """Painted things."""
        return material(self.design.palette.accent, "paint")

    @cached_property
    def wood(self) -> Material:
        """Furniture."""
        return material(self.design.palette.furniture, "wood")

    @cached_property
    def wood_dark(self) -> Material:
        """Furniture, its dark parts."""
        return shaded(self.wood, 0.55)

    @cached_property
    def wood_light(self) -> Material:
        """Furniture, its light parts."""
        return shaded(self.wood, 1.7)

    @cached_property
    def cloth(self) -> Material:
        """The covering of sofas, curtains and beds: the accent or a colour of its own, by seed."""
        dice = Dice(self.design.seed, f"cloth {self.design.kind}")
        return material(dice.choice((self.design.palette.accent, *_CLOTH)), "cloth")

    @cached_property
    def cloth_two(self) -> Material:
        """A second cloth."""
        dice = Dice(self.design.seed, f"cloth two {self.design.kind}")
        return material(dice.choice(_CLOTH), "cloth")

    @cached_property
    def linen(self) -> Material:
        """Sheets, napkins, canvas; yellowed where the place is shabby."""
        return material("#e4ded0" if self.design.wealth != "shabby" else "#bdb39c", "cloth")

    @cached_property
    def leaf(self) -> Material:
        """Foliage."""
        return material(self.design.palette.foliage, "leaf")

    @cached_property
    def leaf_dark(self) -> Material:
        """Foliage in its own shade."""
        return shaded(self.leaf, 0.6)

    @cached_property
    def leaf_light(self) -> Material:
        """Young foliage."""
        return shaded(self.leaf, 1.45)

    @cached_property
    def bark(self) -> Material:
        """Trunks."""
        return material("#5a4634", "wood")

    metal = material("#8d9296", "metal")
    steel = material("#b9bec2", "metal")
    iron = material("#3d4043", "metal")
    black = material("#232427", "paint")
    rubber = material("#2b2b2d", "paint")
    white = material("#e9e7e1", "paint")
    porcelain = material("#f0efeb", "paint")
    paper = material("#efe9d8", "paper")
    brass = material("#b08d3f", "metal")
    brick = material("#96553f", "wall")
    stone = material("#9d978b", "stone")
    stone_dark = material("#77726a", "stone")
    concrete = material("#a09d97", "stone")
    asphalt = material("#56575a", "ground")
    kerb = material("#b3b0a8", "stone")
    line = material("#d9d7cf", "ground")
    soil = material("#6e563f", "ground")
    sand = material("#d6ba8c", "ground")
    snow = material("#eef2f6", "ground")
    water = material("#4f7886", "water")
    foam = material("#dfe8ea", "water")
    red = material("#a5332c", "paint")
    yellow = material("#c99a2c", "paint")
    blue = material("#34588a", "paint")
    green = material("#3f6f4a", "paint")
    bottle = material("#2f5a3c", "glass")
    amber = material("#8a5523", "glass")
    clear = material("#b9cdd0", "glass")
    dark_glass = material("#33424c", "glass")
    mirror = material("#c3d2d6", "glass", 0.15)
    skin_tone = material("#b78d72", "paint")

    @cached_property
    def shade(self) -> Material:
        """A lamp shade: lit when it is dark outside or the room is a room."""
        return material("#fff1cf", "lamp", 1.0 if self.design.time_of_day != "day" else 0.55)

    @cached_property
    def tube(self) -> Material:
        """A fluorescent tube."""
        return material("#f6fbff", "lamp", 1.0)

    @cached_property
    def flame(self) -> Material:
        """Fire."""
        return material("#ffb24a", "lamp", 1.0)

    @cached_property
    def screen(self) -> Material:
        """A lit screen."""
        return material("#8fb6c9", "lamp", 0.6)

    @cached_property
    def pane(self) -> Material:
        """Window glass seen from inside: the light of the hour."""
        hour = {
            "day": ("#f4f8fb", 1.0),
            "dawn": ("#f3d9bd", 0.9),
            "dusk": ("#e8b48c", 0.75),
            "night": ("#27364f", 0.25),
        }
        if self.design.time_of_day == "day" and self.design.weather in {"rain", "storm", "fog"}:
            return material("#c6cfd6", "window", 0.75)
        return material(hour[self.design.time_of_day][0], "window", hour[self.design.time_of_day][1])

    @cached_property
    def view(self) -> Material:
        """The far things seen through a window."""
        hour = {
            "day": ("#b7c7c6", 0.8),
            "dawn": ("#b79c8c", 0.7),
            "dusk": ("#94705f", 0.55),
            "night": ("#18233a", 0.15),
        }
        return material(hour[self.design.time_of_day][0], "window", hour[self.design.time_of_day][1])

    @cached_property
    def facade_pane(self) -> Material:
        """Window glass seen from outside."""
        return self.dark_glass if self.design.time_of_day in {"day", "dawn"} else material("#2a3442", "glass")

    @cached_property
    def lit_pane(self) -> Material:
        """A window behind which someone is at home."""
        day = self.design.time_of_day in {"day", "dawn"}
        return material("#8fa3ad", "glass") if day else material("#ffdf9c", "window", 0.9)

    def tint(self, base: Material, dice: Dice, spread: float = 0.12) -> Material:
        """A neighbour of a colour: slightly lighter or darker, slightly turned in hue."""
        h, s, v = colorsys.rgb_to_hsv(*base.albedo)
        h = (h + dice.uniform(-0.02, 0.02)) % 1.0
        v = min(1.0, max(0.0, v * (1 + dice.uniform(-spread, spread))))
        # few steps, so that materials are shared and the ink draws no line between near twins
        r, g, b = colorsys.hsv_to_rgb(round(h, 2), round(s, 2), round(v, 2))
        return Material((round(r, 6), round(g, 6), round(b, 6)), base.kind, base.emission)

    def darker(self, base: Material, factor: float = 0.6) -> Material:
        """The same colour with less light in it (or more, above 1)."""
        return shaded(base, factor)

    def as_kind(self, base: Material, kind: str) -> Material:
        """The same colour as another kind of surface."""
        return Material(base.albedo, kind, base.emission)

    def book(self, dice: Dice) -> Material:
        """The back of a book."""
        return material(dice.choice(_BOOKS), "paper")

    def fabric(self, dice: Dice) -> Material:
        """Some cloth or other."""
        return material(dice.choice(_CLOTH), "cloth")
