"""Workers that derive pages: one thread of the parent holds one worker, kills it and starts another.

A page that takes too long, too much memory, or ends its worker costs itself only: it becomes a failed page.
"""

from __future__ import annotations

import os
import queue
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from onrecord import _frames, limits
from onrecord._attempt import Derive, attempt
from onrecord.errors import OnrecordError, WorkerError
from onrecord.model import Page, Problem, RawPage, ReadOptions
from onrecord.model.json import loads
from onrecord.store.flatten import Derived, Versions, flatten
from onrecord.store.writer import pack

_AGAIN = "run the same command again to try it once more, or leave the page out"
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
) | {"TOKENIZERS_PARALLELISM": "false", "ONRECORD_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class Task:
    """A page to derive; ``cleaned`` is what cleaning made of it, where only later stages are asked for."""

    sha256: str
    raw: RawPage
    options: ReadOptions
    cleaned: Page | None = None
    clean_version: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A derived page as rows, and its bytes as they are kept."""

    task: Task
    derived: Derived
    packed: bytes


class Pool(Protocol):
    """Takes tasks, gives results in any order; ``result`` blocks."""

    size: int

    def submit(self, task: Task) -> None:
        """Take a task."""

    def result(self, timeout: float | None = None) -> Result | None:
        """Next result; ``None`` after the time-out."""

    def close(self) -> None:
        """End all workers at once."""


class HerePool:
    """Derives in the caller's process: for tests and for stages that cost nothing."""

    size = 1

    def __init__(self, derive: Derive) -> None:
        self._derive = derive
        self._versions = Versions.of(getattr(sys.modules.get(derive.__module__), "VERSIONS", {}))
        self._done: list[Result] = []

    def submit(self, task: Task) -> None:
        """Derive the page now."""
        page, hint = attempt(task.raw, lambda: self._derive(task.raw, task.options))
        self._done.append(Result(task, flatten(page, hint, self._versions), pack(task.raw.payload)))

    def result(self, timeout: float | None = None) -> Result | None:  # noqa: ARG002
        """Next result, if there is one."""
        return self._done.pop(0) if self._done else None

    def close(self) -> None:
        """Nothing to end."""


class WorkerPool:
    """Worker processes; errors that are no page's fault are raised by :meth:`result`."""

    def __init__(self, derive: str, size: int) -> None:
        self.size = size
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._results: queue.SimpleQueue[Result | BaseException] = queue.SimpleQueue()
        self._workers = [_Worker(derive) for _ in range(size)]
        self._threads = [
            threading.Thread(target=self._serve, args=(worker,), name="onrecord-worker", daemon=True)
            for worker in self._workers
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, task: Task) -> None:
        """Take a task; the caller bounds how many are open."""
        self._tasks.put(task)

    def result(self, timeout: float | None = None) -> Result | None:
        """Next result."""
        try:
            found = self._results.get(timeout=timeout)
        except queue.Empty:
            return None
        if isinstance(found, BaseException):
            raise found
        return found

    def close(self) -> None:
        """End all workers; open tasks are lost."""
        for _ in self._workers:
            self._tasks.put(None)
        for worker in self._workers:
            worker.end()
        for thread in self._threads:
            thread.join()

    def _serve(self, worker: _Worker) -> None:
        try:
            while (task := self._tasks.get()) is not None:
                self._results.put(worker.derive(task))
        except BaseException as error:  # handed to the caller's thread, which decides
            self._results.put(error)
        finally:
            worker.drop()


class _Gone(Exception):
    """The worker ended, or was killed at its bound (``late``)."""

    def __init__(self, late: bool) -> None:
        super().__init__()
        self.late = late


class _Worker:
    """One worker process, started when first needed and again after it was lost."""

    def __init__(self, derive: str) -> None:
        self._name = derive
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._ended = False

    def derive(self, task: Task) -> Result:
        """Derive one page, whatever becomes of the process."""
        process = self._process or self._start()
        raw = task.raw
        cleaned = b"" if task.cleaned is None else task.cleaned.to_json().encode("utf-8", "surrogatepass")
        header = {
            "raw": {name: getattr(raw, name) for name in ("file", "member", "url", "media_type", "retrieved")},
            "options": {name: getattr(task.options, name) for name in ("published", "outlet", "as_text")},
            "payload": len(raw.payload),
            "clean": task.clean_version,
        }
        packed = pack(raw.payload)
        try:
            frame = _frames.encode(header, raw.payload + cleaned)
            reply, body = _exchange(process, frame, limits.WORKER_SECONDS)
            derived = None if "memory" in reply or "fatal" in reply else _derived(body, task.sha256)
        except (_Gone, ValueError, KeyError, TypeError) as error:
            self.drop()
            late = isinstance(error, _Gone) and error.late
            return self._lost(task, packed, "time" if late else "crash")
        if "fatal" in reply:
            raise _fatal(reply)
        if derived is None:
            self.drop()
            return self._lost(task, packed, "memory")
        return Result(task, derived, packed)

    def end(self) -> None:
        """Kill the process; none is started after this. Its own thread clears up behind it."""
        with self._lock:
            self._ended = True
            if self._process is not None:
                self._process.kill()

    def _lost(self, task: Task, packed: bytes, why: str) -> Result:
        message = {
            "time": f"the page took longer than {limits.WORKER_SECONDS} seconds",
            "memory": f"the page needed more than {limits.WORKER_MEMORY_BYTES // 1_000_000} MB of memory",
            "crash": "the worker ended while it read the page",
        }[why]
        page = Page.of(task.raw, None, Problem(f"worker_{why}", message))
        return Result(task, flatten(page, _AGAIN, Versions()), packed)

    def _start(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._ended:
                raise WorkerError("The workers were ended", "run the same command again")
            try:
                process = self._process = _spawn(self._name)
            except OSError as error:
                raise _not_started(self._name) from error
        try:
            hello, _ = _exchange(process, b"", limits.WORKER_START_SECONDS)
        except (_Gone, ValueError) as error:
            self.drop()
            raise _not_started(self._name) from error
        if "fatal" in hello:
            raise _fatal(hello)
        return process

    def drop(self) -> None:
        """End the process and close its pipes."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                assert pipe is not None
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue


def _derived(body: bytes, sha256: str) -> Derived:
    head, rows = loads(body.decode("utf-8", "surrogatepass"))
    if head["sha256"] != sha256:
        raise ValueError("reply about another page")
    return Derived(head, rows)


def _spawn(derive: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        # -P: a folder of pages must not put modules before Python's own.
        [sys.executable, "-P", "-m", "onrecord._worker", derive],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **_ONE_THREAD},
        # Ctrl-C is for the parent alone.
        start_new_session=True,
    )


def _not_started(derive: str) -> WorkerError:
    return WorkerError(
        f"A worker did not start ({derive})", "free memory if other programs hold it; run: onrecord doctor"
    )


def _fatal(reply: dict[str, Any]) -> OnrecordError:
    code, message, hint = (str(part) for part in reply["fatal"])
    for kind in _all_kinds(OnrecordError):
        if kind.code == code:
            return kind(message, hint)
    return OnrecordError(message, hint)


def _all_kinds(kind: type[OnrecordError]) -> list[type[OnrecordError]]:
    return [kind, *(one for below in kind.__subclasses__() for one in _all_kinds(below))]


def _exchange(process: subprocess.Popen[bytes], frame: bytes, seconds: float) -> tuple[dict[str, Any], bytes]:
    """Send a frame and read the reply within a bound of time.

    Raises:
        _Gone: If the worker ends or the time is over.
        ValueError: If the reply is no frame.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    deadline = time.monotonic() + seconds
    # Unbuffered ends of the pipes: a worker that stops reading must not hold the parent.
    with selectors.DefaultSelector() as selector:
        _send(process.stdin.fileno(), frame, selector, deadline)
        receive = _receiver(process.stdout.fileno(), selector, deadline)
        head_length, body_length = _frames.lengths(receive(_frames.PREFIX_BYTES))
        header = loads(receive(head_length).decode())
        if not isinstance(header, dict):
            raise ValueError("reply without a header")
        return header, receive(body_length)


def _wait(selector: selectors.BaseSelector, deadline: float) -> None:
    if not selector.select(max(0.0, deadline - time.monotonic())):
        raise _Gone(late=True)


def _send(number: int, frame: bytes, selector: selectors.BaseSelector, deadline: float) -> None:
    os.set_blocking(number, False)
    left = memoryview(frame)
    selector.register(number, selectors.EVENT_WRITE)
    while left:
        _wait(selector, deadline)
        try:
            left = left[os.write(number, left) :]
        except BrokenPipeError as error:
            raise _Gone(late=False) from error
    selector.unregister(number)


def _receiver(number: int, selector: selectors.BaseSelector, deadline: float) -> Callable[[int], bytes]:
    selector.register(number, selectors.EVENT_READ)

    def receive(length: int) -> bytes:
        parts: list[bytes] = []
        while length:
            _wait(selector, deadline)
            part = os.read(number, min(length, 1 << 20))
            if not part:
                raise _Gone(late=False)
            parts.append(part)
            length -= len(part)
        return b"".join(parts)

    return receive
