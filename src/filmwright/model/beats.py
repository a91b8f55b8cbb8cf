"""The storyboard in beats: the whole film in twelve to twenty-four moments, for pitching and for planning."""

from typing import ClassVar

from pydantic import Field

from filmwright.model.document import Document, Model

__all__ = ["BeatCamera", "BeatTransitions", "Storyboard", "StoryboardBeat"]


class BeatCamera(Model):
    """How the moment is seen: kind of shot, angle and movement, in words for people."""

    shot_type: str
    angle: str
    movement: str


class BeatTransitions(Model):
    """How the beat is come into and left; written as `in` and `out`."""

    model_config = {"frozen": True, "extra": "forbid", "populate_by_name": True, "serialize_by_alias": True}

    come_in: str = Field(alias="in")
    go_out: str = Field(alias="out")


class StoryboardBeat(Model):
    """One moment of the story. Field names are those of the requirement; `shot_ids` says which shots it stands for.

    `characters` are character ids, `dialogue` the line that carries the beat with its speaker, or None.
    """

    beat_number: int
    act: str
    title: str
    description: str
    characters: tuple[str, ...] = ()
    location: str
    camera: BeatCamera
    lighting: str
    mood: str
    duration_seconds: float
    dialogue: str | None = None
    sfx_notes: str
    transitions: BeatTransitions
    shot_ids: tuple[str, ...] = ()


class Storyboard(Document):
    """The beats of a film in order; together they hold every shot once."""

    schema_label: ClassVar[str] = "storyboard/1"

    project_id: str
    title: str
    total_duration_seconds: float
    beats: tuple[StoryboardBeat, ...] = ()
