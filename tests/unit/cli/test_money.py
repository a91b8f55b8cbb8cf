"""`filmwright runs`, `costs`, `cap`, `doubts`, `retry` and `stop`, over a library that spent money."""

import csv
import io
import json
from decimal import Decimal

import pytest
from typer.testing import CliRunner

from filmwright.cli.main import app
from filmwright.engine.fake_shop import FakeShop, Fate, shop_runner
from filmwright.engine.graph import Graph
from filmwright.engine.runner import NodesFailed
from filmwright.engine.step import Answered, Maker, paid_step
from filmwright.errors import BudgetExceeded, FilmwrightError, UserError
from filmwright.ref import Ref
from filmwright.store import Store


def ask(words: str) -> bytes:
    return words.encode()


@paid_step("toy.picture", version=1, capability="image", ask=ask)
def picture(answer: Answered, words: str) -> Ref:
    """The file as it came."""
    del words
    return answer.ref()


def build(graph: Graph) -> None:
    for shot in ("s001_001", "s001_002", "s001_003"):
        maker = Maker("shop", "1", "small")
        graph.add(picture, subject=shot, department="picture", maker=maker, words=f"a quay for {shot}")


class Spent:
    """A library with three paid pictures: one made, one refused, one in doubt."""

    def __init__(self, library):
        self.library = library
        fates = [Fate(price=Decimal("0.07")), Fate(submit="refused"), Fate(submit="lost_after")]
        asked: list[str] = []

        def fate(reference: str) -> Fate:
            """What becomes of the first, second and third call; later ones are simply made."""
            if reference not in asked:
                asked.append(reference)
            number = asked.index(reference)
            return fates[number] if number < len(fates) else Fate()

        self.shop = FakeShop(fate, can_find=False)
        self.run()

    def run(self) -> None:
        store = Store.open(self.library)
        try:
            shop_runner(store, self.shop).run(build, project="night")
        except (NodesFailed, BudgetExceeded):
            pass
        finally:
            store.close()

    def __call__(self, *words):
        return CliRunner().invoke(app, [*words, "--library", str(self.library)], catch_exceptions=True)

    def data(self, *words):
        return json.loads(self(*words, "--json").output)


@pytest.fixture
def spent(tmp_path):
    return Spent(tmp_path / "data")


def test_costs_are_what_the_shop_charged_and_what_is_in_doubt(spent):
    found = spent.data("costs")
    assert Decimal(found["spent"]) == Decimal("0.07")
    assert Decimal(found["in_doubt"]) == Decimal("0.10")
    by_maker = [share for share in found["shares"] if share["by"] == "maker"]
    assert [(share["name"], share["calls"]) for share in by_maker] == [("shop/small", 3)]


def test_costs_of_another_project_are_nothing(spent):
    assert Decimal(spent.data("costs", "day")["spent"]) == 0


def test_every_paid_call_is_a_row_of_the_table(spent):
    rows = list(csv.DictReader(io.StringIO(spent("costs", "--csv").output)))
    assert [row["subject"] for row in rows] == ["s001_001", "s001_002", "s001_003"]
    assert rows[0]["cost"] == "0.07"


def test_a_run_is_listed_with_what_it_made_and_spent(spent):
    (run,) = spent.data("runs")["runs"]
    assert (run["project"], run["state"], run["made"], run["failed"]) == ("night", "failed", 1, 2)
    assert "$0.07 + $0.10 reserved" in spent("runs").output


def test_a_doubt_is_listed_with_its_price_and_what_to_do(spent):
    said = spent("doubts").output
    assert "toy.picture of s001_003 in night" in said
    assert "at most $0.10" in said
    assert "--not-charged" in said


def test_a_doubt_that_was_not_charged_is_free_and_asked_for_anew(spent):
    (charge,) = spent.data("doubts")["charges"]
    assert spent("doubts", charge["reference"], "--not-charged").exit_code == 0
    assert Decimal(spent.data("costs")["in_doubt"]) == 0
    spent.run()
    assert Decimal(spent.data("costs")["spent"]) == Decimal("0.17")


def test_a_doubt_that_was_found_goes_on_with_its_job_and_is_paid_once(spent):
    (charge,) = spent.data("doubts")["charges"]
    job = next(job for job, reference in spent.shop._jobs.items() if reference == charge["reference"])
    assert spent("doubts", charge["reference"], "--found", job).exit_code == 0
    spent.run()
    assert Decimal(spent.data("costs")["spent"]) == spent.shop.charged == Decimal("0.17")


def test_what_was_refused_waits_for_retry(spent):
    posts = spent.shop.posts.total()
    spent.run()
    assert spent.shop.posts.total() == posts
    assert "1 call may be asked for again" in spent("retry").output
    spent.run()
    assert spent.shop.posts.total() == posts + 1


def test_a_cap_is_shown_beside_what_counts_against_it(spent):
    assert spent("cap", "project", "20.50", "--for", "night").output == "At most $20.50 for project `night`.\n"
    (cap,) = spent.data("costs")["caps"]
    assert (cap["scope"], cap["name"], Decimal(cap["spent"])) == ("project", "night", Decimal("0.07"))
    spent("cap", "project", "none", "--for", "night")
    assert spent.data("costs")["caps"] == []


def test_a_cap_of_nothing_lets_nothing_be_asked(tmp_path):
    library = tmp_path / "data"
    Store.open(library).close()
    CliRunner().invoke(app, ["cap", "day", "0", "--library", str(library)])
    found = Spent(library)
    assert found.shop.posts.total() == 0
    assert Decimal(found.data("costs")["reserved"]) == 0


def test_nothing_is_at_work(spent):
    assert spent("stop").output == "Nothing is at work.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("cap", "day", "much"), "`much` is no amount"),
        (("cap", "day", "nan"), "0 or more"),
        (("cap", "call", "1", "--for", "x"), "leave its name out"),
        (("doubts", "nowhere.1", "--not-charged"), "Nothing is in doubt under `nowhere.1`"),
        (("doubts", "nowhere.1"), "what became of it"),
        (("doubts", "--give-up"), "which call"),
        (("doubts", "a.1", "--give-up", "--not-charged"), "not several"),
        (("stop", "99"), "Run 99 is not at work"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_input_is_one_sentence(spent, words, said):
    error = spent(*words).exception
    assert isinstance(error, UserError)
    assert said in str(error)


def test_a_library_that_is_not_there_is_not_made(tmp_path):
    done = CliRunner().invoke(app, ["costs", "--library", str(tmp_path / "none")])
    assert isinstance(done.exception, FilmwrightError)
    assert not (tmp_path / "none").exists()
