"""`filmwright runs`, `stop`, `costs`, `cap`, `doubts` and `retry`."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from filmwright.errors import UserError

if TYPE_CHECKING:
    from filmwright.app.money import ChargeList, Costs, Money, RunList, RunRow
    from filmwright.engine.ledger.rows import Choice

__all__ = ["register"]

_Library = Annotated[Path, typer.Option("--library", metavar="DIR", help="Folder that keeps everything.")]
_Json = Annotated[bool, typer.Option("--json", help="Write JSON for programs instead of text for people.")]
_Project = Annotated[str | None, typer.Argument(metavar="PROJECT", help="One project; all of them when left out.")]
_DEFAULT_LIBRARY = Path("data")


class CapScope(StrEnum):
    """What a cap is over."""

    call = "call"
    run = "run"
    project = "project"
    day = "day"
    provider = "provider"


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (runs, stop, costs, cap, doubts, retry):
        app.command()(command)


def runs(project: _Project = None, library: _Library = _DEFAULT_LIBRARY, json: _Json = False) -> None:
    """List what was asked for: when, how it ended, what was made and reused, what it cost."""
    with _money(library) as money:
        found = money.runs(project)
    sys.stdout.write(found.to_json() if json else _runs_text(found))


def stop(
    run: Annotated[
        int | None, typer.Argument(metavar="RUN", help="Which run; all that are at work when left out.")
    ] = None,
    library: _Library = _DEFAULT_LIBRARY,
) -> None:
    """Ask a run to stop, from any window. What was made is kept; the next run takes in what makers still work on."""
    with _money(library) as money:
        asked = money.stop(run)
    sys.stdout.write(f"{_count(asked, 'run')} asked to stop.\n" if asked else "Nothing is at work.\n")


def costs(
    project: _Project = None,
    library: _Library = _DEFAULT_LIBRARY,
    csv: Annotated[bool, typer.Option("--csv", help="Write every paid call as a table for a spreadsheet.")] = False,
    json: _Json = False,
) -> None:
    """Say what was spent, what is reserved and what is in doubt: by project, maker, step and day.

    Examples:
        filmwright costs

        filmwright costs night --csv > night.csv
    """
    with _money(library) as money:
        if csv:
            sys.stdout.write(money.charges(project).to_csv())
            return
        found = money.costs(project)
    sys.stdout.write(found.to_json() if json else _costs_text(found))


def cap(
    scope: Annotated[CapScope, typer.Argument(help="What the cap is over.")],
    amount: Annotated[str, typer.Argument(metavar="DOLLARS", help="US dollars, or `none` to take the cap away.")],
    name: Annotated[str, typer.Option("--for", metavar="NAME", help="One project, day, run or maker only.")] = "",
    library: _Library = _DEFAULT_LIBRARY,
) -> None:
    """Set the most that may be spent. No call is made that could pass it, however many run at once.

    Examples:
        filmwright cap day 5

        filmwright cap project 20.50 --for night
    """
    allowed = _amount(amount)
    with _money(library) as money:
        money.set_cap(scope.value, allowed, name)
    what = f"{scope.value} `{name}`" if name else f"every {scope.value}"
    sys.stdout.write(f"No cap for {what} now.\n" if allowed is None else f"At most {_dollars(allowed)} for {what}.\n")


def doubts(
    reference: Annotated[str | None, typer.Argument(metavar="REFERENCE", help="The call to decide about.")] = None,
    found: Annotated[str | None, typer.Option(metavar="JOB", help="The maker has it: go on with this job.")] = None,
    not_charged: Annotated[bool, typer.Option("--not-charged", help="The maker never had it: free the money.")] = False,
    give_up: Annotated[bool, typer.Option("--give-up", help="Count it as spent and ask anew.")] = False,
    library: _Library = _DEFAULT_LIBRARY,
    json: _Json = False,
) -> None:
    """List paid calls of which nobody knows whether they were charged, or say what became of one.

    Look at the maker's own page of jobs or bills, then decide; nothing is ever sent again before that.

    Examples:
        filmwright doubts

        filmwright doubts 3f2a.1 --found job_81

        filmwright doubts 3f2a.1 --not-charged
    """
    choice = _choice(found, not_charged=not_charged, give_up=give_up)
    if (reference is None) != (choice is None):
        raise UserError(
            "Say which call and what became of it: REFERENCE and `--found JOB`, `--not-charged` or `--give-up`."
        )
    with _money(library) as money:
        if reference is None or choice is None:
            listed = money.doubts()
            sys.stdout.write(listed.to_json() if json else _doubts_text(listed))
            return
        money.resolve(reference, choice, job_id=found)
    sys.stdout.write("Noted. Give the command that made the film again to go on.\n")


def retry(
    shots: Annotated[list[str] | None, typer.Argument(metavar="SHOT...", help="Which; all when left out.")] = None,
    library: _Library = _DEFAULT_LIBRARY,
) -> None:
    """Allow what a maker refused, or failed too often, to be asked for again by the next run."""
    with _money(library) as money:
        count = money.retry(shots or ())
    sys.stdout.write(f"{_count(count, 'call')} may be asked for again.\n" if count else "Nothing is held back.\n")


@contextmanager
def _money(library: Path) -> Generator["Money"]:
    from filmwright import app as product

    with product.open_library(library, create=False) as opened:
        yield opened.money


def _choice(found: str | None, *, not_charged: bool, give_up: bool) -> "Choice | None":
    chosen: list[Choice] = []
    if found is not None:
        chosen.append("found")
    if not_charged:
        chosen.append("not_charged")
    if give_up:
        chosen.append("give_up")
    if len(chosen) > 1:
        raise UserError("Give one of `--found`, `--not-charged` and `--give-up`, not several.")
    return chosen[0] if chosen else None


def _amount(text: str) -> Decimal | None:
    if text.strip().lower() == "none":
        return None
    try:
        return Decimal(text.strip().lstrip("$"))
    except InvalidOperation:
        raise UserError(f"`{text}` is no amount: give US dollars like `5` or `20.50`, or `none`.") from None


def _runs_text(found: "RunList") -> str:
    if not found.runs:
        return "Nothing was made here yet.\n"
    rows = [f"{'run':>4}  {'started (UTC)':<16}  {'project':<18}  {'state':<11}  made  kept fail   time  spent"]
    rows.extend(_run_line(run) for run in found.runs)
    return "\n".join(rows) + "\n"


def _run_line(run: "RunRow") -> str:
    def figure(value: int | None) -> str:
        return "-" if value is None else str(value)

    seconds = "-" if run.seconds is None else f"{run.seconds:.0f} s"
    return (
        f"{run.run:>4}  {run.started_at[:16].replace('T', ' ')}  {run.project:<18.18}  {run.state:<11}  "
        f"{figure(run.made):>4}  {figure(run.reused):>4} {figure(run.failed):>4} {seconds:>6}  {_dollars(run.spent)}"
        + (f" + {_dollars(run.reserved)} reserved" if run.reserved else "")
    )


def _costs_text(found: "Costs") -> str:
    rows = [f"spent {_dollars(found.spent)}, reserved {_dollars(found.reserved)}, in doubt {_dollars(found.in_doubt)}"]
    for by in dict.fromkeys(share.by for share in found.shares):
        rows.append(f"\nby {by}")
        rows.extend(
            f"  {share.name:<32.32} {_count(share.calls, 'call'):>11} {_dollars(share.spent):>12}"
            + (f"  {_dollars(share.reserved)} reserved" if share.reserved else "")
            + (f"  {_dollars(share.in_doubt)} in doubt" if share.in_doubt else "")
            for share in found.shares
            if share.by == by
        )
    if found.caps:
        rows.append("\ncaps")
        rows.extend(
            f"  {cap.scope} {cap.name or '(each)':<24} {_dollars(cap.amount):>12}  {_dollars(cap.spent)} spent, "
            f"{_dollars(cap.reserved)} reserved"
            for cap in found.caps
        )
    return "\n".join(rows) + "\n"


def _doubts_text(found: "ChargeList") -> str:
    if not found.charges:
        return "Nothing is in doubt.\n"
    rows = []
    for charge in found.charges:
        rows.append(f"{charge.reference}")
        rows.append(
            f"  {charge.step} of {charge.subject} in {charge.project or '(no project)'}, "
            f"{charge.maker} {charge.model}, {charge.asked_at[:16].replace('T', ' ')} UTC, "
            f"at most {_dollars(charge.reserved)}"
        )
        rows.append(f"  {charge.reason}")
    rows.append("\nLook at the maker's page, then: filmwright doubts REFERENCE --found JOB | --not-charged | --give-up")
    return "\n".join(rows) + "\n"


def _dollars(amount: Decimal) -> str:
    """`$0.07`: two decimals or more, exact."""
    whole = amount.normalize()
    exponent = whole.as_tuple().exponent
    digits = max(2, -exponent) if isinstance(exponent, int) else 2
    return f"${whole:.{digits}f}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
