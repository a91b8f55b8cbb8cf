"""What came out of a request, for people and programs."""

from typing import ClassVar

from filmwright.model.document import Document, Model

__all__ = ["LibraryStatus", "Made", "ProjectStatus", "Report", "StageStatus"]


class StepCount(Model):
    """Nodes of one step in one run."""

    made: int = 0
    reused: int = 0
    failed: int = 0


class Report(Document):
    """`report.json`: what was made, reused and spent in the last run, and how long it took."""

    schema_label: ClassVar[str] = "report/1"

    project: str
    run: int
    finished_at: str
    nodes_made: int
    nodes_reused: int
    nodes_failed: int
    steps: dict[str, StepCount]
    seconds_total: float
    seconds_by_department: dict[str, float]
    cpu_seconds_by_department: dict[str, float]
    money_spent_usd: str = "0"
    money_reserved_usd: str = "0"
    makers: tuple[str, ...] = ()
    film_seconds: float = 0.0
    notes: tuple[str, ...] = ()


class Made(Document):
    """The outcome of `make`: where it lies, and the report."""

    schema_label: ClassVar[str] = "made/1"

    project: str
    path: str
    report: Report

    @property
    def summary(self) -> str:
        """One sentence for people."""
        report = self.report
        length = f", a film of {_clock(report.film_seconds)}" if report.film_seconds else ""
        made = "nothing to make" if not report.nodes_made else f"{report.nodes_made} made"
        return f"{made}, {report.nodes_reused} reused, {report.seconds_total:.1f} s{length}, ${report.money_spent_usd}"


class StageStatus(Model):
    """How much of a stage is there."""

    stage: str
    made: int
    wanted: int
    path: str | None = None


class ProjectStatus(Model):
    """Where one film stands."""

    name: str
    title: str
    stages: tuple[StageStatus, ...]
    film: str | None = None


class LibraryStatus(Document):
    """What is in a library."""

    schema_label: ClassVar[str] = "library_status/1"

    library: str
    projects: tuple[ProjectStatus, ...]


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
