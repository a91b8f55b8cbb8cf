"""What the makers make: frames, clips, lines, stems; and the manifests that list them."""

from typing import ClassVar, Literal

from filmwright.model.document import BlobRef, Document, Model

__all__ = [
    "Asset",
    "CharacterManifestEntry",
    "Clip",
    "Frame",
    "Line",
    "Mouth",
    "Rendering",
    "SeenFigure",
    "SettingManifestEntry",
    "ShotManifest",
    "ShotManifestEntry",
    "SoundTrack",
    "Stem",
    "Tier",
    "TierChoice",
    "VisualBibleManifest",
    "Word",
]

Rendering = Literal["ink", "shaded"]
"""How pictures are drawn."""
Tier = Literal["still", "warp", "full"]
"""How much of a clip moves."""
TierChoice = Literal["auto", "still", "warp", "full"]
"""The tier that a person asks for; `auto` chooses per shot."""


class Asset(Document):
    """A picture of a location, of a character's look or of a prop, made once and used everywhere."""

    schema_label: ClassVar[str] = "asset/1"

    asset_id: str
    kind: Literal["character", "location", "prop", "style"]
    name: str
    variant: str = ""
    prompt: str
    image: BlobRef
    width: int
    height: int


class SeenFigure(Model):
    """What the id buffer says of one person in a frame.

    `head_ratio`: head height (crown to chin, hair and hat left out) over frame height. `face_visible`: share of the
    face's pixels that would be seen if nothing stood before it. `head_cut`: the crown or chin leaves the frame.
    `face_luma`: mean of Rec. 709 luma, 0..255. `gaze_x`: where the face looks on screen, -1 left .. 1 right.
    `box`: x0, y0, x1, y1 in pixels.
    """

    character_ref_id: str
    index: int
    visibility: Literal["face", "back", "partial", "extra"] = "face"
    head_ratio: float
    face_visible: float
    head_cut: bool
    face_luma: float
    gaze_x: float
    box: tuple[int, int, int, int]
    mouth: tuple[int, int, int, int] | None = None


class Frame(Document):
    """The still of a shot with all that a real image model can be steered by.

    `depth` is a 16-bit PNG in millimetres (0 = nothing within 65 m); `masks` is an 8-bit PNG whose value is 1 + the
    figure's index (0 elsewhere); `pose` is JSON with the joints of each figure in pixels.
    """

    schema_label: ClassVar[str] = "frame/1"

    shot_id: str
    style: str
    width: int
    height: int
    image: BlobRef
    board: BlobRef
    depth: BlobRef
    masks: BlobRef
    pose: BlobRef
    seen: tuple[SeenFigure, ...] = ()


class Clip(Document):
    """Moving picture of one shot: H.264 without sound, closed GOP, `handle_in` + body + `handle_out` frames.

    There is a keyframe at the first frame, at every one in `keyframes`, and at the end of the body.
    """

    schema_label: ClassVar[str] = "clip/1"

    shot_id: str
    tier: Tier
    video: BlobRef
    width: int
    height: int
    fps: str
    body_frames: int
    handle_in: int = 0
    handle_out: int = 0
    keyframes: tuple[int, ...] = (0,)
    encoder: str = ""


class Word(Model):
    """One spoken word: its text, characters [start, end) of the line's text, and samples from the line's start."""

    text: str
    char_start: int
    char_end: int
    start_sample: int
    end_sample: int


class Mouth(Model):
    """From this sample on the mouth has this shape (rest A E I O U M F) and this opening (0..1)."""

    sample: int
    shape: str
    open: float


class Line(Document):
    """One spoken line as sound, mono, at 48 kHz, with the time of each word and mouth shape."""

    schema_label: ClassVar[str] = "line/1"

    shot_id: str
    character_ref_id: str
    text: str
    audio: BlobRef
    samples: int
    words: tuple[Word, ...] = ()
    mouths: tuple[Mouth, ...] = ()
    voice: str = ""
    median_pitch_hz: float = 0.0


class Stem(Document):
    """One kind of sound over one scene: stereo, 48 kHz, as long as the scene to the sample.

    `blocks` holds the K-weighted energies of 100 ms steps (BS.1770) as float64 little-endian, so that the loudness
    of the film is summed and not measured again.
    """

    schema_label: ClassVar[str] = "stem/1"

    kind: Literal["dialogue", "ambience", "effects", "music", "mix"]
    scene_id: str
    audio: BlobRef
    samples: int
    blocks: BlobRef | None = None
    peak: float = 0.0


class SoundTrack(Document):
    """AAC-LC of a whole film or scene, 48 kHz stereo, in the order of its chunks.

    A chunk is a run of packets, each with its length before it as 4 bytes, most significant first. The first `priming`
    samples are the codec's delay; `samples` is the length of the sound itself.
    """

    schema_label: ClassVar[str] = "sound_track/1"

    chunks: tuple[BlobRef, ...]
    extradata_hex: str
    priming: int
    samples: int
    loudness_lufs: float = 0.0
    gain_db: float = 0.0


class SettingManifestEntry(Model):
    """A location's picture, as the requirement lists it."""

    image_path: str
    prompt: str
    generated_at: str
    width: int
    height: int


class CharacterManifestEntry(SettingManifestEntry):
    """A character's portrait, as the requirement lists it."""

    background_removed: bool


class VisualBibleManifest(Document):
    """`visual_bible_manifest.json`."""

    schema_label: ClassVar[str] = "visual_bible_manifest/1"

    settings: dict[str, SettingManifestEntry]
    characters: dict[str, CharacterManifestEntry]


class ShotManifestEntry(Model):
    """A shot's clip, as the requirement lists it."""

    status: Literal["completed", "failed", "todo"]
    clip_path: str
    duration: float
    generated_at: str


class ShotManifest(Document):
    """`shot_manifest.json`: the file is the map from shot id to entry, as the requirement shows it."""

    schema_label: ClassVar[str] = "shot_manifest/1"

    shots: dict[str, ShotManifestEntry]
