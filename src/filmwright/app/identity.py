"""Which ids the scenes and shots of a draft have: what the project knows of earlier drafts, applied to this one.

A production asks here while it builds its graph. The answer depends on what is known and on the draft alone, so that
building again, in any process, gives the same ids; and what is learned is written down before anything is made under a
new id, so that no id is given twice even when the run is killed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from filmwright.departments.screenplay.revision import match_scenes, remember_scenes
from filmwright.departments.shots.revision import Named, identify_shots, match_shots, remember_shots
from filmwright.model.cast import Cast, Member
from filmwright.model.revision import Identities, ordinal_of
from filmwright.model.screenplay import Screenplay
from filmwright.model.shots import SceneShots
from filmwright.ref import Ref

__all__ = ["Identity", "by_seniority", "with_names"]

Keep = Callable[[Identities], None]


@dataclass
class Identity:
    """The memory of a project: `known` before this draft, `after` with it. `keep` stores what is learned."""

    known: Identities = field(default_factory=Identities)
    keep: Keep | None = None
    after: Identities = field(default_factory=Identities)
    _scenes: dict[Ref, tuple[tuple[str, ...], Identities]] = field(default_factory=dict)
    _shots: dict[tuple[Ref, ...], tuple[Mapping[str, tuple[Named, ...]], Identities]] = field(default_factory=dict)

    def scene_ids(self, draft: Ref, script: Screenplay) -> tuple[str, ...]:
        """The ids of the scenes of a draft; `draft` is the address of its screenplay as it was read."""
        if draft not in self._scenes:
            ids = match_scenes(self.known, script)
            self._scenes[draft] = ids, remember_scenes(self.known, script, ids)
            self._learn(self._scenes[draft][1])
        ids, self.after = self._scenes[draft]
        return ids

    def shot_names(self, scenes: Sequence[tuple[Ref, SceneShots]]) -> Mapping[str, tuple[Named, ...]]:
        """The ids and numbers of the shots of every scene, by scene id, given the scenes as they were directed."""
        place = tuple(ref for ref, _ in scenes)
        if place not in self._shots:
            before = {s.scene_id: s for s in self.after.scenes}
            names = {scene.scene_id: match_shots(before.get(scene.scene_id), scene.shots) for _, scene in scenes}
            cut = [with_names(scene, names[scene.scene_id]) for _, scene in scenes]
            self._shots[place] = names, remember_shots(self.after, cut)
            self._learn(self._shots[place][1])
        named, self.after = self._shots[place]
        return named

    def _learn(self, now: Identities) -> None:
        if self.keep is not None:
            self.keep(now)


def with_names(scene: SceneShots, named: Sequence[Named]) -> SceneShots:
    """The scene with its shots named so."""
    return identify_shots(scene, tuple(n.shot_id for n in named), tuple(n.number for n in named))


def by_seniority(cast: Cast) -> Cast:
    """The cast with those first whose scenes were in the project first; in a first draft as they appear.

    Voices are given out in this order, so that somebody new in a later draft changes nobody's voice.
    """
    return cast.model_copy(update={"members": tuple(sorted(cast.members, key=_since))})


def _since(member: Member) -> int:
    """The oldest scene that somebody is in; scenes before the first appearance only speak of them."""
    first = member.scenes.index(member.first_scene) if member.first_scene in member.scenes else len(member.scenes)
    return min((ordinal_of(scene) for scene in member.scenes[first:]), default=0)
