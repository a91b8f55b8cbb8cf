"""The built-in maker of pictures and clips: draws a staged moment itself. Free, local, always there."""
# ruff: noqa: PLC0415  (the renderer is loaded when the first picture is asked for)

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from filmwright.errors import MakerError
from filmwright.providers.contract import Capability, Done, ImageRequest, Job, Output, Stage, VideoRequest

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

    def estimate(self, request: ImageRequest) -> Decimal:
        """Nothing."""
        del request
        return Decimal(0)

    def estimate_video(self, request: VideoRequest) -> Decimal:
        """Nothing."""
        del request
        return Decimal(0)

    def picture(self, request: ImageRequest) -> "Picture":
        """Draw a staged moment, with exact depth and object ids; raises MakerError without a stage."""
        from filmwright.render.picture import render

        stage = _stage(request)
        return render(stage.mesh, stage.camera, stage.light, style=_style(request.style), seed=request.seed)

    def submit(self, request: ImageRequest) -> Done | Job:
        """The picture as PNG, its depth in millimetres as 16-bit PNG."""
        from filmwright.render.png import depth_png, picture_png

        drawn = self.picture(request)
        return Done(
            (
                Output(picture_png(drawn.rgb), "image/png", "image"),
                Output(depth_png(drawn.depth), "image/png", "depth"),
            )
        )

    def submit_video(self, request: VideoRequest) -> Done | Job:
        """The staged moment with a camera that moves to `end_camera`, as H.264 without sound."""
        from filmwright.render.video import encode

        video = encode(self._frames(request), width=request.width, height=request.height, fps=Fraction(request.fps))
        return Done((Output(video, "video/mp4", "video"),))

    def _frames(self, request: VideoRequest) -> Iterator["NDArray[np.uint8]"]:
        from filmwright.render.layers import render_layers
        from filmwright.render.move import CameraPath, margin_for
        from filmwright.render.warp import frame, set_stage

        stage = _stage(request)
        path = CameraPath(stage.camera, request.end_camera or stage.camera, stage.camera)
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


def _stage(request: ImageRequest | VideoRequest) -> Stage:
    if request.stage is None:
        raise MakerError("The previs maker draws from staging and got none: give the request a stage.")
    return request.stage


def _style(word: str) -> "Style":
    if word == "ink":
        return "ink"
    if word == "shaded":
        return "shaded"
    raise MakerError(f"No previs style `{word}`. Styles: ink, shaded.")
