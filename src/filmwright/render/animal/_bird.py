"""Birds: where the joints are, and the shapes of body, head, beak, legs, and wings both folded and spread."""

import math

import numpy as np
from numpy.typing import NDArray

from filmwright.model.figure import AnimalLook
from filmwright.render.anatomy.piece import Piece, Tint, split
from filmwright.render.anatomy.shapes import CUT, rotation
from filmwright.render.animal._piece import AnimalShapes, ball, disc, flip, rigid, solid, tube
from filmwright.render.animal._rig import BONE, Rest
from filmwright.render.animal._species import Bird, bird_of

__all__ = ["FOLDED", "SPREAD", "bird_pieces", "bird_rest"]

Array = NDArray[np.float64]

FOLDED, SPREAD = 1, 2
"""Layers of triangles that are only there with folded, or with spread wings."""


def _axis(b: Bird) -> Array:
    a = math.radians(b.body[3])
    return np.array([0.0, math.sin(a), math.cos(a)])


def _middle(b: Bird) -> Array:
    return np.array([0.0, b.middle, -0.02])


def _shoulder(b: Bird) -> Array:
    d = _axis(b)
    up = np.array([0.0, d[2], -d[1]])
    place: Array = _middle(b) + 0.42 * b.body[0] * d + 0.42 * b.body[1] * up + np.array([0.72 * b.body[2], 0.0, 0.0])
    return place


def bird_rest(look: AnimalLook) -> Rest:
    """The joints of a bird that stands with folded wings."""
    b, s = bird_of(look), look.size_m
    out = np.zeros((len(BONE), 3))
    d, middle = _axis(b), _middle(b)

    def put(bone: str, at: Array) -> None:
        out[BONE[bone]] = at * s

    head = np.array([0.0, b.head_at[0], b.head_at[1]])
    front = middle + 0.62 * b.body[0] * d
    put("pelvis", middle - 0.30 * b.body[0] * d)
    put("spine", middle)
    put("chest", middle + 0.20 * b.body[0] * d)
    put("neck", front)
    put("neck2", 0.5 * (front + head) + np.array([0.0, 0.0, -0.02]))
    put("head", head + np.array([0.0, -0.35, -0.20]) * b.head)
    put("jaw", head + np.array([0.0, -0.30, 0.45]) * b.head)
    for i in range(1, 5):
        put(f"tail{i}", middle - (0.80 * b.body[0] + 0.22 * b.tail[0] * (i - 1)) * d)
    shoulder = _shoulder(b)
    for side, x in (("l_", 1.0), ("r_", -1.0)):
        m = np.array([x, 1.0, 1.0])
        wide = 0.42 * b.body[2]
        put(f"{side}thigh", np.array([x * wide, b.middle - 0.02, 0.0]))
        put(f"{side}shin", np.array([x * wide * 1.1, b.middle * 0.70, 0.115]))
        put(f"{side}hock", np.array([x * wide * 1.05, b.middle * 0.34, -0.045]))
        put(f"{side}toe", np.array([x * wide, 0.020, 0.030]))
        for k, share in ((1, 0.0), (2, 0.30), (3, 0.60)):
            put(f"{side}wing{k}", (shoulder + np.array([share * b.wing[0], 0, 0])) * m)
        for k, bone in enumerate(("blade", "arm", "fore", "cannon", "paw")):
            put(f"{side}{bone}", (shoulder + np.array([0.0, -0.02 * k, 0.004 * k])) * m)
        eye = (head + _eye_at(b) - _eye_way(b) * _eye_size(b) * 0.35) * m
        for bone in ("eye", "lid"):
            put(f"{side}{bone}", eye)
        put(f"{side}ear", (head + np.array([0.80, 0.05, -0.25]) * b.head) * m)
    marks = _marks(b, head, out, s)
    return Rest(out, s, float(marks["crown"][1] - marks["chin"][1]), float(out[BONE["l_thigh"]][1]), marks, _eye_way(b))


def _eye_at(b: Bird) -> Array:
    if b.disc:
        return np.array([0.42, 0.10, 0.80]) * b.head
    return np.array([0.74, 0.16, 0.50]) * b.head


def _eye_size(b: Bird) -> float:
    """Radius of an eye."""
    return b.head * (0.30 if b.disc else 0.25)


def _eye_way(b: Bird) -> Array:
    """The way the left eye looks: owls look ahead, other birds to the side."""
    way = np.array([0.22, 0.02, 0.97]) if b.disc else np.array([0.93, 0.10, 0.36])
    unit: Array = way / np.linalg.norm(way)
    return unit


def _beak_root(b: Bird) -> Array:
    return np.array([0.0, -0.10 if not b.disc else -0.16, 0.86]) * b.head


def _marks(b: Bird, head: Array, joints: Array, s: float) -> dict[str, Array]:
    tip = head + _beak_root(b) + np.array([0.0, -0.02, b.beak[0]])
    reach = max(2.2 * b.head, 0.46)  # a close shot of a bird shows more than its head
    middle = head + np.array([0.0, 0.0, 0.35 * b.beak[0]])
    out = {
        "nose": tip * s,
        "mouth": (tip - np.array([0.0, 0.01, 0.3 * b.beak[0]])) * s,
        "crown": (middle + np.array([0.0, 1.05 * b.head, 0.0])) * s,
        "chin": (middle + np.array([0.0, 1.05 * b.head - reach, 0.0])) * s,
    }
    for side in ("l", "r"):
        out[f"{side}_eye"] = joints[BONE[f"{side}_eye"]]
        out[f"{side}_ear"] = joints[BONE[f"{side}_ear"]]
    return out


# ---------------------------------------------------------------- pieces


def bird_pieces(look: AnimalLook, rest: Rest) -> list[tuple[int, Piece]]:
    """All parts of a bird, each with the layer that it belongs to (0 always, else `FOLDED` or `SPREAD`)."""
    b, s = bird_of(look), look.size_m
    always = [*_body(b, look, rest), *_beak(b, s), *_eyes(b, s), *_legs(b, rest), *_tail(b, s), *_comb(b, s)]
    folded = _folded(b, s)
    spread = _spread(b, look, s)
    return [
        *((0, p) for p in always),
        *((FOLDED, q) for p in folded for q in (p, flip(p))),
        *((SPREAD, q) for p in spread for q in (p, flip(p))),
    ]


def _head_centre(b: Bird) -> Array:
    return np.array([0.0, b.head_at[0], b.head_at[1]])


def _body(b: Bird, look: AnimalLook, rest: Rest) -> list[Piece]:
    s = rest.size
    long, high, wide, tilt = b.body
    d, middle, head = _axis(b), _middle(b), _head_centre(b)
    shapes = AnimalShapes()
    turn = rotation("x", -tilt)
    shapes.ball(middle * s, np.array([wide, high, long]) * s, turn=turn, bone="spine")
    shapes.ball((middle + 0.34 * long * d) * s, np.array([wide * 0.92, high * 0.95, long * 0.55]) * s, turn=turn,
                k=0.08 * s, bone="chest")  # fmt: skip
    back = middle - 0.55 * long * d
    shapes.cone(back * s, (back - 0.55 * long * d) * s, 0.62 * high * s, 0.16 * high * s, k=0.12 * s, bone="pelvis",
                stretch=(1, 0, 0), by=1.15)  # fmt: skip
    front = middle + 0.60 * long * d
    mid = 0.5 * (front + head) + np.array([0.0, 0.0, -0.015])
    slim = b.comb or look.species in ("duck", "pigeon", "gull")
    r0, r1 = high * (0.55 if slim else 0.66), b.head * (0.78 if slim else 0.94)
    shapes.cone(front * s, mid * s, r0 * s, 0.5 * (r0 + r1) * s, k=0.08 * s, bone="neck")
    shapes.cone(mid * s, head * s, 0.5 * (r0 + r1) * s, r1 * s, k=0.06 * s, bone="neck2")
    shapes.ball(head * s, np.array([0.92, 0.96, 1.04]) * b.head * s, k=0.05 * s, bone="head")
    for x in (1.0, -1.0):  # thighs in feathers
        hip = rest.at("l_thigh" if x > 0 else "r_thigh")
        knee = rest.at("l_shin" if x > 0 else "r_shin")
        ankle = rest.at("l_hock" if x > 0 else "r_hock")
        bone = "l_" if x > 0 else "r_"
        shapes.cone(hip, knee, 0.085 * s, 0.070 * s, k=0.06 * s, bone=f"{bone}thigh")
        shapes.cone(knee, knee + 0.62 * (ankle - knee), 0.066 * s, b.leg * 1.35 * s, k=0.05 * s, bone=f"{bone}shin")
    if b.disc:
        for x in (1.0, -1.0):
            at = head + np.array([x * 0.40, 0.06, 0.86]) * b.head
            shapes.ball(at * s, np.array([0.46, 0.52, 0.16]) * b.head * s, k=0.03 * s, bone="head")
            eye = head + np.array([x * 0.42, 0.10, 1.02]) * b.head
            shapes.ball(eye * s, np.array([0.30, 0.30, 0.13]) * b.head * s, k=0.04 * s, op=CUT)
    low = np.array([-0.36, 0.0, -0.75]) * s
    top = np.array([0.36, 1.14, 0.62]) * s
    whole = solid(shapes.rows(), (low, top), 0.025 * s, Tint("coat", "cloth"), "top", softness=0.035 * s)
    centre = head * s
    off = whole.vertices - centre
    r = b.head * s
    face = np.maximum(np.linalg.norm(off, axis=1) - 1.14 * r, -(off[:, 2] + 0.25 * r))
    return [y for x in split(whole, face, whole.tint, "face") for y in _plumage(b, look, x, centre, r)]


def _plumage(b: Bird, look: AnimalLook, piece: Piece, head: Array, r: float) -> list[Piece]:
    """Breast and belly, face disc, hood, dark neck: what is known of each kind."""
    s = look.size_m
    v = piece.vertices / s
    second = Tint("second", "cloth")
    off = (piece.vertices - head) / r
    if b.disc and piece.part == "face":
        return split(piece, np.hypot(off[:, 0] * 0.92, off[:, 1] - 0.02) - 0.92 + (off[:, 2] < 0.3) * 2.0, second)
    if look.species == "gull":
        d = _axis(b)
        up = np.array([0.0, d[2], -d[1]])
        back = (v - _middle(b)) @ up - 0.30 * b.body[1]
        return split(piece, -np.maximum(-back, (v - _middle(b)) @ d - 0.62 * b.body[0]), second)
    if look.species == "eagle" and look.pattern == "belly":
        return split(piece, 0.80 - v[:, 1] - 0.2 * v[:, 2], second)
    if look.species in ("pigeon", "duck") and look.pattern != "plain":
        return (
            split(piece, 0.74 - v[:, 1], Tint("mane", "cloth"))
            if look.species == "duck"
            else split(piece, np.abs(v[:, 1] - 0.72) - 0.075, Tint("second", "cloth"))
        )
    if look.pattern == "belly":
        d = _axis(b)
        down = (v - _middle(b)) @ np.array([0.0, -d[2], d[1]])
        level = 0.02 - down - 0.25 * np.maximum(0.0, v[:, 2] - 0.12) + np.maximum(0.0, v[:, 1] - 0.80) * 1.6
        return split(piece, level, second)
    return [piece]


def _beak(b: Bird, s: float) -> list[Piece]:
    long, deep, hook = b.beak
    root = _head_centre(b) + _beak_root(b)
    t = np.linspace(0.0, 1.0, 9)[:, None]
    bend = max(hook, 0.0)
    flat = hook < 0.0
    upper = root + np.concatenate(
        [0 * t, 0.18 * deep - deep * (0.25 * t + 0.85 * bend * t**3), long * t * (1 - 0.22 * bend * t)], 1
    )
    lower = root + np.concatenate([0 * t, -0.34 * deep - 0.02 * long * t, long * (0.86 - 0.30 * bend) * t], 1)
    shape = (1 - t[:, 0] ** 1.7) * 0.94 + 0.06 if not flat else 0.55 + 0.45 * np.sin(np.pi * (0.15 + 0.75 * t[:, 0]))
    tint = Tint("beak", "paint")
    up = _bill(
        upper * s, deep * (0.62 if not flat else 0.34) * s * shape, 1.0 if not flat else 2.1, tint, "face", "head"
    )
    down = _bill(
        lower * s, deep * (0.40 if not flat else 0.24) * s * shape, 1.0 if not flat else 2.2, tint, "mouth", "jaw"
    )
    inside = ball((root + np.array([0, -0.08 * deep, 0.01])) * s, 0.36 * deep * s, np.array([0.0, 0.0, 1.0]),
                  [(180.0, Tint("mouth", "lip"))], "mouth", "head")  # fmt: skip
    return [up, down, *inside]


def _bill(path: Array, radius: Array, wide: float, tint: Tint, part: str, bone: str) -> Piece:
    p = tube(path, radius, tint, part, bone, sides=10)
    v = p.vertices.copy()
    v[:, 0] *= wide
    return rigid(v, p.faces, tint, part, bone)


def _eyes(b: Bird, s: float) -> list[Piece]:
    at = _head_centre(b) + _eye_at(b)
    axis = _eye_way(b)
    r = _eye_size(b)
    cuts = [(38.0, Tint("pupil", "eye")), (76.0 if b.disc else 64.0, Tint("eyes", "eye")), (180.0, Tint("rim", "eye"))]
    left = ball((at - axis * r * 0.35) * s, r * s, axis, cuts, "eyes", "l_eye")
    shine = at + axis * r * 0.40 + np.array([0.0, 0.38, 0.06]) * r
    left += ball(shine * s, 0.16 * r * s, axis, [(180.0, Tint("white", "eye"))], "eyes", "l_eye")
    pole = np.array([0.0, 1.0, 0.0]) * 0.60 - axis * 0.80
    left += ball((at - axis * r * 0.35) * s, r * 1.12 * s, pole, [(88.0, Tint("lid", "cloth"))], "eyes", "l_lid")
    return [*left, *(flip(x) for x in left)]


def _legs(b: Bird, rest: Rest) -> list[Piece]:
    s = rest.size
    knee, ankle, toe = rest.at("l_shin"), rest.at("l_hock"), rest.at("l_toe")
    tint = Tint("shank", "paint")
    t = np.linspace(0.0, 1.0, 6)[:, None]
    r = b.leg * s
    left = [
        tube(knee + t * (ankle - knee), np.full(6, r * 1.15), tint, "bottom", "l_shin"),
        tube(ankle + t * (toe - ankle), np.full(6, r), tint, "bottom", "l_hock"),
    ]
    low = np.array([toe[0], 0.012 * s, toe[2]])
    tips = []
    for degrees, long in ((0.0, 0.155), (34.0, 0.130), (-34.0, 0.130), (180.0, 0.085)):
        a = math.radians(degrees)
        end = low + np.array([math.sin(a), 0.0, math.cos(a)]) * long * s
        tips.append(end)
        path = toe + t * (end - toe)
        path[:, 1] = toe[1] + (low[1] - toe[1]) * np.minimum(1.0, 3.0 * t[:, 0])
        left.append(tube(path, r * (0.85 - 0.55 * t[:, 0]), tint, "shoes", "l_toe", sides=6))
    if b.webbed:
        web = np.array([low, tips[1], 0.5 * (tips[0] + tips[1]) * 0.97 + 0.03 * low, tips[0],
                        0.5 * (tips[0] + tips[2]) * 0.97 + 0.03 * low, tips[2]])  # fmt: skip
        left.append(disc(web, 0.010 * s, np.array([0.0, 1.0, 0.0]), tint, "shoes", "l_toe"))
    return [*left, *(flip(x) for x in left)]


def _feather(root: Array, way: Array, across: Array, long: float, wide: float) -> Array:
    """Outline of one feather: narrow root, round tip."""
    t = np.array([0.0, 0.25, 0.6, 0.85, 0.96, 1.0])
    w = np.array([0.45, 0.85, 1.0, 0.82, 0.45, 0.0]) * wide / 2
    one = root + t[:, None] * long * way + w[:, None] * across
    two = root + t[::-1][1:, None] * long * way - w[::-1][1:, None] * across
    return np.concatenate([one, two])


def _tail(b: Bird, s: float) -> list[Piece]:
    d = _axis(b)
    level = np.array([0.0, d[1] - (0.9 if b.comb else 0.10), d[2]])
    way = -level / np.linalg.norm(level)
    up = np.array([0.0, -way[2], way[1]])
    root = _middle(b) - 0.84 * b.body[0] * d + 0.03 * up
    out: list[Piece] = []
    for i in range(-3, 4):
        spread = 0.10 if not b.comb else 0.16
        side = np.array([1.0, 0.0, 0.0])
        turn = way + side * spread * i
        turn /= np.linalg.norm(turn)
        across = np.cross(up, turn)
        start = root + side * 0.022 * i + up * (0.016 * (3 - abs(i)))
        shape = _feather(start * s, turn, across, (b.tail[0] - 0.012 * abs(i)) * s, b.tail[1] * 0.62 * s)
        out.append(disc(shape, 0.018 * s, up, Tint("tail", "cloth"), "top", "tail1"))
    return out


def _comb(b: Bird, s: float) -> list[Piece]:
    if not b.comb:
        return []
    head = _head_centre(b)
    shapes = AnimalShapes()
    for z, y, r in ((0.75, 0.90, 0.34), (0.30, 1.22, 0.40), (-0.20, 1.26, 0.40), (-0.65, 1.02, 0.32)):
        shapes.ball(
            (head + np.array([0, y, z]) * b.head) * s,
            np.array([0.16, r, r * 0.8]) * b.head * s,
            k=0.01 * s,
            bone="head",
        )
    for x in (0.24, -0.24):
        at = head + np.array([x, -0.85, 0.90]) * b.head
        shapes.ball(at * s, np.array([0.16, 0.46, 0.24]) * b.head * s, k=0.005 * s, bone="head")
    box = ((head - 2.0 * b.head) * s, (head + 2.0 * b.head) * s)
    return [solid(shapes.rows(), box, 0.010 * s, Tint("comb", "skin"), "hair", bone="head")]


def _folded(b: Bird, s: float) -> list[Piece]:
    """The left wing, closed: coverts as a shield, flight feathers along the flank over the tail."""
    long, high, wide, tilt = b.body
    d = _axis(b)
    up = np.array([0.0, d[2], -d[1]])
    middle = _middle(b)
    shapes = AnimalShapes()
    turn = rotation("x", -tilt)
    centre = middle + 0.02 * long * d + 0.22 * high * up + np.array([0.80 * wide, 0, 0])
    shapes.ball(centre * s, np.array([0.17 * wide, 0.66 * high, 0.78 * long]) * s, turn=turn, bone="chest")
    end = middle - (1.02 * long + 0.14 * b.tail[0]) * d + 0.10 * high * up + np.array([0.34 * wide, 0, 0])
    shapes.cone((centre - 0.4 * long * d) * s, end * s, 0.50 * high * s, 0.10 * high * s, k=0.05 * s, bone="chest",
                stretch=(1, 0, 0), by=0.30)  # fmt: skip
    pts = np.stack([centre + 0.9 * long * d, end, centre])
    grow = 0.80 * high
    box = ((pts.min(0) - grow) * s, (pts.max(0) + grow) * s)
    whole = solid(shapes.rows(), box, 0.022 * s, Tint("wing", "cloth"), "top", bone="chest")
    v = whole.vertices / s - middle
    flight = 0.10 * high + 0.30 * (v @ d) - (0.20 * high - v @ up) * 0.4 + 0.10
    return split(whole, flight, Tint("flight", "cloth"))


def _spread(b: Bird, look: AnimalLook, s: float) -> list[Piece]:
    """The left wing, open: an arm with coverts and two fans of feathers."""
    span, chord = b.wing
    d = _axis(b)
    up = np.array([0.0, d[2], -d[1]])
    start = _shoulder(b)
    out: list[Piece] = []
    count = 15
    for i in range(count):
        t = i / (count - 1)
        x = 0.06 + 0.86 * t
        bone = "l_wing1" if x < 0.30 else "l_wing2" if x < 0.60 else "l_wing3"
        root = (
            start + np.array([min(x, 0.80) * span, 0.0, 0.0]) + d * (0.10 * chord - 0.25 * chord * max(0.0, t - 0.55))
        )
        fan = math.radians(4.0 + 74.0 * max(0.0, (t - 0.52) / 0.48) ** 1.3)
        way = -d * math.cos(fan) + np.array([1.0, 0.0, 0.0]) * math.sin(fan)
        across = np.cross(up, way)
        long = (
            chord
            * (0.98 + 0.42 * math.sin(math.pi * min(1.0, t * 0.95)) * t)
            * (1.0 if t < 0.55 else 1.0 + 0.35 * (t - 0.55))
        )
        tint = "flight" if t > 0.5 else "wing"
        shape = _feather((root + up * 0.0035 * i) * s, way, across, long * s, span * 0.105 * s)
        out.append(disc(shape, 0.009 * s, up, Tint(tint, "cloth"), "top", bone))
    shapes = AnimalShapes()
    a, m, e = (
        start - np.array([0.10, 0, 0]),
        start + np.array([0.30 * span, 0, 0]) + 0.05 * chord * d,
        start + np.array([0.60 * span, 0, 0]) + 0.10 * chord * d,
    )
    tip = start + np.array([0.84 * span, 0.0, 0.0]) - 0.06 * chord * d
    flat = up
    shapes.cone(a * s, m * s, 0.28 * chord * s, 0.24 * chord * s, bone="l_wing1", stretch=flat, by=0.22)
    shapes.cone(m * s, e * s, 0.24 * chord * s, 0.17 * chord * s, k=0.02 * s, bone="l_wing2", stretch=flat, by=0.22)
    shapes.cone(e * s, tip * s, 0.17 * chord * s, 0.05 * chord * s, k=0.02 * s, bone="l_wing3", stretch=flat, by=0.22)
    pts = np.stack([a, m, e, tip])
    box = ((pts.min(0) - 0.34 * chord) * s, (pts.max(0) + 0.34 * chord) * s)
    out.append(solid(shapes.rows(), box, 0.026 * s, Tint("wing", "cloth"), "top", softness=0.05 * s))
    del look
    return out
