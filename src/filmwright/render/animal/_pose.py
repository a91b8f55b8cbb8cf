"""Puts an animal into the world: it stands, sits, goes, looks, opens its mouth."""

import math

import numpy as np
from numpy.typing import NDArray

from filmwright.model.figure import Pose
from filmwright.render.anatomy.bones import about
from filmwright.render.anatomy.placed import Head, Point, PosedFigure, bounds, carry, object_ids, placing, point
from filmwright.render.anatomy.skin import skin
from filmwright.render.animal._bird import FOLDED, SPREAD
from filmwright.render.animal._body import AnimalBody
from filmwright.render.animal._gait import flying, settle, stride_of
from filmwright.render.animal._rig import BONE, Rig, between
from filmwright.render.animal._species import BIRDS, LONG_FACES
from filmwright.render.mesh import FIGURE_PARTS, FIGURE_STRIDE, FIRST_FIGURE_ID, Mesh

__all__ = ["animal_stride", "pose_animal", "pose_animal_between"]

Array = NDArray[np.float64]

_TURNS = (("neck", 0.25), ("neck2", 0.30), ("head", 0.45))
"""How neck and head share a turn of the head."""


def animal_stride(body: AnimalBody, *, running: bool = False) -> float:
    """Metres that one full cycle of a gait covers; move by `phase * stride` so feet do not slide."""
    return stride_of(body.look, body.rest, running=running)


def pose_animal(body: AnimalBody, pose: Pose, index: int = 0) -> PosedFigure:
    """The animal in this pose, in the world, with the object ids of figure `index`."""
    return _in_the_world(body, _bent(body, pose), pose, index)


def pose_animal_between(body: AnimalBody, before: Pose, after: Pose, share: float, index: int = 0) -> PosedFigure:
    """The animal on its way from one pose (share 0) to another (1). The face is that of `after`."""
    if share >= 1.0:
        return pose_animal(body, after, index)
    start, end = _bent(body, before), _bent(body, after)
    carry(start, before, after)
    rig = between(start, end, share)
    _face(rig, body, after)
    return _in_the_world(body, rig, after, index)


def _bent(body: AnimalBody, pose: Pose) -> Rig:
    """The rig in a pose, in the animal's own space."""
    rig = Rig(body.rest)
    settle(rig, body.look, pose)
    _look(rig, body, pose)
    _ears(rig, pose)
    _face(rig, body, pose)
    return rig


# ---------------------------------------------------------------- head


def _look(rig: Rig, body: AnimalBody, pose: Pose) -> None:
    """Turn neck and head towards the gaze, the eyes a little more."""
    if pose.gaze is None:
        return
    aim = placing(pose).local(pose.gaze)
    yaw, pitch = _bearing(rig, aim)
    most = 70.0 if body.look.species in BIRDS else 62.0
    if abs(yaw) > 140.0:
        yaw = math.copysign(40.0, yaw)
    yaw = float(np.clip(0.9 * yaw, -most, most))
    pitch = float(np.clip(0.8 * pitch, -32.0, 34.0))
    for bone, part in _TURNS:
        rig.rotate(bone, about(np.array([0.0, 1.0, 0.0]), yaw * part))
        rig.pitch(bone, -pitch * part)
    e_yaw, e_pitch = _bearing(rig, aim)
    for side in ("l_", "r_"):
        rig.yaw(f"{side}eye", float(np.clip(e_yaw, -14, 14)))
        rig.pitch(f"{side}eye", -float(np.clip(e_pitch, -10, 10)))


def _bearing(rig: Rig, aim: Array) -> tuple[float, float]:
    """Degrees left and up from where the head faces to a point."""
    return rig.bearing_of(aim, 0.5 * (rig.at("l_eye") + rig.at("r_eye")))


def _ears(rig: Rig, pose: Pose) -> None:
    """Ears back in anger and fear, forward in surprise, one a little aside now and then."""
    back = {"angry": 30.0, "afraid": 34.0, "sad": 14.0, "surprised": -10.0, "determined": -8.0}.get(
        pose.expression, 0.0
    )
    back *= 0.5 + 0.5 * pose.intensity
    for side, x in (("l_", 1.0), ("r_", -1.0)):
        idle = 9.0 if (pose.variation + (side == "r_")) % 3 == 0 else 0.0
        rig.pitch(f"{side}ear", -back)
        rig.rotate(f"{side}ear", about(rig.rot[BONE["head"]][:, 1], x * (idle + 0.6 * max(back, 0.0))))


def _face(rig: Rig, body: AnimalBody, pose: Pose) -> None:
    """Jaw and lids, from the head as it is."""
    head = rig.rot[BONE["head"]]
    open_ = max(pose.mouth_open, {"happy": 0.22, "angry": 0.18}.get(pose.expression, 0.0) * pose.intensity)
    wide = 15.0 if body.look.species in LONG_FACES else 27.0
    rig.put("jaw", about(head[:, 0], wide * open_) @ head)
    tired = {"tired": 0.35, "sad": 0.2, "angry": 0.15}.get(pose.expression, 0.0) * pose.intensity
    for side, x in (("l_", 1.0), ("r_", -1.0)):
        way = body.rest.look * np.array([x, 1.0, 1.0])
        hinge = head @ np.cross(np.array([0.0, 1.0, 0.0]), way)
        rig.put(f"{side}lid", about(hinge, 104.0 * max(pose.blink, tired)) @ head)


# ---------------------------------------------------------------- mesh


def _in_the_world(body: AnimalBody, rig: Rig, pose: Pose, index: int) -> PosedFigure:
    rotations, moves = placing(pose).place(rig)
    mesh = _mesh(body, index, rotations, moves, wings=SPREAD if flying(body.look, pose) else FOLDED)
    if pose.posture in ("lie", "kneel", "sit"):  # on the ground, not in it
        lift = pose.ground - float(mesh.vertices[:, 1].min())
        mesh.vertices[:, 1] += np.float32(lift)
        moves = moves + np.array([0.0, lift, 0.0])
    joints = _joints(body, rotations, moves)
    return PosedFigure(mesh, joints, _head(body, mesh, joints, rotations), bounds(mesh))


def _mesh(body: AnimalBody, index: int, rotations: Array, moves: Array, *, wings: int) -> Mesh:
    v = np.empty_like(body.vertices)
    n = np.empty_like(body.vertices)
    skin(body.vertices, body.normals, body.which, body.share, rotations, moves, v, n)
    faces, material, ids = body.faces, body.material.astype(np.int32), object_ids(body, index)
    if body.layer.any():
        used = (body.layer == 0) | (body.layer == wings)
        faces, material, ids = faces[used], material[used], ids[used]
        kept = np.zeros(len(v), bool)
        kept[faces.ravel()] = True
        index_of = (np.cumsum(kept) - 1).astype(np.int32)
        v, n, faces = v[kept], n[kept], index_of[faces]
    return Mesh(v, n, faces, material, ids, body.materials)


_LIMBS = {"shoulder": "arm", "elbow": "fore", "wrist": "cannon", "hip": "thigh", "knee": "shin", "ankle": "hock"}
_WINGS = {"shoulder": "wing1", "elbow": "wing2", "wrist": "wing3", "hip": "thigh", "knee": "shin", "ankle": "hock"}


def _joints(body: AnimalBody, rotations: Array, moves: Array) -> dict[str, Point]:
    rest = body.rest
    head = BONE["head"]
    out: dict[str, Point] = {}
    for name in ("nose", "mouth", "crown", "chin", "l_eye", "r_eye", "l_ear", "r_ear"):
        out[name] = point(rotations[head] @ rest.marks[name] + moves[head])
    out["head_top"] = out["crown"]
    neck = BONE["neck"]
    out["neck"] = point(rotations[neck] @ rest.joints[neck] + moves[neck])
    for side in ("r", "l"):
        for name, bone in (_WINGS if body.look.species in BIRDS else _LIMBS).items():
            b = BONE[f"{side}_{bone}"]
            out[f"{side}_{name}"] = point(rotations[b] @ rest.joints[b] + moves[b])
    return out


def _head(body: AnimalBody, mesh: Mesh, joints: dict[str, Point], rotations: Array) -> Head:
    crown, chin = np.array(joints["crown"]), np.array(joints["chin"])
    part = (mesh.object_id - FIRST_FIGURE_ID) % FIGURE_STRIDE
    top = float(crown[1])
    for name in ("face", "hair"):
        own = mesh.faces[part == FIGURE_PARTS.index(name)].ravel()
        if len(own):
            near = mesh.vertices[own]
            close = np.linalg.norm(near - (crown + chin) / 2, axis=1) < 2.2 * body.rest.head
            if close.any():
                top = max(top, float(near[close, 1].max()))
    forward = rotations[BONE["head"]][:, 2]
    return Head(point((crown + chin) / 2), point(forward), top, float(min(chin[1], crown[1])))
