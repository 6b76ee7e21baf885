"""The program that a worker of a cluster hands documents to: facts are found below it in a process with limits.

``python -m extractor.cluster.hand`` takes pickled files on standard input and gives on standard output, for each, what
became of it, as a build on one machine has it from its processes. A worker of Dask works in threads and may have no
processes of its own, so that it can set no limits itself.
"""

from __future__ import annotations

import logging
import os
import pickle
import sys
from contextlib import suppress
from typing import IO

from extractor.apart import Outcome
from extractor.harvest import Unread, found_in
from extractor.packing import packed
from extractor.pool import Processes


def found_packed(unread: Unread) -> Outcome[bytes]:
    """What becomes of a file, its facts as they are kept and sent."""
    outcome = found_in(unread)
    return outcome.holding(packed(outcome.result) if outcome.result else None)


def _serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    with Processes(found_packed, 1, alone=False) as one:  # others are at work beside it
        while True:
            one.give(0, pickle.load(requests))
            for _, result in one.rest():
                pickle.dump(result, answers)
            answers.flush()


def main() -> None:
    """Serves until standard input ends, or nobody is left who would take an answer."""
    logging.disable(logging.CRITICAL)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what libraries print must not get between the answers
    with suppress(EOFError, BrokenPipeError):
        _serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
