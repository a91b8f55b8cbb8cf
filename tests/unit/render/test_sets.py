import hashlib
import math
from functools import cache

import numpy as np
import pytest

from filmwright.model.set_design import (
    EXTERIORS,
    INTERIORS,
    Palette,
    SetDesign,
    SetKind,
    default_design,
    default_palettes,
)
from filmwright.render.mesh import FIRST_FIGURE_ID
from filmwright.render.sets import PROPS, StageSet, build, prop

KINDS = (*INTERIORS, *EXTERIORS)
SEEDS = (0, 1)


@cache
def stage(kind: SetKind, seed: int = 0) -> StageSet:
    return build(default_design(kind, seed=seed))


def digest(built: StageSet) -> str:
    m = built.mesh
    raw = b"".join(a.tobytes() for a in (m.vertices, m.normals, m.faces, m.material, m.object_id))
    return hashlib.sha256(raw + repr((m.materials, built.objects, built.marks, built.hero)).encode()).hexdigest()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_builds_a_sound_mesh(kind: SetKind):
    for seed in SEEDS:
        m = stage(kind, seed).mesh
        assert np.isfinite(m.vertices).all()
        assert np.isfinite(m.normals).all()
        assert np.abs(np.linalg.norm(m.normals, axis=1) - 1).max() < 1e-3
        assert m.faces.min() >= 0
        assert m.faces.max() < len(m.vertices)
        assert m.material.max() < len(m.materials)
        assert m.object_id.min() >= 1
        assert m.object_id.max() < FIRST_FIGURE_ID


@pytest.mark.parametrize("kind", KINDS)
def test_triangles_stay_within_the_budget(kind: SetKind):
    assert 1_000 <= len(stage(kind).mesh.faces) <= 45_000


@pytest.mark.parametrize("kind", KINDS)
def test_faces_are_wound_the_way_their_normals_point(kind: SetKind):
    m = stage(kind).mesh
    a, b, c = (m.vertices[m.faces[:, i]].astype(np.float64) for i in range(3))
    across = np.cross(b - a, c - a)
    size = np.linalg.norm(across, axis=1)
    agree = np.einsum("ij,ij->i", across, m.normals[m.faces].mean(axis=1)) > 0
    assert agree[size > 1e-6].mean() > 0.995


@pytest.mark.parametrize("kind", KINDS)
def test_two_people_can_stand_and_talk(kind: SetKind):
    for seed in SEEDS:
        s = stage(kind, seed)
        assert len(s.marks) >= 2
        a, b = s.hero.marks
        assert s.marks[:2] == (a, b)
        apart = math.dist(a.position, b.position)
        assert 0.95 <= apart <= 1.6
        towards = math.degrees(math.atan2(b.position[0] - a.position[0], b.position[2] - a.position[2])) % 360
        assert abs((towards - a.heading + 180) % 360 - 180) < 1
        assert abs((a.heading - b.heading) % 360 - 180) < 1


@pytest.mark.parametrize("kind", KINDS)
def test_marks_are_free_of_furniture_and_of_each_other(kind: SetKind):
    s = stage(kind)
    for mark in s.marks:
        x, _, z = mark.position
        for o in s.obstacles:
            gap = math.hypot(max(o.x0 - x, 0, x - o.x1), max(o.z0 - z, 0, z - o.z1))
            assert gap > 0.25, s.object(o.object_id).name
    spots = [m.position for m in s.marks]
    assert all(math.dist(p, q) > 0.8 for i, p in enumerate(spots) for q in spots[:i])


@pytest.mark.parametrize("kind", KINDS)
def test_the_camera_bounds_hold_the_heads_of_the_hero_pair(kind: SetKind):
    s = stage(kind)
    for mark in s.hero.marks:
        x, y, z = mark.position
        assert s.bounds.contains((x, min(y + 1.5, s.bounds.high[1] - 0.1), z))


@pytest.mark.parametrize("kind", [k for k in INTERIORS if k not in {"car", "cave", "tent"}])
def test_every_wall_of_a_room_carries_something(kind: SetKind):
    for seed in SEEDS:
        s = stage(kind, seed)
        w, d = s.design.width / 2, s.design.depth / 2
        reach = {"left": 0, "right": 0, "back": 0, "front": 0}
        for o in s.objects:
            if o.shell:
                continue
            reach["left"] += o.box.low[0] < -w + 0.3
            reach["right"] += o.box.high[0] > w - 0.3
            reach["back"] += o.box.low[2] < -d + 0.3
            reach["front"] += o.box.high[2] > d - 0.3
        assert min(reach.values()) >= 1, reach


@pytest.mark.parametrize("kind", [k for k in INTERIORS if k != "car"])
def test_an_interior_has_a_way_out_at_its_rim_that_leads_outward(kind: SetKind):
    s = stage(kind)
    assert s.doors
    for door in s.doors:
        x, _, z = door.position
        out = (math.sin(math.radians(door.outward)), math.cos(math.radians(door.outward)))
        assert x * out[0] + z * out[1] > 0


@pytest.mark.parametrize("kind", [k for k in INTERIORS if k not in {"car", "cave"}])
def test_furniture_stays_inside_the_walls(kind: SetKind):
    s = stage(kind)
    w, d = s.design.width / 2, s.design.depth / 2
    for o in s.objects:
        if not o.shell:
            assert o.box.low[0] > -w - 0.05, o
            assert o.box.high[0] < w + 0.05, o
            assert o.box.low[2] > -d - 0.05, o
            assert o.box.high[2] < d + 0.05, o


@pytest.mark.parametrize("kind", ["living_room", "kitchen", "office", "bar", "classroom", "garage"])
@pytest.mark.parametrize("seed", range(6))
def test_no_two_pieces_of_furniture_stand_in_each_other(kind: SetKind, seed: int):
    s = stage(kind, seed)
    big = [o for o in s.obstacles if (o.x1 - o.x0) * (o.z1 - o.z0) > 0.35]
    names = {o.id: o.name for o in s.objects}
    for i, a in enumerate(big):
        for b in big[:i]:
            x, z = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.z1, b.z1) - max(a.z0, b.z0)
            assert x < 0.2 or z < 0.2, (names[a.object_id], names[b.object_id], x, z)


@pytest.mark.parametrize("kind", EXTERIORS)
def test_open_places_have_scenery_in_every_direction(kind: SetKind):
    s = stage(kind)
    middle = s.mesh.vertices[s.mesh.faces].mean(axis=1)
    floor = {o.id for o in s.objects if o.name in {"ground", "ground patches", "water", "street below"}}
    standing = ~np.isin(s.mesh.object_id, list(floor))
    away = middle[standing] - np.array(s.hero.centre)
    sector = (np.degrees(np.arctan2(away[:, 0], away[:, 2])) // 30).astype(int)
    assert set(sector.tolist()) == set(range(-6, 6))


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_design_gives_the_same_bytes(kind: SetKind):
    assert digest(build(default_design(kind, seed=0))) == digest(stage(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_another_seed_gives_another_place(kind: SetKind):
    a, b = stage(kind, 0), stage(kind, 1)
    assert digest(a) != digest(b)
    assert a.design.palette != b.design.palette
    assert a.mesh.vertices.shape != b.mesh.vertices.shape or not np.allclose(a.mesh.vertices, b.mesh.vertices)


def test_a_set_does_not_depend_on_what_was_built_before():
    design = default_design("street", seed=7)
    first = digest(build(design))
    build(default_design("forest", seed=3))
    assert digest(build(design)) == first


@pytest.mark.parametrize("feature", ["piano", "fireplace", "tv", "bookshelf", "bed", "stove"])
def test_a_wished_for_thing_is_there(feature):
    built = build(default_design("living_room", seed=2, features=(feature,)))
    assert feature in {o.name for o in built.objects}


def test_wealth_and_era_change_a_room():
    looks = {
        digest(build(default_design("living_room", seed=1, wealth=wealth, era=era)))
        for wealth in ("shabby", "plain", "rich")
        for era in ("historic", "modern")
    }
    assert len(looks) == 6


def test_a_palette_reaches_the_walls():
    design = default_design("bedroom", seed=0, palette=Palette(wall="#ff0000"))
    assert (1.0, 0.0, 0.0) in {m.albedo for m in build(design).mesh.materials}


@pytest.mark.parametrize(
    "kind", ["living_room", "office", "kitchen", "dining_room", "restaurant", "cafe", "bar", "meeting_room", "car",
             "train_carriage", "bus", "plane_cabin", "church", "park"]
)  # fmt: skip
def test_places_to_sit_and_talk_offer_a_seated_pair(kind: SetKind):
    for seed in SEEDS:
        s = stage(kind, seed)
        assert s.hero.seats is not None
        a, b = (s.seats[i] for i in s.hero.seats)
        assert a.group == b.group
        assert 0.35 <= math.dist(a.position, b.position) <= 2.6


@pytest.mark.parametrize("kind", [k for k in INTERIORS if k != "elevator"])
def test_there_is_somewhere_to_sit_indoors(kind: SetKind):
    s = stage(kind)
    assert s.seats
    assert all(0.3 < seat.height < 0.9 for seat in s.seats)


def test_the_front_seats_of_a_car_face_forward_side_by_side():
    s = stage("car")
    front = [x for x in s.seats if x.group == "car"]
    assert [x.heading for x in front] == [0.0, 0.0]
    assert abs(front[0].position[0] - front[1].position[0]) > 0.6
    assert s.bounds.contains((0.0, 1.2, 3.0))


def test_people_in_a_car_are_seen_through_windscreen_and_side_windows():
    s = stage("car")
    tri = s.mesh.vertices[s.mesh.faces].astype(np.float64)
    for seat in (x for x in s.seats if x.group == "car"):
        head = np.array((seat.position[0], 1.1, seat.position[2] - 0.15))
        side = math.copysign(2.5, seat.position[0])
        for eye in ((seat.position[0], 1.15, 3.2), (side, 1.15, head[2] + 0.1)):
            assert not _crossed(tri, np.array(eye), head), eye


def _crossed(tri: np.ndarray, a: np.ndarray, b: np.ndarray) -> bool:
    """Whether the way from a to b meets a triangle (Moeller and Trumbore 1997)."""
    e1, e2, d = tri[:, 1] - tri[:, 0], tri[:, 2] - tri[:, 0], b - a
    p = np.cross(d, e2)
    det = np.einsum("ij,ij->i", e1, p)
    level = np.abs(det) < 1e-12
    det = np.where(level, 1.0, det)
    t0 = a - tri[:, 0]
    u = np.einsum("ij,ij->i", t0, p) / det
    q = np.cross(t0, e1)
    v = q @ d / det
    t = np.einsum("ij,ij->i", e2, q) / det
    return bool((~level & (u >= 0) & (v >= 0) & (u + v <= 1) & (t > 0) & (t < 1)).any())


@pytest.mark.parametrize("kind", ["living_room", "kitchen", "office", "bar", "hospital_room"])
def test_there_is_a_walk_from_the_door_to_the_first_marks(kind: SetKind):
    s = stage(kind)
    assert len(s.walk_paths) >= 2
    ends = {path[-1] for path in s.walk_paths}
    assert s.marks[0].position in ends


def test_default_palettes_of_a_kind_differ():
    for kind in KINDS:
        palettes = default_palettes(kind)
        assert len(palettes) >= 2
        assert len({p.wall for p in palettes}) == len(palettes)


def test_an_unknown_feature_or_kind_is_refused():
    with pytest.raises(ValueError, match="kind"):
        SetDesign(kind="moon_base", width=5, depth=5, height=3)  # type: ignore[arg-type]  # what the test is about
    with pytest.raises(ValueError, match="features"):
        SetDesign(kind="office", width=5, depth=5, height=3, features=("dragon",))  # type: ignore[arg-type]  # as above


def test_a_design_survives_json():
    design = default_design("bar", seed=5, features=("piano",), wealth="shabby")
    assert SetDesign.model_validate_json(design.model_dump_json()) == design


@pytest.mark.parametrize("name", PROPS)
def test_a_prop_is_a_sound_mesh_that_stands_on_the_ground(name):
    m = prop(name)
    assert np.isfinite(m.vertices).all()
    assert set(m.object_id.tolist()) == {1}
    assert abs(float(m.vertices[:, 1].min())) < 0.02
    size = (m.vertices.max(axis=0) - m.vertices.min(axis=0)).max()
    assert 0.015 < size < 1.3


def test_props_are_known_by_other_names_and_plurals():
    assert prop("the revolver").vertices.tobytes() == prop("gun").vertices.tobytes()
    assert prop("old brass key").vertices.tobytes() == prop("key").vertices.tobytes()
    assert prop("letters").vertices.tobytes() == prop("letter").vertices.tobytes()


def test_an_unknown_prop_takes_the_shape_of_its_class():
    flat, hollow, long_, other = (prop(n) for n in ("train ticket", "clay jar", "magic wand", "amulet"))
    extent = [np.ptp(m.vertices, axis=0) for m in (flat, hollow, long_, other)]
    assert extent[0][1] < 0.01
    assert extent[1][1] > extent[1][0]
    assert extent[2][0] > 5 * extent[2][2]
    assert 0.02 < extent[3][1] < 0.2
