"""What the library owns, as one run sees it: results whose bytes are all there."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from filmwright.engine.events import CorruptionFound, Event, to_row
from filmwright.ref import Ref
from filmwright.store import Result, Stamp, Store

__all__ = ["Owned"]


@dataclass
class Owned:
    """Looks results up, checks their bytes once per run, and forgets those that are damaged."""

    store: Store
    run: int
    tell: Callable[[Event], None]
    _checked: dict[str, Result] = field(default_factory=dict)

    def __call__(self, keys: list[str]) -> dict[str, Result]:
        """The results of these keys that are whole."""
        found = {key: self._checked[key] for key in keys if key in self._checked}
        stored = self.store.records.results([key for key in keys if key not in found])
        touched: list[Result] = []
        for key, result in stored.items():
            fresh = self._check(result)
            if fresh is not None:
                self._checked[key] = found[key] = fresh
                if fresh != result:
                    touched.append(fresh)
        if touched:
            self.store.records.restamp(touched)
        return found

    def add(self, result: Result) -> None:
        """Take in a result that was stored just now."""
        self._checked[result.key] = result

    def lose(self, ref: Ref) -> list[str]:
        """Forget every result that needs a blob found missing or damaged; returns their keys."""
        results = [r for r in self._checked.values() if any(ref.sha256 == b.sha256 for b, _ in r.blobs)]
        for result in results:
            del self._checked[result.key]
            self._forget(result, ref)
        return [result.key for result in results]

    def _check(self, result: Result) -> Result | None:
        """The result with current stamps, or None (and forgotten) when bytes are missing or wrong."""
        stamps: list[tuple[Ref, Stamp]] = []
        for ref, stamp in result.blobs:
            now = self.store.blobs.check(ref, stamp)
            if now is None:
                self._forget(result, ref)
                return None
            stamps.append((ref, now))
        return replace(result, blobs=tuple(stamps))

    def _forget(self, result: Result, ref: Ref) -> None:
        event = CorruptionFound(
            run=self.run,
            key=result.key,
            step=result.step,
            subject=result.subject,
            department=result.department,
            blob=str(ref),
        )
        rows = self.store.records.forget([result.key], [to_row(event)])
        self.tell(event.model_copy(update={"seq": rows[0].seq, "at": rows[0].at}))
