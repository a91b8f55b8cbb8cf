"""A step is a typed function, declared once."""

import pytest

from filmwright.engine.step import Progress, find_step, is_document, step
from filmwright.store import Blobs


@step("t.paint", version=3, wheels=("numpy",))
def paint(colour: str, blobs: Blobs, progress: Progress, width: int = 4) -> bytes:
    """Paint a colour."""
    return colour.encode() * width


def test_calling_a_step_calls_its_function():
    assert paint("a", None, None) == b"aaaa"


def test_a_step_knows_its_help_text_and_its_return_type():
    assert paint.doc == "Paint a colour."
    assert paint.returns is bytes


def test_what_the_runner_gives_is_not_an_input():
    assert paint.injected == ("blobs", "progress")
    assert paint.bind({"colour": "red"}) == {"colour": "red", "width": 4}


def test_a_missing_or_unknown_input_names_the_step():
    with pytest.raises(TypeError, match=r"step `t\.paint`"):
        paint.bind({})
    with pytest.raises(TypeError, match=r"step `t\.paint`"):
        paint.bind({"colour": "red", "blobs": 1})


def test_a_step_is_found_by_its_path():
    import filmwright.engine.key as module

    with pytest.raises(TypeError, match="not a step"):
        find_step(f"{module.__name__}:key_of")
    assert paint.path.endswith(":paint")


def test_a_number_is_not_a_document():
    assert not any(is_document(value) for value in (5, True, "text", b"bytes"))
