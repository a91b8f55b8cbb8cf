import math

import pytest

from filmwright.render.camera import Camera
from filmwright.render.light import key_for, light_for

SUBJECT = (0.0, 1.5, 0.0)


def _dot(a, b):
    return sum(x * y for x, y in zip(a, b, strict=True))


@pytest.mark.parametrize("angle", range(0, 360, 45))
@pytest.mark.parametrize("side", ["left", "right"])
def test_the_key_stands_on_the_cameras_side(angle, side):
    eye = (3 * math.sin(math.radians(angle)), 1.6, 3 * math.cos(math.radians(angle)))
    camera = Camera(eye, SUBJECT)
    light = key_for(light_for("day"), camera, SUBJECT, side=side)
    to_camera = (eye[0] / 3, 0.0, eye[2] / 3)
    assert _dot(light.direction, to_camera) > 0.5
    right = tuple(camera.basis()[0])
    assert _dot(light.direction, right) * (1 if side == "right" else -1) > 0.3


def test_a_silhouette_is_lit_from_behind():
    light = key_for(light_for("dusk"), Camera((0, 1.6, 3), SUBJECT), SUBJECT, silhouette=True)
    assert light.direction[2] < -0.3


@pytest.mark.parametrize("facing", [(1.0, 0.0, 0.1), (-1.0, 0.0, 0.1), (0.0, 0.0, 1.0)])
def test_a_profile_is_lit_from_the_side_it_looks_to(facing):
    for side in ("left", "right"):
        light = key_for(light_for("day"), Camera((0, 1.6, 3), SUBJECT), SUBJECT, side=side, facing=facing)
        assert _dot(light.direction, facing) > 0.3
        assert light.direction[2] > 0.2


def test_interiors_let_the_key_through_their_walls():
    assert light_for("day", interior=True).open_set
    assert not light_for("day", interior=False).open_set


def test_rain_softens_and_greys_the_key():
    clear, rain = light_for("day"), light_for("day", weather="rain")
    assert rain.softness > 0.5
    assert rain.haze > clear.haze
    assert max(rain.key) - min(rain.key) < max(clear.key) - min(clear.key)


@pytest.mark.parametrize("weather", ["cloudy", "overcast", "rain", "storm", "fog", "snow"])
def test_weather_thickens_the_air_outside_and_not_inside(weather):
    assert light_for("day", weather=weather).haze > light_for("day").haze
    assert light_for("day", weather=weather, interior=True).haze == light_for("day", interior=True).haze


@pytest.mark.parametrize("time", ["day", "dawn", "golden", "dusk", "night"])
def test_directions_are_unit_vectors(time):
    assert _dot(light_for(time).direction, light_for(time).direction) == pytest.approx(1.0)
