"""Makers are found by name, and loaded when they are asked for."""

from importlib.metadata import EntryPoint

import pytest

from filmwright.errors import MakerError, UserError
from filmwright.providers.registry import GROUP, find, installed

POINTS = (
    EntryPoint("previs", "filmwright.providers.builtin.previs:Previs", GROUP),
    EntryPoint("broken", "filmwright.providers.nowhere:Nothing", GROUP),
    EntryPoint("silent", "builtins:object", GROUP),
)


def test_a_maker_is_found_by_name() -> None:
    provider = find("image", "previs", points=POINTS)
    assert provider.name == "previs"
    assert provider.version
    assert "video" in provider.capabilities


def test_an_unknown_maker_is_named_with_those_there_are() -> None:
    with pytest.raises(UserError, match="No image provider `flax`. Installed: previs."):
        find("image", "flax", points=POINTS)


def test_a_maker_that_cannot_do_it_does_not_count() -> None:
    with pytest.raises(UserError, match="No speech provider `previs`. Installed: none."):
        find("speech", "previs", points=POINTS)


def test_a_broken_maker_says_what_to_do() -> None:
    with pytest.raises(MakerError, match="reinstall"):
        find("image", "broken", points=POINTS)


def test_a_maker_must_say_what_it_is() -> None:
    with pytest.raises(MakerError, match="name, version and capabilities"):
        find("image", "silent", points=POINTS)


def test_broken_makers_are_left_out_of_the_list() -> None:
    assert installed("image", points=POINTS) == ("previs",)


def test_the_built_in_makers_are_installed() -> None:
    assert "previs" in installed("image")
    assert "espeak" in installed("speech")
