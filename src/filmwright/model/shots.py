"""The shot list: every scene broken into shots, each with its reasons."""

from typing import ClassVar, Literal

from filmwright.model.document import Document, Model

__all__ = [
    "FRAME_SIZES",
    "HEAD_HEIGHTS",
    "AspectRatio",
    "CastEntry",
    "Pacing",
    "Performance",
    "Reason",
    "SceneSetting",
    "SceneShots",
    "Shot",
    "ShotList",
    "ShotOptions",
    "ShotSize",
    "ShotType",
    "Turn",
    "VisualIntent",
]

ShotType = Literal["ECU", "CU", "MCU", "MS", "MLS", "WS", "EWS", "INSERT", "OTS", "TWO", "POV"]
ShotSize = Literal["ECU", "CU", "MCU", "MS", "MLS", "WS", "EWS"]
Angle = Literal["eye", "low", "high", "overhead", "worm", "dutch"]
Movement = Literal[
    "static",
    "push_in",
    "pull_out",
    "pan_left",
    "pan_right",
    "tilt_up",
    "tilt_down",
    "track_left",
    "track_right",
    "tracking",
    "crane_up",
    "crane_down",
    "handheld",
    "arc_left",
    "arc_right",
    "zoom_in",
    "zoom_out",
]
Trigger = Literal[
    "establishing",
    "entrance",
    "exit",
    "dialogue",
    "reaction",
    "action",
    "reveal",
    "insert",
    "discovery",
    "look",
    "text_on_screen",
    "transition",
    "montage",
    "flashback",
    "intercut",
]
Transition = Literal["cut", "match_cut", "smash_cut", "dissolve", "fade_black", "fade_in", "fade_out"]
Pacing = Literal["auto", "slow_burn", "measured", "moderate", "brisk", "rapid", "action", "montage"]
AspectRatio = Literal["16:9", "2.39:1", "9:16", "4:3", "1:1"]
Visibility = Literal["face", "back", "partial"]
Side = Literal["left", "right", "center"]
Travel = Literal["left", "right", "toward", "away"]

FRAME_SIZES: dict[AspectRatio, tuple[int, int]] = {
    "16:9": (1280, 720),
    "2.39:1": (1482, 620),
    "9:16": (720, 1280),
    "4:3": (1104, 828),
    "1:1": (960, 960),
}
"""Width and height in pixels by shape: about 0.92 megapixels each, both sides even."""

HEAD_HEIGHTS: dict[ShotSize, tuple[float, float]] = {
    "ECU": (1.0, 2.2),
    "CU": (0.50, 0.80),
    "MCU": (0.33, 0.50),
    "MS": (0.22, 0.33),
    "MLS": (0.15, 0.22),
    "WS": (0.07, 0.15),
    "EWS": (0.0, 0.07),
}
"""Head height over frame height of the main subject, least and most, by size."""


class Reason(Model):
    """Why a value was chosen: the name of the rule and the words of the script that fired it."""

    field: str
    rule: str
    words: str = ""


class Performance(Model):
    """What one person in frame does, for the picture department.

    `visibility`: whether the camera is meant to see the face (`face`), the back of the head
    (`back`: near side of an over-the-shoulder) or only a part (`partial`: a hand in an insert).
    `looks_at`: a character_id, a prop word, `camera_left`, `camera_right`, `down`, `away` or None.
    `screen_side` is this person's side of the 180-degree line, held over the scene.
    """

    character_ref_id: str
    visibility: Visibility = "face"
    posture: Literal["stand", "sit", "walk", "run", "kneel", "crouch", "lie", "lean"] = "stand"
    gesture: str = "rest"
    expression: str = "neutral"
    intensity: float = 0.5
    speaking: bool = False
    looks_at: str | None = None
    screen_side: Side = "center"
    enters: bool = False
    exits: bool = False
    travels: Travel | None = None
    holds: str | None = None


class Turn(Model):
    """One of several speeches that follow one another while a shot holds.

    `start_frame` is where it begins in the shot and `frames` the room it has, the pause behind it not counted.
    """

    speaker: str
    character_ref_id: str
    text: str
    start_frame: int
    frames: int


class Shot(Model):
    """One shot. Field names are those of the requirement and of the design, unchanged.

    `shot_id` (s001_003) is identity; `number` (SH0030) alone decides the order in the scene.
    `text` is the verbatim words of the script that the shot covers; `duration_frames` at the list's rate
    is the truth and `duration_seconds` its reading. `camera_side` is the side of the 180-degree line
    on which the camera stands (1 or -1). `dialogue_text` is all that is said in turn, the first speech by
    `dialogue_speaker`; where the shot holds over answers, `turns` has every speech by itself. `dual_text` is what
    `dual_speaker` says at the same time as `dialogue_text` is said. `sound_lead_frames` is how long before its first
    frame the shot is already heard (a J-cut into it), `sound_lag_frames` how long its sound runs on after its last one
    (an L-cut).
    """

    shot_id: str
    number: str
    title: str
    trigger: Trigger
    content: str
    text: str
    text_spans: tuple[tuple[int, int, int], ...] = ()
    dialogue_text: str | None = None
    dialogue_speaker: str | None = None
    turns: tuple[Turn, ...] = ()
    dual_text: str | None = None
    dual_speaker: str | None = None
    speaker_offscreen: bool = False
    speaker_extension: str | None = None
    characters_in_frame: tuple[str, ...] = ()
    character_ref_ids: tuple[str, ...] = ()
    performances: tuple[Performance, ...] = ()
    props: tuple[str, ...] = ()
    subject: str | None = None

    shot_type: ShotType
    size: ShotSize
    angle: Angle = "eye"
    camera_height: float
    camera_movement: Movement
    lens_mm: float
    distance_band: Literal["intimate", "personal", "social", "public"]
    camera_side: Literal[1, -1] = 1

    emotional_intensity: float
    emotional_polarity: float = 0.0
    is_disaster_moment: bool = False
    beat: str = ""

    duration_frames: int
    duration_seconds: float
    speech_seconds: float = 0.0
    pacing_curve: Literal["slow_burn", "moderate", "rapid", "action", "montage"]
    transition_to_next: Transition
    crossfade_duration: float = 0.0
    sound_lead_frames: int = 0
    sound_lag_frames: int = 0

    setting_ref_id: str
    time_of_day: str = ""
    weather: str = "clear"
    character_prompt_prefix: str = ""
    scene_prompt: str = ""
    video_prompt: str = ""
    motion: str | None = None
    negative_prompt: str = ""
    ambient_description: str = ""
    init_image_source: Literal["reference", "previous_frame", "generated"] = "reference"
    aspect_ratio: AspectRatio = "16:9"
    generation_profile: str = "standard"

    reasons: tuple[Reason, ...] = ()


class SceneSetting(Model):
    """What the shots department needs to know of a scene's place and people's looks, taken from the bible.

    `portraits` gives each character_id its portrait prompt; `kind_words` say what sort of place it is
    (bar, car, forest). `next_time_of_day` and `next_slugline` are those of the scene that follows;
    `seen_before` tells that an earlier scene played here.
    """

    setting_ref_id: str
    location_name: str
    kind_words: tuple[str, ...] = ()
    t2i_base_prompt: str = ""
    mood_keywords: tuple[str, ...] = ()
    mood: str = ""
    time_of_day: str = ""
    weather: str = "clear"
    portraits: dict[str, str] = {}
    do_not: tuple[str, ...] = ()
    language: str = "en"
    aspect_ratio: AspectRatio = "16:9"
    beat: str = ""
    is_first_scene: bool = False
    is_last_scene: bool = False
    next_slugline: str | None = None
    next_time_of_day: str | None = None
    next_act: int | None = None
    seen_before: bool = False


class ShotOptions(Model):
    """Choices that hold for the whole film.

    `pacing` is how the film is directed: `auto` lets each shot's content decide, `slow_burn`, `measured`, `brisk` and
    `action` are a director's hand over that, and `moderate`, `rapid`, `montage` hold one curve throughout.
    `tempo` above 1 shortens everything but speech, below 1 holds it longer. No shot is made shorter than `min_seconds`
    nor longer than `max_seconds`, the limits of the video maker (None: no limit); a speech is divided before it is too
    long, and one that cannot be divided is never cut off.
    """

    fps: str = "24"
    pacing: Pacing = "auto"
    tempo: float = 1.0
    min_seconds: float = 0.75
    max_seconds: float | None = None
    max_speech_seconds: float = 12.0
    default_lens_mm: float = 40.0
    handheld: bool = False
    generation_profile: str = "standard"


class VisualIntent(Model):
    """What the scene is for, to the eye."""

    emotional_start: str
    emotional_end: str
    conflict_axis: str


class SceneShots(Document):
    """The shots of one scene, in the order of their numbers."""

    schema_label: ClassVar[str] = "scene_shots/1"

    scene_id: str
    scene_number: int
    slugline: str
    act: int = 1
    beat: str
    emotional_polarity: float
    visual_intent: VisualIntent
    target_duration_seconds: float
    setting_ref_id: str
    time_of_day: str = ""
    weather: str = "clear"
    mood: str = ""
    shots: tuple[Shot, ...] = ()


class CastEntry(Model):
    """A character as named on screen."""

    character_ref_id: str
    name: str
    aliases: tuple[str, ...] = ()


class ShotList(Document):
    """The whole shot list."""

    schema_label: ClassVar[str] = "shot_list/1"

    project_id: str
    title: str
    format: str = "script"
    fps: str = "24"
    aspect_ratio: AspectRatio = "16:9"
    total_shots: int
    total_duration_seconds: float
    characters: tuple[CastEntry, ...] = ()
    scenes: tuple[SceneShots, ...] = ()
