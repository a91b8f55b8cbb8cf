"""The shot list of a script, made in memory: the same steps as in a production, without library or media."""

from pathlib import Path

from filmwright.app.names import film_title, project_name
from filmwright.app.request import Request
from filmwright.app.settings import scene_settings, shot_options, to_length
from filmwright.app.source import Source, read_source
from filmwright.departments import look, screenplay, shots
from filmwright.model.shots import AspectRatio, Pacing, SceneShots, ShotList, ShotOptions

__all__ = ["shot_list"]


def shot_list(
    source: Source | str | Path,
    *,
    style: str = "auto",
    aspect: AspectRatio = "16:9",
    director: str = "classical",
    pacing: Pacing | None = None,
    target_seconds: int | None = None,
    longest_shot: float | None = None,
) -> ShotList:
    """The shot list of a screenplay, made in memory: no library, no media. Settings as in `Request`.

    Raises ScriptError when it is not a screenplay, UserError when there is no such style or way of directing.
    """
    script = source if isinstance(source, Source) else read_source(source)
    name = project_name(None, script.stem)
    request = Request(
        project=name, style=style, aspect=aspect, to="shots", director=director, pacing=pacing,
        target_seconds=target_seconds, longest_shot=longest_shot,
    )  # fmt: skip
    read = script.screenplay
    cast = screenplay.cast(read)
    bible = look.bible(read, cast, style=style, aspect=aspect)
    settings = scene_settings(read, bible, aspect=aspect)
    options = shot_options(request)

    def directed(options: ShotOptions) -> tuple[SceneShots, ...]:
        return tuple(shots.direct_scene(scene, cast, settings[scene.scene_id], options) for scene in read.scenes)

    scenes = directed(options)
    if target_seconds is not None:
        scenes = directed(to_length(options, target_seconds, scenes))
    title = film_title(read, name)
    return shots.assemble(scenes, project_id=name, title=title, cast=cast, fps=request.fps, aspect_ratio=aspect)
