"""A new draft of a script in a project: which draft is in use, what is known, and what a change would mean."""

import contextlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePath
from typing import Any, ClassVar

from filmwright.app.difference import scene_changes
from filmwright.app.identity import Identity
from filmwright.app.production import Production
from filmwright.app.request import Request, stage_index
from filmwright.app.source import Source, source_of
from filmwright.engine.graph import Node
from filmwright.engine.rehearse import Rehearsal
from filmwright.engine.step import Step
from filmwright.errors import FilmwrightError, UserError
from filmwright.model.document import Document, Model
from filmwright.model.revision import Difference, Identities, Remake, SceneChange
from filmwright.ref import Ref
from filmwright.store import Draft, Store

__all__ = [
    "BinnedShot",
    "DraftEntry",
    "DraftHistory",
    "adopt",
    "current_draft",
    "difference",
    "free",
    "history",
    "production_of",
    "source_before",
]

SOURCE = "source"

Price = Callable[[Node], Decimal]
"""What making a node costs in US dollars."""

_QUICK_STEPS = {"shots.direct", "picture.block", "picture.setup"}
"""Steps of milliseconds that decide what the long ones have to do; `inline` ones are quick as well."""


def free(_node: Node) -> Decimal:
    """The price of a built-in maker."""
    return Decimal(0)


@dataclass(frozen=True, slots=True)
class DraftInUse:
    """The draft a project has now. Projects of the first version kept only the address of their script."""

    number: int
    source: Ref
    name: str


class DraftEntry(Model):
    """One draft in the history of a project."""

    number: int
    name: str
    adopted_at: str
    origin: int | None = None


class BinnedShot(Model):
    """A shot that the present draft does not have, and how many takes of it are kept."""

    shot_id: str
    number: str
    words: str
    takes: int


class DraftHistory(Document):
    """The drafts of a project, oldest first, and its bin."""

    schema_label: ClassVar[str] = "draft_history/1"

    project: str
    drafts: tuple[DraftEntry, ...]
    bin: tuple[BinnedShot, ...] = ()


# --- the draft in use


def current_draft(store: Store, project: str) -> DraftInUse | None:
    """The draft that a project is made from; None for one that has none yet."""
    drafts = store.records.drafts(project)
    if drafts:
        return DraftInUse(drafts[-1].number, drafts[-1].source, drafts[-1].name)
    ref = store.records.documents(project).get(SOURCE)
    return DraftInUse(0, ref, f"{project}.fountain") if ref else None


def production_of(store: Store, project: str) -> Production | None:
    """The production of a project as it stands, for looking at it; None when it has no script yet.

    Raises UserError when there is no such project.
    """
    request = _request_of(store, project)
    draft = current_draft(store, project)
    if draft is None:
        return None
    return Production(request, draft.source, draft.name, Identity(known_of(store, project)))


def known_of(store: Store, project: str) -> Identities:
    """What is known of a project's scenes and shots; nothing for a new one."""
    ref = store.records.known(project)
    return Identities.from_bytes(store.blobs.get(ref)) if ref else Identities()


def adopt(store: Store, request: Request, script: Source, *, origin: Draft | None = None) -> Production:
    """Put a draft into use and give the production that makes it; the draft in use already stays as it is.

    What the drafts before it were cut into is found out first, so that ids depend on the drafts alone, not on how far
    each was made.
    """
    project = request.project
    ref = store.blobs.put(script.data, "text/plain")
    now = current_draft(store, project)
    same = now is not None and now.source == ref and _kind(now.name) == _kind(script.name)
    known = known_of(store, project) if same else _caught_up(store, project)
    store.records.save_project(project, request.to_json())
    name = now.name if now is not None and same and now.number else script.name
    draft = store.records.adopt(project, ref, name, origin=None if same else origin)
    store.records.set_documents(project, {SOURCE: ref})

    def keep(identities: Identities) -> None:
        store.records.know(project, store.blobs.put(identities.to_bytes(), "application/json"))

    return Production(request, ref, draft.name, Identity(known, keep))


def _kind(name: str) -> str:
    return PurePath(name).suffix.casefold()


def _caught_up(store: Store, project: str) -> Identities:
    """What is known, with the shots of the draft in use even when it was never made that far."""
    known = known_of(store, project)
    if known.scenes and all(scene.cuts for scene in known.scenes if scene.living):
        return known
    if store.records.project(project) is None:
        return known
    made = production_of(store, project)
    if made is None:
        return known
    try:
        Rehearsal(store, _is_quick).run(_at_least_shots(made).build)
    except FilmwrightError:
        return known  # that draft could never be made: nothing was given an id
    return made.identity.after


def source_before(store: Store, project: str) -> tuple[Source, Draft]:
    """The draft before the one in use, to go back to it.

    Raises UserError when there is none.
    """
    _request_of(store, project)
    drafts = store.records.drafts(project)
    previous = drafts[-1].previous if drafts else None
    if previous is None:
        raise UserError(f"`{project}` has no earlier draft to go back to.")
    draft = next(d for d in drafts if d.number == previous)
    return source_of(store.blobs.get(draft.source), draft.name), draft


def history(store: Store, project: str) -> DraftHistory:
    """The drafts of a project and what lies in its bin.

    Raises UserError when there is no such project.
    """
    _request_of(store, project)
    takes = Counter(take.subject for take in store.records.takes(project))
    return DraftHistory(
        project=project,
        drafts=tuple(
            DraftEntry(number=d.number, name=d.name, adopted_at=d.adopted_at, origin=d.origin)
            for d in store.records.drafts(project)
        ),
        bin=tuple(
            BinnedShot(
                shot_id=s.shot_id, number=s.number, words=" ".join(s.text.split()) or s.trigger, takes=takes[s.shot_id]
            )
            for s in known_of(store, project).bin
        ),
    )


def _request_of(store: Store, project: str) -> Request:
    found = store.records.project(project)
    if found is None:
        names = ", ".join(f"`{p.name}`" for p in store.records.projects()) or "none yet"
        raise UserError(f"There is no project `{project}` in this library. Projects: {names}.")
    return Request.from_bytes(found.settings.encode()).model_copy(update={"start": None})


# --- the difference


def difference(store: Store, project: str, script: Source, *, price: Price = free) -> Difference:
    """What a new draft would change, and what would be made again for it; writes nothing.

    Raises UserError when there is no such project, or no script in it.
    """
    before = production_of(store, project)
    now = current_draft(store, project)
    if before is None or now is None:
        raise UserError(f"`{project}` has no script yet: `filmwright make` it first.")
    wanted = before.request
    rehearsal = Rehearsal(store, _is_quick)
    with contextlib.suppress(UserError):  # an old draft in which nothing happens has no shots to compare with
        rehearsal.run(_at_least_shots(before).build)
    rehearsal.blobs.put(script.data, "text/plain")
    same = now.source.sha256 == Ref.of(script.data, "text/plain").sha256 and _kind(now.name) == _kind(script.name)
    ref, name = Ref.of(script.data, "text/plain"), now.name if same else script.name
    after = _at_least_shots(Production(before.request, ref, name, Identity(before.identity.after)))
    rehearsal.run(after.build)
    assert after.story is not None, "a production that gets to its shots has read its script"
    scenes = scene_changes(before.identity.after, after.story.script, before.shot_list, after.shot_list)
    if after.request != wanted:
        rehearsal.run(Production(wanted, ref, name, Identity(before.identity.after)).build)
    return _difference(project, now, script, scenes, rehearsal, price)


def _difference(
    project: str, now: DraftInUse, script: Source, scenes: tuple[SceneChange, ...], rehearsal: Rehearsal, price: Price
) -> Difference:
    missing = rehearsal.missing()
    return Difference(
        project=project,
        draft=now.number,
        source_before=now.name,
        source_after=script.name,
        scenes=scenes,
        remakes=_remakes(missing, rehearsal.owned(), price),
        nodes=len(missing),
        cost_usd=str(sum((price(node) for node in missing), Decimal(0))),
    )


def _remakes(missing: list[Node], owned: list[Node], price: Price) -> tuple[Remake, ...]:
    """By department, in the order of the film's way."""
    kept = Counter(node.department for node in owned)
    steps: dict[str, Counter[str]] = {}
    costs: dict[str, Decimal] = {}
    for node in missing:
        steps.setdefault(node.department, Counter())[node.step.name] += 1
        costs[node.department] = costs.get(node.department, Decimal(0)) + price(node)
    return tuple(
        Remake(
            department=name,
            nodes=sum(count.values()),
            reused=kept[name],
            steps=dict(sorted(count.items())),
            cost_usd=str(costs[name]),
        )
        for name, count in steps.items()
    )


def _is_quick(step: Step[..., Any]) -> bool:
    return step.inline or step.name in _QUICK_STEPS


def _at_least_shots(made: Production) -> Production:
    if stage_index(made.request.to) >= stage_index("shots"):
        return made
    made.request = made.request.model_copy(update={"to": "shots"})
    return made
