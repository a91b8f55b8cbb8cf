"""Who is who among the scenes of a new draft.

A scene keeps its id when it says the same, wherever it stands; when it was edited; when it was cut in two (the larger
part keeps it) or put together with another (the larger one keeps its own). Evidence, strongest first:

1. the same draft was here before: everything is as it was then;
2. a mark of identity inside the printed scene number (`#12-ZX3ZM#`, as Storyboarder writes it);
3. the same words, in order, then anywhere;
4. the same words under another heading;
5. the words of an earlier version, which brings a removed scene back from the bin;
6. most of the words: the pairing of all that is left that keeps the most words with their scene. The same printed
   number, the same heading and the same neighbours count as evidence;
7. for scenes of a few words: the same heading or printed number between the same neighbours.

Whatever is left is new and takes the next free ordinal. Ids are never renumbered and never given twice.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from filmwright.engine.step import step
from filmwright.formats.likeness import Likeness, Pairing, aligned, plain, word_list
from filmwright.model.revision import Identities, KnownDraft, KnownLine, KnownScene, ordinal_of
from filmwright.model.screenplay import Scene, Screenplay

__all__ = ["content_of", "identify", "lines_of", "match_scenes", "remember_scenes"]

_UNPLAYED = ("note", "boneyard", "section", "synopsis", "page_break")
_MARK = re.compile(r".*[-.:](?=[A-Z0-9]*[A-Z])([A-Z0-9]{3,12})", re.IGNORECASE)
_FEW_WORDS = 4
"""A body shorter than this is no evidence when the heading differs."""


@step("screenplay.identify", version=1, inline=True)
def identify(screenplay: Screenplay, scene_ids: tuple[str, ...]) -> Screenplay:
    """Give the scenes of a draft the ids they have had, or were given, in this project."""
    pairs = zip(screenplay.scenes, scene_ids, strict=True)
    return screenplay.model_copy(
        update={"scenes": tuple(scene.model_copy(update={"scene_id": given}) for scene, given in pairs)}
    )


def lines_of(scene: Scene) -> tuple[KnownLine, ...]:
    """What is played in a scene, paragraph by paragraph; notes and outlines are not."""
    return tuple(KnownLine(kind=e.kind, text=e.text) for e in scene.elements if e.kind not in _UNPLAYED)


def content_of(scene: Scene) -> str:
    """The hash of a scene's heading and words; its printed number is not part of it."""
    return _hash(plain(scene.slugline), *(plain(line.text) for line in lines_of(scene)))


def match_scenes(known: Identities, script: Screenplay) -> tuple[str, ...]:
    """The ids of the scenes of a draft, given all that came before; a first draft is counted from s001."""
    contents = [content_of(scene) for scene in script.scenes]
    digest = _hash(*contents)
    for draft in reversed(known.drafts):
        if draft.digest == digest:
            return draft.scene_ids
    old = [_of_known(scene) for scene in _in_order(known)]
    new = [_of_scene(scene, content) for scene, content in zip(script.scenes, contents, strict=True)]
    found = _pairs(old, new)
    free = max((ordinal_of(s.scene_id) for s in old), default=0)
    ids: list[str] = []
    for j in range(len(new)):
        if j not in found:
            free += 1
        ids.append(old[found[j]].scene_id if j in found else f"s{free:03d}")
    return tuple(ids)


def remember_scenes(known: Identities, script: Screenplay, scene_ids: Sequence[str]) -> Identities:
    """What is known after a draft with these ids; the same draft again changes nothing."""
    contents = [content_of(scene) for scene in script.scenes]
    table = {s.scene_id: s.model_copy(update={"living": False}) for s in known.scenes}
    for place, (scene, given, content) in enumerate(zip(script.scenes, scene_ids, contents, strict=True)):
        table[given] = _remembered(table.get(given), scene, given, place, content)
    draft = KnownDraft(digest=_hash(*contents), scene_ids=tuple(scene_ids))
    others = tuple(d for d in known.drafts if d.digest != draft.digest)
    scenes = tuple(sorted(table.values(), key=lambda s: ordinal_of(s.scene_id)))
    return Identities(scenes=scenes, drafts=(*others, draft))


def _remembered(before: KnownScene | None, scene: Scene, given: str, place: int, content: str) -> KnownScene:
    earlier = before.contents if before else ()
    return KnownScene(
        scene_id=given,
        heading=scene.slugline,
        printed=scene.scene_number or "",
        place=place,
        lines=lines_of(scene),
        contents=(*(c for c in earlier if c != content), content),
        shots=before.shots if before else (),
        cuts=before.cuts if before else (),
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """A scene of either draft as it is compared."""

    scene_id: str
    heading: str
    printed: str
    mark: str
    content: str
    body: str
    words: tuple[str, ...]
    contents: tuple[str, ...] = ()
    living: bool = True


def _in_order(known: Identities) -> list[KnownScene]:
    """Living scenes in the order of the last draft, then those in the bin."""
    return sorted(known.scenes, key=lambda s: (not s.living, s.place if s.living else 0, ordinal_of(s.scene_id)))


def _of_known(scene: KnownScene) -> _Side:
    lines = [line.text for line in scene.lines]
    latest = scene.contents[-1] if scene.contents else ""
    return _side(scene.scene_id, scene.heading, scene.printed, latest, lines, scene.contents, living=scene.living)


def _of_scene(scene: Scene, content: str) -> _Side:
    lines = [line.text for line in lines_of(scene)]
    return _side("", scene.slugline, scene.scene_number or "", content, lines, (), living=True)


def _side(
    scene_id: str,
    heading: str,
    printed: str,
    content: str,
    lines: Sequence[str],
    contents: tuple[str, ...],
    *,
    living: bool,
) -> _Side:
    words = word_list("\n".join(lines))
    mark = _MARK.fullmatch(printed)
    return _Side(
        scene_id=scene_id,
        heading=" ".join(word_list(heading)),
        printed=printed.casefold(),
        mark=mark[1].casefold() if mark else "",
        content=content,
        body=_hash(*(plain(line) for line in lines)) if len(words) >= _FEW_WORDS else "",
        words=words,
        contents=contents,
        living=living,
    )


def _pairs(old: Sequence[_Side], new: Sequence[_Side]) -> dict[int, int]:
    """New index -> old index; each rule takes what the rules before it left."""
    pairing = Pairing(old=len(old), new=len(new), living=sum(side.living for side in old))
    pairing.put(_same_marks(old, new))
    pairing.put_equal([s.content for s in old], [s.content for s in new])
    pairing.put_equal([s.body for s in old], [s.body for s in new])
    _put_earlier(pairing, old, new)
    _put_alike(pairing, old, new)
    _put_in_place(pairing, old, new)
    return pairing.pairs


def _same_marks(old: Sequence[_Side], new: Sequence[_Side]) -> dict[int, int]:
    """Marks of identity that stand once on each side."""
    before, after = _once([s.mark for s in old]), _once([s.mark for s in new])
    return {j: before[mark] for mark, j in after.items() if mark in before}


def _once(marks: Sequence[str]) -> dict[str, int]:
    found: dict[str, list[int]] = {}
    for index, mark in enumerate(marks):
        if mark:
            found.setdefault(mark, []).append(index)
    return {mark: places[0] for mark, places in found.items() if len(places) == 1}


def _put_earlier(pairing: Pairing, old: Sequence[_Side], new: Sequence[_Side]) -> None:
    """Words that a scene had in an earlier draft; scenes in the bin come back by this."""
    homes: dict[str, list[int]] = {}
    for i in (*pairing.free_old(living=True), *pairing.free_old(living=False)):
        for content in old[i].contents:
            homes.setdefault(content, []).append(i)
    pairing.put_first_free(homes, [side.content for side in new])


def _put_alike(pairing: Pairing, old: Sequence[_Side], new: Sequence[_Side]) -> None:
    """Edited scenes: the pairing that keeps the most words with their scene."""
    pairing.put_alike(
        [side.words for side in old],
        [side.words for side in new],
        lambda i, j, likeness, near: _worth(old[i], new[j], likeness, near=near),
    )


def _worth(old: _Side, new: _Side, likeness: Likeness, *, near: bool) -> float:
    """How much speaks for these two being one scene; 0 when it is not enough."""
    numbered = bool(new.printed) and old.printed == new.printed
    placed = old.heading == new.heading
    if not old.living:
        enough = likeness.ratio >= 0.5 or (likeness.contained >= 0.8 and likeness.shared >= 16)
    else:
        least = 0.3 - 0.1 * (numbered or placed) - 0.1 * near
        enough = likeness.ratio >= least or (likeness.contained >= 0.6 and likeness.shared >= 10)
    return likeness.shared * (1.0 + 0.25 * numbered + 0.15 * placed + 0.15 * near) * enough


def _put_in_place(pairing: Pairing, old: Sequence[_Side], new: Sequence[_Side]) -> None:
    """Scenes of a few words: the same heading, or the same printed number, between the same neighbours.

    Of longer scenes something must be left, or they are two scenes.
    """
    gap_old, gap_new = pairing.gaps()
    olds = _by_gap(gap_old, pairing.free_old(living=True))
    news = _by_gap(gap_new, pairing.free_new)
    for gap in sorted(olds.keys() & news.keys()):
        for says in (_heading, _printed):
            rest_old = [i for i in olds[gap] if i not in set(pairing.pairs.values()) and says(old[i])]
            rest_new = [j for j in news[gap] if j not in pairing.pairs]
            matched = aligned([says(old[i]) for i in rest_old], [says(new[j]) for j in rest_new])
            pairs = [(rest_new[b], rest_old[a]) for a, b in matched]
            pairing.put({j: i for j, i in pairs if not (old[i].body and new[j].body)})


def _heading(side: _Side) -> str:
    return side.heading


def _printed(side: _Side) -> str:
    return side.printed


def _by_gap(gap_of: Sequence[int], items: Sequence[int]) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = {}
    for item in items:
        found.setdefault(gap_of[item], []).append(item)
    return found


def _hash(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:20]
