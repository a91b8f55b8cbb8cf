"""What stands behind a speaker's name: the cue taken apart, and what its brackets mean."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from filmwright.formats.fountain_headings import fold
from filmwright.packaged import packaged_table

__all__ = ["ExtensionMeaning", "extension_meaning", "parenthetical_meaning", "split_cue"]

ExtensionMeaning = Literal["voice_over", "offscreen", "continued", "device"]

_CUE = re.compile(r"^(?P<name>[^(（]*+)(?P<ext>(?:[(（][^)）]*+[)）]?+\s*+)*+)$")
_BRACKET = re.compile(r"[(（]([^)）]*)[)）]?")
_PARTS = re.compile(r"\s*(?:[,;&+/]|\band\b|\s[-–—]\s|、|・|，)\s*")
_LOOSE = re.compile(r"[\s.’'´`\-–—_]+")
_ORDER: tuple[ExtensionMeaning, ...] = ("device", "voice_over", "offscreen", "continued")


@dataclass(frozen=True, slots=True)
class _Words:
    meaning: dict[str, ExtensionMeaning]
    nouns: frozenset[str]
    through: frozenset[str]
    into: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Below:
    """Words of directions under a name: `phrases` count anywhere in one, `alone` as the whole of it."""

    phrases: tuple[str, ...]
    alone: frozenset[str]
    unless: frozenset[str]


def _data() -> dict[str, dict[str, list[str]]]:
    return packaged_table("filmwright.formats", "words/extensions.toml")


@cache
def _below() -> _Below:
    data = _data()["parenthetical"]
    return _Below(
        tuple(fold(w) for w in data["phrases"]),
        frozenset(fold(w) for w in data["alone"]),
        frozenset(fold(w) for w in data["unless"]),
    )


@cache
def _words() -> _Words:
    data = _data()
    meaning: dict[str, ExtensionMeaning] = {}
    for kind in reversed(_ORDER):
        meaning |= {_key(word): kind for word in data[kind]["words"]}
    device = data["device"]
    return _Words(
        meaning,
        frozenset(_key(w) for w in device["nouns"]),
        frozenset(fold(w) for w in device["through"]),
        tuple(fold(w) + " " for w in device["into"]),
    )


def _key(text: str) -> str:
    """A word as it is compared: `V. O.` and `vo` are one."""
    return _LOOSE.sub("", fold(text))


def split_cue(text: str) -> tuple[str, tuple[str, ...]]:
    """A cue taken apart: the name and what stands in brackets behind it; a cue of brackets only is all name."""
    line = " ".join(text.split())
    match = _CUE.match(line)
    if match is None or not match["name"]:
        return line, ()
    found: list[str] = _BRACKET.findall(match["ext"])
    return match["name"].rstrip(), tuple(e.strip() for e in found if e.strip())


def extension_meaning(text: str) -> ExtensionMeaning | None:
    """What the brackets behind a name say about where the voice comes from.

    `V.O.` is a voice from outside the scene, `O.S.` somebody near who is not seen, `ON PHONE` a voice out of a
    device, `CONT'D` only says that the same speaker goes on. None for directions (`WHISPERING`, `INTO PHONE`).
    Of several in one bracket the strongest counts: device, voice-over, off-screen, continued.

    Args:
        text: one extension, with or without its brackets, in any of the ten languages.
    """
    plain = text.strip().strip("()（）[]").strip()
    whole = _words().meaning.get(_key(plain))
    if whole is not None:
        return whole
    found = {_one(part) for part in _PARTS.split(plain) if part.strip()}
    return next((kind for kind in _ORDER if kind in found), None)


def parenthetical_meaning(text: str) -> ExtensionMeaning | None:
    """What a direction under a name (`quietly, over the radio`) says about where the voice comes from.

    Fewer words count here than behind a name: who speaks `(thinking)` is in the picture. None for all others, and for
    who speaks `into` something.
    """
    below, line = _below(), fold(text)
    if not below.unless.isdisjoint(re.findall(r"\w+", line)):
        return None
    said = [phrase for phrase in below.phrases if re.search(rf"(?:^|\W){re.escape(phrase)}(?:\W|$)", line)]
    said += [part for part in _PARTS.split(line.strip("()（） ")) if part in below.alone]
    found = {extension_meaning(words) for words in said}
    return next((kind for kind in _ORDER if kind in found), None)


def _one(text: str) -> ExtensionMeaning | None:
    words = _words()
    known = words.meaning.get(_key(text))
    if known is not None:
        return known
    line = " ".join(fold(text).split())
    if line.startswith(words.into):
        return None
    return "device" if _names_device(line.split()) else _ends_with_known(text)


def _names_device(parts: list[str]) -> bool:
    """`over the radio`, `on TV`, `phone`: small words, then a thing that speaks."""
    words = _words()
    first = 0
    while first < len(parts) - 1 and parts[first] in words.through:
        first += 1
    rest = parts[first:]
    owner = first > 0 and len(rest) > 1 and rest[0].endswith(("'s", "’s", "s'"))
    named = rest[1:] if owner else rest
    return bool(named) and (_key("".join(named)) in words.nouns or (first > 0 and _key(named[-1]) in words.nouns))


def _ends_with_known(text: str) -> ExtensionMeaning | None:
    """`V.O. ON RADIO` and `FILTERED V.O.`: a known word at either end of a longer bracket."""
    parts = text.split()
    if len(parts) < 2:
        return None
    words = _words()
    ends = {words.meaning.get(_key(parts[0])), words.meaning.get(_key(parts[-1]))}
    rest = [fold(p) for p in parts[1:]]
    if _key(parts[0]) in words.meaning and _names_device(rest):
        return "device"
    short = {kind for kind in ends if kind is not None}
    return next((kind for kind in _ORDER if kind in short), None) if len(parts) <= 4 else None
