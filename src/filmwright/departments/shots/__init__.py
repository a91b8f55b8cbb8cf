"""The shots department: a scene becomes shots, in six passes (V1 to V6)."""

from filmwright.departments.shots.beats import storyboard
from filmwright.departments.shots.direct import assemble, direct_scene
from filmwright.departments.shots.revision import identify_shots

__all__ = ["STEPS", "assemble", "direct_scene", "identify_shots", "storyboard"]

STEPS = (direct_scene, identify_shots, assemble, storyboard)
