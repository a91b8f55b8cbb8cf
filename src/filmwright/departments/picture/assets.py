"""Pictures made once: a portrait of each look, a view of each place."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from filmwright.departments.picture.camera import aim, depth_for, frame_size
from filmwright.departments.picture.inserts import frame_place
from filmwright.departments.picture.world import (
    daytime,
    head_of,
    season,
    set_dressing,
    stage_of,
    tone_of,
    weather_of,
)
from filmwright.model.figure import Pose
from filmwright.model.set_design import SetDesign
from filmwright.model.shots import AspectRatio
from filmwright.model.staging import VisualShot
from filmwright.render.animal import AnimalBody
from filmwright.render.bodies import Body, pose
from filmwright.render.light import Lamp, key_for, light_for
from filmwright.render.picture import Style, render

__all__ = ["PORTRAIT", "draw_portrait", "draw_setting"]

_PAPER = (0.78, 0.74, 0.66)
"""Linear colour of the plain ground behind a portrait."""

PORTRAIT = (768, 1152)
"""Width and height of a portrait in pixels."""


def draw_portrait(body: Body, *, style: Style = "ink") -> NDArray[np.uint8]:
    """Head to hips, turned a little from the lens, before plain ground: (1152, 768, 3) uint8."""
    at = Pose(heading=0.0, gaze=(0.35, 1.5, 3.0), gesture="rest")
    if isinstance(body, AnimalBody):  # level with the lens, which is at its eyes
        at = at.model_copy(update={"gaze": (0.35, pose(body, Pose()).head.centre[1], 3.0)})
    figure = pose(body, at, 0)
    head = head_of(figure, at)
    width, height = PORTRAIT
    lens = 85.0
    camera = aim(
        head.centre,
        yaw=180.0 + 24.0,
        pitch=1.0,
        depth=depth_for(0.215, head.height, lens, width, height),
        lens_mm=lens,
        at=(0.5, 0.2),
        width=width,
        height=height,
    )
    light = replace(light_for("day", interior=True, key_side="left"), zenith=_PAPER, horizon=_PAPER)
    light = key_for(light, camera, head.centre, side="left", facing=figure.head.forward)
    return render(figure.mesh, camera, light, style=style).rgb


def draw_setting(
    design: SetDesign,
    *,
    time_of_day: str,
    weather: str,
    mood: str = "",
    aspect_ratio: AspectRatio = "16:9",
    style: Style = "ink",
) -> NDArray[np.uint8]:
    """The place without people, from where it shows most: (h, w, 3) uint8."""
    stage = stage_of(season(design, time_of_day, weather))
    width, height = frame_size(aspect_ratio)
    shot = VisualShot(
        shot_id="setting",
        trigger="establishing",
        shot_type="WS",
        size="WS",
        camera_height=1.55,
        lens_mm=24.0,
        aspect_ratio=aspect_ratio,
    )
    camera, dropped = frame_place(shot, stage, width=width, height=height)
    lamps = tuple(Lamp(p.position, reach=p.reach) for p in stage.practicals if p.object_id not in dropped)
    light = light_for(
        daytime(time_of_day), tone=tone_of(mood), interior=design.interior, weather=weather_of(weather), lamps=lamps
    )
    light = key_for(light, camera, camera.target)
    return render(set_dressing(stage, dropped, ()), camera, light, style=style).rgb
