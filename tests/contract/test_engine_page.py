"""The code on the pages about the engine runs."""

import re
from pathlib import Path

import pytest

CONCEPTS = Path(__file__).parents[2] / "docs" / "concepts"


@pytest.mark.parametrize("name", ["engine.md", "runs-and-money.md"])
def test_the_example_of_the_page_does_what_it_says(name):
    page = CONCEPTS / name
    (code,) = re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    exec(compile(code, str(page), "exec"), {"__name__": "page"})
