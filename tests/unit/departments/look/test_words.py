"""The word lists name only what can be built."""

from typing import get_args

import pytest

from filmwright.departments.look.rules import lists
from filmwright.model.figure import Beard, Bottom, Build, HairStyle, Hat, Shoes, Top
from filmwright.model.set_design import FeatureName, SetKind

LANGUAGES = ("en", "es", "fr", "de", "it", "pt", "ru", "zh", "ja")
SLOTS = {"top": Top, "both": Top, "bottom": Bottom, "shoes": Shoes, "hat": Hat}


def members(kind: object) -> set[str]:
    out: set[str] = set()
    for value in get_args(kind):
        out |= set(get_args(value)) or {value}
    return out


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_are_sets(language: str) -> None:
    kinds = members(SetKind)
    assert {k for pair in lists.place_kinds(language).values() for k in pair} <= kinds


@pytest.mark.parametrize("language", LANGUAGES)
def test_things_are_features(language: str) -> None:
    assert set(lists.features(language).values()) <= members(FeatureName)


@pytest.mark.parametrize("language", LANGUAGES)
def test_garments_are_clothes_in_known_colours(language: str) -> None:
    for word, value in lists.garments(language).items():
        slot, kind, *colour = value.split(":")
        assert kind in members(SLOTS[slot]), word
        assert set(colour) <= set(lists.colours().paint), word


def test_hair_beards_and_builds_are_of_the_closed_lists() -> None:
    words = lists.appearance()
    styles = members(HairStyle)
    for language in LANGUAGES:
        assert set(lists.hair_nouns(language).values()) <= styles | {"-"}
    assert set(words.hair_styles.values()) | set(words.done.values()) <= styles
    assert set(words.beard.values()) <= members(Beard)
    assert set(words.build.values()) <= members(Build)


def test_costumes_and_silent_choices_are_of_the_closed_lists() -> None:
    words = lists.appearance()
    for value in words.costume.values():
        top, inner, colour = value.split(":")
        assert {top, inner} <= members(Top)
        assert colour in lists.colours().paint
    assert set(words.costume_hats.values()) <= members(Hat)
    silent = words.silent
    assert {w for k in silent if k.startswith("tops") for w in silent[k]} <= members(Top)
    assert {w for k in silent if k.startswith("hair") for w in silent[k]} <= members(HairStyle)
    assert {w for k in silent if k.startswith("bottoms") for w in silent[k]} <= members(Bottom)
    assert set(silent["colours"]) <= set(lists.colours().paint)


def test_colour_words_mean_known_colours() -> None:
    known = lists.colours()
    assert set(known.paint_words.values()) <= set(known.paint)
    assert set(known.hair_words.values()) <= set(known.hair)
    assert set(known.stuffs.values()) <= set(known.paint)
