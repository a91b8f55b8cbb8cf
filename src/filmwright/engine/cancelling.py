"""Taking back what was asked for: jobs that nobody works on any more are cancelled at the provider.

A run is stopped first (Ctrl+C, `Runner.stop()`, or `Records.ask_to_stop` from another process): it lets its jobs go
where they are. Giving the same command again goes on with them; cancelling them is this.
"""

from dataclasses import dataclass
from decimal import Decimal

from filmwright.engine.events import Event
from filmwright.engine.ledger.ledger import Ledger
from filmwright.engine.ledger.rows import Claim, Entry
from filmwright.engine.submitter import (
    Accepted,
    Answer,
    JobLost,
    ProviderFailure,
    Refused,
    Submitter,
    Submitters,
)
from filmwright.errors import MakerError

__all__ = ["Taken", "cancel"]

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one entry: as it is now, and whether something may still be billed for it."""

    entry: Entry
    may_still_bill: bool


def cancel(ledger: Ledger, submitters: Submitters, entries: tuple[Entry, ...]) -> tuple[Taken, ...]:
    """Cancel open entries whose run has ended; those of a living process and those in doubt are left as they are.

    What the provider says about the charge is settled; where it cannot say, the entry is in doubt and may still be
    billed. Raises UserError when a provider is not set up any more.
    """
    taken: list[Taken] = []
    for entry in entries:
        claim = ledger.claim(entry.reference) if entry.state not in {"closed", "in_doubt"} else None
        if claim is not None:
            _cancel_one(ledger, submitters(entry.asked.provider), claim)
        now = ledger.entry(entry.reference)
        assert now is not None  # entries are never removed
        taken.append(Taken(now, now.state != "closed"))
    return tuple(taken)


def _cancel_one(ledger: Ledger, submitter: Submitter, claim: Claim) -> tuple[Event, ...]:
    entry = claim.entry
    if entry.state == "held":
        return ledger.end(claim, "released", _ZERO, "cancelled before it was accepted")
    if entry.state == "answered":
        return ledger.end(claim, "cancelled", None, "cancelled when it was made already")
    try:
        found = Accepted(entry.job_id) if entry.job_id is not None else _find(submitter, entry)
        if found is None:
            return ledger.end(claim, "released", _ZERO, "cancelled; it was never accepted")
        if isinstance(found, Answer):
            return ledger.end(claim, "cancelled", found.cost, "cancelled when it was made already")
        return _cancel_job(ledger, submitter, claim, found.job_id)
    except MakerError as error:
        return ledger.doubt(claim, f"cancelled, and the provider does not say what that costs: {error}")


def _find(submitter: Submitter, entry: Entry) -> Accepted | Answer | None:
    if not submitter.can_find:
        raise ProviderFailure("it cannot be asked whether it was accepted", may_retry=False)
    return submitter.find(entry.asked, entry.reference)


def _cancel_job(ledger: Ledger, submitter: Submitter, claim: Claim, job_id: str) -> tuple[Event, ...]:
    said = submitter.cancel(claim.entry.asked, job_id)
    if said.cost is not None or not said.may_still_bill:
        return ledger.end(claim, "cancelled", said.cost or _ZERO, "cancelled")
    try:
        state = submitter.poll(claim.entry.asked, job_id)
    except (Refused, ProviderFailure, JobLost) as error:
        cost = None if isinstance(error, JobLost) else error.cost
        if cost is None:
            raise
        return ledger.end(claim, "cancelled", cost, f"cancelled: {error}")
    if isinstance(state, Answer):
        return ledger.end(claim, "cancelled", state.cost, "cancelled when it was made already")
    return ledger.doubt(claim, f"job `{job_id}` was cancelled and may still be billed")
