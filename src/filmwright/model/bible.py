"""The visual bible: how the film looks, decided once and used in every shot."""

from typing import ClassVar, Literal

from filmwright.model.document import Document, Model
from filmwright.model.figure import AnimalLook, FigureLook
from filmwright.model.set_design import SetDesign

__all__ = [
    "CharacterLook",
    "CharacterVisualNote",
    "CinematographyApproach",
    "ColorScriptEntry",
    "LocationDesign",
    "StyleBible",
    "TimeVariant",
    "VisualBible",
]


class StyleBible(Model):
    """The film's hand: tone, palette (sRGB hex), light, grain, references, shapes, what never to show."""

    preset: str
    visual_tone: str
    color_palette: tuple[str, ...]
    lighting_style: str
    texture_grain: str
    reference_films: tuple[str, ...]
    shape_language: str
    do_not: tuple[str, ...]


class ColorScriptEntry(Model):
    """Mood and colours of one act."""

    act: int
    mood: str
    colors: tuple[str, ...]
    reason: str = ""


class TimeVariant(Model):
    """One place at one time of day and weather: what the light does there."""

    time_of_day: str
    weather: Literal["clear", "rain", "snow", "fog", "storm", "overcast"] = "clear"
    light: str
    description: str
    color_sub_palette: tuple[str, ...] = ()


class LocationDesign(Model):
    """One unique place, merged over all headings that mean it.

    `scene_variants` says which of `time_variants` each scene has.
    """

    setting_ref_id: str
    location_name: str
    headings: tuple[str, ...]
    scenes: tuple[str, ...]
    visual_description: str
    time_variants: dict[str, TimeVariant]
    scene_variants: dict[str, str] = {}
    color_sub_palette: tuple[str, ...]
    mood_keywords: tuple[str, ...]
    t2i_base_prompt: str
    set_design: SetDesign
    reason: str = ""


class CharacterLook(Model):
    """One look of a character (wardrobe, injuries), tied to a range of scenes.

    A group has `companions`: how its other members look.
    """

    look_id: str
    from_scene: str
    to_scene: str
    wardrobe: str
    figure: FigureLook | AnimalLook
    companions: tuple[FigureLook | AnimalLook, ...] = ()


class CharacterVisualNote(Model):
    """How one character looks, with the script's words where it says and a fixed choice where it is silent."""

    character_ref_id: str
    character_name: str
    physical_summary: str
    wardrobe_evolution: str
    signature_visual_identifier: str
    t2i_portrait_prompt: str
    looks: tuple[CharacterLook, ...]
    reason: str = ""


class CinematographyApproach(Model):
    """The camera's habits."""

    default_lens: str
    handheld_vs_dolly: str
    depth_of_field: str
    aspect_ratio: str


class VisualBible(Document):
    """The whole look of a film."""

    schema_label: ClassVar[str] = "visual_bible/1"

    style_bible: StyleBible
    color_script: tuple[ColorScriptEntry, ...]
    location_designs: tuple[LocationDesign, ...]
    character_visual_notes: tuple[CharacterVisualNote, ...]
    cinematography_approach: CinematographyApproach
    genre: str = ""
