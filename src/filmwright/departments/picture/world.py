"""A setup in three dimensions: the set without what was taken out, the people in their poses, props, light."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from filmwright.departments.picture.camera import Head, placed
from filmwright.model.figure import Pose
from filmwright.model.set_design import SetDesign
from filmwright.model.staging import PlacedProp, Setup, StagedPerson
from filmwright.ref import Ref
from filmwright.render.bodies import Body, PosedFigure, pose
from filmwright.render.camera import Camera
from filmwright.render.light import DayTime, Lamp, Light, Tone, Weather, key_for, light_for
from filmwright.render.mesh import Mesh, join
from filmwright.render.sets import build, prop
from filmwright.render.sets.stage import SetObject, StageSet

__all__ = [
    "World",
    "daytime",
    "head_of",
    "light_of",
    "main_figure",
    "on_top_of",
    "prop_mesh",
    "season",
    "set_dressing",
    "stage_of",
    "tone_of",
    "weather_of",
    "without",
    "world_of",
]

_DAY: dict[str, DayTime] = {
    "day": "day", "dawn": "dawn", "dusk": "dusk", "night": "night", "golden": "golden", "golden hour": "golden",
    "morning": "morning", "afternoon": "afternoon", "evening": "evening", "sunset": "golden", "sunrise": "dawn",
    "noon": "day", "midnight": "night", "twilight": "dusk", "magic hour": "golden",
}  # fmt: skip

_BUILT = {"morning": "day", "afternoon": "day", "golden": "dusk", "evening": "dusk"}
"""Hours whose set is built as that of another: the same windows are lit and the same lamps are on."""

_WEATHER: dict[str, Weather] = {
    "clear": "clear", "overcast": "overcast", "cloudy": "overcast", "rain": "rain", "storm": "storm", "fog": "fog",
    "snow": "snow",
}  # fmt: skip

_TONES: dict[str, Tone] = {
    "neutral": "neutral", "warm": "warm", "tender": "warm", "hopeful": "warm", "joyful": "comedy", "happy": "comedy",
    "cold": "cold", "sad": "cold", "melancholy": "cold", "lonely": "cold", "noir": "noir", "tense": "noir",
    "dark": "noir", "suspense": "noir", "thriller": "noir", "horror": "horror", "dread": "horror", "fear": "horror",
    "romance": "romance", "love": "romance", "comedy": "comedy", "playful": "comedy", "light": "comedy",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class World:
    """Everything in front of the lens. `backdrop` is set and props; `figures` have the ids of their index."""

    setup: Setup
    stage: StageSet
    backdrop: Mesh
    figures: tuple[PosedFigure, ...]
    camera: Camera
    light: Light

    @property
    def mesh(self) -> Mesh:
        """Set, props and people as one."""
        return join([self.backdrop, *(f.mesh for f in self.figures)])


def stage_of(design: SetDesign) -> StageSet:
    """The built set; the last few are kept, because the shots of a scene follow one another."""
    return _built(design.model_dump_json())


@lru_cache(maxsize=6)
def _built(design: str) -> StageSet:
    stage = build(SetDesign.model_validate_json(design))
    return replace(stage, mesh=_film_set(stage))


def _film_set(stage: StageSet) -> Mesh:
    """The mesh with beams, panels and frames of walls and ceilings counted as wall and ceiling.

    A film set is lit from outside through its walls, so nothing that is part of them may shade the people.
    """
    mesh = stage.mesh
    kinds = {o.id: "ceiling" if "ceiling" in o.name else "wall" for o in stage.objects if o.shell and _upright(o)}
    materials = list(mesh.materials)
    material = mesh.material.copy()
    for object_id, kind in sorted(kinds.items()):
        own = mesh.object_id == object_id
        for old in np.unique(mesh.material[own]):
            if materials[old].kind not in ("wall", "ceiling", "sky", "window", "glass"):
                material[own & (mesh.material == old)] = len(materials)
                materials.append(replace(materials[old], kind=kind))
    return replace(mesh, material=material, materials=tuple(materials))


def _upright(thing: SetObject) -> bool:
    """Walls and ceilings, not floors."""
    return thing.name.startswith(("wall", "ceiling", "roof"))


def world_of(setup: Setup, bodies: Mapping[Ref, Body]) -> World:
    """Build what a setup describes; `bodies` holds every body that it names."""
    stage = stage_of(setup.design)
    figures = tuple(pose(bodies[p.body], p.pose, p.index) for p in setup.people)
    camera = placed(setup.camera, setup.width, setup.height)
    backdrop = set_dressing(stage, setup.dropped, setup.props)
    light = light_of(setup, stage, camera, figures)
    return World(setup, stage, backdrop, figures, camera, light)


def set_dressing(stage: StageSet, dropped: Collection[int], props: Sequence[PlacedProp]) -> Mesh:
    """The set without what was dropped, with the shot's own props."""
    return join([without(stage.mesh, dropped), *(prop_mesh(p) for p in props)])


def without(mesh: Mesh, dropped: Collection[int]) -> Mesh:
    """The mesh without the faces of these objects; vertices stay."""
    if not dropped:
        return mesh
    keep = ~np.isin(mesh.object_id, np.array(sorted(dropped), np.int32))
    return replace(mesh, faces=mesh.faces[keep], material=mesh.material[keep], object_id=mesh.object_id[keep])


def on_top_of(thing: SetObject, stage: StageSet) -> set[int]:
    """Ids of what stands or hangs on an object and would float without it."""
    low, high = thing.box.low, thing.box.high
    found: set[int] = set()
    for other in stage.objects:
        if other.id == thing.id or other.shell:
            continue
        a, b = other.box.low, other.box.high
        rests = abs(a[1] - high[1]) < 0.04 or (low[1] < a[1] < high[1] and high[1] - low[1] > 0.3)
        x, z = (a[0] + b[0]) / 2, (a[2] + b[2]) / 2
        if rests and low[0] - 0.02 <= x <= high[0] + 0.02 and low[2] - 0.02 <= z <= high[2] + 0.02:
            found.add(other.id)
    return found


def prop_mesh(placed_prop: PlacedProp) -> Mesh:
    """A prop where the shot wants it."""
    mesh = prop(placed_prop.name)
    scale = placed_prop.scale
    if placed_prop.height is not None:
        low, high = float(mesh.vertices[:, 1].min()), float(mesh.vertices[:, 1].max())
        scale = placed_prop.height / max(0.01, high - low)
    a = np.radians(placed_prop.heading)
    turn = np.array([[np.cos(a), 0, np.sin(a)], [0, 1, 0], [-np.sin(a), 0, np.cos(a)]], np.float32)
    vertices = (mesh.vertices * np.float32(scale)) @ turn.T + np.asarray(placed_prop.position, np.float32)
    return replace(
        mesh,
        vertices=vertices.astype(np.float32),
        normals=(mesh.normals @ turn.T).astype(np.float32),
        object_id=np.full(len(mesh.faces), placed_prop.object_id, np.int32),
    )


def head_of(figure: PosedFigure, at: Pose) -> Head:
    """The head of a posed figure as framing sees it: crown to chin, without hair."""
    crown, chin = np.asarray(figure.joints["crown"]), np.asarray(figure.joints["chin"])
    up = crown - chin
    height = float(np.linalg.norm(up))
    centre = (crown + chin) / 2
    up = up / max(height, 1e-6)
    return Head(
        (float(centre[0]), float(centre[1]), float(centre[2])),
        figure.head.forward,
        (float(up[0]), float(up[1]), float(up[2])),
        height,
        at.ground,
    )


def daytime(word: str) -> DayTime:
    """Time of day for the light; day when the script says nothing that is known."""
    return _DAY.get(word.strip().lower(), "day")


def weather_of(word: str) -> Weather:
    """Weather for the light."""
    return _WEATHER.get(word.strip().lower(), "clear")


def tone_of(mood: str) -> Tone:
    """Tone of the light for a mood in words; neutral when none of them is known."""
    for word in mood.lower().replace(",", " ").split():
        if word in _TONES:
            return _TONES[word]
    return "neutral"


def light_of(setup: Setup, stage: StageSet, camera: Camera, figures: Sequence[PosedFigure]) -> Light:
    """Light of the shot: by time, weather and mood, its key placed for the main face."""
    when = daytime(setup.time_of_day)
    lamps = tuple(Lamp(p.position, reach=p.reach) for p in stage.practicals if p.object_id not in setup.dropped)
    light = light_for(
        when,
        tone=tone_of(setup.mood),
        interior=setup.design.interior,
        weather=weather_of(setup.weather),
        key_side=setup.key_side,
        lamps=lamps,
    )
    main = main_figure(setup.people, setup.subject)
    if main is None:
        return key_for(light, camera, camera.target, side=setup.key_side)
    head = figures[main].head
    return key_for(light, camera, head.centre, side=setup.key_side, facing=head.forward)


def main_figure(people: Sequence[StagedPerson], subject: str | None) -> int | None:
    """Position of the person that the shot is about, None when nobody is in it."""
    faces = [i for i, p in enumerate(people) if p.visibility == "face"] or list(range(len(people)))
    named = [i for i in faces if people[i].character_ref_id == subject]
    speaking = [i for i in faces if people[i].speaking]
    return next(iter(named or speaking or faces), None)


def season(design: SetDesign, time_of_day: str, weather: str) -> SetDesign:
    """The place at the time and in the weather of a scene."""
    kinds = {"overcast": "cloudy", "cloudy": "cloudy", "rain": "rain", "fog": "fog", "snow": "snow", "storm": "storm"}
    hour = daytime(time_of_day)
    return design.model_copy(update={"time_of_day": _BUILT.get(hour, hour), "weather": kinds.get(weather, "clear")})
