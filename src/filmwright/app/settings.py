"""What the shots department needs to know of each scene, taken from the visual bible and the script."""

from collections.abc import Iterable

from filmwright.app.request import Request
from filmwright.departments.shots import director, tempo_for
from filmwright.model.bible import LocationDesign, TimeVariant, VisualBible
from filmwright.model.screenplay import Scene, Screenplay
from filmwright.model.shots import AspectRatio, SceneSetting, SceneShots, ShotOptions

__all__ = ["location_of", "scene_settings", "shot_options", "time_key", "to_length", "variant_of"]

_TEMPO_STEP = 0.02
"""Tempos are rounded to this, so that one longer line leaves the pace of the film as it is."""


def shot_options(request: Request) -> ShotOptions:
    """How a film is directed, as the person asked: a way of directing, then what was asked by itself.

    Raises UserError when there is no such way of directing.
    """
    options = director(request.director).over(ShotOptions(fps=request.fps, max_seconds=request.longest_shot))
    return options if request.pacing is None else options.model_copy(update={"pacing": request.pacing})


def to_length(options: ShotOptions, seconds: int, scenes: Iterable[SceneShots]) -> ShotOptions:
    """The options at the tempo at which scenes that were directed with them come to a length.

    Speech keeps its length, and nothing is shortened or held more than twice: a length out of reach is come near to.
    """
    lengths = [(shot.duration_seconds, shot.speech_seconds) for scene in scenes for shot in scene.shots]
    tempo = options.tempo * tempo_for(seconds, lengths)
    return options.model_copy(update={"tempo": round(round(tempo / _TEMPO_STEP) * _TEMPO_STEP, 2)})


def location_of(bible: VisualBible, scene_id: str) -> LocationDesign:
    """The place in which a scene plays.

    Raises KeyError when the bible does not know the scene; the look department lists every one.
    """
    for location in bible.location_designs:
        if scene_id in location.scenes:
            return location
    raise KeyError(scene_id)


def time_key(location: LocationDesign, scene: Scene) -> str:
    """Which of a place's time variants a scene has: as the bible says, else by its heading, else the first."""
    if scene.scene_id in location.scene_variants:
        return location.scene_variants[scene.scene_id]
    wanted = (scene.time_of_day or "").casefold()
    for name in location.time_variants:
        if name.casefold() == wanted:
            return name
    return next(iter(location.time_variants), "")


def variant_of(location: LocationDesign, scene: Scene) -> TimeVariant | None:
    """The time variant itself; None for a place that has none."""
    return location.time_variants.get(time_key(location, scene))


def scene_settings(screenplay: Screenplay, bible: VisualBible, *, aspect: AspectRatio) -> dict[str, SceneSetting]:
    """The setting of every scene, by scene id."""
    scenes = screenplay.scenes
    return {
        scene.scene_id: _setting(
            scene, scenes[index + 1] if index + 1 < len(scenes) else None, screenplay, bible, aspect
        )
        for index, scene in enumerate(scenes)
    }


def _setting(
    scene: Scene, following: Scene | None, screenplay: Screenplay, bible: VisualBible, aspect: AspectRatio
) -> SceneSetting:
    location = location_of(bible, scene.scene_id)
    variant = variant_of(location, scene)
    after = variant_of(location_of(bible, following.scene_id), following) if following else None
    return SceneSetting(
        setting_ref_id=location.setting_ref_id,
        location_name=location.location_name,
        kind_words=(location.set_design.kind, "interior" if location.set_design.interior else "exterior"),
        t2i_base_prompt=location.t2i_base_prompt,
        mood_keywords=location.mood_keywords,
        mood=_mood(bible, scene.act),
        time_of_day=variant.time_of_day if variant else "day",
        weather=variant.weather if variant else "clear",
        portraits={n.character_ref_id: n.t2i_portrait_prompt for n in bible.character_visual_notes},
        do_not=bible.style_bible.do_not,
        language=screenplay.language,
        aspect_ratio=aspect,
        is_first_scene=scene.ordinal == 1,
        is_last_scene=following is None,
        next_slugline=following.slugline if following else None,
        next_time_of_day=after.time_of_day if after else None,
        next_act=following.act if following else None,
        seen_before=location.scenes.index(scene.scene_id) > 0,
    )


def _mood(bible: VisualBible, act: int) -> str:
    return next((entry.mood for entry in bible.color_script if entry.act == act), "")
