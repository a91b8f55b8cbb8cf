"""Puts a body into the world: stands, sits, walks, gestures, looks, speaks."""

import math

import numpy as np
from numpy.typing import NDArray

from filmwright.model.figure import Pose
from filmwright.render.anatomy.bones import about
from filmwright.render.anatomy.placed import (
    Head,
    Placing,
    Point,
    PosedFigure,
    bounds,
    carry,
    object_ids,
    placing,
    point,
)
from filmwright.render.anatomy.skin import skin
from filmwright.render.figure._body import Body
from filmwright.render.figure._face import Controls, controls
from filmwright.render.figure._gesture import arm_goals
from filmwright.render.figure._ik import Skeleton, between
from filmwright.render.figure._posture import settle
from filmwright.render.figure._skeleton import BONE
from filmwright.render.figure.props import held_prop
from filmwright.render.mesh import FIGURE_PARTS, Mesh, figure_object_id, join

__all__ = ["pose", "pose_between", "stride"]

Array = NDArray[np.float64]


def stride(body: Body, *, running: bool = False) -> float:
    """Metres that one full cycle of walking (or running) covers; move by `phase * stride` so feet do not slide."""
    hip = float(body.frame.at("l_thigh")[1])
    return hip * (2.6 if running else 1.56)


def pose(body: Body, pose: Pose, index: int = 0) -> PosedFigure:
    """The body in this pose, in the world, with the object ids of figure `index`."""
    bones, mouth = _bent(body, pose)
    return _in_the_world(body, bones, mouth, pose, index)


def pose_between(body: Body, before: Pose, after: Pose, share: float, index: int = 0) -> PosedFigure:
    """The body on its way from one pose (share 0) to another (1): sitting down, standing up, turning, gesturing.

    The face is that of `after`. Who sits down or stands up bends forward on the way.
    """
    if share >= 1.0:
        return pose(body, after, index)
    start, _ = _bent(body, before)
    end, mouth = _bent(body, after)
    carry(start, before, after)
    bones = between(start, end, share)
    if {before.posture, after.posture} & {"sit", "kneel", "crouch", "lie"} and before.posture != after.posture:
        _stoop(bones, 4.0 * share * (1.0 - share))
    return _in_the_world(body, bones, mouth, after, index)


def _bent(body: Body, pose: Pose) -> tuple[Skeleton, Controls]:
    """The skeleton in a pose, in the figure's own space, and what its face does."""
    bones = Skeleton(body.frame)
    settle(bones, pose, stride(body, running=pose.posture == "run"))
    gaze = _look(bones, pose)
    arm_goals(bones, pose)
    mouth = controls(pose, gaze)
    bones.rotate("jaw", about(bones.rot[BONE["head"]][:, 0], 8.0 * mouth.open))
    return bones, mouth


def _stoop(bones: Skeleton, strength: float) -> None:
    """Bend the trunk forward and keep the head up: nobody sits down or rises with a straight back."""
    for bone, degrees in (("spine", 13.0), ("chest", 10.0), ("neck", -9.0), ("head", -9.0)):
        bones.rotate(bone, about(bones.rot[BONE["pelvis"]][:, 0], degrees * strength))


def _in_the_world(body: Body, bones: Skeleton, mouth: Controls, pose: Pose, index: int) -> PosedFigure:
    world = placing(pose)
    rotations, moves = world.place(bones)
    mesh = _mesh(body, index, mouth, rotations, moves)
    if pose.posture == "lie":  # whatever is worn lies on the ground, not in it
        lift = max(0.0, pose.ground - float(mesh.vertices[:, 1].min()))
        mesh.vertices[:, 1] += lift
        moves = moves + np.array([0.0, lift, 0.0])
        world = world.raised(lift)
    mesh = _held(mesh, bones, pose, index, world)
    joints = _joints(body, rotations, moves)
    return PosedFigure(mesh, joints, _head(body, mesh, joints, rotations), bounds(mesh))


def _look(bones: Skeleton, pose: Pose) -> tuple[float, float]:
    """Turn chest, neck and head towards the gaze; what is left goes to the eyes (degrees left, up)."""
    if pose.gaze is None:
        return (0.0, 0.0)
    aim = placing(pose).local(pose.gaze)
    yaw, pitch = bones.bearing(aim)
    help_ = float(np.clip(yaw * 0.22, -22, 22)) if pose.posture != "lie" else 0.0
    if abs(yaw) > 12:
        bones.turn_chest(help_)
    yaw, pitch = bones.bearing(aim)
    if abs(yaw) > 115:
        yaw = math.copysign(min(abs(yaw), 95), yaw)
    h_yaw = float(np.clip(yaw * 0.80, -60, 60))
    h_pitch = float(np.clip(pitch * 0.75, -38, 35))
    bones.turn_head(h_yaw, h_pitch)
    e_yaw, e_pitch = bones.bearing(aim)
    return (float(np.clip(e_yaw, -25, 25)), float(np.clip(e_pitch, -18, 18)))


def _mesh(body: Body, index: int, muscles: Controls, rotations: Array, moves: Array) -> Mesh:
    face = body.rig.shape(muscles)
    n = len(body.vertices)
    v = np.empty((n + len(face), 3), np.float32)
    m = np.empty_like(v)
    skin(body.vertices, body.normals, body.which, body.share, rotations, moves, v[:n], m[:n])
    head = BONE["head"]
    f = body.frame
    at = face * f.head_scale + f.head_origin
    v[n:] = at @ rotations[head].T + moves[head]
    m[n:] = body.rig.normals(face) @ rotations[head].T
    return Mesh(v, m, body.faces, body.material.astype(np.int32), object_ids(body, index), body.materials)


def _held(mesh: Mesh, bones: Skeleton, pose: Pose, index: int, world: Placing) -> Mesh:
    if pose.held is None:
        return mesh
    prop = held_prop(pose.held, bones, pose)
    ids = np.full(len(prop.faces), figure_object_id(index, "held"), np.int32)
    v = (prop.vertices @ world.turn.T + world.shift).astype(np.float32)
    n = (prop.normals @ world.turn.T).astype(np.float32)
    return join([mesh, Mesh(v, n, prop.faces, prop.material, ids, prop.materials)])


_OPENPOSE = {"shoulder": "arm", "elbow": "fore", "wrist": "hand", "hip": "thigh", "knee": "shin", "ankle": "foot"}


def _joints(body: Body, rotations: Array, moves: Array) -> dict[str, Point]:
    f, g = body.frame, body.rig.g
    head = BONE["head"]

    def on_head(x: float, y: float, z: float) -> Point:
        p = np.array([x, y, z]) * f.head_scale + f.head_origin
        return point(rotations[head] @ p + moves[head])

    out = {
        "nose": on_head(0, g.nose_y, g.nose_z),
        "neck": point(rotations[BONE["neck"]] @ f.at("neck") + moves[BONE["neck"]]),
    }
    for side in ("r", "l"):
        for name, bone in _OPENPOSE.items():
            b = BONE[f"{side}_{bone}"]
            out[f"{side}_{name}"] = point(rotations[b] @ f.joints[b] + moves[b])
    for side, x in (("r", -1.0), ("l", 1.0)):
        out[f"{side}_eye"] = on_head(x * g.eye_x, g.eye_y, g.eye_z + g.eye_r)
    for side, x in (("r", -1.0), ("l", 1.0)):
        out[f"{side}_ear"] = on_head(x * 0.078, -0.009, -0.008)
    out["crown"] = on_head(0, 0.116, -0.012)
    out["head_top"] = out["crown"]
    out["chin"] = on_head(0, -0.116, 0.070)
    out["mouth"] = on_head(0, g.mouth_y, 0.097)
    return out


def _head(body: Body, mesh: Mesh, joints: dict[str, Point], rotations: Array) -> Head:
    r = rotations[BONE["head"]]
    f = body.frame
    crown, chin = np.array(joints["crown"]), np.array(joints["chin"])
    centre = (crown + chin) / 2 - r @ np.array([0, 0, 0.018 * f.head_scale])
    hair = body.faces[body.part == FIGURE_PARTS.index("hair")]
    top = float(crown[1])
    if len(hair):
        top = max(top, float(mesh.vertices[hair, 1].max()))
    return Head(point(centre), point(r[:, 2]), top, float(min(chin[1], crown[1])))
