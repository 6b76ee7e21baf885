"""A line on the terminal that says how far a build is: done of all, pages, rate, time left, failures."""

from __future__ import annotations

import shutil
import time
from collections import deque
from collections.abc import Callable
from typing import TextIO

from extractor.steps import Stage, Step
from extractor.wording import Wording

_PAUSE = 0.1
"""Seconds between two drawings at least."""
_WINDOW = 60.0
"""Seconds over which the rate is taken: what the cache had is done at once and says nothing of the rest."""
_FEW = 2
"""Documents a second below which they are counted by the minute."""


class Gauge:
    """Draws the steps of a build on ``stream`` over each other; nothing at all unless a person looks at it."""

    def __init__(
        self,
        words: Wording,
        stream: TextIO,
        clock: Callable[[], float] = time.monotonic,
        columns: int | None = None,
    ) -> None:
        self._words, self._stream, self._clock = words, stream, clock
        self._columns = columns
        self._watched = stream.isatty()
        self._stage: Stage | None = None
        self._pages = self._failed = self._length = 0
        self._drawn = 0.0
        self._seen: deque[tuple[float, int]] = deque()

    def __call__(self, step: Step) -> None:
        """Takes a step, and draws it unless the last one was drawn just now."""
        if not self._watched:
            return
        now = self._clock()
        if step.stage != self._stage:
            self.close()
            self._stage, self._pages, self._failed = step.stage, 0, 0
            self._seen.clear()
            self._seen.append((now, 0))
            self._drawn = now - _PAUSE
        self._pages += step.pages
        self._failed += step.failed
        self._note(now, step.done)
        if now - self._drawn >= _PAUSE or step.done == step.total:
            self._drawn = now
            self._draw(self._line(step))

    def close(self) -> None:
        """Leaves the line as it stands."""
        if self._length:
            self._stream.write("\n")
            self._stream.flush()
            self._length = 0

    def _note(self, now: float, done: int) -> None:
        if now - self._seen[-1][0] >= _PAUSE:
            self._seen.append((now, done))
        while len(self._seen) > 2 and now - self._seen[1][0] >= _WINDOW:
            self._seen.popleft()

    def _line(self, step: Step) -> str:
        words = self._words
        if step.stage == "resolving":
            return words.say("Tying together what the documents say …")
        stage = words.say("Reading") if step.stage == "reading" else words.say("Writing")
        parts = [words.say("{stage}: {done:,} of {total:,} documents", stage=stage, done=step.done, total=step.total)]
        if self._pages:
            parts.append(words.say("{count:,} pages", count=self._pages))
        if rate := self._rate():
            parts.append(
                words.say("{rate:,.1f} a second", rate=rate)
                if rate >= _FEW
                else words.say("{rate:,.1f} a minute", rate=rate * 60)
            )
            if step.done < step.total:
                parts.append(words.say("{time} left", time=_clock_time((step.total - step.done) / rate)))
        if self._failed:
            parts.append(words.say("failed: {count}", count=self._failed))
        return ", ".join(parts)

    def _rate(self) -> float:
        """Documents a second, lately."""
        (since, before), (now, done) = self._seen[0], self._seen[-1]
        return (done - before) / (now - since) if now > since else 0.0

    def _draw(self, line: str) -> None:
        room = (self._columns or shutil.get_terminal_size((80, 24)).columns) - 1
        line = line if len(line) <= room else f"{line[: room - 1]}…"
        self._stream.write(f"\r{line.ljust(self._length)}")
        self._stream.flush()
        self._length = len(line)


def _clock_time(seconds: float) -> str:
    """ "0:05", "12:30", "3:07:00"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
