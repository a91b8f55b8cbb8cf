"""What a place looks like: the description from which a set is built.

The look department chooses one `SetDesign` per unique location of the script; `render.sets.build`
turns it into geometry. Words of the script never reach this file: kinds and features are closed lists.
"""

from typing import Annotated, Literal, get_args

from pydantic import Field

from filmwright.model.document import Model

__all__ = [
    "EXTERIORS",
    "INTERIORS",
    "FeatureName",
    "Palette",
    "SetDesign",
    "SetKind",
    "default_design",
    "default_palettes",
    "default_size",
]

InteriorKind = Literal[
    "generic_interior", "living_room", "kitchen", "bedroom", "bathroom", "dining_room", "office",
    "meeting_room", "bar", "restaurant", "cafe", "shop", "hospital_room", "corridor", "lobby", "classroom",
    "church", "warehouse", "workshop", "factory", "garage", "basement", "attic", "prison_cell", "courtroom",
    "theatre_stage", "library", "laboratory", "stairwell", "elevator", "train_carriage", "bus", "car",
    "plane_cabin", "boat_cabin", "spaceship", "tent", "cave",
]  # fmt: skip
ExteriorKind = Literal[
    "generic_exterior", "street", "alley", "suburb", "parking_lot", "park", "garden", "forest", "field", "road",
    "beach", "desert", "mountain", "rooftop", "bridge", "dock", "platform", "cemetery", "farm_yard",
    "river_bank", "village_square", "snow_field", "ruins",
]  # fmt: skip
SetKind = InteriorKind | ExteriorKind
"""Every place that can be built. The two generic kinds stand for whatever the list does not name."""

INTERIORS: tuple[InteriorKind, ...] = get_args(InteriorKind)
EXTERIORS: tuple[ExteriorKind, ...] = get_args(ExteriorKind)

FeatureName = Literal[
    # fixed to a wall or standing against one
    "window", "door", "bookshelf", "fireplace", "sink", "stove", "fridge", "wardrobe", "cabinet", "dresser",
    "mirror", "poster", "picture", "clock", "curtains", "radiator", "blackboard", "screen", "lockers",
    "workbench", "stairs", "toilet", "bathtub", "shower", "filing_cabinet", "vending_machine", "altar",
    "washing_machine", "crucifix", "flag", "map",
    # standing in the room
    "table", "desk", "sofa", "armchair", "bed", "crib", "bar", "counter", "piano", "tv", "lamp", "rug",
    "plant", "chandelier", "crates", "barrels", "boxes", "shelves", "pool_table", "jukebox", "machine",
    "computer", "bench", "easel", "globe", "coffin",
    # outdoors
    "tree", "bush", "rocks", "fence", "car", "truck", "street_lamp", "bus_stop", "phone_booth", "dumpster",
    "mailbox", "market_stall", "fountain", "statue", "well", "campfire", "boat", "tent", "gravestones",
    "billboard", "swing", "rubble", "sign", "haystack", "hydrant",
]  # fmt: skip
"""Things a set can be asked to hold. A thing that does not fit the kind is left out."""

Hex = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
Wealth = Literal["shabby", "plain", "rich"]
Era = Literal["historic", "mid_century", "modern", "future"]
Weather = Literal["clear", "cloudy", "rain", "fog", "snow", "storm"]
TimeOfDay = Literal["dawn", "day", "dusk", "night"]


class Palette(Model):
    """The colours of a place, sRGB hex.

    Outdoors `wall` is masonry or rock, `floor` the ground, `furniture` wood and painted metal.
    """

    wall: Hex = "#cfc6b4"
    floor: Hex = "#8a6a4c"
    trim: Hex = "#f0ebe0"
    accent: Hex = "#8c3b33"
    furniture: Hex = "#6b4a32"
    foliage: Hex = "#5d7a3f"


class SetDesign(Model):
    """One place, ready to be built. Lengths in metres; outdoors width and depth are the free ground.

    `features` are wanted on top of what the kind always has. The same design always gives the same set.
    """

    kind: SetKind
    width: float = Field(gt=0.8, le=200)
    depth: float = Field(gt=0.8, le=200)
    height: float = Field(gt=1.0, le=40)
    seed: int = Field(default=0, ge=0)
    palette: Palette = Palette()
    features: tuple[FeatureName, ...] = ()
    wealth: Wealth = "plain"
    era: Era = "modern"
    weather: Weather = "clear"
    time_of_day: TimeOfDay = "day"

    @property
    def interior(self) -> bool:
        """Whether the place has walls round it."""
        return self.kind in INTERIORS


_SIZES: dict[SetKind, tuple[float, float, float]] = {
    "generic_interior": (6.0, 5.2, 2.8), "living_room": (6.6, 5.6, 2.7), "kitchen": (5.4, 4.8, 2.6),
    "bedroom": (5.4, 4.8, 2.6), "bathroom": (3.8, 3.4, 2.5), "dining_room": (6.4, 5.4, 2.8),
    "office": (6.0, 5.2, 2.8), "meeting_room": (7.4, 5.6, 2.8), "bar": (9.0, 7.0, 3.2),
    "restaurant": (10.0, 8.0, 3.2), "cafe": (9.0, 7.0, 3.0), "shop": (8.0, 7.0, 3.0),
    "hospital_room": (6.0, 5.2, 2.8), "corridor": (2.8, 16.0, 2.7), "lobby": (10.0, 8.0, 3.8),
    "classroom": (9.0, 7.5, 3.1), "church": (11.0, 20.0, 8.5), "warehouse": (18.0, 16.0, 6.5),
    "workshop": (9.0, 7.5, 3.6), "factory": (18.0, 16.0, 6.0), "garage": (6.8, 7.0, 2.8),
    "basement": (6.4, 5.6, 2.4), "attic": (6.6, 6.0, 2.8), "prison_cell": (3.4, 4.2, 2.7),
    "courtroom": (11.0, 12.0, 4.4), "theatre_stage": (12.0, 14.0, 6.5), "library": (10.0, 9.0, 3.4),
    "laboratory": (8.0, 6.4, 3.0), "stairwell": (4.4, 5.6, 5.4), "elevator": (2.3, 2.5, 2.5),
    "train_carriage": (2.9, 12.0, 2.4), "bus": (2.6, 10.5, 2.3), "car": (1.8, 4.4, 1.45),
    "plane_cabin": (3.9, 13.0, 2.3), "boat_cabin": (3.8, 5.2, 2.2), "spaceship": (5.4, 8.0, 2.7),
    "tent": (4.4, 4.4, 2.6), "cave": (11.0, 11.0, 4.2),
    "generic_exterior": (22.0, 22.0, 10.0), "street": (13.0, 40.0, 14.0), "alley": (4.2, 26.0, 13.0),
    "suburb": (22.0, 26.0, 7.0), "parking_lot": (26.0, 26.0, 8.0), "park": (26.0, 26.0, 9.0),
    "garden": (15.0, 15.0, 7.0), "forest": (13.0, 13.0, 13.0), "field": (34.0, 34.0, 8.0),
    "road": (26.0, 40.0, 8.0), "beach": (30.0, 30.0, 8.0), "desert": (34.0, 34.0, 10.0),
    "mountain": (18.0, 18.0, 20.0), "rooftop": (14.0, 12.0, 8.0), "bridge": (9.0, 40.0, 12.0),
    "dock": (16.0, 24.0, 8.0), "platform": (8.0, 36.0, 5.0), "cemetery": (20.0, 20.0, 9.0),
    "farm_yard": (24.0, 22.0, 8.0), "river_bank": (24.0, 24.0, 9.0), "village_square": (24.0, 22.0, 9.0),
    "snow_field": (30.0, 30.0, 9.0), "ruins": (20.0, 20.0, 8.0),
}  # fmt: skip


def _palettes(rows: str) -> tuple[Palette, ...]:
    """Rows of wall, floor, trim, accent, furniture, foliage as six-digit hex words."""
    names = ("wall", "floor", "trim", "accent", "furniture", "foliage")
    lines = [row.split() for row in rows.strip().splitlines()]
    return tuple(Palette.model_validate({n: f"#{c}" for n, c in zip(names, row, strict=True)}) for row in lines)


_HOME = _palettes("""
d3c7ae 8a6142 efe8da 8f3d35 6e4a30 5f7d45
b9c4bd 9a7550 f2efe6 b8772f 5a3d2b 57774b
c9b3a6 6d4b37 ece2d3 3f5f74 7f5a3a 6a8348
aeb9c6 7c6a58 f0eee9 a6493c 8a6b4d 4f7448
cbbf95 5e4534 e9e0c8 47603f 49321f 6b7c3d
""")
_WORK = _palettes("""
cdd2d2 8d9499 eef0ef 3c6e9c 8b7a66 5b8150
d8d3c6 6f7577 f1eee6 b0582f 5f6468 64824b
bfc8c4 a19784 e8ece9 2f6f62 7d6a52 557a4c
c6c3cf 7b7d86 f0eff3 7c4a86 4f545c 5e7f58
""")
_CLINIC = _palettes("""
c7d9d6 a9b7b6 f3f6f5 3f8fa3 b9c2c4 6a9160
d5dbc9 b5b49f f4f4ec 4f8a5d aab0a4 648c55
cfd5e2 a3abb8 f2f4f8 5c74ad b4bac6 5f8a63
""")
_EVENING = _palettes("""
7a4b3c 54392a c79a5b a3302b 4a2c1d 566f3d
4d5a55 4b3a2e b98f58 c2762c 3c281c 4f6f49
6a3f4c 5d4333 cfa866 2f6b63 55351f 5c7444
8a7350 5a4636 dcc08a 8c2f3c 472d20 6a7b40
""")
_RAW = _palettes("""
9a948a 77736c b7b1a6 b5622c 6c5b48 5f7348
8d8378 6b655e aaa295 3b6380 7a5f3f 5a6e47
a39a84 7c7565 bcb49f 8d3a2e 5c4a38 667a44
868b8f 6d7072 a9adb0 c09a2e 5d6063 556b4d
""")
_STONE = _palettes("""
b5ab98 8b8272 d2c9b6 7c2f38 54392a 5f7446
a5a49b 7d7b74 c9c7bd 2f4d7c 4d3626 566f45
c2b08d 937f62 dccba7 7a3b22 5d3f28 6b7b41
""")
_TOWN = _palettes("""
a86f56 8f8d88 d9d0c0 2f6a74 6d4c35 5f8046
b8a98c 85868a e8e0d0 9c3b32 4f5358 6a8749
8f8f92 7c7b78 cfd0d0 b8862f 5c4636 557745
c08f63 93897c efe3cd 3d5c8a 6a5138 66823f
""")
_GREEN = _palettes("""
b3aa9a 7f9152 d8d0bf a8443a 7a5a3c 56793a
a7a08f 8b9a4f d3ccb8 3f6a8c 6a4e36 6d8a3d
9d9588 6f8a4c cfc7b4 c08a34 81623f 477040
""")
_DRY = _palettes("""
b98d66 d8b98a e6d3ad 9c4a32 7d5d41 8a8a4e
a87f63 cfae7d dec9a3 3f6c86 6f5540 76804a
c49b74 e0c79b efe0bf b5642c 8b6b4b 938d55
""")
_COLD = _palettes("""
8d949c e6ebf0 c3cad2 8c3d3a 5d5048 4d6a58
7f8a92 dfe6ec b8c2cb 3a5f86 66574a 577060
""")
_TECH = _palettes("""
b9c2cc 59626c e3e9ee 2f9bb5 7f8a96 5a8a5c
8c94a0 474c55 c6ccd6 d0722f 666e7a 5c8560
a8b5ae 4e5a56 d9e2dd 4fa36b 6c7a75 609060
""")

_PALETTES: dict[SetKind, tuple[Palette, ...]] = {
    **dict.fromkeys(("office", "meeting_room", "classroom", "lobby", "corridor", "shop", "elevator"), _WORK),
    **dict.fromkeys(("hospital_room", "laboratory", "bathroom"), _CLINIC),
    **dict.fromkeys(("bar", "restaurant", "cafe", "theatre_stage", "dining_room"), _EVENING),
    **dict.fromkeys(
        ("warehouse", "workshop", "factory", "garage", "basement", "prison_cell", "stairwell", "attic"), _RAW
    ),
    **dict.fromkeys(("church", "courtroom", "library", "cave", "ruins"), _STONE),
    **dict.fromkeys(("train_carriage", "bus", "car", "plane_cabin"), _WORK),
    **dict.fromkeys(
        ("street", "alley", "rooftop", "bridge", "dock", "platform", "parking_lot", "village_square"), _TOWN
    ),
    **dict.fromkeys(
        ("suburb", "park", "garden", "forest", "field", "road", "cemetery", "farm_yard", "river_bank"), _GREEN
    ),
    **dict.fromkeys(("generic_exterior", "tent"), _GREEN),
    **dict.fromkeys(("beach", "desert"), _DRY),
    **dict.fromkeys(("mountain", "snow_field"), _COLD),
    "spaceship": _TECH,
}


def default_size(kind: SetKind) -> tuple[float, float, float]:
    """Width, depth and height in metres that suit `kind`."""
    return _SIZES[kind]


def default_palettes(kind: SetKind) -> tuple[Palette, ...]:
    """Palettes that suit `kind`; at least two, and no two alike."""
    return _PALETTES.get(kind, _HOME)


def default_design(
    kind: SetKind,
    *,
    seed: int = 0,
    features: tuple[FeatureName, ...] = (),
    wealth: Wealth = "plain",
    era: Era = "modern",
    weather: Weather = "clear",
    time_of_day: TimeOfDay = "day",
    palette: Palette | None = None,
) -> SetDesign:
    """A sensible place of this kind; another `seed` gives other proportions, colours and layout."""
    width, depth, height = default_size(kind)
    choices = default_palettes(kind)
    # three small primes that share no factor with each other, so that proportions do not move together
    stretch = (1 + 0.02 * (seed % 5 - 2), 1 + 0.02 * (seed * 3 % 7 - 3), 1 + 0.01 * (seed * 5 % 3 - 1))
    grow = {"shabby": 0.94, "plain": 1.0, "rich": 1.12}[wealth] if kind in INTERIORS and kind != "car" else 1.0
    return SetDesign(
        kind=kind,
        width=round(width * stretch[0] * grow, 2),
        depth=round(depth * stretch[1] * grow, 2),
        height=round(height * stretch[2] * grow, 2),
        seed=seed,
        palette=palette or choices[seed % len(choices)],
        features=features,
        wealth=wealth,
        era=era,
        weather=weather,
        time_of_day=time_of_day,
    )
