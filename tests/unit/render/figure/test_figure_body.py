"""Bodies: made once, the same bytes every time, whole and sound."""

import hashlib
import subprocess
import sys
import typing

import numpy as np
import pytest

from filmwright.errors import StoreError
from filmwright.model import figure as model
from filmwright.model.figure import FaceShape, FigureLook, Pose
from filmwright.render.figure import Body, build, pose
from filmwright.render.mesh import FIGURE_PARTS


@pytest.fixture(scope="module")
def body() -> Body:
    return build(FigureLook(sex="female", age=33, hair="long", top="blouse", bottom="skirt"))


def _words(name: str) -> tuple[str, ...]:
    return typing.get_args(getattr(model, name))


def _sound(body: Body) -> None:
    assert np.isfinite(body.vertices).all()
    assert np.isfinite(body.normals).all()
    assert np.allclose(np.linalg.norm(body.normals, axis=1), 1, atol=1e-3)
    assert np.allclose(body.share.sum(axis=1), 1, atol=1e-4)
    assert body.faces.max() < len(body.vertices) + sum(p.count for p in body.rig.parts)
    assert 20_000 < len(body.faces) < 90_000


def test_the_same_look_gives_the_same_bytes_in_another_process():
    look = FigureLook(hair="side_part", top="suit", beard="full", glasses=True, hat="cap")
    code = (
        "import sys,hashlib;from filmwright.model.figure import FigureLook;from filmwright.render.figure import build;"
        "print(hashlib.sha256(build(FigureLook.model_validate_json(sys.argv[1])).to_bytes()).hexdigest())"
    )
    there = subprocess.run(
        [sys.executable, "-c", code, look.model_dump_json()], capture_output=True, text=True, check=True
    ).stdout.strip()
    assert hashlib.sha256(build(look).to_bytes()).hexdigest() == there


def test_stored_and_read_again_a_body_poses_the_same(body):
    again = Body.from_bytes(body.to_bytes())
    assert again.to_bytes() == body.to_bytes()
    p = Pose(posture="walk", phase=0.3, mouth_shape="O", mouth_open=0.5, gaze=(1, 1.5, 2))
    assert pose(again, p, 2).mesh.vertices.tobytes() == pose(body, p, 2).mesh.vertices.tobytes()


@pytest.mark.parametrize("cut", [0, 7, 40, 2000, -1], ids=lambda n: f"{n} bytes")
def test_damaged_bytes_are_refused_with_one_sentence(body, cut):
    with pytest.raises(StoreError, match="build it again"):
        Body.from_bytes(body.to_bytes()[:cut])


_HAIR = _words("HairStyle")


@pytest.mark.parametrize("n", range(len(_HAIR)), ids=_HAIR)
def test_every_style_hat_and_garment_builds_whole(n):
    """Each word of each list is worn at least once over these looks."""
    pick = {k: _words(w) for k, w in (("top", "Top"), ("bottom", "Bottom"), ("hat", "Hat"), ("shoes", "Shoes"))}
    worn = {k: words[n % len(words)] for k, words in pick.items()}
    if n % 2:
        worn["hat"] = "none" if n != 17 else worn["hat"]
    look = FigureLook(
        hair=_HAIR[n],
        beard=_words("Beard")[n % 5],
        sex=_words("Sex")[n % 3],
        build=_words("Build")[n % 5],
        glasses=n % 4 == 0,
        **worn,
    )
    made = build(look)
    _sound(made)
    assert (made.part == FIGURE_PARTS.index("top")).sum() > 2000
    assert -0.002 < float(made.vertices[:, 1].min()) < 0.012


@pytest.mark.parametrize("hat", _words("Hat"))
def test_a_hat_sits_above_the_face(hat):
    made = pose(build(FigureLook(hat=hat, hair="bald")), Pose())
    worn = made.mesh.vertices[np.unique(made.mesh.faces[made.mesh.object_id == 1003])]
    if hat == "none":
        assert not len(worn)
        return
    assert float(worn[:, 1].max()) > made.joints["crown"][1]
    if hat in {"hood", "headscarf"}:  # these go round the face
        return
    front = worn[(worn[:, 2] > made.joints["nose"][2] - 0.05) & (np.abs(worn[:, 0]) < 0.04)]
    brow = made.joints["l_eye"][1] + 0.018
    assert float(front[:, 1].min()) > brow


@pytest.mark.parametrize(("age", "height"), [(2, 0.86), (7, 1.22), (13, 1.56), (40, 1.93), (88, 1.55)])
def test_a_body_is_as_tall_as_asked(age, height):
    made = pose(build(FigureLook(age=age, height_m=height, hair="bald")), Pose())
    assert made.joints["crown"][1] == pytest.approx(height, rel=0.03)


def test_children_have_large_heads_for_their_height():
    def heads(age: int, height: float) -> float:
        head = pose(build(FigureLook(age=age, height_m=height, hair="bald")), Pose()).head
        return height / (head.top_y - head.chin_y)

    assert heads(3, 0.95) < heads(9, 1.33) < heads(35, 1.75)
    assert 4.4 < heads(3, 0.95) < 5.6
    assert 7.0 < heads(35, 1.75) < 8.0


def test_heavy_people_are_wider_than_slight_ones():
    def waist(build_: model.Build) -> float:
        v = build(FigureLook(build=build_, top="tshirt", bottom="leggings")).vertices
        belt = v[(np.abs(v[:, 1] - 1.08) < 0.03) & (np.abs(v[:, 0]) < 0.24)]
        return float(np.ptp(belt[:, 2]))

    assert waist("slight") < waist("average") < waist("heavy")
    assert waist("heavy") > 1.25 * waist("average")


def test_colours_are_the_colours_asked_for():
    made = build(FigureLook(top="sweater", top_colour="#ff0000", hair_colour="#00ff00", hair="buzz"))
    albedo = {m.albedo for m in made.materials}
    assert (1.0, 0.0, 0.0) in albedo
    assert (0.0, 1.0, 0.0) in albedo


def test_surfaces_face_outwards():
    made = build(FigureLook(hair="buzz", top="tshirt"))
    n = len(made.vertices)
    solid = made.faces[(made.faces < n).all(axis=1)]
    a, b, c = (made.vertices[solid[:, i]] for i in range(3))
    turn = np.cross(b - a, c - a)
    mean = made.normals[solid].mean(axis=1)
    agree = (np.einsum("ij,ij->i", turn, mean) > 0).mean()
    assert agree > 0.97


def test_faces_differ_by_their_numbers():
    one = build(FigureLook(face=FaceShape(nose_size=1, jaw_width=1))).rig.skin.depth
    two = build(FigureLook(face=FaceShape(nose_size=-1, jaw_width=-1))).rig.skin.depth
    assert np.abs(one - two).max() > 0.006
