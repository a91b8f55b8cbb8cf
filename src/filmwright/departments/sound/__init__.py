"""Sound: voices, ambience, effects and music by scene, their mix, and the film's AAC."""

from filmwright.departments.sound.beds import plan_bed
from filmwright.departments.sound.cues import plan_effects
from filmwright.departments.sound.lines import line
from filmwright.departments.sound.plan import (
    captions,
    frames_for,
    line_start,
    plan_scene_sound,
    room_for_line,
    rooms_of,
    scene_timing,
    starts_of,
)
from filmwright.departments.sound.spotting import spot_film
from filmwright.departments.sound.steps import (
    chunk,
    level,
    limited,
    make_bed,
    make_effects,
    make_interlude,
    make_score,
    scene_track,
    settled_level,
    stems,
    track,
)
from filmwright.departments.sound.timeline import film_parts, film_samples
from filmwright.departments.sound.voices import cast_voices

__all__ = [
    "STEPS",
    "captions",
    "cast_voices",
    "chunk",
    "film_parts",
    "film_samples",
    "frames_for",
    "level",
    "limited",
    "line",
    "line_start",
    "make_bed",
    "make_effects",
    "make_interlude",
    "make_score",
    "plan_bed",
    "plan_effects",
    "plan_scene_sound",
    "room_for_line",
    "rooms_of",
    "scene_timing",
    "scene_track",
    "settled_level",
    "spot_film",
    "starts_of",
    "stems",
    "track",
]

STEPS = (
    cast_voices,
    line,
    make_bed,
    make_effects,
    make_score,
    stems,
    make_interlude,
    level,
    limited,
    settled_level,
    chunk,
    track,
    scene_track,
)
