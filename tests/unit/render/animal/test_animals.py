"""Bodies of animals: what they are made of, how they stand, go and look."""

import hashlib
import subprocess
import sys
from typing import get_args

import numpy as np
import pytest

from filmwright.errors import StoreError
from filmwright.model.figure import AnimalLook, FigureLook, Pose, Species
from filmwright.render import figure
from filmwright.render.animal import BIRDS, AnimalBody, animal_stride, build_animal, pose_animal, pose_animal_between
from filmwright.render.bodies import build, pose, pose_between, read_body, stride
from filmwright.render.mesh import FIGURE_PARTS, FIGURE_STRIDE, FIRST_FIGURE_ID

SPECIES: tuple[Species, ...] = get_args(Species)
SIZES = {"horse": 1.6, "cow": 1.4, "cat": 0.25, "rat": 0.07, "crow": 0.36, "dog": 0.56}


@pytest.fixture(scope="module")
def bodies() -> dict[str, AnimalBody]:
    return {k: build_animal(AnimalLook.model_validate({"species": k, "size_m": s})) for k, s in SIZES.items()}


def lowest(made: figure.PosedFigure) -> float:
    return float(made.mesh.vertices[:, 1].min())


def part_of(made: figure.PosedFigure, name: str) -> np.ndarray:
    part = (made.mesh.object_id - FIRST_FIGURE_ID) % FIGURE_STRIDE == FIGURE_PARTS.index(name)
    return made.mesh.vertices[np.unique(made.mesh.faces[part])]


# --- building


@pytest.mark.parametrize("species", SPECIES)
def test_every_species_has_a_body_of_a_fair_size(species: Species) -> None:
    body = build_animal(AnimalLook(species=species, size_m=0.6))
    assert 8_000 <= len(body.faces) <= 32_000
    assert np.isfinite(body.vertices).all()
    assert np.allclose(np.linalg.norm(body.normals, axis=1), 1.0, atol=1e-3)
    assert np.allclose(body.share.sum(axis=1), 1.0, atol=1e-4)
    assert {"face", "eyes", "mouth"} <= {FIGURE_PARTS[i] for i in np.unique(body.part)}


@pytest.mark.parametrize("species", SPECIES)
def test_it_stands_on_the_floor_and_is_as_tall_as_its_look_says(species: Species) -> None:
    made = pose_animal(build_animal(AnimalLook(species=species, size_m=0.6)), Pose())
    assert abs(lowest(made)) < 0.02
    height = 0.6 if species in BIRDS else made.bounds[1][1]
    assert height >= 0.57
    if species in BIRDS:
        assert made.bounds[1][1] == pytest.approx(0.6, abs=0.08)


def test_the_same_look_gives_the_same_bytes_in_another_process() -> None:
    look = AnimalLook(species="cat", size_m=0.25, pattern="stripes", collar="#aa2222")
    code = (
        "import sys,hashlib;from filmwright.model.figure import AnimalLook;"
        "from filmwright.render.animal import build_animal;"
        "print(hashlib.sha256(build_animal(AnimalLook.model_validate_json(sys.argv[1])).to_bytes()).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", code, look.model_dump_json()], capture_output=True, text=True, check=True
    )
    assert other.stdout.strip() == hashlib.sha256(build_animal(look).to_bytes()).hexdigest()


def test_a_body_goes_through_bytes(bodies: dict[str, AnimalBody]) -> None:
    data = bodies["crow"].to_bytes()
    again = AnimalBody.from_bytes(data)
    assert again.to_bytes() == data
    assert again.look == bodies["crow"].look
    one, two = pose_animal(again, Pose()), pose_animal(bodies["crow"], Pose())
    assert np.array_equal(one.mesh.vertices, two.mesh.vertices)


@pytest.mark.parametrize("data", [b"", b"FWBEAST1", b"FWBEAST1\x05\x00\x00\x00{...}", b"something else"])
def test_bytes_that_are_no_animal_are_refused(data: bytes) -> None:
    with pytest.raises(StoreError):
        AnimalBody.from_bytes(data)


def test_a_cut_off_body_is_refused(bodies: dict[str, AnimalBody]) -> None:
    with pytest.raises(StoreError, match="damaged"):
        AnimalBody.from_bytes(bodies["crow"].to_bytes()[:-5])


def test_what_the_look_says_is_seen(bodies: dict[str, AnimalBody]) -> None:
    plain = bodies["dog"]
    patched = build_animal(AnimalLook(species="dog", size_m=0.56, pattern="patches", second_colour="#ffffff"))
    assert len(patched.materials) > len(plain.materials)
    collared = build_animal(AnimalLook(species="dog", size_m=0.56, collar="#ff0000"))
    assert any(m.albedo[0] > 0.9 and m.albedo[1] < 0.05 for m in collared.materials)
    assert not any(m.albedo[0] > 0.9 and m.albedo[1] < 0.05 for m in plain.materials)
    young = build_animal(AnimalLook(species="dog", size_m=0.56, young=True))
    assert young.rest.head > plain.rest.head


def test_horns_make_it_taller(bodies: dict[str, AnimalBody]) -> None:
    horned = build_animal(AnimalLook(species="deer", size_m=1.0, horns=True))
    bare = build_animal(AnimalLook(species="deer", size_m=1.0))
    assert pose_animal(horned, Pose()).bounds[1][1] > pose_animal(bare, Pose()).bounds[1][1] + 0.15


# --- posing


@pytest.mark.parametrize("kind", SIZES)
@pytest.mark.parametrize("posture", ["sit", "lie", "crouch", "kneel"])
def test_nobody_goes_through_the_floor(kind: str, posture: str, bodies: dict[str, AnimalBody]) -> None:
    made = pose_animal(bodies[kind], Pose.model_validate({"posture": posture, "ground": 0.3}))
    assert lowest(made) == pytest.approx(0.3, abs=0.03 * SIZES[kind] + 0.005)


@pytest.mark.parametrize("kind", ["dog", "cat"])
def test_who_sits_is_as_high_in_front_and_low_behind(kind: str, bodies: dict[str, AnimalBody]) -> None:
    stands, sits = pose_animal(bodies[kind], Pose()), pose_animal(bodies[kind], Pose(posture="sit"))
    size = SIZES[kind]
    assert sits.joints["l_hip"][1] < stands.joints["l_hip"][1] - 0.35 * size
    assert sits.joints["l_shoulder"][1] == pytest.approx(stands.joints["l_shoulder"][1], abs=0.12 * size)
    assert sits.joints["crown"][1] > sits.joints["l_hip"][1] + 0.6 * size


@pytest.mark.parametrize(
    ("kind", "running"), [("dog", False), ("horse", False), ("dog", True), ("cat", True), ("crow", False)]
)
def test_a_foot_on_the_ground_does_not_slide(kind: str, running: bool, bodies: dict[str, AnimalBody]) -> None:
    body, steps = bodies[kind], 40
    step = animal_stride(body, running=running)
    posture = "run" if running else "walk"
    spots = []
    for i in range(steps):
        phase = i / steps
        made = pose_animal(body, Pose.model_validate({"posture": posture, "phase": phase, "z": phase * step}))
        feet = part_of(made, "shoes") if kind == "horse" else made.mesh.vertices
        left = feet[(feet[:, 0] > 0.001) & (feet[:, 1] < 0.05 * SIZES[kind])]
        spots.append(float(left[:, 2].max()) if len(left) else None)
    first = [s for s in spots[2:6] if s is not None]
    assert first, "a foot is down at the start of the cycle"
    assert np.ptp(first) < 0.06 * step


def test_a_walk_goes_round(bodies: dict[str, AnimalBody]) -> None:
    one = pose_animal(bodies["dog"], Pose(posture="walk", phase=0.0)).mesh.vertices
    two = pose_animal(bodies["dog"], Pose(posture="walk", phase=1.0)).mesh.vertices
    half = pose_animal(bodies["dog"], Pose(posture="walk", phase=0.5)).mesh.vertices
    assert np.allclose(one, two, atol=1e-4)
    assert np.abs(one - half).max() > 0.08


def test_a_larger_animal_takes_longer_steps(bodies: dict[str, AnimalBody]) -> None:
    assert animal_stride(bodies["horse"]) > 3 * animal_stride(bodies["cat"])
    assert animal_stride(bodies["dog"], running=True) > animal_stride(bodies["dog"])


def test_birds_spread_their_wings_to_fly_at_the_height_that_is_asked(bodies: dict[str, AnimalBody]) -> None:
    stands = pose_animal(bodies["crow"], Pose())
    flies = pose_animal(bodies["crow"], Pose(posture="fly", seat_height=1.2, phase=0.0))
    assert flies.bounds[1][0] - flies.bounds[0][0] > 2.5 * (stands.bounds[1][0] - stands.bounds[0][0])
    assert flies.joints["neck"][1] - stands.joints["neck"][1] == pytest.approx(1.2, abs=0.2)


def test_wings_beat(bodies: dict[str, AnimalBody]) -> None:
    up, down = (pose_animal(bodies["crow"], Pose(posture="fly", phase=p)) for p in (0.25, 0.75))
    assert up.joints["l_wrist"][1] > down.joints["l_wrist"][1] + 0.15


@pytest.mark.parametrize("kind", SIZES)
def test_the_head_turns_to_what_it_looks_at(kind: str, bodies: dict[str, AnimalBody]) -> None:
    size = SIZES[kind]
    left = pose_animal(bodies[kind], Pose(gaze=(3.0, size, 3.0))).head.forward
    right = pose_animal(bodies[kind], Pose(gaze=(-3.0, size, 3.0))).head.forward
    assert left[0] > 0.4
    assert right[0] == pytest.approx(-left[0], abs=0.05)


@pytest.mark.parametrize("kind", SIZES)
def test_a_bark_opens_the_jaw_and_moves_nothing_else(kind: str, bodies: dict[str, AnimalBody]) -> None:
    shut, open_ = (pose_animal(bodies[kind], Pose(mouth_open=m)) for m in (0.0, 1.0))
    moved = np.abs(shut.mesh.vertices - open_.mesh.vertices).max(axis=1) > 1e-5
    near = np.linalg.norm(shut.mesh.vertices - np.array(shut.head.centre), axis=1)
    assert moved.any()
    assert near[moved].max() < 1.3 * bodies[kind].rest.head
    assert shut.joints["crown"] == open_.joints["crown"]


def test_a_blink_covers_the_eyes(bodies: dict[str, AnimalBody]) -> None:
    body = bodies["dog"]
    lids = part_of(pose_animal(body, Pose(blink=0.0)), "eyes"), part_of(pose_animal(body, Pose(blink=1.0)), "eyes")
    eye = np.array(pose_animal(body, Pose()).joints["l_eye"])
    ahead = [float(((v - eye) @ body.rest.look)[np.linalg.norm(v - eye, axis=1) < 0.06].max()) for v in lids]
    assert ahead[1] >= ahead[0]
    assert np.abs(lids[0] - lids[1]).max() > 0.005


def test_ids_and_place_are_those_that_are_asked(bodies: dict[str, AnimalBody]) -> None:
    made = pose_animal(bodies["dog"], Pose(x=2.0, z=-1.0, heading=90.0), 3)
    ids = np.unique(made.mesh.object_id)
    assert ids.min() >= FIRST_FIGURE_ID + 3 * FIGURE_STRIDE
    assert ids.max() < FIRST_FIGURE_ID + 4 * FIGURE_STRIDE
    assert made.head.forward[0] > 0.95
    assert made.joints["nose"][0] > 2.2
    assert abs(made.joints["nose"][2] + 1.0) < 0.02


def test_joints_are_those_that_people_have(bodies: dict[str, AnimalBody]) -> None:
    person = figure.pose(figure.build(FigureLook()), Pose())
    for body in bodies.values():
        assert set(pose_animal(body, Pose()).joints) == set(person.joints)


def test_crown_is_above_chin_and_the_nose_in_front(bodies: dict[str, AnimalBody]) -> None:
    for body in bodies.values():
        joints = pose_animal(body, Pose()).joints
        assert joints["crown"][1] > joints["l_eye"][1] > joints["chin"][1]
        assert joints["nose"][2] > joints["l_eye"][2]


# --- on the way from one pose to another


def test_who_sits_down_ends_as_if_it_had_always_sat(bodies: dict[str, AnimalBody]) -> None:
    before, after = Pose(), Pose(posture="sit")
    end = pose_animal_between(bodies["dog"], before, after, 1.0)
    assert np.array_equal(end.mesh.vertices, pose_animal(bodies["dog"], after).mesh.vertices)
    hips = [pose_animal_between(bodies["dog"], before, after, s).joints["l_hip"][1] for s in (0.0, 0.3, 0.6, 0.95)]
    assert hips == sorted(hips, reverse=True)


# --- one door


def test_one_door_builds_reads_and_poses_people_and_animals() -> None:
    for look in (FigureLook(), AnimalLook(species="fox", size_m=0.4)):
        body = build(look)
        again = read_body(body.to_bytes())
        assert again.look == look
        assert np.array_equal(pose(again, Pose()).mesh.vertices, pose(body, Pose()).mesh.vertices)
        assert stride(body, running=True) > stride(body)
        assert pose_between(body, Pose(), Pose(heading=40.0), 0.5).joints
