"""The built-in maker of pictures and clips: draws a staged moment itself. Free, local, always there."""
# ruff: noqa: PLC0415  (the renderer is loaded when the first picture is asked for)

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from filmwright.errors import MakerError
from filmwright.providers.contract import Capability, Context, Done, ImageRequest, Model, Output, Stage, VideoRequest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from filmwright.render.picture import Picture, Style

__all__ = ["VERSION", "Previs"]

VERSION = "1"
"""Raise it when the same staging gives another picture."""


class Previs:
    """Boards and animatics from three-dimensional staging, as ink drawings or shaded."""

    name = "previs"
    version = VERSION
    capabilities: tuple[Capability, ...] = ("image", "video")
    models: tuple[Model, ...] = (
        Model("stage", "image", deterministic=True, latency_seconds=0.6),
        Model("stage", "video", deterministic=True, latency_seconds=2.0),
    )

    def picture(self, request: ImageRequest, context: Context) -> "Picture":
        """Draw a staged moment, with exact depth and object ids; raises MakerError without a stage."""
        from filmwright.render.picture import render

        stage = _stage(context)
        return render(stage.mesh, stage.camera, stage.light, style=_style(request.style), seed=request.seed)

    def submit(self, request: ImageRequest | VideoRequest, context: Context) -> Done:
        """A picture as PNG with its depth in millimetres as 16-bit PNG, or a clip as H.264 without sound.

        The camera of a clip moves to the context's `end_camera`.
        """
        return self._still(request, context) if isinstance(request, ImageRequest) else self._clip(request, context)

    def _still(self, request: ImageRequest, context: Context) -> Done:
        from filmwright.render.png import depth_png, picture_png

        drawn = self.picture(request, context)
        return Done(
            (
                Output(picture_png(drawn.rgb), "image/png", "image"),
                Output(depth_png(drawn.depth), "image/png", "depth"),
            )
        )

    def _clip(self, request: VideoRequest, context: Context) -> Done:
        from filmwright.render.video import encode

        video = encode(
            self._frames(request, context), width=request.width, height=request.height, fps=Fraction(request.fps)
        )
        return Done((Output(video, "video/mp4", "video"),))

    def _frames(self, request: VideoRequest, context: Context) -> Iterator["NDArray[np.uint8]"]:
        from filmwright.render.layers import render_layers
        from filmwright.render.move import CameraPath, margin_for
        from filmwright.render.warp import frame, set_stage

        stage = _stage(context)
        path = CameraPath(stage.camera, context.end_camera or stage.camera, stage.camera)
        layers = render_layers(
            stage.mesh,
            (),
            stage.camera,
            stage.light,
            style=_style(request.style),
            seed=request.seed,
            margin=margin_for(path, nearest=1.0),
        )
        sheets = set_stage(layers)
        for number in range(request.frames):
            yield frame(sheets, path.at(number / max(1, request.frames - 1)))


def _stage(context: Context) -> Stage:
    if context.stage is None:
        raise MakerError("The previs maker draws from staging and got none: give its context a stage.")
    return context.stage


def _style(word: str) -> "Style":
    if word == "ink":
        return "ink"
    if word == "shaded":
        return "shaded"
    raise MakerError(f"No previs style `{word}`. Styles: ink, shaded.")
