"""Effects from the action of a scene: what is said to happen, and is heard, at the moment it happens.

English is read clause by clause: a verb in use, its subject, its object; what is denied, intended, compared or said in
quotation marks makes no sound. Spanish, French and German have a smaller reading: a thing and its verb in one clause.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from filmwright.departments.sound.beds import inside, scene_samples
from filmwright.departments.sound.cue_words import (
    BE,
    DETERMINERS,
    ENGLISH,
    FAR,
    GOES_ON,
    INFINITIVE_IS_REAL,
    MOVING_THINGS,
    NO,
    NO_ELSEWHERE,
    NOUN_CUES,
    OTHERS,
    PARTICLES,
    PERSON_WORDS,
    PREPOSITIONS,
    UNREAL,
    Pair,
    Rule,
    inflected,
)
from filmwright.departments.sound.documents import Effect, EffectList
from filmwright.formats.fountain_headings import fold
from filmwright.model.shots import SceneShots, Shot
from filmwright.model.time import SAMPLE_RATE, Rate, samples_at

__all__ = ["Heard", "heard_in", "plan_effects"]

_MOST_PER_SHOT = 4
_LONGEST_SECONDS = 4.0
_SOFT = {"steps_indoors": 0.8, "steps_outdoors": 0.8, "running": 0.9}


@dataclass(frozen=True, slots=True)
class Heard:
    """A sound that a text asks for: its kind, the character at which it is said, the words, and how far away."""

    kind: str
    at: int
    words: str
    far: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    low: str
    start: int
    end: int


def plan_effects(scene: SceneShots, fps: str = "24", language: str = "en") -> EffectList:
    """The effects of a scene, each at the moment of its shot at which its words stand."""
    rate = Rate(fps=Fraction(fps))
    indoors = inside(scene.slugline)
    found: list[Effect] = []
    frame = 0
    for shot in scene.shots:
        start, end = samples_at(frame, rate), samples_at(frame + shot.duration_frames, rate)
        found.extend(_shot_effects(shot, start, end, language, indoors=indoors))
        frame += shot.duration_frames
    return EffectList(scene_id=scene.scene_id, samples=scene_samples(scene, fps), effects=tuple(found))


def _shot_effects(shot: Shot, start: int, end: int, language: str, *, indoors: bool) -> Iterator[Effect]:
    action = _action(shot)
    free = -SAMPLE_RATE
    taken: set[str] = set()
    for number, heard in enumerate(h for h in heard_in(action, language) if h.kind):
        kind = heard.kind if heard.kind != "steps" else "steps_indoors" if indoors else "steps_outdoors"
        if kind in taken or len(taken) >= _MOST_PER_SHOT:
            continue
        taken.add(kind)
        share = 0.06 + 0.72 * heard.at / max(len(action), 1)
        at = max(start + int(share * (end - start)), free + SAMPLE_RATE // 6)
        if at >= end:
            continue
        free = at
        dice = hashlib.sha256(f"{shot.shot_id}/{kind}/{number}".encode()).digest()
        yield Effect(
            kind=kind,
            sample=at,
            samples=min(end - at, int(_LONGEST_SECONDS * SAMPLE_RATE)) if kind in GOES_ON else 0,
            gain=_SOFT.get(kind, 1.0),
            distance="far"
            if heard.far
            else "near"
            if shot.size in ("ECU", "CU") or shot.shot_type == "INSERT"
            else "room",
            pan=round((dice[0] / 255 - 0.5) * 0.6, 2),
            seed=f"{shot.shot_id}/{kind}",
            words=heard.words,
        )


def _action(shot: Shot) -> str:
    """The shot's words without what is said aloud, which is blanked so that places in the text stay."""
    text = shot.text
    for said in [t.text for t in shot.turns] or [shot.dialogue_text or ""]:
        words = [re.escape(w) for w in said.split()]
        text = (
            text
            if not words
            else re.sub(
                r"\W*?".join(words) if len(words) < 400 else r"[\s\S]*", lambda m: " " * len(m.group()), text, count=1
            )
        )
    return re.sub(r"\"[^\"]*\"|“[^”]*”|«[^»]*»|„[^“”]*[“”]", lambda m: " " * len(m.group()), text)


def heard_in(text: str, language: str = "en") -> tuple[Heard, ...]:
    """Every sound that an action text asks for, in the order of its words."""
    base = language.split("-", maxsplit=1)[0].lower()
    found: list[Heard] = []
    for clause in _clauses(text):
        if base in OTHERS:
            found.extend(_by_pairs(clause, OTHERS[base], base))
        else:
            found.extend(_of_vehicle(heard, clause, text) for heard in _english(clause))
    return tuple(found)


_AFLOAT = re.compile(r"\b(?:ferry|ship|boat|steamer|tug|vessel|harbou?r|dock|deck)s?\b", re.IGNORECASE)
_ON_RAILS = re.compile(r"\b(?:train|locomotive|platform|railway)s?\b", re.IGNORECASE)
_WHEELS = {"car", "truck", "van", "taxi", "cab", "jeep", "passenger", "driver's", "pickup", "ambulance"}


def _of_vehicle(heard: Heard, clause: "_Clause", text: str) -> Heard:
    """A ferry's horn is not a car's, and a car's door not a house's."""
    if heard.kind == "horn":
        return replace(
            heard, kind="ship_horn" if _AFLOAT.search(text) else "train_horn" if _ON_RAILS.search(text) else "horn"
        )
    if heard.kind.startswith("door_"):
        low = [w.low for w in clause.words]
        if any(b.startswith("door") and a in _WHEELS for a, b in pairwise(low)):
            return replace(heard, kind="car_door")
    return heard


_CLAUSE_END = re.compile(
    r"[.!?;:…]|\n\s*\n|\s[-–—]+\s|,(?=\s)"
    r"|\b(?:and|then|but|while|as|until|before|after|when|y|et|und|pero|mais|aber|mientras|dann)\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class _Clause:
    """Words between two marks or joining words. `carried` is the subject of the clause before it in the sentence."""

    words: tuple[_Word, ...]
    before: tuple[_Word, ...] = ()


def _clauses(text: str) -> Iterator[_Clause]:
    last = 0
    before: tuple[_Word, ...] = ()
    for match in [*_CLAUSE_END.finditer(text), None]:
        stop = match.start() if match else len(text)
        words = tuple(
            _Word(m.group(), m.group().lower().replace("’", "'"), m.start() + last, m.end() + last)
            for m in _TOKEN.finditer(text[last:stop])
        )
        if words:
            yield _Clause(words, before)
            before = before or words
        mark = match.group().strip().lower() if match else ""
        if mark and mark != "," and not mark[0].isalpha():
            before = ()
        last = match.end() if match else stop


_PEOPLE_ENDINGS = ("man", "woman", "er's")


@lru_cache(maxsize=1)
def _verbs() -> dict[str, tuple[tuple[int, str], ...]]:
    """Every verb form with the numbers of the rules that it may fire, and its base."""
    table: dict[str, list[tuple[int, str]]] = {}
    for number, rule in enumerate(ENGLISH):
        for base in rule.verbs.split():
            for form in inflected(base):
                table.setdefault(form, []).append((number, base))
    return {form: tuple(sorted(set(numbers))) for form, numbers in table.items()}


def _english(clause: _Clause) -> Iterator[Heard]:
    words = clause.words
    far = any(w.low in FAR for w in words)
    used = False
    for index, word in enumerate(words):
        for number, base in _verbs().get(word.low, ()):
            rule = ENGLISH[number]
            if _is_verb(words, index, base) and _real(words, index) and _fits(rule, clause, index):
                yield replace(Heard(rule.kind, word.start, "", far), words=_phrase(words, index))
                used = True
                break
        if used:
            return
    yield from _nouns(words, far=far)


def _is_verb(words: Sequence[_Word], index: int, base: str) -> bool:
    """Not a noun (the ring, a knock), nor an adjective in front of one (the slamming door), nor a name."""
    before = words[index - 1].low if index else ""
    word = words[index]
    if before in DETERMINERS and before not in {"that", "her", "this"}:
        return False
    if index and word.text[0].isupper() and not word.text.isupper():
        return False
    # third persons have an s: a bare form after anything but these is a noun or an adjective
    plural = before in _TAKE_BARE_FORM or before.endswith("s")
    return word.low != base or not index or plural


_TAKE_BARE_FORM = {"they", "we", "you", "i", "and", "who", "to", "both", "all"}


def _real(words: Sequence[_Word], index: int) -> bool:
    """Not denied, not merely wished, not a comparison."""
    near = [w.low for w in words[max(0, index - 4) : index]]
    if any(w in NO or w.endswith("n't") for w in near):
        return False
    for place, word in enumerate(near):
        if word == "to" and place and near[place - 1] in INFINITIVE_IS_REAL:
            continue
        if word in UNREAL and not (word == "to" and place < len(near) - 1):
            return False
    return True


def _fits(rule: Rule, clause: _Clause, index: int) -> bool:
    words = clause.words
    after = [w.low for w in words[index + 1 : index + 9]]
    if rule.with_ and not any(w in rule.with_.split() for w in after):
        return False
    if rule.without and any(w in rule.without.split() for w in after[:4]):
        return False
    passive = index > 0 and words[index - 1].low in BE and not words[index].low.endswith("ing")
    subject = _subject(clause, index)
    if rule.objects:
        thing = subject if passive else _object(words, index)
        if thing is None or thing.low not in rule.objects.split():
            return False
        return not rule.subjects or (subject is not None and _one_of(subject, rule.subjects, clause))
    return not passive and subject is not None and _one_of(subject, rule.subjects, clause)


def _one_of(subject: _Word, subjects: str, clause: _Clause) -> bool:
    allowed = subjects.split()
    if subject.low in allowed:
        return True
    if "person" not in allowed:
        return False
    low = subject.low.removesuffix("'s")
    if low in PERSON_WORDS or low.endswith(_PEOPLE_ENDINGS):
        return True
    first = clause.words[0] is subject
    return subject.text[0].isupper() and (not first or low not in _THINGS)


_THINGS = (
    frozenset(word for rule in ENGLISH for word in f"{rule.subjects} {rule.objects}".split() if word != "person")
    | MOVING_THINGS
)


def _subject(clause: _Clause, index: int) -> _Word | None:
    """The head of what stands before the verb; of the clause before it when this one has none of its own."""
    words = clause.words
    at = index - 1
    while at >= 0 and (
        words[at].low in BE
        or words[at].low.endswith("ly")
        or words[at].low in PARTICLES
        or words[at].low
        in {"to", "still", "now", "then", "just", "suddenly", "begins", "starts", "again", "all", "both"}
    ):
        at -= 1
    head = _skip_phrases(words, at)
    if head is not None:
        return head
    for word in clause.before:
        if word.low not in DETERMINERS and (word.text[0].isupper() or word.low in PERSON_WORDS or word.low in _THINGS):
            return word
    return None


def _skip_phrases(words: Sequence[_Word], at: int) -> _Word | None:
    """Back over "at the far end of the bar" to the noun that these words belong to."""
    while at >= 0:
        begin = at
        while begin > 0 and words[begin - 1].low not in PREPOSITIONS and words[begin].low not in DETERMINERS:
            begin -= 1
        if begin > 0 and words[begin - 1].low in PREPOSITIONS:
            at = begin - 2
            continue
        return words[at]
    return None


def _object(words: Sequence[_Word], index: int) -> _Word | None:
    """The head of the noun phrase after the verb, over particles; None when something else follows."""
    at = index + 1
    while at < len(words) and words[at].low in PARTICLES:
        at += 1
    head: _Word | None = None
    while at < len(words) and at <= index + 7:
        word = words[at]
        if word.low in PREPOSITIONS or (word.low in PARTICLES and head is not None):
            break
        if word.low in _THINGS and word.low not in DETERMINERS:
            head = word
        elif head is not None:
            break
        at += 1
    return head


def _nouns(words: Sequence[_Word], *, far: bool) -> Iterator[Heard]:
    """Sounds named by nouns of their own, where they are heard and not denied or ended."""
    ended = any(w.low in {"stop", "stops", "stopped", "fades", "ends", "dies", "die", "fade", "cease"} for w in words)
    if ended or any(w.low in NO or w.low in {"like", "as"} for w in words):
        return
    for index, word in enumerate(words):
        kind = next((kind for kind, names in NOUN_CUES if word.low in names.split()), None)
        if kind is None:
            continue
        alone = len(words) <= 3
        said = index > 0 and words[index - 1].low in DETERMINERS | {
            "of",
            "distant",
            "loud",
            "soft",
            "sharp",
            "sudden",
            "heavy",
            "slow",
            "faint",
            "more",
        }
        if kind == "engine_pass" and not alone:
            continue
        if alone or said or word.low in {"footsteps", "gunshots", "thunder", "sirens", "applause"}:
            yield Heard(kind, word.start, _phrase(words, index), far)
            return


def _phrase(words: Sequence[_Word], index: int) -> str:
    return " ".join(w.text for w in words[max(0, index - 3) : index + 4])


def _by_pairs(clause: _Clause, pairs: Sequence[Pair], language: str) -> Iterator[Heard]:
    folded = [fold(w.low) for w in clause.words]
    if any(w in NO_ELSEWHERE[language] for w in folded):
        return
    far = any(w in FAR for w in folded)
    for pair in pairs:
        noun = _first(folded, pair.nouns)
        verb = _first(folded, pair.verbs)
        if (pair.nouns and noun is None) or (pair.verbs and verb is None):
            continue
        if noun is not None and verb is not None and abs(noun - verb) > 6:
            continue
        at = verb if verb is not None else noun
        if at is not None and not (language == "de" and at and folded[at - 1] == "zu"):
            yield Heard(pair.kind, clause.words[at].start, _phrase(clause.words, at), far)
            return


def _first(folded: Sequence[str], names: str) -> int | None:
    for name in names.split():
        parts = name.split("-")
        for index in range(len(folded) - len(parts) + 1):
            if list(folded[index : index + len(parts)]) == parts:
                return index
    return None
