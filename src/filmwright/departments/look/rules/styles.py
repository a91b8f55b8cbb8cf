"""The film's hand: style presets, genre by words, the colour script of the acts."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from filmwright.departments.look.rules.lists import genres, moods, presets
from filmwright.errors import UserError
from filmwright.formats.fountain_headings import fold
from filmwright.model.bible import CinematographyApproach, ColorScriptEntry, StyleBible
from filmwright.model.screenplay import Screenplay

__all__ = ["STYLES", "choose_style", "cinematography", "color_script", "genre_of", "style_bible"]

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SURE = 4  # a genre needs words of this weight together
_RATE = 8.0  # and this weight per thousand words


def STYLES() -> tuple[str, ...]:  # noqa: N802  # reads like the constant it is, loaded late
    """The names of the style presets."""
    return tuple(presets())


def genre_of(screenplay: Screenplay) -> tuple[str, str]:
    """The genre that the words of a script speak for, with the words; drama when none does."""
    counts = Counter(
        fold(w)
        for scene in screenplay.scenes
        for e in scene.elements
        if e.kind in ("action", "dialogue")
        for w in _WORD.findall(e.text)
    )
    counts.update(w for v in _title_words(screenplay) for w in [v] * 3)
    total = max(1, sum(counts.values()))
    scores = {name: sum(min(counts[w], 4) * weight for w, weight in words.items()) for name, words in genres().items()}
    best = max(scores, key=lambda name: (scores[name], name))
    if scores[best] < _SURE or scores[best] * 1000 / total < _RATE:
        return "drama", ""
    fired = [w for w in genres()[best] if counts[w]]
    return best, ", ".join(sorted(fired, key=lambda w: (-counts[w], w))[:4])


def _title_words(screenplay: Screenplay) -> list[str]:
    text = " ".join(v for entry in screenplay.title_page for v in entry.values if entry.key.lower() in _SPEAKING)
    return [fold(w) for w in _WORD.findall(text)]


_SPEAKING = ("credit", "genre", "title", "format")


def choose_style(style: str, genre: str) -> tuple[str, str]:
    """The preset asked for, or the one that suits the genre when `auto` is asked for.

    Raises UserError, naming the presets, when there is none of that name.
    """
    if style != "auto":
        if style not in presets():
            raise UserError(f"No style `{style}`. Styles: auto, {', '.join(presets())}.")
        return style, "asked for"
    for name, preset in presets().items():
        if genre in preset["genres"]:
            return name, f"genre {genre}"
    return "naturalistic", "no genre stands out"


@cache
def _preset(name: str) -> Mapping[str, Any]:  # values as TOML gives them; the documents check them
    return presets()[name]


def style_bible(name: str) -> StyleBible:
    """The style bible of a preset."""
    p = _preset(name)
    return StyleBible(
        preset=name,
        visual_tone=p["visual_tone"],
        color_palette=tuple(p["color_palette"]),
        lighting_style=p["lighting_style"],
        texture_grain=p["texture_grain"],
        reference_films=tuple(p["reference_films"]),
        shape_language=p["shape_language"],
        do_not=tuple(p["do_not"]),
    )


def cinematography(name: str, aspect: str) -> CinematographyApproach:
    """The camera's habits in a preset."""
    p = _preset(name)
    return CinematographyApproach(
        default_lens=p["default_lens"],
        handheld_vs_dolly=p["handheld_vs_dolly"],
        depth_of_field=p["depth_of_field"],
        aspect_ratio=aspect,
    )


def color_script(screenplay: Screenplay, name: str) -> tuple[ColorScriptEntry, ...]:
    """Mood and colours of each act: the preset's light, turned by the words of the act.

    The mood is a word that lighting knows: neutral, warm, cold, noir, horror, romance or comedy.
    """
    palette: Sequence[str] = _preset(name)["color_palette"]
    acts = sorted({scene.act for scene in screenplay.scenes})
    return tuple(_act(screenplay, act, _preset(name)["tone"], palette) for act in acts)


def _act(screenplay: Screenplay, act: int, tone: str, palette: Sequence[str]) -> ColorScriptEntry:
    words = [
        fold(w)
        for scene in screenplay.scenes
        if scene.act == act
        for e in scene.elements
        if e.kind in ("action", "dialogue", "parenthetical")
        for w in _WORD.findall(e.text)
    ]
    hits = {mood: [w for w in words if w in known] for mood, known in moods().items()}
    strongest = max(hits, key=lambda mood: (len(hits[mood]), mood))
    strong = len(hits[strongest]) * 100 >= len(words) and len(hits[strongest]) >= 2
    mood = _turned(tone, strongest) if strong else tone
    turn = (act - 1) % len(palette)
    fired = [w for w, _ in Counter(hits[strongest]).most_common(3)]
    reason = f"the style is {tone}" + (f"; {strongest} words: {', '.join(fired)}" if strong else "")
    return ColorScriptEntry(act=act, mood=mood, colors=(*palette[turn:], *palette[:turn])[:4], reason=reason)


def _turned(tone: str, mood: str) -> str:
    """A neutral style takes the colour of the act, a mild one gives way to it, a strong one keeps its own."""
    if tone == "neutral":
        return {"dark": "cold", "tense": "cold", "warm": "warm", "light": "comedy"}[mood]
    if tone in ("warm", "comedy") and mood in ("dark", "tense"):
        return "neutral"
    return tone
