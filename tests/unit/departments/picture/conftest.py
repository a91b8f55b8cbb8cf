"""A small world for the picture department: two people, a room, and shots of them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from filmwright.departments.picture.steps import block, body, setup
from filmwright.model.figure import FigureLook
from filmwright.model.set_design import SetDesign, default_design
from filmwright.model.shots import Performance
from filmwright.model.staging import (
    BlockingPerson,
    BlockingShot,
    SceneBlocking,
    SceneBlockingInput,
    Setup,
    VisualShot,
)
from filmwright.ref import Ref
from filmwright.store import FolderBlobs

LENSES = {"ECU": 85, "CU": 75, "MCU": 60, "MS": 45, "MLS": 38, "WS": 30, "EWS": 24}


def person(who: str, side: str = "left", **more: Any) -> Performance:
    return Performance(character_ref_id=who, screen_side=side, **more)


def visual(number: int, shot_type: str, size: str, people: Sequence[Performance], **more: Any) -> VisualShot:
    values: dict[str, Any] = {"trigger": "dialogue", "camera_height": 1.55, "lens_mm": LENSES[size], **more}
    return VisualShot(
        shot_id=f"s001_{number:03d}", shot_type=shot_type, size=size, performances=tuple(people), **values
    )


def blocking_input(shots: Sequence[VisualShot]) -> SceneBlockingInput:
    fields = BlockingPerson.model_fields
    return SceneBlockingInput(
        scene_id="s001",
        shots=tuple(
            BlockingShot(
                shot_id=s.shot_id,
                shot_type=s.shot_type,
                camera_side=s.camera_side,
                people=tuple(BlockingPerson(**{k: getattr(p, k) for k in fields}) for p in s.performances),
            )
            for s in shots
        ),
    )


@pytest.fixture(scope="session")
def blobs(tmp_path_factory: pytest.TempPathFactory) -> FolderBlobs:
    return FolderBlobs(Path(tmp_path_factory.mktemp("blobs")))


@pytest.fixture(scope="session")
def bodies(blobs: FolderBlobs) -> dict[str, Ref]:
    looks = {
        "ida": FigureLook(sex="female", age=34, hair="bob", height_m=1.68, top="sweater", top_colour="#b5483f"),
        "tom": FigureLook(sex="male", age=45, height_m=1.82, top="suit", top_colour="#39465a"),
    }
    return {who: body(look, blobs) for who, look in looks.items()}


@pytest.fixture(scope="session")
def room() -> SetDesign:
    return default_design("living_room", seed=3)


@pytest.fixture(scope="session")
def staged(
    blobs: FolderBlobs, bodies: dict[str, Ref], room: SetDesign
) -> Callable[..., tuple[SceneBlocking, list[Setup]]]:
    """Block and set up shots, on the room or another set."""

    def run(shots: Sequence[VisualShot], design: SetDesign = room) -> tuple[SceneBlocking, list[Setup]]:
        blocking = block(blocking_input(shots), design)
        return blocking, [setup(s, blocking, design, bodies, blobs) for s in shots]

    return run
