"""Nodes that cost money: from the intent to the settlement, and what became of those that a dead process left.

The order of things is the point: the intent with its reservation is on disk before the provider is called, its job id
before the first poll, and the result is stored in the transaction that settles its price. What a submit
answered decides whether it may be sent again; after silence it is never sent again here.
"""

import shutil
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from filmwright.engine.body import Broken, Made, Reader
from filmwright.engine.crash import crash_point
from filmwright.engine.events import BillExceeded, Event
from filmwright.engine.ledger.ledger import Ledger
from filmwright.engine.ledger.money import shown
from filmwright.engine.ledger.rows import Barred, Busy, Claim, Doubtful, Order, Outcome, Overtaken, Owned, Wait
from filmwright.engine.pacer import Gate, Gates, Turn, pause
from filmwright.engine.step import Answered, AnswerFile
from filmwright.engine.submitter import (
    Accepted,
    Answer,
    Asked,
    BadRequest,
    JobLost,
    NoCredit,
    NotAccepted,
    ProviderFailure,
    Refused,
    Submitter,
    Submitters,
    SubmitUnknown,
)
from filmwright.engine.work import Failed, Finished, Message, Stopped, Task, Told, Unusable, Work
from filmwright.errors import BudgetExceeded, FilmwrightError, LibraryError, MakerError, UserError
from filmwright.ref import Ref
from filmwright.store import LostBlob, Store
from filmwright.store.problems import disk_is_full, library_full
from filmwright.store.rows import utc_now

__all__ = ["Patience", "Paying"]

T = TypeVar("T")
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long and how often is waited, in seconds and times."""

    job_seconds: float = 6 * 3600.0
    """The watchdog: so long may one job take before its node ends (the job goes on, and the next run asks for it)."""
    not_accepted: int = 30
    """So often may a provider say that it accepts nothing now."""
    questions: int = 6
    """So often is a poll, a look-up or a download tried before it is left for the next run."""
    first_pause: float = 0.5
    """The first pause after a failed question; it doubles up to a minute."""
    find_seconds: float = 2.0
    """A look-up is believed only so long after the submit, whose request may still have been on its way."""
    busy_seconds: float = 0.1
    """How often to look whether somebody else, who is making the same, is done."""

    def pause(self, tries: int) -> float:
        """How long to wait after so many failures in a row."""
        return float(min(60.0, self.first_pause * 2 ** (tries - 1)))


class _Doubt(Exception):  # noqa: N818  (a state, not a mistake)
    """Nobody can know now what became of a call; `answer` is set when only its files cannot be had."""

    def __init__(self, reason: str, answer: Answer | None = None) -> None:
        super().__init__(reason)
        self.answer = answer


@dataclass
class _Job:
    """One paid node under way; `claim` is replaced as its entry moves on."""

    work: Work
    task: Task
    submitter: Submitter
    gate: Gate
    claim: Claim

    @property
    def asked(self) -> Asked:
        return self.claim.entry.asked

    @property
    def reference(self) -> str:
        return self.claim.entry.reference


@dataclass
class Paying:
    """Makes paid nodes of one run; may be called from many threads. Setting `stop` lets them go where they are."""

    store: Store
    ledger: Ledger
    submitters: Submitters
    stop: threading.Event = field(default_factory=threading.Event)
    patience: Patience = field(default_factory=Patience)
    gates: Gates = field(init=False)

    def __post_init__(self) -> None:
        self.gates = Gates(self.stop)
        self.ledger.enter()

    def close(self) -> None:
        """Leave the ledger; nothing may be at work any more."""
        self.ledger.close()

    def __call__(self, work: Work, task: Task) -> Message:
        """Make one node; raises WorkerDied when the run is stopping."""
        try:
            submitter, asked = _guarded(lambda: self._ask(task), _cannot_ask)
        except LibraryError:
            raise
        except LostBlob as lost:
            return work.lose(task, lost.ref, str(lost))
        except FilmwrightError as error:
            return work.fail(task, Broken(type(error).__name__, str(error)))
        return self._make(work, task, submitter, asked)

    def _make(self, work: Work, task: Task, submitter: Submitter, asked: Asked) -> Message:
        """Open the entry of this node as soon as the provider's limits and others at the same work allow.

        The place at the gate is given back before every wait, so that others may use it.
        """
        gate = self.gates.gate(asked.provider, asked.account, submitter.slots)
        turn = Turn(task.project, task.priority, left_open=self.ledger.is_open(task.key))
        while True:
            with gate.place(turn):
                gate.wait_until_open()
                done = self._in_turn(work, task, submitter, asked, gate)
            if not isinstance(done, int | float):
                return done
            pause(self.stop, done)

    def _ask(self, task: Task) -> tuple[Submitter, Asked]:
        """What to ask of whom, with its price."""
        paid, maker = task.step.paid, task.maker
        assert paid is not None
        assert maker is not None  # the graph sees to both
        submitter = self.submitters(maker.name)
        request = paid.request(Reader(self.store.blobs).inputs(task.inputs))
        return submitter, submitter.price(paid.capability, maker.model, request)

    def _in_turn(self, work: Work, task: Task, submitter: Submitter, asked: Asked, gate: Gate) -> Message | float:
        """What came of it, or in how many seconds to try again."""
        order = Order(task.key, task.run, task.project, task.step.name, task.subject, task.department, asked)
        crash_point("money.before_intent")
        try:
            gate.check()
            opened = self.ledger.open(order, slots=submitter.slots, pace=submitter.pace, look_again=submitter.can_find)
        except (BudgetExceeded, NoCredit) as error:
            return work.fail(task, Broken(type(error).__name__, str(error)))
        match opened:
            case Claim():
                return self._claimed(_Job(work, task, submitter, gate, opened)) or 0.0
            case Owned():
                return self._found(work, task) or 0.0
            case Doubtful() | Barred():
                return work.fail(task, _closed(opened))
            case Wait():
                return opened.seconds
            case Busy():
                return self.patience.busy_seconds

    def _found(self, work: Work, task: Task) -> Message | None:
        """What somebody else made; None when there is a record of it without its bytes, which is forgotten."""
        found = work.found(task.key)
        if found is None:
            self.store.records.forget([task.key])
        return found

    def _claimed(self, job: _Job) -> Message | None:
        """Go on with an entry that is ours; None when it ended without a call, so that a new one may be opened."""
        try:
            begun = job.work.begin(job.task)
            if begun is not None:
                self.ledger.let_go(job.claim)
                return begun
            return self._pursue(job)
        except Overtaken:
            return Stopped(job.task.key)
        except BaseException:  # whatever it was goes on; the entry stays as it is, for the next run
            self._let_go(job)
            raise

    def _let_go(self, job: _Job) -> None:
        """Leave an entry: what certainly was not sent is released."""
        try:
            if job.claim.entry.state == "held":
                self._tell(job, self.ledger.end(job.claim, "released", _NOTHING, "stopped before it was accepted"))
            else:
                self.ledger.let_go(job.claim)
        except Overtaken:
            return
        except LibraryError:  # the disk is full: our lock goes with the process, and the claim with it
            return

    def _pursue(self, job: _Job) -> Message | None:
        """Get an answer and make the node of it."""
        try:
            answer = self._answer(job)
            return None if answer is None else self._take(job, answer)
        except _Doubt as doubt:
            return self._doubt(job, doubt)
        except MakerError as error:
            return self._failed(job, error)
        except LostBlob as lost:
            return self._lost(job, lost)

    def _failed(self, job: _Job, error: MakerError) -> Message:
        """Every error of the port ends the entry in its own way."""
        match error:
            case Refused():
                return self._end(job, "refused", error, error.cost)
            case ProviderFailure() if error.cost is not None:
                return self._end(job, "failed", error, error.cost)
            case ProviderFailure() | JobLost():
                return self._doubt(job, _Doubt(str(error)))
            case NoCredit() | BadRequest() | NotAccepted():
                if isinstance(error, NoCredit):
                    job.gate.shut(str(error))
                return self._end(job, "released", error, _NOTHING)
            case _:
                raise error

    # --- reaching an answer

    def _answer(self, job: _Job) -> Answer | None:
        """The answer of this entry, wherever it stands; None when it turned out that it was never accepted."""
        entry = job.claim.entry
        if entry.answer is not None:
            return Answer(None, entry.cost, self.store.blobs.get(Ref.parse(entry.answer)))
        if entry.job_id is not None:
            return self._wait(job, entry.job_id)
        if job.claim.fresh:
            return self._reached(job, self._send(job))
        if entry.state == "held":
            self._send_again(job)
            return self._reached(job, self._send(job))
        return self._recover(job)

    def _recover(self, job: _Job) -> Answer | None:
        """Find out what became of a submit whose process died, or whose answer never came."""
        was_killed = job.claim.entry.state == "intent"
        found = self._look_up(job)
        if found is not None:
            return self._reached(job, found)
        if was_killed:  # the provider says that it never came: it is sent, within the same entry
            self._send_again(job)
            return self._reached(job, self._send(job))
        self._tell(job, self.ledger.end(job.claim, "released", _NOTHING, "the provider was asked: never accepted"))
        return None

    def _send(self, job: _Job) -> Accepted | Answer:
        """Submit once; again only after an answer that proves that it was not accepted."""
        for tries in range(1, self.patience.not_accepted + 1):
            crash_point("money.intent_to_post")
            try:
                return _guarded(lambda: job.submitter.submit(job.asked, job.reference), _unknown_submit)
            except LibraryError:
                raise
            except UserError as error:  # a setting that is wrong: found out before anything was sent
                raise BadRequest(str(error)) from error
            except NotAccepted as error:
                job.claim = self.ledger.hold(job.claim, str(error))
                if tries == self.patience.not_accepted:
                    raise
                job.gate.quiet(self.patience.pause(tries) if error.wait_seconds is None else error.wait_seconds)
                self._send_again(job)
            except SubmitUnknown as error:
                job.claim = self.ledger.unknown(job.claim, str(error))
                found = self._look_up(job, str(error))
                if found is None:
                    raise NotAccepted(f"{error} It was never accepted, as the provider says.") from error
                return found
        raise AssertionError

    def _send_again(self, job: _Job) -> None:
        """Wait until a held entry may be sent, and write down that it is."""
        while True:
            job.gate.wait_until_open()
            sent = self.ledger.send(job.claim, pace=job.submitter.pace)
            if isinstance(sent, Claim):
                job.claim = sent
                return
            pause(self.stop, sent.seconds)

    def _look_up(self, job: _Job, why: str = "the process ended while it was being sent") -> Accepted | Answer | None:
        """Ask the provider for our reference; raises _Doubt when it cannot be asked."""
        if not job.submitter.can_find:
            raise _Doubt(f"{why.rstrip('.')}, and `{job.asked.provider}` cannot be asked for it.")
        since = datetime.fromisoformat(utc_now()) - datetime.fromisoformat(job.claim.entry.sent_at)
        pause(self.stop, min(self.patience.find_seconds, self.patience.find_seconds - since.total_seconds()))
        return self._question(lambda: job.submitter.find(job.asked, job.reference))

    def _reached(self, job: _Job, reached: Accepted | Answer) -> Answer:
        """Write down what the provider answered, before anything else is done; then wait for the answer."""
        crash_point("money.accepted")
        if isinstance(reached, Accepted):
            self._accept(job, reached)
            return self._wait(job, reached.job_id)
        if reached.job_id is not None:
            self._accept(job, Accepted(reached.job_id))
            return reached
        kept = self.store.blobs.put(reached.payload, "application/octet-stream")
        job.claim = self.ledger.answered(job.claim, str(kept), reached.cost)
        return reached

    def _accept(self, job: _Job, accepted: Accepted) -> None:
        job.claim, events = self.ledger.accept(job.claim, accepted)
        self._tell(job, events)
        over = _exceeded(events)
        if over is not None:
            raise over.error

    def _wait(self, job: _Job, job_id: str) -> Answer:
        """Poll until the job is done."""
        crash_point("money.id_committed")
        deadline = time.monotonic() + self.patience.job_seconds
        while True:
            state = self._question(lambda: job.submitter.poll(job.asked, job_id))
            if isinstance(state, Answer):
                return replace(state, job_id=job_id)
            if time.monotonic() > deadline:
                raise _Doubt(f"Job `{job_id}` is not done after {self.patience.job_seconds / 3600:.0f} hours.")
            if state.part is not None:
                job.work.progress(job.task)(state.part)
            pause(self.stop, state.after_seconds)

    def _question(self, ask: Callable[[], T]) -> T:
        """Ask something that is free and may be repeated; raises _Doubt when no answer can be had for long."""
        tries = 0
        while True:
            try:
                return _guarded(ask, _strange_failure)
            except ProviderFailure as error:
                tries += 1
                if not error.may_retry:
                    raise
                if tries >= self.patience.questions:
                    raise _Doubt(str(error)) from error
            pause(self.stop, self.patience.pause(tries))

    # --- making the node of it

    def _take(self, job: _Job, answer: Answer) -> Message:
        """Download the files, run the step on them, and settle."""
        files, answer = self._fetch(job, answer)
        crash_point("money.before_record")
        given = Answered(files, answer.cost)
        made = job.work.in_place(job.task, lambda place: job.work.run(job.task, place, answer=given))
        if not isinstance(made, Made):
            return self._unread(job, made, answer)
        whole = replace(made, blobs=tuple(dict.fromkeys((*(f.ref for f in files), *made.blobs))))
        result, event = job.work.made(job.task, whole)
        paid, events = self.ledger.settle(job.claim, answer.cost, result, event)
        self._tell(job, events[1:])
        finished = Finished(paid, events[0])
        over = _exceeded(events)
        if over is None:
            return finished
        job.work.post(finished)
        return over

    def _fetch(self, job: _Job, answer: Answer) -> tuple[tuple[AnswerFile, ...], Answer]:
        """The files of an answer, stored. Where the job can be asked for again, so are its addresses."""
        tries = 0
        while True:
            try:
                with self._folder() as folder:
                    files = _guarded(lambda: job.submitter.fetch(job.asked, answer, folder), _strange_failure)  # noqa: B023  (it is called at once)
                    return tuple(self._keep(file.path, file.media_type, file.role) for file in files), answer
            except ProviderFailure as error:
                tries += 1
                if not error.may_retry and (answer.job_id is None or tries > 1):
                    cost = answer.cost if answer.cost is not None else job.claim.entry.reserved
                    raise ProviderFailure(str(error), may_retry=False, cost=cost) from error
                if tries >= self.patience.questions:
                    raise _Doubt(f"It was made, but cannot be downloaded: {error}", answer) from error
            pause(self.stop, self.patience.pause(tries))
            if answer.job_id is not None:
                answer = self._wait(job, answer.job_id)

    @contextmanager
    def _folder(self) -> Generator[Path]:
        """An empty folder beside the scratch files of the library, gone at the end."""
        with self.store.blobs.scratch() as path:
            folder = path.with_name(path.name + ".files")
            folder.mkdir()
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    def _keep(self, path: Path, media_type: str, role: str) -> AnswerFile:
        with self.store.blobs.scratch() as own:
            path.replace(own)
            return AnswerFile(self.store.blobs.put_file(own, media_type), role)

    def _unread(self, job: _Job, made: Broken | Failed, answer: Answer) -> Message:
        """The step failed over an answer that was paid: it is kept, so that the next run need not pay again."""
        if isinstance(made, Broken) and made.error == LibraryError.__name__:
            raise LibraryError(made.message)
        events = self.ledger.doubt(job.claim, f"paid, but not taken in: {made.message}", answer.cost)
        self._tell(job, events)
        if isinstance(made, Broken) and made.lost is not None:
            return job.work.lose(job.task, made.lost, made.message)
        return made if isinstance(made, Failed) else job.work.fail(job.task, made)

    # --- ends without a result

    def _lost(self, job: _Job, lost: LostBlob) -> Message:
        """A file of the request could not be read before it was sent, or an answer that was kept is gone."""
        if job.claim.entry.answer is not None:
            return self._doubt(job, _Doubt(f"it was paid, and its answer is lost: {lost}"))
        self._tell(job, self.ledger.end(job.claim, "released", _NOTHING, str(lost)))
        return job.work.lose(job.task, lost.ref, str(lost))

    def _end(self, job: _Job, outcome: Outcome, error: MakerError, cost: Decimal | None) -> Message:
        events = self.ledger.end(job.claim, outcome, cost, str(error))
        self._tell(job, events)
        failed = job.work.fail(job.task, Broken(type(error).__name__, str(error)))
        over = _exceeded(events)
        if over is None:
            return failed
        job.work.post(failed)
        return over

    def _doubt(self, job: _Job, doubt: _Doubt) -> Message:
        cost = doubt.answer.cost if doubt.answer else None
        self._tell(job, self.ledger.doubt(job.claim, str(doubt), cost))
        return job.work.fail(job.task, Broken("InDoubt", _doubtful(job.reference, str(doubt))))

    def _tell(self, job: _Job, events: tuple[Event, ...]) -> None:
        for event in events:
            job.work.post(Told(event))


def _guarded(ask: Callable[[], T], strange: Callable[[Exception], MakerError]) -> T:
    """Ask a submitter. Makers come from many hands: an error that is not of the port is taken for its worst meaning."""
    try:
        return ask()
    except FilmwrightError:
        raise
    except OSError as error:
        if disk_is_full(error):
            raise library_full(Path(error.filename or ".")) from error
        raise strange(error) from error
    except Exception as error:  # see above: whatever it was, it is told as what it may mean
        raise strange(error) from error


def _unknown_submit(error: Exception) -> SubmitUnknown:
    return SubmitUnknown(f"The maker broke down while it was asking ({type(error).__name__}: {error}).")


def _cannot_ask(error: Exception) -> MakerError:
    return MakerError(f"It cannot be asked for ({type(error).__name__}: {error}).")


def _strange_failure(error: Exception) -> ProviderFailure:
    return ProviderFailure(f"The maker broke down ({type(error).__name__}: {error}).", may_retry=False)


def _exceeded(events: tuple[Event, ...]) -> Unusable | None:
    """The end of the run, when a bill was higher than what was reserved for it."""
    for event in events:
        if isinstance(event, BillExceeded):
            return Unusable(
                BudgetExceeded(
                    f"`{event.provider}` charges {shown(event.amount)} for `{event.step}` of `{event.subject}`, where "
                    f"at most {shown(event.reserved)} was announced: the run was stopped. What was made is kept; look "
                    "at the prices of this maker before you go on."
                )
            )
    return None


def _doubtful(reference: str, reason: str) -> str:
    return (
        f"{reason.rstrip('.')}. It is in doubt whether it was charged (`{reference}`): `filmwright doubts` lists it "
        "and takes what you find out."
    )


def _closed(entry: Doubtful | Barred) -> Broken:
    """Why a node is not asked for again."""
    if isinstance(entry, Doubtful):
        return Broken("InDoubt", _doubtful(entry.entry.reference, entry.entry.reason))
    kind = "Refused" if entry.entry.outcome == "refused" else "MakerError"
    why = f"It {entry.why.rstrip('.')}. Change what is asked, or allow it again with `filmwright retry`."
    return Broken(kind, why)
