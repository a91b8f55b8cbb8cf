"""The colours of an animal, as linear light."""

from filmwright.model.figure import AnimalLook
from filmwright.render.anatomy.colour import RGB, linear, mix

__all__ = ["palette"]


def palette(look: AnimalLook) -> dict[str, RGB]:
    """Every base colour that a `Tint` of an animal may name."""
    coat = linear(look.coat_colour)
    nose = (0.020, 0.016, 0.016)
    if look.species in ("pig", "rat"):
        nose = mix(coat, (0.30, 0.08, 0.07), 0.5)
    elif look.species in ("cat", "rabbit", "tiger", "lion"):
        nose = (0.30, 0.105, 0.095)
    inner = mix(coat, (0.46, 0.21, 0.17), 0.62)
    lid = mix(coat, (0.02, 0.016, 0.014), 0.25)
    return {
        "coat": coat,
        "second": linear(look.second_colour),
        "mane": linear(look.mane_colour),
        "eyes": linear(look.eyes),
        "pupil": (0.006, 0.005, 0.005),
        "rim": (0.13, 0.125, 0.13) if max(coat) < 0.03 else (0.024, 0.018, 0.016),
        "white": (0.86, 0.86, 0.84),
        "lid": lid,
        "nose": nose,
        "lip": mix(coat, (0.020, 0.014, 0.014), 0.86),
        "mouth": (0.060, 0.012, 0.012),
        "tongue": (0.44, 0.13, 0.12),
        "inner": inner,
        "hoof": mix(linear(look.mane_colour), (0.05, 0.042, 0.036), 0.6),
        "horn": (0.46, 0.38, 0.27),
        "collar": linear(look.collar) if look.collar else (0.2, 0.02, 0.02),
        "beak": _bill(look),
        "wing": (coat[0] * 0.88, coat[1] * 0.88, coat[2] * 0.88),
        "flight": _flight(look, coat),
        "tail": (coat[0] * 0.74, coat[1] * 0.74, coat[2] * 0.74),
        "comb": (0.50, 0.020, 0.018),
        "shank": mix(_bill(look), (0.20, 0.14, 0.08), 0.35),
    }


def _flight(look: AnimalLook, coat: RGB) -> RGB:
    """Flight feathers are darker than the coverts, black at the tips of a gull's wing."""
    if look.species == "gull":
        return (0.03, 0.03, 0.033)
    return (coat[0] * 0.60, coat[1] * 0.60, coat[2] * 0.60)


def _bill(look: AnimalLook) -> RGB:
    """A duck's bill is orange, whatever its head is."""
    return (0.60, 0.30, 0.035) if look.species == "duck" else linear(look.mane_colour)
