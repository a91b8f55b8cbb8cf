"""Worker processes for steps that compute: each runs one step at a time, alone on its core."""

import contextlib
import os
import queue
import signal
import subprocess
import sys
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from filmwright.engine.body import Broken, Made
from filmwright.engine.step import Progress, Step
from filmwright.engine.work import WorkerDied
from filmwright.engine.worker import Call, Part, receive, send

__all__ = ["Pool"]

_ONE_THREAD = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMBA_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


# not `-m`: messages are pickled by the name of their module, which must not be `__main__`
_MAIN = "from filmwright.engine.worker import main; main()"


class _Worker:
    """One child process and the pipes to it."""

    def __init__(self, root: Path) -> None:
        self.process = subprocess.Popen(  # noqa: S603  (our own interpreter and our own module)
            [sys.executable, "-c", _MAIN, str(os.getpid()), str(root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
            process_group=0 if os.name == "posix" else None,  # Ctrl+C in the terminal is for the parent alone
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.calls: BinaryIO = self.process.stdin  # type: ignore[assignment]  # a binary pipe
        self.replies: BinaryIO = self.process.stdout  # type: ignore[assignment]  # opened as a pipe

    def run(self, call: Call, progress: Progress) -> Made | Broken | None:
        """Run one call; None when the process died under it."""
        try:
            send(self.calls, call)
        except OSError:
            return None
        while isinstance(reply := receive(self.replies), Part):
            progress(reply.done)
        return reply if isinstance(reply, Made | Broken) else None

    def kill(self) -> None:
        """End the process and whatever it started, and wait until it is gone."""
        with contextlib.suppress(ProcessLookupError):
            if os.name == "posix":
                os.killpg(self.process.pid, signal.SIGKILL)
            else:
                self.process.kill()
        self.process.wait()
        for pipe in (self.calls, self.replies):
            with contextlib.suppress(OSError):
                pipe.close()

    def dismiss(self) -> None:
        """Tell an idle process that there is nothing more to do."""
        with contextlib.suppress(OSError):
            self.calls.close()

    def leave(self) -> None:
        """Wait until a dismissed process has ended."""
        self.process.wait()
        self.replies.close()


class Pool:
    """A fixed number of places for worker processes, which are started when they are first needed."""

    def __init__(self, workers: int, root: Path) -> None:
        self._root = root
        self._places: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(workers):
            self._places.put(None)
        self._alive: set[_Worker] = set()
        self._stopped = False
        # Linux sends the death signal when the *thread* that started a child ends, so one thread
        # that lives as long as the pool starts them all
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="filmwright-start")

    @contextlib.contextmanager
    def place(self, step: Step[..., Any]) -> Generator[Callable[..., Made | Broken]]:
        """A free worker process, waiting for one; raises WorkerDied when the pool is closing."""
        del step
        worker = self._places.get()
        try:
            if self._stopped:
                raise WorkerDied("the run is stopping", stopped=True)
            if worker is None or worker not in self._alive:
                worker = self._starter.submit(self._start).result()
            yield partial(self._run, worker)
        finally:
            self._places.put(worker)

    def _run(
        self, worker: _Worker, step: Step[..., Any], inputs: dict[str, object], progress: Progress
    ) -> Made | Broken:
        reply = worker.run(Call(step.path, inputs), progress)
        if reply is None:
            raise self._bury(worker)
        return reply

    def close(self, *, now: bool) -> None:
        """End all processes: `now` kills the ones that are at work. No process is left afterwards."""
        self._stopped = True
        for worker in list(self._alive):
            worker.kill() if now else worker.dismiss()
        for worker in list(self._alive) if not now else ():
            worker.leave()
        self._starter.shutdown()
        for worker in list(self._alive):  # one that was being started meanwhile
            worker.kill()
        self._alive.clear()

    def _start(self) -> _Worker:
        if self._stopped:
            raise WorkerDied("the run is stopping", stopped=True)
        worker = _Worker(self._root)
        self._alive.add(worker)
        return worker

    def _bury(self, worker: _Worker) -> WorkerDied:
        """Clean up after a process that died; says how it ended."""
        if self._stopped:
            return WorkerDied("the run is stopping", stopped=True)
        with contextlib.suppress(subprocess.TimeoutExpired):
            worker.process.wait(1.0)
        code = worker.process.poll()
        worker.kill()
        self._alive.discard(worker)
        how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        return WorkerDied(f"the worker process ended with {how}", stopped=False)


def _environment() -> dict[str, str]:
    """Our environment, one thread for every numeric library, and our own import path."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return {**os.environ, **dict.fromkeys(_ONE_THREAD, "1"), "PYTHONPATH": path}
