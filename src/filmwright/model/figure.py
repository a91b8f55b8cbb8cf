"""People and animals: what they look like (`FigureLook`, `AnimalLook`) and what they do at one moment (`Pose`)."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from filmwright.model.document import Model

__all__ = [
    "AnimalBuild",
    "AnimalLook",
    "Beard",
    "Bottom",
    "Build",
    "Ears",
    "Expression",
    "FaceShape",
    "FigureLook",
    "Fur",
    "Gesture",
    "HairStyle",
    "Hand",
    "Hat",
    "HeldProp",
    "Hex",
    "MouthShape",
    "Pattern",
    "Pose",
    "Posture",
    "Sex",
    "Shoes",
    "Species",
    "Top",
]

Hex = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
"""A colour as #rrggbb in sRGB."""

Sex = Literal["female", "male", "neutral"]
Build = Literal["slight", "slim", "average", "stocky", "heavy"]
HairStyle = Literal[
    "bald", "buzz", "short", "side_part", "swept_back", "spiky", "receding", "curly", "afro", "bob",
    "pixie", "shoulder", "long", "wavy", "fringe", "ponytail", "bun", "braids",
]  # fmt: skip
Beard = Literal["none", "stubble", "moustache", "goatee", "full"]
Hat = Literal["none", "cap", "brim", "hood", "beanie", "helmet", "beret", "headscarf"]
Top = Literal[
    "tshirt", "shirt", "blouse", "sweater", "turtleneck", "hoodie", "jacket", "coat", "suit", "dress",
    "uniform", "apron", "scrubs", "labcoat", "vest", "robe",
]  # fmt: skip
Bottom = Literal["trousers", "jeans", "skirt", "long_skirt", "shorts", "leggings", "dress"]
Shoes = Literal["shoes", "boots", "sneakers", "sandals", "heels", "barefoot"]

Posture = Literal["stand", "sit", "walk", "run", "kneel", "crouch", "lie", "lean", "fly"]
Gesture = Literal[
    "rest", "talk_open", "talk_one", "point", "phone_to_ear", "arms_crossed", "hands_on_hips",
    "hands_on_table", "hands_folded", "hands_in_pockets", "reach", "hold_object", "hold_both", "aim", "wave",
    "cover_face", "hand_to_chin", "hand_on_heart", "drink", "type", "drive", "hug", "hands_up", "shrug",
    "fist", "carry", "read", "write", "salute", "push", "clasp_head",
]  # fmt: skip
Expression = Literal[
    "neutral", "happy", "sad", "angry", "afraid", "surprised", "disgusted", "determined", "tired",
]  # fmt: skip
MouthShape = Literal["rest", "A", "E", "I", "O", "U", "M", "F"]
HeldProp = Annotated[str, StringConstraints(max_length=40)]
Hand = Literal["right", "left"]

Unit = Annotated[float, Field(ge=0.0, le=1.0)]
Signed = Annotated[float, Field(ge=-1.0, le=1.0)]


class FaceShape(Model):
    """What makes one face differ from another; each number runs from -1 to 1 and 0 is the middle."""

    jaw_width: Signed = 0.0
    face_length: Signed = 0.0
    face_width: Signed = 0.0
    chin: Signed = 0.0
    nose_size: Signed = 0.0
    nose_width: Signed = 0.0
    nose_bridge: Signed = 0.0
    brow_height: Signed = 0.0
    brow_weight: Signed = 0.0
    brow_slant: Signed = 0.0
    eye_spacing: Signed = 0.0
    eye_size: Signed = 0.0
    eye_tilt: Signed = 0.0
    cheek: Signed = 0.0
    lips: Signed = 0.0
    mouth_width: Signed = 0.0
    ears: Signed = 0.0


class FigureLook(Model):
    """Everything about a person that does not move: body, face, hair and clothes.

    Height is in metres with shoes off; colours are sRGB hex. Two equal looks build the same bytes.
    """

    sex: Sex = "neutral"
    age: Annotated[int, Field(ge=1, le=110)] = 35
    height_m: Annotated[float, Field(ge=0.6, le=2.3)] = 1.72
    build: Build = "average"
    skin: Hex = "#d8a98a"
    face: FaceShape = FaceShape()
    eyes: Hex = "#4a3524"
    hair: HairStyle = "short"
    hair_colour: Hex = "#3a2a20"
    beard: Beard = "none"
    glasses: bool = False
    hat: Hat = "none"
    hat_colour: Hex = "#3c4048"
    top: Top = "shirt"
    top_colour: Hex = "#5b7aa0"
    inner_colour: Hex = "#e8e4da"
    bottom: Bottom = "trousers"
    bottom_colour: Hex = "#3d4048"
    shoes: Shoes = "shoes"
    shoe_colour: Hex = "#2b2523"


Species = Literal[
    "dog", "wolf", "fox", "cat", "lion", "tiger", "bear", "horse", "donkey", "cow", "sheep", "goat", "pig", "deer",
    "rabbit", "rat", "bird", "crow", "pigeon", "gull", "owl", "eagle", "hen", "duck",
]  # fmt: skip
AnimalBuild = Literal["slight", "medium", "heavy"]
Fur = Literal["short", "long", "woolly"]
Ears = Literal["own", "pricked", "floppy"]
Pattern = Literal["plain", "belly", "patches", "spots", "stripes", "saddle", "points"]
"""Where the second colour is: nowhere, underneath, in patches, spots, stripes, over the back, on legs and ears."""


class AnimalLook(Model):
    """Everything about an animal that does not move.

    `size_m` is the height at the withers of who goes on four legs, and of the crown of a standing bird, in metres.
    `mane_colour` is that of mane and tail tuft, and of the beak of a bird. `ears` are those of the species (`own`)
    unless the script says otherwise. Two equal looks build the same bytes.
    """

    species: Species
    build: AnimalBuild = "medium"
    size_m: Annotated[float, Field(ge=0.05, le=2.2)] = 0.58
    young: bool = False
    fur: Fur = "short"
    ears: Ears = "own"
    horns: bool = False
    coat_colour: Hex = "#8a6a48"
    second_colour: Hex = "#e6ddcc"
    mane_colour: Hex = "#3a2f28"
    pattern: Pattern = "plain"
    eyes: Hex = "#5a3a1c"
    collar: Hex | None = None


class Pose(Model):
    """Where somebody is and what they do at one instant.

    `x`, `z` and `ground` are metres in the world; `heading` is yaw in degrees (0 faces +z, 90 faces +x);
    `phase` 0..1 is one full cycle (two steps) of a walk or run, or one beat of the wings; `seat_height` is the top of
    the seat (for who flies, the height in the air) and `table_height` the top of the table in front, both above the
    ground in metres; `gaze` is a point in the world; `lean` is degrees forward (negative: back); `torso` is degrees of
    turn of the chest to the figure's left.
    """

    x: float = 0.0
    z: float = 0.0
    ground: float = 0.0
    heading: float = 0.0
    posture: Posture = "stand"
    phase: Unit = 0.0
    seat_height: Annotated[float, Field(ge=0.0, le=1.3)] = 0.46
    table_height: Annotated[float, Field(ge=0.3, le=1.4)] | None = None
    gesture: Gesture = "rest"
    amount: Unit = 1.0
    hand: Hand = "right"
    aim: tuple[float, float, float] | None = None
    held: HeldProp | None = None
    gaze: tuple[float, float, float] | None = None
    expression: Expression = "neutral"
    intensity: Unit = 1.0
    mouth_open: Unit = 0.0
    mouth_shape: MouthShape = "rest"
    blink: Unit = 0.0
    lean: Annotated[float, Field(ge=-45.0, le=60.0)] = 0.0
    torso: Annotated[float, Field(ge=-60.0, le=60.0)] = 0.0
    variation: Annotated[int, Field(ge=0)] = 0
