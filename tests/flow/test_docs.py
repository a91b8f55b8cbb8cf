"""Code in the docs runs, and generated pages are what the code says."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from filmwright.app.reference import pages

ROOT = Path(__file__).parents[2]
PAGES = ["README.md", "docs/start/README.md", "CONTRIBUTING.md"]


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / page).read_text(), flags=re.DOTALL)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_python_in_the_docs_runs(page: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    scripts = [b for b in blocks("docs/start/README.md", "") if b.startswith("INT.")]
    (tmp_path / "kitchen.fountain").write_text(scripts[0])
    code = blocks(page, "python")
    assert code
    for number, block in enumerate(code):
        file = tmp_path / f"block{number}.py"
        body = "".join(f"    {line}\n" for line in block.splitlines())
        file.write_text(f"if __name__ == '__main__':\n{body}")
        done = subprocess.run([sys.executable, str(file)], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", list(pages()))
def test_reference_pages_are_up_to_date(name: str) -> None:
    """Run `make docs` when this fails."""
    assert (ROOT / "docs" / "reference" / name).read_text() == pages()[name]


@pytest.mark.parametrize(
    "page", [*PAGES, "ARCHITECTURE.md", *(str(p.relative_to(ROOT)) for p in (ROOT / "docs").rglob("*.md"))]
)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text()
    for target in re.findall(r"\]\((?!https?://)([^)#]+)[^)]*\)", text):
        assert ((ROOT / page).parent / target).exists(), target


def test_pages_name_only_commands_that_exist() -> None:
    from filmwright.cli.main import app

    known = {c.name or c.callback.__name__ for c in app.registered_commands if c.callback}
    for page in PAGES[:2]:
        for command in re.findall(r"filmwright (make|shots|show|doctor|[a-z]+) ", (ROOT / page).read_text()):
            if command in ("turns", "is", "decides", "from", "has", "in"):
                continue
            assert command in known, command
