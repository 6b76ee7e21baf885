"""The citation graph as a picture: acts on the left, the documents that cite them on the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from markupsafe import Markup

from extractor.site.citing import day, short
from extractor.site.labels import act as named
from extractor.site.labels import label, lower_first

Row = dict[str, Any]
Lines = tuple[str, str]
"""What stands beside a line's end: what an act or document is called, and whose and of which day it is."""
_PICTURED = 16
"""Acts, and documents, in the picture."""
_LINE, _WIDTH, _NAME, _DOCUMENT = 46, 1000, 300, 560
"""Of the picture: pixels of a line, of all, of the column of acts; and where the documents begin."""
_OF_ACTS, _OF_DOCUMENTS = (38, 46), (52, 65)
"""Code points of the two lines of an act, and of a document."""
_END = 20
"""Code points of the end of a name that is cut: names of one series differ there."""


def picture(roots: Sequence[Row]) -> Markup:
    """A line for each relation between the ``roots`` and their children: what the lists say, at a glance."""
    acts = roots[:_PICTURED]
    links = [link for act in acts for link in act["children"]]
    documents = list({link["document"]: link for link in links}.values())[:_PICTURED]
    if len(links) < 2:
        return Markup("")
    left = {act["slug"]: index * _LINE + _LINE / 2 for index, act in enumerate(acts)}
    right = {row["document"]: index * _LINE + _LINE / 2 for index, row in enumerate(documents)}
    lines = "".join(
        _line(left[link["instrument"]], right[link["document"]], link["relation"])
        for link in links
        if link["document"] in right
    )
    said = apart([of_act(act) for act in acts], [""] * len(acts), _OF_ACTS)
    names = [
        _name(0, left[act["slug"]], f"/vien-dan/{act['slug']}", told) for act, told in zip(acts, said, strict=True)
    ]
    copies = [label(row["copy_kind"], "copy_kind") for row in documents]
    said = apart([of_document(row) for row in documents], copies, _OF_DOCUMENTS)
    names += [
        _name(_DOCUMENT, right[row["document"]], f"/van-ban/{row['document']}", told)
        for row, told in zip(documents, said, strict=True)
    ]
    height = max(len(left), len(right)) * _LINE
    return Markup(
        f'<svg class="graph" width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}" aria-hidden="true"'
        f' focusable="false">{lines}{"".join(names)}</svg>'
    )


def of_act(act: Mapping[str, Any]) -> Lines:
    """What an act is called, and of whom and of which day it is."""
    return named(act), _of(act["issuer"], act["date"])


def of_document(row: Mapping[str, Any]) -> Lines:
    """A document by its kind and number where it has one, else by its name."""
    called = f"{row['doc_type'] or 'Văn bản'} {row['own_key']}" if row["number"] else row["name"]
    return called, _of(row["issuer"], row["date"])


def apart(said: Sequence[Lines], copies: Sequence[str], longest: tuple[int, int] = _OF_DOCUMENTS) -> list[Lines]:
    """``said``, each cut to the ``longest`` lines, with what copy it is or a number where several would read alike."""
    cut = [(_cut(first, longest[0]), _cut(second, longest[1])) for first, second in said]
    for further in (copies, [""] * len(said)):
        alike = Counter(cut)
        seen: Counter[Lines] = Counter()
        for index, told in enumerate(cut):
            seen[told] += 1
            if alike[told] > 1:
                mark = lower_first(further[index]) if any(further) else f"({seen[told]})"
                of = _cut(said[index][1], longest[1] - len(mark) - len(" · "))
                cut[index] = told[0], " · ".join(part for part in (of, mark) if part)
    return cut


def _of(issuer: str | None, date: str | None) -> str:
    return ", ".join(part for part in (short(issuer or ""), day(date)) if part)


def _cut(words: str, longest: int) -> str:
    """``words``, those in the middle left out where there are too many."""
    if len(words) <= longest:
        return words
    begin, end = words[: longest - _END - 1], words[-_END:]
    return f"{begin.rpartition(' ')[0] or begin}…{end.partition(' ')[2] or end}"


def _line(top: float, other: float, relation: str) -> str:
    start, end = _NAME, _DOCUMENT - 10
    middle = (start + end) / 2
    path = f"M{start} {top:g}C{middle:g} {top:g} {middle:g} {other:g} {end} {other:g}"
    return f'<path class="r-{escape(relation)}" d="{path}"/>'


def _name(left: float, middle: float, href: str, told: Lines) -> str:
    first, second = told
    title = ", ".join(part for part in told if part)
    below = f'<text class="of" x="{left:g}" y="{middle + 15:g}">{escape(second)}</text>' if second else ""
    return (
        f'<a href="{escape(href)}" tabindex="-1"><title>{escape(title)}</title>'
        f'<text x="{left:g}" y="{middle - (2 if second else -5):g}">{escape(first)}</text>{below}</a>'
    )
