"""What the script orders of the camera, and how it marks voices.

The words of orders are in `data/directions.toml`, those of voices in `formats`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from filmwright.departments.shots.segment import Order
from filmwright.formats.extensions import ExtensionMeaning, extension_meaning, parenthetical_meaning
from filmwright.packaged import packaged_table

__all__ = ["Voice", "order_at", "ordered_transition", "speaks_from_outside", "voice_of"]


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    pattern: re.Pattern[str]
    shot_type: str | None
    angle: str | None
    movement: str | None
    trigger: str | None


@dataclass(frozen=True, slots=True)
class _Tables:
    orders: tuple[_Rule, ...]
    hint: re.Pattern[str]
    transitions: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """How a speech is heard: `offscreen` when the speaker is not in the picture."""

    offscreen: bool
    kind: str  # "", voice_over, off_screen, device
    extension: str | None


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    data = packaged_table("filmwright.departments.shots", "data/directions.toml")
    orders = tuple(
        _Rule(
            entry["name"],
            re.compile(entry["pattern"], 0 if entry["caps"] else re.IGNORECASE),
            entry.get("shot_type"),
            entry.get("angle"),
            entry.get("movement"),
            entry.get("trigger"),
        )
        for entry in data["order"]
    )
    hint = re.compile("|".join(f"(?:{entry['pattern']})" for entry in data["order"]), re.IGNORECASE)
    return _Tables(orders, hint, tuple((name, tuple(words)) for name, words in data["transitions"].items()))


def order_at(text: str) -> tuple[Order, int] | None:
    """The order with which `text` begins and where its words end, or None."""
    tables = _tables()
    if not tables.hint.match(text):
        return None
    for rule in tables.orders:
        match = rule.pattern.match(text)
        if match and match.end():
            return Order(
                rule.name, match.group().strip(), rule.shot_type, rule.angle, rule.movement, rule.trigger
            ), match.end()
    return None


_KINDS: dict[ExtensionMeaning, str] = {"voice_over": "voice_over", "offscreen": "off_screen", "device": "device"}


def speaks_from_outside(name: str) -> Voice | None:
    """How a speaker is heard whose very name is a device that talks or a narrator (RADIO, NARRATOR), else None."""
    last = name.rsplit(maxsplit=1)[-1] if name.split() else ""
    kind = extension_meaning(last) or extension_meaning(f"over {last}") if last else None
    return Voice(offscreen=True, kind=_KINDS[kind], extension=None) if kind in _KINDS else None


@lru_cache(maxsize=4096)
def voice_of(extensions: tuple[str, ...], parentheticals: str) -> Voice:
    """Whether the extensions of a cue, or a parenthetical, put the speaker out of the picture."""
    meanings = [extension_meaning(extension) for extension in extensions]
    for extension, meaning in zip(extensions, meanings, strict=True):
        if meaning in _KINDS:
            return Voice(offscreen=True, kind=_KINDS[meaning], extension=extension)
    below = parenthetical_meaning(parentheticals)
    if below in _KINDS:
        return Voice(offscreen=True, kind=_KINDS[below], extension=extensions[0] if extensions else None)
    shown = next((e for e, meaning in zip(extensions, meanings, strict=True) if meaning != "continued"), None)
    return Voice(offscreen=False, kind="", extension=shown)


def ordered_transition(text: str) -> str | None:
    """The transition that a transition line orders, or None for words that no list knows."""
    upper = text.upper()
    for name, words in _tables().transitions:
        for word in words:
            if word in upper:
                return name
    return None
