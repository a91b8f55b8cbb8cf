"""The film's sound on one line: scenes, and what is heard between them, each at its sample."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from filmwright.departments.sound.beds import plan_bed
from filmwright.departments.sound.documents import Bed, Interlude
from filmwright.departments.sound.spotting import film_key, mood_of
from filmwright.model.cut import Piece
from filmwright.model.shots import SceneShots, ShotList
from filmwright.model.time import SAMPLE_RATE, Rate, samples_at

__all__ = ["FilmPart", "film_parts", "film_samples"]

_TAIL_SECONDS = 2


@dataclass(frozen=True, slots=True)
class FilmPart:
    """A sound of the film and its first sample: a scene's mix (`scene_id`) or an interlude."""

    start: int
    samples: int
    scene_id: str | None = None
    interlude: Interlude | None = None

    @property
    def name(self) -> str:
        """What it is called: the scene, or the kind of interlude and where it lies."""
        if self.scene_id is not None:
            return self.scene_id
        assert self.interlude is not None
        return self.interlude.kind if self.interlude.kind != "act_fade" else f"act_fade_{self.interlude.seed}"


def film_samples(pieces: Sequence[Piece], fps: str) -> int:
    """Length of the film's sound: exactly that of its frames."""
    return samples_at(sum(p.frames for p in pieces), Rate(fps=Fraction(fps)))


def film_parts(pieces: Sequence[Piece], scene_starts: Mapping[str, int], shot_list: ShotList) -> tuple[FilmPart, ...]:
    """Everything that is heard, in order of time, from the pieces of the cut.

    Under the title and the credits lies music that rings on into what follows, or comes from what was before; in an
    act's fade the old place goes and the new one comes. An interlude depends on the scenes beside it only.
    """
    rate = Rate(fps=Fraction(shot_list.fps))
    scenes = {scene.scene_id: scene for scene in shot_list.scenes}
    parts = [
        FilmPart(samples_at(start, rate), _scene_length(scenes[scene_id], start, rate), scene_id=scene_id)
        for scene_id, start in scene_starts.items()
    ]
    owner = {shot.shot_id: scene for scene in shot_list.scenes for shot in scene.shots}
    told = [s for s in shot_list.scenes if s.shots]
    key = film_key(shot_list.project_id or shot_list.title)
    for first, last in _runs(pieces):
        group = pieces[first : last + 1]
        start = samples_at(group[0].start_frame, rate)
        length = samples_at(group[-1].start_frame + group[-1].frames, rate) - start
        interlude = _interlude(group[0], length, owner, told, key, shot_list.fps)
        parts.append(FilmPart(start, interlude.samples + interlude.tail, interlude=interlude))
    return tuple(sorted(parts, key=lambda p: (p.start, p.name)))


def _scene_length(scene: SceneShots, start: int, rate: Rate) -> int:
    frames = sum(shot.duration_frames for shot in scene.shots)
    return samples_at(start + frames, rate) - samples_at(start, rate)


def _runs(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Ranges of pieces that make one interlude: the end card and the credits belong together."""
    out: list[tuple[int, int]] = []
    for index, piece in enumerate(pieces):
        if piece.kind in ("title", "act_fade"):
            out.append((index, index))
        elif piece.kind in ("end_card", "credits"):
            if out and out[-1][1] == index - 1 and pieces[out[-1][0]].kind in ("end_card", "credits"):
                out[-1] = (out[-1][0], index)
            else:
                out.append((index, index))
    return out


def _interlude(
    piece: Piece, length: int, owner: Mapping[str, SceneShots], told: Sequence[SceneShots], key: int, fps: str
) -> Interlude:
    if piece.kind == "title":
        opening = told[0] if told else None
        return Interlude(
            kind="title",
            samples=length,
            tail=_TAIL_SECONDS * SAMPLE_RATE,
            mood=mood_of(opening) if opening else "calm",
            key=key,
            seed="title",
            after=_short_bed(opening, fps),
        )
    if piece.kind == "act_fade":
        before, after = owner.get(piece.shot_id or ""), owner.get(piece.next_shot_id or "")
        return Interlude(
            kind="act_fade",
            samples=length,
            mood="",
            seed=f"{before.scene_id if before else ''}-{after.scene_id if after else ''}",
            before=_short_bed(before, fps),
            after=_short_bed(after, fps),
        )
    ending = told[-1] if told else None
    return Interlude(
        kind="closing",
        samples=length,
        mood=mood_of(ending) if ending else "calm",
        key=key,
        seed="closing",
        before=_short_bed(ending, fps),
    )


def _short_bed(scene: SceneShots | None, fps: str) -> Bed | None:
    """A scene's ambience without its length, so that a longer scene does not remake its neighbour's interlude."""
    return plan_bed(scene, fps).model_copy(update={"samples": 0, "scene_id": ""}) if scene is not None else None
