"""The steps of the picture department: bodies and assets, blocking, setups, frames, clips.

Everything heavy is imported inside the steps, so that listing them costs nothing.
"""
# ruff: noqa: PLC0415  (see above)

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from filmwright.engine.step import Maker, step
from filmwright.errors import MakerError
from filmwright.model.figure import AnimalLook, FigureLook
from filmwright.model.media import Asset, Clip, Frame, Line, Rendering, Tier, TierChoice
from filmwright.model.set_design import SetDesign
from filmwright.model.shots import AspectRatio
from filmwright.model.staging import SceneBlocking, SceneBlockingInput, Setup, VisualShot
from filmwright.providers.builtin.previs import VERSION
from filmwright.ref import Ref
from filmwright.store import Blobs

if TYPE_CHECKING:
    from filmwright.departments.picture.clips import ClipPlan
    from filmwright.departments.picture.motion import Spoken
    from filmwright.departments.picture.world import World
    from filmwright.render.bodies import Body

__all__ = ["BODY_TYPE", "STEPS", "block", "body", "clip", "frame", "portrait", "setting", "setup"]

BODY_TYPE = "application/x-filmwright-body"
"""Media type of a built body."""

PREVIS = Maker("previs", VERSION)
_DRAWN_WITH = ("numpy", "numba", "pillow")


@step("picture.body", version=1, maker=PREVIS, wheels=("numpy", "numba"))
def body(look: FigureLook | AnimalLook, blobs: Blobs) -> Ref:
    """Build the body of one look, once for the whole film."""
    from filmwright.render.bodies import build

    return blobs.put(build(look).to_bytes(), BODY_TYPE)


@step("picture.portrait", version=1, maker=PREVIS, wheels=_DRAWN_WITH)
def portrait(
    asset_id: str, name: str, variant: str, prompt: str, body: Ref, blobs: Blobs, style: Rendering = "ink"
) -> Asset:
    """Draw a character's portrait on plain ground: head to waist, three-quarter view, 768 by 1152 pixels."""
    from filmwright.departments.picture.assets import PORTRAIT, draw_portrait
    from filmwright.render.png import picture_png

    rgb = draw_portrait(_body(body, blobs), style=style)
    image = blobs.put(picture_png(rgb), "image/png")
    width, height = PORTRAIT
    return Asset(
        asset_id=asset_id,
        kind="character",
        name=name,
        variant=variant,
        prompt=prompt,
        image=image,
        width=width,
        height=height,
    )


@step("picture.setting", version=2, maker=PREVIS, wheels=_DRAWN_WITH)
def setting(
    asset_id: str,
    name: str,
    variant: str,
    prompt: str,
    design: SetDesign,
    time_of_day: str,
    weather: str,
    mood: str,
    blobs: Blobs,
    aspect_ratio: AspectRatio = "16:9",
    style: Rendering = "ink",
) -> Asset:
    """Draw an empty place at one time of day and in one weather."""
    from filmwright.departments.picture.assets import draw_setting
    from filmwright.render.png import picture_png

    rgb = draw_setting(
        design, time_of_day=time_of_day, weather=weather, mood=mood, aspect_ratio=aspect_ratio, style=style
    )
    image = blobs.put(picture_png(rgb), "image/png")
    return Asset(
        asset_id=asset_id,
        kind="location",
        name=name,
        variant=variant,
        prompt=prompt,
        image=image,
        width=rgb.shape[1],
        height=rgb.shape[0],
    )


@step("picture.block", version=4)
def block(scene: SceneBlockingInput, design: SetDesign) -> SceneBlocking:
    """Place everyone over a scene: who stands, sits and walks where, in each of its shots."""
    from filmwright.departments.picture.blocking import block_scene
    from filmwright.departments.picture.world import stage_of

    return block_scene(scene, stage_of(design))


@step("picture.setup", version=4, maker=PREVIS, wheels=("numpy", "numba"))
def setup(
    shot: VisualShot,
    blocking: SceneBlocking,
    design: SetDesign,
    bodies: dict[str, Ref],
    blobs: Blobs,
    mood: str = "",
) -> Setup:
    """Pose the people of one shot and find the camera that shows them in the size that is called for.

    `bodies` holds the built body of every character, by id, and of the others in a group (`movers.1`).
    """
    from filmwright.departments.picture.background import lead_of
    from filmwright.departments.picture.stager import stage_shot
    from filmwright.departments.picture.world import season, stage_of

    wanted = {p.character_ref_id for p in shot.performances}
    built = {who: (ref, _body(ref, blobs)) for who, ref in sorted(bodies.items()) if lead_of(who) in wanted}
    stage = stage_of(season(design, shot.time_of_day, shot.weather))
    return stage_shot(shot, blocking, stage, built, mood=mood)


@step("picture.frame", version=2, maker=PREVIS, wheels=_DRAWN_WITH)
def frame(setup: Setup, blobs: Blobs, style: Rendering = "ink") -> Frame:
    """Draw the still of a shot, with depth, masks, pose and the board picture, and measure who is seen."""
    from filmwright.departments.picture.boards import board_of
    from filmwright.departments.picture.frames import draw, mask_of, pose_json, seen_of
    from filmwright.render.png import depth_png, mask_png, picture_png

    world = _world(setup, blobs)
    picture = draw(world, style)
    image = blobs.put(picture_png(picture.rgb), "image/png")
    marked = board_of(world, picture)
    return Frame(
        shot_id=setup.shot_id,
        style=style,
        width=setup.width,
        height=setup.height,
        image=image,
        board=image if marked is None else blobs.put(picture_png(marked), "image/png"),
        depth=blobs.put(depth_png(picture.depth), "image/png"),
        masks=blobs.put(mask_png(mask_of(picture, len(setup.people))), "image/png"),
        pose=blobs.put(pose_json(world, picture), "application/json"),
        seen=seen_of(world, picture),
    )


@step("picture.clip", version=2, maker=PREVIS, wheels=(*_DRAWN_WITH, "av"))
def clip(
    setup: Setup,
    frame: Frame,
    lines: list[Line],
    starts: list[int],
    body_frames: int,
    blobs: Blobs,
    handle_in: int = 0,
    handle_out: int = 0,
    fps: str = "24",
    tier: TierChoice = "auto",
    cut_points: tuple[int, ...] = (),
) -> Clip:
    """Make the moving picture of a shot.

    `lines` are what people in the picture say, `starts` the sample of the shot's body at which each begins.
    Handles are frames before and after the body in which everything goes on moving. `cut_points` are frames
    of the clip, handles counted, at which the edit cuts besides the ends of the body.
    """
    from filmwright.departments.picture.clips import clip_frames
    from filmwright.departments.picture.tiers import choose
    from filmwright.render.png import read_picture
    from filmwright.render.video import encode, encoder_identity

    world = _world(setup, blobs)
    spoken = _spoken(setup, lines, starts)
    chosen = choose(setup, speaks=bool(spoken), wanted=tier)
    plan = _plan(setup, frame.style, chosen, (handle_in, body_frames, handle_out), Fraction(fps), spoken, blobs)
    keyframes = sorted({0, handle_in, handle_in + body_frames, *cut_points} & set(range(plan.frames)))
    frames = clip_frames(world, plan, read_picture(blobs.get(frame.image)))
    video = encode(frames, width=setup.width, height=setup.height, fps=plan.fps, keyframes=keyframes)
    return Clip(
        shot_id=setup.shot_id,
        tier=chosen,
        video=blobs.put(video, "video/mp4"),
        width=setup.width,
        height=setup.height,
        fps=fps,
        body_frames=body_frames,
        handle_in=handle_in,
        handle_out=handle_out,
        keyframes=tuple(keyframes),
        encoder=encoder_identity(),
    )


STEPS = (body, portrait, setting, block, setup, frame, clip)


def _body(ref: Ref, blobs: Blobs) -> "Body":
    from filmwright.render.bodies import read_body

    return read_body(blobs.get(ref))


def _bodies(setup: Setup, blobs: Blobs) -> "dict[Ref, Body]":
    return {p.body: _body(p.body, blobs) for p in setup.people}


def _world(setup: Setup, blobs: Blobs) -> "World":
    from filmwright.departments.picture.world import world_of

    return world_of(setup, _bodies(setup, blobs))


def _spoken(setup: Setup, lines: Sequence[Line], starts: Sequence[int]) -> "tuple[Spoken, ...]":
    """The lines of people whose faces are in the picture."""
    from filmwright.departments.picture.motion import Spoken

    if len(lines) != len(starts):
        raise MakerError(f"A clip got {len(lines)} lines and {len(starts)} starts: give one start for each line.")
    seen = {p.character_ref_id for p in setup.people if p.visibility == "face"}
    return tuple(Spoken(n, s) for n, s in zip(lines, starts, strict=True) if n.character_ref_id in seen)


def _plan(
    setup: Setup,
    style: str,
    tier: Tier,
    frames: tuple[int, int, int],
    fps: Fraction,
    spoken: "tuple[Spoken, ...]",
    blobs: Blobs,
) -> "ClipPlan":
    from filmwright.departments.picture.clips import ClipPlan

    return ClipPlan(
        style="shaded" if style == "shaded" else "ink",
        tier=tier,
        handle_in=frames[0],
        body_frames=frames[1],
        handle_out=frames[2],
        fps=fps,
        spoken=spoken,
        bodies=_bodies(setup, blobs),
    )
