"""A function's last result, kept for the very same objects: the finders of one document ask the same things of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")


def kept(function: Callable[[*Arguments], Result]) -> Callable[[*Arguments], Result]:
    """``function`` with its last result remembered as long as it is asked about the same objects (``is``, not ``==``).

    For functions of documents and outlines, which are never changed and too large to be compared.
    """
    last: tuple[tuple[object, ...], Result] | None = None

    @wraps(function)
    def ask(*args: *Arguments) -> Result:
        nonlocal last
        asked: tuple[object, ...] = args
        if last is None or any(a is not b for a, b in zip(asked, last[0], strict=True)):
            last = asked, function(*args)
        return last[1]

    return ask
