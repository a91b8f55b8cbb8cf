"""Proportions of animals, in heights at the withers (four legs) or at the crown (birds).

Read off side-on photographs and the proportion drawings of Ellenberger, Baum and Dittrich, "An Atlas of Animal
Anatomy for Artists"; dogs in three builds: slight (terrier, greyhound), medium (shepherd), heavy (mastiff).
"""

from dataclasses import dataclass, replace
from typing import Literal

from filmwright.model.figure import AnimalLook

__all__ = ["BIRDS", "FLYERS", "LONG_FACES", "Bird", "Quadruped", "bird_of", "quadruped_of"]

Foot = Literal["paw", "hoof", "cloven"]
Ear = Literal["pricked", "floppy", "round", "leaf", "long"]
Tail = Literal["plume", "thin", "bush", "horse", "tuft", "stub", "curl", "bare"]
Horn = Literal["none", "cow", "goat", "ram", "antlers"]

BIRDS = ("bird", "crow", "pigeon", "gull", "owl", "eagle", "hen", "duck")


FLYERS = tuple(b for b in BIRDS if b != "hen")
"""Birds that fly when they go somewhere."""

LONG_FACES = ("horse", "donkey", "cow", "deer", "goat", "sheep")
"""Kinds whose jaws open little for their length."""


@dataclass(frozen=True, slots=True)
class Quadruped:
    """Measures of somebody on four legs, the height at the withers being 1; angles in degrees.

    length: from fore feet to hind feet; hip: height of the croup; chest, belly, rump: depth and width of the
    trunk; neck: length, angle above the horizontal, radius at base and head; head: length from occiput to nose,
    angle of the muzzle below the horizontal; skull: width and height, muzzle: length, radius at root and tip, drop, and
    eye: x, y, z, radius, all in lengths of the head; eye_out: degrees off the forward direction; leg radii along the
    fore leg
    (upper arm, forearm, cannon) and the hind leg (thigh, shin, cannon); elbow, wrist, hock: heights of the joints.
    """

    length: float = 0.86
    hip: float = 0.97
    chest: tuple[float, float] = (0.46, 0.30)
    belly: tuple[float, float] = (0.33, 0.23)
    rump: tuple[float, float] = (0.36, 0.26)
    neck: tuple[float, float, float, float] = (0.34, 43.0, 0.145, 0.105)
    head: tuple[float, float] = (0.45, 12.0)
    skull: tuple[float, float] = (0.56, 0.50)
    muzzle: tuple[float, float, float, float] = (0.48, 0.160, 0.112, 0.0)
    jaw: float = 0.17
    cheeks: float = 0.0
    eye: tuple[float, float, float, float] = (0.185, 0.10, 0.46, 0.052)
    eye_out: float = 40.0
    fore: tuple[float, float, float] = (0.075, 0.052, 0.034)
    hind: tuple[float, float, float] = (0.125, 0.060, 0.033)
    elbow: float = 0.52
    wrist: float = 0.24
    hock: float = 0.27
    foot: Foot = "paw"
    foot_size: float = 0.062
    ear: Ear = "pricked"
    ear_size: tuple[float, float] = (0.31, 0.21)
    tail: Tail = "plume"
    tail_length: float = 0.52
    tail_radius: float = 0.035
    tail_up: float = -55.0
    mane: Literal["none", "crest", "ruff"] = "none"
    horn: Horn = "none"
    nose: Literal["pad", "wet", "snout", "soft", "small"] = "pad"
    smile: float = 0.0


_DOGS = {
    "slight": Quadruped(
        chest=(0.44, 0.24), belly=(0.26, 0.18), rump=(0.32, 0.22), neck=(0.33, 50, 0.115, 0.088), head=(0.47, 12),
        skull=(0.50, 0.47), muzzle=(0.52, 0.125, 0.080, 0.0), ear="floppy", ear_size=(0.36, 0.26), tail="thin",
        fore=(0.062, 0.042, 0.029), hind=(0.108, 0.050, 0.029), tail_radius=0.024, tail_up=20,
    ),
    "medium": Quadruped(),
    "heavy": Quadruped(
        length=0.95, chest=(0.52, 0.40), belly=(0.42, 0.32), rump=(0.42, 0.33), neck=(0.32, 42, 0.19, 0.155),
        head=(0.44, 12), skull=(0.66, 0.58), muzzle=(0.40, 0.205, 0.175, -0.02), jaw=0.21, ear="floppy",
        ear_size=(0.34, 0.30), fore=(0.10, 0.075, 0.052), hind=(0.15, 0.080, 0.048), foot_size=0.08, tail="thin",
        tail_radius=0.035, tail_up=-30,
    ),
}  # fmt: skip

_HOOFED = Quadruped(
    eye_out=70,
    length=0.86, hip=0.99, chest=(0.46, 0.31), belly=(0.40, 0.32), rump=(0.40, 0.33), neck=(0.60, 50, 0.19, 0.105),
    head=(0.42, 48), skull=(0.42, 0.42), muzzle=(0.50, 0.150, 0.118, -0.03), jaw=0.19, cheeks=0.09,
    eye=(0.178, 0.10, 0.36, 0.042), fore=(0.085, 0.052, 0.030), hind=(0.145, 0.070, 0.034), elbow=0.56, wrist=0.30,
    hock=0.35, foot="hoof", foot_size=0.052, ear="leaf", ear_size=(0.24, 0.14), tail="horse", tail_length=0.46,
    tail_radius=0.055, tail_up=-62, mane="crest", nose="soft",
)  # fmt: skip

_KINDS: dict[str, Quadruped] = {
    "wolf": Quadruped(
        neck=(0.34, 36, 0.17, 0.13), head=(0.42, 12), tail="bush", tail_up=-68, tail_radius=0.055, tail_length=0.48,
        skull=(0.58, 0.48), cheeks=0.07, ear_size=(0.28, 0.20),
    ),
    "fox": Quadruped(
        length=1.02, chest=(0.40, 0.28), belly=(0.30, 0.23), rump=(0.34, 0.25), neck=(0.34, 38, 0.14, 0.12),
        head=(0.46, 14), skull=(0.56, 0.46), muzzle=(0.50, 0.110, 0.062, 0.0), cheeks=0.08, ear_size=(0.42, 0.26),
        fore=(0.060, 0.044, 0.033), hind=(0.105, 0.052, 0.033), tail="bush", tail_length=0.86, tail_radius=0.088,
        tail_up=-32,
    ),
    "cat": Quadruped(
        eye_out=15,
        length=1.10, hip=1.02, chest=(0.42, 0.33), belly=(0.38, 0.32), rump=(0.42, 0.32), neck=(0.24, 42, 0.15, 0.13),
        head=(0.44, 2), skull=(0.90, 0.80), muzzle=(0.24, 0.190, 0.135, -0.10), jaw=0.20, cheeks=0.04,
        eye=(0.165, 0.085, 0.62, 0.100), fore=(0.068, 0.054, 0.046), hind=(0.125, 0.062, 0.044), foot_size=0.062,
        wrist=0.22, hock=0.26, ear="pricked", ear_size=(0.44, 0.36), tail="thin", tail_length=0.98, tail_radius=0.036,
        tail_up=8, nose="small",
    ),
    "lion": Quadruped(
        eye_out=20,
        length=1.06, chest=(0.46, 0.34), belly=(0.36, 0.28), rump=(0.40, 0.30), neck=(0.34, 30, 0.19, 0.17),
        head=(0.42, 8), skull=(0.66, 0.60), muzzle=(0.36, 0.205, 0.175, -0.09), jaw=0.20, cheeks=0.06,
        eye=(0.150, 0.10, 0.56, 0.058), fore=(0.090, 0.068, 0.054), hind=(0.135, 0.072, 0.052), foot_size=0.082,
        ear="round", ear_size=(0.22, 0.22), tail="tuft", tail_length=0.80, tail_radius=0.026, tail_up=-48, nose="pad",
        mane="ruff",
    ),
    "tiger": Quadruped(
        eye_out=20,
        length=1.12, chest=(0.47, 0.36), belly=(0.38, 0.30), rump=(0.42, 0.32), neck=(0.34, 26, 0.19, 0.175),
        head=(0.42, 8), skull=(0.70, 0.62), muzzle=(0.34, 0.205, 0.175, -0.09), jaw=0.20, cheeks=0.10,
        eye=(0.150, 0.10, 0.56, 0.058), fore=(0.095, 0.070, 0.056), hind=(0.138, 0.074, 0.054), foot_size=0.084,
        ear="round", ear_size=(0.22, 0.22), tail="thin", tail_length=0.86, tail_radius=0.036, tail_up=-40, nose="pad",
    ),
    "bear": Quadruped(
        eye_out=34,
        length=0.98, hip=0.94, chest=(0.56, 0.48), belly=(0.52, 0.46), rump=(0.54, 0.48), neck=(0.34, 16, 0.26, 0.21),
        head=(0.44, 14), skull=(0.66, 0.58), muzzle=(0.40, 0.170, 0.125, -0.07), jaw=0.18, cheeks=0.08,
        eye=(0.150, 0.10, 0.56, 0.032), fore=(0.130, 0.105, 0.088), hind=(0.185, 0.110, 0.090), foot_size=0.110,
        wrist=0.20, hock=0.17, ear="round", ear_size=(0.20, 0.22), tail="stub", tail_length=0.07, tail_radius=0.05,
    ),
    "horse": _HOOFED,
    "donkey": replace(
        _HOOFED, length=0.90, neck=(0.54, 42, 0.17, 0.105), head=(0.46, 46), ear="long", ear_size=(0.50, 0.15),
        tail="tuft", tail_radius=0.026, tail_length=0.48, chest=(0.46, 0.30), belly=(0.43, 0.33),
    ),
    "cow": replace(
        _HOOFED, length=1.06, hip=1.0, chest=(0.53, 0.38), belly=(0.54, 0.44), rump=(0.48, 0.42),
        neck=(0.42, 14, 0.205, 0.14), head=(0.42, 40), skull=(0.50, 0.46), muzzle=(0.50, 0.175, 0.165, -0.04),
        jaw=0.19, cheeks=0.03, elbow=0.50, wrist=0.27, hock=0.33, fore=(0.095, 0.060, 0.040),
        hind=(0.155, 0.072, 0.042), foot="cloven", foot_size=0.058, ear="leaf",
        ear_size=(0.34, 0.19), tail="tuft", tail_length=0.68,
        tail_radius=0.022, tail_up=-84, mane="none", horn="cow", nose="wet",
    ),
    "sheep": replace(
        _HOOFED, length=0.96, hip=1.0, chest=(0.54, 0.46), belly=(0.52, 0.48), rump=(0.52, 0.46),
        neck=(0.34, 40, 0.19, 0.13), head=(0.40, 36), skull=(0.50, 0.46), muzzle=(0.46, 0.150, 0.105, -0.02),
        elbow=0.48, wrist=0.26, hock=0.31, fore=(0.075, 0.046, 0.032), hind=(0.115, 0.056, 0.034), foot="cloven",
        foot_size=0.050, ear="floppy", ear_size=(0.34, 0.18), tail="stub", tail_length=0.24, tail_radius=0.05,
        tail_up=-80, mane="none",
    ),
    "goat": replace(
        _HOOFED, length=0.94, hip=1.0, chest=(0.46, 0.32), belly=(0.46, 0.36), rump=(0.42, 0.32),
        neck=(0.42, 46, 0.14, 0.090), head=(0.42, 40), skull=(0.46, 0.44), muzzle=(0.48, 0.140, 0.095, -0.02),
        elbow=0.50, wrist=0.27, hock=0.32, fore=(0.068, 0.044, 0.032), hind=(0.115, 0.055, 0.033), foot="cloven",
        foot_size=0.050, ear="leaf", ear_size=(0.40, 0.17), tail="stub", tail_length=0.15, tail_radius=0.035,
        tail_up=35, mane="none", horn="goat",
    ),
    "pig": replace(
        _HOOFED, eye_out=58, length=1.16, hip=1.0, chest=(0.64, 0.52), belly=(0.62, 0.54), rump=(0.60, 0.50),
        neck=(0.28, 4, 0.27, 0.22), head=(0.58, 20), skull=(0.56, 0.54), muzzle=(0.46, 0.185, 0.115, -0.06), jaw=0.20,
        cheeks=0.10, eye=(0.185, 0.07, 0.42, 0.030), elbow=0.36, wrist=0.19, hock=0.24, fore=(0.115, 0.075, 0.050),
        hind=(0.170, 0.085, 0.052), foot="cloven", foot_size=0.058, ear="pricked", ear_size=(0.34, 0.30), tail="curl",
        tail_length=0.22, tail_radius=0.018, tail_up=20, mane="none", nose="snout",
    ),
    "deer": replace(
        _HOOFED, length=0.90, chest=(0.42, 0.28), belly=(0.36, 0.27), rump=(0.38, 0.28), neck=(0.54, 56, 0.135, 0.080),
        head=(0.34, 30), skull=(0.48, 0.46), muzzle=(0.48, 0.135, 0.085, -0.02), cheeks=0.03,
        eye=(0.185, 0.10, 0.40, 0.058), fore=(0.066, 0.040, 0.024), hind=(0.118, 0.052, 0.026), foot="cloven",
        foot_size=0.040, ear="leaf", ear_size=(0.50, 0.25), tail="stub", tail_length=0.15, tail_radius=0.035,
        tail_up=-50, mane="none", horn="antlers", nose="pad",
    ),
    "rabbit": Quadruped(
        eye_out=74,
        length=0.98, hip=1.04, chest=(0.64, 0.50), belly=(0.72, 0.58), rump=(0.80, 0.66), neck=(0.20, 52, 0.23, 0.20),
        head=(0.62, 22), skull=(0.66, 0.62), muzzle=(0.34, 0.190, 0.130, -0.02), jaw=0.17, cheeks=0.06,
        eye=(0.225, 0.085, 0.50, 0.070), fore=(0.085, 0.066, 0.052), hind=(0.165, 0.095, 0.060), elbow=0.36, wrist=0.18,
        hock=0.13, foot_size=0.085, ear="long", ear_size=(0.96, 0.25), tail="stub", tail_length=0.14,
        tail_radius=0.12, tail_up=35, nose="small",
    ),
    "rat": Quadruped(
        eye_out=60,
        length=1.45, hip=1.06, chest=(0.62, 0.56), belly=(0.70, 0.68), rump=(0.74, 0.68), neck=(0.20, 12, 0.25, 0.21),
        head=(0.74, 12), skull=(0.54, 0.50), muzzle=(0.44, 0.160, 0.055, -0.05), jaw=0.14,
        eye=(0.185, 0.10, 0.48, 0.048), fore=(0.085, 0.060, 0.045), hind=(0.125, 0.075, 0.050), elbow=0.34, wrist=0.17,
        hock=0.14, foot_size=0.075, ear="round", ear_size=(0.28, 0.28), tail="bare", tail_length=1.75,
        tail_radius=0.040, tail_up=-22, nose="small",
    ),
}  # fmt: skip


def quadruped_of(look: AnimalLook) -> Quadruped:
    """The proportions of a look that goes on four legs; the young have large heads and short bodies."""
    q = _DOGS[look.build] if look.species == "dog" else _built(_KINDS[look.species], look.build)
    if look.ears != "own" and q.ear in ("pricked", "floppy"):
        q = replace(q, ear="pricked" if look.ears == "pricked" else "floppy")
    if look.species == "lion" and not look.horns:  # `horns` is the ornament of the male: here the mane
        q = replace(q, mane="none")
    if q.horn != "none" and not look.horns:
        q = replace(q, horn="none")
    if look.fur == "woolly" and look.species == "sheep" and look.horns:
        q = replace(q, horn="ram")
    return _young(q) if look.young else q


def _built(q: Quadruped, build: str) -> Quadruped:
    """A leaner or heavier animal of the same kind."""
    if build == "medium":
        return q
    k = 0.88 if build == "slight" else 1.14

    def wide(pair: tuple[float, float]) -> tuple[float, float]:
        return (pair[0] * k**0.5, pair[1] * k)

    return replace(
        q,
        chest=wide(q.chest),
        belly=wide(q.belly),
        rump=wide(q.rump),
        fore=(q.fore[0] * k, q.fore[1] * k, q.fore[2] * k),
        hind=(q.hind[0] * k, q.hind[1] * k, q.hind[2] * k),
    )


def _young(q: Quadruped) -> Quadruped:
    head, angle = q.head
    x, y, z, r = q.eye
    return replace(
        q,
        length=q.length * 0.90,
        head=(head * 1.22, angle),
        skull=(q.skull[0] * 1.12, q.skull[1] * 1.10),
        muzzle=(q.muzzle[0] * 0.86, q.muzzle[1], q.muzzle[2], q.muzzle[3]),
        eye=(x * 1.08, y, z, r * 1.25),
        neck=(q.neck[0] * 0.84, q.neck[1], q.neck[2], q.neck[3] * 1.1),
        tail_length=q.tail_length * 0.8,
        horn="none",
        mane="none" if q.mane == "ruff" else q.mane,
    )


@dataclass(frozen=True, slots=True)
class Bird:
    """Measures of a bird, the height of its crown when it stands being 1; angles in degrees.

    body: half length, half height, half width, tilt above the horizontal; middle: height of the body's middle;
    head: radius; neck: length beyond the body; beak: length, depth at its root, hook 0..1; leg: radius of the
    shank; tail: length, half width; wing: span of one wing spread, chord.
    """

    body: tuple[float, float, float, float] = (0.36, 0.22, 0.22, 32.0)
    middle: float = 0.52
    head: float = 0.175
    head_at: tuple[float, float] = (0.825, 0.17)
    beak: tuple[float, float, float] = (0.13, 0.055, 0.0)
    leg: float = 0.022
    tail: tuple[float, float] = (0.40, 0.10)
    wing: tuple[float, float] = (0.80, 0.30)
    comb: bool = False
    disc: bool = False
    flies: bool = True
    webbed: bool = False


_FOWL: dict[str, Bird] = {
    "bird": Bird(
        body=(0.36, 0.25, 0.24, 34), middle=0.50, head=0.195, head_at=(0.80, 0.17), beak=(0.13, 0.05, 0.0),
        tail=(0.46, 0.09), wing=(0.78, 0.30),
    ),
    "crow": Bird(
        body=(0.42, 0.20, 0.19, 26), middle=0.55, head=0.135, head_at=(0.855, 0.29), beak=(0.205, 0.080, 0.25),
        leg=0.026, tail=(0.44, 0.11), wing=(1.02, 0.34),
    ),
    "pigeon": Bird(
        body=(0.40, 0.25, 0.25, 24), middle=0.50, head=0.125, head_at=(0.865, 0.24), beak=(0.095, 0.04, 0.2),
        leg=0.028, tail=(0.40, 0.12), wing=(0.92, 0.32),
    ),
    "gull": Bird(
        body=(0.46, 0.22, 0.22, 14), middle=0.55, head=0.145, head_at=(0.85, 0.32), beak=(0.185, 0.060, 0.45),
        leg=0.024, tail=(0.32, 0.11), wing=(1.35, 0.28), webbed=True,
    ),
    "owl": Bird(
        body=(0.36, 0.27, 0.26, 66), middle=0.46, head=0.225, head_at=(0.77, 0.07), beak=(0.060, 0.055, 0.9),
        leg=0.040, tail=(0.22, 0.13), wing=(1.05, 0.42), disc=True,
    ),
    "eagle": Bird(
        body=(0.38, 0.22, 0.22, 52), middle=0.50, head=0.130, head_at=(0.86, 0.22), beak=(0.125, 0.075, 1.0),
        leg=0.042, tail=(0.32, 0.14), wing=(1.30, 0.42),
    ),
    "hen": Bird(
        body=(0.38, 0.27, 0.25, 14), middle=0.46, head=0.095, head_at=(0.895, 0.34), beak=(0.085, 0.045, 0.3),
        leg=0.026, tail=(0.44, 0.17), wing=(0.52, 0.32), comb=True, flies=False,
    ),
    "duck": Bird(
        body=(0.50, 0.25, 0.28, 8), middle=0.42, head=0.135, head_at=(0.855, 0.40), beak=(0.18, 0.085, -0.6), leg=0.028,
        tail=(0.22, 0.13), wing=(0.95, 0.30), webbed=True,
    ),
}  # fmt: skip


def bird_of(look: AnimalLook) -> Bird:
    """The proportions of a bird."""
    b = _FOWL[look.species]
    if look.young:
        b = replace(b, head=b.head * 1.15, beak=(b.beak[0] * 0.8, b.beak[1], b.beak[2]), comb=False)
    if look.build == "medium":
        return b
    k = 0.92 if look.build == "slight" else 1.10
    return replace(b, body=(b.body[0], b.body[1] * k, b.body[2] * k, b.body[3]))
