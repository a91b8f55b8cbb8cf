"""What people do, and how it leaves them: coming, going, sitting down, taking things in hand."""

from dataclasses import dataclass, field

from filmwright.departments.shots.company import Stance
from filmwright.departments.shots.grammar.parse import Clause
from filmwright.departments.shots.meaning import Meaning

__all__ = ["Act", "Doing", "Reading"]

_IN_WORDS = frozenset({"in", "into", "inside", "through", "aboard"})
_OUT_WORDS = frozenset({"out", "away", "off", "offscreen"})
_MOVES = frozenset({"walk", "run", "vehicle"})
_LUGGAGE = frozenset(
    {
        "suitcase",
        "bag",
        "box",
        "crate",
        "backpack",
        "briefcase",
        "bucket",
        "basket",
        "package",
        "parcel",
        "maleta",
        "bolsa",
        "koffer",
        "valise",
    }
)


@dataclass(slots=True)
class Act:
    """One thing that one person does."""

    who: str
    verb: str
    classes: frozenset[str]
    particles: tuple[str, ...]
    preps: tuple[tuple[str, str], ...]
    thing: str | None
    body: str | None
    target: str | None
    negated: bool
    clause: Clause
    many: bool = False


@dataclass(slots=True)
class Reading:
    """What one sentence (or piece of one) shows."""

    visible: list[str] = field(default_factory=list)
    partial: dict[str, str] = field(default_factory=dict)  # person -> body part
    subject: str | None = None
    acts: list[Act] = field(default_factory=list)
    enters: list[str] = field(default_factory=list)
    exits: list[str] = field(default_factory=list)
    things: list[str] = field(default_factory=list)
    dwells_on: str | None = None
    about_place: bool = False
    quoted: bool = False
    face: str | None = None
    unknown_people: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Doing(Meaning):
    """The state of a scene, moved on by what people do."""

    def _moves(self, act: Act, reading: Reading) -> None:
        stance = self.stance(act.who)
        if act.negated:
            return
        places = {word for prep, word in act.preps if prep in _IN_WORDS}
        outward = bool(_OUT_WORDS & set(act.particles)) or any(p in {"out", "off"} for p, _ in act.preps)
        inward = (bool(places) and not outward) or bool(_IN_WORDS & set(act.particles))
        moving = bool(act.classes & _MOVES) or act.verb in {
            "burst",
            "come",
            "go",
            "storm",
            "barge",
            "slip",
            "drag",
            "lean",
            "get",
            "pull",
            "push",
        }
        if ("exit" in act.classes and self._leaves(act)) or (
            moving
            and outward
            and not inward
            and act.verb not in {"lean", "get", "drag", "pull", "push", "step", "come"}
        ):
            reading.exits.append(act.who)
        elif "enter" in act.classes or (moving and inward and act.verb not in {"lean", "pull", "push"}):
            reading.enters.append(act.who)
        _posture(act, stance)
        if act.verb in {"", "be", "seat", "lie", "sleep", "doze"}:
            self._rest(act, stance)
        self._hold(act, stance)

    def _rest(self, act: Act, stance: Stance) -> None:
        """Take in "is asleep at the table", "is seated", "is on her knees"."""
        said = {act.thing or "", act.verb, *act.particles, *(p.head for p in act.clause.extras)}
        places = {word for _, word in act.preps}
        if said & (self.lex.asleep | {"sleep", "doze"}):
            stance.asleep = True
            stance.dead = stance.dead or bool(said & self.lex.nouns.get("dead", frozenset()))
            at_table = any(self.lex.noun_is("furniture", w) or self.lex.noun_is("seat", w) for w in places)
            bed = bool(places & {"bed", "floor", "ground", "sofa", "couch", "cama", "bett", "lit"})
            stance.posture = "sit" if at_table and not bed else "lie"
        elif "seated" in said or act.verb == "seat":
            stance.posture = "sit"
        elif "knees" in places:
            stance.posture = "kneel"
        elif places & {"back", "stomach", "belly", "espalda", "dos", "rücken"} and act.verb in {"", "be"}:
            stance.posture = "lie"

    def _hold(self, act: Act, stance: Stance) -> None:
        """What somebody has in hand after this act."""
        if stance.asleep and act.verb not in {"be", "sleep", "lie", "doze", "snore"}:
            stance.asleep = False
        if stance.posture == "sit" and stance.holds in _LUGGAGE:
            stance.holds = None
        thing = act.thing
        if thing is None:
            return
        if "take" in act.classes and act.body is None and self._can_be_held(act, thing):
            stance.holds = thing
        elif act.classes & {"give", "put"}:
            stance.holds = None

    def _can_be_held(self, act: Act, thing: str) -> bool:
        if self.lex.noun_is("prop", thing):
            return not (self.lex.noun_is("clothes", thing) and act.verb in {"pull", "draw", "raise", "lift"})
        opener = next((p.opener for p in act.clause.objects if p.head == thing), "")
        named = opener in {
            "a",
            "an",
            "the",
            "his",
            "her",
            "their",
            "one",
            "un",
            "una",
            "el",
            "la",
            "ein",
            "einen",
            "den",
            "le",
        }
        odd = any(
            self.lex.noun_is(kind, thing)
            for kind in ("clothes", "place", "furniture", "body", "person", "seat", "door", "unseen", "vehicle")
        )
        return (
            named
            and not odd
            and act.verb
            in {"take", "hold", "carry", "clutch", "grip", "lift", "grab", "cradle", "raise", "pick", "snatch"}
        )

    def _leaves(self, act: Act) -> bool:
        if act.verb in {"leave", "escape", "flee", "exit", "verlassen", "verlässt", "quitte"} and act.thing is not None:
            return self.lex.noun_is("place", act.thing) or self.lex.noun_is("door", act.thing) or act.verb != "leave"
        return act.target is None or act.verb != "leave"


_NEED_REFLEXIVE = frozenset({"legt", "setzt", "setzen"})  # German lays things down, and people with "sich"
_POSTURES = (
    ("sit", "sit"), ("vehicle", "sit"), ("kneel", "kneel"), ("crouch", "crouch"), ("lie", "lie"), ("stand", "stand"),
    ("run", "run"), ("walk", "walk"), ("enter", "walk"), ("exit", "walk"), ("lean", "lean"),
)  # fmt: skip


def _posture(act: Act, stance: Stance) -> None:
    if act.verb == "be" or (act.body is not None and act.classes & {"walk", "run", "fall", "exit", "enter"}):
        return
    if "up" in act.particles and act.verb in {"get", "stand", "sit", "jump", "spring", "leap", "push"}:
        stance.posture = "sit" if act.verb == "sit" else "stand"
        return
    if "down" in act.particles and act.verb in {"lie", "lay"}:
        stance.posture = "lie"
        return
    if act.verb in _NEED_REFLEXIVE and not any(p.pronoun == "sich" for p in act.clause.objects):
        return
    for name, posture in _POSTURES:
        if name in act.classes:
            if posture == "lean" and stance.posture in {"sit", "kneel", "crouch", "lie"}:
                return
            stance.posture = posture
            return
    if stance.posture in {"walk", "run", "lean"}:
        stance.posture = "stand"
