"""Arguments, options and limits that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import click

from extractor.limits import LimitFault, TookTooLong, deadline, limited, limits
from extractor.terminal import Failure

_Command = Callable[..., Any]

files_named = click.argument("files", metavar="FILE…", nargs=-1, required=True)
"""The files that a command reads."""
_number = click.IntRange(min=1)


def printed_as(*choices: str, of: str) -> Callable[[_Command], _Command]:
    """The option ``--format``, the first of ``choices`` unless given."""
    return click.option("--format", "form", type=click.Choice(choices), default=choices[0], show_default=True, help=of)


def bounded(command: _Command) -> _Command:
    """The options that limit what one document may take, in force while the command runs."""

    @click.option("--max-pages", type=_number, metavar="N", help="Pages read of a document (1000 unless given).")
    @click.option(
        "--timeout",
        type=_number,
        metavar="SECONDS",
        help="For a page, or for the facts of a document (180 unless given).",
    )
    @wraps(command)
    def within(*arguments: Any, max_pages: int | None, timeout: int | None, **options: Any) -> Any:  # noqa: ANN401
        with limited(pages=max_pages, seconds=timeout):
            try:
                limits()
            except LimitFault as fault:
                raise Failure(str(fault)) from fault
            return command(*arguments, **options)

    return within


@contextmanager
def in_time() -> Iterator[None]:
    """Ends the command when what is done in the block takes longer than the work on a document may."""
    try:
        with deadline(limits().seconds):
            yield
    except TookTooLong as error:
        raise Failure(f"{error}. Give less at once, or set a longer time.") from error
