from dataclasses import replace

import numpy as np
import pytest
from raster_stage import CAMERA, ball, box, cast, room

from filmwright.render.camera import Camera
from filmwright.render.mesh import Mesh, join
from filmwright.render.raster import FAR, depth_of, look_through, prepare, rasterise, seen_ids

CUBE = Camera((0.0, 0.0, 3.0), (0.0, 0.0, 0.0), 50, 320, 180)


def test_depth_is_the_distance_along_the_view_and_not_along_the_ray():
    wall = box((0, 0, -0.5), (40, 40, 1), (0.5, 0.5, 0.5), 3)
    _, depth = look_through(wall, CUBE, 1.0)
    assert depth == pytest.approx(3.0, abs=1e-5)


def test_depth_of_a_slanted_floor_agrees_with_the_ray_to_the_plane():
    floor = box((0, -0.5, 0), (200, 1, 200), (0.5, 0.5, 0.5), 1)
    camera = Camera((0, 1.7, 0), (0, 1.2, -4), 35, 320, 180)
    ids, depth = look_through(floor, camera, 1.0)
    basis = camera.basis()
    y, x = np.nonzero((ids == 1) & (depth < 60))
    ray = np.stack([(x + 0.5 - 160) / camera.focal_px, -(y + 0.5 - 90) / camera.focal_px, np.ones(len(x))], 1) @ basis
    assert depth[y, x] == pytest.approx(-1.7 / ray[:, 1], rel=1e-4)


def test_a_floor_that_reaches_behind_the_camera_has_no_holes():
    floor = box((0, -0.5, 0), (60, 1, 60), (0.5, 0.5, 0.5), 1)
    ids, _ = look_through(floor, Camera((0, 1.5, 0), (0, 0.2, -3), 24, 320, 180), 1.0)
    lowest = ids[120:]
    assert (lowest == 1).all()


def test_walls_round_the_camera_leave_no_pixel_empty():
    for target in ((3, 1.4, 0.2), (-3, 1.0, 2), (0.1, 2.7, -1), (0.2, 0.1, 1), (1, 1.5, 3.4)):
        ids, depth = look_through(room(), Camera((0, 1.5, 0), target, 18, 320, 180), 1.0)
        assert (ids > 0).all(), target
        assert (depth < 10).all(), target


def test_neighbouring_triangles_leave_no_cracks():
    ids, _ = look_through(
        ball((0, 0, 0), (2, 2, 2), (0.5, 0.5, 0.5), 5, rings=60), Camera((0, 0, 2.4), (0, 0.1, 0), 35, 640, 360), 1.0
    )
    assert (ids == 5).all()


def test_the_nearer_thing_hides_the_farther():
    scene = join([box((0, 0, 0), (1, 1, 1), (0.5, 0, 0), 1), box((0, 0, -2), (9, 9, 1), (0, 0.5, 0), 2)])
    ids, depth = look_through(scene, CUBE, 1.0)
    assert ids[90, 160] == 1
    assert depth[90, 160] == pytest.approx(2.5, abs=1e-4)
    assert ids[5, 5] == 2


def test_nothing_seen_has_object_nought_and_depth_far():
    ids, depth = look_through(box((0, 0, 9), (1, 1, 1), (1, 1, 1), 4), CUBE, 0.5)
    assert (ids == 0).all()
    assert depth == pytest.approx(FAR, rel=1e-3)


def test_a_mesh_without_triangles_can_be_looked_at():
    ids, _ = look_through(join([]), CUBE, 0.5)
    assert ids.shape == (90, 160)
    assert not ids.any()


def test_culling_leaves_out_what_is_seen_from_behind():
    shell = prepare(box((0, 0, 0), (10, 10, 10), (0.5, 0.5, 0.5), 1))
    assert (rasterise(shell, CUBE, scale=1).triangle >= 0).all()
    assert (rasterise(shell, CUBE, scale=1, cull=True).triangle < 0).all()


def test_culling_keeps_a_closed_body_as_it_is():
    body = prepare(ball((0, 0, 0), (0.5, 0.5, 0.5), (0.5, 0.5, 0.5), 1))
    whole, culled = rasterise(body, CUBE), rasterise(body, CUBE, cull=True)
    assert np.array_equal(whole.triangle, culled.triangle)


@pytest.mark.parametrize("window", [(0, 0, 100, 80), (37, 51, 201, 133), (400, 200, 480, 270)])
def test_a_window_has_the_samples_of_the_whole_frame(window):
    geometry = prepare(join([room(), *cast()]))
    whole, part = rasterise(geometry, CAMERA), rasterise(geometry, CAMERA, window=window)
    x0, y0, x1, y1 = (2 * v for v in window)
    assert np.array_equal(part.triangle, whole.triangle[y0:y1, x0:x1])
    assert np.array_equal(part.inverse_depth, whole.inverse_depth[y0:y1, x0:x1])


def test_a_projected_point_falls_on_the_object_that_holds_it():
    ids, depth = look_through(join([room(), *cast()]), CAMERA, 1.0)
    x, y, z = CAMERA.project(np.array([[-0.6, 1.6, -0.5]]))[0]
    assert ids[int(y), int(x)] == 1002
    assert depth[int(y), int(x)] == pytest.approx(z, abs=0.05)


def test_ids_and_depth_of_samples_agree_with_the_mesh():
    geometry = prepare(room())
    samples = rasterise(geometry, CAMERA, scale=1)
    assert set(np.unique(seen_ids(geometry, samples.triangle))) <= set(range(10))
    assert depth_of(samples.inverse_depth).dtype == np.float32


def test_triangles_without_area_are_ignored():
    flat = Mesh(
        np.zeros((3, 3), np.float32), np.tile(np.float32((0, 1, 0)), (3, 1)), np.array([[0, 1, 2]], np.int32),
        np.zeros(1, np.int32), np.ones(1, np.int32), room().materials[:1],
    )  # fmt: skip
    ids, _ = look_through(flat, CUBE, 1.0)
    assert not ids.any()


def test_a_triangle_that_names_a_missing_vertex_is_refused():
    body = box((0, 0, 0), (1, 1, 1), (0.5, 0.5, 0.5), 1)
    with pytest.raises(ValueError, match="vertex or material"):
        prepare(replace(body, faces=body.faces + 1))
    with pytest.raises(ValueError, match="vertex or material"):
        prepare(replace(body, material=body.material + 1))


def test_a_mesh_with_too_few_normals_is_refused():
    body = box((0, 0, 0), (1, 1, 1), (0.5, 0.5, 0.5), 1)
    with pytest.raises(ValueError, match="one normal per vertex"):
        prepare(replace(body, normals=body.normals[:-1]))
