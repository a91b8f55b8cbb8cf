"""The 180-degree line: on which side of it the camera stands, and when it may cross.

The camera keeps to one side, so that everybody keeps their side of the picture (Arijon, Grammar of the Film Language).
It crosses only where the audience sees it happen: the camera itself goes around two people, or somebody walks past or
around another in the picture. A picture that is neutral, without people or wide, takes it back to where it began.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from filmwright.departments.shots.segment import Segment

__all__ = ["Line", "crossed_sides"]

_SWAPPED = {"left": "right", "right": "left"}
_AROUND = frozenset({"past", "around", "behind", "round"})
_FAR = frozenset({"WS", "EWS"})


def crossed_sides(side: Mapping[str, str]) -> dict[str, str]:
    """The sides of the picture as they are seen from the other side of the line."""
    return {who: _SWAPPED.get(where, where) for who, where in side.items()}


@dataclass(slots=True)
class Line:
    """The camera's side through a scene, shot by shot; `side` is 1 or -1, `rule` why it is not what it was."""

    side: int = 1
    rule: str = ""
    words: str = ""

    @property
    def way(self) -> str:
        """The screen direction of a chase: held over the cuts, turned round only with the camera."""
        return "right" if self.side == 1 else "left"

    def before(self, segment: Segment, size: str) -> None:
        """Take a neutral picture into account before its shot is made."""
        self.rule, self.words = "", ""
        neutral = not segment.figures or (size in _FAR and segment.said is None)
        if self.side == -1 and neutral:
            self.side, self.rule = 1, "a neutral picture takes the camera back to its side of the line"

    def after(self, segment: Segment, movement: str) -> None:
        """Cross the line behind a shot in which the audience saw it crossed."""
        if len(segment.figures) < 2:
            return
        if movement.startswith("arc"):
            self.side = -self.side
            return
        people = set(segment.people())
        for act in segment.acts:
            goes = act.classes & {"walk", "run"} and act.body is None and not act.negated
            passed = _AROUND & {*act.particles, *(prep for prep, _ in act.preps)}
            if goes and passed and act.target is not None and {act.who, act.target} <= people:
                self.side = -self.side
                return
