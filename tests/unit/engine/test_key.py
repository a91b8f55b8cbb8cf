"""What is and what is not part of a key."""

import dataclasses
import enum
from decimal import Decimal
from fractions import Fraction
from typing import Self

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmwright.engine.key import key_of
from filmwright.engine.step import Maker, step
from filmwright.ref import Ref


class Size(enum.Enum):
    CU = 1
    MS = 2


@dataclasses.dataclass(frozen=True)
class Page:
    text: str
    media_type = "text/plain"

    def to_bytes(self) -> bytes:
        return self.text.encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        return cls(data.decode())


@step("t.one", version=1)
def one(value: object, other: int = 7) -> Page:
    return Page(str(value))


def key(value: object, **more: object) -> str:
    return key_of(one, one.bind({"value": value, **more}))


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=10,
)


def reordered(value: object) -> object:
    if isinstance(value, dict):
        return {k: reordered(value[k]) for k in reversed(list(value))}
    if isinstance(value, list):
        return [reordered(item) for item in value]
    return value


@given(PLAIN)
def test_a_key_does_not_depend_on_the_order_of_fields(value):
    assert key(value) == key(reordered(value))


@given(PLAIN, PLAIN)
def test_values_that_differ_have_different_keys(a, b):
    if a != b:
        assert key(a) != key(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (1, True),
        (1, 1.0),
        (1, "1"),
        ("", None),
        ([1], "[1]"),
        (b"x", "x"),
        (Decimal("1.0"), Decimal("1.00")),
        (Fraction(1, 2), 0.5),
        (Size.CU, Size.MS),
        ({"a": [1, 2]}, {"a": [2, 1]}),
        (Ref.of(b"x"), Ref.of(b"x", "image/png")),
        (Page("x"), Page("y")),
    ],
    ids=repr,
)
def test_values_that_are_not_the_same_never_share_a_key(a, b):
    assert key(a) != key(b)


def test_a_tuple_and_a_list_of_the_same_things_are_the_same_input():
    assert key((1, 2)) == key([1, 2])


def test_a_default_that_is_spelt_out_gives_the_same_key():
    assert key("x") == key("x", other=7)
    assert key("x") != key("x", other=8)


@pytest.mark.parametrize("value", [{1, 2}, float("nan"), float("inf"), object()], ids=["set", "nan", "inf", "object"])
def test_what_has_no_content_of_its_own_is_refused(value):
    with pytest.raises(TypeError):
        key(value)


def test_version_maker_model_and_seed_are_part_of_the_key():
    newer = dataclasses.replace(one, version=2)
    inputs = one.bind({"value": 1})
    keys = [
        key_of(one, inputs),
        key_of(newer, inputs),
        key_of(one, inputs, maker=Maker("flat", "1")),
        key_of(one, inputs, maker=Maker("flat", "2")),
        key_of(one, inputs, maker=Maker("flat", "1", model="a")),
        key_of(one, inputs, maker=Maker("flat", "1", seed=1)),
    ]
    assert len(set(keys)) == len(keys)


def test_the_version_of_a_wheel_a_step_depends_on_is_part_of_the_key():
    assert key_of(dataclasses.replace(one, wheels=("numpy",)), {}) != key_of(one, {})


def test_a_prompt_file_is_part_of_the_key(tmp_path, monkeypatch):
    import sys

    (tmp_path / "prompts").mkdir()
    (tmp_path / "toy_prompted.py").write_text(
        "from filmwright.engine.step import step\n"
        "@step('p.p', version=1, prompts=('ask',))\n"
        "def ask(x: int) -> bytes:\n    return b''\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    keys = []
    for words in ("Say yes.", "Say no."):
        (tmp_path / "prompts" / "ask.md").write_text(words)
        sys.modules.pop("toy_prompted", None)
        module = __import__("toy_prompted")
        keys.append(key_of(module.ask, {"x": 1}))
    assert keys[0] != keys[1]


def test_a_key_is_the_same_in_another_process():
    import subprocess
    import sys

    code = (
        "from filmwright.engine.key import canonical; from filmwright.ref import Ref; "
        "print(canonical({'b': [1, 2.5, 'x'], 'a': Ref.of(b'1'), 'c': {'z': None, 'y': True}}))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
