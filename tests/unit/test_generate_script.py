"""The generator of screenplays used by benches and long-script tests."""

import importlib.util
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
PATH = ROOT / "bench" / "generate_script.py"


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_script", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["generate_script"] = module
    spec.loader.exec_module(module)
    return module


generator = load()


def headings(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith(("INT. ", "EXT. ", "INT./EXT. "))]


@pytest.mark.parametrize("seed", [1, 2, 77])
def test_same_seed_gives_the_same_text(seed: int) -> None:
    assert generator.generate(30, seed) == generator.generate(30, seed)


def test_text_does_not_depend_on_the_process() -> None:
    command = [sys.executable, str(PATH), "--pages", "12", "--seed", "5"]
    for hash_seed in ("0", "4242"):
        env = {"PYTHONHASHSEED": hash_seed, "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(command, env=env, capture_output=True, check=True)
        assert done.stdout.decode() == generator.generate(12, 5)


def test_another_seed_gives_another_film() -> None:
    one, other = generator.generate(20, 1), generator.generate(20, 2)
    shared = set(one.split("\n\n")) & set(other.split("\n\n"))
    assert len(shared) < 0.1 * len(one.split("\n\n"))


@pytest.mark.parametrize("pages", [10, 40, 110, 240])
@pytest.mark.parametrize("seed", [1, 9])
def test_length_is_within_five_percent_of_what_was_asked(pages: int, seed: int) -> None:
    assert generator.page_count(generator.generate(pages, seed)) == pytest.approx(pages, rel=0.05)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_feature_uses_at_least_twelve_templates(seed: int) -> None:
    assert len(set(generator.templates_used(110, seed))) >= 12


def test_a_feature_is_written_in_under_a_second() -> None:
    start = time.perf_counter()
    generator.generate(110, 3)
    assert time.perf_counter() - start < 1.0


def test_three_acts_stand_as_sections_in_order() -> None:
    acts = [line for line in generator.generate(60, 4).splitlines() if line.startswith("#")]
    assert acts == ["# Act One", "# Act Two", "# Act Three"]


def test_a_feature_has_many_places_and_returns_to_some() -> None:
    places = Counter(h.rsplit(" - ", 1)[0] for h in headings(generator.generate(110, 1)))
    assert len(places) >= 25
    assert sum(count >= 3 for count in places.values()) >= 4


def test_everyone_is_introduced_once_in_capitals() -> None:
    text = generator.generate(110, 6)
    cast = generator.make_cast(random.Random(6))
    introduced = [sum(p.full.upper() in line for line in text.splitlines()) for p in cast]
    assert 12 <= len(cast) <= 20
    assert set(introduced) <= {0, 1}
    assert introduced.count(1) >= 10


def test_speech_is_varied() -> None:
    blocks = [b.split("\n") for b in generator.generate(110, 1).split("\n\n")[1:]]
    speeches = [" ".join(b[1:]) for b in blocks if len(b) > 1 and b[0].isupper()]
    assert len(speeches) > 400
    assert len(set(speeches)) / len(speeches) > 0.93


def test_action_sentences_are_varied() -> None:
    blocks = generator.generate(110, 1).split("\n\n")[1:]
    actions = [b for b in blocks if "\n" not in b and b.endswith(".") and not b.startswith(("#", "=", "INT", "EXT"))]
    assert len(set(actions)) / len(actions) > 0.95


@pytest.mark.parametrize("seed", range(6))
def test_no_slot_is_left_open_and_sentences_start_with_a_capital(seed: int) -> None:
    text = generator.generate(40, seed)
    assert "{" not in text
    assert "  " not in text
    blocks = text.split("\n\n")[1:]
    assert not [b for b in blocks if b[0].islower()]
    assert not [b for b in blocks if b.count("(") != b.count(")")]


def test_no_pages_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1 page"):
        generator.generate(0, 1)
