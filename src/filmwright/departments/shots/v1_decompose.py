"""V1: a scene into the pieces that become shots.

`actions.py` divides and joins the action, `coverage.py` covers the speeches, `orders.py` keeps what the script asks
of the camera, `openings.py` opens the scene, `held.py` joins what one set-up can play; they share a `Desk`.
"""

from dataclasses import dataclass, field

from filmwright.departments.shots.actions import Actions
from filmwright.departments.shots.coverage import Coverage
from filmwright.departments.shots.desk import Desk
from filmwright.departments.shots.grammar.lexicon import Lexicon
from filmwright.departments.shots.grammar.names import NameIndex
from filmwright.departments.shots.held import hold
from filmwright.departments.shots.openings import answer_looks, close_scene, fill_unseen, open_scene
from filmwright.departments.shots.orders import Orders
from filmwright.departments.shots.segment import Segment
from filmwright.model.cast import Cast
from filmwright.model.screenplay import Scene
from filmwright.model.shots import SceneSetting, ShotOptions

__all__ = ["Decomposition", "decompose"]


@dataclass(slots=True)
class Decomposition:
    """The segments of a scene, with what the later passes need to know of its people."""

    segments: list[Segment]
    names: NameIndex
    lex: Lexicon
    speakers: list[str]  # on screen, by first cue
    exchanges: dict[tuple[str, str], int]  # how often two people speak after one another
    everybody: list[str] = field(default_factory=list)  # by first appearance in a picture


def decompose(scene: Scene, cast: Cast, setting: SceneSetting, options: ShotOptions) -> Decomposition:
    """Divide a scene into segments that together hold every word of its action and dialogue once, in order."""
    desk = Desk(scene, cast, setting, options)
    orders = Orders(desk)
    actions, coverage = Actions(desk, orders), Coverage(desk, orders)
    for at, element in enumerate(scene.elements):
        if at in coverage.covered:
            continue
        if element.kind == "character" and at in coverage.by_cue:
            coverage.read(coverage.by_cue[at])
        elif element.kind in {"action", "dialogue"}:
            actions.read(at, element)
        elif element.kind in {"centered", "lyrics"}:
            actions.words_on_screen(at, element)
    orders.flush()
    open_scene(desk)
    answer_looks(desk.segments)
    hold(desk)
    close_scene(desk.segments)
    fill_unseen(desk.segments)
    speakers, exchanges = coverage.exchanges()
    everybody = list(dict.fromkeys(f.who for s in desk.segments for f in s.figures))
    return Decomposition(desk.segments, desk.names, desk.lex, speakers, exchanges, everybody)
