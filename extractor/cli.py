"""The program ``ocop``: its commands and options. What they do is elsewhere.

Heavy modules are imported by the command that needs them, so that ``ocop --help`` answers at once.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.building import build, cache
from extractor.encode import KINDS, facts_json
from extractor.options import bounded, files_named, in_time, printed_as
from extractor.serving import publish, serve
from extractor.terminal import Exit, Failure, Inputs, no_check, print_json, print_review, run, spoken, width
from extractor.wording import Wording

if TYPE_CHECKING:
    from extractor.model import Severity

_file = click.Path(exists=True, dir_okay=False, path_type=Path)
_database = click.Path(path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="ocop-extractor", prog_name="ocop", help="Show the version and exit.")
@spoken
def program() -> None:
    """Read Vietnamese administrative documents of the OCOP programme, check them, publish what they say."""


@program.command()
@files_named
@bounded
@printed_as("json", "table", "csv", of="How to print the facts.")
@click.option(
    "--only",
    type=click.Choice(KINDS),
    multiple=True,
    metavar="KIND",
    help=f"Print this kind of fact only; may be repeated. One of: {', '.join(KINDS)}.",
)
@click.option("--text", is_flag=True, help="Add the text as read, to which all offsets point (JSON only).")
@click.option("--unresolved", is_flag=True, help="Print what looks like a reference or a sum but was not read or tied.")
@spoken
@click.pass_obj
def extract(
    words: Wording, files: tuple[str, ...], form: str, only: tuple[str, ...], text: bool, unresolved: bool
) -> Exit:
    """Print the facts of FILEs: head, references, amounts, indicators, products, producers."""
    kinds = ("unresolved",) if unresolved else only or KINDS
    if form == "csv" and len(kinds) != 1:
        raise click.UsageError(
            words.say("A CSV file holds one kind of fact: name it with --only, as in --only citations.")
        )
    from extractor import report
    from extractor.review import found_and_checked

    inputs = Inputs(files, words, warned=form != "json")
    found = inputs.done(partial(found_and_checked, language=words.language))
    if form == "csv":
        click.echo(report.facts_csv(list(found), kinds[0]), nl=False)
    elif form == "table":
        for index, facts in enumerate(found):
            click.echo("\n" * bool(index) + report.facts_table(facts, kinds, width(), words))
    else:
        print_json((facts_json(facts, text, kinds) for facts in found), lines=len(files) > 1)
    return inputs.code()


@program.command()
@files_named
@bounded
@click.option("--select", metavar="CODES", default="", help="Only these checks: codes or their beginnings, as in C2,N.")
@click.option("--ignore", metavar="CODES", default="", help="Leave these checks out, as in N4.")
@click.option(
    "--severity",
    type=click.Choice(["error", "warning", "note"]),
    default="warning",
    show_default=True,
    help="Hide what is milder; decides the exit code.",
)
@click.option("--registry", type=_file, metavar="CSV", help="A table of acts of your own, beside the one shipped.")
@click.option("--against", type=_database, metavar="DB", help="A database of ocop build: check against what it holds.")
@click.option("--accepted", type=_file, metavar="TOML", help="Findings that you accept: code, quote, reason.")
@click.option(
    "--date",
    "issued",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The date of a draft that bears none yet (YYYY-MM-DD; today unless given).",
)
@click.option("--issuer", metavar="NAME", help="The issuer of a draft that names none yet.")
@printed_as("text", "json", "html", "sarif", of="How to print the findings.")
@spoken
@click.pass_obj
def check(
    words: Wording,
    files: tuple[str, ...],
    select: str,
    ignore: str,
    severity: Severity,
    registry: Path | None,
    against: Path | None,
    accepted: Path | None,
    issued: datetime | None,
    issuer: str | None,
    form: str,
) -> Exit:
    """Check FILEs like a linter, each by itself and all against each other."""
    from extractor.accepted import AcceptedError, without
    from extractor.accepted import load as load_accepted
    from extractor.against import published
    from extractor.checks import CHECKS
    from extractor.checks.registry import RegistryError, with_registry
    from extractor.report import check_text
    from extractor.review import Choice, assuming, drafted, review, worst
    from extractor.rulebook import load

    try:
        rules = with_registry(load(), registry) if registry else load()
        entries = load_accepted(accepted) if accepted else ()
    except (RegistryError, AcceptedError) as error:
        raise Failure(str(error)) from error
    choice = Choice.of(select, ignore, severity)
    for code in choice.strangers():
        raise no_check(code, words)
    if not any(choice.runs(code) for code in CHECKS):
        raise click.UsageError(words.say("--ignore leaves none of the checks that --select asks for."))
    inputs = Inputs(files, words, warned=form == "text")
    day = issued.date() if issued else date.today()
    with published(against, rules, words) as compared:
        drafts = list(inputs.done(partial(drafted, registry=registry, day=day, issued=issued and day, issuer=issuer)))
        all_facts = [draft.facts for draft in drafts]
        beside = compared(all_facts)
    with in_time():
        reviewed = review(all_facts, rules, choice, beside.facts if beside else ())
    reports, stale = without(reviewed, entries, choice.runs)
    reports = assuming(reports, drafts, day, issuer)
    print_review(reports, stale, form, inputs)
    if reports:  # "no findings" is no word for what nobody has read
        click.echo(check_text(reports, choice, day, words, beside), err=True)
    return inputs.code(Exit.FINDINGS if worst(reports) else Exit.DONE)


@program.command()
@click.argument("code", required=False)
@spoken
@click.pass_obj
def explain(words: Wording, code: str | None) -> None:
    """Print the page of the check CODE: what must hold, why, examples, how to mend.

    The beginning of a code lists the checks that begin so; without CODE all are listed.
    """
    from extractor import report
    from extractor.checks import CHECKS

    wanted = (code or "").upper()
    told = report.check_page(wanted, words) if wanted in CHECKS else report.check_list(wanted, words)
    if not told:
        raise no_check(wanted, words)
    click.echo(told)


@program.command()
@click.argument("text")
@spoken
@click.pass_obj
def cite(words: Wording, text: str) -> None:
    """Say what the reference TEXT is, and whether the act is known."""
    from extractor import report
    from extractor.cited import cited
    from extractor.facts.citations.typed import as_printed
    from extractor.readers import ReadError, read_typed
    from extractor.rulebook import load

    rules = load()
    facts = None
    with in_time(), suppress(ReadError):  # nothing was typed, or something that is no text
        for form in (str, partial(as_printed, rulebook=rules)):
            facts = cited(read_typed(form(text)), rules)
            if facts.citations:
                break
    if facts and facts.citations:
        click.echo(report.references_text(facts, rules, words))
        return
    from extractor.store.names import acts_named

    if known := list(acts_named(text, rules)):
        click.echo(report.acts_text(known, words))
    else:
        raise Failure(words.say("No reference in “{text}”. Write it as in: Quyết định số 919/QĐ-TTg", text=text))


@program.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("corpus"))
@click.option(
    "--against", type=_file, metavar="SAVED", help="Print gains and losses, fact by fact, since this saved run."
)
@click.option("--save", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Save this run.")
@click.option("--errors", is_flag=True, help="List what is missed, invented and wrong.")
@printed_as("text", "json", of="How to print the scores.")
@spoken
@click.pass_obj
def evaluate(words: Wording, corpus: Path, against: Path | None, save: Path | None, errors: bool, form: str) -> None:
    """Measure extraction against the gold of CORPUS ("corpus" unless named): precision, recall, F1, right fields."""
    from extractor import report
    from extractor.evaluate import GoldError, changes, load_scores, save_scores
    from extractor.evaluate import evaluate as measure

    try:
        before = load_scores(against) if against else None
        scores = measure(corpus)
    except GoldError as error:
        raise Failure(str(error)) from error
    if save:
        save_scores(scores, save)
    if form == "json":
        print_json([report.scores_json(scores)])
    else:
        click.echo(report.scores_text(scores, words, errors))
    if before:
        click.echo(report.changes_text(changes(before, scores), words), err=form == "json")


program.add_command(build)
program.add_command(cache)
program.add_command(serve)
program.add_command(publish)


def main() -> None:
    """The entry point of the command line."""
    sys.exit(run(program))
