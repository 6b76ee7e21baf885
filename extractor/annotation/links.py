"""Wraps the references of a text or a web page in links, without breaking the markup.

>>> annotate("theo Quyết định số 919/QĐ-TTg", "https://example.org/{number}")
'theo <a class="citation" href="https://example.org/919" data-key="919/QĐ-TTg">Quyết định số 919/QĐ-TTg</a>'
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Literal
from urllib.parse import quote

from extractor.annotation.page import Page
from extractor.cited import citations
from extractor.model import Citation
from extractor.rulebook import Rulebook

Link = str | Callable[[Citation], str | None]

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|<!DOCTYPE", re.IGNORECASE)
_FIELD = re.compile(r"\{(\w+)\}")


def annotate(
    source: str,
    link: Link = "/vien-dan/{instrument}",
    *,
    form: Literal["html", "text"] | None = None,
    rulebook: Rulebook | None = None,
) -> str:
    """HTML in which every reference of ``source`` is a link; all else stays as it was.

    ``source`` is HTML or plain text (``form``; else judged by whether there are tags). Plain text is escaped.
    ``link`` is an address with fields of the citation in braces ("https://…/{instrument}", "{key}"), filled in percent
    encoding, or a function of the :class:`~extractor.model.Citation`; where a field is ``None``, or the function
    returns ``None``, the reference gets no link. Raises ValueError for a field that citations do not have, a brace that
    is none of a field, and an unknown ``form``.

    Text that is a link already, scripts, styles and form fields are left alone. A reference that begins in one element
    and ends in another becomes a link in each, so that elements still nest.
    """
    if form not in (None, "html", "text"):
        raise ValueError(f"form is {form!r}; it must be 'html', 'text' or None")
    fill = link if callable(link) else _template(link)
    page = Page(source) if form == "html" or (form is None and _TAG.search(source)) else None
    out: list[str] = []
    done = 0

    def kept(end: int) -> str:
        return source[done:end] if page else escape(source[done:end], quote=False)

    for citation in citations(page.text if page else source, rulebook):
        address = fill(citation)
        if address is None:
            continue
        key = escape(citation.corrected or citation.key)
        places = page.stretches(citation.start, citation.end) if page else [(citation.start, citation.end)]
        for start, end in places:
            if start >= done:  # of two references within one another the outer one is the link
                out.append(f'{kept(start)}<a class="citation" href="{escape(address)}" data-key="{key}">')
                done = start
                out.append(f"{kept(end)}</a>")
                done = end
    return "".join((*out, kept(len(source))))


def _template(address: str) -> Callable[[Citation], str | None]:
    names = _FIELD.findall(address)
    unknown = [name for name in names if name not in Citation.__dataclass_fields__]
    if unknown:
        known = ", ".join(("instrument", "key", "kind", "number", "symbol", "year", "date", "pinpoint"))
        raise ValueError(f"A citation has no field {{{unknown[0]}}}; the address may name {known}")
    if stray := re.search("[{}]", _FIELD.sub("", address)):
        raise ValueError(
            f"The address {address!r} holds a {stray.group()!r} that is none of a field like {{instrument}}"
        )

    def fill(citation: Citation) -> str | None:
        if any(getattr(citation, name) is None for name in names):
            return None
        return _FIELD.sub(lambda match: quote(str(getattr(citation, match[1])), safe=""), address)

    return fill
