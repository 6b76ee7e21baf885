"""Runs reading in other processes, so that a hostile file or a crashing library takes nothing with it.

A worker is this module run as a program: it takes pickled calls on standard input and gives pickled answers on standard
output. What libraries print is thrown away there. Workers are kept between documents and end with the program. One that
takes too long or too much memory ends itself, also when nobody is left who would end it.
"""

from __future__ import annotations

import atexit
import contextlib
import faulthandler
import logging
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any, TypeVar

from extractor.companions import Companion, Idle
from extractor.limits import Limits, limit, limits

T = TypeVar("T")

OUT_OF_MEMORY = 75
"""The exit code of a process for which its memory was not enough."""
_GRACE = 10.0
"""Seconds more that a worker has to start and to end itself."""


class WorkerLost(Exception):
    """A worker crashed, ran out of memory or took too long. The message says which."""


class WorkerLate(WorkerLost):
    """A worker took too long."""


class _Worker(Companion):
    def __init__(self, bounds: Limits) -> None:
        threads = {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        super().__init__("extractor.readers.workers", bounds, threads)

    def call(self, function: Callable[..., T], arguments: Sequence[Any]) -> T:
        """The answer of ``function``, which must be importable. Raises what it raises, or :class:`WorkerLost`."""
        timer = threading.Timer(self.limits.seconds + _GRACE, self.process.kill)
        timer.start()
        began = time.monotonic()
        try:
            send, receive = self.pipes
            pickle.dump((function.__module__, function.__qualname__, tuple(arguments)), send)
            send.flush()
            done, answer = pickle.load(receive)
        except (EOFError, OSError, pickle.UnpicklingError):
            raise self._lost(time.monotonic() - began) from None
        finally:
            timer.cancel()
        if done:
            return answer  # type: ignore[no-any-return]
        raise answer

    def _lost(self, seconds: float) -> WorkerLost:
        """Why there is no answer after so many seconds."""
        if seconds >= self.limits.seconds:
            self.end()
            return WorkerLate(f"it took more than {limit('seconds', f'{self.limits.seconds} seconds')}")
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(1.0)
        code = self.process.poll()
        self.end()
        if code == OUT_OF_MEMORY:
            return WorkerLost(f"it needed more memory than {limit('memory', f'{self.limits.memory} MiB')}")
        signal = f" (signal {-code})" if code is not None and code < 0 else ""
        return WorkerLost(f"the program for it broke down{signal}")


_idle = Idle(_Worker)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_idle.forget)


@atexit.register
def dismiss() -> None:
    """Ends the idle workers."""
    _idle.dismiss()


def in_worker(function: Callable[..., T], *arguments: object) -> T:
    """``function(*arguments)`` in a worker. Raises what the function raises, or :class:`WorkerLost`."""
    worker = _idle.hire(limits())
    try:
        return worker.call(function, arguments)
    finally:
        _idle.keep(worker)


_width = 2


def one_at_a_time() -> None:
    """Keeps this process, one of several at work, from reading two pages at once."""
    global _width
    _width = 1


def for_each(task: Callable[[int], T], count: int) -> Iterator[T]:
    """``task(0)`` to ``task(count - 1)`` in order, two at a time; one at a time inside a process of a larger pool."""
    width = min(_width, os.cpu_count() or 1, count)
    if width <= 1:
        yield from map(task, range(count))
        return
    from concurrent.futures import ThreadPoolExecutor  # many who ask for one thing never come here

    with ThreadPoolExecutor(width) as pool:
        yield from pool.map(task, range(count))


def limit_memory(most: int) -> None:
    """Lets this process and those it starts have so many bytes of address space more, where the platform can.

    What it has already may be much: a process that is forked begins with all that its parent had reserved.
    """
    try:
        import resource
    except ImportError:  # not on Windows
        return
    most += _reserved()
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _reserved() -> int:
    """The bytes of address space that this process has, where the platform tells."""
    try:
        with open("/proc/self/statm") as told:
            return int(told.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def _serve(requests: IO[bytes], answers: IO[bytes], seconds: int) -> None:
    """Answers calls; the clock runs in C, so that it also ends a call that never comes back to Python."""
    import importlib

    while True:
        try:
            module, name, arguments = pickle.load(requests)
        except EOFError:
            return
        faulthandler.dump_traceback_later(seconds, exit=True, file=sys.stderr)
        try:
            answer = pickle.dumps((True, getattr(importlib.import_module(module), name)(*arguments)))
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        except Exception as error:
            answer = pickle.dumps((False, _portable(error)))
        faulthandler.cancel_dump_traceback_later()
        answers.write(answer)
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
    bounds = limits()
    limit_memory(bounds.memory << 20)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what libraries print must not get between the answers
    _serve(sys.stdin.buffer, answers, bounds.seconds)


if __name__ == "__main__":
    main()
