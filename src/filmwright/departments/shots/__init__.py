"""The shots department: a scene becomes shots, in six passes (V1 to V6)."""

from filmwright.departments.shots.direct import assemble, direct_scene

__all__ = ["STEPS", "assemble", "direct_scene"]

STEPS = (direct_scene, assemble)
