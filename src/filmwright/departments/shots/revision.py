"""Who is who among the shots of a scene in a new draft.

A shot is what it covers: the words, then who speaks them; a shot without words (establishing, reaction) is what it
shows, between the same neighbours. Evidence, strongest first:

1. the scene was cut into exactly these shots before: ids and numbers are as they were then;
2. the same words and speaker, in order, then anywhere in the scene;
3. the same words said by somebody else (a character was renamed);
4. words that a shot in the bin covered: it comes back, with its takes;
5. most of the words: of a shot that was cut in two the larger part keeps the id;
6. the same kind of shot of the same people between the same neighbours.

A new shot takes the next free ordinal of its scene and a number between its neighbours': SH0015 between SH0010 and
SH0020, SH0012 between SH0010 and SH0015. Between SH0012 and SH0013 there is no number left: it becomes SH0012N, as film
people do it, and never are the others renumbered. Numbers of shots in the bin stay theirs. Only a shot that was moved
inside its scene gets another number, because numbers say the order.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from filmwright.engine.step import step
from filmwright.formats.likeness import Likeness, Pairing, in_order, plain, word_list
from filmwright.model.revision import Identities, KnownRow, KnownScene, KnownShot, number_order, ordinal_of
from filmwright.model.shots import SceneShots, Shot

__all__ = ["Named", "fill_numbers", "identify_shots", "match_shots", "remember_shots"]

_SURE = 1_000_000
"""What keeping the number of an unchanged shot counts for, against edited (1,000) and restored (1) ones."""


@dataclass(frozen=True, slots=True)
class Named:
    """The identity of one shot and its number in this draft."""

    shot_id: str
    number: str


@step("shots.identify", version=1, inline=True)
def identify_shots(scene: SceneShots, shot_ids: tuple[str, ...], numbers: tuple[str, ...]) -> SceneShots:
    """Give the shots of a scene the ids they have had, or were given, in this project, and their numbers."""
    rows = zip(scene.shots, shot_ids, numbers, strict=True)
    shots = tuple(shot.model_copy(update={"shot_id": given, "number": number}) for shot, given, number in rows)
    return scene.model_copy(update={"shots": shots})


def match_shots(known: KnownScene | None, shots: Sequence[Shot]) -> tuple[Named, ...]:
    """Ids and numbers of a scene's shots in order, given all shots that the scene ever had.

    A scene that had none keeps the ids and numbers that the director counted.
    """
    if known is None or not known.shots:
        return tuple(Named(shot.shot_id, shot.number) for shot in shots)
    keys = [_key(_of_shot(shot)) for shot in shots]
    for cut in reversed(known.cuts):
        if [row.key for row in cut] == keys:
            return tuple(Named(row.shot_id, row.number) for row in cut)
    old = sorted(known.shots, key=lambda s: (not s.living, number_order(s.number), ordinal_of(s.shot_id)))
    new = [_of_shot(shot) for shot in shots]
    pairs, sure = _pairs(known, old, new, keys)
    return _named(known, old, pairs, sure, len(new))


def remember_shots(known: Identities, scenes: Sequence[SceneShots]) -> Identities:
    """What is known after these scenes were cut so; the same again changes nothing."""
    cut = {scene.scene_id: scene for scene in scenes}
    return known.model_copy(
        update={"scenes": tuple(_remembered(s, cut[s.scene_id]) if s.scene_id in cut else s for s in known.scenes)}
    )


def _remembered(known: KnownScene, scene: SceneShots) -> KnownScene:
    now = {shot.shot_id: _of_shot(shot) for shot in scene.shots}
    gone = [s.model_copy(update={"living": False}) for s in known.shots if s.shot_id not in now]
    rows = tuple(KnownRow(key=_key(s), shot_id=s.shot_id, number=s.number) for s in now.values())
    return known.model_copy(
        update={
            "shots": tuple(sorted((*now.values(), *gone), key=lambda s: ordinal_of(s.shot_id))),
            "cuts": (*(c for c in known.cuts if c != rows), rows),
        }
    )


def _of_shot(shot: Shot) -> KnownShot:
    return KnownShot(
        shot_id=shot.shot_id,
        number=shot.number,
        text=shot.text,
        speaker=shot.dialogue_speaker or "",
        trigger=shot.trigger,
        subject=" ".join(shot.character_ref_ids) or shot.subject or "",
    )


def _key(shot: KnownShot) -> str:
    """The hash of what a shot covers."""
    covers = (plain(shot.text), shot.speaker) if shot.text else ("", shot.trigger, shot.subject)
    return hashlib.sha256("\n".join(covers).encode()).hexdigest()[:20]


# --- who is who


def _pairs(
    known: KnownScene, old: Sequence[KnownShot], new: Sequence[KnownShot], keys: Sequence[str]
) -> tuple[dict[int, int], set[int]]:
    """New index -> old index, and which of the new ones cover the same words as before."""
    pairing = Pairing(old=len(old), new=len(new), living=sum(s.living for s in old))
    old_keys = [_key(s) for s in old]
    pairing.put_equal(_if_spoken(old, old_keys), _if_spoken(new, keys))
    pairing.put_equal([plain(s.text) for s in old], [plain(s.text) for s in new])
    _put_earlier(pairing, known, old, _if_spoken(new, keys))
    sure = set(pairing.pairs)
    _put_alike(pairing, old, new)
    _put_in_gaps(pairing, old, new, lambda shot: "" if shot.text else _key(shot))
    sure.update(j for j in pairing.pairs if not new[j].text and keys[j] == old_keys[pairing.pairs[j]])
    _put_in_gaps(pairing, old, new, _kind)
    _put_earlier(pairing, known, old, keys)
    return pairing.pairs, sure


def _if_spoken(shots: Sequence[KnownShot], keys: Sequence[str]) -> list[str]:
    """Keys of the shots that cover words; nothing for the others."""
    return [key if shot.text else "" for shot, key in zip(shots, keys, strict=True)]


def _put_earlier(pairing: Pairing, known: KnownScene, old: Sequence[KnownShot], keys: Sequence[str]) -> None:
    """What a shot covered in an earlier draft; shots in the bin come back by this."""
    index = {shot.shot_id: i for i, shot in enumerate(old)}
    free = {*pairing.free_old(living=True), *pairing.free_old(living=False)}
    homes: dict[str, list[int]] = {}
    for cut in reversed(known.cuts):
        for row in cut:
            if index[row.shot_id] in free:
                homes.setdefault(row.key, []).append(index[row.shot_id])
    pairing.put_first_free(homes, keys)


def _put_alike(pairing: Pairing, old: Sequence[KnownShot], new: Sequence[KnownShot]) -> None:
    """Edited shots: the pairing that keeps the most words with their shot."""
    pairing.put_alike(
        [word_list(shot.text) if shot.text else None for shot in old],
        [word_list(shot.text) if shot.text else None for shot in new],
        lambda i, j, likeness, near: _worth(old[i], new[j], likeness, near=near),
    )


def _worth(old: KnownShot, new: KnownShot, likeness: Likeness, *, near: bool) -> float:
    """How much speaks for these two being one shot; 0 when it is not enough."""
    if bool(old.speaker) != bool(new.speaker) and not likeness.contained >= 0.8:
        return 0.0
    said = old.speaker == new.speaker
    least = 0.3 if near else 0.5
    if not old.living:
        least = 0.6
    enough = likeness.ratio >= least or (near and likeness.contained >= 0.5 and likeness.shared >= 3)
    return likeness.shared * (1.0 + 0.2 * said + 0.2 * near) * enough


def _put_in_gaps(
    pairing: Pairing, old: Sequence[KnownShot], new: Sequence[KnownShot], kind: Callable[[KnownShot], str]
) -> None:
    """Shots of equal kind between the same neighbours, where there are as many of it as before."""
    gap_old, gap_new = pairing.gaps()
    olds: dict[tuple[int, str], list[int]] = {}
    news: dict[tuple[int, str], list[int]] = {}
    for i in pairing.free_old(living=True):
        olds.setdefault((gap_old[i], kind(old[i])), []).append(i)
    for j in pairing.free_new:
        news.setdefault((gap_new[j], kind(new[j])), []).append(j)
    for place, waiting in olds.items():
        if place[1] and len(waiting) == len(news.get(place, ())):
            pairing.put(dict(zip(news[place], waiting, strict=True)))


def _kind(shot: KnownShot) -> str:
    if shot.text:
        return f"words {shot.trigger} {shot.speaker}" if shot.speaker else ""
    return f"none {shot.trigger}"


# --- numbers


def _named(
    known: KnownScene, old: Sequence[KnownShot], pairs: Mapping[int, int], sure: set[int], count: int
) -> tuple[Named, ...]:
    order = sorted(pairs)
    had = [old[pairs[j]].number for j in order]
    rank = {number: place for place, number in enumerate(sorted(set(had), key=number_order))}
    weights = [_weight(old[pairs[j]], sure=j in sure) for j in order]
    stays = {order[k] for k in in_order([rank[number] for number in had], weights)}
    used = {s.number for s in known.shots} | {row.number for cut in known.cuts for row in cut}
    numbers = fill_numbers([old[pairs[j]].number if j in stays else None for j in range(count)], used)
    free = max(ordinal_of(s.shot_id) for s in known.shots)
    named: list[Named] = []
    for j in range(count):
        if j in pairs:
            named.append(Named(old[pairs[j]].shot_id, numbers[j]))
        else:
            free += 1
            named.append(Named(f"{known.scene_id}_{free:03d}", numbers[j]))
    return tuple(named)


def _weight(shot: KnownShot, *, sure: bool) -> int:
    """How much it matters that a shot keeps its number."""
    if not shot.living:
        return 1
    return _SURE if sure else 1_000


def fill_numbers(numbers: Sequence[str | None], used: set[str]) -> list[str]:
    """Numbers for all, strictly increasing: given ones stay, missing ones come between and are never among `used`."""
    out = list(numbers)
    taken = {*used, *(n for n in numbers if n)}
    start = 0
    while start < len(out):
        if out[start] is not None:
            start += 1
            continue
        end = next((k for k in range(start, len(out)) if out[k] is not None), len(out))
        before = out[start - 1] if start else None
        after = out[end] if end < len(out) else None
        out[start:end] = _between(before, after, end - start, taken)
        taken.update(n for n in out[start:end] if n)
        start = end
    return [n for n in out if n is not None]


def _between(before: str | None, after: str | None, count: int, used: set[str]) -> list[str]:
    """`count` fresh numbers between two, in order."""
    low = number_order(before) if before else (0, "")
    if after is None:
        top = max((number_order(n)[0] for n in (*used, *([before] if before else []))), default=0)
        return [f"SH{10 * (top // 10 + 1 + k):04d}" for k in range(count)]
    high = number_order(after)
    whole = range(low[0] + 1, high[0] + bool(high[1]))
    free = [name for n in whole if (name := f"SH{n:04d}") not in used]
    if len(free) >= count:
        return [free[(k + 1) * (len(free) + 1) // (count + 1) - 1] for k in range(count)]
    return _lettered(low, high, count, used)


def _lettered(low: tuple[int, str], high: tuple[int, str], count: int, used: set[str]) -> list[str]:
    """SH0012N and the like: letters behind the number before."""
    limit = high[1] if high[0] == low[0] else ""
    found: list[str] = []

    def divide(least: str, most: str, wanted: int) -> None:
        if wanted == 0:
            return
        middle = _letters(least, most)
        while f"SH{low[0]:04d}{middle}" in used:
            middle = _letters(middle, most)
        divide(least, middle, wanted // 2)
        found.append(f"SH{low[0]:04d}{middle}")
        divide(middle, most, wanted - 1 - wanted // 2)

    divide(low[1], limit, count)
    return found


def _letters(least: str, most: str) -> str:
    """Letters that sort between two runs of letters (`most` empty: no upper end); never ends on A, so there is room."""
    out = ""
    bounded = bool(most)
    for place in range(len(least) + len(most) + 2):
        low = ord(least[place]) - 65 if place < len(least) else 0
        high = ord(most[place]) - 65 if bounded and place < len(most) else 26
        middle = (low + high) // 2
        if middle > low:
            return out + chr(65 + middle)
        out += chr(65 + low)
        bounded = bounded and low == high
    raise AssertionError("there are letters between any two")
