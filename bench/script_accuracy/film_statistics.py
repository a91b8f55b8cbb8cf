"""What has been published about the lengths, sizes and movements of shots in films, with where it was read.

Only figures that could be read in their source stand here; nothing is estimated.
"""

from dataclasses import dataclass, field

__all__ = ["LENGTHS", "MOVEMENTS", "MOVEMENT_GROUPS", "SIZES", "SIZE_GROUPS", "Published"]


@dataclass(frozen=True)
class Published:
    """A published figure in words, or a mix of shares; `cite` says where."""

    cite: str
    said: str = ""
    shares: dict[str, float] = field(default_factory=dict)


_SALT = "Barry Salt in The Register's forums, user 40621, on Cutting, DeLong and Nothelfer 2010"
_REDFERN = "Redfern, The impact of sound technology on Hollywood film style, draft of 2009, nickredfern.wordpress.com"

LENGTHS = {
    "mean": Published(_SALT, "about 4 s in recent American features, about 9 s in the 1940s"),
    "median": Published(_REDFERN, "4.4 s in 20 silent films of 1920-28, 6.9 s in 30 sound films of 1929-31"),
    "median/mean": Published(
        f"{_SALT}; Redfern found that 125 of 134 Hollywood films leave that law",
        "0.64, which is what a log-normal law with that spread has",
    ),
    "sd/mean": Published(_SALT, "usually about 1.2"),
}

_MOVIENET = (
    "MovieNet, Huang et al., ECCV 2020: its 13,204 shots labelled for style, films and trailers, "
    "as counted in a public manifest of the data set"
)

_MOVIENET_SCALE = {"extreme close": 703, "close": 6_713, "medium": 3_535, "full": 2_075, "long": 178}
_MOVIENET_MOVE = {"static": 8_665, "moving": 3_759, "push": 552, "pull": 55, "several": 173}


def _shares(counts: dict[str, int]) -> dict[str, float]:
    total = sum(counts.values())
    return {name: count / total for name, count in counts.items()}


SIZES = (Published(_MOVIENET, shares=_shares(_MOVIENET_SCALE)),)
MOVEMENTS = (Published(_MOVIENET, shares=_shares(_MOVIENET_MOVE)),)

SIZE_GROUPS = {
    "extreme close": ("ECU",),
    "close": ("CU", "MCU"),
    "medium": ("MS", "MLS"),
    "full": ("WS",),
    "long": ("EWS",),
}
"""Our sizes in MovieNet's words: close shows a face or a hand, medium is from the knees or waist up, full the body."""

MOVEMENT_GROUPS = {"static": "static", "push_in": "push", "zoom_in": "push", "pull_out": "pull", "zoom_out": "pull"}
"""Our movements in MovieNet's words; all others are `moving`."""
