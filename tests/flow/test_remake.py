"""Nothing is made twice: run again, change a line, delete the folder. Judged by the blob store, not by the report."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from films import MadeFilm, make_film

from filmwright.store import Store

pytestmark = pytest.mark.slow


def results(library: Path) -> dict[str, tuple[str, str, str]]:
    """Key -> step, subject, address of the result."""
    store = Store.open(library)
    try:
        return {r.key: (r.step, r.subject, str(r.result)) for r in store.records.all_results()}
    finally:
        store.close()


def blobs(library: Path) -> dict[str, tuple[int, int]]:
    """Blob file -> its inode and time: the same bytes written again would show."""
    root = library / ".filmwright" / "blobs"
    return {
        p.name: (p.stat().st_ino, p.stat().st_mtime_ns) for p in root.rglob("*") if p.is_file() and len(p.name) >= 60
    }


def test_a_second_run_makes_nothing(own_film: MadeFilm) -> None:
    before = blobs(own_film.library)
    again = make_film(own_film.library, own_film.script)
    assert blobs(own_film.library) == before
    assert again.made.report.nodes_made == 0
    assert again.made.report.nodes_reused > 20


def test_a_changed_line_remakes_only_what_depends_on_it(own_film: MadeFilm, tmp_path: Path) -> None:
    """One word of the same length in one speech: its line, its shot's clip, touching joins, that scene's stems, the
    sound of the film from there on, film, subtitles, boards and timeline; not one other clip, frame or line."""
    changed = tmp_path / "changed.fountain"
    changed.write_text(
        own_film.script.read_text().replace("You never asked for it back.", "You never begged for it back.")
    )
    shot = next(
        s
        for scene in own_film.shots.scenes
        for s in scene.shots
        if s.dialogue_text and "never asked" in s.dialogue_text
    )
    scene = next(s for s in own_film.shots.scenes if shot in s.shots)
    before, old = blobs(own_film.library), results(own_film.library)
    make_film(own_film.library, changed)
    after, new = blobs(own_film.library), results(own_film.library)
    assert {name: after[name] for name in before} == before
    known = {address for _, _, address in old.values()}
    fresh = [
        (step, subject) for key, (step, subject, address) in new.items() if key not in old and address not in known
    ]
    made = Counter(step for step, _ in fresh)
    subjects = {step: {s for st, s in fresh if st == step} for step in made}
    assert made["picture.frame"] == made["picture.setup"] == made["picture.body"] == 0
    assert subjects["picture.clip"] == {shot.shot_id}
    assert subjects["sound.line"] == {shot.shot_id}
    assert all(scene.scene_id in s for s in subjects.get("sound.stems", set()))
    assert made["cut.film"] == made["cut.srt"] == made["cut.vtt"] == made["cut.boards"] == 1
    assert made["cut.title"] == made["cut.credits"] == made["cut.end_card"] == 0
    assert made["cut.join"] <= 2
    assert all(shot.shot_id in s for s in subjects.get("cut.join", set()))


def test_a_deleted_folder_comes_back_without_making_anything(own_film: MadeFilm) -> None:
    files = {p.relative_to(own_film.folder): p.read_bytes() for p in own_film.folder.rglob("*") if p.is_file()}
    before = blobs(own_film.library)
    shutil.rmtree(own_film.folder)
    make_film(own_film.library, own_film.script)
    assert blobs(own_film.library) == before
    back = {p.relative_to(own_film.folder): p.read_bytes() for p in own_film.folder.rglob("*") if p.is_file()}
    differ = {str(name) for name in files.keys() | back.keys() if files.get(name) != back.get(name)}
    assert differ <= {"report.json", ".views.json"}


def test_damaged_bytes_are_found_and_made_again(own_film: MadeFilm) -> None:
    film = own_film.film.read_bytes()
    store = Store.open(own_film.library)
    (clip,) = [r for r in store.records.all_results() if r.step == "picture.clip"][:1]
    damaged = max((store.blobs.path(ref) for ref, _ in clip.blobs), key=lambda p: p.stat().st_size)
    store.close()
    data = bytearray(damaged.read_bytes())
    data[len(data) // 2] ^= 0xFF
    damaged.chmod(0o644)
    damaged.write_bytes(bytes(data))
    shutil.rmtree(own_film.folder)
    again = make_film(own_film.library, own_film.script)
    assert again.made.report.steps["picture.clip"].made >= 1
    assert own_film.film.read_bytes() == film


def test_one_worker_and_two_make_the_same_bytes(gate: MadeFilm, tmp_path: Path) -> None:
    """A fresh library with one worker against the shared one, which was made by two."""
    alone = make_film(tmp_path / "library", gate.script, workers=1)
    assert (alone.folder / "shot_list.json").read_bytes() == (gate.folder / "shot_list.json").read_bytes()
    for part in ("clips", "audio", "scenes"):
        for path in sorted((gate.folder / part).iterdir()):
            assert (alone.folder / part / path.name).read_bytes() == path.read_bytes(), path.name

    def frames(made: MadeFilm) -> dict[str, bytes]:
        return {p.name.rsplit("_", 1)[0]: p.read_bytes() for p in (made.folder / "images").glob("*.png")}

    assert frames(alone) == frames(gate)
    assert alone.film.read_bytes() == gate.film.read_bytes()
