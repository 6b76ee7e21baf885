"""The commands that make a database, and those that look after the cache."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.gauge import Gauge
from extractor.options import bounded
from extractor.steps import Account
from extractor.terminal import Exit, Failure, spoken
from extractor.wording import Wording

if TYPE_CHECKING:
    from extractor.build import Summary
    from extractor.cluster import Cluster
    from extractor.fact_cache import FactCache

_place = click.option(
    "--cache",
    "place",
    metavar="PLACE",
    envvar="OCOP_CACHE",
    help="The folder (or an address as of fsspec: s3://…) for what was read; else where the platform keeps caches.",
)


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    "database",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="DB",
    help="The database to write; an older one is replaced when the new one is complete.",
)
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes at work; else one for each core.")
@click.option("--cluster", metavar="ADDRESS", help="A scheduler of Dask whose workers read, as in tcp://host:8786.")
@click.option("--page-images", is_flag=True, help="Draw the scanned pages too, for the site.")
@_place
@click.option("--no-cache", is_flag=True, help="Read every file, whatever was read before.")
@click.option("--fresh", is_flag=True, help="Write every document anew, whatever the last database holds.")
@bounded
@spoken
@click.pass_obj
def build(
    words: Wording,
    corpus: Path,
    database: Path,
    workers: int | None,
    cluster: str | None,
    page_images: bool,
    place: str | None,
    no_cache: bool,
    fresh: bool,
) -> Exit:
    """Make the database DB from the folder CORPUS of documents."""
    from extractor import report
    from extractor.since import new_findings, places

    before, account = places(database), Account()
    with (
        _faults_told(),
        _interruption_told(words, database, kept=not no_cache),
        closing(Gauge(words, sys.stderr)) as gauge,
    ):
        summary = _built(
            corpus,
            database,
            workers=workers,
            page_images=page_images,
            cache=None if no_cache else _keeping(words, _cache(words, place)),
            fresh=fresh or no_cache,
            engine=_engine(cluster, words) if cluster else None,
            progress=lambda step: (account(step), gauge(step)),  # type: ignore[func-returns-value]
        )
    for file, message in summary.failures:
        click.echo(words.say_again(message if message.startswith(f"{file}: ") else f"{file}: {message}"), err=True)
    if not summary.documents:
        raise Failure(words.say("Nothing could be read. {database} was not written.", database=database))
    new = None if before is None else new_findings(database, before)
    click.echo(report.build_text(summary, database, words, account, new))
    return Exit.PARTLY if summary.failures else Exit.DONE


def _built(corpus: Path, database: Path, **how: Any) -> Summary:  # noqa: ANN401
    from extractor import report
    from extractor.build import build
    from extractor.evaluate import compare

    return build(corpus, database, score=lambda home, facts: report.scores_json(compare(home, facts)), **how)


def _engine(address: str, words: Wording) -> Cluster:
    from extractor.cluster import Cluster

    return Cluster(address, told=lambda message: click.echo(words.say_again(message), err=True))


@contextmanager
def _faults_told() -> Iterator[None]:
    """Ends the command with one line where nothing can be built."""
    from extractor.cluster import ClusterFault
    from extractor.corpus import BuildError

    try:
        yield
    except (BuildError, ClusterFault) as error:
        raise Failure(str(error)) from error


@contextmanager
def _interruption_told(words: Wording, database: Path, *, kept: bool) -> Iterator[None]:
    """Says what there is when a build is interrupted: the old database, and what was read where that is ``kept``."""
    try:
        yield
    except (KeyboardInterrupt, click.Abort):
        also = words.say("; what was read is kept") if kept else ""
        old = words.say("Interrupted. The old database stays{also}.", also=also)
        none = words.say("Interrupted. No database was written{also}.", also=also)
        click.echo(old if database.exists() else none, err=True)
        raise


@click.group()
@spoken
def cache() -> None:
    """Look after the store of extracted facts, which spares a build what was read before."""


@cache.command()
@_place
@spoken
@click.pass_obj
def info(words: Wording, place: str | None) -> None:
    """Tell where the cache is and what is in it."""
    from extractor.report.cache import contents_text

    click.echo(contents_text(_cache(words, place).contents(), words))


@cache.command()
@_place
@spoken
@click.pass_obj
def prune(words: Wording, place: str | None) -> None:
    """Take away what was read by other versions of the program, its rules and engines."""
    from extractor.report.cache import pruned_text

    click.echo(pruned_text(*_cache(words, place).prune(), words))


def _cache(words: Wording, place: str | None) -> FactCache:
    from extractor.fact_cache import CacheFault, cache_at
    from extractor.rulebook import load

    try:
        return cache_at(place, load())
    except CacheFault as fault:
        raise Failure(words.say_again(str(fault))) from fault


def _keeping(words: Wording, cache: FactCache) -> FactCache:
    """``cache``, of which is told where nothing can be kept in it."""
    if not cache.keeps:
        told = words.say(
            "{place}: nothing can be written there, so that what is read now is read again the next time.",
            place=cache.place,
        )
        click.echo(told, err=True)
    return cache
