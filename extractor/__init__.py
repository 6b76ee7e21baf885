"""Reads Vietnamese administrative documents of the OCOP programme, writes down their facts and checks them.

    >>> import extractor
    >>> facts = extractor.extract(extractor.read("plan.pdf"))
    >>> [citation.key for citation in facts.citations]
    >>> extractor.check(facts)

The nouns are in :mod:`extractor.model`.
"""

from extractor.checks import check_document as check
from extractor.pipeline import extract
from extractor.readers import ReadError, read

__all__ = ["ReadError", "check", "extract", "read"]
__version__ = "0.1.0"
