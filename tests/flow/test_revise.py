"""A made project gets a new draft: only what changed is made, names stay, and there is a way back."""

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

import filmwright
import filmwright.app.library
from filmwright.app import Library, read_source
from filmwright.app import export as write_as
from filmwright.cli.main import app
from filmwright.engine.runner import OnEvent, Runner
from filmwright.engine.testing import inline_runner
from filmwright.errors import Interrupted, UserError
from filmwright.model.shots import Shot, ShotList
from filmwright.store import Store

pytestmark = pytest.mark.xdist_group("revise")

KITCHEN = """INT. KITCHEN - NIGHT

Rain on the window. NORA VANCE (40), tall, short red hair, sits at the table with a cup.

NORA
You still have the key.

She puts the cup down.
"""
GARDEN = """EXT. GARDEN - DAY

NORA walks along the path.

NORA
Leave it under the stone.
"""
CELLAR = """INT. CELLAR - DAY

A dog sleeps beside the boiler.
"""


def script(folder: Path, *scenes: str, name: str = "draft") -> Path:
    path = folder / f"{name}.fountain"
    path.write_text("Title: Test\n\n" + "\n".join(scenes))
    return path


def shots(library: Path, project: str = "film") -> dict[str, Shot]:
    made = ShotList.from_bytes((library / project / "shot_list.json").read_bytes())
    return {shot.shot_id: shot for scene in made.scenes for shot in scene.shots}


def order(library: Path, project: str = "film") -> list[str]:
    made = ShotList.from_bytes((library / project / "shot_list.json").read_bytes())
    return [scene.scene_id for scene in made.scenes]


def words(found: dict[str, Shot]) -> dict[str, str]:
    return {shot_id: shot.text for shot_id, shot in found.items()}


def runner_here(store: Store, *, workers: int = 1, on_event: OnEvent | None = None) -> Runner:
    """Everything in this process: no test here needs many."""
    del workers
    return inline_runner(store, on_event)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A made project, and the pictures of all places that the tests go to, under another one's name."""
    folder = tmp_path_factory.mktemp("revise")
    with pytest.MonkeyPatch.context() as patch, filmwright.open(folder / "library") as opened:
        patch.setattr(filmwright.app.library, "Runner", runner_here)
        opened.make(
            script(folder, KITCHEN, GARDEN, CELLAR, CELLAR.replace("CELLAR", "SHED")), to="shots", project="all"
        )
        opened.make(script(folder, KITCHEN, GARDEN), to="shots", project="film")
    return folder / "library"


@pytest.fixture
def library(made, tmp_path, monkeypatch):
    monkeypatch.setattr(filmwright.app.library, "Runner", runner_here)
    shutil.copytree(made, tmp_path / "library", copy_function=shutil.copy2)
    with filmwright.open(tmp_path / "library") as opened:
        yield opened


def state(library: Library) -> dict[str, bytes]:
    """Every file of the project folder and of the library's blobs."""
    files = [*(library.folder / "film").rglob("*"), *(library.folder / ".filmwright" / "blobs").rglob("*")]
    return {str(p): p.read_bytes() for p in files if p.is_file()}


def test_a_scene_put_in_front_renames_nothing(library, tmp_path):
    before = shots(library.folder)
    library.make(script(tmp_path, CELLAR, KITCHEN, GARDEN), to="shots", project="film")
    after = shots(library.folder)
    assert order(library.folder) == ["s003", "s001", "s002"]
    assert {i: s.number for i, s in before.items()} == {i: after[i].number for i in before}
    assert words(before) == {i: after[i].text for i in before}


def test_a_scene_put_in_the_middle_leaves_the_others_undirected(library, tmp_path):
    """The director's inputs hold neither the place of a scene in the script nor who else is in which scene."""
    wall = GARDEN.replace("path", "wall")
    library.make(script(tmp_path, KITCHEN, GARDEN, CELLAR, wall), to="shots", project="film")
    new = script(tmp_path, KITCHEN, CELLAR.replace("A dog", "NORA").replace("CELLAR", "SHED"), GARDEN, CELLAR, wall)
    made = library.make(new, to="shots", project="film").report
    assert made.steps["shots.direct"].made == 2  # the new one, and the one that now leads into it
    assert made.steps["shots.direct"].reused == 3
    assert order(library.folder) == ["s001", "s005", "s002", "s003", "s004"]


def test_a_difference_writes_nothing(library, tmp_path):
    before = state(library)
    found = library.difference("film", script(tmp_path, CELLAR, KITCHEN, name="two"))
    assert found.scene_counts == {"kept": 1, "changed": 0, "added": 1, "removed": 1, "restored": 0, "moved": 0}
    assert state(library) == before
    assert len(library.history("film").drafts) == 1


def test_what_a_difference_announces_is_what_comes_out_new(library, tmp_path):
    """A step that runs and gives what it gave before is not announced."""
    new = script(tmp_path, KITCHEN.replace("the key", "my key"), CELLAR, GARDEN, name="two")
    found = library.difference("film", new)
    made = library.revise("film", new).report
    announced = Counter({step: n for remake in found.remakes for step, n in remake.steps.items()})
    ran = Counter({step: count.made for step, count in made.steps.items() if count.made})
    assert announced <= ran
    assert announced.keys() == ran.keys()
    assert found.nodes == announced.total()
    assert found.cost_usd == "0"


def test_a_removed_scene_goes_to_the_bin_and_comes_back(library, tmp_path):
    before = shots(library.folder)
    library.revise("film", script(tmp_path, KITCHEN, name="two"))
    assert {s.shot_id for s in library.history("film").bin} == {i for i in before if i.startswith("s002")}
    library.revise("film", script(tmp_path, CELLAR, GARDEN, KITCHEN, name="three"))
    after = shots(library.folder)
    assert order(library.folder) == ["s003", "s002", "s001"]
    assert {i: (s.number, s.text) for i, s in before.items()} == {i: (after[i].number, after[i].text) for i in before}
    assert library.history("film").bin == ()


def test_back_returns_to_the_draft_before_and_makes_nothing(library, tmp_path):
    before = (library.folder / "film" / "shot_list.json").read_bytes()
    library.revise("film", script(tmp_path, CELLAR, KITCHEN.replace("cup", "glass"), name="two"))
    assert (library.folder / "film" / "shot_list.json").read_bytes() != before
    assert library.back("film").report.nodes_made == 0
    assert (library.folder / "film" / "shot_list.json").read_bytes() == before
    assert [d.origin for d in library.history("film").drafts] == [None, None, 1]
    with pytest.raises(UserError, match="no earlier draft"):
        library.back("film")


def test_the_same_drafts_give_the_same_names_in_another_library(library, tmp_path):
    """Also when some drafts there were only read and not made."""
    one, two, three = (
        script(tmp_path, KITCHEN, GARDEN, name="one"),
        script(tmp_path, CELLAR, KITCHEN.replace("sits", "waits"), name="two"),
        script(tmp_path, GARDEN.replace("stone", "pot"), CELLAR, KITCHEN, name="three"),
    )
    library.revise("film", two)
    library.revise("film", three)
    shutil.copytree(library.folder, tmp_path / "other", copy_function=shutil.copy2)
    with filmwright.open(tmp_path / "other") as other:
        other.make(one, to="script", project="again")
        other.make(two, to="script", project="again")
        other.make(three, to="shots", project="again")
        assert words(shots(other.folder, "again")) == words(shots(library.folder))
        assert order(other.folder, "again") == order(library.folder)
        assert {i: s.number for i, s in shots(other.folder, "again").items()} == {
            i: s.number for i, s in shots(library.folder).items()
        }


def test_a_project_from_before_drafts_were_kept_loses_no_name(library, tmp_path):
    before = shots(library.folder)
    library.close()
    records = Store.open(library.folder).records
    with records.write() as connection:
        connection.exec_driver_sql("delete from drafts where project = 'film'")
        connection.exec_driver_sql("delete from identities where project = 'film'")
    records.close()
    with filmwright.open(library.folder) as opened:
        opened.make(script(tmp_path, CELLAR, KITCHEN, GARDEN), to="shots", project="film")
    after = shots(library.folder)
    assert order(library.folder) == ["s003", "s001", "s002"]
    assert words(before) == {i: after[i].text for i in before}


def test_a_run_that_is_stopped_gives_its_new_ids_to_nobody_else(library, tmp_path):
    """What is learned is written down before anything is made under a new id."""

    def stop(event) -> None:
        if event.kind == "node_started" and event.step == "shots.direct":
            raise KeyboardInterrupt

    with pytest.raises(Interrupted):
        library.revise("film", script(tmp_path, KITCHEN, CELLAR, GARDEN, name="two"), on_event=stop)
    shed = "INT. SHED - DAY\n\nNORA counts the jars on the shelf and finds one too many.\n"
    library.revise("film", script(tmp_path, KITCHEN, shed, GARDEN, name="three"))
    assert order(library.folder) == ["s001", "s004", "s002"]


def test_show_knows_the_draft_in_use(library, tmp_path):
    library.revise("film", script(tmp_path, CELLAR, KITCHEN, name="two"))
    expected = (library.folder / "film" / "shot_list.json").read_bytes()
    (library.folder / "film" / "shot_list.json").unlink()
    library.show("film")
    assert (library.folder / "film" / "shot_list.json").read_bytes() == expected


# --- command line


def call(library: Library, *arguments: object, code: int = 0) -> str:
    done = CliRunner().invoke(app, ["revise", *map(str, arguments), "--library", str(library.folder)])
    assert done.exit_code == code, done.output
    return done.output


def test_off_a_terminal_a_difference_is_only_shown(library, tmp_path):
    out = call(library, "film", script(tmp_path, CELLAR, KITCHEN.replace("the key", "my key"), name="two"))
    assert "1 changed, 1 added, 1 removed" in out
    assert "You still have [-the-] {+my+} key." in out
    assert "To be made: at most" in out
    assert "Nothing was changed" in out
    assert len(library.history("film").drafts) == 1


def test_apply_makes_it_and_back_undoes_it(library, tmp_path):
    new = script(tmp_path, CELLAR, KITCHEN, name="two")
    assert "shot_list.json" in call(library, "film", new, "--apply")
    assert order(library.folder) == ["s003", "s001"]
    call(library, "film", "--back", "--apply")
    assert order(library.folder) == ["s001", "s002"]
    assert "draft 1 again" in call(library, "film")
    assert "In the bin: 1 shot" in call(library, "film")


def test_a_difference_can_be_read_by_programs(library, tmp_path):
    found = json.loads(call(library, "film", script(tmp_path, CELLAR, KITCHEN, name="two"), "--json"))
    assert [s["what"] for s in found["scenes"]] == ["added", "kept", "removed"]


def test_the_draft_in_use_given_again_changes_nothing(library, tmp_path):
    out = call(library, "film", script(tmp_path, KITCHEN, GARDEN, name="copy"))
    assert "no scene and no shot changes" in out


def test_the_next_draft_may_come_in_another_format(library, tmp_path):
    """Written by another program it has other scene numbers, other bytes, and the same words."""
    written = read_source(script(tmp_path, KITCHEN, GARDEN, name="two"))
    draft = write_as(written, fmt="fdx", output=tmp_path / "two.fdx")
    assert library.difference("film", draft).is_empty
    library.revise("film", draft)
    assert order(library.folder) == ["s001", "s002"]
    assert [d.name for d in library.history("film").drafts] == ["draft.fountain", "two.fdx"]


def test_an_unknown_project_is_named_with_those_there_are(library, tmp_path):
    with pytest.raises(UserError, match=r"no project `flim`.*`film`"):
        library.difference("flim", script(tmp_path, KITCHEN, name="two"))


# --- pictures


@pytest.mark.slow
def test_only_the_frames_of_changed_shots_are_drawn_again(tmp_path):
    """A line and an action changed, a scene inserted: judged by the bytes of the frames."""
    library = tmp_path / "library"
    with filmwright.open(library) as opened:
        opened.make(script(tmp_path, KITCHEN, GARDEN), to="boards", project="film", workers=2)
        before, frames = shots(library), {p.name: p.read_bytes() for p in (library / "film" / "images").glob("shot_*")}
        new = script(
            tmp_path, CELLAR, KITCHEN.replace("the key", "my key"), GARDEN.replace("walks along", "kneels beside"),
            name="two",
        )  # fmt: skip
        found = opened.difference("film", new)
        made = opened.revise("film", new, workers=2)
        after = shots(library)
        again = {p.name: p.read_bytes() for p in (library / "film" / "images").glob("shot_*")}
        opened.revise("film", script(tmp_path, CELLAR, name="three"), workers=2)
        gone = {s.shot_id: s.takes for s in opened.history("film").bin}
        back = opened.back("film", workers=2)
    looks = ("size", "performances", "shot_type", "camera_movement", "setting_ref_id", "angle", "lens_mm", "props")
    same = {i for i, s in before.items() if i in after and all(getattr(s, f) == getattr(after[i], f) for f in looks)}
    kept = {name for name in frames if name[5:13] in same}
    assert kept
    assert {name: frames[name] for name in kept} == {name: again.get(name) for name in kept}
    drawn = made.report.steps["picture.frame"].made
    assert drawn == len(after) - len(kept)
    announced = {step: n for remake in found.remakes for step, n in remake.steps.items()}
    assert announced["picture.frame"] >= drawn
    # what was removed lies in the bin with its takes, and comes back without being drawn
    assert gone.keys() == {i for i in after if not i.startswith("s003")}
    assert all(gone.values())
    assert back.report.nodes_made == 0
