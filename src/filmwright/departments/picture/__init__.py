"""Picture: people and places staged before a camera, drawn as frames, moved as clips."""

from filmwright.departments.picture.steps import STEPS, block, body, clip, frame, portrait, setting, setup

__all__ = ["STEPS", "block", "body", "clip", "frame", "portrait", "setting", "setup"]
