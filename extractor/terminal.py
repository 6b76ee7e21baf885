"""What every command does the same way: exit codes, one-line errors, two languages, failing files."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from extractor.text import printable
from extractor.wording import LANGUAGES, Wording, language, wording

if TYPE_CHECKING:
    from extractor.accepted import Accepted
    from extractor.model import Document
    from extractor.review import Report

_WIDTH = 100
Result = TypeVar("Result")
_Command = TypeVar("_Command", bound=click.Command)


class Exit(IntEnum):
    """The exit codes. ``PARTLY`` goes before ``FINDINGS``."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    """Wrong usage, or nothing could be read."""
    PARTLY = 3
    """Done, but some documents failed."""
    INTERRUPTED = 130


class Failure(click.ClickException):
    """Something that ends the command; the message is one line that says what to do."""

    exit_code = Exit.USAGE


@dataclass
class Inputs:
    """The files named on the command line, worked on one after the other, each under the limits.

    Those that fail are named on standard error.
    """

    names: Sequence[str]
    words: Wording
    warned: bool = False
    """Whether what their readers warn of is said on standard error, for output that does not hold it."""
    failed: list[tuple[str, str]] = field(default_factory=list)
    """The name and the message of each file that could not be read."""

    def done(self, work: Callable[[Document], Result]) -> Iterator[Result]:
        """What ``work``, which must be importable, gives for each file that can be read."""
        from extractor.apart import outcomes

        for name, outcome in zip(self.names, outcomes(work, self.names), strict=True):
            self._warn(printable(name), outcome.warnings if self.warned else ())
            if outcome.result is not None:
                yield outcome.result
            elif not name:
                self._fail(name, self.words.say("The name of a file is empty. Name a file, or - for standard input."))
            else:
                self._fail(name, outcome.fault or "")

    def code(self, otherwise: Exit = Exit.DONE) -> Exit:
        """The exit code once all files were read: some failures go before what was found."""
        if not self.failed:
            return otherwise
        return Exit.USAGE if len(self.failed) == len(self.names) else Exit.PARTLY

    def _warn(self, name: str, warnings: Sequence[str]) -> None:
        for warning in warnings:
            told = self.words.say_again(" ".join(warning.split()))
            click.echo(self.words.say("{name}: warning: {told}", name=name, told=told), err=True)

    def _fail(self, name: str, message: str) -> None:
        told = self.words.say_again(" ".join(message.split()))
        self.failed.append((name, told))
        click.echo(told, err=True)


def width() -> int:
    """The columns of the terminal, or those that output has elsewhere."""
    return shutil.get_terminal_size((_WIDTH, 24)).columns


def print_json(values: Iterable[Mapping[str, Any]], lines: bool = False) -> None:
    """One object set out over lines for people, or one a line for programs."""
    encode: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False, indent=None if lines else 1).encode
    for value in values:
        click.echo(encode(value))


def print_review(reports: Sequence[Report], stale: Iterable[Accepted], form: str, inputs: Inputs) -> None:
    """The findings as "text", "json" (one object a line where several files are named), "html" or "sarif"; then the
    ``stale`` entries."""
    from importlib.metadata import version

    from extractor import report
    from extractor.review import said_in

    words, lines = inputs.words, len(inputs.names) > 1
    reports = [replace(one, findings=said_in(one.findings, words)) for one in reports]
    if form == "sarif":
        print_json([report.findings_sarif(reports, words, version("ocop-extractor"), inputs.failed)])
    elif form == "html":
        click.echo(report.findings_html(reports, words))
    elif form == "json":
        print_json(map(report.findings_json, reports), lines=lines)
    else:
        texts = [report.findings_text(one, words, width()) for one in reports if one.findings]
        click.echo("\n\n".join(texts), nl=bool(texts))
    for entry in stale:
        told = words.say("Accepted and no longer found: {code} “{quote}”", code=entry.code, quote=entry.quote)
        click.echo(told, err=True)


def no_check(code: str, words: Wording) -> click.UsageError:
    """The error for a code with which no check begins; it names the nearest ones."""
    from extractor.review import beginnings

    near = ", ".join(beginnings(code))
    return click.UsageError(words.say("No check begins with {code}; those near it: {near}.", code=code, near=near))


def run(program: click.Group, arguments: Sequence[str] | None = None) -> int:
    """Run ``program`` and give its exit code; every error is said in one line on standard error."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    words = wording(language(given, os.environ))
    _write_utf8(sys.stdout, sys.stderr)
    try:
        with _translated(program, words).make_context("ocop", given) as context:
            context.obj = words
            context.color = False if os.environ.get("NO_COLOR") else None
            code = context.command.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    except (KeyboardInterrupt, click.Abort):
        return Exit.INTERRUPTED
    except BrokenPipeError:
        return _reader_left()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return Exit.USAGE
    except click.ClickException as error:
        click.echo(_one_line(error, words), err=True)
        return error.exit_code
    return code if isinstance(code, int) else Exit.DONE


def spoken(command: Callable[..., object]) -> Callable[..., object]:
    """The option ``--lang`` of every command; the language itself was settled by :func:`run`."""
    choice = click.Choice(LANGUAGES)
    return click.option("--lang", type=choice, expose_value=False, help="Language of messages; else the locale's.")(
        command
    )


def _translated(program: click.Group, words: Wording) -> click.Group:
    """A twin of ``program`` with its help in the language of ``words``."""
    twin = _worded(program, words, program.name or "")
    twin.epilog = words.help["epilog"]
    twin.commands = {name: _whole(command, words, name) for name, command in program.commands.items()}
    return twin


def _whole(command: click.Command, words: Wording, name: str) -> click.Command:
    """A twin of the command ``name`` and of what is below it."""
    twin = _worded(command, words, name)
    if isinstance(twin, click.Group):
        twin.commands = {part: _whole(below, words, f"{name} {part}") for part, below in twin.commands.items()}
    return twin


def _worded(command: _Command, words: Wording, name: str) -> _Command:
    twin = copy(command)
    twin.help = words.help[name]
    twin.params = [copy(parameter) for parameter in command.params]
    for parameter in twin.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = words.messages.get(parameter.help, parameter.help)
    return twin


def _one_line(error: click.ClickException, words: Wording) -> str:
    message = words.say_again(" ".join(error.format_message().split()))
    context = error.ctx if isinstance(error, click.UsageError) else None
    hint = words.say("See {command} --help.", command=context.command_path) if context else ""
    return f"{words.say('Error')}: {message} {hint}".rstrip()


def _write_utf8(*streams: IO[str]) -> None:
    """Vietnamese is written whole even where the platform's own encoding lacks its letters, as pipes on Windows do."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace" if stream is sys.stderr else "strict")


def _reader_left() -> Exit:
    """Whoever read our output has seen enough: nothing more can be written, not even when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Exit.DONE
