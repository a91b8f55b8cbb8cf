"""What is known of a project's scenes and shots over all its drafts, and how two drafts differ."""

import re
from typing import ClassVar, Literal

from filmwright.model.document import Document, Model

__all__ = [
    "Difference",
    "Identities",
    "KnownDraft",
    "KnownLine",
    "KnownRow",
    "KnownScene",
    "KnownShot",
    "LineChange",
    "Remake",
    "SceneChange",
    "ShotChange",
    "WordEdit",
    "number_order",
    "ordinal_of",
]

_NUMBER = re.compile(r"SH(\d+)([A-Z]*)")


class KnownLine(Model):
    """One paragraph of a scene, with what it is (`action`, `dialogue` ...)."""

    kind: str
    text: str


class KnownShot(Model):
    """A shot that was given an identity. One that is not `living` lies in the bin, with its takes."""

    shot_id: str
    number: str
    text: str
    speaker: str = ""
    trigger: str = ""
    subject: str = ""
    living: bool = True


class KnownRow(Model):
    """One shot in one version of its scene: the hash of what it covers, who it is, its number then."""

    key: str
    shot_id: str
    number: str


class KnownScene(Model):
    """A scene that was given an identity.

    `place` is its place, from 0, in the last draft that had it; `lines` are its words then. `contents` are the hashes
    of its words in every draft, oldest first. `shots` are all shots it ever had; `cuts` is how each version was cut.
    """

    scene_id: str
    heading: str
    printed: str = ""
    place: int
    living: bool = True
    lines: tuple[KnownLine, ...] = ()
    contents: tuple[str, ...] = ()
    shots: tuple[KnownShot, ...] = ()
    cuts: tuple[tuple[KnownRow, ...], ...] = ()


class KnownDraft(Model):
    """A draft by the hash of all its words, with the ids of its scenes in order."""

    digest: str
    scene_ids: tuple[str, ...]


class Identities(Document):
    """Every scene and shot that a project ever had. Nothing is ever taken out, so no id is given twice."""

    schema_label: ClassVar[str] = "identities/1"

    scenes: tuple[KnownScene, ...] = ()
    drafts: tuple[KnownDraft, ...] = ()

    def scene(self, scene_id: str) -> KnownScene | None:
        """The scene of this id, living or not."""
        return next((s for s in self.scenes if s.scene_id == scene_id), None)

    @property
    def bin(self) -> tuple[KnownShot, ...]:
        """Shots that the present draft does not have, by scene."""
        return tuple(shot for s in self.scenes for shot in s.shots if not (s.living and shot.living))


def ordinal_of(identity: str) -> int:
    """The number at the end of a scene or shot id: 7 of `s007`, 3 of `s007_003`."""
    return int(re.findall(r"\d+", identity)[-1])


def number_order(number: str) -> tuple[int, str]:
    """What shot numbers are ordered by: SH0012 lies before SH0012M, that before SH0013, SH9990 before SH10000.

    Raises ValueError when it is no shot number.
    """
    found = _NUMBER.fullmatch(number)
    if found is None:
        raise ValueError(f"`{number}` is not a shot number")
    return int(found[1]), found[2]


class WordEdit(Model):
    """A run of words that both drafts have, or only one of them."""

    what: Literal["same", "gone", "new"]
    text: str


class LineChange(Model):
    """One paragraph that differs; `before` or `after` is empty when the other draft has nothing there."""

    kind: str
    before: str = ""
    after: str = ""
    words: tuple[WordEdit, ...] = ()


class ShotChange(Model):
    """What becomes of one shot. `fields` are the fields of the shot list that differ, without its number."""

    shot_id: str
    number: str
    number_before: str = ""
    what: Literal["kept", "changed", "new", "gone", "restored"]
    title: str = ""
    before: str = ""
    after: str = ""
    fields: tuple[str, ...] = ()


class SceneChange(Model):
    """What becomes of one scene; `place` counts from 1, 0 for a draft that does not have it."""

    scene_id: str
    what: Literal["kept", "changed", "added", "removed", "restored"]
    moved: bool = False
    heading: str
    heading_before: str = ""
    place: int = 0
    place_before: int = 0
    lines: tuple[LineChange, ...] = ()
    shots: tuple[ShotChange, ...] = ()


class Remake(Model):
    """What one department makes again, by step, and what it costs in US dollars."""

    department: str
    nodes: int
    reused: int
    steps: dict[str, int]
    cost_usd: str = "0"


class Difference(Document):
    """A new draft against the one in use: scenes in the order of the new draft, removed ones last."""

    schema_label: ClassVar[str] = "difference/1"

    project: str
    draft: int
    source_before: str
    source_after: str
    scenes: tuple[SceneChange, ...] = ()
    remakes: tuple[Remake, ...] = ()
    nodes: int = 0
    cost_usd: str = "0"

    @property
    def scene_counts(self) -> dict[str, int]:
        """Scenes by what becomes of them; `moved` ones are counted beside that."""
        counts: dict[str, int] = dict.fromkeys(("kept", "changed", "added", "removed", "restored"), 0)
        for scene in self.scenes:
            counts[scene.what] += 1
        return {**counts, "moved": sum(scene.moved for scene in self.scenes)}

    @property
    def shot_counts(self) -> dict[str, int]:
        """Shots by what becomes of them."""
        counts: dict[str, int] = dict.fromkeys(("kept", "changed", "new", "gone", "restored"), 0)
        for scene in self.scenes:
            for shot in scene.shots:
                counts[shot.what] += 1
        return counts

    @property
    def is_empty(self) -> bool:
        """Whether the new draft says and shows the same as the old one."""
        scenes = self.scene_counts
        shots = self.shot_counts
        return scenes["kept"] == len(self.scenes) and not scenes["moved"] and shots["kept"] == sum(shots.values())
