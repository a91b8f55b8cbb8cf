"""People: `build` makes a body from a look, `pose` puts it somewhere doing something."""

from filmwright.render.anatomy.placed import Head, PosedFigure
from filmwright.render.figure._body import VERSION, Body, build
from filmwright.render.figure._pose import pose, pose_between, stride

__all__ = ["VERSION", "Body", "Head", "PosedFigure", "build", "pose", "pose_between", "stride"]
