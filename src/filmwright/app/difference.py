"""How two drafts of a script differ, scene by scene, word by word and shot by shot."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from filmwright.departments.screenplay.revision import content_of, lines_of
from filmwright.formats.likeness import in_order, plain
from filmwright.model.revision import (
    Identities,
    KnownLine,
    KnownScene,
    LineChange,
    SceneChange,
    ShotChange,
    WordEdit,
    number_order,
)
from filmwright.model.screenplay import Scene, Screenplay
from filmwright.model.shots import SceneShots, Shot, ShotList

__all__ = ["line_changes", "scene_changes", "shot_changes", "word_edits"]

_ASIDE = {"shot_id", "number", "reasons", "text_spans", "label"}
"""Fields whose change alters nothing that is seen or heard."""


def scene_changes(
    before: Identities, script: Screenplay, shots_before: ShotList | None, shots_after: ShotList | None
) -> tuple[SceneChange, ...]:
    """Every scene of the new draft in its order, then those that only the old one has."""
    known = {s.scene_id: s for s in before.scenes}
    cuts_before, cuts_after = _by_scene(shots_before), _by_scene(shots_after)
    settled = _settled(known, script)
    found = [
        _scene_change(
            known.get(scene.scene_id), scene, place,
            shot_changes(known.get(scene.scene_id), cuts_before.get(scene.scene_id), cuts_after.get(scene.scene_id)),
            settled=scene.scene_id in settled,
        )
        for place, scene in enumerate(script.scenes)
    ]  # fmt: skip
    here = {scene.scene_id for scene in script.scenes}
    gone = sorted((s for s in before.scenes if s.living and s.scene_id not in here), key=lambda s: s.place)
    found.extend(_removed(scene, cuts_before.get(scene.scene_id)) for scene in gone)
    return tuple(found)


def _by_scene(shot_list: ShotList | None) -> dict[str, SceneShots]:
    return {scene.scene_id: scene for scene in shot_list.scenes} if shot_list else {}


def _settled(known: Mapping[str, KnownScene], script: Screenplay) -> set[str]:
    """Scenes that both drafts have and that kept their order; the others were moved."""
    both = [s.scene_id for s in script.scenes if s.scene_id in known and known[s.scene_id].living]
    return {both[k] for k in in_order([known[i].place for i in both])}


def _scene_change(
    before: KnownScene | None,
    scene: Scene,
    place: int,
    shots: tuple[ShotChange, ...],
    *,
    settled: bool,
) -> SceneChange:
    here = {"scene_id": scene.scene_id, "heading": scene.slugline, "place": place + 1, "shots": shots}
    if before is None:
        return SceneChange.model_validate({**here, "what": "added"})
    there = {**here, "heading_before": before.heading}
    lines = line_changes(before.lines, lines_of(scene))
    if not before.living:
        return SceneChange.model_validate({**there, "what": "restored", "lines": lines})
    same = before.contents[-1:] == (content_of(scene),)
    return SceneChange.model_validate(
        {
            **there,
            "what": "kept" if same else "changed",
            "moved": not settled,
            "place_before": before.place + 1,
            "lines": () if same else lines,
        }
    )


def _removed(scene: KnownScene, shots: SceneShots | None) -> SceneChange:
    return SceneChange(
        scene_id=scene.scene_id,
        what="removed",
        heading=scene.heading,
        heading_before=scene.heading,
        place_before=scene.place + 1,
        lines=line_changes(scene.lines, ()),
        shots=shot_changes(scene, shots, None),
    )


# --- words


def line_changes(before: Sequence[KnownLine], after: Sequence[KnownLine]) -> tuple[LineChange, ...]:
    """The paragraphs that differ, in order, each with its words compared."""
    one = [(line.kind, plain(line.text)) for line in before]
    other = [(line.kind, plain(line.text)) for line in after]
    found: list[LineChange] = []
    for what, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        for k in range(max(b - a, d - c)):
            old = before[a + k] if a + k < b else None
            new = after[c + k] if c + k < d else None
            found.append(_line_change(old, new))
    return tuple(found)


def _line_change(old: KnownLine | None, new: KnownLine | None) -> LineChange:
    line = new or old
    assert line is not None, "one of the two drafts has the line"
    before, after = old.text if old else "", new.text if new else ""
    return LineChange(kind=line.kind, before=before, after=after, words=word_edits(before, after))


def word_edits(before: str, after: str) -> tuple[WordEdit, ...]:
    """Runs of words that stayed, went and came; between words is one space."""
    one, other = before.split(), after.split()
    found: list[WordEdit] = []
    for what, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(WordEdit(what="same", text=" ".join(other[c:d])))
            continue
        if b > a:
            found.append(WordEdit(what="gone", text=" ".join(one[a:b])))
        if d > c:
            found.append(WordEdit(what="new", text=" ".join(other[c:d])))
    return tuple(found)


# --- shots


def shot_changes(
    known: KnownScene | None, before: SceneShots | None, after: SceneShots | None
) -> tuple[ShotChange, ...]:
    """What becomes of each shot of a scene, in the order of their numbers; those that go keep the number they had."""
    old = {shot.shot_id: shot for shot in before.shots} if before else {}
    in_bin = {shot.shot_id for shot in known.shots} - old.keys() if known else set[str]()
    found = [_shot_change(old.get(s.shot_id), s, restored=s.shot_id in in_bin) for s in (after.shots if after else ())]
    here = {change.shot_id for change in found}
    found.extend(
        ShotChange(
            shot_id=s.shot_id, number=s.number, number_before=s.number, what="gone", title=s.title, before=_says(s)
        )
        for s in old.values()
        if s.shot_id not in here
    )
    return tuple(sorted(found, key=lambda change: (number_order(change.number), change.shot_id)))


def _shot_change(old: Shot | None, new: Shot, *, restored: bool) -> ShotChange:
    same = {"shot_id": new.shot_id, "number": new.number, "title": new.title, "after": _says(new)}
    if old is None:
        return ShotChange.model_validate({**same, "what": "restored" if restored else "new"})
    fields = tuple(
        name for name in Shot.model_fields if name not in _ASIDE and getattr(old, name) != getattr(new, name)
    )
    return ShotChange.model_validate(
        {
            **same,
            "what": "changed" if fields else "kept",
            "number_before": old.number,
            "before": _says(old),
            "fields": fields,
        }
    )


def _says(shot: Shot) -> str:
    """What a shot covers, for a person: its words, or what it shows."""
    return " ".join((shot.text or shot.content).split())
