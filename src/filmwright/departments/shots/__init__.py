"""The shots department: a scene becomes shots, in six passes (V1 to V6)."""

from filmwright.departments.shots.beats import storyboard
from filmwright.departments.shots.direct import assemble, direct_scene
from filmwright.departments.shots.directors import director, directors
from filmwright.departments.shots.revision import identify_shots
from filmwright.departments.shots.v4_pacing import tempo_for

__all__ = [
    "STEPS",
    "assemble",
    "direct_scene",
    "director",
    "directors",
    "identify_shots",
    "storyboard",
    "tempo_for",
]

STEPS = (direct_scene, identify_shots, assemble, storyboard)
