"""Scoring: what the shots of a script show, against what its labels say."""

import random
import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

from clauses import malformed, reworded, says_object, says_verb
from labels import Labels, Motion, Passage, checksum, words_of

from filmwright.app import read_source, shot_list
from filmwright.model.screenplay import Scene, Screenplay
from filmwright.model.shots import SceneShots, Shot, ShotList

__all__ = [
    "Baseline",
    "Film",
    "Row",
    "SceneText",
    "ScriptResult",
    "Tally",
    "covered",
    "film_of",
    "find_passage",
    "joined",
    "read_scenes",
    "score_script",
    "tally",
]

_SPOKEN = {"dialogue", "lyrics"}
_COUNTED = {"action", *_SPOKEN}
_ARTICLES = {
    *("the", "a", "an", "his", "her"),
    *("el", "la", "los", "las", "un", "una"),
    *("le", "les", "l", "une"),
    *("der", "die", "das", "den", "dem", "ein", "eine"),
    *("il", "lo", "gli", "i"),
}


@dataclass(frozen=True)
class SceneText:
    """The words of one scene in order; `spoken` says which are dialogue."""

    ordinal: int
    words: list[str]
    spoken: list[bool]
    place: str = ""


@dataclass(frozen=True)
class Row:
    """How one passage came out. Shares of nothing are None."""

    script: str
    passage: Passage
    shown: tuple[str, ...]
    people: tuple[str, ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    mentioned_shown: tuple[str, ...]
    mentioned: int
    exact: bool
    offscreen_right: bool | None
    wrongly_off: bool
    motion: tuple[str, ...]
    motion_present: bool | None
    verb_right: bool | None
    object_right: bool | None
    size: str
    size_right: bool | None
    found: bool = True

    @property
    def hits(self) -> int:
        """People who must be visible, and are."""
        return len(self.people) - len(self.missing)

    @property
    def beyond(self) -> int:
        """How many more are shown than must be."""
        return len(self.shown) - self.hits


@dataclass(frozen=True)
class Baseline:
    """What an exact-name matcher with fixed sizes says of the same passage."""

    missing: tuple[str, ...]
    extra: tuple[str, ...]
    mentioned_shown: int
    exact: bool
    offscreen_right: bool | None
    verb_right: bool | None
    object_right: bool | None
    malformed: bool
    size_right: bool | None


@dataclass(frozen=True)
class Film:
    """What is compared with real films: per shot its seconds, words spoken, seconds of speech, size, movement."""

    seconds: tuple[float, ...]
    words: tuple[int, ...]
    speech: tuple[float, ...]
    sizes: tuple[str, ...]
    movements: tuple[str, ...]
    frame: float


@dataclass(frozen=True)
class ScriptResult:
    """Everything measured on one script."""

    name: str
    language: str
    rows: tuple[Row, ...]
    base: tuple[Baseline, ...]
    malformed: tuple[tuple[str, str, str], ...]
    reworded: tuple[tuple[str, str, str], ...]
    motions: int
    shuffled: tuple[float, float]
    pages: float
    shots: int
    words: int
    uncovered: int
    doubled: int
    scenes: tuple[int, int]
    place_pairs: tuple[int, int, int]
    base_place_pairs: tuple[int, int, int]
    film: Film
    unframed: int  # dialogue shots whose speaker is neither in frame nor marked off-screen
    dialogue_shots: int


# reading ------------------------------------------------------------------------------------------------------------


def read_scenes(script: Path) -> list[SceneText]:
    """The words of action and dialogue of each scene, as the reader of the product understands the file."""
    return [_scene_text(scene) for scene in read_source(script).screenplay.scenes]


def _scene_text(scene: Scene) -> SceneText:
    words: list[str] = []
    spoken: list[bool] = []
    for element in scene.elements:
        if element.kind in _COUNTED:
            found = words_of(element.text)
            words += found
            spoken += [element.kind in _SPOKEN] * len(found)
    return SceneText(scene.ordinal, words, spoken, scene.place)


def find_passage(passage: Passage, scene: SceneText) -> list[tuple[int, int]]:
    """Where a passage stands among the words of a scene: half-open ranges.

    A speech is found too where a stage direction stands inside it.
    """
    found = _runs(passage, scene.words)
    if found:
        return found
    said = [i for i, spoken in enumerate(scene.spoken) if spoken]
    return [(said[a], said[b - 1] + 1) for a, b in _runs(passage, [scene.words[i] for i in said])]


def _runs(passage: Passage, words: Sequence[str]) -> list[tuple[int, int]]:
    size = passage.count
    first = words_of(passage.text)[:1]
    starts = (i for i in range(len(words) - size + 1) if not first or words[i] == first[0])
    return [(i, i + size) for i in starts if checksum(list(words[i : i + size])) == passage.sha]


def covered(scene: SceneText, texts: Sequence[str]) -> list[list[int]]:
    """For each word of the scene, the shots (by position) that cover it; an own alignment of the shots' words."""
    owners: list[list[int]] = [[] for _ in scene.words]
    cursor = 0
    for number, text in enumerate(texts):
        words = words_of(text)
        if not words:
            continue
        at = _place(words, scene.words, owners, cursor)
        if at is not None:
            blocks = [(at, len(words))]
            cursor = at + len(words)
        else:
            matcher = SequenceMatcher(None, words, scene.words, autojunk=False)
            blocks = [(block.b, block.size) for block in matcher.get_matching_blocks() if block.size > 1]
        for start, size in blocks:
            for i in range(start, start + size):
                owners[i].append(number)
    return owners


def _place(words: list[str], scene: list[str], owners: list[list[int]], cursor: int) -> int | None:
    """Where a shot's words stand: behind the shot before if they can, else the first place not yet covered."""
    size = len(words)
    fits = [i for i in range(len(scene) - size + 1) if scene[i] == words[0] and scene[i : i + size] == words]
    free = [i for i in fits if not any(owners[i : i + size])]
    for choice in ([i for i in free if i >= cursor], free, fits):
        if choice:
            return choice[0]
    return None


# people -------------------------------------------------------------------------------------------------------------


def _plain(name: str) -> str:
    words = words_of(name)
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words)


class Names:
    """Resolves names of labels and of frames to one identity each."""

    def __init__(self, entries: Iterable[tuple[str, str, tuple[str, ...]]], forms: dict[str, tuple[str, ...]]) -> None:
        """`entries`: identity, name, aliases of the cast that is judged; `forms`: other forms from the labels."""
        self.names: dict[str, str] = {}
        self.aliases: dict[str, str] = {}
        for identity, name, aliases in entries:
            self.names.setdefault(_plain(name), identity)
            for alias in aliases:
                self.aliases.setdefault(_plain(alias), identity)
        self.forms = forms
        self.merged: set[str] = set()

    def label(self, name: str) -> str:
        """The identity that a label's name means; `?NAME` when nobody in the cast carries it."""
        found = self._carried(name)
        return f"?{name}" if found is None or name in self.merged else found

    def part(self, labels: Iterable[str]) -> None:
        """Where the cast has one entry for two people of the labels, it means the one whose own name it has."""
        owners: dict[str, list[str]] = defaultdict(list)
        for name in dict.fromkeys(labels):
            found = self._carried(name)
            if found is not None:
                owners[found].append(name)
        for found, names in owners.items():
            rightful = next((n for n in names if self.names.get(_plain(n)) == found), names[0])
            same = {rightful, *self.forms.get(rightful, ())}
            self.merged |= {n for n in names if not same & {n, *self.forms.get(n, ())}}

    def _carried(self, name: str) -> str | None:
        for form in (name, *self.forms.get(name, ())):
            plain = _plain(form)
            for table in (self.names, self.aliases):
                if plain in table:
                    return table[plain]
        return None

    def shown(self, name: str) -> str:
        """The identity of a name in `characters_in_frame`."""
        plain = _plain(name)
        return self.names.get(plain) or self.aliases.get(plain) or "?" + name


@dataclass
class _Sight:
    """One passage, resolved: who must, may, must not be there."""

    people: dict[str, str]
    may: set[str]
    mentioned: dict[str, str]
    offscreen: set[str]
    neighbours: set[str] = field(default_factory=set)

    def judge(self, shown: set[str]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Missing, extra and wrongly shown, by label name (extra: by identity)."""
        missing = tuple(label for identity, label in self.people.items() if identity not in shown)
        allowed = set(self.people) | self.may | self.neighbours
        extra = tuple(sorted(shown - allowed))
        wrongly = tuple(label for identity, label in self.mentioned.items() if identity in shown - allowed)
        return missing, extra, wrongly


def _sight(passage: Passage, names: Names) -> _Sight:
    return _Sight(
        people={names.label(name): name for name in passage.people},
        may={names.label(name) for name in passage.may},
        mentioned={names.label(name): name for name in passage.mentioned},
        offscreen={names.label(name) for name in passage.offscreen},
    )


# scoring ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Found:
    """A passage, the scene it was found in, and its shots with the words each covers of it."""

    passage: Passage
    scene: int
    span: tuple[int, int]
    shots: tuple[tuple[Shot, int], ...]


def score_script(labels: Labels, listed: ShotList | None = None) -> ScriptResult:
    """Score one script; `listed` is its shot list (made here when None)."""
    source = read_source(labels.script)
    made = listed if listed is not None else shot_list(source)
    texts = [_scene_text(scene) for scene in source.screenplay.scenes]
    owners = {t.ordinal: covered(t, [s.text for s in _scene(made, t.ordinal).shots]) for t in texts}
    found = [_locate(passage, texts, owners, made) for passage in labels.passages]
    names = Names(((c.character_ref_id, c.name, c.aliases) for c in made.characters), dict(labels.names))
    names.part(n for p in labels.passages for n in (*p.people, *p.may, *p.mentioned, *p.offscreen))
    shots = [shot for scene in made.scenes for shot in scene.shots]
    counts = [len(o) for t in texts for o in owners[t.ordinal]]
    base_names, cues = _baseline_cast(source.screenplay, labels)
    return ScriptResult(
        name=labels.path.name.split(".")[0],
        language=labels.language,
        rows=tuple(_rows(labels, found, names)),
        base=tuple(_baseline_rows(found, texts, base_names, cues, labels)),
        malformed=tuple(_malformed(shots, labels.language)),
        reworded=tuple(_reworded(made, labels.language)),
        motions=sum(shot.motion is not None for shot in shots),
        shuffled=_shuffled(found, shots),
        pages=_pages(source.screenplay),
        shots=len(shots),
        words=len(counts),
        uncovered=sum(count == 0 for count in counts),
        doubled=sum(count > 1 for count in counts),
        scenes=(len(texts), labels.scenes),
        place_pairs=_pairs([scene.setting_ref_id for scene in made.scenes], labels),
        base_place_pairs=_pairs([_plain(text.place) for text in texts], labels),
        film=film_of(made),
        unframed=sum(_unframed(shot, names) for shot in shots),
        dialogue_shots=sum(shot.dialogue_speaker is not None for shot in shots),
    )


def _unframed(shot: Shot, names: Names) -> bool:
    if shot.dialogue_speaker is None or shot.speaker_offscreen:
        return False
    return names.shown(shot.dialogue_speaker) not in {names.shown(name) for name in shot.characters_in_frame}


def _rate(fps: str) -> float:
    top, _, bottom = fps.partition("/")
    return float(top) / float(bottom or 1)


def _scene(made: ShotList, ordinal: int) -> SceneShots:
    return made.scenes[ordinal - 1]


def _locate(passage: Passage, texts: list[SceneText], owners: dict[int, list[list[int]]], made: ShotList) -> _Found:
    """The passage's scene and shots; looked for in its own scene first, then everywhere."""
    for text in sorted(texts, key=lambda t: (t.ordinal != passage.scene, t.ordinal)):
        spans = find_passage(passage, text)
        if spans:
            start, end = spans[0]
            counts = Counter(number for i in range(start, end) for number in owners[text.ordinal][i])
            shots = _scene(made, text.ordinal).shots
            return _Found(passage, text.ordinal, (start, end), tuple((shots[n], c) for n, c in sorted(counts.items())))
    return _Found(passage, 0, (0, 0), ())


def _neighbours(found: Sequence[_Found]) -> list[list[Passage]]:
    """For each passage, the other labelled passages that share a shot with it."""
    by_shot: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(found):
        for shot, _ in item.shots:
            by_shot[shot.shot_id].append(index)
    result = []
    for index, item in enumerate(found):
        others = {other for shot, _ in item.shots for other in by_shot[shot.shot_id]} - {index}
        result.append([found[other].passage for other in sorted(others)])
    return result


def _rows(labels: Labels, found: Sequence[_Found], names: Names) -> Iterable[Row]:
    for item, others in zip(found, _neighbours(found), strict=True):
        sight = _sight(item.passage, names)
        sight.neighbours = {names.label(name) for other in others for name in (*other.people, *other.may)}
        yield _row(labels, item, sight, names, others)


def _motion(
    motions: Sequence[tuple[str, str]], wanted: Motion | None, others: Sequence[Passage], language: str
) -> tuple[bool | None, bool | None]:
    """Verb right; verb and object right in a well-formed clause. `motions`: clauses with the text of their shots.

    A shot has one clause. Where it rightly tells the motion of another labelled passage of the same shot, this
    passage is neither right nor wrong (None).
    """
    if wanted is None:
        return None, None
    verb = any(says_verb(clause, wanted.verbs) for clause, _ in motions)
    both = any(_tells(clause, text, wanted, language) for clause, text in motions)
    if not both and any(
        other.motion and _tells(clause, text, other.motion, language) for other in others for clause, text in motions
    ):
        return verb or None, None
    return verb, both


def _tells(clause: str, text: str, wanted: Motion, language: str) -> bool:
    said = says_verb(clause, wanted.verbs) and says_object(clause, wanted.objects)
    return said and malformed(clause, text, language) is None


def _row(labels: Labels, item: _Found, sight: _Sight, names: Names, others: Sequence[Passage]) -> Row:
    passage, shots = item.passage, [shot for shot, _ in item.shots]
    shown = {names.shown(name) for shot in shots for name in shot.characters_in_frame}
    missing, extra, wrongly = sight.judge(shown)
    motions = tuple(shot.motion for shot in shots if shot.motion)
    wanted = passage.motion
    clauses = [(shot.motion, shot.text) for shot in shots if shot.motion]
    verb, both = _motion(clauses, wanted, others, labels.language)
    main = max(item.shots, key=lambda pair: pair[1])[0] if item.shots else None
    spoken = [shot for shot in shots if shot.dialogue_text]
    return Row(
        script=labels.path.name.split(".")[0],
        passage=passage,
        shown=tuple(sorted(shown)),
        people=passage.people,
        missing=missing,
        extra=extra,
        mentioned_shown=wrongly,
        mentioned=len(sight.mentioned),
        exact=bool(item.shots) and not missing and not extra,
        offscreen_right=_offscreen(sight, spoken, shown) if passage.offscreen else None,
        wrongly_off=not passage.offscreen and "speech" in passage.kinds and any(s.speaker_offscreen for s in spoken),
        motion=motions,
        motion_present=None if wanted is None else bool(motions),
        verb_right=verb,
        object_right=both,
        size=f"{main.shot_type}/{main.size}" if main else "",
        size_right=None if not passage.sizes else main is not None and _accepts(passage, main.shot_type, main.size),
        found=bool(item.shots),
    )


def _offscreen(sight: _Sight, spoken: Sequence[Shot], shown: set[str]) -> bool:
    """Every shot of the speech says that its speaker is not seen, and shows nobody who must not be."""
    unseen = sight.offscreen - set(sight.people) - sight.may - sight.neighbours
    return bool(spoken) and all(shot.speaker_offscreen for shot in spoken) and not (unseen & shown)


def _accepts(passage: Passage, kind: str, size: str) -> bool:
    """An insert or a point of view must be asked for as such; other types go by their size too."""
    return kind in passage.sizes or (kind not in ("INSERT", "POV") and size in passage.sizes)


def _medium_wrong(passage: Passage) -> bool:
    return bool(passage.sizes) and not {"MS", "TWO", "OTS"} & set(passage.sizes)


def _malformed(shots: Sequence[Shot], language: str) -> Iterable[tuple[str, str, str]]:
    for shot in shots:
        if shot.motion is not None:
            reason = malformed(shot.motion, shot.text, language)
            if reason:
                yield shot.shot_id, shot.motion, reason


def _reworded(made: ShotList, language: str) -> Iterable[tuple[str, str, str]]:
    names = " ".join(name for entry in made.characters for name in (entry.name, *entry.aliases))
    for scene in made.scenes:
        for shot in scene.shots:
            reason = reworded(shot.motion, shot.text, names, language) if shot.motion else None
            if reason:
                yield shot.shot_id, shot.motion or "", reason


def _shuffled(found: Sequence[_Found], shots: Sequence[Shot], times: int = 50) -> tuple[float, float]:
    """How many passages would have an acceptable size if the finished sizes were dealt anew: all, medium wrong."""
    place = {shot.shot_id: i for i, shot in enumerate(shots)}
    sized = [(f.passage, place[max(f.shots, key=lambda p: p[1])[0].shot_id]) for f in found if f.shots]
    sized = [(passage, at) for passage, at in sized if passage.sizes]
    deck = [(shot.shot_type, shot.size) for shot in shots]
    everyone = strict = 0
    rng = random.Random(20261120)
    for _ in range(times):
        rng.shuffle(deck)
        right = [passage for passage, at in sized if _accepts(passage, *deck[at])]
        everyone += len(right)
        strict += sum(_medium_wrong(passage) for passage in right)
    return everyone / times, strict / times


def _pairs(places: Sequence[str], labels: Labels) -> tuple[int, int, int]:
    """Pairs of scenes in one place: right, said, true."""
    true = {pair for group in labels.places for pair in combinations(sorted(group), 2)}
    numbered = list(enumerate(places, 1))
    said = {(i, j) for (i, one), (j, two) in combinations(numbered, 2) if one == two}
    return len(true & said), len(said), len(true)


def film_of(made: ShotList) -> Film:
    """A shot list as a film is measured."""
    shots, rate = [shot for scene in made.scenes for shot in scene.shots], _rate(made.fps)
    return Film(
        seconds=tuple(shot.duration_frames / rate for shot in shots),
        words=tuple(len(words_of(shot.dialogue_text or "")) for shot in shots),
        speech=tuple(shot.speech_seconds for shot in shots),
        sizes=tuple(shot.size for shot in shots),
        movements=tuple(shot.camera_movement for shot in shots),
        frame=1 / rate,
    )


def joined(films: Sequence[Film]) -> Film:
    """Several films as one."""
    return Film(
        seconds=tuple(s for film in films for s in film.seconds),
        words=tuple(w for film in films for w in film.words),
        speech=tuple(s for film in films for s in film.speech),
        sizes=tuple(s for film in films for s in film.sizes),
        movements=tuple(m for film in films for m in film.movements),
        frame=films[0].frame,
    )


_WIDTHS = {"action": 60, "dialogue": 35, "lyrics": 35, "parenthetical": 28, "character": 38, "heading": 60}
_PAGE_LINES = 54


def _pages(play: Screenplay) -> float:
    """Pages of 54 lines in the usual columns; an own count, good to a tenth."""
    lines = 0
    for scene in play.scenes:
        lines += 3
        for element in scene.elements:
            width = _WIDTHS.get(element.kind, 60)
            inside = element.kind in ("dialogue", "parenthetical", "lyrics")
            lines += sum(max(1, len(textwrap.wrap(line, width))) for line in element.text.splitlines()) + (not inside)
    return lines / _PAGE_LINES


# the trivial baseline -----------------------------------------------------------------------------------------------


def _baseline_cast(play: Screenplay, labels: Labels) -> tuple[Names, list[str]]:
    """The cues as they stand: the cast of an exact-name matcher."""
    cues = list(dict.fromkeys(e.name or e.text for s in play.scenes for e in s.elements if e.kind == "character"))
    return Names(((_plain(cue), cue, ()) for cue in cues), dict(labels.names)), cues


def _baseline_rows(
    found: Sequence[_Found], texts: list[SceneText], names: Names, cues: list[str], labels: Labels
) -> Iterable[Baseline]:
    speakers = _speakers(labels.script)
    by_ordinal = {text.ordinal: text for text in texts}
    for item in found:
        words = by_ordinal[item.scene].words[slice(*item.span)] if item.scene else []
        shown = {_plain(cue) for cue in cues if _within(_plain(cue).split(), words)}
        shown |= {_plain(name) for name in speakers.get(item.scene, {}).get(item.span[0], ())}
        yield _baseline_row(item.passage, words, _sight(item.passage, names), shown, labels.language)


def _baseline_row(passage: Passage, words: list[str], sight: _Sight, shown: set[str], language: str) -> Baseline:
    missing, extra, wrongly = sight.judge(shown)
    wanted, clause = passage.motion, " ".join(words[:6])
    return Baseline(
        missing=missing,
        extra=extra,
        mentioned_shown=len(wrongly),
        exact=not missing and not extra,
        offscreen_right=False if passage.offscreen else None,
        verb_right=None if wanted is None else says_verb(clause, wanted.verbs),
        object_right=None if wanted is None else _tells(clause, passage.text or " ".join(words), wanted, language),
        malformed=wanted is not None and malformed(clause, passage.text or " ".join(words), language) is not None,
        size_right=None if not passage.sizes else not _medium_wrong(passage) and "MS" in passage.sizes,
    )


def _speakers(script: Path) -> dict[int, dict[int, tuple[str, ...]]]:
    """Who speaks the words that begin at a position of a scene."""
    result: dict[int, dict[int, tuple[str, ...]]] = {}
    for scene in read_source(script).screenplay.scenes:
        at, name = 0, ""
        for element in scene.elements:
            if element.kind == "character":
                name = element.name or element.text
            elif element.kind in _COUNTED:
                if element.kind in _SPOKEN:
                    result.setdefault(scene.ordinal, {})[at] = (name,)
                at += len(words_of(element.text))
    return result


def _within(needle: list[str], words: list[str]) -> bool:
    bare = [re.sub(r"'s?$", "", word) for word in words]
    return any(bare[i : i + len(needle)] == needle for i in range(len(bare) - len(needle) + 1))


# sums ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tally:
    """Figures over a set of passages, ours and the baseline's, as shares of 1 (None: nothing to measure)."""

    passages: int
    exact: float | None
    base_exact: float | None
    f1: float | None
    base_f1: float | None
    mentioned: float | None
    base_mentioned: float | None
    offscreen: float | None
    present: float | None
    verb: float | None
    motion: float | None
    base_motion: float | None
    size: float | None
    base_size: float | None
    size_strict: float | None
    counts: dict[str, int]


def tally(pairs: Sequence[tuple[Row, Baseline]]) -> Tally:
    """The figures over passages with their baselines."""
    rows, base = [row for row, _ in pairs], [b for _, b in pairs]
    strict = [row.size_right for row in rows if _medium_wrong(row.passage)]
    mentions = sum(row.mentioned for row in rows)
    needed = sum(len(row.people) for row in rows)
    return Tally(
        passages=len(rows),
        exact=_share([row.exact for row in rows]),
        base_exact=_share([b.exact for b in base]),
        f1=_f1(sum(row.hits for row in rows), sum(len(row.extra) for row in rows), needed),
        base_f1=_f1(sum(len(r.people) - len(b.missing) for r, b in pairs), sum(len(b.extra) for b in base), needed),
        mentioned=sum(len(row.mentioned_shown) for row in rows) / mentions if mentions else None,
        base_mentioned=sum(b.mentioned_shown for b in base) / mentions if mentions else None,
        offscreen=_share([row.offscreen_right for row in rows]),
        present=_share([row.motion_present for row in rows]),
        verb=_share([row.verb_right for row in rows]),
        motion=_share([row.object_right for row in rows]),
        base_motion=_share([b.object_right for b in base]),
        size=_share([row.size_right for row in rows]),
        base_size=_share([b.size_right for b in base]),
        size_strict=_share(strict),
        counts={
            "people": needed,
            "mentioned": mentions,
            "offscreen": sum(row.offscreen_right is not None for row in rows),
            "motion": sum(row.motion_present is not None for row in rows),
            "motion_judged": sum(row.object_right is not None for row in rows),
            "sized": sum(row.size_right is not None for row in rows),
            "medium_wrong": len(strict),
            "wrongly_off": sum(row.wrongly_off for row in rows),
            "not_found": sum(not row.found for row in rows),
            "peopled": sum(bool(row.people) for row in rows),
            "nobody": sum(bool(row.people) and not row.shown for row in rows),
            "beyond": sum(row.beyond for row in rows),
        },
    )


def _share(values: Iterable[bool | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _f1(hits: int, extra: int, needed: int) -> float | None:
    return 2 * hits / (needed + hits + extra) if needed + hits + extra else None
