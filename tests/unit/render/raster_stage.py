"""A small room with two simple people, for the tests of the renderer."""

import math

import numpy as np

from filmwright.render.camera import Camera
from filmwright.render.mesh import Material, Mesh, figure_object_id, join

LIGHT_SKIN = (0.62, 0.40, 0.30)
DARK_SKIN = (0.07, 0.04, 0.025)


def box(centre, size, albedo, object_id, kind="wood", emission=0.0):
    vertices, normals, faces = [], [], []
    for axis in range(3):
        for sign in (-1.0, 1.0):
            n = np.zeros(3)
            n[axis] = sign
            u = np.zeros(3)
            u[(axis + 1) % 3] = 1.0
            v = np.cross(n, u)
            base = len(vertices)
            for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
                vertices.append(np.asarray(centre) + (n + a * u + b * v) * np.asarray(size) / 2)
                normals.append(n)
            faces += [[base, base + 1, base + 2], [base, base + 2, base + 3]]
    return _mesh(vertices, normals, faces, object_id, Material(tuple(albedo), kind, emission))


def ball(centre, radii, albedo, object_id, kind="cloth", rings=24, emission=0.0):
    across = 2 * rings
    tilt, turn = np.meshgrid(np.linspace(0, math.pi, rings + 1), np.linspace(0, 2 * math.pi, across + 1), indexing="ij")
    unit = np.stack([np.sin(tilt) * np.sin(turn), np.cos(tilt), np.sin(tilt) * np.cos(turn)], -1).reshape(-1, 3)
    normals = unit / np.asarray(radii)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    faces = []
    for i in range(rings):
        for j in range(across):
            a = i * (across + 1) + j
            faces += [[a, a + across + 1, a + 1], [a + 1, a + across + 1, a + across + 2]]
    return _mesh(unit * radii + np.asarray(centre), normals, faces, object_id, Material(tuple(albedo), kind, emission))


def _mesh(vertices, normals, faces, object_id, material):
    count = len(faces)
    return Mesh(
        np.array(vertices, np.float32),
        np.array(normals, np.float32),
        np.array(faces, np.int32),
        np.zeros(count, np.int32),
        np.full(count, object_id, np.int32),
        (material,),
    )


def person(index, x, z, skin=LIGHT_SKIN, top=(0.45, 0.08, 0.07)):
    """A body, a head that looks towards +z, eyes, a nose and a cap of hair."""

    def part(name):
        return figure_object_id(index, name)

    return join(
        [
            ball((x, 1.10, z), (0.20, 0.34, 0.14), top, part("top")),
            ball((x, 0.45, z), (0.17, 0.46, 0.14), (0.05, 0.05, 0.06), part("bottom")),
            ball((x, 1.60, z), (0.08, 0.12, 0.10), skin, part("face"), "skin"),
            ball((x, 1.67, z - 0.03), (0.088, 0.09, 0.095), (0.04, 0.025, 0.02), part("hair"), "hair"),
            ball((x, 1.58, z + 0.1), (0.014, 0.02, 0.02), skin, part("face"), "skin", rings=8),
            ball((x - 0.03, 1.62, z + 0.088), (0.013, 0.008, 0.01), (0.8, 0.8, 0.8), part("eyes"), "eye", rings=8),
            ball((x + 0.03, 1.62, z + 0.088), (0.013, 0.008, 0.01), (0.8, 0.8, 0.8), part("eyes"), "eye", rings=8),
        ]
    )


def room():
    """Floor, four walls and a ceiling round the origin, a table in front, a picture and a window behind."""
    wall = (0.55, 0.52, 0.44)
    return join(
        [
            box((0, -0.05, 0), (8, 0.1, 7), (0.30, 0.21, 0.13), 1, "floor"),
            box((0, 1.4, -3.5), (8, 2.8, 0.1), wall, 2, "wall"),
            box((0, 1.4, 3.5), (8, 2.8, 0.1), wall, 3, "wall"),
            box((-4, 1.4, 0), (0.1, 2.8, 7), wall, 4, "wall"),
            box((4, 1.4, 0), (0.1, 2.8, 7), wall, 5, "wall"),
            box((0, 2.85, 0), (8, 0.1, 7), (0.8, 0.8, 0.78), 6, "ceiling"),
            box((0, 0.72, 0.6), (1.4, 0.05, 0.7), (0.25, 0.14, 0.08), 7),
            box((-0.6, 0.35, 0.6), (0.06, 0.7, 0.06), (0.22, 0.12, 0.07), 7),
            box((0.6, 0.35, 0.6), (0.06, 0.7, 0.06), (0.22, 0.12, 0.07), 7),
            box((1.9, 1.6, -3.43), (1.2, 1.1, 0.04), (0.8, 0.9, 1.0), 8, "window", 0.9),
            box((-2.3, 1.6, -3.43), (0.9, 0.7, 0.05), (0.3, 0.1, 0.08), 9, "paint"),
        ]
    )


def cast():
    return [person(0, -0.6, -0.6), person(1, 0.65, -0.4, DARK_SKIN, (0.05, 0.10, 0.30))]


CAMERA = Camera((0.1, 1.5, 2.9), (0.05, 1.25, -0.5), 35, 480, 270)
CLOSE = Camera((-0.35, 1.6, 0.55), (-0.6, 1.55, -0.6), 60, 480, 270)
CLOSE_DARK = Camera((0.95, 1.6, 0.75), (0.65, 1.55, -0.4), 60, 480, 270)
