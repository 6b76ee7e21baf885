"""Runs the reading of pages in other processes, so that a hostile page or a crashing library takes nothing with it.

A worker is this module run as a program: it takes pickled calls on standard input and gives pickled answers on standard
output. What libraries print is thrown away there. Workers are kept between documents and end with the program.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import parent_process
from typing import IO, Any, TypeVar

T = TypeVar("T")

PATIENCE = 180.0
"""Seconds a page may take."""
_MEMORY = 4 << 30
"""Bytes of address space that a worker may take."""


class WorkerLost(Exception):
    """A worker crashed, ran out of memory or took too long. The message says which."""


class _Worker:
    def __init__(self) -> None:
        environment = os.environ | {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "extractor.readers.workers"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
        )  # fmt: skip

    def call(self, function: Callable[..., T], arguments: Sequence[Any]) -> T:
        """The answer of ``function``, which must be importable. Raises what it raises, or :class:`WorkerLost`."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            self.end()

        timer = threading.Timer(PATIENCE, stop)
        timer.start()
        try:
            send, receive = self._process.stdin, self._process.stdout
            assert send is not None
            assert receive is not None
            pickle.dump((function.__module__, function.__qualname__, tuple(arguments)), send)
            send.flush()
            done, answer = pickle.load(receive)
        except (EOFError, OSError, pickle.UnpicklingError):
            self.end()
            raise WorkerLost(
                f"it took more than {PATIENCE:.0f} seconds" if late.is_set() else "the program for it broke down"
            ) from None
        finally:
            timer.cancel()
        if done:
            return answer  # type: ignore[no-any-return]
        raise answer

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        """Ends the process at once."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


_idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()


def _hire() -> _Worker:
    while True:
        try:
            worker = _idle.get_nowait()
        except queue.Empty:
            return _Worker()
        if worker.alive:
            return worker
        worker.end()


def _forget() -> None:
    """After a fork the workers belong to the parent."""
    global _idle
    _idle = queue.SimpleQueue()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


@atexit.register
def dismiss() -> None:
    """Ends the idle workers."""
    with contextlib.suppress(queue.Empty):
        while True:
            _idle.get_nowait().end()


def in_worker(function: Callable[..., T], *arguments: object) -> T:
    """``function(*arguments)`` in a worker. Raises what the function raises, or :class:`WorkerLost`."""
    worker = _hire()
    try:
        return worker.call(function, arguments)
    finally:
        if worker.alive:
            _idle.put(worker)


def for_each(task: Callable[[int], T], count: int) -> Iterator[T]:
    """``task(0)`` to ``task(count - 1)`` in order, two at a time; one at a time inside a process of a larger pool."""
    width = 1 if parent_process() is not None else min(2, os.cpu_count() or 1, count)
    if width <= 1:
        yield from map(task, range(count))
        return
    with ThreadPoolExecutor(width) as pool:
        yield from pool.map(task, range(count))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    import importlib

    while True:
        try:
            module, name, arguments = pickle.load(requests)
        except EOFError:
            return
        answer: tuple[bool, object]
        try:
            answer = True, getattr(importlib.import_module(module), name)(*arguments)
        except MemoryError:
            os._exit(1)
        except Exception as error:
            answer = False, _portable(error)
        pickle.dump(answer, answers)
        answers.flush()


def _portable(error: Exception) -> Exception:
    """``error``, or what can be said of it where the other side could not rebuild it."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(type(error).__name__)
    return error


def main() -> None:
    """Serves calls until standard input ends."""
    logging.disable(logging.CRITICAL)
    _limit_memory()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what libraries print must not get between the answers
    _serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
