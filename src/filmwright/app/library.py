"""A library opened by a person: make films in it, look at them."""

import os
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Self

from filmwright.app.money import Money
from filmwright.app.names import project_name
from filmwright.app.outcome import LibraryStatus, Made, ProjectStatus, Report, StageStatus, StepCount
from filmwright.app.production import Production
from filmwright.app.request import Request, Stage
from filmwright.app.revise import DraftHistory, adopt, difference, history, production_of, source_before
from filmwright.app.show import STAGE_PATHS, project_views
from filmwright.app.source import Source, read_source
from filmwright.engine.events import Event
from filmwright.engine.graph import Node
from filmwright.engine.runner import NodesFailed, Outcome, Runner
from filmwright.errors import LibraryError, UserError
from filmwright.model.revision import Difference
from filmwright.model.shots import AspectRatio
from filmwright.store import Result, Store

__all__ = ["Library", "open_library"]

OnEvent = Callable[[Event], None]


class Library:
    """A folder with a database, the bytes and one folder per project."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder = folder
        self._store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self._store.close()

    def make(
        self,
        source: Source | str | Path,
        *,
        to: Stage = "film",
        start: Stage | None = None,
        project: str | None = None,
        style: str = "auto",
        aspect: AspectRatio = "16:9",
        tier: str = "auto",
        render: str = "ink",
        director: str = "classical",
        pacing: str | None = None,
        target_minutes: float | None = None,
        longest_shot: float | None = None,
        workers: int | None = None,
        on_event: OnEvent | None = None,
    ) -> Made:
        """Make a film from a screenplay, as far as `to`; what the library has already is not made again.

        Args:
            source: the script, or where it lies.
            to: where to stop.
            start: make nothing before this stage; raises UserError when something before it is missing.
            project: name of the film's folder; made from the file name when left out.
            style: name of a look, or `auto`.
            aspect: shape of the picture.
            tier: how much clips move, or `auto`.
            render: `ink` or `shaded`.
            director: a way of directing, by name.
            pacing: a pace that holds over what the director would choose.
            target_minutes: how long the story should run, without title and credits.
            longest_shot: seconds that a clip of the video maker may last.
            workers: processes that make pictures and sound; one per core when left out.
            on_event: is called with each event, in this thread.

        Raises:
            ScriptError: the source is not a screenplay.
            LibraryError: the library cannot be written.
            MakerError: something could not be made; the rest is kept.
            Interrupted: Ctrl+C; everything made is kept.
        """
        script = source if isinstance(source, Source) else read_source(source)
        request = Request.model_validate(
            {
                "project": project_name(project, script.stem),
                "to": to,
                "start": start,
                "style": style,
                "aspect": aspect,
                "tier": tier,
                "render": render,
                "director": director,
                "pacing": pacing,
                "target_seconds": None if target_minutes is None else round(60 * target_minutes),
                "longest_shot": longest_shot,
            }
        )
        return self._run(adopt(self._store, request, script), workers, on_event)

    def difference(self, project: str, source: Source | str | Path) -> Difference:
        """What a new draft of a project's script would change, and what would be made again; writes nothing.

        Raises UserError when there is no such project, ScriptError when the source is not a screenplay.
        """
        return difference(self._store, project, source if isinstance(source, Source) else read_source(source))

    def revise(
        self,
        project: str,
        source: Source | str | Path,
        *,
        workers: int | None = None,
        on_event: OnEvent | None = None,
    ) -> Made:
        """Put a new draft into use and make what it changes, as far as the project was made, as it was made.

        Scenes and shots that say the same keep their ids, takes and approvals. Raises as `make` does, and UserError
        when there is no such project.
        """
        request = self._request(project)
        script = source if isinstance(source, Source) else read_source(source)
        return self._run(adopt(self._store, request, script), workers, on_event)

    def difference_back(self, project: str) -> Difference:
        """What going back to the draft before would change; raises UserError when there is none."""
        return difference(self._store, project, source_before(self._store, project)[0])

    def back(self, project: str, *, workers: int | None = None, on_event: OnEvent | None = None) -> Made:
        """Go back to the draft before the one in use; nothing is lost, and what it was made of is there.

        Raises UserError when there is no earlier draft.
        """
        script, origin = source_before(self._store, project)
        return self._run(adopt(self._store, self._request(project), script, origin=origin), workers, on_event)

    def history(self, project: str) -> DraftHistory:
        """The drafts of a project and the shots in its bin; raises UserError when there is no such project."""
        return history(self._store, project)

    @property
    def money(self) -> Money:
        """The runs of this library, and what they reserved and spent."""
        return Money(self._store)

    def _request(self, project: str) -> Request:
        made = production_of(self._store, project)
        if made is None:
            raise UserError(f"`{project}` has no script yet: `filmwright make` it first.")
        return made.request

    def _run(self, production: Production, workers: int | None, on_event: OnEvent | None) -> Made:
        runner = Runner(self._store, workers=workers or max(1, os.cpu_count() or 1), on_event=on_event)
        began = time.perf_counter()
        try:
            outcome = runner.run(production.build, project=production.request.project)
        except NodesFailed as failed:
            self._finish(production, failed.outcome, began)
            raise
        return self._finish(production, outcome, began)

    def _finish(self, production: Production, outcome: Outcome, began: float) -> Made:
        """Write the project folder; what was made is shown even when something else failed."""
        request = production.request
        views = project_views(production, outcome.results, self._store, self.folder / request.project)
        report = _report(production, outcome, time.perf_counter() - began)
        views.add("report.json", report.to_json().encode())
        # a request that stops early, or failed, says nothing about what lies further on: that stays
        views.write(prune=request.to == "film" and not outcome.failed)
        return Made(project=request.project, path=str(views.folder / STAGE_PATHS[request.to]), report=report)

    def show(self, project: str | None = None) -> LibraryStatus:
        """Where the films of this library stand; files missing from their folders are written again.

        Raises UserError when there is no such project.
        """
        known = self._store.records.projects()
        if project is not None and project not in {p.name for p in known}:
            names = ", ".join(f"`{p.name}`" for p in known) or "none yet"
            raise UserError(f"There is no project `{project}` in `{self.folder}`. Projects: {names}.")
        chosen = [p for p in known if project in (None, p.name)]
        return LibraryStatus(library=str(self.folder), projects=tuple(self._status(p.name) for p in chosen))

    def _status(self, name: str) -> ProjectStatus:
        production = production_of(self._store, name)
        if production is None:
            return ProjectStatus(name=name, title=name, stages=())
        owned = Runner(self._store).survey(production.build)
        folder = self.folder / name
        views = project_views(production, owned.results, self._store, folder)
        report = folder / "report.json"
        if report.is_file():
            views.add("report.json", report.read_bytes())
        views.write(prune=False)
        film = folder / STAGE_PATHS["film"]
        return ProjectStatus(
            name=name,
            title=production.title,
            stages=stages_of(production, owned.results, folder),
            film=str(film) if film.is_file() else None,
        )


def open_library(folder: Path | str = "data", *, create: bool = True) -> Library:
    """Open the library in `folder`, making it when it is new (unless `create` is off).

    Raises LibraryError, in one sentence, when it cannot be opened or written.
    """
    path = Path(folder)
    if not create and not (path / ".filmwright").is_dir():
        raise LibraryError(f"There is no library in `{path}`: make a film first, or give `--library`.")
    return Library(path, Store.open(path))


def stages_of(production: Production, owned: Mapping[Node, Result], folder: Path) -> tuple[StageStatus, ...]:
    """How much of each stage is there."""
    rows = []
    for stage, nodes in production.nodes.by_stage().items():
        if nodes:
            path = folder / STAGE_PATHS[stage]
            made = sum(node in owned for node in nodes)
            rows.append(
                StageStatus(stage=stage, made=made, wanted=len(nodes), path=str(path) if path.exists() else None)
            )
    return tuple(rows)


def _report(production: Production, outcome: Outcome, seconds: float) -> Report:
    steps = sorted({*outcome.made, *outcome.reused, *(f.step for f in outcome.failed)})
    counts = {
        name: StepCount(
            made=outcome.made.get(name, 0),
            reused=outcome.reused.get(name, 0),
            failed=sum(f.step == name for f in outcome.failed),
        )
        for name in steps
    }
    results = outcome.results.values()
    edit = production.edit
    return Report(
        project=production.request.project,
        run=outcome.run,
        finished_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        nodes_made=sum(outcome.made.values()),
        nodes_reused=sum(outcome.reused.values()),
        nodes_failed=len(outcome.failed),
        steps=counts,
        seconds_total=round(seconds, 3),
        seconds_by_department={k: round(v, 3) for k, v in outcome.seconds.items()},
        cpu_seconds_by_department={k: round(v, 3) for k, v in outcome.cpu_seconds.items()},
        money_spent_usd=str(sum((r.cost for r in results), Decimal(0))),
        makers=tuple(sorted({r.maker for r in results if r.maker})),
        film_seconds=edit.total_frames / float(production.request.rate) if edit and production.nodes.film else 0.0,
        notes=tuple(f"{f.step} of {f.subject}: {f.message}" for f in outcome.failed),
    )
