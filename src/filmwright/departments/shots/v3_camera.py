"""V3: angle, height, lens, distance and movement, each with its reason.

Most dialogue is static. The camera pushes in at emotional turns, follows people who walk, pans over places,
and otherwise stays.
"""

from dataclasses import dataclass

from filmwright.departments.shots.segment import Segment
from filmwright.departments.shots.staging import Staged
from filmwright.departments.shots.v2_sizes import Sizing

__all__ = ["Camera", "place_camera"]

_LENSES = {"EWS": 24.0, "WS": 28.0, "MLS": 35.0, "MS": 40.0, "MCU": 50.0, "CU": 75.0, "ECU": 100.0}
_BANDS = {
    "EWS": "public",
    "WS": "public",
    "MLS": "social",
    "MS": "social",
    "MCU": "personal",
    "CU": "intimate",
    "ECU": "intimate",
}
_EYES = {"stand": 1.6, "walk": 1.6, "run": 1.55, "lean": 1.5, "sit": 1.2, "kneel": 1.1, "crouch": 0.95, "lie": 0.6}


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the camera is and how it moves; `reasons` are (field, rule, words)."""

    angle: str
    height: float
    lens: float
    band: str
    movement: str
    reasons: tuple[tuple[str, str, str], ...]


def place_camera(
    segment: Segment, sizing: Sizing, cast: list[Staged], *, default_lens: float, handheld: bool, crane: bool
) -> Camera:
    """Angle, height, lens and movement of one shot."""
    angle, angle_rule, angle_words = _angle(segment, sizing, cast)
    movement, rule, words = _movement(segment, sizing, cast, handheld=handheld, crane=crane)
    lens = _LENSES[sizing.size] * default_lens / 40.0
    if sizing.shot_type == "OTS":
        lens = max(lens, 50.0)
    height = _height(segment, sizing, cast, angle)
    reasons = (
        ("angle", angle_rule, angle_words),
        ("camera_height", "the height of the subject's eyes" if angle == "eye" else f"a {angle} angle", ""),
        ("lens_mm", f"the lens for {sizing.size}", ""),
        ("camera_movement", rule, words),
    )
    return Camera(angle, round(height, 2), round(lens, 1), _BANDS[sizing.size], movement, reasons)


_LOW_POSTURES = frozenset({"sit", "kneel", "crouch", "lie"})
_AIMS = frozenset({"aim", "cock", "threaten", "loom", "tower", "brandish"})


def _angle(segment: Segment, sizing: Sizing, cast: list[Staged]) -> tuple[str, str, str]:  # noqa: PLR0911  (rules in order)
    if segment.order is not None and segment.order.angle is not None:
        return segment.order.angle, "the script orders it", segment.order.words
    if segment.coverage in {"establishing", "opening"} and sizing.size == "EWS":
        return "high", "an exterior is seen from above", ""
    if segment.coverage in {"insert", "text"}:
        return "high", "a thing is looked down upon", segment.dwells_on or ""
    main = _main(segment, cast)
    if main is not None and main.posture == "lie" and len(cast) == 1:
        return "high", "somebody lies", ""
    if segment.feeling.disaster:
        return "low", "a disaster towers", segment.feeling.words
    threat = next((a.verb for a in segment.acts if main is not None and a.who == main.who and a.verb in _AIMS), None)
    if threat is not None:
        return "low", "a threat looks down on us", threat
    if main is not None and len(cast) == 2 and segment.coverage in {"over", "two", "action"}:
        return _power(segment, main, next(p for p in cast if p is not main))
    return "eye", "people meet at eye level", ""


def _main(segment: Segment, cast: list[Staged]) -> Staged | None:
    return next((p for p in cast if p.who == segment.subject), cast[0] if cast else None)


def _power(segment: Segment, main: Staged, other: Staged) -> tuple[str, str, str]:
    """Who stands over somebody low is seen from below when it weighs, and who is below from above."""
    if segment.feeling.intensity < 0.45:
        return "eye", "people meet at eye level", ""
    if main.posture in {"stand", "walk", "lean"} and other.posture in _LOW_POSTURES:
        return "low", "the stronger is looked up to", other.posture
    if main.posture in _LOW_POSTURES - {"sit"} and other.posture in {"stand", "walk", "lean"}:
        return "high", "the weaker is looked down on", main.posture
    return "eye", "people meet at eye level", ""


def _height(segment: Segment, sizing: Sizing, cast: list[Staged], angle: str) -> float:
    main = _main(segment, cast)
    eyes = _EYES[main.posture] if main is not None else 1.5
    if segment.coverage in {"insert", "text"}:
        return 1.35
    if not cast and sizing.size in {"EWS", "WS"} and angle == "high":
        return 4.5
    shift = {"low": -0.7, "high": 0.9, "overhead": 4.0, "worm": -1.4}.get(angle, 0.0)
    return max(0.2, eyes + shift)


_CLOSENESS = frozenset({"embrace", "hug", "kiss", "dance", "waltz"})
_TALL = frozenset(
    {"tower", "building", "skyscraper", "cliff", "mountain", "tree", "trees", "mast", "ceiling", "sky", "steeple"}
    | {"chimney", "statue", "staircase", "stairs", "spire", "dome", "crane", "lighthouse", "wall"}
)


def _movement(  # noqa: C901, PLR0911, PLR0912  (rules in order)
    segment: Segment, sizing: Sizing, cast: list[Staged], *, handheld: bool, crane: bool
) -> tuple[str, str, str]:
    if segment.order is not None and segment.order.movement is not None:
        return segment.order.movement, "the script orders it", segment.order.words
    if segment.coverage in {"establishing", "opening", "place", "pov"} and not cast:
        return _over_the_place(segment, crane=crane)
    if segment.coverage in {"insert", "text", "detail"}:
        if segment.feeling.intensity >= 0.5 and segment.coverage == "insert":
            return "push_in", "a thing that weighs draws the camera in", segment.feeling.words
        return "static", "a detail is held still", ""
    walker = next((p for p in cast if p.travels is not None), None)
    if segment.said is not None or segment.coverage == "reaction":
        if segment.moving and walker is not None:
            return _follow(segment, sizing, walker)
        return _talk_movement(segment, sizing, handheld=handheld)
    if walker is not None:
        return _follow(segment, sizing, walker)
    heat = segment.feeling
    if heat.disaster or any(a.classes & {"fight"} for a in segment.acts):
        return "handheld", "violence shakes the frame", heat.words or segment.acts[0].verb
    close = next((a.verb for a in segment.acts if a.verb in _CLOSENESS and len(cast) > 1), None)
    if close is not None:
        return ("arc_right", "arc_left")[segment.ordinal % 2], "the camera goes around two who are one", close
    if segment.trigger == "discovery":
        return "push_in", "a discovery draws the camera in", segment.acts[0].verb if segment.acts else ""
    if segment.closes and sizing.size in {"WS", "MLS"} and len(cast) == 1:
        return "pull_out", "the scene lets go", segment.acts[0].verb if segment.acts else ""
    turning = next((a for a in segment.acts if a.verb in {"turn", "spin", "whirl"}), None)
    if turning is not None and sizing.size in {"MS", "MLS", "WS"} and segment.ordinal % 2 == 0:
        return (
            "pan_right" if cast and cast[0].side == "left" else "pan_left",
            "the camera goes with a turn",
            turning.verb,
        )
    if handheld:
        return "handheld", "the film's hand", ""
    return "static", "small action needs no help", ""


def _over_the_place(segment: Segment, *, crane: bool) -> tuple[str, str, str]:  # noqa: PLR0911  (rules in order)
    """Pictures without people: the camera takes in what there is, up what is tall, the way somebody looked."""
    if crane and segment.coverage in {"establishing", "opening"}:
        return "crane_down", "the film comes down to the ground", ""
    if segment.glance in {"up", "down"}:
        return f"tilt_{segment.glance}", "the camera goes the way the look went", segment.glance
    heads = (c.subject.head for _, clauses in segment.parsed for c in clauses if c.subject is not None)
    tall = next((head for head in heads if head in _TALL), None)
    if tall is not None:
        return "tilt_up", "the camera climbs what is tall", tall
    if segment.coverage == "opening":
        return "pan_right", "the camera takes in the place", ""
    if segment.coverage == "place":
        return ("static", "pan_right", "static", "pan_left")[segment.ordinal % 4], "the camera takes in the place", ""
    if segment.coverage == "pov":
        return "static", "a look rests on what it sees", segment.seen_by or ""
    return "static", "an opening lets the eye settle", ""


def _talk_movement(segment: Segment, sizing: Sizing, *, handheld: bool) -> tuple[str, str, str]:
    if segment.feeling.intensity >= 0.62 and sizing.size in {"MS", "MCU", "CU"}:
        return "push_in", "the line turns the scene", segment.feeling.words
    if segment.coverage == "voice" and segment.figures and segment.ordinal % 2 == 0:
        return "push_in", "a voice from elsewhere draws us to the listener", segment.extension or ""
    if segment.coverage == "reaction" and segment.ordinal % 3 == 2:
        return "push_in", "a reaction grows", ""
    if segment.coverage == "single" and len(str(segment.said or "").split()) >= _LONG_LINE:
        return "push_in", "a long line draws us in", f"{len(str(segment.said).split())} words"
    if handheld:
        return "handheld", "the film's hand", ""
    return "static", "talk is held still", ""


_LONG_LINE = 24  # words


def _follow(segment: Segment, sizing: Sizing, walker: Staged) -> tuple[str, str, str]:
    verb = next((a.verb for a in segment.acts if a.who == walker.who), "moves")
    if walker.travels in {"left", "right"}:
        if sizing.size in {"WS", "EWS"} or segment.ordinal % 2:
            return f"pan_{walker.travels}", "a pan goes with a walker", verb
        return f"track_{walker.travels}", "the camera walks along", verb
    return ("tracking" if walker.travels == "toward" else "static"), "somebody walks toward or away", verb
