"""Reads Vietnamese administrative documents of the OCOP programme, writes down their facts and checks them.

    import extractor

    facts = extractor.extract(extractor.read("plan.pdf"))
    [citation.key for citation in facts.citations]
    extractor.check(facts)

    extractor.citations("theo Quyết định số 919/QĐ-TTg")        # the citations of a text alone
    extractor.annotate("<p>theo Quyết định số 919/QĐ-TTg</p>")  # the same as links

The nouns are in :mod:`extractor.model`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.annotation import annotate
    from extractor.checks import check_document as check
    from extractor.cited import citations
    from extractor.pipeline import extract
    from extractor.readers import ReadError, read

__all__ = ["ReadError", "annotate", "check", "citations", "extract", "read"]

_HOMES = {
    "ReadError": ("extractor.readers", "ReadError"),
    "annotate": ("extractor.annotation", "annotate"),
    "check": ("extractor.checks", "check_document"),
    "citations": ("extractor.cited", "citations"),
    "extract": ("extractor.pipeline", "extract"),
    "read": ("extractor.readers", "read"),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """A public name, imported when it is first used: the command starts without loading OCR and PDF libraries."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
