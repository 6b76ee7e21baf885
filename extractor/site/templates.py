"""The templates of our pages, written in one go: those of Datasette wait at every piece, which takes twice as long."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from weakref import WeakKeyDictionary

from datasette.app import Datasette
from jinja2 import Environment, Template

from extractor.rulebook import table
from extractor.shipped import folder
from extractor.site.labels import label

_environments: WeakKeyDictionary[Datasette, Environment] = WeakKeyDictionary()


class _AtOnce(Template):
    """A template that waits for nothing while it is written."""

    async def render_async(self, *args: object, **kwargs: object) -> str:
        return self.render(*args, **kwargs)


def template(datasette: Datasette, name: str) -> Template:
    """One of our templates."""
    if datasette not in _environments:
        ours = datasette.jinja_env.overlay(enable_async=False)
        ours.template_class = _AtOnce
        setattr(ours, "getattr", partial(_field, ours.getattr))  # noqa: B010
        _environments[datasette] = ours
    return _environments[datasette].get_template(name)


def make_ready(datasette: Datasette) -> None:
    """Reads our templates, and the words and rules that pages need, so that the first visitor need not wait for it."""
    for path in (folder("db") / "templates").glob("*.html"):
        template(datasette, path.name)
    template(datasette, "_crumbs.html")  # of Datasette, within our frame
    label("document", "kind_of_page")
    for name in ("abbreviations", "check_needs"):
        table(name)


def _field(other: Callable[[object, str], object], held: object, name: str) -> object:
    """``held.name`` in a template: of a row the field, before anything else is tried."""
    return held[name] if isinstance(held, dict) and name in held else other(held, name)
