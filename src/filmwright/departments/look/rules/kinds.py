"""Which set a place is: place words of the heading first, of the action where the heading is silent."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from filmwright.departments.look.rules.lists import features, look_up, place_kinds, places
from filmwright.formats.fountain_headings import fold
from filmwright.formats.fountain_prose import sentences
from filmwright.model.screenplay import Scene
from filmwright.model.set_design import EXTERIORS, INTERIORS, Era, FeatureName, SetKind, Wealth

__all__ = ["action_of", "era_of", "features_of", "kind_of", "openings_of", "wealth_of"]

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_OWNED = re.compile(r"['’]s?\b")
_YEAR = re.compile(r"\b(1[0-9]|20)\d\d\b")
_MOST_FEATURES = 8

Kinds = Mapping[str, tuple[str, str]]


def kind_of(
    parts: Sequence[str],
    scenes: Sequence[Scene],
    *,
    inside: bool,
    language: str = "en",
    before: SetKind | None = None,
) -> tuple[SetKind, str]:
    """The kind of a place and the word that says it; the smallest part of the heading is asked first.

    A heading that only says where in the place before it plays (`BENEATH THE HULL`) keeps the kind `before`.
    """
    if before is not None and scenes[0].int_ext is None and _only_where(parts):
        return before, "the place before"
    for part in reversed(parts):
        hit = _kind_in(part, place_kinds(language), inside=inside)
        if hit is not None:
            return hit
    for scene in scenes[:2]:
        for sentence in _first_sentences(scene):
            hit = _kind_in_sentence(sentence, place_kinds(language), inside=inside)
            if hit is not None:
                return hit
    return ("generic_interior" if inside else "generic_exterior"), "no word that is known"


def _only_where(parts: Sequence[str]) -> bool:
    found = _WORD.findall(parts[0])
    return bool(found) and fold(found[0]) in places().cut


def _kind_in(part: str, kinds: Kinds, *, inside: bool) -> tuple[SetKind, str] | None:
    """The last place word before a preposition: `LANE BEHIND THE CHURCH` is a lane."""
    words = [fold(_OWNED.sub("", w)) for w in _WORD.findall(part)]
    cut = next((i for i, w in enumerate(words) if i and w in places().cut), len(words))
    for group in (words[:cut], words[cut:]):
        for size in (3, 2, 1):
            for start in range(len(group) - size, -1, -1):
                hit = _kind_word(" ".join(group[start : start + size]), kinds, inside=inside)
                if hit is not None:
                    return hit
    return _kind_sign(part, kinds, inside=inside)


def _kind_word(word: str, kinds: Kinds, *, inside: bool) -> tuple[SetKind, str] | None:
    found = look_up({k: k for k in (word, word.rstrip("s"), word[:-1]) if k in kinds}, word)
    if found is None and " " not in word and len(word) > 7:
        # German compounds: Uhrmacherwerkstatt
        found = next((word[i:] for i in range(2, len(word) - 3) if word[i:] in kinds and len(word[i:]) >= 4), None)
    return (_as_kind(kinds[found][0 if inside else 1]), f"`{found}`") if found is not None else None


def _kind_sign(part: str, kinds: Kinds, *, inside: bool) -> tuple[SetKind, str] | None:
    """Place words of scripts that put no spaces between words."""
    signs = [k for k in kinds if not k.isascii() and k.upper() == k.lower() and k in part]
    if not signs:
        return None
    best = max(signs, key=lambda k: (part.rfind(k), len(k)))
    return _as_kind(kinds[best][0 if inside else 1]), f"`{best}`"


def _as_kind(name: str) -> SetKind:
    for kind in (*INTERIORS, *EXTERIORS):
        if kind == name:
            return kind
    raise ValueError(f"`{name}` in words/places.toml is not a kind of set")


def _first_sentences(scene: Scene) -> list[str]:
    text = next((e.text for e in scene.elements if e.kind == "action"), "")
    return [text[a:b] for a, b in sentences(text)][:3]


def _kind_in_sentence(sentence: str, kinds: Kinds, *, inside: bool) -> tuple[SetKind, str] | None:
    """`A fishing boat sits on the mud`: one of the first words, before any preposition."""
    words = [fold(w) for w in _WORD.findall(sentence)][:5]
    for at, word in enumerate(words):
        if at and word in places().cut:
            return None
        hit = _kind_word(word, kinds, inside=inside) if len(word) > 3 else None
        if hit is not None:
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


def openings_of(scenes: Iterable[Scene]) -> list[str]:
    """The first sentences of scenes, where scripts describe the place."""
    return [sentence for scene in scenes for sentence in _first_sentences(scene)]


def features_of(lines: Sequence[str], language: str = "en") -> tuple[FeatureName, ...]:
    """Things that the action names in a place, in order; verbs, figures of speech and negations left out."""
    known, things = places(), features(language)
    found: list[FeatureName] = []
    for line in lines:
        words = [fold(w) for w in _WORD.findall(line)]
        for at, word in enumerate(words):
            feature = things.get(word)
            before = words[max(0, at - 3) : at]
            if feature is None or any(w in known.similes or w in known.no for w in before):
                continue
            if word in known.verbs and (not before or before[-1] not in known.determiners):
                continue
            for known_feature in _feature(feature):
                if known_feature not in found:
                    found.append(known_feature)
    return tuple(found[:_MOST_FEATURES])


def _feature(name: str) -> list[FeatureName]:
    """The member of the closed list of that name."""
    known: dict[str, FeatureName] = {feature: feature for feature in get_args(FeatureName)}
    return [known[name]] if name in known else []


def wealth_of(lines: Sequence[str], parts: Sequence[str]) -> tuple[Wealth, str]:
    """Shabby, plain or rich, and the word that says it; the more frequent wins."""
    words = [fold(w) for text in (*parts, *lines) for w in _WORD.findall(text)]
    lists = places().wealth
    hits = {name: [w for w in words if w in known] for name, known in lists.items()}
    shabby, rich = hits["shabby"], hits["rich"]
    if len(shabby) == len(rich):
        return "plain", ""
    return ("shabby", shabby[0]) if len(shabby) > len(rich) else ("rich", rich[0])


def era_of(texts: Iterable[str]) -> tuple[Era, str]:
    """When a film plays: a year in figures, else words of a time; modern when nothing says so."""
    counts: dict[Era, list[str]] = {"historic": [], "mid_century": [], "future": []}
    for text in texts:
        year = _YEAR.search(text) if "SUPER" in text or "TITLE" in text or text.isupper() else None
        if year is not None:
            value = int(year[0])
            return ("historic" if value < 1920 else "mid_century" if value < 1975 else "modern"), year[0]
        words = _WORD.findall(fold(text))
        for era, fired in counts.items():
            fired += [word for word in words if word in places().era[era]]
    best = max(counts, key=lambda era: (len(counts[era]), era))
    return (best, counts[best][0]) if len(counts[best]) >= 2 else ("modern", "")
