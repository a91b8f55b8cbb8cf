"""Staging: who stands where in a scene, and where the camera stands for each shot.

These documents lie between the shot list and the pictures. They hold nothing that a changed word of
dialogue would touch, so that an edited line leaves every frame as it was.
"""

from typing import ClassVar, Literal, Self

from filmwright.model.document import BlobRef, Document, Model
from filmwright.model.figure import AnimalLook, Pose
from filmwright.model.set_design import SetDesign
from filmwright.model.shots import (
    Angle,
    AspectRatio,
    Movement,
    Performance,
    Shot,
    ShotSize,
    ShotType,
    Side,
    Travel,
    Visibility,
)

__all__ = [
    "BlockedPerson",
    "BlockingPerson",
    "BlockingShot",
    "CameraPlace",
    "PlacedProp",
    "SceneBlocking",
    "SceneBlockingInput",
    "Setup",
    "ShotBlocking",
    "StagedPerson",
    "Stance",
    "Stature",
    "VisualShot",
    "stature_of",
]

Point = tuple[float, float, float]
Ground = tuple[float, float]


class Stature(Model):
    """How much room an animal takes: metres from its middle to its ends, and the height of its eyes when it stands."""

    reach: float
    eyes: float


def stature_of(look: AnimalLook) -> Stature:
    """The room that an animal takes, by its height: long and low on four legs, upright on two."""
    upright = look.species in ("bird", "crow", "pigeon", "gull", "owl", "eagle", "hen", "duck")
    return Stature(
        reach=round(look.size_m * (0.5 if upright else 0.85), 3),
        eyes=round(look.size_m * (0.85 if upright else 1.1), 3),
    )


class BlockingPerson(Model):
    """What matters of a person's performance for where they stand."""

    character_ref_id: str
    visibility: Visibility = "face"
    posture: str = "stand"
    gesture: str = "rest"
    looks_at: str | None = None
    screen_side: Side = "center"
    enters: bool = False
    exits: bool = False
    travels: Travel | None = None


class BlockingShot(Model):
    """The part of a shot that decides where people stand."""

    shot_id: str
    shot_type: ShotType
    camera_side: Literal[1, -1] = 1
    people: tuple[BlockingPerson, ...] = ()

    @classmethod
    def of(cls, shot: Shot) -> Self:
        """Take what blocking needs from a shot, and no word of what is said."""
        people = tuple(
            BlockingPerson(
                character_ref_id=p.character_ref_id,
                visibility=p.visibility,
                posture=p.posture,
                gesture=p.gesture,
                looks_at=p.looks_at,
                screen_side=p.screen_side,
                enters=p.enters,
                exits=p.exits,
                travels=p.travels,
            )
            for p in shot.performances
        )
        return cls(shot_id=shot.shot_id, shot_type=shot.shot_type, camera_side=shot.camera_side, people=people)


class SceneBlockingInput(Document):
    """Everything that decides the blocking of one scene, besides the set. `animals` are those who are in it, by id."""

    schema_label: ClassVar[str] = "scene_blocking_input/1"

    scene_id: str
    shots: tuple[BlockingShot, ...]
    animals: dict[str, Stature] = {}


class Stance(Model):
    """How somebody was before a shot changes it, seen from how they are at its end.

    `ahead` and `aside` are metres forward and to the left of where they end, `turned` degrees of heading to the left.
    """

    posture: str = "stand"
    ahead: float = 0.0
    aside: float = 0.0
    turned: float = 0.0
    seat_height: float | None = None
    table_height: float | None = None


class BlockedPerson(Model):
    """Where somebody is during one shot.

    `ground` is x and z in metres, `floor` the height under the feet; `heading` is yaw in degrees (0 faces +z).
    `seat_height` is set for who sits. `path` is the way on foot, first to last point, for who moves;
    `ground` then is the last point. `group` names the furniture that a seat belongs to; who `drives` sits at the wheel.
    `before` is set when the shot shows them sit down, stand up, kneel or turn. `stature` is that of an animal.
    """

    character_ref_id: str
    ground: Ground
    floor: float = 0.0
    heading: float
    posture: str = "stand"
    seat_height: float | None = None
    table_height: float | None = None
    group: str | None = None
    drives: bool = False
    path: tuple[Ground, ...] = ()
    before: Stance | None = None
    stature: Stature | None = None


class ShotBlocking(Model):
    """All people of the scene during one shot, on screen or off, in order of appearance."""

    shot_id: str
    people: tuple[BlockedPerson, ...] = ()

    def of(self, character_ref_id: str) -> BlockedPerson | None:
        """Where this person is; None when the scene does not know them."""
        return next((p for p in self.people if p.character_ref_id == character_ref_id), None)


class SceneBlocking(Document):
    """Where everyone is over a scene, and the line between the two who talk.

    `axis` runs from the place of screen left to that of screen right, for a camera on side 1.
    """

    schema_label: ClassVar[str] = "scene_blocking/1"

    scene_id: str
    axis: tuple[Ground, Ground]
    shots: tuple[ShotBlocking, ...] = ()

    def of(self, shot_id: str) -> ShotBlocking:
        """Blocking of one shot; KeyError when the scene does not have it."""
        for shot in self.shots:
            if shot.shot_id == shot_id:
                return shot
        raise KeyError(shot_id)


class VisualShot(Document):
    """The part of a shot that its picture shows: all but words, lengths and prompts."""

    schema_label: ClassVar[str] = "visual_shot/1"

    shot_id: str
    trigger: str
    shot_type: ShotType
    size: ShotSize
    angle: Angle = "eye"
    camera_height: float
    camera_movement: Movement = "static"
    lens_mm: float
    camera_side: Literal[1, -1] = 1
    aspect_ratio: AspectRatio = "16:9"
    time_of_day: str = ""
    weather: str = "clear"
    subject: str | None = None
    props: tuple[str, ...] = ()
    performances: tuple[Performance, ...] = ()

    @classmethod
    def of(cls, shot: Shot) -> Self:
        """Take what the picture needs from a shot, and no word of what is said."""
        return cls(
            shot_id=shot.shot_id,
            trigger=shot.trigger,
            shot_type=shot.shot_type,
            size=shot.size,
            angle=shot.angle,
            camera_height=shot.camera_height,
            camera_movement=shot.camera_movement,
            lens_mm=shot.lens_mm,
            camera_side=shot.camera_side,
            aspect_ratio=shot.aspect_ratio,
            time_of_day=shot.time_of_day,
            weather=shot.weather,
            subject=shot.subject,
            props=shot.props,
            performances=shot.performances,
        )


class CameraPlace(Model):
    """A camera: where it stands, what it looks at, its lens (36 mm wide sensor) and roll in degrees."""

    eye: Point
    target: Point
    lens_mm: float
    roll: float = 0.0


class StagedPerson(Model):
    """One person in front of the camera; `extra` is a further member of a group (`movers.1`), seen as far as it goes.

    `index` chooses the object ids. `body` is the built figure. `pose` is the still moment of the shot.
    `path` is the way on foot during the shot. `before` is the pose in which the shot begins, when it shows them sit
    down, stand up, turn or make a gesture; it ends in `pose`. `change_from` is the share of that movement that is over
    when the shot begins: a cut on action, where the whole movement would begin with the head out of frame.
    """

    character_ref_id: str
    index: int
    body: BlobRef
    pose: Pose
    visibility: Literal["face", "back", "partial", "extra"] = "face"
    speaking: bool = False
    path: tuple[Ground, ...] = ()
    before: Pose | None = None
    change_from: float = 0.0
    enters: bool = False
    exits: bool = False


class PlacedProp(Model):
    """A thing put in the picture for this shot: by name, where, turned by `heading`, and how large.

    `height` in metres, when set, decides the scale instead.
    """

    name: str
    position: Point
    heading: float = 0.0
    scale: float = 1.0
    height: float | None = None
    object_id: int


class Setup(Document):
    """One shot, staged and framed: all that a renderer needs, and what the look through the camera found.

    `dropped` are ids of set objects taken out because they stood before a face or before the lens.
    `camera` is that of the still; `movement` starts or ends there, `move_amount` scales it.
    `notes` say what staging had to give up, one sentence each.
    """

    schema_label: ClassVar[str] = "setup/1"

    shot_id: str
    shot_type: ShotType
    size: ShotSize
    movement: Movement
    trigger: str
    subject: str | None = None
    width: int
    height: int
    design: SetDesign
    dropped: tuple[int, ...] = ()
    people: tuple[StagedPerson, ...] = ()
    props: tuple[PlacedProp, ...] = ()
    camera: CameraPlace
    move_amount: float = 1.0
    key_side: Literal["left", "right"] = "left"
    time_of_day: str = "day"
    weather: str = "clear"
    mood: str = ""
    seed: int = 0
    notes: tuple[str, ...] = ()
