"""The commands that open the site: ``ocop serve`` here, ``ocop publish`` for a server."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from extractor.terminal import Failure, spoken
from extractor.wording import Wording

_BUILT = Path("build/ocop.db")
_feedback = click.option(
    "--feedback", metavar="ADDRESS", help="Where visitors may report what is wrong: a mail or web address."
)


@click.command()
@click.argument("database", type=click.Path(dir_okay=False, path_type=Path), default=_BUILT)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535), help="The port to listen on.")
@click.option(
    "--processes",
    metavar="N",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="How many processes share the port.",
)
@_feedback
@spoken
@click.pass_obj
def serve(words: Wording, database: Path, host: str, port: int, processes: int, feedback: str | None) -> None:
    """Open the site on the finished database DATABASE (build/ocop.db unless named)."""
    _must_be_there(database, words)
    from extractor.site import SiteError
    from extractor.site.server import serve as serve_database

    _warn_of_what_is_missing(words, feedback)

    def opened(port: int) -> None:
        click.echo(words.say("The site is at http://{host}:{port}/ (Ctrl-C ends it)", host=host, port=port))
        sys.stdout.flush()

    try:
        serve_database(database, host, port, processes=processes, feedback=feedback, opened=opened)
    except SiteError as error:
        raise Failure(str(error)) from error


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--db",
    "database",
    metavar="DB",
    type=click.Path(dir_okay=False, path_type=Path),
    default=_BUILT,
    show_default=True,
    help="The database of ocop build to publish.",
)
@_feedback
@click.option("--url", metavar="URL", help="The public address of the site, as in https://example.org/")
@spoken
@click.pass_obj
def publish(words: Wording, folder: Path, database: Path, feedback: str | None, url: str | None) -> None:
    """Write the folder DIR with all that a server needs to serve the site."""
    _must_be_there(database, words)
    from extractor.site import SiteError
    from extractor.site.publish import publish as publish_database

    try:
        publish_database(database, folder, feedback=feedback, url=url)
    except SiteError as error:
        raise Failure(str(error)) from error
    _warn_of_what_is_missing(words, feedback, url, published=True)
    click.echo(words.say("{folder} is ready. On the server: datasette serve {folder}", folder=folder))


def _must_be_there(database: Path, words: Wording) -> None:
    if not database.is_file():
        raise Failure(
            words.say("{database} is not there. Make it first: ocop build corpus -o {database}", database=database)
        )


def _warn_of_what_is_missing(
    words: Wording, feedback: str | None, url: str | None = None, published: bool = False
) -> None:
    """Says on standard error what a public site should be told and was not."""
    if not feedback:
        click.echo(words.say("No address for reports of what is wrong; set one: --feedback ADDRESS"), err=True)
    if published and not url:
        click.echo(words.say("No public address for permanent links and the site map; set it: --url URL"), err=True)
