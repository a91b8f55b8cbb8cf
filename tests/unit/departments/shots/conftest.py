"""Casts, scenes and settings for the tests of the shots department."""

from collections.abc import Callable, Sequence

import pytest

from filmwright.departments.shots import direct_scene
from filmwright.model.cast import Cast, Member
from filmwright.model.screenplay import Element, Scene, Span
from filmwright.model.shots import SceneSetting, Shot, ShotOptions

Direct = Callable[..., tuple[Shot, ...]]


def member(who: str, name: str, *aliases: str, sex: str = "unknown", kind: str = "person", count: int = 1) -> Member:
    return Member.model_validate(
        {"character_id": who, "name": name, "aliases": aliases, "sex": sex, "kind": kind, "count": count}
    )


@pytest.fixture(scope="session")
def people() -> Cast:
    return Cast(
        members=(
            member("rae", "RAE CALDER", "Rae", sex="female"),
            member("tom", "TOM VOSS", "Tom", sex="male"),
            member("ines", "INES", sex="female"),
            member("pike", "OFFICER PIKE", "Pike", sex="male"),
            member("bartender", "BARTENDER"),
            member("guards", "TWO GUARDS", "guards", kind="group", count=2),
            member("biscuit", "BISCUIT", "dog", kind="animal"),
            member("hollis", "MR. HOLLIS", "Hollis", sex="male"),
        )
    )


@pytest.fixture(scope="session")
def setting() -> SceneSetting:
    return SceneSetting(setting_ref_id="kitchen", location_name="Kitchen", kind_words=("kitchen",), time_of_day="night")


@pytest.fixture(scope="session")
def options() -> ShotOptions:
    return ShotOptions()


@pytest.fixture
def direct(people: Cast, setting: SceneSetting) -> Direct:
    """Direct a scene of these paragraphs; what else is given changes its setting."""

    def run(
        *lines: str | tuple[str, ...],
        slugline: str = "INT. KITCHEN - NIGHT",
        film: ShotOptions | None = None,
        **more: object,
    ) -> tuple[Shot, ...]:
        changed = setting.model_copy(update=more)
        return direct_scene(scene_of(*lines, slugline=slugline), people, changed, film or ShotOptions()).shots

    return run


def holding(shots: tuple[Shot, ...], words: str) -> Shot:
    """The first shot that covers these words."""
    return next(s for s in shots if words in s.text)


def scene_of(*lines: str | tuple[str, ...], slugline: str = "INT. KITCHEN - NIGHT", ordinal: int = 1) -> Scene:
    """A scene from paragraphs: a string is action, a tuple is (CUE, said, (parenthetical), said ...).

    A cue may carry an extension: "RAE (V.O.)". A string that ends in "TO:" is a transition.
    """
    elements: list[Element] = []
    for line in lines:
        if isinstance(line, str):
            kind = "transition" if line.isupper() and line.endswith("TO:") else "action"
            elements.append(_element(kind, line))
        else:
            elements.extend(_speech(line))
    place = slugline.split(" ", 1)[-1].split(" - ", maxsplit=1)[0]
    inside = "EXT" if slugline.startswith("EXT") else "INT"
    return Scene.model_validate(
        {
            "scene_id": f"s{ordinal:03d}",
            "ordinal": ordinal,
            "heading": _element("heading", slugline),
            "int_ext": inside,
            "place": place,
            "time_of_day": slugline.rsplit(" - ", 1)[-1].lower(),
            "elements": elements,
        }
    )


def _element(kind: str, text: str, **more: object) -> Element:
    return Element.model_validate({"kind": kind, "text": text, "span": Span(start=0, end=len(text)), **more})


def _speech(parts: Sequence[str]) -> list[Element]:
    cue, *said = parts
    name, _, extension = cue.partition(" (")
    extensions = (extension.rstrip(")"),) if extension else ()
    out = [_element("character", cue, name=name, extensions=extensions)]
    out.extend(_element("parenthetical" if s.startswith("(") else "dialogue", s) for s in said)
    return out
