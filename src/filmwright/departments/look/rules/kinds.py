"""Which set a place is: place words of the heading first, of the action where the heading is silent."""

import re
from collections.abc import Iterable, Sequence
from typing import get_args

from filmwright.departments.look.rules.lists import look_up, places
from filmwright.formats.fountain_headings import fold
from filmwright.formats.fountain_prose import sentences
from filmwright.model.set_design import EXTERIORS, INTERIORS, FeatureName, SetKind
from filmwright.model.screenplay import Scene

__all__ = ["action_of", "era_of", "features_of", "kind_of", "wealth_of"]

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_OWNED = re.compile(r"['’]s?\b")
_FEATURES: frozenset[str] = frozenset(get_args(FeatureName))
_YEAR = re.compile(r"\b(1[0-9]|20)\d\d\b")
_MOST_FEATURES = 8


def kind_of(parts: Sequence[str], scenes: Sequence[Scene], *, inside: bool) -> tuple[SetKind, str]:
    """The kind of a place and the word that says it; the smallest part of the heading is asked first."""
    for part in reversed(parts):
        hit = _kind_in(part, inside=inside)
        if hit is not None:
            return hit
    for scene in scenes[:2]:
        for sentence in _first_sentences(scene):
            hit = _kind_in_sentence(sentence, inside=inside)
            if hit is not None:
                return hit
    return ("generic_interior" if inside else "generic_exterior"), "no word that is known"


def _kind_in(part: str, *, inside: bool) -> tuple[SetKind, str] | None:
    """The last place word before a preposition: `LANE BEHIND THE CHURCH` is a lane."""
    words = [fold(_OWNED.sub("", w)) for w in _WORD.findall(part)]
    cut = next((i for i, w in enumerate(words) if i and w in places().cut), len(words))
    for group in (words[:cut], words[cut:]):
        for size in (3, 2, 1):
            for start in range(len(group) - size, -1, -1):
                hit = _kind_word(" ".join(group[start : start + size]), inside=inside)
                if hit is not None:
                    return hit
    return _kind_sign(part, inside=inside)


def _kind_word(word: str, *, inside: bool) -> tuple[SetKind, str] | None:
    kinds = places().kinds
    found = look_up({k: k for k in (word, word.rstrip("s"), word[:-1]) if k in kinds}, word)
    if found is None and " " not in word and len(word) > 7:
        # German compounds: Uhrmacherwerkstatt
        found = next((word[i:] for i in range(2, len(word) - 3) if word[i:] in kinds and len(word[i:]) >= 4), None)
    return (_as_kind(kinds[found][0 if inside else 1]), f"`{found}`") if found is not None else None


def _kind_sign(part: str, *, inside: bool) -> tuple[SetKind, str] | None:
    """Place words of scripts that put no spaces between words."""
    signs = [k for k in places().kinds if not k.isascii() and k.upper() == k.lower() and k in part]
    if not signs:
        return None
    best = max(signs, key=lambda k: (part.rfind(k), len(k)))
    return _as_kind(places().kinds[best][0 if inside else 1]), f"`{best}`"


def _as_kind(name: str) -> SetKind:
    for kind in (*INTERIORS, *EXTERIORS):
        if kind == name:
            return kind
    raise ValueError(f"`{name}` in words/places.toml is not a kind of set")


def _first_sentences(scene: Scene) -> list[str]:
    text = next((e.text for e in scene.elements if e.kind == "action"), "")
    return [text[a:b] for a, b in sentences(text)][:2]


def _kind_in_sentence(sentence: str, *, inside: bool) -> tuple[SetKind, str] | None:
    """`A fishing boat sits on the mud`: only a word right after an article counts, as the subject."""
    words = [fold(w) for w in _WORD.findall(sentence)][:5]
    for at, word in enumerate(words):
        if at and word in places().cut:
            return None
        hit = _kind_word(word, inside=inside) if len(word) > 3 else None
        if hit is not None and (_as_kind(places().kinds[hit[1].strip("`")][0 if inside else 1]) is not None):
            return hit
    return None


# --- what is in it ------------------------------------------------------------------------------------


def action_of(scenes: Iterable[Scene]) -> list[str]:
    """The sentences of action of scenes."""
    return [
        element.text[a:b]
        for scene in scenes
        for element in scene.elements
        if element.kind == "action"
        for a, b in sentences(element.text)
    ]


def features_of(lines: Sequence[str]) -> tuple[FeatureName, ...]:
    """Things that the action names in a place, in order; figures of speech and negations left out."""
    known = places()
    found: list[FeatureName] = []
    for line in lines:
        words = [fold(w) for w in _WORD.findall(line)]
        for at, word in enumerate(words):
            feature = look_up(known.features, word) if len(word) > 2 else None
            before = words[max(0, at - 3) : at]
            if feature is None or any(w in known.similes or w in known.no for w in before):
                continue
            found += [f for f in _feature(feature) if f not in found]
    return tuple(found[:_MOST_FEATURES])


def _feature(name: str) -> list[FeatureName]:
    names: tuple[FeatureName, ...] = get_args(FeatureName)
    return [f for f in names if f == name]


def wealth_of(lines: Sequence[str], parts: Sequence[str]) -> tuple[str, str]:
    """shabby, plain or rich, and the word that says it; the more frequent wins."""
    words = [fold(w) for text in (*parts, *lines) for w in _WORD.findall(text)]
    lists = places().wealth
    hits = {name: [w for w in words if w in known] for name, known in lists.items()}
    shabby, rich = hits["shabby"], hits["rich"]
    if len(shabby) == len(rich):
        return "plain", ""
    return ("shabby", shabby[0]) if len(shabby) > len(rich) else ("rich", rich[0])


def era_of(texts: Iterable[str]) -> tuple[str, str]:
    """When a film plays: a year in figures, else words of a time; modern when nothing says so."""
    counts: dict[str, int] = {}
    first: dict[str, str] = {}
    for text in texts:
        year = _YEAR.search(text) if text.isupper() or "SUPER" in text or "TITLE" in text else None
        if year is not None:
            value = int(year[0])
            return ("historic" if value < 1920 else "mid_century" if value < 1975 else "modern"), year[0]
        for word in _WORD.findall(fold(text)):
            for name, known in places().era.items():
                if word in known:
                    counts[name] = counts.get(name, 0) + 1
                    first.setdefault(name, word)
    best = max(counts, key=lambda name: (counts[name], name), default="")
    return (best, first[best]) if best and counts[best] >= 2 else ("modern", "")
