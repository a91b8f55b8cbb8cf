"""The shot list of a script, made in memory: the same steps as in a production, without library or media."""

from pathlib import Path

from filmwright.app.names import film_title, project_name
from filmwright.app.request import Request
from filmwright.app.settings import scene_settings
from filmwright.app.source import Source, read_source
from filmwright.departments import look, screenplay, shots
from filmwright.model.shots import AspectRatio, ShotList, ShotOptions

__all__ = ["shot_list"]


def shot_list(source: Source | str | Path, *, style: str = "auto", aspect: AspectRatio = "16:9") -> ShotList:
    """The shot list of a screenplay, made in memory: no library, no media.

    Raises ScriptError when it is not a screenplay, UserError when there is no such style.
    """
    script = source if isinstance(source, Source) else read_source(source)
    name = project_name(None, script.stem)
    request = Request(project=name, style=style, aspect=aspect, to="shots")
    read = script.screenplay
    cast = screenplay.cast(read)
    bible = look.bible(read, cast, style=style, aspect=aspect)
    settings = scene_settings(read, bible, aspect=aspect)
    options = ShotOptions(fps=request.fps)
    scenes = tuple(shots.direct_scene(scene, cast, settings[scene.scene_id], options) for scene in read.scenes)
    title = film_title(read, name)
    return shots.assemble(scenes, project_id=name, title=title, cast=cast, fps=request.fps, aspect_ratio=aspect)
